"""The domain of an e-mail address tells whom somebody works for; the address goes nowhere."""

from __future__ import annotations

from datetime import date

import pytest
from linking_fixtures import VOCABULARY, paper

from kg.linking import identify
from kg.linking.email_domains import address_domains, organisation_of_domain
from kg.linking.lexicon import name_lexicon
from kg.linking.person_names import PersonName, parse_person_name

DAY = date(2022, 3, 11)


def names(*printed: str) -> dict[str, PersonName]:
    found = {name: parse_person_name(name, name_lexicon(VOCABULARY)) for name in printed}
    return {name: parts for name, parts in found.items() if parts is not None}


@pytest.mark.parametrize(
    "address", ["ann.holt@wend.gov.uk", "A.Holt2@Wend.gov.uk", "holt.ann@wend.gov.uk"]
)
def test_an_address_is_whose_name_it_spells(address: str) -> None:
    assert list(
        address_domains(f"Ring or write to {address}.", names("Mrs Ann Holt", "Bo Vale"))
    ) == [("Mrs Ann Holt", "wend.gov.uk")]


@pytest.mark.parametrize(
    "address", ["ann.holt@gmail.com", "office@wend.gov.uk", "aholt@wend", "ann.holt@nhs.net"]
)
def test_providers_of_anybody_and_offices_say_nothing(address: str) -> None:
    assert list(address_domains(f"Write to {address}.", names("Ann Holt"))) == []


def test_an_address_that_two_could_have_is_nobody_s() -> None:
    assert list(address_domains("a.holt@wend.gov.uk", names("Ann Holt", "Adam Holt"))) == []


@pytest.mark.parametrize(
    ("domain", "concept"),
    [
        ("marlshire.police.uk", "marlshire-police"),
        ("marlshire.pnn.police.uk", "marlshire-police"),
        ("marlshire.gov.uk", "marlshire-county-council"),
        ("marlshire.pcc.pnn.gov.uk", None),
        ("marlshire.org.uk", None),
        ("elsewhere.gov.uk", None),
    ],
)
def test_a_domain_stands_for_the_only_force_or_council_of_its_place(
    domain: str, concept: str | None
) -> None:
    found = organisation_of_domain(domain, VOCABULARY)
    assert (found.id if found else None) == concept


def test_a_domain_tells_whose_somebody_is_where_nothing_else_does() -> None:
    listed = paper("a", "[Marlshire Police] met.", DAY, rows=[("E. Warrow", "Marlshire Police")])
    written = paper(
        "b", "[@Edith Warrow] (edith.warrow@marlshire.police.uk) wrote to [Marlshire Police].", DAY
    )
    judgement = identify((listed, written), VOCABULARY).explain(
        "E. Warrow", "Edith Warrow", "person"
    )
    assert judgement is not None and "same-organisation" in {
        reason.id for reason in judgement.reasons
    }


def test_what_a_list_states_goes_before_the_domain() -> None:
    rows = [("Edith Warrow", "Home Office")]
    stated = paper(
        "a",
        "[@Edith Warrow] (edith.warrow@marlshire.police.uk), [Marlshire Police]",
        DAY,
        rows=rows,
    )
    listed = paper("b", "", DAY, rows=[("E. Warrow", "Marlshire Police")])
    judgement = identify((stated, listed), VOCABULARY).explain(
        "E. Warrow", "Edith Warrow", "person"
    )
    assert judgement is not None and "other-organisation" in {
        reason.id for reason in judgement.reasons
    }
