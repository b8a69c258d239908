"""Sphinx configuration of 辽源文献校注."""

project = "辽源文献校注"
author = "编者"
copyright = "2026，编者（注释、词汇与校勘记：CC BY 4.0；各来源文字的权利属于原刊者）"
language = "zh_CN"

extensions = ["jiaozhu.sphinx_ext", "sphinx_typst"]
exclude_patterns = ["_build", "dev"]
nitpicky = True

jiaozhu_corpus = "../corpus"
bibtex_default_style = "gbt7714"

html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "favicon.svg"
html_show_sphinx = False
html_copy_source = False
html_use_index = False

typst_subtitle = "五种报刊与网络文本的校勘与注释"
jiaozhu_epub_exclude = "guide-*,texts/progress,texts/concordance/*,texts/overview"
typst_exclude = ["index", "guide-*", "texts/progress", "texts/concordance/*", "texts/overview"]
