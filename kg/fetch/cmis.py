"""CMIS sites (“…/ctl/ViewMeetingPublic/mid/397/Meeting/12/…”): committees, meetings and papers by
the links of their pages; they have no web service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from kg.errors import FetchError
from kg.fetch.plan import Committee, FetchPlan, PublishedPaper
from kg.fetch.polite_client import PoliteClient
from kg.fetch.site_pages import choose, links, read_date, same_site

MAX_MEETINGS = 400  # whose pages are looked at
_MEETING = re.compile(r"/ctl/ViewMeetingPublic/(?:.*/)?Meeting/(?P<id>\d+)", re.I)
_COMMITTEE = re.compile(r"/ctl/ViewCMIS_CommitteeDetails/(?:.*/)?id/(?P<id>\d+)", re.I)
_PAPER = re.compile(r"/Document\.ashx$", re.I)
_CMIS = re.compile(r"/ctl/View(?:CMIS_\w+|MeetingPublic)/|/Document\.ashx\?", re.I)

_Links = list[tuple[str, str]]


def is_cmis(url: str) -> bool:
    """Whether an address is surely one of a CMIS site."""
    return bool(_CMIS.search(url) or re.search(r"://[^/]*\bcmis\b", url))


def cmis_links(client: PoliteClient, url: str) -> _Links | None:
    """The links of a page, if it is one of a CMIS site. Raises ``FetchError``."""
    found_at, data = client.page(url)
    found = [each for each in links(data, found_at) if same_site(each[0], found_at)]
    return found if any(_CMIS.search(link) for link, _ in found) else None


def plan_cmis(
    client: PoliteClient, url: str, found: _Links, committee: str | None, since: date | None
) -> FetchPlan | list[Committee]:
    """The papers of the meetings that a page leads to, or of the committee chosen of those it
    lists; the committees there are, where none was chosen and it leads to no meeting.

    ``found`` are the links of the page at ``url``. Raises ``NotFound`` and ``FetchError``.
    """
    committees = list(_committees(found))
    chosen: list[Committee] = []
    if committee is not None and committees:
        chosen = choose(committees, committee)
    elif committees and not any(_MEETING.search(link) for link in (url, *(at for at, _ in found))):
        return committees
    papers: dict[str, PublishedPaper] = {}
    problems: list[str] = []
    pages: list[tuple[str, _Links]] = [] if chosen else [("", found)]
    for each in chosen:
        try:
            pages.append((each.title, cmis_links(client, each.id) or []))
        except FetchError as error:
            problems.append(str(error))
    if not chosen and _MEETING.search(url):
        _take(papers, found, PublishedPaper("", "", url, None, _meeting_id(url)))
    for title, offered in pages:
        for meeting in _meetings(offered, title, since):
            try:
                _take(papers, cmis_links(client, meeting.page) or [], meeting)
            except FetchError as error:
                problems.append(str(error))
    return FetchPlan(tuple(papers.values()), tuple(problems))


def _committees(found: _Links) -> Iterator[Committee]:
    """The committees that a page lists; their id is the address of their page."""
    seen = set()
    for link, text in found:
        number = _COMMITTEE.search(link)
        if number and text and number["id"] not in seen:
            seen.add(number["id"])
            yield Committee(link, text)


def _meetings(found: _Links, committee: str, since: date | None) -> Iterator[PublishedPaper]:
    """The meetings that a page leads to, each as what its papers have in common."""
    seen: set[str] = set()
    for link, text in found:
        number = _meeting_id(link)
        day = read_date(text)
        if number is None or number in seen or len(seen) >= MAX_MEETINGS:
            continue
        seen.add(number)
        if day is None or since is None or day >= since:
            yield PublishedPaper("", "", link, committee or None, number, day)


def _take(papers: dict[str, PublishedPaper], found: _Links, known: PublishedPaper) -> None:
    """The papers that the page of a meeting offers."""
    for link, text in found:
        if _PAPER.search(urlsplit(link).path) and text:
            paper = PublishedPaper(
                link, text, known.page, known.committee, known.meeting_id, known.meeting_date
            )
            papers.setdefault(link, paper)


def _meeting_id(link: str) -> str | None:
    found = _MEETING.search(link)
    return found["id"] if found else None
