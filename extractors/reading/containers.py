"""Archives and letters: the files in them, each under an address like ``pack.zip!/minutes.pdf``.

Nothing is written where its name would lead: a member's bytes are handed to the caller, who keeps
them. Links, names that lead out of the archive, locked members, and more than ``MAX_BYTES`` or
``MAX_MEMBERS`` in all are refused with a reason.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.formats import FileKind

MAX_MEMBERS = 5_000
LARGEST = 64 * 1024 * 1024  # bytes of one paper
MAX_BYTES = 512 * 1024 * 1024  # of all members of one archive
MAX_DEPTH = 3  # archives within archives
MARK = "!/"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive or a letter: its address, and its bytes or why there are none."""

    path: Path
    data: bytes | None
    reason: str | None = None


def members(path: Path, data: bytes, kind: FileKind) -> Iterator[Member]:
    """The files in the archive or letter at ``path``, in order of their names; folders are none.

    Raises ``UnreadableError`` where it is damaged, locked, or unpacks to more than ``MAX_BYTES``.
    """
    found = {"zip": _in_zip, "7z": _in_7z, "mail": _in_mail}[kind](path, data)
    taken: set[str] = set()
    total = 0
    for count, (name, content, reason) in enumerate(found):
        total += len(content or b"")
        if total > MAX_BYTES or count >= MAX_MEMBERS:
            raise UnreadableError(
                path,
                f"unpacks to more than {MAX_BYTES >> 20} MB or {MAX_MEMBERS:,} files",
                "unpack it and give the papers in it",
            )
        safe = _safe_name(name)
        if safe is None:
            yield Member(_address(path, "…"), None, "its name leads out of the archive")
            continue
        yield Member(_address(path, _distinct(safe, taken)), content, reason)


def _address(path: Path, name: str) -> Path:
    return Path(f"{path}{MARK}{name}")


def _safe_name(name: str) -> str | None:
    """A member's name as a relative path without control characters; ``None`` if it leads out."""
    plain = re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", name)
    plain = plain.replace("\\", "/")
    parts = PurePosixPath(plain).parts
    if not parts or plain.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", plain):
        return None
    return "/".join(part.replace("!", "_") if part.endswith("!") else part for part in parts)


def _distinct(name: str, taken: set[str]) -> str:
    """``name``, or with a number where another member has it already."""
    path, number = PurePosixPath(name), 1
    while name in taken:
        number += 1
        name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
    taken.add(name)
    return name


_Contents = Iterator[tuple[str, bytes | None, str | None]]


def _in_zip(path: Path, data: bytes) -> _Contents:
    damaged = UnreadableError(path, "a damaged ZIP archive", "download it again")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise damaged from error
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_BYTES:
        raise UnreadableError(
            path,
            f"unpacks to more than {MAX_BYTES >> 20} MB or {MAX_MEMBERS:,} files",
            "unpack it and give the papers in it",
        )
    for info in sorted(infos, key=lambda info: info.filename):
        if stat.S_ISLNK(info.external_attr >> 16):
            yield info.filename, None, "a link to another file"
        elif info.flag_bits & 1:
            yield info.filename, None, "locked with a password"
        else:
            try:
                with archive.open(info) as member:  # no more than shows that it is too large
                    yield info.filename, member.read(LARGEST + 1), None
            except Exception:  # each method of packing has errors of its own
                yield info.filename, None, "damaged in the archive"


def _in_7z(path: Path, data: bytes) -> _Contents:
    try:
        import py7zr
    except ImportError as error:
        raise UnreadableError(
            path, "a 7z archive", "pip install 'boardgraph[7z]', or unpack it"
        ) from error
    try:
        with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
            if archive.needs_password():
                raise UnreadableError(path, "locked with a password", "unpack it first")
            entries = [each for each in archive.list() if not each.is_directory]
            if (
                len(entries) > MAX_MEMBERS
                or sum(each.uncompressed or 0 for each in entries) > MAX_BYTES
            ):
                raise UnreadableError(
                    path,
                    f"unpacks to more than {MAX_BYTES >> 20} MB or {MAX_MEMBERS:,} files",
                    "unpack it and give the papers in it",
                )
            links = {each.filename for each in archive.files if each.is_symlink}
            unpacked = py7zr.io.BytesIOFactory(MAX_BYTES)
            archive.extractall(factory=unpacked)
            contents = {name: held.read() for name, held in unpacked.products.items()}
    except UnreadableError:
        raise
    except Exception as error:  # LZMA, headers and checksums fail in many ways
        raise UnreadableError(path, "a damaged 7z archive", "download it again") from error
    for name in sorted(each.filename for each in entries):
        if name in links:
            yield name, None, "a link to another file"
        else:
            yield name, contents.get(name), None if name in contents else "damaged in the archive"


def _in_mail(path: Path, data: bytes) -> _Contents:
    from kg.extractors.reading.mail import open_letter

    for attachment in open_letter(path, data).attachments:
        yield attachment.name.replace("/", "_").strip("\0") or "attachment", attachment.data, None
