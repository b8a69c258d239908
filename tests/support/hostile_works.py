"""A bibliography that a stranger wrote: one file in a language of its own."""

from __future__ import annotations

from hostile_fields import Field, Fields
from jiaozhu.model.characters import INVISIBLE
from jiaozhu.store.bibliography import read_keys

__all__ = ["bibliography"]


def bibliography(written: Fields) -> bytes:
    """Return the file with every payload in each field that admits it; each is tried in an entry alone.

    Args:
        written: The payloads; what is refused is noted in it.
    """
    entries = []
    for number, payload in written.payloads.items():
        fields = {
            "title": "T",
            "author": "{A}",
            "year": "2019",
            "note": "N",
            "langid": "chinese",
            "urldate": "2020",
        }
        for name in ("title", "note", "url", "author", "howpublished"):
            field = Field(number, f"bibliography: {name}")
            written.fields[field] = None
            tried = fields | {name: f"{{{payload}}}"}
            if _admits(number, tried):
                fields = tried
            else:
                written.refused.setdefault(field, "C401")
        entries.append(_entry(number, fields))
    return "\n".join(entries).encode("utf-8", "surrogatepass")


def _admits(number: int, fields: dict[str, str]) -> bool:
    text = _entry(number, fields)
    if INVISIBLE.search(text) or "\r" in text:
        return False
    keys, problems = read_keys(text, "references.bib")
    return not problems and list(keys) == [f"s-{number}"]


def _entry(number: int, fields: dict[str, str]) -> str:
    return f"@misc{{s-{number}" + "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items()) + "\n}\n"
