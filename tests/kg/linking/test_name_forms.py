"""How printed names are written and compared."""

from __future__ import annotations

import pytest

from kg.linking.name_forms import sentence_case


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("ISLE OF MARL BOROUGH COUNCIL", "Isle of Marl Borough Council"),
        ("THE QUAY UPON WENDLE TRUST", "The Quay upon Wendle Trust"),
        ("ST PELLA TOWN COUNCIL", "St Pella Town Council"),
        ("MARL CVS BOARD", "Marl CVS Board"),
        ("HETTY BROOK-O’NEILL", "Hetty Brook-O’Neill"),
        ("MARLCSP", "MARLCSP"),
        ("Marl TRUST", "Marl TRUST"),
    ],
)
def test_a_name_in_capitals_is_written_as_in_a_sentence(printed: str, shown: str) -> None:
    assert sentence_case(printed) == shown
