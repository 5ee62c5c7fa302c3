"""Mentions of organisations and programmes with what their place says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.extractors.facts import EntityKind, Facts
from kg.linking.name_forms import without_brackets
from kg.linking.overrides import Overrides


@dataclass(frozen=True, slots=True)
class MentionContext:
    """A name printed in a document: a mention of its text, a meeting's board, or a cell of a list.

    Names of lists and title pages may be joint, or describe more than they name.
    """

    document: str
    kind: EntityKind
    printed: str
    day: date | None = None
    mention_index: int | None = None  # in ``Facts.mentions``
    expansion: str | None = None  # the full name that the recogniser gave it
    concept: str | None = None
    subtype: str | None = None
    is_board: bool = False  # it heads a meeting
    kind_decided: bool = False  # a person said that it is of this kind

    @property
    def text(self) -> str:
        """The name it is read as, without what brackets add."""
        return without_brackets(self.expansion or self.printed)

    @property
    def is_one_name(self) -> bool:
        """Whether its place shows it to be one name."""
        return self.mention_index is not None or self.is_board


def mentions_in_context(facts: Facts, overrides: Overrides) -> Iterator[MentionContext]:
    """Every name of an organisation or a programme in a paper: boards, lists and reports, text."""
    yield from _boards(facts, overrides)
    yield from _listed(facts, overrides)
    yield from _mentioned(facts, overrides)


def _boards(facts: Facts, overrides: Overrides) -> Iterator[MentionContext]:
    document = facts.document.id
    for meeting in facts.meetings:
        name = meeting.board
        if name and overrides.kind(document, "organisation", name) == "organisation":
            yield MentionContext(document, "organisation", name, meeting.date, is_board=True)


def _listed(facts: Facts, overrides: Overrides) -> Iterator[MentionContext]:
    """The organisations of those present and of reports."""
    document, day = facts.document.id, document_date(facts)
    listed = [(row.organisation, facts.meetings[row.meeting].date) for row in facts.attendance]
    listed += [(report.organisation, day) for report in facts.reports]
    for name, held in listed:
        kind = overrides.kind(document, "organisation", name) if name else None
        if name and kind and kind != "person":
            decided = kind != "organisation"
            yield MentionContext(document, kind, name, held, kind_decided=decided)


def _mentioned(facts: Facts, overrides: Overrides) -> Iterator[MentionContext]:
    document, day = facts.document.id, document_date(facts)
    for index, mention in enumerate(facts.mentions):
        kind = overrides.kind(document, mention.kind, mention.text)
        if kind is None or kind == "person":
            continue
        decided = kind != mention.kind
        yield MentionContext(
            document,
            kind,
            mention.text,
            day,
            index,
            mention.name,
            concept=None if decided else mention.concept,
            subtype=None if decided else mention.subtype,
            kind_decided=decided,
        )


def document_date(facts: Facts) -> date | None:
    """The day of the meeting that a pack is for: the latest of its meetings."""
    return max((meeting.date for meeting in facts.meetings if meeting.date), default=None)


def looks_like_name(text: str, is_one_name: bool) -> bool:
    """Whether ``text`` can be a name: words, not a sentence.

    Most words must begin with a capital, unless its place shows it to be one name.
    """
    tokens = re.findall(r"[^\W_]\S*", text)
    if not 0 < len(tokens) <= 16 or "@" in text or not any(c.isalpha() for c in text):
        return False
    capitals = sum(token[0].isupper() for token in tokens)
    return is_one_name or (tokens[0][0].isupper() and capitals * 2 >= len(tokens))
