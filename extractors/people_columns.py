"""Lists of people in other arrangements than one person a line: bodies before their people, two
columns of names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from kg.extractors.columns import cells_of
from kg.extractors.people import People, Person
from kg.extractors.people_tables import column_of
from kg.extractors.sections import Group
from kg.extractors.text import Line

_COLUMNS = ("name", "role", "organisation", "initials")
_SEGMENT = re.compile(r"(?:;|(?<=[a-z)]{2})\.)\s+(?:and\s+)?(?=[A-Z]|representing\b)")
_BODY = re.compile(
    r"^(?:and\s+)?(?:(?i:representing|for|from)\s+(?:the\s+)?)?"
    r"(?P<body>[A-Z][^:;–—]{2,90}?)(?:\s*:\s+|\s+[–—]\s+)(?P<names>[A-Z].*)$",
    re.S,
)
_DASHED = re.compile(r"^\s*(?P<body>[A-Z][^\t]{2,80}?)\s+[-–—]\s+(?P<name>[A-Z].{2,60}?)\s*$")
_REPRESENTING = re.compile(r"^(?:and\s+)?representing\s+(?:the\s+)?(?=[A-Z])", re.I)
_SHORT = re.compile(r"\s*\([A-Z][A-Za-z&]{1,9}\)$")
_GAPS = re.compile(r"\t| {3,}(?=\S)")
FEWEST = 2  # rows or segments that show a habit


def arranged(group: Group, people: People) -> list[Group]:
    """A section as groups that each hold one body's people, or one person, where it is so arranged;
    else itself.
    """
    return (
        _cells_on_lines(group, people)
        or _rows_of_bodies(group, people)
        or _bodies_then_people(group, people)
        or _people_below_bodies(group, people)
        or _segments_of_bodies(group, people)
        or _two_columns(group, people)
        or [group]
    )


def _cells_on_lines(group: Group, people: People) -> list[Group]:
    """The rows of a table whose cells, heads first, each stand on a line of their own: “Name”,
    “Role”, “Organisation”, “Ada Finch”, “Clerk”, “Quarry Ltd”. A cell may wrap.
    """
    written = [line for line in group.lines if not line.blank]
    rows = _columns_on_lines(written) or _rows_with_heads(written, people)
    fewest = 1 if rows else FEWEST  # heads show the habit
    out: list[Group] = []
    for first, role, body in rows or _rows_without_heads(written, people):
        beside = re.sub(r"\s*\(([^()]*)\)", r", \1", role)
        text = f"{first.text.strip()} ({beside})" if role else first.text
        start = first.start + len(first.text) - len(first.text.lstrip())
        inner = Line(first.index, start, text)
        out.append(replace(group, lines=[inner], body=body or None, body_stated=bool(body)))
    return out if len(out) >= fewest else []


_Cells = tuple[Line, str, str]  # the line of a name, a role and a body


def _columns_on_lines(lines: Sequence[Line]) -> list[_Cells]:
    """The rows of a table whose columns stand one below another, each with its head above."""
    places = [(at, head) for at, line in enumerate(lines) if (head := _head(line.text))]
    heads = [head for _, head in places]
    if len(set(heads)) < len(heads) or heads[:1] != ["name"] or "organisation" not in heads:
        return []
    begun = {head: at + 1 for at, head in places}
    count = places[1][0] - begun["name"]
    last = places[-1][1]
    even = all(b - a == count + 1 for (a, _), (b, _) in pairwise(places))
    if (
        places[0][0]
        or count < FEWEST
        or not even
        or len(lines) - begun[last] < count * (last != "initials")
    ):
        return []

    def cell(head: str, at: int) -> str:
        return lines[begun[head] + at].text.strip() if head in begun else ""

    names = lines[begun["name"] : begun["name"] + count]
    return [(line, cell("role", at), cell("organisation", at)) for at, line in enumerate(names)]


def _rows_with_heads(lines: Sequence[Line], people: People) -> list[_Cells]:
    """The rows below heads that stand one a line, cells likewise."""
    heads = list(takewhile(bool, (_head(line.text) for line in lines)))
    if len(heads) < FEWEST or heads[0] != "name" or "organisation" not in heads:
        return []
    out: list[_Cells] = []
    for first, *rest in _rows_on_lines(lines[len(heads) :], people, len(heads)):
        cells = dict(zip(heads[1:], _cells_told_apart(rest, heads[1:], people), strict=False))
        out.append((first, cells.get("role", ""), cells.get("organisation", "")))
    return out


def _rows_without_heads(lines: Sequence[Line], people: People) -> list[_Cells]:
    """Rows of a name, a role and a body, one a line, throughout a list that has no heads."""
    if any("\t" in line.text for line in lines):
        return []
    rows = _rows_on_lines(lines, people, len(("name", "role", "body")))
    whole = [row for row in rows if len(row) == len(("name", "role", "body"))]
    shown = sum(
        people.is_role(row[1].text.strip()) and not people.is_role(row[2].text.strip())
        for row in whole
    )
    covered = sum(map(len, rows)) == len(lines)
    if len(whole) < FEWEST_WHOLE or not covered or 4 * len(whole) < 3 * len(rows):
        return []
    if 3 * shown < 2 * len(whole):
        return []
    return [
        (row[0], row[1].text.strip(), row[2].text.strip()) if row in whole else (row[0], "", "")
        for row in rows
    ]


FEWEST_WHOLE = 3  # rows of a list without heads that show its columns


def _head(text: str) -> str:
    """The column of a list of people that a line names alone."""
    said = re.split(r"\s+/\s+", text.strip())[-1]
    if said.isupper() and len(said) <= LONGEST_INITIALS:
        return ""
    column = column_of(text)
    return column if column in _COLUMNS else ""


def _rows_on_lines(lines: Sequence[Line], people: People, count: int) -> list[list[Line]]:
    """The lines of each row: a person begins one where the row before may be whole."""
    rows: list[list[Line]] = []
    for line in lines:
        text = re.sub(r"\s*\([^()]*\)", "", line.text).strip()
        person = people.whole(text, listed=True)
        begins = person is not None and _last_word(text) not in people.heads
        if begins and not people.is_role(text) and (not rows or len(rows[-1]) >= count):
            rows.append([line])
        elif rows:
            rows[-1].append(line)
    return rows


def _cells_told_apart(rest: Sequence[Line], heads: Sequence[str], people: People) -> list[str]:
    """The cells behind a name: one a line, or, where a role or a body wraps, cut where a role ends;
    none where that is not sure.
    """
    words: list[str] = []
    for line in rest:  # a bracket goes on with the words above it
        text = line.text.strip()
        words[-1:] = (
            [f"{words[-1]} {text}"] if words and text.startswith("(") else [*words[-1:], text]
        )
    if len(words) == len(heads):
        return words
    ends = [*words]
    initials = ends.pop() if heads[-1] == "initials" and ends else None
    if list(heads[:2]) != ["role", "organisation"] or not FEWEST <= len(ends) <= MOST_WRAPPED:
        return []
    cuts = [
        at
        for at in range(1, len(ends))
        if people.is_role(" ".join(ends[:at])) and _last_word(" ".join(ends[at:])) in people.heads
    ]
    if len(cuts) != 1:
        return []
    cells = [" ".join(ends[: cuts[0]]), " ".join(ends[cuts[0] :])]
    return [*cells, initials] if initials else cells


LONGEST_INITIALS = 4
MOST_WRAPPED = 4  # lines of a role and a body


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


def _people_below_bodies(group: Group, people: People) -> list[Group]:
    """A body alone on a line, its people on those below it: “Quarry Ltd”, “Ada Finch – Clerk”."""
    written = [line for line in group.lines if not line.blank]
    bodies = _bodies_among([line.text.strip() for line in written], people)
    if len(bodies) != len(written):
        return []
    pairs = list(zip(written, bodies, strict=True))
    shown = sum(_shows_body(line.text, people) for line, body in pairs if body)
    if sum(bodies) < FEWEST or shown < FEWEST or 2 * shown < sum(bodies):
        return []
    out: list[Group] = []
    body = ""
    for line, is_body in pairs:
        if is_body:
            body = _SHORT.sub("", line.text.strip())
        else:
            out.append(replace(group, lines=[line], body=body, body_stated=True))
    return out


def _bodies_among(lines: list[str], people: People) -> list[bool]:
    """Which lines are bodies with people below them; empty where the lines are not so arranged."""
    out: list[bool] = []
    for at, text in enumerate(lines):
        person = people.at(text)
        if re.search(r"[\t:;]", text) and person is None:
            return []
        after_body = bool(out) and out[-1]
        if person is None or _ends_as_body(text, person, people):
            out.append(True)
        elif after_body or person.certain or _first_name(person.given) in people.first_names:
            out.append(False)
        else:  # two words in capitals behind a person: a body if a person stands below it
            out.append(text == person.printed and at + 1 < len(lines))
        if out[-1] and (after_body or people.is_role(text) or len(text) > LONGEST_BODY):
            return []
    return out if out and out[0] and not out[-1] else []


def _ends_as_body(text: str, person: Person, people: People) -> bool:
    """Whether the noun at the end shows a body, and no titled name stands before a comma."""
    titled = person.certain and text[person.end :].startswith(",")
    return _last_word(text) in people.heads and not titled


def _first_name(given: str) -> str:
    return given.partition(" ")[0].lower()


def _last_word(text: str) -> str:
    return next(iter(re.findall(r"[a-z]+", text.lower())[::-1]), "")


def _shows_body(text: str, people: People) -> bool:
    """Whether words show a body: the noun at their end, or capitals among them (“NHS Osmere”)."""
    return _last_word(text) in people.heads or re.search(r"\b[A-Z]{3,}\b", text) is not None


LONGEST_BODY = 80  # characters


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
    """The cells between tabs or wide gaps, each with its place on the line."""
    out: list[tuple[int, str]] = []
    at = len(line.text) - len(line.text.lstrip(" "))
    for gap in [*_GAPS.finditer(line.text, at), None]:
        cell = line.text[at : gap.start() if gap else len(line.text)]
        out.append((at + len(cell) - len(cell.lstrip()), cell.strip()))
        at = gap.end() if gap else at
    return out
