"""Nothing grows faster than linear: the cost of a text that repeats itself twice as often is no more
than about twice as much.

Cost is CPU time of this process. A kind that seems too steep is measured again, on a longer text too.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from kg.extractors.facts import Document
from kg.extractors.reading.plain import read_plain
from kg.ontology.vocabulary import Vocabulary, load
from repetitive import KINDS, LINES, PHASES, text

from kg import extractors
from kg.pipeline.limits import cpu_limit

CHARACTERS = 6_000
STEEPEST = 2**1.2  # of the cost of twice as much
ATTEMPTS = 5
HEAD = "Minutes of the meeting held on 3 March 2025\n\n"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    found = load()
    extractors.extract(Document("", "", "text", HEAD + "1. Welcome\n"), found)  # rules are loaded
    return found


def cost(kind: str, characters: int, vocabulary: Vocabulary) -> float:
    data = (HEAD + text(kind, characters)).encode()
    begun = time.process_time()
    with cpu_limit(60):
        extractors.extract(read_plain(Path("paper.txt"), data, "x"), vocabulary)
    return time.process_time() - begun


@pytest.mark.parametrize("kind", [*KINDS, *LINES, *PHASES])
def test_twice_the_text_costs_about_twice_as_much(kind: str, vocabulary: Vocabulary) -> None:
    ratios = []
    characters = CHARACTERS
    for _ in range(ATTEMPTS):
        ratios.append(cost(kind, 2 * characters, vocabulary) / cost(kind, characters, vocabulary))
        if ratios[-1] <= STEEPEST:
            return
        characters *= 2  # fixed costs and chance weigh less
    pytest.fail(f"grows like {[f'{ratio:.2f}' for ratio in ratios]} for each doubling")
