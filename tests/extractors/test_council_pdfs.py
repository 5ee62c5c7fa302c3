"""The PDFs of another county council, where they are at hand, against what a reader finds in them."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.ontology.folding import fold
from kg.ontology.vocabulary import load

from kg import extractors

PAPERS = Path(__file__).resolve().parents[2] / "../shared/pdf"
EXPECTED = tomllib.loads(Path(__file__).with_name("council_pdfs.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not PAPERS.is_dir(), reason="the council's PDFs are not beside this checkout (../shared/pdf)"
)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_reader_finds_is_found(name: str) -> None:
    facts = extractors.extract(read(PAPERS / f"{name}.pdf"), load())
    assert found(facts) == {"agenda": [], "attendance": {}, "minutes": [], "decisions": []} | {
        key: fold(value) if key == "board" else value for key, value in EXPECTED[name].items()
    }


def found(facts: Facts) -> dict[str, Any]:
    [meeting] = [meeting for meeting in facts.meetings if meeting.date is not None]
    numbers = [minute.number for minute in facts.minutes]
    told: dict[str, Any] = {
        "date": meeting.date,
        "board": fold(meeting.board or ""),
        "agenda": [
            " ".join(filter(None, (item.number, "-".join(map(str, item.pages or ())))))
            for item in facts.agenda
        ],
        "attendance": dict(Counter(row.section for row in facts.attendance)),
        "minutes": [
            f"{minute.number} {facts.document.page_number(minute.span.start)}"
            for minute in facts.minutes
        ],
        "decisions": [
            " ".join(filter(None, (numbers[each.minute or 0], each.clause, each.verb)))
            for each in facts.resolutions
        ],
    }
    return told | ({"start": meeting.start} if meeting.start else {})
