"""Generous candidates for names, by their print alone: runs of capitals and their parts, quoted words, letters.

What a rule or the vocabulary proposes comes on top. Nothing is decided here; see :mod:`extractors.names.scorer`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.extractors.names.words import Words
from kg.extractors.names.work import QUOTES, Work

WordRange = tuple[int, int]

_INNER = frozenset(["of", "the", "and", "&", "for", "'s", "’s", "-", "–", "/", "in", "to", "on", "with", "a",
                    "at", "by", "na", "an", "+"])  # fmt: skip
_AFTER = frozenset(
    [
        "and",
        "&",
        "of",
        "the",
        "for",
        "'s",
        "’s",
        "-",
        "–",
        "/",
        "in",
        "to",
        "on",
        "with",
        "at",
        "by",
        "from",
    ]
)
_WHOLE = 4  # capitalised words up to which every part of a run is proposed
_LONGEST = 14  # words of a name
_MOST = 40  # words of a run; what is longer is a line of a table or a form
_SMALL_WORDS = 2  # words in small letters between a name and its head noun
_HEADS = ("LOWPROG", "LOWTEAM", "ORGHEAD", "PROGHEAD")


def proposals(work: Work) -> set[WordRange]:
    """First and last words (exclusive) of all that is printed like a name."""
    out: set[WordRange] = set()
    found = list(runs(work.words))
    for first, last in found:
        out |= set(_parts(first, last, work))
    out |= set(_around_letters(found, work))
    out |= set(_quoted(work.words))
    return out


def runs(words: Words) -> Iterator[WordRange]:
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
            elif word.lower() not in _INNER and word != "," and not _possessive(i, raw):
                break
            i += 1
        i = last
        if last - first <= _MOST:
            yield first, last


def _possessive(index: int, raw: list[str]) -> bool:
    """Whether this is the apostrophe of “the Farmers’ Union”."""
    return raw[index] in ("'", "’") and raw[index - 1].lower().endswith("s")


def _names(word: str) -> bool:
    """Whether a word is written as one of a name: a capital in it, or a tag."""
    if "@" in word or "//" in word:
        return False
    return word[0].isupper() or (word[0] == "#" and len(word) > 2) or _inner_capital(word)


def _inner_capital(word: str) -> bool:
    return word[0].isalnum() and not word.islower() and any(c.isupper() for c in word[1:])


def _parts(first: int, last: int, work: Work) -> Iterator[WordRange]:
    """The run and its parts that begin and end where a name may."""
    raw = work.words.words
    capital = [i for i in range(first, last) if _stands_for_itself(raw[i])]
    whole = len(capital) <= _WHOLE
    gap = work.words.gap
    starts = [i for i in capital if whole or i == first or _parts_at(raw[i - 1]) or gap(i)]
    ends = [i + 1 for i in capital if whole or i + 1 == last or _ends(i, work) or gap(i + 1)]
    if first and raw[first - 1][0].isdigit():
        starts.append(first - 1)  # "2nd Osier Scouts"
    ends += _low_head(last, work)
    ends += _years(last, raw)
    found = list(product(starts, ends))
    if not whole:
        found += [(i, last) for i in capital] + [(first, i + 1) for i in capital]
    yield from (each for each in found if 0 < each[1] - each[0] <= _LONGEST)


def _years(index: int, raw: list[str]) -> Iterator[int]:
    """Where the years end that a name runs through: "Quay Plan 2031-35"."""
    first, dash, last = raw[index - 1], raw[index : index + 1], raw[index + 1 : index + 2]
    if (
        first.isdigit()
        and len(first) == 4
        and dash in (["-"], ["–"])
        and last
        and last[0].isdigit()
    ):
        yield index + 2


def _low_head(index: int, work: Work) -> Iterator[int]:
    """Where a head noun in small letters ends: "the Lamplight case handling system"."""
    raw = work.words.words
    for at in range(index, min(index + _SMALL_WORDS + 1, len(raw))):
        if not raw[at].islower() or not raw[at][0].isalpha() or work.context.has(at, "STOP"):
            return
        if _headed(at, work):
            yield at + 1
            return


def _around_letters(found: list[WordRange], work: Work) -> Iterator[WordRange]:
    """Names that letters in brackets stand within: "Safer Quays (SQ) Strategy"."""
    raw = work.words.words
    ends = dict(found)
    for first, last in found:
        beyond = ends.get(last + 3, 0) if raw[last : last + 1] == ["("] else 0
        if beyond and raw[last + 2] == ")" and _headed(beyond - 1, work):
            starts = (i for i in range(first, last) if _stands_for_itself(raw[i]))
            yield from ((start, beyond) for start in starts)


def _ends(index: int, work: Work) -> bool:
    """Whether a name may end with the word at ``index``: a head noun, or something joins on."""
    return _parts_at(work.words.words[index + 1]) or _headed(index, work)


def _stands_for_itself(word: str) -> bool:
    """Whether a word of a run is more than what joins others."""
    letters = word[0].isalnum() or word[0] == "#"
    return letters and (word.lower() not in _INNER or word[0].isupper())


def _parts_at(word: str) -> bool:
    """Whether a name may end before this word, and another begin behind it."""
    return word == "," or word.lower() in _AFTER


def _headed(index: int, work: Work) -> bool:
    return any(work.context.has(index, name) for name in _HEADS)


def _quoted(words: Words) -> Iterator[WordRange]:
    """Words between quotation marks, at most eight."""
    raw = words.words
    opened: int | None = None
    for i, word in enumerate(raw):
        if word not in QUOTES or len(word) != 1:
            continue
        if opened is not None and 0 < i - opened - 1 <= 8 and _names(raw[opened + 1]):
            yield opened + 1, i
        opened = i
