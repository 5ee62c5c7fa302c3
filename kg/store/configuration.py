"""What holds where no option says otherwise: the environment, then ``kg.toml`` in this folder.

::

    store = "board"                  # a folder, or the address of a SPARQL server
    base = "https://example.org/"    # what every IRI of the data begins with
    vocabulary = ["names.ttl"]       # organisations and programmes of one's own, as SKOS
    verdicts = "verdicts.toml"       # what people decided about names and ties
    licence = "https://…"            # of the data, for kg release

Paths in the file are relative to it. ``docs/configuration.md`` has the variables.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError

CONFIGURATION_FILE = "kg.toml"
_KEYS = ("store", "base", "vocabulary", "verdicts", "licence")


@dataclass(frozen=True, slots=True)
class Configuration:
    """The configured values; ``None`` where nothing is configured."""

    store: str | None = None
    base: str | None = None
    vocabulary: tuple[Path, ...] | None = None
    verdicts: Path | None = None
    licence: str | None = None


def read_configuration(folder: Path = Path()) -> Configuration:
    """What the environment and ``kg.toml`` in ``folder`` say, the environment first.

    Raises ``InputError`` where the file cannot be used.
    """
    path = folder / CONFIGURATION_FILE
    table = _read_table(path)
    store = os.environ.get("KG_STORE") or _text(path, table, "store")
    base = os.environ.get("KG_BASE") or _text(path, table, "base")
    verdicts = os.environ.get("KG_VERDICTS") or _text(path, table, "verdicts")
    named = os.environ.get("KG_VOCABULARY")
    vocabulary = named.split(os.pathsep) if named else _texts(path, table, "vocabulary")
    return Configuration(
        store,
        base,
        tuple(map(Path, vocabulary)) if vocabulary is not None else None,
        Path(verdicts) if verdicts else None,
        os.environ.get("KG_LICENCE") or _text(path, table, "licence"),
    )


def _read_table(path: Path) -> Mapping[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error}); mend or remove it") from error
    for key in table:
        if key not in _KEYS:
            raise InputError(f"{path}: no setting is called {key}; there are {', '.join(_KEYS)}")
    return table


def _text(path: Path, table: Mapping[str, Any], key: str) -> str | None:
    """The text of a key; a path where it is one, relative to the folder of ``path``."""
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{path}: {key} is to be a text in quotation marks")
    return value if key in ("base", "licence") or "://" in value else str(path.parent / value)


def _texts(path: Path, table: Mapping[str, Any], key: str) -> list[str] | None:
    """The paths of a key whose value is a list."""
    values = table.get(key)
    if values is None:
        return None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise InputError(f'{path}: {key} is to be a list, such as {key} = ["names.ttl"]')
    return [str(path.parent / value) for value in values]
