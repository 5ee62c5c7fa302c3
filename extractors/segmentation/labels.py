"""Annotated lines: labels of real papers, kept without their text.

``labels.jsonl`` holds one paper a line: ``document`` (its name without suffix), ``sha1`` of the
file, ``lines`` as runs ``[first line, label]`` and ``names`` as ``[line, start, end, kind,
grade]``. Lines count from 1 in the raw file. A paper's labels can be used only where the paper is
at hand and its SHA-1 agrees. What the labels mean stands in ``docs/annotation.md``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path

from kg.extractors.text import Line

LABELS = (
    "furniture", "title", "agenda-title", "minutes-title",
    "log-title", "slides-title", "appendix-title", "list-head",
    "present", "officers", "others", "apologies", "item",
    "item-text", "subitem", "text", "decision", "action", "vote",
    "report", "heading", "recommendation", "row-head", "row", "closing",
)  # fmt: skip
SECTIONS = ("present", "officers", "others", "apologies")
TITLES = ("agenda-title", "minutes-title", "log-title", "report", "slides-title", "appendix-title")
CONTINUED = "+"
BOTH = "&"  # joins the labels of a line that opens an item and is something else as well
_SPOKEN = ("decision", "action", "vote")
_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class NameLabel:
    """An annotated name: line from 1, characters ``start`` to ``end`` of that line."""

    line: int
    start: int
    end: int
    kind: str
    grade: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """The labels of one paper.

    ``runs`` are (first line, label) in order; a run reaches to the next one.
    """

    document: str
    sha1: str
    runs: tuple[tuple[int, str], ...]
    names: tuple[NameLabel, ...] = ()

    def by_line(self, count: int) -> list[str]:
        """The label of each of ``count`` raw lines; continuation is spelled out as ``item+``."""
        out: list[str] = []
        label = "furniture"
        at = 0
        runs = list(self.runs)
        for number in range(1, count + 1):
            while at < len(runs) and runs[at][0] <= number:
                given = runs[at][1]
                label = f"{label.rstrip(CONTINUED)}{CONTINUED}" if given == CONTINUED else given
                at += 1
            out.append(label)
        return out


def structure_label(label: str) -> str:
    """What a line is in the structure of its paper, in the coarser labels that the model learns.

    Decisions, actions, votes and points below an item are running text there; a line that opens an
    item and names people is ``item-`` and its section; only headings, recommendations and rows tell
    their continuation apart.
    """
    whole = label.rstrip(CONTINUED)
    parts = [part for part in whole.split(BOTH) if part not in _SPOKEN]
    if whole.count(BOTH):
        first = parts[0] if parts else "text"
        if first != "item":
            return "text"
        return f"item-{parts[1]}" if len(parts) > 1 and parts[1] in SECTIONS else "item-text"
    if not parts or parts[0] in ("subitem", "heading"):
        return "text"
    kept = "row" if parts[0] == "row-head" else parts[0]
    if label.endswith(CONTINUED):
        if kept in ("item", "recommendation"):
            return kept + CONTINUED
        return "text" if kept == "item-text" else kept
    return kept


def statement_label(label: str) -> str:
    """Whether a line begins or continues a decision, an action or a vote;
    ``-`` where it does not.
    """
    part = label.rstrip(CONTINUED).split(BOTH)[-1]
    return part + CONTINUED * label.endswith(CONTINUED) if part in _SPOKEN else "-"


LAYERS = {"structure": structure_label, "statements": statement_label}
"""A paper is labelled twice: by what its lines are, and by what the meeting says in them."""


def read_annotations(path: Path | None = None) -> Iterator[Annotation]:
    """The annotations of the package, or of another file of the same form."""
    text = (path or files("kg.extractors.segmentation").joinpath("labels.jsonl")).read_text("utf-8")
    for row in text.splitlines():
        if row.strip():
            each = json.loads(row)
            yield Annotation(
                each["document"],
                each["sha1"],
                tuple((line, label) for line, label in each["lines"]),
                tuple(NameLabel(*name) for name in each.get("names", ())),
            )


def find_paper(annotation: Annotation, folders: Sequence[Path]) -> Path | None:
    """The file that was annotated, if one of ``folders`` holds it unchanged."""
    for folder in folders:
        for path in sorted(folder.glob(f"{annotation.document}.*")):
            if (
                hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
                == annotation.sha1
            ):
                return path
    return None


def transferred(raw: Sequence[str], labels: Sequence[str], lines: Sequence[Line]) -> list[str]:
    """The labels of raw lines carried over to the lines of the document as read.

    Reading joins, cuts and drops lines; words are aligned, and a line takes the label of the raw
    line in which most of its words begin, the first one's on a tie. A line with no aligned word
    takes the label of the line above.
    """
    source = _words_of(raw)
    target = _words_of([line.text for line in lines])
    found: list[list[int]] = [[] for _ in lines]
    matcher = SequenceMatcher(None, [w for w, _ in source], [w for w, _ in target], autojunk=False)
    for left, right, size in matcher.get_matching_blocks():
        for step in range(size):
            found[target[right + step][1]].append(source[left + step][1])
    out: list[str] = []
    used: set[int] = set()
    for matches, line in zip(found, lines, strict=True):
        if not matches:
            worded = _WORD.search(line.text) and out and out[-1] in ("text", "furniture")
            out.append(out[-1] if worded else "furniture")
            continue
        number = _source_line(matches, labels)
        label = labels[number]
        repeats = number in used and label in _BEGINS
        used.add(number)
        out.append(label + CONTINUED if repeats else label)
    return out


_BEGINS = ("item", "subitem", "decision", "action", "vote", "recommendation", "row", "heading")


def _words_of(lines: Sequence[str]) -> list[tuple[str, int]]:
    """The words of lines in small letters, each with its line's number from 0."""
    return [(word.lower(), at) for at, text in enumerate(lines) for word in _WORD.findall(text)]


def _source_line(matches: list[int], labels: Sequence[str]) -> int:
    """The raw line whose label a line takes: the first where it begins something, else the
    commonest.
    """
    first = matches[0]
    if not labels[first].endswith(CONTINUED) and labels[first] not in ("text", "furniture"):
        return first
    return max(dict.fromkeys(matches), key=matches.count)
