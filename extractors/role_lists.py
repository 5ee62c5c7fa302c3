"""Officers in running text, each name in brackets behind its role: “Clerk (Ms. A. Finch), Director
(Mr. B. Wren)”.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extractors.name_lists import NamedRow, located
from kg.extractors.people import People, Person
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.ontology.folding import one_line

_NAMED = re.compile(
    r"\(\s*(?P<name>[^(),;]{3,60}?)\s*(?:\)|,(?=[^)]*\()|$)"
)  # a bracket may be left open before the next
_MARKED = re.compile(r"([^:;,]+)([\s:;,]*)")
FEWEST_ROLES = 2  # with a colon behind them, which show the habit
_JOINT = re.compile(r"[,;]\s*|\s+and\s+|\n(?=[A-Z])|(?<=[a-z)])\.\s+")
_RULES = rules("attendance")


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
    """The people of a paragraph whose brackets all hold a titled name behind a role, or who stand
    among them titled; none where it is another list. A sentence behind the last bracket is no
    part of it.
    """
    if not lines:
        return []
    text = "\n".join(one_line(line.text) for line in lines)
    rows: list[NamedRow] = []

    def row(person: Person, role: str | None = None) -> None:
        rows.append(NamedRow(person, "", lines[0], lines[-1], "role-before-name", role=role))

    at = 0
    for found in _NAMED.finditer(text):
        person = people.whole(one_line(found["name"]))
        alone, role = _titled(text[at : found.start()], people)
        role = re.sub(r"^and\s+", "", role.strip(" ,;.-–"))
        told = _is_told(_titled(text[at:], people)[1])
        if rows and told:
            break
        if person is None or not person.certain or not role or told:
            return []
        if _names_somebody(role, people):
            return []
        for each in alone:
            row(each)
        row(person, role)
        at = found.end()
    alone, rest = _titled(text[at:], people)
    if not rows or (rest and not _is_told(rest)):
        return []
    for each in alone:
        row(each)
    return located(rows, lines)


def _titled(text: str, people: People) -> tuple[list[Person], str]:
    """The titled people with whom ``text`` begins, and what stands behind them."""
    found: list[Person] = []
    at = 0
    for joint in [*_JOINT.finditer(text), None]:
        piece = text[at : joint.start() if joint else len(text)]
        if piece.strip(" .,;"):
            person = people.whole(one_line(piece))
            if person is None or not person.certain:
                break
            found.append(person)
        at = joint.end() if joint else len(text)
    return found, one_line(text[at:]).strip(" .,;")


def _is_told(text: str) -> bool:
    """Whether ``text`` begins with a sentence that tells something."""
    return _RULES["prose-paragraph"].at(f"{text.rstrip('.:')}.") is not None


def _names_somebody(text: str, people: People) -> bool:
    return (
        not people.is_role(text)
        and people.whole(people.without_plural(text), listed=True) is not None
    )
