"""Kinds of arguments that several commands take, and the exit codes of all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jiaozhu.model.names import did_you_mean

#: Exit codes: everything fine; problems found; the command line was wrong.
CLEAN, PROBLEMS, USAGE = 0, 1, 2
FOLDER = click.Path(path_type=Path, file_okay=False)


class OneOf(click.Choice[str]):
    """A value that is one of a few; an error message suggests the one that was meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        question = did_you_mean(str(value), self.choices)
        message = super().get_invalid_choice_message(value, ctx)
        return f"{message.removesuffix('.')}; {question}" if question else message


class FormatName(click.ParamType):  # type: ignore[type-arg]  # generic only in later versions of click
    """The name of a format. Formats of plug-ins are looked for when a command needs them, not when it is defined."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(OneOf(_format_names()).convert(value, param, ctx))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(_format_names())}]"


def _format_names() -> list[str]:
    from jiaozhu.formats import FORMATS  # every reader with it, which only a value or the help of the option needs

    return sorted(FORMATS)
