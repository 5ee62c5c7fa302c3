"""A failure costs what it is in, and is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors import extract, figures, structure
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.ontology.vocabulary import load

MINUTES = """Minutes of a meeting of the Osmere Lamp Board held in Corn Hall on 3 May 2019

Present: Ada Finch, Bo Wren

1. Lamps

RESOLVED that the lamps be mended by Bo Wren.
"""


def fails(*_: object) -> Facts:
    raise KeyError("lamp")


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    return path


def test_a_stage_that_fails_costs_its_own_facts(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "read_figures", fails)
    found = extract(read(paper), load())
    assert [each.text for each in found.resolutions] == ["that the lamps be mended by Bo Wren."]
    assert [(each.level, each.stage) for each in found.issues if each.level == "error"] == [
        ("error", "figures")
    ]


def test_the_rules_remain_where_the_model_fails(
    paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(structure, "labelled_lines", fails)
    found = structure.structure(read(paper), load())
    assert [minute.title for minute in found.minutes] == ["Lamps"]
    assert [each.stage for each in found.issues if each.level == "error"] == ["segmentation"]
