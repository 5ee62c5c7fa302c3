"""Names that a paper's structure gives: those who attended, for whom, who presents; and what of them names nobody."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors.facts import EntityKind, Span
from kg.extractors.names.bodies import several
from kg.extractors.names.candidate import Found
from kg.extractors.names.words import BREAK
from kg.extractors.names.work import STATED, Settled, Work, unlikely

_MOST = 14  # words; what is longer has run on from a list into its text


def stated(work: Work, spans: Sequence[tuple[EntityKind, int, int, str]]) -> None:
    """Candidates for the ``spans`` that the structure names: kind, start, end, rule."""
    bodies = {
        work.words.text[start:end].casefold()
        for kind, start, end, _ in spans
        if kind == "organisation"
    }
    for kind, start, end, rule in spans:
        first, last = work.words.at(start, end)
        if first >= last:
            continue
        if kind == "person":
            reason = _nobody(first, last, work.words.text[start:end].casefold() in bodies, work)
            if reason:
                work.refuse(first, last, rule, reason)
                if reason == _HEADING:
                    work.settled[Span(start, end)] = Settled(None, False)
            else:
                work.candidates.append(Found(first, last, kind, rule, STATED))
            continue
        first, last = (
            _sat(first, last, work) if rule == "meeting.board" else _trimmed(first, last, work)
        )
        listed = rule.startswith("attendance")
        long = listed and (last - first > _MOST or ":" in work.words.words[first:last])
        if not long and _several(first, last, work):
            continue  # the rules and the vocabulary take them apart
        if long or (listed and BREAK in work.words.words[first:last]):
            work.refuse(first, last, rule, "runs on into the text")
            work.settled[Span(start, end)] = Settled(None)
            continue
        reason, office = _no_body(first, last, listed, work)
        if reason:
            work.refuse(first, last, rule, reason)
        else:
            work.candidates.append(Found(first, last, kind, rule, STATED if listed else 1.0))
        moved = rule == "meeting.board" and first > work.words.at(start, end)[0]
        if reason != _UNNAMED or moved:
            work.settled[Span(start, end)] = Settled(
                None if reason else Span(*work.words.span(first, last)), office
            )


def _several(first: int, last: int, work: Work) -> bool:
    """Whether stated words are several bodies in one place."""
    inner = range(first + 1, last)
    return any(
        work.words.words[i] in ("/", "–", "-") or several(i, last, work.context) for i in inner
    )


def _nobody(first: int, last: int, body: bool, work: Work) -> str | None:
    """Why words stated to be a person are none; ``body``: the structure also gives them as an organisation."""
    context = work.context
    weak = ("GENERIC", "NOT", "STOP")
    heading = all(any(context.has(i, c) for c in weak) for i in range(first, last))
    if heading or work.words.phrase(first, last).lower() in context.nothing:
        return _HEADING
    offices = any(context.has(i, "ROLE") and not context.has(i, "RANK") for i in range(first, last))
    if offices and any(
        context.has(i, "ORGHEAD") or context.has(i, "GENERIC") for i in range(first, last)
    ):
        return "an office, not a name"
    if all(context.is_lower(i) for i in range(first, last)) and not context.has(first, "FIRST"):
        return "ordinary words"
    titled = any(context.has(first, c) for c in ("TITLE", "RANK", "RANKFORE"))
    if body or (context.has(last - 1, "PRESS") and not titled):
        return "an organisation, not a person"
    return None


def _sat(first: int, last: int, work: Work) -> tuple[int, int]:
    """A board as a heading names it, without how and when it sat and without the body it is a part of."""
    raw, context = work.words.words, work.context
    while first < last - 1 and context.has(first, "SITTING"):
        first += 1
    while last > first + 1 and (
        raw[last - 1][0].islower() or any(context.has(last - 1, c) for c in ("SAT", "MONTH"))
    ):
        last -= 1
    whole = context.has(last - 1, "ORGHEAD") or context.has(last - 1, "BODY_LETTERS")
    for i in range(first + 1, last - 2):
        if (
            whole
            and raw[i].lower() in (",", "'s", "’s")
            and context.has(i - 1, "SPLIT")
            and raw[i + 1][0].isupper()
        ):
            return i + 1, last  # "Osier Town Council's Lock and Weir Committee"
    return first, last


def _trimmed(first: int, last: int, work: Work) -> tuple[int, int]:
    """Stated words without what stands around the body's name: a label, an office, letters in brackets."""
    raw, context = work.words.words, work.context
    if raw[first + 1 : first + 2] == [":"]:
        first += 2
    for comma in range(last - 2, first, -1):
        offices = [
            any(context.has(i, c) for c in ("ROLE", "RANK"))
            for i in range(first, last)
            if i != comma
        ]
        bodily = context.has(last - 1, "ORGHEAD") or not any(offices[comma - first :])
        if raw[comma] == "," and offices[comma - first - 1] and bodily:
            first = comma + 1  # "Detective Inspector, Osier Constabulary"
            break
    small = next((i for i in range(last - 1, first, -1) if not raw[i][0].islower()), first)
    if raw[small] == "," and small < last - 1:
        last = small  # "Canal Office, secretariat"
    if (
        context.has(first, "ROLE")
        and raw[first + 1 : first + 2] in (["of"], ["to"])
        and last - first > 2
    ):
        first += 2  # "Chairman of Osierton Scrutiny Committee"
    while first < last - 1 and raw[first].lower() in (
        "also",
        "representing",
        "for",
        "of",
        "from",
        "the",
        "(",
    ):
        first += 1
    last = next((i for i in range(first + 1, last) if raw[i] == "(" and _aside(i, work)), last)
    while last > first + 1 and (
        raw[last - 1] == ":" or (raw[last - 1] == ")" and "(" not in raw[first:last])
    ):
        last -= 1
    return first, last


_UNNAMED = "names no body"
_HEADING = "a heading, not a name"


def _personal(first: int, last: int, listed: bool, work: Work) -> str | None:
    """What of a person's name stated words are: letters behind it, or the next surname of a list."""
    context, raw = work.context, work.words.words
    letters = [c for word in raw[first:last] for c in word if c != "."]
    dotted = "." in "".join(raw[first:last]) and context.alphabet.has("".join(letters), "HONOUR")
    if len(letters) == 1 or dotted:
        return "letters behind a name"
    surname = listed and last - first > 1 and context.all(first, last - 1, "PARTICLE")
    return "a surname" if surname else None  # "Nolan, Ó Briain"


def _no_body(first: int, last: int, listed: bool, work: Work) -> tuple[str | None, bool]:
    """Why stated words name no body, and whether they are an office instead."""
    context, raw = work.context, work.words.words
    personal = _personal(first, last, listed, work)
    if personal:
        return personal, False
    small = raw[last - 1][0].islower()
    office = (
        listed
        and last - first > 1
        and context.has(last - 1, "ROLE")
        and not context.has(first, "OFHEAD")
    )
    if not small and not office and not unlikely(first, last, work):
        return None, False
    offices = [i for i in range(first, last) if not context.has(i, "ORGHEAD")]
    if any(context.has(i, c) for i in offices for c in ("ROLE", "RANK", "RANKFORE")):
        return "an office, not a body", True
    fields = (i for i in range(first, last) if not context.has(i, "STOP"))
    if listed and all(any(context.has(i, c) for c in ("FIELD", "TOPIC")) for i in fields):
        return "a field of work, not a body", True
    if context.all(first, last, "PLACE"):
        return "a place, not a body", False
    return _UNNAMED, False


def _aside(bracket: int, work: Work) -> bool:
    """Whether a bracket holds no more of the name: letters, a department, or whom somebody came for."""
    if work.context.has(bracket - 1, "SPLIT"):
        return True
    inside = work.words.words[bracket + 1 : bracket + 3]
    if inside[1:] == [")"] and work.context.has(bracket + 1, "UP"):
        return True
    return bool(inside) and inside[0].lower() in (
        "rep",
        "re",
        "also",
        "representing",
        "for",
        "representative",
        "on",
    )
