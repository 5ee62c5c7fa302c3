"""Action logs whose table the dump of a paper lost: a cell a line, or a row's cells run together."""

from __future__ import annotations

from pathlib import Path

from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

MINUTES = """Wexmarsh Lantern Board
Minutes of the meeting held on Monday 3 March 2025

Present:
Ada Finchley (AF), Chair
Bo Wrenford (BW)
Cora Dunlin (CD)

1. Welcome
The Chair welcomed everybody.

"""


def facts_of(tmp_path: Path, log: str) -> Facts:
    paper = tmp_path / "paper.txt"
    paper.write_text(MINUTES + log, encoding="utf-8")
    return structure(read(paper), load())


def rows_of(facts: Facts) -> list[tuple[str | None, ...]]:
    return [
        (each.number, each.text, each.responsible_printed, each.comments, each.status)
        for each in facts.actions
        if each.rule == "action-row"
    ]


def test_cells_each_on_a_line(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Action tracker

No.
Date of
meeting
Action
Owner
Due
Update
Status
7
06/01/25
Count the lamps that hang below
the Old Toll Bridge
BW
Mar 25
Forty counted
Closed
8
06/01/25
Paint the quay steps
Ada Finchley and Cora
Dunlin
TBC
Open
4
Wexmarsh Lantern Board
9
03/03/25
Borrow a punt for the float
CD
30/04/25
Asked the rowing
club on 2
March
In progress
""",
    )
    assert rows_of(facts) == [
        (
            "7",
            "Count the lamps that hang below the Old Toll Bridge",
            "BW",
            "Forty counted",
            "Closed",
        ),
        ("8", "Paint the quay steps", "Ada Finchley and Cora Dunlin", None, "Open"),
        (
            "9",
            "Borrow a punt for the float",
            "CD",
            "Asked the rowing club on 2 March",
            "In progress",
        ),
    ]
    named = [each.responsible for each in facts.actions if each.rule == "action-row"]
    assert named == [("Bo Wrenford",), ("Ada Finchley", "Cora Dunlin"), ("Cora Dunlin",)]


def test_what_fits_no_row_is_told(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Action log
Ref
Action
Owner
Status
L/1
Mend the bell of the ferry
BW
Open
L/2
Ask the school for a choir
CD
Closed
the tide that carries all of these lanterns to the weir comes in at about a quarter to ten.
""",
    )
    assert [row[:3] for row in rows_of(facts)] == [
        ("L/1", "Mend the bell of the ferry", "BW"),
        ("L/2", "Ask the school for a choir", "CD"),
    ]
    assert "words in an action log whose row or column is not sure" in {
        issue.message for issue in facts.issues
    }


def test_rows_run_together(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Actions from 6 January
By Task Before Done?
BW Tell the weir keeper when the lanterns will float 28 Feb Yes, 24 Feb
AF Find a second punt April Not yet
CD, AF Ask twelve schools to
send a choir - Held
""",
    )
    assert rows_of(facts) == [
        (None, "Tell the weir keeper when the lanterns will float", "BW", None, "Yes, 24 Feb"),
        (None, "Find a second punt", "AF", None, "Not yet"),
        (None, "Ask twelve schools to send a choir", "CD, AF", None, "Held"),
    ]


def test_who_does_it_is_whole_between_an_action_and_its_progress(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Action log
No. Date Action Responsible Comments Status
1. 6 January 2025 Count the lamps of the pier Robert Wicken Counted by hand Green
2. 6 January 2025 Draft a letter to the weir Mrs Ada Finchley Sent in spring Amber
""",
    )
    assert [row[1:] for row in rows_of(facts)] == [
        ("Count the lamps of the pier", "Robert Wicken", "Counted by hand", "Green"),
        ("Draft a letter to the weir", "Mrs Ada Finchley", "Sent in spring", "Amber"),
    ]


def test_an_action_is_cut_from_its_progress_only_where_one_place_can_be(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Action log
No Owner Action Progress Due RAG
25/01 BW Count the lamps of the Board’s Letter sent TBC Green
old punt
25/02 CD Ask Bo at Low Quay for rope Letter sent 3 May Amber

Others had sent no letter, and the quay was shut.
""",
    )
    assert rows_of(facts) == [
        ("25/01", "Count the lamps of the Board’s old punt", "BW", "Letter sent", "Green"),
        ("25/02", "Ask Bo at Low Quay for rope Letter sent", "CD", None, "Amber"),
    ]
    told = [
        issue.span
        for issue in facts.issues
        if issue.message == "words in an action log whose row or column is not sure"
    ]
    unsure = facts.actions[-1].span
    assert unsure in told


def test_cards_with_each_label_on_a_line(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Open actions

Action 19
Draft a letter to the keepers of
the weir
Owner
Bo Wrenford
Due
31/01/25
Status
Sent; two
have answered
Action 20
Buy wicks
Owner
Cora Dunlin
Due
ASAP
Status
Bought
A paper on lanterns and owls
""",
    )
    assert rows_of(facts) == [
        (
            "19",
            "Draft a letter to the keepers of the weir",
            "Bo Wrenford",
            None,
            "Sent; two have answered",
        ),
        ("20", "Buy wicks", "Cora Dunlin", None, "Bought"),
    ]


def test_gaps_keep_wrapped_cells_apart(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Action sheet

Ref   Action   Owner   Update   Status

L 4/25   Ask for a   Mr Wrenford   Asked 24   Open

second punt.   February; no

answer.

L 5/25   Buy new   Mr Dunlin   Bought.   Closed

wicks.   Others

ordered.
""",
    )
    assert rows_of(facts) == [
        (
            "L 4/25",
            "Ask for a second punt.",
            "Mr Wrenford",
            "Asked 24 February; no answer.",
            "Open",
        ),
        ("L 5/25", "Buy new wicks.", "Mr Dunlin", "Bought. Others ordered.", "Closed"),
    ]


def test_wrapped_cells_run_together_line_by_line(tmp_path: Path) -> None:
    """The first lines of a row's cells stand on one line, their second ones on the next."""
    facts = facts_of(
        tmp_path,
        """Action tracker

No Action Owner Due Status
1 Count the lamps that hang below Bo Wrenford / 3 March Closed
the Old Toll Bridge and those that Cora Dunlin 2025
are dark
2 Write to the Harbour Trust Ada Finchley Spring In
about oil 2025 progress
3 Ask the ferry company for the Cora Dunlin 5 May 2025 Open
hours at which boats come
""",
    )
    assert [
        (each.text, each.responsible, each.due_printed, each.status) for each in facts.actions
    ] == [
        (
            "Count the lamps that hang below the Old Toll Bridge and those that are dark",
            ("Bo Wrenford", "Cora Dunlin"),
            "3 March 2025",
            "Closed",
        ),
        ("Write to the Harbour Trust about oil", ("Ada Finchley",), "Spring 2025", "In progress"),
        (
            "Ask the ferry company for the hours at which boats come",
            ("Cora Dunlin",),
            "5 May 2025",
            "Open",
        ),
    ]


def test_rows_stand_as_the_line_above_them_says(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Action log
Open actions
Action\tLead\tBy\tNews
Buy oil for the winter\tBo Wrenford\tMay 2025\tTwo offers
Paint the mole\tCora Dunlin\tJune 2025\t
Completed since the last meeting
Action\tLead\tBy\tNews
Mend the long lamp\tCora Dunlin\tJanuary 2025\tBurns again
""",
    )
    assert [(each.text, each.status) for each in facts.actions] == [
        ("Buy oil for the winter", "Open"),
        ("Paint the mole", "Open"),
        ("Mend the long lamp", "Completed"),
    ]


def test_facts_of_an_action_in_one_paragraph(tmp_path: Path) -> None:
    facts = facts_of(
        tmp_path,
        """Action log

Action L1: Buy oil for the winter. Owner: Bo Wrenford. Due: May 2025. Status: Open

Action L2: Paint the mole before the boats come back. Owner: Cora Dunlin. Due: 1 June
2025. Status: In progress
""",
    )
    assert [
        (each.number, each.responsible, each.due_printed, each.status) for each in facts.actions
    ] == [
        ("L1", ("Bo Wrenford",), "May 2025", "Open"),
        ("L2", ("Cora Dunlin",), "1 June 2025", "In progress"),
    ]
