"""Our reading of PDFs against other extractors, in one run: pages a second, and what is found in the text.

    python tests/benchmarks/readers.py [FOLDER…]

Each FOLDER holds PDFs and, in ``gold/``, a JSON of the same name with what a reader finds in each; by default those of
``tests/corpora`` that anybody may read. pdfplumber and PyMuPDF are tried where they are installed (best in an environment
of their own: they are no dependency). Their text, pages parted by form feeds, goes through the same extractors as ours.
Not collected by pytest. Papers in these styles have taught the rules and models, read by us: the F1 says how much layout
adds, not how well papers of other boards are read.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from kg.extractors.facts import Document, Facts
from kg.extractors.reading import finished, read
from kg.extractors.reading.plain import read_plain
from kg.ontology.folding import fold_to_words
from kg.ontology.vocabulary import load
from rapidfuzz.fuzz import ratio

from kg import extractors

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
KEPT_ASIDE = ("styles-4", "styles-12")
ALIKE = 90  # of 100, from which two decisions are one
Found = set[tuple[str, str]]


def by_pdfplumber(path: Path) -> Document:
    import pdfplumber

    with pdfplumber.open(path) as file:
        return _plain(path, [page.extract_text() or "" for page in file.pages])


def by_pymupdf(path: Path) -> Document:
    import pymupdf

    with pymupdf.open(path) as file:
        return _plain(path, [page.get_text() for page in file])


def _plain(path: Path, pages: Iterable[str]) -> Document:
    return finished(read_plain(path.with_suffix(".txt"), "\f".join(pages).encode(), path.stem))


READERS: dict[str, tuple[str, Callable[[Path], Document]]] = {
    "boardgraph": ("pypdfium2", read),
    "pdfplumber": ("pdfplumber", by_pdfplumber),
    "PyMuPDF": ("pymupdf", by_pymupdf),
}


def attendance(gold: dict[str, list[dict[str, str]]]) -> Found:
    return {(row["section"], _name(row["name_printed"])) for row in gold["attendance"]}


def _name(printed: str) -> str:
    """A name without what stands in brackets behind it."""
    return fold_to_words(printed.partition("(")[0])


def found_attendance(facts: Facts) -> Found:
    return {(row.section, _name(row.printed)) for row in facts.attendance}


def resolutions(gold: dict[str, list[dict[str, str]]]) -> list[str]:
    return [fold_to_words(row["text"]) for row in gold["resolutions"]]


def matched(wanted: list[str], found: list[str]) -> int:
    """How many decisions are found, each taken once."""
    left = list(found)
    right = 0
    for text in wanted:
        best = max(left, key=lambda other: ratio(text, other), default="")
        if best and ratio(text, best) >= ALIKE:
            left.remove(best)
            right += 1
    return right


def f1(right: int, wanted: int, found: int) -> float:
    return 2 * right / (wanted + found) if wanted + found else 1.0


def main(folders: list[Path]) -> None:
    """Measure and print."""
    papers = sorted(
        (path, path.parent / "gold" / f"{path.stem}.json")
        for folder in folders
        for path in folder.glob("*.pdf")
        if (path.parent / "gold" / f"{path.stem}.json").is_file()
    )
    vocabulary = load()
    print(f"{len(papers)} papers\n{'':12} pages/CPU s  attendance F1  resolutions F1")
    for name, (module, reader) in READERS.items():
        if find_spec(module) is None:
            print(f"{name:12} not installed")
            continue
        pages, seconds = 0, 0.0
        people, decided = [0, 0, 0], [0, 0, 0]
        for path, gold_file in papers:
            started = time.process_time()
            document = reader(path)
            seconds += time.process_time() - started
            pages += len(document.pages)
            facts = extractors.extract(document, vocabulary)
            gold = json.loads(gold_file.read_text(encoding="utf-8"))
            there, seen = attendance(gold), found_attendance(facts)
            wanted = resolutions(gold)
            texts = [fold_to_words(each.text) for each in facts.resolutions]
            for sums, row in (
                (people, (len(there & seen), len(there), len(seen))),
                (decided, (matched(wanted, texts), len(wanted), len(texts))),
            ):
                sums[:] = [one + more for one, more in zip(sums, row, strict=True)]
        print(f"{name:12} {pages / seconds:11.0f} {f1(*people):14.2f} {f1(*decided):15.2f}")


if __name__ == "__main__":
    main(
        [Path(folder) for folder in sys.argv[1:]]
        or [each for each in sorted(CORPORA.iterdir()) if each.name not in KEPT_ASIDE]
    )
