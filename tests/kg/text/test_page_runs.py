"""Printed page numbers and places in the file, there and back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text.page_runs import page_runs, positions_of

LABELS = st.one_of(st.integers(1, 40).map(str), st.sampled_from(["i", "ii", "iv", "A1", "A-2"]))


def test_runs_are_short_where_pages_count_on() -> None:
    pages = [(1, "i"), (2, "ii"), *((at, str(at + 10)) for at in range(3, 90)), (90, "1")]
    assert page_runs(pages) == "i=1; ii=2; 13-99=3-89; 1=90"
    assert page_runs((at, str(at)) for at in range(1, 9)) == ""


@settings(deadline=None)
@given(st.lists(LABELS, min_size=1, max_size=30))
def test_every_page_is_found_again(labels: list[str]) -> None:
    pages = list(enumerate(labels, start=1))
    found = positions_of(page_runs(pages))
    if any(label != str(at) for at, label in pages):
        for label in labels:
            assert found[label] == tuple(at for at, other in pages if other == label)
    else:
        assert not found
