"""Laws over generated papers: their order, running twice, and what it means to be the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kg.extractors.facts import Facts
from linking_fixtures import VOCABULARY, paper

from kg.linking import Identities, identify

TITLES = ("", "Cllr. ", "Mr ", "Mrs ", "Supt ")
GIVEN = ("Ann ", "A. ", "Andrew ", "Bill ", "William ", "W. ", "")
SURNAMES = ("Marlow", "Marlowe", "Woodmere", "Woodwick", "Smith")
BODIES = (
    "Marlshire County Council",
    "Charlow Borough Council",
    "Charlow District Council",
    "MCC",
    "Harm Panel",
    "the Board",
    "Hate Group",
    "Marlshire Hate Group",
    "Home Office",
    "Public Health, Marlshire County Council",
    "Wendshire County Council",
)
PROGRAMMES = (
    "Lantern Walks",
    "Lantern Walks project",
    "Lantern Walks 2021-23",
    "Lantern Walks 2024",
    "SHN",
    "Lamplight",
)
BOARDS = (
    "Marlshire Safer Places Board",
    "Marlshire and Wendshire Safer Places Board",
    "Wendshire Cabinet",
    None,
)

people = st.builds(
    lambda t, g, s: f"{t}{g}{s}".strip(),
    st.sampled_from(TITLES),
    st.sampled_from(GIVEN),
    st.sampled_from(SURNAMES),
)
rows = st.lists(
    st.tuples(people, st.one_of(st.none(), st.sampled_from(BODIES))),
    max_size=4,
    unique_by=lambda row: row[0],
)
marks = st.one_of(
    people.map(lambda name: f"[@{name}]"),
    st.sampled_from(BODIES).map(lambda n: f"[{n}]"),
    st.sampled_from(PROGRAMMES).map(lambda n: f"[#{n}]"),
)
texts = st.lists(marks, max_size=6).map(lambda names: " met. ".join(names))


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Facts, ...]:
    count = draw(st.integers(1, 4))
    return tuple(
        paper(
            f"paper-{at}",
            draw(texts),
            draw(st.dates(date(2019, 1, 1), date(2025, 1, 1))),
            draw(rows),
            draw(st.sampled_from(BOARDS)),
        )
        for at in range(count)
    )


laws = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answers(identities: Identities, papers: tuple[Facts, ...]) -> list[object]:
    """Everything that identities say of the papers."""
    said: list[object] = [
        identities.entities,
        identities.judgements,
        identities.changes,
        identities.unresolved,
    ]
    for facts in sorted(papers, key=lambda facts: facts.document.id):
        document = facts.document.id
        said += [identities.of_mention(document, at) for at in range(len(facts.mentions))]
        said += [identities.resolve(document, "person", row.printed) for row in facts.attendance]
        said += [
            identities.resolve(document, "organisation", row.organisation or "")
            for row in facts.attendance
        ]
        said += [identities.board_of(document, 0)]
    return said


@laws
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_papers_changes_nothing(papers: tuple[Facts, ...], random: object) -> None:
    shuffled = list(papers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert answers(identify(papers, VOCABULARY), papers) == answers(
        identify(shuffled, VOCABULARY), papers
    )


@laws
@given(corpora())
def test_a_paper_twice_or_a_second_run_change_nothing(papers: tuple[Facts, ...]) -> None:
    first = identify(papers, VOCABULARY)
    assert answers(first, papers) == answers(identify((*papers, *papers), VOCABULARY), papers)


@laws
@given(corpora())
def test_every_name_has_one_entity_and_ids_are_unique(papers: tuple[Facts, ...]) -> None:
    identities = identify(papers, VOCABULARY)
    keys = [(entity.kind, entity.id) for entity in identities.entities]
    assert keys == sorted(set(keys))
    known = set(identities.entities)
    for found in answers(identities, papers)[4:]:
        assert found is None or found in known
    for entity in identities.entities:
        assert entity.id not in entity.replaced_ids and entity.name not in entity.other_names
        assert entity.part_of is None or ("organisation", entity.part_of) in set(keys)


@laws
@given(corpora())
def test_the_entries_of_one_list_are_different_people(papers: tuple[Facts, ...]) -> None:
    identities = identify(papers, VOCABULARY)
    for facts in papers:
        listed = [
            identities.resolve(facts.document.id, "person", row.printed) for row in facts.attendance
        ]
        certain = [entity.id for entity in listed if entity]
        assert len(certain) == len(set(certain))


@laws
@given(corpora(), people, people)
def test_an_explanation_is_symmetric_and_agrees_with_the_entities(
    papers: tuple[Facts, ...], left: str, right: str
) -> None:
    identities = identify(papers, VOCABULARY)
    there, back = (
        identities.explain(left, right, "person"),
        identities.explain(right, left, "person"),
    )
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.verdict, there.score) == (back.verdict, back.score)
        assert (there.left_id == there.right_id) == (there.verdict == "same")


@pytest.mark.parametrize("papers", [(), (paper("empty", board=None),)])
def test_nothing_comes_of_nothing(papers: tuple[Facts, ...]) -> None:
    identities = identify(papers, VOCABULARY)
    assert identities.entities == () and identities.judgements == () and identities.changes == ()
