"""Ashdene Place Board of an integrated care board: agenda in a table with times, minutes with bold heads
and dated item numbers (PB/25/03), "The Board NOTED …", a log in two lots of rows with merged cells.
"""

from w14kit import Pack, bracket, spaced

PEOPLE = {
    "lorna-vickery": "Lorna Vickery", "sanjeev-patel": "Sanjeev Patel", "ola-benson": "Ola Benson", "mark-hesketh": "Mark Hesketh",
    "tess-fallow": "Tess Fallow", "gwen-arkle": "Gwen Arkle", "joel-pinder": "Joel Pinder", "dr-amy-kerr": "Amy Kerr",
}  # fmt: skip
b = Pack(__file__, "ashdene-place-2025-04-10", "pdf", "2025-04-10", PEOPLE, item=spaced, head="Ashdene Place Board | 10 April 2025", foot="Page {n}")
b.title("agenda-title", "Ashdene Place Board", "Meeting in public", "Thursday 10 April 2025, 13:30 – 15:30, Lark Rooms, Ashdene Library")
b.meet("2025-04-10", "Ashdene Place Board", "Lark Rooms", "13:30", evidence="agenda")
b.tagenda(["No.", "Time", "Agenda item", "Purpose", "Lead", "Enc"], ["n", "time", "t", "x", "who", "enc"], [
    ("PB/25/14", "13:30", "Welcome and apologies", "Note", "Chair", "–"), ("PB/25/15", "13:35", "Minutes of 13 February 2025", "Approve", "Chair", "1"),
    ("PB/25/16", "13:40", "Action log", "Review", "Chair", "2"), ("PB/25/17", "13:50", "Place director’s report", "Note", "Ola Benson", "3"),
    ("PB/25/18", "14:20", "Neighbourhood teams: business case", "Approve", "Mark Hesketh", "4"), ("PB/25/19", "15:10", "Finance: month 12", "Note", "Tess Fallow", "5"),
], (12, 9, 40, 13, 18, 6))  # fmt: skip
b.brk()
b.title("minutes-title", "Ashdene Place Board", "Unconfirmed minutes of the meeting held in public", "Thursday 13 February 2025, 13:30, Lark Rooms, Ashdene Library")
b.meet("2025-02-13", "Ashdene Place Board", "Lark Rooms", "13:30", "15:10", "Lorna Vickery")
b.who("present", "Members present:", ["lorna-vickery*|Lorna Vickery|Independent Chair|", "ola-benson|Ola Benson|Place Director|Ashdene ICB", "dr-amy-kerr|Dr Amy Kerr|GP Lead|Ashdene Primary Care Network", "sanjeev-patel|Sanjeev Patel|Director of Adult Services|Ashdene Council", "tess-fallow|Tess Fallow|Head of Finance|Ashdene ICB"], bracket)
b.who("officers", "In attendance:", ["mark-hesketh|Mark Hesketh|Programme Lead|Ashdene ICB", "joel-pinder|Joel Pinder|Governance Officer|"], bracket)
b.who("apologies", "Apologies:", ["gwen-arkle|Gwen Arkle|Chief Officer|Ashdene Hospice"], bracket)
b.item("PB/25/01", "Welcome, apologies and interests")
b.p("The Chair opened the meeting at 13:30. Dr Kerr declared an interest in PB/25/05 as a partner in a practice.")
b.item("PB/25/02", "Minutes of the previous meeting")
b.p("<<approve|The Board APPROVED the minutes of 12 December 2024.>>")
b.item("PB/25/03", "Action log")
b.p("The log was taken as read. <<agree|The Board AGREED to close PB07 and PB09.>>")
b.item("PB/25/04", "Place director’s report")
b.p("Ola Benson drew out three points: the closure of Ward 6, the new dentist at Corrie Road and the staff survey. Sanjeev Patel asked how many people wait for a care package in hospital. The answer was twenty-two.")
b.p("<<note|The Board NOTED the report.>>")
b.act("Weekly figures of people waiting for a care package to be shared with members.", "ola-benson", None, "Action PB12: ", " (Ola Benson)")
b.item("PB/25/05", "Enhanced access: options")
b.p("Mark Hesketh set out three options. Option 2 (two hubs) costs £310,000 a year. Members asked about buses to the northern hub.")
b.p("Dr Kerr took no part. Following discussion <<approve|the Board APPROVED option 2 and ASKED for a travel plan by 31 March 2025.>>")
b.g["resolutions"][-1]["due"] = "2025-03-31"
b.act("Travel plan for the northern hub.", "mark-hesketh", "2025-03-31", "Action PB13: ", " (Mark Hesketh, 31 March 2025)")
b.item("PB/25/06", "Finance: month 10")
b.p("Tess Fallow reported a gap of £2.4m. <<note|The Board NOTED the position and the risks.>>")
b.item("PB/25/07", "Any other business")
b.p("There was none. Date of next meeting: 10 April 2025. The meeting closed at 15:10.", label="closing")
b.next("2025-04-10")
b.brk()
b.title("log-title", "Enclosure 2: Action log")
b.log("2025-04-10", ["Ref", "Raised", "Action", "Lead", "Due date", "Progress", "Status"], ["n", "raised", "a", "who", "due", "c", "st"], [
    (None, "Open actions"),
    ("ola-benson", "PB12", "13/02/25", "Share weekly figures of people waiting for a care package", "Ola Benson", "28/02/25", ["First figures sent 3 March."], "On track"),
    ("mark-hesketh", "PB13", None, "Travel plan for the northern hub", "Mark Hesketh", "31/03/25", ["Bus company met twice.", "Plan will be late by a month."], "Delayed"),
    ("dr-amy-kerr", "PB14", None, "List of practices without a lift", "Dr Amy Kerr", "10/04/25", ["Five of nineteen."], "Complete"),
    (None, "Closed actions"),
    ("tess-fallow", "PB07", "10/10/24", "Explain the gap in prescribing costs", "Tess Fallow", "12/12/24", ["In the month 8 report."], "Closed"),
    ("gwen-arkle", "PB09", "12/12/24", "Send the hospice’s bed figures", "Gwen Arkle", "31/01/25", ["Sent."], "Closed"),
], (9, 11, 30, 16, 12, 24, 12))  # fmt: skip
b.brk()
b.report("Neighbourhood teams: business case", "PB/25/18", "icb", "mark-hesketh")
b.box([["Meeting", "Ashdene Place Board"], ["Date of meeting", "10 April 2025"], ["Agenda item", "PB/25/18"], ["Title of paper", "Neighbourhood teams: business case"], ["Author", "Mark Hesketh, Programme Lead"], ["Purpose", "Approve"], ["Recommendations", ["The Board is asked to:", "1. approve the business case; and", "2. agree that two teams begin in September."]]])
for clause, text in (("1", "approve the business case; and"), ("2", "agree that two teams begin in September.")):
    b.g["recommendations"].append({"meeting": "2025-04-10", "report_title": "Neighbourhood teams: business case", "clause": clause, "text": text, "line": None})
b.para("1. Why", "h", "heading")
b.p("People over 75 see six services on average. One team could see them once.")
b.para("2. Cost", "h", "heading")
b.tab(["Item", "2025/26", "2026/27"], [["Staff", "£410,000", "£690,000"], ["Rooms", "£36,000", "£36,000"]], (50, 25, 25))
b.write()
