extensions = ["sphinx_typst", "sphinx.ext.todo"]
project = "节点"
author = "编者"
language = "zh_CN"
todo_include_todos = True
numfig = True
