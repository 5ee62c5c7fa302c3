"""The weights that ship are what the documented command makes of the papers beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.extractors import names
from kg.extractors.names.scorer import WEIGHTS
from kg.extractors.training.name_training import as_file, samples_of, train

TESTS = Path(__file__).resolve().parents[1]
SHARED = TESTS.parents[1] / "shared"
INVENTED = (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 13)


@pytest.mark.skipif(
    not (SHARED / "boards").is_dir(), reason="the annotated papers are not at hand (../shared)"
)
def test_the_weights_are_what_the_papers_teach() -> None:
    real = [(SHARED / "gold", SHARED / "corpus")] * 2
    packs = [TESTS / "corpora" / f"styles-{number}" for number in INVENTED]
    annotated, always = samples_of(
        [SHARED / "boards"], [*real, *((pack / "gold", pack) for pack in packs)]
    )
    (learnt,) = train([*annotated, *always])
    shipped = Path(names.__path__[0]).joinpath(WEIGHTS).read_text(encoding="utf-8")
    assert as_file(learnt) == shipped
