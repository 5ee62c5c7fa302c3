"""What must hold of the store: one builder, readers undisturbed, the published graph safe."""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import NotAStore, StoreBusy, StoreError, StoreFull, StoreMissing
from kg.store import snapshots
from kg.store.filesystem import disk_errors
from kg.store.writer import KEPT_SNAPSHOTS, Publication, StoreWriter, open_for_writing

G = "https://example.org/graph/"


def quads(graph: str, words: list[str]) -> list[ox.Quad]:
    return [
        ox.Quad(
            ox.NamedNode(f"https://example.org/thing/{n}"),
            ox.NamedNode("https://example.org/says"),
            ox.Literal(word),
            ox.NamedNode(G + graph),
        )
        for n, word in enumerate(words)
    ]


def manifest(_graph: ox.Store) -> dict[str, object]:
    return {"papers": {}}


def publish(home: Path, **graphs: list[str]) -> Publication:
    with open_for_writing(home) as writer:
        return writer.publish(
            ((G + name, quads(name, words)) for name, words in graphs.items()), manifest
        )


def words(home: Path) -> list[str]:
    with snapshots.open_snapshot(home) as published:
        return sorted(quad.object.value for quad in published.graph)


def run(code: str, *args: object, **more: object) -> subprocess.Popen[str]:
    """Another process that runs ``code`` with this module's helpers at hand."""
    folder = str(Path(__file__).parent)
    head = (
        f"import sys; sys.path.insert(0, {folder!r}); "
        "from test_snapshots_and_writer import *; a = sys.argv\n"
    )
    argv = [sys.executable, "-c", head + code, *map(str, args)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload,no-any-return]


def test_what_is_published_is_read(tmp_path: Path) -> None:
    publish(tmp_path / "s", a=["one", "two"], b=["three"])
    assert words(tmp_path / "s") == ["one", "three", "two"]
    with snapshots.open_snapshot(tmp_path / "s") as published:
        assert published.manifest == {"papers": {}, "quads": 3}
        with pytest.raises(RuntimeError):
            published.graph.add(quads("a", ["x"])[0])


def test_only_the_graphs_that_changed_are_written(tmp_path: Path) -> None:
    many = [f"word {n}" for n in range(50)]
    publish(tmp_path, a=many, b=["old"], c=["gone"])
    change = publish(tmp_path, a=many, b=["new"], d=["more"])
    assert (change.written, change.removed, change.kept, change.quads) == (
        (G + "b", G + "d"),
        (G + "c",),
        1,
        52,
    )
    assert words(tmp_path) == sorted([*many, "new", "more"])


def test_writing_everything_anew_leaves_nothing_of_the_old(tmp_path: Path) -> None:
    publish(tmp_path, a=["one", "two"], b=["three"])
    publish(tmp_path, c=["four", "five", "six"])
    assert words(tmp_path) == ["five", "four", "six"]


def test_the_same_quads_even_twice_make_no_change(tmp_path: Path) -> None:
    publish(tmp_path, a=["one", "two"])
    with open_for_writing(tmp_path) as writer:
        again = [*quads("a", ["one", "two"]), *quads("a", ["one"])]
        change = writer.publish([(G + "a", again)], manifest)
    assert (change.written, change.quads) == ((), 2)


def test_a_reader_keeps_its_graph_while_builds_go_by(tmp_path: Path) -> None:
    publish(tmp_path, a=["0"])
    with snapshots.open_snapshot(tmp_path) as old:
        for n in range(1, KEPT_SNAPSHOTS + 4):
            publish(tmp_path, a=[str(n)])
        assert [quad.object.value for quad in old.graph] == ["0"]
        assert old.path.exists()
    publish(tmp_path, a=["last"])
    assert not old.path.exists()
    assert len(list((tmp_path / "snapshots").glob("*/graph"))) == KEPT_SNAPSHOTS


def test_readers_do_not_wait_for_a_builder(tmp_path: Path) -> None:
    publish(tmp_path, a=["published"])
    with open_for_writing(tmp_path):
        assert words(tmp_path) == ["published"]


def test_a_second_builder_is_refused_at_once_and_may_build_when_the_first_was_killed(
    tmp_path: Path,
) -> None:
    publish(tmp_path, a=["before"])
    first = run("with open_for_writing(a[1]): print('in', flush=True); time.sleep(60)", tmp_path)
    assert first.stdout is not None and first.stdout.readline() == "in\n"
    try:
        with pytest.raises(StoreBusy, match="another kg build"), open_for_writing(tmp_path):
            pass
    finally:
        first.kill()
        first.wait()
    publish(tmp_path, a=["after"])
    assert words(tmp_path) == ["after"]


def test_a_killed_builders_children_do_not_keep_the_lock(tmp_path: Path) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    code = """
with open_for_writing(a[1]):
    child = os.fork()
    if not child: time.sleep(60)
    print(child, flush=True); time.sleep(60)
"""
    first = run(code, tmp_path)
    assert first.stdout is not None
    child = int(first.stdout.readline())
    first.kill()
    first.wait()
    try:
        publish(tmp_path, a=["after"])
    finally:
        os.kill(child, signal.SIGKILL)
    assert words(tmp_path) == ["after"]


def test_a_builder_killed_at_any_moment_leaves_a_whole_published_graph(tmp_path: Path) -> None:
    many = 400
    publish(tmp_path, a=["0"] * many, b=["0"])
    code = """
for n in range(1, 1000):
    publish(Path(a[1]), **{g: [f"{n}"] * (400 if g == 'a' else n) for g in 'ab'})
    print(n, flush=True)
"""
    chance = random.Random(7)
    for _ in range(8):
        builder = run(code, tmp_path)
        assert builder.stdout is not None and builder.stdout.readline(), builder.communicate()[1]
        time.sleep(chance.random() * 0.3)
        builder.kill()
        builder.wait()
        builder.communicate()
        found = words(tmp_path)
        assert len(set(found)) == 1 and len(found) >= many  # every word from one and the same build
        assert len(found) == many + max(int(found[0]), 1)
    publish(tmp_path, a=["after"])
    assert words(tmp_path) == ["after"]
    assert not list(tmp_path.glob("**/*.part")) and not list(tmp_path.glob("**/*.tmp"))


def test_a_build_that_fails_half_way_leaves_the_published_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, a=["good"] * 3, b=["kept"])

    def broken(*_: object) -> None:
        raise OSError("IO error: No space left on device: While appending to file")

    with monkeypatch.context() as patch, pytest.raises(StoreFull, match="free some space"):
        patch.setattr(StoreWriter, "_verify_copy", broken)
        publish(tmp_path, a=["bad"] * 3, b=["kept"])
    assert words(tmp_path) == ["good"] * 3 + ["kept"]
    publish(tmp_path, a=["better"], b=["kept"])
    assert words(tmp_path) == ["better", "kept"]


def test_a_full_disk_is_said_and_the_published_graph_stays(tmp_path: Path) -> None:
    publish(tmp_path, a=["good"])
    code = """
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try: publish(Path(a[1]), a=[f"word {n} " * 20 for n in range(20_000)])
except StoreFull as error: print(error)
"""
    full = run(code, tmp_path)
    out, err = full.communicate(timeout=60)
    assert "no room to write the graph" in out and out.count("\n") == 1, (out, err, full.returncode)
    assert words(tmp_path) == ["good"]


def test_too_few_open_files_are_said_and_the_published_graph_stays(tmp_path: Path) -> None:
    publish(tmp_path, a=["good"])
    code = """
resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) + 4,) * 2)
try: publish(Path(a[1]), a=["other"])
except StoreError as error: print(error)
"""
    out, err = run(code, tmp_path).communicate(timeout=60)
    assert "may not open more files" in out and "ulimit" in out and out.count("\n") == 1, err
    assert words(tmp_path) == ["good"]


@pytest.mark.parametrize("asked", ["snapshots.open_snapshot", "examine_store"])
def test_with_too_few_open_files_a_whole_store_is_not_called_damaged(
    asked: str, tmp_path: Path
) -> None:
    publish(tmp_path, a=["good"])
    code = f"""
from kg.store.health import examine_store
resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) + 4,) * 2)
try: print({asked}(Path(a[1])))
except StoreError as error: print(error)
"""
    out, err = run(code, tmp_path).communicate(timeout=60)
    assert "may not open more files" in out and "ulimit" in out and out.count("\n") == 1, err
    assert "damaged" not in out


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (
            OSError(errno.EROFS, "Read-only file system"),
            StoreError,
            "a disk that cannot be written",
        ),
        (OSError(errno.EMFILE, "Too many open files"), StoreError, "may not open more files"),
        (OSError("IO error: Too many open files"), StoreError, "may not open more files"),
        (OSError(errno.ENOSPC, "No space left on device"), StoreFull, "free some space"),
        (OSError("IO error: While lock file: x/LOCK: busy"), StoreBusy, "another process"),
        (OSError("the lock of the canal gates is rusty"), StoreError, "cannot be written"),
        (PermissionError(errno.EACCES, "Permission denied"), StoreError, "may not be written"),
    ],
)
def test_each_trouble_with_the_disk_has_a_sentence_of_its_own(
    error: OSError, kind: type[StoreError], said: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match=said) as raised, disk_errors(tmp_path):
        raise error
    assert type(raised.value) is kind and "\n" not in str(raised.value)


@pytest.mark.parametrize("damage", ["missing", "empty", "foreign", "file", "newer", "unpublished"])
def test_what_is_not_a_store_is_said(tmp_path: Path, damage: str) -> None:
    home = tmp_path / "s"
    expected: type[StoreError] = (
        StoreMissing if damage in {"missing", "empty", "unpublished"} else NotAStore
    )
    if damage not in {"missing", "file"}:
        home.mkdir()
    if damage == "foreign":
        (home / "letter.txt").write_text("not ours")
    elif damage == "file":
        home.write_text("not a folder")
    elif damage == "newer":
        (home / "STORE").write_text("boardgraph store, form 99\n")
    elif damage == "unpublished":
        with open_for_writing(home):
            pass
    with pytest.raises(expected, match=str(home)):
        snapshots.open_snapshot(home)
    if expected is NotAStore:
        with pytest.raises(NotAStore), open_for_writing(home):
            pass
        if damage == "foreign":
            assert [path.name for path in home.iterdir()] == ["letter.txt"]


def test_a_damaged_snapshot_is_said_and_can_be_built_over(tmp_path: Path) -> None:
    publish(tmp_path, a=["good"])
    with snapshots.open_snapshot(tmp_path) as published:
        path = published.path
    (path / "CURRENT").write_text("nonsense\n")
    with pytest.raises(NotAStore, match="damaged"):
        snapshots.open_snapshot(tmp_path)
    (tmp_path / "primary" / "CURRENT").write_text("nonsense\n")
    publish(tmp_path, a=["good"])
    assert words(tmp_path) == ["good"]


def test_a_manifest_travels_with_its_graph(tmp_path: Path) -> None:
    with open_for_writing(tmp_path) as writer:
        assert writer.manifest() is None
        writer.publish([], lambda graph: {"papers": {"x": "é"}, "size": len(graph)})
        assert writer.manifest() == {"papers": {"x": "é"}, "size": 0, "quads": 0}
    assert (
        json.loads(
            (tmp_path / "snapshots" / "000001" / "manifest.json").read_text(encoding="utf-8")
        )["quads"]
        == 0
    )


def test_where_the_store_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)
    assert snapshots.store_location() == ".kg" and snapshots.store_location("x") == "x"
    monkeypatch.setenv("KG_STORE", "elsewhere")
    assert snapshots.store_location() == "elsewhere" and snapshots.store_location("x") == "x"
    assert snapshots.is_remote("https://example.org/sparql") and not snapshots.is_remote(
        Path(".kg")
    )


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    tmp_path.chmod(0o500)
    with (
        pytest.raises(StoreError, match="may not be written"),
        open_for_writing(tmp_path / "s"),
    ):
        pass


assert resource and ox  # at hand for the code run in other processes
