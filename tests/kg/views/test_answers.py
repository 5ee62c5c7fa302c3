"""A question in whole words is answered in the first sentence, by words of the papers."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from kg.ontology.rule_tables import PatternRule, load_rules

from kg.errors import NotFound
from kg.views.profile import CitedSentence
from kg.views.timeline import briefing, trace
from kg.views.timeline.answers import answer, holder, is_unsaid, presented_last
from kg.views.timeline.meeting_packs import pack_boards
from kg.views.timeline.model import (
    OfficeHolder,
    TimelineEvent,
    TopicStatement,
    Trace,
    TracedTopic,
)
from kg.views.wording import ui_text

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


def ferry(
    asks: str, asked: str = "Moorbeck Ferry", question: str = "", texts: tuple[str, ...] = TEXTS
) -> Trace:
    statements = tuple(
        TopicStatement(
            *("2024-06-04", "report", "7", "Ferry", "report", "sentence"),
            *(text, "1", 0.8, "3", "a.txt"),
        )
        for text in texts
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


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        ("who-chairs", "The Moorbeck Ferry Choir will be chaired by Bo Wren."),
        ("who-chairs", "The Upper Moorbeck Ferry is chaired by Bo Wren."),
        ("who-chairs", "The pond group, chaired by Bo Wren, likes the Moorbeck Ferry."),
        ("who-leads", "Ann Lee, Head of Oars, saw the Moorbeck Ferry."),
        ("who-leads", "Ann Lee, the former Head of the Moorbeck Ferry, sang."),
        ("who-pays", "The Moorbeck Ferry cost £900."),
        ("number", "The Moorbeck Ferry had a click rate of 4.6%."),
        ("money", "Of this, Oakham had £12."),
        ("when", "Oil to open the Moorbeck Ferry ran out in May 2022."),
    ],
)
def test_another_body_or_another_kind_of_value_is_no_answer(asks: str, text: str) -> None:
    asked = ferry(asks, question="when did the Moorbeck Ferry start", texts=(text,))
    assert answer(asked) is None and is_unsaid(asked)


def test_a_count_is_told_with_its_period_before_a_newer_one_without() -> None:
    with_period = "In 2023 there were 618 Moorbeck Ferries."
    texts = ("There are 12 Moorbeck Ferries.", with_period)
    found = answer(ferry("number", texts=texts))
    assert found is not None and found.text == with_period


def test_it_is_what_the_sentence_before_begins_with() -> None:
    it = "It runs all day and is led by Ann Lee."
    found = answer(ferry("who-leads", texts=("The Moorbeck Ferry is blue.", it)))
    assert found is not None and found.text == it
    assert answer(ferry("who-leads", texts=("The pond is by the Moorbeck Ferry.", it))) is None


def test_words_that_no_paper_has_leave_a_question_without_an_answer() -> None:
    assert answer(replace(ferry("who-leads"), unheard=("zebra",))) is None


def test_who_presented_is_told_of_an_item_with_that_title() -> None:
    def item(title: str, day: str) -> TimelineEvent:
        return TimelineEvent(
            day, "minutes", "7", title, "discussed", "", "3", "a.txt", by="Bo Wren"
        )

    events = (item("Moorbeck Ferry", "2024-06-04"), item("Oars", "2025-06-04"))
    found = presented_last(replace(ferry("who-presents"), events=events))
    assert found == events[0]
    assert presented_last(replace(ferry("who-presents"), events=events[1:])) is None


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


def test_what_the_papers_do_not_say_is_said_to_be_unsaid(graph: ox.Store) -> None:
    first = briefing(trace(graph, "Who pays for Lamplight?", full=True)).headline[0]
    assert first.text == ui_text("briefing.unsaid_who_pays", name="Lamplight")


def test_a_question_about_what_no_paper_has_is_not_read_as_words(graph: ox.Store) -> None:
    with pytest.raises(NotFound, match="zebras"):
        trace(graph, "is there anything on zebras")


def test_the_board_is_the_one_whose_papers_these_are(graph: ox.Store) -> None:
    boards = pack_boards(graph).names()
    asked = trace(graph, "who chairs the board", full=True)
    assert len(boards) == 1 and asked.topic.name in boards
    named = {each.person for each in asked.offices}
    assert any(person in briefing(asked).headline[0].text for person in named)
