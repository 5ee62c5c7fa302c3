"""A meeting is made of many papers: what belongs together, what is no meeting, what differs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import kg.ontology as bg
import pytest
from kg.extractors.facts import Document, Facts, Meeting, PublishedFor
from kg.extractors.structure import structure, structure_by_rules
from kg.ontology.vocabulary import load

from kg.linking import identify
from kg.linking.meeting_clues import website_area
from kg.linking.meeting_papers import attach_papers
from kg.rdf.dataset import build_dataset
from kg.tracking.corpus_index import CorpusIndex
from kg.tracking.meeting_differences import meeting_differences

PAPERS = Path(__file__).parents[2] / "packs" / "meetings" / "papers.txt"
NOTE = PublishedFor("Sandholme Foreshore Committee", "77", date(2024, 11, 20), "4", "Beach huts")


def read_paper(name: str, text: str) -> Facts:
    document = Document(hashlib.sha256(text.encode()).hexdigest(), name, "text", text)
    return structure_by_rules(document, load())


@pytest.fixture(scope="module")
def papers() -> Mapping[str, Facts]:
    """Every paper of the file, by its folder and name, as the rules read it."""
    pieces = re.split(r"(?m)^=== ", PAPERS.read_text(encoding="utf-8"))[1:]
    return {name: read_paper(name, text) for name, _, text in (p.partition("\n") for p in pieces)}


def attached(papers: Mapping[str, Facts], *names: str) -> dict[str, tuple[Meeting, ...]]:
    chosen = [facts for name, facts in papers.items() if name.startswith(names)]
    return {facts.document.name: facts.meetings for facts in attach_papers(chosen, load())}


def made(meetings: Iterable[tuple[Meeting, ...]]) -> set[tuple[str | None, date | None]]:
    """Body and day of the meetings that papers belong to."""
    every = (each for one in meetings for each in one if each.tie != "none")
    return {((each.board or "").casefold(), each.date) for each in every}


def graph_of(papers: Iterable[Facts]) -> list[tuple[str, str, str]]:
    corpus = attach_papers(list(papers), load())
    quads = (q for graph in build_dataset(corpus, identify(corpus, load())).values() for q in graph)
    return [(q.subject.value, q.predicate.value, q.object.value) for q in quads]


def meetings_in(graph: Iterable[tuple[str, str, str]]) -> set[str]:
    return {s for s, p, o in graph if p.endswith("#type") and o == bg.Meeting}


def test_the_papers_of_one_meeting_are_one(papers: Mapping[str, Facts]) -> None:
    quay = attached(papers, "quay/")
    cabinet = quay["quay/report.txt"][0]
    assert cabinet.tie == "committee-and-day"
    assert quay["quay/appendix.txt"][0].tie == "item"
    assert quay["quay/appendix.txt"][0].date == date(2024, 2, 6), "not a day that it tells of"
    assert quay["quay/appendix.txt"][0].attached_to == cabinet.attached_to
    assert len(meetings_in(graph_of(f for n, f in papers.items() if n.startswith("quay/")))) == 2


def test_an_appendix_takes_the_number_of_its_item(papers: Mapping[str, Facts]) -> None:
    chosen = [facts for name, facts in papers.items() if name.startswith("quay/")]
    items = {f.document.name: [r.item for r in f.reports] for f in attach_papers(chosen, load())}
    assert items["quay/appendix.txt"] == items["quay/report.txt"] == ["4"]


def test_a_body_named_in_general_is_the_council_of_its_paper(papers: Mapping[str, Facts]) -> None:
    (council,) = attached(papers, "quay/council.txt")["quay/council.txt"]
    assert (council.board, council.printed_board) == ("Quaymere County Council", "County Council")


def test_a_lone_report_or_appendix_makes_no_meeting(papers: Mapping[str, Facts]) -> None:
    lone = attached(papers, "lone/")
    assert not made(lone.values())
    (report,) = lone["lone/report.txt"]
    assert (report.board, report.date) == ("Marshholt Scrutiny Committee", date(2024, 6, 12))
    facts = attach_papers([papers["lone/report.txt"]], load())[0]
    assert any(issue.stage == "meetings" for issue in facts.issues), "it is reported"


def test_two_papers_that_name_one_body_and_day_make_it_known(papers: Mapping[str, Facts]) -> None:
    one = papers["lone/report.txt"]
    text = one.document.text.replace("Allotment Water Supplies", "Compost Bins")
    both = attach_papers([one, read_paper("second.txt", text)], load())
    board = "marshholt scrutiny committee"
    assert made(facts.meetings for facts in both) == {(board, date(2024, 6, 12))}
    assert len(meetings_in(graph_of([one, read_paper("second.txt", text)]))) == 1


def test_the_note_beside_a_paper_tells_its_meeting(papers: Mapping[str, Facts]) -> None:
    item = papers["fetched/item-4-a.txt"]
    fetched = replace(item, document=replace(item.document, published=NOTE))
    agenda = papers["fetched/agenda.txt"]
    with_agenda = attach_papers([fetched, agenda], load())[0].meetings[0]
    assert (with_agenda.tie, with_agenda.attached_to) == ("note", (agenda.document.id, 0))
    alone = attach_papers([fetched], load())[0].meetings[0]
    assert (alone.date, alone.board) == (NOTE.meeting_date, NOTE.committee)
    assert attach_papers([item, agenda], load())[0].meetings[0].tie == "none", (
        "two words of a title"
    )


def test_minutes_on_the_page_of_the_next_meeting_are_not_of_it(papers: Mapping[str, Facts]) -> None:
    name = next(name for name in papers if name.startswith("named/Printed"))
    minutes = papers[name]
    published = replace(NOTE, item="Minutes", title="Minutes of the previous meeting")
    document = replace(minutes.document, name="paper.txt", published=published)
    (meeting,) = attach_papers([replace(minutes, document=document)], load())[0].meetings
    assert meeting.date is None
    (by_name,) = attached(papers, name)[name]
    assert (by_name.board, by_name.date) == ("Burial Grounds Committee", date(2024, 3, 14))


def test_running_heads_and_next_meetings_begin_no_record(papers: Mapping[str, Facts]) -> None:
    text = papers["running/minutes.txt"].document
    facts = structure(text, load())  # the model sees a title in the day of the next meeting
    assert [(each.board, each.date) for each in facts.meetings] == [
        ("Fellside Town Council", date(2024, 5, 8))
    ]


def test_two_minutes_in_one_pack_are_two_meetings(papers: Mapping[str, Facts]) -> None:
    days = {day for _, day in made(attached(papers, "two/").values())}
    assert days == {date(2024, 3, 4), date(2024, 4, 15), date(2024, 6, 10)}


def test_cancelled_adjourned_and_longer_meetings_are_what_they_are(
    papers: Mapping[str, Facts],
) -> None:
    found = attached(papers, "cancelled/", "adjourned/", "days/", "joint/")
    assert [
        found[name][0].status for name in ("cancelled/agenda.txt", "adjourned/minutes.txt")
    ] == [
        "cancelled",
        "adjourned",
    ]
    (days,) = found["days/minutes.txt"]
    assert (days.date, days.last_day) == (date(2024, 6, 4), date(2024, 6, 5))
    assert found["joint/minutes.txt"][0].joint_with == ("Woldmere Waterways Panel",)


@pytest.mark.parametrize("sort", ["cc", "tc", "mbc", "cbc", "city", ""])
def test_a_council_is_known_by_its_website_whatever_its_sort(sort: str) -> None:
    text = f"Questions: clerk@quaymere{sort}.gov.uk"
    document = Document("0" * 64, "paper.txt", "text", text)
    assert website_area(document, ["quaymere", "stanway"]) == "quaymere"


def test_where_papers_of_one_meeting_differ_is_told(papers: Mapping[str, Facts]) -> None:
    corpus = attach_papers([f for n, f in papers.items() if n.startswith("differ/")], load())
    found = list(meeting_differences(CorpusIndex(corpus, identify(corpus, load()))))
    assert {(each.kind, each.left.words, each.right.words) for each in found} >= {
        ("meeting time", "10:30", "10:00"),
        ("meeting place", "Weavers House, Otterbourne", "Corn Hall, Otterbourne"),
    }
    assert [each.matter for each in found if each.kind == "meeting attendance"] == [
        "Ms. Hetty Brook at the meeting of 7 October 2024"
    ]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ({"start": "10:00"}, {"start": "10:10"}, "meeting time"),
        ({"end": "12:00"}, {"end": "12:12"}, "meeting time"),
        ({"last_day": date(2024, 10, 10)}, {"last_day": date(2024, 10, 20)}, "meeting date"),
        ({"last_day": date(2024, 10, 10)}, {"last_day": date(2025, 10, 10)}, "meeting date"),
        ({"venue": "Corn Hall"}, {"venue": "Corn Hall, Otterbourne"}, None),
        ({"start": "10:00"}, {"start": "10:00"}, None),
    ],
)
def test_a_time_or_day_that_holds_the_figures_of_another_differs(
    papers: Mapping[str, Facts], one: dict[str, Any], other: dict[str, Any], kind: str | None
) -> None:
    chosen = [facts for name, facts in papers.items() if name.startswith("differ/")][:2]
    blank = {"start": None, "end": None, "venue": None, "last_day": None}
    corpus = [
        replace(facts, meetings=(replace(facts.meetings[0], **{**blank, **told}),), attendance=())
        for facts, told in zip(attach_papers(chosen, load()), (one, other), strict=True)
    ]
    found = list(meeting_differences(CorpusIndex(corpus, identify(corpus, load()))))
    assert [each.kind for each in found] == ([kind] if kind else [])


def test_further_papers_move_no_meeting(papers: Mapping[str, Facts]) -> None:
    few = graph_of(
        f for n, f in papers.items() if n.endswith(("quay/minutes.txt", "differ/agenda.txt"))
    )
    more = ("quay/", "differ/", "fetched/agenda", "days/")
    many = graph_of(f for n, f in reversed(papers.items()) if n.startswith(more))
    former = {s for s, p, _ in many if p.endswith("isReplacedBy")}
    assert meetings_in(few) <= meetings_in(many) | former


def test_the_order_of_papers_changes_nothing(papers: Mapping[str, Facts]) -> None:
    given = list(papers.values())
    assert attach_papers(given[::-1], load())[::-1] == attach_papers(given, load())
