"""Papers that need not be written again: their graphs are in the store, their notes are kept.

What writing a paper gives depends on its facts, on whom its names mean, on the IRIs and days of its
meetings, and on which IRIs beneath these meetings other papers took before it. The first three make
the key that its notes are kept by; the last is looked at again before they are used.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from kg.extractors.facts import Facts
from kg.rdf.document_writer import write_document
from kg.rdf.graph_lines import GraphLines
from kg.rdf.ledger import Ledger, MembershipEvidence, RelationNotes
from kg.rdf.quads import named_node

PlainNotes = dict[str, Any]
"""Notes as built-in types and dates alone, so that nothing else need be read from a file."""


@dataclass(frozen=True, slots=True)
class WovenPapers:
    """Where notes are kept. ``held`` is the digest of each named graph in the store, by its IRI;
    ``load`` and ``save`` take the key of a paper, which ``stamp`` (code, vocabulary) is part of.
    """

    held: Mapping[str, str]
    stamp: str
    load: Callable[[str], PlainNotes | None]
    save: Callable[[str, PlainNotes], None]


def weave(ledger: Ledger, facts: Facts, woven: WovenPapers | None) -> tuple[str, GraphLines]:
    """The graph of a paper (its IRI and its lines); what concerns others is noted in ``ledger``.

    The lines have no chunks where the store holds them.
    """
    iri = ledger.iris.document(facts.document.id).value
    key = _key(ledger, facts, woven.stamp) if woven is not None else ""
    kept = woven.load(key) if woven is not None and iri in woven.held else None
    if woven is not None and kept is not None and _is_as_before(kept, ledger, woven.held[iri]):
        ledger.add(_noted(ledger, kept, facts.document.id))
        return iri, GraphLines(kept["digest"], kept["count"], None)
    own = ledger.for_paper()
    lines = write_document(own, facts).lines()
    if woven is not None:
        woven.save(key, _plain(ledger, own, lines, iri))
    ledger.add(own)
    return iri, lines


def _is_as_before(kept: PlainNotes, ledger: Ledger, held: str) -> bool:
    """Whether the store has the graph of these notes, and the same IRIs would be given to it."""
    same_iris = all(ledger.iris.given(path) == before for path, before, _ in kept["paths"])
    return same_iris and kept["digest"] == held


def _key(ledger: Ledger, facts: Facts, stamp: str) -> str:
    """A digest of all that the paper's graph and notes depend on, but for IRIs that are taken."""
    document = facts.document.id
    meetings = [
        (shared.node.value, shared.day)
        for index in range(len(facts.meetings))
        if (shared := ledger.meeting_of.get((document, index))) is not None
    ]
    meant = ledger.identities.meant_in(document)
    return hashlib.sha256(_bytes_of((stamp, ledger.iris.base, facts, meetings, meant))).hexdigest()


def _bytes_of(value: object) -> bytes:
    """Equal values have equal bytes, whichever of their parts are one object."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, protocol=5)
    pickler.fast = True
    pickler.dump(value)
    return out.getvalue()


# -- notes as plain data ---------------------------------------------------------------------------


def _plain(ledger: Ledger, own: Ledger, lines: GraphLines, iri: str) -> PlainNotes:
    """The notes of a paper, whose own IRIs need not be kept: nobody else is given any of them."""
    beneath = ledger.iris.path(named_node(iri)) + "/"
    return {
        "digest": lines.digest,
        "count": lines.count,
        "paths": [
            (path, ledger.iris.given(path), after)
            for path, after in own.iris.newly_given.items()
            if not path.startswith(beneath)
        ],
        "rules": list(own.rules),
        "keys": own.keys,
        "mention_counts": dict(own.mention_counts),
        "subjects": [(node.value, named) for node, named in own.subjects.items()],
        "nodes": [(kind, at, node.value) for (_, kind, at), node in own.nodes.items()],
        "announced": [(node.value, path) for node, path in own.announced],
        "periods": list(own.periods),
        "memberships": [
            (of, [(each.day, each.shown_by.value, each.role) for each in evidence])
            for of, evidence in own.relations.memberships.items()
        ],
        "links": own.relations.links,
        "offices": [(node.value, office) for node, office in own.relations.offices.items()],
    }


def _noted(ledger: Ledger, kept: PlainNotes, document: str) -> Ledger:
    """The notes of a paper as they were when it was written."""
    own = ledger.for_paper()
    own.iris.newly_given.update((path, after) for path, _, after in kept["paths"])
    for rule in kept["rules"]:
        own.rule(rule)
    own.keys = kept["keys"]
    own.mention_counts = Counter(kept["mention_counts"])
    own.subjects = {NamedNode(node): named for node, named in kept["subjects"]}
    own.nodes = {(document, kind, at): NamedNode(node) for kind, at, node in kept["nodes"]}
    own.announced = [(NamedNode(node), path) for node, path in kept["announced"]]
    for days in kept["periods"]:
        own.period(days)
    own.relations = RelationNotes(
        {
            of: [MembershipEvidence(day, NamedNode(node), role) for day, node, role in evidence]
            for of, evidence in kept["memberships"]
        },
        kept["links"],
        {NamedNode(node): office for node, office in kept["offices"]},
    )
    return own
