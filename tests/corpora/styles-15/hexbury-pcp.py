"""Hexbury Police and Crime Panel: plain text with minutes numbered 40 to 46, decisions in prose and a
confirmation hearing, a list of actions with tabs, a page foot.
"""

from w15kit import Pack, capital, dotted

PEOPLE = {
    "ralph-denby": "Ralph Denby", "susan-iveson": "Susan Iveson", "obi-nwosu": "Obi Nwosu", "greta-lamb": "Greta Lamb",
    "howard-pell": "Howard Pell", "margo-finn": "Margo Finn", "tariq-aziz-lloyd": "Tariq Lloyd",
}  # fmt: skip
b = Pack(__file__, "hexbury-pcp-2025-02-03", "txt", "2025-02-03", PEOPLE, item=capital, table="tabs", wide=100)
b.title("minutes-title", "HEXBURY POLICE AND CRIME PANEL", "Minutes of the Hexbury Police and Crime Panel meeting held in County Hall, Hexbury on", "Monday 3 February 2025 commencing at 1.30 pm and finishing at 3.15 pm")
b.meet("2025-02-03", "Hexbury Police and Crime Panel", "County Hall", "13:30", "15:15", "Ralph Denby")
b.para("Members Present", "h", "list-head")
b.who("present", None, ["ralph-denby*|Councillor Ralph Denby (Chairman)||Hexbury County Council", "susan-iveson|Councillor Susan Iveson||Stowmark District Council", "obi-nwosu|Councillor Obi Nwosu||Leaford Borough Council", "greta-lamb|Greta Lamb||Independent"], lambda r: f"{r['name']} – {r['org']}")
for row in b.g["attendance"]:
    row["name_printed"] = row["name_printed"].replace(" (Chairman)", "")
b.para("Others Present", "h", "list-head")
b.who("others", None, ["howard-pell|Howard Pell||Police and Crime Commissioner"], lambda r: f"{r['name']}, {r['org']}")
b.g["attendance"][-1].update(organisation_printed=None, role_printed="Police and Crime Commissioner")
b.para("Officers", "h", "list-head")
b.who("officers", None, ["margo-finn|Margo Finn|Scrutiny Officer|"], lambda r: f"{r['name']}, {r['role']}")
b.item("40", "Apologies for absence")
b.who("apologies", None, ["tariq-aziz-lloyd|Councillor Tariq Lloyd"], lambda r: r["name"], ", ", "Apologies were received from ", " (Vale of Ister District Council).")
b.item("41", "Minutes")
b.p("<<approve|The minutes of the meeting held on 2 December 2024 were agreed and signed by the Chairman.>>")
b.item("42", "Public questions")
b.p("No questions had been received.")
b.item("43", "The Commissioner’s proposed precept")
b.p("The Commissioner set out his proposal of an increase of £13.50 at band D. It would pay for 34 officers and the renewal of the control room.")
b.p("Councillor Iveson was troubled by the use of reserves, which would fall below 3% by 2028. The Commissioner said that he had sold two houses that nobody lived in.")
b.p("Greta Lamb proposed that the precept be supported. Councillor Nwosu seconded this. On a vote, eight were for and two against. <<support|The Panel therefore supported the proposed precept.>>")
b.g["votes"].append({"meeting": "2025-02-03", "item": "43", "result": "carried", "for": 8, "against": 2, "abstained": None, "proposer": "greta-lamb", "seconder": "obi-nwosu", "proposer_printed": "Greta Lamb", "seconder_printed": "Councillor Nwosu"})
b.p("<<request|Members also asked the Commissioner for a note on reserves by 30 April 2025.>>")
b.g["resolutions"][-1]["due"] = "2025-04-30"
b.item("44", "Confirmation hearing: Chief Finance Officer")
b.p("The Panel asked the candidate about the pension fund, risk and what she would do in her first hundred days. It then met in private for ten minutes.")
b.p("<<agree|It was unanimously agreed to recommend to the Commissioner that the appointment be made.>>")
b.item("45", "Complaints protocol")
b.p("Margo Finn had brought the protocol up to date. Councillor Denby did not like paragraph 9. <<approve|Subject to its removal the protocol was approved.>>")
b.item("46", "Work programme")
b.p("Members were invited to send ideas. <<note|The programme was noted.>>")
b.p("The next meeting will be on 23 June 2025 at 1.30 pm.", label="closing")
b.next("2025-06-23")
b.brk()
b.title("log-title", "HEXBURY POLICE AND CRIME PANEL", "Action tracker, February 2025")
b.log("2025-02-03", ["Ref", "Meeting", "Action required", "Responsible", "Deadline", "Status"], ["n", "raised", "a", "who", "due", "st"], [
    ("howard-pell", "7", "2 Dec 2024", "Figures on answering 999 calls by month", "Howard Pell", "January 2025", "Complete"),
    ("margo-finn", "8", "2 Dec 2024", "Invite the Chief Constable to the June meeting", "Margo Finn", "June 2025", "In hand"),
    ("howard-pell", "9", "3 Feb 2025", "Note on reserves", "Howard Pell", "30 April 2025", "New"),
    ("margo-finn", "10", "3 Feb 2025", "Take out paragraph 9 and publish the protocol", "Margo Finn", "14 February 2025", "New"),
], (6, 14, 36, 18, 14, 12))  # fmt: skip
b.write()
