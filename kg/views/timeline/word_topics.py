"""What the papers say about some words that are nobody's name: by the rules that serve names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from kg.extractors.facts import Part, Span
from kg.ontology.folding import fold, fold_for_search
from kg.store.sentence_table import SentenceTable
from kg.text.search_terms import SearchTerm, folded_words
from kg.text.stemming import stem
from kg.tracking.aboutness import GOES_ON, NAMED, About, StatementIndex, Topic, about_topic
from kg.tracking.statements import PlaceKind, Statement, StatementPlace
from kg.views.cells import QueryRow, text_or_none
from kg.views.timeline.event_selection import topic_statements
from kg.views.timeline.model import TopicStatement

_Paper = tuple[StatementIndex, dict[int, dict[str, str]]]  # with the rows by their order
_AboutRow = tuple[About, dict[str, str]]
_PLACES: dict[str, PlaceKind] = {"minutes": "minute", "agenda": "item", "action-log": "log"}
_STANDS_FOR = 0.45  # share of a word's uses from which it stands for the words asked
_SURELY_FOR = 0.6  # the same, of their last word (a sort of thing, most often) or of a second one
_UNSEEN = 1  # a use of it elsewhere that few papers do not show
_NEAR = 8  # words within which a sentence has all the words asked
_CHANGED = 2  # letters at the end of a stem that may be others in the word
_SHORT = 4  # letters of a word that stands for nothing else
PRESENTED = 0.7  # how certain it is that an item is its presenter's
_WEAKER = 0.85  # how certain a word is that stands for the words asked


class WordTopics:
    """What the papers of one graph say about words; each paper is read once."""

    def __init__(self, sentences: SentenceTable) -> None:
        self._sentences = sentences
        self._papers: dict[str, _Paper] = {}

    def about(
        self,
        asked: str,
        also: Sequence[str] = (),
        terms: Sequence[SearchTerm] = (),
        held: Callable[[str], bool] = lambda _: True,
    ) -> list[TopicStatement]:
        """The statements about the words ``asked``; ``also`` are other names of the same, ``held``
        tells the files that are read.

        A sentence that has all of several ``terms`` near each other is about them, too.
        """
        papers = self._indexes((asked, *also), held)
        topic = Topic((asked, *also))
        found = list(_about(papers, topic))
        for short in _standing_for([index for index, _ in papers], topic, asked):
            known = {each.statement for each, _ in found}
            found += [
                (About(each.statement, each.certainty * _WEAKER, each.evidence), row)
                for each, row in _about(papers, Topic((short,)))
                if each.statement not in known
            ]
        if len(terms) > 1:
            known = {each.statement for each, _ in found}
            found += [
                (About(each, NAMED, "words"), rows[each.span.start])
                for index, rows in papers
                for each in index.statements
                if each not in known and _has_all(each, terms)
            ]
        return self._statements(
            row | {"confidence": str(each.certainty), "basis": each.evidence} for each, row in found
        )

    def naming(self, names: Sequence[str]) -> list[TopicStatement]:
        """The statements that have one of some names in full, also in a list of others."""
        pattern = Topic(tuple(names)).pattern
        return self._statements(
            (
                row | {"confidence": str(NAMED), "basis": "named"}
                for index, rows in self._indexes(names)
                for each, row in zip(index.statements, rows.values(), strict=True)
                if pattern.search(each.folded)
            )
        )

    def beside(self, statements: Iterable[TopicStatement]) -> list[TopicStatement]:
        """What stands in the paragraphs of some statements."""
        wanted = {(each.document, each.paragraph) for each in statements}
        documents = {document for document, _ in wanted}
        return self._statements(
            row | {"confidence": str(GOES_ON), "basis": "paragraph"}
            for source in self._sentences.papers_with("")
            for row in self._sentences.of_paper(source)
            if row["document"] in documents and (row["document"], row["paragraph"]) in wanted
        )

    @staticmethod
    def _statements(rows: Iterable[dict[str, str]]) -> list[TopicStatement]:
        return topic_statements(
            sorted(rows, key=lambda row: (row["date"], row["document"], int(row["order"])))
        )

    def of_items(self, items: Iterable[tuple[str, str, str]]) -> list[TopicStatement]:
        """What stands under items, given by document, day (ISO) and number."""
        wanted = set(items)
        documents = {document for document, _, _ in wanted}
        return self._statements(
            row | {"confidence": str(PRESENTED), "basis": "presented"}
            for source in self._sentences.papers_with("")
            for row in self._sentences.of_paper(source)
            if row["document"] in documents
            and row["item"]
            and (row["document"], row["date"], row["item"]) in wanted
        )

    def _indexes(
        self, names: Sequence[str], held: Callable[[str], bool] = lambda _: True
    ) -> list[_Paper]:
        """The papers that have the longest word of one of the names, and their sentences."""
        sources: dict[str, None] = {}
        for name in names:
            words = sorted(fold(name).split(), key=lambda word: (-len(word), word))
            if words:
                found = self._sentences.papers_with(words[0].removesuffix("s"), held)
                sources |= dict.fromkeys(found)
        return [self._paper(source) for source in sources]

    def _paper(self, source: str) -> _Paper:
        if source not in self._papers:
            rows = self._sentences.of_paper(source)
            agenda = {
                (row["date"], row["item"]): row["title"]
                for row in rows
                if row["kind"] == "agenda" and row["item"]
            }
            read = [_statement(row, agenda.get((row["date"], row["item"]))) for row in rows]
            by_order = {each.span.start: row for each, row in zip(read, rows, strict=True)}
            self._papers[source] = (StatementIndex(source, read), by_order)
        return self._papers[source]


def _about(papers: Iterable[_Paper], topic: Topic) -> Iterator[_AboutRow]:
    """What is about a topic in some papers, each with its row."""
    for index, rows in papers:
        for each in about_topic(index, topic):
            yield each, rows[each.statement.span.start]


def _statement(row: QueryRow, agenda_title: str | None) -> Statement:
    order, part = int(row["order"]), row["part"]
    introduced = row["introduced_by"]
    return Statement(
        row["document"],
        Span(order, order + 1),
        row["text"],
        row["kind"],  # type: ignore[arg-type]
        Part(part, None, Span(0, 0)) if part else None,  # type: ignore[arg-type]
        tuple(_places(row, agenda_title)),
        int(row["paragraph"]),
        int(introduced) if introduced else None,
        0,
        text_or_none(row["label"]),
    )


_fold_title = lru_cache(maxsize=4096)(fold)  # many rows stand under one title


def _places(row: QueryRow, agenda_title: str | None) -> Iterator[StatementPlace]:
    if row["title"]:
        kind = _PLACES.get(row["part"], "report")
        if (
            kind == "report"
            and agenda_title
            and _fold_title(agenda_title) != _fold_title(row["title"])
        ):
            yield StatementPlace("listed", agenda_title, Span(0, 0), text_or_none(row["item"]))
        yield StatementPlace(kind, row["title"], Span(0, 0), text_or_none(row["item"]))
    for title in row["heading"].split(" › ") if row["heading"] else ():
        yield StatementPlace("section", title, Span(0, 0), row["title"])


def _standing_for(indexes: Sequence[StatementIndex], topic: Topic, asked: str) -> list[str]:
    """Those of several words that mostly are printed as part of them: “slavery”, not “crime”."""
    words = [word for word in fold(asked).split() if len(word) >= _SHORT]
    if len(fold(asked).split()) < 2:
        return []
    alone: Counter[str] = Counter()
    share: dict[str, float] = {}
    for word in words:
        names = tuple(name for name in topic.names if word in fold(name).split())
        alone[word] = sum(index.times(Topic((word,))) for index in indexes)
        share[word] = sum(index.times(Topic(names)) for index in indexes) / (alone[word] + _UNSEEN)
    standing = [
        word for word in words if share[word] >= (_SURELY_FOR if word == words[-1] else _STANDS_FOR)
    ]
    standing.sort(key=lambda word: (alone[word], word))
    return standing[:1] + [word for word in standing[1:] if share[word] >= _SURELY_FOR]


def _has_all(statement: Statement, terms: Sequence[SearchTerm]) -> bool:
    """Whether a sentence has each of the terms near the first, in any form of its words."""
    if not all(_may_have(statement.text, term) for term in terms):
        return False
    words = folded_words(statement.text)
    found = []
    for term in terms:
        found.append(_places_of(term, words))
        if not found[-1]:
            return False
    first, *others = found
    return any(
        all(any(abs(place - start) <= _NEAR for place in places) for places in others)
        for start in first
    )


def _may_have(text: str, term: SearchTerm) -> bool:
    """Whether a text has how the words of a form begin: what is left of all of them by a stem, but
    for the letters that it changes. Much cheaper than to stem the text.
    """
    plain = fold_for_search(text)
    joined = plain.replace("-", "")
    return any(
        all(beginning in plain or beginning in joined for beginning in form)
        for form in _beginnings(term)
    )


@lru_cache(maxsize=256)
def _beginnings(term: SearchTerm) -> tuple[tuple[str, ...], ...]:
    stems = (tuple(stem(word) for word in form) for form in term.forms)
    return tuple(tuple(each[: max(1, len(each) - _CHANGED)] for each in form) for form in stems)


def _places_of(term: SearchTerm, words: Sequence[str]) -> list[int]:
    """Which of the words begin a form of a term; hyphened ones are read whole, parted, joined."""
    parted = [(at, part) for at, word in enumerate(words) for part in word.split("-")]
    joined = [(at, word.replace("-", "")) for at, word in enumerate(words)]
    wanted = [[stem(word) for word in form] for form in term.forms]
    begin = {word[:1] for form in wanted for word in form}  # a stem begins as its word does
    return [
        read[start][0]
        for read in (list(enumerate(words)), parted, joined)
        for stems in [[stem(word) if word[:1] in begin else word for _, word in read]]
        for form in wanted
        for start in range(len(stems) - len(form) + 1)
        if stems[start : start + len(form)] == form
    ]
