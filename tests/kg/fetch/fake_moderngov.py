"""A ModernGov site on loopback with the traps of real ones. Nothing here is of a real council."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

PDF = b"%PDF-1.4 the papers of the Quays Board " + bytes(range(256)) * 40
COMMITTEES = """<?xml version="1.0"?><committees><committeescount>3</committeescount>
<committee><committeeid>7</committeeid><committeetitle>Quays &amp;amp; Harbour Board</committeetitle><committeedeleted>False</committeedeleted></committee>
<committee><committeeid>8</committeeid><committeetitle>Roads Forum</committeetitle><committeedeleted>False</committeedeleted></committee>
<committee><committeeid>9</committeeid><committeetitle>Gone Panel</committeetitle><committeedeleted>True</committeedeleted></committee></committees>"""
MEETINGS = """<getmeetings><committee><committeemeetings>
<meeting><meetingid>101</meetingid><meetingdate>25/06/2024</meetingdate><meetingstatus>Confirmed; Budget</meetingstatus></meeting>
<meeting><meetingid>102</meetingid><meetingdate>10/09/2024</meetingdate></meeting>
<meeting><meetingid>90</meetingid><meetingdate>01/02/2011</meetingdate></meeting></committeemeetings></committee></getmeetings>"""
MEETING = """<meeting><meetingid>102</meetingid><agendaitems>
<agendaitem><agendaitemid>1</agendaitemid><agendaitemnumber>0</agendaitemnumber><agendaitemtitle></agendaitemtitle></agendaitem>
<agendaitem><agendaitemid>2</agendaitemid><agendaitemnumber>3</agendaitemnumber><linkeddocuments>
<linkeddoc><attachmentid>55</attachmentid><title>Pier &amp;amp; wall report</title><url>/mg/mgConvert2PDF.aspx?ID=55</url><isrestricted>False</isrestricted><publicationdate>02/09/2024</publicationdate></linkeddoc>
<linkeddoc><attachmentid>56</attachmentid><title>Secret</title><url>/mg/mgConvert2PDF.aspx?ID=56</url><isrestricted>True</isrestricted></linkeddoc>
</linkeddocuments></agendaitem>
<agendaitem><agendaitemid>4</agendaitemid><agendaitemnumber>4</agendaitemnumber><linkeddocuments>
<linkeddoc><attachmentid>55</attachmentid><title>Pier and wall report</title><url>/mg/mgConvert2PDF.aspx?ID=55</url></linkeddoc>
</linkeddocuments></agendaitem></agendaitems></meeting>"""
PAGE_101 = """<html><body><a href="/mg/documents/g101/Public%20reports%20pack%20Tuesday%2025-Jun-2024%2014.00%20Quays.pdf?T=10">Public reports pack PDF 1 MB</a>
<a href="documents/g101/Printed%20minutes%2025-Jun-2024.pdf?T=1">Printed minutes PDF</a><a href="mailto:x@y.example">Clerk</a></body></html>"""
LISTING = """<html><body><ul><li><a href="ieListDocuments.aspx?CId=7&MId=101&Ver=4">25 Jun 2024 2.00 pm</a></li>
<li><a href="ieListDocuments.aspx?CId=7&amp;MId=102&amp;Ver=4">10 Sep 2024 2.00 pm</a></li></ul></body></html>"""
COMMITTEE_PAGE = """<html><body><a href="mgCommitteeDetails.aspx?ID=7">Quays &amp; Harbour Board</a></body></html>"""


@dataclass
class FakeSite:
    """What the site does wrong, and what it was asked for."""

    robots: str = ""
    service: bool = True
    pages: bool = True
    etag: str | None = '"v1"'
    content: bytes = PDF
    content_type: str = "text/html"  # a lie
    trap: dict[str, list[int]] = field(default_factory=dict)  # part of a path → statuses to come
    redirect: dict[str, str] = field(default_factory=dict)
    cut: int = 0  # bytes after which the next answers break off
    cuts_left: int = 0
    asked: list[str] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    address: str = ""


class _Handler(BaseHTTPRequestHandler):
    site: FakeSite

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        site, path = self.site, urlsplit(self.path)
        site.asked.append(unquote(self.path))
        site.agents.add(self.headers.get("User-Agent", ""))
        for part, statuses in site.trap.items():
            if part in self.path and statuses:
                self.answer(statuses.pop(0), b"", "text/plain", {"Retry-After": "3"})
                return
        for part, target in site.redirect.items():
            if part in self.path:
                self.answer(302, b"", "text/plain", {"Location": target})
                return
        if path.path == "/robots.txt":
            self.answer(200 if site.robots else 404, site.robots.encode(), "text/plain")
        elif "/mg/mgWebService" in path.path:
            self.service(path.path.rpartition("/")[2], parse_qs(path.query))
        elif (
            "/documents/" in path.path or "mgConvert2PDF" in path.path or path.path.endswith(".pdf")
        ):
            self.document()
        elif site.pages and "ieListMeetings" in path.path:
            self.answer(200, LISTING.encode(), "text/html")
        elif site.pages and "MId=101" in path.query:
            self.answer(200, PAGE_101.encode(), "text/html")
        elif site.pages and "MId=102" in path.query:
            self.answer(200, b"<html><body>No pack</body></html>", "text/html")
        elif site.pages and "/mg/mgListCommittees" in path.path:
            self.answer(200, COMMITTEE_PAGE.encode(), "text/html")
        elif path.path == "/parish/papers.html":
            page = '<a href="2024/minutes-4-March-2024.pdf">Minutes 4 March 2024</a> <a href="old.pdf">Minutes 1 May 2001</a> <a href="more/index.html">More</a> <a href="http://elsewhere.example/x.pdf">x</a>'
            self.answer(200, page.encode(), "text/html")
        elif path.path == "/parish/more/index.html":
            self.answer(200, b'<a href="agenda.pdf">Agenda</a>', "text/html")
        else:
            self.answer(403 if not site.pages else 404, b"no", "text/plain")

    def service(self, method: str, query: dict[str, list[str]]) -> None:
        if not self.site.service:
            self.answer(403, b"no", "text/plain")
        elif method == "GetCommittees":
            self.answer(200, COMMITTEES.encode(), "text/xml")
        elif method == "GetMeetings" and {"lCommitteeId", "sFromDate", "sToDate"} <= query.keys():
            found = MEETINGS if query["lCommitteeId"] == ["7"] else "<getmeetings/>"
            self.answer(200, found.encode(), "text/xml")
        elif method == "GetMeeting":
            found = MEETING if query.get("lMeetingId") == ["102"] else "<meeting/>"
            self.answer(200, found.encode(), "text/xml")
        else:
            self.answer(200, b"Web Service method name is not valid", "text/plain")

    def document(self) -> None:
        site = self.site
        headers = {"ETag": site.etag} if site.etag else {}
        if site.etag and self.headers.get("If-None-Match") == site.etag:
            self.answer(304, b"", "text/plain", headers)
            return
        data, status, asked = site.content, 200, self.headers.get("Range")
        if asked and self.headers.get("If-Range") == site.etag:
            site.ranges.append(asked)
            data, status = data[int(asked[6:-1]) :], 206
        if site.cuts_left:
            site.cuts_left -= 1
            self.answer(status, data, site.content_type, headers, data[: site.cut])
            return
        self.answer(status, data, site.content_type, headers)

    def answer(self, status: int, data: bytes, kind: str, headers: dict[str, str] | None = None, sent: bytes | None = None) -> None:  # fmt: skip
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data if sent is None else sent)
        self.close_connection = True


@contextmanager
def serving() -> Iterator[FakeSite]:
    site = FakeSite()
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    site.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
