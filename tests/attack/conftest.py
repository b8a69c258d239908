"""Tables of what attacks came to, shown at the end of a run: a test hands its figures over as a property."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

#: The name under which a test records ``(table, row, column, number)``.
TALLY = "tally"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add the figures of all tests, and show them."""
    tables: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties if report.when == "call" else ():
            if name == TALLY:
                table, row, column, number = value
                tables[table][row][column] += number
    for table, rows in sorted(tables.items()):
        terminalreporter.section(table)
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        width = max(map(len, [*rows, ""])) + 2
        terminalreporter.line(" " * width + "".join(f"{column:>12}" for column in columns))
        for row, figures in rows.items():
            shown = "".join(f"{figures.get(column, ''):>12}" for column in columns)
            terminalreporter.line(f"{row:<{width}}{shown}")
