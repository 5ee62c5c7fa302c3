"""Decisions, clause by clause: what was resolved, of whom it asks what, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.dates import dates
from extractors.facts import Minute, Resolution, Span, Verb
from extractors.headings import Heading
from extractors.layout import Layout
from extractors.rules import rules
from extractors.text import Line, folded, key
from extractors.web_page import is_label

_RULES = rules("minutes")
_VERBS = rules("verbs")
_LAYOUT = rules("layout")


def verb_of(text: str) -> Verb:
    """What a clause does, by the first rule of ``verbs.toml`` that finds its words."""
    for rule in _VERBS.values():
        if rule.within(text):
            return rule.value  # type: ignore[return-value]
    return "other"


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


def due(text: str, verb: Verb) -> str | None:
    """ISO date by which a request falls due, if the clause prints one."""
    if verb not in ("request", "other", "agree", "approve", "support"):
        return None
    for found in dates(text):
        before = text[max(0, found.start - 60) : found.start]
        if re.search(
            r"\b(?:by|before|meeting\s+on|meeting\s+(?:to\s+be\s+)?held\s+on|meeting\s+of|until|no\s+later\s+than|in\s+time\s+for)\s+(?:\w+day,?\s+)?(?:the\s+)?$",
            before,
            re.I,
        ) and not re.search(r"\bminutes\b[^.]*$", before, re.I):
            return found.date.isoformat()
    return None


@dataclass(frozen=True, slots=True)
class _Clause:
    label: str | None
    text: str
    span: Span
    rule: str
    own: str = ""  # without the stem it shares
    agreed: bool = False  # whether the word of the decision is “agreed”


def read_resolutions(
    layout: Layout, minutes: tuple[Minute, ...], heads: list[Heading], first_index: int
) -> tuple[Resolution, ...]:
    """The decisions in a run of minutes; ``first_index`` is the place of its first minute in ``Facts.minutes``."""
    formal = any(
        _RULES["resolved"].at(line.text.strip())
        or _RULES["proposed-and-agreed"].within(line.text)
        or _is_clause(body, at)
        for minute, head in zip(minutes, heads, strict=True)
        for body in [_body_lines(layout, minute, head)]
        for at, line in enumerate(body)
    )
    found: list[Resolution] = []
    for offset, (minute, head) in enumerate(zip(minutes, heads, strict=True)):
        clauses = _formal(layout, minute, head) if formal else _in_words(layout, minute, head)
        for clause in _unrepeated(clauses):
            own = verb_of(clause.own) if clause.own else "other"
            verb = own if own != "other" else verb_of(clause.text)
            if verb == "other" and clause.agreed:
                verb = "agree"
            by = due(clause.text, verb)
            found.append(
                Resolution(
                    meeting=minute.meeting,
                    minute=first_index + offset,
                    clause=clause.label,
                    verb=verb,
                    text=clause.text,
                    due=next(dates(by)).date if by else None,
                    asked_of=asked_of(clause.text) if verb == "request" else None,
                    span=clause.span,
                    rule=clause.rule,
                )
            )
    return tuple(found)


def _unrepeated(clauses: list[_Clause]) -> list[_Clause]:
    """Each clause once: a page that prints the decision and the minutes says it twice."""
    seen: set[str] = set()
    return [c for c in clauses if (words := key(c.text)) not in seen and not seen.add(words)]  # type: ignore[func-returns-value]


def _body_lines(layout: Layout, minute: Minute, head: Heading) -> list[Line]:
    out: list[Line] = []
    for line in layout.lines[head.line :]:
        if line.start > minute.span.end:
            break
        if line.start >= head.body:
            out.append(line)
        elif line.end > head.body:  # the title shares its line with the text
            out.append(Line(line.index, head.body, layout.document.text[head.body : line.end].lstrip()))
    return out


def _is_clause(lines: list[Line], position: int) -> bool:
    """Whether a clause of a decision starts here whose word was lost; its verb may stand on the next lines."""
    if not re.match(r"(?:\(?[a-z\d]{1,2}[).]\s+)?That\b", lines[position].text.strip()):
        return False
    return _RULES["clause-alone"].at(folded("\n".join(n.text for n in lines[position : position + 3]))) is not None


def _formal(layout: Layout, minute: Minute, head: Heading) -> list[_Clause]:
    lines = _body_lines(layout, minute, head)
    found: list[_Clause] = []
    position = 0
    while position < len(lines):
        text = lines[position].text.strip()
        resolved = _RULES["resolved"].at(text)
        alone = not resolved and (position == 0 or lines[position - 1].blank) and _is_clause(lines, position)
        if resolved or alone:
            clauses, position = _clauses(layout, lines, position, resolved["rest"].strip() if resolved else "")
            found += clauses
            continue
        if re.search(r"It was\b", text) and not found:
            paragraph, last = _paragraph(lines, position)
            agreed = _RULES["proposed-and-agreed"].within(paragraph)
            if agreed:
                start = lines[position].start
                found.append(_Clause(None, agreed["rest"].strip(), Span(start, lines[last].end), "proposed-and-agreed"))
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
    return folded(text), last


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
        or re.match(
            r"^\d{1,2}\.\d{1,2}\.?\s*[A-Z]|^(?:Action(?:\s+\d+)?|Proposed(?:\s+by)?|Seconded(?:\s+by)?|Carried)\s*(?::|$)",
            text,
        )
    )


_LABEL = re.compile(r"^\(?(?P<label>[a-z]|[A-Z](?=\))|[ivx]{1,4}|\d{1,2})[).](?:\s+|$)")


def _clauses(layout: Layout, lines: list[Line], position: int, rest: str) -> tuple[list[_Clause], int]:
    """The clauses after a decision's word, and the index of the first line after them.

    ``rest`` is what stands behind the word on its line; nothing, where the word was lost or has the line to itself.
    """
    head = lines[position]
    lost = _RULES["resolved"].at(head.text.strip()) is None
    agreed = (
        not lost and re.search(r"(?i)\bagreed\b", head.text.strip()[: len(head.text.strip()) - len(rest)]) is not None
    )
    stem = ""
    label: str | None = None
    parts: list[tuple[str | None, list[Line], str]] = []
    opening: list[Line] = []
    text = ""
    if rest:
        opening, text = [head], rest
    at = position if lost else position + 1
    while at < len(lines):
        line = lines[at]
        words = line.text.strip()
        if line.blank:
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
        if _stops(words):
            break
        blank_before = lines[at - 1].blank
        if opening and blank_before and not _goes_on(text, words) and (label is None or _ended(text)):
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
            _said(stem, folded(words)),
            Span(found[0].start, found[-1].end),
            "resolved",
            folded(words),
            agreed,
        )
        for name, found, words in parts
        if not _RULES["stem"].at(words.strip())
    ]
    return clauses, at


def _opens_clauses(text: str) -> bool:
    """Whether the words so far are a stem that clauses share: “That the Board:”."""
    return _RULES["stem"].at(text.strip()) is not None or re.search(r":\s*[-–—]*\s*$", text) is not None


def _ended(text: str) -> bool:
    return text.rstrip().endswith((".", ";", "; and", ";and")) or bool(re.search(r"[.;]\s*(?:and)?$", text.rstrip()))


def _stem(text: str) -> str:
    return re.sub(r"(?i)^(?:resolved|agreed)\s*:?\s*", "", folded(text)).rstrip(" :-–—") or ""


def _said(stem: str, text: str) -> str:
    """A clause with the stem it shares: “That” + “the report be noted”."""
    if not stem or re.match(r"(?i)that\b", text):
        return text
    stem = stem[:1].upper() + stem[1:]
    if len(stem.split()) == 1 and text[:1].isupper() and text[1:2].islower():
        text = text[:1].lower() + text[1:]
    return f"{stem} {text}"


_SENTENCE_END = re.compile(r"(?<=[a-z\d)’'])(?<!\bCllr)(?<!\bCllrs)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)\.\s+(?=[A-Z])")


def _in_words(layout: Layout, minute: Minute, head: Heading) -> list[_Clause]:
    """Decisions of boards that write no RESOLVED: “The terms were agreed.”"""
    lines = _body_lines(layout, minute, head)
    found: list[_Clause] = []
    position = 0
    while position < len(lines):
        if lines[position].blank or is_label(lines[position].text):
            position += 1
            continue
        paragraph, last = _paragraph(lines, position)
        if re.match(r"(?:was|were)\b", paragraph) or (
            head.rule == "opening-capitals" and not found and position == 0 and paragraph[:1].islower()
        ):  # the title is the subject
            paragraph = f"{minute.title} {paragraph}"
        for sentence in _SENTENCE_END.split(paragraph):
            sentence = sentence.strip()
            body = re.sub(r"^(?:[•–-]|\d{1,2}\.\d{1,2}\.?|\(?[a-z\d]{1,2}[).])\s*", "", sentence)
            if 15 < len(body) < 500 and _RULES["agreed-in-words"].at(body) and not re.search(r"\bshould\b", body):
                text = body if body.endswith(".") or not sentence.endswith(".") else body + "."
                found.append(_Clause(None, text, Span(lines[position].start, lines[last].end), "agreed-in-words"))
        position = last + 1
    return found
