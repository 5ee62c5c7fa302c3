"""Makes the README's picture of the network, from a store built of whatever papers.

python tests/browser/make_pictures.py STORE [--topic NAME] [--out tests/pictures]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from chromium import screenshot

from kg.store.snapshots import open_snapshot
from kg.views.network.page import network_page, topic_network

PICTURES = Path(__file__).resolve().parents[1] / "pictures"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", help="the folder of a built store")
    parser.add_argument("--topic", help="start from this name instead of the overview")
    parser.add_argument("--depth", type=int, default=1)
    parser.add_argument("--out", type=Path, default=PICTURES)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with open_snapshot(given.store) as published, tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "network.html"
        html.write_text(
            network_page(topic_network(published.graph, given.topic, given.depth)), encoding="utf-8"
        )
        screenshot(html, given.out / "network-light.png", 1280, 720, "light")


if __name__ == "__main__":
    main()
