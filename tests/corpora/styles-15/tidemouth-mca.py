"""Tidemouth Combined Authority: a board of leaders with decisions numbered below RESOLVED, a list of members
with their councils in two columns, a forward plan that is no log, a decision sheet.
"""

from w15kit import Pack, spaced

PEOPLE = {
    "bridget-callow": "Bridget Callow", "amos-tregear": "Amos Tregear", "shabnam-iqbal": "Shabnam Iqbal", "duncan-rae": "Duncan Rae",
    "fiona-lusk": "Fiona Lusk", "george-apsley": "George Apsley", "nell-harcourt": "Nell Harcourt", "ivo-seward": "Ivo Seward",
}  # fmt: skip
b = Pack(__file__, "tidemouth-mca-2025-03-21", "pdf", "2025-03-21", PEOPLE, item=spaced, foot="{n}")
b.title("agenda-title", "Tidemouth Combined Authority Board", "Agenda", "Friday 21 March 2025, 10.00am", "The Customs House, Tidemouth")
b.meet("2025-03-21", "Tidemouth Combined Authority Board", "The Customs House", "10:00", evidence="agenda")
b.agenda([("1", "Apologies for Absence", ""), ("2", "Declarations of Interest", ""), ("3", "Minutes of the Meeting held on 24 January 2025", "For approval"), ("4", "Local Transport Plan", "Report of the Director of Transport"),
          ("5", "Skills Fund 2025/26", "Report of the Director of Economy"), ("6", "Forward Plan", "For noting")], spaced, lambda w: w)  # fmt: skip
b.brk()
b.title("minutes-title", "Tidemouth Combined Authority Board", "Minutes of the Meeting held on Friday 24 January 2025 at 10.00am", "The Customs House, Tidemouth")
b.meet("2025-01-24", "Tidemouth Combined Authority Board", "The Customs House", "10:00", "11:25", "Mayor Bridget Callow")
b.whotable("present", None, ["name", "org"], [
    "bridget-callow*|Mayor Bridget Callow||Tidemouth Combined Authority", "amos-tregear|Councillor Amos Tregear||Tidemouth City Council", "shabnam-iqbal|Councillor Shabnam Iqbal||Saltney Council",
    "duncan-rae|Councillor Duncan Rae||North Wick Council", "fiona-lusk|Fiona Lusk||Business Board"], (45, 55), ruled=False, above="Members")  # fmt: skip
b.whotable("officers", None, ["name", "role"], ["george-apsley|George Apsley|Chief Executive", "nell-harcourt|Nell Harcourt|Director of Transport", "ivo-seward|Ivo Seward|Monitoring Officer"], (45, 55), ruled=False, above="Officers")
b.item("51", "Apologies for Absence")
b.p("There were no apologies.")
b.item("52", "Minutes of the Meeting held on 29 November 2024")
b.p("RESOLVED that <<approve|the minutes be confirmed and signed.>>")
b.item("53", "Bus franchising: next steps")
b.p("Nell Harcourt introduced the report. The assessment had been checked by an auditor, who made four remarks.")
b.p("Councillor Rae was concerned about what it would cost North Wick. The Mayor answered that no council would pay more than it does now before 2028.")
b.p("RESOLVED (with Councillor Rae abstaining) that the Board:")
b.dec("Notes the auditor’s report.", "note", "1", "1. ")
b.dec("Approves the consultation on franchising from 10 February 2025.", "approve", "2", "2. ")
b.dec("Delegates to the Chief Executive, in consultation with the Mayor, the final text.", "agree", "3", "3. ")
b.item("54", "Budget and levy 2025/26")
b.p("The levy would rise by 2.9%. RESOLVED unanimously that <<approve|the budget and the levy be approved.>>")
b.item("55", "Devolution: expression of interest")
b.p("The Chief Executive spoke of the talks with government. <<request|The Board noted the update and requested a written report to the meeting on 21 March 2025.>>")
b.g["resolutions"][-1]["due"] = "2025-03-21"
b.item("56", "Urgent business")
b.p("None. The meeting closed at 11.25am.", label="closing")
b.next("2025-03-21")
b.brk()
b.title("log-title", "Tracker of requests by the Board")
b.log("2025-03-21", ["Minute", "What was requested", "Director", "Deadline", "Position"], ["n", "a", "who", "due", "c"], [
    ("george-apsley", "55", "Written report on devolution talks", "George Apsley", "21 March 2025", ["Deferred to May at the wish of government."]),
    ("nell-harcourt", "53", "Reply to the auditor’s four remarks", "Nell Harcourt", "14 February 2025", ["Sent on 12 February.", "The auditor is content."]),
    ("ivo-seward", "48", "Register of interests for members of the Business Board", "Ivo Seward", "31 January 2025", ["Complete."]),
], (10, 36, 18, 16, 30))  # fmt: skip
b.para("Forward plan", "h", "heading")
b.tab(["Meeting", "Item", "Report by"], [["16 May 2025", "Devolution", "George Apsley"], ["16 May 2025", "Housing pipeline", "Director of Place"], ["18 July 2025", "Annual accounts", "Chief Finance Officer"]], (25, 45, 30))
b.brk()
b.report("Local Transport Plan", "4", "mca", "nell-harcourt")
b.title("report", "Report to: Tidemouth Combined Authority Board", "Date: 21 March 2025", "Subject: Local Transport Plan", "Report of: Nell Harcourt, Director of Transport")
b.para("Purpose of the report", "h", "heading")
b.p("To seek approval of the plan to 2040.")
b.para("Recommendations", "h", "heading")
b.p("The Board is recommended to:")
b.rec("1", "Adopt the Local Transport Plan to 2040.", "1. ")
b.rec("2", "Note the results of the consultation.", "2. ")
b.rec("3", "Agree that progress be reported each March.", "3. ")
b.brk()
b.report("Skills Fund 2025/26", "5", "mca", "george-apsley")
b.title("report", "Report to: Tidemouth Combined Authority Board", "Date: 21 March 2025", "Subject: Skills Fund 2025/26", "Report of: George Apsley, Chief Executive")
b.para("Purpose of the report", "h", "heading")
b.p("To share out £14.2m of skills money among nine providers.")
b.para("Recommendations", "h", "heading")
b.p("The Board is recommended to:")
b.rec("1", "Approve the awards in Table 1.", "1. ")
b.rec("2", "Hold back £400,000 for welding.", "2. ")
b.write()
