"""Why each problem is one, how it is mended, and what that looks like: what ``jiaozhu explain`` prints."""

from __future__ import annotations

from typing import NamedTuple

from jiaozhu.problems.checks.codes import CODES


class Explanation(NamedTuple):
    """Of one code."""

    why: str
    mend: str
    example: str  #: What is right.


_ADDRESS = "Names stand in addresses of pages and files, where other characters break or can be mistaken."
_UNIQUE = "Where words stand twice, nobody can tell which is meant, and a guess would move silently."
_QUOTES = "target:\n  quote: 枫桥经验\n  prefix: 学习绍兴“"
_EMENDATION = "- id: zhang-1\n  line: 31\n  kind: corrected\n  before: 林业\n  after: 袜业\n  prefix: 东北"

EXPLANATIONS: dict[str, Explanation] = {
    "Y101": Explanation(
        "Nothing in the file can be read.",
        "Look at the line named and the one above: quotes, colons, indentation.",
        'date_note: "据文中“5月”推定：刊于其后"',
    ),
    "Y102": Explanation(
        "A misspelt key would be passed over, and what it says be lost.",
        "Take the spelling that is proposed ('jiaozhu check --fix' does, if there is one), or delete the key.",
        "provenance: 得自一份文本文件",
    ),
    "Y103": Explanation(
        "A value of another kind would be read as something else than was meant.",
        "Give what the message asks for; dates and numbers that are text stand in quotes.",
        'date: "2019-05"',
    ),
    "Y104": Explanation(
        "Aliases and tags can make a small file huge or run code in other readers.",
        "Write the value out where it is used.",
        "kind: 注",
    ),
    "Y105": Explanation(
        "Without front matter a note holds to nothing and has no author.",
        "Begin the file with '---', the fields, and '---'.",
        '---\ntarget:\n  quote: 枫桥经验\nkind: 注\nauthor: 张三\ndate: "2026-11-21"\n---\n说明。',
    ),
    "Y106": Explanation(
        "Files are read by people; this one is too large for them, or in another encoding.",
        "Save it as UTF-8; divide it if it is too large.",
        "iconv -f gb18030 -t utf-8 old.yaml > new.yaml",
    ),
    "Y107": Explanation(
        "What nobody sees can turn words round, or make two equal names differ.",
        "Delete it; 'jiaozhu check --fix' deletes what comes along in copying.",
        "author: 张三",
    ),
    "Y108": Explanation(
        "A letter and its mark look like one character and are two: nothing that is typed will ever match them.",
        "Type the character anew; 'jiaozhu check --fix' does it for you.",
        "pinyin: fēngqiáo jīngyàn",
    ),
    "S101": Explanation(
        "Every position in the edition counts in the source's bytes: a changed source moves them all.",
        "Restore the file. A better witness is a new source.",
        "git checkout -- corpus/sources/NAME/source.txt",
    ),
    "S102": Explanation(
        "Bytes that are no text cannot be accounted for.",
        "Name the encoding in about.yaml, or take a better copy.",
        "encoding: gb18030",
    ),
    "S103": Explanation(
        "No reader knows how lines and markup stand in it.",
        "Take one of the formats that are listed.",
        "format: newspaper-ocr",
    ),
    "S104": Explanation(
        "The edition is not whole without it.",
        "Put the file there, readable for you.",
        "corpus/sources/NAME/about.yaml",
    ),
    "S105": Explanation(
        "Without an edition nobody says which lines make which text.",
        "Write edition.yaml, or let 'jiaozhu import' draft one.",
        "texts:\n  - id: text\n    genre: 消息\n    date: null\n    blocks:\n      - title: 1",
    ),
    "S106": Explanation(
        _ADDRESS, "Rename it: lowercase letters, digits and single hyphens.", "corpus/sources/nanbei-2019-05/"
    ),
    "S107": Explanation(
        "A file that nothing reads looks like work that counts, and is none.",
        "Move it where it belongs, or delete it.",
        "corpus/sources/NAME/notes/zhu.md",
    ),
    "S108": Explanation(
        "Of what is not text a transcript is kept, so that what was read can be checked; text is its own.",
        "Import the file again, or mend 'transcript' in about.yaml.",
        "transcript: {file: transcript.txt, sha256: …, reader: pdf 1}",
    ),
    "S109": Explanation(
        "What lies elsewhere is no part of the edition, and what is read through a link might be anybody's secret.",
        "Put the file itself where the link is.",
        "cp --dereference NAME.md corpus/sources/NAME/notes/",
    ),
    "P501": Explanation(
        "A reading of nothing proves nothing.",
        "Mend the text's id.",
        '- {text: jishi, by: 张三, date: "2026-11-21", sha256: …}',
    ),
    "P502": Explanation(
        "Who read other bytes has not read these.",
        "Read the text again, and record the digest that it has now.",
        "sha256: 16779eef8b35…",
    ),
    "P503": Explanation(
        "One person's second reading does not make two readers.",
        "Delete the second record.",
        "- {text: jishi, by: 李四, …}",
    ),
    "E101": Explanation("The source has no such line.", "Count again: lines are numbered from 1.", "- p: 12"),
    "E102": Explanation(
        "An empty line is nothing to read; to name it hides a slip in counting.",
        "Name the lines that have text.",
        "- flow: 11-29",
    ),
    "E103": Explanation(
        "Nothing is lost: every line is in a text, or somebody says why it is not.",
        "Put it into a block, or under 'omissions' with a reason.",
        "omissions:\n  - lines: 77\n    reason: 栏线",
    ),
    "E104": Explanation(
        "The piece would begin or end nowhere.",
        "Copy the quote from the source's line.",
        '- title: {at: 3, from: 奋力, until: "\'"}',
    ),
    "E105": Explanation(_UNIQUE, "Take a longer quote.", "- p: {at: 16, from: 二是依靠}"),
    "E106": Explanation(
        "A character stands once in the reading; twice would be silent invention.",
        "Take it out of one of the two blocks, or name pieces of the line.",
        "- p: {at: 42, until: 。}\n- p: {at: 42, from: 其次}",
    ),
    "E107": Explanation(
        "Who moves text answers for it.",
        "Say why, who, and how certain.",
        "order:\n  reason: 栏末接下栏\n  resp: 编者\n  cert: high",
    ),
    "E108": Explanation(
        "A text without a name cannot be listed, linked or cited.",
        "Name its title line, or give it a title of yours; pages print it in 〔〕.",
        "title: 图片说明",
    ),
    "E109": Explanation(
        "A misspelt rule would silently stay as it is.",
        "Take one of the rules that are listed.",
        "rules:\n  punctuation: false",
    ),
    "E110": Explanation(_ADDRESS, "Give one of the two texts another id.", "- id: shelun"),
    "E201": Explanation(
        "What would be changed is not what the editor saw.",
        "Copy 'before' from the source, as it is there.",
        _EMENDATION,
    ),
    "E202": Explanation(_UNIQUE, "Add 'prefix' or 'suffix' from the source's line.", _EMENDATION),
    "E203": Explanation(
        "A change outside every text, or of half a tag, is read by nobody.",
        "Change words that a block reads.",
        _EMENDATION,
    ),
    "E204": Explanation(
        "One character cannot have two readings at once.", "Make one emendation of the two.", _EMENDATION
    ),
    "E205": Explanation("Pages lead to emendations by their ids.", "Give this one another id.", "- id: zhang-2"),
    "N201": Explanation(
        "A note that holds to nothing would stand nowhere, or in the wrong place.",
        "Copy the quote from the page, within one paragraph; 'jiaozhu annotate' does it for you.",
        _QUOTES,
    ),
    "N202": Explanation(
        _UNIQUE, "Add 'prefix' or 'suffix' until it is unique; 'jiaozhu annotate' does it for you.", _QUOTES
    ),
    "N203": Explanation(
        "Notes come from strangers: what could load, run or disguise something is refused.",
        "Use paragraphs, emphasis, lists, http(s) links, {term}, {cite} and {ref}.",
        "见{ref}`上文 <nanbei-2019-05/jishi#l0043>` {cite}`rmrb-2021-04`。",
    ),
    "N204": Explanation(
        "A reader who follows it would arrive nowhere.",
        "Take text and line from the address of the passage's page.",
        "{ref}`下文 <nanbei-2019-05/jishi#l0043>`",
    ),
    "N205": Explanation(
        "An empty note promises something and says nothing.",
        "Write one to four sentences, or delete it.",
        "语本《诗经·小雅·鹤鸣》。待考。",
    ),
    "N206": Explanation(
        "A claim that rests on nothing a reader could look up cannot be checked.",
        "Add a citation, a passage, an address; or say 待考.",
        "产值口径未详，待考。",
    ),
    "N207": Explanation(
        "Notes of the register of figures are made by the tools; a file of that name would hide one.",
        "Name it otherwise.",
        "notes/chanzhi.md",
    ),
    "N208": Explanation(_ADDRESS, "Give one of the two another id.", "- id: p-12"),
    "F601": Explanation(
        "Expressions name figures; a name that two have means neither.", "Rename one.", "- id: gdp_1951"
    ),
    "F602": Explanation("What is named is not there.", "Take the spelling that is proposed.", "source: lianghui-2022"),
    "F603": Explanation(
        "Expressions are reckoned, never run: only figures, numbers and arithmetic are allowed.",
        "See 'jiaozhu schema figures' for what may stand in one.",
        "expression: round(a / b * 100, 1) == 92.4",
    ),
    "F604": Explanation(
        "Either the figures or the editor's finding is wrong; both are printed.",
        "Look at the quote and at the expression; then mend one, or 'expected'.",
        "expected: disagree",
    ),
    "F605": Explanation(
        "A division by nothing, or a number without end.", "Mend the expression.", "expression: a == b + c"
    ),
    "F606": Explanation(
        "A figure that is in nothing is shown nowhere.", "Put it into a series or a check, or delete it.", "series: gdp"
    ),
    "F607": Explanation(
        "A value that is not in its quote is a slip in copying.",
        "Copy the number as it stands.",
        "quote: 产值增长8.5%\nvalue: 8.5",
    ),
    "G301": Explanation(
        "A string that two entries claim would link to either.",
        "Take it out of one; 'variants' and 'exclude' settle it.",
        "exclude: [对口合作城市]",
    ),
    "G302": Explanation(
        "The reader would be sent to no entry.",
        "Take the slug of an entry: its file's name without .md.",
        "related: [yi-zhu-liu-shuang]",
    ),
    "G303": Explanation(
        "The reader would be sent to no entry.",
        "Take a headword or a variant as it is written there.",
        "{term}`一主六双`",
    ),
    "C401": Explanation(
        "No entry can be read behind the slip.",
        "Look at braces and commas just above the line named.",
        "@article{key,\n  title = {{题名}},\n  year = {2019}\n}",
    ),
    "C402": Explanation(
        "A citation would mean either work.", "Give one of the two another key.", "@misc{xinhua-2019-04-30, …}"
    ),
    "C403": Explanation(
        "The reader cannot look it up.", "Add the work to references.bib, or mend the key.", "{cite}`rmrb-2021-04`"
    ),
    "C404": Explanation("A bibliography is of what was used.", "Cite it, or delete the entry.", "{cite}`rmrb-2021-04`"),
    "C405": Explanation(
        "GB/T 7714 requires it, and a reader needs it to find the work.",
        "Add it; if it was not seen, say so in 'note'.",
        "note = {据转载，原版日期未见}",
    ),
}


def explain(code: str) -> str:
    """What a code means, why it is a problem, how it is mended, and what is right.

    Raises:
        KeyError: there is no such code.
    """
    told = EXPLANATIONS[code]
    example = "\n".join(f"    {line}" for line in told.example.split("\n"))
    return f"{code}  {CODES[code]}\n\nWhy:  {told.why}\nMend: {told.mend}\n\nFor example:\n\n{example}"
