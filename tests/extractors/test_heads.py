"""What the heading of a meeting says of its boards, its days, its hours, and whether it is held."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from kg.extractors.facts import Document, Facts
from kg.extractors.heads import joint_bodies, read_head
from kg.extractors.reading import read
from kg.extractors.report_heads import report_heads
from kg.extractors.structure import structure
from kg.extractors.text import lines_of
from kg.ontology.vocabulary import load


def facts(tmp_path: Path, text: str) -> Facts:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return structure(read(path), load())


@pytest.mark.parametrize(
    ("names", "bodies"),
    [
        (
            "Marlshire Parks and Places Board and the Osmere Harbour Panel",
            ("Marlshire Parks and Places Board", "Osmere Harbour Panel"),
        ),
        (
            "Parks Board, the Harbour Panel and the Quay Committee",
            ("Parks Board", "Harbour Panel", "Quay Committee"),
        ),
        ("Marlshire Parks and Places Board", ()),
        ("Parks Board and its guests", ()),
    ],
)
def test_the_bodies_of_a_joint_meeting(names: str, bodies: tuple[str, ...]) -> None:
    assert joint_bodies(names) == bodies


def test_only_a_joint_meeting_has_two_boards() -> None:
    held = "{} of the Osmere Parks Board and the Osmere Quay Panel held on 3 May 2031 at 10.00 am"
    joint = read_head([held.format("Minutes of a joint meeting")], "minutes")
    assert (joint.board, joint.joint_with) == ("Osmere Parks Board", ("Osmere Quay Panel",))
    single = read_head([held.format("Minutes of a meeting")], "minutes")
    assert (single.board, single.joint_with) == (
        "Osmere Parks Board and the Osmere Quay Panel",
        (),
    )


@pytest.mark.parametrize(
    ("when", "day", "start", "end"),
    [
        ("on 1st - 3rd May 2031", date(2031, 5, 1), None, None),
        ("on 30 May to 1 June 2031 at 10.00 am", date(2031, 5, 30), "10:00", None),
        ("on Tuesday 06/05/31 from 7.00 pm to 12.15 am", date(2031, 5, 6), "19:00", "00:15"),
        (
            "on 6 May 2031, starting at 9 pm and concluding at 1.05 am",
            date(2031, 5, 6),
            "21:00",
            "01:05",
        ),
        ("on 6 May 2031 immediately after that of the Quay Panel", date(2031, 5, 6), None, None),
    ],
)
def test_days_and_hours(when: str, day: date, start: str | None, end: str | None) -> None:
    head = read_head([f"Minutes of a meeting of the Osmere Parks Board held {when}"], "minutes")
    assert (head.date, head.start, head.end) == (day, start, end)


AGENDA = """OSMERE PARKS BOARD

Friday, 2 May 2031 at 10.00 am

Corn Hall, Wenbridge
{}
Agenda

1. Apologies
2. Minutes of the previous meeting (Pages 3 - 8)
3. Lantern walks (Pages 9 - 12)
"""


def test_a_cancelled_meeting_is_said_to_be(tmp_path: Path) -> None:
    found = facts(tmp_path, AGENDA.format("\nPLEASE NOTE: THIS MEETING HAS BEEN CANCELLED\n"))
    (said,) = [each for each in found.issues if "cancelled" in each.message]
    assert said.level == "warning" and "2031-05-02" in said.message
    held = facts(tmp_path, AGENDA.format(""))
    assert held.meetings[0].date == date(2031, 5, 2)
    assert not [each for each in held.issues if "cancelled" in each.message]


def test_a_paper_is_for_the_day_of_its_meeting_and_for_no_other() -> None:
    """A period, or a day that the purpose tells of, is not the day that a paper is for."""
    fields = (
        "HIGHLIGHT REPORT\n\nProject\tTernlight\nProject lead\tAda Finch\n"
        "Period\t1st July – 13th August 2024\n{date}Purpose\tto tell of the visit of 19 July 2024\n\n"
    )
    for date_field, day in (
        ("", None),
        ("Date of meeting\t24 September 2024\n", date(2024, 9, 24)),
    ):
        text = fields.format(date=date_field) + "The work goes on.\n"
        document = Document("0", "a.txt", "text", text)
        (head,) = report_heads(document, lines_of(document))
        assert (head.title, head.day) == ("HIGHLIGHT REPORT: Ternlight", day)


def test_a_place_beside_whom_to_ask_is_the_venue() -> None:
    head = [
        "Lamps Forum",
        "Agenda",
        "7 June 2035 at 2 pm\tOfficer: Oda Crane",
        "The Net Loft, Osmere Contact:\toda",
    ]
    assert read_head(head, "agenda").venue == "The Net Loft, Osmere"


def test_what_a_saved_page_says_of_a_meeting_is_no_venue() -> None:
    head = ["Quays Board", "4 March 2031 - 14:00", "Occurred", "• Documents", "• Attendance"]
    assert read_head(head, "agenda").venue is None


def test_a_board_called_by_one_word_has_the_name_that_the_heading_gives_it() -> None:
    held = "MINUTE of the MEETING of the {} held in the Quay Hall on 3 May 2031 at 10.00 am"
    assert (
        read_head(["OSMERE HARBOUR FORUM", held.format("FORUM")], "minutes").board
        == "OSMERE HARBOUR FORUM"
    )
    assert read_head(["OSMERE COUNCIL", held.format("FORUM")], "minutes").board == "FORUM"


def test_reports_are_of_the_item_above_them_and_of_whom_their_heads_name(tmp_path: Path) -> None:
    heads = "\n\n".join(
        f"Agenda Item {number}\n\nReport to:\tOsmere Harbour Forum\nDate of meeting:\t3 May 2031\n"
        f"Report title:\t{title}\nReport by:\t{author}\nContact:\tclerk\n\n1. PURPOSE\n\n"
        "1.1 This report tells the Forum of the year's work at the quay and of its cost.\n\n"
        "2. DETAIL\n\n2.1 The quay was open on two hundred days of the year and was seldom full."
        for number, title, author in (
            (4, "Quay Lights in the Winter", "Ada Quill"),
            (5, "Ferry Fares and Timetable", "Tom Vale and Orla Finch"),
        )
    )
    agenda = (
        "OSMERE HARBOUR FORUM\n\nAGENDA\n\nA meeting of the Osmere Harbour Forum will be held in the Quay"
        " Hall on Friday 3 May 2031 at 10.00 am.\n\n1. Apologies\n2. Minutes\n3. Matters arising\n"
        "4. Quay Lights in the Winter\n5. Ferry Fares and Timetable\n\n\n"
    )
    found = [(each.item, each.authors) for each in facts(tmp_path, agenda + heads).reports]
    assert found == [("4", ("Ada Quill",)), ("5", ("Tom Vale", "Orla Finch"))]


def test_a_portfolio_of_several_things_is_a_role_and_no_body(tmp_path: Path) -> None:
    read = facts(
        tmp_path,
        "OSMERE LAMP PARTNERSHIP\n\nMinutes of the meeting held on 6 June 2024.\n\n"
        "PRESENT: Ada Finch (Chair), Bo Wren (Area Lead, Quay Trust) and Cy Heron (Head of Lamps, Ropes and Buoys)\n\n"
        "1. Welcome\n\nThe Chair welcomed everyone.\n",
    )
    assert {(each.printed, each.organisation) for each in read.attendance} >= {
        ("Bo Wren", "Quay Trust"),
        ("Cy Heron", None),
    }


def test_a_clause_does_what_its_stem_says(tmp_path: Path) -> None:
    read = facts(
        tmp_path,
        "OSMERE LAMP PARTNERSHIP\n\nMinutes of the meeting held on 6 June 2024.\n\n"
        "PRESENT: Ada Finch (Chair)\n\n1. Lamps\n\nRESOLVED that officers be asked to:\n\n"
        "(a) mend the lamp on the quay;\n\n(b) paint the post.\n",
    )
    assert [each.verb for each in read.resolutions] == ["request", "request"]


def test_the_hours_behind_a_place_are_no_part_of_it() -> None:
    head = [
        "Osmere Quay Board",
        "Minutes of 3 May 2024",
        "Committee Room 1, Net Hall, 2:00pm – 4:00pm",
    ]
    assert read_head(head, "minutes").venue == "Committee Room 1, Net Hall"


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["MINUTES OF THE QUAY PANEL HELD ON 14™ MAY, 2031"], date(2031, 5, 14)),
        (['Minutes of the Quay Panel held on 3" June 2031'], date(2031, 6, 3)),
        (
            [
                "Draft, not approved until",
                "Friday, 6 June 2031",
                "Quay Panel",
                "Corn Hall, 9 May 2031",
            ],
            date(2031, 5, 9),
        ),
        (["Quay Panel", "Published on 6 June 2031"], None),
        (["Approved minutes of the meeting held on 9 May 2031"], date(2031, 5, 9)),
    ],
)
def test_the_day_of_a_meeting_is_no_day_of_its_paper(lines: list[str], day: date | None) -> None:
    assert read_head(lines, "minutes").date == day


@pytest.mark.parametrize(
    ("lines", "board"),
    [
        (
            ["OSMERE LANTERN TRUST", "REGISTERED CHARITY NO 12", "MINUTES 6 MAY 2031"],
            "OSMERE LANTERN TRUST",
        ),
        (
            [
                "Scan of a page, there may be faults",
                "MINUTES OF QUAY PANEL MEETING HELD ON 6 MAY 2031",
            ],
            "QUAY PANEL",
        ),
        (["Osmere Quay Council AGM 2031"], "Osmere Quay Council"),
        (["Osmere Lantern Friends", "Minutes of 6 May 2031"], "Osmere Lantern Friends"),
        (["Osmere Quay Hall - Notes of May Meeting"], "Osmere Quay Hall"),
        (["Notes from a gathering of the above Panel", "Corn Hall, 6 May 2031"], None),
        (["EXTRACT OF MINUTES OF SPECIAL MEETING", "held on 6 May 2031"], None),
        (["OSMERE ANNUAL PARISH MEETING", "6 May 2031"], "OSMERE PARISH MEETING"),
        (
            [
                "OFU Panel minutes",
                "Minutes of the Osmere Ferry Users Panel Meeting held on 6 May 2031",
            ],
            "Osmere Ferry Users Panel",
        ),
        (["Osmere QP Annual meeting Minutes"], "Osmere QP"),
        (
            ["OSMERE FERRY FRIENDS", "Minutes of the OFF Committee meeting of 6 May 2031"],
            "OSMERE FERRY FRIENDS",
        ),
    ],
)
def test_the_board_that_a_heading_names(lines: list[str], board: str | None) -> None:
    assert read_head(lines, "minutes").board == board


_BELOW_AGENDA = """Osmere Quay Panel
9 May 2031
Agenda

1. Welcome
2. The ferry
3. The fence

{}
Ada Finch, Bo Wren

{}
The ferry was late. The fence leans.
"""


@pytest.mark.parametrize(
    ("above", "below", "evidence"),
    [
        ("Attendance:", "Discussion summary:", "minutes"),
        ("Minutes\n\nPresent:", "Ferry", "minutes"),
        ("Attendance:", "The Clerk reported that the fence had been mended.", "minutes"),
        ("Attendance:", "Ferry", "agenda"),
        ("Papers:", "Discussion summary:", "agenda"),
    ],
)
def test_minutes_go_on_below_an_agenda(
    tmp_path: Path, above: str, below: str, evidence: str
) -> None:
    found = facts(tmp_path, _BELOW_AGENDA.format(above, below))
    assert [(each.board, each.date, each.evidence) for each in found.meetings] == [
        ("Osmere Quay Panel", date(2031, 5, 9), evidence)
    ]
    assert [item.title for item in found.agenda] == ["Welcome", "The ferry", "The fence"]


def test_what_a_website_says_above_the_title_ends_no_heading(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        "Minutes of Osmere Quay Panel May meeting\n\nThe many labours of the panel can be read in these notes here.\n\n"
        "DRAFT\n\nMinutes of Osmere Quay Panel Meeting held in the Corn Hall on 9 May 2031\n\n"
        "Present: Ada Finch, Bo Wren\n\n1. Apologies\nNone.\n",
    )
    assert [(each.board, each.date) for each in found.meetings] == [
        ("Osmere Quay Panel", date(2031, 5, 9))
    ]


def test_a_page_number_above_the_heading_is_no_first_item(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        "1\nOSMERE QUAY PANEL\nMEETING 9th MAY 2031\nPRESENT\nAda Finch, Bo Wren\n1. WELCOME\nAll were.\n",
    )
    assert [(each.board, each.date) for each in found.meetings] == [
        ("OSMERE QUAY PANEL", date(2031, 5, 9))
    ]
