"""Strathbran Community Planning Partnership: a Scottish sederunt, "The Board: (i) noted …", an action
log as cards, and a report whose recommendations stand in a sentence.
"""

from w14kit import Pack, comma, dotted

PEOPLE = {
    "morag-lennie": "Morag Lennie", "fergus-baird": "Fergus Baird", "catriona-snell": "Catriona Snell", "ewan-mcphail": "Ewan McPhail",
    "iona-strang": "Iona Strang", "alasdair-coull": "Alasdair Coull", "jean-dalgety": "Jean Dalgety", "ross-tulloch": "Ross Tulloch",
}  # fmt: skip
b = Pack(__file__, "strathbran-cpp-2025-03-20", "docx", "2025-03-20", PEOPLE, item=lambda n, t: f"{n}.  {t.upper()}")
b.title("agenda-title", "STRATHBRAN COMMUNITY PLANNING PARTNERSHIP BOARD", "Thursday 20 March 2025 at 2pm", "Council Chambers, Inverbran", "BUSINESS")
b.meet("2025-03-20", "Strathbran Community Planning Partnership Board", "Council Chambers", "14:00", evidence="agenda")
b.agenda([("1", "Apologies and sederunt", ""), ("2", "Minute of meeting of 12 December 2024", "(copy attached)"), ("3", "Rolling action log", "(copy attached)"),
          ("4", "Local Outcomes Improvement Plan – annual report", "Report by Iona Strang, Partnership Manager (copy attached)"), ("5", "Community asset transfers", "Presentation by Ross Tulloch"), ("6", "Date of next meeting – 19 June 2025", "")],
         dotted, lambda w: w)  # fmt: skip
b.brk()
b.title("minutes-title", "STRATHBRAN COMMUNITY PLANNING PARTNERSHIP BOARD", "MINUTE of MEETING of the BOARD held in the Council Chambers, Inverbran on Thursday, 12 December 2024 at 2pm")
b.meet("2024-12-12", "Strathbran Community Planning Partnership Board", "Council Chambers", "14:00", None, "Morag Lennie")
b.whotable("present", None, ["name", "role", "org"], [
    "morag-lennie*|Councillor Morag Lennie|Convener|Strathbran Council", "fergus-baird|Fergus Baird|Chief Superintendent|Police Scotland",
    "catriona-snell|Catriona Snell|Locality Manager|NHS Bran and Lorne", "ewan-mcphail|Ewan McPhail|Group Commander|Scottish Fire and Rescue Service",
    "jean-dalgety|Jean Dalgety|Chief Officer|Strathbran Third Sector Interface",
], (34, 30, 36), ruled=False, above="PRESENT:")  # fmt: skip
b.who("officers", "IN ATTENDANCE:", ["iona-strang|Iona Strang|Partnership Manager|Strathbran Council", "ross-tulloch|Ross Tulloch|Estates Officer|Strathbran Council"], comma)
b.who("apologies", "APOLOGIES:", ["alasdair-coull|Alasdair Coull|Principal|Bran College"], comma)
b.p("Councillor Morag Lennie, Convener, presiding.")
b.item("1", "Minute of previous meeting")
b.p("<<approve|The minute of the meeting of 19 September 2024 was approved as a correct record.>>")
b.item("2", "Child poverty action report")
b.p("There had been circulated a report by the Partnership Manager on the year’s work on child poverty. One child in four in the Inverbran wards lives in a home with a low income.")
b.p("The Board:")
b.dec("noted the report and the rise in claims for the clothing grant;", "note", "i", "(i)  ")
b.dec("agreed to press the Scottish Government for a date for the rural uplift; and", "agree", "ii", "(ii)  ")
b.dec("instructed the Partnership Manager to bring a plan for the school holidays to the meeting in March 2025.", "request", "iii", "(iii)  ")
b.item("3", "Winter resilience")
b.p("The Board heard from Group Commander McPhail on home visits before the winter, of which 612 had been made.")
b.p("After discussion, <<agree|the Board agreed that each partner would publish its opening hours on one page>>.")
b.item("4", "Participation requests")
b.p("Two requests had come in since September. Members were of the view that the form is too long.")
b.p("<<note|The Board noted the position.>>")
b.item("5", "Locality partnership funding")
b.p("Jean Dalgety sought £15,000 from each of the public bodies. The Police could not commit.")
b.p("DECISION")
b.dec("To approve £15,000 from the Council and from NHS Bran and Lorne.", "approve", "a", "(a)  ")
b.dec("To continue consideration of the share of Police Scotland to the next meeting.", "agree", "b", "(b)  ")
b.item("6", "Any other competent business")
b.p("None.")
b.next("2025-03-20")
b.p("The next meeting would be held on 20 March 2025.", label="closing")
b.brk()
b.title("log-title", "Rolling Action Log", "Strathbran Community Planning Partnership Board, 20 March 2025")
b.cards("2025-03-20", [("n", "Action no: "), ("a", "Action: "), ("who", "Lead officer: "), ("due", "Due: "), ("st", "Status: "), ("c", "Update: ")], [
    ("iona-strang", "24/11", "Plan for the school holidays", "Iona Strang", "March 2025", "Ongoing", "Draft with head teachers; will be tabled."),
    ("fergus-baird", "24/12", "Say whether Police Scotland can give £15,000", "Fergus Baird", "31 January 2025", "Overdue", "Division has asked for more time."),
    ("catriona-snell", "24/13", "Publish opening hours on one page", "Catriona Snell", "20 December 2024", "Complete", "Published on 18 December."),
    ("iona-strang", "24/14", "Write to the Scottish Government on the rural uplift", "Iona Strang", "31 December 2024", "Complete", "Reply received; no date given."),
])  # fmt: skip
b.brk()
b.report("Local Outcomes Improvement Plan – annual report", "4", "council", "iona-strang")
b.title("report", "Strathbran Community Planning Partnership Board", "20 March 2025", "Local Outcomes Improvement Plan – annual report", "Report by Iona Strang, Partnership Manager")
b.para("1. Recommendations", "h", "heading")
b.p("It is recommended that the Board:")
b.rec("i", "approves the annual report for publication;", "(i)  ")
b.rec("ii", "notes that six of twenty measures have worsened; and", "(ii)  ")
b.rec("iii", "agrees to a review of the plan in 2025/26.", "(iii)  ")
b.para("2. Detail", "h", "heading")
b.p("The plan runs from 2022 to 2032. Most of its first measures are about work and skills.")
b.write()
