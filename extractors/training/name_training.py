"""Trains the model that decides on names, and tests it on bodies left out.

    python -m kg.extractors.training.name_training FOLDER… [--gold GOLD PAPERS]…
        tests, family by family
    python -m kg.extractors.training.name_training FOLDER… [--gold GOLD PAPERS]… --write
        trains on everything and writes the weights

FOLDERs hold the annotated papers; GOLD holds files of gold facts about packs in PAPERS, real or
invented, which are learnt but not tested; ``--gold`` may be given again, with the same packs too,
which then weigh twice as much. Training is deterministic. A feature counts only where the papers of
``FAMILIES`` families have it, so nothing rests on the wording of one body; optional programmes are
learnt, other optional names are left out.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pycrfsuite
from kg.extractors.facts import EntityKind, Mention, Span
from kg.extractors.names import worked
from kg.extractors.names.choose import stated
from kg.extractors.names.evidence import NameEvidence
from kg.extractors.names.propose import WordRange
from kg.extractors.names.scorer import KINDS, WEIGHTS, Chosen, Model, best, plausible
from kg.extractors.names.work import Work
from kg.extractors.structure import structure
from kg.extractors.training.labelled_names import Labelled, NamedPaper, gold_packs, named_papers
from kg.extractors.training.name_evaluation import Compared, Forms, by_body, compared, report, shown
from kg.ontology.vocabulary import load

FAMILIES = 8  # whose papers must have a feature
SETTINGS = {"c1": 1.5, "c2": 1.0, "max_iterations": 120, "feature.possible_transitions": False}
SHARE = 3  # of candidates that no rule names one in so many is learnt as no name
LEAST: Mapping[EntityKind, float] = {"person": -1.1, "organisation": -0.5, "programme": -0.2}
FOLDS = 8
_NONE = "none"
_UNRULED = "rule=none"
_OPTIONAL = "?"  # behind the label of a name that is optional
LEARNT = frozenset(["person", "organisation", "programme", "programme?", _NONE])
_TITLES = ("TITLE", "RANK", "RANKFORE")


@dataclass(frozen=True, slots=True)
class Sample:
    """The candidates of one paper with their features; an optional name's label ends in “?”."""

    paper: NamedPaper
    stretches: tuple[WordRange, ...]
    phrases: tuple[str, ...]
    features: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    stated: tuple[Chosen, ...] = ()  # what the paper's structure states: taken as it is


def sampled(paper: NamedPaper, work: Work) -> Sample:
    """The candidates of ``paper``, labelled by what its reader wrote."""
    evidence = NameEvidence(work)
    labels = _labels(evidence, work, _stretches(paper, work))
    return Sample(
        paper,
        tuple(evidence.stretches),
        tuple(work.words.phrase(*each) for each in evidence.stretches),
        tuple(tuple(evidence.features(each)) for each in evidence.stretches),
        tuple(labels.get(each, _NONE) for each in evidence.stretches),
        tuple(Chosen((each.first, each.last), each.kind, 1.0) for each in stated(work)),
    )


def _stretches(paper: NamedPaper, work: Work) -> dict[WordRange, Labelled]:
    """The labelled names as words."""
    found = ((work.words.at(name.span.start, name.span.end), name) for name in paper.names)
    return {stretch: name for stretch, name in found if stretch[0] < stretch[1]}


def _labels(
    evidence: NameEvidence, work: Work, names: Mapping[WordRange, Labelled]
) -> dict[WordRange, str]:
    """Labels of the candidates that are names: of several that print one name the longest is it."""
    printing: dict[WordRange, list[WordRange]] = defaultdict(list)
    for stretch in evidence.stretches:
        bare = stretch  # “Marl Lock Board (MLB)” may be labelled with its letters or without
        if bare not in names:
            bare = stretch[0], evidence.defined.get(stretch, stretch[1])
        if bare not in names:
            bare = _untitled(bare, work)
            if bare in names and names[bare].kind != "person":
                continue
        if bare in names:
            printing[bare].append(stretch)
    out: dict[WordRange, str] = {}
    for bare, stretches in printing.items():
        name = names[bare]
        longest = max(stretches, key=lambda each: each[1] - each[0])
        out[longest] = name.kind if name.core else name.kind + _OPTIONAL
    return out


def _untitled(stretch: WordRange, work: Work) -> WordRange:
    """A person's words without the titles before and the honours behind them."""
    first, last = stretch
    raw, context = work.words.words, work.context
    while first < last - 1 and (
        raw[first] in (".", ",") or any(context.has(first, name) for name in _TITLES)
    ):
        first += 1
    while last > first + 1 and (raw[last - 1] in (".", ",") or context.has(last - 1, "HONOUR")):
        last -= 1
    return first, last


def _kept(samples: Sequence[Sample]) -> set[str]:
    """The features that the papers of enough families have."""
    users: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for features in sample.features:
            for feature in features:
                users[feature].add(sample.paper.family)
    return {feature for feature, who in users.items() if len(who) >= FAMILIES}


def train(samples: Sequence[Sample], groups: Sequence[int] = ()) -> list[Model]:
    """The model without each of the ``groups`` of samples (0: always there), or that of all.

    Multinomial logistic regression with elastic net: CRFsuite trains it, on sequences of one item
    each. Which features count is told by all samples, what they weigh by those of a model alone.
    """
    kept = _kept(samples)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for sample, group in zip(samples, groups or [0] * len(samples), strict=True):
        for at, (features, label) in enumerate(zip(sample.features, sample.labels, strict=True)):
            unnamed = label == _NONE and _UNRULED in features
            learnt = not (unnamed and at % SHARE)
            if label in LEARNT and learnt:
                kind = label.removesuffix(_OPTIONAL)
                trainer.append([[each for each in features if each in kept]], [kind], group)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        out = []
        for group in sorted(set(groups) - {0}) or [-1]:
            trainer.train(path, group)
            out.append(_learnt(path))
    return out


def _learnt(path: str) -> Model:
    """The weights that CRFsuite wrote, against no name."""
    tagger = pycrfsuite.Tagger()
    tagger.open(path)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (feature, label), weight in tagger.info().state_features.items():
        found[feature][label] = weight
    weights = {}
    for feature, by_label in sorted(found.items()):
        against = by_label.get(_NONE, 0.0)
        row = [round(by_label.get(kind, 0.0) - against, 2) for kind in KINDS]
        if feature == _UNRULED:  # most such candidates that are no names were not learnt
            row = [round(each - math.log(SHARE), 2) for each in row]
        if any(row):
            weights[feature] = row
    return Model(weights, LEAST)


def folds(samples: Sequence[Sample]) -> list[list[str]]:
    """Families that are left out together; small ones share a fold."""
    sizes = Counter(sample.paper.family for sample in samples)
    out: list[list[str]] = []
    for family, size in sorted(sizes.items(), key=lambda each: (-each[1], each[0])):
        fitting = next(
            (f for f in out if sum(sizes[each] for each in f) + size <= len(samples) // FOLDS), None
        )
        if fitting is None:
            out.append([family])
        else:
            fitting.append(family)
    return out


def named(sample: Sample, model: Model, least: Mapping[EntityKind, float]) -> list[Mention]:
    """What is found in a paper: what its structure states, and what the model takes of the rest."""
    weighed = dict(zip(sample.stretches, sample.features, strict=True))
    given = [
        each
        for each in sample.stated
        if each.stretch not in weighed or plausible(each.kind, model.odds(weighed[each.stretch]))
    ]
    taken = {i for each in given for i in range(*each.stretch)}
    free = [at for at, each in enumerate(sample.stretches) if taken.isdisjoint(range(*each))]
    phrases = [sample.phrases[at] for at in free]
    odds = [model.odds(sample.features[at]) for at in free]
    scored = best([sample.stretches[at] for at in free], phrases, odds, least)
    printed = dict(zip(sample.stretches, sample.phrases, strict=True))
    return [
        Mention(each.kind, printed[each.stretch], Span(*each.stretch), "scored")
        for each in (*given, *scored)
        if each.stretch in printed
    ]


def left_out(samples: Sequence[Sample], always: Sequence[Sample]) -> list[tuple[Sample, Model]]:
    """Each paper with a model that saw no paper of its family."""
    groups = {family: at for at, fold in enumerate(folds(samples), 1) for family in fold}
    models = train(
        [*samples, *always], [*(groups[s.paper.family] for s in samples), *([0] * len(always))]
    )
    return [(sample, models[groups[sample.paper.family] - 1]) for sample in samples]


def samples_of(
    folders: Sequence[Path], gold: Sequence[tuple[Path, Path]]
) -> tuple[list[Sample], list[Sample]]:
    """The annotated papers, and the packs with gold facts, as samples."""
    vocabulary = load()

    def sample(paper: NamedPaper) -> Sample:
        return sampled(paper, worked(structure(paper.document, vocabulary), vocabulary))

    annotated = [sample(paper) for paper in named_papers(folders)]
    return annotated, [sample(paper) for pair in gold for paper in gold_packs(*pair)]


def as_file(model: Model) -> str:
    """The text of the file of weights, a feature a line."""
    rows = [f"{json.dumps(name)}: {json.dumps(row)}" for name, row in model.weights.items()]
    limits = json.dumps(dict(model.least))
    return f'{{"least": {limits},\n"weights": {{\n' + ",\n".join(rows) + "\n}}\n"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--gold", nargs=2, type=Path, action="append", default=[], metavar=("GOLD", "PAPERS")
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    given = parser.parse_args()
    samples, always = samples_of(given.folders, given.gold)
    if given.write:
        (written,) = train([*samples, *always])
        path = Path(str(files("kg.extractors.names"))).joinpath(WEIGHTS)
        path.write_text(as_file(written), encoding="utf-8")
        return
    pairs = left_out(samples, always)
    forms = Forms(load())
    papers = [each.paper for each in samples]
    for shift in (-0.6, -0.3, 0.0, 0.3, 0.6):
        least = {kind: value + shift for kind, value in LEAST.items()}
        results: list[Compared] = [compared(s.paper, named(s, m, least), forms) for s, m in pairs]
        print({kind: round(value, 2) for kind, value in least.items()})
        print(report(by_body(papers, results)))
        if given.misses and shift == 0.0:
            print(shown(results, papers, given.misses))


if __name__ == "__main__":
    main()
