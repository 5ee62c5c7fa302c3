"""People, bodies, posts, meetings, resolutions and votes as Popolo JSON (popoloproject.com).

What Popolo has no word for is left out: programmes, passages, provenance beyond the paper. A
membership's ``start_date`` and ``end_date`` are not known; when papers first and last show it is
under ``first_shown`` and ``last_shown``, which Popolo lets data add.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.store.query import rows
from kg.views.cells import QueryRow

if TYPE_CHECKING:
    from kg.store.remote import Remote

PopoloObject = dict[str, Any]


def popolo(graph: ox.Store | Remote) -> bytes:
    """The graph as one JSON document, a list for each of Popolo's classes."""
    names = sorted(rows(graph, "network-names"), key=lambda row: row["entity"])
    kinds = {row["organisation"]: row["kind"] for row in rows(graph, "organisations")}
    document = {
        "persons": [_named(row) for row in names if row["kind"] == "person"],
        "organizations": [
            _organisation(row, kinds) for row in names if row["kind"] == "organisation"
        ],
        "memberships": [_membership(row) for row in rows(graph, "popolo-members")],
        "posts": [_post(row) for row in rows(graph, "popolo-posts")],
        "events": _events(graph, {row["entity"]: row["name"] for row in names}),
        "motions": [_motion(row) for row in rows(graph, "popolo-motions")],
        "vote_events": [_vote(row) for row in rows(graph, "popolo-votes")],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _known(resource: Mapping[str, Any]) -> PopoloObject:
    """A resource without what is unknown."""
    return {key: value for key, value in resource.items() if value not in ("", None, [])}


def _named(row: QueryRow) -> PopoloObject:
    others = sorted(set(row["also"].split("; ")) - {"", row["name"]})
    return _known(
        {
            "id": row["entity"],
            "name": row["name"],
            "other_names": [{"name": name} for name in others],
        }
    )


def _organisation(row: QueryRow, kinds: Mapping[str, str]) -> PopoloObject:
    kind = "board" if row["board"] == "1" else kinds.get(row["entity"], "")
    return _known({**_named(row), "classification": kind})


def _membership(row: QueryRow) -> PopoloObject:
    return _known(
        {
            "id": row["membership"],
            "person_id": row["person"],
            "organization_id": row["organisation"],
            "role": row["role"],
            "first_shown": row["first"],
            "last_shown": row["last"],
        }
    )


def _post(row: QueryRow) -> PopoloObject:
    return {
        "id": row["office"],
        "label": row["label"],
        "role": row["role"],
        "organization_id": row["organisation"],
    }


def _events(graph: ox.Store | Remote, names: Mapping[str, str]) -> list[PopoloObject]:
    """The meetings, with those who were there."""
    present: dict[str, list[PopoloObject]] = defaultdict(list)
    for row in rows(graph, "popolo-attendees"):
        person = {"id": row["person"], "name": names.get(row["person"], "")}
        present[row["meeting"]].append(_known(person))
    return [
        _known(
            {
                "id": row["meeting"],
                "name": row["name"],
                "classification": "meeting",
                "start_date": row["date"],
                "location": row["venue"],
                "organization_id": row["organisation"],
                "attendees": present[row["meeting"]],
            }
        )
        for row in rows(graph, "popolo-events")
    ]


def _motion(row: QueryRow) -> PopoloObject:
    return _known(
        {
            "id": row["motion"],
            "text": row["text"],
            "classification": row["action"],
            "date": row["date"],
            "organization_id": row["organisation"],
            "sources": _sources(row),
        }
    )


def _vote(row: QueryRow) -> PopoloObject:
    counts = [
        {"option": option, "value": int(row[option])}
        for option in ("yes", "no", "abstain")
        if row[option]
    ]
    return _known(
        {
            "id": row["vote"],
            "start_date": row["date"],
            "organization_id": row["organisation"],
            "result": row["result"],
            "counts": counts,
            "sources": _sources(row),
        }
    )


def _sources(row: QueryRow) -> list[PopoloObject]:
    return [{"url": row["document"], "note": row["file"]}]
