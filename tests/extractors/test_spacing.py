"""Double-spaced dumps: a blank line under every printed line, of which only some part paragraphs."""

from __future__ import annotations

from pathlib import Path

from kg.extractors.reading import read
from kg.extractors.reading.spacing import single_spaced

PARAGRAPHS = (
    (
        "The Board received a paper of the Clerk on the lights along the",
        "quay, which had been out since the storm of the week before, and",
        "thanked the volunteers who had kept the path open in the dark.",
    ),
    (
        "Members asked whether the lamps could be lit from the mill, and",
        "were told that the cable would not carry the load in the winter",
        "months unless the Council (which owns the cable) agreed to it.",
    ),
    (
        "1. That the paper be noted and that the Clerk write to the mill",
        "about the cable before the next meeting, with the costs of each",
        "of the ways that Members had spoken of, and ask for an answer.",
    ),
    (
        "2. That the volunteers be thanked in the newsletter of the town",
        "and that the Chairman go to see them on the Friday of that week",
        "with the Clerk, if the ferry should run in spite of the weather.",
    ),
)
DUMP = "\n\n".join(line for paragraph in PARAGRAPHS for line in paragraph) + "\n"


def test_the_lines_of_a_paragraph_are_put_together_again(tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_text(DUMP, encoding="utf-8")
    paragraphs = read(path).text.strip().split("\n\n")
    assert paragraphs == ["\n".join(paragraph) for paragraph in PARAGRAPHS]


def test_text_that_is_not_double_spaced_stays_as_it_is() -> None:
    spaced_once = "\n\n".join("\n".join(paragraph) for paragraph in PARAGRAPHS)
    assert single_spaced(spaced_once) == spaced_once
    listed = "\n\n".join(f"Item {number}" for number in range(1, 30))
    assert single_spaced(listed) == listed
    short = "\n\n".join(PARAGRAPHS[0])
    assert single_spaced(short) == short


def test_a_dump_that_doubles_every_end_of_line_keeps_its_paragraphs_apart() -> None:
    printed = "\n\n".join("\n".join(paragraph) for paragraph in PARAGRAPHS)
    assert single_spaced(printed.replace("\n", "\n\n")) == printed
    airy = "\n\n".join(" ".join(paragraph) for paragraph in PARAGRAPHS * 4)
    assert single_spaced(airy) == airy  # paragraphs on a line each
