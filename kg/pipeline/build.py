"""From papers to a published graph: read and extract what is new, link all of it, write, validate, swap.

A build adds papers to a store or refreshes them: those that are in it already stay, a file whose bytes changed takes
the place of what it was, and two files with the same bytes are one document. Nothing in the graph depends on the order
of the files, on the number of workers or on the clock.
"""

from __future__ import annotations

import gc
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pyoxigraph as ox

from extractors.facts import Facts, Issue
from kg import __version__
from kg.errors import InputError
from kg.pipeline.inputs import READERS, File, Found, code_digest, digest_of, find, shelf_of
from kg.store import snapshots, stats
from kg.store.filesystem import disk_errors, replace_file
from kg.store.writer import StoreWriter, open_for_writing

if TYPE_CHECKING:
    from kg.linking import Identities, Verdict
    from kg.linking.verdicts import TieVerdict
    from ontology.vocabulary import Vocabulary

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is to do."""

VERDICTS = "verdicts.toml"  # in the store's folder


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``None`` means: as the store was built before, else the default."""

    base: str | None = None
    vocabulary: tuple[Path, ...] | None = None
    workers: int = 0  # 0: one a processor
    fresh: bool = False  # forget the papers that are in the store
    verdicts: Path | None = (
        None  # what people decided; by itself ``VERDICTS`` in the store's folder
    )


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. ``problems`` are the given papers that are not in the graph, ``notes`` what else to know."""

    counts: dict[str, int]
    quads: int
    extracted: int
    at_hand: int
    changed: bool
    issues: int
    issue_log: Path
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float


@dataclass(slots=True)
class _Paper:
    """A paper of the store: the files that hold it. Its name is the first of theirs, whatever order they came in."""

    sources: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return min(
            os.fsencode(Path(source).name).decode("utf-8", "replace") for source in self.sources
        )


def build(
    paths: Iterable[Path],
    where: str | Path,
    options: Options | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Built:
    """Bring the papers under ``paths`` into the store in the folder ``where`` and publish the graph of all its papers.

    Papers that cannot be read are told in ``Built.problems``; the others are built. Raises ``InputError`` where none
    can be read, ``StoreError`` where the store cannot be written; the graph published before stays in both cases.
    """
    started = time.monotonic()
    found = find(paths)
    if not found.files:
        raise InputError("\n".join(found.problems))
    return _run(where, options, progress, found, started)


def rebuild(
    where: str | Path,
    options: Options | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Built:
    """Publish the graph of the papers that are in the store anew: their files are not looked at.

    Raises ``StoreMissing`` where nothing has been built.
    """
    snapshots.open_snapshot(where).close()
    return _run(where, options, progress, Found((), (), ()), time.monotonic())


def _run(
    where: str | Path, options: Options | None, progress: Progress, found: Found, started: float
) -> Built:
    with open_for_writing(where) as writer:
        return _Build(writer, options or Options(), progress, started).run(
            found.files, list(found.problems), found.ignored
        )


def verdicts_of(home: Path, manifest: Mapping[str, Any], given: Path | None = None) -> Path:
    """The file of people's verdicts: the one given, else the one of the last build, else the one in the store."""
    before = manifest.get("verdicts")
    chosen = given if given is not None else Path(before) if before else home / VERDICTS
    return home / VERDICTS if chosen.resolve() == (home / VERDICTS).resolve() else chosen.resolve()


class _Build:
    def __init__(self, writer: StoreWriter, options: Options, progress: Progress, started: float):
        self.writer = writer
        self.home = writer.home
        self.options = options
        self.progress = progress
        self.started = started
        self.before = writer.manifest() or {}
        self.extra = self._extra()
        self.vocabulary = self._vocabulary()
        self.base = _base(options.base or self.before.get("base"))
        self.verdicts = verdicts_of(self.home, self.before, self.options.verdicts)
        self.own_verdicts = self.verdicts == self.home / VERDICTS
        if not self.own_verdicts and not self.verdicts.is_file():
            raise InputError(
                f"{self.verdicts}: no such file of verdicts; name another with --verdicts"
            )
        self.shelf = shelf_of(self.home)
        self.facts: dict[str, Facts] = {}
        self.extracted = 0
        self.failed: dict[str, str] = {}
        self.notes: list[str] = []

    def run(self, files: Sequence[File], problems: list[str], ignored: Sequence[Path]) -> Built:
        papers = self._papers(files)
        given = {file.id: file.path for file in files}
        self._gather(papers, given)
        bad = {file.id for file in files} & self.failed.keys()
        if bad:
            # A file that became unreadable does not take the place of the paper it was.
            papers = self._papers([file for file in files if file.id not in bad])
            self._gather(papers, given)
        for identifier in [each for each in papers if each in self.failed]:
            del papers[identifier]
        problems += [self.failed[each] for each in sorted(self.failed, key=self.failed.__getitem__)]
        if not papers:
            raise InputError("\n".join(problems))
        self._note_same(files)
        if ignored:
            endings = Counter(path.suffix.lower() or path.name for path in ignored)
            kinds = ", ".join(f"{count} {ending}" for ending, count in sorted(endings.items()))
            self.notes.append(
                f"{len(ignored)} other file(s) in the folders are no papers and were left out ({kinds})"
            )
        state = self._state(papers)
        if state == self.before.get("state"):
            return self._built(self.before, False, problems)
        return self._built(self._publish(papers, state), True, problems)

    # -- which papers -------------------------------------------------------------------------------------------------

    def _papers(self, files: Sequence[File]) -> dict[str, _Paper]:
        """Identifier → paper: those of the store and those of ``files``."""
        papers: dict[str, _Paper] = {}
        if not self.options.fresh:
            for identifier, paper in self.before.get("papers", {}).items():
                papers[identifier] = _Paper(set(paper["sources"]))
        for file in files:
            for paper in papers.values():
                paper.sources.discard(str(file.path))
        for file in files:
            papers.setdefault(file.id, _Paper()).sources.add(str(file.path))
        return {
            identifier: papers[identifier]
            for identifier in sorted(papers)
            if papers[identifier].sources
        }

    def _gather(self, papers: dict[str, _Paper], given: dict[str, Path]) -> None:
        """Have the facts of every paper: those at hand, and those of the papers that must be read."""
        from kg.pipeline.workers import Outcome, Task, extract

        keys: dict[str, str] = {}
        tasks: list[Task] = []
        for identifier, paper in papers.items():
            if identifier in self.failed:
                continue
            keys[identifier] = self.shelf.key(identifier, paper.name, self.vocabulary.digest)
            document = self.shelf.document(identifier)
            facts = self.shelf.facts(keys[identifier], document) if document is not None else None
            if facts is not None and document is not None:
                self.facts[identifier] = replace(facts, document=replace(document, name=paper.name))
            elif identifier not in self.facts or self.facts[identifier].document.name != paper.name:
                path = given.get(identifier) or _unchanged(paper, identifier)
                tasks.append(Task(identifier, paper.name, path, None if path else document))

        def keep(outcome: Outcome) -> None:
            identifier, facts = outcome.task.id, outcome.facts
            if facts is None:
                self.failed[identifier] = (
                    outcome.problem or f"{outcome.task.name}: nothing could be read"
                )
                return
            self.facts[identifier] = facts
            self.extracted += 1
            with disk_errors(self.home):
                self.shelf.keep_document(facts.document)
                self.shelf.keep_facts(keys[identifier], facts)

        if tasks:
            self.progress("reading", 0, len(tasks))
            workers = self.options.workers or os.cpu_count() or 1
            for done, outcome in enumerate(extract(tasks, self.vocabulary, self.extra, workers), 1):
                keep(outcome)
                self.progress("reading", done, len(tasks))

    def _note_same(self, files: Sequence[File]) -> None:
        by_id: dict[str, list[File]] = {}
        for file in files:
            by_id.setdefault(file.id, []).append(file)
        for same in by_id.values():
            for other in same[1:]:
                self.notes.append(
                    f"{other.path}: the same bytes as {same[0].path}; the two are one document"
                )

    # -- the graph ----------------------------------------------------------------------------------------------------

    def _publish(self, papers: dict[str, _Paper], state: str) -> dict[str, Any]:
        # Very many small objects that hold no circles: looking for circles would take a quarter of the time.
        gc.disable()
        try:
            return self._link(papers, state)
        finally:
            gc.enable()

    def _link(self, papers: dict[str, _Paper], state: str) -> dict[str, Any]:
        from extractors.names import spread
        from kg.linking import identify
        from kg.linking.verdicts import load_verdicts
        from kg.rdf.dataset import iter_graphs
        from kg.tracking.tie_overrides import TieOverrides

        steps = 4
        corpus = sorted(
            (self.facts[each] for each in papers),
            key=lambda facts: (facts.document.name, facts.document.id),
        )
        self.progress("linking", 0, steps)
        corpus = list(spread(corpus, self.vocabulary))
        self.progress("linking", 1, steps)
        verdicts = load_verdicts(self.verdicts)
        identities = identify(corpus, self.vocabulary, verdicts)
        unmatched: list[Verdict | TieVerdict] = [
            *identities.unmatched,
            *TieOverrides(corpus, verdicts.ties).unmatched,
        ]
        self.progress("linking", 2, steps)
        issues = _issues(corpus, identities, unmatched)

        def describe(graph: ox.Store) -> dict[str, Any]:
            self.progress("linking", 3, steps)
            issues.extend(_found(graph))
            return {
                "papers": {
                    each: {"name": paper.name, "sources": sorted(paper.sources)}
                    for each, paper in papers.items()
                },
                "base": self.base,
                "vocabulary": [str(path.resolve()) for path in self.extra],
                "verdicts": None if self.own_verdicts else str(self.verdicts),
                "unmatched": len(unmatched),
                "state": state,
                "kg": __version__,
                "issues": len(issues),
                "counts": stats.count_classes(graph, stats.SUMMARY_CLASSES),
            }

        self.writer.publish(iter_graphs(corpus, identities, self.base, verdicts.ties), describe)
        with disk_errors(self.home):
            replace_file(
                self.home / snapshots.ISSUES_FILE,
                "".join(json.dumps(issue) + "\n" for issue in issues),
            )
            needed = {
                each
                for published in self.writer.manifests()
                for each in published.get("papers", {})
            }
            digest = self.vocabulary.digest
            self.shelf.forget_all_but(
                needed, (self.shelf.key(i, paper.name, digest) for i, paper in papers.items())
            )
        self.progress("linking", steps, steps)
        return self.writer.manifest() or {}

    def _state(self, papers: dict[str, _Paper]) -> str:
        """A digest of all that the graph depends on."""
        return digest_of(
            *(
                part
                for identifier, paper in papers.items()
                for part in (identifier, *sorted(paper.sources))
            ),
            *(
                self.base,
                self.vocabulary.digest,
                code_digest(("kg", "extractors", "ontology"), READERS),
            ),
            "" if self.own_verdicts else str(self.verdicts),
            self.verdicts.read_text(encoding="utf-8", errors="replace")
            if self.verdicts.is_file()
            else "",
        )

    def _built(self, manifest: dict[str, Any], changed: bool, problems: Sequence[str]) -> Built:
        if unmatched := manifest.get("unmatched"):
            told = f"{unmatched} verdict(s) of {self.verdicts} match nothing in these papers any longer"
            self.notes.append(f"{told}; kg issues --level warning names them")
        return Built(
            counts={name: manifest["counts"][name] for name in stats.SUMMARY_CLASSES},
            quads=int(manifest["quads"]),
            extracted=self.extracted,
            at_hand=len(manifest["papers"]) - min(self.extracted, len(manifest["papers"])),
            changed=changed,
            issues=int(manifest["issues"]),
            issue_log=self.home / snapshots.ISSUES_FILE,
            problems=tuple(problems),
            notes=tuple(self.notes),
            seconds=time.monotonic() - self.started,
        )

    # -- settings -----------------------------------------------------------------------------------------------------

    def _extra(self) -> tuple[Path, ...]:
        if self.options.vocabulary is not None or self.options.fresh:
            return self.options.vocabulary or ()
        return tuple(Path(path) for path in self.before.get("vocabulary", ()))

    def _vocabulary(self) -> Vocabulary:
        from ontology.vocabulary import load

        try:
            return load(self.extra)
        except ValueError as error:
            raise InputError(str(error)) from error


def _base(given: str | None) -> str:
    """The IRI under which everything gets its name, ending in a slash."""
    from kg.rdf.quads import BASE

    if not given:
        return BASE
    try:
        base = ox.NamedNode(given).value
    except ValueError as error:
        raise InputError(
            f"--base {given}: not an absolute IRI ({error}); give one like {BASE}"
        ) from error
    return base if base.endswith("/") else base + "/"


def _unchanged(paper: _Paper, identifier: str) -> Path | None:
    """A file of the paper that still has its bytes."""
    for source in sorted(paper.sources):
        found = find([Path(source)]).files if Path(source).is_file() else ()
        if found and found[0].id == identifier:
            return found[0].path
    return None


def _issues(
    corpus: Sequence[Facts], identities: Identities, unmatched: Sequence[Verdict | TieVerdict]
) -> list[dict[str, Any]]:
    """Whatever was not handled or not with certainty, as lines for the issue log, in a fixed order."""
    names = {facts.document.id: facts for facts in corpus}
    lines = [_line(issue, facts) for facts in corpus for issue in facts.issues]
    for unresolved in identities.unresolved:
        text = f"“{unresolved.printed}” ({unresolved.kind}) names nobody for certain: {unresolved.reason}"
        lines.append(_line(Issue("info", "identity", text), names[unresolved.document]))
    for verdict in unmatched:
        lines.append(
            _line(
                Issue(
                    "warning", "verdicts", f"{verdict.unmatched_message} of these papers any longer"
                ),
                None,
            )
        )
    return sorted(
        lines,
        key=lambda line: (
            line["document"] or "",
            line["start"] or 0,
            line["stage"],
            line["message"],
        ),
    )


def _found(graph: ox.Store) -> list[dict[str, Any]]:
    """The shapes that the graph breaks, as lines for the issue log."""
    from kg.store.validation import validate

    levels: dict[str, Literal["warning", "error"]] = {"warning": "warning", "violation": "error"}
    return [
        _line(Issue(levels[each.severity], "check", str(each)), None)
        for each in validate(graph).results
    ]


def _line(issue: Issue, facts: Facts | None) -> dict[str, Any]:
    from kg.text.masking import quotable

    document = facts.document if facts is not None else None
    span = issue.span
    return {
        "level": issue.level,
        "stage": issue.stage,
        "document": document.name if document is not None else issue.document,
        "page": document.page_number(span.start)
        if document is not None and span is not None
        else None,
        "start": span.start if span is not None else None,
        "message": quotable(issue.message),
        "words": quotable(document.text[span.start : min(span.end, span.start + 160)])
        if document and span
        else None,
    }
