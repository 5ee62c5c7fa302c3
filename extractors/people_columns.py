"""Lists of people in other arrangements than one person a line: bodies before their people, two
columns of names.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extractors.columns import cells_of
from kg.extractors.people import People
from kg.extractors.sections import Group
from kg.extractors.text import Line

_SEGMENT = re.compile(r"(?:;|(?<=[a-z)]{2})\.)\s+(?:and\s+)?(?=[A-Z]|representing\b)")
_BODY = re.compile(
    r"^(?:and\s+)?(?:(?i:representing|for|from)\s+(?:the\s+)?)?"
    r"(?P<body>[A-Z][^:;–—]{2,90}?)(?:\s*:\s+|\s+[–—]\s+)(?P<names>[A-Z].*)$",
    re.S,
)
_DASHED = re.compile(r"^\s*(?P<body>[A-Z][^\t]{2,80}?)\s+[-–—]\s+(?P<name>[A-Z].{2,60}?)\s*$")
_REPRESENTING = re.compile(r"^(?:and\s+)?representing\s+(?:the\s+)?(?=[A-Z])", re.I)
_SHORT = re.compile(r"\s*\([A-Z][A-Za-z&]{1,9}\)$")
FEWEST = 2  # rows or segments that show a habit


def arranged(group: Group, people: People) -> list[Group]:
    """A section as groups that each hold one body's people, or one person, where it is so arranged;
    else itself.
    """
    return (
        _rows_of_bodies(group, people)
        or _bodies_then_people(group, people)
        or _segments_of_bodies(group, people)
        or _two_columns(group, people)
        or [group]
    )


def _rows_of_bodies(group: Group, people: People) -> list[Group]:
    """Rows of a body and a person of it; an empty first cell stands for the body above."""
    out: list[Group] = []
    body, stated = "", 0
    for line in group.lines:
        if line.blank:
            continue
        cells = cells_of(line)
        if len(cells) != 2 or not cells[1] or _is_person(cells[0], people):
            return []
        if people.at(cells[1]) is None:
            return []
        body = _SHORT.sub("", cells[0]) or body
        stated += bool(cells[0])
        cut = line.text.index(cells[1], line.text.index("\t"))
        inner = Line(line.index, line.start + cut, line.text[cut:])
        out.append(replace(group, lines=[inner], body=body, body_stated=True))
    return out if len(out) >= FEWEST and stated >= FEWEST and body else []


def _bodies_then_people(group: Group, people: People) -> list[Group]:
    """Lines that each print a body, a dash and its person: “Quarry Ltd - Ada Finch”."""
    out: list[Group] = []
    shown = 0
    for line in group.lines:
        if line.blank:
            continue
        found = _DASHED.match(line.text)
        if found is None or people.whole(found["name"], listed=True) is None:
            return []
        words = re.findall(r"[a-z]+", found["body"].lower())
        if people.is_role(found["body"]) or not words:
            return []
        shown += words[-1] in people.heads
        inner = Line(line.index, line.start + found.start("name"), found["name"])
        body = _SHORT.sub("", found["body"].strip())
        out.append(replace(group, lines=[inner], body=body, body_stated=True))
    return out if len(out) >= FEWEST and 2 * shown >= len(out) else []


def _is_person(text: str, people: People) -> bool:
    return bool(text) and people.whole(re.sub(r"\s*\(.*$", "", text)) is not None


def _segments_of_bodies(group: Group, people: People) -> list[Group]:
    """“Quarry Ltd: Ada Finch; Harbour Watch: Bo Wren”, “representing Quarry Ltd – Ada Finch; …”."""
    written = [line for line in group.lines if not line.blank]
    if any("\t" in line.text for line in written):
        return []
    text, places = "", []
    for line in written:
        text += " " if text else ""
        places.append((len(text), line))
        text += line.text.strip()
    out: list[Group] = []
    start = 0
    ends = {found.end() for found in _SEGMENT.finditer(text)}
    ends |= {at for at, line in places if at and _stands_for(line.text, people)}
    for end in [*sorted(ends), len(text)]:
        body, at = _body_and_names(text[start:end], people)
        if at < 0:
            if text[start:end].strip():
                return []
        else:
            names = re.sub(r"[;,.]?\s*(?:and)?\s*$", "", text[start + at : end])
            first, line = next(p for p in reversed(places) if p[0] <= start + at)
            inner = Line(line.index, line.start + start + at - first, names)
            out.append(replace(group, lines=[inner], body=body, body_stated=True))
        start = end
    return out if len(out) >= FEWEST else []


def _stands_for(text: str, people: People) -> bool:
    """Whether a line begins with a body, a colon and a person of it."""
    found = _BODY.match(text.strip())
    return bool(
        found and ":" in text and people.at(found["names"]) and not people.is_role(found["body"])
    )


def _may_be_person(found: re.Match[str], people: People) -> bool:
    """Whether what stands before the people is itself a person or a role; a colon parts a body from
    its people.
    """
    if people.is_role(found["body"]):
        return True
    return ":" not in found[0][: found.start("names")] and _is_person(found["body"], people)


def _body_and_names(text: str, people: People) -> tuple[str, int]:
    """The body that a segment begins with, and where its people begin; -1 where it names none."""
    found = _BODY.match(text.rstrip(" ;"))
    if found and people.at(found["names"]) and not _may_be_person(found, people):
        return _SHORT.sub("", found["body"].strip()), found.start("names")
    led = _REPRESENTING.match(text)
    person = next(people.within(text), None) if led else None
    if led and person and person.start > led.end():
        return text[led.end() : person.start].strip(" ,–-:"), person.start
    return "", -1


def _two_columns(group: Group, people: People) -> list[Group]:
    """Two people on a line, in columns; a line that names nobody goes on with the person above it
    in its column.
    """
    written = [line for line in group.lines if not line.blank]
    rows = [_cells_at(line) for line in written]
    paired = sum(
        len(cells) == 2 and all(people.at(text) is not None for _, text in cells) for cells in rows
    )
    if paired < FEWEST or any(len(cells) > 2 for cells in rows):
        return []
    columns: list[list[Line]] = [[], []]
    for line, cells in zip(written, rows, strict=True):
        for column, (at, text) in enumerate(cells):
            if not text:
                continue
            open_entry = columns[column] and columns[column][-1].text.rstrip().endswith(
                (",", "and")
            )
            if columns[column] and (open_entry or people.at(text) is None):
                above = columns[column][-1]
                columns[column][-1] = Line(above.index, above.start, f"{above.text} {text}")
            else:
                columns[column].append(Line(line.index, line.start + at, text))
    return [replace(group, lines=[line for column in columns for line in column])]


def _cells_at(line: Line) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    at = 0
    for cell in line.text.split("\t"):
        out.append((at + len(cell) - len(cell.lstrip()), cell.strip()))
        at += len(cell) + 1
    return out
