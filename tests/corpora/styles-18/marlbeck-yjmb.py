"""Marlbeck Youth Justice Management Board: text as an extractor leaves it with a cell to a line, owners by
post, rows of a log whose pages break amid a row, and a second log as lines “Action 3: … Owner: … Due: …”.
"""

from w18kit import Pack, dotted

PEOPLE = """
ashe: Catherine Ashebrook; Catherine # Director of Children’s Services
blunt: Insp Wayne Bluntley; Insp Bluntley # Inspector
cope: Yasmin Copeland-Fry; Yasmin # Youth Justice Service Manager
doyle: Fergus Doylestone; Fergus # Head of Probation Delivery Unit
ekwe: Dr Amara Ekwensi-Bow; Dr Ekwensi-Bow # Designated Doctor
flint: Jo Flintham; Jo # Virtual School Head
guild: Harriet Guildersome; Harriet # Bench Chair
hunt: Kev Huntercombe; Kev # Performance Analyst
"""
ORGS = """
board: Marlbeck Youth Justice Management Board; Youth Justice Management Board # board
council: Marlbeck Council # council
police: Beckshire Constabulary # police
prob: Probation Service # probation
icb: Beckshire ICB # health
bench: Beckshire Youth Bench # court
yjb: Youth Justice Board # public-body
"""
PROGS = """
turn: Turnaround # programme
"""
b = Pack(__file__, "marlbeck-yjmb-2025-04-29", "txt", "2025-04-29", PEOPLE, ORGS, PROGS, [
    "An owner told by post alone is the person whom the list of those present gives that post.",
    "The second log, of the last inspection, is dated by the meeting, too.",
], item=dotted, wide=90, per=46, foot="Marlbeck YJMB April 2025 {n}", how="cell")  # fmt: skip
B = "Marlbeck Youth Justice Management Board"
b.title("agenda-title", B, "Tuesday 29 April 2025, 10:00-12:00", "Beck House, Room 4", "AGENDA")
b.meet("2025-04-29", B, "Beck House, Room 4", "10:00", "12:00", evidence="agenda")
b.agtable(["Item", "Title", "Lead", "Duration"], ["n", "t", "w", "h"], [
    ("procedural", "ashe", "1", "Welcome and apologies", "Chair", "5 mins"), ("procedural", "ashe", "2", "Minutes of 28 January and action log", "Chair", "15 mins"),
    ("report", "hunt", "3", "Performance, quarter 4", "Performance Analyst", "20 mins"), ("report", "cope", "4", "Turnaround: what happens after March 2026", "YJS Manager", "30 mins"),
    ("report", "flint", "5", "Education of children known to the service", "Virtual School Head", "20 mins"), ("procedural", "", "6", "AOB", "All", "5 mins")], (8, 52, 25, 15))  # fmt: skip
b.p("Next meeting: Tuesday 29 July 2025, 10:00")
b.next("2025-07-29")
b.brk()
b.title("minutes-title", B, "MINUTES", "Tuesday 28 January 2025, 10:00, Beck House, Room 4")
b.meet("2025-01-28", B, "Beck House, Room 4", "10:00", None, "Catherine Ashebrook")
b.whotable("present", ["Name", "Job title", "Agency"], ["name", "role", "org"], [
    "ashe*|Catherine Ashebrook|Director of Children’s Services (Chair)|Marlbeck Council", "blunt|Insp Wayne Bluntley|Inspector, Partnerships|Beckshire Constabulary", "cope|Yasmin Copeland-Fry|Youth Justice Service Manager|Marlbeck Council",
    "doyle|Fergus Doylestone|Head of Probation Delivery Unit|Probation Service", "flint|Jo Flintham|Virtual School Head|Marlbeck Council", "guild|Harriet Guildersome|Bench Chair|Beckshire Youth Bench"], (30, 40, 30), above="Present")  # fmt: skip
b.whotable(
    "apologies",
    ["Name", "Job title", "Agency"],
    ["name", "role", "org"],
    ["ekwe|Dr Amara Ekwensi-Bow|Designated Doctor|Beckshire ICB"],
    (30, 40, 30),
    above="Apologies",
)
b.item("1", "Welcome and apologies")
b.p("Catherine welcomed Harriet to her first meeting.")
b.item("2", "Minutes of 22 October and action log")
b.p(
    "<<agree|The minutes were agreed.>> Fergus said that his action on transfers to probation had been done."
)
b.item("3", "Performance, quarter 3", by="hunt", orgs="yjb")
b.p(
    "Yasmin presented the figures in Kev’s absence. First-time entrants fell to 31. The Youth Justice Board’s new measure on serious violence showed nine children, two more than in quarter 2."
)
b.p(
    "Insp Bluntley said that four of the nine had been stopped more than five times in a year and that he would look at why."
)
b.p("<<note|The Board noted the report.>>")
b.act(
    "Insp Bluntley to review stop and search of the nine children by 31 March 2025",
    "blunt",
    "2025-03-31",
    "Action: ",
    "",
    "Insp Bluntley",
)
b.item("4", "Turnaround", progs="turn", by="cope")
b.p(
    "Yasmin explained that money for Turnaround ends in March 2026. It pays for three posts, at [[£126,000|turn|three posts]] a year."
)
b.p("Jo asked that its effect on attendance at school be shown in any bid.")
b.p("<<agree|The Board agreed that an options paper come to the April meeting.>>")
b.act(
    "YJS Manager to write an options paper for April", "cope", None, "Action: ", "", "YJS Manager"
)
b.act(
    "Virtual School Head to supply attendance figures for children on Turnaround",
    "flint",
    None,
    "Action: ",
    "",
    "Virtual School Head",
)
b.item("5", "AOB")
b.p(
    "Harriet asked for a visit to the reparation workshop. Next meeting: Tuesday 29 April 2025, 10:00"
)
b.next("2025-04-29")
b.brk()
b.title("log-title", "Action Log – Marlbeck Youth Justice Management Board", "As at 22 April 2025")
b.log("2025-04-29", ["No", "Action", "Owner", "Due date", "Status"], ["n", "a", "who", "due", "st"], [
    ("blunt", "1", "Review stop and search of the nine children counted under serious violence", "Insp Bluntley", "31/03/2025", "Complete"),
    ("cope", "2", "Write an options paper on Turnaround after March 2026", "YJS Manager", "29/04/2025", "Complete"),
    ("flint", "3", "Supply attendance figures for children on Turnaround, by year group and by school", "Virtual School Head", "28/02/2025", "Complete"),
    ("ekwe", "4", "Find out how long children wait for a speech and language assessment", "Designated Doctor", "22/10/2024", "Overdue"),
    ("cope guild", "5", "Arrange a visit of magistrates to the reparation workshop in the summer term", "YJS Manager / Bench Chair", "July 2025", "Open"),
    ("doyle", "6", "Report on transfers to probation at eighteen", "Head of Probation Delivery Unit", "TBC", "Open"),
], (8, 44, 22, 14, 12))  # fmt: skip
b.brk()
b.title("log-title", "Actions from the thematic inspection")
b.loglines("2025-04-29", lambda g: f"Action {g['n']}: {g['a']}. Owner: {g['who']}. Due: {g['due']}. Status: {g['st']}", ["n", "a", "who", "due", "st"], [
    ("hunt", "T1", "Publish a data pack on disproportionality twice a year", "Performance Analyst", "May 2025", "In progress"),
    ("cope", "T2", "Ask every child at the end of an order what helped and what did not", "Yasmin Copeland-Fry", "1 June 2025", "In progress"),
    ("ashe", "T3", "Agree with the neighbouring board how children placed out of area are supervised", "Catherine Ashebrook", "30 September 2025", "Not started"),
], "body")  # fmt: skip
b.brk()
b.report("Turnaround: what happens after March 2026", "4", "council", "cope")
b.title("report", B, "29 April 2025", "Item 4", "Turnaround: what happens after March 2026")
b.para("Author: Yasmin Copeland-Fry, Youth Justice Service Manager", "body", "report")
b.para("1. Recommendations", "h", "heading")
b.recs(
    "The Board is asked to:",
    [
        ("a", "consider the three options in section 3;"),
        ("b", "agree to fund one post from April 2026; and"),
        ("c", "ask Beckshire Constabulary and Beckshire ICB to match it."),
    ],
    lambda c: f"{c}. ",
)
b.para("2. Background", "h", "heading")
b.p(
    "2.1 Turnaround works with children before they are charged. Of 88 children helped in two years, 71 have not been arrested since."
)
b.para("3. Options", "h", "heading")
b.p(
    "3.1 The options are to stop, to keep one post, or to keep three. One post costs [[£42,000|turn|one post]]."
)
b.write()
