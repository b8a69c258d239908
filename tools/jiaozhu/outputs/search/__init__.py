"""The search: what can be found and where it is, and the data that a page searches on the reader's machine."""

from jiaozhu.outputs.search.html_pages import html_page
from jiaozhu.outputs.search.nearness import NEAR, near_script
from jiaozhu.outputs.search.records import Answer, Kind, SearchPage, SearchRecord, entry_pages, text_pages
from jiaozhu.outputs.search.script import Script
from jiaozhu.outputs.search.shards import search_scripts

__all__ = [
    "NEAR",
    "Answer",
    "Kind",
    "Script",
    "SearchPage",
    "SearchRecord",
    "entry_pages",
    "html_page",
    "near_script",
    "search_scripts",
    "text_pages",
]
