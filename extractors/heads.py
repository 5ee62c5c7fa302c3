"""What the heading of an agenda or of minutes says: the day, the board, the place, the hour."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.extractors.bodies import COLUMNS
from kg.extractors.dates import (
    MONTHS_PRINTED,
    dates,
    first_date,
    first_time,
    is_date_line,
    time_span,
)
from kg.extractors.facts import Day
from kg.extractors.people_tables import heads_people
from kg.extractors.rules import rules
from kg.extractors.sections import is_list_head, is_section_title
from kg.extractors.text import SMALL, Line, is_titled, is_upper
from kg.extractors.web_page import starts_items

_RULES = rules("layout")
_WEB = rules("web-page")
_LISTS = rules("attendance")
_MINUTES = rules("minutes")
LONGEST_HEAD = 16  # lines that are not blank
_ONLINE = re.compile(
    r"\b(?:microsoft\s+teams|ms\s+teams|teams|zoom|skype|webex|google\s+meet|online|remote(?:ly)?|virtual(?:ly)?|video\s*conferenc\w+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the heading of a part says of its meeting."""

    date: date | None = None
    board: str | None = None
    venue: str | None = None
    start: str | None = None
    online: bool | None = None
    end: str | None = None
    joint_with: tuple[str, ...] = ()  # the other bodies of a joint meeting
    last_day: Day | None = None  # of a meeting of several days


_WIDE = re.compile(
    r"\s{9,}"
)  # a gap so wide says no more than one of nine, and patterns stay quick on it
_STREET = re.compile(
    r"\b(?:street|st|road|lane|avenue|square|house|place)\b", re.I
)  # “10/12 Quay Street”


def head_end(lines: list[Line], first: int, last: int) -> int:
    """Index of the line where the heading of minutes gives way to the list of those present or the
    first item.
    """
    seen = 0
    number: int | None = None  # a number alone on one of the lines right above: the first item's
    paragraph = first
    above: Line | None = None
    dated: int | None = None
    for line in lines[first:last]:
        text = line.text.strip()
        if not text or line.blank:
            number = line.index if seen and re.fullmatch(r"\d{1,3}", text) else number
            paragraph = line.index + 1
            continue
        if _ends_head(line, seen) and not _is_blurb(lines[line.index : last]):
            if number is not None:
                return number
            if (
                above is not None
                and not is_list_head(text)
                and _is_prose(text)
                and is_section_title(above.text)
            ):
                return above.index
            return paragraph if _WEB["record"].at(text) else line.index
        if seen and _WEB["number"].at(text) and not _ends_date(above, text):
            number = line.index
        elif number is not None and line.index - number > 4:
            number = None
        seen += 1
        above = line
        dated = line.index if seen <= LONGEST_HEAD // 2 and first_date(text) else dated
        if seen >= LONGEST_HEAD:  # nothing announces what follows: the head ends with its date
            return line.index if dated is None else dated + 1
    return last


def _ends_head(line: Line, seen: int) -> bool:
    """Whether a line below ``seen`` others of a heading lists people or begins an item or text."""
    text = line.text.strip()
    return (seen > 0 or _WEB["record"].at(text) is not None) and (
        is_list_head(text)
        or (seen > 0 and heads_people(line))
        or starts_items(text)
        or _opens_item(text)
        or _is_prose(text)
    )


def _is_blurb(lines: list[Line]) -> bool:
    """Whether the first of ``lines`` is what a website says above the title of minutes."""
    return _is_prose(lines[0].text.strip()) and leads_to_title(lines)


NEAR_TITLE = 4  # written lines below what a website says of minutes, among which their title stands


def leads_to_title(lines: list[Line]) -> bool:
    """Whether the first of ``lines``, of what a website says, stands above a dated title."""
    below = [line.text.strip() for line in lines[1:16] if not line.blank][:NEAR_TITLE]
    return any(_RULES["minutes-head"].at(line) and first_date(line) for line in below)


def _ends_date(above: Line | None, text: str) -> bool:
    """Whether a number alone on a line is the year of a day above: “on Friday, 3 May”, “2019.”"""
    return (
        above is not None
        and first_date(above.text) is None
        and first_date(f"{above.text} {text}") is not None
    )


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence of the minutes and not of their heading."""
    return (
        len(text) > 40
        and _LISTS["prose"].at(text) is not None
        and first_date(text) is None
        and "held" not in text.lower()
    )


def _opens_item(text: str) -> bool:
    """Whether a line is a first item: its number and its title, a number with a year alone, or one
    with a code.
    """
    coded = _MINUTES["coded-number"].at(text)
    if re.fullmatch(r"\d{1,3}/\d{2,4}", text) or (
        coded and ("/" in coded["code"] or int(coded["number"]) == 1)
    ):
        return True
    if re.match(r"\d{1,3}[a-z]?/\d{2,4}\s+[A-Z]", text):
        return not is_date_line(text) and _STREET.search(text) is None
    return re.match(
        r"^(?:1\s*[.)\\]?|\d{1,3}(?:/\d{2,4})?[.)])\s*[A-Z]", text
    ) is not None and not is_date_line(text)


_VENUE_LABEL = re.compile(
    r"^(?:[^:\t/]{2,20}\s*/\s*)?(?:venue|place|location|where|held\s+(?:at|in))\s*(?::|\t)\s*(?P<place>.{0,120})$",
    re.I,
)  # also “Lleoliad / Venue:”


def labelled_venue(text: list[str]) -> str | None:
    """The place behind “Venue:”, “Place:” or “Where:”, on its line or the next one written."""
    for at, line in enumerate(text):
        found = _VENUE_LABEL.match(line)
        if found:
            place = found["place"].strip() or next((below for below in text[at + 1 :] if below), "")
            if not re.match(r"^[\w /]{2,20}:", place):
                return trim_place(re.sub(r"\.?\s*View directions.*$", "", place)) or None
    return None


def trim_place(text: str) -> str:
    """A venue as printed, cut before the date or time that follows it."""
    text = re.split(
        r"(?i),\s+the\s+following\b|,?\s+(?:on|at|from|commencing|starting)\s+(?=(?:the\s+)?(?:\w+day\b|\d))|,?\s+(?=\w+day,?\s+(?:the\s+)?\d)|[.;]\s*$|\.\s+(?-i:(?=[A-Z]))",
        text.strip(),
        maxsplit=1,
    )[0]
    text = re.sub(r"(?i)[\s,]+(?:commencing|starting|beginning)$", "", text.strip(" ,.:;-–"))
    return re.sub(r"^the\s+", "", text).strip()


def read_head(text: list[str], kind: str) -> Head:
    """Date, board, venue and time from the heading lines of an agenda or of minutes, blank ones
    among them.
    """
    text = [_WIDE.sub(" " * 9, said) for line in text for said in _labels_apart(line)]
    written = [line for line in text if line]
    whole = " ".join(written)
    venue = labelled_venue(text) or _told_venue(_paragraphs(text)) or _told_venue([whole])
    venue = venue or _beside_date(written) or _below_date(written)
    if venue is None and kind == "agenda":
        venue = _agenda_venue(written)
    if venue and (len(venue) < 3 or not re.search(r"[A-Za-z]{3}", venue)):
        venue = None
    span = next((times for line in written if (times := time_span(line))), None)
    start = _in_the_day(span[0] if span else first_time(whole), whole)
    board = _board(written, whole)
    bodies = joint_bodies(board) if board and _RULES["joint-meeting"].within(whole) else ()
    day = _day(written, whole)
    return Head(
        day,
        bodies[0] if bodies else board,
        venue,
        start,
        bool(_ONLINE.search(venue)) if venue else None,
        span[1] if span else _ended(whole),
        bodies[1:],
        _last_day(whole, day),
    )


MOST_DAYS = 14  # that one meeting lasts


def _last_day(whole: str, day: date | None) -> date | None:
    """The last day of a meeting held “on 4 and 5 June 2024”."""
    if day is None:
        return None
    found = [each for each in dates(whole) if each.date >= day][:2]
    if len(found) < 2 or found[0].date != day or found[1].start != found[0].start:
        return None
    return found[1].date if (found[1].date - day).days <= MOST_DAYS else None


def _in_the_day(start: str | None, whole: str) -> str | None:
    """An hour as a clock of 24: boards meet at “6.30” in the evening unless the page says else."""
    if start is None or not FIRST_AFTERNOON <= int(start[:2]) <= LAST_AFTERNOON:
        return start
    printed = re.search(
        rf"(?<![\d.:]){int(start[:2])}[.:]?(?:\d\d)?(?!\d)\s*(?P<half>[ap]\.?\s?m)?", whole
    )
    if printed is None or (printed["half"] or "")[:1].lower() == "a":
        return start
    return f"{int(start[:2]) + 12}{start[2:]}"


FIRST_AFTERNOON, LAST_AFTERNOON = 1, 6  # hours at which no board meets in the morning
_SEGMENT = re.compile(r"[,;|·]\s*(?![^()]*\))")  # outside brackets


def _beside_date(written: list[str]) -> str | None:
    """The place behind the day and the hour on their line: “15 May 2025, 14:00, Corn Hall”."""
    for line in written:
        segments = [each.strip() for each in _SEGMENT.split(line)]
        dated = next((at for at, each in enumerate(segments) if first_date(each)), None)
        if dated is None:
            dated = next(
                (
                    at
                    for at in range(len(segments) - 1)
                    if first_date(", ".join(segments[at : at + 2]))
                ),
                None,
            )
            dated = None if dated is None else dated + 1
        if dated is None:
            continue
        behind: list[str] = []
        for each in segments[dated + 1 :]:
            if _WHEN.fullmatch(each):
                if behind:
                    break
                continue
            behind.append(each)
        place = trim_place(", ".join(behind))
        if place and _may_be_place(place) and (len(behind) < 2 or _RULES["place"].within(place)):
            return place
    return None


_WHEN = re.compile(
    r"(?:(?:at|from|to|commencing|starting)\s+)*(?:\d{1,2}(?:[.:]?\d\d)?\s*(?:[ap]\.?\s?m\.?|noon|hrs|hours)?(?:\s*(?:[-–—]|to|until)\s*|\s*$))+(?:\w+)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:19|20)\d\d|\W*",
    re.I,
)


def _below_date(written: list[str]) -> str | None:
    """The place on a line of its own below the day."""
    dated = next((at for at, line in enumerate(written) if first_date(line)), None)
    if dated is None:
        return None
    for line in written[dated + 1 : dated + 1 + LINES_BELOW]:
        if is_list_head(line) or _RULES["agenda-word"].at(line):
            return None
        place = _TIMES_BEHIND.sub("", line)
        if "\t" not in place and _RULES["place"].within(place) and _may_be_place(place):
            return trim_place(place)
    return None


_TIMES_BEHIND = re.compile(
    r",?\s+(?:\d{1,2}[.:]\d\d|\d{1,2}(?=\s*[ap]))\s*(?:[ap]\.?m\b\.?)?"
    r"(?:\s*(?:-|–|—|to|until)\s*\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\b\.?)?)?$",
    re.I,
)  # the hours behind a place: “Lamp Hall, 2:00pm – 4:00pm”


LINES_BELOW = 3  # of a day, among which the place stands
LONGEST_PLACE = 90  # characters


def _may_be_place(text: str) -> bool:
    return (
        4 < len(text) < LONGEST_PLACE
        and text[:1].isupper()
        and not first_date(text)
        and not re.search(
            r":|\b(?:minutes?|meeting|agenda|chair\w*|present|apologies|members?)\b|\.$", text, re.I
        )
        and not _RULES["report-body-head"].pattern.match(text.lower())
    )


_LABEL = re.compile(
    r"(?i)^(?:meeting(?:\s+title)?|date|venue|location|place|(?:(?:start|finish|end)\s+)?time)\s*:?$"
)


_LABELLED = re.compile(_LABEL.pattern.removesuffix("?$") + r"\s*\S")


def _labels_apart(line: str) -> list[str]:
    """A line of labels and values in columns (“Date   3 May 2019   Venue   Corn Hall”) as “Date: 3
    May 2019”, …
    """
    cells = [cell.strip() for cell in COLUMNS.split(line)]
    if len(cells) > 1 and all(_LABELLED.match(cell) for cell in cells):
        return cells
    if len(cells) < 2 or len(cells) % 2 or not all(_LABEL.match(label) for label in cells[::2]):
        return [line]
    return [
        f"{label.rstrip(' :')}: {value}"
        for label, value in zip(cells[::2], cells[1::2], strict=True)
    ]


def _day(text: list[str], whole: str) -> date | None:
    """The day of the meeting: the one behind “held”, unless a line dates the meeting of a board by
    itself.
    """
    text, whole = _without_other_days("\n".join(text)).split("\n"), _without_other_days(whole)
    for at, line in enumerate(text):
        if _DAY_LABEL.match(line) and (labelled := first_date(" ".join(text[at : at + 2]))):
            return labelled
    dated = next(
        (first_date(line) for line in text[:6] if _DATED.match(line) and first_date(line)), None
    )
    after = re.search(r"\b(?:held|commencing)\b(?!\s+and\b)", whole, re.I)
    return dated or (first_date(whole[after.start() :]) if after else None) or first_date(whole)


def _without_other_days(text: str) -> str:
    """The text without days on which, as it says, a paper was signed, sent or is approved."""
    for start, end in sorted({(each.start, each.end) for each in dates(text)}, reverse=True):
        if _RULES["day-of-paper"].within(text[max(0, start - LONGEST_LEAD) : start]):
            text = text[:start] + text[end:]
    return text


LONGEST_LEAD = 80  # characters before a day that say what it is of
_DAY_LABEL = re.compile(
    r"(?i)^\W{0,3}(?:date\s+of\s+(?:the\s+)?meeting|meeting\s+date|date(?:\s*/\s*time)?\s*:)"
)
_DATED = re.compile(
    r"(?i)^(?!.*\b(?:minutes|held)\b)[A-Z].{2,110}?\s*(?:[-–—]|\bon\b)\s*\w+day,?\s+\d{1,2}"
)


def _ended(whole: str) -> str | None:
    found = re.search(
        r"(?i)\b(?:terminat(?:ed|ing)|conclud(?:ed|ing)|finish(?:ed|ing)|closed|ending|(?:finish|end)\s+time)\s*:?\s*(?:at\s+)?(?P<time>\d.{2,10})",
        whole,
    )
    return first_time(found["time"]) if found else None


def _paragraphs(text: list[str]) -> list[str]:
    """Lines between blank ones, joined; a line that ends amid its sentence takes the next one with
    it.
    """
    out: list[str] = []
    open_end = False
    for at, line in enumerate(text):
        if not line:
            open_end = (
                bool(out)
                and re.search(r"\b(?:at|in|on|of|the|via|held)$", out[-1], re.I) is not None
            )
            continue
        if out and (open_end or (at and text[at - 1] and len(text[at - 1]) > 50)):
            out[-1] += " " + line
        else:
            out.append(line)
        open_end = re.search(r"\b(?:at|in|on|of|the|via|held)$", line, re.I) is not None
    return out


_TOLD = (
    re.compile(
        r"\bat\s+\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?\s?m\.?|noon)?,?\s+(?:in|at|via)\s+(?P<venue>[^;]{3,120})",
        re.I,
    ),
    re.compile(
        r"\b(?:via|on|by)\s+(?P<venue>microsoft teams|ms teams|zoom|teams|skype|webex"
        r"|video\s*conferenc\w+)",
        re.I,
    ),
    re.compile(
        r"\bheld\s+on\s+[^.;]{3,60}?(?:\s+at\s+\d[\d.:]*\s*(?:[ap]\.?\s?m\.?)?)?\s*,?\s+(?:at|in)\s+"
        r"(?P<venue>(?:the\s+)?(?-i:[A-Z])[^;:]{3,100})",
        re.I,
    ),
    re.compile(
        r"^(?:\w+day,?\s+)?(?=\d)[^.;]{6,30}?\d{4}\s*,?\s+(?:at|in)\s+(?P<venue>(?:the\s+)?[A-Z][^;.:]{3,100})"
    ),
)


_OPENNESS = re.compile(r"(?:public|private|common|person)\b", re.I)  # “held in public”


def _told_venue(paragraphs: list[str]) -> str | None:
    """The place a sentence of the heading names: “held at …”, “at 7 pm in …”, “via …”."""
    for paragraph in paragraphs:
        if held := _RULES["held"].within(paragraph):
            place = trim_place(paragraph[held.end() :])
            if place and not _OPENNESS.match(place):
                return place
    for pattern in _TOLD:
        for paragraph in paragraphs:
            found = pattern.search(paragraph)
            if found and (place := trim_place(found["venue"])) and not first_date(place):
                return place
    return None


_BESIDE_CONTACT = re.compile(
    r"(?P<words>[^\t]*?)(?:\t\s*(?:ask for|telephone|tel|e-?mail|contact|officer)\b"
    r"|\s+(?:ask for|telephone|tel|e-?mail|contact)\s*:\s*\t)",
    re.I,
)  # date and place on the left, whom to ask on the right


def _agenda_venue(text: list[str]) -> str | None:
    """The lines under the date that are neither heading, time nor contact."""
    places: list[str] = []
    seen = False
    for line in text:
        if "\t" in line:
            beside = _BESIDE_CONTACT.match(line)
            if beside is None:
                break  # the head of a table
            line = beside["words"].strip()
        if first_date(line):
            seen = True
            continue
        if _RULES["agenda-word"].at(line):
            if seen:
                break
            continue
        if re.match(
            r"^(?:ask for|telephone|tel|e-?mail|contact|membership|members|note\b|to\b|dear\b|[•*])"
            r"|^(?:occurred|scheduled|cancelled|postponed)$"
            r"|^\(|[^(]*\)$",
            line,
            re.I,
        ):
            if places:
                break
            continue
        if (
            seen
            and not is_upper(line)
            and not first_time(line)
            and not re.search(r"@|\d{5}|\[(?:e-mail|telephone)\]", line)
            and len(line) < 120
        ):
            places.append(line)
        elif places:
            break
    return trim_place(" ".join(places[:3])) if places else None


_BOARD_PATTERNS = (
    re.compile(
        r"\b(?:meeting|agm|proceedings)\s+of\s+(?:the\s+)?(?P<board>[A-Z](?:(?!\bmeeting\s+of\b)[^.:;]){2,180}?)\s*,?\s+(?=held\b|on\s+\w+day|via\b|at\s+\d|which\b|took\b)",
        re.I,
    ),
    re.compile(
        r"(?P<board>[A-Z][\w’'&,. -]{2,90}?)\s+held\s+(?:their|its|a|an)\b.{0,40}?\bmeeting\b"
    ),
    re.compile(
        r"^(?:(?P<agenda>Agenda\s+for\s+))?(?P<board>[A-Z][^\n:]{2,100}?)\s*(?:[-–—]|(?(agenda)\bon\b|-))\s*"
        r"(?=(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+\w+,?\s+\d{4})",
        re.M,
    ),
    re.compile(
        r"(?i)\bminutes\s+of\s+(?:the\s+|a\s+)?(?P<board>(?-i:[A-Z])[^.:;\n]{3,100}?)\s+(?:meeting|held)\b"
    ),
    re.compile(
        r"^(?P<board>[A-Z][^\n:;]{2,90}?)[^\S\n]+(?:[-–—][^\S\n]+)?(?:draft\s+)?"
        r"(?:minutes\b|notes\s+of\b|meeting\s*[-–—])",
        re.M | re.I,
    ),
)
_ONE_WORD = len(_BOARD_PATTERNS) - 2  # patterns before it may find a body of one word, “the BOARD”


def _board(text: list[str], whole: str) -> str | None:
    names = list(_told_bodies(text, whole))
    if not names:
        return _body_line(text) or _body_begun(text) or _body_above(text)
    if " " not in names[0]:
        return _in_full(names[0], text)
    names += filter(_may_be_name, map(_body_name, text))
    return next((name for name in names if _spells_out(name, names[0])), names[0])


def _may_be_name(text: str) -> bool:
    """Whether a line of its own may be a body's name, whatever its last word."""
    return (
        3 < len(text) < 90
        and ":" not in text
        and ";" not in text
        and is_titled(text)
        and not _NO_BODY.match(text)
        and not first_date(text)
    )


def _told_bodies(text: list[str], whole: str) -> Iterator[str]:
    """The names that the words about the meeting stand around, the likeliest first."""
    for number, pattern in enumerate(_BOARD_PATTERNS):
        for found in pattern.finditer("\n".join(text) if number else whole):
            name = _body_name(found["board"])
            if (
                name
                and not _NO_BODY.match(name)
                and not first_date(name)
                and (number != _ONE_WORD or " " in name)
            ):
                yield name


def _spells_out(name: str, short: str) -> bool:
    """Whether a name has words for the letters in another: “Quay Ferry Panel”, “QF Panel”."""
    letters = None if is_upper(short) else _LETTERS.search(short)
    words = re.findall(r"\w[\w'’]*", name)
    return letters is not None and letters[0] in "".join(
        word[0] for word in words if word not in SMALL
    )


_LETTERS = re.compile(r"\b[A-Z]{2,6}\b")


def _body_line(text: list[str]) -> str | None:
    """The body that a line by itself names, those above the day first, from the day upwards."""
    dated = next((at for at, line in enumerate(text) if first_date(line)), len(text))
    for line in (*reversed(text[: dated + 1]), *text[dated + 1 :]):
        body = _body_name(line)
        if (
            3 < len(body) < 110
            and _RULES["report-body-head"].pattern.match(body.lower())
            and (is_upper(body) or is_titled(body))
            and not _NO_BODY.match(body)
            and not first_date(body)
        ):
            return body
    return None


def _body_begun(text: list[str]) -> str | None:
    """The body that begins a line which goes on with its meeting: “Quay Council AGM 2031”."""
    for line in text:
        if found := _RULES["body-and-meeting"].at(line):
            body = _body_name(found["board"])
            if " " in body and is_titled(body) and not _NO_BODY.match(body):
                return body
    return None


def _body_above(text: list[str]) -> str | None:
    """The name on the line above “Minutes”, whatever its last word."""
    for above, line in itertools.pairwise(text):
        body = _body_name(above)
        if _MINUTES_BELOW.match(line) and _may_be_name(body):
            return body
    return None


_MINUTES_BELOW = re.compile(r"(?:draft\s+)?(?:minutes\b|meeting\s*[-–—])", re.I)


def _in_full(word: str, text: list[str]) -> str:
    """A body called by one word (“the BOARD”), as another line of the heading names it."""
    ending = f" {word.lower()}"
    named = (_body_name(line) for line in text)
    full = (
        body
        for body in named
        if body.lower().endswith(ending) and len(body) < 110 and (is_upper(body) or is_titled(body))
    )
    return next(full, word)


_BETWEEN_BODIES = re.compile(r",?\s+(?:and|with|&)\s+(?:the\s+)?|,\s+(?:the\s+)?", re.I)


def joint_bodies(names: str) -> tuple[str, ...]:
    """The bodies of “the A Board, the B Panel and the C Committee”; none where one is no body."""
    is_body = _RULES["report-body-head"].pattern.match
    bodies: list[str] = []
    begun = 0
    for gap in _BETWEEN_BODIES.finditer(names):
        if is_body(names[begun : gap.start()].lower()):
            bodies.append(_body_name(names[begun : gap.start()]))
            begun = gap.end()
    last = _body_name(names[begun:])
    return (*bodies, last) if bodies and is_body(last.lower()) else ()


_NO_BODY = re.compile(
    r"(?i)^(?:the\s+)?(?:draft|minutes|notes|annual|ordinary|agendas?|location|venue|date|time"
    r"|above|said|extracts?|proceedings|scanned|(?:registered\s+)?charity\s+n\w*)\b|^\w+:"
)


_BEFORE_BODY = re.compile(
    r"(?i)^(?:meeting(?:\s+title)?\s*:\s*|(?:\d+(?:st|nd|rd|th)\s+)?meeting\s+of\s+|agenda\s+for\s+"
    r"|meeting\s+(?:minutes|notes)\s*[-–:]\s*"
    r"|(?:annual|ordinary|extraordinary)\s+(?!general\b)(?=\S+\s+(?:\S+\s+){1,6}(?:council|board|committee|panel|forum)$))"
)


_OF_PLACE = re.compile(
    r"(?P<place>\S.{2,60}?)\s+(?:annual\s+)(?P<meeting>(?:parish|community|town)\s+meeting)$", re.I
)  # all who vote in the place, which is a body of its own


_WHICH_MEETING = re.compile(
    rf"(?i)(?<!\bof)(?:\s+(?:annual(?:\s+general)?|ordinary|extraordinary|monthly|{MONTHS_PRINTED}))+$"
)  # “Quay Panel May meeting”


def _body_name(text: str) -> str:
    """The name of a body, without the words about its meeting around it."""
    name = re.sub(r"\s+", " ", text).strip(" .:,-–")
    name = _BEFORE_BODY.sub("", name)
    name = re.sub(r"(?i)[,\s]+to\s+be$", "", name)
    if found := _OF_PLACE.match(name):
        return f"{found['place']} {found['meeting']}"
    name = re.sub(r"(?i)\s*[-–]?\s+(?:draft\s+)?(?:minutes|meeting)$", "", name)
    name = _WHICH_MEETING.sub("", name)
    return re.sub(r"^the\s+", "", name, flags=re.I).strip(" ,-–")
