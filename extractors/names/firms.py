"""Tests for names of firms, of whom is paid, and of letters and numbers that stand for a name; one function a test."""

from __future__ import annotations

from kg.extractors.names.candidate import Context, Found, Outcome

_PAID_NEAR = 80  # words back to what says that a list is of payments


def firm(found: Found, context: Context) -> Outcome:
    """A firm by its trade: "Fenmart Housing"; what opens a sentence must also act, and ordinary words are no name."""
    words = context.words.words
    own = [i for i in range(found.first, found.last - 1) if words[i][0].isalnum()]
    if (
        any(context.is_lower(i) for i in own)
        or all(context.has(i, "PLACE") for i in own)
        or found.first in context.people
    ):
        return "ordinary words"
    if context.words.shouted[found.first]:
        return "in a line of capitals"
    after = words[found.last] if found.last < len(words) else ""
    if after and (context.has(found.last, "LOWPROG") or context.has(found.last, "PAPER")):
        return "part of what it offers"
    acts = bool(after) and (context.has(found.last, "ACT") or after in ("'s", "’s", "£", ","))
    return "opens a sentence" if context.words.opens(found.first) and not acts else [found]


def payee(found: Found, context: Context) -> Outcome:
    """Somebody who is paid, in a list that says so."""
    near = range(max(0, found.first - _PAID_NEAR), found.first)
    if not any(context.has(i, "PAY_CUE") for i in near):
        return "no list of payments"
    plain = all(
        context.is_lower(i)
        for i in range(found.first, found.last)
        if context.words.words[i][0].isalpha()
    )
    money = any(context.has(i, "MONEY") for i in range(found.first, found.last))
    return "what is paid, not whom" if plain or money else [found]


def unknown_letters(index: int, context: Context) -> bool:
    """Whether the word is an acronym of which nothing says that it is a body, a topic or an area."""
    word = context.words.words[index]
    known = (
        index in context.organisations or index in context.known or word in context.words.in_areas
    )
    other = any(
        context.has(index, c)
        for c in ("TOPIC_UP", "BODY_LETTERS", "HONOUR", "RANK", "ROLE", "PLACE", "NOT")
    )
    return len(word) > 3 and context.has(index, "UP") and not (known or other)
