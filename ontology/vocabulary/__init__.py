"""What the country's papers talk about: organisations, programmes and words, as SKOS that a person can edit.

The lists stand beside this file, one Turtle file a field (``councils.ttl``, ``police.ttl`` …), in the namespace
``https://w3id.org/boardgraph/vocabulary/``. They hold what is known across the country; what belongs to one board
alone is learnt from its papers, or added by its people in a file of their own (``load(extra=…)``)::

    @prefix v: <https://w3id.org/boardgraph/vocabulary/> .
    @prefix kind: <https://w3id.org/boardgraph/vocabulary/kind/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix dcterms: <http://purl.org/dc/terms/> .

    v:marlshire-county-council a skos:Concept ; dcterms:type kind:county-council ; dcterms:spatial "Marlshire" ;
        skos:prefLabel "Marlshire County Council" ; skos:notation "MaCC" .

How an entry is written:

``dcterms:type``         one of the kinds in ``terms.ttl``; a fine kind (a county council) passes its short forms and
                         label patterns on to its members and counts as the kind above it (a council)
``skos:prefLabel``       the name; in a language other than English it counts as one more label
``skos:altLabel``        other names and short forms that are safe to match anywhere
``skos:notation``        acronyms, matched as written
``skos:hiddenLabel``     misprints
``v:shortLabel``         short forms that only a place explains ("the Force"): never matched without context
``v:needsContext``       true where the name is an ordinary word too (Channel, Mind)
``v:generic``            true where every area has such a body, and the name stands for the one of the paper's area
``dcterms:spatial``      the area served
``dcterms:isPartOf``     the body it belongs to
``dcterms:isReplacedBy`` its successor

A word list is a ``skos:Collection`` with ``v:word``; a first name with its short forms is a ``v:GivenName``. A later
file may add to an entry or a list of an earlier one by using its IRI; a new ``skos:prefLabel`` turns the older into
another label. The last part of the IRI is the entry's id, and stays for ever.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pyoxigraph as ox

Kind = Literal["organisation", "programme"]

NAMESPACE = "https://w3id.org/boardgraph/vocabulary/"
_KIND = NAMESPACE + "kind/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# Property → the field it fills. The rest of these two namespaces is either documentation or a slip of the pen.
_FIELDS = {
    _SKOS + "prefLabel": "name",
    _SKOS + "altLabel": "labels",
    _SKOS + "notation": "acronyms",
    _SKOS + "hiddenLabel": "misprints",
    _SKOS + "broader": "broader",
    NAMESPACE + "shortLabel": "short",
    NAMESPACE + "labelPattern": "patterns",
    NAMESPACE + "needsContext": "ambiguous",
    NAMESPACE + "generic": "generic",
    NAMESPACE + "word": "words",
    _DCTERMS + "type": "kind",
    _DCTERMS + "spatial": "area",
    _DCTERMS + "isPartOf": "part_of",
    _DCTERMS + "isReplacedBy": "replaced_by",
    _TYPE: "class",
}
_DOCUMENTATION = frozenset(
    _SKOS + name
    for name in (
        *("definition", "note", "scopeNote", "example", "editorialNote", "changeNote", "historyNote"),
        *("inScheme", "topConceptOf", "hasTopConcept", "narrower", "related", "member"),
        *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
    )
)
_SINGLE = frozenset({"kind", "area", "part_of"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FOLDS = str.maketrans({"&": " and ", **dict.fromkeys("'’‘`.", ""), **dict.fromkeys("-‐‑‒–—/,", " ")})


@dataclass(frozen=True, slots=True)
class Concept:
    """One organisation or programme. ``id`` is the last part of its IRI and becomes the entity's own."""

    id: str
    kind: Kind
    subtype: str  # the kind below organisation or programme: council, police, board … strategy, fund, duty …
    name: str
    labels: tuple[str, ...] = ()  # other names, safe to match anywhere
    acronyms: tuple[str, ...] = ()  # case matters
    misprints: tuple[str, ...] = ()
    short: tuple[str, ...] = ()  # need a place to be read, never matched without
    area: str | None = None
    part_of: str | None = None  # id of the body it belongs to
    ambiguous: bool = False  # an ordinary word too: needs capitals and use in context to count
    replaced_by: tuple[str, ...] = ()  # ids of its successors: a succession, not an identity
    generic: bool = False  # a kind of body every area has: the one that serves the paper's area
    sort: str = ""  # the kind as written in the file, e.g. county-council; equals ``subtype`` where it is no finer


class Vocabulary:
    """The entries by id, the word lists by name and the forms of first names, as loaded from a set of files."""

    def __init__(
        self,
        concepts: Iterable[Concept],
        words: Mapping[str, tuple[str, ...]],
        nicknames: Mapping[str, frozenset[str]],
        digest: str,
    ) -> None:
        self.concepts: Mapping[str, Concept] = MappingProxyType({c.id: c for c in sorted(concepts, key=lambda c: c.id)})
        self.words: Mapping[str, tuple[str, ...]] = MappingProxyType(dict(words))
        self.nicknames: Mapping[str, frozenset[str]] = MappingProxyType(dict(nicknames))
        """Each first name (as written, "Tom") → the other forms the same person may use (Thomas, Tommy)."""
        self.digest = digest
        """SHA-256 of the files read, in hexadecimal: changes when any of them does."""

    @cached_property
    def _index(self) -> tuple[dict[str, list[Concept]], dict[str, list[Concept]]]:
        folded: dict[str, list[Concept]] = {}
        acronyms: dict[str, list[Concept]] = {}
        for concept in self.concepts.values():
            for key in {fold(label) for label in (concept.name, *concept.labels, *concept.misprints)}:
                folded.setdefault(key, []).append(concept)
            for acronym in concept.acronyms:
                acronyms.setdefault(acronym, []).append(concept)
        return folded, acronyms

    def by_label(self, text: str) -> tuple[Concept, ...]:
        """The entries called ``text`` by name, label or misprint (folded) or acronym (as written), ordered by id."""
        folded, acronyms = self._index
        found = {c.id: c for c in (*folded.get(fold(text), ()), *acronyms.get(text.strip(), ()))}
        return tuple(found[key] for key in sorted(found))


@dataclass(slots=True)
class _Entry:
    """What the files say of one IRI, before it is known what that IRI is."""

    iri: str
    source: str  # the file that named it first
    values: dict[str, list[str]] = field(default_factory=dict)


def fold(text: str) -> str:
    """``text`` without what printers vary: case, dots, apostrophes, hyphens, "&", spacing and a leading "the"."""
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDS).casefold().split())
    return plain.removeprefix("the ")


def load(extra: Sequence[Path] = ()) -> Vocabulary:
    """The bundled vocabulary and the user's own files, read in that order.

    Raises ``ValueError`` naming the file, the line and the way out where a file cannot be read or understood.
    """
    entries: dict[str, _Entry] = {}
    digest = hashlib.sha256()
    bundled = sorted((f for f in files(__name__).iterdir() if f.name.endswith(".ttl")), key=lambda f: f.name)
    texts: dict[str, str] = {}
    for source in (*bundled, *extra):
        name = str(source) if isinstance(source, Path) and source in extra else source.name
        try:
            data = source.read_bytes()
            texts[name] = data.decode("utf-8-sig")
        except OSError as error:
            reason = error.strerror or error
            raise ValueError(f"{name}: cannot be read ({reason}); give a Turtle file (.ttl) that exists") from None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ValueError(f"{name}, line {line}: not UTF-8; save the file as UTF-8 and try again") from None
        digest.update(hashlib.sha256(data).digest())
        _read(name, texts[name], entries)
    return _assemble(entries, texts, digest.hexdigest())


def _read(name: str, text: str, entries: dict[str, _Entry]) -> None:
    """Adds what one file says to ``entries``."""
    new_names: dict[str, str] = {}
    try:
        for quad in ox.parse(input=text, format=ox.RdfFormat.TURTLE, base_iri=NAMESPACE):
            predicate = quad.predicate.value
            slot = _FIELDS.get(predicate)
            if slot is None:
                if predicate.startswith((_SKOS, NAMESPACE)) and predicate not in _DOCUMENTATION:
                    short = predicate.removeprefix(_SKOS).removeprefix(NAMESPACE)
                    raise _fault(name, text, short, f"the property {predicate} is not known; correct or remove it")
                continue
            subject, value = quad.subject.value, quad.object.value
            entry = entries.get(subject)
            if entry is None:
                entry = entries[subject] = _Entry(subject, name)
            values = entry.values.setdefault(slot, [])
            if slot == "name":
                if (getattr(quad.object, "language", None) or "en").startswith("en"):
                    if new_names.setdefault(subject, value) != value:
                        raise _fault(name, text, _slug(subject), "two skos:prefLabel; make one a skos:altLabel")
                    values.insert(0, value)  # the newest first: a user's file may rename
                    continue
                values = entry.values.setdefault("labels", [])
            elif slot in _SINGLE:
                values.clear()
            if value not in values:
                values.append(value)
    except SyntaxError as error:
        line, reason = error.lineno or 1, str(error.msg or error)
        raise ValueError(f"{name}, line {line}: not valid Turtle ({reason}); correct the file there") from None


def _assemble(entries: Mapping[str, _Entry], texts: Mapping[str, str], digest: str) -> Vocabulary:
    kinds = {iri.removeprefix(_KIND): entry for iri, entry in entries.items() if iri.startswith(_KIND)}
    chains = {kind: _chain(kind, kinds) for kind in kinds}
    concepts: dict[str, Concept] = {}
    owners: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    given: list[tuple[str, ...]] = []
    for entry in entries.values():
        values = entry.values
        classes = values.get("class", ())
        if "words" in values:
            words[_slug(entry.iri)] = tuple(values["words"])
        elif NAMESPACE + "GivenName" in classes:
            given.append((*values.get("name", ()), *values.get("labels", ())))
        elif "kind" in values or (_SKOS + "Concept" in classes and not entry.iri.startswith(_KIND)):
            concept = _concept(entry, kinds, chains, texts)
            if owners.setdefault(concept.id, entry.iri) != entry.iri:
                raise _fault(
                    entry.source,
                    texts[entry.source],
                    concept.id,
                    f"“{concept.id}” is taken by {owners[concept.id]}; "
                    "use that IRI to add to it, or choose another last part",
                )
            concepts[concept.id] = concept
    for concept in concepts.values():
        for other in (*((concept.part_of,) if concept.part_of else ()), *concept.replaced_by):
            if other not in concepts:
                source = entries[owners[concept.id]].source
                raise _fault(source, texts[source], other, f"no entry “{other}”, named by “{concept.id}”; add it first")
    return Vocabulary(concepts.values(), dict(sorted(words.items())), _nicknames(given), digest)


def _concept(
    entry: _Entry, kinds: Mapping[str, _Entry], chains: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]
) -> Concept:
    values, slug, text = entry.values, _slug(entry.iri), texts[entry.source]
    if not _SLUG.fullmatch(slug):
        raise _fault(entry.source, text, slug, f"“{slug}” cannot be an id; end the IRI in a-z, 0-9 and single hyphens")
    if not values.get("name"):
        raise _fault(entry.source, text, slug, f"“{slug}” has no name; give it a skos:prefLabel")
    sort = next(iter(values.get("kind", ())), "").removeprefix(_KIND)
    chain = chains.get(sort, ())
    if not chain or chain[-1] not in ("organisation", "programme"):
        known = ", ".join(sorted(kind for kind, chain in chains.items() if chain))
        wrong = f"unknown kind “{sort}”" if sort else "no kind"
        raise _fault(entry.source, text, slug, f"“{slug}” has {wrong}; give it a dcterms:type of kind: {known}")
    name, *older = values["name"]
    area = next(iter(values.get("area", ())), None)
    labels = [*older, *values.get("labels", ())]
    short = list(values.get("short", ()))
    for kind in chain:
        inherited = kinds[kind].values
        if area is not None:
            labels += [pattern.replace("{area}", area) for pattern in inherited.get("patterns", ())]
        short += inherited.get("short", ())
    return Concept(
        id=slug,
        kind="organisation" if chain[-1] == "organisation" else "programme",
        subtype=chain[-2] if len(chain) > 1 else "other" if chain[-1] == "organisation" else "programme",
        name=name,
        labels=tuple(label for label in dict.fromkeys(labels) if label != name),
        acronyms=tuple(values.get("acronyms", ())),
        misprints=tuple(values.get("misprints", ())),
        short=tuple(dict.fromkeys(short)),
        area=area,
        part_of=next((_slug(iri) for iri in values.get("part_of", ())), None),
        ambiguous="true" in values.get("ambiguous", ()),
        replaced_by=tuple(_slug(iri) for iri in values.get("replaced_by", ())),
        generic="true" in values.get("generic", ()),
        sort=sort,
    )


def _chain(kind: str, kinds: Mapping[str, _Entry]) -> tuple[str, ...]:
    """The kind and the kinds above it, up to organisation or programme."""
    chain = [kind]
    while (above := kinds.get(chain[-1])) is not None and (broader := above.values.get("broader")):
        up = broader[0].removeprefix(_KIND)
        if up in chain:
            break
        chain.append(up)
    return tuple(chain) if chain[-1] in kinds else ()


def _nicknames(given: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for names in given:
        for name in names:
            forms.setdefault(name, set()).update(other for other in names if other != name)
    return {name: frozenset(forms[name]) for name in sorted(forms)}


def _slug(iri: str) -> str:
    return re.split(r"[/#:]", iri)[-1]


def _fault(name: str, text: str, word: str, message: str) -> ValueError:
    """An error that points at the first line where ``word`` stands as a word of its own."""
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) if word else None
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return ValueError(f"{name}, line {line}: {message}")
