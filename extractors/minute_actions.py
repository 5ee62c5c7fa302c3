"""Actions told in minutes: under a label, in a column beside the text, or in a sentence that says
who is to do what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kg.extractors.columns import ColumnRow, Table, paragraphs_of, tables
from kg.extractors.due import day_due, meetings_ahead
from kg.extractors.facts import Attendance, Document, Facts, Minute, MinuteAction, Span
from kg.extractors.initials import initials_of, without_titles
from kg.extractors.log_cells import column_of
from kg.extractors.rules import rules
from kg.extractors.text import Line, lines_of, within
from kg.ontology.folding import fold_to_words, one_line

_RULES = rules("minute-actions")
_MINUTES = rules("minutes")
_MARK = re.compile(
    r"^\s*(?:\(?[a-z]{1,4}\)|[a-z]\.|\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|[•·*–-])\s+"
    r"(?:\[[ xX]?\]\s+)?"  # a box to tick
)
_SENTENCE = re.compile(r"(?<=[.?!])[”’\"]?\s+(?=[A-Z“‘(])")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Cllr|St|Rev|Supt|Insp|Sgt|No|Prof)\.$|\b[A-Z]\.$")
_SPLIT = re.compile(r"\s*(?:/|,|&|\+|;|\band\b)\s*")
_LONGEST = 1200  # characters of a paragraph that are searched
_COLUMN = 48  # characters of a right-hand cell that names who acts


@dataclass(frozen=True, slots=True)
class _MinuteParagraph:
    """A paragraph of a minute on one line; ``start`` is its offset.

    ``owner`` is the cell to its right.
    """

    text: str
    start: int
    owner: str = ""
    whole: str = ""  # the row with its cells apart


def read_minute_actions(facts: Facts) -> tuple[MinuteAction, ...]:
    """The actions that the minutes tell, in the order of the text."""
    lines = lines_of(facts.document)
    found: list[MinuteAction] = list(_tabled(facts, lines))
    for index, minute in enumerate(facts.minutes):
        blocks = list(_blocks(within(lines, minute.span)))
        labelled = list(_labelled(facts, index, minute, blocks))
        signed = _signed(facts, index, minute, blocks)
        labelled += [each for each in signed if not _again(each, labelled)]
        told = _told(facts, index, minute, blocks)
        found += [each for each in labelled if not _again(each, found)]
        found += [each for each in told if not _again(each, labelled)]
    return tuple(sorted(found, key=lambda each: each.span))


def _again(one: MinuteAction, others: list[MinuteAction]) -> bool:
    """Whether another action takes up some of the same words, or says the same."""
    words = fold_to_words(one.text)
    return any(each.span.overlaps(one.span) or words in fold_to_words(each.text) for each in others)


def _blocks(lines: list[Line]) -> Iterator[_MinuteParagraph]:
    """The paragraphs of a minute: a blank line, a mark,
    a label or a row of columns begins another.
    """
    gathered: list[Line] = []
    for line in lines:
        text = line.text.strip()
        labelled = _RULES["label"].at(text) or _RULES["label-for"].at(text)
        begins = bool(_MARK.match(text) or labelled or _RULES["arrow"].at(text))
        begins = begins or "\t" in text or (bool(gathered) and _is_apart(gathered[-1], text))
        if gathered and (not text or begins):
            yield _block(gathered)
            gathered = []
        if "\t" in text:
            yield _row(line)
        elif text:
            gathered.append(line)
    if gathered:
        yield _block(gathered)


def _is_apart(before: Line, text: str) -> bool:
    """Whether a line below a sentence that ended says by itself what is to be done, and who."""
    ended = before.text.rstrip().endswith((".", "!", "?", ":"))
    return ended and bool(_RULES["signed"].at(text) or _RULES["who-is-to"].at(text))


def _block(lines: list[Line]) -> _MinuteParagraph:
    text = " ".join(line.text for line in lines)
    return _MinuteParagraph(text[:_LONGEST], lines[0].start)


def _row(line: Line) -> _MinuteParagraph:
    """A row of the minutes: the last cell may name who acts."""
    cells = [cell.strip() for cell in line.text.strip().split("\t")]
    owner = cells[-1] if len(cells) > 1 and len(cells[-1]) <= _COLUMN else ""
    text = line.text.rstrip()
    if cell := _LABEL_CELL.match(text):  # “Action” in a cell of its own
        text = f"{text[: cell.end() - 1]}:{text[cell.end() :]}"
        owner = "" if len(cells) == FEWEST_CELLS else owner
    if owner:
        text = text[: text.rindex(owner)].rstrip()
    return _MinuteParagraph(
        text.replace("\t", " ")[:_LONGEST], line.start, owner, line.text[:_LONGEST]
    )


FEWEST_CELLS = 2  # a label and its words
_LABEL_CELL = re.compile(r"\s*(?:[^\W\d]{3,20}\s/\s)?(?:ACTIONS?|Actions?|To do)\t")


# -- under a label, or in a column
# ---------------------------------------------------------------------------------------


def _labelled(
    facts: Facts, index: int, minute: Minute, blocks: list[_MinuteParagraph]
) -> Iterator[MinuteAction]:
    before = ""
    listing = False  # below “Actions” alone
    for block in blocks:
        listing = _heads_list(block) or (listing and _says_who(facts, block))
        if listing and not _heads_list(block):
            yield _listed(facts, index, minute, block)
            continue
        if block.owner:
            yield from _in_column(facts, index, minute, block)
        labels = list(_RULES["label"].pattern.finditer(block.text)) or [
            found for found in [_RULES["arrow"].at(block.text.lstrip())] if found
        ]
        for at, label in enumerate(labels):
            end = labels[at + 1].start() if at + 1 < len(labels) else len(block.text)
            ahead = block.text[labels[at - 1].end() if at else 0 : label.start()] or before
            action = _under_label(facts, index, minute, block, label, end, ahead)
            if action is not None:
                yield action
        before = block.text


_HEADS_LIST = re.compile(
    r"\W*(?:(?i:agreed|key|new)\s+)?(?:ACTIONS?|Actions?|TO\s+DO|To\s+do)"
    r"(?:\s+(?i:points?|arising|agreed|items?))?\W*$"
)


def _heads_list(block: _MinuteParagraph) -> bool:
    return _HEADS_LIST.match(block.text) is not None


def _said(facts: Facts, block: _MinuteParagraph) -> re.Match[str] | None:
    """What is to be done and by whom, of a line of a list of actions."""
    text = one_line(_MARK.sub("", block.text.strip(), count=1))
    found = (_RULES[name].at(text) for name in ("who-says", "signed", "who-is-to"))
    return next((each for each in found if each and _are_somebody(facts, each["who"])), None)


def _says_who(facts: Facts, block: _MinuteParagraph) -> bool:
    return _said(facts, block) is not None


def _listed(facts: Facts, index: int, minute: Minute, block: _MinuteParagraph) -> MinuteAction:
    """An action of a list that only its head announces."""
    found = _said(facts, block)
    fields = found.groupdict() if found else {}
    text = fields.get("text") or (found.string if found else block.text)
    held, ahead = facts.meetings[minute.meeting].date, meetings_ahead(facts, minute.meeting)
    due = day_due(fields.get("due") or text, held, ahead)
    span = Span(block.start, block.start + len(block.text))
    return _action(facts, index, minute, None, text, fields.get("who"), due, span, "listed")


def _signed(
    facts: Facts,
    index: int,
    minute: Minute,
    blocks: list[_MinuteParagraph],
) -> Iterator[MinuteAction]:
    """What a cell, or a paragraph, says is to be done before those who are to do it, known by their
    initials or names.
    """
    held = facts.meetings[minute.meeting].date
    for block in blocks:
        for start, cell in _cells(facts.document, block):
            found = _RULES["signed"].at(cell) or _RULES["label-for"].at(cell)
            if found is None and "\t" in block.whole:  # a cell of its own: “BW to mend it”
                found = _RULES["who-is-to"].at(cell)
            if found is None:
                continue
            if not _are_somebody(facts, found["who"]) or _RULES["no-task"].within(cell):
                continue
            text, due = found.groupdict().get("text") or cell, found.groupdict().get("due") or cell
            text = _LABEL_WORD.sub("", text)
            span = Span(start, start + len(cell))
            yield _action(
                facts,
                index,
                minute,
                None,
                text,
                found["who"],
                day_due(due, held, meetings_ahead(facts, minute.meeting)),
                span,
                "signed",
            )


def _cells(document: Document, block: _MinuteParagraph) -> Iterator[tuple[int, str]]:
    """The paragraphs in the cells of a block with their offsets; a paragraph is one."""
    at = block.start
    for cell in (block.whole or block.text).split("\t"):
        for span in document.paragraphs(at, at + len(cell)):
            part = cell[span.start - at : span.end - at]
            skipped = len(part) - len(part.lstrip())
            text = _MARK.sub("", part.strip(), count=1)
            if text:
                yield span.start + skipped, text
        at += len(cell) + 1


def _tabled(facts: Facts, lines: list[Line]) -> Iterator[MinuteAction]:
    """The rows of a table of actions within minutes, by the minute whose number a row gives."""
    for part in facts.parts:
        if part.kind != "minutes" or part.meeting is None:
            continue
        held = facts.meetings[part.meeting].date
        ahead = meetings_ahead(facts, part.meeting)
        own = [n for n, minute in enumerate(facts.minutes) if minute.meeting == part.meeting]
        for table in tables(within(lines, part.span), column_of, _lists_actions):
            for row in table.rows:
                number = row["number"].strip(" .")
                index = next((n for n in own if number and facts.minutes[n].number == number), None)
                if index is None:
                    index = next((n for n in own if row.line.span in facts.minutes[n].span), None)
                if index is None:
                    continue
                for task in _tasks(facts.document, row, table):
                    yield _action(
                        facts,
                        index,
                        facts.minutes[index],
                        None,
                        task["text"],
                        task["responsible"] or None,
                        day_due(task["due"] or task["raised"], held, ahead, field=True),
                        task.line.span,
                        "row",
                    )


def _tasks(document: Document, row: ColumnRow, table: Table) -> Iterator[ColumnRow]:
    """What a row gives to do: each paragraph of its cell, with the paragraph beside it of who acts
    and of when, where as many stand there.
    """
    whole = paragraphs_of(document, row, table)
    count = len(whole.get("text", ()))
    owners = len(whole.get("responsible", ()))
    tasks = [row]
    if count > 1 and owners in (1, count):
        parts = [
            {
                name: said[at] if len(said) == count else " ".join(said)
                for name, said in whole.items()
            }
            for at in range(count)
        ]
        tasks = [ColumnRow(part, row.line) for part in parts]
    for task in tasks:
        if task["text"] and not _NOTHING.fullmatch(task["text"]):
            yield task


_NOTHING = re.compile(r"(?i)(?:none|nil|n/?a|no\s+actions?|[-–—]+)\s*\.?")


def _lists_actions(columns: set[str]) -> bool:
    return {"text", "responsible"} <= columns and bool({"number", "due"} & columns)


def _under_label(
    facts: Facts,
    index: int,
    minute: Minute,
    block: _MinuteParagraph,
    label: re.Match[str],
    end: int,
    ahead: str,
) -> MinuteAction | None:
    rest = one_line(block.text[label.end() : end]).strip(" *]")
    if not rest or (label.re is _RULES["arrow"].pattern and _RULES["no-task"].within(rest)):
        return None
    held = facts.meetings[minute.meeting].date
    named = label.groupdict().get("who") or label.groupdict().get("by")
    text, who, when = (rest, named, rest) if named else _fields(rest, facts)
    alone = _RULES["who-alone"].at(rest)
    if alone and ahead.strip():
        text, who = _asked_sentence(ahead), alone["who"]
    if not text:
        return None
    return _action(
        facts,
        index,
        minute,
        label.groupdict().get("number"),
        text,
        who,
        day_due(when, held, meetings_ahead(facts, minute.meeting)),
        Span(block.start + label.start(), block.start + end),
        "label",
    )


def _fields(rest: str, facts: Facts) -> tuple[str, str | None, str]:
    """What is to be done, by whom and when, of the words after a label."""
    for rule in ("who-says", "signed"):
        found = _RULES[rule].at(rest)
        if found and _are_somebody(facts, found["who"]):
            return found["text"], found["who"], found.groupdict().get("due") or rest
    owner, when = _RULES["owner"].within(rest), _RULES["due"].within(rest)
    cut = min((found.start() for found in (owner, when) if found), default=len(rest))
    text = rest[:cut].strip(" .;,–-(")
    doer = _RULES["who-to-do"].at(text)
    who = owner["who"].strip(" .)") if owner else doer["who"] if doer else None
    return text, who, when["due"] if when else rest


def _in_column(
    facts: Facts, index: int, minute: Minute, block: _MinuteParagraph
) -> Iterator[MinuteAction]:
    """What the cell to the right of a paragraph gives somebody to do."""
    named = _RULES["who-alone"].at(re.sub(r"^(?:ACTION|Action)\s*:?\s*", "", block.owner))
    text = _asked_sentence(block.text)
    if not named or not _are_somebody(facts, named["who"]) or _is_told(text):
        return
    held = facts.meetings[minute.meeting].date
    beside = block.owner[block.owner.index(named["who"]) + len(named["who"]) :].strip(" ,:–-")
    when = beside if any(mark.isdigit() for mark in beside) else text
    span = Span(block.start, block.start + len(block.text))
    yield _action(
        facts,
        index,
        minute,
        None,
        text,
        named["who"],
        day_due(when, held, meetings_ahead(facts, minute.meeting)),
        span,
        "column",
    )


@lru_cache(maxsize=1)
def _known_initials(document: Document, attendance: tuple[Attendance, ...]) -> Mapping[str, str]:
    return initials_of(document, attendance)


def _is_somebody(facts: Facts, printed: str) -> bool:
    """Whether a cell names a person of the paper, or a role."""
    if _RULES["role"].within(printed):
        return True
    if printed in _known_initials(facts.document, facts.attendance):
        return True
    if any(each.text == printed and each.kind == "person" for each in facts.mentions):
        return True
    last = printed.split()[-1] if printed.split() else ""
    initials, names = _people_listed(facts.document, facts.attendance)
    return printed in initials or last.casefold() in names


@lru_cache(maxsize=1)
def _people_listed(
    document: Document, attendance: tuple[Attendance, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """The initials, and the first and last names, of those in a paper's lists of people."""
    listed = [(row.printed, name) for row in attendance if (name := without_titles(row.printed))]
    return (
        frozenset(_initials(printed) for printed, _ in listed),
        frozenset(word.casefold() for _, name in listed for word in (name[0], name[-1])),
    )


def _are_somebody(facts: Facts, printed: str) -> bool:
    if _RULES["post"].at(printed):
        return True
    return all(_is_somebody(facts, each) for each in _SPLIT.split(printed) if each)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Z][\w’'-]+", name))


def _asked_sentence(text: str) -> str:
    """The sentence of a paragraph that asks for something: the last strong one, else the last weak
    one.
    """
    text = one_line(_MARK.sub("", text.strip(), count=1))
    sentences = _sentences(text)
    for rule in ("strong", "weak"):
        found = [each for each in sentences if _RULES[rule].within(each)]
        if found:
            return found[-1]
    return sentences[-1] if sentences else text


def _is_told(text: str) -> bool:
    """Whether a sentence asks for nothing: it tells what is, or only names people."""
    if any(_RULES[rule].within(text) for rule in ("strong", "weak")):
        return False
    return bool(_FINITE.search(text)) or not re.search(r"\b[a-z]{3,}", text)


_LABEL_WORD = re.compile(r"^(?:ACTION|Action)\s+(?=[A-Z])")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|had)\b")


def _sentences(text: str) -> list[str]:
    found, start = [], 0
    for gap in _SENTENCE.finditer(text):
        if not _ABBREVIATED.search(text[start : gap.start()]):
            found.append(text[start : gap.start()])
            start = gap.end()
    found.append(text[start:])
    return [each.strip() for each in found if each.strip()]


# -- told in a sentence
# --------------------------------------------------------------------------------------------------


def _told(
    facts: Facts, index: int, minute: Minute, blocks: list[_MinuteParagraph]
) -> Iterator[MinuteAction]:
    """The sentences that say who undertook, or is, to do something; decisions are left out."""
    held = facts.meetings[minute.meeting].date
    for block in blocks:
        if _MINUTES["resolved"].at(block.text.strip()):
            return
        for sentence in _sentences(one_line(_MARK.sub("", block.text.strip(), count=1))):
            for rule in ("undertook", "is-to-do", "who-is-to"):
                found = _RULES[rule].find(sentence)
                if found is None or _NOBODY.fullmatch(found["who"]):
                    continue
                if rule == "who-is-to" and not _are_somebody(facts, found["who"]):
                    continue
                at = facts.document.text.find(sentence[:20], block.start, block.start + _LONGEST)
                start = at if at >= 0 else block.start
                span = Span(start, min(start + len(sentence), block.start + len(block.text)))
                who = _people_of(facts, found["who"])
                due = day_due(sentence, held, meetings_ahead(facts, minute.meeting))
                yield _action(facts, index, minute, None, sentence, who, due, span, rule)
                break


def _people_of(facts: Facts, printed: str) -> str:
    """Of words joined by “and”, those that name somebody, where some do and some do not."""
    pieces = _SPLIT.split(printed)
    known = [each for each in pieces if _is_somebody(facts, each)]
    return " / ".join(known) if known and len(known) < len(pieces) else printed


_NOBODY = re.compile(
    r"(?:it|this|they|.*\b(?:board|committee|panel|council|partnership|forum|group|authority|"
    r"members|partners|governors|trustees))",
    re.IGNORECASE,
)  # a body that agrees to do something decides


def _action(
    facts: Facts,
    index: int,
    minute: Minute,
    number: str | None,
    text: str,
    who: str | None,
    due: date | None,
    span: Span,
    rule: str,
) -> MinuteAction:
    people = tuple(
        each
        for each in (_SPLIT.split(who) if who else ())
        if each and any(m.kind == "person" and m.text.endswith(each) for m in facts.mentions)
    )
    return MinuteAction(
        minute.meeting,
        index,
        number,
        one_line(text),
        people,
        one_line(who) if who else None,
        due,
        Span(span.start, max(span.end, span.start + 1)),
        f"minute-actions.{rule}",
    )
