"""Glenfarrar Integration Joint Board: a Scottish PDF, voting and non-voting members in a sentence, points
numbered 3.1, "The Board agreed:- (a)", an action sheet of three columns below the minute.
"""

from w15kit import Pack, comma, dotted

PEOPLE = {
    "isla-gourlay": "Isla Gourlay", "neil-arrol": "Neil Arrol", "shona-pirie": "Shona Pirie", "duncan-wylie": "Duncan Wylie",
    "eilidh-troup": "Eilidh Troup", "graham-leask": "Graham Leask", "anne-macphee": "Anne MacPhee",
}  # fmt: skip
b = Pack(__file__, "glenfarrar-ijb-2025-03-27", "pdf", "2025-03-27", PEOPLE, item=dotted, head="Glenfarrar Integration Joint Board", foot="{n}")
b.title("agenda-title", "GLENFARRAR INTEGRATION JOINT BOARD", "Thursday 27 March 2025, 9.30am, Farrar House, Kinbeg", "AGENDA")
b.meet("2025-03-27", "Glenfarrar Integration Joint Board", "Farrar House", "09:30", evidence="agenda")
b.tagenda(["Item", "Title", "Owner", "For"], ["n", "t", "who", "x"], [("1", "Welcome and apologies", "Chair", ""), ("2", "Minute of 30 January 2025", "Chair", "Approval"), ("3", "Action sheet", "Chair", "Noting"), ("4", "Financial recovery plan", "Graham Leask", "Decision"), ("5", "Care home strategy", "Shona Pirie", "Decision"), ("6", "Dates 2025/26", "Anne MacPhee", "Noting")], (10, 50, 22, 18))
b.brk()
b.title("minutes-title", "GLENFARRAR INTEGRATION JOINT BOARD", "Minute of meeting of Thursday 30 January 2025, 9.30am, Farrar House, Kinbeg")
b.meet("2025-01-30", "Glenfarrar Integration Joint Board", "Farrar House", "09:30", "12:05", "Isla Gourlay")
b.who("present", "Voting members present", ["isla-gourlay*|Councillor Isla Gourlay|Chair|Glenfarrar Council", "neil-arrol|Neil Arrol|Non-Executive|NHS Glenfarrar"], comma)
b.who("present", "Non-voting members present", ["shona-pirie|Shona Pirie|Chief Officer|", "graham-leask|Graham Leask|Chief Financial Officer|", "eilidh-troup|Dr Eilidh Troup|Clinical Director|NHS Glenfarrar"], comma)
b.who("officers", "In attendance", ["anne-macphee|Anne MacPhee|Board Secretary|"], comma)
b.who("apologies", None, ["duncan-wylie|Duncan Wylie|Carers’ Representative"], lambda r: f"{r['name']}, {r['role']}", "; ", "Apologies were intimated on behalf of ", ".")
b.item("1", "Minute of the previous meeting")
b.p("1.1 <<approve|The minute of 28 November 2024 was approved.>>")
b.item("2", "Action sheet")
b.p("2.1 The Secretary reported that four of seven actions were done. <<note|The Board noted the action sheet.>>")
b.item("3", "Financial position to December")
b.p("3.1 Graham Leask reported a projected overspend of £6.3m, of which agency staff are half.")
b.p("3.2 Neil Arrol asked when the Board would see a plan. He was told March.")
b.p("3.3 The Board agreed:-")
b.dec("to note the projected overspend;", "note", "a", "(a) ")
b.dec("to ask the Chief Financial Officer for a recovery plan by 27 March 2025; and", "request", "b", "(b) ", due="2025-03-27")
b.dec("to write to both partners about reserves.", "agree", "c", "(c) ")
b.item("4", "Out-of-hours nursing")
b.p("4.1 Dr Troup spoke to her report. Three of five rotas are filled.")
b.p("4.2 The Convener of the Staff Forum had asked for a pause. Members thought that a pause would be worse than any of the choices.")
b.p("4.3 <<approve|The Board approved option B>>, Councillor Gourlay asking that her dissent be minuted.")
b.item("5", "Directions")
b.p("5.1 <<agree|The Board issued the directions in Appendix 2 to NHS Glenfarrar.>>")
b.item("6", "Date of next meeting")
b.p("6.1 27 March 2025. The meeting closed at 12.05pm.", label="closing")
b.next("2025-03-27")
b.brk()
b.title("log-title", "ACTION SHEET", "Meeting of 30 January 2025")
b.log("2025-03-27", ["Action", "By", "Date due and progress"], ["a", "who", "c"], [
    ("graham-leask", "Recovery plan for the Board", "Graham Leask", ["27 March 2025.", "On the agenda."]),
    ("isla-gourlay", "Write to both partners about reserves", "Councillor Isla Gourlay", ["Letters sent 6 February.", "One answer so far."]),
    ("eilidh-troup", "Fill two rotas from the bank", "Dr Eilidh Troup", ["End of February.", "One filled."]),
], (46, 24, 30))  # fmt: skip
b.brk()
b.report("Financial recovery plan", "4", "ijb", "graham-leask")
b.title("report", "Meeting: Glenfarrar Integration Joint Board", "Meeting date: 27 March 2025", "Title: Financial recovery plan", "Responsible officer: Graham Leask, Chief Financial Officer", "Item 4")
b.para("1 Recommendation", "h", "heading")
b.p("The Board is asked to:")
b.rec("1", "approve savings of £4.1m set out in table 2; and", "1. ")
b.rec("2", "instruct the Chief Officer to report on them at each meeting.", "2. ")
b.para("2 Background", "h", "heading")
b.p("The overspend has grown for three years. Reserves will be gone by June.")
b.brk()
b.report("Care home strategy", "5", "ijb", "shona-pirie")
b.title("report", "Meeting: Glenfarrar Integration Joint Board", "Meeting date: 27 March 2025", "Title: Care home strategy", "Responsible officer: Shona Pirie, Chief Officer", "Item 5")
b.para("1 Recommendation", "h", "heading")
b.p("The Board is asked to:")
b.rec("1", "agree the strategy for consultation.", "1. ")
b.para("2 Background", "h", "heading")
b.p("Two homes have shut since 2022, with 61 places.")
b.write()
