"""Pellwick Safeguarding Adults Board: a Word file with an executive's papers, people as “Name - Post, Body”,
owners of the log by body, status in words behind a colour, closed actions in a table of their own.
"""

from w16kit import Pack, capital

PEOPLE = """
edwin-sorley: Edwin Sorley; Mr Sorley # Independent Chair
priya-anand: Priya Anandale; Ms Anandale # Director of Adult Social Care
joanne-mercer: Joanne Merrigate; Jo Merrigate # Board Manager
det-supt-voss: Helena Voss; Det Supt Helena Voss; Det Supt Voss # Head of Public Protection
yusuf-darr: Yusuf Darr # Deputy Chief Nurse
clive-ennion: Clive Ennion # Prevention Manager
sheena-locke: Sheena Lockerby; Ms Lockerby # Service Manager
teresa-quill: Teresa Quillan # Lay Member
abel-stroud: Abel Stroudley # Principal Social Worker
wendy-ifor: Wendy Ifor-Page; Dr Wendy Ifor-Page; Dr Ifor-Page
"""
ORGS = """
board: Pellwick Safeguarding Adults Board; Safeguarding Adults Board; PSAB # board
council: Pellwick City Council # council
police: Wharfdown Police # police
icb: NHS Wharf and Pell Integrated Care Board; Integrated Care Board; ICB # health
fire: Wharfdown Fire Authority # public-body
hospital: St Oswin’s Hospitals NHS Trust; St Oswin’s # health
amber: Amber Doorway # charity
advocacy: Say It Your Way # charity
sar: SAR Sub-Group # group part=board
quality: Quality and Practice Sub-Group; QPSG # group part=board
cqc: Care Quality Commission; CQC # public-body
ambulance: Wharf Ambulance Service NHS Trust # health
"""
PROGS = """
notalone: Nobody’s Secret # campaign
threshold: Three Doors # programme
sar-lena: SAR “Lena” # programme
transitional: Bridging Eighteen # project
plan: Strategic Plan 2023-26 # strategy
keepsafe: Keep an Eye Out # campaign
fund: Penny Acorns # fund
mca: Decisions Matter # programme
week: Safeguarding Adults Week # event
"""
b = Pack(__file__, "pellwick-sab-2024-04-18", "docx", "2024-04-18", PEOPLE, ORGS, PROGS, [
    "Owners of the log are mostly bodies: such rows have no slug.", "“SAR “Lena”” is a review called by a name that is not the person’s own.",
], item=capital, head="PSAB papers 18 April 2024", styled=True)  # fmt: skip
B = "Pellwick Safeguarding Adults Board"
b.title("agenda-title", B, "AGENDA", "Thursday, 18th April 2024 at 10:00 hours", "By video conference")
b.meet("2024-04-18", B, None, "10:00", evidence="agenda")
b.tagenda(["Time", "Item", "Lead", "Enc"], ["h", "t", "w", "e"], [
    ("10:00", "Welcome and apologies", "Edwin Sorley", ""), ("10:05", "Minutes of 25th January 2024 and action log", "Edwin Sorley", "1, 2"),
    ("10:20", "SAR “Lena”: learning and action plan", "Abel Stroudley", "3"), ("10:50", "Nobody’s Secret: campaign proposal", "Yusuf Darr", "4"), ("11:20", "Any other business", "All", "")], (12, 52, 26, 10))  # fmt: skip
for row, (kind, by) in zip(b.g["agenda_items"], [("procedural", "edwin-sorley"), ("procedural", "edwin-sorley"), ("report", "abel-stroud"), ("report", "yusuf-darr"), ("procedural", "")], strict=True):
    row.update(kind=kind, presenters=by.split())
b.brk()
b.title("minutes-title", f"{B} – Executive Meeting", "Minutes", "Thursday, 25th January 2024, 10:00 to 12:05, Pellwick Library")
b.meet("2024-01-25", B, "Pellwick Library", "10:00", "12:05", "Edwin Sorley")
b.who("present", "Members", [
    "edwin-sorley*|Edwin Sorley|Independent Chair|", "priya-anand|Priya Anandale|Director of Adult Social Care|Pellwick City Council", "det-supt-voss|Det Supt Helena Voss|Head of Public Protection|Wharfdown Police",
    "yusuf-darr|Yusuf Darr|Deputy Chief Nurse|NHS Wharf and Pell Integrated Care Board", "clive-ennion|Clive Ennion|Prevention Manager|Wharfdown Fire Authority", "sheena-locke|Sheena Lockerby|Service Manager|Amber Doorway", "teresa-quill|Teresa Quillan|Lay Member|"],
    lambda r: f"{r['name']} - {r['role']}" + (f", {r['org']}" if r["org"] else ""))  # fmt: skip
b.who("officers", "In support", ["joanne-mercer|Joanne Merrigate|Board Manager|PSAB", "abel-stroud|Abel Stroudley|Principal Social Worker|Pellwick City Council"], lambda r: f"{r['name']} - {r['role']}, {r['org']}")
b.who("apologies", "Apologies", ["wendy-ifor|Dr Wendy Ifor-Page||St Oswin’s Hospitals NHS Trust"], lambda r: f"{r['name']} - {r['org']}")
b.item("24/1", "Minutes and declarations")
b.p("Nothing was declared. <<approve|The Board APPROVED the minutes of 19th October 2023.>>")
b.item("24/2", "Safeguarding adult reviews", orgs="sar advocacy", progs="sar-lena", by="abel-stroud", points=3)
b.p("Abel Stroudley spoke to the report. The review, SAR “Lena”, concerns a woman of 71 who was seen by nine services in the month before she died. Points made in discussion:")
b.bul("St Oswin’s had her old address, and the ambulance crew had the new one.", "Say It Your Way had offered an advocate; the offer was never passed on.", "Det Supt Voss reminded members that the inquest had not concluded.")
b.p("DECISION: <<agree|The Board ACCEPTED all eleven recommendations of the review save number seven, which was referred to the SAR Sub-Group.>>")
b.p("DECISION: <<request;due=2024-04-18;asked=the Integrated Care Board|the Integrated Care Board was asked to report on changes of address by 18th April 2024.>>")
b.act("Write to the coroner about the date of publication", "joanne-mercer", None, "Action 1: ", " (Board Manager)", "Board Manager")
b.act("Set up a task and finish group on recommendation seven", "abel-stroud det-supt-voss", "2024-03-01", "Action 2: ", " (Abel Stroudley and Det Supt Voss, by 1st March 2024)", "Abel Stroudley and Det Supt Voss")
b.item("24/3", "Three Doors: thresholds for concern", progs="threshold", orgs="quality", by="priya-anand")
b.p("Ms Anandale explained Three Doors, the city’s new guide to when a worry becomes a concern. The Quality and Practice Sub-Group (QPSG) had tested it on forty old cases; staff agreed on the door in thirty-three. Mr Sorley liked its plainness. Teresa Quillan did not like the name. <<approve|With one dissenting voice the guide was endorsed for use from May>> and <<note|the CQC’s interest in it was noted>>.")
b.item("24/4", "Budget", orgs="police icb", progs="fund")
b.p("Contributions of [[£46,000|council|contribution of the Council to 2024/25]] from Pellwick City Council, [[£21,500|police|contribution to 2024/25]] from Wharfdown Police and the same from the ICB were confirmed. Clive Ennion proposed that Penny Acorns, which makes grants of up to [[£500|fund|largest grant of Penny Acorns]] to carers’ groups, be closed. There was no seconder and the proposal lapsed. <<approve|The budget was agreed as circulated.>>")
b.vote("lost", None, None, None, "clive-ennion", "", "Clive Ennion", "")
b.item("24/5", "Bridging Eighteen", progs="transitional", orgs="amber", by="sheena-locke")
b.p("Ms Lockerby told members about Bridging Eighteen, by which Amber Doorway works with young people from seventeen and a half. Members thanked her. <<!priya-anand yusuf-darr|Priya Anandale and Yusuf Darr undertook to find out who pays for advocates in the first six months.>>")
b.p("Close: 12:05. The next meeting is on 18th April 2024 at 10:00.", label="closing")
b.next("2024-04-18")
b.brk()
b.title("log-title", "Enclosure 2", "Action Log – Pellwick Safeguarding Adults Board")
b.para("A. Open", "h", "heading")
keys = ["st", "n", "due", "a", "who", "c", "raised"]
b.log("2024-04-18", ["RAG and status", "No.", "Due", "What we said we would do", "Accountable", "Where we are", "Meeting"], keys, [
    ("", "GREEN – on target", "118", "31/03/24", "Report on changes of address between hospital and GP", "Integrated Care Board", "With the Caldicott Guardian", "25.01.24@2024-01-25"),
    ("abel-stroud det-supt-voss", "AMBER – delayed", "119", "01/03/24", "Task and finish group on recommendation seven", ["Abel Stroudley", "Det Supt Voss"], ["First met on 12 March.", "Two agencies did not come."], "25.01.24@2024-01-25"),
    ("", "RED – overdue", "104", "Dec 23", "Replace the form by which crews report concerns", "Wharf Ambulance Service NHS Trust; Wharfdown Police", "No reply to three letters", "20.07.23@2023-07-20"),
    ("joanne-mercer", "AMBER", "97", "ongoing", "Keep the list of trained chairs of reviews", "Jo Merrigate", "", "20.04.23@2023-04-20"),
    ("priya-anand yusuf-darr", "Not started", "120", "next Board", "Find out who pays for advocates in the first six months", "Priya Anandale / Yusuf Darr", "", "25.01.24@2024-01-25"),
], (14, 7, 11, 28, 18, 18, 12))  # fmt: skip
b.para("B. Closed since January", "h", "heading")
b.log("2024-04-18", ["No.", "Action", "Accountable", "Closed on"], ["n", "a", "who", "c"], [
    ("joanne-mercer", "117", "Write to the coroner about the date of publication", "Board Manager", "02/02/24"),
    ("", "111", "Film for Safeguarding Adults Week with people who use services", "All partners", "24/11/23"),
    ("clive-ennion", "113", "Offer home fire visits under Keep an Eye Out to tenants who hoard", "Clive Ennion", "14/02/24"),
], (10, 50, 22, 18))  # fmt: skip
b.brk()
b.report("SAR “Lena”: learning and action plan", None, "council", "abel-stroud")
b.title("report", "SAR “Lena”: learning and action plan")
b.box([["Report to", "Pellwick Safeguarding Adults Board"], ["Report by", "Abel Stroudley, Pellwick City Council"], ["For", "Decision"]])
b.para("Background", "h", "heading")
b.p("The review was begun in May 2023 under the Strategic Plan 2023-26. Its author spoke with the family twice. They chose the name.")
b.para("Recommendations for the Board", "h", "heading")
b.recs("Members are recommended to", [("1", "approve the action plan at Annex A;"), ("2", "publish a summary, in easy words, in June; and"), ("3", "ask each agency for assurance on Decisions Matter training.")], lambda c: f"{c}. ")
b.brk()
b.report("Nobody’s Secret: campaign proposal", None, "icb", "yusuf-darr")
b.title("report", "Nobody’s Secret: campaign proposal")
b.box([["Report by", "Yusuf Darr, Deputy Chief Nurse"], ["Money", "£9,750 from the reserve"]])
b.g["money"].append({"amount": "£9,750", "about": ["notalone"], "line": None, "context": "from the reserve for the campaign"})
b.p("Nobody’s Secret is about money taken by people whom the person trusts. Posters would hang in barbers’, banks and betting shops for six weeks from September.")
b.p("The Board is asked to agree (a) that the campaign go ahead, and (b) that each member find one shop.")
b.g["recommendations"] += [{"meeting": "2024-04-18", "report_title": "Nobody’s Secret: campaign proposal", "clause": c, "text": t, "line": None} for c, t in (("a", "that the campaign go ahead"), ("b", "that each member find one shop"))]
b.labels[-1][1] = "recommendation"
b.write()
