"""The commands: what each is for, and the module that has it."""

from __future__ import annotations

from typing import NamedTuple

from jiaozhu.locale import N_

__all__ = ["COMMANDS", "Command"]


class Command(NamedTuple):
    """A command, as the list of commands shows it."""

    module: str  #: Importing it registers the command.
    summary: str


COMMANDS = {
    "accept": Command("jiaozhu.cli.accepting", N_("Make a branch of a contribution as it was sent.")),
    "annotate": Command("jiaozhu.cli.contributing", N_("Write a note on words of a page.")),
    "build": Command("jiaozhu.cli.building", N_("Build the site, the book, or the book for e-readers.")),
    "check": Command("jiaozhu.cli.checking", N_("Report every problem of the corpus, and fix some.")),
    "collate": Command("jiaozhu.cli.collating", N_("Compare another witness with the text that it carries.")),
    "correct": Command("jiaozhu.cli.contributing", N_("Write an emendation of words of a page.")),
    "diff": Command("jiaozhu.cli.contributing", N_("Make emendations from a corrected copy of a text.")),
    "explain": Command("jiaozhu.cli.reading", N_("Explain a problem's code, or list all codes.")),
    "export": Command("jiaozhu.cli.exporting", N_("Write an output of the corpus, or list the outputs.")),
    "import": Command("jiaozhu.cli.importing", N_("Make sources with draft editions of files.")),
    "init": Command("jiaozhu.cli.importing", N_("Make a new project: an empty corpus and its site.")),
    "ledger": Command("jiaozhu.cli.reading", N_("Account for every character of a source.")),
    "merge-check": Command("jiaozhu.cli.reviewing", N_("Report where contributions touch each other.")),
    "pdf": Command("jiaozhu.cli.building", N_("Build books of single sources or texts.")),
    "propose": Command("jiaozhu.cli.judging", N_("Judge what the import suspects and did not decide.")),
    "rebase": Command("jiaozhu.cli.rebasing", N_("Replace a source by a better witness of it.")),
    "review": Command("jiaozhu.cli.reviewing", N_("Report what has changed since a git revision.")),
    "schema": Command("jiaozhu.cli.reading", N_("Print the JSON Schema of a kind of file.")),
    "search-export": Command("jiaozhu.cli.serving", N_("Write a site's search as records for an engine.")),
    "serve": Command("jiaozhu.cli.serving", N_("Serve a built site and its search.")),
    "show": Command("jiaozhu.cli.reading", N_("Print a page as MyST, as the site is built from it.")),
    "term": Command("jiaozhu.cli.contributing", N_("Write a glossary entry.")),
}
