"""LaTeX's mathematics as Typst: common formulas compile, unknown commands are named."""

from __future__ import annotations

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from sphinx_typst.latex_math import Untranslatable, translate_math
from sphinx_typst.math_symbols import FUNCTIONS, MATRICES, SYMBOLS

SAME = [
    (r"x^2+y^2=z^2", "x ^(2) + y ^(2) = z ^(2)"),
    (r"\frac{a+b}{c}", "frac(a + b, c)"),
    (r"\frac12", "frac(1, 2)"),
    (r"\sqrt[3]{y}", "root(3, y)"),
    (r"\sum_{i=1}^{n} i", "sum _(i = 1) ^(n) i"),
    (r"92.37\%", "92.37 %"),
    (r"f'(x)", "f' ( x )"),
    (r"\frac{f(a,b)}{c}", 'frac(f ( a "," b ), c)'),
    (r"\left[0,1\right)", r"lr(\[ 0 , 1 \))"),
    (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", 'mat(delim: "(", a, b; c, d)'),
    (r"\begin{cases}1&x>0\\0&\text{否则}\end{cases}", 'cases(1 & x > 0, 0 & "否则")'),
    (r"{}^{14}C", '"" ^(14) C'),
    (r"\text{同比}\approx 5 % 注", '"同比" approx 5'),
]


@pytest.mark.parametrize(("latex", "words"), SAME)
def test_common_formulas_are_translated(latex: str, words: str) -> None:
    assert translate_math(latex) == words
    compiled(translate_math(latex))


@pytest.mark.parametrize(
    "latex",
    [*(rf"a \{name} b" for name in SYMBOLS), *(rf"\{name}{{x}}" for name in FUNCTIONS)]
    + [
        rf"\begin{{{name}}}{{cc}}a&b\\c&d\end{{{name}}}"
        if name == "array"
        else rf"\begin{{{name}}}a&b\\c&d\end{{{name}}}"
        for name in MATRICES
    ]
    + [
        r"\begin{aligned}a&=b\\&=c\end{aligned}",
        r"\left.\frac{dy}{dx}\right|_{x=0}",
        r"\binom{n}{k}\pmod{p}",
        r"\operatorname{rank}A",
        r"\stackrel{d}{\to}",
        r"x_1,\dots,x_n",
    ],
)
@pytest.mark.sampled(every=5)
def test_every_known_command_compiles(latex: str) -> None:
    compiled(translate_math(latex))


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


def compiled(words: str) -> None:
    """Compile a formula; there must be no error and no warning."""
    _, warnings = typst.compile_with_warnings(f"$ {words} $".encode())
    assert [warning.message for warning in warnings if "font" not in warning.message] == []
