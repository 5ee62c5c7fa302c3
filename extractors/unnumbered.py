"""Headings of minutes without a number: capitals, lines that stand out, titles alone or run into
their paragraph.
"""

from __future__ import annotations

import re

from kg.extractors.dates import is_date_line
from kg.extractors.layout import Layout
from kg.extractors.numbering import chain
from kg.extractors.rules import rules
from kg.extractors.sections import is_list_head
from kg.extractors.text import Line, is_titled, is_upper
from kg.extractors.titles import LONGEST_TITLE, Heading, run_in, stands_out
from kg.extractors.web_page import is_label, is_linked, trim_title
from kg.ontology.folding import one_line

_RULES = rules("minutes")
_AGENDA = rules("agenda")


def is_no_title(text: str) -> bool:
    """Whether a line that stands out is no item's title: a list's head, a date, a mover, a
    decision, a sub-heading.
    """
    return bool(
        is_list_head(text)
        or is_date_line(text)
        or not re.search(r"[A-Za-z]{3}", text)
        or any(
            _RULES[name].at(text)
            for name in ("resolved", "moved", "sub-head", "in-the-chair", "item-mark", "point")
        )
    )


def titles_standing_out(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Lines that are a heading or bold from end to end and stand over text that is not."""
    found: list[Heading] = []
    position = 0
    while position < len(lines):
        first = lines[position]
        if first.blank or "\t" in first.text or not stands_out(layout, first):
            position += 1
            continue
        last = position
        while (
            last + 1 < len(lines)
            and not lines[last + 1].blank
            and stands_out(layout, lines[last + 1])
        ):
            last += 1
        title = one_line("\n".join(line.text for line in lines[position : last + 1]))
        below = next((line for line in lines[last + 1 :] if not line.blank), None)
        if (
            below is not None
            and not is_no_title(title)
            and len(title) <= LONGEST_TITLE
            and not stands_out(layout, below)
            and len(below.text.strip()) >= 15
        ):
            found.append(Heading(None, title, first.index, lines[last].end, "title-emphasised"))
        position = last + 1
    return found


def opening_paragraphs(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Paragraphs that open with their title and a colon (“Planning: The clerk reported …”); two are
    procedural. A full stop or a dash may part the title where most paragraphs open so.
    """
    starts = [
        at for at, line in enumerate(lines) if not line.blank and (not at or lines[at - 1].blank)
    ]
    opened = [_opening_title(lines[at].text.strip()) for at in starts]
    habit = 2 * sum(end is not None for end in opened) > len(starts)
    found: list[Heading] = []
    for position, opening in zip(starts, opened, strict=True):
        line = lines[position]
        text = line.text.strip()
        end = run_in(text) or (opening if habit else None)
        if end is None or is_no_title(text):
            continue
        found.append(
            Heading(
                None,
                text[:end].rstrip(" .:–-"),
                line.index,
                line.start + line.text.index(text) + end,
                "title-run-in",
            )
        )
    procedural = sum(1 for head in found if _AGENDA["procedural"].at(head.title))
    return found if procedural >= 2 else []


_OPENING = re.compile(r"(?P<title>[A-Z][^.:–\t]{2,50}?)(?:[.:]|\s[-–])(?=\s+[A-Z“])")


def _opening_title(text: str) -> int | None:
    """Where the title ends with which a paragraph opens, its mark included."""
    found = _OPENING.match(text)
    return found.end() if found and len(found["title"].split()) <= 6 else None


def over_long_paragraphs(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Short lines without a full stop, each alone over a long paragraph, where paragraphs are not
    broken into lines.
    """
    written = [line for line in lines if not line.blank]
    lengths = sorted(len(line.text) for line in written)
    if sum(length for length in lengths if length >= 150) < 0.7 * sum(lengths):
        return []
    found: list[Heading] = []
    for above, line, below in zip(written, written[1:], written[2:], strict=False):
        text = line.text.strip()
        if (
            len(text) <= 60
            and len(below.text) >= (50 if re.search(r"[.?!”\"]$", above.text.strip()) else 150)
            and not re.search(r"[.;,:?!)]$|\t|^[•\d]", text)
            and not is_no_title(text)
        ):
            found.append(
                Heading(None, one_line(text), line.index, line.end, "title-over-paragraph")
            )
    return found


def opening_capitals(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Paragraphs that open with their title in capitals (“FINANCE. A cheque was signed”)."""
    found: list[Heading] = []
    for position, line in enumerate(lines):
        text = line.text.strip()
        if position and not lines[position - 1].blank:
            continue
        opened = _RULES["opening-capitals"].at(text)
        if opened and not _LISTED.match(opened["title"]):
            body = line.start + line.text.index(text) + opened.end("title")
            found.append(
                Heading(None, opened["title"].strip(" ."), line.index, body, "opening-capitals")
            )
    return found


def capitals(layout: Layout, lines: list[Line]) -> list[Heading]:
    return _alone(layout, lines, upper=True)


def titles(layout: Layout, lines: list[Line]) -> list[Heading]:
    return _alone(layout, lines, upper=False)


def capitals_over_lists(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Titles in capitals over lists whose numbers begin again under each of them."""
    ones = [line.index for line in lines if re.match(r"^1\s*[.)\\]\s*\S", line.text.strip())]
    found = capitals(layout, lines) if len(ones) >= 2 else []
    over = {max((head.line for head in found if head.line < one), default=None) for one in ones} - {
        None
    }
    return found if len(over) >= 2 else []


def linked(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Titles of a saved page that lost its numbers and labels: some still show the mark of their
    file.
    """
    return titles(layout, lines) if any(is_linked(line.text) for line in lines) else []


def over_paragraphs(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Titles that lost their number, over paragraphs that kept theirs (“2.1.

    The minutes were …”).
    """
    spots: list[tuple[Line, int]] = []
    above: Line | None = None
    for line in lines:
        text = line.text.strip()
        first = re.match(r"^(\d{1,2})\.1\.?\s*[A-Z]", text)
        if (
            first
            and above is not None
            and len(above.text) <= 120
            and not re.search(r"[.;,]$", above.text.strip())
        ):
            spots.append((above, int(first[1])))
        above = line if text else above
    run = chain([number for _, number in spots])
    return [
        Heading(
            str(number),
            one_line(line.text.strip(" -–•")),
            line.index,
            line.end,
            "title-over-paragraphs",
        )
        for line, number in (spots[at] for at in run)
    ]


def over_sentences(layout: Layout, lines: list[Line]) -> list[Heading]:
    """Short titles right over the sentence that follows, where no blank line is left between them.

    The first is one that opens a meeting (“Welcome and introductions”).
    """
    written = [line for line in lines if not line.blank]
    found: list[Heading] = []
    for above, line, below in zip([None, *written], written, written[1:], strict=False):
        text = line.text.strip()
        begun = bool(found) or _AGENDA["procedural"].at(text) is not None
        if (
            not begun
            or len(text) > 90
            or len(text.split()) > 12
            or "\t" in text
            or not text[:1].isupper()
        ):
            continue
        ended = (
            above is None
            or not found
            or re.search(r"[.:;|]$|^\w+:", above.text.strip()) is not None
        )
        if (
            ended
            and not re.search(r"[.;:,]$", text)
            and _SENTENCE.match(below.text.strip())
            and not _LABELLED.match(text)
        ):
            found.append(Heading(None, one_line(text), line.index, line.end, "title-over-sentence"))
    return found


_SENTENCE = re.compile(
    r"^[A-Z‘“(].{40,}[.:;]$|^[A-Z].{60,}|^[A-Z]\S+\s+(?:\S+\s+){0,6}?(?:was|were|welcomed|noted|agreed)\b"
)
_LABELLED = re.compile(r"^(?:Action|Owner|Due|Actions?\s+Point|Decision|Proposed|Seconded)\b", re.I)


def _alone(layout: Layout, lines: list[Line], upper: bool) -> list[Heading]:
    """Titles alone between blank lines, without a number."""
    found: list[Heading] = []
    begun = False
    for position, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        alone = (position == 0 or lines[position - 1].blank) and (
            position + 1 >= len(lines)
            or lines[position + 1].blank
            or is_label(lines[position + 1].text)
        )
        title = trim_title(text)
        linked = is_linked(
            text
        )  # the mark of a file behind it: a title, whatever else it looks like
        if (
            (not alone and not linked)
            or len(title) > 120
            or "\t" in text
            or not re.search(r"[A-Za-z]{3}", title)
        ):
            continue
        if (
            re.match(r"\d", title)
            or is_label(title)
            or is_list_head(title)
            or _LISTED.match(title)
            or is_date_line(title)
        ):
            continue
        procedural = _AGENDA["procedural"].at(title) is not None and len(title.split()) <= 12
        if upper != is_upper(title) or not (is_titled(title) or linked or procedural):
            continue
        if not (linked or procedural) and (_is_sentence(title, upper)):
            continue
        if len(title) > 90 and not linked:
            continue
        if not upper:
            begun = begun or procedural
            following = next((n.text.strip() for n in lines[position + 1 :] if not n.blank), "")
            if (
                not begun
                or (len(following) < 40 and not procedural)
                or len(title.split()) > (20 if linked else 9)
            ):
                continue
        found.append(Heading(None, one_line(title), line.index, line.end, "title-alone"))
    return found


def _is_sentence(title: str, upper: bool) -> bool:
    """Whether a line ends as a sentence, or holds marks that only titles in capitals have."""
    marked = ":" in title.rstrip(":") or "(" in title
    return title.endswith((".", ";", ",")) or (marked and not upper)


_LISTED = re.compile(
    r"^(?:present|in attendance|also present|apologies|officers|members|distribution"
    r"|public members|chair(?:man)?"
    r"|signed)\b\s*:?$",
    re.I,
)
