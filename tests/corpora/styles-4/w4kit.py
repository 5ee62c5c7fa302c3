"""Packs of styles-4: the blocks of w3kit, with side columns, registers and whole-row minutes.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its packs here: ``python bellmoor-icp.py``.
"""

import re
import sys
import textwrap
import zipfile
from pathlib import Path

import reportlab.platypus
import reportlab.rl_config

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "styles-3"))

import w3kit  # noqa: E402
from w3kit import (  # noqa: E402, F401
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
    log,
    ls,
    mark,
    meet,
    p,
    people,
    rec,
    rep,
    strip,
    tab,
    title,
    vote,
)


def lead(word, text, verb):
    """A decision told by a line of its own that begins with a word, as "Decision: ..."."""
    return dec(text, verb, pre=word)


def item0(title_, about="", by=""):
    """A minute whose head has no number."""
    return item(None, title_, about, by)


def side(*rows, head=None):
    """Numbered paragraphs with a column of initials; a row is text or (text, initials)."""
    return {"t": "side", "rows": rows, "head": head}


def row(num, title_, paras, acts=(), about="", by=""):
    """A minute that is one row of a table."""
    return {"num": num, "title": title_, "paras": paras, "acts": acts, "about": about, "by": by}


def rows(head, w, items, join=True):
    """Minutes as a table, a row each; ``join`` sets the title over the text in one cell."""
    return {"t": "rows", "head": head, "w": w, "items": items, "join": join}


def register(head, w, cols, people_):
    """One table of all members that says in a column who came.

    A row is "slug: name | organisation | role | initials* | section | words of the column".
    """
    return {"t": "register", "head": head, "w": w, "cols": cols, "rows": people_}


class Maker(w3kit.Maker):
    def open_item(self, b):
        super().open_item(b)
        self.it = b["num"]

    def b_agenda(self, b):
        if not b["cols"]:
            return super().b_agenda(b)
        out = []
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
            printed = " - ".join(map(str, dict.fromkeys(pages))) if pages else ""
            out.append([{**r, "num": r["num"] or "", "pg": printed}[c] for c, _ in b["cols"]])
        self.table([c[1] for c in b["cols"]], out, b["w"], b["ruled"], ["item"] * len(out))

    def b_side(self, b):
        out, labels = [], []
        for r in b["rows"]:
            text, who = (r, "") if isinstance(r, str) else r
            self.k += 1
            before = len(self.g["minute_actions"])
            text, decided = self.inl(text)
            acted = len(self.g["minute_actions"]) > before
            out.append([f"{self.it}.{self.k}", text, who])
            labels.append("decision" if decided else "action" if acted else "text")
        head = ["", "", b["head"]] if b["head"] else None
        self.table(head, out, (8, 80, 12), False, labels)

    def b_rows(self, b):
        out, labels = [], []
        for x in b["items"]:
            self.open_item(x)
            paras = []
            for t in x["paras"]:
                if isinstance(t, dict):
                    words, _ = self.inl(t["text"])
                    self.add_res(self.cln(words), t["verb"], t["clause"], t["due"], t["asked"])
                    paras.append(t["pre"] + words)
                else:
                    paras.append(self.inl(t)[0])
            acts = []
            for a in x["acts"]:
                words, _ = self.inl(a["text"])
                self.add_act(self.cln(words), a["who"], a["by"], a["due"])
                acts.append(a["pre"] + words + a["post"])
            cells = (
                ["\n".join([x["title"], *paras])] if b["join"] else [x["title"], "\n".join(paras)]
            )
            out.append([x["num"] or "", *cells, "\n".join(acts)])
            labels.append("item-text")
        self.table(b["head"], out, b["w"], True, labels, "t")

    def b_register(self, b):
        out, labels = [], []
        for r in b["rows"]:
            slug, _, r = r.partition(":")
            name, org, role, init, section, words = ([y.strip() for y in r.split("|")] + [""] * 6)[
                :6
            ]
            assert slug in self.reg["people"], slug
            self.g["attendance"].append(
                {
                    "meeting": self.d,
                    "section": section,
                    "name_printed": name,
                    "person": slug,
                    "organisation_printed": org or None,
                    "role_printed": role or None,
                    "chair": "*" in init,
                    "line": None,
                }
            )
            cell = {"name": name, "org": org, "role": role, "words": words}
            cell["init"] = init.strip("*")
            out.append([cell[c] for c in b["cols"]])
            labels.append(section)
        self.table(b["head"], out, b["w"], True, labels)


class SplitTable(reportlab.platypus.Table):
    """Rows may go on over the page, and a minute's title stands bold over its text."""

    def __init__(self, data, *args, **kw):
        for cells in data:
            frags = getattr(cells[1], "frags", []) if len(cells) > 1 else []
            breaks = [i for i, f in enumerate(frags) if getattr(f, "lineBreak", False)]
            for f in frags[: breaks[0]] if breaks else ():
                f.fontName = "Helvetica-Bold"
        super().__init__(data, *args, **{"splitInRow": 1, **kw})


def to_docx(path, mk, P):
    """A Word file with cells of several paragraphs, and always the same bytes."""
    from docx import Document
    from docx.enum.text import WD_BREAK
    from docx.shared import Mm, Pt

    D = Document()
    sc = D.sections[0]
    sc.page_width, sc.page_height = Mm(210), Mm(297)
    sc.left_margin = sc.right_margin = Mm(22)
    z = P.get("size", 11)
    nm = D.styles["Normal"]
    nm.font.name = {"Helvetica": "Arial", "Times": "Times New Roman", "DejaVu": "Verdana"}[
        P["font"]
    ]
    nm.font.size = Pt(z)
    nm.paragraph_format.space_after = Pt(5)
    if P.get("head"):
        sc.header.paragraphs[0].text = P["head"]
    if P.get("foot"):
        sc.footer.paragraphs[0].text = re.sub(r"\s*\{\w\}.*", "", P["foot"])
    bold = {"title", "sub", "h", "item", "lh", *P.get("bold", ())}
    for o in mk.out:
        if o[0] == "brk":
            D.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif o[0] == "p":
            style, text = o[2], strip(o[1])
            named = P.get("word", {}).get(style)
            if style == "bullet":
                named, text = "List Bullet", re.sub("^• ", "", text)
            q = D.add_paragraph(style=named)
            first, colon, rest = text.partition(":")
            if style in P.get("leadbold", ()) and colon:
                q.add_run(first + colon).bold = True
                q.add_run(rest)
            else:
                r = q.add_run(text.replace("  ", "\t", 1) if style in ("num", "clause") else text)
                r.bold = (style in bold and not named) or None
                if style == "title" and not named:
                    r.font.size = Pt(z + 4)
            if style in ("title", "sub"):
                q.alignment = {"l": 0, "c": 1}[P.get("talign", "l")]
            if style == "clause":
                q.paragraph_format.left_indent = Mm(12)
            if style == "att":
                q.paragraph_format.space_after = Pt(0)
        elif o[0] == "t":
            _, head, body, w, ruled = o
            w = w or [1] * len(head or body[0])
            T = D.add_table(rows=0, cols=len(w))
            T.autofit = False
            if ruled:
                T.style = "Table Grid"
            for i, r in enumerate(([head] if head else []) + list(body)):
                for j, (x, c) in enumerate(zip(r, T.add_row().cells, strict=True)):
                    c.width = Mm(166 * w[j] / sum(w))
                    for k, line in enumerate(strip(x).split("\n")):
                        q = c.paragraphs[0] if not k else c.add_paragraph()
                        run = q.add_run(line)
                        run.font.size = Pt(z - 1)
                        run.bold = (
                            (bool(head) and not i) or (k == 0 and "\n" in x and j == 1) or None
                        )
            D.add_paragraph()
    D.save(path)
    with zipfile.ZipFile(path) as old:
        parts = [(n, old.read(n)) for n in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for n, body in parts:
            info = zipfile.ZipInfo(n, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, body)


def to_txt(path, mk, P):
    """Text as an extractor makes it: columns run together, page breaks inside sentences."""
    width, per = P.get("width", 96), P.get("per", 52)
    pages, cur = [], []

    def put(*lines):
        nonlocal cur
        for line in lines:
            if len(cur) >= per:
                pages.append(cur)
                cur = []
            if line.strip() or cur:
                cur.append(line.rstrip())

    for o in mk.out:
        if o[0] == "p":
            text, style = strip(o[1]), o[2]
            lines = textwrap.wrap(text, width)
            if style in ("item", "h", "lh", "sub", "title"):
                put("")
            put(*lines)
            if style not in ("att", "bullet", "clause", "sub"):
                put("")
        elif o[0] == "brk":
            pages.append(cur)
            cur = []
        elif o[0] == "t":
            _, head, body, w, _ruled = o
            w = w or [1] * len(head or body[0])
            cw = [max(5, int(width * x / sum(w))) for x in w]
            for r in ([head] if head else []) + list(body):
                cells = [textwrap.wrap(strip(x), c) for x, c in zip(r, cw, strict=True)]
                for y in range(max(map(len, cells))):
                    put(P.get("gap", " ").join(c[y] for c in cells if y < len(c)))
            put("")
    pages.append(cur)
    pages = [x for x in pages if x]
    out = []
    for i, x in enumerate(pages):
        top = [P["head"]] if P.get("head") else []
        foot = [P["foot"].format(n=i + 1, N=len(pages))] if P.get("foot") else []
        out.append("\n".join(top + x + foot) + "\n")
    Path(path).write_text("\f".join(out), encoding="utf-8")
    return len(pages)


RANK = re.compile(
    r"^(?:(?:Detective |Det |Chief |Ch )?(?:Superintendent|Supt)|DI|Professor|Prof|Mr) "
)
_gold = w3kit.gold


def gold(P, reg, pages):
    """The gold of a pack; a person's own name is told without rank or title."""
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        person["name"] = RANK.sub("", person["name"])
    return mk, g, labels, left


reportlab.rl_config.invariant = 1
reportlab.platypus.Table = SplitTable
w3kit.Maker, w3kit.gold, w3kit.to_docx, w3kit.to_txt = Maker, gold, to_docx, to_txt
w3kit.OUT = str(HERE)
