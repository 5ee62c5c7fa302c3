"""A trace has the timeline's events and no others, and every format shows its words as words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

import pyoxigraph as ox
import pytest

from kg.demo import packs
from kg.errors import InputError, NotFound
from kg.pipeline.build import build
from kg.store import query
from kg.store.remote import SPARQL_JSON, Remote
from kg.store.snapshots import open_snapshot
from kg.views.charts import charts
from kg.views.profile import (
    CitedSentence,
    CoMention,
    FigurePoint,
    FigureSeries,
    MoneySum,
    StatedRelation,
    TopicProfile,
    TopicRequest,
    TopicSpeaker,
)
from kg.views.timeline import (
    COLUMNS,
    FORMATS,
    as_json,
    day,
    meeting_days,
    render,
    trace,
    with_cited_passages,
)
from kg.views.timeline.cited_passages import CitationNumbers
from kg.views.timeline.follow_up import outcomes
from kg.views.timeline.model import (
    CitedPassage,
    CitedPassages,
    PageSentence,
    PassagePiece,
    Representation,
    TiedStatement,
    TimelineAction,
    TimelineCorrection,
    TimelineEvent,
    TimelineLogEntry,
    TopicChange,
    Trace,
    TracedTopic,
)
from kg.views.timeline.phrases import other_names

HOSTILE = (
    "<script>alert(1)</script> </title> \" onload='x' [a](javascript:alert(2)) | `x` **b** "
    "[red]r[/red] \x1b[31mESC "
    "{{ 7 * 7 }} {% raw %}"
)


@pytest.fixture(scope="module")
def lamplight(graph: ox.Store) -> Trace:
    return trace(graph, "Lamplight", full=True)


# -- following -------------------------------------------------------------------------------------


def test_the_events_are_those_of_the_timeline(graph: ox.Store) -> None:
    lamplight = trace(graph, "Lamplight")
    assert lamplight.topic.iri
    rows = query.rows(graph, "timeline", topic=lamplight.topic.iri)
    shown = [{name: getattr(event, name) or "" for name in COLUMNS} for event in lamplight.events]
    assert shown == [{name: row[name] for name in COLUMNS} for row in rows]


def test_a_programme_is_followed_from_its_beginning_to_its_successor(lamplight: Trace) -> None:
    assert lamplight.topic.kind == "programme"
    assert lamplight.dates[0] == "2019-09-27"
    assert lamplight.dates[-1] == "2025-06-13"
    dates = [event.date or "" for event in lamplight.events]
    assert dates == sorted(dates)
    assert {event.event for event in lamplight.events} >= {
        "discussed",
        "resolved",
        "action",
        "report",
        "recommendation",
    }
    assert {event.document for event in lamplight.events} == {path.name for path in packs()}


@pytest.mark.parametrize(
    "name", ["Lamplight", "lamplight programme", "LAMPLIGHT PROGRAMME", "the Lamplight Programme"]
)
def test_every_printed_form_leads_to_the_same_trace(
    graph: ox.Store, lamplight: Trace, name: str
) -> None:
    assert trace(graph, name, full=True).events == lamplight.events


def test_an_iri_leads_to_the_same_trace(graph: ox.Store, lamplight: Trace) -> None:
    assert trace(graph, lamplight.topic.iri or "", full=True).events == lamplight.events


def test_an_action_is_followed_though_its_number_changes(lamplight: Trace) -> None:
    action = next(action for action in lamplight.actions if "2019-09-27" in action.raised)
    assert [(entry.date, entry.number, entry.status) for entry in action.entries] == [
        ("2019-12-13", "4", "Amber"),
        ("2020-03-06", "2", "Green"),
    ]
    assert not action.is_open
    assert (
        action.outcome_line
        == "Amber in the log of 13 December 2019, then Green in the log of 6 March 2020; completed"
    )


def test_a_request_says_where_it_came_back(graph: ox.Store) -> None:
    events = trace(graph, "Youth Anchor Network").events
    request = next(event for event in events if event.due == "2020-09-25")
    assert request.verb == "request"
    assert ("became", "action", "2020-03-06", "4") in {
        (t.kind, t.sort, t.date, t.item) for t in request.ties
    }
    (line,) = [
        line
        for each in meeting_days(trace(graph, "Youth Anchor Network"))
        for item in each.items
        for line in item.lines
        if line.text == request.text
    ]
    assert any(
        note.startswith("Became action 4 in the log of 6 March 2020: ") for note in line.notes
    )


def test_a_person_is_followed_under_every_rank(graph: ox.Store) -> None:
    found = trace(graph, "Superintendent Dilys Penhale")
    assert found.topic.kind == "person"
    assert found.dates[0] == "2019-09-27"
    assert found.dates[-1] == "2025-03-14"
    assert "Marlshire Police" in {role.organisation for role in found.roles}


def test_words_that_are_nobodys_name_are_searched(graph: ox.Store) -> None:
    found = trace(graph, "Warm  Room")
    assert (found.topic.iri, found.topic.kind) == (None, "words")
    assert len(found.dates) > 2
    assert all("warm room" in (event.text + (event.title or "")).lower() for event in found.events)


def test_what_else_is_near_is_said(graph: ox.Store) -> None:
    found = trace(graph, "Cllr. John Thackray")
    assert "Joanna Thackray" not in found.topic.also_known_as
    assert "Joanna Thackray" in {topic.name for topic in trace(graph, "Thackray").near}


@pytest.mark.parametrize(
    "since, until", [(date(2020, 1, 1), date(2023, 3, 31)), (date(2023, 3, 11), None)]
)
def test_limits_hold(graph: ox.Store, since: date, until: date | None) -> None:
    found = trace(graph, "Lamplight", since, until)
    assert found.events
    assert all(
        since.isoformat() <= (event.date or "") <= (until or date.max).isoformat()
        for event in found.events
    )


def test_a_misspelling_is_taken_for_what_it_is_nearest_to_and_says_so(
    graph: ox.Store, lamplight: Trace
) -> None:
    found = trace(graph, "Lamplite Programe", full=True)
    assert found.events == lamplight.events
    assert found.understood.startswith(
        "No organisation, programme or person is called “Lamplite Programe”; "
        "showing Lamplight Programme"
    )


def test_nothing_found_names_what_is_near(graph: ox.Store) -> None:
    with pytest.raises(NotFound, match="Lamplight Programme"):
        trace(graph, "Lamplite")
    with pytest.raises(NotFound, match="do not mention it"):
        trace(graph, "zeppelin")
    with pytest.raises(NotFound, match="27 September 2019 to 13 June 2025"):
        trace(graph, "Lamplight", until=date(2001, 1, 1))


@pytest.mark.parametrize("topic", ["", "  ", "\n"])
def test_no_topic_is_bad_input(graph: ox.Store, topic: str) -> None:
    with pytest.raises(InputError):
        trace(graph, topic)


def test_limits_in_the_wrong_order_are_bad_input(graph: ox.Store) -> None:
    with pytest.raises(InputError, match="later than"):
        trace(graph, "Lamplight", date(2024, 1, 1), date(2020, 1, 1))


@pytest.mark.parametrize(
    "topic",
    [
        '"} DROP ALL #',
        "?s ?p ?o",
        "<http://evil.example/>",
        "' OR 1=1",
        "\\",
        '"""',
        "%",
        "\x00",
        "a" * 5000,
    ],
)
def test_no_topic_breaks_a_query(graph: ox.Store, topic: str) -> None:
    with pytest.raises(NotFound):
        trace(graph, topic)


# -- what came of it -------------------------------------------------------------------------------


def test_what_was_asked_for_is_told_once_and_what_stands_comes_first(lamplight: Trace) -> None:
    found = outcomes(lamplight)
    texts = [each.words.text for each in found]
    assert len(texts) == len(set(texts))
    assert {request.words.text for request in lamplight.requests} <= set(texts)
    became = " ".join(note for each in found for note in each.notes)
    for action in lamplight.actions:
        assert (
            action.text in texts or f"became action {action.entries[0].number} in the log" in became
        )
    standing = [each.is_open for each in found]
    assert standing == sorted(standing, reverse=True)


# -- the words in their place ----------------------------------------------------------------------


def test_every_line_of_the_page_leads_to_its_words_in_their_place(
    graph: ox.Store, lamplight: Trace
) -> None:
    placed = with_cited_passages(graph, lamplight)
    marked = {
        piece.number: (each.document, piece.text)
        for each in placed.cited_passages.passages
        for piece in each.pieces
        if piece.number
    }
    assert sorted(marked) == list(range(1, len(marked) + 1))
    numbers = CitationNumbers(placed.cited_passages)
    for each in meeting_days(placed):
        for line in (line for item in each.items for line in item.lines):
            number = numbers.number(line.document, line.page, line.text, line.item)
            assert number is not None, line.text
            document, words = marked[number]
            assert document == line.document
            assert (
                words.lower()[4:24] in line.text.lower() or line.text.lower()[:20] in words.lower()
            )
    page = render(placed, "html")
    links, anchors = re.findall(r'href="#([^"]+)"', page), re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(links) <= set(anchors)
    assert {f"w{number}" for number in marked} <= set(
        links
    )  # every passage is led to, and leads back
    assert {anchor for anchor in anchors if anchor.startswith("c")} <= set(links)


def test_a_clause_that_stands_often_is_shown_under_its_own_minute(
    graph: ox.Store, lamplight: Trace
) -> None:
    placed = with_cited_passages(graph, lamplight)
    held = {
        piece.number: each
        for each in placed.cited_passages.passages
        for piece in each.pieces
        if piece.number
    }
    numbers = CitationNumbers(placed.cited_passages)
    for event in (event for event in lamplight.events if event.event == "resolved"):
        number = numbers.number(event.document, event.page, event.text, event.item)
        assert number is not None and held[number].item == event.item


class Elsewhere(Remote):
    """A server without the wire: what it would be sent is answered from a graph at hand."""

    graph: ClassVar[ox.Store]

    def _send(
        self,
        method: str,
        address: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        may_be_missing: bool = False,
    ) -> tuple[str, bytes]:
        assert content is not None
        found = self.graph.query(content.decode(), use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return SPARQL_JSON, found.serialize(format=ox.QueryResultsFormat.JSON) or b""


@pytest.mark.parametrize("topic", ["Lamplight", "Ruth Ansbury"])
def test_a_server_tells_what_the_store_at_hand_tells(graph: ox.Store, topic: str) -> None:
    Elsewhere.graph = graph
    server = Elsewhere("http://nowhere.example/sparql")
    here = with_cited_passages(graph, trace(graph, topic, full=True))
    there = with_cited_passages(server, trace(server, topic, full=True))
    assert there == here and there.cited_passages.passages
    assert there.profile.co_mentions == here.profile.co_mentions


def test_where_no_passages_are_at_hand_no_line_leads_anywhere(lamplight: Trace) -> None:
    placed = with_cited_passages(ox.Store(), lamplight)
    assert placed.cited_passages.passages == ()
    page = render(placed, "html")
    assert "href=" not in page and "in their place" not in page


# -- showing ---------------------------------------------------------------------------------------


def hostile() -> Trace:
    """A trace with markup of every kind in every field that holds words of a paper."""
    tie = TiedStatement(
        kind="answered",
        forward=True,
        certain=False,
        score=2.0,
        sort="report",
        date="2024-03-03",
        item=HOSTILE,
        clause=HOSTILE,
        text=HOSTILE,
        page=HOSTILE,
        document=HOSTILE,
    )
    event = TimelineEvent(
        date="2024-02-02",
        part="minutes",
        item=HOSTILE,
        title=HOSTILE,
        event="discussed",
        text=HOSTILE,
        page=HOSTILE,
        document=HOSTILE,
        by=HOSTILE,
        organisation=HOSTILE,
        clause=HOSTILE,
        verb="request",
        asked_of=HOSTILE,
        due="2024-03-03",
        sentences=(PageSentence(HOSTILE, HOSTILE),),
        ties=(tie,),
        status="overdue",
        as_of="2024-04-04",
        at_hand=False,
    )
    action = TimelineAction(
        "x:a",
        HOSTILE,
        ("2024-02-02",),
        HOSTILE,
        (TimelineLogEntry("2024-02-02", "1", HOSTILE, HOSTILE, None, HOSTILE),),
        "open",
    )
    topic = TracedTopic("https://w3id.org/x", HOSTILE, "programme", (HOSTILE,), HOSTILE)
    words = CitedSentence(HOSTILE, "2024-03-03", HOSTILE, HOSTILE)
    return Trace(
        HOSTILE,
        topic,
        (topic,),
        (
            event,
            replace(event, event="resolved"),
            replace(event, event="action"),
            replace(event, part="report"),
        ),
        (action,),
        (TopicRequest(HOSTILE, "2024-03-03", "overdue", "2024-04-04", words, HOSTILE, HOSTILE),),
        (TimelineCorrection(words, HOSTILE, "2024-02-02", None, (HOSTILE,)),),
        (TopicChange("renaming", HOSTILE, HOSTILE, "2024-01-01", HOSTILE, HOSTILE, HOSTILE),),
        (Representation(HOSTILE, HOSTILE, "2024-01-01", "2024-01-01"),),
        profile=hostile_profile(),
        cited_passages=CitedPassages(
            (
                CitedPassage(
                    HOSTILE,
                    HOSTILE,
                    "minutes",
                    HOSTILE,
                    "2024-02-02",
                    HOSTILE,
                    (PassagePiece(HOSTILE, 1),),
                    HOSTILE,
                ),
            ),
            {(HOSTILE, HOSTILE, HOSTILE, HOSTILE): 1},
        ),
        spoken_requests=(replace(event, event="asked"),),
    )


def hostile_profile() -> TopicProfile:
    words = CitedSentence(HOSTILE, "2024-02-02", HOSTILE, HOSTILE)
    points = tuple(
        FigurePoint(
            f"2024-0{month}-01", HOSTILE, HOSTILE, HOSTILE, float(month), "current", "up", words
        )
        for month in (1, 2, 3)
    )
    line = FigurePoint(None, None, None, HOSTILE, 2.0, "threshold", None, words)
    return TopicProfile(
        (words,),
        (TopicSpeaker(HOSTILE, (HOSTILE,), 2, "2024-01-01", "2024-02-02"),),
        (StatedRelation(HOSTILE, HOSTILE, HOSTILE, words),),
        (
            FigureSeries(HOSTILE, HOSTILE, HOSTILE, (*points, line)),
            FigureSeries(HOSTILE, "%", None, points[:1]),
        ),
        (MoneySum(HOSTILE, "1", HOSTILE, HOSTILE, HOSTILE, HOSTILE, True, "most", words),),
        (CoMention("x:c", HOSTILE, "programme", 3, words),),
    )


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_html_holds_no_tag_but_its_own(lamplight: Trace) -> None:
    ours, theirs = Tags(), Tags()
    ours.feed(render(lamplight, "html"))
    theirs.feed(render(hostile(), "html"))
    assert "script" not in ours.tags | theirs.tags
    drawn = {
        "viewbox",
        "role",
        "aria-label",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
        "cx",
        "cy",
        "r",
        "points",
        "text-anchor",
    }
    assert theirs.attributes - drawn <= {
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "class",
        "scope",
        "id",
        "href",
    }
    assert "svg" in theirs.tags
    assert "alert(1)" in render(hostile(), "html")  # kept, as words


def test_html_asks_nothing_of_any_server(lamplight: Trace) -> None:
    page = render(lamplight, "html")
    assert not re.search(r"\bsrc=|\bhref=\"(?!#)|url\(", page)
    assert "default-src 'none'" in page


def test_markdown_holds_no_markup_but_its_own() -> None:
    text = render(hostile(), "markdown")
    assert "<" not in text
    ours = re.sub(r"(?<!\\)\[(?:[^\[\]\\]|\\.)*\]\([\w%./~#=-]*\)", "", text)
    assert ours != text and not re.search(r"(?<!\\)\[", ours)
    assert not re.search(r"(?<!\\)`", text)
    assert "{{ 7" in text
    rows = [line for line in text.splitlines() if line.startswith("| ") and "Action" not in line]
    assert rows and {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {5, 6, 7}


def test_markdown_links_lead_to_the_page_of_the_paper(lamplight: Trace) -> None:
    links = re.findall(r"\]\(([^()]*)\)", render(lamplight, "markdown"))
    files = "|".join(re.escape(event.document) for event in lamplight.events)
    assert links and all(re.fullmatch(rf"(?:{files})(?:#page=\d+)?", each) for each in links)
    assert any("#page=" in each for each in links)
    event = replace(lamplight.events[0], document="pack [1] (*new*).pdf", page="3")
    text = render(replace(lamplight, events=(event,)), "markdown")
    assert "](pack%20%5B1%5D%20%28%2Anew%2A%29.pdf#page=3)" in text


def test_the_terminal_gets_no_control_characters_and_no_styles_of_a_papers() -> None:
    text = render(hostile(), "table")
    assert "\x1b" not in text
    assert "[red]" in text.replace("\n", "")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_shows_the_words_and_their_page(lamplight: Trace, format: str) -> None:
    text = render(lamplight, format)
    assert text.endswith("\n")
    assert "marlshire-2019-12-13" in text
    assert text == render(lamplight, format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "topic", ["Ruth Ansbury", "Hollin House", "e-mail", "Marlshire County Council"]
)
def test_no_address_or_number_of_a_person_is_shown(
    graph: ox.Store, format: str, topic: str
) -> None:
    try:
        text = render(trace(graph, topic), format)
    except NotFound:
        return
    assert "@" not in text.replace("@media", "").replace("@page", "")
    assert not re.search(r"0(1632|7700)[ \d]{6}", text)


def test_json_is_as_the_contract_has_it(lamplight: Trace) -> None:
    written = json.loads(render(lamplight, "json"))
    assert {"iri", "name", "kind", "also_known_as"} <= written["topic"].keys()
    assert isinstance(written["topic"]["also_known_as"], list)
    assert all(set(COLUMNS) <= event.keys() for event in written["events"])
    assert written == json.loads(json.dumps(as_json(lamplight)))


def test_csv_has_the_columns_of_the_timeline(lamplight: Trace) -> None:
    rows = list(csv.reader(io.StringIO(render(lamplight, "csv"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(lamplight.events) + 1


def test_an_unknown_format_is_bad_input(lamplight: Trace) -> None:
    with pytest.raises(InputError, match="markdown"):
        render(lamplight, "pdf")


def test_days_are_written_out() -> None:
    assert day("2019-09-07") == "7 September 2019"
    assert day(None) == "an unknown day"


def test_a_hostile_paper_stays_words(tmp_path: Path) -> None:
    paper = Path(__file__).parents[2] / "packs" / "hostile-2024-02-02.txt"
    build([paper], tmp_path / "store")
    with open_snapshot(tmp_path / "store") as published:
        found = trace(published.graph, "Nightjar Project")
    page = Tags()
    page.feed(render(found, "html"))
    assert not {"script", "a", "img", "iframe", "svg", "body onload"} & (page.tags - {"body"})
    assert "<" not in render(found, "markdown")


# -- the profile


def test_a_trace_tells_what_stands_beside_its_events(lamplight: Trace) -> None:
    profile = lamplight.profile
    assert profile.speakers and profile.co_mentions and profile.money
    words = [each.words for each in profile.money] + [each.words for each in profile.co_mentions]
    assert {each.document for each in words} <= {path.name for path in packs()}
    assert all(each.text for each in words)
    assert lamplight.topic.name not in {each.name for each in profile.co_mentions}


def test_figures_through_the_packs_are_one_line_with_its_threshold(graph: ox.Store) -> None:
    found = trace(graph, "Multi Agency Risk Assessment Conference", full=True)
    (series,) = [each for each in found.profile.series if "repeat" in each.name]
    values = [point.value for point in series.line]
    assert {"34%", "37%", "31%", "29%"} <= set(values)
    assert series.threshold is not None and series.threshold.value == "40%"
    (chart,) = charts((series,))
    assert len(chart.marks) == len(series.line)
    assert [mark.x for mark in chart.marks] == sorted(mark.x for mark in chart.marks)
    assert all(0 <= mark.x <= chart.width and 0 <= mark.y <= chart.height for mark in chart.marks)
    page = render(found, "html")
    assert "<svg" in page and "threshold 40%" in page
    assert all(value in page and value in render(found, "markdown") for value in values)


def test_a_name_is_given_again_only_where_it_differs_by_more_than_capitals_plural_or_bracket() -> (
    None
):
    names = ("HRC", "HRCs", "Harm Review Conferences", "Harm review Conference (HRC)", "The Review")
    assert other_names(TracedTopic("x:t", "Harm Review Conference", "programme", names)) == (
        "HRC",
        "The Review",
    )


def test_what_is_unknown_leaves_no_heading(graph: ox.Store) -> None:
    page = render(trace(graph, "Ruth Ansbury", full=True), "html")
    assert "<h2>Figures" not in page and "<svg" not in page


def test_since_a_pack_only_what_later_packs_brought(graph: ox.Store, lamplight: Trace) -> None:
    name = next(path.name for path in packs() if "2023" in path.name)
    found = trace(graph, "Lamplight", since_pack=name, full=True)
    assert found.since_pack == "2023-06-16"
    assert found.events == trace(graph, "Lamplight", since_pack="2023-06-16", full=True).events
    assert {event.document for event in found.events} == {
        path.name for path in packs() if "2025" in path.name
    }
    assert len(found.events) < len(lamplight.events)
    assert "since the papers of 16 June 2023" in render(found, "markdown")
    assert {each.words.document for each in found.profile.money} <= {
        event.document for event in found.events
    }
    assert trace(graph, "Lamplight", since_pack="2024-01-01").since_pack == "2023-06-16"


@pytest.mark.parametrize("pack", ["nothing.txt", "1999-01-01", "", "June"])
def test_a_pack_that_is_not_there_is_told(graph: ox.Store, pack: str) -> None:
    with pytest.raises(NotFound):
        trace(graph, "Lamplight", since_pack=pack)
