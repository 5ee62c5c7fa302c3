"""The items of an agenda: number, title, printed pages, who presents and how."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extractors.agenda_columns import Pages, printed_pages, split_columns
from kg.extractors.agenda_marks import ItemStart, item_starts
from kg.extractors.facts import AgendaItem, ItemKind, Span
from kg.extractors.layout import Layout, Stretch
from kg.extractors.people import People
from kg.extractors.rules import rules
from kg.extractors.text import Line, is_upper, small_words
from kg.ontology.folding import one_line

_RULES = rules("agenda")


def read_agenda(
    layout: Layout, stretch: Stretch, meeting: int, people: People
) -> tuple[AgendaItem, ...]:
    """The items of one agenda in order."""
    starts = item_starts(layout.lines[stretch.body : stretch.last])
    ends = [start.line.index for start in starts[1:]] + [stretch.last] * bool(starts)
    cells = [_CELLS.split(start.line.text[start.title :].strip()) for start in starts]
    begun = split_columns([first for first, *_ in cells], people)
    items = (
        _item(
            layout,
            _Opening(start, said.title, (*said.columns, *beside), said.pages),
            last,
            meeting,
            people,
        )
        for start, last, said, (_, *beside) in zip(starts, ends, begun, cells, strict=True)
    )
    return tuple(item for item in items if item is not None)


_CELLS = re.compile(r"\t+|\s{3,}")
_OPEN = re.compile(r"(?:[,:&/–-]|\b(?:and|or|of|the|a|for|to|in|on|with|from|by|at))$")
_UNFINISHED = re.compile(rf"{_OPEN.pattern}|\bon\s+\d{{1,2}}$")  # a title that goes on below
_RULED = re.compile(r"[._…]{5,}")  # a line to sign on


@dataclass(frozen=True, slots=True)
class _Opening:
    """The first line of an item: its mark, the words of its title, and the cells beside these."""

    start: ItemStart
    title: str
    cells: tuple[str, ...]
    pages: Pages | None


_BESIDE = re.compile(r"\s*(?:\((?P<bracket>[^()]{2,80})\)|\s[-–—]\s(?P<dash>[^()]{2,60}))$")


def _presenter_apart(title: str, people: People, small: frozenset[str]) -> tuple[str, list[str]]:
    """A title without the person or the role that stands behind it: “Harbour lights (Ada Finch)”, “… – Clerk”; what the
    paper has in ``small`` letters, too, is nobody’s name: “… – Draft Plan”.
    """
    found = _BESIDE.search(title)
    if found is None or not title[: found.start()].strip():
        return title, []
    said = (found["bracket"] or found["dash"]).strip()
    person = people.at(said)
    named = person is not None and (person.end == len(said) or said[person.end] in ",/ ")
    if person and not person.certain and small.issuperset(re.findall(r"\w+", said.lower())):
        return title, []
    if not (people.whole(said) or (found["bracket"] and (named or people.is_role(said)))):
        return title, []
    return title[: found.start()].strip(), [said]


def _title_and_rest(
    opening: _Opening, following: Iterable[Line], people: People
) -> tuple[list[str], list[Line]]:
    """The lines of a title, and those under it."""
    title_lines = [opening.title] if opening.title else []
    rest: list[Line] = []
    open_title = True
    for n in following:
        text = n.text.strip()
        if not text:
            open_title = open_title and not title_lines
            continue
        beside = (opening.cells or opening.pages) and len(title_lines) == 1
        closed = beside and not text[0].islower() and not _UNFINISHED.search(opening.title)
        if open_title and (
            not title_lines or not (closed or _ends_title(title_lines[-1], text, people))
        ):
            title_lines.append(text)
        else:
            open_title = False
            rest.append(n)
    return title_lines, rest


def _item(
    layout: Layout, opening: _Opening, last: int, meeting: int, people: People
) -> AgendaItem | None:
    start, cells = opening.start, opening.cells
    line = start.line
    title_lines, rest = _title_and_rest(opening, layout.lines[line.index + 1 : last], people)
    title = re.sub(r"^[/|]\s*", "", one_line(" ".join(title_lines)))
    pages = opening.pages
    if found := _RULES["pages"].within(title):
        title, pages = one_line(title[: found.start()]), printed_pages(found[0])
    title, said = without_note(title)
    title, beside = _presenter_apart(title, people, small_words(layout.document.text))
    said += beside
    aside = [cell for cell in cells if re.search(r"[A-Za-z]{3}", cell)]
    note = one_line("\n".join([*aside, *said, *(n.text for n in rest)])) or None
    if pages is None and note and (found := _RULES["pages"].within(note)):
        pages = printed_pages(found[0])
        note = one_line(note[: found.start()] + " " + note[found.end() :]) or None
    if not title:
        return None
    return AgendaItem(
        meeting=meeting,
        number=start.number,
        title=title,
        kind=item_kind(title, note, pages is not None),
        pages=pages,
        presenters=tuple(
            dict.fromkeys(
                [*named_in([*cells, *beside], people), *presenters_in(note or "", people)]
            )
        ),
        span=Span(
            line.start,
            (rest[-1] if rest else line).end
            if not title_lines[1:]
            else _end(layout, line, rest, last),
        ),
        rule="agenda-item",
        note=note,
    )


def without_note(title: str) -> tuple[str, list[str]]:
    """A title without the words behind it that say how the item is brought: “(copy herewith)”, “– for approval”."""
    found = _RULES["title-note"].within(title)
    if found is None or not title[: found.start()].strip():
        return title, []
    return title[: found.start()].strip(), [found[0].strip(" –-")]


def _end(layout: Layout, line: Line, rest: list[Line], last: int) -> int:
    if rest:
        return rest[-1].end
    written = [n for n in layout.lines[line.index : last] if not n.blank]
    return written[-1].end


_LISTED = re.compile(
    r"•|http|\d{1,2}\.?\s+[A-Z][A-Z \d{1,2}\s+[A-Z]{4,}$|]{3,}$|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|(?:Part|Section)\s+[A-Z\d]\b"
)


def _ends_title(before: str, text: str, people: People) -> bool:
    """Whether ``text`` is no longer the title that ``before`` ends."""
    if _RULES["pages"].at(text):
        return False
    if _RULED.search(text) or (not _OPEN.search(before) and _is_lead(text, people)):
        return True
    if _RULES["note-line"].at(text) or _RULES["title-note"].within(before):
        return True
    if _RULES["pages"].within(before) or _RULES["presenting"].within(text):
        return True
    if is_upper(before) != is_upper(text) and len(re.findall(r"[A-Z]{3,}", before + text)) > 1:
        return True  # capitals and small letters are not of one title
    if before.rstrip().endswith((".", ";")) or _LISTED.match(text):
        return True
    return people.at(text) is not None or len(before) < 25


def _is_lead(text: str, people: People) -> bool:
    """Whether a line below a title is a cell that says who leads the item."""
    return bool(_RULES["lead-alone"].at(text)) or people.is_role(text)


def item_kind(title: str, note: str | None, has_pages: bool) -> ItemKind:
    if _RULES["procedural"].at(title):
        return "procedural"
    if note:
        for rule in ("verbal", "presentation", "report"):
            if _RULES[rule].within(note):
                return _RULES[rule].value  # type: ignore[return-value]
    if note and _RULES["presenting"].within(note):
        return "report"
    return "report" if has_pages else "procedural"


_NAMES_APART = re.compile(r"\s*/\s*|,\s+|\s+and\s+|\s*&\s*|;\s*")


def named_in(cells: Iterable[str], people: People) -> list[str]:
    """The people whom the cells beside a title name."""
    pieces = (piece.strip() for cell in cells for piece in _NAMES_APART.split(cell))
    return [person.printed for piece in pieces if (person := people.whole(piece)) is not None]


def presenters_in(note: str, people: People) -> tuple[str, ...]:
    """Names printed where the note says who presents."""
    found: list[str] = []
    for sentence in re.split(r"(?<=[a-z)]\.)\s+|•\s*|\n", note):
        said = _RULES["presenting"].within(sentence)
        if not said:
            continue
        before, after = sentence[: said.start()], sentence[said.end() :]
        passive = re.search(r"\bby\s*$", said[0])
        role = False  # “Head of Parks and Open Spaces”: what follows the “and” of a role may be more of it
        for piece in re.split(r"\s*/\s*|,?\s+and\s+|,\s+", after if passive else before):
            person = people.at(re.sub(r"^(?:the|a)\s+", "", piece.strip()))
            if (
                person
                and role
                and not person.certain
                and person.given.split(" ")[0].lower() not in people.first_names
            ):
                person = None
            if (
                person
                and person.printed not in found
                and (not found or person.end >= len(piece.strip()) - 2)
            ):
                found.append(person.printed)
            role = people.is_role(piece)
    return tuple(found)
