"""Pennfold Safeguarding Children Partnership: text with a blank line after every line, headings without a
number, minutes with the words of a task behind "Action:", a log as cards without rules.
"""

from w15kit import Pack, comma

PEOPLE = {
    "dinah-croft": "Dinah Croft", "lewis-amoah": "Lewis Amoah", "patricia-yelland": "Patricia Yelland", "sam-ridgeway": "Sam Ridgeway",
    "noreen-blair": "Noreen Blair", "hamish-loft": "Hamish Loft",
}  # fmt: skip
b = Pack(__file__, "pennfold-scp-2025-02-27", "txt", "2025-02-27", PEOPLE, item=lambda n, t: t, double=True, wide=90, table="columns")
b.title("minutes-title", "Pennfold Safeguarding Children Partnership", "Executive Group", "Minutes of the meeting held on 27 February 2025 at 9.00am, Room 4, Pennfold House")
b.meet("2025-02-27", "Pennfold Safeguarding Children Partnership", "Room 4, Pennfold House", "09:00", "10:45", "Dinah Croft")
b.who("present", "Present", ["dinah-croft*|Dinah Croft|Independent Scrutineer and Chair|", "lewis-amoah|Lewis Amoah|Detective Superintendent|Pennfold Police", "patricia-yelland|Patricia Yelland|Director of Children’s Services|Pennfold Council", "sam-ridgeway|Sam Ridgeway|Designated Nurse|Mid Penn ICB"], comma)
b.who("officers", "In attendance", ["noreen-blair|Noreen Blair|Business Manager|"], comma)
b.who("apologies", "Apologies", ["hamish-loft|Hamish Loft|Head Teacher|Pennfold Heads’ Group"], comma)
b.item(None, "Minutes and matters arising")
b.p("<<approve|The minutes of 28 November 2024 were approved.>> All actions were complete save the one on school attendance.")
b.item(None, "Rapid review: Child K")
b.p("Noreen Blair presented the review. Seven agencies had answered within the week. The group talked about whether a full review was needed. Lewis Amoah thought so; the others did not, since the learning is the same as in Child H.")
b.p("<<agree|It was decided by a majority that there be no further review.>> <<request|The national panel is to be told of the reasons.>>")
b.act("Noreen Blair to write to the national panel by 7 March 2025", "noreen-blair", "2025-03-07", "Action: ")
b.item(None, "Neglect strategy")
b.p("Sam Ridgeway showed the new screening tool. Health visitors had tried it with thirty families. It takes twenty minutes.")
b.p("<<approve|The strategy and the tool were agreed>>, and each agency will train its staff before September.")
b.act("All to send the number of staff to be trained", "", None, "Action: ")
b.item(None, "Scrutiny of strategy discussions")
b.p("Dinah Croft had read 25 strategy discussions. In nine nobody from health was there. Patricia Yelland said that this was not good enough. <<request|The group asked Sam Ridgeway for a plan by the May meeting.>>")
b.act("Sam Ridgeway to bring a plan", "sam-ridgeway", None, "Action: ")
b.item(None, "Funding formula")
b.p("The three partners pay 50, 30 and 20 in the hundred. <<agree|Partners agreed to keep the formula for 2025/26.>> The police would like it looked at again.")
b.item(None, "Any other business")
b.p("There was none. Next meeting: 29 May 2025 at 9.00am.", label="closing")
b.next("2025-05-29")
b.title("log-title", "Action Log")
b.log("2025-02-27", ["No", "Action", "Owner", "Due", "Status"], ["n", "a", "who", "due", "st"], [
    ("patricia-yelland", "61", "Data on children missing school by ward", "Patricia Yelland", "27/02/2025", "Late"),
    ("noreen-blair", "64", "Letter to the national panel", "Noreen Blair", "07/03/2025", "New"),
    ("sam-ridgeway", "65", "Plan for health at strategy discussions", "Sam Ridgeway", "29/05/2025", "New"),
    ("lewis-amoah", "60", "Name of the new custody lead", "Lewis Amoah", "31/01/2025", "Done"),
], (6, 40, 20, 14, 10))  # fmt: skip
b.write()
