"""Reads every printed name of an organisation or a programme in its place.

An acronym is read as the paper defines it, "the Board" as the board whose papers these are, "the County Council" as
that of its area, "Public Health, Marlshire County Council" as a unit of it. What reads the same is one :class:`Body`.
Names in full come first, since they explain the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from extractors.facts import EntityKind, Facts
from kg.linking.acronyms import Acronyms
from kg.linking.email_domains import sender
from kg.linking.entities import UnresolvedName
from kg.linking.gazetteer import Concepts
from kg.linking.jurisdiction import Places, is_serving, served
from kg.linking.mention_context import Sighting, day_of, is_name, sightings
from kg.linking.name_forms import acronym_of, glosses, is_acronym, key, lookup, undated, unglossed
from kg.linking.organisation_types import (
    COUNCILS,
    GENERAL,
    HEADS,
    JOINING,
    SELF,
    UNITS,
    Body,
    Words,
    describes,
)
from kg.linking.overrides import Decided
from ontology.folding import fold
from ontology.vocabulary import Concept, Vocabulary

_BESIDE = 400  # characters within which what is named tells one description from another
_LONGEST = 30  # words of a description within which a name is looked for
Place = tuple[str, EntityKind, str]  # document, kind, look-up form


class Reader:
    """Reads names as bodies; after :meth:`read_all`, ``at`` and ``of_mention`` tell which name is which body."""

    def __init__(
        self, papers: Sequence[Facts], vocabulary: Vocabulary, places: Places, decided: Decided
    ) -> None:
        self._papers = papers
        self._vocabulary = vocabulary
        self._places = places
        self._decided = decided
        self._acronyms = Acronyms(papers, places)
        self._concepts = Concepts(papers, vocabulary, places, self._acronyms)
        self._bodies: dict[tuple[object, ...], Body] = {}
        self._named: dict[tuple[str, EntityKind], list[Body]] = {}
        self._by_letters: dict[tuple[str, EntityKind, str], list[Body]] = defaultdict(list)
        self.at: dict[Place, Body] = {}
        self.by_name: dict[
            str, Body
        ] = {}  # look-up form of a name in full → the body it means most often
        self.of_mention: dict[tuple[str, int], Body] = {}
        self.unresolved: list[UnresolvedName] = []
        self._days = {facts.document.id: day_of(facts) or date.max for facts in papers}

    @property
    def bodies(self) -> list[Body]:
        """All that were printed, and those they were said to be parts of, in their own order."""
        printed = [body for body in self._bodies.values() if body.documents]
        parents = {
            id(body.parent): body.parent
            for body in printed
            if body.parent and not body.parent.documents
        }
        return sorted([*printed, *parents.values()], key=lambda body: body.order)

    # -- all of it ---------------------------------------------------------------------------------------------------

    def read_all(self) -> None:
        """Reads every name of the papers: names in full, then what they explain, then what nothing explains."""
        waiting = []
        for facts in self._papers:
            for sighting in sightings(facts, self._decided):
                body = None if self._waits(sighting) else self.read(sighting)
                self._record(body, sighting) if body else waiting.append(sighting)
        self._named = self._index()
        for (document, kind), bodies in self._named.items():
            for body in bodies:
                for letters in _initials(body):
                    self._by_letters[document, kind, letters].append(body)
        alone = []
        for sighting in waiting:
            body = self.known(sighting)
            self._record(body, sighting) if body else alone.append(sighting)
        for sighting in alone:
            if body := self._new(sighting):
                self._record(body, sighting)
        for facts in self._papers:
            self._keep_company(facts)
        for body in sorted(self._bodies.values(), key=lambda body: (body.mentions, body.order)):
            self.by_name |= {lookup(form): body for form in body.full}

    def _waits(self, sighting: Sighting) -> bool:
        """Whether it can only be read when the names in full are known."""
        if not sighting.named:
            return True
        if sighting.board:
            return False
        if self.is_self(sighting.document, sighting.text):
            return True
        if sighting.concept:
            return False
        tokens = sighting.text.split()
        if len(tokens) > 1 and any(map(is_acronym, (tokens[0], tokens[-1]))):
            return True  # “LCC Legal Services”: whose they are is known later
        return (
            self._is_short(sighting.document, sighting.text) or self._defined(sighting) is not None
        )

    def _defined(self, sighting: Sighting) -> str | None:
        """What its document or its area defines it to mean, if it is an acronym."""
        text = sighting.text
        return (
            self._acronyms.meaning(sighting.document, acronym_of(text))
            if " " not in text or is_acronym(text)
            else None
        )

    def _index(self) -> dict[tuple[str, EntityKind], list[Body]]:
        found: dict[tuple[str, EntityKind], list[Body]] = defaultdict(list)
        for body in sorted(self._bodies.values(), key=lambda body: body.order):
            for document in body.documents:
                found[document, body.kind].append(body)
        return found

    def _record(self, body: Body, sighting: Sighting) -> None:
        document, rest = sighting.document, unglossed(" ".join(sighting.printed.split()))[0]
        before = body.full + body.acronyms
        described = (
            sighting.read_as is not None and rest.islower()
        )  # “new prison”: words, not a name
        if described or (self._is_short(document, rest) and key(rest) != body.words):
            body.short[rest] += 1
        elif is_acronym(rest) or (self._defined(sighting) and " " not in rest):
            body.acronyms[acronym_of(rest)] += 1
            if sighting.read_as:
                body.full[sighting.text] += 1
        elif sighting.named or self.words(document, rest) == body.words:
            body.full[rest] += 1
        self._keep_oldest(body, self._days[document], body.full + body.acronyms - before)
        for acronym, meaning in glosses(sighting.printed):
            if meaning == rest:
                body.acronyms[acronym] += 1
        body.told |= sighting.told
        body.documents.add(document)
        body.scopes |= {self._places.home(document).scope} - {""}
        body.dates |= {sighting.day} if sighting.day else set()
        body.mentions += sighting.mention is not None
        body.board |= sighting.board
        body.held |= {sighting.day} if sighting.board and sighting.day else set()
        if sighting.subtype:
            body.subtypes[sighting.subtype] += 1
        place = (document, sighting.kind, lookup(sighting.printed))
        known = self.at.setdefault(place, body)
        self.at.setdefault((document, sighting.kind, lookup(rest)), body)
        if known is not body and sighting.mention is not None and body.order < known.order:
            self.at[place] = body
        if sighting.mention is not None:
            self.of_mention[document, sighting.mention] = body

    @staticmethod
    def _keep_oldest(body: Body, day: date, printed: Counter[str]) -> None:
        """The names, in full or as acronyms, of the oldest paper, from which a body has its id."""
        if day < body.since:
            body.since = day
            body.oldest.clear()
        if day == body.since:
            body.oldest += printed

    def _keep_company(self, facts: Facts) -> None:
        """What is named beside each description of a paper: programmes near it, and whose report it stands in."""
        document = facts.document.id
        mentions = [
            (m.span, self.of_mention.get((document, at))) for at, m in enumerate(facts.mentions)
        ]
        for span, body in mentions:
            if body is None or not body.paper:
                continue
            near = (
                other
                for place, other in mentions
                if other and abs(place.start - span.start) <= _BESIDE
            )
            body.company |= {
                other.words for other in near if other.kind == "programme" and not other.paper
            }
            of = (
                report.organisation
                for report in facts.reports
                if span in report.span and report.organisation
            )
            owners = (self.at.get((document, "organisation", lookup(name))) for name in of)
            body.company |= {owner.words for owner in owners if owner}

    # -- acronyms ----------------------------------------------------------------------------------------------------

    def words(self, document: str, text: str) -> Words:
        """The key of ``text`` with the acronyms in it spelled out as in that document."""
        words, tokens = key(text), unglossed(text)[0].split()
        if len(tokens) < 2:
            return words
        for token in tokens:
            acronym = acronym_of(token.strip(",.'’"))
            if token[:2].isupper() and fold(acronym) in words:
                meaning = self._acronyms.meaning(document, acronym)
                long = key(meaning) if meaning else self._places.spelled(document, fold(acronym))
                if long is None and (body := self._by_initials(document, "organisation", acronym)):
                    long = body.words
                words = _replaced(words, fold(acronym), long) if long else words
        for at in range(1, len(words)):  # “Marlshire CC”
            if words[at] in COUNCILS and " ".join(words[:at]) in self._places.areas:
                return words[:at] + COUNCILS[words[at]] + words[at + 1 :]
        return words

    # -- names in full -----------------------------------------------------------------------------------------------

    def body(
        self,
        kind: EntityKind,
        words: Words,
        document: str,
        concept: Concept | None = None,
        parent: Body | None = None,
        years: tuple[int, ...] = (),
        apart: str = "",
        hint: str = "",
    ) -> Body:
        """The body of these words, made where there is none yet."""
        scope = ""
        if concept is not None:
            kind, words, years = concept.kind, key(concept.name), ()
        if parent is None and (
            concept.generic if concept else all(word in GENERAL for word in words)
        ):
            scope = self._places.home(document).scope
        paper = document if concept is None and parent is None and describes(kind, words) else ""
        identity = (
            kind,
            words,
            scope,
            concept and concept.id,
            parent and parent.order,
            years,
            apart,
            paper,
        )
        body = self._bodies.get(identity)
        if body is None:
            body = self._bodies[identity] = Body(
                kind, words, scope, apart, paper, concept, parent, years
            )
        body.hint = min(filter(None, (body.hint, hint)), default="")
        return body

    def read(self, sighting: Sighting) -> Body | None:
        """The body that a name printed in full means; ``None`` for acronyms, short forms and what is no name."""
        document, kind, text = sighting.document, sighting.kind, sighting.text
        apart = self._decided.apart(document, kind, sighting.printed)
        concept = self._vocabulary.concepts.get(sighting.concept or "") or self._concepts.meant(
            document, kind, text
        )
        if sighting.told and concept is not None and concept.kind != kind:
            concept = None
        if (
            concept is not None and concept.generic
        ):  # the one of this area, where the vocabulary has it
            concept = self._concepts.at_home(document, kind, concept, text)
        if concept is not None:
            return self.body(kind, (), document, concept, apart=apart)
        if not sighting.board and (is_acronym(text) or self.is_self(document, text)):
            return None
        if not is_name(text, sighting.named):
            return None
        if kind == "organisation" and (unit := self.unit(document, text)):
            return self.body(kind, unit[0], document, parent=unit[1], apart=apart)
        years: tuple[int, ...] = ()
        if kind == "programme":
            text, years = undated(text)
        words = self.words(document, text)
        return self.body(kind, words, document, years=years, apart=apart) if words else None

    def specific(self, document: str, text: str) -> Body | None:
        """The organisation that ``text`` names without fail: an entry of the vocabulary, a council, a known acronym."""
        if is_acronym(text):
            text = self._acronyms.meaning(document, acronym_of(text)) or text
        if concept := self._concepts.meant(document, "organisation", text):
            return (
                self.body("organisation", (), document, concept)
                if concept.kind == "organisation"
                else None
            )
        if is_acronym(text):
            return self._by_initials(document, "organisation", text)
        return (
            self.body("organisation", self.words(document, text), document, hint=text)
            if served(text)
            else None
        )

    def sender(self, document: str, domain: str) -> Body | None:
        """The force or council that the domain of an e-mail address stands for."""
        concept = sender(domain, self._vocabulary)
        return self.body("organisation", (), document, concept) if concept is not None else None

    def unit(self, document: str, text: str) -> tuple[Words, Body] | None:
        """A unit and the body it belongs to: “Public Health, Marlshire County Council”, “LCC Legal Services”."""
        tokens = text.replace(",", " , ").split()
        if len(tokens) > _LONGEST or served(text):
            return None
        for at in range(1, len(tokens)):
            left, right = tokens[:at], tokens[at:]
            if left[-1].lower() in JOINING or right[0].lower() in JOINING:
                continue
            for one, other in ((left, right), (right, left)):
                part, whole = " ".join(one).strip(" ,"), " ".join(other).strip(" ,")
                words = key(part)
                if (
                    words
                    and words[-1] in UNITS
                    and part[0].isupper()
                    and (parent := self.specific(document, whole))
                ):
                    return words, parent
        return None

    # -- what names in full explain ----------------------------------------------------------------------------------

    def is_self(self, document: str, text: str) -> bool:
        """Whether ``text`` is the way papers speak of the body whose papers they are: “the Board”."""
        words, boards = key(text), self._places.home(document).boards
        return (
            bool(boards)
            and len(words) == 1
            and words[0] in SELF
            and any(words[0] in key(board) for board in boards)
        )

    def _is_short(self, document: str, text: str) -> bool:
        """Whether ``text`` leaves unsaid what its place says: “County Council”, “the Board”, “Marlow” alone."""
        words = key(text)
        return (
            is_serving(words)
            or self.is_self(document, text)
            or " ".join(words) in self._places.areas
        )

    def known(self, sighting: Sighting) -> Body | None:
        """The body that names in full explain an acronym, a short form or a name of a list to be."""
        document, kind, text = sighting.document, sighting.kind, sighting.text
        if self.is_self(document, text):
            return self.at.get(
                (document, "organisation", lookup(self._places.home(document).boards[0]))
            )
        if body := self._short_body(document, kind, text):
            return body
        if is_acronym(text) or self._defined(sighting):
            return self._acronym_body(document, kind, acronym_of(text))
        if sighting.named:
            return self.read(sighting)
        if body := self.at.get((document, kind, lookup(text))):
            return body
        if concept := self._concepts.meant(document, kind, text):
            return self.body(kind, (), document, concept)
        return self._contained(document, text) if kind == "organisation" else None

    def _short_body(self, document: str, kind: EntityKind, text: str) -> Body | None:
        """“County Council”, “Marlow”: the body of the home area, else the only one that the document names."""
        words = key(text)
        place = " ".join(words)
        if is_serving(words):
            if concept := self._concepts.meant(document, kind, text):
                return self.body(kind, (), document, concept)
            able = [
                body
                for body in self._named.get((document, kind), ())
                if body.words[-len(words) :] == words
            ]
            able = [
                body
                for body in able
                if served(" ".join(body.words)) == " ".join(body.words[: -len(words)])
            ]
        elif place in self._places.areas and kind == "organisation":
            councils = [
                b for b in self._named.get((document, kind), ()) if b.words[-1:] == ("council",)
            ]
            able = [body for body in councils if served(" ".join(body.words)) == place]
        else:
            return None
        return self._one(document, able)

    def _one(self, document: str, able: Iterable[Body]) -> Body | None:
        """The only one of ``able``, or the only one at home."""
        choice = {body.words: body for body in able}
        if len(choice) > 1:
            home = self._places.home(document).areas[:1]
            choice = {
                words: body for words, body in choice.items() if served(" ".join(words)) in home
            }
        return next(iter(choice.values())) if len(choice) == 1 else None

    def _acronym_body(self, document: str, kind: EntityKind, acronym: str) -> Body | None:
        """What the paper, its area or the vocabulary says an acronym means; else the one name of the paper it fits."""
        if meaning := self._acronyms.meaning(document, acronym):
            other: EntityKind = "programme" if kind == "organisation" else "organisation"
            for of_kind in (kind, other):
                if body := self.at.get((document, of_kind, lookup(meaning))):
                    return body
            return self.read(Sighting(document, kind, meaning, board=True))
        if concept := self._concepts.meant(document, kind, acronym):
            return self.body(kind, (), document, concept)
        return self._by_initials(document, kind, acronym)

    def _by_initials(self, document: str, kind: EntityKind, acronym: str) -> Body | None:
        letters = fold(acronym)
        if len(letters) < 3:
            return None
        return self._one(document, self._by_letters.get((document, kind, letters), ()))

    def _contained(self, document: str, text: str) -> Body | None:
        """The first named of several (“A/B”), a unit of a body, or the body named within a longer description."""
        if unit := self.unit(document, text):
            return self.body("organisation", unit[0], document, parent=unit[1])
        if "/" in text:
            for part in map(str.strip, text.split("/")):
                if body := self.at.get((document, "organisation", lookup(part))) or self.specific(
                    document, part
                ):
                    return body
        tokens = text.replace(",", " , ").split()[:_LONGEST]
        for length in range(len(tokens) - 1, 1, -1):
            for at in range(len(tokens) - length + 1):
                before, inside, after = tokens[:at], tokens[at : at + length], tokens[at + length :]
                if "," in (inside[0], inside[-1]) or not inside[0][0].isupper():
                    continue
                if (
                    after
                    and after[0] not in (",", "/", "and", "&")
                    and (key(" ".join(after)) or ("",))[-1] in HEADS
                ):
                    continue  # “Marlshire Police Federation” is not Marlshire Police
                if before and before[-1].lower() in JOINING:
                    continue  # nor is “Friends of Marlow School” the school
                if body := self.specific(document, " ".join(inside)):
                    return body
        return None

    def described(self, document: str, text: str) -> Body | None:
        """A body that a description names, without making a new one: “officers from Marlow District Council”."""
        rest = unglossed(" ".join(text.split()))[0]
        kinds: tuple[EntityKind, ...] = ("organisation", "programme")
        bodies = (self.known(Sighting(document, kind, rest)) for kind in kinds)
        return next((body for body in bodies if body is not None and body.documents), None)

    # -- what nothing explains ---------------------------------------------------------------------------------------

    def _new(self, sighting: Sighting) -> Body | None:
        """A body of its own, if it looks like a name."""
        document, kind, text = sighting.document, sighting.kind, sighting.text
        if self.is_self(document, text):
            return self._nobody(sighting, "no board of these papers is known")
        if is_acronym(text):
            apart = self._decided.apart(document, kind, sighting.printed)
            return self.body(kind, key(text), document, apart=apart)
        return self.read(sighting) or self._nobody(sighting, "does not look like a name")

    def _nobody(self, sighting: Sighting, reason: str) -> Body | None:
        self.unresolved.append(
            UnresolvedName(sighting.document, sighting.kind, sighting.printed, reason)
        )
        return None


def _replaced(words: Words, old: str, new: Words) -> Words:
    at = words.index(old) if old in words else -1
    return words if at < 0 else words[:at] + new + words[at + 1 :]


def _initials(body: Body) -> set[str]:
    """The initials of a body's names, with and without the little words."""
    found = {"".join(word[0] for word in body.words)}
    for form in (*body.full, *([body.concept.name] if body.concept else ())):
        found.add("".join(word[0] for word in fold(form).split()))
    return found
