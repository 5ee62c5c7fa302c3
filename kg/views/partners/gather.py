"""Partners over time, gathered from the network, the money and the events of a topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store import query
from kg.views.network.edges import EvidenceQuote, FullNetwork
from kg.views.network.tie_relations import BY_KEY, TOGETHER
from kg.views.partners.partner_marks import (
    MeetingColumn,
    MeetingCounts,
    PartnerGroup,
    PartnerMark,
    PartnerRow,
    PartnersOverTime,
    PartnerWords,
)
from kg.views.timeline.salience import matches_rule
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

NOTED = "noted"
# Relation → its sign, the strongest first: of several in a cell the first is drawn. A decision that
# only notes what was put before the meeting says less than who spoke.
SIGNS: Mapping[str, str] = {
    "funds": "paid",
    "decided-on": "decided",
    "asked-about": "asked",
    "asked": "asked",
    "responsible-for": "responsible",
    "has-action-on": "responsible",
    "presented": "presented",
    "reported-on": "reported",
    "leads": "stated",
    "chairs": "stated",
    "delivers": "stated",
    "partner-of": "stated",
    "part-of": "stated",
    "succeeded": "stated",
    "represents": "stated",
    "told-of": "told",
    "noted": NOTED,
    TOGETHER: "named",
}
STRENGTH = tuple(dict.fromkeys(SIGNS.values()))
COUNTS = ("report", "resolved", NOTED, "asked", "action")  # the events counted above the partners
KINDS = ("person", "organisation", "programme")
MOST_MEETINGS = 30  # columns; where there are more, those with nothing on the topic are left out
MOST_ROWS = 40  # of a kind; those that are only named are left out first
MOST_WORDS = 4  # quotes behind a mark

_CellEvidence = tuple[str, str, EvidenceQuote]  # sign, what it says, the words


def partners_over_time(
    store: ox.Store | Remote,
    whole: FullNetwork,
    topic: str,
    happened: Iterable[tuple[str, str]] = (),
) -> PartnersOverTime:
    """Who and what was tied to ``topic`` (an IRI) at which meeting.

    ``happened`` are the topic's events, each the ISO date of a meeting and one of ``COUNTS``
    (others are passed over).
    """
    events = Counter(happened)
    ties = _ties_by_day(whole, topic)
    sums = _sums_by_day(store, topic)
    days = {day for found in ties.values() for day in found} | {day for day, _ in sums}
    meetings = _columns(store, whole, topic, days | {day for day, _ in events})
    columns = [meeting.date for meeting in meetings]
    groups = [_group(kind, _rows(whole, kind, ties, columns)) for kind in KINDS] + [
        _group("money", _money_rows(sums, columns))
    ]
    present = {mark.sign for group in groups for row in group.rows for mark in row.marks if mark}
    return PartnersOverTime(
        whole.nodes[topic].label if topic in whole.nodes else "",
        meetings,
        tuple(MeetingCounts(key, tuple(events[day, key] for day in columns)) for key in COUNTS),
        tuple(group for group in groups if group.rows),
        tuple(sign for sign in STRENGTH if sign in present),
    )


def _ties_by_day(whole: FullNetwork, topic: str) -> dict[str, dict[str, list[_CellEvidence]]]:
    """Partner → ISO day → what its papers state of the two; the boards themselves are left out."""
    found: dict[str, dict[str, list[_CellEvidence]]] = defaultdict(lambda: defaultdict(list))
    for (source, target, relation), (quotes, note) in whole.edges.items():
        if topic not in (source, target) or relation not in SIGNS:
            continue
        other, forward = (target, True) if source == topic else (source, False)
        if other in whole.boards or whole.nodes[other].kind not in KINDS:
            continue
        says = _says(relation, forward)
        if note and relation in ("leads", "represents", "funds"):
            says += f" ({note})"
        for quote in quotes:
            if quote.date:
                found[other][quote.date].append((_sign(relation, quote.text), says, quote))
    return found


def _sign(relation: str, words: str) -> str:
    """The sign of a relation, given the words that state it."""
    sign = SIGNS[relation]
    return NOTED if sign == "decided" and matches_rule("noting", words) else sign


def _says(relation: str, forward: bool) -> str:
    """What a tie says of the partner: forward where the topic is its source."""
    known = BY_KEY[relation]
    return known.inverse if forward else known.label


def _sums_by_day(store: ox.Store | Remote, topic: str) -> dict[tuple[str, str], PartnerMark]:
    """(ISO day, name) → the mark of a sum of money that the papers tie to the topic."""
    found: dict[tuple[str, str], PartnerMark] = {}
    for row in query.rows(store, "sums-of", topic=topic):
        if row["date"]:
            name = _money_name(row)
            words = PartnerWords(name, row["quote"], row["document"], row["page"] or None)
            found.setdefault((row["date"], name), PartnerMark("paid", name, (words,), row["value"]))
    return found


def _money_name(row: Mapping[str, str]) -> str:
    """“£10,000 to the Ferry Trust for lamps”: with what of it the paper says."""
    parts = [row["value"]]
    if row["total"] == "true":
        parts.append(ui_text("partners.in_all"))
    for word, key in (("from", "payer"), ("to", "payee"), ("for", "purpose")):
        if row[key]:
            parts.append(f"{word} {row[key]}")
    return " ".join(parts)


def _columns(
    store: ox.Store | Remote, whole: FullNetwork, topic: str, days: Iterable[str]
) -> tuple[MeetingColumn, ...]:
    """The meetings held by the boards that had the topic before them, and any other of ``days``."""
    wanted = set(days)
    held = [row for row in query.rows(store, "meetings") if row["date"]]
    boards = {row["board"] for row in held if row["date"] in wanted}
    by_day: dict[str, str] = dict.fromkeys(sorted(wanted), "")
    for row in held:
        if row["board"] in boards:
            by_day[row["date"]] = by_day.get(row["date"]) or row["meeting"]
    if len(by_day) > MOST_MEETINGS:
        by_day = {day: iri for day, iri in by_day.items() if day in wanted}
    newest = sorted(by_day)[-MOST_MEETINGS:]
    return tuple(MeetingColumn(day, by_day[day]) for day in newest)


def _rows(
    whole: FullNetwork,
    kind: str,
    ties: Mapping[str, Mapping[str, Sequence[_CellEvidence]]],
    columns: Sequence[str],
) -> list[PartnerRow]:
    rows = []
    for partner, by_day in ties.items():
        if whole.nodes[partner].kind == kind:
            marks = tuple(_mark(by_day[day]) if day in by_day else None for day in columns)
            if any(marks):
                rows.append(PartnerRow(partner, whole.nodes[partner].label, marks))
    return rows


def _mark(evidence: Sequence[_CellEvidence]) -> PartnerMark:
    """The mark of a cell: the strongest relation, with the words for all that is stated."""
    ranked = sorted(evidence, key=lambda each: STRENGTH.index(each[0]))
    stated = [each for each in ranked if each[0] != "named"] or ranked
    says = tuple(dict.fromkeys(says for _, says, _ in stated))
    words = tuple(
        dict.fromkeys(
            PartnerWords(says, quote.text, quote.document, quote.page) for _, says, quote in stated
        )
    )
    return PartnerMark(ranked[0][0], ", ".join(says), words[:MOST_WORDS])


def _money_rows(
    sums: Mapping[tuple[str, str], PartnerMark], columns: Sequence[str]
) -> list[PartnerRow]:
    return [
        PartnerRow(
            "",
            name,
            tuple(sums.get((day, name)) for day in columns),
        )
        for name in dict.fromkeys(name for _, name in sums)
        if any((day, name) in sums for day in columns)
    ]


def _group(kind: str, rows: Iterable[PartnerRow]) -> PartnerGroup:
    """The rows in order of first appearance, the most marks first, without the most seldom."""
    ordered = sorted(
        rows,
        key=lambda row: (row.first, not row.stated, -sum(map(bool, row.marks)), row.name.lower()),
    )
    if len(ordered) <= MOST_ROWS:
        return PartnerGroup(kind, tuple(ordered))
    best = sorted(
        ordered, key=lambda row: (not row.stated, -sum(map(bool, row.marks)), row.first, row.name)
    )
    kept = set(best[:MOST_ROWS])
    shown = tuple(row for row in ordered if row in kept)
    return PartnerGroup(kind, shown, len(ordered) - len(shown))
