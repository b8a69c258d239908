import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

extensions = ["sphinx_typst", "sorting"]
project = "索引"
author = "编者"
language = "zh_CN"
