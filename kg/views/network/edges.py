"""The whole network of a graph: every entity as a node, the edges between them, their evidence.

Asked of ``queries/internal/tie-evidence.rq`` and the ``network-*.rq`` of names and meetings. An
edge is something that the papers state (represents, presented, reported on …) or, weaker and only
where asked for, that they name two entities together.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError
from kg.store import entity_lookup, query
from kg.text.quotation import shortened
from kg.views.cells import QueryRow, text_or_none
from kg.views.network.tie_relations import KINDS, SHOWN_AT_FIRST, TOGETHER

if TYPE_CHECKING:
    from kg.store.remote import Remote


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

    ``relation`` is a key of ``tie_relations.RELATIONS``, ``weight`` the number of passages that
    show it. ``note`` is what it says beyond its relation: a role, an office.
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
    ``communities`` names the community of each node that is in one.
    """

    title: str
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    topic: str | None = None
    left_out: tuple[str, ...] = ()
    communities: Mapping[str, str] = field(default_factory=dict)


LABEL_WORDS = 80  # characters of a resolution or an action in its label
STATED = 3.0  # the strength of a stated edge, where one of entities named together has 1
TOLD = 1.5  # that of what says less of the two: words on something, an action that names it
LISTED = 6  # a sentence that names more is a list, and says nothing about any two of them
_WEIGHTS = {TOGETHER: 1.0, "told-of": TOLD, "has-action-on": TOLD}
_WITH_MEETINGS = ("discussed-at", "attended")  # relations with a query of their own

EdgeKey = tuple[str, str, str]  # source, target, relation
EdgeEvidence = tuple[tuple[EvidenceQuote, ...], str | None]  # the words, and the edge's note


@dataclass(frozen=True, slots=True)
class FullNetwork:
    """Every node of a graph, and the edges between those of the kinds wanted.

    ``kinds`` are the kinds wanted, ``allowed`` the ids of the nodes of these kinds (and the
    topic's). ``quotes`` are the sentences that name each entity; ``strength`` is how strongly two
    nodes are tied, over all their edges. ``through`` are the reports, resolutions or actions that
    an edge goes through, where all that shows it does.
    """

    nodes: Mapping[str, NetworkNode]
    boards: frozenset[str]
    allowed: Collection[str]
    kinds: frozenset[str]
    quotes: Mapping[str, Mapping[EvidenceQuote, None]]
    edges: Mapping[EdgeKey, EdgeEvidence]
    strength: Mapping[str, Mapping[str, float]]
    through: Mapping[EdgeKey, Collection[str]] = field(default_factory=dict)


def read_network(
    store: ox.Store | Remote,
    kinds: Collection[str] | None = None,
    topic: str | None = None,
    together: bool = False,
) -> FullNetwork:
    """Read all nodes and edges; ``topic`` (an IRI or a name) is among them whatever its kind.

    With ``together``, also the edges between entities that the papers only name together.
    """
    whole = read_whole_network(store)
    if topic is not None and topic not in whole.nodes:
        topic = entity_lookup.resolve_entity(store, topic).iri
    return restrict_network(whole, kinds, topic, together)


def read_whole_network(store: ox.Store | Remote) -> FullNetwork:
    """All nodes and edges of all kinds and relations, to be restricted before they are drawn."""
    nodes, boards = _read_nodes(store)
    contexts = _read_mention_contexts(store)
    collector = _EdgeCollector(nodes)
    _read_stated(store, collector)
    _read_together(store, nodes, boards, contexts, collector)
    edges = collector.edges()
    kinds = frozenset(kind.key for kind in KINDS)
    return FullNetwork(
        nodes, boards, nodes, kinds, contexts.quotes, edges, _strength(edges), collector.through()
    )


def restrict_network(
    whole: FullNetwork,
    kinds: Collection[str] | None = None,
    topic: str | None = None,
    together: bool = False,
) -> FullNetwork:
    """The same network with the edges between nodes of these kinds (and the topic) alone.

    Without ``together`` it has only what the papers state. An edge that goes through reports,
    resolutions or actions gives way to these where they are among the kinds; that somebody told of
    something, to their having presented or reported on it.
    """
    wanted = _kind_keys(kinds)
    allowed = {iri for iri, node in whole.nodes.items() if node.kind in wanted or iri == topic}
    edges = {
        key: evidence
        for key, evidence in whole.edges.items()
        if key[0] in allowed
        and key[1] in allowed
        and (together or key[2] != TOGETHER)
        and not _is_replaced(whole, key, allowed)
        and not _is_said_better(whole, key)
    }
    return replace(whole, allowed=allowed, kinds=wanted, edges=edges, strength=_strength(edges))


def _is_replaced(whole: FullNetwork, key: EdgeKey, allowed: Collection[str]) -> bool:
    """Whether all that an edge goes through is drawn itself."""
    through = whole.through.get(key, ())
    return bool(through) and all(via in allowed for via in through)


def _is_said_better(whole: FullNetwork, key: EdgeKey) -> bool:
    """Whether who told of something also presented it, or reported on it."""
    source, target, relation = key
    better = ("presented", "reported-on")
    return relation == "told-of" and any((source, target, each) in whole.edges for each in better)


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


def _read_nodes(store: ox.Store | Remote) -> tuple[dict[str, NetworkNode], frozenset[str]]:
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
    for row in query.rows(store, "network-papers"):
        found[row["node"]] = NetworkNode(row["node"], _paper_label(row), row["kind"])
    return found, frozenset(boards)


def _paper_label(row: QueryRow) -> str:
    """“41(b): That the report be noted, 2023-03-17”: its number, its words and its day."""
    number = f"{row['number']}: " if row["number"] else ""
    words = shortened(row["name"], LABEL_WORDS)
    return f"{number}{words}" + (f", {row['date']}" if row["date"] else "")


@dataclass(slots=True)
class _MentionContexts:
    """The sentences that name each entity, and who is named together where.

    ``clauses`` maps a clause, log entry or item to its entities, each with its sentence;
    ``paragraphs`` maps a paragraph to the mentions in it, each with the name as printed.
    """

    quotes: dict[str, dict[EvidenceQuote, None]] = field(default_factory=dict)
    clauses: dict[str, dict[str, EvidenceQuote]] = field(default_factory=dict)
    paragraphs: dict[str, dict[tuple[str, EvidenceQuote], str]] = field(default_factory=dict)


def _read_mention_contexts(store: ox.Store | Remote) -> _MentionContexts:
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
        self._through: dict[EdgeKey, set[str]] = defaultdict(set)

    def add(
        self,
        source: str,
        target: str,
        relation: str,
        quote: EvidenceQuote,
        note: str = "",
        via: str = "",
    ) -> None:
        """Adds a quote, unless an end is not allowed or both are the same."""
        if source == target or source not in self._allowed or target not in self._allowed:
            return
        key = (source, target, relation)
        self._quotes.setdefault(key, {})[quote] = None
        self._through[key].add(via)
        if note:
            self._notes[key].add(note)

    def through(self) -> dict[EdgeKey, frozenset[str]]:
        """What each edge goes through that goes through something in all of its places."""
        return {key: frozenset(via) for key, via in self._through.items() if "" not in via}

    def edges(self) -> dict[EdgeKey, EdgeEvidence]:
        """The edges in order of their keys, each with its distinct quotes and its note."""
        return {
            key: (_distinct(quotes), "; ".join(sorted(self._notes[key])) or None)
            for key, quotes in sorted(self._quotes.items())
        }


def _read_stated(store: ox.Store | Remote, collector: _EdgeCollector) -> None:
    """Collects what the papers state: directly, and through reports, resolutions and actions."""
    ends: dict[str, list[tuple[QueryRow, EvidenceQuote]]] = {}
    for row in query.rows(store, "tie-evidence"):
        source, target, via, quote = row["source"], row["target"], row["via"], _quote(row)
        collector.add(source, target, row["relation"], quote, row["note"], via)
        if not via or via in (source, target):
            continue
        to_via = "responsible-for" if row["relation"] == "has-action-on" else row["relation"]
        collector.add(source, via, to_via, quote, row["note"])
        if row["relation"] == "asked":
            collector.add(via, target, "asked", quote)
        else:
            collector.add(via, target, "about", quote)
        ends.setdefault(via, []).append((row, quote))
    for via, rows in ends.items():
        _add_asked_about(via, rows, collector)
    for relation in _WITH_MEETINGS:
        for row in query.rows(store, f"network-{relation}"):
            collector.add(row["source"], row["target"], relation, _quote(row), row["note"])


def _add_asked_about(
    via: str, rows: Sequence[tuple[QueryRow, EvidenceQuote]], collector: _EdgeCollector
) -> None:
    """Ties whom a request asks to what the same request is about."""
    for asked, quote in rows:
        if asked["relation"] != "asked":
            continue
        for row, _ in rows:
            if row["relation"] in ("decided-on", "noted"):
                collector.add(asked["target"], row["target"], "asked-about", quote, via=via)


def _read_together(
    store: ox.Store | Remote,
    nodes: Mapping[str, NetworkNode],
    boards: Collection[str],
    contexts: _MentionContexts,
    collector: _EdgeCollector,
) -> None:
    """Collects the edges of entities that the papers name together."""
    for row in query.rows(store, "network-in-its-minute"):
        if row["source"] not in boards:
            collector.add(row["source"], row["target"], TOGETHER, _quote(row))
    for clause in contexts.clauses.values():
        if len(clause) <= LISTED:
            for one, other in _pairs(clause, nodes, boards):
                collector.add(one, other, TOGETHER, _joined(clause[one], clause[other]))
    for paragraph in contexts.paragraphs.values():
        for one, other, quote in _pairs_in_sentences(paragraph, nodes, boards):
            collector.add(one, other, TOGETHER, quote)


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
        if len(others) >= LISTED:
            continue
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

    The weight is ``STATED`` for what the papers state, less for what says less of the two.
    """
    found: dict[str, dict[str, float]] = {}
    for (one, other, relation), (quotes, _) in edges.items():
        strength = math.log2(1 + len(quotes)) * _WEIGHTS.get(relation, STATED)
        for source, target in ((one, other), (other, one)):
            near = found.setdefault(source, {})
            near[target] = near.get(target, 0.0) + strength
    return found
