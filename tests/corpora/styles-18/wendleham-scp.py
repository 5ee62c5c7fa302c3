"""Safer Wendleham Partnership, a London borough: text that keeps the layout, people in a table with initials,
tasks as “ACTION:” with initials, a tracker whose short cells stand in the middle of their row.
"""

from w18kit import Pack, dotted

PEOPLE = """
adeola: Councillor Bisi Adeola-Grant; Cllr Adeola-Grant; BAG # Chair
finch: Supt Martin Fincham; Superintendent Fincham; MF # Superintendent
osman: Leyla Osmanli; LO # Director of Environment
bright: Gary Brightwell; GB # Head of Community Safety
rao: Sunita Raobank; SR # Public Health Consultant
keane: Dermot Keanely; DK # Head of Probation
moss: Tanya Mossop; TM # Violence Reduction Manager
platt: Eric Plattner; EP # Borough Commander
dunn: Chloe Dunnock; CD # Partnership Officer
vale: Priscilla Valery; PV # Chief Executive
"""
ORGS = """
board: Safer Wendleham Partnership; Partnership Board # partnership
council: London Borough of Wendleham # council
police: Metropolitan Police Service # police
prob: London Probation Service # probation
fire: London Fire Brigade # fire
vcs: Wendleham Voluntary Network # charity
"""
PROGS = """
vawg: Violence Against Women and Girls Strategy # strategy
steps: Safer Steps Home # programme
serious: Serious Violence Duty # scheme opt
"""
b = Pack(__file__, "wendleham-scp-2025-03-18", "txt", "2025-03-18", PEOPLE, ORGS, PROGS, [
    "Owners told by initials are the people whose initials the table of members gives.",
    "A row of the tracker with several owners has them all; “All” has no slug.",
], item=dotted, wide=110, per=54, head="Safer Wendleham Partnership Board", foot="Page {n} of {N}", how="cols")  # fmt: skip
B = "Safer Wendleham Partnership Board"
b.title(
    "agenda-title",
    "SAFER WENDLEHAM PARTNERSHIP BOARD",
    "AGENDA",
    "Tuesday 18 March 2025, 2:00pm – 4:00pm",
    "Committee Room 2, Wendleham Town Hall, Broadway, N23 4QT",
)
b.meet(
    "2025-03-18",
    "SAFER WENDLEHAM PARTNERSHIP BOARD",
    "Committee Room 2, Wendleham Town Hall",
    "14:00",
    "16:00",
    evidence="agenda",
)
b.agtable(["No", "Agenda item", "Lead", "Time"], ["n", "t", "w", "h"], [
    ("procedural", "adeola", "1", "Welcome, introductions and apologies", "Chair", "2.00"),
    ("procedural", "dunn", "2", "Minutes of last meeting and action tracker", "Chloe Dunnock", "2.05"),
    ("report", "moss", "3", "Violence Against Women and Girls Strategy – delivery plan", "Tanya Mossop", "2.15"),
    ("report", "finch", "4", "Police performance and public confidence in the neighbourhood teams", "Supt Martin Fincham", "2.45"),
    ("report", "bright", "5", "Safer Steps Home evaluation", "Gary Brightwell", "3.10"),
    ("verbal", "", "6", "Partner updates", "All", "3.35"),
    ("procedural", "", "7", "Any other business", "All", "3.50"),
], (6, 60, 26, 8))  # fmt: skip
b.p("Date of next meeting: Tuesday 17 June 2025, 2:00pm, Committee Room 2")
b.next("2025-06-17")
b.brk()
b.title(
    "minutes-title",
    "SAFER WENDLEHAM PARTNERSHIP BOARD",
    "Minutes of the meeting held on Tuesday 10 December 2024",
    "Committee Room 2, Wendleham Town Hall, 2:00pm – 4:00pm",
)
b.meet(
    "2024-12-10",
    "SAFER WENDLEHAM PARTNERSHIP BOARD",
    "Committee Room 2, Wendleham Town Hall",
    "14:00",
    "16:00",
    "Councillor Bisi Adeola-Grant",
)


def trio(sec, above, rows, head=None):
    said = [b.person(sec, r.rpartition("|")[0]) for r in rows]
    b.para(above, "h", "list-head")
    b.grid(
        head,
        [
            [x["name"], x["role"], x["org"], r.rpartition("|")[2]]
            for x, r in zip(said, rows, strict=True)
        ],
        (30, 30, 30, 8),
        [sec] * len(rows),
    )


trio("present", "Present", [
    "adeola*|Councillor Bisi Adeola-Grant|Cabinet Member for Safer Communities (Chair)|London Borough of Wendleham|BAG",
    "finch|Supt Martin Fincham|Superintendent, Neighbourhoods|Metropolitan Police Service|MF",
    "osman|Leyla Osmanli|Director of Environment|London Borough of Wendleham|LO",
    "bright|Gary Brightwell|Head of Community Safety|London Borough of Wendleham|GB",
    "keane|Dermot Keanely|Head of Probation|London Probation Service|DK",
    "platt|Eric Plattner|Borough Commander|London Fire Brigade|EP",
    "vale|Priscilla Valery|Chief Executive|Wendleham Voluntary Network|PV",
], ["Name", "Position", "Organisation", "Initials"])  # fmt: skip
trio(
    "officers",
    "In attendance",
    [
        "moss|Tanya Mossop|Violence Reduction Manager|London Borough of Wendleham|TM",
        "dunn|Chloe Dunnock|Partnership Officer (minutes)|London Borough of Wendleham|CD",
    ],
)
trio(
    "apologies",
    "Apologies",
    ["rao|Sunita Raobank|Public Health Consultant|London Borough of Wendleham|SR"],
)
b.item("1", "Welcome, introductions and apologies")
b.paras(
    "1",
    "The Chair greeted members, who gave their names. SR had sent apologies.",
)
b.item("2", "Minutes of last meeting and action tracker")
b.p("2.1 <<agree|The minutes of 17 September 2024 were agreed.>>")
b.p(
    "2.2 CD went through the tracker. Four actions had been completed since September and would be taken off."
)
b.act(
    "CD to chase outstanding updates on the tracker before the papers go out",
    "dunn",
    None,
    "ACTION: ",
    "",
    "CD",
)
b.item("3", "Violence Against Women and Girls Strategy", progs="vawg", by="moss")
b.paras("3", "TM gave a presentation on the consultation. More than six hundred people replied, and street lighting was the matter raised most often.",
    "EP offered to add a check of lighting to home fire safety visits in the three wards that had scored lowest.",
    "PV said that small groups had found the form too long and asked for an easy read version.")  # fmt: skip
b.act(
    "TM to publish an easy read version of the draft strategy by 31 January 2025",
    "moss",
    "2025-01-31",
    "ACTION: ",
    "",
    "TM",
)
b.act(
    "LO and EP to agree a list of streets for lighting checks",
    "osman platt",
    None,
    "ACTION: ",
    "",
    "LO and EP",
)
b.p("3.4 <<approve|The Board approved the draft strategy for publication.>>")
b.item("4", "Serious Violence Duty: needs assessment", progs="serious", orgs="prob", by="bright")
b.paras("4", "GB summarised the refreshed needs assessment. Knife-enabled robbery had fallen for a second year; offences on buses after school had not.",
    "DK asked that the assessment cover people aged 18 to 25 on licence, who make up a quarter of the cohort.")  # fmt: skip
b.p("4.3 <<note|The Board noted the assessment and asked for a further report in March.>>")
b.act(
    "DK to supply figures on 18 to 25 year olds by the end of January",
    "keane",
    None,
    "ACTION: ",
    "",
    "DK",
)
b.item("5", "Any other business")
b.paras("5", "MF reported that two sergeants would join the town centre team in the new year.")
b.p("Next meeting: Tuesday 18 March 2025, 2:00pm")
b.next("2025-03-18")
b.brk()
b.title("log-title", "Safer Wendleham Partnership Board – Action Tracker", "Updated 11 March 2025")
b.how = "mid"
b.log("2025-03-18", ["Ref", "Meeting date", "Action", "Owner", "Deadline", "Update", "RAG"], ["n", "raised", "a", "who", "due", "c", "st"], [
    ("dunn", "24/31", "10/12/24@2024-12-10", "Chase outstanding updates on the tracker before the papers for each meeting go out", "CD", "Mar 25", "Done for this meeting and now part of the forward planner", "Complete"),
    ("moss", "24/32", "10/12/24@2024-12-10", "Publish an easy read version of the draft strategy on the council website", "TM", "31/01/25", "Published 29 January", "Complete"),
    ("osman platt", "24/33", "10/12/24@2024-12-10", "Agree a list of streets where lighting will be checked during home fire safety visits", "LO / EP", "28/02/25", "List drafted; ward councillors to comment by 21 March", "On track"),
    ("keane", "24/34", "10/12/24@2024-12-10", "Supply figures on people aged 18 to 25 on licence for the needs assessment", "DK", "31/01/25", "Awaiting sign-off by region", "Overdue"),
    ("finch bright", "24/27", "17/09/24@2024-09-17", "Hold a joint week of action at the bus station after half term", "MF / GB", "Nov 24", "Took place 4 to 8 November, 61 engagements", "Complete"),
    ("", "24/28", "17/09/24@2024-09-17", "Send dates of community events in 2025 to the Partnership Officer", "All", "Ongoing", "Standing request to all partners", "On track"),
    ("rao", "24/29", "17/09/24@2024-09-17", "Bring an analysis of ambulance data on assaults to a future meeting", "SR", "Jun 25", "Data sharing agreement signed in February; analysis has begun and will cover three years", "On track"),
], (8, 12, 32, 9, 11, 27, 11))  # fmt: skip
b.how = "cols"
b.brk()
b.report("Safer Steps Home: evaluation of the first year", "5", "council", "bright")
b.title(
    "report",
    "SAFER WENDLEHAM PARTNERSHIP BOARD",
    "18 March 2025",
    "Safer Steps Home: evaluation of the first year",
    "Report of Gary Brightwell, Head of Community Safety, London Borough of Wendleham",
)
b.para("1. Recommendations", "h", "heading")
b.recs(
    "The Board is asked to:",
    [
        ("1.1", "note the findings of the evaluation;"),
        ("1.2", "agree that marshals remain at Wendleham Junction until March 2026; and"),
        ("1.3", "ask partners to confirm contributions by the end of April."),
    ],
    lambda c: f"{c} ",
)
b.para("2. Background", "h", "heading")
b.paras(
    "2",
    "Safer Steps Home puts trained marshals on the walk from the station to the night bus on Fridays and Saturdays. It began in February 2024.",
    "The scheme costs [[£68,000|steps|a year]] a year, of which the council pays half.",
)
b.para("3. Findings", "h", "heading")
b.paras(
    "3",
    "Marshals helped 1,904 people in the year. Reports of harassment on the route fell by a fifth, while those in the rest of the ward did not change.",
    "Bar staff would like the hours to start at ten rather than eleven.",
)
b.para("4. Financial implications", "h", "heading")
b.p("4.1 A full year at longer hours would cost [[£74,500|steps|a year at longer hours]].")
b.write()
