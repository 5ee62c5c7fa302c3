"""Turtle files → what they say of each IRI, property by property, before its meaning is known.

Errors are ``ValueError`` and name the file, the line and the way out, since people write the files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

import pyoxigraph as ox

NAMESPACE = "https://w3id.org/boardgraph/vocabulary/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# Property → the field it fills. Every other property of SKOS and of our own namespace must be one
# of the documentation below, else it is a slip of the pen.
_FIELDS = {
    SKOS + "prefLabel": "name",
    SKOS + "altLabel": "labels",
    SKOS + "notation": "acronyms",
    SKOS + "hiddenLabel": "misprints",
    SKOS + "broader": "broader",
    NAMESPACE + "shortLabel": "short",
    NAMESPACE + "labelPattern": "patterns",
    NAMESPACE + "needsContext": "ambiguous",
    NAMESPACE + "generic": "generic",
    NAMESPACE + "words": "words",
    _DCTERMS + "type": "kind",
    _DCTERMS + "spatial": "area",
    _DCTERMS + "isPartOf": "part_of",
    _DCTERMS + "isReplacedBy": "replaced_by",
    _TYPE: "class",
}
_DOCUMENTATION = frozenset(
    SKOS + name
    for name in (
        "definition note scopeNote example editorialNote changeNote historyNote"
        " inScheme topConceptOf hasTopConcept narrower related member"
        " exactMatch closeMatch broadMatch narrowMatch relatedMatch"
    ).split()
)
_SINGLE = frozenset({"kind", "area", "part_of", "ambiguous", "generic"})  # a later file overrules

ConceptFields = Mapping[str, list[str]]
"""Field → its values in order; a value may stand there twice."""


def local_name(iri: str) -> str:
    """The last part of an IRI, after its last slash, hash or colon."""
    return iri[max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1 :]


@dataclass(slots=True)
class SkosFiles:
    """What the files read so far say, by IRI and field."""

    entries: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)  # IRI → the file that named it first
    texts: dict[str, str] = field(default_factory=dict)  # file → its text
    _digest: bytes = b""

    @property
    def digest(self) -> str:
        """SHA-256 over the files read, in hexadecimal."""
        return hashlib.sha256(self._digest).hexdigest()

    def read(self, name: str, source: Traversable | Path) -> None:
        """Adds what the file at ``source`` says; errors call it ``name``.

        Raises ``ValueError`` where it cannot be read, is no UTF-8 or Turtle, or breaks the schema.
        """
        self.texts[name] = self._decoded(name, source)
        try:
            self._parse(name)
        except SyntaxError as error:
            reason = str(error.msg or error).strip()
            raise ValueError(
                f"{name}, line {error.lineno or 1}: not Turtle ({reason}); correct the file there"
            ) from None
        except AttributeError:  # a triple within a triple has no value of its own
            raise ValueError(
                f"{name}, line 1: holds a statement about a statement; write plain values only"
            ) from None

    def _decoded(self, name: str, source: Traversable | Path) -> str:
        """The text of a file, whose bytes count towards the digest."""
        try:
            data = source.read_bytes()
        except OSError as error:
            reason = error.strerror or error
            raise ValueError(
                f"{name}: cannot be read ({reason}); give a Turtle file (.ttl) that exists"
            ) from None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ValueError(
                f"{name}, line {line}: not UTF-8; save the file as UTF-8 and try again"
            ) from None
        self._digest += hashlib.sha256(data).digest()
        return text

    def _parse(self, name: str) -> None:
        text, preferred = self.texts[name], dict[str, str]()  # IRI → its name in this file
        for subject, predicate, value, _ in ox.parse(
            input=text, format=ox.RdfFormat.TURTLE, base_iri=NAMESPACE
        ):
            filled = _FIELDS.get(predicate.value)
            if filled is None:
                _check_documentation(predicate.value, name, text)
                continue
            iri = subject.value
            self.sources.setdefault(iri, name)
            if filled == "name":
                if not _is_english(value):
                    filled = "labels"
                elif preferred.setdefault(iri, value.value) != value.value:
                    way_out = "two skos:prefLabel; make one of them a skos:altLabel"
                    raise fault(name, text, local_name(iri), way_out)
            self._fill(iri, filled, value.value)

    def _fill(self, iri: str, filled: str, value: str) -> None:
        entry = self.entries.setdefault(iri, {})
        if filled not in entry or filled in _SINGLE:
            entry[filled] = [value]
        elif filled == "name":  # a later file renames: the newest first
            entry[filled].insert(0, value)
        else:
            entry[filled].append(value)

    def fault(self, iri: str, message: str) -> ValueError:
        """An error about an entry, at the line of the file that named it first."""
        source = self.sources[iri]
        return fault(source, self.texts[source], local_name(iri), message)


def _is_english(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> bool:
    """Whether a value is English or has no language."""
    return (getattr(value, "language", None) or "en").startswith("en")


def _check_documentation(predicate: str, name: str, text: str) -> None:
    """Lets documentation pass; stops at a property of these namespaces that does not exist."""
    if predicate.startswith((SKOS, NAMESPACE)) and predicate not in _DOCUMENTATION:
        word = predicate.removeprefix(SKOS).removeprefix(NAMESPACE)
        raise fault(
            name, text, word, f"there is no property {predicate}; correct its name or remove it"
        )


def fault(name: str, text: str, word: str, message: str) -> ValueError:
    """An error that points at the first line where ``word`` stands as a word of its own."""
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) if word else None
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return ValueError(f"{name}, line {line}: {message}")
