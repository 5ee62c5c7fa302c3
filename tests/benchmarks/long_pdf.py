"""What a PDF of many pages costs: CPU seconds a hundred pages above start-up, and memory at most.

    python tests/benchmarks/long_pdf.py [PAGES]

Sets packs of fiction (minutes in prose, ruled tables, lists of names), builds each in a store of its own and prints what
it took. Not collected by pytest. The aim: at most 3 CPU seconds a hundred pages, and 500 MB.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

PAGES = 500
LINES = 44
WORDS = (
    "the Board noted that lamps quays walks harbour wall programme report officers residents spring "
    "funding partners volunteers mended agreed would had been and for with from Osmere Marlshire May"
).split()
NAMES = ("Ada Finch", "Bo Wren", "Cy Heron", "Una Marsh", "Oda Crane", "Tib Rook", "Pim Teal")


def prose(canvas: Canvas, page: int, chance: random.Random) -> None:
    canvas.drawString(72, 790, f"{page}. Lantern Walks {page}")
    for row in range(LINES):
        words = " ".join(chance.choice(WORDS) for _ in range(12))
        said = f"RESOLVED that {words}." if row % 15 == 14 else f"{words}."
        canvas.drawString(72, 770 - 16 * row, said)


def tables(canvas: Canvas, page: int, chance: random.Random) -> None:
    for row in range(30):
        top = 790 - 24 * row
        for left, width in ((60, 60), (120, 220), (340, 120), (460, 80)):
            canvas.rect(left, top - 24, width, 24)
        cells = (
            f"{page}/{row}",
            " ".join(chance.choices(WORDS, k=6)),
            chance.choice(NAMES),
            "Amber",
        )
        for left, cell in zip((64, 124, 344, 464), cells, strict=True):
            canvas.drawString(left, top - 16, cell[:40])


def lists(canvas: Canvas, page: int, chance: random.Random) -> None:
    canvas.drawString(72, 790, f"{page}. Present")
    for row in range(LINES):
        body = " ".join(word.title() for word in chance.choices(WORDS, k=3))
        canvas.drawString(72, 770 - 16 * row, f"{chance.choice(NAMES)}, {body} Council")


KINDS: dict[str, Callable[[Canvas, int, random.Random], None]] = {
    "prose": prose,
    "ruled tables": tables,
    "lists of names": lists,
}


def pack(path: Path, kind: str, pages: int) -> Path:
    chance = random.Random(7)
    canvas = Canvas(str(path), pagesize=A4, invariant=True)
    canvas.drawString(72, 790, "Osmere Quays Board")
    canvas.drawString(72, 770, "Minutes of the meeting held at Corn Hall on 3 May 2031")
    canvas.showPage()
    for page in range(1, pages):
        KINDS[kind](canvas, page, chance)
        canvas.drawString(290, 30, str(page + 1))
        canvas.showPage()
    canvas.save()
    return path


MEASURED = """
import resource, sys
from pathlib import Path
from kg.pipeline.build import build
from kg.pipeline.settings import BuildOptions
if __name__ == "__main__":
    build([Path(sys.argv[1])], sys.argv[2], BuildOptions(workers=1))
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(each) for each in whose]
    print(sum(each.ru_utime + each.ru_stime for each in used), max(each.ru_maxrss for each in used))
"""


def cost(paper: Path, store: Path) -> tuple[float, float]:
    """CPU seconds and megabytes of the largest process of a build."""
    command = [sys.executable, "-c", MEASURED, str(paper), str(store)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, kilobytes = done.stdout.split()[-2:]
    return float(seconds), float(kilobytes) / 1024


def main(pages: int) -> None:
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        print(f"{'':16} CPU s   above start-up, a hundred pages   MB")
        for kind in KINDS:
            start, _ = cost(pack(folder / f"{kind} 1.pdf", kind, 2), folder / f"{kind} 1")
            whole, memory = cost(pack(folder / f"{kind}.pdf", kind, pages), folder / kind)
            print(f"{kind:16} {whole:5.1f} {(whole - start) / pages * 100:33.2f} {memory:4.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
