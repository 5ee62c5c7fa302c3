"""Tests of candidates for programmes: named by something of their own, and no body themselves."""

from __future__ import annotations

from dataclasses import replace

from kg.extractors.names.candidate import Context, Found, Outcome
from kg.extractors.names.firms import unknown_letters


def year_first(found: Found, context: Context) -> Outcome:
    """A year, and words that say whose."""
    year = context.words.words[found.first]
    own = any(not context.has(i, "GENERIC") for i in context.content(found)[:-1])
    return [found] if len(year) == 4 and year.isdigit() and own else "no year or no name"


def funding(found: Found, context: Context) -> Outcome:
    """Money is named by the body or the act that it comes from."""
    source = range(found.first, found.last - 1)
    words = context.words.words
    act = next((i for i in source if words[i] == "Act"), found.first)
    named = any(
        i in context.organisations or i in context.known for i in source if words[i][0].isalnum()
    )
    if act == found.first and not named:
        return "named by nobody"
    if all(any(context.has(i, c) for c in ("GENERIC", "PLACE", "TOPIC")) for i in source):
        return "generic"
    return "opens a sentence" if context.words.opens(found.first) and found.length == 2 else [found]


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


def quoted(found: Found, context: Context) -> Outcome:
    """What is quoted as a name is written like one."""
    words = context.words.words
    content = [i for i in range(found.first, found.last) if not context.has(i, "STOP")]
    small = [i for i in content[:-1] if words[i][0].islower()]
    if context.has(found.last - 1, "PAPER") and not context.has(found.last - 1, "PART"):
        return [
            replace(found, last=found.last - 2)
        ]  # ‘Quay Watch’ document: the name without what it is printed on
    return "not capitalised" if len(small) * 2 > len(content) else [found]


def operation(found: Found, context: Context) -> Outcome:
    """ "Operation" is capitalised as any other word would be."""
    if any(
        context.has(i, c)
        for i in range(found.first + 1, found.last)
        for c in ("GENERIC", "ORGHEAD", "ROLE")
    ):
        return "generic"
    return [found]


def described(found: Found, context: Context) -> Outcome:
    """A description must say what is offered: "a new project" names nothing, nor do services of one word."""
    words = context.words.words
    if any(i in context.people for i in range(found.first, found.last)):
        return "a person"
    if any(context.has(i, "D_WISHES") for i in range(max(0, found.first - 7), found.first)):
        return "wished for only"
    turn = next(
        (i for i in range(found.first + 1, found.last) if context.has(i, "D_ONS")), found.last
    )
    says = [i for i in range(found.first, turn - 1) if words[i][0].isalnum()]
    says += [i for i in range(turn + 1, found.last) if not context.has(i, "STOP")]
    if all(context.has(i, "D_BARE") or context.has(i, "D_HEADS") for i in says):
        return "nothing in particular"
    if turn == found.last and context.has(turn - 1, "D_MANY") and len(says) < 3:
        return "services of any sort"
    return [found]


def described_line(found: Found, context: Context) -> Outcome:
    """A line about a body or a person is no campaign."""
    taken = context.organisations | context.people
    return (
        "a body or a person" if any(i in taken for i in range(found.first, found.last)) else [found]
    )


def study(found: Found, context: Context) -> Outcome:
    """Work is named by who does it."""
    return [found] if found.first in context.organisations else "nobody's work"


def change(found: Found, context: Context) -> Outcome:
    """A change is named by what changes."""
    content = [i for i in context.content(found) if context.words.words[i][0].isupper()]
    if not content or all(
        any(context.has(i, c) for c in ("GENERIC", "PLACE", "TOPIC")) for i in content
    ):
        return "nothing in particular"
    return "opens a sentence" if context.words.opens(found.first) else [found]


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


def dated(found: Found, context: Context) -> Outcome:
    """What comes every year is named by its year."""
    year = context.words.words[found.last - 1]
    content = [i for i in context.content(found) if context.words.words[i][0].isalpha()]
    return (
        [found]
        if len(content) > 1 and (len(year) in (2, 4) or "/" in year) and year[-1].isdigit()
        else "no year"
    )


def topic_system(found: Found, context: Context) -> Outcome:
    """A system is named by what it shows."""
    shows = any(context.has(i, "TOPIC") for i in range(found.first, found.last - 1))
    return [found] if shows else "shows nothing in particular"


def letters_low_head(found: Found, context: Context) -> Outcome:
    """Letters that name a system, not what it shows."""
    if found.first in context.organisations or found.first in context.known:
        return "a body's own"
    return "letters for a topic" if context.has(found.first, "TOPIC_UP") else [found]


def hashtag(found: Found, context: Context) -> Outcome:
    """A tag of several words that were closed up."""
    word = context.words.words[found.first]
    capitals = sum(c.isupper() for c in word)
    return (
        [found] if word[0] == "#" and capitals > 1 and not word.isupper() else "no campaign's tag"
    )
