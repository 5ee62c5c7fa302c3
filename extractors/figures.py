"""Figures of performance reports: rates, percentages, counts, series by year, scores and ratings.

Read from the words alone, sentence by sentence: a number, what it counts (the nearest subject that
names something), the period said beside it, and what it is set against. Tables are read by their
heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from kg.extractors.facts import Facts, Figure, Part, Span
from kg.extractors.figure_context import (
    area_of,
    direction_of,
    interval_of,
    period_of,
    role_of,
    unit_of,
)
from kg.extractors.figure_places import areas_of, place_of, spoken_in
from kg.extractors.figure_tables import read_rows
from kg.extractors.figure_values import Value, counted, values_in
from kg.extractors.indicators import (
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
from kg.extractors.passages import Passage, Sentence, passages
from kg.extractors.periods import Period, periods
from kg.extractors.rules import rules
from kg.extractors.text import lines_of, within
from kg.ontology.folding import one_line

_R = rules("figures")


_LONGEST_LEAD = 16  # words
_ONE_OF_SEVERAL = re.compile(r"(?i)(?:^|[,;.]|\band|\bwhile|\bof which|\bof these)\s*$")
_OR_WHICH_IS = re.compile(r"[^.;]*,\s*(?:or|and|which is|equal to)?\s*$")
_MEASURE = re.compile(r"(?i)\b(?:rates?|proportion|percentage|figure|attendance|total|number)\b")
_SET_AGAINST = frozenset(
    ("previous", "threshold", "target", "regional average", "national average", "change", "typical")
)
_KINDS = ("report", "presentation", "appendix", "minutes")


def read_figures(facts: Facts) -> tuple[Figure, ...]:
    """The figures of one document's reports, slides and minutes, in the order of the text."""
    lines = lines_of(facts.document)
    text = facts.document.text
    areas = areas_of(text)
    spoken = spoken_in(areas)
    found: list[Figure] = []
    for part in facts.parts:
        if part.kind in _KINDS and _is_worth_reading(part, text):
            inner = within(lines, part.span)
            place = place_of(facts, part, inner, areas, spoken)
            found += _figures_of_part(passages(inner, text), place)
    unique = {(figure.at, figure.indicator): figure for figure in found}
    return tuple(sorted(unique.values(), key=lambda figure: (figure.at, figure.indicator)))


def _is_worth_reading(part: Part, text: str) -> bool:
    if _R["performance"].within(part.title or ""):
        return True
    return bool(_R["worth-reading"].pattern.search(text, part.span.start, part.span.end))


def _figures_of_part(stretch: Iterable[Passage], place: Place) -> list[Figure]:
    state = State(found=[])
    for passage in stretch:
        if passage.kind == "heading":
            is_general = _R["performance"].within(passage.text)
            state = State(heading=None if is_general else named(passage.text), found=state.found)
        elif passage.kind == "rows":
            read_rows(passage, place, state)
        else:
            _paragraph(passage, place, state)
    return state.found


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
    _name_series_alike(state, before)


def _name_series_alike(state: State, before: int) -> None:
    """One list by year has one name: that of its first figure, where the others say no more."""
    found = state.found
    series = [at for at in range(before, len(found)) if found[at].comparison == "series"]
    for at in series[1:]:
        first = found[series[0]]
        if words(found[at].indicator) <= words(first.indicator):
            found[at] = replace(found[at], indicator=first.indicator)


def _sentence(sentence: Sentence, first: bool, place: Place, state: State) -> None:
    text = sentence.text
    begun = _opening(text, first, state)
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
    if values:
        _SentenceReader(sentence, own, when, place, state).read(values, begun)
    else:
        _remember(text, own, first, state)


# -- how a sentence begins -------------------------------------------------------------------------


def _opening(text: str, first: bool, state: State) -> int:
    """Notes what the beginning of a sentence says all its figures are of; where the rest begins."""
    begun = 0
    marked = _R["marker"].at(text)
    if marked:
        begun = marked.end()
        if not first and marked[0].strip():
            state.lead, state.carry, state.quote = None, None, None
    begun += _lead(text[begun:], first or marked is not None, state)
    return _quoted(text, begun, state)


def _lead(text: str, may_be: bool, state: State) -> int:
    """Notes “In relation to burglary, …” or “Burglary: …”; its length. ``may_be``: the latter."""
    if said := _R["in-relation-to"].at(text):
        if not words(said["lead"]):
            return 0
        state.lead, state.joined = named(said["lead"]), True
        return said.end()
    lead = _R["lead"].at(text)
    if not lead or not may_be or not _is_lead(lead["lead"]):
        return 0
    state.lead, state.joined = named(lead["lead"]), False
    return lead.end()


def _is_lead(text: str) -> bool:
    """Whether words before a colon name something, and say nothing of it."""
    if not words(text) or len(text.split()) > _LONGEST_LEAD:
        return False
    return not _R["preposition"].at(text) and not _R["verb"].within(text)


def _quoted(text: str, begun: int, state: State) -> int:
    """Notes a measure in quotation marks; where the sentence goes on, if it begins with it."""
    quoted = _R["quoted-measure"].within(text)
    if quoted:
        state.quote = state.carry = one_line(quoted["what"])
        if text[begun:].lstrip("“\"‘' ").startswith(quoted["what"][:12]):
            return quoted.end()
    elif rate := _R["quoted-rate"].within(text):
        state.carry = one_line(rate["what"])
    return begun


# -- the figures of a sentence ---------------------------------------------------------------------


class _SentenceReader:
    """Reads the figures of one sentence; ``own`` is its subject, ``drafted`` the figures so far."""

    def __init__(
        self,
        sentence: Sentence,
        own: str | None,
        when: Sequence[Period],
        place: Place,
        state: State,
    ) -> None:
        self.sentence, self.own, self.when = sentence, own, when
        self.place, self.state = place, state
        self.name = choose(own, state)
        self.drafted: list[int] = []

    def read(self, values: Sequence[Value], begun: int) -> None:
        """Add the figures of these numbers, then the range that is said to be typical of them."""
        found = self.state.found
        before = begun
        for at, value in enumerate(values):
            last = at + 1 == len(values)
            after = len(self.sentence.text) if last else values[at + 1].start
            made = _ValueReader(self, value, before, after).figure()
            before = value.stop
            if made is not None:
                self._add(made)
        self._add_ranges()
        told = (found[at].indicator for at in self.drafted if found[at].rule == "respondents")
        respondents = next(told, None)
        if respondents or self.own:
            self.state.carry = respondents or self.name

    def _add(self, made: Figure) -> None:
        self.state.found.append(made)
        self.drafted.append(len(self.state.found) - 1)
        if made.comparison in ("current", "series"):
            self.state.partner = len(self.state.found) - 1

    def _add_ranges(self) -> None:
        if not self.name or not self.drafted or not self.place.performance:
            return
        start = self.sentence.start
        for ranged in _R["range"].pattern.finditer(self.sentence.text):
            self.state.found.append(
                replace(
                    self.state.found[self.drafted[0]],
                    indicator=self.name,
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
                    at=Span(start + ranged.start("v"), start + ranged.end("v")),
                )
            )

    @property
    def last(self) -> Figure | None:
        """The last figure of this sentence."""
        return self.state.found[self.drafted[-1]] if self.drafted else None


class _ValueReader:
    """One number of a sentence, between ``before`` and ``after``: what it is a figure of, if of
    any.

    The name of its indicator is the sentence's unless the words around the number know better.
    """

    def __init__(self, reader: _SentenceReader, value: Value, before: int, after: int) -> None:
        self._reader, self._value, self._before, self._after = reader, value, before, after
        self._place, self._state, self._when = reader.place, reader.state, reader.when
        self._text = text = reader.sentence.text
        self._left, self._right = text[before : value.start], text[value.end :]
        found, at = self._state.found, self._state.partner
        self._partner = found[at] if at is not None else None
        self._period = period_of(text, value, before, after, self._when)
        self._role, self._rule = role_of(
            text, self._left, text[value.stop :], self._period, self._when, before
        )
        self._indicator = reader.name

    def figure(self) -> Figure | None:
        """The figure; ``None`` where it is none, or nobody can say of what."""
        self._name_by_share()
        self._name_by_words_around()
        self._name_by_partner()
        self._name_by_doer()
        if not self._indicator or not (self._place.performance or self._says_what_it_is()):
            return None
        return self._made(self._indicator)

    # -- what it is a figure of ----------------------------------------------------------------

    def _name_by_share(self) -> None:
        """A percentage of respondents, or of several shares of one thing."""
        if self._value.unit != "%" or self._role != "current":
            return
        name = self._reader.name
        if said := _R["respondents"].at(self._right):
            self._indicator, self._rule = _predicate(said["of"]) or name, "respondents"
        elif name and (said := _R["were"].at(self._right)) and _ONE_OF_SEVERAL.search(self._left):
            self._indicator, self._rule = f"{name}: {one_line(said['what'])}", "share"

    def _name_by_words_around(self) -> None:
        """What is counted, whose rate is given, or what stands before the bracket."""
        noun = counted(self._right) if self._value.unit is None else None
        if noun and words(noun) and self._role != "previous":
            self._name_by_count(noun)
            return
        local = _R["local-rate"].within(self._left) if self._role == "current" else None
        if local and not words(local["what"]) <= words(self._reader.name or ""):
            own = self._reader.own
            with_own = own and self._place.performance is False
            self._indicator = one_line(local["what"]) + (f", {own}" if with_own else "")
            self._rule = "local-rate"
        elif self._value.bracketed and self._role in ("current", "series"):
            self._name_before_bracket()

    def _name_by_count(self, noun: str) -> None:
        """“the hosts helped 12 visitors”, “there were 12 visitors”."""
        ahead = self._text[: self._value.start]
        did = _R["did"].within(ahead)
        if did and did.end() == self._value.start:
            who = one_line(did["who"])
            self._indicator = noun + ("" if who.lower() == "we" else f", {who}")
            self._rule = "did"
        elif _R["there-were"].within(ahead):
            self._indicator, self._rule = choose(noun, self._state), "there-were"

    def _name_before_bracket(self) -> None:
        start, before = self._value.start, self._before
        when = [each for each in self._when if before <= each.start < start]
        inside = _inside(self._left, when, before, self._place)
        if inside:
            joined = self._state.joined
            self._indicator = inside if joined else choose(inside, self._state)
            self._rule = "in-brackets"

    def _name_by_partner(self) -> None:
        """A change or a figure set against another is of what that one is of."""
        if self._role == "change" and (said := _R["change-of"].at(self._right)):
            self._indicator = _predicate(said["what"]) or self._indicator
            self._rule = "change-of"
        elif self._partner and self._role in _SET_AGAINST:
            drafted_here = self._state.partner in self._reader.drafted
            if drafted_here or not self._reader.name or self._role != "previous":
                self._indicator = self._partner.indicator

    def _name_by_doer(self) -> None:
        """“helped 12 visitors, or 30%”: the share is of what was just counted."""
        last = self._reader.last
        is_share = self._value.unit is not None and _OR_WHICH_IS.match(self._left)
        if is_share and last and last.rule == "did":
            self._indicator = last.indicator

    def _says_what_it_is(self) -> bool:
        """Whether a number outside a performance report says by itself that it is a figure."""
        if self._value.unit not in ("%", None) or self._rule in (
            "respondents",
            "did",
            "change-of",
        ):
            return True
        if self._role != "current" and self._partner is not None:
            return True
        return _MEASURE.search(self._reader.own or "") is not None

    # -- the figure ----------------------------------------------------------------------------

    def _made(self, indicator: str) -> Figure:
        text, value, role, state = self._text, self._value, self._role, self._state
        unit = value.unit or unit_of(text, value, role, indicator, self._partner, state)
        if value.unit not in (None, "%"):
            state.unit = value.unit
        period = self._period
        if role == "change" and period is not None and period.sort == "previous":
            period = None
        interval, source = interval_of(period, role, self._place, self._partner, text, self._when)
        area, stated = area_of(text, value, self._before, self._after, role, self._place)
        start = self._reader.sentence.start
        return Figure(
            meeting=self._place.meeting,
            indicator=expanded(indicator, self._place, state),
            unit=unit,
            area=area,
            period_printed=_printed(period),
            period_start=interval[0] if interval else None,
            period_end=interval[1] if interval else None,
            value_printed=value.number + ("%" if value.unit == "%" else ""),
            value=value.decimal,
            comparison=role,
            direction=direction_of(
                text, self._before, value, self._after, role, state, self._reader.drafted
            ),
            span=self._reader.sentence.span,
            rule=self._rule,
            at=Span(start + value.start, start + value.end),
            period_from=source,
            area_stated=stated,
        )


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


def _printed(period: Period | None) -> str | None:
    if period is None:
        return None
    text = one_line(period.printed)
    return text.rstrip(")") if text.count(")") > text.count("(") else text


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
