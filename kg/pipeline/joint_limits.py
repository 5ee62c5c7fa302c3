"""Limits of CPU time and memory for what is done with all papers at once: linking and writing.

A paper that cannot be linked or written within them is told by its id, so that the build can go on
without it and with what it was before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from kg.extractors.facts import Facts
from kg.pipeline.limits import TooSlowError, cpu_limit, memory_limit

JOINT_SECONDS = 300.0
"""CPU seconds of a stage, and as many again for each million characters of the papers."""
PAPER_SECONDS = 60.0
"""CPU seconds to write one paper, and as many again for each million of its characters."""
JOINT_MEMORY = 4 * 2**30
"""Bytes of a stage beyond what the process has when it begins."""

_Result = TypeVar("_Result")


class TooCostlyError(Exception):
    """Papers that cost more than any should to link or to write; ``stage`` says which."""

    def __init__(self, papers: Collection[str], stage: str) -> None:
        super().__init__(stage)
        self.papers = tuple(papers)
        self.stage = stage


class JointLimits:
    """The limits of one build. ``new`` are the ids of the papers that were not in the graph before.

    Where nothing is new there is nothing that could be left out, and no limit either.
    """

    def __init__(self, corpus: Sequence[Facts], new: Collection[str]) -> None:
        self._corpus = corpus
        self._new = [facts for facts in corpus if facts.document.id in new]

    def link(self, work: Callable[[Sequence[Facts]], _Result]) -> _Result:
        """``work`` on all papers. Raises ``TooCostlyError``."""
        if not self._new:
            return work(self._corpus)
        try:
            with _within(_seconds(JOINT_SECONDS, self._corpus)):
                return work(self._corpus)
        except (TooSlowError, MemoryError):
            raise TooCostlyError(self._dearest(work), "to link") from None

    @contextmanager
    def write(self, facts: Facts | None) -> Iterator[None]:
        """Around the writing of one paper, or of what all say together.

        Raises ``TooCostlyError``.
        """
        if not self._new:
            yield
            return
        seconds = (
            _seconds(JOINT_SECONDS, self._corpus)
            if facts is None
            else _seconds(PAPER_SECONDS, [facts])
        )
        try:
            with _within(seconds):
                yield
        except (TooSlowError, MemoryError):
            new = {each.document.id for each in self._new}
            written = facts.document.id if facts is not None else ""
            papers = [written] if written in new else self._largest()
            raise TooCostlyError(papers, "to write") from None

    def _dearest(self, work: Callable[[Sequence[Facts]], object]) -> list[str]:
        """The new papers that cost too much alone, else the one with the most names."""
        found = []
        for facts in self._new:
            try:
                with _within(_seconds(PAPER_SECONDS, [facts])):
                    work([facts])
            except (TooSlowError, MemoryError):
                found.append(facts.document.id)
        return found or self._largest()

    def _largest(self) -> list[str]:
        return [max(self._new, key=lambda facts: len(facts.mentions)).document.id]


def _seconds(base: float, corpus: Sequence[Facts]) -> float:
    return base * (1 + sum(len(facts.document.text) for facts in corpus) / 1e6)


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    with memory_limit(JOINT_MEMORY), cpu_limit(seconds):
        yield
