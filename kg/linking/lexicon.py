"""Word lists for names: those of ``name_words.toml`` and of the vocabulary, as sets."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ontology.folding import without_dots
from kg.ontology.rule_tables import TomlTable, load_table
from kg.ontology.vocabulary import Vocabulary


def table(name: str) -> TomlTable:
    """A rule table of this room: ``name_words``, ``features``, ``offices`` or ``succession``."""
    return load_table("kg.linking", name)


@dataclass(frozen=True, slots=True)
class NameLexicon:
    """What a word of a personal name says about who bears it; all lower case, without dots."""

    titles: frozenset[str]
    title_prefixes: frozenset[str]  # belong to a title only before another word of one
    honours: frozenset[str]
    particles: frozenset[str]  # “de”, “van”
    capital_particles: frozenset[str]  # “Ní”
    sex: dict[str, str]  # title → m or f
    callings: dict[str, str]  # title → what it is a title of: police, councillor
    common_surnames: frozenset[str]
    nicknames: dict[str, frozenset[str]]
    organisation_heads: frozenset[str]  # last words of bodies and offices, not of people


def name_lexicon(vocabulary: Vocabulary) -> NameLexicon:
    """The words of a vocabulary together with those of ``name_words.toml``."""
    own, lists = table("name_words"), vocabulary.words
    prefixes = frozenset(own["titles"]["before"])
    titles = _words(*lists.get("titles", ()), *lists.get("ranks", ()))
    return NameLexicon(
        titles=(frozenset(own["titles"]["words"]) | titles) - prefixes,
        title_prefixes=prefixes,
        honours=frozenset(own["honours"]["words"]) | _words(*lists.get("honours", ())),
        particles=frozenset((*own["particles"]["words"], *own["particles"]["capital"])),
        capital_particles=frozenset(own["particles"]["capital"]),
        sex={word: sex for sex, words in own["sex"].items() for word in words},
        callings={word: calling for calling, words in own["calling"].items() for word in words},
        common_surnames=frozenset(own["common"]["surnames"]),
        nicknames={
            name.lower(): frozenset(other.lower() for other in others)
            for name, others in vocabulary.nicknames.items()
        },
        organisation_heads=frozenset(own["bodies"]["heads"])
        | _words(*lists.get("role-nouns", ()), *lists.get("organisation-heads", ())),
    )


def _words(*phrases: str) -> frozenset[str]:
    """The words of phrases as tokens of names are compared with them."""
    return frozenset(without_dots(" ".join(phrases)).replace("/", " ").split())
