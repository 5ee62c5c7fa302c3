"""Measures names against the annotated papers: precision, recall and F1 of each kind, by body.

    python -m kg.extractors.training.name_evaluation FOLDER… [--bodies] [--misses N]
    python -m kg.extractors.training.name_evaluation --gold GOLD PAPERS    packs with gold facts

The folders hold the annotated papers. A printed form counts once a paper. A core form must be
found; one that is optional is right where it is found, and not missed where it is not. A person
is found where one form has all words of the other (“J. Hill” and “Hill”), what is of two kinds as
either. Papers are read one by one, so no name comes from another paper.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from kg.extractors.facts import Mention, Span
from kg.extractors.names import name
from kg.extractors.structure import structure
from kg.extractors.training.labelled_names import Labelled, NamedPaper, gold_packs, named_papers
from kg.ontology.folding import fold, list_form
from kg.ontology.vocabulary import Vocabulary, load

KINDS = ("person", "organisation", "programme")
_BRACKET = re.compile(r"^(?P<long>[^()]+?)\s*\((?P<short>[^()]+)\)$")
_OWNED = re.compile(r"(?:['’]s?)?\s+")
_LISTS = ("titles", "honours", "ranks")


@dataclass(slots=True)
class NameCounts:
    """What was found of one kind in some papers."""

    hit: int = 0
    missed: int = 0
    false: int = 0
    optional: int = 0

    def __iadd__(self, other: NameCounts) -> NameCounts:
        self.hit += other.hit
        self.optional += other.optional
        self.missed += other.missed
        self.false += other.false
        return self

    @property
    def precision(self) -> float:
        right = self.hit + self.optional
        return right / max(1, right + self.false)

    @property
    def recall(self) -> float:
        return self.hit / max(1, self.hit + self.missed)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Compared:
    """One paper's counts and, for a reader, its misses and false finds."""

    counts: dict[str, NameCounts] = field(
        default_factory=lambda: {kind: NameCounts() for kind in KINDS}
    )
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)


class Forms:
    """Printed forms as they are compared: without case, marks, people's titles and honours."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._titles = frozenset(
            list_form(word)
            for table in _LISTS
            for phrase in vocabulary.words.get(table, ())
            for word in phrase.split()
        )

    def form(self, kind: str, text: str) -> str:
        """The folded form of ``text``."""
        if kind == "person":
            words = text.replace(",", " ").split()
            words = [w.strip("().") for w in words if list_form(w) not in self._titles] or [text]
            text = " ".join(words)
        return fold(text)

    def all(self, kind: str, text: str) -> set[str]:
        """The forms that ``text`` prints: of “Marl Lock Board (MLB)” three."""
        found = _BRACKET.match(" ".join(text.split()))
        printed = [text, *(found.groups() if found else ())]
        return {self.form(kind, each) for each in printed}


def _unions(names: Sequence[Labelled], text: str) -> Iterator[tuple[str, Span, list[Labelled]]]:
    """Wholes of neighbouring labels, and what they print: names cut in two, programmes owned.

    Of “Marl Council’s Quay Plan” both are names, and all of it is a form of the plan.
    """
    for one, two in pairwise(names):
        between = text[one.span.end : two.span.start]
        whole = Span(one.span.start, two.span.end)
        if one.kind == two.kind and "\n" in between and not between.strip(" \n-•*>"):
            yield one.kind, whole, [one, two]
        elif (one.kind, two.kind) == ("organisation", "programme") and _OWNED.fullmatch(between):
            yield two.kind, whole, [two]


FormKey = tuple[str, str]  # kind, folded form


def compared(paper: NamedPaper, mentions: Iterable[Mention], forms: Forms) -> Compared:
    """The forms found in ``paper`` beside those that its reader labelled."""
    text = paper.document.text
    keys = {
        label: (label.kind, forms.form(label.kind, text[label.span.start : label.span.end]))
        for label in paper.names
    }
    wanted: dict[FormKey, bool] = {}
    for label, key in keys.items():
        wanted[key] = wanted.get(key, False) or label.core
    unions = {
        (kind, forms.form(kind, text[span.start : span.end])): [keys[part] for part in parts]
        for kind, span, parts in _unions(paper.names, text)
    }
    either = {
        (kind, form): (own, form)
        for label, (own, form) in keys.items()
        for kind in ("organisation", "programme")
        if label.either
    }
    reached: set[FormKey] = set()
    wrong: dict[FormKey, str] = {}
    for mention in mentions:
        right = _right(mention, wanted, unions, forms)
        right |= {either[key] for key in _keys(mention, forms) if key in either}
        reached |= right
        if not right:
            wrong.setdefault((mention.kind, forms.form(mention.kind, mention.text)), mention.rule)
    out = Compared()
    for (kind, form), core in sorted(wanted.items()):
        if not core:
            out.counts[kind].optional += (kind, form) in reached
            continue
        if (kind, form) in reached:
            out.counts[kind].hit += 1
        else:
            out.counts[kind].missed += 1
            out.missed.append((kind, form))
    for (kind, form), rule in sorted(wrong.items()):
        out.counts[kind].false += 1
        out.false.append((kind, form, rule))
    return out


def _keys(mention: Mention, forms: Forms) -> set[FormKey]:
    return {(mention.kind, form) for form in forms.all(mention.kind, mention.text)}


def _right(
    mention: Mention,
    wanted: Mapping[FormKey, bool],
    unions: Mapping[FormKey, Sequence[FormKey]],
    forms: Forms,
) -> set[FormKey]:
    """The labelled forms that a mention prints."""
    found = _keys(mention, forms)
    right = (found & wanted.keys()) | {part for key in found for part in unions.get(key, ())}
    if right or mention.kind != "person":
        return right
    words = set(forms.form("person", mention.text).split())
    people = ((key, set(key[1].split())) for key in wanted if key[0] == "person")
    return {key for key, own in people if own <= words or words <= own}


Tables = dict[str, dict[str, NameCounts]]


def by_body(papers: Sequence[NamedPaper], results: Sequence[Compared]) -> Tables:
    """NameCounts by body and kind."""
    table: Tables = defaultdict(lambda: {kind: NameCounts() for kind in KINDS})
    for paper, result in zip(papers, results, strict=True):
        for kind in KINDS:
            table[paper.body][kind] += result.counts[kind]
    return dict(sorted(table.items()))


def report(table: Tables, bodies: bool = False) -> str:
    """The table as lines: over all forms (micro), the mean over bodies (macro), and each body."""
    rows = [f"{'':34} {'P':>6} {'R':>6} {'F1':>6} {'core':>6}"]
    for kind in KINDS:
        total = NameCounts()
        for counts in table.values():
            total += counts[kind]
        some = [c[kind] for c in table.values() if c[kind].hit + c[kind].missed]
        mean = [
            sum(getattr(c, what) for c in some) / max(1, len(some))
            for what in ("precision", "recall", "f1")
        ]
        core = total.hit + total.missed
        row = f"{total.precision:6.3f} {total.recall:6.3f} {total.f1:6.3f} {core:6d}"
        rows.append(f"{kind:34} {row}")
        label = f"{kind}, mean of {len(some)} bodies"
        rows.append(f"{label:34} {mean[0]:6.3f} {mean[1]:6.3f} {mean[2]:6.3f}")
        for body, counts in table.items() if bodies else ():
            c = counts[kind]
            if c.hit + c.missed + c.false:
                row = f"{c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f} {c.hit + c.missed:6d}"
                rows.append(f"  {body:32} {row}")
    return "\n".join(rows)


def shown(results: Sequence[Compared], papers: Sequence[NamedPaper], most: int) -> str:
    """Up to ``most`` misses and false finds of each kind, and the rules that find falsely most."""
    rows: list[str] = []
    for kind in KINDS:
        pairs = list(zip(papers, results, strict=True))
        missed = [f"{p.name}: {form}" for p, r in pairs for k, form in r.missed if k == kind]
        false = [
            f"{p.name}: {f}  ({rule})" for p, r in pairs for k, f, rule in r.false if k == kind
        ]
        rules = Counter(rule for r in results for k, _, rule in r.false if k == kind)
        rows += [f"{kind}: false by rule {rules.most_common(12)}"]
        rows += [f"  - {row}" for row in missed[:: max(1, len(missed) // most)]]
        rows += [f"  + {row}" for row in false[:: max(1, len(false) // most)]]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--gold", nargs=2, type=Path, metavar=("GOLD", "PAPERS"))
    parser.add_argument("--bodies", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    given = parser.parse_args()
    vocabulary = load()
    forms = Forms(vocabulary)
    papers = [*named_papers(given.folders), *(gold_packs(*given.gold) if given.gold else ())]
    results = [
        compared(paper, name(structure(paper.document, vocabulary), vocabulary).mentions, forms)
        for paper in papers
    ]
    print(f"{len(papers)} papers of {len({paper.body for paper in papers})} bodies")
    print(report(by_body(papers, results), given.bodies))
    if given.misses:
        print(shown(results, papers, given.misses))


if __name__ == "__main__":
    main()
