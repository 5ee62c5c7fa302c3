"""The page of a meeting on a CMIS site: its tabs tell who attended, who sent apologies and who was absent."""

from __future__ import annotations

from pathlib import Path

from kg.extractors import extract
from kg.extractors.attendance_details import attendance_details
from kg.extractors.facts import Document, Facts
from kg.extractors.reading import read
from kg.extractors.text import lines_of
from kg.ontology.vocabulary import load

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Fernshire Council &gt; Meetings &gt; Quays Board</title></head><body>
<form id="Form"><div id="nav"><a href="/live/Home.aspx">Home</a> <a href="/live/Meetings.aspx">Meetings</a> <a href="/live/Committees.aspx">Committees</a></div>
<div id="dnn_ContentPane"><h2>Meeting Details</h2>
<div class="CMISBox"><h3>Meeting Summary</h3>
<table class="cmis_table" summary="Meeting details"><tr><td colspan="2"><span>Quays Board</span></td></tr>
<tr><td>04 Mar 2031 - 14:00 to 15:35</td><td>Occurred</td></tr></table></div>
<ul class="rtsUL"><li>Documents</li><li>Attendance</li><li>Visitors</li><li>Declarations of Interests</li></ul>
<div><h3>Documents</h3><h4>Agenda</h4><ul><li><a href="/live/Document.ashx?a=1">Public Agenda</a></li></ul><h4>Minutes</h4><ul><li><a href="/live/Document.ashx?a=3">Minutes</a></li></ul></div>
<div><h3>Attendance</h3>
<h4>Attended - Committee Members</h4>
<table><tr><th>Name</th></tr><tr><td>Councillor Ada Finch (Chair)</td></tr><tr><td>Councillor Bo Wren</td></tr><tr><td>Councillor Una Marsh</td></tr></table>
<h4>Apologies - Committee Members</h4>
<table><tr><th>Name</th><th>Reason for Sending Apology</th><th>Reason for Absence</th><th>Substituted By</th></tr><tr><td>Councillor Oda Crane</td><td>Council business</td><td></td><td>Councillor Tib Rook</td></tr></table>
<h4>Absent - Committee Members</h4>
<table><tr><th>Name</th><th>Reason for Absence</th><th>Substituted By</th></tr><tr><td>Councillor Pim Teal</td><td></td><td></td></tr></table>
<h4>Attended - Other Members</h4>
<table><tr><th>Name</th></tr><tr><td>Councillor Tib Rook</td></tr></table></div>
<div><h3>Visitors</h3><p>Visitor Information is not yet available for this meeting</p></div>
<div><h3>Declarations of Interests</h3>
<table><tr><th>Member Name</th><th>Item Ref</th><th>Details</th><th>Nature of Declaration</th><th>Action</th></tr>
<tr><td colspan="5">No declarations of interest have been entered for this meeting.</td></tr></table></div>
</div></form></body></html>
"""


def facts(tmp_path: Path, page: str) -> Facts:
    path = tmp_path / "meeting.html"
    path.write_text(page, encoding="utf-8")
    return extract(read(path), load())


def test_who_came_is_read_from_the_tables_of_a_meetings_page(tmp_path: Path) -> None:
    found = facts(tmp_path, PAGE)
    assert [(row.section, row.printed, row.chair) for row in found.attendance] == [
        ("present", "Councillor Ada Finch", True),
        ("present", "Councillor Bo Wren", False),
        ("present", "Councillor Una Marsh", False),
        ("apologies", "Councillor Oda Crane", False),
        ("apologies", "Councillor Pim Teal", False),
        ("others", "Councillor Tib Rook", False),
    ]
    [meeting] = found.meetings
    assert (meeting.board, str(meeting.date), meeting.start) == (
        "Quays Board",
        "2031-03-04",
        "14:00",
    )
    assert not found.agenda


def test_only_such_headings_begin_a_list() -> None:
    said = (
        "Attended by committee members\n\nName\nCouncillor Ada Finch\n\nAbsent - Ada Finch\nBo Wren"
    )
    assert attendance_details(lines_of(Document("", "page.html", "html", said))) == []
