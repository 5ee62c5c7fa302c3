"""Action logs: rows of tables, whole or shredded, and who answers for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.extractors.columns import ColumnRow, Table, cells_of, paragraphs_of, tables
from kg.extractors.dates import dates
from kg.extractors.due import day_due
from kg.extractors.facts import Action, Document, Issue, Span
from kg.extractors.initials import NO_CALLINGS, Callings, is_title
from kg.extractors.layout import Layout, Stretch
from kg.extractors.listed_logs import listed_actions
from kg.extractors.log_cells import CODE, as_due, as_status, column_of, is_somebody, tables_held
from kg.extractors.page_furniture import furniture_of, is_furniture
from kg.extractors.people import People, Person
from kg.extractors.rules import rules
from kg.extractors.shredded_logs import ShreddedLog
from kg.extractors.text import Line
from kg.ontology.folding import fold_to_words, one_line

_RULES = rules("actions")
_COLUMN_ORDER = ("number", "raised", "text", "responsible", "comments", "status")


@dataclass(slots=True)
class _LogRow:
    cells: dict[str, list[str]] = field(default_factory=dict)
    first: Line | None = None
    last: Line | None = None

    def add(self, column: str, text: str) -> None:
        if text.strip():
            self.cells.setdefault(column, []).append(text.strip())

    def holds(self, line: Line) -> bool:
        """Whether a line is one of the row’s."""
        first, last = self.first, self.last
        return bool(first and last and first.index <= line.index <= last.index)

    def text(self, column: str) -> str:
        return one_line(" ".join(self.cells.get(column, ())))


def read_log(
    layout: Layout,
    stretch: Stretch,
    meeting: int,
    people: People,
    known: frozenset[str] = frozenset(),
    callings: Callings = NO_CALLINGS,
) -> tuple[tuple[Action, ...], tuple[Issue, ...]]:
    """The rows of one action log; ``known`` are the folded names this paper prints elsewhere, ``callings`` what stands
    for them."""
    lines = layout.lines[stretch.body : stretch.last]
    left: list[list[Line]] = []
    if sum(line.text.count("\t") >= 2 for line in lines) >= 2:
        rows = _tabbed(layout.document, lines, people, callings)
    else:
        furniture = furniture_of(layout.document)
        cards = _cards([ln for ln in lines if not is_furniture(ln.text.strip(), furniture)])
        rest = [line for line in lines if not any(card.holds(line) for card in cards)]
        rows = [_LogRow(each.cells, each.first, each.last) for each in listed_actions(rest)]
        rows = rows or _shredded(rest, people, known)
        headed, unsure = _headed(layout, rest, people, known, callings)
        if len(headed) > len(rows) or _told(headed) > _told(rows):
            rows, left = headed, unsure
        rows += cards
    _stand_as_grouped(rows, layout.lines[stretch.first : stretch.last])
    _stand_as_commented(rows)
    issues = (
        [
            Issue(
                "warning",
                "actions",
                "an action log in which no row could be told",
                layout.document.name,
                Span(lines[0].start, lines[-1].end),
            )
        ]
        if lines and not rows
        else []
    )
    issues += [
        Issue(
            "info",
            "actions",
            "words in an action log whose row or column is not sure",
            layout.document.name,
            Span(block[0].start, block[-1].end),
        )
        for block in left
    ]
    out: list[Action] = []
    for row in rows:
        action = _action(row, meeting, people, callings)
        if action is not None:
            out.append(action)
        elif row.first is not None:
            issues.append(
                Issue(
                    "info",
                    "actions",
                    "a row without an action was left out",
                    layout.document.name,
                    row.first.span,
                )
            )
    return tuple(out), tuple(issues)


def _told(rows: Sequence[_LogRow]) -> int:
    """How many rows say who answers, or how they stand."""
    return sum(bool(row.text("responsible") or row.text("status")) for row in rows)


def _stand_as_grouped(rows: Sequence[_LogRow], lines: Sequence[Line]) -> None:
    """Rows without a status stand as the line above them says that groups them: “Completed actions”."""
    groups = [
        (line.index, found["status"].capitalize())
        for line in lines
        if (found := _RULES["status-group"].at(line.text.strip()))
    ]
    for row in rows:
        if row.first is not None and not row.text("status"):
            above = [status for index, status in groups if index < row.first.index]
            row.add("status", above[-1] if above else "")


def _stand_as_commented(rows: Sequence[_LogRow]) -> None:
    """Where half of the comments are words of status, the column of all of them tells how rows stand."""
    told = [comments for row in rows if (comments := row.text("comments").strip(" .:;,-"))]
    if any(row.text("status") for row in rows):
        return
    if 2 * sum(as_status(each) > 0 for each in told) < max(len(told), FEWEST_TOLD):
        return
    for row in rows:
        if 0 < len(row.text("comments")) <= LONGEST_STATUS:
            row.cells["status"] = row.cells.pop("comments")


FEWEST_TOLD = 4  # comments of a log before all of them may be its statuses
LONGEST_STATUS = 40  # characters


def _headed(
    layout: Layout,
    lines: list[Line],
    people: People,
    known: frozenset[str],
    callings: Callings,
) -> tuple[list[_LogRow], list[list[Line]]]:
    """The rows of a log whose head row is left though its table is lost, and the lines
    whose place is not sure, block by block."""
    log = ShreddedLog(layout.document, people, known, callings)
    rows, left = log.rows(lines, furniture_of(layout.document))
    return [_LogRow(row.cells, row.first, row.last) for row in rows], left


FEWEST_COLUMNS = 3  # that a head row must name, the action's among them


def _is_log(columns: set[str]) -> bool:
    known = {name for name in columns if not name.startswith("other")}
    return "text" in known and len(known) >= FEWEST_COLUMNS


def _tabbed(
    document: Document, lines: list[Line], people: People, callings: Callings
) -> list[_LogRow]:
    """The rows of the tables whose head row names an action log's columns."""
    rows: list[_LogRow] = []
    before: tuple[str, ...] = ()
    headed = tables(lines, column_of, _is_log)
    taken = {at for table in headed for at in range(table.head.index, table.last)}
    left = [line for line in lines if line.index not in taken]
    for found in sorted([*headed, *tables_held(left)], key=lambda table: table.head.index):
        table = _with_owners(_with_numbers(found), people, callings)
        begun = len(rows) if table.columns != before else len(rows) - 1
        before = table.columns
        for each in table.rows:
            if _begins(each, table) or len(rows) == begun or not rows:
                rows.append(_LogRow(first=each.line))
            parts = paragraphs_of(document, each, table)
            for column, cell in each.cells.items():
                said = parts.get(column, [])
                for part in said if " ".join(said) == cell else [cell]:
                    rows[-1].add(column, part)
            rows[-1].last = each.line
    return rows


def _with_owners(table: Table, people: People, callings: Callings) -> Table:
    """A table with the column that names people as that of those who answer, where its head says
    none: “Director”, or “By” over names instead of days.
    """
    if "responsible" in table.columns:
        return table
    if apart := _owners_with_days(table):
        return apart
    for name in table.columns:
        cells = [row[name] for row in table.rows if row[name]]
        named = sum(bool(responsible_names(cell, people, callings)) for cell in cells)
        if (name == "due" or name.startswith("other")) and named >= 2 and 2 * named > len(cells):
            return table.renamed({name: "responsible"})
    return table


_OWNER_AND_DAY = re.compile(r"(?P<who>\S.*?)\s*(?:\s[–—-]\s|[,;:/]\s?|\s(?=by\s))\s*(?P<due>\S.*)")


def _owners_with_days(table: Table) -> Table | None:
    """A table whose cells of deadlines begin with who answers, with the two apart: “AF – 3 May”."""
    found = [_OWNER_AND_DAY.fullmatch(row["due"]) for row in table.rows]
    both = [one and is_somebody(one["who"]) and as_due(one["due"]) > 0 for one in found]
    if 2 * sum(map(bool, both)) <= len(found):
        return None
    rows = (
        ColumnRow({**row.cells, "responsible": one["who"], "due": one["due"]}, row.line)
        if one and sure
        else row
        for row, one, sure in zip(table.rows, found, both, strict=True)
    )
    return replace(table, columns=(*table.columns, "responsible"), rows=tuple(rows))


def _with_numbers(table: Table) -> Table:
    """A table with the column of numbers that its head leaves without a word, or leaves out."""
    if "number" in table.columns or not table.rows:
        return table
    if apart := _begun_with_numbers(table) or _headed_action_twice(table):
        return apart
    cells = [cells_of(row.line) for row in table.rows]
    coded = sum(CODE.fullmatch(each[0]) is not None for each in cells)
    if 2 * coded <= len(cells):
        return table
    first, *others = table.columns
    longer = 2 * sum(len(each) > len(table.columns) for each in cells) > len(cells)
    if not longer and first != "other-0":
        return table
    columns = ("number", *((first, *others) if longer else others))
    rows = (
        ColumnRow(dict(zip(columns, each, strict=False)), row.line)
        for each, row in zip(cells, table.rows, strict=True)
    )
    return replace(table, columns=columns, rows=tuple(rows))


_NUMBERED = re.compile(
    r"(?P<number>(?=\S*\d)[A-Z]{0,4}\d{1,4}(?:[./-]\d{1,4})*[a-z]?\.?)\s+(?=[A-Z])"
)


def _begun_with_numbers(table: Table) -> Table | None:
    """A table in whose cells the number runs into what is to be done, with the two apart."""
    found = [_NUMBERED.match(row["text"]) for row in table.rows]
    if 2 * sum(map(bool, found)) <= len(found):
        return None
    rows = []
    for row, number in zip(table.rows, found, strict=True):
        text = row["text"][number.end() :] if number else row["text"]
        said = number["number"] if number else ""
        rows.append(ColumnRow({"number": said, **row.cells, "text": text}, row.line))
    return replace(table, columns=("number", *table.columns), rows=tuple(rows))


def _headed_action_twice(table: Table) -> Table | None:
    """A table whose column “Action” holds the numbers, with what is to be done in the next of that
    kind.
    """
    heads = cells_of(table.head)
    coded = sum(CODE.fullmatch(row["text"]) is not None for row in table.rows)
    again = [
        name
        for name, head in zip(table.columns, heads, strict=False)
        if name.startswith("other") and column_of(head) == "text"
    ]
    if not again or 2 * coded <= len(table.rows):
        return None
    return table.renamed({"text": "number", again[0]: "text"})


_CARD = re.compile(
    r"^\W*Action\b\s*(?:(?:point|no\.?)\s*)?(?P<number>[A-Z]{0,4}\d[\w/.-]*)?\s*[:–-]\s*(?P<text>\S.*)$",
    re.I,
)
_LABELLED = re.compile(r"(?:^|\s{2,}|\t|\s\|\s|(?<=[.;])\s)(?P<label>[A-Z][\w /]{1,24}?)\s*:\s*")
FEWEST_CARDS = 2


def _cards(lines: list[Line]) -> list[_LogRow]:
    """Actions set as cards, a fact behind its label: “Action 4: …”, “Owner: …  Due: …”, “Status: …”."""
    rows: list[_LogRow] = []
    last = ""
    for line in lines:
        if line.blank:
            last = ""
            continue
        number, text = _card(line.text)
        said, fields = _fields(text)
        opens = [("number", number)] * bool(number) + [("text", said)] * (text != line.text)
        if fields := [*opens, *fields]:
            if rows and last and not opens:
                rows[-1].add(last, said)
            for column, words in fields:
                if column in _BEGINS and (not rows or _has(rows[-1], column)):
                    rows.append(_LogRow(first=line))
                if rows:
                    rows[-1].add(column, words)
            last = fields[-1][0]
        elif rows and last:
            rows[-1].add(last, line.text)
        else:
            continue
        if rows:
            rows[-1].last = line
    for row in rows:
        status, _, comments = row.text("status").partition(". ")
        row.cells["status"] = [status]
        row.add("comments", comments)
    return rows if FEWEST_CARDS <= _told(rows) == len(rows) else []


_BEGINS = ("number", "text")


def _has(row: _LogRow, column: str) -> bool:
    """Whether a card has its number, or what is to be done, which the number stands before."""
    return column in row.cells or "text" in row.cells


def _card(text: str) -> tuple[str, str]:
    """The number on a line that opens a card, “Action 4: …”, “Action no: 4”, and the words behind
    it; the whole line where it opens none.
    """
    card = _CARD.match(text)
    if card is None:
        return "", text
    said = card["text"].strip()
    if not card["number"] and CODE.fullmatch(said):
        return said, ""
    return card["number"] or "", said


def _fields(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The words before the labels on a line, and the columns that these name, each with its words."""
    named = [(found, column_of(found["label"])) for found in _LABELLED.finditer(text)]
    marks = [(found, column) for found, column in named if column]
    ends = [*(found.start() for found, _ in marks), len(text)]
    return text[: ends[0]].strip(" |"), [
        (column, text[found.end() : end].strip(" |"))
        for (found, column), end in zip(marks, ends[1:], strict=True)
    ]


def _begins(row: ColumnRow, table: Table) -> bool:
    """Whether a row of the table begins an action; what goes on with the one above has no number and little else."""
    if "number" in table.columns and row["number"]:
        return True
    text = row["text"]
    whole = bool(text[:1].isupper() and (row["responsible"] or row["raised"] or row["due"]))
    return whole and (not row["number"] if "number" in table.columns else True)


_ROW_START = re.compile(
    r"^(?P<number>\d{1,3})\.?\s+(?P<rest>(?=\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b).*)$"
)


def _shredded(lines: list[Line], people: People, known: frozenset[str]) -> list[_LogRow]:
    """Rows of a table of which only the reading order is left.

    A row starts with its number and a date. Its cells follow as blocks between blank lines: the first is the action,
    the block that starts with a person's name the one responsible, what follows are comments; a word of status ends it.
    Where no blank line is left between cells, a line that starts with a name known from elsewhere starts a block.
    """
    loose = any(line.blank for line in lines[1:-1])
    rows: list[_LogRow] = []
    blocks: list[list[Line]] = []

    def finish() -> None:
        if not blocks:
            return
        row = _LogRow(first=blocks[0][0], last=blocks[-1][-1])
        begun = _ROW_START.match(blocks[0][0].text.strip())
        if begun is None:
            return
        row.add("number", begun["number"])
        texts = ["\n".join(line.text for line in block) for block in blocks]
        texts[0] = texts[0].strip()[begun.end("rest") - len(begun["rest"]) :] if begun else texts[0]
        opening = texts[0]
        while found := next((d for d in dates(opening) if d.start < 3), None):
            row.add("raised", opening[found.start : found.end])
            opening = opening[found.end :].strip()
        texts[0] = opening
        where = "text"
        for number, text in enumerate(texts):
            status = _RULES["status-at-end"].within(text)
            if (status and number == len(texts) - 1) or (
                status and one_line(text) == status["status"]
            ):
                row.add("status", status["status"])
                text = text[: status.start()]
            if where == "text" and number and text.strip():
                names, rest = _names_first(text, people)
                if names:
                    row.add("responsible", names)
                    where = "comments"
                    row.add("comments", rest)
                    continue
            row.add(where, text)
        rows.append(row)

    for position, line in enumerate(lines):
        text = line.text.strip()
        if _ROW_START.match(text):
            finish()
            blocks = [[line]]
        elif not blocks or not text or _heads_again(lines, position):
            continue
        elif lines[position - 1].blank or (
            not loose and _begins_cell(lines, position, len(blocks), people, known)
        ):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    finish()
    return rows


def _is_heads(text: str) -> bool:
    """Whether a line holds nothing but heads of columns, as they stand again on a new page."""
    words = re.findall(r"[A-Za-z]+", text.lower())
    return bool(words) and all(word in _HEAD_WORDS for word in words)


def _heads_again(lines: list[Line], position: int) -> bool:
    """Whether a line belongs to column heads printed again: two head words, or one right under another line of them."""
    text = lines[position].text
    return _is_heads(text) and (len(text.split()) > 1 or _is_heads(lines[position - 1].text))


_HEAD_WORDS = frozenset(
    "no ref date action actions responsible officer owner lead comments comment status update progress rag due raised"
    " meeting".split()
)


def _begins_cell(
    lines: list[Line], position: int, blocks: int, people: People, known: frozenset[str]
) -> bool:
    """Whether a line starts a new cell in a table without blank lines: a known name or a status."""
    text = lines[position].text.strip()
    if _RULES["status-at-end"].within(text) and len(text.split()) <= 2:
        return True
    if blocks > 1:
        return False
    words = " ".join(line.text.strip() for line in lines[position : position + 2])
    person = people.at(words)
    return person is not None and (fold_to_words(f"{person.given} {person.surname}") in known)


def _names_first(text: str, people: People) -> tuple[str, str]:
    """The names a block starts with (“A B/C D (Team, X)”) and the words after them."""
    flat = one_line(text)
    at = 0
    while True:
        group = _RULES["group"].at(flat[at:])
        person = None if group else people.at(flat[at:])
        if group is None and person is None:
            break
        at += group.end() if group else person.end if person else 0
        affiliation = re.match(r"\s*\([^()]{2,120}\)|,\s*[A-Z]{2,8}\b", flat[at:])
        if affiliation:
            at += affiliation.end()
        joint = re.match(r"\s*(?:/|&|,|;|\band\b)\s*(?=[A-Z])", flat[at:])
        if joint is None:
            break
        at += joint.end()
    return flat[:at].strip(" ,/;&"), flat[at:].strip()


def responsible_names(
    printed: str, people: People, callings: Callings = NO_CALLINGS
) -> tuple[str, ...]:
    """The persons among those a log holds responsible, by name or by what the paper lets stand for it.

    Teams and bodies are left in ``responsible_printed`` alone.
    """
    within = re.search(r"\(([^()]*)\)", printed)
    if within and not (outside := re.sub(r"\([^()]*\)", " ", printed)).isspace():
        named = responsible_names(outside, people, callings)
        return named or responsible_names(within[1], people, callings)
    whole = people.whole(printed)
    known = None if _ends_as_body(printed, people) else callings.named(printed)
    if known and (whole is None or is_title(whole.surname)):
        return (known,)
    for mark in _BETWEEN:
        if len(pieces := re.split(mark, printed)) > 1:
            each = [responsible_names(piece, people, callings) for piece in pieces if piece]
            return tuple(dict.fromkeys(name for names in each for name in names))
    person = None if _RULES["group"].at(printed) else people.at(printed.strip())
    return (person.printed,) if person and not _is_body(person, printed.strip(), people) else ()


_BETWEEN = (
    r"\s+[a-z]+\s*/\s*and\s+",  # in two languages
    r"\s*[/;]\s*",
    r"\s*[&+]\s*|\s*\b(?:and|with)\b\s*",
    r"\s*,\s*",
)  # who answers together


def _ends_as_body(printed: str, people: People) -> bool:
    """Whether words end as a body's name does, and name no post: a service is not its manager, the
    head of a service is.
    """
    words = re.findall(r"\w+", printed.lower())
    return len(words) > 1 and words[-1] in people.heads and not people.role_nouns & set(words)


def _is_body(person: Person, printed: str, people: People) -> bool:
    """Whether what reads as a name is the beginning of a body’s: “Heron Quay Hospitals”."""
    if person.certain or person.given.lower() in people.first_names:
        return False
    behind = re.match(r"\s+([A-Z][\w-]+)", printed[person.end :])
    return behind is not None and behind[1].lower() in people.heads


def _action(row: _LogRow, meeting: int, people: People, callings: Callings) -> Action | None:
    text = row.text("text")
    if not text or row.first is None or row.last is None:
        return None
    raised = tuple(dict.fromkeys(found.date for found in dates(row.text("raised"))))
    printed = row.text("responsible").rstrip(" .;,") or None
    due = row.text("due").rstrip(" .;,") or None
    status = row.text("status").strip(" .:;,-") or None
    comments = row.text("comments") or None
    if comments and not status and as_status(comments) > 0:
        status, comments = comments.strip(" .:;,-"), None
    return Action(
        meeting=meeting,
        number=row.text("number").strip(" .") or None,
        raised=raised,
        text=text,
        responsible=_owners(row, people, callings),
        responsible_printed=printed,
        comments=comments,
        status=status,
        span=Span(row.first.start, row.last.end),
        rule="action-row",
        due_printed=due,
        due=_day_due(due, raised),
    )


def _owners(row: _LogRow, people: People, callings: Callings) -> tuple[str, ...]:
    """Who answers for a row; each paragraph of its cell may name others."""
    parts = row.cells.get("responsible", [])
    each = [responsible_names(part, people, callings) for part in parts]
    if len(parts) < 2 or not all(each):
        return responsible_names(row.text("responsible"), people, callings)
    return tuple(dict.fromkeys(name for names in each for name in names))


def _day_due(printed: str | None, raised: Sequence[date]) -> date | None:
    """The one day that the words of a row for its deadline mean; of two, none is sure."""
    if not printed or len({found.date for found in dates(printed)}) > 1:
        return None
    return day_due(printed, max(raised, default=None), (), field=True)
