"""Every name of a graph, the ties between them, and the words behind each tie.

Asked of ``queries/network-*.rq``, one a relation. A tie is something the papers state (stood for, presented, reported
on …) or, weaker, that they name two in one breath.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.errors import InputError
from kg.store import entity_lookup, query


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a paper and where they stand. ``date`` is the meeting's, ISO; ``part`` as in the query ``mentions``."""

    text: str
    document: str
    page: str | None = None
    date: str | None = None
    part: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the picture. ``weight`` is how often the papers name it, ``distance`` its steps from the topic."""

    id: str
    label: str
    kind: str
    weight: int = 1
    distance: int = 0
    also: tuple[str, ...] = ()
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two nodes' ids. ``relation`` is a key of ``RELATIONS``, ``weight`` the number of passages."""

    source: str
    target: str
    relation: str
    weight: int
    evidence: tuple[Quote, ...] = ()
    note: str | None = None  # a role, an office: what the tie says beyond its relation


@dataclass(frozen=True, slots=True)
class Network:
    """What is drawn, and in ``left_out`` what is not, in sentences for the reader. ``topic`` is a node's id."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    topic: str | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of node is named and drawn: a shape of its own, so that colour is never the only difference."""

    key: str
    singular: str
    plural: str
    shape: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What a tie says, read from source to target (``label``) and from target to source (``inverse``)."""

    key: str
    label: str
    inverse: str
    explained: str
    dashes: tuple[int, ...] = ()


KINDS = (
    Kind("person", "person", "People", "dot"),
    Kind("organisation", "organisation", "Organisations", "square"),
    Kind("programme", "programme", "Programmes", "diamond"),
    Kind("meeting", "meeting", "Meetings", "triangle"),
)
RELATIONS = (
    Relation(
        "stood-for",
        "stood for",
        "represented by",
        "A person whom a list of attendance or apologies puts down for an organisation.",
    ),
    Relation("chaired", "chaired", "chaired by", "A person who was in the chair of the board."),
    Relation(
        "presented",
        "presented",
        "presented by",
        "A person who was to speak, or spoke, to an item about it.",
        (9, 5),
    ),
    Relation(
        "reported-on",
        "reported on",
        "reported on by",
        "From whom a report or slides about it came.",
        (14, 4, 3, 4),
    ),
    Relation(
        "asked",
        "asked to act on",
        "to be acted on by",
        "Whom an action or a resolution that names it asks to act.",
        (5, 4),
    ),
    Relation(
        "runs",
        "runs or pays for",
        "run or paid for by",
        "Whom the words say to lead, fund, commission or deliver it.",
        (14, 4),
    ),
    Relation(
        "part-of",
        "part of",
        "has as a part",
        "What the words say to be a part or a member of another.",
        (3, 3),
    ),
    Relation(
        "partner",
        "partner of",
        "partner of",
        "What the words say to work in partnership.",
        (7, 2, 2, 2),
    ),
    Relation(
        "named-together",
        "named with",
        "named with",
        "Both named in one sentence, clause or action, or the one in the minute on the other.",
        (2, 4),
    ),
    Relation(
        "discussed-at",
        "discussed at",
        "discussed",
        "A meeting with an item, a minute or a report about it.",
        (9, 5),
    ),
    Relation(
        "attended", "attended", "attended by", "A person on the meeting's list, apologies left out."
    ),
)
STATED = (
    3.0  # a tie that the papers state counts for as much as this many that only stand side by side
)
SHOWN_AT_FIRST = ("person", "organisation", "programme")  # meetings are drawn when asked for


@dataclass(frozen=True, slots=True)
class Gathered:
    """Every name and tie of a graph, as far as they are of the kinds wanted: what pictures are chosen from."""

    names: Mapping[str, Node]
    boards: frozenset[str]
    allowed: Collection[str]
    wanted: frozenset[str]
    quotes: Mapping[str, Mapping[Quote, None]]
    ties: Mapping[Tie, Behind]
    strength: Mapping[str, Mapping[str, float]]


def gather(
    store: ox.Store, kinds: Collection[str] | None = None, topic: str | None = None
) -> Gathered:
    """Read all names and ties; ``topic`` is among them whatever its kind."""
    wanted = _wanted(kinds)
    names, boards = _names(store)
    if topic is not None and topic not in names:
        topic = entity_lookup.resolve_entity(store, topic).iri
    allowed = {name for name, node in names.items() if node.kind in wanted or name == topic}
    passages = _mentions(store)
    ties = _ties(store, names, boards, allowed, passages)
    return Gathered(names, boards, allowed, wanted, passages.quotes, ties, _strength(ties))


def narrowed(found: Gathered, kinds: Collection[str] | None = None) -> Gathered:
    """What is left of names and ties where only these kinds are wanted."""
    wanted = _wanted(kinds)
    allowed = {name for name, node in found.names.items() if node.kind in wanted}
    ties = {
        tie: behind for tie, behind in found.ties.items() if tie[0] in allowed and tie[1] in allowed
    }
    return replace(found, allowed=allowed, wanted=wanted, ties=ties, strength=_strength(ties))


def _wanted(kinds: Collection[str] | None) -> frozenset[str]:
    known = {kind.key: kind.key for kind in KINDS} | {
        kind.plural.lower(): kind.key for kind in KINDS
    }
    for kind in kinds or ():
        if kind.lower() not in known:
            raise InputError(
                f"{kind}: no such kind of name; there are {', '.join(each.key for each in KINDS)}"
            )
    return frozenset(known[kind.lower()] for kind in kinds or SHOWN_AT_FIRST)


def _names(store: ox.Store) -> tuple[dict[str, Node], frozenset[str]]:
    """Every entity of the graph as a node without evidence, and which of them are boards."""
    found: dict[str, Node] = {}
    boards = set()
    for row in query.rows(store, "network-names"):
        if row["board"] == "1":
            boards.add(row["entity"])
        others = sorted(set(row["also"].split("; ")) - {"", row["name"]})
        found[row["entity"]] = Node(
            row["entity"], row["name"], row["kind"], int(row["mentions"] or 0), also=tuple(others)
        )
    return found, frozenset(boards)


@dataclass(slots=True)
class _Mentions:
    """The sentences that name each entity, and who is named together where."""

    quotes: dict[str, dict[Quote, None]] = field(default_factory=dict)
    clauses: dict[str, dict[str, Quote]] = field(
        default_factory=dict
    )  # clause, row or item → entity → its sentence
    paragraphs: dict[str, dict[tuple[str, Quote], str]] = field(
        default_factory=dict
    )  # … → the name as printed


def _mentions(store: ox.Store) -> _Mentions:
    found = _Mentions()
    for row in query.rows(store, "network-mentions"):
        entity, quote = row["entity"], _quote(row)
        found.quotes.setdefault(entity, {})[quote] = None
        found.paragraphs.setdefault(row["holder"], {})[entity, quote] = row["printed"]
    for row in query.rows(store, "network-clauses"):
        found.clauses.setdefault(row["holder"], {}).setdefault(row["entity"], _quote(row))
    return found


Tie = tuple[str, str, str]  # source, target, relation
Behind = tuple[
    tuple[Quote, ...], str | None
]  # the words, and what the tie says beyond its relation


def _ties(
    store: ox.Store,
    names: Mapping[str, Node],
    boards: Collection[str],
    allowed: Collection[str],
    mentions: _Mentions,
) -> dict[Tie, Behind]:
    """Every tie between allowed names, with the words behind it."""
    quotes: dict[Tie, dict[Quote, None]] = {}
    notes: dict[Tie, dict[str, None]] = {}

    def add(tie: Tie, quote: Quote, note: str = "") -> None:
        if tie[0] != tie[1] and tie[0] in allowed and tie[1] in allowed:
            quotes.setdefault(tie, {})[quote] = None
            if note:
                notes.setdefault(tie, {})[note] = None

    for relation in RELATIONS:
        if relation.key != "named-together":
            for row in query.rows(store, f"network-{relation.key}"):
                add((row["source"], row["target"], relation.key), _quote(row), row["note"])
    for row in query.rows(store, "network-in-its-minute"):
        if row["source"] not in boards:
            add((row["source"], row["target"], "named-together"), _quote(row))
    for clause in mentions.clauses.values():
        for one, other in _pairs(clause, names, boards):
            add((one, other, "named-together"), _joined(clause[one], clause[other]))
    for paragraph in mentions.paragraphs.values():
        for (one, words), printed in paragraph.items():
            # The sentence around one name holds the other as well.
            others = {
                name
                for (name, _), form in paragraph.items()
                if name != one and form in words.text and form not in printed
            }
            for pair in _pairs({one, *others}, names, boards):
                if one in pair:
                    add((*pair, "named-together"), words)
    return {
        tie: (_distinct(found), "; ".join(sorted(notes.get(tie, ()))) or None)
        for tie, found in sorted(quotes.items())
    }


def _distinct(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """In order of date; words that another quote of the same page holds as well are shown once."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: (-len(quote.text), order(quote))):
        if not any(
            quote.text in other.text
            and (quote.document, quote.page) == (other.document, other.page)
            for other in kept
        ):
            kept.append(quote)
    return tuple(sorted(kept, key=order))


def _quote(row: Mapping[str, str]) -> Quote:
    return Quote(
        row["quote"],
        row["document"],
        row["page"] or None,
        row["date"] or None,
        row["part"] or None,
        row["item"] or None,
    )


def _pairs(
    held: Iterable[str], names: Mapping[str, Node], boards: Collection[str]
) -> Iterator[tuple[str, str]]:
    """A programme with each organisation and each other programme. Boards are named everywhere, people stand in lists:
    that these are named together says nothing."""
    kinds = {
        name: names[name].kind for name in sorted(held) if name in names and name not in boards
    }
    programmes = [name for name, kind in kinds.items() if kind == "programme"]
    for at, programme in enumerate(programmes):
        yield from ((name, programme) for name, kind in kinds.items() if kind == "organisation")
        yield from ((programme, other) for other in programmes[at + 1 :])


def _joined(one: Quote, other: Quote) -> Quote:
    """The words that name both: one sentence, or two of one paragraph."""
    if one.text == other.text or other.text in one.text:
        return one
    return other if one.text in other.text else replace(one, text=f"{one.text} … {other.text}")


def order(quote: Quote) -> tuple[str, ...]:
    return (
        quote.date or "9999",
        quote.document,
        quote.page or "",
        quote.text,
        quote.part or "",
        quote.item or "",
    )


def _strength(ties: Mapping[Tie, Behind]) -> dict[str, dict[str, float]]:
    """How much holds each two names together, over all their ties."""
    found: dict[str, dict[str, float]] = {}
    for (one, other, relation), (quotes, _) in ties.items():
        worth = math.log2(1 + len(quotes)) * (1.0 if relation == "named-together" else STATED)
        for source, target in ((one, other), (other, one)):
            near = found.setdefault(source, {})
            near[target] = near.get(target, 0.0) + worth
    return found
