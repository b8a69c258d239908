"""The YAML parser in Python, ruamel.yaml's, and what it says of a text that is not YAML.

It takes a tenth of a second to import, so it is imported when libyaml does not suffice.
"""

from __future__ import annotations

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from jiaozhu.store.yaml_fault import BadCharacter, NotYaml

__all__ = ["parse"]


def parse(text: str) -> Iterator[object]:
    """Yield the parser's events.

    Raises:
        NotYaml: It is not YAML. The events before the error have been yielded.
    """
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        why = error.problem or error.context or str(error)
        raise NotYaml(why, _index(error.problem_mark), _index(error.context_mark)) from error
    except ReaderError as error:
        raise BadCharacter(error.character, error.position) from error
    except (YAMLError, ValueError, OverflowError, RecursionError) as error:  # an escape that means no character, say
        raise NotYaml(str(error)) from error


def _index(mark: object) -> int | None:
    return getattr(mark, "index", None)
