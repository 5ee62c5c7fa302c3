"""The page of a meeting: agenda beside minutes, what became of its decisions, who was there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import kg.ontology as bg
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.serve.rendering import address_at, html_answer, local_address
from kg.serve.resources import Resource, ResourceReader
from kg.serve.snapshot_index import SnapshotIndex
from kg.serve.worker_messages import WorkerAnswer
from kg.views import timeline
from kg.views.paper_places import is_web_address
from kg.views.timeline.doubtful_figures import doubts_of
from kg.views.timeline.model import DoubtfulFigure
from kg.views.wording import ui_text, word_for, words

AgendaRow = tuple[Resource | None, Resource | None]  # an agenda item, and its minute


@dataclass(frozen=True, slots=True)
class FollowUpNote:
    """What is known of a decision, action or recommendation later, and the address of it."""

    text: str
    href: str = ""


def page(
    snapshot: LoadedSnapshot, index: SnapshotIndex, reader: ResourceReader, meeting: Resource
) -> WorkerAnswer:
    """The page of a meeting, with links to the meetings before and after it."""
    facts = reader.of_meeting(meeting.iri)
    before, after = _adjacent(index, meeting.iri)
    papers = reader.papers_of(meeting.iri)
    followed = (*facts[bg.Resolution], *facts[bg.ActionEntry], *facts[bg.Recommendation])
    known_by = index.known_by.get(meeting.iri, "")
    doubtful = index.doubtful
    files = {paper.iri: paper["name"] for paper in papers}
    doubts = {each.iri: _doubts(each, files, doubtful) for each in (*followed, *facts[bg.Minute])}
    return html_answer(
        "meeting",
        snapshot.base,
        meeting=meeting,
        before=before,
        after=after,
        rows=_agenda_rows(facts[bg.AgendaItem], facts[bg.Minute]),
        listed=bool(facts[bg.AgendaItem]),
        minuted=bool(facts[bg.Minute]),
        decided=_grouped(facts[bg.Resolution], "wasGeneratedBy"),
        sections=_grouped(facts[bg.Attendance], "section"),
        titles=words("attendance"),
        reports=facts[bg.Report],
        actions=facts[bg.ActionEntry],
        recommendations=facts[bg.Recommendation],
        papers=papers,
        known_by=known_by,
        published=_published(papers),
        follow_up={
            each.iri: [
                *_follow_up(snapshot, reader, each),
                *_unminuted(each, facts[bg.Recommendation], known_by),
                *doubts[each.iri],
            ]
            for each in followed
        },
        doubts=doubts,
        differing=[
            (each, reader.label(each["leftDocument"]), reader.label(each["rightDocument"]))
            for each in reader.differing(meeting.iri)
        ],
        corrected=reader.correcting(meeting.iri),
        linked=index.linked(snapshot.base),
    )


def _doubts(
    resource: Resource, files: Mapping[str, str], doubtful: Sequence[DoubtfulFigure]
) -> list[FollowUpNote]:
    """What the papers say elsewhere against the words of a fact."""
    texts = (resource["text"], resource["comments"])
    lines = doubts_of(files.get(resource["document"], ""), filter(None, texts), doubtful)
    return [FollowUpNote(line) for line in lines]


def _unminuted(
    resource: Resource, recommendations: Sequence[Resource], known_by: str
) -> Iterator[FollowUpNote]:
    """That nobody can tell what came of a recommendation, where no minutes are held."""
    if known_by == "papers" and resource in recommendations and not resource["status"]:
        yield FollowUpNote(ui_text("advice.unminuted"))


def _published(papers: Iterable[Resource]) -> dict[str, str]:
    """Addresses on the council's site, each with its label: pages of the meeting, and papers."""
    pages = {paper["seeAlso"]: ui_text("page_meeting.page_of_meeting") for paper in papers}
    files = {paper["url"]: paper["name"] for paper in papers}
    return {at: label for at, label in (pages | files).items() if is_web_address(at)}


def _adjacent(
    index: SnapshotIndex, iri: str
) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The dated meetings before and after this one, as rows of the query ``meetings``."""
    dated = [row for row in index.meetings if row["date"]]
    at = next((at for at, row in enumerate(dated) if row["meeting"] == iri), None)
    if at is None:
        return None, None
    return dated[at - 1] if at else None, dated[at + 1] if at + 1 < len(dated) else None


def _agenda_rows(items: list[Resource], minutes: list[Resource]) -> list[AgendaRow]:
    """Each agenda item beside the minute that records it, then the minutes of no item."""
    recorded = {minute["records"]: minute for minute in minutes if minute["records"]}
    rows: list[AgendaRow] = [(item, recorded.get(item.iri)) for item in items]
    shown = {minute.iri for _, minute in rows if minute is not None}
    return rows + [(None, minute) for minute in minutes if minute.iri not in shown]


def _grouped(resources: Iterable[Resource], property_: str) -> dict[str, list[Resource]]:
    groups: dict[str, list[Resource]] = {}
    for resource in resources:
        groups.setdefault(resource[property_], []).append(resource)
    return groups


def _follow_up(
    snapshot: LoadedSnapshot, reader: ResourceReader, resource: Resource
) -> Iterator[FollowUpNote]:
    """How a request or a recommendation stands and what answered it.

    For a row of an action log: what became of its action.
    """
    action = _linked(reader, resource, "entryOf")
    if action is not None and action["fate"]:
        yield FollowUpNote(
            ui_text("notes.outcome", outcome=word_for("status", action["fate"])),
            local_address(action.iri, snapshot.base),
        )
    if resource["status"] and not resource["entryOf"]:
        status = word_for("status", resource["status"])
        when = resource["asOf"]
        if when:
            yield FollowUpNote(ui_text("notes.standing", status=status, day=timeline.day(when)))
        else:
            yield FollowUpNote(ui_text("notes.status", status=status))
    for property_ in ("becameAction", "answeredBy"):
        words = ui_text(f"notes.{property_}")
        other = _linked(reader, resource, property_)
        if other is not None:
            name = other["title"] or other["label"] or other["text"]
            later = other["date"] and other["date"] != resource["date"]
            when = f", {timeline.day(other['date'])}" if later else ""
            yield FollowUpNote(f"{words}: {name}{when}", _address(snapshot, other))


def _linked(reader: ResourceReader, resource: Resource, property_: str) -> Resource | None:
    """The resource that is the value of a property; ``None`` where there is none."""
    return reader.get(resource[property_]) if resource[property_] else None


def _address(snapshot: LoadedSnapshot, resource: Resource) -> str:
    """Where the words of a fact stand, else its own page."""
    if not resource["document"]:
        return local_address(resource.iri, snapshot.base)
    return address_at(local_address(resource["document"], snapshot.base), resource.at)
