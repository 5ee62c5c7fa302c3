"""``kg open``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.graph_access import store_folder
from kg.cli.options import StoreOption


def open_explorer(
    store: StoreOption = None,
    papers: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", file_okay=False, help="Where papers are kept. [default: papers]"
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="0 picks a free one.")
    ] = 0,
    browser: Annotated[
        bool, typer.Option(help="Open the browser; without it the address is only told.")
    ] = True,
) -> None:
    """Open the explorer in the browser, on this machine alone, with a page that takes papers in.

    Begins with no papers at all where there are none yet.
    """
    from kg.serve.desk_server import serve_desk

    serve_desk(store_folder(store), papers or Path("papers"), port, browser)
