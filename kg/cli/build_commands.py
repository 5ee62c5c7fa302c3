"""``kg demo``, ``kg build``, ``kg check``, ``kg stats`` and ``kg issues``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.graph_access import (
    build_folder,
    demo_folder,
    graph_of,
    open_store,
    shown_location,
    store_folder,
)
from kg.cli.messages import print_message
from kg.cli.options import JsonOption, StoreOption, VerdictsOption
from kg.cli.output import print_figures, print_json
from kg.cli.progress import ProgressBar
from kg.cli.publishing import build_graph, report_build
from kg.errors import CheckFailed, InputError, NotFound

if TYPE_CHECKING:
    from kg.store.remote import Remote
    from kg.store.snapshots import PublishedGraph
    from kg.store.validation import QualityMeasure


def demo(store: StoreOption = None) -> None:
    """Build the sample packs of a fictional board, trace one programme, and write its network page.

    The graph goes into .kg of the current folder unless --store or $KG_STORE says otherwise.
    """
    from kg.demo import run

    with ProgressBar() as bar:
        run(demo_folder(store), bar.show)


def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH…",
            help="Papers, folders, archives, letters; - for standard input. Without any: those in "
            "the store.",
        ),
    ] = None,
    store: StoreOption = None,
    base: Annotated[
        str | None,
        typer.Option(
            metavar="IRI",
            help="What every IRI of the data begins with. "
            "[default: $KG_BASE, else that of kg.toml or of the last build]",
        ),
    ] = None,
    vocabulary: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Your own organisations and programmes, as SKOS in Turtle; repeatable. "
            "[default: $KG_VOCABULARY, else that of kg.toml or of the last build]",
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            show_default=False,
            help="Processes that read. [default: one a processor]",
        ),
    ] = 0,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew: forget the papers that are in the store.")
    ] = False,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Retract papers whose files are gone from the PATHs given."),
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="End with 2 if any file is not read, not only named ones."),
    ] = False,
    name: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="What to call the paper that comes by standard input."),
    ] = None,
    issues: Annotated[
        bool, typer.Option("--issues", help="Print the path of the issue log at the end.")
    ] = False,
    verdicts: VerdictsOption = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Show, place by place, why NAME is or is not a name; no summary.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read papers, extract and link what they say, and publish the graph.

    The papers are added to those in the store, or refreshed; papers that did not change are not
    read again.
    """
    from kg.pipeline.settings import BuildOptions
    from kg.store.configuration import read_configuration

    if fresh and not paths:
        raise InputError(
            "--fresh forgets the papers that are in the store; name the papers to begin with"
        )
    if prune and not paths:
        raise InputError("--prune looks for what is gone in PATHs; name the folders of the papers")
    configured = read_configuration()
    own = tuple(vocabulary) if vocabulary else configured.vocabulary
    base = base or configured.base
    options = BuildOptions(base, own, workers, fresh, verdicts, prune, name)
    result = build_graph(store, options, paths)
    report_build(result, shown_location(store), summary=explain is None, as_json=as_json)
    if explain is not None:
        _print_explanation(store, explain, as_json)
    if issues:
        print(result.issue_log)
    if result.named_problems or (strict and result.problems):
        raise typer.Exit(2)


def _print_explanation(store: str | None, name: str, as_json: bool) -> None:
    from kg.review.name_explanation import explain_name
    from kg.review.session import open_session

    found = explain_name(open_session(build_folder(store)), name)
    if as_json:
        print_json(found.as_json())
    else:
        print(found.as_text(), end="")


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
