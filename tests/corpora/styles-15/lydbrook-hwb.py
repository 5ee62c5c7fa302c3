"""Lydbrook Health and Wellbeing Board: a council's PDF with a decision sheet before its minutes, bold
headings without numbers in the minutes, "Resolved –" in small letters, a tracker with dates and colours.
"""

from w15kit import Pack, bracket, dotted

PEOPLE = {
    "serena-holt": "Serena Holt", "marcus-eade": "Marcus Eade", "anthea-wroe": "Anthea Wroe", "babak-sadri": "Babak Sadri",
    "kim-ostler": "Kim Ostler", "peter-lowndes": "Peter Lowndes", "sheila-gant": "Sheila Gant",
}  # fmt: skip
b = Pack(__file__, "lydbrook-hwb-2025-03-06", "pdf", "2025-03-06", PEOPLE, item=lambda n, t: t, font="serif", size=11, foot="Lydbrook Health and Wellbeing Board – page {n}")
b.title("agenda-title", "Lydbrook Health and Wellbeing Board", "Thursday 6 March 2025, 2pm", "Pinfold Room, County Offices")
b.meet("2025-03-06", "Lydbrook Health and Wellbeing Board", "Pinfold Room", "14:00", evidence="agenda")
b.tagenda(None, ["n", "t", "who"], [("1", "Apologies", ""), ("2", "Minutes of 5 December 2024", "Chair"), ("3", "Tracker", "Kim Ostler"), ("4", "Dementia-friendly Lydbrook", "Anthea Wroe"), ("5", "Urgent care at night", "Babak Sadri"), ("6", "Questions from the public", "Chair")], (8, 60, 32), ruled=False)
b.brk()
b.title("minutes-title", "Lydbrook Health and Wellbeing Board", "Minutes of a meeting held on Thursday 5 December 2024 at 2pm in the Pinfold Room, County Offices")
b.meet("2024-12-05", "Lydbrook Health and Wellbeing Board", "Pinfold Room", "14:00", "15:40", "Serena Holt")
b.who("present", "Present", ["serena-holt*|Councillor Serena Holt|Chair|", "marcus-eade|Marcus Eade|Director of Public Health|Lydbrook County Council", "anthea-wroe|Anthea Wroe|Chief Executive|Age Lydbrook", "babak-sadri|Dr Babak Sadri|Clinical Lead|Severn Reach ICB"], bracket)
b.who("officers", "Also in attendance", ["kim-ostler|Kim Ostler|Board Manager|", "sheila-gant|Sheila Gant|Committee Officer|"], bracket)
b.who("apologies", "Apologies for absence", ["peter-lowndes|Peter Lowndes|Chair|Healthwatch Lydbrook"], bracket)
b.item(None, "Minutes of the previous meeting")
b.p("Resolved – <<approve|that the minutes of 5 September 2024 be approved as a correct record.>>")
b.item(None, "Declarations of interest")
b.p("None was made.")
b.item(None, "Smoke-free generation")
b.p("Marcus Eade presented the plan for the new grant of £284,000. He hoped to help 1,100 people stop each year. Dr Sadri asked that maternity come first. Anthea Wroe noted that people over 60 smoke less but give up less often.")
b.p("Resolved –")
b.dec("that the plan be endorsed;", "support", "1", "1) ")
b.dec("that maternity be the first strand; and", "agree", "2", "2) ")
b.dec("that Marcus Eade report on the first 500 people by 30 June 2025.", "request", "3", "3) ", due="2025-06-30")
b.item(None, "Pharmacies in winter")
b.p("Dr Sadri told members about the rota over Christmas. Two towns have none open on Boxing Day. Members were unhappy with this. Resolved – <<request|that the ICB be asked to find one pharmacy for each town.>>")
b.item(None, "Terms of reference")
b.p("Sheila Gant explained three small changes. It was moved by Marcus Eade, seconded by Anthea Wroe and <<approve|agreed that the changes be made>>.")
b.g["votes"].append({"meeting": "2024-12-05", "item": None, "result": "carried", "for": None, "against": None, "abstained": None, "proposer": "marcus-eade", "seconder": "anthea-wroe", "proposer_printed": "Marcus Eade", "seconder_printed": "Anthea Wroe"})
b.item(None, "Close of meeting")
b.p("The Chair closed the meeting at 3.40pm. The Board will next meet on 6 March 2025.", label="closing")
b.next("2025-03-06")
b.brk()
b.title("log-title", "Tracker", "Requests and tasks of the Lydbrook Health and Wellbeing Board")
b.log("2025-03-06", ["Task", "Set on", "For", "Wanted by", "BRAG", "Latest"], ["a", "raised", "who", "due", "st", "c"], [
    ("babak-sadri", "Find one pharmacy for each town on Boxing Day", "5 Dec 2024", "Dr Babak Sadri", "20 Dec 2024", "Blue", ["Found for one of two."]),
    ("marcus-eade", "Report on the first 500 people who stop smoking", "5 Dec 2024", "Marcus Eade", "30 Jun 2025", "Green", ["212 so far."]),
    ("kim-ostler", "Publish new terms of reference", "5 Dec 2024", "Kim Ostler", "10 Jan 2025", "Blue", ["Published."]),
    ("anthea-wroe", "Bring carers to a meeting to speak for themselves", "5 Sep 2024", "Anthea Wroe", "6 Mar 2025", "Amber", ["Three carers asked.", "Transport is a problem."]),
], (34, 14, 18, 14, 10, 24))  # fmt: skip
b.brk()
b.report("Dementia-friendly Lydbrook", "4", "charity", "anthea-wroe")
b.box([["Report to", "Lydbrook Health and Wellbeing Board"], ["Date", "6 March 2025"], ["Title", "Dementia-friendly Lydbrook"], ["Report author", "Anthea Wroe, Chief Executive, Age Lydbrook"], ["Decision or information", "Decision"]])
b.para("What the Board is asked to do", "h", "heading")
b.rec("1", "Sign the pledge at Annex 1.", "1. ")
b.rec("2", "Ask every surgery to name a dementia champion.", "2. ")
b.para("Why it matters", "h", "heading")
b.p("4,700 people in Lydbrook live with dementia, a third of whom have no diagnosis.")
b.brk()
b.report("Urgent care at night", "5", "icb", "babak-sadri")
b.box([["Report to", "Lydbrook Health and Wellbeing Board"], ["Date", "6 March 2025"], ["Title", "Urgent care at night"], ["Report author", "Dr Babak Sadri, Clinical Lead, Severn Reach ICB"], ["Decision or information", "Information"]])
b.para("What the Board is asked to do", "h", "heading")
b.rec("1", "Note the change of hours at the treatment centre.", "1. ")
b.para("The change", "h", "heading")
b.p("From April the centre shuts at 10pm. Four people a night come after that hour.")
b.write()
