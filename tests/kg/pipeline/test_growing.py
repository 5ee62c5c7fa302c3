"""However a store came to hold its papers, it holds what a build from scratch would give."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from kg.extractors.facts import Facts

from kg.pipeline.build import build
from kg.pipeline.settings import BuildOptions
from kg.rdf import woven_papers
from kg.rdf.document_writer import write_document
from kg.rdf.ledger import Ledger
from kg.rdf.quads import NamedGraph
from kg.store import snapshots
from kg.store.query import rows
from kg.store.search import open_search
from kg.store.search_index import INDEX_FILE

AGENDA = """{board}

AGENDA for the meeting to be held at Elm House, Fernbridge on Tuesday 4 March 2014 at 2.00pm.

1. Apologies for absence

2. Saltmarsh Lantern Project (SLP)
   {name}

3. Action log
"""
MINUTES = """{board}

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday 4 March 2014 at 2.00pm.

PRESENT

{name} (in the Chair)     Fernshire County Council
Mr T. Underhay            Fernbridge Town Council

1. Apologies for absence.

There were none.

2. Saltmarsh Lantern Project.

{name} told members how the SLP had fared. 41 lamps had been mended.

RESOLVED:

(a) That the report on the Saltmarsh Lantern Project be noted.

(b) That {name} be asked to report on the cost of the lamps in June 2014.
"""
LATER = """{board}

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday 10 June 2014 at 2.00pm.

PRESENT

Mr Thomas Underhay (in the Chair)     Fernbridge Town Council
{name}                                Fernshire County Council

1. Minutes.

The minutes of 4 March 2014 were agreed.

2. Cost of the lamps.

{name} said that the lamps of the SLP had cost £4,000, as the Chairman had asked.

RESOLVED:

That the costs be noted.
"""
LOG = """{board}

ACTION LOG as at 10 June 2014

No | Action | Owner | Comments | Status
1 | Send the cost of the lamps to the Forum | {name} | Sent in May | Complete
2 | Walk the Saltmarsh path | T. Underhay | In hand | Open
"""
KINDS = {"agenda": AGENDA, "minutes": MINUTES, "copy": MINUTES + "\n", "later": LATER, "log": LOG}
FORMS = (
    ("Mrs P. Quill", "FERNSHIRE ROADS FORUM"),
    ("Pamela Quill", "FERNSHIRE ROADS FORUM"),
    ("Cllr Pam Quill", "FERNSHIRE AND SALTMARSH ROADS FORUM"),
)
INDEXED = {
    "passages": "text, title, document, start, page, date, board, kind, item, entities",
    "acronyms": "short, name",
    "sentences": "*",
    "about": "*",
    "names": "*",
    "facts": "*",
}

Folder = dict[str, tuple[str, str]]
papers = st.sampled_from(sorted(KINDS))
folders = st.dictionaries(papers, st.sampled_from(FORMS), min_size=1)


def grown(folder: Path, store: Path, wanted: Folder) -> None:
    """Bring the folder to ``wanted`` (paper → forms of two names in it) and build it."""
    folder.mkdir(exist_ok=True)
    for kind, text in KINDS.items():
        path = folder / f"{kind}.txt"
        path.unlink(missing_ok=True)
        if kind in wanted:
            name, board = wanted[kind]
            path.write_text(text.format(name=name, board=board), encoding="utf-8")
    build([folder], store, BuildOptions(workers=1, prune=True))


def held(store: Path) -> dict[str, object]:
    """All that a store tells: its quads, its issues, what it counts, what it answers."""
    with snapshots.open_snapshot(store) as published:
        found = open_search(published).search("lamps")
        with closing(sqlite3.connect(published.path.parent / INDEX_FILE)) as index:
            tables = {
                table: sorted(index.execute(f"SELECT {columns} FROM {table}"), key=str)
                for table, columns in INDEXED.items()
            }
        return {
            "quads": sorted(str(quad) for quad in published.graph),
            "answers": [
                rows(published.graph, name) for name in ("people", "resolutions", "mentions")
            ],
            "search": (found, tables),
            "issues": [
                json.loads(line)
                for line in (store / snapshots.ISSUES_FILE).read_text().splitlines()
            ],
            "counts": published.manifest["counts"],
            "number": published.manifest["quads"],
        }


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(folders, min_size=2, max_size=4))
@example([{"agenda": FORMS[0], "minutes": FORMS[0]}, dict.fromkeys(KINDS, FORMS[0])])
@example([dict.fromkeys(KINDS, FORMS[0]), {**dict.fromkeys(KINDS, FORMS[0]), "log": FORMS[1]}])
@example([{"minutes": FORMS[0], "copy": FORMS[0], "later": FORMS[1]}, {"copy": FORMS[0]}])
def test_any_order_of_additions_changes_and_removals_gives_the_same_graph(
    steps: list[Folder],
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder, store, scratch = Path(made) / "papers", Path(made) / "store", Path(made) / "new"
        for step in steps:
            grown(folder, store, step)
        grown(folder, scratch, steps[-1])
        assert held(store) == held(scratch)


def test_one_more_paper_is_the_only_one_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    written: list[str] = []

    def note(ledger: Ledger, facts: Facts) -> NamedGraph:
        written.append(facts.document.name)
        return write_document(ledger, facts)

    monkeypatch.setattr(woven_papers, "write_document", note)
    folder, store = tmp_path / "papers", tmp_path / "store"
    grown(folder, store, {"agenda": FORMS[0], "log": FORMS[0]})
    assert sorted(written) == ["agenda.txt", "log.txt"]
    grown(folder, store, {"agenda": FORMS[0], "log": FORMS[0], "later": FORMS[0]})
    assert written[2:] == ["later.txt"]
    damaged = sorted((store / "woven").iterdir())[0]
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    grown(folder, store, {"agenda": FORMS[0], "log": FORMS[1], "later": FORMS[0]})
    assert len(written) <= 6 and held(store)["number"] == len(held(store)["quads"])  # type: ignore[arg-type]
