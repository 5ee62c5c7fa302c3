"""Figures of performance reports: rates, percentages, counts, series by year, scores and ratings.

Read from the words alone, sentence by sentence: a number, what it counts (the nearest subject that names something),
the period said beside it, and what it is set against. Tables are read by their heads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from extractors.facts import Comparison, Facts, Figure, Span
from extractors.figure_context import (
    area_of,
    direction_of,
    interval_of,
    period_of,
    role_of,
    unit_of,
)
from extractors.figure_places import areas_of, place_of, spoken_in
from extractors.figure_tables import read_rows
from extractors.figure_values import Value, counted, values_in
from extractors.indicators import (
    Place,
    State,
    blank,
    choose,
    clean,
    expanded,
    named,
    subject,
    words,
)
from extractors.passages import Passage, Sentence, passages
from extractors.periods import Period, periods
from extractors.rules import rules
from extractors.text import lines_of, within
from ontology.folding import one_line

_R = rules("figures")


_KINDS = ("report", "presentation", "appendix", "minutes")


def read_figures(facts: Facts) -> tuple[Figure, ...]:
    """The figures of one document's reports, slides and minutes, in the order of the text."""
    lines = lines_of(facts.document)
    text = facts.document.text
    areas = areas_of(text)
    spoken = spoken_in(areas)
    found: list[Figure] = []
    for part in facts.parts:
        if part.kind not in _KINDS:
            continue
        if not _R["performance"].within(part.title or "") and not _R[
            "worth-reading"
        ].pattern.search(text, part.span.start, part.span.end):
            continue
        inner = within(lines, part.span)
        place = place_of(facts, part, inner, areas, spoken)
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
        state.quote = state.carry = one_line(quoted["what"])
        if text[begun:].lstrip("“\"‘' ").startswith(quoted["what"][:12]):
            begun = quoted.end()
    elif rate := _R["quoted-rate"].within(text):
        state.carry = one_line(rate["what"])
    if ended := _R["discontinued"].within(text):
        _ended(sentence, ended, place, state)
        return
    when = periods(text) if re.search(r"\d", text) else ()
    if _areas_in_a_row(sentence, place, state, when):
        return
    values = values_in(text, begun, when, place)
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
    told = next(
        (state.found[i].indicator for i in drafted if state.found[i].rule == "respondents"), None
    )
    if told or own:
        state.carry = told or name


def _ended(sentence: Sentence, said: re.Match[str], place: Place, state: State) -> None:
    """What a sentence says is measured no longer: the last that is told of its series."""
    what, ended = ("what", "ended") if said["what"] else ("what2", "ended2")
    state.found.append(
        Figure(
            meeting=place.meeting,
            indicator=expanded(re.sub(r"(?i)^the\s+", "", one_line(said[what])), place, state),
            unit=None,
            area=None,
            period_printed=None,
            period_start=None,
            period_end=None,
            value_printed=one_line(said[ended]),
            value=None,
            comparison="discontinued",
            direction=None,
            span=sentence.span,
            rule="discontinued",
            at=Span(sentence.start + said.start(ended), sentence.start + said.end(ended)),
        )
    )


def _remember(text: str, own: str | None, first: bool, state: State) -> None:
    """What a sentence without a figure was about, for the next one that names nothing."""
    if _R["quoted-rate"].within(text):
        return
    if own and words(own):
        if (first and not state.carry) or (
            not state.quote
            and re.search(
                r"(?i)\b(?:rates?|number|referrals|offences|percentage|proportion|figure)\b", own
            )
        ):
            state.carry = choose(own, state)
    elif (found := _R["for-what"].within(text)) and words(found["what"]) and not state.carry:
        state.carry = named(found["what"])


def _figure(
    sentence: Sentence,
    own: str | None,
    value: Value,
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
    period = period_of(text, value, before, after, when)
    role, rule = role_of(text, left, text[value.stop :], period, when, before)
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
            indicator, rule = f"{name}: {one_line(said['what'])}", "share"
    if (
        value.unit is None
        and (noun := counted(text[value.end :]))
        and words(noun)
        and role != "previous"
    ):
        did, were = (
            _R["did"].within(text[: value.start]),
            _R["there-were"].within(text[: value.start]),
        )
        if did and did.end() == value.start:
            who = one_line(did["who"])
            indicator, rule = noun + ("" if who.lower() == "we" else f", {who}"), "did"
        elif were:
            indicator, rule = choose(noun, state), "there-were"
    elif (
        (local := _R["local-rate"].within(left))
        and role == "current"
        and not words(local["what"]) <= words(name or "")
    ):
        indicator = one_line(local["what"]) + (
            f", {own}" if own and place.performance is False else ""
        )
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
        role
        in (
            "previous",
            "threshold",
            "target",
            "regional average",
            "national average",
            "change",
            "typical",
        )
        and partner
    ):
        indicator = (
            partner.indicator
            if (drafted and state.partner in drafted) or not name or role != "previous"
            else indicator
        )
    if (
        value.unit is not None
        and drafted
        and state.found[drafted[-1]].rule == "did"
        and re.match(r"[^.;]*,\s*(?:or|and|which is|equal to)?\s*$", left)
    ):
        indicator = state.found[drafted[-1]].indicator
    if not indicator or not (
        place.performance or _shown(value, rule, role, own, indicator, partner)
    ):
        return None
    unit = value.unit or unit_of(text, value, role, indicator, partner, state)
    if value.unit not in (None, "%"):
        state.unit = value.unit
    if role == "change" and period is not None and period.sort == "previous":
        period = None
    interval, source = interval_of(period, role, place, partner, text, when)
    area, stated = area_of(text, value, before, after, role, place)
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
        direction=direction_of(text, before, value, after, role, state, drafted),
        span=sentence.span,
        rule=rule,
        at=Span(sentence.start + value.start, sentence.start + value.end),
        period_from=source,
        area_stated=stated,
    )


def _printed(period: Period | None) -> str | None:
    if period is None:
        return None
    text = one_line(period.printed)
    return text.rstrip(")") if text.count(")") > text.count("(") else text


def _shown(
    value: Value,
    rule: str,
    role: Comparison,
    own: str | None,
    indicator: str,
    partner: Figure | None,
) -> bool:
    """Whether a number outside a performance report says by itself that it is a figure, and of what."""
    if value.unit not in ("%", None) or rule in ("respondents", "did", "change-of"):
        return True
    if role != "current" and partner is not None:
        return True
    return bool(own) and bool(
        re.search(
            r"(?i)\b(?:rates?|proportion|percentage|figure|attendance|total|number)\b", own or ""
        )
    )


def _predicate(text: str) -> str | None:
    """What a share of people thought or did, up to where the clause ends."""
    body = re.split(
        r",|\s+(?:which|compared|while|whilst|although|but|up\s+from|down\s+from|and\s+\d+)\b|\s[–-]\s",
        text,
        maxsplit=1,
    )[0]
    body = one_line(body)
    return body if words(body) and len(body.split()) >= 2 else None


def _inside(left: str, when: Sequence[Period], before: int, place: Place) -> str | None:
    """The phrase right before a bracketed number, where it names something of its own."""
    text = blank(
        left, [replace(p, start=p.start - before, end=p.end - before) for p in when]
    ).rstrip(" (")
    quotes = list(re.finditer(r"(?<!\w)[‘'“\"](?=\w)", text))
    if quotes and len(text) - quotes[-1].start() < 70 and re.search(r"[’'”\"]\s*[\w ]*$", text):
        return clean(text[quotes[-1].start() :].translate({ord(c): None for c in "‘’“”'\""}), place)
    pieces = re.split(
        r"[,;:.]\s|\b(?:than|with|but|although|however|while|by|to|and\s+the)\b|"
        + _R["verb"].pattern.pattern,
        text,
        flags=re.I,
    )
    piece = next((p for p in reversed(pieces) if p is not None), "")
    if _R["threshold"].within(piece) or _R["target"].within(piece):
        return None
    return clean(re.sub(r"(?i)^\s*and\s+", "", piece), place)


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
    interval, source = interval_of(
        period, "series" if period else "current", place, None, sentence.text, when
    )
    for match in found:
        state.found.append(
            Figure(
                place.meeting,
                name,
                "%",
                match["area"],
                one_line(period.printed) if period else None,
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
