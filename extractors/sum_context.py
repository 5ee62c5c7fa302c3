"""What the words say of an amount: who gave it, who got it, what it is for and for when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.extractors.dates import MONTHS, first_date
from kg.extractors.facts import Mention, Sum
from kg.extractors.passages import Sentence
from kg.extractors.periods import Interval, Period, month_end, periods
from kg.extractors.rules import rules
from kg.ontology.folding import one_line

_R = rules("sums")
_CLAUSE = re.compile(
    r"[;:]\s+|\.\s+(?=[A-Z])|,\s+(?:and|but|which|who|while|although)\s+"
    r"|\b(?:said|explained|reported|noted|added|advised|heard|agreed|confirmed)(?:\s+from\s+[A-Z]\w+\s+[A-Z]\w+)?\s+that\s+"
)
_NAME = r"[A-Z][\w’'&.-]*(?:\s+(?:(?:of|the|and|&|for|on|upon)\s+){0,3}[A-Z][\w’'&.-]*)*"
_LAST_NAME = re.compile(rf"{_NAME}$")
_VERB = re.compile(
    r"\s+(?:had|has|have|was|were|is|are|will|would|can|could|included|includes)\b.*$"
)
_BODIES = re.compile(
    r"^(?:(?:all|each|both|the|several|many|two|three|four|five|six|seven|local|other)\s+)*"
    r"(?:boroughs?|districts?|councils?|partners|parishes|clubs|charity|charities|forces|police\s+forces|schools|groups|organisations|authorities|county\s+council|borough\s+council)$",
    re.I,
)


_COST_ENDS = re.compile(r"(?i)\s+(?:have|has|had|will|would|is|was|be|at)\b")
_NO_SUBJECT = re.compile(r"(?i)\s*(?:while|despite|although|it|they|this|that|has|have|been)\b")
_BARE_NAME = re.compile(r"[\s,;]*(?:and\s+)?(?P<who>(?:the\s+)?[A-Za-z][^,;£]{2,60}?)\s*")
_NO_NAME = re.compile(r"(?i)\s*(?:for|to|a|an|of)\b")
_OFFERS = re.compile(r"(?i)\b(?:quotations?|quotes?|tenders?|invoices?)\b")
_SHARED_BY = re.compile(
    r"^[\s\w,]{0,40}?\b(?:shared|offered|promised|funded|paid|given|awarded|agreed)\s+by\s+"
    r"(?P<who>[^.;]{2,70})"
)


@dataclass(slots=True)
class Parties:
    """Who gave an amount, who got it and what it is for, with the rule that said so first."""

    rule: str = "amount"
    payer: str | None = None
    payee: str | None = None
    purpose: str | None = None

    def note(self, rule: str) -> None:
        """Take ``rule`` for the rule unless an earlier one was."""
        if self.rule == "amount":
            self.rule = rule


def parties(
    left: str,
    right: str,
    last: Sum | None,
    sentence: Sentence,
    organisations: Sequence[Mention],
) -> Parties:
    """What is said of one amount by the words before it and after it.

    ``left`` goes back to the amount before, whose sum is ``last``, or to the sentence's beginning.
    """
    return (
        _elliptical(left, right, last)
        or _PartyReader(left, right, last, sentence, organisations).read()
    )


def _elliptical(left: str, right: str, last: Sum | None) -> Parties | None:
    """“… and the County Council £500”: what was said of the last amount, by another payer."""
    bare = _BARE_NAME.fullmatch(left)
    if last is None or not last.payer or not bare:
        return None
    who = _giver_or_getter(bare["who"])
    if not who or _NO_NAME.match(bare["who"]):
        return None
    return Parties("elliptical", who, last.payee, _purpose(right))


class _PartyReader:
    """Reads the clause before an amount and the words after it."""

    def __init__(
        self,
        left: str,
        right: str,
        last: Sum | None,
        sentence: Sentence,
        organisations: Sequence[Mention],
    ) -> None:
        self._left, self._right, self._last = left, right, last
        self._sentence, self._organisations = sentence, organisations
        cut = max((match.end() for match in _CLAUSE.finditer(left)), default=0)
        self._clause = left[cut:]
        self._found = Parties()

    def read(self) -> Parties:
        found = self._found
        if not self._received() and not self._cost():
            self._gave()
        self._held_for()
        self._from_whom()
        self._to_whom()
        if found.rule in ("amount", "cost") and (said := _SHARED_BY.search(self._right)):
            found.payer = found.payer or party(said["who"])
        found.purpose = _purpose(self._right) or found.purpose
        if found.purpose:
            found.note("what-for")
        return found

    def _received(self) -> bool:
        said = _R["received"].within(self._clause)
        if not said:
            return False
        self._found.note("received")
        self._found.payee = _giver_or_getter(said["who"])
        self._found.payer = self._last.payer if self._last else None
        return True

    def _cost(self) -> bool:
        """What costs the amount: the subject of “cost”, else the last thing named in the clause."""
        cost = _R["cost"].within(self._clause)
        if not cost and not _R["a-cost-of"].within(self._clause):
            return False
        self._found.note("cost")
        what = _COST_ENDS.split(cost["what"], maxsplit=1)[0] if cost else ""
        if _NO_SUBJECT.match(what):
            what = ""
        nouns = [match["what"] for match in _R["what-it-is"].pattern.finditer(self._clause)]
        noun = nouns[-1] if nouns and not re.fullmatch(r"(?i)costs?", nouns[-1]) else None
        self._found.purpose = _thing(what) or _thing(noun)
        return True

    def _gave(self) -> None:
        said = _R["gave"].within(self._clause)
        if not said:
            return
        self._found.note("gave")
        subject = _giver_or_getter(said["who"])
        passive = re.search(
            r"(?i)\b(?:been|was|were|be|is|are)\s+(?:\w+\s+)?" + re.escape(said["verb"]),
            self._clause,
        )
        if passive:
            self._found.payee = subject
        else:
            self._found.payer = subject

    def _held_for(self) -> None:
        held = _R["held-for"].within(self._clause)
        if held:
            found = self._found
            found.note("held-for")
            found.purpose = _thing(held["what"])
            found.payee = found.payee or _organisation(
                found.purpose, self._sentence, self._organisations
            )

    def _from_whom(self) -> None:
        """Who the amount is from, or whose investment it is, as the words after it say."""
        found = self._found
        if said := _R["from-whom"].at(self._right):
            found.note("from-whom")
            if _OFFERS.search(self._clause):
                found.payee = party(said["who"])
            else:
                found.payer = found.payer or party(said["who"])
        if said := _R["whose-investment"].at(self._right):
            found.rule = "whose-investment"
            found.payer = found.payer or _giver_or_getter(said["who"])
            found.purpose = _thing(said["what"]) or found.purpose

    def _to_whom(self) -> None:
        """Who gets the amount, or what it goes to."""
        found = self._found
        if said := _R["grant-to"].within(self._left):
            found.payee = found.payee or party(said["who"])
        if said := _R["to-whom"].at(self._right):
            found.note("to-whom")
            found.payee = party(said["who"]) or found.payee
            if not found.payee:
                found.purpose = found.purpose or _thing(said["who"])


def _purpose(right: str) -> str | None:
    said = _R["what-for"].at(right)
    return _thing(said["what"]) if said else None


def _thing(text: str | None) -> str | None:
    """What money is for, without the words around it."""
    if not text:
        return None
    body = one_line(
        re.split(
            r"\s+(?:which|who|that|with)\b|,\s|\s[–-]\s"
            r"|\s+and\s+(?:the\s+)?(?=[A-Z][^.]*\b(?:had|has|have|was|were|will|would)\b)",
            text,
            maxsplit=1,
        )[0]
    )
    body = _VERB.sub("", body)
    body = re.sub(
        r"(?i)^(?:for|towards|into|on|in|to\s+fund|and|that|the|a|an)\s+", "", body
    ).strip(" ,.:;–-•❖❑")
    body = re.sub(r"(?i)\s+(?:of|at|is|was|and|to|from|would|will|has|have)$", "", body)
    return (
        body
        if len(body) > 2 and re.search(r"[A-Za-z]{3}", body) and not _R["no-party"].at(body)
        else None
    )


def _giver_or_getter(text: str) -> str | None:
    """The body a subject ends with: “… and Marlshire Police” is Marlshire Police."""
    body = re.sub(r"\s*\([A-Z][A-Za-z]{1,7}\)\s*$", "", one_line(text).strip(" ,.:;–-•❖❑"))
    name = _LAST_NAME.search(body)
    if name:
        return _checked(re.sub(r"^(?:The|In|A|An|Its|However)\s+", "", name[0]))
    words = body.split()
    for count in range(min(4, len(words)), 0, -1):
        tail = " ".join(words[-count:])
        if _BODIES.match(tail):
            return re.sub(r"(?i)^the\s+", "", tail)
    return None


def party(text: str) -> str | None:
    """The body, or the list of bodies, that ``text`` begins with; ``None`` where none is named
    there.
    """
    body = re.sub(r"\s*\([A-Z][A-Za-z]{1,7}\)", "", one_line(text)).strip(" ,.:;–-•❖❑")
    body = _R["party-end"].pattern.sub("", body).strip(" ,.:;")
    pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+(?=the\s)", body)
    named = [
        _checked(re.sub(r"(?i)^(?:the|a|an|its|their|our|and)\s+", "", piece)) for piece in pieces
    ]
    if len(pieces) > 1 and all(named):
        return re.sub(r"(?i)^the\s+", "", body)
    return named[0]


def _checked(body: str) -> str | None:
    if _BODIES.match(body):
        return body
    if _R["no-party"].at(body) or len(body) > 90 or len(body.split()) > 12:
        return None
    return body if re.match(r"[A-Z]", body) and re.search(r"[A-Za-z]{2}", body) else None


def _organisation(
    name: str | None, sentence: Sentence, organisations: Sequence[Mention]
) -> str | None:
    """``name`` where the document's names know it as an organisation."""
    if name is None:
        return None
    for mention in organisations:
        if mention.span in sentence.span and (
            mention.text == name or one_line(mention.text) == name
        ):
            return name
    return None


def when_of(left: str, right: str) -> tuple[str | None, Interval | tuple[None, date] | None]:
    """The time said of an amount, as printed, and its first and last day where they are known."""
    return (
        _until(_R["until"].within(right) or _R["until"].within(left))
        or _stated((*periods(right), *periods(left)))
        or _yearly(right)
        or _in_year(right)
        or (None, None)
    )


def _until(said: re.Match[str] | None) -> tuple[str, tuple[None, date]] | None:
    """“until 31 March 2024”: the last day alone."""
    if said is None or said[0].lower().startswith(("on", "after")):
        return None
    day = first_date(said["day"]) or _end_of_month(said["day"])
    return (one_line(said[0]), (None, day)) if day is not None else None


def _end_of_month(text: str) -> date | None:
    month = re.search(r"([A-Za-z]+)\s+(\d{4})$", text)
    if not month or month[1].lower() not in MONTHS:
        return None
    return month_end(int(month[2]), MONTHS[month[1].lower()])


def _stated(found: Sequence[Period]) -> tuple[str, Interval] | None:
    """The first period whose words say it by themselves; a bare year alone is none."""
    for period in found:
        if period.sort == "stated" and period.interval and period.rule not in ("in-year", "date"):
            return one_line(period.printed), period.interval
    return None


def _yearly(right: str) -> tuple[str, None] | None:
    said = _R["each-year"].at(right)
    return (one_line(said[0]), None) if said else None


def _in_year(right: str) -> tuple[str, Interval] | None:
    """“in 2024”."""
    for period in periods(right):
        if period.sort != "stated" or period.rule != "in-year" or not period.interval:
            continue
        if re.search(r"\b(?:in|for|during)\s+$", right[: period.start]):
            return one_line(period.printed), period.interval
    return None
