"""The issue log of what is published: in a store's folder, or beside a server's endpoint."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import NotFound
from kg.store.snapshots import (
    FILE_LOG,
    ISSUES_FILE,
    SENT_ISSUES,
    build_folder_of,
    open_snapshot,
)

if TYPE_CHECKING:
    from kg.store.remote import Remote

LEVELS = ("info", "warning", "error")
IssueRecord = dict[str, Any]  # as ``kg.pipeline.issue_log`` writes it


def read_issues(home: Path) -> list[IssueRecord]:
    """What builds of the store in the folder ``home`` could not read, and the issues of the last
    one; what is gravest first. Raises ``StoreError``, ``NotFound`` where there is no log.
    """
    open_snapshot(home).close()
    files = home / FILE_LOG
    try:
        left_out = files.read_text(encoding="utf-8") if files.exists() else ""
        return _gravest_first(left_out + (home / ISSUES_FILE).read_text(encoding="utf-8"))
    except OSError:
        raise NotFound(f"{home}: has no issue log; only the last build's is kept") from None


def read_remote_issues(remote: Remote) -> list[IssueRecord]:
    """The issues of the graph on a server.

    They are no part of the graph: ``kg serve`` has them beside its endpoint; for any other server
    they are where the graph was built, those of the last build that was sent whole. Raises
    ``NotFound`` where they are in neither place.
    """
    served = remote.fetch(ISSUES_FILE)
    if served is not None:
        return _gravest_first(served.decode("utf-8"))
    built = build_folder_of(remote.url)
    try:
        return _gravest_first((built / SENT_ISSUES).read_text(encoding="utf-8"))
    except OSError:
        pass
    if (built / ISSUES_FILE).exists():
        raise NotFound(
            f"{remote.shown}: no build was sent there whole, so there is no issue log of what it "
            f"holds; send it again with: kg build --store {remote.shown}"
        )
    raise NotFound(
        f"{remote.shown}: has no issue log, and the graph was not built on this machine; "
        "ask where it was built"
    )


def _gravest_first(log: str) -> list[IssueRecord]:
    found = [json.loads(line) for line in log.splitlines() if line.strip()]
    return sorted(found, key=lambda issue: -LEVELS.index(issue["level"]))
