"""Who was there: the lists under Present, Officers, Others and Apologies, in whatever columns are left of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from extractors.bodies import CHAIR_MARK, CODE, COLUMNS, Bodies, is_initials
from extractors.facts import Attendance, Issue, Minute, Section, Span
from extractors.layout import Layout
from extractors.name_lists import NameLists, Row, bracketed
from extractors.people import People, Person
from extractors.rules import rules
from extractors.sections import ABBREVIATED, LONGEST_ENTRY, Group, grouped_by_body, sections, without_bullet
from extractors.text import Line, folded, key
from ontology.vocabulary import Vocabulary

_RULES = rules("attendance")
_MINUTES = rules("minutes")
_CHAIR_ROLE = re.compile(
    r"^(?:\w+\s*/\s*)?(?:(?:acting|newly\s+elected|outgoing|interim)\s+)?chair(?:man|person|woman)?(?:\s*/\s*\w+)?$",
    re.I,
)


class AttendanceReader:
    """Reads lists of people with a vocabulary's names of bodies and roles."""

    def __init__(self, people: People, vocabulary: Vocabulary) -> None:
        self.people = people
        self.vocabulary = vocabulary
        self._bodies = Bodies(people, vocabulary)
        self._lists = NameLists(people, self._bodies)
        self._unread: list[tuple[Line, str]] = []

    def read(
        self, layout: Layout, lines: list[Line], meeting: int, chairs: list[str]
    ) -> tuple[list[Attendance], list[Issue]]:
        """The rows of the lists among ``lines``."""
        rows: list[Attendance] = []
        issues: list[Issue] = []
        self._unread = []
        found = sections(lines, self.people)
        for group in found:
            beyond = [line for line in group.lines if group.section is None and not line.blank]
            if beyond:
                said = f"no list of people: “{folded(beyond[0].text)[:80]}”"
                span = Span(beyond[0].start, beyond[-1].end)
                issues.append(Issue("info", "attendance", said, layout.document.name, span))
        groups = [inner for group in found if group.section for inner in grouped_by_body(group, self.people)]
        known = self._bodies.printed_alone([line for group in groups for line in group.lines])
        for group in groups:
            for row in self._rows(group, known):
                organisation, role = self._bodies.affiliation(row.affiliation, row.person)
                chair = row.chair or group.chair or bool(role and _CHAIR_ROLE.match(role))
                section: Section = row.section or group.section or "present"
                if section == "present" and role and re.search(r"\bclerk\b|\bminute[s-]*\s+taker\b.{12,}", role, re.I):
                    section = "officers"
                rows.append(
                    Attendance(
                        meeting=meeting,
                        section=section,
                        printed=row.person.printed,
                        organisation=organisation or (group.body if self._bodies.is_body(group.body or "") else None),
                        role=role,
                        chair=chair and section != "apologies",
                        span=Span(row.line.start, row.last.end),
                        rule=row.rule if group.stated else "list-unannounced",
                        certain=row.certain,
                    )
                )
                if not row.certain:
                    issues.append(
                        Issue(
                            "warning",
                            "attendance",
                            "columns ran together: which organisation belongs to whom is only likely",
                            layout.document.name,
                            row.line.span,
                        )
                    )
        for line, words in self._unread:
            said = f"nobody's name was read in this line of the list: “{words[:80]}”"
            issues.append(Issue("info", "attendance", said, layout.document.name, line.span))
        rows = _unrepeated(rows)
        return _with_chairs(rows, chairs), issues

    def read_minute(self, layout: Layout, minute: Minute, meeting: int) -> list[Attendance]:
        """Apologies recorded in the words of a minute: “Apologies were received from A, B and C.”"""
        out: list[Attendance] = []
        text = layout.document.text[minute.span.start : minute.span.end]
        body = text[text.find("\n") + 1 :] if "\n" in text else text
        if label := re.search(r"(?m)^\s*Minutes:\s*", body):
            body = body[label.end() :]
        offset = minute.span.start + (text.find("\n") + 1 if "\n" in text else 0)
        sentences = [(start - (offset - minute.span.start), said) for start, said in _sentences(text)]
        if not sentences:
            told = (_RULES["apologised"].at(folded(line)) for line in re.split(r"\n|(?<=[a-z]\.)\s", body))
            sentences = [(0, found["rest"]) for found in told if found]
        if not sentences and len(body) < 600:
            sentences = [(0, folded(body))]
        for start, sentence in sentences:
            at = offset + start
            found = _RULES["apologies-received"].at(re.sub(r"^.*?(?=\bapolog)", "", sentence, flags=re.I))
            rest = found["rest"] if found else sentence
            if not rest.strip(" .:;,-"):
                for row in self._rows(Group("apologies", self._entries(layout, minute, sentence)), frozenset()):
                    out.append(self._apology(row, meeting, Span(row.line.start, row.last.end)))
                continue
            rest = re.sub(r"\s*\((?:all|both|each)?\s*(?:personal|family|work|health|ill\w*)[^()]*\)", "", rest)
            line = Line(0, at, rest)
            rows, _ = self._lists.read([line])
            for row in rows:
                span = Span(at, min(minute.span.end, at + len(sentence) + 20))
                out.append(self._apology(row, meeting, span))
        return _unrepeated(out)

    def _apology(self, row: Row, meeting: int, span: Span) -> Attendance:
        organisation, role = self._bodies.affiliation(row.affiliation, row.person)
        printed = row.person.printed
        return Attendance(meeting, "apologies", printed, organisation, role, False, span, "apologies-in-a-minute")

    def _entries(self, layout: Layout, minute: Minute, sentence: str) -> list[Line]:
        """The lines of a list that stands under the sentence that announces it, up to one that starts with no name."""
        lines = [line for line in layout.lines if minute.span.start <= line.start < minute.span.end and not line.blank]
        last = " ".join(sentence.split()[-3:])
        at = next(
            (n for n, line in enumerate(lines) if folded(line.text).rstrip(" .:;").endswith(last.rstrip(" .:;"))), None
        )
        entries: list[Line] = []
        for line in (without_bullet(line, self.people) for line in (lines[at + 1 :] if at is not None else ())):
            if self.people.at(line.text.strip()) is None:
                break
            entries.append(line)
        return entries

    def _rows(self, group: Group, known: frozenset[str]) -> list[Row]:
        lines = [line for line in group.lines if not line.blank]
        if not lines:
            return []
        if group.chair and (person := self.people.at(folded(lines[0].text))):
            beside = folded(" ".join(line.text for line in lines))[person.end :]
            return [Row(person, beside.strip(" ,()–-"), lines[0], lines[-1], "chair-named", chair=True)]
        if self._lists.is_running(lines):
            rows, unread = self._lists.read(lines)
            self._unread += [(lines[0], words) for words in unread]
            return rows
        return self._table([self._parted(line) for line in lines] if self._joined(lines) else lines, known)

    def _joined(self, lines: list[Line]) -> bool:
        """Whether names and bodies are joined by a hyphen without spaces (“Ada Finch-Wenbridge Parish Council”)."""
        return sum(self._parted(line) is not line for line in lines) * 2 > len(lines)

    def _parted(self, line: Line) -> Line:
        for mark in re.finditer(r"(?<=\w)-(?=[A-Z])", line.text):
            name, body = line.text[: mark.start()].strip(), line.text[mark.end() :].strip()
            if self.people.whole(name) and " " in body and self._bodies.is_body(body):
                return Line(line.index, line.start, f"{name}\t{body}")
        return line

    # --- names in columns ------------------------------------------------------------------------

    def _table(self, lines: list[Line], known: frozenset[str]) -> list[Row]:
        rows: list[Row] = []
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
                    Row(
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
            coded = self._coded(cells)
            if coded:
                settle()
                rows += [
                    Row(p, rest, line, line, "names-with-initials", chair=chair and n == 0)
                    for n, (p, rest) in enumerate(coded)
                ]
                continue
            if re.match(r"^\d+\b", first) and "(" not in line.text:
                self._unread.append((line, folded(line.text)))
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
                    Row(p, t, line, line, "run-together-columns", certain, n == seated)
                    for n, (p, t) in enumerate(zip(several, texts, strict=True))
                ]
                continue
            person = self.people.whole(first, listed=len(cells) >= 2)
            if person is not None and len(cells) >= 2:
                settle()
                said = next((mark for cell in cells[1:] if (mark := _attended(cell))), None)
                beside = " ".join(cell for cell in cells[1:] if not _attended(cell) and not is_initials(cell, person))
                rows.append(Row(person, beside, line, line, "two-columns", chair=chair, section=said))
                continue
            if person is not None:
                if places:
                    settle()
                waiting.append((person, line, chair))
                continue
            single = self._name_and_rest(folded(CHAIR_MARK.sub("", line.text)))
            if single is not None:
                settle()
                rows.append(Row(single[0], single[1], line, line, "name-then-body", chair=chair))
                continue
            inner = self._name_inside(line.text)
            if inner is not None:
                settle()
                rows.append(Row(inner[0], inner[1], line, line, "name-inside"))
                continue
            if len(cells) >= 2 and "\t" in line.text.strip():
                self._unread.append((line, folded(line.text)))  # a row of its own, not the rest of the one before
                continue
            if waiting:
                places.append(folded(line.text))
                place_lines.append(line)
            elif (
                rows
                and len(rows[-1].affiliation) + len(line.text) < LONGEST_ENTRY
                and not re.search(r"\b(?:was|were|attended|chaired)\b.*\.$", line.text.strip())
            ):
                before = rows[-1]
                rows[-1] = replace(before, affiliation=folded(before.affiliation + "\n" + line.text), last=line)
            else:
                self._unread.append((line, folded(line.text)))
        settle()
        return rows

    def _coded(self, cells: list[str]) -> list[tuple[Person, str]]:
        """Names, each with its initials: “Ada Finch  AF  Bo Wren  BW”, “Ada Finch (AF) Chair Bo Wren (BW)”."""
        together = self._coded_together(" ".join(cells))
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
        return [(person, text[end:stop].strip(" ,-–")) for (person, _, end), stop in zip(found, ends, strict=True)]

    def _name_and_rest(self, text: str) -> tuple[Person, str] | None:
        """“Name Body”, “Name, Body”, “Name (Body)”, “Name – Role” on one line."""
        name, bracket, after = bracketed(text)
        if bracket is not None and name:
            person = self.people.whole(name)
            if person:
                code = CODE.fullmatch(bracket.strip())
                return person, (after if code and after else bracket) or ""
        for mark in (",", " - ", " – ", " — ", ":"):
            head, found, rest = text.partition(mark)
            if found and rest.strip():
                person = self.people.whole(head.strip(), listed=self._bodies.is_affiliation(rest.split("(")[0]))
                if person:
                    wider = self.people.whole(f"{head.strip()}, {rest.strip()}")
                    return (wider, "") if wider and wider.honours else (person, rest.strip())
        person = self.people.at(text)
        if person is None:
            return None
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
            (person, rest) if len(rest.split()) <= 6 and (given or all(w[:1].isupper() for w in rest.split())) else None
        )

    def _name_inside(self, text: str) -> tuple[Person, str] | None:
        """A titled name behind a short lead (“Borough Cllr Ada Finch”), one in brackets behind a role, or one before
        “representing”."""
        bracketed_name = re.match(r"^(?P<role>[^()]{4,120}?),?\s*\((?P<name>[^()]{4,60})\)$", folded(text))
        person = self.people.whole(bracketed_name["name"]) if bracketed_name else None
        if bracketed_name and person:
            role = bracketed_name["role"]
            return (person, role) if person.certain or self.people.is_role(role.split(",")[0]) else None
        flat = re.sub(r"(?<=[a-z])(?=Cllr\b)", " ", folded(text))
        titled = next(self.people.within(flat), None)
        before = flat[: titled.start].strip() if titled else ""
        full = titled is not None and bool(titled.given or titled.honours)
        if titled and titled.end >= len(flat) - 3 and titled.start <= 40 and (full or self.people.is_role(before)):
            return titled, f"{before} Councillor" if re.search(
                r"(?:County|Borough|District|City|Town|Parish)$", before
            ) else before
        found = re.match(r"^(?P<name>[^,()]{4,50}?)\s+(?:representing|from|on behalf of)\s+(?P<body>.+)$", flat)
        person = self.people.whole(found["name"]) if found else None
        if person and found:
            return person, found["body"]
        including = re.search(r"\bincluding\s+(?P<name>(?:[A-Z][\w’'-]+\s+){1,2}[A-Z][\w’'-]+)\b", flat)
        person = self.people.whole(including["name"]) if including else None
        return (person, "") if person else None

    def _pair(self, count: int, places: list[str], known: frozenset[str]) -> tuple[list[str], bool]:
        """``count`` affiliations out of the lines or the one cell that hold them, and whether that is certain."""
        if not places:
            return [""] * count, True
        if count == 1:
            return [folded("\n".join(places))], True
        if len(places) == count:
            return places, True
        pieces = self._bodies.split(folded(" ".join(places)), count, known)
        if pieces is not None:
            return pieces, True
        return [""] * count, False


def _attended(cell: str) -> Section | None:
    """The section that a column headed “Attendance” puts a row in."""
    rule = next((_RULES[name] for name in ("attended", "sent-apologies") if _RULES[name].at(cell)), None)
    return cast(Section, rule.value) if rule else None


_APOLOGY = re.compile(r"\bapolog(?:y|ies)\b[^.\n]{0,60}?\b(?:received|accepted|given|noted)\b", re.I)
_STOP = re.compile(r"\n\s*\n|\.")


def _sentences(text: str) -> list[tuple[int, str]]:
    """Sentences that tell of apologies received, with where they start."""
    found: list[tuple[int, str]] = []
    for match in _APOLOGY.finditer(text):
        end = match.end()
        while end < len(text):
            stop = _STOP.search(text, end)
            if stop is None:
                end = len(text)
                break
            end = stop.start()
            if stop[0] != "." or not ABBREVIATED.search(text[max(0, end - 6) : end]):
                break
            end += 1
        found.append((match.start(), folded(text[match.start() : end])))
    return found


def _unrepeated(rows: list[Attendance]) -> list[Attendance]:
    """Each printed name once a section."""
    seen: set[tuple[str, str]] = set()
    out: list[Attendance] = []
    for row in rows:
        mark = (row.section, key(row.printed))
        if mark not in seen:
            seen.add(mark)
            out.append(row)
    return out


def _with_chairs(rows: list[Attendance], chairs: list[str]) -> list[Attendance]:
    """Mark those whom the minutes put in the chair, by name."""
    out = list(rows)
    for chair in chairs:
        words = key(chair).split()
        for position, row in enumerate(out):
            mine = key(row.printed).split()
            if row.section != "apologies" and words and _same_name(words, mine):
                out[position] = replace(row, chair=True)
    return out


def _same_name(a: list[str], b: list[str]) -> bool:
    """Whether two names in one paper agree: surname (a doubled letter aside) and the initials both print."""
    drop = {
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "cllr",
        "councillor",
        "cc",
        "obe",
        "mbe",
        "jp",
        "supt",
        "prof",
        "professor",
        "lord",
        "sir",
    }
    a, b = [w for w in a if w not in drop], [w for w in b if w not in drop]
    if not a or not b:
        return False
    near = re.sub(r"(.)\1+", r"\1", a[-1]) == re.sub(r"(.)\1+", r"\1", b[-1])
    if not near:
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    return a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1 or a[0][:3] == b[0][:3])
