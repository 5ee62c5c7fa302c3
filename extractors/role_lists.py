"""Officers in running text, each name in brackets behind its role: “Clerk (Ms. A. Finch), Director
(Mr. B. Wren)”.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extractors.name_lists import NamedRow, located
from kg.extractors.people import People
from kg.extractors.text import Line
from kg.ontology.folding import one_line

_NAMED = re.compile(
    r"\(\s*(?P<name>[^(),;]{3,60}?)\s*(?:\)|,(?=[^)]*\()|$)"
)  # a bracket may be left open before the next
_MARKED = re.compile(r"([^:;,]+)([\s:;,]*)")
FEWEST_ROLES = 2  # with a colon behind them, which show the habit
_ALONE = re.compile(r"[,;]\s*")


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """The runs of lines between blank ones."""
    out: list[list[Line]] = [[]]
    for line in lines:
        if not line.blank:
            out[-1].append(line)
        elif out[-1]:
            out.append([])
    return [each for each in out if each]


def names_behind_roles(line: Line, people: People) -> Line:
    """“Chair: Mr A. Finch: Clerk: Ms B. Wren” as “Mr A. Finch (Chair), Ms B. Wren (Clerk)”; a line
    of anything else as it is.
    """
    pieces = _MARKED.findall(line.text.strip(" ."))
    names: list[str] = []
    role, roles = "", 0
    for piece, mark in pieces:
        if not role and ":" in mark and people.is_role(piece) and not people.starts_titled(piece):
            role = piece.strip()
        elif people.whole(piece):
            names.append(f"{piece.strip()} ({role})" if role else piece.strip())
            roles += bool(role)
            role = ""
        else:
            return line
    return replace(line, text=", ".join(names)) if roles >= FEWEST_ROLES and not role else line


def roles_before_names(lines: list[Line], people: People) -> list[NamedRow]:
    """The people of a paragraph whose brackets all hold a titled name behind a role; none where it
    is another list.
    """
    if not lines:
        return []
    text = one_line("\n".join(line.text for line in lines))
    rows: list[NamedRow] = []
    at = 0
    for found in _NAMED.finditer(text):
        person = people.whole(found["name"])
        role = text[at : found.start()].strip(" ,;.-–")
        role = re.sub(r"^and\s+", "", role)
        if person is None or not person.certain or not role or _names_somebody(role, people):
            return []
        rows.append(NamedRow(person, "", lines[0], lines[-1], "role-before-name", role=role))
        at = found.end()
    behind = _behind(text[at:], lines, people)
    return located([*rows, *behind], lines) if rows and behind is not None else []


def _names_somebody(text: str, people: People) -> bool:
    return (
        not people.is_role(text)
        and people.whole(people.without_plural(text), listed=True) is not None
    )


def _behind(text: str, lines: list[Line], people: People) -> list[NamedRow] | None:
    """Titled people without brackets after the last bracket, or ``None`` where there is more than
    people.
    """
    rows: list[NamedRow] = []
    for piece in _ALONE.split(text.strip(" .,;")):
        person = people.whole(piece)
        if person is not None and person.certain:
            rows.append(NamedRow(person, "", lines[0], lines[-1], "role-before-name"))
        elif piece:
            return None
    return rows
