"""Decisions, clause by clause: what was resolved, of whom it asks what, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.extractors.clauses import LabelledClause, own_cell
from kg.extractors.dates import dates
from kg.extractors.decisions import Decided, announced, without_action, without_told
from kg.extractors.facts import Minute, Resolution, Span, Verb
from kg.extractors.layout import Layout, Stretch
from kg.extractors.page_furniture import without_furniture
from kg.extractors.prose_decisions import ProseDecision, Share, prose_decisions
from kg.extractors.rules import rules
from kg.extractors.text import Line
from kg.extractors.titles import Heading
from kg.extractors.web_page import is_label
from kg.ontology.folding import fold_to_words, one_line

_RULES = rules("minutes")
_VERBS = rules("verbs")
_LAYOUT = rules("layout")


def verb_of(text: str) -> Verb:
    """What a clause does; what it only says should be, the meeting agrees."""
    return _verb_told(text) or "agree"


def _verb_told(text: str) -> Verb | None:
    """The verb of the first rule of ``verbs.toml`` that finds its words."""
    for rule in _VERBS.values():
        if rule.within(text):
            return rule.value  # type: ignore[return-value]
    return None


_ASKED = re.compile(
    r"^(?:that\s+)?(?P<who>(?:the\s+)?[^.;]{2,120}?)\s+be\s+(?:requested|asked|invited|instructed|tasked|urged|encouraged)\b",
    re.I,
)
_BY = re.compile(
    r"\b(?:by|before|on|for|no later than|until|in time for)\s+(?:the\s+)?(?:(?:meeting|board|end)\s+(?:on|of)\s+)?",
    re.I,
)


def asked_of(text: str) -> str | None:
    """Whom a clause asks: “That officers … be requested to”."""
    found = _ASKED.match(text)
    return found["who"].strip() if found else None


def due_date(text: str, verb: Verb) -> date | None:
    """The day by which a request falls due, if the clause prints one."""
    if verb not in ("request", "other", "agree", "approve", "support"):
        return None
    for found in dates(text):
        before = text[max(0, found.start - 60) : found.start]
        if re.search(
            r"\b(?:by|before|meeting\s+on|meeting\s+(?:to\s+be\s+)?held\s+on|meeting\s+of|no\s+later\s+than|in\s+time\s+for)\s+(?:\w+day,?\s+)?(?:the\s+)?$",
            before,
            re.I,
        ) and not re.search(r"\bminutes?\b[^.]*$", before, re.I):
            return found.date
    return None


@dataclass(frozen=True, slots=True)
class _Clause:
    label: str | None
    text: str
    span: Span
    rule: str
    own: str = ""  # without the stem it shares


SHORTEST_SAID_AGAIN = (
    60  # characters; shorter words (“The report was approved.”) may be two decisions
)


@dataclass(frozen=True, slots=True)
class _Body:
    """The words under a heading, or before the first one: what may hold decisions."""

    minute: int | None
    lines: list[Line]
    title: str = ""  # where the title may be the subject of the first sentence
    heading: list[Line] = field(default_factory=list)  # of a heading that is a sentence


def read_resolutions(
    layout: Layout,
    stretch: Stretch,
    meeting: int,
    minutes: tuple[Minute, ...],
    heads: list[Heading],
    first_index: int,
) -> tuple[Resolution, ...]:
    """The decisions in a run of minutes; ``first_index`` is the place of its first minute in ``Facts.minutes``.

    A decision before the first heading (a page cut out of the middle, a motion before the first item) has no minute.
    """
    bodies = [_Body(None, layout.lines[stretch.first : heads[0].line if heads else stretch.last])]
    for offset, (minute, head) in enumerate(zip(minutes, heads, strict=True)):
        lines = _body_lines(layout, minute, head)
        bodies.append(_Body(first_index + offset, lines, minute.title, _sentence(layout, head)))
    set_out = _set_out(bodies)
    found: list[Resolution] = []
    said: set[str] = set()  # a list of decisions at the end says them again
    for body in bodies:
        written = _unrepeated(
            _with_announced(
                _formal(layout, body),
                announced(body.lines, stems=body.minute is not None or not heads),
            ),
            body.lines,
        )
        told = [
            _Clause(None, _own_words(each), each.span, each.rule)
            for each in (
                *prose_decisions(body.heading, "", set_out, bool(written)),
                *prose_decisions(body.lines, body.title, set_out, bool(written)),
            )
            if not any(
                each.span.overlaps(clause.span) or _is_stem_of(each, clause) for clause in written
            )
        ]
        told = list(_not_said(told, {fold_to_words(c.text) for c in written}, said))
        for clause in sorted([*written, *told], key=lambda c: c.span.start):
            verb = _verb_told(clause.own or "") or verb_of(clause.text)
            found.append(
                Resolution(
                    meeting=meeting,
                    minute=body.minute,
                    clause=clause.label,
                    verb=verb,
                    text=clause.text,
                    due=due_date(clause.text, verb),
                    asked_of=asked_of(clause.text) if verb == "request" else None,
                    span=clause.span,
                    rule=clause.rule,
                )
            )
    return tuple(found)


def _own_words(told: ProseDecision) -> str:
    """A decision of prose without what stands behind it; a motion is itself a tale."""
    motion = told.rule in ("outcome", "moved-and-agreed")
    return without_action(told.text) if motion else without_told(told.text)


def _set_out(bodies: Sequence[_Body]) -> Share:
    """How many of these minutes set decisions out: in capitals or as clauses, or by a word (“Agreed:”)."""
    loud = soft = 0
    for body in bodies:
        marks = {mark for at in range(len(body.lines)) if (mark := _mark(body.lines, at))}
        loud += "loud" in marks
        soft += bool(marks)
    count = max(1, sum(body.minute is not None for body in bodies))
    if SHARE_LOUD * count <= loud > 0 or soft >= SHARE_SOFT * count:
        return "most"
    return "some" if loud >= SHARE_SOME * count and loud else "none"


def _mark(lines: list[Line], at: int) -> str | None:
    """Whether a decision is set out on a line: in capitals or as a clause, or by a word."""
    text = lines[at].text
    found = _RULES["resolved"].at(text.strip())
    if (found and _CAPITALS.search(found[0])) or _is_clause(lines, at):
        return "loud"
    if _RULES["proposed-and-agreed"].within(text):
        return "loud"
    return "soft" if found else None


SHARE_LOUD, SHARE_SOFT = 0.55, 0.7  # of the minutes, from which prose decides little
SHARE_SOME = 0.15  # and from which it decides nothing on mere form
_CAPITALS = re.compile(r"RESOLVED|AGREED|RECOMMENDED")


def _with_announced(written: list[_Clause], heard: list[Decided]) -> list[_Clause]:
    """The decisions that stand as such, and those behind other words or in clauses that were read as one."""
    lumps = [
        each
        for each in written
        if each.label is None
        and any(
            one.clause.label is not None or _is_part(one.clause, each)
            for one in heard
            if each.span.overlaps(one.clause.span)
        )
    ]
    kept = [
        replace(each, text=without_told(each.text), own=without_told(each.own))
        for each in written
        if not any(each is lump for lump in lumps)
    ]
    more = [
        _Clause(
            one.clause.label,
            _unquoted(one.clause.text),
            one.clause.span,
            one.rule,
            one.clause.text,
        )
        for one in heard
        if not any(
            one.clause.span.overlaps(each.span) or _is_stem_of(one.clause, each) for each in kept
        )
    ]
    return [*kept, *more]


def _is_part(one: LabelledClause, lump: _Clause) -> bool:
    """Whether a clause is one of several things that semicolons part in what was read as one."""
    return lump.text.count(";") > 0 and 2 * len(one.text) < len(lump.text)


def _is_stem_of(told: ProseDecision | LabelledClause, clause: _Clause) -> bool:
    """Whether words only open a list that a clause begins: “agreed to pay for the following:”."""
    return told.text.endswith(":") and 0 <= clause.span.start - told.span.end < NEXT


NEXT = 12  # characters between a stem and its first clause: a blank line and a mark


def _unrepeated(clauses: list[_Clause], lines: Sequence[Line]) -> list[_Clause]:
    """Each clause once where a page prints the decision and, below a label, the minutes."""
    if not any(is_label(line.text) for line in lines):
        return clauses
    first: dict[str, _Clause] = {}
    for clause in clauses:
        first.setdefault(fold_to_words(clause.text), clause)
    return list(first.values())


def _not_said(told: Sequence[_Clause], written: set[str], said: set[str]) -> Iterator[_Clause]:
    """The decisions of prose that are not ``written`` beside it, nor ``said`` before at length."""
    for clause in told:
        words = fold_to_words(clause.text)
        if words not in written and (len(clause.text) < SHORTEST_SAID_AGAIN or words not in said):
            yield clause
        said.add(words)


def _body_lines(layout: Layout, minute: Minute, head: Heading) -> list[Line]:
    out: list[Line] = []
    for line in layout.lines[head.line :]:
        if line.start > minute.span.end:
            break
        if line.start >= head.body:
            out.append(line)
        elif line.end > head.body:  # the title shares its line with the text
            out.append(
                Line(line.index, head.body, layout.document.text[head.body : line.end].lstrip())
            )
    return without_furniture(layout.document, out)


def _sentence(layout: Layout, head: Heading) -> list[Line]:
    """The lines of a heading that is a sentence, without its number: “4. It was agreed to wait.”"""
    line = layout.lines[head.line]
    text = layout.document.text[line.start : head.body]
    at = text.find(head.title.split(" ", 1)[0])
    if not head.title.endswith(".") or at < 0:
        return []
    return [Line(line.index, line.start + at, one_line(text[at:]))]


def _is_clause(lines: list[Line], position: int) -> bool:
    """Whether a clause of a decision starts here whose word was lost; its verb may stand on the next lines."""
    if not re.match(
        r"(?:\(?[a-z\d]{1,2}[).]\s+|[•·]\s*)?[“\"‘']?That\b", lines[position].text.strip()
    ):
        return False
    return (
        _RULES["clause-alone"].at(
            one_line("\n".join(n.text for n in lines[position : position + 3]))
        )
        is not None
    )


def _formal(layout: Layout, body: _Body) -> list[_Clause]:
    lines = body.lines
    contested = any(_RULES["contested"].within(line.text) for line in lines)
    found: list[_Clause] = []
    position = 0
    while position < len(lines):
        text = lines[position].text.strip()
        resolved = _RULES["resolved"].at(text)
        alone = (
            not resolved
            and (position == 0 or lines[position - 1].blank)
            and _is_clause(lines, position)
            and not (contested and _RULES["named"].within(text))
        )
        if resolved or alone:
            clauses, position = _clauses(
                layout, lines, position, own_cell(resolved["rest"].strip()) if resolved else ""
            )
            found += clauses
            continue
        if re.search(r"It was\b", text) and not found:
            paragraph, last = _paragraph(lines, position)
            agreed = _RULES["proposed-and-agreed"].within(paragraph)
            if agreed:
                start = lines[position].start
                found.append(
                    _Clause(
                        None,
                        agreed["rest"].strip(),
                        Span(start, lines[last].end),
                        "proposed-and-agreed",
                    )
                )
                position = last + 1
                continue
        position += 1
    return found


def _paragraph(lines: list[Line], position: int) -> tuple[str, int]:
    """The paragraph that line ``position`` starts, bridging page cuts, and the place of its last line."""
    last = position
    text = lines[position].text
    at = position + 1
    while at < len(lines):
        line = lines[at]
        if line.blank:
            following = next((n for n in range(at, len(lines)) if not lines[n].blank), None)
            if following is None or not _goes_on(text, lines[following].text.strip()):
                break
            at = following
            continue
        if _stops(line.text.strip()):
            break
        text += "\n" + line.text
        last = at
        at += 1
    return one_line(text), last


def _goes_on(before: str, after: str) -> bool:
    """Whether text goes on after a blank line: its sentence had not ended and the next words carry it on."""
    tail = before.rstrip()
    if re.search(r":\s*-?\s*$", tail):
        return True
    if tail.endswith((".", ";", "!", "?")) or _stops(after):
        return False
    return (
        after[:1].islower()
        or bool(re.search(r"\b(?:and|of|the|for|to|in|on|with|a|by|,)$", tail))
        or after[:1].isdigit()
    )


def _stops(text: str) -> bool:
    return bool(
        _RULES["resolved"].at(text)
        or _RULES["point"].at(text)
        or _RULES["members-left"].at(text)
        or _RULES["in-the-chair"].at(text)
        or _LAYOUT["closing"].at(text)
        or is_label(text)
        or _RULES["application"].at(text)
        or re.match(
            r"^\d{1,2}\.\d{1,2}\.?\s*[A-Z]|^(?:Action(?:\s+\d+)?|Proposed(?:\s+by)?|Seconded(?:\s+by)?|Carried)\s*(?::|$)",
            text,
        )
    )


_SECOND = re.compile(r"\s\(?(?:b|ii|2)\)\s")  # clauses that run on in one line are cut apart later
_LABEL = re.compile(r"^\(?(?P<label>[a-z]|[A-Z](?=\))|[ivx]{1,4}|\d{1,2})[).](?:\s+|$)")


def _clauses(
    layout: Layout, lines: list[Line], position: int, rest: str
) -> tuple[list[_Clause], int]:
    """The clauses after a decision's word, and the index of the first line after them.

    ``rest`` is what stands behind the word on its line; nothing, where the word was lost or has the line to itself.
    """
    head = lines[position]
    lost = _RULES["resolved"].at(head.text.strip()) is None
    stem = ""
    label: str | None = None
    parts: list[tuple[str | None, list[Line], str]] = []
    opening: list[Line] = []
    text = ""
    if rest:
        label, text = _labelled(rest)
        opening = [head]
    at = position if lost else position + 1
    while at < len(lines):
        line = lines[at]
        words = own_cell(line.text.strip())
        if line.blank or _RULES["vote-line"].at(words):
            at += 1
            continue
        labelled = _LABEL.match(words)
        if labelled and _RULES["resolved"].at(words) is None:
            whole = bool(opening) and not _opens_clauses(text)
            if whole and not parts and label is None:
                break  # a numbered paragraph after an unlabelled decision
            if label is not None or whole:
                parts.append((label, opening, text))
            elif opening:
                stem = _stem(text)
            label, opening, text = labelled["label"].lower(), [line], words[labelled.end() :]
            at += 1
            continue
        if _stops(words) or (opening and _is_over(label, text, words, lines[at - 1].blank)):
            break
        if not opening:
            opening = [line]
            text = words
        else:
            opening.append(line)
            text += "\n" + words
        at += 1
    if opening and text.strip():
        parts.append((label, opening, text))
    clauses = [
        _Clause(
            name,
            _unquoted(_said(stem, one_line(words))),
            Span(found[0].start, found[-1].end),
            "resolved",
            one_line(words),
        )
        for name, found, words in parts
        if not _RULES["stem"].at(words.strip())
    ]
    return clauses, at


def _labelled(rest: str) -> tuple[str | None, str]:
    """The label of a clause behind a decision's word, and its words; none where several run on."""
    begun = None if _SECOND.search(rest) else _LABEL.match(rest)
    return (begun["label"].lower(), rest[begun.end() :]) if begun else (None, rest)


def _is_over(label: str | None, text: str, following: str, parted: bool) -> bool:
    """Whether a clause is over before the words of the next line; ``parted`` by a blank line."""
    if label is None and _QUOTED.fullmatch(one_line(text)):
        return True
    return parted and not _goes_on(text, following) and (label is None or _ended(text))


_QUOTED = re.compile(r"[“\"][^“”\"]+[”\"][.;]?")


def _unquoted(text: str) -> str:
    """A clause without the quotation marks that stand around all of it."""
    quoted = re.fullmatch(r"[“\"‘'](?P<words>[^“”\"]+?)[”\"’'](?P<stop>[.;]?)", text)
    return quoted["words"].rstrip(".;") + (quoted["stop"] or ".") if quoted else text


def _opens_clauses(text: str) -> bool:
    """Whether the words so far are a stem that clauses share: “That the Board:”."""
    return (
        _RULES["stem"].at(text.strip()) is not None
        or re.search(r"[:–—]\s*[-–—]*\s*$", text) is not None
    )


def _ended(text: str) -> bool:
    return text.rstrip().endswith((".", ";", "; and", ";and")) or bool(
        re.search(r"[.;]\s*(?:and)?$", text.rstrip())
    )


def _stem(text: str) -> str:
    return re.sub(r"(?i)^(?:resolved|agreed)\s*:?\s*", "", one_line(text)).rstrip(" :-–—") or ""


def _said(stem: str, text: str) -> str:
    """A clause with the stem it shares: “That” + “the report be noted”."""
    if not stem or re.match(r"(?i)that\b", text):
        return text
    stem = stem[:1].upper() + stem[1:]
    if len(stem.split()) == 1 and text[:1].isupper() and text[1:2].islower():
        text = text[:1].lower() + text[1:]
    return f"{stem} {text}"
