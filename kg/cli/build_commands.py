"""``kg demo``, ``kg build``, ``kg check``, ``kg stats`` and ``kg issues``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.graph_access import build_folder, open_store, store_folder
from kg.cli.options import StoreOption, VerdictsOption
from kg.cli.output import ProgressBar, print_figures, print_message
from kg.cli.publishing import build_graph, report_build
from kg.errors import CheckFailed, InputError

if TYPE_CHECKING:
    from kg.store.validation import QualityMeasure


def demo(store: StoreOption = None) -> None:
    """Build the sample packs of a fictional board, trace one programme, and write its network page.

    The graph goes into .kg of the current folder unless --store or $KG_STORE says otherwise.
    """
    from kg.demo import run

    with ProgressBar() as bar:
        run(store_folder(store), bar.show)


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
        str | None, typer.Option(metavar="IRI", help="What every IRI of the data begins with.")
    ] = None,
    vocabulary: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Your own organisations and programmes, as SKOS in Turtle; repeatable.",
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
            help="Show, place by place, why NAME is or is not an entity; no summary.",
        ),
    ] = None,
) -> None:
    """Read papers, extract and link what they say, and publish the graph.

    The papers are added to those in the store, or refreshed; papers that did not change are not
    read again.
    """
    from kg.pipeline.settings import BuildOptions

    if fresh and not paths:
        raise InputError(
            "--fresh forgets the papers that are in the store; name the papers to begin with"
        )
    if prune and not paths:
        raise InputError("--prune looks for what is gone in PATHs; name the folders of the papers")
    own = tuple(vocabulary) if vocabulary else None
    options = BuildOptions(base, own, workers, fresh, verdicts, prune, name)
    result = build_graph(store, options, paths)
    report_build(result, build_folder(store), summary=explain is None)
    if explain is not None:
        print(_explanation(store, explain), end="")
    if issues:
        print(result.issue_log)
    if result.named_problems or (strict and result.problems):
        raise typer.Exit(2)


def _explanation(store: str | None, name: str) -> str:
    from kg.review.name_explanation import explain_name
    from kg.review.session import open_session

    return explain_name(open_session(build_folder(store)), name)


def check(
    store: StoreOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Run the shapes themselves through pySHACL as well.")
    ] = False,
) -> None:
    """Check that the graph is whole, and say how good what was read is. Ends with 1 where a shape
    is broken.
    """
    from kg.store.validation import validate

    with open_store(store) as graph:
        report = validate(graph, full)
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


def stats(store: StoreOption = None) -> None:
    """Count what the graph holds: documents, meetings and their span of dates, and every kind of
    fact.
    """
    from kg.store import snapshots
    from kg.store import stats as counting

    with snapshots.open_snapshot(store_folder(store)) as published:
        rows = [
            (name, f"{count:,}") for name, count in counting.count_classes(published.graph).items()
        ]
        span = counting.meeting_dates(published.graph)
        rows += [
            ("quads", f"{published.manifest['quads']:,}"),
            ("issues", f"{published.manifest['issues']:,}"),
        ]
        rows += [("first meeting", span[0]), ("last meeting", span[1])] if span else []
    print_figures(rows)


def issues(
    store: StoreOption = None,
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="Only info, warning or error.")
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
    from kg.store import snapshots

    folder = store_folder(store)
    snapshots.open_snapshot(folder).close()
    lines = [
        line
        for name in (snapshots.FILE_LOG, snapshots.ISSUES_FILE)
        if (folder / name).is_file()
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    found = [(json.loads(line), line) for line in lines]
    for issue, line in sorted(found, key=lambda each: _LEVELS.index(each[0]["level"])):
        if level in (None, issue["level"]) and document in (None, issue["document"]):
            print(line if as_json else _issue_line(issue))


_LEVELS = ("error", "warning", "info")


def _issue_line(issue: dict[str, Any]) -> str:
    if issue["stage"] == "files":
        return f"{issue['level']}: {issue['message']}"
    page = f" p. {issue['page']}" if issue["page"] else ""
    words = f" “{issue['words']}”" if issue["words"] else ""
    where = issue["document"] or "all papers"
    return f"{issue['level']}: {where}{page}: {issue['message']}{words}"
