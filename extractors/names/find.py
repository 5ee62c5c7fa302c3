"""Finds the names of one text: what the vocabulary knows, what the rules propose, what the text itself defines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from extractors.facts import EntityKind
from extractors.names import judge
from extractors.names.judge import Context, Found, Refused
from extractors.names.known import Index, fold
from extractors.names.rules import Rules
from extractors.names.words import BREAK, LINE, Words, bare

if TYPE_CHECKING:
    from ontology.vocabulary import Concept, Vocabulary

_QUOTES = "'\"‘’“”"
_STRONG = 0.8  # from here on a name is sure enough to be looked for elsewhere in the paper


@dataclass(slots=True)
class Work:
    """What the components know of one text, handed from one to the next."""

    words: Words
    context: Context
    rules: Rules
    vocabulary: Vocabulary | None
    candidates: list[Found] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    acronyms: dict[str, str] = field(default_factory=dict)
    defined: list[tuple[str, Found]] = field(default_factory=list)
    titles: tuple[tuple[int, int], ...] = ()
    chosen: list[Found] = field(default_factory=list)

    def keep(self, found: Iterable[Found]) -> None:
        self.candidates.extend(found)

    def refuse(self, first: int, last: int, rule: str, reason: str) -> None:
        self.refused.append(Refused(first, last, rule, reason))


def stated(work: Work, spans: Sequence[tuple[EntityKind, int, int, str]]) -> None:
    """Names that the structure of the paper gives: the attendance list, the presenters."""
    context, raw = work.context, work.words.words
    bodies = {(start, end) for kind, start, end, _ in spans if kind == "organisation"}
    names = {work.words.text[start:end].casefold() for start, end in bodies}
    for kind, start, end, rule in spans:
        first, last = work.words.at(start, end)
        if first >= last:
            continue
        if kind == "person":
            offices = [i for i in range(first, last) if context.has(i, "ROLE") and not context.has(i, "RANK")]
            if offices and any(context.has(i, "ORGHEAD") or context.has(i, "GENERIC") for i in range(first, last)):
                work.refuse(first, last, rule, "an office, not a name")
                continue
            if work.words.text[start:end].casefold() in names:
                work.refuse(first, last, rule, "an organisation elsewhere")
                continue
        elif any(raw[i] in ("/", "–", "-") for i in range(first, last)):
            continue  # several bodies in one cell: the rules and the vocabulary take them apart
        sure = kind == "person" or rule.startswith("attendance")
        work.candidates.append(Found(first, last, kind, rule, STATED if sure else 1.0))


STATED = 1.5  # goes before longer names; cut back to 0.98 in the mention


# --- what is known -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _index(digest: str) -> tuple[Index[str], dict[str, tuple[str, ...]], Index[str], dict[str, tuple[str, ...]]]:
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


_VOCABULARIES: dict[str, Vocabulary] = {}


def known(work: Work) -> None:
    """The vocabulary's names and acronyms."""
    vocabulary = work.vocabulary
    if vocabulary is None:
        return
    _VOCABULARIES[vocabulary.digest] = vocabulary
    labels, acronyms, _, _ = _index(vocabulary.digest)
    words, context = work.words, work.context
    for first, last, ids in labels.find(words):
        concept = _settle(ids, vocabulary, work)
        reason = _misused(first, last, concept, work)
        if reason:
            work.refuse(first, last, "vocabulary", reason)
            continue
        work.candidates.append(_of(concept, first, last, "vocabulary", 1.0))
    for i, word in enumerate(words.words):
        if not (context.has(i, "UP") or context.has(i, "UPS") or context.has(i, "CAMEL") or word in acronyms):
            continue
        if context.has(i, "HONOUR") or context.has(i, "RANK"):
            continue
        ids_ = acronyms.get(word) or acronyms.get(word.removesuffix("s"))
        if ids_ and not words.shouted[i]:
            concept = _settle(list(ids_), vocabulary, work)
            work.candidates.append(_of(concept, i, i + 1, "vocabulary.acronym", 0.95 if len(ids_) == 1 else 0.6))


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
        elif first and raw[first - 1][0].isupper() and not words.opens(first) and not context.has(first - 1, "STOP"):
            continue  # the end of a longer name
        form = forms[0]
        if form not in chosen:
            chosen[form] = _nearest(form, vocabulary, present, ranked)
        found = chosen[form]
        if found is not None:
            confidence = 0.8 if len(content) > 1 or context.has(content[0], "UP") else 0.65
            work.candidates.append(replace(_of(found, first, last, "vocabulary.short", confidence)))


_LOCAL = frozenset("council police public-body health".split())
_TITLES_OF_ANY = frozenset("the council,the authority,the local authority,the borough,the district,the city,the county,the university,the commissioner".split(","))


def _nearest(form: str, vocabulary: Vocabulary, present: Counter[str], areas: list[str]) -> Concept | None:
    """The entry that a short form means in a paper about ``areas``, the most often named first; ``None`` if unclear."""
    ids = _index(vocabulary.digest)[3][form]
    concepts = [vocabulary.concepts[i] for i in ids]
    if len(concepts) == 1:
        return concepts[0]
    named = [c for c in concepts if c.id in present]
    if form.lower() in _TITLES_OF_ANY:
        return named[0] if len(named) == 1 and form.lower() not in ("the city", "the county", "the borough", "the district") else None
    for area in areas[:3]:
        here = [c for c in concepts if c.area == area]
        if len(here) == 1:
            return here[0]
        wider = [c for c in concepts if c.area and area in c.area]
        if len(wider) == 1:
            return wider[0]
    return named[0] if len(named) == 1 else None


def _of(concept: Concept, first: int, last: int, rule: str, confidence: float) -> Found:
    return Found(first, last, concept.kind, rule, confidence, concept.name, concept.id, concept.subtype)


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
    content = [i for i in range(first, last) if not context.has(i, "STOP") and words.words[i][0].isalnum()]
    capitals = [i for i in content if not words.words[i][0].islower()]
    if len(capitals) * 2 < len(content) or not content:
        head = context.has(content[-1], "ORGHEAD") or context.has(content[-1], "PROGHEAD") if content else False
        return None if head and len(content) >= 3 and not concept.ambiguous else "not capitalised"
    if len(content) == 1 and not (words.words[content[0]][0].isupper() or words.words[content[0]][0].isdigit()):
        return "not capitalised"
    if concept.area is None and concept.kind == "organisation" and first > 1 and words.words[last - 1] != "Office":
        before, office = words.words[first - 1].lower(), first - 1
        if before in ("of", "for"):
            office = first - 2
        if context.has(office, "ROLE") and words.words[office][0].isupper() and not context.has(office, "RANK"):
            if bare(words.words[last - 1]) in ("health", "care", "services", "education", "communities"):
                return "part of an office"
    if not concept.ambiguous:
        return None
    if words.shouted[first]:
        return None if len(content) > 1 else "an ordinary word in a line of capitals"
    if first and words.words[first - 1].lower() in ("to", "and", "or", "•", "-", "–") and context.has(first, "CAP"):
        before = words.words[first - 1].lower()
        if before == "to" or words.opens(first):
            return "an ordinary word here"
    if words.opens(first):
        after = words.words[last].lower() if last < len(words.words) else BREAK
        if not (
            last < len(words.words)
            and (context.has(last, "PROGHEAD") or context.has(last, "ORGHEAD") or context.has(last, "ROLE"))
            or after in ("is", "was", "has", "had", "are", "were", "'s", "’s", "(", "will")
            or after in (BREAK, LINE, ".")
        ):
            return "an ordinary word opens the sentence"
    return None


# --- what the rules find -------------------------------------------------------------------------------------------


def people(work: Work) -> None:
    """Candidates of the rules for people, weighed; the best of them are marked as people's words."""
    for known_one in work.candidates:
        if known_one.rule.startswith("vocabulary") and known_one.confidence > 0.6:
            work.context.known.update(range(known_one.first, known_one.last))
    found = [part for item in _weighed(work, "person") for part in _two_in_one(item, work)]
    found = [trim_run(item, found, work) for item in found]
    found = _not_places(found, work)
    chosen = judge.longest([*found, *(c for c in work.candidates if c.kind == "person")])
    work.keep(c for c in chosen if c not in work.candidates)
    for item in chosen:
        work.context.people.update(range(item.first, item.last))
    affiliations(work, chosen)


def _two_in_one(item: Found, work: Work) -> list[Found]:
    """Columns that ran together: a first name in third place or later begins another person."""
    context = work.context
    start = item.first
    while start < item.last and (
        any(context.has(start, c) for c in ("TITLE", "RANK", "RANKFORE", "NUM")) or work.words.words[start] in (".", "/")
    ):
        start += 1
    for i in range(start + 2, item.last - 1):
        if context.has(i, "FIRST") and context.has(i, "CAP") and not context.has(i - 1, "INITIAL"):
            if not (context.has(i - 1, "TITLE") or work.words.words[i - 1] == "."):
                return [replace(item, last=i), replace(item, first=i, rule="person.full", confidence=0.85)]
    return [item]


_AT = frozenset("at in near within around outside inside hmp yoi hmp/yoi".split())
_SITES = frozenset("prison site area ward estate house park village station".split())


def _not_places(found: list[Found], work: Work) -> list[Found]:
    """Two capitalised words that stand after "at" or before "site" somewhere are a place everywhere."""
    words = work.words.words
    places: set[str] = set()
    for item in found:
        if item.rule not in ("person.full", "person.says", "person.presents"):
            continue
        if stands_as_place(item.first, item.last, words):
            places.add(" ".join(words[item.first : item.last]).lower())
    out: list[Found] = []
    for item in found:
        if item.rule.startswith("person.titled") or " ".join(words[item.first : item.last]).lower() not in places:
            out.append(item)
        else:
            work.refuse(item.first, item.last, item.rule, "a place")
    return out


def stands_as_place(first: int, last: int, words: list[str]) -> bool:
    """Whether a name stands where only a place can: "at Glen Marsh", "the Glen Marsh site"."""
    before = words[first - 1].lower() if first else ""
    after = words[last].lower() if last < len(words) else ""
    return before in _AT or after in _SITES


def affiliations(work: Work, persons: list[Found]) -> None:
    """What follows a person's name: "Ann Lee, Station Manager, Osier Lights", "Bo Dunn from Fenmart"."""
    words, context = work.words, work.context
    raw = words.words
    for item in persons:
        i = item.last
        if i >= len(raw):
            continue
        if raw[i].lower() in ("of", "from", "representing"):
            start = i + 2 if i + 1 < len(raw) and raw[i + 1].lower() == "the" else i + 1
            last = _run(start, work)
            if last > start and not _unlikely(start, last, work):
                work.candidates.append(Found(start, last, "organisation", "organisation.of-person", 0.65, None, None, None))
            continue
        if raw[i] not in (",", "-", "–", "/"):
            continue
        office = False
        comma_before = item.first > 0 and raw[item.first - 1] in (",", "and", "&")
        for _ in range(4):
            if i >= len(raw) or raw[i] not in (",", "-", "–", "/"):
                break
            start = i + 1
            while start < len(raw) and raw[start] in (LINE,) or start < len(raw) and raw[start].lower() == "the":
                start += 1
            last = _run(start, work)
            if last == start:
                break
            then = raw[last] if last < len(raw) else ""
            if any(context.has(n, "ROLE") for n in range(start, last)) or (then[:1].islower() and context.has(last, "ROLE")):
                office = True
            else:
                end = last >= len(raw) or raw[last] in (".", ")", BREAK, LINE, ";") or raw[last][0].islower() or raw[last] == ","
                final = last >= len(raw) or raw[last] != ","
                if end and (office or (final and not comma_before)) and not _unlikely(start, last, work):
                    work.candidates.append(
                        Found(start, last, "organisation", "organisation.affiliation", 0.75, None, None, None)
                    )
                    break
                if not office:
                    break
            i = last


def _run(start: int, work: Work) -> int:
    """The end of the capitalised run that begins at ``start``, connectors within it included."""
    raw, context = work.words.words, work.context
    last = i = start
    while i < len(raw) and i - start < 12:
        if (raw[i][0].isupper() or raw[i][0].isdigit()) and not (context.has(i, "STOP") and i == start):
            if context.has(i, "INITIAL") and raw[i] != "A":
                break
            last = i + 1
        elif raw[i].lower() not in ("of", "the", "and", "&", "for", "'s", "’s", "/", "+"):
            break
        i += 1
    return last


def _unlikely(first: int, last: int, work: Work) -> bool:
    """Whether a run cannot name an organisation: people, places, topics, generics, months, honours."""
    context = work.context
    content = [i for i in range(first, last) if work.words.words[i][0].isalnum() and not context.has(i, "STOP")]
    if not content or any(i in context.people for i in content):
        return True
    if work.words.phrase(first, last).lower() in context.nothing:
        return True
    if any(context.has(i, c) for i in content for c in ("TITLE", "TITLES", "MONTH", "NUM") if not context.has(i, "UP")):
        return True
    if context.has(content[0], "FIRST") and len(content) == 2 and not context.has(content[1], "ORGHEAD"):
        return True
    return all(any(context.has(i, c) for c in ("PLACE", "GENERIC", "TOPIC", "HONOUR", "NOT")) for i in content) and not (
        len(content) > 1 and context.has(content[-1], "ORGHEAD")
    )


def trim_run(item: Found, others: list[Found], work: Work) -> Found:
    """A third capitalised word belongs to a name only if the shorter form does not stand elsewhere by itself."""
    words, context = work.words, work.context
    if item.rule != "person.full" or item.length < 3 or any(context.has(i, "INITIAL") for i in range(item.first, item.last)):
        return item
    short = words.words[item.first : item.first + 2]
    after = item.last < len(words.words) and any(context.has(item.last, c) for c in ("CAP", "CAMEL", "UP"))
    known_next = any(
        c.first == item.first + 2 and c.kind != "person" and c.confidence >= _STRONG for c in work.candidates
    )
    alone = any(o.length == 2 and words.words[o.first : o.last] == short for o in others)
    if known_next or alone or after:
        return replace(item, last=item.first + 2)
    return item


def _weighed(work: Work, *kinds: EntityKind) -> list[Found]:
    out: list[Found] = []
    for candidate in work.rules.candidates(work.words):
        rule = candidate.rule
        if rule.kind not in kinds:
            continue
        found = Found(candidate.first, candidate.last, rule.kind, rule.id, rule.confidence, subtype=rule.subtype)
        kept, refused = judge.weigh(found, rule.unless, work.context)
        work.refused += refused
        out += kept
    return out


def groups(work: Work) -> None:
    """Organisations and programmes: what the rules find, then what the text defines and abbreviates."""
    context = work.context
    for item in work.candidates:
        if item.kind == "organisation" and item.confidence >= 0.6:
            context.organisations.update(range(item.first, item.last))
    found = [_kinded(_without_person(item, work), work) for item in _weighed(work, "organisation")]
    found = [item for item in found if item.length > 0 and not _swallows(item, work)]
    for item in found:
        if item.kind == "organisation":
            context.organisations.update(range(item.first, item.last))
    work.keep(found)
    work.keep(item for item in _weighed(work, "programme") if item.first not in context.people)
    listed(work)
    siblings(work)
    definitions(work)
    abbreviations(work)


def _swallows(item: Found, work: Work) -> bool:
    """Whether a phrase without a head noun at its end only runs on from a name that the vocabulary knows."""
    if work.context.has(item.last - 1, "ORGHEAD"):
        return False
    return any(
        c.rule == "vocabulary" and c.first == item.first and 1 < c.length < item.length for c in work.candidates
    )


def siblings(work: Work) -> None:
    """A name without a head noun between two names of one kind: "the Trust, Osier Lights and Fen Council"."""
    raw, context = work.words.words, work.context
    chosen = [item for item in judge.longest(work.candidates) if item.kind != "person"]
    starts = {item.first: item for item in chosen}
    for item in chosen:
        comma = item.last
        if comma < len(raw) and raw[comma] == ")":
            comma += 1
        if comma >= len(raw) or raw[comma] != ",":
            continue
        first = comma + 1
        while first < len(raw) and raw[first].lower() in ("the", "and"):
            first += 1
        last = _run(first, work)
        while last > first and raw[last - 1] in ("and", "&"):
            last -= 1
        cut = next((i for i in range(first, last) if raw[i] in ("and", "&") and i + 1 in starts), last)
        if cut <= first or any(i in starts for i in range(first, cut)) or _unlikely(first, cut, work):
            continue
        after = cut
        while after < len(raw) and raw[after].lower() in (",", "and", "&", "the"):
            after += 1
        nxt = starts.get(after)
        if after == cut or nxt is None or nxt.kind != item.kind or cut - first > 6:
            continue
        if any(context.has(cut - 1, c) for c in ("ROLE", "TOPIC", "GENERIC")):
            continue
        work.candidates.append(Found(first, cut, item.kind, f"{item.kind}.sibling", 0.65))


_OFFERS = frozenset("services programmes projects schemes campaigns initiatives offer offers include includes activities funds support".split())
_MARKERS = frozenset("• - – * o · ▪ ➢".split())


def listed(work: Work) -> None:
    """Items of a list of what is offered: "These services include: a) Quay Watch – a patrol"."""
    words, context = work.words, work.context
    raw = words.words
    for i, word in enumerate(raw):
        if word != ":" or i + 1 >= len(raw) or raw[i + 1] not in (BREAK, LINE):
            continue
        lead = [w.lower() for w in raw[max(0, i - 25) : i]]
        if not _OFFERS.intersection(lead):
            continue
        at = i + 1
        misses = 0
        while at < len(raw) - 3 and misses < 4 and at - i < 600:
            if raw[at] not in (BREAK, LINE):
                at += 1
                continue
            start = at + 1
            if raw[start] in _MARKERS:
                start += 1
            elif len(raw[start]) <= 2 and raw[start + 1] in (")", "."):
                start += 2
            elif raw[start] == "(" and raw[start + 2] == ")":
                start += 3
            else:
                misses += raw[at] == BREAK
                at += 1
                continue
            misses = 0
            last = _item(start, work)
            if last:
                work.candidates.append(Found(start, last, "programme", "programme.listed", 0.6, None, None, None))
            at = start


def _item(start: int, work: Work) -> int | None:
    """Where the name ends that opens a list item, if it opens with one and then says what it is."""
    raw, context = work.words.words, work.context
    last = start
    while last < len(raw) and last - start < 10 and raw[last] not in (BREAK, LINE, "–", "-", ":", ";", ".", "(", ",") and raw[last].lower() not in (
        "provided", "delivered", "commissioned", "run", "which", "that", "for", "via", "by",
    ):
        last += 1
    if last >= len(raw) or not raw[start][0].isupper():
        return None
    closes = raw[last] in ("–", "-", "provided", "delivered", "commissioned", "run")
    content = [i for i in range(start, last) if not context.has(i, "STOP")]
    if not closes or not 1 <= len(content) <= 7 or any(i in context.people for i in content):
        return None
    if all(i in context.organisations for i in range(start, last)) and not context.has(content[-1], "PROGHEAD"):
        if bare(raw[last - 1]) not in ("service", "services"):
            return None
    capitals = [i for i in content if raw[i][0].isupper()]
    headed = bare(raw[last - 1]) in ("service", "services", "support") or context.has(last - 1, "LOWPROG")
    if len(content) == 1 and not (context.has(start, "CAMEL") or context.has(start, "UP")):
        return None if context.is_lower(start) or context.has(start, "GENERIC") or context.has(start, "TOPIC") else last
    if len(capitals) == len(content) and not all(context.has(i, "GENERIC") or context.has(i, "TOPIC") for i in content):
        return last
    return last if headed and len(content) > 1 else None


def _without_person(item: Found, work: Work) -> Found:
    """An organisation that runs on from a person's name begins after it."""
    people = work.context.people
    if item.rule == "organisation.affiliation" or item.first not in people or item.last - 1 in people and all(i in people for i in range(item.first, item.last)):
        return item
    first = item.first
    while first < item.last and first in people:
        first += 1
    rest = replace(item, first=first)
    kept, _ = judge.weigh(rest, ("lead", "generic"), work.context)
    return kept[0] if kept else replace(item, last=item.first)


def _person_inside(item: Found, work: Work) -> bool:
    return item.first in work.context.people


def _kinded(item: Found, work: Work) -> Found:
    """A "service" that somebody provides or commissions is something done, not somebody who does it."""
    words = work.words.words
    if bare(words[item.last - 1]) not in ("service", "services") or item.rule != "organisation.head":
        return item
    if item.length > 2 and work.context.has(item.last - 2, "OFFER"):
        return replace(item, kind="programme", subtype="scheme")
    after = [w.lower() for w in words[item.last : item.last + 4]]
    before = [w.lower() for w in words[max(0, item.first - 3) : item.first]]
    if after[:2] in (["is", "a"], ["is", "an"]) and "service" in after + [w.lower() for w in words[item.last + 4 : item.last + 6]]:
        return replace(item, kind="programme", subtype="scheme")
    if ("provided" in after[:3] or "commissioned" in after[:3] or "delivered" in after[:3]) and "by" in after or any(
        w in ("commissioned", "commissioning", "commission", "procured", "procuring", "pilot") for w in before
    ):
        return replace(item, kind="programme", subtype="scheme")
    return item


# --- definitions ---------------------------------------------------------------------------------------------------


def definitions(work: Work) -> None:
    """Names that the text defines an acronym for: "Marlshire Safer Quays Board (MSQB)"."""
    words, context = work.words, work.context
    for i, word in enumerate(words.words):
        if word != "(" or i == 0:
            continue
        j = i + 1
        while j < len(words.words) and words.words[j][0] in _QUOTES and len(words.words[j]) == 1:
            j += 1
        k = j
        while k < len(words.words) and k - j < 3 and any(context.has(k, c) for c in ("UP", "UPS", "CAMEL")):
            k += 1
        if k == j:
            continue
        close = k
        while close < len(words.words) and close - k < 3 and words.words[close][0] in _QUOTES:
            close += 1
        if close >= len(words.words) or words.words[close] != ")":
            continue
        if i - 1 in context.people and k == j + 1 and _initials_of(i, words.words[j], work):
            work.candidates.append(Found(j, k, "person", "person.initials", 0.9, _name_before(i, work)))
            context.people.add(j)
            continue
        acronym = " ".join(words.words[j:k])
        if acronym.endswith("s") and acronym[:-1].isupper():
            acronym = acronym[:-1]
        first = _long_form(i, acronym, work)
        if first is None:
            continue
        last = i
        while words.words[last - 1][0] in _QUOTES:
            last -= 1
        content = [n for n in range(first, last) if not context.has(n, "STOP") and words.words[n][0].isalnum()]
        capitals = [n for n in content if not words.words[n][0].islower()]
        long = words.phrase(first, last)
        if all(context.has(n, "PLACE") for n in content):
            continue
        if len(capitals) * 2 < len(content):
            work.refuse(first, last, "definition", "not capitalised")
            if not _same(work, first, last):
                _forget(acronym, work)
            continue
        if long.lower() in context.nothing:
            work.refuse(first, last, "definition", "names nothing in particular")
            continue
        kind, subtype = _sort(first, last, acronym, work)
        if kind is None:
            work.refuse(first, last, "definition", "no head noun says what it is")
            continue
        work.acronyms.setdefault(acronym, long)
        known_as = _same(work, first, last)
        found = Found(first, last, kind, "definition", 0.95, None, None, subtype)
        if known_as:
            found = replace(found, kind=known_as.kind, concept=known_as.concept, name=known_as.name, subtype=known_as.subtype)
        whole = next((c for c in work.candidates if c.last == last and c.first < first and c.kind == kind), None)
        if whole is not None and not known_as:
            found = replace(found, name=work.words.phrase(whole.first, last), first=whole.first)
        work.candidates.append(replace(found, last=close + 1, name=work.words.phrase(found.first, last)))
        work.defined.append((acronym, replace(found, rule="acronym", name=found.name or long)))


def _forget(acronym: str, work: Work) -> None:
    """Here these letters mean something that is no name, whatever the vocabulary says."""
    work.candidates = [
        c
        for c in work.candidates
        if c.rule != "vocabulary.acronym" or work.words.words[c.first].removesuffix("s") != acronym.removesuffix("s")
    ]


def _name_before(stop: int, work: Work) -> str:
    """The person's name that ends before word ``stop``."""
    first = stop
    while first - 1 in work.context.people:
        first -= 1
    return work.words.phrase(first, stop)


def _initials_of(stop: int, letters: str, work: Work) -> bool:
    """Whether ``letters`` abbreviate the person's name before word ``stop``: (RB), (DCO)."""
    name = _name_before(stop, work).split()
    joined = "".join(name).upper()
    at = 0
    for letter in letters.upper():
        at = joined.find(letter, at) + 1
        if not at:
            return False
    return letters.isupper() and len(letters) <= 4 and letters[0] == name[0][0] and len(name) > 1 and (
        name[-1][0] in letters
    )


def _same(work: Work, first: int, last: int) -> Found | None:
    return next((c for c in work.candidates if (c.first, c.last) == (first, last) and c.concept), None)


def _letters(acronym: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", acronym)


def _long_form(stop: int, acronym: str, work: Work) -> int | None:
    """Where the phrase before word ``stop`` begins whose initials spell ``acronym``; ``None`` if there is none."""
    words, context = work.words, work.context
    letters = _letters(acronym)
    caps = "".join(c for c in letters if c.isupper()) if not letters.isupper() else letters
    upper = letters.upper()
    initials = ""
    full = ""
    first = stop
    for n in range(stop - 1, max(-1, stop - 2 * len(letters) - 8), -1):
        word = words.words[n]
        if word in (BREAK, "(", ")", ".", ";", ":"):
            break
        if not word[0].isalnum() or word in (LINE,) or word.lower() in ("'s", "’s"):
            continue
        pieces = re.split(r"[-‐‑]", word)
        head = "".join(p[0] for p in pieces if p).upper()
        full = head + full
        if context.has(n, "UP") and len(word) > 1 and not words.shouted[n] and upper.startswith(word.upper()):
            head = word.upper()
        if not context.has(n, "STOP"):
            initials = head + initials
            first = n
        elif full == upper:
            first = n
        elif word[0].isupper() and head + initials == upper:
            return n
        if initials == upper or full == upper or (caps != letters and initials == caps):
            return n if full == upper and initials != upper else first
        if caps != letters and letters.isalpha() and _camel(letters, n, stop, work):
            return n
        if len(initials) > len(upper) + 2:
            break
    return None


def _camel(acronym: str, first: int, stop: int, work: Work) -> bool:
    """Whether ``acronym`` such as "FreeVa" is made of the beginnings of these words."""
    content = [
        work.words.words[n].lower() for n in range(first, stop) if not work.context.has(n, "STOP") and work.words.words[n][0].isalpha()
    ]
    rest = acronym.lower()
    for word in content:
        size = 0
        while size < len(word) and size < len(rest) and word[size] == rest[size]:
            size += 1
        if not size:
            return False
        rest = rest[size:]
        if not rest:
            return word is content[-1]
    return False


def _sort(first: int, last: int, acronym: str, work: Work) -> tuple[EntityKind | None, str | None]:
    """What a defined name is, by its head noun; ``None`` where nothing tells."""
    words, context, subtypes = work.words, work.context, work.rules.subtypes
    same = _same(work, first, last)
    if same:
        return same.kind, same.subtype
    content = [n for n in range(first, last) if words.words[n][0].isalnum() and not context.has(n, "STOP")]
    end = content[-1]
    while end > content[0] and context.has(end, "NUM"):
        end = content[content.index(end) - 1]
    head = bare(words.words[end])
    of = any(
        context.has(n, "OFHEAD") and words.words[n + 1].lower() in ("of", "for") for n in range(first, last - 1)
    )
    before = [w.lower() for w in words.words[max(0, first - 2) : first]]
    by = bool(before) and before[-1] in ("by", "with")
    if head == "network" or context.has(end, "PROGHEAD") and not context.has(end, "ORGHEAD"):
        return "programme", subtypes.get(head)
    if of or context.has(end, "ORGHEAD") or context.has(end, "ORGHEAD"):
        return "organisation", subtypes.get(head) or subtypes.get(bare(words.words[content[0]]))
    singular = head.removesuffix("s")
    if singular in subtypes:
        kind: EntityKind = "programme" if work.rules.alphabet.has(singular, "PROGHEAD") else "organisation"
        return kind, subtypes[singular]
    used = any(
        c.rule in ("organisation.acronym", "organisation.low-head") and words.words[c.first] == acronym
        for c in work.candidates
    )
    if by or used or not _letters(acronym).isupper():
        return "organisation", "other"
    return None, None


def abbreviations(work: Work) -> None:
    """The acronyms that the text defines, wherever else they stand."""
    table: dict[str, Found] = {}
    for acronym, item in work.defined:
        table.setdefault(acronym, item)
    if not table:
        return
    words = work.words.words
    for i, word in enumerate(words):
        for size in (2, 1):
            key = " ".join(words[i : i + size])
            item = table.get(key) or table.get(key.removesuffix("s"))
            if item:
                work.candidates.append(replace(item, first=i, last=min(i + size, len(words))))
                break


# --- what follows from the rest --------------------------------------------------------------------------------------


def headings(work: Work) -> None:
    """Titles of items that the running text uses as a name: "Family Boats Update" and later "the Family Boats"."""
    words, context = work.words, work.context
    raw = words.words
    for start, end in work.titles:
        first, last = words.at(start, end)
        cut = next((i for i in range(first, last) if raw[i] in (":", "-", "–", "(")), last)
        while cut > first and (raw[cut - 1].lower() in _TITLE_TAILS or not raw[cut - 1][0].isalnum()):
            cut -= 1
        while first < cut and (raw[first][0].isdigit() or not raw[first][0].isalnum() or raw[first].lower() in ("the", "new")):
            first += 1
        content = [i for i in range(first, cut) if not context.has(i, "STOP")]
        if not 2 <= len(content) <= 6 or not all(raw[i][0].isupper() for i in content):
            continue
        if any(c in (BREAK, LINE, ",") for c in raw[first:cut]) or _unlikely(first, cut, work):
            continue
        if any(context.has(content[-1], c) for c in ("TOPIC", "GENERIC", "ROLE", "ORGHEAD")):
            work.refuse(first, cut, "programme.title", "a topic")
            continue
        phrase = words.phrase(first, cut)
        uses = [m.start() for m in re.finditer(re.escape(phrase), words.text)]
        running = [
            at for at in uses if at and not words.text[:at].rstrip(" ‘“'\"").endswith((".", "\n", ":", "-", ")")) and at != words.starts[first]
        ]
        if not running or words.shouted[first]:
            work.refuse(first, cut, "programme.title", "not used as a name in the text")
            continue
        work.candidates.append(Found(first, cut, "programme", "programme.title", 0.7, None, None, None))


_TITLE_TAILS = frozenset("update updates report reports presentation launch refresh quarter verbal item briefing overview annual progress".split())
_PROOF = {"vocabulary": 60, "definition": 15, "organisation.affiliation": 12, "organisation.of-person": 8, "organisation.position": 5, "organisation.low-head": 5, "programme.such-as": 6, "programme.listed": 6, "organisation.is-a": 8, "programme.is-a": 8, "programme.called": 9, "organisation.called": 9, "programme.title": 2}


def again(work: Work) -> None:
    """Names found for sure in one place of the text are found in its other places; each name is of one kind."""
    words, context = work.words, work.context
    votes: dict[str, dict[str, EntityKind]] = {}
    best: dict[str, Found] = {}
    for item in work.candidates:
        if item.kind != "person":
            phrase = words.phrase(item.first, item.last).lower()
            votes.setdefault(phrase, {})[item.rule] = item.kind
    for item in judge.longest(work.candidates):
        if item.kind == "person":
            continue
        phrase = words.phrase(item.first, item.last)
        if item.confidence < 0.55 or item.rule.startswith("vocabulary"):
            continue
        content = context.content(item)
        if len(content) < 2 and not any(context.has(i, "CAMEL") or context.has(i, "UP") for i in content):
            if item.confidence < 0.6 or not content or context.is_lower(content[0]) or words.shouted[item.first]:
                continue
        if phrase not in best or best[phrase].confidence < item.confidence:
            best[phrase] = item
    index: Index[str] = Index(sorted((name, name) for name in best))
    for first, last, found in index.find(words):
        item = best[found[0]]
        content = [i for i in range(first, last) if not context.has(i, "STOP")]
        exact = [w for w in words.words[first:last] if w != LINE] == [
            w for w in words.words[item.first : item.last] if w != LINE
        ]
        if not exact and any(words.words[i][0].islower() for i in content if words.words[i][0].isalpha()):
            continue
        if len(content) == 1 and words.opens(first) and not (context.has(first, "CAMEL") or context.has(first, "UP")):
            following = words.words[last] if last < len(words.words) else BREAK
            if following[0].isupper():
                continue
        if any(i in context.people for i in range(first, last)):
            continue
        work.candidates.append(replace(item, first=first, last=last, confidence=item.confidence * 0.95))
    kinds = {phrase: _verdict(rules) for phrase, rules in votes.items()}
    for n, item in enumerate(work.candidates):
        kind = kinds.get(words.phrase(item.first, item.last).lower())
        if kind and item.kind not in (kind, "person"):
            work.candidates[n] = replace(item, kind=kind, subtype=None)


def _verdict(rules: dict[str, EntityKind]) -> EntityKind:
    """The kind that the surer rules speak for."""
    weight: Counter[EntityKind] = Counter()
    for rule in sorted(rules):
        weight[rules[rule]] += proof(rule)
    return max(sorted(weight), key=lambda kind: weight[kind])


def proof(rule: str) -> int:
    """What a rule's word weighs where two kinds are claimed for one name."""
    return _PROOF.get(rule, 3 if rule.split(".")[0] in _PREFIXES else 40)


_PREFIXES = ("organisation", "programme", "person", "acronym", "spread")


def choose(work: Work) -> None:
    """The longest candidates, then the short forms of the people among them."""
    work.chosen = judge.longest(work.candidates)
    work.chosen += _forenames(work)
    work.chosen.sort(key=lambda item: item.first)


def _forenames(work: Work) -> list[Found]:
    """First names, surnames and initials that stand alone for a person named in full in the same text."""
    words, context = work.words, work.context
    taken = {i for item in work.chosen for i in range(item.first, item.last)}
    full: dict[str, list[tuple[int, str]]] = {}
    last_names: dict[str, set[str]] = {}
    initials: dict[str, list[tuple[int, str]]] = {}
    for item in work.chosen:
        if item.kind != "person":
            continue
        name = [
            i
            for i in range(item.first, item.last)
            if not any(context.has(i, c) for c in ("TITLE", "RANK", "RANKFORE", "NUM"))
            and words.words[i][0].isalpha()
            and not (context.has(i, "HONOUR") and context.has(i, "UP"))
        ]
        if len(name) < 2:
            continue
        text = " ".join(words.words[i] for i in name)
        if not context.has(name[0], "INITIAL"):
            full.setdefault(words.words[name[0]], []).append((item.first, text))
            letters = "".join(p[0] for i in name for p in words.words[i].split("-"))
            initials.setdefault(letters, []).append((item.first, text))
            initials.setdefault(words.words[name[0]][0] + words.words[name[-1]][0], []).append((item.first, text))
        last_names.setdefault(words.words[name[-1]], set()).add(text)
    out: list[Found] = []
    for i, word in enumerate(words.words):
        if i in taken or not word[0].isupper():
            continue
        following = i + 1 < len(words.words) and (context.has(i + 1, "CAP") or context.has(i + 1, "CAMEL"))
        before = i > 0 and (context.has(i - 1, "CAP") or context.has(i - 1, "UP")) and not words.opens(i)
        if word in full and not (following or before or words.shouted[i]):
            near = {name for at, name in full[word] if 0 <= i - at <= 400}
            everyone = {name for _, name in full[word]}
            if len(near) == 1 or (len(everyone) == 1 and not context.is_lower(i) and near):
                if not context.is_lower(i) or not words.opens(i):
                    out.append(Found(i, i + 1, "person", "person.first-name", 0.7, min(near)))
        elif word in last_names and len(last_names[word]) == 1 and len(word) > 3 and not words.shouted[i]:
            if not (before or context.is_lower(i) or words.opens(i)) and not any(
                context.has(i, c) for c in ("GENERIC", "PLACE", "ORGHEAD", "PROGHEAD", "TOPIC", "ROLE", "STOP", "MONTH", "FIRST", "NOT")
            ):
                out.append(Found(i, i + 1, "person", "person.surname", 0.7, min(last_names[word])))
        elif word in initials and context.has(i, "UP") and not words.shouted[i]:
            near = {name for at, name in initials[word] if abs(i - at) <= 60}
            if len(near) == 1:
                out.append(Found(i, i + 1, "person", "person.initials", 0.65, min(near)))
    return out


def refused_counts(work: Work) -> list[tuple[str, str, str, int, tuple[int, int]]]:
    """What was refused, folded: rule, reason, text, how often, where first. Nothing that was found after all."""
    taken = {i for item in work.chosen for i in range(item.first, item.last)}
    counts: Counter[tuple[str, str, str]] = Counter()
    where: dict[tuple[str, str, str], tuple[int, int]] = {}
    for item in work.refused:
        if item.first >= item.last or not taken.isdisjoint(range(item.first, item.last)):
            continue
        key = (item.rule, item.reason, work.words.phrase(item.first, item.last))
        counts[key] += 1
        where.setdefault(key, work.words.span(item.first, item.last))
    return [(*key, number, where[key]) for key, number in sorted(counts.items())]


__all__ = ["Work", "again", "choose", "fold", "groups", "headings", "known", "people", "refused_counts", "stated"]
