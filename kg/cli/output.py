"""Printing: results go to standard output or a file, messages and progress to standard error."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from kg.errors import InputError

PROGRESS_DELAY = 1.0  # seconds before a progress bar appears


def print_message(message: str) -> None:
    """Print one line for the person at the keyboard on standard error."""
    print(f"kg: {message}", file=sys.stderr)


def print_figures(rows: list[tuple[str, str]]) -> None:
    """Print names and figures, one pair a line, figures flush right."""
    name_width = max(len(name) for name, _ in rows)
    figure_width = max(len(figure) for _, figure in rows)
    for name, figure in rows:
        print(f"{name:<{name_width}}  {figure:>{figure_width}}")


def write_output(data: bytes, out: Path | None) -> None:
    """Print ``data``, or write it to the file ``out``, which is replaced whole or not at all."""
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    new = out.with_name(out.name + ".tmp")
    try:
        new.write_bytes(data)
        new.replace(out)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise InputError(
            f"{out}: cannot be written ({error.strerror}); give another --out"
        ) from error


class ProgressBar:
    """A progress bar on standard error for work of more than a second; none without a terminal."""

    def __enter__(self) -> ProgressBar:
        self._started = time.monotonic()
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}
        return self

    def show(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps of a stage are complete."""
        if self._bar is None:
            if not self._is_due(done):
                return
            self._open()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total, refresh=True)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _is_due(self, done: int) -> bool:
        """Whether to show a bar now: a stage that only begins may be long, so it shows at once."""
        late = time.monotonic() - self._started >= PROGRESS_DELAY
        return sys.stderr.isatty() and (late or not done)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self._bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
        self._bar.start()
