"""Minutes of boards that print them each in a way of its own: who came, what was on the agenda, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load


@dataclass(frozen=True)
class Habit:
    """A text, and what a careful reader finds in it."""

    name: str
    text: str
    titles: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    day: str | None = None
    board: str | None = None
    venue: str | None = None


HABITS: tuple[Habit, ...] = (
    Habit(
        "a saved page with numbers",
        """Agenda and draft minutes

Marlshire Safer Places Board - Thursday, 4th May, 2023 10.00 am

Venue: Corn Hall, Wenbridge. View directions

Contact: Ada Finch  01000 000000

Items
No. Item

39/23

Apologies

To receive any apologies for absence.

Additional documents:

Minutes:

Apologies were received on behalf of Councillors Bo Wren and Cy Heron.

40/23

Minutes pdf icon PDF 135 KB

To approve the minutes of the meeting held on 2 March 2023.

Decision:

RESOLVED –

That the minutes of the meeting held on 2 March 2023 be approved.

Minutes:

RESOLVED: That the minutes of the meeting held on 2 March 2023 be approved.

41/23

Harbour lights

41a/23

Minutes:

The lamps were seen by all.
""",
        titles=("Apologies", "Minutes", "Harbour lights"),
        apologies=("Bo Wren", "Cy Heron"),
        decisions=("That the minutes of the meeting held on 2 March 2023 be approved.",),
        day="2023-05-04",
        board="Marlshire Safer Places Board",
        venue="Corn Hall, Wenbridge",
    ),
    Habit(
        "a saved page whose table lost its numbers",
        """Venue: Corn Hall, Wenbridge
Contact: Ada Finch
No. | Item |
---|---|
Apologies To receive any apologies for absence. Minutes: Apologies for absence were intimated by:- Councillor Bo Wren \
Cy Heron |
|
HARBOUR LIGHTS PDF 64 KB To note the state of the lamps. Minutes: The lamps had been mended.
RESOLVED
That the state of the lamps be noted. |
|
Dates Members are reminded of the dates. |
""",
        titles=("Apologies", "HARBOUR LIGHTS", "Dates"),
        apologies=("Councillor Bo Wren", "Cy Heron"),
        decisions=("That the state of the lamps be noted.",),
        venue="Corn Hall, Wenbridge",
    ),
    Habit(
        "a saved page without numbers and labels",
        """Agenda and minutes

Marlshire Safer Places Board - Friday, 5 May 2023 10.00 am

Introductions.

Introductions were made and the list of apologies was noted.

Minutes of previous meeting. pdf icon PDF 115 KB

The minutes of the meeting held on 3 March 2023 were taken as read by all.

Harbour Action Log pdf icon PDF 77 KB

The Board looked at the log of the harbour once more.

That the status of the log be noted.
""",
        titles=("Introductions.", "Minutes of previous meeting.", "Harbour Action Log"),
        decisions=("That the status of the log be noted.",),
        day="2023-05-05",
    ),
    Habit(
        "cells on lines of their own, two lists side by side",
        """Harbour Records Board Minutes - 5th May 2011
HARBOUR RECORDS BOARD
Minutes of the meeting held on 5 May at the Custom House:
|
Members present: |
|
Officials: |
|
Ada Finch (Chair) |
Bo Wren (Harbour Office) |
|
|
Cy Heron |
Di Swift (Custom House, secretariat) |
|
|
Apologies: |
|
|
|
Dr Ed Crane |
Fay Rook (Harbour Office) |
|
Welcome and Introductions
The Chair welcomed all who had come to the harbour.
Lamps on the quay
The lamps on the quay had all been seen and three of them were broken.
""",
        titles=("Welcome and Introductions", "Lamps on the quay"),
        present=("Ada Finch", "Cy Heron"),
        officers=("Bo Wren", "Di Swift", "Fay Rook"),
        apologies=("Dr Ed Crane",),
        day="2011-05-05",
    ),
    Habit(
        "cells parted by slashes, the last of which says who came",
        """Marlshire Safer Places Board
Tuesday 14 September, 2010.

MINUTES

Member / Region / Organisation / Attendance
Ada Finch / East / Wenbridge Borough Council / Present
Bo Wren / West / Marlshire Police / Apology
Cy Heron / West / Marlshire County Council / Present
Di Swift / South / Osmere District Council / Absent

3.28 Minutes of the Meeting held on 15 June, 2010.

These were read.

3.29 Harbour lights

All were mended.
""",
        titles=("Minutes of the Meeting held on 15 June, 2010.", "Harbour lights"),
        present=("Ada Finch", "Cy Heron"),
        apologies=("Bo Wren", "Di Swift"),
        day="2010-09-14",
    ),
    Habit(
        "bullets, initials in brackets, numbers with a code",
        """Meeting minutes - Harbour Forum - East - 4 October 2022
Attendees
- Ada Finch (AF) Wenbridge Borough Council (Chair)
- Bo Wren (BW) Marlshire Police
Apologies
- Cy Heron – Osmere District Council
HF/22/001: Welcome
Ada Finch welcomed all to the harbour.
HF/22/002: Lamps on the quay
The lamps were seen.
""",
        titles=("Welcome", "Lamps on the quay"),
        present=("Ada Finch", "Bo Wren"),
        apologies=("Cy Heron",),
        day="2022-10-04",
        board="Harbour Forum - East",
    ),
    Habit(
        "a list that nothing announces, body behind a hyphen",
        """Minutes of the Meeting held on

Wednesday 2nd October 2013 at Osmere Quarry

Ada Finch-Wenbridge Parish Council

Bo Wren-Osmere Parish Council

Cy Heron-Marlshire County Council

1.Quarry Tour

2.Apologies for Absence

Apologies received from the following;

Di Swift (Marlshire County Council)

3.Minutes of Previous Meeting

The minutes were accepted as a true record.
""",
        titles=("Quarry Tour", "Apologies for Absence", "Minutes of Previous Meeting"),
        present=("Ada Finch", "Bo Wren", "Cy Heron"),
        apologies=("Di Swift",),
        decisions=("The minutes were accepted as a true record.",),
        venue="Osmere Quarry",
    ),
    Habit(
        "those present are the first minute; capitals run into the text",
        """MINUTES OF THE COUNCIL MEETING HELD ON 24th SEPTEMBER 2019, AT CORN HALL, WENBRIDGE
Chair: Councillor A Finch

37.PRESENT Councillors: B Wren, Mrs C Heron & D Swift Also PCSO Ed Crane & four members of the public

38. APOLOGIES Apologies for absence were received from Councillors: Mrs F Rook & G Teal

39. TO HEAR OF THE HARBOUR LIGHTS The Chairman told all who had come of the lamps.
""",
        titles=("PRESENT", "APOLOGIES", "TO HEAR OF THE HARBOUR LIGHTS"),
        present=("Councillor A Finch", "B Wren", "Mrs C Heron", "D Swift"),
        apologies=("Mrs F Rook", "G Teal"),
        day="2019-09-24",
    ),
    Habit(
        "paragraphs that open with their title; shared titles and surnames alone",
        """Minutes of the Osmere Parish Council Meeting

Held on the 16th November 2000 at 7.30pm

PRESENT Vice Chairman (Mr. Finch, who took the chair), Mrs. Wren and Messrs Heron, Swift and Crane, plus eight \
members of the public.

APOLOGIES Mr. Rook (Chairman) and Mr. Teal.

THE MINUTES of the last meeting were read, approved and signed.

FINANCE. A cheque was signed for the harbour.

HIGHWAYS AND FOOTPATHS. The Clerk will write of the path.
""",
        titles=("THE MINUTES", "FINANCE", "HIGHWAYS AND FOOTPATHS"),
        present=("Mr. Finch", "Mrs. Wren", "Heron", "Swift", "Crane"),
        apologies=("Mr. Rook", "Mr. Teal"),
        decisions=("THE MINUTES of the last meeting were read, approved and signed.",),
        day="2000-11-16",
        board="Osmere Parish Council",
    ),
    Habit(
        "titles in capitals over lists that begin again",
        """Osmere Parish Council
Minutes of the meeting held on 3 May 2001

Present: Mr A Finch, Mrs B Wren

MATTERS ARISING

1. Gravel at the harbour is still there.

2. The sign is to be mended.

PLANNING

1. Wren, High Street. New window.

2. Heron, Low Street. New door.

ANY OTHER BUSINESS

1. The path is broken.
""",
        titles=("MATTERS ARISING", "PLANNING", "ANY OTHER BUSINESS"),
        present=("Mr A Finch", "Mrs B Wren"),
        day="2001-05-03",
    ),
    Habit(
        "titles that lost their number over paragraphs that kept theirs",
        """Harbour Records Panel – 17th May2013 – Minutes
Apologies / Ada Finch / Harbour Office
Bo Wren / Custom House - Head of Records
Cy Heron / Harbour Office
Di Swift / Wenbridge Borough Council
- Introductions and new members
1.1.Bo Wren welcomed the panel, and Cy Heron who was new to it.
- Lamps on the quay (Meeting 1, Action 3)
2.1.The lamps had been mended since.
2.2.Three were still broken.
""",
        titles=("Introductions and new members", "Lamps on the quay (Meeting 1, Action 3)"),
        apologies=("Ada Finch", "Bo Wren", "Cy Heron", "Di Swift"),
        day="2013-05-17",
    ),
    Habit(
        "roles before names in brackets; bodies before names",
        """Marlshire Justice Board Minutes held on 1 July 2020

Members

• Chief Constable, Marlshire Police (Ada Finch)

• Chair, Wenbridge Magistrates (Dr Bo Wren)

Residents:       Cy Heron, Di Swift

Wenbridge Borough Council:       Ed Crane (Area Manager), Fay Rook

Matters arising

There were none that day.
""",
        titles=("Matters arising",),
        present=("Ada Finch", "Dr Bo Wren", "Cy Heron", "Di Swift", "Ed Crane", "Fay Rook"),
        day="2020-07-01",
    ),
    Habit(
        "untitled initials run together; an “and” inside a body",
        """MEETING OF HARBOUR AND QUAY PANEL

Thursday 25 October 2012 Corn Hall

Present: Cllr Mrs A Finch, Town and Quay Council Cllr R G Wren, Borough Council (Chairman) J Heron, Marlshire Police

1 WELCOME

A welcome was given.

2 HARBOUR LIGHTS

Agreed.
""",
        titles=("WELCOME", "HARBOUR LIGHTS"),
        present=("Cllr Mrs A Finch", "Cllr R G Wren", "J Heron"),
        day="2012-10-25",
        board="HARBOUR AND QUAY PANEL",
    ),
    Habit(
        "a post with front matter, decisions in the council's own words",
        """---
title: "Osmere Parish Council minutes 3 May 2017"
date: "2018-01-01"
---
Councillors Present: Cllrs A Finch, B Wren and Cllr C Heron
In attendance: Mrs Di Swift (Clerk to Council) and 4 members of the public

1. There were apologies from Cllrs Mrs E Crane and Fay Rook

2. Harbour: It was proposed by Cllr Finch and seconded by Cllr Wren to mend the harbour.
2.1. The Council AGREED to mend the lamps.
""",
        titles=("There were apologies from Cllrs Mrs E Crane and Fay Rook", "Harbour"),
        present=("A Finch", "B Wren", "Cllr C Heron"),
        officers=("Mrs Di Swift",),
        apologies=("Mrs E Crane", "Fay Rook"),
        decisions=("to mend the lamps.",),
        day="2017-05-03",
    ),
)


HABITS += (
    Habit(
        "a page of one item, clauses under a stem",
        """Agenda item

Harbour lights

To hear of the lamps.

Minutes:

The lamps had been seen by all.

RESOLVED: That Council :-

(1) Note the state of the lamps;

(2) Approve the price of three new ones.

Supporting documents:
""",
        titles=("Harbour lights",),
        decisions=(
            "That Council Note the state of the lamps;",
            "That Council Approve the price of three new ones.",
        ),
    ),
    Habit(
        "minutes numbered by their word; apologies told of in other words",
        """Osmere Town Council

24/02/2014 6:30 pm

Present:       Cllr Ada Finch

Cllr Bo Wren

Minute 151:  Apologies.

Councillors Cy Heron and Di Swift apologised for their inability to attend the meeting.

Minute 152:  Harbour lights.

Report circulated to members.

Minute 134 refers:  no reply from the harbour.
""",
        titles=("Apologies.", "Harbour lights."),
        present=("Cllr Ada Finch", "Cllr Bo Wren"),
        apologies=("Cy Heron", "Di Swift"),
        day="2014-02-24",
    ),
)


def read_text(text: str, folder: Path) -> Facts:
    path = folder / "minutes.txt"
    path.write_text(text, encoding="utf-8")
    return structure(read(path), load())


@pytest.mark.parametrize("habit", HABITS, ids=lambda habit: habit.name)
def test_habit(habit: Habit, tmp_path: Path) -> None:
    found = read_text(habit.text, tmp_path)
    lists = {
        section: tuple(row.printed for row in found.attendance if row.section == section)
        for section in ("present", "officers", "apologies")
    }
    assert tuple(minute.title for minute in found.minutes) == habit.titles
    assert lists == {
        "present": habit.present,
        "officers": habit.officers,
        "apologies": habit.apologies,
    }
    assert tuple(resolution.text for resolution in found.resolutions) == habit.decisions
    meeting = found.meetings[0]
    if habit.day:
        assert meeting.date is not None and meeting.date.isoformat() == habit.day
    if habit.board:
        assert meeting.board == habit.board
    if habit.venue:
        assert meeting.venue == habit.venue


def test_what_stands_beside_a_name(tmp_path: Path) -> None:
    """Bodies and roles are told apart; initials and remarks on how somebody came are neither."""
    found = read_text(
        """Minutes of the meeting of the Harbour Forum held on 3 May 2019

Present:
Ada Finch (AF) Wenbridge Borough Council (Chair)
Bo Wren BW Clinical Chair
Cy Heron (via Skype)

Apologies: Di Swift (Ed Crane attended as substitute)

1. Welcome
All were welcomed.

2. Harbour
The harbour was seen.
""",
        tmp_path,
    )
    beside = {row.printed: (row.organisation, row.role, row.chair) for row in found.attendance}
    assert beside == {
        "Ada Finch": ("Wenbridge Borough Council", "Chair", True),
        "Bo Wren": (None, "Clinical Chair", False),
        "Cy Heron": (None, None, False),
        "Di Swift": (None, None, False),
    }


def test_names_with_initials_run_together(tmp_path: Path) -> None:
    """Each name before its own initials in brackets starts an entry; who sat in the chair sent no apologies."""
    found = read_text(
        """COUNCIL

3 November 2020

Commenced: 5.00pm Terminated: 8.35pm

Present:

Ada Finch (AF) Chair, Harbour Trust Bo Wren (BW) Vice Chair

Apologies for Absence: Councillor Heron

Councillor Swift, Chair of Council Business, in the Chair

16. HARBOUR LIGHTS

All were told of the lamps.

17. COUNCIL MINUTES

RESOLVED That the minutes of 21 July 2020 be approved.
""",
        tmp_path,
    )
    assert [(row.section, row.printed, row.role) for row in found.attendance] == [
        ("present", "Ada Finch", "Chair"),
        ("present", "Bo Wren", "Vice Chair"),
        ("apologies", "Councillor Heron", None),
    ]
    assert (found.meetings[0].start, found.meetings[0].end) == ("17:00", "20:35")
    assert found.meetings[0].chairs == ("Councillor Swift",)
    assert [resolution.text for resolution in found.resolutions] == [
        "That the minutes of 21 July 2020 be approved."
    ]


def test_an_agenda_without_its_word(tmp_path: Path) -> None:
    """A summons with numbered items is an agenda, not minutes."""
    found = read_text(
        """Parish and Planning Meeting
You are summoned to attend a meeting of Osmere Parish Council, to be held at 7.30pm on Wednesday January 16th, 2019.
1. To receive apologies for absence.
2. To approve the minutes of the meeting held on November 21st 2018.
3. To discuss the harbour.
""",
        tmp_path,
    )
    assert [item.number for item in found.agenda] == ["1", "2", "3"]
    assert not found.minutes
    assert found.meetings[0].board == "Osmere Parish Council"
    assert str(found.meetings[0].date) == "2019-01-16"


def test_who_presents_an_item(tmp_path: Path) -> None:
    """An “and” inside a role names nobody; capitals under a title are not part of it."""
    found = read_text(
        """Harbour Forum

Friday, 3 May 2019

AGENDA

1. Apologies

2. Lamps on the quay (Pages 3 - 8)

Ada Finch, Head of Quays and Open Waters, and Bo Wren, Lamp Warden, will present this report.

3. Consideration of the harbour
EXEMPT ITEMS
None were expected.
""",
        tmp_path,
    )
    assert [(item.number, item.title) for item in found.agenda] == [
        ("1", "Apologies"),
        ("2", "Lamps on the quay"),
        ("3", "Consideration of the harbour"),
    ]
    assert found.agenda[1].presenters == ("Ada Finch", "Bo Wren")


def test_numbers_with_letters(tmp_path: Path) -> None:
    """41a/19 follows 41/19; a list nothing announces may wrap."""
    found = read_text(
        """Minutes of the meeting of Osmere Parish Council held at the Corn Hall on Wednesday 15 May 2019 at 7.30pm

Councillor Mrs Finch (Chair), and

Councillors Wren, Heron and Mrs Swift

41/19 Welcome: The Chair was glad to open the meeting.

41a/19 Apologies: None received

42/19 Fences

That, for the time
being, the fence by the pond be
mended.

43/19 Lamps

The lamps were discussed.
""",
        tmp_path,
    )
    assert [(minute.number, minute.title) for minute in found.minutes] == [
        ("41/19", "Welcome"),
        ("41a/19", "Apologies"),
        ("42/19", "Fences"),
        ("43/19", "Lamps"),
    ]
    assert [row.printed for row in found.attendance] == [
        "Councillor Mrs Finch",
        "Wren",
        "Heron",
        "Mrs Swift",
    ]
    assert [resolution.text for resolution in found.resolutions] == [
        "That, for the time being, the fence by the pond be mended."
    ]


def test_a_paper_on_one_line(tmp_path: Path) -> None:
    """A dump that lost its line ends still shows its lists and its items in capitals."""
    talk = (
        "The lamps on the quay were talked over at length by all who came and nobody minded. " * 8
    )
    found = read_text(
        "Minutes of the Harbour Forum held in the Corn Hall on 3 May 2019 Present: Ada Finch, Bo Wren (Lamp Warden) "
        "Also present: Cy Heron Apologies: Di Swift "
        f"1. WELCOME The Chair opened the meeting. 2. LAMPS ON THE QUAY {talk} 3. FENCES {talk}",
        tmp_path,
    )
    assert [minute.number for minute in found.minutes] == ["1", "2", "3"]
    assert [(row.section, row.printed) for row in found.attendance] == [
        ("present", "Ada Finch"),
        ("present", "Bo Wren"),
        ("others", "Cy Heron"),
        ("apologies", "Di Swift"),
    ]


def test_who_stands_in_for_whom(tmp_path: Path) -> None:
    """Whom somebody stands in for is no part of a body; a name of initials may have two words behind them."""
    found = read_text(
        """Minutes of the meeting of the Harbour Forum held on 3 May 2019

Present

Ada Finch – Lamp Warden, Wenbridge Town Council (rep Bo Wren)
J. Arthur Heron
F De Swift

1. Welcome

The Chair opened the meeting.

2. Lamps

The lamps were discussed.
""",
        tmp_path,
    )
    assert [(row.printed, row.organisation, row.role) for row in found.attendance] == [
        ("Ada Finch", "Wenbridge Town Council", "Lamp Warden"),
        ("J. Arthur Heron", None, None),
        ("F De Swift", None, None),
    ]


def test_surnames_in_capitals(tmp_path: Path) -> None:
    """Surnames in capitals are names as printed; lists may stand beside their heads with no colon."""
    found = read_text(
        """Minutes of the Harbour Forum held on 3 May 2019

Present           A FINCH-HALL,     B WREN,       C McHERON,
                  Cllr D M SWIFT,   E LARK (WHC),
                  DR ROOK,          Mrs TERN,      COUNCILLOR IDA HALL
In Attendance     Ada MARTIN
Not Present       F CRANE,          G DOVE

1. Welcome

The Chair opened the meeting.

2. Lamps

The lamps were discussed.
""",
        tmp_path,
    )
    assert [(row.section, row.printed, row.organisation) for row in found.attendance] == [
        ("present", "A FINCH-HALL", None),
        ("present", "B WREN", None),
        ("present", "C McHERON", None),
        ("present", "Cllr D M SWIFT", None),
        ("present", "E LARK", "WHC"),
        ("present", "DR ROOK", None),
        ("present", "Mrs TERN", None),
        ("present", "COUNCILLOR IDA HALL", None),
        ("officers", "Ada MARTIN", None),
        ("apologies", "F CRANE", None),
        ("apologies", "G DOVE", None),
    ]


def test_codes_on_lines_of_their_own(tmp_path: Path) -> None:
    """Of “HBF 14/3” the second number counts up."""
    found = read_text(
        """Agenda and minutes

Harbour Forum - Tuesday, 1st April, 2014 7.30 pm

Venue: Corn Hall, Wenbridge

Items
No. Item

HBF 14/1

Declarations

Minutes:

There were none.

HBF 14/2

Lamps on the quay

Minutes:

RESOLVED: That the lamps be mended.
""",
        tmp_path,
    )
    assert [(minute.number, minute.title) for minute in found.minutes] == [
        ("HBF 14/1", "Declarations"),
        ("HBF 14/2", "Lamps on the quay"),
    ]


def test_labels_in_columns(tmp_path: Path) -> None:
    """The head of minutes may be a table of labels and values."""
    found = read_text(
        """Meeting           HARBOUR AND QUAYS BOARD               Venue        ROOM 2, CORN HALL
Date              TUESDAY 9TH JUNE 2009                 Start Time 9.00AM    Finish Time 12.00NOON
Present           A FINCH,     B WREN
Apologies         C HERON

Minutes

1     Welcome

The Chair opened the meeting.

2     Lamps

The lamps were discussed.
""",
        tmp_path,
    )
    meeting = found.meetings[0]
    assert (str(meeting.date), meeting.start, meeting.end) == ("2009-06-09", "09:00", "12:00")
    assert (meeting.board, meeting.venue) == ("HARBOUR AND QUAYS BOARD", "ROOM 2, CORN HALL")
    assert [row.printed for row in found.attendance] == ["A FINCH", "B WREN", "C HERON"]


def test_a_gap_without_end(tmp_path: Path) -> None:
    """A line that is mostly white space is read like any other, and does not hold up the reading."""
    gap = "\t" * 20_000
    found = read_text(
        f"Minutes of the Harbour Forum held on 3 May 2019\n\nPresent{gap}Ada Finch\n\n"
        "1. Welcome\n\nThe Chair opened the meeting.\n\n2. Lamps\n\nThe lamps were discussed.\n",
        tmp_path,
    )
    assert [row.printed for row in found.attendance] == ["Ada Finch"]
    assert [minute.number for minute in found.minutes] == ["1", "2"]
