"""A release describes itself truly, can be asked as a store, and can be compared with another."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from kg.extractors.facts import Document, Page

from kg import cli
from kg.demo import packs
from kg.errors import InputError, NotAStore
from kg.release.changes import compare_graphs, render_changes
from kg.release.completeness import Completeness, Gap, measure_completeness
from kg.release.writing import gap_rows
from kg.store.opening import open_graph
from kg.store.published_issues import read_issues
from kg.store.snapshots import PublishedGraph, open_snapshot

DCAT = "http://www.w3.org/ns/dcat#"
DAY = date(2025, 7, 1)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of which two builds are at hand: one pack, then a second one as well."""
    folder = tmp_path_factory.mktemp("release") / "store"
    for number in (1, 2):
        papers = [str(path) for path in packs()[:number]]
        assert cli.run(["build", *papers, "--store", str(folder), "--workers", "1", "-q"]) == 0
    return folder


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("KG_STORE", raising=False)


@pytest.fixture(scope="module")
def released(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("released") / "out"
    assert cli.run(["release", str(out), "--store", str(home), "--date", str(DAY), "-q"]) == 0
    return out


def run(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capfd.readouterr()
    code = cli.run(list(words))
    out, err = capfd.readouterr()
    return code, out, err


# -- the folder ------------------------------------------------------------------------------------


def test_every_file_has_its_checksum(released: Path) -> None:
    lines = (released / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    files = {
        path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()
    }
    assert set(sums) == files - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((released / name).read_bytes()).hexdigest() == digest


def test_the_same_graph_and_day_give_the_same_bytes(
    home: Path, released: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    assert cli.run(["release", str(again), "--store", str(home), "--date", str(DAY), "-q"]) == 0
    assert (again / "SHA256SUMS").read_bytes() == (released / "SHA256SUMS").read_bytes()


def test_the_description_lists_the_files_as_they_are(released: Path) -> None:
    base = "https://example.org/r/"
    quads = list(
        ox.parse((released / "dataset.ttl").read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=base)
    )
    values: dict[tuple[str, str], list[str]] = {}
    for quad in quads:
        values.setdefault((str(quad.subject.value), quad.predicate.value), []).append(
            quad.object.value
        )
    assert values[base + "dataset", "http://purl.org/dc/terms/issued"] == ["2025-07-01"]
    for node in values[base + "dataset", DCAT + "distribution"]:
        (url,) = values[node, DCAT + "downloadURL"]
        path = released / url.removeprefix(base)
        assert values[node, DCAT + "byteSize"] == [str(path.stat().st_size)]
        (checksum,) = values[node, "http://spdx.org/rdf/terms#checksum"]
        assert values[checksum, "http://spdx.org/rdf/terms#checksumValue"] == [
            hashlib.sha256(path.read_bytes()).hexdigest()
        ]
    triples = len(list(ox.parse((released / "graph.trig").read_bytes(), format=ox.RdfFormat.TRIG)))
    assert values[base + "dataset", "http://rdfs.org/ns/void#triples"] == [str(triples)]
    assert any(name.endswith("classPartition") for _, name in values)


LICENSE = "http://purl.org/dc/terms/license"


@pytest.mark.parametrize("given", ["https://spdx.org/licenses/CC-BY-4.0", None])
def test_it_says_what_may_be_done_with_it(
    given: str | None, home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    words = ["--licence", given] if given else []
    code, _, err = run(capfd, "release", str(tmp_path / "r"), "--store", str(home), *words)
    assert code == 0 and ("no licence is stated" in err) is (given is None)
    told = (tmp_path / "r" / "dataset.ttl").read_bytes()
    quads = list(ox.parse(told, format=ox.RdfFormat.TURTLE, base_iri="https://example.org/r/"))
    stated = {
        quad.subject.value.removeprefix("https://example.org/r/"): quad.object.value
        for quad in quads
        if quad.predicate.value == LICENSE and isinstance(quad.subject, ox.NamedNode)
    }
    assert stated.pop("dataset-ontology-board.ttl").endswith("MIT")
    assert stated.get("dataset") == stated.get("dataset-graph.trig") == given
    rights = [each for each in quads if each.predicate.value == "http://purl.org/dc/terms/rights"]
    assert len(rights) == (given is None)
    assert (given or "stated no licence") in (tmp_path / "r" / "README.md").read_text("utf-8")


def test_a_licence_is_named_by_its_iri(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capfd, "release", "r", "--store", str(home), "--licence", "CC BY")
    assert code == 2 and "--licence CC BY: give its IRI" in err


def test_tables_are_those_that_their_metadata_describe(released: Path) -> None:
    metadata = json.loads((released / "tables" / "csv-metadata.json").read_text("utf-8"))
    assert metadata["@context"] == "http://www.w3.org/ns/csvw"
    described = {table["url"]: table for table in metadata["tables"]}
    files = {path.name for path in (released / "tables").glob("*.csv")}
    assert set(described) == files >= {"meetings.csv", "resolutions.csv", "people.csv"}
    for name, table in described.items():
        with (released / "tables" / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        columns = table["tableSchema"]["columns"]
        assert rows[0] == [column["titles"] for column in columns]
        for at, column in enumerate(columns):
            if column["datatype"] == "date":
                assert all(date.fromisoformat(row[at]) for row in rows[1:] if row[at])


def test_gaps_are_counted_and_listed(released: Path) -> None:
    quality = json.loads((released / "quality.json").read_text("utf-8"))["completeness"]
    assert set(quality) == {
        "pages-unread",
        "items-without-minutes",
        "names-in-doubt",
        "anchors-without-decisions",
    }
    with (released / "completeness.csv").open(encoding="utf-8", newline="") as file:
        listed = [row["measure"] for row in csv.DictReader(file)]
    for key, measured in quality.items():
        assert listed.count(key) == measured["number"] <= measured["of"]
    anchors = quality["anchors-without-decisions"]
    assert anchors["number"] < anchors["of"] // 2, "most decisions are read in the sample packs"
    assert quality["pages-unread"]["number"] == 0, "a last page break begins no page"
    assert "Not measured" in (released / "README.md").read_text("utf-8")


def test_a_gap_is_no_formula() -> None:
    gap = Gap("=HYPERLINK(1).pdf", "-x", '@SUM(1)|"cmd"')
    (row,) = csv.DictReader(
        io.StringIO(gap_rows([Completeness("pages-unread", "", (gap,), 1)]).decode())
    )
    assert [row[key][0] for key in ("document", "place", "words")] == ["'"] * 3


def test_a_page_without_text_is_unread(home: Path) -> None:
    scanned = Document(
        "id", "scan.pdf", "pdf", "one\n   \nthree", (Page(0, 1), Page(4, 2), Page(8, 3, "iii"))
    )
    with open_snapshot(home) as published:
        unread = measure_completeness(published.graph, [scanned])[0]
        assert [(gap.document, gap.place) for gap in unread.gaps] == [("scan.pdf", "2")]
        assert unread.of == 3
        assert measure_completeness(published.graph, None)[0].of is None


def test_a_release_with_expected_rows_says_how_right_it_is(home: Path, tmp_path: Path) -> None:
    gold, out = tmp_path / "gold", tmp_path / "out"
    gold.mkdir()
    words = ["query", "meetings", "-f", "csv", "--store", str(home)]
    assert cli.run([*words, "--out", str(gold / "meetings.csv")]) == 0
    words = ["release", str(out), "--store", str(home), "--gold", str(gold), "-q"]
    assert cli.run(words) == 0
    quality = json.loads((out / "quality.json").read_text("utf-8"))
    assert quality["accuracy"]["meetings"]["recall"] == 1.0
    assert "precision 1.00, recall 1.00" in (out / "README.md").read_text("utf-8")


def test_nothing_else_is_overwritten(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear all")
    code, _, err = run(capfd, "release", str(tmp_path / "mine"), "--store", str(home))
    assert code == 2 and "holds something else" in err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


# -- as known on -----------------------------------------------------------------------------------


def test_a_release_answers_as_the_store_did(
    home: Path, released: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for words in (
        ["query", "resolutions", "-f", "csv"],
        ["trace", "Lamplight", "-f", "csv"],
        ["search", "Lamplight", "-f", "csv"],
        ["issues"],
        ["stats"],
    ):
        here = run(capfd, *words, "--store", str(home))
        assert here[0] == 0
        assert run(capfd, *words, "--store", str(released)) == here, words


def test_a_release_that_was_changed_is_refused(released: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(released, copy)
    with (copy / "graph.trig").open("a", encoding="utf-8") as file:
        file.write("\n<urn:a> <urn:b> <urn:c> .\n")
    with pytest.raises(NotAStore, match="not the file that was issued"):
        open_graph(str(copy))


def test_an_earlier_build_that_is_still_there_can_be_asked(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first = sorted((home / "snapshots").glob("0*/"))[0]
    code, out, _ = run(capfd, "query", "documents", "-f", "csv", "--store", str(first))
    assert code == 0 and out.count("\n") == 2


# -- what changed ----------------------------------------------------------------------------------


def test_the_last_build_is_told_in_words(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "diff", "--store", str(home))
    assert code == 0 and "## Papers: 1 added" in out
    assert f"- added: {packs()[1].name}" in out and "## Decisions:" in out
    code, out, _ = run(capfd, "diff", "--store", str(home), "-f", "json")
    kinds = {each["kind"]: each for each in json.loads(out)["changes"]}
    assert kinds["papers"]["added"] == [packs()[1].name] and not kinds["papers"]["removed"]


def test_two_graphs_that_are_one_do_not_differ(home: Path, released: Path) -> None:
    with open_graph(str(home)) as one, open_graph(str(released)) as other:
        assert isinstance(one, PublishedGraph) and isinstance(other, PublishedGraph)
        changes = compare_graphs(one.graph, other.graph)
    assert changes == ()
    assert "Nothing that a reader would notice" in render_changes(changes, "a", "b")
    with pytest.raises(InputError, match="no such format"):
        render_changes(changes, "a", "b", "pdf")


def test_what_went_and_what_is_called_otherwise_is_told(home: Path) -> None:
    with open_snapshot(home) as published:
        before = ox.Store()
        before.extend(published.graph)
    after = ox.Store()
    after.extend(before)
    prefixes = {
        "bg": "https://w3id.org/boardgraph/ns#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }
    rename = (
        "DELETE { GRAPH ?g { ?x skos:prefLabel ?y } } INSERT { GRAPH ?g { ?x skos:prefLabel 'New' } } "
        "WHERE { GRAPH ?g { ?x a bg:Programme ; skos:prefLabel ?y } FILTER(STRSTARTS(?y, 'Lamp')) }"
    )
    after.update(rename, prefixes=prefixes)
    changes = {each.kind: each for each in compare_graphs(before, after)}
    (renamed,) = changes["programmes"].changed
    assert (renamed.before, renamed.after) == ("Lamplight Programme", "New")
    told = render_changes(list(changes.values()), "a", "b")
    assert "## Programmes: 1 changed" in told and "- was Lamplight Programme, now New" in told
    gone = {each.kind: each for each in compare_graphs(after, ox.Store())}
    assert gone["papers"].removed and not gone["papers"].added


def test_issues_of_a_release_are_those_of_its_build(home: Path, released: Path) -> None:
    lines = (released / "issues.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == read_issues(home)


def test_without_an_earlier_build_there_is_nothing_to_compare(
    tmp_path: Path, released: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "diff", "--store", str(released))
    assert code == 1 and "no earlier build is held" in err
