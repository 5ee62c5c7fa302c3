"""From facts to identities: read every name in its place, join what is one, settle what it is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.facts import EntityKind, Facts
from kg.identity import bodies as bodies_
from kg.identity import changes as changes_
from kg.identity import people as people_
from kg.identity.bodies import Body, Reader, Sighting
from kg.identity.changes import Said
from kg.identity.clues import DOUBT, JOIN, clue
from kg.identity.cluster import Clusters, Pair
from kg.identity.decided import Decided
from kg.identity.entities import Change, Entity, Identities, Judgement, Unresolved
from kg.identity.forms import PersonName, acronym_of, is_acronym, is_code, key, lookup, person_name, slug, unglossed
from kg.identity.people import Someone
from kg.identity.places import Places, is_serving, served
from kg.identity.settle import Naming, ids, name_body, name_person
from kg.identity.verdicts import Verdict, Verdicts
from kg.identity.words import Words, words_of
from ontology.vocabulary import Vocabulary, fold

Place = tuple[str, EntityKind, str]  # document, kind, look-up form


def identify(corpus: Sequence[Facts], vocabulary: Vocabulary, verdicts: Verdicts | None = None) -> Identities:
    """Who and what the papers name, across all of them; the order of ``corpus`` does not matter."""
    papers = sorted({facts.document.id: facts for facts in corpus}.values(), key=lambda facts: facts.document.id)
    return _Work(papers, vocabulary, verdicts or Verdicts()).result()


class _Work:
    def __init__(self, papers: Sequence[Facts], vocabulary: Vocabulary, verdicts: Verdicts) -> None:
        self.papers = papers
        self.words: Words = words_of(vocabulary)
        self.places = Places(papers, vocabulary)
        self.reader = Reader(papers, vocabulary, self.places)
        self.decided = Decided(verdicts, papers)
        self.day = {f.document.id: max((m.date for m in f.meetings if m.date), default=None) for f in papers}
        self.body_at: dict[Place, Body] = {}
        self.body_of_mention: dict[tuple[str, int], Body] = {}
        self.someone_at: dict[Place, Someone] = {}
        self.unresolved: list[Unresolved] = []
        self.said: list[Said] = []

    def result(self) -> Identities:
        self._read_bodies()
        bodies = self._clustered_bodies()
        people = self._clustered_people(bodies)
        return self._settled(bodies, people)

    # -- organisations and programmes ----------------------------------------------------------------------------

    def _sightings(self, facts: Facts) -> Iterator[tuple[Sighting, int | None, date | None]]:
        """Every printed name of a body in a document, with the index of its mention, if it is one, and its day."""
        document, day = facts.document.id, self.day[facts.document.id]
        for meeting in facts.meetings:
            if meeting.board:
                yield Sighting(document, "organisation", meeting.board, board=True), None, meeting.date
        for row in facts.attendance:
            if row.organisation:
                yield Sighting(document, "organisation", row.organisation, certain=False), None, facts.meetings[row.meeting].date
        for report in facts.reports:
            if report.organisation:
                yield Sighting(document, "organisation", report.organisation, certain=False), None, day
        for index, mention in enumerate(facts.mentions):
            kind = self.decided.kind(document, mention.kind, mention.text)
            if kind is not None and kind != "person":
                concept = mention.concept if kind == mention.kind else None
                sighting = Sighting(document, kind, mention.text, mention.name, concept, mention.subtype, mention=True)
                yield sighting, index, day

    def _read_bodies(self) -> None:
        """Reads full names first, then what only they explain: acronyms, short forms, joint names."""
        waiting: list[tuple[Sighting, int | None, date | None]] = []
        for facts in self.papers:
            for sighting, index, day in self._sightings(facts):
                structural = not sighting.mention and not sighting.board
                if structural or self._is_short(sighting.document, sighting.printed):
                    waiting.append((sighting, index, day))
                elif body := self.reader.read(sighting, self._apart(sighting)):
                    self._record(body, sighting, index, day)
                else:
                    waiting.append((sighting, index, day))
        self._names = self._index()
        later: list[tuple[Sighting, int | None, date | None]] = []
        for sighting, index, day in waiting:
            if body := self._known(sighting):
                self._record(body, sighting, index, day)
            else:
                later.append((sighting, index, day))
        for sighting, index, day in later:  # nothing explains these: they stand for themselves
            if body := self._made(sighting):
                self._record(body, sighting, index, day)
        for facts in self.papers:
            mine = {index: body for (document, index), body in self.body_of_mention.items() if document == facts.document.id}
            self.said += changes_.said(facts, mine)

    def _apart(self, sighting: Sighting) -> str:
        return self.decided.apart(sighting.document, sighting.kind, sighting.printed)

    def _index(self) -> dict[tuple[str, str], list[Body]]:
        """The bodies named in full in each document, by kind; the order of the papers does not show."""
        found: dict[tuple[str, str], list[Body]] = defaultdict(list)
        for body in sorted(self.reader.bodies.values(), key=lambda body: body.order):
            for document in body.documents:
                found[document, body.kind].append(body)
        return found

    def _is_short(self, document: str, text: str) -> bool:
        """Whether ``text`` is short for a council, a force or a fire service, or for the board: read after full names."""
        return is_serving(key(text)) or self.reader.is_self(document, text)

    def _known(self, sighting: Sighting) -> Body | None:
        """The body that names in full explain an acronym, a short form or a structural string to be."""
        document, kind = sighting.document, sighting.kind
        text = unglossed(" ".join((sighting.read_as or sighting.printed).split()))[0]
        if self.reader.is_self(document, text):
            board = self.places.home(document).boards[0]
            return self.body_at.get((document, "organisation", lookup(board)))
        if body := self._short_body(document, kind, text):
            return body
        if is_acronym(text):
            return self._acronym_body(document, kind, acronym_of(text))
        if sighting.mention:
            return None
        if same := self.body_at.get((document, kind, lookup(text))):
            return same
        if concept := self.reader.concept(document, kind, text):
            return self.reader.body(kind, (), document, concept)
        return self._contained(document, text) if kind == "organisation" else None

    def _short_body(self, document: str, kind: EntityKind, text: str) -> Body | None:
        """“County Council”: the one of the home area, else the only one that the document names."""
        words = key(text)
        if not is_serving(words):
            return None
        if concept := self.reader.concept(document, kind, text):
            return self.reader.body(kind, (), document, concept)
        able = [b for b in self._names[document, kind] if len(b.words) > len(words) and b.words[-len(words) :] == words]
        able = [b for b in able if served(" ".join(b.words)) == " ".join(b.words[: -len(words)])]
        home = [b for b in able if " ".join(b.words[: -len(words)]) in self.places.home(document).areas[:1]]
        for choice in (home, able):
            if len({b.words for b in choice}) == 1:
                return choice[0]
        return None

    def _acronym_body(self, document: str, kind: EntityKind, acronym: str) -> Body | None:
        """What the paper, its area or the vocabulary says an acronym means; else the one name of the paper it fits."""
        if meaning := self.reader.meaning(document, acronym):
            whole = Sighting(document, kind, meaning)
            other: EntityKind = "programme" if kind == "organisation" else "organisation"
            known = self.body_at.get((document, kind, lookup(meaning))) or self.body_at.get((document, other, lookup(meaning)))
            return known or self.reader.read(whole)
        if concept := self.reader.concept(document, kind, acronym):
            return self.reader.body(kind, (), document, concept)
        if len(acronym) < 3:
            return None
        able = {b.words: b for b in self._names[document, kind] if fold(acronym) in _initials(b)}
        return next(iter(able.values())) if len(able) == 1 else None

    def _contained(self, document: str, text: str) -> Body | None:
        """The first named of several (“A/B”), a unit of a body, or the body named within a longer description."""
        reader = self.reader
        if unit := reader.unit(document, text):
            return reader.body("organisation", unit[0], document, parent=unit[1])
        if "/" in text:
            for part in (p.strip() for p in text.split("/")):
                if body := self.body_at.get((document, "organisation", lookup(part))) or reader.specific(document, part):
                    return body
        tokens = text.replace(",", " , ").split()
        for length in range(len(tokens) - 1, 1, -1):
            for at in range(len(tokens) - length + 1):
                before, inside, after = tokens[:at], tokens[at : at + length], tokens[at + length :]
                part = " ".join(inside).strip(" ,")
                if inside[0] == "," or inside[-1] == "," or not (body := self._specific(document, part)):
                    continue
                if after and key(" ".join(after))[-1:] and key(" ".join(after))[-1] in bodies_.HEADS and after[0] not in (",", "/", "and", "&"):
                    continue
                if before and before[-1].lower() in ("of", "for", "the", "and", "&"):
                    continue
                return body
        return None

    def _specific(self, document: str, part: str) -> Body | None:
        return self.reader.specific(document, part) if part and part[0].isupper() else None

    def _made(self, sighting: Sighting) -> Body | None:
        """A body of its own for a name that nothing explains, if it looks like one."""
        document, kind = sighting.document, sighting.kind
        text = unglossed(" ".join((sighting.read_as or sighting.printed).split()))[0]
        if is_acronym(text):
            return self.reader.body(kind, key(text), document, apart=self._apart(sighting))
        if self.reader.is_self(document, text):
            self.unresolved.append(Unresolved(document, kind, sighting.printed, "no board of these papers is known"))
            return None
        if body := self.reader.read(sighting, self._apart(sighting)):
            return body
        self.unresolved.append(Unresolved(document, kind, sighting.printed, "does not look like a name"))
        return None

    def _record(self, body: Body, sighting: Sighting, index: int | None, day: date | None) -> None:
        document, printed = sighting.document, " ".join(sighting.printed.split())
        rest, gloss = unglossed(printed)
        if self._is_short(document, rest) and key(rest) != body.words:
            body.short[printed] += 1
        elif is_acronym(rest):
            body.acronyms[acronym_of(rest)] += 1
            if sighting.read_as:
                body.full[" ".join(sighting.read_as.split())] += 1
        elif sighting.mention or sighting.board or self.reader.words(document, rest) == body.words:
            body.full[rest] += 1
            if gloss and is_acronym(gloss) and printed.endswith(")"):
                body.acronyms[acronym_of(gloss)] += 1
        body.documents.add(document)
        body.scopes |= {self.places.home(document).scope} - {""}
        if day:
            body.dates.add(day)
        body.mentions += sighting.mention
        body.board |= sighting.board
        if sighting.subtype:
            body.subtypes[sighting.subtype] += 1
        place = bodies_.lookup_of(sighting)
        if self.body_at.setdefault(place, body) is not body and sighting.mention and body.order < self.body_at[place].order:
            self.body_at[place] = body
        if index is not None:
            self.body_of_mention[document, index] = body

    def _clustered_bodies(self) -> Clusters[Body]:
        bodies_.one_kind(list(self.reader.bodies.values()))
        all_ = sorted((b for b in self.reader.bodies.values() if b.documents or self._is_parent(b)), key=lambda b: b.order)
        extra = list(changes_.renamed_boards(all_, self.places))
        extra += [
            Pair(s.old, s.new, (clue(s.old.kind, "said-so"),)) for s in self.said if s.kind == "renaming" and s.old.kind == s.new.kind == "organisation"
        ]  # fmt: skip
        vetoes = {}
        self.called_bodies: dict[int, str] = {}
        self.told: list[tuple[EntityKind, Pair[Body] | Pair[Someone]]] = []
        kinds: tuple[EntityKind, ...] = ("organisation", "programme")
        for kind in kinds:
            mine = [body for body in all_ if body.kind == kind]
            joined, parted, called, told = self.decided.pairs(
                kind, mine, lambda b: [*b.full, *b.acronyms, *b.short, b.label, *([b.concept.id] if b.concept else ())],
                lambda b: b.documents, lambda b: b.apart,
            )  # fmt: skip
            extra += joined
            vetoes |= parted
            self.called_bodies |= called
            self.told += [(kind, pair) for pair in told]
        return bodies_.cluster(all_, self.places, extra, vetoes)

    def _is_parent(self, body: Body) -> bool:
        return any(other.parent is body and other.documents for other in self.reader.bodies.values())

    # -- people --------------------------------------------------------------------------------------------------

    def _clustered_people(self, bodies: Clusters[Body]) -> Clusters[Someone]:
        own = {id(b): " ".join(members[0].order) for members in bodies.all() for b in members}
        found: dict[tuple[object, ...], Someone] = {}
        for facts in self.papers:
            for place, someone in self._people_of(facts, own, found):
                self.someone_at[place] = someone
        everyone = sorted(found.values(), key=lambda someone: someone.order)
        joined, parted, self.called_people, told = self.decided.pairs(
            "person", everyone, lambda s: [*s.printed, s.name.bare], lambda s: s.documents, lambda s: s.apart
        )
        self.told += [("person", pair) for pair in told]
        return people_.Comparison(everyone, self.words, parted).run(joined)

    def _people_of(
        self, facts: Facts, own: dict[int, str], found: dict[tuple[object, ...], Someone]
    ) -> Iterator[tuple[Place, Someone]]:
        document, scope, day = facts.document.id, self.places.home(facts.document.id).scope, self.day[facts.document.id]
        forms: dict[str, tuple[str, PersonName, int]] = {}
        bodies: dict[tuple[object, ...], set[int]] = defaultdict(set)
        known: dict[int, Body] = {}
        by_name: dict[tuple[object, ...], list[str]] = defaultdict(list)

        def base(name: PersonName, printed: str) -> tuple[object, ...]:
            return name.given, name.surname, name.lone, name.sex, self.decided.apart(document, "person", printed)

        for printed, certain, count in self._person_strings(facts):
            name = person_name(printed, self.words)
            if name is None or (not certain and not self._is_person(name)):
                if not certain or name is None:
                    self.unresolved.append(Unresolved(document, "person", printed, "does not look like a person's name"))
                continue
            forms[lookup(printed)] = (printed, name, count)
            by_name[base(name, printed)].append(printed)
        rows: dict[tuple[int, tuple[object, ...]], set[str]] = defaultdict(set)
        entries: dict[str, list[tuple[int, Body | None, str | None]]] = defaultdict(list)
        for row in facts.attendance:
            if lookup(row.printed) not in forms:
                continue
            _, name, _ = forms[lookup(row.printed)]
            body = self.body_at.get((document, "organisation", lookup(row.organisation))) if row.organisation else None
            entries[lookup(row.printed)].append((row.meeting, body, row.role))
            rows[row.meeting, base(name, row.printed)].add(lookup(row.printed))
            if body is not None:
                known[id(body)] = body
                bodies[base(name, row.printed)].add(id(body))
        clash = {form for printed in rows.values() if len(printed) > 1 for form in printed}  # two rows, one parsed name
        for index, body in self._organisations_beside(facts):
            mention = facts.mentions[index]
            if form := forms.get(lookup(mention.text)):
                known[id(body)] = body
                bodies[base(form[1], form[0])].add(id(body))
        for form, (printed, name, count) in sorted(forms.items()):
            mine = [known[one] for one in bodies[base(name, printed)] if one in known]
            organisations = frozenset(own[id(body)] for body in mine if id(body) in own)
            apart = self.decided.apart(document, "person", printed) or (f"{document} {form}" if form in clash else "")
            identity = (name.given, name.surname, name.lone, name.sex, scope, organisations, apart, "" if name.given else document)
            someone = found.get(identity)
            if someone is None:
                someone = found[identity] = Someone(name, scope, apart, organisations)
            someone.related |= people_.related_of(mine, own)
            someone.callings |= name.callings
            someone.printed[" ".join(printed.split())] += count
            someone.documents.add(document)
            if day:
                someone.dates.add(day)
            for meeting, body, role in entries[form]:
                someone.entries.add((document, meeting, form))
                held = facts.meetings[meeting].date
                if held:
                    someone.dates.add(held)
                if body is not None and id(body) in own:
                    someone.seats.setdefault((own[id(body)], fold(role or "")), set()).update({held} if held else ())
            yield (document, "person", form), someone

    def _person_strings(self, facts: Facts) -> Iterator[tuple[str, bool, int]]:
        """The names of people in a document as printed, whether their place shows them to be people, and how often."""
        certain: Counter[str] = Counter()
        likely: Counter[str] = Counter()
        for row in facts.attendance:
            certain[row.printed] += 1
        for mention in facts.mentions:
            if self.decided.kind(facts.document.id, mention.kind, mention.text) == "person":
                certain[mention.text] += 1
        for meeting in facts.meetings:
            likely.update(meeting.chairs)
        for item in facts.agenda:
            likely.update(item.presenters)
        for minute in facts.minutes:
            likely.update(minute.presenters)
        for action in facts.actions:
            likely.update(action.responsible)
        for report in facts.reports:
            likely.update(report.authors)
        for printed, count in sorted(certain.items()):
            if self.decided.kind(facts.document.id, "person", printed) == "person":
                yield printed, True, count
        for printed, count in sorted(likely.items()):
            if printed not in certain and self.decided.kind(facts.document.id, "person", printed) == "person":
                yield printed, False, count

    def _is_person(self, name: PersonName) -> bool:
        """Whether a string that stands where people stand names one, and is not an office or a body."""
        words = name.bare.lower().replace(".", "").split()
        if any(word in self.words.not_people for word in words[-1:]) and not name.titled:
            return False
        return bool(name.lone) or not all(word in bodies_.GENERAL for word in words)

    def _organisations_beside(self, facts: Facts) -> Iterator[tuple[int, Body]]:
        """People of whom the text says at once whose they are: “Ann Marlow, Head of Housing, Marlshire County Council”."""
        order = sorted(range(len(facts.mentions)), key=lambda index: (facts.mentions[index].span, index))
        text = facts.document.text
        for one, two in zip(order, order[1:], strict=False):
            left, right = facts.mentions[one], facts.mentions[two]
            body = self.body_of_mention.get((facts.document.id, two))
            if left.kind != "person" or body is None or body.kind != "organisation" or right.span.start - left.span.end > 100:
                continue
            between = text[left.span.end : right.span.start]
            if between[:2].strip() in (",", "(") or between.strip() in ("of", "from", "of the", "from the"):
                if not any(mark in between for mark in (". ", ";", "\n\n", " and ", ")")):
                    yield one, body

    # -- settled -------------------------------------------------------------------------------------------------

    def _settled(self, bodies: Clusters[Body], people: Clusters[Someone]) -> Identities:
        slipped_bodies = _misprinted(bodies, ("slip", "tier"), lambda b: (b.concept is None, b.count))
        slipped_people = _misprinted(people, ("near-surname", "alike-surname"), lambda s: (False, -len(s.documents)))
        groups: dict[EntityKind, list[tuple[Naming, list[Body] | list[Someone]]]] = defaultdict(list)
        names_of = {id(b): b.label for members in bodies.all() for b in members}
        for members in bodies.all():
            called = next((self.called_bodies[id(b)] for b in members if id(b) in self.called_bodies), None)
            evidence = [names_of[id(b.parent)] for b in members if b.parent and id(b.parent) in names_of]
            evidence += [scope for b in members for scope in sorted({b.scope} - {""} or b.scopes)]
            naming = name_body(members, slipped_bodies, called, tuple(dict.fromkeys(evidence)))
            groups[members[0].kind].append((naming, members))
        words_of_own = {" ".join(ms[0].order): min((b.label for b in ms if b.full), key=len, default=ms[0].label) for ms in bodies.all()}
        for crowd in people.all():
            if len(crowd) == 1 and not crowd[0].name.given and is_code(crowd[0].name.lone):
                self._nobody(crowd[0])
                continue
            called = next((self.called_people[id(s)] for s in crowd if id(s) in self.called_people), None)
            stands = sorted({words_of_own[o] for s in crowd for o in s.organisations if o in words_of_own})
            naming = name_person(crowd, slipped_people, called, (*stands, *sorted({s.scope for s in crowd} - {""})))
            groups["person"].append((naming, crowd))
        entities: list[Entity] = []
        of: dict[int, Entity] = {}
        id_of: dict[int, str] = {}
        for kind in sorted(groups):
            chosen = ids([naming for naming, _ in groups[kind]])
            for (_, members_), own in zip(groups[kind], chosen, strict=True):
                id_of |= {id(member): own for member in members_}
        for kind in sorted(groups):
            taken = {id_of[id(members_[0])] for _, members_ in groups[kind]}
            for naming, members_ in groups[kind]:
                entity = self._entity(kind, naming, members_, id_of, taken)
                entities.append(entity)
                of |= {id(member): entity for member in members_}
        entities.sort(key=lambda entity: (entity.kind, entity.id))
        judgements = self._judgements(bodies, people, id_of)
        names, mentions, boards = self._tables(of)
        return Identities(
            entities, names, mentions, boards, judgements, self._changes(bodies, of, entities),
            sorted(set(self.unresolved), key=lambda u: (u.document, u.kind, u.printed, u.reason)), self.decided.unmatched,
        )  # fmt: skip

    def _nobody(self, someone: Someone) -> None:
        for document in sorted(someone.documents):
            self.unresolved.append(Unresolved(document, "person", someone.name.lone, "initials of nobody in that paper"))

    def _entity(
        self, kind: EntityKind, naming: Naming, members: list[Body] | list[Someone], id_of: dict[int, str], taken: set[str]
    ) -> Entity:
        own = id_of[id(members[0])]
        replaced = tuple(older for older in naming.older if older != own and older not in taken)
        subtype = part_of = None
        doubtful = False
        subtypes: Counter[str] = Counter()
        parents: set[str] = set()
        for member in members:
            if isinstance(member, Body):
                subtypes.update(member.subtypes)
                if member.concept:
                    subtype = member.concept.subtype
                if member.parent and id(member.parent) in id_of:
                    parents.add(id_of[id(member.parent)])
            else:
                doubtful = not any(isinstance(other, Someone) and other.name.given for other in members)
        if kind != "person":
            subtype = subtype or (min(subtypes, key=lambda s: (-subtypes[s], s)) if subtypes else None)
            part_of = min(parents - {own}, default=None)
            concept = next((m.concept for m in members if isinstance(m, Body) and m.concept), None)
            if concept and concept.part_of and concept.part_of in set(id_of.values()):
                part_of = concept.part_of
        return Entity(
            own, kind, naming.name, naming.also, naming.acronyms, subtype, naming.concept, part_of, replaced, naming.misprints, doubtful
        )  # fmt: skip

    def _judgements(self, bodies: Clusters[Body], people: Clusters[Someone], id_of: dict[int, str]) -> list[Judgement]:
        found: list[Judgement] = []
        judged: list[tuple[EntityKind, Pair[Body] | Pair[Someone]]] = [(p.left.kind, p) for p in bodies.judged]
        judged += [("person", p) for p in people.judged]
        for kind, pair in [*judged, *self.told]:
            left, right = id_of.get(id(pair.left), ""), id_of.get(id(pair.right), "")
            one = left == right and left != ""
            if pair.score < JOIN and one:
                continue  # joined by better evidence
            if pair.left.label == pair.right.label and one:
                continue  # nothing to tell a reader
            verdict = "same" if one else "different" if pair.by != "rules" and pair.score < DOUBT else "unsure"
            found.append(
                Judgement(pair.left.label, pair.right.label, kind, verdict, round(pair.score, 2), pair.clues, pair.by, left, right)  # type: ignore[arg-type]
            )
        found.sort(key=lambda j: (j.kind, j.verdict, -j.score, j.left, j.right, j.left_id, j.right_id))
        return list(dict.fromkeys(found))

    def _tables(
        self, of: dict[int, Entity]
    ) -> tuple[dict[Place, Entity], dict[tuple[str, int], Entity], dict[tuple[str, int], Entity]]:
        names: dict[Place, Entity] = {p: of[id(b)] for p, b in self.body_at.items() if id(b) in of}
        names |= {p: of[id(s)] for p, s in self.someone_at.items() if id(s) in of}
        mentions = {place: of[id(body)] for place, body in self.body_of_mention.items() if id(body) in of}
        boards: dict[tuple[str, int], Entity] = {}
        kinds: tuple[EntityKind, ...] = ("person", "organisation", "programme")
        for facts in self.papers:
            document = facts.document.id
            for index, mention in enumerate(facts.mentions):
                if (document, index) in mentions:
                    continue
                kind = self.decided.kind(document, mention.kind, mention.text)
                if kind == "person" and (entity := names.get((document, "person", lookup(mention.text)))):
                    mentions[document, index] = entity
            held = [names.get((document, "organisation", lookup(m.board))) if m.board else None for m in facts.meetings]
            only = {entity.id: entity for entity in held if entity}
            for index, entity in enumerate(held):
                if entity := entity or (next(iter(only.values())) if len(only) == 1 else None):
                    boards[document, index] = entity
            for text in self._structural(facts):
                form = lookup(text)
                for kind in kinds:  # what it is wins over what it was asked for as
                    if (document, kind, form) in names:
                        for other in kinds:
                            names.setdefault((document, other, form), names[document, kind, form])
                if not any((document, kind, form) in names for kind in kinds):
                    if (body := self._loose(document, text)) and id(body) in of:
                        for kind in kinds:
                            names.setdefault((document, kind, form), of[id(body)])
        return names, mentions, boards

    def _structural(self, facts: Facts) -> Iterator[str]:
        """Every string of the facts that may stand for somebody or something."""
        for meeting in facts.meetings:
            yield from meeting.chairs
        for row in facts.attendance:
            yield row.printed
            if row.organisation:
                yield row.organisation
        for item in facts.agenda:
            yield from item.presenters
        for minute in facts.minutes:
            yield from minute.presenters
        for action in facts.actions:
            yield from action.responsible
        for report in facts.reports:
            yield from report.authors
            if report.organisation:
                yield report.organisation
        for resolution in facts.resolutions:
            if resolution.asked_of:
                yield resolution.asked_of

    def _loose(self, document: str, text: str) -> Body | None:
        """A body that a free description names, without making a new one: “officers from Marlow District Council”."""
        before = set(self.reader.bodies)
        rest = unglossed(text)[0]
        body = self._known(Sighting(document, "organisation", rest, certain=False))
        body = body or self._known(Sighting(document, "programme", rest, certain=False))
        for fresh in set(self.reader.bodies) - before:
            del self.reader.bodies[fresh]
        return body

    def _changes(self, bodies: Clusters[Body], of: dict[int, Entity], entities: Sequence[Entity]) -> list[Change]:
        found: set[Change] = set()
        for pair in bodies.judged:
            if bodies.one(pair.left, pair.right) and any(c.id == "renamed" for c in pair.clues):
                old, new = sorted((pair.left, pair.right), key=lambda body: (min(body.dates), body.order))
                found.add(
                    Change(slug(old.label), slug(new.label), "renaming", min(new.dates), None, None, old.label, new.label)
                )
        for said in self.said:
            if id(said.old) in of and id(said.new) in of:
                one, two = of[id(said.old)], of[id(said.new)]
                if one is two and said.kind == "renaming":
                    found.add(
                        Change(slug(said.old.label), slug(said.new.label), "renaming", None, said.document, said.span, said.old.label, said.new.label)
                    )  # fmt: skip
                elif one is not two and one.kind == two.kind == "organisation":
                    found.add(Change(one.id, two.id, "succession", None, said.document, said.span, one.name, two.name))
        here = {entity.concept: entity for entity in entities if entity.concept}
        concepts = {b.concept.id: b.concept for members in bodies.all() for b in members if b.concept}
        for concept in concepts.values():
            for later in concept.replaced_by:
                if concept.id in here and later in here:
                    one, two = here[concept.id], here[later]
                    found.add(Change(one.id, two.id, "succession", None, None, None, one.name, two.name))
        return sorted(found, key=lambda c: (c.kind, c.old, c.new, c.document or "", c.span.start if c.span else -1))


def _initials(body: Body) -> set[str]:
    """The initials of a body's names, with and without the little words."""
    found = {"".join(word[0] for word in body.words)}
    for form in body.full:
        found.add("".join(word[0] for word in fold(form).split()))
    return found


def _misprinted(clusters, clues, weight) -> set[int]:  # type: ignore[no-untyped-def]
    """The profiles that were joined as misprints of a commoner form."""
    found: set[int] = set()
    for pair in clusters.judged:
        if pair.score >= JOIN and clusters.one(pair.left, pair.right) and any(c.id in clues for c in pair.clues):
            found.add(id(min((pair.left, pair.right), key=lambda p: (weight(p), p.order))))
    return found


__all__ = ["Verdict", "identify"]
