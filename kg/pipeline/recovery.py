"""A damaged store mended: the newest whole graph is put back, then everything is built anew."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError, NotAStore, StoreError
from kg.linking.verdicts import load_verdicts
from kg.pipeline.build import BuildResult, Progress, rebuild_from
from kg.pipeline.forgetting import load_forgotten
from kg.pipeline.settings import verdicts_file
from kg.store.filesystem import disk_errors, replace_file
from kg.store.health import (
    HealthFinding,
    examine_store,
    kept_papers,
    readable_manifests,
    snapshot_names,
    whole_snapshots,
)
from kg.store.snapshots import STORE_FILE, STORE_FORM, lock_file_of, mark_is_damaged
from kg.store.writer import open_for_writing


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was damaged, the build that mended it, and what is left for the user."""

    found: tuple[HealthFinding, ...]
    left: tuple[HealthFinding, ...]
    build: BuildResult | None  # None where nothing was damaged


def examine(home: Path) -> list[HealthFinding]:
    """What is damaged in the store ``home``: its own files, verdicts and forgotten names.

    Raises as ``examine_store`` does.
    """
    found = examine_store(home)
    manifest = next(iter(readable_manifests(home)), {})
    checks: tuple[Callable[[], object], ...] = (
        lambda: load_forgotten(home, manifest),
        lambda: load_verdicts(verdicts_file(home, manifest)),
    )
    for check in checks:
        try:
            check()
        except (StoreError, InputError) as error:
            file, _, problem = str(error).partition(": ")
            found.append(HealthFinding(Path(file), problem, mendable=False))
    return found


def mend_store(home: Path, progress: Progress) -> Recovery:
    """Mend the store ``home`` and say what was done.

    Readers have the newest whole graph as soon as it is found. The papers are those of the newest
    manifest that can be read, and every text that is kept; verdicts and the list of forgotten names
    are never touched. Raises ``NotAStore`` where no text of a paper is left.
    """
    found = tuple(examine(home))
    if not found:
        return Recovery((), (), None)
    known = next(iter(readable_manifests(home)), {})
    # Nothing is built while the names to keep out, or what people decided, are not known.
    load_forgotten(home, known)
    load_verdicts(verdicts_file(home, known))
    if mark_is_damaged(home):
        with disk_errors(home):
            replace_file(home / STORE_FILE, STORE_FORM)
    with open_for_writing(home):
        manifest = _recovered_manifest(home)
        if not manifest["papers"]:
            raise NotAStore(
                f"{home}: no text of a paper can be read any longer; build from the papers: "
                f"kg build PATH --store {home} --fresh"
            )
        with disk_errors(home):
            _put_back(home)
    result = rebuild_from(home, manifest, progress)
    return Recovery(found, tuple(examine(home)), result)


def _recovered_manifest(home: Path) -> dict[str, Any]:
    """The newest manifest that can be read, with every paper whose text or file is at hand."""
    manifests = readable_manifests(home)
    newest: Mapping[str, Any] = manifests[0] if manifests else {}
    texts = kept_papers(home)
    papers = {each: {"name": name, "sources": [name]} for each, name in texts.items()}
    known = {
        each: paper
        for each, paper in newest.get("papers", {}).items()
        if each in texts or any(Path(source).is_file() for source in paper["sources"])
    }
    return {**newest, "papers": {**papers, **known}, "state": ""}


def _put_back(home: Path) -> None:
    """Let readers have the newest whole graph; remove those that are damaged."""
    whole = whole_snapshots(home)
    for name in whole:
        lock_file_of(home / "snapshots" / name).touch()
    if (home / "current").is_dir():  # not ours: what is in it is kept for whoever put it there
        aside = Path(tempfile.mkdtemp(prefix="aside-", dir=home))
        (home / "current").rename(aside / "current")
    if whole:
        replace_file(home / "current", whole[0] + "\n")
    else:
        (home / "current").unlink(missing_ok=True)
    for name in set(snapshot_names(home)) - set(whole):
        shutil.rmtree(home / "snapshots" / name, ignore_errors=True)
        lock_file_of(home / "snapshots" / name).unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        (home / "primary.json").unlink()  # the primary store is begun anew
