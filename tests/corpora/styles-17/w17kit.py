"""Packs of styles-17: ordinary house styles, set by the kit of styles-16, with papers of a page or two.

Beyond that kit: agendas as tables with pages, tables of measures, money in the cells of a table.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "styles-16"))

from w16kit import Pack as Before  # noqa: E402
from w16kit import comma, dotted, spaced  # noqa: E402, F401
from w14kit import bracket  # noqa: E402, F401


def pages(printed):
    """“5 - 8” → [5, 8]; nothing, or no number, is none."""
    found = [int(x) for x in re.findall(r"\d+", printed)]
    return [found[0], found[-1]] if found else None


class Pack(Before):
    def agtable(self, head, keys, rows, w):
        """An agenda as a table; a row is (kind, slugs, *cells), its cells n, t, pg (pages) and others."""
        for kind, by, *cells in rows:
            got = dict(zip(keys, cells, strict=True))
            self.ag(got.get("n") or None, got["t"], kind, by, pages(got.get("pg", "")))
        self.grid(head, [r[2:] for r in rows], w, ["item"] * len(rows))

    def cash(self, *rows):
        """Money that stands in cells: (amount, slugs, what for)."""
        self.g["money"] += [{"amount": a, "about": s.split(), "line": None, "context": c} for a, s, c in rows]

    def measures(self, head, rows, w, area):
        """Figures of performance: a row is a measure and its value in each period of the head."""
        self.g["indicators"] += [
            {"indicator": r[0], "area": area, "period": head[k], "value": x, "line": None}
            for r in rows for k, x in enumerate(r) if k and x
        ]  # fmt: skip
        self.tab(head, rows, w)

    def paras(self, number, *texts):
        """Numbered paragraphs “3.1 …” of a report or a minute."""
        for at, text in enumerate(texts, 1):
            self.p(f"{number}.{at} {text}")
