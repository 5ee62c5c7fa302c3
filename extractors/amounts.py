"""Amounts of money as papers print them, in pounds: “£1.2m”, “£20-30k”, “50p”."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.extractors.rules import rules

_R = rules("sums")
_TIMES = {"k": 3, "t": 3, "m": 6, "b": 9}


@dataclass(frozen=True, slots=True)
class Amount:
    start: int
    end: int
    printed: str
    pounds: Decimal


def amounts(text: str) -> list[Amount]:
    """The amounts of money in ``text``; one without its pound sign counts beside another that has
    it.
    """
    found: list[Amount] = []
    for match in _R["amount"].pattern.finditer(text):
        if match["by2"] and match["n2"]:  # “£20-30k”: two amounts, the unit printed once
            by = match["by"] or match["by2"]
            found.append(Amount(match.start(), match.end("n"), match[0], _pounds(match["n"], by)))
            found.append(
                Amount(
                    match.start("n2"),
                    match.end(),
                    match["n2"] + match["by2"],
                    _pounds(match["n2"], match["by2"]),
                )
            )
            continue
        end = match.end("by") if match["by"] else match.end("n")
        found.append(
            Amount(match.start(), end, text[match.start() : end], _pounds(match["n"], match["by"]))
        )
    if found:
        for match in _R["amount-without-sign"].pattern.finditer(text):
            if not any(a.start <= match.start() < a.end for a in found):
                found.append(
                    Amount(match.start(), match.end(), match[0], _pounds(match["n"], match["by"]))
                )
        for match in _R["pence"].pattern.finditer(text):
            found.append(Amount(match.start(), match.end(), match[0], Decimal(match["n"]) / 100))
    return sorted(found, key=lambda amount: amount.start)


def _pounds(number: str, by: str | None) -> Decimal:
    value = Decimal(number.replace(",", ""))
    if by:
        value *= Decimal(10) ** _TIMES[by[0].lower()]
        value = value.quantize(Decimal(1)) if value == value.to_integral() else value
    return value
