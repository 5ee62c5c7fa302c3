"""People's verdicts on ties, as tracking applies them.

Which ties they confirm and which they reject.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.extractors.facts import Facts
from kg.linking.verdicts import StatementReference, TieKind, TieVerdict
from kg.ontology.folding import fold
from kg.text.text_comparison import item_number, text_similarity
from kg.tracking.statement_keys import statement_key, statement_refs
from kg.tracking.tie_features import feature, threshold
from kg.tracking.tracked_statements import FactKind, FactRef, Tie

TIE_ENDS: Mapping[TieKind, tuple[tuple[FactKind, ...], tuple[FactKind, ...]]] = {
    "continues": (("action",), ("action",)),
    "became": (("resolution", "ask"), ("action",)),
    "answered": (("resolution", "ask"), ("item", "report", "minute")),
    "delivered": (("action",), ("item", "report", "minute")),
    "taken": (("recommendation",), ("resolution",)),
    "withdrawn": (("action",), ("resolution",)),
}
"""Kind of tie → the kinds of statement that its source and its target may be."""

_Entry = tuple[FactRef, str, str | None]  # a statement, its folded words, its number
_ByDay = Mapping[tuple[FactKind, date | None], Sequence[_Entry]]


class TieOverrides:
    """The verdicts on ties over one corpus.

    ``unmatched`` are the verdicts of which an end is no statement of these papers any longer.
    """

    def __init__(self, corpus: Iterable[Facts], verdicts: Sequence[TieVerdict] = ()) -> None:
        self._verdicts: dict[tuple[TieKind, FactRef, FactRef], TieVerdict] = {}
        unmatched = []
        entries = _statements_by_day(corpus) if verdicts else {}
        for verdict in verdicts:
            pairs = _pairs_of(verdict, entries)
            if not pairs:
                unmatched.append(verdict)
            for source, target in pairs:
                self._verdicts[verdict.kind, source, target] = verdict
        self.unmatched: tuple[TieVerdict, ...] = tuple(unmatched)
        self._confirmed: dict[tuple[TieKind, FactRef], list[FactRef]] = defaultdict(list)
        for kind, source, target in sorted(self._verdicts):
            if self._verdicts[kind, source, target].right:
                self._confirmed[kind, source].append(target)

    def confirmed(self, kind: TieKind, source: FactRef) -> Sequence[FactRef]:
        """The targets of the ties from ``source`` that people confirmed."""
        return self._confirmed.get((kind, source), ())

    def rejects(self, kind: TieKind, source: FactRef, targets: Iterable[FactRef]) -> bool:
        """Whether people rejected a tie from ``source`` to one of ``targets``."""
        if not self._verdicts:
            return False
        verdicts = (self._verdicts.get((kind, source, target)) for target in targets)
        return any(verdict is not None and not verdict.right for verdict in verdicts)

    def confirmed_tie(self, kind: TieKind, source: FactRef, target: FactRef) -> Tie:
        """The tie that people confirmed. Raises ``KeyError`` where they did not."""
        stated = feature("verdict", "right")
        by = self._verdicts[kind, source, target].by
        return Tie(kind, source, target, stated.weight, (stated,), by=by)


def _statements_by_day(corpus: Iterable[Facts]) -> _ByDay:
    """Kind and day of a statement → all such statements of the corpus."""
    found: dict[tuple[FactKind, date | None], list[_Entry]] = defaultdict(list)
    for facts in corpus:
        for ref in statement_refs(facts):
            key = statement_key(facts, ref)
            found[ref.kind, key.date].append((ref, _folded(key.words), key.number))
    return found


def _pairs_of(verdict: TieVerdict, entries: _ByDay) -> list[tuple[FactRef, FactRef]]:
    """The pairs of statements that a verdict is about."""
    sources, targets = (
        _find_statements(
            end, [entry for kind in kinds for entry in entries.get((kind, end.date), ())]
        )
        for end, kinds in zip((verdict.source, verdict.target), TIE_ENDS[verdict.kind], strict=True)
    )
    return [(source, target) for source in sources for target in targets if source != target]


def _folded(words: str) -> str:
    return fold(words.rstrip(" ….:;"))


def _find_statements(key: StatementReference, entries: Sequence[_Entry]) -> list[FactRef]:
    """The statements that a verdict's words and number address; none where the words could be
    several statements'.

    The same words may stand twice, in two rows or in two papers: then the number decides between
    them, if it can, and else the verdict is about all of them.
    """
    found = _with_words(_folded(key.words), entries)
    wanted = item_number(key.number) if key.number else None
    found = [entry for entry in found if entry[2] and item_number(entry[2]) == wanted] or found
    is_unique = len({words for _, words, _ in found}) == 1
    return sorted(ref for ref, _, _ in found) if is_unique else []


def _with_words(words: str, entries: Sequence[_Entry]) -> list[_Entry]:
    """The statements with exactly these words, else those that begin so, else the nearest."""
    if same := [entry for entry in entries if entry[1] == words]:
        return same
    if beginning := [entry for entry in entries if entry[1].startswith(words)]:
        return beginning
    scored = [(text_similarity(entry[1], words), entry) for entry in entries]
    best = max((score for score, _ in scored), default=0.0)
    if best < threshold("verdict", "same-text"):
        return []
    return [entry for score, entry in scored if score == best]
