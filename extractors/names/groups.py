"""Organisations and programmes: the rules' candidates, lists of offers, siblings in a list, titles of items."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extractors.names import judge
from kg.extractors.names.candidate import Found, longest
from kg.extractors.names.definitions import abbreviations, definitions
from kg.extractors.names.words import BREAK, LINE
from kg.extractors.names.work import Work, run, unlikely, weighed
from kg.ontology.folding import list_form


def groups(work: Work) -> None:
    """Organisations and programmes: what the rules find, then what the text defines and abbreviates."""
    context = work.context
    for item in work.candidates:
        if item.kind == "organisation" and item.confidence >= 0.6:
            context.organisations.update(range(item.first, item.last))
    found = [_run_on(_without_person(item, work), work) for item in weighed(work, "organisation")]
    found = [item for item in found if item.length > 0 and not _swallows(item, work)]
    offices = {
        i for r in work.refused if r.reason == "part of an office" for i in range(r.first, r.last)
    }

    def outside_offices(item: Found) -> Found | None:
        inside = item.rule == "vocabulary" and offices.issuperset(range(item.first, item.last))
        return None if inside and not _area(item, work) else item

    work.candidates.rewrite(outside_offices)
    for item in found:
        if item.kind == "organisation":
            context.organisations.update(range(item.first, item.last))
    work.keep(found)
    work.keep(
        _run_on(item, work)
        for item in weighed(work, "programme")
        if item.first not in context.people
    )
    listed(work)
    siblings(work)
    definitions(work)
    abbreviations(work)


def _area(item: Found, work: Work) -> str | None:
    vocabulary = work.vocabulary
    return vocabulary.concepts[item.concept].area if vocabulary and item.concept else None


def _swallows(item: Found, work: Work) -> bool:
    """Whether a phrase without a head noun at its end only runs on from a name that the vocabulary knows."""
    if work.context.has(item.last - 1, "ORGHEAD"):
        return False
    return any(
        c.rule == "vocabulary" and 1 < c.length < item.length
        for c in work.candidates.starting(item.first)
    )


def _run_on(item: Found, work: Work) -> Found:
    """A name that opens a line began on the line before where its first word never stands without that other."""
    raw, words = work.words.words, work.words
    before = item.first - 2
    if (
        before < 0
        or raw[item.first - 1] != BREAK
        or not raw[before][0].isupper()
        or item.length < 2
    ):
        return item
    if (
        "\t" in words.text[words.starts[item.first - 1] : words.ends[item.first - 1]]
        or before in work.context.people
    ):
        return item
    word = raw[item.first]
    companions = [
        raw[i - 1] for i, other in enumerate(raw) if other == word and i and raw[i - 1] != BREAK
    ]
    if len(companions) < 3 or companions.count(raw[before]) < 0.8 * len(companions):
        return item
    return replace(item, first=before)


def _without_person(item: Found, work: Work) -> Found:
    """An organisation that runs on from a person's name begins after it."""
    people = work.context.people
    after = next((i for i in range(item.first, item.last) if i not in people), item.last)
    firm = after - item.first == 2 and all(
        work.context.has(i, "NAMED_AFTER") for i in range(after, item.last)
    )
    if firm and after < item.last:
        return item
    if (
        item.rule == "organisation.affiliation"
        or item.first not in people
        or (item.last - 1 in people and all(i in people for i in range(item.first, item.last)))
    ):
        return item
    first = item.first
    while first < item.last and first in people:
        first += 1
    rest = replace(item, first=first)
    kept, refused = judge.weigh(rest, ("lead", "generic", "place", "office", "venue"), work.context)
    work.refused += refused
    return kept[0] if kept else replace(item, last=item.first)


def siblings(work: Work) -> None:
    """A name without a head noun between two names of one kind: "the Trust, Osier Lights and Fen Council"."""
    raw, context = work.words.words, work.context
    chosen = [item for item in longest(work.candidates) if item.kind != "person"]
    starts = {item.first: item for item in chosen}
    covered = {i for item in chosen for i in range(item.first, item.last)} | context.people
    for item in chosen:
        comma = item.last
        if comma < len(raw) and raw[comma] == ")":
            comma += 1
        if comma >= len(raw) or raw[comma] != ",":
            continue
        first = comma + 1
        while first < len(raw) and raw[first].lower() in ("the", "and"):
            first += 1
        last = run(first, work)
        while last > first and raw[last - 1] in ("and", "&"):
            last -= 1
        cut = next(
            (i for i in range(first, last) if raw[i] in ("and", "&") and i + 1 in starts), last
        )
        if (
            cut <= first
            or any(i in starts for i in range(first, cut))
            or unlikely(first, cut, work)
        ):
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
    for item in chosen:
        stop = item.first - 1
        if stop > 0 and raw[stop].lower() == "the":
            stop -= 1
        if stop < 2 or raw[stop].lower() != "and":
            continue
        first = stop
        while (
            first
            and raw[first - 1][0].isupper()
            and not any(context.has(first - 1, c) for c in ("TITLE", "MONTH"))
        ):
            first -= 1
        if (
            not 1 < stop - first < 5
            or not raw[first - 1].islower()
            or any(i in covered for i in range(first, stop))
        ):
            continue
        if unlikely(first, stop, work) or any(
            context.has(stop - 1, c) for c in ("ROLE", "TOPIC", "GENERIC")
        ):
            continue
        work.candidates.append(Found(first, stop, item.kind, f"{item.kind}.sibling", 0.6))


_MARKERS = frozenset(["•", "-", "–", "*", "o", "·", "▪", "➢"])


def listed(work: Work) -> None:
    """Items of a list of what is offered: "These services include: a) Quay Watch – a patrol"."""
    words, context = work.words, work.context
    raw = words.words
    for i, word in enumerate(raw):
        if word != ":" or i + 1 >= len(raw) or raw[i + 1] not in (BREAK, LINE):
            continue
        if not any(context.has(n, "OFFER_CUE") for n in range(max(0, i - 25), i)):
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
            if raw[start].lower() in ("the", "a", "an"):
                start += 1
            elif raw[start].lower() == "access" and raw[start + 1] == "to":
                start += 2
            last = _item(start, work)
            if last:
                work.candidates.append(
                    Found(start, last, "programme", "programme.listed", 0.6, None, None, None)
                )
            at = start


def _item(start: int, work: Work) -> int | None:
    """Where the name ends that opens a list item, if it opens with one and then says what it is."""
    raw, context = work.words.words, work.context
    last = start
    while (
        last < len(raw)
        and last - start < 10
        and raw[last] not in (BREAK, LINE, "–", "-", ":", ";", ".", "(", ",")
        and raw[last].lower()
        not in (
            "provided",
            "delivered",
            "commissioned",
            "run",
            "which",
            "that",
            "for",
            "via",
            "by",
        )
    ):
        last += 1
    if last >= len(raw) or last == start or not (raw[start][0].isupper() or raw[start - 1] == "to"):
        return None
    closes = raw[last] in (
        BREAK,
        LINE,
        "–",
        "-",
        "provided",
        "delivered",
        "commissioned",
        "run",
        "via",
    )
    content = [i for i in range(start, last) if not context.has(i, "STOP")]
    if work.rules.alphabet.has(raw[last - 1].removesuffix("s"), "ROLE"):
        return None  # people, not what they do
    if not closes or not 1 <= len(content) <= 7 or any(i in context.people for i in content):
        return None
    body = all(i in context.organisations for i in range(start, last)) and not context.has(
        content[-1], "PROGHEAD"
    )
    if body and list_form(raw[last - 1]) not in ("service", "services"):
        return None
    if last + 1 < len(raw) and context.has(last + 1, "NUM"):
        return None  # a date or a sum follows, not what it is
    capitals = [i for i in content if raw[i][0].isupper()]
    headed = list_form(raw[last - 1]) in ("service", "services", "support") or context.has(
        last - 1, "LOWPROG"
    )
    if raw[last] in (BREAK, LINE):  # nothing says what it is but the word "service" itself
        plain = any(context.has(i, "STOP") and raw[i].lower() != "and" for i in range(start, last))
        headed = list_form(raw[last - 1]) in ("service", "services", "support")
        return last if headed and not plain and 1 < len(content) < 5 else None
    if len(content) == 1 and not (context.has(start, "CAMEL") or context.has(start, "UP")):
        return (
            None
            if context.is_lower(start)
            or context.has(start, "GENERIC")
            or context.has(start, "TOPIC")
            else last
        )
    if len(capitals) == len(content) and not all(
        context.has(i, "GENERIC") or context.has(i, "TOPIC") for i in content
    ):
        return last
    return last if headed and 1 < len(content) < 5 else None


def headings(work: Work) -> None:
    """Titles of items that the running text uses as a name: "Family Boats Update" and later "the Family Boats"."""
    words, context = work.words, work.context
    raw = words.words
    for start, end in work.titles:
        first, last = words.at(start, end)
        cut = next((i for i in range(first, last) if raw[i] in (":", "-", "–", "(")), last)
        while cut > first and (context.has(cut - 1, "TITLE_TAIL") or not raw[cut - 1][0].isalnum()):
            cut -= 1
        while first < cut and (
            raw[first][0].isdigit()
            or not raw[first][0].isalnum()
            or raw[first].lower() in ("the", "new")
        ):
            first += 1
        content = [i for i in range(first, cut) if not context.has(i, "STOP")]
        if not 2 <= len(content) <= 6 or not all(raw[i][0].isupper() for i in content):
            continue
        if any(c in (BREAK, LINE, ",") for c in raw[first:cut]) or unlikely(first, cut, work):
            continue
        if any(context.has(content[-1], c) for c in ("TOPIC", "GENERIC", "ROLE", "ORGHEAD")):
            work.refuse(first, cut, "programme.title", "a topic")
            continue
        phrase = words.phrase(first, cut)
        uses = [m.start() for m in re.finditer(re.escape(phrase), words.text)]
        running = [
            at
            for at in uses
            if at
            and not words.text[:at].rstrip(" ‘“'\"").endswith((".", "\n", ":", "-", ")"))
            and at != words.starts[first]
        ]
        if not running or words.shouted[first]:
            work.refuse(first, cut, "programme.title", "not used as a name in the text")
            continue
        work.candidates.append(
            Found(first, cut, "programme", "programme.title", 0.7, None, None, None)
        )
