"""From papers to a published graph: read and extract what is new, link, write, validate, swap.

A build adds papers to a store or refreshes them: those that are in it already stay, a file whose
bytes changed takes the place of what it was, and two files with the same bytes are one document.
Nothing in the graph depends on the order of the files, the number of workers or the clock.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.facts import Facts
from kg.errors import InputError
from kg.pipeline.cache import open_cache
from kg.pipeline.fingerprint import READING_LIBRARIES, code_fingerprint, fingerprint
from kg.pipeline.forgetting import load_forgotten
from kg.pipeline.inputs import FoundPapers, PaperFile, find_papers
from kg.pipeline.issue_log import corpus_issues, shape_issues
from kg.pipeline.settings import BuildOptions, resolve_settings
from kg.store import snapshots, stats
from kg.store.filesystem import disk_errors, replace_file
from kg.store.writer import StoreWriter, open_for_writing
from kg.version import __version__

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.linking import Verdict
    from kg.linking.verdicts import TieVerdict
    from kg.pipeline.workers import ExtractionOutcome, ExtractionTask

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is to do."""

_LINKING_STEPS = 4
_LOGGER = logging.getLogger("kg.pipeline.build")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    ``counts`` are facts by kind, ``extracted`` and ``unchanged`` count papers, ``changed`` says
    whether a graph was published, ``problems`` are the given papers that are not in the graph,
    ``notes`` what else to know.
    """

    counts: dict[str, int]
    quads: int
    extracted: int
    unchanged: int
    changed: bool
    issues: int
    issue_log: Path
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    seconds: float


@dataclass(slots=True)
class _PaperSources:
    """A paper of the store: the paths of the files that hold it."""

    sources: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """The first of its files' names, so that it does not depend on their order."""
        names = (os.fsencode(Path(source).name) for source in self.sources)
        return min(name.decode("utf-8", "replace") for name in names)


_Papers = dict[str, _PaperSources]  # by the paper's id


def build(
    paths: Iterable[Path],
    where: str | Path,
    options: BuildOptions | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> BuildResult:
    """Bring the papers under ``paths`` into the store in the folder ``where``; publish its graph.

    Papers that cannot be read are told in ``BuildResult.problems``; the others are built. Raises
    ``InputError`` where none can be read, ``StoreError`` where the store cannot be written; the
    graph published before stays in both cases.
    """
    started = time.monotonic()
    found = find_papers(paths)
    if not found.files:
        raise InputError("\n".join(found.problems))
    return _run(where, options, progress, found, started)


def rebuild(
    where: str | Path,
    options: BuildOptions | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> BuildResult:
    """Publish the graph of the papers in the store anew, without a look at their files.

    Raises ``StoreMissing`` where nothing has been built.
    """
    snapshots.open_snapshot(where).close()
    return _run(where, options, progress, FoundPapers((), (), ()), time.monotonic())


def rebuild_from(where: str | Path, manifest: Mapping[str, Any], progress: Progress) -> BuildResult:
    """Publish the graph of the papers of ``manifest`` anew, whatever is published now."""
    with open_for_writing(where) as writer:
        build = _GraphBuild(writer, BuildOptions(), progress, time.monotonic(), manifest)
        return build.run(FoundPapers((), (), ()))


def _run(
    where: str | Path,
    options: BuildOptions | None,
    progress: Progress,
    found: FoundPapers,
    started: float,
) -> BuildResult:
    with open_for_writing(where) as writer:
        return _GraphBuild(writer, options or BuildOptions(), progress, started).run(found)


class _GraphBuild:
    """One build of one store: gathers the facts of its papers, links them, publishes the graph."""

    def __init__(
        self,
        writer: StoreWriter,
        options: BuildOptions,
        progress: Progress,
        started: float,
        manifest: Mapping[str, Any] | None = None,
    ):
        self.writer = writer
        self.home = writer.home
        self.options = options
        self.progress = progress
        self.started = started
        self.manifest = manifest or writer.manifest() or {}
        self.settings = resolve_settings(options, self.manifest, self.home)
        self.forgotten = load_forgotten(self.home)
        self.cache = open_cache(self.home, self.forgotten)
        self.facts: dict[str, Facts] = {}
        self.extracted = 0
        self.failures: dict[str, str] = {}

    def run(self, found: FoundPapers) -> BuildResult:
        """Build the papers of the store and those found; nothing is written if nothing changed."""
        papers = self._gather_papers(found.files)
        problems = [*found.problems, *sorted(self.failures.values())]
        if not papers:
            raise InputError("\n".join(problems))
        notes = [*_notes_on_copies(found.files), *_notes_on_ignored(found.ignored)]
        state = self._state(papers)
        if state == self.manifest.get("state"):
            snapshots.open_snapshot(self.home).close()  # or nothing to do would hide its damage
            return self._result(self.manifest, False, problems, notes)
        with _without_garbage_collection():
            manifest = self._publish(papers, state)
        return self._result(manifest, True, problems, notes)

    # -- papers and their facts ------------------------------------------------------------------

    def _gather_papers(self, files: Sequence[PaperFile]) -> _Papers:
        """The papers of the store and of ``files`` whose facts could be had."""
        papers = self._papers(files)
        self._gather_facts(papers, files)
        readable = [file for file in files if file.id not in self.failures]
        if len(readable) < len(files):
            # A file that became unreadable does not take the place of the paper it was.
            papers = self._papers(readable)
            self._gather_facts(papers, files)
        return {each: paper for each, paper in papers.items() if each not in self.failures}

    def _papers(self, files: Sequence[PaperFile]) -> _Papers:
        """The papers of the store and those of ``files``, sorted by id."""
        papers: _Papers = defaultdict(_PaperSources)
        if not self.options.fresh:
            for identifier, paper in self.manifest.get("papers", {}).items():
                papers[identifier] = _PaperSources(set(paper["sources"]))
        replaced = {str(file.path) for file in files}
        for paper in papers.values():
            paper.sources -= replaced
        for file in files:
            papers[file.id].sources.add(str(file.path))
        return {each: papers[each] for each in sorted(papers) if papers[each].sources}

    def _gather_facts(self, papers: _Papers, files: Sequence[PaperFile]) -> None:
        """Have the facts of every paper: from the cache, or by reading it."""
        from kg.pipeline.workers import extract_papers

        given = {file.id: file.path for file in files}
        tasks = []
        for identifier, paper in papers.items():
            if identifier not in self.failures and not self._load_facts(identifier, paper.name):
                tasks.append(self._task(identifier, paper, given.get(identifier)))
        if not tasks:
            return
        self.progress("reading", 0, len(tasks))
        workers = self.options.workers or os.cpu_count() or 1
        settings = self.settings
        outcomes = extract_papers(tasks, settings.vocabulary, settings.vocabulary_files, workers)
        for done, outcome in enumerate(outcomes, 1):
            self._keep(outcome)
            self.progress("reading", done, len(tasks))

    def _load_facts(self, identifier: str, name: str) -> bool:
        """Take the facts of a paper from the cache; whether they are at hand under its name."""
        facts = self.cache.load(identifier, name, self.settings.vocabulary.digest)
        if facts is not None:
            self.facts[identifier] = facts
        return identifier in self.facts and self.facts[identifier].document.name == name

    def _task(self, identifier: str, paper: _PaperSources, given: Path | None) -> ExtractionTask:
        """What a worker needs to read a paper: a file that holds it, else its text in the cache."""
        from kg.pipeline.workers import ExtractionTask

        path = given or _unchanged_file(paper, identifier)
        document = None if path else self.cache.load_document(identifier)
        return ExtractionTask(identifier, paper.name, path, document, self.forgotten)

    def _keep(self, outcome: ExtractionOutcome) -> None:
        """Keep the facts of a paper that was read, or the reason why there are none."""
        task, facts = outcome.task, outcome.facts
        if facts is None:
            self.failures[task.id] = outcome.problem or f"{task.name}: nothing could be read"
            return
        self.facts[task.id] = facts
        self.extracted += 1
        _LOGGER.debug("%s: read, %d name(s) found", task.name, len(facts.mentions))
        with disk_errors(self.home):
            key = self.cache.key(task.id, task.name, self.settings.vocabulary.digest)
            self.cache.save(facts, key)

    # -- the graph -------------------------------------------------------------------------------

    def _publish(self, papers: _Papers, state: str) -> Mapping[str, Any]:
        """Link the papers, publish their graph and issue log; the manifest of what is published."""
        from extractors.names import spread
        from kg.linking import identify
        from kg.linking.verdicts import load_verdicts
        from kg.rdf.dataset import iter_graphs
        from kg.tracking.tie_overrides import TieOverrides

        self.progress("linking", 0, _LINKING_STEPS)
        corpus = sorted(
            (self.facts[each] for each in papers),
            key=lambda facts: (facts.document.name, facts.document.id),
        )
        corpus = list(spread(corpus, self.settings.vocabulary))
        self.progress("linking", 1, _LINKING_STEPS)
        verdicts = load_verdicts(self.settings.verdicts)
        identities = identify(corpus, self.settings.vocabulary, verdicts)
        unmatched: list[Verdict | TieVerdict] = [
            *identities.unmatched,
            *TieOverrides(corpus, verdicts.ties).unmatched,
        ]
        self.progress("linking", 2, _LINKING_STEPS)
        issues = corpus_issues(corpus, identities, unmatched)

        def describe(graph: ox.Store) -> dict[str, Any]:
            self.progress("linking", 3, _LINKING_STEPS)
            issues.extend(shape_issues(graph))
            return self._new_manifest(papers, state, len(unmatched), len(issues), graph)

        self.writer.publish(
            iter_graphs(corpus, identities, self.settings.base, verdicts.ties),
            describe,
            purge=self._must_purge(papers),
        )
        self._write_log_and_prune(papers, issues)
        self.progress("linking", _LINKING_STEPS, _LINKING_STEPS)
        return self.writer.manifest() or {}

    def _must_purge(self, papers: _Papers) -> bool:
        """Whether a paper or a name is to leave nothing behind in earlier graphs."""
        gone = self.manifest.get("papers", {}).keys() - papers.keys()
        return bool(gone) or self.manifest.get("forgotten", "") != self._forgotten_digest

    @property
    def _forgotten_digest(self) -> str:
        return fingerprint(self.forgotten.digest) if self.forgotten.hashes else ""

    def _new_manifest(
        self, papers: _Papers, state: str, unmatched: int, issues: int, graph: ox.Store
    ) -> dict[str, Any]:
        settings = self.settings
        return {
            "papers": {
                each: {"name": paper.name, "sources": sorted(paper.sources)}
                for each, paper in papers.items()
            },
            "base": settings.base,
            "vocabulary": [str(path.resolve()) for path in settings.vocabulary_files],
            "verdicts": None if settings.verdicts_in_store else str(settings.verdicts),
            "unmatched": unmatched,
            "state": state,
            "kg": __version__,
            "issues": issues,
            "forgotten": self._forgotten_digest,
            "counts": stats.count_classes(graph, stats.SUMMARY_CLASSES),
        }

    def _write_log_and_prune(self, papers: _Papers, issues: Sequence[dict[str, Any]]) -> None:
        """Write the issue log; delete from the cache what no published graph needs any more."""
        log = "".join(json.dumps(issue) + "\n" for issue in issues)
        manifests = self.writer.manifests()
        needed = {each for manifest in manifests for each in manifest.get("papers", {})}
        digest = self.settings.vocabulary.digest
        keys = [self.cache.key(each, paper.name, digest) for each, paper in papers.items()]
        with disk_errors(self.home):
            replace_file(self.home / snapshots.ISSUES_FILE, log, private=True)
            self.cache.prune(needed, keys)

    def _state(self, papers: _Papers) -> str:
        """A digest of all that the graph depends on."""
        settings = self.settings
        verdicts = (
            settings.verdicts.read_text(encoding="utf-8", errors="replace")
            if settings.verdicts.is_file()
            else ""
        )
        sources = [
            part for each, paper in papers.items() for part in (each, *sorted(paper.sources))
        ]
        return fingerprint(
            *sources,
            settings.base,
            settings.vocabulary.digest,
            self.forgotten.digest,
            code_fingerprint(("kg", "extractors", "ontology"), READING_LIBRARIES),
            "" if settings.verdicts_in_store else str(settings.verdicts),
            verdicts,
        )

    # -- the result ------------------------------------------------------------------------------

    def _result(
        self,
        manifest: Mapping[str, Any],
        changed: bool,
        problems: Sequence[str],
        notes: Sequence[str],
    ) -> BuildResult:
        unmatched = manifest.get("unmatched")
        lost = (
            f"{unmatched} verdict(s) of {self.settings.verdicts} match nothing in these papers "
            "any longer; kg issues --level warning names them"
        )
        papers = len(manifest["papers"])
        return BuildResult(
            counts={name: manifest["counts"][name] for name in stats.SUMMARY_CLASSES},
            quads=int(manifest["quads"]),
            extracted=self.extracted,
            unchanged=papers - min(self.extracted, papers),
            changed=changed,
            issues=int(manifest["issues"]),
            issue_log=self.home / snapshots.ISSUES_FILE,
            problems=tuple(problems),
            notes=(*notes, lost) if unmatched else tuple(notes),
            seconds=time.monotonic() - self.started,
        )


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Switch off the search for reference cycles, which would take a quarter of the time.

    Linking makes very many small objects that hold no cycles.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _unchanged_file(paper: _PaperSources, identifier: str) -> Path | None:
    """A file of the paper that still has its bytes."""
    for source in sorted(paper.sources):
        found = find_papers([Path(source)]).files if Path(source).is_file() else ()
        if found and found[0].id == identifier:
            return found[0].path
    return None


def _notes_on_copies(files: Iterable[PaperFile]) -> Iterator[str]:
    """One sentence for each file that has the same bytes as one before it."""
    first: dict[str, Path] = {}
    for file in files:
        if first.setdefault(file.id, file.path) != file.path:
            yield f"{file.path}: the same bytes as {first[file.id]}; the two are one document"


def _notes_on_ignored(ignored: Sequence[Path]) -> Iterator[str]:
    """One sentence on the files that no reader knows, counted by their endings."""
    if ignored:
        endings = Counter(path.suffix.lower() or path.name for path in ignored)
        kinds = ", ".join(f"{count} {ending}" for ending, count in sorted(endings.items()))
        yield (
            f"{len(ignored)} other file(s) in the folders are no papers and were left out ({kinds})"
        )
