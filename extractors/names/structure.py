"""Whom the structural facts name: who attended, presents, is responsible, wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extractors.facts import Attendance, EntityKind, Facts, Meeting, Mention, Span
from kg.extractors.names.work import Settled
from kg.ontology.folding import one_line


@dataclass(frozen=True, slots=True)
class Named:
    """A string of a structural fact that names somebody, and where to look for it."""

    kind: EntityKind
    text: str
    within: Span
    rule: str


def named(facts: Facts) -> Iterator[Named]:
    """Every string of the structural facts that names a person or an organisation."""
    for row in facts.attendance:
        yield Named("person", row.printed, row.span, "attendance")
        if row.organisation:
            yield Named("organisation", row.organisation, row.span, "attendance.organisation")
    for meeting in facts.meetings:
        if meeting.board:
            yield Named("organisation", meeting.board, meeting.span, "meeting.board")
        for chair in meeting.chairs:
            yield Named("person", chair, meeting.span, "meeting.chair")
    for item in facts.agenda:
        for presenter in item.presenters:
            yield Named("person", presenter, item.span, "presenter")
    for minute in facts.minutes:
        for presenter in minute.presenters:
            yield Named("person", presenter, minute.span, "presenter")
    for action in facts.actions:
        for responsible in action.responsible:
            yield Named("person", responsible, action.span, "responsible")
    for report in facts.reports:
        for author in report.authors:
            yield Named("person", author, report.span, "author")
        if report.organisation:
            yield Named("organisation", report.organisation, report.span, "report.organisation")


def locate(text: str, words: str, within: Span) -> Span | None:
    """Where ``words`` stand in ``text``: within the span, white space and bullets between them free."""
    if not words.strip():
        return None
    plain = text.find(words, within.start, within.end)
    if plain >= 0:
        return Span(plain, plain + len(words))
    pattern = re.compile(
        r"[\s*_|]{1,12}".join(_BROKEN.sub(r"-\\s{0,4}", re.escape(word)) for word in words.split())
    )
    found = pattern.search(text, within.start, within.end) or pattern.search(
        text, max(0, within.start - 400), min(len(text), within.end + 2000)
    )
    return Span(*found.span()) if found else None


def attended(
    facts: Facts, settled: Mapping[Span, Settled], names: Sequence[Mention]
) -> tuple[Attendance, ...]:
    """The lists of those present, for whom they came as the names have settled it; what is an office becomes a role."""
    text = facts.document.text
    bodies = [mention.span for mention in names if mention.kind == "organisation"]
    rows: list[Attendance] = []
    for row in facts.attendance:
        if _heading(locate(text, row.printed, row.span), settled):
            continue
        span = locate(text, row.organisation, row.span) if row.organisation else None
        found = settled.get(span) if span else None
        if span and found and not any(span in body for body in bodies):
            row = _as_settled(row, span, found, text, bodies)
        elif row.role and not row.organisation:
            row = _of_a_body(row, text, bodies)
        rows.append(row)
    return tuple(rows)


def _as_settled(
    row: Attendance, span: Span, found: Settled, text: str, bodies: Sequence[Span]
) -> Attendance:
    """The row with the body that the words at ``span`` were settled to be, or the office they are."""
    within = {text[body.start : body.end]: body for body in bodies if body in span}
    body = found.body or (
        next(iter(within.values())) if found.office and len(within) == 1 else None
    )
    if body is None:
        role = row.role or (row.organisation if found.office else None)
        return replace(row, organisation=None, role=role)
    if text[span.start : body.start].strip().lower() == "the":
        return row
    return replace(row, organisation=one_line(text[body.start : body.end]))


def _of_a_body(row: Attendance, text: str, bodies: Sequence[Span]) -> Attendance:
    """An office behind which a body is named after a comma: "Manager, Office of the Warden"."""
    role = row.role or ""
    span = locate(text, role, row.span)
    whole = span and next((body for body in bodies if body in span and body.end == span.end), None)
    before = text[span.start : whole.start].rstrip() if span and whole else ""
    if whole is None or not before.endswith(","):
        return row
    office = one_line(before.removesuffix(","))
    return replace(row, role=office, organisation=one_line(text[whole.start : whole.end]))


def sat(facts: Facts, settled: Mapping[Span, Settled]) -> tuple[Meeting, ...]:
    """The meetings, with their boards and chairs as the names have settled them."""
    text = facts.document.text
    meetings: list[Meeting] = []
    for meeting in facts.meetings:
        span = locate(text, meeting.board, meeting.span) if meeting.board else None
        found = settled.get(span) if span else None
        if found and found.body != span:
            body = found.body
            meeting = replace(
                meeting,
                board=one_line(" ".join(text[body.start : body.end].split())) if body else None,
            )
        places = {chair: locate(text, chair, meeting.span) for chair in meeting.chairs}
        chairs = tuple(chair for chair in meeting.chairs if not _heading(places[chair], settled))
        meetings.append(meeting if chairs == meeting.chairs else replace(meeting, chairs=chairs))
    return tuple(meetings)


def _heading(place: Span | None, settled: Mapping[Span, Settled]) -> bool:
    """Whether what stands there was read as a person, but is none."""
    found = settled.get(place) if place else None
    return found is not None and found.body is None


def venues(facts: Facts) -> list[tuple[int, int]]:
    """Where the papers say that their meetings are held."""
    found = {
        locate(facts.document.text, meeting.venue, meeting.span)
        for meeting in facts.meetings
        if meeting.venue
    }
    return sorted((span.start, span.end) for span in found if span)


def titles(facts: Facts) -> list[tuple[int, int]]:
    """Where the titles of items, minutes and reports stand; of a paper without structure, its numbered lines."""
    titled = [(item.title, item.span) for item in facts.agenda]
    titled += [(minute.title, minute.span) for minute in facts.minutes]
    titled += [(report.title, report.span) for report in facts.reports]
    spans = [locate(facts.document.text, title, span) for title, span in titled]
    found = {(span.start, span.end) for span in spans if span}
    if not found:
        found = {m.span("title") for m in _NUMBERED.finditer(facts.document.text)}
    return sorted(found)


def parts(facts: Facts) -> list[tuple[int, int, str]]:
    """Parts of the paper that say something of the names in them: start, end, what the part is."""
    found: list[tuple[Span, str]] = [(row.span, row.section) for row in facts.attendance]
    found += [(part.span, part.kind) for part in facts.parts]
    found += [(each.span, "resolution") for each in facts.resolutions]
    found += [(each.span, "action") for each in facts.actions]
    return sorted((span.start, span.end, what) for span, what in found)


_BROKEN = re.compile(r"(?<=\w)\\-(?=[A-Z])")  # a hyphen, escaped, that a line may break after
_NUMBERED = re.compile(r"^[ \t]*\d{1,3}\.?[ \t\n]{1,8}(?P<title>[A-Z][^\n.]{3,80})\.?[ \t]*$", re.M)


def spans(facts: Facts) -> tuple[list[tuple[EntityKind, int, int, str]], list[Named]]:
    """Where the named stand, and those strings that the text does not hold word for word."""
    out: list[tuple[EntityKind, int, int, str]] = []
    lost: list[Named] = []
    for item in named(facts):
        span = locate(facts.document.text, item.text, item.within)
        if span is None:
            lost.append(item)
        else:
            out.append((item.kind, span.start, span.end, item.rule))
    return out, lost
