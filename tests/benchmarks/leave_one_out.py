"""How well a pack is read when nothing that was learnt from that pack helps.

    python tests/benchmarks/leave_one_out.py [--json FILE]

Three columns for each measure, over the packs that have a gold standard: each pack within a build of all of them; each
pack built alone, so that no other paper lends it a name; and each pack built alone without the rules and vocabulary
entries that no other paper supports. A paper supports a rule that matches in it (a rule of names: that finds
a name in it), and an entry that it mentions. Word lists (titles, first names, role nouns) stay as they are.

Needs the packs, pages and scoring tool beside the checkout (``../shared``). Not collected by pytest.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, cast
from unittest import mock

import kg.ontology.vocabulary as vocabularies
from kg.extractors.names import rules as names_rules
from kg.extractors.reading import read
from kg.extractors.rules import rules

from kg import extractors
from kg.pipeline.build import build
from kg.pipeline.settings import BuildOptions
from kg.store import snapshots
from kg.store.query import rows

SHARED = Path(__file__).resolve().parents[2] / "../shared"
TABLES = ("layout", "web-page", "agenda", "attendance", "minutes", "verbs", "actions")
Support = Mapping[
    tuple[str, str], frozenset[str]
]  # a rule or an entry → the papers that support it


class _Watched:
    """A compiled pattern that notes whether it ever matched."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern
        self.matched = False

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pattern, name)
        if name not in ("match", "search", "fullmatch"):
            return found

        def call(*args: Any) -> Any:
            result = found(*args)
            self.matched = self.matched or result is not None
            return result

        return call


def supports(papers: list[Path]) -> Support:
    """Which papers each rule and each entry of the vocabulary rests on."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    words = vocabularies.load()
    tables = {name: dict(rules(name)) for name in TABLES}
    try:
        for paper in papers:
            watched: dict[tuple[str, str], _Watched] = {}
            for name, table in tables.items():
                for rule in table.values():
                    watched[name, rule.id] = _Watched(rule.pattern)
                    rules(name)[rule.id] = replace(rule, pattern=cast(Any, watched[name, rule.id]))
            facts = extractors.extract(read(paper), words)
            for key, pattern in watched.items():
                if pattern.matched:
                    found[key].add(paper.name)
            for mention in facts.mentions:
                found["names", mention.rule].add(paper.name)
                if mention.concept:
                    found["vocabulary", mention.concept].add(paper.name)
    finally:
        for name, table in tables.items():
            rules(name).update(table)
    return {key: frozenset(names) for key, names in found.items()}


@contextmanager
def without(off: set[tuple[str, str]]) -> Iterator[None]:
    """Rules and entries switched off for a while."""
    words = vocabularies.load()
    kept = [concept for concept in words.concepts.values() if ("vocabulary", concept.id) not in off]
    less = vocabularies.Vocabulary(
        kept, words.words, words.nicknames, f"{words.digest}-{hash(frozenset(off))}"
    )
    data = names_rules._data()
    data["rule"] = [rule for rule in data["rule"] if ("names", rule["id"]) not in off]
    tables = {name: dict(rules(name)) for name in TABLES}
    for name, table in tables.items():
        for rule in table.values():
            if (name, rule.id) in off:
                rules(name)[rule.id] = replace(rule, pattern=re.compile(r"(?!)"))
    try:
        with (
            mock.patch.object(vocabularies, "load", lambda extra=(): less),
            mock.patch.object(names_rules, "_data", lambda: data),
        ):
            yield
    finally:
        for name, table in tables.items():
            rules(name).update(table)


class _Here:
    """The named queries of a graph, as the scoring tool asks them."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph

    def query(self, name: str, **params: str) -> list[dict[str, str]]:
        return rows(self._graph, name, **params)


def tallies(tool: ModuleType, papers: list[Path], golds: list[dict[str, Any]]) -> list[list[Any]]:
    """The measures of each gold standard on one build of ``papers``."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        build(papers, home, BuildOptions(workers=1))
        with snapshots.open_snapshot(home) as published:
            return [tool.score([gold], _Here(published.graph), trails=False) for gold in golds]


def table(columns: Mapping[str, list[list[Any]]]) -> list[dict[str, Any]]:
    """F1 of each measure, all packs together, a column a way of building."""
    out: dict[str, dict[str, Any]] = {}
    for column, packs in columns.items():
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for pack in packs:
            for tally in pack:
                for at, number in enumerate((tally.hits, tally.output, tally.gold)):
                    sums[tally.name][at] += number
        for name, (hits, output, gold) in sums.items():
            if gold:
                out.setdefault(name, {"measure": name, "gold": gold})[column] = (
                    2 * hits / max(1, output + gold)
                )
    return list(out.values())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="also write the table to this file")
    args = parser.parse_args()
    scorer = SHARED / "tools" / "score.py"
    if not scorer.exists():
        sys.exit(
            f"left out: no {scorer.name}, packs and gold standard in {SHARED.name}/ beside the checkout"
        )
    spec = importlib.util.spec_from_file_location("score", scorer)
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)

    packs = sorted((SHARED / "corpus").glob("*.txt"))
    gold_of = {
        p: json.loads(g.read_text())
        for p in packs
        if (g := SHARED / "gold" / f"{p.stem}.json").exists()
    }
    support = supports([*packs, *sorted((SHARED / "other-boards").glob("*.txt"))])
    columns: dict[str, list[list[Any]]] = {
        "all": tallies(tool, packs, list(gold_of.values())),
        "alone": [],
        "left out": [],
    }
    for pack, gold in gold_of.items():
        off = {key for key, names in support.items() if names == {pack.name}}
        columns["alone"] += tallies(tool, [pack], [gold])
        with without(off):
            columns["left out"] += tallies(tool, [pack], [gold])
        entries = sum(kind == "vocabulary" for kind, _ in off)
        print(
            f"{pack.stem}: {len(off) - entries} rules and {entries} entries rest on it alone",
            file=sys.stderr,
        )
    result = table(columns)
    print(f"{'F1':34} {'gold':>5} {'all packs':>10} {'alone':>10} {'left out':>10}")
    for row in result:
        print(
            f"{row['measure']:34} {row['gold']:5d} {row['all']:10.3f} {row['alone']:10.3f} {row['left out']:10.3f}"
        )
    if args.json:
        args.json.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
