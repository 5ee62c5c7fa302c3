"""The annotator's tool: shows labels over a paper's text, and gathers readers' files into
``labels.jsonl``.

python -m kg.extractors.segmentation.annotate show FOLDER… -- DOCUMENT… python -m
extractors.segmentation.annotate gather FOLDER… -- READER…   (folders with DOCUMENT.lines and
.names) python -m kg.extractors.segmentation.annotate second FOLDER… -- READER…   (into
``second_reading.jsonl``) python -m kg.extractors.segmentation.annotate agreement FOLDER… --
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from kg.extractors.segmentation.labels import (
    BOTH,
    CONTINUED,
    LABELS,
    Annotation,
    NameLabel,
    find_paper,
    read_annotations,
)

SECOND = "second_reading.jsonl"  # papers read again by somebody who had not seen the first reading


def read_annotation(given: Path, folders: list[Path]) -> tuple[Annotation, Path]:
    """What a reader wrote in ``DOCUMENT.lines`` and ``DOCUMENT.names``, checked.

    Raises ``ValueError``.
    """
    paper = next(
        (path for folder in folders for path in sorted(folder.glob(f"{given.stem}.txt"))), None
    )
    if paper is None:
        raise ValueError(f"{given}: no paper {given.stem}.txt in the folders given")
    text = paper.read_text(encoding="utf-8").split("\n")
    runs: list[tuple[int, str]] = []
    for row in given.read_text(encoding="utf-8").split("\n"):
        if row.strip():
            number, label = row.split()
            if any(part not in (*LABELS, CONTINUED) for part in label.split(BOTH)):
                raise ValueError(f"{given}: no label {label}; use one of docs/annotation.md")
            if runs and int(number) <= runs[-1][0]:
                raise ValueError(f"{given}: line {number} does not come after {runs[-1][0]}")
            runs.append((int(number), label))
    digest = hashlib.sha1(paper.read_bytes(), usedforsecurity=False).hexdigest()
    return Annotation(
        given.stem, digest, tuple(runs), _names(given.with_suffix(".names"), text)
    ), paper


def _names(given: Path, text: list[str]) -> tuple[NameLabel, ...]:
    """Every place where an annotated form stands; a longer form takes its place before a shorter
    one. A fourth cell, ``line`` or ``line:character``, gives the only place of a form (the part of
    a name that a line end cuts).
    """
    rows = [row.split("\t") for row in given.read_text(encoding="utf-8").split("\n") if row.strip()]
    found: list[NameLabel] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for kind, grade, form, *only in sorted(rows, key=lambda row: (-len(row[2]), row)):
        pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
        for number, line in enumerate(text, 1):
            for hit in pattern.finditer(line):
                if only and only[0] not in (f"{number}", f"{number}:{hit.start()}"):
                    continue
                spans = taken.setdefault(number, [])
                if all(hit.end() <= a or b <= hit.start() for a, b in spans):
                    spans.append((hit.start(), hit.end()))
                    found.append(NameLabel(number, hit.start(), hit.end(), kind, grade))
    return tuple(sorted(found, key=lambda name: (name.line, name.start)))


def gather(folders: list[Path], readers: list[Path], name: str) -> None:
    """Adds the readers' annotations to a file of the package, one row a paper, sorted by name."""
    target = Path(str(files("kg.extractors.segmentation"))) / name
    known = {each.document: each for each in read_annotations(target)} if target.exists() else {}
    for reader in readers:
        for given in sorted(reader.glob("*.lines")):
            annotation, _ = read_annotation(given, folders)
            known[annotation.document] = annotation
    rows = [
        json.dumps(
            {
                "document": each.document,
                "sha1": each.sha1,
                "lines": each.runs,
                "names": [[n.line, n.start, n.end, n.kind, n.grade] for n in each.names],
            },
            separators=(",", ":"),
        )
        for _, each in sorted(known.items())
    ]
    target.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} papers in {target}")


def show(folders: list[Path], documents: list[str]) -> None:
    """Prints papers with their labels beside the lines."""
    for each in read_annotations():
        if each.document not in documents:
            continue
        path = find_paper(each, folders)
        if path is None:
            print(f"{each.document}: not at hand or changed")
            continue
        text = path.read_text(encoding="utf-8").split("\n")
        for number, (label, line) in enumerate(zip(each.by_line(len(text)), text, strict=True), 1):
            if line.strip():
                print(f"{number:5} {label:16} {line}")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree: shared over counts, for all lines and for each label or kind."""

    papers: int
    lines: int
    same: int
    labels: dict[str, float]  # F1 of each label, one reader against the other
    names: dict[
        str, float
    ]  # F1 of each kind of name; a core name that the other grades optional is left out


def agreement(folders: list[Path]) -> Agreement:
    """The two readings of the papers that were read twice, independently."""
    package = Path(str(files("kg.extractors.segmentation")))
    first = {each.document: each for each in read_annotations()}
    labels: Counter[tuple[str, str]] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    papers = 0
    for two in read_annotations(package / SECOND):
        one, paper = first[two.document], find_paper(two, folders)
        if paper is None:
            continue
        papers += 1
        text = paper.read_text(encoding="utf-8").split("\n")
        pairs = zip(text, one.by_line(len(text)), two.by_line(len(text)), strict=True)
        labels.update((a, b) for line, a, b in pairs if line.strip())
        names.update(_graded(one.names, two.names))
    return Agreement(
        papers,
        labels.total(),
        sum(times for (a, b), times in labels.items() if a == b),
        _f1(labels),
        _f1(names),
    )


def _graded(one: Sequence[NameLabel], two: Sequence[NameLabel]) -> Iterator[tuple[str, str]]:
    """Core names that the other has too (kind and kind), or has not ("" for the one without)."""
    mine, theirs = ({(n.line, n.start, n.end): n for n in names} for names in (one, two))
    for span in sorted({*mine, *theirs}):
        a, b = mine.get(span), theirs.get(span)
        if {each.grade for each in (a, b) if each} == {"core"}:
            yield (a.kind if a else "", b.kind if b else "")


def _f1(pairs: Counter[tuple[str, str]]) -> dict[str, float]:
    mine: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for (a, b), times in pairs.items():
        mine[a] += times
        theirs[b] += times
    return {
        label: 2 * pairs[label, label] / (mine[label] + theirs[label])
        for label in sorted({*mine, *theirs} - {""})
    }


def main() -> None:
    if len(sys.argv) < 3 or "--" not in sys.argv:
        sys.exit(__doc__)
    at = sys.argv.index("--")
    folders, rest = [Path(word) for word in sys.argv[2:at]], sys.argv[at + 1 :]
    if sys.argv[1] == "gather":
        gather(folders, [Path(word) for word in rest], "labels.jsonl")
    elif sys.argv[1] == "second":
        gather(folders, [Path(word) for word in rest], SECOND)
    elif sys.argv[1] == "agreement":
        found = agreement(folders)
        print(f"{found.papers} papers, {found.lines} lines, {found.same / found.lines:.3f} same")
        for label, f1 in (*found.labels.items(), *found.names.items()):
            print(f"{label:18} F1 {f1:.3f}")
    else:
        show(folders, rest)


if __name__ == "__main__":
    main()
