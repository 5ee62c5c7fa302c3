"""Names in the real packs that a reader has judged: most of those that are read are right."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from kg.extractors import extract
from kg.extractors.names import spread
from kg.extractors.reading import read
from kg.ontology.vocabulary import load

CORPUS = Path(__file__).resolve().parents[2] / "../shared/corpus"
JUDGED = tomllib.loads(Path(__file__).with_name("judged.toml").read_text(encoding="utf-8"))
LEAST = {"person": 0.98, "organisation": 0.87, "programme": 0.7}  # right of those output

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the real packs are not beside this checkout"
)


@pytest.fixture(scope="module")
def named() -> dict[str, set[str]]:
    vocabulary = load()
    packs = spread(
        [extract(read(path), vocabulary) for path in sorted(CORPUS.glob("*.txt"))], vocabulary
    )
    out: dict[str, set[str]] = {kind: set() for kind in LEAST}
    for facts in packs:
        for mention in facts.mentions:
            out[mention.kind].add(mention.name or mention.text)
    return out


def test_a_hundred_of_each_kind_are_judged() -> None:
    assert set(JUDGED) == set(LEAST)
    for kind, names in JUDGED.items():
        assert len({each["name"] for each in names}) == len(names) > 95, kind


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_what_is_judged_and_output_is_right(kind: str, named: dict[str, set[str]]) -> None:
    found = [each["right"] for each in JUDGED[kind] if each["name"] in named[kind]]
    assert len(found) > 60, (
        f"of the judged {kind} names only {len(found)} are still read; draw and judge anew"
    )
    assert sum(found) / len(found) >= LEAST[kind]
