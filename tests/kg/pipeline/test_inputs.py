"""What is given to a build: archives, letters, standard input, files of one name, renamed and removed ones."""

from __future__ import annotations

import io
import json
import os
import signal
import stat
import zipfile
from email.message import EmailMessage
from pathlib import Path

import py7zr
import pytest
from kg.extractors.facts import Document, Facts

from kg import extractors
from kg.errors import InputError
from kg.pipeline import limits
from kg.pipeline.build import BuildResult, build
from kg.pipeline.inputs import find_papers
from kg.pipeline.settings import BuildOptions
from kg.store import snapshots
from kg.store.start_method import can_fork

MINUTES = """FERNSHIRE ROADS FORUM

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday {day} March 2014 at 2.00pm.

PRESENT

Mrs P. Quill (in the Chair)     Fernshire County Council

1. Winter gritting.

RESOLVED:

That the report on Saltmarsh be noted.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "store"


def minutes(path: Path, day: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MINUTES.format(day=day), encoding="utf-8")
    return path


def one(paths: list[Path], home: Path, **options: object) -> BuildResult:
    return build(paths, home, BuildOptions(workers=1, **options))  # type: ignore[arg-type]


def names(home: Path) -> set[str]:
    with snapshots.open_snapshot(home) as published:
        return {paper["name"] for paper in published.manifest["papers"].values()}


def log(home: Path) -> list[tuple[str, str]]:
    lines = (home / snapshots.FILE_LOG).read_text(encoding="utf-8").splitlines()
    return [(record["level"], record["message"]) for record in map(json.loads, lines)]


def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have papers read in forked processes: what a test puts in its own is not in one begun anew,
    and without forking a few small papers are read in the test's own process.
    """
    monkeypatch.delenv("KG_START_METHOD", raising=False)
    if not can_fork():
        pytest.skip("this system begins processes anew")


def zipped(**contents: str | bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
    return held.getvalue()


# -- archives and letters ------------------------------------------------------------------------


def test_what_is_in_archives_and_letters_is_built_under_its_address(
    papers: Path, home: Path, tmp_path: Path
) -> None:
    (papers / "pack.zip").write_bytes(
        zipped(**{"2014/one.txt": MINUTES.format(day=4), "photo.jpg": "x", "~$one.docx": "x"})
    )
    with py7zr.SevenZipFile(papers / "old.7z", "w") as archive:
        archive.write(minutes(tmp_path / "two.txt", 5), "two.txt")
    message = EmailMessage()
    message["Subject"] = "Papers for Friday"
    message.set_content("The papers are attached.")
    message.add_attachment(zipped(**{"three.txt": MINUTES.format(day=6)}), maintype="application", subtype="zip", filename="inner.zip")  # fmt: skip
    (papers / "mail.eml").write_bytes(message.as_bytes())
    built = one([papers], home)
    assert names(home) == {
        "pack.zip!/2014/one.txt",
        "old.7z!/two.txt",
        "mail.eml",
        "mail.eml!/inner.zip!/three.txt",
    }
    assert not built.problems and any("photo.jpg (a picture" in note for note in built.notes)
    again = one([papers], home)
    assert (again.extracted, again.changed) == (0, False)


def test_a_new_version_of_an_archive_takes_the_place_of_the_old(papers: Path, home: Path) -> None:
    pack = papers / "pack.zip"
    pack.write_bytes(zipped(**{"a.txt": MINUTES.format(day=4), "b.txt": MINUTES.format(day=5)}))
    one([pack], home)
    pack.write_bytes(zipped(**{"b.txt": MINUTES.format(day=6)}))
    one([pack], home)
    assert names(home) == {"pack.zip!/b.txt"}


def test_members_that_lead_out_and_links_are_left_out_and_said(papers: Path, home: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(papers / "odd.zip", "w") as archive:
        for name in ("../../out.txt", "/root.txt", "C:\\drive.txt"):
            archive.writestr(name, MINUTES.format(day=4))
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", MINUTES.format(day=5))
    one([papers], home)
    assert names(home) == {"odd.zip!/good.txt"}
    assert {why.partition("no paper: ")[2] for _, why in log(home)} == {
        "its name leads out of the archive",
        "a link to another file",
    }
    assert not (papers.parent / "out.txt").exists()


def test_archives_that_unpack_to_mountains_are_refused(
    papers: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked(monkeypatch)
    monkeypatch.setattr("kg.extractors.reading.containers.MAX_BYTES", 100_000)
    (papers / "bomb.zip").write_bytes(zipped(**{"a.txt": b"0" * 200_000}))
    with py7zr.SevenZipFile(papers / "bomb.7z", "w") as archive:
        archive.writestr(b"0" * 200_000, "a.txt")
    minutes(papers / "good.txt", 4)
    built = one([papers], home)
    assert names(home) == {"good.txt"} and len(built.problems) == 2
    assert all("unpacks to more" in problem for problem in built.problems)


def test_archives_without_end_are_opened_three_deep(papers: Path, home: Path) -> None:
    data = zipped(**{"deep.txt": MINUTES.format(day=4)})
    for _ in range(5):
        data = zipped(**{"in.zip": data})
    (papers / "deep.zip").write_bytes(data)
    minutes(papers / "good.txt", 5)
    built = one([papers], home)
    assert names(home) == {"good.txt"} and "more than 3 deep" in built.problems[0]


# -- standard input ------------------------------------------------------------------------------


def test_a_paper_may_come_by_standard_input(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (4, 5):
        data = io.TextIOWrapper(io.BytesIO(MINUTES.format(day=day).encode()))
        monkeypatch.setattr("sys.stdin", data)
        one([Path("-")], home, standard_input_name=f"march-{day}.txt" if day == 5 else None)
    found = names(home)
    assert len(found) == 2 and "march-5.txt" in found
    assert (found - {"march-5.txt"}).pop().startswith("stdin-")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(InputError, match="nothing came"):
        one([Path("-")], home)


# -- names ---------------------------------------------------------------------------------------


def test_files_of_one_name_are_told_apart_by_their_folders(papers: Path, home: Path) -> None:
    for year in ("2013", "2014"):
        minutes(papers / year / "march" / "minutes.txt", int(year[-1]))
    minutes(papers / "agenda.txt", 9)
    one([papers], home)
    assert names(home) == {"2013/march/minutes.txt", "2014/march/minutes.txt", "agenda.txt"}


def test_a_renamed_file_takes_its_new_name(papers: Path, home: Path) -> None:
    one([minutes(papers / "a.txt", 4)], home)
    (papers / "a.txt").rename(papers / "z.txt")
    one([papers], home)
    assert names(home) == {"z.txt"}


def test_removed_files_stay_until_they_are_pruned(papers: Path, home: Path) -> None:
    minutes(papers / "a.txt", 4)
    minutes(papers / "b.txt", 5)
    minutes(papers.parent / "elsewhere.txt", 6)
    one([papers, papers.parent / "elsewhere.txt"], home)
    (papers / "a.txt").unlink()
    (papers.parent / "elsewhere.txt").unlink()
    one([papers], home)
    assert names(home) == {"a.txt", "b.txt", "elsewhere.txt"}
    one([papers], home, prune=True)
    assert names(home) == {"b.txt", "elsewhere.txt"}
    (papers / "b.txt").unlink()
    with pytest.raises(InputError, match="no papers in this folder"):
        build([papers, papers.parent / "elsewhere.txt"], home, BuildOptions(prune=True))
    assert names(home) == {"b.txt", "elsewhere.txt"}


# -- what is no paper ----------------------------------------------------------------------------


def test_papers_without_an_ending_are_known_by_their_bytes(papers: Path) -> None:
    (papers / "download").write_bytes(b"%PDF-1.7 ...")
    (papers / "ReportsPack.aspx").write_bytes(b"<!DOCTYPE html><html><body>Minutes")
    (papers / "noise").write_bytes(b"\0\1")
    found = find_papers([papers])
    assert {file.path.name for file in found.files} == {"download", "ReportsPack.aspx"}
    assert [(each.path.name, each.reason) for each in found.left_out] == [
        ("noise", "no ending that tells its format")
    ]


def test_files_that_failed_or_were_left_out_are_logged_until_they_are_in_order(
    papers: Path, home: Path
) -> None:
    minutes(papers / "good.txt", 4)
    (papers / "bad.txt").write_bytes(b"\0\1\2" * 500)
    (papers / "photo.jpg").write_bytes(b"x")
    built = one([papers], home)
    assert (len(built.problems), built.named_problems) == (1, 0)
    assert [level for level, _ in log(home)] == ["error", "info"]
    other = minutes(papers.parent / "other.txt", 6)
    assert one([other, papers / "bad.txt"], home).named_problems == 1
    assert [level for level, _ in log(home)] == ["error", "info"]
    minutes(papers / "bad.txt", 5)
    one([papers], home)
    assert [level for level, _ in log(home)] == ["info"]


def test_pages_that_were_not_read_are_issues_and_are_told(papers: Path, home: Path) -> None:
    import openpyxl

    minutes(papers / "good.txt", 4)
    book = openpyxl.Workbook()
    book.active.append([f"c{n}" for n in range(100)])
    book.save(papers / "wide.xlsx")
    for _ in range(2):  # also where nothing is read anew
        built = one([papers], home)
        assert [note for note in built.notes if "not read" in note] == [
            "wide.xlsx: page 1 not read: cells beyond 20,000 rows by 64 columns"
        ]
    first = json.loads(built.issue_log.read_text(encoding="utf-8").splitlines()[0])
    assert (first["level"], first["document"], first["stage"]) == ("warning", "wide.xlsx", "reading")  # fmt: skip


# -- processes that die --------------------------------------------------------------------------


@pytest.mark.parametrize("workers", [1, 2])
def test_a_paper_that_ends_its_process_harms_no_other_and_keeps_its_earlier_facts(
    papers: Path, home: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    forked(monkeypatch)
    for day in range(1, 8):
        minutes(papers / f"{day}.txt", day)
    one([papers / "3.txt"], home)

    def deadly(document: Document, _vocabulary: object) -> Facts:
        if "TAKEN ILL" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return Facts(document)

    monkeypatch.setattr(extractors, "extract", deadly)
    (papers / "3.txt").write_text(MINUTES.format(day=3) + "TAKEN ILL", encoding="utf-8")
    (papers / "9.txt").write_text(MINUTES.format(day=9) + "TAKEN ILL", encoding="utf-8")
    built = build([papers], home, BuildOptions(workers=workers))
    assert names(home) == {f"{day}.txt" for day in range(1, 8)}
    assert len(built.problems) == 2
    assert all("more time or memory" in problem for problem in built.problems)


def test_a_paper_that_takes_all_memory_is_that_papers_problem(
    papers: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forked(monkeypatch)

    def greedy(document: Document, _vocabulary: object) -> Facts:
        if "TAKEN ILL" in document.text:
            bytearray(8 * 2**30)
        return Facts(document)

    monkeypatch.setattr(extractors, "extract", greedy)
    minutes(papers / "1.txt", 1)
    (papers / "9.txt").write_text(MINUTES.format(day=9) + "TAKEN ILL", encoding="utf-8")
    built = one([papers], home)
    assert names(home) == {"1.txt"} and "more memory than there is" in built.problems[0]


def _spin() -> None:
    signal.signal(signal.SIGPROF, signal.SIG_IGN)  # as code does that never comes back to Python
    while True:
        pass


def test_work_that_does_not_stop_when_told_ends_with_its_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forked(monkeypatch)
    monkeypatch.setattr(limits, "GRACE", 0.0)
    lost = limits.run_apart(_spin, (), 0.1)
    assert lost == limits.ProcessLost(-signal.SIGXCPU)
    assert limits.run_apart(sum, ([1, 2],), 1.0) == 3
    with pytest.raises(ValueError, match="invalid literal"):
        limits.run_apart(int, ("x",), 1.0)


def test_time_in_which_others_run_is_not_counted() -> None:
    with limits.cpu_limit(0.2):
        assert signal.sigtimedwait([signal.SIGUSR1], 0.4) is None
