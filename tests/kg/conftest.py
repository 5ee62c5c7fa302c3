"""The graph made by hand lives with the tests of the room that makes graphs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "kg"))
