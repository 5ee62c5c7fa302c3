"""How right the graph is, told on the page about the data where somebody has read the papers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from server import Server, running


def test_the_page_tells_how_right_the_graph_is(store: Path, server: Server, tmp_path: Path) -> None:
    lines = server.get("/queries/resolutions.csv").text.splitlines()
    (tmp_path / "resolutions.csv").write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert "How accurate the data is" not in server.get("/about", "text/html").text
    with running(store, "--gold", str(tmp_path)) as knowing:
        page = knowing.get("/about", "text/html")
        assert page.headers["etag"] != server.get("/about", "text/html").headers["etag"]
    assert "How accurate the data is" in page.text and '<td class="number">1.00</td>' in page.text
    papers = {line.rpartition(",")[2] for line in lines[1:-1]}
    given = sum(line.rpartition(",")[2] in papers for line in lines[1:])
    assert f'<td class="number">{len(lines) - 2}</td><td class="number">{given}</td>' in page.text


def test_what_cannot_be_compared_is_told_in_one_line(store: Path, tmp_path: Path) -> None:
    (tmp_path / "resolutions.csv").write_text("decided\n", encoding="utf-8")
    words = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        "--store",
        str(store),
        "--port",
        "0",
        "--gold",
        str(tmp_path),
    ]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2
    assert "no column decided" in done.stderr and "Traceback" not in done.stderr
