"""Wealdmarch Police and Crime Panel: a register of attendance over the year as a matrix, minutes with
numbered paragraphs and RESOLVED, a decision sheet, a list of actions below it.
"""

from w14kit import Pack, comma, dotted

PEOPLE = {
    "hugh-carrow": "Hugh Carrow", "bernice-tope": "Bernice Tope", "anil-desai": "Anil Desai", "jo-marchbank": "Jo Marchbank",
    "lionel-frith": "Lionel Frith", "skye-orrell": "Skye Orrell", "una-pardoe": "Una Pardoe", "clive-stannard": "Clive Stannard", "faye-quill": "Faye Quill",
}  # fmt: skip
b = Pack(__file__, "wealdmarch-pcp-2025-02-07", "pdf", "2025-02-07", PEOPLE, item=dotted, font="serif", centre=True, foot="- {n} -")
b.title("agenda-title", "WEALDMARCH POLICE AND CRIME PANEL", "Friday 7 February 2025 at 10.30 am", "Marling House, Wealdmarch", "AGENDA")
b.meet("2025-02-07", "Wealdmarch Police and Crime Panel", "Marling House", "10:30", evidence="agenda")
b.agenda([("1", "Apologies and substitutes", ""), ("2", "Declarations of interest", ""), ("3", "Minutes of 29 November 2024", ""), ("4", "Proposed precept 2025/26", "Report of the Commissioner"), ("5", "Actions and decisions since the last meeting", ""), ("6", "Work programme", "Report of the Panel’s officer")],
         dotted, lambda w: w)  # fmt: skip
b.brk()
b.title("minutes-title", "WEALDMARCH POLICE AND CRIME PANEL", "MINUTES of a meeting of the Panel held at Marling House, Wealdmarch", "on Friday 29 November 2024 at 10.30 am")
b.meet("2024-11-29", "Wealdmarch Police and Crime Panel", "Marling House", "10:30", "12:40", "Hugh Carrow")
b.who("present", "Present:", ["hugh-carrow*|Cllr Hugh Carrow|Chairman|Wealdmarch County Council", "bernice-tope|Cllr Bernice Tope||Downhurst Borough Council", "anil-desai|Cllr Anil Desai||Marling District Council", "jo-marchbank|Jo Marchbank|Independent Member|"], comma)
b.who("others", "Also present:", ["una-pardoe|Una Pardoe|Police and Crime Commissioner|", "clive-stannard|Clive Stannard|Chief Finance Officer|Office of the Commissioner"], comma)
b.who("officers", "Officers:", ["faye-quill|Faye Quill|Panel Officer|"], comma)
b.who("apologies", None, ["lionel-frith|Cllr Lionel Frith||Sedgeham Borough Council", "skye-orrell|Skye Orrell|Independent Member|"], comma, " and ", "Apologies for absence were received from ", ".")
b.item("1", "Declarations of interest")
b.p("There were none.")
b.item("2", "Minutes")
b.p("RESOLVED: <<approve|That the minutes of 6 September 2024 be signed as a correct record.>>")
b.item("3", "Police and Crime Plan: first draft")
b.p("3.1 The Commissioner introduced the draft. She had cut the priorities from nine to four.")
b.p("3.2 Members asked about the 101 service, where calls wait six minutes on average. The Commissioner said that a new contract would begin in June.")
b.p("3.3 Cllr Tope asked why rural crime was no longer a priority. The Commissioner replied that it ran through all four.")
b.p("RESOLVED: That the Panel –")
b.dec("welcomes the shorter plan;", "support", "a", "(a) ")
b.dec("asks the Commissioner to say in it how rural crime will be measured; and", "request", "b", "(b) ")
b.dec("receives the final plan in February.", "agree", "c", "(c) ")
b.item("4", "Complaints")
b.p("4.1 Faye Quill reported one new complaint, which had been settled by a letter.")
b.p("RESOLVED: <<note|That the report be noted.>>")
b.item("5", "Budget monitoring")
b.p("5.1 Clive Stannard said that the year would end £1.1m over. Overtime was the main cause.")
b.p("5.2 An amendment by Cllr Desai, that the Panel express no confidence in the forecast, fell for want of a seconder.")
b.p("RESOLVED: <<request|That a breakdown of overtime by district be sent to members before 31 January 2025.>>")
b.g["resolutions"][-1]["due"] = "2025-01-31"
b.item("6", "Date of next meeting")
b.p("7 February 2025. The meeting closed at 12.40 pm.", label="closing")
b.next("2025-02-07")
b.brk()
b.title("log-title", "ACTIONS ARISING", "From the meeting of 29 November 2024")
b.log("2025-02-07", ["Minute", "Action", "By whom", "By when", "Outcome"], ["n", "a", "who", "due", "c"], [
    ("una-pardoe", "3", "Say in the plan how rural crime will be measured", "Commissioner (Una Pardoe)", "Feb 2025", "In the final draft"),
    ("clive-stannard", "5", "Breakdown of overtime by district", "Clive Stannard", "31 Jan 2025", "Sent 28 January"),
    ("faye-quill", "4", "Letter to the complainant", "Faye Quill", "Dec 2024", "Sent"),
], (10, 36, 22, 14, 18))  # fmt: skip
b.tab(["Member", "6 Sept", "29 Nov", "7 Feb"], [["Cllr Carrow", "✓", "✓", ""], ["Cllr Tope", "✓", "✓", ""], ["Cllr Desai", "A", "✓", ""], ["Cllr Frith", "✓", "A", ""], ["Jo Marchbank", "✓", "✓", ""]], (40, 20, 20, 20))
b.brk()
b.report("Proposed Precept 2025/26", "4", "opcc", "una-pardoe")
b.title("report", "WEALDMARCH POLICE AND CRIME PANEL", "Agenda item 4", "Proposed Precept 2025/26", "Report of the Police and Crime Commissioner")
b.para("1. Purpose", "h", "heading")
b.p("To tell the Panel of the precept that the Commissioner means to issue: £14 more for a house in band D, 5.4%.")
b.para("2. Recommendations", "h", "heading")
b.p("The Panel is recommended:")
b.rec("2.1", "To review the proposed precept.", "2.1  ")
b.rec("2.2", "To support it, or to veto it by a majority of two thirds.", "2.2  ")
b.rec("2.3", "To make a report to the Commissioner by 14 February.", "2.3  ")
b.para("3. Results of the survey", "h", "heading")
b.p("1,904 people answered. 58% would pay £10 more or a larger sum.")
b.write()
