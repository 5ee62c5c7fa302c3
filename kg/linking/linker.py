"""From facts to identities: read every name in its place, join what is one, settle what it is called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.facts import Facts
from kg.linking.blocking import Likeness, one_kind
from kg.linking.candidates import Place, Reader
from kg.linking.collective import same_circles
from kg.linking.coreference import Referring
from kg.linking.entities import Entity, Identities
from kg.linking.explanation import Why
from kg.linking.fusion import KINDS, Settled
from kg.linking.jurisdiction import Places
from kg.linking.lexicon import words_of
from kg.linking.name_forms import lookup
from kg.linking.overrides import Decided
from kg.linking.person_matching import Acquaintance
from kg.linking.profiles import Crowd
from kg.linking.report import changed, judgements, moved
from kg.linking.succession import changes, renamed_boards, renamings
from kg.linking.verdicts import Verdicts
from ontology.vocabulary import Vocabulary


def identify(
    corpus: Sequence[Facts], vocabulary: Vocabulary, verdicts: Verdicts | None = None
) -> Identities:
    """Who and what the papers name, across all of them; the order of ``corpus`` does not matter."""
    papers = sorted(
        {facts.document.id: facts for facts in corpus}.values(), key=lambda facts: facts.document.id
    )
    decided = Decided(verdicts or Verdicts(), papers)
    words, places = words_of(vocabulary), Places(papers, vocabulary)

    reader = Reader(papers, vocabulary, places, decided)
    reader.read_all()
    one_kind(reader.bodies)
    all_bodies = reader.bodies
    stated = changes(papers, reader.of_mention)
    extra = [
        *renamed_boards(all_bodies, places),
        *renamings(stated),
        *same_circles(papers, reader.at),
    ]
    told = decided.bodies(all_bodies)
    likeness = Likeness(all_bodies, places, told.vetoes)
    bodies = likeness.clusters([*extra, *told.joined])

    own = {id(body): " ".join(members[0].order) for members in bodies.all() for body in members}
    crowd = Crowd(papers, words, places, reader, decided, own)
    told_people = decided.people(crowd.people)
    acquaintance = Acquaintance(crowd.people, words, told_people.vetoes)
    people = acquaintance.run(told_people.joined)

    settled = Settled(
        bodies, people, told.called | told_people.called, likeness.clues, acquaintance.clues
    )
    tables = _tables(papers, reader, crowd, decided, settled.of)
    judged = dict.fromkeys(
        [
            *judgements(bodies, told.parted, settled.of),
            *judgements(people, told_people.parted, settled.of),
        ]
    )
    referring = {facts.document.id: _referring(facts, *tables) for facts in papers}
    references = {document: tuple(each.resolve()) for document, each in referring.items()}
    unresolved = {*reader.unresolved, *crowd.unresolved, *settled.unresolved}
    unresolved.update(*(each.unresolved for each in referring.values()))
    return Identities(
        settled.entities,
        *tables,
        sorted(
            judged,
            key=lambda j: (j.kind, j.verdict, -j.score, j.left, j.right, j.left_id, j.right_id),
        ),
        changed(bodies, stated, settled.of),
        sorted(unresolved, key=lambda u: (u.document, u.kind, u.printed, u.reason)),
        decided.unmatched,
        Why(likeness, bodies, acquaintance, people, settled.of),
        moved(papers, decided, settled.entities, tables[1]),
        references,
    )


# -- look-ups --------------------------------------------------------------------------------------------------------


def _tables(
    papers: Sequence[Facts], reader: Reader, crowd: Crowd, decided: Decided, of: dict[int, Entity]
) -> tuple[dict[Place, Entity], dict[tuple[str, int], Entity], dict[tuple[str, int], Entity]]:
    """Who every printed name is in its document, every mention, and the board of every meeting."""
    names: dict[Place, Entity] = {
        place: of[id(body)] for place, body in reader.at.items() if id(body) in of
    }
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
        held = [
            names.get((document, "organisation", lookup(m.board))) if m.board else None
            for m in facts.meetings
        ]
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


def _answer_all(
    document: str, text: str, names: dict[Place, Entity], reader: Reader, of: dict[int, Entity]
) -> None:
    """Lets a string be asked for as any kind: what it is wins over what it was asked for as."""
    form = lookup(text)
    known = next(
        (names[document, kind, form] for kind in KINDS if (document, kind, form) in names), None
    )
    if known is None and (body := reader.described(document, text)):
        known = of.get(id(body))
    if known is not None:
        for kind in KINDS:
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
