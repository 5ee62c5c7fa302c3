"""``kg search``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.graph_access import graph_of, open_store
from kg.cli.messages import print_message
from kg.cli.options import JsonFormatOption, OutputOption, StoreOption, parse_date
from kg.cli.output import write_output
from kg.errors import InputError, NotFound


def search(
    words: Annotated[list[str], typer.Argument(help="The words to look for, in any order.")],
    store: StoreOption = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Only in agenda, minutes, action-log, report, presentation or appendix.",
        ),
    ] = None,
    board: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only in papers of this board.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From this day on, as 2023-06-30.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None,
    exact: Annotated[
        bool, typer.Option("--exact", help="These very words side by side, endings and all.")
    ] = False,
    limit: Annotated[
        int, typer.Option(metavar="N", min=1, help="How many passages to show at most.")
    ] = 20,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, markdown, json or csv.")
    ] = "table",
    as_json: JsonFormatOption = False,
    out: OutputOption = None,
) -> None:
    """Find every passage with these words in any part of any paper, the best first."""
    from kg.store.search import SearchFilter, open_search
    from kg.views import search_results

    form = "json" if as_json else form
    first, last = parse_date("--since", since), parse_date("--until", until)
    if first and last and first > last:
        raise InputError(f"--since {first} is later than --until {last}; exchange them")
    asked = " ".join(words)
    with open_store(store) as opened, open_search(opened) as index:
        within = SearchFilter(
            kind,
            board,
            first.isoformat() if first else None,
            last.isoformat() if last else None,
            exact,
        )
        found = search_results.find_passages(graph_of(opened), index, asked, within)
    if not found.passages:
        raise NotFound(search_results.nothing_found(found))
    write_output(search_results.render(found, form, limit).encode(), out)
    if len(found.passages) > limit:
        print_message(
            f"{limit} of {len(found.passages)} passages shown; all of them with: --limit "
            f"{len(found.passages)}"
        )
