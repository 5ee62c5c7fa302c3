"""Partners over time: which marks stand where, in which order, and what the table says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.views.network.edges import read_whole_network
from kg.views.partners.gather import partners_over_time
from kg.views.partners.partner_marks import PartnerRow, PartnersOverTime
from kg.views.partners.partners_page import partners_page

ID = "https://example.org/id/"


GRAPH = (Path(__file__).parent / "network.trig").read_text(encoding="utf-8")


def drawn(graph: str, topic: str, happened: Iterable[tuple[str, str]] = ()) -> PartnersOverTime:
    store = ox.Store()
    store.load(graph, format=ox.RdfFormat.TRIG)
    return partners_over_time(store, read_whole_network(store), ID + topic, happened)


@pytest.fixture(scope="module")
def partners() -> PartnersOverTime:
    happened = [("2020-06-12", "report"), ("2020-06-12", "resolved"), ("2021-03-05", "report")]
    return drawn(GRAPH, "ferry", happened)


def row(partners: PartnersOverTime, name: str) -> PartnerRow:
    return next(row for group in partners.groups for row in group.rows if row.name == name)


def test_the_columns_are_meetings_and_what_happened_is_counted(partners: PartnersOverTime) -> None:
    assert [meeting.date for meeting in partners.meetings] == ["2020-06-12", "2021-03-05"]
    counts = {count.key: count.numbers for count in partners.counts}
    assert (counts["report"], counts["resolved"], counts["action"]) == ((1, 1), (1, 0), (0, 0))


def test_the_strongest_relation_is_the_sign(partners: PartnersOverTime) -> None:
    signs = {
        each.name: each.marks[0].sign
        for group in partners.groups
        for each in group.rows
        if each.marks[0]
    }
    assert signs == {
        "Ada Quill": "presented",
        "Bram Renn": "responsible",
        "Marlshire Police": "asked",
        "Harbour Trust": "reported",
        "Marl Borough Council": "named",
        "Lamps Programme": "named",
    }
    renn = row(partners, "Bram Renn").marks[0]
    assert renn and renn.label == "has an action on, reported on"
    assert {words.says for words in renn.words} == {"has an action on", "reported on"}
    assert row(partners, "Marl Borough Council").stated is False


def test_what_a_meeting_only_noted_has_a_weaker_sign() -> None:
    asked = "That the police be asked to escort the ferry."
    for words, sign in ((asked, "decided"), ("That the ferry report be noted.", "noted")):
        found = drawn(GRAPH.replace(asked, words), "board")
        marks = [mark.sign for mark in row(found, "Safe Ferry Project").marks if mark]
        assert marks == [sign]
    counted = drawn(GRAPH, "ferry", [("2020-06-12", "noted"), ("2020-06-12", "resolved")])
    html = partners_page(counted)
    assert html.count('<tr class="count-noted">') == html.count('<tr class="count-resolved">') == 1


def test_the_board_itself_is_no_partner(partners: PartnersOverTime) -> None:
    with pytest.raises(StopIteration):
        row(partners, "Marlshire Safer Places Board")


def test_the_page_is_a_table_that_runs_nothing(partners: PartnersOverTime) -> None:
    html = partners_page(partners)
    assert html == partners_page(partners)
    assert "<script" not in html and not re.search(r'(?:src|href)="(?!#)', html)
    assert html.count('scope="row"') == 2 + 6, "two counts and six partners"
    assert html.count('scope="col"') == 1 + 2
    assert 'aria-label="presented, 12 June 2020"' in html
    assert "Ada Quill" in html and "<caption>" in html


def test_markup_in_names_stays_text(partners: PartnersOverTime) -> None:
    from dataclasses import replace

    hostile = replace(partners, topic="<script>alert(1)</script>")
    assert "<script" not in partners_page(hostile)
