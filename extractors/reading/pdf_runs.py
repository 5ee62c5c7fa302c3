"""What a PDF page prints, as its file has it: words in one go, with their place and size."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)


@dataclass(frozen=True, slots=True)
class Run:
    """Words printed in one go: their box in points from the bottom left, their size and whether
    they are bold.
    """

    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool
    text: str

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def read_run(each: Any, text_page: Any) -> Run | None:
    length = pdfium.FPDFTextObj_GetText(each.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(
        each.raw, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    text = buffer.raw.decode("utf-16-le", errors="replace").rstrip("\x00")
    text = re.sub(r"[\r\n\t\x00]", " ", text.replace("\ufffe", "-"))
    if not text.strip():
        return None
    left, bottom, right, top = each.get_bounds()
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(each.raw, size)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(each.raw, matrix)
    font = pdfium.FPDFTextObj_GetFont(each.raw)
    name = ctypes.create_string_buffer(100)
    pdfium.FPDFFont_GetBaseFontName(font, name, 100)
    heavy = (
        bool(_BOLD.search(name.value.decode("latin-1"))) or pdfium.FPDFFont_GetWeight(font) >= 600
    )
    height = abs(size.value * (matrix.d or 1.0))
    return Run(left, bottom, right, top, height if height > 1 else top - bottom, heavy, text)
