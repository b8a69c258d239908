"""The catalogues have every text of the code, each translated, with the same placeholders, and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest
from jiaozhu.locale import DOMAINS, LANGUAGES, _, catalogue, lazy, match_language, ngettext, use_language
from paths import ROOT


def test_the_catalogues_agree_with_the_code() -> None:
    command = [sys.executable, str(ROOT / "tools" / "packaging" / "catalogues.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_is_compiled_is_what_is_written() -> None:
    """A tree that was installed before its words changed would show the old ones."""
    sys.path.insert(0, str(ROOT / "tools" / "packaging"))
    try:
        import catalogues
    finally:
        sys.path.pop(0)
    for domain in catalogues.DOMAINS:
        if domain.name not in DOMAINS:
            continue
        for path in catalogues.po_files(domain):
            translations = catalogue(path.parts[-3], (domain.name,))
            for message in catalogues.read(path):
                if message.id and isinstance(message.id, str) and not message.context:
                    assert translations.gettext(message.id) == message.string, "reinstall: pip install -e ."


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh_CN", "zh_CN"),
        ("zh-CN", "zh_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh-TW", "zh_CN"),
        ("en_GB.UTF-8", "en"),
        ("C", "en"),
        ("", "en"),
        (None, "en"),
        ("tlh", "en"),
    ],
)
def test_the_nearest_language_is_taken(tag: str | None, language: str) -> None:
    assert match_language(tag) == language
    assert language in LANGUAGES


def test_a_language_lasts_as_long_as_its_block_and_values_are_never_read_as_placeholders() -> None:
    text = lazy("the root element is <{name}>", name="{braces}")
    with use_language("zh_CN"):
        chinese = str(text)
        with use_language("en"):
            assert str(text) == "the root element is <{braces}>"
        assert str(text) == chinese != "the root element is <{braces}>"
    assert _("no such {text}") == "no such {text}"
    with use_language("en"):
        assert ngettext("{n} thing", "{n} things", 1, n=1) == "1 thing"
        assert ngettext("{n} thing", "{n} things", 2, n=2) == "2 things"
