"""``kg open`` in a real browser: from an empty folder to a briefing to paste, without a command."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chromium import WIDTHS, axe_faults, opened
from server import PACKS


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """``kg open`` in an empty folder; gives the address that the browser would be started with."""
    words = ["-m", "kg", "open", "--no-browser", "--store", str(folder / "store")]
    process = subprocess.Popen(
        [sys.executable, *words, "--papers", str(folder / "papers")],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stderr is not None
        said = next(line for line in process.stderr if "http://" in line)
        yield re.findall(r"http://\S+", said)[0]
    finally:
        process.terminate()
        process.communicate()


def no_axe_faults(page: Any) -> None:
    size = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert axe_faults(page) == [], width
    page.set_viewport_size(size)


def test_from_an_empty_folder_to_a_briefing(browser: Any, tmp_path: Path) -> None:
    with desk(tmp_path) as address, opened(browser, address) as seen:
        page = seen.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.set_input_files("#files", [str(pack) for pack in sorted(PACKS.iterdir())[:2]])
        page.wait_for_selector("#kept li:nth-child(2)")
        page.click("#build")
        page.wait_for_selector("#ready", state="visible")
        assert page.inner_text("#progress") == "Done"
        no_axe_faults(page)
        # A tie or name in doubt: two sides with their words, answered and taken back.
        page.click("text=Check names and ties")
        first = page.inner_text("main h2 >> nth=0")
        no_axe_faults(page)
        if "in doubt any more" not in page.inner_text("main"):
            page.click("button[name=answer] >> nth=0")
            assert (tmp_path / "store" / "verdicts.toml").exists()
            page.click("text=Undo the last answer")
            assert page.inner_text("main h2 >> nth=0") == first
        page.goto(address.partition("/papers")[0] + "/")
        page.fill("input[type=search]", "lamplight pro")
        page.wait_for_selector("[role=option]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_selector("#brief")
        page.click("button[data-copy]")
        page.wait_for_selector("text=Copied")
        pasted = page.evaluate("navigator.clipboard.readText()")
        assert pasted.startswith("Lamplight Programme") and "Status:" in pasted
        with page.expect_download() as got:
            page.click("text=Word")
        got.value.save_as(tmp_path / "briefing.docx")
        assert (tmp_path / "briefing.docx").read_bytes()[:2] == b"PK"
        page.click("nav >> text=Papers")
        page.wait_for_selector("#drop")
        assert seen.errors == []
