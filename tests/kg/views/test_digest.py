"""A digest has one pack's own words, topic by topic, and says who was never named before."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.errors import InputError, NotFound
from kg.store import query
from kg.store.entity_lookup import resolve_entity
from kg.views.digest import FORMATS, digest, digest_summary, render
from kg.views.grant_tables import sum_tables
from kg.views.timeline import pack_dates


def test_the_newest_pack_is_told_by_itself(graph: ox.Store) -> None:
    found = digest(graph)
    assert (found.day, found.before) == ("2025-06-13", "2023-06-16")
    assert found == digest(graph, "2025-06-13")
    assert found.of("programme") and found.of("organisation")
    assert {news.words.document for topic in found.topics for news in topic.news} == set(
        found.documents
    )
    assert "Bright Evenings Programme" in {
        topic.name for topic in found.of("programme") if not topic.first
    }


def test_in_the_oldest_pack_everybody_is_new(graph: ox.Store) -> None:
    found = digest(graph, "2019-12-13")
    assert found.before is None and found.topics
    assert all(topic.first and topic.last is None for topic in found.topics)


def test_no_pack_no_digest(graph: ox.Store) -> None:
    with pytest.raises(NotFound, match="2019-12-13"):
        digest(graph, "1999-01-01")
    with pytest.raises(NotFound):
        digest(ox.Store())


def test_what_stands_open_comes_first_and_the_overdue_before_all(graph: ox.Store) -> None:
    standing = digest(graph).standing
    assert all(each.is_open for each in standing)
    late = [each.status == "overdue" for each in standing]
    assert late == sorted(late, reverse=True)
    assert digest(graph, "2019-12-13").standing == ()  # how things stood then nobody worked out


def test_the_log_of_the_pack_is_told_and_what_it_dropped(graph: ox.Store) -> None:
    rows = {row["action"]: row for row in query.rows(graph, "threads")}
    for day in ("2019-12-13", "2020-03-06", "2023-06-16", "2025-06-13"):
        found = digest(graph, day)
        assert {row.entry.document for row in found.log} <= set(found.documents)
        assert {row.entry.date for row in found.log} <= {day}
        gone = {
            iri
            for iri, row in rows.items()
            if row["next_log"] == day and row["fate"] not in ("completed", "open")
        }
        assert {action.iri for action in found.gone} == gone
    page = render(digest(graph, "2020-03-06"), "html")
    assert "Action log" in page


def test_an_item_of_the_agenda_is_not_told_beside_its_report(graph: ox.Store) -> None:
    for topic in digest(graph).topics:
        reported = {news.number for news in topic.news if news.event == "report"}
        assert not [
            news for news in topic.news if news.event == "agenda item" and news.number in reported
        ]


def test_only_what_was_decided_is_called_resolved(graph: ox.Store) -> None:
    decided = {row["text"] for row in query.rows(graph, "resolutions")}
    for day in ("2019-12-13", "2020-03-06", "2023-06-16", "2025-06-13"):
        news = [item for topic in digest(graph, day).topics for item in topic.news]
        assert {item.words.text for item in news if item.event == "resolved"} <= decided
        assert not any(item.is_noting for item in news)


def test_each_thing_is_told_once(graph: ox.Store) -> None:
    for day in ("2019-12-13", "2020-03-06", "2023-06-16", "2025-06-13"):
        told = [
            (item.event, item.number, item.words)
            for topic in digest(graph, day).topics
            for item in topic.news
        ]
        assert len(told) == len(set(told))


def test_an_entry_of_the_log_that_says_nothing_new_is_in_the_log_alone(graph: ox.Store) -> None:
    found = digest(graph, "2020-03-06")
    carried = {row.entry.number for row in found.log if row.entry.step == "carried forward"}
    told = {item.number for topic in found.topics for item in topic.news if item.event == "action"}
    assert carried and not carried & told


def test_a_meeting_without_minutes_is_told_to_be_one(graph: ox.Store) -> None:
    known = {row["date"]: row["known_by"] for row in query.rows(graph, "meeting-papers")}
    assert known["2019-09-27"] == "minutes" and known["2019-12-13"] == "papers and minutes"
    assert digest(graph, "2020-03-06").known_by == known["2020-03-06"] == "papers"
    assert "its minutes are not held" in render(digest(graph, "2020-03-06"))
    assert "not held" not in render(digest(graph, "2019-12-13")).partition("## ")[0]


def test_who_left_a_post_and_who_followed(graph: ox.Store) -> None:
    rows = query.rows(graph, "office-changes")
    (row,) = (row for row in rows if row["title"] != "in the chair")
    assert (row["left"], row["followed"]) == ("Miriam Oakes", "P. Nandra")
    assert row["last_shown"] < row["first_shown"] and row["followed"].split()[-1] in row["quote"]
    holder = resolve_entity(graph, row["followed"]).iri
    (told,) = query.rows(graph, "trace-office-changes", topic=holder)
    assert told["left"] == row["left"]


def test_who_took_the_chair(graph: ox.Store) -> None:
    rows = query.rows(graph, "office-changes")
    (row,) = (row for row in rows if row["title"] == "in the chair")
    assert (row["left"], row["followed"]) == ("H. T. Garrowby", "Miriam Oakes")


_CHAIR = """
@prefix bg: <https://w3id.org/boardgraph/ns#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/> .
:chair bg:role "in the chair" ; org:postIn :board .
:board skos:prefLabel "Harbour Board" .
"""


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ("Ann 2001 2003, Ben 2004 2006", [("Ann", "Ben")]),
        ("Ann 2001 2001, Ben 2004 2006", [("Ann", "Ben")]),
        ("Ann 2001 2006, Cat 2003 2003", []),
        ("Ann 2001 2003, Cat 2004 2004", []),
        ("Ann 2001 2003, Cat 2004 2004, Ben 2005 2006", [("Ann", "Ben")]),
        ("Ann 2001 2004, Ben 2002 2006", []),
    ],
)
def test_a_stand_in_follows_nobody_in_the_chair(held: str, told: list[tuple[str, str]]) -> None:
    store = ox.Store()
    lines = [
        f':{name} skos:prefLabel "{name}" . [] bg:office :chair ; org:member :{name} ;'
        f' bg:firstShown "{first}" ; bg:lastShown "{last}" .'
        for name, first, last in map(str.split, held.split(", "))
    ]
    store.load((_CHAIR + "\n".join(lines)).encode(), ox.RdfFormat.TURTLE)
    rows = query.rows(store, "office-changes")
    assert [(row["left"], row["followed"]) for row in rows] == told


_ITEM = """
@prefix bg: <https://w3id.org/boardgraph/ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/> .
:minute bg:records :item ; bg:title "Sea wall" ; bg:number "4" .
:minutes schema:name "minutes.txt" ; bg:order 1 .
:Ann skos:prefLabel "Ann" . :Ben skos:prefLabel "Ben" . :Cat skos:prefLabel "Cat" .
"""


@pytest.mark.parametrize(
    ("agenda", "minutes", "told"),
    [
        ("Ann", "Ann", []),
        ("Ann", "Ben", [("Ann", "Ben")]),
        ("Ann Ben", "Ann", [("Ben", "")]),
        ("Ann", "Ann Cat", [("", "Cat")]),
        ("Ann", "", []),
        ("Ann", "Ann ?", []),
        ("Ann Ben", "Ann ?", []),
    ],
)
def test_whom_the_minutes_name_and_the_agenda_does_not(
    agenda: str, minutes: str, told: list[tuple[str, str]]
) -> None:
    store = ox.Store()
    lines = [
        f"[] a bg:Presenting ; bg:brings {brought} ; bg:order {order} ; bg:document :minutes"
        + (" ." if name == "?" else f" ; bg:presentedBy :{name} .")
        for brought, names in ((":item", agenda), (":minute", minutes))
        for order, name in enumerate(names.split())
    ]
    store.load((_ITEM + "\n".join(lines)).encode(), ox.RdfFormat.TURTLE)
    rows = query.rows(store, "presenters-changed")
    assert [(row["expected"], row["presented"]) for row in rows] == told


def _sum(payee: str, amount: str, quote: str = "", total: str = "false") -> dict[str, str]:
    return {
        "document": "pack.txt",
        "date": "2031-05-06",
        "page": "3",
        "payer": "Harbour Trust",
        "payee": payee,
        "period": "",
        "amount": amount,
        "value": f"£{amount}",
        "bound": "exact",
        "total": total,
        "quote": quote or f"{payee} £{amount}",
    }


def test_a_table_of_sums_is_told_as_one() -> None:
    rows = [_sum("Scouts", "200"), _sum("Rowers", "1500.50"), _sum("Choir", "99.50")]
    (table,) = sum_tables(rows, ["pack.txt"])
    assert table.stated is None and "£1,800 in all (added up" in table.line
    assert "3 sums from Harbour Trust" in table.line and "£1500.50 to Rowers" in table.line
    stated = _sum("", "1800", "Total: £1800", "true")
    (table,) = sum_tables([*rows, stated], ["pack.txt"])
    assert table.shown is stated and "£1800 in total" in table.line
    wrong = _sum("", "1900", "Total: £1900", "true")
    (table,) = sum_tables([*rows, wrong], ["pack.txt"])
    assert table.stated is None and not table.holds(wrong)


def test_sums_in_sentences_or_too_few_are_no_table() -> None:
    rows = [_sum("Scouts", "200"), _sum("Rowers", "1500.50")]
    prose = _sum("Choir", "99.50", "The choir was given £99.50 for robes.")
    assert sum_tables([*rows, prose], ["pack.txt"]) == []
    assert sum_tables([*rows, _sum("Choir", "99.50")], ["other.txt"]) == []


def test_a_bare_title_is_no_news_where_the_papers_say_more(graph: ox.Store) -> None:
    for day in ("2019-12-13", "2020-03-06", "2023-06-16", "2025-06-13"):
        for topic in digest(graph, day).topics:
            for item in topic.news:
                assert item.event != "minute" or item.words.text != item.title


def test_first_mentions_are_those_that_no_trace_has_earlier(graph: ox.Store) -> None:
    dates = pack_dates(graph)
    for day in ("2020-03-06", "2023-06-16", "2025-06-13"):
        for topic in digest(graph, day).topics:
            if topic.first:
                found = query.rows(graph, "trace-about", topic=topic.iri)
                assert not [row for row in found if dates.get(row["document"], day) < day]
            elif topic.last:
                assert topic.last < day


def test_open_actions_are_told_beside_open_requests(graph: ox.Store) -> None:
    found = digest(graph)
    assert found.unfinished and all(action.is_open for action in found.unfinished)
    assert f"{len(found.unfinished)} action" in digest_summary(found).rpartition("; ")[2]
    assert digest(graph, "2019-12-13").unfinished == ()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_tells_every_topic(graph: ox.Store, format: str) -> None:
    found = digest(graph)
    text = render(found, format)
    assert text == render(found, format) and text.endswith("\n")
    assert all(topic.name.split()[0] in text for topic in found.topics)
    if format == "json":
        assert json.loads(text)["day"] == found.day


def test_an_unknown_format_is_bad_input(graph: ox.Store) -> None:
    with pytest.raises(InputError, match="markdown"):
        render(digest(graph), "docx")
