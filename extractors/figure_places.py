"""Where and when a report's figures are from by themselves: its own area, its period, whether it is
on performance.
"""

from __future__ import annotations

import re

from kg.extractors.facts import Facts, Part
from kg.extractors.indicators import Place, from_initials
from kg.extractors.periods import Interval, Period, periods
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.ontology.folding import one_line

_R = rules("figures")


def areas_of(text: str) -> list[str]:
    """Places that the paper itself shows to be places: they have a council, a police force or a
    fire service.
    """
    found = {match["place"] for match in _R["serving"].pattern.finditer(text)}
    return sorted(
        (name for name in found if not _R["board-word"].at(name)),
        key=lambda name: (-len(name), name),
    )


def spoken_in(areas: list[str]) -> re.Pattern[str]:
    """Where a figure is from, as sentences say it: “in Marlshire”, “across Fenmark and Hobley”,
    “Marlshire’s rate”.
    """
    names = [re.escape(name).replace(r"\ ", r"\s+") for name in areas]
    names += [_R["nation"].pattern.pattern]
    one = "(?:" + "|".join(names) + r")(?:\s+County\b)?"
    return re.compile(
        rf"\b(?:in|across|for|within|throughout|of)\s+(?:the\s+)?(?P<area>{one}(?:(?:,|,?\s+and|\s*&)\s+{one}){{0,6}})"
        r"|\b(?P<area2>"
        + "|".join(names[:-1] or ["(?!)"])
        + r")(?:[’']s)?\s+(?:is|was|has|rate|figure|remains)\b"
    )


def place_of(
    facts: Facts, part: Part, lines: list[Line], areas: list[str], spoken: re.Pattern[str]
) -> Place:
    """What a part of a paper says of all its figures: its period, its area, the acronyms it spells
    out.
    """
    text = facts.document.text[part.span.start : part.span.end]
    title = part.title or ""
    start = one_line(text[:2500])
    is_paper = part.kind != "minutes"
    rates = text.count("%") + text.count("per 1") + text.count("per thousand")
    performance = is_paper and bool(
        _R["performance"].within(title)
        or (
            rates >= 6
            and len(_R["performance"].pattern.findall(text)) >= 3
            and rates * 700 > len(text)
        )
    )
    head = "\n".join(line.text for line in lines[:6])
    here = _own_period(title, head, start) if is_paper else None
    board = facts.meetings[part.meeting].board if part.meeting is not None else None
    own = _own_area(head.split("\n")[0] if is_paper else "", areas) or _own_area(board or "", areas)
    if own:
        for left_out in _R["not-included"].pattern.finditer(start):
            pieces = [
                piece for piece in re.split(r"\s+(?:and|&)\s+", own) if piece != left_out["area"]
            ]
            own = " and ".join(pieces) or own
    return Place(
        part.meeting, performance, here, own if performance else None, spoken, areas, _known(text)
    )


def _known(text: str) -> dict[str, str]:
    """Acronyms that the text spells out in front of brackets."""
    found: dict[str, str] = {}
    for match in re.finditer(r"\(([A-Z]{2,6})(?:[’']?s)?\)", text):
        before = one_line(
            re.split(r"[.;:,()]\s", text[max(0, match.start() - 90) : match.start()])[-1]
        )
        spelled = from_initials(before, match[1])
        if spelled:
            found.setdefault(match[1], spelled)
    return found


def _own_period(title: str, head: str, start: str) -> Interval | None:
    """The period a report is about: as its title says, widened to the year that its first words say
    it covers.
    """
    here = next(
        (p.interval for p in periods(one_line(title + " " + head)) if p.interval and _reporting(p)),
        None,
    )
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z\d])", start[:1500])[:12]:
        said = _R["covers"].within(sentence)
        if not said or not re.search(
            r"(?i)\b(?:report|paper|performance|update|figures|data)\b", sentence
        ):
            continue
        for period in periods(sentence):
            if (
                period.interval is None
                or period.sort != "stated"
                or period.rule in ("in-year", "date")
            ):
                continue
            if here is None or (period.rolling and period.interval[1] == here[1]):
                return period.interval
    return here


def _reporting(period: Period) -> bool:
    return period.sort == "stated" and period.rule not in ("month", "in-year", "date")


def _own_area(board: str, areas: list[str]) -> str | None:
    """The place a board is named after, where the paper shows it to be a place."""
    words = one_line(board).replace(" & ", " and ").title().replace(" And ", " and ")
    known = {name.replace(" & ", " and ") for name in areas}
    pieces: list[str] = []
    for piece in words.split(" and "):
        name = next(
            (
                area
                for area in sorted(known, key=len, reverse=True)
                if re.match(re.escape(area) + r"\b", piece)
            ),
            None,
        )
        if name is None:
            head = re.match(r"[A-Z][a-z]+", piece)
            joins = pieces or " and " in words
            if not (joins and head and piece == head[0] and not _R["board-word"].at(piece)):
                break
            name = head[0]
        pieces.append(name)
        if piece != name:
            break
    kept = [piece for piece in pieces if piece in known] or []
    return " and ".join(pieces) if kept else None
