"""What a paper tells decides what it is, whatever word stands above it."""

from __future__ import annotations

from pathlib import Path

from kg.extractors import extract
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.ontology.vocabulary import load

PEOPLE = "Present: Ada Finch (Chair), Bo Wren (Quay Police), Cy Heron (Osmere Council)\n"
MINUTES = f"""Minutes of a meeting of the Lantern Panel held in the Reading Room on Monday, 4 May 2026

{PEOPLE}
1. Apologies for absence
None.

2. Planning
26/01842/HHO Rose Cottage.
RESOLVED: To support the application.
26/01850/FUL The Old Forge.
No comment.

3. Levy
Proposed by Cllr Finch, seconded by Cllr Wren, that the levy be set at £40.
Recorded vote
For: Cllrs Finch and Wren (2)
Against: Cllr Heron (1)
The motion was carried.

4. Close
The meeting closed at 8 pm.
"""
REPORT = """
LANTERN GRANTS

Paper 3 by Dot Teal

How the grants went in their first year.

Recommendations

The Panel is asked to:
(a) note the results;
(b) agree that the grants go on.
"""


def facts(text: str, tmp_path: Path) -> Facts:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return extract(read(path), load())


def test_an_agenda_that_tells_what_was_said_is_minutes(tmp_path: Path) -> None:
    found = facts(
        f"AGENDA\n\nLantern Forum\nMonday, 4 May 2026, 2 pm, Reading Room\n\n{PEOPLE}\n"
        "1. Welcome\nAda Finch welcomed everyone.\n\n2. Oil\nIt was agreed that Bo Wren buy oil.\n",
        tmp_path,
    )
    assert [part.kind for part in found.parts] == ["minutes"]
    assert len(found.attendance) == 3 and [m.title for m in found.minutes] == ["Welcome", "Oil"]


def test_votes_and_applications_are_neither_people_nor_decisions(tmp_path: Path) -> None:
    found = facts(MINUTES, tmp_path)
    assert {row.section for row in found.attendance} == {"present"}
    assert len(found.attendance) == 3
    assert [m.title for m in found.minutes] == [
        "Apologies for absence",
        "Planning",
        "Levy",
        "Close",
    ]
    assert found.resolutions[0].text == "To support the application."
    assert not any("Against" in each.text for each in found.resolutions)


def test_a_paper_after_the_close_recommends_and_decides_nothing(tmp_path: Path) -> None:
    found = facts(MINUTES + REPORT, tmp_path)
    assert [part.kind for part in found.parts] == ["minutes", "report"]
    assert [each.clause for each in found.recommendations] == ["a", "b"]
    assert not any("results" in each.text for each in found.resolutions)


def test_paragraphs_may_open_with_their_titles(tmp_path: Path) -> None:
    found = facts(
        f"Lantern Forum\nNotes of the meeting held on Monday, 4 May 2026\n\n{PEOPLE}\n"
        "Welcome. The Chair thanked the Reading Room for its hall.\n\n"
        "Oil. Bo Wren told the Forum that the oil was nearly gone.\n\n"
        "Money: Cy Heron said that there was some.\n\n"
        "Any other business – There was none.\n",
        tmp_path,
    )
    titles = ["Welcome", "Oil", "Money", "Any other business"]
    assert [minute.title for minute in found.minutes] == titles


def test_recommendations_are_labelled_by_paragraphs_or_references(tmp_path: Path) -> None:
    head = "Lantern Board\n\n1 June 2026\n\nLantern grants\n\nReport of the Head of Lanterns\n\n"
    numbered = facts(
        head
        + "2. Recommendations\n\nIt is recommended that the Board:\n\n2.1\tapprove the grants; and\n"
        "\n2.2\tissue a notice.\n\n3. Costs\n\n3.1 The lamps cost £40.\n",
        tmp_path,
    )
    assert [each.clause for each in numbered.recommendations] == ["2.1", "2.2"]
    referred = facts(
        head + "Recommendations\n\nR1  That the grants go on.\nR2  That a lamp be lit.\n", tmp_path
    )
    assert [each.clause for each in referred.recommendations] == ["R1", "R2"]
    run_in = facts(
        head
        + "Recommendations. The Board is recommended to:\n1) adopt the plan; and\n2) tell all.\n",
        tmp_path,
    )
    assert [each.clause for each in run_in.recommendations] == ["1", "2"]


def test_a_number_alone_labels_a_recommendation_unless_paragraphs_go_on_from_it(
    tmp_path: Path,
) -> None:
    head = "Lantern Board\n\n1 June 2026\n\nLantern grants\n\nReport of the Head of Lanterns\n\n"
    asked = "Recommendation\n\nThe Board is asked to:\n\n1. approve the grants.\n\n"
    alone = facts(f"{head}{asked}Costs\n\nThe lamps cost £40.\n", tmp_path)
    assert [each.clause for each in alone.recommendations] == ["1"]
    counted = facts(f"{head}{asked}2. Costs\n\nThe lamps cost £40.\n", tmp_path)
    assert [each.clause for each in counted.recommendations] == [None]
