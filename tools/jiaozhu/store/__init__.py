"""The store: the only reader and writer of the corpus's files, and of what version control remembers of them."""

from jiaozhu.store.history import History, git, read_history
from jiaozhu.store.reading import load_corpus, source_of
from jiaozhu.store.schemas import SCHEMAS, json_schema
from jiaozhu.store.writing import write_folder, write_if_changed, write_new

__all__ = [
    "SCHEMAS",
    "History",
    "git",
    "json_schema",
    "load_corpus",
    "read_history",
    "source_of",
    "write_folder",
    "write_if_changed",
    "write_new",
]
