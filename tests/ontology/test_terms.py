"""The ontology: names for code equal the file, every term is explained, aligned and known."""

from __future__ import annotations

import re
from pathlib import Path

import kg.ontology as bg
import pyoxigraph as ox
import pytest

ROOT = Path(__file__).resolve().parents[2]
RDFS = bg.PREFIXES["rdfs"]
OWL = bg.PREFIXES["owl"]
TYPE = bg.PREFIXES["rdf"] + "type"

QUADS = list(ox.parse(bg.source("board.ttl"), format=ox.RdfFormat.TURTLE))
TERMS = sorted({quad.subject.value for quad in QUADS if quad.subject.value.startswith(bg.NS)})


def values(term: str, predicate: str) -> list[str]:
    return [
        quad.object.value
        for quad in QUADS
        if quad.subject.value == term and quad.predicate.value == predicate
    ]


def used(text: str) -> set[str]:
    return {bg.NS + name for name in re.findall(r"(?<![\w-])bg:([A-Za-z][\w-]*)", text)}


def test_names_for_code_are_the_terms_of_the_file() -> None:
    names = {
        value
        for value in vars(bg).values()
        if isinstance(value, str) and value.startswith(bg.NS) and value != bg.NS
    }
    assert names | set(bg.VERBS.values()) == set(TERMS)
    for name, value in vars(bg).items():
        if isinstance(value, str) and value.startswith(bg.NS) and name != "NS":
            assert value == bg.NS + name


@pytest.mark.parametrize("term", TERMS)
def test_every_term_has_a_label_and_a_comment(term: str) -> None:
    assert len(values(term, RDFS + "label")) == 1
    (comment,) = values(term, RDFS + "comment")
    assert comment.endswith(".")


def test_every_class_stands_below_a_well_known_one() -> None:
    for term in TERMS:
        if OWL + "Class" in values(term, TYPE):
            above = values(term, RDFS + "subClassOf")
            assert any(not each.startswith(bg.NS) for each in above), term


def test_every_property_is_of_objects_or_of_data() -> None:
    for term in TERMS:
        local = term.removeprefix(bg.NS)
        if local[0].islower() and not local.startswith("verb-"):
            kinds = {OWL + "ObjectProperty", OWL + "DatatypeProperty"} & set(values(term, TYPE))
            assert len(kinds) == 1, term
            ranges = values(term, RDFS + "range")
            data = bool(ranges) and ranges[0].startswith(bg.PREFIXES["xsd"])
            assert data == (OWL + "DatatypeProperty" in kinds), term


def test_ranges_and_domains_are_known_terms() -> None:
    for quad in QUADS:
        if quad.predicate.value in (
            RDFS + "range",
            RDFS + "domain",
            RDFS + "subPropertyOf",
            RDFS + "subClassOf",
        ):
            target = quad.object.value
            assert not target.startswith(bg.NS) or target in TERMS, target


@pytest.mark.parametrize(
    "folder", ["queries/public", "queries/internal", "kg/store/checks", "ontology"]
)
def test_questions_checks_and_shapes_use_known_terms_alone(folder: str) -> None:
    files = [path for path in (ROOT / folder).iterdir() if path.suffix in (".rq", ".ttl")]
    assert files
    for path in files:
        assert used(path.read_text(encoding="utf-8")) <= set(TERMS), path.name


def test_what_a_resolution_does_has_a_concept() -> None:
    from typing import get_args

    from kg.extractors.facts import Verb

    assert set(bg.VERBS) == set(get_args(Verb))
