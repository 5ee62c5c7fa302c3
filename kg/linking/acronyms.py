"""What acronyms mean: as each paper defines them, else as the papers of its area agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.facts import Facts
from kg.linking.jurisdiction import Places
from kg.linking.name_forms import acronym_of, glosses, key


class Acronyms:
    """The acronyms that the papers define."""

    def __init__(self, papers: Sequence[Facts], places: Places) -> None:
        self._places = places
        self._meanings: dict[str, dict[str, str]] = {}
        agreed: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for facts in papers:
            own = {
                acronym_of(short): long
                for short, long in sorted(facts.acronyms.items())
                if key(long)
            }
            names = {mention.text for mention in facts.mentions if mention.kind != "person"}
            names |= {meeting.board for meeting in facts.meetings if meeting.board}
            for name in sorted(name for name in names if "(" in name):
                for acronym, meaning in glosses(name):
                    own.setdefault(acronym, meaning)
            self._meanings[facts.document.id] = own
            for acronym, long in own.items():
                agreed[self._places.home(facts.document.id).scope][acronym].add(long)
        self._agreed: dict[str, dict[str, str]] = {  # what the papers of one area agree upon
            scope: {
                acronym: min(longs)
                for acronym, longs in table.items()
                if len({key(long) for long in longs}) == 1
            }
            for scope, table in agreed.items()
        }

    def meaning(self, document: str, acronym: str) -> str | None:
        """What an acronym stands for in a document: as it defines it, else as the papers of its area agree."""
        own = self._meanings[document].get(acronym)
        return own or self._agreed.get(self._places.home(document).scope, {}).get(acronym)
