"""The word lists of ``words.toml`` and of the vocabulary, as sets."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.rule_tables import Table, load_table
from ontology.vocabulary import Vocabulary


def table(name: str) -> Table:
    """One of this room's rule tables: ``lexicon``, ``features``, ``offices`` or ``succession``."""
    return load_table("kg.linking", name)


@dataclass(frozen=True, slots=True)
class Words:
    """What a word of a name says about who bears it; all lower case, without dots."""

    titles: frozenset[str]
    before_titles: frozenset[str]
    honours: frozenset[str]
    particles: frozenset[str]
    sex: dict[str, str]
    calling: dict[str, str]
    common: frozenset[str]
    nicknames: dict[str, frozenset[str]]
    not_people: frozenset[str]


def _flat(words: tuple[str, ...]) -> set[str]:
    return {
        part for word in words for part in word.lower().replace(".", "").replace("/", " ").split()
    }


def words_of(vocabulary: Vocabulary) -> Words:
    """The words of a vocabulary with those of identity's own table."""
    own, lists = table("lexicon"), vocabulary.words
    before = frozenset(own["titles"]["before"])
    return Words(
        titles=(
            frozenset(own["titles"]["words"])
            | _flat((*lists.get("titles", ()), *lists.get("ranks", ())))
        )
        - before,
        before_titles=before,
        honours=frozenset(own["honours"]["words"]) | _flat(lists.get("honours", ())),
        particles=frozenset(own["particles"]["words"]),
        sex={word: sex for sex, words in own["sex"].items() for word in words},
        calling={word: calling for calling, words in own["calling"].items() for word in words},
        common=frozenset(own["common"]["surnames"]),
        nicknames={
            name.lower(): frozenset(other.lower() for other in others)
            for name, others in vocabulary.nicknames.items()
        },
        not_people=frozenset(own["bodies"]["heads"])
        | _flat((*lists.get("role-nouns", ()), *lists.get("organisation-heads", ()))),
    )
