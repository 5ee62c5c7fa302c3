"""Options and arguments that several commands take, and how their values are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from kg.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from kg.extractors.facts import EntityKind


def _configured_verdicts(given: Path | None) -> Path | None:
    """The file of verdicts that was given, else the configured one."""
    from kg.store.configuration import read_configuration

    return given or read_configuration().verdicts


def complete_query(incomplete: str) -> list[str]:
    """The names of queries that begin so, for the shell."""
    from kg.store.query_catalogue import public_queries

    return [query.name for query in public_queries() if query.name.startswith(incomplete)]


StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="DIR|URL",
        help="The store: a folder, or a SPARQL server. "
        "[default: $KG_STORE, else that of kg.toml, else .kg]",
    ),
]
VerdictsOption = Annotated[
    Path | None,
    typer.Option(
        "--verdicts",
        metavar="FILE",
        show_default=False,
        callback=_configured_verdicts,
        help="What people decided about names. "
        "[default: $KG_VERDICTS, else that of kg.toml or of the last build, else verdicts.toml in "
        "the store]",
    ),
]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="person, organisation or programme.")
]
AuthorOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says so.")]
RebuildOption = Annotated[
    bool, typer.Option("--rebuild", help="Publish the graph anew with what was written.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file instead.")
]
WorkersOption = Annotated[
    int,
    typer.Option(
        "--workers",
        metavar="N",
        min=0,
        show_default=False,
        help="How many processes read papers. [default: one a processor]",
    ),
]
GoldOption = Annotated[
    Path | None,
    typer.Option(
        "--gold",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Rows that readers expect, as NAME.csv for the named query NAME: "
        "what is shown says how right the graph is.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="The same facts as JSON.")]
JsonFormatOption = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
NameArgument = Annotated[
    str,
    typer.Argument(metavar="NAME", help="A name as printed, a preferred name, an id or an IRI."),
]


def parse_kind(given: str | None) -> EntityKind | None:
    """The kind of entity that an option names. Raises ``InputError`` for any other word."""
    from kg.extractors.facts import EntityKind

    if given is not None and given not in get_args(EntityKind):
        raise InputError(f"“{given}” is no kind; give one of {', '.join(get_args(EntityKind))}")
    return cast("EntityKind | None", given)


def parse_date(option: str, given: str | None) -> date | None:
    """The day given to ``option`` as ``YYYY-MM-DD``. Raises ``InputError`` for anything else."""
    from datetime import date

    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise InputError(f"{option} {given}: not a date; write it as 2023-06-30") from error


def parse_parameters(given: list[str] | None) -> dict[str, str]:
    """The values of ``--param key=value`` by key. Raises ``InputError`` where there is no key."""
    parameters = {}
    for each in given or []:
        key, equals, value = each.partition("=")
        if not equals or not key.strip():
            raise InputError(f"--param {each}: not of the form key=value")
        parameters[key.strip()] = value
    return parameters
