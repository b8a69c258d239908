"""Made-up Chinese prose: no real text, the same for the same seed, as various and as faulty as the real sources."""

from __future__ import annotations

from random import Random

_WHO = [
    "青石县农业局",
    "柳河镇合作社",
    "县图书馆",
    "南关小学",
    "水利工作组",
    "临江造船厂",
    "红松林场",
    "供销社",
    "老支书",
    "年轻的技术员",
    "返乡的木匠",
    "气象站",
    "邮政所",
    "村民代表",
    "乡村医生",
    "旧书店店主",
    "三位测绘员",
    "养蜂人",
    "码头工会",
    "县志编辑室",
    "园艺社",
    "夜校学员",
    "白杨沟的牧民",
    "博物馆筹备处",
]
_WHEN = [
    "去年春天",
    "入冬以来",
    "汛期之前",
    "每逢集日",
    "这几年间",
    "收割之后",
    "会议期间",
    "天亮以前",
    "过去五年",
    "在第三季度",
    "雨停以后",
    "按照惯例",
    "为了赶上农时",
    "经过反复比较",
]
_DOES = [
    "修整",
    "清点",
    "改良",
    "登记",
    "疏浚",
    "推广",
    "测量",
    "编写",
    "讨论",
    "试制",
    "保护",
    "更换",
    "研究",
    "重建",
    "核对",
    "晾晒",
    "移栽",
    "抄录",
    "整理",
    "公布",
    "连接",
    "检验",
    "借阅",
    "培育",
]
_HOW = ["仔细地", "陆续", "合力", "分批", "连夜", "重新", "按图纸", "就近", "逐户", "公开", "耐心地", "轮流"]
_WHAT = [
    "梯田的水渠",
    "旧粮仓",
    "果园围墙",
    "渡口航标",
    "乡间戏台",
    "铁匠铺的账簿",
    "松树幼苗",
    "雨量记录",
    "手抄地图",
    "纺车与织机",
    "乡土教材",
    "盐碱地",
    "养殖池塘",
    "石桥护栏",
    "晒谷场",
    "山洪预警喇叭",
    "候鸟观察点",
    "陶窑遗址",
    "合作医疗手册",
    "蜂箱",
    "农具图谱",
    "冬小麦良种",
    "集市秤砣",
    "山路里程碑",
]
_RESULT = [
    "邻近各乡都来取经",
    "费用比预计的少",
    "老人们说像换了人间",
    "数字至今仍可查考",
    "也留下几个未解的疑问",
    "孩子们把它画进了墙报",
    "这件事写入了年度总结",
    "效果还要等秋后再看",
    "大家对此看法不一",
    "经验被邻县采用",
    "仓库因此空出了一半",
    "有关档案保存完好",
]
_WITH = ["会同", "带领", "委托", "陪着", "参照做法问计于", "邀请"]
_SAID = ["先把账算清楚再动土", "水往哪里走路就往哪里修", "书要有人借才算活着", "种下去的都要记下来", "慢一点不要紧"]
_DIGITS = "〇一二三四五六七八九"


def numeral(value: int) -> str:
    """``value`` (up to 99,999) as it is read aloud: 一百零五, 二十."""
    out, zero = "", False
    for unit, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return out[1:] if out.startswith("一十") else out or "零"


def sentence(random: Random) -> str:
    """One sentence of a clean text: full-width punctuation, curly quotes, no spaces."""
    pick = random.choice
    clause = f"{pick(_WHEN)}{pick(_WHO)}{pick(_WITH)}{pick(_WHO)}{pick(_HOW)}{pick(_DOES)}{pick(_WHAT)}"
    match random.randrange(5):
        case 0:
            return f"{clause}，{pick(_RESULT)}。"
        case 1:
            area, more = f"{random.randrange(10, 999)}.{random.randrange(10)}", random.randrange(2, 40)
            return f"{clause}，面积达到{area}亩，比上年增长{more}%。"
        case 2:
            return f"{pick(_WHO)}说：“{pick(_SAID)}。”{clause}。"
        case 3:
            return f"{clause}、{pick(_WHAT)}和{pick(_WHAT)}；{pick(_RESULT)}。"
        case _:
            return f"{clause}，又{pick(_DOES)}了{pick(_WHAT)}（共{random.randrange(2, 60)}处），{pick(_RESULT)}。"


def paragraph(random: Random, length: int) -> str:
    """Sentences until there are ``length`` characters."""
    out, total = [], 0
    while total < length:
        out.append(sentence(random))
        total += len(out[-1])
    return "".join(out)


def headline(random: Random) -> str:
    """A title of a text."""
    return f"{random.choice(_WHO)}{random.choice(_DOES)}{random.choice(_WHAT)}"


def vocabulary() -> list[str]:
    """The words a glossary of these texts would explain: a few of many."""
    return [word for word in dict.fromkeys((*_WHO[::2], *_WHAT[::3])) if len(word) > 2]


def counting_run(length: int) -> str:
    """A recogniser that has begun to count and does not stop: 一、二、三、…"""
    out, total, value = [], 0, 1
    while total < length:
        out.append(numeral(value) + "、")
        total += len(out[-1])
        value = value % 99_999 + 1
    return "".join(out)


def repeating_run(length: int) -> str:
    """A recogniser that says one thing for ever."""
    phrase = "不断提高工作质量，"
    return phrase * (length // len(phrase) + 1)
