"""Statements of the papers that cannot both hold.

Two values of one indicator for one area and period, a comparison that its own figures deny, a
percentage that does not fit its numbers, two days for one meeting, papers of one meeting that
differ, two actions with one number in one log. What the text does not give, above all a period, is
never filled in: without it there is no contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.extractors.facts import Facts, Figure, Span
from kg.extractors.indicators import Expansions
from kg.extractors.indicators import key as indicator_key
from kg.ontology.folding import fold_to_words, one_line
from kg.ontology.rule_tables import load_rules
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.meeting_days import differing_days
from kg.tracking.meeting_differences import meeting_differences
from kg.tracking.number_claims import false_claims
from kg.tracking.same_counts import differing_counts
from kg.tracking.tracked_statements import QUOTED, Contradiction, ContradictionSide

_VALUES = ("current", "series", "previous")
_NEAR = 400  # characters from a figure to the one it is set against
_BESIDE = 200  # characters around a figure or a day that may explain it
_SENTENCE_END = re.compile(r"(?<=[a-z)%’”\]])[.;]\s|\n\s*\n|(?<=\d)\.\s+(?=[A-Z])")


def find_contradictions(index: CorpusIndex) -> tuple[Contradiction, ...]:
    """All contradictions of a corpus, kind after kind, each once."""
    found: list[Contradiction] = []
    papers = list(index.facts.values())
    found += _two_values(papers)
    for facts in papers:
        found += _against_previous(facts)
        found += _denied_by_own_numbers(facts)
        found += _numbers_twice(facts)
    found += _said_twice(index, found)
    found += differing_days(index)
    found += meeting_differences(index)
    return tuple(sorted(_once(found), key=lambda each: (each.kind, each.left, each.right)))


def _once(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Each pair of values once, though several papers repeat them."""
    kept: dict[tuple[str, str, str, str], Contradiction] = {}
    for each in sorted(found, key=lambda each: (each.left, each.right)):
        kept.setdefault((each.kind, each.matter, each.left.words, each.right.words), each)
    return list(kept.values())


# -- figures -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Measured:
    """A figure with its paper and its place among the paper's figures."""

    facts: Facts
    at: int
    figure: Figure

    @property
    def side(self) -> ContradictionSide:
        return _side(self.facts, self.figure.span, ("figure", self.at))


def _two_values(papers: list[Facts]) -> Iterator[Contradiction]:
    """One indicator, area and stated period, and two values in two papers."""
    groups: dict[tuple[object, ...], list[_Measured]] = {}
    for facts in papers:
        expansions = Expansions(facts.acronyms)
        for at, figure in enumerate(facts.figures):
            name = _group(facts, figure, expansions)
            if name is not None:
                groups.setdefault(name, []).append(_Measured(facts, at, figure))
    for measured in groups.values():
        ordered = sorted(measured, key=lambda each: (_day(each.facts), each.figure.span))
        for before, after in _changes(ordered):
            yield Contradiction("two values", _matter(before.figure), before.side, after.side)


def _said_twice(index: CorpusIndex, known: Sequence[Contradiction]) -> Iterator[Contradiction]:
    """Sentences of two papers that differ in one number, where figures did not show it."""
    told: dict[str, list[Span]] = {}
    for each in known:
        for side in (each.left, each.right):
            told.setdefault(side.document, []).append(side.span)
    for counts in differing_counts(index):
        if any(each.span.overlaps(span) for each in counts for span in told.get(each.document, ())):
            continue
        left, right = (_side(index.facts[each.document], each.span, None) for each in counts)
        yield Contradiction("two values", counts[0].matter, left, right)


def _group(facts: Facts, figure: Figure, expansions: Expansions) -> tuple[object, ...] | None:
    """What two figures of the same thing share; ``None`` where the text leaves it open."""
    if figure.value is None or figure.comparison not in _VALUES:
        return None
    area = figure.area or _area_within(figure.indicator)
    if figure.period_from != "stated" or figure.period_start is None or area is None:
        return None
    name = indicator_key(figure.indicator, expansions)
    if len(name.split()) < 2 or _is_provisional(facts, figure):
        return None
    period = (figure.period_start, figure.period_end)
    return name, fold_to_words(area), period, figure.unit


def _area_within(indicator: str) -> str | None:
    """The place that an indicator's own words end with: “rate of thefts in Fenmark”."""
    found = load_rules("kg.tracking", "contradictions")["area-within"].pattern.search(indicator)
    return found["area"] if found else None


def _is_provisional(facts: Facts, figure: Figure) -> bool:
    """Whether its words say that the figure is provisional, revised, rounded or up to a day."""
    text, rules = facts.document.text, load_rules("kg.tracking", "contradictions")
    sentence = text[min(figure.span.start, figure.at.start) : max(figure.span.end, figure.at.end)]
    behind = text[figure.span.end : figure.span.end + _BESIDE].partition("\n\n")[0]
    if rules["provisional"].find(sentence) or rules["provisional-before"].find(behind):
        return True
    return rules["rounded"].find(text[max(0, figure.at.start - 30) : figure.at.start]) is not None


def _changes(ordered: list[_Measured]) -> Iterator[tuple[_Measured, _Measured]]:
    """The first figure of a group with each later one of another paper that has another value."""
    first = ordered[0]
    for other in ordered[1:]:
        if other.facts is not first.facts and not _agree(first.figure, other.figure):
            yield first, other
            return


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two values are the same, or the one is the other rounded."""
    left, right = one.value, other.value
    if left is None or right is None or left == right:
        return True
    places = min(_places(left), _places(right))
    return round(left, places) == round(right, places)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _matter(figure: Figure) -> str:
    parts = [figure.indicator, figure.area, figure.period_printed]
    return one_line(", ".join(each for each in parts if each))


def _against_previous(facts: Facts) -> Iterator[Contradiction]:
    """A figure said to be higher, lower or the same as the one before, which is not so."""
    text = facts.document.text
    for at, figure in enumerate(facts.figures):
        if figure.comparison != "previous" or figure.value is None:
            continue
        partner = _partner(facts, at)
        if partner is None:
            continue
        words = text[facts.figures[partner].at.end : figure.at.end]
        current = facts.figures[partner].value
        if current is not None and _denied(_last_sentence(words), current, figure.value):
            left = _side(facts, facts.figures[partner].span, ("figure", partner))
            right = _side(facts, figure.span, ("figure", at))
            yield Contradiction("comparison", _matter(facts.figures[partner]), left, right)


def _partner(facts: Facts, at: int) -> int | None:
    """The figure that a previous one is set against: the nearest before it of the same sort."""
    previous = facts.figures[at]
    for other in range(at - 1, max(-1, at - 4), -1):
        figure = facts.figures[other]
        if previous.at.start - figure.at.end > _NEAR or figure.at.start >= previous.at.start:
            continue
        if figure.comparison in ("current", "series") and figure.value is not None:
            same = figure.unit == previous.unit or None in (figure.unit, previous.unit)
            return other if same and figure.indicator == previous.indicator else None
    return None


def _last_sentence(words: str) -> str:
    """The words from the last full stop on."""
    ends = list(_SENTENCE_END.finditer(words))
    return words[ends[-1].end() :] if ends else words


def _denied(words: str, current: Decimal, previous: Decimal) -> bool:
    """Whether what the words say of two figures is not so.

    Words that say two things say nothing.
    """
    rules = load_rules("kg.tracking", "contradictions")
    claims = [way for way in ("up", "down", "same") if rules[way].pattern.search(words)]
    if len(claims) != 1:
        return False
    return {
        "up": current <= previous,
        "down": current >= previous,
        "same": current != previous,
    }[claims[0]]


def _denied_by_own_numbers(facts: Facts) -> Iterator[Contradiction]:
    """What a sentence claims and its own numbers deny."""
    for claim in false_claims(facts.document.text):
        side = _side(facts, claim.span, None)
        words = facts.document.text[claim.span.start : claim.span.end]
        yield Contradiction(claim.kind, one_line(words)[:QUOTED], side, side)


# -- logs -----------------------------------------------------------------------------------------


def _numbers_twice(facts: Facts) -> Iterator[Contradiction]:
    """Two rows of one log with one number."""
    seen: dict[tuple[int, str], int] = {}
    for at, action in enumerate(facts.actions):
        number = (action.number or "").strip(". ").lower()
        if not number:
            continue
        first = seen.setdefault((action.meeting, number), at)
        if first != at and fold_to_words(facts.actions[first].text) != fold_to_words(action.text):
            left = _side(facts, facts.actions[first].span, ("action", first))
            right = _side(facts, action.span, ("action", at))
            yield Contradiction("action number", f"Action {number}", left, right)


def _day(facts: Facts) -> date:
    """The day of a paper's first meeting, for an order of papers."""
    return min((each.date for each in facts.meetings if each.date), default=date.max)


def _side(facts: Facts, span: Span, fact: tuple[str, int] | None) -> ContradictionSide:
    return ContradictionSide.quoted(facts.document.id, facts.document.text, span, fact)
