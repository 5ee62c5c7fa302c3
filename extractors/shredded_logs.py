"""Action logs whose table is lost: every cell on a line of its own, or a row's cells run together.

The head row was shredded in the same order before, so it gives the order and the kinds of the
columns; what each line may be (a number, a day, somebody's name, a word of status) says where it
stands, and a row begins where its first columns return.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.extractors.facts import Document
from kg.extractors.initials import Callings
from kg.extractors.log_cells import (
    CODE,
    FEWEST_ROWS,
    INITIALS,
    MONTH_ALONE,
    MOST_STATUS,
    as_action,
    as_comment,
    as_day,
    as_due,
    as_status,
    column_of,
    columns_by_restarts,
    shape,
)
from kg.extractors.page_furniture import is_furniture
from kg.extractors.people import People
from kg.extractors.rules import rules
from kg.extractors.text import Line, small_words
from kg.extractors.woven_cells import unwoven
from kg.ontology.folding import fold_to_words

_RULES = rules("actions")
_DISCUSSED = re.compile(r"(?i)(?:discussion|minutes|summary|apologies|present)\b")
FEWEST_KINDS = 3  # of columns that the head of a log names, the action's among them
MOST_COLUMNS = 10
_CARD = re.compile(r"(?i)(?:action|task)\s+(?:no\.?\s+)?(?P<number>[A-Z]{0,4}\d[\d/.-]*)\.?")
FEWEST_CARDS = 2
MOST_CARD = 24  # lines of one card
LAST_CELL = 5  # lines that its last cell may have
MOST_HEAD = 40  # characters of a column's head


@dataclass(frozen=True, slots=True)
class LogHead:
    """The kinds of a log's columns in order, and the lines from ``first`` up to ``last`` (not
    included) that name them; ``joined`` where one line names them all.
    """

    columns: tuple[str, ...]
    first: int
    last: int
    joined: bool


@dataclass(slots=True)
class ShreddedRow:
    """One row: the words in each kind of column, line by line, and the lines it stands on."""

    first: Line
    last: Line
    cells: dict[str, list[str]] = field(default_factory=dict)

    def add(self, kind: str, text: str, line: Line) -> None:
        """Words of a cell, or more of them."""
        self.cells.setdefault(kind, []).append(text)
        self.last = line


def log_head(lines: Sequence[Line], index: int) -> LogHead | None:
    """The head row of a log that begins at ``index``, if one does."""
    text = lines[index].text.strip()
    if not text or "\t" in text or len(text) > 3 * MOST_HEAD:
        return None
    if joined := _joined_heads(text):
        columns, last = joined, lines[index].index + 1
    else:
        columns, last = _heads_below(lines, index)
    columns = _told_apart(columns)
    kinds = set(columns) - {"other"}
    followed = kinds & {"status", "comments", "raised"} and kinds & {"responsible", "due"}
    if "text" not in kinds or len(kinds) < FEWEST_KINDS or not followed:
        return None
    return LogHead(tuple(columns), lines[index].index, last, bool(joined))


def log_card(lines: Sequence[Line], index: int) -> str | None:
    """The number of the action whose card begins at ``index``: “Action 4” alone on its line, and
    below it labels alone on theirs, who does it among them.
    """
    found = _CARD.fullmatch(lines[index].text.strip())
    if found is None:
        return None
    labels: set[str] = set()
    for line in lines[index + 1 : index + MOST_CARD]:
        text = line.text.strip()
        if _CARD.fullmatch(text):
            break
        labels.add(column_of(text) or "")
    return found["number"] if "responsible" in labels and labels & {"due", "status"} else None


def begins_cards(lines: Sequence[Line], index: int) -> bool:
    """Whether a card begins at ``index`` and another right below it, as in no minutes."""
    if log_card(lines, index) is None:
        return False
    labelled = index
    for at in range(index + 1, min(len(lines), index + MOST_CARD)):
        if log_card(lines, at):
            return at - labelled <= LAST_CELL
        if column_of(lines[at].text):
            labelled = at
    return False


def _carded(
    lines: Sequence[Line], furniture: frozenset[str]
) -> tuple[list[ShreddedRow], list[list[Line]]]:
    """The rows of a log set as cards, and the lines that belong to none."""
    rows: list[ShreddedRow] = []
    left: list[list[Line]] = []
    kind, filled = "", False  # the cell that is being read, and whether it has words
    for at, line in enumerate(lines):
        text = line.text.strip()
        if not text or is_furniture(text, furniture):
            continue
        if number := log_card(lines, at):
            rows.append(ShreddedRow(line, line, {"number": [number]}))
            kind, filled = "text", False
        elif rows and kind and (label := column_of(text)):
            kind, filled = label, False
        elif rows and kind and (kind == "text" or not filled or text[:1].islower()):
            rows[-1].add(kind, text, line)
            filled = True
        elif rows:
            left = [*left[:-1], [*left[-1], line]] if left and not kind else [*left, [line]]
            kind = ""
    return (rows, left) if len(rows) >= FEWEST_CARDS else ([], [])


def _joined_heads(text: str) -> list[str]:
    """The kinds that a line names whose every word heads a column; empty where it holds others."""
    cells = _GAPS.split(text)
    if len(cells) >= FEWEST_KINDS and all(map(column_of, cells)):
        return [column_of(cell) or "other" for cell in cells]
    words = text.split()
    if not FEWEST_KINDS <= len(words) <= 2 * MOST_COLUMNS:
        return []
    # “Action Owner” is one head or two: an action's own column must be among them.
    return next((kinds for kinds in _head_words(words) if "text" in kinds), [])


def _head_words(words: list[str]) -> Iterator[list[str]]:
    """The ways to read words as heads of columns, longer heads first."""
    if not words:
        yield []
    elif words[0][:1].isupper():
        for length in range(min(len(words), 4), 0, -1):
            if kind := column_of(" ".join(words[:length])):
                yield from ([kind, *rest] for rest in _head_words(words[length:]))


def _heads_below(lines: Sequence[Line], index: int) -> tuple[list[str], int]:
    """The kinds that lines below each other name, and the index of the first line after them."""
    filled = [line for line in lines[index : index + 4 * MOST_COLUMNS] if line.text.strip()]
    texts = [line.text.strip() for line in filled]
    out: list[str] = []
    at = 0
    while at < len(texts) - 1 and len(out) < MOST_COLUMNS:
        if len(texts[at]) > MOST_HEAD or "\t" in texts[at] or _DISCUSSED.match(texts[at]):
            break
        one, other = column_of(texts[at]), column_of(texts[at + 1])
        both = column_of(f"{texts[at]} {texts[at + 1]}")
        if both and (one is None or one == other == both or not texts[at + 1][:1].isupper()):
            out.append(both)
            at += 2
        elif one:
            out.append(one)
            at += 1
        elif out and "other" not in out and other and len(texts[at].split()) <= 2:
            out.append("other")
            at += 1
        else:
            break
    return out, filled[at].index if out else index


def _told_apart(columns: list[str]) -> list[str]:
    """The kinds, where “By” beside another column of days is who does it."""
    if columns.count("due") == 2 and "responsible" not in columns:
        columns[columns.index("due")] = "responsible"
    return columns


class ShreddedLog:
    """Reads the rows below the head of one log.

    ``known`` are the folded names that the paper prints elsewhere, ``callings`` what stands for
    them.
    """

    def __init__(
        self,
        document: Document,
        people: People,
        known: frozenset[str],
        callings: Callings,
    ) -> None:
        self._people = people
        self._known = known
        self._callings = callings
        self._text = document.text
        self._pages = {page.start for page in document.pages}
        self._small = small_words(document.text)
        self._shape = ""
        self._kinds: dict[str, Callable[[str], int]] = {
            "number": self._as_number,
            "raised": as_day,
            "due": as_due,
            "text": as_action,
            "responsible": self._as_responsible,
            "comments": as_comment,
            "status": as_status,
            "other": as_comment,
        }

    def rows(
        self, lines: Sequence[Line], furniture: frozenset[str]
    ) -> tuple[list[ShreddedRow], list[list[Line]]]:
        """The rows of the log whose head row is among ``lines``, and the lines below it that fit
        into none, block by block.
        """
        head = next((found for at in range(len(lines)) if (found := log_head(lines, at))), None)
        if head is None:
            carded = _carded(lines, furniture)
            return carded if carded[0] else self._by_restarts(lines, furniture)
        body = [line for line in lines if line.index >= head.last]
        kept = list(self._without_furniture(body, head, furniture))
        if not kept:
            return [], []
        numbered = head.columns[0] == "number" and not head.joined
        self._shape = shape(kept[0].text) if numbered else ""
        if not head.joined:
            return self._below(kept, head.columns)
        return self._run_together(kept, _with_number(head.columns, kept))

    def _by_restarts(
        self, lines: Sequence[Line], furniture: frozenset[str]
    ) -> tuple[list[ShreddedRow], list[list[Line]]]:
        """The rows of a log whose head is lost as well."""
        filled = [line for line in lines if line.text.strip()]
        kept = [line for line in filled if not is_furniture(line.text.strip(), furniture)]
        columns = columns_by_restarts([line.text.strip() for line in kept])
        self._shape = shape(kept[0].text) if columns else ""
        return self._below(kept, columns) if columns else ([], [])

    def _without_furniture(
        self, body: list[Line], head: LogHead, furniture: frozenset[str]
    ) -> Iterator[Line]:
        """The filled lines of a log but heads and feet of pages, and head rows printed again."""
        filled = [line for line in body if line.text.strip()]
        until = 0
        for at, line in enumerate(filled):
            again = log_head(filled, at) if line.index >= until else None
            if again and again.columns == head.columns:
                until = again.last
            text = line.text.strip()
            below = filled[at + 1].text.strip() if at + 1 < len(filled) else ""
            turns = self._pages & {line.start, line.end + 1, line.end + 2}
            if line.index < until or is_furniture(text, furniture):
                continue
            if text.isdigit() and (turns or is_furniture(below, furniture)):
                continue
            yield line

    def _below(
        self, lines: list[Line], columns: tuple[str, ...]
    ) -> tuple[list[ShreddedRow], list[list[Line]]]:
        """The rows of a log with each cell on lines of its own: the likeliest column of each line,
        row after row.
        """
        rows: list[ShreddedRow] = []
        left: list[list[Line]] = []
        stray = False
        for line, step in zip(lines, self._aligned(lines, columns), strict=True):
            if step.column is None:
                left = [*left[:-1], [*left[-1], line]] if stray else [*left, [line]]
            else:
                if step.begins:
                    rows.append(ShreddedRow(line, line))
                rows[-1].add(columns[step.column], line.text.strip(), line)
            stray = step.column is None
        # A number and words alone are as likely the foot of a page.
        bare = [[row.first, row.last] for row in rows if row.cells.keys() <= {"number", "text"}]
        return [row for row in rows if row.cells.keys() - {"number", "text"}], [*left, *bare]

    def _run_together(
        self, lines: list[Line], columns: tuple[str, ...]
    ) -> tuple[list[ShreddedRow], list[list[Line]]]:
        """The rows of a log with the cells of a row run together on one line, or on a few where
        they wrap.
        """
        rows, left = self._line_by_line(lines, columns)
        if left:
            wrapped, unread = self._interleaved(lines, columns)
            if len(wrapped) > len(unread):
                others = [
                    row
                    for row in rows
                    if not any(
                        one.first.index <= row.first.index <= one.last.index for one in wrapped
                    )
                ]
                return sorted([*wrapped, *others], key=lambda row: row.first.index), unread
        return rows, left

    def _interleaved(
        self, lines: list[Line], columns: tuple[str, ...]
    ) -> tuple[list[ShreddedRow], list[list[Line]]]:
        """The rows of a log whose cells wrap, with the first lines of all of a row's cells on one
        line, their second ones on the next, and so on; and the lines of those that are not sure.
        """
        blocks = list(self._blocks(lines)) if lines else []
        noted = "status" not in columns  # remarks as short as a status are read as one
        short = noted and columns.count("comments") == 1 and columns[-1] == "comments"
        kinds = [*columns[:-1], "status"] if short else list(columns)
        texts = [[line.text.strip() for line in block] for block in blocks]
        rows: list[ShreddedRow] = []
        left: list[list[Line]] = []
        found = unwoven(texts, kinds, _FREE, _may_hold, cache(self._cost))
        for block, cells in zip(blocks, found, strict=True):
            if cells is None:
                left.append(block)
            else:
                told = {kind: [text] for kind, text in cells.items() if text}
                rows.append(ShreddedRow(block[0], block[-1], told))
        return rows, left

    def _blocks(self, lines: list[Line]) -> Iterator[list[Line]]:
        """The lines of each row of a log with numbers: one is followed by a capital."""
        block: list[Line] = []
        codes = (word for line in lines if CODE.fullmatch(word := line.text.split()[0]))
        first = next(codes, "")
        for line in lines:
            number, _, rest = line.text.strip().partition(" ")
            begins = CODE.fullmatch(number) and shape(number) == shape(first)
            behind = rest.split(" ")[0]
            opened = behind[:1].isupper() and not MONTH_ALONE.fullmatch(behind)
            if begins and (opened or as_day(behind) > 0):
                if block:
                    yield block
                block = [line]
            elif block and line.index - block[-1].index <= 2:
                block.append(line)
            elif block:
                yield block
                block = []
        if block:
            yield block

    def _cost(self, kind: str, text: str) -> float:
        """How ill words that stood below each other suit a kind of cell, from 0."""
        if kind == "responsible":
            ended = text[:1].isupper() and text[-1:].isalnum() and not _is_open(text)
            return 0 if ended and self._is_somebody(text) else 1.5 if ended else 4
        if kind == "status":  # any short note may be one
            return 0 if as_status(text) > 0 else 1 if as_status(text) == 0 else 4
        if kind in _FREE:
            begun = text[:1].isupper() or text[:1].isdigit()
            return (not begun) * 2 + _is_open(text)
        whole = self._kinds[kind](text) > 0 and not _MORE_THAN_A_DAY.search(text)
        return 0 if whole else 4

    def _line_by_line(
        self, lines: list[Line], columns: tuple[str, ...]
    ) -> tuple[list[ShreddedRow], list[list[Line]]]:
        """The rows whose cells stand on one line, or wrap so that one column alone goes on."""
        rows: list[ShreddedRow] = []
        left: list[list[Line]] = []
        texts = [line.text.strip() for line in lines]
        at = last = 0
        sure = False  # whether there is a row above with all its cells told apart
        while at < len(lines) and at - last <= _GAP:
            found = self._row_at(texts, at, columns)
            if found is None:
                if at == last and sure and (more := _wraps(rows[-1], texts[at])):
                    for kind, text in more:
                        rows[-1].add(kind, text, lines[at])
                    last += 1
                elif at > last and left:
                    left[-1].append(lines[at])
                else:
                    left.append([lines[at]])
                at += 1
                continue
            cells, end = found
            rows.append(ShreddedRow(lines[at], lines[end - 1]))
            for kind, text in cells:
                rows[-1].add(kind, text, lines[end - 1])
            sure = rows[-1].cells.pop(_UNSURE, None) is None
            if not sure:
                left.append(lines[at:end])
            at = last = end
        return rows, [*left, lines[at:]] if at < len(lines) else left

    def _row_at(
        self, texts: list[str], at: int, columns: tuple[str, ...]
    ) -> tuple[list[tuple[str, str]], int] | None:
        """The cells of the row that begins at a line, and the line after it."""
        apart = _GAPS.split(texts[at])
        if len(apart) == len(columns):
            placed = list(zip(columns, apart, strict=True))
            if all(self._is_cell(kind, cell, []) for kind, cell in placed):
                return placed, at + 1
        for end in range(at + 1, min(len(texts), at + MOST_WRAPPED) + 1):
            if end > at + 1 and self._parted(texts[end - 1].split(), columns):
                return None  # the line below is a row of its own
            if cells := self._parted(" ".join(texts[at:end]).split(), columns):
                return cells, end
        return None

    def _parted(self, words: list[str], columns: tuple[str, ...]) -> list[tuple[str, str]] | None:
        """The kinds and cells of a row's words; none where they are no whole row for sure."""
        if not columns:
            return None if words else []
        kind, *rest = columns
        free = kind in _FREE
        lengths = range(len(words), 0, -1) if free else range(min(len(words), MOST_ANCHOR), 0, -1)
        for length in lengths:
            cell = " ".join(words[:length])
            if not self._is_cell(kind, cell, words[length : length + 1]):
                continue
            if free and rest and rest[0] in _FREE:
                others = self._parted(words[length:], tuple(rest[1:]))
                if others is not None:
                    return [*self._cut((kind, rest[0]), words[:length]), *others]
                continue
            if (others := self._parted(words[length:], tuple(rest))) is not None:
                return [(kind, cell), *others]
            if kind == "due" and rest == ["status"] and _is_short_note(words[length:]):
                return [(kind, cell), ("status", " ".join(words[length:]))]
        return None

    def _cut(self, kinds: tuple[str, str], words: list[str]) -> list[tuple[str, str]]:
        """Two cells with nothing between them; one, and an unsure row, where more than one word
        may begin the second: written large here, small elsewhere, and followed by a small one.
        """
        begin = [
            at
            for at in range(1, len(words) - 1)
            if words[at][:1].isupper()
            and words[at].lower() in self._small
            and not words[at + 1][:1].isupper()
            and not _is_open(words[at - 1])
        ]
        if len(begin) != 1:
            return [("text", " ".join(words)), (_UNSURE, "")]
        return [(kinds[0], " ".join(words[: begin[0]])), (kinds[1], " ".join(words[begin[0] :]))]

    def _is_cell(self, kind: str, cell: str, following: list[str]) -> bool:
        """Whether words are a whole cell for sure; a day is not cut from its month."""
        if cell[-1:].isdigit() and any(map(MONTH_ALONE.fullmatch, following)):
            return False
        if kind == "text":
            _, _, last = cell.rpartition(" ")
            return (
                cell[:1].isupper()
                and last != cell
                and not re.search(r"(?:[,/&]|\band)$", cell)
                and not self._people.is_title(last)  # “… Cllr. | Ada Finch”
            )
        if kind == "responsible":
            shorter, _, last = cell.rpartition(" ")
            longer = last.lower().strip(".") in self._small or self._is_full(shorter)
            if self._is_before_due(cell, following):
                return True
            return self._is_named(cell) and not (  # “Mr Toner | Issued”, “Ada Finch | Due”
                longer and self._is_named(shorter) and not self._is_known(cell)
            )
        if kind == "status":
            return cell[:1].isupper() and as_status(cell) > 0
        return kind in _FREE or self._kinds[kind](cell) > 0

    def _aligned(self, lines: list[Line], columns: tuple[str, ...]) -> list[_Step]:
        """For each line the column it stands in; a shortest path (Viterbi) over the columns."""
        skips = [_SKIPPED[kind] for kind in columns]
        paths: dict[int, _Path] = {_START: _Path(0, None)}
        texts = [line.text.strip() for line in lines]
        for at, text in enumerate(texts):
            begin = [self._kinds[kind](text) for kind in columns]
            more = [self._goes_on(kind, texts, at) for kind in columns]
            following: dict[int, _Path] = {}
            for state, path in paths.items():
                for to, score, step in _moves(state, begin, more, skips):
                    total = path.score + score
                    if to not in following or total > following[to].score:
                        following[to] = _Path(total, path, step)
            paths = following
        ends = [
            (path.score - (sum(skips[state + 1 :]) if state >= 0 else 0), -state, path)
            for state, path in paths.items()
        ]
        best: _Path | None = max(ends, key=lambda end: end[:2])[2]
        steps: list[_Step] = []
        while best is not None and best.step is not None:
            steps.append(best.step)
            best = best.before
        return steps[::-1]

    def _as_number(self, text: str) -> int:
        coded = CODE.fullmatch(text) is not None
        return 4 if coded and self._shape in ("", shape(text)) else -6

    def _as_responsible(self, text: str) -> int:
        if self._is_somebody(text):
            return 5
        words = text.split()
        if len(words) > 6 or re.search(r"\d|[.;:]$", text) or not text[:1].isupper():
            return -3
        return 1 if all(word[:1].isupper() or len(word) < 4 for word in words) else -3

    def _is_somebody(self, text: str) -> bool:
        """Whether a cell surely says who does it: initials, known or titled people, a group."""
        if self._callings.named(text):
            return True
        pieces = re.split(r"\s*(?:/|;|&|\band\b|,|\+)\s*", re.sub(r"\([^()]*\)", " ", text))
        sure = [self._is_one(piece.strip()) for piece in pieces]
        return any(sure) and all(
            one or self._people.whole(piece.strip()) is not None
            for one, piece in zip(sure, pieces, strict=True)
        )

    def _is_named(self, text: str) -> bool:
        """Whether a cell of a row on one line says who does it: a known first name is enough."""
        first, *others = text.split() or [""]
        return self._is_somebody(text) or (
            len(others) == 1
            and first.lower() in self._people.first_names
            and self._people.whole(text) is not None
        )

    def _is_before_due(self, cell: str, following: list[str]) -> bool:
        """Whether two words that are large here and nowhere small stand before a deadline."""
        words = cell.split()
        near = following[0] if following else ""
        large = all(word[:1].isupper() and word.lower() not in self._small for word in words)
        dated = near[:1].isdigit() or as_due(near) > 0
        return len(words) == 2 and large and dated and self._is_full(cell)

    def _is_full(self, text: str) -> bool:
        """Whether words are somebody's given name and surname."""
        person = self._people.whole(text)
        return person is not None and bool(person.given)

    def _is_known(self, text: str) -> bool:
        """Whether the paper names somebody so elsewhere."""
        person = self._people.whole(text)
        return person is not None and (
            fold_to_words(f"{person.given} {person.surname}") in self._known
            or self._text.count(text) > 1
        )

    def _is_one(self, piece: str) -> bool:
        if _RULES["group"].at(piece) or self._callings.named(piece) or INITIALS.fullmatch(piece):
            return True
        person = self._people.whole(piece)
        return person is not None and (bool(person.title) or self._is_known(piece))

    def _goes_on(self, kind: str, texts: list[str], at: int) -> int:
        """How well the line at ``at`` goes on with the cell of the line above it."""
        before, text = texts[at - 1] if at else "", texts[at]
        if kind in ("text", "comments", "other"):
            if before[-1:].isdigit() and MONTH_ALONE.fullmatch(text):
                return 0
            if as_day(text) > 0 or as_status(text) > 0 or self._is_somebody(text):
                return -4
            return 0 if not text[:1].isupper() or _is_open(before) else -1
        joined = f"{before} {text}"
        if kind == "responsible":
            around = (joined, " ".join(texts[at - 1 : at + 2]), " ".join(texts[at - 2 : at + 1]))
            return 3 if any(map(self._is_somebody, around)) else -3
        if kind == "due":
            return 3 if as_due(joined) > 0 and as_due(text) <= 0 else -4
        if kind == "status":
            return 3 if as_status(joined) > 0 else -2
        return -6


def _with_number(columns: tuple[str, ...], lines: Sequence[Line]) -> tuple[str, ...]:
    """The columns, with that of numbers where “Ref Action” seemed one head."""
    codes = [CODE.fullmatch(line.text.split()[0]) is not None for line in lines]
    apart = columns[0] == "text" and codes[0] and sum(codes) >= FEWEST_ROWS
    return ("number", *columns) if apart else columns


_FREE = frozenset(("text", "comments", "other"))  # kinds of cells that may hold any words
_UNSURE = "unsure"  # marks a row whose action may hold more than the action
MOST_WRAPPED = 3  # lines over which a row goes whose cells are run together
MOST_ANCHOR = 8  # words of a cell that is a number, a day, people or a status
_GAPS = re.compile(r"\t|\s{2,}")  # between cells that the dump kept apart
_GAP = 8  # lines without a row that end a log
_SKIPPED = {
    "number": 3,
    "raised": 2,
    "text": 8,
    "responsible": 2,
    "due": 1,
    "comments": 1,
    "status": 1,
    "other": 1,
}  # what an empty cell of each kind costs
_NOISE = 3  # what a line inside the log costs that fits no cell
_START, _END = -1, -2


@dataclass(frozen=True, slots=True)
class _Step:
    """The column that a line was given, none where it fits nowhere."""

    column: int | None
    begins: bool = False


@dataclass(frozen=True, slots=True)
class _Path:
    score: int
    before: _Path | None
    step: _Step | None = None


def _moves(
    state: int, begin: list[int], more: list[int], skips: list[int]
) -> Iterator[tuple[int, int, _Step]]:
    """Where a line may stand after a cell of column ``state``: the column, its score, the step."""
    if state == _END:
        yield _END, 0, _Step(None)
        return
    rest = sum(skips[state + 1 :]) if state >= 0 else 0
    yield _END, -1 - rest, _Step(None)
    yield state, -_NOISE, _Step(None)
    if state >= 0:
        yield state, more[state], _Step(state)
        for column in range(state + 1, len(skips)):
            skipped = sum(skips[state + 1 : column])
            yield column, begin[column] - skipped, _Step(column)
    for column in range(len(skips)):
        yield column, begin[column] - rest - sum(skips[:column]), _Step(column, begins=True)


def _wraps(row: ShreddedRow, text: str) -> list[tuple[str, str]]:
    """The cells of a row that a line below it goes on with, and their words; none where that is
    not sure.

    These are all its cells of free words, between gaps; the only one; or, for small letters, the
    only one that is open.
    """
    ends = {kind: row.cells[kind][-1] for kind in row.cells if kind in _FREE}
    pieces = _GAPS.split(text)
    if len(pieces) == len(ends) > 1:
        return list(zip(ends, pieces, strict=True))
    if (two := _SENTENCE_END.fullmatch(text)) and len(unended := _unended(ends)) == 2:
        return list(zip(unended, two.groups(), strict=True))
    if not text[:1].islower() or re.search(r"[.;]\s", text):
        return []  # another row, or the last words of two cells
    chosen = [kind for kind, end in ends.items() if _is_open(end) or end.endswith(("’s", "'s"))]
    chosen = chosen or _unended(ends)
    return [(chosen[0], text)] if len(chosen) == 1 else []


_SENTENCE_END = re.compile(r"([^.;]*[.;])\s([^.;]+[.;]?)")


def _unended(ends: Mapping[str, str]) -> list[str]:
    """The kinds of cells whose last words end no sentence."""
    return [kind for kind, end in ends.items() if not end.endswith((".", ";", "?"))]


_DATED = re.compile(
    r"(?i)\S*\d\S*|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?|by|end|of|early|mid|"
    r"late|next|meeting|board|on-?going|asap|immediate|tb[ac]|n/?a|spring|summer|autumn|winter|before|[–-]"
)
_JOINING = frozenset("/ & + and of for the – -".split())


def _may_hold(kind: str, words: Sequence[str]) -> bool:
    """Whether some words may be one line of a cell that is no running text."""
    if kind == "number":
        return len(words) == 1 and CODE.fullmatch(words[0]) is not None
    if kind in ("raised", "due"):
        return all(map(_DATED.fullmatch, words))
    if kind == "responsible":
        return all(word[:1].isupper() or word in _JOINING for word in words)
    return kind != "status" or (len(words) < MOST_STATUS and not any(map(_NUMBER.search, words)))


_NUMBER = re.compile(r"\d")
_MORE_THAN_A_DAY = re.compile(r"(?:\d{4}|\d[./]\d{1,2}[./]\d{2})\s+\S")


def _is_short_note(words: list[str]) -> bool:
    """Whether words behind a day say how an action stands."""
    return 0 < len(words) <= 6 and not words[0][:1].islower() and not words[-1].endswith(":")


def _is_open(text: str) -> bool:
    """Whether a line ends in the middle of a clause."""
    return text.endswith(",") or text.rpartition(" ")[2] in _OPEN


_OPEN = frozenset(
    """
    a about after against an and at before between beyond by during for from in into of on or over
    the through to under until with within without
    """.split()
)
