"""The sample packs, the facts expected of them, and the command that shows them."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import demo
from kg.errors import InputError
from kg.pipeline.build import build
from kg.store import query as store_query

HERE = Path(__file__).resolve().parent / "packs"
EXPECTED = sorted((HERE / "expected").glob("*.expected.json"))
BOARDS = sorted((HERE / "boards").glob("*.gold.json"))
FIELDS = (
    *(
        "source",
        "meetings",
        "future_dates",
        "attendance",
        "agenda_items",
        "minute_items",
        "resolutions",
        "actions",
    ),
    *(
        "reports",
        "recommendations",
        "people",
        "organisations",
        "programmes",
        "money",
        "indicators",
        "notes",
    ),
)


def source(expected: dict[str, Any]) -> str:
    """The text that the expected facts were read from; of the PDF, the text it was set from."""
    name = expected["source"]
    places = [
        demo.packs()[0].parent / name,
        HERE / name,
        HERE / Path(name).with_suffix(".source.txt"),
    ]
    return next(path for path in places if path.suffix != ".pdf" and path.is_file()).read_text(
        encoding="utf-8"
    )


def folded(text: str) -> str:
    """Without Markdown, HTML and rules of tables, white space folded."""
    text = re.sub(r"<[^>]+>|[*#]|\]\([^)]*\)|\[| \| ", " ", text)
    return " ".join(text.split())


def read(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts


# -- the packs and what is expected of them ------------------------------------------------------


def test_there_are_four_packs_in_three_formats() -> None:
    assert [path.suffix for path in demo.packs()] == [".txt", ".txt", ".md", ".pdf"]
    assert len(EXPECTED) == 5
    assert len(BOARDS) == 5


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.split(".")[0])
def test_expected_facts_stand_in_the_pack(path: Path) -> None:
    facts = read(path)
    assert tuple(facts) == FIELDS
    text = folded(source(facts))
    for kind in ("people", "organisations", "programmes"):
        for slug, entity in facts[kind].items():
            for printed in entity["printed"]:
                assert folded(printed) in text, (slug, printed)
    printed_rows = [*facts["attendance"], *facts["agenda_items"], *facts["minute_items"]]
    for row in printed_rows:
        assert folded(row.get("name_printed") or row["title"]) in text, row
    lines = source(facts).count("\n") + 1
    numbered = [
        row
        for name in FIELDS
        if isinstance(facts[name], list)
        for row in facts[name]
        if isinstance(row, dict)
    ]
    assert numbered and all(1 <= row["line"] <= lines for row in numbered)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.split(".")[0])
def test_expected_facts_name_what_they_know(path: Path) -> None:
    facts = read(path)
    people = [row["person"] for row in facts["attendance"]]
    people += [slug for row in facts["agenda_items"] for slug in row["presenters"]]
    people += [slug for row in facts["minute_items"] for slug in row["presented_by"]]
    people += [slug for row in facts["actions"] for slug in row["responsible"]]
    people += [slug for row in facts["reports"] for slug in row["authors"]]
    assert set(people) <= facts["people"].keys()
    programmes = {slug for row in facts["minute_items"] for slug in row["about_programmes"]}
    assert programmes <= facts["programmes"].keys()
    bodies = {slug for row in facts["minute_items"] for slug in row["about_organisations"]}
    assert (
        bodies | {row["organisation"] for row in facts["reports"]} <= facts["organisations"].keys()
    )
    assert {slug for row in facts["money"] for slug in row["about"]} <= facts[
        "programmes"
    ].keys() | facts["organisations"].keys()


@pytest.mark.parametrize("path", BOARDS, ids=lambda path: path.name.split(".")[0])
def test_expected_facts_of_other_bodies_stand_on_their_page(path: Path) -> None:
    facts = read(path)
    text = folded(path.with_name(facts["id"] + ".txt").read_text(encoding="utf-8"))
    for person in facts["people"]:
        assert all(folded(form) in text for form in person["all_printed"]), person
    assert all(folded(row["title"]) in text for row in facts["items"])
    assert all(folded(row["text"]) in text for row in facts["resolutions"])
    assert all(
        folded(form) in text
        for kind in ("organisations", "programmes")
        for row in facts[kind]
        for form in row["printed"]
    )


def test_the_pdf_is_set_from_its_source(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="reportlab, which sets the PDF, is not installed")
    pdfium = pytest.importorskip("pypdfium2")
    spec = importlib.util.spec_from_file_location("make_pdf", HERE / "make_pdf.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    again = tmp_path / "again.pdf"
    maker.make(target=again)

    def pages(path: Path) -> list[str]:
        with pdfium.PdfDocument(path) as document:
            return [page.get_textpage().get_text_range() for page in document]

    assert pages(again) == pages(demo.packs()[-1])


# -- what a build makes of them ------------------------------------------------------------------

Facts = dict[str, Any]


@pytest.fixture
def graph(sample_graph: ox.Store) -> ox.Store:
    return sample_graph


def words(text: str | None) -> str:
    text = re.sub(r"^that:? (the board:? )?", "", folded(text or "").lower())
    return " ".join(re.sub(r"[^\w£%]+", " ", text).split())


def rows(graph: ox.Store, query: str, document: str) -> list[dict[str, str]]:
    return [row for row in store_query.rows(graph, query) if row["document"] == document]


def attendance(facts: Facts, found: list[dict[str, str]]) -> tuple[object, object]:
    return (
        [(row["date"], row["section"], words(row["printed"]), row["chair"]) for row in found],
        [
            (row["meeting"], row["section"], words(row["name_printed"]), str(row["chair"]).lower())
            for row in facts["attendance"]
        ],
    )


def agenda(facts: Facts, found: list[dict[str, str]]) -> tuple[object, object]:
    return (
        [(row["number"], words(row["title"]), row["pages"], row["kind"]) for row in found],
        [
            (
                row["number"],
                words(row["title"]),
                "-".join(map(str, row["pages"] or ())),
                row["kind"],
            )
            for row in facts["agenda_items"]
        ],
    )


def minutes(facts: Facts, found: list[dict[str, str]]) -> tuple[object, object]:
    return (
        [(row["number"], words(row["title"])) for row in found],
        [(row["number"], words(row["title"])) for row in facts["minute_items"]],
    )


def resolutions(facts: Facts, found: list[dict[str, str]]) -> tuple[object, object]:
    return (
        [
            (row["item"], row["clause"], words(row["text"]), row["action"], row["due"])
            for row in found
        ],
        [
            (row["item"], row["clause"] or "", words(row["text"]), row["action"], row["due"] or "")
            for row in facts["resolutions"]
        ],
    )


def actions(facts: Facts, found: list[dict[str, str]]) -> tuple[object, object]:
    return (
        [
            (
                row["number"],
                row["raised"],
                words(row["text"]),
                words(row["comments"]),
                row["status"],
            )
            for row in found
        ],
        [
            (
                row["number"],
                "; ".join(row["raised"]),
                words(row["action"]),
                words(row["comments"]),
                row["status"] or "",
            )
            for row in facts["actions"]
        ],
    )


def reports(facts: Facts, found: list[dict[str, str]]) -> tuple[object, object]:
    return (
        [(row["item"], words(row["title"])) for row in found],
        [(row["item"], words(row["title"])) for row in facts["reports"]],
    )


def recommendations(facts: Facts, found: list[dict[str, str]]) -> tuple[object, object]:
    return (
        [(row["clause"], words(row["text"])) for row in found],
        [(row["clause"] or "", words(row["text"])) for row in facts["recommendations"]],
    )


MEASURES = (attendance, agenda, minutes, resolutions, actions, reports, recommendations)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.__name__)
@pytest.mark.parametrize("pack", demo.packs(), ids=lambda path: path.stem)
def test_the_graph_holds_the_expected_facts(graph: ox.Store, pack: Path, measure: Any) -> None:
    facts = read(HERE / "expected" / f"{pack.stem}.expected.json")
    found, expected = measure(facts, rows(graph, measure.__name__, pack.name))
    assert found == expected


def test_the_graph_holds_the_expected_meetings(graph: ox.Store) -> None:
    packs = [read(HERE / "expected" / f"{path.stem}.expected.json") for path in demo.packs()]
    known = sorted(
        (row for facts in packs for row in facts["meetings"]),
        key=lambda row: row["evidence"] == "minutes",
    )
    expected = {
        row["date"]: (row["start"], row["end"] or "", row["venue"]) for row in known
    }  # minutes know best
    found = {
        row["date"]: (row["start"], row["end"], row["venue"])
        for row in store_query.rows(graph, "meetings")
    }
    assert found == expected


def test_two_with_one_surname_stay_two(graph: ox.Store) -> None:
    person = {row["printed"]: row["person"] for row in store_query.rows(graph, "people")}
    assert person["Joanna Thackray"] != person["Cllr. J. Thackray"]
    assert person["Cllr. J. Thackray"] == person["Cllr. John Thackray"]


def test_one_under_many_titles_stays_one(graph: ox.Store) -> None:
    person = {row["printed"]: row["person"] for row in store_query.rows(graph, "people")}
    ranks = (
        "Inspector Dilys Penhale",
        "Insp. D. Penhale",
        "Chief Inspector Dilys Penhale",
        "Superintendent Dilys Penhale",
    )
    assert len({person[rank] for rank in ranks}) == 1
    assert person["Cllr. Miriam Oakes"] == person["Mrs M. Oakes CC"]
    assert person["Dr Oonagh Fairlie"] == person["Professor Oonagh Fairlie"]


def test_a_programme_and_its_successor_are_two(graph: ox.Store) -> None:
    programme = {row["printed"]: row["programme"] for row in store_query.rows(graph, "programmes")}
    assert programme["Lamplight"] == programme["Lamplight Programme"]
    assert programme["Lamplight Programme"] != programme["Bright Evenings Programme"]


def test_no_address_or_telephone_number_reaches_the_graph(graph: ox.Store) -> None:
    kept = [quad.object.value for quad in graph if isinstance(quad.object, ox.Literal)]
    assert not [text for text in kept if re.search(r"[\w.]@\w|01632|07700", text)]


# -- the command ---------------------------------------------------------------------------------


def test_the_demo_builds_traces_draws_and_says_what_to_try(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.run(tmp_path / "store")
    told = capsys.readouterr().out
    assert "Lamplight Programme: programme" in told
    assert f"--store {tmp_path / 'store'}" in told
    page = tmp_path / "kg-demo-network.html"
    assert str(page) in told
    assert "Lamplight" in page.read_text(encoding="utf-8")
    demo.run(tmp_path / "store")  # a second time does no harm


def test_the_demo_does_not_mix_with_other_papers(tmp_path: Path) -> None:
    build([HERE / "boards" / "pellbridge-cc-2018-02-06.txt"], tmp_path / "store")
    with pytest.raises(InputError, match="other papers"):
        demo.run(tmp_path / "store")
