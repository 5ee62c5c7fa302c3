"""Lists of people in the habits that lose or invent somebody: who is read, and in which list."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.facts import Attendance
from kg.extractors.people import people
from kg.extractors.reading import read
from kg.extractors.role_lists import names_behind_roles, roles_before_names
from kg.extractors.sections import section_of_head
from kg.extractors.structure import structure
from kg.extractors.text import Line
from kg.extractors.woven_lists import woven_apart
from kg.ontology.vocabulary import load

HEAD = "Osmere Lamp Trust\n\nMinutes of the meeting held on 3 March 2021\n\n"
ITEMS = "\n\n1. Lamps\n\nThe lamps were looked at.\n\n2. Ropes\n\nThe ropes were looked at.\n"


def listed(tmp_path: Path, text: str) -> list[Attendance]:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return list(structure(read(path), load()).attendance)


def names(rows: list[Attendance], section: str) -> list[str]:
    return [row.printed for row in rows if row.section == section]


def lines(*texts: str) -> list[Line]:
    return [Line(n, 100 * n, text) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("said", "present"),
    [
        ("Present: Mrs A Finch , Mr B Wren , Ms C Heron .", ["Mrs A Finch", "Mr B Wren", "Ms C Heron"]),
        ("Present: Chair: Mr A Finch: Secretary: Ms B Wren", ["Mr A Finch", "Ms B Wren"]),
        ("Present: Cllrs Finch, Wren, Heron & Rook & the Clerk.", ["Finch", "Wren", "Heron", "Rook"]),
        ("Present: Councillors Finch, Ó Ceallaigh and Wren.", ["Finch", "Ó Ceallaigh", "Wren"]),
        ("Present: Cllr.Ada Finch, Mr.Bo Wren", ["Cllr. Ada Finch", "Mr. Bo Wren"]),
        ("Those attending;\nMr A Finch, Ms B Wren", ["Mr A Finch", "Ms B Wren"]),
        (
            "Present: Ada Finch AF Bo Wren (Quay Ltd) BW\nCy Heron CH Di Rook DR",
            ["Ada Finch", "Bo Wren", "Cy Heron", "Di Rook"],
        ),
        (
            "Present: Cllrs Ada Finch, Susan Wren\nPaul Heron, Mary Rook.",
            ["Ada Finch", "Susan Wren", "Paul Heron", "Mary Rook"],
        ),
    ],
)  # fmt: skip
def test_everybody_is_read(tmp_path: Path, said: str, present: list[str]) -> None:
    rows = listed(tmp_path, HEAD + said + ITEMS)

    assert names(rows, "present") == present
    assert names(rows, "officers") == []


def test_a_role_and_a_body_beside_a_name_stay_its_own(tmp_path: Path) -> None:
    rows = listed(
        tmp_path,
        HEAD
        + "Present: Chair: Mr A Finch: Secretary: Ms B Wren\n\n"
        + "Apologies:\nCy Heron, Quay Trust\nDi Rook, Ministry of Lamps\nEd Tern, Home Office"
        + ITEMS,
    )

    assert [(row.role, row.chair) for row in rows if row.section == "present"] == [
        ("Chair", True),
        ("Secretary", False),
    ]
    assert [(row.printed, row.organisation) for row in rows if row.section == "apologies"] == [
        ("Cy Heron", "Quay Trust"),
        ("Di Rook", "Ministry of Lamps"),
        ("Ed Tern", "Home Office"),
    ]


def test_names_behind_roles_leave_other_lines_alone() -> None:
    reader = people(load())

    for text in ("Chair: Mr A Finch", "Mr A Finch: Secretary", "Clerk: lamps: Treasurer: ropes"):
        line = Line(0, 0, text)
        assert names_behind_roles(line, reader) is line


def test_officers_among_roles_end_where_a_sentence_begins() -> None:
    rows = roles_before_names(
        lines(
            "Clerk (Ms. A. Finch), Engineer, Ropes (Mr. B. Wren)",
            "Superintendent C. Heron and Inspector D. Rook",
            "At the outset the Chair and Members thanked Mr. E. Tern (Osmere) for the lamps.",
        ),
        people(load()),
    )

    assert [(row.person.printed, row.role) for row in rows] == [
        ("Ms. A. Finch", "Clerk"),
        ("Mr. B. Wren", "Engineer, Ropes"),
        ("Superintendent C. Heron", None),
        ("Inspector D. Rook", None),
    ]


WOVEN = (
    "Present:", "Officials:", "Ada Finch (Chair)", "Hal Swift (Lamp Office)", "Bo Wren",
    "Ida Lark (Lamp Office)", "Cy Heron", "Jon Crane (Quay Ltd)", "Di Rook", "Kay Dove (Quay Ltd)",
)  # fmt: skip


def test_two_columns_woven_line_by_line_come_apart() -> None:
    left, right, rest = woven_apart(
        lines(*WOVEN, "Apologies:", "Ed Tern"), people(load()), section_of_head
    )

    assert [line.text for line in left] == list(WOVEN[::2])
    assert [line.text for line in right] == list(WOVEN[1::2])
    assert [line.text for line in rest] == ["Apologies:", "Ed Tern"]


def test_lists_that_do_not_differ_are_not_woven() -> None:
    plain = [text.partition(" (")[0] for text in WOVEN]

    assert woven_apart(lines(*plain), people(load()), section_of_head) == []


def test_bars_part_two_lists_side_by_side(tmp_path: Path) -> None:
    rows = listed(
        tmp_path,
        HEAD
        + "Attendees | Officials\nAda Finch (AF) | Hal Swift (Lamp Office)\n"
        + "Bo Wren (BW) | Apologies\n | Cy Heron (CH)\n | Di Rook (DR)"
        + ITEMS,
    )

    assert names(rows, "present") == ["Ada Finch", "Bo Wren"]
    assert names(rows, "officers") == ["Hal Swift"]
    assert names(rows, "apologies") == ["Cy Heron", "Di Rook"]


def test_heads_in_a_row_share_out_the_paragraphs_below(tmp_path: Path) -> None:
    present = ["A Finch", "B Wren", "C Heron", "D Rook"]
    others = ["E Tern", "F Lark", "G Swift"]
    rows = listed(
        tmp_path,
        HEAD
        + "Present:\n\nAlso in attendance:\n\nApologies:\n\n"
        + "\n".join(present)
        + "\n\n"
        + "\n".join(others)
        + ITEMS,
    )

    assert names(rows, "present") == present
    assert names(rows, "others") == others
    assert not any(row.certain for row in rows)


def test_apologies_behind_their_head_in_an_item(tmp_path: Path) -> None:
    rows = listed(
        tmp_path,
        HEAD
        + "Present: Mr A Finch, Ms B Wren\n\n"
        + "1. Apologies: C. Heron and D. Rook - Quay Councillor.\n\n"
        + "2. Lamps: The lamps were looked at.\n\n3. Ropes: The ropes were looked at.\n",
    )

    assert names(rows, "apologies") == ["C. Heron", "D. Rook"]


def test_nobody_apologised_where_a_head_tells_something(tmp_path: Path) -> None:
    rows = listed(
        tmp_path,
        HEAD
        + "Present: Mr A Finch, Ms B Wren\n\n"
        + "1. Apologies: None received. The Chair said that Cy Heron had moved.\n\n"
        + "2. Lamps: The lamps were looked at.\n\n3. Ropes: The ropes were looked at.\n",
    )

    assert names(rows, "apologies") == []


AGENDA = (
    "Osmere Lamp Group\n\n3 March 2021\n\nAgenda\n1. Lamps\n2. Ropes\n\nAttendance:\n{}\n\n{}:\n\n"
)


def test_notes_below_an_agenda_tell_who_came(tmp_path: Path) -> None:
    text = AGENDA.format("Ada Finch, Bo Wren, Cy Heron", "Discussion")

    assert names(listed(tmp_path, text), "present") == ["Ada Finch", "Bo Wren", "Cy Heron"]


def test_an_agenda_without_notes_tells_nobody(tmp_path: Path) -> None:
    text = AGENDA.format("Ada Finch, Bo Wren, Cy Heron", "Travel")

    assert listed(tmp_path, text) == []


def test_a_sentence_after_the_lists_names_nobody(tmp_path: Path) -> None:
    rows = listed(
        tmp_path,
        HEAD
        + "Present: Mr A Finch, Ms B Wren\n\nApologies: Mr C Heron\n\n"
        + "Mr D Rook advised the Members that Dr E Tern and Ms F Lark would stay to look on as a part\n\n"
        + "of the review of lamps. He added that they would speak to Mr G Swift.\n"
        + ITEMS,
    )

    assert names(rows, "present") == ["Mr A Finch", "Ms B Wren"]
    assert names(rows, "apologies") == ["Mr C Heron"]
