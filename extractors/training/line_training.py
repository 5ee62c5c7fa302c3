"""Trains the line model on all papers of some folders and writes it into the package.

    python -m kg.extractors.training.line_training FOLDER…

The folders hold the annotated papers (``labels.jsonl`` names them and their SHA-1), and fictional
packs with their labels. Training is deterministic; ``structure_evaluation`` tests what it makes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import pycrfsuite
from kg.extractors.facts import Document
from kg.extractors.layout import lay_out, ruled_cuts
from kg.extractors.people import People, people
from kg.extractors.reading import read
from kg.extractors.sections import is_list_head
from kg.extractors.segmentation.blocks import line_hints
from kg.extractors.segmentation.labels import (
    LAYERS,
    SECTIONS,
    Annotation,
    find_paper,
    read_annotations,
    transferred,
)
from kg.extractors.segmentation.line_features import features
from kg.extractors.segmentation.line_model import LEXICON, MODELS
from kg.extractors.structure import structure_by_rules
from kg.extractors.text import Line, lines_of
from kg.ontology.rule_tables import load_table
from kg.ontology.vocabulary import load

SETTINGS = {
    "c1": 0.3,
    "c2": 0.5,
    "max_iterations": 300,
    "feature.minfreq": 3,
    "feature.possible_transitions": False,
}
BODIES = 6  # families whose papers must use a word before it is a feature
FOLDS = 4  # parts of the real papers, left out one by one
OPENING = 40  # lines of a report from which a paper that rules labelled is learnt
_LETTERS = re.compile(r"[A-Za-z][A-Za-z’'-]*")


@dataclass(frozen=True, slots=True)
class LabelledPaper:
    """A paper with a label for each line that is not blank."""

    name: str
    family: str
    document: Document
    lines: tuple[Line, ...]
    labels: tuple[str, ...]
    hints: tuple[frozenset[str], ...] = ()


def hinted(paper: LabelledPaper) -> LabelledPaper:
    """The paper with what the rules take its lines for."""
    hints = line_hints(structure_by_rules(paper.document, load()), paper.lines)
    return replace(paper, hints=tuple(map(frozenset, hints)))


def families() -> dict[str, str]:
    """Families by the beginnings of document names."""
    table = load_table("kg.extractors.segmentation", "families")
    return {prefix: family for family, prefixes in table["families"].items() for prefix in prefixes}


def family_of(name: str, table: dict[str, str]) -> str:
    fitting = [prefix for prefix in table if name.startswith(prefix)]
    return table[max(fitting, key=len)] if fitting else name.split("-")[0]


KINDS = {
    "agenda": "agenda-title", "minutes": "minutes-title", "actions": "log-title",
    "report": "report", "pack": "report",
}  # fmt: skip


def kind_of(name: str) -> str:
    """What kind of paper a document's name says it is: “…-agenda”, “…-actions”, “…-report”,
    else minutes.
    """
    found = re.search(r"-(agenda|actions|report|pack)(?:-\d+)?$", name)
    return found[1] if found else "minutes"


def made_packs(folders: Sequence[Path]) -> Iterator[LabelledPaper]:
    """Fictional packs with ``labels/NAME.json`` beside them: ``[words,
    label]`` for each paragraph, in order.
    """
    for folder in folders:
        for given in sorted(folder.glob("labels/*.json")):
            path = next((p for p in sorted(folder.glob(f"{given.stem}.*")) if p.is_file()), None)
            if path is None:
                continue
            pairs = json.loads(given.read_text("utf-8"))
            document = read(path)
            lines = tuple(line for line in lines_of(document) if line.text.strip())
            labels = transferred([text for text, _ in pairs], [label for _, label in pairs], lines)
            family = "pack-" + re.sub(r"-\d{4}-\d\d-\d\d$", "", given.stem)
            yield LabelledPaper(given.stem, family, document, lines, tuple(labels))


def ruled_packs(folders: Sequence[Path]) -> Iterator[LabelledPaper]:
    """Packs that the rules read without a fault (``tests/evaluation`` measures it),
    labelled by what they find.
    """
    kinds = {
        "agenda": "agenda-title",
        "minutes": "minutes-title",
        "action-log": "log-title",
        "report": "report",
    }
    for folder in folders:
        for path in sorted(folder.glob("[0-9]*_*.txt")):
            document = read(path)
            kept: set[int] = set()  # whole agendas, minutes and logs, the openings of all else
            for stretch in lay_out(ruled_cuts(document)).stretches:
                whole = stretch.kind in ("agenda", "minutes", "action-log")
                kept |= set(
                    range(stretch.first, stretch.last if whole else stretch.first + OPENING)
                )
            lines = tuple(
                line for line in lines_of(document) if line.text.strip() and line.index in kept
            )
            facts = structure_by_rules(document, load())
            hints = line_hints(facts, lines)
            titles: dict[int, str] = {}
            for stretch in lay_out(ruled_cuts(document)).stretches:
                if stretch.kind in kinds:
                    titles |= dict.fromkeys(
                        range(stretch.first, max(stretch.body, stretch.first + 1)),
                        kinds[stretch.kind],
                    )
            labels = []
            for line, hint in zip(lines, hints, strict=True):
                section = next((s for s in SECTIONS if s in hint), None)
                if line.index in titles:
                    labels.append(titles[line.index])
                elif section:
                    labels.append(section)
                elif is_list_head(line.text.strip()) and len(line.text) < 40:
                    labels.append("list-head")
                else:
                    labels.append(
                        next(
                            (k for k in ("item", "decision", "recommendation", "row") if k in hint),
                            "text",
                        )
                    )
            yield LabelledPaper(path.stem, "leicestershire", document, lines, tuple(labels))


def labelled_papers(folders: Sequence[Path], source: Path | None = None) -> Iterator[LabelledPaper]:
    """The annotated papers that are at hand."""
    table = families()
    for annotation in read_annotations(source):
        path = find_paper(annotation, folders)
        if path is None:
            print(f"{annotation.document}: not at hand or changed, left out", file=sys.stderr)
            continue
        yield labelled(annotation, path, family_of(annotation.document, table))


def labelled(annotation: Annotation, path: Path, family: str) -> LabelledPaper:
    """One paper as read, its lines labelled."""
    raw = path.read_text(encoding="utf-8").split("\n")
    document = read(path)
    lines = tuple(line for line in lines_of(document) if line.text.strip())
    labels = [
        KINDS[kind_of(annotation.document)] if label.rstrip("+") == "title" else label
        for label in transferred(raw, annotation.by_line(len(raw)), lines)
    ]
    return LabelledPaper(annotation.document, family, document, lines, tuple(labels))


def lexicon(papers: Sequence[LabelledPaper], least: int = BODIES) -> frozenset[str]:
    """Words that stand in papers of at least ``least`` families."""
    users: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        for word in {w.lower() for line in paper.lines for w in _LETTERS.findall(line.text)}:
            users[word].add(paper.family)
    return frozenset(word for word, who in users.items() if len(who) >= least)


def train(
    papers: Sequence[LabelledPaper], reader: People, words: frozenset[str], layer: str, path: Path
) -> None:
    """Writes the model of one layer trained on ``papers``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    for paper in papers:
        trainer.append(
            pycrfsuite.ItemSequence(
                features(paper.document, paper.lines, reader, words, paper.hints)
            ),
            [LAYERS[layer](label) for label in paper.labels],
        )
    trainer.train(str(path))


def folds(families: Sequence[str]) -> list[list[str]]:
    """The families of papers in ``FOLDS`` parts, with about as many papers each."""
    parts: list[list[str]] = [[] for _ in range(FOLDS)]
    sizes = Counter(families)
    for family, _ in sorted(sizes.items(), key=lambda each: (-each[1], each[0])):
        min(parts, key=lambda part: sum(sizes[each] for each in part)).append(family)
    return parts


def training_papers(folders: Sequence[Path]) -> list[LabelledPaper]:
    """All labelled papers of the folders, real and fictional, with what the rules see in them."""
    given = (*labelled_papers(folders), *made_packs(folders), *ruled_packs(folders))
    return [hinted(paper) for paper in given]


def write_model(papers: Sequence[LabelledPaper], folder: Path) -> None:
    """Trains both layers and writes them and their lexicon."""
    words = lexicon(papers)
    (folder / LEXICON).write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    reader = people(load())
    for layer, name in MODELS.items():
        train(papers, reader, words, layer, folder / name)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    given = parser.parse_args()
    home = Path(str(files("kg.extractors.segmentation")))
    write_model(training_papers(given.folders), home)


if __name__ == "__main__":
    main()
