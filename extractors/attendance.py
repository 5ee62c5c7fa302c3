"""Who was there: the lists under Present, Officers, Others and Apologies, in whatever columns are left of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from kg.extractors.bodies import Bodies
from kg.extractors.facts import Attendance, Issue, Minute, Section, Span
from kg.extractors.layout import Layout
from kg.extractors.name_lists import LONGEST_NAME, NamedRow, NameLists
from kg.extractors.name_tables import NameTables
from kg.extractors.people import People
from kg.extractors.people_columns import arranged
from kg.extractors.people_tables import PeopleTables
from kg.extractors.role_lists import names_behind_roles, roles_before_names
from kg.extractors.rules import rules
from kg.extractors.sections import ABBREVIATED, Group, grouped_by_body, sections, without_bullet
from kg.extractors.text import Line, paragraphs
from kg.ontology.folding import fold_to_words, one_line
from kg.ontology.vocabulary import Vocabulary

_RULES = rules("attendance")
_MINUTES = rules("minutes")
_CHAIR_ROLE = re.compile(
    r"^(?:[^,]{2,60},\s+(?:and\s+)?|[^,]{2,60}\s+and\s+|\w+\s*/\s*|[^,(]{2,60}\()?(?:(?:acting|newly\s+elected|outgoing|interim|independent)\s+)?(?:chair(?:man|person|woman)?|conven[eo]r)(?:\s*/\s*\w+)?\)?$",
    re.I,
)
_BRACKET_BEHIND = re.compile(r"\w\s*\([^()]+\)$")


class AttendanceReader:
    """Reads lists of people with a vocabulary's names of bodies and roles."""

    def __init__(self, people: People, vocabulary: Vocabulary) -> None:
        self.people = people
        self.vocabulary = vocabulary
        self._bodies = Bodies(people, vocabulary)
        self._lists = NameLists(people, self._bodies)
        self._tables = NameTables(people, self._bodies)
        self._people_tables = PeopleTables(people, self._bodies)
        self._unread: list[tuple[Line, str]] = []

    def read(
        self,
        layout: Layout,
        lines: list[Line],
        meeting: int,
        chairs: list[str],
        listed: list[Group] | None = None,
        labelled: Callable[[int], Section | None] = lambda _: None,
        held: date | None = None,
    ) -> tuple[list[Attendance], list[Issue]]:
        """The rows of the lists among ``lines``, or of the sections ``listed`` where they are known.

        ``held`` is the day of the meeting: a register marks who came on which.
        """
        self._unread = []
        tabled = self._people_tables.read(lines, meeting, labelled, held)
        lines = [line for line in lines if line.index not in tabled.lines]
        found = sections(lines, self.people) if listed is None else _outside(listed, tabled.lines)
        issues = _beyond_lists(layout, found)
        groups = [inner for group in found if group.section for inner in self._arranged(group)]
        known = self._bodies.printed_alone([line for group in groups for line in group.lines])
        rows: list[Attendance] = []
        for group in groups:
            for row in _shared(self._rows(group, known)):
                rows.append(self._attendance(row, group, meeting))
                if not rows[-1].certain:
                    issues.append(_uncertain(layout, row))
        for line, words in self._unread:
            said = f"nobody's name was read in this line of the list: “{words[:80]}”"
            issues.append(Issue("info", "attendance", said, layout.document.name, line.span))
        rows = sorted([*rows, *tabled.rows], key=lambda row: row.span)
        rows, seated = _once(_unrepeated(_seated_among(rows)))
        return _with_chairs(rows, [*chairs, *seated]), issues

    def _arranged(self, group: Group) -> list[Group]:
        """A section as groups that each hold one body's people, where it names bodies before their people."""
        lines = [names_behind_roles(_plain(line), self.people) for line in group.lines]
        group = replace(group, lines=lines)
        return [
            inner
            for part in arranged(group, self.people)
            for inner in ([part] if part.body_stated else grouped_by_body(part, self.people))
        ]

    def _attendance(self, row: NamedRow, group: Group, meeting: int) -> Attendance:
        """The attendance that a row of a group tells."""
        organisation, role = self._affiliation(row, group)
        section: Section = row.section or group.section or "present"
        if section == "present" and role and _ASSISTS.search(role):
            section = "officers"
        chair = row.chair or group.chair or bool(role and _CHAIR_ROLE.match(role))
        return Attendance(
            meeting=meeting,
            section=section,
            printed=row.person.printed,
            organisation=organisation,
            role=role,
            chair=chair and section != "apologies",
            span=Span(row.line.start, row.last.end),
            rule=row.rule if group.stated else "list-unannounced",
            certain=row.certain and group.certain,
        )

    def _affiliation(self, row: NamedRow, group: Group) -> tuple[str | None, str | None]:
        """Organisation and role of a row, from the row or its group."""
        organisation, role = self._beside(row, group)
        organisation = _SHORT_FORM.sub("", organisation) if organisation else row.body
        organisation = organisation.removeprefix("of ") if organisation else None
        if organisation is None and self._bodies.is_body(group.body or ""):
            organisation = group.body
        if organisation is None and role and (parted := self._role_and_body(role)):
            role, organisation = parted
        if role and not _BRACKET_BEHIND.search(role):
            role = role.strip("() ")
        return organisation, role

    def _role_and_body(self, text: str) -> tuple[str, str] | None:
        """A role and the body behind it: “Area Lead, Quay Trust”, “Director (Quay Trust)”.

        “Lead for Lamps, Ropes and Buoys” is one portfolio: behind a comma, “and” makes a list.
        """
        found = _ROLE_AND_BODY.fullmatch(text.strip())
        if found is None or not self.people.is_role(found["role"]):
            return None
        role, body = found["role"], found["body"]
        listed = "(" not in text and re.search(r"\s(?:and|&)\s", body)
        if self.people.is_role(body) or (listed and not self._bodies.is_body(body)):
            return None
        return role, body

    def _beside(self, row: NamedRow, group: Group) -> tuple[str | None, str | None]:
        """Organisation and role of a row, from what stands beside the name and what its group says."""
        if row.role:
            return None, row.role
        if group.body_stated:
            return group.body, one_line(row.affiliation).strip(" ,;–-()") or None
        return self._bodies.affiliation(row.affiliation, row.person)

    def read_minute(self, layout: Layout, minute: Minute, meeting: int) -> list[Attendance]:
        """Apologies recorded in the words of a minute: “Apologies were received from A, B and C.”"""
        out: list[Attendance] = []
        text = layout.document.text[minute.span.start : minute.span.end]
        body = text[text.find("\n") + 1 :] if "\n" in text else text
        if label := re.search(r"(?m)^\s*Minutes:\s*", body):
            body = body[label.end() :]
        offset = minute.span.start + (text.find("\n") + 1 if "\n" in text else 0)
        sentences = [
            (start - (offset - minute.span.start), said) for start, said in _sentences(text)
        ]
        if not sentences:
            told = (
                _RULES["apologised"].at(one_line(line))
                for line in re.split(r"\n|(?<=[a-z]\.)\s", body)
            )
            sentences = [(0, found["rest"]) for found in told if found]
        whole = one_line(body)
        listed = _RULES["prose-paragraph"].at(whole) is None or bool(_ABSENT.search(whole))
        if not sentences and len(body) < 600 and listed:
            sentences = [(0, whole)]
        for start, sentence in sentences:
            at = offset + start
            found = _RULES["apologies-received"].at(
                re.sub(r"^.*?(?=\bapolog)", "", sentence, flags=re.I)
            )
            rest = found["rest"] if found else sentence
            if not rest.strip(" .:;,-"):
                for row in self._rows(
                    Group("apologies", self._entries(layout, minute, sentence)), frozenset()
                ):
                    out.append(self._apology(row, meeting, Span(row.line.start, row.last.end)))
                continue
            rest = re.sub(
                r"\s*\((?:all|both|each)?\s*(?:personal|family|work|health|ill\w*)[^()]*\)",
                "",
                rest,
            )
            line = Line(0, at, rest)
            rows, _ = self._lists.read([line])
            for row in rows:
                span = Span(at, min(minute.span.end, at + len(sentence) + 20))
                out.append(self._apology(row, meeting, span))
        return _unrepeated(out)

    def read_heads(self, layout: Layout, minute: Minute, meeting: int) -> list[Attendance]:
        """Apologies behind their head on a line within a minute: “4. Apologies: A and B.”"""
        out: list[Attendance] = []
        text = layout.document.text[minute.span.start : minute.span.end]
        for told in _HEADED.finditer(text):
            head = _RULES["apologies"].at(told["said"])
            listed = _RECEIVED.sub("", head["rest"]) if head else ""
            listed = next(_until_sentences(listed), "")
            if not listed or not self._lists.begins(listed):
                continue
            start = minute.span.start + told.start("said")
            rows, _ = self._lists.read([Line(0, start, listed)])
            span = Span(start, minute.span.start + told.end())
            out += [self._apology(row, meeting, span) for row in rows]
        return _unrepeated(out)

    def _apology(self, row: NamedRow, meeting: int, span: Span) -> Attendance:
        organisation, role = self._bodies.affiliation(row.affiliation, row.person)
        printed = row.person.printed
        return Attendance(
            meeting, "apologies", printed, organisation, role, False, span, "apologies-in-a-minute"
        )

    def _entries(self, layout: Layout, minute: Minute, sentence: str) -> list[Line]:
        """The lines of a list that stands under the sentence that announces it, up to one that starts with no name."""
        lines = [
            line
            for line in layout.lines
            if minute.span.start <= line.start < minute.span.end and not line.blank
        ]
        last = " ".join(sentence.split()[-3:])
        at = next(
            (
                n
                for n, line in enumerate(lines)
                if one_line(line.text).rstrip(" .:;").endswith(last.rstrip(" .:;"))
            ),
            None,
        )
        entries: list[Line] = []
        for line in (
            without_bullet(line, self.people)
            for line in (lines[at + 1 :] if at is not None else ())
        ):
            if self.people.at(line.text.strip()) is None:
                break
            entries.append(line)
        return entries

    def _rows(self, group: Group, known: frozenset[str]) -> list[NamedRow]:
        """The people of a group, read with small letters in surnames but named as printed."""
        rows = self._paragraphs(
            [replace(line, text=self._lowered(line.text)) for line in group.lines], group, known
        )
        text = {line.index: line.text for line in group.lines}
        printed_at = cache(  # one line may name hundreds
            lambda first, last: one_line(
                " ".join(text[n] for n in range(first, last + 1) if n in text)
            )
        )
        out: list[NamedRow] = []
        for row in rows:
            place = printed_at(row.line.index, row.last.index)
            at = place.lower().find(row.person.printed.lower())
            printed = place[at : at + len(row.person.printed)] if at >= 0 else row.person.printed
            out.append(replace(row, person=replace(row.person, printed=printed)))
        return out

    def _lowered(self, text: str) -> str:
        """The same text with surnames in capitals (“A FINCH”, “Cllr Ada FINCH”) in small letters but their first."""

        def lowered(found: re.Match[str]) -> str:
            near = text[max(0, found.start() - LONGEST_NAME) : found.start()]
            before = near.rstrip(" ")
            begins = (
                not before
                or re.search(r"(?:[,;:(\t]|\band)$", before[-4:])
                or len(before) < len(near) - 1
            )
            after_title = self.people.starts_titled(f"{before.rpartition(' ')[2]} Finch")
            given = found["given"].split()[0]
            names = (
                len(given.strip(".")) == 1
                or found["title"]
                or given.lower() in self.people.first_names
            )
            titled = self.people.starts_titled(f"{given} Finch")
            if (
                not (begins or after_title)
                or not (names or titled)
                or self.vocabulary.by_label(found["surname"])
            ):
                return found[0]
            return (
                (found["given"].title() if found["title"] else found["given"])
                + found["prefix"]
                + found["surname"].title()
            )

        return _CAPITALS.sub(lowered, text)

    def _paragraphs(self, lines: list[Line], group: Group, known: frozenset[str]) -> list[NamedRow]:
        """Officers behind their roles by the paragraph; all others together."""
        written = [line for line in lines if not line.blank]
        if whole := roles_before_names(written, self.people):
            return whole
        rows: list[NamedRow] = []
        others: list[Line] = []
        for paragraph in paragraphs(lines):
            behind_roles = roles_before_names(paragraph, self.people)
            rows += behind_roles
            others += [] if behind_roles else paragraph
        return sorted(rows + self._read(others, group, known), key=lambda row: row.line.start)

    def _read(self, lines: list[Line], group: Group, known: frozenset[str]) -> list[NamedRow]:
        if not lines:
            return []
        if group.chair and (person := self.people.at(one_line(lines[0].text))):
            beside = one_line(" ".join(line.text for line in lines))[person.end :]
            return [
                NamedRow(
                    person, beside.strip(" ,()–-"), lines[0], lines[-1], "chair-named", chair=True
                )
            ]
        if self._lists.is_running(lines):
            rows, unread = self._lists.read(lines)
            self._unread += [(lines[0], words) for words in unread]
            return rows
        rows, left = self._tables.read(lines, known)
        self._unread += left
        return rows


_ROLE_AND_BODY = re.compile(
    r"(?P<role>[^,(]{3,60}?)(?:,\s+|\s*\()(?P<body>[A-Z]{2,6}|[A-Z][^,()]*\s[A-Z][^,()]*)\)?"
)
_ABSENT = re.compile(r"\b(?:apolog|absen|unable|received)", re.I)
_ASSISTS = re.compile(r"\bclerk\b|\bminute[s-]*\s+taker\b.{12,}", re.I)
_SHORT_FORM = re.compile(r"(?<=\w)\s*\([A-Z]{2,8}\)$")
_SHARED = re.compile(r"\s*\((?:all|both)(?:\s+(?:of|from))?\s+(?P<body>[A-Z][^()]{2,80})\)[\s.;]*$")


_CAME = re.compile(
    r"\s*\((?:arrived|left|joined|departed|from|until|via|by|on|items?|for\s+items?|part(?:ly)?|online|remote(?:ly)?"
    r"|virtual(?:ly)?|in\s+part|minutes?\s+\d|formerly|previously|n[ée]e)\b[^()]*\)|(?<=\w)\*+(?=\s|$)",
    re.I,
)  # how somebody attended, or what they were called before
_BEFORE_MARK = re.compile(
    r"(?<=[\w)])[ \u00a0]{1,2}(?=[,;](?:\s|\w|$)|\.\s*$)"
)  # “Ada Finch , Bo Wren .”
_JOINED_TITLE = re.compile(
    r"(?:(?<=\bMr\.)|(?<=\bMs\.)|(?<=\bDr\.)|(?<=\bMrs\.)|(?<=\bCllr\.))(?=[A-Z][a-z]+(?:[\s,(-]|$))"
)  # “Cllr.Ada Finch”
_NOBODY = re.compile(
    r"^\W*(?:vacan(?:cy|t)|t\.?b\.?c\.?|t\.?b\.?d\.?|to\s+be\s+(?:confirmed|appointed|advised)|none|nil|nobody)\b"
    r"(?!\s+[A-Z][a-z]+\s*$)|^\*+\s*(?:part|via|joined|left|arrived|attended|denotes)\b",
    re.I,
)


def _plain(line: Line) -> Line:
    """A line of a list without how somebody attended; an empty one where it names nobody."""
    if _NOBODY.match(line.text):
        return Line(line.index, line.start, "")
    text = _BEFORE_MARK.sub("", _CAME.sub("", line.text))
    return replace(line, text=_JOINED_TITLE.sub(" ", text))


def _uncertain(layout: Layout, row: NamedRow) -> Issue:
    """What is told where the columns of a list ran together."""
    said = "columns ran together: who belongs to which list or organisation is only likely"
    return Issue("warning", "attendance", said, layout.document.name, row.line.span)


def _shared(rows: list[NamedRow]) -> list[NamedRow]:
    """The rows with the body that the last of several prints for all of them: “… (all Quarry Ltd)”."""
    out: list[NamedRow] = []
    first = 0
    for at, row in enumerate(rows):
        found = _SHARED.search(row.affiliation)
        if found is None:
            out.append(row)
            continue
        row = replace(row, affiliation=row.affiliation[: found.start()])
        out = [*out[:first], *(replace(each, body=found["body"]) for each in (*out[first:], row))]
        first = at + 1
    return out


def _seated_among(rows: list[Attendance]) -> list[Attendance]:
    """The rows; where no list is of those present and the chair is in that of “In attendance”, it is
    theirs.
    """
    came = {row.section for row in rows}
    seated = any(row.chair for row in rows if row.section == "officers")
    if "present" in came or not seated:
        return rows
    return [replace(r, section="present") if r.section == "officers" else r for r in rows]


def _outside(groups: list[Group], taken: frozenset[int]) -> list[Group]:
    """The groups without the lines that are read elsewhere."""
    kept = [
        replace(group, lines=[line for line in group.lines if line.index not in taken])
        for group in groups
    ]
    return [group for group in kept if group.lines]


def _beyond_lists(layout: Layout, groups: list[Group]) -> list[Issue]:
    """The lines that stand among lists of people and belong to none."""
    out: list[Issue] = []
    for group in groups:
        beyond = [line for line in group.lines if group.section is None and not line.blank]
        if beyond:
            said = f"no list of people: “{one_line(beyond[0].text)[:80]}”"
            span = Span(beyond[0].start, beyond[-1].end)
            out.append(Issue("info", "attendance", said, layout.document.name, span))
    return out


_CAPITALS = re.compile(
    r"(?<![\w’'.])(?P<given>(?:[A-Z]\.?\s){1,3}|[A-Z][a-z]+\s"
    r"|(?P<title>(?:DR|MRS?|MS(?!\sTEAMS)|MISS|CLLR|COUNCILLOR|PROF)\.?\s(?:[A-Z]{3,}\s)?)(?:[A-Z]\.?\s){0,3})"
    r"(?P<prefix>(?:Mc|Mac|O[’'])?)"
    r"(?P<surname>[A-Z]{3,}(?:-[A-Z]{2,})*)(?![\w’'])"
)
_APOLOGY = re.compile(
    r"\bapolog(?:y|ies)\b[^.\n]{0,60}?\b(?:received|accepted|given|noted)\b", re.I
)
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
        found.append((match.start(), one_line(text[match.start() : end])))
    return found


_HEADED = re.compile(
    r"^[^\w\n]*(?:\d[\w/.]{0,8}[.)\\]*\s*)?(?:to\s+(?:receive|accept|note)\s+(?:any\s+)?)?(?P<said>apolog[^\n]*[:–-][^\n]+)$",
    re.I | re.M,
)
_RECEIVED = re.compile(
    r"^(?:were\s+|was\s+)?(?:received|accepted|noted)(?:\s+(?:from|for|by))?\s*:?\s+", re.I
)


def _until_sentences(text: str) -> Iterator[str]:
    """``text`` up to where its first sentence ends."""
    for stop in re.finditer(r"\.(?=\s|$)", text):
        if not ABBREVIATED.search(text[: stop.start()]):
            yield text[: stop.start()]
    yield text


def _unrepeated(rows: list[Attendance]) -> list[Attendance]:
    """Each printed name once a section."""
    seen: set[tuple[str, str]] = set()
    out: list[Attendance] = []
    for row in rows:
        mark = (row.section, fold_to_words(row.printed))
        if mark not in seen:
            seen.add(mark)
            out.append(row)
    return out


def _once(rows: list[Attendance]) -> tuple[list[Attendance], list[str]]:
    """The rows without those who are named apart as the chair and stand in the list too, and their names."""
    seated = [
        row
        for row in rows
        if row.rule == "chair-named"
        and any(
            other is not row
            and other.section == row.section
            and len(fold_to_words(other.printed).split()) > 1
            and _same_name(fold_to_words(row.printed).split(), fold_to_words(other.printed).split())
            for other in rows
        )
    ]
    return [row for row in rows if not any(row is each for each in seated)], [
        row.printed for row in seated
    ]


def _with_chairs(rows: list[Attendance], chairs: list[str]) -> list[Attendance]:
    """Mark those whom the minutes put in the chair, by name."""
    out = list(rows)
    for chair in chairs:
        words = fold_to_words(chair).split()
        for position, row in enumerate(out):
            mine = fold_to_words(row.printed).split()
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
