"""The parts of a pack: agenda, minutes, action log, reports, slides and appendices, by the shape of their heads.

A part is recognised by its heading and by what stands under it, not by one board's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import dates, first_date, first_time, is_date_line
from extractors.facts import Document, PartKind
from extractors.rules import rules
from extractors.text import Line, folded, key, lines_of

_RULES = rules("layout")
_ONLINE = re.compile(
    r"\b(?:microsoft\s+teams|ms\s+teams|teams|zoom|skype|webex|google\s+meet|online|remote(?:ly)?|virtual(?:ly)?|video\s*conferenc\w+)\b",
    re.I,
)
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "at", "a", "an", "to", "with"])


@dataclass(frozen=True, slots=True)
class Head:
    """What the heading of a part says of its meeting."""

    date: date | None = None
    board: str | None = None
    venue: str | None = None
    start: str | None = None
    online: bool | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines ``first`` up to but not including ``last`` that make one part; ``body`` is where its head ends."""

    kind: PartKind
    first: int
    last: int
    body: int
    head: Head
    title: str | None = None
    item: str | None = None  # from a page stamp
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's lines and its parts in order."""

    document: Document
    lines: list[Line]
    stretches: tuple[Stretch, ...]

    def text(self, first: int, last: int) -> str:
        """Words of lines ``first`` up to ``last``, folded."""
        if first >= last:
            return ""
        return folded(self.document.text[self.lines[first].start : self.lines[last - 1].end])


def written(lines: list[Line], first: int, last: int, most: int = 10_000) -> list[Line]:
    """The lines from ``first`` up to ``last`` that are not blank, ``most`` of them at the most."""
    found: list[Line] = []
    for line in lines[first:last]:
        if not line.blank:
            found.append(line)
            if len(found) == most:
                break
    return found


def is_upper(text: str) -> bool:
    """Whether the letters of ``text`` are capitals, ordinals and a few small words aside."""
    letters = [c for c in re.sub(r"\b\d+(?:st|nd|rd|th)\b", "", text) if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def is_titled(text: str) -> bool:
    """Whether most words of ``text`` start with a capital, as in a heading."""
    words = [w for w in re.findall(r"[A-Za-z][\w’'-]*", text) if w.lower() not in _SMALL]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.6 * len(words)


def trim_place(text: str) -> str:
    """A venue as printed, cut before the date or time that follows it."""
    text = re.split(
        r",?\s+(?:on|at|from|commencing|starting)\s+(?=(?:the\s+)?(?:\w+day\b|\d))|,?\s+(?=\w+day,?\s+(?:the\s+)?\d)|[.;]\s*$|\.\s+(?=[A-Z])",
        text.strip(),
        maxsplit=1,
    )[0]
    return re.sub(r"^the\s+", "", text.strip(" ,.:;-–")).strip()


def read_head(text: list[str], kind: str) -> Head:
    """Date, board, venue and time from the heading lines of an agenda or of minutes."""
    whole = " ".join(text)
    after = re.search(r"\bheld\b", whole, re.I)
    found = next(dates(whole[after.start() :] if after else whole), None) or next(dates(whole), None)
    when = found.date if found else None
    board = _board(text, whole)
    venue: str | None = None
    if labelled := re.search(r"\bvenue\s*:\s*([^\n]{2,120})", "\n".join(text), re.I):
        venue = trim_place(labelled[1])
    elif held := _RULES["held"].within(whole):
        venue = trim_place(whole[held.end() :])
    elif timed := re.search(
        r"\bat\s+\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\.?|noon)?,?\s+(?:in|at|via)\s+(?P<venue>[^;]{3,120})", whole, re.I
    ):
        venue = trim_place(timed["venue"])
    elif online := re.search(
        r"\bvia\s+(?P<venue>microsoft teams|ms teams|zoom|teams|skype|webex|video\s*conferenc\w+)", whole, re.I
    ):
        venue = online["venue"]
    elif placed := re.search(
        r"\bheld\s+on\s+[^.;]{3,40}?\s+(?:at|in)\s+(?P<venue>(?:the\s+)?[A-Z][^;.:]{3,100})", whole
    ):
        venue = trim_place(placed["venue"])
    elif kind == "agenda":
        venue = _agenda_venue(text)
    start = first_time(whole)
    if venue and (len(venue) < 3 or not re.search(r"[A-Za-z]{3}", venue)):
        venue = None
    return Head(when, board, venue, start, bool(_ONLINE.search(venue)) if venue else None)


def _agenda_venue(text: list[str]) -> str | None:
    """The lines under the date that are neither heading, time nor contact."""
    places: list[str] = []
    seen = False
    for line in text:
        if first_date(line):
            seen = True
            continue
        if _RULES["agenda-word"].at(line):
            if seen:
                break
            continue
        if re.match(
            r"^(?:ask for|telephone|tel|e-?mail|contact|membership|members|note\b|to\b|dear\b)|^\(|[^(]*\)$", line, re.I
        ):
            if places:
                break
            continue
        if seen and not is_upper(line) and not first_time(line) and not re.search(r"@|\d{5}", line) and len(line) < 120:
            places.append(line)
        elif places:
            break
    return trim_place(" ".join(places[:3])) if places else None


_BOARD_PATTERNS = (
    re.compile(
        r"\b(?:meeting|agm|proceedings)\s+of\s+(?:the\s+)?(?P<board>[A-Z][^.:;]{2,110}?)\s*,?\s+(?=held\b|on\s+\w+day|via\b|at\s+\d|which\b|took\b)",
        re.I,
    ),
    re.compile(r"(?P<board>[A-Z][\w’'&,. -]{2,90}?)\s+held\s+(?:their|its|a|an)\b.{0,40}?\bmeeting\b"),
    re.compile(
        r"^(?P<board>[A-Z][^\n]{2,100}?)\s*[-–—]\s*(?=(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+\w+\s+\d{4})", re.M
    ),
    re.compile(r"^(?P<board>[A-Z][^\n:;]{2,90}?)\s+(?:draft\s+)?(?:minutes\b|meeting\s*[-–—])", re.M | re.I),
)


def _board(text: list[str], whole: str) -> str | None:
    for number, pattern in enumerate(_BOARD_PATTERNS):
        found = pattern.search("\n".join(text) if number else whole)
        if found:
            name = re.sub(r"\s+", " ", found["board"]).strip(" ,-–")
            name = re.sub(r"(?i)\s+(?:draft\s+)?(?:minutes|meeting)$", "", name)
            if not re.match(
                r"(?i)^(?:the\s+)?(?:draft|minutes|notes|annual|ordinary|agenda)\b", name
            ) and not first_date(name):
                return re.sub(r"^(?:the)\s+", "", name)
    for line in reversed(text):
        body = line.strip(" .:")
        if (
            3 < len(body) < 110
            and _RULES["report-body-head"].pattern.match(body.lower())
            and (is_upper(body) or is_titled(body))
            and not first_date(body)
        ):
            return body
    return None


@dataclass(frozen=True, slots=True)
class _Cut:
    kind: str
    at: int  # first line of the part
    body: int  # first line after its head
    rule: str
    head: Head = Head()
    title: str | None = None


def lay_out(document: Document) -> Layout:
    """Find the parts of a document."""
    lines = lines_of(document)
    cuts = _cuts(document, lines)
    return Layout(document, lines, _stretches(document, lines, cuts))


_LIST_HEAD = re.compile(
    r"^(?:members\s+|board\s+members\s+|councillors\s+|also\s+)?(?:present|attendees|attendance|in\s+attendance|apologies)\b(?!\s+(?:was|were|are|is|at)\b)",
    re.I,
)


_MEMBERS = re.compile(r"^(?:\S+\s+){0,4}members(?:\s+present)?\s*:?$", re.I)


def head_end(lines: list[Line], first: int, last: int) -> int:
    """Index of the line where the heading of minutes gives way to the list of those present or the first item."""
    seen = 0
    for line in lines[first:last]:
        if line.blank:
            continue
        if seen and (_LIST_HEAD.match(line.text) or re.match(r"^1\s*[.)\\]?\s*[A-Z]", line.text)):
            above = _above(lines, line.index, 1)
            return above[0].index if above and re.fullmatch(r"\d{1,3}\.", above[0].text.strip()) else line.index
        if seen and _MEMBERS.match(line.text.strip()) and is_titled(line.text):
            return line.index
        seen += 1
        if seen >= 16:
            return line.index
    return last


def _cuts(document: Document, lines: list[Line]) -> list[_Cut]:
    cuts: list[_Cut] = []
    count = len(lines)
    index = 0
    while index < count:
        line = lines[index]
        if line.blank:
            index += 1
            continue
        cut = (
            _agenda_cut(lines, index)
            or _minutes_cut(lines, index)
            or _log_cut(lines, index)
            or _report_cut(lines, index)
            or _plain_cut(lines, index)
        )
        if cut:
            cuts.append(cut)
            index = max(cut.body, index + 1)
        else:
            index += 1
    return cuts


def _heading_above(lines: list[Line], index: int, least: int) -> int:
    """The first of the heading lines (capitals, names of bodies, dates) right above ``index``."""
    first = index
    at = index - 1
    while at >= least and index - at <= 14:
        line = lines[at]
        if line.blank:
            at -= 1
            continue
        body = line.text.strip()
        if len(body) > 90 or body.endswith(".") or "\t" in body:
            break
        if (
            is_upper(body)
            or is_date_line(body)
            or _dated_title(body)
            or _RULES["report-body-head"].pattern.match(body.lower())
        ):
            first = at
            at -= 1
        else:
            break
    return first


def _dated_title(text: str) -> bool:
    """“CORPORATE PANEL – 29 October 2024”: a body or a title with its date behind a dash."""
    return bool(re.search(r"[-–—]\s*\S", text)) and first_date(text) is not None and is_titled(text)


def _agenda_cut(lines: list[Line], index: int) -> _Cut | None:
    if not _RULES["agenda-word"].at(lines[index].text.strip()):
        return None
    following = written(lines, index + 1, min(len(lines), index + 90), 40)
    items = [line for line in following if re.match(r"^\d{1,2}\s*[.)]?(\s|$)", line.text)]
    if len(items) < 2:
        return None
    first = index
    for line in reversed(lines[max(0, index - 24) : index]):
        if len(line.text) > 100 or "\t" in line.text or _RULES["blank-page"].at(line.text.strip()):
            break
        first = line.index if not line.blank else first
    body = items[0].index
    text = [line.text.strip() for line in written(lines, first, body)]
    return _Cut("agenda", first, body, "agenda-word", read_head(text, "agenda"))


def _minutes_cut(lines: list[Line], index: int) -> _Cut | None:
    text = lines[index].text.strip()
    if not _RULES["minutes-head"].at(text):
        return None
    following = written(lines, index + 1, min(len(lines), index + 60), 14)
    if not any(_LIST_HEAD.match(line.text) or _MEMBERS.match(line.text) for line in following):
        return None
    first = _heading_above(lines, index, max(0, index - 8))
    body = head_end(lines, index, min(len(lines), index + 60))
    head = read_head([line.text.strip() for line in written(lines, first, body)], "minutes")
    return _Cut("minutes", first, body, "minutes-head", head)


def _log_cut(lines: list[Line], index: int) -> _Cut | None:
    text = lines[index].text.strip()
    named = _RULES["action-log-head"].at(text)
    if named and len(text) < 120:
        for line in written(lines, index + 1, min(len(lines), index + 9), 3):
            if _is_columns(line.text):
                return _Cut("action-log", index, line.index, "action-log-head", title=text)
    if "\t" in text and _is_columns(text):
        return _Cut("action-log", index, index, "action-log-columns")
    return None


_COLUMNS = re.compile(
    r"\b(?:no|ref|date|raised|meeting|action|responsible|officer|owner|lead|comments?|update|progress|status|rag|deadline|due|target)\b",
    re.I,
)


def _is_columns(text: str) -> bool:
    """Whether a line heads an action log's columns: an action column and two more, and hardly another word."""
    words = re.findall(r"[A-Za-z]+", text)
    known = {word.lower() for word in _COLUMNS.findall(text)}
    return (
        "action" in known.union(w.rstrip("s").lower() for w in words)
        and len(known) >= 3
        and len(known) >= 0.5 * len(words)
    )


def _report_cut(lines: list[Line], index: int) -> _Cut | None:
    """A report's head: the body it is for, the date of its meeting, its title."""
    text = lines[index].text.strip()
    if not _RULES["report-body-head"].pattern.match(text.lower()) and not is_upper(text):
        return None
    if len(text) > 120 or "\t" in text:
        return None
    near = written(lines, index, min(len(lines), index + 14), 5)
    dated = next((n for n, line in enumerate(near) if n and is_date_line(line.text)), None)
    if dated is None or dated > 3:
        return None
    body = folded(" ".join(line.text for line in near[:dated]))
    if not _RULES["report-body-head"].pattern.match(body.lower()) or len(body) > 140:
        return None
    following = written(lines, near[dated].index + 1, min(len(lines), index + 40), 10)
    if any(_RULES["agenda-word"].at(n.text.strip()) or _LIST_HEAD.match(n.text) for n in following):
        return None
    title, after = _title(lines, near[dated].index + 1)
    if title is None:
        return None
    return _Cut("report", index, after, "report-head", Head(first_date(near[dated].text), body), title)


def _title(lines: list[Line], first: int) -> tuple[str | None, int]:
    """The title that follows a report's date: one line, or the run of lines in capitals."""
    gathered: list[Line] = []
    for line in lines[first : first + 24]:
        if line.blank:
            continue
        text = line.text.strip()
        if gathered:
            if not is_upper(gathered[-1].text) or not is_upper(text):
                break
            if _RULES["report-section"].at(text):
                break
            short = len(gathered[-1].text) < 40 and not _OPEN_END.search(gathered[-1].text)
            if short and lines[line.index - 1].blank and not _RULES["report-of"].at(gathered[0].text.strip()):
                break  # a line of its own, not the rest of a wrapped one
        elif (
            _RULES["report-section"].at(text)
            or re.match(r"^\d+\.\s", text)
            or len(text) > 200
            or _RULES["agenda-word"].at(text)
        ):
            return None, first
        gathered.append(line)
        if len(gathered) == 6:
            break
    if not gathered:
        return None, first
    return folded(" ".join(line.text for line in _without_sender(gathered))), gathered[-1].index + 1


_OPEN_END = re.compile(r"(?:[-–:,&/]|\b(?:and|of|the|for|to|in|on|with))\s*$", re.I)


def _without_sender(gathered: list[Line]) -> list[Line]:
    """A title's lines without the “REPORT OF …” that may stand above it."""
    if not _RULES["report-of"].at(gathered[0].text.strip()):
        return gathered
    for count in range(1, len(gathered)):
        before = " ".join(line.text for line in gathered[:count])
        if _RULES["report-body-head"].pattern.match(before.lower().strip()) or re.search(
            r"(?:service|team|department|office|unit|company|officer|director|police|executive)s?\s*$", before, re.I
        ):
            return gathered[count:]
    return gathered[1:] if len(gathered) > 1 else gathered


def _plain_cut(lines: list[Line], index: int) -> _Cut | None:
    text = lines[index].text.strip()
    if _RULES["blank-page"].at(text):
        return _Cut("break", index, index + 1, "blank-page")
    if _RULES["appendix-head"].at(text) and (is_upper(text) or is_titled(text)):
        above = _above(lines, index, 1)
        if above and re.search(r"(?:,|\b(?:in|at|see|to|and|the|as))$", above[0].text.strip(), re.I):
            return None  # the end of a sentence
        return _Cut("appendix", index, index + 1, "appendix-head", title=text)
    if text == "T" and index + 1 < len(lines) and _RULES["blank-page"].at(lines[index + 1].text.strip()):
        return _Cut("break", index, index + 2, "blank-page")
    return None


def _stretches(document: Document, lines: list[Line], cuts: list[_Cut]) -> tuple[Stretch, ...]:
    count = len(lines)
    heads = [cut for cut in cuts if cut.kind in ("agenda", "minutes", "action-log", "report")]
    if not heads:
        return _single(document, lines)
    found: list[Stretch] = []
    opening = heads[0]
    if opening.kind in ("minutes", "agenda") and opening.at > 0 and len(written(lines, 0, opening.at, 20)) < 20:
        first = replace(opening, at=0)
        if opening.kind == "minutes":
            text = [line.text.strip() for line in written(lines, 0, opening.body)]
            first = replace(first, head=read_head(text, opening.kind))
        cuts = [first if cut is opening else cut for cut in cuts if cut.at >= opening.at or cut is opening]
    elif opening.at > 0 and len(written(lines, 0, opening.at, 4)) >= 3:
        cuts = [_Cut("other", 0, 0, "unheaded"), *cuts]
    for number, cut in enumerate(cuts):
        last = cuts[number + 1].at if number + 1 < len(cuts) else count
        if cut.kind == "break":
            if found and written(lines, cut.body, last, 1):
                found += _untitled(document, lines, cut.body, last, "after-blank-page")
            continue
        if cut.kind == "other":
            found += _untitled(document, lines, cut.at, last, cut.rule)
            continue
        listed = len(written(lines, cut.body, last, 4)) < 3  # a line in the list of appendices
        if cut.kind == "appendix" and (not found or listed or found[-1].kind in ("minutes", "agenda", "action-log")):
            if found:
                found[-1] = replace(found[-1], last=last)
            continue
        kind: PartKind = cut.kind  # type: ignore[assignment]
        stretch = Stretch(kind, cut.at, last, cut.body, cut.head, cut.title, rule=cut.rule)
        if kind == "report":
            found += _with_slides(document, lines, stretch)
        else:
            found.append(stretch)
    return tuple(_stamped(lines, _merged(found)))


def _merged(found: list[Stretch]) -> list[Stretch]:
    """Minutes or a log whose columns are headed again on the next page are one part."""
    out: list[Stretch] = []
    for stretch in found:
        if (
            out
            and stretch.kind == "action-log"
            and out[-1].kind == "action-log"
            and stretch.rule == "action-log-columns"
        ):
            out[-1] = replace(out[-1], last=stretch.last)
        else:
            out.append(stretch)
    return out


def _above(lines: list[Line], index: int, most: int) -> list[Line]:
    """The ``most`` written lines right above ``index``."""
    found: list[Line] = []
    for line in reversed(lines[max(0, index - 12) : index]):
        if not line.blank:
            found.append(line)
            if len(found) == most:
                break
    return found


def _with_slides(document: Document, lines: list[Line], report: Stretch) -> list[Stretch]:
    """A report, and what follows its contact block on a new page: slides or another paper without a head."""
    starts = (
        line.index
        for line in lines[report.body : report.last]
        if not line.blank
        and _starts_page(document, line)
        and not re.match(r"(?i)^append(?:ix|ices)\b", line.text.strip())
        and any(_RULES["contact-line"].at(above.text.strip()) for above in _above(lines, line.index, 3))
    )
    cut = next(starts, None)
    if cut is None:
        return [report]
    return [replace(report, last=cut), *_untitled(document, lines, cut, report.last, "after-contact")]


def _starts_page(document: Document, line: Line) -> bool:
    page = document.page_at(line.start)
    return page is not None and page.start <= line.start < page.start + 3 and page.start > 0


def _untitled(document: Document, lines: list[Line], first: int, last: int, rule: str) -> list[Stretch]:
    """A paper without a board's head: slides, a briefing, a strategy. Its title is the first thing written."""
    text = [line for line in written(lines, first, last, 4000) if not _noise(line.text)]
    if len(text) < 3 and sum(len(line.text) for line in text) < 120:
        return []
    start = text[0].index
    title, body = paper_title(document, lines, start, last)
    inner = [
        line.index
        for line in text
        if line.index > body + 5 and _RULES["document-head"].at(line.text.strip()) and _emphasised(document, line)
    ]
    kind: PartKind = "report" if _has_paragraph_numbers(lines, body, last) else "presentation"
    if inner:
        cut = inner[0]
        above = _emphasised_above(document, lines, cut, body)
        head = Stretch(kind, start, above, body, Head(), title, rule=rule)
        rest = folded(
            " ".join(
                line.text
                for line in written(lines, above, cut + 1)
                if not re.fullmatch(r"(?i)draft", line.text.strip())
            )
        )
        return [head, Stretch("report", above, last, cut + 1, Head(), rest, rule="document-head")]
    return [Stretch(kind, start, last, body, Head(), title, rule=rule)]


def _noise(text: str) -> bool:
    text = text.strip()
    return (
        not re.search(r"[A-Za-z]{3}", text)
        or bool(_RULES["page-number"].at(text) or _RULES["page-stamp"].at(text) or _RULES["blank-page"].at(text))
        or bool(re.fullmatch(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?\S*", text))
        or text.lower() in ("draft", "confidential", "official", "official - sensitive")
    )


def _emphasised(document: Document, line: Line) -> bool:
    return any(span.start <= line.start and line.end <= span.end + 1 for span in document.emphasis) or is_upper(
        line.text
    )


def _emphasised_above(document: Document, lines: list[Line], index: int, least: int) -> int:
    first = index
    for line in reversed(lines[max(least, index - 8) : index]):
        if line.blank:
            continue
        if _emphasised(document, line) or re.fullmatch(r"(?i)draft", line.text.strip()):
            first = line.index
        else:
            break
    return first


def paper_title(document: Document, lines: list[Line], first: int, last: int) -> tuple[str | None, int]:
    """The title of a paper without a board's head: its first heading if it is marked, else its first lines."""
    near = [line for line in written(lines, first, last, 14) if not _noise(line.text)]
    if not near:
        return None, first
    marked = [line for line in near[:6] if _emphasised(document, line) and "\t" not in line.text]
    start = marked[0] if marked else next((line for line in near[:4] if "\t" not in line.text), near[0])
    gathered = [start]
    for line in lines[start.index + 1 : min(last, start.index + 6)]:
        if line.blank or "\t" in line.text:
            break
        if re.fullmatch(r"\([^()]{3,60}\)", line.text.strip()):
            gathered.append(line)
            continue
        if _noise(line.text) or (is_upper(start.text) != is_upper(line.text) and not is_date_line(line.text)):
            break
        if _emphasised(document, start) != _emphasised(document, line) and not is_date_line(line.text):
            break
        gathered.append(line)
    title = folded(" ".join(line.text for line in gathered))
    title = re.sub(r"\t+", " ", title)
    return (title if len(title) <= 160 else folded(start.text)[:160]), gathered[-1].index + 1


def _has_paragraph_numbers(lines: list[Line], first: int, last: int) -> bool:
    numbers = sum(1 for line in lines[first:last] if re.match(r"^\d{1,2}(?:\.\d{1,2})?\.?\s+[A-Z].{60}", line.text))
    return numbers >= 4


def _stamped(lines: list[Line], found: list[Stretch]) -> list[Stretch]:
    """Parts with the item number that a page stamp in them gives (“49 Agenda Item 12”)."""
    out: list[Stretch] = []
    for stretch in found:
        item = None
        if stretch.kind not in ("agenda", "minutes"):
            for line in lines[stretch.first : stretch.last]:
                if stamp := _RULES["page-stamp"].at(line.text.strip()):
                    item = stamp["item"]
                    break
        out.append(replace(stretch, item=item))
    return out


def _single(document: Document, lines: list[Line]) -> tuple[Stretch, ...]:
    """A document without a head that is known: minutes, if people are listed or the word is there; else a report."""
    count = len(lines)
    opening = written(lines, 0, count, 25)
    text = [line.text.strip() for line in opening]
    minutes = (
        any(_RULES["minutes-word"].at(t) or _RULES["minutes-title"].at(t) for t in text)
        or any(re.match(r"^(?:present|in attendance|members present|attendees)\b", t, re.I) for t in text)
        or any(re.match(r"(?i)^agenda,? decisions and minutes", t) for t in text)
    )
    if not minutes and not any(re.search(r"\bminutes\b", t, re.I) for t in text[:6]):
        title, body = paper_title(document, lines, opening[0].index, count)
        return (Stretch("report", 0, count, body, Head(first_date(" ".join(text[:8]))), title, rule="no-head"),)
    body = head_end(lines, 0, min(count, 60))
    head = read_head([line.text.strip() for line in written(lines, 0, body)], "minutes")
    if head.venue is None:
        placed = next(
            (
                m
                for t in (n.text for n in written(lines, 0, count, 40))
                if (m := re.match(r"(?i)^(?:venue|place|location)\s*:\s*(.{2,120})$", t.strip()))
            ),
            None,
        )
        head = replace(head, venue=trim_place(placed[1]) if placed else None)
    return (Stretch("minutes", 0, count, body, head, rule="no-head"),)


def same_body(left: str | None, right: str | None) -> bool:
    """Whether two printed names may be of one board: the words of the shorter stand in the longer."""
    if not left or not right:
        return True
    a, b = set(key(left).split()), set(key(right).split())
    small, large = sorted((a - _SMALL, b - _SMALL), key=len)
    return small <= large
