"""A later meeting corrects the minutes of an earlier one, and the graph shows it at both."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kg import cli

FIRST = """Minutes of a meeting of the Marlshire Safer Places Board held at Shire Hall, Aldermarsh
on Friday, 5 March 2021.

Present

Mrs. P. Quillfeather CC (in the Chair)\tMarlshire County Council
Inspector Dilys Penhale\tMarlshire Police

Apologies

Mr. B. Stoddart CC\tCombined Fire Authority

1. Lantern Walks.

The Board considered a report on the Lantern Walks.

RESOLVED:

(a) That the report be noted;

(b) That nine more walks be approved.

2. Heron Court.

The Board heard of the locks at Heron Court.

RESOLVED:

That the update be noted.
"""

SECOND = """Minutes of a meeting of the Marlshire Safer Places Board held at Shire Hall, Aldermarsh
on Friday, 4 June 2021.

Present

Mrs. P. Quillfeather CC (in the Chair)\tMarlshire County Council
Mr. B. Stoddart CC\tCombined Fire Authority

11. Minutes of the previous meeting.

The minutes of the meeting held on 5 March 2021 were taken as read and signed,
subject to {correction}

12. Heron Court.

The locks had been fitted.

RESOLVED:

That the update be noted.
"""

QUERY = """PREFIX bg: <https://w3id.org/boardgraph/ns#>
SELECT ?class ?words WHERE {
  ?earlier bg:correctedBy ?minute ; a ?class . ?minute bg:correction ?words }"""


@pytest.fixture
def asked(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> object:
    def ask(correction: str, query: str | None = None) -> list[dict[str, str]]:
        home, file = tmp_path / "store", tmp_path / "asked.rq"
        (tmp_path / "first.txt").write_text(FIRST, encoding="utf-8")
        (tmp_path / "second.txt").write_text(SECOND.format(correction=correction), encoding="utf-8")
        papers = [str(tmp_path / "first.txt"), str(tmp_path / "second.txt")]
        assert cli.run(["build", *papers, "--store", str(home), "--workers", "1", "--fresh"]) == 0
        file.write_text(query or "", encoding="utf-8")
        capfd.readouterr()
        name = str(file) if query else "corrections"
        assert cli.run(["query", name, "--format", "csv", "--store", str(home)]) == 0
        return list(csv.DictReader(io.StringIO(capfd.readouterr().out)))

    return ask


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (
            "an amendment to the attendance list to show that Mr. B. Stoddart CC was present.",
            {
                "what": "attendance",
                "person": "B. Stoddart",
                "section": "present",
                "corrected_number": "",
            },
        ),
        (
            "a correction of minute 1(b), so that it reads: “That ten more walks be approved.”",
            {
                "what": "resolution",
                "reads": "That ten more walks be approved",
                "corrected_number": "1",
            },
        ),
        (
            "an amendment to minute 2: Heron Court, to state that the locks were bolts.",
            {"what": "minute", "reads": "the locks were bolts", "corrected_number": "2"},
        ),
        (
            ":-\n\n(a) the removal of Mr. B. Stoddart CC from the list of those present.",
            {"what": "attendance", "person": "B. Stoddart", "section": ""},
        ),
        (
            "the insertion of “ten of them” in minute 1.",
            {"what": "minute", "corrected_number": "1"},
        ),
        ("some small corrections.", {"what": "minutes", "reads": "", "person": ""}),
    ],
)
def test_what_is_corrected(asked, correction: str, expected: dict[str, str]) -> None:  # type: ignore[no-untyped-def]
    (row,) = asked(correction)
    assert (row["corrected_date"], row["date"], row["at_hand"]) == (
        "2021-03-05",
        "2021-06-04",
        "true",
    )
    assert expected.items() <= row.items()


@pytest.mark.parametrize(
    ("correction", "kinds"),
    [
        (
            "an amendment to the list of those present to show that Mr. B. "
            "Stoddart CC was present.",
            {"Meeting", "Attendance"},
        ),
        (
            "a correction of minute 1(b), so that it reads: “That ten more walks be approved.”",
            {"Meeting", "Resolution"},
        ),
        ("an amendment to minute 2, to state that the locks were bolts.", {"Meeting", "Minute"}),
    ],
)
def test_what_is_corrected_carries_a_mark(asked, correction: str, kinds: set[str]) -> None:  # type: ignore[no-untyped-def]
    rows = asked(correction, QUERY)
    assert kinds <= {row["class"].rpartition("#")[2] for row in rows}


def test_minutes_signed_as_they_are_correct_nothing(asked) -> None:  # type: ignore[no-untyped-def]
    assert asked("nothing further.") == []
