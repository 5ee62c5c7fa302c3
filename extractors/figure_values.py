"""Which numbers of a sentence are figures: not its ages, durations, dates,
references and prices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.extractors.facts import FigureUnit
from kg.extractors.indicators import UNITS, Place, words
from kg.extractors.periods import Period
from kg.extractors.rules import rules
from kg.ontology.folding import one_line

_R = rules("figures")
_BRACKET_BEFORE = re.compile(r"\((?:around |about |from |at |currently )?\s*$")
_TO_PERIOD = re.compile(r"\s+(?:[\w’']+\s+)?(?:in\s+|for\s+|during\s+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


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
    """The numbers of a sentence that are figures, from ``begun`` on.

    Ages, durations, dates, references and prices are none.
    """
    found: list[Value] = []
    for match in _R["number"].pattern.finditer(text, begun):
        if not any(period.start <= match.start() < period.end for period in when):
            value = _Number(match, text, when, place, found).value()
            if value is not None:
                found.append(value)
    return found


class _Number:
    """A number of a sentence with the words around it, judged by them."""

    def __init__(
        self,
        match: re.Match[str],
        text: str,
        when: Sequence[Period],
        place: Place,
        earlier: Sequence[Value],
    ) -> None:
        self._match, self._text, self._when, self._place = match, text, when, place
        self._last = earlier[-1] if earlier else None
        self._left = text[max(0, match.start() - 60) : match.start()]
        self._right = text[match.end() : match.end() + 90]
        self._bracketed = bool(_BRACKET_BEFORE.search(self._left))

    def value(self) -> Value | None:
        """The number with its unit; ``None`` where it is no figure."""
        if _R["no-figure-before"].within(self._left[-40:]) and not self._bracketed:
            return None
        end = self._match.end()
        if percent := _R["percent"].at(self._right):
            return self._made("%", end + percent.end())
        if _R["no-figure-after"].at(self._right):
            return None
        rate = _R["per"].at(self._right)
        if rate and not re.search(r"\d", self._right[: rate.start("n")]):
            return self._made(UNITS[one_line(rate["n"].lower()).replace(",", "")], end + rate.end())
        return self._made(None, end) if self._is_bare_figure() else None

    def _made(self, unit: FigureUnit | None, stop: int) -> Value:
        match = self._match
        return Value(match.start(), match.end(), stop, match[0], unit, self._bracketed)

    def _is_bare_figure(self) -> bool:
        """Whether a number without a unit is a figure."""
        number = self._match[0]
        if self._is_time_of_day() or (_YEAR.fullmatch(number) and not self._bracketed):
            return False
        if self._counts():
            return number not in ("1", "2")
        if not self._place.performance:
            return self._goes_on()
        if "." in number:
            return bool(_R["bare-before"].within(self._left)) or self._bracketed
        return self._is_bare_integer()

    def _is_time_of_day(self) -> bool:
        start = self._match.start()
        return any(each.sort == "date" and 0 <= start - each.end <= 5 for each in self._when)

    def _counts(self) -> bool:
        """Whether words say that so many of something did something, or that there were so many."""
        noun = counted(self._right)
        if not noun or not words(noun):
            return False
        if _R["did"].within(self._left):
            return True
        return bool(self._place.performance and _R["there-were"].within(self._left))

    def _goes_on(self) -> bool:
        """Whether it is set against a rate or a plain number before it."""
        return (
            self._last is not None
            and "." in self._match[0]
            and self._last.unit in (None, *UNITS.values())
            and self._is_set_against()
        )

    def _is_bare_integer(self) -> bool:
        """Whether a whole number of a report on performance is a figure."""
        if len(self._match[0]) < 2 and not self._bracketed:
            return False
        if self._leads_to_period():
            return True
        if self._bracketed:
            closed = re.match(r"\s*(?:\)|[a-z]+\s*\)|,)", self._right)
            return bool(closed and re.search(r"[a-z0-9]\s*\($", self._left))
        if self._last is not None and self._is_set_against():
            return True
        if re.search(r"(?i)\bfrom\s+$", self._left):
            return bool(re.match(r"\s+to\s+\d", self._right))
        return bool(_R["bare-integer"].within(self._left[-40:]))

    def _leads_to_period(self) -> bool:
        """Whether a period with known days follows, no more than a word between."""
        end = self._match.end()
        follows = next((each for each in self._when if 0 <= each.start - end <= 24), None)
        if follows is None or not follows.interval:
            return False
        return _TO_PERIOD.fullmatch(self._text[end : follows.start]) is not None

    def _is_set_against(self) -> bool:
        """Whether the words before it set it against another number."""
        offset = self._match.start() - len(self._left)
        inner = [
            each for each in self._when if offset <= each.start and each.end <= self._match.start()
        ]
        flat = self._left
        for period in inner:
            begun, end = period.start - offset, period.end - offset
            flat = flat[:begun] + " " * (end - begun) + flat[end:]
        if _R["compared"].within(flat):
            return True
        return bool(
            inner and inner[-1].sort == "previous" and self._match.start() - inner[-1].end < 25
        )


def counted(right: str) -> str | None:
    """What is counted, in the words right after a number."""
    noun = _R["counted"].at(right)
    if noun is None:
        return None
    kept = re.split(
        r"\s+and(?=\s+(?:had|has|have|was|were|\w+ed)\b|$)", one_line(noun["what"]), maxsplit=1
    )[0]
    return kept or None
