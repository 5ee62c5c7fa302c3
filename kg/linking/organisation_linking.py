"""Entity linking of organisations and programmes: which profile every printed name means.

Names in full are linked first, then the names that they explain, then what nothing explains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from kg.extractors.facts import EntityKind, Facts, Span
from kg.linking.acronyms import AcronymTable
from kg.linking.candidates import CandidateIndex
from kg.linking.entities import UnresolvedName
from kg.linking.full_names import FullNameLinker
from kg.linking.gazetteer import Gazetteer
from kg.linking.jurisdiction import Jurisdictions
from kg.linking.mention_context import MentionContext, document_date, mentions_in_context
from kg.linking.name_forms import (
    bare_acronym,
    bracketed_acronyms,
    is_acronym,
    name_key,
    without_brackets,
)
from kg.linking.organisation_words import NameWords
from kg.linking.overrides import Overrides
from kg.linking.profiles import MentionPlace, NamePlace, OrganisationProfile
from kg.linking.short_names import ShortNameLinker
from kg.ontology.folding import fold_printed
from kg.ontology.vocabulary import Vocabulary

_CONTEXT_WINDOW = 400  # characters within which what is named tells one description from another


class OrganisationLinker:
    """Links names to profiles; after :meth:`link_all` the properties hold the links."""

    def __init__(
        self,
        papers: Sequence[Facts],
        vocabulary: Vocabulary,
        jurisdictions: Jurisdictions,
        overrides: Overrides,
    ) -> None:
        self._papers = papers
        self._jurisdictions = jurisdictions
        self._overrides = overrides
        self._acronyms = AcronymTable(papers, jurisdictions)
        gazetteer = Gazetteer(papers, vocabulary, jurisdictions, self._acronyms)
        self._candidates = CandidateIndex(jurisdictions)
        self._full_names = FullNameLinker(
            vocabulary, jurisdictions, self._acronyms, gazetteer, self._candidates, overrides
        )
        self._short_names = ShortNameLinker(
            jurisdictions, self._acronyms, gazetteer, self._candidates, self._full_names
        )
        self._dates = {facts.document.id: document_date(facts) or date.max for facts in papers}
        self.unresolved: list[UnresolvedName] = []
        self._named: set[NamePlace] = set()  # by names of the text, not by descriptions of lists

    # -- what is linked --------------------------------------------------------

    @property
    def profiles(self) -> list[OrganisationProfile]:
        """All profiles that were printed, or that units were said to be parts of, by key."""
        return self._candidates.profiles

    @property
    def by_place(self) -> dict[NamePlace, OrganisationProfile]:
        """The profile of every name in its document."""
        return self._candidates.by_place

    @property
    def by_mention(self) -> dict[MentionPlace, OrganisationProfile]:
        """The profile of every mention."""
        return self._candidates.by_mention

    def by_full_name(self, printed: str) -> OrganisationProfile | None:
        """The profile that a full name means most often, in any paper."""
        return self._candidates.by_full_name.get(fold_printed(printed))

    def named_in(self, document: str, printed: str | None) -> OrganisationProfile | None:
        """The profile that an organisation's name was linked to in a document."""
        return self.by_place.get((document, "organisation", fold_printed(printed or "")))

    def link_description(self, document: str, text: str) -> OrganisationProfile | None:
        """The printed profile that a description names: “officers from Marlow District Council”."""
        return self._short_names.link_description(document, text)

    # -- passes ----------------------------------------------------------------

    def link_all(self) -> None:
        """Links every name of the papers, and gives names of both kinds one kind."""
        mentions = (
            mention
            for facts in self._papers
            for mention in mentions_in_context(facts, self._overrides)
        )
        waiting = self._link(mentions, self._link_at_once)
        self._candidates.index_documents()
        unexplained = self._link(waiting, self._short_names.link)
        self._link(unexplained, self._link_unexplained)
        for facts in self._papers:
            self._note_descriptions(facts)
        self._candidates.index_full_names()
        unify_kinds(self.profiles)

    def _link(
        self,
        mentions: Iterable[MentionContext],
        link: Callable[[MentionContext], OrganisationProfile | None],
    ) -> list[MentionContext]:
        """Records the mentions for which ``link`` finds a profile; returns the others."""
        left = []
        for mention in mentions:
            profile = link(mention)
            if profile is None:
                left.append(mention)
            else:
                self._record(profile, mention)
        return left

    def _link_at_once(self, mention: MentionContext) -> OrganisationProfile | None:
        return self._full_names.link(mention) if self._explains_itself(mention) else None

    def _explains_itself(self, mention: MentionContext) -> bool:
        """Whether a name can be linked before the names in full of all papers are known."""
        document, text = mention.document, mention.text
        if not mention.is_one_name or mention.is_board:
            return mention.is_board
        if self._jurisdictions.is_own_body(document, text):
            return False
        if mention.concept:
            return True
        tokens = text.split()
        if len(tokens) > 1 and (is_acronym(tokens[0]) or is_acronym(tokens[-1])):
            return False  # “LCC Legal Services”: whose they are is known later
        if self._jurisdictions.leaves_area_unsaid(document, text):
            return False
        return self._acronyms.definition(document, text) is None

    def _link_unexplained(self, mention: MentionContext) -> OrganisationProfile | None:
        """A profile of its own, if it looks like a name."""
        document, kind, text = mention.document, mention.kind, mention.text
        if self._jurisdictions.is_own_body(document, text):
            self._leave(mention, "no board of these papers is known")
            return None
        if is_acronym(text):
            separated = self._overrides.separated(document, kind, mention.printed)
            return self._candidates.profile(kind, name_key(text), document, separated=separated)
        profile = self._full_names.link(mention)
        if profile is None:
            self._leave(mention, "does not look like a name")
        return profile

    def _leave(self, mention: MentionContext, reason: str) -> None:
        self.unresolved.append(
            UnresolvedName(mention.document, mention.kind, mention.printed, reason)
        )

    # -- what a mention tells of its profile -----------------------------------

    def _record(self, profile: OrganisationProfile, mention: MentionContext) -> None:
        """Adds to a profile what a mention tells of it, and the mention to the index."""
        document, name = mention.document, without_brackets(mention.printed)
        before = profile.full_names + profile.acronyms
        self._count_form(profile, mention, name)
        printed = profile.full_names + profile.acronyms - before
        _keep_oldest_names(profile, self._dates[document], printed)
        for acronym, meaning in bracketed_acronyms(mention.printed):
            if meaning == name:
                profile.acronyms[acronym] += 1
        self._note_place(profile, mention)
        self._index(profile, mention, name)

    def _count_form(self, profile: OrganisationProfile, mention: MentionContext, name: str) -> None:
        """Counts a printed form as a full name, an acronym, or one that means it only here.

        A name of a list that says more than the profile's words is none of them.
        """
        document = mention.document
        described = mention.expansion is not None and name.islower()  # “new prison”: no name
        if described or (
            self._jurisdictions.leaves_area_unsaid(document, name)
            and name_key(name) != profile.words
        ):
            profile.local_names[name] += 1
        elif is_acronym(name) or (
            " " not in name and self._acronyms.definition(document, mention.text)
        ):
            profile.acronyms[bare_acronym(name)] += 1
            if mention.expansion:
                profile.full_names[mention.text] += 1
        elif mention.is_one_name or (
            self._full_names.expanded_words(document, name) == profile.words
        ):
            profile.full_names[name] += 1

    def _note_place(self, profile: OrganisationProfile, mention: MentionContext) -> None:
        """Notes where and when a profile is named, and what its mention was recognised as."""
        profile.kind_decided |= mention.kind_decided
        profile.documents.add(mention.document)
        if scope := self._jurisdictions.of(mention.document).scope:
            profile.scopes.add(scope)
        if mention.day:
            profile.dates.add(mention.day)
            if mention.is_board:
                profile.meeting_dates.add(mention.day)
        if mention.mention_index is not None:
            profile.mention_count += 1
        if mention.subtype:
            profile.subtypes[mention.subtype] += 1

    def _index(self, profile: OrganisationProfile, mention: MentionContext, name: str) -> None:
        """Indexes a name, with and without brackets; of two profiles the first by key wins.

        What a list says yields to what the same words were read as where they are a name.
        """
        place: NamePlace = (mention.document, mention.kind, fold_printed(mention.printed))
        known = self.by_place.setdefault(place, profile)
        self.by_place.setdefault((mention.document, mention.kind, fold_printed(name)), profile)
        if mention.mention_index is not None:
            if place not in self._named or profile.key < known.key:
                self.by_place[place] = profile
            self.by_mention[mention.document, mention.mention_index] = profile
        if mention.is_one_name:
            self._named.add(place)

    def _note_descriptions(self, facts: Facts) -> None:
        """Notes what is named beside each description of a paper: its context."""
        document = facts.document.id
        mentions = [
            (mention.span, profile)
            for index, mention in enumerate(facts.mentions)
            if (profile := self.by_mention.get((document, index)))
        ]
        for span, profile in mentions:
            if profile.only_document:
                profile.context.update(_programmes_near(span, mentions))
                profile.context.update(self._report_owners(span, facts))

    def _report_owners(self, span: Span, facts: Facts) -> Iterator[NameWords]:
        """The organisations whose report a span stands in."""
        for report in facts.reports:
            name = report.organisation if span in report.span else None
            if name and (owner := self.named_in(facts.document.id, name)):
                yield owner.words


def _keep_oldest_names(profile: OrganisationProfile, day: date, printed: Counter[str]) -> None:
    """Keeps the full names and acronyms of the oldest paper, from which an entity has its id."""
    if day < profile.first_date:
        profile.first_date = day
        profile.oldest_names.clear()
    if day == profile.first_date:
        profile.oldest_names += printed


def _programmes_near(
    span: Span, mentions: Iterable[tuple[Span, OrganisationProfile]]
) -> Iterator[NameWords]:
    """The programmes, no descriptions themselves, that are named near a span."""
    for other, profile in mentions:
        is_near = abs(other.start - span.start) <= _CONTEXT_WINDOW
        if is_near and profile.kind == "programme" and not profile.only_document:
            yield profile.words


def unify_kinds(profiles: Iterable[OrganisationProfile]) -> None:
    """Gives an organisation and a programme of one name one kind: a name is one thing.

    A person's decision wins, then the gazetteer, then what most mentions say.
    """
    by_words: dict[NameWords, list[OrganisationProfile]] = defaultdict(list)
    for profile in profiles:
        by_words[profile.words].append(profile)
    for group in by_words.values():
        if len({profile.kind for profile in group}) > 1:
            decided = any(profile.kind_decided for profile in group)
            kind = _kind_of(group)
            for profile in group:
                if profile.concept is None or decided:
                    profile.kind = kind


def _kind_of(group: Sequence[OrganisationProfile]) -> EntityKind:
    """The one kind of profiles of the same words."""
    for profile in group:
        if profile.kind_decided:
            return profile.kind
    for profile in group:
        if profile.concept:
            return profile.concept.kind
    votes = Counter[EntityKind]()
    for profile in group:
        votes[profile.kind] += profile.mention_count
    return "organisation" if votes["organisation"] >= votes["programme"] else "programme"
