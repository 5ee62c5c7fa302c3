"""Rawfold Place Partnership Board, NHS and council: cover sheets of fields, minute numbers PPB/24/41,
“The Board:” with roman clauses, those present in columns run together, a log with a cell to a line.
"""

from w17kit import Pack, spaced

PEOPLE = """
rotherby: Dame Valerie Rotherby; Valerie Rotherby; Dame Valerie # Chair
adeyemi: Kemi Adeyemi-Shaw; Kemi; Ms Adeyemi-Shaw # Place Director
cheung: Dr Raymond Cheung-Hill; Dr Cheung-Hill # Clinical Lead
sutcliffe: Councillor Barbara Sutcliffe-Dean; Cllr Sutcliffe-Dean # Executive Member for Adults and Health
nolan: Patrick Nolanson; Mr Nolanson # Director of Adult Social Care
gledhill: Rachel Gledhill # Director of Public Health
farrow: Tom Farrowby; Mr Farrowby # Chief Executive
mistry: Nisha Mistry-Lane; Ms Mistry-Lane # Chief Officer
brogan: Sean Broganshaw # Deputy Chief Operating Officer
lister: Heather Listerby # Healthwatch Manager
pickles: Joan Pickersgill # Governance Officer
dale: Matthew Dalewood; Mr Dalewood # Head of Finance, Place
ambrose: Ruby Ambrose-King # Programme Manager
"""
ORGS = """
board: Rawfold Place Partnership Board; Place Partnership Board # board
icb: NHS West Fells Integrated Care Board; Integrated Care Board; West Fells ICB; ICB # health
council: Rawfold Metropolitan Borough Council; Rawfold Council # council
acute: Rawfold and Fells Hospitals NHS Foundation Trust; RFHT # health
mental: West Fells Partnership NHS Foundation Trust # health
gp: Rawfold GP Alliance; GP Alliance # health
vcs: Rawfold VCSE Assembly; VCSE Assembly # group
hw: Healthwatch Rawfold # public-body
hospice: St Wilfrid’s Hospice # charity
qc: Quality and Performance Committee # committee part=board
finance: Finance and Planning Group # group part=board
uc: Urgent Care Delivery Group # group
cqc: Care Quality Commission # public-body
homes: Millstone Housing # company
pcn: Upper Rawdale PCN # health
nhse: NHS England # public-body
"""
PROGS = """
home: Home First, Always # programme
bcf: Better Care Fund; BCF # fund
age: Ageing Well in Rawfold # programme
ward: Hospital at Home # programme
kettle: Put the Kettle On # campaign
warm: Warmer for Longer # scheme
core: Core20PLUS5 # programme opt
plan: Rawfold Place Plan 2024-27; Place Plan # strategy
rec: Fells Shared Record # system
alive: Alive and Kicking # project
open: Sit a While # programme
dental: Every Smile # programme
"""
b = Pack(__file__, "rawfold-ppb-2025-02-13", "txt", "2025-02-13", PEOPLE, ORGS, PROGS, [
    "“The Board:” with (i), (ii) gives one row a clause; a sentence of two verbs is one row, its action the first verb’s.",
    "Core20PLUS5 is an approach of NHS England: optional.",
    "What Mr Nolanson undertook stands twice, in prose and as an “Action:” line: it is one task, from the line.",
    "“It was noted that …” is discussion, not a decision.", "Owners of the log that are bodies have no slug.",
], item=spaced, wide=95, per=60, head="Rawfold Place Partnership Board", foot="{n} of {N}",
    indent={"clause": (4, 10), "bullet": (2, 4)}, how="run")  # fmt: skip
B = "Rawfold Place Partnership Board"
b.title("agenda-title", B, "Meeting in public", "Thursday 13 February 2025, 1.00pm to 3.30pm", "The Weavers’ Hall, Market Street, Rawfold", "AGENDA")
b.meet("2025-02-13", B, "The Weavers’ Hall, Market Street, Rawfold", "13:00", "15:30", evidence="agenda")
b.agtable(["Item", "Time", "Title", "Lead", "Purpose"], ["n", "h", "t", "w", "e"], [
    ("procedural", "rotherby", "1", "1.00pm", "Welcome, apologies and declarations of interest", "Chair", "Note"),
    ("procedural", "rotherby", "2", "1.05pm", "Minutes of the meeting held on 12 December 2024", "Chair", "Approve"),
    ("procedural", "rotherby", "3", "1.10pm", "Action log", "Chair", "Note"),
    ("verbal", "adeyemi", "4", "1.20pm", "Place Director’s update", "Kemi Adeyemi-Shaw", "Note"),
    ("report", "nolan", "5", "1.35pm", "Better Care Fund: quarter 3 return", "Patrick Nolanson", "Approve"),
    ("report", "brogan", "6", "2.00pm", "Urgent care and winter", "Sean Broganshaw", "Assurance"),
    ("report", "mistry", "7", "2.30pm", "Put the Kettle On: report of the VCSE Assembly", "Nisha Mistry-Lane", "Decision"),
    ("procedural", "", "8", "3.20pm", "Questions from the public and any other business", "All", "Note"),
], (7, 11, 42, 24, 16))  # fmt: skip
b.p("Date of next meeting: Thursday 10 April 2025, 1.00pm.")
b.next("2025-04-10")
b.brk()
b.title("minutes-title", B, "Minutes of the meeting held in public on Thursday 12 December 2024, 1.00pm", "The Weavers’ Hall, Market Street, Rawfold")
b.meet("2024-12-12", B, "The Weavers’ Hall, Market Street, Rawfold", "13:00", "15:12", "Dame Valerie Rotherby")
b.whotable("present", ["Name", "Role", "Organisation"], ["name", "role", "org"], [
    "rotherby*|Dame Valerie Rotherby|Chair|NHS West Fells Integrated Care Board", "adeyemi|Kemi Adeyemi-Shaw|Place Director|NHS West Fells Integrated Care Board", "cheung|Dr Raymond Cheung-Hill|Clinical Lead|Rawfold GP Alliance",
    "nolan|Patrick Nolanson|Director of Adult Social Care|Rawfold Council", "gledhill|Rachel Gledhill|Director of Public Health|Rawfold Council", "farrow|Tom Farrowby|Chief Executive|St Wilfrid’s Hospice",
    "mistry|Nisha Mistry-Lane|Chief Officer|Rawfold VCSE Assembly", "lister|Heather Listerby|Healthwatch Manager|Healthwatch Rawfold"], (26, 32, 42), above="Members")  # fmt: skip
b.whotable("officers", None, ["name", "role", "org"], ["dale|Matthew Dalewood|Head of Finance, Place|NHS West Fells Integrated Care Board", "ambrose|Ruby Ambrose-King|Programme Manager|Rawfold Council", "pickles|Joan Pickersgill|Governance Officer|NHS West Fells Integrated Care Board"], (26, 32, 42), above="In attendance")
b.whotable("apologies", None, ["name", "role", "org"], ["sutcliffe|Councillor Barbara Sutcliffe-Dean|Executive Member for Adults and Health|Rawfold Council", "brogan|Sean Broganshaw|Deputy Chief Operating Officer|Rawfold and Fells Hospitals NHS Foundation Trust"], (26, 32, 42), above="Apologies")
b.item("PPB/24/41", "Welcome, apologies and declarations of interest")
b.p("The Chair welcomed everyone to the meeting. Mr Farrowby declared an interest in item PPB/24/45, as the hospice receives funding from the Better Care Fund.")
b.item("PPB/24/42", "Minutes of the previous meeting")
b.p("<<approve|The minutes of 10 October 2024 were approved as accurate.>>")
b.item("PPB/24/43", "Action log")
b.p("It was noted that all actions were complete or not yet due, with the exception of action 31, on which an update was given by Rachel Gledhill.")
b.p("<<note|The Board noted the action log.>>")
b.item("PPB/24/44", "Place Director’s update", progs="plan core dental", orgs="cqc icb", by="adeyemi", points=3)
b.p("Kemi Adeyemi-Shaw gave a verbal update and drew attention to the following:")
b.bul("the Care Quality Commission would visit adult social care in the week beginning 20 January;", "Every Smile had treated 412 children who had no dentist; and", "the ICB had asked each place to refresh its plan in line with Core20PLUS5.")
b.p("Heather Listerby asked whether Every Smile would continue after March. Kemi replied that the funding of [[£185,000|dental|funding to March 2025]] was for one year only and that a case was being prepared.")
b.p("The Board:")
b.dec("noted the update; and", "note", "i", "(i) ")
b.dec("agreed that the refreshed Place Plan be brought to the meeting in April.", "agree", "ii", "(ii) ")
b.act("Add the refreshed Place Plan to the forward plan for April", "pickles", "2025-01-10", "Action: ", " (Joan Pickersgill, by 10 January 2025)", "Joan Pickersgill")
b.item("PPB/24/45", "Better Care Fund: quarter 2 return", progs="bcf home warm", orgs="finance homes", by="nolan")
b.p("Patrick Nolanson presented the return, which had been reviewed by the Finance and Planning Group. Two of the four measures were on track. Discharges to the usual place of residence stood at 92.4 per cent.")
b.p("Mr Dalewood advised that spending was [[£310,000|bcf|below plan at quarter 2]] below plan because posts in Home First, Always had been filled later than expected. Millstone Housing had begun repairs under Warmer for Longer in September.")
b.p("Dr Cheung-Hill asked whether general practice could refer directly. Mr Nolanson undertook to confirm this outside the meeting.")
b.p("The Board:")
b.dec("approved the quarter 2 return for submission;", "approve", "i", "(i) ")
b.dec("supported the transfer of £120,000 to Warmer for Longer; and", "support", "ii", "(ii) ")
b.cash(("£120,000", "warm bcf", "transfer to Warmer for Longer"))
b.dec("requested that the Finance and Planning Group review the profile of spending by 31 January 2025.", "request", "iii", "(iii) ", "2025-01-31")
b.g["resolutions"][-1]["asked_of_printed"] = "the Finance and Planning Group"
b.act("Confirm whether general practice can refer directly to Home First, Always", "nolan", "2024-12-20", "Action: ", " (Patrick Nolanson, by 20 December 2024)", "Patrick Nolanson")
b.item("PPB/24/46", "Quality and performance", progs="ward rec", orgs="qc acute mental", by="cheung")
b.p("Dr Cheung-Hill introduced the report of the Quality and Performance Committee. Waits of more than twelve hours had halved since the summer. Hospital at Home had 38 beds in use, against a plan of 45.")
b.p("Members discussed the Fells Shared Record, to which two practices in Upper Rawdale PCN were not yet connected. Tom Farrowby said that the hospice relied on it at weekends. Delays in moving people to the wards of West Fells Partnership NHS Foundation Trust were also raised.")
b.p("<<note|The Board received the report for assurance and agreed to escalate the delay in connecting practices to the Integrated Care Board.>>")
b.act("Write to the ICB about practices that are not connected to the Fells Shared Record", "adeyemi cheung", None, "Action: ", " (Kemi Adeyemi-Shaw and Dr Cheung-Hill)", "Kemi Adeyemi-Shaw and Dr Cheung-Hill")
b.item("PPB/24/47", "Ageing Well in Rawfold", progs="age alive open", orgs="vcs hw", by="ambrose")
b.p("Ruby Ambrose-King explained that Ageing Well in Rawfold would bring together falls prevention, Alive and Kicking, which offers dance and swimming to people over 70, and Sit a While, the drop-in for carers. A survey by Healthwatch Rawfold had found that a third of carers had had no break in a year.")
b.p("Ms Mistry-Lane welcomed the proposal but asked that small groups be paid for their time. Rachel Gledhill agreed that this should be costed.")
b.p("<<approve|The Board approved the outline of the programme, subject to a costed plan being presented in February 2025.>>")
b.act("Prepare a costed plan for Ageing Well in Rawfold", "ambrose gledhill", "2025-02-13", "Action: ", " (Ruby Ambrose-King and Rachel Gledhill, by 13 February 2025)", "Ruby Ambrose-King and Rachel Gledhill")
b.item("PPB/24/48", "Any other business")
b.p("There being no other business, the Chair closed the meeting at 3.12pm.", label="closing")
b.p("Date of next meeting: Thursday 13 February 2025, 1.00pm.")
b.next("2025-02-13")
b.brk()
b.title("log-title", "Rawfold Place Partnership Board: action log", "Position at 5 February 2025")
b.how = "cell"
b.log("2025-02-13", ["Ref", "Action", "Owner", "Due", "Status"], ["n", "a", "who", "due", "st"], [
    ("gledhill", "31", "Provide an analysis of emergency admissions by ward for people over 75", "Rachel Gledhill", "12 December 2024", "Overdue"),
    ("pickles", "36", "Add the refreshed Place Plan to the forward plan for April", "Joan Pickersgill", "10 January 2025", "Closed"),
    ("nolan", "37", "Confirm whether general practice can refer directly to Home First, Always", "Patrick Nolanson", "20 December 2024", "Closed"),
    ("", "38", "Review the profile of spending in the Better Care Fund", "Finance and Planning Group", "31 January 2025", "Closed"),
    ("adeyemi cheung", "39", "Write to the ICB about practices that are not connected to the Fells Shared Record", "Kemi Adeyemi-Shaw / Dr Cheung-Hill", "31 January 2025", "Open"),
    ("ambrose gledhill", "40", "Prepare a costed plan for Ageing Well in Rawfold", "Ruby Ambrose-King / Rachel Gledhill", "13 February 2025", "Open"),
    ("lister", "29", "Share the report of visits to care homes with members", "Heather Listerby", "April 2025", "Open"),
], (8, 44, 22, 16, 10))  # fmt: skip
b.how = "run"
b.brk()


def cover(item, title, org, slugs, author, purpose):
    b.report(title, item, org, slugs)
    b.title("report", B)
    for x in ("Date: 13 February 2025", f"Agenda item: {item}", f"Report title: {title}", f"Report author: {author}", f"Purpose: {purpose}"):
        b.para(x, "tight", "report")


cover("5", "Better Care Fund: quarter 3 return", "council", "nolan", "Patrick Nolanson, Director of Adult Social Care, Rawfold Metropolitan Borough Council", "For approval")
b.para("Executive summary", "h", "heading")
b.p("This report presents the quarter 3 return for the Better Care Fund (BCF), which must be approved by the Board before it is submitted to NHS England on 14 February 2025.")
b.para("Recommendations", "h", "heading")
b.p("The Board is asked to:")
b.recs(None, [("1", "approve the quarter 3 return;"), ("2", "note the forecast underspend of [[£145,000|bcf|forecast underspend]]; and"), ("3", "agree that the underspend be carried forward to Hospital at Home.")], lambda c: f"{c}. ")
b.para("1. Background", "h", "heading")
b.paras("1", "The BCF in Rawfold amounts to [[£31.2m|bcf|amount in 2024/25]] in 2024/25. It is held in a pooled budget under an agreement between Rawfold Council and West Fells ICB.",
    "Plans were agreed in June 2024. They support the Rawfold Place Plan 2024-27, in particular the aim that people should recover at home wherever possible.")  # fmt: skip
b.para("2. Performance", "h", "heading")
b.measures(["Measure", "Q2 2024/25", "Q3 2024/25"], [["Discharged to usual place of residence", "92.4%", "93.1%"], ["Admissions to residential care", "138", "131"], ["Emergency admissions after a fall", "402", "417"]], (50, 25, 25), "Rawfold")
b.paras("2", "Emergency admissions after a fall remain above plan. Work with care homes on lifting equipment will be extended in March.",
    "Home First, Always is now fully staffed. The average time from referral to first visit has fallen from 31 to 19 hours, and direct referral by general practice began on 6 January.")  # fmt: skip
b.para("3. Financial implications", "h", "heading")
b.p("3.1 The forecast has been agreed with Matthew Dalewood. All other schemes are expected to spend in full.")
b.para("4. Risks", "h", "heading")
b.p("4.1 The main risk is that no allocation for 2025/26 has yet been published.")
b.p("4.2 A second risk is the supply of care workers over Easter. Rawfold Council has agreed rates with eleven providers and will review them in April.")
b.para("5. Engagement", "h", "heading")
b.paras("5", "Healthwatch Rawfold spoke to 58 people who had come home from hospital in the autumn. Most were content with the help that they received, but a quarter did not know whom to ring at the weekend.",
    "Millstone Housing reports that 64 homes have been repaired under Warmer for Longer. Tenants have saved about [[£310|warm|saved by a household in a year]] each in a year.")  # fmt: skip
b.brk()
cover("6", "Urgent care and winter", "acute", "brogan", "Sean Broganshaw, Deputy Chief Operating Officer, RFHT", "For assurance")
b.para("Executive summary", "h", "heading")
b.p("Attendances in December were the highest on record. This report describes how partners responded and what the Urgent Care Delivery Group will do before Easter.")
b.para("Recommendations", "h", "heading")
b.recs("The Board is asked to:", [("a", "note the report for assurance; and"), ("b", "support the proposal for a single point of access from May 2025.")], lambda c: f"({c}) ")
b.para("1. Current position", "h", "heading")
b.paras("1", "A total of 9,640 people attended the emergency department in December, compared with 8,912 a year earlier. Influenza accounted for one in seven admissions.",
    "Hospital at Home supported 164 people in the month, which is the equivalent of two wards. Families rated the service highly, although several wished that they had been told who would visit.")  # fmt: skip
b.para("2. Next steps", "h", "heading")
b.paras("2", "The Urgent Care Delivery Group proposes that calls from ambulance crews, care homes and general practice be taken by one team of clinicians. The GP Alliance has agreed to provide a doctor each evening.",
    "The cost of [[£410,000|uc|cost of a single point of access for a year]] a year would be met from money now spent on three separate telephone lines.")  # fmt: skip
b.para("3. Workforce", "h", "heading")
b.paras("3", "Sickness was higher than planned in the first two weeks of January. Staff from St Wilfrid’s Hospice worked alongside nurses at the hospital for nine days, for which partners are grateful.",
    "Rawfold and Fells Hospitals NHS Foundation Trust and West Fells Partnership NHS Foundation Trust will share a team to support patients who are waiting for a bed on a mental health ward.")  # fmt: skip
b.para("4. Health inequalities", "h", "heading")
b.p("4.1 Attendance was highest among residents of the four most deprived wards. The Urgent Care Delivery Group will work with Upper Rawdale PCN on evening clinics.")
b.brk()
cover("7", "Put the Kettle On: report of the VCSE Assembly", "vcs", "mistry", "Nisha Mistry-Lane, Chief Officer, VCSE Assembly", "For decision")
b.para("Executive summary", "h", "heading")
b.p("Put the Kettle On asked neighbours to call on someone who lives alone. This report sets out what was learnt and proposes a second year.")
b.para("Recommendation", "h", "heading")
b.recs(None, [(None, "The Board is recommended to note the findings and agree funding of [[£22,000|kettle|funding sought for a second year]] for a second year.")], lambda c: "")
b.para("1. What we did", "h", "heading")
b.paras("1", "Packs were given to 5,200 households through libraries, surgeries and the hospice shop. The cost in the first year was [[£18,400|kettle|cost in the first year]].",
    "Of 640 people who returned a card, 412 had called on a neighbour whom they did not know before.")  # fmt: skip
b.para("2. What we learnt", "h", "heading")
b.paras("2", "People were more willing to knock on a door when they had something to bring. Tea was enough.",
    "Sit a While and Alive and Kicking have both taken new members as a result.")  # fmt: skip
b.para("3. Proposal for the second year", "h", "heading")
b.paras("3", "Packs would be given out by carers’ groups and by members of the GP Alliance as well as by libraries. The VCSE Assembly would train 40 people to listen for signs that a neighbour needs more help.",
    "Rachel Gledhill has offered the support of an analyst so that the effect on loneliness can be measured. Ageing Well in Rawfold would include the results in its first annual report.")  # fmt: skip
b.para("4. Financial implications", "h", "heading")
b.p("4.1 The sum requested would be met from the Place Director’s budget for prevention. No commitment is sought after March 2026.")
b.write()
