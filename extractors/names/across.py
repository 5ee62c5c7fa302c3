"""Names learnt in one paper, found in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.facts import Facts

if TYPE_CHECKING:
    from ontology.vocabulary import Vocabulary


def learn_and_find(corpus: Sequence[Facts], vocabulary: Vocabulary | None) -> list[Facts]:
    return list(corpus)
