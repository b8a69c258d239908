"""Sphinx configuration of 辽源文献校注."""

project = "辽源文献校注"
author = "编者"
copyright = "2026，编者（注释、词汇与校勘记：CC BY 4.0；各来源文字的权利属于原刊者）"
language = "zh_CN"

extensions = ["jiaozhu.sphinx_ext", "jiaozhu.typst"]
exclude_patterns = ["_build"]
nitpicky = True

jiaozhu_corpus = "../corpus"
bibtex_default_style = "gbt7714"

html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "favicon.svg"
html_show_sphinx = False
html_copy_source = False
html_use_index = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "show_toc_level": 2,
    "toc_title": "本页",
    "article_header_end": ["theme-switcher.html", "toggle-secondary-sidebar.html"],
    "navbar_persistent": [],
    "primary_sidebar_end": [],
    "back_to_top_button": False,
}

typst_subtitle = "五种报刊与网络文本的校勘与注释"
typst_exclude = ["index", "guide-*", "texts/progress", "texts/concordance/*"]
