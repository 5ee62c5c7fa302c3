"""Clusters of profiles: matches by score, cannot-link constraints, verdicts and parts."""

from __future__ import annotations

from kg.linking.clustering import CandidatePair, Clusters
from kg.linking.entities import Feature
from kg.linking.features import MATCH_THRESHOLD, POSSIBLE_MATCH_THRESHOLD
from kg.linking.person_names import PersonName
from kg.linking.profiles import PersonProfile

FORBIDDEN = Feature("forbidden", -100.0, "may not be one")


def profile(given: str) -> PersonProfile:
    return PersonProfile(PersonName((given,), "warrow", f"{given.title()} Warrow"), "marlshire")


ANN, BEA, CAT, DOT = map(profile, ("ann", "bea", "cat", "dot"))


def pair(
    left: PersonProfile, right: PersonProfile, score: float, by: str = "rules"
) -> CandidatePair[PersonProfile]:
    return CandidatePair(left, right, (Feature("alike", score, "alike"),), by)


def clusters(*forbidden: tuple[PersonProfile, PersonProfile]) -> Clusters[PersonProfile]:
    keys = {frozenset((left.key, right.key)) for left, right in forbidden}
    return Clusters(
        [DOT, CAT, BEA, ANN],
        lambda left, right: FORBIDDEN if frozenset((left.key, right.key)) in keys else None,
    )


def test_profiles_of_the_same_parts_have_the_same_key_and_others_another() -> None:
    assert profile("ann").key == ANN.key
    assert len({each.key for each in (ANN, BEA, CAT, DOT)}) == 4


def test_pairs_from_the_threshold_on_are_joined_and_those_below_are_possible_matches() -> None:
    found = clusters()
    possible = pair(CAT, DOT, POSSIBLE_MATCH_THRESHOLD)
    found.add_pairs([pair(ANN, BEA, MATCH_THRESHOLD), possible, pair(ANN, DOT, 0.5)])
    assert found.all() == [[ANN, BEA], [CAT], [DOT]]
    assert found.possible_matches == [possible]
    assert found.are_joined(ANN, BEA) and found.cluster_of(CAT) != found.cluster_of(DOT)


def test_a_possible_match_that_others_join_is_none_any_longer() -> None:
    found = clusters()
    found.add_pairs([pair(ANN, BEA, 3.0)])
    found.add_pairs([pair(ANN, CAT, 5.0), pair(BEA, CAT, 5.0)])
    assert found.possible_matches == []


def test_the_best_pair_is_joined_first_and_no_constraint_is_crossed() -> None:
    found = clusters((ANN, CAT))
    found.add_pairs([pair(BEA, CAT, 5.0), pair(ANN, BEA, 6.0)])
    assert found.all() == [[ANN, BEA], [CAT], [DOT]]
    assert [(each.left, each.right) for each in found.possible_matches] == [(BEA, CAT)]


def test_a_verdict_joins_across_a_constraint() -> None:
    found = clusters((ANN, BEA))
    found.add_pairs([pair(ANN, BEA, 1000.0, by="J. Reader")])
    assert list(found.members(ANN)) == [ANN, BEA]


def test_the_path_between_two_profiles_is_the_shortest_chain_of_matches() -> None:
    found = clusters()
    found.add_pairs([pair(ANN, BEA, 5.0), pair(BEA, CAT, 5.0), pair(CAT, DOT, 5.0)])
    assert [(each.left, each.right) for each in found.path(ANN, CAT)] == [(ANN, BEA), (BEA, CAT)]
    assert found.path(ANN, ANN) == []


def test_the_parts_of_a_cluster_are_what_the_rules_alone_would_make_of_it() -> None:
    found = clusters()
    found.add_pairs([pair(ANN, BEA, 5.0), pair(CAT, DOT, 5.0)])
    found.add_pairs([pair(BEA, CAT, 1000.0, by="J. Reader")])
    assert found.all() == [[ANN, BEA, CAT, DOT]]
    assert found.parts(ANN, lambda left, right: ()) == [[ANN, BEA], [CAT, DOT]]
    alike = (Feature("alike", MATCH_THRESHOLD, "alike"),)
    assert found.parts(ANN, lambda left, right: alike) == [[ANN, BEA, CAT, DOT]]
