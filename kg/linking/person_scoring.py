"""Scoring of people: the features of two personal names and of the places where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date

from kg.linking.entities import Feature
from kg.linking.features import PersonFeature, feature
from kg.linking.lexicon import NameLexicon
from kg.linking.name_forms import within_edits
from kg.linking.person_names import PersonName
from kg.linking.profiles import PersonProfile, ProfileKey

_MIN_NEAR_SURNAME = 5  # letters of surnames that may differ by one
_MIN_CIRCLE = 5  # people whom two papers both name, the two compared among them
_MIN_NEAR_FIRST_NAME = 4  # letters of first names that may differ by one


def person_features(*names: PersonFeature) -> tuple[Feature, ...]:
    """The named features of a pair of people, with their weights."""
    return tuple(feature("person", name) for name in names)


# -- names ---------------------------------------------------------------------


def first_name_feature(left: str, right: str, lexicon: NameLexicon) -> PersonFeature | None:
    """The feature of two first names or initials, or ``None`` where they do not fit."""
    if left == right:
        return "same-name" if len(left) > 1 else "same-initials"
    short, long = sorted((left, right), key=len)
    if len(short) == 1:
        forms = {long, *lexicon.nicknames.get(long, ())}
        return "initial" if any(form.startswith(short) for form in forms) else None
    if right in lexicon.nicknames.get(left, ()) or left in lexicon.nicknames.get(right, ()):
        return "nickname"
    is_near = len(short) >= _MIN_NEAR_FIRST_NAME and left[0] == right[0]
    return "near-first-name" if is_near and within_edits(left, right, 1) else None


def given_name_features(
    left: PersonName, right: PersonName, lexicon: NameLexicon
) -> tuple[PersonFeature, ...] | None:
    """The features of two sets of given names, or ``None`` where they do not fit."""
    first = first_name_feature(left.given[0], right.given[0], lexicon)
    if first is None:
        return ("same-name",) if left.joined == right.joined else None
    middle = list(zip(left.given[1:], right.given[1:], strict=False))
    if not all(_middle_names_fit(one, other) for one, other in middle):
        return None
    found: list[PersonFeature] = [first]
    if middle and first in ("initial", "same-initials"):
        found.append("more-initials")
    if len(left.given) != len(right.given) and left.joined != right.joined:
        found.append("middle-name")
    return tuple(found)


def _middle_names_fit(one: str, other: str) -> bool:
    """Whether two middle names are the same, or one is the initial of the other."""
    return one[0] == other[0] and (one == other or min(len(one), len(other)) == 1)


def surname_features(
    left: PersonName, right: PersonName, has_initial: bool, lexicon: NameLexicon
) -> tuple[PersonFeature, ...] | None:
    """The features of two surnames, or ``None`` where they do not fit.

    Surnames that differ by a letter do not where one of the two names has an initial only.
    """
    a, b = left.surname, right.surname
    if a == b or left.joined == right.joined:
        return ("common-surname",) if a in lexicon.common_surnames else ()
    if has_initial or min(len(a), len(b)) < _MIN_NEAR_SURNAME or a[0] != b[0]:
        return None
    return ("near-surname",) if within_edits(a, b, 1) else None


def misprinted_surname_feature(left: PersonName, right: PersonName) -> PersonFeature | None:
    """The feature of two surnames of which one may be a misprint, as far as the names tell."""
    a, b = left.surname, right.surname
    if a == b:
        return None
    if within_edits(a, b, 2) and a[0] == b[0]:
        return "near-surname"
    return "alike-surname" if min(len(a), len(b)) > 5 and a[:4] == b[:4] else None


# -- where the names stand -----------------------------------------------------


def context_features(left: PersonProfile, right: PersonProfile) -> list[PersonFeature]:
    """What the places where two names stand tell of a pair."""
    found = [*_organisation_features(left, right), *_area_features(left, right)]
    if left.documents & right.documents:
        found.append("same-document")
    if left.callings and right.callings:
        same = left.callings & right.callings
        found.append("same-calling" if same else "other-calling")
    if left.name.sex and left.name.sex == right.name.sex:
        found.append("same-sex")
    return found


def _organisation_features(left: PersonProfile, right: PersonProfile) -> list[PersonFeature]:
    if not left.organisations or not right.organisations:
        return []
    if left.organisations & right.organisations:
        same_seat = left.seats.keys() & right.seats.keys()
        return ["same-organisation", "same-seat"] if same_seat else ["same-organisation"]
    if (
        left.parent_organisations & right.organisations
        or left.organisations & right.parent_organisations
    ):
        return ["related-organisation"]
    return ["other-organisation"]


def _area_features(left: PersonProfile, right: PersonProfile) -> list[PersonFeature]:
    if left.scope and left.scope == right.scope:
        return ["same-area"]
    if share_a_circle(left, right):
        return ["same-circle"]
    if left.has_area and right.has_area:
        return ["other-area"]
    if left.scope and right.scope and left.boards.isdisjoint(right.boards):
        return ["other-board"]
    return []


def share_a_circle(left: PersonProfile, right: PersonProfile) -> bool:
    """Whether papers of both name the same people: these are papers of one circle, if not board."""
    return any(len(one & other) >= _MIN_CIRCLE for one in left.circles for other in right.circles)


def held_between(one: Set[date], other: Set[date]) -> bool:
    """Whether one of two people held a seat between two days on which the other held it."""
    return _lies_between(one, other) or _lies_between(other, one)


def _lies_between(outer: Set[date], inner: Set[date]) -> bool:
    return bool(outer) and any(min(outer) < day < max(outer) for day in inner)


# -- constraints ---------------------------------------------------------------


class PersonConstraints:
    """What forbids that two people are one, whatever else speaks for it (cannot-link).

    ``vetoes`` are the pairs, by key, that a person said are two.
    """

    def __init__(
        self, lexicon: NameLexicon, vetoes: Mapping[frozenset[ProfileKey], Feature]
    ) -> None:
        self._lexicon = lexicon
        self._vetoes = vetoes

    def cannot_link(self, left: PersonProfile, right: PersonProfile) -> Feature | None:
        """Why two profiles can never be one person, if so."""
        if veto := self._vetoes.get(frozenset((left.key, right.key))):
            return veto
        one, other = left.name, right.name
        if one.sex and other.sex and one.sex != other.sex:
            return feature("person", "other-sex")
        if one.given and other.given and given_name_features(one, other, self._lexicon) is None:
            return feature("person", "other-first-name")
        if _stand_in_one_list(left, right):
            return feature("person", "one-list")
        return None


def _stand_in_one_list(left: PersonProfile, right: PersonProfile) -> bool:
    """Whether two profiles are different entries of the list of one meeting."""
    theirs = {(document, meeting): form for document, meeting, form in right.list_entries}
    return any(
        theirs.get((document, meeting), form) != form
        for document, meeting, form in left.list_entries
    )
