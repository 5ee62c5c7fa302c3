"""The weightiest new statement of each item, told where a title alone says little."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ontology.folding import fold
from kg.store import query
from kg.tracking.phrase_rules import topic_rule
from kg.views.cells import QueryRow
from kg.views.profile import CitedSentence, cited_sentence
from kg.views.timeline.salience import FEWEST_WORDS, is_receipt, matches_rule, tells_nothing, weight

if TYPE_CHECKING:
    from kg.store.remote import Remote

_PAPERS = ("report", "presentation", "appendix")  # the parts of a pack that stand under an item


class ItemStatements:
    """What the papers of one pack say under each item, without what earlier packs said."""

    def __init__(
        self, store: ox.Store | Remote, files: Mapping[str, str], earlier: Collection[str]
    ) -> None:
        """``files`` has the pack's documents by file, ``earlier`` those of the packs before it."""
        self._store = store
        self._earlier = frozenset(earlier)
        self._rows: dict[tuple[str, bool, str], list[QueryRow]] = defaultdict(list)
        for file, iri in files.items():
            for row in query.rows(store, "trace-statements", source=iri):
                minuted = row["part"] == "minutes"
                if row["kind"] == "sentence" and (minuted or row["part"] in _PAPERS):
                    self._rows[file, minuted, row["item"]].append(row)

    def has_papers(self, file: str, number: str | None) -> bool:
        """Whether a report or another paper stands under that item."""
        return bool(self._rows.get((file, False, number or "")))

    def weightiest(
        self,
        file: str,
        number: str | None,
        title: str | None,
        name: str,
        *,
        minuted: bool,
    ) -> CitedSentence | None:
        """The statement of a minute, or of the papers to an item, that tells most.

        Of several that tell as much, one that names the topic; else the first. Only of papers under
        the ``title``, where some stand under it.
        """
        rows = self._rows.get((file, minuted, number or ""), []) if number else []
        titled = [row for row in rows if title and fold(row["title"]) == fold(title)]
        telling = list(filter(_tells, titled)) or list(filter(_tells, rows))
        named = fold(name)

        def order(row: QueryRow) -> tuple[int, bool]:
            return -weight(row["text"]), named not in fold(row["text"])

        return next(
            (
                cited_sentence(row, "text")
                for row in sorted(telling, key=order)
                if self._is_new(row)
            ),
            None,
        )

    def _is_new(self, row: QueryRow) -> bool:
        held = query.rows(self._store, "digest-said", text=row["text"])
        return not self._earlier.intersection(each["document"] for each in held)


def _tells(row: QueryRow) -> bool:
    """Whether a sentence says something that can be read alone."""
    text = row["text"]
    return (
        len(text.split()) >= FEWEST_WORDS
        and text.endswith((".", ".”", "?", "!"))
        and not is_receipt(text)
        and not tells_nothing(text)
        and not matches_rule("leans", text)
        and topic_rule("goes-on").at(text) is None
    )
