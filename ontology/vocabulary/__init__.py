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

The bundled files say ``skos:topConceptOf`` their scheme, from which ``a skos:Concept`` follows. A word list is a
``skos:Collection`` with ``v:words``, parted by semicolons; a first name with its short forms is a ``v:GivenName``.
A later file may add to an entry or a list of an earlier one by using its IRI; a new ``skos:prefLabel`` turns the
older into another label. The last part of the IRI is the entry's id, and stays for ever.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import pyoxigraph as ox

from ontology.folding import fold

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
    NAMESPACE + "words": "words",
    _DCTERMS + "type": "kind",
    _DCTERMS + "spatial": "area",
    _DCTERMS + "isPartOf": "part_of",
    _DCTERMS + "isReplacedBy": "replaced_by",
    _TYPE: "class",
}
_DOCUMENTATION = frozenset(
    _SKOS + name
    for name in (
        *(
            "definition",
            "note",
            "scopeNote",
            "example",
            "editorialNote",
            "changeNote",
            "historyNote",
        ),
        *("inScheme", "topConceptOf", "hasTopConcept", "narrower", "related", "member"),
        *("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"),
    )
)
_SINGLE = frozenset({"kind", "area", "part_of", "ambiguous", "generic"})  # a later file overrules
_NONE = ("",)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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
        self.concepts: Mapping[str, Concept] = MappingProxyType(
            {c.id: c for c in sorted(concepts, key=lambda c: c.id)}
        )
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
            for key in {
                fold(label) for label in (concept.name, *concept.labels, *concept.misprints)
            }:
                folded.setdefault(key, []).append(concept)
            for acronym in concept.acronyms:
                acronyms.setdefault(acronym, []).append(concept)
        return folded, acronyms

    def by_label(self, text: str) -> tuple[Concept, ...]:
        """The entries called ``text`` by name, label or misprint (folded) or acronym (as written), ordered by id."""
        folded, acronyms = self._index
        found = {c.id: c for c in (*folded.get(fold(text), ()), *acronyms.get(text.strip(), ()))}
        return tuple(found[key] for key in sorted(found))


_Values = dict[str, list[str]]  # field → values in order; one may stand there twice


@dataclass(slots=True)
class _Files:
    """What the files say, by IRI and field, before it is known what each IRI is."""

    entries: dict[str, _Values] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)  # IRI → the file that named it first
    texts: dict[str, str] = field(default_factory=dict)

    def fault(self, iri: str, message: str) -> ValueError:
        """An error about an entry, at the line of the file that named it first."""
        source = self.sources[iri]
        return _fault(source, self.texts[source], _slug(iri), message)


@dataclass(frozen=True, slots=True)
class _Sort:
    """A kind with what its entries inherit; ``kind`` is ``None`` where it leads up to neither sort of entity."""

    kind: Kind | None
    subtype: str
    patterns: tuple[str, ...]
    short: tuple[str, ...]


def load(extra: Sequence[Path] = ()) -> Vocabulary:
    """The bundled vocabulary and the user's own files, read in that order.

    Raises ``ValueError`` naming the file, the line and the way out where a file cannot be read or understood.
    """
    return _loaded(tuple(extra)) if extra else _bundled()


@cache
def _bundled() -> Vocabulary:
    """The vocabulary without anybody's own files: read once a process, since nobody can change it."""
    return _loaded(())


def _loaded(extra: Sequence[Path]) -> Vocabulary:
    found = _Files()
    digest = hashlib.sha256()
    bundled = sorted(
        (f for f in files(__name__).iterdir() if f.name.endswith(".ttl")), key=lambda f: f.name
    )
    for name, source in [*((f.name, f) for f in bundled), *((str(path), path) for path in extra)]:
        try:
            data = source.read_bytes()
            found.texts[name] = data.decode("utf-8-sig")
        except OSError as error:
            reason = error.strerror or error
            raise ValueError(
                f"{name}: cannot be read ({reason}); give a Turtle file (.ttl) that exists"
            ) from None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ValueError(
                f"{name}, line {line}: not UTF-8; save the file as UTF-8 and try again"
            ) from None
        digest.update(hashlib.sha256(data).digest())
        _read(name, found)
    return _assemble(found, digest.hexdigest())


def _read(name: str, found: _Files) -> None:
    """Adds what one file says."""
    text, entries, names = found.texts[name], found.entries, dict[str, str]()
    try:
        for subject, predicate, value, _ in ox.parse(
            input=text, format=ox.RdfFormat.TURTLE, base_iri=NAMESPACE
        ):
            slot = _FIELDS.get(predicate.value)
            if slot is None:
                _unread(predicate.value, name, text)
                continue
            iri = subject.value
            entry = entries.get(iri)
            if entry is None:
                entry = entries[iri] = {}
                found.sources[iri] = name
            if slot == "name":
                if (getattr(value, "language", None) or "en").startswith("en"):
                    if names.setdefault(iri, value.value) != value.value:
                        raise _fault(
                            name,
                            text,
                            _slug(iri),
                            "two skos:prefLabel; make one of them a skos:altLabel",
                        )
                else:
                    slot = "labels"
            held = entry.get(slot)
            if held is None or slot in _SINGLE:
                entry[slot] = [value.value]
            elif slot == "name":  # a later file renames: the newest first
                held.insert(0, value.value)
            else:
                held.append(value.value)
    except SyntaxError as error:
        reason = str(error.msg or error).strip()
        raise ValueError(
            f"{name}, line {error.lineno or 1}: not Turtle ({reason}); correct the file there"
        ) from None
    except AttributeError:  # a triple within a triple has no value of its own
        raise ValueError(
            f"{name}, line 1: holds a statement about a statement; write plain values only"
        ) from None


def _unread(predicate: str, name: str, text: str) -> None:
    """Lets documentation pass; stops at a property of our own namespaces that does not exist."""
    if predicate.startswith((_SKOS, NAMESPACE)) and predicate not in _DOCUMENTATION:
        word = predicate.removeprefix(_SKOS).removeprefix(NAMESPACE)
        raise _fault(
            name, text, word, f"there is no property {predicate}; correct its name or remove it"
        )


def _assemble(found: _Files, digest: str) -> Vocabulary:
    kinds = {
        iri.removeprefix(_KIND): entry
        for iri, entry in found.entries.items()
        if iri.startswith(_KIND)
    }
    sorts = {kind: _sort(kind, kinds) for kind in kinds}
    concepts: dict[str, Concept] = {}
    iris: dict[str, str] = {}
    words: dict[str, tuple[str, ...]] = {}
    given: list[tuple[str, ...]] = []
    for iri, entry in found.entries.items():
        classes = entry.get("class", ())
        if "words" in entry or _SKOS + "Collection" in classes:
            words[_slug(iri)] = _each(
                word for text in entry.get("words", ()) for word in _listed(text)
            )
        elif NAMESPACE + "GivenName" in classes:
            given.append((*entry.get("name", ()), *entry.get("labels", ())))
        elif not iri.startswith(_KIND) and (
            entry.keys() != {"class"} or _SKOS + "Concept" in classes
        ):
            if _SKOS + "ConceptScheme" in classes:
                continue
            concept = _concept(iri, found, sorts)
            if (taken := iris.setdefault(concept.id, iri)) != iri:
                way_out = "use that IRI to add to it, or choose another last part"
                raise found.fault(iri, f"“{concept.id}” is the last part of {taken} too; {way_out}")
            concepts[concept.id] = concept
    for concept in concepts.values():
        for other in (*((concept.part_of,) if concept.part_of else ()), *concept.replaced_by):
            if other not in concepts:
                raise found.fault(
                    iris[concept.id], f"“{concept.id}” names “{other}”, which has no entry; add it"
                )
    words["first-names"] = _each(
        [*words.get("first-names", ()), *(form for forms in given for form in forms)]
    )
    return Vocabulary(concepts.values(), dict(sorted(words.items())), _nicknames(given), digest)


def _concept(iri: str, found: _Files, sorts: Mapping[str, _Sort]) -> Concept:
    entry, slug = found.entries[iri], _slug(iri)
    if not _SLUG.fullmatch(slug):
        raise found.fault(
            iri, f"“{slug}” cannot be an id; end the IRI in words of a-z and 0-9 joined by hyphens"
        )
    if "name" not in entry:
        raise found.fault(iri, f"“{slug}” has no name; give it a skos:prefLabel")
    kind = entry.get("kind", _NONE)[0].removeprefix(_KIND)
    sort = sorts.get(kind)
    if sort is None or sort.kind is None:
        known = ", ".join(sorted(name for name, each in sorts.items() if each.kind))
        wrong = f"an unknown kind, “{kind}”" if kind else "no kind"
        raise found.fault(iri, f"“{slug}” has {wrong}; give it a dcterms:type of kind: {known}")
    name, area = entry["name"][0], entry.get("area", _NONE)[0]
    labels = [*entry["name"], *entry.get("labels", ())]
    if area:
        labels += [pattern.replace("{area}", area) for pattern in sort.patterns]
    return Concept(
        id=slug,
        kind=sort.kind,
        subtype=sort.subtype,
        name=name,
        labels=_each(labels)[1:],
        acronyms=_each(entry.get("acronyms", ())),
        misprints=_each(entry.get("misprints", ())),
        short=_each([*entry["short"], *sort.short]) if "short" in entry else sort.short,
        area=area or None,
        part_of=_slug(entry.get("part_of", _NONE)[0]) or None,
        ambiguous=entry.get("ambiguous", _NONE)[0] == "true",
        replaced_by=_each([_slug(iri) for iri in entry.get("replaced_by", ())]),
        generic=entry.get("generic", _NONE)[0] == "true",
        sort=kind,
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    """The values in their order, each once."""
    return tuple(dict.fromkeys(values)) if values else ()


def _listed(text: str) -> list[str]:
    """The words of a list that semicolons part, over as many lines as it likes."""
    return [word for part in text.split(";") if (word := " ".join(part.split()))]


def _sort(name: str, kinds: Mapping[str, _Values]) -> _Sort:
    """A kind, with the patterns and short forms of all the kinds above it."""
    chain = [name]
    while (broader := kinds.get(chain[-1], {}).get("broader")) and (
        up := _slug(broader[0])
    ) not in chain:
        chain.append(up)
    top = chain[-1]
    held = [kinds.get(kind, {}) for kind in chain]
    return _Sort(
        kind="organisation"
        if top == "organisation"
        else "programme"
        if top == "programme"
        else None,
        subtype=chain[-2] if len(chain) > 1 else "other" if top == "organisation" else top,
        patterns=_each(pattern for each in held for pattern in each.get("patterns", ())),
        short=_each(form for each in held for form in each.get("short", ())),
    )


def _nicknames(given: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for names in given:
        for name in names:
            forms.setdefault(name, set()).update(other for other in names if other != name)
    return {name: frozenset(forms[name]) for name in sorted(forms)}


def _slug(iri: str) -> str:
    return iri[max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1 :]


def _fault(name: str, text: str, word: str, message: str) -> ValueError:
    """An error that points at the first line where ``word`` stands as a word of its own."""
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) if word else None
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return ValueError(f"{name}, line {line}: {message}")
