"""Tests of candidates for programmes: named by something of their own, and no body themselves."""

from __future__ import annotations

from kg.extractors.names.candidate import Context, Found, Outcome
from kg.extractors.names.firms import unknown_letters


def topic(found: Found, context: Context) -> Outcome:
    """A weak head noun on a topic ("Hate Crime Training") names nothing."""
    content = context.content(found)
    if context.has(found.last - 1, "NUM"):
        return [found]
    weak = context.has(content[-1], "WEAKHEAD")
    letters = len(content) > 1 and all(context.has(i, "UP") for i in content[:-1])
    if weak and letters and not (len(content) == 2 and unknown_letters(content[0], context)):
        return "letters before a weak noun"
    if weak and all(
        any(context.has(i, c) for c in ("TOPIC", "GENERIC", "PLACE")) for i in content[:-1]
    ):
        return "a topic"
    return [found]


def organisation(found: Found, context: Context) -> Outcome:
    """What stands before the head noun is an organisation or a person."""
    inner = found.last - 1 if context.has(found.last - 1, "LOW") else found.last
    if any(i in context.people for i in range(found.first, found.last)):
        return "a person"
    if all(i in context.organisations for i in range(found.first, inner)):
        return "an organisation"
    if context.has(inner - 1, "ORGHEAD") and not context.has(inner - 1, "PROGHEAD"):
        return "an organisation"
    return [found]


def organisation_too(found: Found, context: Context) -> Outcome:
    """Already read as an organisation."""
    taken = all(i in context.organisations for i in range(found.first, found.last))
    return "an organisation" if taken else [found]


def operation(found: Found, context: Context) -> Outcome:
    """ "Operation" is capitalised as any other word would be."""
    if any(
        context.has(i, c)
        for i in range(found.first + 1, found.last)
        for c in ("GENERIC", "ORGHEAD", "ROLE")
    ):
        return "generic"
    return [found]


def officers(found: Found, context: Context) -> Outcome:
    """An officer's report is named by the officer, and so by nothing."""
    return "an officer's" if context.has(found.last - 1, "ROLE") else [found]


def of_the_year(found: Found, context: Context) -> Outcome:
    """What a year's title is given to: capitals all through, and more than what every year has."""
    words = context.words.words
    weak = all(
        any(context.has(i, c) for c in ("GENERIC", "HEADING"))
        for i in range(found.first, found.last - 3)
    )
    return "no title" if weak or words[found.last - 1][0].islower() else [found]
