"""Packs of styles-12, in the house styles that real bodies use most: the blocks of w11kit, with the
lists of attendance and the logs that stand in tables, and no oddities.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its pack here: ``python thameshurst-csp.py``.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "styles-11")]

import w11kit  # noqa: E402, I001 (it says where the others are)
import w3kit  # noqa: E402
from w11kit import (  # noqa: E402, F401
    act, ag, agenda, agl, brk, build, bul, cl, cols, dash, dec, fmt, front, h, hang, head, item, item0,
    lead, log, mark, meet, n, opens, owe, owner, p, people, plines, ppl, pt, pts, rec, register, rep,
    row, rows, run, side, sub, tab, tasks, timed, title, todo, under, vote,
)  # fmt: skip
from w5kit import grid  # noqa: E402, F401


def lines(d, rows_):
    """An agenda as lines, "1.  Title", with what is told of an item on the line below."""
    return agl(d, rows_, lambda r: f"{r['num']}.  {r['title']}{paged(r['pg'])}", lambda r: r["who"])


HOW = {"report": "Report", "presentation": "Presentation", "verbal": "Verbal", "procedural": ""}


def typed(rows_):
    """Items of an agenda with how each is given to the meeting, for a column of its own."""
    return [{**r, "how": HOW[r["kind"]]} for r in rows_]


def paged(pages):
    """Where a paper stands, "  (Pages 2 - 4)"."""
    return f"  (Page{'s' if '-' in pages else ''} {pages})" if pages else ""


def role(r):
    """A person with a role in brackets."""
    return r["name"] + (f" ({r['role']})" if r["role"] else "")


def placed(r):
    """A person with a role and a body, set off by commas."""
    return ", ".join(x for x in (r["name"], r["role"], r["org"]) if x)


RANK = re.compile(r"^(?:T/|Chief|Superintendent|Supt|Inspector|Insp|Bailie|Provost|Area Commander) ?")
_gold = w3kit.gold


def gold(P, reg, pages):
    """The gold of a pack; a person's own name is told without rank or title."""
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        while (bare := RANK.sub("", person["name"])) != person["name"]:
            person["name"] = bare
    return mk, g, labels, left


w3kit.gold = gold
w3kit.OUT = str(HERE)
