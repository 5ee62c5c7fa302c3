"""Tables that plain text keeps by spaces alone, row by row."""

from __future__ import annotations

from kg.extractors.reading.aligned import aligned_rows
from kg.extractors.reading.rows import whole_rows

CENTRED = """Ref    Action                 Owner    State
                              of it
       Count the lamps
4/1    below the old          Ada      Open
       toll bridge
       Buy oil and
4/2    wicks for the          Bo       Closed
       winter
4/3    Paint the mole         Cy       Open
"""


def test_rows_whose_number_stands_in_their_middle() -> None:
    rows = [line.split("\t") for line in aligned_rows(CENTRED.splitlines()) if "\t" in line]
    assert rows == [
        ["Ref", "Action", "Owner of it", "State"],
        ["4/1", "Count the lamps below the old toll bridge", "Ada", "Open"],
        ["4/2", "Buy oil and wicks for the winter", "Bo", "Closed"],
        ["4/3", "Paint the mole", "Cy", "Open"],
    ]


def test_bars_between_cells() -> None:
    lines = ["No | Action | Owner", "1 | Buy oil | Bo", "A | B of one line", "Chair | Clerk | Cook"]
    assert whole_rows(lines) == ["No\tAction\tOwner", "1\tBuy oil\tBo", *lines[2:]]
