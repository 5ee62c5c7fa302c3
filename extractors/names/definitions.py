"""Acronyms as the text itself defines them: "Marlshire Safer Quays Board (MSQB)", and wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.extractors.facts import EntityKind
from kg.extractors.names.candidate import Found
from kg.extractors.names.words import BREAK, LINE
from kg.extractors.names.work import QUOTES, Work
from kg.ontology.folding import list_form


def definitions(work: Work) -> None:
    """Names that the text defines an acronym for: "Marlshire Safer Quays Board (MSQB)"."""
    words, context = work.words, work.context
    bodies = {
        words.words[c.first]
        for c in work.candidates
        if c.rule in ("organisation.acronym", "organisation.low-head")
    }
    for i, word in enumerate(words.words):
        if word != "(" or i == 0:
            continue
        inside = _letters_within(i, work)
        if inside is None:
            continue
        j, k, close = inside
        if i - 1 in context.people and k == j + 1 and _initials_of(i, words.words[j], work):
            work.candidates.append(
                Found(j, k, "person", "person.initials", 0.9, _name_before(i, work))
            )
            context.people.add(j)
            continue
        acronym = " ".join(words.words[j:k])
        if acronym.endswith("s") and acronym[:-1].isupper():
            acronym = acronym[:-1]
        first = _defined(i, acronym, work)
        if first is None:
            continue
        last = i
        while words.words[last - 1][0] in QUOTES:
            last -= 1
        content = [
            n
            for n in range(first, last)
            if not context.has(n, "STOP") and words.words[n][0].isalnum()
        ]
        long = words.phrase(first, last)
        if all(context.has(n, "PLACE") for n in content):
            continue
        kind, subtype = _sort(first, last, acronym, bodies, work)
        reason = _no_name(
            long, content, kind == "organisation" or bool(_same(work, first, last)), work
        )
        if reason:
            work.refuse(first, last, "definition", reason)
            if not _same(work, first, last):
                _forget(acronym, work)
            continue
        if kind is None and _team_follows(close + 1, last - 1, j, work):
            kind, subtype = "organisation", "team"
        known_as = _same(work, first, last)
        work.acronyms.setdefault(acronym, long)
        if kind is None:  # no head noun says what it is
            found = Found(first, last, "organisation", "definition.open", 0.5)
        else:
            found = Found(first, last, kind, "definition", 0.95, None, None, subtype)
        if known_as:
            found = replace(
                found,
                kind=known_as.kind,
                concept=known_as.concept,
                name=known_as.name,
                subtype=known_as.subtype,
            )
        whole = next(
            (c for c in work.candidates.ending(last) if c.first < first and c.kind == found.kind),
            None,
        )
        if whole is not None and not known_as:
            found = replace(found, name=work.words.phrase(whole.first, last), first=whole.first)
        work.candidates.append(
            replace(found, last=close + 1, name=work.words.phrase(found.first, last))
        )
        rule = found.rule.replace("definition", "acronym")
        work.defined.append((acronym, replace(found, rule=rule, name=found.name or long)))


def _letters_within(bracket: int, work: Work) -> tuple[int, int, int] | None:
    """The letters that a bracket holds, quoted or not: first and last word, and where it closes."""
    raw, context = work.words.words, work.context
    first = bracket + 1
    while first < len(raw) and raw[first][0] in QUOTES and len(raw[first]) == 1:
        first += 1
    last = first
    while (
        last < len(raw)
        and last - first < 3
        and any(context.has(last, c) for c in ("UP", "UPS", "CAMEL"))
    ):
        last += 1
    if last == first:
        return None
    close = last
    while close < len(raw) and close - last < 3 and raw[close][0] in QUOTES:
        close += 1
    return (first, last, close) if close < len(raw) and raw[close] == ")" else None


def _no_name(long: str, content: list[int], known: bool, work: Work) -> str | None:
    """Why a defined phrase names nothing; ``known``: a body, or in the vocabulary."""
    capitals = [n for n in content if not work.words.words[n][0].islower()]
    if len(capitals) * 2 < len(content):
        return "not capitalised"
    if long.lower() in work.context.nothing:
        return "names nothing in particular"
    if not known and content and work.context.has(content[-1], "DOCUMENT"):
        return "a document or a law"
    return None


def _forget(acronym: str, work: Work) -> None:
    """Here these letters mean something that is no name, whatever the vocabulary says."""
    work.forgotten.add(acronym.removesuffix("s"))


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
    return (
        letters.isupper()
        and len(letters) <= 4
        and letters[0] == name[0][0]
        and len(name) > 1
        and (name[-1][0] in letters)
    )


def _same(work: Work, first: int, last: int) -> Found | None:
    return next((c for c in work.candidates.starting(first) if c.last == last and c.concept), None)


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
        if (
            context.has(n, "UP")
            and len(word) > 1
            and not words.shouted[n]
            and upper.startswith(word.upper())
        ):
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


def _defined(stop: int, acronym: str, work: Work) -> int | None:
    """Where the phrase before word ``stop`` begins that ``acronym`` stands for, if one does."""
    first = _long_form(stop, acronym, work)
    return first if first is not None else _before_of(stop, acronym, work)


_TAIL = 6  # words of what a name is “of” that stand between it and its letters


def _before_of(stop: int, acronym: str, work: Work) -> int | None:
    """As :func:`_long_form` where the letters leave out what the name is “of”.

    “Tenants Advice Centre of Osier Wharf (TAC)”: three letters at least.
    """
    raw = work.words.words
    if len(_letters(acronym)) < 3:
        return None
    for n in range(stop - 1, max(1, stop - _TAIL), -1):
        if raw[n] in ("of", "for", "in"):
            return _long_form(n, acronym, work)
        if not raw[n][0].isupper() and raw[n] not in ("the", "and", "&", "’s", "'s", "."):
            return None
    return None


def _camel(acronym: str, first: int, stop: int, work: Work) -> bool:
    """Whether ``acronym`` such as "FreeVa" is made of the beginnings of these words."""
    content = [
        work.words.words[n].lower()
        for n in range(first, stop)
        if not work.context.has(n, "STOP") and work.words.words[n][0].isalpha()
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


def _sort(
    first: int, last: int, acronym: str, bodies: set[str], work: Work
) -> tuple[EntityKind | None, str | None]:
    """What a defined name is, by its head noun; ``None`` where nothing tells."""
    words, context, subtypes = work.words, work.context, work.rules.subtypes
    same = _same(work, first, last)
    if same:
        return same.kind, same.subtype
    content = [
        n for n in range(first, last) if words.words[n][0].isalnum() and not context.has(n, "STOP")
    ]
    end = content[-1]
    while end > content[0] and context.has(end, "NUM"):
        end = content[content.index(end) - 1]
    head = list_form(words.words[end])
    of = any(
        context.has(n, "OFHEAD") and words.words[n + 1].lower() in ("of", "for")
        for n in range(first, last - 1)
    )
    before = [w.lower() for w in words.words[max(0, first - 2) : first]]
    by = bool(
        {"by", "with", "representing"} & set(before[-1:] if before[-1:] != ["the"] else before[:1])
    )
    turns = (
        len(content) > 1 and content[0] + 1 < last and words.words[content[0] + 1].lower() == "of"
    )
    if turns and context.has(content[0], "PROGHEAD") and not context.has(content[0], "OFHEAD"):
        return "programme", subtypes.get(list_form(words.words[content[0]]))
    if head == "network" or (context.has(end, "PROGHEAD") and not context.has(end, "ORGHEAD")):
        return "programme", subtypes.get(head)
    if of or context.has(end, "ORGHEAD") or context.has(end, "ORGHEAD"):
        return "organisation", subtypes.get(head) or subtypes.get(
            list_form(words.words[content[0]])
        )
    singular = head.removesuffix("s")
    if singular in subtypes:
        kind: EntityKind = (
            "programme" if work.rules.alphabet.has(singular, "PROGHEAD") else "organisation"
        )
        return kind, subtypes[singular]
    used = acronym in bodies
    initials = "".join(words.words[n][0] for n in range(first, last) if words.words[n][0].isalpha())
    brand = not _letters(acronym).isupper() and initials.upper() != _letters(acronym).upper()
    if by or used or brand:
        return "organisation", "other"
    return None, None


def _team_follows(after: int, end: int, letters: int, work: Work) -> bool:
    """Whether a head noun in small letters follows the brackets: "Osier Search and Rescue (OSAR) team"."""
    context = work.context
    topic = any(context.has(end, c) for c in ("TOPIC", "GENERIC", "PLACE")) or context.has(
        letters, "TOPIC_UP"
    )
    return (
        after < len(work.words.words)
        and context.has(after, "LOWTEAM")
        and context.has(after, "LOW")
        and not topic
    )


def abbreviations(work: Work) -> None:
    """The acronyms that the text defines, wherever else they stand; none of those that it defines as no name."""
    raw = work.words.words
    if work.forgotten:
        work.candidates.rewrite(
            lambda c: (
                None if c.length == 1 and raw[c.first].removesuffix("s") in work.forgotten else c
            )
        )
    table: dict[str, Found] = {}
    for acronym, item in work.defined:
        table.setdefault(acronym, item)
    if not table:
        return
    words = work.words.words
    work.candidates.rewrite(lambda c: None if _means_another(c, table, work) else c)
    firsts = {key.split()[0] for key in table}
    for i, word in enumerate(words):
        if word not in firsts and word.removesuffix("s") not in firsts:
            continue
        for size in (2, 1):
            key = " ".join(words[i : i + size])
            found = table.get(key) or table.get(key.removesuffix("s"))
            if found:
                work.candidates.append(replace(found, first=i, last=min(i + size, len(words))))
                break


def _means_another(item: Found, table: Mapping[str, Found], work: Work) -> bool:
    """Whether the vocabulary reads as its own entry what this text defines as something else."""
    if item.concept is None or item.rule != "vocabulary.acronym":
        return False
    letters = work.words.phrase(item.first, item.last)
    defined = table.get(letters) or table.get(letters.removesuffix("s"))
    return defined is not None and defined.concept != item.concept
