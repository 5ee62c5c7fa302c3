"""How a graph is built: the options given, completed by those of the build before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

VERDICTS = "verdicts.toml"  # in the store's folder


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build. ``None`` means: as the store was built before, else the default.

    ``vocabulary`` are SKOS files of the user's own, ``workers`` the processes that read (0: one a
    processor), ``fresh`` forgets the papers that are in the store, ``verdicts`` is the file of what
    people decided (by itself ``VERDICTS`` in the store's folder). ``prune`` retracts papers whose
    files are gone from the folders given; ``standard_input_name`` names what comes by that way;
    ``cluster`` is the address of a Dask scheduler whose workers read in place of processes here.
    """

    base: str | None = None
    vocabulary: tuple[Path, ...] | None = None
    workers: int = 0
    fresh: bool = False
    verdicts: Path | None = None
    prune: bool = False
    standard_input_name: str | None = None
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What one build uses: base IRI, vocabulary with the user's files, and the file of verdicts."""

    base: str
    vocabulary_files: tuple[Path, ...]
    vocabulary: Vocabulary
    verdicts: Path
    verdicts_in_store: bool


def resolve_settings(
    options: BuildOptions, manifest: Mapping[str, Any], home: Path
) -> BuildSettings:
    """The settings of a build of the store ``home``, whose last build left ``manifest``.

    Raises ``InputError`` where an option cannot be used.
    """
    if options.vocabulary is not None or options.fresh:
        vocabulary_files = options.vocabulary or ()
    else:
        vocabulary_files = vocabulary_files_of(manifest)
    vocabulary = load_vocabulary(vocabulary_files)
    base = _base(options.base or manifest.get("base"))
    verdicts = verdicts_file(home, manifest, options.verdicts)
    in_store = verdicts == home / VERDICTS
    if not in_store and not verdicts.is_file():
        raise InputError(f"{verdicts}: no such file of verdicts; name another with --verdicts")
    return BuildSettings(base, vocabulary_files, vocabulary, verdicts, in_store)


def vocabulary_files_of(manifest: Mapping[str, Any]) -> tuple[Path, ...]:
    """The user's own vocabulary files in the last build."""
    return tuple(Path(path) for path in manifest.get("vocabulary", ()))


def load_vocabulary(files: tuple[Path, ...]) -> Vocabulary:
    """The vocabulary with the user's ``files``. Raises ``InputError`` where one is not valid."""
    from kg.ontology.vocabulary import load

    try:
        return load(files)
    except ValueError as error:
        raise InputError(str(error)) from error


def verdicts_file(home: Path, manifest: Mapping[str, Any], given: Path | None = None) -> Path:
    """The file of verdicts: given, else that of the last build, else the one in the store."""
    before = manifest.get("verdicts")
    own = home / VERDICTS
    chosen = given or (Path(before) if before else own)
    return own if chosen.resolve() == own.resolve() else chosen.resolve()


def _base(given: str | None) -> str:
    """The IRI that all IRIs of the data begin with, ending in a slash."""
    from kg.rdf.quads import BASE

    if not given:
        return BASE
    try:
        base = ox.NamedNode(given).value
    except ValueError as error:
        raise InputError(
            f"--base {given}: not an absolute IRI ({error}); give one like {BASE}"
        ) from error
    return base if base.endswith("/") else base + "/"
