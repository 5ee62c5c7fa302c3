"""People in the columns of a table, or of what a dump left of one: names, then bodies and roles."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from kg.extractors.bodies import CHAIR_MARK, CODE, COLUMNS, Bodies, is_initials
from kg.extractors.facts import Section
from kg.extractors.name_lists import NamedRow, bracketed, widened
from kg.extractors.people import People, Person
from kg.extractors.rules import rules
from kg.extractors.sections import LONGEST_ENTRY
from kg.extractors.text import Line
from kg.ontology.folding import one_line

_RULES = rules("attendance")
_BARE_CODE = re.compile(r"(?<!\S)[A-Z]{1,3}[a-z]?[A-Z]?(?!\S)")


class NameTables:
    """Reads lists of people that stand line by line."""

    def __init__(self, people: People, bodies: Bodies) -> None:
        self.people = people
        self._bodies = bodies
        self._unread: list[tuple[Line, str]] = []

    def read(
        self, lines: list[Line], known: frozenset[str]
    ) -> tuple[list[NamedRow], list[tuple[Line, str]]]:
        """The people on ``lines``, and the words in which nobody's name was read; ``known`` bodies
        stand elsewhere.
        """
        self._unread = []
        rows = self._rows(
            [self._parted(line) for line in lines] if self._joined(lines) else lines, known
        )
        return rows, self._unread

    def _joined(self, lines: list[Line]) -> bool:
        """Whether names and bodies are joined by a hyphen without spaces (“Ada Finch-Wenbridge
        Parish Council”).
        """
        return sum(self._parted(line) is not line for line in lines) * 2 > len(lines)

    def _parted(self, line: Line) -> Line:
        for mark in re.finditer(r"(?<=\w)-(?=[A-Z])", line.text):
            name, body = line.text[: mark.start()].strip(), line.text[mark.end() :].strip()
            if self.people.whole(name) and " " in body and self._bodies.is_body(body):
                return Line(line.index, line.start, f"{name}\t{body}")
        return line

    def _rows(self, lines: list[Line], known: frozenset[str]) -> list[NamedRow]:
        rows: list[NamedRow] = []
        waiting: list[tuple[Person, Line, bool]] = []
        places: list[str] = []
        place_lines: list[Line] = []

        def settle() -> None:
            if not waiting:
                return
            last = place_lines[-1] if place_lines else waiting[-1][1]
            texts, certain = self._pair(len(waiting), places, known)
            for (person, line, chair), text in zip(waiting, texts, strict=True):
                rows.append(
                    NamedRow(
                        person,
                        text,
                        line,
                        last,
                        "list-of-names-then-bodies" if places else "list-of-names",
                        certain,
                        chair,
                    )
                )
            waiting.clear()
            places.clear()
            place_lines.clear()

        for line in lines:
            cells = [cell.strip() for cell in COLUMNS.split(line.text.strip()) if cell.strip()]
            if not cells or re.fullmatch(r"[-–—_\s]+", line.text):
                continue
            first = CHAIR_MARK.sub("", cells[0]).strip()
            chair = bool(CHAIR_MARK.search(line.text))
            if two := self._two_on_a_line(one_line(line.text)):
                settle()
                rows += [
                    NamedRow(person, beside, line, line, "two-on-a-line") for person, beside in two
                ]
                continue
            coded = self._coded(cells)
            if coded:
                settle()
                rows += [
                    NamedRow(p, rest, line, line, "names-with-initials", chair=chair and n == 0)
                    for n, (p, rest) in enumerate(coded)
                ]
                continue
            if re.match(r"^\d+\b", first) and "(" not in line.text:
                self._unread.append((line, one_line(line.text)))
                continue
            seated = (
                len(self.people.several(CHAIR_MARK.split(cells[0])[0].strip()) or ()) - 1
                if chair and CHAIR_MARK.search(cells[0])
                else -1
            )
            several = self.people.several(first) if "(" not in first else None
            if len(cells) >= 2 and several and len(several) > 1:
                settle()
                texts, certain = self._pair(len(several), [" ".join(cells[1:])], known)
                rows += [
                    NamedRow(p, t, line, line, "run-together-columns", certain, n == seated)
                    for n, (p, t) in enumerate(zip(several, texts, strict=True))
                ]
                continue
            first, cells = self._role_moved(first, cells)
            person = self.people.whole(first, listed=len(cells) >= 2)
            if person is not None and len(cells) >= 2:
                settle()
                said = next((mark for cell in cells[1:] if (mark := _attended(cell))), None)
                beside = " ".join(
                    cell
                    for cell in cells[1:]
                    if not _attended(cell) and not is_initials(cell, person)
                )
                rows.append(
                    NamedRow(person, beside, line, line, "two-columns", chair=chair, section=said)
                )
                continue
            if person is not None:
                if places:
                    settle()
                waiting.append((person, line, chair))
                continue
            single = self._name_and_rest(one_line(CHAIR_MARK.sub("", line.text)))
            if single is not None:
                settle()
                rows.append(
                    NamedRow(single[0], single[1], line, line, "name-then-body", chair=chair)
                )
                continue
            inner = self._name_inside(line.text)
            if inner is not None:
                settle()
                rows.append(NamedRow(inner[0], inner[1], line, line, "name-inside"))
                continue
            if len(cells) >= 2 and "\t" in line.text.strip():
                self._unread.append(
                    (line, one_line(line.text))
                )  # a row of its own, not the rest of the one before
                continue
            if waiting:
                places.append(one_line(line.text))
                place_lines.append(line)
            elif (
                rows
                and len(rows[-1].affiliation) + len(line.text) < LONGEST_ENTRY
                and not re.search(r"\b(?:was|were|attended|chaired)\b.*\.$", line.text.strip())
            ):
                before = rows[-1]
                rows[-1] = replace(
                    before, affiliation=one_line(before.affiliation + "\n" + line.text), last=line
                )
            else:
                self._unread.append((line, one_line(line.text)))
        settle()
        return rows

    def _role_moved(self, first: str, cells: list[str]) -> tuple[str, list[str]]:
        """“Ada Finch (Chairman)”, “Quarry Ltd” as “Ada Finch”, “Chairman - Quarry Ltd”."""
        name, bracket, after = bracketed(first)
        if len(cells) < 2 or not name or not bracket or after or not self.people.is_role(bracket):
            return first, cells
        return name, [name, f"{bracket} - {cells[1]}", *cells[2:]]

    def _coded(self, cells: list[str]) -> list[tuple[Person, str]]:
        """Names, each with its initials: “Ada Finch  AF  Bo Wren  BW”, “Ada Finch (AF) Chair Bo
        Wren (BW)”.
        """
        together = self._coded_together(" ".join(cells)) or self._coded_run(" ".join(cells))
        if len(together) > 1:
            return together
        if len(cells) < 2 or not any(CODE.fullmatch(cell) for cell in cells[1:]):
            return []
        found: list[tuple[Person, str]] = []
        for cell in cells:
            if CODE.fullmatch(cell):
                continue
            name, bracket, _ = bracketed(cell)
            person = self.people.whole(name or "")
            if person is None:
                return []
            found.append((person, bracket or ""))
        return found

    def _coded_run(self, text: str) -> list[tuple[Person, str]]:
        """The names of two columns whose gap was lost, each before its initials: “Ada Finch AF Bo
        Wren (Quarry Ltd) BW”.
        """
        found: list[tuple[Person, str]] = []
        at = 0
        for code in _BARE_CODE.finditer(text):
            name, bracket, after = bracketed(text[at : code.start()].strip())
            person = self.people.whole(name, listed=True) if name and not after else None
            if person and is_initials(code[0], person):
                found.append((person, bracket or ""))
                at = code.end()
        return found if len(found) > 1 and not text[at:].strip() else []

    def _coded_together(self, text: str) -> list[tuple[Person, str]]:
        """The names before brackets that hold their initials, each with the words behind them."""
        found: list[tuple[Person, int, int]] = []
        for code in re.finditer(r"\(([A-Z]{2,4}[a-z]?|[A-Z]{1,2}[a-z][A-Z]?)\)", text):
            before = list(re.finditer(r"\S+", text[found[-1][2] if found else 0 : code.start()]))
            for word in before[-4:-1]:
                start = (found[-1][2] if found else 0) + word.start()
                person = self.people.whole(text[start : code.start()].strip())
                if person and is_initials(code[1], person):
                    found.append((person, start, code.end()))
                    break
        ends = [start for _, start, _ in found[1:]] + [len(text)]
        if not found or text[: found[0][1]].strip():
            return []
        return [
            (person, text[end:stop].strip(" ,-–"))
            for (person, _, end), stop in zip(found, ends, strict=True)
        ]

    def _two_on_a_line(self, text: str) -> list[tuple[Person, str]]:
        """“Ada Finch – Quarry Ltd Bo Wren – Harbour Watch”: two columns whose gap was lost."""
        dashes = list(re.finditer(r"\s+[-–—]\s+", text))
        first = self.people.whole(text[: dashes[0].start()]) if len(dashes) == 2 else None
        if first is None:
            return []
        words = text[dashes[0].end() : dashes[1].start()].split()
        for count in (2, 3):
            person = self.people.whole(" ".join(words[-count:])) if len(words) > count else None
            if person and (
                person.certain or person.given.split()[0].lower() in self.people.first_names
            ):
                return [(first, " ".join(words[:-count])), (person, text[dashes[1].end() :])]
        return []

    def _name_and_rest(self, text: str) -> tuple[Person, str] | None:
        """“Name Body”, “Name, Body”, “Name (Body)”, “Name – Role” on one line."""
        name, bracket, after = bracketed(text)
        if bracket is not None and name:
            person = self.people.whole(name)
            if person:
                code = CODE.fullmatch(bracket.strip())
                beside = (after or "").strip(" ,;–-")
                roles = self.people.is_role(bracket), self.people.is_role(beside)
                both = roles == (False, True) or (roles[0] and self._bodies.is_body(beside))
                both = bool(both and beside and not code)
                return person, f"{bracket} – {beside}" if both else (
                    after if code and after else bracket
                ) or ""
        for mark in (",", " - ", " – ", " — ", ":"):
            head, found, rest = text.partition(mark)
            if found and rest.strip():
                person = self.people.whole(
                    head.strip(), listed=self._bodies.is_affiliation(rest.split("(")[0])
                )
                if person:
                    wider = self.people.whole(f"{head.strip()}, {rest.strip()}")
                    return (wider, "") if wider and wider.honours else (person, rest.strip())
        person = self.people.at(text)
        if person is None:
            return None
        person = widened(person, text, self._bodies)
        rest = text[person.end :].strip(" -–").lstrip(", ")
        initials, _, behind = rest.partition(" ")
        if behind and is_initials(initials, person):
            return person, behind
        if not rest:
            return person, ""
        if self._bodies.is_affiliation(rest) or person.certain:
            return person, rest
        given = person.given.split(" ")[0].lower() in self.people.first_names
        return (
            (person, rest)
            if len(rest.split()) <= 6 and (given or all(w[:1].isupper() for w in rest.split()))
            else None
        )

    def _name_inside(self, text: str) -> tuple[Person, str] | None:
        """A titled name behind a short lead (“Borough Cllr Ada Finch”), one in brackets behind a
        role, or one before “representing”.
        """
        bracketed_name = re.match(
            r"^(?P<role>[^()]{4,120}?),?\s*\((?P<name>[^()]{4,60})\)$", one_line(text)
        )
        person = self.people.whole(bracketed_name["name"]) if bracketed_name else None
        if bracketed_name and person:
            role = bracketed_name["role"]
            return (
                (person, role)
                if person.certain or self.people.is_role(role.split(",")[0])
                else None
            )
        flat = re.sub(r"(?<=[a-z])(?=Cllr\b)", " ", one_line(text))
        titled = next(self.people.within(flat), None)
        before = flat[: titled.start].strip() if titled else ""
        full = titled is not None and bool(titled.given or titled.honours)
        if (
            titled
            and titled.end >= len(flat) - 3
            and titled.start <= 40
            and (full or self.people.is_role(before))
        ):
            return titled, f"{before} Councillor" if re.search(
                r"(?:County|Borough|District|City|Town|Parish)$", before
            ) else before
        found = re.match(
            r"^(?P<name>[^,()]{4,50}?)\s+(?:representing|from|on behalf of)\s+(?P<body>.+)$", flat
        )
        person = self.people.whole(found["name"]) if found else None
        if person and found:
            return person, found["body"]
        including = re.search(
            r"\bincluding\s+(?P<name>(?:[A-Z][\w’'-]+\s+){1,2}[A-Z][\w’'-]+)\b", flat
        )
        person = self.people.whole(including["name"]) if including else None
        return (person, "") if person else None

    def _pair(self, count: int, places: list[str], known: frozenset[str]) -> tuple[list[str], bool]:
        """``count`` affiliations out of the lines or the one cell that hold them, and whether that
        is certain.
        """
        if not places:
            return [""] * count, True
        if count == 1:
            return [one_line("\n".join(places))], True
        if len(places) == count:
            return places, True
        pieces = self._bodies.split(one_line(" ".join(places)), count, known)
        if pieces is not None:
            return pieces, True
        return [""] * count, False


def _attended(cell: str) -> Section | None:
    """The section that a column headed “Attendance” puts a row in."""
    rule = next(
        (_RULES[name] for name in ("attended", "sent-apologies") if _RULES[name].at(cell)), None
    )
    return cast(Section, rule.value) if rule else None
