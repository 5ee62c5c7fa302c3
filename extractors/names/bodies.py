"""Tests of candidates for organisations: no office, no building, no topic, nobody in person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extractors.names.candidate import Context, Found, Outcome
from kg.ontology.folding import list_form


def several(index: int, last: int, context: Context) -> bool:
    """Whether the word at ``index`` joins two whole bodies: "Osier Town Council and Marl Council"."""
    joins = context.words.words[index].lower() in ("and", "&") and context.has(index - 1, "SPLIT")
    return joins and context.has(last - 1, "SPLIT") and last - index > 2


def two(found: Found, context: Context) -> Outcome:
    """Two whole bodies in one place are two."""
    for i in range(found.first + 1, found.last):
        if several(i, found.last, context):
            return [replace(found, last=i), *_listed(two(replace(found, first=i + 1), context))]
    return [found]


def _listed(outcome: Outcome) -> list[Found]:
    return outcome if isinstance(outcome, list) else []


def held_of(first: int, context: Context) -> bool:
    """Whether the words from ``first`` on say of what somebody is head: "Member for Boats and Public Health"."""
    words = context.words.words
    at = first - 1
    while at > 1 and first - at < 7 and (words[at][0].isupper() or words[at] in ("and", "&")):
        at -= 1
    return at > 0 and words[at] in ("of", "for") and context.has(at - 1, "ROLE")


def held_after_comma(first: int, last: int, context: Context) -> bool:
    """Whether the words are no more than the field of an office before them: "Director, Corporate Services"."""
    words = context.words.words
    named = (i for i in range(first, last) if words[i][0].isalnum())
    fields = all(
        any(context.has(i, c) for c in ("TOPIC", "FIELD", "GENERIC", "STOP")) for i in named
    )
    at = first - 1
    while at > 1 and first - at < 12 and (words[at][0].isupper() or words[at] in ("and", "&", ",")):
        if words[at] == "," and context.has(at - 1, "ROLE"):
            return fields
        at -= 1
    return False


def held_then(last: int, context: Context) -> bool:
    """Whether the words before ``last`` go on as an office: "… Services and Scrutiny Manager"."""
    words = context.words.words
    for at in range(last, min(last + 4, len(words))):
        if context.has(at, "ROLE") and words[at][0].isupper():
            return True
        if not words[at][0].isupper() and words[at] not in ("and", "&"):
            return False
    return False


def office(found: Found, context: Context) -> Outcome:
    """Part of somebody's office: "Director of Children's Services", "Policy Officer"."""
    words = context.words.words
    first, last = found.first, found.last
    if last - first > 1 and list_form(words[last - 1]) == "executive":
        held = last < len(words) and context.has(last, "ROLE") and words[last][0].isupper()
        if held or list_form(words[last - 2]) == "chief":
            return "an office"
    if held_after_comma(first, last, context):
        return "part of an office"
    of_office = held_of(first, context)
    then = held_then(last, context)
    if found.kind == "programme":
        if of_office or (then and last - first < 4):
            return "part of an office"
    elif (
        (
            then
            and last - first == 2
            and (
                (context.has(first, "UP") and len(words[first]) < 3)
                or context.has(first, "GENERIC")
            )
        )
        or (
            (of_office or then)
            and list_form(words[last - 1])
            in (
                "services",
                "care",
                "health",
                "team",
                "communities",
                "partnerships",
                "schools",
            )
            and not any(context.has(i, "PLACE") for i in range(first, last))
            and not (then and list_form(words[last - 1]) == "team")
        )
        or (then and last - first > 3 and list_form(words[last - 1]) == "partnership")
    ):
        return "part of an office"
    return [found]


def venue(found: Found, context: Context) -> Outcome:
    """A building or a room where something is held."""
    words = context.words.words
    if found.last < len(words) and words[found.last].lower() in (
        "room",
        "suite",
        "hall",
        "station",
        "building",
        "offices",
        "chamber",
    ):
        return "a building"
    if (
        found.last < len(words)
        and words[found.last][0].isupper()
        and context.has(found.last, "STREET")
    ):
        return "a street"
    head = list_form(words[found.last - 1])
    if head == "centre" and list_form(words[found.last - 2]) in (
        "town",
        "city",
        "village",
        "shopping",
    ):
        return "a place"
    if not context.has(found.last - 1, "VENUE") or head in ("committee", "police"):
        return [found]
    if head == "court":
        return [found] if context.has(found.last - 2, "REAL_COURT") else "a building"
    if head == "office":
        return [found] if context.has(found.last - 2, "REAL_OFFICE") else "a building"
    if context.has(found.last - 2, "ORGHEAD"):
        return [found]  # "Shared Services Centre"
    before = words[found.first - 1].lower() if found.first else ""
    if before in ("at", "in", ",", "the") and (
        before != "the" or words[found.first - 2].lower() in ("at", "in")
    ):
        return "a building"
    return [found]


def acronym(found: Found, context: Context) -> Outcome:
    """Letters that abbreviate a topic, a measure or an honour."""
    word = context.words.words[found.first]
    if any(
        context.has(found.first, c)
        for c in ("TOPIC_UP", "HONOUR", "RANK", "MONTH", "PLACE", "ROLE", "STOP", "NOT")
    ):
        return "letters for a topic"
    if word in context.words.in_areas:
        return "an area"
    if not 3 <= len(word) <= 8 or not word.isalpha() or context.words.shouted[found.first]:
        return "not letters of a body"
    after = context.words.words[found.last] if found.last < len(context.words.words) else ""
    if after and (
        after[0].isupper()
        or context.has(found.last, "LOWPROG")
        or after in ("-", "/")
        or (context.has(found.last, "LOW") and context.has(found.last, "MEASURED"))
    ):
        return "letters before a noun"
    return [found]


def own_initials(letters: str, names: Sequence[str]) -> bool:
    """Whether ``letters`` in brackets are those of the person called ``names``: AL, or ALe where there are two."""
    if (
        len(names) < 2
        or not 1 < len(letters) < 5
        or letters[0] not in {name[0] for name in names[:-1]}
    ):
        return False
    shortened = names[-1].casefold().startswith(letters[1:].casefold())
    return shortened or (letters.isupper() and (len(letters) == 2 or letters[-1] == names[-1][0]))


def after_person(found: Found, context: Context) -> Outcome:
    """Only what follows a person's name is an affiliation."""
    before = found.first - 1
    while before > 0 and context.words.words[before] == "(":
        before -= 1
    if before not in context.people:
        return "not after a name"
    start = before
    while start - 1 in context.people:
        start -= 1
    names = [word for word in context.words.words[start : before + 1] if word[0].isalpha()]
    if found.length == 1 and own_initials(context.words.words[found.first], names):
        return "somebody's initials"
    if any(context.has(i, "ROLE") for i in range(found.first, found.last)):
        return "an office"
    return [found]


def brand(found: Found, context: Context) -> Outcome:
    """A name without a head noun must not look like a topic, a role or a lone common word."""
    content = context.content(found)
    if not content:
        return "no name word"
    if context.has(content[-1], "ROLE"):
        return "an office"
    if len(content) == 1 and context.has(content[0], "TOPIC_UP"):
        return "letters for a topic"
    weak = any(context.has(content[-1], c) for c in ("TOPIC", "GENERIC")) and not context.has(
        content[-1], "ORGHEAD"
    )
    return "a topic" if weak and len(content) < 3 else topics(found, context)


def topics(found: Found, context: Context) -> Outcome:
    """Nothing but topics, generics and places."""
    content = context.content(found)
    if all(any(context.has(i, c) for c in ("GENERIC", "TOPIC", "PLACE")) for i in content):
        return "a topic"
    return [found]


def nobody(found: Found, context: Context) -> Outcome:
    """People by their titles or first names, and words of a line in capitals, are no bodies."""
    if any(
        context.has(i, "TITLE") or context.has(i, "TITLES") for i in range(found.first, found.last)
    ):
        return "people"
    if context.words.shouted[found.first]:
        return "in a line of capitals"
    return "a person" if context.has(found.first, "FIRST") and found.length < 3 else [found]


def low_team(found: Found, context: Context) -> Outcome:
    """ "the Quayside team": a place or a topic alone names no team."""
    end = found.last - 1
    content = [
        i
        for i in range(found.first, end)
        if context.words.words[i][0].isalnum() and not context.has(i, "STOP")
    ]
    weak = ("PLACE", "HARD", "ROLE") if len(content) > 1 else ("PLACE", "HARD", "ROLE", "GENERIC")
    if not content or all(
        any(context.has(i, c) for c in weak) or context.words.words[i].endswith("-wide")
        for i in content
    ):
        return "generic"
    if all(i in context.organisations for i in range(found.first, end)) and len(content) > 1:
        return "a part of it"
    return [found]
