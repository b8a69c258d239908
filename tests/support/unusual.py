"""Contributions that are unusual and sound: what each lays over the sound corpus."""

from __future__ import annotations

from contributions import BIB, EMENDATION, NOTE, RIBAO, SOUND, TERM

_HEAD = '---\ntarget:\n  quote: {quote}\nkind: {kind}\nauthor: {author}\ndate: "{date}"\n---\n{body}\n'


def _note(
    body: str = "一，待考。", quote: str = "林业项目", kind: str = "注", author: str = "张三", date: str = "2026"
) -> str:
    return _HEAD.format(quote=quote, kind=kind, author=author, date=date, body=body)


def _noted(**said: str) -> dict[str, str | bytes]:
    return {f"{RIBAO}/notes/ceshi.md": _note(**said)}


_ENTRY = """\
- id: lisi-{id}
  line: {line}
  kind: {kind}
{words}
  reason: 示例
  basis: 示例。
  cert: medium
  resp: 李四
"""


def _emended(line: int, kind: str, words: str) -> dict[str, str | bytes]:
    return {f"{RIBAO}/emendations/lisi.yaml": _ENTRY.format(id="1", line=line, kind=kind, words=words)}


UNUSUAL: dict[str, dict[str, str | bytes]] = {
    "a note of kind 注": _noted(kind="注"),
    "a note of kind 按": _noted(kind="按"),
    "a note of kind 疑": _noted(kind="疑"),
    "a date to the year": _noted(date="1951"),
    "a date to the month": _noted(date="1951-02"),
    "a leap day": _noted(date="2024-02-29"),
    "an author in Latin letters": _noted(author="Renée O’Hara-Müller"),
    "two authors on a line": _noted(author="张三、李四"),
    "an author of rare Hanzi": _noted(author="㐂𠮷𰻝"),
    "a Hanzi that NFC would replace": _noted(author="\uf967一"),
    "a quote that the rules have changed": _noted(quote="5月的示例市，春意正浓"),
    "a quote as the source has it": _noted(quote="'5月的示例市,春意正浓'"),
    "a quote in a corrected place": _noted(quote="考察袜业园区"),
    "a quote of a word that was corrected": _noted(quote="林业园区"),
    "a quote of supplied words": _noted(quote="继续合作"),
    "a quote of one character": _noted(quote="浓"),
    "a whole paragraph as quote": _noted(quote="来自绍兴的客商在此考察袜业园区，又考察林业项目。"),
    "a quote with quotation marks": _noted(quote="'“东北小上海”'"),
    "a quote of a number": _noted(quote='"5"'),
    "emphasis, code and escapes": _noted(body="*强调*、**着重**、`字面`、\\*星\\* &amp; 50%，待考。"),
    "lists": _noted(body="列举，待考：\n\n- 一\n- 二\n  1. 甲\n  2. 乙\n     - 子"),
    "lists of five levels": _noted(body="待考：\n\n" + "- " * 5 + "五"),
    "links": _noted(body='见[名](https://example.org/a?b=c#d "题")与 <http://example.org>。'),
    "every role": _noted(
        body="{term}`东北小上海`、{term}`上海 <小上海>`、{cite}`ribao-2019, wangwen-2022`、\n"
        "{ref}`前 <ribao-2019/jishi#l0003>`。"
    ),
    "a line break": _noted(body="一\\\n二，待考。"),
    "several paragraphs": _noted(body="一。\n\n二。\n\n\n三，待考。"),
    "a long body": _noted(body="长" * 4_990 + "待考。"),
    "braces, pipes, dollars and quotes": _noted(body="{甲}、a|b、$x$、“引”、'直'、(一)、～、x^2^，待考。"),
    "a rare Hanzi in a body": _noted(body="𠮷、𰻝、〇、㐂、ゟ、é、ḿ，待考。"),
    "a note without a last line end": {f"{RIBAO}/notes/ceshi.md": _note().rstrip("\n")},
    "a note with CRLF": {f"{RIBAO}/notes/ceshi.md": _note().replace("\n", "\r\n")},
    "a note with CR": {f"{RIBAO}/notes/ceshi.md": _note().replace("\n", "\r")},
    "a note with a byte-order mark": {f"{RIBAO}/notes/ceshi.md": "\ufeff" + _note()},
    "comments in YAML": {NOTE: SOUND[NOTE].replace("kind: 注", "# 类别\nkind: 注  # 注释")},
    "keys in another order": {NOTE: SOUND[NOTE].replace("kind: 注\nauthor: 张三\n", "author: 张三\nkind: 注\n")},
    "YAML in braces": {
        EMENDATION: "[{id: a-1, line: 8, kind: corrected, before: 推广, after: 推行,\n"
        "  reason: 示, basis: 示, cert: low, resp: 李}]\n"
    },
    "YAML in JSON": {
        f"{RIBAO}/notes/ceshi.md": '---\n{"target": {"quote": "浓"},\n"kind": "注", "author": "张", "date": "2026"}\n'
        "---\n待考。\n"
    },
    "a folded value": {EMENDATION: SOUND[EMENDATION].replace("basis: 示例。", "basis: >-\n    示例，\n    两行。")},
    "an emendation that supplies": _emended(6, "supplied", "  after: 了\n  suffix: 。"),
    "a gap": _emended(9, "gap", "  prefix: 两地"),
    "an emendation that regularises": _emended(8, "regularized", "  before: 推广\n  after: 推展"),
    "a long surplus": _emended(6, "surplus", "  from: 被人\n  to: 提起"),
    "an emendation to a rare Hanzi": _emended(8, "corrected", "  before: 推广\n  after: 推𰻝"),
    "an editor's copies and hidden files": {f"{RIBAO}/notes/.gitkeep": "", f"{RIBAO}/notes/keshang.md~": "x"},
    "a term in Latin letters": {TERM: SOUND[TERM].replace("绍兴市\n", "GDP（gross domestic product）\n", 1)},
    "a term of two characters": {TERM: SOUND[TERM].replace("kind: place", "kind: place\nshort: true")},
    "a term that says what is unknown": {TERM: SOUND[TERM].replace("kind: place", "kind: place\nunknown: 沿革未详")},
    "a work that admits its gaps": {
        BIB: SOUND[BIB] + "@book{shu-1,\n  title = {书},\n  note = {出版者不详}\n}\n",
        f"{RIBAO}/notes/ceshi.md": _note(body="见 {cite}`shu-1`。"),
    },
    "a readme beside the corpus": {"README.md": "# 说明\n", "LICENSE": "CC0\n"},
}
