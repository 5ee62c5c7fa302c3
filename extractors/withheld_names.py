"""The names of private persons withheld: blacked out in a paper's text and in every fact of it.

A mask is as long as what it hides, so that nothing else in the paper moves, and the masks
themselves tell later where they lie (``withheld_spans``). Masked are the places found to be the
person's, the same words elsewhere, and their surname or first name alone where it is nobody else's
and no word of the language.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kg.extractors.facts import Document, Facts, Span

MASK = "█"  # for each letter and digit
_LETTER, _MASKED = re.compile(r"[^\W_]"), re.compile(rf"{MASK}+")
# Beside a word with a capital a name is part of another: a road, a church, an operation.
_CAPITAL_BEFORE = re.compile(r"\b[A-Z](?:[\w’'.-]*[\w’'-]|\w{0,3}\.|(?:\.[A-Z])+\.)?[ \n]$")
_CAPITAL_BEHIND = re.compile(r"[ \n-][A-Z]|[’']s[ \n][A-Z]")
_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Messrs|Master)\.?\s+$")
_BEGINS = re.compile(r"(?:^|[.!?:;]\s+|\n\s*)$")


@dataclass(frozen=True)
class PrivateNames:
    """What is withheld in one paper: names as ``printed``, and single ``words`` of them."""

    printed: frozenset[str]
    words: frozenset[str] = frozenset()

    @cached_property
    def _printed(self) -> re.Pattern[str] | None:
        longest = sorted(self.printed, key=lambda each: (-len(each), each))
        each = (r"\s+".join(map(re.escape, name.split())) for name in longest)
        return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)") if self.printed else None

    @cached_property
    def _words(self) -> re.Pattern[str] | None:
        each = "|".join(re.escape(word) for word in sorted(self.words))
        return re.compile(rf"(?<![\w’'-])(?:{each})(?![\w-])") if self.words else None

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they stand in a text."""
        if self._printed is not None:
            yield from (found.span() for found in self._printed.finditer(text))
        if self._words is not None:
            for found in self._words.finditer(text):
                if _stands_alone(text, *found.span()):
                    yield found.span()

    def blacked_out(self, text: str) -> str:
        """A text without them."""
        return black_out(text, self.places(text))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a word is a name for itself, not part of a longer one."""
    if _CAPITAL_BEHIND.match(text, end):
        return False
    before = text[max(0, start - 40) : start]
    found = _CAPITAL_BEFORE.search(before)
    return (
        found is None
        or _TITLE_BEFORE.search(before) is not None
        or _BEGINS.search(before[: found.start()]) is not None
    )


def black_out(text: str, places: Iterable[tuple[int, int]]) -> str:
    """``text`` with a mask for every letter and digit in some places, which may overlap."""
    for start, end in places:
        text = f"{text[:start]}{_LETTER.sub(MASK, text[start:end])}{text[end:]}"
    return text


def withhold(
    facts: Facts, private: PrivateNames, spans: Sequence[Span], others: Sequence[Span]
) -> Facts:
    """The facts of a paper without these names, in its text and in every string.

    ``spans`` are places that are private whatever stands there, ``others`` names of somebody or
    something else, which stay as they are.
    """
    text = facts.document.text
    taken = [
        (start, end)
        for start, end in private.places(text)
        if not any(other.start < end and start < other.end for other in others)
    ]
    masked = black_out(text, [*taken, *((each.start, each.end) for each in spans)])
    if masked == text:
        return facts
    title = facts.document.title
    document = replace(facts.document, text=masked, title=title and private.blacked_out(title))
    bare: Facts = _mapped(replace(facts, document=Document("", "", "text", "")), private)
    return replace(bare, document=document)


def _mapped(value: Any, private: PrivateNames) -> Any:
    """A value with every string in it blacked out."""
    if isinstance(value, str):
        return private.blacked_out(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, private) for each in value)
    if isinstance(value, dict):
        return {key: _mapped(each, private) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, Span | type):
        fields = ((each.name, getattr(value, each.name)) for each in dataclasses.fields(value))
        return replace(value, **{name: _mapped(each, private) for name, each in fields})
    return value


def withheld_spans(document: Document) -> tuple[Span, ...]:
    """Where names are blacked out in a text."""
    return tuple(Span(*found.span()) for found in _MASKED.finditer(document.text))


def withheld_in(document: Document, spans: Sequence[Span]) -> Document:
    """The document as its readers may see it: blacked out at ``spans``."""
    text = black_out(document.text, ((each.start, each.end) for each in spans))
    return replace(document, text=text)
