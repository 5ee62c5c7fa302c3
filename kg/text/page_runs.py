"""Numbers printed on pages and where the pages lie in their file, as runs: “13-84=15-86; iv=87”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_RUN = re.compile(r"(\d+)-(\d+)=(\d+)-\d+")
_PAGE = re.compile(r"(.+)=(\d+)")


def page_runs(pages: Iterable[tuple[int, str]]) -> str:
    """The runs of pages, position and number as shown, in order; empty where each is shown by its
    position.
    """
    pages = list(pages)
    if all(printed == str(position) for position, printed in pages):
        return ""
    runs: list[tuple[str, int, int]] = []  # first printed number, first position, length
    for position, printed in pages:
        if ";" in printed or "=" in printed:
            continue
        if runs:
            first, start, length = runs[-1]
            goes_on = first.isdecimal() and printed == str(int(first) + length)
            if goes_on and position == start + length:
                runs[-1] = first, start, length + 1
                continue
        runs.append((printed, position, 1))
    return "; ".join(
        f"{first}-{int(first) + length - 1}={start}-{start + length - 1}"
        if length > 1
        else f"{first}={start}"
        for first, start, length in runs
    )


def positions_of(runs: str) -> Mapping[str, tuple[int, ...]]:
    """The positions of the pages that bear each printed number, of what ``page_runs`` gave."""
    found: dict[str, tuple[int, ...]] = {}
    for run in runs.split("; "):
        if told := _RUN.fullmatch(run):
            first, last, start = (int(number) for number in told.groups())
            shown = [(str(number), start + number - first) for number in range(first, last + 1)]
        elif told := _PAGE.fullmatch(run):
            shown = [(told[1], int(told[2]))]
        else:
            continue
        for number, position in shown:
            found[number] = (*found.get(number, ()), position)
    return found
