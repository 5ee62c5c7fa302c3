"""Building for several commands: build or rebuild a store, publish it where it lives, and report
the result.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.graph_access import build_folder, shown_location
from kg.cli.messages import print_message
from kg.cli.output import print_figures, print_json
from kg.cli.progress import ProgressBar

if TYPE_CHECKING:
    from kg.pipeline.build import BuildResult
    from kg.pipeline.settings import BuildOptions
    from kg.store.remote import Remote


def build_graph(
    store: str | None, options: BuildOptions, paths: list[Path] | None = None
) -> BuildResult:
    """Build from ``paths``, or without any anew from what is in the store.

    Where ``store`` names a SPARQL server, the graph is built in a local folder and sent there.
    """
    from kg.pipeline import build as builder

    folder, remote = build_folder(store), _server(store)
    if remote is not None:
        remote.run_query("ASK {}", {}, {})  # it may not answer: to be told before papers are read
    with ProgressBar() as bar:
        if paths:
            result = builder.build(paths, folder, options, bar.show)
        else:
            result = builder.rebuild(folder, options, bar.show)
    if remote is not None:
        _send(remote, folder)
    return result


def send_anew(store: str | None) -> None:
    """Where ``store`` names a SPARQL server, bring it to what is published in its folder here."""
    remote = _server(store)
    if remote is not None:
        _send(remote, build_folder(store))


def _server(store: str | None) -> Remote | None:
    """The server that ``store`` names, if it names one."""
    from kg.store.snapshots import is_remote, store_location

    where = store_location(store)
    if not is_remote(where):
        return None
    from kg.store.remote import find_endpoint

    return find_endpoint(where)


def _send(remote: Remote, folder: Path) -> None:
    print_message(f"{remote.push(folder)} named graph(s) sent to {remote.shown}")


def report_build(
    result: BuildResult, where: Path | str, summary: bool = True, as_json: bool = False
) -> None:
    """Print what a build did: a table of counts on standard output, the rest on standard error.

    ``where`` is the store as a reader names it; ``as_json`` prints the counts as JSON.
    """
    for message in (*result.notes, *result.problems):
        print_message(message)
    papers = result.counts["documents"]
    if not result.extracted:
        nothing = "" if result.changed else "; nothing to write"
        print_message(f"no extraction: all {papers} paper(s) are as they were{nothing}")
    elif result.unchanged:
        print_message(f"{result.extracted} paper(s) read, {result.unchanged} as they were")
    if result.problems:
        failed = len(result.problems)
        print_message(f"{failed} file(s) not in the graph; the other {papers} paper(s) are")
    if summary:
        counts = {**result.counts, "quads": result.quads, "issues": result.issues}
        if as_json:
            print_json({**counts, "seconds": round(result.seconds, 1)})
        else:
            figures = [(name, f"{count:,}") for name, count in counts.items()]
            print_figures([*figures, ("seconds", f"{result.seconds:.1f}")])
        if result.issues:
            print_message(f"issues are listed by: kg issues --store {where}")


def apply_verdicts(file: Path, store: str | None, verdicts: Path | None, rebuild: bool) -> None:
    """Say that verdicts were written to ``file``; build with them, or say how to."""
    from kg.pipeline.settings import BuildOptions
    from kg.store.snapshots import store_location

    if rebuild:
        result = build_graph(store, BuildOptions(verdicts=verdicts))
        report_build(result, shown_location(store), summary=False)
        print_message(f"written to {file}, and the graph was published anew")
        return
    own = f" --verdicts {verdicts}" if verdicts is not None else ""
    print_message(
        f"written to {file}; to take effect: kg build --store {store_location(store)}{own}"
    )
