"""What the words say of an amount: who gave it, who got it, what it is for and for when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.dates import MONTHS, first_date
from extractors.facts import Mention, Sum
from extractors.passages import Sentence
from extractors.periods import Interval, month_end, periods
from extractors.rules import rules
from ontology.folding import one_line

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


def parties(
    left: str,
    right: str,
    before: str,
    earlier: list[Sum],
    sentence: Sentence,
    begun: int,
    organisations: Sequence[Mention],
) -> tuple[str, str | None, str | None, str | None]:
    """Rule, payer, payee and purpose of one amount, from the clause before it and the words after it."""
    cut = max((m.end() for m in _CLAUSE.finditer(left)), default=0)
    clause = left[cut:]
    rule, payer, payee, purpose = "amount", None, None, None
    last = earlier[-1] if earlier else None
    bare = (
        re.fullmatch(r"[\s,;]*(?:and\s+)?(?P<who>(?:the\s+)?[A-Za-z][^,;£]{2,60}?)\s*", left)
        if last
        else None
    )
    if (
        last
        and last.payer
        and bare
        and (who := _giver_or_getter(bare["who"]))
        and not re.match(r"(?i)\s*(?:for|to|a|an|of)\b", bare["who"])
    ):
        return "elliptical", who, last.payee, _purpose(right)
    if said := _R["received"].within(clause):
        rule, payee = "received", _giver_or_getter(said["who"])
        payer = last.payer if last else None
    elif (cost := _R["cost"].within(clause)) or _R["a-cost-of"].within(clause):
        rule = "cost"
        what = (
            re.split(
                r"(?i)\s+(?:have|has|had|will|would|is|was|be|at)\b", cost["what"], maxsplit=1
            )[0]
            if cost
            else ""
        )
        if re.match(r"(?i)\s*(?:while|despite|although|it|they|this|that|has|have|been)\b", what):
            what = ""
        noun = list(_R["what-it-is"].pattern.finditer(clause))
        named = (
            noun[-1]["what"] if noun and not re.fullmatch(r"(?i)costs?", noun[-1]["what"]) else None
        )
        purpose = _thing(what) or _thing(named)
    elif said := _R["gave"].within(clause):
        rule, payer = "gave", _giver_or_getter(said["who"])
        passive = re.search(
            r"(?i)\b(?:been|was|were|be|is|are)\s+(?:\w+\s+)?" + re.escape(said["verb"]), clause
        )
        if passive:
            payer, payee = None, payer
    if held := _R["held-for"].within(clause):
        rule = "held-for" if rule == "amount" else rule
        purpose = _thing(held["what"])
        payee = payee or _organisation(purpose, sentence, organisations)
    if said := _R["from-whom"].at(right):
        rule = "from-whom" if rule == "amount" else rule
        if re.search(r"(?i)\b(?:quotations?|quotes?|tenders?|invoices?)\b", clause):
            payee = party(said["who"])
        else:
            payer = payer or party(said["who"])
    if said := _R["whose-investment"].at(right):
        rule, payer = "whose-investment", payer or _giver_or_getter(said["who"])
        purpose = _thing(said["what"]) or purpose
    if said := _R["grant-to"].within(left):
        payee = payee or party(said["who"])
    if said := _R["to-whom"].at(right):
        rule = "to-whom" if rule == "amount" else rule
        payee = party(said["who"]) or payee
        if not payee:
            purpose = purpose or _thing(said["who"])
    if rule in ("amount", "cost") and (
        said := re.search(
            r"^[\s\w,]{0,40}?\b(?:shared|offered|promised|funded|paid|given|awarded|agreed)\s+by\s+(?P<who>[^.;]{2,70})",
            right,
        )
    ):
        payer = payer or party(said["who"])
    purpose = _purpose(right) or purpose
    if rule == "amount" and purpose:
        rule = "what-for"
    return rule, payer, payee, purpose


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
    """The body, or the list of bodies, that ``text`` begins with; ``None`` where none is named there."""
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


def when_of(
    left: str, right: str, text: str
) -> tuple[str | None, Interval | tuple[None, date] | None]:
    """The time said of an amount, as printed, and its first and last day where they are known."""
    until = _R["until"].within(right) or _R["until"].within(left)
    if until:
        day = first_date(until["day"])
        if day is None:
            month = re.search(r"([A-Za-z]+)\s+(\d{4})$", until["day"])
            day = (
                month_end(int(month[2]), MONTHS[month[1].lower()])
                if month and month[1].lower() in MONTHS
                else None
            )
        if day is not None and not until[0].lower().startswith(("on", "after")):
            return one_line(until[0]), (None, day)
    for words in (right, left):
        for period in periods(words):
            if (
                period.sort == "stated"
                and period.interval
                and period.rule not in ("in-year", "date")
            ):
                return one_line(period.printed), period.interval
    yearly = _R["each-year"].at(right)
    if yearly:
        return one_line(yearly[0]), None
    for period in periods(right):
        if (
            period.sort == "stated"
            and period.interval
            and period.rule == "in-year"
            and re.search(r"\b(?:in|for|during)\s+$", right[: period.start])
        ):
            return one_line(period.printed), period.interval
    return None, None
