"""Office files: ZIP packages of XML parts, opened within bounds and without entities."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import Path
from typing import Any

from kg.extractors.reading.base import UnreadableError

MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all parts
MAX_PARTS = 20_000
UNPACKING = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError)
"""What unpacking a damaged or locked part raises: each method of packing has errors of its own."""


class XmlPackage:
    """The parts of an office file by their names.

    Raises ``UnreadableError``, here and when a part is read, where the package is damaged or would
    unpack to more than ``MAX_UNPACKED``; a part never yields more bytes than it declares.
    """

    def __init__(self, path: Path, data: bytes, kind: str) -> None:
        self._path, self._kind = path, kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
            raise self.damaged() from error
        parts = self._zip.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise UnreadableError(
                path, f"unpacks to more than {MAX_UNPACKED >> 20} MB", "leave the pictures out"
            )
        self.names = frozenset(part.filename for part in parts)

    def damaged(self) -> UnreadableError:
        """The error for a package that is not what it says it is."""
        return UnreadableError(
            self._path, f"a damaged {self._kind} file", "save it again, or as PDF"
        )

    def xml(self, name: str) -> Any:
        """The root of an XML part, or ``None`` where there is no such part."""
        from lxml import etree

        if name not in self.names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(self._zip.read(name), parser)
        except RuntimeError as error:
            raise UnreadableError(
                self._path, "locked with a password", "save a copy without a password"
            ) from error
        except (etree.XMLSyntaxError, zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
            raise self.damaged() from error
        except Exception as error:  # zlib and its like have errors of their own
            raise self.damaged() from error
