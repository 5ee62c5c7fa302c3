"""Estermoor Safeguarding Adults Board: a Word file, minutes in three columns with owners by post, a log in
two tables under “Open actions” and “Closed actions”, and rows without numbers.
"""

from w18kit import Pack, dotted

PEOPLE = """
calloway: Hilary Calloway-Reed; Hilary Calloway # Independent Chair
birch: Anton Birchall # Director of Adult Social Services
nye: DCI Rosalind Nyeman; DCI Nyeman # Head of Public Protection
shah: Farida Shahbaz # Designated Nurse for Safeguarding Adults
lowe: Simon Lowestone # Associate Director of Nursing
ptak: Ewa Ptakowska # Board Manager
gale: Norman Galesworthy # Chief Officer
hume: Beth Humewood # Principal Social Worker
cole: Terence Coleby # Housing Options Manager
"""
ORGS = """
board: Estermoor Safeguarding Adults Board; Estermoor SAB; SAB # board
council: Estermoor Council # council
police: Estershire Police # police
icb: NHS Ester and Wold ICB # health
trust: Estermoor Hospitals NHS Trust # health
hw: Healthwatch Estermoor # public-body
qa: Quality Assurance Subgroup # group part=board
sar: SAR Subgroup # group part=board
"""
PROGS = """
msp: Making Safeguarding Personal # programme
sara: SAR Graham # programme
self: Self-Neglect Protocol # strategy
"""
b = Pack(__file__, "estermoor-sab-2025-02-26", "docx", "2025-02-26", PEOPLE, ORGS, PROGS, [
    "An owner told by post alone is the person whom the list of those present gives that post.",
    "Rows of a log have no numbers; their status is the head of their table.",
], item=dotted, head="Estermoor Safeguarding Adults Board 26 February 2025", styled=False)  # fmt: skip
B = "Estermoor Safeguarding Adults Board"
b.title(
    "agenda-title",
    B,
    "Agenda",
    "Wednesday 26th February 2025",
    "9.30 am – 12.00 pm",
    "Wold Suite, Estermoor Civic Offices and via Teams",
)
b.meet("2025-02-26", B, "Wold Suite, Estermoor Civic Offices", "09:30", "12:00", evidence="agenda")
b.agtable(["", "Item", "Presenter", "Paper"], ["n", "t", "w", "e"], [
    ("procedural", "calloway", "1.", "Welcome and apologies", "Independent Chair", ""),
    ("procedural", "calloway", "2.", "Minutes and matters arising", "Independent Chair", "Enc. A"),
    ("procedural", "ptak", "3.", "Action log", "Board Manager", "Enc. B"),
    ("report", "hume", "4.", "SAR Graham – progress on the learning", "Principal Social Worker", "Enc. C"),
    ("report", "shah", "5.", "Self-Neglect Protocol: annual review", "Designated Nurse", "Enc. D"),
    ("verbal", "gale", "6.", "The voice of people with lived experience", "Healthwatch", "Verbal"),
    ("procedural", "", "7.", "AOB and close", "All", ""),
], (6, 54, 26, 14))  # fmt: skip
for row in b.g["agenda_items"]:
    row["number"] = row["number"].rstrip(".")
b.brk()
b.title(
    "minutes-title",
    B,
    "Minutes",
    "Wednesday 27th November 2024, 9.30 am",
    "Wold Suite, Estermoor Civic Offices",
)
b.meet(
    "2024-11-27", B, "Wold Suite, Estermoor Civic Offices", "09:30", "11:50", "Hilary Calloway-Reed"
)


def pair(sec, head, rows):
    said = [b.person(sec, r) for r in rows]
    b.grid(
        head,
        [[x["name"], f"{x['role']}, {x['org']}" if x["org"] else x["role"]] for x in said],
        (36, 64),
        [sec] * len(rows),
    )


pair("present", ["Present:", "Role"], [
    "calloway*|Hilary Calloway-Reed|Independent Chair|", "birch|Anton Birchall|Director of Adult Social Services|Estermoor Council",
    "nye|DCI Rosalind Nyeman|Head of Public Protection|Estershire Police", "shah|Farida Shahbaz|Designated Nurse for Safeguarding Adults|NHS Ester and Wold ICB",
    "lowe|Simon Lowestone|Associate Director of Nursing|Estermoor Hospitals NHS Trust", "hume|Beth Humewood|Principal Social Worker|Estermoor Council"])  # fmt: skip
pair("officers", ["In attendance:", "Role"], ["ptak|Ewa Ptakowska|Board Manager|Estermoor Council"])
pair(
    "apologies",
    ["Apologies:", "Role"],
    [
        "gale|Norman Galesworthy|Chief Officer|Healthwatch Estermoor",
        "cole|Terence Coleby|Housing Options Manager|Estermoor Council",
    ],
)
b.mins(["Item", "Discussion and decision", "Action / owner"], (8, 64, 28), [
    ("1", "Welcome and apologies", ["Hilary welcomed members. Apologies were noted as above and the meeting was quorate."], []),
    ("2", "Minutes and matters arising", ["<<agree|The minutes of 4 September 2024 were agreed as accurate.>> Anton reported that the vacancy for a second social worker in the hub had been filled."], []),
    ("3", "SAR Graham", ["Beth Humewood presented the learning from SAR Graham. Graham lived alone and had declined help eleven times in two years. Agencies had each recorded his refusals but had not met.",
        "Simon Lowestone said that the hospital now flags a third missed appointment.", "<<approve|The Board approved the action plan.>>"],
     [("Principal Social Worker to bring a progress report to the February meeting", "hume", None), ("Associate Director of Nursing to share the flagging procedure with the ICB by 13 December 2024", "lowe", "2024-12-13")]),
    ("4", "Making Safeguarding Personal", ["Farida Shahbaz shared the results of the audit. In 71 cases out of 90 the person had been asked what outcome they wanted.",
        "<<request|The Board asked the Quality Assurance Subgroup to repeat the audit in the autumn of 2025.>>"],
     [("Board Manager to add the repeat audit to the forward plan", "ptak", None)]),
    ("5", "AOB and close", ["DCI Nyeman told members of a rise in courier fraud. The meeting closed at 11.50 am."], []),
])  # fmt: skip
b.g["resolutions"][-1]["asked_of_printed"] = "the Quality Assurance Subgroup"
b.p("Date of next meeting: Wednesday 26th February 2025, 9.30 am")
b.next("2025-02-26")
b.brk()
b.title("log-title", "Estermoor SAB Action Log", "February 2025")
b.para("Open actions", "h", "heading")
b.state = "Open"
H = ["Date agreed", "Action", "Lead", "Timescale", "Progress"]
K = ["raised", "a", "who", "due", "c"]
W = (14, 34, 20, 14, 18)
b.log("2025-02-26", H, K, [
    ("hume", "27.11.24@2024-11-27", "Bring a progress report on SAR Graham to the February meeting", "Principal Social Worker", "26.02.25", "On today’s agenda"),
    ("cole birch", "04.09.24@2024-09-04", "Draw up a pathway for people who are evicted while a safeguarding enquiry is under way", ["Housing Options Manager", "Director of Adult Social Services"], "End of March 2025", "Draft went to the subgroup in January"),
    ("", "04.09.24@2024-09-04", "Consider whether a thematic review of falls from windows is needed", "SAR Subgroup", "June 2025", ""),
    ("nye", "12.06.24@2024-06-12", "Provide a briefing on cuckooing for front-line staff", "DCI Nyeman", "Was November 2024, now April 2025", "Delayed by sickness"),
], W)  # fmt: skip
b.para("Closed actions", "h", "heading")
b.state = "Closed"
b.log("2025-02-26", H, K, [
    ("lowe", "27.11.24@2024-11-27", "Share the flagging procedure for missed appointments with the ICB", "Associate Director of Nursing", "13.12.24", "Sent 9 December"),
    ("ptak", "27.11.24@2024-11-27", "Add the repeat audit to the forward plan", "Board Manager", "December 2024", "Done"),
    ("shah gale", "04.09.24@2024-09-04", "Meet to plan a listening event for carers", "Designated Nurse and Chief Officer of Healthwatch", "October 2024", "Met on 14 October; event held in January"),
], W)  # fmt: skip
b.brk()
b.report("Self-Neglect Protocol: annual review", "5", "icb", "shah")
b.title("report", "Estermoor Safeguarding Adults Board", "Self-Neglect Protocol: annual review")
b.box(
    [
        ["Date of meeting", "26 February 2025"],
        ["Agenda item", "5"],
        [
            "Author",
            "Farida Shahbaz, Designated Nurse for Safeguarding Adults, NHS Ester and Wold ICB",
        ],
        ["Purpose", "Decision"],
    ]
)
b.para("Purpose of the report", "h", "heading")
b.p("To review the Self-Neglect Protocol after its first full year.")
b.para("Recommendations", "h", "heading")
b.recs(
    "The Board is recommended to:",
    [
        ("a", "note that the protocol was used 58 times in 2024;"),
        ("b", "approve the shorter referral form at Appendix 2; and"),
        ("c", "request a further review in twelve months."),
    ],
    lambda c: f"{c}) ",
)
b.para("Main points", "h", "heading")
b.p(
    "Panels met within ten days in 49 of the 58 cases. Where they met later, a fire service report was usually outstanding."
)
b.p("Training reached 212 staff and cost [[£4,300|self|training in 2024]].")
b.brk()
b.report("SAR Graham – progress on the learning", "4", "council", "hume")
b.title("report", "Estermoor Safeguarding Adults Board", "SAR Graham – progress on the learning")
b.box(
    [
        ["Date of meeting", "26 February 2025"],
        ["Agenda item", "4"],
        ["Author", "Beth Humewood, Principal Social Worker, Estermoor Council"],
        ["Purpose", "Assurance"],
    ]
)
b.para("Recommendation", "h", "heading")
b.recs(
    None,
    [
        (
            None,
            "That the Board notes the progress made on the eleven actions and closes the seven that are complete.",
        )
    ],
    lambda c: "",
)
b.para("Progress", "h", "heading")
b.p(
    "Seven actions are complete. Two depend on the new case recording system, which goes live in May."
)
b.write()
