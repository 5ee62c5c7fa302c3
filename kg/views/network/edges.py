"""The whole network of a graph: every entity as a node, the edges between them, their evidence.

Asked of ``queries/internal/network-*.rq``, one a relation. An edge is something that the papers
state (represented, presented, reported on …) or, weaker, that they name two entities together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from kg.errors import InputError
from kg.store import entity_lookup, query
from kg.views.cells import QueryRow, text_or_none


@dataclass(frozen=True, slots=True)
class EvidenceQuote:
    """Words of a paper and where they stand.

    ``date`` is the meeting's (ISO), ``part`` as in the query ``mentions``.
    """

    text: str
    document: str
    page: str | None = None
    date: str | None = None
    part: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """An entity of the network.

    ``weight`` is how often the papers name it, ``distance`` its steps from the topic, ``also`` its
    other names.
    """

    id: str
    label: str
    kind: str
    weight: int = 1
    distance: int = 0
    also: tuple[str, ...] = ()
    evidence: tuple[EvidenceQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """An edge between two nodes, given by their ids.

    ``relation`` is a key of ``RELATIONS``, ``weight`` the number of passages that show it. ``note``
    is what it says beyond its relation: a role, an office.
    """

    source: str
    target: str
    relation: str
    weight: int
    evidence: tuple[EvidenceQuote, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """The part of the network that is drawn.

    ``topic`` is a node's id. ``left_out`` tells the reader, in sentences, what is not drawn.
    """

    title: str
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    topic: str | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeKind:
    """How a kind of node is named and drawn: each has its own shape, not only its own colour."""

    key: str
    singular: str
    plural: str
    shape: str


@dataclass(frozen=True, slots=True)
class EdgeRelation:
    """What an edge says from source to target (``label``) and back (``inverse``)."""

    key: str
    label: str
    inverse: str
    explained: str
    dashes: tuple[int, ...] = ()


KINDS = (
    NodeKind("person", "person", "People", "dot"),
    NodeKind("organisation", "organisation", "Organisations", "square"),
    NodeKind("programme", "programme", "Programmes", "diamond"),
    NodeKind("meeting", "meeting", "Meetings", "triangle"),
)
RELATIONS = (
    EdgeRelation(
        "stood-for",
        "represented",
        "represented by",
        "A person whom a list of attendance or apologies puts down for an organisation.",
    ),
    EdgeRelation("chaired", "chaired", "chaired by", "A person who was in the chair of the board."),
    EdgeRelation(
        "presented",
        "presented",
        "presented by",
        "A person who was to speak, or spoke, to an item about it.",
        (9, 5),
    ),
    EdgeRelation(
        "reported-on",
        "reported on",
        "reported on by",
        "From whom a report or slides about it came.",
        (14, 4, 3, 4),
    ),
    EdgeRelation(
        "asked",
        "asked to act on",
        "to be acted on by",
        "Whom an action or a resolution that names it asks to act.",
        (5, 4),
    ),
    EdgeRelation(
        "runs",
        "runs or pays for",
        "run or paid for by",
        "Whom the words say to lead, fund, commission or deliver it.",
        (14, 4),
    ),
    EdgeRelation(
        "part-of",
        "part of",
        "has as a part",
        "What the words say to be a part or a member of another.",
        (3, 3),
    ),
    EdgeRelation(
        "partner",
        "partner of",
        "partner of",
        "What the words say to work in partnership.",
        (7, 2, 2, 2),
    ),
    EdgeRelation(
        "named-together",
        "named with",
        "named with",
        "Both named in one sentence, clause or action, or the one in the minute on the other.",
        (2, 4),
    ),
    EdgeRelation(
        "discussed-at",
        "discussed at",
        "discussed",
        "A meeting with an item, a minute or a report about it.",
        (9, 5),
    ),
    EdgeRelation(
        "attended", "attended", "attended by", "A person on the meeting's list, apologies left out."
    ),
)
TOGETHER = "named-together"  # the relation of entities that the papers only name together
STATED = 3.0  # the strength of a stated edge, where one of entities named together has 1
SHOWN_AT_FIRST = ("person", "organisation", "programme")  # meetings are drawn when asked for

EdgeKey = tuple[str, str, str]  # source, target, relation
EdgeEvidence = tuple[tuple[EvidenceQuote, ...], str | None]  # the words, and the edge's note


@dataclass(frozen=True, slots=True)
class FullNetwork:
    """Every node of a graph, and the edges between those of the kinds wanted.

    ``kinds`` are the kinds wanted, ``allowed`` the ids of the nodes of these kinds (and the
    topic's). ``quotes`` are the sentences that name each entity; ``strength`` is how strongly two
    nodes are tied, over all their edges.
    """

    nodes: Mapping[str, NetworkNode]
    boards: frozenset[str]
    allowed: Collection[str]
    kinds: frozenset[str]
    quotes: Mapping[str, Mapping[EvidenceQuote, None]]
    edges: Mapping[EdgeKey, EdgeEvidence]
    strength: Mapping[str, Mapping[str, float]]


def read_network(
    store: ox.Store, kinds: Collection[str] | None = None, topic: str | None = None
) -> FullNetwork:
    """Read all nodes and edges; ``topic`` (an IRI or a name) is among them whatever its kind."""
    wanted = _kind_keys(kinds)
    nodes, boards = _read_nodes(store)
    if topic is not None and topic not in nodes:
        topic = entity_lookup.resolve_entity(store, topic).iri
    allowed = {iri for iri, node in nodes.items() if node.kind in wanted or iri == topic}
    contexts = _read_mention_contexts(store)
    edges = _read_edges(store, nodes, boards, allowed, contexts)
    return FullNetwork(nodes, boards, allowed, wanted, contexts.quotes, edges, _strength(edges))


def restrict_kinds(found: FullNetwork, kinds: Collection[str] | None = None) -> FullNetwork:
    """The same network with the edges between nodes of these kinds alone."""
    wanted = _kind_keys(kinds)
    allowed = {iri for iri, node in found.nodes.items() if node.kind in wanted}
    edges = {
        key: evidence
        for key, evidence in found.edges.items()
        if key[0] in allowed and key[1] in allowed
    }
    return replace(found, allowed=allowed, kinds=wanted, edges=edges, strength=_strength(edges))


def _kind_keys(kinds: Collection[str] | None) -> frozenset[str]:
    """The keys of kinds given by key or plural; the default ones for none."""
    known = {kind.key: kind.key for kind in KINDS}
    known |= {kind.plural.lower(): kind.key for kind in KINDS}
    for kind in kinds or ():
        if kind.lower() not in known:
            raise InputError(
                f"{kind}: no such kind of name; there are {', '.join(each.key for each in KINDS)}"
            )
    return frozenset(known[kind.lower()] for kind in kinds or SHOWN_AT_FIRST)


# -- reading --------------------------------------------------------------------------------------


def _read_nodes(store: ox.Store) -> tuple[dict[str, NetworkNode], frozenset[str]]:
    """Every entity of the graph as a node without evidence, and which of them are boards."""
    found: dict[str, NetworkNode] = {}
    boards = set()
    for row in query.rows(store, "network-names"):
        if row["board"] == "1":
            boards.add(row["entity"])
        others = sorted(set(row["also"].split("; ")) - {"", row["name"]})
        found[row["entity"]] = NetworkNode(
            row["entity"], row["name"], row["kind"], int(row["mentions"] or 0), also=tuple(others)
        )
    return found, frozenset(boards)


@dataclass(slots=True)
class _MentionContexts:
    """The sentences that name each entity, and who is named together where.

    ``clauses`` maps a clause, log entry or item to its entities, each with its sentence;
    ``paragraphs`` maps a paragraph to the mentions in it, each with the name as printed.
    """

    quotes: dict[str, dict[EvidenceQuote, None]] = field(default_factory=dict)
    clauses: dict[str, dict[str, EvidenceQuote]] = field(default_factory=dict)
    paragraphs: dict[str, dict[tuple[str, EvidenceQuote], str]] = field(default_factory=dict)


def _read_mention_contexts(store: ox.Store) -> _MentionContexts:
    found = _MentionContexts()
    for row in query.rows(store, "network-mentions"):
        entity, quote = row["entity"], _quote(row)
        found.quotes.setdefault(entity, {})[quote] = None
        found.paragraphs.setdefault(row["holder"], {})[entity, quote] = row["printed"]
    for row in query.rows(store, "network-clauses"):
        found.clauses.setdefault(row["holder"], {}).setdefault(row["entity"], _quote(row))
    return found


def _quote(row: QueryRow) -> EvidenceQuote:
    return EvidenceQuote(
        row["quote"],
        row["document"],
        text_or_none(row["page"]),
        text_or_none(row["date"]),
        text_or_none(row["part"]),
        text_or_none(row["item"]),
    )


class _EdgeCollector:
    """Collects quotes and notes for edges between allowed nodes."""

    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = allowed
        self._quotes: dict[EdgeKey, dict[EvidenceQuote, None]] = {}
        self._notes: dict[EdgeKey, set[str]] = defaultdict(set)

    def add(
        self, source: str, target: str, relation: str, quote: EvidenceQuote, note: str = ""
    ) -> None:
        """Adds a quote, unless an end is not allowed or both are the same."""
        if source == target or source not in self._allowed or target not in self._allowed:
            return
        key = (source, target, relation)
        self._quotes.setdefault(key, {})[quote] = None
        if note:
            self._notes[key].add(note)

    def edges(self) -> dict[EdgeKey, EdgeEvidence]:
        """The edges in order of their keys, each with its distinct quotes and its note."""
        return {
            key: (_distinct(quotes), "; ".join(sorted(self._notes[key])) or None)
            for key, quotes in sorted(self._quotes.items())
        }


def _read_edges(
    store: ox.Store,
    nodes: Mapping[str, NetworkNode],
    boards: Collection[str],
    allowed: Collection[str],
    contexts: _MentionContexts,
) -> dict[EdgeKey, EdgeEvidence]:
    """Every edge between allowed nodes, with its evidence."""
    collector = _EdgeCollector(allowed)
    for relation in RELATIONS:
        if relation.key != TOGETHER:
            for row in query.rows(store, f"network-{relation.key}"):
                collector.add(row["source"], row["target"], relation.key, _quote(row), row["note"])
    for row in query.rows(store, "network-in-its-minute"):
        if row["source"] not in boards:
            collector.add(row["source"], row["target"], TOGETHER, _quote(row))
    for clause in contexts.clauses.values():
        for one, other in _pairs(clause, nodes, boards):
            collector.add(one, other, TOGETHER, _joined(clause[one], clause[other]))
    for paragraph in contexts.paragraphs.values():
        for one, other, quote in _pairs_in_sentences(paragraph, nodes, boards):
            collector.add(one, other, TOGETHER, quote)
    return collector.edges()


# -- entities named together ----------------------------------------------------------------------


def _pairs_in_sentences(
    paragraph: Mapping[tuple[str, EvidenceQuote], str],
    nodes: Mapping[str, NetworkNode],
    boards: Collection[str],
) -> Iterator[tuple[str, str, EvidenceQuote]]:
    """Pairs of entities of a paragraph that one sentence names, with the sentence.

    The graph has one sentence a mention; the sentence quoted for one may hold the other's name too.
    """
    for (one, quote), printed in paragraph.items():
        others = {
            other
            for (other, _), form in paragraph.items()
            if other != one and form in quote.text and form not in printed
        }
        for pair in _pairs({one, *others}, nodes, boards):
            if one in pair:
                yield *pair, quote


def _pairs(
    entities: Iterable[str], nodes: Mapping[str, NetworkNode], boards: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each programme with each organisation and each other programme.

    Boards and people are left out: boards are named everywhere and people stand in lists, so that
    being named together says nothing of them.
    """
    kinds = {
        entity: nodes[entity].kind
        for entity in sorted(entities)
        if entity in nodes and entity not in boards
    }
    programmes = [entity for entity, kind in kinds.items() if kind == "programme"]
    organisations = [entity for entity, kind in kinds.items() if kind == "organisation"]
    for at, programme in enumerate(programmes):
        yield from ((organisation, programme) for organisation in organisations)
        yield from ((programme, other) for other in programmes[at + 1 :])


def _joined(one: EvidenceQuote, other: EvidenceQuote) -> EvidenceQuote:
    """The words that name both: one sentence, or two of one paragraph."""
    if other.text in one.text:
        return one
    return other if one.text in other.text else replace(one, text=f"{one.text} … {other.text}")


def _distinct(quotes: Iterable[EvidenceQuote]) -> tuple[EvidenceQuote, ...]:
    """The quotes in order of date, without those that a longer one of the same page contains."""
    kept: list[EvidenceQuote] = []
    for quote in sorted(quotes, key=lambda quote: (-len(quote.text), quote_order(quote))):
        if not any(_contains(longer, quote) for longer in kept):
            kept.append(quote)
    return tuple(sorted(kept, key=quote_order))


def _contains(longer: EvidenceQuote, quote: EvidenceQuote) -> bool:
    same_page = (quote.document, quote.page) == (longer.document, longer.page)
    return same_page and quote.text in longer.text


def quote_order(quote: EvidenceQuote) -> tuple[str, ...]:
    """Orders quotes by date, those without one last, then by where they stand."""
    return (
        quote.date or "9999",
        quote.document,
        quote.page or "",
        quote.text,
        quote.part or "",
        quote.item or "",
    )


def _strength(edges: Mapping[EdgeKey, EdgeEvidence]) -> dict[str, dict[str, float]]:
    """How strongly each two nodes are tied: over their edges, log2(1 + quotes) times a weight.

    The weight is ``STATED`` for what the papers state, 1 for entities named together.
    """
    found: dict[str, dict[str, float]] = {}
    for (one, other, relation), (quotes, _) in edges.items():
        strength = math.log2(1 + len(quotes)) * (1.0 if relation == TOGETHER else STATED)
        for source, target in ((one, other), (other, one)):
            near = found.setdefault(source, {})
            near[target] = near.get(target, 0.0) + strength
    return found
