"""Figures of performance reports: rates, percentages, counts, series by year, scores and ratings.

Read from the words alone, sentence by sentence: a number, what it counts (the nearest subject that names something),
the period said beside it, and what it is set against. Tables are read by their heads.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from extractors.facts import Comparison, Facts, Figure, FigureUnit, Part, Span
from extractors.figure_tables import read_rows
from extractors.indicators import (
    ROLES,
    UNITS,
    Place,
    State,
    blank,
    choose,
    clean,
    expanded,
    from_initials,
    named,
    subject,
    words,
)
from extractors.passages import Passage, Sentence, passages
from extractors.periods import Interval, Period, add_months, periods, resolve, shift
from extractors.rules import rules
from extractors.text import Line, folded, lines_of

_R = rules("figures")


_KINDS = ("report", "presentation", "appendix", "minutes")


@dataclass(frozen=True, slots=True)
class _Value:
    """A number of a sentence: where it stands, where its unit ends, and how it stands there."""

    start: int
    end: int
    stop: int  # where unit and denominator end
    number: str
    unit: FigureUnit | None
    bracketed: bool

    @property
    def decimal(self) -> Decimal:
        return Decimal(self.number.replace(",", ""))

    @property
    def whole(self) -> bool:
        return "." not in self.number


def read_figures(facts: Facts) -> tuple[Figure, ...]:
    """The figures of one document's reports, slides and minutes, in the order of the text."""
    lines = lines_of(facts.document)
    text = facts.document.text
    areas = _areas(text)
    spoken = _spoken(areas)
    starts = [line.start for line in lines]
    found: list[Figure] = []
    for part in facts.parts:
        if part.kind not in _KINDS:
            continue
        if not _R["performance"].within(part.title or "") and not _R["worth-reading"].pattern.search(
            text, part.span.start, part.span.end
        ):
            continue
        inner = _lines(lines, starts, part.span)
        place = _place(facts, part, inner, areas, spoken)
        state = State(found=[])
        for passage in passages(inner, text):
            if passage.kind == "heading":
                told = None if _R["performance"].within(passage.text) else named(passage.text)
                state = State(heading=told, found=state.found)
            elif passage.kind == "rows":
                read_rows(passage, place, state)
            else:
                _paragraph(passage, place, state)
        found += state.found
    unique = {(figure.at, figure.indicator): figure for figure in found}
    return tuple(sorted(unique.values(), key=lambda figure: (figure.at, figure.indicator)))


def _lines(lines: list[Line], starts: list[int], span: Span) -> list[Line]:
    return lines[bisect_left(starts, span.start) : bisect_left(starts, span.end)]


def _areas(text: str) -> list[str]:
    """Places that the paper itself shows to be places: they have a council, a police force or a fire service."""
    found = {match["place"] for match in _R["serving"].pattern.finditer(text)}
    return sorted((name for name in found if not _R["board-word"].at(name)), key=lambda name: (-len(name), name))


def _spoken(areas: list[str]) -> re.Pattern[str]:
    """Where a figure is from, as sentences say it: “in Marlshire”, “across Fenmark and Hobley”, “Marlshire’s rate”."""
    names = [re.escape(name).replace(r"\ ", r"\s+") for name in areas]
    names += [_R["nation"].pattern.pattern]
    one = "(?:" + "|".join(names) + r")(?:\s+County\b)?"
    return re.compile(
        rf"\b(?:in|across|for|within|throughout|of)\s+(?:the\s+)?(?P<area>{one}(?:(?:,|,?\s+and|\s*&)\s+{one}){{0,6}})"
        r"|\b(?P<area2>" + "|".join(names[:-1] or ["(?!)"]) + r")(?:[’']s)?\s+(?:is|was|has|rate|figure|remains)\b"
    )


def _place(facts: Facts, part: Part, lines: list[Line], areas: list[str], spoken: re.Pattern[str]) -> Place:
    text = facts.document.text[part.span.start : part.span.end]
    title = part.title or ""
    start = folded(text[:2500])
    is_paper = part.kind != "minutes"
    rates = text.count("%") + text.count("per 1") + text.count("per thousand")
    performance = is_paper and bool(
        _R["performance"].within(title)
        or (rates >= 6 and len(_R["performance"].pattern.findall(text)) >= 3 and rates * 700 > len(text))
    )
    head = "\n".join(line.text for line in lines[:6])
    here = _own_period(title, head, start) if is_paper else None
    board = facts.meetings[part.meeting].board if part.meeting is not None else None
    own = _own_area(head.split("\n")[0] if is_paper else "", areas) or _own_area(board or "", areas)
    if own:
        for left_out in _R["not-included"].pattern.finditer(start):
            pieces = [piece for piece in re.split(r"\s+(?:and|&)\s+", own) if piece != left_out["area"]]
            own = " and ".join(pieces) or own
    return Place(part.meeting, performance, here, own if performance else None, spoken, areas, _known(text))


def _known(text: str) -> dict[str, str]:
    """Acronyms that the text spells out in front of brackets."""
    found: dict[str, str] = {}
    for match in re.finditer(r"\(([A-Z]{2,6})(?:[’']?s)?\)", text):
        before = folded(re.split(r"[.;:,()]\s", text[max(0, match.start() - 90) : match.start()])[-1])
        spelled = from_initials(before, match[1])
        if spelled:
            found.setdefault(match[1], spelled)
    return found


def _own_period(title: str, head: str, start: str) -> Interval | None:
    """The period a report is about: as its title says, widened to the year that its first words say it covers."""
    here = next((p.interval for p in periods(folded(title + " " + head)) if p.interval and _reporting(p)), None)
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z\d])", start[:1500])[:12]:
        said = _R["covers"].within(sentence)
        if not said or not re.search(r"(?i)\b(?:report|paper|performance|update|figures|data)\b", sentence):
            continue
        for period in periods(sentence):
            if period.interval is None or period.sort != "stated" or period.rule in ("in-year", "date"):
                continue
            if here is None or (period.rolling and period.interval[1] == here[1]):
                return period.interval
    return here


def _reporting(period: Period) -> bool:
    return period.sort == "stated" and period.rule not in ("month", "in-year", "date")


def _own_area(board: str, areas: list[str]) -> str | None:
    """The place a board is named after, where the paper shows it to be a place."""
    words = folded(board).replace(" & ", " and ").title().replace(" And ", " and ")
    known = {name.replace(" & ", " and ") for name in areas}
    pieces: list[str] = []
    for piece in words.split(" and "):
        name = next(
            (area for area in sorted(known, key=len, reverse=True) if re.match(re.escape(area) + r"\b", piece)), None
        )
        if name is None:
            head = re.match(r"[A-Z][a-z]+", piece)
            joins = pieces or " and " in words
            if not (joins and head and piece == head[0] and not _R["board-word"].at(piece)):
                break
            name = head[0]
        pieces.append(name)
        if piece != name:
            break
    kept = [piece for piece in pieces if piece in known] or []
    return " and ".join(pieces) if kept else None


def _paragraph(passage: Passage, place: Place, state: State) -> None:
    if passage.fresh or state.lead:
        state.lead, state.joined, state.carry, state.quote = None, False, None, None
    state.partner = None
    if passage.fresh:
        state.unit = None
    if not place.performance and not _R["worth-reading"].within(passage.text):
        return
    before = len(state.found)
    for number, sentence in enumerate(passage.sentences()):
        _sentence(sentence, number == 0, place, state)
    series = [i for i in range(before, len(state.found)) if state.found[i].comparison == "series"]
    if len(series) < 2:
        return
    first = state.found[series[0]]
    for index in series[1:]:  # one list by year has one name
        if words(state.found[index].indicator) <= words(first.indicator):
            state.found[index] = replace(state.found[index], indicator=first.indicator)


def _sentence(sentence: Sentence, first: bool, place: Place, state: State) -> None:
    text = sentence.text
    begun = 0
    marked = _R["marker"].at(text)
    if marked:
        begun = marked.end()
        if not first and marked[0].strip():
            state.lead, state.carry, state.quote = None, None, None
    said = _R["in-relation-to"].at(text[begun:])
    lead = None if said else _R["lead"].at(text[begun:])
    if said and words(said["lead"]):
        state.lead, state.joined = named(said["lead"]), True
        begun += said.end()
    elif (
        lead
        and (first or marked)
        and words(lead["lead"])
        and not _R["preposition"].at(lead["lead"])
        and not _R["verb"].within(lead["lead"])
        and len(lead["lead"].split()) <= 16
    ):
        state.lead, state.joined = named(lead["lead"]), False
        begun += lead.end()
    quoted = _R["quoted-measure"].within(text)
    if quoted:
        state.quote = state.carry = folded(quoted["what"])
        if text[begun:].lstrip("“\"‘' ").startswith(quoted["what"][:12]):
            begun = quoted.end()
    elif rate := _R["quoted-rate"].within(text):
        state.carry = folded(rate["what"])
    when = periods(text) if re.search(r"\d", text) else ()
    if _areas_in_a_row(sentence, place, state, when):
        return
    values = _values(text, begun, when, place, state)
    if not values and not (place.performance or (first and state.carry is None)):
        return
    own = subject(text[begun : values[0].start if values else len(text)], place)
    name = choose(own, state)
    if not values:
        _remember(text, own, first, state)
        return
    before = begun
    drafted: list[int] = []
    for at, value in enumerate(values):
        after = values[at + 1].start if at + 1 < len(values) else len(text)
        made = _figure(sentence, own, value, before, after, name, when, place, state, drafted)
        before = value.stop
        if made is not None:
            state.found.append(made)
            drafted.append(len(state.found) - 1)
            if made.comparison in ("current", "series"):
                state.partner = len(state.found) - 1
    for ranged in _R["range"].pattern.finditer(text):
        if name and drafted and place.performance:
            state.found.append(
                replace(
                    state.found[drafted[0]],
                    indicator=name,
                    unit="%",
                    value=None,
                    value_printed=ranged["v"] + "%",
                    comparison="typical",
                    period_printed=None,
                    period_start=None,
                    period_end=None,
                    period_from=None,
                    direction=None,
                    rule="range",
                    at=Span(sentence.start + ranged.start("v"), sentence.start + ranged.end("v")),
                )
            )
    told = next((state.found[i].indicator for i in drafted if state.found[i].rule == "respondents"), None)
    if told or own:
        state.carry = told or name


def _remember(text: str, own: str | None, first: bool, state: State) -> None:
    """What a sentence without a figure was about, for the next one that names nothing."""
    if _R["quoted-rate"].within(text):
        return
    if own and words(own):
        if (first and not state.carry) or (
            not state.quote
            and re.search(r"(?i)\b(?:rates?|number|referrals|offences|percentage|proportion|figure)\b", own)
        ):
            state.carry = choose(own, state)
    elif (found := _R["for-what"].within(text)) and words(found["what"]) and not state.carry:
        state.carry = named(found["what"])


def _values(text: str, begun: int, when: Sequence[Period], place: Place, state: State) -> list[_Value]:
    """The numbers of a sentence that are figures; ages, durations, dates, references and prices are none."""
    found: list[_Value] = []
    for match in _R["number"].pattern.finditer(text, begun):
        if any(p.start <= match.start() < p.end for p in when):
            continue
        left, right = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 90]
        bracketed = bool(re.search(r"\((?:around |about |from |at |currently )?\s*$", left))
        percent, rate = _R["percent"].at(right), _R["per"].at(right)
        if _R["no-figure-before"].within(left[-40:]) and not bracketed:
            continue
        unit: FigureUnit | None = None
        stop = match.end()
        if percent:
            unit, stop = "%", match.end() + percent.end()
        elif _R["no-figure-after"].at(right):
            continue
        elif rate and not re.search(r"\d", right[: rate.start("n")]):
            unit, stop = UNITS[folded(rate["n"].lower()).replace(",", "")], match.end() + rate.end()
        elif not _bare(match, left, right, bracketed, found, when, text, place):
            continue
        found.append(_Value(match.start(), match.end(), stop, match[0], unit, bracketed))
    return found


def _bare(
    match: re.Match[str],
    left: str,
    right: str,
    bracketed: bool,
    found: list[_Value],
    when: Sequence[Period],
    text: str,
    place: Place,
) -> bool:
    """Whether a number without a unit is a figure."""
    number = match[0]
    if any(p.sort == "date" and 0 <= match.start() - p.end <= 5 for p in when):
        return False  # a time of day
    if re.fullmatch(r"(?:19|20)\d\d", number) and not bracketed:
        return False
    noun = _counted(right)
    if noun and words(noun) and (_R["did"].within(left) or (place.performance and _R["there-were"].within(left))):
        return number not in ("1", "2")
    if not place.performance:
        return (
            bool(found)
            and "." in number
            and found[-1].unit in (None, *UNITS.values())
            and _set_against(left, when, match.start() - len(left), text)
        )
    if "." in number:
        return bool(_R["bare-before"].within(left)) or bracketed
    if len(number) < 2 and not bracketed:
        return False
    follows = next((p for p in when if 0 <= p.start - match.end() <= 24), None)
    if (
        follows
        and follows.interval
        and re.fullmatch(r"\s+(?:[\w’']+\s+)?(?:in\s+|for\s+|during\s+)?", text[match.end() : follows.start])
    ):
        return True
    if bracketed:
        return bool(re.match(r"\s*(?:\)|[a-z]+\s*\)|,)", right)) and bool(re.search(r"[a-z0-9]\s*\($", left))
    if found and _set_against(left, when, match.start() - len(left), text):
        return True
    if re.search(r"(?i)\bfrom\s+$", left):
        return bool(re.match(r"\s+to\s+\d", right))
    return bool(_R["bare-integer"].within(left[-40:]))


def _counted(right: str) -> str | None:
    """What is counted, in the words right after a number."""
    noun = _R["counted"].at(right)
    if noun is None:
        return None
    kept = re.split(r"\s+and(?=\s+(?:had|has|have|was|were|\w+ed)\b|$)", folded(noun["what"]), maxsplit=1)[0]
    return kept or None


def _set_against(left: str, when: Sequence[Period], offset: int, text: str) -> bool:
    """Whether the words before a number set it against another."""
    inner = [p for p in when if offset <= p.start and p.end <= offset + len(left)]
    flat = text[offset : offset + len(left)]
    for period in inner:
        flat = flat[: period.start - offset] + " " * (period.end - period.start) + flat[period.end - offset :]
    return bool(_R["compared"].within(flat)) or bool(
        inner and inner[-1].sort == "previous" and len(text[inner[-1].end : offset + len(left)]) < 25
    )


def _figure(
    sentence: Sentence,
    own: str | None,
    value: _Value,
    before: int,
    after: int,
    name: str | None,
    when: Sequence[Period],
    place: Place,
    state: State,
    drafted: list[int],
) -> Figure | None:
    text = sentence.text
    left = text[before : value.start]
    partner = state.found[state.partner] if state.partner is not None else None
    period = _period_of(text, value, before, after, when)
    role, rule = _role(text, left, text[value.stop :], period, when, before)
    indicator = name
    if value.unit == "%" and role == "current":
        after_value = text[value.end :]
        if said := _R["respondents"].at(after_value):
            indicator = _predicate(said["of"]) or name
            rule = "respondents"
        elif (
            (said := _R["were"].at(after_value))
            and name
            and re.search(r"(?i)(?:^|[,;.]|\band|\bwhile|\bof which|\bof these)\s*$", left)
        ):
            indicator, rule = f"{name}: {folded(said['what'])}", "share"
    if value.unit is None and (noun := _counted(text[value.end :])) and words(noun) and role != "previous":
        did, were = _R["did"].within(text[: value.start]), _R["there-were"].within(text[: value.start])
        if did and did.end() == value.start:
            who = folded(did["who"])
            indicator, rule = noun + ("" if who.lower() == "we" else f", {who}"), "did"
        elif were:
            indicator, rule = choose(noun, state), "there-were"
    elif (
        (local := _R["local-rate"].within(left)) and role == "current" and not words(local["what"]) <= words(name or "")
    ):
        indicator = folded(local["what"]) + (f", {own}" if own and place.performance is False else "")
        rule = "local-rate"
    elif value.bracketed and role in ("current", "series"):
        inside = _inside(left, [p for p in when if before <= p.start < value.start], before, place)
        if inside:
            indicator = choose(inside, state) if not state.joined else inside
            rule = "in-brackets"
    if role == "change" and (said := _R["change-of"].at(text[value.end :])):
        indicator = _predicate(said["what"]) or indicator
        rule = "change-of"
    elif (
        role in ("previous", "threshold", "target", "regional average", "national average", "change", "typical")
        and partner
    ):
        indicator = (
            partner.indicator if (drafted and state.partner in drafted) or not name or role != "previous" else indicator
        )
    if (
        value.unit is not None
        and drafted
        and state.found[drafted[-1]].rule == "did"
        and re.match(r"[^.;]*,\s*(?:or|and|which is|equal to)?\s*$", left)
    ):
        indicator = state.found[drafted[-1]].indicator
    if not indicator or not (place.performance or _shown(value, rule, role, own, indicator, partner)):
        return None
    unit = value.unit or _unit(text, value, role, indicator, partner, state)
    if value.unit not in (None, "%"):
        state.unit = value.unit
    if role == "change" and period is not None and period.sort == "previous":
        period = None
    interval, source = _interval(period, role, place, partner, text, when)
    area, stated = _area(text, value, before, after, role, place)
    printed = text[value.start : value.end] + ("%" if unit == "%" and value.unit == "%" else "")
    return Figure(
        meeting=place.meeting,
        indicator=expanded(indicator, place, state),
        unit=unit,
        area=area,
        period_printed=_printed(period),
        period_start=interval[0] if interval else None,
        period_end=interval[1] if interval else None,
        value_printed=printed,
        value=value.decimal,
        comparison=role,
        direction=_direction(text, before, value, after, role, state, drafted),
        span=sentence.span,
        rule=rule,
        at=Span(sentence.start + value.start, sentence.start + value.end),
        period_from=source,
        area_stated=stated,
    )


def _printed(period: Period | None) -> str | None:
    if period is None:
        return None
    text = folded(period.printed)
    return text.rstrip(")") if text.count(")") > text.count("(") else text


def _shown(value: _Value, rule: str, role: Comparison, own: str | None, indicator: str, partner: Figure | None) -> bool:
    """Whether a number outside a performance report says by itself that it is a figure, and of what."""
    if value.unit not in ("%", None) or rule in ("respondents", "did", "change-of"):
        return True
    if role != "current" and partner is not None:
        return True
    return bool(own) and bool(
        re.search(r"(?i)\b(?:rates?|proportion|percentage|figure|attendance|total|number)\b", own or "")
    )


def _predicate(text: str) -> str | None:
    """What a share of people thought or did, up to where the clause ends."""
    body = re.split(
        r",|\s+(?:which|compared|while|whilst|although|but|up\s+from|down\s+from|and\s+\d+)\b|\s[–-]\s",
        text,
        maxsplit=1,
    )[0]
    body = folded(body)
    return body if words(body) and len(body.split()) >= 2 else None


def _inside(left: str, when: Sequence[Period], before: int, place: Place) -> str | None:
    """The phrase right before a bracketed number, where it names something of its own."""
    text = blank(left, [replace(p, start=p.start - before, end=p.end - before) for p in when]).rstrip(" (")
    quotes = list(re.finditer(r"(?<!\w)[‘'“\"](?=\w)", text))
    if quotes and len(text) - quotes[-1].start() < 70 and re.search(r"[’'”\"]\s*[\w ]*$", text):
        return clean(text[quotes[-1].start() :].translate({ord(c): None for c in "‘’“”'\""}), place)
    pieces = re.split(
        r"[,;:.]\s|\b(?:than|with|but|although|however|while|by|to|and\s+the)\b|" + _R["verb"].pattern.pattern,
        text,
        flags=re.I,
    )
    piece = next((p for p in reversed(pieces) if p is not None), "")
    if _R["threshold"].within(piece) or _R["target"].within(piece):
        return None
    return clean(re.sub(r"(?i)^\s*and\s+", "", piece), place)


def _period_of(text: str, value: _Value, before: int, after: int, when: Sequence[Period]) -> Period | None:
    """The period said of a number: right after it, right before it, or the last one said before it in its clause."""
    near = [p for p in when if p.sort not in ("span", "date")]
    for period in near:
        if value.stop <= period.start and period.end <= after + 1:
            gap = text[value.stop : period.start]
            if (
                re.fullmatch(
                    r"(?i)\)?[\s,(]*(?:[a-z’']+\s+){0,2}?(?:(?:at\s+(?:its|the)\s+peak\s+)?(?:in|for|during|at|over|to|as\s+at|of|between|on|from|by|since)\s+)?(?:the\s+)?(?:two[-\s]year\s+|three[-\s]year\s+)?(?:period\s+)?(?:of\s+)?",
                    gap,
                )
                and not _R["verb"].within(gap)
                and not re.search(r"(?i)\b(?:compared|against|than|from|similar|same)\b", gap)
            ):
                return period
            if _R["verb"].within(gap):
                break
            phrase = re.fullmatch(
                r"(?i)\s+(?:[a-z][\w’'-]*\s+){1,9}(?:in|for|during|between|over)\s+(?:the\s+)?(?:period\s+)?", gap
            )
            if (
                phrase
                and not _R["verb"].within(gap)
                and not re.search(r"(?i)\b(?:compared|against|than|from)\b|,", gap)
            ):
                return period
            break
    inner = [p for p in near if before <= p.start and p.end <= value.start]
    if inner and re.fullmatch(
        r"(?i)(?:[’']s)?[\s(:,]*(?:[a-z’'-]+\s+){0,4}?[\s(:,]*", text[inner[-1].end : value.start]
    ):
        return inner[-1]
    lasted = [p for p in when if p.sort == "span" and p.back and before <= p.start and p.end <= value.start]
    if lasted and re.fullmatch(r"(?i)\s+at\s+(?:\w+\s+)?", text[lasted[-1].end : value.start]):
        return lasted[-1]
    for sorts in (("stated",), ("current",), ("previous",)):
        found = [p for p in inner if p.sort in sorts]
        if found and not (sorts == ("previous",) and found[-1].back is None):
            return found[-1] if sorts != ("previous",) else None
    return None


def _role(
    text: str, left: str, right: str, period: Period | None, when: Sequence[Period], before: int
) -> tuple[Comparison, str]:
    tail = left[-60:]
    for role in ROLES:
        said = _R[role].within(tail)
        if said and not re.search(r"(?i)[,;]|\b(?:however|which|and|but|since)\b", tail[said.end() :]):
            return _R[role].value, role  # type: ignore[return-value]
    if _R["change-before"].within(left) or (_R["change-after"].at(right)):
        return "change", "change"
    inner = [p for p in when if before <= p.start and p.end <= before + len(left)]
    flat = blank(left, [replace(p, start=p.start - before, end=p.end - before) for p in inner if p.sort != "current"])
    flat = re.sub(
        r"(?i)\b(?:rate|figure|response|performance|result|value|level|offences)\b(?:\s+(?:of|was|is)\b)?",
        lambda m: " " * len(m[0]),
        flat,
    )
    if period is not None and period.sort == "previous":
        return "previous", "previous"
    if _R["compared"].within(flat) or _R["peak"].within(left):
        return "previous", "previous"
    if _R["typical"].within(tail):
        return "typical", "typical"
    if period is not None and period.sort == "stated" and (period.interval or period.rule == "calendar-quarter"):
        return "series", "stated-period"
    return "current", "sentence"


def _unit(
    text: str, value: _Value, role: Comparison, indicator: str, partner: Figure | None, state: State
) -> FigureUnit | None:
    """The unit of a number that has none beside it: that of the number it is set against, or its subject's."""
    if role not in ("current", "series") and partner is not None and partner.unit is not None:
        return partner.unit
    if re.match(r"(?:the\s+)?(?:%|percentage|proportion)", indicator, re.I):
        return "%"
    explicit = _R["per-in-words"].within(text)
    if value.whole:
        return "count"
    if explicit:
        return UNITS[explicit["n"].lower().replace(",", "")]
    if re.search(r"\d\s?%", text) and not value.bracketed:
        return "%"
    return state.unit if role != "current" else None


def _interval(
    period: Period | None, role: Comparison, place: Place, partner: Figure | None, text: str, when: Sequence[Period]
) -> tuple[Interval | None, Literal["stated", "relative", "report"] | None]:
    if partner and partner.period_printed and not partner.period_start and role != "current":
        return None, None
    beside = (
        (partner.period_start, partner.period_end) if partner and partner.period_start and partner.period_end else None
    )
    if period is not None and period.sort == "span" and period.back and place.here:
        end = place.here[1]
        return (add_months(end.replace(day=1), 1 - period.back), end), "relative"
    if period is not None:
        found = resolve(period, place.here, beside)
        if found is None:
            return None, None
        return found, "stated" if period.interval else "report" if period.sort == "current" else "relative"
    if role in ("current", "change"):
        return place.here, "report" if place.here else None
    if role in ("regional average", "national average"):
        return (beside, "relative") if beside else (place.here, "report" if place.here else None)
    if role == "previous" and place.here and re.search(r"(?i)\bfrom\b", text):
        spans = [p.back for p in when if p.sort == "span" and p.back]
        if len(spans) == 1 and spans[0]:
            return shift(place.here, -spans[0]), "relative"
    return None, None


def _area(text: str, value: _Value, before: int, after: int, role: Comparison, place: Place) -> tuple[str | None, bool]:
    if role == "national average" and (found := _R["national"].within(text[before : value.start])) and found["area"]:
        return found["area"], True
    if role in ("threshold", "target", "regional average", "national average"):
        return None, False
    if place.areas is not None:
        said = list(place.areas.finditer(text, 0, min(len(text), after)))
        nearby = [m for m in said if m.start() < value.start or m.start() - value.stop < 60]
        if nearby:
            chosen = nearby[-1]
            return folded(chosen["area"] or chosen["area2"]), True
    return place.area, False


def _direction(
    text: str, before: int, value: _Value, after: int, role: Comparison, state: State, drafted: list[int]
) -> Literal["up", "down", "stable"] | None:
    """Which way it went, by the last word that says so before the number, else the first one after it."""
    if role not in ("current", "series", "change"):
        if role == "previous" and not drafted and state.partner is not None:
            partner = state.found[state.partner]
            if partner.direction is None:
                state.found[state.partner] = replace(partner, direction=_said(text[: value.start], last=True))
        return None
    ahead = _said(text[: value.start], last=True)
    if role == "change":
        return _said(text[value.end : value.end + 25], last=False) or ahead
    return ahead or _said(text[value.end : after + 12], last=False)


def _said(text: str, last: bool) -> Literal["up", "down", "stable"] | None:
    best: tuple[int, Literal["up", "down", "stable"]] | None = None
    ways: tuple[Literal["up", "down", "stable"], ...] = ("up", "down", "stable")
    for way in ways:
        for match in _R[way].pattern.finditer(text):
            if best is None or (match.start() > best[0]) == last:
                best = (match.start(), way)
    return best[1] if best else None


def _areas_in_a_row(sentence: Sentence, place: Place, state: State, when: Sequence[Period]) -> bool:
    """“… for Marls 38% Fens 36% and Hobs 39%”: one percentage an area, in a run."""
    found = list(_R["areas-in-a-row"].pattern.finditer(sentence.text))
    found = [m for m in found if not any(p.start <= m.start("area") < p.end for p in when)]
    if len(found) < 2 or len(found) < 0.9 * len(re.findall(r"\d\s?%", sentence.text)):
        return False
    if any(b.start("area") - a.end() > 12 for a, b in pairwise(found)):
        return False
    name = state.carry or state.lead or state.heading
    if not name:
        return False
    period = next((p for p in when if p.end <= found[0].start("v")), None)
    interval, source = _interval(period, "series" if period else "current", place, None, sentence.text, when)
    for match in found:
        state.found.append(
            Figure(
                place.meeting,
                name,
                "%",
                match["area"],
                folded(period.printed) if period else None,
                interval[0] if interval else None,
                interval[1] if interval else None,
                match["v"] + "%",
                Decimal(match["v"].replace(",", "")),
                "series" if period else "current",
                None,
                sentence.span,
                "areas-in-a-row",
                Span(sentence.start + match.start("v"), sentence.start + match.end("v")),
                source,
            )
        )
    return True
