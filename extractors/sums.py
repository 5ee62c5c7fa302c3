"""Sums of money: how much, from whom, to whom, what for and for when, in sentences and in tables.

Every amount in pounds that a paper prints is read; who gave it and who got it only where the words
say so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from kg.extractors.amounts import amounts
from kg.extractors.facts import Facts, Mention, Part, Span, Sum
from kg.extractors.passages import Sentence, passages
from kg.extractors.rules import rules
from kg.extractors.sum_context import parties, when_of
from kg.extractors.sum_tables import bare_rows, table
from kg.extractors.tables import grid
from kg.extractors.text import Line, lines_of, within
from kg.ontology.folding import one_line

_R = rules("sums")


def read_sums(facts: Facts) -> tuple[Sum, ...]:
    """The sums of one document, in the order of the text."""
    text = facts.document.text
    if "£" not in text and "GBP" not in text:
        return ()
    lines = lines_of(facts.document)
    found: dict[Span, Sum] = {}
    parts = facts.parts or (Part("report", None, Span(0, len(text))),)
    organisations = sorted(
        (m for m in facts.mentions if m.kind == "organisation"), key=lambda m: m.span
    )
    for part in parts:
        if part.kind == "agenda" or ("£" not in text[part.span.start : part.span.end]):
            continue
        inner = within(lines, part.span)
        for item in _part(inner, text, part, organisations):
            found[item.at] = item
    return tuple(sorted(found.values(), key=lambda item: item.at))


def _part(lines: list[Line], text: str, part: Part, organisations: Sequence[Mention]) -> list[Sum]:
    found: list[Sum] = []
    before = ""  # the words above a table
    for passage in passages(lines, text):
        if "£" not in passage.text and "GBP" not in passage.text:
            if passage.kind != "rows":
                before = (before + " " + passage.text)[-1600:]
            continue
        if passage.kind == "rows":
            made = table(grid(passage), part.meeting, before)
            covered = {item.at for item in made}
            for row in grid(passage):
                for cell in row.cells:
                    sentence = Sentence(cell.text, cell.start)
                    made += [
                        item
                        for item in _sentence(sentence, part, organisations)
                        if item.at not in covered
                    ]
            found += made
            continue
        rows = bare_rows(passage, part.meeting, before)
        covered = {item.at for item in rows}
        for sentence in passage.sentences():
            if "£" in sentence.text or "GBP" in sentence.text:
                rows += [
                    item
                    for item in _sentence(sentence, part, organisations)
                    if item.at not in covered
                ]
        found += rows
        before = (before + " " + passage.text)[-1600:]
    return found


def _sentence(sentence: Sentence, part: Part, organisations: Sequence[Mention]) -> list[Sum]:
    text = sentence.text
    listed = amounts(text)
    found: list[Sum] = []
    begun = 0
    for at, amount in enumerate(listed):
        left = text[begun : amount.start]
        stop = listed[at + 1].start if at + 1 < len(listed) else len(text)
        right = text[amount.end : stop]
        last = found[-1] if found else None
        said = parties(left, right, last, sentence, organisations)
        when, interval = when_of(left, right)
        found.append(
            Sum(
                meeting=part.meeting,
                amount_printed=one_line(amount.printed),
                amount=amount.pounds,
                payer=said.payer,
                payee=said.payee,
                purpose=said.purpose,
                when_printed=when,
                period_start=interval[0] if interval else None,
                period_end=interval[1] if interval else None,
                span=sentence.span,
                rule=said.rule,
                at=Span(sentence.start + amount.start, sentence.start + amount.end),
                total=bool(_R["total"].within(left)),
                bound=_bound(left, right),
            )
        )
        if found[:-1] and re.fullmatch(
            r"\s*(?:to|and|-|–)\s*", left
        ):  # “£2,000 to £10,000 from …”: said once for both
            new, old = found[-1], found[-2]
            found[-2] = replace(
                old,
                payer=old.payer or new.payer,
                payee=old.payee or new.payee,
                purpose=old.purpose or new.purpose,
            )
        begun = amount.end
    return found


def _bound(left: str, right: str) -> Literal["exact", "most", "least", "about"]:
    for rule in ("most", "least", "about"):
        if _R[rule].within(left) and not (
            rule == "least"
            and re.search(r"(?i)\bfrom\s*$", left)
            and not re.match(r"\s*(?:to|-|–)\s*£", right)
        ):
            return _R[rule].value  # type: ignore[return-value]
    if re.search(r"(?i)^\s*to\s*$", left):
        return "most"
    return "exact"
