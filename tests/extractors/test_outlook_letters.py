"""Letters that Outlook saved: the letter is a paper, and so is what is attached to it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from compound_files import outlook_letter
from kg.extractors.reading import read
from kg.extractors.reading.mail import open_letter

from kg.pipeline.inputs import find_papers

MINUTES = b"Minutes of the meeting of the Osmere Lamp Board held on 3 May 2031\n\n1. Lamps\n" * 90


def test_a_letter_and_what_is_attached_are_papers(tmp_path: Path) -> None:
    letter = tmp_path / "papers.msg"
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    data = outlook_letter("Papers for May", "Dear all,\r\n\r\nThe papers are attached.", {
        "minutes.txt": MINUTES, "logo.png": b"\x89PNG" + bytes(50),
    })  # fmt: skip
    letter.write_bytes(data)
    opened = open_letter(letter, data)
    assert [(each.name, len(each.data)) for each in opened.attachments] == [
        ("minutes.txt", len(MINUTES)),
        ("logo.png", 54),
    ]
    document = read(letter)
    assert document.title == "Papers for May"
    assert "From: Clerk of the Board" in document.text and "are attached" in document.text
    found = find_papers([letter], scratch)
    assert [str(each.path.relative_to(tmp_path)) for each in found.files] == [
        "papers.msg",
        "papers.msg!/minutes.txt",
    ]
    assert read(found.files[1].held, found.files[1].path).name == "minutes.txt"
    assert [each.path.name for each in found.left_out] == ["logo.png"]
