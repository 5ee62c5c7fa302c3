"""Renamings and successions that words of papers tell of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from kg.extractors.facts import Facts, Report, Span
from linking_fixtures import VOCABULARY, paper

from kg.linking import ChangeEvent, identify
from kg.linking.lexicon import table
from kg.linking.verdicts import NameReference, Verdict, Verdicts

DAYS = [date(2020, 3, 6), date(2023, 6, 16)]


def _following(texts: list[str]) -> tuple[Facts, ...]:
    return tuple(paper(f"p{at}", text, DAYS[at]) for at, text in enumerate(texts))


def _told(
    papers: tuple[Facts, ...], verdicts: Verdicts | None = None
) -> list[tuple[str, str, str]]:
    found = identify(papers, VOCABULARY, verdicts).changes
    return [(change.kind, change.old_name, change.new_name) for change in found]


@pytest.mark.parametrize("texts", table("succession")["named"]["match"])
def test_what_was_to_be_built_is_known_again_by_the_name_it_got(texts: list[str]) -> None:
    papers = _following(texts)
    identities = identify(papers, VOCABULARY)
    (change,) = identities.changes
    assert change.kind == "renaming"
    assert papers[1].document.text[change.span.start : change.span.end].endswith("Over Wendle")  # type: ignore[union-attr]
    one = {
        entity.id
        for entity in identities.entities
        if change.old_name in (entity.name, *entity.other_names)
    }
    assert one == {
        entity.id
        for entity in identities.entities
        if change.new_name in (entity.name, *entity.other_names)
    }
    judgement = identities.explain(change.old_name, change.new_name)
    assert judgement is not None and "named-later" in {reason.id for reason in judgement.reasons}


@pytest.mark.parametrize("texts", table("succession")["named"]["refuse"])
def test_what_is_not_told_to_be_one_stays_two(texts: list[str]) -> None:
    assert _told(_following(texts)) == []


def test_a_person_may_say_that_the_two_are_two() -> None:
    papers = _following(
        ["The [#Over Wendle Prison Project] is late.", "[#HMP Marl Way], Over Wendle, would open."]
    )
    told = Verdict(
        "different",
        "programme",
        NameReference("Over Wendle Prison Project"),
        NameReference("HMP Marl Way"),
    )
    assert [kind for kind, *_ in _told(papers)] == ["renaming"]
    assert _told(papers, Verdicts((told,))) == []


def test_a_programme_formerly_called_a_body_is_one_thing() -> None:
    papers = (
        paper(
            "a",
            "The [#Marl Care Walks] (formerly known as the [Wend Walks]) and [#Marl Care Walks].",
            DAYS[0],
        ),
    )
    identities = identify(papers, VOCABULARY)
    assert [(change.kind, change.old_name) for change in identities.changes] == [
        ("renaming", "Wend Walks")
    ]
    assert [entity.kind for entity in identities.entities if entity.name == "Marl Care Walks"] == [
        "programme"
    ]


def _on_beacon_rooms(text: str) -> tuple[Facts, ...]:
    facts = paper("a", f"[#Beacon Rooms] {text}", DAYS[0])
    whole = Span(0, len(facts.document.text))
    report = Report(0, None, "BEACON ROOMS", "report", None, (), whole, "test")
    return (replace(facts, reports=(report,)),)


@pytest.mark.parametrize("text", table("succession")["gap"]["match"])
def test_a_gap_left_is_filled_by_what_the_report_is_on(text: str) -> None:
    assert _told(_on_beacon_rooms(text)) == [("succession", "Lamp Walks", "Beacon Rooms")]


@pytest.mark.parametrize("text", table("succession")["gap"]["refuse"])
def test_no_gap_no_successor(text: str) -> None:
    assert _told(_on_beacon_rooms(text)) == []


def test_without_a_report_on_something_a_gap_is_only_a_gap() -> None:
    facts = paper("a", table("succession")["gap"]["match"][0] + " [#Beacon Rooms] opened.", DAYS[0])
    assert identify((facts,), VOCABULARY).changes == ()


def test_changes_do_not_depend_on_the_order_of_papers() -> None:
    papers = _following(table("succession")["named"]["match"][0])
    one: tuple[ChangeEvent, ...] = identify(papers, VOCABULARY).changes
    assert one == identify(papers[::-1], VOCABULARY).changes
