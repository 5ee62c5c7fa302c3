"""The evidence gate: a rule of names is used where the papers of two bodies support it."""

from __future__ import annotations

from unittest import mock

from kg.extractors.facts import Document, Span
from kg.extractors.names import rules as names
from kg.extractors.names.rules import LEAST_BODIES, Rules
from kg.extractors.training.labelled_names import Labelled, NamedPaper
from kg.extractors.training.rule_evidence import evidence
from kg.ontology.vocabulary import load
from kg.ontology.vocabulary.sources import public_lists

VOCABULARY = load()
EVERY = Rules(VOCABULARY, every=True)


def paper(body: str, text: str, name: str, kind: str) -> tuple[str, NamedPaper]:
    start = text.index(name)
    names = (Labelled(kind, True, Span(start, start + len(name))),)
    return body, NamedPaper("a", body, body, Document("x", "a.txt", "text", text), names)


def test_no_rule_of_the_package_is_in_quarantine() -> None:
    assert [rule.id for rule in Rules(VOCABULARY).quarantined] == []
    assert {rule.id for rule in EVERY.rules} == names.evidence().keys()


def test_a_rule_of_one_body_is_quarantined() -> None:
    known = dict(names.evidence())
    known["programme.operation"] = known["programme.operation"][: LEAST_BODIES - 1]
    with mock.patch.object(names, "evidence", lambda: known):
        found = Rules(VOCABULARY)
    assert [rule.id for rule in found.quarantined] == ["programme.operation"]
    assert "programme.operation" not in {rule.id for rule in found.rules}


def test_a_paper_supports_the_rule_that_finds_what_its_reader_labelled() -> None:
    text = "They were told of Operation Tidewatch by Mrs Delia Ashdown."
    papers = [
        paper("marl", text, "Operation Tidewatch", "programme"),
        paper("osier", text, "Delia Ashdown", "person"),
        paper("fen", text, "Tidewatch", "organisation"),
    ]
    found = evidence(papers, EVERY, VOCABULARY)
    assert found["programme.operation"] == ["marl"]
    assert found["person.titled-initial"] == ["osier"]


def test_lists_of_the_vocabulary_name_their_public_list() -> None:
    lists = dict(public_lists())
    assert [name for name, source in lists.items() if not source] == []
    assert "councils.ttl" in lists
