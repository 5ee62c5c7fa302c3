"""Lines of papers labelled by a learnt model, and what is read inside the labelled blocks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from kg.extractors.labelled import labelled_agenda
from kg.extractors.layout import lay_out, ruled_cuts
from kg.extractors.people import people
from kg.extractors.reading import read
from kg.extractors.segmentation.annotate import agreement, read_annotation
from kg.extractors.segmentation.blocks import LabelledLines, labelled_lines
from kg.extractors.segmentation.labels import (
    Annotation,
    read_annotations,
    statement_label,
    structure_label,
    transferred,
)
from kg.extractors.segmentation.line_features import features
from kg.extractors.segmentation.line_model import LineLabel
from kg.extractors.structure import better_headings, structure, structure_by_rules
from kg.extractors.text import Line, lines_of
from kg.extractors.titles import Heading
from kg.ontology.vocabulary import load

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
MINUTES = """OSMERE QUAYS FORUM
Notes of the meeting held on Tuesday 4 March 2025 at 2.00pm in the Boat Hall, Osmere

Present:
Ada Finch (Chair), Osmere Council
Bo Wren, Quay Police

Apologies: Cy Heron

1. Moorings
Ada Finch reported on the moorings. It was agreed that the old list be sent to all members.
"""


@pytest.mark.parametrize(
    ("given", "in_structure", "in_statements"),
    [
        ("item&decision", "item-text", "decision"),
        ("item&apologies", "item-apologies", "-"),
        ("item+", "item+", "-"),
        ("decision+", "text", "decision+"),
        ("row-head+", "row", "-"),
        ("subitem", "text", "-"),
    ],
)
def test_a_label_counts_in_both_layers(given: str, in_structure: str, in_statements: str) -> None:
    assert (structure_label(given), statement_label(given)) == (in_structure, in_statements)


def test_continuation_is_spelled_out() -> None:
    annotation = Annotation("paper", "", ((1, "title"), (3, "item"), (4, "+"), (5, "text")))
    assert annotation.by_line(6) == ["title", "title", "item", "item+", "text", "text"]


def test_labels_follow_the_words_when_reading_joins_and_cuts_lines() -> None:
    raw = ["2. The old", "quay wall", "It was mended."]
    lines = [Line(0, 0, "2. The old quay wall"), Line(1, 21, "It was"), Line(2, 28, "mended.")]
    assert transferred(raw, ["item", "item+", "text"], lines) == ["item", "text", "text"]


def test_a_vote_that_wraps_is_one_vote() -> None:
    said = ["For: Councillors Finch, Wren and", "Heron. Against: none."]
    lines = [Line(at, 40 * at, text) for at, text in enumerate(said)]
    assert transferred([" ".join(said)], ["vote"], lines) == ["vote", "vote+"]


def test_each_line_has_features_and_the_same_ones_each_time(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    document = read(path)
    lines = [line for line in lines_of(document) if line.text.strip()]
    found = features(document, lines, people(load()), frozenset({"present", "apologies"}))
    assert len(found) == len(lines)
    assert found == features(document, lines, people(load()), frozenset({"apologies", "present"}))
    heads = [
        line.text for line, tags in zip(lines, found, strict=True) if "list-head=alone" in tags
    ]
    assert heads == ["Present:"]


def test_a_paper_of_a_plain_habit_is_labelled_as_a_reader_would(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(MINUTES, encoding="utf-8")
    document = read(path)
    labels = labelled_lines(document, structure_by_rules(document, load()), people(load()))
    by_words = {
        line.text: labels.label_at(line.index) for line in lines_of(document) if line.text.strip()
    }
    assert by_words["OSMERE QUAYS FORUM"] == "minutes-title"
    assert by_words["Bo Wren, Quay Police"] == "present"
    assert by_words["1. Moorings"] == "item"


TIMED = """WEXCOMBE HARBOUR USERS' GROUP

AGENDA

To be held in the Sail Loft on Thursday 9 October 2025

18:30 Welcome and apologies for absence
18:35 – 18:45 Minutes of the last meeting
18:45 Dredging of the inner basin
Dates for the winter works
19:05 Slipway charges:
1. Day tickets
2. Yearly berths
3. Trailers left overnight
19:30 Safety report
19:50 Any other business
"""


def test_items_above_those_of_the_rules_are_read_and_hours_are_no_numbers(tmp_path: Path) -> None:
    path = tmp_path / "agenda.txt"
    path.write_text(TIMED, encoding="utf-8")
    layout = lay_out(ruled_cuts(read(path)))
    seen = {
        line.index: LineLabel("item", 0.9) for line in layout.lines if line.text[:2] in ("18", "19")
    }
    numbered = next(line.index for line in layout.lines if line.text.startswith("1. "))
    stretch = replace(layout.stretches[0], body=numbered)
    found = labelled_agenda(layout, LabelledLines(seen, {}), stretch, 0, people(load()))
    assert [(item.number, item.title) for item in found] == [
        (None, "Welcome and apologies for absence"),
        (None, "Minutes of the last meeting"),
        (None, "Dredging of the inner basin"),
        (None, "Slipway charges:"),
        (None, "Safety report"),
        (None, "Any other business"),
    ]


def test_the_models_headings_win_where_records_of_decisions_made_the_only_items() -> None:
    lines = [Heading(str(n), f"Title {n}", 4 * n, 0, "labelled-item") for n in range(1, 6)]
    records = [Heading(None, "Planning", 21, 0, "page-item")]
    assert better_headings(records, lines) == lines
    assert better_headings(records, lines[:2]) == records
    assert better_headings([replace(records[0], rule="only-item")], lines)[0].rule == "only-item"


def test_annotations_are_kept_without_text_and_in_order() -> None:
    found = list(read_annotations())
    assert len(found) >= 150
    assert [each.document for each in found] == sorted({each.document for each in found})
    assert all(len(each.sha1) == 40 and each.runs for each in found)


def test_a_reader_can_say_where_the_part_of_a_cut_name_stands(tmp_path: Path) -> None:
    (tmp_path / "osmere.txt").write_text("Osmere asked the Osmere\nBoat Trust.\n", encoding="utf-8")
    (tmp_path / "osmere.lines").write_text("1 text\n", encoding="utf-8")
    (tmp_path / "osmere.names").write_text(
        "organisation\tcore\tOsmere\t1:17\norganisation\tcore\tBoat Trust\t2\n", encoding="utf-8"
    )
    found, _ = read_annotation(tmp_path / "osmere.lines", [tmp_path])
    assert [(name.line, name.start, name.end) for name in found.names] == [(1, 17, 23), (2, 0, 10)]


@pytest.mark.parametrize("pack", ["hallowmere-csp-2024-04-17.docx", "wexmoor-fra-2024-03-05.pdf"])
def test_a_pack_of_a_style_kept_aside_falls_into_its_parts(pack: str) -> None:
    """The styles of ``styles-3`` are not in the model's training."""
    facts = structure(read(CORPORA / "styles-3" / pack), load())
    kinds = [part.kind for part in facts.parts]
    assert kinds[:2] == ["agenda", "minutes"]
    assert {"report"} <= set(kinds)
    assert len(facts.minutes) >= 6
    assert len(facts.attendance) >= 10


def test_two_readers_of_the_same_papers_agree() -> None:
    """Fifteen papers were read twice; where readers differ, no model can be asked to be right."""
    shared = Path(__file__).resolve().parents[3] / "shared"
    if not (shared / "boards").is_dir():
        pytest.skip("the annotated papers (../shared/boards) are not beside the checkout")
    found = agreement([shared / "boards", shared / "other-boards"])
    assert found.papers == 15
    assert found.same / found.lines >= 0.95
    assert min(found.labels[label] for label in ("item", "present", "apologies")) >= 0.95
    assert min(found.names[kind] for kind in ("person", "organisation", "programme")) >= 0.9
