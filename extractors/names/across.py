"""Names learnt in one paper, found in all; one kind for one name; no person where another paper shows a place.

What is learnt does not depend on the order of the papers, nor on which process read which.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.facts import EntityKind, Facts, Mention, Span
from kg.extractors.names.candidate import Context
from kg.extractors.names.choose import proof
from kg.extractors.names.known import Index, Learnt
from kg.extractors.names.people import stands_as_place
from kg.extractors.names.private_persons import leave_out_private
from kg.extractors.names.rules import Rules, load
from kg.extractors.names.sited import Known, by_words, sited
from kg.extractors.names.words import read
from kg.ontology.folding import fold_word

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

_TAIL = re.compile(r"\s*\([^()]*\)$")
_WEAK = (
    "programme.title",
    "programme.used",
    "organisation.acronym",
    "organisation.of-person",
    "person.first-name",
    "person.surname",
    "person.initials",
)
_LEAST = 0.4
_GOOD = 12  # what a rule's word must weigh to overrule a list of names


def learn_and_find(corpus: Sequence[Facts], vocabulary: Vocabulary | None) -> list[Facts]:
    """Every paper with the mentions that the others' names add; see :func:`extractors.names.spread`."""
    rules = load(vocabulary)
    alphabet = rules.alphabet
    texts = [read(facts.document.text, alphabet) for facts in corpus]
    contexts = [Context(words, alphabet) for words in texts]
    places = _places(corpus, contexts)
    kinds = _kinds(corpus, rules)
    bodies = _bodies(corpus, rules)
    settled = [_settled(facts, kinds, places, bodies) for facts in corpus]
    cleaned = leave_out_private(settled, contexts)
    names = _names(cleaned, contexts)
    index: Index[Learnt] = Index((learnt.text, learnt) for learnt in names)
    acronyms, known = _acronyms(cleaned, vocabulary), by_words(names)
    return [
        _enriched(facts, context, index, acronyms, known)
        for facts, context in zip(cleaned, contexts, strict=True)
    ]


def _key(text: str) -> str:
    return " ".join(fold_word(word) for word in _TAIL.sub("", text).split())


def _places(corpus: Sequence[Facts], contexts: Sequence[Context]) -> frozenset[str]:
    """Phrases taken for people in one paper that stand as places in any."""
    suspects = {
        m.text
        for facts in corpus
        for m in facts.mentions
        if m.rule == "person.full" and m.text.count(" ") == 1
    }
    index: Index[str] = Index((text, text) for text in sorted(suspects))
    found: set[str] = set()
    for context in contexts:
        for first, last, phrases in index.find(context.words):
            if stands_as_place(first, last, context):
                found.update(phrases)
    stated = {
        m.text
        for facts in corpus
        for m in facts.mentions
        if m.kind == "person" and not m.rule.startswith("person.")
    }
    return frozenset(found - stated)


def _kinds(corpus: Sequence[Facts], rules: Rules) -> dict[str, EntityKind]:
    """The kind of each name that the papers do not agree on."""
    claims: dict[str, set[tuple[str, EntityKind]]] = {}
    for facts in corpus:
        for mention in facts.mentions:
            if mention.kind != "person" and mention.concept is None:
                claims.setdefault(_key(mention.text), set()).add((mention.rule, mention.kind))
    disputed = {key: found for key, found in claims.items() if len({k for _, k in found}) > 1}
    out: dict[str, EntityKind] = {}
    for key, found in disputed.items():
        weight: Counter[EntityKind] = Counter()
        for rule, kind in sorted(found):
            weight[kind] += proof(rule, rules)
        out[key] = max(sorted(weight), key=lambda kind: weight[kind])
    return out


def _bodies(corpus: Sequence[Facts], rules: Rules) -> frozenset[str]:
    """Names that some paper takes for an organisation on good grounds."""
    return frozenset(
        _key(m.text)
        for facts in corpus
        for m in facts.mentions
        if m.kind == "organisation" and (m.concept or proof(m.rule, rules) >= _GOOD)
    )


def _settled(
    facts: Facts, kinds: dict[str, EntityKind], places: frozenset[str], bodies: frozenset[str]
) -> Facts:
    mentions: list[Mention] = []
    for mention in facts.mentions:
        if mention.kind == "person" and _key(mention.text) in bodies:
            mention = replace(mention, kind="organisation")
        if mention.text in places and mention.rule.startswith("person."):
            continue
        kind = kinds.get(_key(mention.text)) if mention.concept is None else None
        if kind and mention.kind not in (kind, "person"):
            mention = replace(mention, kind=kind, subtype=None)
        if (
            mention.rule == "acronym"
            and mention.name
            and (named := kinds.get(_key(mention.name)))
            and mention.concept is None
        ):
            mention = replace(mention, kind=named)
        mentions.append(mention)
    return replace(facts, mentions=tuple(mentions))


def _names(corpus: Iterable[Facts], contexts: Sequence[Context]) -> list[Learnt]:
    """The names that are sure enough to be looked for in other papers."""
    best: dict[str, Learnt] = {}
    for facts, context in zip(corpus, contexts, strict=True):
        for mention in facts.mentions:
            if (
                mention.rule in _WEAK
                or mention.confidence < _LEAST
                or mention.rule.startswith(("vocabulary", "acronym"))
            ):
                continue
            text = _TAIL.sub("", mention.text)
            words = text.split()
            first, last = context.words.at(
                mention.span.start, mention.span.start + len(mention.text)
            )
            if first >= last or context.words.shouted[first]:
                continue
            if mention.kind == "person":
                if (
                    len(words) < 2
                    or any(len(w.strip(".")) == 1 for w in words)
                    or any(context.has(first, c) for c in ("TITLE", "RANK", "RANKFORE", "TITLES"))
                ):
                    continue
            elif (
                len(words) == 1
                and not (context.has(first, "CAMEL") or context.has(first, "UP"))
                and (mention.confidence < 0.7 or context.is_lower(first))
            ):
                continue
            learnt = Learnt(
                text,
                mention.kind,
                mention.name,
                mention.concept,
                mention.subtype,
                round(mention.confidence * 0.9, 3),
            )
            known = best.get(text)
            if known is None or (known.confidence, str(known)) < (learnt.confidence, str(learnt)):
                best[text] = learnt
    return sorted(best.values(), key=lambda learnt: learnt.text)


def _acronyms(corpus: Iterable[Facts], vocabulary: Vocabulary | None) -> dict[str, Learnt]:
    """Acronyms that every paper which defines them defines alike.

    One that the vocabulary has for something else means what a paper says in that paper alone.
    """
    listed: dict[str, set[str | None]] = defaultdict(set)
    for concept in vocabulary.concepts.values() if vocabulary else ():
        for acronym in (*concept.acronyms, *concept.short):
            listed[acronym].add(concept.id)
    forms: dict[str, dict[str, Learnt]] = {}
    for facts in corpus:
        for mention in facts.mentions:
            if mention.rule != "acronym" and not mention.rule.startswith("definition"):
                continue
            for acronym, long in facts.acronyms.items():
                if _key(mention.name or mention.text) == _key(long):
                    learnt = Learnt(
                        acronym, mention.kind, long, mention.concept, mention.subtype, 0.8
                    )
                    same = forms.setdefault(acronym, {})
                    same[_key(long)] = max(same.get(_key(long), learnt), learnt, key=str)
    return {
        acronym: next(iter(found.values()))
        for acronym, found in sorted(forms.items())
        if len(found) == 1
        and (acronym not in listed or next(iter(found.values())).concept in listed[acronym])
    }


def _enriched(
    facts: Facts, context: Context, index: Index[Learnt], acronyms: dict[str, Learnt], known: Known
) -> Facts:
    words = context.words
    own = _own(facts, acronyms)
    spelled = (m if m.text in own else _spelled_out(m, acronyms) for m in facts.mentions)
    facts = replace(facts, mentions=tuple(spelled))
    taken = sorted((m.span.start, m.span.end) for m in facts.mentions)
    covered = _Cover(taken)
    added: list[Mention] = []
    for first, last, found in index.find(words):
        learnt = max(
            found,
            key=lambda item: (item.text == words.phrase(first, last), item.confidence, item.text),
        )
        start, end = words.span(first, last)
        if covered.touches(start, end) or not _as_name(first, last, learnt, context):
            continue
        phrase = words.phrase(first, last)
        name = learnt.name or (learnt.text if phrase != learnt.text else None)
        added.append(
            Mention(
                learnt.kind,
                phrase,
                Span(start, end),
                "spread",
                name,
                learnt.concept,
                learnt.subtype,
                learnt.confidence,
            )
        )
        covered.add(start, end)
    for i, word in enumerate(words.words):
        learnt_acronym = acronyms.get(word) or (
            acronyms.get(word[:-1]) if word.endswith("s") else None
        )
        if learnt_acronym is None or words.shouted[i] or learnt_acronym.text in own:
            continue
        start, end = words.span(i, i + 1)
        if covered.touches(start, end):
            continue
        added.append(
            Mention(
                learnt_acronym.kind,
                word,
                Span(start, end),
                "spread.acronym",
                learnt_acronym.name,
                learnt_acronym.concept,
                learnt_acronym.subtype,
                learnt_acronym.confidence,
            )
        )
        covered.add(start, end)
    for mention in sited(words.text, known):
        if not covered.touches(mention.span.start, mention.span.end):
            added.append(mention)
            covered.add(mention.span.start, mention.span.end)
    if not added:
        return facts
    return replace(
        facts,
        mentions=tuple(sorted((*facts.mentions, *added), key=lambda m: (m.span, m.kind, m.rule))),
    )


def _own(facts: Facts, acronyms: Iterable[str]) -> set[str]:
    """The letters that a paper gives a meaning of its own."""
    text = facts.document.text
    return {each for each in acronyms if each in facts.acronyms or f"({each})" in text}


def _spelled_out(mention: Mention, acronyms: dict[str, Learnt]) -> Mention:
    """Letters that this paper does not define mean what the other papers define them to be."""
    learnt = acronyms.get(mention.text)
    if learnt is None or not mention.rule.endswith(".weighed"):
        return mention
    return replace(
        mention,
        kind=learnt.kind,
        name=learnt.name,
        concept=learnt.concept,
        subtype=learnt.subtype,
        rule="spread.acronym",
    )


def _as_name(first: int, last: int, learnt: Learnt, context: Context) -> bool:
    """Whether the words are printed as a name here."""
    words = context.words
    content = [
        i for i in range(first, last) if not context.has(i, "STOP") and words.words[i][0].isalpha()
    ]
    if not content:
        return False
    if words.phrase(first, last) != learnt.text:
        if any(words.words[i][0].islower() for i in content):
            return False
        if len(content) == 1 and words.shouted[first]:
            return False
    if len(content) == 1 and not (context.has(first, "CAMEL") or context.has(first, "UP")):
        following = words.words[last] if last < len(words.words) else ""
        return not (words.opens(first) or context.is_lower(first) or following[:1].isupper())
    return True


class _Cover:
    """Stretches of a text that are taken."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._taken: set[int] = set()
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        self._taken.update(range(start, end))

    def touches(self, start: int, end: int) -> bool:
        return not self._taken.isdisjoint(range(start, end))
