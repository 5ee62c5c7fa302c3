"""Explains why words of the papers are an entity or not, place by place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.errors import NotFound
from kg.extractors.facts import Facts, Mention, Span
from kg.extractors.names import Considered, considered
from kg.linking import Entity, Verdict
from kg.ontology.folding import fold_printed
from kg.review.pair_explanation import headline
from kg.review.session import A_KIND, ReviewSession, StructuralName, printable

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class PlaceExplanation:
    """What was made of one place of a name, what else was read there, and its sentence."""

    where: str
    account: str
    others: tuple[str, ...]
    quote: str
    entity: Entity | None

    def as_lines(self) -> list[str]:
        """The same for reading."""
        others = (f"  {each}" for each in self.others)
        return [f"{self.where}: {self.account}", *others, f"    “{self.quote}”"]


@dataclass(frozen=True, slots=True)
class NameExplanation:
    """What a name became, what people said of it, and each of its places."""

    name: str
    entities: tuple[tuple[Entity, str], ...]  # each with its IRI
    particulars: tuple[tuple[str, ...], ...]  # lines on each entity
    verdicts: tuple[str, ...]
    places: tuple[PlaceExplanation, ...]

    def as_text(self) -> str:
        """All of it for reading."""
        lines = [f"“{self.name}”: " + ("what it became" if self.entities else "no entity")]
        for (entity, iri), more in zip(self.entities, self.particulars, strict=True):
            lines += [f"  {headline(entity, iri)}", *(f"    {each}" for each in more)]
        lines += [f"  {each}" for each in self.verdicts]
        count = f"{len(self.places)} place(s) in the papers:"
        lines += ["", count if self.places else "No paper has these words as a name."]
        for place in self.places:
            lines += place.as_lines()
        return "\n".join(lines) + "\n"

    def as_json(self) -> dict[str, object]:
        """The same facts for ``json.dumps``."""
        iris = {(entity.kind, entity.id): iri for entity, iri in self.entities}
        return {
            "name": self.name,
            "entities": [
                {
                    "iri": iri,
                    "name": printable(entity.name),
                    "kind": entity.kind,
                    "doubtful": entity.doubtful,
                    "also_printed": [
                        printable(each) for each in (*entity.other_names, *entity.acronyms)
                    ],
                    "misprinted": [printable(each) for each in entity.misprints],
                    "concept": entity.concept,
                }
                for entity, iri in self.entities
            ],
            "verdicts": list(self.verdicts),
            "places": [
                {
                    "where": each.where,
                    "account": each.account,
                    "other_readings": list(each.others),
                    "quote": each.quote,
                    "entity": each.entity and iris[each.entity.kind, each.entity.id],
                }
                for each in self.places
            ],
        }


def explain_name(session: ReviewSession, name: str) -> NameExplanation:
    """Each place where ``name`` was taken for a name or refused, and which entity it became.

    Case, accents and apostrophes do not matter. Raises ``NotFound`` where it stands in no paper.
    """
    wanted = _words(name)
    if not wanted and not session.find(name):
        raise NotFound(f"“{printable(name)}” holds no word; give a name")
    places = tuple(_explained_places(session, wanted))
    entities = _entities(session, name, [each.entity for each in places if each.entity])
    if not places and not entities:
        raise session.not_found(name)
    return NameExplanation(
        printable(name),
        tuple((entity, session.iri(entity)) for entity in entities),
        tuple(tuple(_particulars(session, entity)) for entity in entities),
        tuple(_verdict_line(verdict) for verdict in _removing_verdicts(session, name)),
        places,
    )


def _explained_places(
    session: ReviewSession, wanted: tuple[str, ...]
) -> Iterator[PlaceExplanation]:
    """Each place of the words in the papers, explained."""
    for extracted, facts in zip(session.extracted, session.corpus, strict=True):
        paper = _PaperExplanation(session, extracted, facts)
        for span in _occurrences(facts, wanted):
            yield paper.explain(span)


def _entities(session: ReviewSession, name: str, named: Sequence[Entity]) -> list[Entity]:
    """Those whom ``name`` names anywhere, then the others that are ``named`` by its words."""
    found = {(entity.kind, entity.id): entity for entity in session.find(name)}
    for entity in sorted(named, key=lambda entity: (entity.kind, entity.id)):
        found.setdefault((entity.kind, entity.id), entity)
    return list(found.values())


# -- entities and verdicts -----------------------------------------------------------------------


def _particulars(session: ReviewSession, entity: Entity) -> Iterator[str]:
    """What is known of an entity beside its name, a line each."""
    printed = (*entity.other_names, *entity.acronyms)
    if printed:
        yield f"also printed: {_quoted(printed)}"
    if entity.misprints:
        yield f"misprinted: {_quoted(entity.misprints)}"
    if entity.concept:
        yield f"in the vocabulary: {entity.concept}"
    if entity.replaced_ids:
        yield "replaces the ids: " + ", ".join(entity.replaced_ids)
    for verdict in session.verdicts_on(entity):
        yield _verdict_line(verdict)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{printable(name)}”" for name in names)


def _removing_verdicts(session: ReviewSession, name: str) -> Iterator[Verdict]:
    """The verdicts that took a name out of the graph, or changed its kind."""
    for verdict in session.verdicts.all:
        removes = verdict.decision in ("not-an-entity", "kind")
        if removes and fold_printed(verdict.left.name) == fold_printed(name):
            yield verdict


def _verdict_line(verdict: Verdict) -> str:
    on = f" on {printable(verdict.on)}" if verdict.on else ""
    right = f" and “{printable(verdict.right.name)}”" if verdict.right else ""
    value = f" “{printable(verdict.value)}”" if verdict.value else ""
    note = f": {printable(verdict.note)}" if verdict.note else ""
    sides = f"“{printable(verdict.left.name)}”{right}"
    return f"{printable(verdict.by)} said{on}: {sides}: {verdict.decision}{value}{note}"


# -- places --------------------------------------------------------------------------------------


class _PaperExplanation:
    """What rules and linking made of the places of one paper.

    ``extracted`` are the paper's facts before, ``facts`` those after the papers learnt from each
    other.
    """

    def __init__(self, session: ReviewSession, extracted: Facts, facts: Facts) -> None:
        self._session = session
        self._extracted = extracted
        self._facts = facts

    @cached_property
    def _considered(self) -> list[Considered]:
        """What some rule took for a name, or refused to."""
        return considered(self._extracted, self._session.vocabulary)

    @cached_property
    def _structural(self) -> list[StructuralName]:
        return list(self._session.structural_names(self._facts))

    def explain(self, span: Span) -> PlaceExplanation:
        """What was made of one place, other readings, its sentence and its entity."""
        text = self._facts.document.text[span.start : span.end]
        quoted = self._session.quote(self._facts, span, text)
        account, entity = self._account(span)
        others = tuple(dict.fromkeys(self._other_readings(span, entity)))
        return PlaceExplanation(quoted.where, account, others, quoted.quote, entity)

    def _account(self, span: Span) -> tuple[str, Entity | None]:
        """What was made of one place, and the entity that came of it."""
        mention, index = _mention_at(self._facts.mentions, span)
        if mention is not None:
            return self._account_of_mention(span, mention, index)
        for reference in self._session.identities.references(self._facts.document.id):
            if span in reference.span:
                entity = reference.entity
                means = f"{reference.rule} → {printable(entity.name)}"
                return f"no name, but means somebody, by {means}", entity
        given_up, _ = _mention_at(self._extracted.mentions, span)
        if given_up is not None:
            taken = f"read as {A_KIND[given_up.kind]} by {given_up.rule}"
            return f"{taken}, given up: the papers together show otherwise", None
        return self._account_of_rules(span), None

    def _account_of_mention(
        self, span: Span, mention: Mention, index: int
    ) -> tuple[str, Entity | None]:
        """Which rules found a mention, and which entity it is or why it is none."""
        rules = dict.fromkeys(
            [
                mention.rule,
                *(
                    each.rule
                    for each in self._considered
                    if each.kind and each.span == mention.span
                ),
            ]
        )
        found = f"{A_KIND[mention.kind]}, found by {', '.join(rules)}"
        found += self._wider_words(mention.span, span)
        entity = self._session.identities.of_mention(self._facts.document.id, index)
        if entity is not None:
            return f"{found} → {printable(entity.name)}", entity
        return f"{found} → nobody: {self._reasons_for_nobody(mention)}", None

    def _reasons_for_nobody(self, mention: Mention) -> str:
        """Why a mention is no entity: a verdict, or that linking could not tell whose it is."""
        ignored = [
            f"{printable(verdict.by)} said that it is no entity"
            for verdict in self._session.verdicts.all
            if verdict.decision == "not-an-entity"
            and fold_printed(verdict.left.name) == fold_printed(mention.text)
        ]
        unresolved = [
            each.reason
            for each in self._session.identities.unresolved
            if each.document == self._facts.document.id
            and fold_printed(each.printed) == fold_printed(mention.text)
        ]
        return "; ".join([*ignored, *unresolved]) or "it could be several, or none"

    def _account_of_rules(self, span: Span) -> str:
        """Which rules refused a place that is no mention, and which took it for one at first."""
        refused: dict[str, None] = {}
        taken: dict[str, None] = {}
        for each in self._considered:
            if each.span.overlaps(span):
                words = self._wider_words(each.span, span)
                if each.reason:
                    refused[f"refused by {each.rule}, {each.reason}{words}"] = None
                if each.kind:
                    by = f"read as {A_KIND[each.kind]} by {each.rule}"
                    taken[f"{by}{words}, given up later"] = None
        return "; ".join([*refused, *taken]) or "no rule takes it for a name"

    def _other_readings(self, span: Span, entity: Entity | None) -> Iterator[str]:
        """What lists, items and reports read at a place, where that is not ``entity``."""
        for name in self._structural:
            if name.span.overlaps(span) and name.entity is not entity:
                became = (
                    f"{printable(name.entity.name)} ({name.entity.kind})"
                    if name.entity is not None
                    else "nobody"
                )
                yield f"read by {name.rule}, as “{printable(name.text)}” → {became}"

    def _wider_words(self, whole: Span, span: Span) -> str:
        """The words that a rule judged, where they are others than those asked for."""
        if whole == span:
            return ""
        return f", as “{printable(self._facts.document.text[whole.start : whole.end])}”"


def _mention_at(mentions: Sequence[Mention], span: Span) -> tuple[Mention | None, int]:
    """The mention that holds ``span``, else one that overlaps it, and its index; or none, -1."""
    overlapping = [at for at, mention in enumerate(mentions) if mention.span.overlaps(span)]
    if not overlapping:
        return None, -1
    at = min(overlapping, key=lambda at: (span not in mentions[at].span, at))
    return mentions[at], at


# -- finding the words ---------------------------------------------------------------------------


def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(found[0]) for found in _WORD.finditer(text))


def _folded(word: str) -> str:
    """A word without case, apostrophes and a possessive s."""
    return fold_printed(word).removesuffix("'s").replace("'", "")


def _occurrences(facts: Facts, wanted: tuple[str, ...]) -> list[Span]:
    """Where the words stand one after the other, and where a mention is read as them, in order."""
    if not wanted:
        return []
    found = set(_printed_occurrences(facts.document.text, wanted))
    for mention in facts.mentions:
        read_so = bool(mention.name) and _words(mention.name or "") == wanted
        if read_so and not any(span in mention.span for span in found):
            found.add(mention.span)
    return sorted(found)


def _printed_occurrences(text: str, wanted: tuple[str, ...]) -> Iterator[Span]:
    """Where the folded words stand one after the other; a possessive s is left out of the span."""
    words = list(_WORD.finditer(text))
    folded = [_folded(word[0]) for word in words]
    for at in range(len(words) - len(wanted) + 1):
        if folded[at] == wanted[0] and tuple(folded[at : at + len(wanted)]) == wanted:
            last = words[at + len(wanted) - 1]
            own = last[0].removesuffix("'s").removesuffix("’s")
            yield Span(words[at].start(), last.start() + len(own))
