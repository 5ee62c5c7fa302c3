"""``kg query`` and ``kg queries``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graph_access import open_store
from kg.cli.messages import print_message
from kg.cli.options import (
    JsonFormatOption,
    JsonOption,
    OutputOption,
    StoreOption,
    complete_query,
    parse_parameters,
)
from kg.cli.output import print_json, write_output

if TYPE_CHECKING:
    from kg.store.query_catalogue import Query


def query(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME|FILE.rq|-",
            help="A named query, a file, or - for stdin.",
            autocompletion=complete_query,
        ),
    ],
    store: StoreOption = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param", "-p", metavar="KEY=VALUE", help="A value for the query; repeatable."
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="SELECT, ASK: table csv json xml tsv. "
            "CONSTRUCT, DESCRIBE: turtle ntriples json-ld.",
        ),
    ] = "table",
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.01, help="End the query after so long.")
    ] = 30.0,
    allow_service: Annotated[
        bool,
        typer.Option(
            "--allow-service", help="Let SERVICE send parts of the query to other servers."
        ),
    ] = False,
    as_json: JsonFormatOption = False,
    out: OutputOption = None,
) -> None:
    """Ask the graph: a named query, a file of SPARQL, or SPARQL from standard input."""
    import shutil
    from io import BytesIO

    from kg.store.parameterised_query import run_query
    from kg.store.query_catalogue import find_query, read_query
    from kg.store.results import print_result

    form = "json" if as_json else form
    asked = read_query("standard input", sys.stdin.read()) if name == "-" else find_query(name)
    with open_store(store, timeout) as graph:
        answer = run_query(graph, asked, parse_parameters(param), timeout, allow_service)
    if answer.note:
        print_message(answer.note)
    written = BytesIO()
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    print_result(answer, form, written, width)
    write_output(written.getvalue(), out)


def queries(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="Show this one with its text.",
            autocompletion=complete_query,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="List those that serve other commands, too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List the named queries with their parameters, or show one with its text."""
    from kg.store.query_catalogue import find_query, named_queries

    if as_json:
        known = named_queries().values() if name is None else (find_query(name),)
        print_json([_as_json(each) for each in known if each.public or every or name is not None])
        return
    if name is not None:
        print(find_query(name).text, end="")
        return
    for each in named_queries().values():
        if each.public or every:
            parameters = "".join(f" {parameter.name}=…" for parameter in each.parameters)
            print(f"{each.name}{parameters}\n    {each.answers}")


def _as_json(query: Query) -> dict[str, object]:
    return {
        "name": query.name,
        "answers": query.answers,
        "columns": list(query.columns),
        "parameters": [parameter.name for parameter in query.parameters],
        "text": query.text,
    }
