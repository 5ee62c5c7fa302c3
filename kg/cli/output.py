"""Printing results: to standard output, or to a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.errors import InputError


def print_figures(rows: list[tuple[str, str]]) -> None:
    """Print names and figures, one pair a line, figures flush right."""
    name_width = max(len(name) for name, _ in rows)
    figure_width = max(len(figure) for _, figure in rows)
    for name, figure in rows:
        print(f"{name:<{name_width}}  {figure:>{figure_width}}")


def print_json(value: object) -> None:
    """Print facts as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str))


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
