"""Cells of CSV that people open in a spreadsheet: words of papers are never taken for formulas."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?\d[\d,. ]*%?")


def spreadsheet_cell(value: object) -> str:
    """``value`` as a cell, after a quote mark where a spreadsheet would run it as a formula.

    As OWASP advises for a cell that begins with = + - @ or a control character; a number stays one.
    """
    text = "" if value is None else str(value)
    risky = text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
    return f"'{text}" if risky and not _NUMBER.fullmatch(text) else text
