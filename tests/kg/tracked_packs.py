"""A fictional board's papers as facts, for tests of tracking and of the queries about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from kg.extractors.facts import (
    Action,
    AgendaItem,
    Ask,
    Document,
    Facts,
    Meeting,
    Minute,
    Part,
    Recommendation,
    Report,
    Resolution,
    Span,
    Verb,
)

from kg.linking.entities import ChangeEvent, Entity, Identities

BOARD = Entity(
    "fernshire-safe-homes-board",
    "organisation",
    "Fernshire Safe Homes Board",
    (),
    (),
    "board",
    None,
    None,
)
OTHER = Entity(
    "fernshire-and-moor-board",
    "organisation",
    "Fernshire and Moor Board",
    (),
    (),
    "board",
    None,
    None,
)


class Pack:
    """One document, filled line by line; every fact's span is the line it was written on."""

    def __init__(self, name: str, *days: date) -> None:
        self.name, self.text = name, ""
        self.meetings = [
            Meeting(
                day,
                BOARD.name,
                None,
                None,
                None,
                "agenda" if at == 0 else "minutes",
                self._line(str(day)),
                "test",
            )
            for at, day in enumerate(days)
        ]
        self.parts: list[Part] = []
        self.agenda: list[AgendaItem] = []
        self.minutes: list[Minute] = []
        self.resolutions: list[Resolution] = []
        self.reported: list[Ask] = []
        self.actions: list[Action] = []
        self.reports: list[Report] = []
        self.recommendations: list[Recommendation] = []

    def _line(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + "\n\n"
        return Span(start, start + len(words))

    def item(self, number: str, title: str, meeting: int = 0) -> Pack:
        self.agenda.append(
            AgendaItem(meeting, number, title, "report", None, (), self._line(title), "test")
        )
        return self

    def minute(
        self, number: str, title: str, words: str = "", marked: str | None = None, meeting: int = 1
    ) -> Pack:
        span = self._line(f"{title} {words}")
        self.minutes.append(Minute(meeting, number, title, (), span, "test", agenda_item=marked))
        return self

    def resolved(
        self,
        clause: str | None,
        verb: Verb,
        words: str,
        due: date | None = None,
        asked_of: str | None = None,
        meeting: int = 1,
    ) -> Pack:
        at = len(self.minutes) - 1
        self.resolutions.append(
            Resolution(meeting, at, clause, verb, words, due, asked_of, self._line(words), "test")
        )
        return self

    def asked(
        self, words: str, of: str | None = None, due: date | None = None, meeting: int = 1
    ) -> Pack:
        at = len(self.minutes) - 1
        self.reported.append(Ask(meeting, at, words, None, of, due, self._line(words), "test"))
        return self

    def row(
        self,
        number: str,
        raised: Iterable[date],
        words: str,
        who: str | None = None,
        status: str | None = "Amber",
        comments: str | None = None,
    ) -> Pack:
        span = self._line(words)
        self.parts.append(Part("action-log", None, span, 0))
        names = (who,) if who else ()
        self.actions.append(
            Action(0, number, tuple(raised), words, names, who, comments, status, span, "test")
        )
        return self

    def report(
        self, item: str | None, title: str, body: str = "", authors: tuple[str, ...] = ()
    ) -> Pack:
        self.reports.append(
            Report(0, item, title, "report", None, authors, self._line(f"{title}. {body}"), "test")
        )
        return self

    def asks(self, clause: str | None, words: str) -> Pack:
        self.recommendations.append(
            Recommendation(0, len(self.reports) - 1, clause, words, self._line(words), "test")
        )
        return self

    def facts(self) -> Facts:
        identifier = hashlib.sha256((self.name + self.text).encode()).hexdigest()
        return Facts(
            document=Document(identifier, self.name, "text", self.text),
            parts=tuple(self.parts),
            meetings=tuple(self.meetings),
            agenda=tuple(self.agenda),
            minutes=tuple(self.minutes),
            resolutions=tuple(self.resolutions),
            actions=tuple(self.actions),
            reports=tuple(self.reports),
            recommendations=tuple(self.recommendations),
            asks=tuple(self.reported),
        )


def identities(
    corpus: Iterable[Facts], changes: Iterable[ChangeEvent] = (), later: str = ""
) -> Identities:
    """Every meeting is the one board's.

    Those of documents whose name starts with ``later`` are the other one's.
    """
    boards = {
        (facts.document.id, index): OTHER
        if later and facts.document.name.startswith(later)
        else BOARD
        for facts in corpus
        for index in range(len(facts.meetings))
    }
    return Identities((BOARD, OTHER), {}, {}, boards, (), tuple(changes))


MARCH, JUNE, SEPTEMBER, DECEMBER = (
    date(2021, 3, 5),
    date(2021, 6, 4),
    date(2021, 9, 10),
    date(2021, 12, 3),
)


def story() -> list[Facts]:
    """Three packs with the minutes of the meeting before each.

    Requests, actions, answers, advice, a correction.
    """
    june = (
        Pack("b-june.txt", JUNE, MARCH)
        .item("5", "Warm Rooms Scheme: the first winter")
        .minute(
            "11", "Minutes of the last meeting", "The minutes of 4 December 2020 were approved."
        )
        .minute("12", "Warm Rooms Scheme", "A paper was before the Board.")
        .resolved(
            "a",
            "request",
            "That the Scheme Manager be requested to report on damp in terraces to "
            "the meeting on 10 September 2021.",
            SEPTEMBER,
            "the Scheme Manager",
        )
        .resolved(
            "b",
            "request",
            "That officers be requested to get a new boat for the flood wardens by 30 June 2021.",
            date(2021, 6, 30),
            "officers",
        )
        .row(
            "1",
            [date(2020, 12, 4)],
            "Locks to be fitted on the ground floors of Heron Court.",
            "Ada Quill",
        )
        .row(
            "2",
            [MARCH],
            "Report on damp in the terraces for the meeting of 10 September 2021.",
            "Bram Oake",
        )
        .row("3", [MARCH], "Leaflet on loft ladders.", "Ada Quill")
        .row("4", [MARCH], "New boat to be found for the flood wardens.", "Bram Oake")
        .report("5", "WARM ROOMS SCHEME: THE FIRST WINTER", "Nine rooms were kept warm.")
        .asks("a", "note the contents of this report")
        .asks("b", "approve the opening of four more rooms from 1 October 2021")
        .asks("c", "write to the water company about the price of meters")
        .facts()
    )
    september = (
        Pack("c-september.txt", SEPTEMBER, JUNE)
        .item("6", "Damp in the terraces")
        .minute(
            "21",
            "Minutes of the last meeting",
            "The minutes of 5 March 2021 were agreed, subject to an amendment of "
            "minute 12: nine rooms were ten.",
        )
        .minute("22", "Action log", "The log was gone through.")
        .resolved(
            "a", "remove", "That action no. 3 ‘Leaflet on loft ladders’ be removed from the log."
        )
        .minute("23", "Warm Rooms Scheme: the first winter", marked="5")
        .resolved("a", "note", "That the contents of the report be noted;")
        .resolved(
            "b", "approve", "That the opening of four more rooms from 1 November 2021 be approved."
        )
        .row(
            "1",
            [MARCH],
            "Report on damp in the terraces for the meeting of 10 September 2021.",
            "Bram Oake",
            "Green",
            "On the agenda.",
        )
        .row(
            "2",
            [date(2020, 12, 4)],
            "Locks to be fitted on the ground floors of Heron Court.",
            "Ada Quill",
            "Amber",
            "It is asked that this action be closed.",
        )
        .report(
            "6",
            "DAMP IN THE TERRACES",
            "The Scheme Manager looked at forty terraces.",
            ("Bram Oake",),
        )
        .facts()
    )
    december = (
        Pack("d-december.txt", DECEMBER, SEPTEMBER)
        .item("4", "Budget")
        .minute("31", "Damp in the terraces", marked="6")
        .resolved(None, "note", "That the report be noted.")
        .row("1", [SEPTEMBER], "Heaters to be lent to the wardens.", "Ada Quill")
        .facts()
    )
    return [june, september, december]
