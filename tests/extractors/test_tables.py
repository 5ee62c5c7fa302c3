"""What tables and columns of boards' papers tell: agendas, lists of people, minutes, logs."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.actions import read_log
from kg.extractors.facts import Facts
from kg.extractors.heads import Head
from kg.extractors.layout import Layout, Stretch
from kg.extractors.people import people
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.extractors.text import lines_of
from kg.ontology.vocabulary import load

HEAD = "Lantern Board\n\nMonday, 4 May 2026 at 2.00 pm, Reading Room\n\nAGENDA\n\n"


def facts(text: str, tmp_path: Path) -> Facts:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return structure(read(path), load())


BANDS = """Item\tTime\tSubject\tLead\tPurpose\tPaper
\t\tPART 1: OPENING
1.\t14:00\tWelcome and apologies\tChair\t–\t–
2.\t14:05\tMinutes of the winter meeting, and\tChair\tAgree\t1
\t\twhat came of them
\t\tPART 2: LIGHTS
3.\t14:10\tLantern oil: the first hundred nights\tBo Wren\tDecide\t2
\t14:30\tCOFFEE BREAK
4.\t14:40\tAny other business\tAll\t–\t–
"""
PAGES = """No.\tItem\tWho\tPurpose\tPage
1\tWelcome and apologies\tChair\t\t
2\tMinutes of the winter meeting\tChair\tAgree\t2 - 3
3\tLantern oil\tBo Wren\tDecide\t4
4\tAny other business\tAll\t\t
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            BANDS,
            [
                ("1", "Welcome and apologies", None),
                ("2", "Minutes of the winter meeting, and what came of them", None),
                ("3", "Lantern oil: the first hundred nights", None),
                ("4", "Any other business", None),
            ],
        ),
        (
            PAGES,
            [
                ("1", "Welcome and apologies", None),
                ("2", "Minutes of the winter meeting", (2, 3)),
                ("3", "Lantern oil", (4, 4)),
                ("4", "Any other business", None),
            ],
        ),
    ],
    ids=["bands, hours and papers", "pages"],
)
def test_rows_of_an_agenda_are_its_items_and_bands_are_none(
    table: str, expected: list[tuple[str, str, tuple[int, int] | None]], tmp_path: Path
) -> None:
    found = facts(HEAD + table, tmp_path).agenda
    assert [(item.number, item.title, item.pages) for item in found] == expected


def test_pages_stand_behind_a_row_of_dots(tmp_path: Path) -> None:
    rows = "1. Welcome\n\n2. Minutes of the winter meeting ......... 2 - 3\nFor approval\n\n3. Oil ...... 4\n"
    found = facts(HEAD + rows, tmp_path).agenda
    assert [(item.title, item.pages) for item in found] == [
        ("Welcome", None),
        ("Minutes of the winter meeting", (2, 3)),
        ("Oil", (4, 4)),
    ]


MINUTES = "Lantern Board\n\nMinutes of the meeting held on Monday, 2 February 2026 in the Reading Room\n\n"
ITEMS = "\n1. Welcome\nThe Chair welcomed everyone.\n\n2. Lanterns\nAGREED: that twelve be lit.\n"
BY_BODY = """Members and substitutes present

Partner\tAttended\tNote
Quay Police\tAda Finch\tin the chair
Osmere Council\tBo Wren; Dot Teal (from item 2)
\tEd Crane\tfor Al Pike

Apologies

Partner\tNot able to attend
Lantern Guild\tCy Heron
"""
ROOM_AND_SCREEN = """Attendance

Member\tBody\tPost\tRoom\tOnline\tApologies
Ada Finch\tQuay Police\tInspector (Chair)\t✓
Bo Wren\tOsmere Council\tHead of Lights\t\t✓
Dot Teal\tOsmere Council\tWarden\t✓
Ed Crane\tOsmere Council\tWarden\t✓
Cy Heron\tLantern Guild\tTreasurer\t\t\t✓
"""
BELOW_BODIES = """PRESENT

Quay Police
Ada Finch – Chair
Osmere Council
Bo Wren; Dot Teal
Ed Crane – Warden

APOLOGIES

Lantern Guild
Cy Heron
Quay Police
Al Pike
"""
TWO_COLUMNS = """Present

Ada Finch – Quay Police (Chair)        Bo Wren – Osmere Council
Dot Teal – Osmere Council              Ed Crane – Osmere Council

Apologies: Cy Heron – Lantern Guild
"""


@pytest.mark.parametrize(
    "listed",
    [BY_BODY, ROOM_AND_SCREEN, BELOW_BODIES, TWO_COLUMNS],
    ids=["bodies first", "a room and a screen", "below bodies", "two columns"],
)
def test_each_of_the_people_has_their_body(listed: str, tmp_path: Path) -> None:
    found = facts(MINUTES + listed + ITEMS, tmp_path).attendance
    came = {(row.printed, row.section, row.organisation) for row in found}
    assert came >= {
        ("Ada Finch", "present", "Quay Police"),
        ("Bo Wren", "present", "Osmere Council"),
        ("Dot Teal", "present", "Osmere Council"),
        ("Ed Crane", "present", "Osmere Council"),
        ("Cy Heron", "apologies", "Lantern Guild"),
    }
    assert [row.printed for row in found if row.chair] == ["Ada Finch"]


def test_the_only_list_is_of_those_present_where_it_holds_the_chair(tmp_path: Path) -> None:
    listed = "In attendance: Ada Finch (Quay Police, Chair); Bo Wren (Osmere Council)\n"
    found = facts(MINUTES + listed + ITEMS, tmp_path).attendance
    assert {row.section for row in found} == {"present"}


PACK_OF_TITLES = """Lantern Board
Monday, 4 May 2026, 2.00 pm, Reading Room
AGENDA
1. Welcome
2. Minutes of the winter meeting
3. Lantern oil

Lantern Board
MINUTES: 2nd February 2026, 2.00 pm to 3.15 pm
Name\tFrom\tThere?
Ada Finch\tQuay Police\tChaired
Bo Wren\tOsmere Council\tYes
Cy Heron\tLantern Guild\tApologies

1. Welcome
Ada Finch welcomed everybody.

2. Lanterns
Decision: twelve are to be lit.
"""


def test_a_table_of_people_shows_minutes_below_their_day(tmp_path: Path) -> None:
    found = facts(PACK_OF_TITLES, tmp_path)
    held = next(meeting for meeting in found.meetings if meeting.evidence == "minutes")
    assert (held.date.isoformat() if held.date else None, held.chairs) == (
        "2026-02-02",
        ("Ada Finch",),
    )
    assert {(row.printed, row.section) for row in found.attendance} == {
        ("Ada Finch", "present"),
        ("Bo Wren", "present"),
        ("Cy Heron", "apologies"),
    }


def test_the_year_of_a_day_may_stand_on_the_next_line(tmp_path: Path) -> None:
    head = "LANTERN BOARD\n\nMINUTES of the meeting held in the Reading Room on Monday, 2 February\n2026.\n\nPRESENT: Ada Finch (Chair), Bo Wren and Cy Heron.\n"
    found = facts(head + ITEMS, tmp_path)
    assert [meeting.date.isoformat() for meeting in found.meetings if meeting.date] == [
        "2026-02-02"
    ]


REPORT = """Lantern Board

4 May 2026

Report by the Warden: Lantern oil

1. Purpose

1.1 This report tells what oil the lanterns need.

2. Recommendations

{stem}

{clauses}

3. Background

3.1 Oil is dearer than it was.
"""
CLAUSES = {
    "numbers of paragraphs": ("It is recommended that the Board:", "2.1", "2.2"),
    "letters without brackets": ("The Board is asked to:", "A.", "B."),
    "a code": ("The Board is asked to:", "R1", "R2"),
    "boxes": ("The Board is asked to:", "□", "□"),
}


@pytest.mark.parametrize("kind", CLAUSES)
def test_clauses_of_recommendations_keep_their_marks(kind: str, tmp_path: Path) -> None:
    stem, first, second = CLAUSES[kind]
    clauses = f"{first}  agree the price of the oil; and\n\n{second}  note the two lanterns lost."
    found = facts(REPORT.format(stem=stem, clauses=clauses), tmp_path).recommendations
    labels = [None if first == "□" else mark.rstrip(".") for mark in (first, second)]
    assert [(each.clause, each.text) for each in found] == [
        (labels[0], "agree the price of the oil; and"),
        (labels[1], "note the two lanterns lost."),
    ]


def test_the_only_numbered_paragraph_of_a_section_is_no_clause(tmp_path: Path) -> None:
    text = REPORT.format(stem="2.1 That the oil be bought.", clauses="")
    assert [each.clause for each in facts(text, tmp_path).recommendations] == [None]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The Board, after discussion –\n\n(i)  noted the forecast; and\n\n(ii)  approved the plan.\n",
            [("i", "noted the forecast; and"), ("ii", "approved the plan.")],
        ),
        (
            "Discussion\tThree lamps were shown.\nDecision\t1. That the second lamp be bought.\n"
            "\t2. That the first be kept.\n",
            [("1", "That the second lamp be bought."), ("2", "That the first be kept.")],
        ),
        ("Discussion\tThe Warden spoke.\nDecision\tNoted.\n", [(None, "Noted.")]),
        (
            "The lamp was shown.\nD4  The lamp is to be bought, subject to a test.\n",
            [(None, "The lamp is to be bought, subject to a test.")],
        ),
        (
            "AGREED that twelve lamps be lit on the long quay.\tBuy the oil\tBo Wren\t3 May\n",
            [(None, "that twelve lamps be lit on the long quay.")],
        ),
    ],
    ids=["a dash", "clauses in cells", "one word in a cell", "a code", "cells beside"],
)
def test_decisions_in_clauses_and_cells(
    body: str, expected: list[tuple[str | None, str]], tmp_path: Path
) -> None:
    text = MINUTES + "Present: Ada Finch (Chair), Bo Wren and Cy Heron\n\n1. Welcome\n\nAda Finch "
    found = facts(f"{text}spoke.\n\n2. Lanterns\n\n{body}\n3. Close\n\nAt noon.\n", tmp_path)
    assert [(each.clause, each.text) for each in found.resolutions] == expected


LOGS = {
    "a column of numbers without a head": (
        "\tMeeting\tAction agreed\tResponsible officer\tTo be done by\tOutcome\n"
        "1\t2 February 2026\tBuy the oil\tBo Wren\tMay\tBought\n"
        "2\t2 February 2026\tMend the long lamp\tCy Heron\tJune\tNot begun\n"
    ),
    "heads that leave the numbers out": (
        "Action\tOwner\tRaised\tDue\tProgress note\n"
        "1\tBuy the oil\tBo Wren\tFeb 26\tMay\tBought\n"
        "2\tMend the long lamp\tCy Heron\tFeb 26\tJune\tNot begun\n"
    ),
    "two languages": (
        "Rhif / No.\tCam / Action\tPwy / Who\tErbyn / By\tDiweddariad / Update\n"
        "1\tBuy the oil\tBo Wren\tMay\tBought\n"
        "2\tMend the long lamp\tCy Heron\tJune\tNot begun\n"
    ),
    "cards": (
        "Action 1: Buy the oil\nOwner: Bo Wren   Due: May\nStatus: Closed. Bought\n"
        "Action 2: Mend the\nlong lamp\nOwner: Cy Heron   Due: June\nStatus: Open. Not begun\n"
    ),
    "cards with a label a line": (
        "Where we are: not told of any\n\n"
        "Action no: 1\n\nAction: Buy the oil\n\nLead officer: Bo Wren\n\nUpdate: Bought\n\n"
        "Action no: 2\n\nAction: Mend the long lamp\n\nLead officer: Cy Heron\n\nUpdate: Not begun\n"
    ),
    "an owner behind a post": (
        "No.\tWhat was promised\tBy whom\tNews\n"
        "1\tBuy the oil\tTreasurer (Bo Wren)\tBought\n"
        "2\tMend the long lamp\tCy Heron\tNot begun\n"
    ),
    "a row that a page cuts": """No.\tAction\tResponsible\tUpdate
1\tBuy the oil\tBo Wren\tBought
2\tMend the long\tCy Heron\tNot begun


\tlamp
""",
}


@pytest.mark.parametrize("kind", LOGS)
def test_logs_of_actions_in_many_forms(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text(LOGS[kind], encoding="utf-8")
    document = read(path)
    lines = lines_of(document)
    log = Stretch("action-log", 0, len(lines), 0, Head())
    rows, _ = read_log(Layout(document, lines, (log,)), log, 0, people(load()))
    assert [(row.number, row.text, row.responsible, row.comments) for row in rows] == [
        ("1", "Buy the oil", ("Bo Wren",), "Bought"),
        ("2", "Mend the long lamp", ("Cy Heron",), "Not begun"),
    ]


def test_items_are_counted_below_the_heads_of_sections(tmp_path: Path) -> None:
    items = (
        "A. Opening (2.00pm)\n\nA1  Welcome\n\nChair – verbal\n\nA2  Notes [copy attached]\n\n"
        "B. Lights (2.15pm)\n\nB1  Oil\n\nBo Wren – Paper 1\n\nB2  Lamps [QLB/26/4]\n\n"
        "C. Close\n\nC1  Next meeting\n"
    )
    found = facts(HEAD + items, tmp_path).agenda
    assert [(item.number, item.title) for item in found] == [
        ("A1", "Welcome"),
        ("A2", "Notes"),
        ("B1", "Oil"),
        ("B2", "Lamps"),
        ("C1", "Next meeting"),
    ]


def test_minutes_kept_as_a_table_with_owners_are_no_log(tmp_path: Path) -> None:
    table = (
        "Ref\tSubject\tMinute\tAction\tOwner\tDeadline\n"
        "1\tWelcome\tNone were absent.\n"
        "2\tLamps\tThe Board heard of two lost lamps.\tBuy two lamps\tBW\t3 May\n"
        "3\tOil\tThe oil will do until May.\tAsk for a price\tCH\tMay\n"
    )
    listed = "Members present: Ada Finch (Chair), Bo Wren and Cy Heron\n\n"
    found = facts(MINUTES + listed + table, tmp_path)
    assert [(item.number, item.title) for item in found.minutes] == [
        ("1", "Welcome"),
        ("2", "Lamps"),
        ("3", "Oil"),
    ]
    assert found.actions == ()


def test_people_in_a_table_without_heads_have_their_bodies(tmp_path: Path) -> None:
    text = (
        "Lantern Board\n\nMinutes of the meeting held on 4 May 2026 at 2.00 pm\n\nPRESENT:\n\n"
        "Ada Finch\tConvener\tQuay Council\nBo Wren\tTreasurer\tHill Trust\n\n"
        "Supporting the Board: Cy Heron, Clerk, Quay Council\n\n1. Oil\n\nThe oil will do.\n"
    )
    found = facts(text, tmp_path).attendance
    assert [(row.section, row.printed, row.role, row.organisation) for row in found] == [
        ("present", "Ada Finch", "Convener", "Quay Council"),
        ("present", "Bo Wren", "Treasurer", "Hill Trust"),
        ("officers", "Cy Heron", "Clerk", "Quay Council"),
    ]


def test_owners_by_given_name_are_those_of_the_lists(tmp_path: Path) -> None:
    text = (
        "Lantern Board\n\nMinutes of the meeting held on 4 May 2026 at 2.00 pm\n\n"
        "Present: Ada Finch (Chair), Bo Wren, Cy Heron\n\n1. Oil\n\nThe oil will do.\n\n"
        "ACTION LOG\n\nNo\tAction\tWho\tUpdate\n1\tBuy oil\tBo\tBought\n2\tMend it\tCy\tNot begun\n"
    )
    assert [row.responsible for row in facts(text, tmp_path).actions] == [
        ("Bo Wren",),
        ("Cy Heron",),
    ]


def test_numbers_of_an_agenda_keep_their_code(tmp_path: Path) -> None:
    table = "No.\tItem\tLead\nLB/26/14\tWelcome\tChair\nLB/26/15\tLantern oil\tBo Wren\nLB/26/16\tClose\tAll\n"
    found = facts(HEAD + table, tmp_path).agenda
    assert [(item.number, item.title) for item in found] == [
        ("LB/26/14", "Welcome"),
        ("LB/26/15", "Lantern oil"),
        ("LB/26/16", "Close"),
    ]
