"""Addresses that the graph of an earlier version led on from, and the present one does not know.

A new version may read a name in other words, and then makes no address of the old ones. The graph
depends on the papers alone, so what an earlier one said of its addresses is kept in the manifest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox

from kg.ontology import PREFIXES
from kg.pipeline.forgetting import Forgotten
from kg.store.entity_lookup import current_iri

_REPLACED_BY = ox.NamedNode(PREFIXES["dcterms"] + "isReplacedBy")


def addresses_of(graph: ox.Store, manifest: Mapping[str, Any]) -> dict[str, str]:
    """Address given up → where it leads, of a published graph and its ``manifest``."""
    found = dict(manifest.get("former_addresses", {}))
    for quad in graph.quads_for_pattern(None, _REPLACED_BY, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            found[quad.subject.value] = quad.object.value
    return found


def still_leading(
    former: Mapping[str, str], graph: ox.Store, forgotten: Forgotten
) -> dict[str, str]:
    """Those of ``former`` that ``graph`` does not know, and whose end it has."""
    found = {}
    for address, end in sorted(former.items()):
        current = current_iri(graph, end)
        slug = address.rpartition("/")[2]
        is_named = forgotten.names(slug) or forgotten.names(slug.replace("-", " "))
        if not _has(graph, address) and _has(graph, current) and not is_named:
            found[address] = current
    return found


def _has(graph: ox.Store, address: str) -> bool:
    return any(True for _ in graph.quads_for_pattern(ox.NamedNode(address), None, None))
