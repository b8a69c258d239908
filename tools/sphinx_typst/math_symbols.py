"""Commands of LaTeX's mathematics: the characters they print, from the tables of docutils, and what they do."""

from __future__ import annotations

from docutils.utils.math import tex2unichar

from .math_writing import ESCAPED

__all__ = [
    "ACCENTS",
    "ALPHABETS",
    "DELIMITERS",
    "FUNCTIONS",
    "IGNORED",
    "IGNORED_ARGUMENTS",
    "LIMITS",
    "LINES",
    "MATRICES",
    "NEGATIONS",
    "OPERATORS",
    "SWITCHES",
    "SYMBOLS",
    "TEXTS",
]

#: Names that are printed upright.
OPERATORS = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg dim exp hom ker lg ln log sec sin sinh tan tanh sgn Tr tr "
    "arcsec arccsc arccot sech csch".split()
)
#: Those that have their limits above and below.
LIMITS = {
    "det": "det", "gcd": "gcd", "inf": "inf", "lim": "lim", "max": "max", "min": "min", "sup": "sup", "Pr": "Pr",
    "liminf": "lim inf", "limsup": "lim sup", "injlim": "inj lim", "projlim": "proj lim", "argmax": "arg max",
    "argmin": "arg min", "varlimsup": "lim sup", "varliminf": "lim inf",
}  # fmt: skip

#: Commands without arguments, as Typst source.
SYMBOLS: dict[str, str] = {
    **{
        name: ESCAPED.get(char, char)
        for table in ("mathbin", "mathrel", "mathord", "mathalpha", "mathop", "mathopen", "mathclose", "mathpunct")
        for name, char in getattr(tex2unichar, table).items()
    },
    # Greek as in TeX, where the usual forms of some letters are variants in Unicode.
    "epsilon": "ϵ", "varepsilon": "ε", "phi": "ϕ", "varphi": "φ", "theta": "θ", "vartheta": "ϑ", "rho": "ρ",
    "varrho": "ϱ", "kappa": "κ", "varkappa": "ϰ", "pi": "π", "varpi": "ϖ", "sigma": "σ", "varsigma": "ς",
    "omicron": "ο", "Alpha": "Α", "Beta": "Β", "Epsilon": "Ε", "Zeta": "Ζ", "Eta": "Η", "Iota": "Ι", "Kappa": "Κ",
    "Mu": "Μ", "Nu": "Ν", "Omicron": "Ο", "Rho": "Ρ", "Tau": "Τ", "Chi": "Χ",
    # What has a meaning in Typst.
    "#": "\\#", "$": "\\$", "%": "\\%", "&": "\\&", "_": "\\_", "{": "\\{", "}": "\\}", "lbrace": "\\{",
    "rbrace": "\\}", "lbrack": "\\[", "rbrack": "\\]", "backslash": "\\\\", "setminus": "∖", "colon": "\\:",
    "vert": "\\|", "Vert": "‖", "|": "‖", "lvert": "\\|", "rvert": "\\|", "lVert": "‖", "rVert": "‖", "mid": "∣",
    "ast": "∗", "prime": "′", "sphat": "\\^", "slash": "\\/", "surd": "√",
    # Names that docutils does not have.
    "to": "→", "gets": "←", "iff": "⟺", "implies": "⟹", "impliedby": "⟸", "land": "∧", "lor": "∨", "lnot": "¬",
    "ne": "≠", "neq": "≠", "le": "≤", "ge": "≥", "leq": "≤", "geq": "≥", "lt": "<", "gt": ">", "ll": "≪", "gg": "≫",
    "owns": "∋", "notin": "∉", "empty": "∅", "emptyset": "∅", "varnothing": "∅", "infty": "∞", "exists": "∃",
    "nexists": "∄", "forall": "∀", "dots": "…", "ldots": "…", "dotsc": "…", "dotso": "…", "cdots": "⋯", "dotsb": "⋯",
    "dotsm": "⋯", "dotsi": "⋯", "vdots": "⋮", "ddots": "⋱", "iddots": "⋰", "hbar": "ℏ", "hslash": "ℏ", "ell": "ℓ",
    "Re": "ℜ", "Im": "ℑ", "wp": "℘", "aleph": "ℵ", "partial": "∂", "nabla": "∇", "angle": "∠", "degree": "°",
    "circ": "∘", "bullet": "∙", "cdot": "⋅", "cdotp": "⋅", "ldotp": "\\.", "times": "×", "div": "÷", "pm": "±",
    "mp": "∓", "star": "⋆", "dagger": "†", "ddagger": "‡", "dag": "†", "ddag": "‡", "S": "§", "P": "¶",
    "copyright": "©", "pounds": "£", "euro": "€", "checkmark": "✓", "square": "□", "Box": "□", "Diamond": "◇",
    "blacksquare": "■", "qed": "■", "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "iiint": "∭",
    "oint": "∮", "oiint": "∯", "bigcup": "⋃", "bigcap": "⋂", "bigsqcup": "⨆", "bigvee": "⋁", "bigwedge": "⋀",
    "bigoplus": "⨁", "bigotimes": "⨂", "bigodot": "⨀", "biguplus": "⨄", "intop": "∫", "smallint": "∫", "top": "⊤",
    "bot": "⊥", "perp": "⟂", "coloneqq": "≔", "coloneq": "≔", "eqqcolon": "≕", "vcentcolon": "\\:", "doteq": "≐",
    "triangleq": "≜", "approxeq": "≊", "iinfin": "⧜", "infin": "∞", "R": "ℝ", "N": "ℕ", "Z": "ℤ", "C": "ℂ",
    "Q": "ℚ", "reals": "ℝ", "Reals": "ℝ", "natnums": "ℕ", "cnums": "ℂ", "imath": "ı", "jmath": "ȷ", "eth": "ð",
    "mho": "℧", "Finv": "Ⅎ", "Bbbk": "𝕜", "beth": "ℶ", "gimel": "ℷ", "daleth": "ℸ", "ss": "ß", "o": "ø", "O": "Ø",
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "i": "ı", "j": "ȷ", "bmod": 'class("binary", "mod")', "And": "\\&",
    # Spaces.
    ",": "thin", ":": "med", ">": "med", "\n": "space", "\t": "space", ";": "thick", "!": "#h(-0.17em)", " ": "space",
    "quad": "quad", "qquad": "wide", "enspace": "#h(0.5em)", "enskip": "#h(0.5em)", "thinspace": "thin",
    "medspace": "med", "thickspace": "thick", "negthinspace": "#h(-0.17em)", "negmedspace": "#h(-0.22em)",
    "nobreakspace": "space", "space": "space", "hfill": "#h(1fr)", "hfil": "#h(1fr)",
}  # fmt: skip
#: Commands that change nothing that Typst has not decided itself, or that Sphinx decides.
IGNORED = frozenset(
    "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits displaylimits nonumber notag hline cline "
    "hdashline allowbreak nobreak strut mathstrut relax protect noindent centering null "
    "normalsize small large Large LARGE huge Huge footnotesize tiny scriptsize displaybreak break par rmfamily "
    "sffamily mathnormal - / arraystretch toprule midrule bottomrule boldmath unboldmath".split()
)
#: Commands whose arguments are ignored too: the number of them.
IGNORED_ARGUMENTS = {
    "label": 1, "tag": 1, "tag*": 1, "vspace": 1, "vspace*": 1, "vphantom": 1, "require": 1, "cline": 1, "color": 1,
    "rule": 2, "setlength": 2, "addtolength": 2, "pagecolor": 1, "raisebox": 1, "cmidrule": 1,
}  # fmt: skip
#: Commands with one argument, which they put something over, under or around.
FUNCTIONS: dict[str, str] = {
    "overline": "overline", "underline": "underline", "sqrt": "sqrt", "surd": "sqrt", "cancel": "cancel",
    "bcancel": "cancel", "xcancel": "cancel", "sout": "cancel", "smash": "", "ensuremath": "", "mathclap": "",
    "mathllap": "", "mathrlap": "", "mathord": "", "mathinner": "", "smashoperator": "",
}  # fmt: skip
#: Accents: the character over the argument, as an argument of Typst's ``accent``.
ACCENTS: dict[str, str] = {
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "macron", "vec": "arrow",
    "overrightarrow": "arrow", "overleftarrow": "arrow.l", "overleftrightarrow": "arrow.l.r", "dot": "dot",
    "ddot": "dot.double", "dddot": "dot.triple", "ddddot": "dot.quad", "acute": "acute", "grave": "grave",
    "check": "caron", "widecheck": "caron", "breve": "breve", "mathring": "circle", "underbar": "macron",
    "Hat": "hat", "Tilde": "tilde", "Bar": "macron", "Vec": "arrow", "Dot": "dot", "Ddot": "dot.double",
    "overgroup": "breve", "wideparen": "breve", "overrightharpoon": "harpoon", "overleftharpoon": "harpoon.lt",
}  # fmt: skip
#: Alphabets: functions around the argument, the outermost first.
ALPHABETS: dict[str, tuple[str, ...]] = {
    "mathbf": ("bold", "upright"), "boldsymbol": ("bold",), "bm": ("bold",), "pmb": ("bold",),
    "bold": ("bold", "upright"),
    "mathbfit": ("bold", "italic"), "mathbb": ("bb",), "Bbb": ("bb",), "mathds": ("bb",), "mathbbm": ("bb",),
    "mathcal": ("cal",), "cal": ("cal",), "mathscr": ("scr",), "scr": ("scr",), "mathfrak": ("frak",),
    "frak": ("frak",), "mathsf": ("sans",), "mathtt": ("mono",), "mathrm": ("upright",), "rm": ("upright",),
    "mathit": ("italic",), "symbf": ("bold", "upright"), "symup": ("upright",), "symit": ("italic",),
    "mathup": ("upright",), "mathbfcal": ("bold", "cal"), "mathbfsf": ("bold", "sans"), "symbfit": ("bold", "italic"),
}  # fmt: skip
#: Commands that change the alphabet of the rest of their group.
SWITCHES: dict[str, tuple[str, ...]] = {
    "bf": ("bold", "upright"), "rm": ("upright",), "it": ("italic",), "cal": ("cal",), "sf": ("sans",), "tt": ("mono",),
    "bfseries": ("bold", "upright"), "mit": ("italic",), "frak": ("frak",), "sl": ("italic",), "em": ("italic",),
}  # fmt: skip
#: Commands whose argument is text, and the style of it.
TEXTS: dict[str, str] = {
    "text": "", "textrm": "", "textnormal": "", "mbox": "", "hbox": "", "textup": "", "textmd": "", "fbox": "",
    "textit": 'style: "italic"', "emph": 'style: "italic"', "textsl": 'style: "italic"', "textbf": 'weight: "bold"',
    "textsf": "font: sans-fonts", "texttt": "font: mono-fonts", "textsc": "", "intertext": "", "shortintertext": "",
    "makebox": "", "rlap": "", "llap": "", "clap": "",
}  # fmt: skip
#: Environments that are matrices, and their delimiters.
MATRICES: dict[str, str] = {
    "matrix": "#none", "smallmatrix": "#none", "array": "#none", "pmatrix": '"("', "bmatrix": '"["', "Bmatrix": '"{"',
    "vmatrix": '"|"', "Vmatrix": '"‖"', "psmallmatrix": '"("', "bsmallmatrix": '"["', "tabular": "#none",
    "matrix*": "#none", "pmatrix*": '"("', "bmatrix*": '"["', "vmatrix*": '"|"', "subarray": "#none",
    "darray": "#none", "Vmatrix*": '"‖"', "Bmatrix*": '"{"', "vsmallmatrix": '"|"',
}  # fmt: skip
#: Environments whose rows are lines, aligned at ``&``.
LINES = frozenset(
    "align align* aligned alignat alignat* alignedat split gather gather* gathered equation equation* eqnarray "
    "eqnarray* multline multline* flalign flalign* displaymath math subequations dmath dmath* multlined IEEEeqnarray "
    "IEEEeqnarray* xalignat lgathered rgathered center empheq".split()
)
#: Delimiters after ``\\left``, ``\\right``, ``\\big`` …; commands are in :data:`SYMBOLS`.
DELIMITERS = {
    ".": "", "|": "\\|", "/": "\\/", "<": "\\⟨", ">": "\\⟩", "(": "\\(", ")": "\\)", "[": "\\[", "]": "\\]", "‖": "‖",
    "!": "", ",": "\\,", "\\|": "‖", ":": "\\:", ";": "\\;", "=": "=", "-": "−", "+": "+", "*": "∗",
    "⟨": "\\⟨", "⟩": "\\⟩",
}  # fmt: skip
#: What ``\\not`` makes of a relation.
NEGATIONS = {
    "=": "≠", "<": "≮", ">": "≯", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "≡": "≢", "∼": "≁",
    "≃": "≄", "≅": "≇", "≈": "≉", "≤": "≰", "≥": "≱", "∃": "∄", "∣": "∤", "∥": "∦", "→": "↛", "←": "↚", "⇒": "⇏",
    "⇔": "⇎", "⟹": "⇏", "⊢": "⊬", "⊨": "⊭", "≺": "⊀", "≻": "⊁", "\\|": "∤",
}  # fmt: skip
