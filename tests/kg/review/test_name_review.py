"""Verdicts of people and the commands that explain: on fictional packs, by the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.extractors.facts import EntityKind
from kg.ontology.folding import fold_printed

from kg import cli
from kg.errors import InputError
from kg.linking import NameReference, Verdict, load_verdicts
from kg.review.session import printable
from kg.review.verdict_file import record_verdicts
from kg.store import snapshots

ROOT = Path(__file__).resolve().parents[3]
PACKS = sorted((ROOT / "kg" / "demo" / "packs").glob("marlshire-20[12]?-??-??.[tm]*"))
BASE = "https://w3id.org/boardgraph/id/"
AUTUMN = """Minutes of a meeting of the Marlshire Safer Places Partnership Board held at Shire Hall, Aldermarsh on
Friday, 9 October 2020.

Present

Mr. H. T. Garrowby OBE CC (in the Chair)\tMarlshire County Council
Inspector Dilys Penhale\tMarlshire Police

1. Lantern Walks Project.

The Board received a verbal update from Mr Vellacott on the Lantern Walks Project, which the Saltmeadow Refuge had
begun in the autumn. The project went on.

RESOLVED:

That the update on the Lantern Walks Project be noted.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample packs and one more paper, with names that the rules leave in doubt."""
    folder = tmp_path_factory.mktemp("curate")
    (folder / "autumn.txt").write_text(AUTUMN, encoding="utf-8")
    home = folder / "store"
    words = [
        "build",
        *map(str, PACKS),
        str(folder / "autumn.txt"),
        "--store",
        str(home),
        "--workers",
        "1",
    ]
    assert len(PACKS) == 3 and cli.run(words) == 0
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A copy of that store to write into."""
    return Path(shutil.copytree(built, tmp_path / "store"))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)


class Desk:
    """Somebody at the command line; what they see is kept."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        self.home = home
        self.verdicts = home / "verdicts.toml"
        self._monkeypatch = monkeypatch
        self._capfd = capfd

    def run(self, *words: str, answers: str = "") -> tuple[int, str, str]:
        self._capfd.readouterr()
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        code = cli.run([*words, "--store", str(self.home)])
        out, err = self._capfd.readouterr()
        return code, out, err

    def done(self, *words: str, answers: str = "") -> str:
        code, out, err = self.run(*words, answers=answers)
        assert code == 0, err
        return out

    def names(self, query: str) -> dict[str, set[str]]:
        """IRI without the base → the printed forms of one kind."""
        found: dict[str, set[str]] = {}
        for row in csv.reader(io.StringIO(self.done("query", query, "--format", "csv"))):
            found.setdefault(row[0].removeprefix(BASE), set()).add(row[2])
        return found

    def told(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = tomllib.loads(
            self.verdicts.read_text(encoding="utf-8")
        ).get("verdict", [])
        return found

    def replaced(self) -> dict[str, str]:
        with snapshots.open_snapshot(self.home) as published:
            rows = [
                (quad.subject.value.removeprefix(BASE), quad.object.value.removeprefix(BASE))
                for quad in published.graph
                if quad.predicate.value == "http://purl.org/dc/terms/isReplacedBy"
            ]
        return dict(rows)


@pytest.fixture
def desk(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    yield Desk(home, monkeypatch, capfd)


# -- why -----------------------------------------------------------------------------------------


def test_why_shows_clues_weights_score_thresholds_and_where_each_name_stands(desk: Desk) -> None:
    out = desk.done("why", "Cllr. Edwin Prowse", "Cllr. E. Prowse")
    assert out.startswith("“Cllr. Edwin Prowse” and “Cllr. E. Prowse” (person): one\n")
    assert (
        "one from 4, not certain from 2" in out
        and "+2.5  an initial that fits the first name" in out
    )
    halves = out.split("\n\n")
    assert len(halves) == 3 and f"<{BASE}person/edwin-prowse>" in halves[1]
    assert "marlshire-2019-12-13.txt p. " in halves[1] and "Edwin Prowse" in halves[1]


def test_why_says_what_speaks_against(desk: Desk) -> None:
    out = desk.done("why", "Joanna Thackray", "John Thackray")
    assert "(person): two" in out


def test_why_knows_ids_and_iris(desk: Desk) -> None:
    out = desk.done("why", "edwin-prowse", BASE + "person/miriam-oakes")
    assert (
        "(person): two\n" in out
        and "Edwin Prowse (person)" in out
        and "Miriam Oakes (person)" in out
    )


def test_why_of_a_name_nobody_bears_ends_with_1_and_shows_what_is_near(desk: Desk) -> None:
    code, out, err = desk.run("why", "Edwin Prowze", "Miriam Oakes")
    assert (code, out) == (
        1,
        "",
    ) and "“Edwin Prowze” is not known; did you mean Edwin Prowse" in err


def test_why_of_two_kinds_ends_with_1(desk: Desk) -> None:
    code, _, err = desk.run("why", "Edwin Prowse", "Lamplight")
    assert code == 1 and "is a person and" in err and "programme: never one" in err
    assert desk.run("why", "Edwin Prowse", "Lamplight", "--kind", "dog")[0] == 2


# -- review --------------------------------------------------------------------------------------


def test_review_writes_each_answer_at_once(desk: Desk) -> None:
    out = desk.done("review", "--by", "A. Reader", answers="?\ns\n")
    assert (
        "1 of 2: person, one or two?" in out
        and "2 of 2" in out
        and "Answer with one of the letters" in out
    )
    assert (
        "J. Thackray" in out
        and "+2.5" in out
        and "not certain from 2" in out
        and "marlshire-2019-12-13.txt" in out
    )
    (verdict,) = desk.told()
    assert (verdict["verdict"], verdict["kind"], verdict["by"]) == ("same", "person", "A. Reader")


def test_what_was_reviewed_is_not_asked_again_and_is_in_the_graph(desk: Desk) -> None:
    before = desk.names("people")
    assert "person/j-thackray" in before
    out = desk.done("review", "--rebuild", answers="s\nd\nw\nw\n")
    assert "4 of 4 question(s) asked, 4 answered." in out
    people = desk.names("people")
    assert people["person/john-thackray"] >= before["person/j-thackray"]
    assert not people.keys() & {"person/j-thackray", "person/cllr-thackray"}
    assert desk.replaced()["person/j-thackray"] == "person/john-thackray"
    assert "No name and no tie is in doubt." in desk.done("review")


def test_different_settles_a_pair_too(desk: Desk) -> None:
    desk.done("review", answers="d\nq\n")
    assert [verdict["verdict"] for verdict in desk.told()] == ["different"]
    out = desk.done("review", answers="q\n")
    assert "one or two?" not in out


def test_skip_and_quit_write_nothing(desk: Desk) -> None:
    assert "2 of 4 question(s) asked, 0 answered." in desk.done("review", answers="k\nq\n")
    assert "1 of 4 question(s) asked, 0 answered." in desk.done("review", answers="")
    assert not desk.verdicts.exists()


def test_not_an_entity_asks_which_of_two_and_spares_further_questions(desk: Desk) -> None:
    desk.done("review", "--rebuild", answers="n\n\nn\n1\nn\nn\n")
    assert {verdict["verdict"] for verdict in desk.told()} == {"not-an-entity"}
    people = desk.names("people")
    assert not people.keys() & {"person/j-thackray", "person/cllr-thackray", "person/mr-vellacott"}
    assert "person/john-thackray" in people


# -- correct -------------------------------------------------------------------------------------


def test_merge_keeps_the_older_iri(desk: Desk) -> None:
    desk.done(
        "correct", "merge", "Hannah Tolworth", "Mr Vellacott", "--rebuild", "--note", "her new name"
    )
    assert desk.names("people")["person/hannah-tolworth"] >= {"Hannah Tolworth", "Mr Vellacott"}
    assert desk.replaced()["person/mr-vellacott"] == "person/hannah-tolworth"
    assert desk.told()[0]["note"] == "her new name"
    assert desk.run("check")[0] == 0


def test_split_parts_one_name_in_two_papers(desk: Desk) -> None:
    papers = ("--in", "marlshire-2019-12-13.txt", "--in", "marlshire-2020-03-06.txt")
    desk.done("correct", "split", "Omar Siddall", *papers, "--rebuild")
    bearers = [iri for iri, printed in desk.names("people").items() if "Omar Siddall" in printed]
    assert len(bearers) == 2 and "person/omar-siddall" in bearers


def test_splitting_one_printed_name_needs_the_papers(desk: Desk) -> None:
    code, _, err = desk.run("correct", "split", "Omar Siddall")
    assert code == 2 and "--in" in err and not desk.verdicts.exists()


def test_rename_keeps_the_iri_and_the_newest_name(desk: Desk) -> None:
    told = json.loads(desk.done("correct", "rename", "Mr Vellacott", "Hal Vellacott", "--json"))
    assert "Hal Vellacott" in told["decided"] and not told["in_the_graph"]
    desk.done("correct", "rename", "Mr Vellacott", "Hugh Vellacott", "--rebuild")
    assert len(desk.told()) == 1
    rows = list(csv.reader(io.StringIO(desk.done("query", "people", "--format", "csv"))))
    assert [row[1] for row in rows if row[0] == BASE + "person/mr-vellacott"] == ["Hugh Vellacott"]
    assert desk.done("why", "Hugh Vellacott", "Mr Vellacott").startswith(
        "“Hugh Vellacott” and “Mr Vellacott”"
    )


def test_kind_moves_and_leaves_word_where_to(desk: Desk) -> None:
    assert "programme/lantern-walks-project" in desk.names("programmes")
    desk.done("correct", "kind", "Lantern Walks Project", "organisation", "--rebuild")
    assert "organisation/lantern-walks-project" in desk.names("organisations")
    assert (
        desk.replaced()["programme/lantern-walks-project"] == "organisation/lantern-walks-project"
    )
    assert desk.run("check")[0] == 0


def test_ignore_takes_all_names_of_a_preferred_one_and_forget_brings_them_back(desk: Desk) -> None:
    desk.done("correct", "ignore", "Saltmeadow Refuge", "--rebuild")
    assert "organisation/saltmeadow-refuge" not in desk.names("organisations")
    code, _, err = desk.run("correct", "merge", "Saltmeadow Refuge", "Marlshire Police")
    assert code == 1 and "kg correct forget" in err
    desk.done("correct", "forget", "Saltmeadow Refuge", "--rebuild")
    assert "organisation/saltmeadow-refuge" in desk.names("organisations") and not desk.told()
    assert desk.run("correct", "forget", "Saltmeadow Refuge")[0] == 1


def test_ignoring_another_printed_name_leaves_the_rest(desk: Desk) -> None:
    assert ", as “YAN”" in desk.done("correct", "ignore", "YAN")
    assert [verdict["left"] for verdict in desk.told()] == ["YAN"]


def test_what_is_not_known_is_refused_and_nothing_written(desk: Desk) -> None:
    for words in (
        ["merge", "Nobody Known", "Edwin Prowse"],
        ["rename", "Nobody Known", "A"],
        ["ignore", "Nobody Known"],
    ):
        code, _, err = desk.run("correct", *words)
        assert code == 1 and "“Nobody Known” is not known" in err
    code, _, err = desk.run("correct", "ignore", "Edwin Prowse", "--in", "elsewhere.txt")
    assert code == 1 and "no paper of this store" in err
    assert desk.run("correct", "rename", "Edwin Prowse", " ")[0] == 2
    assert desk.run("correct", "kind", "Lantern Walks Project", "programme")[0] == 2
    assert (
        desk.run(
            "correct",
            "merge",
            "Edwin Prowse",
            "Cllr. Edwin Prowse",
            "--in",
            "a",
            "--in",
            "b",
            "--in",
            "c",
        )[0]
        == 2
    )
    assert not desk.verdicts.exists()


def test_without_a_store_there_is_nothing_to_ask(desk: Desk, tmp_path: Path) -> None:
    desk.home = tmp_path / "none"
    for words in (["why", "A", "B"], ["review"], ["correct", "ignore", "A"], ["build"]):
        code, out, err = desk.run(*words)
        assert (code, out) == (2, "") and "no such store" in err
    assert not desk.home.exists()


# -- verdicts and builds -------------------------------------------------------------------------


def test_verdicts_survive_every_build_and_say_when_they_match_nothing(desk: Desk) -> None:
    desk.done("correct", "rename", "Mr Vellacott", "Hugh Vellacott", "--rebuild")
    code, _, err = desk.run("build", str(PACKS[0]), "--fresh", "--workers", "1")
    assert code == 0 and "1 verdict(s) of" in err and "match nothing" in err
    out = desk.done("issues", "--level", "warning")
    assert (
        "the verdict “called” on “Mr Vellacott” (person) matches no name of these papers any longer"
        in out
    )
    assert "1 verdict(s)" in desk.run("build")[2]  # and again, though nothing changed
    assert len(desk.told()) == 1


def test_a_file_of_ones_own_is_used_and_remembered(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "folder" / "ours.toml"
    desk.done(
        "correct", "rename", "Mr Vellacott", "Hugh Vellacott", "--verdicts", str(own), "--rebuild"
    )
    assert own.exists() and not desk.verdicts.exists()
    desk.done("correct", "ignore", "Lantern Walks Project", "--rebuild")
    assert len(load_verdicts(own).all) == 2
    assert "programme/lantern-walks-project" not in desk.names("programmes")
    own.unlink()
    code, _, err = desk.run("build")
    assert code == 2 and "no such file of verdicts" in err


def test_a_verdict_does_no_extraction(desk: Desk) -> None:
    desk.done("build")
    assert (
        "no extraction"
        in desk.run("correct", "rename", "Mr Vellacott", "Hugh Vellacott", "--rebuild")[2]
    )


def test_a_broken_file_is_named_and_left_alone(desk: Desk) -> None:
    desk.verdicts.write_text("[[verdict]]\nverdict = ", encoding="utf-8")
    for words in (["review"], ["correct", "ignore", "Edwin Prowse"], ["build"]):
        code, _, err = desk.run(*words)
        assert code == 2 and "verdicts.toml" in err
    assert desk.verdicts.read_text(encoding="utf-8") == "[[verdict]]\nverdict = "


# -- the file ------------------------------------------------------------------------------------


def test_what_people_wrote_by_hand_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    by_hand = '# she told us herself\n[[verdict]]\nkind = "person"\nverdict="called"\nleft="B"\nname="Bea"  # short\n'
    file.write_text("# ours\n\n" + by_hand, encoding="utf-8")
    record_verdicts(file, [Verdict("not-an-entity", "person", NameReference("A"))])
    text = file.read_text(encoding="utf-8")
    assert (
        text.startswith("# ours\n")
        and text.endswith(by_hand)
        and [v.left.name for v in load_verdicts(file).all]
        == [
            "A",
            "B",
        ]
    )


def test_a_table_in_another_form_is_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    file.write_text(
        'verdict = [{verdict = "kind", kind = "person", left = "B", becomes = "programme"}]',
        encoding="utf-8",
    )
    before = load_verdicts(file).all
    record_verdicts(file, [Verdict("not-an-entity", "person", NameReference("A"))])
    assert load_verdicts(file).all[1:] == before


def test_the_newer_verdict_overrules_the_older(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    record_verdicts(
        file,
        [
            Verdict("same", "person", NameReference("A"), NameReference("B")),
            Verdict("not-an-entity", "person", NameReference("C")),
        ],
    )
    assert (
        record_verdicts(
            file, [Verdict("different", "person", NameReference("b"), NameReference("a"))]
        )
        == 1
    )
    assert (
        record_verdicts(file, [Verdict("same", "person", NameReference("C"), NameReference("A"))])
        == 1
    )
    assert {verdict.decision for verdict in load_verdicts(file).all} == {"different", "same"}


NAMES = st.builds(
    NameReference,
    st.text(min_size=1, max_size=12).filter(lambda text: bool(fold_printed(text))),
    st.none() | st.sampled_from(["a.txt", 'b".txt']),
)
KINDS: st.SearchStrategy[EntityKind] = st.sampled_from(["person", "organisation", "programme"])
SAID = st.one_of(
    st.builds(Verdict, st.sampled_from(["same", "different"]), KINDS, NAMES, NAMES),
    st.builds(
        Verdict,
        st.just("called"),
        KINDS,
        NAMES,
        st.none(),
        st.text("ab\"'\\# \x7f", min_size=1).filter(str.strip),
    ),
    st.builds(Verdict, st.just("not-an-entity"), KINDS, NAMES),
    st.builds(Verdict, st.just("kind"), KINDS, NAMES, st.none(), KINDS),
)


@settings(max_examples=30, deadline=None)
@given(told=st.lists(SAID, max_size=6))
def test_the_file_says_what_was_said_in_a_fixed_order(
    told: list[Verdict], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Written at once or one by one, the bytes are the same; read and written again, too."""
    folder = tmp_path_factory.mktemp("laws")
    for verdict in told:
        record_verdicts(folder / "one.toml", [verdict])
    kept = load_verdicts(folder / "one.toml").all
    record_verdicts(folder / "two.toml", list(reversed(kept)))
    record_verdicts(folder / "one.toml", [])
    assert load_verdicts(folder / "two.toml").all == kept
    assert (folder / "one.toml").read_bytes() == (folder / "two.toml").read_bytes()


def test_a_file_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError):
        record_verdicts(file, [Verdict("not-an-entity", "person", NameReference("A"))])
    assert file.read_bytes() == b"\xff\xfe"


# -- explain -------------------------------------------------------------------------------------


def test_explain_shows_what_a_name_became_and_by_which_rules(desk: Desk) -> None:
    out = desk.done("build", "--explain", "youth anchor network")
    assert (
        f"Youth Anchor Network (organisation, network) <{BASE}organisation/youth-anchor-network>"
        in out
    )
    assert (
        "also printed: “YAN”" in out
        and "an organisation, found by " in out
        and "→ Youth Anchor Network" in out
    )
    assert "documents " not in out  # the summary is left out
    assert out.count("marlshire-2023-06-16.md p. ") >= 1
    found = json.loads(desk.done("build", "--explain", "youth anchor network", "--json"))
    (entity,) = found["entities"]
    assert entity["iri"] == BASE + "organisation/youth-anchor-network"
    assert entity["also_printed"] == ["YAN"] and found["verdicts"] == []
    assert {place["entity"] for place in found["places"]} == {entity["iri"]}
    assert all(f"{place['where']}: {place['account']}" in out for place in found["places"])


def test_explain_shows_what_is_no_name(desk: Desk) -> None:
    out = desk.done("build", "--explain", "The project")
    assert out.startswith("“The project”: no entity\n") and " place(s) in the papers" in out
    assert "refused by " in out or "no rule takes it for a name" in out


def test_explain_shows_whom_words_mean_that_are_no_name(desk: Desk) -> None:
    out = desk.done("build", "--explain", "The Chairman")
    assert "no name, but means somebody, by reference.chair → H. T. Garrowby" in out


def test_explain_says_what_people_said(desk: Desk) -> None:
    desk.done("correct", "ignore", "Lantern Walks Project", "--by", "A. Reader", "--note", "a walk")
    out = desk.done("build", "--explain", "Lantern Walks Project")
    assert (
        out.startswith("“Lantern Walks Project”: no entity\n")
        and "A. Reader said" in out
        and "a walk" in out
    )
    assert "→ nobody: A. Reader said that it is no entity" in out


def test_explain_of_what_stands_nowhere_ends_with_1(desk: Desk) -> None:
    code, out, err = desk.run("build", "--explain", "Edwin Prowze")
    assert (code, out) == (1, "") and "did you mean Edwin Prowse" in err
    assert desk.run("build", "--explain", "…")[0] == 1


def test_nothing_a_paper_says_commands_the_terminal() -> None:
    assert printable("A\x1b[31m B\u202e\x07\n C") == "A[31m B C"
