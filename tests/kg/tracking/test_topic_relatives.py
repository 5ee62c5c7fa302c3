"""Which names papers tell together: by the words between them, and by what they call a thing."""

from __future__ import annotations

import pytest
from kg.extractors.facts import Document, Facts, Mention, Minute, Span

from kg.linking.entities import Entity, Identities
from kg.tracking.topic_relatives import Relatives


def entity(name: str, *acronyms: str, kind: str = "programme") -> Entity:
    return Entity(
        name.lower().replace(" ", "-"),
        kind,  # type: ignore[arg-type]
        name,
        (),
        acronyms,
        None,
        None,
        None,
    )


WALK = entity("Lantern Walk", "LW")
OLD = entity("Candlebook")
NEW = entity("Lampbook")
TIMES = entity("bus timetable system")
CLUB = entity("Moor Walking Club", kind="organisation")
SORT = entity("Night Walking Groups", kind="organisation")
KNOWN = (WALK, OLD, NEW, TIMES, CLUB, SORT)


def relatives(text: str, title: str = "News") -> Relatives:
    mentions = [
        Mention(each.kind, each.name, Span(at, at + len(each.name)), "test")
        for each in KNOWN
        for at in range(len(text))
        if text.startswith(each.name, at)
    ]
    facts = Facts(
        Document("3" * 64, "n.txt", "text", text),
        minutes=(Minute(0, "4", title, (), Span(0, len(text)), "test"),),
        mentions=tuple(mentions),
    )
    named = {
        ("3" * 64, at): next(each for each in KNOWN if each.name == mention.text)
        for at, mention in enumerate(mentions)
    }
    return Relatives([facts], Identities(KNOWN, {}, named, {}, [], []))


def test_a_bracket_behind_a_name_says_what_it_is() -> None:
    found = relatives("Fares are kept in Lampbook (the bus timetable system) all year.")
    assert TIMES.name in found.names(NEW) and NEW.name in found.names(TIMES)
    apart = relatives("Fares are kept in Lampbook and the bus timetable system all year.")
    assert TIMES.name not in apart.names(NEW)


def test_what_ended_is_told_with_the_new_one_of_the_same_paper() -> None:
    text = (
        "Candlebook ceased to be used and the new one began. The new bus book is called Lampbook."
    )
    assert NEW.name in relatives(text).names(OLD)
    assert NEW.name not in relatives("Candlebook is used. Lampbook is sold.").names(OLD)


def test_one_of_several_is_also_called_by_its_sort() -> None:
    found = relatives("Moor Walking Club is one of 21 Night Walking Groups on the moor.")
    assert SORT.name in found.names(CLUB)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("The new fare collection system was called Lampbook.", "fare collection system"),
        ("Trips stand in Lampbook (the club’s ABC fare system).", "ABC fare system"),
    ],
)
def test_what_a_thing_is_called_in_common_nouns_is_a_name_of_it(text: str, called: str) -> None:
    assert called in relatives(text).names(NEW)


@pytest.mark.parametrize(
    "text",
    [
        "The new system was called Lampbook.",  # too little to tell one from another
        "Trips stand in Lampbook (the choice of all our members).",  # no sort of thing
    ],
)
def test_what_tells_nothing_apart_is_no_name(text: str) -> None:
    assert relatives(text).names(NEW) == [NEW.name] or relatives(text).names(NEW) == []
