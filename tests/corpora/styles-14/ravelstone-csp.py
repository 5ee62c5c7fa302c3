"""Safer Ravelstone Partnership: a London borough's minutes with sub-numbered paragraphs, actions in
capitals at the right and a log whose updates run over several paragraphs and wear a colour.
"""

from w14kit import Pack, bracket, dotted

PEOPLE = {
    "imani-okello": "Imani Okello", "dominic-fairhurst": "Dominic Fairhurst", "grace-tollemache": "Grace Tollemache",
    "rashid-alam": "Rashid Alam", "petra-novotna": "Petra Novotna", "colm-brannigan": "Colm Brannigan",
    "sue-ellery": "Sue Ellery", "tobias-wren": "Tobias Wren", "harpreet-gill": "Harpreet Gill", "leah-mendel": "Leah Mendel",
}  # fmt: skip
b = Pack(__file__, "ravelstone-csp-2025-03-12", "pdf", "2025-03-12", PEOPLE, item=dotted, tasks=2,
         foot="Safer Ravelstone Partnership    {n}")  # fmt: skip
b.title("agenda-title", "Safer Ravelstone Partnership Board", "Wednesday 12 March 2025, 10:00am – 12:00pm",
        "Committee Room 2, Ravelstone Civic Centre")  # fmt: skip
b.meet("2025-03-12", "Safer Ravelstone Partnership Board", "Committee Room 2", "10:00", evidence="agenda")
b.tagenda(["Item", "Time", "Subject", "Lead", "Paper"], ["n", "time", "t", "who", "paper"], [
    ("1", "10:00", "Welcome, introductions and apologies", "Chair", "–"),
    ("2", "10:05", "Minutes of the meeting of 11 December 2024 and actions", "Chair", "A, B"),
    ("3", "10:15", "Serious violence: quarterly performance", "Rashid Alam", "C"),
    ("4", "10:45", "Night-time safety plan 2025/26", "Petra Novotna", "D"),
    ("5", "11:20", "Domestic homicide review: Mrs T", "Grace Tollemache", "Verbal"),
    ("6", "11:45", "Forward plan and any other business", "All", "E"),
], (8, 10, 50, 20, 10))  # fmt: skip
b.brk()
b.title("minutes-title", "Safer Ravelstone Partnership Board", "Minutes of the meeting held on 11 December 2024, 10:00am",
        "Committee Room 2, Ravelstone Civic Centre")  # fmt: skip
b.meet("2024-12-11", "Safer Ravelstone Partnership Board", "Committee Room 2", "10:00", "11:50", "Imani Okello")
b.whotable("present", ["Members present", "Organisation", "Role"], ["name", "org", "role"], [
    "imani-okello*|Imani Okello|Chief Executive (Chair)|London Borough of Ravelstone",
    "dominic-fairhurst|Dominic Fairhurst|BCU Commander|Metropolitan Police",
    "grace-tollemache|Grace Tollemache|Director of Adult Care|London Borough of Ravelstone",
    "rashid-alam|Rashid Alam|Head of Community Safety|London Borough of Ravelstone",
    "colm-brannigan|Colm Brannigan|Borough Commander|London Fire Brigade",
    "sue-ellery|Sue Ellery|Head of Delivery Unit|Probation Service",
], (30, 40, 30))  # fmt: skip
b.who("officers", "In attendance", ["petra-novotna|Petra Novotna|Licensing Manager|", "tobias-wren|Tobias Wren|Partnership Officer (minutes)|"], bracket)
b.who("apologies", "Apologies", ["harpreet-gill|Harpreet Gill||Ravelstone Voluntary Action", "leah-mendel|Leah Mendel||North East London ICB"], bracket)
b.item("1", "Welcome and apologies")
b.p("1.1 The Chair welcomed all to the meeting. Apologies were as above.")
b.item("2", "Minutes of the last meeting and matters arising")
b.p("2.1 <<approve|The minutes of 18 September 2024 were agreed as an accurate record.>>")
b.p("2.2 The log was gone through. <<agree|It was agreed that actions 31 and 33 be closed.>>")
b.act("TW to add the CCTV review to the forward plan by 10 January 2025.", "tobias-wren", "2025-01-10", "ACTION: ")
b.item("3", "Serious violence: quarterly performance")
b.p("3.1 RA presented the figures. Knife injuries to under-25s fell from 41 to 29 on the same quarter last year. Robbery on buses did not.")
b.p("3.2 DF said that two more officers would be on the night buses until Easter. In reply to SE he said that the money ended in March.")
b.p("3.3 <<request|The Board noted the report and asked for a note on repeat victims before the next meeting.>>")
b.act("RA to circulate a note on repeat victims.", "rashid-alam", None, "ACTION: ")
b.act("DF to confirm bus patrols after March.", "dominic-fairhurst", None, "ACTION: ")
b.item("4", "Safer streets bid")
b.p("4.1 RA had a draft of the bid for £180,000: lighting at Corder Lane, bleed kits, and training for door staff.")
b.p("4.2 CB asked that the kits be put where fire crews know of them. GT was not sure that the training would last.")
b.p("4.3 <<approve|The Board approved the bid, subject to a line on training being added.>>")
b.item("5", "Prevent: annual assurance")
b.p("5.1 GT reported that the Home Office had scored the borough 4 of 5 on training and 3 on the risk assessment.")
b.p("5.2 <<note|The annual assurance statement was noted>> and <<approve|the action plan was endorsed>>.")
b.item("6", "Any other business")
b.p("6.1 SE said that the probation office in Tilt Street will move in May.")
b.item("7", "Date of next meeting")
b.p("7.1 12 March 2025, 10:00am. The meeting closed at 11:50am.", label="closing")
b.next("2025-03-12")
b.brk()
b.title("log-title", "Paper B: Action log", "Safer Ravelstone Partnership Board – as at 5 March 2025")
b.log("2025-03-12", ["Ref", "Meeting", "Action", "Owner", "Due", "Update", "RAG"], ["n", "raised", "a", "who", "due", "c", "st"], [
    ("rashid-alam", "34", "Sep 24", "Bring a plan for Corder Lane underpass", "Rashid Alam", "12/03/25", ["Walked with the ward panel on 3 February.", "Costs awaited from Highways."], "Amber"),
    ("tobias-wren", "35", "Dec 24", "Add the CCTV review to the forward plan", "Tobias Wren", "10/01/25", ["Done."], "Green"),
    ("rashid-alam", "36", "Dec 24", "Circulate a note on repeat victims", "Rashid Alam", "12/03/25", ["Drafted; with the police analyst for checking.", "Will be tabled."], "Amber"),
    ("dominic-fairhurst", "37", "Dec 24", "Confirm bus patrols after March", "Dominic Fairhurst", "28/02/25", ["No answer from the funding body yet."], "Red"),
    ("grace-tollemache sue-ellery", "38", "Dec 24", "Agree how probation is told of learning from reviews", "Grace Tollemache / Sue Ellery", "30/04/25", ["First meeting held.", "Protocol is in draft.", "On track."], "Green"),
], (7, 10, 30, 16, 11, 30, 9))  # fmt: skip
b.brk()
b.report("Night-time safety plan 2025/26", "4", "council", "petra-novotna")
b.title("report", "Paper D: Night-time safety plan 2025/26")
b.box([["Meeting", "Safer Ravelstone Partnership Board, 12 March 2025"], ["Author", "Petra Novotna, Licensing Manager"], ["Purpose", "For decision"]])
b.para("1. Summary", "h", "heading")
b.p("The plan joins the work of licensing, the police and street pastors between 9pm and 5am. Complaints of women followed home rose by a fifth in 2024.")
b.para("2. Recommendations", "h", "heading")
b.p("The Board is asked to:")
b.rec("a", "approve the plan at Appendix 1;", "a) ")
b.rec("b", "agree that each member name a lead for it by the end of April; and", "b) ")
b.rec("c", "note that the taxi marshals end in June unless paid for.", "c) ")
b.para("3. Money", "h", "heading")
b.tab(["Strand", "2024/25", "2025/26"], [["Marshals", "£22,000", "£6,000"], ["Pastors", "£9,000", "£9,000"], ["Training", "–", "£4,500"]], (50, 25, 25))
b.write()
