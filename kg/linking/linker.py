"""Record linkage from facts to entities, step by step.

1. Entity linking: every printed name of an organisation or a programme is read as a profile.
2. Blocking, scoring and clustering of these profiles, with what boards and papers say of them.
3. The same for people, whose profiles carry the clusters of their organisations.
4. Canonicalisation and fusion: a cluster becomes an entity with a name and an id.
5. Coreference resolution of nominal mentions (“the Chairman”).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from kg.extractors.facts import Facts
from kg.linking.change_events import change_events
from kg.linking.clustering import Clusters
from kg.linking.collective import same_board_pairs
from kg.linking.coreference import CoreferenceResolver
from kg.linking.entities import Identities, Judgement, ResolvedReference, UnresolvedName
from kg.linking.entity_fusion import EntityFusion, cluster_id
from kg.linking.entity_tables import EntityTableBuilder
from kg.linking.explanation import MatchExplainer
from kg.linking.former_names import former_name_pairs
from kg.linking.guard import Guard
from kg.linking.judgements import judgements, retyped_entities
from kg.linking.jurisdiction import Jurisdictions
from kg.linking.lexicon import name_lexicon
from kg.linking.organisation_linking import OrganisationLinker
from kg.linking.overrides import Overrides
from kg.linking.person_matching import PersonMatcher
from kg.linking.person_profiles import PersonProfileBuilder
from kg.linking.profiles import OrganisationProfile, ProfileKey
from kg.linking.scoring import OrganisationMatcher
from kg.linking.succession import renamed_board_pairs, renaming_pairs, stated_changes
from kg.linking.verdicts import Verdicts
from kg.ontology.vocabulary import Vocabulary


def identify(
    corpus: Iterable[Facts], vocabulary: Vocabulary, verdicts: Verdicts | None = None
) -> Identities:
    """Who and what the papers name, across all of them; the order of ``corpus`` does not matter."""
    by_id = {facts.document.id: facts for facts in corpus}
    papers = [by_id[document] for document in sorted(by_id)]
    overrides = Overrides(verdicts or Verdicts(), papers)
    lexicon, jurisdictions = name_lexicon(vocabulary), Jurisdictions(papers, vocabulary)

    linker = OrganisationLinker(papers, vocabulary, jurisdictions, overrides)
    linker.link_all()
    profiles = linker.profiles
    stated = stated_changes(papers, linker.by_mention)
    pairs = [
        *renamed_board_pairs(profiles, jurisdictions),
        *renaming_pairs(stated),
        *same_board_pairs(papers, linker),
    ]
    on_organisations = overrides.on_organisations(profiles)
    organisation_matcher = OrganisationMatcher(profiles, jurisdictions, on_organisations.vetoes)
    organisations = organisation_matcher.match([*pairs, *on_organisations.joined])

    builder = PersonProfileBuilder(
        papers, lexicon, jurisdictions, linker, overrides, _cluster_ids(organisations)
    )
    on_people = overrides.on_people(builder.profiles)
    person_matcher = PersonMatcher(builder.profiles, lexicon, on_people.vetoes)
    former = former_name_pairs(papers, builder.profiles, builder.by_place, lexicon)
    people = person_matcher.match([*on_people.joined, *former])

    fusion = EntityFusion(
        organisations,
        people,
        on_organisations.preferred_names | on_people.preferred_names,
        organisation_matcher.features,
        person_matcher.features,
    )
    tables = EntityTableBuilder(linker, builder, overrides, fusion.entity_of).build(papers)
    guard = Guard()
    resolvers = {facts.document.id: CoreferenceResolver(facts, tables) for facts in papers}
    references = {
        document: guard.attempt(
            f"what {document} calls people by their offices",
            partial(_resolved, each),
            tuple[ResolvedReference, ...](),
        )
        for document, each in resolvers.items()
    }
    return Identities(
        entities=fusion.entities,
        names=tables.names,
        mentions=tables.mentions,
        boards=tables.boards,
        judgements=_sorted_judgements(
            [
                *judgements(organisations, on_organisations.separated, fusion.entity_of),
                *judgements(people, on_people.separated, fusion.entity_of),
            ]
        ),
        changes=change_events(organisations, stated, fusion.entity_of),
        unresolved=_sorted_unresolved(
            linker.unresolved,
            builder.unresolved,
            fusion.unresolved,
            *(each.unresolved for each in resolvers.values()),
        ),
        unmatched=overrides.unmatched,
        explainer=MatchExplainer(
            organisation_matcher, organisations, person_matcher, people, fusion.entity_of
        ),
        retyped=retyped_entities(papers, overrides, fusion.entities, tables.mentions),
        references=references,
        failures=sorted(
            {
                failure
                for each in (organisation_matcher.guard, person_matcher.guard, guard)
                for failure in each.failures
            }
        ),
    )


def _resolved(resolver: CoreferenceResolver) -> tuple[ResolvedReference, ...]:
    return tuple(resolver.resolve())


def _cluster_ids(clusters: Clusters[OrganisationProfile]) -> dict[ProfileKey, str]:
    """The id of the cluster of every profile."""
    return {profile.key: cluster_id(members) for members in clusters.all() for profile in members}


def _sorted_judgements(found: Iterable[Judgement]) -> list[Judgement]:
    """Each judgement once, by kind and verdict, those of the highest score first."""
    return sorted(
        dict.fromkeys(found),
        key=lambda j: (j.kind, j.verdict, -j.score, j.left, j.right, j.left_id, j.right_id),
    )


def _sorted_unresolved(*found: Iterable[UnresolvedName]) -> list[UnresolvedName]:
    """Each unresolved name once, by document."""
    return sorted(
        {each for names in found for each in names},
        key=lambda name: (name.document, name.kind, name.printed, name.reason),
    )
