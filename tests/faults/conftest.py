"""The server's driver lives with the tests of the server."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "serve"))
