"""What commands of LaTeX's mathematics are called in Typst."""

from __future__ import annotations

_GREEK = "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega"
_SAME = (
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln lg exp lim limsup liminf max min sup inf det dim "
    "ker gcd deg arg hom Pr sum product nabla forall exists in quad top equiv approx prop"
)

#: Commands without arguments.
SYMBOLS: dict[str, str] = {
    **{name: name for name in (_GREEK + " " + _SAME).split()},
    **{name.capitalize(): name.capitalize() for name in _GREEK.split()},
    **{
        "epsilon": "epsilon.alt", "varepsilon": "epsilon", "vartheta": "theta.alt", "phi": "phi.alt",
        "varphi": "phi", "Phi": "Phi", "varrho": "rho.alt", "varsigma": "sigma.alt", "varpi": "pi.alt", "ell": "ell",
        "hbar": "ℏ", "Re": "Re", "Im": "Im", "aleph": "aleph", "emptyset": "emptyset",
        "varnothing": "emptyset", "infty": "infinity", "partial": "partial", "prime": "prime", "angle": "angle",
        "degree": "degree", "circ": "compose", "bullet": "bullet", "star": "star", "ast": "ast", "dagger": "dagger",
    },
    # Operators and relations.
    **{
        "times": "times", "div": "div", "cdot": "dot.op", "pm": "plus.minus", "mp": "minus.plus", "oplus": "plus.o",
        "otimes": "times.o", "setminus": "without", "cup": "union", "cap": "inter", "wedge": "and", "land": "and",
        "vee": "or", "lor": "or", "neg": "not", "lnot": "not", "le": "lt.eq", "leq": "lt.eq", "ge": "gt.eq",
        "geq": "gt.eq", "lt": "lt", "gt": "gt", "ll": "lt.double", "gg": "gt.double", "ne": "eq.not", "neq": "eq.not",
        "sim": "tilde.op", "simeq": "tilde.eq", "cong": "tilde.equiv", "propto": "prop", "mid": "divides",
        "parallel": "parallel", "perp": "perp", "notin": "in.not", "ni": "in.rev", "subset": "subset",
        "subseteq": "subset.eq", "supset": "supset", "supseteq": "supset.eq", "therefore": "therefore",
        "because": "because", "nexists": "exists.not", "colon": ":",
    },
    # Large operators, arrows, dots.
    **{
        "prod": "product", "int": "integral", "iint": "integral.double", "iiint": "integral.triple",
        "oint": "integral.cont", "bigcup": "union.big", "bigcap": "inter.big", "to": "arrow.r",
        "rightarrow": "arrow.r", "leftarrow": "arrow.l", "gets": "arrow.l", "leftrightarrow": "arrow.l.r",
        "Rightarrow": "arrow.r.double", "implies": "arrow.r.double.long", "Leftarrow": "arrow.l.double",
        "Leftrightarrow": "arrow.l.r.double", "iff": "arrow.l.r.double.long", "mapsto": "arrow.r.bar",
        "longrightarrow": "arrow.r.long", "uparrow": "arrow.t", "downarrow": "arrow.b", "ldots": "dots.h",
        "dots": "dots.h", "cdots": "dots.h.c", "vdots": "dots.v", "ddots": "dots.down",
    },
    # Delimiters and blanks.
    **{
        "langle": "chevron.l", "rangle": "chevron.r", "lfloor": "floor.l", "rfloor": "floor.r", "lceil": "ceil.l",
        "rceil": "ceil.r", "vert": "bar.v", "Vert": "bar.v.double", "|": "bar.v.double", "{": "brace.l",
        "}": "brace.r", "%": "%", "#": "\\#", "&": "\\&", "$": "\\$", "_": "\\_", "backslash": "backslash",
        ",": "thin", ":": "med", ";": "thick", "!": "", " ": "space", "qquad": "wide", "displaystyle": "",
        "textstyle": "", "limits": "", "nolimits": "", "bigl": "", "bigr": "", "Bigl": "", "Bigr": "", "big": "",
        "Big": "",
    },
}
#: Commands that put something over, under or around their one argument.
FUNCTIONS: dict[str, str] = {
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "macron", "overline": "overline",
    "underline": "underline", "vec": "arrow", "overrightarrow": "arrow", "dot": "dot", "ddot": "dot.double",
    "acute": "acute", "grave": "grave", "check": "caron", "breve": "breve", "mathbf": "bold", "boldsymbol": "bold",
    "bm": "bold", "mathbb": "bb", "mathcal": "cal", "mathfrak": "frak", "mathsf": "sans", "mathtt": "mono",
    "mathrm": "upright", "mathit": "italic", "overbrace": "overbrace", "underbrace": "underbrace", "sqrt": "sqrt",
    "cancel": "cancel",
}  # fmt: skip
#: Commands whose argument is words.
TEXTS = frozenset({"text", "textrm", "textit", "textbf", "mbox", "operatorname"})
#: Environments that are matrices, and their delimiters; an empty one means none.
MATRICES: dict[str, str] = {
    "matrix": "#none", "smallmatrix": "#none", "array": "#none", "pmatrix": '"("', "bmatrix": '"["',
    "Bmatrix": '"{"', "vmatrix": '"|"', "Vmatrix": '"||"',
}  # fmt: skip
#: Environments whose rows are lines, aligned at ``&``.
LINES = frozenset({"align", "align*", "aligned", "alignat", "split", "gather", "gather*", "gathered", "equation", "equation*"})
