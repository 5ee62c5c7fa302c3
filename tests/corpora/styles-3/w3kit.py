"""Packs of w3: a pack is a list of blocks; files, gold and labels are all made from it."""
import tempfile, os  # noqa
import re, os, json, textwrap
HERE = os.path.dirname(os.path.abspath(__file__)); OUT = os.path.join(HERE, "out")
sq = lambda s: re.sub(r"\s+", " ", s or "").strip()
ls = lambda s: [x.strip() for x in (s or "").split(",") if x.strip()] if not isinstance(s, list) else s

# -- blocks -----------------------------------------------------------------
def title(kind, *lines): return {"t": "title", "kind": kind, "lines": lines}
def p(text, label=None, st="body"): return {"t": "p", "text": text, "label": label, "st": st}
def n(text): return {"t": "n", "text": text}                       # numbered paragraph of a minute, 1.1
def bul(*xs): return [{"t": "p", "text": "• " + x, "label": None, "st": "bullet"} for x in xs]
def h(text, label="heading", st="h"): return {"t": "p", "text": text, "label": label, "st": st}
def brk(): return {"t": "brk"}
def mark(k): return {"t": "mark", "k": k}
def meet(d): return {"t": "meet", "d": d}
def ag(num, title, kind="procedural", by="", who="", pg=None, tail=""): return {"num": num, "title": title, "kind": kind, "by": by, "who": who, "pg": pg, "tail": tail}
def agenda(d, rows, cols=None, w=None, ruled=True): return {"t": "agenda", "d": d, "rows": rows, "cols": cols, "w": w, "ruled": ruled}
def item(num, title, about="", by="", label="item"): return {"t": "item", "num": num, "title": title, "about": about, "by": by, "label": label}
def dec(text, verb, clause=None, pre="", due=None, asked=None, label="decision", points=0): return {"t": "dec", "text": text, "verb": verb, "clause": clause, "pre": pre, "due": due, "asked": asked, "label": label}
def act(text, who, by=None, due=None, pre="", post="", label="action"): return {"t": "act", "text": text, "who": who, "by": by, "due": due, "pre": pre, "post": post, "label": label}
def vote(text, result, f=None, a=None, ab=None, prop=None, sec=None, label="vote"): return {"t": "vote", "text": text, "result": result, "f": f, "a": a, "ab": ab, "prop": prop, "sec": sec, "label": label}
def people(sec, head, rows, lay, cols=None, w=None, pre="", post="", hl="list-head"): return {"t": "people", "sec": sec, "head": head, "rows": rows, "lay": lay, "cols": cols, "w": w, "pre": pre, "post": post, "hl": hl}
def log(d, cols, rows, w, ruled=True): return {"t": "log", "d": d, "cols": cols, "rows": rows, "w": w, "ruled": ruled}
def rep(title, item, org, authors): return {"t": "rep", "title": title, "item": item, "org": org, "authors": authors}
def front(rows, w=(28, 72)): return {"t": "front", "rows": rows, "w": w}
def rec(clause, text, pre=""): return {"t": "rec", "clause": clause, "text": text, "pre": pre}
def tab(head, rows, w=None, ruled=True, ind=None): return {"t": "tab", "head": head, "rows": rows, "w": w, "ruled": ruled, "ind": ind}
def grid(head, blocks, w): return {"t": "grid", "head": head, "blocks": blocks, "w": w}
def flat(x):
    for b in x:
        if isinstance(b, (list, tuple)): yield from flat(b)
        else: yield b

class Maker:
    def __init__(s, P, reg, pages):
        s.P, s.reg, s.pages = P, reg, pages; s.out, s.lab, s.forced = [], [], []
        s.g = {k: [] for k in "attendance agenda_items minute_items resolutions actions minute_actions votes reports recommendations money indicators".split()}
        s.d, s.it, s.rp, s.cur, s.k = P["date"], None, None, None, 0
        for x in (P.get("head"), P.get("footlabel")):
            if x: s.lab.append([x, "furniture"])
        for b in flat(P["blocks"]): getattr(s, "b_" + b["t"])(b)
    # inline marks: [[£|about|context]]  <<verb;k=v|decision>>  <<!;who=;by=;due=|action>>  {slug:form}
    def inl(s, t):
        hit = [0]
        def m(x):
            a, ab, c = (x[1].split("|") + ["", ""])[:3]; s.g["money"].append({"amount": a, "about": ls(ab), "line": None, "context": c}); return a
        t = re.sub(r"\[\[(.+?)\]\]", m, t or "")
        def q(x):
            o, body = x[1].split("|", 1); o = o.split(";"); kw = dict(y.split("=", 1) for y in o[1:]); cl = re.sub(r"\{[\w-]+:([^}]+)\}", r"\1", body)
            if o[0] == "!": s.add_act(cl, kw.get("who"), kw.get("by"), kw.get("due"))
            else: hit[0] = 1; s.add_res(cl, o[0], kw.get("clause"), kw.get("due"), kw.get("asked"))
            return body
        t = re.sub(r"<<(.+?)>>", q, t)
        def f(x): s.forced.append((x[1], x[2])); return "\x01" + x[2] + "\x02"
        return re.sub(r"\{([\w-]+):([^}]+)\}", f, t), hit[0]
    def cln(s, t): return sq(t.replace("\x01", "").replace("\x02", ""))
    def add_res(s, text, verb, clause, due, asked):
        s.g["resolutions"].append({"meeting": s.d, "item": s.it, "clause": clause, "text": sq(text), "action": verb, "due": due, "asked_of_printed": asked, "line": None})
        if clause and s.cur: s.cur["points"] += 1
    def add_act(s, text, who, by, due):
        s.g["minute_actions"].append({"meeting": s.d, "item": s.it, "action": sq(text), "responsible": ls(who), "responsible_printed": by, "due": due})
    def para(s, t, st, label): s.out.append(("p", t, st)); s.lab.append([t, label])
    def table(s, head, rows, w, ruled, labels, kind="t"):
        s.out.append((kind, head, rows, w, ruled))
        if head: s.lab.append([" | ".join(x for x in head if x), "row-head"])
        for r, l in zip(rows, labels): s.lab.append([" | ".join(x for x in r if x), l])
    def b_title(s, b):
        for i, l in enumerate(b["lines"]): s.para(s.inl(l)[0], "title" if not i else "sub", b["kind"])
    def b_p(s, b): t, d = s.inl(b["text"]); s.para(t, b["st"], b["label"] or ("decision" if d else "text"))
    def b_n(s, b):
        s.k += 1; t, d = s.inl(b["text"]); s.para(f"{s.it}.{s.k}  {t}", "num", "decision" if d else "text")
    def b_brk(s, b): s.out.append(("brk",))
    def b_mark(s, b): s.out.append(("mark", b["k"]))
    def b_meet(s, b): s.d, s.it, s.cur = b["d"], None, None
    def b_agenda(s, b):
        rows = []
        for r in b["rows"]:
            pg = s.pages.get(r["pg"]) if r["pg"] else None
            s.g["agenda_items"].append({"meeting": b["d"], "number": r["num"], "title": r["title"], "pages": pg, "presenters": ls(r["by"]), "kind": r["kind"], "line": None})
            pp = "" if not pg else f"{pg[0]} - {pg[1]}" if pg[1] > pg[0] else f"{pg[0]}"
            if b["cols"]: rows.append([{"num": r["num"] or "", "title": r["title"], "who": r["who"], "tail": r["tail"], "pg": pp}[c[0]] for c in b["cols"]])
            else:
                s.para(s.P["agfmt"](r["num"], r["title"]) + (f"  (Page{'s' if ' - ' in pp else ''} {pp})" if pp else "") + r["tail"], "ag", "item")
                if r["who"]: s.para(r["who"], "agt", "text")
        if b["cols"]: s.table([c[1] for c in b["cols"]], rows, b["w"], b["ruled"], ["item"] * len(rows))
    def open_item(s, b):
        s.it, s.k, ab = b["num"] or b["title"], 0, ls(b["about"])
        for x in ab: assert x in s.reg["orgs"] or x in s.reg["progs"], x
        s.cur = {"meeting": s.d, "number": b["num"], "title": b["title"], "line": None, "about_programmes": [x for x in ab if x in s.reg["progs"]],
                 "about_organisations": [x for x in ab if x in s.reg["orgs"]], "presented_by": ls(b["by"]), "points": 0}
        s.g["minute_items"].append(s.cur)
    def b_item(s, b): s.open_item(b); s.para(s.P["itfmt"](b["num"], b["title"]), "item", b["label"])
    def b_dec(s, b):
        t, _ = s.inl(b["text"]); s.add_res(s.cln(t), b["verb"], b["clause"], b["due"], b["asked"]); s.para(b["pre"] + t, "clause" if b["clause"] else "dec", b["label"])
    def b_act(s, b): t, _ = s.inl(b["text"]); s.add_act(s.cln(t), b["who"], b["by"], b["due"]); s.para(b["pre"] + t + b["post"], "act", b["label"])
    def who(s, f):
        if not f: return None
        return next(sl for sl, (fs, _) in s.reg["people"].items() if f in fs)
    def b_vote(s, b):
        s.g["votes"].append({"meeting": s.d, "item": s.it, "result": b["result"], "for": b["f"], "against": b["a"], "abstained": b["ab"], "proposer": s.who(b["prop"]), "seconder": s.who(b["sec"]), "proposer_printed": b["prop"], "seconder_printed": b["sec"]})
        s.para(b["text"], "body", b["label"])
    def b_grid(s, b):
        rows, labs, first = [], [], None
        for x in flat(b["blocks"]):
            if x["t"] == "item": s.open_item(x); first = s.P["itfmt"](x["num"], x["title"]); continue
            t, d = s.inl(x["text"]); r = [first or "", "", ""]; l = None
            if x["t"] == "p": r[1], l = t, "decision" if d else "text"
            elif x["t"] == "dec": s.add_res(s.cln(t), x["verb"], x["clause"], x["due"], x["asked"]); r[1], l = x["pre"] + t, "decision"
            elif x["t"] == "act": s.add_act(s.cln(t), x["who"], x["by"], x["due"]); r[2], l = x["pre"] + t + x["post"], "action"
            if x["t"] == "act" and rows and not first and not rows[-1][2] and "action" not in labs[-1]: rows[-1][2] = r[2]; labs[-1] += "&action"; continue
            if first: l = {"text": "item-text"}.get(l, "item&" + l)
            first = None; rows.append(r); labs.append(l)
        s.table(b["head"], rows, b["w"], True, labs, "g")
    def b_people(s, b):
        rows = []
        for r in b["rows"]:                                       # "slug: Name | organisation | role | initials*"
            slug, _, r = r.partition(":"); slug = slug.strip(); nm, org, role, x = ([y.strip() for y in r.split("|")] + [""] * 4)[:4]
            assert slug in s.reg["people"], slug
            rows.append(dict(name=nm, org=org, role=role, init=x.strip("*")))
            s.g["attendance"].append({"meeting": s.d, "section": b["sec"], "name_printed": nm, "person": slug, "organisation_printed": org or None, "role_printed": role or None, "chair": "*" in x, "line": None})
        f, lay, sec = s.P["attfmt"], b["lay"], b["sec"]
        if b["head"] and lay != "sentence": s.para(b["head"], "lh", b["hl"])
        if lay == "sentence":
            xs = [f(r) for r in rows]; s.para(b["pre"] + b.get("sep", ", ").join(xs[:-1]) + (" and " if len(xs) > 1 else "") + xs[-1] + b["post"], "body", sec)
        elif lay == "lines":
            for r in rows: s.para(f(r), "att", sec)
        elif lay == "grouped":
            seen = []
            for r in rows:
                if r["org"] not in seen: seen.append(r["org"])
            for o in seen: s.para(f"{o}: " + ", ".join(f(r) for r in rows if r["org"] == o), "att", sec)
        elif lay == "cols2":
            k = (len(rows) + 1) // 2; s.table(None, [[f(rows[i]), f(rows[i + k]) if i + k < len(rows) else ""] for i in range(k)], (50, 50), False, [sec] * k)
        elif lay == "table": s.table([c[1] for c in b["cols"]], [[r[c[0]] for c in b["cols"]] for r in rows], b["w"], True, [sec] * len(rows))
    def b_log(s, b):
        rows = []
        for r in b["rows"]:
            a, c = s.inl(r["action"])[0], s.inl(r.get("comments"))[0]
            s.g["actions"].append({"log_of": b["d"], "number": r.get("number"), "raised": ls(r.get("raised")), "action": s.cln(a), "responsible": ls(r["who"]), "responsible_printed": r["by"],
                                   "comments": s.cln(c) or None, "status": r.get("status"), "due_printed": r.get("due"), "line": None})
            rows.append([dict(r, action=a, comments=c).get({"raised": "rp"}.get(k, k)) or "" for k, _ in b["cols"]])
        s.table([c[1] for c in b["cols"]], rows, b["w"], b["ruled"], ["row"] * len(rows))
    def b_rep(s, b): s.rp = b["title"]; s.g["reports"].append({"meeting": s.P["date"], "title": b["title"], "item": b["item"], "organisation": b["org"], "authors": ls(b["authors"]), "line": None})
    def b_front(s, b): s.table(None, [[s.inl(x)[0] for x in r] for r in b["rows"]], b["w"], True, ["report"] * len(b["rows"]))
    def b_rec(s, b):
        t, _ = s.inl(b["text"]); s.g["recommendations"].append({"meeting": s.P["date"], "report_title": s.rp, "clause": b["clause"], "text": s.cln(t), "line": None}); s.para(b["pre"] + t, "clause", "recommendation")
    def b_tab(s, b):
        rows = [[s.inl(x)[0] for x in r] for r in b["rows"]]; s.table(b["head"], rows, b["w"], b["ruled"], ["row"] * len(rows))
        if b["ind"]:
            for r in rows:
                for c, per in b["ind"]["cols"].items():
                    if r[c] and r[c] != "–": s.g["indicators"].append({"indicator": r[0], "area": b["ind"]["area"], "period": per, "value": r[c], "line": None})

def parse(d): return {k: ([f.strip() for f in v.partition("#")[0].split(";") if f.strip()], v.partition("#")[2].strip()) for k, v in d.items()}
def find_names(mk, text, reg):
    forms = {}
    for kind in ("people", "orgs", "progs"):
        for slug, (fs, _) in reg[kind].items():
            for f in fs:
                forms.setdefault(f, (kind, slug))
                if len(f) > 5: forms.setdefault(f.upper(), (kind, slug))
    rx = lambda fs: re.compile(r"(?<![\w&\x02])(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in fs) + r")(?!\w)")
    order = sorted(forms, key=len, reverse=True); found, nest = {}, {}
    for slug, f in mk.forced:
        kind = next(k for k in ("people", "orgs", "progs") if slug in reg[k]); l = found.setdefault((kind, slug), []); l.append(f) if f not in l else 0
    body = re.sub("\x01[^\x02]*\x02", lambda m: "\x03" * len(m[0]), text)
    def hit(m):
        f = sq(m[0]); l = found.setdefault(forms[f], []); l.append(f) if f not in l else 0; return "\x03" * len(m[0])
    left = rx(order).sub(hit, body); raw = text.replace("\x01", "").replace("\x02", "")
    for f in order:
        if forms[f] not in found and rx([f]).search(raw): nest.setdefault(forms[f], []).append(f)
    return found, nest, left

def gold(P, reg, pages):
    mk = Maker(P, reg, pages); text = "\n".join(t for t, _ in mk.lab); found, nest, left = find_names(mk, text, reg)
    plain = mk.cln(text); np_ = plain.replace(" | ", " "); g = {"source": f"{P['stem']}.{P['fmt']}"}
    bad = lambda *a: print("  NOT PRINTED", P["stem"], *a)
    g["meetings"] = [dict(zip("date board_printed venue start end chair_printed evidence".split(), m), line=None) for m in P["meetings"]]
    for m in g["meetings"]:
        for k in ("board_printed", "venue", "chair_printed"):
            if m[k] and m[k] not in plain: bad(k, m[k])
    g["future_dates"] = []
    for a, d, pr in P["future"]:
        if pr not in plain: bad("future", pr)
        g["future_dates"].append({"stated_at": a, "date": d, "line": None})
    for k in "attendance agenda_items minute_items resolutions actions minute_actions votes reports recommendations".split():
        g[k] = mk.g[k]
        for r in g[k]:
            for f in ("name_printed", "organisation_printed", "role_printed", "title", "text", "asked_of_printed", "action", "responsible_printed", "comments", "status", "due_printed", "proposer_printed", "seconder_printed"):
                if k == "resolutions" and f == "action": continue
                if isinstance(r.get(f), str) and sq(r[f]) not in plain and sq(r[f]) not in np_: bad(k, f, r[f])
            for x in r.get("responsible", []) + r.get("authors", []) + r.get("presenters", []) + r.get("presented_by", []): assert x in reg["people"], x
    g["people"] = {sl: {"name": re.sub(r"^(Cllr|Councillor|Dr|Mrs|Mr|Ms) ", "", fs[0]), "printed": found["people", sl], "roles": [r.strip() for r in tl.split(";") if r.strip() and r.strip() in plain]} for sl, (fs, tl) in reg["people"].items() if ("people", sl) in found}
    for kind, key in (("orgs", "organisations"), ("progs", "programmes")):
        g[key] = {}
        for sl, (fs, tl) in reg[kind].items():
            pr = found.get((kind, sl)) or nest.get((kind, sl))
            if not pr: continue
            tk = tl.split(); e = {"name": fs[0], "printed": pr, "kind": tk[0]}
            if kind == "orgs": e["part_of"] = next((x[5:] for x in tk if x.startswith("part=")), None)
            e["grade"] = "optional" if "opt" in tk or (kind, sl) not in found else "core"
            if "dual" in tk: e["kinds_ok"] = ["organisation", "programme"]
            g[key][sl] = e
    g["money"], g["indicators"], g["notes"] = mk.g["money"], mk.g["indicators"], P.get("notes", [])
    return mk, g, [[mk.cln(t), l] for t, l in mk.lab], left

strip = lambda t: t.replace("\x01", "").replace("\x02", "")
def to_pdf(path, mk, P, N=0):
    from reportlab.platypus import BaseDocTemplate, PageTemplate, Frame, Paragraph, Spacer, Table, PageBreak, Flowable
    from reportlab.lib.styles import ParagraphStyle as S
    from reportlab.lib.units import mm
    from reportlab.lib import colors
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    fam = P.get("font", "Helvetica")
    if fam == "DejaVu":
        R, Bo, It = "DJ", "DJ-B", "DJ-I"
        for a, f in zip((R, Bo, It), ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique")):
            f = f"/usr/share/fonts/truetype/dejavu/{f}.ttf"; f = f if os.path.exists(f) else f.replace("-Oblique", "")
            pdfmetrics.registerFont(TTFont(a, f))
    else: R, Bo, It = {"Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"), "Times": ("Times-Roman", "Times-Bold", "Times-Italic")}[fam]
    z = P.get("size", 11); L = z * 1.26; al = {"c": 1, "l": 0, "r": 2}[P.get("talign", "l")]; X = P.get("pdfstyle", {})
    mkst = lambda **k: S("x", **{**dict(fontName=R, fontSize=z, leading=L, spaceAfter=5), **k})
    st = dict(body=mkst(), num=mkst(leftIndent=30, firstLineIndent=-30), bullet=mkst(leftIndent=18, firstLineIndent=-9, spaceAfter=3), title=mkst(fontName=Bo, fontSize=z + 5, leading=z + 9, alignment=al),
              sub=mkst(fontName=Bo, fontSize=z + 1, leading=L + 2, alignment=al, spaceAfter=3), h=mkst(fontName=Bo, spaceBefore=8), item=mkst(fontName=Bo, spaceBefore=10), lh=mkst(fontName=Bo, spaceBefore=6, spaceAfter=2),
              att=mkst(spaceAfter=2), dec=mkst(fontName=X.get("dec", R) and (Bo if X.get("decbold") else R), leftIndent=X.get("decin", 0)), clause=mkst(leftIndent=44, firstLineIndent=-22, spaceAfter=4), act=mkst(fontName=Bo, alignment=X.get("actal", 0), leftIndent=X.get("actin", 0)),
              ag=mkst(spaceBefore=4, fontName=Bo if X.get("agbold") else R), agt=mkst(leftIndent=26, fontName=It), ital=mkst(fontName=It), right=mkst(alignment=2), slide=mkst(fontSize=z + 3, leading=z + 7, leftIndent=24, firstLineIndent=-12, spaceAfter=7), slideh=mkst(fontName=Bo, fontSize=z + 8, leading=z + 13, spaceBefore=30, spaceAfter=12, textColor=colors.HexColor("#1f3f6e")), small=mkst(fontSize=z - 2))
    c0 = S("c", fontName=R, fontSize=z - 1.5, leading=(z - 1.5) * 1.2); cb = S("cb", parent=c0, fontName=Bo); cu = mkst(spaceAfter=0); marks = {}
    class M(Flowable):
        def __init__(s, k): Flowable.__init__(s); s.k = k
        def wrap(s, a, b): return 0, 0
        def draw(s): marks[s.k] = s.canv.getPageNumber()
    e = lambda t: strip(t).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>"); fl = []; W = 166 * mm
    for o in mk.out:
        if o[0] == "p": fl.append(Paragraph(e(o[1]), st[o[2]]))
        elif o[0] == "brk": fl.append(PageBreak())
        elif o[0] == "mark": fl.append(M(o[1]))
        else:
            _, head, rows, w, ruled = o; k = len(head or rows[0]); w = w or [1] * k
            cs = c0 if ruled else cu
            data = ([[Paragraph(e(x), cb) for x in head]] if head else []) + [[Paragraph(e(x), cb if o[0] == "g" and j == 0 else cs) for j, x in enumerate(r)] for r in rows]
            ts = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)] + ([] if ruled else [("LEFTPADDING", (0, 0), (-1, -1), 0)])
            if o[0] == "g":
                ts += [("BOX", (0, 0), (-1, -1), .6, colors.black), ("LINEBEFORE", (1, 0), (-1, -1), .6, colors.black)] + [("LINEABOVE", (0, i + 1), (-1, i + 1), .6, colors.black) for i, r in enumerate(rows) if r[0]]
            elif ruled: ts.append(("GRID", (0, 0), (-1, -1), .6, colors.HexColor(X.get("rule", "#000000"))))
            if ruled and head: ts.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(X.get("fill", "#dddddd"))))
            fl += [Table(data, colWidths=[W * x / sum(w) for x in w], style=ts, repeatRows=1 if head else 0), Spacer(1, 8)]
    def deco(c, d):
        c.setFont(R, 8); i = c.getPageNumber(); pos = X.get("headpos", "l")
        if P.get("head"): (c.drawString(22 * mm, 286 * mm, P["head"]) if pos == "l" else c.drawRightString(188 * mm, 286 * mm, P["head"]))
        if P.get("foot"):
            t = P["foot"].format(n=i, N=N); (c.drawCentredString(105 * mm, 10 * mm, t) if X.get("footpos", "c") == "c" else c.drawRightString(188 * mm, 10 * mm, t))
    d = BaseDocTemplate(path, pagesize=(210 * mm, 297 * mm), title=P["stem"]); d.addPageTemplates([PageTemplate(frames=[Frame(22 * mm, 18 * mm, W, 260 * mm, leftPadding=0, rightPadding=0)], onPage=deco)]); d.build(fl)
    return marks, d.page

def to_docx(path, mk, P):
    from docx import Document
    from docx.shared import Pt, Mm
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    D = Document(); sc = D.sections[0]; sc.page_width, sc.page_height = Mm(210), Mm(297); sc.left_margin = sc.right_margin = Mm(22)
    z = P.get("size", 11); nm = D.styles["Normal"]; nm.font.name = {"Helvetica": "Arial", "Times": "Times New Roman", "DejaVu": "Calibri"}[P.get("font", "Helvetica")]; nm.font.size = Pt(z); nm.paragraph_format.space_after = Pt(5)
    if P.get("head"): sc.header.paragraphs[0].text = P["head"]
    if P.get("foot"):
        fp = sc.footer.paragraphs[0]; fp.alignment = 1
        for part in re.split(r"(\{\w\})", P["foot"]):
            r = fp.add_run("" if part.startswith("{") else part)
            if part.startswith("{"):
                for ty, tx in (("begin", 0), (0, "PAGE" if part == "{n}" else "NUMPAGES"), ("end", 0)):
                    x = OxmlElement("w:fldChar" if ty else "w:instrText")
                    if ty: x.set(qn("w:fldCharType"), ty)
                    else: x.text = tx
                    r._r.append(x)
    X = P.get("pdfstyle", {})
    for o in mk.out:
        if o[0] == "p":
            s = o[2]; q = D.add_paragraph(); 
            for i, l in enumerate(strip(o[1]).split("\n")):
                if i: q.runs[-1].add_break()
                r = q.add_run(l); r.bold = s in ("title", "sub", "h", "item", "lh", "act", "slideh") or (s == "ag" and X.get("agbold")) or (s == "dec" and X.get("decbold")) or None; r.italic = s in ("agt", "ital") or None
                if s in ("title", "slideh"): r.font.size = Pt(z + 5)
            if s in ("title", "sub"): q.alignment = {"l": 0, "c": 1, "r": 2}[P.get("talign", "l")]
            if s in ("right",) or (s == "act" and X.get("actal") == 2): q.alignment = 2
            if s == "num": q.paragraph_format.left_indent = Mm(11); q.paragraph_format.first_line_indent = Mm(-11)
            if s in ("clause", "bullet", "slide", "agt"): q.paragraph_format.left_indent = Mm(12)
            if s == "att": q.paragraph_format.space_after = Pt(0)
        elif o[0] == "brk": D.add_page_break()
        elif o[0] in "tg":
            _, head, rows, w, ruled = o; k = len(head or rows[0]); w = w or [1] * k; T = D.add_table(rows=0, cols=k); T.autofit = False
            if ruled: T.style = "Table Grid"
            for i, r in enumerate(([head] if head else []) + list(rows)):
                for j, (x, c) in enumerate(zip(r, T.add_row().cells)):
                    c.width = Mm(166 * w[j] / sum(w)); q = c.paragraphs[0]; q.paragraph_format.space_after = Pt(2); rr = q.add_run(strip(x)); rr.font.size = Pt(z - 1); rr.bold = (bool(head) and i == 0) or (o[0] == "g" and j == 0) or None
            D.add_paragraph()
    D.save(path)

def to_txt(path, mk, P):
    W, PER = 104, 60; pages, cur = [], []
    def put(*lines):
        nonlocal cur
        for l in lines:
            if len(cur) >= PER: pages.append(cur); cur = []
            if l.strip() or cur: cur.append(l.rstrip())
    for o in mk.out:
        if o[0] == "p":
            t, s = strip(o[1]), o[2]; a, b = {"bullet": (4, 6), "slide": (6, 8), "clause": (6, 10), "agt": (8, 8), "num": (0, 7)}.get(s, (0, 0))
            t = re.sub(r"^• ", "•   " if s == "slide" else "• ", t); lines = textwrap.wrap(t, W - 4, initial_indent=" " * a, subsequent_indent=" " * b)
            if s in ("title", "sub", "slideh") and P.get("talign") == "c": lines = [l.center(W) for l in lines]
            if s in ("item", "h", "lh", "slideh"): put("")
            put(*lines)
            if s not in ("att", "bullet"): put("")
        elif o[0] == "brk": pages.append(cur); cur = []
        elif o[0] in "tg":
            _, head, rows, w, ruled = o; k = len(head or rows[0]); w = w or [1] * k; cw = [max(5, int((W - 3 * k) * x / sum(w))) for x in w]
            for i, r in enumerate(([head] if head else []) + list(rows)):
                if o[0] == "g" and r[0] and i: put("")
                cells = [textwrap.wrap(strip(x), c) or [""] for x, c in zip(r, cw)]; m = max(map(len, cells))
                for y in range(m): put(" " + "   ".join((c[y] if y < len(c) else "").ljust(q) for c, q in zip(cells, cw)))
                if m > 1 or o[0] == "g" or not i: put("")
            put("")
    pages.append(cur); pages = [x for x in pages if x]
    res = []
    for i, x in enumerate(pages):
        while x and not x[-1]: x.pop()
        res.append("\n".join(([P["head"].rjust(W), ""] if P.get("head") else []) + x + ([""] * 2 + [P["foot"].format(n=i + 1, N=len(pages)).center(W).rstrip()] if P.get("foot") else [])) + "\n")
    open(path, "w", encoding="utf-8").write("\f".join(res) + "\f"); return len(pages)

def build(packs, PEOPLE, ORGS, PROGS):
    reg = {"people": parse(PEOPLE), "orgs": parse(ORGS), "progs": parse(PROGS)}
    for d in ("", "gold", "labels"): os.makedirs(os.path.join(OUT, d), exist_ok=True)
    for P in packs:
        pages, N = {}, 0
        for _ in range(3):
            mk, *_x = gold(dict(P, meetings=[], future=[]), reg, pages) if False else (Maker(P, reg, pages),)
            marks, N = to_pdf(os.path.join(tempfile.gettempdir(), f"w3_{P['stem']}.pdf"), mk, P, N); ks = sorted(marks.items(), key=lambda x: x[1]); pages = {}
            for i, (k, a) in enumerate(ks): pages[k] = [a, max(a, (ks[i + 1][1] - 1) if i + 1 < len(ks) else N)]
        mk, g, lab, left = gold(P, reg, pages); path = os.path.join(OUT, f"{P['stem']}.{P['fmt']}")
        if P["fmt"] == "pdf": to_pdf(path, mk, P, N)
        elif P["fmt"] == "docx": to_docx(path, mk, P)
        else: N = to_txt(path, mk, P)
        json.dump(g, open(os.path.join(OUT, "gold", P["stem"] + ".json"), "w", encoding="utf-8"), ensure_ascii=False, indent=2)
        open(os.path.join(OUT, "labels", P["stem"] + ".json"), "w", encoding="utf-8").write("[\n" + ",\n".join("  " + json.dumps(x, ensure_ascii=False) for x in lab) + "\n]\n")
        print(P["stem"], P["fmt"], "pages", N, "words", sum(len(t.split()) for t, _ in lab), {k: len(v) for k, v in g.items() if isinstance(v, (list, dict))})
        if os.environ.get("CHECK"): print("   LEFT:", sorted(set(x.strip() for x in re.findall(r"(?:[A-Z][\w’'&-]+(?: (?:of|and|the|for|to|in|on) )?[ ]?){2,}|\b[A-Z]{2,}\b", left))))
