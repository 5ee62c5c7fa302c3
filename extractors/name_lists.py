"""People named one after the other in running text: between commas, “and”, brackets and titles."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extractors.bodies import CHAIR_MARK, COLUMNS, Bodies, is_initials
from kg.extractors.facts import Section
from kg.extractors.people import People, Person
from kg.extractors.text import Line
from kg.ontology.folding import one_line


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One person of a list, and what stands beside the name."""

    person: Person
    affiliation: str
    line: Line
    last: Line
    rule: str
    certain: bool = True
    chair: bool = False
    section: Section | None = None  # where the row itself says so
    body: str | None = None  # that several share
    role: str | None = None  # where what stands beside the name is known to be one


_MESSRS = re.compile(r"^(?:Messrs|Mesdames|Mmes|Misses)\b\.?\s+")
_AREA = re.compile(
    r"^(?:County|Borough|District|City|Town|Parish|Cty|Unitary)\s+(?=(?:Councillor|Cllr)\b\.?\s+[A-Z])"
)
_PLURAL = re.compile(
    r"^((?:(?:County|Borough|District|City|Town|Parish)\s+)?(?:Councillors|Cllrs|Members))\s*:\s*"
)
_SURNAME = re.compile(
    r"(?:(?:Ó|Uí|Ní|Nic|Mac|Mc)\s)?(?:Mc|Mac|O[’'])?[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?"
)
_INITIALLED = re.compile(
    r"(?P<before>[\w’')]*[a-z)])\s+(?=(?:[A-Z]\.?\s){1,3}[A-Z][a-z’'-]+\s*(?:,|$))"
)
FEWEST_ROWS = 3  # lines that show that each is one person's
LONGEST_NAME = 120  # characters, titles and honours included
_INITIAL = re.compile(r"[A-Z]\.?")
_ROLE_FIRST = re.compile(
    r"^(?:the\s+)?(?P<role>[A-Za-z][A-Za-z ]{2,40}?)\s*[-–—:]\s+(?P<name>[A-Z].+)$"
)
_ENTRY = re.compile(r"(?P<name>[^,()]{3,60}),\s[^()]{2,}\((?P<code>[A-Z]{2,4})\)$")
_PLURAL_TITLE = re.compile(r"\b(?:Councillors|Cllrs|Messrs|Mesdames)\b")
_UNNAMED = re.compile(
    r"(?i),?\s*(?:&|\band)\s+the\s+(?:(?:parish|town|community)\s+)?(?:clerk|secretary)(?=\s*(?:[.,;&]|and\b|$))"
)  # “…, Cllr Finch and the Clerk”
_NOBODY = re.compile(r"(?i)(?:\d+|none|nil|and|also|plus)")


class NameLists:
    """Reads lists of people in running text."""

    def __init__(self, people: People, bodies: Bodies) -> None:
        self.people = people
        self._bodies = bodies

    def is_running(self, lines: list[Line]) -> bool:
        """Whether the people stand in running text: several on one line, between commas or titles."""
        if any("\t" in line.text for line in lines) or all(map(self._is_entry, lines)):
            return False
        if self._are_rows(lines):
            return False
        if len(lines) > 1 and self._wraps(lines):
            return True
        whole = one_line(" ".join(line.text for line in lines))
        pieces = self._pieces(whole)
        persons = sum(
            1
            for piece in pieces
            if self._whole(piece) or self.people.without_plural(piece) != piece
        )
        if sum(self.people.at(piece.strip()) is not None for piece in whole.split(";")) >= 2:
            return True
        first = self._plain(one_line(lines[0].text))
        many = sum(1 for piece in self._pieces(first) if self._whole(piece, listed=True))
        if many >= 2 or any(self.people.without_plural(line.text) != line.text for line in lines):
            return True
        titled = sum(1 for _ in self.people.within(first))
        if (
            len(lines) == 1
            and sum(self._leading(piece.strip()) is not None for piece in pieces) >= 2
        ):
            return True
        return (
            titled >= 2 and not COLUMNS.search(lines[0].text) and self.people.at(first) is not None
        ) or (len(lines) == 1 and persons >= 2)

    def _are_rows(self, lines: list[Line]) -> bool:
        """Whether each line is one person's, with a body or role behind a comma: “Ada Finch, Quay
        Trust”.
        """
        shown = 0
        lines = [line for line in lines if not line.blank]
        for line in lines:
            (_, first), *rest = _split(line.text.strip())
            if self._whole(first.strip(), listed=True) is None or (
                rest and not rest[-1][1].strip()
            ):
                return False
            behind = [piece.strip(" .") for _, piece in rest]
            if any((each := self._whole(piece)) and each.certain for piece in behind):
                return False
            shown += bool(behind) and (
                self.people.is_role(behind[0]) or self._bodies.is_affiliation(behind[0])
            )
        return len(lines) >= FEWEST_ROWS and shown * 2 > len(lines)

    def _is_entry(self, line: Line) -> bool:
        """Whether a line is one person's, whose initials stand behind the body: “Ada Finch, Quay
        Trust and Mill (AF)”.
        """
        found = _ENTRY.match(line.text.strip())
        person = self.people.whole(found["name"], listed=True) if found else None
        return bool(found and person and is_initials(found["code"], person))

    def _whole(self, piece: str, listed: bool = False) -> Person | None:
        """The person a piece names, whatever stands in brackets behind the name."""
        return self.people.whole(
            _AREA.sub("", re.sub(r"\s*\(.*", "", piece).strip("* ")), listed=listed
        )

    def _plain(self, text: str) -> str:
        """A list without the colon behind “Councillors:”, and with a mark between people whom none parts."""

        def marked(found: re.Match[str]) -> str:
            first = re.search(
                r"(?:^|[,;:])\s*$", found.string[: found.start()]
            )  # a given name before an initial
            titled = self.people.starts_titled(f"{found['before']} Finch")
            return (
                found[0] if first or titled or len(found["before"]) < 4 else f"{found['before']}; "
            )

        return _INITIALLED.sub(marked, _PLURAL.sub(r"\1 ", text))

    def _wraps(self, lines: list[Line]) -> bool:
        """Whether a list of names runs on over line ends: a bracket or a comma stands open where a line stops."""
        whole = one_line(" ".join(line.text for line in lines))
        open_ends = any(
            line.text.count("(") > line.text.count(")")
            or re.search(r"(?:,|\band)$", line.text.rstrip())
            for line in lines[:-1]
        )
        pieces = self._pieces(whole)
        named = sum(1 for piece in pieces if self._whole(piece, listed=True))
        return open_ends and named >= 2 and named * 2 >= len(pieces)

    def _pieces(self, text: str) -> list[str]:
        """Pieces of a list between commas, semicolons and “and”, outside brackets; an “and” in a name parts none."""
        pieces: list[str] = []
        surnames = _PLURAL_TITLE.search(text) is not None  # which they share
        for joint, piece in _split(_UNNAMED.sub("", text)):
            begins = re.sub(r"^(?:the|also|by|from)\s+", "", piece.strip(" .;,"))
            if (
                joint == "and"
                and pieces
                and begins[:1].isupper()
                and not self._somebody(begins)
                and self._bodies.is_affiliation(
                    f"{pieces[-1].split(',')[-1]} and {re.sub(r'[(].*', '', begins)}"
                )
                and self._whole(pieces[-1]) is None
                and not (surnames and _SURNAME.fullmatch(pieces[-1].strip()))
            ):
                pieces[-1] = f"{pieces[-1].rstrip()} and {piece.lstrip()}"
            elif piece.strip(" ."):
                pieces.append(piece)
        return pieces

    def _somebody(self, text: str) -> bool:
        bare = re.sub(r"\s*\(.*", "", _AREA.sub("", text))
        return bool(
            self.people.whole(bare, listed=True)
            or self.people.starts_titled(text)
            or _ROLE_FIRST.match(text)
        )

    def read(self, lines: list[Line]) -> tuple[list[NamedRow], list[str]]:
        """The people on ``lines`` and the words in which nobody's name was read."""
        text = self._plain(self._whole_text(lines))
        text = self._spread(self._plain(re.sub(r"^(?:from|by|for)\s+", "", text)))
        rows: list[NamedRow] = []
        unread: list[str] = []
        plural = False
        for piece in self._pieces(text):
            for part in self._parts(piece.strip(" .;,*")):
                bare = re.sub(r"^(?:and|from|also|by)\s+", "", part)
                several = _MESSRS.sub("", self.people.without_plural(bare))
                plural = plural or several != bare
                bare = _AREA.sub("", several)
                row = self._row(bare, lines, plural)
                if row is not None:
                    rows.append(row)
                elif (
                    bare
                    and not self._belongs(rows, bare)
                    and not _NOBODY.fullmatch(bare)
                    and not _RESIDENTS.search(bare)
                ):
                    unread.append(bare)
        return located(rows, lines), unread

    def _whole_text(self, lines: list[Line]) -> str:
        """The lines as one; where a name ends one and another begins the next, a mark parts them."""
        text = ""
        for line in lines:
            said = one_line(line.text)
            text += f"{';' if text and self._ends_before(text, said) else ''} {said}"
        return one_line(text)

    def _ends_before(self, text: str, below: str) -> bool:
        """Whether ``text`` ends with somebody and the line ``below`` begins with another."""
        last = self.people.whole(_split(text)[-1][1].strip(), listed=True)
        following = self.people.whole(_split(below)[0][1].strip(), listed=True)
        if last is None or following is None or not following.given:
            return False
        known = self.people.first_names
        return following.certain or (
            following.given.split()[0].lower() in known and last.surname.lower() not in known
        )

    def begins(self, text: str) -> bool:
        """Whether a list begins with somebody."""
        text = self._plain(text)
        shared = self.people.without_plural(text)
        first = _split(shared)[0][1].strip(" .")
        if self._leading(first) or self._whole(bracketed(first)[0] or ""):
            return True
        return shared != text and _SURNAME.fullmatch(first) is not None

    def _spread(self, text: str) -> str:
        """“A, B, Body; C, Body” with the body behind each of its people; other lists as they are."""
        if text.count(";") < 2 or "(" in text:
            return text
        return "; ".join(piece for group in text.split(";") for piece in self._with_body(group))

    def _with_body(self, group: str) -> list[str]:
        pieces = [piece.strip() for piece in self._pieces(group)]
        persons = [self.people.whole(piece, listed=True) for piece in pieces]
        named = next((n for n, person in enumerate(persons) if person is None), len(pieces))
        last = persons[-1] if persons else None
        if (
            named == len(pieces) > 1
            and last
            and not (last.certain or last.given.lower() in self.people.first_names)
        ):
            named -= 1  # two words behind a name are a body, if nothing shows a person
        at = group.find(pieces[named]) if named < len(pieces) else -1
        body = group[at:].strip(" ,.") if at >= 0 else ""
        shared = named and body and not self.people.is_role(body)
        return [f"{piece} ({body})" for piece in pieces[:named]] if shared else [group]

    def _row(self, bare: str, lines: list[Line], plural: bool) -> NamedRow | None:
        """The person a piece names; ``plural`` says that it stands behind “Councillors”, where a surname will do."""
        name, bracket, after = bracketed(bare)
        person = self.people.whole(name, listed=True) if name else None
        if (
            person is None
            and name
            and (bracket or plural)
            and _SURNAME.fullmatch(name)
            and name.lower() not in self.people.role_nouns | self.people.heads
        ):
            person = Person(name, "", "", name, "", 0, len(name))
        if (
            person is not None and not person.given and bracket and _INITIAL.fullmatch(bracket)
        ):  # “Finch (A)”
            person, bracket = (
                replace(person, printed=f"{person.printed} ({bracket})", given=bracket),
                "",
            )
        if person is None and (person := self._leading(bare if not bracket else name or "")):
            bracket = bare[person.end :].strip(" ,-–")
        if (
            person is not None and bracket and after and is_initials(bracket, person)
        ):  # “Ada Finch (AF) Chair”
            bracket = after
        if (
            person is None and name and bracket and self.people.is_role(name)
        ):  # “Vice Chairman (Mr. Finch)”
            person, bracket = self.people.whole(bracket) or self.people.at(bracket), name
            person = person if person and person.certain else None
        if (
            person is None
            and (found := _ROLE_FIRST.match(bare))
            and self.people.is_role(found["role"])
        ):
            person, bracket = self.people.whole(found["name"]), found["role"]
        if person is None:
            return None
        return NamedRow(
            person,
            self._said(bracket, after),
            lines[0],
            lines[-1],
            "list-in-a-line",
            chair=bool(CHAIR_MARK.search(bare)),
        )

    def _said(self, bracket: str | None, after: str | None) -> str:
        """What is said of somebody in a bracket, or behind it: “Ada Finch (Quarry Ltd) – Chair”."""
        is_role = self.people.is_role
        if bracket and after and is_role(after) and not is_role(bracket):
            return f"{bracket} – {after}"
        return (bracket or after or "").strip()

    def _belongs(self, rows: list[NamedRow], bare: str) -> bool:
        """Whether a piece says more of the person before it: an honour, a role, a body."""
        if (
            not rows
            or not bare
            or re.match(r"(?i)^(?:\d+\b|none\b|and\b)", bare)
            or _RESIDENTS.search(bare)
        ):
            return False
        before = rows[-1]
        if before.affiliation:
            whole = f"{before.affiliation}, {bare}"
            if not self.people.is_role(before.affiliation) or not self._bodies.is_body(bare):
                return False
            rows[-1] = replace(before, affiliation=whole)
            return True
        honour = self.people.whole(f"{before.person.printed}, {bare}")
        if honour and honour.honours and honour.honours != before.person.honours:
            rows[-1] = replace(before, person=honour)
        elif len(bare) < 120 and not bare.isdigit():
            rows[-1] = replace(
                before, affiliation=bare.strip("()") if re.fullmatch(r"\([^()]*\)", bare) else bare
            )
        else:
            return False
        return True

    def _leading(self, text: str) -> Person | None:
        person = self.people.at(text)
        if person is None:
            return None
        person = widened(person, text, self._bodies)
        rest = text[person.end :]
        if (
            re.match(r"\s*(?:$|[-–,(:]|(?:[A-Z]\.){2,}|representing\b|from\b|who\b)", rest)
            or self.people.is_role(rest)
            or person.certain
        ):
            return person
        return None

    def _in_title(self, text: str, at: int) -> bool:
        """Whether ``at`` lies in the titles of the person with whom ``text`` starts (“Borough Councillor Mr. …”)."""
        person = self.people.at(text)
        return person is not None and len(person.title) >= at

    def _parts(self, piece: str) -> list[str]:
        """Split before every title that starts another person, outside brackets."""
        starts = [0]
        depth = 0  # brackets open before the word
        for word in re.finditer(r"\S+", piece):
            before = piece[starts[-1] : word.start()]
            if (
                word.start()
                and depth == 0
                and self.people.starts_titled(piece[word.start() : word.start() + LONGEST_NAME])
                and not re.fullmatch(
                    r"(?:and\s+)?(?:County|Borough|District|City|Town|Parish)\s*", before
                )
                and not (len(before.split()) < 2 and self.people.starts_titled(before + "X"))
                and not self._in_title(
                    piece[starts[-1] :][:LONGEST_NAME], word.start() - starts[-1]
                )
                and not re.search(r"(?:\bto|\bfor|\band|&)\s*$", before)
            ):
                starts.append(word.start())
            depth += word[0].count("(") - word[0].count(")")
        starts.append(len(piece))
        parts = [
            piece[a:b].strip(" ,") for a, b in itertools.pairwise(starts) if piece[a:b].strip(" ,")
        ]
        out: list[str] = []
        for part in parts:
            names, bracket, tail = part.partition("(")
            several = self.people.several(names)
            if several and len(several) > 1 and several[0].certain:
                out += [p.printed for p in several[:-1]]
                out.append(f"{several[-1].printed} {bracket}{tail}".strip())
                continue
            # “A B (Role) C D (Role)”: another name right behind a closing bracket, if it is no role
            for each in re.split(r"(?<=\))\s+(?=[A-Z])", part):
                if out and self.people.is_role(each) and out[-1].endswith(")") and each != part:
                    out[-1] = f"{out[-1]} {each}"
                else:
                    out.append(each)
        return out


def located(rows: Iterable[NamedRow], lines: list[Line]) -> list[NamedRow]:
    """Each row with its span narrowed to the lines on which the name stands."""
    shown = [one_line(line.text) for line in lines]  # once: there may be as many rows as words
    pairs = [one_line(f"{line.text} {after.text}") for line, after in itertools.pairwise(lines)]
    texts = [*zip(shown, [*pairs, ""], strict=True)] if lines else []
    return [_placed(row, lines, texts) for row in rows]


def _placed(row: NamedRow, lines: list[Line], texts: list[tuple[str, str]]) -> NamedRow:
    for position, (line, pair) in enumerate(texts):
        if row.person.printed in line:
            return replace(row, line=lines[position], last=lines[position])
        if row.person.printed in pair:
            return replace(row, line=lines[position], last=lines[position + 1])
    return row


_RESIDENTS = re.compile(
    r"(?i)\b(?:members?\s+of\s+the\s+public|other\s+residents|residents?|parishioners?)\b"
)


def _split(text: str) -> list[tuple[str, str]]:
    """Pieces of a list between commas, semicolons and “and”, outside brackets, each with the mark before it."""
    pieces: list[tuple[str, str]] = []
    depth = 0
    start = 0
    joint = ""
    for found in re.finditer(r"[(),;]|\band\b|\s&\s", text):
        mark = found[0].strip()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            pieces.append((joint, text[start : found.start()]))
            joint = "and" if mark == "&" else mark
            start = found.end()
    pieces.append((joint, text[start:]))
    return pieces


def bracketed(text: str) -> tuple[str | None, str | None, str | None]:
    """Name, what stands in brackets behind it, and what follows the brackets."""
    found = re.match(r"^([^()]{2,80}?)\s*\(((?:[^()]|\([^()]*\)){1,200})\)?\s*(.*)$", text)
    if not found:
        return text.strip(), None, None
    return found[1].strip(" ,"), found[2].strip(), found[3].strip(" ,-–.") or None


def widened(person: Person, text: str, bodies: Bodies) -> Person:
    """A name of initials and one word (“J. Arthur”) with the one word that stands behind it, if that is no body."""
    last = text[person.end :].strip()
    if (
        not re.fullmatch(r"(?:[A-Z]\.?\s*)+", person.given)
        or not re.match(r"\s[A-Z][a-z’'-]+\s*$", text[person.end :])
        or bodies.is_affiliation(last)
    ):
        return person
    given = f"{person.given} {person.surname}"
    return replace(
        person,
        printed=f"{person.printed} {last}",
        given=given,
        surname=last,
        end=len(text.rstrip()),
    )
