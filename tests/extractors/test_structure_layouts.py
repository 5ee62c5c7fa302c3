"""Layouts that dumps, clerks and cut-out pages leave behind, and what a careful reader still finds in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors import extract
from kg.extractors.facts import Document
from kg.extractors.reading.spacing import single_spaced
from kg.ontology.vocabulary import load
from test_structure_habits import Habit, read_text

_LONG = (
    "The lamps along the quay were looked at one after the other by the warden and by all who came. "
    * 3
)

LAYOUTS = (
    Habit(
        "blank lines under every line; one title for many surnames; roles before names in brackets",
        """**MINUTES OF PROCEEDINGS AT MEETING OF THE HARBOUR DISTRICT OF OSMERE**

**HELD IN CORN HALL, WENBRIDGE, ON TUESDAY, 7TH MAY, 2019 AT 9:30 A.M.**

**PRESENT IN THE CHAIR:**

Councillor A. Finch, An Cathaoirleach.

**MEMBERS PRESENT:**

Councillors Wren, Heron, O’Swift, Crane (B), Crane (M), Rook, Teal, Gull, Tern,

Dunlin and Stint.

**OFFICIALS IN ATTENDANCE:**

Director, Harbour Services (Ms. D. Knot), Meetings Administrator (Mr. E. Ruff), Senior Lamp

Warden, Quays and Slips (Ms.

F. Smew).

**APOLOGIES:**

Cllr. G. Pochard

Councillor Wren proposed that the Members walk along the quay for ten minutes. This was

seconded by Councillor Heron and agreed.

**1.**

**Lamps on the Quay**

The Director gave an account of the lamps along the quay and of the wardens who had looked

after them through the winter, and thanked all who had helped.

Proposed by: Councillor Heron

Seconded by: Councillor Wren

**And Resolved:**

“That, the lamps be mended and painted before the winter comes to the quay.”

**2. Fences in the District**

The Director spoke of the fences, which had been seen by many of those who came to the walk

along the harbour in the spring of the year.
""",
        titles=("Lamps on the Quay", "Fences in the District"),
        present=(
            "Councillor A. Finch",
            *(
                "Wren",
                "Heron",
                "O’Swift",
                "Crane (B)",
                "Crane (M)",
                "Rook",
                "Teal",
                "Gull",
                "Tern",
                "Dunlin",
                "Stint",
            ),
        ),
        officers=("Ms. D. Knot", "Mr. E. Ruff", "Ms. F. Smew"),
        apologies=("Cllr. G. Pochard",),
        decisions=(
            "Councillor Wren proposed that the Members walk along the quay for ten minutes. "
            "This was seconded by Councillor Heron and agreed.",
            "That, the lamps be mended and painted before the winter comes to the quay.",
        ),
        day="2019-05-07",
        venue="CORN HALL, WENBRIDGE",
    ),
    Habit(
        "titles in bold over plain text; a body behind several names; decisions told in words",
        """**Minutes of the meeting of the Osmere Lamp Committee held in Corn Hall on 3 May 2019**

OTHERS PRESENT: Ada Finch, Bo Wren, Quays & Slips; Cy Heron, Harbour Watch; Di Swift, Tidewatch;

**Report on the lamps (Ada Finch)**

Following a walk, the Members agreed to mend the lamps on the quay.

**Actions**

Ada Finch to mend the lamps.

**Confirm minutes of the meeting held on 5th** **April 2019**

It was decided to keep the minutes as they were. The Committee agreed that the sea was blue.
""",
        titles=(
            "Report on the lamps (Ada Finch)",
            "Confirm minutes of the meeting held on 5th April 2019",
        ),
        decisions=(
            "Following a walk, the Members agreed to mend the lamps on the quay.",
            "It was decided to keep the minutes as they were.",
        ),
        day="2019-05-03",
    ),
    Habit(
        "numbers beyond a thousand; titles that a colon parts from the text",
        """Minutes of a meeting of the Osmere Council held on 3 May 2019 in Corn Hall

Present: Ada Finch, Bo Wren

Lamp Report: None given.
2566. Declarations of interest: None.
2567. Approval of minutes of previous meeting: Approved and signed as correct. A lamp was out.
2568. Lamps: The warden spoke of lamps.
""",
        titles=(
            "Lamp Report",
            "Declarations of interest",
            "Approval of minutes of previous meeting",
            "Lamps",
        ),
        present=("Ada Finch", "Bo Wren"),
        decisions=("Approved and signed as correct.",),
    ),
    Habit(
        "paragraphs that open with a title and a colon",
        """Minutes of the meeting of the Osmere Parish Council held on Tuesday 7 May 2019

Present: A. Finch - Chairman, Mrs. Wren

Minutes: It was proposed by A. Finch & seconded by B. Wren that the minutes be signed.

Matters Arising: A. Finch said that the lamp was mended.

Harbour Lamps: Two lamps, £30 - proposed A. Finch, seconded B. Wren recommend approval.
""",
        titles=("Minutes", "Matters Arising", "Harbour Lamps"),
        present=("A. Finch", "Mrs. Wren"),
        decisions=(
            "It was proposed by A. Finch & seconded by B. Wren that the minutes be signed.",
            "Two lamps, £30 - proposed A. Finch, seconded B. Wren recommend approval.",
        ),
    ),
    Habit(
        "those who came stand at the end; numbered lists under titles",
        """2019-05-03 Harbour Lamp Panel meeting

New members have joined the panel and were given a lamp each by the warden of the quay.

## Declarations of interest

Ada asked whether anybody had a lamp to declare, and nobody had.

## Lamp posts

The panel agreed that wardens should follow the guidance offered by the harbour.

### Actions noted for lamp posts:

1. Ada Finch to write to the warden of the quay about the posts
2. The panel went through every post and found it whole

## Lamp glass

The glass was looked at by all.

## Attendees

* Ada Finch, Quarry Ltd
* Bo Wren, Harbour Watch

### Apologies

* Cy Heron, Tidewatch
""",
        titles=("Declarations of interest", "Lamp posts", "Lamp glass"),
        present=("Ada Finch", "Bo Wren"),
        apologies=("Cy Heron",),
        decisions=(
            "The panel agreed that wardens should follow the guidance offered by the harbour.",
        ),
        day="2019-05-03",
    ),
    Habit(
        "short titles over long paragraphs; decisions listed again at the end",
        f"""Harbour Standards Board

Minutes of the meeting
Friday 3 May 2019

Attendees:
Ada Finch - Quarry Ltd
Bo Wren - Harbour Watch

e-Lamps

{_LONG}

The Board agreed that the lamps on the quay would be lit by the warden and by nobody else.

Adopting and adapting lamps

{_LONG}

Statement of light

{_LONG}

Decisions

The Board agreed that the lamps on the quay would be lit by the warden and by nobody else.
""",
        titles=("e-Lamps", "Adopting and adapting lamps", "Statement of light"),
        present=("Ada Finch", "Bo Wren"),
        decisions=(
            "The Board agreed that the lamps on the quay would be lit by the warden and by nobody else.",
        ),
    ),
    Habit(
        "titles wrapped over their item's mark; a mark behind the title; a vote under each clause",
        """Minutes of a meeting of the Osmere Cabinet held in Corn Hall on 3 May 2019.

PRESENT: Mr A Finch and Mrs B Wren

91. 19/00115 - Osmere Integrated Lamp Strategy (OILS)
Delivery Plan
(Item 8)
1. Mr Finch (Cabinet Member for Lamps and Quays) introduced the plan, which had been
written by the warden.
2. RESOLVED that:

1. the plan be approved; and

Voting: unanimous

2. the lamps be lit.

Voting: unanimous

92. Fences and Gates in
the harbour (Item 9)
RESOLVED that the report be noted.
""",
        titles=(
            "19/00115 - Osmere Integrated Lamp Strategy (OILS) Delivery Plan",
            "Fences and Gates in the harbour",
        ),
        present=("Mr A Finch", "Mrs B Wren"),
        decisions=(
            "That the plan be approved; and",
            "That the lamps be lit.",
            "that the report be noted.",
        ),
    ),
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout(layout: Habit, tmp_path: Path) -> None:
    found = read_text(layout.text, tmp_path)
    lists = {
        section: tuple(row.printed for row in found.attendance if row.section == section)
        for section in ("present", "officers", "apologies")
    }
    assert tuple(minute.title for minute in found.minutes) == layout.titles
    assert lists == {
        "present": layout.present,
        "officers": layout.officers,
        "apologies": layout.apologies,
    }
    assert tuple(resolution.text for resolution in found.resolutions) == layout.decisions
    assert layout.day is None or str(found.meetings[0].date) == layout.day
    assert layout.venue is None or found.meetings[0].venue == layout.venue


def test_a_body_behind_several_names_is_each_ones(tmp_path: Path) -> None:
    found = read_text(LAYOUTS[1].text, tmp_path)
    assert [(row.printed, row.organisation) for row in found.attendance] == [
        ("Ada Finch", "Quays & Slips"),
        ("Bo Wren", "Quays & Slips"),
        ("Cy Heron", "Harbour Watch"),
        ("Di Swift", "Tidewatch"),
    ]


def test_two_people_on_a_line_keep_their_own_bodies(tmp_path: Path) -> None:
    found = read_text(
        """Osmere Lamp Group 3 May 2019
1. Lamp Update
2. Glass Strategy
Attendance:
Ada Finch – Quarry Ltd (Chair) Adam Wren – Tidewatch
Anna Heron - Quarry Ltd Alan Swift - Osmere Borough Council
Discussion Summary:
The warden presented the lamps that had been mended in the winter.
""",
        tmp_path,
    )
    assert [(row.printed, row.chair) for row in found.attendance] == [
        ("Ada Finch", True),
        ("Adam Wren", False),
        ("Anna Heron", False),
        ("Alan Swift", False),
    ]
    assert found.attendance[-1].organisation == "Osmere Borough Council"


def test_two_heads_over_columns_run_together_leave_who_came_likely(tmp_path: Path) -> None:
    names = "\n".join(
        ("Ada Finch (Chair)", "Adam Wren", "Anna Heron", "Alan Swift", "Alice Crane", "Amy Rook")
    )
    found = read_text(
        f"Minutes of the Harbour Forum held on 3 May 2019\n\nAttendees:\n\nApologies:\n\n{names}\n\n1. Welcome\n"
        "All came.\n\n2. Lamps\nLamps were seen.\n",
        tmp_path,
    )
    assert {(row.section, row.certain) for row in found.attendance} == {("present", False)}
    assert len(found.attendance) == 6
    assert any("only likely" in issue.message for issue in found.issues)


FRAGMENT = """within the sum that had been set aside. In the end no lamp was left
without glass.
4. RESOLVED that the Cabinet:
(a) note the lamps; and
(b) agree the glass.
90. Lamps on the Northern Quay and their Wardens
(Item 7)
1. Mrs Wren (Cabinet Member for Quays) introduced the report on the lamps
of the northern quay.
2. Mr Finch re-emphasised the importance of lamps and whilst he had seen
many of them, he had not seen all.
3. In response to comments and questions asked it was said:
a. Lamps were dear.
"""


def test_a_page_cut_out_of_minutes_gives_its_items_and_its_decisions(tmp_path: Path) -> None:
    """What stands before the first heading belongs to no minute; numbered paragraphs are no headings."""
    found = read_text(FRAGMENT, tmp_path)
    assert [(minute.number, minute.title) for minute in found.minutes] == [
        ("90", "Lamps on the Northern Quay and their Wardens")
    ]
    assert [(r.minute, r.clause, r.text) for r in found.resolutions] == [
        (None, "a", "That the Cabinet note the lamps; and"),
        (None, "b", "That the Cabinet agree the glass."),
    ]
    assert [(meeting.date, meeting.board) for meeting in found.meetings] == [(None, None)]


def test_numbered_paragraphs_alone_are_no_headings(tmp_path: Path) -> None:
    start = FRAGMENT.index("1. Mrs Wren")
    found = read_text(FRAGMENT[start:] + "4. RESOLVED that the report be noted.\n", tmp_path)
    assert not found.minutes
    assert [resolution.text for resolution in found.resolutions] == ["that the report be noted."]


def test_double_spacing_is_taken_away_inside_paragraphs_alone() -> None:
    printed = [
        "The lamps along the quay were looked at by the warden and by",
        "all who came. Nobody minded.",
    ] * 8
    assert single_spaced("\n\n".join(printed)) == "\n\n".join(
        "\n".join(printed[n : n + 2]) for n in range(0, 16, 2)
    )


def test_short_lines_and_long_paragraphs_keep_their_blank_lines() -> None:
    for text in (
        "\n\n".join(["Ada Finch", "Bo Wren", "Cy Heron"] * 6),
        "\n\n".join([_LONG.strip()] * 14),
    ):
        assert single_spaced(text) == text


def test_decisions_in_quotes_and_titles_run_into_their_sentence(tmp_path: Path) -> None:
    """Minutes of a yearly meeting: who moved what in one breath with the title, the decision itself in quotes."""
    found = read_text(
        "Minutes of the Quay Hall Committee held on 4 May 2021\n\n"
        "Those attending    Mrs A Finch, Mr B Wren, Mr C Heron (Clerk)\n\n"
        "Also in attendance were Dora Swift and Evan Marl.\n\n"
        '1. Accounts for the year Upon the proposition of A Fox, seconded by B Wren, it was resolved unanimously "That'
        ' the accounts be approved."\n\n'
        "2. Election of Officers There being no other candidates, it was proposed and resolved 'That B Wren be chairman"
        " until the next meeting.'\n\n"
        "3. Repairs to the quay The warden told of the wall and of what was left to be done in the summer.\n",
        tmp_path,
    )
    assert [minute.title for minute in found.minutes] == [
        "Accounts for the year",
        "Election of Officers",
        "Repairs to the quay",
    ]
    assert [(resolution.minute, resolution.text) for resolution in found.resolutions] == [
        (0, "That the accounts be approved."),
        (1, "That B Wren be chairman until the next meeting."),
    ]
    assert [(attendance.section, attendance.printed) for attendance in found.attendance] == [
        ("present", "Mrs A Finch"),
        ("present", "Mr B Wren"),
        ("officers", "Mr C Heron"),
        ("others", "Dora Swift"),
        ("others", "Evan Marl"),
    ]


def test_a_letter_that_only_says_what_is_attached_is_no_paper_of_a_meeting() -> None:
    head = "Minutes\nFrom: [e-mail]\nDate: Mon, 05 May 2031 10:00:00 +0000\n\n"
    cover = Document("a", "a.eml", "email", head + "Please find the minutes of the last meeting.\n")
    assert not extract(cover, load()).meetings
    said = (
        "Osmere Quays Board\nMinutes of the meeting held on 3 May 2031\n\nPresent: Cllr Ada Finch, Bo Wren\n\n"
        "1. Lamps\n\nRESOLVED that the lamps be mended.\n"
    )
    minutes = Document("b", "b.eml", "email", head + said)
    assert [str(each.date) for each in extract(minutes, load()).meetings] == ["2031-05-03"]
