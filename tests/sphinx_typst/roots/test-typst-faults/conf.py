import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

extensions = ["myst_parser", "sphinx_typst", "seals"]
project = "过失"
author = "编者"
language = "zh_CN"
myst_enable_extensions = ["attrs_inline", "dollarmath"]
typst_exclude = ["left-out"]
