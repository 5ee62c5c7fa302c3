"""What readers expect of the graph, held against what it gives."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from handmade import store

from kg.errors import InputError
from kg.store.parameterised_query import run_query
from kg.views.accuracy import measure_accuracy


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return store()


def test_what_the_graph_gives_itself_is_right(graph: ox.Store, tmp_path: Path) -> None:
    for name in ("resolutions", "people"):
        (tmp_path / f"{name}.csv").write_bytes(run_query(graph, name).serialize("csv"))
    people, resolutions = measure_accuracy(graph, tmp_path)
    assert (people.query, resolutions.query) == ("people", "resolutions")
    for each in (people, resolutions):
        assert each.expected == each.given == each.right > 0
        assert (each.recall, each.precision) == (1.0, 1.0)


def test_what_is_missing_and_what_is_too_much_is_told_apart(
    graph: ox.Store, tmp_path: Path
) -> None:
    rows = run_query(graph, "resolutions").rows
    kept = [f'{row["document"]},"{row["text"].upper()}"' for row in rows[1:]]
    more = f"{rows[0]['document']},That nobody ever said this."
    (tmp_path / "resolutions.csv").write_text(
        "\n".join(["document,text", *kept, more, more]), encoding="utf-8"
    )
    (found,) = measure_accuracy(graph, tmp_path)
    assert found.columns == ("document", "text")
    assert (found.expected, found.given, found.right) == (len(rows) + 1, len(rows), len(rows) - 1)
    assert found.recall < found.precision < 1


def test_only_papers_that_were_read_are_held_against_it(graph: ox.Store, tmp_path: Path) -> None:
    rows = run_query(graph, "people").rows
    paper = rows[0]["document"]
    assert any(row["document"] != paper for row in rows)
    lines = [f'{paper},"{row["printed"]}"' for row in rows if row["document"] == paper]
    (tmp_path / "people.csv").write_text("\n".join(["document,printed", *lines]), encoding="utf-8")
    (found,) = measure_accuracy(graph, tmp_path)
    assert found.expected == found.given == found.right == len(lines)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("resolution.csv", "text\n", "did you mean resolutions"),
        ("resolutions.csv", "words\n", "has no column words"),
        ("resolutions.csv", "text\nThat one, and another\n", "more cells"),
        ("notes.txt", "", "holds no CSV file"),
    ],
)
def test_what_cannot_be_held_against_anything_is_named(
    graph: ox.Store, tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        measure_accuracy(graph, tmp_path)
