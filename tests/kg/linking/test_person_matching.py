"""Who is the same person, feature by feature, on fictional papers."""

from __future__ import annotations

from datetime import date

import pytest
from kg.extractors.facts import Facts
from linking_fixtures import VOCABULARY, paper

from kg.linking import Identities, identify

COUNCIL, POLICE = "Marlshire County Council", "Marlshire Police"
CHAIR = "Safety Partnership Chair"
DAY = (date(2019, 9, 20), date(2021, 6, 18), date(2023, 3, 17))


def linked(*papers: Facts) -> Identities:
    return identify(papers, VOCABULARY)


def one(identities: Identities, left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two names, each of its paper, are one person."""
    found = [identities.resolve(document, "person", printed) for document, printed in (left, right)]
    assert None not in found, found
    return found[0] is found[1]


SAME = {
    "initial": (
        [("Cllr. Dora Tilbury", "Charlow Borough Council")],
        [("Mrs D. Tilbury CC", COUNCIL)],
    ),
    "same-name": ([("Edith Warrow", "Charlow Borough Council")], [("Edith Warrow", COUNCIL)]),
    "nickname": ([("William Knoppen", COUNCIL)], [("Bill Knoppen", COUNCIL)]),
    "near-first-name": ([("Jonny Starling", POLICE)], [("Johnny Starling", POLICE)]),
    "middle-name": ([("Ivan Rowley Stubbe", COUNCIL)], [("Ivan Stubbe", COUNCIL)]),
    "more-initials": ([("Mr R W Goff", None)], [("Mr R. W. Goff", None)]),
    "same-initials": (
        [("Cllr. M. Grayle", "Charlow Borough Council", CHAIR)],
        [("Cllr. M. Grayle", "Charlow Borough Council", CHAIR)],
    ),
    "a hyphen": ([("Gita Sarin-Roy", COUNCIL)], [("Gita Sarin Roy", COUNCIL)]),
    "capitals": ([("GRACE STRANGE", COUNCIL)], [("Grace Strange", COUNCIL)]),
    "honours": ([("R C Loveday, OBE", COUNCIL)], [("Mr. R. C. Loveday OBE", COUNCIL)]),
    "ranks": ([("Supt. A. Strand", POLICE)], [("ACC Adam Strand", POLICE)]),
    "near-surname": ([("Jane Scarrott", COUNCIL)], [("Jane Scarrot", COUNCIL)]),
}
APART = {
    "other-first-name": (
        [("Ms. C. Richley", "Care Group")],
        [("John Richley", "Charlow Borough Council")],
    ),
    "other-sex": ([("Mr J. Richley", COUNCIL)], [("Mrs J. Richley", COUNCIL)]),
    "middle names": ([("Mr R W Goff", COUNCIL)], [("Mr R J Goff", COUNCIL)]),
    "surnames": ([("Anna Marlow", COUNCIL)], [("Anna Harlow", COUNCIL)]),
    "common names": ([("Mark Smith", "Charlow Borough Council")], [("Mark Smith", POLICE)]),
}


@pytest.mark.parametrize("case", SAME)
def test_one_person_is_joined(case: str) -> None:
    first, second = SAME[case]
    identities = linked(paper("a", held=DAY[0], rows=first), paper("b", held=DAY[2], rows=second))
    assert one(identities, ("a", first[0][0]), ("b", second[0][0]))


@pytest.mark.parametrize("case", APART)
def test_two_people_stay_two(case: str) -> None:
    first, second = APART[case]
    identities = linked(paper("a", held=DAY[0], rows=first), paper("b", held=DAY[2], rows=second))
    assert not one(identities, ("a", first[0][0]), ("b", second[0][0]))


def test_two_entries_of_one_list_are_two_people_however_alike() -> None:
    rows = [
        ("Cllr J. Dunmore", "Charlow Borough Council"),
        ("Joan Dunmore", "Charlow Borough Council"),
    ]
    identities = linked(paper("a", held=DAY[0], rows=rows))
    assert not one(identities, ("a", rows[0][0]), ("a", rows[1][0]))


def test_the_same_entry_in_two_sections_of_a_list_is_one_person() -> None:
    identities = linked(
        paper("a", held=DAY[0], rows=[("Cllr. Kay Loyd", COUNCIL), ("Cllr. Kay Loyd", COUNCIL)])
    )
    assert [entity.name for entity in identities.entities if entity.kind == "person"] == [
        "Kay Loyd"
    ]


def test_two_rows_that_parse_alike_are_two_people() -> None:
    identities = linked(
        paper("a", held=DAY[0], rows=[("Cllr J. Dunmore", None), ("J. Dunmore", None)])
    )
    assert not one(identities, ("a", "Cllr J. Dunmore"), ("a", "J. Dunmore"))


def test_a_misprint_in_a_seat_is_joined_and_marked() -> None:
    seat = ("North Wend District Council", CHAIR)
    identities = linked(
        paper("a", held=DAY[0], rows=[("Cllr. Andrew Woodmere", *seat)]),
        paper("b", held=DAY[1], rows=[("Cllr. A. Woodwick", *seat)]),
        paper("c", held=DAY[2], rows=[("Cllr. A. Woodmere", *seat)]),
    )
    assert one(identities, ("a", "Cllr. Andrew Woodmere"), ("b", "Cllr. A. Woodwick"))
    person = identities.resolve("b", "person", "Cllr. A. Woodwick")
    assert person is not None
    assert (person.name, person.misprints) == ("Andrew Woodmere", ("Cllr. A. Woodwick",))
    assert any(
        {reason.id for reason in j.reasons} >= {"near-and-seat", "seat-between"}
        for j in identities.judgements
    )


def test_a_likely_misprint_without_the_seat_is_left_alone() -> None:
    identities = linked(
        paper(
            "a", held=DAY[0], rows=[("Cllr. Andrew Woodmere", "North Wend District Council", CHAIR)]
        ),
        paper("b", held=DAY[1], rows=[("Cllr. A. Woodwick", "Charlow Borough Council", CHAIR)]),
    )
    assert not one(identities, ("a", "Cllr. Andrew Woodmere"), ("b", "Cllr. A. Woodwick"))


def test_successive_holders_of_a_seat_are_two() -> None:
    seat = ("North Wend District Council", CHAIR)
    identities = linked(
        paper("a", held=DAY[0], rows=[("Cllr. Simon Whelan", *seat)]),
        paper("b", held=DAY[1], rows=[("Cllr. Sue Butcher", *seat)]),
    )
    assert not one(identities, ("a", "Cllr. Simon Whelan"), ("b", "Cllr. Sue Butcher"))


@pytest.mark.parametrize("seat", [(None,), (COUNCIL, CHAIR)])
def test_an_initial_that_two_people_fit_joins_neither(seat: tuple[str | None, ...]) -> None:
    identities = linked(
        paper("a", held=DAY[0], rows=[("Cllr Joan Davey", *seat), ("Cllr Joseph Davey", *seat)]),
        paper("b", held=DAY[1], rows=[("Cllr J. Davey", *seat)]),
    )
    names = ("Cllr Joan Davey", "Cllr Joseph Davey")
    found = {identities.resolve("a", "person", name) for name in names}
    assert identities.resolve("b", "person", "Cllr J. Davey") not in found


def test_an_initial_of_which_one_council_has_one_bearer_is_that_one() -> None:
    rows = [("Cllr Joan Davey", COUNCIL), ("Cllr Joseph Davey", "Charlow Borough Council")]
    identities = linked(
        paper("a", held=DAY[0], rows=rows), paper("b", held=DAY[1], rows=[("J. Davey", COUNCIL)])
    )
    assert one(identities, ("a", "Cllr Joan Davey"), ("b", "J. Davey"))


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Cllr. Joost van den Akker", "Councillor van den Akker"),
        ("Cllr. Orna Ní Dhubhda", "Councillor Ní Dhubhda"),
        ("Hugh de Warle", "Mr de Warle"),
    ],
)
def test_a_surname_of_several_words_is_one_person_in_list_and_text(full: str, short: str) -> None:
    identities = linked(paper("a", f"[@{short}] spoke.", held=DAY[0], rows=[(full, COUNCIL)]))
    assert one(identities, ("a", full), ("a", short))


@pytest.mark.parametrize("half", ["Superintendent Walling", "Mr Walling", "Walling", "SW", "Sian"])
def test_half_a_name_is_read_in_its_paper(half: str) -> None:
    text = f"[@{half}] thanked [@Sian Walling] and [@Peter Orme]."
    identities = linked(
        paper("a", text, DAY[0]), paper("b", "[@Gerald Walling] and [@Saul Wick] spoke.", DAY[1])
    )
    assert one(identities, ("a", half), ("a", "Sian Walling"))


def test_half_a_name_that_two_could_bear_joins_neither() -> None:
    identities = linked(
        paper("a", "[@Mr Walling] met [@Gerald Walling] and [@Saul Walling].", DAY[0])
    )
    walling = identities.resolve("a", "person", "Mr Walling")
    assert walling is not None and walling.doubtful and walling.name == "Mr Walling"


def test_a_longer_code_takes_its_person_from_a_shorter_one() -> None:
    text = "[@Margaret Carey] and [@Michael Cook] came. [@MC] agreed with [@MCa]."
    identities = linked(paper("a", text, DAY[0]))
    assert one(identities, ("a", "MCa"), ("a", "Margaret Carey"))
    assert one(identities, ("a", "MC"), ("a", "Michael Cook"))


def test_initials_of_nobody_are_reported_and_make_nobody() -> None:
    identities = linked(paper("a", "[@XQ] agreed.", DAY[0]))
    assert identities.resolve("a", "person", "XQ") is None
    assert [(u.printed, u.kind) for u in identities.unresolved] == [("XQ", "person")]


def test_initials_mean_somebody_in_their_own_paper_only() -> None:
    identities = linked(
        paper("a", "[@RB] and [@Rik Bassett] spoke.", DAY[0]),
        paper("b", "[@RB] and [@Rosa Bright] spoke.", DAY[1]),
    )
    assert one(identities, ("b", "RB"), ("b", "Rosa Bright"))
    assert all("RB" not in (entity.name, *entity.other_names) for entity in identities.entities)


@pytest.mark.parametrize(
    "printed",
    [
        "Clerk to the Council",
        "12 members of the public",
        "All",
        "a.marlow@marl.example",
        "Safety Team",
        "",
    ],
)
def test_what_is_no_name_makes_nobody(printed: str) -> None:
    identities = linked(paper("a", "[@Ann Marlow] spoke.", DAY[0], responsible=[printed]))
    assert identities.resolve("a", "person", printed) is None
    assert [entity.name for entity in identities.entities if entity.kind == "person"] == [
        "Ann Marlow"
    ]


def test_names_known_as_bodies_are_not_people() -> None:
    identities = linked(
        paper(
            "a",
            "[@Harm Zone] runs sessions; [Harm Zone] has staff, and [Harm Zone] has rooms.",
            DAY[0],
        )
    )
    assert [entity.kind for entity in identities.entities if entity.name == "Harm Zone"] == [
        "organisation"
    ]
    first = identities.of_mention("a", 0)
    assert first is not None and first.kind == "organisation"


def test_people_of_two_areas_are_not_joined_by_name_alone() -> None:
    identities = linked(
        paper("a", held=DAY[0], rows=[("Edith Warrow", COUNCIL)]),
        paper(
            "b",
            held=DAY[1],
            rows=[("Edith Warrow", "Wendshire County Council")],
            board="Wendshire Cabinet",
        ),
    )
    assert not one(identities, ("a", "Edith Warrow"), ("b", "Edith Warrow"))
    ids = sorted(entity.id for entity in identities.entities if entity.kind == "person")
    assert ids == ["edith-warrow", "edith-warrow-wendshire-county-council"]


def test_preferred_name_other_names_and_older_ids() -> None:
    identities = linked(
        paper("a", held=DAY[0], rows=[("Mrs D. Tilbury CC", COUNCIL)]),
        paper("b", held=DAY[1], rows=[("Cllr. Dora Tilbury", COUNCIL)]),
    )
    (person,) = (entity for entity in identities.entities if entity.kind == "person")
    assert (person.id, person.name, person.replaced_ids) == (
        "d-tilbury",
        "Dora Tilbury",
        ("dora-tilbury",),
    )
    assert person.other_names == ("Cllr. Dora Tilbury", "D. Tilbury", "Mrs D. Tilbury CC")


def test_the_text_beside_a_name_says_whose_somebody_is() -> None:
    identities = linked(
        paper("a", "[@Ann Smith], Head of Housing, [Marlshire County Council], spoke.", DAY[0]),
        paper("b", held=DAY[1], rows=[("Ann Smith", COUNCIL)]),
        paper("c", "[@Ann Smith] of [Marlshire Police] spoke.", DAY[2]),
    )
    assert one(identities, ("a", "Ann Smith"), ("b", "Ann Smith"))
    assert not one(identities, ("a", "Ann Smith"), ("c", "Ann Smith"))


def test_an_inspector_is_no_councillor_of_the_same_name() -> None:
    papers = (
        paper("a", held=DAY[0], rows=[("Inspector M. Ashby", "Marlshire Police")]),
        paper("b", held=DAY[1], rows=[("Cllr Mira Ashby", "Charlow Borough Council")]),
    )
    identities = linked(*papers)
    assert identities.resolve("a", "person", "Inspector M. Ashby") != identities.resolve(
        "b", "person", "Cllr Mira Ashby"
    )


def test_papers_that_tell_no_area_tell_nobody_apart() -> None:
    rows = [("Ann Holt", None)]
    told = paper("a", "[Marlshire County Council] met.", DAY[0], rows, "Harbour Panel")
    silent = paper("b", "Nobody was named.", DAY[1], rows, "Harbour Panel")
    assert one(linked(told, silent), ("a", "Ann Holt"), ("b", "Ann Holt"))
    other = linked(told, paper("c", "Nobody was named.", DAY[1], rows, "Lantern Panel"))
    assert not one(other, ("a", "Ann Holt"), ("c", "Ann Holt")), (
        "of another board: for a person to say"
    )


@pytest.mark.parametrize(
    ("now", "printed", "then"),
    [
        ("Cllr. Orla Penn", "(formerly Penn-Tarrow)", "Cllr. Orla Penn-Tarrow"),
        ("Orla Penn", ", previously known as Miss Orla Ferris,", "Orla Ferris"),
        ("Lady Whitcombe", "(formerly Mrs Ada Sorrel)", "Ada Sorrel"),
    ],
)
def test_a_paper_that_tells_a_former_name_joins_it(now: str, printed: str, then: str) -> None:
    identities = linked(
        paper("a", held=DAY[0], rows=[(then, COUNCIL)]),
        paper("b", f"[@{now}] {printed} spoke.", held=DAY[1]),
    )
    assert one(identities, ("a", then), ("b", now))


def test_a_title_tells_which_of_two_of_one_surname_is_meant() -> None:
    rows = [("Cllr. Abel Tarrow", COUNCIL), ("Mr Jonas Tarrow", "Marl Aid")]
    identities = linked(
        paper("a", "[@Councillor Tarrow] asked. [@Mr Tarrow] answered.", held=DAY[0], rows=rows)
    )
    assert one(identities, ("a", "Cllr. Abel Tarrow"), ("a", "Councillor Tarrow"))
    assert one(identities, ("a", "Mr Jonas Tarrow"), ("a", "Mr Tarrow"))


def test_papers_that_name_the_same_people_are_of_one_circle() -> None:
    names = ["Abel Tarrow", "Bea Ferrin", "Cass Orde", "Dell Umber", "Edda Quill"]
    rows = [(name, None) for name in names]
    identities = linked(
        paper("a", held=DAY[0], rows=rows, board="Lark Board"),
        paper("b", held=DAY[1], rows=[*rows[:4], ("E. Quill", None)], board="Board"),
        paper("c", held=DAY[2], rows=[("E. Quill", None)], board="Wren Board"),
    )
    assert one(identities, ("a", "Edda Quill"), ("b", "E. Quill"))
    assert not one(identities, ("a", "Edda Quill"), ("c", "E. Quill"))
