"""``kg demo`` and ``kg build``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.graph_access import build_folder, demo_folder, shown_location
from kg.cli.options import JsonOption, StoreOption, VerdictsOption, WorkersOption
from kg.cli.output import print_json
from kg.cli.progress import ProgressBar
from kg.cli.publishing import build_graph, report_build
from kg.errors import InputError


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
    workers: WorkersOption = 0,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Read papers on the workers of a Dask scheduler, as tcp://10.0.0.5:8786.",
        ),
    ] = None,
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
    options = BuildOptions(base, own, workers, fresh, verdicts, prune, name, cluster)
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
