"""Relations that the words state: who holds which office, what is part of what, who leads, funds,
delivers what.

Three sorts of text are read: sentences, blocks of lines under a name, and rows of tables; and the
lists of those present. A sentence is looked at only around its mentions: they are marked in it, and
the rules of ``rules/relations.toml`` say what the words between two marks mean. Nothing is
concluded beyond one such stretch.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from typing import cast

from kg.extractors.facts import (
    Attendance,
    Facts,
    Mention,
    Minute,
    Relation,
    RelationKind,
    Report,
    Span,
)
from kg.extractors.initials import initials_of
from kg.extractors.rules import Rule, rules
from kg.ontology.folding import fold_to_words, one_line

_REACH = 220  # characters between two mentions of one sentence, at most
_AROUND = 120  # characters read before the first mention of a sentence and after its last
_BLOCK = 320  # characters of a block of lines under a name
_SPEECH = 600  # characters from who speaks to what they still speak of
_NEAR = 400  # characters from a name to “the project” that means it
_HEAD = 900  # characters of a report's head, in which its title stands
_SIGNED = 300  # characters at a report's end, in which who wrote it signs
_TITLE_LEAD = 12  # characters of a number and a colon around a title
_WRITERS = ("service", "team", "unit")  # in a report, more often its writer than its subject
_LISTED = 5  # partners in one breath, at most
_NO_BODY = ("project", "programme", "scheme", "campaign", "initiative", "pilot", "grant")
_LETTER = {"person": "P", "organisation": "O", "programme": "G"}
_OPEN, _CLOSE = "⟦", "⟧"
_OWN = str.maketrans(
    {_OPEN: "[", _CLOSE: "]", "⏎": " ", "¦": "|"}
)  # the paper's own such signs are no marks

_BY_VERB: dict[str, RelationKind] = {
    "leads": "leads",
    "funds": "funds",
    "commissions": "commissions",
    "delivers": "delivers",
    "succeeds": "succeeds",
    "reports_on": "reports-on",
    "part_of": "part-of",
    "member_of": "member-of",
    "has_duty": "has-duty",
    "partners": "partners",
}
"""Group of verbs in a pattern → the kind of relation that they state."""

_RULES = rules("relations")
_READ = rules("relations-reading")
_TOLD = _READ["begins-with"]
_TOLD_AS = ("subject", "item", "doer", "partners")
_RANKS = tuple(rule for rule in _READ.values() if rule.id.startswith("rank-"))


@dataclass(frozen=True, slots=True)
class Said:
    """What a match of a rule says: a kind of relation, and the role where the words imply one.

    ``kind`` is ``None`` where the class of the verb tells it.
    """

    rule: Rule
    kind: RelationKind | None
    role: str | None

    @property
    def of_writer(self) -> bool:
        """Whether it speaks of the body whose report it stands in (“we”)."""
        return self.kind != "role" and "(?P<own>" in self.rule.source

    @property
    def of_antecedent(self) -> bool:
        """Whether it speaks of what stands before it (“the project”)."""
        return "anaphor" in self.rule.pattern.groupindex

    @property
    def one_is_meant(self) -> bool:
        """Whether one of the two stands elsewhere, so that one name is enough."""
        return self.of_writer or self.of_antecedent

    def kind_of(self, found: re.Match[str]) -> RelationKind:
        """The kind of relation that a match states."""
        if self.kind is not None:
            return self.kind
        return next(kind for name, kind in _BY_VERB.items() if _has(found, name))

    @classmethod
    def by(cls, rule: Rule) -> Said:
        kind, _, role = (rule.value or "").partition(":")
        return cls(rule, None if kind == "verb" else cast(RelationKind, kind), role or None)


_LINES = tuple(Said.by(rule) for rule in _RULES.values() if rule.id.startswith("block."))
_ROWS = tuple(Said.by(rule) for rule in _RULES.values() if rule.id.startswith("row."))
_SENTENCE = tuple(
    Said.by(rule) for rule in _RULES.values() if not rule.id.startswith(("block.", "row."))
)
_OF_WRITER = tuple(said for said in _SENTENCE if said.of_writer)
_BETWEEN_NAMES = tuple(said for said in _SENTENCE if not said.of_writer)


def _has(found: re.Match[str], group: str) -> bool:
    return group in found.re.groupindex and found[group] is not None


def relate(facts: Facts) -> Facts:
    """``facts`` with the relations that its document states between its mentions; any it had are
    replaced.
    """
    return replace(facts, relations=tuple(_RelationFinder(facts).read()))


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Text with its mentions marked.

    ``marks`` are where the marks begin, beside them the mentions marked.
    """

    text: str
    marks: tuple[int, ...]
    mentions: tuple[Mention, ...]
    breaks: tuple[tuple[int, int], ...]  # (offset in ``text``, offset in the document), rising

    def within(self, found: re.Match[str], group: str) -> list[Mention]:
        """The mentions marked inside a group of a match."""
        if not _has(found, group):
            return []
        first = bisect_left(self.marks, found.start(group))
        return list(self.mentions[first : bisect_left(self.marks, found.end(group))])

    def source(self, at: int) -> int:
        """Where in the document the text up to ``at`` ends."""
        ours, theirs = self.breaks[bisect_right(self.breaks, at, key=itemgetter(0)) - 1]
        return theirs + at - ours


class _RelationFinder:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.text = facts.document.text
        self.mentions = sorted((*facts.mentions, *_speakers(facts)), key=lambda each: each.span)
        self.starts = [mention.span.start for mention in self.mentions]
        self.parts = sorted(facts.parts, key=lambda part: part.span.start)
        self.found: dict[tuple[RelationKind, Span, Span | None], Relation] = {}
        self.authors: dict[Span, Mention | None] = {}  # of reports, by their places
        self.held: set[Span] = set()  # people whose office is known in this place
        self.rows = sorted(row.span for row in facts.attendance)

    def read(self) -> list[Relation]:
        for row in self.facts.attendance:
            self._attendance(row)
        for stretch in self._table_rows():
            self._apply(_ROWS, stretch)
        for stretch in self._blocks():
            self._apply(_LINES, stretch)
        sentences = tuple(self._sentences())
        for stretch in sentences:
            self._apply(_BETWEEN_NAMES, stretch)
        for stretch in sentences:  # now the offices of those who wrote are known
            self._apply(_OF_WRITER, stretch)
        self._told(sentences)
        return sorted(self.found.values(), key=lambda each: (each.span, each.subject, each.rule))

    # ── lists of those present
    # ──────────────────────────────────────────────────────────────────────────────────

    def _attendance(self, row: Attendance) -> None:
        """A row of a list: the person stood for the body printed beside the name, in the office
        printed there.
        """
        inside = self._inside(row.span)
        printed = fold_to_words(row.printed)
        person = next(
            (
                each
                for each in inside
                if each.kind == "person" and fold_to_words(each.text) == printed
            ),
            None,
        )
        subject = person.span if person is not None else self._words(row.printed, row.span)
        self.held.add(subject)
        role = _office(row.role) or _rank(row.printed)
        if person is not None:
            self._office_elsewhere(row, person, inside)
        body, where = row.organisation, None
        if body is not None:
            wanted = fold_to_words(body)
            where = next(
                (
                    each.span
                    for each in inside
                    if each.kind != "person" and fold_to_words(each.text) == wanted
                ),
                None,
            )
            if where is None and role is None and _READ["office"].within(body.rpartition(" ")[2]):
                role, body = _office(body), None  # an office in the place of a body
        if body is None and role is not None and _READ["chair"].at(role):
            body = self.facts.meetings[row.meeting].board
        if body is None and role is None:
            return
        confidence = 0.95 if row.certain else 0.6
        self._add(
            Relation(
                *(
                    "role",
                    subject,
                    where,
                    row.printed,
                    body,
                    role,
                    row.meeting,
                    row.span,
                    "role.attendance",
                ),
                confidence,
            )
        )

    def _office_elsewhere(
        self, row: Attendance, person: Mention, inside: Sequence[Mention]
    ) -> None:
        """The office that a row gives a person in another body than theirs: “Ferry Group Chair”."""
        for body in inside:
            after = (row.role or "").removeprefix(" ".join(body.text.split())).strip()
            if body.kind == "organisation" and after != row.role and _READ["chair"].at(after):
                self._add(
                    Relation(
                        kind="role",
                        subject=person.span,
                        object=body.span,
                        subject_text=row.printed,
                        object_text=body.text,
                        role=after,
                        meeting=row.meeting,
                        span=row.span,
                        rule="role.attendance-elsewhere",
                        confidence=0.9,
                    )
                )

    def _words(self, printed: str, span: Span) -> Span:
        """Where in a row a name stands; the row where its words stand apart."""
        words = re.compile(r"\s+".join(map(re.escape, printed.split())))
        found = words.search(self.text, span.start, span.end) if printed.strip() else None
        return Span(*found.span()) if found else span

    def _inside(self, span: Span) -> list[Mention]:
        first = bisect_left(self.starts, span.start)
        return [
            each
            for each in self.mentions[first : bisect_left(self.starts, span.end)]
            if each.span.end <= span.end
        ]

    def _listed(self, span: Span) -> bool:
        """Whether a mention stands in a row of a list of those present, which was read with its
        columns.
        """
        at = bisect_right(self.rows, Span(span.start, len(self.text))) - 1
        return at >= 0 and span in self.rows[at]

    # ── stretches of text
    # ───────────────────────────────────────────────────────────────────────────────────────

    def _table_rows(self) -> Iterator[MarkedText]:
        """Lines with cells that hold a person and a body."""
        seen = -1
        for mention in self.mentions:
            if mention.kind != "person" or mention.span.start < seen or self._listed(mention.span):
                continue
            start = self.text.rfind("\n", 0, mention.span.start) + 1
            end = self.text.find("\n", mention.span.end)
            seen = end = len(self.text) if end < 0 else end
            line = self.text[start:end]
            if end - start <= _BLOCK and (_READ["cells"].within(line)):
                lead = len(line) - len(line.lstrip())
                yield self._stretch(start + lead, start + len(line.rstrip()), cells=True)

    def _blocks(self) -> Iterator[MarkedText]:
        """The lines that begin with a name and lie beside an address, a number to ring or “officer
        to contact”.
        """
        for mention in self.mentions:
            if mention.kind != "person" or self._listed(mention.span):
                continue
            start = mention.span.start
            line = self.text.rfind("\n", max(0, start - 90), start) + 1
            lead = self.text[line:start]
            cued = bool(_READ["contact-before"].within(self.text[max(0, start - 90) : start]))
            if lead.strip() and not _READ["contact-lead"].at(lead):
                continue
            stop = _READ["contact-after"].pattern.search(
                self.text, mention.span.end, start + _BLOCK
            )
            end = stop.start() if stop else min(start + _BLOCK, len(self.text))
            gap = _READ["block-ends"].pattern.search(self.text, mention.span.end, end)
            if gap is not None:
                end, stop = gap.start(), None
            if stop is not None or cued:
                yield self._stretch(start, end, lines=True)

    def _sentences(self) -> Iterator[MarkedText]:
        """Runs of mentions that no sentence's end parts, with the words around them."""
        run: list[Mention] = []
        for mention in self.mentions:
            if self._listed(mention.span):
                continue
            if run and self._parted(run[-1].span.end, mention.span.start):
                yield self._sentence(run)
                run = []
            run.append(mention)
        if run:
            yield self._sentence(run)

    def _parted(self, start: int, end: int) -> bool:
        if end - start > _REACH:
            return True
        return self._break(start, end) is not None

    def _break(self, start: int, end: int) -> re.Match[str] | None:
        """The first end of a sentence, paragraph or cell between two offsets."""
        for found in _READ["break"].pattern.finditer(
            self.text, start, min(end + 1, len(self.text))
        ):
            if found.end() <= end and not self._goes_on(found):
                return found
        return None

    def _goes_on(self, found: re.Match[str]) -> bool:
        """Whether a line's end is only where the line was full, or the words before it call for
        more.
        """
        if not found[0].startswith("\n"):
            return bool(
                _READ["abbreviation"].within(
                    self.text[max(0, found.start() - 8) : found.start() + 1]
                )
            )
        line = self.text[self.text.rfind("\n", 0, found.start()) + 1 : found.start()].rstrip()
        return bool(_READ["calls-for-more"].within(line[-12:])) or (
            found[0].count("\n") == 1 and len(line) >= 60
        )

    def _sentence(self, run: Sequence[Mention]) -> MarkedText:
        first, last = run[0].span.start, run[-1].span.end
        start, at = max(0, first - _AROUND), max(0, first - _AROUND)
        while (found := self._break(at, first)) is not None:
            start = at = found.end()
        stop = self._break(last, min(last + _AROUND, len(self.text)))
        end = (
            stop.start() + (not stop[0].startswith(("\n", "\t")))
            if stop
            else min(last + _AROUND, len(self.text))
        )
        return self._stretch(start, end)

    def _stretch(
        self, start: int, end: int, *, lines: bool = False, cells: bool = False
    ) -> MarkedText:
        """The text from ``start`` to ``end``, its white space folded and its mentions marked."""
        pieces: list[str] = []
        marks: list[int] = []
        marked: list[Mention] = []
        breaks: list[tuple[int, int]] = [(0, start)]
        length, at = 0, start

        def put(text: str, source: int) -> None:
            nonlocal length
            pieces.append(text)
            length += len(text)
            breaks.append((length, source))

        def plain(upto: int) -> None:
            nonlocal at
            for gap in _READ["gap"].pattern.finditer(self.text, at, upto):
                put(self.text[at : gap.start()].translate(_OWN), gap.start())
                put(
                    " ⏎ "
                    if lines and "\n" in gap[0]
                    else " ¦ "
                    if cells and "\t" in gap[0]
                    else " ",
                    gap.end(),
                )
                at = gap.end()
            put(self.text[at:upto].translate(_OWN), upto)
            at = upto

        for mention in self._inside(Span(start, end)):
            if mention.span.start < at:
                continue
            if marked and self._explains(marked[-1], mention):
                at = mention.span.end + 1
                breaks.append((length, at))
                continue
            plain(mention.span.start)
            marks.append(length)
            marked.append(mention)
            name = " ".join(mention.text.split())[:119].translate(_OWN)
            put(f"{_OPEN}{_letter(mention)} {name}{_CLOSE}", mention.span.end)
            at = mention.span.end
        plain(end)
        return MarkedText("".join(pieces), tuple(marks), tuple(marked), tuple(breaks))

    def _explains(self, before: Mention, after: Mention) -> bool:
        """Whether ``after`` is no more than the acronym of ``before``, in brackets behind it."""
        between = self.text[before.span.end : after.span.start]
        if (
            before.kind == "person"
            or between.strip() != "("
            or self.text[after.span.end : after.span.end + 1] != ")"
        ):
            return False
        meant = self.facts.acronyms.get(after.text, after.name)
        return meant is not None and fold_to_words(meant) in (
            fold_to_words(before.text),
            fold_to_words(before.name or before.text),
        )

    # ── rules
    # ──────────────────────────────────────────────────────────────────────────────────────────────

    def _apply(self, tried: Sequence[Said], stretch: MarkedText) -> None:
        people = any(mention.kind == "person" for mention in stretch.mentions)
        several = len(stretch.mentions) > 1
        for said in tried:
            if people if said.kind == "role" else several or said.one_is_meant:
                for found in said.rule.pattern.finditer(stretch.text):
                    if said.kind == "role":
                        self._role(said, stretch, found)
                    else:
                        self._pairs(said, stretch, found)

    def _role(self, said: Said, stretch: MarkedText, found: re.Match[str]) -> None:
        """A role of a person, with the body that the words name, or whose meeting it is."""
        person = stretch.within(found, "person")[0]
        if person.span in self.held and said.role is None:
            return
        bodies = stretch.within(found, "organisation")
        body = bodies[0] if bodies else None
        printed = " ".join(body.text.split()) if body else None
        role = said.role or _office(_whole(_unmarked(found.groupdict().get("role")), printed))
        at = body.span if body else None
        if role is not None and body and _is_portfolio(role, body):
            role, at, printed = _portfolio(stretch, found), None, None
        meeting = self._meeting(person.span.start)
        if meeting is not None and self._is_own(said.rule, found, body):
            printed = self.facts.meetings[meeting].board
        if role is None and body:
            role = _rank(person.text)
        if role is None and printed is None:
            return
        if said.role is None:
            self.held.add(person.span)
        names = [person, *bodies[:1]]
        subject = " ".join(person.text.split())
        span, confidence = _around_role(stretch, found, names), _confidence(names)
        self._add(
            Relation(
                "role",
                person.span,
                at,
                subject,
                printed,
                role,
                meeting,
                span,
                said.rule.id,
                confidence,
            )
        )
        for unit in stretch.within(found, "unit") if body else ():
            self._pair("part-of", unit, bodies[0], said.rule)

    @staticmethod
    def _is_own(rule: Rule, found: re.Match[str], body: Mention | None) -> bool:
        """Whether the body is the meeting's own."""
        if found.groupdict().get("own") is not None:
            return True
        return rule.id == "role.elected" and body is None

    def _pairs(self, said: Said, stretch: MarkedText, found: re.Match[str]) -> None:
        kind = said.kind_of(found)
        subjects, others = stretch.within(found, "subject"), stretch.within(found, "object")
        if kind == "partners" and len(subjects) > _LISTED:
            return  # names in passing
        for subject in subjects:
            meant = self._meant(said, stretch, found, subject)
            if meant is not None:
                self._pair(kind, subject, meant, said.rule, subject.span)
            elif kind == "asked-by" and not others:
                self._asked_by_board(subject, said.rule)
            for other in others:
                self._pair(kind, subject, other, said.rule)
        for other in others if not subjects else ():  # “we run …”, “it replaced …”
            meant = self._meant(said, stretch, found, other)
            if meant is not None:
                self._pair(kind, meant, other, said.rule, other.span)

    def _told(self, sentences: Iterable[MarkedText]) -> None:
        """Whoever speaks tells of the body or programme with which a sentence begins: the body or
        author of a report; in minutes, whoever the paragraph says spoke before.
        """
        tied = {frozenset((each.subject, each.object)) for each in self.found.values()}
        speaker: Mention | None = None
        for stretch in sentences:
            found = _READ["begins-with"].at(stretch.text)
            parts = [stretch.within(found, each) for each in _TOLD_AS] if found is not None else []
            named = next(filter(None, parts), [])
            for each in named:
                if each.kind != "person":
                    goes_on = speaker is not None and self._one_paragraph(speaker, each)
                    source = self._author(each.span) or (speaker if goes_on else None)
                    if source is not None and frozenset((source.span, each.span)) not in tied:
                        self._pair("tells-of", source, each, _TOLD, each.span)
            people = [each for each in stretch.mentions if each.kind == "person"]
            if people:
                speaks = people == named and found is not None and found["says"]
                speaker = named[0] if speaks else None

    def _author(self, span: Span) -> Mention | None:
        """Whose report holds a place."""
        report = next((each for each in self.facts.reports if span in each.span), None)
        if report is None:
            return None
        if report.span not in self.authors:
            self.authors[report.span] = self._author_of(report)
        return self.authors[report.span]

    def _author_of(self, report: Report) -> Mention | None:
        """The first author whom a mention names, or the body where none is named or the report says
        to be its; of a paper that names none, who was to bring its item, where its own head or end
        names them.
        """
        inside = self._inside(report.span)
        people = [each for each in inside if each.kind == "person"]
        body = self._naming({fold_to_words(report.organisation or "")} - {""}, inside)
        if body is not None and not (report.authors and self._only_beside(report, body)):
            return body
        named = set(map(fold_to_words, report.authors))
        if not named:
            named = set(map(fold_to_words, self._bringing(report)))
            people = [each for each in people if self._at_an_end(each.span, report.span)]
            return self._naming(named, people)
        return self._naming(named, people) or self._naming(named, self.mentions)

    def _only_beside(self, report: Report, body: Mention) -> bool:
        """Whether a body stands only beside whom to contact: neither title nor head say that the
        report is its.
        """
        if fold_to_words(body.text) in fold_to_words(report.title):
            return False
        head = Span(report.span.start, report.span.start + _HEAD)
        before = self.text[report.span.start : body.span.start]
        return body.span not in head or not _READ["report-by"].within(before)

    @staticmethod
    def _at_an_end(span: Span, whole: Span) -> bool:
        """Whether a place is in the head of a report or where it is signed."""
        return span.start < whole.start + _HEAD or span.end > whole.end - _SIGNED

    def _bringing(self, report: Report) -> tuple[str, ...]:
        """Whom the agenda names to bring the item of a report."""
        item = (report.item, report.meeting)
        return tuple(
            name
            for each in self.facts.agenda
            if report.item and (each.number, each.meeting) == item
            for name in each.presenters
        )

    def _one_paragraph(self, one: Mention, other: Mention) -> bool:
        between = self.text[one.span.end : other.span.start]
        return len(between) <= _SPEECH and not _READ["new-paragraph"].within(between)

    def _meant(
        self, said: Said, stretch: MarkedText, found: re.Match[str], named: Mention
    ) -> Mention | None:
        """Whom “we”, or what “the project”, beside a name means."""
        if said.of_writer:
            return self._writer(named.span)
        if said.of_antecedent and found["anaphor"] is not None:
            noun = fold_to_words(found["anaphor"])
            return self._antecedent(noun, stretch.source(found.start("anaphor")))
        return None

    def _writer(self, span: Span) -> Mention | None:
        """The body whose report holds a place: as the report first names it, else its author's."""
        for report in self.facts.reports:
            if span in report.span:
                wanted = {fold_to_words(report.organisation or "")} - {""}
                named = self._naming(wanted, self._inside(report.span))
                authors = set(map(fold_to_words, report.authors))
                return named or self._body_of(authors) or self._body_of_presenters(report)
        return None

    def _body_of_presenters(self, report: Report) -> Mention | None:
        """The one body for which all stand who were to bring the item of a report.

        Slides and appendices may be others' work.
        """
        bringing = self._bringing(report) if report.kind == "report" else ()
        bodies = [self._body_of({fold_to_words(name)}) for name in bringing]
        names = {fold_to_words(body.name or body.text) if body else None for body in bodies}
        return bodies[0] if len(names) == 1 else None

    def _asked_by_board(self, subject: Mention, rule: Rule) -> None:
        """Whom a minute or an entry of a log says is to be asked: the board asks."""
        meeting = self._meeting(subject.span.start)
        board = self.facts.meetings[meeting].board if meeting is not None else None
        if board is None or fold_to_words(board) == fold_to_words(subject.name or subject.text):
            return
        self._add(
            Relation(
                kind="asked-by",
                subject=subject.span,
                object=None,
                subject_text=" ".join(subject.text.split()),
                object_text=board,
                role=None,
                meeting=meeting,
                span=subject.span,
                rule=rule.id,
                confidence=_confidence((subject,)),
            )
        )

    def _antecedent(self, noun: str, at: int) -> Mention | None:
        """What “the NOUN” at an offset means, within its minute or report.

        The last name before it that ends with the noun, where it is near; else the one name of the
        title. ``None`` where that leaves a doubt.
        """
        here = Span(at, at + 1)
        places: tuple[Minute | Report, ...] = (*self.facts.minutes, *self.facts.reports)
        for place in places:
            if here not in place.span:
                continue
            if noun == "it":
                sentence = self._sentence_before(at, place.span.start)
                if sentence is not None and _READ["old-and-new"].within(
                    self.text[sentence.start : sentence.end]
                ):
                    return None
                subject = self._subject(sentence) if sentence is not None else None
                return subject or self._title_name(place)
            before = [
                each
                for each in self._inside(Span(place.span.start, at))
                if each.kind != "person" and fold_to_words(each.text).endswith(noun)
            ]
            if before and at - before[-1].span.end <= _NEAR:
                return before[-1]
            return self._title_name(place, noun) if noun not in _WRITERS else None
        return None

    def _sentence_before(self, at: int, start: int) -> Span | None:
        """The sentence before an offset, where it is near."""
        ends = _READ["sentence-before"].pattern.search(self.text, max(start, at - _NEAR), at)
        return Span(*ends.span("begins")) if ends is not None else None

    def _subject(self, sentence: Span) -> Mention | None:
        """The body or programme with which a sentence begins."""
        named = (each for each in self._inside(sentence) if each.kind != "person")
        first = next(named, None)
        if first is None or not _READ["lead-of-subject"].at(
            self.text[sentence.start : first.span.start]
        ):
            return None
        return first

    def _title_name(self, place: Minute | Report, noun: str = "") -> Mention | None:
        """The one body or programme that a title names, no body where the noun means none; fields
        may stand before the title.
        """
        at = self.text.find(place.title, place.span.start, place.span.start + _HEAD)
        start = max(at, place.span.start)
        end = start + len(place.title) + _TITLE_LEAD
        named = [
            each
            for each in self._inside(Span(start, min(end, place.span.end)))
            if each.kind != "person"
            and fold_to_words(each.text) in fold_to_words(place.title)
            and (each.kind == "programme" or noun not in _NO_BODY)
        ]
        return named[0] if len({fold_to_words(each.text) for each in named}) == 1 else None

    @staticmethod
    def _naming(wanted: Set[str], among: Iterable[Mention]) -> Mention | None:
        """The first of some mentions that names one of those wanted (folded)."""
        for each in among:
            if wanted & {fold_to_words(each.text), fold_to_words(each.name or "")}:
                return each
        return None

    def _body_of(self, people: Collection[str]) -> Mention | None:
        """The body in which the words give one of some people (folded) an office."""
        spans = {
            relation.object
            for relation in self.found.values()
            if relation.kind == "role" and fold_to_words(relation.subject_text) in people
        }
        return next((each for each in self.mentions if each.span in spans), None)

    def _pair(
        self,
        kind: RelationKind,
        subject: Mention,
        other: Mention,
        rule: Rule,
        said: Span | None = None,
    ) -> None:
        """Adds a relation of two mentions; ``said`` are the words where they stand apart."""
        names = fold_to_words(subject.name or subject.text), fold_to_words(other.name or other.text)
        if names[0] == names[1] and kind != "succeeds":
            return
        confidence = _confidence((subject, other))
        self._add(
            Relation(
                kind=kind,
                subject=subject.span,
                object=other.span,
                subject_text=" ".join(subject.text.split()),
                object_text=" ".join(other.text.split()),
                role=None,
                meeting=self._meeting(subject.span.start),
                span=said or _around([subject.span, other.span]),
                rule=rule.id,
                confidence=confidence,
            )
        )

    def _meeting(self, offset: int) -> int | None:
        part = next(
            (part for part in reversed(self.parts) if part.span.start <= offset < part.span.end),
            None,
        )
        return part.meeting if part is not None else None

    def _add(self, relation: Relation) -> None:
        self.found.setdefault((relation.kind, relation.subject, relation.object), relation)


def _speakers(facts: Facts) -> Iterator[Mention]:
    """Those of the lists of people whose initials begin a sentence of the minutes (“AH said …”)."""
    known = initials_of(facts.document, facts.attendance)
    held = {mention.span.start for mention in facts.mentions}
    for minute in facts.minutes if known else ():
        start, end = minute.span.start, minute.span.end
        for found in _READ["initials-speak"].pattern.finditer(facts.document.text, start, end):
            name = known.get(found["who"])
            if name is not None and found.start("who") not in held:
                yield Mention("person", name, Span(*found.span("who")), "initials")


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _letter(mention: Mention) -> str:
    """The letter that marks a mention; a network has directors and members as a body has."""
    return "O" if mention.subtype == "network" else _LETTER[mention.kind]


def _unmarked(text: str | None) -> str | None:
    return re.sub(rf"{_OPEN}\w |{_CLOSE}", "", text) if text else None


def _whole(role: str | None, body: str | None) -> str | None:
    """A role that stops at a small word (“Consultant in”) goes on with the body's name."""
    return f"{role} {body}" if role and body and _READ["small-word-last"].within(role) else role


def _office(text: str | None) -> str | None:
    """An office in one line, or ``None`` where the words name none."""
    if not text:
        return None
    role = one_line(text).strip(" ,;:–-")
    role += ")" * (role.count("(") - role.count(")"))
    return role if _READ["office"].within(role) and not _READ["no-office"].at(role) else None


def _rank(printed: str) -> str | None:
    """The rank printed before a name, spelled out."""
    words: list[str] = []
    for word in printed.split():
        spelled = _rank_word(word)
        if spelled is None:
            break
        words.append(spelled)
    rank = " ".join(words)
    return rank if _READ["rank"].within(rank) else None


@cache
def _rank_word(word: str) -> str | None:
    return next((rule.value for rule in _RANKS if rule.at(word)), None)


def _is_portfolio(role: str, body: Mention) -> bool:
    return body.subtype != "council" and _READ["portfolio"].within(role) is not None


def _portfolio(stretch: MarkedText, found: re.Match[str]) -> str | None:
    """A role with what its portfolio is for, which is a field of work.

    The body is then the meeting's own or another's.
    """
    more = _READ["field-of-work"].pattern.match(stretch.text, found.end("organisation"))
    end = more.end() if more else found.end("organisation")
    return _office(_unmarked(stretch.text[found.start("role") : end]))


def _around_role(stretch: MarkedText, found: re.Match[str], names: Sequence[Mention]) -> Span:
    """From the first to the last of the names and the words of the role."""
    spans = [each.span for each in names]
    if found.groupdict().get("role"):
        spans.append(Span(*(stretch.source(at) for at in found.span("role"))))
    return _around(spans)


def _confidence(names: Sequence[Mention]) -> float:
    """How sure a relation between names is: no surer than they are."""
    return round(min(0.9, *(each.confidence for each in names)), 3)
