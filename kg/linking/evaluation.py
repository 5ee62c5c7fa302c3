"""Measures linkage by B-cubed, on packs whose gold facts tell which printed names are one.

    python -m kg.linking.evaluation --gold GOLD PAPERS [--gold GOLD PAPERS]… [--errors]

The packs of one ``--gold`` are read and linked together, as a build does. An item is a printed form
in a paper that the gold gives one entity and the linker knows; forms that were not found are the
names' affair. Items are compared with those of the same body's packs: gold facts of two bodies are
not written with each other in view. Precision is, on average over items, the share of an item's
cluster that is of its entity; recall the share of its entity that is in its cluster (Bagga and
Baldwin, 1998).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.extractors import extract
from kg.extractors.facts import EntityKind, Facts
from kg.extractors.names import spread
from kg.extractors.reading import read
from kg.linking import Identities, identify
from kg.ontology.vocabulary import Vocabulary, load

KINDS: Mapping[str, EntityKind] = {
    "people": "person",
    "organisations": "organisation",
    "programmes": "programme",
}


_BODY = re.compile(r"-?\d{4}-\d\d.*$|^\d{3}_\w+$")  # of a gold file's name, all but its body


@dataclass(frozen=True, slots=True)
class LinkedForm:
    """A printed form in a document of a body, its entity by the gold and its cluster."""

    kind: EntityKind
    body: str
    document: str
    form: str
    entity: str
    cluster: str


@dataclass(frozen=True, slots=True)
class BCubed:
    """Precision and recall, 0 to 1, over ``items`` printed forms."""

    precision: float
    recall: float
    items: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(items: Sequence[LinkedForm]) -> BCubed:
    """The B-cubed measure of some items."""
    entities, clusters = _groups(items, "entity"), _groups(items, "cluster")
    precision = recall = 0.0
    for item in items:
        entity = entities[item.kind, item.body, item.entity]
        cluster = clusters[item.kind, item.body, item.cluster]
        precision += len(entity & cluster) / len(cluster)
        recall += len(entity & cluster) / len(entity)
    count = len(items) or 1
    return BCubed(precision / count, recall / count, len(items))


FormGroup = tuple[EntityKind, str, str]
"""A kind, a body, and an entity or a cluster."""


def _groups(items: Sequence[LinkedForm], by: str) -> dict[FormGroup, set[LinkedForm]]:
    found: dict[FormGroup, set[LinkedForm]] = defaultdict(set)
    for item in items:
        found[item.kind, item.body, getattr(item, by)].add(item)
    return found


def errors(items: Sequence[LinkedForm]) -> list[str]:
    """The clusters of several entities, and the entities in several clusters, a line each."""
    lines: list[str] = []
    for by, other, said in (("cluster", "entity", "joined"), ("entity", "cluster", "split")):
        for (kind, body, name), members in sorted(_groups(items, by).items()):
            parts = defaultdict(set)
            for item in members:
                parts[getattr(item, other)].add(item.form)
            if len(parts) > 1:
                forms = " | ".join(" = ".join(sorted(each)) for _, each in sorted(parts.items()))
                lines.append(f"{said} {kind} {name} ({body}): {forms}")
    return lines


def gold_items(gold: Path, papers: Path, vocabulary: Vocabulary) -> list[LinkedForm]:
    """The items of the packs in ``papers`` that ``gold`` has facts about."""
    found = [(each, json.loads(each.read_text(encoding="utf-8"))) for each in gold.glob("*.json")]
    given = {Path(facts["source"]).name: (each.stem, facts) for each, facts in sorted(found)}
    present = [name for name in given if (papers / name).is_file()]
    corpus = [extract(read(papers / name), vocabulary) for name in present]
    return linked_items(spread(corpus, vocabulary), [given[name] for name in present], vocabulary)


def linked_items(
    corpus: Sequence[Facts], given: Sequence[tuple[str, Mapping[str, Any]]], vocabulary: Vocabulary
) -> list[LinkedForm]:
    """The items of papers, with the name and the contents of the gold file on each."""
    identities = identify(corpus, vocabulary)
    return [
        item
        for paper, (name, known) in zip(corpus, given, strict=True)
        for item in _items(paper, _BODY.sub("", name), known, identities)
    ]


def _items(
    paper: Facts, body: str, gold: Mapping[str, Any], identities: Identities
) -> Iterator[LinkedForm]:
    """The forms of one paper that the gold gives one entity of a kind and that were found."""
    document = paper.document.id
    for table, kind in KINDS.items():
        owners: dict[str, set[str]] = defaultdict(set)
        for slug, entity in gold[table].items():
            for form in entity["printed"] if entity.get("grade") != "out" else ():
                owners[form].add(slug)
        for form, slugs in sorted(owners.items()):
            found = identities.resolve(document, kind, form)
            if len(slugs) == 1 and found is not None:
                yield LinkedForm(kind, body, document, form, min(slugs), found.id)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--gold", nargs=2, type=Path, action="append", required=True, metavar=("GOLD", "PAPERS")
    )
    parser.add_argument("--errors", action="store_true", help="list what was joined or split")
    given = parser.parse_args()
    vocabulary = load()
    print(f"{'':42} {'P':>6} {'R':>6} {'F1':>6} {'items':>6}")
    of_kind: dict[EntityKind, list[BCubed]] = defaultdict(list)
    for gold, papers in given.gold:
        items = gold_items(gold, papers, vocabulary)
        for kind in KINDS.values():
            found = b_cubed([item for item in items if item.kind == kind])
            of_kind[kind].append(found)
            print(_row(f"{papers.name} {kind}", found))
        if given.errors:
            print(*errors(items), sep="\n")
    for kind, sets in of_kind.items():
        print(_row(f"all {kind}", _mean(sets)))


def _mean(sets: Sequence[BCubed]) -> BCubed:
    """The measure over the items of all sets."""
    count = sum(each.items for each in sets) or 1
    precision = sum(each.precision * each.items for each in sets) / count
    return BCubed(precision, sum(each.recall * each.items for each in sets) / count, count)


def _row(title: str, found: BCubed) -> str:
    figures = f"{found.precision:6.3f} {found.recall:6.3f} {found.f1:6.3f} {found.items:6d}"
    return f"{title:42} {figures}"


if __name__ == "__main__":
    main()
