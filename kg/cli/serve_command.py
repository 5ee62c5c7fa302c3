"""``kg serve``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.graph_access import store_folder
from kg.cli.options import GoldOption, StoreOption


def serve(
    store: StoreOption = None,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="The address to listen at.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="0 picks a free one.")
    ] = 8000,
    i_know: Annotated[
        bool,
        typer.Option(
            "--i-know",
            help="Let everybody who can reach a --host beyond this machine read the graph.",
        ),
    ] = False,
    token: Annotated[
        str | None,
        typer.Option(metavar="TOKEN", help="What visitors must show. [default: $KG_TOKEN]"),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Another name this server is asked for by; repeatable."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN", help="Let scripts of this web site (or *) read answers; repeatable."
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="End a query after so long.")
    ] = 30.0,
    workers: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, max=64, show_default=False, help="Queries that run at once."
        ),
    ] = 0,
    rate: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            min=0,
            show_default=False,
            help="Requests a second from one address at most.",
        ),
    ] = None,
    gold: GoldOption = None,
) -> None:
    """Serve the explorer at / and the SPARQL 1.1 endpoint at /sparql, until interrupted.

    A graph published meanwhile by kg build is taken up at once.
    """
    from kg.serve.server import ServeOptions
    from kg.serve.server import serve as start

    options = ServeOptions(
        host,
        port,
        i_know,
        token,
        tuple(name or ()),
        tuple(cors or ()),
        timeout,
        workers,
        rate,
        gold,
    )
    start(store_folder(store), options)
