"""People's verdicts turned into what the rules can heed: names left out, given another kind, joined, kept apart, called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from extractors.facts import EntityKind, Facts
from kg.identity.clues import clue
from kg.identity.cluster import Ordered, Pair
from kg.identity.entities import Clue
from kg.identity.forms import lookup, slug
from kg.identity.verdicts import Named, Verdict, Verdicts

T = TypeVar("T", bound=Ordered)


class Decided:
    """The verdicts over one corpus, and which of them some name has answered to."""

    def __init__(self, verdicts: Verdicts, corpus: Sequence[Facts]) -> None:
        self._all = verdicts.all
        self._ids = {facts.document.name: facts.document.id for facts in corpus}
        self._met: set[int] = set()

    @property
    def unmatched(self) -> tuple[Verdict, ...]:
        """The verdicts that nothing answered to."""
        return tuple(verdict for at, verdict in enumerate(self._all) if at not in self._met)

    def _about(self, named: Named, document: str, printed: str) -> bool:
        if named.document is not None and self._ids.get(named.document) != document:
            return False
        return lookup(named.name) == lookup(printed)

    def kind(self, document: str, kind: EntityKind, printed: str) -> EntityKind | None:
        """The kind a printed name is to be read as; ``None`` where somebody said that it is no entity."""
        answer: EntityKind | None = kind
        for at, verdict in enumerate(self._all):
            if verdict.kind != kind or verdict.decision not in ("not-an-entity", "kind"):
                continue
            if self._about(verdict.left, document, printed):
                self._met.add(at)
                answer = None if verdict.decision == "not-an-entity" else verdict.value  # type: ignore[assignment]
        return answer

    def apart(self, document: str, kind: EntityKind, printed: str) -> str:
        """The document, where somebody told its bearer of a name from the others; else nothing."""
        for verdict in self._all:
            if verdict.decision == "different" and verdict.kind == kind:
                for named in (verdict.left, verdict.right):
                    if named and named.document and self._about(named, document, printed):
                        return document
        return ""

    def pairs(
        self, kind: EntityKind, profiles: Sequence[T], forms: Callable[[T], Iterable[str]], documents: Callable[[T], set[str]],
        apart: Callable[[T], str],
    ) -> tuple[list[Pair[T]], dict[tuple[int, int], Clue], dict[int, str], list[Pair[T]]]:  # fmt: skip
        """Pairs to join, pairs to keep apart, preferred names by profile, and the kept-apart pairs as judgements."""
        if not any(verdict.kind == kind and verdict.decision in ("same", "different", "called") for verdict in self._all):
            return [], {}, {}, []
        index = [({lookup(f) for f in forms(p)} | {slug(f) for f in forms(p)}, p) for p in profiles]

        def matching(named: Named | None) -> list[T]:
            if named is None:
                return []
            wanted, document = {lookup(named.name), slug(named.name)}, self._ids.get(named.document or "")
            found = [p for names, p in index if wanted & names]
            if named.document is not None:
                return [p for p in found if document in documents(p) and apart(p) in ("", document)]
            return [p for p in found if not apart(p)] or found

        joined: dict[tuple[int, int], Pair[T]] = {}
        parted: dict[tuple[int, int], Pair[T]] = {}
        called: dict[int, str] = {}
        for at, verdict in enumerate(self._all):
            if verdict.kind != kind or verdict.decision not in ("same", "different", "called"):
                continue
            left, right = matching(verdict.left), matching(verdict.right)
            if verdict.decision == "called":
                called |= {id(p): verdict.value or "" for p in left}
                if left:
                    self._met.add(at)
                continue
            for a in left:
                for b in right:
                    if a is b:
                        continue
                    self._met.add(at)
                    one, two = sorted((a, b), key=lambda p: p.order)
                    same = verdict.decision == "same"
                    pair = Pair(one, two, (clue(kind, f"verdict-{verdict.decision}"),), verdict.by)
                    (joined if same else parted)[id(one), id(two)] = pair
                    (parted if same else joined).pop((id(one), id(two)), None)
            if left and right and set(map(id, left)) == set(map(id, right)) and verdict.decision == "same":
                self._met.add(at)  # already one reading
        vetoes = {key: pair.clues[0] for key, pair in parted.items()}
        return list(joined.values()), vetoes, called, list(parted.values())
