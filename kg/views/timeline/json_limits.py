"""Keeps a trace's JSON within the words that somebody reads: what is said twice is said once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kg.ontology.folding import fold
from kg.views.timeline.briefing import Briefing
from kg.views.timeline.model import TimelineEvent

MOST_WORDS = 1200  # of all passages of the JSON together
_FIRST = ("topic", "near", "briefing", "events", "requests", "actions", "spoken")  # then the rest
_NO_WORDS = frozenset({"iri", "document", "page", "date", "event", "part", "kind"})
_NO_LIMIT = 1 << 30
_QUOTED = ("text", "quote")


def within_words(found: Mapping[str, object], most: int = MOST_WORDS) -> dict[str, object]:
    """The JSON without the passages that are over the limit, the later of its parts first.

    A passage is an object with a document; one that repeats the words of an earlier one is left
    out, too.
    """
    budget = _Budget(most)
    order = [key for key in _FIRST if key in found]
    order += [key for key in found if key not in order]
    kept = {key: budget.kept(found[key], key == "events") for key in order}
    return {key: kept[key] for key in found}


def briefing_as_json(made: Briefing) -> dict[str, object]:
    """The briefing as the contract has it."""
    return {
        "headline": [
            {
                "text": sentence.text,
                "sources": [
                    {"document": each.document, "page": each.page, "quote": each.quote}
                    for each in sentence.sources
                ],
            }
            for sentence in made.headline
        ],
        "status": asdict(made.status),
    }


def events_as_json(events: Sequence[TimelineEvent]) -> list[dict[str, object]]:
    """The events; the title of an item is told with the first of its events alone, and stands in
    the ``place`` of each.
    """
    made: list[dict[str, object]] = []
    headed: set[tuple[str | None, ...]] = set()
    for event in events:
        item = (event.document, event.date, event.part, event.item, event.title)
        made.append(event_as_json(event) | ({"title": None} if item in headed else {}))
        headed.add(item)
    return made


def event_as_json(event: TimelineEvent) -> dict[str, object]:
    """An event whose sentences each name their document."""
    sentences = [
        {"text": each.text, "page": each.page, "document": event.document}
        | ({"place": {"point": each.point}} if each.point else {})
        for each in event.sentences
    ]
    place = {"part": event.part, "item": event.item, "title": event.title}
    place |= {"point": event.point} if event.point else {}
    made = asdict(event) | {"sentences": sentences, "place": place}
    del made["point"], made["wider"]  # no words of the paper
    return made


def words_shown(events: Sequence[TimelineEvent], brief: Briefing) -> int:
    """How many words of the limit these events and the briefing take."""
    budget = _Budget(_NO_LIMIT)
    budget.kept(briefing_as_json(brief))
    budget.kept(events_as_json(events), True)
    return _NO_LIMIT - budget.left


class _Budget:
    """How many words of text may still be shown, and which texts were."""

    def __init__(self, left: int) -> None:
        self.left = left
        self._shown: set[tuple[str, str]] = set()

    def kept(self, node: Any, repeats: bool = False) -> Any:
        """The value without the passages that there is no room for.

        Those of the timeline may repeat one another: two meetings may decide the same.
        """
        if isinstance(node, Mapping):
            return {
                key: self.kept(value, repeats and key != "ties")
                if self._has_room(value, repeats)
                else None
                for key, value in node.items()
            }
        if isinstance(node, list | tuple):
            return [self.kept(each, repeats) for each in node if self._has_room(each, repeats)]
        return node

    def _has_room(self, node: Any, repeats: bool) -> bool:
        if not isinstance(node, Mapping):
            return True
        document = node.get("document")
        if not isinstance(document, str):
            return True
        quoted = next((node[key] for key in _QUOTED if isinstance(node.get(key), str)), "")
        key = (document, fold(str(quoted)))
        if quoted and key in self._shown and not repeats:
            return False
        words = _words(node)
        if words > self.left:
            return False
        self.left -= words
        self._shown.add(key)
        return True


def _words(node: Mapping[str, Any]) -> int:
    """The words of a passage, its own fields alone."""
    return sum(
        len(str(value).split())
        for key, value in node.items()
        if key not in _NO_WORDS
        and isinstance(value, str | int | float)
        and not isinstance(value, bool)
    )
