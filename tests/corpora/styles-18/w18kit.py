"""Packs of styles-18: ordinary house styles whose logs of actions are hard, set by the kit of styles-17.

Beyond that kit: cells set in the middle of their row (``mid``), as a printed table with centred cells
reads, or at its top without a line between rows (``dense``); logs whose rows stand under their status.
"""

import re
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "styles-17"))

from w17kit import Pack as Before  # noqa: E402
from w17kit import bracket, comma, dotted, spaced  # noqa: E402, F401
from w14kit import capital, cell, initialled  # noqa: E402, F401


TITLES = re.compile(r"(?:(?:Councillor|Cynghorydd|Supt|DCI|Ch Supt|Chief Inspector|Chief Constable|Insp|Dr|Mrs|Mr|Ms) )+")


class Pack(Before):
    state = None

    def __init__(self, *args, **style):
        super().__init__(*args, **style)
        for slug, (forms, more) in self.named[0].items():  # a name is without its title
            bare = TITLES.sub("", forms[0])
            self.named[0][slug] = ([bare, *[x for x in forms if x != bare]], more)

    def log(self, date, head, keys, rows, w, ruled=True):
        """A row without slugs is a heading, “Completed actions@Completed”: rows below it have that status."""
        out = []
        for slugs, *cells in rows:
            if slugs is None:
                words, _, state = cells[0].partition("@")
                self.state = state or self.state
                out.append((None, words))
            else:
                out.append((slugs, *cells))
        if not any(s is None for s, *_ in rows):
            super().log(date, head, keys, out, w, ruled)
            self._stated(len(self.g["actions"]) - len(rows))
            return
        states, at = [], len(self.g["actions"])
        now = None
        for slugs, *cells in rows:
            if slugs is None:
                now = cells[0].partition("@")[2] or now
            else:
                states.append(now)
        super().log(date, head, keys, out, w, ruled)
        for row, state in zip(self.g["actions"][at:], states, strict=True):
            row["status"] = row["status"] or state

    def _stated(self, at):
        for row in self.g["actions"][at:]:
            row["status"] = row["status"] or self.state

    def loglines(self, date, form, keys, rows, style="tight"):
        at = len(self.g["actions"])
        super().loglines(date, form, keys, rows, style)
        self._stated(at)

    def _cells(self, o):
        _, head, rows, w, labels, how = o
        if how not in ("mid", "dense"):
            yield from super()._cells(o)
            return
        wide = self.style.get("wide", 96)
        w = [max(4, int((wide - 2 * len(w)) * x / sum(w))) for x in w]
        told = [*([(head, "row-head")] if head else []), *zip(rows, labels, strict=True)]
        for r, label in told:
            if len(r) == 1:
                yield from [("", None), (r[0], label), ("", None)]
                continue
            cells = [
                [
                    y
                    for z in cell(x)
                    for y in textwrap.wrap(z, n, break_on_hyphens=False, break_long_words=False)
                ]
                for x, n in zip(r, w, strict=True)
            ]
            tall = max(map(len, cells))
            if how == "mid":
                cells = [[""] * ((tall - len(c)) // 2) + c for c in cells]
            lines = [
                "  ".join(
                    (c[k] if k < len(c) else "").ljust(n) for c, n in zip(cells, w, strict=True)
                )
                for k in range(tall)
            ]
            yield from self._tall(lines, label)
        yield "", None
