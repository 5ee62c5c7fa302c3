"""Reports and slides: title, who wrote them, which agenda item they belong to, what they recommend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extractors.facts import AgendaItem, Recommendation, Report, Span
from kg.extractors.layout import Layout, Stretch, written
from kg.extractors.people import People
from kg.extractors.recommended import asked_in
from kg.extractors.report_heads import field_of
from kg.extractors.rules import rules
from kg.extractors.text import Line, is_titled
from kg.ontology.folding import fold_to_words, one_line

_RULES = rules("layout")
_MINUTES = rules("minutes")
_HEADS = rules("report-heads")
_SMALL = frozenset({"the", "and", "for", "update", "report"})


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a report names to contact: persons, and the body printed with them."""

    authors: tuple[str, ...]
    organisation: str | None


def item_of(
    stretches: Sequence[Stretch], agenda: Sequence[AgendaItem], layout: Layout
) -> list[str | None]:
    """The agenda item of each paper, by order and likeness of titles.

    Papers follow the agenda's order, so the assignment never steps back; of all such assignments the one whose titles
    share most words wins (dynamic programming over papers and items). A page stamp in a paper decides.
    """
    items = [item for item in agenda if item.pages is not None and item.kind != "procedural"]
    if not items:
        return [stretch.item for stretch in stretches]
    words = [_words(item.title + " " + (item.note or "")) for item in items]
    spread = Counter(word for mine in words for word in mine)
    titles = Counter(word for stretch in stretches for word in _words(stretch.title or ""))
    telling = {
        w
        for w, count in spread.items()
        if (2 * count <= len(items) or count == 1) and titles[w] < 3
    }
    words = [mine & telling for mine in words]
    count, size = len(stretches), len(items)
    best = [[float("-inf")] * size for _ in range(count)]
    back = [[-1] * size for _ in range(count)]
    for row, stretch in enumerate(stretches):
        mine = _words((stretch.title or "") + " " + _opening(layout, stretch))
        titled = _words(stretch.title or "")
        for column in range(size):
            worth = _likeness(mine, words[column]) + 2.0 * _likeness(
                titled, _words(items[column].title) & telling
            )
            if stretch.item is not None:
                worth += 5.0 if items[column].number == stretch.item else -5.0
            if row == 0:
                best[row][column] = worth - 0.2 * column
                continue
            for previous in range(column + 1):
                step = column - previous
                follows = (
                    stretch.rule == "after-contact"
                )  # papers of one item, one behind the other
                cost = (-0.2 if follows else 0.35) if step == 0 else 0.2 * (step - 1)
                value = best[row - 1][previous] + worth - cost
                if value > best[row][column]:
                    best[row][column], back[row][column] = value, previous
    if not count:
        return []
    at = max(range(size), key=lambda column: (best[-1][column] - 0.2 * (size - 1 - column), column))
    chosen: list[str | None] = []
    for row in range(count - 1, -1, -1):
        chosen.append(items[at].number)
        at = back[row][at]
    return chosen[::-1]


def _words(text: str) -> set[str]:
    return {w.rstrip("s") for w in fold_to_words(text).split() if len(w) > 2} - _SMALL


def _opening(layout: Layout, stretch: Stretch) -> str:
    return " ".join(line.text for line in written(layout.lines, stretch.first, stretch.last, 8))[
        :600
    ]


def _likeness(a: set[str], b: set[str]) -> float:
    return len(a & b) / (1 + min(len(a), len(b))) if a and b else 0.0


def better_title(layout: Layout, stretch: Stretch, item: AgendaItem | None) -> str | None:
    """The title of a paper without a head: its own if it shares words with the agenda's, else a line of its first page
    that says more of what the agenda announces. Papers of two columns print their masthead amid the text."""
    if (
        item is None
        or stretch.rule not in ("after-contact", "after-blank-page")
        or stretch.title is None
    ):
        return stretch.title
    wanted, own = _words(item.title), _words(stretch.title)
    if wanted & own or not wanted or re.search(r"\d{4}", stretch.title):
        return stretch.title
    lines = layout.lines[stretch.first : min(stretch.last, stretch.first + 120)]
    best: tuple[float, str] | None = None
    for position, line in enumerate(lines):
        text = line.text.strip()
        if not text or "\t" in text or text.endswith((".", ",", ";")):
            continue
        block = [text]
        if (
            position + 1 < len(lines)
            and not lines[position + 1].blank
            and len(lines[position + 1].text) < 60
        ):
            block.append(lines[position + 1].text.strip())
        alone = position == 0 or lines[position - 1].blank
        if not alone or (
            len(block) == 2 and position + 2 < len(lines) and not lines[position + 2].blank
        ):
            continue
        title = one_line(" ".join(block))
        if len(title) > 120 or title.endswith("."):
            continue
        share = len(wanted & _words(title)) / len(wanted)
        if share >= 0.6 and (best is None or share > best[0]):
            best = (share, title)
    return best[1] if best else stretch.title


def contact(layout: Layout, stretch: Stretch, people: People) -> Contact:
    """Authors of a paper: those under “Officer to contact”, above a telephone or e-mail line, or “Presented by”."""
    authors: list[str] = []
    organisation: str | None = None
    authors += _named_in_head(layout.lines[stretch.first : stretch.body], people)
    lines = layout.lines[stretch.body : stretch.last]
    for position, line in enumerate(lines):
        text = line.text.strip()
        if not text:
            continue
        presented = re.match(r"(?i)^presented\s+by\s*[:–-]?\s*(?P<name>.+)$", text)
        if presented and position < 20:
            person = people.at(presented["name"].strip())
            if person and person.printed not in authors:
                authors.append(person.printed)
            continue
        head = _RULES["contact-head"].at(text)
        if head:
            block = [Line(line.index, line.start, head["rest"])] if head["rest"] else []
            block += [n for n in lines[position + 1 : position + 16] if not n.blank][:7]
            names, body = _block(block, people)
            authors = authors or names  # whoever else may be rung need not have written it
            if set(names) <= set(authors):
                organisation = organisation or body
            continue
        if _RULES["contact-line"].at(text) and not authors:
            block = [n for n in lines[max(0, position - 14) : position] if not n.blank][-7:]
            names, body = _block(block, people)
            authors += [name for name in names if name not in authors]
            organisation = organisation or body
    if not authors and stretch.kind == "presentation":
        for line in [n for n in lines if not n.blank][:5]:
            person = people.whole(line.text.strip())
            if person and (
                person.title or person.given.split(" ")[0].lower() in people.first_names
            ):
                authors.append(person.printed)
                break
    return Contact(tuple(authors), organisation)


def _named_in_head(head: list[Line], people: People) -> list[str]:
    """Whom a field of the head says to have written it (“Report by: …”)."""
    names: list[str] = []
    for name, value in filter(None, (field_of(line.text) for line in head)):
        if _HEADS["author-field"].at(name):
            for part in re.split(r"\s+(?:and|&)\s+|\s*[/;]\s*", value):
                person = people.at(part)
                if person is not None and person.printed not in names:
                    names.append(person.printed)
    return names


def _block(block: list[Line], people: People) -> tuple[list[str], str | None]:
    """Names and the body in the lines of a contact block."""
    names: list[str] = []
    body: str | None = None
    for line in block:
        text = line.text.strip()
        if (
            _RULES["contact-line"].at(text)
            or _RULES["report-section"].at(text)
            or _RULES["contact-head"].at(text)
        ):
            if names:
                break
            continue
        person = people.at(text)
        rest = text[person.end :] if person else ""
        fits = person is not None and (
            not rest.strip()
            or bool(re.match(r"\s*[-–,(:]", rest))
            or people.is_role(rest)
            or person.certain
        )
        if person and fits and not names:
            names.append(person.printed)
            text = rest.strip(" -–,")
        if body is None and text and names:
            words = re.findall(r"[a-z]+", text.lower())
            title = people.is_role(text) and "," not in text
            if words and words[-1] in people.heads and len(text) < 120 and not title:
                body = re.split(r"\s[-–]\s", text)[-1].strip(" ,")
                role, comma, behind = body.partition(", ")
                if comma and people.is_role(role):
                    body = behind
    return names, body


def read_recommendations(
    layout: Layout, stretch: Stretch, meeting: int, report: int, people: People
) -> tuple[Recommendation, ...]:
    """What a paper asks the board to do, one row a clause."""
    lines = layout.lines[stretch.body : stretch.last]
    found: list[Recommendation] = []
    position = 0
    while position < len(lines):
        text = lines[position].text.strip()
        numbered = _RULES["recommendation-number"].at(text)
        if numbered and (stretch.kind == "presentation" or not numbered["rest"]):
            rows, position = _slide(lines, position, numbered)
            for label, words, span in rows:
                found.append(
                    Recommendation(meeting, report, label, words, span, "recommendation-slide")
                )
            continue
        position += 1
    found += [
        Recommendation(meeting, report, each.label, each.text, each.span, "recommendation")
        for each in asked_in(layout, stretch, people)
    ]
    return tuple(sorted(found, key=lambda each: each.span))


def _slide(
    lines: list[Line], position: int, numbered: re.Match[str]
) -> tuple[list[tuple[str | None, str, Span]], int]:
    """“Recommendation 2” as the heading of a slide: all the slide says, up to the next heading of its rank."""
    first = lines[position]
    words = [numbered["rest"]] if numbered["rest"] else []
    at = position + 1
    last = first
    while at < len(lines):
        line = lines[at]
        text = line.text.strip()
        if _RULES["recommendation-number"].at(text):
            break
        if text and _RULES["page-number"].at(text):
            at += 1
            continue
        if text and len(words) > 1 and _is_slide_head(lines, at):
            break
        if text:
            words.append(line.text)
            last = line
        at += 1
    return [
        (numbered["number"], one_line("\n".join(words)), Span(first.start, last.end))
    ] if words else [], at


def _is_slide_head(lines: list[Line], at: int) -> bool:
    text = lines[at].text.strip()
    before = lines[at - 1].blank
    after = at + 1 >= len(lines) or lines[at + 1].blank
    return (
        before
        and after
        and len(text) < 60
        and not text.startswith("•")
        and not text.endswith((".", "–", "-", ":"))
        and is_titled(text)
    )


def report_of(
    layout: Layout,
    stretch: Stretch,
    meeting: int,
    item: str | None,
    agenda_item: AgendaItem | None,
    people: People,
) -> Report:
    """The ``Report`` that a part of a pack is."""
    who = contact(layout, stretch, people)
    title = (
        better_title(layout, stretch, agenda_item)
        or (agenda_item.title if agenda_item else None)
        or "Untitled"
    )
    return Report(
        meeting=meeting,
        item=item,
        title=title,
        kind="presentation" if stretch.kind == "presentation" else "report",
        organisation=_title_body(title, people) or who.organisation,
        authors=who.authors,
        span=Span(layout.lines[stretch.first].start, layout.lines[stretch.last - 1].end),
        rule=stretch.rule,
    )


def _title_body(title: str, people: People) -> str | None:
    """The body a title names behind “UPDATE:”, where it ends in an organisation's head noun."""
    found = re.match(r"(?i)^.{0,30}\bupdate\s*:\s*(?P<body>.+)$", title)
    if not found:
        return None
    body = re.split(r"\s*[–—]\s*|\s+-\s+", found["body"].strip())[-1]
    words = re.findall(r"[a-z]+", body.lower())
    return body if words and words[-1] in people.heads else None
