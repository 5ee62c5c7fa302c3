"""One document → the facts of its structure, part by part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Literal

from kg.extractors.actions import read_log
from kg.extractors.agenda import read_agenda
from kg.extractors.agenda_tables import tabled_agenda
from kg.extractors.attendance import AttendanceReader
from kg.extractors.attendance_details import attendance_details
from kg.extractors.dates import dates, first_time, printed_day, time_span
from kg.extractors.facts import (
    Action,
    AgendaItem,
    Attendance,
    Document,
    Facts,
    FutureDate,
    Issue,
    Meeting,
    MeetingStatus,
    Minute,
    Part,
    Recommendation,
    Report,
    Resolution,
    Span,
)
from kg.extractors.headings import headings
from kg.extractors.heads import Head
from kg.extractors.initials import callings_of
from kg.extractors.labelled import (
    labelled_agenda,
    labelled_decisions,
    labelled_headings,
    labelled_lists,
)
from kg.extractors.layout import Layout, RuledCuts, Stretch, lay_out, ruled_cuts, same_body
from kg.extractors.list_lines import list_lines, noted_lines
from kg.extractors.log_parts import BELOW_LOG, with_logs
from kg.extractors.minutes import closing_line, read_minutes
from kg.extractors.minutes_tables import tabled_headings
from kg.extractors.pages import label_pages
from kg.extractors.people import People, people
from kg.extractors.promised import with_promised
from kg.extractors.reports import item_of, read_recommendations, report_of
from kg.extractors.resolutions import read_resolutions
from kg.extractors.rules import rules
from kg.extractors.segmentation.blocks import LabelledLines, labelled_lines
from kg.extractors.text import Line
from kg.extractors.titles import Heading
from kg.ontology.folding import fold_to_words, one_line
from kg.ontology.vocabulary import Vocabulary

_MINUTES = rules("minutes")
_LAYOUT = rules("layout")
Evidence = Literal["agenda", "minutes", "action-log", "report"]


class _Gathering:
    """Facts of one document while they are being gathered."""

    def __init__(
        self, cuts: RuledCuts, vocabulary: Vocabulary, labels: LabelledLines | None
    ) -> None:
        self.labels = labels
        self.layout: Layout = with_logs(lay_out(cuts, labels))
        self.people: People = people(vocabulary)
        self.reader = AttendanceReader(self.people, vocabulary)
        self.meetings: list[Meeting] = []
        self.parts: list[Part] = []
        self.future: list[FutureDate] = []
        self.attendance: list[Attendance] = []
        self.agenda: list[AgendaItem] = []
        self.minutes: list[Minute] = []
        self.resolutions: list[Resolution] = []
        self.actions: list[Action] = []
        self.reports: list[Report] = []
        self.recommendations: list[Recommendation] = []
        self.issues: list[Issue] = []

    def span(self, stretch: Stretch) -> Span:
        lines = self.layout.lines
        return Span(lines[stretch.first].start, lines[stretch.last - 1].end)

    def meeting(
        self,
        head: Head,
        evidence: Evidence,
        span: Span,
        rule: str,
        chairs: tuple[str, ...] = (),
        end: str | None = None,
    ) -> int:
        """Index of the meeting that a head names; a date and a board met before are the same meeting."""
        for index, known in enumerate(self.meetings):
            if (
                known.date is not None
                and known.date == head.date
                and same_body(known.board, head.board)
            ):
                return index
        self.meetings.append(
            Meeting(
                head.date,
                head.board,
                head.venue,
                head.start,
                end,
                evidence,
                span,
                rule,
                head.online,
                chairs,
                head.joint_with,
                head.last_day,
            )
        )
        return len(self.meetings) - 1


def structure(document: Document, vocabulary: Vocabulary) -> Facts:
    """The meetings, lists, items, minutes, decisions, log rows, papers and dates of one document.

    The rules read the document first; what they find are hints for the model, which labels its lines; the fields are
    then read inside the labelled blocks.
    """
    cuts = ruled_cuts(document)
    by_rules = _structure(cuts, vocabulary, None)
    try:
        labels = labelled_lines(document, by_rules, people(vocabulary))
        return _structure(cuts, vocabulary, labels)
    except Exception as error:
        said = f"the model's reading failed; the rules' was kept ({type(error).__name__}: {error})"
        failed = Issue("error", "segmentation", said, document.name)
        return replace(by_rules, issues=(*by_rules.issues, failed))


def structure_by_rules(document: Document, vocabulary: Vocabulary) -> Facts:
    """What the rules alone find."""
    return _structure(ruled_cuts(document), vocabulary, None)


def _structure(cuts: RuledCuts, vocabulary: Vocabulary, labels: LabelledLines | None) -> Facts:
    document = cuts.document
    found = _Gathering(cuts, vocabulary, labels)
    for stretch in found.layout.stretches:
        if stretch.kind == "agenda":
            _agenda(found, stretch)
    found.layout = with_promised(found.layout, {item.title for item in found.agenda})
    stretches = found.layout.stretches
    for stretch in stretches:
        if stretch.kind == "minutes":
            _minutes(found, stretch)
    pack = _pack_meeting(found, stretches)
    papers = [s for s in stretches if s.kind in ("report", "presentation")]
    of_items = item_of(
        papers, [item for item in found.agenda if item.meeting == pack], found.layout
    )
    for stretch in stretches:
        if stretch.kind == "action-log":
            _log(found, stretch, pack)
    for stretch, item in zip(papers, of_items, strict=True):
        _paper(found, stretch, item, pack)
    for stretch in stretches:
        if stretch.kind == "appendix":
            owner = next(
                (
                    part
                    for part in reversed(found.parts)
                    if part.kind == "report" and part.span.start < found.span(stretch).start
                ),
                None,
            )
            found.parts.append(
                Part(
                    "appendix",
                    stretch.title,
                    found.span(stretch),
                    owner.meeting if owner else pack,
                    owner.item if owner else stretch.item,
                )
            )
    labelled = label_pages(found.layout, _placed(found, stretches, papers, of_items, pack))
    found.issues += _left_out(found.layout)
    if not found.parts:
        found.issues.append(
            Issue("warning", "layout", "no part of a known kind in this paper", document.name)
        )
    return Facts(
        document=replace(labelled, title=_document_title(found, document)),
        parts=tuple(sorted(found.parts, key=lambda part: part.span)),
        meetings=tuple(found.meetings),
        future_dates=tuple(found.future),
        attendance=tuple(found.attendance),
        agenda=tuple(found.agenda),
        minutes=tuple(found.minutes),
        resolutions=tuple(found.resolutions),
        actions=tuple(found.actions),
        reports=tuple(found.reports),
        recommendations=tuple(found.recommendations),
        issues=tuple(found.issues),
    )


def _left_out(layout: Layout) -> list[Issue]:
    """Words that stand in no part of the pack, one issue a stretch; blank pages and page numbers are passed over."""
    covered = {
        index for stretch in layout.stretches for index in range(stretch.first, stretch.last)
    }
    runs: list[list[Line]] = []
    for line in layout.lines:
        if line.index in covered or line.blank or _LAYOUT["blank-page"].at(line.text.strip()):
            continue
        if runs and all(n.blank for n in layout.lines[runs[-1][-1].index + 1 : line.index]):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [
        Issue(
            "info",
            "layout",
            f"{len(run)} lines stand in no part of the pack: “{one_line(' '.join(line.text for line in run))[:80]}”",
            layout.document.name,
            Span(run[0].start, run[-1].end),
        )
        for run in runs
    ]


def _document_title(found: _Gathering, document: Document) -> str:
    """What a reader would call the pack: its board and the day it is for."""
    agenda = next((m for m in found.meetings if m.evidence == "agenda"), None)
    chosen = (
        agenda
        or next((m for m in found.meetings if m.evidence == "report"), None)
        or next(iter(found.meetings), None)
    )
    if chosen is not None and chosen.evidence == "report" and len(found.reports) == 1:
        return document.title or found.reports[0].title or document.name
    if chosen is None or not chosen.board:
        return document.title or document.name
    board = chosen.board.title() if chosen.board.isupper() else chosen.board
    return f"{board}, {printed_day(chosen.date)}" if chosen.date else board


def _agenda(found: _Gathering, stretch: Stretch) -> None:
    span = found.span(stretch)
    meeting = found.meeting(stretch.head, "agenda", span, stretch.rule)
    _note_cancelled(found, stretch, meeting)
    told = _page_attendance(found, stretch, meeting)
    if noted := noted_lines(found.layout, stretch):
        rows, issues = found.reader.read(found.layout, noted, meeting, [])
        found.attendance += rows
        found.issues += issues
    items: Sequence[AgendaItem] = read_agenda(found.layout, stretch, meeting, found.people)
    tabled = tabled_agenda(found.layout, stretch, meeting, found.people)
    if len(tabled) >= AS_MANY * len(items):
        items = tabled
    elif found.labels is not None:
        labelled = labelled_agenda(found.layout, found.labels, stretch, meeting, found.people)
        in_rows = any("\t" in _first_line(found.layout, item.span) for item in items)
        if len(labelled) > 1.5 * len(items) or (in_rows and 2 * len(labelled) > len(items)):
            items = labelled  # rules read an agenda's lines, not its cells
    if told:  # the page has the tabs and tables of who came, and links to its agenda
        items = [item for item in items if item.number]
    found.agenda += items
    found.parts.append(Part("agenda", None, span, meeting))
    for item in items:
        if re.search(r"\b(?:dates?|future|next)\b", item.title, re.I) and re.search(
            r"\bmeetings?\b|\bdates?\b", item.title, re.I
        ):
            _future(found, item.span, meeting)


def _page_attendance(found: _Gathering, stretch: Stretch, meeting: int) -> bool:
    """Take who came from the web page of a meeting; whether it tells that."""
    if found.layout.document.format != "html":
        return False
    listed = attendance_details(found.layout.lines[stretch.first : stretch.last])
    rows, issues = found.reader.read(found.layout, [], meeting, [], listed)
    found.attendance += rows
    found.issues += issues
    return bool(rows)


AS_MANY = 0.6  # share of the items that lines show which a table must show to be the agenda


def _first_line(layout: Layout, span: Span) -> str:
    """The line on which a fact begins."""
    at = bisect_left(layout.lines, span.start, key=lambda line: line.end)
    return layout.lines[at].text if at < len(layout.lines) else ""


def _future(found: _Gathering, span: Span, meeting: int) -> None:
    """Dates after the meeting in the words that announce the next ones."""
    text = found.layout.document.text[span.start : span.end]
    held = found.meetings[meeting].date
    common = first_time(text)
    for day in dates(text):
        if held is None or day.date > held:
            own = first_time(text[day.end : day.end + 20])
            where = Span(span.start + day.start, span.start + day.end)
            found.future.append(FutureDate(meeting, day.date, own or common, where, "future-date"))


def _note_cancelled(found: _Gathering, stretch: Stretch, meeting: int) -> None:
    """A status and a warning where the head of an agenda says that its meeting does not take
    place.
    """
    lines = found.layout.lines[stretch.first : max(stretch.body, stretch.first + 1)]
    line = next((each for each in lines if _LAYOUT["cancelled"].within(each.text.strip())), None)
    if line is not None:
        postponed = _LAYOUT["postponed"].within(line.text) is not None
        status: MeetingStatus = "postponed" if postponed else "cancelled"
        found.meetings[meeting] = replace(found.meetings[meeting], status=status)
        day = f" of {stretch.head.date.isoformat()}" if stretch.head.date else ""
        said = f"the meeting{day} was cancelled or postponed: “{one_line(line.text)[:80]}”"
        name = found.layout.document.name
        found.issues.append(Issue("warning", "layout", said, name, Span(line.start, line.end)))


def _minutes(found: _Gathering, stretch: Stretch) -> None:
    layout = found.layout
    heads = _headings(found, stretch)
    span = found.span(stretch)
    listed = list_lines(layout, stretch, heads, found.people)
    closing = layout.text(
        closing_line(layout, stretch, heads[-1].line + 1 if heads else stretch.body), stretch.last
    )
    times = time_span(closing)
    end = times[1] if times else _ended(closing)
    head = stretch.head
    end = end or head.end
    if head.start is None and times:
        head = replace(head, start=times[0])
    chairs = _chairs(layout, stretch, found.people)
    before = len(found.meetings)
    meeting = found.meeting(head, "minutes", span, stretch.rule, tuple(chairs), end)
    if meeting < before:  # the pack's own agenda names the same meeting
        known = found.meetings[meeting]
        _note_differences(found, known, head, span)
        found.meetings[meeting] = replace(
            known,
            start=known.start or head.start,
            end=end or known.end,
            venue=head.venue or known.venue,
            chairs=tuple(chairs) or known.chairs,
            evidence="minutes",
        )
    _note_status(found, stretch, meeting)
    rows, issues = _people_listed(found, stretch, listed, meeting, chairs)
    first_minute = len(found.minutes)
    minutes = read_minutes(layout, stretch, meeting, heads)
    rows += _apologies_within(found, minutes, rows, meeting, heads)
    found.attendance += rows
    found.issues += issues
    printed = [row.printed for row in rows if row.chair]
    if not chairs and printed:
        found.meetings[meeting] = replace(found.meetings[meeting], chairs=tuple(printed))
    found.minutes += minutes
    found.parts.append(Part("minutes", None, span, meeting))
    resolutions = read_resolutions(layout, stretch, meeting, minutes, heads, first_minute)
    if found.labels is not None and not resolutions:
        resolutions = labelled_decisions(
            layout, found.labels, stretch, meeting, heads, first_minute
        )
    found.resolutions += resolutions
    for resolution in resolutions:
        if resolution.verb == "set-date" or (
            resolution.due and re.search(r"\bmeeting\b", resolution.text)
        ):
            _future(found, resolution.span, meeting)
    decided = {resolution.minute for resolution in resolutions}
    for number, minute in enumerate(minutes, start=first_minute):
        if number not in decided and _NEXT_MEETING.search(minute.title):
            last = min(span.end, minute.span.end + NEXT_DAY)  # the day may stand among the closing
            _future(found, Span(minute.span.start, last), meeting)
    _note_missing(found, stretch, bool(rows), bool(heads))


def _note_missing(found: _Gathering, stretch: Stretch, people: bool, heads: bool) -> None:
    """A warning where minutes list no people, another where they have no headings."""
    wanted = (
        (people or stretch.rule == BELOW_LOG, "attendance", "list of people"),
        (heads, "minutes", "headings"),
    )
    for has, part, what in wanted:
        if not has:
            said, name = f"no {what} in these minutes", found.layout.document.name
            found.issues.append(Issue("warning", part, said, name, found.span(stretch)))


def _note_differences(found: _Gathering, known: Meeting, head: Head, span: Span) -> None:
    """An issue where the minutes and the agenda of one pack give a meeting two hours or places."""
    for what, one, other in (
        ("start", known.start, head.start),
        ("place", known.venue, head.venue),
    ):
        if one and other and fold_to_words(one) != fold_to_words(other):
            said = f"agenda and minutes differ in the {what} of one meeting: “{one}”, “{other}”"
            name = found.layout.document.name
            found.issues.append(Issue("info", "meetings", said, name, span))


def _note_status(found: _Gathering, stretch: Stretch, meeting: int) -> None:
    """A status where minutes tell that their meeting was adjourned to another day or had no
    quorum.
    """
    told = found.layout.text(stretch.body, stretch.last)
    statuses: tuple[MeetingStatus, ...] = ("adjourned", "inquorate")
    status = next((each for each in statuses if _LAYOUT[each].within(told)), None)
    if status is not None:
        found.meetings[meeting] = replace(found.meetings[meeting], status=status)


_NEXT_MEETING = re.compile(
    r"(?i)\b(?:dates?|time)\s+(?:and\s+\w+\s+)?of\s+(?:the\s+)?(?:next|future)"
)


def _headings(found: _Gathering, stretch: Stretch) -> list[Heading]:
    """The headings of a stretch of minutes: the rules', or the model's where the rules read little."""
    ruled = headings(found.layout, stretch)
    tabled = tabled_headings(found.layout, stretch)
    if len(tabled) > AS_MANY * len(ruled) and _following(tabled) >= _following(ruled):
        ruled = tabled
    if found.labels is None:
        return ruled
    return better_headings(ruled, labelled_headings(found.layout, found.labels, stretch))


def _people_listed(
    found: _Gathering, stretch: Stretch, listed: list[Line], meeting: int, chairs: list[str]
) -> tuple[list[Attendance], list[Issue]]:
    """The people in the lists of minutes: those the rules read, or clearly more in lists the model sees."""
    section_at = found.labels.section_at if found.labels else lambda _: None
    held = found.meetings[meeting].date
    ruled = found.reader.read(found.layout, listed, meeting, chairs, labelled=section_at, held=held)
    groups = labelled_lists(found.layout, found.labels, stretch) if found.labels else []
    if not groups:
        return ruled
    labelled = found.reader.read(found.layout, listed, meeting, chairs, groups, section_at, held)
    more = len(labelled[0]) - len(ruled[0])
    return labelled if more >= max(FEWEST_MORE, (MORE_PEOPLE - 1) * len(ruled[0])) else ruled


NEXT_DAY = 60  # characters behind the heading of the next meeting
FEWEST_HEADINGS = 3  # fewer show no habit
MORE_HEADINGS = 2.0  # times as many as the rules read
UNTITLED = "Untitled"  # the title of an item that a page shows by its labels alone
OF_WEB_PAGES = ("only-item", "bare-number", "page-item")  # a saved page shows its items by itself
OF_RECORDS = "page-item"  # read from the records of decisions alone, which plain minutes have, too
ALL_BUT = 0.8  # share of the model's headings that the rules have where it only sees less
AGREED = 0.5  # share of the rules' headings that the model must see as well
MORE_PEOPLE = 1.25  # times as many people as the rules read in a list
FEWEST_MORE = 3  # and so many more


def better_headings(ruled: list[Heading], labelled: list[Heading]) -> list[Heading]:
    """The rules' headings where the model sees most of them, too, or a saved page shows them; else the model's."""
    more = len(labelled) >= max(FEWEST_HEADINGS, MORE_HEADINGS * len(ruled))
    untitled = all(head.title == UNTITLED for head in ruled)
    if ruled and ruled[0].rule in OF_WEB_PAGES and not (untitled and labelled):
        return labelled if more and ruled[0].rule == OF_RECORDS else ruled
    lines = {head.line for head in labelled}
    agreed = sum(head.line in lines for head in ruled)
    unseen = agreed < AGREED * len(ruled)
    others = agreed < ALL_BUT * len(labelled)  # a model that sees a few of them contradicts none
    astray = len(ruled) >= FEWEST_HEADINGS and unseen and others
    in_order = 2 * _following(ruled) < _following(labelled) and len(labelled) >= len(ruled) - 1
    better = more or astray or in_order
    return labelled if len(labelled) >= FEWEST_HEADINGS and better else ruled


def _following(heads: Sequence[Heading]) -> int:
    """How many headings have the number after the one before them."""
    numbers = [re.findall(r"\d+", head.number or "") for head in heads]
    return sum(
        any(int(b) == int(a) + 1 for a, b in zip(one, two, strict=False))
        for one, two in pairwise(numbers)
    )


def _ended(text: str) -> str | None:
    found = re.search(
        r"(?i)\b(?:closed|ended|finished|concluded|rose)\b[^.]{0,20}?\bat\s+(.{3,12})", text
    )
    return first_time(found[1]) if found else None


def _chairs(layout: Layout, stretch: Stretch, people: People) -> list[str]:
    """Those in the chair, as printed, in order: in the list, at the head, and where the chair changes."""
    found: list[str] = []

    def add(name: str) -> None:
        name = re.sub(r"^\(|\)$", "", name.strip(" ,.–-"))
        if (
            3 < len(name) < 60
            and name[:1].isupper()
            and name not in found
            and not re.match(r"(?i)^(?:the|chair)", name)
        ):
            found.append(name)

    for line in layout.lines[stretch.first : stretch.last]:
        text = line.text.strip()
        if not text or len(text) > 2000:
            continue
        seated = _MINUTES["in-the-chair"].at(text)
        if seated and len(text) < 90:
            name = re.split(r"\t|\s{2,}", seated["name"])[0]
            person = people.at(name)
            add(person.printed if person and name[person.end :].startswith(",") else name)
    opening = layout.document.text[
        layout.lines[stretch.first].start : layout.lines[
            min(stretch.last, stretch.body + 40) - 1
        ].end
    ][:4000]
    for sentence in re.split(r"\n\s*\n|(?<=[a-z)])[.]\s", opening):
        flat = one_line(sentence)
        if not _MINUTES["took-the-chair"].within(flat):
            continue
        for piece in re.split(r"\b(?:by|then|for|and|as|took|was|representing)\b|[,:;]", flat):
            person = people.whole(
                re.sub(
                    r"(?i)^(?:the\s+|newly\s+|outgoing\s+|elected\s+|(?:vice\s+)?chair\w*\s+)+",
                    "",
                    piece.strip(" ."),
                ),
                listed=True,
            )
            if person:
                add(person.printed)
    return found


def _apologies_within(
    found: _Gathering,
    minutes: tuple[Minute, ...],
    rows: list[Attendance],
    meeting: int,
    heads: list[Heading],
) -> list[Attendance]:
    """Apologies that stand in a minute of their own rather than in the list."""
    if any(row.section == "apologies" for row in rows):
        listed = {row.printed for row in rows if row.section == "apologies"}
    else:
        listed = set()
    out: list[Attendance] = []
    for minute in minutes:
        told = found.reader.read_heads(found.layout, minute, meeting)
        if not told and re.search(r"(?i)\bapolog", minute.title):
            told = found.reader.read_minute(found.layout, minute, meeting)
        out += [row for row in told if row.printed not in listed]
    return out


def _pack_meeting(found: _Gathering, stretches: tuple[Stretch, ...]) -> int | None:
    """The meeting a pack is for: its agenda's, else the one most of its reports are dated for, else its minutes'."""
    for index in range(len(found.meetings)):
        if any(item.meeting == index for item in found.agenda):
            return index
    counted = Counter(s.head.date for s in stretches if s.kind == "report" and s.head.date)
    if counted:
        day: date = min(counted, key=lambda d: (-counted[d], d))
        stretch = next(s for s in stretches if s.head.date == day and s.kind == "report")
        span = found.span(stretch)
        board = (
            next((m.board for m in found.meetings if same_body(m.board, stretch.head.board)), None)
            or stretch.head.board
        )
        return found.meeting(Head(day, board), "report", span, "report-head")
    return 0 if found.meetings else None


def _log(found: _Gathering, stretch: Stretch, pack: int | None) -> None:
    if pack is None:
        pack = found.meeting(Head(), "action-log", found.span(stretch), stretch.rule)
    if stretch.head.date is not None:  # it stands in the minutes of that day
        pack = found.meeting(stretch.head, "action-log", found.span(stretch), stretch.rule)
    found.parts.append(Part("action-log", stretch.title, found.span(stretch), pack))
    known = {row.printed for row in found.attendance} | {
        name for item in found.agenda for name in item.presenters
    }
    persons = [person for name in known if (person := found.people.whole(name))]
    names = frozenset(fold_to_words(f"{person.given} {person.surname}") for person in persons)
    callings = callings_of(found.layout.document, found.attendance)
    actions, issues = read_log(found.layout, stretch, pack, found.people, names, callings)
    found.actions += actions
    found.issues += issues


def _paper(found: _Gathering, stretch: Stretch, item: str | None, pack: int | None) -> None:
    head = stretch.head
    if pack is None or (
        head.date is not None
        and found.meetings[pack].date is not None
        and head.date != found.meetings[pack].date
        and not _slip(found, pack, head)
    ):
        meeting = found.meeting(head, "report", found.span(stretch), stretch.rule)
    else:
        meeting = pack
    agenda_item = next((i for i in found.agenda if i.meeting == meeting and i.number == item), None)
    report = report_of(found.layout, stretch, meeting, item, agenda_item, found.people)
    found.reports.append(report)
    kind: Literal["report", "presentation", "appendix"] = (
        "presentation" if stretch.kind == "presentation" else "report"
    )
    if stretch.rule == "appendix-head":  # an appendix that came by itself
        kind = "appendix"
        found.reports[-1] = replace(report, kind=kind)
    found.parts.append(Part(kind, report.title, report.span, meeting, item))
    rows = read_recommendations(
        found.layout, stretch, meeting, len(found.reports) - 1, found.people
    )
    found.recommendations += rows


def _slip(found: _Gathering, pack: int, head: Head) -> bool:
    """Whether a report's date is a slip of the pen for the pack's: the same month and year in one pack."""
    day = found.meetings[pack].date
    return day is not None and head.date is not None and abs((day - head.date).days) <= 40


def _placed(
    found: _Gathering,
    stretches: tuple[Stretch, ...],
    papers: list[Stretch],
    of_items: list[str | None],
    pack: int | None,
) -> list[tuple[Stretch, AgendaItem | None]]:
    """Each part with the agenda item whose printed pages it fills."""
    agenda = [item for item in found.agenda if item.meeting == pack]
    numbers = {paper.first: number for paper, number in zip(papers, of_items, strict=True)}
    placed: list[tuple[Stretch, AgendaItem | None]] = []
    for stretch in stretches:
        item: AgendaItem | None = None
        if stretch.kind == "minutes":
            item = next(
                (
                    i
                    for i in agenda
                    if i.pages and re.match(r"(?i)^(?:to\s+\w+\s+the\s+)?minutes\b", i.title)
                ),
                None,
            )
        elif stretch.kind == "action-log":
            item = next(
                (
                    i
                    for i in agenda
                    if i.pages and re.search(r"(?i)\baction\s+(?:log|tracker|list)\b", i.title)
                ),
                None,
            )
        elif stretch.kind == "appendix":
            item = placed[-1][1] if placed else None
        elif stretch.first in numbers:
            item = next((i for i in agenda if i.number == numbers[stretch.first]), None)
        placed.append((stretch, item))
    return placed
