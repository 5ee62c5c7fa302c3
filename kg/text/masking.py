"""Text as the graph keeps it: white space folded, private particulars masked.

Papers are masked when they are read (``extractors/reading/private_particulars.py``); here what
people wrote, such as notes to verdicts, and words that a fold of white space brings together are
masked as well.
"""

from __future__ import annotations

from kg.extractors.reading.private_particulars import masked
from kg.ontology.folding import one_line

__all__ = ["masked", "quotable"]


def quotable(text: str) -> str:
    """``text`` as the graph keeps it: white space folded, private particulars masked."""
    if "\n" in text or "•" in text or text != " ".join(text.split()):
        text = one_line(text)
    return masked(text)
