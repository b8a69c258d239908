"""Accepting: what contributors send, by issue, mail or file, becomes files that pass the check, and a branch."""

from jiaozhu.workflows.accepting.envelopes import ENVELOPES, GROUP, Envelope, open_envelope
from jiaozhu.workflows.accepting.forms import FORMS, Form
from jiaozhu.workflows.accepting.making import Accepted, accept, branch_of, put_into_corpus
from jiaozhu.workflows.accepting.sent import Author, Sent, SentFile, Unreadable
from jiaozhu.workflows.accepting.templates import issue_templates

__all__ = [
    "ENVELOPES",
    "FORMS",
    "GROUP",
    "Accepted",
    "Author",
    "Envelope",
    "Form",
    "Sent",
    "SentFile",
    "Unreadable",
    "accept",
    "branch_of",
    "issue_templates",
    "open_envelope",
    "put_into_corpus",
]
