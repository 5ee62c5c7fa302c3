"""Haverley Safer Neighbourhood Board, a London borough: those present in a table, minutes in numbered
paragraphs with “ACTION:” lines, “The Board AGREED to …”, a log Ref, Action, Owner, Due, Status in columns.
"""

from w17kit import Pack, dotted

PEOPLE = """
oyelaran: Tunde Oyelaran; Mr Oyelaran # Chair
castellano: Ruth Castellano; Ms Castellano # Vice-Chair
ch-supt-brandt: Neil Brandreth; Superintendent Neil Brandreth; Supt Brandreth
insp-kaur: Jasleen Kaur-Webb; Inspector Jasleen Kaur-Webb; Insp Kaur-Webb
cllr-mbeki: Councillor Patience Mabuza; Patience Mabuza; Cllr Mabuza # Cabinet Member for Safer Communities
dowling: Fergus Dowling; F Dowling # Head of Community Safety
lattimer: Anneke Lattimer # Youth Panel Coordinator
hossain: Rezaul Hossain; Mr Hossain; R Hossain # Ward Panel Chairs' Forum
pritchett: Moira Pritchett; Mrs Pritchett
yeo: Charlotte Yeo-Barnes; C Yeo-Barnes # Secretary to the Board
akande: Dr Simi Akande; Dr Akande
"""
ORGS = """
board: Haverley Safer Neighbourhood Board; Safer Neighbourhood Board; SNB # board
council: London Borough of Haverley; Haverley Council; LB Haverley # council
met: Metropolitan Police Service; MPS # police
mopac: Mayor's Office for Policing and Crime; MOPAC # public-body
forum: Ward Panel Chairs' Forum # group
vsh: Victim Support # charity
youth: Haverley Youth Independent Advisory Group; Youth IAG # group
stopnet: Stop and Search Monitoring Group # group part=board
homes: Kingsmead Living # company
tfl: Transport for London; TfL # public-body
bridgeway: Bridgeway Futures # charity
csteam: Community Safety Team # team part=council
coll: Haverley Sixth Form College # education
nhw: Haverley Neighbourhood Watch Association; Neighbourhood Watch # group
"""
PROGS = """
walk: Walk Me Home # project
chat: Chai and Chat # project
mentors: Straight Talk # programme
larkspur: Operation Larkspur; Op Larkspur # operation
fund: Safer Neighbourhood Board Fund; SNB Fund # fund
walktalk: Walk and Talk # scheme
vawg: Violence Against Women and Girls Strategy 2023-27; Violence Against Women and Girls Strategy # strategy
dots: Join the Dots # campaign
csplan: Haverley Community Safety Plan 2024-27; Community Safety Plan # strategy
"""
b = Pack(__file__, "haverley-snb-2024-11-19", "txt", "2024-11-19", PEOPLE, ORGS, PROGS, [
    "Owners of the log are printed by surname, by post or by body; only names of people have slugs.",
    "Decisions of two verbs in one sentence are one row with the whole sentence, its action the first verb’s.",
    "“It was noted that …” within a numbered paragraph is discussion, not a decision.",
], item=dotted, wide=95, per=54, head="Haverley Safer Neighbourhood Board", foot="Page {n} of {N}",
    indent={"clause": (4, 8), "bullet": (2, 4)}, how="cols")  # fmt: skip
B = "Haverley Safer Neighbourhood Board"
b.title("agenda-title", B, "Tuesday 19 November 2024 at 7.00pm", "Committee Room 2, Haverley Town Hall, Broad Lane", "AGENDA")
b.meet("2024-11-19", B, "Committee Room 2, Haverley Town Hall", "19:00", evidence="agenda")
b.agtable(["Item", "Subject", "Lead", "Pages"], ["n", "t", "w", "pg"], [
    ("procedural", "oyelaran", "1", "Welcome, introductions and apologies for absence", "Chair", ""),
    ("procedural", "", "2", "Declarations of interest", "All", ""),
    ("procedural", "oyelaran", "3", "Minutes of the meeting held on 17 September 2024 and action log", "Chair", "2 - 5"),
    ("report", "ch-supt-brandt", "4", "Borough policing update", "Supt Brandreth", "6 - 7"),
    ("report", "dowling", "5", "Safer Neighbourhood Board Fund 2024/25: mid-year monitoring", "Fergus Dowling", "8 - 9"),
    ("report", "lattimer", "6", "Annual report of the Stop and Search Monitoring Group", "Anneke Lattimer", "10"),
    ("verbal", "hossain", "7", "Ward panels: issues raised", "Rezaul Hossain", ""),
    ("procedural", "oyelaran", "8", "Any other business and date of next meeting", "Chair", ""),
], (7, 55, 20, 13))  # fmt: skip
b.p("The next meeting will be held on Tuesday 21 January 2025 at 7.00pm.")
b.next("2025-01-21")
b.p("For further information please contact Charlotte Yeo-Barnes, Secretary to the Board.")
b.brk()
b.title("minutes-title", B, "MINUTES of the meeting held on Tuesday 17 September 2024 at 7.00pm in Committee Room 2, Haverley Town Hall")
b.meet("2024-09-17", B, "Committee Room 2, Haverley Town Hall", "19:00", "20:50", "Tunde Oyelaran")
b.whotable("present", ["Name", "Position", "Organisation"], ["name", "role", "org"], [
    "oyelaran*|Tunde Oyelaran|Chair|Haverley Neighbourhood Watch Association", "castellano|Ruth Castellano|Vice-Chair|Victim Support",
    "ch-supt-brandt|Superintendent Neil Brandreth|Borough Lead|Metropolitan Police Service", "insp-kaur|Inspector Jasleen Kaur-Webb|Neighbourhoods|Metropolitan Police Service",
    "cllr-mbeki|Councillor Patience Mabuza|Cabinet Member for Safer Communities|London Borough of Haverley", "dowling|Fergus Dowling|Head of Community Safety|London Borough of Haverley",
    "lattimer|Anneke Lattimer|Youth Panel Coordinator|Haverley Youth Independent Advisory Group", "hossain|Rezaul Hossain|Chair|Ward Panel Chairs' Forum"], (35, 35, 30), above="Members present")  # fmt: skip
b.whotable("officers", ["Name", "Position", "Organisation"], ["name", "role", "org"], ["yeo|Charlotte Yeo-Barnes|Secretary to the Board|London Borough of Haverley"], (35, 35, 30), above="In attendance")
b.item("1", "Welcome and apologies for absence")
b.p("1.1 The Chair welcomed members and five residents in the public gallery.")
b.who("apologies", None, ["pritchett|Moira Pritchett||Kingsmead Living", "akande|Dr Simi Akande||Haverley Sixth Form College"], lambda r: f"{r['name']} ({r['org']})", " and ", "1.2 Apologies for absence were received from ", ".")
b.item("2", "Declarations of interest")
b.p("2.1 Ruth Castellano declared an interest in item 5 as an employee of Victim Support, which had applied for a grant.")
b.item("3", "Minutes of the meeting held on 16 July 2024")
b.p("3.1 <<approve|The minutes were AGREED as a correct record and signed by the Chair.>>")
b.item("4", "Borough policing update", progs="larkspur walktalk", orgs="met", by="ch-supt-brandt")
b.paras("4", "Supt Brandreth presented the update. Robbery had fallen by 9 per cent in the year to August, while theft from the person had risen, mainly around the two Underground stations. Op Larkspur had put plain clothes officers on the High Road on Thursday to Saturday evenings and had so far led to 23 arrests.",
    "In answer to Mr Oyelaran, Insp Kaur-Webb said that each ward now had two dedicated constables, although three posts were vacant. It was noted that abstractions to central London were still above the agreed level.",
    "Cllr Mabuza asked how many women had taken part in Walk and Talk. Insp Kaur-Webb did not have the figure to hand and would report back. Mr Hossain said that residents at three ward panels had spoken well of the scheme.",
    "<<note|The Board NOTED the update.>>")  # fmt: skip
b.act("Insp Kaur-Webb to provide the number of women who have taken part in Walk and Talk, by ward", "insp-kaur", "2024-10-15", "ACTION: ", ", by 15 October 2024.", "Insp Kaur-Webb")
b.item("5", "Applications to the Safer Neighbourhood Board Fund", progs="fund walk chat mentors", orgs="vsh bridgeway mopac", by="dowling")
b.paras("5", "Fergus Dowling reminded members that MOPAC had awarded the Board [[£38,500|fund|award from MOPAC for 2024/25]] for 2024/25. Seven applications had been received by the closing date, for a total of [[£52,940|fund|total of the seven applications]].",
    "Ms Castellano left the room while the application by Victim Support was considered. Members thought that Walk Me Home, which trains volunteers to accompany shift workers from night buses, met all four criteria. They asked whether TfL would make a contribution.",
    "Straight Talk, submitted by Bridgeway Futures, was felt to overlap with work already under way at Haverley Sixth Form College. Dr Akande had sent written comments to that effect.",
    "<<agree|The Board AGREED to award [[£12,000|walk|grant to Walk Me Home]] to Walk Me Home and [[£6,250|chat|grant to Chai and Chat]] to Chai and Chat.>>",
    "<<note|The Board noted the remaining applications and agreed to defer Straight Talk to the next meeting so that Bridgeway Futures could supply a revised budget.>>")  # fmt: skip
b.act("Fergus Dowling to issue grant letters to the successful applicants", "dowling", "2024-09-30", "ACTION: ", " by 30 September 2024.", "Fergus Dowling")
b.act("Fergus Dowling to ask Bridgeway Futures for a revised budget", "dowling", None, "ACTION: ", ".", "Fergus Dowling")
b.item("6", "Violence Against Women and Girls Strategy", progs="vawg dots", orgs="csteam", by="dowling")
b.paras("6", "The Community Safety Team had begun the first review of the Violence Against Women and Girls Strategy 2023-27. Join the Dots, the borough's campaign for bar and club staff, had reached 61 of 84 licensed premises.",
    "Mrs Pritchett had asked in writing for the campaign to be extended to housing estate offices. Members supported this in principle, subject to cost.",
    "<<request;asked=the Community Safety Team|The Board REQUESTED that the Community Safety Team bring the findings of the review to the meeting in January 2025.>>")  # fmt: skip
b.item("7", "Ward panels: issues raised", by="hossain")
b.paras("7", "Rezaul Hossain reported that motorcycle nuisance, fly-tipping and shop theft had been chosen as promises by more than half of the panels. Two panels had not met since April for want of a chair.",
    "<<agree|It was agreed that the Secretary would write to the two wards to invite nominations.>>")  # fmt: skip
b.act("Charlotte Yeo-Barnes to write to residents' associations in the two wards", "yeo", None, "ACTION: ", ".", "Charlotte Yeo-Barnes")
b.item("8", "Any other business and date of next meeting")
b.p("8.1 There was no other business. The next meeting would be held on Tuesday 19 November 2024 at 7.00pm.")
b.next("2024-11-19")
b.p("The meeting ended at 8.50pm.", label="closing")
b.brk()
b.title("log-title", "Haverley Safer Neighbourhood Board: Action Log", "Updated 11 November 2024")
b.log("2024-11-19", ["Ref", "Action", "Owner", "Due", "Status"], ["n", "a", "who", "due", "st"], [
    ("insp-kaur", "24/19", "Provide the number of women who have taken part in Walk and Talk, by ward", "Insp Kaur-Webb", "15 Oct 2024", "Complete"),
    ("dowling", "24/20", "Issue grant letters to the successful applicants", "F Dowling", "30 Sept 2024", "Complete"),
    ("dowling", "24/21", "Ask Bridgeway Futures for a revised budget for Straight Talk", "F Dowling", "19 Nov 2024", "In progress"),
    ("yeo", "24/22", "Write to residents' associations in Alder and Fairmile wards about ward panel chairs", "C Yeo-Barnes", "31 Oct 2024", "Complete"),
    ("ch-supt-brandt", "24/14", "Invite the borough's schools officers to a meeting of the Youth IAG", "Supt Brandreth", "July 2024", "Overdue"),
    ("cllr-mbeki dowling", "24/11", "Raise lighting at the Old Gasworks underpass with TfL and report the reply to members", "Cllr Mabuza / F Dowling", "21 Jan 2025", "In progress"),
    ("", "24/09", "Publish a plain English summary of the Community Safety Plan", "Community Safety Team", "Dec 2024", "On track"),
    ("hossain", "24/05", "Circulate the calendar of ward panel meetings", "R Hossain", "Ongoing", "Ongoing"),
], (9, 46, 18, 14, 13))  # fmt: skip
b.brk()
b.report("Borough policing update", "4", "met", "ch-supt-brandt")
b.title("report", "Report to: Haverley Safer Neighbourhood Board", "Date: 19 November 2024", "Title: Borough policing update", "Report of: Superintendent Neil Brandreth, Metropolitan Police Service", "Agenda item: 4")
b.para("1. Purpose of report", "h", "heading")
b.paras("1", "To inform members of crime and policing in the borough in the three months to October 2024.")
b.para("2. Recommendations", "h", "heading")
b.recs("2.1 The Board is asked to:", [("a", "note the contents of the report;"), ("b", "comment on the priorities for the winter period at paragraph 4.3; and"), ("c", "encourage ward panels to advertise vacancies for volunteers.")], lambda c: f"({c}) ")
b.para("3. Performance", "h", "heading")
b.p("3.1 The table below gives the main measures. Haverley remains fourth of the five boroughs in its group for theft from the person.")
b.measures(["Measure", "Aug to Oct 2023", "Aug to Oct 2024"], [["Personal robbery", "212", "187"], ["Theft from the person", "304", "391"], ["Residential burglary", "268", "241"], ["Knife crime with injury", "27", "22"]], (45, 25, 25), "Haverley")
b.p("3.2 Satisfaction of victims with the service they received was 64 per cent, which is four points higher than a year ago but below the average for London.")
b.para("4. Current activity", "h", "heading")
b.paras("4", "Operation Larkspur has been extended to the end of January 2025. Officers have visited every phone shop on the High Road to explain how stolen handsets can be identified.",
    "A total of 146 women have now taken part in Walk and Talk since it began in the borough. The wards with fewest walks are Fairmile and St Cuthbert's.",
    "Priorities for the winter are robbery of school pupils, shop theft and the night-time economy. The team will work with Neighbourhood Watch on messages about parcels left on doorsteps.")  # fmt: skip
b.para("5. Financial implications", "h", "heading")
b.p("5.1 There are no financial implications arising directly from this report.")
b.para("6. Consultation", "h", "heading")
b.paras("6", "The priorities were drawn from the promises chosen by ward panels in September and from 1,104 replies to the borough survey. Residents over 65 were most concerned about scams, and those under 25 about robbery on the way home from college.",
    "Kingsmead Living and Haverley Sixth Form College were consulted on the plan for school robbery. Both have asked for patrols to be concentrated between 3pm and 5pm.")  # fmt: skip
b.para("7. Risks", "h", "heading")
b.p("7.1 The main risk to delivery is the number of officers required elsewhere in London during December. The MPS has agreed that no more than four officers a day will be taken from the borough.")
b.brk()
b.report("Safer Neighbourhood Board Fund 2024/25: mid-year monitoring", "5", "council", "dowling")
b.title("report", "Report to: Haverley Safer Neighbourhood Board", "Date: 19 November 2024", "Title: Safer Neighbourhood Board Fund 2024/25: mid-year monitoring", "Report of: Fergus Dowling, Head of Community Safety, LB Haverley", "Agenda item: 5")
b.para("1. Purpose of report", "h", "heading")
b.p("1.1 To report progress on projects supported by the SNB Fund and to seek a decision on the application deferred from the last meeting.")
b.para("2. Recommendations", "h", "heading")
b.p("2.1 That the Board:")
b.recs(None, [("i", "notes the progress of the funded projects;"), ("ii", "approves a grant of [[£9,800|mentors|grant recommended for Straight Talk]] to Bridgeway Futures for Straight Talk; and"), ("iii", "delegates authority to the Chair to reallocate any underspend below [[£1,000|fund|limit of the Chair's authority]].")], lambda c: f"({c}) ")
b.para("3. Background", "h", "heading")
b.paras("3", "The Fund is provided by the Mayor's Office for Policing and Crime (MOPAC) so that boards may support small projects that residents have asked for. Grants must be spent by 31 March 2025.",
    "Chai and Chat brings together women of South Asian heritage and their local officers once a month. Attendance has grown from nine in the first session to 31 in October.",
    "Walk Me Home has recruited 18 of a planned 25 volunteers. The start was delayed by the time taken for checks, and the first walks took place on 4 November.")  # fmt: skip
b.para("4. Revised application", "h", "heading")
b.p("4.1 Bridgeway Futures has reduced the cost of Straight Talk by a fifth and now proposes to work with pupils in Years 8 and 9 only, so that there is no overlap with the college.")
b.para("5. Financial implications", "h", "heading")
b.p("5.1 If the recommendation is accepted, [[£10,450|fund|left in the Fund]] will remain in the Fund for the rest of the year.")
b.p("5.2 Payment is made in two parts. The second part, which is [[£9,125|fund|second part of the grants paid so far]] for the grants made so far, will be released when a satisfactory report has been received.")
b.para("6. Equalities implications", "h", "heading")
b.p("6.1 All applicants are required to complete an equality form. No adverse effects were identified.")
b.para("7. Legal implications", "h", "heading")
b.p("7.1 Grants are made under a funding agreement between the Council and each recipient. The agreement allows the Council to recover money that has not been spent for the purpose for which it was given.")
b.para("8. Next steps", "h", "heading")
b.paras("8", "Officers from the Community Safety Team will visit each project in January. A final report, including the views of participants, will be presented in May 2025.",
    "MOPAC has indicated that boards will be invited to bid for 2025/26 in the spring.")  # fmt: skip
b.brk()
b.report("Annual report of the Stop and Search Monitoring Group", "6", "youth", "lattimer")
b.title("report", "Report to: Haverley Safer Neighbourhood Board", "Date: 19 November 2024", "Title: Annual report of the Stop and Search Monitoring Group", "Report of: Anneke Lattimer, Youth Panel Coordinator", "Agenda item: 6")
b.para("1. Purpose of report", "h", "heading")
b.p("1.1 To present the findings of the Stop and Search Monitoring Group for the year to September 2024.")
b.para("2. Recommendations", "h", "heading")
b.recs("2.1 The Board is recommended to:", [("1", "endorse the findings set out in section 3; and"), ("2", "request a response from the MPS to the next meeting.")], lambda c: f"{c}. ")
b.para("3. Findings", "h", "heading")
b.paras("3", "The Group met six times and viewed body-worn video of 72 encounters. In 58 of these the grounds had been clearly explained to the person searched.",
    "Members were concerned that a written record was offered in fewer than half of cases. The Haverley Youth Independent Advisory Group has designed a card with a code through which a record can be obtained.",
    "The Group would like to have four members under the age of 21. It has one.")  # fmt: skip
b.para("4. Work with young people", "h", "heading")
b.paras("4", "Three sessions were held at Haverley Sixth Form College, at which 74 students watched video and discussed what they had seen. Students were more likely than adult members to say that the tone of the officer mattered more than the grounds.",
    "Inspector Jasleen Kaur-Webb attended two of the sessions and has asked for clips to be used in the training of new constables.")  # fmt: skip
b.para("5. Financial implications", "h", "heading")
b.p("5.1 Expenses of members amounted to [[£1,380|stopnet|expenses of members]] and were met from the Board’s running costs.")
b.write()
