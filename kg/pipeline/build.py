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
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, StoreError
from kg.extractors.facts import Document, Facts, Part
from kg.extractors.reading import ocr
from kg.extractors.reading.containers import MARK
from kg.pipeline.cache import open_cache
from kg.pipeline.file_log import update_file_log
from kg.pipeline.fingerprint import READING_LIBRARIES, code_fingerprint, fingerprint
from kg.pipeline.forgetting import load_forgotten
from kg.pipeline.former_addresses import addresses_of, still_leading
from kg.pipeline.inputs import FoundPapers, LeftOutFile, PaperFile, find_papers
from kg.pipeline.issue_log import corpus_issues, shape_issues
from kg.pipeline.joint_limits import JointLimits, TooCostlyError
from kg.pipeline.paper_sources import (
    Papers,
    PaperSources,
    archive_of,
    gathered,
    publication_record,
)
from kg.pipeline.settings import BuildOptions, resolve_settings
from kg.store import snapshots, stats
from kg.store.filesystem import disk_errors, replace_file
from kg.store.writer import StoreWriter, open_for_writing
from kg.version import __version__

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.linking import Identities, Verdict
    from kg.linking.verdicts import TieVerdict
    from kg.pipeline.workers import ExtractionOutcome, ExtractionTask
    from kg.store.validation import ValidationResult

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is to do."""

_LINKING_STEPS = 4
_NAMES_SHOWN = 5  # of files left out for one reason
_LOGGER = logging.getLogger("kg.pipeline.build")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    ``counts`` are facts by kind, ``extracted`` and ``unchanged`` count papers, ``changed`` says
    whether a graph was published, ``problems`` are the given papers that are not in the graph, the
    first ``named_problems`` of them given by name, ``notes`` what else to know.
    """

    counts: dict[str, int]
    quads: int
    extracted: int
    unchanged: int
    changed: bool
    issues: int
    issue_log: Path
    problems: tuple[str, ...]
    named_problems: int
    notes: tuple[str, ...]
    seconds: float


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
    options = options or BuildOptions()
    with _scratch() as scratch:
        found = find_papers(paths, scratch, options.standard_input_name)
        if options.prune:
            found = _without_missing(found)
        if not found.files and not options.prune:
            raise InputError("\n".join(why for _, why in found.problems))
        with open_for_writing(where) as writer:
            return _GraphBuild(writer, options, progress, started, scratch).run(found)


def rebuild(
    where: str | Path,
    options: BuildOptions | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> BuildResult:
    """Publish the graph of the papers in the store anew, without a look at their files.

    Raises ``StoreMissing`` where nothing has been built.
    """
    snapshots.open_snapshot(where).close()
    with _scratch() as scratch, open_for_writing(where) as writer:
        build = _GraphBuild(writer, options or BuildOptions(), progress, time.monotonic(), scratch)
        return build.run(FoundPapers())


def rebuild_from(where: str | Path, manifest: Mapping[str, Any], progress: Progress) -> BuildResult:
    """Publish the graph of the papers of ``manifest`` anew, whatever is published now."""
    with _scratch() as scratch, open_for_writing(where) as writer:
        build = _GraphBuild(writer, BuildOptions(), progress, time.monotonic(), scratch, manifest)
        return build.run(FoundPapers())


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder of its owner's own, for what archives hold, as long as a build lasts."""
    with tempfile.TemporaryDirectory(prefix="kg-build-") as folder:
        yield Path(folder)


def _without_missing(found: FoundPapers) -> FoundPapers:
    """Paths that are not there are no problem where papers are retracted because of it."""
    problems = tuple((path, why) for path, why in found.problems if path.exists())
    return replace(found, problems=problems)


class _GraphBuild:
    """One build of one store: gathers the facts of its papers, links them, publishes the graph."""

    def __init__(
        self,
        writer: StoreWriter,
        options: BuildOptions,
        progress: Progress,
        started: float,
        scratch: Path,
        manifest: Mapping[str, Any] | None = None,
    ):
        self.writer = writer
        self.home = writer.home
        self.options = options
        self.progress = progress
        self.started = started
        self.scratch = scratch
        self.can_read_scans = ocr.is_available()
        self.manifest = manifest or writer.manifest() or {}
        self.settings = resolve_settings(options, self.manifest, self.home)
        self.forgotten = load_forgotten(self.home, self.manifest)
        self.cache = open_cache(self.home, self.forgotten)
        self.facts: dict[str, Facts] = {}
        self.extracted = 0
        self.failures: dict[str, str] = {}

    def run(self, found: FoundPapers) -> BuildResult:
        """Build the papers of the store and those found; nothing is written if nothing changed."""
        while True:
            papers = self._gather_papers(found)
            try:
                return self._build(papers, found)
            except TooCostlyError as error:
                for identifier in error.papers:
                    self.failures[identifier] = _too_costly(papers[identifier], error.stage)

    def _build(self, papers: Papers, found: FoundPapers) -> BuildResult:
        """Publish these papers if anything changed. Raises ``TooCostlyError``."""
        problems = self._problems(found)
        if not papers:
            raise InputError(
                "\n".join(problem for _, problem in problems)
                or "nothing would be left in the store; remove its folder if that is meant"
            )
        with disk_errors(self.home):
            update_file_log(self.home, found, problems, self.options.fresh)
        notes = [
            *_notes_on_copies(found.files),
            *_notes_on_left_out(found.left_out),
            *_notes_on_unread(self.facts[each] for each in papers),
        ]
        state = self._state(papers)
        if state == self.manifest.get("state"):
            snapshots.open_snapshot(self.home).close()  # or nothing to do would hide its damage
            return self._result(self.manifest, False, found, notes)
        with _without_garbage_collection():
            manifest = self._publish(papers, state)
        return self._result(manifest, True, found, notes)

    @staticmethod
    def _is_named(path: Path, found: FoundPapers) -> bool:
        """Whether a file that is not in the graph was given outright, not found in a folder."""
        return path in found.named or (not path.exists() and MARK not in str(path))

    # -- papers and their facts ------------------------------------------------------------------

    def _gather_papers(self, found: FoundPapers) -> Papers:
        """The papers of the store and those found whose facts could be had."""
        files = found.files
        papers = self._papers(files, found)
        self._gather_facts(papers, files)
        readable = [file for file in files if file.id not in self.failures]
        if len(readable) < len(files):
            # A file that became unreadable does not take the place of the paper it was.
            papers = self._papers(readable, found)
            self._gather_facts(papers, files)
        self._note_sources(papers)
        return {each: paper for each, paper in papers.items() if each not in self.failures}

    def _note_sources(self, papers: Papers) -> None:
        """Let fetched papers know where they are from; what a paper says of itself wins."""
        for identifier, paper in papers.items():
            facts = self.facts.get(identifier)
            if facts is None:
                continue
            document = replace(
                facts.document,
                source_url=facts.document.source_url or paper.url,
                source_page=paper.page,
                published=paper.published,
            )
            self.facts[identifier] = replace(facts, document=document)

    def _papers(self, files: Iterable[PaperFile], found: FoundPapers) -> Papers:
        before = {} if self.options.fresh else self.manifest.get("papers", {})
        return gathered(before, files, found, self.options.prune)

    def _problems(self, found: FoundPapers) -> list[tuple[Path, str]]:
        """The papers that are not in the graph, those given by name first."""
        problems = list(found.problems)
        shown = {file.id: file.path for file in reversed(found.files)}
        problems += [(shown.get(each, Path(each)), why) for each, why in self.failures.items()]
        return sorted(problems, key=lambda each: (each[0] not in found.named, each))

    def _gather_facts(self, papers: Papers, files: Sequence[PaperFile]) -> None:
        """Have the facts of every paper: from the cache, or by reading it."""
        given = {file.id: file for file in files}
        tasks = []
        for identifier, paper in papers.items():
            if identifier not in self.failures and not self._load_facts(identifier, paper):
                tasks.append(self._task(identifier, paper, given.get(identifier)))
        if not tasks:
            return
        self.progress("reading", 0, len(tasks))
        for done, outcome in enumerate(self._outcomes(tasks), 1):
            self._keep(outcome)
            self.progress("reading", done, len(tasks))

    def _outcomes(self, tasks: Sequence[ExtractionTask]) -> Iterator[ExtractionOutcome]:
        """What came of reading each paper, here or on the cluster, in any order."""
        from kg.pipeline.cluster import extract_on_cluster
        from kg.pipeline.workers import extract_papers

        workers = self.options.workers or os.cpu_count() or 1
        how = (tasks, self.settings.vocabulary, self.settings.vocabulary_files, workers)
        if self.options.cluster is not None:
            return extract_on_cluster(self.options.cluster, *how)
        return extract_papers(*how)

    def _load_facts(self, identifier: str, paper: PaperSources) -> bool:
        """Take the facts of a paper from the cache; whether they are at hand under its name."""
        facts = self.cache.load(identifier, paper.name, self.settings.vocabulary.digest)
        if facts is not None and not self._can_read_more(facts, paper):
            self.facts[identifier] = facts
        return identifier in self.facts and self.facts[identifier].document.name == paper.name

    def _can_read_more(self, facts: Facts, paper: PaperSources) -> bool:
        """Whether scans that nothing could read before can be read now."""
        return (
            self.can_read_scans
            and any(page.reason == ocr.MISSING for page in facts.document.unread)
            and any(archive_of(source).is_file() for source in paper.sources)
        )

    def _task(
        self, identifier: str, paper: PaperSources, given: PaperFile | None
    ) -> ExtractionTask:
        """What a worker needs to read a paper: a file that holds it, else its text in the cache."""
        from kg.pipeline.workers import ExtractionTask

        file = given or self._unchanged_file(paper, identifier)
        document = None if file else self.cache.load_document(identifier)
        held, shown = (file.held, file.path) if file else (None, None)
        return ExtractionTask(identifier, paper.name, held, document, self.forgotten, shown)

    def _unchanged_file(self, paper: PaperSources, identifier: str) -> PaperFile | None:
        """A file of the paper that still has its bytes, in an archive or for itself."""
        for source in sorted(paper.sources):
            outer = archive_of(source)
            if not outer.is_file():
                continue
            for file in find_papers([outer], self.scratch).files:
                if file.id == identifier:
                    return file
        return None

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

    def _publish(self, papers: Papers, state: str) -> Mapping[str, Any]:
        """Link the papers, publish their graph and issue log; the manifest of what is published."""
        from kg.extractors.names import spread
        from kg.extractors.withheld_names import withheld_spans
        from kg.linking import identify
        from kg.linking.meeting_papers import attach_papers
        from kg.linking.verdicts import load_verdicts
        from kg.rdf.dataset import iter_graphs
        from kg.rdf.woven_papers import WovenPapers
        from kg.tracking.tie_overrides import TieOverrides

        self.progress("linking", 0, _LINKING_STEPS)
        corpus = sorted(
            (self.facts[each] for each in papers),
            key=lambda facts: (facts.document.name, facts.document.id),
        )
        verdicts = load_verdicts(self.settings.verdicts)
        known_before = {} if self.options.fresh else self.manifest.get("papers", {})
        limits = JointLimits(corpus, papers.keys() - known_before.keys())

        def link(papers: Sequence[Facts]) -> tuple[list[Facts], Identities]:
            known = list(spread(papers, self.settings.vocabulary))
            known = attach_papers(known, self.settings.vocabulary)
            return known, identify(known, self.settings.vocabulary, verdicts)

        corpus, identities = limits.link(link)
        withheld = {
            facts.document.id: [[span.start, span.end] for span in spans]
            for facts in corpus
            if (spans := withheld_spans(facts.document))
        }
        unmatched: list[Verdict | TieVerdict] = [
            *identities.unmatched,
            *TieOverrides(corpus, verdicts.ties).unmatched,
        ]
        self.progress("linking", 2, _LINKING_STEPS)
        issues = corpus_issues(corpus, identities, unmatched)

        def describe(graph: ox.Store) -> dict[str, Any]:
            self.progress("linking", 3, _LINKING_STEPS)
            broken = self._broken_shapes(graph)
            issues.extend(shape_issues(broken))
            counts = {"unmatched": len(unmatched), "issues": len(issues)}
            more = {"withheld": withheld, "broken": [astuple(each) for each in broken]}
            return self._new_manifest(papers, state, graph) | counts | more

        woven = WovenPapers(
            self.writer.held(), self._woven_stamp(), self.cache.load_notes, self.cache.save_notes
        )
        base, ties = self.settings.base, verdicts.ties
        self.writer.publish(
            iter_graphs(corpus, identities, base, ties, limits.write, woven),
            describe,
            purge=self._must_purge(papers, withheld),
            same_code=self.manifest.get("code") == self._code_fingerprint,
        )
        self._write_log_and_prune(papers, issues)
        self.progress("linking", _LINKING_STEPS, _LINKING_STEPS)
        return self.writer.manifest() or {}

    def _broken_shapes(self, graph: ox.Store) -> list[ValidationResult]:
        """The shapes that the new graph breaks: of what did not change, those broken before."""
        from kg.store.revalidation import revalidate
        from kg.store.validation import ValidationResult, broken_shapes

        difference, before = self.writer.difference, self.manifest.get("broken")
        if difference is None or before is None:
            return sorted(broken_shapes(graph))
        return revalidate(graph, difference, [ValidationResult(*each) for each in before])

    def _must_purge(self, papers: Papers, withheld: Mapping[str, Sequence[Sequence[int]]]) -> bool:
        """Whether a paper or a name is to leave nothing behind in earlier graphs: also a name that
        a later paper shows to be a private person's, or that a newer program masks.
        """
        known = self.manifest.get("papers", {}).keys()
        before = self.manifest.get("withheld", {})
        return (
            bool(known - papers.keys())
            or self.manifest.get("forgotten", "") != self.forgotten.checksum
            or any(withheld.get(each) != before.get(each) for each in known)
            or (bool(known) and self.manifest.get("code") != self._code_fingerprint)
        )

    def _new_manifest(self, papers: Papers, state: str, graph: ox.Store) -> dict[str, Any]:
        settings = self.settings
        return {
            "papers": {
                each: {"name": paper.name, "sources": sorted(paper.sources)}
                | ({"url": paper.url} if paper.url else {})
                | ({"page": paper.page} if paper.page else {})
                | ({"published": publication_record(paper.published)} if paper.published else {})
                for each, paper in papers.items()
            },
            "base": settings.base,
            "vocabulary": [str(path.resolve()) for path in settings.vocabulary_files],
            "verdicts": None if settings.verdicts_in_store else str(settings.verdicts),
            "state": state,
            "code": self._code_fingerprint,
            "kg": __version__,
            "forgotten": self.forgotten.checksum,
            "forgotten_forms": len(self.forgotten.hashes),
            "former_addresses": still_leading(self._former_addresses, graph, self.forgotten),
            "counts": stats.count_classes(graph, stats.SUMMARY_CLASSES),
        }

    @cached_property
    def _former_addresses(self) -> dict[str, str]:
        """What the addresses given up in the graph of an earlier version of kg led to."""
        if self.options.fresh or not self.manifest.get("papers"):
            return {}
        if self.manifest.get("code") == self._code_fingerprint:
            return dict(self.manifest.get("former_addresses", {}))
        try:
            with snapshots.open_snapshot(self.home) as published:
                return addresses_of(published.graph, self.manifest)
        except StoreError:  # as where a damaged store is mended
            return dict(self.manifest.get("former_addresses", {}))

    def _write_log_and_prune(self, papers: Papers, issues: Sequence[dict[str, Any]]) -> None:
        """Write the issue log; delete from the cache what no published graph needs any more."""
        log = "".join(json.dumps(issue) + "\n" for issue in issues)
        manifests = self.writer.manifests()
        needed = {each for manifest in manifests for each in manifest.get("papers", {})}
        digest = self.settings.vocabulary.digest
        keys = [self.cache.key(each, paper.name, digest) for each, paper in papers.items()]
        with disk_errors(self.home):
            replace_file(self.home / snapshots.ISSUES_FILE, log, private=True)
            self.cache.prune(needed, keys)

    def _woven_stamp(self) -> str:
        """A digest of what the graphs of papers depend on beside the papers."""
        return fingerprint(
            self.settings.vocabulary.digest, self.forgotten.digest, self._code_fingerprint
        )

    @property
    def _code_fingerprint(self) -> str:
        """A digest of the program that builds."""
        return code_fingerprint(("kg", "kg.extractors", "kg.ontology"), READING_LIBRARIES)

    def _state(self, papers: Papers) -> str:
        """A digest of all that the graph depends on."""
        settings = self.settings
        verdicts = (
            settings.verdicts.read_text(encoding="utf-8", errors="replace")
            if settings.verdicts.is_file()
            else ""
        )
        sources = [
            part
            for each, paper in papers.items()
            for part in (
                *(each, *sorted(paper.sources)),
                *(paper.url or "", paper.page or "", str(paper.published or "")),
            )
        ]
        return fingerprint(
            *sources,
            *(f"{each} {self.facts[each].document.unread}" for each in papers),
            settings.base,
            settings.vocabulary.digest,
            self.forgotten.digest,
            self._code_fingerprint,
            "" if settings.verdicts_in_store else str(settings.verdicts),
            verdicts,
        )

    # -- the result ------------------------------------------------------------------------------

    def _result(
        self,
        manifest: Mapping[str, Any],
        changed: bool,
        found: FoundPapers,
        notes: Sequence[str],
    ) -> BuildResult:
        problems = self._problems(found)
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
            problems=tuple(problem for _, problem in problems),
            named_problems=sum(self._is_named(path, found) for path, _ in problems),
            notes=(*notes, lost) if unmatched else tuple(notes),
            seconds=time.monotonic() - self.started,
        )


def _too_costly(paper: PaperSources, stage: str) -> str:
    """Why a paper is not in the graph that costs too much together with the others."""
    return (
        f"{min(paper.sources)}: needs more time or memory {stage} than any paper should; "
        "split it, or report the file"
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


def _notes_on_copies(files: Iterable[PaperFile]) -> Iterator[str]:
    """One sentence for each file that has the same bytes as one before it."""
    first: dict[str, Path] = {}
    for file in files:
        if first.setdefault(file.id, file.path) != file.path:
            yield f"{file.path}: the same bytes as {first[file.id]}; the two are one document"


def _notes_on_left_out(left_out: Sequence[LeftOutFile]) -> Iterator[str]:
    """One sentence for each reason for which files in folders and archives are no papers."""
    by_reason: dict[str, list[str]] = {}
    for each in left_out:
        by_reason.setdefault(each.reason, []).append(each.path.name)
    for reason, names in sorted(by_reason.items()):
        shown = ", ".join(names[:_NAMES_SHOWN])
        more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
        yield f"left out, no paper: {shown}{more} ({reason})"


def _notes_on_unread(corpus: Iterable[Facts]) -> Iterator[str]:
    """One sentence for each paper of which pages could not be read."""
    for facts in corpus:
        by_reason: dict[str, list[int]] = {}
        for page in facts.document.unread:
            by_reason.setdefault(page.reason, []).append(page.number)
        for reason, pages in sorted(by_reason.items()):
            yield f"{facts.document.name}: page {_ranges(pages)} not read: {reason}"
        for part in facts.parts:
            if part.language:
                yield f"{facts.document.name}: {_in_another_language(facts.document, part)}"


def _in_another_language(document: Document, part: Part) -> str:
    """That a part is not in English, and on which pages it stands."""
    first, last = (document.page_number(at) for at in (part.span.start, part.span.end - 1))
    words = len(document.text[part.span.start : part.span.end].split())
    where = f", page {first}" if first else ""
    where += f" to {last}" if last and last != first else ""
    return f"{words:,} words in Welsh{where}: they can be searched, but no facts are read in them"


def _ranges(numbers: Sequence[int]) -> str:
    """``[1, 2, 3, 7]`` → “1-3, 7”."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
