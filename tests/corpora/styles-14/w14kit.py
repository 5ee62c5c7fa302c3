"""Packs of styles-14 and -15, in the house styles of partnership boards: logs in five shapes, cells of
several paragraphs, merged cells, minutes in columns, decision sheets, boxes of particulars, matrices.

A board's script writes what stands on the page, block by block; the file, its gold and its labels
are made from that, always with the same bytes. Run it to write its pack beside it:
``python someboard-csp.py``. In running text ``<<verb|words>>`` is a decision, ``<<!slug|words>>`` a
task.
"""

import json
import re
import textwrap
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MARK = re.compile(r"<<(?P<what>[^|>]+)\|(?P<said>.+?)>>", re.S)
FONTS = {"sans": ("Helvetica", "Helvetica-Bold"), "serif": ("Times-Roman", "Times-Bold")}
STRONG = ("title", "sub", "h", "item", "task")


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


def cell(x):
    """The paragraphs of a cell; ``None`` goes on with the cell above."""
    return [] if x is None else x if isinstance(x, list) else [x]


class Pack:
    def __init__(self, where, stem, fmt, date, people, **style):
        self.home, self.stem, self.fmt, self.date = Path(where).parent, stem, fmt, date
        self.people_, self.style = people, style
        self.out, self.labels, self.day, self.number, self.paper = [], [], date, None, None
        keys = (
            "meetings future_dates attendance agenda_items minute_items resolutions actions "
            "minute_actions votes reports recommendations"
        )
        self.g = {"source": f"{stem}.{fmt}", **{k: [] for k in keys.split()}}

    # what is printed
    def para(self, text, style="body", label="text"):
        self.out.append(("p", text, style))
        self.labels.append([squeeze(text), label])

    def grid(self, head, rows, w, labels, ruled=True, strong=()):
        """A table; a row of one cell runs over all columns."""
        self.out.append(("t", head, rows, w, ruled, strong))
        if head:
            self.labels.append([squeeze(" ".join(head)), "row-head"])
        for row, label in zip(rows, labels, strict=True):
            words = squeeze(" ".join(y for x in row for y in cell(x)))
            self.labels.append([words, label])

    def told(self, text):
        """A text without its marks, and whether something is decided in it; the facts are kept."""
        decided = False

        def found(m):
            nonlocal decided
            what, _, more = m["what"].partition(";")
            if what.startswith("!"):
                self.task(m["said"], what[1:], more or None)
            else:
                self.decision(m["said"], what, due=more or None)
                decided = True
            return m["said"]

        return MARK.sub(found, text), decided

    def decision(self, text, verb, clause=None, due=None):
        self.g["resolutions"].append(
            {"meeting": self.day, "item": self.number, "clause": clause, "text": squeeze(text),
             "action": verb, "due": due, "asked_of_printed": None, "line": None}
        )  # fmt: skip

    def task(self, text, who="", due=None):
        self.g["minute_actions"].append(
            {"meeting": self.day, "item": self.number, "action": squeeze(text),
             "responsible": who.split(), "responsible_printed": None, "due": due}
        )  # fmt: skip

    # blocks
    def title(self, kind, *lines):
        for at, line in enumerate(lines):
            self.para(line, "sub" if at else "title", kind)

    def meet(self, date, board, venue, start, end=None, chair=None, evidence="minutes"):
        self.day, self.number = date, None
        self.g["meetings"].append(
            {"date": date, "board_printed": board, "venue": venue, "start": start, "end": end,
             "chair_printed": chair, "evidence": evidence, "line": None}
        )  # fmt: skip

    def next(self, date):
        self.g["future_dates"].append({"stated_at": self.day, "date": date, "line": None})

    def person(self, sec, row):
        """“slug|Name|role|organisation”; a star behind the slug is the chair."""
        slug, name, role, org = ([x.strip() for x in row.split("|")] + [""] * 3)[:4]
        chair, slug = slug.endswith("*"), slug.rstrip("*")
        assert slug in self.people_, slug
        self.g["attendance"].append(
            {"meeting": self.day, "section": sec, "name_printed": name, "person": slug,
             "organisation_printed": org or None, "role_printed": role or None, "chair": chair,
             "line": None}
        )  # fmt: skip
        return {"name": name, "role": role, "org": org}

    def who(self, sec, head, rows, form, join=None, pre="", post=""):
        """People below a head, one a line, or joined in a sentence."""
        if head:
            self.para(head, "h", "list-head")
        said = [form(self.person(sec, row)) for row in rows]
        if join is None:
            for line in said:
                self.para(pre + line, "tight", sec)
        else:
            self.para(pre + join.join(said) + post, "body", sec)

    def whotable(self, sec, head, keys, rows, w, ruled=True, above=None):
        """People in a table, with a head above it."""
        if above:
            self.para(above, "h", "list-head")
        said = [self.person(sec, row) for row in rows]
        self.grid(head, [[x[k] for k in keys] for x in said], w, [sec] * len(rows), ruled)

    def ag(self, number, title, kind="report"):
        self.g["agenda_items"].append(
            {"meeting": self.date, "number": number, "title": title, "pages": None,
             "presenters": [], "kind": kind, "line": None}
        )  # fmt: skip

    def agenda(self, rows, form, note=None):
        """An agenda as lines; a row is (number, title, who)."""
        for number, title, who in rows:
            self.ag(number, title)
            self.para(form(number, title), "item0", "item")
            if note and who:
                self.para(note(who), "note", "text")

    def tagenda(self, head, keys, rows, w, ruled=True):
        """An agenda as a table; ``keys`` names its cells: n, t and any others by their place."""
        out = []
        for row in rows:
            self.ag(row[keys.index("n")] or None if "n" in keys else None, row[keys.index("t")])
            out.append(list(row))
        self.grid(head, out, w, ["item"] * len(out), ruled)

    def item(self, number, title, form=None):
        self.number = number
        self.g["minute_items"].append(
            {"meeting": self.day, "number": number, "title": title, "line": None,
             "about_programmes": [], "about_organisations": [], "presented_by": [], "points": 0}
        )  # fmt: skip
        if form is not False:
            self.para((form or self.style["item"])(number, title), "item", "item")

    def p(self, text, style="body", label=None):
        words, decided = self.told(text)
        self.para(words, style, label or ("decision" if decided else "text"))

    def dec(self, text, verb, clause=None, pre="", due=None):
        self.decision(text, verb, clause, due)
        self.para(pre + text, "clause" if clause else "body", "decision")

    def act(self, text, who, due=None, pre="", post=""):
        self.task(text, who, due)
        self.para(pre + text + post, "task", "action")

    def mins(self, head, w, rows, ruled=True):
        """Minutes in columns; a row is (number, title, [paragraphs], [tasks], owner, day …): the cells are
        number, title over the text, tasks and what follows. A task is (text, slugs, day).
        """
        out, labels = [], []
        for number, title, said, tasks, *rest in rows:
            self.item(number, title, False)
            paras, decided = [], False
            for text in said:
                words, told = self.told(text)
                paras.append(words)
                decided |= told
            for text, slugs, day in tasks:
                self.task(text, slugs, day)
            out.append([number or "", [title, *paras], [t for t, _, _ in tasks] or "", *rest])
            labels.append("item&decision" if decided else "item-text")
        self.grid(head, out, w, labels, ruled)

    def log(self, date, head, keys, rows, w, ruled=True):
        """A log; ``keys`` names its cells: n, a (the task), who, due, raised, st (status), c
        (comments). A row is (slugs, *cells); one of one cell runs over all columns.
        """
        out = []
        for slugs, *cells in rows:
            if slugs is None:
                out.append(cells)
                continue
            got = {k: " ".join(cell(x)) for k, x in zip(keys, cells, strict=True)}
            self.g["actions"].append(self._row(date, slugs, got))
            out.append(cells)
        self.grid(head, out, w, ["row" if len(x) > 1 else "heading" for x in out], ruled)

    def _row(self, date, slugs, got):
        return {
            "log_of": date, "number": got.get("n") or None, "raised": [], "action": squeeze(got["a"]),
            "responsible": slugs.split(), "responsible_printed": got.get("who") or None,
            "comments": got.get("c") or None, "status": got.get("st") or None,
            "due_printed": got.get("due") or None, "line": None,
        }  # fmt: skip

    def cards(self, date, fields, rows, gap=True):
        """A log as cards: a line for each field, “Owner: …”; ``fields`` are (key, label)."""
        for slugs, *cells in rows:
            got = dict(zip([k for k, _ in fields], cells, strict=True))
            self.g["actions"].append(self._row(date, slugs, got))
            for at, (key, label) in enumerate(fields):
                last = at + 1 == len(fields)
                self.para(label + got[key], "body" if last and gap else "tight", "row+" if at else "row")

    def report(self, title, item, org, authors):
        self.paper = title
        self.g["reports"].append(
            {"meeting": self.date, "title": title, "item": item, "organisation": org,
             "authors": authors.split(), "line": None}
        )  # fmt: skip

    def box(self, rows, w=(30, 70)):
        """A box of particulars at the head of a report."""
        self.grid(None, rows, w, ["report"] * len(rows))

    def rec(self, clause, text, pre=""):
        self.g["recommendations"].append(
            {"meeting": self.date, "report_title": self.paper, "clause": clause, "text": text,
             "line": None}
        )  # fmt: skip
        self.para(pre + text, "clause", "recommendation")

    def tab(self, head, rows, w):
        self.grid(head, rows, w, ["row"] * len(rows))

    def bul(self, *texts):
        for text in texts:
            self.p("• " + text, "bullet")

    def brk(self):
        self.out.append(("b",))

    # files
    def write(self):
        for name in ("gold", "labels"):
            (self.home / name).mkdir(exist_ok=True)
        path = self.home / f"{self.stem}.{self.fmt}"
        {"txt": self._txt, "docx": self._docx, "pdf": self._pdf}[self.fmt](path)
        self.g["people"] = {
            slug: {"name": name, "printed": [name], "roles": []} for slug, name in self.people_.items()
        }
        for row in self.g["attendance"]:
            printed = self.g["people"][row["person"]]["printed"]
            printed += [row["name_printed"]] * (row["name_printed"] not in printed)
        for row in self.g["actions"]:
            known = row["responsible_printed"]
            if known and len(row["responsible"]) == 1:
                printed = self.g["people"][row["responsible"][0]]["printed"]
                printed += [known] * (known not in printed)
        orgs = {r["organisation_printed"] for r in self.g["attendance"]} - {None}
        self.g["organisations"] = {
            re.sub(r"\W+", "-", o.lower()): {"name": o, "printed": [o], "kind": "other", "grade": "optional"}
            for o in sorted(orgs)
        }
        self.g |= {"programmes": {}, "money": [], "indicators": []}
        text = squeeze(" ".join(x for x, _ in self.labels))
        for kind, field in (("resolutions", "text"), ("minute_items", "title"), ("recommendations", "text"),
                            ("actions", "action"), ("attendance", "name_printed")):  # fmt: skip
            for row in self.g[kind]:
                assert squeeze(row[field]).lower() in text.lower(), (kind, row[field])
        gold = json.dumps(self.g, ensure_ascii=False, indent=1)
        (self.home / "gold" / f"{self.stem}.json").write_text(gold + "\n", encoding="utf-8")
        rows = ",\n".join("  " + json.dumps(x, ensure_ascii=False) for x in self.labels)
        (self.home / "labels" / f"{self.stem}.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")
        print(self.stem, {k: len(v) for k, v in self.g.items() if isinstance(v, list) and v})

    def _txt(self, path):
        wide = self.style.get("wide", 96)
        lines = []
        for o in self.out:
            if o[0] == "b":
                lines += ["\f" if self.style.get("ff", True) else ""]
            elif o[0] == "p":
                lines += self._paragraph(o[1], o[2], wide)
            else:
                lines += self._table(o, wide)
        text = "\n".join(x.rstrip() for x in lines).replace("\n\f\n", "\f")
        text = re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
        path.write_text(text.replace("\n", "\n\n") if self.style.get("double") else text, encoding="utf-8")

    def _paragraph(self, text, style, wide):
        a, b = {"clause": (4, 8), "bullet": (2, 4), "note": (4, 4)}.get(style, (0, 0))
        lines = [
            y
            for x in text.split("\n")
            for y in textwrap.wrap(x, wide, initial_indent=" " * a, subsequent_indent=" " * b)
        ]
        if style in ("title", "sub") and self.style.get("centre"):
            lines = [x.center(wide) for x in lines]
        above = [""] if style in ("item", "h", "title") else []
        return [*above, *lines, *([] if style in ("tight", "sub", "bullet", "item0") else [""])]

    def _table(self, o, wide):
        _, head, rows, w, _, _ = o
        shape = self.style.get("table", "columns")
        rows = [*([head] if head else []), *[[cell(x) for x in r] for r in rows]]
        rows = [[cell(x) for x in r] for r in rows]
        if shape == "shred":
            return [y for r in rows for x in r for z in x for y in (*textwrap.wrap(z, wide), "")]
        if shape in ("tabs", "pipe"):
            return [*[("\t" if shape == "tabs" else " | ").join(" ".join(x) for x in r) for r in rows], ""]
        w = [max(4, int((wide - 2 * len(w)) * x / sum(w))) for x in w]
        out = []
        for r in rows:
            if len(r) == 1:
                out += ["", *r[0], ""]
                continue
            cells = [[y for z in x for y in textwrap.wrap(z, n)] for x, n in zip(r, w, strict=True)]
            for at in range(max(map(len, cells))):
                out.append("  ".join((c[at] if at < len(c) else "").ljust(n) for c, n in zip(cells, w, strict=True)))
            out += [""] if max(map(len, cells)) > 1 else []
        return [*out, ""]

    def _docx(self, path):
        from docx import Document
        from docx.enum.text import WD_BREAK
        from docx.shared import Mm, Pt

        D = Document()
        D.core_properties.title = ""
        if self.style.get("head"):
            D.sections[0].header.paragraphs[0].text = self.style["head"]
        size = 11
        D.styles["Normal"].font.name, D.styles["Normal"].font.size = "Arial", Pt(size)
        for o in self.out:
            if o[0] == "b":
                D.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            elif o[0] == "p":
                styled = self.style.get("styled") and o[2] in ("title", "h", "item")
                q = D.add_heading("", {"title": 1, "item": 2, "h": 3}[o[2]]) if styled else D.add_paragraph()
                run = q.add_run(o[1])
                run.bold = o[2] in STRONG or None
                if o[2] in ("clause", "bullet", "note"):
                    q.paragraph_format.left_indent = Mm(10)
            else:
                _, head, rows, w, ruled, _ = o
                T = D.add_table(rows=0, cols=len(w))
                T.style = "Table Grid" if ruled else None
                for at, r in enumerate([*([head] if head else []), *rows]):
                    made = T.add_row().cells
                    if len(r) == 1:
                        made[0].merge(made[-1]).paragraphs[0].add_run(r[0]).bold = True
                        continue
                    for j, x in enumerate(r):
                        if x is None:
                            T.rows[at - 1].cells[j].merge(made[j])
                            continue
                        for k, text in enumerate(cell(x)):
                            q = made[j].paragraphs[0] if not k else made[j].add_paragraph()
                            q.add_run(text).bold = (head is not None and not at) or None
                D.add_paragraph()
        made = BytesIO()
        D.save(made)
        with ZipFile(made) as given, ZipFile(path, "w", ZIP_DEFLATED) as kept:
            for name in given.namelist():
                kept.writestr(ZipInfo(name, (2025, 1, 1, 0, 0, 0)), given.read(name), ZIP_DEFLATED)

    def _pdf(self, path):
        from reportlab.lib import colors
        from reportlab.lib.styles import ParagraphStyle as S
        from reportlab.lib.units import mm
        from reportlab.platypus import (
            BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table,
        )  # fmt: skip

        plain, bold = FONTS[self.style.get("font", "sans")]
        size, wide = self.style.get("size", 10.5), 170 * mm

        def style(name, **more):
            font = bold if name in STRONG else plain
            return S(name, **{"fontName": font, "fontSize": size, "leading": size * 1.25, "spaceAfter": 6, **more})

        mid = 1 if self.style.get("centre") else 0
        styles = {
            "title": style("title", fontSize=size + 4, leading=size + 8, alignment=mid),
            "sub": style("sub", alignment=mid, spaceAfter=3), "h": style("h", spaceBefore=6),
            "item": style("item", spaceBefore=8), "body": style("body"), "tight": style("tight", spaceAfter=1),
            "item0": style("item0"), "note": style("note", leftIndent=20), "bullet": style("bullet", leftIndent=14, firstLineIndent=-8),
            "clause": style("clause", leftIndent=36, firstLineIndent=-18), "task": style("task", alignment=self.style.get("tasks", 0)),
        }  # fmt: skip
        small = S("cell", fontName=plain, fontSize=size - 1.5, leading=(size - 1.5) * 1.2)
        loud = S("loud", parent=small, fontName=bold)

        def esc(text):
            return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")

        flow = []
        for o in self.out:
            if o[0] == "b":
                flow.append(PageBreak())
            elif o[0] == "p":
                flow.append(Paragraph(esc(o[1]), styles[o[2]]))
            else:
                _, head, rows, w, ruled, strong = o
                data = [[Paragraph(esc(x), loud) for x in head]] if head else []
                marks = [("VALIGN", (0, 0), (-1, -1), "TOP")]
                if ruled:
                    marks.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
                for r in rows:
                    at = len(data)
                    if len(r) == 1:
                        data.append([Paragraph(esc(r[0]), loud), *[""] * (len(w) - 1)])
                        marks.append(("SPAN", (0, at), (-1, at)))
                        continue
                    if None in r:
                        for j in [j for j, x in enumerate(r) if x is None]:
                            marks.append(("SPAN", (j, at - 1), (j, at)))
                    data.append([[Paragraph(esc(y), loud if j in strong else small) for y in cell(x)] for j, x in enumerate(r)])
                flow += [Table(data, colWidths=[wide * x / sum(w) for x in w], style=marks, repeatRows=1 if head else 0), Spacer(1, 8)]

        def deco(canvas, _):
            canvas.setFont(plain, 8)
            if self.style.get("head"):
                canvas.drawString(20 * mm, 287 * mm, self.style["head"])
            if self.style.get("foot"):
                canvas.drawCentredString(105 * mm, 9 * mm, self.style["foot"].format(n=canvas.getPageNumber()))

        D = BaseDocTemplate(str(path), pagesize=(210 * mm, 297 * mm), title=self.stem, invariant=1)
        D.addPageTemplates([PageTemplate(frames=[Frame(20 * mm, 16 * mm, wide, 265 * mm, leftPadding=0, rightPadding=0)], onPage=deco)])
        D.build(flow)


def comma(r):
    return ", ".join(x for x in (r["name"], r["role"], r["org"]) if x)


def bracket(r):
    """“Name (Body) – Role”."""
    return r["name"] + (f" ({r['org']})" if r["org"] else "") + (f" – {r['role']}" if r["role"] else "")


def initialled(r):
    """“Name, Body (AB)”."""
    initials = "".join(w[0] for w in r["name"].split() if w not in ("Cllr", "Dr"))
    return ", ".join(x for x in (r["name"], r["role"], r["org"]) if x) + f" ({initials})"


def dotted(number, title):
    return f"{number}. {title}" if number else title


def spaced(number, title):
    return f"{number}   {title}" if number else title


def capital(number, title):
    return dotted(number, title.upper())
