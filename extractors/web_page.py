"""The saved web page of a meeting: its items, each a title, what the agenda says of it, and
labelled blocks.

Web services print “Venue:”, “No. Item”, then each item with “Additional documents:”, “Decision:”
and “Minutes:” under it. A copy may keep the number of an item on a line of its own or lose the
numbers, and run an item into one paragraph.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from kg.extractors.numbering import chain
from kg.extractors.rules import rules
from kg.extractors.text import LINES, Line
from kg.ontology.folding import one_line

_RULES = rules("web-page")
_LONGEST_TITLE = 250
UNTITLED = "Untitled"
_TITLE = re.compile(r"\W{0,2}[A-Z]")


def is_label(text: str) -> bool:
    """Whether a line labels a block of an item or a part of the page, and is no title."""
    return _RULES["label"].at(text.strip()) is not None


def is_linked(text: str) -> bool:
    """Whether a line ends in the mark of a file it links to, as titles do."""
    return _RULES["attachment"].within(text) is not None


def starts_items(text: str) -> bool:
    """Whether a line ends the head of a page: “Items”, “No. Item”, or the label of a block."""
    return (
        _RULES["items-head"].at(text.strip()) is not None
        or _RULES["record"].at(text.strip()) is not None
    )


@lru_cache(LINES)
def trim_title(text: str) -> str:
    """A title as printed, without the mark of the file it links to and without the agenda's words
    run on behind it.
    """
    text = _RULES["attachment"].pattern.split(one_line(text), maxsplit=1)[0]
    introduced = _RULES["introduction"].within(text)
    return (text[: introduced.start()] if introduced else text).strip(" |")


def record_start(lines: list[Line], first: int, last: int) -> int | None:
    """Offset behind the first “Decision:” or “Minutes:” among ``lines``: what stands before it is
    the agenda's.
    """
    for line in lines[first:last]:
        if found := _RULES["record"].at(line.text.strip()):
            return line.start + line.text.index(line.text.strip()) + found.end()
    return None


def numbered_items(lines: list[Line]) -> list[tuple[int, str, Line]]:
    """Items whose number stands on a line of its own: place in ``lines``, number, the line of the
    title.

    An item under another (“4a”, “4.1”) counts if its record follows.
    """
    spots: list[tuple[int, str]] = []
    for position, line in enumerate(lines):
        bare = _RULES["number"].at(line.text.strip())
        if bare and _title_line(lines, position) is not None:
            spots.append((position, bare["number"]))
    mains = [(position, number) for position, number in spots if _MAIN.fullmatch(number)]
    run = [mains[at] for at in chain([_counted(number) for _, number in mains])]
    found: list[tuple[int, str, Line]] = []
    for place, (position, number) in enumerate(run):
        last = run[place + 1][0] if place + 1 < len(run) else len(lines)
        below = [
            (inner, sub)
            for inner, sub in spots
            if position < inner < last and re.fullmatch(rf"{number}(?:[a-z]|\.\d+)", sub)
        ]
        for inner, sub in [(position, number), *below]:
            title = _title_line(lines, inner)
            if title is not None and (
                sub == number or record_start(lines, inner, min(last, inner + 12)) is not None
            ):
                found.append((inner, sub, title))
    return found


_MAIN = re.compile(r"\d+(?:/\d+)?|(?i:[a-z]+)\s?\d+/\d+")


def _counted(number: str) -> int:
    """The part of a number that counts up: before the year of “39/20”,
    behind that of “HBF 14/3”.
    """
    before, _, behind = number.partition("/")
    return int(before) if before.isdigit() else int(behind)


def _title_line(lines: list[Line], position: int) -> Line | None:
    title = next((line for line in lines[position + 1 : position + 6] if not line.blank), None)
    if title is None or len(trim_title(title.text)) > _LONGEST_TITLE:
        return None
    if is_linked(title.text):
        return title
    return title if _TITLE.match(title.text.strip()) and not is_label(title.text) else None


Item = tuple[int, str, int]  # place in the lines, title, and how much of its line the title takes


def unnumbered_items(lines: list[Line]) -> list[Item]:
    """Items of a page that lost its numbers.

    Where “No. Item” heads a table every paragraph is an item, elsewhere one that holds a record is.
    The title is the first line, unless that is the record itself.
    """
    table = any(re.fullmatch(r"(?i)no\.?\t+items?", line.text.strip()) for line in lines)
    found: list[Item] = []
    first: int | None = None
    records = 0
    for position, line in enumerate(lines):
        if line.blank:
            first = None
            continue
        record = _RULES["record"].at(line.text.strip()) is not None
        records += record
        if not record and _is_beside(line, first is None):
            continue
        first = position if first is None else first
        opens = record or (table and first == position)
        if opens and not (found and found[-1][0] == first):
            found.append((first, *_title_and_length(lines[first].text)))
    if records >= 2 or (records and table):
        return found
    return found if records and found and _is_first(found[0], lines) else []


def _is_beside(line: Line, opens: bool) -> bool:
    """Whether a line belongs to no item: it heads the list, or is a label where one would begin."""
    return starts_items(line.text) or (opens and is_label(line.text))


def _title_and_length(opening: str) -> tuple[str, int]:
    if is_label(opening):
        return UNTITLED, 0
    title = trim_title(opening)
    return title, 0 if title == UNTITLED else min(len(opening), opening.find(title) + len(title))


def _is_first(item: Item, lines: list[Line]) -> bool:
    """Whether nothing is written above an item."""
    return not any(line.text.strip() for line in lines[: item[0]])


def only_item(lines: list[Line]) -> tuple[Line, int] | None:
    """The title of a page that shows one item of an agenda by itself, and where its text starts."""
    written = (line for line in lines if not line.blank)
    top = list(islice(written, 3))
    if len(top) < 3 or not re.fullmatch(r"(?i)agenda\s+item", top[0].text.strip()):
        return None
    title = next(
        (
            line
            for line in (*top[1:], *written)
            if not re.fullmatch(r"(?i)agenda\s+item", line.text.strip())
        ),
        None,
    )
    if (
        title is None
        or is_label(title.text)
        or len(title.text) > _LONGEST_TITLE
        or title.text.rstrip().endswith(".")
    ):
        return None
    return title, record_start(lines, 0, len(lines)) or title.end
