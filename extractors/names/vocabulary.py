"""Names that the vocabulary lists: labels, acronyms, and short forms that only their place explains."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extractors.names.bodies import held_of
from kg.extractors.names.candidate import Found
from kg.extractors.names.known import Index
from kg.extractors.names.words import BREAK, LINE
from kg.extractors.names.work import STATED, Work
from kg.ontology.folding import fold_word, list_form

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Concept, Vocabulary


_VOCABULARIES: dict[str, Vocabulary] = {}


@lru_cache(maxsize=4)
def _index(
    digest: str,
) -> tuple[Index[str], dict[str, tuple[str, ...]], Index[str], dict[str, tuple[str, ...]]]:
    vocabulary = _VOCABULARIES[digest]
    labels: list[tuple[str, str]] = []
    acronyms: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for concept in vocabulary.concepts.values():
        for label in (concept.name, *concept.labels, *concept.misprints):
            labels.append((label, concept.id))
        for acronym in concept.acronyms:
            acronyms.setdefault(acronym, []).append(concept.id)
        for form in concept.short:
            short.setdefault(form, []).append(concept.id)
    return (
        Index(labels),
        {key: tuple(ids) for key, ids in acronyms.items()},
        Index((form, form) for form in sorted(short)),
        {key: tuple(sorted(set(ids))) for key, ids in short.items()},
    )


def known(work: Work) -> None:
    """The vocabulary's names and acronyms."""
    vocabulary = work.vocabulary
    if vocabulary is None:
        return
    _VOCABULARIES[vocabulary.digest] = vocabulary
    labels, acronyms, _, _ = _index(vocabulary.digest)
    words, context = work.words, work.context
    listed = [c for c in work.candidates if c.confidence == STATED and c.kind == "organisation"]
    for first, last, ids in labels.find(words):
        concept = _settle(ids, vocabulary, work)
        reason = _misused(first, last, concept, work)
        if reason:
            work.refuse(first, last, "vocabulary", reason)
            continue
        found = _of(concept, first, last, "vocabulary", 1.0)
        if concept.kind == "organisation" and any(
            first <= c.first < c.last <= last for c in listed
        ):
            found = replace(
                found, confidence=STATED
            )  # the paper's structure saw this or but the end of it
        work.candidates.append(found)
        placed = _placed(found, concept, work)
        if placed is not None:
            work.candidates.append(placed)
    for i, word in enumerate(words.words):
        if not (
            context.has(i, "UP")
            or context.has(i, "UPS")
            or context.has(i, "CAMEL")
            or word in acronyms
        ):
            continue
        if context.has(i, "HONOUR") or context.has(i, "RANK"):
            continue
        ids_ = acronyms.get(word) or acronyms.get(word.removesuffix("s"))
        if ids_ and not words.shouted[i]:
            concept = _settle(list(ids_), vocabulary, work)
            reason = _other(i, concept, work)
            if reason:
                work.refuse(i, i + 1, "vocabulary.acronym", reason)
                continue
            work.candidates.append(
                _of(concept, i, i + 1, "vocabulary.acronym", 0.95 if len(ids_) == 1 else 0.6)
            )


def _other(index: int, concept: Concept, work: Work) -> str | None:
    """Why known letters mean something else here, if so: an act by its year, or a body of a far-away place."""
    raw = work.words.words
    year = raw[index + 1] if index + 1 < len(raw) else ""
    if concept.kind == "organisation" and len(year) == 4 and year.isdigit():
        return "an act"
    if concept.area is None or work.vocabulary is None:
        return None
    concepts = work.vocabulary.concepts
    areas = {concepts[c.concept].area for c in work.candidates if c.concept} - {None}
    words = [word for word in re.findall(r"\w+", concept.area) if word[0].isupper()]
    near = concept.area in areas or any(word in work.words.text for word in words)
    assumed = not areas and concept.subtype in (
        "council",
        "police",
    )  # "MaCC" in a paper that says no more
    return None if near or assumed else "a body of another area"


_BRANCHING = (
    "charity",
    "health",
    "public-body",
)  # national bodies that have a branch in most places


def _placed(found: Found, concept: Concept, work: Work) -> Found | None:
    """A body of a kind with the place it is of: "Osierton Safeguarding Board", "Healthwatch Osierton"."""
    context, raw = work.context, work.words.words
    if (
        concept.kind != "organisation"
        or concept.area is not None
        or work.words.shouted[found.first]
    ):
        return None
    if raw[found.first][0].islower() or raw[found.last - 1][0].islower():
        return None
    first, last = found.first, found.last
    if concept.generic:
        while first and (
            context.has(first - 1, "PLACE")
            or (
                raw[first - 1].lower() in ("and", "&")
                and first > 1
                and context.has(first - 2, "PLACE")
                and first < found.first
            )
        ):
            first -= 1
        first += raw[first].lower() in ("and", "&")
    if first == found.first and (concept.generic or concept.subtype in _BRANCHING):
        while last < len(raw) and context.has(last, "PLACE") and raw[last][0].isupper():
            last += 1
        if last < len(raw) and raw[last][0].isupper():
            return None
    if (first, last) == (found.first, found.last) or not raw[first][0].isupper():
        return None
    return Found(first, last, "organisation", "vocabulary.placed", 0.95, subtype=concept.subtype)


_PLACED = (["across", "the"], ["over", "the"], ["crossing", "the"], ["in", "the"], ["on", "the"])
_WRITTEN_SMALL = ("public-body", "government", "team")


def _settle(ids: list[str], vocabulary: Vocabulary, work: Work) -> Concept:
    """The concept meant where several share a name: the one whose area the paper is about, else the first by id."""
    concepts = [vocabulary.concepts[i] for i in sorted(ids)]
    if len(concepts) > 1:
        text = work.words.text
        concepts.sort(key=lambda c: -text.count(c.area) if c.area else 0)
    return concepts[0]


def _misused(first: int, last: int, concept: Concept, work: Work) -> str | None:
    """Why words that spell a known name do not mean it here, if so."""
    words, context = work.words, work.context
    content = [
        i for i in range(first, last) if not context.has(i, "STOP") and words.words[i][0].isalnum()
    ]
    capitals = [i for i in content if not words.words[i][0].islower()]
    forms = (concept.name, *concept.labels, *concept.misprints)
    if fold_word(words.words[last - 1]) == "s" and not any(
        form[-2:] in ("'s", "’s") for form in forms
    ):
        return "what a body has, not bodies"
    if concept.subtype in ("system", "company") and first in context.venues:
        return "where the meeting is held"
    if (
        last - first == 1
        and words.words[first][0].islower()
        and words.words[first] in (concept.name, *concept.labels)
    ):
        return None  # "data.gov.uk" is written so
    if len(capitals) * 2 < len(content) or not content:
        head = bool(content) and (
            context.has(content[-1], "ORGHEAD") or context.has(content[-1], "PROGHEAD")
        )
        long = head and len(content) >= 3
        plain = (
            len(content) == 2 and concept.subtype in _WRITTEN_SMALL
        )  # "the trading standards team"
        return None if (long or plain) and not concept.ambiguous else "not capitalised"
    if len(content) == 1 and not (
        words.words[content[0]][0].isupper() or words.words[content[0]][0].isdigit()
    ):
        return "not capitalised"
    if (
        concept.area is None
        and concept.kind == "organisation"
        and first > 1
        and words.words[last - 1] != "Office"
    ):
        office = first - 1
        held = (
            context.has(office, "ROLE")
            and words.words[office][0].isupper()
            and not context.has(office, "RANK")
        )
        if (held or held_of(first, context)) and list_form(words.words[last - 1]) in (
            "health",
            "care",
            "services",
            "education",
            "communities",
        ):
            return "part of an office"
    if not concept.ambiguous:
        return None
    around = words.words[max(0, first - 2) : first]
    if len(content) == 1 and (around[-1:] == ["/"] or [w.lower() for w in around] in _PLACED):
        return "an ordinary word here"
    if words.shouted[first]:
        return None if len(content) > 1 else "an ordinary word in a line of capitals"
    if (
        first
        and words.words[first - 1].lower() in ("to", "and", "or", "•", "-", "–")
        and context.has(first, "CAP")
    ):
        before = words.words[first - 1].lower()
        if before == "to" or words.opens(first):
            return "an ordinary word here"
    if words.opens(first):
        after = words.words[last].lower() if last < len(words.words) else BREAK
        if not (
            (
                last < len(words.words)
                and (
                    context.has(last, "PROGHEAD")
                    or context.has(last, "ORGHEAD")
                    or context.has(last, "ROLE")
                )
            )
            or after in ("is", "was", "has", "had", "are", "were", "'s", "’s", "(", "will")
            or after in (BREAK, LINE, ".")
        ):
            return "an ordinary word opens the sentence"
    return None


def _of(concept: Concept, first: int, last: int, rule: str, confidence: float) -> Found:
    return Found(
        first, last, concept.kind, rule, confidence, concept.name, concept.id, concept.subtype
    )


_COUNCILS = ("City Council", "County Council", "Borough Council", "District Council")

_LOCAL = frozenset(["council", "police", "public-body", "health"])

_TITLES_OF_ANY = (
    "the council",
    "the authority",
    "the local authority",
    "the university",
    "the commissioner",
)
_AREAS = ("the borough", "the district", "the city", "the county")


def shorts(work: Work) -> None:
    """Short forms that only their place explains: in a Kent paper "the County Council" is Kent's."""
    vocabulary = work.vocabulary
    if vocabulary is None:
        return
    _VOCABULARIES[vocabulary.digest] = vocabulary
    words, context = work.words, work.context
    raw = words.words
    present = Counter(c.concept for c in work.candidates if c.concept and c.confidence > 0.6)
    areas: Counter[str] = Counter()
    for concept_id, count in present.items():
        concept = vocabulary.concepts[concept_id]
        if concept.area and concept.kind == "organisation" and concept.subtype in _LOCAL:
            areas[concept.area] += count
    ranked = sorted(areas, key=lambda area: (-areas[area], area))
    chosen: dict[str, Concept | None] = {}
    for first, last, forms in _index(vocabulary.digest)[2].find(words):
        content = [i for i in range(first, last) if not context.has(i, "STOP")]
        if words.shouted[first] or not content or any(raw[i][0].islower() for i in content):
            continue
        if len(content) == 1 and not context.has(content[0], "UP"):
            following = last < len(raw) and (raw[last][0].isupper() or raw[last] in ("/", "-"))
            before = first > 0 and raw[first - 1][0].isupper()
            if following or before or (words.opens(first) and raw[first].lower() != "the"):
                continue
        elif (
            first
            and raw[first - 1][0].isupper()
            and not words.opens(first)
            and not context.has(first - 1, "STOP")
        ):
            continue  # the end of a longer name
        form = forms[0]
        if form not in chosen:
            chosen[form] = _nearest(form, vocabulary, present, ranked)
        found = chosen[form]
        if found is None and form in _COUNCILS and first and raw[first - 1].lower() == "the":
            work.candidates.append(
                Found(first, last, "organisation", "organisation.short", 0.5, None, None, "council")
            )
        if found is not None:
            confidence = 0.8 if len(content) > 1 or context.has(content[0], "UP") else 0.65
            work.candidates.append(_of(found, first, last, "vocabulary.short", confidence))


def _nearest(
    form: str, vocabulary: Vocabulary, present: Counter[str], areas: list[str]
) -> Concept | None:
    """The entry that a short form means in a paper about ``areas``, the most often named first; ``None`` if unclear."""
    ids = _index(vocabulary.digest)[3][form]
    concepts = [vocabulary.concepts[i] for i in ids]
    if len(concepts) == 1:
        return concepts[0]
    named = [c for c in concepts if c.id in present]
    if form.lower() in _AREAS:
        return None  # the area as often as the body
    if form.lower() in _TITLES_OF_ANY:
        return named[0] if len(named) == 1 else None
    for area in areas[:3]:
        here = [c for c in concepts if c.area == area]
        if len(here) == 1:
            return here[0]
        wider = [c for c in concepts if c.area and area in c.area]
        if len(wider) == 1:
            return wider[0]
    return named[0] if len(named) == 1 else None
