"""Action logs whose columns no known head tells, and the days by which their rows are due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from kg.extractors.facts import Action
from kg.extractors.log_cells import columns_by_restarts, columns_held
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

TITLE = "Fellbrook Community Forum\nActions Tracker\n\n"
Row = tuple[str | None, ...]


def tabbed(*rows: str) -> str:
    return "\n".join(row.replace(" | ", "\t") for row in rows) + "\n"


def actions(folder: Path, text: str) -> tuple[Action, ...]:
    paper = folder / "log.txt"
    paper.write_text(TITLE + text, encoding="utf-8")
    return structure(read(paper), load()).actions


def rows(folder: Path, text: str) -> list[Row]:
    """Number, words, who, when and status of each row."""
    return [
        (each.number, each.text, each.responsible_printed, each.due_printed, each.status)
        for each in actions(folder, text)
    ]


def test_a_table_without_a_head_is_told_by_what_its_cells_hold(tmp_path: Path) -> None:
    text = tabbed(
        "A1 | Draft a letter to the mill on its keys | Ada Finch, Clerk | 29 March 2024 | Complete",
        "A2 | Find a date for the walk round the weir | Bo Wren, Warden | 2024-04-15 | Open",
        "A3 | Share the list of stiles with the scouts | Cy Tarn, Officer | TBC | Open",
    )
    assert rows(tmp_path, text) == [
        ("A1", "Draft a letter to the mill on its keys", "Ada Finch, Clerk", "29 March 2024", "Complete"),
        ("A2", "Find a date for the walk round the weir", "Bo Wren, Warden", "2024-04-15", "Open"),
        ("A3", "Share the list of stiles with the scouts", "Cy Tarn, Officer", "TBC", "Open"),
    ]  # fmt: skip


def test_heads_in_unknown_words_give_way_to_the_cells(tmp_path: Path) -> None:
    text = tabbed(
        "Heard at | Pledge | In whose hands | Wanted for | Where it stands",
        "Jan 2024 forum | Offer first aid to the night walkers | Rescue Team | the show season | Two were held.",
        "Jan 2024 forum | Map the gates along the old line | Fellbrook Police | 30.04.2024 | Half is drawn.",
        "Mar 2024 forum | Write a page on cold water shock | Public Health | as soon as possible | Not begun.",
    )
    assert [(row[1], row[2], row[3]) for row in rows(tmp_path, text)] == [
        ("Offer first aid to the night walkers", "Rescue Team", "the show season"),
        ("Map the gates along the old line", "Fellbrook Police", "30.04.2024"),
        ("Write a page on cold water shock", "Public Health", "as soon as possible"),
    ]


def test_cells_a_line_without_a_head_begin_anew_where_the_number_returns(tmp_path: Path) -> None:
    text = (
        "AP1\nBring the lease of the mill\nto the forum\nAda Finch\n14 June 2024\nOpen\n\n"
        "AP2\nCheck that every stile has a step\nBo Wren and Cy Tarn\nBy 30 April 2024\nClosed\n\n"
        "AP3\nTell the clubs of the grant\nWorks Office\nOngoing\nOpen\n"
    )
    assert rows(tmp_path, text) == [
        ("AP1", "Bring the lease of the mill to the forum", "Ada Finch", "14 June 2024", "Open"),
        ("AP2", "Check that every stile has a step", "Bo Wren and Cy Tarn", "By 30 April 2024", "Closed"),
        ("AP3", "Tell the clubs of the grant", "Works Office", "Ongoing", "Open"),
    ]  # fmt: skip


def test_rows_run_together_keep_their_numbers(tmp_path: Path) -> None:
    text = (
        "Ref Action Owner Due Status\n"
        "FB1 Mend the gate to the weir Ada Finch 31/03/24 Open\n"
        "FB2 Count the steps that have no rail at\nthe old moorings Cy Tarn TBC Open\n"
        "FB3 Price a second bench Ada Finch 30/06/24 Open\n"
    )
    assert [row[:4] for row in rows(tmp_path, text)] == [
        ("FB1", "Mend the gate to the weir", "Ada Finch", "31/03/24"),
        ("FB2", "Count the steps that have no rail at the old moorings", "Cy Tarn", "TBC"),
        ("FB3", "Price a second bench", "Ada Finch", "30/06/24"),
    ]


def test_who_and_when_in_one_cell_are_two(tmp_path: Path) -> None:
    text = tabbed(
        "No | Action | Owner / Due date | Update",
        "1 | Ask the mill for its keys | AF – 31 March 2024 | Keys are here",
        "2 | Draw a plan of the footbridges | BW – next meeting | Half drawn",
        "3 | Tell the choir about the roof | CT – 12 April 2024 | Told",
    )
    assert [row[2:4] for row in rows(tmp_path, text)] == [
        ("AF", "31 March 2024"),
        ("BW", "next meeting"),
        ("CT", "12 April 2024"),
    ]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("15 April 2024", date(2024, 4, 15)),
        ("2024-04-15", date(2024, 4, 15)),
        ("w/c 8 April", date(2024, 4, 8)),
        ("end of June", date(2024, 6, 30)),
        ("Within six weeks", date(2024, 4, 23)),
        ("31/03/24 – extended to 30/06/24", None),
        ("Jan 24", None),
        ("Q3", None),
        ("next meeting", None),
        ("Ongoing", None),
    ],
)
def test_the_words_of_a_deadline_are_kept_and_a_day_only_where_one_is_sure(
    tmp_path: Path, printed: str, day: date | None
) -> None:
    text = tabbed(
        "No | Raised | Action | Owner | Due | Status",
        f"1 | 12/03/2024 | Ask the mill for its keys | Ada Finch | {printed} | Open",
        "2 | 12/03/2024 | Draw a plan of the footbridges | Bo Wren | TBC | Open",
    )
    first = actions(tmp_path, text)[0]
    assert (first.due_printed, first.due) == (printed, day)


def test_other_tables_and_lists_are_no_logs() -> None:
    payments = [["101", "Paint for the gate", "£30.00"], ["102", "Salt for the hill", "£12.00"]]
    assert columns_held(payments * 2, []) == ()
    assert columns_by_restarts(["1", "Welcome", "2", "Minutes", "3", "Any other business"]) == ()
    assert columns_by_restarts(["1", "Mend the gate", "Ada Finch", "3 May 2024"]) == ()
