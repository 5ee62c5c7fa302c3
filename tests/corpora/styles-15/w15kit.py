"""Packs of styles-15: the blocks of w14kit, for eight further boards."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "styles-14"))

from w14kit import Pack, bracket, capital, comma, dotted, initialled, spaced  # noqa: E402, F401
