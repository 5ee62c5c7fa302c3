"""How processes are begun: forked where the system allows it, else spawned anew."""

from __future__ import annotations

import os
import sys


def can_fork() -> bool:
    """Whether processes may be forked with what is loaded.

    Linux can; macOS has libraries that do not survive it, Windows has no such call. With
    ``KG_START_METHOD=spawn`` nothing is forked, as there.
    """
    return sys.platform == "linux" and os.environ.get("KG_START_METHOD") != "spawn"
