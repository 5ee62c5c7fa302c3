"""Training of the line model and its test on families left out."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from kg.extractors.facts import Span
from kg.extractors.people import people
from kg.extractors.reading import read
from kg.extractors.segmentation.line_model import MODELS
from kg.extractors.text import lines_of
from kg.extractors.training.line_training import (
    LabelledPaper,
    folds,
    hinted,
    made_packs,
    train,
)
from kg.extractors.training.structure_evaluation import ReadPaper, Tally, measured, printed
from kg.ontology.vocabulary import load

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
LINES = (
    ("OSMERE QUAYS FORUM", "minutes-title"),
    (
        "Minutes of the meeting held on Tuesday 4 March 2025 in the Boat Hall, Osmere",
        "minutes-title",
    ),
    ("Present:", "list-head"),
    ("Ada Finch (Chair)", "present"),
    ("Bo Wren", "present"),
    ("1. Apologies", "item"),
    ("There were none.", "text"),
    ("2. Moorings", "item"),
    ("RESOLVED: That the old list of moorings be sent to all members.", "decision"),
    ("3. Lamps", "item"),
    ("Bo Wren reported on the lamps.", "text"),
)


def _paper(folder: Path, name: str = "osmere-2025-03-04") -> LabelledPaper:
    path = folder / f"{name}.txt"
    path.write_text("\n\n".join(words for words, _ in LINES) + "\n", encoding="utf-8")
    document = read(path)
    lines = tuple(line for line in lines_of(document) if line.text.strip())
    return LabelledPaper(name, "osmere", document, lines, tuple(label for _, label in LINES))


def test_families_are_left_out_whole_in_parts_of_about_one_size() -> None:
    given = ["a"] * 8 + ["b"] * 5 + ["c"] * 4 + ["d"] * 3 + ["e"] * 3
    parts = folds(given)
    assert sorted(family for part in parts for family in part) == ["a", "b", "c", "d", "e"]
    assert max(sum(given.count(family) for family in part) for part in parts) == 8


def test_facts_are_held_against_what_readers_marked(tmp_path: Path) -> None:
    paper = _paper(tmp_path)
    text = paper.document.text
    named = [
        Span(at, at + len(name)) for name in ("Ada Finch", "Bo Wren") if (at := text.index(name))
    ]
    counts: dict[tuple[str, str], Tally] = defaultdict(Tally)
    measured(ReadPaper(paper, tuple(named), "forum", "Osmere Quays Forum"), load(), counts)
    wanted = {fact: count.wanted for (_, fact), count in counts.items()}
    assert wanted == {"items": 3, "people listed": 2, "decisions": 1, "day": 1, "board": 1}
    assert {fact: count.scores[2] for (_, fact), count in counts.items()} == pytest.approx(
        dict.fromkeys(wanted, 1.0)
    )
    assert len(list(printed(counts))) == 3 * len(wanted)  # of the kind, of whole papers, of all


def test_what_readers_did_not_mark_is_wrong_and_what_is_not_found_is_missed(tmp_path: Path) -> None:
    paper = _paper(tmp_path)
    labels = tuple("text" if label == "decision" else label for label in paper.labels)
    marked = LabelledPaper(paper.name, paper.family, paper.document, paper.lines, labels)
    nobody = Span(0, len("OSMERE"))
    counts: dict[tuple[str, str], Tally] = defaultdict(Tally)
    measured(ReadPaper(marked, (nobody,), "forum", "Wexcombe Harbour Trust"), load(), counts)
    assert counts["forum", "decisions"].scores[0] == 0
    assert counts["forum", "people listed"].scores[0] == 0
    assert counts["forum", "board"].scores[1] == 0


def test_the_same_papers_make_the_same_model(tmp_path: Path) -> None:
    papers = [hinted(paper) for paper in made_packs([CORPORA / "styles-13"])][:2]
    words = frozenset({"the", "of", "agreed"})
    for layer in MODELS:
        for name in ("one", "two"):
            train(papers, people(load()), words, layer, tmp_path / name)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
