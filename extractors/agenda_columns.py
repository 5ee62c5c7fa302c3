"""What stands behind the titles of an agenda whose columns ran together.

Minutes, hours, pages, letters of papers and who leads; a column only where many items have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extractors.people import People
from kg.extractors.rules import rules

Pages = tuple[int, int]  # first and last
FEWEST = 3  # items that show a column
SHARE = 0.5  # of the items, too
_COLUMNS = [rule for name, rule in rules("agenda").items() if name.startswith("behind-")]
_PAGES = rules("agenda")["behind-pages"]
_HOUR = rules("agenda")["before-hour"]
_LEAD = rules("agenda")["lead-short"]
_LONGEST_LEAD = 6  # words


@dataclass(frozen=True, slots=True)
class TitleAndColumns:
    """A title, what stood in the columns behind it, from left to right, and its printed pages."""

    title: str
    columns: tuple[str, ...] = ()
    pages: Pages | None = None


def split_columns(titles: Sequence[str], people: People) -> list[TitleAndColumns]:
    """Each title without its columns: the last first, as long as many titles end with one."""
    found = [_without_pages(title) for title in _without_hours(titles)]
    peeled = True
    while peeled:
        peeled = False
        for rule in _COLUMNS:
            cuts = [_cut(rule.within(each.title)) for each in found]
            if _is_column(cuts) and (rule is not _PAGES or _count_up(found, cuts)):
                found = _without(found, cuts, rule is _PAGES)
                peeled = True
    if not any(each.columns for each in found):
        return found  # who leads is told from the title by the columns beside
    cuts = [_lead(each.title, people) for each in found]
    return _without(found, cuts) if _is_column(cuts) else found


def _cut(match: re.Match[str] | None) -> int | None:
    return match.start() if match and match.start() > 0 else None


def _is_column(cuts: Sequence[int | None]) -> bool:
    having = sum(cut is not None for cut in cuts)
    return having >= max(FEWEST, SHARE * len(cuts))


def _count_up(found: Sequence[TitleAndColumns], cuts: Sequence[int | None]) -> bool:
    """Whether the numbers behind the titles are those of pages: none before the one above."""
    numbers = [
        int(re.findall(r"\d+", each.title[cut:])[0])
        for each, cut in zip(found, cuts, strict=True)
        if cut is not None
    ]
    return all(above <= below for above, below in pairwise(numbers)) and numbers[0] < numbers[-1]


def _without(
    found: Sequence[TitleAndColumns], cuts: Sequence[int | None], pages: bool = False
) -> list[TitleAndColumns]:
    return [
        each
        if cut is None
        else TitleAndColumns(
            each.title[:cut].strip(),
            (each.title[cut:].strip(), *each.columns),
            printed_pages(each.title[cut:]) if pages else each.pages,
        )
        for each, cut in zip(found, cuts, strict=True)
    ]


def _without_hours(titles: Sequence[str]) -> list[str]:
    """Titles without the hour before each, where many have one."""
    hours = [_HOUR.at(title.strip()) for title in titles]
    column = _is_column([hour.end() if hour else None for hour in hours])
    return [
        title.strip()[hour.end() :] if column and hour else title.strip()
        for title, hour in zip(titles, hours, strict=True)
    ]


def _without_pages(title: str) -> TitleAndColumns:
    """A title without what stands behind “(Pages 3 - 6)” or dots that lead to a number."""
    found = rules("agenda")["pages"].within(title)
    if found is None or not title[: found.start()].strip():
        return TitleAndColumns(title)
    behind = title[found.end() :].strip()
    return TitleAndColumns(
        title[: found.start()].strip(), (behind,) if behind else (), printed_pages(found[0])
    )


def printed_pages(printed: str) -> Pages:
    """The pages that “3 - 6” or “Page 7” prints."""
    first, *last = map(int, re.findall(r"\d+", printed))
    return first, last[0] if last else first


def _lead(title: str, people: People) -> int | None:
    """Where a title ends and its lead begins: initials, “All”, a name or an office."""
    if short := _cut(_LEAD.within(title)):
        return short
    starts = [each.start() for each in re.finditer(r"\S+", title)]
    for start in starts[-_LONGEST_LEAD:]:
        said = title[start:]
        if start and said[0].isupper() and _is_lead(said, people):
            return start
    return None


def _is_lead(said: str, people: People) -> bool:
    tests: tuple[Callable[[str], object], ...] = (people.whole, people.is_role)
    return any(test(said) for test in tests)
