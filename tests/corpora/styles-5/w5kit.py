"""Packs of styles-5: the blocks of w4kit, with agendas as lines, ticks for attendance, task tables.

A text pack may set its cells one a line, a blank line after each line, or columns run together;
its labels then follow the lines as set, with the running heads where the pages turn.
Run a board's script to write its packs here: ``python penmarsh-tdb.py``.
"""

import sys
import textwrap
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "styles-4"))

import w4kit  # noqa: E402
from w4kit import (  # noqa: E402, F401
    act,
    ag,
    agenda,
    brk,
    build,
    bul,
    dec,
    front,
    h,
    item,
    item0,
    log,
    ls,
    mark,
    meet,
    p,
    people,
    rec,
    rep,
    row,
    rows,
    side,
    strip,
    tab,
    title,
    vote,
    w3kit,
)


def agl(d, rows_, line, under=None):
    """An agenda as lines; ``line`` and ``under`` are templates of num, title, who, tail, pg, dots."""
    return {"t": "agl", "d": d, "rows": rows_, "line": line, "under": under}


def opens(num, title_, about="", by=""):
    """A minute whose head is printed by the block that follows, run into its text."""
    return {"t": "opens", "num": num, "title": title_, "about": about, "by": by}


def ppl(sec, rows_, form, pre="", post="", sep=", ", last=" and ", label=None):
    """People run together in one paragraph; ``form`` is a template of name, org, role, init."""
    keys = {"sec": sec, "rows": rows_, "form": form, "pre": pre, "post": post}
    return {"t": "ppl", **keys, "sep": sep, "last": last, "label": label}


def plines(sec, head, rows_, form, label=None):
    """People one a line below a head."""
    return {"t": "plines", "sec": sec, "head": head, "rows": rows_, "form": form, "label": label}


def matrix(head, w, rows_):
    """Members with a column for each meeting; a row's fourth part is its section, the rest cells.

    A row is "slug: name | organisation | role* | section | cell | cell ...".
    """
    return {"t": "matrix", "head": head, "w": w, "rows": rows_}


def tasks(head, w, rows_, label="action"):
    """A table of tasks within the minutes, or with the label "row" at their end.

    A row is (cells, index of the task, slugs, printed, due), and the minute's number at the end.
    """
    return {"t": "tasks", "head": head, "w": w, "rows": rows_, "label": label}


class Maker(w4kit.Maker):
    def open_item(self, b):
        super().open_item(b)
        if self.P.get("caps"):
            self.cur["title"] = b["title"].upper()
            self.it = b["num"] or self.cur["title"]

    def b_agl(self, b):
        for r in b["rows"]:
            pages = self.pages.get(r["pg"]) if r["pg"] else None
            self.g["agenda_items"].append(
                {
                    "meeting": b["d"],
                    "number": r["num"],
                    "title": r["title"],
                    "pages": pages,
                    "presenters": ls(r["by"]),
                    "kind": r["kind"],
                    "line": None,
                }
            )
            pg = " - ".join(map(str, dict.fromkeys(pages))) if pages else ""
            gaps = {**r, "num": r["num"] or "", "pg": pg, "dots": "." * max(3, 66 - len(r["title"]))}
            self.para(b["line"](gaps), "ag", "item")
            if b["under"] and (under := b["under"](gaps)):
                self.para(under, "agt", "text")

    def b_grid(self, b):
        """A grid with votes among its paragraphs."""
        blocks, votes, num = [], [], None
        for x in w3kit.flat(b["blocks"]):
            num = x["num"] if x["t"] == "item" else num
            if x["t"] == "vote":
                votes.append((num, x))
                x = w3kit.p(x["text"])
            blocks.append(x)
        super().b_grid({**b, "blocks": blocks})
        for num, x in votes:
            row = next(y for y in self.lab if y[0] == x["text"])
            row[1] = "vote"
            self.it, printed = num, len(self.out)
            self.b_vote(x)
            del self.out[printed:], self.lab[-1]

    def b_opens(self, b):
        self.open_item(b)

    def person(self, r, sec):
        slug, _, r = r.partition(":")
        name, org, role, init = ([y.strip() for y in r.split("|")] + [""] * 4)[:4]
        assert slug in self.reg["people"], slug
        self.g["attendance"].append(
            {
                "meeting": self.d,
                "section": sec,
                "name_printed": name,
                "person": slug,
                "organisation_printed": org or None,
                "role_printed": role.strip("*") or None,
                "chair": "*" in role + init,
                "line": None,
            }
        )
        return {"name": name, "org": org, "role": role.strip("*"), "init": init.strip("*")}

    def b_ppl(self, b):
        said = [b["form"](self.person(r, b["sec"])) for r in b["rows"]]
        text = b["sep"].join(said[:-1]) + (b["last"] if len(said) > 1 else "") + said[-1]
        self.para(b["pre"] + text + b["post"], "body", b["label"] or b["sec"])

    def b_plines(self, b):
        if b["head"]:
            self.para(b["head"], "lh", b["label"] or "list-head")
        for r in b["rows"]:
            self.para(b["form"](self.person(r, b["sec"])), "att", b["sec"])

    def b_matrix(self, b):
        out, labels = [], []
        for r in b["rows"]:
            parts = [x.strip() for x in r.split("|")]
            who = self.person("|".join(parts[:3]), parts[3])
            out.append([who["name"], *(x for x in (who["org"], who["role"]) if x), *parts[4:]])
            labels.append(parts[3])
        self.table(b["head"], out, b["w"], True, labels)

    def b_tasks(self, b):
        out = []
        for cells, k, who, by, due, *of in b["rows"]:
            if of:
                self.it = of[0]
            cells = [self.inl(c)[0] for c in cells]
            self.add_act(self.cln(cells[k]), who, by, due)
            out.append(cells)
        self.table(b["head"], out, b["w"], True, [b["label"]] * len(out))


def set_lines(mk, P):
    """Each line of a text pack with the number of its label, None for a blank; a form feed is a
    page's end."""
    how = P.get("txt", {})
    width, gap = how.get("width", 92), how.get("gap", " ")
    at = len([x for x in (P.get("head"), P.get("footlabel")) if x]) - 1
    for o in mk.out:
        if o[0] == "brk":
            yield "\f", None
        elif o[0] == "p":
            at += 1
            text, style = strip(o[1]), o[2]
            if style in how.get("before", ("item", "h", "lh", "sub", "title")):
                yield "", None
            narrow = how.get("narrow", width) if style in ("item", "h", "title", "ag") else width
            for part in text.split("\n"):
                for line in textwrap.wrap(part, narrow):
                    yield line, at
            if style not in how.get("close", ("att", "bullet", "clause", "sub")):
                yield "", None
        elif o[0] in "tg":
            _, head, body, w, _ruled = o
            w = w or [1] * len(head or body[0])
            wide = [max(5, int(width * x / sum(w))) for x in w]
            for r in ([head] if head else []) + list(body):
                at += 1
                cells = [
                    [y for x in strip(c).split("\n") for y in textwrap.wrap(x, k)]
                    for c, k in zip(r, wide, strict=True)
                ]
                if how.get("cells") == "lines":
                    for line in [y for c in cells for y in c]:
                        yield line, at
                    continue
                for y in range(max(map(len, cells))):
                    pad = how.get("cells") == "wide"
                    said = [c[y] if y < len(c) else "" for c in cells]
                    if pad:
                        yield "  ".join(s.ljust(k) for s, k in zip(said, wide, strict=True)), at
                    else:
                        yield gap.join(s for s in said if s), at
            yield "", None
    assert at == len(mk.final) - 1, (at, len(mk.final))


# what a paragraph with a head or two labels goes on as, on its second line
GOES_ON = {
    "item-text": "text",
    "item&decision": "decision+",
    "item&apologies": "apologies",
    "item&action": "action+",
    "text&action": "text",
    "item-text&action": "text",
    "decision&action": "decision+",
}


def to_txt(path, mk, P):
    """Text as an extractor makes it; the labels are written anew, line by line as set."""
    how = P.get("txt", {})
    per, blank = how.get("per", 54), how.get("blank", False)
    pages, cur = [], []
    for line, at in set_lines(mk, P):
        if line == "\f" or len(cur) >= per:
            pages.append(cur)
            cur = []
        if line.strip("\f ") or (cur and at is None and line != "\f" and cur[-1][0]):
            cur.append((line.rstrip(), at))
    pages = [x for x in [*pages, cur] if x]
    out, labels, opened = [], [], set()
    for i, page in enumerate(pages):
        top = [P["head"]] if P.get("head") else []
        foot = [P["foot"].format(n=i + 1, N=len(pages))] if P.get("foot") else []
        labels += [[x, "furniture"] for x in top]
        last = None
        for line, at in page:
            if at is None:
                continue
            label = mk.final[at][1]
            if at == last and label in GOES_ON and labels[-1][1] == label:
                labels.append([line, GOES_ON[label]])
            elif at == last:
                labels[-1][0] += " " + line
            else:
                if at in opened:
                    label = GOES_ON.get(label, label)
                begins = label in ("item", "decision", "action", "recommendation", "row", "heading")
                labels.append([line, label + "+" if at in opened and begins else label])
            opened.add(at)
            last = at
        labels += [[x, "furniture"] for x in foot]
        body = [x for x, _ in page]
        if blank:
            body = [y for x in body if x for y in (x, "")]
        out.append("\n".join(top + body + foot) + "\n")
    mk.final[:] = labels
    Path(path).write_text("\f".join(out), encoding="utf-8")
    return len(pages)


def to_docx(path, mk, P):
    """A Word file; where the house underlines its heads, they are underlined and not bold."""
    _to_docx(path, mk, P)
    if not P.get("underline"):
        return
    from docx import Document

    heads = {strip(o[1]) for o in mk.out if o[0] == "p" and o[2] in P["underline"]}
    D = Document(path)
    for q in D.paragraphs:
        if q.text in heads:
            for r in q.runs:
                r.bold, r.underline = None, True
    D.save(path)
    with zipfile.ZipFile(path) as old:
        parts = [(x, old.read(x)) for x in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for x, body in parts:
            info = zipfile.ZipInfo(x, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, body)


def gold(P, reg, pages):
    """The gold of a pack; what an item is about is told only where the pack names it.

    The maker keeps the labels, so that a text may write them anew.
    """
    mk, g, labels, left = _gold(P, reg, pages)
    named = {*g["organisations"], *g["programmes"]}
    for key in ("about_programmes", "about_organisations"):
        for minute in g["minute_items"]:
            minute[key] = [x for x in minute[key] if x in named]
    mk.final = labels
    return mk, g, labels, left


grid, n = w3kit.grid, w3kit.n
_gold, _to_docx = w3kit.gold, w3kit.to_docx
w3kit.Maker, w3kit.gold, w3kit.to_docx, w3kit.to_txt = Maker, gold, to_docx, to_txt
w3kit.OUT = str(HERE)
