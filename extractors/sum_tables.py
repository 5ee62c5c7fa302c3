"""Sums in tables: columns read by their heads, and lines “name £sum” of a table that lost its
columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.extractors.amounts import Amount, amounts
from kg.extractors.facts import Span, Sum
from kg.extractors.passages import Passage
from kg.extractors.rules import rules
from kg.extractors.sum_context import party, when_of
from kg.extractors.tables import Row
from kg.ontology.folding import one_line

_R = rules("sums")
_MONEY = re.compile(r"(?i)(?:£|GBP)\s?[\d,]+(?:\.\d+)?\s?(?:k|m|million|bn)?")
_TOTAL_LINE = re.compile(r"(?i)(?:grand\s+|sub-?)?total\b")
_TOTAL_ROW = re.compile(r"(?i)(?:grand\s+|sub-?)?total\b|^overall\b")
_LAST_CELL = re.compile(
    r"^(?P<label>\S.{1,100}?)\s+(?P<sum>£\s?[\d,]+(?:\.\d+)?(?:\s?(?:k|m|million))?)$"
)


def table(rows: list[Row], meeting: int | None, before: str) -> list[Sum]:
    """A table with a column of amounts, read by its head.

    Without a head the label's column says to whom.
    """
    reader = _TableReader(meeting, _giver(before))
    for row in rows:
        reader.read(row)
    return reader.found


class _TableReader:
    """Reads the rows of one table; what its head says holds for the rows under it."""

    def __init__(self, meeting: int | None, payer: str | None) -> None:
        self._meeting, self._payer = meeting, payer
        self._columns: dict[int, str] = {}  # column → payer, payee, purpose or amount
        self._when: str | None = None
        self._interval: tuple[date | None, date] | None = None
        self.found: list[Sum] = []

    def read(self, row: Row) -> None:
        """Add the sums of a row, or take it for a head."""
        texts = [cell.text for cell in row.cells]
        money = [at for at, text in enumerate(texts) if _MONEY.fullmatch(text)]
        if not money:
            self._read_head(texts)
            return
        label = next((text for text in texts[: money[0]] if text), None)
        for at in money:
            amount = amounts(texts[at])
            if amount:
                self.found.append(self._made(row, at, amount[0], label, money))

    def _read_head(self, texts: Sequence[str]) -> None:
        head = {at: kind for at, text in enumerate(texts) if text and (kind := _column(text))}
        if "amount" not in head.values():
            return
        title = next(texts[at] for at, kind in head.items() if kind == "amount")
        self._columns = head
        if set(head.values()) == {"amount"}:
            # the names' own head says nothing: what kind of money is it?
            given = re.search(r"(?i)alloc|grant|award|sum|contribution", title)
            self._columns = {0: "payee" if given else "purpose", **head}
        self._when, self._interval = when_of(title, "")

    def _made(
        self, row: Row, at: int, amount: Amount, label: str | None, money: Sequence[int]
    ) -> Sum:
        """The sum of one cell."""
        total = bool(label and _TOTAL_ROW.match(label))
        payer, payee, purpose = (None, None, label) if total else self._parties(row, label, money)
        start = row.cells[at].start
        first, last = self._interval or (None, None)
        return Sum(
            self._meeting,
            one_line(amount.printed),
            amount.pounds,
            payer,
            payee,
            purpose,
            self._when,
            first,
            last,
            row.span,
            "table",
            Span(start + amount.start, start + amount.end),
            total,
        )

    def _parties(
        self, row: Row, label: str | None, money: Sequence[int]
    ) -> tuple[str | None, str | None, str | None]:
        """Payer, payee and purpose, as the other cells of a row say."""
        filled = [
            (at, kind, row.cells[at].text)
            for at, kind in self._columns.items()
            if at < len(row.cells) and row.cells[at].text
        ]
        purpose = next((text for _, kind, text in filled if kind == "purpose"), None)
        values = {kind: text for at, kind, text in filled if at not in money}
        payee = values.get("payee") or (label if not self._columns else None)
        return values.get("payer") or (self._payer if payee else None), payee, purpose


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
    above = (line.text.strip() for line in passage.lines if line.index == run[0][0].index - 1)
    head = next(above, "")
    when, interval = when_of(head, "")
    first, last = interval or (None, None)
    payer = _giver(before)
    found: list[Sum] = []
    for line, match in run:
        amount = amounts(match["sum"])[0]
        label = one_line(match["label"]).strip(" :–-")
        total = _TOTAL_LINE.match(label) is not None
        start = line.start + line.text.index(match["sum"])
        made = Sum(
            meeting,
            one_line(amount.printed),
            amount.pounds,
            None,
            None,
            label if total else None,
            when,
            first,
            last,
            line.span,
            "bare-rows",
            Span(start + amount.start, start + amount.end),
            total,
        )
        found.append(made if total else _named_by_label(made, label, head, payer))
    return found


def _named_by_label(made: Sum, label: str, head: str, payer: str | None) -> Sum:
    """A sum with its line's label as payer, purpose or payee, as the line above the run says."""
    if _R["column-payer"].at(head):
        return replace(made, payer=label)
    if _R["column-purpose"].at(head):
        return replace(made, purpose=label)
    return replace(made, payee=label, payer=payer)
