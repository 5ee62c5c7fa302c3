"""Agendas count their items in many ways, and say beside a title who brings it."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

HEAD = "THORNLEIGH LANTERN BOARD\n\nMonday, 4 May 2026 at 2.00 pm\nReading Room\n\nAGENDA\n\n"
TITLES = [
    "Welcome and apologies",
    "Minutes of the last meeting",
    "Lantern safety",
    "Money",
    "Any other business",
]
PART = {1: "Part A: Opening\n\n", 3: "Part B: Business\n\n"}
SECTION = {1: "1 OPENING\n", 3: "2 BUSINESS\n"}
MARKED = {
    "numbers": lambda at, title: f"{at}. {title}\n",
    "numbers after the hour": lambda at, title: f"2.{at}0 pm   {at}. {title}\n",
    "hours after the number": lambda at, title: f"{at}.\t2.{at}0\t{title}\n",
    "letters": lambda at, title: f"{'ABCDE'[at - 1]}. {title}\n\n",
    "letters with paragraphs": lambda at, title: (
        f"{'ABCDE'[at - 1]}. {title}\n1. First.\n2. Then.\n"
    ),
    "the word and a letter": lambda at, title: f"Item {'ABCDE'[at - 1]}: {title}\n",
    "parts": lambda at, title: f"{PART.get(at, '')}{'AABBB'[at - 1]}{at - 2 * (at > 2)} {title}\n",
    "points of sections": lambda at, title: (
        f"{SECTION.get(at, '')}{1 + (at > 2)}.{at - 2 * (at > 2)} {title}\n"
    ),
    "numbers of a year": lambda at, title: f"26/{at + 30} {title} (2.{at}0)\n",
    "hours": lambda at, title: f"2.{at}0 pm {title}\n",
    "nothing": lambda at, title: f"{title}\n\n",
}


def facts(text: str, tmp_path: Path) -> Facts:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return structure(read(path), load())


@pytest.mark.parametrize("kind", MARKED)
def test_items_are_counted_in_many_ways(kind: str, tmp_path: Path) -> None:
    text = HEAD + "".join(MARKED[kind](at, title) for at, title in enumerate(TITLES, start=1))
    found = facts(text, tmp_path)
    assert [item.title for item in found.agenda] == TITLES
    assert [part.kind for part in found.parts] == ["agenda"]


def test_who_brings_an_item_is_no_part_of_its_title(tmp_path: Path) -> None:
    rows = ("Welcome (Chair)", "Lantern safety (Bo Wren)", "Money – Cy Heron", "Oil (10 mins)")
    text = HEAD + "".join(f"{at}. {row}\n" for at, row in enumerate(rows, start=1))
    assert [(item.title, item.presenters) for item in facts(text, tmp_path).agenda] == [
        ("Welcome", ()),
        ("Lantern safety", ("Bo Wren",)),
        ("Money", ("Cy Heron",)),
        ("Oil", ()),
    ]


def test_a_slash_between_two_languages_parts_no_cells(tmp_path: Path) -> None:
    titles = ["Croeso / Welcome", "Olew / Oil", "Arian / Money", "Llusernau / Lanterns"]
    text = HEAD + "".join(f"{at} {title}\n" for at, title in enumerate(titles, start=1))
    assert [item.title for item in facts(text, tmp_path).agenda] == titles
