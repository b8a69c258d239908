"""LaTeX's mathematics as Typst: common formulas compile, unknown commands are named."""

from __future__ import annotations

from contextlib import suppress

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_typst.latex_math import Untranslatable, translate_math
from sphinx_typst.latex_tokens import Macro, read_macros
from sphinx_typst.math_symbols import (
    ACCENTS,
    ALPHABETS,
    FUNCTIONS,
    IGNORED,
    LIMITS,
    LINES,
    MATRICES,
    OPERATORS,
    SWITCHES,
    SYMBOLS,
    TEXTS,
)

SAME = [
    (r"x^2+y^2=z^2", "x^(2) + y^(2) = z^(2)"),
    (r"\frac{a+b}{c}", "frac(a + b, c)"),
    (r"\frac12", "frac(1, 2)"),
    (r"\sqrt[3]{y}", "root(3, y)"),
    (r"\sum_{i=1}^{n} i", "∑_(i = 1)^(n) i"),
    (r"92.37\%", "92.37 \\%"),
    (r"f'(x)", r"f' \( x \)"),
    (r"\frac{f(a,b)}{c}", r"frac(f \( a \, b \), c)"),
    (r"\left[0,1\right)", r"lr(\[ 0 \, 1 \))"),
    (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", 'mat(delim: "(", a, b; c, d)'),
    (r"\begin{cases}1&x>0\\0&\text{否则}\end{cases}", r'cases(1 & x \> 0, 0 & "否则")'),
    (r"{}^{14}C", '""^(14) C'),
    ("\\text{同比}\\approx 5 % 注", '"同比"≈ 5'),
    (r"a \text{ if } b", 'a" if "b'),
    (r"|x|\|y\|", r"\|x\|‖y‖"),
    (r"\mathbf{x} \mathrm{d}x", "bold(upright(x)) upright(d) x"),
    (r"{\bf x} \over y", "frac(bold(upright(x)), y)"),
    (r"\operatorname*{arg\,max}_x", 'op("arg\\u{2009}max", limits: #true)_(x)'),
    (r"\int\limits_0^1", "limits(∫)_(0)^(1)"),
    (r"\not= \not\in \not x", "≠ ∉ cancel(x)"),
    (r"\underbrace{x+y}_{n}", "underbrace(x + y, n)"),
    (r"\xrightarrow[b]{a}", "limits(stretch(→, size: #2.4em))^(a)_(b)"),
    (r"\begin{align}a&=b\\&=c\end{align}", 'a & = b \\\n"" & = c'),
    (
        r"x = \begin{aligned}a&=b\\c&=d\end{aligned}",
        "x = mat(delim: #none, column-gap: #0.3em, display(a) & display(= b); display(c) & display(= d))",
    ),
    (
        r"\begin{array}{l|r}a&b\\\hline c&d\end{array}",
        "mat(delim: #none, align: #left, augment: #(hline: (1, ), vline: (1, )), a, b; c, d)",
    ),
    (r"a\\[2pt]b\hspace{1em}c\kern3pt d", "a \\\nb #h(1em) c #h(0.3em) d"),
    (r"\color{red}x \textcolor{red}{y} \tag{3} z \label{a}", "x y z"),
    (r"a = {}^{n}b", 'a =""^(n) b'),
    (r"\begin{aligned}\begin{split}a&=b\\c&=d\end{split}\end{aligned}", "a & = b \\\nc & = d"),
    (r"\newcommand{\R}[1]{\mathbb{R}^{#1}}\R{n}", "bb(R)^(n)"),
    (r"\text{if $x_1$ holds}", '"if "x_(1)" holds"'),
    (r"\big(x\big)", r"lr(\(, size: #1.2em) x lr(\), size: #1.2em)"),
    (r"\dfrac{\partial f}{\partial x}\bigg|_{x=0}", r"frac(∂ f, ∂ x) lr(\|, size: #2.4em)_(x = 0)"),
]


@pytest.mark.parametrize(("latex", "words"), SAME)
def test_common_formulas_are_translated(latex: str, words: str) -> None:
    assert translate_math(latex) == words


def test_common_formulas_compile() -> None:
    compiled(" $\n\n$ ".join(words for _latex, words in SAME))


KNOWN = [
    *(rf"a \{name} b" for name in {**SYMBOLS, **dict.fromkeys((*OPERATORS, *LIMITS, *IGNORED))}),
    *(rf"\{name}{{x}}" for name in (*FUNCTIONS, *ACCENTS, *ALPHABETS, *TEXTS)),
    *(rf"{{\{name} x y}} z" for name in SWITCHES),
    *(
        rf"\begin{{{name}}}{{cc}}a&b\\c&d\end{{{name}}}"
        if name in ("array", "tabular", "darray", "subarray")
        else rf"\begin{{{name}}}a&b\\c&d\end{{{name}}}"
        for name in MATRICES
    ),
    *(
        rf"\begin{{{name}}}a&=b\\c&=d\end{{{name}}}"
        for name in sorted(LINES)
        if "alignat" not in name and "IEEE" not in name
    ),
    r"\begin{aligned}a&=b\\&=c\end{aligned}",
    r"\left.\frac{dy}{dx}\right|_{x=0}",
    r"\binom{n}{k}\pmod{p}",
    r"\operatorname{rank}A",
    r"\stackrel{d}{\to}",
    r"x_1,\dots,x_n",
    r'\genfrac{(}{)}{0pt}{}{n}{k}\prescript{1}{2}{H}\phantom{x}\boxed{y}\char"41',
    r"\left\{a\middle|b\right\}\left.c\right.\bra{a}\ket{b}\norm{x}\langle x | \left\lceil y\right.",
    r"\sum_{\substack{i=1\\j=2}} x",
]


def test_every_known_command_compiles() -> None:
    compiled(" $\n\n$ ".join(map(translate_math, KNOWN)))


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"\unheard{a}", r"\unheard"),
        (r"\begin{tikzpicture}\end{tikzpicture}", r"\begin{tikzpicture}"),
        (r"{a", "missing }"),
        (r"a}", "unexpected }"),
        (r"\left(a", r"missing \right"),
        (r"\begin{matrix}a", r"missing \end{matrix}"),
        ("{" * 100 + "}" * 100, "nested too deeply"),
    ],
)
def test_an_error_names_what_cannot_be_translated(latex: str, words: str) -> None:
    with pytest.raises(Untranslatable) as raised:
        translate_math(latex)
    assert words in str(raised.value)


@given(st.text("ab12+-=^_{}()[],;&\\ /.'\"#$%~@*|<>", max_size=30))
def test_any_formula_is_translated_or_an_error(latex: str) -> None:
    try:
        words = translate_math(latex)
    except Untranslatable:
        return
    assert isinstance(words, str)


@given(st.lists(st.text("ab12+-=^_{}()[],;&\\ /.'\"#%~@*|<>:!`⟨⌊π中", max_size=30), min_size=30, max_size=30))
@settings(max_examples=15, deadline=None)
def test_whatever_is_translated_compiles(batch: list[str]) -> None:
    words = []
    for latex in batch:
        with suppress(Untranslatable):
            words.append(translate_math(latex))
    compiled(" $\n\n$ ".join(words))


def test_macros_of_the_project_are_what_they_mean() -> None:
    macros = {"E": Macro(1, r"\mathbb{E}\left[#1\right]"), "o": Macro(2, "#1+#2", "x")}
    assert translate_math(r"\E{\o{y}} \o[z]{y}", macros) == r"bb(E) lr(\[ x + y \]) z + y"
    assert read_macros(r"\DeclareMathOperator*{\amax}{arg\,max}")[1] == {"amax": Macro(0, r"\operatorname*{arg\,max}")}


@pytest.mark.parametrize("meaning", [r"\a", r"\a\a", r"x\b"])
def test_a_macro_that_means_itself_is_an_error(meaning: str) -> None:
    with pytest.raises(Untranslatable):
        translate_math(r"\a", {"a": Macro(0, meaning), "b": Macro(0, r"\a\a")})


def test_a_very_long_formula_is_an_error() -> None:
    with pytest.raises(Untranslatable):
        translate_math("x+" * 20_000)


def compiled(words: str) -> None:
    """Compile a formula; there must be no error and no warning."""
    fonts = '#let sans-fonts = ("New Computer Modern",)\n#let mono-fonts = sans-fonts\n'
    _, warnings = typst.compile_with_warnings(f"{fonts}$ {words} $".encode())
    assert [warning.message for warning in warnings if "font" not in warning.message] == []
