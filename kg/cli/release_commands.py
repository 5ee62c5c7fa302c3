"""``kg release`` and ``kg diff``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graph_access import graph_of, open_store, store_folder
from kg.cli.messages import print_message
from kg.cli.options import (
    GoldOption,
    JsonFormatOption,
    JsonOption,
    OutputOption,
    StoreOption,
    parse_date,
)
from kg.cli.output import print_figures, print_json, write_output
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.store.snapshots import PublishedGraph


def release(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write.")],
    store: StoreOption = None,
    issued: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="Issued when. [default: today]")
    ] = None,
    gold: GoldOption = None,
    licence: Annotated[
        str | None,
        typer.Option(
            metavar="IRI",
            help="The licence of the data, such as https://spdx.org/licenses/CC-BY-4.0. "
            "[default: $KG_LICENCE, else that of kg.toml]",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the graph as a dated folder that describes itself: for catalogues, spreadsheets and
    other programs, with what is missing or in doubt, and checksums.

    Asked with --store OUT it answers as known on that day.
    """
    from datetime import date

    from kg.release.writing import write_release
    from kg.store.configuration import read_configuration
    from kg.store.issued import note_release
    from kg.store.published_issues import read_issues
    from kg.store.snapshots import open_snapshot

    day = parse_date("--date", issued) or date.today()
    folder = store_folder(store)
    licence = _require_iri(licence or read_configuration().licence)
    with open_snapshot(folder) as published:
        sizes = write_release(published, folder, read_issues(folder), out, day, gold, licence)
    note_release(folder, out)
    if as_json:
        print_json(dict(sizes))
    else:
        print_figures([(name, f"{size:,}") for name, size in sizes.items()])
    if licence is None:
        print_message(
            "no licence is stated, so readers cannot tell what they may do with it: --licence IRI"
        )
    print_message(f"{out}: issued {day.isoformat()}; README.md in it says what it holds")


def _require_iri(licence: str | None) -> str | None:
    """The IRI of a licence. Raises ``InputError`` where it is none."""
    import pyoxigraph as ox

    try:
        return None if licence is None else ox.NamedNode(licence).value
    except ValueError as error:
        raise InputError(
            f"--licence {licence}: give its IRI, such as https://spdx.org/licenses/CC-BY-4.0"
        ) from error


def diff(
    before: Annotated[
        str | None,
        typer.Argument(
            metavar="[A]", help="A store, a release or a server. [default: the build before]"
        ),
    ] = None,
    after: Annotated[
        str | None, typer.Argument(metavar="[B]", help="Another one. [default: that of --store]")
    ] = None,
    store: StoreOption = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="markdown or json.")
    ] = "markdown",
    as_json: JsonFormatOption = False,
    out: OutputOption = None,
) -> None:
    """Say in words what changed from one graph to another: papers, names, meetings, decisions, and
    how requests stand.

    Without A it is what the last build changed.
    """
    from kg.release.changes import compare_graphs, render_changes
    from kg.store.snapshots import store_location

    form = "json" if as_json else form
    second = after or store_location(store)
    with open_store(second) as new:
        first = before or _build_before(new, second)
        with open_store(first) as old:
            changes = compare_graphs(graph_of(old), graph_of(new))
    write_output(render_changes(changes, first, second, form).encode(), out)


def _build_before(opened: object, where: str) -> str:
    """The snapshot before the one that is open. Raises ``NotFound`` where it is gone."""
    from kg.errors import NotFound
    from kg.store.snapshots import PublishedGraph

    if isinstance(opened, PublishedGraph):
        earlier = _earlier(opened)
        if earlier is not None:
            return str(earlier)
    raise NotFound(f"{where}: no earlier build is held; name two stores or releases to compare")


def _earlier(published: PublishedGraph) -> Path | None:
    """The folder of the newest snapshot that is older than this one."""
    folder = published.path.parent
    older = [path for path in folder.parent.iterdir() if path.name.isdigit()]
    return max((path for path in older if int(path.name) < int(folder.name)), default=None)
