"""Logs told by their columns, papers below them, lists of actions and of people in odd shapes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from kg.extractors.due import with_relative_days
from kg.extractors.facts import Facts
from kg.extractors.minute_actions import read_minute_actions
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

PACK = """Osmere Quay Lamp Board

Minutes of the meeting held on Tuesday 14 May 2024 at 10.00am in the Corn Hall, Osmere

Present

Name
Role
Organisation
Cllr Ada Finch
Chair
Osmere Council
Supt Bo Wren
Area Commander
Marlshire Police
Cy Heron
Housing Manager
Quarry Housing Trust

1. Minutes of the last meeting

The minutes of 12 March were accepted. ACTION: CH to correct and file.

2. Lamps

The lamps were discussed at length and nobody was against them.

Actions
- AF: write to the ferry, 31 May
- Supt Bo Wren to speak to the school by next meeting

3. Date of next meeting

9 July 2024 at 10.00am.

The meeting closed at 11.45am.

What we said we would do

Ref\tPromise\tWho\tBy\tWhere it has got to
24/01\tMend the lamp by the ford\tCH\t30 April 2024\tDone, it shines
24/02\tAsk for a second van\tAF, BW\tJune\tAsked

Lighting the towpath

A note by Cy Heron of Quarry Housing Trust
14 May 2024

1. Purpose
1.1 The paper asks for lamps along the towpath.

2. Recommendations
2.1 The Board is asked to (a) note the survey; (b) agree the lamps at £9,000; and (c) ask the trust.

3. Background
3.1 The towpath is dark.
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    paper: Path = tmp_path_factory.mktemp("pack") / "pack.txt"
    paper.write_text(PACK, encoding="utf-8")
    return with_relative_days(structure(read(paper), load()))


def test_a_table_behind_the_close_is_a_log_and_a_paper_below_it_a_report(facts: Facts) -> None:
    assert [part.kind for part in facts.parts] == ["minutes", "action-log", "report"]
    assert [(each.number, each.text, each.comments) for each in facts.actions] == [
        ("24/01", "Mend the lamp by the ford", "Done, it shines"),
        ("24/02", "Ask for a second van", "Asked"),
    ]
    assert facts.actions[1].responsible == ("Cllr Ada Finch", "Supt Bo Wren")


def test_clauses_in_one_paragraph_of_recommendations(facts: Facts) -> None:
    assert [each.clause for each in facts.recommendations] == ["a", "b", "c"]


def test_cells_on_lines_of_their_own(facts: Facts) -> None:
    assert [(each.printed, each.organisation, each.role) for each in facts.attendance] == [
        ("Cllr Ada Finch", "Osmere Council", "Chair"),
        ("Supt Bo Wren", "Marlshire Police", "Area Commander"),
        ("Cy Heron", "Quarry Housing Trust", "Housing Manager"),
    ]


def test_lists_of_actions(facts: Facts) -> None:
    ahead = date(2024, 7, 9)
    told = read_minute_actions(facts)
    assert [(each.text, each.responsible_printed, each.due) for each in told] == [
        ("CH to correct and file", "CH", None),
        ("write to the ferry, 31 May", "AF", date(2024, 5, 31)),
        ("Supt Bo Wren to speak to the school by next meeting", "Supt Bo Wren", ahead),
    ]


OWNERS = """Osmere Quay Lamp Board

Action log of 14 May 2024

{head}
Mend the lamp by the ford\t{first}\tDone, it shines
Ask for a second van\tBo Wren\tAsked twice
Write to the ferry\tCy Heron\tNo answer
"""


@pytest.mark.parametrize(
    ("head", "first", "owners"),
    [
        ("Action\tBy\tProgress", "Ada Finch", ("Ada Finch", "Bo Wren", "Cy Heron")),
        ("Action\tDirector\tProgress\tStatus", "Ada Finch", ("Ada Finch", "Bo Wren", "Cy Heron")),
    ],
)
def test_a_column_of_names_tells_who_answers(
    head: str, first: str, owners: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "log.txt"
    path.write_text(OWNERS.format(head=head, first=first), encoding="utf-8")
    actions = structure(read(path), load()).actions
    assert tuple(name for each in actions for name in each.responsible) == owners


def test_a_column_of_days_tells_nobody(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    rows = OWNERS.replace("Bo Wren", "3 May 2024").replace("Cy Heron", "June")
    path.write_text(rows.format(head="Action\tBy\tProgress", first="7 May"), encoding="utf-8")
    actions = structure(read(path), load()).actions
    assert len(actions) == 3
    assert not any(each.responsible for each in actions)


OUTCOMES = """Osmere Quay Lamp Board

Action log of 14 May 2024

Action\tBy\tOutcome
Mend the lamp by the ford\tAda Finch\tOutstanding
Ask for a second van\tHeron Quay Hospitals\tLetter went on 3 May
Write to the ferry\tAda Finch and Bo Wren\tCompleted
Paint the boats\tAda Finch\tCompleted
"""


def test_outcomes_that_are_mostly_statuses_tell_how_all_rows_stand(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text(OUTCOMES, encoding="utf-8")
    actions = structure(read(path), load()).actions
    assert [(each.status, each.comments) for each in actions] == [
        ("Outstanding", None),
        ("Letter went on 3 May", None),
        ("Completed", None),
        ("Completed", None),
    ]
    assert [each.responsible for each in actions][1:3] == [(), ("Ada Finch", "Bo Wren")]


ALONE = """Osmere Quay Lamp Board

Minutes of the meeting held on 14 May 2024 at 10.00am in the Corn Hall, Osmere

Present

Ada Finch, Warden and Chair, Osmere Council
Bo Wren, Marlshire Police

Minutes and matters arising

The minutes of 12 March were approved. All was done save the matter of the
lamp at the ford.

Lamps: who mends them

Bo Wren told of the lamps that are out. Nobody was against mending them,
and two would pay.

Action: Ada Finch to write to the ferry by 31 May 2024

Scrutiny of ferry hours

The hours were long. Nobody could say why.

Any other business

There was none.
"""


def test_titles_in_small_letters_over_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(ALONE, encoding="utf-8")
    facts = structure(read(path), load())
    assert [each.title for each in facts.minutes] == [
        "Minutes and matters arising",
        "Lamps: who mends them",
        "Scrutiny of ferry hours",
        "Any other business",
    ]
    assert [each.printed for each in facts.attendance if each.chair] == ["Ada Finch"]
