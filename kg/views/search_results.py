"""The passages that a search found, to read: the words asked, where they stand, and the entities
that have such a name beside them.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, get_args

import pyoxigraph as ox

from kg.errors import InputError
from kg.store.entity_lookup import EntityMatch, find_called
from kg.store.search import FoundPassage, SearchFilter, SearchIndex
from kg.text.search_terms import without_stop_words
from kg.text.spreadsheet_cells import spreadsheet_cell
from kg.views.paper_places import placed, published
from kg.views.timeline.cited_words import COLUMNS, passage_as_json, source_line
from kg.views.timeline.formatting import count, day, joined
from kg.views.wording import ui_text

if TYPE_CHECKING:
    from kg.store.remote import Remote

SearchFormat = Literal["table", "markdown", "json", "csv"]
FORMATS: tuple[str, ...] = get_args(SearchFormat)
OFFERED = 5  # entities named beside the passages


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What a search found. ``absent`` are the words that no paper has, ``papers`` counts those
    searched, ``entities`` have the words for a name.
    """

    asked: str
    passages: tuple[FoundPassage, ...]
    entities: tuple[EntityMatch, ...]
    absent: tuple[str, ...]
    papers: int
    within: SearchFilter
    alike: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """What was found, in one line."""
        passages = count(len(self.passages), "passage")
        papers = count(len({each.document for each in self.passages}), "paper")
        if self.passages and self.passages[0].match == "item":
            return ui_text("search.in_items", asked=self.asked, passages=passages, papers=papers)
        if self.passages and self.passages[0].match == "some":
            absent = joined([f"“{word}”" for word in self.absent])
            return ui_text(
                "search.some",
                asked=self.asked,
                lacking=(ui_text("search.lacking", words=absent) if absent else "")
                + self.suggestion,
                passages=passages,
                papers=papers,
            )
        key = "one_has" if len(self.passages) == 1 else "many_have"
        return ui_text(f"search.{key}", asked=self.asked, passages=passages, papers=papers)

    @property
    def suggestion(self) -> str:
        """The words that some may be misspellings of, as a question; empty where there are none."""
        if not self.alike:
            return ""
        return " " + ui_text("search.suggest", words=joined([f"“{each}”" for each in self.alike]))

    @property
    def also(self) -> str:
        """The entities that the words may name, in one line; empty where there are none."""
        if not self.entities:
            return ""
        names = joined([f"{each.name} ({each.kind})" for each in self.entities])
        return ui_text("search.also", names=names, name=self.entities[0].name)


def find_passages(
    graph: ox.Store | Remote, index: SearchIndex, asked: str, within: SearchFilter
) -> SearchAnswer:
    """Every passage with the words ``asked``, and the entities of such a name.

    Raises ``InputError`` where there are no words, or a kind of paper that there is not.
    """
    words = " ".join(asked.split())
    if not without_stop_words(words):
        raise InputError(ui_text("errors.words_missing"))
    kinds = index.kinds()
    if within.kind is not None and within.kind not in kinds:
        raise InputError(ui_text("errors.no_such_kind", kind=within.kind, kinds=", ".join(kinds)))
    entities = find_called(graph, words)
    absent = tuple(index.absent_words(words))
    return SearchAnswer(
        words,
        placed(graph, tuple(index.search(words, within))),
        tuple(entities[:OFFERED]),
        absent,
        index.papers,
        within,
        tuple(alike for word in absent if (alike := index.spelled_alike(word))),
    )


def nothing_found(found: SearchAnswer) -> str:
    """That no passage has the words, and where was looked."""
    number = "one" if found.papers == 1 else "all"
    papers = ui_text(f"search.papers_{number}", count=found.papers)
    limits = [
        found.within.kind and ui_text("search.limit_kind", kind=found.within.kind),
        found.within.board and ui_text("search.limit_board", board=found.within.board),
        found.within.since and ui_text("search.limit_since", day=day(found.within.since)),
        found.within.until and ui_text("search.limit_until", day=day(found.within.until)),
    ]
    within = ", ".join(filter(None, limits))
    if within:
        return ui_text("search.none_within", asked=found.asked, limits=within)
    key = "none_exact" if found.within.exact else "none"
    line = ui_text(f"search.{key}", asked=found.asked, papers=papers)
    return f"{line}.{found.suggestion}" if found.suggestion else line


def render(found: SearchAnswer, format: str, limit: int) -> str:
    """The first ``limit`` passages in one of ``FORMATS``; ``InputError`` for any other."""
    shown = found.passages[:limit]
    if format == "json":
        return json.dumps(_as_json(found, limit), ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _csv(shown)
    if format == "markdown":
        return _markdown(found, limit)
    if format == "table":
        return _plain(found, limit)
    raise InputError(ui_text("errors.no_such_format", format=format, formats=", ".join(FORMATS)))


def _as_json(found: SearchAnswer, limit: int) -> dict[str, object]:
    return {
        "asked": found.asked,
        "total": len(found.passages),
        "papers": found.papers,
        "absent": list(found.absent),
        "entities": [asdict(each) for each in found.entities],
        "passages": [passage_as_json(each) for each in found.passages[:limit]],
    }


def _csv(shown: tuple[FoundPassage, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [spreadsheet_cell(getattr(each, column) or "") for column in COLUMNS] for each in shown
    )
    return out.getvalue()


def _plain(found: SearchAnswer, limit: int) -> str:
    import textwrap

    lines = [found.summary, *([found.also] if found.also else []), ""]
    for each in found.passages[:limit]:
        lines += textwrap.wrap(each.text, 96) or [each.text]
        lines += [f"    {source_line(each)}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _markdown(found: SearchAnswer, limit: int) -> str:
    from kg.views.timeline.render import escape_markdown as escape

    title = ui_text("search.title", asked=escape(found.asked))
    lines = [f"# {title}", "", escape(found.summary)]
    if found.also:
        lines += ["", escape(found.also)]
    for each in found.passages[:limit]:
        where = escape(source_line(each))
        address = published(each.document, each.page)
        source = f"[{where}]({address})" if address else where
        lines += ["", f"> {escape(each.text)}", ">", f"> — {source}"]
    return "\n".join(lines) + "\n"
