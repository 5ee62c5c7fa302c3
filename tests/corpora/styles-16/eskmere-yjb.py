"""Eskmere and Thrup Youth Justice Partnership Board: text with a cell to a line and numbers alone, owners
by post, a log with R/A/G/C, minutes with lettered decisions under AGREED, people under their bodies.
"""

from w16kit import Pack, dotted

PEOPLE = """
lorna-bickley: Lorna Bickley # Chair; Director of Children and Families
kwame-asare: Kwame Asare-Dunn; Kwame # Head of Youth Justice
nuala-frayne: Nuala Frayne; Nuala # Performance Manager
ci-rudkin: Toby Rudkin; Chief Inspector Toby Rudkin; Ch Insp Rudkin
hannah-wye: Hannah Wyeford; Hannah # Virtual School Head
olu-peters: Oluwaseun Peters; Olu Peters; Olu # Senior Probation Officer
mags-tilley: Margaret Tilley; Mags Tilley; Mags # Participation Worker
dr-sandal: Imogen Sandal; Dr Imogen Sandal; Dr Sandal # Designated Doctor
rhys-corder: Rhys Corder # Magistrate
"""
ORGS = """
board: Eskmere and Thrup Youth Justice Partnership Board; Youth Justice Partnership Board; YJPB # board
service: Eskmere and Thrup Youth Justice Service; Youth Justice Service; YJS # team
eskmere: Eskmere Council # council
thrup: Thrup Borough Council # council
police: North Fells Police # police
prob: Probation Service # public-body
icb: NHS North Fells Integrated Care Board # health
bench: Eskmere Youth Bench # other
yjbewm: Youth Justice Board; YJB # public-body
caravan: The Red Caravan # charity
tsg: Transitions Sub-Group # group part=board
"""
PROGS = """
turnpoint: Turnpoint # programme
same-day: Same Day Chances # project
hearmeout: Hear Me Out # campaign
ngf: New Ground Fund # fund
outcome22: Outcome 22 # scheme
sv: Serious Violence Duty # duty
plan: Youth Justice Plan 2024/25; Youth Justice Plan # strategy
capture: CaptureYJ # system
boxing: Gloves Off # project
"""
b = Pack(__file__, "eskmere-yjb-2024-02-29", "txt", "2024-02-29", PEOPLE, ORGS, PROGS, [
    "A cell of a table stands on lines of its own, the table of figures column by column; numbers of items stand alone.",
    "Owners of the log are posts; the slug of the holder is told where the list of those present names the post.",
], item=dotted, how="cell", wide=88, per=52, head="Eskmere and Thrup YJPB 29.02.24 – Restricted", foot="{n}", turn="\n", own=("item", "clause"))  # fmt: skip
B = "Eskmere and Thrup Youth Justice Partnership Board"
b.title("agenda-title", B.upper(), "Agenda for the meeting on Thursday 29 February 2024", "1.00 – 3.30 pm, Conference Suite, Thrup Guildhall")
b.meet("2024-02-29", "ESKMERE AND THRUP YOUTH JUSTICE PARTNERSHIP BOARD", "Conference Suite, Thrup Guildhall", "13:00", "15:30", evidence="agenda")
b.tagenda(["No.", "Item", "Led by", "Paper"], ["n", "t", "w", "p"], [
    ("1.", "Apologies and conflicts of interest", "Chair", "–"), ("2.", "Minutes, 30 November 2023", "Chair", "A"), ("3.", "Action log", "Chair", "B"),
    ("4.", "Turnpoint: twelve months on", "Head of Youth Justice", "C"), ("5.", "First-time entrants, quarter 3", "Nuala Frayne", "D"),
    ("6.", "A young person’s story", "Mags Tilley", "verbal"), ("7.", "Dates for 2024/25", "Chair", "–")], (6, 50, 26, 8))  # fmt: skip
for row, (kind, by) in zip(b.g["agenda_items"], [("procedural", "lorna-bickley"), ("procedural", "lorna-bickley"), ("procedural", "lorna-bickley"), ("report", "kwame-asare"), ("report", "nuala-frayne"), ("verbal", "mags-tilley"), ("procedural", "lorna-bickley")], strict=True):
    row.update(number=row["number"].rstrip("."), kind=kind, presenters=[by])
b.brk()
b.title("minutes-title", B, "Minutes of the meeting held on 30 November 2023, 1.00 pm, Thrup Guildhall")
b.meet("2023-11-30", B, "Thrup Guildhall", "13:00", "15:20", "Lorna Bickley")
b.para("PRESENT", "h", "list-head")
b.bodies("present", [
    ("Eskmere Council", ["lorna-bickley*|Lorna Bickley (Chair)|Director of Children and Families", "hannah-wye|Hannah Wyeford|Virtual School Head"]),
    ("North Fells Police", ["ci-rudkin|Chief Inspector Toby Rudkin|"]), ("Probation Service", ["olu-peters|Olu Peters|Senior Probation Officer"]),
    ("Eskmere Youth Bench", ["rhys-corder|Rhys Corder|Magistrate"])], form=lambda r: ", ".join(x for x in (r["name"], r["role"]) if x))  # fmt: skip
b.para("IN ATTENDANCE", "h", "list-head")
b.bodies("officers", [("Youth Justice Service", ["kwame-asare|Kwame Asare-Dunn|Head of Youth Justice", "nuala-frayne|Nuala Frayne|Performance Manager"]), ("The Red Caravan", ["mags-tilley|Mags Tilley|Participation Worker"])],
         form=lambda r: ", ".join(x for x in (r["name"], r["role"]) if x))  # fmt: skip
for row in b.g["attendance"]:
    row["name_printed"] = row["name_printed"].removesuffix(" (Chair)")
b.who("apologies", "APOLOGIES", ["dr-sandal|Dr Imogen Sandal|Designated Doctor|NHS North Fells Integrated Care Board"], lambda r: f"{r['name']}, {r['role']}, {r['org']}")
b.item("1", "Minutes and matters arising")
b.p("Rhys Corder asked that page 3 say “bench” and not “branch”. AGREED that, so amended, <<approve|the minutes of 7 September 2023 be signed>>.")
b.item("2", "Action log")
b.p("The Chair read out the reds. Ch Insp Rudkin apologised for the delay to the voluntary interview data, which sat with a colleague who had left. <<note|The log was noted.>>")
b.item("3", "Turnpoint", orgs="caravan", progs="turnpoint ngf", by="kwame-asare")
b.p("Kwame described how Turnpoint works: a youth worker meets a child in custody within the hour and stays in touch for six weeks. It rests on [[£128,000|turnpoint ngf|from the New Ground Fund]] from the New Ground Fund, which ends in March 2025. The Red Caravan supplies three of the five workers. Olu asked what happens at weekends; at present, nothing does.")
b.p("There was concern that Thrup children were less often referred. Hannah thought that the custody desk did not know the number to ring.")
b.p("AGREED")
b.dec("to fund weekend cover until the end of March;", "approve", "a", "a) ")
b.dec("that North Fells Police display the telephone number at both custody desks by 15 December 2023;", "request", "b", "b) ", "2023-12-15")
b.dec("to receive a full report after twelve months.", "set-date", "c", "c) ")
b.g["resolutions"][-2]["asked_of_printed"] = "North Fells Police"
b.act("Rota for weekends to be sent to members.", "kwame-asare", None, "ACTION ", " Head of Youth Justice", "Head of Youth Justice")
b.item("4", "Outcome 22 and Same Day Chances", progs="outcome22 same-day", by="nuala-frayne ci-rudkin")
b.p("Nuala presented 212 decisions made since April. Outcome 22 was used in 64 cases and Same Day Chances, a pilot of the two councils, in 31. The Youth Justice Board (YJB) has asked to visit. Members welcomed the figures but <<request|wanted to see them by ethnicity and by school next time>>. <<!nuala-frayne;2024-02-29|Nuala would add both for February.>>")
b.item("5", "Youth Justice Plan", progs="plan sv")
b.p("Each chapter now has an owner. The chapter on the Serious Violence Duty was thin. On a show of hands (4 for, 1 against) <<approve|the Youth Justice Plan 2024/25 was approved subject to a longer chapter on violence>>.")
b.vote("carried", 4, 1, None)
b.item("6", "Gloves Off", progs="boxing")
b.p("A bid by a boxing club was discussed. Rhys Corder declared an interest and left the room. The Board could not agree and the matter was left on the table.")
b.item("7", "Any other business", progs="hearmeout")
b.p("Mags invited all to the launch of Hear Me Out on 9 February. The meeting finished at 3.20 pm.", label="closing")
b.brk()
b.title("log-title", "Paper B", "YJPB rolling action log")
b.para("R = not started or late   A = started   G = on time   C = closed")
b.log("2024-02-29", ["Date raised", "Who", "What", "By when", "RAG", "Latest"], ["raised", "who", "a", "due", "st", "c"], [
    ("ci-rudkin", "07/09/23@2023-09-07", "Chief Inspector", "Data on voluntary interviews of under-16s to be shared with the service each month", "November 2023", "R", "Chased on 12 January and again on 2 February"),
    ("dr-sandal", "07/09/23@2023-09-07", "Designated Doctor", "Set out the route from the service to speech and language therapy, including who may refer and how long children wait", "Next meeting", "A", "Draft in circulation"),
    ("kwame-asare", "30/11/23@2023-11-30", "Head of Youth Justice", "Weekend rota to members", "w/c 4 December", "C", "Sent 6 December"),
    ("ci-rudkin", "30/11/23@2023-11-30", "Police", "Telephone number at both custody desks", "15/12/23", "C", "Photograph supplied"),
    ("nuala-frayne", "30/11/23@2023-11-30", "Performance Manager", "Break down diversion decisions by ethnicity and school", "29 Feb", "G", "Paper D"),
    ("hannah-wye kwame-asare", "30/11/23@2023-11-30", "Virtual School Head with Head of Youth Justice", "Longer chapter on violence for the plan", "Ongoing", "A", "First version on CaptureYJ"),
    ("", "30/11/23@2023-11-30", "Transitions Sub-Group", "Decide what to do about the boxing bid", "TBC", "A", "Not yet met"),
], (14, 20, 40, 14, 8, 26))  # fmt: skip
b.g["actions"][3]["responsible"] = []
b.brk()
b.report("Turnpoint: twelve months on", "4", "service", "kwame-asare")
b.title("report", "PAPER C", "Turnpoint: twelve months on", "Report by Kwame Asare-Dunn, Youth Justice Service")
b.para("Summary", "h", "heading")
b.p("In its first year Turnpoint met 143 children, 38 of them more than once. Nine in ten spoke to the worker and about half came to a second meeting. Re-offending within six months stood at 21% against 34% in the year before, though the numbers are small and one officer of the Youth Justice Board has rightly warned us against trumpets.")
b.para("The Board is invited", "h", "heading")
b.recs(None, [("i", "to note what was learnt;"), ("ii", "to ask Thrup Borough Council for [[£22,000|turnpoint thrup|asked of Thrup Borough Council for 2025/26]] in 2025/26;"), ("iii", "to take over the contract with The Red Caravan from April.")], lambda c: f"{c}. ")
b.brk()
b.report("First-time entrants, quarter 3", "5", "service", "nuala-frayne")
b.title("report", "PAPER D", "First-time entrants, quarter 3", "Author: Nuala Frayne")
b.how = "bycol"
b.tab(["Area", "Q3 2022/23", "Q3 2023/24"], [["Eskmere", "19", "14"], ["Thrup", "11", "13"]], (40, 20, 20))
b.g["indicators"] += [{"indicator": "First-time entrants", "area": a, "period": q, "value": v, "line": None} for a, q, v in (("Eskmere", "Q3 2022/23", "19"), ("Eskmere", "Q3 2023/24", "14"), ("Thrup", "Q3 2022/23", "11"), ("Thrup", "Q3 2023/24", "13"))]
b.p("Thrup’s rise is of two children from one family. It is proposed that the Board:")
b.recs(None, [("1", "notes the quarter;"), ("2", "requests a study of children known to both councils.")], lambda c: f"{c}) ")
b.write()
