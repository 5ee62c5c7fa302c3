"""Lists of people kept as tables: columns named by a head row, bodies before their people, marks of
who was there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.extractors.bodies import CHAIR_MARK, Bodies
from kg.extractors.columns import ColumnRow, Table, cells_of, kind_named, tables
from kg.extractors.dates import MONTHS
from kg.extractors.facts import Attendance, Section
from kg.extractors.people import People
from kg.extractors.rules import rules
from kg.extractors.sections import section_of_head
from kg.extractors.text import Line
from kg.ontology.folding import one_line

_COLUMNS = {name: rule for name, rule in rules("columns").items() if name.startswith("people-")}
_ATTENDANCE = rules("attendance")
_HEAD_ABOVE = 6  # lines above a table in which the head of its list stands
_MARK = re.compile(
    r"^(?:[✓✔☑√xXyY•]|yes|present|p|attended|in\s+person|online|virtual(?:ly)?|teams|tick)$", re.I
)
_AWAY = re.compile(
    r"^(?:a|ap|apols?\.?|apolog(?:y|ies)|absent|sent\s+apologies|no|n|[xX✗✘–—-]+)$", re.I
)
_BRACKET = re.compile(r"\s*\((?P<inner>[^()]{1,60})\)\s*$")
_CHAIR = re.compile(
    r"^(?:(?:acting|interim|independent|joint)\s+)?(?:co-?\s?)?(?:chair(?:man|person|woman)?|convener|convenor|chaired)(?:\s+of\s+.{1,40})?$",
    re.I,
)
_CODE = re.compile(r"^[A-Z]{1,4}[a-z]{0,2}[A-Z]?$")
_NOBODY = re.compile(
    r"^(?:vacan(?:t|cy)|tbc|tbd|t\.b\.c\.?|none|nil|n/?a|-+|to\s+be\s+(?:confirmed|appointed))\b",
    re.I,
)
_INSTEAD = re.compile(r"^(?:sub(?:stitute)?|deputy|dep)\b\.?\s*[:–-]?\s*(?P<name>[A-Z].+)$", re.I)
_DASH = re.compile(r"[-–—./\s]+")
_APART = 2  # lines from one row to the next where no head row names the columns
_HEADLESS = ("name", "role", "organisation")
FEWEST = 2  # rows of a table of people


@dataclass(frozen=True, slots=True)
class TabledPeople:
    """The people of the tables among some lines, and the indices of the lines they stand on."""

    rows: tuple[Attendance, ...]
    lines: frozenset[int]


def column_of(head: str) -> str | None:
    """Which column of a list of people a head names."""
    return kind_named(head, _COLUMNS.values())


def _by_body(head: str) -> str | None:
    """The same where people stand under what they did: “Partner”, “Attended”."""
    column = column_of(head)
    return "name" if column in ("attended", "apologised") else column


def heads_people(line: Line) -> bool:
    """Whether a line is the head row of a table of people."""
    heads = [cell for cell in cells_of(line) if cell]
    named = {column for head in heads if (column := column_of(head))}
    return (
        len(heads) >= 2
        and 2 * len(named) >= len(heads)
        and (_wanted(named) or _wanted({column for h in heads if (column := _by_body(h))}))
    )


def _wanted(columns: set[str]) -> bool:
    return "name" in columns and bool(
        columns & {"organisation", "role", "initials", "attended", "day"}
    )


class PeopleTables:
    """Reads lists of people in the columns of a table."""

    def __init__(self, people: People, bodies: Bodies) -> None:
        self._people = people
        self._bodies = bodies

    def read(
        self,
        lines: Sequence[Line],
        meeting: int,
        labelled: Callable[[int], Section | None] = lambda _: None,
        held: date | None = None,
    ) -> TabledPeople:
        """The people in the tables among ``lines``; ``labelled`` tells what a model takes a line
        for, ``held`` which day of a register is the meeting's.
        """
        rows: list[Attendance] = []
        taken: set[int] = set()
        before: Section | None = None
        for table in self._tables(lines):
            place = _day_of(table, held)
            section = _section(lines, table, labelled, before)
            found: list[Attendance] = []
            for each in _with_bodies(table):
                section = _head_between(lines, found, each) or section
                row = each if place is None else _on_day(each, place)
                if row is not None:
                    for name in self._names(row["name"]):
                        cells = {**row.cells, "name": name}
                        found += self._row(ColumnRow(cells, row.line), table, section, meeting)
            before = section
            if len(found) < min(FEWEST, len(table.rows)):
                continue
            rows += found
            within = (line for line in lines if table.head.index <= line.index < table.last)
            taken |= {line.index for line in within if "\t" in line.text}
        return TabledPeople(tuple(rows), frozenset(taken))

    def _tables(self, lines: Sequence[Line]) -> list[Table]:
        """The tables of people in order; one by body counts where its cells name people."""
        found = tables(lines, column_of, _wanted)
        for table in tables(lines, _by_body, _wanted):
            named = sum(self._people.at(row["name"]) is not None for row in table.rows)
            known = any(table.head.index == each.head.index for each in found)
            if not known and 2 * named > len(table.rows):
                found.append(table)
        headed = [range(table.head.index, table.last) for table in found]
        found += (
            table
            for table in self._headless(lines)
            if not any(table.head.index in rows for rows in headed)
        )
        whole = map(self._with_bodies_told, found)
        return sorted(whole, key=lambda table: table.head.index)

    def _headless(self, lines: Sequence[Line]) -> Iterator[Table]:
        """Tables without a head row: a name, then what one is and where from, in either order."""
        runs: list[list[ColumnRow]] = []
        for line in lines:
            cells = cells_of(line)
            if len(cells) != len(_HEADLESS) or self._people.whole(cells[0], listed=True) is None:
                continue
            row = ColumnRow(dict(zip(_HEADLESS, cells, strict=True)), line)
            if runs and line.index - runs[-1][-1].line.index <= _APART:
                runs[-1].append(row)
            else:
                runs.append([row])
        for rows in runs:
            roles = sum(
                self._people.is_role(row["role"]) - self._people.is_role(row["organisation"])
                for row in rows
            )
            if roles and len(rows) >= FEWEST:
                table = Table(rows[0].line, _HEADLESS, tuple(rows), rows[-1].line.index + 1)
                turned = {"role": "organisation", "organisation": "role"}
                yield table if roles > 0 else table.renamed(turned)

    def _with_bodies_told(self, table: Table) -> Table:
        """A table in which a column that its head does not tell is one of bodies, by its cells."""
        if "organisation" in table.columns:
            return table
        for name in table.columns:
            cells = [one_line(row[name]) for row in table.rows if row[name]]
            bodies = sum(self._bodies.is_body(cell) for cell in cells)
            if name.startswith("other-") and 2 * bodies > len(cells) >= FEWEST:
                return table.renamed({name: "organisation"})
        return table

    def _names(self, cell: str) -> list[str]:
        """The people whom a cell names, one or several."""
        for mark in (r"\s*;\s*", r"\s*;\s*|,\s+|\s+and\s+"):
            pieces = re.split(mark, one_line(cell).rstrip(" ;"))
            if len(pieces) > 1 and all(
                self._people.whole(_BRACKET.sub("", piece)) is not None for piece in pieces
            ):
                return pieces
        return [cell]

    def _row(
        self, row: ColumnRow, table: Table, section: Section, meeting: int
    ) -> list[Attendance]:
        """The person of a row, nobody where the name's cell holds none."""
        name, remarks = self.name_and_remarks(row["name"])
        if not name or _NOBODY.match(name) or not re.match(r"[A-Z]", name):
            return []
        said = next((each for each in remarks if not _CODE.match(each)), None)
        organisation, role = self._affiliation(row)
        if said and not organisation and "," in row["name"]:
            organisation, said = self._bodies.affiliation(said)
        beside = [one_line(cell) for name, cell in row.cells.items() if name.startswith("other-")]
        role = role or next((each for each in beside if self._people.is_role(each)), None)
        said_of_chair = (*remarks, *beside, role or "", row["name"], row["attended"])
        chair = any(map(_seats, said_of_chair))
        section = self._attended(row, table) or section
        return [
            Attendance(
                meeting=meeting,
                section=section,
                printed=name,
                organisation=organisation,
                role=role or said,
                chair=chair and section != "apologies",
                span=row.line.span,
                rule="people-table",
            )
        ]

    def _affiliation(self, row: ColumnRow) -> tuple[str | None, str | None]:
        """Organisation and role of a row, in columns of their own or in one."""
        organisation, role = one_line(row["organisation"]) or None, one_line(row["role"]) or None
        if organisation and role is None:
            return self._body_alone(organisation)
        if role and organisation is None and "," in role:
            named, own = self._bodies.affiliation(role)
            return (named, own) if named and own else (None, role)
        return organisation, role

    def name_and_remarks(self, cell: str) -> tuple[str, list[str]]:
        """The name in a cell and the brackets behind it."""
        text, remarks = one_line(CHAIR_MARK.sub("", cell)), []
        while found := _BRACKET.search(text):
            remarks.append(found["inner"])
            text = text[: found.start()]
        name, comma, rest = text.partition(", ")
        if comma and self._people.whole(text) is None:
            text = name
            remarks.append(rest)
        return text.strip(" ,;–-"), remarks

    def _body_alone(self, text: str) -> tuple[str | None, str | None]:
        """A body, and the role behind it where one follows."""
        body, comma, rest = text.partition(", ")
        bare = re.sub(r"\s*\([A-Z][\w&’' -]{1,12}\)$", "", body)
        if comma and self._people.is_role(rest) and not self._people.is_role(bare):
            return bare, rest
        named, role = self._bodies.affiliation(text) if comma else (None, None)
        if named and role:
            return named, role
        return re.sub(r"\s*\([A-Z]{2,10}\)$", "", text), None

    def _attended(self, row: ColumnRow, table: Table) -> Section | None:
        """The section that the marks of a row put it in, where its table has such columns."""
        if not {"attended", "apologised", "day"} & set(table.columns):
            return None
        mark, away = _mark(row, table), row["apologised"].strip()
        if away and not mark:
            return "apologies"
        if mark and (_AWAY.match(mark) or _ATTENDANCE["sent-apologies"].at(mark)):
            alone = "apologised" not in table.columns
            return (
                "apologies"
                if (alone and not _MARK.match(mark)) or re.match(r"(?i)a", mark)
                else None
            )
        if not mark and "apologised" not in table.columns:
            return "apologies"
        return "present" if mark else None


def _seats(text: str) -> bool:
    """Whether words say that somebody was in the chair."""
    said = any(map(_CHAIR.match, re.split(r"\s+/\s+", text)))  # in one of two languages
    return said or bool(CHAIR_MARK.search(text)) or text.endswith("(Chair)")


def _mark(row: ColumnRow, table: Table) -> str:
    """What stands in a column of those who came; the room and the screen may have one each."""
    if "day" in table.columns:
        return row["attended"].strip()
    heads, cells = cells_of(table.head), cells_of(row.line)
    marks = (
        cell for head, cell in zip(heads, cells, strict=False) if column_of(head) == "attended"
    )
    return next((mark for mark in marks if mark), "")


def _with_bodies(table: Table) -> list[ColumnRow]:
    """The rows of a table; where bodies stand before their people, an empty cell stands for the one
    above.
    """
    first = next((name for name in table.columns if name in ("organisation", "name")), "")
    if first == "name":
        return list(table.rows)
    out: list[ColumnRow] = []
    body = ""
    for row in table.rows:
        body = row["organisation"] or body
        out.append(ColumnRow({**row.cells, "organisation": body}, row.line))
    return out


def _day_of(table: Table, held: date | None) -> int | None:
    """The place of the column of a register that is the meeting's: its day's, else the last one."""
    days = [
        (place, found)
        for place, cell in enumerate(cells_of(table.head))
        if (found := _COLUMNS["people-day"].at(cell))
    ]
    own = (place for place, found in days if held and _is_day(found, held))
    return next(own, days[-1][0]) if days else None


def _is_day(found: re.Match[str], held: date) -> bool:
    month = int(found["month"]) if found["month"] else MONTHS[found["name"].lower()]
    return (int(found["day"]), month) == (held.day, held.month)


def _on_day(row: ColumnRow, place: int) -> ColumnRow | None:
    """A row of a register with the mark of one day; none for who neither came nor apologised."""
    cells = cells_of(row.line)
    mark = cells[place] if place < len(cells) else ""
    if instead := _INSTEAD.match(mark):
        body = row["name"][len(row["name"].partition(",")[0]) :]
        name = instead["name"] + body
        return ColumnRow({**row.cells, "name": name, "attended": "Present"}, row.line)
    if not mark or _DASH.fullmatch(mark):
        return None
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]+", row["name"]))
    away = _AWAY.match(mark) and not _MARK.match(mark) and mark not in initials
    kind = "Apologies" if away else "Present"
    return ColumnRow({**row.cells, "attended": kind}, row.line)


def _section(
    lines: Sequence[Line],
    table: Table,
    labelled: Callable[[int], Section | None],
    before: Section | None,
) -> Section:
    """The section of a table: that of the head above it, of the table before it, else what a model
    takes its rows for.
    """
    own = next((s for cell in cells_of(table.head) if (s := section_of_head(cell))), None)
    if own is not None and not {"attended", "apologised"} & set(table.columns):
        return own
    least = table.head.index - _HEAD_ABOVE
    above = [line for line in lines if least <= line.index < table.head.index]
    for line in reversed(above):
        section = section_of_head(line.text) if "\t" not in line.text else None
        if section is not None:
            return section
    if before is not None:
        return before
    seen = [label for row in table.rows if (label := labelled(row.line.index))]
    return max(seen, key=seen.count) if seen else "present"


def _head_between(
    lines: Sequence[Line], found: Sequence[Attendance], row: ColumnRow
) -> Section | None:
    """The section that a line between two rows, or a row of one cell, announces."""
    if len([cell for cell in row.cells.values() if cell]) == 1:
        return section_of_head(row.line.text)
    since = found[-1].span.end if found else row.line.start
    between = (line for line in lines if since < line.start < row.line.start)
    return next((s for line in between if (s := section_of_head(line.text))), None)
