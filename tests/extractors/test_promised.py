"""Papers that only the agenda's titles tell, logs set as a list, logs within minutes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

AGENDA = """Wexmarsh Lantern Board

Agenda for the meeting on Thursday 6 June 2024 at 10.00am, Corn Hall

1. Apologies
2. Minutes of 7 March 2024
3. Lights along the towpath: first year
4. To consider a report on the ford in winter
5. Any other business

Minutes of the meeting held on Thursday 7 March 2024 at 10.00am, Corn Hall

Present:
Ada Finchley (AF), Chair, Wexmarsh Council
Bo Wrenford (BW), Marlshire Police

1. Apologies
There were none.

2. Matters arising
"""
LOG = """
Ref\tAction\tOwner\tUpdate\tStatus
23/4\tAsk the mill for its keys\tAF\tThey are here.\tClosed
23/5\tPaint the posts by the ford\tBW\tHalf are done.\tOpen
"""
GOES_ON = """
3. Lamps
The Chair reported that four lamps were out. Bo Wrenford said that boys had climbed them.
It was agreed to mend them by May.

4. Next meeting
6 June 2024. The meeting closed at 11.10am.
"""
TRACKER = """
Tracker of actions

24/1 Ask the mill for its keys – Ada Finchley – 29/03/24 – ON TRACK: promised
24/2 Paint the posts by the ford before the rains come and the
river is too high – Bo Wrenford – summer – NOT STARTED
24/3 Count the steps – Bo Wrenford – TBC – OVERDUE

Done and taken off
• Letter to the choir (Ada Finchley, 14 February)
"""
PAPERS = """
Lights along the towpath: first year
Author: Bo Wrenford
The lights went up in May. People walk there again after dusk, and the
anglers have stayed.
It is proposed that the Board:
a) notes the year;
b) asks for a second row of lights.

The ford in winter
by the Clerk, Cora Dunlin
The ford was shut on nine days. The boards along it are rotten.
Recommendation: That new boards be bought.
"""


def facts_of(folder: Path, text: str) -> Facts:
    paper = folder / "pack.txt"
    paper.write_text(text, encoding="utf-8")
    return structure(read(paper), load())


def test_a_title_of_the_agenda_begins_a_paper(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, AGENDA + GOES_ON + TRACKER + PAPERS)
    assert [report.title for report in facts.reports] == [
        "Lights along the towpath: first year",
        "The ford in winter",
    ]
    assert [(each.clause, each.text) for each in facts.recommendations] == [
        ("a", "notes the year;"),
        ("b", "asks for a second row of lights."),
        (None, "That new boards be bought."),
    ]


def test_a_list_of_actions_is_a_log(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, AGENDA + GOES_ON + TRACKER + PAPERS)
    assert [
        (each.number, each.responsible_printed, each.due_printed, each.status)
        for each in facts.actions
    ] == [
        ("24/1", "Ada Finchley", "29/03/24", "ON TRACK"),
        ("24/2", "Bo Wrenford", "summer", "NOT STARTED"),
        ("24/3", "Bo Wrenford", "TBC", "OVERDUE"),
        (None, "Ada Finchley", "14 February", None),
    ]
    assert facts.actions[1].text.endswith("come and the river is too high")
    assert facts.actions[0].due == date(2024, 3, 29)


def test_a_log_within_minutes_is_theirs_and_they_go_on_below(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, AGENDA + LOG + GOES_ON)
    assert {facts.meetings[each.meeting].date for each in facts.actions} == {date(2024, 3, 7)}
    assert [each.number for each in facts.actions] == ["23/4", "23/5"]
    assert "Lamps" in [minute.title for minute in facts.minutes]
    assert any("mend them by May" in each.text for each in facts.resolutions)


def test_a_table_below_its_own_title_is_none_of_the_log(tmp_path: Path) -> None:
    figures = "\nFigures for the year\n\nKind\t2023\t2024\nThefts\t4\t6\nFires\t1\t0\n"
    facts = facts_of(tmp_path, "Wexmarsh Lantern Board\nAction log\n" + LOG + figures)
    assert [each.number for each in facts.actions] == ["23/4", "23/5"]
