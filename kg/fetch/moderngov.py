"""ModernGov sites: committees, meetings and papers by the web service, or else from the pages.

Some hosts answer the service and block pages, others the other way round; each way is tried.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from kg.errors import FetchError
from kg.fetch.plan import Committee, FetchPlan, PublishedPaper
from kg.fetch.polite_client import PoliteClient
from kg.fetch.site_pages import links, read_date

_PRINTED = re.compile(r"/documents/(?:g|b)\d+/", re.I)
_MEETING = re.compile(r"ieListDocuments\.aspx", re.I)
_COMMITTEE = re.compile(r"(?:mgCommitteeDetails|ieListMeetings)\.aspx", re.I)
_KINDS = {"10": "public reports pack", "0": "agenda", "1": "minutes", "2": "decisions"}


@dataclass(frozen=True, slots=True)
class _MeetingRef:
    id: str
    date: date | None
    committee: Committee


class ModernGov:
    """One site; ``base`` is the address of the folder in which its pages lie, with a slash."""

    def __init__(self, client: PoliteClient, base: str) -> None:
        self._client = client
        self.base = base
        self._service_answers = True

    def committees(self) -> list[Committee]:
        """The committees of the site; empty where it is no ModernGov site."""
        root = self._service("GetCommittees")
        found = [
            Committee(_said(each, "committeeid"), _title(each, "committeetitle"))
            for each in _each(root, "committee")
            if _said(each, "committeedeleted").lower() != "true"
        ]
        return [each for each in found if each.id] or self._committees_of_pages()

    def plan(self, committees: list[Committee], since: date | None) -> FetchPlan:
        """The papers of the committees' meetings from ``since`` on, oldest first."""
        papers: dict[str, PublishedPaper] = {}
        problems: list[str] = []
        for committee in committees:
            try:
                meetings = self._meetings(committee, since)
            except FetchError as error:
                problems.append(str(error))
                continue
            for meeting in meetings:
                try:
                    for paper in self._papers(meeting):
                        papers.setdefault(paper.url, paper)
                except FetchError as error:
                    problems.append(str(error))
        return FetchPlan(tuple(papers.values()), tuple(problems))

    # -- committees and meetings -----------------------------------------------------------------

    def _committees_of_pages(self) -> list[Committee]:
        found: dict[str, Committee] = {}
        for name in ("mgListCommittees.aspx?bcr=1", "mgListCommittees.aspx", ""):
            try:
                url, data = self._client.page(urljoin(self.base, name))
            except FetchError as error:
                if error.status is None:
                    raise
                continue
            for link, text in links(data, url):
                number = _parameter(link, "ID") or _parameter(link, "CId")
                if _COMMITTEE.search(link) and number and text:
                    found.setdefault(number, Committee(number, text))
            if found:
                break
        return list(found.values())

    def _meetings(self, committee: Committee, since: date | None) -> list[_MeetingRef]:
        first = since or date(1990, 1, 1)
        last = date.today() + timedelta(days=366)
        root = self._service(
            "GetMeetings", lCommitteeId=committee.id, sFromDate=_british(first),
            sToDate=_british(last),
        )  # fmt: skip
        found = [
            _MeetingRef(_said(each, "meetingid"), read_date(_said(each, "meetingdate")), committee)
            for each in _each(root, "meeting")
            if _said(each, "meetingid")
        ] or self._meetings_of_pages(committee)
        # Some sites do not understand the dates they are given, and list everything.
        wanted = [each for each in found if each.date is None or each.date >= first]
        return sorted(wanted, key=lambda each: (each.date or date.max, each.id))

    def _meetings_of_pages(self, committee: Committee) -> list[_MeetingRef]:
        address = urljoin(self.base, f"ieListMeetings.aspx?CId={quote(committee.id)}&Year=0")
        url, data = self._client.page(address)
        found: dict[str, _MeetingRef] = {}
        for link, text in links(data, url):
            number = _parameter(link, "MId")
            if _MEETING.search(link) and number:
                ref = _MeetingRef(number, read_date(text), committee)
                found[number] = found[number] if number in found and found[number].date else ref
        return list(found.values())

    # -- papers ----------------------------------------------------------------------------------

    def _papers(self, meeting: _MeetingRef) -> Iterator[PublishedPaper]:
        """The printed papers that the meeting's page offers, else those of its items."""
        page = urljoin(
            self.base,
            f"ieListDocuments.aspx?CId={quote(meeting.committee.id)}&MId={quote(meeting.id)}&Ver=4",
        )
        known = PublishedPaper(
            "", "", page, meeting.committee.title or None, meeting.id, meeting.date
        )
        printed: list[PublishedPaper] = []
        blocked: FetchError | None = None
        try:
            url, data = self._client.page(page)
            printed = [
                replace(known, url=link, title=_printed_title(link, text))
                for link, text in links(data, url)
                if _PRINTED.search(link)
            ]
        except FetchError as error:
            blocked = error
        items = [] if printed else list(self._item_papers(meeting, known))
        if blocked is not None and not items:
            raise blocked
        yield from printed or items

    def _item_papers(self, meeting: _MeetingRef, known: PublishedPaper) -> Iterator[PublishedPaper]:
        root = self._service("GetMeeting", lMeetingId=meeting.id)
        for item in _each(root, "agendaitem"):
            number = _said(item, "fulldisplaynumberformat") or _said(item, "agendaitemnumber")
            yield from self._linked(item, replace(known, item=number.strip(" .") or None))
        yield from self._linked(root, known)

    def _linked(self, parent: Any, known: PublishedPaper) -> Iterator[PublishedPaper]:
        for document in _each(parent, "linkeddoc"):
            url = _said(document, "url")
            if url and _said(document, "isrestricted").lower() != "true":
                yield replace(
                    known,
                    url=urljoin(self.base, url),
                    title=_title(document, "title") or "paper",
                    published=_said(document, "publicationdate") or None,
                )

    # -- the web service -------------------------------------------------------------------------

    def _service(self, method: str, **parameters: str) -> Any:
        """The root of the service's answer, or ``None`` where it does not answer with XML."""
        if not self._service_answers:
            return None
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in parameters.items())
        address = urljoin(self.base, f"mgWebService.asmx/{method}")
        try:
            _, data = self._client.page(f"{address}?{query}" if query else address)
        except FetchError as error:
            if error.status is None:
                raise
            data = b""
        root = _parsed(data)
        if root is None:
            self._service_answers = False
        return root


def base_of(url: str) -> str:
    """The folder of a site's pages: ``…/mg/ieListMeetings.aspx?CId=5`` → ``…/mg/``."""
    parts = urlsplit(url)
    path = parts.path
    if path.rpartition("/")[2].lower().endswith((".aspx", ".asmx", ".html", ".htm")):
        path = path.rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{path.rstrip('/')}/"


def committee_of(url: str) -> str | None:
    """The number of the committee that an address is about."""
    return _parameter(url, "CId") or (_parameter(url, "ID") if _COMMITTEE.search(url) else None)


def _printed_title(link: str, text: str) -> str:
    """What a printed paper is: by its kind in the address, else its words."""
    name = unquote(urlsplit(link).path.rpartition("/")[2]).rpartition(".")[0]
    return _KINDS.get(_parameter(link, "T") or "") or re.sub(r"\s*\{.*", "", name) or text


def _parameter(url: str, name: str) -> str | None:
    try:
        values = parse_qs(urlsplit(url).query)
    except ValueError:
        return None
    return next(
        (found[0] for key, found in values.items() if key.lower() == name.lower() and found), None
    )


def _british(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _parsed(data: bytes) -> Any:
    from lxml import etree

    if data.lstrip()[:1] != b"<" or b"<html" in data[:2000].lower():
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None


def _each(root: Any, name: str) -> Iterator[Any]:
    """The elements of that name, in whatever namespace and case."""
    for element in root.iter("{*}*") if root is not None else ():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2].lower() == name:
            yield element


def _said(element: Any, name: str) -> str:
    """The words of the first child of that name."""
    for child in element:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2].lower() == name:
            return (child.text or "").strip()
    return ""


def _title(element: Any, name: str) -> str:
    """A title, which sites escape twice."""
    return " ".join(html.unescape(_said(element, name)).split())
