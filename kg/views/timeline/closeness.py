"""How close the words of a trace are to its topic: they name it, are on it, or stand beside it."""

from __future__ import annotations

from functools import cached_property

from kg.ontology.folding import fold
from kg.tracking.aboutness import LED, OWN_PAPER, Topic
from kg.tracking.phrase_rules import topic_rule
from kg.views.profile import CitedSentence
from kg.views.timeline.model import TimelineEvent, TopicStatement, Trace
from kg.views.timeline.salience import matches_rule

_OwnPaper = tuple[str, str | None, str | None]  # document, item, title


class Closeness:
    """Which words and papers of one trace are surely on its topic.

    Where the trace has no statements to tell that, all of it is taken to be.
    """

    def __init__(self, shown: Trace) -> None:
        self._shown = shown

    @cached_property
    def _certainty(self) -> dict[tuple[str, str], float]:
        return {(each.document, fold(each.text)): each.certainty for each in self._shown.statements}

    @cached_property
    def _own_papers(self) -> set[_OwnPaper]:
        return {
            (each.document, each.item, each.title)
            for each in self._shown.statements
            if each.certainty in OWN_PAPER
        }

    @cached_property
    def _names(self) -> Topic:
        topic = self._shown.topic
        return Topic((topic.name, self._shown.asked, *topic.also_known_as))

    def has_paper(self, event: TimelineEvent) -> bool:
        """Whether an event stands in a minute or a paper on the topic, which others only mention
        it in.
        """
        if not self._shown.statements:
            return True
        return (event.document, event.item, event.title) in self._own_papers

    def newest_paper(self) -> TopicStatement | None:
        """What the newest paper on the topic says first, by name where it can; ``None``
        where there is none.
        """
        papers = [
            each
            for each in self._shown.statements
            if each.certainty in OWN_PAPER and each.title and each.part != "action-log"
        ]
        papers = [each for each in papers if each.part != "agenda"] or papers
        newest = max((each.date or "" for each in papers), default=None)
        found = [each for each in papers if (each.date or "") == newest]
        return next((each for each in found if self.names(each.text)), next(iter(found), None))

    def names(self, text: str) -> bool:
        """Whether some words name the topic."""
        return self._names.pattern.search(fold(text)) is not None

    def is_on(self, words: CitedSentence, least: float = LED) -> bool:
        """Whether words are on the topic with at least a certainty, though they may lean on those
        before them.
        """
        if not self._shown.statements:
            return True
        return self._certainty.get((words.document, fold(words.text)), 0.0) >= least

    def of(self, words: CitedSentence) -> int:
        """3 for words that name the topic and can be read alone, 2 for others that are surely on
        it, 1 for what only goes with it, 0 for words on another subject.
        """
        if not self._shown.statements:
            return 2
        certainty = self._certainty.get((words.document, fold(words.text)))
        if certainty is None:
            return 0
        leans = matches_rule("leans", words.text)
        alone = not leans and topic_rule("goes-on").at(words.text) is None
        if alone and self.names(words.text):
            return 3
        return 2 if alone and self.is_on(words) else 1
