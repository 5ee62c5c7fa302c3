"""``kg doctor``, ``kg backup`` and ``kg restore``: stores looked after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graph_access import build_folder, own_build_folder
from kg.cli.messages import print_message
from kg.cli.options import JsonOption, StoreOption
from kg.cli.output import print_json
from kg.cli.progress import ProgressBar
from kg.cli.publishing import report_build
from kg.errors import CheckFailed

if TYPE_CHECKING:
    from kg.store.health import HealthFinding


def doctor(
    store: StoreOption = None,
    mend: Annotated[bool, typer.Option("--mend", help="Mend what is damaged.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Say what in a store is damaged, and mend it: the newest whole graph is put back and the
    papers are built anew from their kept texts. Ends with 1 while something is damaged.
    """
    from kg.pipeline.recovery import examine, mend_store

    folder = own_build_folder(store)
    if not mend:
        found = examine(folder)
        _print_findings(found, as_json)
        if any(each.mendable for each in found):
            raise CheckFailed(f"{len(found)} thing(s) damaged; kg doctor --mend mends the store")
        if found:
            raise CheckFailed(f"{len(found)} thing(s) damaged, for you to mend as is said there")
        print_message(f"{folder}: nothing is damaged")
        return
    with ProgressBar() as bar:
        recovery = mend_store(folder, bar.show)
    _print_findings(recovery.found, as_json)
    if recovery.build is not None:
        report_build(recovery.build, folder, summary=False)
    if recovery.left:
        left = "; ".join(map(str, recovery.left))
        raise CheckFailed(f"mended, but for: {left}")
    print_message(f"{folder}: mended" if recovery.found else f"{folder}: nothing is damaged")


def _print_findings(found: Sequence[HealthFinding], as_json: bool) -> None:
    if as_json:
        print_json([{**asdict(finding), "path": str(finding.path)} for finding in found])
    else:
        print(*found, sep="\n", end="\n" if found else "")


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="As store.tar.gz; a new file.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a whole store to one file: papers, newest graph, verdicts and names to keep out."""
    from kg.store.backup import back_up

    count = back_up(own_build_folder(store), target)
    if as_json:
        print_json({"file": target, "files": count})
    print_message(f"{count} files written to {target}; bring them back with: kg restore {target}")


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="Written by kg backup.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring a store back from the file that ``kg backup`` wrote, into a new or empty folder."""
    from kg.store.backup import restore as restore_store

    folder = build_folder(store)
    count = restore_store(source, folder)
    if as_json:
        print_json({"store": folder, "files": count})
    print_message(f"{count} files written to {folder}")
