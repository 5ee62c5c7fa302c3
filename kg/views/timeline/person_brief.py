"""A person in brief: what they are and for whom, what they presented, what they have to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.ontology.folding import fold
from kg.text.quotation import shortened
from kg.views.profile import CitedSentence
from kg.views.timeline.citations import without_paragraph_number
from kg.views.timeline.formatting import count, day, joined, readable, span
from kg.views.timeline.model import PresentedItem, Representation, TopicStatement, Trace
from kg.views.wording import ui_text

ITEMS_NAMED = 3  # of those that a person presented, the newest first
ROLES_NAMED = 2
QUOTED = 160  # characters of an action


@dataclass(frozen=True, slots=True)
class PersonSentence:
    """A sentence about a person, and the words that show it."""

    text: str
    words: tuple[CitedSentence, ...]


def person_sentences(shown: Trace) -> Iterator[PersonSentence]:
    """What the papers say of the person of a trace, in at most three sentences."""
    for made in (_who(shown), _presented(shown), _responsible(shown)):
        if made is not None:
            yield made


def _who(shown: Trace) -> PersonSentence | None:
    """What somebody is, for whom, and from when to when the papers have them."""
    days = [each.date for each in shown.statements if each.date]
    days += [each.date for each in shown.presented if each.date]
    days += [each for role in shown.roles for each in (role.first, role.last) if each]
    if not days:
        return None
    roles = _roles(shown.roles)
    when = span(min(days), max(days))
    key = "briefing.person" if roles else "briefing.person_seen"
    text = ui_text(key, name=shown.topic.name, roles=joined(roles), span=when)
    newest = max(
        (each for each in shown.statements if each.event != "action"),
        key=lambda each: (_names_role(each, shown.roles), each.date or ""),
        default=None,
    )
    return PersonSentence(text, (_cited(newest),) if newest else ())


def _roles(roles: Sequence[Representation]) -> list[str]:
    """The newest roles, each body once."""
    newest: dict[str, str] = {}
    for role in sorted(roles, key=lambda role: role.last or "", reverse=True):
        parts = (role.role, role.organisation)
        words = ", ".join(part for part in parts if part)
        if role.organisation not in newest or not role.role:
            newest.setdefault(role.organisation, words)
    return list(newest.values())[:ROLES_NAMED]


def _names_role(each: TopicStatement, roles: Sequence[Representation]) -> bool:
    text = fold(each.text)
    return any(fold(role.organisation) in text for role in roles)


def _presented(shown: Trace) -> PersonSentence | None:
    """How many items somebody presented, and the newest of them."""
    items: dict[tuple[str, str], PresentedItem] = {}
    for item in sorted(shown.presented, key=lambda item: item.date or "", reverse=True):
        items.setdefault((item.date or "", _title(item)), item)
    if not items:
        return None
    named = [
        ui_text("briefing.presented_item", title=_title(item), day=day(item.date))
        for item in list(items.values())[:ITEMS_NAMED]
    ]
    more = "most" if len(items) > ITEMS_NAMED else "all"
    text = ui_text(
        f"briefing.person_presented_{more}", items=count(len(items), "item"), named=joined(named)
    )
    newest = next(iter(items.values()))
    shows = [
        each
        for each in shown.statements
        if (each.document, each.item) == (newest.document, newest.item)
    ]
    return PersonSentence(text, tuple(_cited(each) for each in shows[:1]))


def _title(item: PresentedItem) -> str:
    return readable(item.title).strip().rstrip(".")


def _responsible(shown: Trace) -> PersonSentence | None:
    """What the action logs give somebody to do, and the newest of it that is open."""
    surname = fold(shown.topic.name).split()[-1]
    own = [each for each in shown.actions if surname in fold(each.responsible or "").split()]
    if not own:
        return None
    still = [each for each in own if each.is_open]
    newest = (still or own)[-1]
    last = newest.entries[-1]
    text = ui_text(
        "briefing.person_actions",
        actions=count(len(own), "action"),
        open=len(still) or ui_text("summary.no_actions_open"),
        words=shortened(without_paragraph_number(newest.text), QUOTED),
        day=day(last.date),
    )
    words = CitedSentence(last.text or newest.text, last.date, last.page, last.document)
    return PersonSentence(text, (words,))


def _cited(each: TopicStatement) -> CitedSentence:
    return CitedSentence(each.text, each.date, each.page, each.document)
