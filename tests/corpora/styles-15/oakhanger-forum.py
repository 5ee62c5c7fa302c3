"""Oakhanger Schools Forum: a DOCX with styled headings, members by sector, votes, decisions in bold behind a
word ("DECISION:"), a table of what was decided on the front of the minutes.
"""

from w15kit import Pack, dotted

PEOPLE = {
    "steph-colbeck": "Steph Colbeck", "raj-nandra": "Raj Nandra", "lynne-purdey": "Lynne Purdey", "matt-osgood": "Matt Osgood",
    "ceri-vaughan": "Ceri Vaughan", "tim-brackley": "Tim Brackley", "wendy-sarl": "Wendy Sarl", "abi-moreton": "Abi Moreton",
}  # fmt: skip
b = Pack(__file__, "oakhanger-forum-2025-01-16", "docx", "2025-01-16", PEOPLE, item=dotted, styled=True)
b.title("minutes-title", "Oakhanger Schools Forum", "Draft minutes of the meeting of 16 January 2025, 4.00pm to 5.35pm, Oakhanger Professional Centre")
b.meet("2025-01-16", "Oakhanger Schools Forum", "Oakhanger Professional Centre", "16:00", "17:35", "Steph Colbeck")
b.whotable("present", ["Member", "School or body", "Sector"], ["name", "org", "role"], [
    "steph-colbeck*|Steph Colbeck|Primary heads (Chair)|Alder Road Primary School", "raj-nandra|Raj Nandra|Secondary heads|Oakhanger Academy", "lynne-purdey|Lynne Purdey|Governors|St Bride’s School",
    "matt-osgood|Matt Osgood|Special schools|The Hollies School", "ceri-vaughan|Ceri Vaughan|Early years|Acorns Nursery"], (34, 36, 30), above="Members present")  # fmt: skip
b.who("officers", "Officers", ["tim-brackley|Tim Brackley|Schools Finance Manager|", "wendy-sarl|Wendy Sarl|Clerk|"], lambda r: f"{r['name']} – {r['role']}")
b.who("apologies", "Apologies", ["abi-moreton|Abi Moreton||Pupil Referral Unit"], lambda r: f"{r['name']} ({r['org']})")
b.item("1", "Welcome and apologies")
b.p("The Chair welcomed members and wished them a happy new year. The meeting was quorate.")
b.item("2", "Minutes of the meeting of 14 November 2024")
b.p("DECISION: <<approve|The minutes were agreed.>>")
b.item("3", "Schools budget 2025/26")
b.p("Tim Brackley took members through the paper. The settlement brings 2.1% more for each pupil. Falling rolls take £600,000 away.")
b.p("Lynne Purdey asked about the minimum funding guarantee. Tim said that 0% was modelled, and that –0.5% would help eleven schools and harm nineteen.")
b.p("DECISION: <<agree|The Forum agreed a minimum funding guarantee of 0% (maintained and academy members, 9 for, 1 against).>>")
b.p("DECISION: <<approve|The Forum approved the growth fund of £210,000.>>")
b.act("Tim Brackley to send each school its figures by 24 January 2025.", "tim-brackley", "2025-01-24", "Action: ")
b.item("4", "De-delegation")
b.p("Primary members voted to keep the union fund and to end the fund for licences. Secondary members took no part.")
b.p("DECISION: <<agree|Primary members agreed to de-delegate for trade union duties at £4.10 a pupil.>>")
b.p("DECISION: <<agree|Primary members declined to de-delegate for licences.>>")
b.item("5", "High needs deficit recovery plan")
b.p("The deficit will be £9.8m in March. Matt Osgood said that the plan rests on 40 places that nobody has built. The Director would come to the next meeting to answer this.")
b.p("<<request|The Forum noted the plan and asked for a report on places in March.>>")
b.act("Wendy Sarl to invite the Director to the March meeting.", "wendy-sarl", None, "Action: ")
b.item("6", "Early years rates")
b.p("Ceri Vaughan welcomed the new rate for two-year-olds. <<support|Members supported the rates in table 2.>>")
b.item("7", "Any other business")
b.p("Raj Nandra is leaving. Members thanked him for six years of service. Next meeting: 13 March 2025.", label="closing")
b.next("2025-03-13")
b.brk()
b.title("log-title", "Actions outstanding")
b.log("2025-01-16", ["Meeting", "Action", "Who", "When", "Done?"], ["raised", "a", "who", "due", "st"], [
    ("tim-brackley", "14/11/24", "Check the rates bill of Alder Road", "Tim Brackley", "Jan 2025", "Yes"),
    ("wendy-sarl", "14/11/24", "Find a member for the PRU seat", "Wendy Sarl", "Jan 2025", "Yes"),
    ("tim-brackley", "16/01/25", "Send each school its figures", "Tim Brackley", "24 Jan 2025", "No"),
    ("wendy-sarl", "16/01/25", "Invite the Director to the March meeting", "Wendy Sarl", "March 2025", "No"),
], (14, 40, 20, 14, 12))  # fmt: skip
b.write()
