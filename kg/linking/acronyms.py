"""What acronyms mean: as each paper defines them, else as the papers of its area agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extractors.facts import Facts
from kg.linking.jurisdiction import Jurisdictions
from kg.linking.name_forms import bare_acronym, bracketed_acronyms, is_acronym, name_key


class AcronymTable:
    """The acronyms that the papers define (abbreviation definitions)."""

    def __init__(self, papers: Sequence[Facts], jurisdictions: Jurisdictions) -> None:
        self._jurisdictions = jurisdictions
        self._by_document = {facts.document.id: _definitions(facts) for facts in papers}
        by_scope: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for document, own in self._by_document.items():
            for acronym, meaning in own.items():
                by_scope[jurisdictions.of(document).scope][acronym].add(meaning)
        self._by_scope = {scope: _agreed(meanings) for scope, meanings in by_scope.items()}

    def meaning(self, document: str, acronym: str) -> str | None:
        """What a bare acronym stands for in a document, or in the papers of its area; else none."""
        scope = self._jurisdictions.of(document).scope
        return self._by_document[document].get(acronym) or self._by_scope.get(scope, {}).get(
            acronym
        )

    def definition(self, document: str, name: str) -> str | None:
        """What ``name`` is defined to mean there, if it is one word or written as an acronym."""
        if " " in name and not is_acronym(name):
            return None
        return self.meaning(document, bare_acronym(name))


def _definitions(facts: Facts) -> dict[str, str]:
    """A paper's own acronyms: those its text defines, then those in brackets after its names."""
    own = {
        bare_acronym(short): long
        for short, long in sorted(facts.acronyms.items())
        if name_key(long)
    }
    names = {mention.text for mention in facts.mentions if mention.kind != "person"}
    names |= {meeting.board for meeting in facts.meetings if meeting.board}
    for name in sorted(name for name in names if "(" in name):
        for acronym, meaning in bracketed_acronyms(name):
            own.setdefault(acronym, meaning)
    return own


def _agreed(meanings: Mapping[str, set[str]]) -> dict[str, str]:
    """The acronyms of one area that all its papers define alike."""
    return {
        acronym: min(longs)
        for acronym, longs in meanings.items()
        if len({name_key(long) for long in longs}) == 1
    }
