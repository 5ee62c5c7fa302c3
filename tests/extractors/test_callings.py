"""What a paper lets stand for somebody's name: the initials and the posts of its lists."""

from __future__ import annotations

import pytest
from kg.extractors.actions import responsible_names
from kg.extractors.initials import Callings
from kg.extractors.people import people
from kg.ontology.vocabulary import load

POSTS = (
    (("Director", "of", "Public", "Health"), "Ada Finch"),
    (("Lamp", "Service", "Manager"), "Bo Wren"),
    (("Warden", "Quay", "Trust"), "Cy Heron"),
    (("Chief", "Executive"), "Di Swift"),
    (("Chief", "Executive"), "Ed Crane"),
    (("Quay", "and", "Lamp", "Commissioner"), "Fay Tern"),
    (("Head", "Teacher", "Tide", "School"), "Gil Plover"),
)
BODIED = ((("Harbour", "Rescue", "Service", "Station", "Officer"), "Hal Knot"),)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Director of Public Health", "Ada Finch"),
        ("DPH", "Ada Finch"),
        ("LS Manager", "Bo Wren"),
        ("Lamp Service", "Bo Wren"),  # the first words of a post
        ("AF", "Ada Finch"),
        ("Commissioner", "Fay Tern"),  # an office that a board has one of
        ("Lamp Service Mgr", "Bo Wren"),
        ("Lamp Service Mover", None),
        ("Manager", None),
        ("Head Teacher of Tide School", "Gil Plover"),
        ("HRS Station Officer", "Hal Knot"),
        ("Harbour Rescue", None),  # a body alone is nobody
        ("of Tide School", None),
        ("Chief Executive", None),  # of two, none is sure
        ("Director of", None),
        ("Director of Lamps", None),
        ("", None),
    ],
)
def test_who_is_meant(printed: str, name: str | None) -> None:
    assert Callings({"AF": "Ada Finch"}, POSTS, BODIED).named(printed) == name


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Lamp Service", ()),  # a service is not its manager
        ("Lamp Service Manager", ("Bo Wren",)),
        ("Head of Lamp Service", ("Ivo Marsh",)),
    ],
)
def test_a_body_in_a_log_is_not_the_person_who_runs_it(
    printed: str, names: tuple[str, ...]
) -> None:
    posts = (*POSTS, (("Head", "of", "Lamp", "Service"), "Ivo Marsh"))
    assert responsible_names(printed, people(load()), Callings(posts=posts)) == names
