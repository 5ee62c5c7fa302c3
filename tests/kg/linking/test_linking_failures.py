"""A pair or a paper that cannot be compared costs itself alone, and is told."""

from __future__ import annotations

from datetime import date

import pytest
from linking_fixtures import VOCABULARY, paper

from kg.linking import identify, person_matching
from kg.linking.coreference import CoreferenceResolver
from kg.linking.person_names import PersonName
from kg.pipeline.issue_log import corpus_issues

COUNCIL = "Marlshire County Council"
PEOPLE = {
    "a": [("Dora Tilbury", COUNCIL), ("William Knoppen", COUNCIL)],
    "b": [("D. Tilbury", COUNCIL), ("Bill Knoppen", COUNCIL)],
}


def test_a_pair_that_fails_costs_that_pair_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = person_matching.given_name_features

    def fails(left: PersonName, right: PersonName, *more: object) -> object:
        if "Tilbury" in f"{left} {right}".title():
            raise KeyError("other-parent")
        return compared(left, right, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(person_matching, "given_name_features", fails)
    papers = [
        paper(name, held=date(2019, 9, day), rows=people)
        for day, (name, people) in enumerate(PEOPLE.items(), start=1)
    ]
    found = identify(papers, VOCABULARY)
    bill = [found.resolve("a", "person", "William Knoppen"), found.resolve("b", "person", "Bill Knoppen")]  # fmt: skip
    assert bill[0] is bill[1] is not None
    told = [each for each in corpus_issues(papers, found, []) if each["level"] == "error"]
    assert told and all("tilbury" in each["message"] for each in told)
    assert {each["stage"] for each in told} == {"linking"}


def test_a_paper_whose_mentions_fail_costs_these_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: CoreferenceResolver) -> None:
        raise ValueError("lamp")

    monkeypatch.setattr(CoreferenceResolver, "resolve", fails)
    found = identify([paper("a", held=date(2019, 9, 1), rows=PEOPLE["a"])], VOCABULARY)
    assert found.resolve("a", "person", "Dora Tilbury") is not None
    assert len(found.failures) == 1 and "lamp" in found.failures[0]
