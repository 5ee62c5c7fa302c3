"""Aboutness: which statements are about a topic, named in them or not, and how certain that is.

A topic owns the places whose titles name it, the papers whose opening says that they are about it,
the rows of an action log that name it, the paragraphs that begin with it and the lists and tables
that such a paragraph introduces. A name in a list of others is passed by. The same rules serve
entities, by all their names, and plain words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise

from kg.extractors.rules import rules
from kg.ontology.folding import fold
from kg.tracking.phrase_rules import topic_rule
from kg.tracking.short_forms import (
    in_other_order,
    is_called,
    names_of_sort,
    sorts_of,
    telling_words,
)
from kg.tracking.statements import Statement, StatementPlace

TITLED, LOGGED, SECTIONED, OPENED = 0.95, 0.9, 0.86, 0.85
BEGUN, LED, NAMED, GOES_ON, BETWEEN, BESIDE = 0.8, 0.75, 0.65, 0.6, 0.5, 0.35
LISTED, DECIDED = 0.7, 0.4
"""How certain a statement is about a topic, by what shows it."""
OWN_PAPER = (TITLED, OPENED)
"""How certain what stands in a minute or a paper on the topic is about it."""
_BY_TITLE = {
    "section": (SECTIONED, "section"),
    "log": (LOGGED, "log"),
    "listed": (LISTED, "agenda"),
}
_SUBJECT_WITHIN = 60  # characters of a paragraph within which its subject is named
_OPENING = 4  # statements of a paper among which it says what it is about
_SENSE = 2  # words of its context that show that an ordinary word is the name
_LIST_AROUND = 140  # characters around a name that are looked at for a list
_LIST_OF = 3  # names side by side that make a list
_SUBJECT = 3  # telling words of a heading that names a subject, and no sort of section
_HEADING = 8  # words of a heading that is set as a point of a list
_SHORT, _TELLING = 3, 4  # letters of a word that tells little; words of a title that is a name
_TOKEN = re.compile(r"[a-z0-9]+")
_NOTHING = re.compile(r"(?!)")
_TITLE_CUT = re.compile(r"[,;/&]|\band\b")


@dataclass(frozen=True, slots=True)
class About:
    """One statement is about a topic: how certain, and by what (title, opening, paragraph …)."""

    statement: Statement
    certainty: float
    evidence: str


@dataclass(frozen=True)
class Topic:
    """What is asked for: its names as printed.

    ``ordinary`` says that its name is also an ordinary word: then only ``mentions`` (document →
    where they start) name it, and outside its own places only beside words of its ``context``;
    ``followers`` are words that stand behind the name where it is surely meant; ``row_names`` name
    it where they stand alone before the rest of a row.
    """

    names: tuple[str, ...]
    ordinary: bool = False
    mentions: Mapping[str, Sequence[int]] = field(default_factory=dict)
    context: frozenset[str] = frozenset()
    followers: frozenset[str] = frozenset()
    row_names: frozenset[str] = frozenset()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the names in a folded text; a last word may be in the plural."""
        forms = sorted({name_form(name) for name in self.names}, key=lambda f: (-len(f), f))
        return re.compile(r"(?<![a-z0-9])(?:" + "|".join(forms) + r")(?![a-z0-9])")

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that the names begin with, also as a name of one word may be written."""
        found: set[str] = set()
        for name in self.names:
            words = _TOKEN.findall(fold(name))
            found.update(words[:1])
            if len(words) == 1:
                bare = words[0].removesuffix("s")
                found.update((words[0] + "s", bare, bare.removesuffix("ie") + "y"))
        return frozenset(found)

    @cached_property
    def head(self) -> re.Pattern[str]:
        """Finds the topic called by its head noun alone: “the prison”."""
        heads = {words[-1] for name in self.names if len(words := fold(name).split()) > 1}
        nouns = sorted(re.escape(head) for head in heads if len(head) > 3 and head.isalpha())
        return re.compile(rf"\b(?:the|this|that) (?:{'|'.join(nouns)})\b") if nouns else _NOTHING

    @cached_property
    def called(self) -> re.Pattern[str]:
        """Finds “is called …” before one of the names."""
        return re.compile(topic_rule("called").pattern.pattern.rstrip("$") + self.pattern.pattern)

    def in_title(self, title: str) -> bool:
        """Whether a title names the topic."""
        if self.pattern.search(fold(title)) is None:
            return False
        return not self.ordinary or self.as_name(title)

    def as_name(self, text: str) -> bool:
        """Whether a text prints a name with a capital where no ordinary word would have one."""
        if any(_is_printed_as_name(text, name) for name in self.names) or self.followed(text):
            return True
        return text.isupper() and any(text.find(name.upper()) > 0 for name in self.names)

    def followed(self, text: str) -> bool:
        """Whether a text prints a name before a word that stands behind it where it is meant."""
        return any(
            word.lower() in self.followers for name in self.names for word in _behind(text, name)
        )

    def others_in(self, title: str) -> list[str]:
        """What else a title names beside the topic, of several words each (folded)."""
        rest, named = self.pattern.subn("|", fold(title))
        if not named:
            return []
        pieces = [piece for piece in _TITLE_CUT.split(rest) if "|" not in piece]
        told = (" ".join(_TOKEN.findall(piece)) for piece in pieces)
        return [piece for piece in told if " " in piece]


def _spaced(title: str) -> str:
    """The words of a title (folded), each between spaces."""
    return f" {' '.join(_TOKEN.findall(fold(title)))} "


def name_form(name: str) -> str:
    """A pattern for a name in a folded text on one line."""
    words = re.findall(r"[a-z0-9]+(?:'s)?", fold(name))
    if not words:
        return r"(?!)"
    spelled = [re.escape(word) for word in words]
    last = words[-1]
    if last.endswith("ies"):
        spelled[-1] = re.escape(last[:-3]) + "(?:ies|y)"
    elif last.endswith("s") and not last.endswith("ss") and len(last) > 3:
        spelled[-1] = re.escape(last[:-1]) + "s?"
    elif len(last) > 2 and last.isalpha():
        spelled[-1] += "(?:'?s)?"
    return r"[^a-z0-9\n]{1,3}".join(spelled)


def _is_printed_as_name(text: str, name: str) -> bool:
    printed = name[:1].upper() + name[1:]
    if re.search(rf"(?<=\w[ ’']){re.escape(printed)}\b|^{re.escape(printed)}\b(?! [a-z])", text):
        return True
    return not text.isupper() and re.search(rf"\b{re.escape(name.upper())}\b", text) is not None


def _behind(text: str, name: str) -> list[str]:
    """The words that stand behind a name printed with a capital."""
    return re.findall(rf"\b{re.escape(name[:1].upper() + name[1:])} ([A-Za-z]+)", text)


class StatementIndex:
    """The statements of one document, and where names stand in them."""

    def __init__(self, document: str, statements: Sequence[Statement]) -> None:
        self.document = document
        self.statements = statements
        self.paragraphs: dict[int, list[int]] = defaultdict(list)
        self.places: dict[StatementPlace, list[int]] = defaultdict(list)
        self.led: dict[int, list[int]] = {}  # paragraph → those of the list that it introduces
        for at, each in enumerate(statements):
            self.paragraphs[each.paragraph].append(at)
            for place in each.places:
                self.places[place].append(at)
            if each.lead is not None:
                self.led.setdefault(each.lead, []).append(each.paragraph)
        self.titled: dict[str, list[StatementPlace]] = defaultdict(
            list
        )  # word → places with it in the title
        for place in self.places:
            for word in sorted(set(_TOKEN.findall(fold(place.title)))):
                self.titled[word].append(place)
        self.paper_of_opening = {
            at: place
            for place, held in self.places.items()
            if place.kind in ("minute", "report")
            for at in held[:_OPENING]
        }
        texts = [fold(each.text) for each in statements]
        self._starts: list[int] = []
        offset = 0
        for text in texts:
            self._starts.append(offset)
            offset += len(text) + 1
        self.folded = "\n".join(texts)
        self.rows: dict[str, list[int]] = defaultdict(list)  # first cell (folded) → its rows
        for at, each in enumerate(statements):
            if each.kind == "row":
                self.rows[fold(each.text.partition(" | ")[0])].append(at)
        self.words: dict[str, list[int]] = defaultdict(list)
        for word in _TOKEN.finditer(self.folded):
            self.words[word[0]].append(word.start())
        self._spans = [each.span for each in statements]
        self._offsets = [span.start for span in self._spans]

    def named(self, topic: Topic) -> dict[int, int]:
        """The statements that name a topic outside a list → where in its folded text."""
        found: dict[int, int] = {}
        for match in self._matches(topic):
            at = bisect_right(self._starts, match.start()) - 1
            begins = match.start() - self._starts[at]
            length = match.end() - match.start()
            text = self.statements[at].text
            if at in found or in_list(text, begins, begins + length):
                continue
            if not _as_source(text[:begins]):
                found[at] = begins
        for name in topic.names:
            for at, begins in in_other_order(telling_words(name), self.words, self._starts):
                if at not in found and not _as_source(self.statements[at].text[:begins]):
                    found[at] = begins
        if topic.ordinary:
            meant = {
                at for start in topic.mentions.get(self.document, ()) for at in self._at(start)
            }
            found = {
                at: begins
                for at, begins in found.items()
                if at in meant or topic.followed(self.statements[at].text)
            }
        for name in topic.row_names:
            found.update(dict.fromkeys(self.rows.get(name, ()), 0))
        return found

    def with_phrase(self, phrase: str) -> Iterator[int]:
        """The statements that have some words (folded) side by side."""
        at = self.folded.find(phrase)
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self.folded.find(phrase, at + 1)

    def times(self, topic: Topic) -> int:
        """How often the document prints a name of the topic."""
        return sum(1 for _ in self._matches(topic))

    def _matches(self, topic: Topic) -> Iterator[re.Match[str]]:
        offsets = (offset for word in topic.first_words for offset in self.words.get(word, ()))
        for offset in sorted(offsets):
            match = topic.pattern.match(self.folded, offset)
            if match is not None:
                yield match

    def _at(self, offset: int) -> Iterator[int]:
        """The statements that hold an offset of the document."""
        last = bisect_right(self._offsets, offset)
        for at in range(max(0, last - 40), last):
            if offset < self._spans[at].end:
                yield at


def about_topic(index: StatementIndex, topic: Topic) -> list[About]:
    """The statements of one document that are about ``topic``, in the order they stand."""
    return _AboutFinder(index, topic).find()


class _AboutFinder:
    """Finds the statements of one document that are about one topic, each with its evidence."""

    def __init__(self, index: StatementIndex, topic: Topic) -> None:
        self._index, self._topic = index, topic
        self._named = index.named(topic)
        self._owned = self._owned_places()
        if topic.ordinary:
            self._named = {at: begins for at, begins in self._named.items() if self._in_context(at)}
        self._placed: dict[int, tuple[float, str]] = {}  # the strongest place of each statement
        for place, shown in self._owned.items():
            others = topic.others_in(place.title)
            for at in index.places[place]:
                if not (others and self._is_on(others, place, index.statements[at])):
                    self._placed[at] = max(shown, self._placed.get(at, shown))
        held = (index.statements[at].paragraph for at in (*self._named, *self._placed))
        self._waiting = sorted(set(held))
        self._ended: set[StatementPlace] = set()  # sections in which another subject has begun
        self._leads: set[int] = set()  # paragraphs whose list is about the topic
        self._found: dict[int, About] = {}  # place among the statements → why

    def find(self) -> list[About]:
        if not self._named and not self._owned:
            return []
        begun = []
        number = -1
        while (number := self._next_paragraph(number)) >= 0:
            if self._paragraph(number):
                begun.append(number)
        self._lead_ins()
        self._between(begun)
        self._going_on_after(begun)
        self._called_by_sort()
        self._by_agenda_title()
        self._rows_on_presenters()
        self._decisions_on_items()
        return [self._found[at] for at in sorted(self._found)]

    def _next_paragraph(self, after: int) -> int:
        """The next paragraph that may be about the topic, or -1."""
        while self._waiting:
            number = heappop(self._waiting)
            if number > after:
                return number
        return -1

    # -- places ------------------------------------------------------------------------------------

    def _owned_places(self) -> dict[StatementPlace, tuple[float, str]]:
        index, topic = self._index, self._topic
        owned: dict[StatementPlace, tuple[float, str]] = {}
        titled = {place for word in topic.first_words for place in index.titled.get(word, ())}
        for place in titled:
            if topic.in_title(place.title):
                owned[place] = _BY_TITLE.get(place.kind, (TITLED, "title"))
        for at in self._named:
            statement = index.statements[at]
            for place in statement.places:
                if place.kind == "log" and statement.place == 0:
                    owned.setdefault(place, (LOGGED, "log"))
            paper = index.paper_of_opening.get(at)
            if paper is not None and paper not in owned and self._opens_on_topic(at):
                owned[paper] = (OPENED, "opening")
        return owned

    def _is_on(self, others: Sequence[str], owned: StatementPlace, statement: Statement) -> bool:
        """Whether a statement stands in a section on another subject of a title with several.

        A section that is called as the title begins is the title once more, cut by a line's end.
        """
        whole = _spaced(owned.title)
        for place in statement.places:
            title = _spaced(place.title)
            named = place.kind == "section" and any(f" {other} " in title for other in others)
            if named and not self._topic.in_title(place.title) and not whole.startswith(title):
                return True
        return False

    def _opens_on_topic(self, at: int) -> bool:
        """Whether a statement says that the paper it opens is about the topic."""
        text = fold(self._index.statements[at].text)
        if self._topic.called.search(text):
            return True
        for rule in ("purpose", "received"):
            found = topic_rule(rule).within(text)
            if found is None:
                continue
            subject = topic_rule("regarding").within(text, found.end())
            if self._topic.pattern.search(text, subject.end() if subject else found.end()):
                return True
        return False

    def _in_context(self, at: int) -> bool:
        """Whether an ordinary word is the topic's name here: its own words are around it."""
        statement = self._index.statements[at]
        outer = [place for place in statement.places if place.kind in ("minute", "report")]
        if any(place in self._owned for place in statement.places) or not outer:
            return True
        if statement.kind in ("action", "decision", "agenda"):
            return True
        if rules("agenda")["procedural"].at(outer[-1].title):
            return True
        held = self._index.paragraphs[statement.paragraph]
        around = " ".join(fold(self._index.statements[each].text) for each in held)
        told = self._topic.context & set(re.findall(r"[a-z]+", around))
        return len(told) >= min(_SENSE, len(self._topic.context))

    # -- paragraphs --------------------------------------------------------------------------------

    def _paragraph(self, number: int) -> bool:
        """Find what is about the topic in a paragraph; whether it begins with the topic, or belongs
        to what such a paragraph introduces. What stands between two sentences that name it is.
        """
        held = self._index.paragraphs[number]
        first = self._index.statements[held[0]]
        begins = self._begins(held)
        if _is_heading(held, first) and held[0] not in self._named:
            self._ended.update(place for place in first.places if place.kind == "section")
        led = first.lead is not None and first.lead in self._leads
        if begins or led:
            self._leads.add(number)
            for child in self._index.led.get(number, ()):
                heappush(self._waiting, child)
        going = False
        last = max((at for at in held if at in self._named), default=-1)
        for at in held:
            each = self._index.statements[at]
            named = at in self._named
            goes_on = self._goes_on(each.text) or (each.kind != "row" and at < last)
            going = named or (going and goes_on)
            placed = self._placed.get(at)
            shown = self._evidence(each, placed, named, going, begins, led)
            if shown is not None:
                self._found[at] = About(each, *shown)
        return begins or led

    def _evidence(
        self,
        each: Statement,
        placed: tuple[float, str] | None,
        named: bool,
        going: bool,
        begins: bool,
        led: bool,
    ) -> tuple[float, str] | None:
        """What shows that a statement is about the topic: the strongest of all that does."""
        if placed is not None and placed[0] != SECTIONED:
            return placed
        if placed is not None and (named or going or led or begins):
            return placed
        if placed is not None:
            return None if self._is_beside_another(each) else (BESIDE, "section")
        if begins and each.kind != "row":
            return BEGUN, "paragraph"
        if led:
            return LED, "list"
        if named:
            return NAMED, "named"
        return (GOES_ON, "goes on") if going else None

    def _is_beside_another(self, each: Statement) -> bool:
        """Whether a statement in a section on the topic stands below a heading on another subject
        in it.
        """
        if self._ended.intersection(each.places):
            return True
        inner = each.places[-1] if each.places else None
        if inner is None or inner.kind != "section" or inner in self._owned:
            return False
        telling = [word for word in _TOKEN.findall(fold(inner.title)) if len(word) > _SHORT]
        return len(telling) >= _SUBJECT

    def _begins(self, held: Sequence[int]) -> bool:
        """Whether a paragraph has the topic as the subject of its first or second sentence."""
        if self._index.statements[held[0]].kind == "row" or held[0] not in self._named:
            return False
        if self._named[held[0]] <= _SUBJECT_WITHIN:
            return True
        return len(held) > 1 and self._named.get(held[1], 1 << 20) <= _SUBJECT_WITHIN

    def _goes_on(self, text: str) -> bool:
        """Whether a sentence goes on with the topic of the one before it."""
        if topic_rule("goes-on").at(text):
            return True
        return self._topic.head.search(text.casefold()) is not None

    # -- what stands around ------------------------------------------------------------------------

    def _lead_ins(self) -> None:
        """What introduces a list entry that begins with the topic: “The grants are for:”."""
        for at in sorted(self._named):
            each = self._index.statements[at]
            if each.lead is None or self._named[at] > _SUBJECT_WITHIN:
                continue
            for before in self._index.paragraphs.get(each.lead, ()):
                if not _announces(self._index.statements[before]):
                    continue
                found = About(self._index.statements[before], BETWEEN, "introduces")
                self._found.setdefault(before, found)

    def _between(self, begun: Sequence[int]) -> None:
        """A paragraph between two that begin with the topic goes on with it."""
        paragraphs, statements = self._index.paragraphs, self._index.statements
        for before, after in pairwise(begun):
            if after - before != 2 or before + 1 not in paragraphs:
                continue
            held = paragraphs[before + 1]
            around = (statements[paragraphs[near][0]] for near in (before, after))
            if any(each.places != statements[held[0]].places for each in around):
                continue
            for at in held:
                self._found.setdefault(at, About(statements[at], BETWEEN, "between"))

    def _going_on_after(self, begun: Sequence[int]) -> None:
        """A paragraph below one that begins with the topic, which speaks of “the team” where it has
        named none itself, goes on with that topic.
        """
        paragraphs, statements = self._index.paragraphs, self._index.statements
        for before in begun:
            held = paragraphs.get(before + 1, [])
            if not held or any(at in self._found for at in held):
                continue
            first = statements[held[0]]
            if first.places != statements[paragraphs[before][0]].places:
                continue
            if self._has_no_antecedent([statements[at].text for at in held]):
                for at in held:
                    self._found[at] = About(statements[at], GOES_ON, "goes on")

    def _has_no_antecedent(self, texts: Sequence[str]) -> bool:
        said = ""
        for text in texts:
            refers = topic_rule("refers-back").at(text)
            if refers and re.search(rf"\b{fold(refers['sort'])}s?\b", said) is None:
                return True
            said += f" {fold(text)}"
        return False

    def _called_by_sort(self) -> None:
        """What a paper says of “the dashboard” after it has named one, and no other."""
        for sort in sorted(sorts_of(self._topic.names)):
            named = {
                place: at
                for at in sorted(self._named, reverse=True)
                for place in self._index.statements[at].places
                if place.kind in ("minute", "report")
            }
            for place, first in named.items():
                held = [at for at in self._index.places[place] if at not in self._found]
                if self._has_other_of_sort(self._index.places[place], sort):
                    continue
                for at in held:
                    each = self._index.statements[at]
                    if at > first and is_called(each.text, sort):
                        self._found[at] = About(each, GOES_ON, "sort")
            if named:
                self._logged_by_sort(sort)

    def _logged_by_sort(self, sort: str) -> None:
        """Rows of the action log that speak of “the dashboard”, where the pack names no other."""
        statements = self._index.statements
        rows = [
            row
            for at, each in enumerate(statements)
            if each.kind == "action" and at not in self._found and is_called(each.text, sort)
            for row in each.places
            if row.kind == "log"
        ]
        if rows and not self._has_other_of_sort(range(len(statements)), sort):
            for at in sorted({at for row in rows for at in self._index.places[row]}):
                self._found.setdefault(at, About(statements[at], GOES_ON, "sort"))

    def _has_other_of_sort(self, held: Sequence[int], sort: str) -> bool:
        """Whether some statements name another thing of the sort."""
        own = [words for name in self._topic.names if (words := telling_words(name))]
        return any(
            not any(words <= telling_words(name) for words in own)
            for at in held
            for name in names_of_sort(self._index.statements[at].text, sort)
            if self._topic.pattern.search(fold(name)) is None
        )

    def _by_agenda_title(self) -> None:
        """What the same pack says in the very words by which its agenda calls a paper on the topic:
        minutes ask for the subject by the name that the next agenda gives it.
        """
        statements = self._index.statements
        for place in [each for each in self._owned if each.kind == "report"]:
            held = self._index.places[place]
            listed = {
                outer.title
                for outer in (statements[held[0]].places if held else ())
                if outer.kind == "listed" and outer.span == place.span
            }
            for title in listed:
                words = [word for word in _TOKEN.findall(fold(title)) if len(word) > _SHORT]
                if len(words) < _TELLING or self._topic.in_title(title):
                    continue
                for at in self._index.with_phrase(fold(title).rstrip(". ")):
                    self._found.setdefault(at, About(statements[at], NAMED, "agenda"))

    def _rows_on_presenters(self) -> None:
        """Rows of the action log that name who presented a minute on the topic, and is named in no
        other minute: “an update on the work of Ann Lee” goes on with what she presented.
        """
        statements = self._index.statements
        for place in [each for each in self._owned if each.kind == "minute"]:
            for at in self._index.places[place][:_OPENING]:
                presenter = topic_rule("presenter").within(statements[at].text)
                named = list(self._index.with_phrase(fold(presenter["who"]))) if presenter else []
                minutes = {
                    each for at in named for each in statements[at].places if each.kind == "minute"
                }
                rows = (
                    row
                    for at in named
                    for row in statements[at].places
                    if row.kind == "log" and statements[at].place == 0
                )
                for row in rows if minutes == {place} else ():
                    for at in self._index.places[row]:
                        self._found.setdefault(at, About(statements[at], LISTED, "log"))

    def _decisions_on_items(self) -> None:
        """What was decided on a paper that tells of the topic among other things: to note it."""
        index = self._index
        told = {
            place
            for at, each in self._found.items()
            if each.certainty >= NAMED
            for place in index.statements[at].places
            if place.kind in ("minute", "report")
        }
        for place in told:
            for at in index.places[place]:
                each = index.statements[at]
                decides = each.kind in ("decision", "recommendation")
                if decides and topic_rule("on-the-whole").within(each.text):
                    self._found.setdefault(at, About(each, DECIDED, "decision on this item"))


def _as_source(before: str) -> bool:
    """Whether a name after these words only says where a figure is from."""
    if topic_rule("credited").within(before):
        return True
    return len(before) > _SUBJECT_WITHIN and topic_rule("as-source").within(before) is not None


def _announces(statement: Statement) -> bool:
    return len(statement.text.split()) >= 5 and not topic_rule("receipt").within(statement.text)


def _is_heading(held: Sequence[int], first: Statement) -> bool:
    """Whether a numbered paragraph is a few words without an end: the name of what follows."""
    return (
        len(held) == 1
        and first.kind == "sentence"
        and (first.label or "")[:1].isdigit()
        and len(first.text.split()) <= _HEADING
        and topic_rule("no-end").within(first.text) is not None
    )


_SHORT_NAME = re.compile(
    r"^\s*(?:(?:the|and|or|&)\s+)*(?:[A-Z0-9(][^\s,]*\s*(?:(?:of|and|for|the|in)\s+)?){1,6}$"
)


def in_list(text: str, start: int, end: int) -> bool:
    """Whether what stands at ``start`` is one of several names side by side."""
    first = max(0, start - _LIST_AROUND)
    run, inside, at = 0, False, first
    for piece in re.split(r"[,;/]|\band\b", text[first : end + _LIST_AROUND]):
        stop = at + len(piece)
        if _SHORT_NAME.match(piece.strip()):
            run += 1
            inside = inside or at <= start <= stop
        elif inside and run >= _LIST_OF:
            return True
        else:
            run, inside = 0, False
        at = stop + 1
    return inside and run >= _LIST_OF
