"""Two lists side by side whose table was printed cell by cell: “Present”, “Officials”, then one of
each in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.extractors.facts import Section
from kg.extractors.people import People
from kg.extractors.text import Line

FEWEST_ROWS = 4  # a pair each
_SAID = re.compile(r"\((?P<said>(?![A-Z]{1,3}[a-z]?\))[^()]{3,60})\)")


def woven_apart(
    lines: Sequence[Line], people: People, section_of_head: Callable[[str], Section | None]
) -> list[list[Line]]:
    """The two columns, each with its heads, and what stands behind them; none where the lines are
    no such lists. Apologies are one list from their head on.
    """
    written = [at for at, line in enumerate(lines) if not line.blank]
    heads = [section_of_head(lines[at].text) for at in written]
    first = next(
        (n for n in range(len(heads) - 1) if heads[n] == "present" and heads[n + 1] is not None),
        None,
    )
    if first is None or heads[first + 1] not in ("officers", "others"):
        return []
    apart = written[first + 1] - written[first]  # lines from one cell to the next
    columns: list[list[Line]] = [[lines[written[first]]], [lines[written[first + 1]]]]
    column, at = 0, first + 2
    while at < len(written):
        line = lines[written[at]]
        column += max(0, written[at] - written[at - 1] - apart)  # empty cells
        if heads[at] == "apologies" or (heads[at] is None and people.at(line.text.strip()) is None):
            break
        columns[column % 2].append(line)
        column, at = column + 1, at + 1
    if not _differ(columns, people):
        return []
    rest = lines[written[at] :] if at < len(written) else []
    return [[*lines[: written[first]], *columns[0]], columns[1], list(rest)]


def _differ(columns: Sequence[Sequence[Line]], people: People) -> bool:
    """Whether most of the second column print a body in brackets, and hardly any of the first."""
    said = [sum(_says_body(line.text, people) for line in column) for column in columns]
    counts = [len(column) - 1 for column in columns]
    return min(counts) >= FEWEST_ROWS and 2 * said[1] > counts[1] and 4 * said[0] <= counts[0]


def _says_body(text: str, people: People) -> bool:
    found = _SAID.search(text)
    return found is not None and not people.is_role(found["said"])
