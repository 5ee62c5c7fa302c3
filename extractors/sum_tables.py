"""Sums in tables: columns read by their heads, and lines “name £sum” of a table that lost its columns."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.amounts import amounts
from extractors.facts import Span, Sum
from extractors.passages import Passage
from extractors.rules import rules
from extractors.sum_context import party, when_of
from extractors.tables import Row
from ontology.folding import one_line

_R = rules("sums")
_LAST_CELL = re.compile(
    r"^(?P<label>\S.{1,100}?)\s+(?P<sum>£\s?[\d,]+(?:\.\d+)?(?:\s?(?:k|m|million))?)$"
)


def table(rows: list[Row], meeting: int | None, before: str) -> list[Sum]:
    """A table with a column of amounts, read by its head; without a head the label's column says to whom."""
    columns: dict[int, str] = {}
    found: list[Sum] = []
    when, interval, payer = None, None, _giver(before)
    for row in rows:
        texts = [cell.text for cell in row.cells]
        money = [
            n
            for n, text in enumerate(texts)
            if re.fullmatch(r"(?:£|GBP)\s?[\d,]+(?:\.\d+)?\s?(?:k|m|million|bn)?", text, re.I)
        ]
        if not money:
            head = {n: kind for n, text in enumerate(texts) if text and (kind := _column(text))}
            if "amount" in head.values():
                columns = head
                title = next(texts[n] for n, kind in head.items() if kind == "amount")
                if set(head.values()) == {
                    "amount"
                }:  # the names' own head says nothing: what kind of money is it?
                    given = re.search(r"(?i)alloc|grant|award|sum|contribution", title)
                    columns = {0: "payee" if given else "purpose", **head}
                when, interval = when_of(title, "")
            elif columns and len([t for t in texts if t]) == 1 and found:
                continue  # a cell that went on
            continue
        label = next((text for text in texts[: money[0]] if text), None)
        for n in money:
            amount = amounts(texts[n])
            if not amount:
                continue
            values = {
                kind: texts[m]
                for m, kind in columns.items()
                if m < len(texts) and m not in money and texts[m]
            }
            purposes = [
                texts[m]
                for m, kind in columns.items()
                if kind == "purpose" and m < len(texts) and texts[m]
            ]
            total = bool(label and re.match(r"(?i)(?:grand\s+|sub-?)?total\b|^overall\b", label))
            payee = values.get("payee") or (label if not columns and not total else None)
            found.append(
                Sum(
                    meeting,
                    one_line(amount[0].printed),
                    amount[0].pounds,
                    None if total else values.get("payer") or (payer if payee else None),
                    None if total else payee,
                    label if total else (purposes[0] if purposes else None),
                    when,
                    interval[0] if interval else None,
                    interval[1] if interval else None,
                    row.span,
                    "table",
                    Span(row.cells[n].start + amount[0].start, row.cells[n].start + amount[0].end),
                    total,
                )
            )
    return found


def _column(text: str) -> str | None:
    if len(text) > 60:
        return None
    for rule in ("column-payer", "column-amount", "column-payee", "column-purpose"):
        if _R[rule].at(text):
            return _R[rule].value
    return None


def _giver(before: str) -> str | None:
    """Who gives what a table lists, as the words right above it say."""
    said = list(_R["given-by"].pattern.finditer(before[-900:]))
    return party(said[-1]["who"]) if said else None


def bare_rows(passage: Passage, meeting: int | None, before: str) -> list[Sum]:
    """Lines “name £sum” that follow each other: a table that lost its columns."""
    run = [
        (line, match) for line in passage.lines if (match := _LAST_CELL.match(line.text.strip()))
    ]
    run = [pair for pair in run if any(abs(pair[0].index - other[0].index) == 1 for other in run)]
    if len(run) < 2:
        return []
    head = next(
        (line.text.strip() for line in passage.lines if line.index == run[0][0].index - 1), ""
    )
    kind = (
        "payer"
        if _R["column-payer"].at(head)
        else "purpose"
        if _R["column-purpose"].at(head)
        else "payee"
    )
    when, interval = when_of(head, "")
    payer = _giver(before)
    found: list[Sum] = []
    for line, match in run:
        amount = amounts(match["sum"])[0]
        label = one_line(match["label"]).strip(" :–-")
        total = bool(re.match(r"(?i)(?:grand\s+|sub-?)?total\b", label))
        start = line.start + line.text.index(match["sum"])
        made = Sum(
            meeting, one_line(amount.printed), amount.pounds, None, None, label if total else None, when,
            interval[0] if interval else None, interval[1] if interval else None, line.span, "bare-rows",
            Span(start + amount.start, start + amount.end), total,
        )  # fmt: skip
        if not total:
            made = (
                replace(made, payer=label)
                if kind == "payer"
                else replace(made, purpose=label)
                if kind == "purpose"
                else replace(made, payee=label, payer=payer)
            )
        found.append(made)
    return found
