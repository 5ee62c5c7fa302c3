"""Scoring of organisations and programmes: the features of pairs of one block, and constraints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from kg.linking.blocking import BlockKey, BlockPair, OrganisationBlocks, Role
from kg.linking.clustering import CandidatePair, Clusters
from kg.linking.entities import Feature
from kg.linking.features import OrganisationFeature, feature, total
from kg.linking.guard import Guard, names_of
from kg.linking.jurisdiction import Jurisdictions, area_served, concept_area
from kg.linking.name_forms import within_edits
from kg.linking.organisation_words import NameWords, is_local
from kg.linking.profiles import OrganisationProfile, ProfileKey

_PARTS: tuple[set[Role], ...] = ({"words", "suffix"}, {"words", "beginning"})
_MIN_MISPRINT_WORD = 6  # letters of both words of which one is a misprint


class OrganisationMatcher:
    """Compares profiles of organisations and programmes, and clusters those that match.

    ``vetoes`` are the pairs, by key, that a person said are two.
    """

    def __init__(
        self,
        profiles: Sequence[OrganisationProfile],
        jurisdictions: Jurisdictions,
        vetoes: Mapping[frozenset[ProfileKey], Feature],
    ) -> None:
        self.profiles = profiles
        self.guard = Guard()
        self._vetoes = vetoes
        self._blocks = OrganisationBlocks(profiles, jurisdictions)
        self._years: dict[tuple[str, NameWords], set[tuple[int, ...]]] = defaultdict(set)
        for profile in profiles:
            if profile.years:
                self._years[profile.kind, profile.words].add(profile.years)

    def match(
        self, extra: Iterable[CandidatePair[OrganisationProfile]]
    ) -> Clusters[OrganisationProfile]:
        """The clusters of all profiles; ``extra`` are pairs from renamings, boards and verdicts."""
        clusters: Clusters[OrganisationProfile] = Clusters(self.profiles, self.cannot_link)
        clusters.add_pairs([*extra, *self._candidate_pairs()])
        return clusters

    def cannot_link(self, left: OrganisationProfile, right: OrganisationProfile) -> Feature | None:
        """Why two profiles can never be one, if so."""
        if veto := self._vetoes.get(frozenset((left.key, right.key))):
            return veto
        if left.concept and right.concept and left.concept.id != right.concept.id:
            return feature(left.kind, "other-concept")
        return None

    def features(
        self, left: OrganisationProfile, right: OrganisationProfile
    ) -> tuple[Feature, ...]:
        """The features of the shared block that scores best; none where two kinds are compared."""
        if left.kind != right.kind:
            return ()
        return max(map(self._features, self._blocks.shared(left, right)), key=total, default=())

    def _candidate_pairs(self) -> Iterator[CandidatePair[OrganisationProfile]]:
        """Every pair with features, each with those of the first block that gives any."""
        seen: set[tuple[ProfileKey, ProfileKey]] = set()
        for pair in self._blocks.pairs():
            first, second = sorted((pair.left, pair.right), key=lambda profile: profile.key)
            if (first.key, second.key) in seen:
                continue
            found = self.guard.attempt(
                names_of(first, second), partial(self._features, pair), tuple[Feature, ...]()
            )
            if found:
                seen.add((first.key, second.key))
                yield CandidatePair(first, second, found)

    # -- features --------------------------------------------------------------

    def _features(self, pair: BlockPair) -> tuple[Feature, ...]:
        """The features that one block gives a pair; empty where it gives none."""
        return tuple(feature(pair.left.kind, name) for name in self._feature_names(pair))

    def _feature_names(self, pair: BlockPair) -> Sequence[OrganisationFeature]:
        left, right = pair.left, pair.right
        if pair.key.method == "concept":
            return ["same-concept"]
        same_words = pair.roles == {"words"}
        if left.years != right.years:
            if not self._only_one_dated(left, right):
                return []
            if same_words:
                return ["only-dated"]
        if same_words:
            return self._same_words(left, right)
        if _described_elsewhere(left, right):
            return []
        return self._variant(pair)

    def _variant(self, pair: BlockPair) -> Sequence[OrganisationFeature]:
        """The features of two names of which one is a variant of the other."""
        differ = pair.left.words != pair.right.words
        match pair.key.method:
            case "words":
                return self._shortened(pair)
            case "joined":
                return ["joined"] if differ else []
            case "word-order":
                return ["word-order"] if pair.roles == {"topic-first", "topic-last"} else []
            case "initials":
                return ["initials"] if pair.roles == {"initials", "spelled"} else []
            case "tier":
                return self._tier(pair) if differ else []
            case _:
                return _misprint(pair.left, pair.right)

    def _shortened(self, pair: BlockPair) -> Sequence[OrganisationFeature]:
        """The features of two names that share words but for what one or both leave out."""
        roles = pair.roles
        if roles <= {"words", "without-ending", "without-state"}:
            return ["ending"] if "without-ending" in roles else ["state"]
        if roles == {"without-area"}:
            is_programme = pair.left.kind == "programme"
            return ["home"] if is_programme and self._states_same_area(pair) else []
        if roles == {"words", "without-area"}:
            return self._area_left_out(pair)
        return self._part_left_out(pair) if roles in _PARTS else []

    def _tier(self, pair: BlockPair) -> Sequence[OrganisationFeature]:
        """The features of two councils of one place: of two tiers, or one of a tier unsaid."""
        if pair.roles == {"tier"}:
            return ["tier"]
        unsaid = pair.left if pair.left_role == "without-tier" else pair.right
        said = [
            each for each in self._blocks.with_role(pair.key, "tier") if each.scopes & unsaid.scopes
        ]
        other = pair.right if unsaid is pair.left else pair.left
        return ["tier"] if {each.words for each in said} == {other.words} else []

    def _area_left_out(self, pair: BlockPair) -> Sequence[OrganisationFeature]:
        """The features of a name and one that also says the area: “Hate Group”."""
        short, long = pair.short_and_long()
        if not self._adds_home_area(short, long):
            return []
        return ["home", "several"] if self._is_ambiguous_at_home(pair.key, short) else ["home"]

    def _part_left_out(self, pair: BlockPair) -> Sequence[OrganisationFeature]:
        """The features of a name and a longer one of its papers that ends, or begins, with it."""
        short, long = pair.short_and_long()
        lettered = "beginning" in pair.roles and not short.full_names  # “VRB”, “VRB Delivery Group”
        if short.concept is not None or lettered or short.documents.isdisjoint(long.documents):
            return []
        able = {
            each.words
            for role in ("suffix", "beginning")
            for each in self._sharing_papers(pair.key, role, short)
        }
        return ["suffix", "several"] if len(able) > 1 else ["suffix"]

    def _sharing_papers(
        self, key: BlockKey, role: Role, short: OrganisationProfile
    ) -> list[OrganisationProfile]:
        """The profiles of a block in a role that the papers of ``short`` name too."""
        return [
            each for each in self._blocks.with_role(key, role) if each.documents & short.documents
        ]

    def _only_one_dated(self, left: OrganisationProfile, right: OrganisationProfile) -> bool:
        """Whether one has years and the other none, and no other years are named anywhere.

        General names must also stand in one paper.
        """
        dated = left if left.years else right
        if (left.years and right.years) or len(self._years[dated.kind, dated.words]) != 1:
            return False
        return not left.is_general or bool(left.documents & right.documents)

    def _same_words(
        self, left: OrganisationProfile, right: OrganisationProfile
    ) -> list[OrganisationFeature]:
        """Two profiles of the same words: parent, scope or concept tell them apart, or do not."""
        if left.parent_key and right.parent_key and left.parent_key != right.parent_key:
            return ["same-words", "other-parent"]
        if left.parent_key != right.parent_key:
            unit, other = (left, right) if left.parent else (right, left)
            return ["unit-at-home"] if _is_unit_at_home(unit, other) else []
        found: list[OrganisationFeature] = ["same-words"]
        if _described_elsewhere(left, right):
            found.append("other-papers")
        if left.scope != right.scope and not _concept_spans_scopes(left, right):
            found.append("other-place" if _are_local(left, right) else "other-area")
        return found

    def _states_same_area(self, pair: BlockPair) -> bool:
        """Whether two names say one area, by itself and as its council: “Marlshire CC Survey”."""
        if pair.left.words == pair.right.words:
            return False
        theirs = set(self._blocks.without_area(pair.right))
        return any(each in theirs for each in self._blocks.without_area(pair.left))

    def _adds_home_area(self, short: OrganisationProfile, long: OrganisationProfile) -> bool:
        """Whether ``long`` is ``short`` with the area whose papers name ``short``."""
        return any(
            rest == short.words and areas & short.scopes
            for rest, areas in self._blocks.without_area(long)
        )

    def _is_ambiguous_at_home(self, key: BlockKey, short: OrganisationProfile) -> bool:
        """Whether several bodies of the area could be meant by a name without its area."""
        able = {
            profile.words
            for profile in self._blocks.with_role(key, "without-area")
            if self._adds_home_area(short, profile)
        }
        exact = {words for words in able if " ".join(words[: -len(short.words)]) in short.scopes}
        return len(able) > 1 and len(exact) != 1


def _described_elsewhere(left: OrganisationProfile, right: OrganisationProfile) -> bool:
    """Whether a description stands in another paper, and no shared context says it is the same."""
    described = left.only_document or right.only_document
    if not described or left.documents & right.documents:
        return False
    return _context(left).isdisjoint(_context(right))


def _context(profile: OrganisationProfile) -> set[NameWords]:
    """What is named beside a description; of a name, itself."""
    return profile.context if profile.only_document else profile.context | {profile.words}


def _is_unit_at_home(unit: OrganisationProfile, other: OrganisationProfile) -> bool:
    """Whether ``other`` is named in papers of the area whose council the unit is of."""
    area = area_served(" ".join(unit.parent.words)) if unit.parent else None
    return area is not None and area in other.scopes


def _concept_spans_scopes(left: OrganisationProfile, right: OrganisationProfile) -> bool:
    """Whether an entry of the gazetteer makes a name of two scopes one: none of another area."""
    concept = left.concept or right.concept
    if concept is None or concept.generic:
        return False
    return not concept.area or concept_area(concept) in left.scopes | right.scopes


def _are_local(left: OrganisationProfile, right: OrganisationProfile) -> bool:
    """Whether both are bodies that any place can have, not of words that name nobody alone."""
    return is_local(left.words) and not left.is_general and not right.is_general


def _misprint(
    left: OrganisationProfile, right: OrganisationProfile
) -> Sequence[OrganisationFeature]:
    """The features of two names that differ by a misprint."""
    if not _differ_by_a_misprint(left.words, right.words):
        return []
    found: list[OrganisationFeature] = ["misprint"]
    if left.scopes & right.scopes:
        found.append("same-area")
    if min(left.print_count, right.print_count) == 1:
        found.append("seen-once")
    return found


def _differ_by_a_misprint(left: NameWords, right: NameWords) -> bool:
    """Whether one letter of one long word was dropped, doubled, swapped or mistaken; no digit."""
    if len(left) != len(right):
        return False
    different = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if len(different) != 1:
        return False
    a, b = different[0]
    if min(len(a), len(b)) < _MIN_MISPRINT_WORD or _digits(a) != _digits(b):
        return False
    return within_edits(a, b, 1)


def _digits(word: str) -> str:
    return "".join(c for c in word if c.isdigit())
