"""Persons who asked to be forgotten: kept out of every paper by salted hashes of their names.

The store keeps no name of theirs: ``forgotten.json`` holds a salt and one hash for each form of
each name. Wherever words of a paper have such a hash, “[name removed]” is read instead.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kg.errors import StoreError
from kg.extractors.facts import Document, Span
from kg.extractors.reading.replacing import Replacement, replaced_in
from kg.ontology.folding import fold
from kg.store.filesystem import replace_file, short_message

FILE = "forgotten.json"  # in the store's folder
INSTEAD = "[name removed]"
_LONGEST = 6  # words of a name
_WORD = re.compile(r"[^\W_]+(?:[’'‘`-](?!s\b)[^\W_]+)*\.?", re.I)  # without a possessive's "s"
_BETWEEN = re.compile(r"[\s,.]{0,4}")


@dataclass(frozen=True)
class Forgotten:
    """The hashes of the names to keep out; ``salt`` in hexadecimal digits."""

    salt: str = ""
    hashes: frozenset[str] = frozenset()

    @cached_property
    def _key(self) -> bytes:
        return bytes.fromhex(self.salt)

    @property
    def digest(self) -> str:
        """What a text without these names depends on; empty where there are none."""
        return " ".join([self.salt, *sorted(self.hashes)]).strip()

    def with_forms(self, forms: Iterable[str]) -> Forgotten:
        """These and further names, in their folded forms."""
        salted = self if self.salt else replace(self, salt=secrets.token_hex(16))
        new = {salted._hash(form) for form in forms}
        return replace(salted, hashes=self.hashes | new)

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
                span = Span(words[at].start(), words[at + length - 1].end())
                yield Replacement(span, INSTEAD)
            at += length or 1

    def _length_at(self, text: str, words: list[re.Match[str]], at: int) -> int:
        """How many words from ``at`` on are a name to keep out, the most that are; 0 for none."""
        found, name = 0, ""
        for count, word in enumerate(words[at : at + _LONGEST], 1):
            if count > 1 and not _BETWEEN.fullmatch(
                text, words[at + count - 2].end(), word.start()
            ):
                break
            name = f"{name} {word[0]}"
            if self._hash(fold(name)) in self.hashes:
                found = count
        return found

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


def load_forgotten(home: Path) -> Forgotten:
    """The names that the store in ``home`` keeps out.

    Raises ``StoreError`` where the list cannot be read: no build may go on without it.
    """
    path = home / FILE
    if not path.exists():
        return Forgotten()
    try:
        kept = json.loads(path.read_text(encoding="ascii"))
        found = Forgotten(str(kept["salt"]), frozenset(map(str, kept["hashes"])))
        bytes.fromhex(found.salt)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{path}: the list of forgotten names cannot be read ({short_message(error)}); nothing "
            f"is built without it: restore it from a backup"
        ) from error
    return found


def save_forgotten(home: Path, forgotten: Forgotten) -> None:
    """Keep the list in the store, readable by its owner alone."""
    kept = {"salt": forgotten.salt, "hashes": sorted(forgotten.hashes)}
    replace_file(home / FILE, json.dumps(kept, indent=1) + "\n", private=True)
