"""``kg watch``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graph_access import build_folder, shown_location
from kg.cli.messages import print_error, print_message
from kg.cli.options import StoreOption, WorkersOption
from kg.cli.publishing import build_graph, report_build
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from kg.pipeline.settings import BuildOptions


def watch(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder that papers arrive in.")
    ],
    store: StoreOption = None,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Retract papers whose files are removed from the folder."),
    ] = False,
    workers: WorkersOption = 0,
) -> None:
    """Build the papers in a folder, and again whenever papers arrive, until Ctrl-C.

    A file is read once it has stopped growing. A file that cannot be read does not stop the others.
    The published graph stays in use until the next one is complete.
    """
    from kg.pipeline.settings import BuildOptions
    from kg.pipeline.watching import settled_changes

    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; make it, then put papers into it")
    options = BuildOptions(workers=workers, prune=prune)
    _build(folder, store, options)
    print_message(f"watching {folder}; Ctrl-C ends it")
    for _ in settled_changes(folder, build_folder(store)):
        _build(folder, store, options)


def _build(folder: Path, store: str | None, options: BuildOptions) -> None:
    """Build the folder; what keeps that from happening is said, and waited for."""
    try:
        result = build_graph(store, options, [folder])
    except KgError as error:
        for line in str(error).splitlines():
            print_error(line)
        return
    report_build(result, shown_location(store), summary=False)
    if result.changed:
        print_message(f"published: {result.counts['documents']} paper(s), {result.quads:,} quads")
