"""Tarnshire Community Safety Board, a county: an agenda with the number on a line of its own and pages in
brackets, minutes with “RESOLVED: That …” and letters, a log whose columns ran together, reports “By, To, Subject”.
"""

from w17kit import Pack, bracket, spaced

PEOPLE = """
winterbourne: Hilary Winterbourne; Councillor Hilary Winterbourne; Councillor Winterbourne # Chairman
aske: Martin Askew; Councillor Martin Askew; Councillor Askew # Vice-Chairman
dearlove: Philippa Dearlove; Ms Dearlove # Strategic Lead
ch-insp: Gareth Pomfret; Chief Inspector Gareth Pomfret; Chief Inspector Pomfret; Ch Insp Pomfret
banerjee: Sunita Banerjee-Cole; Ms Banerjee-Cole # Head of Service
fairclough: Area Manager Joe Fairclough; Joe Fairclough; Mr Fairclough
tindall: Oliver Tindall # Community Safety Officer
mayhew: Bridget Mayhew; Mrs Mayhew # Chief Executive
kowal: Piotr Kowalczyk # Democratic Services Officer
sandys: Councillor Denise Sandiford; Denise Sandiford
luff: Roger Luffman; Councillor Roger Luffman; Councillor Luffman
ingle: Dr Hannah Inglewood; Hannah Inglewood; Dr Inglewood # Consultant in Public Health
prowse: Kay Prowse
"""
ORGS = """
board: Tarnshire Community Safety Board; Community Safety Board # board
council: Tarnshire County Council; County Council # council
police: Tarnshire Police # police
fire: Tarnshire Fire and Rescue Service # public-body
prob: Probation Service # public-body
uppervale: Upper Vale District Council # council
harbour: Harbourside Borough Council # council
wold: Wold and Fen District Council # council
opcc: Tarnshire OPCC # public-body
refuge: Tarnshire Domestic Abuse Service # charity
ph: Tarnshire Public Health # team part=council
yjs: Youth Justice Service # team part=council
strat: Serious Violence Strategic Group # group part=board
home: Home Office # government
acre: Tarnshire Rural Communities Council # charity
"""
PROGS = """
svd: Serious Violence Duty # duty
fresh: Fresh Leaf # programme
olive: Olive House # project opt
firebreak: Ladder Up # programme
rural: Eyes on the Lanes # campaign
op: Operation Galloway # operation
drive: Drive for Change # programme
dhr: Domestic Homicide Review; Domestic Homicide Reviews; DHR; DHRs # scheme
agreement: Safer Tarnshire Agreement 2024-2028; Safer Tarnshire Agreement # strategy
crf: Community Resilience Fund # fund
tug: Tug of Hope # project
"""
b = Pack(__file__, "tarnshire-csb-2024-10-10", "txt", "2024-10-10", PEOPLE, ORGS, PROGS, [
    "“Harbourside” and “Upper Vale” alone are printed for the councils in the log; as places they are no forms.",
    "Olive House is a refuge, optional.",
    "Owners of the log are names, bodies or both; bodies have no slug.",
    "Decisions of two verbs in one sentence are one row with the whole sentence, its action the first verb’s.",
], item=lambda n, t: f"{n}. {t.upper()}", wide=95, per=56, head="TARNSHIRE COMMUNITY SAFETY BOARD", foot=" " * 44 + "{n}",
    own=("item0",), indent={"clause": (4, 8), "bullet": (2, 4)}, how="run")  # fmt: skip
B = "Tarnshire Community Safety Board"
b.title("agenda-title", B, "Thursday, 10 October 2024 at 2.00 pm", "Members' Room, Shire Hall, Tarnford", "A G E N D A")
b.meet("2024-10-10", B, "Members' Room, Shire Hall, Tarnford", "14:00", evidence="agenda")
for n, t, kind, by, pg, said in (
    ("1", "Apologies for Absence", "procedural", "", None, None),
    ("2", "Declarations of Interest", "procedural", "", None, "Members are invited to declare any interests."),
    ("3", "Minutes of the meeting held on 11 July 2024", "procedural", "", [2, 3], "To confirm the minutes as a correct record."),
    ("4", "Action Log", "procedural", "", [4, 4], None),
    ("5", "Serious Violence Duty - Delivery Plan Update", "report", "ingle", [5, 6], "Report of the Consultant in Public Health."),
    ("6", "Domestic Homicide Reviews - Six Monthly Report", "report", "dearlove", [7, 7], "Report of the Strategic Lead, Safer Communities."),
    ("7", "Tarnshire Police - Rural Crime", "report", "ch-insp", [8, 8], "Report of Chief Inspector Gareth Pomfret."),
    ("8", "Date of Next Meeting", "procedural", "", None, "The next meeting is on Thursday, 16 January 2025 at 2.00 pm."),
):
    b.ag(n, t, kind, by, pg)
    b.para(f"{n}. {t}" + (f" (Pages {pg[0]} - {pg[1]})" if pg and pg[0] < pg[1] else f" (Page {pg[0]})" if pg else ""), "item0", "item")
    if said:
        b.p(said)
b.next("2025-01-16")
b.brk()
b.title("minutes-title", "TARNSHIRE COMMUNITY SAFETY BOARD", "Minutes of the meeting of the Tarnshire Community Safety Board held at Shire Hall, Tarnford on Thursday, 11 July 2024 commencing at 2.00 pm")
b.meet("2024-07-11", B, "Shire Hall, Tarnford", "14:00", "15:48", "Councillor Hilary Winterbourne")
b.who("present", "PRESENT:", [
    "winterbourne*|Councillor Hilary Winterbourne|Chairman|Tarnshire County Council", "aske|Councillor Martin Askew|Vice-Chairman|Upper Vale District Council", "luff|Councillor Roger Luffman||Wold and Fen District Council",
    "ch-insp|Chief Inspector Gareth Pomfret||Tarnshire Police", "fairclough|Area Manager Joe Fairclough||Tarnshire Fire and Rescue Service", "banerjee|Sunita Banerjee-Cole||Probation Service", "mayhew|Bridget Mayhew||Tarnshire Domestic Abuse Service"], bracket)  # fmt: skip
b.who("officers", "OFFICERS:", ["dearlove|Philippa Dearlove|Strategic Lead, Safer Communities|", "ingle|Dr Hannah Inglewood|Consultant in Public Health|", "tindall|Oliver Tindall|Community Safety Officer|", "kowal|Piotr Kowalczyk|Democratic Services Officer|"],
      lambda r: f"{r['name']} – {r['role']}")  # fmt: skip
b.item("12", "Apologies for Absence", lambda n, t: f"{n}. {t.upper()}")
b.who("apologies", None, ["sandys|Councillor Denise Sandiford||Harbourside Borough Council", "prowse|Kay Prowse||Tarnshire OPCC"], lambda r: f"{r['name']} ({r['org']})", " and ", "Apologies for absence were received from ", ".")
b.item("13", "Declarations of Interest")
b.p("There were no declarations of interest.")
b.item("14", "Minutes")
b.p("RESOLVED: <<approve|That the minutes of 18 April 2024 be confirmed and signed.>>")
b.item("15", "Action Log", by="tindall")
b.p("Oliver Tindall introduced the log. Councillor Askew asked why the request to the Home Office about funding beyond March 2025 had not been answered. Ms Dearlove replied that no department had been able to give a commitment before the spending review.")
b.p("RESOLVED: <<note|That the log be noted and actions 61 and 63 be closed.>>")
b.item("16", "Serious Violence Duty", progs="svd tug", orgs="strat", by="ingle", points=3)
b.p("The Board considered a report of the Consultant in Public Health on the work of the Serious Violence Strategic Group. Dr Inglewood drew attention to the following points:")
b.bul("hospital admissions for assault with a sharp object had fallen from 74 to 59 in the year;", "Tug of Hope, the boxing and mentoring project in Harbourside, was working with 40 young people; and", "the grant for 2024/25 of [[£318,000|svd|grant for 2024/25]] was less than in the previous year.")
b.p("Councillor Luffman considered that the rural districts were not well served. Dr Inglewood accepted that most activity was in Harbourside, where two thirds of offences took place, but said that schools in every district could ask for sessions.")
b.p("In response to a question from Ms Banerjee-Cole, it was noted that people on probation could be referred to Fresh Leaf from September.")
b.p("RESOLVED: That")
b.dec("the progress made in delivering the Serious Violence Duty be noted;", "note", "a", "(a) ")
b.dec("the Consultant in Public Health be requested to include figures for each district in future reports; and", "request", "b", "(b) ")
b.g["resolutions"][-1]["asked_of_printed"] = "the Consultant in Public Health"
b.dec("the sum of [[£25,000|tug|sum allocated to Tug of Hope]] be allocated to Tug of Hope for the period to March 2025.".replace("[[£25,000|tug|sum allocated to Tug of Hope]]", "£25,000"), "approve", "c", "(c) ")
b.cash(("£25,000", "tug", "sum allocated to Tug of Hope"))
b.item("17", "Safer Tarnshire Agreement", progs="agreement crf", orgs="council", by="dearlove")
b.p("Philippa Dearlove presented the final draft of the Safer Tarnshire Agreement 2024-2028, which had been amended in the light of 212 responses to the consultation. Respondents had asked for more on road safety and on nuisance from vehicles.")
b.p("Councillor Askew asked whether the Community Resilience Fund would continue to be available to parish councils. Ms Dearlove confirmed that [[£60,000|crf|set aside for 2024/25]] had been set aside for 2024/25 and that bids would be invited in the autumn.")
b.p("It was moved by Councillor Askew, seconded by Mrs Mayhew and", label="vote")
b.vote("carried", None, None, None, "aske", "mayhew", "Councillor Askew", "Mrs Mayhew")
b.p("RESOLVED: <<approve|That the Safer Tarnshire Agreement 2024-2028 be approved and each responsible authority be asked to adopt it by 31 December 2024.>>")
b.g["resolutions"][-1] |= {"due": "2024-12-31", "asked_of_printed": "each responsible authority"}
b.item("18", "Perpetrators of Domestic Abuse", progs="drive olive", orgs="refuge police", by="mayhew")
b.p("Mrs Mayhew gave a presentation on Drive for Change, which works with men who cause harm. Of 52 men who had begun the course, 38 had completed it. Olive House had been full since January. The waiting list for the course stood at 17.")
b.p("Chief Inspector Pomfret said that police referrals had doubled since officers were given a single form. Mr Fairclough offered home safety visits to the families concerned.")
b.p("RESOLVED: <<note|That the presentation be noted and Mrs Mayhew be thanked for her attendance.>>")
b.p("Action: <<!fairclough mayhew|Mr Fairclough and Mrs Mayhew to agree a referral route for home safety visits.>>", label="action")
b.item("19", "Date of Next Meeting")
b.p("It was noted that the next meeting would be held on Thursday, 10 October 2024 at 2.00 pm.")
b.next("2024-10-10")
b.p("The meeting closed at 3.48 pm.", label="closing")
b.para("Chairman")
b.brk()
b.title("log-title", B, "Action Log as at 1 October 2024")
b.log("2024-10-10", ["No.", "Meeting", "Action", "Lead", "Target date", "Progress", "RAG"], ["n", "raised", "a", "who", "due", "c", "st"], [
    ("dearlove", "58", "18.01.24@2024-01-18", "Seek confirmation from the Home Office of funding beyond March 2025", "Philippa Dearlove", "31.10.24", "Letter sent 6 August; reply awaited", "Amber"),
    ("ch-insp tindall", "60", "18.04.24@2024-04-18", "Produce a leaflet on hare coursing for farmers and gamekeepers", "Ch Insp Pomfret / Oliver Tindall", "30.09.24", "Printed and sent to 1,400 holdings", "Green"),
    ("", "62", "18.04.24@2024-04-18", "Review arrangements for out of hours noise complaints", "Harbourside and Upper Vale", "31.12.24", "Officers met on 12 September", "Amber"),
    ("ingle", "64", "11.07.24@2024-07-11", "Include figures for each district in reports on serious violence", "Hannah Inglewood", "10.10.24", "See item 5", "Complete"),
    ("fairclough mayhew", "65", "11.07.24@2024-07-11", "Agree a referral route for home safety visits", "Joe Fairclough / Bridget Mayhew", "30.09.24", "Route agreed; first visits made", "Complete"),
    ("", "66", "11.07.24@2024-07-11", "Adopt the Safer Tarnshire Agreement", "All responsible authorities", "31.12.24", "Adopted by four of seven", "Green"),
    ("banerjee", "67", "11.07.24@2024-07-11", "Brief probation staff on how to refer to Fresh Leaf", "Sunita Banerjee-Cole", "Sept 2024", "", "Red"),
], (6, 10, 30, 17, 11, 19, 9))  # fmt: skip
b.brk()
b.report("Serious Violence Duty - Delivery Plan Update", "5", "council", "ingle")
b.title("report", "By: Dr Hannah Inglewood, Consultant in Public Health", "To: Tarnshire Community Safety Board - 10 October 2024", "Subject: Serious Violence Duty - Delivery Plan Update", "Classification: Unrestricted")
b.p("Summary: This report sets out progress in the second quarter and asks the Board to agree how the remaining grant should be spent.")
b.para("1. Introduction", "h", "heading")
b.paras("1", "The Serious Violence Duty requires specified authorities to work together to understand and reduce serious violence. In Tarnshire the work is led by the Serious Violence Strategic Group, which reports to this Board.",
    "The Group last met on 3 September 2024. All specified authorities were represented, apart from one district council.")  # fmt: skip
b.para("2. Progress", "h", "heading")
b.paras("2", "Fresh Leaf began in September. It offers a key worker for up to six months to adults aged 18 to 25 who have been arrested for a violent offence. The first 11 people have been accepted, of whom six were referred by the Probation Service and five by Tarnshire Police.",
    "Ladder Up courses for young people at risk of exclusion from school have been run at three fire stations. Attendance was 92 per cent and all but two of the 36 young people completed the week.",
    "Tug of Hope has extended its opening hours to Friday evenings. The Youth Justice Service now holds appointments in the gym rather than at its office.")  # fmt: skip
b.para("3. Figures for each district", "h", "heading")
b.measures(["Measure", "2022/23", "2023/24"], [["Harbourside: violence with injury", "2,114", "1,987"], ["Upper Vale: violence with injury", "611", "640"], ["Wold and Fen: violence with injury", "702", "688"]], (50, 25, 25), "Tarnshire")
for r in b.g["indicators"]:
    r["area"] = r["indicator"].split(":")[0]
b.para("4. Financial Implications", "h", "heading")
b.paras("4", "Of the grant, [[£204,500|svd|spent or committed]] has been spent or committed. The balance must be spent by 31 March 2025 or returned to the Home Office.",
    "The Group proposes that [[£40,000|fresh|proposed for Fresh Leaf]] be used to employ a second key worker for Fresh Leaf and that the remainder be held for evaluation.")  # fmt: skip
b.para("5. Alternatives considered", "h", "heading")
b.paras("5", "The Group considered whether to extend Tug of Hope to Wold and Fen. The district council was supportive but no suitable building has been found, and officers advise that the matter be considered again in the spring.",
    "Returning the grant was rejected because the need in Harbourside remains high.")  # fmt: skip
b.para("6. Equality Impact", "h", "heading")
b.p("6.1 An assessment was completed in April and has been reviewed. Young men from two neighbourhoods are over represented among victims and among those arrested. Fresh Leaf employs workers from both.")
b.para("7. Recommendations", "h", "heading")
b.p("The Board is asked to:")
b.recs(None, [("i", "NOTE the progress made;"), ("ii", "AGREE the proposed use of the remaining grant; and"), ("iii", "REQUEST a further report in January 2025.")], lambda c: f"({c}) ")
b.p("Contact: Dr Hannah Inglewood, Tarnshire Public Health, Tarnshire County Council")
b.brk()
b.report("Domestic Homicide Reviews - Six Monthly Report", "6", "council", "dearlove")
b.title("report", "By: Philippa Dearlove, Strategic Lead, Safer Communities", "To: Tarnshire Community Safety Board - 10 October 2024", "Subject: Domestic Homicide Reviews - Six Monthly Report", "Classification: Unrestricted")
b.p("Summary: To inform the Board of reviews in progress and the implementation of actions.")
b.para("1. Background", "h", "heading")
b.paras("1", "Community safety partnerships are required to commission a Domestic Homicide Review (DHR) when a person aged 16 or over dies as a result of violence, abuse or neglect by a relative or partner. In Tarnshire the County Council manages the process on behalf of the districts.",
    "Each DHR costs about [[£9,500|dhr|cost of a review]], which is shared between the responsible authorities.")  # fmt: skip
b.para("2. Current position", "h", "heading")
b.paras("2", "Four DHRs are in progress. One has been submitted to the Home Office for quality assurance, two are at the drafting stage and one has been paused until criminal proceedings are complete.",
    "Of 47 actions arising from published reviews, 39 are complete. The outstanding actions relate to the sharing of records between general practices and the recording of carers.")  # fmt: skip
b.para("3. Themes", "h", "heading")
b.paras("3", "Reports published since April have repeated three themes. Workers did not always see children alone, information about previous partners was held by one agency and not shared, and relatives who had raised concerns were not told what had been done.",
    "Tarnshire Domestic Abuse Service has arranged two events for practitioners on the second of these. Drive for Change has altered its assessment so that previous partners are contacted before a place is offered.",
    "The chairs of reviews meet twice a year to compare what has been found.")  # fmt: skip
b.para("4. Financial Implications", "h", "heading")
b.p("4.1 The budget for reviews in 2024/25 is [[£42,000|dhr|budget for reviews in 2024/25]]. It is expected to be spent in full.")
b.para("5. Recommendation", "h", "heading")
b.recs(None, [(None, "The Board is recommended to note the report and to agree that a learning event be held in February 2025.")], lambda c: "5.1 ")
b.p("Contact: Oliver Tindall, Community Safety Officer")
b.brk()
b.report("Tarnshire Police - Rural Crime", "7", "police", "ch-insp")
b.title("report", "By: Chief Inspector Gareth Pomfret", "To: Tarnshire Community Safety Board - 10 October 2024", "Subject: Tarnshire Police - Rural Crime")
b.para("1. Purpose of Report", "h", "heading")
b.paras("1", "To update the Board on rural crime and on Operation Galloway.")
b.para("2. Key issues", "h", "heading")
b.paras("2", "Thefts of agricultural machinery have risen by 14 per cent. Satellite guidance equipment is the main target, with one farm in Wold and Fen suffering three losses in five weeks.",
    "Operation Galloway has brought together officers from three forces to stop vehicles on the main routes out of the county. Equipment worth [[£186,000|op|worth of equipment recovered]] has been recovered.",
    "Eyes on the Lanes was launched at the county show with the Tarnshire Rural Communities Council. More than 600 residents have joined the messaging group and have passed on 95 pieces of information.")  # fmt: skip
b.para("3. Partnership working", "h", "heading")
b.paras("3", "Tarnshire Fire and Rescue Service has fitted trackers to twelve of its own vehicles and has passed on details of the supplier to farmers. Upper Vale District Council has made space available for a rural police desk on market days.",
    "Fly-tipping is investigated by the districts. A joint operation in August led to the seizure of two vehicles and a fine of [[£4,800|police|fine for fly-tipping]].")  # fmt: skip
b.para("4. Recommendations", "h", "heading")
b.p("That the Board:")
b.recs(None, [("1", "supports the continuation of Operation Galloway over the winter;"), ("2", "asks district councils to promote Eyes on the Lanes through parish newsletters.")], lambda c: f"{c}) ")
b.write()
