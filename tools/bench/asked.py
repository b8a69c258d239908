"""Queries as people type them, each with what is right for it: ``tests/cases/asked.json``.

``python tools/bench/asked.py`` writes the file from the edition's own texts, by a seed, and from lists written by hand.
Each class is dealt in halves: the search was tuned on one, and the tests judge it by the other.

What is right: ``text``, a record that has these words; ``term``, an entry of the glossary; ``page``, one of some
pages or anchors; ``figure``, a row of figures with all of these words in it, its heading or its page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from jiaozhu.edition.pipeline import make_book
from jiaozhu.language.pinyin import spelled
from jiaozhu.outputs.search import text_pages
from jiaozhu.store import load_corpus

ROOT = Path(__file__).parents[2]
_SEED = 16
_HAN = re.compile("[一-鿿]+")
_PUNCTUATED = re.compile("[一-鿿]{2,5}[、，：；“”—·]{1,2}[一-鿿]{2,5}")
_MARKS = re.compile("[、，：；“”—·]+")

#: Characters that are taken for each other by eye: what is meant, and what is typed. Written down by hand from slips of
#: the pen and of recognition, not from the tables that the search uses.
_LOOKS = (
    "裴斐 辽疗 源塬 绍诏 柴紫 拨拔 业亚 袜妹 纺仿 蛋蚕 园圆 县具 琵枇 琶杷 协胁 贷货 诚城 红江 江汪 柯何 桥侨 "
    "未末 兴头 龙尤 鹿麓 梅海 河何 治冶 改政 革草 枫讽 验险 经轻 济齐 展屐 振震 绿禄 万方 里理 碧壁 农衣 历厉 "
    "史吏 精清 神伸 产严 东车 北比 南甫 沈沉 阳阴 抚扶 鼓豉 风凤 双又 停亭 隐稳 形型 冠寇 军车 蓝篮 印卯 镇填 "
    "数教 字宇 智知 慧惠 厂广 区匹 项顶 目自"
).split()
_QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("211555是什么", {"term": "211555"}),
    ("对口合作什么时候开始", {"term": "duikou-hezuo"}),
    ("辽源为什么叫东北小上海", {"term": "dongbei-xiao-shanghai"}),
    ("孙弘是谁", {"term": "sun-hong"}),
    ("柴伟是哪里人", {"text": "柴伟"}),
    ("裴金红是什么人", {"text": "裴金红"}),
    ("一主六双指的是什么", {"term": "yi-zhu-liu-shuang"}),
    ("什么是枫桥经验", {"text": "枫桥经验"}),
    ("辽源在哪里", {"text": "辽源市"}),
    ("显顺琵琶学校在哪", {"text": "显顺琵琶学校"}),
    ("人工增雨什么时候", {"text": "人工增雨"}),
    ("绍兴和辽源什么关系", {"text": "绍兴"}),
    ("梅花鹿有多少", {"text": "梅花鹿"}),
    ("辽源有哪些特色产业", {"text": "特色产业"}),
    ("怎么举报黑恶势力", {"text": "举报"}),
    ("谁是辽源市委书记", {"text": "市委书记"}),
    ("三危一扰是什么意思", {"text": "三危一扰"}),
    ("为什么说兴星之火可以辽辽", {"text": "兴星之火"}),
    ("什么叫专精特新", {"text": "专精特新"}),
    ("辽源两会什么时候开的", {"text": "两会"}),
    ("金翼蛋品在哪个县", {"text": "金翼蛋品"}),
    ("鴜鹭湖怎么读", {"text": "鴜鹭湖"}),
    ("西安区乒乓球学校得了什么奖", {"text": "乒乓球"}),
    ("塞内加是谁", {"text": "塞内加"}),
    ("东北袜业园有多少企业", {"text": "东北袜业园"}),
)
_NUMBERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("二〇一九年五月", {"text": "2019年5月"}),
    ("5月27号", {"text": "5月27日"}),
    ("五月二十七日", {"text": "5月27日"}),
    ("一百七十多年", {"text": "170多年"}),
    ("一百周年大会", {"text": "100周年大会"}),
    ("2013-08-28", {"text": "8月28日"}),
    ("2013年08月30日", {"text": "8月30日"}),
    ("九月二十八号", {"text": "9月28日"}),
    ("两千零二十二年", {"text": "2022年"}),
    ("四十四个部门", {"text": "44个部门"}),
    ("三百亿元", {"text": "300亿"}),
    ("10大标志性产业链", {"text": "标志性产业链"}),
    ("7大产业", {"text": "七大产业"}),
    ("3大攻坚", {"text": "三大攻坚"}),
    ("6山4水", {"text": "六山四水"}),
    ("1主6双", {"text": "一主六双"}),
    ("二十大工程", {"text": "20大工程"}),
    ("4河8岸", {"text": "四河八岸"}),
    ("5个全面", {"text": "四个全面"}),
    ("五百万元以上项目", {"text": "500万元以上项目"}),
)
_SITE: tuple[tuple[str, str], ...] = (
    ("PDF 下载", "downloads"),
    ("下载PDF", "downloads"),
    ("怎么下载电子书", "downloads"),
    ("epub", "downloads"),
    ("打印版", "downloads"),
    ("引用格式", "cite citing"),
    ("怎么引用", "cite citing"),
    ("参考文献格式", "cite citing"),
    ("BibTeX 引用", "cite citing"),
    ("如何引用本书", "cite citing"),
    ("怎么投稿", "guide-contributor.html"),
    ("参与贡献", "guide-contributor.html"),
    ("怎么加注", "guide-contributor.html"),
    ("发现错误怎么办", "guide-contributor.html"),
    ("使用说明", "guide-reader.html"),
    ("怎么搜索", "guide-reader.html"),
    ("校勘体例", "fanli.html"),
    ("凡例说明", "fanli.html"),
    ("编者是谁", "texts/contributors.html"),
    ("谁参与了编写", "texts/contributors.html"),
    ("校对进度", "texts/progress.html"),
    ("导入文件的办法", "guide-import.html"),
    ("参考书目", "bibliography.html"),
    ("大事记", "texts/chronology.html"),
    ("统计数字", "texts/figures.html"),
)
_FIGURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("辽源 2021 GDP", ("2021", "地区生产总值")),
    ("辽源GDP 1978", ("1978", "地区生产总值")),
    ("1965年 GDP", ("1965", "地区生产总值")),
    ("地区生产总值 1951", ("1951", "地区生产总值")),
    ("1966 地区生产总值", ("1966", "地区生产总值")),
    ("GDP增长目标 2022", ("2022", "地区生产总值增长目标")),
    ("2022年生产总值目标", ("2022", "地区生产总值增长目标")),
    ("工业总产值 1978", ("1978", "工业总产值")),
    ("1951年工业产值", ("1951", "工业总产值")),
    ("辽源工业总产值1966", ("1966", "工业总产值")),
    ("职工人数 1965", ("1965", "企业职工")),
    ("1978年职工多少", ("1978", "企业职工")),
    ("企业职工 1951", ("1951", "企业职工")),
    ("企业数 1978", ("1978", "企业数")),
    ("1965 企业家数", ("1965", "企业数")),
    ("财政收入 2021", ("2021", "地方级财政收入")),
    ("2022 财政收入增长", ("2022", "地方级财政收入")),
    ("地方财政收入目标", ("地方级财政收入增长目标",)),
    ("固定资产投资 2021", ("2021", "固定资产投资")),
    ("2022固投增长", ("2022", "固定资产投资")),
    ("规上工业产值 2021", ("2021", "规上工业")),
    ("规上工业总产值 2022 目标", ("2022", "规上工业总产值")),
    ("社会消费品零售 2021", ("2021", "社会消费品零售")),
    ("限额以上零售额 2022", ("2022", "社会消费品零售")),
    ("外贸 2026", ("2026", "外贸进出口总额")),
    ("进出口总额 2021", ("2021", "外贸进出口总额")),
    ("2026年进出口目标", ("2026", "外贸进出口总额目标")),
    ("只跑一次占比", ("只跑一次", "占比")),
    ("空气优良天数 目标", ("空气优良天数占比目标",)),
    ("降水偏少多少毫米", ("降水偏少",)),
    ("平均降雨量", ("全市平均降雨量",)),
    ("步行街 几条", ("改造提升的步行街",)),
    ("示范村 2022", ("2022", "示范村")),
    ("乡村旅游线路 2022", ("2022", "乡村旅游精品线路")),
    ("惠民实事多少件", ("惠民实事",)),
    ("立法 2021", ("2021", "立法")),
)


class _Maker:
    def __init__(self, folder: Path) -> None:
        corpus, problems = load_corpus(folder)
        assert not problems, problems
        self.terms = corpus.entries
        self.chance = Random(_SEED)
        pages = text_pages(make_book(corpus), str)
        self.texts = [record.text for page in pages for record in page.records if record.kind == "text"]
        self.letters = [char for text in self.texts for char in text if _HAN.match(char)]
        self.words = [s for term in self.terms for s in term.strings if re.fullmatch("[一-鿿]{3,8}", s)]

    def phrase(self, low: int, high: int) -> str:
        """A headword twice in three, else a stretch of a text."""
        if self.chance.random() < 0.67:
            return self.chance.choice([word for word in self.words if low <= len(word) <= high])
        while True:
            run = self.chance.choice(_HAN.findall(self.chance.choice(self.texts)) or [""])
            length = self.chance.randint(max(low, 4), max(high, 4))
            if len(run) >= length:
                start = self.chance.randrange(len(run) - length + 1)
                return run[start : start + length]

    def punctuation(self) -> Iterator[tuple[str, str]]:
        """Marks left out, or others."""
        yield "滚石上山爬坡过坎", "滚石上山、爬坡过坎"
        while True:
            found = _PUNCTUATED.findall(self.chance.choice(self.texts))
            if found:
                words = self.chance.choice(found)
                yield _MARKS.sub(self.chance.choice(["", "", "，", "-", "/"]), words), words

    def slips(self) -> Iterator[tuple[str, str]]:
        """One letter wrong, missing or extra."""
        while True:
            words = self.phrase(4, 7)
            at = self.chance.randrange(len(words))
            other = self.chance.choice(self.letters)
            kind = self.chance.choice(["wrong", "missing", "extra"])
            yield words[:at] + ("" if kind == "missing" else other) + words[at + (kind != "extra") :], words

    def sounds(self) -> Iterator[tuple[str, str]]:
        """One letter, of long words two, by another of its sound."""
        yield from (("孙宏", "孙弘"), ("裴金洪", "裴金红"), ("才伟", "柴伟"), ("辽原市", "辽源市"))
        by_sound: dict[str, list[str]] = {}
        for code in range(0xB0A1, 0xD7FA):  # the commoner half of GB 2312
            char = code.to_bytes(2, "big").decode("gb2312", "ignore")
            if len(char) == 1:
                by_sound.setdefault(spelled(char), []).append(char)
        while True:
            words = self.phrase(3, 6)
            typed = list(words)
            for at in self.chance.sample(range(len(words)), 1 + (len(words) > 4)):
                typed[at] = self.chance.choice(by_sound.get(spelled(words[at])) or [words[at]])
            if "".join(typed) != words:
                yield "".join(typed), words

    def looks(self) -> Iterator[tuple[str, str]]:
        """One letter by another that looks like it."""
        yield "斐金红", "裴金红"
        while True:
            meant, typed = self.chance.choice(_LOOKS)
            words = self.phrase(3, 6)
            if meant in words:
                yield words.replace(meant, typed, 1), words

    def initials(self) -> Iterator[tuple[str, str]]:
        """The first letters of the sound of a headword."""
        while True:
            words = self.chance.choice([word for word in self.words if len(word) <= 6])
            yield "".join(part[0] for part in spelled(words).split()), words

    def mixed(self) -> Iterator[tuple[str, str]]:
        """Some letters as they sound."""
        yield from (("辽yuan", "辽源"), ("xiao上海", "小上海"))
        while True:
            words = self.phrase(3, 5)
            parts = list(words)
            for at in self.chance.sample(range(len(words)), self.chance.randint(1, len(words) - 1)):
                parts[at] = spelled(words[at])
            yield "".join(parts), words

    def questions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """About headwords, and others written by hand."""
        yield from _QUESTIONS
        forms = (
            "{}是什么",
            "什么是{}",
            "{}是什么意思",
            "{}指什么",
            "{}是怎么回事",
            "{}的含义",
            "为什么叫{}",
            "{}有哪些",
        )
        while True:
            term = self.chance.choice(self.terms)
            yield self.chance.choice(forms).format(term.headword), {"term": term.slug}

    def synonyms(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every declared one, alone or in a question."""
        for term in self.terms:
            for word in term.synonyms:
                yield word, {"term": term.slug}
                yield f"{word}{self.chance.choice(['是什么', '什么意思', '有哪些'])}", {"term": term.slug}

    def numbers(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Dates and years in other figures."""
        yield from _NUMBERS
        digits = str.maketrans("0123456789", "〇一二三四五六七八九")
        joined = "\n".join(self.texts)
        dates = sorted(set(re.findall("(?<![0-9])[0-9]{1,2}月[0-9]{1,2}日", joined)))
        years = sorted(set(re.findall("(?<![0-9])20[0-9]{2}年[一-鿿]{2,4}", joined)))
        while True:
            if self.chance.random() < 0.5:
                words = self.chance.choice(dates)
                yield words.replace("日", "号"), {"text": words}
            else:
                words = self.chance.choice(years)
                yield words.translate(digits), {"text": words}


def cases(folder: Path) -> list[dict[str, Any]]:
    """Return all queries, none of them twice and none that the edition has exactly so, where that is the point."""
    maker = _Maker(folder)
    joined = "\n".join(maker.texts)
    found: list[dict[str, Any]] = []

    def take(name: str, count: int, pairs: Iterator[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for query, right in pairs:
            if query in seen or (isinstance(right, str) and query in joined):
                continue
            seen.add(query)
            item = {"text": right} if isinstance(right, str) else right
            found.append({"class": name, "half": ("tune", "judge")[len(seen) % 2], "query": query, "right": item})
            if len(seen) == count:
                return

    classes: dict[str, tuple[int, Callable[[], Iterator[tuple[str, Any]]]]] = {
        "punctuation": (40, maker.punctuation),
        "slips": (54, maker.slips),
        "sounds": (44, maker.sounds),
        "looks": (40, maker.looks),
        "questions": (50, maker.questions),
        "numbers": (44, maker.numbers),
        "initials": (30, maker.initials),
        "mixed": (36, maker.mixed),
        "synonyms": (50, maker.synonyms),
    }
    for name, (count, make) in classes.items():
        take(name, count, make())
    take("site", len(_SITE), ((query, {"page": pages.split()}) for query, pages in _SITE))
    take("figures", len(_FIGURES), ((query, {"figure": list(words)}) for query, words in _FIGURES))
    return found


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases(ROOT / "corpus"))
    (ROOT / "tests" / "cases" / "asked.json").write_text(f"[\n{lines}\n]\n", "utf-8")
