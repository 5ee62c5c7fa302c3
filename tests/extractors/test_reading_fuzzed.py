"""Damaged files of every format: a reader gives a document or a reason, never anything else.

The same files every time; ``tests/faults/nights.py`` damages thousands more. A file that ever broke
a reader is kept in ``CRASHERS``.
"""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import kg.extractors.reading as reading
import pytest
from fuzzed_files import (
    ODD_BYTES,
    Cuts,
    damaged,
    damaged_inside,
    must_answer,
    samples,
    zipped,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kg.extractors.reading.containers import members

EXAMPLES = 40

_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/"
WITHOUT_TARGET = {
    "word/document.xml": b"",
    "[Content_Types].xml": b'<Types xmlns="%scontent-types"/>' % _PACKAGE,
    "_rels/.rels": b'<Relationships xmlns="%srelationships"><Relationship Id="r" Type="t"/>'
    b"</Relationships>" % _PACKAGE,
}
# Bytes that broke a reader once, with the ending of their file.
CRASHERS: list[tuple[str, bytes]] = [
    (".rtf", b"{\\rtf1 \\u-9999999999 ?\\uc99999999999 x\\par words}"),
    (".rtf", b"{\\rtf1\\ansicpg0 \\'e9 words\\row\\cell\\row}"),
    (
        ".eml",
        b"Subject: =?utf-8?b?////?=\nContent-Type: text/plain; charset=nonsense\n\nwords \xff",
    ),
    (".html", b"<html><a href='http://[x'>words</a>"),
    (".docx", zipped(WITHOUT_TARGET)),
]


CUTS = st.lists(
    st.tuples(
        st.floats(0, 1, allow_nan=False),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=8),
            st.sampled_from(ODD_BYTES),
        ),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("suffix", sorted(samples()))
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(cuts=CUTS)
def test_damaged_files_give_a_document_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, cuts: Cuts
) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzzed{suffix}"
    good = samples()[suffix]
    must_answer(path, damaged(good, cuts))
    if zipfile.is_zipfile(io.BytesIO(good)):
        must_answer(path, damaged_inside(good, cuts))


@pytest.mark.parametrize("suffix", sorted(samples()))
def test_the_samples_themselves_are_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"good{suffix}"
    path.write_bytes(samples()[suffix])
    if suffix == ".zip":
        names = [str(each.path) for each in members(path, samples()[suffix], "zip")]
        assert names == [f"{path}!/in.zip", f"{path}!/minutes.txt"]
    else:
        assert reading.read(path).text.strip()


@pytest.mark.parametrize(("suffix", "data"), CRASHERS)
def test_what_broke_a_reader_once_breaks_none(tmp_path: Path, suffix: str, data: bytes) -> None:
    must_answer(tmp_path / f"crasher{suffix}", data)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".odt", ".pptx"])
def test_every_stretch_of_a_packed_part_may_be_damaged(tmp_path: Path, suffix: str) -> None:
    """Unpacking fails in other ways than reading what was unpacked."""
    good, chance = samples()[suffix], random.Random(3)
    for place in range(0, len(good), max(1, len(good) // 60)):
        broken = good[:place] + chance.randbytes(24) + good[place + 24 :]
        must_answer(tmp_path / f"packed{suffix}", broken)
