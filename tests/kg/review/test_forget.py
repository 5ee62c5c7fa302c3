"""A person who asks to be forgotten leaves no byte behind, and does not come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors.facts import Document

from kg import cli
from kg.errors import StoreError
from kg.pipeline.build import build
from kg.pipeline.forgetting import FILE, Forgotten, forms_of
from kg.pipeline.settings import VERDICTS, BuildOptions
from kg.review.forget import forget, plan_forgetting
from kg.store.query import rows
from kg.store.snapshots import open_snapshot

MINUTES = """FERNSHIRE ROADS FORUM

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday 4 March 2014 at 2.00pm.

PRESENT

Mrs Petra Quillow (in the Chair)     Fernshire County Council
Mr T. Underhay                  Fernbridge Town Council

1. Winter gritting.

Petra Quillow reported on gritting. Mr Underhay asked Mrs Quillow to write by May. Quillow,
Petra agreed; P.
Quillow's letter is in hand.

RESOLVED:

That the report by P. Quillow on Saltmarsh be noted.
"""
OTHER = MINUTES.replace("4 March", "3 June").replace("Petra Quillow", "P. Quillow")
OWNERS_ALONE = ("papers", "facts")  # folders of a store in which a victim's name may stand
VERDICT = """
[[verdict]]
verdict = "called"
kind = "person"
left = "Petra Quillow"
name = "Petra Q. Quillow"
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "march.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "june.txt").write_text(OTHER, encoding="utf-8")
    return folder


def bytes_with(folder: Path, word: str) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if word.encode() in path.read_bytes().lower()]


def people(home: Path) -> set[str]:
    with open_snapshot(home) as published:
        return {row["printed"] for row in rows(published.graph, "people")}


def test_no_byte_of_the_store_holds_a_forgotten_name(papers: Path, tmp_path: Path) -> None:
    home = tmp_path / "store"
    build([papers / "march.txt"], home)
    build([papers], home)  # so that there is an older graph, too
    assert len(bytes_with(home, "quillow")) > 5

    result = forget(home, plan_forgetting(home, "Petra Quillow"), lambda *_: None)

    assert bytes_with(home, "quillow") == []
    assert bytes_with(home, "petra") == []
    assert people(home) == {"Mr T. Underhay", "Mr Underhay"}
    assert result.files == ()
    with open_snapshot(home) as published:
        texts = [str(quad.object) for quad in published.graph]
    assert not any("quillow" in text.lower() for text in texts)
    assert any("[name removed] reported on gritting" in text for text in texts)


def test_later_builds_leave_the_name_out(papers: Path, tmp_path: Path) -> None:
    home = tmp_path / "store"
    build([papers / "march.txt"], home)
    forget(home, plan_forgetting(home, "Petra Quillow"), lambda *_: None)
    build([papers], home)
    build([papers], home, BuildOptions(fresh=True))
    assert bytes_with(home, "quillow") == []
    assert people(home) == {"Mr T. Underhay", "Mr Underhay"}


def test_decisions_on_the_name_go_too(papers: Path, tmp_path: Path) -> None:
    home = tmp_path / "store"
    build([papers], home)
    (home / VERDICTS).write_text(VERDICT, encoding="utf-8")
    build([papers], home)
    result = forget(home, plan_forgetting(home, "Petra Q. Quillow"), lambda *_: None)
    assert result.verdicts == 1
    assert bytes_with(home, "quillow") == []


def test_a_file_named_after_the_person_is_told(papers: Path, tmp_path: Path) -> None:
    (papers / "march.txt").rename(papers / "Petra Quillow.txt")
    home = tmp_path / "store"
    build([papers], home)
    result = forget(home, plan_forgetting(home, "Petra Quillow"), lambda *_: None)
    assert [Path(file).name for file in result.files] == ["Petra Quillow.txt"]


def test_a_removed_paper_leaves_nothing_behind(papers: Path, tmp_path: Path) -> None:
    home = tmp_path / "store"
    (papers / "june.txt").write_text(OTHER.replace("Saltmarsh", "Zumerzet"), encoding="utf-8")
    build([papers], home)
    build([papers / "march.txt"], home, BuildOptions(fresh=True))
    assert bytes_with(home, "zumerzet") == []


def test_who_is_found_to_be_a_victim_later_leaves_nothing_behind(
    papers: Path, tmp_path: Path
) -> None:
    home = tmp_path / "store"
    told = MINUTES.replace("gritting.\n", "gritting.\n\nCorvin Ablethwaite spoke.\n", 1)
    (papers / "march.txt").write_text(told, encoding="utf-8")
    build([papers], home)
    assert bytes_with(home, "ablethwaite")
    later = OTHER.replace("June", "July").replace(
        "gritting.\n", "gritting.\n\nThe victim was Corvin Ablethwaite.\n", 1
    )
    (papers / "july.txt").write_text(later, encoding="utf-8")
    build([papers], home)
    shown = [
        path for path in bytes_with(home, "ablethwaite") if path.parent.name not in OWNERS_ALONE
    ]
    assert shown == []


def test_a_surname_that_others_bear_stays(papers: Path, tmp_path: Path) -> None:
    text = MINUTES.replace("Mr T. Underhay ", "Mr Tom Quillow ")
    (papers / "march.txt").write_text(text, encoding="utf-8")
    home = tmp_path / "store"
    build([papers / "march.txt"], home)
    forget(home, plan_forgetting(home, "Petra Quillow"), lambda *_: None)
    assert "Mr Tom Quillow" in people(home)
    assert bytes_with(home, "petra") == []


def test_a_report_called_after_the_person_does_not_keep_the_surname(
    papers: Path, tmp_path: Path
) -> None:
    text = f"{MINUTES}\nThe QUILLOW report was noted, and #PetraQuillow. Mrs Quil-\nlow left.\n"
    (papers / "march.txt").write_text(text, encoding="utf-8")
    home = tmp_path / "store"
    build([papers / "march.txt"], home)
    forget(home, plan_forgetting(home, "Petra Quillow"), lambda *_: None)
    for word in ("quillow", "quil-", "petra"):
        assert bytes_with(home, word) == []


def test_whose_surname_it_also_is_is_told(papers: Path, tmp_path: Path) -> None:
    text = MINUTES.replace("Mr T. Underhay ", "Mr Tom Quillow ")
    (papers / "march.txt").write_text(text, encoding="utf-8")
    build([papers / "march.txt"], tmp_path / "store")
    assert "Mr Tom Quillow" in plan_forgetting(tmp_path / "store", "Petra Quillow").shared


def test_a_name_that_nobody_has_is_told_as_any_unknown_name_is(
    papers: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "store"
    build([papers / "march.txt"], home)
    asked = ["forget", "Zebedee Nobody", "--yes", "--store", str(home)]
    assert cli.run(asked) == 1
    assert "no person of the graph is called so; nothing was done" in capfd.readouterr().err
    assert not (home / FILE).exists()
    assert cli.run([*asked, "--ahead"]) == 0
    assert (home / FILE).exists()


def test_the_list_holds_no_name_and_no_build_goes_on_without_it(
    papers: Path, tmp_path: Path
) -> None:
    home = tmp_path / "store"
    build([papers], home)
    forget(home, plan_forgetting(home, "Petra Quillow"), lambda *_: None)
    assert (home / FILE).stat().st_mode & 0o077 == 0
    (home / FILE).write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="forgotten names cannot be read"):
        build([papers], home)


def test_the_same_name_has_another_hash_in_another_store() -> None:
    one, two = (Forgotten().with_forms(forms_of("Jane Holt")) for _ in range(2))
    assert one.hashes.isdisjoint(two.hashes)


@pytest.mark.parametrize("text", ["Jane Holt", "J. Holt", "HOLT, Jane", "J Holt", "jane\nholt"])
def test_every_usual_form_is_known(text: str) -> None:
    forgotten = Forgotten().with_forms(forms_of("Jane Ann Holt"))
    assert forgotten.names(f"Thanks went to {text} for it.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The HOLT report", "The [name removed] report"),
        ("THE HOLT’S", "THE [name removed]’S"),
        ("Mrs Ho-\nlt spoke.", "Mrs [name removed] spoke."),
        ("Ja-\nne Holt.", "[name removed]."),
        ("Jane            Holt", "[name removed]"),
        ("the Holts’ dog, and both Holts", "the [name removed]’ dog, and both [name removed]"),
        ("#JaneHolt", "#[name removed]"),
        ("#JusticeForJaneHolt", "#JusticeFor[name removed]"),
        ("@jholt wrote", "@[name removed] wrote"),
        ("jane.holt@, j.holt@, jholt@, holtj@", "[name removed]@, " * 3 + "[name removed]@"),
        ("jane_holt", "[name removed]"),
        ("JaneHolt said", "[name removed] said"),
        ("Holt2 said", "[name removed] said"),
        (
            "an ex-Holt plan; the Holt-led plan",
            "an ex-[name removed] plan; the [name removed]-led plan",
        ),
        ("Jané Hôlt", "[name removed]"),
    ],
)
def test_odd_forms_are_known_and_no_more_goes_than_the_name(text: str, left: str) -> None:
    forgotten = Forgotten().with_forms({*forms_of("Jane Holt"), "holt"})
    assert forgotten.mask(Document("", "", "text", text)).text == left


@pytest.mark.parametrize(
    "text",
    ["Ann Holt-Fenner", "Holts Ltd", "the McHolt plan", "jholt", "JHolten", "#Holtwood", "asholt@"],
)
def test_words_like_the_name_stay(text: str) -> None:
    forgotten = Forgotten().with_forms({*forms_of("Jane Holt"), "holt"})
    assert not forgotten.names(text)


def test_other_names_stay() -> None:
    forgotten = Forgotten().with_forms(forms_of("Jane Ann Holt"))
    assert not forgotten.names("John Holt of Jane Street, Holt Town Council and Ann Jane")


def test_copies_go_too_and_releases_are_told_or_withdrawn(
    papers: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    home, release = str(tmp_path / "store"), tmp_path / "release"
    build([papers / "march.txt"], Path(home))
    assert cli.run(["release", str(release), "--store", home]) == 0
    assert cli.run(["stats", "--store", str(release)]) == 0  # opened as a store, it is copied
    assert bytes_with(tmp_path / "cache", "quillow")
    capfd.readouterr()

    assert cli.run(["forget", "Petra Quillow", "--yes", "--store", home]) == 0
    said = capfd.readouterr().err
    assert f"{release}: this release still holds the name" in said and "not reached:" in said
    assert bytes_with(tmp_path / "cache", "quillow") == []
    assert bytes_with(release, "quillow")

    again = ["forget", "Petra Quillow", "--yes", "--ahead", "--withdraw", "--store", home]
    assert cli.run(again) == 0
    assert f"{release}: a release with the name, deleted" in capfd.readouterr().err
    assert not release.exists()
