"""What a file does everywhere is named once, and not proposed place by place."""

from __future__ import annotations

from jiaozhu.workflows.importing.detecting.findings import Finding, habits
from jiaozhu.workflows.importing.importer import import_bytes
from jiaozhu.workflows.importing.options import ImportOptions
from ruamel.yaml import YAML


def found(kind: str, count: int) -> list[Finding]:
    return [Finding(kind, n, n + 1, "d", "e", 0.9) for n in range(count)]


def test_one_in_five_hundred_is_still_read() -> None:
    assert habits(found("quotation", 200), 100_000) == {}
    assert habits(found("quotation", 201), 100_000) == {"quotation": 201}
    assert habits(found("quotation", 24), 100) == {}
    assert habits(found("heading", 500), 1_000) == {}
    assert habits([*found("rare", 30), *found("quotation", 3)], 2_000) == {"rare": 30}


def test_a_book_that_never_closes_its_quotation_marks() -> None:
    text = "题目\n" + "他对我说：“今天的天气很好，我们一起到河边去走一走。\n然后他就走了，一直没有回来过。\n" * 60
    made = import_bytes(text.encode(), "a.txt", "a", ImportOptions("zh-CN", "plain-text"))
    assert "60 quotation" in made.summary
    assert "quotation" not in made.files.get("proposals.yaml", b"").decode()
    about = YAML(typ="safe").load(made.files["about.yaml"])
    assert any("60" in line for line in about["unknown"])
