"""What is said of a figure: its period, what it is set against, its unit, its area and which way it went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from extractors.facts import Comparison, Figure, FigureUnit
from extractors.figure_values import Value
from extractors.indicators import ROLES, UNITS, Place, State, blank
from extractors.periods import Interval, Period, add_months, resolve, shift
from extractors.rules import rules
from ontology.folding import one_line

_R = rules("figures")


def period_of(
    text: str, value: Value, before: int, after: int, when: Sequence[Period]
) -> Period | None:
    """The period said of a number: right after it, right before it, or the last one said before it in its clause."""
    near = [p for p in when if p.sort not in ("span", "date")]
    for period in near:
        if value.stop <= period.start and period.end <= after + 1:
            gap = text[value.stop : period.start]
            if (
                re.fullmatch(
                    r"(?i)\)?[\s,(]*(?:[a-z’']+\s+){0,2}?(?:(?:at\s+(?:its|the)\s+peak\s+)?(?:in|for|during|at|over|to|as\s+at|of|between|on|from|by|since)\s+)?(?:the\s+)?(?:two[-\s]year\s+|three[-\s]year\s+)?(?:period\s+)?(?:of\s+)?",
                    gap,
                )
                and not _R["verb"].within(gap)
                and not re.search(r"(?i)\b(?:compared|against|than|from|similar|same)\b", gap)
            ):
                return period
            if _R["verb"].within(gap):
                break
            phrase = re.fullmatch(
                r"(?i)\s+(?:[a-z][\w’'-]*\s+){1,9}(?:in|for|during|between|over)\s+(?:the\s+)?(?:period\s+)?",
                gap,
            )
            if (
                phrase
                and not _R["verb"].within(gap)
                and not re.search(r"(?i)\b(?:compared|against|than|from)\b|,", gap)
            ):
                return period
            break
    inner = [p for p in near if before <= p.start and p.end <= value.start]
    if inner and re.fullmatch(
        r"(?i)(?:[’']s)?[\s(:,]*(?:[a-z’'-]+\s+){0,4}?[\s(:,]*", text[inner[-1].end : value.start]
    ):
        return inner[-1]
    lasted = [
        p
        for p in when
        if p.sort == "span" and p.back and before <= p.start and p.end <= value.start
    ]
    if lasted and re.fullmatch(r"(?i)\s+at\s+(?:\w+\s+)?", text[lasted[-1].end : value.start]):
        return lasted[-1]
    for sorts in (("stated",), ("current",), ("previous",)):
        found = [p for p in inner if p.sort in sorts]
        if found and not (sorts == ("previous",) and found[-1].back is None):
            return found[-1] if sorts != ("previous",) else None
    return None


def role_of(
    text: str, left: str, right: str, period: Period | None, when: Sequence[Period], before: int
) -> tuple[Comparison, str]:
    """What a number is beside the one it is set against, and the rule that says so."""
    tail = left[-60:]
    for role in ROLES:
        said = _R[role].within(tail)
        if said and not re.search(
            r"(?i)[,;]|\b(?:however|which|and|but|since)\b", tail[said.end() :]
        ):
            return _R[role].value, role  # type: ignore[return-value]
    if _R["change-before"].within(left) or (_R["change-after"].at(right)):
        return "change", "change"
    inner = [p for p in when if before <= p.start and p.end <= before + len(left)]
    flat = blank(
        left,
        [
            replace(p, start=p.start - before, end=p.end - before)
            for p in inner
            if p.sort != "current"
        ],
    )
    flat = re.sub(
        r"(?i)\b(?:rate|figure|response|performance|result|value|level|offences)\b(?:\s+(?:of|was|is)\b)?",
        lambda m: " " * len(m[0]),
        flat,
    )
    if period is not None and period.sort == "previous":
        return "previous", "previous"
    if _R["compared"].within(flat) or _R["peak"].within(left):
        return "previous", "previous"
    if _R["typical"].within(tail):
        return "typical", "typical"
    if (
        period is not None
        and period.sort == "stated"
        and (period.interval or period.rule == "calendar-quarter")
    ):
        return "series", "stated-period"
    return "current", "sentence"


def unit_of(
    text: str, value: Value, role: Comparison, indicator: str, partner: Figure | None, state: State
) -> FigureUnit | None:
    """The unit of a number that has none beside it: that of the number it is set against, or its subject's."""
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


def interval_of(
    period: Period | None,
    role: Comparison,
    place: Place,
    partner: Figure | None,
    text: str,
    when: Sequence[Period],
) -> tuple[Interval | None, Literal["stated", "relative", "report"] | None]:
    """The first and last day of a figure, and whether its words, other words or the report say so."""
    if partner and partner.period_printed and not partner.period_start and role != "current":
        return None, None
    beside = (
        (partner.period_start, partner.period_end)
        if partner and partner.period_start and partner.period_end
        else None
    )
    if period is not None and period.sort == "span" and period.back and place.here:
        end = place.here[1]
        return (add_months(end.replace(day=1), 1 - period.back), end), "relative"
    if period is not None:
        found = resolve(period, place.here, beside)
        if found is None:
            return None, None
        return (
            found,
            "stated" if period.interval else "report" if period.sort == "current" else "relative",
        )
    if role in ("current", "change"):
        return place.here, "report" if place.here else None
    if role in ("regional average", "national average"):
        return (beside, "relative") if beside else (place.here, "report" if place.here else None)
    if role == "previous" and place.here and re.search(r"(?i)\bfrom\b", text):
        spans = [p.back for p in when if p.sort == "span" and p.back]
        if len(spans) == 1 and spans[0]:
            return shift(place.here, -spans[0]), "relative"
    return None, None


def area_of(
    text: str, value: Value, before: int, after: int, role: Comparison, place: Place
) -> tuple[str | None, bool]:
    """The place a figure is from, and whether its sentence says so; thresholds and averages have none of their own."""
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
    """Which way it went, by the last word that says so before the number, else the first one after it."""
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
