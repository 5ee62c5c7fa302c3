"""What a question in whole words is asked about, and what is asked of it: ``questions.toml``."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ontology.rule_tables import load_rules
from kg.text.search_terms import has_content

_FRAMES = 3  # one within the other: “tell me what is known about who runs the ferry”
_FEWEST = 3  # words of a question: “chair of Moorbeck”
_LONGEST = 200  # characters of a question that is read as one


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """The ``subject`` of a question in its own words, and what it ``asks`` of it.

    ``asks`` is the value of a rule of ``questions.toml``: ``about`` for all that is told.
    """

    subject: str
    asks: str


def question(text: str) -> WholeQuestion | None:
    """The question that ``text`` puts, ``None`` where it is no more than its subject."""
    found = None
    for _ in range(_FRAMES):
        inner = _framed(found.subject if found else text.strip().rstrip("?!. "))
        if inner is None:
            break
        found = inner
    return found


def _framed(text: str) -> WholeQuestion | None:
    if len(text) > _LONGEST or len(text.split()) < _FEWEST:
        return None
    for rule in load_rules("kg.text", "questions").values():
        match = rule.at(text)
        if match is not None and has_content(match["subject"]):
            return WholeQuestion(match["subject"].strip(), rule.value or "about")
    return None
