"""Facts and identities made by hand, of two fictional packs of one fictional board."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
from kg.extractors.facts import (
    Action,
    AgendaItem,
    Attendance,
    Document,
    EntityKind,
    Facts,
    Figure,
    FutureDate,
    Meeting,
    Mention,
    Minute,
    Page,
    Part,
    Point,
    Recommendation,
    Report,
    Resolution,
    Span,
    Sum,
)
from kg.ontology.folding import fold_printed

from kg.linking.entities import ChangeEvent, Entity, Feature, Identities, Judgement
from kg.rdf.dataset import build_dataset

FIRST = """MARLSHIRE SAFER PLACES BOARD

Friday, 11 March 2022 at 10.00 am

Agenda

4. Action Log. (Pages 9 - 10)
6. Lamplight Programme: first year. (Pages 11 - 14)
Ruth Ansbury, Wendleford Borough Council, will present this report.
7. Other business

Dates of later meetings: 10 June 2022 at 10.00 am

Minutes of a meeting of the Marlshire Safer Places Board held at Shire Hall on Friday, 10 December 2021.

Present
Cllr. M. Oakes (in the Chair)	Wendleford Borough Council
Omar Siddall	Marlshire Police

12. Introductions
The Chairman welcomed everyone.

13. Youth Anchor Network (YAN).
The Board received a presentation from Omar Siddall about the Youth Anchor Network. The network (YAN) had taken on
four workers. Questions could be put to omar.siddall@marlshire.example or on 01632 960 123.
(a) Cllr. Oakes asked how the Lamplight Programme would be told of its work.
RESOLVED:
(a) That the presentation be noted;
(b) That Omar Siddall be requested to report again by 11 March 2022.

ACTION LOG
1  10.12.21  Invite the Youth Anchor Network to the summer meeting.  Omar Siddall  In hand.  Amber

Agenda Item 6

LAMPLIGHT PROGRAMME: FIRST YEAR
Report of Wendleford Borough Council
Purpose
The Lamplight Programme lights the paths between stations and estates. It cost £41,000 in 2021/22, and the first year
ended well.

The Board is asked to:
(a) note how Lamplight fared.

Officer to contact: Ruth Ansbury, tel 01632 960 555
"""

SECOND = """Minutes of a meeting of the Marlshire Safer Places Board held at Shire Hall on Friday, 11 March 2022.

Present
Mrs M. Oakes CC (in the Chair)	Wendleford Borough Council

21. Lamplight: the first year
A report of Ruth Ansbury, marked ‘Agenda Item 6’, is filed with these minutes. Lights had gone up at nine stations.
RESOLVED:
That the work go on for another year.

22. Other business.
None.

ACTION LOG
1  10.12.21  Invite the Youth Anchor Network to the summer meeting.  Omar Siddall  Done in June.  Green
2  Thank the Lamplight Programme.  Ruth Ansbury
"""

DECEMBER, MARCH, JUNE = date(2021, 12, 10), date(2022, 3, 11), date(2022, 6, 10)


def span(text: str, words: str, end: str | None = None, after: str = "") -> Span:
    """Where ``words`` stand, up to and with ``end``."""
    start = text.index(words, text.index(after) if after else 0)
    stop = text.index(end, start) + len(end) if end else start + len(words)
    return Span(start, stop)


def document(text: str, name: str, pages: tuple[Page, ...] = ()) -> Document:
    return Document(hashlib.sha256(text.encode()).hexdigest(), name, "text", text, pages)


def mentions(text: str, names: Mapping[str, EntityKind]) -> tuple[Mention, ...]:
    """A mention wherever one of the names stands; a longer name is found before a shorter one in it."""
    taken: list[Span] = []
    found = []
    for name in sorted(names, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            here = Span(at, at + len(name))
            if not any(here.start < other.end and other.start < here.end for other in taken):
                taken.append(here)
                found.append(Mention(names[name], name, here, "names.test", confidence=0.9))
            at = text.find(name, at + 1)
    return tuple(sorted(found, key=lambda mention: mention.span))


NAMES: dict[str, EntityKind] = {
    "Youth Anchor Network": "programme",
    "YAN": "programme",
    "Lamplight Programme": "programme",
    "Lamplight": "programme",
    "LAMPLIGHT PROGRAMME": "programme",
    "Omar Siddall": "person",
    "Ruth Ansbury": "person",
    "Cllr. M. Oakes": "person",
    "Cllr. Oakes": "person",
    "Mrs M. Oakes CC": "person",
    "Wendleford Borough Council": "organisation",
    "Marlshire Police": "organisation",
    "Marlshire Safer Places Board": "organisation",
}

BOARD = Entity("marlshire-safer-places-board", "organisation", "Marlshire Safer Places Board", (), ("MSPB",), "board",
               None, None, replaced_ids=("marlshire-safer-streets-board",))  # fmt: skip
COUNCIL = Entity(
    "wendleford-borough-council",
    "organisation",
    "Wendleford Borough Council",
    (),
    (),
    "council",
    None,
    None,
)
POLICE = Entity(
    "marlshire-police",
    "organisation",
    "Marlshire Police",
    (),
    (),
    "police",
    "marlshire-police",
    None,
)
OAKES = Entity(
    "miriam-oakes",
    "person",
    "Miriam Oakes",
    ("Cllr. M. Oakes", "Mrs M. Oakes CC"),
    (),
    None,
    None,
    None,
)
SIDDALL = Entity("omar-siddall", "person", "Omar Siddall", (), (), None, None, None)
ANSBURY = Entity("ruth-ansbury", "person", "Ruth Ansbury", (), (), None, None, None)
ANCHOR = Entity(
    "youth-anchor-network", "programme", "Youth Anchor Network", (), ("YAN",), "network", None, None
)
LAMPLIGHT = Entity("lamplight-programme", "programme", "Lamplight Programme", ("Lamplight",), (), "programme", None,
                   "wendleford-borough-council")  # fmt: skip
ENTITIES = (BOARD, COUNCIL, POLICE, OAKES, SIDDALL, ANSBURY, ANCHOR, LAMPLIGHT)

SURNAME = Feature("surname", 2.0, "same surname")

MEANT = {
    "youth anchor network": ANCHOR,
    "yan": ANCHOR,
    "lamplight programme": LAMPLIGHT,
    "lamplight": LAMPLIGHT,
    "omar siddall": SIDDALL,
    "ruth ansbury": ANSBURY,
    "cllr. m. oakes": OAKES,
    "cllr. oakes": OAKES,
    "mrs m. oakes cc": OAKES,
    "wendleford borough council": COUNCIL,
    "marlshire police": POLICE,
    "marlshire safer places board": BOARD,
}


def first() -> Facts:
    """A pack with an agenda of March, the minutes of December, a log and a report."""
    text = FIRST
    report = span(text, "LAMPLIGHT PROGRAMME: FIRST YEAR", "960 555")
    minutes = span(text, "Minutes of a meeting", "11 March 2022.", after="Minutes of a meeting")
    log = span(text, "ACTION LOG", "Amber")
    return Facts(
        document=document(text, "pack-2022-03-11.txt", (Page(0, 1), Page(text.index("Minutes of"), 2, "3"))),
        parts=(
            Part("agenda", "Agenda", Span(0, minutes.start), 0),
            Part("minutes", None, minutes, 1),
            Part("action-log", "Action Log", log, 0, "4"),
            Part("report", "Lamplight Programme: first year", report, 0, "6"),
        ),
        meetings=(
            Meeting(MARCH, text[:28], None, "10:00", None, "agenda", Span(0, 62), "meeting.agenda"),
            Meeting(
                DECEMBER,
                "Marlshire Safer Places Board",
                "Shire Hall",
                None,
                None,
                "minutes",
                span(text, "Minutes of a meeting", "December 2021."),
                "meeting.minutes",
                chairs=("Cllr. M. Oakes",),
            ),
        ),
        future_dates=(FutureDate(0, JUNE, "10:00", span(text, "10 June 2022 at 10.00 am"), "dates.future"),),
        attendance=(
            Attendance(1, "present", "Cllr. M. Oakes", "Wendleford Borough Council", None, True,
                       span(text, "Cllr. M. Oakes"), "attendance.row"),
            Attendance(1, "present", "Omar Siddall", "Marlshire Police", "Inspector", False,
                       span(text, "Omar Siddall", after="Present"), "attendance.row"),
        ),
        agenda=(
            AgendaItem(0, "4", "Action Log.", "procedural", (9, 10), (),
                       span(text, "4. Action Log.", "10)"), "agenda.item"),
            AgendaItem(0, "6", "Lamplight Programme: first year.", "report", (11, 14), ("Ruth Ansbury",),
                       span(text, "6. Lamplight", "this report."), "agenda.item"),
            AgendaItem(0, "7", "Other business", "procedural", None, (),
                       span(text, "7. Other business"), "agenda.item"),
        ),
        minutes=(
            Minute(1, "12", "Introductions", (), span(text, "12. Introductions", "everyone."), "minutes.item"),
            Minute(1, "13", "Youth Anchor Network (YAN).",
                   (Point("a", "Cllr. Oakes asked how the Lamplight Programme would be told of its work.",
                          span(text, "(a) Cllr. Oakes", "work.")),),
                   span(text, "13. Youth Anchor", "11 March 2022."), "minutes.item", presenters=("Omar Siddall",)),
        ),
        resolutions=(
            Resolution(1, 1, "a", "note", "That the presentation be noted;", None, None,
                       span(text, "(a) That the presentation", "noted;"), "resolved.clause"),
            Resolution(1, 1, "b", "request", "That Omar Siddall be requested to report again by 11 March 2022.", MARCH,
                       "Omar Siddall", span(text, "(b) That", "11 March 2022."), "resolved.clause"),
        ),
        actions=(
            Action(0, "1", (DECEMBER,), "Invite the Youth Anchor Network to the summer meeting.", ("Omar Siddall",),
                   "Omar Siddall", "In hand.", "Amber", span(text, "1  10.12.21", "Amber"), "log.row",
                   "next meeting", MARCH),
        ),
        reports=(
            Report(0, "6", "LAMPLIGHT PROGRAMME: FIRST YEAR", "report", "Wendleford Borough Council", ("Ruth Ansbury",),
                   report, "report.heading"),
        ),
        recommendations=(
            Recommendation(0, 0, "a", "note how Lamplight fared.", span(text, "(a) note", "fared."), "report.asks"),
        ),
        mentions=mentions(text, NAMES),
        sums=(
            Sum(0, "£41,000", Decimal(41000), "Wendleford Borough Council", None, "Lamplight Programme", "in 2021/22",
                date(2021, 4, 1), date(2022, 3, 31), span(text, "It cost", "ended well."), "sum.cost",
                span(text, "£41,000")),
        ),
    )  # fmt: skip


def second() -> Facts:
    """A pack with the minutes of March, which record the first pack's item, and the next log."""
    text = SECOND
    minutes = span(text, "Minutes of a meeting", "None.")
    return Facts(
        document=document(text, "pack-2022-06-10.txt"),
        parts=(
            Part("minutes", None, minutes, 0),
            Part("action-log", None, span(text, "ACTION LOG", "Ruth Ansbury\n"), 1),
        ),
        meetings=(
            Meeting(MARCH, "Marlshire Safer Places Board", "Shire Hall", None, "11:30", "minutes",
                    span(text, "Minutes of a meeting", "March 2022."), "meeting.minutes", chairs=("Mrs M. Oakes CC",)),
            Meeting(JUNE, None, None, None, None, "action-log", span(text, "ACTION LOG"), "meeting.log"),
        ),
        attendance=(
            Attendance(0, "present", "Mrs M. Oakes CC", "Wendleford Borough Council", None, True,
                       span(text, "Mrs M. Oakes CC"), "attendance.row"),
        ),
        minutes=(
            Minute(0, "21", "Lamplight: the first year", (), span(text, "21. Lamplight", "another year."),
                   "minutes.item", agenda_item="6"),
            Minute(0, "22", "Other business.", (), span(text, "22. Other business.", "None."), "minutes.item"),
        ),
        resolutions=(
            Resolution(0, 0, None, "agree", "That the work go on for another year.", None, None,
                       span(text, "That the work", "year."), "resolved.clause"),
        ),
        actions=(
            Action(1, "1", (DECEMBER,), "Invite the Youth Anchor Network to the summer meeting.", ("Omar Siddall",),
                   "Omar Siddall", "Done in June.", "Green", span(text, "1  10.12.21", "Green"), "log.row"),
            Action(1, "2", (), "Thank the Lamplight Programme.", ("Ruth Ansbury",), "Ruth Ansbury", None, None,
                   span(text, "2  Thank", "Ansbury"), "log.row"),
        ),
        mentions=mentions(text, NAMES),
        figures=(
            Figure(0, "stations lit", "count", "Marlshire", None, date(2022, 1, 1), date(2022, 3, 31), "nine",
                   Decimal(9), "current", "up", span(text, "Lights had", "stations."), "figure.test",
                   span(text, "nine"), "report", False),
        ),
    )  # fmt: skip


def identities(facts: Iterable[Facts]) -> Identities:
    """Every name of ``MEANT`` in every document; every meeting is the one board's."""
    facts = tuple(facts)
    return Identities(
        ENTITIES,
        {(each.document.id, entity.kind, fold_printed(name)): entity for each in facts for name, entity in MEANT.items()},
        {
            (each.document.id, index): MEANT[mention.text.lower()]
            for each in facts
            for index, mention in enumerate(each.mentions)
            if mention.text.lower() in MEANT
        },
        {(each.document.id, index): BOARD for each in facts for index in range(len(each.meetings))},
        (Judgement("Cllr. M. Oakes", "Mrs M. Oakes CC", "person", "same", 3.5, (SURNAME,)),),
        (
            ChangeEvent("marlshire-safer-streets-board", BOARD.id, "renaming", DECEMBER, None, None,
                   "Marlshire Safer Streets Board", BOARD.name),
        ),
    )  # fmt: skip


def store() -> ox.Store:
    """The graph of both packs, in memory."""
    packs = (first(), second())
    made = ox.Store()
    made.extend(
        quad for quads in build_dataset(packs, identities(packs)).values() for quad in quads
    )
    return made
