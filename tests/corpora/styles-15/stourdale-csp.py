"""Stourdale Community Safety Partnership: a rural partnership's DOCX, minutes in a table of four columns
(what was said, task, who, when), a log inside the minutes, lists by initials.
"""

from w15kit import Pack, dotted, initialled

PEOPLE = {
    "viv-hollis": "Viv Hollis", "andy-pike": "Andy Pike", "clare-rudd": "Clare Rudd", "nish-varma": "Nish Varma",
    "barry-oakes": "Barry Oakes", "jill-farr": "Jill Farr", "tony-meek": "Tony Meek",
}  # fmt: skip
b = Pack(__file__, "stourdale-csp-2025-01-22", "docx", "2025-01-22", PEOPLE, item=dotted)
b.title("minutes-title", "STOURDALE COMMUNITY SAFETY PARTNERSHIP", "Notes of the meeting held on 22 January 2025, 10am at Stourdale District Council")
b.meet("2025-01-22", "Stourdale Community Safety Partnership", "Stourdale District Council", "10:00", None, "Viv Hollis")
b.who("present", "Present:", ["viv-hollis*|Viv Hollis|Chair|Stourdale District Council", "andy-pike|Andy Pike||West Marches Police", "clare-rudd|Clare Rudd||Probation", "nish-varma|Nish Varma||Stourdale District Council", "jill-farr|Jill Farr||Marches Women’s Aid"], initialled)
b.who("apologies", "Apologies:", ["barry-oakes|Barry Oakes||Marches Fire and Rescue", "tony-meek|Tony Meek||Stourdale Housing"], initialled)
b.para("Actions from the last meeting", "h", "heading")
b.log("2025-01-22", ["Action", "Who", "Update", "Status"], ["a", "who", "c", "st"], [
    ("andy-pike", "Dates of rural crime days to all", "AP", ["Sent 11 November."], "Closed"),
    ("nish-varma", "Quotes for cameras at Mill Lane", "NV", ["Two quotes in.", "A third is promised for February."], "Open"),
    ("jill-farr clare-rudd", "Meet about perpetrator course", "JF/CR", ["Not yet met."], "Open"),
], (44, 12, 32, 12))  # fmt: skip
b.mins(["No", "Item and notes", "Action", "By whom", "By when"], (6, 56, 22, 8, 12), [
    ("1", "Notes of last meeting", ["<<approve|Agreed as a true record.>>"], [], "", ""),
    ("2", "Police update", ["AP reported that burglary of farms is up by a quarter. Quad bikes are taken most.", "The group talked about marking kits. <<agree|Agreed to buy 200 kits from the shared pot.>>"], [("Order 200 marking kits", "nish-varma", "2025-02-14")], "NV", "14/02/25"),
    ("3", "Anti-social behaviour at Mill Lane", ["NV: eleven calls since Christmas. A letter has gone to parents.", "<<agree|The group agreed that a protection order be drafted.>>"], [("Draft the order and share it", "nish-varma", None), ("Add patrols on Fridays", "andy-pike", None)], ["NV", "AP"], ["March meeting", "Now"]),
    ("4", "Domestic abuse", ["JF said that the refuge is full and has been since October. CR asked whether the course for perpetrators could be run in Stourdale.", "<<note|The position was noted.>>"], [("Find a room for the course", "clare-rudd", None)], "CR", "Asap"),
    ("5", "Priorities 2025/26", ["After a discussion <<approve|the three priorities were approved>>: farm crime, violence at home, and roads."], [], "", ""),
    ("6", "Any other business", ["None. Next: 23 April 2025."], [], "", ""),
])  # fmt: skip
b.next("2025-04-23")
b.write()
