"""Drives a headless Chromium through Playwright: opens pages and keeps what they complain of."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTHS = (1440, 1024, 390)  # pixels: a desk, a tablet, a telephone
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PATIENCE = 180_000  # milliseconds to wait for a page: the machine may have other things to do
FLAGS = (
    "--no-sandbox",  # tests may run as root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


class NoBrowser(Exception):
    """Why pages cannot be opened here: the reason for which a test is skipped."""


@dataclass
class Opened:
    """A page, the errors it wrote to the console, and the addresses it asked for."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with a profile of its own. Raises ``NoBrowser``, with the reason."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise NoBrowser("playwright is not installed (pip install 'boardgraph[test]')") from error
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, BROWSERS)), None)
        if path is None and not Path(playwright.chromium.executable_path).exists():
            raise NoBrowser(f"no browser found (looked for {', '.join(BROWSERS)} on the path)")
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Browser,
    address: str | Path,
    width: int = 1280,
    height: int = 720,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Opened]:
    """A file (without any network) or a local address, opened and watched from the first byte."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        offline=isinstance(address, Path),
    )
    try:
        context.set_default_timeout(PATIENCE)
        seen = Opened(context.new_page())
        seen.page.on(
            "console",
            lambda message: seen.errors.append(message.text) if message.type == "error" else None,
        )
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.on(
            "dialog",
            lambda dialog: (seen.errors.append(f"dialog: {dialog.message}"), dialog.dismiss()),
        )
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.goto(address.resolve().as_uri() if isinstance(address, Path) else address)
        yield seen
    finally:
        context.close()


def screenshot(
    html: Path,
    png: Path,
    width: int = 1280,
    height: int = 720,
    scheme: Literal["light", "dark"] = "light",
) -> None:
    """A picture of a page, as it opens, in a window of ``width`` by ``height`` pixels."""
    with chromium() as browser, opened(browser, html, width, height, scheme) as seen:
        seen.page.screenshot(path=png)


def axe_faults(page: Page) -> list[tuple[str, str, str, list[str]]]:
    """What axe holds against a page in both themes: theme, rule, what it wants, and where."""
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate(AXE_SCRIPT)
    faults = []
    for scheme in THEMES:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(f"axe.run(document, {{runOnly: {AXE_TAGS}}})")
        for each in found["violations"]:
            where = [
                node["html"][:200] + node["failureSummary"][:200] for node in each["nodes"][:3]
            ]
            faults.append((scheme, each["id"], each["help"], where))
    return faults
