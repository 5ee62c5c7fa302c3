"""Private particulars masked: e-mail addresses and telephone numbers never enter the graph.

The masks stand in ``masks.toml`` beside this file, each with examples that a test runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ontology.folding import one_line
from ontology.rule_tables import load_rules

_MASKABLE = re.compile(r"[@\d]")  # without either there is nothing to mask


@dataclass(frozen=True, slots=True)
class Mask:
    """One kind of private particular, and what is shown ``instead``.

    ``only_if`` is a character without which the pattern need not be tried; ``digits`` are the
    fewest and the most digits that a match may hold.
    """

    id: str
    instead: str
    only_if: str
    pattern: re.Pattern[str]
    digits: tuple[int, int] | None
    match: tuple[str, ...]
    refuse: tuple[str, ...]

    def __call__(self, text: str) -> str:
        return self.pattern.sub(self._replace, text) if self.only_if in text else text

    def _replace(self, found: re.Match[str]) -> str:
        if self.digits is not None:
            count = sum(map(str.isdigit, found[0]))
            if not self.digits[0] <= count <= self.digits[1]:
                return found[0]
        start, end = found.span(self.group)
        return found.string[found.start() : start] + self.instead + found.string[end : found.end()]

    @property
    def group(self) -> int:
        """The group that is replaced: the one called “private”, or the whole match."""
        return self.pattern.groupindex.get("private", 0)


@cache
def masks() -> tuple[Mask, ...]:
    """The masks of ``masks.toml``, in their order."""
    return tuple(
        Mask(
            rule.id,
            rule.fields["instead"],
            rule.fields["only_if"],
            rule.pattern,
            tuple(rule.fields["digits"]) if "digits" in rule.fields else None,
            rule.match,
            rule.refuse,
        )
        for rule in load_rules("kg.text", "masks").values()
    )


def masked(text: str) -> str:
    """``text`` with “[e-mail]” and “[telephone]” for addresses and numbers of that sort."""
    if _MASKABLE.search(text):
        for mask in masks():
            text = mask(text)
    return text


def quotable(text: str) -> str:
    """``text`` as the graph keeps it: white space folded, private particulars masked."""
    if "\n" in text or "•" in text or text != " ".join(text.split()):
        text = one_line(text)
    return masked(text)
