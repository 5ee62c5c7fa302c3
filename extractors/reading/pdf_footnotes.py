"""Footnotes of a PDF page: small print under its words that opens with a mark raised in them.

They are taken out of the page's flow, so that the sentence that the end of the page cuts goes on
without them, and stand as paragraphs of their own on the same page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extractors.reading.marks import note_mark
from kg.extractors.reading.pdf_runs import Run

GOOD_PART = 0.2  # of the characters of a page: those of its words, not of headings
SMALL = 0.92  # of the size of a page's words: a footnote is printed no larger
RAISED_SIZE = 0.82  # of that size: a raised mark is printed no larger
RAISED_BY = 0.25  # times the size of the words before it: how far up a mark stands
MOST_APART = 1.2  # sizes of print between two lines of notes
MOST_BELOW = 2  # lines of a running foot under the notes
_MARK = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[a-z]")
_OPENING = re.compile(r"\s*(?P<mark>\d{1,3}|[*†‡§]{1,3}|[a-z])(?:[.)]?\s+|$)")
_ENDED = re.compile(r"[.;:?!][”’\"')\]*]*$")
_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark, and its lines without it."""

    mark: str
    lines: list[list[Run]]


def notes_apart(runs: Sequence[Run]) -> tuple[list[Run], list[Note]]:
    """A page's runs without its footnotes, their marks in its words in brackets; and those."""
    size = _size_of_words(runs)
    raised = _raised(runs, size)
    if not raised:
        return list(runs), []
    marks = {runs[at].text.strip() for at in raised}
    lines = _lines_from_the_top(runs)
    notes = [
        [lines[at] for at in note]
        for note in _notes([[runs[at] for at in line] for line in lines], marks, size)
    ]
    taken = {at for note in notes for line in note for at in line}
    told = [_told([[runs[at] for at in line] for line in note], marks) for note in notes]
    cited = {note.mark for note in told}
    flow = [
        replace(run, text=note_mark(run.text.strip()), left=runs[at - 1].right)
        if at in raised and run.text.strip() in cited
        else run
        for at, run in enumerate(runs)
        if at not in taken
    ]
    return flow, told


def _size_of_words(runs: Sequence[Run]) -> float:
    """The largest size in which a good part of a page is printed."""
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[round(run.size, 1)] += len(run.text.strip())
    least = GOOD_PART * sizes.total()
    return max((size for size, count in sizes.items() if count >= least), default=0.0)


def _raised(runs: Sequence[Run], size: float) -> set[int]:
    """The places of marks that stand raised behind words of the page."""
    found = set()
    for at, run in enumerate(runs[1:], start=1):
        before = runs[at - 1]
        if (
            _MARK.fullmatch(run.text.strip())
            and run.size <= RAISED_SIZE * size
            and before.size > SMALL * size
            and run.bottom - before.bottom > RAISED_BY * before.size
            and run.bottom < before.top
            and -1 < run.left - before.right < before.size
        ):
            found.add(at)
    return found


def _lines_from_the_top(runs: Sequence[Run]) -> list[list[int]]:
    """The places of a page's runs by their height, each line from left to right."""
    lines: list[list[int]] = []
    for at in sorted(range(len(runs)), key=lambda each: -runs[each].middle[1]):
        run, first = runs[at], runs[lines[-1][0]] if lines else None
        if first is not None and abs(first.middle[1] - run.middle[1]) < 0.6 * max(
            first.size, run.size
        ):
            lines[-1].append(at)
        else:
            lines.append([at])
    return [sorted(line, key=lambda each: runs[each].left) for line in lines]


def _notes(lines: Sequence[Sequence[Run]], marks: set[str], size: float) -> list[list[int]]:
    """The places of the lines of each footnote; none where more than a foot stands below."""
    small = [all(run.size <= SMALL * size for run in line) for line in lines]
    first = next(
        (
            at
            for at, line in enumerate(lines)
            if small[at] and _opening(line, marks) and not _words_follow(small, at)
        ),
        None,
    )
    found: list[list[int]] = []
    for at in range(first if first is not None else len(lines), len(lines)):
        if not small[at] or (found and _gap(lines[at - 1], lines[at]) > MOST_APART):
            break
        if _opening(lines[at], marks):
            found.append([])
        found[-1].append(at)
    return found


def _gap(above: Sequence[Run], below: Sequence[Run]) -> float:
    """The white space between two lines, in sizes of their print."""
    space = min(run.bottom for run in above) - max(run.top for run in below)
    return space / max(1.0, above[-1].size)


def _words_follow(small: Sequence[bool], at: int) -> bool:
    """Whether more than the lines of a running foot stand in larger print below."""
    return small[at:].count(False) > MOST_BELOW


def _opening(line: Sequence[Run], marks: set[str]) -> str | None:
    """The mark that opens a line, of those that stand in the page's words."""
    opened = _OPENING.match(line[0].text)
    if opened is None or opened["mark"] not in marks:
        return None
    return opened["mark"] if len(line) > 1 or opened.end() < len(line[0].text) else None


def _told(note: list[list[Run]], marks: set[str]) -> Note:
    """A footnote of these lines, without the mark that opens the first."""
    head = note[0][0]
    opened = _OPENING.match(head.text)
    rest = head.text[opened.end() :] if opened else head.text
    first = [replace(head, text=rest), *note[0][1:]] if rest.strip() else note[0][1:]
    return Note(_opening(note[0], marks) or "", [first, *note[1:]])


def with_notes(page: str, notes: Sequence[str]) -> str:
    """A page with its footnotes as paragraphs: at its end, or before the paragraph that is cut."""
    if not notes:
        return page
    lines = page.split("\n")
    at = _end_of_paragraphs(lines)
    told = [line for note in notes for line in ("", note)]
    return "\n".join([*lines[:at], *told, "", *lines[at:]])


def _end_of_paragraphs(lines: Sequence[str]) -> int:
    """Behind the last line of a page that does not go on over the page's end."""
    written = [at for at, line in enumerate(lines) if line.strip()]
    while written and _NUMBER.fullmatch(lines[written[-1]].strip()):
        written.pop()
    if not written or _ENDED.search(lines[written[-1]].strip()):
        return len(lines)
    blank = next((at for at in range(written[-1], written[0], -1) if not lines[at].strip()), None)
    if blank is not None:
        return blank
    ended = [at for at in written if _ENDED.search(lines[at].strip())]
    return ended[-1] + 1 if ended else len(lines)
