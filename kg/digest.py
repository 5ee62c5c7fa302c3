"""One pack in brief: what it brings on each programme and partner, who is named for the first time, what is overdue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import ask
from kg.dossier import Asked, Told
from kg.errors import InputError, NotFound
from kg.trace import day, fill, packs, source
from kg.trace.tell import asked_for

if TYPE_CHECKING:
    from kg.remote import Remote

FORMATS = ("markdown", "html", "json")
KINDS = {"programme": "Programmes", "organisation": "Partners"}


@dataclass(frozen=True, slots=True)
class News:
    """One thing that the pack says of a topic: “resolved”, “report” …, with its words."""

    event: str
    number: str | None
    words: Told


@dataclass(frozen=True, slots=True)
class Topic:
    """A programme or partner with its news; ``first`` says that no earlier pack names it, ``last`` when one did."""

    iri: str
    name: str
    kind: str
    first: bool
    last: str | None
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A pack's news. ``day`` and ``before`` (the last pack's) are ISO."""

    day: str
    before: str | None
    documents: tuple[str, ...]
    topics: tuple[Topic, ...]
    standing: tuple[Asked, ...]

    def of(self, kind: str) -> tuple[Topic, ...]:
        """The topics of one kind."""
        return tuple(topic for topic in self.topics if topic.kind == kind)

    @property
    def overdue(self) -> tuple[Asked, ...]:
        """The requests whose day has passed without an answer in the papers."""
        return tuple(each for each in self.standing if each.status == "overdue")


def digest(store: ox.Store | Remote, when: str | None = None) -> Digest:
    """What the pack of the meeting on ``when`` (ISO; by itself the newest) brings that the packs before it did not.

    Raises ``InputError`` where ``when`` is no pack's day, ``NotFound`` where there are no dated papers.
    """
    known = packs(store)
    if not known:
        raise NotFound("no paper bears a date; kg query documents lists what was read")
    days = sorted(set(known.values()))
    chosen = when or days[-1]
    if chosen not in days:
        raise InputError(f"{chosen}: no pack is of that day; there are {', '.join(days)}")
    files = tuple(name for name, each in known.items() if each == chosen)
    iris = {row["file"]: row["document"] for row in ask.rows(store, "documents")}
    earlier = _earlier(store, {iris[name]: each for name, each in known.items() if each < chosen})
    rows = [row | {"file": name} for name in files for row in ask.rows(store, "digest", document=iris[name])]
    before = [each for each in days if each < chosen]
    standing = tuple(_asked(row) for row in ask.rows(store, "digest-open") if chosen == days[-1])
    return Digest(chosen, before[-1] if before else None, files, _topics(rows, earlier), standing)


def _earlier(store: ox.Store | Remote, packs_before: Mapping[str, str]) -> dict[str, str]:
    """Entity → the day of the last earlier pack that names it."""
    found: dict[str, str] = {}
    for row in ask.rows(store, "digest-before"):
        if row["document"] in packs_before:
            found[row["entity"]] = max(found.get(row["entity"], ""), packs_before[row["document"]])
    return found


def _topics(rows: Iterable[Mapping[str, str]], earlier: Mapping[str, str]) -> tuple[Topic, ...]:
    grouped: dict[tuple[str, str, str], dict[News, None]] = {}
    for row in rows:
        told = Told(row["text"], row["date"][:10] or None, row["page"] or None, row["file"])
        news = News(row["event"], row["number"] or None, told)
        grouped.setdefault((row["kind"], row["name"], row["entity"]), {})[news] = None
    return tuple(
        Topic(iri, name, kind, iri not in earlier, earlier.get(iri), tuple(news))
        for (kind, name, iri), news in sorted(grouped.items(), key=lambda pair: pair[0])
    )


def _asked(row: Mapping[str, str]) -> Asked:
    told = Told(row["text"], row["date"][:10] or None, row["page"] or None, row["document"])
    return Asked(row["asked_of"] or None, row["due"][:10] or None, row["status"], row["as_of"][:10] or None, told)


def render(shown: Digest, format: str = "markdown") -> str:
    """The digest in one of ``FORMATS``; raises ``InputError`` for any other."""
    if format == "json":
        return json.dumps(asdict(shown), ensure_ascii=False, indent=2) + "\n"
    if format not in FORMATS:
        raise InputError(f"{format}: no such format; use one of {', '.join(FORMATS)}")
    filters = {"day": day, "source": source, "asked_for": asked_for}
    return fill("digest.md" if format == "markdown" else "digest.html", filters, digest=shown, kinds=KINDS)
