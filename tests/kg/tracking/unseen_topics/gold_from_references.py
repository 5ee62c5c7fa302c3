"""Write the briefing gold of ``first.json`` or ``last.json`` with the words that its references mean.

    gold_from_references.py REFERENCES PAPERS OUT

PAPERS holds the packs as text, one file a pack: ``NAME.txt``, or ``NAME.pdf.txt`` for a paper that is no text itself
(what ``extractors.reading`` reads of it). A reference is ``[document, first line, last line, first word, last word]``,
all counted from 1; words are counted in those lines with tables' bars and emphasis left out. OUT gets one file a topic, in the form
that the briefings' scorer reads.
"""

import json
import re
import sys
from pathlib import Path


def words(papers: Path, document: str, first: int, last: int) -> list[str]:
    """The words of a document's lines, small, as the scorer folds them."""
    path = papers / (document if document.endswith(".txt") else f"{document}.txt")
    text = "\n".join(path.read_text(encoding="utf-8").split("\n")[first - 1 : last])
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    text = text.replace("&amp;", "&")
    return re.sub(r"[\s|*_#]+", " ", re.sub(r"[‐-―−]", "-", text)).lower().split()


def place(papers: Path, reference: list) -> dict:
    """A fact's place with its evidence."""
    document, first, last, begin, end = reference
    return {
        "document": document,
        "lines": [first, last],
        "evidence": " ".join(words(papers, document, first, last)[begin - 1 : end]),
    }


def main(references: Path, papers: Path, out: Path) -> None:
    """One file of gold a topic."""
    out.mkdir(parents=True, exist_ok=True)
    for topic in json.loads(references.read_text(encoding="utf-8")):
        facts = []
        for number, (weight, own, *others) in enumerate(topic["facts"], 1):
            fact = place(papers, own)
            also = [place(papers, other) for other in others]
            says = fact["evidence"]
            facts.append(
                {"id": f"k{number}", **fact, "says": says, "weight": weight, "also_evidence": also}
            )
        gold = {
            "topic": topic["topic"],
            "also_ask": topic["also_ask"],
            "key_facts": facts,
            "also_fine": [{"document": d, "lines": [a, b]} for d, a, b in topic["fine"]],
            "not_about": [{"document": d, "lines": [a, b]} for d, a, b in topic["wrong"]],
        }
        name = re.sub(r"\W+", "-", topic["topic"].lower())
        (out / f"{name}.json").write_text(json.dumps(gold, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
