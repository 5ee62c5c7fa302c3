"""What Windows lacks is not needed: kg runs where its modules are refused all that POSIX alone has.

``tests/kg/pipeline`` and ``.ci/run`` try the spawn start method; this tries the rest of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kg.demo import packs

# Runs first in every process: our modules find no fcntl and no resource, and another system.
AS_WINDOWS = """
import builtins, os, signal, sys, types

whole = builtins.__import__

class Windows(types.ModuleType):
    platform = "win32"
    def __getattr__(self, name):
        return getattr(sys, name)

msvcrt = types.ModuleType("msvcrt")
msvcrt.LK_NBLCK, msvcrt.locking = 2, lambda *_: None

def limited(name, globals=None, locals=None, fromlist=(), level=0):
    if (globals or {}).get("__name__", "").partition(".")[0] == "kg":
        if name in ("fcntl", "resource", "pwd", "grp", "termios"):
            raise ImportError(name)
        if name in ("sys", "msvcrt"):
            return Windows("sys") if name == "sys" else msvcrt
    return whole(name, globals, locals, fromlist, level)

builtins.__import__ = limited
del os.fork, signal.setitimer, signal.SIGPROF, signal.SIGALRM, os.getuid, os.geteuid
"""


def test_a_graph_is_built_and_asked_without_what_posix_alone_has(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(AS_WINDOWS, encoding="utf-8")
    paths = [str(tmp_path / "site"), str(Path(__file__).resolve().parents[1])]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "KG_STORE": str(tmp_path / "store"),
        "XDG_CACHE_HOME": str(tmp_path / "caches"),
    }

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *words],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    papers = [str(path) for path in packs()[:2]]
    assert "documents           2" in run("build", *papers, "--workers", "2")
    assert run("build", papers[0], "--fresh").splitlines()[0].split() == ["documents", "1"]
    assert "2019-09-27" in run("query", "meetings", "--format", "csv")
    assert "Lamplight" in run("trace", "Lamplight", "--format", "markdown")
    assert run("check") and run("issues") and run("release", "out", "--date", "2025-07-01")
    run("doctor")
