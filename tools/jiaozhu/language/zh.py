"""Chinese in simplified characters, as newspapers and web pages of the mainland set it."""

from __future__ import annotations

import re

from jiaozhu.language.chinese_leniency import CHINESE_LENIENCY
from jiaozhu.language.chinese_numerals import CHARACTERS, numbers, numeral_value, written
from jiaozhu.language.folding import simplified_forms
from jiaozhu.language.patterns import Detection
from jiaozhu.language.pinyin import HAN, SPELLED, phonetic_key, sound_of, spelled, toneless
from jiaozhu.language.profile import LanguageProfile, Numerals, Typography, Widths
from jiaozhu.locale import N_
from jiaozhu.model.kinds import Genre, Kinds, NoteKind, TermKind

__all__ = ["CHINESE"]

_KINDS = Kinds(
    notes=(
        NoteKind("注", N_("note"), "note"),
        NoteKind("按", N_("comment"), "comment", comment=True),
        NoteKind("疑", N_("query"), "query", doubt=True),
        NoteKind("议", N_("proposal"), "proposal", claims=False, tool=True),
    ),
    terms=(
        TermKind("policy", N_("policy")),
        TermKind("slogan", N_("slogan")),
        TermKind("person", N_("person"), group=N_("People")),
        TermKind("place", N_("place name"), group=N_("Places")),
        TermKind("institution", N_("institution"), group=N_("Institutions")),
        TermKind("firm", N_("firm"), group=N_("Institutions")),
        TermKind("industry", N_("industry")),
        TermKind("product", N_("product")),
        TermKind("event", N_("event")),
        TermKind("allusion", N_("allusion")),
        TermKind("measure", N_("measure")),
        TermKind("concept", N_("concept")),
    ),
    genres=(
        Genre("消息", N_("news report")),
        Genre("通讯", N_("feature report")),
        Genre("社论", N_("editorial")),
        Genre("编者语", N_("editor's word")),
        Genre("短文", N_("short piece")),
        Genre("公告", N_("public notice")),
        Genre("报告", N_("report")),
        Genre("调研报告", N_("survey report")),
        Genre("政府工作报告摘编", N_("extract from a government work report")),
        Genre("背景资料", N_("background")),
        Genre("图片说明", N_("captions")),
        Genre("释义", N_("definition")),
        Genre("网文", N_("web post")),
        Genre("待定", N_("undecided"), undecided=True),
    ),
)


def _date(date: str) -> str:
    """``2019-05-06`` as 2019年5月6日; less exact dates as exactly as they are."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(date.split("-"), "年月日", strict=False))


def _period(begin: str, end: str) -> str:
    return _date(begin) if end in ("", begin) else f"{_date(begin)}至{_date(end)}"


_TYPOGRAPHY = Typography(
    labels=("〔", "〕"),
    titles=("《", "》"),
    quotes=("“", "”"),
    readings=("「", "」"),
    asides=("（", "）"),
    item="、",
    title="",
    comma="，",
    clause="；",
    colon="：",
    stop="。",
    sentence="",
    gap="　",
    ellipsis="……",
    date=_date,
    period=_period,
)

_WIDE = HAN + "、。〃々〆〇《》「」『』【】〔〕（），：；？！“”‘’…—％～・①-⑳"
_MARKS = "、。《》（），：；？！“”‘’…—"
#: Patterns begin with the characters they look for, which a search skips to; context behind is asked for afterwards.
_WIDTHS = Widths(
    full=dict(zip(",:;?!()", "，：；？！（）", strict=True)),
    punctuation=re.compile(rf"[,:;?!()](?:(?=[{_WIDE}])|(?<=[{_WIDE}][,:;?!()])|(?<=[)%][,:;])(?=[0-9A-Za-z]))"),
    spaces=re.compile(
        rf"(?<=[{HAN}])[ \t]+(?=[0-9A-Za-z.+%])|(?<=[0-9A-Za-z.+%])[ \t]+(?=[{HAN}])"
        rf"|(?<=[{_MARKS}])[ \t]+|[ \t]+(?=[{_MARKS}])"
    ),
    spaced_out=re.compile(rf"(?<![{HAN}])[{HAN}](?:[ \u3000][{HAN}])+(?![{HAN}])|(?<=[0-9]) (?=[{HAN}] [{HAN}])"),
)

#: Basic characters: headings, names and bylines of newspapers have no others.
_C = "一-鿿"
_N = "一二三四五六七八九十"
#: Words of English that a recogniser has put for those of the text, with these where they are certain.
_FOREIGN = {
    **dict.fromkeys("or to in for with is are on by as at from be that this an not but the".split(), ""),
    "and": "和",
    "of": "的",
}
#: The commonest characters of prose, simplified and traditional: every page of genuine text has some.
_COMMON = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学"
    "如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业"
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進開從實無與長機關點業"
)
_DETECTION = Detection(
    common=_COMMON,
    newspaper=re.compile(
        r"本报讯|本报记者|[（(]\s*记者|摄影报道|责任编辑|版面编辑|通讯员|^第?\s*[0-9一二三四五六七八]+\s*版$|要闻|导读",
        re.M,
    ),
    styles={"标题": "title", "副标题": "subtitle", "题注": "caption", "引用": "quote", "明显引用": "quote"},
    heading_styles=("标题",),
    wiki_pictures=("文件", "檔案", "图像", "圖像"),
    wiki_categories=("分类", "分類"),
    page_number=re.compile(r"[\s\-–—·.第页共/0-9０-９ivxlcIVXLC]{1,16}"),
    last_line="。！？”’』」…",
    page_digits="０-９一二三四五六七八九十〇",
    byline=re.compile(
        rf"^(?:《[^》\n]{{2,12}}》|[{_C}]{{2,6}}(?:日报|晚报|新闻|在线|网))?\s*+"
        r"(?:本报|特约|见习|实习|新华社|中新社|人民日报)?+\s*+(?:记者|通讯员|作者|文[/／]|撰文|采访|编译)"
        rf"[\s:：/／]{{0,3}}[{_C}·A-Za-z、\s]{{2,24}}(?:摄影报道|报道|摄影|文/图|文|图)?$"
    ),
    dateline=re.compile(rf"^(?:本报|新华社|中新社)[{_C}]{{2,8}}?[0-9]{{1,2}}月[0-9]{{1,2}}日[电讯]"),
    report=re.compile(rf"^(?:本报讯|本报[{_C}]{{0,6}}讯|新华社|中新社|据新华社)"),
    credit=re.compile(r"^[（(]?\s*(?:转自|转载自|来源|摘自|原载|据)[\s:：《].{1,28}$"),
    signed=re.compile(
        rf"[。！？”]\s*[（(](?:记者|通讯员)?\s*[{_C}·\s、]{{2,16}}(?:文/图|摄)?[）)]$"
        r"|（转自《[^》]{2,12}》）$|\(转自《[^》]{2,12}》\)$"
    ),
    caption=re.compile(
        rf"^[-—\s]*(?:图为|图[①-⑳0-9{_N}]|[①-⑳]|[▲△↑↓←→◆]|[上下左右]图)"
        r"|[（(]资料(?:图片|照片)[）)]$|^资料图片$|摄影?[）)]$"
    ),
    subtitle=re.compile(r"^(?:—{1,3}|－{2}|-{2,3})\s*\S.{2,40}$"),
    furniture=re.compile(
        rf"^(?:[{_C}]{{2,6}}(?:日报|晚报|晨报|时报|商报|都市报|新闻网|在线)(?:\s*第?[0-9一二三四五六七八]{{1,2}}版)?"
        r"|第?\s*[0-9０-９一二三四五六七八]{1,2}\s*版|[A-Z]?[0-9]{1,2}|版权所有.*"
        r"|本版(?:编辑|责编|摄影|校对).*|(?:责任)?(?:编辑|责编|校对|美编|组版)[\s:：].{1,40}"
        r"|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日\s*+(?:星期[一二三四五六日天])?+\s*+(?:农历.{2,12})?"
        r"|(?:要闻|综合|导读|广告|专版|专题|副刊)|[·.\-—_=*＊]{3,})$"
    ),
    notice=re.compile(rf"^[{_C}]{{2,8}}[:：]\s*[0-9A-Za-z@.\-—、,，:：（）()\s{_C}]{{4,60}}$"),
    contact=re.compile(r"[0-9]{3,4}-[0-9]{7,8}|[0-9]{7,11}|@[a-z0-9]+\.|邮编|微信号|QQ"),
    chapter=re.compile(
        rf"^(?:正文\s{{0,3}})?(?:第[{_N}〇零百千两0-9０-９]{{1,7}}([章回卷节集部篇折讲])|(卷)[之第]?[{_N}百0-9]{{1,4}})"
    ),
    beside_chapters=re.compile(
        r"^(?:序[章言幕]?|自序|前言|楔子|引子|引言|缘起|尾声|后记|跋|附录|番外)(?:[\s：:一二三]|$)"
    ),
    heading_number=re.compile(
        rf"^(?:[{_C}]{{2,4}}[{_N}][：:]|[{_N}]{{1,3}}、|（[{_N}]{{1,3}}）|第[{_N}]{{1,3}}[章节部分])"
    ),
    two_parts=re.compile(r"^[^\s，。,]{4,14}[\s\u3000][^\s，。,]{4,14}$"),
    reported=re.compile(r"^(?:会议|他|她|记者|据|座谈会).{0,4}(?:强调|要求|指出|表示|说|介绍|认为|传达)"),
    editorial=re.compile(rf"^(?:[{_C}]{{2,6}})?(?:社论|评论员(?:文章)?|短评|时评|编者按|述评)$"),
    date=re.compile(r"^([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"),
    not_heading=re.compile(r"。|[，、；：,;:\d①-⑳²³¹]$"),
    speech=re.compile(
        r"""^\s*+[“「『"](?:[^”」』"]*+(?:[”」』"]$|$)|[^”」』"]*[。！？!?…，,—][”」』"])|[：:]\s*+[“「『"]"""
    ),
    exclaiming="！？!?”",
    commas="，,",
    inner_marks="，。：；、",
    brackets="）)",
    item_ends="】、",
    no_beginning=re.compile(rf"^[的了着过们与和及等，。、；：！？）”》％%]|^(?:年|月|日|个|亿|万)[^{_C}]"),
    no_end=re.compile(r"(?:[的了与和及或在把被将对从向以为是有、，]|[0-9]|新|第)$"),
    measures="个年月日亿万％%家户项名人",
    line_reference=re.compile("第[0-9]+(?:[、至—-][0-9]+)*行"),
    basic=_C,
    clause=re.compile(r"[^，。、；！？,;!?\n]{2,60}[，。、；！？,;!?]?"),
    clause_marks="，。、；！？,;!?",
    foreign=re.compile(
        rf"(?<=[{HAN}、，”）》])[ ]?([a-z]{{2,12}}(?=[ ]?[{HAN}“])|(?:{'|'.join(_FOREIGN)})(?=[ ]?[，、（《]))[ ]?"
    ),
    foreign_words=_FOREIGN,
    units=frozenset(
        "km kg mm cm ml kw kwh mw hz mb gb www com cn http https app ing vs nm pm wifi vr ar ai bim led logo".split()
    ),
    charset="gb2312",
    charset_name="GB 2312",
    variant_charset="big5",
    variant=N_("traditional character in a simplified text"),
)


def _letter(key: str) -> str:
    first = key[:1]
    return first.upper() if first.isalpha() else "0–9"


def _runs_on(left: str, right: str) -> bool:
    """Chinese has no blanks between words: only Latin letters and digits tell that a word goes on."""
    return bool(left and right) and left.isascii() and right.isascii() and left.isalnum() and right.isalnum()


CHINESE = LanguageProfile(
    name="zh",
    kinds=_KINDS,
    typography=_TYPOGRAPHY,
    letters=HAN,
    wide=_WIDE,
    sentence_ends="。！？",
    terminal="。！？!?…”’』」；;：",
    opening="（“‘《「『〔",
    closing="）”’》」』〕",
    words_apart=False,
    quotes=("“", "”"),
    widths=_WIDTHS,
    least_doubled=6,
    numerals=Numerals(CHARACTERS, numeral_value, numbers, written),
    detection=_DETECTION,
    context=15,
    shortest_term=3,
    runs_on=_runs_on,
    pronounced=True,
    sort_key=phonetic_key,
    letter=_letter,
    sound=sound_of,
    written_sound=toneless,
    romanized=spelled,
    forms=simplified_forms,
    sounds=SPELLED,
    sounds_tag="zh-Latn-pinyin",
    leniency=CHINESE_LENIENCY,
    vertical=True,
)
