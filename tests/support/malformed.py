"""Kinds of malformed contribution: files, front matter, data. ``▸`` marks where the problem is to be reported."""

from __future__ import annotations

from contributions import (
    ABOUT,
    BIB,
    EDITION,
    EMENDATION,
    FIGURES,
    NOTE,
    PROPOSALS,
    READINGS,
    RIBAO,
    SOUND,
    SOURCE,
    TERM,
    Malformed,
    add,
    encoded,
    first,
    swap,
    write,
)

_NOTES = f"{RIBAO}/notes"
_SOUND_NOTE = SOUND[NOTE]
_AUTHOR = "author: 张三"
_DATE = 'date: "2026-11-21"'
_ENTRY = """\
▸- id: lisi-1
  line: 8
  kind: corrected
  before: 推广
  after: 推行
  reason: 示例
  basis: 示例。
  cert: low
  resp: 李四
"""
_TERM = "---\nheadword: {}\npinyin: x\ngloss: x\nkind: place\n{}---\n示例，待考。\n"

YAML: tuple[Malformed, ...] = (
    Malformed("YAML: an unclosed quote", NOTE, swap("kind: 注", 'kind: ▸"注'), "Y101"),
    Malformed("YAML: an unclosed bracket", TERM, swap("[越州]", "▸[越州"), "Y101"),
    Malformed("YAML: a full-width colon", NOTE, swap("kind: 注", "kind：注"), "Y101", at="kind："),
    Malformed("YAML: a tab", NOTE, swap("  text: jishi", "▸\ttext: jishi"), "Y101"),
    Malformed("YAML: two colons", NOTE, swap(_AUTHOR, "author: 甲▸: 乙"), "Y101"),
    Malformed("YAML: a key twice", NOTE, swap(_AUTHOR, f"{_AUTHOR}\n▸author: 李四"), "Y101"),
    Malformed("YAML: a key of an entry twice", EMENDATION, first("  line: 8", "  line: 8\n  ▸line: 9"), "Y101"),
    Malformed("YAML: a second document", EMENDATION, add("▸---\n- id: x\n"), "Y101"),
    Malformed("YAML: nested too deeply", TERM, swap("[越州]", "[" * 19 + "▸[" + "]" * 20), "Y101"),
    Malformed("YAML: a control character", NOTE, swap(_AUTHOR, "author: 张▸\x07三"), "Y101"),
    Malformed("YAML: NUL", EMENDATION, first("resp: 张三", "resp: 张▸\x00三"), "Y101"),
    Malformed("YAML: half a character", NOTE, swap(_AUTHOR, 'author: ▸"\\ud800"'), "Y101"),
    Malformed("YAML: a bad escape", NOTE, swap(_AUTHOR, 'author: "甲\\▸q"'), "Y101"),
    Malformed("YAML: an anchor", NOTE, swap(_AUTHOR, "author: ▸&a 张三"), "Y104"),
    Malformed("YAML: an alias", NOTE, swap(_AUTHOR, "author: ▸*a"), "Y104"),
    Malformed("YAML: a Python object", NOTE, swap(_AUTHOR, "author: ▸!!python/object/apply:os.system [ls]"), "Y104"),
    Malformed("YAML: a tag", EMENDATION, first("line: 8", 'line: ▸!!int "8"'), "Y104"),
    Malformed(
        "YAML: a merge key", EMENDATION, first("  line: 8", "  ▸<<: {line: 8}"), "Y102", also=(("Y103", "id: z"),)
    ),
    Malformed("YAML: a list for a key", EMENDATION, first("  line: 8", "  ▸[line]: 8"), "Y101"),
)

FILES: tuple[Malformed, ...] = (
    Malformed("file: empty note", NOTE, write(""), "Y105"),
    Malformed("file: no front matter", NOTE, write("只有正文，待考。\n"), "Y105"),
    Malformed("file: front matter not closed", NOTE, first("---\n行商", "行商"), "Y105"),
    Malformed("file: blank lines before it", NOTE, lambda text: f"\n\n{text}", "Y105"),
    Malformed("file: empty front matter", NOTE, write("---\n▸---\n一，待考。\n"), "Y103"),
    Malformed("file: front matter is a list", NOTE, write("---\n▸- 一\n---\n一，待考。\n"), "Y103"),
    Malformed("file: empty emendations", EMENDATION, write(""), "Y103"),
    Malformed("file: one emendation, no list", EMENDATION, write("▸id: zhangsan-1\nline: 8\n"), "Y103"),
    Malformed("file: an entry that is no mapping", EMENDATION, add("- ▸生根\n"), "Y103"),
    Malformed("file: UTF-16", NOTE, encoded("utf-16"), "Y106"),
    Malformed("file: GB 18030", EMENDATION, encoded("gb18030"), "Y106", at="�"),
    Malformed(
        "file: a byte that is no UTF-8", NOTE, lambda t: t.encode().replace("张三".encode(), b"\xff"), "Y106", at="�"
    ),
    Malformed("file: a note larger than its limit", NOTE, add("长" * 40_000), "Y106"),
    Malformed("file: YAML larger than its limit", EMENDATION, add("# 长\n" * 200_000), "Y106"),
    Malformed("name: a capital letter", f"{_NOTES}/Keshang.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: an underline", f"{_NOTES}/ke_shang.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: Hanzi", "glossary/绍兴.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: a look-alike letter", f"{_NOTES}/kesh\u0430ng.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: full width", f"{_NOTES}/ｋｅ.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: a zero-width space", f"{_NOTES}/ke\u200bshang.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: dots", f"{_NOTES}/...md", write(_SOUND_NOTE), "S106"),
    Malformed("name: a blank at its end", f"{_NOTES}/keshang .md", write(_SOUND_NOTE), "S106"),
    Malformed("name: a dot at its end", f"{_NOTES}/keshang.md.", write(_SOUND_NOTE), "S107"),
    Malformed("name: hidden", f"{_NOTES}/.keshang.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: kept by Windows", f"{_NOTES}/con.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: too long", f"{_NOTES}/{'k' * 81}.md", write(_SOUND_NOTE), "S106"),
    Malformed("name: of the register's notes", f"{_NOTES}/hesuan-a.md", write(_SOUND_NOTE), "N207", at="target"),
    Malformed("name: another ending", f"{RIBAO}/emendations/zhangsan.yml", write(SOUND[EMENDATION]), "S107"),
    Malformed("name: a misspelt file", f"{RIBAO}/proofreading.yaml", write(SOUND[READINGS]), "S107"),
)

NOTES: tuple[Malformed, ...] = (
    Malformed("note: a key is missing", NOTE, swap(f"{_AUTHOR}\n", ""), "Y103", at="target:"),
    Malformed(
        "note: the target is missing", NOTE, swap(_SOUND_NOTE[4 : _SOUND_NOTE.index("kind")], ""), "Y103", at="kind:"
    ),
    Malformed("note: the quote is missing", NOTE, swap("  quote: 客商\n", ""), "Y103", at="target:"),
    Malformed("note: a key is misspelt", NOTE, swap(_AUTHOR, "▸auther: 张三"), "Y102"),
    Malformed("note: a key in look-alike letters", NOTE, swap(_AUTHOR, "▸\u0430uthor: 张三"), "Y102"),
    Malformed("note: a key with a zero-width space", NOTE, swap(_AUTHOR, "▸au\u200bthor: 张三"), "Y102"),
    Malformed("note: an unknown key", NOTE, swap(_AUTHOR, f"{_AUTHOR}\n▸mood: 佳"), "Y102"),
    Malformed("note: a key of the target outside it", NOTE, swap(_AUTHOR, f"{_AUTHOR}\n▸quote: 客商"), "Y102"),
    Malformed("note: a wrong kind", NOTE, swap("kind: 注", "▸kind: 校"), "Y103"),
    Malformed("note: a machine's kind", NOTE, swap("kind: 注", "▸kind: 议"), "Y103"),
    Malformed(
        "note: the target is text", NOTE, swap(_SOUND_NOTE[4 : _SOUND_NOTE.index("kind")], "▸target: 客商\n"), "Y103"
    ),
    Malformed("note: the author is a number", NOTE, swap(_AUTHOR, "▸author: 3"), "Y103"),
    Malformed("note: the author is a list", NOTE, swap(_AUTHOR, "▸author: [张三]"), "Y103"),
    Malformed("note: the author is empty", NOTE, swap(_AUTHOR, "▸author:"), "Y103"),
    Malformed("note: the author is blank", NOTE, swap(_AUTHOR, '▸author: "  "'), "Y103"),
    Malformed("note: the author is too long", NOTE, swap(_AUTHOR, "▸author: " + "张" * 2_001), "Y103"),
    Malformed("note: a directional override", NOTE, swap(_AUTHOR, "author: 张▸\u202e三"), "Y107"),
    Malformed("note: an escaped override", NOTE, swap(_AUTHOR, '▸author: "张\\u202e三"'), "Y107"),
    Malformed("note: a zero-width space", NOTE, swap(_AUTHOR, "author: 张▸\u200b三"), "Y107"),
    Malformed("note: letters apart from marks", NOTE, swap(_AUTHOR, "author: Ren▸e\u0301"), "Y108"),
    Malformed("note: a day that never was", NOTE, swap(_DATE, '▸date: "2026-02-30"'), "Y103"),
    Malformed("note: a thirteenth month", NOTE, swap(_DATE, '▸date: "2026-13"'), "Y103"),
    Malformed("note: a date with slashes", NOTE, swap(_DATE, "▸date: 2026/11/21"), "Y103"),
    Malformed("note: a date in Hanzi", NOTE, swap(_DATE, "▸date: 2026年11月21日"), "Y103"),
    Malformed("note: a date in full width", NOTE, swap(_DATE, '▸date: "２０２６-11-21"'), "Y103"),
    Malformed("note: a year that is a number", NOTE, swap(_DATE, "▸date: 2026"), "Y103"),
    Malformed("note: an empty quote", NOTE, swap("quote: 客商", '▸quote: ""'), "Y103"),
    Malformed("note: a quote that is too long", NOTE, swap("quote: 客商", "▸quote: " + "客" * 401), "Y103"),
    Malformed("note: a quote that is not there", NOTE, swap("quote: 客商", "▸quote: 客高"), "N201"),
    Malformed("note: a quote with blanks around it", NOTE, swap("quote: 客商", '▸quote: " 客商 "'), "N201"),
    Malformed("note: a quote in look-alike characters", NOTE, swap("quote: 客商", "▸quote: 客\u2f46"), "N201"),
    Malformed("note: a quote over two paragraphs", NOTE, swap("quote: 客商", '▸quote: "生根。\\n两地"'), "N201"),
    Malformed(
        "note: a quote that is there twice",
        NOTE,
        swap("quote: 客商\n  prefix: 来自绍兴的\n  suffix: 在此", "▸quote: 在这里"),
        "N202",
    ),
    Malformed("note: a prefix that does not precede", NOTE, swap("prefix: 来自绍兴的", "▸prefix: 来自上海的"), "N201"),
    Malformed("note: a suffix that does not follow", NOTE, swap("suffix: 在此", "▸suffix: 在彼"), "N201"),
    Malformed("note: an unknown text", NOTE, swap("text: jishi", "▸text: jisi"), "N201"),
    Malformed("note: a text that is a path", NOTE, swap("text: jishi", "▸text: ../jishi"), "Y103"),
)

OTHERS: tuple[Malformed, ...] = (
    Malformed(
        "emendation: no basis", EMENDATION, first("  basis: 示例，见 {cite}`wangwen-2022`。\n", ""), "Y103", at="id: z"
    ),
    Malformed(
        "emendation: an empty basis", EMENDATION, first("basis: 示例，见 {cite}`wangwen-2022`。", "▸basis:"), "Y103"
    ),
    Malformed("emendation: a wrong kind", EMENDATION, first("kind: corrected", "▸kind: corected"), "Y103"),
    Malformed("emendation: a wrong certainty", EMENDATION, first("cert: low", "▸cert: 低"), "Y103"),
    Malformed("emendation: a line in words", EMENDATION, first("line: 8", "▸line: 八"), "Y103"),
    Malformed("emendation: a line in quotes", EMENDATION, first("line: 8", '▸line: "8"'), "Y103"),
    Malformed("emendation: a line with a fraction", EMENDATION, first("line: 8", "▸line: 8.5"), "Y103"),
    Malformed("emendation: a line beyond the end", EMENDATION, first("line: 8", "▸line: 80"), "E101"),
    Malformed("emendation: line nought", EMENDATION, first("line: 8", "▸line: 0"), "E101"),
    Malformed("emendation: another line", EMENDATION, first("before: 生根", "▸before: 客商"), "E201"),
    Malformed(
        "emendation: there more than once",
        EMENDATION,
        first("before: 生根\n  after: 扎根\n  prefix: 在这里", "▸before: 枫桥\n  after: 枫木"),
        "E202",
    ),
    Malformed("emendation: corrects nothing", EMENDATION, first("after: 扎根", "after: 生根"), "Y103", at="id: z"),
    Malformed("emendation: no 'after'", EMENDATION, first("  after: 扎根\n", ""), "Y103", at="id: z"),
    Malformed(
        "emendation: a surplus with 'after'",
        EMENDATION,
        first("before: 再度", "before: 再度\n  after: 再"),
        "Y103",
        at="id: zhangsan-2",
    ),
    Malformed("emendation: something unseen put in", EMENDATION, first("after: 扎根", "after: 扎▸\u2060根"), "Y107"),
    Malformed(
        "emendation: overlaps another",
        EMENDATION,
        add(_ENTRY.replace("▸", "").replace("before: 推广", "▸before: 里生根")),
        "E204",
        at="before: 生根",
    ),
    Malformed(
        "emendation: over a paragraph's end",
        EMENDATION,
        add(_ENTRY.replace("▸", "").replace("before: 推广", '▸before: "。\\n两地"')),
        "E203",
    ),
    Malformed(
        "emendation: an id twice in a file",
        EMENDATION,
        add(_ENTRY.replace("▸- id: lisi-1", "- ▸id: zhangsan-1")),
        "E205",
    ),
    Malformed(
        "emendation: an id of another file", EMENDATION, add(_ENTRY.replace("▸- id: lisi-1", "- ▸id: bj-001")), "E205"
    ),
    Malformed("emendation: an id that is a path", EMENDATION, first("id: zhangsan-1", "▸id: ../../x"), "Y103"),
    Malformed(
        "emendation: an id in look-alike letters", EMENDATION, first("id: zhangsan-1", "▸id: zh\u0430ngsan-1"), "Y103"
    ),
    Malformed("emendation: an id kept by Windows", EMENDATION, first("id: zhangsan-1", "▸id: con"), "Y103"),
    Malformed("emendation: an id that is too long", EMENDATION, first("id: zhangsan-1", "▸id: z" + "z" * 80), "Y103"),
    Malformed("term: a wrong kind", TERM, swap("kind: place", "▸kind: city"), "Y103"),
    Malformed("term: no headword", TERM, swap("headword: 绍兴市\n", ""), "Y103", at="pinyin"),
    Malformed("term: a headword with markup", TERM, swap("headword: 绍兴市", "▸headword: 绍`兴市"), "Y103"),
    Malformed("term: a headword that is too long", TERM, swap("headword: 绍兴市", "▸headword: " + "绍" * 61), "Y103"),
    Malformed(
        "term: a headword with a zero-width space", TERM, swap("headword: 绍兴市", "headword: 绍▸\u200b兴市"), "Y107"
    ),
    Malformed("term: pinyin in letters and marks", TERM, swap("pinyin: Shà", "pinyin: Sh▸a\u0300"), "Y108"),
    Malformed("term: variants that are text", TERM, swap("variants: [越州]", "▸variants: 越州"), "Y103"),
    Malformed("term: 'short' in quotes", TERM, swap("kind: place", 'kind: place\n▸short: "true"'), "Y103"),
    Malformed("term: related to nothing", TERM, swap("[xiao-shanghai]", "[▸xiao-shanghia]"), "G302"),
    Malformed(
        "term: a headword that already exists",
        "glossary/zai.md",
        write(_TERM.format("绍兴市", "").replace("headword", "▸headword")),
        "G301",
    ),
    Malformed(
        "term: a variant that already exists",
        "glossary/zai.md",
        write(_TERM.format("会稽", "variants: [山阴, ▸越州]\n")),
        "G301",
    ),
    Malformed("reference: a key twice", BIB, add("@misc{▸zhi-1986,\n  title = {又}\n}\n"), "C402"),
    Malformed("reference: an unclosed brace", BIB, swap("{绍兴志}", "{绍兴志"), "C401", at="@misc{zhi"),
    Malformed("reference: no comma", BIB, swap("title = {绍兴志},", "title = {绍兴志}"), "C401", at="  howp"),
    Malformed("reference: it is not cited", BIB, add("@misc{▸wu-2020,\n  title = {无}\n}\n"), "C404"),
    Malformed(
        "reference: incomplete",
        BIB,
        swap(
            "@misc{zhi-1986,\n  title = {绍兴志},\n  howpublished = {示例，据转载},",
            "@book{▸zhi-1986,\n  title = {绍兴志},",
        ),
        "C405",
    ),
    Malformed("reference: something unseen", BIB, swap("绍兴志", "绍▸\u202e兴志"), "Y107"),
    Malformed("proofreading: an unknown text", READINGS, swap("- text: jishi", "- ▸text: jish"), "P501"),
    Malformed("proofreading: other bytes", READINGS, first("sha256: 1", "▸sha256: 2"), "P502"),
    Malformed("proofreading: half a digest", READINGS, first("sha256: 1", "▸sha256: ab #"), "Y103"),
    Malformed("proofreading: recorded twice", READINGS, lambda text: text + text.replace("- ", "- ▸", 1), "P503"),
    Malformed("proposal: a wrong kind", PROPOSALS, swap("kind: rare", "▸kind: rar"), "Y103"),
    Malformed("proposal: a score above one", PROPOSALS, swap("score: 0.5", "▸score: 1.5"), "Y103"),
    Malformed("proposal: an id twice", PROPOSALS, swap("id: p-2", "▸id: p-1"), "N208"),
    Malformed("proposal: a quote that is not there", PROPOSALS, swap("quote: 春意正浓", "▸quote: 春意正农"), "N201"),
    Malformed("figure: an unknown source", FIGURES, swap("source: ribao-2019", "▸source: ribao-2018"), "F602"),
    Malformed("figure: not in its quote", FIGURES, swap("quote: 5月的", "▸quote: 示例市"), "F607"),
    Malformed("figure: a number in quotes", FIGURES, swap("value: 5", '▸value: "5"'), "Y103"),
    Malformed(
        "check: code for an expression", FIGURES, swap("expression: may == 5", "▸expression: __import__('os')"), "F603"
    ),
    Malformed("check: comes out otherwise", FIGURES, swap("expression: may == 5", "▸expression: may == 6"), "F604"),
    Malformed("check: an unknown figure", FIGURES, swap("expression: may == 5", "▸expression: mai == 5"), "F602"),
    Malformed("about: a changed source", SOURCE, swap("一段。", "一段！"), "S101", at="sha256", elsewhere=ABOUT),
    Malformed("about: an unknown format", ABOUT, swap("format: newspaper-ocr", "▸format: newspaper"), "S103"),
    Malformed("about: a source file elsewhere", ABOUT, swap("file: source.txt", "▸file: ../../corpus.yaml"), "Y103"),
    Malformed("about: an unknown citation", ABOUT, swap("citation: ribao-2019", "▸citation: sanri"), "C403"),
    Malformed("about: a leap day in another year", ABOUT, swap("2020-02-29", "2021-02-29"), "Y103", at="date:"),
    Malformed("edition: an unknown kind of block", EDITION, swap("- p: 2", "- ▸para: 2"), "Y102"),
    Malformed(
        "edition: a line that is named twice", EDITION, swap("- p: 3", "- ▸p: [2, 3]"), "E106", also=(("E107", "p: 2"),)
    ),
    Malformed("edition: a line beyond the end", EDITION, swap("- p: 3", "- p: 3\n      - ▸p: 4"), "E101"),
    Malformed(
        "edition: a line that is in nothing", EDITION, swap("      - p: 2\n", ""), "E103", at="一段", elsewhere=SOURCE
    ),
    Malformed("edition: lines that run backwards", EDITION, swap("- p: 3", '- ▸p: "3-2"'), "Y103"),
    Malformed("edition: an unknown rule", EDITION, swap("spaces: false", "▸space: false"), "E109"),
    Malformed("edition: a text's id kept for its source", EDITION, swap("id: sanri", "▸id: index"), "S106"),
    Malformed("edition: no title", EDITION, swap("- title: 1", "- p: 1"), "E108", at="id: sanri"),
    Malformed(
        "edition: an event that ends too early",
        EDITION,
        swap('- date: "1951"', '- date: "1951"\n        until: "1950"'),
        "Y103",
        at='date: "1951"',
    ),
)

MALFORMED: tuple[Malformed, ...] = (*YAML, *FILES, *NOTES, *OTHERS)
