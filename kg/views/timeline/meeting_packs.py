"""The packs of a graph by their dates, and a trace limited to some of its papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import NotFound
from kg.store import query
from kg.views.timeline.model import Trace
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote


def pack_dates(store: ox.Store | Remote) -> dict[str, str]:
    """File name → the day (ISO) of the meeting that the pack was made for, oldest first.

    A pack documents several meetings (it holds the minutes of the one before): the last counts.
    """
    dates = {row["file"]: row["day"] for row in query.rows(store, "pack-days")}
    return dict(sorted(dates.items(), key=lambda pair: (pair[1], pair[0])))


@dataclass(frozen=True, slots=True)
class PackBoards:
    """Which boards' papers each file holds, by the boards' names."""

    boards: Mapping[str, frozenset[str]]

    def names(self) -> frozenset[str]:
        """All the boards' names."""
        return frozenset().union(*self.boards.values())

    def beside(self, files: Iterable[str]) -> Callable[[str], bool]:
        """Tells the files of the boards that have any of ``files``; one of no known board is any's.

        What one board's papers leave out, another's silence does not show.
        """
        having = [self.boards.get(file, frozenset()) for file in files]
        wanted = frozenset().union(*having)
        if not wanted or not all(having):
            return lambda file: True
        return lambda file: bool(self.boards.get(file, wanted) & wanted)


def pack_boards(store: ox.Store | Remote) -> PackBoards:
    """The boards of the packs of a graph."""
    found: dict[str, frozenset[str]] = {}
    for row in query.rows(store, "pack-boards"):
        found[row["file"]] = found.get(row["file"], frozenset()) | {row["board"]}
    return PackBoards(found)


def unminuted_days(store: ox.Store | Remote) -> frozenset[tuple[str, str]]:
    """File name and day (ISO) of each meeting that is known by its papers alone."""
    return frozenset(
        (file, row["date"])
        for row in query.rows(store, "meeting-papers")
        if row["known_by"] == "papers"
        for file in row["document"].split("; ")
    )


def pack_date(store: ox.Store | Remote, pack: str) -> str:
    """The day (ISO) of a pack, given by its file name, or by a day: the newest pack up to then.

    Raises ``NotFound`` where there is no such pack.
    """
    known = pack_dates(store)
    if pack in known:
        return known[pack]
    try:
        asked = date.fromisoformat(pack).isoformat()
    except ValueError:
        raise NotFound(ui_text("errors.no_such_pack", pack=pack)) from None
    before = [when for when in known.values() if when <= asked]
    if not before:
        raise NotFound(ui_text("errors.no_pack_so_old", pack=pack))
    return max(before)


def limit_to_later_packs(store: ox.Store | Remote, found: Trace, pack: str) -> Trace:
    """What packs later than ``pack`` brought, with every request that is still open.

    An action is kept whole where a later log carries it.
    """
    seen = pack_date(store, pack)
    later = {name for name, when in pack_dates(store).items() if when > seen}
    limited = _limited(found, lambda document, when: document in later)
    return replace(
        limited,
        since_pack=seen,
        requests=tuple(
            request
            for request in found.requests
            if request.is_open or request.words.document in later
        ),
        changes=tuple(
            change
            for change in found.changes
            if change.document is None or change.document in later
        ),
    )


def limit_to_dates(found: Trace, since: str | None, until: str | None) -> Trace:
    """What is dated from ``since`` up to ``until`` (ISO); everything where both are ``None``.

    A change without a date is kept.
    """
    if since is None and until is None:
        return found

    def inside(when: str | None) -> bool:
        return when is not None and (since or "") <= when <= (until or "9999")

    return replace(
        _limited(found, lambda document, when: inside(when)),
        since=since,
        until=until,
        requests=tuple(request for request in found.requests if inside(request.words.date)),
        changes=tuple(
            change for change in found.changes if change.date is None or inside(change.date)
        ),
    )


def _limited(found: Trace, keeps: Callable[[str, str | None], bool]) -> Trace:
    """The trace with the events and actions that ``keeps`` accepts by document and date."""
    return replace(
        found,
        events=tuple(event for event in found.events if keeps(event.document, event.date)),
        actions=tuple(
            action
            for action in found.actions
            if any(keeps(entry.document, entry.date) for entry in action.entries)
        ),
        spoken_requests=tuple(
            event for event in found.spoken_requests if keeps(event.document, event.date)
        ),
        statements=tuple(each for each in found.statements if keeps(each.document, each.date)),
        wider_statements=tuple(
            each for each in found.wider_statements if keeps(each.document, each.date)
        ),
        presented=tuple(each for each in found.presented if keeps(each.document, each.date)),
    )
