"""Lines of a list of people → its sections: those present, officers, others, apologies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast

from kg.extractors.facts import Section
from kg.extractors.people import People
from kg.extractors.rules import Rule, rules
from kg.extractors.text import LINES, Line, paragraphs
from kg.extractors.web_page import starts_items
from kg.extractors.woven_lists import woven_apart

_RULES = rules("attendance")
_MINUTES = rules("minutes")
_INLINE_HEAD = re.compile(
    r"(?:^|(?<=\s))(?P<head>also,?\s+(?:present|in\s+attendance)|also(?=\s+(?-i:[A-Z]{2}))|apologies(?:\s+for\s+absence)?|in\s+attendance(?=\s*:)|ex[\s-]officio(?=\s*:))"
    r"\s*(?::|(?<=[Aa]lso)\s)\s*",
    re.I,
)
_BULLET = re.compile(r"^(?:[-–•*·;‣◦]\s+)+|^\*\s*(?=[A-Z])")
_GROUPED = re.compile(
    r"^(?P<body>[A-Z][\w&’'.-]*(?:\s+[\w&’'.-]+){0,6}?)(?P<mark>\s*:\s*|\s{3,}|\t+\s*)(?P<names>\S.*)$"
)  # “Quarry Ltd:  Ada Finch, Bo Wren”
FEWEST_RUN_TOGETHER = 6  # names under two heads; fewer may well all have sent apologies
_ACTED = re.compile(
    r"\s(?:proposed|seconded|noted|advised|reported|asked|stated|requested|congratulated|explained|informed)\s"
)  # what somebody listed does in no list
LONGEST_TITLE = 70  # characters; a longer line that ends amid words goes on
LONGEST_ENTRY = 200  # characters; more is no entry of a list


@dataclass(slots=True)
class Group:
    """A section of the list and the lines under its heading; ``body`` is whom they all stand for, where it says so."""

    section: Section | None  # None: its lines belong to no list
    lines: list[Line] = field(default_factory=list)
    body: str | None = None
    chair: bool = False
    stated: bool = True  # False: nothing announced the list
    certain: bool = (
        True  # False: the columns of two lists ran together, and who is in which is only likely
    )
    body_stated: bool = False  # True: the list prints the body beside or before these people
    ignored: bool = False  # True: its heading says that it lists nobody of the meeting


@lru_cache(LINES)
def is_list_head(text: str) -> bool:
    """Whether a line announces a list of people."""
    text = text.strip()
    rule = heading_rule(text) if 0 < len(text) < 4000 else None
    return (rule is not None and (rule.id in _SECTIONS or rule.id == "columns")) or _side_by_side(
        text
    )


def section_of_head(text: str) -> Section | None:
    """The section that a line announces, if it heads a list of people."""
    rule = heading_rule(text.strip()) if 0 < len(text.strip()) < LONGEST_ENTRY else None
    return cast(Section, rule.value) if rule is not None and rule.id in _SECTIONS else None


def behind_head(line: Line) -> Line | None:
    """What stands behind the head of a list on its own line; ``None`` where none heads the line."""
    text = line.text.strip()
    rule = heading_rule(text) if 0 < len(text) < LONGEST_ENTRY else None
    found = rule.at(text) if rule and rule.id in _SECTIONS else None
    if found is None or "rest" not in found.groupdict():
        return None
    at = line.text.index(text) + found.start("rest")
    return Line(line.index, line.start + at, line.text[at:])


def _is_section(text: str) -> bool:
    rule = heading_rule(text)
    return rule is not None and rule.id in _SECTIONS


_SECTIONS = frozenset(
    rule.id
    for rule in _RULES.values()
    if rule.value in ("present", "officers", "others", "apologies")
)
_NOT_HEADS = frozenset({"columns", "part-of-the-list", "no-person"})


@lru_cache(LINES)
def heading_rule(text: str) -> Rule | None:
    """The rule of a line that heads, orders or ends a list of people."""
    found = next((rule for rule in _RULES.values() if rule.at(text)), None)
    if (
        found
        and found.id == "present"
        and re.match(r"(?i)^(?:present|members)\s+circumstances", text)
    ):
        return None
    return found


def without_bullet(line: Line, people: People) -> Line:
    """A line without the bullet of its list; a dash is one where a name or the head of a list follows."""
    text = line.text.lstrip(" ")
    mark = _BULLET.match(text)
    if (
        mark
        and text[0] in "-–"
        and people.at(text[mark.end() :]) is None
        and heading_rule(text[mark.end() :]) is None
    ):
        mark = None
    cut = len(line.text) - len(text) + (mark.end() if mark else 0)
    return Line(line.index, line.start + cut, line.text[cut:]) if mark else line


def sections(lines: Sequence[Line], people: People) -> list[Group]:
    """The sections in the order they are printed."""
    out: list[Group] = []
    for stretch in woven_apart(lines, people, section_of_head) or _columns_apart(lines):
        groups = _sections(stretch, people)
        out += _unannounced(stretch, groups, people) + groups
    return out


def _sections(lines: Sequence[Line], people: People) -> list[Group]:
    groups: list[Group] = []
    for position, line in enumerate(without_bullet(line, people) for line in lines):
        text = line.text.strip()
        if not text:
            if groups:
                groups[-1].lines.append(line)
            continue
        heading = heading_rule(text) if len(text) < 4000 else None
        if (heading is None or heading.id == "present") and _is_told(lines, position):
            heading = _RULES["prose"]
        if heading and heading.value == "end":
            if groups and groups[-1].lines:
                _end(groups, lines[position:])
                break
            continue
        if heading and heading.id == "columns" and not any(group.section for group in groups):
            groups.append(
                Group("present", stated=False)
            )  # nothing but the heads of its columns announces the list
        if heading and heading.id in _NOT_HEADS:
            continue
        if groups and _MINUTES["in-the-chair"].at(text) and _tells_chair(groups[-1], text):
            continue  # who sat in the chair sent no apologies
        if heading:
            _open(groups, heading, line)
            continue
        if groups and (
            starts_items(text) or _MINUTES["sub-head"].at(text) or _is_paragraph(text, people)
        ):
            _end(groups, lines[position:])
            break
        if groups:
            _add(groups, line, 0)
    _deal(groups)
    return [group for group in groups if group.section is not None or not group.ignored]


def _deal(groups: list[Group]) -> None:
    """Give those under the last of several heads in a row, which is that of apologies, to the heads
    before it, a paragraph each: the heads of columns, then the columns. Few stay as they are.
    """
    for last, group in enumerate(groups):
        names = sum(not line.blank for line in group.lines)
        if group.section != "apologies" or names < FEWEST_RUN_TOGETHER:
            continue
        first = last
        while first and all(line.blank for line in groups[first - 1].lines):
            first -= 1
        heads = groups[first:last]
        if not heads or heads[0].section != "present":
            continue
        for at, lines in enumerate(paragraphs(group.lines)):
            head = heads[min(at, len(heads) - 1)]
            head.certain = False
            head.lines += lines
        group.lines = []


def _tells_chair(group: Group, text: str) -> bool:
    """Whether a line behind a list tells who sat in the chair rather than lists somebody."""
    return group.section == "apologies" or "presid" in text


def _end(groups: list[Group], rest: Sequence[Line]) -> None:
    """The lists are over: what is left belongs to nobody, nor does the title of the paragraph that ended them."""
    _drop_title(groups[-1].lines)
    groups.append(Group(None, [line for line in rest if not starts_items(line.text)]))


def _is_told(lines: Sequence[Line], at: int) -> bool:
    """Whether a line starts a paragraph whose first words tell what somebody did, which may wrap over lines."""
    if (at and not lines[at - 1].blank) or "\t" in lines[at].text:
        return False  # amid a paragraph, or a row of a table
    words: list[str] = []
    while at < len(lines) and (not lines[at].blank or (words and _is_spaced(words[-1]))):
        if not lines[at].blank:
            words.append(lines[at].text.strip())
        elif lines[at - 1].blank:
            break
        at += 1
    several = len(words) > 1 or (words and _ACTED.search(words[0]))
    return bool(several) and _RULES["prose-paragraph"].at(" ".join(words)) is not None


def _is_spaced(text: str) -> bool:
    """Whether a paragraph goes on behind the empty line below ``text``: it is long and ends amid words."""
    return len(text) > LONGEST_TITLE and re.search(r"[a-z,]$", text) is not None


def _is_paragraph(text: str, people: People) -> bool:
    """Whether a line is too long for an entry and is no list of names either."""
    if len(text) <= LONGEST_ENTRY or "\t" in text:
        return False
    pieces = [re.sub(r"\s*\(.*", "", piece).strip() for piece in re.split(r",|;|\band\b", text)]
    named = sum(1 for piece in pieces if people.whole(people.without_plural(piece), listed=True))
    if sum(1 for _ in people.within(text)) >= 3 and not _RULES["prose"].at(text):
        return False
    return named < 2 or named * 3 < len(pieces)


def _open(groups: list[Group], heading: Rule, line: Line) -> None:
    """Start the section that ``heading`` announces on ``line``, and any section announced on the rest of the line."""
    text = line.text.strip()
    found = heading.at(text)
    assert found is not None
    section = cast(Section, heading.value) if heading.id in _SECTIONS else None
    named = found.groupdict().get("body")
    groups.append(
        Group(
            section, body=named, chair=heading.id in ("chair", "chair-of"), ignored=section is None
        )
    )
    rest = found.groupdict().get("rest") or ""
    _add(groups, line, line.text.index(text) + found.start("rest") if rest else len(line.text))
    if heading.id in ("chair", "chair-of", "officials-of") and rest.strip():
        groups.append(Group(None))  # one line, one list
    if re.search(r"[a-z)]\.$", rest.rstrip()) and not ABBREVIATED.search(rest.rstrip()[:-1]):
        groups.append(
            Group(None)
        )  # the list ended with its sentence; what follows belongs to nobody


def _add(groups: list[Group], line: Line, at: int) -> None:
    """Put the line from ``at`` on into the last section; a section announced amid it starts there."""
    rest = line.text[at:]
    while inner := _INLINE_HEAD.search(rest):
        if rest[: inner.start()].strip():
            groups[-1].lines.append(Line(line.index, line.start + at, rest[: inner.start()]))
        head = inner["head"].lower()
        section = next(
            (named for begun, named in _INLINE.items() if head.startswith(begun)),
            groups[-1].section,
        )
        groups.append(Group(section))
        at += inner.end()
        rest = rest[inner.end() :]
    if rest.strip():
        groups[-1].lines.append(Line(line.index, line.start + at, rest))


_INLINE: dict[str, Section] = {"apol": "apologies", "also": "others", "in ": "officers"}
ABBREVIATED = re.compile(r"\b(?:[A-Z]|Cllrs?|Mrs?|Ms|Dr|Prof|Rev|Supt|Insp|Hon|St)$")


def _drop_title(lines: list[Line]) -> None:
    """Take away the title of the paragraph that ended the lists."""
    while lines and lines[-1].blank:
        lines.pop()
    if len(lines) > 1 and is_section_title(lines[-1].text):
        lines.pop()


def is_section_title(text: str) -> bool:
    """Whether a line reads as the title of a first item (“Welcome and introductions”)."""
    return rules("agenda")["procedural"].at(text.strip(" -–•")) is not None


def _columns_apart(lines: Sequence[Line]) -> list[list[Line]]:
    """The columns of a table that heads two lists side by side, one after the other; else the lines as they are."""
    head = next((line for line in lines if _side_by_side(line.text)), None)
    if head is None:
        return [list(lines)]
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        mark = _CELL_MARK.search(line.text)
        if line.index < head.index or mark is None:
            left.append(line)
            continue
        behind = len(line.text) - len(line.text[mark.start() :].lstrip("\t |"))
        if line.text[: mark.start()].strip():
            left.append(Line(line.index, line.start, line.text[: mark.start()]))
        if behind < len(line.text):
            right.append(Line(line.index, line.start + behind, line.text[behind:]))
    return [left, right]


_CELL_MARK = re.compile(r"\t|(?:^| )\|(?= |$)")


def _side_by_side(text: str) -> bool:
    cells = [cell.strip() for cell in _CELL_MARK.split(text) if cell.strip()]
    return len(cells) == 2 and all(_is_section(cell) and len(cell) < 60 for cell in cells)


def _unannounced(lines: Sequence[Line], groups: list[Group], people: People) -> list[Group]:
    """A list that nothing announces: lines before the first section that each start with a person's name."""
    if any(group.section == "present" and group.lines for group in groups):
        return []
    first = min(
        (line.index for group in groups if group.section for line in group.lines[:1]), default=None
    )
    named: list[Line] = []
    for line in (without_bullet(line, people) for line in lines):
        if first is not None and line.index >= first:
            break
        text = line.text.strip()
        heading = heading_rule(text) if 0 < len(text) < 4000 else None
        if heading and heading.id in ("prose", "apologies", "officers", "also-present"):
            break
        if line.blank or heading:
            continue
        starts = _names_somebody(text, people) and len(text) <= LONGEST_ENTRY
        if starts or (
            named and (_runs_on(named[-1].text, text) or _names_next(lines, line.index, people))
        ):
            named.append(line)
        elif named:
            break
    several = len(named) >= 3 or any(
        people.without_plural(n.text.strip()) != n.text.strip() for n in named
    )
    return [Group("present", named, stated=False)] if several else []


def _runs_on(before: str, text: str) -> bool:
    """Whether an entry of a list goes on here: after a comma or “and”, in a bracket left open, in small letters."""
    return (
        re.search(r"(?:,|\band)\s*$", before) is not None
        or before.count("(") > before.count(")")
        or text[:1].islower()
    )


def _names_next(lines: Sequence[Line], index: int, people: People) -> bool:
    """Whether the line after this one, right under it, starts with a name."""
    below = next((line for line in lines if line.index == index + 1), None)
    return below is not None and not below.blank and _names_somebody(below.text.strip(), people)


def _names_somebody(text: str, people: People) -> bool:
    bare = people.without_plural(text)
    person = people.at(bare)
    if person is None:
        return bare != text and re.match(r"[A-Z][\w’'-]+(?:,|\s+and)\s+[A-Z]", bare) is not None
    rest = bare[person.end :]
    return not rest.strip() or re.match(r"\s*[-–—,(\t/]|\s{2,}|\s+[A-Z]", rest) is not None


def grouped_by_body(group: Group, people: People) -> list[Group]:
    """A section whose lines each name a body and then its people (“Quarry Ltd: Ada Finch, Bo Wren”), a group a body."""
    out: list[Group] = [
        Group(group.section, [], group.body, group.chair, group.stated, group.certain)
    ]
    for line in group.lines:
        found = _GROUPED.match(line.text.strip())
        body = found["body"] if found else ""
        if (
            found
            and not _is_name(body, found["mark"], people)
            and _names_somebody(found["names"], people)
        ):
            lead = len(line.text) - len(line.text.lstrip())
            inner = Line(line.index, line.start + lead + found.start("names"), found["names"])
            out.append(
                Group(group.section, [inner], body, group.chair, group.stated, group.certain)
            )
        else:
            out[-1].lines.append(line)
    return [each for each in out if each.lines]


def _is_name(text: str, mark: str, people: People) -> bool:
    """Whether ``text`` is itself a name, or the title those behind the colon share."""
    shared = people.without_plural(f"{text} Finch") != f"{text} Finch"
    return people.whole(text) is not None or (":" in mark and shared)
