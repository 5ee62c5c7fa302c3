"""Fennshire Safeguarding Adults Board: minutes in three columns with tasks beside them, attendance by
initials, a log parted by rows that run over all columns, a cover sheet with a box of particulars.
"""

from w14kit import Pack, dotted

PEOPLE = {
    "moira-castell": "Moira Castell", "jon-abbs": "Jon Abbs", "tamsin-ogle": "Tamsin Ogle", "dev-mistry": "Dev Mistry",
    "alison-crake": "Alison Crake", "ben-hurrell": "Ben Hurrell", "yewande-cole": "Yewande Cole", "kit-lorimer": "Kit Lorimer",
}  # fmt: skip
b = Pack(__file__, "fennshire-sab-2025-02-04", "docx", "2025-02-04", PEOPLE, item=dotted)
b.title("agenda-title", "Fennshire Safeguarding Adults Board", "Agenda", "Tuesday 4th February 2025, 14:00 – 16:30, via Microsoft Teams")
b.meet("2025-02-04", "Fennshire Safeguarding Adults Board", None, "14:00", evidence="agenda")
b.tagenda(["No.", "Item", "Presenter", "Action required"], ["n", "t", "who", "x"], [
    ("1", "Welcome and declarations", "Moira Castell", ""), ("2", "Minutes of 5th November 2024", "Moira Castell", "Agree"),
    ("3", "Action log", "Kit Lorimer", "Review"), ("4", "Self-neglect: multi-agency audit", "Tamsin Ogle", "Approve"),
    ("5", "Safeguarding Adults Review “Walter”", "Alison Crake", "Note"), ("6", "Budget 2025–26", "Kit Lorimer", "Approve"),
], (8, 50, 22, 20))  # fmt: skip
b.brk()
b.title("minutes-title", "Fennshire Safeguarding Adults Board", "Minutes of meeting: Tuesday 5th November 2024, 14:00 – 16:15, via Microsoft Teams")
b.meet("2024-11-05", "Fennshire Safeguarding Adults Board", None, "14:00", "16:15", "Moira Castell")
b.whotable("present", ["Attendees", "Initials", "Agency"], ["name", "role", "org"], [
    "moira-castell*|Moira Castell (Independent Chair)|MC|Independent", "jon-abbs|Jon Abbs|JA|Fennshire Police",
    "tamsin-ogle|Tamsin Ogle|TO|Fennshire County Council", "dev-mistry|Dev Mistry|DM|Fennshire ICB",
    "alison-crake|Alison Crake|AC|Fenland Hospitals NHS Trust", "kit-lorimer|Kit Lorimer|KL|Board Business Unit",
], (45, 15, 40))  # fmt: skip
for row in b.g["attendance"]:
    row["name_printed"], row["role_printed"] = row["name_printed"].replace(" (Independent Chair)", ""), None
b.whotable("apologies", ["Apologies", "Initials", "Agency"], ["name", "role", "org"], [
    "ben-hurrell|Ben Hurrell|BH|Fennshire Fire and Rescue Service", "yewande-cole|Yewande Cole|YC|Healthwatch Fennshire"], (45, 15, 40))  # fmt: skip
for row in b.g["attendance"]:
    row["role_printed"] = None
b.mins(["Item", "Discussion", "Action"], (8, 64, 28), [
    ("1", "Welcome and apologies", ["MC opened the meeting. Apologies were received from BH and YC.", "No interests were declared."], []),
    ("2", "Minutes of the last meeting", ["<<approve|The minutes of 6th August were accepted as a true record.>>"], []),
    ("3", "Action log", ["KL went through the log. Two actions are late, both with the hospital.", "<<agree|Members agreed to close 14 and 17.>>"], [("AC to give a date for action 12 by 15th November.", "alison-crake", "2024-11-15")]),
    ("4", "Performance dashboard", ["TO reported 412 concerns in the quarter, of which 131 became enquiries. Neglect is the commonest type.", "DM asked why care homes in the north report so few. TO thought that some use the wrong form.", "<<note|The Board noted the dashboard.>>"], [("TO to send the form to all homes again.", "tamsin-ogle", None), ("JA to bring figures on repeat calls to the next meeting.", "jon-abbs", None)]),
    ("5", "Learning from the review “Edith”", ["AC spoke to the report. Edith had been seen by nine services and known to none.", "There was a debate about who chairs a meeting when nobody is in the lead. <<agree|It was agreed that the agency that raises the concern chairs the first meeting.>>", "<<approve|The seven-minute briefing was approved for publication.>>"], [("KL to publish the briefing by 29th November 2024.", "kit-lorimer", "2024-11-29")]),
    ("6", "Risk register", ["Risk 3 (staff in the business unit) was raised to 16. <<agree|The Board was content to lower risk 7.>>"], []),
    ("7", "Any other business", ["None. Next meeting: 4th February 2025."], []),
])  # fmt: skip
b.next("2025-02-04")
b.brk()
b.title("log-title", "FSAB Action Log")
b.log("2025-02-04", ["No.", "Action", "Lead", "Target date", "Progress", "Status"], ["n", "a", "who", "due", "c", "st"], [
    (None, "Meeting of 6th August 2024"),
    ("alison-crake", "12", "Hospital to train ward sisters in the self-neglect pathway", "AC", "31.01.25", ["Six of nine wards done.", "The rest by the end of February."], "Open"),
    ("dev-mistry", "13", "Map advocacy services in the county", "DM", "30.11.24", ["Map sent to members on 2nd December."], "Closed"),
    (None, "Meeting of 5th November 2024"),
    ("tamsin-ogle", "18", "Send the concern form to all care homes again", "TO", "31.12.24", ["Sent with the winter newsletter."], "Closed"),
    ("jon-abbs", "19", "Bring figures on repeat calls", "JA", "04.02.25", ["On the agenda."], "Open"),
    ("kit-lorimer", "20", "Publish the briefing on “Edith”", "KL", "29.11.24", ["Published.", "Four hundred readers so far."], "Closed"),
    ("moira-castell kit-lorimer", "21", "Write to the three statutory partners about the budget", "MC/KL", "20.12.24", ["Two have replied."], "Open"),
], (7, 36, 10, 13, 26, 10))  # fmt: skip
b.brk()
b.report("Self-neglect: multi-agency audit", "4", "council", "tamsin-ogle")
b.box([["Report title", "Self-neglect: multi-agency audit"], ["Agenda item", "4"], ["Report author", "Tamsin Ogle, Head of Safeguarding, Fennshire County Council"], ["Date", "4th February 2025"], ["Action required", ["☐ For information", "☒ For decision"]]])
b.para("Background", "h", "heading")
b.p("Twelve cases were read by auditors from four agencies in October. In seven of them the person had been offered one visit only.")
b.para("Recommendations", "h", "heading")
b.rec("1", "That the Board approves the audit and its action plan.", "1. ")
b.rec("2", "That a second audit is held in twelve months.", "2. ")
b.rec("3", "That partners confirm in writing who signs off a case as closed.", "3. ")
b.write()
