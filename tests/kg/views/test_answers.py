"""A question in whole words is answered in the first sentence, by words of the papers."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from kg.ontology.rule_tables import PatternRule, load_rules

from kg.views.profile import CitedSentence
from kg.views.timeline import briefing, trace
from kg.views.timeline.answers import answer, holder
from kg.views.timeline.model import OfficeHolder, TopicStatement, Trace, TracedTopic

FERRY = TracedTopic("x:f", "Moorbeck Ferry", "programme")
TEXTS = (
    "The Moorbeck Ferry is led by Ann Lee of the harbour.",
    "The Moorbeck Ferry (MF) will be chaired by Bo Wren.",
    "Harbour Master Cy Drake asked for oil.",
    "The Moorbeck Ferry cost £900.",
    "The Moorbeck Ferry opened on 3 May 2024.",
    "The Moorbeck Ferry will close in June 2025 for paint.",
    "The Moorbeck Ferry is blue.",
)


@pytest.mark.parametrize("rule", load_rules("kg.views", "answers").values(), ids=lambda it: it.id)
def test_examples(rule: PatternRule) -> None:
    assert all(map(rule.find, rule.match)) and not any(map(rule.find, rule.refuse))


def ferry(asks: str, asked: str = "Moorbeck Ferry", question: str = "") -> Trace:
    statements = tuple(
        TopicStatement(
            *("2024-06-04", "report", "7", "Ferry", "report", "sentence"),
            *(text, f"{at}", 0.8, "3", "a.txt"),
        )
        for at, text in enumerate(TEXTS)
    )
    return Trace(asked, FERRY, (), (), statements=statements, asks=asks, question=question or asked)


@pytest.mark.parametrize(
    ("asks", "asked", "question", "told"),
    [
        ("who-chairs", "Moorbeck Ferry", "", TEXTS[1]),
        ("who-leads", "Moorbeck Ferry", "", TEXTS[0]),
        ("who-is", "harbour master", "", TEXTS[2]),
        ("money", "Moorbeck Ferry", "", TEXTS[3]),
        ("when", "Moorbeck Ferry", "when did the Moorbeck Ferry open", TEXTS[4]),
        ("when", "Moorbeck Ferry", "when will the Moorbeck Ferry close", TEXTS[5]),
    ],
)
def test_what_is_stated_answers(asks: str, asked: str, question: str, told: str) -> None:
    found = answer(ferry(asks, asked, question))
    assert found is not None and found.text == told


@pytest.mark.parametrize(("asks", "asked"), [("about", "ferry"), ("who-is", "bell ringer")])
def test_what_is_not_stated_has_no_answer(asks: str, asked: str) -> None:
    assert answer(ferry(asks, asked)) is None


def test_the_holder_of_an_office_is_the_one_named_last_and_most() -> None:
    def held(person: str, day: str, office: str = "Chair") -> OfficeHolder:
        return OfficeHolder(person, office, CitedSentence("in the chair", day, "1", "a.txt"))

    offices = (
        *(held("Bo Wren", "2024-06-04"), held("Ann Lee", "2024-06-04")),
        *(held("Ann Lee", "2024-03-04"), held("Cy Drake", "2025-01-01", "Deputy Chair")),
    )
    found = holder(replace(ferry("who-chairs"), offices=offices))
    assert found is not None and found.person == "Ann Lee"


def test_a_question_is_told_of_its_subject_and_answered_first(graph: ox.Store) -> None:
    plain = trace(graph, "Lamplight", full=True)
    asked = trace(graph, "What did the board decide about Lamplight?", full=True)
    assert asked.topic == plain.topic and asked.asks == "decided"
    assert {each.text for each in asked.statements} == {each.text for each in plain.statements}
    first = briefing(asked).headline[0].text
    told = [each.text for each in briefing(plain).headline]
    assert first in told or "decision" in first.lower() or "decided" in first
