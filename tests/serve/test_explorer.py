"""The explorer in a real browser: every page, and the ways people take through them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from chromium import WIDTHS, axe_faults, opened
from server import PACKS, Server, running

ENTITY = "/programme/lamplight-programme"
QUERY = "/sparql?query=" + quote(
    "SELECT ?m ?date WHERE { ?m a bg:Meeting ; schema:startDate ?date } ORDER BY ?date"
)
PICTURES = Path(__file__).resolve().parents[1] / "pictures"


@pytest.fixture(scope="module")
def pages(server: Server) -> dict[str, str]:
    """Each kind of page by name; those of a meeting and a document are found as a reader would."""
    meeting = next(
        line.split(",")[0]
        for line in server.get("/queries/meetings.csv").text.splitlines()[1:]
        if "2019-09-27" in line
    )
    document = server.get("/queries/documents.csv").text.splitlines()[1].split(",")[0]
    base = "https://w3id.org/boardgraph/id"
    return {
        "home": "/",
        "search": "/search?q=lamplight",
        "names": "/names?kind=organisation",
        "digest": "/digest",
        "compare": "/compare?left=Lamplight&right=Youth+Anchor+Network",
        "meetings": "/meetings",
        "topic": ENTITY,
        "meeting": meeting.removeprefix(base),
        "document": document.removeprefix(base) + "?at=400-460#here",
        "network": "/network?topic=Lamplight",
        "meetings-drawn": "/network?topic=Lamplight&meetings=1",
        "way": "/network?from=Lamplight&to=Marlshire+County+Council",
        "sparql": "/sparql?name=timeline",
        "answer": QUERY,
        "graph": "/sparql?query="
        + quote("DESCRIBE <https://w3id.org/boardgraph/id/programme/lamplight-programme>"),
        "fault": "/sparql?query=" + quote("SELECT * WHERE {\n ?s ?p }"),
        "about": "/about",
        "nothing": "/no/such/thing",
        **{
            f"{kind}-page": next(
                line.split(",")[at].removeprefix(base)
                for line in server.get(f"/queries/{query}.csv").text.splitlines()[1:]
            )
            for kind, query, at in (
                ("person", "people", 0),
                ("organisation", "organisations", 0),
                ("office", "offices", 0),
            )
        },
        "board": "/?board=Marlshire",
        "passages": "/search?q=harbour+safety&kind=minutes",
        "contents": "/names?kind=programme&sort=activity",
    }


NAMES = (
    *(
        "home",
        "search",
        "names",
        "digest",
        "compare",
        "meetings",
        "topic",
        "meeting",
        "document",
        "network",
        "meetings-drawn",
        "way",
    ),
    *("sparql", "answer", "graph", "fault", "about", "nothing"),
    *("person-page", "organisation-page", "office-page", "board", "passages", "contents"),
)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_quietly_wide_and_narrow(
    browser: Any, server: Server, pages: dict[str, str], name: str, tmp_path: Path
) -> None:
    for width, height, scheme in ((1280, 720, "light"), (390, 844, "dark")):
        with opened(browser, server.root + pages[name], width, height, scheme) as seen:  # type: ignore[arg-type]
            page = seen.page
            page.wait_for_load_state("networkidle")
            refused = [
                error
                for error in seen.errors
                if "Failed to load resource" not in error or "40" not in error
            ]
            assert refused == []
            assert all(each.startswith((server.root, "data:")) for each in seen.requests)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                "nothing is wider than the window"
            )
            assert page.locator("h1").count() == 1
            assert page.title().strip()


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_fault(browser: Any, server: Server, pages: dict[str, str], name: str) -> None:
    for width in WIDTHS:
        with opened(browser, server.root + pages[name], width, 800) as seen:
            seen.page.wait_for_load_state("networkidle")
            if name == "network" and width > 390:
                seen.page.evaluate("boardgraph.choose({node: 0})")
            assert axe_faults(seen.page) == [], width


@pytest.mark.parametrize(
    "name",
    [
        *("home", "search", "names", "digest", "compare", "meetings", "topic", "meeting"),
        *("document", "answer", "about"),
    ],
)
def test_pages_are_read_without_scripts(
    browser: Any, server: Server, pages: dict[str, str], name: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(server.root + pages[name])
        assert len(page.locator("main").inner_text()) > 60
        page.fill("input[type=search] >> nth=0", "lamplight")
        page.press("input[type=search] >> nth=0", "Enter")
        assert "/search?q=lamplight" in page.url
    finally:
        context.close()


def test_the_first_paint_is_light(browser: Any, server: Server, pages: dict[str, str]) -> None:
    for name in ("home", "search", "topic", "meeting", "document", "sparql", "about"):
        context = browser.new_context()
        page = context.new_page()
        sizes: list[int] = []
        page.on("response", lambda response, sizes=sizes: sizes.append(len(response.body())))
        page.goto(server.root + pages[name])
        page.wait_for_load_state("networkidle")
        assert sum(sizes) < 200_000, name
        context.close()


def test_paper_is_spared_what_only_screens_need(
    browser: Any, server: Server, pages: dict[str, str]
) -> None:
    with opened(browser, server.root + pages["topic"]) as seen:
        seen.page.emulate_media(media="print")
        assert not seen.page.locator("header.top").is_visible()
        assert seen.page.locator("#timeline").is_visible()


# -- ways through ----------------------------------------------------------------------------------


def search_and_read(page: Any, root: str, words: str, topic: str) -> str:
    """From the search box to a decision's words in the minutes; the words."""
    page.goto(root + "/")
    page.fill("input[type=search]", words)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#timeline")
    assert topic in page.inner_text("h1")
    told = page.locator("#timeline ~ section li").filter(has=page.locator("a.where"))
    decisions = told.and_(page.locator("li.resolved, li.discussed"))
    decision = decisions.first if decisions.count() else told.first
    text = decision.inner_text()
    decision.locator("a.where").first.click()
    page.wait_for_selector("mark#here")
    # Scrolling may be smooth: wait until the words have come into sight.
    page.wait_for_function(
        """() => {
            const box = document.querySelector("mark#here").getBoundingClientRect();
            return 0 <= box.top && box.top < innerHeight;
        }"""
    )
    marked = " ".join("".join(page.locator("mark").all_inner_texts()).split())
    assert marked[8:30] in " ".join(text.split())
    return marked


def test_the_officers_way(browser: Any, server: Server) -> None:
    with opened(browser, server.root + "/") as seen:
        assert search_and_read(seen.page, server.root, "lamplight pro", "Lamplight")
        assert seen.errors == []


def test_the_officers_way_while_the_graph_is_built_anew(browser: Any, tmp_path: Path) -> None:
    """Every other graph lacks the oldest paper, which is not among those that the way leads to.

    A paper that a new graph no longer has is gone from then on, also for who has a link to it.
    """
    home = tmp_path / "store"
    words = [sys.executable, "-m", "kg", "build", "--store", home, "--fresh"]
    packs = sorted(PACKS.iterdir())
    subprocess.run([*words, *packs], check=True, capture_output=True)
    ended = threading.Event()
    codes: list[int] = []

    def build() -> None:
        while not ended.is_set():
            papers = packs if len(codes) % 2 else packs[1:]
            codes.append(subprocess.run([*words, *papers], capture_output=True).returncode)

    builder = threading.Thread(target=build)
    with running(home, "--timeout", "120") as server:
        builder.start()
        ways = 0
        try:
            while ways < 3 or len(codes) < 2:
                with opened(browser, server.root + "/") as seen:
                    assert search_and_read(seen.page, server.root, "lamplight pro", "Lamplight")
                    assert seen.errors == []
                ways += 1
        finally:
            ended.set()
            builder.join()
    assert set(codes) == {0}


def test_the_officers_way_in_real_papers(browser: Any, corpus_store: Path) -> None:
    with running(corpus_store) as server, opened(browser, server.root + "/") as seen:
        assert search_and_read(seen.page, server.root, "people zones", "People Zones")
        assert seen.errors == []


def test_the_explorers_way(browser: Any, server: Server, tmp_path: Path) -> None:
    with opened(browser, server.root + "/network?topic=Lamplight") as seen:
        page = seen.page
        page.wait_for_function("window.boardgraph !== undefined")
        before = page.evaluate("boardgraph.nodes.length")
        places = "boardgraph.nodes.map((node, at) => [node.id, boardgraph.picture.getPosition(at)])"
        stood = dict(page.evaluate(places))
        # The first organisation: opening it adds to the picture.
        other = page.evaluate("boardgraph.nodes.findIndex((node) => node.kind === 'organisation')")
        page.evaluate(f"boardgraph.choose({{node: {other}}})")
        assert page.locator("#words h2").inner_text()
        page.click("#words >> text=Open")
        page.wait_for_selector("#opened button >> text=Undo")
        assert "also=" in page.url
        assert page.evaluate("boardgraph.nodes.length") >= before
        now = dict(page.evaluate(places))
        assert all(now[iri] == place for iri, place in stood.items()), "all keep their places"
        drawn = "boardgraph.picture.body.data.nodes.get().filter((each) => !each.hidden).length"
        page.click("#opened button >> text=Undo")
        page.wait_for_function(f"{drawn} <= {before}")
        assert "also=" not in page.url
        page.focus("#picture")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "words"
        sizes = {}
        for by in ("mentions", "degree", "between"):
            page.select_option("#size-by", by)
            sizes[by] = page.evaluate("boardgraph.nodes.map((node) => node.size)")
        assert len({tuple(each) for each in sizes.values()}) == 3, "each measure draws other sizes"
        page.select_option("#colour-by", "community")
        assert page.locator("#communities li").count() >= 1
        assert page.locator("#communities").is_visible()
        for button, start in (
            ("#save-png", b"\x89PNG"),
            ("#save-svg", b"<svg"),
            ("a.button >> text=GraphML", b"<graphml"),
        ):
            with page.expect_download() as got:
                page.click(button)
            kept = tmp_path / "kept"
            got.value.save_as(kept)
            assert start in kept.read_bytes()[:200]
        page.fill("input[name=from]", "Lamplight Programme")
        page.fill("input[name=to]", "Marlshire County Council")
        page.click(".start[aria-label='Path between two names'] button")
        page.wait_for_selector("#words .way")
        assert page.locator("#words .way li").count() >= 1
        beside = (
            "boardgraph.nodes.every((_, at) => document.getElementById('canvas')"
            ".getBoundingClientRect().left + boardgraph.picture.canvasToDOM(boardgraph.picture"
            ".getPosition(at)).x < document.getElementById('words').getBoundingClientRect().left)"
        )
        assert page.evaluate(beside), "what is told covers no name of the path"
        page.locator("#words .way cite a").first.click()
        page.wait_for_selector("mark#here")
        assert seen.errors == []


def test_words_behind_a_mark_close_with_escape(browser: Any, server: Server) -> None:
    with opened(browser, server.root + "/programme/lamplight-programme", 390, 844) as seen:
        page = seen.page
        hidden = "(wide) => wide.scrollWidth - wide.clientWidth - wide.scrollLeft"
        assert page.locator(".partners .wide").evaluate(hidden) <= 1, "the newest meetings first"
        mark = page.locator(".partners summary").last
        mark.focus()
        page.keyboard.press("Enter")
        assert page.locator(".partners details[open]").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".partners details[open]").count() == 0
        assert mark.evaluate("(mark) => mark === document.activeElement")
        assert (
            page.locator("nav.contents").evaluate("(bar) => bar.getBoundingClientRect().top") < 844
        )


def test_meetings_are_drawn_when_asked_for(browser: Any, server: Server) -> None:
    with opened(browser, server.root + "/network?topic=Lamplight") as seen:
        page = seen.page
        page.wait_for_function("window.boardgraph !== undefined")
        meetings = (
            "boardgraph.nodes.filter((node) => node.kind === 'meeting').map((node) => node.lines)"
        )
        assert page.evaluate(meetings) == []
        page.check("#explore input[value=meeting]")
        page.click("text=Draw")
        page.wait_for_url("**kind=meeting**")
        page.wait_for_function("window.boardgraph !== undefined")
        drawn = page.evaluate(meetings)
        assert drawn and all(re.fullmatch(r"\d+ [A-Z][a-z]+ \d{4}", label) for label in drawn), (
            "each told by its day"
        )
        # The slider chooses ties, and with them meetings, by the days of their words.
        days = page.evaluate("boardgraph.data.meetings")
        page.locator("#until").fill(str(len(days) - 2))
        shown = page.evaluate(
            "boardgraph.picture.body.data.nodes.get()"
            ".filter((each) => !each.hidden).map((each) => each.id)"
        )
        left = page.evaluate(
            "boardgraph.nodes.map((node) => node.kind === 'meeting' ? node.lines : null)"
        )
        assert not [left[at] for at in shown if left[at] and left[at].endswith(days[-1][:4])]
        at = page.evaluate("boardgraph.nodes.findIndex((node) => node.kind === 'meeting')")
        page.click("#everything")
        page.evaluate(f"boardgraph.choose({{node: {at}}})")
        page.click("#words >> text=View page")
        page.wait_for_selector("text=Minutes")
        page.click("text=Network >> nth=1")
        page.wait_for_function("window.boardgraph !== undefined")
        assert page.evaluate("boardgraph.edges.some((edge) => edge.relation === 'attended')")
        assert seen.errors == []


@pytest.mark.parametrize(
    "address", ["/network?topic=Lamplight", "/network?topic=Lamplight&meetings=1"]
)
def test_every_tie_drawn_stands_in_the_table(browser: Any, server: Server, address: str) -> None:
    with opened(browser, server.root + address) as seen:
        seen.page.wait_for_function("window.boardgraph !== undefined")
        seen.page.click("#as-table")
        ties, names = seen.page.evaluate("[boardgraph.edges.length, boardgraph.nodes.length]")
        assert (seen.page.locator("#ties tr").count(), seen.page.locator("#names tr").count()) == (
            ties,
            names,
        )


def test_the_scripters_way(browser: Any, server: Server, tmp_path: Path) -> None:
    with opened(browser, server.root + "/sparql") as seen:
        page = seen.page
        page.select_option("select[name=name]", "timeline")
        page.click("text=Load")  # a choice alone goes nowhere: keys walk through the list
        page.wait_for_url("**name=timeline**")
        page.fill("input[name='$topic']", "Lamplight")
        page.click("#ask button")
        page.wait_for_selector("#result")
        assert page.locator(".results tbody tr").count() > 2
        with page.expect_download() as got:
            page.click("a.button >> text=CSV")
        got.value.save_as(tmp_path / "answer.csv")
        address = page.locator("a.button >> text=CSV").get_attribute("href")
        assert address is not None
        by_script = server.get(address)
        assert (
            by_script.type == "text/csv"
            and by_script.body == (tmp_path / "answer.csv").read_bytes()
        )
        assert by_script.text.startswith("date,part,item,title,event,text,page,document")
        shared = page.locator("a.button >> text=Link").get_attribute("href")
        page.goto(server.root + str(shared))
        assert page.locator(".results tbody tr").count() > 2
        assert seen.errors == []


def test_a_fault_in_a_query_is_shown_at_its_line(
    browser: Any, server: Server, pages: dict[str, str]
) -> None:
    with opened(browser, server.root + pages["fault"]) as seen:
        assert seen.page.inner_text(".gutter b") == "2"
        assert "line 2" in seen.page.inner_text("[role=alert]")
        assert seen.page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_names_and_numbers_of_people_are_not_shown_where_the_graph_hides_them(
    server: Server,
) -> None:
    from kg.text.masking import masked

    documents = [
        line.split(",")[0] for line in server.get("/queries/documents.csv").text.splitlines()[1:]
    ]
    for iri in documents:
        path = iri.removeprefix("https://w3id.org/boardgraph/id")
        for number in range(1, 9):
            text = server.get(f"{path}?page={number}", "text/html").text
            for line in text.splitlines():
                assert masked(line) == line


def test_pictures_for_the_readme(
    browser: Any, server: Server, pages: dict[str, str], tmp_path: Path
) -> None:
    """With KG_PICTURES set they are kept in ``tests/pictures``."""
    folder = PICTURES if os.environ.get("KG_PICTURES") else tmp_path
    for name, height, scheme in (
        ("home", 720, "light"),
        ("topic", 1040, "light"),
        ("document", 720, "light"),
        ("network", 720, "dark"),
        ("answer", 720, "light"),
    ):
        with opened(browser, server.root + pages[name], 1280, height, scheme) as seen:  # type: ignore[arg-type]
            seen.page.wait_for_load_state("networkidle")
            seen.page.screenshot(path=folder / f"serve-{name}.png")
            assert (folder / f"serve-{name}.png").stat().st_size > 5000
