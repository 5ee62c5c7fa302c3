"""Norwold Health and Wellbeing Board, a county council: “RESOLVED:” with letters, an agenda with pages behind
its titles, text in which the columns of a printed line run together, a tracker by minute number.
"""

from w18kit import Pack

PEOPLE = """
trent: Councillor R Trentham; R Trentham # Chairman
wick: Dr O Wickstead; Dr Wickstead # Clinical Chair
hale: Ms J Halewood; Ms Halewood # Director of Public Health
garth: Mr C Garthside # Executive Director, Adults
amin: Councillor S Aminsworth; Councillor Aminsworth # Deputy Leader
frost: Lindsay Frostick # Chief Executive
penn: Mr D Pennyfold; Mr Pennyfold # District Council Leader
ellis: Maxine Ellisdon # Democratic Services Officer
burr: Oscar Burrage; Mr Burrage # Better Care Fund Manager
"""
ORGS = """
board: Norwold Health and Wellbeing Board; Health and Wellbeing Board # board
council: Norwold County Council; County Council # council
icb: NHS Norwold and Fen Integrated Care Board; Integrated Care Board # health
hw: Healthwatch Norwold # public-body
district: Fenmarsh District Council # council
"""
PROGS = """
bcf: Better Care Fund # fund
jlhws: Joint Local Health and Wellbeing Strategy # strategy
pna: Pharmaceutical Needs Assessment # strategy
"""
b = Pack(__file__, "norwold-hwb-2025-03-06", "txt", "2025-03-06", PEOPLE, ORGS, PROGS, [
    "Members have no body in the list: a heading “County Council” and so on stands over no one.",
    "“RESOLVED:” with letters gives one row a clause.",
], item=lambda n, t: f"{n} {t.upper()}", wide=98, per=58, head="HEALTH AND WELLBEING BOARD 6 MARCH 2025", foot="{n}", how="run",
    indent={"clause": (5, 10)})  # fmt: skip
B = "NORWOLD HEALTH AND WELLBEING BOARD"
b.title(
    "agenda-title",
    B,
    "Thursday, 6 March 2025 at 10.00 am",
    "Sewell Room, County Hall, Norwold",
    "AGENDA",
)
b.meet("2025-03-06", B, "Sewell Room, County Hall, Norwold", "10:00", evidence="agenda")
for n, t, kind, by, pg in [
    ("1", "Apologies for Absence", "procedural", "", None), ("2", "Declarations of Members’ Interests", "procedural", "", None),
    ("3", "Minutes of the meeting held on 5 December 2024", "procedural", "", [3, 4]), ("4", "Action Tracker", "procedural", "", [5, 5]),
    ("5", "Better Care Fund 2025/26 – Draft Plan", "report", "garth", [6, 6]), ("6", "Pharmaceutical Needs Assessment – Approval to Consult", "report", "hale", [7, 7]),
    ("7", "Joint Local Health and Wellbeing Strategy – Oral Update", "verbal", "hale", None), ("8", "Date of Next Meeting", "procedural", "", None)]:  # fmt: skip
    b.ag(n, t, kind, by, pg)
    b.para(f"{n}. {t}" + (f" (Pages {pg[0]} - {pg[1]})" if pg else ""), "item0", "item")
    if by:
        b.para(
            {
                "garth": "To receive a report by the Executive Director, Adults.",
                "hale": "To receive a report by the Director of Public Health."
                if pg
                else "To receive an oral update by the Director of Public Health.",
            }[by],
            "note",
            "text",
        )
b.para("Thursday 12 June 2025 at 10.00 am, County Hall, Norwold.", "note", "text")
b.next("2025-06-12")
b.p("Contact: Maxine Ellisdon, Democratic Services Officer")
b.brk()
b.title(
    "minutes-title",
    "MINUTES OF A MEETING OF THE NORWOLD HEALTH AND WELLBEING BOARD HELD AT COUNTY HALL, NORWOLD ON THURSDAY 5 DECEMBER 2024",
)
b.meet("2024-12-05", B, "COUNTY HALL, NORWOLD", None, "12:05", "Councillor R Trentham")
b.para("PRESENT: COUNCILLOR R TRENTHAM (CHAIRMAN)", "h", "present")
b.person("present", "trent*|R TRENTHAM|CHAIRMAN")
b.g["attendance"][-1]["name_printed"] = "COUNCILLOR R TRENTHAM"
b.g["meetings"][-1]["chair_printed"] = "COUNCILLOR R TRENTHAM"
b.who("present", None, ["amin|Councillor S Aminsworth||Norwold County Council", "penn|Mr D Pennyfold||Fenmarsh District Council", "wick|Dr O Wickstead||Integrated Care Board", "hale|Ms J Halewood|Director of Public Health|", "garth|Mr C Garthside|Executive Director, Adults|", "frost|Lindsay Frostick||Healthwatch Norwold"],
    lambda x: x["name"] + (f" ({x['org'] or x['role']})"))  # fmt: skip
b.who(
    "officers",
    "Officers in attendance:",
    [
        "burr|Oscar Burrage|Better Care Fund Manager|",
        "ellis|Maxine Ellisdon|Democratic Services Officer|",
    ],
    lambda x: f"{x['name']} ({x['role']})",
    ", ",
    post=".",
)
b.item("41", "Apologies for absence")
b.p("41.1 There were none.")
b.item("42", "Minutes")
b.p("42.1 RESOLVED:")
b.p(
    "<<approve|That the minutes of 12 September 2024 be signed as correct.>>"
)
b.item("43", "Action tracker")
b.p(
    "43.1 The Board considered the tracker. Dr Wickstead said that the figures requested under minute 31 had been slower to obtain than expected because two practices had merged."
)
b.p("43.2 RESOLVED:")
b.p("<<note|That the tracker be noted.>>")
b.item("44", "Better Care Fund – quarter 2", progs="bcf", by="burr")
b.p(
    "44.1 Mr Burrage introduced the report. Discharges on Saturdays had risen by a third since the summer, and [[£1.2m|bcf|not yet committed]] had yet to be committed."
)
b.p(
    "44.2 Councillor Aminsworth asked whether the district councils had been involved in planning for adaptations. Mr Pennyfold replied that they had met officers twice and that a shared list of builders was being drawn up."
)
b.p("44.3 RESOLVED:")
for c, t, v in [
    ("a", "That the quarter 2 return be approved;", "approve"),
    ("b", "That officers circulate a note on adaptations in each district; and", "request"),
    ("c", "That the draft plan for 2025/26 be presented to the next meeting.", "request"),
]:
    b.dec(t, v, c, f"({c}) ")
b.g["resolutions"][-2]["asked_of_printed"] = "officers"
b.item("45", "Pharmaceutical needs assessment", progs="pna", by="hale")
b.p(
    "45.1 Ms Halewood advised that the present assessment would expire in October 2025. Opening hours had been reduced at nine pharmacies and four of those were in Fenmarsh."
)
b.p("45.2 RESOLVED:")
b.dec("That a steering group be established; and", "agree", "a", "(a) ")
b.dec("That Lindsay Frostick be appointed to it on behalf of the Board.", "appoint", "b", "(b) ")
b.item("46", "Urgent business")
b.p("46.1 There was no urgent business.")
b.p("The meeting ended at 12.05 pm", label="closing")
b.brk()
b.title("log-title", "HEALTH AND WELLBEING BOARD – ACTION TRACKER")
b.log("2025-03-06", ["Ref", "Action", "Lead officer", "Target date", "Position"], ["n", "a", "who", "due", "st"], [
    ("burr", "44/1", "Circulate a note on adaptations in each district to members of the Board", "Better Care Fund Manager", "31 January 2025", "Completed"),
    ("garth", "44/2", "Present the draft plan for 2025/26 to the next meeting", "Executive Director, Adults", "6 March 2025", "On agenda"),
    ("hale", "45/1", "Establish a steering group for the Pharmaceutical Needs Assessment", "Director of Public Health", "28 February 2025", "Completed"),
    ("wick", "31/3", "Provide figures on health checks for people with a learning disability by practice", "Dr O Wickstead", "30 November 2024", "Overdue"),
    ("hale penn", "33/2", "Report on the health of people who live on boats, with the districts’ licensing data", "Director of Public Health / Mr D Pennyfold", "12 June 2025", "In progress"),
    ("ellis", "36/1", "Arrange a visit to the new health centre at Staithe Road for members who wish to attend", "Democratic Services Officer", "Spring 2025", "In progress"),
], (9, 41, 22, 16, 12))  # fmt: skip
b.brk()
b.report("Better Care Fund 2025/26 – Draft Plan", "5", "council", "garth")
b.title(
    "report",
    "HEALTH AND WELLBEING BOARD",
    "6 MARCH 2025",
    "BETTER CARE FUND 2025/26 – DRAFT PLAN",
    "REPORT BY THE EXECUTIVE DIRECTOR, ADULTS",
)
b.para("Recommendations", "h", "heading")
b.recs(
    "The Board is recommended:",
    [
        ("a", "to approve the draft plan for submission;"),
        ("b", "to delegate the approval of minor changes to the Chairman; and"),
        ("c", "to note the reduction in the housing element."),
    ],
    lambda c: f"({c}) ",
)
b.para("Introduction", "h", "heading")
b.paras(
    "1",
    "The Better Care Fund is a pooled budget of the County Council and the Integrated Care Board. In 2025/26 it will stand at [[£58.4m|bcf|2025/26]].",
    "Plans must be submitted by 31 March 2025.",
)
b.para("Changes since last year", "h", "heading")
b.paras(
    "2",
    "Reablement has been brought into a single contract. Forty beds in care homes have been replaced by visits at home.",
    "Falls among people over eighty are the measure on which the county does worst.",
)
b.brk()
b.report("Pharmaceutical Needs Assessment – Approval to Consult", "6", "council", "hale")
b.title(
    "report",
    "HEALTH AND WELLBEING BOARD",
    "6 MARCH 2025",
    "PHARMACEUTICAL NEEDS ASSESSMENT – APPROVAL TO CONSULT",
    "REPORT BY THE DIRECTOR OF PUBLIC HEALTH",
)
b.para("Recommendation", "h", "heading")
b.recs(
    "The Board is recommended:",
    [
        (
            None,
            "to approve the draft assessment for a consultation of sixty days from 17 March 2025.",
        )
    ],
    lambda c: "",
)
b.para("Introduction", "h", "heading")
b.paras(
    "1",
    "The Board must publish an assessment of pharmaceutical services every three years.",
    "The steering group met on 21 January and 18 February.",
)
for r in b.g["reports"]:
    r["title"] = r["title"].upper()
for r in b.g["recommendations"]:
    r["report_title"] = r["report_title"].upper()
b.write()
