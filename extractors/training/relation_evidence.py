"""In how many bodies' papers each rule of relations ties two names.

    python -m kg.extractors.training.relation_evidence FOLDER… [--packs FOLDER…]

FOLDERs hold real papers, those of ``--packs`` fictional ones of other authors, a body each; papers
invented with this project support nothing. The counts, of real and of fictional bodies, are written
to ``relations-evidence.json`` beside the rules. A rule that fewer than ``LEAST_BODIES`` need says
why it stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extractors import extract
from kg.extractors.rules import RELATION_EVIDENCE, rules
from kg.extractors.training.structure_evidence import Read, count_papers
from kg.ontology.vocabulary import Vocabulary


def evidence(read: Iterable[Read], vocabulary: Vocabulary) -> dict[str, list[int]]:
    """Rule → how many real and how many fictional bodies need it; a paper comes with its body and
    whether that is real.
    """
    bodies: dict[str, tuple[set[str], set[str]]] = {
        rule: (set(), set()) for rule in rules("relations")
    }
    for body, real, document in read:
        found = {relation.rule for relation in extract(document, vocabulary).relations}
        for rule in found & bodies.keys():
            bodies[rule][not real].add(body)
    return {rule: [len(real), len(made)] for rule, (real, made) in sorted(bodies.items())}


def main() -> None:
    count_papers(__doc__, RELATION_EVIDENCE, evidence)


if __name__ == "__main__":
    main()
