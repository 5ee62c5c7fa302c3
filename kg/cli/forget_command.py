"""``kg forget``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graph_access import own_build_folder
from kg.cli.messages import print_message
from kg.cli.options import JsonOption, StoreOption
from kg.cli.output import print_json
from kg.cli.progress import ProgressBar
from kg.cli.publishing import send_anew
from kg.errors import InputError, NotFound

if TYPE_CHECKING:
    from kg.review.elsewhere import Elsewhere
    from kg.review.forget import ForgetResult


def forget(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The person's name, or the IRI.")],
    store: StoreOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether it is meant.")] = False,
    ahead: Annotated[
        bool,
        typer.Option("--ahead", help="Also where nobody has the name: of papers still to come."),
    ] = False,
    withdraw: Annotated[
        bool,
        typer.Option("--withdraw", help="Delete the releases of this store that hold the name."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take a person out of the store for good: out of every graph, kept text, index and log.

    Later builds leave the name out too. Where the graph lives in a server, it is sent there anew;
    copies among this machine's caches are deleted. What cannot be reached is said.
    """
    from kg.review.forget import forget as forget_person
    from kg.review.forget import plan_forgetting

    folder = own_build_folder(store)
    plan = plan_forgetting(folder, name)
    if plan.person is None and not ahead:
        raise NotFound(
            f"{name}: no person of the graph is called so; nothing was done. To keep the name out "
            "of this graph and of papers to come all the same, say --ahead"
        )
    who = f"{plan.person.name}, printed as {'; '.join(plan.printed)}" if plan.person else name
    if not yes:
        if not sys.stdin.isatty():
            raise InputError("kg forget cannot be undone; give --yes where no one can be asked")
        typer.confirm(f"Forget {who}? This cannot be undone.", abort=True, err=True)
    with ProgressBar() as bar:
        result = forget_person(folder, plan, bar.show, withdraw)
    if as_json:
        print_json(_facts(result, plan.shared))
    if plan.person is None:
        print_message(f"no person of the graph is called {name}; the name is kept out from now on")
    if plan.shared:
        others = "; ".join(plan.shared)
        print_message(f"the surname alone stays where it stands, as it is also that of: {others}")
    for file in result.files:
        print_message(f"{file}: the name stands in the file's own name; rename it and build again")
    for problem in result.build.problems:
        print_message(problem)
    if result.verdicts:
        print_message(f"{result.verdicts} verdict(s) on the name deleted")
    print_message("forgotten: the graph was built anew, and graphs of earlier builds are removed")
    _print_elsewhere(result.elsewhere)
    send_anew(store)


def _facts(result: ForgetResult, shared: Sequence[str]) -> dict[str, object]:
    """What was done, without the name."""
    return {
        "verdicts": result.verdicts,
        "files": result.files,
        "shared": shared,
        "papers": result.build.counts["documents"],
        "quads": result.build.quads,
        **asdict(result.elsewhere),
    }


def _print_elsewhere(found: Elsewhere) -> None:
    """Say what else was deleted, what still holds the name, and what nobody here can reach."""
    for copy in found.copies:
        print_message(f"{copy}: a copy of a graph with the name, deleted")
    for release in found.withdrawn:
        print_message(f"{release}: a release with the name, deleted")
    for release in found.releases:
        print_message(
            f"{release}: this release still holds the name; kg forget … --withdraw deletes it, "
            f"and kg release {release} writes one without it"
        )
    for other in found.stores:
        print_message(
            f"{other}: this store, built for a server, still holds the name; "
            "run kg forget with --store and the server's address"
        )
    print_message(
        "not reached: the papers' own files, backups, exports and pages written before, and what "
        "others have copied; write them anew or delete them"
    )
