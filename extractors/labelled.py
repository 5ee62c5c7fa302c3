"""Fields inside labelled blocks: headings of items, agenda items in rows, lists of people, decisions in words.

A field is read from the lines of its block and never past it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kg.extractors.agenda import item_kind, named_in, presenters_in, without_note
from kg.extractors.facts import AgendaItem, Resolution, Span
from kg.extractors.layout import Layout, Stretch
from kg.extractors.people import People
from kg.extractors.resolutions import asked_of, due_date, verb_of
from kg.extractors.rules import rules
from kg.extractors.sections import Group, behind_head
from kg.extractors.segmentation.blocks import Block, LabelledLines
from kg.extractors.text import Line
from kg.extractors.titles import Heading, title_at
from kg.ontology.folding import one_line

SURE_DECISION = 0.6  # probability from which the model alone makes a decision
MOST_NOTES = 6  # lines under an item's title that say who brings it and how
_CELLS = re.compile(r"\t| {4,}")
_AGENDA = rules("agenda")
_MINUTES = rules("minutes")
_NUMBER = re.compile(
    r"^\W*(?:(?:agenda\s+)?(?:item|minute|no|min)\b\.?\s*(?:no\.?\s*)?)?"
    r"(?P<number>(?:[A-Z]{1,6}[/ .-]?)?\d{1,4}(?:\s?[/-]\s?\d{1,4}|\.\d{1,4}){0,3}[a-z]?|[A-Z](?=[.)])|[a-z](?=[.)])|[ivx]{1,4}(?=[.)]))"
    r"[.):]*(?:\s*[-–—]\s+|\s+|\t|(?<=[.):])|$)",
    re.I,
)
_TIMES = re.compile(
    r"^\W*\d{1,2}[.:]\d{2}\s*(?:[ap]m)?(?:\s*[-–to]+\s*\d{1,2}[.:]\d{2}\s*(?:[ap]m)?)?\W*$", re.I
)
_CLOCK = re.compile(  # an hour or two; “8.10” alone may be an item's number
    r"^\W*(?:(?:[01]?\d|2[0-3])(?::[0-5]\d(?:\s*(?:[ap]\.?m\b\.?|hrs?\b))?|[.][0-5]\d\s*(?:[ap]\.?m\b\.?|hrs?\b))"
    r"(?:\s+to\s+|[\s–-]+)(?=\S)){1,2}",
    re.I,
)
_PAGES = re.compile(
    r"^(?:pp?\.?|pages?)?\s*(?P<first>\d{1,4})(?:\s*(?:[-–]|to)\s*(?P<last>\d{1,4}))?(?:\s+onwards?)?$",
    re.I,
)
_MARK = re.compile(r"\s*[([]?\b(?:item|minute)\s+(?P<number>\d+(?:/\d+)?[a-z]?)[)\]]?\s*$", re.I)
_FOOT = re.compile(r"^\s*(?:\d{1,3}\s*\|\s*(?P<said>\D[^|]{2,80}?)|page\s+\d{1,3})\s*$", re.I)
_BROUGHT = re.compile(r"^\s*\d{1,2}[.:]\d{2}\b[^|]{0,20}\|")  # “9.05 | 10 mins | Chair”
_LIST_HEAD = re.compile(
    r"^\W*(?:\d{1,3}[.)]?\s+)?(?=[^:–—\t]{0,60}(?:(?<![a-z])present|attend|apolog|absen|sederunt|observ|guest|chair|clerk|officer|member|public|partner))"
    r"[^:–—\t]{2,60}?(?:\s*[:–—]\s*|\t+|\s+were\s+(?:received|accepted|noted|given|intimated|submitted|tendered|recorded)\s+(?:from|by|on\s+behalf\s+of)\s*:?\s*"
    r"|\s+(?:received\s+)?(?:from|for\s+absence)\s*:?\s+(?=[A-Z]))",
    re.I,
)


def _first_cells(layout: Layout, block: Block) -> tuple[str | None, str, int]:
    """Number, title and the offset where the title begins, of an item's heading; the hour for which
    it is planned is neither.
    """
    line = layout.lines[block.first]
    clock = _CLOCK.match(line.text)
    text = line.text[clock.end() :] if clock else line.text
    found = None if _MINUTES["application"].at(text.strip()) else _NUMBER.match(text)
    number = one_line(re.sub(r"\s*([./-])\s*", r"\1", found["number"])) if found else None
    start = found.end() if found else len(text) - len(text.lstrip())
    return number, text[start:], line.end - len(text) + start


def _feet(layout: Layout) -> frozenset[int]:
    """The lines that are feet of pages: “Page 4”, and “3 | Name of Board” with one name and several numbers."""
    marks = [(line.index, found) for line in layout.lines if (found := _FOOT.match(line.text))]
    said = Counter(found["said"] for _, found in marks)
    return frozenset(at for at, found in marks if not found["said"] or said[found["said"]] > 1)


def labelled_headings(layout: Layout, labels: LabelledLines, stretch: Stretch) -> list[Heading]:
    """The headings of a stretch of minutes."""
    out: list[Heading] = []
    feet = _feet(layout)
    for block in labels.items(stretch.first, stretch.last):
        if block.first in feet:
            continue
        number, text, offset = _first_cells(layout, block)
        title, body = _title(layout, block, text, offset, feet)
        marked = _MARK.search(title)
        number = number or (marked["number"] if marked else None)
        title = without_note(_MARK.sub("", title).strip(" :–-") or title)[0]
        if re.search(r"[A-Za-z]{2}", title):
            out.append(Heading(number, title, block.first, body, "labelled-item"))
    return out


def _title(
    layout: Layout, block: Block, text: str, offset: int, feet: frozenset[int]
) -> tuple[str, int]:
    """The title of an item and where it ends; ``text`` is its first line without the number."""
    rest = [
        line
        for line in layout.lines[block.first + 1 : block.last]
        if line.text.strip() and line.index not in feet
    ]
    shown = _emphasised_part(layout, text, offset)
    if shown:
        return one_line(text[:shown]), offset + shown
    if not text.strip():
        end = rest[-1].end if rest else layout.lines[block.first].end
        return one_line(" ".join(line.text for line in rest)), end
    first, tab, _ = text.partition("\t")
    if tab:
        return one_line(first), offset + len(first)
    if block.label == "item":
        whole = "\n".join([text, *(line.text for line in rest)])
        return one_line(whole), layout.lines[block.last - 1].end
    return title_at(layout, layout.lines[block.first], text, offset)


def _emphasised_part(layout: Layout, text: str, offset: int) -> int:
    """How far the words that stand out reach from the start of a line, where plain words follow them on it; else 0."""
    for span in layout.document.emphasis:
        if span.start <= offset + 1 < span.end and span.end - offset >= SHORTEST_TITLE:
            reached = span.end - offset
            return reached if re.search(r"\w{3}", text[reached:].partition("\t")[0]) else 0
    return 0


SHORTEST_TITLE = 3  # characters of a title that stands out on its line


def labelled_agenda(
    layout: Layout, labels: LabelledLines, stretch: Stretch, meeting: int, people: People
) -> list[AgendaItem]:
    """The items of an agenda, from rows of a table or from headings and the lines under them."""
    feet = _feet(layout)
    blocks = [
        block
        for block in labels.items(stretch.first, stretch.last)
        if block.first not in feet and not _BROUGHT.match(layout.lines[block.first].text)
    ]
    out: list[AgendaItem] = []
    for at, block in enumerate(blocks):
        last = blocks[at + 1].first if at + 1 < len(blocks) else stretch.last
        note = [
            line.text.strip()
            for line in layout.lines[block.last : last]
            if not line.blank and labels.label_at(line.index) in ("text", "item-text")
        ]
        if item := _agenda_item(layout, block, note[:MOST_NOTES], meeting, people):
            out.append(item)
    return out


def _agenda_item(
    layout: Layout, block: Block, note: list[str], meeting: int, people: People
) -> AgendaItem | None:
    number, text, _ = _first_cells(layout, block)
    cells = [cell.strip() for cell in _CELLS.split(text)]
    cells = [cell for cell in cells if cell and not _TIMES.match(cell)]
    titles = [cell for cell in cells if re.search(r"[A-Za-z]{3}", cell)]
    more = [line.text.strip() for line in layout.lines[block.first + 1 : block.last]]
    whole = one_line(" ".join([*titles[:1], *(more if len(cells) <= 1 else ())]))
    aside = one_line("\n".join([*titles[1:], *note])) or None
    printed = _AGENDA["pages"].within(whole)
    title, said = without_note(one_line(whole[: printed.start()]) if printed else whole)
    aside = one_line("\n".join([*said, *([aside] if aside else [])])) or None
    if not title:
        return None
    pages = _pages(cells, titles[:1]) or printed or _AGENDA["pages"].within(aside or "")
    names = [*named_in(titles[1:], people), *(presenters_in(aside, people) if aside else ())]
    return AgendaItem(
        meeting=meeting,
        number=number,
        title=title,
        kind=item_kind(title, aside, pages is not None),
        pages=(int(pages["first"]), int(pages["last"] or pages["first"])) if pages else None,
        presenters=tuple(dict.fromkeys(names)),
        span=Span(layout.lines[block.first].start, layout.lines[block.last - 1].end),
        rule="labelled-item",
        note=aside,
    )


def _pages(cells: Sequence[str], titles: Sequence[str]) -> re.Match[str] | None:
    """The last cell that holds page numbers alone."""
    found = [_PAGES.match(cell) for cell in cells if cell not in titles]
    return next((each for each in reversed(found) if each), None)


def labelled_lists(layout: Layout, labels: LabelledLines, stretch: Stretch) -> list[Group]:
    """The lists of people in a stretch, by section; the words of a head are cut off its line."""
    groups: list[Group] = []
    last = -10
    for line in layout.lines[stretch.first : stretch.last]:
        section = labels.section_at(line.index)
        if section is None or line.blank or _MINUTES["vote-line"].at(line.text.strip()):
            continue
        head = _LIST_HEAD.match(line.text)
        text = behind_head(line) or line
        if head and text is line:
            text = Line(line.index, line.start + head.end(), line.text[head.end() :])
        if not groups or groups[-1].section != section or text is not line or line.index - last > 4:
            groups.append(Group(section, [], stated=True))
        if text.text.strip():
            groups[-1].lines.append(text)
        last = line.index
    return [group for group in groups if group.lines]


def labelled_decisions(
    layout: Layout,
    labels: LabelledLines,
    stretch: Stretch,
    meeting: int,
    heads: Sequence[Heading],
    first_index: int,
) -> tuple[Resolution, ...]:
    """Decisions that the model sees where the rules read none, each as its sentence or clause."""
    out: list[Resolution] = []
    for first, last in labels.decisions(stretch.body, stretch.last, SURE_DECISION):
        start, end = layout.lines[first].start, layout.lines[last - 1].end
        at = next((n for n in range(len(heads) - 1, -1, -1) if heads[n].line <= first), None)
        if at is not None and start < heads[at].body < end:
            start = heads[at].body
        start, text = _deciding(layout.document.text[start:end], start)
        if len(text.split()) < 2:
            continue
        verb = verb_of(text)
        out.append(
            Resolution(
                meeting=meeting,
                minute=None if at is None else first_index + at,
                clause=None,
                verb=verb,
                text=text,
                due=due_date(text, verb),
                asked_of=asked_of(text) if verb == "request" else None,
                span=Span(start, end),
                rule="labelled-decision",
            )
        )
    return tuple(out)


_SENTENCE = re.compile(r"(?<=[a-z)\d”\"][.;])\s+(?=[A-Z“(])")
_DECIDES = re.compile(
    r"\b(?:resolved|agreed|decided|approved|accepted|adopted|noted|endorsed|elected|appointed|unanimous|proposed|carried|confirmed|ratified)",
    re.I,
)
_ANCHOR = re.compile(
    r"^\W*(?:(?:it\s+was\s+)?(?:therefore\s+)?(?:RESOLVED|AGREED|DECIDED|ORDERED|NOTED|DECISION)\b[^A-Za-z]*"
    r"(?:unanimously\s+)?)(?=\S)"
)


def _deciding(text: str, start: int) -> tuple[int, str]:
    """The words of a decision: from its own sentence on, without the anchor before them."""
    cuts = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    deciding = next((a for a, b in pairwise(cuts) if _DECIDES.search(text[a:b])), 0)
    text = text[deciding:]
    anchor = _ANCHOR.match(text)
    return start + deciding, one_line(text[anchor.end() :] if anchor else text)
