"""Word lists for names of organisations and programmes, from ``name_words.toml``.

All lists hold words as :func:`kg.linking.name_forms.name_key` yields them: folded and singular.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extractors.facts import EntityKind
from kg.linking.lexicon import table

NameWords = tuple[str, ...]
"""The significant words of a name, folded and singular, in order."""

_BODIES, _PROGRAMMES = table("name_words")["bodies"], table("name_words")["programmes"]
OWN_BODY_WORDS = frozenset(_BODIES["self"])
OTHER_BODY_WORDS = frozenset(_BODIES["others"])
GENERAL_WORDS = frozenset(_BODIES["general"])
COMPANY_ENDINGS = frozenset(_BODIES["company"])
NAME_PREFIXES = tuple(tuple(prefix.split()) for prefix in _BODIES["prefixes"])
UNIT_HEADS = frozenset(_BODIES["units"])
ORGANISATION_HEADS = frozenset(_BODIES["heads"])
COUNCIL_TIERS = frozenset(_BODIES["tiers"])
COUNCIL_ABBREVIATIONS: dict[str, NameWords] = {
    short: tuple(long.split()) for short, long in _BODIES["councils"].items()
}
_COUNCILS = {k: long for k, long in COUNCIL_ABBREVIATIONS.items() if long[-1] == "council"}
COUNCIL_LETTERS = frozenset(_COUNCILS)
COUNCIL_SORTS = frozenset(_BODIES["sorts"]).union(*_COUNCILS.values())
PROGRAMME_ENDINGS: tuple[NameWords, ...] = tuple(
    tuple(ending.split()) for ending in _PROGRAMMES["endings"]
)
ACTIVITY_WORDS = frozenset(_PROGRAMMES["doing"])
STATE_WORDS = frozenset(_PROGRAMMES["states"])
_LOCAL_ENDINGS = tuple(tuple(ending.split()) for ending in _BODIES["local"])
JOINING_WORDS = frozenset({"of", "for", "the", "and", "&"})
_DESCRIPTIVE_PROGRAMME_WORDS = frozenset(_PROGRAMMES["bare"])
_RECURRING_ORGANISATIONS = frozenset(tuple(name.split()) for name in _BODIES["passing"])


def is_general(words: Iterable[str]) -> bool:
    """Whether ``words`` are all such that by themselves they name nobody in particular."""
    return all(word in GENERAL_WORDS for word in words)


def is_local(words: NameWords) -> bool:
    """Whether a body of this name may be in any place (“Newtown Parish Council”)."""
    return any(words[-len(ending) :] == ending for ending in _LOCAL_ENDINGS)


def is_description(kind: EntityKind, words: NameWords) -> bool:
    """Whether a name of these words tells what it is, and not which one (“Delivery Plan”)."""
    if kind == "programme":
        return all(word in _DESCRIPTIVE_PROGRAMME_WORDS for word in words)
    return words in _RECURRING_ORGANISATIONS
