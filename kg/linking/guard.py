"""One comparison or paper that fails costs itself alone, and is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from kg.linking.profiles import Profile

T = TypeVar("T")


def names_of(left: Profile, right: Profile) -> str:
    """Two profiles as an issue calls them: by their words."""
    return " and ".join(f"“{_words(each)}”" for each in (left, right))


def _words(profile: Profile) -> str:
    return " ".join(part for part in profile.key[:2] if part)


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """What could not be linked (two names, a paper) and the error that stopped it."""

    what: str
    error: str

    def __str__(self) -> str:
        return f"{self.what} could not be linked and was left out ({self.error})"


class Guard:
    """Runs steps of which each may fail by itself; ``failures`` are those that did."""

    def __init__(self) -> None:
        self.failures: list[Failure] = []

    def attempt(self, what: str, step: Callable[[], T], otherwise: T) -> T:
        """What ``step`` gives, or ``otherwise`` where it fails."""
        try:
            return step()
        except Exception as error:
            self.failures.append(Failure(what, f"{type(error).__name__}: {error}"))
            return otherwise
