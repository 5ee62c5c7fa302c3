"""Which bodies' papers support each rule of names, and so which rules may be used.

    python -m kg.extractors.training.rule_evidence FOLDER… [--gold GOLD PAPERS]
        [--packs GOLD PAPERS]

A paper supports a rule that proposes a name which its reader labelled, of that kind. FOLDERs hold
the annotated papers, whose names begin with their body's; ``--gold`` are packs of one body, each of
``--packs`` is of a body of its own. Papers that were invented with this project support nothing.
The bodies are written to ``evidence.json`` beside the rules' code; a rule of fewer than
``LEAST_BODIES`` is not used.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from kg.extractors.names.candidate import Context, Found
from kg.extractors.names.groups import groups
from kg.extractors.names.people import people
from kg.extractors.names.rules import EVIDENCE, Rules
from kg.extractors.names.vocabulary import known
from kg.extractors.names.words import read
from kg.extractors.names.work import Work
from kg.extractors.training.labelled_names import Labelled, NamedPaper, gold_packs, named_papers
from kg.ontology.vocabulary import Vocabulary, load


def supported(paper: NamedPaper, rules: Rules, vocabulary: Vocabulary) -> set[str]:
    """The ids of the rules that find a labelled name in ``paper``."""
    words = read(paper.document.text, rules.alphabet)
    work = Work(words, Context(words, rules.alphabet, rules.nothing), rules, vocabulary)
    known(work)
    people(work)
    groups(work)
    named: dict[int, list[Labelled]] = defaultdict(list)
    for name in paper.names:
        named[words.at(name.span.start, name.span.end)[1]].append(name)
    return {found.rule for found in work.candidates if any(_right(found, work, named))}


def _right(found: Found, work: Work, named: Mapping[int, list[Labelled]]) -> Iterator[bool]:
    """Whether labelled names are what a rule found; titles may stand before a person, a
    head noun in small letters behind a programme."""
    for last in range(found.first + 1, found.last + 1):
        for name in named.get(last, ()):
            first = work.words.at(name.span.start, name.span.end)[0]
            whole = found.last == last and found.first == first
            person = name.kind == "person" and found.first <= first
            small = not any(word[0].isupper() for word in work.words.words[last : found.last])
            headed = name.kind == "programme" and found.first == first and small
            yield name.kind == found.kind and (whole or person or headed)


def evidence(
    papers: Iterable[tuple[str, NamedPaper]], rules: Rules, vocabulary: Vocabulary
) -> dict[str, list[str]]:
    """Rule → the bodies whose papers support it, for every rule of the tables."""
    bodies: dict[str, set[str]] = {rule.id: set() for rule in (*rules.rules, *rules.quarantined)}
    for body, paper in papers:
        for rule in supported(paper, rules, vocabulary) & bodies.keys():
            bodies[rule].add(body)
    return {rule: sorted(found) for rule, found in sorted(bodies.items())}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    for option in ("--gold", "--packs"):
        parser.add_argument(
            option, nargs=2, type=Path, action="append", default=[], metavar=("GOLD", "PAPERS")
        )
    given = parser.parse_args()
    vocabulary = load()
    papers = [(paper.body.split("-")[0], paper) for paper in named_papers(given.folders)]
    papers += [(paper.family, paper) for pair in given.gold for paper in gold_packs(*pair)]
    papers += [(paper.name, paper) for pair in given.packs for paper in gold_packs(*pair)]
    found = evidence(papers, Rules(vocabulary, every=True), vocabulary)
    rows = [f"{json.dumps(rule)}: {json.dumps(bodies)}" for rule, bodies in found.items()]
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    Path(str(files("kg.extractors.names"))).joinpath(EVIDENCE).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
