"""Statements and their places: every sentence, clause and row of a paper, and what it stands under.

A place is an item, a report, a section or a table with its title; a statement stands in all places
that hold it, outermost first. Headings, page stamps and contact lines are no statements.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from kg.extractors.facts import Facts, Part, Report, Span
from kg.extractors.joined_passages import BULLET, MARK, joined
from kg.extractors.passages import Passage, passages
from kg.extractors.text import is_upper, lines_of, within
from kg.ontology.folding import fold, one_line
from kg.text.masking import quotable
from kg.tracking.phrase_rules import topic_rule

PlaceKind = Literal["item", "listed", "minute", "report", "section", "log"]
StatementKind = Literal[
    "decision", "recommendation", "action", "agenda", "sentence", "row"
]  # what a statement is by where it stands

_FEWEST = 3  # words of a statement
_CELL = re.compile(r"\s*(?:\t|\s\|\s)\s*")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?")
_LINK = re.compile(r"\s*<https?://[^>\s]*>|\s*https?://\S+$")
_TAG = re.compile(r"</?(?:p|b|i|u|br|em|strong|sup|sub|li|ul)\s*/?>", re.IGNORECASE)
_MARKUP = re.compile(r"\*\*|(?<!\w)_|_(?!\w)|^#+\s*|\\(?=[*_#])")
LONGEST = 120  # words of a statement that is shown whole


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """What has a title: an item, a minute, a report, a section. ``span`` is all that stands in it;
    ``number`` is the item's, ``meeting`` indexes ``Facts.meetings``.
    """

    kind: PlaceKind
    title: str
    span: Span
    number: str | None = None
    meeting: int | None = None

    def __hash__(self) -> int:
        return hash(self.title)  # of which the hash is kept


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, a clause or a row; ``text`` is on one line and fit to show.

    ``paragraph`` numbers the paragraphs of a document, ``lead`` is the paragraph that introduces
    this one (“as follows:”), ``place`` within its paragraph counts from 0.
    """

    document: str
    span: Span
    text: str
    kind: StatementKind
    part: Part | None
    places: tuple[StatementPlace, ...]
    paragraph: int
    lead: int | None = None
    place: int = 0
    label: str | None = None

    def __hash__(self) -> int:
        return hash((self.document, self.span.start))

    @property
    def folded(self) -> str:
        """The text folded, for comparing."""
        return fold(self.text)


def statements_of(facts: Facts) -> tuple[Statement, ...]:
    """All statements of a document, in the order they stand."""
    return tuple(_StatementReader(facts).read())


def points_of(statements: Iterable[Statement]) -> dict[int, str]:
    """Paragraph → how its point is cited: “14”, “8(a)”, “iii”; paragraphs of none are left out.

    A list that a numbered paragraph introduces is part of it.
    """
    found: dict[int, str] = {}
    for each in statements:
        if each.kind not in ("sentence", "row"):
            continue
        led = found.get(each.lead, "") if each.lead is not None else ""
        own = each.label or ""
        if own and led and not own[0].isdigit():
            own = f"{led}({own})" if led[0].isdigit() else own
        if own or led:
            found.setdefault(each.paragraph, own or led)
    return found


def clean(text: str) -> str:
    """A text on one line without the marks of its format, and with private particulars masked."""
    plain = _MARKUP.sub("", _TAG.sub(" ", _LINK.sub("", text.replace("&amp;", "&"))))
    return quotable(one_line(plain))


@dataclass(slots=True)
class _Open:
    """A heading whose section is not closed yet, and how it is printed."""

    title: str
    start: int
    look: tuple[bool, ...]


class _StatementReader:
    """Reads the statements of one document, each with its place."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._document = facts.document.id
        self._text = facts.document.text
        self._lines = lines_of(facts.document)
        self._paragraph = 0
        self._lead: int | None = None
        self._lead_style = ""
        self._headed = False  # whether the last passage was a heading
        self._emphasis = sorted(span.start for span in facts.document.emphasis)
        self._outer = _outer_places(facts)
        self._starts = [place.span.start for place in self._outer]
        taken = [each.span for each in facts.resolutions]
        taken += [each.span for each in facts.actions]
        self._taken = sorted(taken + [each.span for each in facts.recommendations])

    def read(self) -> list[Statement]:
        found = [*self._agenda(), *self._facts_as_statements()]
        cuts = sorted(
            {0, len(self._text)}
            | {part.span.start for part in self._facts.parts}
            | {part.span.end for part in self._facts.parts}
            | {place.span.start for place in self._outer if place.kind != "item"}
        )
        for start, end in pairwise(cuts):
            part = self._facts.part_at(start)
            if part is not None and part.kind != "agenda":
                found += self._stretch(Span(start, end), part)
        return sorted(found, key=lambda each: (each.span, each.place, each.text))

    # -- facts of their own ------------------------------------------------------------------------

    def _agenda(self) -> Iterator[Statement]:
        for item in self._facts.agenda:
            if item.kind == "procedural" and not item.note:
                continue
            title = clean(item.title)
            place = StatementPlace("item", title, item.span, item.number, item.meeting)
            text = clean(item.note) if item.note else title
            yield self._fact(item.span, text, "agenda", (place,))

    def _facts_as_statements(self) -> Iterator[Statement]:
        facts = self._facts
        for clause in facts.resolutions:
            text = self._as_printed(clause.text, clause.span)
            yield self._fact(clause.span, text, "decision", None, clause.clause)
        for recommended in facts.recommendations:
            text = clean(recommended.text)
            yield from self._in_pieces(
                self._fact(recommended.span, text, "recommendation", None, recommended.clause)
            )
        for action in facts.actions:
            place = StatementPlace(
                "log", clean(action.text), action.span, action.number, action.meeting
            )
            yield self._fact(action.span, place.title, "action", (place,), action.number)
            for number, sentence in enumerate(_sentences(clean(action.comments or "")), 1):
                comment = self._fact(action.span, sentence, "action", (place,), action.number)
                yield replace(comment, place=number, paragraph=self._paragraph - 1)

    def _in_pieces(self, whole: Statement) -> Iterator[Statement]:
        """A statement that is too long to be shown whole, sentence by sentence."""
        if len(whole.text.split()) <= LONGEST:
            yield whole
            return
        for number, sentence in enumerate(_sentences(whole.text)):
            yield replace(whole, text=sentence, place=number)

    def _as_printed(self, text: str, span: Span) -> str:
        """A clause without the “That” that is printed once, above all clauses."""
        printed, clause = fold(self._text[span.start : span.end]), clean(text)
        _that, _, rest = clause.partition(" ")
        if rest and fold(clause) not in printed and fold(rest) in printed:
            return rest[:1].upper() + rest[1:]
        return clause

    def _fact(
        self,
        span: Span,
        text: str,
        kind: StatementKind,
        places: tuple[StatementPlace, ...] | None,
        label: str | None = None,
    ) -> Statement:
        self._paragraph += 1
        part = self._facts.part_at(span.start)
        held = self._holding(span.start) if places is None else places
        return Statement(self._document, span, text, kind, part, held, self._paragraph, label=label)

    def _holding(self, offset: int) -> tuple[StatementPlace, ...]:
        """The items, minutes and reports that hold an offset, outermost first."""
        last = bisect_right(self._starts, offset)
        return tuple(place for place in self._outer[:last] if offset < place.span.end)

    # -- running text ------------------------------------------------------------------------------

    def _stretch(self, span: Span, part: Part) -> Iterator[Statement]:
        lines = within(self._lines, span)
        outer = self._holding(span.start)
        if part.kind == "minutes" and not any(place.kind == "minute" for place in outer):
            return  # who was there, and how the meeting was opened
        opened: list[_Open] = []
        closed: list[tuple[_Open, int]] = []
        made: list[tuple[Statement, tuple[_Open, ...]]] = []
        self._lead, self._headed = None, False
        for passage in joined(passages(lines, self._text), self._text):
            if passage.kind == "heading":
                self._heading(passage, opened, closed)
                continue
            self._headed = False
            made += [(each, tuple(opened)) for each in self._passage(passage, part, outer)]
        closed += [(each, span.end) for each in opened]
        ends = {each.start: end for each, end in closed}
        for each, sections in made:
            inner = tuple(
                StatementPlace("section", section.title, Span(section.start, ends[section.start]))
                for section in sections
            )
            yield replace(each, places=outer + inner)

    def _heading(
        self, passage: Passage, opened: list[_Open], closed: list[tuple[_Open, int]]
    ) -> None:
        title = clean(MARK.sub("", passage.text, count=1)).rstrip(":. ")
        if not title or topic_rule("no-heading").within(title):
            return
        look = self._look(passage)
        while opened and look in [each.look for each in opened] and not self._headed:
            closed.append((opened.pop(), passage.start))
        self._headed = True  # a heading right below another one is of a lower level
        opened.append(_Open(title, passage.start, look))
        self._lead = None

    def _look(self, passage: Passage) -> tuple[bool, ...]:
        """How a heading is printed: two that look alike are of one level."""
        text = passage.text.strip()
        at = bisect_left(self._emphasis, passage.start)
        return (
            is_upper(text),
            at < len(self._emphasis) and self._emphasis[at] < passage.start + len(passage.text),
            text.startswith("#"),
            text.startswith("##"),
            bool((MARK.match(text) or [""])[0]),
        )

    def _passage(
        self, passage: Passage, part: Part, outer: tuple[StatementPlace, ...]
    ) -> Iterator[Statement]:
        self._paragraph += 1
        if passage.kind == "rows":
            yield from self._rows(passage, part, outer)
            return
        mark = MARK.match(passage.text)
        label = (mark["label"] or mark["numbered"]) if mark else None
        bullet = bool(BULLET.match(passage.text))
        style = _style(label, bullet)
        if style == self._lead_style and not _is_list_entry(passage.text, style):
            self._lead = None  # the list is over
        number = 0
        for sentence in passage.sentences():
            if self._is_taken(sentence.span):
                continue
            text = clean(sentence.text)
            if not _has_content(text) or _is_title(text, outer):
                continue
            yield Statement(
                self._document,
                sentence.span,
                shortened_statement(_without_mark(text)),
                "sentence",
                part,
                outer,
                self._paragraph,
                self._lead,
                number,
                label,
            )
            number += 1
        if passage.text.rstrip().endswith(":"):
            self._lead, self._lead_style = self._paragraph, style

    def _rows(
        self, passage: Passage, part: Part, outer: tuple[StatementPlace, ...]
    ) -> Iterator[Statement]:
        rows = [_cells(line.text) for line in passage.lines]
        for number, (line, cells) in enumerate(zip(passage.lines, rows, strict=True)):
            if self._is_taken(line.span) or not cells or _is_field(cells):
                continue
            if number == 0 and _is_table_head(rows):
                continue
            text = " | ".join(cells)
            yield Statement(
                self._document,
                line.span,
                text,
                "row",
                part,
                outer,
                self._paragraph,
                self._lead,
                number,
            )

    def _is_taken(self, span: Span) -> bool:
        """Whether a decision, an action or a recommendation holds the words already."""
        at = bisect_right(self._taken, Span(span.start, len(self._text)))
        return any(
            span.start < each.end and each.start <= span.start
            for each in self._taken[max(0, at - 3) : at]
        )


def _cells(line: str) -> list[str]:
    """The cells of a row that are not empty."""
    return [cell for cell in map(clean, _CELL.split(line.strip())) if cell]


def _is_field(cells: list[str]) -> bool:
    """Whether a row is a field of a paper's title block: “Agenda item | 9”."""
    return len(cells) == 2 and bool(topic_rule("title-field").at(cells[0]))


def _is_table_head(rows: list[list[str]]) -> bool:
    """Whether the first of some rows only heads the columns: no figures, and a label before each
    row below it.
    """
    head, *others = rows
    labelled = all(any(map(str.isalpha, row[0])) for row in others if row)
    plain = all(_YEAR.fullmatch(cell) or not any(map(str.isdigit, cell)) for cell in head)
    return len(head) > 2 and len(others) > 1 and labelled and plain


def _style(label: str | None, bullet: bool) -> str:
    """How a paragraph is marked: by a number, a letter, a bullet or not at all."""
    if label:
        return "number" if label[0].isdigit() else "letter"
    return "bullet" if bullet else ""


def _is_list_entry(text: str, style: str) -> bool:
    """Whether an unmarked paragraph goes on with a list: it ends so, or is its total."""
    if topic_rule("total").at(text.strip()):
        return True
    return not style and text.rstrip().endswith((";", "; and"))


def _outer_places(facts: Facts) -> list[StatementPlace]:
    found = [
        StatementPlace("minute", clean(each.title), each.span, each.number, each.meeting)
        for each in facts.minutes
    ]
    for each in facts.reports:
        found += _on_agenda(facts, each)
        title = clean(each.title)
        found.append(StatementPlace("report", title, each.span, each.item, each.meeting))
    return sorted(found, key=lambda place: (place.span.start, -place.span.end))


def _on_agenda(facts: Facts, report: Report) -> Iterator[StatementPlace]:
    """What the agenda calls the item of a report: slides often have another title, or none."""
    for item in facts.agenda:
        same = (item.meeting, item.number) == (report.meeting, report.item)
        title = clean(item.title)
        if same and report.item and item.kind != "procedural" and title != clean(report.title):
            yield StatementPlace("listed", title, report.span, report.item, report.meeting)
            return


def shortened_statement(text: str) -> str:
    """A sentence without what minutes say before and after it (“It was noted that …”)."""
    bare = topic_rule("filed").pattern.sub("", text)
    lead = topic_rule("lead-in").at(bare)
    return bare[lead.end()].upper() + bare[lead.end() + 1 :] if lead else bare


def _without_mark(text: str) -> str:
    mark = MARK.match(text)
    return text[mark.end() :].lstrip() if mark and mark.end() < len(text) else text


_END = re.compile(r"(?<=[.;?!])[\"”’)]?\s+(?=[A-Z“\"‘'(£\d])")


def _is_title(text: str, places: tuple[StatementPlace, ...]) -> bool:
    """Whether a line only repeats the title that it stands under."""
    printed = fold(_without_mark(text)).rstrip(". ")
    return any(printed == fold(place.title).rstrip(". ") for place in places)


def _sentences(text: str) -> Iterator[str]:
    for piece in _END.split(text):
        if _has_content(piece):
            yield piece.strip()


def _has_content(text: str) -> bool:
    """Whether a text is more than a page's stamp, a link or a line to get in touch by."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    spelled = [word for word in words if any(map(str.isalpha, word))]
    if len(words) < _FEWEST or len(spelled) < _FEWEST - 1:
        return False
    return topic_rule("no-statement").within(text) is None
