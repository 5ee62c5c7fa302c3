"""From facts to identities: read every name in its place, join what is one, settle what it is called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from extractors.facts import EntityKind, Facts, Span
from kg.identity.bodies import Body
from kg.identity.changes import Said, changes, renamed_boards, renamings
from kg.identity.clues import DOUBT
from kg.identity.cluster import Clusters, Pair
from kg.identity.crowd import Crowd
from kg.identity.decided import Decided
from kg.identity.entities import Answer, Change, Clue, Entity, Identities, Judgement, Unresolved
from kg.identity.forms import is_code, lookup, slug
from kg.identity.likeness import Likeness, one_kind
from kg.identity.people import Acquaintance, Someone
from kg.identity.places import Places
from kg.identity.read import Place, Reader
from kg.identity.refer import Referring
from kg.identity.settle import Naming, ids, name_body, name_person
from kg.identity.verdicts import Verdicts
from kg.identity.why import Why
from kg.identity.words import words_of
from ontology.vocabulary import Vocabulary

P = TypeVar("P", Body, Someone)

_KINDS: tuple[EntityKind, ...] = get_args(EntityKind)


def identify(corpus: Sequence[Facts], vocabulary: Vocabulary, verdicts: Verdicts | None = None) -> Identities:
    """Who and what the papers name, across all of them; the order of ``corpus`` does not matter."""
    papers = sorted({facts.document.id: facts for facts in corpus}.values(), key=lambda facts: facts.document.id)
    decided = Decided(verdicts or Verdicts(), papers)
    words, places = words_of(vocabulary), Places(papers, vocabulary)

    reader = Reader(papers, vocabulary, places, decided)
    reader.read_all()
    one_kind(reader.bodies)
    all_bodies = reader.bodies
    stated = changes(papers, reader.of_mention)
    extra = [*renamed_boards(all_bodies, places), *renamings(stated)]
    told = decided.bodies(all_bodies)
    likeness = Likeness(all_bodies, places, told.vetoes)
    bodies = likeness.clusters([*extra, *told.joined])

    own = {id(body): " ".join(members[0].order) for members in bodies.all() for body in members}
    crowd = Crowd(papers, words, places, reader, decided, own)
    told_people = decided.people(crowd.people)
    acquaintance = Acquaintance(crowd.people, words, told_people.vetoes)
    people = acquaintance.run(told_people.joined)

    settled = _Settled(bodies, people, told.called | told_people.called, likeness.clues, acquaintance.clues)
    tables = _tables(papers, reader, crowd, decided, settled.of)
    judgements = [
        *_judgements(bodies, told.parted, settled.of),
        *_judgements(people, told_people.parted, settled.of),
    ]
    referring = {facts.document.id: _referring(facts, *tables) for facts in papers}
    references = {document: tuple(each.resolve()) for document, each in referring.items()}
    unresolved = {*reader.unresolved, *crowd.unresolved, *settled.unresolved}
    unresolved.update(*(each.unresolved for each in referring.values()))
    return Identities(
        settled.entities,
        *tables,
        sorted(
            dict.fromkeys(judgements),
            key=lambda j: (j.kind, j.verdict, -j.score, j.left, j.right, j.left_id, j.right_id),
        ),
        _changes(bodies, stated, settled.of),
        sorted(unresolved, key=lambda u: (u.document, u.kind, u.printed, u.reason)),
        decided.unmatched,
        Why(likeness, bodies, acquaintance, people, settled.of),
        _moved(papers, decided, settled.entities, tables),
        references,
    )


def why(identities: Identities, left: str, right: str, kind: EntityKind | None = None) -> Judgement | None:
    """The clues for and against two names (printed, preferred, or ids) being one, with the score and the verdict.

    ``None`` where one of them is not in the papers, or they are of different kinds.
    """
    return identities.why(left, right, kind)


# -- entities --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """One cluster on its way to an entity; ``parts`` are the namings of what the rules alone would make of it."""

    kind: EntityKind
    naming: Naming
    parts: Sequence[Naming]
    bodies: Sequence[Body] = ()
    people: Sequence[Someone] = ()


class _Settled:
    """The entities, and the one of every body and person by the object's ``id()``."""

    def __init__(
        self,
        bodies: Clusters[Body],
        people: Clusters[Someone],
        called: dict[int, str],
        body_clues: Callable[[Body, Body], tuple[Clue, ...]],
        person_clues: Callable[[Someone, Someone], tuple[Clue, ...]],
    ) -> None:
        self.unresolved: list[Unresolved] = []
        self._called = called
        self._body_clues = body_clues
        self._person_clues = person_clues
        labels = {" ".join(members[0].order): members[0].label for members in bodies.all()}
        groups = [*self._bodies(bodies), *self._people(people, labels)]
        self.of: dict[int, Entity] = {}
        id_of: dict[int, str] = {}
        older: dict[int, tuple[str, ...]] = {}
        for kind in _KINDS:
            mine = [group for group in groups if group.kind == kind]
            given = iter(ids([part for group in mine for part in group.parts]))
            for group in mine:
                own, *others = [next(given) for _ in group.parts]
                older[id(group)] = tuple(others)
                id_of |= {id(member): own for member in (*group.bodies, *group.people)}
        taken = {(group.kind, id_of[id((*group.bodies, *group.people)[0])]) for group in groups}
        for group in groups:
            entity = _entity(group, id_of, taken, older[id(group)], self._called)
            self.of |= {id(member): entity for member in (*group.bodies, *group.people)}
        unique = {(entity.kind, entity.id): entity for entity in self.of.values()}
        self.entities = [unique[key] for key in sorted(unique)]

    def _bodies(self, clusters: Clusters[Body]) -> Iterator[_Group]:
        slips = _misprinted(clusters, ("slip", "tier"), lambda body: (body.concept is not None, body.count))
        placed = _placed(clusters)

        def named(members: Sequence[Body]) -> Naming:
            evidence = [body.parent.label for body in members if body.parent]
            evidence += [scope for body in members for scope in sorted({body.scope} - {""} or body.scopes)]
            name = next((self._called[id(body)] for body in members if id(body) in self._called), None)
            return name_body(members, slips, placed, name, tuple(dict.fromkeys(evidence)))

        for members in clusters.all():
            parts = _eldest_first(map(named, clusters.parts(members[0], self._body_clues)))
            yield _Group(members[0].kind, named(members), parts, members)

    def _people(self, clusters: Clusters[Someone], labels: dict[str, str]) -> Iterator[_Group]:

        def papers(someone: Someone) -> int:
            own = [other for other in clusters.members(someone) if other.name.surname == someone.name.surname]
            return len({document for other in own for document in other.documents})

        slips = _misprinted(clusters, ("near-surname", "alike-surname"), papers)

        def named(members: Sequence[Someone]) -> Naming:
            stands = sorted({labels[own] for someone in members for own in someone.organisations})
            evidence = (*stands, *sorted({someone.scope for someone in members} - {""}))
            name = next((self._called[id(someone)] for someone in members if id(someone) in self._called), None)
            return name_person(members, slips, name, evidence)

        for members in clusters.all():
            if reason := _nobody(members):
                for document in sorted({document for someone in members for document in someone.documents}):
                    self.unresolved.append(Unresolved(document, "person", members[0].name.lone, reason))
                continue
            parts = _eldest_first(map(named, clusters.parts(members[0], self._person_clues)))
            yield _Group("person", named(members), parts, people=members)


def _eldest_first(parts: Iterable[Naming]) -> list[Naming]:
    """The one whose id a merge keeps first: the vocabulary's, else the one known longest."""
    return sorted(parts, key=lambda naming: (naming.concept is None, naming.first, naming.order))


def _placed(clusters: Clusters[Body]) -> set[int]:
    """The organisations whose name says the place, or the parent, that another name of theirs leaves out."""
    found: set[int] = set()
    for pair in clusters.joined:
        if pair.left.kind == "organisation" and any(reason.id in ("home", "unit-at-home") for reason in pair.clues):
            found.add(
                id(max(pair.left, pair.right, key=lambda body: (body.parent is not None, len(body.words), body.order)))
            )
    return found


def _nobody(members: Sequence[Someone]) -> str | None:
    """Why a cluster is nobody: half a name that no paper explains, and that need not be one."""
    if all(is_code(someone.name.lone) for someone in members):
        return "initials of nobody in that paper"
    if all(someone.name.lone and not someone.certain for someone in members):
        return "half a name of nobody in that paper"
    return None


def _misprinted(clusters: Clusters[P], names: tuple[str, ...], weight: Callable[[P], object]) -> set[int]:
    """The profiles that were joined as misprints: of each two the one less well established by ``weight``."""
    found: set[int] = set()
    for pair in clusters.joined:
        if any(reason.id in names for reason in pair.clues):
            sides: tuple[P, P] = (pair.left, pair.right)
            found.add(id(min(sides, key=lambda side: (weight(side), side.order))))
    return found


def _entity(
    group: _Group,
    id_of: dict[int, str],
    taken: set[tuple[EntityKind, str]],
    parts: tuple[str, ...],
    called: dict[int, str],
) -> Entity:
    naming, kind = group.naming, group.kind
    own = id_of[id((*group.bodies, *group.people)[0])]
    concept = next((body.concept for body in group.bodies if body.concept), None)
    subtypes = Counter[str]()
    for body in group.bodies:
        subtypes.update(body.subtypes)
    parents = {id_of[id(body.parent)] for body in group.bodies if body.parent and id(body.parent) in id_of} - {own}
    if concept and concept.part_of and taken & {(kind, concept.part_of), ("organisation", concept.part_of)}:
        parents = {concept.part_of}
    return Entity(
        id=own,
        kind=kind,
        name=naming.name,
        also=naming.also,
        acronyms=naming.acronyms,
        subtype=concept.subtype if concept else min(subtypes, key=lambda s: (-subtypes[s], s), default=None),
        concept=naming.concept,
        part_of=min(parents, default=None),
        replaced=tuple(o for o in sorted({*naming.older, *parts} - {own}) if (kind, o) not in taken),
        misprints=naming.misprints,
        doubtful=bool(group.people)
        and not any(someone.name.given or id(someone) in called for someone in group.people),
    )


# -- judgements and changes ------------------------------------------------------------------------------------------


def _judgements(
    clusters: Clusters[Body] | Clusters[Someone], parted: Sequence[Pair[Body] | Pair[Someone]], of: dict[int, Entity]
) -> Iterator[Judgement]:
    groups: tuple[tuple[Answer, Sequence[Pair[Body] | Pair[Someone]]], ...] = (
        ("same", clusters.joined),
        ("unsure", clusters.doubted),
        ("different", parted),
    )
    settled = {
        frozenset((of[id(p.left)].id, of[id(p.right)].id)) for p in parted if {id(p.left), id(p.right)} <= of.keys()
    }
    for verdict, pairs in groups:
        for pair in pairs:
            left, right = of.get(id(pair.left)), of.get(id(pair.right))
            if left is None or right is None:
                continue
            if verdict == "unsure" and frozenset((left.id, right.id)) in settled:
                continue  # a person has decided
            if verdict == "same" and pair.left.label == pair.right.label and pair.by == "rules":
                continue  # nothing to tell a reader
            if verdict == "different" and pair.score > DOUBT:
                continue
            labels = (pair.left.label, pair.right.label)
            yield Judgement(*labels, left.kind, verdict, round(pair.score, 2), pair.clues, pair.by, left.id, right.id)


def _changes(bodies: Clusters[Body], stated: Sequence[Said], of: dict[int, Entity]) -> list[Change]:
    found: set[Change] = set()
    for pair in bodies.joined:
        if any(reason.id == "renamed" for reason in pair.clues):
            old, new = sorted((pair.left, pair.right), key=lambda body: (min(body.held), body.order))
            when = min(new.held)
            found.add(Change(_slug(old), _slug(new), "renaming", when, None, None, old.label, new.label))
    places: set[tuple[str, Span]] = set()
    for change in stated:
        one, two = of.get(id(change.old)), of.get(id(change.new))
        if one is None or two is None:
            continue
        words = (None, change.document, change.span)
        place = (change.document, change.span)
        if one is two and change.kind == "renaming" and place not in places:
            places.add(place)  # once, also where several older names of one thing are meant
            names = (change.old.label, change.new.label)
            found.add(Change(_slug(change.old), _slug(change.new), "renaming", *words, *names))
        elif one is not two and change.clue == "said-so":
            found.add(Change(one.id, two.id, "succession", *words, one.name, two.name))
    known = [(body, body.concept) for members in bodies.all() for body in members if body.concept]
    by_concept: dict[str, list[Body]] = defaultdict(list)
    for body, concept in known:
        by_concept[concept.id].append(body)
    for before, concept in known:
        for after in (body for later in concept.replaced_by for body in by_concept[later]):
            ordinary = concept.generic or (after.concept is not None and after.concept.generic)
            if not ordinary or before.scopes & after.scopes:  # another county's board succeeded another body
                one, two = of[id(before)], of[id(after)]
                found.add(Change(one.id, two.id, "succession", None, None, None, one.name, two.name))
    return sorted(found, key=lambda c: (c.kind, c.old, c.new, c.document or "", c.span.start if c.span else -1))


def _slug(body: Body) -> str:
    return body.concept.id if body.concept else slug(body.label)


def _moved(
    papers: Sequence[Facts],
    decided: Decided,
    entities: Sequence[Entity],
    tables: tuple[dict[Place, Entity], dict[tuple[str, int], Entity], dict[tuple[str, int], Entity]],
) -> list[tuple[EntityKind, str, Entity]]:
    """What people, or the papers together, gave another kind, with the kind and the ids it would have had."""
    taken, (_, mentions, _) = {(entity.kind, entity.id) for entity in entities}, tables
    found: dict[tuple[EntityKind, str], Entity] = {}
    for facts in papers:
        for index, mention in enumerate(facts.mentions):
            entity = mentions.get((facts.document.id, index))
            if entity is None:
                continue
            kinds = {mention.kind, *(kind for kind in _KINDS if mention.rule.startswith(f"{kind}."))}
            if decided.kind(facts.document.id, mention.kind, mention.text) == mention.kind:
                kinds.discard(mention.kind)
            for kind in sorted(kinds - {entity.kind}):
                for older in (mention.concept, entity.id):
                    if older and (kind, older) not in taken:
                        found.setdefault((kind, older), entity)
    return [(*key, found[key]) for key in sorted(found)]


# -- look-ups --------------------------------------------------------------------------------------------------------


def _tables(
    papers: Sequence[Facts], reader: Reader, crowd: Crowd, decided: Decided, of: dict[int, Entity]
) -> tuple[dict[Place, Entity], dict[tuple[str, int], Entity], dict[tuple[str, int], Entity]]:
    """Who every printed name is in its document, every mention, and the board of every meeting."""
    names: dict[Place, Entity] = {place: of[id(body)] for place, body in reader.at.items() if id(body) in of}
    names |= {place: of[id(someone)] for place, someone in crowd.at.items() if id(someone) in of}
    mentions = {place: of[id(body)] for place, body in reader.of_mention.items() if id(body) in of}
    boards: dict[tuple[str, int], Entity] = {}
    for facts in papers:
        document = facts.document.id
        for index, mention in enumerate(facts.mentions):
            kind = decided.kind(document, mention.kind, mention.text)
            form = lookup(mention.text)
            entity = names.get((document, kind, form)) if kind == "person" else None
            if kind == "person" and entity is None and form in reader.by_name:
                entity = of.get(id(reader.by_name[form]))
            if entity is not None:
                mentions[document, index] = entity
        held = [names.get((document, "organisation", lookup(m.board))) if m.board else None for m in facts.meetings]
        only = {entity.id: entity for entity in held if entity}
        for index, named in enumerate(held):
            board = named or (next(iter(only.values())) if len(only) == 1 else None)
            if board is not None:
                boards[document, index] = board
        for text in dict.fromkeys(_strings(facts)):
            _answer_all(document, text, names, reader, of)
    return names, mentions, boards


def _referring(
    facts: Facts,
    names: dict[Place, Entity],
    mentions: dict[tuple[str, int], Entity],
    boards: dict[tuple[str, int], Entity],
) -> Referring:
    document = facts.document.id
    return Referring(
        facts,
        lambda printed: names.get((document, "person", lookup(printed))),
        lambda meeting: boards.get((document, meeting)),
        lambda index: mentions.get((document, index)),
    )


def _answer_all(document: str, text: str, names: dict[Place, Entity], reader: Reader, of: dict[int, Entity]) -> None:
    """Lets a string be asked for as any kind: what it is wins over what it was asked for as."""
    form = lookup(text)
    known = next((names[document, kind, form] for kind in _KINDS if (document, kind, form) in names), None)
    if known is None and (body := reader.described(document, text)):
        known = of.get(id(body))
    if known is not None:
        for kind in _KINDS:
            names.setdefault((document, kind, form), known)


def _strings(facts: Facts) -> Iterator[str]:
    """Every string of the facts that may stand for somebody or something."""
    for meeting in facts.meetings:
        yield from meeting.chairs
    for row in facts.attendance:
        yield from filter(None, (row.printed, row.organisation))
    for item in facts.agenda:
        yield from item.presenters
    for minute in facts.minutes:
        yield from minute.presenters
    for action in facts.actions:
        yield from action.responsible
    for report in facts.reports:
        yield from (*report.authors, *filter(None, (report.organisation,)))
    yield from (resolution.asked_of for resolution in facts.resolutions if resolution.asked_of)
