"""Finds the names of one text: what the vocabulary knows, what the rules propose, what the text itself defines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
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
    chosen: list[Found] = field(default_factory=list)

    def keep(self, found: Iterable[Found]) -> None:
        self.candidates.extend(found)

    def refuse(self, first: int, last: int, rule: str, reason: str) -> None:
        self.refused.append(Refused(first, last, rule, reason))


# --- what is known -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _index(digest: str) -> tuple[Index[str], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
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
            short.setdefault(bare(form).removeprefix("the "), []).append(concept.id)
    return (
        Index(labels),
        {key: tuple(ids) for key, ids in acronyms.items()},
        {key: tuple(ids) for key, ids in short.items()},
    )


_VOCABULARIES: dict[str, Vocabulary] = {}


def known(work: Work) -> None:
    """The vocabulary's names and acronyms."""
    vocabulary = work.vocabulary
    if vocabulary is None:
        return
    _VOCABULARIES[vocabulary.digest] = vocabulary
    labels, acronyms, _ = _index(vocabulary.digest)
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
        ids_ = acronyms.get(word) or acronyms.get(word.removesuffix("s"))
        if ids_ and not words.shouted[i]:
            concept = _settle(list(ids_), vocabulary, work)
            work.candidates.append(_of(concept, i, i + 1, "vocabulary.acronym", 0.95 if len(ids_) == 1 else 0.6))


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
    found = _weighed(work, "person")
    found = [trim_run(item, found, work) for item in found]
    chosen = judge.longest(found)
    work.keep(chosen)
    for item in chosen:
        work.context.people.update(range(item.first, item.last))


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
    """Organisations and programmes: definitions first, then the rules, then what the definitions abbreviate."""
    definitions(work)
    for item in work.candidates:
        if item.kind == "organisation":
            work.context.organisations.update(range(item.first, item.last))
    found = [_kinded(_without_person(item, work), work) for item in _weighed(work, "organisation")]
    found = [item for item in found if item.length > 0]
    for item in found:
        work.context.organisations.update(range(item.first, item.last))
    work.keep(found)
    work.keep(item for item in _weighed(work, "programme") if not _person_inside(item, work))
    abbreviations(work)


def _without_person(item: Found, work: Work) -> Found:
    """An organisation that runs on from a person's name begins after it."""
    people = work.context.people
    if item.first not in people or item.last - 1 in people and all(i in people for i in range(item.first, item.last)):
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
    after = [w.lower() for w in words[item.last : item.last + 4]]
    before = [w.lower() for w in words[max(0, item.first - 3) : item.first]]
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
        work.candidates.append(found)
        work.candidates.append(replace(found, first=j, last=k, rule="definition.acronym", name=found.name or long))


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
    if by or not _letters(acronym).isupper():
        return "organisation", "other"
    return None, None


def abbreviations(work: Work) -> None:
    """The acronyms that the text defines, wherever else they stand."""
    defined = {c.rule: c for c in ()}
    del defined
    table: dict[str, Found] = {}
    for item in work.candidates:
        if item.rule == "definition.acronym":
            acronym = " ".join(work.words.words[item.first : item.last])
            table.setdefault(acronym.removesuffix("s") if acronym[:-1].isupper() else acronym, item)
    if not table:
        return
    words = work.words.words
    for i, word in enumerate(words):
        for size in (2, 1):
            key = " ".join(words[i : i + size])
            item = table.get(key) or table.get(key.removesuffix("s"))
            if item:
                work.candidates.append(replace(item, first=i, last=min(i + size, len(words)), rule="acronym"))
                break


# --- what follows from the rest --------------------------------------------------------------------------------------


def again(work: Work) -> None:
    """Names found for sure in one place of the text are found in its other places."""
    words, context = work.words, work.context
    names: dict[str, Found] = {}
    for item in judge.longest(work.candidates):
        if item.kind == "person" or item.confidence < _STRONG - 0.25 or item.rule.startswith("vocabulary"):
            continue
        content = context.content(item)
        if len(content) < 2 and not any(context.has(i, "CAMEL") or context.has(i, "UP") for i in content):
            if item.confidence < 0.7 or context.is_lower(item.first):
                continue
        names.setdefault(words.phrase(item.first, item.last), item)
    index: Index[str] = Index(sorted((name, name) for name in names))
    for first, last, found in index.find(words):
        item = names[found[0]]
        content = [i for i in range(first, last) if not context.has(i, "STOP")]
        if any(words.words[i][0].islower() for i in content if words.words[i][0].isalpha()):
            original = words.words[item.first : item.last]
            if words.words[first:last] != original:
                continue
        if len(content) == 1 and words.opens(first) and not context.has(first, "CAMEL") and not context.has(first, "UP"):
            continue
        work.candidates.append(replace(item, first=first, last=last, confidence=item.confidence * 0.95, rule=item.rule))


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


__all__ = ["Work", "again", "choose", "fold", "groups", "known", "people", "refused_counts"]
