"""The papers of a store by their ids: the files that hold each, and the names they go by."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from kg.extractors.facts import PublishedFor
from kg.extractors.reading.containers import MARK
from kg.fetch.source_note import noted_publication, source_of, source_page_of
from kg.pipeline.inputs import STANDARD_INPUT, FoundPapers, PaperFile


@dataclass(slots=True)
class PaperSources:
    """A paper of the store: the paths of the files that hold it, its name in the graph, the
    address that it was fetched from, and that of the page that offers it.
    """

    sources: set[str] = field(default_factory=set)
    name: str = ""
    url: str | None = None
    page: str | None = None
    published: PublishedFor | None = None


Papers = dict[str, PaperSources]  # by the paper's id


def gathered(
    before: Mapping[str, Any], files: Iterable[PaperFile], found: FoundPapers, prune: bool
) -> Papers:
    """The papers of the last build's manifest (``before``) and those of ``files``, sorted by id.

    A file given now is no longer what it was before; one that was renamed is known by its new path;
    what is gone from an archive that was opened now is gone. With ``prune`` that holds for folders.
    """
    files = list(files)
    papers: Papers = defaultdict(PaperSources)
    for identifier, paper in before.items():
        papers[identifier] = PaperSources(
            set(paper["sources"]),
            url=paper.get("url"),
            page=paper.get("page"),
            published=_as_publication(paper.get("published")),
        )
    given = {str(file.path) for file in files}
    again = {file.id for file in files}
    roots = [str(root) for root in found.roots]
    present = {str(file.path) for file in found.files}
    for identifier, paper in papers.items():
        paper.sources = {
            source
            for source in paper.sources - given
            if source in present
            or (not (identifier in again and _is_gone(source)) and not _left(source, roots, prune))
        }
    for file in files:
        papers[file.id].sources.add(str(file.path))
    kept = {each: papers[each] for each in sorted(papers) if papers[each].sources}
    _give_names(kept)
    _note_origins(kept)
    return kept


def _note_origins(papers: Papers) -> None:
    """Where each paper was fetched from and for which meeting, by the note beside a file of it."""
    for paper in papers.values():
        files = [archive_of(source) for source in sorted(paper.sources)]
        paper.url = next(filter(None, map(source_of, files)), paper.url)
        paper.page = next(filter(None, map(source_page_of, files)), paper.page)
        paper.published = next(filter(None, map(noted_publication, files)), paper.published)


def _as_publication(kept: Any) -> PublishedFor | None:
    """A publication as the manifest keeps it."""
    if not isinstance(kept, dict):
        return None
    day = kept.get("meeting_date")
    texts = {name: kept.get(name) for name in ("committee", "meeting_id", "item", "title")}
    return PublishedFor(meeting_date=date.fromisoformat(day) if day else None, **texts)


def publication_record(published: PublishedFor) -> dict[str, str]:
    """A publication for the manifest: what is known of it."""
    told = asdict(published)
    return {name: str(value) for name, value in told.items() if value is not None}


def archive_of(source: str) -> Path:
    """The file of a source, or the one that holds it."""
    return Path(source.partition(MARK)[0])


def _is_gone(source: str) -> bool:
    """Whether the file of a source, or the archive that holds it, is no longer there."""
    outer = archive_of(source)
    return outer != STANDARD_INPUT and not outer.exists()


def _left(source: str, roots: Iterable[str], prune: bool) -> bool:
    """Whether a source that was not found now lay in what was searched now."""
    for root in roots:
        if source.startswith(root + MARK):
            return True
        if prune and (source == root or source.startswith(root.rstrip(os.sep) + os.sep)):
            return _is_gone(source)
    return False


def _give_names(papers: Papers) -> None:
    """Each paper the name of its file; where two have the same, as much of the path as differs."""
    chosen = {each: min(paper.sources, key=_order) for each, paper in papers.items()}
    by_name: dict[str, list[str]] = defaultdict(list)
    for identifier, source in chosen.items():
        by_name[_shown(source, 0)].append(identifier)
    for name, identifiers in by_name.items():
        folders = 0
        named = {name: identifiers[0]}
        while len(identifiers) > 1:
            folders += 1
            named = {_shown(chosen[each], folders): each for each in identifiers}
            longest = max(chosen[each].count("/") for each in identifiers)
            if len(named) == len(identifiers) or folders > longest:
                break
        for shown, identifier in named.items():
            papers[identifier].name = shown
    for identifier, paper in papers.items():
        paper.name = paper.name or chosen[identifier]


def _order(source: str) -> tuple[bytes, bytes]:
    return os.fsencode(_shown(source, 0)), os.fsencode(source)


def _shown(source: str, folders: int) -> str:
    """The name of a file with so many of the folders above it; a member's begins with its archive.

    “/papers/2019/pack.zip!/minutes.pdf” → “pack.zip!/minutes.pdf”, “2019/pack.zip!/minutes.pdf”.
    """
    outer, mark, inner = source.partition(MARK)
    if outer == "-":
        return inner
    parts = Path(outer).parts[-1 - folders :]
    name = "/".join(part.strip("/") for part in parts) + mark + inner
    return os.fsencode(name).decode("utf-8", "replace")
