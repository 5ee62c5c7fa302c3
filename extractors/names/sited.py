"""Names told by their place: “the new prison at the site of the former HMP Marl” is the Marl Prison Project.

Only a name that some paper has is ever read: what no paper names gets no name here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.extractors.facts import Mention, Span
from kg.extractors.names.known import Learnt, parts
from kg.extractors.rules import rules

RULE = "spread.sited"
_ENDINGS = ((), ("project",), ("development",), ("programme",))

Known = Mapping[tuple[str, ...], Learnt]


def by_words(names: Iterable[Learnt]) -> Known:
    """Learnt names by their folded words; of two that fold alike the surer one."""
    found: dict[tuple[str, ...], Learnt] = {}
    for learnt in names:
        if learnt.kind != "person":
            key = tuple(parts(learnt.text))
            known = found.get(key)
            if known is None or (known.confidence, known.text) < (learnt.confidence, learnt.text):
                found[key] = learnt
    return found


def sited(text: str, known: Known) -> Iterator[Mention]:
    """The descriptions in ``text`` that can only mean a learnt name: its place, then its sort."""
    for found in (
        match for rule in rules("sited").values() for match in rule.pattern.finditer(text)
    ):
        noun, place = parts(found["noun"]), _place(found["place"])
        for length in range(len(place), 0, -1):
            learnt = next(
                (
                    known[key]
                    for ending in _ENDINGS
                    if (key := (*place[:length], *noun, *ending)) in known
                ),
                None,
            )
            if learnt is not None:
                span, words = (
                    Span(found.start("what"), found.end("what")),
                    " ".join(found["what"].split()),
                )
                name = learnt.name or learnt.text
                yield Mention(
                    learnt.kind,
                    words,
                    span,
                    RULE,
                    name,
                    learnt.concept,
                    learnt.subtype,
                    learnt.confidence,
                )
                break


def _place(printed: str) -> list[str]:
    """The words of a place, without the letters before it that say what stood there (“HMP/YOI Marl”)."""
    words = printed.split()
    while len(words) > 1 and words[0].isupper() and len(words[0]) > 1:
        words = words[1:]
    return parts(" ".join(words))
