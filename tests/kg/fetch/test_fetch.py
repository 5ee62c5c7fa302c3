"""Fetching from a fake ModernGov site on loopback: what is found, and manners with every trap."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from fake_moderngov import PDF, FakeSite, serving

from kg import cli
from kg.errors import FetchError, InputError, NotFound
from kg.fetch.fetching import FetchResult, fetch_all, plan_fetch
from kg.fetch.moderngov import base_of
from kg.fetch.plan import FetchPlan
from kg.fetch.polite_client import PoliteClient
from kg.fetch.site_pages import read_date
from kg.fetch.source_note import read_note, source_of

SINCE = date(2019, 1, 1)


@pytest.fixture
def site() -> Iterator[FakeSite]:
    with serving() as fake:
        yield fake


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def client(waits: list[float]) -> Iterator[PoliteClient]:
    """One whose clock moves only when it waits."""
    now = [0.0]

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    made = PoliteClient("clerk@fernshire.example", 1.0, sleep, lambda: now[0])
    yield made
    made.close()


def planned(client: PoliteClient, url: str, committee: str | None = "quays") -> FetchPlan:
    plan = plan_fetch(client, url, committee, SINCE)
    assert isinstance(plan, FetchPlan)
    return plan


def fetched(client: PoliteClient, plan: FetchPlan, folder: Path) -> FetchResult:
    return fetch_all(client, plan, folder, lambda stage, done, total: None)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.pdf"))


PAPERS = [
    "2024-06-25-minutes-101.pdf",
    "2024-06-25-public-reports-pack-101.pdf",
    "2024-09-10-pier-wall-report-102.pdf",
]


# -- what is found -------------------------------------------------------------------------------


def test_packs_minutes_and_papers_of_items_are_fetched_with_notes(
    site: FakeSite, client: PoliteClient, tmp_path: Path
) -> None:
    plan = planned(client, f"{site.address}/mg/")
    assert not any("documents" in asked for asked in site.asked)  # a plan fetches no paper
    result = fetched(client, plan, tmp_path)
    assert (result.new, result.problems) == (3, ())
    assert files(tmp_path) == PAPERS
    report = tmp_path / "quays-harbour-board" / PAPERS[2]
    assert report.read_bytes() == PDF
    note = read_note(report)
    assert note is not None
    assert {name: note[name] for name in ("committee", "meeting_id", "meeting_date", "item", "published", "title")} == {
        "committee": "Quays & Harbour Board", "meeting_id": "102", "meeting_date": "2024-09-10",
        "item": "3", "published": "02/09/2024", "title": "Pier & wall report",
    }  # fmt: skip
    assert source_of(report) == f"{site.address}/mg/mgConvert2PDF.aspx?ID=55"
    assert "MId=102" in str(note["page"])


@pytest.mark.parametrize(("service", "pages"), [(False, True), (True, False)])
def test_a_host_may_block_the_service_or_the_pages(
    site: FakeSite, client: PoliteClient, tmp_path: Path, service: bool, pages: bool
) -> None:
    site.service, site.pages = service, pages
    result = fetched(client, planned(client, f"{site.address}/mg/"), tmp_path)
    assert files(tmp_path) == (PAPERS[:2] if pages else PAPERS[2:])
    assert len(result.problems) == (0 if pages else 1)


def test_without_a_committee_the_committees_are_listed(
    site: FakeSite, client: PoliteClient
) -> None:
    listed = plan_fetch(client, f"{site.address}/mg", None, SINCE)
    assert not isinstance(listed, FetchPlan)
    assert [each.title for each in listed] == ["Quays & Harbour Board", "Roads Forum"]
    of_address = plan_fetch(client, f"{site.address}/mg/ieListMeetings.aspx?CId=7", None, SINCE)
    assert isinstance(of_address, FetchPlan) and len(of_address.papers) == 3
    with pytest.raises(NotFound, match="Roads Forum"):
        plan_fetch(client, f"{site.address}/mg/", "no such board", SINCE)


def test_a_plain_site_is_read_by_its_links(
    site: FakeSite, client: PoliteClient, tmp_path: Path
) -> None:
    site.service = False
    result = fetched(client, planned(client, f"{site.address}/parish/papers.html"), tmp_path)
    assert result.new == 2
    assert files(tmp_path) == ["2024-03-04-minutes-4-march-2024.pdf", "undated-agenda.pdf"]


def test_addresses_and_dates() -> None:
    assert base_of("https://x.example/moderngov/ieListMeetings.aspx?CId=5") == (
        "https://x.example/moderngov/"
    )
    assert base_of("https://x.example") == "https://x.example/"
    day = date(2024, 6, 25)
    for text in ("25/06/2024", "Tuesday, 25th June, 2024"[9:].replace(",", ""), "25th-Jun-2024"):
        assert read_date(text) == day
    assert read_date("31/02/2024") is None and read_date("June 2024") is None


# -- again ---------------------------------------------------------------------------------------


def test_what_there_is_and_what_was_fetched_is_told_as_json(
    site: FakeSite,
    client: PoliteClient,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kg.fetch.polite_client.PoliteClient", lambda *_: client)
    monkeypatch.setattr(PoliteClient, "close", lambda _: None)

    def told(*more: str) -> Any:
        words = ["fetch", f"{site.address}/mg/", "--since", "2019", "--to", str(tmp_path)]
        assert cli.run([*words, "--json", *more]) == 0
        return json.loads(capfd.readouterr().out)

    assert {"committee": "Quays & Harbour Board"} in told()
    plan = told("--committee", "quays", "--dry-run")
    assert len(plan["papers"]) == 3 and plan["problems"] == []
    assert set(plan["papers"][0]) == {"date", "committee", "title", "url"}
    result = told("--committee", "quays")
    assert result == {"new": 3, "changed": 0, "unchanged": 0, "problems": []}


def test_a_second_run_fetches_what_is_new_or_changed_only(
    site: FakeSite, client: PoliteClient, tmp_path: Path
) -> None:
    plan = planned(client, f"{site.address}/mg/")
    fetched(client, plan, tmp_path)
    assert fetched(client, plan, tmp_path) == FetchResult(0, 0, 3, ())
    site.etag, site.content = '"v2"', PDF + b"more"
    assert fetched(client, plan, tmp_path).changed == 3
    site.etag = None  # no tag: it comes again, and is the same
    assert fetched(client, plan, tmp_path).unchanged == 3


def test_what_has_disappeared_stays_in_the_folder(
    site: FakeSite, client: PoliteClient, tmp_path: Path
) -> None:
    plan = planned(client, f"{site.address}/mg/")
    fetched(client, plan, tmp_path)
    site.trap = {"documents": [404] * 9, "Convert": [410] * 9}
    result = fetched(client, plan, tmp_path)
    assert len(result.problems) == 3 and files(tmp_path) == PAPERS


def test_half_a_file_goes_on_where_it_broke_off(
    site: FakeSite, client: PoliteClient, tmp_path: Path
) -> None:
    plan = planned(client, f"{site.address}/mg/")
    site.cut, site.cuts_left = 5_000, 1
    result = fetched(client, plan, tmp_path)
    assert (result.new, len(result.problems)) == (2, 1) and "broke off" in result.problems[0]
    assert fetched(client, plan, tmp_path).new == 1
    assert site.ranges == ["bytes=5000-"]
    assert all(path.read_bytes() == PDF for path in tmp_path.rglob("*.pdf"))
    assert not list(tmp_path.rglob("*.part*"))


# -- manners and traps ---------------------------------------------------------------------------


def test_it_says_who_it_is_and_waits_between_calls(
    site: FakeSite, client: PoliteClient, waits: list[float]
) -> None:
    planned(client, f"{site.address}/mg/")
    assert len(site.agents) == 1
    agent = site.agents.pop()
    assert agent.startswith("boardgraph/") and "clerk@fernshire.example" in agent
    assert waits == [1.0] * (len(site.asked) - 1)
    assert site.asked[0] == "/robots.txt"


def test_robots_txt_is_obeyed(site: FakeSite, client: PoliteClient, waits: list[float]) -> None:
    site.robots = "User-agent: *\nDisallow: /mg/documents\nCrawl-delay: 5\n"
    plan = planned(client, f"{site.address}/mg/")
    assert max(waits) == 5.0
    with pytest.raises(FetchError, match=r"robots\.txt"), client.stream(plan.papers[0].url):
        pass
    assert not any("documents" in asked for asked in site.asked)


def test_a_robots_txt_that_cannot_be_had_means_stay_away(
    site: FakeSite, client: PoliteClient
) -> None:
    site.trap = {"robots": [503] * 9}
    with pytest.raises(FetchError, match=r"robots\.txt cannot be had"):
        plan_fetch(client, f"{site.address}/mg/", "quays", SINCE)
    assert set(site.asked) == {"/robots.txt"}


@pytest.mark.parametrize(("statuses", "calls"), [([503, 502], 3), ([429], 2), ([404], 1), ([403], 1)])  # fmt: skip
def test_servers_that_may_recover_are_asked_again_and_no_others(
    site: FakeSite, client: PoliteClient, waits: list[float], statuses: list[int], calls: int
) -> None:
    site.trap = {"Convert": list(statuses)}
    if calls > 1:
        assert client.page(f"{site.address}/mg/mgConvert2PDF.aspx?ID=55")[1] == PDF
        assert max(waits) >= 3.0  # as Retry-After asked
    else:
        with pytest.raises(FetchError):
            client.page(f"{site.address}/mg/mgConvert2PDF.aspx?ID=55")
    assert sum("Convert" in asked for asked in site.asked) == calls


def test_a_web_page_in_the_place_of_a_paper_is_refused_and_the_paper_stays(
    site: FakeSite, client: PoliteClient, tmp_path: Path
) -> None:
    plan = planned(client, f"{site.address}/mg/")
    fetched(client, plan, tmp_path)
    site.etag, site.content = '"v2"', b"<!DOCTYPE html><html>Please log in</html>"
    site.content_type = "application/pdf"  # a lie
    result = fetched(client, plan, tmp_path)
    assert len(result.problems) == 3 and "a web page came" in result.problems[0]
    assert all(path.read_bytes() == PDF for path in tmp_path.rglob("*.pdf"))


def test_redirects_are_followed_within_the_host_only(site: FakeSite, client: PoliteClient) -> None:
    site.redirect = {"/moved": "/mg/documents/g1/a.pdf", "/away": "http://localhost:9/x.pdf", "/circle": "/circle"}  # fmt: skip
    assert client.page(f"{site.address}/moved")[1] == PDF
    with pytest.raises(FetchError, match="another host, localhost"):
        client.page(f"{site.address}/away")
    with pytest.raises(FetchError, match="in a circle"):
        client.page(f"{site.address}/circle")


def test_a_server_that_is_not_there_is_said_in_a_sentence(client: PoliteClient) -> None:
    with pytest.raises(FetchError, match="does not answer"):
        client.page("http://127.0.0.1:9/x")
    with pytest.raises(InputError, match="begins with https"):
        plan_fetch(client, "file:///etc/passwd", None, None)


def test_a_build_knows_where_fetched_papers_are_from(
    site: FakeSite, client: PoliteClient, tmp_path: Path
) -> None:
    from kg.pipeline.build import build
    from kg.pipeline.settings import BuildOptions
    from kg.store import snapshots

    paper = tmp_path / "papers" / "minutes.txt"
    paper.parent.mkdir()
    paper.write_text("Minutes of the Quays Board held on 4 March 2014\n\n1. Welcome\n")
    note = paper.with_name("minutes.txt.source.json")
    note.write_text(json.dumps({"url": "https://fernshire.example/minutes.txt"}))
    built = build([paper.parent], tmp_path / "store", BuildOptions(workers=1))
    assert not [each for each in built.notes if "source" in each]
    with snapshots.open_snapshot(tmp_path / "store") as published:
        assert published.graph.query(
            "ASK { GRAPH ?g { ?d <http://www.w3.org/ns/prov#hadPrimarySource> "
            "<https://fernshire.example/minutes.txt> } }"
        )
