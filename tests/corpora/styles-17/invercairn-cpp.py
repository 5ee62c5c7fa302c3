"""Invercairn Community Planning Partnership, Scotland: a PDF, “The Partnership agreed:-” with numbers in
brackets, “having heard”, an action tracker in a ruled table, reports that begin with their recommendations.
"""

from w17kit import Pack, comma, dotted

PEOPLE = """
macaskill: Councillor Eilidh Macaskill; Councillor Macaskill; Eilidh Macaskill # Chair
drever: Alasdair Drever; Mr Drever # Chief Executive
ch-insp: Chief Inspector Fiona Rennison; Fiona Rennison; Chief Inspector Rennison # Local Area Commander
gow: Lorraine Gowrie; Ms Gowrie # Chief Officer
petrie: Stewart Petrie; Group Commander Stewart Petrie; Group Commander Petrie
mcnab: Catriona McNab-Orr; Mrs McNab-Orr # Principal
isbister: Dr Rhona Isbister; Dr Isbister; Rhona Isbister # Director of Public Health
tolmie: Kenneth Tolmie; Mr Tolmie # Chief Executive Officer
lamont: Morag Lamont-Hay; Morag Lamont # Community Planning Manager
sutherland: Ewan Satherley; Councillor Ewan Satherley; Councillor Satherley
baxter: Gillian Baxendale # Committee Services Officer
ross: Iain Rosshall # Regional Manager
"""
ORGS = """
cpp: Invercairn Community Planning Partnership; Community Planning Partnership; CPP # partnership
council: Invercairn Council # council
pol: Police Scotland # police
sfrs: Scottish Fire and Rescue Service; SFRS # public-body
nhs: NHS Cairn and Isles # health
hscp: Invercairn Health and Social Care Partnership; Health and Social Care Partnership; HSCP # partnership
tsi: Voluntary Action Invercairn; VAI # charity
college: Cairnside College # education
sds: Skills Development Scotland # public-body
hie: South of Scotland Enterprise # public-body
locality: Northern Straths Locality Planning Group; Locality Planning Group # group part=cpp
gov: Scottish Government # government
trust: Glen Orrin Development Trust # charity
child: Children’s Services Strategic Group # group part=cpp
is: Improvement Service # public-body
"""
PROGS = """
loip: Local Outcomes Improvement Plan 2023-33; Local Outcomes Improvement Plan; LOIP # strategy
bairns: Bairns First # programme
blether: The Big Blether; Big Blether # project
warm: Warm Welcome # scheme
pb: Your Pound Your Say # fund
pantry: Full Press # project
promise: The Promise # programme
wheels: Wheels to Work # scheme
steps: Step by Step # programme
childpov: Local Child Poverty Action Report # strategy opt
nolb: No One Left Behind # programme
islands: Cairn Connect # system
polplan: Local Police Plan # strategy opt
fireplan: Local Fire and Rescue Plan # strategy opt
"""
b = Pack(__file__, "invercairn-cpp-2024-12-05", "pdf", "2024-12-05", PEOPLE, ORGS, PROGS, [
    "“The Partnership agreed:-” with (1), (2) gives one row a number; a sentence of two verbs without numbers is one row.",
    "The Promise is a national undertaking that the paper treats as a programme.",
    "Owners of the tracker are names or bodies; bodies have no slug.",
], item=lambda n, t: f"{n}. {t.upper()}", font="sans", head="Invercairn Community Planning Partnership", foot="Page {n}")  # fmt: skip
B = "Invercairn Community Planning Partnership"
b.title("agenda-title", B, "Thursday 5 December 2024 at 10.00 am", "Council Chambers, Straths House, Invercairn", "AGENDA")
b.meet("2024-12-05", B, "Council Chambers, Straths House, Invercairn", "10:00", evidence="agenda")
b.items([
    ("1", "Welcome and Apologies", "procedural", "macaskill"), ("2", "Declarations of Interest", "procedural", ""), ("3", "Minute of Meeting of 5 September 2024", "procedural", "", "(copy herewith)"),
    ("4", "Action Tracker", "procedural", "lamont", "(copy herewith)"), ("5", "Bairns First – Progress Report", "report", "gow", "Report by Chief Officer, Health and Social Care Partnership (copy herewith)"),
    ("6", "Local Police Plan – Quarter 2 Performance", "report", "ch-insp", "Report by Local Area Commander, Police Scotland (copy herewith)"),
    ("7", "Your Pound Your Say – Evaluation", "report", "tolmie", "Report by Chief Executive Officer, Voluntary Action Invercairn (copy herewith)"),
    ("8", "Date of Next Meeting – Thursday 6 March 2025", "procedural", "")], lambda n, t, x="": f"{n}. {t}" + (f" – {x}" if x else ""))  # fmt: skip
b.next("2025-03-06")
b.brk()
b.title("minutes-title", "INVERCAIRN COMMUNITY PLANNING PARTNERSHIP", "Minute of Meeting held in the Council Chambers, Straths House, Invercairn on Thursday 5 September 2024 at 10.00 am")
b.meet("2024-09-05", "INVERCAIRN COMMUNITY PLANNING PARTNERSHIP", "Council Chambers, Straths House, Invercairn", "10:00", "11:55", "Councillor Eilidh Macaskill")
b.who("present", "Present", [
    "macaskill*|Councillor Eilidh Macaskill|Chair|Invercairn Council", "sutherland|Councillor Ewan Satherley||Invercairn Council", "drever|Alasdair Drever|Chief Executive|Invercairn Council", "ch-insp|Chief Inspector Fiona Rennison||Police Scotland",
    "petrie|Group Commander Stewart Petrie||Scottish Fire and Rescue Service", "gow|Lorraine Gowrie|Chief Officer|Health and Social Care Partnership", "tolmie|Kenneth Tolmie|Chief Executive Officer|Voluntary Action Invercairn", "mcnab|Catriona McNab-Orr|Principal|Cairnside College"], comma)  # fmt: skip
b.who("officers", "In Attendance", ["lamont|Morag Lamont-Hay|Community Planning Manager|Invercairn Council", "baxter|Gillian Baxendale|Committee Services Officer|Invercairn Council"], comma)
b.who("apologies", "Apologies", ["isbister|Dr Rhona Isbister|Director of Public Health|NHS Cairn and Isles", "ross|Iain Rosshall|Regional Manager|Skills Development Scotland"], comma)
b.item("1", "Declarations of Interest")
b.p("There were no declarations of interest.")
b.item("2", "Minute of Previous Meeting")
b.p("<<approve|The Minute of the meeting of 6 June 2024 was submitted and approved as a correct record.>>")
b.item("3", "Action Tracker", by="lamont", orgs="sds")
b.p("There was submitted the Action Tracker. Morag Lamont-Hay advised that seven actions had been completed since June.")
b.p("<<note|The Partnership noted the position and agreed to remove the completed actions.>>")
b.item("4", "Bairns First", progs="bairns promise childpov", orgs="hscp child", by="gow", points=3)
b.p("There had been circulated a report by the Chief Officer. Ms Gowrie explained that Bairns First sought to reduce the number of children living in poverty by making sure that every family with a new baby was offered advice on money. In the first quarter 118 families had taken up the offer, with an average gain of [[£2,840|bairns|average gain of a family]] a year.")
b.p("Councillor Satherley asked how families in the islands were reached. Ms Gowrie advised that midwives made the first offer and that appointments could be held over Cairn Connect. It was noted that The Promise required the views of families to be recorded.")
b.p("The Partnership, having heard the Chief Officer in further explanation, agreed:-")
b.dec("to note the progress made in the first quarter;", "note", "1", "(1) ")
b.dec("to approve the extension of Bairns First to families with children under five; and", "approve", "2", "(2) ")
b.dec("that the Children’s Services Strategic Group report on take-up in each locality by March 2025.", "request", "3", "(3) ")
b.g["resolutions"][-1]["asked_of_printed"] = "the Children’s Services Strategic Group"
b.act("Prepare a note on take-up in the islands", "gow", "2024-10-31", "Action: ", " – Lorraine Gowrie, 31 October 2024", "Lorraine Gowrie")
b.item("5", "Local Fire and Rescue Plan", progs="steps", orgs="sfrs", by="petrie")
b.p("Group Commander Petrie spoke to a presentation on the first quarter. Accidental dwelling fires had fallen to 19, the lowest figure in five years. Wilful fire raising had increased in Straths North during the school holidays.")
b.p("Mrs McNab-Orr asked whether students could volunteer with the service. <<!petrie|Group Commander Petrie undertook to speak to her about Step by Step, by which young people gain a qualification at their local station.>>")
b.p("<<note|The Partnership noted the presentation.>>")
b.item("6", "Winter Planning and Warm Welcome", progs="warm pantry", orgs="tsi trust", by="tolmie")
b.p("Mr Tolmie reported that 34 halls, libraries and churches had agreed to take part in Warm Welcome. Full Press, the community pantry run by Glen Orrin Development Trust, would open on two further days a week. The cost was estimated at [[£46,500|warm|estimated cost of the winter]].")
b.p("Mr Drever confirmed that the Council would contribute [[£30,000|warm council|contribution of the Council]]. Discussion followed on transport from the outlying villages, and Chief Inspector Rennison offered the use of a police minibus in severe weather.")
b.p("The Partnership agreed:-")
b.dec("to support Warm Welcome for the winter of 2024/25;", "support", "1", "(1) ")
b.dec("to remit to the Community Planning Manager to prepare a map of venues; and", "request", "2", "(2) ")
b.g["resolutions"][-1]["asked_of_printed"] = "the Community Planning Manager"
b.dec("that partners meet the balance of £16,500 in equal shares.", "agree", "3", "(3) ")
b.cash(("£16,500", "warm", "balance to be met by partners in equal shares"))
b.act("Prepare a map of venues and publish it on partners’ websites", "lamont", "2024-10-25", "Action: ", " – Morag Lamont-Hay, 25 October 2024", "Morag Lamont-Hay")
b.item("7", "Review of the Local Outcomes Improvement Plan", progs="loip blether", orgs="is locality", by="lamont")
b.p("There was submitted a report on the review of the Local Outcomes Improvement Plan 2023-33 (LOIP). The Improvement Service had offered two days of support. The Big Blether, a series of conversations in every locality, would begin in October.")
b.p("<<approve|The Partnership approved the timetable and agreed that each partner nominate an officer to the working group by 30 September 2024.>>")
b.g["resolutions"][-1]["due"] = "2024-09-30"
b.act("Nominate an officer to the working group", "", "2024-09-30", "Action: ", " – All partners, 30 September 2024", "All partners")
b.item("8", "Date of Next Meeting")
b.p("The next meeting would be held on Thursday 5 December 2024 at 10.00 am.")
b.next("2024-12-05")
b.p("The meeting concluded at 11.55 am.", label="closing")
b.brk()
b.title("log-title", "Action Tracker", "Invercairn Community Planning Partnership – 5 December 2024")
b.log("2024-12-05", ["No", "Meeting", "Action", "Lead", "Timescale", "Status", "Comment"], ["n", "raised", "a", "who", "due", "st", "c"], [
    ("gow", "1", "5 September 2024@2024-09-05", "Prepare a note on take-up of Bairns First in the islands", "Lorraine Gowrie", "31 October 2024", "Complete", "Circulated 29 October"),
    ("lamont", "2", "5 September 2024@2024-09-05", "Prepare a map of Warm Welcome venues and publish it on partners’ websites", "Morag Lamont", "25 October 2024", "Complete", "Map went live on 24 October"),
    ("", "3", "5 September 2024@2024-09-05", "Nominate an officer to the LOIP working group", "All partners", "30 September 2024", "Delayed", "Two partners still to nominate"),
    ("petrie mcnab", "4", "5 September 2024@2024-09-05", "Discuss places for students on Step by Step", "Stewart Petrie and Catriona McNab-Orr", "December 2024", "On target", "Meeting arranged for 9 December"),
    ("ross", "5", "6 June 2024@2024-06-06", "Provide figures on school leavers entering No One Left Behind", "Iain Rosshall", "5 September 2024", "Overdue", "Figures awaited from the Scottish Government"),
    ("", "6", "6 June 2024@2024-06-06", "Seek a partner to run Wheels to Work after March 2025", "South of Scotland Enterprise", "March 2025", "On target", ""),
    ("isbister", "7", "7 March 2024@2024-03-07", "Arrange a development session on health inequalities", "Rhona Isbister", "To be confirmed", "Delayed", "Dates in January being considered"),
], (8, 14, 24, 16, 14, 13, 17))  # fmt: skip
b.brk()
b.report("Bairns First – Progress Report", "5", "hscp", "gow")
b.title("report", "INVERCAIRN COMMUNITY PLANNING PARTNERSHIP", "5 December 2024", "Bairns First – Progress Report", "Report by Chief Officer, Health and Social Care Partnership")
b.para("1. Recommendations", "h", "heading")
b.recs("It is recommended that the Partnership:-", [("a", "notes the number of families assisted to 31 October 2024;"), ("b", "agrees that the offer be made to kinship carers from January 2025; and"), ("c", "otherwise notes the contents of this report.")], lambda c: f"({c}) ")
b.para("2. Purpose", "h", "heading")
b.p("2.1 This report provides an update on Bairns First and responds to questions raised at the last meeting.")
b.para("3. Background", "h", "heading")
b.paras("3", "Bairns First was approved in February 2024 as one of three shared commitments in the LOIP. It forms part of the Local Child Poverty Action Report and is delivered by the HSCP, the Council and Voluntary Action Invercairn (VAI).",
    "Families are asked by a midwife or health visitor whether they would like advice on money. Those who agree are contacted within five working days.")  # fmt: skip
b.para("4. Main report", "h", "heading")
b.paras("4", "Take-up is shown below. The rate has been lowest in the Northern Straths, where the Locality Planning Group has suggested that appointments be offered at the nursery.",
    "Since July, 31 families have been helped to claim a benefit that they did not know about. Four families who were at risk of eviction have kept their home.",
    "An extension to families with children under five began on 1 November. Early indications are that demand will be about 40 families a month.")  # fmt: skip
b.measures(["Measure", "Apr to Jun 2024", "Jul to Sep 2024"], [["Families offered advice", "203", "241"], ["Families who accepted", "118", "162"], ["Accepted within the islands", "9", "21"]], (46, 27, 27), "Invercairn")
b.para("5. Financial implications", "h", "heading")
b.p("5.1 The cost in 2024/25 is [[£164,000|bairns|cost in 2024/25]], of which [[£90,000|bairns gov|met by the Scottish Government]] is met by the Scottish Government. No additional contribution is sought.")
b.para("6. Equality and islands impact", "h", "heading")
b.p("6.1 An assessment has been carried out and has identified a positive impact on women and on island communities.")
b.para("7. Consultation", "h", "heading")
b.paras("7", "Parents who had used the service were interviewed in October by Voluntary Action Invercairn. Most had expected to be asked about debt and were relieved that the conversation began with what the family wanted.",
    "NHS Cairn and Isles, the Children’s Services Strategic Group and Skills Development Scotland were consulted and their comments have been taken into account.")  # fmt: skip
b.para("8. Conclusion", "h", "heading")
b.p("8.1 The service is reaching more families than was forecast. The next report will be submitted in June 2025, when a full year of figures will be available.")
b.brk()
b.report("Local Police Plan – Quarter 2 Performance", "6", "pol", "ch-insp")
b.title("report", "INVERCAIRN COMMUNITY PLANNING PARTNERSHIP", "5 December 2024", "Local Police Plan – Quarter 2 Performance", "Report by Chief Inspector Fiona Rennison, Local Area Commander")
b.para("1. Recommendations", "h", "heading")
b.recs(None, [(None, "The Partnership is invited to note the report and to agree that road safety be considered at the meeting in March 2025.")], lambda c: "1.1 ")
b.para("2. Purpose", "h", "heading")
b.p("2.1 To report on policing in Invercairn from July to September 2024.")
b.para("3. Main report", "h", "heading")
b.paras("3", "Recorded crime fell by 3 per cent. Fraud continues to rise and accounts for one crime in nine. The average loss was [[£1,260|pol|average loss to fraud]], and two thirds of victims were over 65.",
    "There were three fatal collisions on the coast road, compared with one in the same period of last year. Officers have carried out 44 speed checks with the Council’s roads service.",
    "Officers have taken part in The Big Blether in all four localities. Residents asked most often about speeding and the time taken to answer calls to 101.")  # fmt: skip
b.para("4. Joint working", "h", "heading")
b.paras("4", "Chief Inspector Rennison and Group Commander Petrie have agreed a joint plan for the winter, which includes visits to older people who live alone. Referrals may be made by any partner on Cairn Connect.",
    "Officers at Cairnside College have worked with Ms Gowrie’s staff on a course for young people who have been warned about antisocial behaviour. Twelve have completed it and none has come to notice since.")  # fmt: skip
b.para("5. Financial implications", "h", "heading")
b.p("5.1 There are none.")
b.brk()
b.report("Your Pound Your Say – Evaluation", "7", "tsi", "tolmie")
b.title("report", "INVERCAIRN COMMUNITY PLANNING PARTNERSHIP", "5 December 2024", "Your Pound Your Say – Evaluation", "Report by Kenneth Tolmie, Chief Executive Officer, Voluntary Action Invercairn")
b.para("1. Recommendations", "h", "heading")
b.p("The Partnership is asked to:-")
b.recs(None, [("i", "consider the findings of the evaluation;"), ("ii", "agree that a second round be held in 2025; and"), ("iii", "remit to the Chief Executive of the Council to identify a budget of [[£80,000|pb|budget for a second round]].")], lambda c: f"({c}) ")
b.para("2. Background", "h", "heading")
b.paras("2", "Your Pound Your Say invited residents to choose which local projects should receive a share of [[£75,000|pb|shared in the first round]]. A total of 3,118 people voted, which is one in nine of those who were eligible.",
    "Awards went to 29 groups. Nearly half were for young people’s activities, and the largest was made to Full Press.")  # fmt: skip
b.para("3. Findings", "h", "heading")
b.paras("3", "Voters were more likely to be women and to live in the towns. Paper votes made up a fifth of the total and came mainly from older residents.",
    "Groups found the form simple. Several asked for payment in advance, because they had no reserves.")  # fmt: skip
b.para("4. Proposal", "h", "heading")
b.paras("4", "A second round would be limited to projects that help people to meet, to travel or to eat well. Glen Orrin Development Trust has offered to run the vote in the Northern Straths, and South of Scotland Enterprise would provide advice to new groups.",
    "The Improvement Service will publish a case study of the first round.")  # fmt: skip
b.para("5. Financial implications", "h", "heading")
b.p("5.1 Administration of the first round cost [[£6,900|pb|administration of the first round]]. This was met by VAI and could not be met again.")
b.para("6. Equality and islands impact", "h", "heading")
b.p("6.1 Turnout in the islands was half of that on the mainland. Mobile polling would be offered on two ferry routes.")
b.write()
