"""People: the rules' candidates weighed, whom they work for, and the short forms of their names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from kg.extractors.names.bodies import own_initials, several
from kg.extractors.names.candidate import Context, Found, longest
from kg.extractors.names.words import BREAK, LINE
from kg.extractors.names.work import STRONG, Work, run, unlikely, weighed


def people(work: Work) -> None:
    """Candidates of the rules for people, weighed; the best of them are marked as people's words."""
    for known_one in work.candidates:
        if known_one.rule.startswith("vocabulary") and known_one.confidence > 0.6:
            work.context.known.update(range(known_one.first, known_one.last))
    found = [part for item in weighed(work, "person") for part in _two_in_one(item, work)]
    words = work.words.words
    pairs = {tuple(words[item.first : item.last]) for item in found if item.length == 2}
    found = [trim_run(item, pairs, work) for item in found]
    found = _not_in_bodies(_not_places(found, work), work)
    chosen = longest([*found, *(c for c in work.candidates if c.kind == "person")])
    before = set(work.candidates)
    chosen += _repeated(chosen, work)
    work.keep(c for c in chosen if c not in before)
    for item in chosen:
        work.context.people.update(range(item.first, item.last))
    affiliations(work, chosen)
    letters = {words[c.first] for c in work.candidates if c.rule == "person.initials"}
    work.candidates.rewrite(
        lambda c: None if c.rule == "vocabulary.acronym" and words[c.first] in letters else c
    )


_MARKS = ("TITLE", "RANK", "INITIAL", "FIRST")  # one of them in a name says that it is a person's


def _repeated(chosen: list[Found], work: Work) -> list[Found]:
    """Names of people, found for sure in one place, in the other places where they stand letter by letter."""
    raw = work.words.words
    sure: dict[str, dict[int, set[tuple[str, ...]]]] = {}  # by first word and length
    for item in chosen:
        named = any(work.context.has(i, c) for i in range(item.first, item.last) for c in _MARKS)
        if item.length > 1 and item.confidence >= 0.85 and (named or item.rule == "attendance"):
            by_length = sure.setdefault(raw[item.first], {})
            by_length.setdefault(item.length, set()).add(tuple(raw[item.first : item.last]))
    taken = {i for item in chosen for i in range(item.first, item.last)}
    out: list[Found] = []
    for i, word in enumerate(raw):
        by_length = sure.get(word, {})
        for length in sorted(by_length, reverse=True):
            last = i + length
            known = tuple(raw[i:last]) in by_length[length]
            if known and taken.isdisjoint(range(i, last)):
                out.append(Found(i, last, "person", "person.repeated", 0.85))
                taken.update(range(i, last))
    return out


def _two_in_one(item: Found, work: Work) -> list[Found]:
    """Columns that ran together: a first name in third place or later begins another person."""
    context = work.context
    start = item.first
    for i in range(item.first, item.last):
        if any(context.has(i, c) for c in ("TITLE", "RANK", "RANKFORE", "NUM")) or work.words.words[
            i
        ] in (".", "/"):
            start = i + 1
    for i in range(start + 2, item.last - 1):
        joined = (
            context.has(i - 1, "INITIAL")
            or context.has(i - 1, "TITLE")
            or work.words.words[i - 1] == "."
        )
        if context.has(i, "FIRST") and context.has(i, "CAP") and not joined:
            return [
                replace(item, last=i),
                replace(item, first=i, rule="person.full", confidence=0.85),
            ]
    return [item]


def trim_run(item: Found, pairs: set[tuple[str, ...]], work: Work) -> Found:
    """A third capitalised word belongs to a name only if the shorter form does not stand elsewhere by itself."""
    words, context = work.words, work.context
    if (
        item.rule != "person.full"
        or item.length < 3
        or any(context.has(i, "INITIAL") for i in range(item.first, item.last))
    ):
        return item
    short = tuple(words.words[item.first : item.first + 2])
    after = item.last < len(words.words) and any(
        context.has(item.last, c) for c in ("CAP", "CAMEL", "UP")
    )
    starting = work.candidates.starting(item.first + 2)
    known_next = any(c.kind != "person" and c.confidence >= STRONG for c in starting)
    if known_next or short in pairs or after:
        return replace(item, last=item.first + 2)
    return item


def _not_places(found: list[Found], work: Work) -> list[Found]:
    """Two capitalised words that stand after "at" or before "site" somewhere are a place everywhere."""
    words = work.words.words
    places: set[str] = set()
    for item in found:
        if item.rule not in ("person.full", "person.says", "person.presents"):
            continue
        if stands_as_place(item.first, item.last, work.context):
            places.add(" ".join(words[item.first : item.last]).lower())
    out: list[Found] = []
    for item in found:
        if (
            item.rule.startswith("person.titled")
            or " ".join(words[item.first : item.last]).lower() not in places
        ):
            out.append(item)
        else:
            work.refuse(item.first, item.last, item.rule, "a place")
    return out


_BY_PRINT = ("person.full", "person.says", "person.presents")


def _not_in_bodies(found: list[Found], work: Work) -> list[Found]:
    """Those without people whose name a body bears and who stand nowhere by themselves: "Una Marsh Boats Ltd"."""
    raw = work.words.words
    bears: dict[tuple[str, ...], list[bool]] = {}
    for item in found:
        bears.setdefault(tuple(raw[item.first : item.last]), []).append(_in_body(item, work))
    out: list[Found] = []
    for item in found:
        if item.rule in _BY_PRINT and all(bears[tuple(raw[item.first : item.last])]):
            work.refuse(item.first, item.last, item.rule, "part of a body's name")
        else:
            out.append(item)
    return out


def _in_body(item: Found, work: Work) -> bool:
    """Whether capitals go on behind a person's name to what only a body's name ends in."""
    raw, context = work.words.words, work.context
    owned = raw[item.last : item.last + 1] in (["'s"], ["’s"])
    last = item.last + owned
    while last < min(len(raw), item.last + _BEHIND):
        if context.has(last, "LEGAL"):
            return True
        if context.has(last, "NAMED_AFTER") and (owned or last == item.last):
            return True
        if not raw[last][0].isupper():
            return False
        last += 1
    return False


_BEHIND = 4  # words behind a person's name that may belong to a body's


def stands_as_place(first: int, last: int, context: Context) -> bool:
    """Whether a name stands where only a place can: "at Glen Marsh", "the Glen Marsh site"."""
    return (first > 0 and context.has(first - 1, "AT")) or (
        last < len(context.words.words) and context.has(last, "SITE")
    )


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
            last = run(start, work)
            if last > start and not unlikely(start, last, work):
                work.candidates.append(
                    Found(start, last, "organisation", "organisation.of-person", 0.65)
                )
            continue
        if raw[i] not in (",", "-", "–", "/", "("):
            continue
        office = open_end = False  # an office named, and whether its name may go on after a comma
        comma_before = item.first > 0 and raw[item.first - 1] in (",", "and", "&")
        for _ in range(4):
            if i >= len(raw) or raw[i] not in (",", "-", "–", "/", "("):
                break
            start = i + 1
            while start < len(raw) and raw[start].lower() in (LINE, "the", "of", "from"):
                start += 1
            last = run(start, work)
            alone = last - start == 1 and context.has(start, "FIRST")  # columns that ran together
            if last - start == 1 and raw[i] == "(" and _own_initials(start, item, work):
                name = words.phrase(item.first, item.last)
                work.candidates.append(Found(start, last, "person", "person.initials", 0.9, name))
                break
            if (
                last == start
                or alone
                or start in context.people
                or any(several(n, last, context) for n in range(start + 1, last))
            ):
                break
            then = raw[last] if last < len(raw) else ""
            if any(context.has(n, "ROLE") for n in range(start, last)) or (
                then[:1].islower() and context.has(last, "ROLE")
            ):
                office = True
                open_end = not any(context.has(n, "ROLE") for n in (last - 1, last) if n < len(raw))
            else:
                end = not then or then in (".", ")", ",", BREAK, LINE, ";") or then[0].islower()
                final = then != ","
                sure = (
                    not open_end or context.has(last - 1, "ORGHEAD") or context.has(last - 1, "UP")
                )
                if (
                    end
                    and sure
                    and (office or (final and not comma_before))
                    and not unlikely(start, last, work)
                ):
                    work.candidates.append(
                        Found(start, last, "organisation", "organisation.affiliation", 0.75)
                    )
                elif office:
                    open_end = (
                        True  # the office's field goes on: "Director of Trade, Boats and Locks"
                    )
                if not office:
                    break
            i = last


def _own_initials(index: int, item: Found, work: Work) -> bool:
    """Whether the letters in brackets behind a person are that person's: "Ann Lee, Osier Council (AL)"."""
    raw, context = work.words.words, work.context
    if raw[index + 1 : index + 2] != [")"] or not raw[index].isalpha():
        return False
    titles = ("TITLE", "RANK", "RANKFORE")
    names = [
        raw[i] for i in range(item.first, item.last) if not any(context.has(i, c) for c in titles)
    ]
    return own_initials(raw[index], [name for name in names if name[0].isalpha()])


def short_names(work: Work) -> list[Found]:
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
            initials.setdefault(words.words[name[0]][0] + words.words[name[-1]][0], []).append(
                (item.first, text)
            )
        last_names.setdefault(words.words[name[-1]], set()).add(text)
    out: list[Found] = []
    for i, word in enumerate(words.words):
        if i in taken or not word[0].isupper():
            continue
        following = i + 1 < len(words.words) and (
            context.has(i + 1, "CAP") or context.has(i + 1, "CAMEL")
        )
        before = (
            i > 0 and (context.has(i - 1, "CAP") or context.has(i - 1, "UP")) and not words.opens(i)
        )
        if word in full and not (following or before or words.shouted[i]):
            near = _within(full[word], i - 400, i)
            plain = context.is_lower(i) and words.opens(i)
            if len(near) == 1 and not plain:
                out.append(Found(i, i + 1, "person", "person.first-name", 0.7, min(near)))
        elif (
            word in last_names
            and len(last_names[word]) == 1
            and len(word) > 3
            and not words.shouted[i]
        ):
            if not (before or context.is_lower(i) or words.opens(i)) and not any(
                context.has(i, c)
                for c in (
                    "GENERIC",
                    "PLACE",
                    "ORGHEAD",
                    "PROGHEAD",
                    "TOPIC",
                    "ROLE",
                    "STOP",
                    "MONTH",
                    "FIRST",
                    "NOT",
                )
            ):
                out.append(Found(i, i + 1, "person", "person.surname", 0.7, min(last_names[word])))
        elif word in initials and context.has(i, "UP") and not words.shouted[i]:
            near = _within(initials[word], i - 60, i + 60)
            if len(near) == 1:
                out.append(Found(i, i + 1, "person", "person.initials", 0.65, min(near)))
    return out


def _within(named: list[tuple[int, str]], first: int, last: int) -> set[str]:
    """The names that stand from word ``first`` to word ``last``; ``named`` is in text order."""
    start = bisect_left(named, first, key=lambda entry: entry[0])
    stop = bisect_right(named, last, key=lambda entry: entry[0])
    return {name for _, name in named[start:stop]}
