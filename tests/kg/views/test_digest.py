"""A digest has one pack's own words, topic by topic, and says who was never named before."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from kg.errors import InputError, NotFound
from kg.store import query
from kg.store.entity_lookup import resolve_entity
from kg.views.digest import FORMATS, digest, render


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
    (row,) = query.rows(graph, "office-changes")
    assert (row["left"], row["followed"]) == ("Miriam Oakes", "P. Nandra")
    assert row["last_shown"] < row["first_shown"] and row["followed"].split()[-1] in row["quote"]
    holder = resolve_entity(graph, row["followed"]).iri
    (told,) = query.rows(graph, "trace-office-changes", topic=holder)
    assert told["left"] == row["left"]


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
