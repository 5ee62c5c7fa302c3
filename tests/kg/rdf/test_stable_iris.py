"""IRIs through the years.

Packs that come one after the other lead to the graph that all of them at once give.
"""

from __future__ import annotations

from itertools import pairwise

import kg.ontology as bg
import pyoxigraph as ox
import pytest

from kg import demo
from kg.pipeline.build import build
from kg.store import snapshots

PACKS = sorted(demo.packs())  # by their days
REPLACED = ox.NamedNode(bg.PREFIXES["dcterms"] + "isReplacedBy")
ENTITIES = tuple(ox.NamedNode(each) for each in (bg.Person, bg.Organisation, bg.Programme))
TYPE = ox.NamedNode(bg.PREFIXES["rdf"] + "type")


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> list[ox.Store]:
    """The graph as it was after each pack came into one store."""
    home = tmp_path_factory.mktemp("years")
    found = []
    for count in range(1, len(PACKS) + 1):
        build(PACKS[:count], home / "store")
        with snapshots.open_snapshot(home / "store") as published:
            graph = ox.Store()
            graph.bulk_extend(published.graph)
            found.append(graph)
    return found


def named(node: object) -> str:
    assert isinstance(node, ox.NamedNode)
    return node.value


def entities(graph: ox.Store) -> set[str]:
    return {
        named(quad.subject)
        for sort in ENTITIES
        for quad in graph.quads_for_pattern(None, TYPE, sort, None)
    }


def leads_to(graph: ox.Store, iri: str) -> set[str]:
    return {
        named(quad.object)
        for quad in graph.quads_for_pattern(ox.NamedNode(iri), REPLACED, None, None)
    }


def test_an_iri_of_an_earlier_year_names_its_entity_or_leads_to_it(years: list[ox.Store]) -> None:
    for before, after in pairwise(years):
        alive = entities(after)
        for iri in sorted(entities(before)):
            assert iri in alive or (
                len(leads_to(after, iri)) == 1 and leads_to(after, iri) <= alive
            ), iri


def test_newer_packs_move_no_iri(years: list[ox.Store]) -> None:
    """But for what is known as another kind of thing since."""
    for before, after in pairwise(years):
        moved = {iri.rsplit("/", 1)[1] for iri in entities(before) - entities(after)}
        assert moved <= {iri.rsplit("/", 1)[1] for iri in entities(after)}


def test_what_was_replaced_is_no_entity_any_longer(years: list[ox.Store]) -> None:
    for graph in years:
        assert not {
            named(quad.subject) for quad in graph.quads_for_pattern(None, REPLACED, None, None)
        } & entities(graph)


def test_one_after_the_other_gives_what_all_at_once_gives(
    years: list[ox.Store], sample_graph: ox.Store
) -> None:
    assert set(sample_graph) == set(years[-1])
