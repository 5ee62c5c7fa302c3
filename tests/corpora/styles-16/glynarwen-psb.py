"""Glyn Arwen Public Services Board: two languages, text as Markdown, tables with bars, people as “Name –
Post, Body (initials)”, a log whose states stand in both languages, decisions after an arrow.
"""

from w16kit import Pack

PEOPLE = """
nest-tegfryn: Nest Tegfryn; Cllr Nest Tegfryn; Nest; NT # Chair; Leader
gwilym-saer: Gwilym Saerog; Gwilym; GS # Vice-Chair; Chief Executive
angharad-pwll: Angharad Pwllan; Angharad; AP # PSB Co-ordinator
dyfed-hallt: Dyfed Alltwen; Dyfed; DA # Area Manager
ruth-castell: Ruth Castellan; Ruth; RC # Executive Director of Public Health
marc-ellwood: Marc Ellwoodie; Marc; ME # Chief Superintendent
sioned-tomos: Siôned Tomosfryn; Siôned; ST # Chief Officer
ieuan-crug: Ieuan Crugddu; IC # Regional Manager
bethan-lloer: Bethan Lloergan; Bethan; BL # Principal
"""
ORGS = """
board: Glyn Arwen Public Services Board; Public Services Board; PSB; Bwrdd Gwasanaethau Cyhoeddus Glyn Arwen # board
council: Glyn Arwen County Council; Cyngor Sir Glyn Arwen # council
health: Dyffryn Gwyn University Health Board # health
police: Heddlu’r Gororau Police # police
fire: Arwen Fire and Rescue Service # public-body
nrw: Natural Resources Wales; NRW # public-body
cvo: Mantell Gwirfoddoli Arwen; Mantell Arwen # charity
college: Coleg y Bryniau # education
wg: Welsh Government # government
scrutiny: Partnerships Scrutiny Committee # committee
food: Arwen Food Network; Rhwydwaith Bwyd Arwen # network
fgc: Future Generations Commissioner for Wales # public-body opt
housing: Tai Hendre # company
"""
PROGS = """
plan: Well-being Plan 2023-28; Well-being Plan; Cynllun Llesiant # strategy
cynefin: Cynefin Cŵl # programme
bwyd: Bwyd i Bawb # project
milltir: Milltir Sgwâr; Square Mile # scheme
fund: Hadau Fund # fund
llif: Living with Water # project
uncam: Un Cam Ymlaen # campaign
apprent: First Rung # scheme
dewis: Clic Arwen # system
"""
b = Pack(__file__, "glynarwen-psb-2024-03-20", "txt", "2024-03-20", PEOPLE, ORGS, PROGS, [
    "Markdown: heads with #, tables with bars. Titles of minutes stand in Welsh and English on a line and are told whole; the agenda has a column for each and the English one is told.",
    "Status of the log is told in both languages, as printed.",
], item=lambda n, t: f"## {n}. {t}", how="pipe", wide=10**5, turn="\n", tight=("item0", "bullet"))  # fmt: skip
b.title("agenda-title", "# BWRDD GWASANAETHAU CYHOEDDUS GLYN ARWEN / GLYN ARWEN PUBLIC SERVICES BOARD", "**Dydd Mercher 20 Mawrth 2024 / Wednesday 20 March 2024**", "**13:30, Canolfan Hendre, Pentre Arwen**")
b.meet("2024-03-20", "GLYN ARWEN PUBLIC SERVICES BOARD", "Canolfan Hendre, Pentre Arwen", "13:30", evidence="agenda")
b.tagenda(["", "Eitem", "Item", "Arwain / Lead"], ["n", "w", "t", "l"], [
    ("1", "Croeso ac ymddiheuriadau", "Welcome and apologies", "NT"), ("2", "Cofnodion", "Minutes of 13 December 2023", "NT"), ("3", "Cofnod gweithredu", "Action record", "AP"),
    ("4", "Byw gyda dŵr", "Living with Water: options for Pentre Arwen", "DA"), ("5", "Bwyd i Bawb", "Bwyd i Bawb: second year", "ST"), ("6", "Unrhyw fater arall", "Any other business", "Pawb / All")], (1, 1, 1, 1))  # fmt: skip
for row, (kind, by) in zip(b.g["agenda_items"], [("procedural", "nest-tegfryn"), ("procedural", "nest-tegfryn"), ("procedural", "angharad-pwll"), ("report", "dyfed-hallt"), ("report", "sioned-tomos"), ("procedural", "")], strict=True):
    row.update(kind=kind, presenters=by.split())
b.title("minutes-title", "# Cofnodion / Minutes", "**Bwrdd Gwasanaethau Cyhoeddus Glyn Arwen / Glyn Arwen Public Services Board**", "13 December 2023, 13:30 – 15:40, Microsoft Teams")
b.meet("2023-12-13", "Glyn Arwen Public Services Board", "Microsoft Teams", "13:30", "15:40", "Cllr Nest Tegfryn")
b.who("present", "**Yn bresennol / Present**", [
    "nest-tegfryn*|Cllr Nest Tegfryn|Leader|Glyn Arwen County Council", "gwilym-saer|Gwilym Saerog|Chief Executive|Glyn Arwen County Council", "ruth-castell|Ruth Castellan|Executive Director of Public Health|Dyffryn Gwyn University Health Board",
    "marc-ellwood|Marc Ellwoodie|Chief Superintendent|Heddlu’r Gororau Police", "dyfed-hallt|Dyfed Alltwen|Area Manager|Natural Resources Wales", "sioned-tomos|Siôned Tomosfryn|Chief Officer|Mantell Gwirfoddoli Arwen", "bethan-lloer|Bethan Lloergan|Principal|Coleg y Bryniau"],
    lambda r: f"- {r['name']} – {r['role']}, {r['org']} ({''.join(w[0] for w in r['name'].removeprefix('Cllr ').split())})" + (" (Cadeirydd / Chair)" if "Nest" in r["name"] else ""))  # fmt: skip
b.who("officers", "**Swyddogion / Officers**", ["angharad-pwll|Angharad Pwllan|PSB Co-ordinator|"], lambda r: f"- {r['name']} – {r['role']} (AP)")
b.who("apologies", "**Ymddiheuriadau / Apologies**", ["ieuan-crug|Ieuan Crugddu|Regional Manager|Tai Hendre"], lambda r: f"- {r['name']} – {r['role']}, {r['org']} (IC)")
b.item("1", "Croeso / Welcome")
b.p("The Chair welcomed Bethan, for whom it was a first meeting. Simultaneous translation was available throughout.")
b.item("2", "Cofnodion / Minutes")
b.p("➔ <<approve|Cytunwyd / Agreed: that the minutes of 20 September 2023 are correct.>>")
b.item("3", "Cynllun Llesiant / Well-being Plan", orgs="fgc scrutiny", progs="plan cynefin", by="gwilym-saer", points=2)
b.p("Gwilym took the Board through the half-year account of the Well-being Plan 2023-28. Of fourteen steps, nine go well. The Future Generations Commissioner for Wales had praised Cynefin Cŵl, by which children choose what is planted. Comments:")
b.bul("The Partnerships Scrutiny Committee was expecting more about poverty than it was given in October.", "Marc missed any word of the night buses.")
b.p("➔ <<note|The Board noted the account>> and ➔ <<agree|agreed that each partner takes one step as its own from April>>.")
b.p("**Cam gweithredu / Action:** <<!angharad-pwll;2024-01-19|List of steps and partners to go round by 19 January>> (AP)")
b.item("4", "Hadau Fund", progs="fund milltir uncam", orgs="cvo", by="sioned-tomos")
b.p("Siôned set out bids to the Hadau Fund of [[£84,500|fund|bids to the fund]] against [[£60,000|fund|money in the fund]], half of it from Welsh Government. Milltir Sgwâr (Square Mile) and Un Cam Ymlaen came first and second. Ruth was unhappy that nothing had come from the upper valley. Three ways were put to the Board: to pay the first four in full, to pay all in part, or to wait. The second was taken off the table at the bidders’ own wish. By a show of hands, four to two with one abstention, ➔ <<approve|the first four were chosen>>.")
b.vote("carried", 4, 2, 1)
b.p("➔ <<request;asked=Mantell Arwen|Mantell Arwen to hold an evening in the upper valley before the next round.>>")
b.item("5", "First Rung", progs="apprent", orgs="college", by="bethan-lloer")
b.p("First Rung places young people with public bodies for ten months. Bethan asked for 25 places and was promised 17. Dyfed suggested that the rule about driving licences be dropped; this was not taken up. ➔ <<agree|Consensus that a scheme of one year be tried>>, and the Co-ordinator will send round a form (**AP, Ionawr / January**).")
b.task("the Co-ordinator will send round a form", "angharad-pwll")
b.item("6", "Dyddiad nesaf / Next date")
b.p("20 March 2024, 13:30. Daeth y cyfarfod i ben am 15:40 / The meeting ended at 15:40.", label="closing")
b.next("2024-03-20")
b.title("log-title", "# Cofnod gweithredu / Action record", "Rhagfyr 2023 – Mawrth 2024 / December 2023 – March 2024")
keys = ["who", "a", "n", "due", "st", "c"]
b.log("2024-03-20", ["Pwy / Who", "Beth / What", "Rhif / No.", "Erbyn / By", "Statws / Status", "Nodiadau / Notes"], keys, [
    ("angharad-pwll", "AP", "List of steps and partners", "12/23-1", "19/01/24", "Cwblhawyd / Complete", "Sent in both languages"),
    ("sioned-tomos", "ST a/and RC", "Evening in the upper valley", "12/23-2", "Gwanwyn / Spring", "Ar y gweill / Under way", "Hall booked for 9 May"),
    ("angharad-pwll", "AP", "Form for places on First Rung", "12/23-3", "Ion / Jan 24", "Hwyr / Late", ""),
    ("", "Heddlu’r Gororau Police", "Say which villages lose the night bus and what officers see there", "09/23-4", "Parhaus / Ongoing", "Ar y gweill / Under way", "Part one received"),
    ("dyfed-hallt gwilym-saer", "DA, GS", "Walk the river wall with residents of Stryd y Nant", "09/23-6", "w/c 4 March", "Cwblhawyd / Complete", "31 came"),
    ("", "Pawb / All", "Send pictures for Clic Arwen", "06/23-2", "Cyfarfod nesaf / Next meeting", "Heb ddechrau / Not started", ""),
], (1, 1, 1, 1, 1, 1))  # fmt: skip
b.g["actions"][1]["responsible"] = ["sioned-tomos", "ruth-castell"]
b.report("Living with Water: options for Pentre Arwen", "4", "nrw", "dyfed-hallt")
b.title("report", "# Living with Water: options for Pentre Arwen", "Adroddiad gan / Report by: Dyfed Alltwen, Natural Resources Wales (NRW)")
b.para("## Argymhellion / Recommendations", "h", "heading")
b.para("Gofynnir i’r Bwrdd / The Board is asked:")
b.recs(None, [("1", "to support option C, with a meadow instead of a wall;"), ("2", "to put [[£35,000|llif|from the Board for 2024/25]] towards a warden;"), ("3", "to note that Tai Hendre will move twelve tenants.")], lambda c: f"{c}. ")
b.para("## Cefndir / Background", "h", "heading")
b.p("Living with Water has looked at three ways to keep the lower town dry. The wall would cost [[£2.1m|llif|cost of a wall]] and the meadow a third of that. Arwen Fire and Rescue Service pumped out 44 cellars in 2020 and 51 in 2023. Residents were asked in January; more of them liked the meadow than the wall, though those nearest the river did not.")
b.tab(["Opsiwn / Option", "Cost", "Tai / Homes"], [["A: dim / nothing", "£0", "0"], ["B: wal / wall", "£2.1m", "96"], ["C: dôl / meadow", "£0.7m", "88"]], (1, 1, 1))
b.report("Bwyd i Bawb: second year", "5", "cvo", "sioned-tomos")
b.title("report", "# Bwyd i Bawb: second year", "Siôned Tomosfryn, Chief Officer, Mantell Arwen")
b.p("Bwyd i Bawb takes what farms cannot sell to eleven halls. The Arwen Food Network (Rhwydwaith Bwyd Arwen) has run it since the autumn. 3,900 boxes went out in the year.")
b.para("**Recommendation:** That the Board agree to lend the van until March 2025.", "body", "recommendation")
b.g["recommendations"].append({"meeting": "2024-03-20", "report_title": "Bwyd i Bawb: second year", "clause": None, "text": "That the Board agree to lend the van until March 2025.", "line": None})
b.write()
