"""Names of organisations and programmes as they stand in a paper, with what their place says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from extractors.facts import EntityKind, Facts
from kg.linking.name_forms import unglossed
from kg.linking.overrides import Decided


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name printed in a document. ``mention`` is its index if it is one, ``board`` whether it heads a meeting.

    Names of lists and title pages are neither: they may be joint, or describe more than they name.
    """

    document: str
    kind: EntityKind
    printed: str
    day: date | None = None
    mention: int | None = None
    read_as: str | None = None
    concept: str | None = None
    subtype: str | None = None
    board: bool = False
    told: bool = False  # a person said that it is of this kind

    @property
    def text(self) -> str:
        """What it is read as, without what brackets add."""
        return unglossed(" ".join((self.read_as or self.printed).split()))[0]

    @property
    def named(self) -> bool:
        """Whether its place shows it to be one name."""
        return self.mention is not None or self.board


def sightings(facts: Facts, decided: Decided) -> Iterator[Sighting]:
    """Every name of an organisation or a programme in a paper: of its boards, in its lists and reports, in its text."""
    document = facts.document.id
    day = day_of(facts)
    for meeting in facts.meetings:
        if (
            meeting.board
            and decided.kind(document, "organisation", meeting.board) == "organisation"
        ):
            yield Sighting(document, "organisation", meeting.board, meeting.date, board=True)
    listed = [(row.organisation, facts.meetings[row.meeting].date) for row in facts.attendance]
    for name, held in (*listed, *((report.organisation, day) for report in facts.reports)):
        kind = decided.kind(document, "organisation", name) if name else None
        if name and kind and kind != "person":
            yield Sighting(document, kind, name, held, told=kind != "organisation")
    for index, mention in enumerate(facts.mentions):
        kind = decided.kind(document, mention.kind, mention.text)
        if kind is not None and kind != "person":
            told = kind != mention.kind
            sort = (None, None) if told else (mention.concept, mention.subtype)
            yield Sighting(document, kind, mention.text, day, index, mention.name, *sort, told=told)


def day_of(facts: Facts) -> date | None:
    """The day of the meeting that a pack is for."""
    return max((meeting.date for meeting in facts.meetings if meeting.date), default=None)


def is_name(text: str, named: bool) -> bool:
    """Whether ``text`` can be a name: words, not a sentence, mostly capitals unless its place shows it to be one."""
    tokens = re.findall(r"[^\W_]\S*", text)
    if not 0 < len(tokens) <= 16 or "@" in text or not any(c.isalpha() for c in text):
        return False
    return named or (
        tokens[0][0].isupper() and sum(token[0].isupper() for token in tokens) * 2 >= len(tokens)
    )
