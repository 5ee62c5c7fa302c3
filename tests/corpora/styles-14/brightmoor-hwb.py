"""Brightmoor Health and Wellbeing Board: a council's text, minutes numbered 31/24, RESOLVED with numbered
clauses and a prose habit beside it, an agenda without the word.
"""

from w14kit import Pack, comma, dotted

PEOPLE = {
    "maud-penhale": "Maud Penhale", "ian-sharrock": "Ian Sharrock", "nadia-rowe": "Nadia Rowe", "felix-auden": "Felix Auden",
    "caro-blythe": "Caro Blythe", "owen-tapley": "Owen Tapley", "ruth-danso": "Ruth Danso", "gil-peverell": "Gil Peverell",
}  # fmt: skip
b = Pack(__file__, "brightmoor-hwb-2025-01-23", "txt", "2025-01-23", PEOPLE, item=lambda n, t: f"{n}  {t.upper()}", wide=100)
b.title("agenda-title", "BRIGHTMOOR COUNCIL", "HEALTH AND WELLBEING BOARD", "A meeting of the Health and Wellbeing Board will be held in the Council Chamber, Town Hall,",
        "Brightmoor on Thursday 23 January 2025 at 2.30 pm")  # fmt: skip
b.meet("2025-01-23", "Health and Wellbeing Board", "Council Chamber", "14:30", evidence="agenda")
b.p("To: Councillors Penhale (Chair), Sharrock and Peverell; Nadia Rowe, Felix Auden, Caro Blythe")
b.para("BUSINESS", "h", "text")
b.agenda([("1", "APOLOGIES FOR ABSENCE", ""), ("2", "DECLARATIONS OF INTEREST", ""), ("3", "MINUTES – 14 NOVEMBER 2024", "To confirm the minutes (attached)."),
          ("4", "BETTER CARE FUND QUARTER 3 RETURN", "Report of the Director of Adult Services."), ("5", "PHARMACEUTICAL NEEDS ASSESSMENT", "Report of the Director of Public Health."),
          ("6", "WORK PROGRAMME", "To consider the attached.")], lambda n, t: f"{n}.  {t}", lambda w: w)  # fmt: skip
b.brk()
b.title("minutes-title", "HEALTH AND WELLBEING BOARD", "Minutes of a meeting of the Health and Wellbeing Board held in the Council Chamber, Town Hall,", "Brightmoor on Thursday 14 November 2024 at 2.30 pm")
b.meet("2024-11-14", "Health and Wellbeing Board", "Council Chamber", "14:30", "16:05", "Maud Penhale")
b.who("present", "PRESENT:", ["maud-penhale*|Councillor Maud Penhale|in the Chair|", "ian-sharrock|Councillor Ian Sharrock", "nadia-rowe|Nadia Rowe|Director of Public Health|", "felix-auden|Felix Auden||Brightmoor and Dale ICB", "caro-blythe|Caro Blythe||Healthwatch Brightmoor"], comma)
b.who("officers", "ALSO IN ATTENDANCE:", ["owen-tapley|Owen Tapley|Better Care Fund Manager|", "ruth-danso|Ruth Danso|Democratic Services Officer|"], comma)
b.item("31/24", "Apologies for absence")
b.who("apologies", None, ["gil-peverell|Councillor Gil Peverell"], lambda r: r["name"], ", ", "An apology for absence was received from ", ".")
b.item("32/24", "Declarations of interest")
b.p("Caro Blythe declared an interest in minute 35/24 as a trustee of the Dale Carers’ Centre.")
b.item("33/24", "Minutes")
b.p("<<approve|The minutes of the meeting held on 12 September 2024 were confirmed and signed by the Chair.>>")
b.item("34/24", "Joint local health and wellbeing strategy")
b.p("The Director of Public Health presented the draft strategy. It had four aims and eleven measures, and 212 people had answered the consultation. A member thought the aim on damp housing too weak.")
b.p("RESOLVED –")
b.dec("That the draft strategy be approved, subject to a stronger aim on damp housing.", "approve", "1", "(1) ")
b.dec("That the Director of Public Health be asked to report on the measures every six months.", "request", "2", "(2) ")
b.dec("That the answers to the consultation be noted.", "note", "3", "(3) ")
b.item("35/24", "Carers’ breaks")
b.p("Owen Tapley reported that 340 carers had a break in the year, ninety fewer than planned, because two providers had left. It was moved by Councillor Sharrock and seconded by Felix Auden that the unspent £46,000 be kept for the same purpose, and on being put to the vote this was carried.")
b.g["votes"].append({"meeting": "2024-11-14", "item": "35/24", "result": "carried", "for": None, "against": None, "abstained": None, "proposer": "ian-sharrock", "seconder": "felix-auden", "proposer_printed": "Councillor Sharrock", "seconder_printed": "Felix Auden"})
b.p("RESOLVED – <<agree|That the unspent £46,000 be kept for carers’ breaks in 2025/26.>>")
b.item("36/24", "Winter plan")
b.p("Felix Auden gave a verbal report on beds, flu jabs and the new discharge lounge. <<request|The Board noted the position and asked that the figures for January be sent to members by 14 February 2025.>>")
b.g["resolutions"][-1]["due"] = "2025-02-14"
b.item("37/24", "Membership")
b.p("<<agree|It was agreed that the Dale Hospitals Trust be invited to nominate a member.>>")
b.item("38/24", "Date of next meeting")
b.p("Thursday 23 January 2025 at 2.30 pm. The meeting ended at 4.05 pm.", label="closing")
b.next("2025-01-23")
b.brk()
b.report("Better Care Fund Quarter 3 Return", "4", "council", "owen-tapley")
b.title("report", "HEALTH AND WELLBEING BOARD", "23 January 2025", "BETTER CARE FUND QUARTER 3 RETURN", "Report of the Director of Adult Services")
b.para("Contact officer: Owen Tapley", "body", "report")
b.para("RECOMMENDED", "h", "heading")
b.rec("1", "That the return at Annex A be approved for submission.", "(1) ")
b.rec("2", "That the overspend on equipment be noted.", "(2) ")
b.para("BACKGROUND", "h", "heading")
b.p("The fund is £18.2m in 2024/25. Three of the four national measures are met; falls are not.")
b.report("Pharmaceutical Needs Assessment", "5", "council", "nadia-rowe")
b.brk()
b.title("report", "HEALTH AND WELLBEING BOARD", "23 January 2025", "PHARMACEUTICAL NEEDS ASSESSMENT", "Report of the Director of Public Health")
b.para("Contact officer: Nadia Rowe", "body", "report")
b.para("RECOMMENDED", "h", "heading")
b.p("That the Board agrees the timetable for the assessment and delegates sign-off of the draft for consultation to the Director of Public Health.", "clause", "recommendation")
b.g["recommendations"].append({"meeting": "2025-01-23", "report_title": "Pharmaceutical Needs Assessment", "clause": None, "text": "That the Board agrees the timetable for the assessment and delegates sign-off of the draft for consultation to the Director of Public Health.", "line": None})
b.para("BACKGROUND", "h", "heading")
b.p("Every board must publish an assessment by October. Two pharmacies have closed since the last.")
b.write()
