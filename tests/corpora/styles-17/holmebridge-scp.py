"""Holmebridge Safeguarding Children Partnership, a unitary authority: a Word file, front sheets as boxes,
“The Partnership AGREED to …”, actions of the minutes in a table at their end, a log Ref, Action, Owner, Due, Status.
"""

from w17kit import Pack, dotted

PEOPLE = """
amory: Geraldine Amory; Ms Amory # Independent Scrutineer
thwaites: Mark Thwaites; Mr Thwaites # Director of Children’s Services
supt-lacey: Superintendent Dawn Lacey; Dawn Lacey; Supt Lacey # Protecting Vulnerable People
okonjo: Ngozi Okonjo-Bell; Dr Ngozi Okonjo-Bell; Dr Okonjo-Bell # Designated Doctor
furnell: Liz Furnell # Designated Nurse
harcastle: Imran Hardcastle # Head of Safeguarding and Quality
penny-s: Penelope Stannard; Penny Stannard # Partnership Manager
jarvis: Toby Jarvis-Lowe # Headteacher
webster: Carole Websdale; Mrs Websdale # Chief Executive
quinlan: Aoife Quinlivan # Voluntary Sector Lead
bains: Harpreet Bainsworth; Harpreet # Young Scrutineer
rowe: Nigel Rowett # Data Analyst
"""
ORGS = """
scp: Holmebridge Safeguarding Children Partnership; Safeguarding Children Partnership; HoSCP # partnership
council: Holmebridge Council # council
police: Severnmouth Constabulary # police
icb: NHS Severnmouth Integrated Care Board; Severnmouth ICB # health
trust: Holmebridge Royal Infirmary # health
caf: Cafcass # public-body
school: Millrace Academy # education
vcs: Holmebridge Voluntary Sector Alliance # charity
learn: Learning and Improvement Group # group part=scp
exploit: Exploitation Sub-Group # group part=scp
panel: Child Safeguarding Practice Review Panel; National Panel # panel
mash: Multi-Agency Safeguarding Hub; MASH # team part=council
harbour: Safe Anchor # charity
ofsted: Ofsted # public-body
"""
PROGS = """
seen: Loud and Clear # programme
graded: Graded Care Profile 2 # scheme
signs: Small Signs # campaign
icon: Cry Calm Cope # programme
lcspr: LCSPR “Child T”; Local Child Safeguarding Practice Review “Child T” # programme
plan: Business Plan 2024-26 # strategy
father: Dads Count # project
review: Rapid Review # scheme opt
sys: Mosaic Bridge # system
early: Early Help Strategy # strategy
hood: No Wrong Door # programme
"""
b = Pack(__file__, "holmebridge-scp-2025-01-28", "docx", "2025-01-28", PEOPLE, ORGS, PROGS, [
    "The table at the end of the minutes repeats tasks that the minutes say in other words; they are minute_actions once, from the table.",
    "Decisions of two verbs in one sentence are one row with the whole sentence, its action the first verb’s.",
    "“It was noted that …” is discussion, not a decision.",
], item=dotted, head="Holmebridge Safeguarding Children Partnership – 28 January 2025", styled=True)  # fmt: skip
B = "Holmebridge Safeguarding Children Partnership"
b.title("agenda-title", B, "Executive Meeting", "Tuesday 28 January 2025, 1.30pm – 4.00pm", "Council Chamber, Holmebridge Civic Centre", "Agenda")
b.meet("2025-01-28", B, "Council Chamber, Holmebridge Civic Centre", "13:30", "16:00", evidence="agenda")
b.agtable(["No.", "Item", "Lead", "Paper", "Time"], ["n", "t", "w", "e", "h"], [
    ("procedural", "amory", "1", "Welcome, apologies and declarations of interest", "Geraldine Amory", "–", "1.30pm"),
    ("procedural", "amory", "2", "Minutes of the meeting held on 22 October 2024", "Geraldine Amory", "A", "1.35pm"),
    ("procedural", "penny-s", "3", "Action log", "Penny Stannard", "B", "1.40pm"),
    ("report", "harcastle", "4", "Local Child Safeguarding Practice Review “Child T”: progress", "Imran Hardcastle", "C", "1.50pm"),
    ("report", "supt-lacey", "5", "Child exploitation: annual summary", "Supt Lacey", "D", "2.20pm"),
    ("report", "furnell", "6", "Cry Calm Cope: one year on", "Liz Furnell", "E", "3.00pm"),
    ("procedural", "", "7", "Any other business", "All", "–", "3.50pm"),
], (7, 45, 22, 10, 16))  # fmt: skip
b.p("Next meeting: Tuesday 29 April 2025, 1.30pm.")
b.next("2025-04-29")
b.brk()
b.title("minutes-title", B, "Minutes of the Executive Meeting", "Held on Tuesday 22 October 2024 at 1.30pm, Council Chamber, Holmebridge Civic Centre")
b.meet("2024-10-22", B, "Council Chamber, Holmebridge Civic Centre", "13:30", "15:35", "Geraldine Amory")
b.whotable("present", ["Name", "Role", "Agency"], ["name", "role", "org"], [
    "amory*|Geraldine Amory|Independent Scrutineer (Chair)|HoSCP", "thwaites|Mark Thwaites|Director of Children’s Services|Holmebridge Council", "supt-lacey|Superintendent Dawn Lacey|Protecting Vulnerable People|Severnmouth Constabulary",
    "okonjo|Dr Ngozi Okonjo-Bell|Designated Doctor|NHS Severnmouth Integrated Care Board", "furnell|Liz Furnell|Designated Nurse|NHS Severnmouth Integrated Care Board", "harcastle|Imran Hardcastle|Head of Safeguarding and Quality|Holmebridge Council",
    "jarvis|Toby Jarvis-Lowe|Headteacher|Millrace Academy", "quinlan|Aoife Quinlivan|Voluntary Sector Lead|Holmebridge Voluntary Sector Alliance", "bains|Harpreet Bainsworth|Young Scrutineer|HoSCP"], (32, 34, 34), above="Present")  # fmt: skip
b.whotable("officers", None, ["name", "role", "org"], ["penny-s|Penny Stannard|Partnership Manager|HoSCP", "rowe|Nigel Rowett|Data Analyst|Holmebridge Council"], (32, 34, 34), above="In attendance")
b.whotable("apologies", None, ["name", "role", "org"], ["webster|Carole Websdale|Chief Executive|Safe Anchor"], (32, 34, 34), above="Apologies")
b.item("1", "Welcome, apologies and declarations of interest")
b.paras("1", "Ms Amory welcomed members to the meeting. Apologies were noted as above.", "No interests were declared.")
b.item("2", "Minutes of the meeting held on 16 July 2024")
b.p("2.1 <<approve|The minutes were agreed as an accurate record.>>")
b.item("3", "Action log", by="penny-s")
b.p("3.1 Penny Stannard reported that eight of eleven actions were complete. It was noted that the escalation policy had been published in September.")
b.p("3.2 <<agree|The Partnership AGREED to close the completed actions.>>")
b.item("4", "Practice review: Child T", progs="lcspr review graded", orgs="learn panel", by="harcastle")
b.paras("4", "Imran Hardcastle reminded members that a Rapid Review had been completed in May and that the National Panel had supported the decision to undertake a review, known as LCSPR “Child T”. The lead reviewer had met the parents and had held two practitioner events.",
    "Early learning concerned the use of Graded Care Profile 2, which had been started by four agencies but finished by none. Dr Okonjo-Bell said that health visitors found the form long and that shorter prompts were being tested.",
    "Mr Thwaites asked whether the report would be ready for publication in March. Imran Hardcastle thought that it would, provided that the coroner had no objection.",
    "<<note|The Partnership NOTED the update and AGREED to receive the draft report at the meeting on 28 January 2025.>>",
    "<<request;asked=the Learning and Improvement Group|The Partnership ASKED the Learning and Improvement Group to prepare a briefing of two pages for frontline staff.>>")  # fmt: skip
b.item("5", "Front door performance", progs="sys early", orgs="mash ofsted", by="rowe")
b.paras("5", "Nigel Rowett presented the dashboard. Contacts to the Multi-Agency Safeguarding Hub (MASH) had risen by 11 per cent. Decisions were made within one working day in 88 per cent of cases, against a target of 95 per cent.",
    "Supt Lacey explained that a change of system had delayed the sharing of police notices for nine days in August. Mosaic Bridge was now working as intended.",
    "Toby Jarvis-Lowe asked that schools be told the outcome of every contact. Ofsted had raised the same point during its visit in June. Aoife Quinlivan added that small charities often had no reply at all.",
    "<<agree|The Partnership AGREED that every referrer would receive an outcome within three working days from 1 January 2025.>>")  # fmt: skip
b.item("6", "Loud and Clear", progs="seen father", orgs="harbour", by="bains")
b.paras("6", "Harpreet Bainsworth described Loud and Clear, through which young scrutineers visit services and report what they find. Six visits had been made, including to the children’s ward at Holmebridge Royal Infirmary.",
    "Members were struck by how often young people did not know the name of their worker. Liz Furnell thanked Harpreet for a clear presentation.",
    "<<approve|The Partnership APPROVED funding of [[£7,200|seen|funding to March 2026]] to continue Loud and Clear to March 2026.>>",
    "Mrs Websdale had provided a note on Dads Count. It was noted that 19 fathers had joined in the first term.")  # fmt: skip
b.item("7", "Contributions for 2025/26", orgs="police icb council", by="penny-s")
b.paras("7", "Penny Stannard set out the budget of [[£241,000|scp|budget for 2025/26]], of which the Council contributes [[£112,000|council|contribution for 2025/26]], Severnmouth ICB [[£71,000|icb|contribution for 2025/26]] and Severnmouth Constabulary [[£58,000|police|contribution for 2025/26]].",
    "<<approve|The budget was approved, subject to confirmation by the Constabulary.>>")  # fmt: skip
b.item("8", "Any other business")
b.p("8.1 There was none. The meeting closed at 3.35pm.", label="closing")
b.p("8.2 Date of next meeting: Tuesday 28 January 2025 at 1.30pm.")
b.next("2025-01-28")
b.para("Summary of actions", "h", "heading")
rows = [
    ("4", "Bring the draft report on Child T to the meeting in January", "Imran Hardcastle", "28 January 2025", "harcastle", "2025-01-28"),
    ("4", "Prepare a briefing of two pages for frontline staff", "Learning and Improvement Group", "13 December 2024", "", "2024-12-13"),
    ("5", "Change the MASH letters so that every referrer receives an outcome", "Mark Thwaites", "1 January 2025", "thwaites", "2025-01-01"),
    ("7", "Confirm the contribution of the Constabulary", "Supt Lacey", "30 November 2024", "supt-lacey", "2024-11-30"),
]
for n, text, owner, due, slugs, day in rows:
    b.number = n
    b.task(text, slugs, day)
    b.g["minute_actions"][-1]["responsible_printed"] = owner
b.grid(["Minute", "Action", "Owner", "Due"], [r[:4] for r in rows], (10, 48, 24, 18), ["action"] * 4)
b.brk()
b.title("log-title", "Paper B", "Action Log – Executive Meeting")
b.log("2025-01-28", ["Ref", "Date raised", "Action", "Owner", "Due", "Status", "Update"], ["n", "raised", "a", "who", "due", "st", "c"], [
    ("harcastle", "E52", "22 Oct 2024@2024-10-22", "Bring the draft report on Child T to the meeting in January", "Imran Hardcastle", "28 Jan 2025", "Complete", "Paper C"),
    ("", "E53", "22 Oct 2024@2024-10-22", "Prepare a briefing of two pages for frontline staff", "Learning and Improvement Group", "13 Dec 2024", "Complete", "Issued on 11 December"),
    ("thwaites", "E54", "22 Oct 2024@2024-10-22", "Change the MASH letters so that every referrer receives an outcome", "Mark Thwaites", "1 Jan 2025", "In progress", "Letters agreed; system change due in February"),
    ("supt-lacey", "E55", "22 Oct 2024@2024-10-22", "Confirm the contribution of the Constabulary for 2025/26", "Supt Lacey", "30 Nov 2024", "Overdue", "Awaiting the settlement"),
    ("furnell okonjo", "E49", "16 Jul 2024@2024-07-16", "Review the injury protocol for babies who are not yet mobile", "Liz Furnell / Dr Okonjo-Bell", "31 Jan 2025", "In progress", "Out for comment until 24 January"),
    ("jarvis", "E47", "16 Jul 2024@2024-07-16", "Present the findings of the schools’ safeguarding audit", "Toby Jarvis-Lowe", "29 Apr 2025", "Not started", ""),
    ("penny-s quinlan", "E44", "23 Apr 2024@2024-04-23", "Arrange training for faith groups and sports clubs", ["Penny Stannard", "Aoife Quinlivan"], "Ongoing", "In progress", "Five sessions held; 86 people attended"),
], (8, 13, 30, 17, 12, 12, 18))  # fmt: skip
b.brk()
b.report("Local Child Safeguarding Practice Review “Child T”: progress", "4", "council", "harcastle")
b.title("report", "Paper C")
b.box([["Report to", "Holmebridge Safeguarding Children Partnership – Executive Meeting"], ["Date of meeting", "28 January 2025"], ["Title of report", "Local Child Safeguarding Practice Review “Child T”: progress"], ["Report author", "Imran Hardcastle, Head of Safeguarding and Quality, Holmebridge Council"], ["Purpose", "For decision"]])
b.para("1. Purpose of report", "h", "heading")
b.p("1.1 To present the draft report of the review and to seek agreement to its recommendations.")
b.para("2. Recommendations", "h", "heading")
b.recs("2.1 The Partnership is recommended to:", [("a", "approve the draft report for submission to the National Panel;"), ("b", "accept the five recommendations at paragraph 4.2; and"), ("c", "delegate the date of publication to the Independent Scrutineer.")], lambda c: f"({c}) ")
b.para("3. Background", "h", "heading")
b.paras("3", "Child T was four months old when admitted to hospital in March 2024 with injuries that were not explained. The child has made a good recovery and lives with relatives.",
    "The review was commissioned under the Business Plan 2024-26 and was led by a reviewer who had no connection with any of the agencies. It covers the period from May 2023 to March 2024.",
    "The family had contact with nine services. Cafcass was involved in earlier proceedings about an older sibling.")  # fmt: skip
b.para("4. Findings", "h", "heading")
b.paras("4", "Professionals knew a good deal about the mother and very little about the father, who was present at most visits. No agency had asked about his own childhood.",
    "The recommendations concern the recording of fathers, supervision of newly qualified staff, use of Graded Care Profile 2, discharge planning and the quality of chronologies.",
    "Dads Count offers one way to meet the first recommendation. Safe Anchor has offered to train health visitors without charge.")  # fmt: skip
b.para("5. Response of agencies", "h", "heading")
b.paras("5", "All agencies have responded to the recommendations. The action plan shows where an agency has already made a change. Severnmouth Constabulary has altered the prompt given to officers who attend a home where there is a baby.",
    "The Learning and Improvement Group will test the effect of the changes by an audit of 30 records in September 2025. It will include records held by Holmebridge Royal Infirmary.",
    "Relatives have read the report and have asked that the name of the ward be left out. The reviewer has agreed to this.")  # fmt: skip
b.para("6. Financial implications", "h", "heading")
b.p("6.1 The review has cost [[£14,600|lcspr|cost of the review]], which has been met from the reserve.")
b.para("7. Next steps", "h", "heading")
b.p("7.1 Subject to approval, the report will be sent to the Child Safeguarding Practice Review Panel by 14 February 2025.")
b.brk()
b.report("Child exploitation: annual summary", "5", "police", "supt-lacey")
b.title("report", "Paper D")
b.box([["Report to", "Holmebridge Safeguarding Children Partnership – Executive Meeting"], ["Date of meeting", "28 January 2025"], ["Title of report", "Child exploitation: annual summary"], ["Report author", "Superintendent Dawn Lacey, Severnmouth Constabulary"], ["Purpose", "For information and comment"]])
b.para("1. Purpose of report", "h", "heading")
b.p("1.1 To summarise the work of the Exploitation Sub-Group in 2024.")
b.para("2. Recommendations", "h", "heading")
b.recs("2.1 Members are asked to:", [("i", "note the content of the report; and"), ("ii", "agree that each agency nominate a lead for Small Signs by 28 February 2025.")], lambda c: f"{c}. ")
b.para("3. Summary of the year", "h", "heading")
b.p("3.1 The number of children discussed and the main risks are shown in the table.")
b.measures(["Measure", "2023", "2024"], [["Children discussed at panel", "94", "117"], ["Criminal exploitation as the main risk", "51", "70"], ["Return interviews within 72 hours", "61%", "74%"]], (50, 25, 25), "Holmebridge")
b.para("4. What was done", "h", "heading")
b.paras("4", "No Wrong Door began in April with funding from the Council and the Constabulary. It gives young people on the edge of care one key worker. Two of the first fourteen have since entered care.",
    "Small Signs is aimed at people who work in hotels, takeaways and taxis. Training has been given to 230 staff and has led to eleven calls to the MASH.")  # fmt: skip
b.para("5. What we have learnt", "h", "heading")
b.paras("5", "Of the children discussed in 2024, 41 had been excluded from school at least once and 28 had been reported missing more than three times. The sub-group has asked Millrace Academy to share what it has learnt from its own pupil support base.",
    "A new form for sharing information was introduced in September. It is held on Mosaic Bridge and can be completed by any agency, including members of the Holmebridge Voluntary Sector Alliance.",
    "In the coming year the sub-group will concentrate on children who are placed in the area by other authorities, about whom little is known until something goes wrong.")  # fmt: skip
b.para("6. Financial implications", "h", "heading")
b.p("6.1 None.")
b.brk()
b.report("Cry Calm Cope: one year on", "6", "icb", "furnell")
b.title("report", "Paper E")
b.box([["Report to", "Holmebridge Safeguarding Children Partnership – Executive Meeting"], ["Date of meeting", "28 January 2025"], ["Title of report", "Cry Calm Cope: one year on"], ["Report author", "Liz Furnell, Designated Nurse, Severnmouth ICB"], ["Purpose", "For decision"]])
b.para("1. Purpose of report", "h", "heading")
b.p("1.1 To report on the first year of Cry Calm Cope, which helps parents to manage the stress of a baby’s crying.")
b.para("2. Recommendation", "h", "heading")
b.recs(None, [(None, "That the Partnership note the evaluation and agree to extend Cry Calm Cope to antenatal clinics from May 2025.")], lambda c: "2.1 ")
b.para("3. Evaluation", "h", "heading")
b.paras("3", "The message was given to 1,940 families before discharge from the maternity ward and repeated by the health visitor at three weeks. Of 212 parents who answered a survey, 171 could recall what to do.",
    "Fathers were present on fewer than half of the occasions. The Early Help Strategy commits partners to improve on this.")  # fmt: skip
b.para("4. Proposal", "h", "heading")
b.paras("4", "It is proposed that midwives introduce the message at 28 weeks, when more fathers attend, and that a short film be shown in waiting rooms. Materials would be available in six languages.",
    "Dr Ngozi Okonjo-Bell supports the proposal. General practices have been asked whether they would repeat the message at the check at six weeks, and all but two have agreed.")  # fmt: skip
b.para("5. Financial implications", "h", "heading")
b.p("5.1 The cost of the extension is [[£5,600|icon|cost of the extension]], which Severnmouth ICB will meet.")
b.write()
