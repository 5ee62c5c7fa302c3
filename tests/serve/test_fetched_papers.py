"""Pages of fetched papers and of their meetings lead to the council's own site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from server import running

from kg.pipeline.build import build
from kg.pipeline.settings import BuildOptions

PAPER = "https://fernshire.example/documents/g7/minutes.txt"
PAGE = "https://fernshire.example/ieListDocuments.aspx?CId=7&MId=31"
MINUTES = "Minutes of the Quays Board held on 4 March 2031\n\nPresent: Ada Finch, Bo Wren\n\n1. Lamps\n\nIt was noted.\n"


@pytest.mark.parametrize(
    ("page", "leads"), [(PAGE, True), ("javascript:alert(1)", False)], ids=["fetched", "no address"]
)
def test_a_fetched_paper_and_its_meeting_lead_to_the_councils_site(
    tmp_path: Path, page: str, leads: bool
) -> None:
    paper = tmp_path / "papers" / "minutes.txt"
    paper.parent.mkdir()
    paper.write_text(MINUTES, encoding="utf-8")
    note = {"url": PAPER, "page": page, "committee": "Quays Board", "meeting_date": "2031-03-04"}
    paper.with_name("minutes.txt.source.json").write_text(json.dumps(note))
    build([paper.parent], tmp_path / "store", BuildOptions(workers=1))
    with running(tmp_path / "store") as server:
        meeting = server.get("/meeting/quays-board/2031-03-04", "text/html").text
        found = re.search(r'href="(/document/[^"#?]+)', meeting)
        assert found is not None
        shown = server.get(found[1], "text/html").text
    for text in (meeting, shown):
        links = re.findall(r'<a href="([^"]+)"', text)
        assert PAPER in links
        assert (PAGE.replace("&", "&amp;") in links) is leads
        assert "javascript:" not in text


def test_words_in_the_network_lead_to_the_councils_paper(tmp_path: Path) -> None:
    paper = tmp_path / "papers" / "minutes.txt"
    paper.parent.mkdir()
    paper.write_text(MINUTES, encoding="utf-8")
    paper.with_name("minutes.txt.source.json").write_text(json.dumps({"url": PAPER, "page": PAGE}))
    build([paper.parent], tmp_path / "store", BuildOptions(workers=1))
    with running(tmp_path / "store") as server:
        drawn = json.loads(server.get("/network.json?topic=Ada+Finch", "application/json").text)
    quotes = [quote for node in drawn["nodes"] for quote in node["quotes"]]
    assert quotes
    assert {quote["address"].partition("#")[0] for quote in quotes} == {PAPER}
