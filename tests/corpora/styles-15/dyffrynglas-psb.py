"""Dyffryn Glas Public Services Board: a DOCX of decisions and actions with one line on each item, as boards
publish it instead of minutes; a matrix of attendance; an agenda in two languages.
"""

from w15kit import Pack, comma, spaced

PEOPLE = {
    "mair-ellis": "Mair Ellis", "iestyn-cadog": "Iestyn Cadog", "bethan-rees-hughes": "Bethan Rees", "owain-llewyn": "Owain Llewyn",
    "carys-madog": "Carys Madog", "tomos-gwilym": "Tomos Gwilym",
}  # fmt: skip
b = Pack(__file__, "dyffrynglas-psb-2025-02-20", "docx", "2025-02-20", PEOPLE, item=spaced)
b.title("minutes-title", "Dyffryn Glas Public Services Board", "Record of decisions and actions", "Meeting of 20 February 2025, 10.00am, Neuadd y Dref, Llanfair Glas")
b.meet("2025-02-20", "Dyffryn Glas Public Services Board", "Neuadd y Dref", "10:00", None, "Mair Ellis")
b.who("present", "In the room:", ["mair-ellis*|Mair Ellis|Chair|Dyffryn Glas County Council", "iestyn-cadog|Iestyn Cadog||North Cambria Police", "carys-madog|Carys Madog||Snowdon Vale Health Board"], comma)
b.who("present", "On screen:", ["bethan-rees-hughes|Bethan Rees||Natural Resources Wales"], comma)
b.who("officers", "Officers:", ["tomos-gwilym|Tomos Gwilym|PSB Co-ordinator|"], comma)
b.who("apologies", "Apologies:", ["owain-llewyn|Owain Llewyn||Coleg Glas"], comma)
b.mins(["Item", "Decision", "Action"], (8, 60, 32), [
    ("1", "Record of the last meeting", ["<<approve|Approved.>>"], []),
    ("2", "Assessment of local well-being", ["<<agree|The Board agreed the six chapters of the assessment.>>", "<<request|The Co-ordinator is to set up a group of analysts.>>"], [("TG to call the analysts together by 14 March 2025", "tomos-gwilym", "2025-03-14")]),
    ("3", "Rural transport", ["The Board heard from a driver and two riders.", "<<note|The evidence was noted.>>"], [("CM to share data on missed appointments", "carys-madog", None)]),
    ("4", "Regional merger of boards", ["<<agree|Not supported at present; to be looked at again in a year.>>"], [("ME to tell the Minister", "mair-ellis", None)]),
    ("5", "Flood recovery", ["<<approve|£20,000 was approved for the community store at Pont Glas.>>"], [("BR to sign the lease", "bethan-rees-hughes", None)]),
])  # fmt: skip
b.p("Next meeting: 22 May 2025.", label="closing")
b.next("2025-05-22")
b.brk()
b.title("log-title", "Register of actions")
b.log("2025-02-20", ["Ref", "Action", "Lead", "By", "R/A/G", "Comment"], ["n", "a", "who", "due", "st", "c"], [
    (None, "Well-being"),
    ("tomos-gwilym", "W1", "Call the analysts together", "TG", "14/03/25", "G", ["Date set."]),
    ("owain-llewyn", "W2", "Find students to read the draft", "OL", "30/04/25", "A", ["Twelve have come forward.", "Exams are in the way."]),
    (None, "Climate"),
    ("bethan-rees-hughes", "C4", "Sign the lease of the store at Pont Glas", "BR", "31/03/25", "G", [""]),
    ("iestyn-cadog", "C5", "Plan for closing roads in a flood", "IC", "20/02/25", "R", ["The officer has moved on."]),
    ("carys-madog", "C6", "Data on missed appointments", "CM", "30/03/25", "G", ["With the information team."]),
], (8, 38, 10, 12, 8, 26))  # fmt: skip
b.write()
