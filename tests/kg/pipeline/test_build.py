"""A build: what it reads again and what not, bad papers, and the same bytes out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kg.extractors.facts import Document, Facts
from kg.extractors.reading import read

from kg.errors import InputError
from kg.pipeline import workers as extraction_workers
from kg.pipeline.build import BuildResult, build
from kg.pipeline.cache import PaperCache
from kg.pipeline.inputs import find_papers
from kg.pipeline.joint_limits import JointLimits, TooCostlyError
from kg.pipeline.settings import BuildOptions
from kg.store import snapshots
from kg.store.writer import open_for_writing

ROOT = Path(__file__).resolve().parents[3]
PACKS = ROOT / "kg" / "demo" / "packs"
MINUTES = """FERNSHIRE ROADS FORUM

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday 4 March 2014 at 2.00pm.

PRESENT

Mrs P. Quill (in the Chair)     Fernshire County Council
Mr T. Underhay                  Fernbridge Town Council

1. Winter gritting.

The Forum received a report of the Director of Highways.

RESOLVED:

That the report on Saltmarsh be noted.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "papers" / "forum.txt"
    path.parent.mkdir()
    path.write_text(MINUTES, encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "store"


def one(paths: list[Path], home: Path, **options: object) -> BuildResult:
    return build(paths, home, BuildOptions(workers=1, **options))  # type: ignore[arg-type]


def exported(home: Path) -> bytes:
    with snapshots.open_snapshot(home) as published:
        return b"\n".join(sorted(str(quad).encode() for quad in published.graph))


def names(home: Path) -> set[str]:
    with snapshots.open_snapshot(home) as published:
        return {paper["name"] for paper in published.manifest["papers"].values()}


def test_the_second_run_reads_nothing_and_changes_nothing(paper: Path, home: Path) -> None:
    first = one([paper], home)
    assert (first.extracted, first.changed, first.counts["documents"]) == (1, True, 1)
    before = exported(home)
    second = one([paper.parent], home)
    assert (second.extracted, second.unchanged, second.changed) == (0, 1, False)
    assert (second.counts, second.quads, second.issues) == (first.counts, first.quads, first.issues)
    assert exported(home) == before


def test_the_summary_counts_what_is_there(paper: Path, home: Path) -> None:
    built = one([paper], home)
    with snapshots.open_snapshot(home) as published:
        assert built.quads == len(published.graph)
    assert built.counts["meetings"] == 1 and built.counts["people"] > 0
    assert built.issues == len(built.issue_log.read_text(encoding="utf-8").splitlines())


def test_papers_are_added_to_those_in_the_store(paper: Path, home: Path) -> None:
    one([paper], home)
    other = paper.with_name("other.txt")
    other.write_text(MINUTES.replace("4 March", "6 May"), encoding="utf-8")
    built = one([other], home)
    assert (built.extracted, built.counts["documents"]) == (1, 2)
    assert names(home) == {"forum.txt", "other.txt"}
    built = one([other], home, fresh=True)
    assert (built.extracted, built.counts["documents"]) == (0, 1)


def test_a_file_with_new_bytes_takes_the_place_of_the_old(paper: Path, home: Path) -> None:
    one([paper], home)
    paper.write_text(MINUTES.replace("Winter gritting", "Summer mowing"), encoding="utf-8")
    built = one([paper], home)
    assert (built.extracted, built.counts["documents"]) == (1, 1)
    assert b"Summer mowing" in exported(home) and b"Winter gritting" not in exported(home)


def test_a_file_that_became_unreadable_does_not_take_the_old_one_away(
    paper: Path, home: Path
) -> None:
    one([paper], home)
    before = exported(home)
    paper.write_bytes(b"\0\1\2" * 500)
    built = one([paper], home)
    assert len(built.problems) == 1 and "binary" in built.problems[0]
    assert exported(home) == before


def test_the_same_bytes_twice_are_one_document_and_said(paper: Path, home: Path) -> None:
    twin = paper.with_name("a-twin.txt")
    shutil.copy(paper, twin)
    built = one([paper, twin], home)
    assert built.counts["documents"] == 1 and names(home) == {"a-twin.txt"}
    assert any("the same bytes as" in note for note in built.notes)


def test_the_order_of_files_and_builds_and_workers_changes_no_byte(
    tmp_path: Path, sample_store: Path
) -> None:
    packs = sorted(PACKS.iterdir())
    build(packs[::-1], tmp_path / "two", BuildOptions(workers=1))
    for pack in (packs[2], packs[0], *packs):
        build([pack], tmp_path / "three", BuildOptions(workers=2))
    # The sample store was built in one go, with as many workers as there are processors.
    assert exported(sample_store) == exported(tmp_path / "two") == exported(tmp_path / "three")


def test_no_blank_node_and_no_clock_in_the_graph(paper: Path, home: Path) -> None:
    one([paper], home)
    data = exported(home)
    assert not any(
        line.startswith(b"_:") or b" _:" in line.split(b'"')[0] for line in data.split(b"\n")
    )
    assert time.strftime("%Y-%m-%d").encode() not in data


def test_a_damaged_cache_is_read_anew(paper: Path, home: Path) -> None:
    one([paper], home)
    before = exported(home)
    for kept in (home / "facts").iterdir():
        kept.write_bytes(b"cos\nsystem\n(S'exit 1'\ntR.")
    for kept in (home / "papers").iterdir():
        kept.write_text("{")
    (home / "primary.json").unlink()
    built = one([paper, PACKS / "marlshire-2019-12-13.txt"], home)
    assert built.extracted == 2
    built = one([paper], home, fresh=True)
    assert exported(home) == before


def test_kept_facts_cannot_run_code(paper: Path, home: Path) -> None:
    one([paper], home)
    document = read(paper)
    cache = PaperCache(home, "code")
    marker = home / "marker"
    (home / "facts" / "evil").write_bytes(f"cos\nsystem\n(S'touch {marker}'\ntR.".encode())
    assert cache.load_facts("evil", document) is None
    assert not marker.exists()


def test_what_is_kept_comes_back_whole(home: Path) -> None:
    from kg.ontology.vocabulary import load

    from kg import extractors

    with open_for_writing(home) as writer:
        cache = PaperCache(writer.home, "code")
    for pack in sorted(PACKS.iterdir()):
        facts = extractors.extract(read(pack), load())
        cache.save_document(facts.document)
        cache.save_facts("key", facts)
        assert cache.load_document(facts.document.id) == facts.document
        assert cache.load_facts("key", facts.document) == facts


def test_a_paper_is_read_from_the_store_when_its_file_is_gone(paper: Path, home: Path) -> None:
    one([paper], home)
    before = exported(home)
    other = paper.with_name("other.txt")
    other.write_text(MINUTES.replace("4 March", "6 May"), encoding="utf-8")
    one([other], home)
    paper.unlink()
    for kept in (home / "facts").iterdir():
        kept.unlink()
    assert one([other], home).counts["documents"] == 2
    paper.write_text(MINUTES, encoding="utf-8")
    one([paper], home, fresh=True)
    assert exported(home) == before


def test_a_vocabulary_of_ones_own_is_used_and_remembered(
    paper: Path, home: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        "@prefix v: <https://w3id.org/boardgraph/vocabulary/> .\n"
        "@prefix kind: <https://w3id.org/boardgraph/vocabulary/kind/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .\n"
        'v:saltmarsh a skos:Concept ; dcterms:type kind:project ; skos:prefLabel "Saltmarsh" .\n',
        encoding="utf-8",
    )
    plain = one([paper], home).counts["programmes"]
    assert one([paper], home, vocabulary=(own,)).counts["programmes"] == plain + 1
    again = one([paper], home)
    assert (again.changed, again.counts["programmes"]) == (False, plain + 1)
    own.write_text("nonsense", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.ttl, line 1"):
        one([paper], home)
    assert one([paper], home, vocabulary=()).counts["programmes"] == plain


def test_every_iri_of_the_data_begins_with_the_base(paper: Path, home: Path) -> None:
    one([paper], home, base="https://data.example.org/boards")
    with snapshots.open_snapshot(home) as published:
        named = {
            quad.subject.value for quad in published.graph if "/ns" not in quad.graph_name.value
        }
    assert all(iri.startswith("https://data.example.org/boards/") for iri in named)
    assert one([paper], home).changed is False  # the base is remembered
    with pytest.raises(InputError, match="absolute IRI"):
        one([paper], home, base="boards")


# -- bad papers ----------------------------------------------------------------------------------


def _bad(folder: Path) -> Iterator[tuple[str, Path]]:
    pdf = next(PACKS.glob("*.pdf")).read_bytes()
    for name, data in {
        "empty.txt": b"",
        "blank.md": b" \n\n \t\n",
        "binary.txt": bytes(range(256)) * 40,
        "cut.pdf": pdf[: len(pdf) // 3],
        "no.pdf": b"%PDF-1.7\nnothing of the kind",
        "renamed.pdf": b"\x89PNG\r\n\x1a\n" + bytes(300),
    }.items():
        path = folder / name
        path.write_bytes(data)
        yield name, path


def test_every_other_paper_is_built_and_each_bad_one_named(paper: Path, home: Path) -> None:
    bad = dict(_bad(paper.parent))
    built = one([paper.parent], home)
    assert built.counts["documents"] == 1 and names(home) == {"forum.txt"}
    for name, path in bad.items():
        lines = [problem for problem in built.problems if str(path) in problem]
        assert len(lines) == 1 and "\n" not in lines[0] and "; " in lines[0], name


def test_nothing_but_bad_papers_leaves_the_published_graph(paper: Path, home: Path) -> None:
    one([paper], home)
    before = exported(home)
    empty = paper.with_name("empty.txt")
    empty.touch()
    built = one([empty], home)
    assert built.problems and exported(home) == before
    with pytest.raises(InputError, match="no such file"):
        one([paper.with_name("none.txt")], home)
    (paper.parent / "folder").mkdir()
    with pytest.raises(InputError, match="no papers in this folder"):
        one([paper.parent / "folder"], home)
    assert exported(home) == before


def test_nothing_but_bad_papers_makes_no_store_of_nothing(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(InputError, match="empty"):
        one([empty], tmp_path / "store")
    assert snapshots.current_snapshot(tmp_path / "store") is None


def test_windows_letters_and_unknown_papers_are_read(paper: Path, home: Path) -> None:
    paper.write_bytes(MINUTES.replace("Mrs P. Quill", "Mrs P. Quillé").encode("latin-1"))
    letter = paper.with_name("letter.txt")
    letter.write_text(
        "Dear all,\n\nThe Fernshire Cycling Charity thanks Mr Tom Underhay.\n", encoding="utf-8"
    )
    built = one([paper.parent], home)
    assert built.problems == () and built.counts["documents"] == 2
    assert "Quillé".encode() in exported(home) and b"thanks Mr Tom Underhay" in exported(home)


def test_one_endless_line_neither_hangs_nor_stops_the_others(paper: Path, home: Path) -> None:
    endless = paper.with_name("endless.txt")
    endless.write_bytes(b"words and words, " * 3_000_000)
    built = one([paper.parent], home)
    assert names(home) == {"forum.txt"}
    assert (
        len(built.problems) == 1
        and "endless.txt" in built.problems[0]
        and "51 MB of text" in built.problems[0]
    )


def test_a_paper_that_takes_too_long_is_given_up(
    paper: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import extractors

    def slow(document: Document, _vocabulary: object) -> Facts:
        while "slow" in document.name:
            pass
        return Facts(document)

    monkeypatch.setattr(extraction_workers, "SECONDS", 0.05)
    monkeypatch.setattr(extractors, "extract", slow)
    shutil.copy(paper, paper.with_name("slow.txt"))
    paper.with_name("slow.txt").write_text(MINUTES + "\nmore\n", encoding="utf-8")
    built = one([paper.parent], home)
    assert names(home) == {"forum.txt"} and "took longer" in built.problems[0]


def test_a_paper_that_breaks_a_rule_harms_no_other(
    paper: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import extractors

    def broken(document: Document, _vocabulary: object) -> Facts:
        if "broken" in document.name:
            raise IndexError("beyond the end")
        return Facts(document)

    monkeypatch.delenv("KG_DEBUG", raising=False)
    monkeypatch.setattr(extractors, "extract", broken)
    paper.with_name("broken.txt").write_text(MINUTES + "\nmore\n", encoding="utf-8")
    for workers in (1, 2):
        built = build([paper.parent], home, BuildOptions(workers=workers, fresh=True))
        assert names(home) == {"forum.txt"} and "beyond the end" in built.problems[0]


# -- which files ---------------------------------------------------------------------------------


def test_folders_are_searched_and_stores_and_hidden_files_left_alone(
    paper: Path, home: Path
) -> None:
    deep = paper.parent / "2014" / "march"
    deep.mkdir(parents=True)
    (deep / "minutes.md").write_text("# Minutes")
    (deep / "sheet.csv").write_text("no paper")
    (deep / ".hidden.txt").write_text("hidden")
    (deep / "loop").symlink_to(paper.parent, target_is_directory=True)
    one([paper], paper.parent / ".kg")
    one([paper], paper.parent / "store")
    found = find_papers([paper.parent, paper])
    assert [file.path.name for file in found.files] == ["minutes.md", "forum.txt"]
    assert [(each.path.name, each.reason) for each in found.left_out] == [
        ("sheet.csv", "a table of figures; save it as .xlsx")
    ]
    assert not found.problems


# -- killed and at once --------------------------------------------------------------------------


def test_a_build_killed_at_any_moment_leaves_the_published_graph(
    tmp_path: Path, home: Path
) -> None:
    packs = sorted(PACKS.iterdir())
    one(packs[:1], home)
    before = exported(home)
    code = "import sys; from kg.cli import main; main(['build', '--workers', '2', '--store', *sys.argv[1:]])"
    for seconds in (0.3, 0.9, 1.5, 2.1):
        argv = [sys.executable, "-c", code, str(home), *map(str, packs)]
        builder = subprocess.Popen(
            argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT
        )
        time.sleep(seconds)
        builder.kill()
        builder.wait()
        if names(home) == {packs[0].name}:
            assert exported(home) == before
        else:  # it was quicker than we were
            break
    built = one(packs, home)
    assert built.counts["documents"] == len(packs)


def test_the_workers_of_a_killed_build_end_with_it(tmp_path: Path, paper: Path, home: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("looks into /proc")
    code = """
import sys, time, os
from kg import extractors
from pathlib import Path
from typing import Any
def slow(document, vocabulary):
    if document.name: time.sleep(60)  # nameless is what warms the builder up
    from kg.extractors.facts import Facts
    return Facts(document)
extractors.extract = slow
from kg.pipeline.build import build
from kg.pipeline.settings import BuildOptions
build([Path(sys.argv[1])], sys.argv[2], BuildOptions(workers=2), lambda *step: print(*step, flush=True))
"""
    for name in ("b.txt", "c.txt"):
        (paper.parent / name).write_text(MINUTES + name, encoding="utf-8")
    paper.unlink()
    argv = [sys.executable, "-c", code, str(paper.parent), str(home)]
    builder = subprocess.Popen(
        argv,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        # Forked: what the program put in the place of extraction its workers then have as well.
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_START_METHOD": "fork"},
    )
    assert builder.stdout is not None
    assert builder.stdout.readline().startswith("reading 0")
    deadline = time.monotonic() + 20
    while len(children := _children(builder.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    builder.kill()
    builder.wait()
    assert len(children) == 2
    while any(_runs(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_runs(child) for child in children)


def _children(pid: int) -> list[int]:
    return [
        int(word)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for word in (task / "children").read_text().split()
    ]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_issues_are_lines_with_their_place(home: Path) -> None:
    built = one([PACKS], home)
    lines = [json.loads(line) for line in built.issue_log.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == built.issues
    for line in lines:
        assert set(line) == {"level", "stage", "document", "page", "start", "message", "words"}
        assert line["level"] in {"info", "warning", "error"} and line["message"]
        assert line["document"] is None or (PACKS / line["document"]).exists()


SPAWNING = """
import sys
from pathlib import Path
from typing import Any

from kg.pipeline import workers
from kg.pipeline.build import build
from kg.pipeline.settings import BuildOptions

if __name__ == "__main__":
    workers.MIN_BYTES_TO_SPAWN = 0
    home, *papers = map(Path, sys.argv[1:])
    build(papers, home, BuildOptions(workers=2))
"""


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_start_method_changes_nothing(method: str, home: Path, tmp_path: Path) -> None:
    papers = [PACKS / "marlshire-2019-12-13.txt", PACKS / "marlshire-2020-03-06.txt"]
    script = tmp_path / "spawning.py"  # a program of its own: a spawned worker runs it once more
    script.write_text(SPAWNING, encoding="utf-8")
    environment = {**os.environ, "KG_START_METHOD": method, "PYTHONPATH": str(ROOT)}
    argv = [sys.executable, str(script), str(home), *map(str, papers)]
    subprocess.run(argv, env=environment, check=True, timeout=600)
    build(papers, tmp_path / "alone", BuildOptions(workers=1))
    with (
        snapshots.open_snapshot(home) as many,
        snapshots.open_snapshot(tmp_path / "alone") as one,
    ):
        assert set(many.graph) == set(one.graph)


def test_a_paper_that_costs_too_much_with_the_others_keeps_its_earlier_facts(
    paper: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kg.linking

    other = paper.with_name("other.txt")
    other.write_text(MINUTES + "\nThe tide was high.\n", encoding="utf-8")
    one([paper, other], home)
    before = exported(home)
    for name in ("JOINT_SECONDS", "PAPER_SECONDS"):
        monkeypatch.setattr(f"kg.pipeline.joint_limits.{name}", 0.5)
    identify = kg.linking.identify

    def slow(papers: list[Facts], *more: Any) -> Any:
        while any("ENDLESS" in each.document.text for each in papers):
            pass
        return identify(papers, *more)

    monkeypatch.setattr(kg.linking, "identify", slow)
    other.write_text(MINUTES + "\nThe tide was ENDLESS.\n", encoding="utf-8")
    (problem,) = one([paper, other], home).problems
    assert str(other) in problem and "to link than any paper should" in problem
    assert exported(home) == before


def test_the_new_paper_that_costs_too_much_to_write_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kg.pipeline.joint_limits.PAPER_SECONDS", 0.05)
    old, new = (Facts(Document(each, each, "text", "words")) for each in ("old", "new"))
    limits = JointLimits([old, new], {"new"})
    with limits.write(new):
        pass
    with pytest.raises(TooCostlyError) as told, limits.write(new):
        while True:
            pass
    assert (told.value.papers, told.value.stage) == (("new",), "to write")
    with pytest.raises(TooCostlyError) as told, limits.write(None):
        raise MemoryError
    assert told.value.papers == ("new",)
    with JointLimits([old, new], ()).write(old):  # nothing could be left out
        pass
