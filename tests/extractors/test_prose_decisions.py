"""Decisions that minutes tell in sentences, and minutes that stand without a head."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.extractors.votes import read_votes
from kg.ontology.vocabulary import load

HEAD = """Marlshire Quay Council

Minutes of the meeting held at Corn Hall on Tuesday 11 June 2024

Present: Ada Finch (Chair), Bo Wren, Cy Heron

1. The quay

"""


def decided(tmp_path: Path, words: str, head: str = HEAD) -> list[str]:
    paper = tmp_path / "paper.txt"
    paper.write_text(head + words + "\n", encoding="utf-8")
    facts: Facts = read_votes(structure(read(paper), load()))
    return [each.text for each in facts.resolutions]


@pytest.mark.parametrize(
    ("words", "decisions"),
    [
        (
            "The bill of the oil merchant came. Noted.",
            ["Noted."],
        ),
        (
            "The Chair deferred the item on lamps until May.",
            ["The Chair deferred the item on lamps until May."],
        ),
        (
            "There was a long debate on the lamps, and it was agreed to mend them; the gate was deferred to May.",
            ["it was agreed to mend them", "the gate was deferred to May."],
        ),
        (
            "It was agreed to mend the gate, to paint the lamps and to tell the quay.",
            ["It was agreed to mend the gate", "to paint the lamps", "to tell the quay."],
        ),
        (
            "With that change the minutes were accepted. ACTION: BW to file them.",
            ["the minutes were accepted."],
        ),
        (
            "Members were content for the lamps to stay.",
            ["Members were content for the lamps to stay."],
        ),
        ("Members noted that the lamps were out. Bo Wren agreed to look.", []),
        (
            "It was agreed to mend the gate. The Chief Executive supported this.",
            ["It was agreed to mend the gate."],
        ),
        (
            "AGREED, Cy Heron abstaining, to: mend the lamps; paint the gate; and tell the quay.",
            ["mend the lamps;", "paint the gate; and", "tell the quay."],
        ),
        (
            "Ada Finch proposed that the lamps be mended. Seconded Bo Wren. All agreed.",
            ["Ada Finch proposed that the lamps be mended. Seconded Bo Wren. All agreed."],
        ),
        (
            "Bo Wren offered to paint the gate. All agreed.",
            ["Bo Wren offered to paint the gate. All agreed."],
        ),
        (
            "All Trustees agreed that gifts go to the lifeboat.",
            ["All Trustees agreed that gifts go to the lifeboat."],
        ),
        (
            "The tolls for May were received and approved.",
            ["The tolls for May were received and approved."],
        ),
        (
            "The plans for the lamps were noted by the elected Members.",
            ["The plans for the lamps were noted by the elected Members."],
        ),
        (
            "It was agreed Bo Wren would keep the key.",
            ["It was agreed Bo Wren would keep the key."],
        ),
        (
            "The Chair declared Cy Heron elected as Vice Chair of the quay.",
            ["The Chair declared Cy Heron elected as Vice Chair of the quay."],
        ),
        ("This item was deferred to the July meeting.", None),
        (
            "Members agreed that the lamps be mended, that the gate be shut, and that Bo Wren write.",
            ["that the lamps be mended", "that the gate be shut", "that Bo Wren write."],
        ),
        (
            "On the proposal of Ada Finch, it was agreed to pay for the following:\n\n"
            "• £1,000 to the lifeboat.\n• £2,000 to the lamps.",
            ["£1,000 to the lifeboat.", "£2,000 to the lamps."],
        ),
    ],
)
def test_told_in_sentences(tmp_path: Path, words: str, decisions: list[str] | None) -> None:
    assert decided(tmp_path, words) == (decisions or [words])


@pytest.mark.parametrize(
    "words",
    [
        "Members welcomed the plan and spoke of the lamps.",
        "In May 2010 the County Council agreed a plan for the quay.",
        "It was agreed that this was a fine quay.",
        "The lamps were agreed by the Home Office and the Trust.",
        "Members requested a list of the lamps.",
        "It was confirmed by Mr. Heron that the gate would be shut.",
        "Proposed by Ada Finch seconded by Bo Wren that the gate be shut. 1 for, 5 against.",
        "Marlshire Quay Council:\n\nThe lamps need paint\n\nWho cleans the quay",
        "Nine actions were closed.",
        "Apologies were received and accepted from Dee Teal.",
        "Members were not of one mind about the lamps.",
        "The Council received a talk on eels.",
        "Two nominations came in for the lamps.\n\n“That Cy Heron be elected Keeper.”\n\n"
        "“That Dee Teal be elected Keeper.”",
    ],
)
def test_no_decision(tmp_path: Path, words: str) -> None:
    assert decided(tmp_path, words) == []


def test_quoted_decision_ends_with_its_quotation(tmp_path: Path) -> None:
    words = """Proposed by Ada Finch;
Seconded by Bo Wren;
And Resolved:
“That the lamps of the quay be mended before the winter storms.”
Arising from this, the gate was spoken of at length by many."""
    found = decided(tmp_path, words)
    assert "That the lamps of the quay be mended before the winter storms." in found
    assert not any("gate" in text for text in found)


def test_mere_form_is_no_decision_beside_decisions_that_are_set_out(tmp_path: Path) -> None:
    words = """The minutes of the meeting held on 3 May 2024 were approved.

2. Lamps

RESOLVED: That the lamps be mended.

3. Gate

It was agreed to shut the gate at night.

4. Quay

The quay was spoken of."""
    assert decided(tmp_path, words) == [
        "That the lamps be mended.",
        "It was agreed to shut the gate at night.",
    ]


def test_minutes_cut_out_of_a_longer_paper(tmp_path: Path) -> None:
    words = """the lamps had been out since the storm and would stay so until parts came.

4. Gate

Cllr Finch reported that the gate had fallen. Cllr Wren asked for a price. It was agreed to mend it.

5. Quay

Cllr Heron thanked the crew."""
    paper = tmp_path / "paper.txt"
    paper.write_text(words, encoding="utf-8")
    facts = structure(read(paper), load())
    assert [part.kind for part in facts.parts] == ["minutes"]
    assert [minute.title for minute in facts.minutes] == ["Gate", "Quay"]
    assert [each.text for each in facts.resolutions] == ["It was agreed to mend it."]


def test_a_report_that_tells_of_one_decision_stays_a_report(tmp_path: Path) -> None:
    words = """Lamps of the quay: where they stand

The lamps were put up in 1990. It was agreed then that they would burn all night.

They need new parts by the winter. The cost is £400."""
    paper = tmp_path / "paper.txt"
    paper.write_text(words, encoding="utf-8")
    assert [part.kind for part in structure(read(paper), load()).parts] == ["report"]


@pytest.mark.parametrize(
    ("words", "decisions"),
    [
        (
            "3. RESOLVED that Panel agree to:\n\n(a) Mend the lamps by May\n(b) Note the tolls.",
            ["That Panel agree to Mend the lamps by May", "That Panel agree to Note the tolls."],
        ),
        (
            "4. RESOLVED that the Panel note the Yearly Report of the Lamps\n2031/2032.",
            ["that the Panel note the Yearly Report of the Lamps 2031/2032."],
        ),
    ],
)
def test_the_words_that_clauses_share_are_no_clause_and_a_year_ends_none(
    tmp_path: Path, words: str, decisions: list[str]
) -> None:
    assert decided(tmp_path, words) == decisions


def test_what_a_body_noted_counts_beside_decisions_in_capitals(tmp_path: Path) -> None:
    words = (
        "RESOLVED: That the quay be mended.\n\n2. The lamps\n\nRESOLVED: That the lamps be lit.\n\n"
        "3. The oil\n\nThe report on oil was noted by Members."
    )
    assert decided(tmp_path, words)[-1] == "The report on oil was noted by Members."


@pytest.mark.parametrize(
    ("words", "decisions"),
    [
        (
            "The lamps were old. Resolved – that the quay be lit from the mill.",
            ["that the quay be lit from the mill."],
        ),
        (
            "It was moved by Ada Finch, seconded by Bo Wren and agreed that the gate be shut.",
            ["agreed that the gate be shut."],
        ),
        (
            "Ada Finch told of the lamps. Agreed to buy two lamps from the gift.",
            ["Agreed to buy two lamps from the gift."],
        ),
        ("The fence and the gate were approved.", ["The fence and the gate were approved."]),
        ("The lamps were old. Agreed to differ.", []),
        (
            "A letter was read. Resolved:\n\na) that the quay be lit;\n\nb) that Bo Wren be thanked.",
            ["that the quay be lit;", "that Bo Wren be thanked."],
        ),
        (
            "RESOLVED that the quay be lit. Cllr Finch left the room at nine.",
            ["that the quay be lit."],
        ),
        ("(a) Nothing was said.\nDecision MQ/24/3: the quay be lit.", ["the quay be lit."]),
        (
            "Decided to: light the quay; paint the gate; and thank Bo Wren.",
            ["light the quay;", "paint the gate; and", "thank Bo Wren."],
        ),
        (
            "(a)\nThe first bill was noted by Members.\n(b)\nThe second bill was noted by Members.",
            ["The first bill was noted by Members.", "The second bill was noted by Members."],
        ),
        ("Sheet 9 from the bank, £40 in hand          Noted", ["Noted"]),
    ],
)
def test_decisions_behind_other_words(tmp_path: Path, words: str, decisions: list[str]) -> None:
    assert decided(tmp_path, words) == decisions
