"""The words of a trace in their passages, with the cited words numbered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import lower_in_place
from kg.store import query
from kg.views.cells import QueryRow, date_or_none, text_or_none
from kg.views.paper_places import placed
from kg.views.profile import CitedSentence, TopicProfile
from kg.views.timeline.briefing import briefing
from kg.views.timeline.by_meeting import TimelineLine, meeting_days
from kg.views.timeline.follow_up import outcomes
from kg.views.timeline.model import (
    Citation,
    CitedPassage,
    CitedPassages,
    PassagePiece,
    Trace,
)
from kg.views.timeline.phrases import co_mentions_by_sentence

if TYPE_CHECKING:
    from kg.store.remote import Remote

CharRange = tuple[int, int]  # from the first character to the one after the last
PassageRange = tuple[int, CharRange]  # the index of a passage in its document, and characters in it
AROUND = 400  # characters kept of a long passage before, after and between what is cited
ALONE = 240  # a passage shorter than this is shown with its neighbours
BESIDE = 200  # characters of a neighbour
PREFIXES = (24, 12, 6)  # words by which a quote longer than its passage is found
SHARED_WORDS = 4  # first words of a clause tried without: they may stand above several clauses
GAP = " … "  # between words that a quote leaves out
_LAST = "9999"  # sorts after every date


def with_cited_passages(store: ox.Store | Remote, shown: Trace) -> Trace:
    """The trace with the passages that hold what it shows, numbered in order of documents.

    What no passage of the store holds bears no number.
    """
    citations: dict[str, list[Citation]] = {}  # document → what is cited of it
    for citation in dict.fromkeys(_citations(shown)):
        citations.setdefault(citation[0], []).append(citation)
    papers: dict[str, list[str]] = {}  # file → IRIs of its documents
    for row in query.rows(store, "trace-papers"):
        papers.setdefault(row["file"], []).append(row["document"])
    passages: list[CitedPassage] = []
    numbers: dict[Citation, int] = {}
    for document in _in_order_of_events(citations, shown):
        rows = [
            row
            for iri in papers.get(document, ())
            for row in query.rows(store, "trace-passages", document=iri)
        ]
        first = max(numbers.values(), default=0) + 1
        found, numbered = _cite_document(document, rows, citations[document], first)
        passages += found
        numbers |= numbered
    cited = placed(store, CitedPassages(tuple(passages), numbers))
    return replace(shown, cited_passages=cited)


def _in_order_of_events(documents: Iterable[str], shown: Trace) -> list[str]:
    """Documents by the day of their first event, those without events last."""
    days: dict[str, str] = {}
    for event in shown.events:
        days[event.document] = min(days.get(event.document, _LAST), event.date or _LAST)
    return sorted(documents, key=lambda document: (days.get(document, _LAST), document))


def _cite_document(
    document: str, rows: Sequence[QueryRow], citations: Iterable[Citation], first: int
) -> tuple[list[CitedPassage], dict[Citation, int]]:
    """The passages of one document that hold citations, and their numbers, from ``first`` on.

    ``rows`` are all its passages in order. Citations that overlap share a number.
    """
    texts = [lower_in_place(row["text"]) for row in rows]
    places = {
        citation: place
        for citation in citations
        if (place := _find(rows, texts, citation)) is not None
    }
    cited = _merged_by_passage(places.values())
    numbers = {
        (at, chars): number
        for number, (at, chars) in enumerate(
            ((at, chars) for at, ranges in cited.items() for chars in ranges), first
        )
    }
    passages = [
        _cited_passage(
            document,
            rows,
            at,
            {chars: numbers[at, chars] for chars in ranges},
            above=at - 1 in cited,
            below=at + 1 in cited,
        )
        for at, ranges in cited.items()
    ]
    return passages, {
        citation: numbers[at, _range_around(cited[at], chars)]
        for citation, (at, chars) in places.items()
    }


def _range_around(ranges: Iterable[CharRange], inner: CharRange) -> CharRange:
    """The range that contains ``inner``."""
    return next(outer for outer in ranges if outer[0] <= inner[0] and inner[1] <= outer[1])


# -- what is cited --------------------------------------------------------------------------------


def _citations(shown: Trace) -> Iterator[Citation]:
    """Everything that is shown with its source, in the order of the page."""
    for brief in briefing(shown).headline:
        for source in brief.sources:
            yield source.document, source.page, None, source.quote
    for sentence in _defining_sentences(shown.profile):
        yield _citation(sentence)
    for change in shown.changes:
        if change.document and change.quote:
            yield change.document, change.page, None, change.quote
    for meeting_day in meeting_days(shown):
        for item in meeting_day.items:
            for line in item.lines:
                yield from _line_citations(line)
    for correction in shown.corrections:
        yield _citation(correction.words, correction.item)
    for outcome in outcomes(shown):
        yield _citation(outcome.words, outcome.item)
    for sentence in _measuring_sentences(shown.profile):
        yield _citation(sentence)


def _defining_sentences(profile: TopicProfile) -> Iterator[CitedSentence]:
    """The sentences that say what the topic is and how it relates to others."""
    yield from profile.definitions
    for relation in profile.stated:
        yield relation.words


def _measuring_sentences(profile: TopicProfile) -> Iterator[CitedSentence]:
    """The sentences that give the topic's figures, sums of money and co-mentions."""
    for series in profile.series:
        for point in series.points:
            yield from point.papers
    for money in profile.money:
        yield money.words
    for _, sentence in co_mentions_by_sentence(profile.co_mentions):
        yield sentence


def _citation(sentence: CitedSentence, item: str | None = None) -> Citation:
    return sentence.document, sentence.page, item, sentence.text


def _line_citations(line: TimelineLine) -> Iterator[Citation]:
    yield line.document, line.page, line.item, line.text
    for sentence in line.sentences:
        yield line.document, sentence.page or line.page, line.item, sentence.text


class CitationNumbers:
    """The numbers of what a page cites, and anchors for the places on the page that cite each."""

    def __init__(self, cited: CitedPassages) -> None:
        self._numbers = cited.numbers
        self._times: dict[int, int] = {}  # number → how often the page has cited it so far

    def number(
        self, document: str | None, page: str | None, text: str | None, item: str | None = None
    ) -> int | None:
        """The number of some words; ``None`` where no passage holds them."""
        return self._numbers.get((document or "", page, item, text or ""))

    def cite(self, number: int) -> str:
        """The anchor of one more place that cites a number."""
        self._times[number] = self._times.get(number, 0) + 1
        return f"c{number}-{self._times[number]}"

    def places(self, number: int) -> tuple[str, ...]:
        """The anchors of the places that cite a number."""
        return tuple(f"c{number}-{at + 1}" for at in range(self._times.get(number, 0)))


# -- finding --------------------------------------------------------------------------------------


def _find(
    rows: Sequence[QueryRow], texts: Sequence[str], citation: Citation
) -> PassageRange | None:
    """The passage that holds the words, and where in it; ``None`` where none does.

    ``texts`` are the passages in small letters. A passage under the same item and on the same page
    is preferred.
    """
    _, page, item, text = citation
    longest = max(text.strip(" …").split(GAP), key=len).strip()
    words = lower_in_place(longest).split()
    for skipped in range(min(SHARED_WORDS, len(words))):
        wanted = words[skipped:]
        for beginning in _beginnings(wanted):
            holding = [
                (at, start)
                for at, passage in enumerate(texts)
                if (start := passage.find(beginning)) >= 0
            ]
            if holding:
                at, start = min(
                    holding, key=lambda place: (_mismatch(rows[place[0]], item, page), place[0])
                )
                end = start + _common_length(texts[at][start:], " ".join(wanted))
                return at, (start, end)
    return None


def _beginnings(words: Sequence[str]) -> Iterator[str]:
    """All the words, then ever fewer of the first ones: a quote may go on beyond its passage."""
    yield " ".join(words)
    for length in PREFIXES:
        if length < len(words):
            yield " ".join(words[:length])


def _mismatch(row: QueryRow, item: str | None, page: str | None) -> int:
    """How far a passage is from the item and the page wanted: another item counts twice."""
    other_item = item is not None and row["item"] != item
    other_page = page is not None and row["page"] != page
    return 2 * other_item + other_page


def _common_length(text: str, words: str) -> int:
    """How many characters two texts share from their beginnings, up to a word's end."""
    for at, (one, other) in enumerate(zip(text, words, strict=False)):
        if one != other:
            return max(text.rfind(" ", 0, at), 1)
    return min(len(text), len(words))


def _merged_by_passage(places: Iterable[PassageRange]) -> dict[int, list[CharRange]]:
    """The ranges in each passage, in order; ranges that overlap are one."""
    ranges: dict[int, list[CharRange]] = {}
    for at, chars in places:
        ranges.setdefault(at, []).append(chars)
    return {at: _merged(ranges[at]) for at in sorted(ranges)}


def _merged(ranges: Iterable[CharRange]) -> list[CharRange]:
    merged: list[CharRange] = []
    for start, end in sorted(ranges):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


# -- showing --------------------------------------------------------------------------------------


def _cited_passage(
    document: str,
    rows: Sequence[QueryRow],
    at: int,
    numbers: Mapping[CharRange, int],
    *,
    above: bool,
    below: bool,
) -> CitedPassage:
    """The passage at index ``at``; a short one comes with its neighbours.

    ``above`` and ``below`` say that a neighbour is shown for itself.
    """
    row = rows[at]
    short = len(row["text"]) < ALONE
    before = rows[at - 1]["text"] if short and at > 0 and not above else ""
    after = rows[at + 1]["text"] if short and at + 1 < len(rows) and not below else ""
    return CitedPassage(
        document,
        text_or_none(row["page"]),
        text_or_none(row["part"]),
        text_or_none(row["item"]),
        date_or_none(row["date"]),
        _ending(before, BESIDE),
        tuple(_pieces(row["text"], numbers)),
        _beginning(after, BESIDE),
    )


def _pieces(text: str, numbers: Mapping[CharRange, int]) -> Iterator[PassagePiece]:
    """The passage in pieces, cited and not; long stretches that are not cited are cut."""
    done = 0
    for (start, end), number in sorted(numbers.items()):
        between = text[done:start]
        yield PassagePiece(_cut_between(between) if done else _ending(between, AROUND))
        yield PassagePiece(text[start:end], number)
        done = end
    yield PassagePiece(_beginning(text[done:], AROUND))


def _cut_between(text: str) -> str:
    """A stretch between two citations, cut in the middle where it is long."""
    if len(text) <= 2 * AROUND:
        return text
    return _beginning(text, AROUND) + _ending(text, AROUND)


def _beginning(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rpartition(" ")[0] + " …"


def _ending(text: str, longest: int) -> str:
    return text if len(text) <= longest else "… " + text[-longest:].partition(" ")[2]
