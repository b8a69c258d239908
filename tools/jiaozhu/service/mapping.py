"""The mapping of OpenSearch and its kin for ``records.ndjson``: characters as tokens, so that a phrase is a substring.

It has not been run against an engine.
"""

from __future__ import annotations

__all__ = ["MAPPING"]

_KEYWORD, _STORED = {"type": "keyword"}, {"type": "text", "index": False}
MAPPING = {
    "settings": {
        "analysis": {
            "tokenizer": {"characters": {"type": "ngram", "min_gram": 1, "max_gram": 1, "token_chars": []}},
            "analyzer": {"characters": {"type": "custom", "tokenizer": "characters"}},
        }
    },
    "mappings": {
        "dynamic": False,
        "properties": {
            "id": {"type": "unsigned_long"},
            "folded": {"type": "text", "analyzer": "characters"},
            "text": _STORED,
            "title": _STORED,
            "address": _KEYWORD,
            "source": _KEYWORD,
            "year": _KEYWORD,
            "kind": _KEYWORD,
            "anchor": _KEYWORD,
        },
    },
}
