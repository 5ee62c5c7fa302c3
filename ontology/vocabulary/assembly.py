"""What the files say of each IRI → the gazetteer: entries, word lists and first names, checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.ontology.vocabulary.concepts import Concept, Kind, Vocabulary
from kg.ontology.vocabulary.skos_files import NAMESPACE, SKOS, ConceptFields, SkosFiles, local_name

_KIND = NAMESPACE + "kind/"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NONE = ("",)

EntryType = Literal["concept", "word list", "given name", "other"]


@dataclass(frozen=True, slots=True)
class ConceptKind:
    """One kind of ``terms.ttl`` with what its entries inherit from it and the kinds above it.

    ``kind`` is ``None`` where it leads up to neither organisation nor programme.
    """

    kind: Kind | None
    subtype: str
    patterns: tuple[str, ...]
    short: tuple[str, ...]


def assemble(files: SkosFiles) -> Vocabulary:
    """The gazetteer that the files make together.

    Raises ``ValueError`` for an entry without a name, a known kind or an id of its own, or one that
    names an entry that does not exist.
    """
    by_type: dict[EntryType, list[str]] = {}
    for iri, entry in files.entries.items():
        by_type.setdefault(_entry_type(iri, entry), []).append(iri)
    given = [_forms(files.entries[iri]) for iri in by_type.get("given name", ())]
    words = {local_name(iri): _words(files.entries[iri]) for iri in by_type.get("word list", ())}
    words["first-names"] = _unique(
        [*words.get("first-names", ()), *(form for forms in given for form in forms)]
    )
    return Vocabulary(
        _concepts(by_type.get("concept", ()), files),
        dict(sorted(words.items())),
        _nicknames(given),
        files.digest,
    )


def _entry_type(iri: str, entry: ConceptFields) -> EntryType:
    """What an IRI is: kinds and schemes, and what is only typed elsewhere, are "other"."""
    classes = entry.get("class", ())
    if "words" in entry or SKOS + "Collection" in classes:
        return "word list"
    if NAMESPACE + "GivenName" in classes:
        return "given name"
    if iri.startswith(_KIND) or SKOS + "ConceptScheme" in classes:
        return "other"
    if entry.keys() == {"class"} and SKOS + "Concept" not in classes:
        return "other"
    return "concept"


def _forms(entry: ConceptFields) -> tuple[str, ...]:
    """A first name with its short forms."""
    return (*entry.get("name", ()), *entry.get("labels", ()))


def _words(entry: ConceptFields) -> tuple[str, ...]:
    """The words of a list, parted by semicolons over as many lines as it likes, each once."""
    parts = (part for text in entry.get("words", ()) for part in text.split(";"))
    return _unique(word for part in parts if (word := " ".join(part.split())))


# -- entries ---------------------------------------------------------------------------------------


def _concepts(iris: Iterable[str], files: SkosFiles) -> list[Concept]:
    """The entries, each with an id of its own, their references checked."""
    kinds = _kinds(files)
    concepts: dict[str, Concept] = {}
    iri_of: dict[str, str] = {}
    for iri in iris:
        concept = _concept(iri, files, kinds)
        if (taken := iri_of.setdefault(concept.id, iri)) != iri:
            way_out = "use that IRI to add to it, or choose another last part"
            raise files.fault(iri, f"“{concept.id}” is the last part of {taken} too; {way_out}")
        concepts[concept.id] = concept
    for concept in concepts.values():
        for other in (*filter(None, [concept.part_of]), *concept.replaced_by):
            if other not in concepts:
                message = f"“{concept.id}” names “{other}”, which has no entry; add it"
                raise files.fault(iri_of[concept.id], message)
    return list(concepts.values())


def _concept(iri: str, files: SkosFiles, kinds: Mapping[str, ConceptKind]) -> Concept:
    entry, identifier = files.entries[iri], local_name(iri)
    if not _SLUG.fullmatch(identifier):
        way_out = "end the IRI in words of a-z and 0-9 joined by hyphens"
        raise files.fault(iri, f"“{identifier}” cannot be an id; {way_out}")
    if "name" not in entry:
        raise files.fault(iri, f"“{identifier}” has no name; give it a skos:prefLabel")
    written = entry.get("kind", _NONE)[0].removeprefix(_KIND)
    kind = kinds.get(written)
    if kind is None or kind.kind is None:
        raise files.fault(iri, _unknown_kind(identifier, written, kinds))
    area = entry.get("area", _NONE)[0]
    return Concept(
        id=identifier,
        kind=kind.kind,
        subtype=kind.subtype,
        name=entry["name"][0],
        labels=_labels(entry, kind, area),
        acronyms=_unique(entry.get("acronyms", ())),
        misprints=_unique(entry.get("misprints", ())),
        short=_unique([*entry.get("short", ()), *kind.short]),
        area=area or None,
        part_of=local_name(entry.get("part_of", _NONE)[0]) or None,
        ambiguous=_is_true(entry, "ambiguous"),
        replaced_by=_unique(map(local_name, entry.get("replaced_by", ()))),
        generic=_is_true(entry, "generic"),
        sort=written,
    )


def _unknown_kind(identifier: str, written: str, kinds: Mapping[str, ConceptKind]) -> str:
    known = ", ".join(sorted(name for name, each in kinds.items() if each.kind))
    wrong = f"an unknown kind, “{written}”" if written else "no kind"
    return f"“{identifier}” has {wrong}; give it a dcterms:type of kind: {known}"


def _labels(entry: ConceptFields, kind: ConceptKind, area: str) -> tuple[str, ...]:
    """All names but the preferred one, with those that the kind makes of the area."""
    labels = [*entry["name"], *entry.get("labels", ())]
    if area:
        labels += [pattern.replace("{area}", area) for pattern in kind.patterns]
    return _unique(labels)[1:]


def _is_true(entry: ConceptFields, field: str) -> bool:
    return entry.get(field, _NONE)[0] == "true"


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values in their order, each once."""
    return tuple(dict.fromkeys(values))


# -- kinds -----------------------------------------------------------------------------------------


def _kinds(files: SkosFiles) -> dict[str, ConceptKind]:
    """All kinds by the last part of their IRI."""
    entries = {
        iri.removeprefix(_KIND): entry
        for iri, entry in files.entries.items()
        if iri.startswith(_KIND)
    }
    return {name: _concept_kind(_broader_chain(name, entries), entries) for name in entries}


def _broader_chain(name: str, entries: Mapping[str, ConceptFields]) -> list[str]:
    """A kind and the kinds above it, nearest first; it ends before one that comes again."""
    chain = [name]
    while broader := entries.get(chain[-1], {}).get("broader"):
        above = local_name(broader[0])
        if above in chain:
            break
        chain.append(above)
    return chain


def _concept_kind(chain: list[str], entries: Mapping[str, ConceptFields]) -> ConceptKind:
    """A kind with the label patterns and short forms of all the kinds in its chain."""
    held = [entries.get(name, {}) for name in chain]
    return ConceptKind(
        kind=_top_kind(chain[-1]),
        subtype=_subtype(chain),
        patterns=_unique(pattern for each in held for pattern in each.get("patterns", ())),
        short=_unique(form for each in held for form in each.get("short", ())),
    )


def _subtype(chain: list[str]) -> str:
    """The kind right below organisation or programme; of these two, what stands in its place."""
    if len(chain) > 1:
        return chain[-2]
    return "other" if chain[0] == "organisation" else chain[0]


def _top_kind(name: str) -> Kind | None:
    if name == "organisation":
        return "organisation"
    return "programme" if name == "programme" else None


# -- first names -----------------------------------------------------------------------------------


def _nicknames(given: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Each first name → the other forms of all the entries that it stands in."""
    forms: dict[str, set[str]] = {}
    for names in given:
        for name in names:
            forms.setdefault(name, set()).update(other for other in names if other != name)
    return {name: frozenset(forms[name]) for name in sorted(forms)}
