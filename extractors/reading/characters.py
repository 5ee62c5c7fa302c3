"""Characters as a paper's words need them, the same for every format.

Ligatures become their letters, hyphens and spaces of every sort plain ones; soft hyphens go, and so
does what XML 1.0 forbids, so that every export of what was read is well formed. U+0000, which some
extractors write for a ligature that they do not know, becomes the ligature that makes a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from kg.extractors.facts import Document, Span
from kg.extractors.reading.replacing import Replacement, replaced, replaced_in
from kg.ontology.rule_tables import load_table

LOST = "\ufffd"  # the sign of Unicode for a character that is not known
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_CONTROL = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F))) + "\ufffe\uffff"
_PLAIN: dict[str, str] = {
    **dict.fromkeys(_CONTROL + INVISIBLE, ""),
    # one of the second set is a character of Windows-1252 whose byte was taken for Latin-1
    **{chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)},
    **dict.fromkeys("\x0b\x0c\r", "\n"),
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys("\u2010\u2011", "-"),
    **_LIGATURES,
}
_TABLE_OF_WORDS = str.maketrans({**_PLAIN, chr(0): "0"})  # a figure parts no word from another
_TABLE = str.maketrans(_PLAIN)
_SOFT = "\u00ad"
_LINE_HYPHEN = "\x02\ufffe"  # what PDFium writes for a hyphen at the end of a line, real ones too
_OTHER = re.compile(
    rf"(?<=[^\W\d_]){_SOFT}[ \t]*\n[ \t]*(?P<rest>[^\s{_SOFT}]+)(?P<after>[ \t]*\n?)"
    rf"|(?<=[^\W\d_]){_SOFT}(?P<gap>[ \t]+)(?=[^\W\d_])"
    rf"|(?P<soft>{_SOFT})"
    rf"|(?P<hyphen>(?<=[^\W\d_])[{_LINE_HYPHEN}](?=[ \t]*\n|[^\W\d_]))"
    rf"|[{re.escape(''.join(_PLAIN))}\ud800-\udfff]"
)
_WORD_WITH_NUL = re.compile(r"[^\W\d_]*(?:\0[^\W\d_]*)+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_LOST = 2  # ligatures in one word


def plain_document(document: Document) -> Document:
    """The document in plain characters; pages and emphasis lie where they lay."""
    title = document.title and plain(document.title)
    return replaced_in(replace(document, title=title), tuple(_places(document.text)))


def plain(text: str) -> str:
    """``text`` in plain characters."""
    return replaced(text, tuple(_places(text)))


def is_ligature_lost(text: str) -> bool:
    """Whether every U+0000 of ``text`` may stand for a ligature: alone, and in a word."""
    return not re.search(r"\0\0|(?<![^\W\d_])\0(?![^\W\d_])", text)


def _places(text: str) -> Iterator[Replacement]:
    """Where ``text`` is not in plain characters, in order, and what stands there instead."""
    ligatures = dict(_lost_ligatures(text)) if "\0" in text else {}
    for found in _OTHER.finditer(text):
        if found["rest"]:
            instead = _joined(found)
        elif found["gap"]:
            instead = "" if text[found.end()].islower() else "-" + found["gap"]
        elif found["hyphen"]:
            instead = "-"
        elif found["soft"]:
            instead = _hyphen(text, found.start())
        else:
            instead = ligatures.get(found.start(), _PLAIN.get(found[0], LOST))
        yield Replacement(Span(*found.span()), instead)


def _joined(found: re.Match[str]) -> str:
    """A word parted at the end of a line, made whole on it; before a capital the hyphen is real."""
    if not found["rest"][0].islower():
        return "-" + found[0][1:].translate(_TABLE)
    return found["rest"].translate(_TABLE) + ("\n" if found["after"] else "")


def _hyphen(text: str, at: int) -> str:
    """What a soft hyphen is: nothing in a word, a dash between two words or two figures."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    dashes = (before in (" ", "\t") and after in (" ", "\t")) or (
        before.isdigit() and after.isdigit()
    )
    return "-" if dashes else ""


def _lost_ligatures(text: str) -> Iterator[tuple[int, str]]:
    """Where U+0000 stands in a word, and the one ligature that makes a word known to the paper or
    to the list of words; ``LOST`` where none does, or several do.
    """
    own = frozenset(map(str.casefold, _WORD.findall(text.translate(_TABLE_OF_WORDS))))
    for found in _WORD_WITH_NUL.finditer(text):
        pieces = found[0].split("\0")
        lost = len(pieces) - 1
        made = [
            letters
            for letters in product(("ff", "fi", "fl", "ffi", "ffl"), repeat=min(lost, _MOST_LOST))
            if lost <= _MOST_LOST and _is_word(pieces, letters, own)
        ]
        chosen = made[0] if len(made) == 1 else (LOST,) * lost
        at = found.start() - 1
        for piece, letters in zip(pieces, chosen, strict=False):
            at += len(piece) + 1
            yield at, letters


def _is_word(pieces: Sequence[str], letters: Sequence[str], own: frozenset[str]) -> bool:
    """Whether the paper writes the word elsewhere, in one number or the other, or a known stem
    reaches as far as its ligatures.
    """
    pairs = zip(pieces, (*letters, ""), strict=True)
    word = "".join(piece + letter for piece, letter in pairs).casefold()
    if not own.isdisjoint({word, word + "s", word.removesuffix("s")}):
        return True
    reach = len(word) - len(pieces[-1])
    return any(word.startswith(stem) for stem in _stems() if len(stem) >= reach)


@cache
def _stems() -> tuple[str, ...]:
    table = load_table("kg.extractors.reading", "ligature_words")
    return tuple(table["stems"]["words"].split())
