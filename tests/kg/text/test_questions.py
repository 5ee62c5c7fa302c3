"""Questions in whole words: what they are about, and what they ask of it."""

import pytest
from kg.ontology.rule_tables import PatternRule, load_rules

from kg.text.questions import WholeQuestion, question

RULES = list(load_rules("kg.text", "questions").values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples(rule: PatternRule) -> None:
    for text in rule.match:
        assert rule.find(text), text
    for text in rule.refuse:
        assert not rule.find(text), text


@pytest.mark.parametrize(
    ("text", "subject", "asks"),
    [
        ("What happened to the Moorbeck ferry?", "Moorbeck ferry", "about"),
        ("who chairs the Hedgehog Panel", "Hedgehog Panel", "who-chairs"),
        ("Tell me who runs the ferry", "ferry", "who-leads"),
        ("what did the board decide about lantern grants?", "lantern grants", "decided"),
        ("How much does the Lantern Walk cost?", "Lantern Walk", "money"),
        ("how many lanterns were there", "lanterns", "number"),
        ("who pays for the ferry", "ferry", "who-pays"),
        ("who presented on lantern theft", "lantern theft", "who-presents"),
        ("is there anything on hedgehogs", "hedgehogs", "about"),
        ("have the papers ever mentioned hedgehogs", "hedgehogs", "about"),
        ("who is the harbour master?", "harbour master", "who-is"),
        ("when was the ferry launched", "ferry", "when"),
        ("what help is there for people with lost lanterns", "lost lanterns", "about"),
        ("what does the ferry company ask of partners", "ferry company", "about"),
        ("how has ferry noise changed", "ferry noise", "about"),
    ],
)
def test_a_question_has_a_subject(text: str, subject: str, asks: str) -> None:
    assert question(text) == WholeQuestion(subject, asks)


@pytest.mark.parametrize(
    "text", ["Lantern Walk", "ferry noise figures", "What", "who is it", "Whitby", "", "?" * 9]
)
def test_a_subject_alone_is_no_question(text: str) -> None:
    assert question(text) is None


def test_a_text_longer_than_any_question_is_none() -> None:
    assert question("who is the keeper of the " + "old " * 9 + "ferry") is not None
    assert question("who is the keeper of the " + "old " * 99 + "ferry") is None


def test_no_question_has_fewer_words_than_are_read_as_one() -> None:
    assert question("decisions hedgehogs") is None
    assert all(question(text) or not rule.at(text) for rule in RULES for text in rule.match)
