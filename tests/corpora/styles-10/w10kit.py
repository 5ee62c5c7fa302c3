"""Packs of styles-10, the houses of partnerships: the blocks of w7kit, w8kit and w9kit, with agendas
as tables of any columns, people below the names of their bodies, and minutes as tables that say in
columns of their own what is to be done, by whom and by when.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its packs here: ``python ravensfleet-spb.py``.

A text pack is set by w8kit where it has ``txt`` and by w7kit where it has ``mode``; the labels are
told line by line as printed.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / f"styles-{n}") for n in (5, 6, 7, 8, 9)]

import w7kit  # noqa: E402
import w8kit  # noqa: E402
import w9kit  # noqa: E402, I001 (each builds on the one before)
import w3kit  # noqa: E402
from w7kit import of, post, three  # noqa: E402, F401
from w8kit import cards, head, named, sheet, under  # noqa: E402, F401
from w9kit import (  # noqa: E402, F401
    act, ag, agenda, agl, box, brk, build, bul, cl, cols, dash, dec, fmt, front, h, hang, item, item0,
    lead, log, mark, matrix, meet, n, opens, owe, owner, p, people, plines, ppl, rec, register, rep,
    row, rows, run, sdec, side, strip, sub, tab, tasks, timed, title, todo, vote,
)  # fmt: skip


def tg(num, title_, kind="procedural", by="", pg=None, **cells):
    """An item of ``tagenda`` with what stands in its other columns."""
    return {**ag(num, title_, kind, by, "", pg), **cells}


def tagenda(d, head_, w, names, rows_, ruled=True):
    """An agenda as a table; ``names`` tells its columns ("time num title who paper pg"). A row
    that is a string is a heading of a part.
    """
    keys = {"head": head_, "w": w, "names": names.split(), "rows": rows_, "ruled": ruled}
    return {"t": "tagenda", "d": d, **keys}


def bybody(sec, rows_, form, join=None):
    """People below the name of their body, one a line or joined by ``join``."""
    return {"t": "bybody", "sec": sec, "rows": rows_, "form": form, "join": join}


def seats(sec, head_, w, rows_, form, join="\n"):
    """A table of bodies, all the people of one in the cell beside it."""
    return {"t": "seats", "sec": sec, "head": head_, "w": w, "rows": rows_, "form": form, "join": join}


def todos(text, *acts):
    """A paragraph of ``mtable`` with tasks beside it, each (text, slugs, printed, due, printed)."""
    return {**(p(text) if isinstance(text, str) else text), "acts": acts}


def mtable(head_, w, *blocks, names="num said act by due", numbered=False, titled=False):
    """Minutes as a table; ``names`` tells its columns: the item (``num``, its number and title; or
    ``no`` and ``title``, two columns), what was said, what is to be done, by whom and by when. A
    task's owner and day stand with the task if the table has no columns of theirs. ``numbered``
    gives each paragraph a number; ``titled`` sets the title over the text.
    """
    keys = {"head": head_, "w": w, "blocks": blocks, "names": names.split()}
    return {"t": "mtable", **keys, "numbered": numbered, "titled": titled}


MONEY = re.compile(r"\[\[([^|\]]+).*?\]\]")


class Maker(w9kit.Maker, w8kit.Maker, w7kit.Maker):
    def __init__(self, *args):
        self.parts = {}
        super().__init__(*args)

    def b_tagenda(self, b):
        out, labels = [], []
        for r in b["rows"]:
            if isinstance(r, str):
                wide = b["w"].index(max(b["w"]))
                out.append([r if i == wide else "" for i in range(len(b["w"]))])
                labels.append("text")
                continue
            pages = self.pages.get(r["pg"]) if r["pg"] else None
            told = {k: r[k] for k in ("title", "kind")}
            of_ = {"meeting": b["d"], "number": r["num"], "pages": pages, "line": None, **told}
            self.g["agenda_items"].append({**of_, "presenters": w3kit.ls(r["by"])})
            printed = "–".join(map(str, dict.fromkeys(pages))) if pages else ""
            out.append([{**r, "pg": printed}.get(c) or "" for c in b["names"]])
            labels.append("item")
        self.table(b["head"], out, b["w"], b["ruled"], labels)

    def b_bybody(self, b):
        bodies = list(dict.fromkeys(r.split("|")[1].strip() for r in b["rows"]))
        for body in bodies:
            self.para(body, "att", b["sec"])
            theirs = [r for r in b["rows"] if r.split("|")[1].strip() == body]
            said = [b["form"](self.person(r, b["sec"])) for r in theirs]
            for line in [b["join"].join(said)] if b["join"] else said:
                self.para(line, "att", b["sec"])

    def b_rows(self, b):
        """A row with several paragraphs is told part by part: a Word file has a line for each."""
        at = len(self.lab) + bool(b["head"])
        super().b_rows(b)
        for i, x in enumerate(b["items"]):
            if len(x["paras"]) < 2 and not x["acts"]:
                continue
            parts = [[x["num"] or "", "item"], [x["title"], "item+" if x["num"] else "item"]]
            for t in x["paras"]:
                decided = isinstance(t, dict)
                words = t["pre"] + t["text"] if decided else t
                words = MONEY.sub(r"\1", words)
                parts.append([words, "decision" if decided else "text"])
            parts += [[a["pre"] + a["text"] + a["post"], "action"] for a in x["acts"]]
            self.parts[at + i] = [y for y in parts if y[0]]

    def b_seats(self, b):
        bodies = {}
        for r in b["rows"]:
            body = r.split("|")[1].strip()
            bodies.setdefault(body, []).append(b["form"](self.person(r, b["sec"])))
        out = [[body, b["join"].join(said)] for body, said in bodies.items()]
        self.table(b["head"], out, b["w"], True, [b["sec"]] * len(out))

    def b_mtable(self, b):
        """A row for each paragraph; the first of an item has its number and title."""
        out, labels, opened, at = [], [], None, 0
        for x in w3kit.flat(b["blocks"]):
            if x["t"] == "item":
                self.open_item(x)
                opened, at = x, 0
                continue
            if x["t"] == "vote":
                kept = len(self.out)
                self.b_vote(x)
                del self.out[kept:], self.lab[-1]
                text, label = x["text"], "vote"
            else:
                text, decided = self.inl(x["text"])
                label = "decision" if decided else x["label"] or "text"
            if x["t"] == "dec":
                self.add_res(self.cln(text), x["verb"], x["clause"], x["due"], x["asked"])
            cells = dict.fromkeys(("num", "no", "title", "said", "act", "by", "due"), "")
            if opened:
                fmt_ = self.P["itfmt"]
                cells.update(
                    num=fmt_(opened["num"], opened["title"]),
                    no=opened["num"] or "",
                    title=opened["title"],
                )
            at += 1
            mark_ = f"{self.it}.{at}  " if b["numbered"] else ""
            above = opened["title"] + "\n" if opened and b["titled"] else ""
            cells["said"] = above + mark_ + x.get("pre", "") + text
            if told := self.told(x.get("acts", ()), b["names"]):
                cells.update(told)
                label = "text&action" if label == "text" else label + "&action"
            if opened:
                label = OPENED.get(label, "item&" + label)
            opened = None
            out.append([cells[c] for c in b["names"]])
            labels.append(label)
        self.bodies = []
        self.table(b["head"], out, b["w"], True, labels, "t" if self.P["fmt"] == "docx" else "g")

    def told(self, acts, names):
        """The cells of tasks: each on a line, the owners and days beside them."""
        if not acts:
            return {}
        lines = []
        for text, who, by, due, day in acts:
            text, _ = self.inl(text)
            self.add_act(self.cln(text), who, by, due)
            tail = "" if "by" in names or by in text else f" – {by}"
            tail += f", {day}" if day and "due" not in names else ""
            lines.append((text + tail, by, day or ""))
        return dict(zip(("act", "by", "due"), map("\n".join, zip(*lines, strict=True)), strict=True))


OPENED = {  # a row that opens an item and says this
    "text": "item-text",
    "text&action": "item-text&action",
    "closing": "item-text",
    "vote": "item-text",
}


def cell_labels(cells, label, kind):
    """The cells of a row of minutes with labels of their own, where they stand one below another:
    its heading, what is said and what is to be done.
    """
    if kind == "t":
        return _cell_labels(cells, label, kind)
    if label == "row-head":
        return [(cells, label)]
    opens_ = label.startswith("item")
    first = cells[0] if opens_ else ""
    said, _, tasked = label.removeprefix("item&").partition("&")
    said = "text" if said == "item-text" else said
    out = [([first], "item")] if first else []
    for i, x in enumerate(cells[1:]):
        if x:
            out.append(([x], said if not i else "action" if i == 1 and tasked else "text"))
    return out


def to_txt(path, mk, P):
    return (w8kit if "txt" in P else w7kit).to_txt(path, mk, P)


RANK = re.compile(r"^(?:ACC|DCC|ACFO|Dr|Sheriff|Bailie|Provost) ")
_gold, _cell_labels = w3kit.gold, w7kit.cell_labels


def gold(P, reg, pages):
    """The gold of a pack; a person's own name is told without rank or title."""
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        person["name"] = RANK.sub("", person["name"])
    if P["fmt"] == "docx":
        labels = [y for i, x in enumerate(labels) for y in mk.parts.get(i, [x])]
    return mk, g, labels, left


w7kit.cell_labels = cell_labels
w3kit.Maker, w3kit.gold, w3kit.to_txt = Maker, gold, to_txt
w3kit.OUT = str(HERE)
