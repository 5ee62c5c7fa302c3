"""Decisions that minutes tell in sentences: “It was agreed to mend the fence.”

A motion and what became of it may be two sentences (“Ada Finch proposed a fence. All agreed.”);
they are one decision. A sentence that agrees several things (“agreed that …, that …”) is several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extractors.clauses import Paragraph, paragraphs
from kg.extractors.facts import Span
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.extractors.web_page import is_label
from kg.ontology.rule_tables import PatternRule

_RULES = rules("prose-decisions")
_MINUTES = rules("minutes")
SHORTEST, LONGEST = 12, 700  # characters of a sentence that tells a decision
FEWEST_JOINED = 2  # “and to …” more that make a list of one sentence
LONGEST_PARAGRAPH = 4_000  # characters of a paragraph in which a motion and its outcome are sought
_FULL_STOP = re.compile(
    r"(?:(?:(?<=[a-z\d)’'”\"])|(?<=[A-Z]{2}))\.\s+|(?<=\S)(?=\s{3})\s+)(?=[A-Z“])"
)  # or a gap such as parts a title or a column
_ABBREVIATED = re.compile(
    r"(?:\b(?:Cllrs?|Mrs?|Ms|Dr|Supt|Insp|Sgt|Prof|Rev|St|No)|\b(?:of|by|and|with|from)\s+[A-Z][a-z]{1,4})$"
)
_MOVERS = re.compile(
    r"(?i:proposed|moved)(?:\s+by)?:?\s+[^:,]{3,40}?[.,;]?\s+(?i:seconded)(?:\s+by)?:?\s+[^:,]{3,40}\.?"
)
_THATS = re.compile(r"(?:(?P<stop>[,;])\s+(?:and\s+)?|\s+and\s+)(?=that\s)")
_TO_DO = re.compile(r"(?:[,;]\s+(?:and\s+)?|\s+and\s+)(?=(?:not\s+)?to\s+[a-z]{2,})")
_BESIDE = ("carried-in-words", "body-agreed", "agreed-to-do", "was-resolved", "settled-by-body")
_ELSEWHERE = (*_BESIDE, "body-noted")
_ALWAYS = (
    "carried-in-words",
    "moved-in-words",
    "agreed-in-words",
    "it-was-agreed",
    "and-it-was-agreed",
    "was-resolved",
    "all-agreed",
    "agreed-at-last",
    "body-agreed",
    "body-noted",
    "body-decided",
    "body-asked",
    "settled",
    "settled-by-body",
    "received-and-settled",
    "deferred",
    "elected",
    "declared-elected",
    "no-objection",
    "body-acts",
    "thing-settled",
    "verbless",
    "agreed-alone",
)


Share = Literal["none", "some", "most"]
"""How many of its decisions a board sets out, as “RESOLVED: …” or as clauses."""


@dataclass(frozen=True, slots=True)
class ProseDecision:
    """A decision told in prose."""

    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class _MinuteSentence:
    """A sentence, or two that are a motion and its outcome (``moved``).

    ``origin`` is the paragraph that it stands in, ``start`` its place there; ``lead`` counts the
    characters of a title before its words.
    """

    text: str
    span: Span
    moved: bool = False
    origin: Paragraph | None = None
    start: int = 0
    lead: int = 0

    def with_outcome(self, said: _MinuteSentence) -> _MinuteSentence:
        """A motion and the sentence that tells what became of it."""
        span = Span(self.span.start, said.span.end)
        return _MinuteSentence(f"{self.text} {said.text}", span, origin=said.origin)

    def part(self, first: int, last: int) -> _MinuteSentence:
        """The words ``text[first:last]``."""
        words = self.text[first:last].rstrip(" ,;")
        if self.origin is None or (first, last) == (0, len(self.text)):
            return _MinuteSentence(words, self.span)
        begun = self.start + max(0, first - self.lead)
        span = self.origin.span(begun, max(begun + 1, self.start + last - self.lead))
        return _MinuteSentence(words, span)


@dataclass(frozen=True, slots=True)
class _Style:
    """What counts as a decision in a minute; see ``prose_decisions``."""

    set_out: Share
    written: bool

    @property
    def rules(self) -> Sequence[str]:
        if self.set_out != "most":
            return _ALWAYS
        return _BESIDE if self.written else _ELSEWHERE

    @property
    def joins(self) -> bool:
        """Whether a sentence that only tells an outcome makes a decision of the one before it."""
        return self.set_out != "most" and not self.written

    def passes_over(self, text: str) -> bool:
        """Whether a sentence is mere form, or the motion of a decision that is set out."""
        if self.set_out == "some" and _RULES["mere-form"].at(text):
            return True
        return self.written and _RULES["only-moved"].at(text) is not None


def prose_decisions(
    lines: Sequence[Line], title: str, set_out: Share, written: bool
) -> list[ProseDecision]:
    """The decisions that the words of a minute tell, in order.

    ``title`` goes before a first sentence that begins in small letters. Where a board sets most of
    its decisions out, only what was carried or the board agreed is one, and what the board noted in
    a minute without a decision that is set out (``written``); where it sets out some, mere form is
    none: minutes that were approved, an item that was deferred.
    """
    style = _Style(set_out, written)
    found: list[ProseDecision] = []
    before: _MinuteSentence | None = None
    for said in _statements(lines, title):
        if style.joins and (rule := _outcome(said, before)):
            if rule == "outcome" and before is not None:
                found = [each for each in found if each.span != before.span]
                said = before.with_outcome(said)
            if not (_RULES["not-carried"].within(said.text) or _MOVERS.fullmatch(said.text)):
                found.append(ProseDecision(said.text, said.span, rule))
        elif not style.passes_over(said.text):
            outright = before is None and set_out != "most"
            found += _of_sentence(said, style.rules, outright)
        before = said
    return found


def _statements(lines: Sequence[Line], title: str) -> Iterator[_MinuteSentence]:
    """The sentences of a minute; a motion and its outcome that one rule finds are one."""
    told = [
        line
        for line in lines
        if not (is_label(line.text) or _MINUTES["vote-line"].at(line.text.strip()))
    ]
    for paragraph in paragraphs(told):
        motion = _RULES["moved-and-agreed"].within(paragraph.text[:LONGEST_PARAGRAPH])
        if motion:
            span = paragraph.span(motion.start("whole"), motion.end("whole"))
            yield _MinuteSentence(motion["whole"].strip(), span, moved=True)
        for said in _sentences(paragraph, title):
            if not motion or said.text not in motion["whole"]:
                yield said
        title = ""


def _outcome(said: _MinuteSentence, before: _MinuteSentence | None) -> str | None:
    """The rule by which a sentence tells the outcome of the one before it; one in a word (“Noted.”)
    stands alone where nothing was proposed before.
    """
    told = _RULES["outcome"].at(said.text) is not None
    bare = not told and _RULES["bare-outcome"].at(said.text) is not None
    if before is None or not (told or bare):
        return "bare-outcome" if bare else None
    near = len(before.text) + len(said.text) <= LONGEST
    same = before.origin is said.origin and _RULES["proposal"].within(before.text)
    return "outcome" if near and (told or same) else "bare-outcome"


def _sentences(paragraph: Paragraph, title: str) -> Iterator[_MinuteSentence]:
    """The sentences of a paragraph; the full stop of a title before a name ends none."""
    text = paragraph.text
    start = 0
    stops = [
        stop
        for stop in _FULL_STOP.finditer(text)
        if not _ABBREVIATED.search(text[max(0, stop.start() - 12) : stop.start()])
    ]
    for end, following in (*((stop.start() + 1, stop.end()) for stop in stops), (len(text),) * 2):
        words = text[start:end].strip()
        if words:
            lead = f"{title} " if title and start == 0 and words[:1].islower() else ""
            skipped = len(text[start:end]) - len(text[start:end].lstrip())
            yield _MinuteSentence(
                lead + words,
                paragraph.span(start, end),
                origin=paragraph,
                start=start + skipped,
                lead=len(lead),
            )
        start = following


def _of_sentence(
    said: _MinuteSentence, names: Sequence[str], outright: bool
) -> Iterator[ProseDecision]:
    """The decisions that a sentence tells, by the first of some rules."""
    text = said.text
    if said.moved:
        yield ProseDecision(text, said.span, "moved-and-agreed")
        return
    if not SHORTEST <= len(text) < LONGEST or _RULES["no-decision"].at(text):
        return
    if quoted := _RULES["resolved-in-quotes"].at(text):
        yield ProseDecision(quoted["whole"].strip(), said.span, "resolved-in-quotes")
        return
    joined = list(_coordinate(said, names))
    for each, rule in joined or _single(said, names, outright):
        for part in _parts(each.text):
            yield ProseDecision(part, each.span, rule.id)


def _single(
    said: _MinuteSentence, names: Sequence[str], outright: bool
) -> Iterator[tuple[_MinuteSentence, PatternRule]]:
    """A sentence that decides one thing, without what leads to it, and the rule that tells so."""
    text = said.text
    lead = _RULES["lead-in"].at(text)
    start = lead.end() if lead else 0
    rule = _rule(text, names) or _rule(text[start:], names)
    if rule is None and outright and _RULES["agreed-outright"].at(text):
        rule = _RULES["agreed-outright"]
    if rule is not None and not _RULES["not-carried"].within(text):
        yield said.part(start, len(text)), rule


def _rule(text: str, names: Sequence[str]) -> PatternRule | None:
    return next((_RULES[name] for name in names if _RULES[name].find(text)), None)


def _coordinate(
    said: _MinuteSentence, names: Sequence[str]
) -> Iterator[tuple[_MinuteSentence, PatternRule]]:
    """The joined clauses of a sentence that decide something: “The gate was noted, and it was
    agreed to …”; none where nothing is joined.
    """
    text = said.text
    joints = list(_joints(text))
    if not joints or "body-acts" not in names or _RULES["only-moved"].at(text):
        return
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(text)]
    for first, last in zip(starts, ends, strict=True):
        lead = _RULES["lead-in"].at(text[first:last]) if not first else None
        part = said.part(first + (lead.end() if lead else 0), last)
        rule = None if _RULES["no-decision"].at(part.text) else _rule(part.text, names)
        if rule is not None and not _RULES["not-carried"].within(part.text):
            yield part, rule


def _joints(text: str) -> Iterator[re.Match[str]]:
    """Where clauses of a sentence are joined; “the fence and the gate were mended” joins things."""
    start = 0
    for joint in _RULES["joint"].pattern.finditer(text):
        if _TOLD.search(text[start : joint.start()]):
            yield joint
            start = joint.end()


_TOLD = re.compile(
    r"\b(?:was|were|is|are|be|been|has|have|had|will|would|could|should|took|gave|heard|left|saw|\w{2,}ed)\b"
)


def _parts(text: str) -> list[str]:
    """The things that a sentence agrees: each “that …” of “agreed that …, that … and that …”."""
    opening = _RULES["agreed-that"].within(text)
    if opening is None:
        return _things_to_do(text)
    cuts = [cut for cut in _THATS.finditer(text) if cut.start() > opening.end()]
    if not cuts or (len(cuts) < FEWEST_JOINED and not cuts[0]["stop"]):
        return [text]
    ends = [*(cut.start() for cut in cuts), len(text)]
    starts = [opening.end() - len("that"), *(cut.end() for cut in cuts)]
    return [text[a:b].strip() for a, b in zip(starts, ends, strict=True)]


def _things_to_do(text: str) -> list[str]:
    """The things that a sentence agrees to do: each “to …” of “agreed to …, to … and to …”."""
    opening = _RULES["agreed-to"].within(text)
    cuts = [cut for cut in _TO_DO.finditer(text) if opening and cut.start() > opening.end()]
    if len(cuts) < FEWEST_JOINED:
        return [text]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    return [text[a:b].strip() for a, b in zip(starts, ends, strict=True)]
