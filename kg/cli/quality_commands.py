"""``kg check``, ``kg stats`` and ``kg issues``: what a graph holds and what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.graph_access import (
    graph_of,
    open_store,
    store_folder,
)
from kg.cli.messages import print_message
from kg.cli.options import JsonOption, StoreOption
from kg.cli.output import print_figures, print_json
from kg.errors import CheckFailed, InputError, NotFound

if TYPE_CHECKING:
    from kg.store.remote import Remote
    from kg.store.snapshots import PublishedGraph
    from kg.store.validation import QualityMeasure


def check(
    store: StoreOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Run the shapes themselves through pySHACL as well.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check that the graph is whole, and say how good what was read is. Ends with 1 where a shape
    is broken.
    """
    from kg.store.mirror import base_of
    from kg.store.snapshots import PublishedGraph
    from kg.store.validation import validate

    with open_store(store) as graph:
        if not isinstance(graph, PublishedGraph):
            base_of(graph, graph.graphs())  # where nothing is, all is in order: no answer at all
        report = validate(graph, full)
    if as_json:
        print_json({**asdict(report), "conforms": report.conforms})
    else:
        for finding in report.results:
            print(f"{finding.severity}: {finding}")
        if report.results:
            print()
        print_figures([(measure.name, _share(measure)) for measure in report.quality])
    if not report.conforms:
        broken = len(
            {finding.shape for finding in report.results if finding.severity == "violation"}
        )
        raise CheckFailed(
            f"{broken} of {report.shapes} shapes are broken; the lines above say where"
        )
    print_message(f"all {report.shapes} shapes hold")


def _share(measure: QualityMeasure) -> str:
    share = "" if measure.share is None else f"{measure.share:7.1%}"
    return f"{measure.number:,} of {measure.of:,}{share}"


def stats(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Count what the graph holds: documents, meetings and their span of dates, and every kind of
    fact.
    """
    from kg.store import stats as counting

    with open_store(store) as opened:
        graph = graph_of(opened)
        figures: dict[str, int | str] = {**counting.count_classes(graph)}
        figures["quads"] = counting.count_quads(graph)
        try:
            figures["issues"] = len(_issues_of(opened, store))
        except NotFound as missing:
            print_message(str(missing))
        if span := counting.meeting_dates(graph):
            figures |= {"first meeting": span[0], "last meeting": span[1]}
    if as_json:
        print_json(figures)
    else:
        print_figures([(name, _figure(value)) for name, value in figures.items()])


def _figure(value: int | str) -> str:
    return f"{value:,}" if isinstance(value, int) else value


def issues(
    store: StoreOption = None,
    level: Annotated[
        str | None,
        typer.Option(
            metavar="LEVEL",
            help="Only info, warning or error.",
            autocompletion=lambda: ["info", "warning", "error"],
        ),
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="FILE", help="Only those of this paper.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The lines of the log as they are.")
    ] = False,
) -> None:
    """List what builds could not handle, or not with certainty: files that are not in the graph,
    pages that were not read, then what is less grave.
    """
    from kg.store.published_issues import LEVELS

    if level is not None and level not in LEVELS:
        raise InputError(f"--level {level}: no such level; there are {', '.join(LEVELS)}")
    with open_store(store) as opened:
        found = _issues_of(opened, store)
        if document is not None and document not in {issue["document"] for issue in found}:
            _require_document(graph_of(opened), document)
    for issue in found:
        if level in (None, issue["level"]) and document in (None, issue["document"]):
            print(json.dumps(issue) if as_json else _issue_line(issue))


def _issues_of(opened: PublishedGraph | Remote, store: str | None) -> list[dict[str, Any]]:
    """The issues of an open graph. Raises ``NotFound`` where there is no log of them."""
    from kg.store.published_issues import read_issues, read_remote_issues
    from kg.store.snapshots import PublishedGraph

    if isinstance(opened, PublishedGraph):
        return read_issues(store_folder(store))
    return read_remote_issues(opened)


def _require_document(graph: Any, name: str) -> None:
    """Raise ``NotFound`` where no paper of the graph has this file's name."""
    from kg.store.query import rows

    if name not in {row["file"] for row in rows(graph, "documents")}:
        raise NotFound(f"{name}: no paper of that name; kg query documents lists them")


def _issue_line(issue: dict[str, Any]) -> str:
    if issue["stage"] == "files":
        return f"{issue['level']}: {issue['message']}"
    page = f" p. {issue['page']}" if issue["page"] else ""
    words = f" “{issue['words']}”" if issue["words"] else ""
    where = issue["document"] or "all papers"
    return f"{issue['level']}: {where}{page}: {issue['message']}{words}"
