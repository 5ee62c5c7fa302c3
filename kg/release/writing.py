"""Writes a release: the graph in several forms, what it leaves out, and what the folder is."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError
from kg.ontology import source
from kg.pipeline.cache import PaperCache
from kg.release.completeness import Completeness, measure_completeness
from kg.release.csv_tables import tables
from kg.release.description import NO_LICENCE, OUR_LICENCE, Described, describe
from kg.store.published_issues import IssueRecord
from kg.store.query import rows
from kg.store.release_store import CHECKSUMS, FORM, GRAPH, ISSUES, RELEASE
from kg.store.snapshots import PublishedGraph
from kg.store.stats import SUMMARY_CLASSES, count_classes, meeting_dates
from kg.text.spreadsheet_cells import spreadsheet_cell
from kg.version import __version__
from kg.views.accuracy import Accuracy, measure_accuracy
from kg.views.export import export


def write_release(
    published: PublishedGraph,
    home: Path,
    issues: Sequence[IssueRecord],
    out: Path,
    issued: date,
    gold: Path | None = None,
    licence: str | None = None,
) -> dict[str, int]:
    """Write the release of a published graph into the folder ``out``; sizes of its files in bytes.

    ``home`` is the store, for the texts of the papers. With ``gold``, rows that a reader expects,
    the release says how right it is. ``licence`` is the IRI of that of the data. The same graph
    and day give the same bytes. Raises ``InputError`` where ``out`` holds something else or cannot
    be written.
    """
    _require_ours(out)
    graph = published.graph
    papers = _papers(home, published)
    gaps = measure_completeness(graph, papers)
    accuracy = measure_accuracy(graph, gold) if gold is not None else ()
    about = _described(published, issued, licence)
    files = _graph_files(graph, issues)
    files |= {
        "completeness.csv": gap_rows(gaps),
        "quality.json": _quality(gaps, accuracy),
        "README.md": _readme(about, gaps, accuracy, count_classes(graph, SUMMARY_CLASSES)),
    }
    files["dataset.ttl"] = describe(graph, about, files, gaps, accuracy)
    files[RELEASE] = _json(
        {
            "form": FORM,
            "issued": issued.isoformat(),
            "kg": __version__,
            "base": about.base,
            "licence": about.licence,
            "papers": sorted(about.papers),
        }
    )
    sums = (f"{hashlib.sha256(body).hexdigest()}  {name}" for name, body in sorted(files.items()))
    files[CHECKSUMS] = ("\n".join(sums) + "\n").encode()
    _write(out, files)
    return {name: len(body) for name, body in sorted(files.items())}


def _require_ours(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and not (out / RELEASE).is_file():
        raise InputError(f"{out}: holds something else; name a new folder for the release")


def _papers(home: Path, published: PublishedGraph) -> list[Any] | None:
    """The texts of the graph's papers; ``None`` where the store does not have all of them."""
    cache = PaperCache(home, "")
    texts = [
        cache.load_shown(row["digest"], published.manifest)
        for row in rows(published.graph, "release-papers")
    ]
    return [text for text in texts if text is not None] if all(texts) else None


def _described(published: PublishedGraph, issued: date, licence: str | None) -> Described:
    graph = published.graph
    boards = sorted({row["board"] for row in rows(graph, "meetings") if row["board"]})
    of = f" of the {boards[0]}" if len(boards) == 1 else f" of {len(boards)} boards"
    return Described(
        f"What the papers{of if boards else ''} say, {issued.isoformat()}",
        issued,
        published.manifest["base"],
        published.manifest["quads"],
        [row["file"] for row in rows(graph, "documents")],
        meeting_dates(graph),
        licence,
    )


def _graph_files(graph: ox.Store, issues: Sequence[IssueRecord]) -> dict[str, bytes]:
    written = {}
    for name, form in ((GRAPH, "trig"), ("popolo.json", "popolo"), ("network.csv", "csv")):
        out = io.BytesIO()
        export(graph, form, out)
        written[name] = out.getvalue()
    for name in ("board.ttl", "shapes.ttl"):
        written[f"ontology/{name}"] = source(name).encode()
    written |= {f"tables/{name}": body for name, body in tables(graph).items()}
    written[ISSUES] = "".join(json.dumps(issue) + "\n" for issue in issues).encode()
    return written


def gap_rows(gaps: Sequence[Completeness]) -> bytes:
    """Every gap as a row of CSV, for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("measure", "document", "place", "words"))
    for each in gaps:
        for gap in each.gaps:
            cells = (each.key, gap.document, gap.place, gap.words)
            writer.writerow(map(spreadsheet_cell, cells))
    return out.getvalue().encode()


def _quality(gaps: Sequence[Completeness], accuracy: Sequence[Accuracy]) -> bytes:
    return _json(
        {
            "completeness": {
                each.key: {
                    "what": each.title,
                    "number": len(each.gaps) if each.of is not None else None,
                    "of": each.of,
                }
                for each in gaps
            },
            "accuracy": {
                each.query: {
                    "expected": each.expected,
                    "given": each.given,
                    "right": each.right,
                    "precision": round(each.precision, 4),
                    "recall": round(each.recall, 4),
                }
                for each in accuracy
            }
            or None,
        }
    )


def _readme(
    about: Described,
    gaps: Sequence[Completeness],
    accuracy: Sequence[Accuracy],
    counts: Mapping[str, int],
) -> bytes:
    span = f", meetings from {about.span[0][:10]} to {about.span[1][:10]}" if about.span else ""
    lines = [
        f"# {about.title}",
        "",
        f"{len(about.papers)} papers{span}; {about.quads:,} statements, each with its paper, page "
        f"and words. Made by boardgraph {__version__}; issued {about.issued.isoformat()}.",
        "",
        "| file | what |",
        "|---|---|",
        "| `graph.trig` | the whole graph |",
        "| `tables/` | the usual questions as CSV, described in `csv-metadata.json` there (CSVW) |",
        "| `popolo.json` | people, bodies, posts, meetings, resolutions and votes (Popolo) |",
        "| `network.csv` | who is tied to whom, with the words |",
        "| `dataset.ttl` | what this is, for catalogues (DCAT, VoID, DQV) |",
        "| `quality.json`, `completeness.csv`, `issues.jsonl` | what is missing or in doubt |",
        "| `ontology/` | the terms and the shapes |",
        "| `SHA256SUMS` | `sha256sum --check SHA256SUMS` |",
        "",
        "`kg query timeline --param topic=NAME --store THIS_FOLDER` answers as known on that day.",
        "",
        "## What it holds",
        "",
        *(f"- {number:,} {name}" for name, number in counts.items()),
        "",
        "## What is missing or in doubt",
        "",
        *(f"- {_gap_line(each)}" for each in gaps),
        "",
        "## How right it is",
        "",
    ]
    if accuracy:
        lines += [
            f"- {each.title}: precision {each.precision:.2f}, recall {each.recall:.2f} "
            f"({each.expected} rows expected by a reader)"
            for each in accuracy
        ]
    else:
        lines.append("Not measured: no rows that a reader expects were at hand.")
    stated = f"The data: <{about.licence}>." if about.licence else NO_LICENCE
    lines += ["", "## Licence", "", f"{stated} The ontology: <{OUR_LICENCE}>."]
    return ("\n".join(lines) + "\n").encode()


def _gap_line(measured: Completeness) -> str:
    if measured.of is None:
        return f"{measured.title}: not known, the papers are not at hand"
    return f"{measured.title}: {len(measured.gaps):,} of {measured.of:,}"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write the files, the checksums last, so that a release that was broken off has none."""
    try:
        (out / CHECKSUMS).unlink(missing_ok=True)
        for name, body in files.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror}); name another") from error
