"""Sums of money: how much, from whom, to whom, what for and for when, in sentences and in tables.

Every amount in pounds that a paper prints is read; who gave it and who got it only where the words say so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from extractors.dates import MONTHS, first_date
from extractors.facts import Facts, Mention, Part, Span, Sum
from extractors.passages import Passage, Sentence, passages
from extractors.periods import Interval, month_end, periods
from extractors.rules import rules
from extractors.tables import Row, grid
from extractors.text import Line, folded, lines_of

_R = rules("sums")
_TIMES = {"k": 3, "t": 3, "m": 6, "b": 9}
_LAST_CELL = re.compile(r"^(?P<label>\S.{1,100}?)\s+(?P<sum>£\s?[\d,]+(?:\.\d+)?(?:\s?(?:k|m|million))?)$")
_CLAUSE = re.compile(
    r"[;:]\s+|\.\s+(?=[A-Z])|,\s+(?:and|but|which|who|while|although)\s+"
    r"|\b(?:said|explained|reported|noted|added|advised|heard|agreed|confirmed)(?:\s+from\s+[A-Z]\w+\s+[A-Z]\w+)?\s+that\s+"
)
_NAME = r"[A-Z][\w’'&.-]*(?:\s+(?:(?:of|the|and|&|for|on|upon)\s+){0,3}[A-Z][\w’'&.-]*)*"
_LAST_NAME = re.compile(rf"{_NAME}$")
_VERB = re.compile(r"\s+(?:had|has|have|was|were|is|are|will|would|can|could|included|includes)\b.*$")
_BODIES = re.compile(
    r"^(?:(?:all|each|both|the|several|many|two|three|four|five|six|seven|local|other)\s+)*"
    r"(?:boroughs?|districts?|councils?|partners|parishes|clubs|charity|charities|forces|police\s+forces|schools|groups|organisations|authorities|county\s+council|borough\s+council)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    printed: str
    pounds: Decimal


def read_sums(facts: Facts) -> tuple[Sum, ...]:
    """The sums of one document, in the order of the text."""
    text = facts.document.text
    if "£" not in text and "GBP" not in text:
        return ()
    lines = lines_of(facts.document)
    starts = [line.start for line in lines]
    found: dict[Span, Sum] = {}
    parts = facts.parts or (Part("report", None, Span(0, len(text))),)
    organisations = sorted((m for m in facts.mentions if m.kind == "organisation"), key=lambda m: m.span)
    for part in parts:
        if part.kind == "agenda" or ("£" not in text[part.span.start : part.span.end]):
            continue
        inner = lines[bisect_left(starts, part.span.start) : bisect_left(starts, part.span.end)]
        for item in _part(inner, text, part, organisations):
            found[item.at] = item
    return tuple(sorted(found.values(), key=lambda item: item.at))


def _part(lines: list[Line], text: str, part: Part, organisations: Sequence[Mention]) -> list[Sum]:
    found: list[Sum] = []
    before = ""  # the words above a table
    for passage in passages(lines, text):
        if "£" not in passage.text and "GBP" not in passage.text:
            if passage.kind != "rows":
                before = (before + " " + passage.text)[-1600:]
            continue
        if passage.kind == "rows":
            made = _table(grid(passage), part.meeting, before)
            covered = {item.at for item in made}
            for row in grid(passage):
                for cell in row.cells:
                    sentence = Sentence(cell.text, cell.start)
                    made += [item for item in _sentence(sentence, part, organisations) if item.at not in covered]
            found += made
            continue
        rows = _bare_rows(passage, part.meeting, before)
        covered = {item.at for item in rows}
        for sentence in passage.sentences():
            if "£" in sentence.text or "GBP" in sentence.text:
                rows += [item for item in _sentence(sentence, part, organisations) if item.at not in covered]
        found += rows
        before = (before + " " + passage.text)[-1600:]
    return found


def amounts(text: str) -> list[_Amount]:
    """The amounts of money in ``text``; one without its pound sign counts beside another that has it."""
    found: list[_Amount] = []
    for match in _R["amount"].pattern.finditer(text):
        if match["by2"] and match["n2"]:  # “£20-30k”: two amounts, the unit printed once
            by = match["by"] or match["by2"]
            found.append(_Amount(match.start(), match.end("n"), match[0], _pounds(match["n"], by)))
            found.append(
                _Amount(match.start("n2"), match.end(), match["n2"] + match["by2"], _pounds(match["n2"], match["by2"]))
            )
            continue
        end = match.end("by") if match["by"] else match.end("n")
        found.append(_Amount(match.start(), end, text[match.start() : end], _pounds(match["n"], match["by"])))
    if found:
        for match in _R["amount-without-sign"].pattern.finditer(text):
            if not any(a.start <= match.start() < a.end for a in found):
                found.append(_Amount(match.start(), match.end(), match[0], _pounds(match["n"], match["by"])))
        for match in _R["pence"].pattern.finditer(text):
            found.append(_Amount(match.start(), match.end(), match[0], Decimal(match["n"]) / 100))
    return sorted(found, key=lambda amount: amount.start)


def _pounds(number: str, by: str | None) -> Decimal:
    value = Decimal(number.replace(",", ""))
    if by:
        value *= Decimal(10) ** _TIMES[by[0].lower()]
        value = value.quantize(Decimal(1)) if value == value.to_integral() else value
    return value


# --- sentences -----------------------------------------------------------------------------------------------------


def _sentence(sentence: Sentence, part: Part, organisations: Sequence[Mention]) -> list[Sum]:
    text = sentence.text
    listed = amounts(text)
    found: list[Sum] = []
    begun = 0
    for at, amount in enumerate(listed):
        left = text[begun : amount.start]
        stop = listed[at + 1].start if at + 1 < len(listed) else len(text)
        right = text[amount.end : stop]
        rule, payer, payee, purpose = _parties(left, right, text[: amount.start], found, sentence, begun, organisations)
        when, interval = _when(left, right, text)
        found.append(
            Sum(
                meeting=part.meeting,
                amount_printed=folded(amount.printed),
                amount=amount.pounds,
                payer=payer,
                payee=payee,
                purpose=purpose,
                when_printed=when,
                period_start=interval[0] if interval else None,
                period_end=interval[1] if interval else None,
                span=sentence.span,
                rule=rule,
                at=Span(sentence.start + amount.start, sentence.start + amount.end),
                total=bool(_R["total"].within(left)),
                bound=_bound(left, right),
            )
        )
        if found[:-1] and re.fullmatch(r"\s*(?:to|and|-|–)\s*", left):  # “£2,000 to £10,000 from …”: said once for both
            new, old = found[-1], found[-2]
            found[-2] = replace(
                old, payer=old.payer or new.payer, payee=old.payee or new.payee, purpose=old.purpose or new.purpose
            )
        begun = amount.end
    return found


def _bound(left: str, right: str) -> Literal["exact", "most", "least", "about"]:
    for rule in ("most", "least", "about"):
        if _R[rule].within(left) and not (
            rule == "least" and re.search(r"(?i)\bfrom\s*$", left) and not re.match(r"\s*(?:to|-|–)\s*£", right)
        ):
            return _R[rule].value  # type: ignore[return-value]
    if re.search(r"(?i)^\s*to\s*$", left):
        return "most"
    return "exact"


def _parties(
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
    bare = re.fullmatch(r"[\s,;]*(?:and\s+)?(?P<who>(?:the\s+)?[A-Za-z][^,;£]{2,60}?)\s*", left) if last else None
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
            re.split(r"(?i)\s+(?:have|has|had|will|would|is|was|be|at)\b", cost["what"], maxsplit=1)[0] if cost else ""
        )
        if re.match(r"(?i)\s*(?:while|despite|although|it|they|this|that|has|have|been)\b", what):
            what = ""
        noun = list(_R["what-it-is"].pattern.finditer(clause))
        named = noun[-1]["what"] if noun and not re.fullmatch(r"(?i)costs?", noun[-1]["what"]) else None
        purpose = _thing(what) or _thing(named)
    elif said := _R["gave"].within(clause):
        rule, payer = "gave", _giver_or_getter(said["who"])
        passive = re.search(r"(?i)\b(?:been|was|were|be|is|are)\s+(?:\w+\s+)?" + re.escape(said["verb"]), clause)
        if passive:
            payer, payee = None, payer
    if held := _R["held-for"].within(clause):
        rule = "held-for" if rule == "amount" else rule
        purpose = _thing(held["what"])
        payee = payee or _organisation(purpose, sentence, organisations)
    if said := _R["from-whom"].at(right):
        rule = "from-whom" if rule == "amount" else rule
        if re.search(r"(?i)\b(?:quotations?|quotes?|tenders?|invoices?)\b", clause):
            payee = _party(said["who"])
        else:
            payer = payer or _party(said["who"])
    if said := _R["whose-investment"].at(right):
        rule, payer = "whose-investment", payer or _giver_or_getter(said["who"])
        purpose = _thing(said["what"]) or purpose
    if said := _R["grant-to"].within(left):
        payee = payee or _party(said["who"])
    if said := _R["to-whom"].at(right):
        rule = "to-whom" if rule == "amount" else rule
        payee = _party(said["who"]) or payee
        if not payee:
            purpose = purpose or _thing(said["who"])
    if rule in ("amount", "cost") and (
        said := re.search(
            r"^[\s\w,]{0,40}?\b(?:shared|offered|promised|funded|paid|given|awarded|agreed)\s+by\s+(?P<who>[^.;]{2,70})",
            right,
        )
    ):
        payer = payer or _party(said["who"])
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
    body = folded(
        re.split(
            r"\s+(?:which|who|that|with)\b|,\s|\s[–-]\s"
            r"|\s+and\s+(?:the\s+)?(?=[A-Z][^.]*\b(?:had|has|have|was|were|will|would)\b)",
            text,
            maxsplit=1,
        )[0]
    )
    body = _VERB.sub("", body)
    body = re.sub(r"(?i)^(?:for|towards|into|on|in|to\s+fund|and|that|the|a|an)\s+", "", body).strip(" ,.:;–-•❖❑")
    body = re.sub(r"(?i)\s+(?:of|at|is|was|and|to|from|would|will|has|have)$", "", body)
    return body if len(body) > 2 and re.search(r"[A-Za-z]{3}", body) and not _R["no-party"].at(body) else None


def _giver_or_getter(text: str) -> str | None:
    """The body a subject ends with: “… and Marlshire Police” is Marlshire Police."""
    body = re.sub(r"\s*\([A-Z][A-Za-z]{1,7}\)\s*$", "", folded(text).strip(" ,.:;–-•❖❑"))
    name = _LAST_NAME.search(body)
    if name:
        return _checked(re.sub(r"^(?:The|In|A|An|Its|However)\s+", "", name[0]))
    words = body.split()
    for count in range(min(4, len(words)), 0, -1):
        tail = " ".join(words[-count:])
        if _BODIES.match(tail):
            return re.sub(r"(?i)^the\s+", "", tail)
    return None


def _party(text: str) -> str | None:
    """The body, or the list of bodies, that ``text`` begins with; ``None`` where none is named there."""
    body = re.sub(r"\s*\([A-Z][A-Za-z]{1,7}\)", "", folded(text)).strip(" ,.:;–-•❖❑")
    body = _R["party-end"].pattern.sub("", body).strip(" ,.:;")
    pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+(?=the\s)", body)
    named = [_checked(re.sub(r"(?i)^(?:the|a|an|its|their|our|and)\s+", "", piece)) for piece in pieces]
    if len(pieces) > 1 and all(named):
        return re.sub(r"(?i)^the\s+", "", body)
    return named[0]


def _checked(body: str) -> str | None:
    if _BODIES.match(body):
        return body
    if _R["no-party"].at(body) or len(body) > 90 or len(body.split()) > 12:
        return None
    return body if re.match(r"[A-Z]", body) and re.search(r"[A-Za-z]{2}", body) else None


def _organisation(name: str | None, sentence: Sentence, organisations: Sequence[Mention]) -> str | None:
    """``name`` where the document's names know it as an organisation."""
    if name is None:
        return None
    for mention in organisations:
        if mention.span in sentence.span and (mention.text == name or folded(mention.text) == name):
            return name
    return None


def _when(left: str, right: str, text: str) -> tuple[str | None, Interval | tuple[None, date] | None]:
    """The time said of an amount, as printed, and its first and last day where they are known."""
    until = _R["until"].within(right) or _R["until"].within(left)
    if until:
        day = first_date(until["day"])
        if day is None:
            month = re.search(r"([A-Za-z]+)\s+(\d{4})$", until["day"])
            day = month_end(int(month[2]), MONTHS[month[1].lower()]) if month and month[1].lower() in MONTHS else None
        if day is not None and not until[0].lower().startswith(("on", "after")):
            return folded(until[0]), (None, day)
    for words in (right, left):
        for period in periods(words):
            if period.sort == "stated" and period.interval and period.rule not in ("in-year", "date"):
                return folded(period.printed), period.interval
    yearly = _R["each-year"].at(right)
    if yearly:
        return folded(yearly[0]), None
    for period in periods(right):
        if (
            period.sort == "stated"
            and period.interval
            and period.rule == "in-year"
            and re.search(r"\b(?:in|for|during)\s+$", right[: period.start])
        ):
            return folded(period.printed), period.interval
    return None, None


# --- tables --------------------------------------------------------------------------------------------------------


def _table(rows: list[Row], meeting: int | None, before: str) -> list[Sum]:
    """A table with a column of amounts, read by its head; without a head the label's column says to whom."""
    columns: dict[int, str] = {}
    found: list[Sum] = []
    when, interval, payer = None, None, _giver(before)
    for row in rows:
        texts = [cell.text for cell in row.cells]
        money = [
            n
            for n, text in enumerate(texts)
            if re.fullmatch(r"(?:£|GBP)\s?[\d,]+(?:\.\d+)?\s?(?:k|m|million|bn)?", text, re.I)
        ]
        if not money:
            head = {n: kind for n, text in enumerate(texts) if text and (kind := _column(text))}
            if "amount" in head.values():
                columns = head
                title = next(texts[n] for n, kind in head.items() if kind == "amount")
                if set(head.values()) == {"amount"}:  # the names' own head says nothing: what kind of money is it?
                    given = re.search(r"(?i)alloc|grant|award|sum|contribution", title)
                    columns = {0: "payee" if given else "purpose", **head}
                when, interval = _when(title, "", title)
            elif columns and len([t for t in texts if t]) == 1 and found:
                continue  # a cell that went on
            continue
        label = next((text for text in texts[: money[0]] if text), None)
        for n in money:
            amount = amounts(texts[n])
            if not amount:
                continue
            values = {kind: texts[m] for m, kind in columns.items() if m < len(texts) and m not in money and texts[m]}
            purposes = [texts[m] for m, kind in columns.items() if kind == "purpose" and m < len(texts) and texts[m]]
            total = bool(label and re.match(r"(?i)(?:grand\s+|sub-?)?total\b|^overall\b", label))
            payee = values.get("payee") or (label if not columns and not total else None)
            found.append(
                Sum(
                    meeting,
                    folded(amount[0].printed),
                    amount[0].pounds,
                    None if total else values.get("payer") or (payer if payee else None),
                    None if total else payee,
                    label if total else (purposes[0] if purposes else None),
                    when,
                    interval[0] if interval else None,
                    interval[1] if interval else None,
                    row.span,
                    "table",
                    Span(row.cells[n].start + amount[0].start, row.cells[n].start + amount[0].end),
                    total,
                )
            )
    return found


def _column(text: str) -> str | None:
    if len(text) > 60:
        return None
    for rule in ("column-payer", "column-amount", "column-payee", "column-purpose"):
        if _R[rule].at(text):
            return _R[rule].value
    return None


def _giver(before: str) -> str | None:
    """Who gives what a table lists, as the words right above it say."""
    said = list(_R["given-by"].pattern.finditer(before[-900:]))
    return _party(said[-1]["who"]) if said else None


def _bare_rows(passage: Passage, meeting: int | None, before: str) -> list[Sum]:
    """Lines “name £sum” that follow each other: a table that lost its columns."""
    run = [(line, match) for line in passage.lines if (match := _LAST_CELL.match(line.text.strip()))]
    run = [pair for pair in run if any(abs(pair[0].index - other[0].index) == 1 for other in run)]
    if len(run) < 2:
        return []
    head = next((line.text.strip() for line in passage.lines if line.index == run[0][0].index - 1), "")
    kind = "payer" if _R["column-payer"].at(head) else "purpose" if _R["column-purpose"].at(head) else "payee"
    when, interval = _when(head, "", head)
    payer = _giver(before)
    found: list[Sum] = []
    for line, match in run:
        amount = amounts(match["sum"])[0]
        label = folded(match["label"]).strip(" :–-")
        total = bool(re.match(r"(?i)(?:grand\s+|sub-?)?total\b", label))
        start = line.start + line.text.index(match["sum"])
        made = Sum(
            meeting, folded(amount.printed), amount.pounds, None, None, label if total else None, when,
            interval[0] if interval else None, interval[1] if interval else None, line.span, "bare-rows",
            Span(start + amount.start, start + amount.end), total,
        )  # fmt: skip
        if not total:
            made = (
                replace(made, payer=label)
                if kind == "payer"
                else replace(made, purpose=label)
                if kind == "purpose"
                else replace(made, payee=label, payer=payer)
            )
        found.append(made)
    return found
