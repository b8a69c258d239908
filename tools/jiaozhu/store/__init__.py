"""The store: the only reader and writer of a corpus's files, and of what version control remembers of them."""

from jiaozhu.store.bibliography import read_fields
from jiaozhu.store.branches import BranchRefused, Commit, make_branch, repository_folder
from jiaozhu.store.exchange import exchange, old_of
from jiaozhu.store.files import FETCHED
from jiaozhu.store.git import GitError, GitFailed, NoGit, NoRepository, ask_git, run_git, try_git
from jiaozhu.store.history import History, read_history
from jiaozhu.store.locking import Busy, locked
from jiaozhu.store.machine import kept_folder, tree_of
from jiaozhu.store.manifest import Manifest
from jiaozhu.store.reading import begin_corpus, load_corpus, source_of
from jiaozhu.store.saving import (
    about_text,
    append_to_references,
    edition_text,
    emendations_path,
    emendations_text,
    facsimile_text,
    known_digests,
    note_path,
    note_text,
    proofreadings_text,
    proposals_text,
    register_text,
    term_path,
    term_text,
    write_about,
    write_edition,
    write_emendations,
    write_note,
    write_proposals,
    write_source_folder,
    write_term,
    write_works,
)
from jiaozhu.store.schemas import SCHEMAS, json_schema
from jiaozhu.store.signals import unbroken
from jiaozhu.store.transaction import Item, NotOurs, commit, guarded, settle
from jiaozhu.store.writing import sweep, write_if_changed, write_new, write_report

__all__ = [
    "FETCHED",
    "SCHEMAS",
    "BranchRefused",
    "Busy",
    "Commit",
    "GitError",
    "GitFailed",
    "History",
    "Item",
    "Manifest",
    "NoGit",
    "NoRepository",
    "NotOurs",
    "about_text",
    "append_to_references",
    "ask_git",
    "begin_corpus",
    "commit",
    "edition_text",
    "emendations_path",
    "emendations_text",
    "exchange",
    "facsimile_text",
    "guarded",
    "json_schema",
    "kept_folder",
    "known_digests",
    "load_corpus",
    "locked",
    "make_branch",
    "note_path",
    "note_text",
    "old_of",
    "proofreadings_text",
    "proposals_text",
    "read_fields",
    "read_history",
    "register_text",
    "repository_folder",
    "run_git",
    "settle",
    "source_of",
    "sweep",
    "term_path",
    "term_text",
    "tree_of",
    "try_git",
    "unbroken",
    "write_about",
    "write_edition",
    "write_emendations",
    "write_if_changed",
    "write_new",
    "write_note",
    "write_proposals",
    "write_report",
    "write_source_folder",
    "write_term",
    "write_works",
]
