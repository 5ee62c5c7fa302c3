"""Every feature can be shown, its table is complete, and explanations say what decided."""

from __future__ import annotations

import re
from datetime import date

import pytest
from kg.extractors import extract
from kg.extractors.facts import Document, EntityKind
from kg.ontology.vocabulary import load
from linking_fixtures import VOCABULARY, paper

from kg.linking import Judgement, identify
from kg.linking.features import MATCH_THRESHOLD, POSSIBLE_MATCH_THRESHOLD, check_features, feature
from kg.linking.lexicon import table

DAY = (date(2019, 9, 20), date(2021, 6, 18), date(2023, 3, 17))
COUNCIL, CHAIR = "Marlshire County Council", "Safety Partnership Chair"
TIER = ("North Wend District Council", CHAIR)

# feature → the lists of two papers and the two names that show it
PEOPLE: dict[str, tuple[list[tuple[str, ...]], list[tuple[str, ...]], str, str]] = {
    "same-name": (
        [("Edith Warrow", COUNCIL)],
        [("Mrs Edith Warrow", COUNCIL)],
        "Edith Warrow",
        "Mrs Edith Warrow",
    ),
    "nickname": (
        [("William Knoppen", COUNCIL)],
        [("Bill Knoppen", COUNCIL)],
        "William Knoppen",
        "Bill Knoppen",
    ),
    "near-first-name": (
        [("Jonny Starling", COUNCIL)],
        [("Johnny Starling", COUNCIL)],
        "Jonny Starling",
        "Johnny Starling",
    ),
    "initial": ([("E. Warrow", COUNCIL)], [("Edith Warrow", COUNCIL)], "E. Warrow", "Edith Warrow"),
    "same-initials": (
        [("Mr E. Warrow", COUNCIL)],
        [("E. Warrow", COUNCIL)],
        "Mr E. Warrow",
        "E. Warrow",
    ),
    "more-initials": (
        [("E. T. Warrow", COUNCIL)],
        [("Mr E T Warrow", COUNCIL)],
        "E. T. Warrow",
        "Mr E T Warrow",
    ),
    "middle-name": (
        [("Ivan Rowley Stubbe", COUNCIL)],
        [("Ivan Stubbe", COUNCIL)],
        "Ivan Rowley Stubbe",
        "Ivan Stubbe",
    ),
    "surname-only": (
        [("Ann Warrow", COUNCIL), ("Mr Stubbe", None)],
        [("Ivan Stubbe", COUNCIL)],
        "Mr Stubbe",
        "Ivan Stubbe",
    ),
    "near-surname": (
        [("Jane Scarrott", COUNCIL)],
        [("Jane Scarrot", COUNCIL)],
        "Jane Scarrott",
        "Jane Scarrot",
    ),
    "alike-surname": (
        [("Al Woodmere", *TIER)],
        [("A. Woodwick", *TIER)],
        "Al Woodmere",
        "A. Woodwick",
    ),
    "same-organisation": (
        [("E. Warrow", COUNCIL)],
        [("Edith Warrow", COUNCIL)],
        "E. Warrow",
        "Edith Warrow",
    ),
    "same-seat": ([("E. Warrow", *TIER)], [("Edith Warrow", *TIER)], "E. Warrow", "Edith Warrow"),
    "related-organisation": (
        [("E. Warrow", COUNCIL)],
        [("Edith Warrow", "Legal Team, Marlshire County Council")],
        "E. Warrow",
        "Edith Warrow",
    ),
    "other-organisation": (
        [("E. Warrow", "Home Office")],
        [("Edith Warrow", COUNCIL)],
        "E. Warrow",
        "Edith Warrow",
    ),
    "same-area": (
        [("E. Warrow", COUNCIL)],
        [("Edith Warrow", COUNCIL)],
        "E. Warrow",
        "Edith Warrow",
    ),
    "same-calling": (
        [("Cllr E. Warrow", None)],
        [("Cllr Edith Warrow", None)],
        "Cllr E. Warrow",
        "Cllr Edith Warrow",
    ),
    "other-calling": (
        [("Cllr E. Warrow", None)],
        [("Supt Edith Warrow", None)],
        "Cllr E. Warrow",
        "Supt Edith Warrow",
    ),
    "same-sex": (
        [("Mrs E. Warrow", None)],
        [("Ms Edith Warrow", None)],
        "Mrs E. Warrow",
        "Ms Edith Warrow",
    ),
    "same-print": (
        [("Mrs E. Warrow", COUNCIL)],
        [("Mrs E Warrow", None)],
        "Mrs E. Warrow",
        "Mrs E Warrow",
    ),
    "only-bearer": (
        [("E. Warrow", COUNCIL)],
        [("Edith Warrow", COUNCIL)],
        "E. Warrow",
        "Edith Warrow",
    ),
    "common-surname": (
        [("E. Smith", COUNCIL)],
        [("Edith Smith", COUNCIL)],
        "E. Smith",
        "Edith Smith",
    ),
    "several-bearers": (
        [("E. Warrow", COUNCIL)],
        [("Edith Warrow", COUNCIL), ("Ed Warrow", COUNCIL)],
        "E. Warrow",
        "Edith Warrow",
    ),
    "near-and-seat": (
        [("Al Woodmere", *TIER)],
        [("A. Woodwick", *TIER)],
        "Al Woodmere",
        "A. Woodwick",
    ),
    "seen-once": ([("Al Woodmere", *TIER)], [("A. Woodwick", *TIER)], "Al Woodmere", "A. Woodwick"),
    "other-first-name": (
        [("Ann Warrow", COUNCIL)],
        [("Ben Warrow", COUNCIL)],
        "Ann Warrow",
        "Ben Warrow",
    ),
    "other-sex": (
        [("Mr E. Warrow", COUNCIL)],
        [("Mrs E. Warrow", COUNCIL)],
        "Mr E. Warrow",
        "Mrs E. Warrow",
    ),
    "one-list": (
        [("E. Warrow", COUNCIL), ("Edith Warrow", COUNCIL)],
        [],
        "E. Warrow",
        "Edith Warrow",
    ),
}

# feature → one text and the two names that show it
TEXTS: dict[tuple[EntityKind, str], tuple[str, str, str]] = {
    ("person", "half-name"): ("[@Edith] and [@Edith Warrow]", "Edith", "Edith Warrow"),
    ("person", "only-in-document"): (
        "[@Mrs Warrow] and [@Edith Warrow]",
        "Mrs Warrow",
        "Edith Warrow",
    ),
    ("person", "initials-in-document"): ("[@EW] and [@Edith Warrow]", "EW", "Edith Warrow"),
    ("person", "same-document"): ("[@E. Warrow] and [@Edith Warrow]", "E. Warrow", "Edith Warrow"),
    ("organisation", "initials"): (
        "[North East Marl Aid] and [NEM Aid]",
        "NEM Aid",
        "North East Marl Aid",
    ),
    ("organisation", "home"): (
        "[Marlshire Hate Group] and [Hate Group]",
        "Hate Group",
        "Marlshire Hate Group",
    ),
    ("organisation", "unit-at-home"): (
        "[Legal Team, Marlshire County Council], [Legal Team]",
        "Legal Team",
        "Legal Team, Marlshire County Council",
    ),
    ("organisation", "ending"): (
        "[Wend House Solutions] of [Wend House]",
        "Wend House Solutions",
        "Wend House",
    ),
    ("organisation", "tier"): (
        "[Charlow Borough Council], [Charlow District Council]",
        "Charlow Borough Council",
        "Charlow District Council",
    ),
    ("organisation", "misprint"): (
        "[Wend Agriculture], [Wend Agricuture]",
        "Wend Agriculture",
        "Wend Agricuture",
    ),
    ("organisation", "seen-once"): (
        "[Wend Agriculture], [Wend Agricuture]",
        "Wend Agriculture",
        "Wend Agricuture",
    ),
    ("organisation", "same-area"): (
        "[Wend Agriculture], [Wend Agricuture]",
        "Wend Agriculture",
        "Wend Agricuture",
    ),
    ("organisation", "joined"): (
        "[Wend Farm Shop], [Wend Farmshop]",
        "Wend Farmshop",
        "Wend Farm Shop",
    ),
    ("programme", "joined"): (
        "[#Street Safe Walks], [#StreetSafe Walks]",
        "Street Safe Walks",
        "StreetSafe Walks",
    ),
    ("organisation", "stated-renaming"): (
        "[Marl Aid], formerly known as [Wend Help],",
        "Marl Aid",
        "Wend Help",
    ),
    ("organisation", "other-concept"): (
        "[Home Office], [Marlshire Police]",
        "Home Office",
        "Marlshire Police",
    ),
    ("organisation", "other-parent"): (
        "[Legal Team, Marlshire County Council], [Legal Team, Wendshire County Council]",
        "Legal Team, Marlshire County Council",
        "Legal Team, Wendshire County Council",
    ),
    ("organisation", "several"): (
        "[Wend and Marlshire Hate Group], [East and Marlshire Hate Group], [Wend Borough Council], "
        "[East Borough Council], [Hate Group]",
        "Hate Group",
        "Wend and Marlshire Hate Group",
    ),
    ("programme", "initials"): (
        "[#North East Marl Aid] and [#NEM Aid]",
        "NEM Aid",
        "North East Marl Aid",
    ),
    ("programme", "home"): (
        "[#Marlshire Lantern Walks], [#Lantern Walks]",
        "Lantern Walks",
        "Marlshire Lantern Walks",
    ),
    ("programme", "ending"): ("[#Lantern programme], [#Lantern]", "Lantern programme", "Lantern"),
    ("organisation", "suffix"): (
        "[Lower Marl Lantern Forum] and the [Lantern Forum]",
        "Lantern Forum",
        "Lower Marl Lantern Forum",
    ),
    ("programme", "suffix"): (
        "[#Wend Prison Project], [#Prison Project]",
        "Prison Project",
        "Wend Prison Project",
    ),
    ("programme", "word-order"): (
        "[#Strategy for Tackling Litter], [#Litter Strategy]",
        "Litter Strategy",
        "Strategy for Tackling Litter",
    ),
    ("programme", "state"): (
        "[#Draft Lantern Plan], [#Lantern Plan]",
        "Draft Lantern Plan",
        "Lantern Plan",
    ),
    ("programme", "only-dated"): (
        "[#Lantern Plan 2021-23], [#Lantern Plan]",
        "Lantern Plan 2021-23",
        "Lantern Plan",
    ),
    ("programme", "misprint"): (
        "[#Lantern Wanderings], [#Lantern Wandrings]",
        "Lantern Wanderings",
        "Lantern Wandrings",
    ),
    ("programme", "seen-once"): (
        "[#Lantern Wanderings], [#Lantern Wandrings]",
        "Lantern Wanderings",
        "Lantern Wandrings",
    ),
    ("programme", "same-area"): (
        "[#Lantern Wanderings], [#Lantern Wandrings]",
        "Lantern Wanderings",
        "Lantern Wandrings",
    ),
    ("organisation", "same-reading"): ("[Marl Aid], [the Marl Aid]", "Marl Aid", "the Marl Aid"),
    # a name's kind is one for all its mentions: the later ones make units and councils programmes
    ("programme", "unit-at-home"): (
        "[Legal Team, Marlshire County Council], [#Legal Team], [#Legal Team]",
        "Legal Team",
        "Legal Team, Marlshire County Council",
    ),
    ("programme", "other-parent"): (
        "[Legal Team, Marlshire County Council], [Legal Team, Wendshire County Council], "
        "[#Legal Team], [#Legal Team], [#Legal Team]",
        "Legal Team, Marlshire County Council",
        "Legal Team, Wendshire County Council",
    ),
    ("programme", "tier"): (
        "[#Charlow Borough Council], [#Charlow District Council]",
        "Charlow Borough Council",
        "Charlow District Council",
    ),
    ("organisation", "only-dated"): (
        "[#Lantern Plan 2021-23], [Lantern Plan], [Lantern Plan]",
        "Lantern Plan 2021-23",
        "Lantern Plan",
    ),
}

# features that need more than a list or a text; each has its test elsewhere
ELSEWHERE = {
    ("person", "other-area"),
    ("person", "other-board"),
    ("person", "same-circle"),
    ("person", "seat-between"),
    ("any", "verdict-same"),
    ("any", "verdict-different"),
    ("any", "named-later"),
    ("organisation", "same-concept"),
    ("organisation", "same-words"),
    ("organisation", "other-area"),
    ("organisation", "other-place"),
    ("organisation", "renamed"),
    ("programme", "same-concept"),
    ("programme", "same-words"),
    ("programme", "other-area"),
    ("programme", "several"),
    ("programme", "other-papers"),
    ("organisation", "other-papers"),
    ("organisation", "same-people"),
    ("organisation", "same-venue"),
}


def asked(identities_of: object, left: str, right: str, kind: EntityKind) -> Judgement:
    found = identities_of.explain(left, right, kind)  # type: ignore[arg-type]
    assert found is not None, (left, right)
    return found


@pytest.mark.parametrize("name", PEOPLE)
def test_feature_of_two_people(name: str) -> None:
    first, second, left, right = PEOPLE[name]
    identities = identify(
        (paper("a", held=DAY[0], rows=first), paper("b", held=DAY[2], rows=second)),
        VOCABULARY,  # type: ignore[arg-type]
    )
    judgement = asked(identities, left, right, "person")
    assert feature("person", name) in judgement.reasons
    assert judgement.score == round(sum(reason.weight for reason in judgement.reasons), 2)
    if judgement.verdict == "same":
        assert judgement.score >= MATCH_THRESHOLD
    elif judgement.verdict == "unsure":
        assert judgement.score >= POSSIBLE_MATCH_THRESHOLD


@pytest.mark.parametrize(("kind", "name"), TEXTS)
def test_feature_of_two_names_of_a_text(kind: EntityKind, name: str) -> None:
    text, left, right = TEXTS[kind, name]
    identities = identify(
        (paper("a", f"[Marlshire County Council] met. {text} spoke.", DAY[0]),), VOCABULARY
    )
    assert feature(kind, name) in asked(identities, left, right, kind).reasons


def test_every_feature_of_the_table_has_its_example() -> None:
    shown = (
        {("person", name) for name in PEOPLE}
        | set(TEXTS)
        | {(kind, name) for kind, name in ELSEWHERE}
    )
    named = {name for _, name in shown}
    for kind, features in table("features").items():
        for name in features if kind != "threshold" else ():
            assert (kind, name) in shown or (kind in ("any", "constraint") and name in named), (
                kind,
                name,
            )


@pytest.mark.parametrize("kind", ["person", "organisation", "programme", "any", "constraint"])
def test_a_table_without_a_feature_or_with_an_unknown_one_is_refused(kind: str) -> None:
    tables = {name: dict(features) for name, features in table("features").items()}
    check_features(tables)
    name, entry = tables[kind].popitem()
    with pytest.raises(ValueError, match=rf"\[{kind}\] has no weight for {name}$"):
        check_features(tables)
    tables[kind] |= {name: entry, "same-hat": [1.0, "the same hat"]}
    with pytest.raises(ValueError, match=rf"\[{kind}\] has same-hat"):
        check_features(tables)


def test_units_of_two_bodies_with_one_name_are_judged_and_are_two() -> None:
    text = (
        "The work is funded by the DfE Family Hub programme. "
        "Staff of the KCC Family Hub programme would move. "
        "The Family Hub programme began. The Family Hub programme ended."
    )
    facts = extract(Document("a", "a.txt", "text", text), load())
    identities = identify((facts,), load())
    first, second = (
        identities.resolve("a", "organisation", f"{body} Family Hub") for body in ("DfE", "KCC")
    )
    assert first is not None and second is not None and first.id != second.id
    parents = (first.part_of, second.part_of)
    assert parents == ("department-for-education", "kent-county-council")


def test_features_say_something_to_a_reader() -> None:
    for kind, features in table("features").items():
        for name, (weight, words) in features.items() if kind != "threshold" else ():
            assert weight and words == words.strip() and re.match(r"[a-z]", words), name


def test_explaining_does_not_mind_the_order_of_names_and_knows_ids() -> None:
    identities = identify(
        (paper("a", "[@E. Warrow] and [@Edith Warrow] spoke of [Marl Aid].", DAY[0]),), VOCABULARY
    )
    there, back = (
        asked(identities, "E. Warrow", "Edith Warrow", "person"),
        asked(identities, "Edith Warrow", "E. Warrow", "person"),
    )
    assert (there.verdict, there.score, there.reasons) == (back.verdict, back.score, back.reasons)
    assert asked(identities, "edith-warrow", "E. Warrow", "person").verdict == "same"
    assert identities.explain("Edith Warrow", "Marl Aid") is None
    assert identities.explain("Edith Warrow", "Nobody Known") is None


def test_explaining_two_names_that_others_join() -> None:
    rows = [("Mrs D. Tilbury CC", "Marlshire County Council")]
    papers = (
        paper("a", held=DAY[0], rows=[("Cllr. Dora Tilbury", "Charlow Borough Council")]),
        paper("b", "[@Mrs Tilbury] agreed.", held=DAY[2], rows=rows),
    )
    judgement = asked(identify(papers, VOCABULARY), "Mrs Tilbury", "Cllr. Dora Tilbury", "person")
    assert judgement.verdict == "same" and judgement.reasons and judgement.score >= MATCH_THRESHOLD


@pytest.mark.parametrize("phrase", table("succession")["rule"], ids=lambda phrase: phrase["id"])
def test_the_phrases_that_tell_of_changes(phrase: dict[str, list[str]]) -> None:
    for at, text in enumerate((*phrase["match"], *phrase["refuse"])):
        identities = identify((paper("a", text, DAY[0]),), VOCABULARY)
        names = [
            found.removeprefix("[").removesuffix("]") for found in re.findall(r"\[[^]]+\]", text)
        ]
        first, second = names if phrase["order"] == "old new" else names[::-1]  # type: ignore[comparison-overlap]
        kinds = [(change.kind, change.old_name, change.new_name) for change in identities.changes]
        assert kinds == ([(phrase["kind"], first, second)] if at < len(phrase["match"]) else []), (
            text
        )
