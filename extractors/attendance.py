"""Who was there: the lists under Present, Officers, Others and Apologies, in whatever columns are left of them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from extractors.facts import Attendance, Issue, Minute, Section, Span
from extractors.layout import Layout, Stretch
from extractors.people import People, Person
from extractors.rules import rules
from extractors.text import Line, folded, key
from ontology.vocabulary import Vocabulary

_RULES = rules("attendance")
_MINUTES = rules("minutes")
_CHAIR_MARK = re.compile(r"\(?\s*\bin\s+the\s+chair\b\s*\)?\.?", re.I)
_CHAIR_ROLE = re.compile(
    r"^(?:\w+\s*/\s*)?(?:(?:acting|newly\s+elected|outgoing|interim)\s+)?chair(?:man|person|woman)?(?:\s*/\s*\w+)?$",
    re.I,
)
_COLUMNS = re.compile(r"\t+|\s{2,}")
_CODE = re.compile(r"\(?\b(?:[A-Z]{2,4}|[A-Z]{1,2}[a-z][A-Z]?)\b\)?")


LONGEST_ENTRY = 200  # characters; more is no entry of a list


@dataclass(frozen=True, slots=True)
class _Group:
    """A section of the list and the lines under its heading."""

    section: Section | None
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class _Row:
    person: Person
    affiliation: str
    line: Line
    last: Line
    rule: str
    certain: bool = True
    chair: bool = False


class AttendanceReader:
    """Reads lists of people with a vocabulary's names of bodies and roles."""

    def __init__(self, people: People, vocabulary: Vocabulary) -> None:
        self.people = people
        self.vocabulary = vocabulary
        self._bodies = Bodies(people, vocabulary)
        self._unread: list[tuple[Line, str]] = []

    def read(
        self, layout: Layout, stretch: Stretch, last: int, meeting: int, chairs: list[str]
    ) -> tuple[list[Attendance], list[Issue]]:
        """The rows of the lists between the head of the minutes and line ``last``."""
        rows: list[Attendance] = []
        issues: list[Issue] = []
        self._unread = []
        groups = _groups(layout.lines[stretch.body : last])
        known = self._bodies.printed_alone([line for group in groups for line in group.lines])
        for group in groups:
            if group.section is None:
                continue
            for row in self._rows(group, known):
                organisation, role = self._bodies.affiliation(row.affiliation)
                chair = row.chair or bool(role and _CHAIR_ROLE.match(role))
                section: Section = group.section
                if section == "present" and role and re.search(r"\bclerk\b|\bminute[s-]*\s+taker\b.{12,}", role, re.I):
                    section = "officers"
                rows.append(
                    Attendance(
                        meeting=meeting,
                        section=section,
                        printed=row.person.printed,
                        organisation=organisation,
                        role=role,
                        chair=chair and section != "apologies",
                        span=Span(row.line.start, row.last.end),
                        rule=row.rule,
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
        offset = minute.span.start + (text.find("\n") + 1 if "\n" in text else 0)
        sentences = [(start - (offset - minute.span.start), said) for start, said in _sentences(text)]
        if not sentences and len(body) < 600:
            sentences = [(0, folded(body))]
        for start, sentence in sentences:
            at = offset + start
            found = _RULES["apologies-received"].at(re.sub(r"^.*?(?=\bapolog)", "", sentence, flags=re.I))
            rest = found["rest"] if found else sentence
            rest = re.sub(r"\s*\((?:all|both|each)?\s*(?:personal|family|work|health|ill\w*)[^()]*\)", "", rest)
            line = Line(0, at, rest)
            for row in self._running([line]):
                organisation, role = self._bodies.affiliation(row.affiliation)
                out.append(
                    Attendance(
                        meeting,
                        "apologies",
                        row.person.printed,
                        organisation,
                        role,
                        False,
                        Span(at, min(minute.span.end, at + len(sentence) + 20)),
                        "apologies-in-a-minute",
                    )
                )
        return _unrepeated(out)

    def _rows(self, group: _Group, known: frozenset[str]) -> list[_Row]:
        lines = [line for line in group.lines if not line.blank]
        if not lines:
            return []
        if self._is_running(lines):
            return self._running(lines)
        return self._table(lines, known)

    # --- names in running text -------------------------------------------------------------------

    def _is_running(self, lines: list[Line]) -> bool:
        """Whether the people stand in running text: several on one line, between commas or titles."""
        if any("\t" in line.text for line in lines):
            return False
        if len(lines) > 1 and self._wraps(lines):
            return True
        whole = folded(" ".join(line.text for line in lines))
        pieces = [piece.strip() for piece in _split(whole)]
        persons = sum(
            1
            for piece in pieces
            if self.people.whole(re.sub(r"\s*\(.*", "", piece)) or self.people.without_plural(piece) != piece
        )
        first = folded(lines[0].text)
        many = [
            p for p in (self.people.whole(re.sub(r"\s*\(.*", "", piece), listed=True) for piece in _split(first)) if p
        ]
        if len(many) >= 2 or self.people.without_plural(first) != first:
            return True
        titled = sum(1 for _ in self.people.within(first))
        return (
            titled >= 2
            and not _COLUMNS.search(lines[0].text)
            and not any(self.people.at(line.text.strip()) is None for line in lines[:1])
        ) or (len(lines) == 1 and persons >= 2)

    def _wraps(self, lines: list[Line]) -> bool:
        """Whether a list of names runs on over line ends: a bracket or a comma stands open where a line stops."""
        whole = folded(" ".join(line.text for line in lines))
        open_ends = any(
            line.text.count("(") > line.text.count(")") or re.search(r"(?:,|\band)$", line.text.rstrip())
            for line in lines[:-1]
        )
        pieces = _split(whole)
        named = sum(1 for piece in pieces if self.people.whole(re.sub(r"\s*\(.*", "", piece).strip(), listed=True))
        return open_ends and named >= 2 and named * 2 >= len(pieces)

    def _running(self, lines: list[Line]) -> list[_Row]:
        text = folded(" ".join(line.text for line in lines))
        text = re.sub(r"^(?:from|by|for)\s+", "", text)
        rows: list[_Row] = []
        first, last = lines[0], lines[-1]
        for piece in _split(text):
            for part in self._parts(piece.strip(" .;,")):
                bare = self.people.without_plural(part)
                bare = re.sub(r"^(?:and|from|also|by)\s+", "", bare)
                bare = self.people.without_plural(bare)
                if area := re.match(r"^(?:County|Borough|District|City|Town|Parish)\s+(?=(?:Councillor|Cllr)\b)", bare):
                    bare = bare[area.end() :]
                name, bracket, after = _bracketed(bare)
                person = self.people.whole(name, listed=True) if name else None
                if (
                    person is None
                    and name
                    and bracket
                    and re.fullmatch(r"(?:Mc|Mac|O[’'])?[A-Z][a-z]+(?:[A-Z][a-z]+)?", name)
                ):
                    person = Person(name, "", "", name, "", 0, len(name))
                if person is None and not bracket:
                    person = self._leading(bare)
                    if person:
                        bracket = bare[person.end :].strip(" ,-–")
                if person is None:
                    if (
                        rows
                        and bare
                        and not rows[-1].affiliation
                        and not re.match(r"^(?:\d+\b|none\b|and\b)", bare, re.I)
                    ):
                        before = rows[-1]
                        honour = self.people.whole(f"{before.person.printed}, {bare}")
                        if honour and honour.honours and honour.honours != before.person.honours:
                            rows[-1] = replace(before, person=honour)
                        elif len(bare) < 120 and not bare.isdigit():
                            rows[-1] = replace(before, affiliation=bare)
                        else:
                            self._unread.append((first, bare))
                    elif bare and not re.fullmatch(r"(?i)\d+|none|nil|and", bare):
                        self._unread.append((first, bare))
                    continue
                rows.append(
                    _Row(
                        person,
                        (bracket or after or "").strip(),
                        first,
                        last,
                        "list-in-a-line",
                        chair=bool(_CHAIR_MARK.search(bare)),
                    )
                )
        return [self._located(row, lines) for row in rows]

    def _located(self, row: _Row, lines: list[Line]) -> _Row:
        """Narrow a row's span to the lines on which the surname stands."""
        for position, line in enumerate(lines):
            pair = line.text + " " + (lines[position + 1].text if position + 1 < len(lines) else "")
            if row.person.printed in folded(line.text):
                return replace(row, line=line, last=line)
            if row.person.printed in folded(pair):
                return replace(row, line=line, last=lines[min(position + 1, len(lines) - 1)])
        return row

    def _leading(self, text: str) -> Person | None:
        person = self.people.at(text)
        if person is None:
            return None
        rest = text[person.end :]
        if (
            re.match(r"\s*(?:$|[-–,(]|representing\b|from\b|who\b)", rest)
            or self.people.is_role(rest)
            or person.certain
        ):
            return person
        return None

    def _parts(self, piece: str) -> list[str]:
        """Split before every title that starts another person, outside brackets."""
        starts = [0]
        depth = 0
        at = 0
        for word in re.finditer(r"\S+", piece):
            gap = piece[at : word.start()]
            depth += gap.count("(") - gap.count(")")
            before = piece[: word.start()]
            if (
                word.start()
                and before.count("(") == before.count(")")
                and self.people.starts_titled(piece[word.start() :])
                and not re.fullmatch(
                    r"(?:and\s+)?(?:County|Borough|District|City|Town|Parish)\s*", before[starts[-1] :]
                )
                and not self.people.starts_titled(
                    piece[starts[-1] : word.start()] + "X" if len(before[starts[-1] :].split()) < 2 else "x"
                )
                and not re.search(r"(?:\bto|\bfor|\band|&)\s*$", before[starts[-1] :])
            ):
                starts.append(word.start())
            at = word.end()
        starts.append(len(piece))
        parts = [piece[a:b].strip(" ,") for a, b in itertools.pairwise(starts) if piece[a:b].strip(" ,")]
        out: list[str] = []
        for part in parts:
            names, bracket, tail = part.partition("(")
            several = self.people.several(names)
            if several and len(several) > 1 and several[0].certain:
                out += [p.printed for p in several[:-1]]
                out.append(f"{several[-1].printed} {bracket}{tail}".strip())
                continue
            # “A B (Role) C D (Role)”: another name right behind a closing bracket
            split = re.split(r"(?<=\))\s+(?=[A-Z])", part)
            out += split
        return out

    # --- names in columns ------------------------------------------------------------------------

    def _table(self, lines: list[Line], known: frozenset[str]) -> list[_Row]:
        rows: list[_Row] = []
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
                    _Row(
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
            cells = [cell.strip() for cell in _COLUMNS.split(line.text.strip()) if cell.strip()]
            if not cells or re.fullmatch(r"[-–—_\s]+", line.text):
                continue
            first = _CHAIR_MARK.sub("", cells[0]).strip()
            chair = bool(_CHAIR_MARK.search(line.text))
            coded = self._coded(cells)
            if coded:
                settle()
                rows += [
                    _Row(p, rest, line, line, "names-with-initials", chair=chair and n == 0)
                    for n, (p, rest) in enumerate(coded)
                ]
                continue
            if re.match(r"^\d+\b", first) and "(" not in line.text:
                self._unread.append((line, folded(line.text)))
                continue
            seated = (
                len(self.people.several(_CHAIR_MARK.split(cells[0])[0].strip()) or ()) - 1
                if chair and _CHAIR_MARK.search(cells[0])
                else -1
            )
            several = self.people.several(first) if "(" not in first else None
            if len(cells) >= 2 and several and len(several) > 1:
                settle()
                texts, certain = self._pair(len(several), [" ".join(cells[1:])], known)
                rows += [
                    _Row(p, t, line, line, "run-together-columns", certain, n == seated)
                    for n, (p, t) in enumerate(zip(several, texts, strict=True))
                ]
                continue
            person = self.people.whole(first, listed=len(cells) >= 2)
            if person is not None and len(cells) >= 2:
                settle()
                rows.append(_Row(person, " ".join(cells[1:]), line, line, "two-columns", chair=chair))
                continue
            if person is not None:
                if places:
                    settle()
                waiting.append((person, line, chair))
                continue
            single = self._name_and_rest(folded(_CHAIR_MARK.sub("", line.text)))
            if single is not None:
                settle()
                rows.append(_Row(single[0], single[1], line, line, "name-then-body", chair=chair))
                continue
            inner = self._name_inside(line.text)
            if inner is not None:
                settle()
                rows.append(_Row(inner[0], inner[1], line, line, "name-inside"))
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
        """“Ada Finch  AF  Bo Wren (SBC)  BW”: names, each with the initials it will go by."""
        if len(cells) < 2 or not any(_CODE.fullmatch(cell) for cell in cells[1:]):
            return []
        found: list[tuple[Person, str]] = []
        for cell in cells:
            if _CODE.fullmatch(cell):
                continue
            name, bracket, _ = _bracketed(cell)
            person = self.people.whole(name or "")
            if person is None:
                return []
            found.append((person, bracket or ""))
        return found

    def _name_and_rest(self, text: str) -> tuple[Person, str] | None:
        """“Name Body”, “Name, Body”, “Name (Body)”, “Name – Role” on one line."""
        name, bracket, after = _bracketed(text)
        if bracket is not None and name:
            person = self.people.whole(name)
            if person:
                code = _CODE.fullmatch(bracket.strip())
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
        if not rest:
            return person, ""
        if self._bodies.is_affiliation(rest) or person.certain:
            return person, rest
        given = person.given.split(" ")[0].lower() in self.people.first_names
        return (
            (person, rest) if len(rest.split()) <= 6 and (given or all(w[:1].isupper() for w in rest.split())) else None
        )

    def _name_inside(self, text: str) -> tuple[Person, str] | None:
        """A titled name behind a short lead (“Borough Cllr Ada Finch”), or a name before “representing”."""
        flat = re.sub(r"(?<=[a-z])(?=Cllr\b)", " ", folded(text))
        titled = next(self.people.within(flat), None)
        if titled and titled.end >= len(flat) - 3 and titled.start <= 40 and (titled.given or titled.honours):
            before = flat[: titled.start].strip()
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


_APOLOGY = re.compile(r"\bapolog(?:y|ies)\b[^.\n]{0,60}?\b(?:received|accepted|given|noted)\b", re.I)
_STOP = re.compile(r"\n\s*\n|\.")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Cllrs?|Mrs?|Ms|Dr|Prof|Rev|Supt|Insp|Hon|St)$")


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
            if stop[0] != "." or not _ABBREVIATED.search(text[max(0, end - 6) : end]):
                break
            end += 1
        found.append((match.start(), folded(text[match.start() : end])))
    return found


def _groups(lines: list[Line]) -> list[_Group]:
    groups: list[_Group] = []
    current: list[Line] = []
    for line in lines:
        text = line.text.strip()
        heading = (
            next((rule for rule in _RULES.values() if text and len(text) < 4000 and rule.at(text)), None)
            if text
            else None
        )
        found = heading.at(text) if heading else None
        if heading and found and not (heading.id == "present" and _is_name_line(text)):
            current = []
            section = None if heading.value == "ignore" else heading.value
            groups.append(_Group(section, current))  # type: ignore[arg-type]
            rest = found["rest"] or ""
            offset = line.start + line.text.index(text) + found.start("rest")
            while inner := _INLINE_HEAD.search(rest):
                if rest[: inner.start()].strip():
                    current.append(Line(line.index, offset, rest[: inner.start()]))
                current = []
                groups.append(_Group("apologies" if inner["head"].lower().startswith("apol") else "others", current))
                offset += inner.end()
                rest = rest[inner.end() :]
            if rest.strip():
                current.append(Line(line.index, offset, rest))
            if re.search(r"[a-z)]\.$", rest.rstrip()) and not _ABBREVIATED.search(rest.rstrip()[:-1]):
                current = []  # the list ended with its sentence; what follows belongs to nobody
            continue
        if groups and len(text) > LONGEST_ENTRY and "\t" not in text:
            break  # a paragraph: the lists are over
        if groups:
            current.append(line)
    return groups


_INLINE_HEAD = re.compile(
    r"(?<=\s)(?P<head>also,?\s+(?:present|in\s+attendance)|apologies(?:\s+for\s+absence)?)\s*:\s*", re.I
)


def _is_name_line(text: str) -> bool:
    return bool(re.match(r"^(?:present|members)\s+circumstances", text, re.I))


def _split(text: str) -> list[str]:
    """Pieces of a list between commas, semicolons and “and”, outside brackets."""
    pieces: list[str] = []
    depth = 0
    start = 0
    for found in re.finditer(r"[(),;]|\band\b|\s&\s", text):
        mark = found[0]
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            pieces.append(text[start : found.start()])
            start = found.end()
    pieces.append(text[start:])
    return [piece for piece in pieces if piece.strip(" .")]


def _bracketed(text: str) -> tuple[str | None, str | None, str | None]:
    """Name, what stands in brackets behind it, and what follows the brackets."""
    found = re.match(r"^([^()]{2,80}?)\s*\(((?:[^()]|\([^()]*\)){1,200})\)?\s*(.*)$", text)
    if not found:
        return text.strip(), None, None
    return found[1].strip(" ,"), found[2].strip(), found[3].strip(" ,-–.") or None


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


class Bodies:
    """Tells organisations from roles in the second column, and cuts columns that ran together."""

    def __init__(self, people: People, vocabulary: Vocabulary) -> None:
        self.people = people
        self.vocabulary = vocabulary

    def is_body(self, text: str) -> bool:
        """Whether ``text`` is a known organisation or ends in an organisation's head noun."""
        text = text.strip(" ,.")
        if any(concept.kind == "organisation" for concept in self.vocabulary.by_label(text)):
            return True
        words = re.findall(r"[a-z]+", text.lower())
        return bool(words) and (words[-1] in self.people.heads or words[-1].rstrip("s") in self.people.heads)

    def is_affiliation(self, text: str) -> bool:
        """Whether ``text`` reads as an organisation or a role."""
        return self.is_body(text) or self.people.is_role(text) or self.people.is_role(text.split(",")[0])

    def affiliation(self, text: str) -> tuple[str | None, str | None]:
        """Organisation and role in a cell: “Role - Body”, “Role, Body”, “Body – Role”, one of them, or neither."""
        text = folded(_CHAIR_MARK.sub(" ", text)).strip(" ,.;-–")
        if not text or (_CODE.fullmatch(text) and not self.vocabulary.by_label(text)):
            return (text, None) if text and len(text) > 1 else (None, None)
        remark = re.match(r"^(?P<body>[^()]{3,120}?)\s*\((?P<role>[a-z][a-z -]{3,40})\)$", text)
        if remark and self.is_body(remark["body"]):
            return remark["body"], remark["role"]
        if not re.search(r"[A-Z\d]", text):  # a remark (“unwell”), or a role in small letters
            return None, text if self.people.is_role(text) or "taker" in text else None
        pieces = re.split(r"\s+[-–—]\s*|\s*[–—]\s+|(?<=[a-z])-\s+", text)
        if len(pieces) == 2:
            left, right = (piece.strip(" ,") for piece in pieces)
            if self.people.is_role(left) and not (self.is_body(left) and not self.is_body(right)):
                return right, left
            if self.people.is_role(right) or self.people.is_role(right.split(",")[0]):
                return left, right
        if not pieces[1:]:
            commas = [found.start() for found in re.finditer(r",\s+", text)]
            for comma in reversed(commas):
                left, right = text[:comma].strip(), text[comma + 1 :].strip()
                if self.people.is_role(left) and self.is_body(right) and not self.people.is_role(right):
                    return right, left
            for comma in commas:
                left, right = text[:comma].strip(), text[comma + 1 :].strip()
                if self.is_body(left) and self.people.is_role(right):
                    return left, right
            led = re.match(
                r"^(?P<role>(?:chief\s+executive|ceo|director|chair|manager|head|co-?chair)\w*)\s+(?P<body>[A-Z].+)$",
                text,
            )
            if led and self.is_body(led["body"]):
                return led["body"], led["role"]
        if self.people.is_role(text):
            return (text, text) if self.is_body(text) and self.vocabulary.by_label(text) else (None, text)
        if re.match(
            r"(?i)^(?:chair|vice|deputy|acting|minute|assistant|minister|clerk|secretar)", text
        ) and not self.is_body(text):
            return None, text
        return text, None

    def printed_alone(self, lines: list[Line]) -> frozenset[str]:
        """Second columns of rows that hold one person: names of bodies this list prints by themselves."""
        found: set[str] = set()
        for line in lines:
            cells = [cell.strip() for cell in _COLUMNS.split(line.text.strip()) if cell.strip()]
            if len(cells) == 2 and self.people.whole(cells[0]):
                found.add(key(cells[1]))
        return frozenset(found)

    def split(self, text: str, count: int, known: frozenset[str]) -> list[str] | None:
        """Cut a cell into ``count`` affiliations, or ``None`` where no cut is certain.

        Dynamic programming over the words: pieces that a vocabulary or this very list knows weigh most, pieces that
        end in an organisation's head noun less; a cut is certain if every piece is one of these.
        """
        words = text.split()
        size = len(words)
        if size > 120 or count > size:
            return None
        best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, -1)}
        for pieces in range(1, count + 1):
            for end in range(pieces, size + 1):
                for start in range(max(0, end - 16), end):
                    before = best.get((pieces - 1, start))
                    if before is None:
                        continue
                    weight = self._weight(" ".join(words[start:end]), known)
                    if weight is None:
                        continue
                    value = before[0] + weight
                    if (pieces, end) not in best or value > best[(pieces, end)][0]:
                        best[(pieces, end)] = (value, start)
        if (count, size) not in best:
            return None
        cuts: list[str] = []
        end = size
        for pieces in range(count, 0, -1):
            start = best[(pieces, end)][1]
            cuts.append(" ".join(words[start:end]))
            end = start
        return cuts[::-1]

    def _weight(self, text: str, known: frozenset[str]) -> float | None:
        bare = text.strip(" ,")
        if not bare[:1].isupper() or re.search(r"(?:\b(?:and|of|the|for)|[-–,&/])$", bare):
            return None
        folded_key = key(bare)
        length = len(bare.split())
        if folded_key in known:
            return 3.0 + 0.1 * length
        if any(concept.kind == "organisation" for concept in self.vocabulary.by_label(bare)):
            return 3.0 + 0.1 * length
        dash = re.split(r"\s+[-–—]\s+", bare)
        if len(dash) == 2 and self.people.is_role(dash[0]):
            inner = self._weight(dash[1], known)
            return None if inner is None else inner + 1.0
        slash = bare.split("/")
        if len(slash) == 2 and all(self.is_body(piece) for piece in slash):
            return 2.5
        if self.is_body(bare):
            return 1.5 - 0.05 * length
        return 0.2 if length <= 3 and self.people.is_role(bare) else None
