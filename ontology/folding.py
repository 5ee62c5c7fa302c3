"""Text folded for comparing and looking up, and made into readable ends of IRIs: one home for all of it."""

from __future__ import annotations

import re
import unicodedata

_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str, words: int = 8) -> str:
    """``text`` as a readable end of an IRI: at most ``words`` words of a-z and 0-9, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join([part for part in _SLUG.split(plain) if part][:words])[:80].rstrip("-")
