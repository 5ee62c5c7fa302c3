"""Programs that help with reading end at their limit of CPU time, not by the clock."""

from __future__ import annotations

import sys

import pytest
from kg.extractors.reading import other_programs
from kg.extractors.reading.other_programs import output_of


def test_what_a_program_writes_is_given_or_nothing() -> None:
    echo = "import sys, os; sys.stdout.write(sys.stdin.read() + os.environ['LAMP'])"
    assert output_of([sys.executable, "-c", echo], 20, b"words ", {"LAMP": "lit"}) == b"words lit"
    assert output_of([sys.executable, "-c", "raise SystemExit(3)"], 20) is None
    assert output_of(["no-such-program"], 20) is None


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of CPU time there")
def test_a_program_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    assert output_of([sys.executable, "-c", "while True: pass"], 1) is None
    monkeypatch.setattr(other_programs, "LONGEST", 0.2)
    waits = "import subprocess; subprocess.run(['sleep', '600'])"
    assert output_of([sys.executable, "-c", waits], 20) is None
