"""The news of one pack by topic: what it decides, asks, changes and reports, and its new numbers.

Each thing is told once, under the topic it is about most: whose report or minute it stands in,
else the one that its words name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import fold, fold_to_words, singular
from kg.store import query
from kg.text.word_lists import HEAD_NOUNS, PAPER_NOUNS, STOP_WORDS
from kg.views.cells import QueryRow, text_or_none
from kg.views.grant_tables import sum_tables
from kg.views.item_statements import ItemStatements
from kg.views.profile import CitedSentence, cited_sentence
from kg.views.timeline.citations import SourcePlace, citation
from kg.views.timeline.doubtful_figures import doubtful_figures, doubts_of
from kg.views.timeline.formatting import readable
from kg.views.timeline.model import DoubtfulFigure
from kg.views.timeline.salience import matches_rule
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

MOST_NUMBERS = 3  # sums and figures shown of a topic
_ORDER = (
    "resolved",
    "asked",
    "undertaken",
    "recommended",
    "action",
    "change",
    "money",
    "figure",
    "report",
    "minute",
    "agenda item",
)  # the news of a topic, the weightiest first
_PARTS = {
    "minute": "minutes",
    "resolved": "minutes",
    "asked": "minutes",
    "undertaken": "minutes",
    "action": "action-log",
    "report": "report",
    "recommended": "report",
    "agenda item": "agenda",
}  # event → the part of the pack
_TITLES = ("report", "minute", "agenda item")  # the news whose words are a title
_NUMBERS = {"money": "sums-of", "figure": "figures-of"}  # event → the query that has them
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d[\d,.]*")
_FEWEST_PROPER = 2  # words of a name that are looked for as they stand
_FEWEST_WORDS = 5  # of a sentence with a figure; less is a row of a table


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One thing that the pack says of a topic: its event (“resolved”, “report” …) and its words.

    ``title`` is that of the report or minute it stands in; ``subject`` is what a figure measures
    where its words do not say so; ``doubt`` is what the papers say against it. ``told`` is what
    its words come to, where they are one row of several.
    """

    event: str
    number: str | None
    words: CitedSentence
    clause: str | None = None
    author: str | None = None
    title: str | None = None
    subject: str | None = None
    doubt: str | None = None
    told: str | None = None

    @property
    def is_noting(self) -> bool:
        """Whether it only notes, or asks to note, what is put before the meeting."""
        text = self.words.text
        if self.event == "recommended" and matches_rule("asked-to-note", text):
            return True
        return self.event in ("resolved", "recommended") and matches_rule("noting", text)

    @property
    def cited(self) -> str:
        """Its source as people cite it."""
        part = _PARTS.get(self.event)
        words = self.words
        place = SourcePlace(
            words.date, part, self.number, self.clause, None, self.author, words.page
        )
        return citation(place, words.text)


@dataclass(frozen=True, slots=True)
class DigestTopic:
    """A programme or partner with its news.

    ``last`` is the day (ISO) of the last earlier pack that speaks of it, by this name or another.
    ``first`` says that none does; of several names for what is new in a pack, one alone is first.
    """

    iri: str
    name: str
    kind: str
    first: bool
    last: str | None
    news: tuple[NewsItem, ...]


_TopicIdentity = tuple[str, str, str]  # kind, name and IRI
_News = dict[_TopicIdentity, list[NewsItem]]


def news_by_topic(
    store: ox.Store | Remote,
    dates: Mapping[str, str],
    chosen: str,
    unchanged: Collection[tuple[str, str]],
) -> tuple[DigestTopic, ...]:
    """The topics of the pack of the day ``chosen``, with its news on each.

    ``dates`` has every pack's day by file; ``unchanged`` are document and number of the rows of its
    action log that say nothing new.
    """
    iris = {row["file"]: row["document"] for row in query.rows(store, "trace-papers")}
    files = {name: iris[name] for name, pack_day in dates.items() if pack_day == chosen}
    days = {iris[name]: pack_day for name, pack_day in dates.items() if pack_day < chosen}
    statements = _statements(store, files, chosen, unchanged)
    told = _without_repeats(statements)
    before = {name for name, pack_day in dates.items() if pack_day < chosen}
    numbers = {topic: list(_numbers(store, topic[2], files, before)) for topic in statements}
    for topic, items in _numbers_once(numbers, told).items():
        told.setdefault(topic, []).extend(items)
    told = _with_statements(told, ItemStatements(store, files, days), _writers(store, files))
    earlier = {topic: _last_named(store, topic, days) for topic in told}
    first = _first_of_family({each: statements.get(each, ()) for each in told if not earlier[each]})
    doubtful = doubtful_figures(store, dates)
    return tuple(
        DigestTopic(
            topic[2],
            topic[1],
            topic[0],
            topic in first,
            earlier[topic],
            tuple(_with_doubt(item, doubtful) for item in told[topic]),
        )
        for topic in sorted(told)
    )


def _statements(
    store: ox.Store | Remote,
    files: Mapping[str, str],
    chosen: str,
    unchanged: Collection[tuple[str, str]],
) -> _News:
    """Each topic's items, minutes, decisions, requests, actions, reports and changes."""
    authors = _authors(store, files)
    news: dict[_TopicIdentity, dict[NewsItem, None]] = {}
    for name, document in files.items():
        for row in query.rows(store, "digest", document=document):
            if row["event"] == "action" and (name, row["number"]) in unchanged:
                continue
            topic = (row["kind"], row["name"], row["entity"])
            news.setdefault(topic, {})[_news_item(row, name, authors)] = None
    for topic, items in news.items():
        for row in query.rows(store, "trace-changes", topic=topic[2]):
            if row["document"] in files and row["quote"]:
                items[
                    NewsItem("change", None, cited_sentence({**row, "date": row["date"] or chosen}))
                ] = None
    return {topic: list(items) for topic, items in news.items()}


def _news_item(row: QueryRow, file: str, authors: Mapping[tuple[str, str, str], str]) -> NewsItem:
    words = cited_sentence({**row, "file": file}, "text", "file")
    author = authors.get((file, row["number"], row["title"])) if row["event"] == "report" else None
    return NewsItem(
        row["event"],
        text_or_none(row["number"]),
        words,
        text_or_none(row["clause"]),
        author,
        text_or_none(row["title"]),
    )


def _without_repeats(news: _News) -> _News:
    """Each topic's news without what is told under another topic."""
    owners = {
        (topic, _PARTS[item.event], item.title)
        for topic, items in news.items()
        for item in items
        if item.event in ("report", "minute")
    }

    def rank(topic: _TopicIdentity, item: NewsItem) -> tuple[object, ...]:
        owns = (topic, _PARTS.get(item.event), item.title) in owners
        named = _named_in(topic, item)
        titled = item.event in ("report", "minute", "agenda item")
        first = (not named, not owns) if titled else (not owns, not named)
        return (*first, topic[0] != "programme", -len(topic[1]) if named else 0, topic)

    topics: dict[NewsItem, list[_TopicIdentity]] = defaultdict(list)
    for topic, items in news.items():
        for item in items:
            topics[item].append(topic)
    owner = {
        item: min(those, key=lambda topic: rank(topic, item)) for item, those in topics.items()
    }
    found = {
        topic: [item for item in items if owner[item] == topic] for topic, items in news.items()
    }
    return {topic: items for topic, items in found.items() if items}


def _named_in(topic: _TopicIdentity, item: NewsItem) -> bool:
    return f" {_plain(topic[1])} " in f" {_plain(item.words.text)} "


@cache
def _plain(text: str) -> str:
    """The words of a text, folded, one plural and its singular alike."""
    return " ".join(singular(word) for word in fold_to_words(text).split())


def _in_order(items: Iterable[NewsItem]) -> list[NewsItem]:
    """The news of a topic in order of weight.

    Without clauses that only note, titles of minutes of which more is told, and items of the agenda
    whose reports are told.
    """
    every = [item for item in dict.fromkeys(items) if not item.is_noting]
    agreed = {item.words.text for item in every if item.event == "undertaken"}
    minuted = {item.number for item in every if _PARTS.get(item.event) == "minutes"} - {None}
    told = {item.number for item in every if item.event in ("resolved", "asked", "undertaken")}
    reported = {item.number for item in every if item.event == "report" and item.number}
    kept = [
        item
        for item in every
        if not (item.event == "asked" and item.words.text in agreed)
        and not (item.event == "minute" and item.number in told & minuted)
        and not (item.event == "agenda item" and item.number in reported)
    ]
    return sorted(kept, key=lambda item: _ORDER.index(item.event))


def _with_statements(
    told: _News, under: ItemStatements, writers: Mapping[tuple[str, str], str]
) -> _News:
    """The news with what is said under each title instead of the title alone.

    A title of which no more is said is told only where it is a paper's, or an item's without papers
    that names its topic. Each item is told of once.
    """
    reported = {
        _place(item)
        for items in told.values()
        for item in items
        if item.event in ("report", "recommended")
    }
    found: _News = {}
    for topic, items in told.items():
        ordered = _in_order(items)
        said = {item.words.text for item in ordered}
        for item in ordered:
            if item.event == "agenda item" and _place(item) in reported:
                continue
            shown = _with_statement(item, topic, under, said) if item.event in _TITLES else item
            if shown is None:
                continue
            if shown.event == "report":
                reported.add(_place(item))
                shown = replace(shown, author=shown.author or writers.get(_place(item)))
            found.setdefault(topic, []).append(shown)
    return found


def _with_statement(
    item: NewsItem, topic: _TopicIdentity, under: ItemStatements, said: Collection[str]
) -> NewsItem | None:
    """A title with the statement that tells most under it; ``None`` for a title that is no news."""
    place = _place(item)
    minuted = item.event == "minute"
    words = under.weightiest(*place, item.title, topic[1], minuted=minuted)
    if words is not None and words.text not in said:
        title = readable(item.title or "").rstrip(".")
        line = ui_text("digest.titled", title=title, statement=words.text)
        event = "report" if under.has_papers(*place) and not minuted else item.event
        return replace(item, event=event, words=words, told=line)
    is_news = item.event == "report" or (not minuted and _named_in(topic, item))
    return item if is_news else None


def _place(item: NewsItem) -> tuple[str, str]:
    return item.words.document, item.number or ""


# -- money and figures ----------------------------------------------------------------------------


def _numbers(
    store: ox.Store | Remote, iri: str, files: Collection[str], before: Collection[str]
) -> Iterator[NewsItem]:
    """The sums of money and the figures of a topic that the pack has and none before it had."""
    for event, name in _NUMBERS.items():
        rows = [row for row in query.rows(store, name, topic=iri) if _NUMBER.search(row["value"])]
        if event == "money":  # totals first, then the greatest
            rows.sort(key=lambda row: (row["total"] != "true", -float(row["amount"] or 0)))
        known = {fold(row["quote"]) for row in rows if row["document"] in before}
        tables = []
        if event == "money":
            new = [row for row in rows if fold(row["quote"]) not in known]
            tables = sum_tables(new, files)
        yield from (
            NewsItem(event, None, cited_sentence(table.shown), told=table.line) for table in tables
        )
        seen: set[str] = set()
        for row in rows:
            if any(table.holds(row) for table in tables):
                continue
            sentence = cited_sentence(row)
            said = fold(sentence.text)
            if (
                row["document"] in files
                and said not in known | seen
                and _is_worth_telling(sentence.text)
            ):
                seen.add(said)
                yield NewsItem(event, None, sentence, subject=_subject(row, said))


def _is_worth_telling(text: str) -> bool:
    """Whether a figure stands in words, not in a row of a table that its head explains."""
    words = _WORD.findall(text)
    return len(words) >= _FEWEST_WORDS and len(words) > len(_NUMBER.findall(text))


def _subject(row: QueryRow, said: str) -> str | None:
    """What a figure measures, where its own words do not name it whole."""
    indicator = row.get("indicator", "")
    words = {singular(fold(word)) for word in _WORD.findall(indicator)} - STOP_WORDS
    return indicator if words - set(_plain(said).split()) else None


def _numbers_once(numbers: Mapping[_TopicIdentity, Sequence[NewsItem]], told: _News) -> _News:
    """A few sums and figures of each topic; one of several topics is told under that with most
    news, one that its words name first.
    """
    sentences: dict[tuple[str, str], list[tuple[_TopicIdentity, NewsItem]]] = defaultdict(list)
    for topic, items in numbers.items():
        for item in items:
            sentences[item.event, fold(item.words.text)].append((topic, item))

    def rank(told_of: tuple[_TopicIdentity, NewsItem]) -> tuple[object, ...]:
        topic, item = told_of
        return not _named_in(topic, item), -len(told.get(topic, ())), topic

    owners = {min(those, key=rank) for those in sentences.values()}
    chosen: _News = {}
    for topic, items in numbers.items():
        own = [item for item in items if (topic, item) in owners]
        for event in _NUMBERS:
            of_event = [item for item in own if item.event == event][:MOST_NUMBERS]
            if of_event:
                chosen.setdefault(topic, []).extend(of_event)
    return chosen


def _with_doubt(item: NewsItem, doubtful: Iterable[DoubtfulFigure]) -> NewsItem:
    """The item with what the papers say elsewhere against its words."""
    found = doubts_of(item.words.document, [item.words.text], doubtful)
    return replace(item, doubt=next(found, None))


# -- the packs ------------------------------------------------------------------------------------


def _authors(store: ox.Store | Remote, files: Collection[str]) -> dict[tuple[str, str, str], str]:
    """Document, item and title of each report → who wrote it."""
    return {
        (row["document"], row["item"], row["title"]): row["authors"] or row["organisation"]
        for row in query.rows(store, "reports")
        if row["document"] in files
    }


def _writers(store: ox.Store | Remote, files: Collection[str]) -> dict[tuple[str, str], str]:
    """Document and item → who wrote the first paper to it that says."""
    found: dict[tuple[str, str], str] = {}
    for (document, item, _), author in _authors(store, files).items():
        if author and item:
            found.setdefault((document, item), author)
    return found


def _last_named(
    store: ox.Store | Remote, topic: _TopicIdentity, pack_days: Mapping[str, str]
) -> str | None:
    """The day of the last pack that speaks of a topic; ``pack_days`` has the packs' documents.

    Where none names it, its name is looked for without the noun that says what it is.
    """
    named = (row["document"] for row in query.rows(store, "digest-before", entity=topic[2]))
    found = max((pack_days[each] for each in named if each in pack_days), default=None)
    return found or max(
        (pack_days[each] for each in _printed_in(store, topic[1]) if each in pack_days),
        default=None,
    )


def _printed_in(store: ox.Store | Remote, name: str) -> Iterator[str]:
    """The documents that print the proper part of a name, of two words or more."""
    words = _plain(name).split()
    while words and words[-1] in HEAD_NOUNS:
        words.pop()
    if len(words) < _FEWEST_PROPER or set(words) <= STOP_WORDS | HEAD_NOUNS | PAPER_NOUNS:
        return
    for row in query.rows(store, "digest-printed", words=" ".join(words)):
        if f" {' '.join(words)} " in f" {_plain(row['text'])} ":
            yield row["document"]


def _first_of_family(new: Mapping[_TopicIdentity, Sequence[NewsItem]]) -> set[_TopicIdentity]:
    """Of the topics that are new, one for each family: names with a word in common, of which one
    stands in nothing but what the pack says of the other.
    """
    chosen: list[_TopicIdentity] = []
    for topic in sorted(new, key=lambda each: (-len(new[each]), each)):
        words = set(_plain(topic[1]).split()) - STOP_WORDS
        if not any(
            set(new[topic]) <= set(new[other]) and words & set(_plain(other[1]).split())
            for other in chosen
        ):
            chosen.append(topic)
    return set(chosen)
