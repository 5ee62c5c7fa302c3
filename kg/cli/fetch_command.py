"""``kg fetch``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.messages import print_message
from kg.cli.options import JsonOption, parse_date
from kg.cli.output import print_figures, print_json
from kg.cli.progress import ProgressBar
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.fetch.fetching import FetchResult
    from kg.fetch.plan import Committee, FetchPlan


def fetch(
    url: Annotated[
        str, typer.Argument(help="A ModernGov or CMIS site, or a page that links to papers.")
    ],
    committee: Annotated[
        str | None, typer.Option(metavar="NAME", help="Fetch only papers of this committee.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Fetch papers from this day or year on, as 2019."),
    ] = None,
    to: Annotated[
        Path, typer.Option(metavar="FOLDER", help="The folder to put the papers in.")
    ] = Path("papers"),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would be fetched, and fetch no paper.")
    ] = False,
    pace: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=0.5, help="How long to wait between two calls to the site."
        ),
    ] = 1.0,
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="How the people who run the site can reach you. [default: $KG_CONTACT]",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch the papers that a council publishes, and note where each is from.

    Run it again to fetch what is new; papers that were fetched stay. To read them, run kg build
    with the folder.
    """
    from kg.fetch.fetching import fetch_all, plan_fetch
    from kg.fetch.plan import FetchPlan
    from kg.fetch.polite_client import PoliteClient

    first = parse_date("--since", f"{since}-01-01" if since and since.isdigit() else since)
    client = PoliteClient(contact or os.environ.get("KG_CONTACT"), pace)
    try:
        plan = plan_fetch(client, url, committee, first)
        if not isinstance(plan, FetchPlan):
            _print_committees(plan, as_json)
            return
        if dry_run:
            _print_plan(plan, as_json)
            return
        with ProgressBar() as bar:
            result = fetch_all(client, plan, to, bar.show)
    finally:
        client.close()
    _print_result(result, as_json)
    if not result.new + result.changed + result.unchanged:
        raise InputError(f"{url}: no paper could be fetched")
    print_message(f"to read them: kg build {to}")


def _print_committees(committees: Sequence[Committee], as_json: bool) -> None:
    if as_json:
        print_json([{"committee": each.title} for each in committees])
    else:
        for each in committees:
            print(each.title)
    print_message(
        f"{len(committees)} committees; choose with --committee NAME, nothing was fetched"
    )


def _print_plan(plan: FetchPlan, as_json: bool) -> None:
    papers = [
        {
            "date": each.meeting_date.isoformat() if each.meeting_date else None,
            "committee": each.committee,
            "title": each.title,
            "url": each.url,
        }
        for each in plan.papers
    ]
    if as_json:
        print_json({"papers": papers, "problems": list(plan.problems)})
    else:
        for paper in papers:
            print("\t".join(value or "" for value in paper.values()))
    for problem in plan.problems:
        print_message(problem)
    print_message(f"{len(plan.papers)} papers; nothing was fetched")


def _print_result(result: FetchResult, as_json: bool) -> None:
    for problem in result.problems:
        print_message(problem)
    counts = {"new": result.new, "changed": result.changed, "unchanged": result.unchanged}
    if as_json:
        print_json({**counts, "problems": list(result.problems)})
        return
    print_figures(
        [
            ("new", f"{result.new:,}"),
            ("changed", f"{result.changed:,}"),
            ("as they were", f"{result.unchanged:,}"),
            ("not fetched", f"{len(result.problems):,}"),
        ]
    )
