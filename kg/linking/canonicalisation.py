"""What a cluster is called: its preferred name, its other names, and an id that no order of papers changes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kg.linking.name_forms import key, slug, tidy
from kg.linking.organisation_types import Body, usual
from kg.linking.person_matching import Someone
from ontology.folding import fold

_SMALL = frozenset(["of", "the", "for", "and", "in", "on", "to", "a", "an", "at"])


@dataclass(frozen=True, slots=True)
class Naming:
    """How one entity is called. ``first`` is the day of its oldest paper, ``oldest`` the fullest name printed there.

    ``evidence`` tells it from a namesake.
    """

    name: str
    oldest: str
    also: tuple[str, ...]
    acronyms: tuple[str, ...]
    misprints: tuple[str, ...]
    older: tuple[str, ...]  # slugs of its parts
    concept: str | None
    first: date
    evidence: tuple[str, ...]
    order: tuple[str, ...]


def name_person(
    members: Sequence[Someone], misprinted: set[int], called: str | None, evidence: tuple[str, ...]
) -> Naming:
    """The names of one person: the form most used with a first name; a surname alone keeps its title."""
    sound = [someone for someone in members if id(someone) not in misprinted] or list(members)
    weights: Counter[str] = Counter()
    for someone in sound:
        bare = _calm(someone.name.bare) if someone.name.given else someone.label
        weights[bare] += sum(someone.printed.values())
    whole = [s for s in sound if s.name.given]
    full = (
        {_calm(s.name.bare) for s in whole if s.name.full}
        or {_calm(s.name.bare) for s in whole}
        or set(weights)
    )
    name = called or min(full, key=lambda form: (-weights[form], -len(form), form))
    first = min((someone.since for someone in whole or sound), default=date.max)
    oldest = {_calm(s.name.bare) for s in whole if s.since == first} or full
    printed = {
        form for s in members if s.name.given for form in s.printed if id(s) not in misprinted
    }
    printed |= {_calm(s.name.bare) for s in sound if s.name.given}
    slips = {form for s in members if id(s) in misprinted for form in s.printed}
    return Naming(
        name, _fullest(oldest), tuple(sorted(printed - {name} - slips)), (), tuple(sorted(slips)),
        tuple(sorted({slug(s.name.bare) for s in whole} - {""})), None,
        min(someone.since for someone in members), evidence, members[0].order,
    )  # fmt: skip


def name_body(
    members: Sequence[Body],
    misprinted: set[int],
    placed: set[int],
    called: str | None,
    evidence: tuple[str, ...],
) -> Naming:
    """The names of one body or programme: the vocabulary's where the papers often print it, else the form most printed.

    Of an ordinary name with its place (``placed``) and without, the one with its place tells more; it is taken unless
    the papers print the plain one more than twice as often. What was renamed is called by its new name.
    """
    sound = [body for body in members if id(body) not in misprinted] or list(members)
    concept = next((body.concept for body in members if body.concept), None)
    full, acronyms = Counter[str](), Counter[str]()
    for body in sound:
        for form, count in body.full.items():
            full[tidy(form)] += count
        acronyms.update(body.acronyms)
    boards = [body for body in sound if body.held and body.full]
    newest = max(boards, key=lambda body: (max(body.held), body.order), default=None)
    printed = [body for body in sound if body.oldest]
    first = min((body.since for body in printed), default=date.max)
    oldest = {tidy(usual(body.oldest)) for body in printed if body.since == first}
    if boards:
        oldest = {min(boards, key=lambda body: (min(body.held), body.order)).label}
    told = Counter(
        {
            tidy(form): count
            for body in sound
            if id(body) in placed
            for form, count in body.full.items()
        }
    )
    if (
        told
        and (concept is None or concept.generic)
        and not boards
        and 2 * max(told.values()) >= max(full.values())
    ):
        name = _best(told)
    elif concept and (not full or _is_usual(concept.name, full)):
        name = concept.name
    elif newest is not None and len(boards) > 1:
        name = _calm(newest.label)
    else:
        shorts = Counter(form for body in sound for form in body.short.elements())
        now = Counter(
            {
                tidy(form): full[tidy(form)]
                for body in sound
                if not body.former
                for form in body.full
            }
        )
        forms = now or full or acronyms or shorts or Counter([sound[0].label])
        name = _best(forms)
    slips = {form for body in members if id(body) in misprinted for form in body.full}
    if concept:
        slips |= {
            form
            for form in full
            if fold(form) in {fold(misprint) for misprint in concept.misprints}
        }
    name = called or name
    also = (
        {_calm(form) if form.isupper() and " " in form else form for form in full} - slips - {name}
    )
    folded = {fold(name)}
    kept: list[str] = []
    for form in sorted(also, key=lambda form: (-full[form], form)):
        if fold(form) not in folded:
            folded.add(fold(form))
            kept.append(form)
    spelled = {fold(form) for form in (*full, name) if " " not in form}
    spoken = {
        acronym for acronym in acronyms if acronym.casefold() not in spelled or acronym.isupper()
    }
    spoken = {acronym for acronym in spoken if acronym.isupper() or acronym.upper() not in spoken}
    known = spoken | (set(concept.acronyms) if concept else set())
    return Naming(
        name, _fullest(oldest) or name, tuple(sorted(kept)), tuple(sorted(known - {name})), tuple(sorted(slips)),
        tuple(sorted({_slug(body.label) for body in sound} - {""})), concept.id if concept else None,
        min(body.since for body in members), evidence, members[0].order,
    )  # fmt: skip


def _fullest(forms: Collection[str]) -> str:
    return min(forms, key=lambda form: (-len(form), form), default="")


def _is_usual(name: str, printed: Counter[str]) -> bool:
    """Whether the papers print ``name``, and no other full form more than twice as often."""
    alike: Counter[tuple[str, ...]] = Counter()
    for form, count in printed.items():
        alike[key(form)] += count
    return alike[key(name)] > 0 and 2 * alike[key(name)] >= max(alike.values())


def _calm(text: str) -> str:
    """A name printed in capitals alone, as it would stand in a sentence; short words that are acronyms stay."""
    words = text.split()
    if not text.isupper() or (len(words) == 1 and len(text) < 8):
        return text
    calm = [
        word.lower()
        if word.lower() in _SMALL and at
        else word
        if len(word) <= 3 and not set(word) & set("AEIOUY")
        else _capital(word)
        for at, word in enumerate(words)
    ]
    return " ".join(calm)


def _capital(word: str) -> str:
    """“HARPER-DAVIES” → “Harper-Davies”, “O’NEILL” → “O’Neill”, “(LFRS)” as it is."""
    if not word[:1].isalpha():
        return word
    parts = word.split("-")
    return "-".join(
        p[:3] + p[3:].lower() if p[1:2] in ("'", "’") else p.capitalize() for p in parts
    )


def ids(namings: Sequence[Naming]) -> list[str]:
    """One id each: the vocabulary's, else the slug of the oldest name; a namesake's carries what tells it apart.

    Of those who share a slug the one known longest keeps it bare, so that new papers do not move an older IRI.
    """
    wanted = [naming.concept or _slug(naming.oldest) or _digest(naming) for naming in namings]
    order = sorted(
        range(len(namings)),
        key=lambda at: (namings[at].concept is None, namings[at].first, namings[at].order),
    )
    taken: set[str] = set()
    chosen = [""] * len(namings)
    for at in order:
        options = [
            wanted[at],
            *(f"{wanted[at]}-{slug(words)}" for words in namings[at].evidence if slug(words)),
        ]
        chosen[at] = next(
            (option for option in options if option not in taken),
            f"{wanted[at]}-{_digest(namings[at])}",
        )
        taken.add(chosen[at])
    return chosen


def _best(forms: Counter[str]) -> str:
    """The form most often printed, not in capitals if that can be helped."""
    return _calm(min(forms, key=lambda form: (form.isupper(), -forms[form], -len(form), form)))


def id_of(body: Body) -> str:
    """The id that one reading would have by itself."""
    return body.concept.id if body.concept else _slug(body.label)


def _slug(text: str) -> str:
    return slug(text).removeprefix("the-")


def _digest(naming: Naming) -> str:
    return hashlib.sha256("\0".join((naming.name, *naming.order)).encode()).hexdigest()[:8]
