"""Whatever happens to the files of a store: no paper is taken for absent, no verdict is lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import KgError, NotAStore, StoreError
from kg.pipeline.build import build, rebuild
from kg.pipeline.forgetting import FILE, load_forgotten, save_forgotten
from kg.pipeline.recovery import examine, mend_store
from kg.pipeline.settings import BuildOptions
from kg.review.forget import forget, plan_forgetting
from kg.review.verdict_file import record_verdicts
from kg.store.backup import back_up, restore
from kg.store.health import examine_store
from kg.store.query import rows
from kg.store.snapshots import open_snapshot

MINUTES = """FERNSHIRE ROADS FORUM

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday {day} 2014 at 2.00pm.

PRESENT

Mrs P. Quill (in the Chair)     Fernshire County Council
Mr T. Underhay                  Fernbridge Town Council

1. Winter gritting.

RESOLVED:

That the report on Saltmarsh be noted.
"""
VERDICTS = '[[verdict]]\nverdict = "not-an-entity"\nkind = "person"\nleft = "Mr T. Underhay"\n'
PAPERS = {"march.txt", "june.txt"}
UNTOUCHED = {"verdicts.toml"}  # it is the user's


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two papers and two builds, with a verdict; copy it, do not change it."""
    return whole_store(tmp_path_factory.mktemp("whole"))


def whole_store(folder: Path) -> Path:
    """A store in ``folder``, with its papers beside it."""
    papers, home = folder / "papers", folder / "store"
    papers.mkdir(parents=True)
    (papers / "march.txt").write_text(MINUTES.format(day="4 March"), encoding="utf-8")
    build([papers], home)
    (papers / "june.txt").write_text(MINUTES.format(day="3 June"), encoding="utf-8")
    (home / "verdicts.toml").write_text(VERDICTS, encoding="utf-8")
    build([papers], home)
    return home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "store"))


def documents(home: Path) -> set[str]:
    with open_snapshot(home) as published:
        return {row["file"] for row in rows(published.graph, "documents")}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garbled(path: Path) -> None:
    size = max(path.stat().st_size, 64)
    path.write_bytes(random.Random(7).randbytes(size))


def deleted(path: Path) -> None:
    path.unlink()


def kinds_of_files(home: Path) -> list[Path]:
    """One file of each kind that a store has, relative to it; of Oxigraph's tables the largest."""
    found: dict[tuple[str, ...], Path] = {}
    for path in sorted((each for each in home.rglob("*") if each.is_file()), key=_size):
        steps = path.relative_to(home).parts
        kind = (
            *steps[:-1],
            path.suffix if path.stem.strip("0123456789abcdef-") == "" else path.name,
        )
        found[kind] = path.relative_to(home)
    return sorted(path for path in found.values() if path.name not in UNTOUCHED)


def _size(path: Path) -> tuple[int, str]:
    return path.stat().st_size, str(path)


@pytest.mark.parametrize("first", range(3))
def test_a_damaged_file_never_costs_a_paper_or_a_verdict(
    first: int, whole: Path, tmp_path: Path
) -> None:
    """Each kind of file in one of three ways; ``nights.py files`` tries every file in all three."""
    damages = (cut, garbled, deleted)
    for number, file in list(enumerate(kinds_of_files(whole)))[first::3]:
        survives(damages[number // 3 % 3], whole, file, tmp_path / f"{number}")


def survives(damage: Callable[[Path], None], whole: Path, file: Path, copy: Path) -> None:
    """A copy of the store in which ``file`` is damaged loses nothing, and is mended."""
    home = Path(shutil.copytree(whole, copy))
    damage(home / file)
    for papers in (set(documents_or_none(home) or PAPERS), built_again(home, whole)):
        assert papers == PAPERS, file
    mend_store(home, lambda *_: None)
    assert documents(home) == PAPERS, file
    assert (home / "verdicts.toml").read_text(encoding="utf-8") == VERDICTS, file
    assert examine_store(home) == [], file
    shutil.rmtree(home)


def documents_or_none(home: Path) -> set[str] | None:
    """The papers that a reader sees; ``None`` where it is told, in one line, that it cannot."""
    try:
        return documents(home)
    except StoreError as error:
        assert "\n" not in str(error) and "kg" in str(error)
        return None


def built_again(home: Path, whole: Path) -> set[str]:
    """The papers of the graph after a build of one of them; all of them where it was refused."""
    try:
        build([whole.parent / "papers" / "march.txt"], home)
    except KgError as error:
        assert "\n" not in str(error)
        return PAPERS
    return documents(home)


@pytest.mark.parametrize("text", ["", "\n", "none", "000099"])
def test_a_damaged_current_is_no_empty_store(text: str, home: Path, whole: Path) -> None:
    (home / "current").write_text(text, encoding="ascii")
    kept = sorted(path.name for path in (home / "papers").iterdir())
    with pytest.raises(NotAStore, match="kg doctor"):
        build([whole.parent / "papers" / "march.txt"], home)
    assert sorted(path.name for path in (home / "papers").iterdir()) == kept
    recovery = mend_store(home, lambda *_: None)
    assert [finding.path.name for finding in recovery.found] == ["current"]
    assert documents(home) == PAPERS


def test_a_store_without_a_whole_graph_is_built_from_its_texts(home: Path) -> None:
    for manifest in (home / "snapshots").glob("*/manifest.json"):
        manifest.write_text("{", encoding="utf-8")
    recovery = mend_store(home, lambda *_: None)
    assert len(recovery.found) >= 1 and recovery.left == ()
    assert documents(home) == PAPERS


@pytest.mark.parametrize("text", [None, "", "board", "boardgraph store, form 1", "\udcff"])
def test_a_damaged_mark_is_mended(text: str | None, home: Path, whole: Path) -> None:
    (home / "STORE").unlink()
    if text is not None:
        (home / "STORE").write_bytes(text.encode(errors="surrogateescape"))
    for attempt in (lambda: documents(home), lambda: build([whole.parent / "papers"], home)):
        with pytest.raises(NotAStore, match="'STORE' is damaged or gone; kg doctor"):
            attempt()
    assert [finding.path.name for finding in examine(home)] == ["STORE"]
    assert mend_store(home, lambda *_: None).left == ()
    assert documents(home) == PAPERS and examine(home) == []


def test_the_store_of_another_version_is_not_called_damaged(home: Path) -> None:
    (home / "STORE").write_text("boardgraph store, form 9\n", encoding="utf-8")
    with pytest.raises(NotAStore, match="made by another version"):
        examine(home)


@pytest.mark.parametrize("damage", [cut, garbled])
def test_damaged_verdicts_are_told_and_left(damage: Callable[[Path], None], home: Path) -> None:
    damage(home / "verdicts.toml")
    before = (home / "verdicts.toml").read_bytes()
    (finding,) = examine(home)
    assert finding.path == home / "verdicts.toml" and not finding.mendable
    with pytest.raises(KgError, match=r"verdicts\.toml"):
        mend_store(home, lambda *_: None)
    assert (home / "verdicts.toml").read_bytes() == before


@pytest.mark.parametrize("damage", [cut, garbled, deleted])
def test_nobody_forgotten_comes_back_where_their_list_is_damaged(
    damage: Callable[[Path], None], home: Path, whole: Path
) -> None:
    forget(home, plan_forgetting(home, "Mrs P. Quill"), lambda *_: None)
    assert examine(home) == []
    damage(home / FILE)
    (finding,) = examine(home)
    assert finding.path == home / FILE and not finding.mendable
    attempts: tuple[Callable[[], object], ...] = (
        lambda: build([whole.parent / "papers"], home),
        lambda: build([whole.parent / "papers"], home, BuildOptions(fresh=True)),
        lambda: mend_store(home, lambda *_: None),
    )
    for attempt in attempts:
        with pytest.raises(StoreError, match="list of forgotten names"):
            attempt()
    assert not any(b"Quill" in path.read_bytes() for path in (home / "papers").iterdir())


def test_a_list_of_fewer_names_than_the_graph_was_built_without_is_refused(home: Path) -> None:
    forget(home, plan_forgetting(home, "Mrs P. Quill"), lambda *_: None)
    (home / FILE).write_text('{"salt": "00", "hashes": []}', encoding="ascii")
    with pytest.raises(StoreError, match="not whole"):
        rebuild(home)


def test_another_list_of_as_many_names_is_refused(home: Path) -> None:
    forget(home, plan_forgetting(home, "Mrs P. Quill"), lambda *_: None)
    kept = json.loads((home / FILE).read_text(encoding="ascii"))
    others = [f"{at:032x}" for at in range(len(kept["hashes"]))]
    for more in ([], ["f" * 32]):  # as long, and longer than the graph's
        other = {"salt": "00", "hashes": [*others, *more], "grown_from": [""]}
        (home / FILE).write_text(json.dumps(other), encoding="ascii")
        for attempt in (lambda: rebuild(home), lambda: mend_store(home, lambda *_: None)):
            with pytest.raises(StoreError, match=r"another one.*put back the file from a backup"):
                attempt()


def test_a_list_that_grew_before_its_graph_was_built_is_taken(home: Path) -> None:
    forget(home, plan_forgetting(home, "Mrs P. Quill"), lambda *_: None)
    manifest = read_manifest(home)
    grown = load_forgotten(home, manifest).with_forms(["ada finch"]).with_forms(["bo wren"])
    save_forgotten(home, grown)  # as where a run was broken off, twice
    assert load_forgotten(home, manifest) == grown
    rebuild(home)
    assert load_forgotten(home, read_manifest(home)) == grown


def read_manifest(home: Path) -> dict[str, object]:
    with open_snapshot(home) as published:
        return published.manifest


def test_a_folder_in_the_place_of_current_is_mended(home: Path) -> None:
    (home / "current").unlink()
    (home / "current").mkdir()
    (home / "current" / "000001").write_text("", encoding="utf-8")
    (finding,) = examine(home)
    assert finding.path == home / "current" and finding.mendable
    assert mend_store(home, lambda *_: None).left == ()
    assert documents(home) == PAPERS


def test_a_store_is_its_owners_alone_whatever_the_mask(whole: Path, tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        home = whole_store(tmp_path / "open")
        record_verdicts(home / "verdicts.toml", [])
        forget(home, plan_forgetting(home, "Mrs P. Quill"), lambda *_: None)
        back_up(home, tmp_path / "store.tar.gz")
        restore(tmp_path / "store.tar.gz", tmp_path / "again")
    finally:
        os.umask(mask)
    for folder in (home, tmp_path / "again"):
        for path in (folder, *folder.rglob("*")):
            assert path.stat().st_mode & 0o077 == 0, path


def test_an_open_store_of_before_is_closed_by_the_next_build(home: Path, whole: Path) -> None:
    for path in (home, *home.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
    build([whole.parent / "papers"], home)
    assert not [path for path in (home, *home.rglob("*")) if path.stat().st_mode & 0o077]


def test_a_whole_store_is_left_as_it_is(home: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}
    assert mend_store(home, lambda *_: None).build is None
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_backup_brings_everything_back(home: Path, tmp_path: Path) -> None:
    target, again = tmp_path / "store.tar.gz", tmp_path / "again"
    back_up(home, target)
    assert target.stat().st_mode & 0o077 == 0
    restore(target, again)
    assert examine_store(again) == []
    assert documents(again) == PAPERS
    assert (again / "verdicts.toml").read_text(encoding="utf-8") == VERDICTS
    with pytest.raises(KgError, match="not empty"):
        restore(target, again)
    with pytest.raises(KgError, match="is there already"):
        back_up(home, target)


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b" + b"x" * 40])
def test_no_backup_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "bad.tar.gz").write_bytes(content)
    with pytest.raises(KgError, match=r"bad\.tar\.gz"):
        restore(tmp_path / "bad.tar.gz", tmp_path / "new")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_a_builder_killed_at_any_moment_leaves_a_whole_graph(whole: Path, tmp_path: Path) -> None:
    """A few kills between the start and the end of a build, while a reader stays open."""
    assert killed_builds(whole, tmp_path, times=12, seconds=3.0, seed=11) == 12


def killed_builds(whole: Path, folder: Path, times: int, seconds: float, seed: int) -> int:
    """Kills so many builds within ``seconds`` of their start; how many of them were tried.

    After each a new reader sees every paper, and one who has had the graph open all the time still
    sees what it saw.
    """
    home = Path(shutil.copytree(whole, folder / "killed"))
    papers = whole.parent / "papers"
    moments = random.Random(seed)
    with open_snapshot(home) as opened:
        for number in range(times):
            text = MINUTES.format(day=f"{number % 28 + 1} May").replace("gritting", f"no. {number}")
            (folder / f"may{number}.txt").write_text(text, encoding="utf-8")
            words = ["-m", "kg", "build", papers, *folder.glob("may*.txt"), "--store", home]
            process = subprocess.Popen(
                [sys.executable, *map(str, words)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                process.wait(timeout=moments.uniform(0.1, 1) * seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert documents(home) >= PAPERS
            assert {row["file"] for row in rows(opened.graph, "documents")} == PAPERS
    build([papers], home)
    assert documents(home) >= PAPERS
    assert examine_store(home) == []
    return times


def test_a_manifest_whose_list_of_papers_was_emptied_is_damaged(home: Path) -> None:
    for path in (home / "snapshots").glob("*/manifest.json"):
        manifest = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**manifest, "papers": {}}), encoding="utf-8")
    assert any("manifest" in str(each) for each in examine(home))
    with pytest.raises(NotAStore, match="manifest"):
        rebuild(home)
    mend_store(home, lambda *_: None)
    assert documents(home) == PAPERS and examine(home) == []
