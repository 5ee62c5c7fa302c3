"""Private particulars masked: what identifies or reaches a private person never leaves the reader.

Telephone numbers, e-mail and home addresses, postcodes, dates of birth, number plates, bank details
and numbers that identify a person are replaced in the text itself, before anything is found in it,
so that no kept text, graph, index, log or IRI can hold them. The masks stand in
``private_particulars.toml`` beside this file, each with examples that a test runs;
``docs/privacy.md`` says what is masked and why.

``phonenumbers`` was tried and is not used: it refuses the numbers reserved for fiction, and takes a
row of small figures ("0 15 22 30 41 5 8") for a telephone number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.extractors.facts import Document, Span
from kg.extractors.reading.replacing import Replacement, replaced, replaced_in
from kg.ontology.needed_words import Gate
from kg.ontology.rule_tables import load_rules

_MASKABLE = re.compile(  # without it there is nothing to mask
    r"[@\d]|(?<![^\W_])(?:at|dot|in|of|oh?|zero|nought|naught|four|six|home|born|birth)(?![^\W_])|&commat;|///",
    re.IGNORECASE,
)
TITLE_LINES = 6  # written lines above a venue that may name the meeting and its day
SHORTEST = 10  # digits of a whole number of the United Kingdom
SHORTEST_IBAN = 15  # letters and digits, those of Norway
LONGEST_TITLE = 120  # characters of such a line
_LINE_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_REMEMBERED = 1 << 14  # texts; a graph says most of its words several times
_ROW = re.compile(r"(?m:^)\d{1,3}\b[^\n\t]*\t")


@cache
def _lookalikes() -> dict[int, str]:
    """What stands for a hyphen, a space, a digit or a sign, as that; lengths stay."""
    return str.maketrans(
        {
            **dict.fromkeys("‐‑‒–—―−⁃﹘﹣-\u00ad", "-"),
            **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t", " "),
            **dict.fromkeys(
                "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c\u2066\u2069", " "
            ),
            **{
                each: str(int(each)) for each in map(chr, range(0x660, 0x1FC00)) if each.isdecimal()
            },
            **{"＠": "@", "﹫": "@", "．": ".", "∕": "/", "⁄": "/", "＋": "+"},
            **dict.fromkeys("·•‧∙⋅․", "."),
        }
    )


@dataclass(frozen=True, slots=True)
class Mask:
    """One kind of private particular, and what is shown ``instead``.

    ``joined`` tells that it may run over a line break; ``digits`` are the fewest and the most
    digits that a match may hold, and a text with fewer is not searched; ``unless`` is what, on the
    same line before it, tells that it is no private matter (the address of a town hall), as does
    the title block of a meeting: only ``before`` on its line, and each of ``titles`` there or in
    the short lines above. ``near`` is what each match holds, and is sought first: only the text as
    far as ``reach`` around it is searched for the rest. ``longest`` is the most digits of a number
    that begins with 0: what follows is the next cell or line. One that is ``checked`` ends where
    its check digits are right, and is none where they never are, unless a name stands before it.
    """

    id: str
    instead: str
    pattern: re.Pattern[str]
    joined: bool
    digits: tuple[int, int] | None
    unless: re.Pattern[str] | None
    before: re.Pattern[str] | None
    titles: tuple[re.Pattern[str], ...]
    gate: Gate
    near: re.Pattern[str] | None
    reach: int
    longest: int
    checked: bool
    match: tuple[str, ...]
    refuse: tuple[str, ...]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a text whose lookalikes have been replaced."""
        for at, end in self._stretches(text):
            while found := self.pattern.search(text, at, end):
                named = [name for name, value in found.groupdict().items() if value]
                first, last = found.span(named[0] if named else 0)
                if self.checked and not named:
                    last = first + _checked_length(found[0])
                    if last == first:
                        at = found.start() + 1
                        continue
                cut = self._before_next_figures(text[first:last])
                at = max(first + cut if cut else found.end(), found.start() + 1)
                if self._is_private(found, first + cut if cut else found.end()):
                    yield first, first + cut if cut else last

    def _stretches(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in ``text`` a match may stand, in order and apart."""
        if self.near is None:
            yield 0, len(text)
            return
        start = end = 0
        for found in self.near.finditer(text):
            if found.start() - self.reach > end:
                if end:
                    yield start, end
                start = found.start() - self.reach
            end = found.end() + self.reach
        if end:
            yield start, end

    def _before_next_figures(self, number: str) -> int:
        """Where a number ends that other figures follow, as of the next cell; 0 if none do."""
        if not self.longest or not number.lstrip("(").startswith("0"):
            return 0
        count = cut = 0
        for at, (each, after) in enumerate(zip(number, number[1:] + " ", strict=True), start=1):
            count += each.isdigit()
            if count > self.longest:
                return cut
            if each.isdigit() and not after.isdigit() and count >= SHORTEST:
                cut = at
        return 0

    def _is_private(self, found: re.Match[str], end: int) -> bool:
        if self.digits is not None:
            count = sum(map(str.isdigit, found.string[found.start() : end]))
            if not self.digits[0] <= count <= self.digits[1]:
                return False
        if self.unless is None:
            return True
        line = found.string.rfind("\n", 0, found.start()) + 1
        if self.unless.search(found.string, max(line, found.start() - 160), found.start()):
            return False
        return not self._in_title_block(found.string, line, found.start())

    def _in_title_block(self, text: str, line: int, start: int) -> bool:
        own = text[line:start]
        if self.before is None or len(own) > LONGEST_TITLE or not self.before.match(own):
            return False
        above = [each for each in text[max(0, line - 2000) : line].split("\n") if each.strip()]
        block = [own]
        for each in reversed(above[-TITLE_LINES:]):
            if len(each) > LONGEST_TITLE:
                break
            block.append(each)
        return all(any(title.search(each) for each in block) for title in self.titles)


def _checked_length(text: str) -> int:
    """The most of ``text``, to the end of a word, that is a right account number (ISO 13616)."""
    for end in range(len(text), 0, -1):
        if end < len(text) and text[end].isalnum():
            continue
        number = "".join(filter(str.isalnum, text[:end])).upper()
        if len(number) < SHORTEST_IBAN:
            return 0
        if int("".join(str(int(each, 36)) for each in number[4:] + number[:4])) % 97 == 1:
            return end
    return 0


@cache
def masks() -> tuple[Mask, ...]:
    """The masks of ``private_particulars.toml``, in their order."""
    return tuple(
        Mask(
            rule.id,
            rule.fields["instead"],
            rule.pattern,
            rule.fields.get("joined", False),
            tuple(rule.fields["digits"]) if "digits" in rule.fields else None,
            re.compile(rule.fields["unless"], re.I) if "unless" in rule.fields else None,
            re.compile(rule.fields["before"], re.I) if "before" in rule.fields else None,
            tuple(re.compile(each, re.I) for each in rule.fields.get("titles", ())),
            Gate(rule.source, rule.flags, most=20, words=rule.fields.get("needs")),
            re.compile(rule.fields["near"], rule.flags) if "near" in rule.fields else None,
            rule.fields.get("reach", 0),
            rule.fields.get("longest", 0),
            rule.fields.get("checked", False),
            rule.match,
            rule.refuse,
        )
        for rule in load_rules("kg.extractors.reading", "private_particulars").values()
    )


def find_private(text: str, which: Sequence[Mask] | None = None) -> tuple[Replacement, ...]:
    """The private particulars of ``text`` in order; none overlaps another."""
    plain = text.translate(_lookalikes())
    if not _MASKABLE.search(plain):
        return ()
    digits = sum(map(str.isdigit, plain))
    found: list[Replacement] = []
    for mask in masks() if which is None else which:
        if mask.digits is not None and digits < mask.digits[0]:
            continue
        seen = _LINE_BREAK.sub(" ", plain) if mask.joined and "\n" in plain else plain
        spans = list(mask.spans(seen)) if mask.gate.passes(seen) else []
        if mask.titles:  # a number in front of a row of cells counts it
            spans = [(a, b) for a, b in spans if not _ROW.match(text, a, b)]
        if spans:
            found.extend(Replacement(Span(start, end), mask.instead) for start, end in spans)
            plain = _blanked(plain, spans)
    return tuple(sorted(found, key=lambda each: each.span))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """``text`` with what is masked already out of the sight of later masks."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "\0" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


@lru_cache(_REMEMBERED)
def masked(text: str) -> str:
    """``text`` with “[e-mail]”, “[telephone]” and the like for private particulars."""
    return replaced(text, find_private(text))


def mask_document(document: Document) -> Document:
    """The document without private particulars."""
    title = document.title and masked(document.title)
    return replaced_in(replace(document, title=title), find_private(document.text))
