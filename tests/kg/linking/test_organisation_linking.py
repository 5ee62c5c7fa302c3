"""Which organisations and programmes are the same, on fictional papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from kg.extractors.facts import EntityKind, Facts, Span
from kg.ontology.vocabulary import Concept, Vocabulary
from linking_fixtures import VOCABULARY, paper

from kg.linking import Entity, Identities, identify
from kg.linking.features import feature

DAY = (date(2019, 9, 20), date(2021, 6, 18), date(2023, 3, 17))
HOSTS = "[Marlshire County Council] and [Marlshire Police] sent papers. "


def linked(*papers: Facts) -> Identities:
    return identify(papers, VOCABULARY)


def of(
    identities: Identities, document: str, printed: str, kind: EntityKind = "organisation"
) -> Entity:
    found = identities.resolve(document, kind, printed)
    assert found is not None, printed
    return found


ONE = [
    ("Office of the Harm and Care Commissioner", "OFFICE OF HARM & CARE COMMISSIONER"),
    ("Charlow Advice Centre", "the Charlow Advice Centres"),
    ("Multi-Agency Wend Panel", "Multi Agency Wend Panel"),
    ("Charlow Advice Centre (CAC)", "CAC"),
    ("Charlow Advice Centre", "Charlow Advice Centre’s"),
    ("North East Marl District Council", "NEM District Council"),
    ("Charlow Borough Council", "Charlow District Council"),
    ("Wendle House Technologies", "Wendle House"),
    ("Post Barn Limited", "Post Barn"),
    ("Marlshire County Council", "Marlshire CC"),
    ("Marlshire County Council", "the County Council"),
    ("Marlshire County Council", "MCC"),
    ("Marlshire Police", "the Force"),
    ("Charlow Borough Council", "Charlow"),
    ("Charlow City Council", "the City Council"),
    ("Marlshire Safer Places Board", "the Board"),
    ("Public Health, Marlshire County Council", "Public Health"),
    ("Marlshire Hate Group", "Hate Group"),
    ("HM Harm Inspectorate", "His Majesty’s Harm Inspectorate"),
    ("Charlow Agriculture Trading", "Charlow Agricuture Trading"),
    ("Harm Panel", "HP"),
    ("Home Office", "HO"),
    ("Lower Wend Lantern Forum", "Lantern Forum"),
    ("NHS Wend Vale Integrated Care Board", "Wend Vale ICB"),
    ("Beaconstead Housing Trust", "Beaconstead"),
    ("Overmarl Metropolitan Borough Council", "Overmarl Council"),
]
TWO = [
    ("Marlshire Harm Panel", "Wendshire Harm Panel"),
    ("Charlow Advice Centre", "Charlow Advice Centre Federation"),
    ("Marlshire County Council", "Marlow District Council"),
    ("Friends of Charlow School", "Charlow School"),
    ("VRB Delivery Forum", "VRB"),
    ("Wendle Police Federation", "Wendle Police"),
    ("National Harm Service", "Harm Service"),
    ("Marlshire Police", "Marlshire Police Federation"),
    ("Prevention Team", "Protection Team"),
    ("North Charlow Forum", "South Charlow Forum"),
    ("Charlow Women’s Aid", "Women’s Aid"),
]


@pytest.mark.parametrize(("left", "right"), ONE)
def test_one_organisation(left: str, right: str) -> None:
    identities = linked(paper("a", f"{HOSTS} [{left}] met. Later [{right}] wrote.", DAY[0]))
    assert of(identities, "a", left) is of(identities, "a", right)


@pytest.mark.parametrize(("left", "right"), TWO)
def test_two_organisations(left: str, right: str) -> None:
    identities = linked(paper("a", f"{HOSTS} [{left}] met. Later [{right}] wrote.", DAY[0]))
    assert of(identities, "a", left) is not of(identities, "a", right)


PROGRAMMES_ONE = [
    ("People Places", "People Place"),
    ("Lantern", "the Lantern programme"),
    ("‘Lantern Walks’", "Lantern Walks Project"),
    ("Lamplight", "Lamplight strategy"),
    ("Street Harm Network (SHN)", "SHN"),
    ("Equal Streets Strategy", "Equal Streets Strategy 2020-2024"),
    ("Draft Hate Strategy", "Hate Strategy"),
    ("Marlshire Family Walks", "Family Walks"),
    ("Marlshire CC Insight Survey", "Marlshire Insight Survey"),
    ("Lantern Walks Act 2021", "Lantern Walks Act"),
]
PROGRAMMES_TWO = [
    ("Hate Action Plan 2018-21", "Hate Action Plan 2023-26"),
    ("Lantern", "Lantern Duty"),
    ("Training", "Training Programme for Wardens"),
    ("Lantern Plan", "Lantern Strategy"),
]


@pytest.mark.parametrize(("left", "right"), PROGRAMMES_ONE)
def test_one_programme(left: str, right: str) -> None:
    identities = linked(paper("a", f"{HOSTS} [#{left}] began. [#{right}] went on.", DAY[0]))
    assert of(identities, "a", left, "programme") is of(identities, "a", right, "programme")


@pytest.mark.parametrize(("left", "right"), PROGRAMMES_TWO)
def test_two_programmes(left: str, right: str) -> None:
    identities = linked(paper("a", f"{HOSTS} [#{left}] began. [#{right}] went on.", DAY[0]))
    assert of(identities, "a", left, "programme") is not of(identities, "a", right, "programme")


def test_the_undated_name_joins_no_one_of_several_years() -> None:
    text = (
        "[#Hate Walks Plan 2018-21], then [#Hate Walks Plan 2023-26]; the [#Hate Walks Plan] again."
    )
    identities = linked(paper("a", text, DAY[0]))
    assert (
        len(
            {
                of(identities, "a", m, "programme").id
                for m in ("Hate Walks Plan 2018-21", "Hate Walks Plan 2023-26", "Hate Walks Plan")
            }
        )
        == 3
    )


def test_ordinary_names_and_short_forms_are_read_in_their_area() -> None:
    text = (
        "[{0} County Council], [{0} Police] and the [Harm Panel] met; "
        "[the Force], [the County Council] and the [Housing Team]."
    )
    identities = linked(
        paper("a", text.format("Marlshire"), DAY[0]),
        paper("b", text.format("Wendshire"), DAY[1], board="Wendshire Harm Board"),
    )
    for short, full in (("the Force", "{} Police"), ("the County Council", "{} County Council")):
        assert of(identities, "a", short) is of(identities, "a", full.format("Marlshire"))
        assert of(identities, "b", short) is of(identities, "b", full.format("Wendshire"))
    for ordinary in ("Harm Panel", "Housing Team"):
        assert of(identities, "a", ordinary) is not of(identities, "b", ordinary)
    assert of(identities, "b", "Housing Team").id == "housing-team-wendshire"
    assert not [j for j in identities.judgements if j.verdict == "unsure"]


def test_the_area_is_learnt_from_the_councils_where_the_board_names_none() -> None:
    identities = linked(
        paper(
            "a",
            "[Wendshire County Council] met. [the County Council] agreed.",
            DAY[0],
            board="Cabinet",
        )
    )
    assert of(identities, "a", "the County Council").id == "wendshire-county-council"
    board = identities.board_of("a", 0)
    assert board is not None and board.name == "Cabinet"


def test_a_unit_is_a_part_of_its_body() -> None:
    identities = linked(
        paper(
            "a", f"{HOSTS} [MCC Legal Services] and [Digital Hub, Marlshire Police] wrote.", DAY[0]
        )
    )
    assert of(identities, "a", "MCC Legal Services").part_of == "marlshire-county-council"
    assert of(identities, "a", "Digital Hub, Marlshire Police").part_of == "marlshire-police"


def test_units_of_two_bodies_are_two() -> None:
    text = "[Legal Team, Marlshire County Council] and [Legal Team, Wendshire County Council] met."
    identities = linked(paper("a", text, DAY[0]))
    assert (
        len({entity.id for entity in identities.entities if entity.name.startswith("Legal Team")})
        == 2
    )


def test_a_board_renamed_is_one_board() -> None:
    old, new = "Marlshire Safer Places Board", "Marlshire and Wendshire Safer Places Board"
    councils = "[Marlshire County Council] and [Wendshire County Council]. "
    identities = linked(
        paper("a", f"{councils} The [{old}] met.", DAY[0], board=old.upper()),
        paper("b", f"{councils} The [{new}] met.", DAY[2], board=new),
    )
    board = identities.board_of("a", 0)
    assert board is not None and board is identities.board_of("b", 0)
    assert (board.id, board.name, board.other_names) == (
        "marlshire-safer-places-board",
        new,
        (old,),
    )
    (change,) = identities.changes
    assert (change.kind, change.old, change.new, change.date) == (
        "renaming",
        board.id,
        board.replaced_ids[0],
        DAY[2],
    )
    assert (change.old_name, change.new_name) == (old, new)


def test_boards_that_meet_side_by_side_are_two() -> None:
    old, new = "Marlshire Safer Places Board", "Marlshire and Wendshire Safer Places Board"
    councils = "[Marlshire County Council] and [Wendshire County Council]."
    papers = [
        paper(str(at), councils, day, board=board)
        for at, (day, board) in enumerate(zip(DAY, (old, new, old), strict=True))
    ]
    identities = linked(*papers)
    assert identities.board_of("0", 0) is not identities.board_of("1", 0)


def test_a_succession_links_two_bodies() -> None:
    identities = linked(paper("a", "The [Care Group] gave way. The [Care Board] began.", DAY[0]))
    (change,) = identities.changes
    assert (change.kind, change.old, change.new) == ("succession", "care-group", "care-board")


def test_the_papers_of_a_board_are_of_one_area_whichever_council_each_names_most() -> None:
    papers = (
        paper("a", "[Hate Group]. " + HOSTS, board="Lark Board"),
        paper("b", "[Hate Group]. [Wendshire County Council] twice.", board="Lark Board"),
        paper("c", "[Hate Group]. " + HOSTS, board="Lark Board"),
    )
    identities = linked(*papers)
    assert len({of(identities, each, "Hate Group").id for each in "abc"}) == 1


def test_a_name_that_every_place_may_have_is_asked_about_where_the_areas_differ() -> None:
    identities = linked(
        paper("a", "[Newfold Parish Council] met. " + HOSTS),
        paper("b", "[Newfold Parish Council] met. [Wendshire County Council]", board="Wend Board"),
        paper("c", "[Newfold Parish Council] wrote. " + HOSTS),
    )
    here, there, again = (of(identities, each, "Newfold Parish Council") for each in "abc")
    assert here is again and here is not there
    asked = [j for j in identities.judgements if j.verdict == "unsure"]
    assert [{j.left_id, j.right_id} for j in asked] == [{here.id, there.id}]


def test_the_acronym_of_one_paper_is_not_that_of_another() -> None:
    identities = linked(
        paper("a", "The [Marl Aid Service (MAS)] met. [MAS] agreed.", DAY[0]),
        paper(
            "b",
            "The [Wend Arts School (MAS)] met. [MAS] agreed.",
            DAY[1],
            board="Wendshire Arts Board",
        ),
    )
    assert of(identities, "a", "MAS").name == "Marl Aid Service"
    assert of(identities, "b", "MAS").name == "Wend Arts School"


def test_what_the_area_agrees_an_acronym_means_holds_in_its_other_papers() -> None:
    identities = linked(
        paper("a", "The [Marl Aid Service (MAS)] met.", DAY[0]),
        paper("b", "[MAS] agreed.", DAY[1], acronyms={"XYZ": "Xeno Yard Zone"}),
    )
    assert of(identities, "b", "MAS") is of(identities, "a", "Marl Aid Service")


def test_a_body_of_a_list_that_is_a_programme_stays_one() -> None:
    identities = linked(
        paper(
            "a",
            "The [#Street Harm Network] grew.",
            DAY[0],
            rows=[("Grace Strange", "Street Harm Network")],
        )
    )
    assert of(identities, "a", "Street Harm Network").kind == "programme"
    assert (
        len([entity for entity in identities.entities if entity.name == "Street Harm Network"]) == 1
    )


def test_what_a_list_prints_is_what_the_same_words_name_in_the_text() -> None:
    board = "NHS Marl and Wend Care Board"
    rows = [("Grace Strange", board), ("Bo Fenn", "Care Board")]
    identities = linked(paper("a", f"The [{board}] and the [Care Board] wrote.", DAY[0], rows=rows))
    assert of(identities, "a", board).name == board
    assert identities.resolve("a", "organisation", board) is of(identities, "a", board)


STRUCTURAL = {
    "Marlshire County Council/Street Harm Network": "marlshire-county-council",
    "Community Safety, Marlshire County Council": "marlshire-county-council",
    "COMMUNITY SAFETY MARLSHIRE COUNTY COUNCIL": "marlshire-county-council",
    "Group Chair – Marlshire County Council": "marlshire-county-council",
    "Street Harm Network": "street-network",
    "MCC": "marlshire-county-council",
    "Charlow Advice Centre": "charlow-advice-centre",
    "12": None,
    "for information only": None,
}


@pytest.mark.parametrize("printed", STRUCTURAL)
def test_every_string_of_a_list_is_answered_or_no_name(printed: str) -> None:
    identities = linked(
        paper("a", HOSTS, DAY[0], rows=[("Ann Marlow", printed)], organisation=printed)
    )
    found = identities.resolve("a", "organisation", printed)
    assert (found.id if found else None) == STRUCTURAL[printed]


def test_a_free_description_finds_a_body_and_makes_none() -> None:
    printed = "officers from Marlshire County Council"
    identities = linked(paper("a", HOSTS, DAY[0], asked_of=printed))
    assert of(identities, "a", printed).id == "marlshire-county-council"
    assert len([entity for entity in identities.entities if entity.kind == "organisation"]) == 3
    assert (
        linked(paper("a", HOSTS, DAY[0], asked_of="all partners")).resolve(
            "a", "organisation", "all partners"
        )
        is None
    )


def test_somebody_responsible_may_be_a_body() -> None:
    identities = linked(paper("a", HOSTS, DAY[0], responsible=["MCC", "Ann Marlow"]))
    assert of(identities, "a", "MCC", "person").id == "marlshire-county-council"
    assert of(identities, "a", "Ann Marlow", "person").kind == "person"


def test_the_boards_meeting_without_a_name_is_that_of_the_papers_only_board() -> None:
    assert linked(paper("a", HOSTS, board=None)).board_of("a", 0) is None
    identities = linked(paper("a", HOSTS))
    assert identities.board_of("a", 0) is of(identities, "a", "Marlshire Safer Places Board")


def test_a_name_in_capitals_is_shown_calmly() -> None:
    identities = linked(paper("a", "", DAY[0], board="CHARLOW AND WEND FLOOD FORUM"))
    board = identities.board_of("a", 0)
    assert board is not None and board.name == "Charlow and Wend Flood Forum"
    assert identities.resolve("a", "organisation", "CHARLOW AND WEND FLOOD FORUM") is board


def test_an_ordinary_name_is_shown_with_its_place() -> None:
    text = f"{HOSTS} The [Hate Group] met; [Marlshire Hate Group] is it. "
    text += "[Legal Team], [Hate Group]: [MCC Legal Team]."
    identities = linked(paper("a", text, DAY[0]))
    assert of(identities, "a", "Hate Group").name == "Marlshire Hate Group"
    assert of(identities, "a", "Legal Team").name == "MCC Legal Team"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Zone Out’ Walks", "Zone Out Walks"),
        ("Wardens’ Walks", "Wardens’ Walks"),
        ("‘Zone Out’", "Zone Out"),
        ("Neill’s Walk", "Neill’s Walk"),
    ],
)
def test_quotes_that_lost_their_other_half_are_no_part_of_a_name(printed: str, name: str) -> None:
    assert (
        of(linked(paper("a", f"[#{printed}] began.", DAY[0])), "a", printed, "programme").name
        == name
    )


def test_misprints_of_a_body_are_marked() -> None:
    name, misprint = "Charlow Agriculture Trading", "Charlow Agricuture Trading"
    text = f"[{name}] and [{misprint}] met [{name}]."
    entity = of(linked(paper("a", text, DAY[0])), "a", "Charlow Agricuture Trading")
    assert (entity.name, entity.misprints) == (
        "Charlow Agriculture Trading",
        ("Charlow Agricuture Trading",),
    )


def test_a_part_of_a_programme_is_its_own_and_says_whose_it_is() -> None:
    parts = Concept("lamplight-duty", "programme", "duty", "Lamplight Duty", part_of="lamplight")
    vocabulary = Vocabulary(
        [*VOCABULARY.concepts.values(), parts], VOCABULARY.words, VOCABULARY.nicknames, "parts"
    )
    both = identify([paper("a", "[#Lamplight strategy] and the [#Lamplight Duty].")], vocabulary)
    duty = both.of_mention("a", 1)
    assert duty is not None and (duty.id, duty.part_of) == ("lamplight-duty", "lamplight")
    alone = identify([paper("a", "The [#Lamplight Duty].")], vocabulary).of_mention("a", 0)
    assert alone is not None and alone.part_of is None  # nothing is said of what no paper names


# -- names that only describe --------------------------------------------------


@pytest.mark.parametrize("name", ["#Delivery Plan", "#Strategic Plan", "Working Group"])
def test_a_description_in_two_papers_means_two_things(name: str) -> None:
    """Every body has a delivery plan, and sets up a working group."""
    shown = name.removeprefix("#")
    identities = linked(
        paper("a", f"The [{name}] was read.", DAY[0]), paper("b", f"A [{name}] was made.", DAY[1])
    )
    kind: EntityKind = "programme" if name.startswith("#") else "organisation"
    assert identities.resolve("a", kind, shown) != identities.resolve("b", kind, shown)
    left, right = (entity.id for entity in identities.entities if entity.name == shown)
    judgement = identities.explain(left, right, kind)
    assert judgement is not None and feature(kind, "other-papers") in judgement.reasons


def test_what_is_named_beside_a_description_tells_that_it_is_the_same() -> None:
    first = paper("a", "The [#Lantern Walks] and their [#Delivery Plan] were read.", DAY[0])
    again = paper("b", "A new [#Delivery Plan] for the [#Lantern Walks] was made.", DAY[1])
    other = paper("c", "The [#Delivery Plan] of the [#Harbour Days] was made.", DAY[2])
    found = linked(first, again, other)
    plan = found.resolve("a", "programme", "Delivery Plan")
    assert plan == found.resolve("b", "programme", "Delivery Plan")
    assert plan != found.resolve("c", "programme", "Delivery Plan")


def test_a_report_s_own_plan_is_that_of_its_organisation() -> None:
    texts = ("The [#Action Plan] was read.", "The [#Action Plan] was made.")
    ours = [
        paper(name, text, DAY[0], organisation="Marl Aid")
        for name, text in zip("ab", texts, strict=True)
    ]
    reports = [replace(facts.reports[0], span=Span(0, len(facts.document.text))) for facts in ours]
    papers = [
        replace(facts, reports=(report,)) for facts, report in zip(ours, reports, strict=True)
    ]
    assert len({e.id for e in linked(*papers).entities if e.name == "Action Plan"}) == 1


def test_a_plan_with_a_subject_is_one_in_all_papers_of_an_area() -> None:
    found = linked(
        paper("a", "The [#Hate Plan] was read.", DAY[0]),
        paper("b", "A [#Hate Plan] was made.", DAY[1]),
    )
    assert found.resolve("a", "programme", "Hate Plan") == found.resolve(
        "b", "programme", "Hate Plan"
    )


def test_the_end_of_a_name_is_the_only_longer_one_of_its_paper() -> None:
    two = linked(
        paper(
            "a",
            "The [#Wend Prison Project], the [#Marl Prison Project] and the [#Prison Project].",
            DAY[0],
        )
    )
    assert len(two.entities) == 4, "three projects and the board"
    other = linked(
        paper("a", "The [#Wend Prison Project].", DAY[0]),
        paper("b", "The [#Prison Project].", DAY[1]),
    )
    assert other.resolve("a", "programme", "Wend Prison Project") != other.resolve(
        "b", "programme", "Prison Project"
    )


# -- renamed -------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "[Wend Haven] will be called [Marl House].",
        "[Marl House] (known until 2019 as [Wend Haven]) met.",
    ],
)
def test_what_was_renamed_goes_by_its_new_name_under_its_old_id(words: str) -> None:
    found = linked(
        paper("a", "[Wend Haven] spoke. [Wend Haven] left.", DAY[0]), paper("b", words, DAY[1])
    )
    (house,) = (entity for entity in found.entities if entity.name == "Marl House")
    assert (house.id, house.other_names, house.replaced_ids) == (
        "wend-haven",
        ("Wend Haven",),
        ("marl-house",),
    )
    (change,) = found.changes
    assert (change.kind, change.old_name, change.new_name) == (
        "renaming",
        "Wend Haven",
        "Marl House",
    )


def test_the_vocabulary_s_kind_wins_over_what_the_papers_take_a_name_for() -> None:
    papers = [
        paper(name, "The [#Home Office] spoke.", day) for name, day in zip("abc", DAY, strict=True)
    ]
    identities = linked(*papers, paper("d", "The [Home Office] wrote.", DAY[2]))
    assert [entity.kind for entity in identities.entities if entity.name == "Home Office"] == [
        "organisation"
    ]


def test_what_was_first_known_by_its_acronym_keeps_that_id() -> None:
    first = paper("a", "The [MWQ] spoke.", DAY[0])
    later = paper(
        "b",
        "The [Marl Water Quorum] (MWQ) and the [MWQ] spoke.",
        DAY[1],
        acronyms={"MWQ": "Marl Water Quorum"},
    )
    (alone,) = (entity.id for entity in linked(first).entities if entity.name == "MWQ")
    found = [
        entity for entity in linked(first, later).entities if entity.name == "Marl Water Quorum"
    ]
    assert [entity.id for entity in found] == [alone] == ["mwq"]


def test_a_board_of_an_ordinary_name_is_known_by_those_who_attend() -> None:
    rows = [("Ada Vale", None), ("Bert Holt", None), ("Carl Finch", None)]
    told = paper("a", "[Marlshire County Council] met.", DAY[0], rows, board="Cabinet")
    silent = paper("b", "Nobody was named.", DAY[1], rows, board="Cabinet")
    other = paper(
        "c",
        "Nobody was named.",
        DAY[1],
        [("Dora Wren", None), ("Emil Stone", None)],
        board="Cabinet",
    )
    assert linked(told, silent).board_of("a", 0) == linked(told, silent).board_of("b", 0)
    assert linked(told, other).board_of("a", 0) != linked(told, other).board_of("c", 0)


def test_a_board_of_an_ordinary_name_is_known_by_where_it_meets() -> None:
    def at(venue: str, facts: Facts) -> Facts:
        return replace(facts, meetings=(replace(facts.meetings[0], venue=venue),))

    house, town = "Council Chamber, Moot House, Wend Street, Marl", "Council Chamber, Town Hall"
    told = paper("a", "[Marlshire County Council] met.", DAY[0], board="Cabinet")
    silent = paper("b", "Nobody was named.", DAY[1], board="Cabinet")
    same, other = (
        linked(at(house, told), at(house, silent)),
        linked(at(town, told), at(town, silent)),
    )
    assert same.board_of("a", 0) == same.board_of("b", 0)
    assert other.board_of("a", 0) != other.board_of("b", 0), "many towns have one"
