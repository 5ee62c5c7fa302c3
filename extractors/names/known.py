"""Names that are known beforehand, found word by word: the vocabulary's labels, and names learnt from other papers.

Matching folds case, "&" and apostrophes and lets a name run over a line end; a possessive is left outside the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.extractors.facts import EntityKind
from kg.extractors.names.words import BREAK, LINE, Words
from kg.ontology.folding import fold_word

T = TypeVar("T")
_SPLIT = re.compile(
    r"[^\W_]*[^\W\d_][^\W_]*(?:(?:['’`](?![sS]\b)|\.(?=[a-z]{2,4}\b))[^\W_]+)*|['’][sS]\b|\d+(?:[.,:/]\d+)*|\S"
)


@dataclass(frozen=True, slots=True, order=True)
class Learnt:
    """A name and what the papers together take it for."""

    text: str
    kind: EntityKind
    name: str | None = None
    concept: str | None = None
    subtype: str | None = None
    confidence: float = 0.8


def parts(text: str) -> list[str]:
    """The folded words of a name as written, apostrophes closed up: "Women's Aid" → womens, aid."""
    out: list[str] = []
    for word in _SPLIT.findall(text):
        if word[0] in "'’" and len(word) == 2 and out:
            out[-1] += "s"
        elif word not in "-‐‑–—.":
            out.append(fold_word(word))
    return out


@dataclass(slots=True)
class _Node(Generic[T]):
    next: dict[str, _Node[T]]
    values: list[T]


class Index(Generic[T]):
    """A prefix tree of names; each end holds what the name stands for."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node({}, [])
        self.size = 0
        for name, value in names:
            node = self._root
            words = parts(name)
            for word in words:
                node = node.next.setdefault(word, _Node({}, []))
            if words and value not in node.values:
                node.values.append(value)
                self.size += 1

    def find(self, words: Words) -> Iterator[tuple[int, int, list[T]]]:
        """Every place where a name stands: first word, last word (exclusive), what it stands for; longest first."""
        folded = words.folded
        root = self._root.next
        count = len(folded)
        for i, first in enumerate(folded):
            if (
                first not in root
                and "-" not in first
                and not (i + 1 < count and folded[i + 1] == "s")
            ):
                continue
            ends: list[tuple[int, list[T]]] = []
            self._walk(self._root, i, folded, words, ends)
            for last, values in sorted(ends, key=lambda end: -end[0]):
                if last - i > 3 or BREAK not in words.words[i:last]:
                    yield i, last, values

    def _walk(
        self,
        node: _Node[T],
        i: int,
        folded: list[str],
        words: Words,
        ends: list[tuple[int, list[T]]],
    ) -> None:
        raw = words.words
        while True:
            if i >= len(folded):
                return
            word = folded[i]
            if node is not self._root and (raw[i] == LINE or (word in {"-", "–"} and node.next)):
                i += 1
                continue
            if raw[i] == BREAK:
                if (
                    node is self._root
                    or not node.next
                    or "\t" in words.text[words.starts[i] : words.ends[i]]
                ):
                    return
                i += 1  # text set with a blank line after each line; names of one or two words are not read so
                continue
            possessive = i + 1 < len(folded) and raw[i + 1] in ("'s", "’s", "'S", "’S")
            if possessive and (child := node.next.get(word + "s")):
                if child.values:
                    ends.append((i + 2, child.values))
                self._walk(child, i + 2, folded, words, ends)
            found = node.next.get(word)
            step = node
            if found is None and "-" in word:
                for piece in word.split("-"):
                    if (hop := step.next.get(piece)) is None:
                        return
                    step = hop
                found = step
            if found is None:
                return
            node, i = found, i + 1
            if node.values:
                ends.append((i, node.values))
