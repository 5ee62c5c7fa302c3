"""How many clicks and seconds people's ways through the explorer take, in one run.

    python tests/benchmarks/journeys.py STORE TOPIC

Serves the store, goes each way of ``tests/browser/journeys.py`` in Chromium at the size of a desk's screen, and prints
clicks, fields filled in, and seconds: all that passes from the first key to the last thing seen, without the time that
a person thinks or types. Not collected by pytest: seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "browser"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "serve"))

from chromium import chromium, opened
from journeys import JOURNEYS, Journey
from server import running


def main() -> None:
    """Go each way and print what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path, help="the folder of a built store")
    parser.add_argument("topic", help="a name to look for")
    given = parser.parse_args()
    print("clicks  fields  seconds")
    with running(given.store) as server, chromium() as browser:
        for name, (go, _) in JOURNEYS.items():
            with opened(browser, server.root + "/", 1440, 900) as seen:
                way = Journey(seen.page, server.root)
                go(way, given.topic)
            print(f"{way.clicks:6}  {way.fields:6}  {way.seconds:7.1f}  {name}")


if __name__ == "__main__":
    main()
