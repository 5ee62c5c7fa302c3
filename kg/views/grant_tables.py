"""The sums of a table told as one: how many, how much together, and which is the largest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.views.cells import QueryRow
from kg.views.wording import ui_text

FEWEST = 3  # sums of a table; fewer are told one by one


@dataclass(frozen=True, slots=True)
class SumTable:
    """The rows of one table, each with its payee, and the row that states their total, if any.

    ``rows`` are those of ``sums-of``, the greatest sum first.
    """

    rows: Sequence[QueryRow]
    stated: QueryRow | None

    @property
    def shown(self) -> QueryRow:
        """The row whose words stand for the table: its total, else its largest sum."""
        return self.stated or self.rows[0]

    @property
    def line(self) -> str:
        """The table in words; a total that the paper does not state is said to be our own."""
        first = self.rows[0]
        payers = {row["payer"] for row in self.rows}
        periods = {row["period"] for row in self.rows}
        payer, period = (
            next(iter(values)) if len(values) == 1 else "" for values in (payers, periods)
        )
        total = self.stated["value"] if self.stated else f"£{_together(self.rows):,.2f}"
        return ui_text(
            "digest.table_stated" if self.stated else "digest.table_added",
            count=len(self.rows),
            payer=ui_text("digest.table_payer", payer=payer) if payer else "",
            period=ui_text("digest.table_period", period=period) if period else "",
            total=total.removesuffix(".00"),
            largest=first["value"],
            payee=first["payee"],
        )

    def holds(self, row: QueryRow) -> bool:
        """Whether a sum is told with the table."""
        return row is self.stated or any(row is each for each in self.rows)


def sum_tables(rows: Iterable[QueryRow], files: Collection[str]) -> list[SumTable]:
    """The tables of sums in the ``files`` of a pack; ``rows`` are those of ``sums-of``."""
    held = [row for row in rows if row["document"] in files and row["amount"]]
    places: dict[tuple[str, ...], list[QueryRow]] = defaultdict(list)
    for row in held:
        if _is_of_table(row):
            place = (row["document"], row["date"], row["page"], row["payer"], row["period"])
            places[place].append(row)
    return [_table(those, held) for those in places.values() if len(those) >= FEWEST]


def _is_of_table(row: QueryRow) -> bool:
    """Whether a sum stands in a row of a table: who gets it, what for, and the sum at the end."""
    ends = row["quote"].rstrip().endswith((row["value"], "…"))
    pounds = row["value"].startswith("£")
    return (
        bool(row["payee"])
        and ends
        and pounds
        and row["total"] != "true"
        and row["bound"] in ("", "exact")
    )


def _table(rows: Sequence[QueryRow], held: Iterable[QueryRow]) -> SumTable:
    together = _together(rows)
    here = (rows[0]["document"], rows[0]["page"])
    stated = (
        row
        for row in held
        if row["total"] == "true"
        and (row["document"], row["page"]) == here
        and Decimal(row["amount"]) == together
    )
    return SumTable(
        sorted(rows, key=lambda row: Decimal(row["amount"]), reverse=True), next(stated, None)
    )


def _together(rows: Iterable[QueryRow]) -> Decimal:
    return sum((Decimal(row["amount"]) for row in rows), Decimal())
