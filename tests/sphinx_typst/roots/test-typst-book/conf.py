project = "辽源文献校注"
author = "校注编辑部"
language = "zh_CN"
extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_typst"]
myst_enable_extensions = ["attrs_inline", "attrs_block"]
bibtex_bibfiles = ["references.bib"]
typst_subtitle = "报纸与网络文本五种"
typst_exclude = ["search*"]
