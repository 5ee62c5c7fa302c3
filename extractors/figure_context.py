"""What is said of a figure: its period, what it is set against, its unit, its area and which way it
went.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from kg.extractors.facts import Comparison, Figure, FigureUnit
from kg.extractors.figure_values import Value
from kg.extractors.indicators import ROLES, UNITS, Place, State, blank
from kg.extractors.periods import Interval, Period, add_months, resolve, shift
from kg.extractors.rules import rules
from kg.ontology.folding import one_line

_R = rules("figures")
_RIGHT_BEHIND = re.compile(
    r"(?i)\)?[\s,(]*(?:[a-z’']+\s+){0,2}?(?:(?:at\s+(?:its|the)\s+peak\s+)?"
    r"(?:in|for|during|at|over|to|as\s+at|of|between|on|from|by|since)\s+)?(?:the\s+)?"
    r"(?:two[-\s]year\s+|three[-\s]year\s+)?(?:period\s+)?(?:of\s+)?"
)
_BEHIND_PHRASE = re.compile(
    r"(?i)\s+(?:[a-z][\w’'-]*\s+){1,9}(?:in|for|during|between|over)\s+(?:the\s+)?(?:period\s+)?"
)
_RIGHT_BEFORE = re.compile(r"(?i)(?:[’']s)?[\s(:,]*(?:[a-z’'-]+\s+){0,4}?[\s(:,]*")
_SET_AGAINST = re.compile(r"(?i)\b(?:compared|against|than|from|similar|same)\b")
_SET_AGAINST_OR_APART = re.compile(r"(?i)\b(?:compared|against|than|from)\b|,")
_NEW_CLAUSE = re.compile(r"(?i)[,;]|\b(?:however|which|and|but|since)\b")
_MEASURE = re.compile(
    r"(?i)\b(?:rate|figure|response|performance|result|value|level|offences)\b"
    r"(?:\s+(?:of|was|is)\b)?"
)


def period_of(
    text: str, value: Value, before: int, after: int, when: Sequence[Period]
) -> Period | None:
    """The period said of a number.

    It stands right after it, right before it, or is the last one said before it in its clause.
    """
    near = [each for each in when if each.sort not in ("span", "date")]
    behind = next(
        (each for each in near if value.stop <= each.start and each.end <= after + 1), None
    )
    if behind is not None and _is_said_behind(text[value.stop : behind.start]):
        return behind
    inner = [each for each in near if before <= each.start and each.end <= value.start]
    if inner and _RIGHT_BEFORE.fullmatch(text[inner[-1].end : value.start]):
        return inner[-1]
    return _span_before(text, value, before, when) or _period_of_clause(inner)


def _is_said_behind(gap: str) -> bool:
    """Whether ``gap``, between a number and a period, says that they belong together."""
    if _R["verb"].within(gap):
        return False
    if _RIGHT_BEHIND.fullmatch(gap) and not _SET_AGAINST.search(gap):
        return True
    return bool(_BEHIND_PHRASE.fullmatch(gap)) and not _SET_AGAINST_OR_APART.search(gap)


def _span_before(text: str, value: Value, before: int, when: Sequence[Period]) -> Period | None:
    """A span of time that ends right before a number: “over three years at 12%”."""
    spans = [
        each
        for each in when
        if each.sort == "span" and each.back and before <= each.start and each.end <= value.start
    ]
    if spans and re.fullmatch(r"(?i)\s+at\s+(?:\w+\s+)?", text[spans[-1].end : value.start]):
        return spans[-1]
    return None


def _period_of_clause(inner: Sequence[Period]) -> Period | None:
    """The last stated period of a clause, or else its last current one."""
    for sort in ("stated", "current"):
        found = [each for each in inner if each.sort == sort]
        if found:
            return found[-1]
    return None


def role_of(
    text: str, left: str, right: str, period: Period | None, when: Sequence[Period], before: int
) -> tuple[Comparison, str]:
    """What a number is beside the one it is set against, and the rule that says so."""
    tail = left[-60:]
    if role := _role_in_words(tail):
        return _R[role].value, role  # type: ignore[return-value]
    if _R["change-before"].within(left) or (_R["change-after"].at(right)):
        return "change", "change"
    if period is not None and period.sort == "previous":
        return "previous", "previous"
    inner = [each for each in when if before <= each.start and each.end <= before + len(left)]
    if _R["compared"].within(_without_measures(left, inner, before)) or _R["peak"].within(left):
        return "previous", "previous"
    if _R["typical"].within(tail):
        return "typical", "typical"
    if period is not None and _is_of_series(period):
        return "series", "stated-period"
    return "current", "sentence"


def _role_in_words(tail: str) -> str | None:
    """The rule for a threshold, target or average that the words right before a number name."""
    for role in ROLES:
        said = _R[role].within(tail)
        if said and not _NEW_CLAUSE.search(tail[said.end() :]):
            return role
    return None


def _without_measures(left: str, inner: Sequence[Period], before: int) -> str:
    """Words before a number, with periods and words for measures blanked out."""
    shifted = [
        replace(each, start=each.start - before, end=each.end - before)
        for each in inner
        if each.sort != "current"
    ]
    return _MEASURE.sub(lambda found: " " * len(found[0]), blank(left, shifted))


def _is_of_series(period: Period) -> bool:
    """Whether a period is stated as one of several."""
    return period.sort == "stated" and bool(period.interval or period.rule == "calendar-quarter")


def unit_of(
    text: str, value: Value, role: Comparison, indicator: str, partner: Figure | None, state: State
) -> FigureUnit | None:
    """The unit of a number that has none beside it: that of the number it is set against, or its
    subject's.
    """
    if role not in ("current", "series") and partner is not None and partner.unit is not None:
        return partner.unit
    if re.match(r"(?:the\s+)?(?:%|percentage|proportion)", indicator, re.I):
        return "%"
    explicit = _R["per-in-words"].within(text)
    if value.whole:
        return "count"
    if explicit:
        return UNITS[explicit["n"].lower().replace(",", "")]
    if re.search(r"\d\s?%", text) and not value.bracketed:
        return "%"
    return state.unit if role != "current" else None


Source = Literal["stated", "relative", "report"]
Dated = tuple[Interval | None, Source | None]


def interval_of(
    period: Period | None,
    role: Comparison,
    place: Place,
    partner: Figure | None,
    text: str,
    when: Sequence[Period],
) -> Dated:
    """The first and last day of a figure, and whether its words,
    other words or the report say so.
    """
    if partner and partner.period_printed and not partner.period_start and role != "current":
        return None, None
    beside = _interval_of_figure(partner)
    if period is not None:
        return _interval_of_period(period, place.here, beside)
    of_report: Dated = (place.here, "report" if place.here else None)
    if role in ("current", "change"):
        return of_report
    if role in ("regional average", "national average"):
        return (beside, "relative") if beside else of_report
    if role == "previous":
        return _interval_before(place.here, text, when)
    return None, None


def _interval_of_figure(figure: Figure | None) -> Interval | None:
    if figure is None or not figure.period_start or not figure.period_end:
        return None
    return figure.period_start, figure.period_end


def _interval_of_period(period: Period, here: Interval | None, beside: Interval | None) -> Dated:
    """The days of a period that the words state, or set beside others."""
    if period.sort == "span" and period.back and here:
        return (add_months(here[1].replace(day=1), 1 - period.back), here[1]), "relative"
    found = resolve(period, here, beside)
    if found is None:
        return None, None
    if period.interval:
        return found, "stated"
    return found, "report" if period.sort == "current" else "relative"


def _interval_before(here: Interval | None, text: str, when: Sequence[Period]) -> Dated:
    """The days that lie before the report's own by the one span of time that is said."""
    if here is None or not re.search(r"(?i)\bfrom\b", text):
        return None, None
    spans = [each.back for each in when if each.sort == "span" and each.back]
    return (shift(here, -spans[0]), "relative") if len(spans) == 1 else (None, None)


def area_of(
    text: str, value: Value, before: int, after: int, role: Comparison, place: Place
) -> tuple[str | None, bool]:
    """The place a figure is from, and whether its sentence says so; thresholds and averages have
    none of their own.
    """
    if (
        role == "national average"
        and (found := _R["national"].within(text[before : value.start]))
        and found["area"]
    ):
        return found["area"], True
    if role in ("threshold", "target", "regional average", "national average"):
        return None, False
    if place.areas is not None:
        said = list(place.areas.finditer(text, 0, min(len(text), after)))
        nearby = [m for m in said if m.start() < value.start or m.start() - value.stop < 60]
        if nearby:
            chosen = nearby[-1]
            return one_line(chosen["area"] or chosen["area2"]), True
    return place.area, False


def direction_of(
    text: str,
    before: int,
    value: Value,
    after: int,
    role: Comparison,
    state: State,
    drafted: list[int],
) -> Literal["up", "down", "stable"] | None:
    """Which way it went, by the last word that says so before the number, else the first one after
    it.
    """
    if role not in ("current", "series", "change"):
        if role == "previous" and not drafted and state.partner is not None:
            partner = state.found[state.partner]
            if partner.direction is None:
                state.found[state.partner] = replace(
                    partner, direction=_said(text[: value.start], last=True)
                )
        return None
    ahead = _said(text[: value.start], last=True)
    if role == "change":
        return _said(text[value.end : value.end + 25], last=False) or ahead
    return ahead or _said(text[value.end : after + 12], last=False)


def _said(text: str, last: bool) -> Literal["up", "down", "stable"] | None:
    best: tuple[int, Literal["up", "down", "stable"]] | None = None
    ways: tuple[Literal["up", "down", "stable"], ...] = ("up", "down", "stable")
    for way in ways:
        for match in _R[way].pattern.finditer(text):
            if best is None or (match.start() > best[0]) == last:
                best = (match.start(), way)
    return best[1] if best else None
