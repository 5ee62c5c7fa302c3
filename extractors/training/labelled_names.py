"""Annotated names of real papers as spans of the documents that the readers make of their files."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from kg.extractors.facts import Document, Span
from kg.extractors.names.words import soft_breaks, unquoted
from kg.extractors.reading import read
from kg.extractors.segmentation.labels import Annotation, find_paper, read_annotations
from kg.extractors.training.line_training import families, family_of

_WORD = re.compile(r"[^\W_]+")
_TABLES = {"people": "person", "organisations": "organisation", "programmes": "programme"}
_DATE = re.compile(r"-\d{4}-\d\d.*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A name that a careful reader labelled: ``core`` must be found, others may.

    What is an organisation as much as a programme (``either``) is found as one or the other.
    """

    kind: str
    core: bool
    span: Span
    either: bool = False


@dataclass(frozen=True, slots=True)
class NamedPaper:
    """A paper as read with the names in it.

    ``body`` met, ``family`` is the house whose style it shares.
    """

    name: str
    body: str
    family: str
    document: Document
    names: tuple[Labelled, ...]


def named_papers(folders: Sequence[Path]) -> Iterator[NamedPaper]:
    """The annotated papers that ``folders`` hold unchanged, in order of name."""
    table = families()
    for annotation in read_annotations():
        path = find_paper(annotation, folders)
        if path is None or not annotation.names:
            continue
        document = read(path)
        found = placed(annotation, path.read_text(encoding="utf-8"), document.text)
        yield NamedPaper(
            annotation.document,
            _DATE.sub("", annotation.document),
            family_of(annotation.document, table),
            document,
            tuple(joined(list(found), document.text)),
        )


def placed(annotation: Annotation, raw: str, text: str) -> Iterator[Labelled]:
    """The names at their places in ``text``; reading moves white space, and words now and then."""
    starts = [0]
    for line in raw.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    before = [found.span() for found in _WORD.finditer(raw)]
    after = [found.span() for found in _WORD.finditer(text)]
    where = _aligned([raw[a:b] for a, b in before], [text[a:b] for a, b in after])
    firsts = [start for start, _ in before]
    for name in annotation.names:
        start, end = (starts[name.line - 1] + at for at in (name.start, name.end))
        inside = range(bisect_left(firsts, start), bisect_left(firsts, end))
        found = [where[i] for i in inside if i in where]
        if found and len(found) == len(inside):
            span = Span(after[found[0]][0], _with_dot(after[found[-1]][1], text))
            yield Labelled(name.kind, name.grade == "core", span)


def _with_dot(end: int, text: str) -> int:
    """The end of a name; the dot behind its last letter is part of “M.L.B.”."""
    dotted = end > 2 and text[end : end + 1] == "." and text[end - 1].isupper()
    return end + 1 if dotted and text[end - 2] == "." else end


def joined(names: Sequence[Labelled], text: str) -> list[Labelled]:
    """The names, those whole that a line end of running text breaks: readers label their parts.

    A part that stands alone elsewhere (“Marl” of “Marl⏎Lock Board”) may be a short form or no
    name: it is optional.
    """
    text = unquoted(text)
    soft, _ = soft_breaks(text)
    out: list[Labelled] = []
    parts: set[tuple[str, str]] = set()
    for name in names:
        before = out[-1] if out else None
        if before is not None and _goes_on(before, name, text, soft):
            parts |= {_printed(before, text), _printed(name, text)}
            span = Span(before.span.start, name.span.end)
            out[-1] = Labelled(name.kind, before.core or name.core, span)
        else:
            out.append(name)
    return [replace(n, core=False) if _printed(n, text) in parts else n for n in out]


def _goes_on(one: Labelled, other: Labelled, text: str, soft: Set[int]) -> bool:
    """Whether the second name is the rest of the first, on the next line."""
    gap = text[one.span.end : other.span.start]
    if one.kind != other.kind or gap.strip(" \n,&-"):
        return False
    return any(one.span.end + at in soft for at, mark in enumerate(gap) if mark == "\n")


def _printed(name: Labelled, text: str) -> tuple[str, str]:
    return name.kind, " ".join(text[name.span.start : name.span.end].split())


def _aligned(before: list[str], after: list[str]) -> dict[int, int]:
    """Words of one text by their number → the same words' numbers in the other."""
    if before == after:
        return {i: i for i in range(len(before))}
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {left + step: right + step for left, right, size in blocks for step in range(size)}


def gold_packs(gold: Path, papers: Path) -> Iterator[NamedPaper]:
    """Packs whose names stand in gold files: every place of every printed form."""
    for given in sorted(gold.glob("*.json")):
        facts = json.loads(given.read_text(encoding="utf-8"))
        path = papers / Path(facts["source"]).name
        if not path.is_file():
            continue
        document = read(path)
        forms: dict[str, tuple[str, str, bool]] = {}
        for table, kind in _TABLES.items():
            for entity in facts[table].values():
                grade = entity.get("grade") or "core"
                either = len(entity.get("kinds_ok") or ()) > 1
                for form in entity["printed"] if grade != "out" else ():
                    initials = kind == "person" and len(form) < 5 and form.isupper()
                    forms.setdefault(form, (kind, "optional" if initials else grade, either))
        names = tuple(_everywhere(forms, document.text))
        yield NamedPaper(given.stem, papers.name, papers.name, document, names)


def _everywhere(forms: Mapping[str, tuple[str, str, bool]], text: str) -> list[Labelled]:
    """Each place of each form; a longer form takes its place before a shorter one."""
    free = bytearray(b"\x01" * len(text))
    found: list[Labelled] = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        kind, grade, either = forms[form]
        words = r"\s+".join(re.escape(word) for word in form.split())
        for match in re.finditer(rf"(?<!\w){words}(?!\w)", text):
            start, end = match.span()
            if all(free[start:end]):
                free[start:end] = bytes(end - start)
                found.append(Labelled(kind, grade == "core", Span(start, end), either))
    return sorted(found, key=lambda name: name.span)
