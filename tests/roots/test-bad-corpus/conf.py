# The corpus lies beside this folder: a copy of tests/checks/base, sound or damaged.
project = "坏稿"
language = "zh_CN"
extensions = ["jiaozhu.sphinx_ext"]
html_theme = "basic"
jiaozhu_corpus = "../corpus"
