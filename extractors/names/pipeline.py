"""The steps that find the names of one text, in their order; each adds to what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kg.extractors.facts import EntityKind
from kg.extractors.names.candidate import Context
from kg.extractors.names.choose import again
from kg.extractors.names.groups import groups, headings
from kg.extractors.names.people import people
from kg.extractors.names.rules import load as load_rules
from kg.extractors.names.stated import stated
from kg.extractors.names.vocabulary import known, shorts
from kg.extractors.names.words import read
from kg.extractors.names.work import Work

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

_STEPS: tuple[Callable[[Work], None], ...] = (
    known,
    shorts,
    people,
    groups,
    headings,
    again,
)


def find_in_text(
    text: str,
    vocabulary: Vocabulary | None,
    named: Sequence[tuple[EntityKind, int, int, str]] = (),
    titles: Sequence[tuple[int, int]] = (),
    parts: Sequence[tuple[int, int, str]] = (),
    venues: Sequence[tuple[int, int]] = (),
) -> Work:
    """All that is known of the names in ``text``, refusals included, before any is decided; without a vocabulary by rules alone.

    Of the paper's structure: ``named`` are spans that it names (kind, start, end, rule), ``titles``
    those of its items, ``parts`` what its stretches are, ``venues`` the words that say where a
    meeting is held.
    """
    rules = load_rules(vocabulary)
    words = read(text, rules.alphabet).unbroken(titles)
    work = Work(words, Context(words, rules.alphabet, rules.nothing), rules, vocabulary)
    work.titles = tuple(titles)
    work.parts = tuple(parts)
    for start, end in venues:
        work.context.venues.update(range(*words.at(start, end)))
    stated(work, named)
    for step in _STEPS:
        step(work)
    return work
