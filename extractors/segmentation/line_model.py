"""The line model: a linear-chain conditional random field (python-crfsuite) over the lines of a
paper.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

import pycrfsuite
from kg.extractors.facts import Document
from kg.extractors.people import People
from kg.extractors.segmentation.line_features import features
from kg.extractors.text import Line

MODELS = {"structure": "structure.crfsuite", "statements": "statements.crfsuite"}
LEXICON = "lexicon.txt"


@dataclass(frozen=True, slots=True)
class LineLabel:
    """What the model takes a line for.

    ``probability`` is the label's marginal probability, 0 to 1.
    """

    label: str
    probability: float


class Layer:
    """One trained model: the labels of one layer."""

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))

    def label(self, items: pycrfsuite.ItemSequence) -> list[LineLabel]:
        """The most likely sequence of labels, each with its marginal probability."""
        self._tagger.set(items)
        return [
            LineLabel(label, self._tagger.marginal(label, position))
            for position, label in enumerate(self._tagger.tag())
        ]


class LineModel:
    """Labels the lines of a paper that are not blank, in both layers."""

    def __init__(self, structure: Layer, statements: Layer, lexicon: frozenset[str]) -> None:
        self._layers = (structure, statements)
        self._lexicon = lexicon

    def label(
        self,
        document: Document,
        lines: Sequence[Line],
        people: People,
        hints: Sequence[Collection[str]],
    ) -> tuple[list[LineLabel], list[LineLabel]]:
        """What each line is, and what the meeting says in it; ``hints`` are the rules' (see
        ``blocks``).
        """
        if not lines:
            return [], []
        items = pycrfsuite.ItemSequence(features(document, lines, people, self._lexicon, hints))
        structure, statements = (layer.label(items) for layer in self._layers)
        return structure, statements


def read_model(folder: Traversable) -> LineModel:
    """The model that a folder holds."""
    layers = []
    for name in MODELS.values():
        with as_file(folder.joinpath(name)) as path:
            layers.append(Layer(path))
    lexicon = frozenset(folder.joinpath(LEXICON).read_text("utf-8").split())
    return LineModel(layers[0], layers[1], lexicon)


@cache
def line_model() -> LineModel:
    """The model that ships with the package."""
    return read_model(files("kg.extractors.segmentation"))
