"""What an indicator is called: the words that name it, through a sentence, a paragraph and a
report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.extractors.facts import Figure, FigureUnit
from kg.extractors.periods import Interval, Period, periods
from kg.extractors.rules import rules
from kg.ontology.folding import one_line

_R = rules("figures")
UNITS: dict[str, FigureUnit] = {
    "1000": "per 1,000",
    "thousand": "per 1,000",
    "thou": "per 1,000",
    "10000": "per 10,000",
    "100000": "per 100,000",
    "hundred thousand": "per 100,000",
    "million": "per 1,000,000",
}


ROLES = ("threshold", "target", "regional", "national")


@dataclass(slots=True)
class Place:
    """What a part of the paper says once for all its figures."""

    meeting: int | None
    performance: bool
    here: Interval | None
    area: str | None
    areas: re.Pattern[str] | None
    places: list[str]
    known: dict[str, str]  # acronyms and what they stand for


@dataclass(slots=True)
class State:
    """What the reader of a passage has in mind."""

    heading: str | None = None
    lead: str | None = None
    joined: bool = False  # the lead goes before the subject: “In relation to …”
    carry: str | None = None
    quote: str | None = None
    unit: FigureUnit | None = None
    partner: int | None = None  # index of the figure that later ones are set against
    found: list[Figure] = field(default_factory=list)


def named(text: str) -> str | None:
    """A heading or a lead as the name of something; ``None`` where it names nothing."""
    bare = _R["marker"].pattern.sub("", one_line(text), count=1).strip(" *#:;-–.…")
    bare = _unquoted(re.sub(r"(?i)^the\s+", "", bare))
    return bare if words(bare) else None


def _unquoted(text: str) -> str:
    """Without the quotation marks around the whole of it, or one that lost its other half."""
    if (
        len(text) > 2
        and text[0] in "“‘'\""
        and (text[-1] in "”’'\"" or not re.search("[”’'\"]", text[1:]))
    ):
        return text[1:].rstrip("”’'\"")
    if text.count("“") < text.count("”"):
        return text.rstrip("”")
    return text


_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


_WORD = re.compile(r"[a-z][a-z']{2,}")


class Expansions:
    """The words that acronyms stand for, found in a text by the first word of each.

    Of several thousand acronyms a text holds the words of a few: the others are not tried.
    """

    def __init__(self, acronyms: Mapping[str, str]) -> None:
        self._ordered: list[tuple[str, str]] = []  # pattern, acronym; the longest words first
        self._by_first: dict[str, list[int]] = {}  # first word, or "" → places in that order
        for short, words in sorted(acronyms.items(), key=lambda pair: (-len(pair[1]), pair)):
            pattern = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", words) if word)
            if pattern:
                first = _RUN.search(words)
                place = self._by_first.setdefault(first[0].casefold() if first else "", [])
                place.append(len(self._ordered))
                self._ordered.append((rf"(?i)\b{pattern}s?\b", short))

    def shortened(self, text: str) -> str:
        """``text`` with the acronyms in place of their words, the longest first."""
        done = -1
        while (place := min(self._places(text, done), default=None)) is not None:
            pattern, short = self._ordered[place]
            text, done = _pattern(pattern).sub(short, text), place
        return text

    def _places(self, text: str, after: int) -> Iterator[int]:
        """What comes after a place in the order, and whose first word stands in ``text``."""
        runs = {run.casefold() for run in _RUN.findall(text)}
        for first in ("", *runs, *(run.removesuffix("s") for run in runs)):
            yield from (place for place in self._by_first.get(first, ()) if place > after)


_RUN = re.compile(r"\w+")
_pattern = lru_cache(maxsize=4096)(re.compile)


def key(indicator: str, expansions: Expansions | None = None) -> str:
    """What two printings of one indicator share: its telling words in order of the alphabet.

    What brackets spell out gives way to the acronym, and so does what ``expansions`` finds.
    """
    text = indicator
    for match in reversed(list(re.finditer(r"\(([A-Z]{2,6})(?:[’']?s)?\)", text))):
        spelled = from_initials(text[: match.start()].strip(), match[1])
        begun = text.rfind(spelled, 0, match.start()) if spelled else match.start()
        text = f"{text[:begun]} {match[1]} {text[match.end() :]}"
    if expansions is not None:
        text = expansions.shortened(text)
    cut = _R["modifier"].within(text)
    if cut and (len(words(text[: cut.start()])) >= 2 or _R["acronym"].within(text[: cut.start()])):
        text = text[: cut.start()]
    return " ".join(sorted(words(text)))


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """The words of a name that tell it from others: no small words, no measures, no plural, no
    hyphens.
    """
    flat = _HYPHEN.sub("", text.lower().replace("’", "'"))
    return frozenset(filter(None, map(_stem, _WORD.findall(flat))))


@cache
def _stem(word: str) -> str:
    """What is left of a word without its ending; nothing of one that names nothing."""
    if _R["generic"].pattern.fullmatch(word.removesuffix("'s")):
        return ""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word.rstrip("e") if len(word) > 4 else word


def choose(own: str | None, state: State) -> str | None:
    """The fullest name at hand: the sentence's own subject, unless what came before says the same
    with more.
    """
    mine = words(own) if own else frozenset()
    if own and mine:
        for fuller in (state.quote, state.carry, state.lead):
            if fuller is None:
                continue
            theirs = words(fuller)
            if re.search(r"(?i)\b(?:total|overall)\b", own) and not re.search(
                r"(?i)\b(?:total|overall)\b", fuller
            ):
                continue
            if mine <= theirs or (fuller == state.quote and len(mine & theirs) >= 0.6 * len(mine)):
                return fuller
        if state.lead and state.joined:
            return f"{state.lead}: {own}"
        return own
    return state.quote or state.carry or state.lead or state.heading


def subject(text: str, place: Place) -> str | None:
    """The noun phrase a sentence begins with, without its time and place; ``None`` where it names
    nothing.
    """
    when = periods(text)
    text = re.sub(r"(?<=[A-Za-z])-\s+(?=[a-z])", "-", blank(text, when))
    cut = _R["verb"].within(text)
    body = (text[: cut.start()] if cut else text).strip()
    body = re.sub(r"(?i)^(?:for|of)\s+", "", body)
    if _R["preposition"].at(body):
        body = body.partition(", ")[2]
        cut = _R["verb"].within(body)
        body = body[: cut.start()] if cut else body
    if any(_R[role].within(body) for role in ROLES):
        return None
    body = re.split(
        r"(?<!\w)\(\s*$|[;]|\s[–-]\s|,\s+(?:which|who|that|with)\b|\bcompared\b", body, maxsplit=1
    )[0]
    return clean(body, place)


def blank(text: str, when: Sequence[Period]) -> str:
    """``text`` with its periods and the words that lead to them blanked out, offsets kept."""
    for period in when:
        lead = re.search(
            r"(?:\b(?:in|for|during|at|over|by|since|as\s+at|of|between|from|the|to|on|closed|a|period|financial\s+year)\s+)+$",
            text[: period.start],
            re.I,
        )
        begun = lead.start() if lead else period.start
        text = text[:begun] + " " * (period.end - begun) + text[period.end :]
    return text


def clean(text: str, place: Place) -> str | None:
    if place.areas is not None:
        text = place.areas.sub(lambda m: " " if m["area"] else m[0], text)
    body = one_line(text)
    body = re.sub(r"\(\s*\)|\bonly\b", " ", body)
    body = re.sub(
        r"\b(?:per)\s+(?:1,?000|thousand|100,?000|10,?000)(?:\s+(?:population|people|residents))?",
        " ",
        body,
    )
    body = one_line(body)
    while True:
        shorter = _R["opening"].pattern.sub("", body, count=1).strip()
        if shorter == body:
            break
        body = shorter
    body = re.sub(
        r"(?i)[\s,;:(…]+$|\s+(?:at|of|in|for|to|with|and|the|which|that|also|now|currently|from|by|a)$",
        "",
        body,
    )
    body = re.sub(
        r"(?i)[\s,;:(….]+$|\s+(?:at|of|in|for|to|with|and|the|which|that|also)$", "", body
    )
    body = _unquoted(re.sub(r"\s+(?:[a-z]+ly|likewise|also|still|again)$", "", body))
    return body if len(body) > 2 and len(body) < 200 and words(body) else None


def expanded(indicator: str, place: Place, state: State) -> str:
    """An indicator that is little more than an acronym, with what the paper spells it out as."""
    left = re.sub(r"(?i)\b(?:totals?|rates?|numbers?|figures?|of|the)\b", " ", indicator)
    short = _R["acronym"].within(left)
    if short and one_line(left).rstrip("’'s").strip() == short["short"]:
        for fuller in (state.carry, state.lead, place.known.get(short["short"])):
            if fuller and short["short"] in fuller:
                return fuller
        if fuller := place.known.get(short["short"]):
            return f"{fuller} ({short['short']})"
    return indicator


def from_initials(before: str, short: str) -> str | None:
    """The words right before whose initials spell ``short``."""
    pieces = before.split()
    for start in range(len(pieces) - 1, -1, -1):
        initials = _initials(" ".join(pieces[start:]))
        if initials == short.lower():
            return " ".join(pieces[start:])
        if len(initials) > len(short):
            return None
    return None


def _initials(text: str) -> str:
    return "".join(
        word[0].lower() for word in re.findall(r"[A-Za-z][\w’']*", text.replace("-", " "))
    )


def spelled(short: str, place: Place, state: State) -> str | None:
    for fuller in (state.carry, state.lead, state.heading):
        if fuller and _initials(fuller).startswith(short.lower()):
            return fuller
    known = place.known.get(short)
    return f"{known} ({short})" if known else None
