"""How far long work has come, and about how long it still takes."""

from __future__ import annotations

import logging
import sys
import time
from typing import Any

from kg.cli.messages import messages_are_data

SHOW_AFTER = 1.0  # seconds before a progress bar appears
TELL_EVERY = 1.0  # seconds between two lines about one stage
_LOGGER = logging.getLogger("kg.progress")


def seconds_left(elapsed: float, done: int, total: int) -> float | None:
    """What is left, in seconds, if it goes on as so far; ``None`` before anything is done."""
    return elapsed / done * (total - done) if done else None


class ProgressBar:
    """Progress of work of more than a second, on standard error.

    In a terminal it is a bar with the time left; elsewhere lines, shown with ``--verbose`` or as
    JSON.
    """

    def __enter__(self) -> ProgressBar:
        self._started = time.monotonic()
        self._begun: dict[str, float] = {}
        self._shown_at: dict[str, float] = {}
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}
        return self

    def show(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` steps of a stage are complete."""
        now = time.monotonic()
        begun = self._begun.setdefault(stage, now)
        if sys.stderr.isatty() and not messages_are_data() and _LOGGER.isEnabledFor(logging.INFO):
            self._draw(stage, done, total)
        elif done in (0, total) or now - self._shown_at.get(stage, begun) >= TELL_EVERY:
            self._shown_at[stage] = now
            _tell(stage, done, total, seconds_left(now - begun, done, total))

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _draw(self, stage: str, done: int, total: int) -> None:
        if self._bar is None:
            # A stage that only begins may be long, so it shows at once.
            if done and time.monotonic() - self._started < SHOW_AFTER:
                return
            self._open()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total, refresh=True)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        # Rich's own columns: the stage, a bar, the share, and the time left.
        self._bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
        self._bar.start()


def _tell(stage: str, done: int, total: int, left: float | None) -> None:
    """Say how far a stage is: to programs always, to people with ``--verbose``."""
    about = f", about {left:.0f} s left" if left else ""
    data: dict[str, str | float] = {"stage": stage, "done": done, "total": total}
    if left is not None:
        data["seconds_left"] = round(left, 1)
    level = logging.INFO if messages_are_data() else logging.DEBUG
    _LOGGER.log(level, f"{stage}: {done} of {total}{about}", extra={"data": data})
