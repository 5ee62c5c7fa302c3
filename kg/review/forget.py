"""Forgetting a person: their names leave every paper, graph, index, log and verdict of a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.linking.lexicon import name_lexicon
from kg.linking.person_names import parse_person_name
from kg.linking.verdicts import load_verdicts
from kg.ontology.folding import fold
from kg.ontology.vocabulary import Vocabulary
from kg.pipeline.build import BuildResult, Progress, rebuild
from kg.pipeline.cache import open_cache
from kg.pipeline.forgetting import Forgotten, forms_of, load_forgotten, save_forgotten
from kg.pipeline.settings import load_vocabulary, verdicts_file, vocabulary_files_of
from kg.review.elsewhere import Elsewhere, forget_elsewhere
from kg.review.verdict_file import record_verdicts
from kg.store.entity_lookup import EntityMatch, find_entities
from kg.store.query import rows
from kg.store.snapshots import open_snapshot
from kg.store.writer import open_for_writing


@dataclass(frozen=True, slots=True)
class ForgetPlan:
    """Whom to forget: how the papers print the name, and the folded forms to keep out.

    ``shared`` are the names of others with a word of it, for which that word alone stays.
    """

    person: EntityMatch | None  # None where no person of the graph has the name
    printed: tuple[str, ...]
    forms: frozenset[str]
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForgetResult:
    """What was done; ``files`` are those whose own names hold the name, for their owner to mend."""

    verdicts: int  # dropped
    files: tuple[str, ...]
    build: BuildResult
    elsewhere: Elsewhere


def plan_forgetting(home: Path, name: str) -> ForgetPlan:
    """Whom ``name`` means in the store ``home``, and every form in which the papers print them.

    Raises ``InputError`` where several persons have the name, ``StoreMissing`` where nothing has
    been built.
    """
    with open_snapshot(home) as published:
        vocabulary = load_vocabulary(vocabulary_files_of(published.manifest))
        person = _one_person(published.graph, name)
        printed = _printed_forms(published.graph, person) if person else set()
        others = _names_of_others(published.graph, person)
    names = {*printed, *([name] if "://" not in name else ())}
    forms = {fold(name)} if "://" not in name else set()
    forms = forms.union(*(_forms(each, vocabulary, others.keys()) for each in names))
    alone = {word for each in names for word in _alone(each, vocabulary)}
    shared = {other for word in alone - forms for other in others.get(word, ())}
    return ForgetPlan(
        person, tuple(sorted(printed)), frozenset(forms - {""}), tuple(sorted(shared))
    )


def forget(
    home: Path, plan: ForgetPlan, progress: Progress, withdraw: bool = False
) -> ForgetResult:
    """Take a person out of the store ``home`` and keep them out of later builds.

    The texts kept are masked first, then everything is built anew from them; older graphs are
    removed. A run that is broken off is completed by the next build. ``withdraw`` deletes the
    releases of the store that hold the name.
    """
    with open_for_writing(home) as writer:
        manifest = writer.manifest() or {}
        forgotten = load_forgotten(home, manifest).with_forms(plan.forms)
        save_forgotten(home, forgotten)
        cache = open_cache(home, forgotten)
        for identifier in manifest.get("papers", {}):
            document = cache.load_document(identifier)
            if document is not None:
                cache.save_document(forgotten.mask(document))
        dropped = _drop_verdicts(verdicts_file(home, manifest), forgotten)
        files = tuple(sorted(_named_files(manifest, forgotten)))
    built = rebuild(home, progress=progress)
    return ForgetResult(dropped, files, built, forget_elsewhere(home, forgotten, withdraw))


def _one_person(graph: ox.Store, name: str) -> EntityMatch | None:
    named = (each for each in find_entities(graph, name) if each.similarity == 1)
    found = [each for each in named if each.kind == "person"]
    if len(found) > 1:
        several = "; ".join(f"{each.name} <{each.iri}>" for each in found)
        raise InputError(f"{name}: several persons have this name: {several}; give the IRI of one")
    return found[0] if found else None


def _printed_forms(graph: ox.Store, person: EntityMatch) -> set[str]:
    named = (row for row in rows(graph, "people") if row["person"] == person.iri)
    return {person.name, *(row["printed"] for row in named)}


def _names_of_others(graph: ox.Store, person: EntityMatch | None) -> dict[str, set[str]]:
    """Word → the other names that have it: a surname among them is not this person's alone.

    What has no other word with a capital (“the HOLT report”) is called after the person.
    """
    kinds = (("people", "person"), ("organisations", "organisation"), ("programmes", "programme"))
    found: dict[str, set[str]] = defaultdict(set)
    for query, kind in kinds:
        for row in rows(graph, query):
            capitals = [word for word in row["printed"].split() if not word[:1].islower()]
            if row[kind] == (person and person.iri) or (kind != "person" and len(capitals) < 2):
                continue
            for word in fold(row["printed"]).split():
                found[word].add(row["printed"])
    return found


def _forms(printed: str, vocabulary: Vocabulary, others: Collection[str]) -> Iterator[str]:
    """The folded forms of a printed name; a word of it alone, too, if nobody else's name has it."""
    parsed = parse_person_name(printed, name_lexicon(vocabulary))
    if len(fold(printed).split()) > 1:
        yield fold(printed)
    if parsed is not None and parsed.given and parsed.surname:
        yield from forms_of(parsed.bare)
    yield from (word for word in _alone(printed, vocabulary) if word not in others)


def _alone(printed: str, vocabulary: Vocabulary) -> list[str]:
    """The word of a printed name, folded, by which the person may be called: mostly the surname."""
    words = fold(printed).split()
    parsed = parse_person_name(printed, name_lexicon(vocabulary))
    lone = words if len(words) == 1 else fold(parsed.bare).split()[-1:] if parsed else []
    return [word for word in lone if len(word) > 2]


def _drop_verdicts(path: Path, forgotten: Forgotten) -> int:
    """Delete the decisions on the name; how many those were."""
    verdicts = load_verdicts(path)

    def concerns(entry: object) -> bool:
        return forgotten.names(str(entry))

    if not any(map(concerns, (*verdicts.all, *verdicts.ties))):
        return 0
    return record_verdicts(path, [], concerns)


def _named_files(manifest: dict[str, object], forgotten: Forgotten) -> Iterator[str]:
    papers = manifest.get("papers", {})
    assert isinstance(papers, dict)
    for paper in papers.values():
        for source in paper["sources"]:
            stem = Path(source).stem
            if forgotten.names(stem) or forgotten.names(stem.replace("-", " ")):
                yield source
