"""The ways that people take through the explorer, each counted in clicks, fields and seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass
class Journey:
    """A page that is used, and what that took so far.

    ``fields`` are those filled in.
    """

    page: Any
    root: str
    clicks: int = 0
    fields: int = 0
    seconds: float = 0.0

    def begin(self, path: str) -> None:
        """Open a page, as from a link somebody sent, and start to count."""
        self.page.goto(self.root + path)
        self.clicks, self.fields, self.seconds = 0, 0, -time.monotonic()

    def end(self) -> None:
        """Stop the clock."""
        self.seconds += time.monotonic()

    def click(self, target: str) -> None:
        """Click on the first thing that fits."""
        self.page.locator(target).first.click()
        self.clicks += 1

    def fill(self, target: str, words: str) -> None:
        """Type words into a field."""
        self.page.fill(target, words)
        self.fields += 1

    def see(self, target: str) -> None:
        """Wait until something is there."""
        self.page.locator(target).first.wait_for(state="visible")


def to_topic(way: Journey, topic: str) -> None:
    """From the home page to the page of a topic, by the first name that the search offers."""
    way.begin("/")
    way.fill("input[type=search]", topic)
    way.see("[role=option]")
    way.click("[role=option]")
    way.see("#brief")


def briefing(way: Journey, topic: str) -> None:
    """From the home page to a briefing on the clipboard."""
    way.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    to_topic(way, topic)
    way.click("button[data-copy]")
    way.see("text=Copied")
    way.end()
    assert "Status:" in way.page.evaluate("navigator.clipboard.readText()")


def words_behind(way: Journey, topic: str) -> None:
    """From the home page to the words of a paper that a briefing rests on."""
    to_topic(way, topic)
    way.click("section:has(#brief) a.where")
    way.see("mark#here")
    way.end()


def partner(way: Journey, topic: str) -> None:
    """From the home page to who is a partner of a topic, and the words that say so."""
    to_topic(way, topic)
    way.click("td details summary")
    way.see("td details[open] a")
    way.end()


def open_requests(way: Journey, _: str) -> None:
    """From the home page to the words of something asked for and not yet answered."""
    way.begin("/")
    way.click("section:has(h2:text-matches('Not yet answered')) a[href*='/document/']")
    way.see("mark#here")
    way.end()


def neighbours(way: Journey, topic: str) -> None:
    """From a topic to its network, and from there to the neighbours of one partner."""
    to_topic(way, topic)
    way.click("a.button:text-is('Network')")
    way.page.wait_for_url("**/network**")
    way.see("#canvas canvas")
    spot = way.page.evaluate(
        """() => {
            const {nodes, picture, topic} = boardgraph;
            const at = nodes.findIndex((node, at) => at !== topic && node.kind === "organisation");
            const {x, y} = picture.canvasToDOM(picture.getPosition(at));
            const frame = document.getElementById("canvas").getBoundingClientRect();
            return [frame.left + x, frame.top + y];
        }"""
    )
    way.page.mouse.click(*spot)
    way.clicks += 1
    way.see("#words h2")
    way.click("#words >> text=Open")
    way.see("#opened button >> text=Undo")
    way.end()


def path(way: Journey, topic: str) -> None:
    """How a topic and the board's first member are tied, step by step."""
    way.page.goto(way.root + "/network?kind=person")
    way.see("#canvas canvas")
    other = way.page.evaluate("boardgraph.nodes.find((node) => node.kind === 'person').label")
    way.begin("/network")
    way.fill("input[name=from]", topic)
    way.fill("input[name=to]", other)
    way.click(".start[aria-label='Path between two names'] button")
    way.see("#words .way li")
    way.end()


JOURNEYS: Mapping[str, tuple[Callable[[Journey, str], None], int]] = {
    "a briefing on the clipboard": (briefing, 2),
    "the words that a briefing rests on": (words_behind, 2),
    "a partner and the words that say so": (partner, 2),
    "what is not yet answered, in its words": (open_requests, 1),
    "a partner's partners in the network": (neighbours, 4),
    "how a topic and a person are tied": (path, 1),
}
"""Name → how it goes, and the clicks that it may take at most."""
