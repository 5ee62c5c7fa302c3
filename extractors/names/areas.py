"""The areas of councils, which are no bodies by themselves."""

from __future__ import annotations

from kg.extractors.names.work import Work

_AREAS = ("parish", "borough", "district")
_LONGEST_PLACE = 3  # words of a place's name


def areas(work: Work) -> frozenset[str]:
    """Phrases that a text shows to be a council's area: "Osier Vale" of "Osier Vale District Council"
    or "Osier Vale Parish".
    """
    raw, has = work.words.words, work.context.has

    def council(i: int) -> bool:
        if has(i, "WARD") or raw[i].lower() in _AREAS:
            return True
        return has(i, "TIER") and raw[i + 1 : i + 2] == ["Council"]

    found: set[str] = set()
    for i in range(1, len(raw)):
        if raw[i][0].isupper() and raw[i - 1][0].isupper() and council(i):
            for first in range(i - 1, max(-1, i - 1 - _LONGEST_PLACE), -1):
                if not raw[first][0].isupper() or has(first, "STOP"):
                    break
                found.add(" ".join(raw[first:i]))
    return frozenset(found)
