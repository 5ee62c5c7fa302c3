"""What a store keeps of its papers, so that they need not be read again: texts and facts."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.extractors import facts as fact_types
from kg.extractors.facts import Document, Facts, Page, Span, UnreadPage
from kg.extractors.reading import finished
from kg.extractors.withheld_names import withheld_in
from kg.pipeline.fingerprint import fingerprint, reading_fingerprint
from kg.pipeline.forgetting import Forgotten
from kg.store.filesystem import replace_bytes

_DIGEST_SIZE = hashlib.sha256().digest_size


class PaperCache:
    """The texts and the facts in a store's folder. A damaged or outdated entry counts as absent.

    Texts are kept by the paper's id, facts by a key of everything that extraction depends on.
    """

    def __init__(self, home: Path, code: str, forgotten: Forgotten = Forgotten()):  # noqa: B008
        self._documents = home / "papers"
        self._facts = home / "facts"
        self._notes = home / "woven"
        self._notes_used: set[str] = set()
        self._code = code
        self._forgotten = forgotten

    def key(self, identifier: str, name: str, vocabulary: str) -> str:
        """The key of a paper's facts: its bytes and name, vocabulary, code and libraries."""
        parts = (identifier, name, vocabulary, self._code, self._forgotten.digest)
        return fingerprint(*filter(None, parts))

    def load(self, identifier: str, name: str, vocabulary: str) -> Facts | None:
        """Text and facts of a paper, called ``name``, if both are kept and up to date."""
        document = self.load_document(identifier)
        if document is None:
            return None
        facts = self.load_facts(self.key(identifier, name, vocabulary), document)
        return facts and replace(facts, document=replace(document, name=name))

    def save(self, facts: Facts, key: str) -> None:
        """Keep a paper's text and facts."""
        self.save_document(facts.document)
        self.save_facts(key, facts)

    def load_document(self, identifier: str) -> Document | None:
        """The text of a paper as it was read."""
        try:
            raw = json.loads((self._documents / f"{identifier}.json").read_text(encoding="utf-8"))
            is_finished = all([raw.pop("masked", False), raw.pop("plain", False)])
            pages = tuple(Page(**page) for page in raw.pop("pages"))
            emphasis = tuple(Span(**span) for span in raw.pop("emphasis"))
            unread = tuple(UnreadPage(**page) for page in raw.pop("unread", ()))
            breaks = tuple(raw.pop("breaks", ()))
            document = Document(**raw, pages=pages, emphasis=emphasis, unread=unread, breaks=breaks)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None
        if not is_finished:  # kept before papers were masked, or made plain, when they are read
            document = finished(document)
            self.save_document(document)
        return document if document.id == identifier else None

    def load_shown(self, identifier: str, manifest: Mapping[str, Any]) -> Document | None:
        """The text of a paper as readers of the graph of ``manifest`` may see it: without the names
        of private persons.
        """
        document = self.load_document(identifier)
        places = manifest.get("withheld", {}).get(identifier, ())
        return document and withheld_in(document, [Span(*place) for place in places])

    def save_document(self, document: Document) -> None:
        """Keep a paper's text, so that it can be searched again when a rule changes."""
        text = json.dumps({**asdict(document), "masked": True, "plain": True}, ensure_ascii=False)
        replace_bytes(self._documents / f"{document.id}.json", text.encode(), private=True)

    def load_facts(self, key: str, document: Document) -> Facts | None:
        """What was found in ``document`` under ``key``, if that is kept."""
        try:
            with (self._facts / key).open("rb") as file:
                facts = _FactsUnpickler(file).load()
        except Exception:  # whatever a damaged file makes of itself: the paper is read again
            return None
        return replace(facts, document=document) if isinstance(facts, Facts) else None

    def save_facts(self, key: str, facts: Facts) -> None:
        """Keep what was found; the text itself is kept apart."""
        bare = replace(
            facts, document=replace(facts.document, text="", pages=(), emphasis=(), breaks=())
        )
        replace_bytes(self._facts / key, pickle.dumps(bare, protocol=5), private=True)

    def load_notes(self, key: str) -> dict[str, Any] | None:
        """What writing a paper noted for others, if that is kept under ``key``."""
        self._notes_used.add(key)
        try:
            content = (self._notes / key).read_bytes()
            digest, plain = content[:_DIGEST_SIZE], content[_DIGEST_SIZE:]
            if hashlib.sha256(plain).digest() != digest:
                return None  # damaged: the paper is written again
            notes = _PlainUnpickler(io.BytesIO(plain)).load()
        except (OSError, pickle.UnpicklingError):
            return None
        return notes if isinstance(notes, dict) else None

    def save_notes(self, key: str, notes: Mapping[str, Any]) -> None:
        """Keep what writing a paper noted for others: built-in types and dates alone."""
        self._notes_used.add(key)
        plain = pickle.dumps(notes, protocol=5)
        replace_bytes(self._notes / key, hashlib.sha256(plain).digest() + plain, private=True)

    def prune(self, identifiers: Iterable[str], keys: Iterable[str]) -> None:
        """Delete all texts but those of ``identifiers``, all facts but those under ``keys``, and
        all notes but those that were asked for.
        """
        _delete_others(self._documents, {f"{identifier}.json" for identifier in identifiers})
        _delete_others(self._facts, set(keys))
        _delete_others(self._notes, self._notes_used)


def open_cache(home: Path, forgotten: Forgotten) -> PaperCache:
    """The cache of the store in the folder ``home``, for the code as it is now."""
    return PaperCache(home, reading_fingerprint(), forgotten)


_PLAIN_TYPES = {("datetime", "date"): date, ("decimal", "Decimal"): Decimal}


class _PlainUnpickler(pickle.Unpickler):
    """Reads plain values alone: a store handed on by somebody must not be able to run code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN_TYPES:
            return _PLAIN_TYPES[module, name]
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


class _FactsUnpickler(_PlainUnpickler):
    """Reads facts and plain values."""

    def find_class(self, module: str, name: str) -> Any:
        found = getattr(fact_types, name, None) if module == fact_types.__name__ else None
        if isinstance(found, type) and is_dataclass(found):
            return found
        return super().find_class(module, name)


def _delete_others(folder: Path, wanted: set[str]) -> None:
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink(missing_ok=True)
