"""The profile of a topic: what it is, who speaks for it, its figures, its money and its
co-mentions.

Everything is a row of a named query, put in order; only the strength of co-mentions is computed
here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store import query
from kg.views.cells import QueryRow, date_or_none, split_list, text_or_none

if TYPE_CHECKING:
    from kg.store.remote import Remote

DRAWN = frozenset({"current", "previous", "series"})  # roles of figures that are points of a line
LINES = frozenset({"threshold", "target"})  # roles that are drawn as a horizontal line
TIMELESS = LINES | {"typical"}  # roles of figures that hold for no particular period
DEFINITIONS = 2  # sentences shown that say what a topic is
OPEN = frozenset({"open", "overdue", "perhaps answered"})  # statuses of an unanswered request


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of a paper, with its page and document. ``date`` is ISO."""

    text: str
    date: str | None
    page: str | None
    document: str


@dataclass(frozen=True, slots=True)
class TopicSpeaker:
    """A person who presented items or reports about the topic, and at how many meetings.

    ``first`` and ``last`` are the ISO dates of the first and the last of those meetings.
    """

    name: str
    organisations: tuple[str, ...]
    meetings: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """A relation between the topic and another entity, with the sentence that states it."""

    subject: str
    relation: str
    object: str
    words: CitedSentence


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """One figure of a series.

    ``when`` is the last day of the figure's period (ISO), or the day of the meeting where the
    period is unknown. ``also`` are the other places that give the same figure.
    """

    when: str | None
    period: str | None
    area: str | None
    value: str
    amount: float | None
    role: str
    direction: str | None
    words: CitedSentence
    also: tuple[CitedSentence, ...] = ()

    @property
    def papers(self) -> tuple[CitedSentence, ...]:
        """Every place that gives the figure, the oldest first."""
        return (self.words, *self.also)

    @property
    def newest_paper(self) -> str:
        """The ISO date of the newest place that gives the figure; empty where it is unknown."""
        return self.papers[-1].date or ""

    def only(self, documents: Collection[str]) -> FigurePoint | None:
        """The same figure as these documents give it; ``None`` where none of them does."""
        kept = [paper for paper in self.papers if paper.document in documents]
        return replace(self, words=kept[0], also=tuple(kept[1:])) if kept else None


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """The figures of one indicator in one unit for one area, in order of time.

    ``area`` is ``None`` where the reports state none.
    """

    name: str
    unit: str | None
    area: str | None
    points: tuple[FigurePoint, ...]

    @property
    def line(self) -> tuple[FigurePoint, ...]:
        """The points to draw: one a day, as the newest paper gives it."""
        drawn: dict[str, FigurePoint] = {}
        for point in sorted(self.points, key=lambda point: point.newest_paper):
            if point.role in DRAWN and point.amount is not None and point.when:
                drawn[point.when] = point
        return tuple(drawn[when] for when in sorted(drawn))

    @property
    def threshold(self) -> FigurePoint | None:
        """The newest threshold or target that has an amount."""
        return max(
            (point for point in self.points if point.role in LINES and point.amount is not None),
            key=lambda point: point.newest_paper,
            default=None,
        )

    def only(self, documents: Collection[str]) -> FigureSeries:
        """The same series with the figures that these documents give."""
        points = (point.only(documents) for point in self.points)
        return replace(self, points=tuple(point for point in points if point is not None))


@dataclass(frozen=True, slots=True)
class MoneySum:
    """A sum of money as a paper words it; ``bound`` is exact, most, least or about."""

    value: str
    amount: str
    payer: str | None
    payee: str | None
    purpose: str | None
    period: str | None
    total: bool
    bound: str
    words: CitedSentence


@dataclass(frozen=True, slots=True)
class CoMention:
    """An entity that the papers name together with the topic, and the number of such passages."""

    iri: str
    name: str
    kind: str
    passages: int
    words: CitedSentence


@dataclass(frozen=True, slots=True)
class TopicRequest:
    """A request with its standing. ``status`` holds as of the newest pack; ``due`` and ``as_of``
    are ISO.

    ``item`` and ``clause`` say where it was made, ``why`` gives the reason for its status.
    ``at_hand`` is false where the papers of the meeting that it was due at are not in the graph.
    """

    asked_of: str | None
    due: str | None
    status: str | None
    as_of: str | None
    words: CitedSentence
    item: str | None = None
    clause: str | None = None
    at_hand: bool = True
    why: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether no paper certainly answers it."""
        return self.status in OPEN


@dataclass(frozen=True, slots=True)
class OfficeChange:
    """Who followed whom in a post of an organisation (its ``title``), or in its seat without one.

    ``last`` and ``first`` are the days (ISO) of the papers that last show the one and first the
    other; ``words`` those that first show the one who followed.
    """

    organisation: str
    title: str | None
    left: str
    last: str
    followed: str
    first: str
    words: CitedSentence


@dataclass(frozen=True, slots=True)
class TopicProfile:
    """Everything known of a topic beside its events; what is unknown is empty."""

    definitions: tuple[CitedSentence, ...] = ()
    speakers: tuple[TopicSpeaker, ...] = ()
    stated: tuple[StatedRelation, ...] = ()
    series: tuple[FigureSeries, ...] = ()
    money: tuple[MoneySum, ...] = ()
    co_mentions: tuple[CoMention, ...] = ()
    office_changes: tuple[OfficeChange, ...] = ()

    def only(self, documents: Collection[str]) -> TopicProfile:
        """The profile from these documents alone; definitions and speakers are kept whole."""
        series = (each.only(documents) for each in self.series)
        return replace(
            self,
            stated=tuple(each for each in self.stated if each.words.document in documents),
            series=tuple(each for each in series if each.points),
            money=tuple(each for each in self.money if each.words.document in documents),
            co_mentions=tuple(
                each for each in self.co_mentions if each.words.document in documents
            ),
            office_changes=tuple(
                each for each in self.office_changes if each.words.document in documents
            ),
        )


def topic_profile(store: ox.Store | Remote, iri: str, co_mentions: bool = True) -> TopicProfile:
    """The profile of the entity ``iri``.

    ``co_mentions=False`` leaves its co-mentions out, which take the longest to find.
    """

    topic_rows = partial(query.rows, store, topic=iri)

    definitions = {
        row["text"]: cited_sentence(row, "text") for row in topic_rows("trace-definition")
    }
    changes = topic_rows("trace-office-changes")
    if any(row["kind"] == "person" for row in query.rows(store, "entity", entity=iri)):
        changes += topic_rows("trace-seat-changes")
    return TopicProfile(
        definitions=tuple(definitions.values())[-DEFINITIONS:],
        speakers=tuple(_speaker(row) for row in topic_rows("trace-speakers")),
        stated=_stated_relations(topic_rows("trace-relations")),
        series=_figure_series(topic_rows("figures-of")),
        money=tuple(_money_sum(row) for row in topic_rows("sums-of")),
        co_mentions=_co_mentions(topic_rows("trace-co-mentions")) if co_mentions else (),
        office_changes=tuple(_office_changes(store, changes)),
    )


def _office_changes(store: ox.Store | Remote, rows: Iterable[QueryRow]) -> Iterator[OfficeChange]:
    """The changes with the words that show who followed: few, and looked up one by one, where the
    engine would read every attendance.
    """
    for row in rows:
        for shown in query.rows(store, "trace-first-shown", membership=row["after"]):
            yield _office_change({**row, **shown})


def _office_change(row: QueryRow) -> OfficeChange:
    return OfficeChange(
        row["organisation"],
        text_or_none(row["title"]),
        row["left"],
        row["last_shown"],
        row["followed"],
        row["first_shown"],
        cited_sentence({**row, "date": row["first_shown"]}),
    )


def cited_sentence(
    row: QueryRow, words: str = "quote", document: str = "document"
) -> CitedSentence:
    """The sentence in the column ``words`` of a row, with where it stands; ``document`` names the
    file's column.
    """
    return CitedSentence(
        row[words], date_or_none(row["date"]), text_or_none(row["page"]), row[document]
    )


def _speaker(row: QueryRow) -> TopicSpeaker:
    return TopicSpeaker(
        row["name"],
        split_list(row["organisations"]),
        int(row["meetings"]),
        date_or_none(row["first"]),
        date_or_none(row["last"]),
    )


def _stated_relations(rows: Iterable[QueryRow]) -> tuple[StatedRelation, ...]:
    """Each relation once, with the newest sentence that states it."""
    found = {
        (row["subject"], row["relation"], row["object"]): StatedRelation(
            row["subject"], row["relation"], row["object"], cited_sentence(row)
        )
        for row in rows
    }
    return tuple(found[each] for each in sorted(found))


# -- figures and money -----------------------------------------------------------------------------


def _figure_series(rows: Iterable[QueryRow]) -> tuple[FigureSeries, ...]:
    """One series an indicator, unit and stated area, the longest line first.

    A figure that is a change and no level is left out.
    """
    grouped: dict[tuple[str, str, str], list[QueryRow]] = {}
    for row in rows:
        if row["comparison"] != "change":
            area = row["area"] if row["area_stated"] == "true" else ""
            grouped.setdefault((row["series"], row["unit"], area), []).append(row)
    made = [
        FigureSeries(
            rows[0]["name"], text_or_none(unit), text_or_none(area), _distinct_points(rows)
        )
        for (_, unit, area), rows in grouped.items()
    ]
    return tuple(sorted(made, key=_series_order))


def _series_order(series: FigureSeries) -> tuple[int, str, str, str]:
    return (-len(series.line), series.name, series.unit or "", series.area or "")


def _distinct_points(rows: Iterable[QueryRow]) -> tuple[FigurePoint, ...]:
    """The figures in order of time; one that several papers give stands once, timeless ones come
    last.
    """
    found: dict[tuple[str | None, ...], FigurePoint] = {}
    for point in sorted(map(_figure_point, rows), key=_point_order):
        time = point.role if point.role in TIMELESS else point.when
        same = (time, point.area, point.value)
        if same in found:
            found[same] = replace(found[same], also=(*found[same].also, point.words))
        else:
            found[same] = point
    return tuple(found.values())


def _figure_point(row: QueryRow) -> FigurePoint:
    return FigurePoint(
        when=date_or_none(row["to"] or row["from"] or row["date"]),
        period=_figure_period(row),
        area=text_or_none(row["area"]),
        value=row["value"],
        amount=float(row["amount"]) if row["amount"] else None,
        role=row["comparison"],
        direction=text_or_none(row["direction"]),
        words=cited_sentence(row),
    )


def _figure_period(row: QueryRow) -> str | None:
    """The period as printed, else “from to to” in ISO dates, else ``None``."""
    if row["period"]:
        return row["period"]
    return f"{row['from'][:10]} to {row['to'][:10]}" if row["from"] and row["to"] else None


def _point_order(point: FigurePoint) -> tuple[bool, str, str, str]:
    return (point.role in TIMELESS, point.when or "", point.words.date or "", point.value)


def _money_sum(row: QueryRow) -> MoneySum:
    return MoneySum(
        row["value"],
        row["amount"],
        payer=text_or_none(row["payer"]),
        payee=text_or_none(row["payee"]),
        purpose=text_or_none(row["purpose"]),
        period=text_or_none(row["period"]),
        total=row["total"] == "true",
        bound=row["bound"],
        words=cited_sentence(row),
    )


# -- co-mentions -----------------------------------------------------------------------------------

_SentenceKey = tuple[str, str]  # document and text


def _co_mentions(rows: Iterable[QueryRow]) -> tuple[CoMention, ...]:
    """The entities named together with the topic, the strongest first.

    Each sentence adds 1 / (names in it) to the strength of every entity that it names, so that long
    lists count little.
    """
    sentences_of: dict[str, dict[_SentenceKey, QueryRow]] = {}  # entity → sentence → newest row
    names_in: Counter[_SentenceKey] = Counter()
    for row in rows:
        sentence = (row["document"], row["text"])
        if sentence not in sentences_of.setdefault(row["other"], {}):
            names_in[sentence] += 1
        sentences_of[row["other"]][sentence] = row
    strength = {
        entity: sum(1 / names_in[sentence] for sentence in sentences)
        for entity, sentences in sentences_of.items()
    }
    ranked = sorted(sentences_of, key=lambda entity: (-round(strength[entity], 6), entity))
    return tuple(_co_mention(entity, sentences_of[entity]) for entity in ranked)


def _co_mention(entity: str, sentences: Mapping[_SentenceKey, QueryRow]) -> CoMention:
    """The entity with the last of the sentences that name it."""
    *_, last = sentences.values()
    return CoMention(
        entity, last["name"], last["kind"], len(sentences), cited_sentence(last, "text")
    )
