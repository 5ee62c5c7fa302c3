"""Office files of before 2007 (DOC, PPT, XLS): LibreOffice, where it is present, makes newer ones.

Nothing of the kind is guessed: without LibreOffice the file is named with the way out.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from kg.extractors.facts import Document
from kg.extractors.reading.base import Reader, UnreadableError
from kg.extractors.reading.docx import read_docx
from kg.extractors.reading.other_programs import output_of
from kg.extractors.reading.sheets import read_xlsx
from kg.extractors.reading.slides import read_pptx

SECONDS = 120  # of CPU time, for LibreOffice to convert one file
_KINDS: dict[str, tuple[str, str, Reader]] = {
    "WordDocument": ("an old Word file", "docx", read_docx),
    "PowerPoint Document": ("an old PowerPoint file", "pptx", read_pptx),
    "Workbook": ("an old Excel file", "xlsx", read_xlsx),
    "Book": ("an old Excel file", "xlsx", read_xlsx),
}


def read_legacy(path: Path, data: bytes, identifier: str) -> Document:
    """A DOC, PPT or XLS file, through LibreOffice.

    Raises ``UnreadableError`` where that is not installed, or where the file is damaged or locked.
    """
    what, suffix, reader = _kind(path, data)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableError(
            path, f"{what}, read only where LibreOffice is installed", f"save it as .{suffix}"
        )
    converted = _converted(office, data, suffix)
    if converted is None:
        raise UnreadableError(path, f"{what} that LibreOffice cannot open", f"save it as .{suffix}")
    return reader(path, converted, identifier)


def _kind(path: Path, data: bytes) -> tuple[str, str, Reader]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            names = {parts[0] for parts in file.listdir()}
    except Exception as error:  # a damaged table of sectors shows in many ways
        raise UnreadableError(path, "a damaged Office file", "save it again") from error
    if "EncryptedPackage" in names:
        raise UnreadableError(path, "locked with a password", "save a copy without a password")
    found = next((kind for name, kind in _KINDS.items() if name in names), None)
    if found is None:
        raise UnreadableError(path, "no paper (an OLE file of another program)", "leave it out")
    return found


def _converted(office: str, data: bytes, suffix: str) -> bytes | None:
    """The bytes in the newer format; LibreOffice works in a folder and a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="kg-office-") as folder:
        source = Path(folder) / "paper.bin"
        source.write_bytes(data)
        command = [
            office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
            "--convert-to", suffix, "--outdir", folder, str(source),
        ]  # fmt: skip
        output_of(command, SECONDS)
        result = source.with_suffix(f".{suffix}")
        return result.read_bytes() if result.is_file() else None
