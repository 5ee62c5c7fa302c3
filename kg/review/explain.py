"""Explains names: why two are one or not, and why words of a paper are an entity or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.facts import EntityKind, Facts, Mention, Span
from extractors.names import Considered, considered
from kg.errors import NotFound
from kg.linking import Entity, Feature, Judgement, Verdict
from kg.linking.features import MATCH_THRESHOLD, POSSIBLE_MATCH_THRESHOLD
from kg.review.session import A_KIND, Known, Place, plain
from ontology.folding import fold_printed

QUOTES = 3  # places shown of each name

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ANSWER = {"same": "one", "different": "two", "unsure": "two, but doubtful"}


# -- two names --------------------------------------------------------------------------------------------------------


def judged(known: Known, left: str, right: str, kind: EntityKind | None = None) -> Judgement:
    """The judgement on two names. Raises ``NotFound`` where one is not known or they are of two kinds."""
    found = {name: known.find(name, kind) for name in (left, right)}
    for name in (left, right):
        if not found[name]:
            raise known.unknown(name, kind)
    options = [[name, *(entity.id for entity in found[name])] for name in (left, right)]
    for one in options[0]:
        for other in options[1]:
            if judgement := known.identities.explain(one, other, kind):
                return judgement
    kinds = [A_KIND[found[name][0].kind] for name in (left, right)]
    raise NotFound(f"“{plain(left)}” is {kinds[0]} and “{plain(right)}” is {kinds[1]}: never one")


def explain_pair(
    known: Known, left: str, right: str, kind: EntityKind | None = None, quotes: int = QUOTES
) -> str:
    """Why two names are one, two or doubtful: clues with weights, score, thresholds, and where each name stands."""
    judgement = judged(known, left, right, kind)
    by = "" if judgement.by == "rules" else f", said {plain(judgement.by)}"
    lines = [
        f"“{plain(left)}” and “{plain(right)}” ({judgement.kind}): {_ANSWER[judgement.verdict]}{by}"
    ]
    lines.append(
        f"score {judgement.score:g}; one from {MATCH_THRESHOLD:g}, doubtful from {POSSIBLE_MATCH_THRESHOLD:g}"
    )
    lines += clue_lines(judgement.reasons)
    for name, identifier in ((left, judgement.left_id), (right, judgement.right_id)):
        entity = known.entity(judgement.kind, identifier)
        lines += ["", f"“{plain(name)}”: {headline(known, entity)}"]
        lines += place_lines(known.places(entity, name), quotes)
    return "\n".join(lines) + "\n"


def clue_lines(reasons: Sequence[Feature]) -> list[str]:
    """The clues for and against, the weightiest first."""
    if not reasons:
        return ["no clue speaks for their being one"]
    ordered = sorted(reasons, key=lambda clue: (-abs(clue.weight), clue.id))
    lines = []
    for title, these in (
        ("for", [clue for clue in ordered if clue.weight > 0]),
        ("against", [clue for clue in ordered if clue.weight <= 0]),
    ):
        lines += (
            [f"{title}:", *(f"  {clue.weight:+7g}  {clue.description}" for clue in these)]
            if these
            else []
        )
    return lines


def headline(known: Known, entity: Entity) -> str:
    """An entity in one line: name, kind, IRI, doubt."""
    doubt = ", doubtful" if entity.doubtful else ""
    sort = f", {plain(entity.subtype)}" if entity.subtype else ""
    return f"{plain(entity.name)} ({entity.kind}{sort}{doubt}) <{known.iri(entity)}>"


def place_lines(places: Sequence[Place], most: int) -> list[str]:
    """Quotes with their papers and pages, from as many papers as can be; how many more there are."""
    first = {place.document: at for at, place in reversed(list(enumerate(places)))}
    chosen = sorted(
        sorted(range(len(places)), key=lambda at: (first[places[at].document] != at, at))[:most]
    )
    lines = [f"  {places[at].where}: “{places[at].quote}”" for at in chosen]
    more = len(places) - len(chosen)
    return [*lines, f"  and {more} more place(s)"] if more else lines


# -- one name ---------------------------------------------------------------------------------------------------------


def explain_name(known: Known, name: str) -> str:
    """Each place where ``name`` or something folded like it was taken for a name or refused, and what became of it.

    Raises ``NotFound`` where it stands in no paper.
    """
    wanted = _words(name)
    lines: list[str] = []
    count = 0
    found: dict[tuple[EntityKind, str], None] = {}
    for alone, facts in zip(known.alone, known.corpus, strict=True):
        places = list(_occurrences(facts, wanted)) if wanted else []
        if places:
            considerations = considered(alone, known.vocabulary)
            listed = list(known.listed(facts))
            count += len(places)
            for span in places:
                verdict, entity = _judge(known, alone, facts, span, considerations)
                if entity:
                    found[entity.kind, entity.id] = None
                place = known.place(facts, span, facts.document.text[span.start : span.end], "")
                lines.append(f"{place.where}: {verdict}")
                lines += dict.fromkeys(_listed(span, entity, listed))
                lines.append(f"    “{place.quote}”")
    entities = {(entity.kind, entity.id): entity for entity in known.find(name)}
    entities |= {key: known.entity(*key) for key in sorted(found) if key not in entities}
    if not lines and not entities:
        raise (
            known.unknown(name)
            if wanted
            else NotFound(f"“{plain(name)}” holds no word; give a name")
        )
    head = [f"“{plain(name)}”: " + ("what it became" if entities else "no entity")]
    for entity in entities.values():
        head += [f"  {headline(known, entity)}", *_about(known, entity)]
    head += [f"  {said}" for said in _told(known, name)]
    places_head = (
        ["", f"{count} place(s) in the papers:"]
        if lines
        else ["", "It stands in no paper as such."]
    )
    return "\n".join([*head, *places_head, *lines]) + "\n"


def _about(known: Known, entity: Entity) -> Iterator[str]:
    if entity.other_names or entity.acronyms:
        yield "    also printed: " + ", ".join(
            f"“{plain(form)}”" for form in (*entity.other_names, *entity.acronyms)
        )
    if entity.misprints:
        yield "    misprinted: " + ", ".join(f"“{plain(form)}”" for form in entity.misprints)
    if entity.concept:
        yield f"    in the vocabulary: {entity.concept}"
    if entity.replaced_ids:
        yield "    replaces the ids: " + ", ".join(entity.replaced_ids)
    for verdict in known.told_of(entity):
        yield f"    {_said(verdict)}"


def _told(known: Known, name: str) -> Iterator[str]:
    """Verdicts that took the name out of the graph."""
    for verdict in known.told.all:
        if verdict.decision in ("not-an-entity", "kind") and fold_printed(
            verdict.left.name
        ) == fold_printed(name):
            yield _said(verdict)


def _said(verdict: Verdict) -> str:
    right = f" and “{plain(verdict.right.name)}”" if verdict.right else ""
    value = f" “{plain(verdict.value)}”" if verdict.value else ""
    note = f": {plain(verdict.note)}" if verdict.note else ""
    on = f" on {plain(verdict.on)}" if verdict.on else ""
    return f"{plain(verdict.by)} said{on}: “{plain(verdict.left.name)}”{right}: {verdict.decision}{value}{note}"


def _judge(
    known: Known, alone: Facts, facts: Facts, span: Span, considerations: Sequence[Considered]
) -> tuple[str, Entity | None]:
    """What was made of one place, and the entity that came of it."""
    here = [
        each for each in considerations if each.span.start < span.end and span.start < each.span.end
    ]
    text = facts.document.text
    refusals = dict.fromkeys(
        f"refused by {each.rule}, {each.reason}" + _of(text, each.span, span)
        for each in here
        if each.reason
    )
    mention, index = _mention(facts.mentions, span)
    if mention is None:
        meant = next(
            (each for each in known.identities.references(facts.document.id) if span in each.span),
            None,
        )
        if meant is not None:
            return (
                f"no name, but means somebody, by {meant.rule} → {plain(meant.entity.name)}",
                meant.entity,
            )
        lost, _ = _mention(alone.mentions, span)
        if lost is not None:
            return (
                f"taken for {A_KIND[lost.kind]} by {lost.rule}, given up: the papers together show otherwise",
                None,
            )
        passed = dict.fromkeys(
            f"taken for {A_KIND[each.kind]} by {each.rule}"
            + _of(text, each.span, span)
            + ", given up later"
            for each in here
            if each.kind
        )
        return "; ".join([*refusals, *passed]) or "no rule takes it for a name", None
    rules = dict.fromkeys(
        [mention.rule, *(each.rule for each in here if each.kind and each.span == mention.span)]
    )
    what = f"{A_KIND[mention.kind]}, found by {', '.join(rules)}" + _of(text, mention.span, span)
    entity = known.identities.of_mention(facts.document.id, index)
    if entity is not None:
        return f"{what} → {plain(entity.name)}", entity
    reasons = [
        each.reason
        for each in known.identities.unresolved
        if each.document == facts.document.id
        and fold_printed(each.printed) == fold_printed(mention.text)
    ]
    ignored = [
        f"{plain(verdict.by)} said that it is no entity"
        for verdict in known.told.all
        if verdict.decision == "not-an-entity"
        and fold_printed(verdict.left.name) == fold_printed(mention.text)
    ]
    return (
        f"{what} → nobody: {'; '.join([*ignored, *reasons]) or 'it could be several, or none'}",
        None,
    )


def _listed(
    span: Span, entity: Entity | None, listed: Sequence[tuple[str, str, Span, Entity | None]]
) -> Iterator[str]:
    """What lists, items and reports read at that place, where that is not the name already told."""
    for printed, rule, place, named in listed:
        if place.start < span.end and span.start < place.end and named is not entity:
            became = f"{plain(named.name)} ({named.kind})" if named is not None else "nobody"
            yield f"  read by {rule}, as “{plain(printed)}” → {became}"


def _of(text: str, whole: Span, span: Span) -> str:
    """The words around that were judged, where they are others than those asked for."""
    return "" if whole == span else f", as “{plain(text[whole.start : whole.end])}”"


def _mention(mentions: Sequence[Mention], span: Span) -> tuple[Mention | None, int]:
    """The mention that holds ``span``, else one that lies across it."""
    across = [
        at for at, m in enumerate(mentions) if m.span.start < span.end and span.start < m.span.end
    ]
    if not across:
        return None, -1
    at = min(across, key=lambda at: (span not in mentions[at].span, at))
    return mentions[at], at


def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(found[0]) for found in _WORD.finditer(text))


def _folded(word: str) -> str:
    """A word without case, apostrophes and a possessive s."""
    return fold_printed(word).removesuffix("'s").replace("'", "")


def _occurrences(facts: Facts, wanted: tuple[str, ...]) -> Iterator[Span]:
    """Where the words stand one after the other, and where something is read as them."""
    words = list(_WORD.finditer(facts.document.text))
    folded = [_folded(word[0]) for word in words]
    found = set()
    for at in range(len(words) - len(wanted) + 1):
        if folded[at] == wanted[0] and tuple(folded[at : at + len(wanted)]) == wanted:
            end = words[at + len(wanted) - 1]
            own = end[0].removesuffix("'s").removesuffix("’s")
            found.add(Span(words[at].start(), end.start() + len(own)))
    for mention in facts.mentions:
        if (
            mention.name
            and _words(mention.name) == wanted
            and not any(span in mention.span for span in found)
        ):
            found.add(mention.span)
    yield from sorted(found)
