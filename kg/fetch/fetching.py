"""From the address of a site to papers in a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import FetchError, InputError
from kg.fetch.cmis import cmis_links, is_cmis, plan_cmis
from kg.fetch.download import fetch_paper
from kg.fetch.moderngov import ModernGov, base_of, committee_of
from kg.fetch.plain_site import plan_plain_site
from kg.fetch.plan import Committee, FetchPlan
from kg.fetch.polite_client import PoliteClient
from kg.fetch.site_pages import choose

FetchProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FetchResult:
    """How many papers are new, changed and as they were, and what could not be had."""

    new: int
    changed: int
    unchanged: int
    problems: tuple[str, ...]


def plan_fetch(
    client: PoliteClient, url: str, committee: str | None, since: date | None
) -> FetchPlan | list[Committee]:
    """What would be fetched; the committees there are, where a ModernGov or CMIS site has several
    and none was chosen.

    Raises ``InputError``, ``NotFound`` or ``FetchError``.
    """
    if not url.startswith(("http://", "https://")):
        raise InputError(f"{url}: no address of the web; it begins with https://")
    if is_cmis(url) and (found := cmis_links(client, url)) is not None:
        return plan_cmis(client, url, found, committee, since)
    site = ModernGov(client, base_of(url))
    committees = site.committees()
    if not committees:
        if (found := cmis_links(client, url)) is not None:
            return plan_cmis(client, url, found, committee, since)
        return plan_plain_site(client, url, since)
    number = committee_of(url)
    if committee is not None:
        chosen = choose(committees, committee)
    elif number is not None:
        chosen = [each for each in committees if each.id == number] or [Committee(number, "")]
    else:
        return committees
    return site.plan(chosen, since)


def fetch_all(
    client: PoliteClient, plan: FetchPlan, folder: Path, progress: FetchProgress
) -> FetchResult:
    """Bring the papers of a plan into ``folder``; one that cannot be had stops no other."""
    counts = {"new": 0, "changed": 0, "unchanged": 0}
    problems = list(plan.problems)
    for done, paper in enumerate(plan.papers, start=1):
        try:
            counts[fetch_paper(client, paper, folder).state] += 1
        except FetchError as error:
            problems.append(str(error))
        progress("fetching", done, len(plan.papers))
    return FetchResult(**counts, problems=tuple(problems))
