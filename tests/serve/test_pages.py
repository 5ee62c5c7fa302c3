"""What the pages of a topic and of a meeting tell, and that each link in them leads somewhere."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html
import pyoxigraph as ox
import pytest
from server import Server

from kg.serve.explorer_pages import answer_page
from kg.serve.loaded_snapshot import LoadedSnapshot
from kg.views.wording import ui_text

BASE = "https://w3id.org/boardgraph/id"
LAMPLIGHT = "/programme/lamplight-programme"


def opened(server: Server, path: str) -> lxml.html.HtmlElement:
    answer = server.get(path, "text/html")
    assert answer.status == 200, path
    return lxml.html.fromstring(answer.body)


def column(server: Server, query: str) -> list[str]:
    """The addresses in the first column of a named query."""
    rows = server.get(f"/queries/{query}.csv").text.splitlines()[1:]
    return sorted(
        {row.partition(",")[0].removeprefix(BASE) for row in rows if row.startswith(BASE)}
    )


def words(node: lxml.html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture(scope="module")
def meetings(server: Server) -> dict[str, lxml.html.HtmlElement]:
    return {path: opened(server, path) for path in column(server, "meetings")}


def test_a_topic_tells_what_came_of_what_was_asked_for(server: Server) -> None:
    page = opened(server, LAMPLIGHT)
    decision = next(
        each
        for each in page.cssselect("#timeline ~ section li.resolved")
        if "Wendleford" in words(each)
    )
    assert any(
        note.startswith("Became action 4 in the log of")
        for note in map(words, decision.cssselect(".note"))
    )
    closed = [words(each) for each in page.cssselect("section[aria-labelledby=closed] li")]
    assert any(each.startswith("Answered") for each in closed)


def test_what_is_still_open_stands_first(server: Server) -> None:
    everything = [
        opened(server, path)
        for path in (*column(server, "programmes"), *column(server, "organisations"))
    ]
    open_ones = [page for page in everything if page.cssselect("#open")]
    assert open_ones
    for page in open_ones:
        sections = [
            each.get("aria-labelledby") for each in page.cssselect("main section[aria-labelledby]")
        ]
        assert next(each for each in sections if each not in ("brief", "partners")) == "open"
        for each in page.cssselect("section[aria-labelledby=open] .what"):
            assert words(each).lower() in ("open", "overdue", "perhaps answered")


def test_a_topic_begins_with_who_is_behind_it_and_a_list_of_what_follows(server: Server) -> None:
    page = opened(server, LAMPLIGHT)
    told = {words(each[0]): words(each[1]) for each in page.cssselect("main > dl.glance > div")}
    (behind, who), *_ = told.items()
    assert behind.endswith("by") and page.cssselect("dl.glance a[href^='/person/']")
    assert who and set(told) > {"Newest papers", "Still open", "Money"}
    still = page.cssselect("section[aria-labelledby=open] li")
    assert told["Still open"].startswith(str(len(still)) if still else "nothing")
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    linked = [each.get("href")[1:] for each in page.cssselect("nav.contents a")]
    assert linked[:3] == ["brief", "partners", *(("open",) if still else ("timeline",))]
    assert set(linked) <= ids


def test_each_meeting_begins_with_a_row_of_what_happened(server: Server) -> None:
    order = ("agenda", "report", "recommendation", "discussed", "resolved", "noted", "asked")
    order = (*order, "action", "outcome")
    days = opened(server, LAMPLIGHT).cssselect("section.timeline > section")
    assert days
    for day in days:
        steps = [each.get("class") for each in day.cssselect("ol.row li")]
        assert steps == sorted(steps, key=order.index) and steps
        lines = {each.get("class") for each in day.cssselect("ul > li")}
        assert lines <= {"resolved" if step == "noted" else step for step in steps}


def test_the_page_and_the_file_to_send_tell_the_same(server: Server) -> None:
    sentences = [
        words(each).partition(".”")[0]
        for each in opened(server, LAMPLIGHT).cssselect("section.brief li")
    ]
    sent = server.get("/topic/Lamplight.md").text
    assert sentences and all(each in sent for each in sentences)


def test_a_feed_leads_to_the_page_and_to_the_words(server: Server) -> None:
    feed = lxml.etree.fromstring(server.get("/topic/Lamplight.atom").body)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.xpath("string(a:link/@href)", namespaces=atom) == server.root + LAMPLIGHT
    places = feed.xpath("a:entry/a:link/@href", namespaces=atom)
    assert places and all(place.startswith(f"{server.root}/document/") for place in places)
    page = opened(server, places[0].removeprefix(server.root).partition("#")[0])
    assert page.cssselect("mark")


def test_a_chart_and_the_table_beside_it_say_the_same(server: Server) -> None:
    drawn = [
        figure
        for path in column(server, "programmes")
        for figure in opened(server, path).cssselect("figure")
    ]
    assert drawn
    for figure in drawn:
        (picture,) = figure.cssselect("svg[role=img]")
        shown = re.findall(
            r"[\d.,]+", picture.get("aria-label", "").rpartition(":")[2].replace(", ", " ")
        )
        told = " ".join(map(words, figure.cssselect("td.number")))
        assert shown and all(value in told for value in shown)


def test_a_meeting_tells_what_came_of_its_decisions(
    meetings: dict[str, lxml.html.HtmlElement],
) -> None:
    told = [
        note
        for page in meetings.values()
        for note in map(words, page.cssselect("li.resolved .note, td .note"))
    ]
    for begin in ("Answered by: ", "Became an action: ", "Outcome: "):
        assert any(note.startswith(begin) for note in told), begin


def test_minutes_without_an_agenda_stand_alone(meetings: dict[str, lxml.html.HtmlElement]) -> None:
    heads = [words(page.cssselect("thead th")[0]) for page in meetings.values()]
    assert {"Agenda", "Minutes"} == set(heads)
    for head, page in zip(heads, meetings.values(), strict=True):
        assert bool(page.cssselect("table.pair")) == (head == "Agenda")
        for row in page.cssselect("table.pair tbody tr"):
            assert len(row.cssselect("td")) == 2


def test_a_search_marks_what_matches_and_narrows_by_kind_and_year(server: Server) -> None:
    page = opened(server, "/search?q=lamplight")
    found = page.cssselect("main ul.list > li")
    assert all(each.cssselect("mark") for each in found)
    (years,) = page.cssselect("select[name=year]")
    assert "2019" in [option.get("value") for option in years]
    narrowed = opened(server, "/search?q=lamplight&kind=minutes&year=2019")
    told = [words(each) for each in narrowed.cssselect("main ul.list > li")]
    assert 0 < len(told) < len(found)
    assert all("minute" in each and "2019" in each for each in told)
    assert "No results of this kind" in words(opened(server, "/search?q=lamplight&year=1901"))


def test_the_news_of_a_pack_and_two_topics_have_pages(server: Server) -> None:
    home = opened(server, "/")
    (news,) = [link for link in home.xpath("//main//a/@href") if link.startswith("/digest?date=")]
    page = opened(server, news)
    assert page.cssselect("h3 a[href^='/programme/']") and page.cssselect("a.where")
    assert server.get("/digest?date=1901-01-01").status == 404
    both = opened(server, "/compare?left=Lamplight&right=Youth+Anchor+Network")
    assert len(both.cssselect("table.sides thead th")) == 3
    assert both.cssselect("table.sides a[href^='/meeting/']")
    asked = opened(server, "/compare?left=Lamplight&right=Nobody+At+All")
    assert asked.cssselect("[role=alert]") and asked.cssselect("input[name=left][value=Lamplight]")


def test_the_home_page_and_a_search_are_of_one_board_on_asking() -> None:
    graph = ox.Store()
    for number, name in enumerate(("Ferry Board", "Lamps Board")):
        graph.load(
            f"""@prefix bg: <https://w3id.org/boardgraph/ns#> . @prefix : <{BASE}/> .
            @prefix schema: <https://schema.org/> . @prefix oa: <http://www.w3.org/ns/oa#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            :b{number} a bg:Organisation, bg:Board ; skos:prefLabel "{name}" .
            :t{number} a bg:Programme ; skos:prefLabel "Topic of {name}" ; bg:mentionCount 1 .
            :m{number} a bg:Meeting ; schema:organizer :b{number} ;
              schema:startDate "202{number}-03-01"^^xsd:date .
            :d{number} a bg:Document ; schema:name "p{number}.txt" ; bg:order {number} .
            :r{number} a bg:MeetingRecord ; bg:meeting :m{number} ; bg:document :d{number} .
            :p{number} a bg:Passage ; bg:text "A topic was told." ; bg:document :d{number} ;
              bg:start 0 ; bg:end 17 ; bg:part "minutes" .
            :n{number} a bg:Mention ; oa:hasBody :t{number} ; bg:passage :p{number} ;
              bg:printed "Topic" ; bg:quote "Topic" ; bg:document :d{number} ;
              bg:date "202{number}-03-01"^^xsd:date .""".encode(),
            format=ox.RdfFormat.TURTLE,
        )
    snapshot = LoadedSnapshot("s", "two boards", f"{BASE}/", {"quads": 1}, graph, {}, ())

    def page(name: str, **args: str) -> str:
        _, body = answer_page(snapshot, {"page": name, "args": args})
        return words(lxml.html.fromstring(body).cssselect("main")[0])

    assert "Topic of Ferry Board" in page("home", board="")
    lamps = page("home", board="Lamps Board")
    assert "Topic of Lamps Board" in lamps and "Topic of Ferry Board" not in lamps
    found = page("search", q="topic", kind="", year="", board="Ferry Board")
    assert "Names 1" in found and "Words 1" in found and "Lamps Board (2)" in found


def test_a_meeting_is_known_by_the_papers_that_the_query_names() -> None:
    graph = ox.Store()
    graph.load(
        f"""@prefix bg: <https://w3id.org/boardgraph/ns#> . @prefix : <{BASE}/> .
        @prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        :meeting-1 a bg:Meeting ; schema:startDate "2021-03-01"^^xsd:date .
        :d a bg:Document ; schema:name "minutes.txt" ; bg:order 1 .
        :r a bg:MeetingRecord ; bg:meeting :meeting-1 ; bg:document :d ; bg:evidence "minutes" .
        """.encode(),
        format=ox.RdfFormat.TURTLE,
    )
    snapshot = LoadedSnapshot("s", "minutes alone", f"{BASE}/", {"quads": 1}, graph, {}, ())
    args = {"path": "meeting-1", "form": "html"}
    _, body = answer_page(snapshot, {"page": "resource", "args": args})
    told = words(lxml.html.fromstring(body).cssselect("main")[0])
    assert ui_text("known_by.minutes") in told and ui_text("known_by.papers") not in told


def test_each_meeting_is_known_by_what_the_list_of_meetings_says(
    server: Server, meetings: dict[str, lxml.html.HtmlElement]
) -> None:
    listed = {
        row.xpath(".//th//a/@href")[0]: words(row.cssselect("td")[3])
        for row in opened(server, "/meetings").cssselect("tbody tr")
    }
    assert listed.keys() == meetings.keys() and {"papers", "minutes"} < set(listed.values())
    for path, page in meetings.items():
        told = [
            each for each in ("papers", "minutes") if ui_text(f"known_by.{each}") in words(page)
        ]
        assert told == [each for each in ("papers", "minutes") if each == listed[path]], path


def test_an_office_tells_who_held_it(server: Server) -> None:
    held = [path for path in column(server, "offices") if path.startswith("/office/")]
    pages = [opened(server, path) for path in held[:8]]
    holders = [link for page in pages for link in page.xpath("//tbody//th/a/@href")]
    assert holders and all(link.startswith("/person/") for link in holders)
    assert any("/office/" in link for link in opened(server, holders[0]).xpath("//aside//a/@href"))


@pytest.mark.parametrize(
    ("ending", "start"), [("md", b"# Lamplight"), ("docx", b"PK"), ("html", b"<!")]
)
def test_a_topic_can_be_saved(server: Server, ending: str, start: bytes) -> None:
    saved = server.get(f"/topic/Lamplight.{ending}")
    assert saved.status == 200 and saved.body.lstrip()[:20].startswith(start)
    assert f".{ending}" in saved.headers["content-disposition"]


@pytest.mark.parametrize("kind", ["programmes", "meetings"])
def test_each_link_leads_somewhere(server: Server, kind: str) -> None:
    links = {
        link
        for path in column(server, kind)[:6]
        for link in opened(server, path).xpath("//main//a/@href")
        if link.startswith("/") and not link.startswith(("/sparql", "/network"))
    }
    assert len(links) > 20
    for link in sorted(links)[::5]:
        address = link.partition("#")[0]
        page = server.get(address, "*/*")
        assert page.status == 200, link
        if link.endswith("#here"):
            assert b'id="here"' in page.body, link
