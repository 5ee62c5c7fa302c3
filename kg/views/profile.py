"""What a trace tells beside the events: what the topic is, who speaks for it, its figures, its money, its company.

Everything is a row of a named query, set in order; nothing is reckoned but the places of points in a chart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store import query as store_query

if TYPE_CHECKING:
    from kg.store.remote import Remote

Row = Mapping[str, str]
DRAWN = frozenset({"current", "previous", "series"})  # roles of figures that make a line
LINES = frozenset({"threshold", "target"})  # roles that draw a line across
ACROSS = LINES | {"typical"}  # roles that hold for no one time
DEFINITIONS = 2  # sentences that say what a topic is
OPEN = frozenset(
    {"open", "overdue", "perhaps answered"}
)  # a request's status that leaves it on the list


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a paper, with where it stands. ``date`` is ISO."""

    text: str
    date: str | None
    page: str | None
    document: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who brought items or reports about the topic, at how many meetings, from the first to the last (ISO)."""

    name: str
    organisations: tuple[str, ...]
    meetings: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the words say of the topic and another: “subject, relation, object”."""

    subject: str
    relation: str
    object: str
    words: Told


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series. ``when`` is the last day it is for (ISO), or the day of the meeting where unknown."""

    when: str | None
    period: str | None
    area: str | None
    value: str
    amount: float | None
    role: str
    direction: str | None
    words: Told
    also: tuple[Told, ...] = ()  # where else the same is said

    @property
    def papers(self) -> tuple[Told, ...]:
        """Every place that gives it, the oldest first."""
        return (self.words, *self.also)

    def only(self, documents: Collection[str]) -> Point | None:
        """The same as those documents give it."""
        kept = [each for each in self.papers if each.document in documents]
        return replace(self, words=kept[0], also=tuple(kept[1:])) if kept else None


def _told_last(point: Point) -> str:
    return point.papers[-1].date or ""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator in one unit for one area (``None``: the reports' own), in order of time."""

    name: str
    unit: str | None
    area: str | None
    points: tuple[Point, ...]

    @property
    def line(self) -> tuple[Point, ...]:
        """The points to draw: one a day, by the newest paper that gives it."""
        drawn: dict[str, Point] = {}
        for point in sorted(self.points, key=_told_last):
            if point.role in DRAWN and point.amount is not None and point.when:
                drawn[point.when] = point
        return tuple(drawn[when] for when in sorted(drawn))

    @property
    def threshold(self) -> Point | None:
        """The newest threshold or target."""
        return max(
            (p for p in self.points if p.role in LINES and p.amount is not None),
            key=_told_last,
            default=None,
        )


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money in the words of a paper; ``bound`` is exact, most, least or about."""

    value: str
    amount: str
    payer: str | None
    payee: str | None
    purpose: str | None
    period: str | None
    total: bool
    bound: str
    words: Told


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody or something that the papers name with the topic, and how many passages do."""

    iri: str
    name: str
    kind: str
    passages: int
    words: Told


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a resolution asked for. ``status`` as of the newest pack; ``due`` and ``as_of`` are ISO.

    ``item`` and ``clause`` say where it was asked; ``at_hand`` is false where the papers that it was due in are not.
    """

    asked_of: str | None
    due: str | None
    status: str | None
    as_of: str | None
    words: Told
    item: str | None = None
    clause: str | None = None
    at_hand: bool = True

    @property
    def is_open(self) -> bool:
        """Whether nothing in the papers answers it for certain."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it; what is unknown is empty."""

    definitions: tuple[Told, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    stated: tuple[Stated, ...] = ()
    series: tuple[Series, ...] = ()
    money: tuple[Money, ...] = ()
    company: tuple[Companion, ...] = ()

    def only(self, documents: Collection[str]) -> Dossier:
        """What stands in those documents. What the topic is, and who spoke for it, is kept."""
        series = (
            replace(
                s,
                points=tuple(
                    kept for point in s.points if (kept := point.only(documents)) is not None
                ),
            )
            for s in self.series
        )
        return replace(
            self,
            stated=tuple(each for each in self.stated if each.words.document in documents),
            series=tuple(each for each in series if each.points),
            money=tuple(each for each in self.money if each.words.document in documents),
            company=tuple(each for each in self.company if each.words.document in documents),
        )


def dossier(store: ox.Store | Remote, iri: str, company: bool = True) -> Dossier:
    """What the papers tell of the entity beside the events of its timeline; ``company`` takes the longest to find."""

    def asked(query: str) -> list[dict[str, str]]:
        return store_query.rows(store, query, topic=iri)

    definitions = {row["text"]: _told(row, "text") for row in asked("trace-definition")}
    return Dossier(
        definitions=tuple(definitions.values())[-DEFINITIONS:],
        speakers=tuple(_speaker(row) for row in asked("trace-speakers")),
        stated=_stated(asked("trace-relations")),
        series=_series(asked("figures-of")),
        money=tuple(_money(row) for row in asked("sums-of")),
        company=_company(asked("trace-company")) if company else (),
    )


def _told(row: Row, words: str = "quote") -> Told:
    return Told(row[words], row["date"][:10] or None, row["page"] or None, row["document"])


def _speaker(row: Row) -> Speaker:
    return Speaker(
        row["name"],
        tuple(each for each in row["organisations"].split("; ") if each),
        int(row["meetings"]),
        row["first"][:10] or None,
        row["last"][:10] or None,
    )


def _stated(rows: Iterable[Row]) -> tuple[Stated, ...]:
    """Each statement once, by its newest words."""
    found = {
        (row["subject"], row["relation"], row["object"]): Stated(
            row["subject"], row["relation"], row["object"], _told(row)
        )
        for row in rows
    }
    return tuple(found[each] for each in sorted(found))


def _series(rows: Iterable[Row]) -> tuple[Series, ...]:
    """One series an indicator, unit and stated area; thresholds go with every area of their indicator."""
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row["comparison"] != "change":
            area = row["area"] if row["area_stated"] == "true" else ""
            grouped.setdefault((row["series"], row["unit"], area), []).append(row)
    made = [
        Series(rows[0]["name"], unit or None, area or None, _points(rows))
        for (_, unit, area), rows in grouped.items()
    ]
    return tuple(
        sorted(
            made,
            key=lambda series: (
                -len(series.line),
                series.name,
                series.unit or "",
                series.area or "",
            ),
        )
    )


def _points(rows: Iterable[Row]) -> tuple[Point, ...]:
    """The figures in order of time, what several papers say once; lines across come last."""
    found: dict[tuple[str | None, ...], Point] = {}
    for point in sorted(map(_point, rows), key=_when):
        dated = point.role not in ACROSS
        same = (point.when if dated else point.role, point.area, point.value)
        if same in found:
            found[same] = replace(found[same], also=(*found[same].also, point.words))
        else:
            found[same] = point
    return tuple(found.values())


def _point(row: Row) -> Point:
    return Point(
        when=(row["to"] or row["from"] or row["date"])[:10] or None,
        period=row["period"]
        or (f"{row['from'][:10]} to {row['to'][:10]}" if row["from"] and row["to"] else None),
        area=row["area"] or None,
        value=row["value"],
        amount=float(row["amount"]) if row["amount"] else None,
        role=row["comparison"],
        direction=row["direction"] or None,
        words=_told(row),
    )


def _when(point: Point) -> tuple[bool, str, str, str]:
    return (point.role in ACROSS, point.when or "", point.words.date or "", point.value)


def _money(row: Row) -> Money:
    return Money(
        row["value"],
        row["amount"],
        payer=row["payer"] or None,
        payee=row["payee"] or None,
        purpose=row["purpose"] or None,
        period=row["period"] or None,
        total=row["total"] == "true",
        bound=row["bound"],
        words=_told(row),
    )


def _company(rows: Iterable[Row]) -> tuple[Companion, ...]:
    """Who and what is named with the topic, the closest first: a sentence counts the less the more names it holds."""
    beside: dict[
        str, dict[tuple[str, str], Row]
    ] = {}  # other → the sentences that name it, each by its newest paper
    held: Counter[tuple[str, str]] = Counter()
    for row in rows:
        sentence = (row["document"], row["text"])
        if sentence not in beside.setdefault(row["other"], {}):
            held[sentence] += 1
        beside[row["other"]][sentence] = row
    close = {other: sum(1 / held[sentence] for sentence in said) for other, said in beside.items()}
    ranked = sorted(beside, key=lambda other: (-round(close[other], 6), other))
    found = [(other, list(beside[other].values())) for other in ranked]
    return tuple(
        Companion(other, said[-1]["name"], said[-1]["kind"], len(said), _told(said[-1], "text"))
        for other, said in found
    )


# -- charts -----------------------------------------------------------------------------------------------------------

WIDTH, HEIGHT = 360, 130  # of a chart, in its own units
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 24, 16, 22  # margins


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in a chart with its label; ``show`` says whether there is room to print it."""

    x: float
    y: float
    label: str
    year: str
    show: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A line through the points of a series; ``threshold`` is the height of the line across."""

    series: Series
    marks: tuple[Mark, ...]
    low: str
    high: str
    threshold: float | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def path(self) -> str:
        return " ".join(f"{mark.x},{mark.y}" for mark in self.marks)


def charts(series: Sequence[Series]) -> tuple[Chart, ...]:
    """A chart for every series with at least three points; fewer are told quicker in words."""
    return tuple(_chart(each) for each in series if len(each.line) >= 3)


def _chart(series: Series) -> Chart:
    line, threshold = series.line, series.threshold
    days = [date.fromisoformat(point.when or "").toordinal() for point in line]
    amounts = [point.amount or 0.0 for point in line]
    reach = amounts + (
        [threshold.amount] if threshold is not None and threshold.amount is not None else []
    )
    # From zero where that leaves the movement to be seen; the axis says where it begins.
    low, high = (
        (0.0 if min(reach) >= 0 and min(reach) < 0.5 * max(reach) else min(reach)),
        max(reach),
    )
    if low == high:
        low, high = low - 1, high + 1

    def across(day: int) -> float:
        return round(
            _LEFT + (day - days[0]) / max(days[-1] - days[0], 1) * (WIDTH - _LEFT - _RIGHT), 1
        )

    def up(amount: float) -> float:
        return round(
            HEIGHT - _BOTTOM - (amount - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM), 1
        )

    marks: list[Mark] = []
    for day, point, amount in zip(days, line, amounts, strict=True):
        x = across(day)
        room = (
            not marks
            or x - max(mark.x for mark in marks if mark.show) > 44
            or not any(m.show for m in marks)
        )
        marks.append(Mark(x, up(amount), point.value, (point.when or "")[:4], room))
    height = (
        up(threshold.amount) if threshold is not None and threshold.amount is not None else None
    )
    return Chart(series, tuple(marks), f"{low:g}", f"{high:g}", height)
