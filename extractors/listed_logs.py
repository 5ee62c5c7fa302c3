"""Action logs set as a list: each action begins with its number, a bullet or a box, and who, when
and how it stands follow between dashes or strokes, on its line or the next, or in a last bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extractors.log_cells import CODE, as_due, as_status, is_somebody
from kg.extractors.text import Line

FEWEST_TOLD = 2  # actions of a list that tell who, and when or how it stands
MOST_LINES = 8  # of one action
_BEGUN = re.compile(
    rf"\s*(?:\[(?P<box>[xX✓ ]?)\]|[•●▪*])?\s*(?:(?P<number>(?=\S*\d){CODE.pattern})\s+)?"
    r"(?:\((?P<raised>[^()]{4,20})\)\s+)?(?P<text>[A-Z]\S*\s.*)"
)
_DASH = re.compile(r"\s+[–—-](?:\s+|$)")
_STROKE = re.compile(r"\s+/\s+")
_LAST = re.compile(r"(?P<text>.*\S)\s*[(\[](?P<said>[^()\[\]]{2,60})[)\]]\.?")
_COMMENTED = re.compile(r"(?P<status>[^:]{2,24}):\s+(?P<comments>\S.*)")


@dataclass(slots=True)
class ListedAction:
    """One action: the words of each kind of column, and the lines that it stands on."""

    first: Line
    last: Line
    cells: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, words: str) -> None:
        """Words of a kind."""
        if words.strip():
            self.cells.setdefault(kind, []).append(words.strip())

    @property
    def told(self) -> bool:
        """Whether it says who, and when or how it stands."""
        return "responsible" in self.cells and bool({"due", "status"} & self.cells.keys())


def listed_actions(lines: Sequence[Line]) -> list[ListedAction]:
    """The actions of a list, from its first that is told; none where too few are."""
    found = [action for entry in _entries(lines) if (action := _action(entry))]
    told = [action.told for action in found]
    if sum(told) < FEWEST_TOLD or 2 * sum(told) < len(found):
        return []
    return found[told.index(True) :]


def _entries(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The written lines of each entry."""
    entry: list[Line] = []
    for line in lines:
        begun = _BEGUN.fullmatch(line.text)
        marked = begun and (begun["number"] or line.text.lstrip()[:1] in ("[", *"•●▪*"))
        if marked:
            if entry:
                yield entry
            entry = [line]
        elif entry and not line.blank and len(entry) < MOST_LINES:
            entry.append(line)
    if entry:
        yield entry


def _action(entry: Sequence[Line]) -> ListedAction | None:
    begun = _BEGUN.fullmatch(entry[0].text)
    if begun is None:
        return None
    action = ListedAction(entry[0], entry[-1])
    texts = [begun["text"].strip(), *(line.text.strip() for line in entry[1:])]
    for kind in ("number", "raised"):
        action.add(kind, begun[kind] or "")
    if (begun["box"] or "").strip():
        action.add("status", begun["box"])
    for used in range(1, len(texts) + 1):
        pieces = _DASH.split(" ".join(texts[:used]))
        if len(pieces) > 2 and (_is_field(pieces[-1]) or used == len(texts)):
            return _with_fields(action, pieces, texts[used:])
    for used in range(1, len(texts)):
        pieces = _STROKE.split(texts[used])
        if len(pieces) > 2 and any(map(_is_field, pieces)):
            return _with_fields(action, [" ".join(texts[:used]), *pieces], texts[used + 1 :])
    for used in range(1, len(texts) + 1):
        if last := _LAST.fullmatch(" ".join(texts[:used])):
            return _with_fields(action, [last["text"], *re.split(r",\s+", last["said"])], [])
    return _with_fields(action, [" ".join(texts)], [])


def _is_field(piece: str) -> bool:
    return as_due(piece) > 0 or as_status(piece.partition(":")[0]) > 0


def _with_fields(action: ListedAction, pieces: list[str], below: list[str]) -> ListedAction:
    action.add("text", pieces[0])
    for piece in pieces[1:]:
        commented = _COMMENTED.fullmatch(piece)
        if as_due(piece) > 0:
            action.add("due", piece)
        elif as_status(commented["status"] if commented else piece) > 0:
            action.add("status", commented["status"] if commented else piece)
            action.add("comments", commented["comments"] if commented else "")
        elif is_somebody(piece) and "responsible" not in action.cells:
            action.add("responsible", piece)
        else:
            action.add("comments", piece)
    action.add("comments", " ".join(below))
    return action
