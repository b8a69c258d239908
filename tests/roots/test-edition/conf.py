project = "小编"
language = "zh_CN"
extensions = ["jiaozhu.sphinx_ext"]
jiaozhu_corpus = "corpus"
exclude_patterns = ["corpus"]
html_theme = "basic"
nitpicky = True
