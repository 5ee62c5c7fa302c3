"""Persons who asked to be forgotten: kept out of every paper by salted hashes of their names.

The store keeps no name of theirs: ``forgotten.json`` holds a salt and one hash for each form of
each name. Wherever words of a paper have such a hash, “[name removed]” is read instead: also in
capitals, without accents, broken at the end of a line, as “the Holts”, before a footnote's number,
as a part of “ex-Holt”, and written together where it is a tag or an address (“#JaneHolt”,
“jholt@”).
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.extractors.facts import Document, Span
from kg.extractors.reading.replacing import Replacement, replaced_in
from kg.ontology.folding import fold, without_accents
from kg.pipeline.fingerprint import fingerprint
from kg.store.filesystem import replace_file, short_message

FILE = "forgotten.json"  # in the store's folder
INSTEAD = "[name removed]"
_LONGEST = 6  # words of a name
_BREAK = re.compile(r"-[ \t]*\n[ \t]*|\u00ad\s?")  # of a word at the end of a line
_WORD = re.compile(  # without a possessive's "s"
    rf"[^\W_]+(?:(?:{_BREAK.pattern}|[’'‘`-])(?!s\b)[^\W_]+)*\.?", re.I
)
_BETWEEN = re.compile(r"[ \t]{0,40}|[\s,._]{0,4}")
_SEVERAL = re.compile(r"\b(?:the|both|two|three|four|all|these|those|other|young)\s+$", re.I)
_TAG_BEFORE, _ADDRESS_BEHIND = re.compile(r"(?:[#@/]|www\.)$", re.I), re.compile(r"\d*@")
_PART = re.compile(r"[^\W\d_]+")
_PART_OF_TAG = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])")
_INNER_CAPITAL = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")
_RESTORE = "put back the file from a backup of the store (kg restore to a new folder)"
_TAG = "@"  # before a form that is written together, and only there is a name


@dataclass(frozen=True)
class Forgotten:
    """The hashes of the names to keep out; ``salt`` in hexadecimal digits.

    ``grown_from`` are the checksums of the lists that this one was before names were added; of a
    list kept by an earlier version of kg they are not known.
    """

    salt: str = ""
    hashes: frozenset[str] = frozenset()
    grown_from: tuple[str, ...] | None = ()

    @cached_property
    def _key(self) -> bytes:
        return bytes.fromhex(self.salt)

    @property
    def digest(self) -> str:
        """What a text without these names depends on; empty where there are none."""
        return " ".join([self.salt, *sorted(self.hashes)]).strip()

    @property
    def checksum(self) -> str:
        """By which a graph's manifest knows the list again; empty where there are no names."""
        return fingerprint(self.digest) if self.hashes else ""

    def is_or_was(self, checksum: str, grown: bool) -> bool:
        """Whether this is the list with that checksum, or, where it has ``grown``, once was."""
        if not grown:
            return self.checksum == checksum
        return self.grown_from is None or checksum in self.grown_from

    def with_forms(self, forms: Iterable[str]) -> Forgotten:
        """These and further names, in their folded forms."""
        salted = self if self.salt else replace(self, salt=secrets.token_hex(16))
        new = {each for form in forms for each in (form, without_accents(form))}
        new |= {_TAG + "".join(each.split()) for each in new}
        hashes = self.hashes | {salted._hash(each) for each in new}
        former = (*(self.grown_from or ()), self.checksum)
        return replace(salted, hashes=hashes, grown_from=former)

    def mask(self, document: Document) -> Document:
        """The document with “[name removed]” for every name to keep out."""
        return (
            replaced_in(document, tuple(self._places(document.text))) if self.hashes else document
        )

    def names(self, text: str) -> bool:
        """Whether a text holds a name to keep out."""
        return bool(self.hashes) and any(self._places(text))

    def _places(self, text: str) -> Iterator[Replacement]:
        words = list(_WORD.finditer(text))
        at = 0
        while at < len(words):
            length = self._length_at(text, words, at)
            if length:
                last = words[at + length - 1]
                is_stop = last[0].endswith(".") and len(last[0]) > 2  # that of the sentence
                yield Replacement(Span(words[at].start(), last.end() - is_stop), INSTEAD)
            else:
                yield from (Replacement(span, INSTEAD) for span in self._within(text, words[at]))
            at += length or 1

    def _length_at(self, text: str, words: list[re.Match[str]], at: int) -> int:
        """How many words from ``at`` on are a name to keep out, the most that are; 0 for none."""
        found, printed, closed = 0, "", ""
        if words[at][0].casefold() == "the":  # which a fold leaves out
            return 0
        for count, word in enumerate(words[at : at + _LONGEST], 1):
            if count > 1 and not _BETWEEN.fullmatch(
                text, words[at + count - 2].end(), word.start()
            ):
                break
            printed, closed = f"{printed} {word[0]}", f"{closed} {_BREAK.sub('', word[0])}"
            names = {printed, closed, closed.rstrip(".0123456789")}
            if text.startswith(("’", "'"), word.end()) or _SEVERAL.search(
                text, max(0, words[at].start() - 12), words[at].start()
            ):
                names |= {closed.removesuffix(each) for each in ("s", "S", "es", "ES")}
            if any(map(self._is_name, names)):
                found = count
        return found

    def _within(self, text: str, word: re.Match[str]) -> Iterator[Span]:
        """The places within a word, which is none for itself: a tag's, or an odd compound's."""
        is_tag = _TAG_BEFORE.search(
            text, max(0, word.start() - 4), word.start()
        ) or _ADDRESS_BEHIND.match(text, word.end())
        is_joined = is_tag or _INNER_CAPITAL.search(word[0])  # as where a space was lost
        if is_joined and self._is_name(_TAG + fold(word[0].rstrip(".0123456789")).replace(" ", "")):
            yield Span(word.start(), word.end() - word[0].endswith("."))
            return
        parts = list((_PART_OF_TAG if is_tag else _PART).finditer(word[0]))
        for first, part in enumerate(parts):
            for last in range(len(parts), first, -1):
                own = parts[first:last]
                others = [each for each in parts if each not in own]
                # A second word with a capital makes another surname of it.
                if not is_tag and (len(own) > 1 or not all(each[0].islower() for each in others)):
                    continue
                if self._is_name(" ".join(each[0] for each in own)):
                    yield Span(word.start() + part.start(), word.start() + own[-1].end())
                    return

    def _is_name(self, name: str) -> bool:
        folded = fold(name)
        return any(self._hash(each) in self.hashes for each in {folded, without_accents(folded)})

    def _hash(self, form: str) -> str:
        return hashlib.blake2b(form.encode(), key=self._key, digest_size=16).hexdigest()


def forms_of(name: str) -> frozenset[str]:
    """The folded forms in which a person's name is printed, the one given among them.

    “Jane Ann Holt” also stands as “J. Holt”, “Jane Holt”, “J. A. Holt” and “Holt, Jane”.
    """
    whole = fold(name)
    words = whole.split()
    found = {whole}
    if len(words) > 1:
        *given, surname = words
        initials = [word[0] for word in given]
        for first in (given, given[:1], initials, initials[:1], ["".join(initials)]):
            found |= {" ".join([*first, surname]), " ".join([surname, *first])}
    return frozenset(found)


def load_forgotten(home: Path, manifest: Mapping[str, Any]) -> Forgotten:
    """The names that the store in ``home`` keeps out; those that its graph was built without are
    told by its ``manifest``.

    Raises ``StoreError`` where the list is damaged or gone: no build may go on without it.
    """
    path = home / FILE
    needed = manifest.get("forgotten_forms", 1) if manifest.get("forgotten") else 0
    found = _read_forgotten(path) if path.exists() else Forgotten()
    problem = ""
    if len(found.hashes) < needed:
        problem = "not whole" if path.exists() else "gone"
    elif needed and not found.is_or_was(manifest["forgotten"], grown=len(found.hashes) > needed):
        problem = "another one"
    if problem:
        raise StoreError(
            f"{path}: the list of forgotten names is {problem}; nothing is built without that of "
            f"the graph: {_RESTORE}"
        )
    return found


def _read_forgotten(path: Path) -> Forgotten:
    try:
        kept = json.loads(path.read_text(encoding="ascii"))
        former = tuple(map(str, kept["grown_from"])) if "grown_from" in kept else None
        found = Forgotten(str(kept["salt"]), frozenset(map(str, kept["hashes"])), former)
        bytes.fromhex(found.salt)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{path}: the list of forgotten names cannot be read ({short_message(error)}); nothing "
            f"is built without it: {_RESTORE}"
        ) from error
    return found


def save_forgotten(home: Path, forgotten: Forgotten) -> None:
    """Keep the list in the store, readable by its owner alone."""
    kept: dict[str, object] = {"salt": forgotten.salt, "hashes": sorted(forgotten.hashes)}
    if forgotten.grown_from is not None:
        kept["grown_from"] = [*forgotten.grown_from]
    replace_file(home / FILE, json.dumps(kept, indent=1) + "\n", private=True)
