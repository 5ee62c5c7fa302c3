"""Pages of what is new in a pack, and of two topics side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.errors import KgError
from kg.serve.http_error import HttpError
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import address_of_quote, html_answer, local_address
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer
from kg.views.comparison import compare, summaries
from kg.views.digest import KINDS, digest, digest_summary, headline, request_source


def digest_page(
    snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]
) -> WorkerAnswer:
    """The news of the pack of the day ``args["date"]``, of the newest where that is empty.

    Raises ``HttpError`` where no pack is of that day.
    """
    try:
        news = digest(snapshot.graph, args["date"] or None)
    except KgError as error:
        raise HttpError(404, str(error)) from None
    return html_answer(
        "digest",
        snapshot.base,
        digest=news,
        days=sorted(set(index.pack_dates.values()), reverse=True),
        sections=KINDS,
        summary=digest_summary(news),
        headline=headline,
        request_source=request_source,
        words=quote_finder(snapshot, index),
        meetings_on=index.meetings_on,
        linked=index.linked(snapshot.base),
    )


def compare_page(
    snapshot: LoadedSnapshot, index: SnapshotIndex, args: dict[str, Any]
) -> WorkerAnswer:
    """Two topics meeting by meeting; without both, or where one is unknown, the page to ask."""
    left, right = (" ".join(args[side].split()) for side in ("left", "right"))
    both, problem = None, ""
    if left and right:
        try:
            both = compare(snapshot.graph, left, right)
        except KgError as error:
            problem = str(error)
    names = sorted(index.names.values(), key=lambda name: (-name.mentions, name.name))
    return html_answer(
        "compare",
        snapshot.base,
        both=both,
        summaries=summaries(both) if both else (),
        problem=problem,
        asked={"left": left, "right": right},
        words=quote_finder(snapshot, index),
        meetings_on=index.meetings_on,
        listed=sorted(name.name for name in names if name.kind != "person"),
    )


def quote_finder(
    snapshot: LoadedSnapshot, index: SnapshotIndex
) -> Callable[[str, str | None], str]:
    """A function from words of a paper (its file name) to their address, empty where it is
    unknown.
    """

    def find_address(text: str, file: str | None) -> str:
        document = index.files.get(file or "")
        if document is None:
            return ""
        return address_of_quote(local_address(document, snapshot.base), text)

    return find_address
