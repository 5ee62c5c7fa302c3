"""CMIS sites are read by the links of their pages."""

from __future__ import annotations

from datetime import date

import pytest

from kg.errors import FetchError, NotFound
from kg.fetch.fetching import plan_fetch
from kg.fetch.plan import FetchPlan
from kg.fetch.polite_client import PoliteClient

HOST = "https://fernshire.cmis.example"
BOARD = f"{HOST}/live/Committees/tabid/62/ctl/ViewCMIS_CommitteeDetails/mid/381/id/7/Default.aspx"
NEW = f"{HOST}/live/Meetings/tabid/70/ctl/ViewMeetingPublic/mid/397/Meeting/31/Committee/7/Default.aspx"
OLD = NEW.replace("/31/", "/12/")
PAGES = {
    f"{HOST}/live/Committees.aspx": f'<a href="{BOARD}">Quays Board</a>'
    f'<a href="{BOARD.replace("/id/7/", "/id/8/")}">Roads Forum</a><a href="/live/Home.aspx">Home</a>',
    BOARD: f'<a href="{NEW}">04 Mar 2031 2:00 PM</a><a href="{OLD}">05 May 2018 2:00 PM</a>'
    f'<a href="{NEW}">View</a>',
    NEW: '<a href="/live/Document.ashx?a=1%3d&amp;b=2">Public Agenda</a>'
    '<a href="/live/Document.ashx?a=3">Minutes</a><a href="https://elsewhere.example/x.pdf">x</a>',
    OLD: '<a href="/live/Document.ashx?a=4">Minutes</a>',
}


class Client(PoliteClient):
    """Answers from ``PAGES`` alone."""

    def __init__(self) -> None:
        super().__init__(None)
        self.asked: list[str] = []

    def page(self, url: str) -> tuple[str, bytes]:
        self.asked.append(url)
        if url not in PAGES:
            raise FetchError(url, "is not there (404)", 404)
        return url, f"<html><body>{PAGES[url]}</body></html>".encode()


def test_committees_are_listed_and_the_papers_of_one_planned() -> None:
    client = Client()
    listed = plan_fetch(client, f"{HOST}/live/Committees.aspx", None, None)
    assert isinstance(listed, list) and [each.title for each in listed] == [
        "Quays Board",
        "Roads Forum",
    ]
    with pytest.raises(NotFound, match="it has: Quays Board; Roads Forum"):
        plan_fetch(client, f"{HOST}/live/Committees.aspx", "lamps", None)
    plan = plan_fetch(client, f"{HOST}/live/Committees.aspx", "quays", date(2019, 1, 1))
    assert isinstance(plan, FetchPlan) and not plan.problems
    assert [(each.title, each.meeting_date, each.committee, each.page) for each in plan.papers] == [
        ("Public Agenda", date(2031, 3, 4), "Quays Board", NEW),
        ("Minutes", date(2031, 3, 4), "Quays Board", NEW),
    ]
    assert plan.papers[0].url == f"{HOST}/live/Document.ashx?a=1%3d&b=2"
    assert OLD not in client.asked


def test_a_meeting_or_a_committee_may_be_given() -> None:
    papers = {
        url: [each.title for each in plan.papers]
        for url in (NEW, BOARD)
        if isinstance(plan := plan_fetch(Client(), url, None, None), FetchPlan)
    }
    assert papers == {
        NEW: ["Public Agenda", "Minutes"],
        BOARD: ["Public Agenda", "Minutes", "Minutes"],
    }
