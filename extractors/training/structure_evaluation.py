"""Tests on papers of families left out of training how right lines and facts are.

    python -m kg.extractors.training.structure_evaluation FOLDER… [--shipped]

The folders are those of ``line_training``. What readers marked line by line is held against the
labels of the lines, and against items, people listed, decisions, day and board as they end up in
the facts, by kind of body (``families.toml``). A body's name is that of an ``index.tsv`` beside its
papers. A quarter of the real papers is left out at a time, whole families together. With
``--shipped`` the model that ships reads all of them, though it has seen them: facts alone.
"""

from __future__ import annotations

import argparse
import csv
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from kg.extractors import attempted
from kg.extractors.facts import Attendance, Document, Facts, Span
from kg.extractors.people import People, people
from kg.extractors.segmentation import blocks
from kg.extractors.segmentation.labels import (
    BOTH,
    CONTINUED,
    LAYERS,
    SECTIONS,
    Annotation,
    find_paper,
    read_annotations,
)
from kg.extractors.segmentation.line_model import LineModel, read_model
from kg.extractors.structure import structure
from kg.extractors.text import Line
from kg.extractors.training.labelled_names import placed
from kg.extractors.training.line_training import (
    LabelledPaper,
    family_of,
    folds,
    kind_of,
    labelled,
    training_papers,
    write_model,
)
from kg.extractors.votes import read_votes
from kg.ontology.folding import fold_to_words
from kg.ontology.rule_tables import load_table
from kg.ontology.vocabulary import Vocabulary, load

MOST = 0.6  # share of a decision's words, or of the marked ones, that must be the same
_DAY = re.compile(r"-(\d{4}-\d\d-\d\d)")
_WORD = re.compile(r"\w+")
_INITIALS = re.compile(r"(?=.+[A-Z])[A-Z][A-Za-z]{1,3}")
_ATTENDING = {"others": "officers"}  # both are “in attendance”
_TITLE = re.compile(r"\b(?:agenda|minutes)-title\b")
CUT_OUT = "cut out"  # the middle of a paper alone: it has no title
_SMALL = {"the", "of", "and", "for", "a"}


@dataclass(slots=True)
class Tally:
    """What was found and how much of it is right; what was wanted and how much of it was found."""

    right: int = 0
    found: int = 0
    hit: int = 0
    wanted: int = 0

    def add(self, rights: Sequence[bool], hits: Sequence[bool]) -> None:
        """Adds a paper: whether each thing found is right, and whether each thing wanted was
        found.
        """
        self.right += sum(rights)
        self.found += len(rights)
        self.hit += sum(hits)
        self.wanted += len(hits)

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and F1, 0 to 1."""
        precision, recall = self.right / max(1, self.found), self.hit / max(1, self.wanted)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """An annotated paper: its labelled lines, the people marked in it, and what it is of."""

    paper: LabelledPaper
    people: tuple[Span, ...]
    kind: str  # of body
    board: str | None  # the body's name, where an index beside the paper tells it


def read_papers(folders: Sequence[Path]) -> Iterator[ReadPaper]:
    """The annotated papers that ``folders`` hold unchanged, in order of name."""
    table = load_table("kg.extractors.segmentation", "families")
    families, kinds = _by_prefix(table["families"]), _by_prefix(table["kinds"])
    boards = {
        row["id"]: row["body"]
        for folder in folders
        if (folder / "index.tsv").is_file()
        for row in csv.DictReader((folder / "index.tsv").open(encoding="utf-8"), delimiter="\t")
    }
    for annotation in read_annotations():
        path = find_paper(annotation, folders)
        if path is not None:
            name = annotation.document
            paper = labelled(annotation, path, family_of(name, families))
            people = tuple(_people(annotation, path, paper.document))
            kind = family_of(name, kinds) if _TITLE.search(" ".join(paper.labels)) else CUT_OUT
            yield ReadPaper(paper, people, kind, boards.get(name))


def _by_prefix(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {prefix: each for each, prefixes in table.items() for prefix in prefixes}


def _people(annotation: Annotation, path: Path, document: Document) -> Iterator[Span]:
    raw = path.read_text(encoding="utf-8")
    for name in placed(annotation, raw, document.text):
        if name.kind == "person":
            yield name.span


def measured(
    read: ReadPaper, vocabulary: Vocabulary, counts: Mapping[tuple[str, str], Tally]
) -> None:
    """Adds what is found in one paper to ``counts``, by kind of body and kind of fact."""
    found = structure(read.paper.document, vocabulary)
    facts = attempted("votes", read_votes, found)
    kind_of_paper = kind_of(read.paper.name)
    for fact, marks in (
        ("items", _items(read, facts)),
        ("people listed", _attendance(read, facts)),
        ("decisions", _decisions(read, facts)),
    ):
        if kind_of_paper in ("minutes", "agenda"):
            counts[read.kind, fact].add(*marks)
    if kind_of_paper == "minutes" and read.kind != CUT_OUT:
        _of_meeting(read, facts, counts)


def _items(read: ReadPaper, facts: Facts) -> tuple[list[bool], list[bool]]:
    """An item is right where it begins on a line that readers marked."""
    wanted = {
        line.start
        for line, label in zip(read.paper.lines, read.paper.labels, strict=True)
        if re.match(r"item(?!\w|\+)", label)
    }
    starts = [line.start for line in read.paper.lines]
    spans = [*(each.span for each in facts.minutes), *(each.span for each in facts.agenda)]
    found = [max((s for s in starts if s <= span.start), default=-1) for span in spans]
    return [each in wanted for each in found], [each in found for each in sorted(wanted)]


def _attendance(read: ReadPaper, facts: Facts) -> tuple[list[bool], list[bool]]:
    """Somebody listed is right where readers marked a name in a list of that section; initials
    beside a name are no other person.
    """
    listed = [
        (_section(label), Span(line.start, line.end))
        for line, label in zip(read.paper.lines, read.paper.labels, strict=True)
    ]
    text = read.paper.document.text
    wanted = [
        (section, text[person.start : person.end], person)
        for person in read.people
        for section, span in listed
        if section
        and span.start <= person.start < span.end
        and not _INITIALS.fullmatch(text[person.start : person.end])
    ]
    rows = facts.attendance
    rights = [any(_same(row, *each) for each in wanted) for row in rows]
    return rights, [any(_same(row, *each) for row in rows) for each in wanted]


def _section(label: str) -> str | None:
    part = label.rstrip(CONTINUED).split(BOTH)[-1]
    return part if part in SECTIONS else None


def _same(row: Attendance, section: str, printed: str, span: Span) -> bool:
    """Whether a person found is one marked: the same section, on the same lines, a common word."""
    meets = row.span.start < span.end and span.start < row.span.end
    words = set(fold_to_words(row.printed).split()) & set(fold_to_words(printed).split())
    sections = {_ATTENDING.get(each, each) for each in (row.section, section)}
    return meets and len(sections) == 1 and any(len(word) > 1 for word in words)


def _decisions(read: ReadPaper, facts: Facts) -> tuple[list[bool], list[bool]]:
    """A decision is right where most of its words, or of those marked, are the same."""
    text = read.paper.document.text
    wanted = list(_marked(read.paper.lines, read.paper.labels))
    found = [each.span for each in facts.resolutions]
    right = {
        (a, b) for a, one in enumerate(found) for b, other in enumerate(wanted)
        if _overlap(text, one, other)
    }  # fmt: skip
    hits = {b for _, b in right}
    return [any(a == at for a, _ in right) for at in range(len(found))], [
        at in hits for at in range(len(wanted))
    ]


def _marked(lines: Sequence[Line], labels: Sequence[str]) -> Iterator[Span]:
    """The decisions that readers marked, each from its first line to the end of its last."""
    begun: Span | None = None
    for line, label in zip(lines, labels, strict=True):
        part = label.rstrip(CONTINUED).split(BOTH)[-1]
        if begun and part == "decision" and label.endswith(CONTINUED):
            begun = Span(begun.start, line.end)
            continue
        if begun:
            yield begun
        begun = Span(line.start, line.end) if part == "decision" else None
    if begun:
        yield begun


def _overlap(text: str, one: Span, other: Span) -> bool:
    first, last = max(one.start, other.start), min(one.end, other.end)
    if first >= last:
        return False
    shared = len(_WORD.findall(text[first:last]))
    least = min(len(_WORD.findall(text[each.start : each.end])) for each in (one, other))
    return shared >= MOST * least


def _of_meeting(read: ReadPaper, facts: Facts, counts: Mapping[tuple[str, str], Tally]) -> None:
    """The day is that of the paper's name; the board shares most words with the body's name."""
    held = next((each for each in facts.meetings if each.evidence == "minutes"), None)
    day = _DAY.search(read.paper.name)
    if day:
        right = held is not None and str(held.date) == day[1]
        counts[read.kind, "day"].add(
            [right] * (held is not None and held.date is not None), [right]
        )
    if read.board:
        board = held.board if held else None
        wanted, got = (
            set(fold_to_words(name or "").split()) - _SMALL for name in (read.board, board)
        )
        same = 2 * len(wanted & got) >= min(len(wanted), len(got)) > 0 and len(wanted & got) > 1
        counts[read.kind, "board"].add([same] * bool(board), [same])


def left_out(folders: Sequence[Path]) -> Iterator[str]:
    """The figures of papers that were read by models which saw no paper of their family."""
    vocabulary, reads = load(), list(read_papers(folders))
    papers = training_papers(folders)
    by_name = {paper.name: paper for paper in papers}
    facts: dict[tuple[str, str], Tally] = defaultdict(Tally)
    lines: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for part in folds([read.paper.family for read in reads]):
        with tempfile.TemporaryDirectory() as folder:
            write_model([paper for paper in papers if paper.family not in part], Path(folder))
            model = read_model(Path(folder))
            with mock.patch.object(blocks, "line_model", lambda model=model: model):
                for read in (each for each in reads if each.paper.family in part):
                    measured(read, vocabulary, facts)
                    _lines(by_name[read.paper.name], model, people(vocabulary), lines)
    yield from (*_rows(lines), *printed(facts))


def as_shipped(folders: Sequence[Path]) -> Iterator[str]:
    """The figures of facts by the model that ships, which has seen the papers."""
    vocabulary = load()
    facts: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for read in read_papers(folders):
        measured(read, vocabulary, facts)
    yield from printed(facts)


def _lines(
    paper: LabelledPaper,
    model: LineModel,
    reader: People,
    counts: Mapping[tuple[str, str], Tally],
) -> None:
    """Adds the labels of a paper's lines to ``counts``, by layer and label."""
    found = model.label(paper.document, paper.lines, reader, paper.hints)
    for (layer, label_of), labels in zip(LAYERS.items(), found, strict=True):
        for given, got in zip(paper.labels, labels, strict=True):
            wanted = label_of(given)
            counts[layer, wanted].add([], [wanted == got.label])
            counts[layer, got.label].add([wanted == got.label], [])


def _rows(counts: Mapping[tuple[str, str], Tally]) -> Iterator[str]:
    for (kind, what), count in sorted(counts.items()):
        scores = "  ".join(f"{score:.3f}" for score in count.scores)  # precision, recall, F1
        yield f"{kind:12} {what:16} {scores}  of {count.wanted}"


def printed(counts: Mapping[tuple[str, str], Tally]) -> Iterator[str]:
    """A row for each kind of fact of each kind of body, and of all of them."""
    totals: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for (kind, fact), count in counts.items():
        for each in {kind, "all", "all" if kind == CUT_OUT else "all whole"}:
            total = totals[each, fact]
            total.right += count.right
            total.found += count.found
            total.hit += count.hit
            total.wanted += count.wanted
    yield from _rows(totals)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--shipped", action="store_true")
    given = parser.parse_args()
    for row in as_shipped(given.folders) if given.shipped else left_out(given.folders):
        print(row)


if __name__ == "__main__":
    main()
