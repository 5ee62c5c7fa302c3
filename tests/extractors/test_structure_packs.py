"""Packs in plain words: parts, tables, lists of people, decisions with clauses, recommendations and actions."""

from __future__ import annotations

import pytest
from kg.extractors import extract
from kg.extractors.clauses import goes_on_from, paragraphs
from kg.extractors.decisions import announced
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.reading.aligned import aligned_rows
from kg.extractors.text import Line
from kg.ontology.vocabulary import load

PACK = """Osmere Lamp Partnership

Meeting papers: Thursday 12 September 2024, 10.00 am

Corn Hall, Wenbridge

No.   Item                              Who             Pages

1     Welcome                           Ada Finch       -
2     Minutes of 6 June 2024            Ada Finch       2
3     Lamps on the quay: a new plan     Bo Wren         3
4     Any other business                All             -

\f
Osmere Lamp Partnership

Minutes, 6 June 2024, 10.00 am

Attendees

Name             Initials   Role              Organisation

Ada Finch        AF         Chair             Osmere Council
Bo Wren          BW         Lamp Warden       Quay Trust
Cy Heron         CH         Notes             Osmere Council

Apologies

Name             Initials   Role              Organisation

Di Swift         DS         Director          Harbour Watch
Flo Teal         FT         Officer           Harbour Watch

1. Welcome

AF welcomed everyone.

2. Lamps on the quay

BW said that four lamps were out.

The Partnership, following discussion:

(i) noted the report; and

(ii) asked the Quay Trust to mend the lamps by 1 August 2024.

Action: BW by 1 August 2024

3. Fence

AGREED: (a) to paint the fence; (b) to thank the painters.

\f
Action log

Ref     Raised       What                     Who      By when      Status

L1      06/06/24     Mend the four lamps      BW       01/08/24     Done
L2      06/06/24     Paint the fence on       AF/CH    12/09/24     Open
                     the quay

\f
Report to: Osmere Lamp Partnership

Date: 12 September 2024

Title: Lamps on the quay: a new plan

Author: Bo Wren, Lamp Warden

1. Purpose

1.1 To tell the Partnership of the plan.

2. Recommendations

The Partnership is asked to:

a) note the plan;

b) lend the Quay Trust a ladder.

3. Background

3.1 The lamps were put up in 1931 and have been mended twice.
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    path = tmp_path_factory.mktemp("pack") / "pack.txt"
    path.write_text(PACK, encoding="utf-8")
    return extract(read(path), load())


def lines(text: str) -> list[Line]:
    out, at = [], 0
    for index, line in enumerate(text.split("\n")):
        out.append(Line(index, at, line))
        at += len(line) + 1
    return out


def test_parts(pack: Facts) -> None:
    assert [part.kind for part in pack.parts] == ["agenda", "minutes", "action-log", "report"]
    assert [str(meeting.date) for meeting in pack.meetings] == ["2024-09-12", "2024-06-06"]


def test_an_agenda_in_columns(pack: Facts) -> None:
    assert [(item.number, item.title, item.pages) for item in pack.agenda] == [
        ("1", "Welcome", None),
        ("2", "Minutes of 6 June 2024", (2, 2)),
        ("3", "Lamps on the quay: a new plan", (3, 3)),
        ("4", "Any other business", None),
    ]


def test_people_in_columns_keep_their_body_and_section(pack: Facts) -> None:
    assert [(row.section, row.printed, row.organisation) for row in pack.attendance] == [
        ("present", "Ada Finch", "Osmere Council"),
        ("present", "Bo Wren", "Quay Trust"),
        ("present", "Cy Heron", "Osmere Council"),
        ("apologies", "Di Swift", "Harbour Watch"),
        ("apologies", "Flo Teal", "Harbour Watch"),
    ]
    assert [row.printed for row in pack.attendance if row.chair] == ["Ada Finch"]


def test_decisions_clause_by_clause(pack: Facts) -> None:
    assert [(each.clause, each.verb, each.text) for each in pack.resolutions] == [
        ("i", "note", "noted the report; and"),
        ("ii", "request", "asked the Quay Trust to mend the lamps by 1 August 2024."),
        ("a", "agree", "to paint the fence;"),
        ("b", "other", "to thank the painters."),
    ]


def test_initials_name_who_answers_for_an_action(pack: Facts) -> None:
    assert [(each.number, each.text, each.responsible, each.status) for each in pack.actions] == [
        ("L1", "Mend the four lamps", ("Bo Wren",), "Done"),
        ("L2", "Paint the fence on the quay", ("Ada Finch", "Cy Heron"), "Open"),
    ]


def test_recommendations_end_at_the_next_heading(pack: Facts) -> None:
    assert [report.title for report in pack.reports] == ["Lamps on the quay: a new plan"]
    assert [(each.clause, each.text) for each in pack.recommendations] == [
        ("a", "note the plan;"),
        ("b", "lend the Quay Trust a ladder."),
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("RESOLVED (unanimously) to mend the lamp.", [(None, "to mend the lamp.")]),
        (
            "It was therefore RESOLVED by a majority that the lamp be lit.",
            [(None, "that the lamp be lit.")],
        ),
        (
            "The Board agreed to:\ni) light it;\nii) paint it.",
            [("i", "light it;"), ("ii", "paint it.")],
        ),
        (
            "Decision: The lamp was approved. Action: AF to light it.",
            [(None, "The lamp was approved.")],
        ),
        ("The motion was put and was lost.", []),
        ("Not agreed: the lamp.", []),
    ],
)
def test_announced(text: str, clauses: list[tuple[str | None, str]]) -> None:
    assert [(each.clause.label, each.clause.text) for each in announced(lines(text))] == clauses


def test_a_clause_stands_where_its_words_are() -> None:
    text = "AGREED: (a) to paint; (b) to\nthank the painters."
    last = announced(lines(text))[-1].clause
    assert text[last.span.start : last.span.end] == "to\nthank the painters."


def test_labels_go_on() -> None:
    assert goes_on_from(None, "a") and goes_on_from("i", "ii") and goes_on_from("h", "i")
    assert not goes_on_from("a", "c")


def test_paragraphs_part_at_marks_and_gaps() -> None:
    found = paragraphs(lines("One lamp\nis out.\n1.2 Two are.\n\nThree."))
    assert [each.text for each in found] == ["One lamp is out.", "Two are.", "Three."]


def test_rows_kept_by_spaces() -> None:
    table = [
        "Name        Role        Body",
        "Ada Finch   Warden of   Quay Trust",
        "            lamps",
        "Bo Wren     Clerk       Council",
        "",
        "What Ada Finch said was long and stood in no column at all.",
    ]
    assert aligned_rows(table)[:3] == [
        "Name\tRole\tBody",
        "Ada Finch\tWarden of lamps\tQuay Trust",
        "Bo Wren\tClerk\tCouncil",
    ]


def test_lists_of_names_are_no_table() -> None:
    people = [
        "Ada Finch   AF   Bo Wren   BW",
        "Cy Heron    CH   Di Swift  DS",
        "Flo Teal    FT   Gus Rook  GR",
    ]
    assert aligned_rows(people) == people
