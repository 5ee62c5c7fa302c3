"""In how many bodies' papers each rule of structure finds something.

    python -m kg.extractors.training.structure_evidence FOLDER… [--packs FOLDER…]

FOLDERs hold real papers, whose body is the family of ``families.toml``; each of ``--packs`` holds
fictional papers, whose body is what stands before the date in their names, or else the folder.
The counts, of real and
of fictional bodies, are written to ``evidence.json`` beside the rules. A rule that fewer than
``LEAST_BODIES`` bodies need is a memory of one paper: a test refuses it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest import mock

from kg.extractors import attempted
from kg.extractors.due import with_relative_days
from kg.extractors.facts import Document
from kg.extractors.log_cells import column_of
from kg.extractors.minute_actions import read_minute_actions
from kg.extractors.presenters import read_presenters
from kg.extractors.reading import UnreadableError, read
from kg.extractors.rules import EVIDENCE, STRUCTURE, rules
from kg.extractors.sections import heading_rule, is_list_head
from kg.extractors.structure import structure
from kg.extractors.training.line_training import families, family_of
from kg.extractors.votes import read_votes
from kg.ontology.rule_tables import PatternRule
from kg.ontology.vocabulary import Vocabulary, load

PAPERS = (".txt", ".pdf", ".docx", ".html", ".odt", ".rtf", ".eml", ".md")
_DAY = re.compile(r"-\d{4}-\d\d-\d\d$")


Read = tuple[str, bool, Document]  # a paper's body, whether that is real, and the paper


class _Recording:
    """A compiled pattern that tells when it finds something."""

    def __init__(self, pattern: re.Pattern[str], found: list[bool]) -> None:
        self._pattern = pattern
        self._found = found

    def __getattr__(self, name: str) -> Any:
        work = getattr(self._pattern, name)
        return work if not callable(work) else lambda *given, **more: self._noted(work, given, more)

    def _noted(self, work: Any, given: Any, more: Any) -> Any:
        result = work(*given, **more)
        if isinstance(result, Iterator):
            result = list(result)
        if isinstance(result, str | list) and work.__name__ in ("sub", "split"):
            self._found[0] |= self._pattern.search(given[-1]) is not None
        else:
            self._found[0] |= bool(result)
        return iter(result) if isinstance(result, list) and work.__name__ == "finditer" else result


@contextmanager
def recorded() -> Iterator[dict[tuple[str, str], list[bool]]]:
    """Whether each rule, by its id and source, finds something while the block runs."""
    fired: dict[tuple[str, str], list[bool]] = defaultdict(lambda: [False])
    plain: Any = vars(PatternRule)["pattern"].func
    watched = property(lambda rule: _Recording(plain(rule), fired[rule.id, rule.source]))
    with mock.patch.object(PatternRule, "pattern", watched):
        yield fired


def finding(document: Document, vocabulary: Vocabulary) -> set[str]:
    """The rules of structure that find something in a paper, as “table/id”."""
    for remembers in (column_of, is_list_head, heading_rule):
        remembers.cache_clear()  # or lines of papers before would be found without their rule
    with recorded() as fired:
        facts = structure(document, vocabulary)
        for stage, work in (
            ("presenters", read_presenters),
            ("votes", read_votes),
            ("due", with_relative_days),
        ):
            facts = attempted(stage, work, facts)
        read_minute_actions(facts)
    return {
        f"{table}/{rule.id}"
        for table in STRUCTURE
        for rule in rules(table).values()
        if fired[rule.id, rule.source][0]
    }


def evidence(
    papers: Iterable[tuple[str, bool, Document]], vocabulary: Vocabulary
) -> dict[str, list[int]]:
    """Rule → how many real and how many fictional bodies need it; a paper comes with its body and
    whether that is real.
    """
    bodies: dict[str, tuple[set[str], set[str]]] = {
        f"{table}/{rule}": (set(), set()) for table in STRUCTURE for rule in rules(table)
    }
    for body, real, document in papers:
        for rule in finding(document, vocabulary):
            bodies[rule][not real].add(body)
    return {rule: [len(real), len(made)] for rule, (real, made) in sorted(bodies.items())}


def papers(
    folders: Iterable[Path], known: dict[str, str], real: bool
) -> Iterator[tuple[str, bool, Document]]:
    """The papers of ``folders`` that can be read, each with its body and whether that is real."""
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix not in PAPERS or path.stem == "expected":
                continue
            try:
                document = read(path)
            except UnreadableError as error:
                print(error, file=sys.stderr)
                continue
            yield (_family(path, known) if real else _made_body(path)), real, document


def _family(path: Path, known: dict[str, str]) -> str:
    """The family of a real paper; packs named by a number are of one board."""
    return "numbered" if path.stem[:3].isdigit() else family_of(path.stem, known)


def _made_body(path: Path) -> str:
    body = _DAY.sub("", path.stem)
    return body if body != path.stem else path.parent.name


def write(name: str, counts: Mapping[str, list[int]]) -> None:
    """Writes counts beside the rules, a line a rule."""
    rows = [f"{json.dumps(rule)}: {json.dumps(each)}" for rule, each in counts.items()]
    text = "{\n" + ",\n".join(rows) + "\n}\n"
    Path(str(files("kg.extractors.rules"))).joinpath(name).write_text(text, encoding="utf-8")


def count_papers(
    description: str | None,
    name: str,
    count: Callable[[Iterable[Read], Vocabulary], Mapping[str, list[int]]],
) -> None:
    """A command that counts over folders of papers and writes the counts as ``name``."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--packs", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    known = families()
    found = (*papers(given.folders, known, True), *papers(given.packs, known, False))
    write(name, count(found, load()))


def main() -> None:
    count_papers(__doc__, EVIDENCE, evidence)


if __name__ == "__main__":
    main()
