"""Northgate Youth Justice Management Board: text as an extractor leaves it, tables shredded to a cell a
line, a page foot in the middle of things, headings with a number and a full stop.
"""

from w14kit import Pack, dotted

PEOPLE = {
    "karen-tolliver": "Karen Tolliver", "simon-achebe": "Simon Achebe", "priya-raman": "Priya Raman", "mick-dunstan": "Mick Dunstan",
    "jade-oxley": "Jade Oxley", "paul-wetherall": "Paul Wetherall", "hannah-steer": "Hannah Steer",
}  # fmt: skip
b = Pack(__file__, "northgate-yjb-2025-01-29", "txt", "2025-01-29", PEOPLE, item=dotted, table="shred", wide=84)
b.title("agenda-title", "Northgate Youth Justice Management Board", "Agenda", "Wednesday 29 January 2025, 1.00pm to 3.00pm, Keel House, Northgate")
b.meet("2025-01-29", "Northgate Youth Justice Management Board", "Keel House", "13:00", evidence="agenda")
b.tagenda(["No", "Item", "Lead"], ["n", "t", "who"], [("1", "Welcome and apologies", "KT"), ("2", "Minutes and action log", "KT"), ("3", "Quarter 3 performance", "PR"), ("4", "Case audit: remand decisions", "SA"), ("5", "Budget and grant", "PW"), ("6", "Voice of children", "JO")], (8, 70, 22))
b.brk()
b.title("minutes-title", "Northgate Youth Justice Management Board", "Minutes of the meeting on Wednesday 23 October 2024, 1.00pm, Keel House, Northgate")
b.meet("2024-10-23", "Northgate Youth Justice Management Board", "Keel House", "13:00", "14:50", "Karen Tolliver")
b.whotable("present", ["Name", "Role", "Organisation"], ["name", "role", "org"], [
    "karen-tolliver*|Karen Tolliver|Director of Children’s Services, Chair|Northgate Council", "simon-achebe|Simon Achebe|Chief Inspector|Tideway Police",
    "priya-raman|Priya Raman|Youth Justice Service Manager|Northgate Council", "mick-dunstan|Mick Dunstan|Senior Probation Officer|Probation Service", "jade-oxley|Jade Oxley|Participation Worker|Open Door Northgate",
], (30, 40, 30), above="Present")  # fmt: skip
b.who("apologies", "Apologies:", ["hannah-steer|Hannah Steer"], lambda r: r["name"])
b.item("1", "Welcome and apologies")
b.p("Karen Tolliver welcomed all. Jade Oxley was at her first meeting.")
b.item("2", "Minutes and action log")
b.p("<<approve|The minutes of 17 July 2024 were agreed.>> Paul Wetherall’s action on the reserve is carried forward.")
b.item("3", "Performance, quarter 2")
b.p("Priya Raman presented. First-time entrants: 19, down from 27. Children out of school: 31%. The Board asked what lay behind the rise in remand; Priya said that three children of one family account for it.")
b.p("<<request|Board requested a breakdown of remand by ethnicity for the January meeting.>>")
b.act("Breakdown of remand by ethnicity, by 15 January", "priya-raman", "2025-01-15", "Action: PR – ")
b.item("4", "Turnaround programme")
b.p("Simon Achebe said that police referrals come too late. It was thought that custody sergeants do not know of the scheme. <<agree|The Board agreed that a one-page guide be put in each custody suite.>>")
b.act("one-page guide to custody suites", "simon-achebe", None, "Action: SA – ")
b.item("5", "Budget")
b.p("The grant has not been confirmed. A gap of £38,000 is forecast. <<approve|The use of £20,000 from the reserve was approved>>; the rest will be found from vacancies.")
b.item("6", "Any other business")
b.p("None. Next meeting 29 January 2025. The meeting ended at 2.50pm.", label="closing")
b.next("2025-01-29")
b.brk()
b.title("log-title", "Action log")
b.log("2025-01-29", ["No", "Action", "Owner", "Due", "Status", "Comment"], ["n", "a", "who", "due", "st", "c"], [
    ("paul-wetherall", "7", "Report on the reserve", "Paul Wetherall", "Oct 2024", "Open", "Carried forward twice"),
    ("priya-raman", "9", "Breakdown of remand by ethnicity", "Priya Raman", "15 Jan 2025", "Closed", "In the quarter 3 report"),
    ("simon-achebe", "10", "One-page guide to custody suites", "Simon Achebe", "Dec 2024", "Open", "Printed; not yet put up"),
    ("jade-oxley", "11", "Bring two young people to the January meeting", "Jade Oxley", "29 Jan 2025", "Open", "One will come"),
], (8, 36, 18, 14, 10, 20))  # fmt: skip
b.brk()
b.report("Case audit: remand decisions", "4", "police", "simon-achebe")
b.title("report", "Report to the Northgate Youth Justice Management Board", "Title: Case audit: remand decisions", "Author: Simon Achebe, Chief Inspector", "Date: 29 January 2025")
b.para("Purpose", "h", "heading")
b.p("To tell the Board what was found when eleven remand decisions were read.")
b.para("Recommendations", "h", "heading")
b.rec("1", "The Board notes that in four of eleven cases no bail package was offered.", "1. ")
b.rec("2", "The Board agrees that a duty officer be at court each Saturday.", "2. ")
b.para("Findings", "h", "heading")
b.p("In each of the four cases the child was brought to court on a Saturday, when nobody from the service was on duty.")
b.write()
