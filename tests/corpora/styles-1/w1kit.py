"""Renders packs given as lists of blocks to PDF/DOCX/TXT and makes gold and labels from the same blocks."""
import tempfile, os  # noqa
import re, json, os, textwrap
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "out")

# ---- block constructors -------------------------------------------------
def T(kind, *lines): return dict(b="T", kind=kind, lines=lines)
def P(text, label=None, style=None): return dict(b="P", text=text, label=label, style=style)
def B(*texts): return [dict(b="P", text="•  " + t, label=None, style="bul") for t in texts]
def H(text, label="heading"): return dict(b="H", text=text, label=label)
def PB(): return dict(b="PB")
def MARK(k): return dict(b="MARK", k=k)
def MEET(d): return dict(b="MEET", d=d)
def AGT(meeting, rows, cols=None, widths=None, ruled=False): return dict(b="AGT", meeting=meeting, rows=rows, cols=cols, widths=widths, ruled=ruled)
def AG(num, title, kind="procedural", by="", who=None, pages=None, note=None, tail=None):
    return dict(num=num, title=title, kind=kind, by=by, who=who, pages=pages, note=note, tail=tail)
def I(num, title, about="", by="", label="item", printed=None): return dict(b="I", num=num, title=title, about=about, by=by, label=label, printed=printed)
def ATT(section, head, rows, layout="lines", cols=None, widths=None, sent=None, headlabel="list-head"):
    return dict(b="ATT", section=section, head=head, rows=rows, layout=layout, cols=cols, widths=widths, sent=sent, headlabel=headlabel)
def D(text, act, clause=None, due=None, asked=None, pre="", label="decision"):
    m = re.match(r"\((\w+)\)\s+", text)
    if clause and m and m[1] == clause: pre, text = pre + m[0], text[m.end():]
    return dict(b="D", text=text, act=act, clause=clause, due=due, asked=asked, pre=pre, label=label)
def A(text, who, by=None, due=None, pre="", post="", col=None): return dict(b="A", text=text, who=who, by=by, due=due, pre=pre, post=post, col=col)
def V(text, result, f=None, a=None, ab=None, prop=None, sec=None, label="vote"):
    return dict(b="V", text=text, result=result, f=f, a=a, ab=ab, prop=prop, sec=sec, label=label)
def MT(head, blocks, widths): return dict(b="MT", head=head, blocks=blocks, widths=widths)
def LOG(meeting, cols, rows, widths, ruled=True): return dict(b="LOG", meeting=meeting, cols=cols, rows=rows, widths=widths, ruled=ruled)
def REP(title, item, org, authors): return dict(b="REP", title=title, item=item, org=org, authors=authors)
def FS(rows, widths=(30, 70)): return dict(b="FS", rows=rows, widths=widths)
def REC(clause, text, pre=""): return dict(b="REC", clause=clause, text=text, pre=pre)
def TAB(head, rows, widths=None, ruled=True, ind=None): return dict(b="TAB", head=head, rows=rows, widths=widths, ruled=ruled, ind=ind)

def flat(bs):
    for b in bs:
        if isinstance(b, (list, tuple)): yield from flat(b)
        else: yield b
def after(blocks, prefix, *new):
    """puts further blocks behind the one whose text or title begins with prefix"""
    fb = list(flat(blocks))
    for i, b in enumerate(fb):
        if (b.get("text") or b.get("title") or "").startswith(prefix) and b["b"] != "REP":
            fb[i + 1:i + 1] = list(flat(new)); blocks[:] = fb; return True
        if b["b"] == "MT" and after(b["blocks"], prefix, *new): blocks[:] = fb; return True
    blocks[:] = fb
    return False
def add(blocks, *pairs):
    for prefix, new in pairs:
        if not after(blocks, prefix, *new): raise SystemExit("no block begins " + prefix)
sl = lambda s: [x.strip() for x in s.split(",") if x.strip()] if isinstance(s, str) else list(s or [])
fold = lambda s: re.sub(r"\s+", " ", s).strip()

class Pack:
    def __init__(s, stem, fmt, date, meetings, future, blocks, style, notes=(), slugs=None, extra_money=()):
        s.__dict__.update(stem=stem, fmt=fmt, date=date, meetings=meetings, future=future, blocks=list(flat(blocks)), style=style, notes=list(notes))

# ---- interpretation -----------------------------------------------------
class Build:
    def __init__(s, pack, reg, pages):
        s.p, s.reg, s.pages = pack, reg, pages
        s.el, s.lab, s.forced = [], [], []
        s.g = {k: [] for k in ("attendance agenda_items minute_items resolutions actions minute_actions votes reports recommendations money indicators".split())}
        s.meeting, s.item, s.rep, s.cur = pack.date, None, None, None
        st = pack.style
        for t in (st.get("head"), st.get("foot_label")):
            if t: s.lab.append([t, "furniture"])
        for b in pack.blocks: s.block(b)

    def inline(s, t):
        """strip inline marks, collecting money, forced names, decisions and actions; gives (text, has_decision, has_action)"""
        if not t: return t, 0, 0
        t = re.sub(r"@([\w-]+)@", lambda m: s.pages.get(m[1], "0"), t)
        def money(m):
            a, ab, c = (m[1].split("|") + ["", ""])[:3]
            s.g["money"].append({"amount": a, "about": sl(ab), "line": None, "context": c}); return a
        t = re.sub(r"\[\[([^\]]+)\]\]", money, t)
        nd = na = 0
        def mark(m):
            nonlocal nd, na
            f, body = m[1].split("|", 1); f = f.split(";"); kw = dict(x.split("=", 1) for x in f[1:])
            clean = re.sub(r"\{([\w-]+):([^}]+)\}", r"\2", body)
            if f[0] == "act":
                na = 1; s.act(clean, kw.get("who", ""), kw.get("by"), kw.get("due"))
            else:
                nd = 1; s.res(clean, f[0], kw.get("clause"), kw.get("due"), kw.get("asked"))
            return body
        t = re.sub(r"<<(.+?)>>", mark, t)
        def force(m): s.forced.append((m[1], m[2])); return "\x01" + m[2] + "\x02"
        t = re.sub(r"\{([\w-]+):([^}]+)\}", force, t)
        return t, nd, na
    def clean(s, t): return fold(t.replace("\x01", "").replace("\x02", ""))

    def res(s, text, act, clause, due, asked):
        s.g["resolutions"].append({"meeting": s.meeting, "item": s.item, "clause": clause, "text": fold(text), "action": act, "due": due, "asked_of_printed": asked, "line": None})
        if clause and s.cur: s.cur["points"] += 1
    def act(s, text, who, by, due):
        s.g["minute_actions"].append({"meeting": s.meeting, "item": s.item, "action": fold(text), "responsible": sl(who), "responsible_printed": by, "due": due})

    def para(s, text, style, label): s.el.append(("p", text, style)); s.lab.append([text, label])
    def table(s, head, rows, widths, ruled, labels, headlabel="row-head", boldrows=()):
        s.el.append(("t", head, rows, widths, ruled, boldrows))
        if head: s.lab.append([" | ".join(c for c in head if c), headlabel])
        for r, l in zip(rows, labels): s.lab.append([" | ".join(c for c in r if c), l])

    def row(s, b):
        """one row of a minutes table: (num, text, right column, label)"""
        k = b["b"]
        if k == "I": s.setitem(b); return [b["num"] or "", b["title"], ""], b["label"], True
        if k == "P":
            t, nd, na = s.inline(b["text"]); return ["", t, ""], b["label"] or ("decision" if nd else "text"), False
        if k == "D":
            t, _, _ = s.inline(b["text"]); s.res(s.clean(t), b["act"], b["clause"], b["due"], b["asked"]); return ["", b["pre"] + t, ""], b["label"], False
        if k == "A":
            t, _, _ = s.inline(b["text"]); s.act(s.clean(t), b["who"], b["by"], b["due"]); return ["", b["pre"] + t + b["post"], b["col"] or b["by"] or ""], "action", False
        if k == "V": s.vote(b); return ["", b["text"], ""], b["label"], False
        raise ValueError(k)
    def setitem(s, b):
        s.item = b["num"] or b["title"]
        ab = sl(b["about"])
        for x in ab: assert x in s.reg["orgs"] or x in s.reg["progs"], x
        s.cur = {"meeting": s.meeting, "number": b["num"], "title": b["title"], "line": None, "about_programmes": [x for x in ab if x in s.reg["progs"]],
                 "about_organisations": [x for x in ab if x in s.reg["orgs"]], "presented_by": sl(b["by"]), "points": 0}
        s.g["minute_items"].append(s.cur)
    def vote(s, b):
        s.g["votes"].append({"meeting": s.meeting, "item": s.item, "result": b["result"], "for": b["f"], "against": b["a"], "abstained": b["ab"], "proposer": b["prop"], "seconder": b["sec"]})

    def block(s, b):
        k = b["b"]; st = s.p.style
        if k == "T":
            for i, l in enumerate(b["lines"]): s.para(s.inline(l)[0], "title" if i == 0 else "title2", b["kind"])
        elif k == "P":
            t, nd, na = s.inline(b["text"]); s.para(t, b["style"] or "text", b["label"] or ("decision" if nd else "text"))
        elif k == "H": s.para(s.inline(b["text"])[0], "h", b["label"])
        elif k == "PB": s.el.append(("pb",))
        elif k == "MARK": s.el.append(("mark", b["k"]))
        elif k == "MEET": s.meeting, s.item, s.cur = b["d"], None, None
        elif k == "AGT":
            rows, labels = [], []
            for r in b["rows"]:
                pg = s.pages.get(r["pages"]) if r["pages"] else None
                s.g["agenda_items"].append({"meeting": b["meeting"], "number": r["num"], "title": r["title"], "pages": [int(x) for x in (pg.split(" - ") * 2)[:2]] if pg else None,
                    "presenters": sl(r["by"]), "kind": r["kind"], "line": None})
                if b["cols"]:
                    d = dict(num=r["num"] or "", title=r["title"], who=r["who"] or "", kind=r["tail"] or "", pages=pg or "", note=r["note"] or "")
                    rows.append([s.inline(d[c[0]])[0] for c in b["cols"]]); labels.append("item")
                else:
                    t = st["ag_fmt"](r["num"], r["title"]) + (f"   (Pages {pg})" if pg and " - " in pg else f"   (Page {pg})" if pg else "") + (r["tail"] or "")
                    s.para(t, st.get("agstyle", "agitem"), "item")
                    if r["who"]: s.para(s.inline(r["who"])[0], "agtext", "text")
                    if r["note"]: s.para(s.inline(r["note"])[0], "agtext", "text")
            if b["cols"]: s.table([c[1] for c in b["cols"]], rows, b["widths"], b["ruled"], labels)
        elif k == "I":
            s.setitem(b); s.para(b["printed"] or st["item_fmt"](b["num"], b["title"]), "item", b["label"])
        elif k == "D":
            t, _, _ = s.inline(b["text"]); s.res(s.clean(t), b["act"], b["clause"], b["due"], b["asked"])
            s.para(b["pre"] + t, "dec" if not b["clause"] else "clause", b["label"])
        elif k == "A":
            t, _, _ = s.inline(b["text"]); s.act(s.clean(t), b["who"], b["by"], b["due"]); s.para(b["pre"] + t + b["post"], "act", "action")
        elif k == "V": s.vote(b); s.para(b["text"], "text", b["label"])
        elif k == "MT":
            rs = [s.row(x) for x in flat(b["blocks"])]
            s.table(b["head"], [r[0] for r in rs], b["widths"], True, [r[1] for r in rs], boldrows=[i for i, r in enumerate(rs) if r[2]])
        elif k == "ATT": s.att(b)
        elif k == "LOG":
            rows = []
            for r in b["rows"]:
                c, _, _ = s.inline(r.get("comments")); a, _, _ = s.inline(r["action"])
                s.g["actions"].append({"log_of": b["meeting"], "number": r.get("number"), "raised": sl(r.get("raised", "")), "action": s.clean(a), "responsible": sl(r["who"]),
                    "responsible_printed": r["by"], "comments": s.clean(c) if c else None, "status": r.get("status"), "due_printed": r.get("due"), "line": None})
                d = dict(r, action=a, comments=c or "")
                rows.append([d.get({"raised": "raisedp"}.get(x[0], x[0])) or "" for x in b["cols"]])
            s.table([c[1] for c in b["cols"]], rows, b["widths"], b["ruled"], ["row"] * len(rows))
        elif k == "REP":
            s.rep = b["title"]
            s.g["reports"].append({"meeting": s.p.date, "title": b["title"], "item": b["item"], "organisation": b["org"], "authors": sl(b["authors"]), "line": None})
        elif k == "FS": s.table(None, [[s.inline(x)[0] for x in r] for r in b["rows"]], b["widths"], True, ["report"] * len(b["rows"]))
        elif k == "REC":
            t, _, _ = s.inline(b["text"])
            s.g["recommendations"].append({"meeting": s.p.date, "report_title": s.rep, "clause": b["clause"], "text": s.clean(t), "line": None})
            s.para(b["pre"] + t, "clause", "recommendation")
        elif k == "TAB":
            rows = [[s.inline(x)[0] for x in r] for r in b["rows"]]
            s.table(b["head"], rows, b["widths"], b["ruled"], ["row"] * len(rows))
            if b["ind"]:
                for r in rows:
                    for c, period in b["ind"]["cols"].items():
                        if r[c] == "–": continue
                        n, a = (b["ind"]["name"], r[0]) if b["ind"].get("name") else (r[0], b["ind"]["area"])
                        s.g["indicators"].append({"indicator": n, "area": a, "period": period, "value": r[c], "line": None})
        else: raise ValueError(k)

    def att(s, b):
        """rows: "name|slug|organisation|role|flags/initials" ; flags: * chair"""
        rows = []
        for r in b["rows"]:
            if r.startswith("#"): rows.append(r); continue
            n, slug, org, role, x = (r.split("|") + [""] * 5)[:5]
            assert slug in s.reg["people"], slug
            rows.append((n, slug, org, role, x))
            s.g["attendance"].append({"meeting": s.meeting, "section": b["section"], "name_printed": n, "person": slug, "organisation_printed": org or None, "role_printed": role or None, "chair": "*" in x, "line": None})
        if b["head"] and b["layout"] != "sentence": s.para(b["head"], "lh", b["headlabel"])
        L, sec = b["layout"], b["section"]
        if L == "sentence": s.para(b["sent"], "text", sec)
        elif L == "lines":
            f = s.p.style["att_fmt"]
            for r in rows: s.para(f(r), "att", sec)
        elif L == "table":
            d = lambda r: dict(name=r[0], org=r[2], role=r[3], init=r[4].replace("*", ""))
            s.table([c[1] for c in b["cols"]], [[d(r)[c[0]] for c in b["cols"]] for r in rows], b["widths"], True, [sec] * len(rows))
        elif L == "namerole":     # unruled: name | role, organisation
            s.table(None, [[r[0], ", ".join(x for x in (r[3], r[2]) if x)] for r in rows], b["widths"], False, [sec] * len(rows))
        elif L == "twocol":       # two people a line, without rules
            f = s.p.style["att_fmt"]; h = (len(rows) + 1) // 2
            s.table(None, [[f(rows[i]), f(rows[i + h]) if i + h < len(rows) else ""] for i in range(h)], (50, 50), False, [sec] * h)

# ---- names --------------------------------------------------------------
def parse_reg(d, person=False):
    o = {}
    for slug, v in d.items():
        body, _, tail = v.partition("#"); forms = [x.strip() for x in body.split(";") if x.strip()]
        o[slug] = (forms, tail.strip())
    return o

def names(bl, text, reg):
    """printed forms that occur, longest first; a form only within longer names makes an optional entry"""
    cands = []
    for kind in ("people", "orgs", "progs"):
        for slug, (forms, _) in reg[kind].items():
            for f in forms:
                cands.append((f, kind, slug))
                if len(f) > 4 and f.upper() != f: cands.append((f.upper(), kind, slug))
    cands.sort(key=lambda c: -len(c[0]))
    found, nested = {}, {}
    masked = re.sub("\x01[^\x02]*\x02", lambda m: "\x03" * len(m[0]), text)
    raw = text.replace("\x01", " ").replace("\x02", " ")
    for slug, f in bl.forced:
        kind = next(k for k in ("people", "orgs", "progs") if slug in reg[k])
        fs = found.setdefault((kind, slug), [])
        if f not in fs: fs.append(f)
    skip = {s for s in reg.get("forced_only", ())}
    for f, kind, slug in cands:
        if (slug, f) in skip or slug + "/" + f in skip: continue
        rx = re.compile(r"(?<![\w&])" + r"\s+".join(map(re.escape, f.split())) + r"(?![\w])")
        if rx.search(masked):
            masked = rx.sub(lambda m: "\x03" * len(m[0]), masked)
            fs = found.setdefault((kind, slug), [])
            if f not in fs: fs.append(f)
        elif rx.search(raw): nested.setdefault((kind, slug), []).append(f)
    return found, nested, masked

def make(pack, reg, pages):
    bl = Build(pack, reg, pages)
    text = "\n".join(t for t, _ in bl.lab)
    found, nested, masked = names(bl, text, reg)
    plain = fold(text.replace("\x01", "").replace("\x02", "")); nopipe = plain.replace(" | ", " ")
    g = {"source": f"{pack.stem}.{pack.fmt}"}
    g["meetings"] = [dict(zip(("date", "board_printed", "venue", "start", "end", "chair_printed", "evidence"), m), line=None) for m in pack.meetings]
    for m in g["meetings"]:
        for k in ("board_printed", "venue", "chair_printed"):
            if m[k] and m[k] not in plain: print("  NOT PRINTED", pack.stem, k, m[k])
    g["future_dates"] = []
    for a, d, pr in pack.future:
        if pr not in plain: print("  NOT PRINTED", pack.stem, "future", pr)
        g["future_dates"].append({"stated_at": a, "date": d, "line": None})
    g.update({k: bl.g[k] for k in "attendance agenda_items minute_items resolutions actions minute_actions votes reports recommendations".split()})
    for sec, ks in (("attendance", ("name_printed", "organisation_printed", "role_printed")), ("agenda_items", ("title",)), ("resolutions", ("text", "asked_of_printed")),
                    ("actions", ("action", "responsible_printed", "comments", "status")), ("minute_actions", ("action", "responsible_printed")), ("reports", ("title",)), ("recommendations", ("text",))):
        for r in g[sec]:
            for k in ks:
                if r.get(k) and fold(r[k]) not in plain and fold(r[k]) not in nopipe: print("  NOT PRINTED", pack.stem, sec, k, r[k])
            for sg in r.get("responsible", []) + r.get("authors", []) + r.get("presenters", []): assert sg in reg["people"], sg
    g["people"], g["organisations"], g["programmes"] = {}, {}, {}
    for slug, (forms, tail) in reg["people"].items():
        if ("people", slug) in found:
            g["people"][slug] = {"name": forms[0], "printed": found["people", slug], "roles": [r.strip() for r in tail.split(";") if r.strip() and r.strip() in plain]}
    for kind, key in (("orgs", "organisations"), ("progs", "programmes")):
        for slug, (forms, tail) in reg[kind].items():
            hit = (kind, slug) in found
            if not hit and (kind, slug) not in nested: continue
            tk = tail.split(); e = {"name": forms[0], "printed": found.get((kind, slug)) or nested[kind, slug], "kind": tk[0]}
            if kind == "orgs": e["part_of"] = next((t[5:] for t in tk if t.startswith("part=")), None)
            e["grade"] = "optional" if "opt" in tk or not hit else "core"
            if "ok" in tk: e["kinds_ok"] = ["organisation", "programme"]
            g[key][slug] = e
    g["money"], g["indicators"] = bl.g["money"], bl.g["indicators"]
    g["notes"] = pack.notes
    lab = [[fold(t.replace("\x01", "").replace("\x02", "")), l] for t, l in bl.lab]
    for e in bl.el: pass
    return bl, g, lab, masked

cl = lambda t: t.replace("\x01", "").replace("\x02", "")
# ---- PDF ------------------------------------------------------------------
def pdf(path, bl, style, npages=None):
    from reportlab.platypus import BaseDocTemplate, PageTemplate, Frame, Paragraph, Spacer, Table, TableStyle, PageBreak, Flowable
    from reportlab.lib.styles import ParagraphStyle as PS
    from reportlab.lib.units import mm
    from reportlab.lib import colors
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    fam = style.get("font", "Helvetica")
    if fam == "DejaVuSans":
        for n, f in (("DejaVuSans", "DejaVuSansCondensed"), ("DejaVuSans-Bold", "DejaVuSansCondensed-Bold"), ("DejaVuSans-Oblique", "DejaVuSansCondensed-Oblique")):
            pdfmetrics.registerFont(TTFont(n, f"/usr/share/fonts/truetype/dejavu/{f}.ttf"))
    R, Bd, It = {"Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"), "Times": ("Times-Roman", "Times-Bold", "Times-Italic"), "DejaVuSans": ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique")}[fam]
    z = style.get("size", 11); ld = z * 1.28; ctr = 1 if style.get("centre", True) else 0
    S = dict(text=PS("t", fontName=R, fontSize=z, leading=ld, spaceAfter=6, alignment=style.get("align", 0)), bul=PS("b", fontName=R, fontSize=z, leading=ld, spaceAfter=3, leftIndent=16, firstLineIndent=-10),
        title=PS("ti", fontName=Bd, fontSize=z + 4, leading=z + 8, alignment=ctr, spaceAfter=6), title2=PS("t2", fontName=Bd if style.get("t2bold", True) else R, fontSize=z + .5, leading=ld + 1, alignment=ctr, spaceAfter=4),
        h=PS("h", fontName=Bd, fontSize=z + .5, leading=ld + 1, spaceBefore=8, spaceAfter=4), item=PS("i", fontName=Bd, fontSize=z, leading=ld, spaceBefore=9, spaceAfter=4),
        lh=PS("lh", fontName=Bd, fontSize=z, leading=ld, spaceBefore=6, spaceAfter=2), att=PS("at", fontName=R, fontSize=z, leading=ld, spaceAfter=1),
        dec=PS("d", fontName=R if style.get("decplain") else Bd, fontSize=z, leading=ld, spaceAfter=5), clause=PS("c", fontName=R, fontSize=z, leading=ld, spaceAfter=4, leftIndent=30, firstLineIndent=-18),
        act=PS("a", fontName=Bd, fontSize=z, leading=ld, spaceAfter=6), agitem=PS("ai", fontName=Bd, fontSize=z, leading=ld, spaceBefore=5, spaceAfter=2), agplain=PS("ap", fontName=R, fontSize=z, leading=ld, spaceBefore=2, spaceAfter=2),
        agtext=PS("ax", fontName=R, fontSize=z, leading=ld, spaceAfter=3, leftIndent=28), right=PS("r", fontName=It, fontSize=z - 1, leading=ld, alignment=2, spaceAfter=4), bold=PS("bo", fontName=Bd, fontSize=z, leading=ld, spaceAfter=5))
    C = PS("cell", fontName=R, fontSize=z - 1.2, leading=(z - 1.2) * 1.22); CB = PS("cb", parent=C, fontName=Bd); CU = PS("cu", fontName=R, fontSize=z, leading=ld)
    marks = {}
    class Mark(Flowable):
        def __init__(s, k): Flowable.__init__(s); s.k = k; s.width = s.height = 0
        def wrap(s, w, h): return 0, 0
        def draw(s): marks[s.k] = s.canv.getPageNumber()
    esc = lambda t: cl(t).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")
    fl, W = [], 170
    for e in bl.el:
        if e[0] == "p": fl.append(Paragraph(esc(e[1]), S[e[2]]))
        elif e[0] == "pb": fl.append(PageBreak())
        elif e[0] == "mark": fl.append(Mark(e[1]))
        else:
            _, head, rows, wd, ruled, bold = e
            n = len(head or rows[0]); wd = wd or [100 / n] * n; tot = sum(wd)
            c0 = C if ruled else CU
            data = ([[Paragraph(esc(x), CB) for x in head]] if head else []) + [[Paragraph(esc(x), CB if i in bold else c0) for x in r] for i, r in enumerate(rows)]
            ts = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 4 if ruled else 0), ("TOPPADDING", (0, 0), (-1, -1), 2.5 if ruled else 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 3 if ruled else 1)]
            if ruled:
                ts.append(("GRID", (0, 0), (-1, -1), .5, colors.black))
                if head: ts.append(("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey))
            fl += [Table(data, colWidths=[W * mm * x / tot for x in wd], style=TableStyle(ts), repeatRows=1 if head else 0), Spacer(1, 7)]
    def page(c, d):
        c.setFont(R, 8.5)
        if style.get("head") and (c.getPageNumber() > 1 or not style.get("head_not_first")): c.drawString(20 * mm, 285 * mm, style["head"])
        if style.get("foot"):
            f = style["foot"].format(n=c.getPageNumber(), N=npages or 0)
            {"c": lambda: c.drawCentredString(105 * mm, 10 * mm, f), "r": lambda: c.drawRightString(190 * mm, 10 * mm, f)}[style.get("footpos", "c")]()
    d = BaseDocTemplate(path, pagesize=(210 * mm, 297 * mm), title=style.get("doctitle", ""), author="")
    d.addPageTemplates([PageTemplate(frames=[Frame(20 * mm, 17 * mm, 170 * mm, 262 * mm, leftPadding=0, rightPadding=0)], onPage=page)])
    d.build(fl)
    return marks, d.page

# ---- DOCX -----------------------------------------------------------------
def docx(path, bl, style):
    from docx import Document
    from docx.shared import Pt, Mm
    from docx.enum.text import WD_ALIGN_PARAGRAPH as AL
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    d = Document(); sec = d.sections[0]; sec.page_width, sec.page_height = Mm(210), Mm(297); sec.left_margin = sec.right_margin = Mm(20); sec.top_margin = sec.bottom_margin = Mm(18)
    n = d.styles["Normal"]; n.font.name = {"Helvetica": "Arial", "Times": "Times New Roman", "DejaVuSans": "Verdana"}[style.get("font", "Helvetica")]; z = style.get("size", 11); n.font.size = Pt(z); n.paragraph_format.space_after = Pt(5)
    if style.get("head"): sec.header.paragraphs[0].text = style["head"]
    if style.get("foot"):
        fp = sec.footer.paragraphs[0]; fp.alignment = AL.CENTER
        for part in re.split(r"(\{n\}|\{N\})", style["foot"]):
            if part in ("{n}", "{N}"):
                r = fp.add_run()
                for typ, txt in (("begin", None), (None, "PAGE" if part == "{n}" else "NUMPAGES"), ("end", None)):
                    x = OxmlElement("w:fldChar" if typ else "w:instrText")
                    if typ: x.set(qn("w:fldCharType"), typ)
                    else: x.text = txt
                    r._r.append(x)
            elif part: fp.add_run(part)
    hs = style.get("docx_headings")
    for e in bl.el:
        if e[0] == "p":
            t, s = cl(e[1]), e[2]
            if hs and s in ("item", "h"): p = d.add_heading(t, 2 if s == "item" else 3); continue
            p = d.add_paragraph(); lines = t.split("\n"); r = p.add_run(lines[0])
            for l in lines[1:]: r.add_break(); r = p.add_run(l)
            for r in p.runs:
                if s in ("title", "h", "item", "lh", "act", "agitem", "bold") or s == "title2" and style.get("t2bold", True) or s == "dec" and not style.get("decplain"): r.bold = True
                if s == "title": r.font.size = Pt(z + 4)
                if s == "right": r.italic = True
            if s in ("title", "title2") and style.get("centre", True): p.alignment = AL.CENTER
            if s == "right": p.alignment = AL.RIGHT
            if s in ("clause",): p.paragraph_format.left_indent = Mm(10); p.paragraph_format.first_line_indent = Mm(-6)
            if s in ("bul", "agtext"): p.paragraph_format.left_indent = Mm(8)
            if s == "att": p.paragraph_format.space_after = Pt(0)
        elif e[0] == "pb": d.add_page_break()
        elif e[0] == "t":
            _, head, rows, wd, ruled, bold = e
            k = len(head or rows[0]); wd = wd or [100 / k] * k; tot = sum(wd)
            tb = d.add_table(rows=0, cols=k)
            if ruled: tb.style = "Table Grid"
            tb.autofit = False
            for i, r in enumerate(([head] if head else []) + list(rows)):
                cells = tb.add_row().cells; j = i - (1 if head else 0)
                for x, c, w in zip(r, cells, wd):
                    c.width = Mm(170 * w / tot); c.paragraphs[0].paragraph_format.space_after = Pt(1)
                    run = c.paragraphs[0].add_run(cl(x)); run.font.size = Pt(z - 1)
                    if j < 0 or j in bold: run.bold = True
            d.add_paragraph().paragraph_format.space_after = Pt(2)
    d.save(path)

# ---- TXT as pdftotext -layout ------------------------------------------------
def txt(path, bl, style):
    W, PER = 96, 56; pages, cur = [], []
    def put(ls):
        nonlocal cur
        for l in ls:
            if len(cur) >= PER: pages.append(cur); cur = []
            cur.append(l.rstrip())
    for e in bl.el:
        if e[0] == "p":
            t, s = cl(e[1]), e[2]; ind = {"clause": 6, "bul": 3, "agtext": 6}.get(s, 0); sub = {"clause": 10, "bul": 6}.get(s, ind)
            ls = [x for l in t.split("\n") for x in textwrap.wrap(l, W, initial_indent=" " * ind, subsequent_indent=" " * sub)]
            if s in ("title", "title2") and style.get("centre", True): ls = [l.center(W) for l in ls]
            if s == "right": ls = [l.rjust(W) for l in ls]
            if s in ("item", "h", "lh", "title") and cur: put([""])
            put(ls)
            if s not in ("att", "agplain", "lh", "item", "h", "bul"): put([""])
        elif e[0] == "pb": pages.append(cur); cur = []
        elif e[0] == "t":
            _, head, rows, wd, ruled, bold = e
            k = len(head or rows[0]); wd = wd or [100 / k] * k; tot = sum(wd); cw = [max(6, int((W - 2 * k) * w / tot)) for w in wd]
            for r in ([head] if head else []) + list(rows):
                cells = [textwrap.wrap(cl(x), w) or [""] for x, w in zip(r, cw)]
                for i in range(max(map(len, cells))): put(["  ".join((c[i] if i < len(c) else "").ljust(w) for c, w in zip(cells, cw))])
                if ruled and max(map(len, cells)) > 1: put([""])
            put([""])
    pages.append(cur); out = []
    for i, p in enumerate(pages):
        h = [style["head"], ""] if style.get("head") else []
        f = ["", style["foot"].format(n=i + 1, N=len(pages)).center(W)] if style.get("foot") else []
        out.append("\n".join(h + p + f))
    open(path, "w").write("\n\f".join(out) + "\n"); return len(pages)

# ---- driver ---------------------------------------------------------------
def build(packs, PEOPLE, ORGS, PROGS, forced_only=()):
    reg = {"people": parse_reg(PEOPLE), "orgs": parse_reg(ORGS), "progs": parse_reg(PROGS), "forced_only": set(forced_only)}
    for d in ("", "gold", "labels"): os.makedirs(os.path.join(OUT, d), exist_ok=True)
    for p in packs:
        pages, n = {}, None
        for _ in range(3):
            bl, g, lab, masked = make(p, reg, pages)
            marks, n = pdf(os.path.join(tempfile.gettempdir(), "w1_pass.pdf"), bl, p.style, n)
            ks = sorted(marks.items(), key=lambda kv: kv[1]); pages = {}
            for i, (k, a) in enumerate(ks):
                b = ks[i + 1][1] - 1 if i + 1 < len(ks) else n
                pages[k] = f"{a} - {b}" if b > a else str(a)
        bl, g, lab, masked = make(p, reg, pages)
        path = os.path.join(OUT, f"{p.stem}.{p.fmt}")
        if p.fmt == "pdf": pdf(path, bl, p.style, n)
        elif p.fmt == "docx": docx(path, bl, p.style)
        else: n = txt(path, bl, p.style)
        json.dump(g, open(os.path.join(OUT, "gold", p.stem + ".json"), "w"), ensure_ascii=False, indent=2)
        open(os.path.join(OUT, "labels", p.stem + ".json"), "w").write("[\n" + ",\n".join(" " + json.dumps(x, ensure_ascii=False) for x in lab) + "\n]\n")
        words = sum(len(t.split()) for t, _ in lab)
        print(p.stem, p.fmt, "pages", n, "words", words, {k: len(v) for k, v in g.items() if isinstance(v, (list, dict))})
        if os.environ.get("CHECK"):
            left = re.findall(r"(?:[A-Z][\w’'&-]+(?: (?:of|and|the|for|to|in|on) )?[ ]?){2,}|\b[A-Z]{2,}\b", masked)
            print("   LEFT:", sorted(set(x.strip() for x in left)))
