"""Fields inside labelled blocks: headings of items, agenda items in rows, lists of people, decisions in words.

A field is read from the lines of its block and never past it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.agenda import item_kind, presenters_in
from extractors.facts import AgendaItem, Resolution, Span
from extractors.layout import Layout, Stretch
from extractors.people import People
from extractors.resolutions import asked_of, due_date, verb_of
from extractors.rules import rules
from extractors.sections import Group
from extractors.segmentation.blocks import Block, LabelledLines
from extractors.segmentation.labels import CONTINUED
from extractors.text import Line
from extractors.titles import Heading, title_at
from ontology.folding import one_line

SURE_DECISION = 0.6  # marginal probability from which words are a decision on the model's word alone
_AGENDA = rules("agenda")
_NUMBER = re.compile(
    r"^\W*(?:(?:agenda\s+)?(?:item|minute|no|min)\b\.?\s*(?:no\.?\s*)?)?"
    r"(?P<number>(?:[A-Z]{1,6}[/ .-]?)?\d{1,4}(?:\s?[./-]\s?\d{1,4}){0,3}[a-z]?|[A-Z](?=[.)])|[a-z](?=[.)])|[ivx]{1,4}(?=[.)]))"
    r"[.):]*(?:\s*[-–—]\s+|\s+|\t|(?<=[.):])|$)",
    re.I,
)
_TIMES = re.compile(r"^\W*\d{1,2}[.:]\d{2}\s*(?:[ap]m)?(?:\s*[-–to]+\s*\d{1,2}[.:]\d{2}\s*(?:[ap]m)?)?\W*$", re.I)
_PAGES = re.compile(r"^(?:pp?\.?|pages?)?\s*(?P<first>\d{1,4})(?:\s*(?:[-–]|to)\s*(?P<last>\d{1,4}))?(?:\s+onwards?)?$", re.I)
_MARK = re.compile(r"\s*\(?\bitem\s+\d+[a-z]?\)?\s*$", re.I)
_LIST_HEAD = re.compile(
    r"^\W*(?:\d{1,3}[.)]?\s+)?(?=[^:–—\t]{0,60}(?:present|attend|apolog|absen|sederunt|observ|guest|chair|clerk|officer|member|public|partner))"
    r"[^:–—\t]{2,60}?(?:\s*[:–—]\s*|\t+|\s+were\s+(?:received|accepted|noted|given)\s+(?:from|by|on\s+behalf\s+of)\s*:?\s*"
    r"|\s+(?:received\s+)?(?:from|for\s+absence)\s*:?\s+(?=[A-Z]))",
    re.I,
)


def _first_cells(layout: Layout, block: Block) -> tuple[str | None, str, int]:
    """Number, title and the offset where the title begins, of an item's heading."""
    line = layout.lines[block.first]
    found = _NUMBER.match(line.text)
    number = re.sub(r"\s", "", found["number"]) if found else None
    start = found.end() if found else len(line.text) - len(line.text.lstrip())
    return number, line.text[start:], line.start + start


def labelled_headings(layout: Layout, labels: LabelledLines, stretch: Stretch) -> list[Heading]:
    """The headings of a stretch of minutes."""
    out: list[Heading] = []
    for block in labels.items(stretch.body, stretch.last):
        number, text, offset = _first_cells(layout, block)
        line = layout.lines[block.first]
        rest = layout.lines[block.first + 1 : block.last]
        if text.strip():
            cells = text.split("\t")
            if block.label == "item" and len(cells) == 1:
                title, body = one_line("\n".join([text, *(each.text for each in rest)])), layout.lines[block.last - 1].end
            elif len(cells) > 1:
                title, body = one_line(cells[0]), offset + len(cells[0])
            else:
                title, body = title_at(layout, line, text, offset)
        elif any(each.text.strip() for each in rest):
            written = [each for each in rest if each.text.strip()]
            title, body = one_line(" ".join(each.text for each in written)), written[-1].end
        else:
            continue
        title = _MARK.sub("", title).strip(" :–-") or title
        if re.search(r"[A-Za-z]{2}", title):
            out.append(Heading(number, title, line.index, body, "labelled-item"))
    return out


def labelled_agenda(
    layout: Layout, labels: LabelledLines, stretch: Stretch, meeting: int, people: People
) -> list[AgendaItem]:
    """The items of an agenda, from rows of a table or from headings and the lines under them."""
    blocks = labels.items(stretch.body, stretch.last)
    out: list[AgendaItem] = []
    for at, block in enumerate(blocks):
        last = blocks[at + 1].first if at + 1 < len(blocks) else stretch.last
        number, text, _ = _first_cells(layout, block)
        cells = [cell.strip() for cell in text.split("\t")]
        if len(cells) == 1 and re.search(r"\S {4,}\S", text):
            cells = [cell.strip() for cell in re.split(r" {4,}", text.strip())]
        more = [line.text.strip() for line in layout.lines[block.first + 1 : block.last] if line.text.strip()]
        note = [
            line.text.strip()
            for line in layout.lines[block.last : last]
            if not line.blank and labels.structure.get(line.index) and labels.structure[line.index].label in ("text", "item-text")
        ][:6]
        cells = [cell for cell in cells if cell and not _TIMES.match(cell)]
        titles = [cell for cell in cells if re.search(r"[A-Za-z]{3}", cell)]
        if not titles and more:
            titles, more = [one_line(" ".join(more))], []
        if not titles:
            continue
        title = one_line(" ".join([titles[0], *more]) if len(cells) <= 1 else titles[0])
        aside = titles[1:]
        numbers = [found for cell in cells if cell != titles[0] and (found := _PAGES.match(cell))]
        told = one_line("\n".join([*aside, *note])) or None
        printed = _AGENDA["pages"].within(title) or (_AGENDA["pages"].within(told) if told else None)
        if printed and _AGENDA["pages"].within(title):
            title = one_line(title[: printed.start()])
        pages = numbers[-1] if numbers else printed
        names = [
            person.printed
            for cell in aside
            for piece in re.split(r"\s*/\s*|,\s+|\s+and\s+|\s*&\s*", cell)
            if (person := people.whole(piece.strip())) is not None
        ]
        if not title:
            continue
        out.append(
            AgendaItem(
                meeting=meeting,
                number=number,
                title=title,
                kind=item_kind(title, told, pages is not None),
                pages=(int(pages["first"]), int(pages["last"] or pages["first"])) if pages else None,
                presenters=tuple(dict.fromkeys([*names, *(presenters_in(told, people) if told else ())])),
                span=Span(layout.lines[block.first].start, layout.lines[max(block.last, block.first + 1) - 1].end),
                rule="labelled-item",
                note=told,
            )
        )
    return out


def labelled_lists(layout: Layout, labels: LabelledLines, stretch: Stretch) -> list[Group]:
    """The lists of people in a stretch, by section; the words of a head are cut off its line."""
    groups: list[Group] = []
    last = -10
    for line in layout.lines[stretch.first : stretch.last]:
        section = labels.section_at(line.index)
        if section is None or line.blank:
            continue
        head = _LIST_HEAD.match(line.text)
        text = line
        if head:
            text = Line(line.index, line.start + head.end(), line.text[head.end() :])
        if not groups or groups[-1].section != section or head or line.index - last > 4:
            groups.append(Group(section, [], stated=True))  # type: ignore[arg-type]
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
    found: Sequence[Resolution],
) -> list[Resolution]:
    """Decisions that the model sees and no rule read, each as its sentence or clause."""
    out: list[Resolution] = []
    taken = [(each.span.start, each.span.end) for each in found]
    lines = layout.lines
    for index in range(stretch.body, stretch.last):
        label = labels.statements.get(index)
        if label is None or label.label != "decision" or label.probability < SURE_DECISION:
            continue
        last = index + 1
        while last < stretch.last and (
            (after := labels.statements.get(last)) is not None
            and after.label == "decision" + CONTINUED
        ):
            last += 1
        start, end = lines[index].start, lines[last - 1].end
        head = next((h for h in reversed(heads) if h.line <= index), None)
        if head is not None and start < head.body < end:
            start = head.body
        if any(a < end and start < b for a, b in taken):
            continue
        start, text = _deciding(layout.document.text[start:end], start)
        if len(text.split()) < 2:
            continue
        minute = next((n for n in range(len(heads) - 1, -1, -1) if heads[n].line <= index), None)
        verb = verb_of(text)
        out.append(
            Resolution(
                meeting=meeting,
                minute=first_index + minute if minute is not None else None,
                clause=None,
                verb="agree" if verb == "other" else verb,
                text=text,
                due=due_date(text, verb),
                asked_of=asked_of(text) if verb == "request" else None,
                span=Span(start, end),
                rule="labelled-decision",
            )
        )
    return out


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
    pieces = [(0, text)]
    cuts = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    sentences = [(a, text[a:b]) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]
    deciding = next((n for n, (_, said) in enumerate(sentences) if _DECIDES.search(said)), None)
    if deciding:
        pieces = sentences[deciding:]
        text = text[pieces[0][0] :]
        start += pieces[0][0]
    if anchor := _ANCHOR.match(text):
        return start, one_line(text[anchor.end() :])
    return start, one_line(text)
