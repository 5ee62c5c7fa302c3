"""The words of a trace in their place: every passage that something shown stands in, with the cited words numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.store import query
from kg.views.timeline import by_meeting
from kg.views.timeline.follow_up import outcomes
from kg.views.timeline.model import Cited, Extract, Extracts, Piece, Trace
from kg.views.timeline.phrases import company

if TYPE_CHECKING:
    from kg.store.remote import Remote

Row = Mapping[str, str]
Run = tuple[int, int]  # from the first character to the one after the last
AROUND = 400  # characters kept of a long passage before, after and between what is cited
ALONE = 240  # a passage shorter than this is shown with its neighbours
BESIDE = 200  # characters of a neighbour
STARTS = (24, 12, 6)  # words by which the beginning of something longer than its passage is found
STEM = 4  # words that several clauses may share, less one
GAP = " … "  # between words that a quote leaves out


def in_place(store: ox.Store | Remote, shown: Trace) -> Trace:
    """The trace with its words in their place. What the store's papers do not hold bears no number."""
    wanted: dict[str, list[Cited]] = {}
    for cited in dict.fromkeys(_cited(shown)):
        wanted.setdefault(cited[0], []).append(cited)
    papers: dict[str, list[str]] = {}
    for row in query.rows(store, "trace-papers"):
        papers.setdefault(row["file"], []).append(row["document"])
    passages: list[Extract] = []
    numbers: dict[Cited, int] = {}
    days: dict[str, str] = {}
    for event in shown.events:
        days[event.document] = min(days.get(event.document, "9999"), event.date or "9999")
    for document, cites in sorted(
        wanted.items(), key=lambda pair: (days.get(pair[0], "9999"), pair[0])
    ):
        rows = [
            row
            for iri in papers.get(document, ())
            for row in query.rows(store, "trace-passages", document=iri)
        ]
        texts = [_small(row["text"]) for row in rows]
        found = {
            cited: place for cited in cites if (place := _find(rows, texts, cited)) is not None
        }
        runs: dict[int, list[Run]] = {}
        for at, run in found.values():
            runs.setdefault(at, []).append(run)
        first = max(numbers.values(), default=0) + 1
        merged = {at: _merged(runs[at]) for at in sorted(runs)}
        order = {
            (at, run): first + n
            for n, (at, run) in enumerate((at, run) for at in merged for run in merged[at])
        }
        passages += [
            _extract(document, rows, at, order, at - 1 in merged, at + 1 in merged) for at in merged
        ]
        for cited, (at, (start, end)) in found.items():
            numbers[cited] = next(
                n for (held, (a, b)), n in order.items() if held == at and a <= start and end <= b
            )
    return replace(shown, extracts=Extracts(tuple(passages), numbers))


def _cited(shown: Trace) -> Iterator[Cited]:
    """Everything that is shown with its source, in the order of the page."""
    told = shown.dossier
    for each in (*told.definitions, *(stated.words for stated in told.stated)):
        yield each.document, each.page, None, each.text
    for change in shown.changes:
        if change.document and change.quote:
            yield change.document, change.page, None, change.quote
    for day in by_meeting.days(shown):
        for item in day.items:
            for line in item.lines:
                yield line.document, line.page, line.item, line.text
                for sentence in line.sentences:
                    yield line.document, sentence.page or line.page, line.item, sentence.text
    for correction in shown.corrections:
        yield (
            correction.words.document,
            correction.words.page,
            correction.item,
            correction.words.text,
        )
    for outcome in outcomes(shown):
        yield outcome.words.document, outcome.words.page, outcome.item, outcome.words.text
    figures = [place for series in told.series for point in series.points for place in point.papers]
    beside = [each.words for each in told.money] + [words for _, words in company(told.company)]
    for each in (*figures, *beside):
        yield each.document, each.page, None, each.text


class Citer:
    """The numbers of what a page cites, and the places on it that cite each."""

    def __init__(self, extracts: Extracts) -> None:
        self._numbers = extracts.numbers
        self._seen: dict[int, int] = {}

    def number(
        self, document: str | None, page: str | None, text: str | None, item: str | None = None
    ) -> int | None:
        """The number of some words; ``None`` where their place is not known."""
        return self._numbers.get((document or "", page, item, text or ""))

    def cite(self, number: int) -> str:
        """A name for one more place that cites a number."""
        self._seen[number] = self._seen.get(number, 0) + 1
        return f"c{number}-{self._seen[number]}"

    def places(self, number: int) -> tuple[str, ...]:
        """The names of the places that cite a number."""
        return tuple(f"c{number}-{at + 1}" for at in range(self._seen.get(number, 0)))


# -- finding ----------------------------------------------------------------------------------------------------------


def _find(rows: Sequence[Row], texts: Sequence[str], cited: Cited) -> tuple[int, Run] | None:
    """The passage that holds the words, and where in it: under the same item and on the same page, if there is one."""
    _, page, item, text = cited
    core = max(text.strip(" …").split(GAP), key=len).strip()
    words = _small(core).split()
    for stem in range(
        min(STEM, len(words))
    ):  # clauses may share their first words, which stand above them
        said = words[stem:]
        for start in (
            " ".join(said),
            *(" ".join(said[:many]) for many in STARTS if many < len(said)),
        ):
            holding = [
                (at, found) for at in range(len(rows)) if (found := texts[at].find(start)) >= 0
            ]
            if holding:
                at, found = min(
                    holding, key=lambda pair: (_apart(rows[pair[0]], item, page), pair[0])
                )
                return at, (found, found + _shared(texts[at][found:], " ".join(said)))
    return None


def _small(text: str) -> str:
    """In small letters, each in its place."""
    return (
        text.lower()
        if text.isascii()
        else "".join(low if len(low := each.lower()) == 1 else each for each in text)
    )


def _apart(row: Row, item: str | None, page: str | None) -> int:
    return 2 * (item is not None and row["item"] != item) + (
        page is not None and row["page"] != page
    )


def _shared(text: str, words: str) -> int:
    """How far two texts run alike, up to a word's end."""
    alike = next(
        (at for at, (one, other) in enumerate(zip(text, words, strict=False)) if one != other), None
    )
    if alike is None:
        return min(len(text), len(words))
    return max(text.rfind(" ", 0, alike), 1)


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Runs that overlap as one."""
    merged: list[Run] = []
    for start, end in sorted(runs):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


# -- showing ----------------------------------------------------------------------------------------------------------


def _extract(
    document: str,
    rows: Sequence[Row],
    at: int,
    order: Mapping[tuple[int, Run], int],
    above: bool,
    below: bool,
) -> Extract:
    row = rows[at]
    alone = len(row["text"]) < ALONE
    before = rows[at - 1]["text"] if alone and at and not above else ""
    after = rows[at + 1]["text"] if alone and at + 1 < len(rows) and not below else ""
    return Extract(
        document,
        row["page"] or None,
        row["part"] or None,
        row["item"] or None,
        row["date"][:10] or None,
        _end(before, BESIDE),
        tuple(_pieces(row["text"], {run: n for (held, run), n in order.items() if held == at})),
        _beginning(after, BESIDE),
    )


def _pieces(text: str, runs: Mapping[Run, int]) -> Iterator[Piece]:
    done = 0
    for (start, end), number in sorted(runs.items()):
        gap = text[done:start]
        if done and len(gap) > 2 * AROUND:
            gap = _beginning(gap, AROUND) + _end(gap, AROUND)
        yield Piece(gap if done else _end(gap, AROUND))
        yield Piece(text[start:end], number)
        done = end
    yield Piece(_beginning(text[done:], AROUND))


def _beginning(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest].rpartition(" ")[0] + " …"


def _end(text: str, longest: int) -> str:
    return text if len(text) <= longest else "… " + text[-longest:].partition(" ")[2]
