"""The items of an agenda: number, title, printed pages, who presents and how."""

from __future__ import annotations

import re

from kg.extractors.facts import AgendaItem, ItemKind, Span
from kg.extractors.layout import Layout, Stretch
from kg.extractors.numbering import chain
from kg.extractors.people import People
from kg.extractors.rules import rules
from kg.extractors.text import Line, is_upper
from kg.ontology.folding import one_line

_RULES = rules("agenda")
_MINUTES = rules("minutes")


def read_agenda(
    layout: Layout, stretch: Stretch, meeting: int, people: People
) -> tuple[AgendaItem, ...]:
    """The items of one agenda in order."""
    starts: list[tuple[Line, int, str]] = []
    for line in layout.lines[stretch.first : stretch.last]:
        text = line.text.strip()
        found = _MINUTES["item-number"].at(text) or _MINUTES["bare-number"].at(text)
        if found and line.index >= stretch.body:
            starts.append((line, int(found["number"].partition("/")[0]), found["number"]))
    kept = chain(
        [number for _, number, _ in starts],
        [1.0 if _titled(layout, s[0], stretch.last) else 0.4 for s in starts],
    )
    items: list[AgendaItem] = []
    for position, at in enumerate(kept):
        line, _, printed = starts[at]
        last = starts[kept[position + 1]][0].index if position + 1 < len(kept) else stretch.last
        item = _item(layout, line, last, printed, meeting, people)
        if item:
            items.append(item)
    return tuple(items)


def _titled(layout: Layout, line: Line, last: int) -> bool:
    found = _MINUTES["item-number"].at(line.text.strip())
    if found:
        return found["title"][:1].isupper()
    following = next(
        (
            n.text.strip()
            for n in layout.lines[line.index + 1 : min(last, line.index + 8)]
            if not n.blank
        ),
        "",
    )
    return following[:1].isupper()


def _item(
    layout: Layout, line: Line, last: int, number: str, meeting: int, people: People
) -> AgendaItem | None:
    found = _MINUTES["item-number"].at(line.text.strip())
    following = list(layout.lines[line.index + 1 : last])
    title_lines = [found["title"]] if found else []
    rest: list[Line] = []
    open_title = True
    for n in following:
        text = n.text.strip()
        if not text:
            open_title = open_title and not title_lines
            continue
        if open_title and (not title_lines or not _ends_title(title_lines[-1], text, people)):
            title_lines.append(text)
        else:
            open_title = False
            rest.append(n)
    title = re.sub(r"^[/|]\s*", "", one_line(" ".join(title_lines)))
    pages = _RULES["pages"].within(title)
    if pages:
        title = one_line(title[: pages.start()])
    title, said = without_note(title)
    note = one_line("\n".join([*said, *(n.text for n in rest)])) or None
    if pages is None and note and (pages := _RULES["pages"].within(note)):
        note = one_line(note[: pages.start()] + " " + note[pages.end() :]) or None
    if not title:
        return None
    return AgendaItem(
        meeting=meeting,
        number=number,
        title=title,
        kind=item_kind(title, note, pages is not None),
        pages=(int(pages["first"]), int(pages["last"] or pages["first"])) if pages else None,
        presenters=presenters_in(note, people) if note else (),
        span=Span(
            line.start,
            (rest[-1] if rest else line).end
            if not title_lines[1:]
            else _end(layout, line, rest, last),
        ),
        rule="agenda-item",
        note=note,
    )


def without_note(title: str) -> tuple[str, list[str]]:
    """A title without the words behind it that say how the item is brought: “(copy herewith)”, “– for approval”."""
    found = _RULES["title-note"].within(title)
    if found is None or not title[: found.start()].strip():
        return title, []
    return title[: found.start()].strip(), [found[0].strip(" –-")]


def _end(layout: Layout, line: Line, rest: list[Line], last: int) -> int:
    if rest:
        return rest[-1].end
    written = [n for n in layout.lines[line.index : last] if not n.blank]
    return written[-1].end


def _ends_title(before: str, text: str, people: People) -> bool:
    """Whether ``text`` is no longer the title that ``before`` ends."""
    if _RULES["pages"].at(text):
        return False
    if _RULES["note-line"].at(text) or _RULES["title-note"].within(before):
        return True
    if _RULES["pages"].within(before) or _RULES["presenting"].within(text):
        return True
    if is_upper(before) != is_upper(text) and len(re.findall(r"[A-Z]{3,}", before + text)) > 1:
        return True  # capitals and small letters are not of one title
    if before.rstrip().endswith((".", ";")) or text.startswith(("•", "http")):
        return True
    return people.at(text) is not None or len(before) < 25


def item_kind(title: str, note: str | None, has_pages: bool) -> ItemKind:
    if _RULES["procedural"].at(title):
        return "procedural"
    if note:
        for rule in ("verbal", "presentation", "report"):
            if _RULES[rule].within(note):
                return _RULES[rule].value  # type: ignore[return-value]
    if note and _RULES["presenting"].within(note):
        return "report"
    return "report" if has_pages else "procedural"


def presenters_in(note: str, people: People) -> tuple[str, ...]:
    """Names printed where the note says who presents."""
    found: list[str] = []
    for sentence in re.split(r"(?<=[a-z)]\.)\s+|•\s*|\n", note):
        said = _RULES["presenting"].within(sentence)
        if not said:
            continue
        before, after = sentence[: said.start()], sentence[said.end() :]
        passive = re.search(r"\bby\s*$", said[0])
        role = False  # “Head of Parks and Open Spaces”: what follows the “and” of a role may be more of it
        for piece in re.split(r"\s*/\s*|,?\s+and\s+|,\s+", after if passive else before):
            person = people.at(re.sub(r"^(?:the|a)\s+", "", piece.strip()))
            if (
                person
                and role
                and not person.certain
                and person.given.split(" ")[0].lower() not in people.first_names
            ):
                person = None
            if (
                person
                and person.printed not in found
                and (not found or person.end >= len(piece.strip()) - 2)
            ):
                found.append(person.printed)
            role = people.is_role(piece)
    return tuple(found)
