"""Fairlea Place Partnership Committee, NHS: a PDF, an agenda with times and purposes, minutes with numbers as 05/25,
actions in a column beside the text, a log without lines between cells, owners by surname and initials.
"""

from w18kit import Pack, dotted

PEOPLE = """
ruth: Ruth Carrowby; R Carrowby; Ruth # Chair
desai: Dr Mihir Desanti; Dr M Desanti; Mihir # Clinical Director
webb: Louise Webberley; L Webberley; Louise # Place Director
kane: Stephen Kanefield; S Kanefield; Stephen # Director of Operations
amos: Grace Amosley; G Amosley; Grace # Assistant Director, Commissioning
ford: Ian Fordingham; I Fordingham; Ian # Chief Executive
lyle: Rosa Lyleworth; R Lyleworth; Rosa # Head of Finance
tran: Vinh Tranmere; V Tranmere; Vinh # Governance Manager
"""
ORGS = """
board: Fairlea Place Partnership Committee; Place Partnership Committee # committee
icb: NHS Calder and Lea ICB # health
trust: Fairlea Community Healthcare NHS Trust # health
council: Fairlea Borough Council # council
vcs: Fairlea Action # charity
gp: Fairlea GP Federation # health
"""
PROGS = """
teams: Neighbourhood Teams # programme
frail: Frailty at the Front Door # programme
"""
b = Pack(__file__, "fairlea-place-2025-05-15", "pdf", "2025-05-15", PEOPLE, ORGS, PROGS, [
    "Owners of the log are printed with initial and surname.", "Rows under “Closed actions” have no word of their own for status: Closed.",
], item=dotted, head="Fairlea Place Partnership Committee – Public", foot="Page {n}")  # fmt: skip
B = "Fairlea Place Partnership Committee"
b.title(
    "agenda-title",
    B,
    "Meeting in public",
    "Thursday 15 May 2025, 13.00 – 15.30",
    "The Maltings, Mill Lane, Fairlea",
    "AGENDA",
)
b.meet("2025-05-15", B, "The Maltings, Mill Lane, Fairlea", "13:00", "15:30", evidence="agenda")
b.agtable(["Time", "Ref", "Item", "Lead", "Purpose", "Format"], ["h", "n", "t", "w", "e", "f"], [
    ("procedural", "ruth", "13.00", "01/25", "Welcome and apologies", "R Carrowby", "Information", "Verbal"),
    ("procedural", "ruth", "13.03", "02/25", "Declarations of interest", "R Carrowby", "Information", "Verbal"),
    ("procedural", "ruth", "13.05", "03/25", "Minutes of the meeting held on 20 March 2025", "R Carrowby", "Approval", "Paper"),
    ("procedural", "tran", "13.10", "04/25", "Action log", "V Tranmere", "Information", "Paper"),
    ("report", "webb", "13.20", "05/25", "Neighbourhood Teams – roll-out in the second half of the year", "L Webberley", "Decision", "Paper"),
    ("report", "kane", "14.00", "06/25", "Frailty at the Front Door", "S Kanefield", "Assurance", "Paper"),
    ("report", "lyle", "14.40", "07/25", "Finance report, month 12", "R Lyleworth", "Assurance", "Paper"),
    ("procedural", "", "15.20", "08/25", "Any other business", "All", "", "Verbal"),
], (9, 9, 42, 16, 14, 10))  # fmt: skip
b.p("Next meeting: Thursday 17 July 2025")
b.next("2025-07-17")
b.brk()
b.title(
    "minutes-title",
    B,
    "Minutes of the meeting held on Thursday 20 March 2025 at 13.00",
    "The Maltings, Mill Lane, Fairlea",
)
b.meet("2025-03-20", B, "The Maltings, Mill Lane, Fairlea", "13:00", "15:05", "Ruth Carrowby")
b.whotable("present", ["Members", "Title", "Organisation"], ["name", "role", "org"], [
    "ruth*|Ruth Carrowby|Independent Chair|NHS Calder and Lea ICB", "desai|Dr Mihir Desanti|Clinical Director|Fairlea GP Federation", "webb|Louise Webberley|Place Director|NHS Calder and Lea ICB",
    "kane|Stephen Kanefield|Director of Operations|Fairlea Community Healthcare NHS Trust", "amos|Grace Amosley|Assistant Director, Commissioning|Fairlea Borough Council"], (28, 34, 38))  # fmt: skip
b.whotable(
    "officers",
    ["In attendance", "Title", "Organisation"],
    ["name", "role", "org"],
    [
        "lyle|Rosa Lyleworth|Head of Finance|NHS Calder and Lea ICB",
        "tran|Vinh Tranmere|Governance Manager|NHS Calder and Lea ICB",
    ],
    (28, 34, 38),
)
b.whotable(
    "apologies",
    ["Apologies", "Title", "Organisation"],
    ["name", "role", "org"],
    ["ford|Ian Fordingham|Chief Executive|Fairlea Action"],
    (28, 34, 38),
)
b.mins(["Ref", "Discussion", "Action", "Owner"], (10, 56, 22, 12), [
    ("41/24", "Welcome and apologies", ["Ruth welcomed members to the meeting, which was quorate."], [], ""),
    ("42/24", "Declarations of interest", ["Mihir declared an interest in item 45/24 as a partner in a practice."], [], ""),
    ("43/24", "Minutes of the meeting held on 16 January 2025", ["<<approve|The minutes were approved.>>"], [], ""),
    ("44/24", "Action log", ["Vinh reported that five actions were complete.", "<<agree|The Committee agreed to close them.>>"], [], ""),
    ("45/24", "Neighbourhood Teams", ["Louise described the first two teams, in Northgate and Lowfield. Half of the people on their lists had been seen by more than one service in the month.",
        "Grace asked how housing officers would join. Stephen said that desks were available at both sites.", "<<support|The Committee supported the plan for four further teams.>>"],
     [("Send a proposal for housing officers to join the teams", "amos", None)], "G Amosley"),
    ("46/24", "Finance report, month 10", ["Rosa reported a forecast underspend of [[£0.4m|icb|forecast underspend]].", "<<note|The Committee noted the report.>>"],
     [("Bring a paper on use of the underspend", "lyle", None)], "R Lyleworth"),
    ("47/24", "Any other business", ["The meeting closed at 15.05."], [], ""),
])  # fmt: skip
b.brk()
b.title("log-title", B, "Action log – 15 May 2025")
b.log("2025-05-15", ["Ref", "Meeting", "Action", "Owner", "Due", "Update"], ["n", "raised", "a", "who", "due", "c"], [
    (None, "Open actions@Open"),
    ("amos", "45/24-1", "20.03.25@2025-03-20", "Send a proposal for housing officers to join the Neighbourhood Teams in Northgate and Lowfield", "G Amosley", "15.05.25", "Proposal with the council’s legal team"),
    ("kane desai", "38/24-2", "16.01.25@2025-01-16", "Set out how out-of-hours visits will be recorded once the new system is in use", "S Kanefield / Dr M Desanti", "17.07.25", ""),
    ("", "37/24-1", "16.01.25@2025-01-16", "Nominate carers to the reference group", "All members", "Ongoing", "Two nominated"),
    (None, "Closed actions@Closed"),
    ("lyle", "46/24-1", "20.03.25@2025-03-20", "Bring a paper on use of the underspend", "R Lyleworth", "15.05.25", "Item 07/25"),
    ("webb", "39/24-1", "16.01.25@2025-01-16", "Confirm dates on which the further teams will start", "L Webberley", "March 2025", "In the paper for item 05/25"),
    ("ford tran", "33/24-3", "14.11.24@2024-11-14", "Hold a session on co-production for new members of the Committee", "I Fordingham & V Tranmere", "20.03.25", "Held on 27 February"),
], (11, 12, 34, 17, 11, 15), ruled=False)  # fmt: skip
b.brk()
b.report("Neighbourhood Teams – roll-out in the second half of the year", "05/25", "icb", "webb")
b.title("report", B)
b.box(
    [
        ["Meeting date", "15 May 2025"],
        ["Agenda ref", "05/25"],
        ["Title of report", "Neighbourhood Teams – roll-out in the second half of the year"],
        ["Author", "Louise Webberley, Place Director, NHS Calder and Lea ICB"],
        ["Purpose", "Decision"],
    ]
)
b.para("Summary", "h", "heading")
b.p("Four further teams are proposed, two in September and two in November.")
b.para("Recommendations", "h", "heading")
b.recs(
    "The Committee is asked to:",
    [
        ("1", "approve the order in which the teams start;"),
        ("2", "note the cost of [[£310,000|teams|cost]]; and"),
        ("3", "receive a report on outcomes in January 2026."),
    ],
    lambda c: f"{c}. ",
)
b.para("Main report", "h", "heading")
b.p(
    "The order follows the number of people with three or more conditions. Lowfield East comes first."
)
b.brk()
b.report("Frailty at the Front Door", "06/25", "trust", "kane")
b.title("report", B)
b.box(
    [
        ["Meeting date", "15 May 2025"],
        ["Agenda ref", "06/25"],
        ["Title of report", "Frailty at the Front Door"],
        [
            "Author",
            "Stephen Kanefield, Director of Operations, Fairlea Community Healthcare NHS Trust",
        ],
        ["Purpose", "Assurance"],
    ]
)
b.para("Recommendation", "h", "heading")
b.recs(
    None,
    [(None, "The Committee is asked to take assurance from the fall in overnight stays.")],
    lambda c: "",
)
b.para("Main report", "h", "heading")
b.p("A geriatrician has worked in the emergency department from eight until eight since January.")
b.write()
