"""Canonicalisation: an entity's preferred name, its other names, and its id.

None of them depends on the order of the papers.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kg.linking.name_forms import name_key, sentence_case, tidy
from kg.linking.profiles import (
    OrganisationProfile,
    PersonProfile,
    Profile,
    ProfileKey,
    most_printed,
)
from kg.ontology.folding import entity_slug, fold
from kg.ontology.vocabulary import Concept

P = TypeVar("P", bound=Profile)

_CLEARLY_MORE = 2  # so many times as often another form must be printed to be preferred


@dataclass(frozen=True, slots=True)
class CanonicalName:
    """How one entity is called, and what its id is made of.

    ``oldest_name`` is the fullest name in its oldest paper, which is of ``first_date``;
    ``qualifiers`` tell it from a namesake.
    """

    name: str
    oldest_name: str
    other_names: tuple[str, ...]
    acronyms: tuple[str, ...]
    misprints: tuple[str, ...]
    part_slugs: tuple[str, ...]  # of the names of its profiles
    concept: str | None
    first_date: date
    qualifiers: tuple[str, ...]
    key: ProfileKey  # of its first profile


def _split_misprints(
    members: Sequence[P], misprinted: Set[ProfileKey]
) -> tuple[Sequence[P], Sequence[P]]:
    """The profiles that are no misprints (all, if all are), and those that are."""
    correct = [each for each in members if each.key not in misprinted]
    return correct or members, [each for each in members if each.key in misprinted]


# -- people --------------------------------------------------------------------


def canonical_person_name(
    members: Sequence[PersonProfile],
    misprinted: Set[ProfileKey],
    decided: str | None,
    qualifiers: tuple[str, ...],
) -> CanonicalName:
    """The names of one person: preferred is the form with a first name that is most used.

    A surname alone keeps its title. ``misprinted`` are the profiles that are misprints, ``decided``
    is the name that somebody gave, if one did.
    """
    correct, misprinted_members = _split_misprints(members, misprinted)
    whole = [each for each in correct if each.name.given]
    name = decided or _preferred_person_name(correct)
    misprints = {form for each in misprinted_members for form in each.printed}
    printed = {form for each in whole for form in (*each.printed, _person_form(each))}
    return CanonicalName(
        name,
        _oldest_person_name(correct),
        tuple(sorted(printed - {name} - misprints)),
        (),
        tuple(sorted(misprints)),
        tuple(sorted({entity_slug(each.name.bare) for each in whole} - {""})),
        None,
        min(each.first_date for each in members),
        qualifiers,
        members[0].key,
    )


def _person_form(profile: PersonProfile) -> str:
    """A name without its titles; a surname alone as it is printed."""
    return sentence_case(profile.name.bare) if profile.name.given else profile.label


def _fullest_forms(profiles: Sequence[PersonProfile]) -> set[str]:
    """The forms with a first name, else those with initials, else all."""
    whole = [each for each in profiles if each.name.given]
    full = [each for each in whole if each.name.has_first_name]
    return {_person_form(each) for each in full or whole or profiles}


def _preferred_person_name(profiles: Sequence[PersonProfile]) -> str:
    counts: Counter[str] = Counter()
    for profile in profiles:
        counts[_person_form(profile)] += profile.printed.total()
    return min(_fullest_forms(profiles), key=lambda form: (-counts[form], -len(form), form))


def _oldest_person_name(profiles: Sequence[PersonProfile]) -> str:
    """The longest name with given names in the oldest paper; without any, the longest name."""
    whole = [each for each in profiles if each.name.given]
    first = min((each.first_date for each in whole), default=None)
    oldest = {_person_form(each) for each in whole if each.first_date == first}
    return _longest(oldest or _fullest_forms(profiles))


# -- organisations and programmes ----------------------------------------------


def canonical_organisation_name(
    members: Sequence[OrganisationProfile],
    misprinted: Set[ProfileKey],
    with_area: Set[ProfileKey],
    decided: str | None,
    qualifiers: tuple[str, ...],
) -> CanonicalName:
    """The names of one organisation or programme; see :func:`_preferred_organisation_name`.

    ``misprinted`` are the profiles that are misprints, ``with_area`` those whose name says the area
    or the parent that another leaves out, ``decided`` the name that a person gave, if one did.
    """
    correct, misprinted_members = _split_misprints(members, misprinted)
    concept = next((each.concept for each in members if each.concept), None)
    full, acronyms = _full_names(correct), _acronyms(correct)
    name = decided or _preferred_organisation_name(correct, concept, full, acronyms, with_area)
    misprints = {form for each in misprinted_members for form in each.full_names}
    misprints |= _known_misprints(full, concept)
    all_acronyms = _spoken_acronyms(acronyms, (*full, name)).union(
        concept.acronyms if concept else ()
    )
    return CanonicalName(
        name,
        _oldest_organisation_name(correct) or name,
        _other_names(full, name, misprints),
        tuple(sorted(all_acronyms - {name})),
        tuple(sorted(misprints)),
        tuple(sorted({_organisation_slug(each.label) for each in correct} - {""})),
        concept.id if concept else None,
        min(each.first_date for each in members),
        qualifiers,
        members[0].key,
    )


def _full_names(profiles: Iterable[OrganisationProfile]) -> Counter[str]:
    """The full names, tidied, and how often they are printed."""
    full: Counter[str] = Counter()
    for profile in profiles:
        for form, count in profile.full_names.items():
            full[tidy(form)] += count
    return full


def _acronyms(profiles: Iterable[OrganisationProfile]) -> Counter[str]:
    acronyms: Counter[str] = Counter()
    for profile in profiles:
        acronyms.update(profile.acronyms)
    return acronyms


def _preferred_organisation_name(
    profiles: Sequence[OrganisationProfile],
    concept: Concept | None,
    full: Counter[str],
    acronyms: Counter[str],
    with_area: Set[ProfileKey],
) -> str:
    """The preferred name of an organisation or programme, by the first of these that applies.

    1. A general name with its area, which tells more than the plain one, unless the papers print
       the plain one more than twice as often.
    2. The gazetteer's name, where the papers often print it or print no name in full.
    3. The newest name of a board that was renamed.
    4. The form most often printed, not of a name that was given up.
    """
    boards = _boards(profiles)
    of_area = _printed_with_area(profiles, with_area)
    is_general = concept is None or concept.generic
    if of_area and is_general and not boards and _is_common(max(of_area.values()), full):
        return _most_common(of_area)
    if concept and (not full or _is_often_printed(concept.name, full)):
        return concept.name
    if len(boards) > 1:
        return sentence_case(
            max(boards, key=lambda each: (max(each.meeting_dates), each.key)).label
        )
    return _most_common(_current_names(profiles, full) or full or acronyms or _any_names(profiles))


def _boards(profiles: Iterable[OrganisationProfile]) -> list[OrganisationProfile]:
    """The profiles that hold meetings of their own, under a name in full."""
    return [each for each in profiles if each.meeting_dates and each.full_names]


def _printed_with_area(
    profiles: Iterable[OrganisationProfile], with_area: Set[ProfileKey]
) -> Counter[str]:
    """How often the names that say their area are printed."""
    named = [each for each in profiles if each.key in with_area]
    return Counter({tidy(f): count for each in named for f, count in each.full_names.items()})


def _is_common(count: int, full: Counter[str]) -> bool:
    """Whether no full name is printed more than twice as often as ``count``."""
    return _CLEARLY_MORE * count >= max(full.values())


def _is_often_printed(name: str, full: Counter[str]) -> bool:
    """Whether the papers print ``name``, and no other full name more than twice as often."""
    by_words: Counter[tuple[str, ...]] = Counter()
    for form, count in full.items():
        by_words[name_key(form)] += count
    own = by_words[name_key(name)]
    return own > 0 and _CLEARLY_MORE * own >= max(by_words.values())


def _current_names(profiles: Iterable[OrganisationProfile], full: Counter[str]) -> Counter[str]:
    """The full names but for those that the papers say were given up."""
    current = {tidy(form) for p in profiles if not p.superseded for form in p.full_names}
    return Counter({form: full[form] for form in current})


def _any_names(profiles: Sequence[OrganisationProfile]) -> Counter[str]:
    """The forms that mean it in one place only; where there is none, its label."""
    forms = Counter(form for each in profiles for form in each.local_names.elements())
    return forms or Counter([profiles[0].label])


def _oldest_organisation_name(profiles: Sequence[OrganisationProfile]) -> str:
    """The name of the board that met first, else the longest usual name of the oldest papers."""
    if boards := _boards(profiles):
        return min(boards, key=lambda each: (min(each.meeting_dates), each.key)).label
    printed = [each for each in profiles if each.oldest_names]
    first = min((each.first_date for each in printed), default=date.max)
    oldest = (each for each in printed if each.first_date == first)
    return _longest({tidy(most_printed(each.oldest_names)) for each in oldest})


def _known_misprints(full: Iterable[str], concept: Concept | None) -> set[str]:
    """The full names that the gazetteer lists as misprints."""
    misprints = {fold(misprint) for misprint in concept.misprints} if concept else set()
    return {form for form in full if fold(form) in misprints}


def _other_names(full: Counter[str], name: str, misprints: Set[str]) -> tuple[str, ...]:
    """The other full names, sorted; of forms that fold alike only the one most printed."""
    calm = {sentence_case(form) if " " in form else form for form in full}
    by_fold: dict[str, str] = {fold(name): name}
    for form in sorted(calm - misprints - {name}, key=lambda form: (-full[form], form)):
        by_fold.setdefault(fold(form), form)
    return tuple(sorted(form for form in by_fold.values() if form != name))


def _spoken_acronyms(acronyms: Iterable[str], names: Collection[str]) -> set[str]:
    """The acronyms that are not only another writing of a name or of an acronym in capitals."""
    words = {fold(name) for name in names if " " not in name}
    spoken = {each for each in acronyms if each.isupper() or each.casefold() not in words}
    return {each for each in spoken if each.isupper() or each.upper() not in spoken}


# -- forms ---------------------------------------------------------------------


def _longest(forms: Collection[str]) -> str:
    return min(forms, key=lambda form: (-len(form), form), default="")


def _most_common(forms: Counter[str]) -> str:
    """The form most often printed, not in capitals if that can be helped."""
    best = min(forms, key=lambda form: (form.isupper(), -forms[form], -len(form), form))
    return sentence_case(best)


# -- ids -----------------------------------------------------------------------


def assign_ids(names: Sequence[CanonicalName]) -> list[str]:
    """One id each: the gazetteer's, else the slug of the oldest name; a namesake's is qualified.

    Of those who share a slug the one known longest keeps it bare, so that new papers do not move an
    older IRI.
    """
    wanted = [
        name.concept or _organisation_slug(name.oldest_name) or _digest(name) for name in names
    ]
    order = sorted(
        range(len(names)),
        key=lambda at: (names[at].concept is None, names[at].first_date, names[at].key),
    )
    taken: set[str] = set()
    chosen = [""] * len(names)
    for at in order:
        qualified = (
            f"{wanted[at]}-{entity_slug(words)}"
            for words in names[at].qualifiers
            if entity_slug(words)
        )
        free = (each for each in (wanted[at], *qualified) if each not in taken)
        chosen[at] = next(free, f"{wanted[at]}-{_digest(names[at])}")
        taken.add(chosen[at])
    return chosen


def profile_id(profile: OrganisationProfile) -> str:
    """The id that one profile would have by itself."""
    return profile.concept.id if profile.concept else _organisation_slug(profile.label)


def _organisation_slug(text: str) -> str:
    return entity_slug(text).removeprefix("the-")


def _digest(name: CanonicalName) -> str:
    return hashlib.sha256("\0".join((name.name, *name.key)).encode()).hexdigest()[:8]
