"""Whether the stated ties are right, and who has one: a sheet to judge blind, and the share of expected names.

    python tests/benchmarks/ties.py STORE --papers FOLDER [--briefings FOLDER] [--gold FOLDER] [--sheet FILE]

Draws ties at random, by a seed that is printed, from those between the names on the network pages of twelve topics:
the topics of ``--briefings`` (the field ``topic`` of its files), filled up with the programmes mentioned most. The
sheet has one row a tie: what it claims, the words that state it, and what stands around these words in the paper. Two
readers who see nothing else say for each row whether the words bear out the claim.

With ``--gold`` (files with ``organisations`` and ``programmes``, each with a ``grade``), prints which share of the core
names has a stated tie: of those found in the papers, and of all. Not collected by pytest.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox
from kg.extractors.reading import read
from kg.ontology.folding import fold_to_words, one_line

from kg.errors import NotFound
from kg.store import entity_lookup, snapshots
from kg.store.query import rows
from kg.views.network.edges import FullNetwork, read_network
from kg.views.network.neighbourhood import neighbourhood
from kg.views.network.tie_relations import BY_KEY

SEED = 20260
SIZE = 60
TOPICS = 12
ON_PAGE = 60  # names on a topic's network page
AROUND = 350  # characters of the paper shown on either side of the words
COLUMNS = (
    "number", "source", "says", "target", "relation", "meaning", "first", "last", "times",
    "words", "around", "paper_begins", "paper_ends", "page", "document",
)  # fmt: skip
FACT_PLACE = """
PREFIX bg: <https://w3id.org/boardgraph/ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?fact ?start ?end ?minute WHERE {
  ?fact bg:start ?start ; bg:end ?end .
  OPTIONAL { ?fact a bg:Resolution ; prov:wasGeneratedBy ?minute }
}
"""


def main() -> None:
    """Measure, print, and write the sheet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", help="the folder of a built store")
    parser.add_argument("--papers", type=Path, help="the folder it was built from")
    parser.add_argument("--briefings", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--everywhere", action="store_true", help="draw from all ties")
    given = parser.parse_args()
    with snapshots.open_snapshot(given.store) as published:
        graph = published.graph
        assert isinstance(graph, ox.Store)
        network = read_network(graph)
        topics = twelve_topics(graph, network, given.briefings)
        print("topics:", ", ".join(network.nodes[iri].label for iri in topics))
        near = names_near(network, topics)
        ties = [
            row for row in rows(graph, "ties") if row["source"] in near and row["target"] in near
        ]
        print(f"stated ties between the {len(near)} names on their pages: {len(ties)}")
        if given.everywhere:
            ties = rows(graph, "ties")
            print(f"stated ties: {len(ties)}")
        if given.gold is not None:
            print_shares(graph, expected_names(given.gold))
        if given.sheet is not None and given.papers is not None:
            drawn = random.Random(given.seed).sample(ties, min(SIZE, len(ties)))
            write_sheet(graph, drawn, given.papers, given.sheet)
            print(f"{len(drawn)} ties by seed {given.seed}: {given.sheet}")


def twelve_topics(graph: ox.Store, network: FullNetwork, briefings: Path | None) -> tuple[str, ...]:
    """The IRIs of the topics of the briefings that are names, then of the busiest programmes."""
    found: dict[str, None] = {}
    for path in sorted(briefings.glob("*.json")) if briefings is not None else ():
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, dict) and "topic" in content:
            try:
                found[entity_lookup.resolve_entity(graph, content["topic"]).iri] = None
            except NotFound:
                continue
    programmes = [node for node in network.nodes.values() if node.kind == "programme"]
    for node in sorted(programmes, key=lambda node: (-node.weight, node.id)):
        if len(found) < TOPICS:
            found[node.id] = None
    return tuple(found)[:TOPICS]


def names_near(network: FullNetwork, topics: Iterable[str]) -> set[str]:
    """The names on the network pages of some topics."""
    return {node.id for topic in topics for node in neighbourhood(network, topic, 1, ON_PAGE).nodes}


# -- the share of expected names ------------------------------------------------------------------


def expected_names(folder: Path) -> dict[str, dict[str, set[str]]]:
    """Kind → slug → its printed forms (folded), for the core names of a gold standard."""
    found: dict[str, dict[str, set[str]]] = {"organisations": {}, "programmes": {}}
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for kind, names in found.items():
            for slug, name in content.get(kind, {}).items():
                if name.get("grade") == "core":
                    forms = {fold_to_words(form) for form in (name["name"], *name["printed"])}
                    names.setdefault(slug, set()).update(forms)
    return found


def print_shares(graph: ox.Store, expected: Mapping[str, Mapping[str, Collection[str]]]) -> None:
    """Which share of the expected names has a stated tie, of those found and of all."""
    called: dict[str, set[str]] = defaultdict(set)
    for query, column in (("organisations", "organisation"), ("programmes", "programme")):
        for row in rows(graph, query):
            for form in (row["printed"], row["name"]):
                called[fold_to_words(form)].add(row[column])
    tied = {row[end] for row in rows(graph, "ties") for end in ("source", "target")}
    for kind, names in expected.items():
        found = [set().union(*(called[form] for form in forms)) for forms in names.values()]
        present = [each for each in found if each]
        having = sum(bool(each & tied) for each in present)
        print(
            f"core {kind} with a stated tie: {having} of {len(present)} found "
            f"({having / max(len(present), 1):.2f}), of {len(names)} expected "
            f"({having / max(len(names), 1):.2f})"
        )


# -- the sheet ------------------------------------------------------------------------------------


def write_sheet(
    graph: ox.Store, drawn: Sequence[Mapping[str, str]], papers: Path, out: Path
) -> None:
    """One row a tie, with the words of the fact that states it first and what is around them."""
    stating: dict[tuple[str, str, str], list[Mapping[str, str]]] = defaultdict(list)
    for row in rows(graph, "tie-evidence"):
        stating[row["source"], row["relation"], row["target"]].append(row)
    places, minute_of = _places(graph)
    texts = {path.name: read(path).text for path in sorted(papers.iterdir()) if path.is_file()}
    with out.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file, delimiter="\t", lineterminator="\n")
        sheet.writerow(COLUMNS)
        for number, row in enumerate(drawn, 1):
            facts = stating[row["source"], row["relation"], row["target"]]
            fact = min(facts, key=lambda fact: (fact["quote"] != row["quote"], *order(fact)))
            text = texts.get(fact["document"], "")
            start, end = places.get(fact["fact"], (0, 0))
            begins, ends = places.get(minute_of.get(fact["fact"], fact["via"]), (start, start))
            relation = BY_KEY[row["relation"]]
            sheet.writerow(
                (
                    number,
                    row["source_name"],
                    relation.label,
                    row["target_name"],
                    relation.key,
                    relation.explained,
                    row["first"],
                    row["last"],
                    row["times"],
                    one_line(fact["quote"]),
                    one_line(text[max(0, start - AROUND) : end + AROUND]),
                    one_line(text[begins : begins + AROUND]),
                    one_line(text[max(begins, ends - AROUND) : ends]),
                    fact["page"],
                    fact["document"],
                )
            )


def order(row: Mapping[str, str]) -> tuple[str, str, str]:
    """Sorts facts by day, then by themselves: the first states the tie first."""
    return row["date"] or "9999", row["document"], row["fact"]


def _places(graph: ox.Store) -> tuple[dict[str, tuple[int, int]], dict[str, str]]:
    """Where each fact stands in its paper, and the minute of each decision."""
    places, minute_of = {}, {}
    solutions = graph.query(FACT_PLACE, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    for solution in solutions:
        fact = solution["fact"].value
        places[fact] = int(solution["start"].value), int(solution["end"].value)
        if solution["minute"] is not None:
            minute_of[fact] = solution["minute"].value
    return places, minute_of


if __name__ == "__main__":
    main()
