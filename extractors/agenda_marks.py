"""Where the items of an agenda begin: the marks that count them, of whichever kind the agenda uses.

Numbers, letters, a part's letter with a number (“B1”), the word “Item” before either, or the hour
at which each begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.extractors.numbering import chain
from kg.extractors.rules import rules
from kg.extractors.text import Line

FEWEST_PROCEDURAL = 3  # lines that show an agenda whose items nothing counts
LONGEST_TITLE = 100  # characters of an item that nothing counts
FEWEST = 2  # items that a kind of mark must count
_RULES = rules("agenda")
_MINUTES = rules("minutes")
_TIME_FIRST = re.compile(
    r"^\s*(?P<time>\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s*(?:[-–]|to)\s*\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\.?)?)?)"
    r"(?:\t+|\s{2,}|\s+(?=\d{1,2}[.)]))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ItemStart:
    """The line on which an item begins, its printed number, and where its title begins."""

    line: Line
    number: str | None
    title: int


def item_starts(lines: Sequence[Line]) -> list[ItemStart]:
    """The items that the outermost kind of mark among ``lines`` counts.

    Where no kind does, they are the paragraphs between lines of a meeting's own business
    (“Apologies”, “Close”).
    """
    runs = [run for read in _KINDS if len(run := read(lines)) >= FEWEST]
    outermost = min(runs, key=lambda run: run[0].line.index, default=[])
    inner = max(_dotted(lines), _coded(lines), key=len)  # below the heads of sections
    if len(inner) > max(FEWEST, len(outermost)):
        return inner
    return outermost or _unmarked(lines)


def _numbered(lines: Sequence[Line]) -> list[ItemStart]:
    starts: list[ItemStart] = []
    weights: list[float] = []
    for at, line in enumerate(lines):
        cut = _after_time(line.text)
        cut += len(line.text[cut:]) - len(line.text[cut:].lstrip())
        text = line.text[cut:].rstrip()
        titled = _MINUTES["item-number"].at(text)
        found = titled or _MINUTES["bare-number"].at(text)
        if found:
            end = titled.start("title") if titled else len(text)
            title = _after_time(line.text, cut + end)
            starts.append(ItemStart(line, found["number"], title))
            said = line.text[title:].strip() or _next(lines, at)
            weights.append(1.0 if said[:1].isupper() else 0.4)
    kept = chain(_values([start.number or "0" for start in starts]), weights)
    return [starts[at] for at in kept]


def _values(numbers: Sequence[str]) -> list[int]:
    """What numbers count: of “24/21”, “24/22” the part behind the year."""
    parts = [[int(part) for part in re.findall(r"\d+", number)] for number in numbers]
    years = {each[0] for each in parts if len(each) > 1}
    year_first = len(years) == 1 and sum(len(each) > 1 for each in parts) >= FEWEST
    return [each[-1] if year_first and len(each) > 1 else each[0] for each in parts]


def _lettered(lines: Sequence[Line]) -> list[ItemStart]:
    return _counted(lines, "mark-letter", lambda found: ord(found["number"].upper()) - ord("A") + 1)


def _worded(lines: Sequence[Line]) -> list[ItemStart]:
    return _counted(lines, "mark-worded", _place)


def _place(found: re.Match[str]) -> int:
    number = found["number"]
    return int(number) if number.isdigit() else ord(number.upper()) - ord("A") + 1


def _counted(
    lines: Sequence[Line], rule: str, value: Callable[[re.Match[str]], int]
) -> list[ItemStart]:
    """The longest run of marks that count up from the first or the second of their kind."""
    found = [(line, each) for line in lines if (each := _marked(line, rule))]
    kept = chain([value(each) for _, each in found])
    run = [found[at] for at in kept]
    if not run or value(run[0][1]) > FEWEST:
        return []
    return [ItemStart(line, each["number"], each.start("title")) for line, each in run]


def _coded(lines: Sequence[Line]) -> list[ItemStart]:
    """“A1”, “A2”, “B1”: the number counts up, or begins anew with the next letter."""
    out: list[ItemStart] = []
    at = ("A", 0)
    for line in lines:
        found = _marked(line, "mark-code")
        if found is None:
            continue
        here = (found["part"], int(found["count"]))
        following = here[0] == at[0] and here[1] == at[1] + 1
        anew = here[1] == 1 and ord(here[0]) in (ord(at[0]), ord(at[0]) + 1, ord(at[0]) + 2)
        if following or (anew and here > at):
            out.append(ItemStart(line, found["number"], found.start("title")))
            at = here
    return out


def _dotted(lines: Sequence[Line]) -> list[ItemStart]:
    """“1.1”, “1.2”, “2.1” before titles, under the numbers of an agenda's sections."""
    out: list[ItemStart] = []
    at = (0, 0)
    for line in lines:
        found = _marked(line, "mark-dotted")
        if found is None or not _is_title(found["title"].strip()):
            continue
        here = (int(found["part"]), int(found["count"]))
        if here == (at[0], at[1] + 1) or (here[1] == 1 and 0 < here[0] - at[0] <= FEWEST):
            out.append(ItemStart(line, found["number"], found.start("title")))
            at = here
    return out


def _timed(lines: Sequence[Line]) -> list[ItemStart]:
    """Lines that each begin with an hour not before the one above."""
    out: list[ItemStart] = []
    last = 0
    for line in lines:
        found = _marked(line, "mark-time")
        if found is None:
            continue
        hour = int(found["hour"]) % 12 + (12 if (found["half"] or "").lower() == "p" else 0)
        minute = 60 * hour + int(found["minute"])
        if not out or last <= minute or last - minute > 6 * 60:
            out.append(ItemStart(line, None, found.start("title")))
            last = minute
    return out if len(out) > FEWEST else []


def _unmarked(lines: Sequence[Line]) -> list[ItemStart]:
    own = [at for at, line in enumerate(lines) if _RULES["procedural"].at(line.text.strip())]
    if len(own) < FEWEST_PROCEDURAL:
        return []
    apart = any(line.blank for line in lines[own[0] : own[-1]])  # blank lines part the items
    starts = [
        lines[at]
        for at in range(own[0], own[-1] + 1)
        if at in own
        or (_is_title(lines[at].text.strip()) and not (apart and not lines[at - 1].blank))
    ]
    return [ItemStart(line, None, len(line.text) - len(line.text.lstrip())) for line in starts]


def _is_title(text: str) -> bool:
    """Whether a line may be the title of an item: a capital first, no sentence and no note."""
    return (
        text[:1].isupper()
        and len(text) < LONGEST_TITLE
        and text[-1] not in ".:;,"
        and not _RULES["note-line"].at(text)
    )


_KINDS = (_numbered, _coded, _worded, _lettered, _timed)


def _marked(line: Line, rule: str) -> re.Match[str] | None:
    return _RULES[rule].pattern.match(line.text)


def _after_time(text: str, at: int = 0) -> int:
    """Where a text goes on behind an hour that stands at ``at`` in a cell of its own."""
    found = _TIME_FIRST.match(text[at:])
    return at + found.end() if found else at


def _next(lines: Sequence[Line], at: int) -> str:
    return next((line.text.strip() for line in lines[at + 1 : at + 8] if not line.blank), "")
