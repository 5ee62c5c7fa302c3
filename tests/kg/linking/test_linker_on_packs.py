"""What must hold of identities on the real packs, where they are at hand."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from kg.extractors.facts import Facts
from kg.ontology.vocabulary import load

from kg.linking import Identities, identify

CORPUS = Path(__file__).resolve().parents[3] / "../shared/corpus"
PAPERS = sorted(CORPUS.glob("*.txt")) if CORPUS.is_dir() else []

pytestmark = pytest.mark.skipif(
    not PAPERS, reason="the real packs are not beside this checkout (../shared/corpus)"
)


@cache
def packs() -> tuple[Facts, ...]:
    from kg.extractors import extract
    from kg.extractors.reading import read

    vocabulary = load()
    return tuple(extract(read(path), vocabulary) for path in PAPERS)


@cache
def identities() -> Identities:
    return identify(packs(), load())


def test_every_name_of_a_list_is_a_person_and_stands_for_a_body() -> None:
    for facts in packs():
        for row in facts.attendance:
            person = identities().resolve(facts.document.id, "person", row.printed)
            assert person is not None and person.kind == "person", row.printed
            if row.organisation:
                assert identities().resolve(facts.document.id, "organisation", row.organisation), (
                    row.organisation
                )


def test_two_entries_of_one_list_are_two_people() -> None:
    for facts in packs():
        for one, two in combinations(facts.attendance, 2):
            if one.meeting == two.meeting and " ".join(one.printed.split()) != " ".join(
                two.printed.split()
            ):
                left, right = (
                    identities().resolve(facts.document.id, "person", row.printed)
                    for row in (one, two)
                )
                assert left is not right, (one.printed, two.printed)


def test_every_meeting_has_its_board_and_all_have_one() -> None:
    boards = {
        identities().board_of(f.document.id, at) for f in packs() for at in range(len(f.meetings))
    }
    assert None not in boards and len(boards) == 1


def test_every_mention_but_the_unresolved_has_its_entity() -> None:
    unresolved = {(u.document, u.printed) for u in identities().unresolved}
    for facts in packs():
        for index, mention in enumerate(facts.mentions):
            if identities().of_mention(facts.document.id, index) is None:
                assert (facts.document.id, mention.text) in unresolved, mention.text


def test_the_order_of_the_packs_changes_nothing() -> None:
    again = identify(packs()[::-1], load())
    assert again.entities == identities().entities
    assert again.judgements == identities().judgements and again.changes == identities().changes


def test_ids_are_fit_for_an_iri() -> None:
    for entity in identities().entities:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entity.id), entity
