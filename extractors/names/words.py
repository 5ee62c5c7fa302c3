"""Words of a text with the marks that rules ask for: one character a word, so that a rule is a regular expression.

A word belongs to classes by its shape (capitalised, upper case, initial …) and by the lists it stands in (titles,
first names, organisation heads …). All words with the same classes share one character of a private alphabet; the
text becomes a string of those characters, its *profile*, and a rule over classes becomes a pattern over that string.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.ontology.folding import fold_word, list_form, one_line

BREAK, LINE = "¶", "↵"  # a blank line or a table cell; a line that ends where its words end

_TOKEN = re.compile(
    r"[^\S\n\t]*[\n\t]\s*"  # white space with a line or cell break in it
    r"|(?:https?://|www\.|mailto:)\S+|[\w.+'-]+@[\w.-]+|[@#]\w+"
    r"|[A-Z][A-Za-z]*(?:&[A-Z][A-Za-z]*)+"  # C&DA
    r"|(?<=\S )[A-Z][^\W\d_]{1,30}-[ \t]{0,9}\n[ \t]{0,9}[A-Z][a-z][^\W\d_]{0,30}"  # a name broken
    r"|(?:[A-Z]\.){2,}(?!\w)|[A-Z]\.(?!\w)"  # C.C.C. and initials
    r"|[^\W_]*[^\W\d_][^\W_]*(?:(?:['’`](?![sS]\b)|[-‐‑]|\.(?=[a-z]{2,4}\b))[^\W_]+)*"
    r"|['’][sS]\b|\d+(?:[.,:/]\d+)*|\S"
)
_STARTS_ANEW = re.compile(r"\s*(?:[-•*·o▪➢–]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s)")
_QUOTED = re.compile(r"^>(?=\s)", re.M)
_FIRST_WORD = re.compile(r"\S+")
_SHOUT = re.compile(r"[A-Z]{4,}|[A-Z]{2,}[^a-zA-Z]+[A-Z]{2,}")
_SMALL = re.compile(r"[a-z]")
_DOTTED = re.compile(r"(?:[A-Z]\.){3,8}")  # letters that stand for words: "O.T.C."
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\b", re.I)
_JOINS = ("and", "of", "the", "for", "&", ",", "-", "–", "/", "in", "to", "a", "with", "by")

SHAPES = ("LOW", "CAP", "CAMEL", "UP", "UPS", "INITIAL", "NUM", "WEB", "MARK", "MIXED")


def shape(word: str) -> str:
    """The shape class of one word."""
    first = word[0]
    if first.isupper():
        if len(word) == 1 or (word[1] == "." and len(word) == 2):
            return "INITIAL"
        letters = [c for c in word if c.isalpha()]
        if all(c.isupper() for c in letters):
            return "INITIAL" if word.count(".") * 2 == len(word) and len(word) <= 6 else "UP"
        if word[-1] == "s" and len(letters) > 2 and all(c.isupper() for c in letters[:-1]):
            return "UPS"
        inner = any(b.isupper() and a.islower() for a, b in itertools.pairwise(word))
        return (
            "CAMEL"
            if inner and not word.startswith(("Mc", "Mac", "O’", "O'", "De", "Fitz"))
            else "CAP"
        )
    if first in BREAK + LINE:
        return "MARK"
    if "@" in word or "://" in word or word.startswith(("www.", "#", "mailto:")):
        return "WEB"
    if first.isdigit():
        return (
            "CAMEL" if any(c.isupper() for c in word) and any(c.islower() for c in word) else "NUM"
        )
    if first.isalpha():
        return (
            "CAMEL"
            if len(word) > 2 and any(c.isupper() for c in word[1:]) and "-" not in word
            else "LOW"
        )
    return "MARK"


class Alphabet:
    """One character for every set of classes that words can have, given the word lists."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        member: dict[str, set[str]] = {}
        for name, entries in lists.items():
            for entry in entries:
                for word in entry.split():
                    member.setdefault(list_form(word), set()).add(name)
        self._member = {word: frozenset(names) for word, names in member.items()}
        self._shire = frozenset({"PLACE"})
        self._dotted = frozenset({"DOTTED"})
        kinds = sorted({frozenset(), self._shire, self._dotted, *self._member.values()}, key=sorted)
        self._char: dict[tuple[str, frozenset[str]], str] = {}
        self.classes: dict[str, frozenset[str]] = {}
        for kind in kinds:
            for form in SHAPES:
                char = chr(0xE000 + len(self._char))
                self._char[form, kind] = char
                self.classes[char] = kind | {form}
        self._by_class: dict[str, set[str]] = {}
        for char, classes in self.classes.items():
            for name in classes:
                self._by_class.setdefault(name, set()).add(char)
        self._known: dict[str, str] = {}

    def char(self, word: str) -> str:
        """The character that stands for ``word``."""
        char = self._known.get(word)
        if char is None:
            plain = list_form(word)
            lists = self._member.get(plain, frozenset())
            if not lists and plain.endswith("shire"):
                lists = self._shire  # a county, whether listed or not
            elif not lists and _DOTTED.fullmatch(word):
                lists = self._dotted
            char = self._char[shape(word), lists]
            self._known[word] = char
        return char

    def has(self, word: str, name: str) -> bool:
        """Whether ``word`` belongs to the class ``name``."""
        return name in self.classes[self.char(word)]

    def members(self, name: str) -> str:
        """The characters of all words in the list ``name``, as within the brackets of a pattern."""
        return _ranges(self._chars_of(name))

    def select(self, expression: str) -> str:
        """The characters of all words that ``expression`` admits: ``"CAP&FIRST INITIAL -STOP"``.

        Terms are alternatives, ``&`` joins classes that must all hold, a leading ``-`` takes words away. They are
        given as within the brackets of a pattern.
        """
        kept: set[str] = set()
        gone: set[str] = set()
        for term in expression.split():
            admitted = set.intersection(*map(self._chars_of, term.removeprefix("-").split("&")))
            (gone if term.startswith("-") else kept).update(admitted)
        return _ranges(kept - gone)

    def _chars_of(self, name: str) -> set[str]:
        return self._by_class.get(name, set())


def _ranges(chars: Iterable[str]) -> str:
    """The characters with runs of neighbours as ranges, which compile and match in less time."""
    runs: list[list[str]] = []
    for char in sorted(chars):
        if runs and ord(char) == ord(runs[-1][-1]) + 1:
            runs[-1][1:] = [char]
        else:
            runs.append([char])
    return "".join("-".join(run) for run in runs)


@dataclass(frozen=True, slots=False)
class Words:
    """A text as words. ``profile[i]`` stands for ``words[i]``, which lies at ``starts[i]:ends[i]``."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    shouted: bytearray  # 1 where the whole line is upper case
    profile: str

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words ``first`` up to but not including ``last`` lie in the text."""
        return self.starts[first], self.ends[last - 1]

    def phrase(self, first: int, last: int) -> str:
        """Those words as printed, white space folded."""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())

    def gap(self, index: int) -> bool:
        """Whether two spaces or more part this word from the one before it, as columns are parted."""
        if not 0 < index < len(self.words):
            return False
        between = self.text[self.ends[index - 1] : self.starts[index]]
        return len(between) > 1 and "\n" not in between

    def unbroken(self, spans: Iterable[tuple[int, int]]) -> Words:
        """The same words without the line ends within ``spans``: a title runs over its lines as a sentence does."""
        broken = {
            i
            for start, end in spans
            for i in range(*self.at(start, end))
            if self.words[i] in (LINE, BREAK)
            and not self.shouted[i - 1]
            and "\t" not in self.text[self.starts[i] : self.ends[i]]
        }
        if not broken:
            return self
        kept = [i for i in range(len(self.words)) if i not in broken]
        return Words(
            self.text,
            [self.words[i] for i in kept],
            [self.starts[i] for i in kept],
            [self.ends[i] for i in kept],
            bytearray(self.shouted[i] for i in kept),
            "".join(self.profile[i] for i in kept),
        )

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie within ``start:end`` of the text."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)

    @cached_property
    def lower(self) -> frozenset[str]:
        """The words that this text also prints in lower case: ordinary words, not names."""
        return frozenset(word for word in set(self.words) if word[0].islower())

    @cached_property
    def folded(self) -> list[str]:
        """The words as names are compared: case, apostrophes and dots away, "&" as "and"."""
        cache: dict[str, str] = {}
        out: list[str] = []
        for word in self.words:
            plain = cache.get(word)
            if plain is None:
                plain = cache[word] = fold_word(word)
            out.append(plain)
        return out

    @cached_property
    def in_areas(self) -> frozenset[str]:
        """The words that stand after "across", "in" or the like: areas among them."""
        return frozenset(
            word
            for before, word in zip(self.words, self.words[1:], strict=False)
            if before.lower() in ("across", "in", "within", "throughout", "around")
        )

    def opens(self, index: int) -> bool:
        """Whether the word at ``index`` begins a sentence, a line or a cell, where a capital means nothing."""
        if index == 0:
            return True
        before = self.words[index - 1]
        if before in ("“", '"', "‘", "'", "(", "*") and index > 1:
            before = self.words[index - 2]
        return before in (
            BREAK,
            LINE,
            ".",
            "?",
            "!",
            "•",
            "·",
            ":",
            ";",
            ")",
            "…",
            "-",
            "–",
            "▪",
            "➢",
            "|",
            "o",
        )


def _is_shouted(line: str) -> bool:
    """Whether a line is words in capitals; a first, 2nd or 3rd may have small letters."""
    plain = _ORDINAL.sub("", line)
    return (
        sum(map(str.isalpha, line)) > 7
        and not _SMALL.search(plain)
        and _SHOUT.search(plain) is not None
    )


def _is_full(index: int, sizes: list[int]) -> bool:
    """Whether a line is as wide as most around it; ``sizes`` are the lines' characters."""
    near = [size for size in sizes[max(0, index - 8) : index + 9] if size]
    alike = sum(0.8 * max(near) <= size for size in near)
    return sizes[index] >= 150 or (alike > 4 and sizes[index] >= 0.8 * max(near))


def unquoted(text: str) -> str:
    """``text`` with spaces for the marks that begin the lines of a quoted paragraph: "> so" """
    return _QUOTED.sub(" ", text)


def soft_breaks(text: str) -> tuple[set[int], list[tuple[int, int]]]:
    """Offsets of line ends that only wrap a sentence, and the stretches that are lines of capitals."""
    soft: set[int] = set()
    shouted: list[tuple[int, int]] = []
    lines = text.split("\n")
    sizes = [len(line.strip()) for line in lines]
    width = 0
    offset = 0
    for i, line in enumerate(lines):
        if not sizes[i] or i == 0 or not sizes[i - 1]:
            width, j = 0, i
            while j < len(lines) and sizes[j]:
                width, j = max(width, sizes[j]), j + 1
        if _is_shouted(line):
            shouted.append((offset, offset + len(line)))
        end = offset + len(line)
        if (
            sizes[i] >= 30
            and i + 2 < len(lines)
            and not sizes[i + 1]
            and sizes[i + 2]
            and "\t" not in line
        ):
            tail, following = line.rstrip(), lines[i + 2].lstrip()
            full = _is_full(i, sizes) or (sizes[i] >= 60 and following[0].islower())
            if full and tail[-1] not in ".:;?!)”’" and not _STARTS_ANEW.match(following):
                soft.add(
                    end
                )  # a sentence that runs over a page, or text set with a blank line after each line
        if sizes[i] and i + 1 < len(lines) and sizes[i + 1] and "\t" not in line:
            following = lines[i + 1].lstrip()
            tail = line.rstrip()
            first = _FIRST_WORD.match(following)
            if not _STARTS_ANEW.match(following) and (
                following[0].islower()
                or (
                    tail.endswith(_JOINS)
                    and (not tail[-1].isalpha() or tail.rsplit(None, 1)[-1] in _JOINS)
                )
                or (
                    width >= 50
                    and first
                    and (sizes[i] + 1 + len(first[0]) > width or sizes[i] > max(50, 0.75 * width))
                    and tail[-1] not in ".:;"
                )
            ):
                soft.add(end)
        offset = end + 1
    return soft, shouted


def read(text: str, alphabet: Alphabet) -> Words:
    """``text`` as :class:`Words`. In a line of capitals every word counts as capitalised."""
    text = unquoted(text)
    soft, shouts = soft_breaks(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        start, end = match.span()
        if word[-1].isspace() or word[0].isspace():
            if "\t" in word:
                word = BREAK
            elif start + word.index("\n") in soft and word.count("\n") < 3:
                continue
            else:
                word = BREAK if word.count("\n") > 1 else LINE
        elif "\n" in word:
            word = one_line(word)
        words.append(word)
        starts.append(start)
        ends.append(end)
    shouted = bytearray(len(words))
    for start, end in shouts:
        first, last = bisect_left(starts, start), bisect_right(ends, end)
        shouted[first:last] = b"\x01" * (last - first)
    char = alphabet.char
    profile = "".join(
        char(word.capitalize() if shout and len(word) > 1 and word[0].isalpha() else word)
        for word, shout in zip(words, shouted, strict=True)
    )
    return Words(text, words, starts, ends, shouted, profile)
