"""The search: what can be found and where it is, and the data that a page searches on the reader's machine."""

from jiaozhu.outputs.search.html_pages import html_page
from jiaozhu.outputs.search.records import Kind, SearchPage, glossary_page, text_pages
from jiaozhu.outputs.search.shards import Script, search_scripts

__all__ = ["Kind", "Script", "SearchPage", "glossary_page", "html_page", "search_scripts", "text_pages"]
