"""Glenorra Community Planning Partnership, Scotland: text in columns without lines between rows, a sederunt, “The
Board agreed to:” with bullets, a rolling action log whose last rows are done and stand under a line that says so.
"""

from w18kit import Pack, comma

PEOPLE = """
baird: Councillor Morven Bairdsley; Councillor Bairdsley # Convener
innes: Gordon Inneson; Mr Inneson # Chief Executive
rae: Chief Inspector Lorna Raeburnie; Chief Inspector Raeburnie # Local Area Commander
muir: Dr Hamish Muirfield; Dr Muirfield # Director of Public Health
tait: Isla Taitwood; Ms Taitwood # Chief Officer, Third Sector Interface
sim: Robert Simsonby; Mr Simsonby # Principal
dow: Kirsty Dowfield # Community Planning Officer
fyfe: Alan Fyfeston # Area Commander, Fire and Rescue
grieg: Ellen Griegson # Housing Manager
"""
ORGS = """
board: Glenorra Community Planning Partnership Board; Glenorra Community Planning Partnership # board
council: Glenorra Council # council
police: Police Scotland # police
nhs: NHS Strathorra # health
tsi: Glenorra Third Sector Interface # charity
college: Orra College # education
sfrs: Scottish Fire and Rescue Service # fire
"""
PROGS = """
loip: Local Outcomes Improvement Plan; LOIP # strategy
cash: Cash First # programme
"""
b = Pack(__file__, "glenorra-cpp-2025-03-13", "txt", "2025-03-13", PEOPLE, ORGS, PROGS, [
    "Rows under “Completed since last meeting” have the status Completed, others the word of their column.",
    "“The Board agreed to:” with bullets gives one row a bullet.",
], item=lambda n, t: f"{n}. {t}", wide=112, per=60, how="dense", foot="Page {n}")  # fmt: skip
B = "Glenorra Community Planning Partnership Board"
b.title(
    "agenda-title",
    B,
    "Thursday 13 March 2025 at 10am",
    "Council Chamber, Burgh Hall, Kirkorra",
    "AGENDA",
)
b.meet("2025-03-13", B, "Council Chamber, Burgh Hall, Kirkorra", "10:00", evidence="agenda")
b.agtable(["Item", "Subject", "Lead"], ["n", "t", "w"], [
    ("procedural", "baird", "1", "Welcome and Apologies", "Convener"), ("procedural", "baird", "2", "Minute of Previous Meeting – 12 December 2024", "Convener"),
    ("procedural", "dow", "3", "Rolling Action Log", "Kirsty Dowfield"), ("report", "tait", "4", "Cash First – Progress and Next Steps", "Isla Taitwood"),
    ("report", "innes", "5", "Local Outcomes Improvement Plan – Annual Report", "Gordon Inneson"), ("verbal", "rae", "6", "Community Justice Update", "Chief Inspector Lorna Raeburnie"),
    ("procedural", "", "7", "AOCB", "All"), ("procedural", "", "8", "Date of Next Meeting – Thursday 12 June 2025 at 10am", "")], (8, 62, 30))  # fmt: skip
b.next("2025-06-12")
b.brk()
b.title(
    "minutes-title",
    B,
    "Minute of Meeting held on Thursday 12 December 2024 at 10am in the Council Chamber, Burgh Hall, Kirkorra",
)
b.meet(
    "2024-12-12",
    B,
    "Council Chamber, Burgh Hall, Kirkorra",
    "10:00",
    None,
    "Councillor Morven Bairdsley",
)
b.who("present", "Sederunt:", ["baird*|Councillor Morven Bairdsley|Convener|Glenorra Council", "innes|Gordon Inneson|Chief Executive|Glenorra Council", "rae|Chief Inspector Lorna Raeburnie||Police Scotland", "muir|Dr Hamish Muirfield|Director of Public Health|NHS Strathorra", "tait|Isla Taitwood|Chief Officer|Glenorra Third Sector Interface", "sim|Robert Simsonby|Principal|Orra College"],
    lambda x: f"{x['name']}, " + (f"{x['role']}, " if x["role"] else "") + x["org"])  # fmt: skip
b.who(
    "officers",
    "In attendance:",
    [
        "dow|Kirsty Dowfield|Community Planning Officer|Glenorra Council",
        "grieg|Ellen Griegson|Housing Manager|Glenorra Council",
    ],
    comma,
)
b.who(
    "apologies",
    "Apologies:",
    ["fyfe|Alan Fyfeston|Area Commander|Scottish Fire and Rescue Service"],
    comma,
)
b.item("1", "Welcome and Apologies")
b.p("Councillor Bairdsley welcomed those present. Apologies were noted.")
b.item("2", "Minute of Previous Meeting")
b.p("<<approve|The Board approved the minute of 19 September 2024 as a correct record.>>")
b.item("3", "Rolling Action Log", by="dow")
b.p(
    "Kirsty Dowfield spoke to the log. Three actions had been completed and one was behind because of a vacancy at the college."
)
b.p("<<note|The Board noted the position.>>")
b.item("4", "Cash First", progs="cash", orgs="tsi", by="tait")
b.p(
    "Ms Taitwood reported that Cash First had paid grants to 212 households since April, with an average of [[£170|cash|average grant]]. Referrals from midwives had doubled."
)
b.p(
    "Mr Simsonby said that students in hardship often did not come forward and offered a room at the college for a weekly session."
)
b.p("The Board agreed to:")
for t, v in [
    ("note the progress of Cash First;", "note"),
    ("accept the offer of a room at Orra College; and", "agree"),
    ("receive a paper on next steps in March 2025.", "agree"),
]:
    b.dec(t, v, None, "• ")
b.act("Action: Kirsty Dowfield to add next steps for Cash First to the agenda for March", "dow")
b.item("5", "Local Outcomes Improvement Plan", progs="loip", by="innes")
b.p(
    "Mr Inneson advised that six of the nine measures in the LOIP had improved. Homelessness had not, and Ellen Griegson described the pressure on temporary flats in Kirkorra."
)
b.p("Dr Muirfield asked that deaths from drugs be shown by age.")
b.p("The Board agreed to:")
for t, v in [
    ("endorse the draft annual report; and", "endorse"),
    ("ask the Housing Manager for a briefing on temporary accommodation.", "request"),
]:
    b.dec(t, v, None, "• ")
b.act("Action: Ellen Griegson to circulate a briefing by 31 January 2025", "grieg", "2025-01-31")
b.item("6", "AOCB")
b.p("None.")
b.item("7", "Date of Next Meeting")
b.p("Thursday 13 March 2025 at 10am")
b.next("2025-03-13")
b.brk()
b.title(
    "log-title", "Glenorra Community Planning Partnership Board", "Rolling Action Log – March 2025"
)
b.log("2025-03-13", ["No.", "Action", "Responsible", "Target", "Status", "Comments"], ["n", "a", "who", "due", "st", "c"], [
    ("sim tait", "41", "Start a weekly Cash First session at the college and report on numbers attending", "Robert Simsonby and Isla Taitwood", "February 2025", "Behind", "Room booked from 10 March; a worker has been appointed"),
    ("muir", "38", "Show deaths from drugs by age in the dashboard for the next annual report", "Dr Muirfield", "June 2025", "On track", ""),
    ("innes rae", "35", "Review how warnings of severe weather reach people without internet in the upper glens", "Gordon Inneson / Lorna Raeburnie", "12/06/2025", "On track", "First meeting with resilience groups held in Kirkorra on 27 February"),
    ("fyfe", "33", "Map the hydrants that cannot be reached in snow", "SFRS Area Commander", "By next winter", "Not started", "Awaiting map licence"),
    (None, "Completed since last meeting@Completed"),
    ("dow", "42", "Add next steps for Cash First to the agenda for March", "Kirsty Dowfield", "January 2025", "", "Item 4"),
    ("grieg", "43", "Circulate a briefing on temporary accommodation", "Ellen Griegson", "31 January 2025", "", "Sent 30 January to all members"),
    ("", "36", "Return the survey on digital skills", "All partners", "29 November 2024", "", "17 of 19 replies"),
], (6, 34, 18, 13, 11, 28))  # fmt: skip
b.brk()
b.report("Cash First – Progress and Next Steps", "4", "tsi", "tait")
b.title(
    "report",
    "Glenorra Community Planning Partnership Board",
    "13 March 2025",
    "Cash First – Progress and Next Steps",
)
b.para("Report by Chief Officer, Glenorra Third Sector Interface", "body", "report")
b.para("1. Purpose", "h", "heading")
b.p("1.1 This paper proposes that Cash First continue for two years.")
b.para("2. Recommendations", "h", "heading")
b.recs(
    "It is recommended that the Board:",
    [
        ("i", "notes the evaluation;"),
        ("ii", "supports a further two years of Cash First; and"),
        ("iii", "agrees that each partner name a lead by 30 April 2025."),
    ],
    lambda c: f"{c}) ",
)
b.para("3. Background", "h", "heading")
b.paras(
    "3",
    "Cash First gives a small grant on the day that somebody asks for food. It replaced vouchers in 2023.",
    "Two in three households needed help only once.",
)
b.para("4. Resources", "h", "heading")
b.p("4.1 The cost over two years is [[£148,000|cash|two years]].")
b.write()
