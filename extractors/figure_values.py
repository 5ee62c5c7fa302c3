"""Which numbers of a sentence are figures: not its ages, durations, dates, references and prices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.facts import FigureUnit
from extractors.indicators import UNITS, Place, words
from extractors.periods import Period
from extractors.rules import rules
from ontology.folding import one_line

_R = rules("figures")


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a sentence: where it stands, where its unit ends, and how it stands there."""

    start: int
    end: int
    stop: int  # where unit and denominator end
    number: str
    unit: FigureUnit | None
    bracketed: bool

    @property
    def decimal(self) -> Decimal:
        return Decimal(self.number.replace(",", ""))

    @property
    def whole(self) -> bool:
        return "." not in self.number


def values_in(text: str, begun: int, when: Sequence[Period], place: Place) -> list[Value]:
    """The numbers of a sentence that are figures; ages, durations, dates, references and prices are none."""
    found: list[Value] = []
    for match in _R["number"].pattern.finditer(text, begun):
        if any(p.start <= match.start() < p.end for p in when):
            continue
        left, right = (
            text[max(0, match.start() - 60) : match.start()],
            text[match.end() : match.end() + 90],
        )
        bracketed = bool(re.search(r"\((?:around |about |from |at |currently )?\s*$", left))
        percent, rate = _R["percent"].at(right), _R["per"].at(right)
        if _R["no-figure-before"].within(left[-40:]) and not bracketed:
            continue
        unit: FigureUnit | None = None
        stop = match.end()
        if percent:
            unit, stop = "%", match.end() + percent.end()
        elif _R["no-figure-after"].at(right):
            continue
        elif rate and not re.search(r"\d", right[: rate.start("n")]):
            unit, stop = (
                UNITS[one_line(rate["n"].lower()).replace(",", "")],
                match.end() + rate.end(),
            )
        elif not _bare(match, left, right, bracketed, found, when, text, place):
            continue
        found.append(Value(match.start(), match.end(), stop, match[0], unit, bracketed))
    return found


def _bare(
    match: re.Match[str],
    left: str,
    right: str,
    bracketed: bool,
    found: list[Value],
    when: Sequence[Period],
    text: str,
    place: Place,
) -> bool:
    """Whether a number without a unit is a figure."""
    number = match[0]
    if any(p.sort == "date" and 0 <= match.start() - p.end <= 5 for p in when):
        return False  # a time of day
    if re.fullmatch(r"(?:19|20)\d\d", number) and not bracketed:
        return False
    noun = counted(right)
    if (
        noun
        and words(noun)
        and (_R["did"].within(left) or (place.performance and _R["there-were"].within(left)))
    ):
        return number not in ("1", "2")
    if not place.performance:
        return (
            bool(found)
            and "." in number
            and found[-1].unit in (None, *UNITS.values())
            and _set_against(left, when, match.start() - len(left), text)
        )
    if "." in number:
        return bool(_R["bare-before"].within(left)) or bracketed
    if len(number) < 2 and not bracketed:
        return False
    follows = next((p for p in when if 0 <= p.start - match.end() <= 24), None)
    if (
        follows
        and follows.interval
        and re.fullmatch(
            r"\s+(?:[\w’']+\s+)?(?:in\s+|for\s+|during\s+)?", text[match.end() : follows.start]
        )
    ):
        return True
    if bracketed:
        return bool(re.match(r"\s*(?:\)|[a-z]+\s*\)|,)", right)) and bool(
            re.search(r"[a-z0-9]\s*\($", left)
        )
    if found and _set_against(left, when, match.start() - len(left), text):
        return True
    if re.search(r"(?i)\bfrom\s+$", left):
        return bool(re.match(r"\s+to\s+\d", right))
    return bool(_R["bare-integer"].within(left[-40:]))


def counted(right: str) -> str | None:
    """What is counted, in the words right after a number."""
    noun = _R["counted"].at(right)
    if noun is None:
        return None
    kept = re.split(
        r"\s+and(?=\s+(?:had|has|have|was|were|\w+ed)\b|$)", one_line(noun["what"]), maxsplit=1
    )[0]
    return kept or None


def _set_against(left: str, when: Sequence[Period], offset: int, text: str) -> bool:
    """Whether the words before a number set it against another."""
    inner = [p for p in when if offset <= p.start and p.end <= offset + len(left)]
    flat = text[offset : offset + len(left)]
    for period in inner:
        flat = (
            flat[: period.start - offset]
            + " " * (period.end - period.start)
            + flat[period.end - offset :]
        )
    return bool(_R["compared"].within(flat)) or bool(
        inner
        and inner[-1].sort == "previous"
        and len(text[inner[-1].end : offset + len(left)]) < 25
    )
