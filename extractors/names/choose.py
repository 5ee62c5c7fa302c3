"""One mention for one place: names found again, one kind for a name, the longest of what overlaps."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.extractors.facts import EntityKind, Span
from kg.extractors.names.candidate import Found, longest
from kg.extractors.names.evidence import NameEvidence
from kg.extractors.names.known import Index
from kg.extractors.names.people import short_names
from kg.extractors.names.rules import Rules
from kg.extractors.names.scorer import Chosen, best, model, plausible
from kg.extractors.names.words import BREAK, LINE
from kg.extractors.names.work import QUOTES, Settled, Work
from kg.ontology.folding import list_form


def again(work: Work) -> None:
    """Names found for sure in one place of the text are found in its other places; each name is of one kind."""
    words, context = work.words, work.context
    votes: dict[str, dict[str, EntityKind]] = {}
    best: dict[str, Found] = {}
    for item in work.candidates:
        if item.kind != "person":
            phrase = words.phrase(item.first, item.last).lower()
            votes.setdefault(phrase, {})[item.rule] = item.kind
    for item in longest(work.candidates):
        if item.kind == "person":
            continue
        phrase = words.phrase(item.first, item.last)
        if item.confidence < 0.55 or item.rule.startswith("vocabulary"):
            continue
        content = context.content(item)
        plain = len(content) < 2 and not any(
            context.has(i, "CAMEL") or context.has(i, "UP") for i in content
        )
        if plain and (
            item.confidence < 0.6
            or not content
            or context.is_lower(content[0])
            or words.shouted[item.first]
        ):
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
        if not exact and any(
            words.words[i][0].islower() for i in content if words.words[i][0].isalpha()
        ):
            continue
        if (
            len(content) == 1
            and words.opens(first)
            and not (context.has(first, "CAMEL") or context.has(first, "UP"))
        ):
            following = words.words[last] if last < len(words.words) else BREAK
            if following[0].isupper():
                continue
        if any(i in context.people for i in range(first, last)):
            continue
        work.candidates.append(
            replace(item, first=first, last=last, confidence=min(item.confidence, 1.0) * 0.95)
        )
    kinds = {phrase: _verdict(claims, work.rules) for phrase, claims in votes.items()}

    def of_one_kind(item: Found) -> Found:
        kind = kinds.get(words.phrase(item.first, item.last).lower())
        return (
            replace(item, kind=kind, subtype=None, concept=None)
            if kind and item.kind not in (kind, "person")
            else item
        )

    work.candidates.rewrite(of_one_kind)


def _verdict(claims: dict[str, EntityKind], rules: Rules) -> EntityKind:
    """The kind that the surer rules speak for."""
    weight: Counter[EntityKind] = Counter()
    for rule in sorted(claims):
        weight[claims[rule]] += proof(rule, rules)
    return max(sorted(weight), key=lambda kind: weight[kind])


def proof(rule: str, rules: Rules) -> int:
    """What a rule's word weighs where two kinds are claimed for one name."""
    return rules.proof.get(rule, 3 if rule.split(".")[0] in _FINDERS else 40)


_FINDERS = ("organisation", "programme", "person", "acronym", "spread")


def _dated(item: Found, work: Work) -> Found:
    """A known name with its years ("Police and Crime Plan 2017-21") is the known name."""
    raw = work.words.words
    if item.kind == "programme" and raw[item.last : item.last + 1] == ["("]:
        close = next(
            (i for i in range(item.last + 1, min(item.last + 5, len(raw))) if raw[i] == ")"), 0
        )
        years = [raw[i] for i in range(item.last + 1, close) if raw[i] not in ("-", "–")]
        if years and all(len(year) == 4 and year.isdigit() for year in years):
            name = item.name or work.words.phrase(item.first, item.last)
            return replace(item, last=close + 1, name=name)
    if item.concept or item.kind != "programme" or not work.context.has(item.last - 1, "NUM"):
        return item
    for c in work.candidates.starting(item.first):
        if c.concept is None or c.kind != item.kind or c.last >= item.last:
            continue
        if not any(work.words.words[i][0].isalpha() for i in range(c.last, item.last)):
            return replace(item, concept=c.concept, name=c.name, subtype=c.subtype)
    return item


def _unquoted(item: Found, work: Work) -> Found:
    """A name with a quotation mark within is read without it; one at its edge is left outside."""
    raw, first, last = work.words.words, item.first, item.last
    while last > first + 1 and raw[last - 1] in QUOTES:
        last -= 1
    while first < last - 1 and raw[first] in QUOTES:
        first += 1
    inner = [i for i in range(first, last) if raw[i] in QUOTES]
    if not inner and (first, last) == (item.first, item.last):
        return item
    name = item.name
    if inner and name is None:
        name = " ".join(
            raw[i]
            for i in range(first, last)
            if raw[i] not in QUOTES and raw[i] not in (BREAK, LINE)
        )
    return replace(item, first=first, last=last, name=name)


TOO_LITTLE = "too little speaks for it"


def stated(work: Work) -> list[Found]:
    """What the paper's structure states: it is taken as it is, unless it can hardly be a name."""
    return longest(item for item in work.candidates if item.confidence > 1)


def _believed(work: Work, evidence: NameEvidence) -> list[Found]:
    """What structure states, without bodies and people that no odds are for; nobody came for these."""
    weighed = set(evidence.stretches)
    kept: list[Found] = []
    doubted: set[Span] = set()
    for item in stated(work):
        stretch = item.first, item.last
        if stretch not in weighed or plausible(item.kind, model().odds(evidence.features(stretch))):
            kept.append(item)
        elif item.kind != "person":
            doubted.add(Span(*work.words.span(*stretch)))
    for span, settled in work.settled.items():
        if settled.body in doubted:
            work.settled[span] = Settled(None)
    return kept


def choose(work: Work) -> None:
    """What the paper's structure states, then the candidates that the evidence is for, then people's short forms."""
    evidence = NameEvidence(work, model().weights)
    given = _believed(work, evidence)
    taken = {i for item in given for i in range(item.first, item.last)}
    free = [each for each in evidence.stretches if taken.isdisjoint(range(*each))]
    odds = [model().odds(evidence.features(each)) for each in free]
    phrases = [evidence.phrase(each) for each in free]
    decided = best(free, phrases, odds, model().least)
    named = _as_defined([_named(each, work) for each in decided], work)
    weak = [item for item in named if item.rule == "person.weighed" and item.length == 1]
    sure = [item for item in named if item not in weak]
    work.chosen = [_dated(_unquoted(item, work), work) for item in (*given, *sure)]
    short = short_names(work)  # knows of whom a surname is the short form
    known = {i for item in short for i in range(item.first, item.last)}
    work.chosen += [*short, *(item for item in weak if item.first not in known)]
    work.chosen.sort(key=lambda item: item.first)
    _refuse_the_rest(work)


def _named(chosen: Chosen, work: Work) -> Found:
    """A decision as a find: with all that the surest rule for these words knows of them."""
    first, last = chosen.stretch
    ruled = [item for item in work.candidates.starting(first) if item.last == last]
    sure = round(chosen.probability, 3)
    for item in sorted(ruled, key=lambda item: (item.kind != chosen.kind, -item.confidence)):
        if item.kind == chosen.kind:
            return replace(item, confidence=sure)
        return replace(item, kind=chosen.kind, confidence=sure, concept=None, subtype=None)
    subtype = work.rules.subtypes.get(list_form(work.words.words[last - 1]))
    if chosen.kind == "person":
        subtype = None
    return Found(first, last, chosen.kind, f"{chosen.kind}.weighed", sure, subtype=subtype)


def _as_defined(named: list[Found], work: Work) -> list[Found]:
    """Letters are of the kind that their definition is; where that is no name, they stand for themselves."""
    kinds = {item.name: item.kind for item in named if item.rule.startswith("definition")}
    known = {name for name in work.acronyms.values() if name in kinds}
    work.acronyms = {
        letters: long
        for letters, long in work.acronyms.items()
        if long in known or not _open(letters, work)
    }
    return [
        item
        if not item.rule.startswith("acronym") or (item.name not in kinds and item.concept)
        else replace(item, kind=kinds[item.name])
        if item.name in kinds
        else replace(item, name=None)
        if item.rule == "acronym.open"
        else item
        for item in named
    ]


def _open(letters: str, work: Work) -> bool:
    return any(acronym == letters and item.rule == "acronym.open" for acronym, item in work.defined)


def _refuse_the_rest(work: Work) -> None:
    taken = {i for item in work.chosen for i in range(item.first, item.last)}
    for item in work.candidates:
        if item.first < item.last and taken.isdisjoint(range(item.first, item.last)):
            work.refuse(item.first, item.last, item.rule, TOO_LITTLE)


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
