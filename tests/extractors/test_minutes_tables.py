"""Minutes kept as a table whose cells hold several paragraphs: a title and what was said, tasks and who has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx
from kg.extractors.facts import Document, Facts, Span
from kg.extractors.minute_actions import read_minute_actions
from kg.extractors.reading import read
from kg.extractors.reading.replacing import Replacement, replaced_in
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

Cells = Sequence[str]  # a line break parts the paragraphs of a cell

ABOVE = (
    "Osmere Lamp Partnership",
    "Notes of the meeting held on 14 May 2024, 10am at Corn Hall, Osmere",
    "Present:",
    "Ada Finch, Chair, Osmere Council (AF)",
    "Bo Wren, Marlshire Police (BW)",
)
LOG: Sequence[Cells] = (
    ("Action", "Who", "Update", "Status"),
    ("Paint the ferry steps", "BW", "Painted in April.", "Closed"),
    ("Ask for a second van", "AP", "Asked.", "Closed"),
)
NOTES: Sequence[Cells] = (
    ("No", "Item and notes", "Action", "By whom", "By when"),
    ("1", "Notes of last meeting\nAgreed as a true record."),
    (
        "2",
        "Lamps at the ford\nAF told of two lamps that are out.\nThe group agreed that both be mended.",
        "Mend the two lamps\nTell the school",
        "BW\nAF",
        "07/06/24\nJuly",
    ),
    ("3", "Ferry hours\nThe hours were noted.", "Print the hours", "AF", "20/05/24"),
    ("4", "Any other business\nThere was none.", "", "", "July"),
)
SHEET: Sequence[Cells] = (
    ("Item", "Decision", "Action"),
    ("1", "Record of the last meeting\nApproved."),
    (
        "2",
        "Lamps at the ford\nTwo are out.\nThe Board agreed the plan of the lamps.",
        "BW to mend the lamps by 7 June 2024",
    ),
    ("3", "Ferry hours\nThe hours were noted.", "AF to print them"),
)


def typed(folder: Path, *tables: Sequence[Cells]) -> Document:
    file = docx.Document()
    for line in ABOVE:
        file.add_paragraph(line)
    for rows in tables:
        if rows is LOG:
            file.add_paragraph("Actions from the last meeting")
        table = file.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, said in zip(row.cells, cells, strict=False):
                first, *others = said.split("\n")
                cell.paragraphs[0].text = first
                for each in others:
                    cell.add_paragraph(each)
    path = folder / "notes.docx"
    file.save(str(path))
    return read(path)


def tasks(facts: Facts) -> list[tuple[str, str | None, date | None]]:
    return [(each.text, each.responsible_printed, each.due) for each in read_minute_actions(facts)]


def test_the_paragraphs_of_a_cell_are_known_and_its_words_are_as_before(tmp_path: Path) -> None:
    document = typed(tmp_path, NOTES)
    at = document.text.index("Mend the two lamps Tell the school")
    parts = document.paragraphs(at, at + len("Mend the two lamps Tell the school"))
    said = [document.text[part.start : part.end] for part in parts]
    assert said == ["Mend the two lamps", "Tell the school"]
    assert all(document.text[at] == " " for at in document.breaks)


def test_breaks_move_with_words_that_are_replaced(tmp_path: Path) -> None:
    document = typed(tmp_path, NOTES)
    moved = replaced_in(document, [Replacement(Span(0, 6), "The Old Quay at Osmere")])
    assert [at - 16 for at in moved.breaks] == list(document.breaks)


def test_a_cell_holds_a_title_and_what_was_said(tmp_path: Path) -> None:
    facts = structure(typed(tmp_path, NOTES), load())
    told = [(each.number, each.title) for each in facts.minutes]
    assert told == [
        ("1", "Notes of last meeting"),
        ("2", "Lamps at the ford"),
        ("3", "Ferry hours"),
        ("4", "Any other business"),
    ]
    decided = [(each.minute, each.text) for each in facts.resolutions]
    assert decided == [
        (0, "Agreed as a true record."),
        (1, "The group agreed that both be mended."),
        (2, "The hours were noted."),
    ]


def test_tasks_of_one_cell_are_parted_as_those_who_have_them(tmp_path: Path) -> None:
    assert tasks(structure(typed(tmp_path, NOTES), load())) == [
        ("Mend the two lamps", "BW", date(2024, 6, 7)),
        ("Tell the school", "AF", None),
        ("Print the hours", "AF", date(2024, 5, 20)),
    ]


def test_minutes_go_on_below_a_log_that_stands_in_them(tmp_path: Path) -> None:
    facts = structure(typed(tmp_path, LOG, NOTES), load())
    assert [(each.text, each.status) for each in facts.actions] == [
        ("Paint the ferry steps", "Closed"),
        ("Ask for a second van", "Closed"),
    ]
    assert [each.title for each in facts.minutes] == [
        "Notes of last meeting",
        "Lamps at the ford",
        "Ferry hours",
        "Any other business",
    ]
    assert [(each.date, each.chairs) for each in facts.meetings] == [
        (date(2024, 5, 14), ("Ada Finch",))
    ]


def test_a_sheet_of_decisions_has_titles_below_its_numbers(tmp_path: Path) -> None:
    facts = structure(typed(tmp_path, SHEET), load())
    assert [(each.number, each.title) for each in facts.minutes] == [
        ("1", "Record of the last meeting"),
        ("2", "Lamps at the ford"),
        ("3", "Ferry hours"),
    ]
    assert [each.text for each in facts.resolutions] == [
        "Approved.",
        "The Board agreed the plan of the lamps.",
        "The hours were noted.",
    ]
    assert [text for text, _, _ in tasks(facts)] == [
        "BW to mend the lamps by 7 June 2024",
        "AF to print them",
    ]
