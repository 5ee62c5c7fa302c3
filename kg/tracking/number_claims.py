"""What a sentence claims of its own numbers, worked out again.

“Rose from 80 to 60”, “30 of 60 (40%)”, “doubled from 10 to 14”, “fourteen (12) places”, “60 in all:
20, 15 and 10”. The wording stands in ``contradictions.toml``, each with examples; a number that is
scaled, rounded in words or of another sort is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from kg.extractors.facts import Span
from kg.ontology.rule_tables import load_rules, load_table

_SLACK = Decimal("0.6")  # percentage points that rounding may make
_ROUGH = Decimal("0.2")  # how far a change may be from “doubled”, as a share of what that says
_ROUGHER = Decimal("0.4")  # … from “almost doubled”
_JUST = Decimal("0.04")  # how far “more than half” may fall short of it by rounding
_REACH = 600  # characters before and behind a word that a claim with it may take
_MORE = ("more than", "over")
_LESS = ("less than", "under", "fewer than")
_AGAINST = (
    "up-than",
    "down-than",
    "up-compared",
    "down-compared",
    "up-with",
    "down-with",
    "same-compared",
)
_CLAIMS = ("up-from-to", "down-from-to", *_AGAINST)
_SHARES = ("part-of-whole", "share-of-whole", "of-whole", "of-these", "share-of-number")
_FRACTIONS = ("fraction-of-whole", "part-of-whole-fraction", "fraction-with-part-of-whole")
_MULTIPLES = ("multiple-from-to", "multiple-to-from", "fraction-from-to", "multiple-of")
_CHANGES = ("change-from-to", "from-to-change")
_TOTALS = ("total-of-parts", "total-shared", "parts-in-total")
_PART = re.compile(
    r"\s*(?:and\s+)?(?P<sign>£?)(?P<number>\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)"
    r"(?!\w|\s?(?:%|per\s?cent|million|thousand|billion))(?:\s+[^\d£]*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """Words of a sentence that its own numbers deny, and how they do."""

    kind: str
    span: Span


def false_claims(text: str) -> Iterator[FalseClaim]:
    """All such claims of a paper's text, rule by rule; offsets are those of ``text``."""
    flat = _flat(text)
    for find in (_from_to, _shares, _fractions, _changes, _multiples, _totals, _words_and_figures):
        for kind, found in find(flat):
            yield FalseClaim(kind, Span(found.start(), found.end()))


def _flat(text: str) -> str:
    """The text with single line ends as spaces; offsets stay."""
    return re.sub(r"(?<!\n)\n(?!\s*\n)", " ", text)


def _found(rule: str, flat: str) -> Iterator[re.Match[str]]:
    """All matches of a rule: sought around what it says that each of them holds, if it does."""
    found = load_rules("kg.tracking", "contradictions")[rule]
    near = found.fields.get("near")
    done = 0
    for start, end in _stretches(near, flat) if near else ((0, len(flat)),):
        for match in found.pattern.finditer(flat, max(done, start), end):
            yield match
            done = match.end()


@lru_cache(maxsize=16)  # several rules look around the same words
def _stretches(near: str, flat: str) -> tuple[tuple[int, int], ...]:
    """The text around certain words, stretch by stretch."""
    out: list[tuple[int, int]] = []
    for found in re.finditer(near, _low(flat)):
        start, end = max(0, found.start() - _REACH), found.end() + _REACH
        if out and start <= out[-1][1]:
            start = out.pop()[0]
        out.append((start, end))
    return tuple(out)


def _low(text: str) -> str:
    """``text`` in small letters, with every letter in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(map(_low_letter, text))


def _low_letter(letter: str) -> str:
    return letter.lower()[0]


_ClaimMatches = Iterator[tuple[str, re.Match[str]]]


def _from_to(flat: str) -> _ClaimMatches:
    """“Rose from 80 to 60”, “0.6, which is lower than 0.5”, “84 compared with 84, a fall”."""
    for rule in _CLAIMS:
        for found in _found(rule, flat):
            first, second = read_number(found["first"]), read_number(found["second"])
            if first is None or second is None:
                continue
            if _is_year(first) and (rule in _AGAINST or _is_year(second)):
                continue
            if _is_denied(rule.partition("-")[0], first, second):
                yield "comparison", found


def _is_denied(way: str, first: Decimal, second: Decimal) -> bool:
    """Whether the second number is not higher than, lower than or the same as the first."""
    return {"up": second <= first, "down": second >= first, "same": second != first}[way]


def _shares(flat: str) -> _ClaimMatches:
    """A percentage that does not fit the numbers beside it."""
    for rule in _SHARES:
        for found in _found(rule, flat):
            part, whole, share = (read_number(found[name]) for name in ("part", "whole", "share"))
            if part is None or share is None or not whole or part > whole:
                continue
            if not _fits(part / whole * 100, share):
                yield "percentage", found


def _fractions(flat: str) -> _ClaimMatches:
    """“A third of the 60 homes (30)”."""
    for rule in _FRACTIONS:
        for found in _found(rule, flat):
            part, whole = read_number(found["part"]), read_number(found["whole"])
            said = _ratios().get(_key(found["fraction"]))
            if part is None or said is None or not whole or part > whole:
                continue
            if _is_far(part / whole, said, found["hedge"]):
                yield "percentage", found


def _changes(flat: str) -> _ClaimMatches:
    """“Fell by 50% from 80 to 60”, “from 60 to 80, a rise of 50%”."""
    for rule in _CHANGES:
        for found in _found(rule, flat):
            first, second = read_number(found["first"]), read_number(found["second"])
            share = read_number(found["share"])
            if not first or second is None or share is None:
                continue
            if _is_year(first) and _is_year(second):
                continue
            if not _fits(abs(second - first) / first * 100, share):
                yield "percentage", found


def _multiples(flat: str) -> _ClaimMatches:
    """“Doubled from 10 to 14”, “fell by a third from 90 to 80”, “30, double the 20 of 2021”."""
    for rule in _MULTIPLES:
        for found in _found(rule, flat):
            first, second = read_number(found["first"]), read_number(found["second"])
            said = _ratios().get(_key(found["way"]))
            if not first or second is None or said is None:
                continue
            if _is_year(first) and _is_year(second):
                continue
            ratio = second / first
            if rule == "fraction-from-to":
                ratio = abs(ratio - 1)
            elif said > 1:  # what counts is by how much it grew
                ratio, said = ratio - 1, said - 1
            if _is_far(ratio, said, found["hedge"]):
                yield "comparison", found


def _is_far(ratio: Decimal, said: Decimal, hedge: str | None) -> bool:
    """Whether a ratio is not what is said of it (“more than a third”), but for rounding."""
    words = _key(hedge or "")
    if words in _MORE:
        return ratio < said * (1 - _JUST)
    if words in _LESS:
        return ratio > said * (1 + _JUST)
    return abs(ratio - said) > said * (_ROUGHER if words else _ROUGH)


def _totals(flat: str) -> _ClaimMatches:
    """Parts that do not add up to what they are said to be the whole of."""
    for rule in _TOTALS:
        for found in _found(rule, flat):
            whole = read_number(found["whole"] or found.groupdict().get("whole_2") or "")
            parts = _parts(found["parts"], "£" if found["sign"] else "")
            if whole is not None and parts and sum(parts) != whole:
                yield "total", found


def _parts(listed: str, sign: str) -> list[Decimal]:
    """The numbers of a list, one in each of its pieces; none where a piece is anything else."""
    parts = []
    for piece in re.split(r",(?!\d)|\s+and\s+(?=£?\d|[a-z]+\s)", listed.strip(" ,:")):
        if not piece.strip():
            continue
        found = _PART.fullmatch(piece)
        number = read_number(found["number"]) if found and found["sign"] == sign else None
        if number is None:
            return []
        parts.append(number)
    return parts if len(parts) > 1 else []


def _words_and_figures(flat: str) -> _ClaimMatches:
    """A number in words with another in figures right behind it: “fourteen (12) places”."""
    for found in _found("words-and-figures", flat):
        if read_number(found["words"]) != read_number(found["figures"]):
            yield "number in words", found


def _fits(computed: Decimal, printed: Decimal) -> bool:
    """Whether a percentage is the one worked out, within what rounding may make."""
    return abs(computed - printed) <= max(_SLACK, Decimal("0.01") * printed)


def _is_year(number: Decimal) -> bool:
    return 1900 <= number <= 2100 and number == int(number)


def read_number(printed: str) -> Decimal | None:
    """The number that figures or words stand for; ``None`` for neither."""
    plain = printed.strip().lower()
    words = plain.replace("-", " ").split()
    values = [_number_words().get(word) for word in words]
    if words and None not in values:
        return Decimal(sum(value for value in values if value is not None))
    try:
        return Decimal(plain.replace(",", "").rstrip("."))
    except InvalidOperation:
        return None


@cache
def _number_words() -> dict[str, int]:
    return dict(load_table("kg.tracking", "contradictions")["number_words"])


@cache
def _ratios() -> dict[str, Decimal]:
    """“doubled” → 2, “a third” → 1/3."""
    table = load_table("kg.tracking", "contradictions")["ratios"]
    return {words: Decimal(top) / Decimal(under) for words, (top, under) in table.items()}


def _key(printed: str) -> str:
    return " ".join(printed.lower().replace("-", " ").split())
