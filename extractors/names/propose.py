"""Generous candidates for names, by their print alone: runs of capitals and their parts, quoted words, letters.

What a rule or the vocabulary proposes comes on top. Nothing is decided here; see :mod:`extractors.names.scorer`.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.names.words import Words
from extractors.names.work import QUOTES, Work

Stretch = tuple[int, int]

_INNER = frozenset(["of", "the", "and", "&", "for", "'s", "’s", "-", "–", "/", "in", "to", "on", "with", "a",
                    "at", "by", "na", "an", "+"])  # fmt: skip
_AFTER = frozenset(["and", "&", "of", "the", "for", "'s", "’s", "-", "–", "/", "in", "to", "on", "with", "at", "by"])
_WHOLE = 4  # capitalised words up to which every part of a run is proposed
_LONGEST = 14  # words of a name
_MOST = 40  # words of a run; what is longer is a line of a table or a form
_HEADS = ("LOWPROG", "LOWTEAM", "ORGHEAD", "PROGHEAD")


def proposals(work: Work) -> set[Stretch]:
    """First and last words (exclusive) of all that is printed like a name."""
    out: set[Stretch] = set()
    for first, last in runs(work.words):
        out |= set(_parts(first, last, work))
    out |= set(_quoted(work.words))
    return out


def runs(words: Words) -> Iterator[Stretch]:
    """The longest stretches of capitalised words with what may join them."""
    raw = words.words
    i, count = 0, len(raw)
    while i < count:
        if not _names(raw[i]):
            i += 1
            continue
        first, last = i, i + 1
        i += 1
        while i < count and i - last < 3:
            word = raw[i]
            if _names(word) or (word[0].isdigit() and i == last):
                last = i + 1
            elif word.lower() not in _INNER and word != ",":
                break
            i += 1
        i = last
        if last - first <= _MOST:
            yield first, last


def _names(word: str) -> bool:
    """Whether a word is written as one of a name: a capital in it, or a tag."""
    if "@" in word or "//" in word:
        return False
    return word[0].isupper() or (word[0] == "#" and len(word) > 2) or _inner_capital(word)


def _inner_capital(word: str) -> bool:
    return word[0].isalnum() and not word.islower() and any(c.isupper() for c in word[1:])


def _parts(first: int, last: int, work: Work) -> Iterator[Stretch]:
    """The run and its parts that begin and end where a name may."""
    raw = work.words.words
    named = [i for i in range(first, last) if raw[i][0].isalnum() or raw[i][0] == "#"]
    capital = [i for i in named if raw[i].lower() not in _INNER or raw[i][0].isupper()]
    short = len(capital) <= _WHOLE
    starts = [
        i for i in capital if short or i == first or raw[i - 1].lower() in _AFTER or raw[i - 1] == ","
    ]
    low = last < len(raw) and raw[last].islower() and _headed(last, work)
    ends = [
        i + 1
        for i in capital
        if short
        or i + 1 == last
        or raw[i + 1].lower() in _AFTER
        or raw[i + 1] == ","
        or _headed(i, work)
    ]
    for start in starts:
        for end in ends:
            if 0 < end - start <= _LONGEST:
                yield start, end
        if low and last + 1 - start <= _LONGEST:
            yield start, last + 1
    if not short:
        for i in capital:
            if last - i <= _LONGEST:
                yield i, last
            if i + 1 - first <= _LONGEST:
                yield first, i + 1


def _headed(index: int, work: Work) -> bool:
    return any(work.context.has(index, name) for name in _HEADS)


def _quoted(words: Words) -> Iterator[Stretch]:
    """Words between quotation marks, at most eight."""
    raw = words.words
    opened: int | None = None
    for i, word in enumerate(raw):
        if word not in QUOTES or len(word) != 1:
            continue
        if opened is not None and 0 < i - opened - 1 <= 8 and raw[opened + 1][0].isalnum():
            if _names(raw[opened + 1]):
                yield opened + 1, i
        opened = i
