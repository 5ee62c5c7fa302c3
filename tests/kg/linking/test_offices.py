"""Titles as offices: one office however it is printed, and ranks that are none."""

from __future__ import annotations

import pytest

from kg.linking.offices import Office, listed_office, office_of, offices_of


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (("Chairman", "chair", "Chairwoman", "CHAIR"), "Chair"),
        (("Deputy Chairman", "Vice-Chair", "Vice Chairperson", "V/Chair"), "Vice-Chair"),
        (
            ("PCC", "Police and Crime Commissioner", "Police & Crime Commissioner (PCC)"),
            "Police and Crime Commissioner",
        ),
        (("Interim Director of Works", "Director of Works"), "Director of Works"),
        (("Chief Constable",), "Chief Constable"),
        (("Parish Clerk", "Clerk to the Council", "Town Clerk and Treasurer"), "Clerk"),
        (("Councillor/Chair", "Independent Chair"), "Chair"),
        (("Vice Chair, WRMC",), "Vice Chair, WRMC"),
    ],
)
def test_one_office_however_it_is_printed(titles: tuple[str, ...], name: str) -> None:
    assert {office.name for title in titles if (office := office_of(title))} == {name}
    assert all(office_of(title) for title in titles)


@pytest.mark.parametrize(
    "title", ["Chief Superintendent", "Councillor", "County Councillor", "Officer", ""]
)
def test_ranks_and_seats_are_no_offices(title: str) -> None:
    assert office_of(title) is None


def test_a_title_may_name_two_offices() -> None:
    assert [office.name for office in offices_of("Clerk and Treasurer")] == ["Clerk", "Treasurer"]


def test_only_listed_offices_stand_for_themselves_in_a_text() -> None:
    assert listed_office("the PCC") == office_of("Police and Crime Commissioner")
    assert listed_office("Office of the Police and Crime Commissioner") is None
    assert listed_office("Director of Works") is None
    assert isinstance(office_of("Director of Works"), Office)
