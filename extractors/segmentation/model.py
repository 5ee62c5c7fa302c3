"""The line model: a linear-chain conditional random field (python-crfsuite) over the lines of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pycrfsuite

from extractors.facts import Document
from extractors.people import People
from extractors.segmentation.features import features
from extractors.text import Line

MODELS = {"structure": "structure.crfsuite", "statements": "statements.crfsuite"}
LEXICON = "lexicon.txt"


@dataclass(frozen=True, slots=True)
class LineLabel:
    """What the model takes a line for. ``probability`` is the label's marginal probability, 0 to 1."""

    label: str
    probability: float


class LineModel:
    """Labels the lines of a paper that are not blank."""

    def __init__(self, path: Path, lexicon: frozenset[str]) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._lexicon = lexicon

    def label(self, document: Document, lines: Sequence[Line], people: People) -> list[LineLabel]:
        """One label a line, the most likely sequence."""
        if not lines:
            return []
        self._tagger.set(pycrfsuite.ItemSequence(features(document, lines, people, self._lexicon)))
        labels = self._tagger.tag()
        return [
            LineLabel(label, self._tagger.marginal(label, position))
            for position, label in enumerate(labels)
        ]


@cache
def line_model() -> LineModel:
    """The model that ships with the package."""
    folder = files("extractors.segmentation")
    with as_file(folder.joinpath(MODEL)) as path:
        return LineModel(path, frozenset(folder.joinpath(LEXICON).read_text("utf-8").split()))
