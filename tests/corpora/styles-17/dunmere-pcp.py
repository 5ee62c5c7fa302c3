"""Dunmere and Westmarch Police and Crime Panel: members in one sentence of a list, minutes with “Resolved –”,
votes counted, a tracker with a row to a line, reports with headings in capitals and numbered paragraphs.
"""

from w17kit import Pack, dotted

PEOPLE = """
holloway: Andrea Holloway-Finch; Councillor Holloway-Finch; Councillor Andrea Holloway-Finch # Chair
dalal: Rafiq Dalal; Councillor Dalal # Vice-Chair
pennock: Susan Pennock; Councillor Pennock
gribble: Ted Gribbleton; Councillor Gribbleton
osei: Abena Osei-Wood; Councillor Osei-Wood
lang: Christopher Langmead; Councillor Langmead
whitty: Mair Whitty-Rees; Councillor Whitty-Rees
stoddart: Jean Stoddart; Mrs Stoddart # Independent Member
khatri: Anil Khatri; Mr Khatri # Independent Member
ferrers: Joanna Ferrers; Ms Ferrers # Police and Crime Commissioner
coyle: Damian Coyle; Mr Coyle # Chief Executive
liddell: Frances Liddell; Ms Liddell # Chief Finance Officer
dcc: Deputy Chief Constable Ross Ambler; Ross Ambler; Mr Ambler
merrow: Stephanie Merrow # Lead Officer
tate: William Tatewell # Democratic Services Officer
bly: Rosie Blythman; Councillor Blythman
"""
ORGS = """
panel: Dunmere and Westmarch Police and Crime Panel; Police and Crime Panel # panel
city: Dunmere City Council # council
west: Westmarch County Council # council
north: North Westmarch Borough Council # council
coast: Dunmere Coast District Council # council
police: Dunmere and Westmarch Police # police
opcc: Office of the Police and Crime Commissioner for Dunmere and Westmarch; OPCC # public-body
fin: Budget Task Group # group part=panel
hmic: HMICFRS # public-body
ho: Home Office # government
vict: Lighthouse Victim Care # charity
ccc: Force Control Centre # team part=police
comp: Complaints and Conduct Sub-Committee # committee part=panel
audit: Joint Audit Committee # committee
nfu: Federation of Westmarch Farmers # group
"""
PROGS = """
plan: Police and Crime Plan 2024-2029; Police and Crime Plan # strategy
uplift: Here to Help # programme
right: Right Care Right Person # programme
op: Operation Tern; Op Tern # operation
hot: Clear Hold Build # programme
fund: Commissioner’s Community Fund; Community Fund # fund
road: Slow Down for Sam # campaign
mtfs: Medium Term Financial Strategy; MTFS # strategy
fleet: Fit for Blue # programme
ch: Second Chance First # scheme
niche: Callsight # system
"""
b = Pack(__file__, "dunmere-pcp-2025-01-31", "txt", "2025-01-31", PEOPLE, ORGS, PROGS, [
    "Members stand in one sentence, “Councillors: A (Chair), B …”: the printed names have no title there.",
    "Decisions of two verbs in one sentence are one row with the whole sentence, its action the first verb’s.",
    "“It was noted that …” is discussion, not a decision.", "Two asks of the tracker are of bodies and have no slug.",
], item=lambda n, t: f"{n}. {t}", wide=95, per=58, head="Police and Crime Panel - 31 January 2025", foot="Page {n}",
    indent={"clause": (4, 8), "bullet": (2, 4)}, how="flat")  # fmt: skip
B = "Dunmere and Westmarch Police and Crime Panel"
b.title("agenda-title", B, "Agenda", "Friday 31 January 2025 at 10.30 am", "Council Chamber, County Hall, Westmarch")
b.meet("2025-01-31", B, "Council Chamber, County Hall, Westmarch", "10:30", evidence="agenda")
for n, t, kind, by, pg in (
    ("1", "Apologies for absence and substitutions", "procedural", "", ""), ("2", "Declarations of interest", "procedural", "", ""), ("3", "Minutes of the meeting held on 15 November 2024", "procedural", "", "2 - 3"),
    ("4", "Action tracker", "procedural", "merrow", "4"), ("5", "Proposed precept 2025/26", "report", "ferrers liddell", "5"), ("6", "Police and Crime Plan: performance", "report", "coyle", "6"), ("7", "Report of the Complaints and Conduct Sub-Committee", "report", "bly", "7"), ("8", "Work programme and date of next meeting", "procedural", "merrow", "")):  # fmt: skip
    b.ag(n, t, kind, by, [int(pg.split(" - ")[0]), int(pg.split(" - ")[-1])] if pg else None)
    b.para(f"{n}. {t}" + (f" {pg}" if pg else ""), "item0", "item")
b.p("The next meeting will take place on Friday 7 March 2025 at 10.30 am.")
b.next("2025-03-07")
b.p("Contact: William Tatewell, Democratic Services Officer")
b.brk()
b.title("minutes-title", B, "Minutes of the meeting held on Friday 15 November 2024 at 10.30 am in the Council Chamber, County Hall, Westmarch")
b.meet("2024-11-15", B, "Council Chamber, County Hall, Westmarch", "10:30", "12:42", "Andrea Holloway-Finch")
b.para("Members present", "h", "list-head")
b.who("present", None, ["holloway*|Andrea Holloway-Finch||", "dalal|Rafiq Dalal||", "pennock|Susan Pennock||", "gribble|Ted Gribbleton||", "osei|Abena Osei-Wood||", "lang|Christopher Langmead||", "whitty|Mair Whitty-Rees||"],
      lambda r: r["name"] + (" (Chair)" if r["name"].startswith("Andrea") else " (Vice-Chair)" if r["name"].startswith("Rafiq") else ""), ", ", "Councillors: ", ".")  # fmt: skip
b.g["attendance"][-7]["role_printed"], b.g["attendance"][-6]["role_printed"] = "Chair", "Vice-Chair"
b.who("present", None, ["stoddart|Jean Stoddart||", "khatri|Anil Khatri||"], lambda r: r["name"], " and ", "Independent members: ", ".")
b.who("officers", "Also in attendance", ["ferrers|Joanna Ferrers|Police and Crime Commissioner|", "coyle|Damian Coyle|Chief Executive|OPCC", "liddell|Frances Liddell|Chief Finance Officer|OPCC", "dcc|Deputy Chief Constable Ross Ambler||Dunmere and Westmarch Police", "merrow|Stephanie Merrow|Lead Officer to the Panel|", "tate|William Tatewell|Democratic Services Officer|"],
      lambda r: ", ".join(x for x in (r["name"], r["role"], r["org"]) if x))  # fmt: skip
b.item("31", "Apologies for absence")
b.who("apologies", None, ["bly|Rosie Blythman||Dunmere Coast District Council"], lambda r: f"Councillor {r['name']} ({r['org']})", ", ", "An apology for absence was received from ", ".")
b.item("32", "Declarations of interest")
b.p("Councillor Pennock declared that her son was a serving officer with Dunmere and Westmarch Police.")
b.item("33", "Minutes")
b.p("Resolved – <<approve|That the minutes of 20 September 2024 be approved.>>")
b.item("34", "Action tracker", by="merrow")
b.p("Stephanie Merrow referred to the tracker. It was noted that four of the nine requests had been answered since the last meeting.")
b.p("Resolved – <<note|That the tracker be noted.>>")
b.item("35", "Answering calls for service", progs="right niche", orgs="ccc hmic police", by="dcc", points=0)
b.p("Mr Ambler gave an account of work to improve the answering of calls. The Force Control Centre had been criticised by HMICFRS in 2023. In September, 91 per cent of emergency calls had been answered within ten seconds, and the proportion of other calls that were abandoned had fallen from 24 to 9 per cent.")
b.p("Mr Khatri asked how Right Care Right Person had affected demand. Mr Ambler replied that about 600 fewer incidents a month were attended, each of which had been assessed against a threshold agreed with health partners.")
b.p("Councillor Gribbleton said that residents of the coast still waited too long. He asked whether Callsight could show the caller’s position in the queue. <<!ferrers|Ms Ferrers undertook to raise this with the supplier.>>")
b.p("Resolved – That")
b.dec("the improvement in call answering be welcomed;", "support", "1", "(1) ")
b.dec("the Commissioner be requested to provide figures for each local policing area by 31 January 2025; and", "request", "2", "(2) ", "2025-01-31")
b.g["resolutions"][-1]["asked_of_printed"] = "the Commissioner"
b.dec("a visit to the Force Control Centre be arranged for members.", "agree", "3", "(3) ")
b.p("Action: <<!tate|William Tatewell to arrange a visit to the Force Control Centre in the new year.>>", label="action")
b.item("36", "Police and Crime Plan", progs="plan hot op", orgs="opcc nfu", by="ferrers")
b.p("The Commissioner introduced the first progress report on the Police and Crime Plan 2024-2029. Clear Hold Build had been used in two estates in Dunmere and would move to a third in the spring. Op Tern, which deals with theft of fuel and livestock, had been praised by the Federation of Westmarch Farmers.")
b.p("Councillor Whitty-Rees asked what had been spent on Slow Down for Sam. Mr Coyle stated that the cost to date was [[£74,000|road|cost to date]], which included materials for 62 schools.")
b.p("Councillor Langmead was concerned that the Commissioner’s Community Fund favoured larger charities. Ms Ferrers said that half of the awards in the last round had been of less than [[£2,500|fund|half of awards less than this]] and that Lighthouse Victim Care was the only body to receive more than [[£50,000|fund vict|only body to receive more]].")
b.p("Resolved – <<note|That the progress report be noted and a further report on the Community Fund be submitted to the meeting in March 2025.>>")
b.item("37", "Membership of the Budget Task Group", orgs="fin")
b.p("It was proposed by Councillor Dalal and seconded by Mrs Stoddart that Councillor Osei-Wood be appointed to the Budget Task Group. An amendment that Councillor Gribbleton be appointed in addition was not seconded. On being put to the vote the motion was carried, there being 7 votes for, 1 against and 1 abstention.", label="vote")
b.vote("carried", 7, 1, 1, "dalal", "stoddart", "Councillor Dalal", "Mrs Stoddart")
b.p("Resolved – <<elect|That Councillor Osei-Wood be appointed to the Budget Task Group for 2024/25.>>")
b.item("38", "Second Chance First", progs="ch", by="coyle")
b.p("Mr Coyle outlined Second Chance First, which offers a course in place of prosecution for a first offence of low harm. Of 388 people who had been offered a place, 301 had accepted. Members asked about the views of victims, who had been consulted in every case.")
b.p("Resolved – <<note|That the report be noted.>>")
b.item("39", "Work programme and date of next meeting")
b.p("Resolved – <<approve|That the work programme be approved, subject to the addition of an item on Fit for Blue.>>")
b.p("The next meeting would be held on Friday 31 January 2025.")
b.next("2025-01-31")
b.p("The meeting finished at 12.42 pm.", label="closing")
b.brk()
b.title("log-title", "Action Tracker", "Police and Crime Panel, January 2025")
b.log("2025-01-31", ["Ref", "Date", "Request or action", "Responsible", "Due", "Status"], ["n", "raised", "a", "who", "due", "st"], [
    ("", "24-11", "21/06/2024@2024-06-21", "Provide the evaluation of the online reporting service", "OPCC", "30/09/2024", "Overdue"),
    ("dcc", "24-14", "20/09/2024@2024-09-20", "Confirm the number of officers on restricted duties", "Ross Ambler", "15/11/2024", "Completed"),
    ("liddell", "24-15", "20/09/2024@2024-09-20", "Circulate the assumptions behind the MTFS to members of the Budget Task Group", "Frances Liddell", "31/10/2024", "Completed"),
    ("coyle", "24-17", "15/11/2024@2024-11-15", "Provide call answering figures for each local policing area", "Damian Coyle", "31/01/2025", "In progress"),
    ("tate", "24-18", "15/11/2024@2024-11-15", "Arrange a visit to the Force Control Centre in the new year", "William Tatewell", "28/02/2025", "In progress"),
    ("ferrers", "24-19", "15/11/2024@2024-11-15", "Ask the supplier of Callsight whether callers can be told their place in the queue", "Joanna Ferrers", "31/01/2025", "Completed"),
    ("", "24-20", "15/11/2024@2024-11-15", "Submit a further report on the Community Fund", "OPCC", "07/03/2025", "Not due"),
], (8, 12, 42, 18, 12, 12))  # fmt: skip
b.brk()
b.report("PROPOSED PRECEPT 2025/26", "5", "opcc", "ferrers")
b.title("report", "DUNMERE AND WESTMARCH POLICE AND CRIME PANEL", "31 JANUARY 2025", "REPORT OF THE POLICE AND CRIME COMMISSIONER", "PROPOSED PRECEPT 2025/26")
b.para("PURPOSE OF THE REPORT", "h", "heading")
b.p("1. To notify the Panel of the precept which the Commissioner proposes to issue for 2025/26.")
b.para("RECOMMENDATIONS", "h", "heading")
b.p("2. The Panel is recommended to:")
b.recs(None, [("a", "consider the proposed increase of [[£13.95|opcc|proposed increase for a Band D property]] for a Band D property;"), ("b", "note the Medium Term Financial Strategy at Appendix 1; and"), ("c", "report its decision to the Commissioner by 8 February 2025.")], lambda c: f"({c}) ")
b.para("BACKGROUND", "h", "heading")
b.p("3. The Commissioner must notify the Panel of the proposed precept by 1 February. The Panel may support the proposal, make recommendations or, by a majority of two thirds, veto it.")
b.p("4. The grant settlement was announced on 17 December 2024. The Home Office has assumed that every commissioner will raise the precept by the full amount allowed.")
b.para("PROPOSAL", "h", "heading")
b.p("5. The budget for 2025/26 is [[£208.4m|police|budget for 2025/26]], an increase of 4.1 per cent. Pay and prices account for [[£6.9m|police|pay and prices]] of the increase. Savings of [[£3.2m|fleet police|savings, of which part from Fit for Blue]] will be made, of which [[£900,000|fleet|savings from Fit for Blue]] will come from Fit for Blue, the review of vehicles and uniform.")
b.p("6. The Commissioner consulted residents for six weeks. Of 2,786 replies, 58 per cent supported an increase of more than a pound a month. Support was higher in Westmarch than in Dunmere.")
b.p("7. The additional income would allow 24 posts to be added to neighbourhood teams under Here to Help and would maintain funding for Second Chance First.")
b.para("FINANCIAL IMPLICATIONS", "h", "heading")
b.p("8. If the precept is not increased the reserves will fall below the minimum in the Medium Term Financial Strategy (MTFS) by March 2027. The Joint Audit Committee considered the risk on 9 January.")
b.para("RISKS AND ALTERNATIVES", "h", "heading")
b.p("9. The Commissioner considered a smaller increase of [[£9.95|opcc|smaller increase considered]]. This would have required 31 posts to be held vacant in the Force Control Centre, where performance has only lately improved.")
b.p("10. The main risks are the pay award for September 2025, which has not been settled, and the cost of replacing Callsight, for which [[£2.1m|niche|set aside in the capital programme]] has been set aside in the capital programme.")
b.p("11. HMICFRS has commented that the force has a good understanding of its finances and that reserves are at a reasonable level.")
b.p("Report author: Joanna Ferrers, Police and Crime Commissioner")
b.brk()
b.report("POLICE AND CRIME PLAN: PERFORMANCE", "6", "opcc", "coyle")
b.title("report", "DUNMERE AND WESTMARCH POLICE AND CRIME PANEL", "31 JANUARY 2025", "REPORT OF THE CHIEF EXECUTIVE, OPCC", "POLICE AND CRIME PLAN: PERFORMANCE")
b.para("PURPOSE OF THE REPORT", "h", "heading")
b.p("1. To inform the Panel of performance against the measures in the Plan.")
b.para("RECOMMENDATION", "h", "heading")
b.recs(None, [(None, "That the Panel notes the report and identifies any matters for further scrutiny.")], lambda c: "2. ")
b.para("PERFORMANCE", "h", "heading")
b.p("3. The measures are set out below.")
b.measures(["Measure", "2023/24", "2024/25 to date"], [["Emergency calls answered in ten seconds", "82%", "91%"], ["Victims satisfied with the service", "66%", "69%"], ["Killed or seriously injured", "401", "287"]], (50, 25, 25), "Dunmere and Westmarch")
b.p("4. Slow Down for Sam was extended to colleges in October. Surveys before and after the talks suggest that young drivers are more willing to challenge a friend who drives too fast.")
b.p("5. Figures for the third estate under Clear Hold Build will be reported in the summer.")
b.p("6. Op Tern has recovered 41 stolen vehicles since April. The Federation of Westmarch Farmers has paid for signs at field gates, and Dunmere Coast District Council has lent cameras for use on the ferry road.")
b.p("7. Lighthouse Victim Care supported 3,905 people in the first three quarters. Its contract, which is worth [[£1.3m|vict|contract for two years]] over two years, ends in September 2025 and will be tendered in the spring.")
b.p("8. The number of complaints received by the Office fell slightly. Most concerned the time taken to investigate burglary.")
b.para("FINANCIAL IMPLICATIONS", "h", "heading")
b.p("9. None arising from this report.")
b.p("Report author: Damian Coyle, Chief Executive, Office of the Police and Crime Commissioner for Dunmere and Westmarch")
b.brk()
b.report("REPORT OF THE COMPLAINTS AND CONDUCT SUB-COMMITTEE", "7", "comp", "bly")
b.title("report", "DUNMERE AND WESTMARCH POLICE AND CRIME PANEL", "31 JANUARY 2025", "REPORT OF THE COMPLAINTS AND CONDUCT SUB-COMMITTEE")
b.para("PURPOSE OF THE REPORT", "h", "heading")
b.p("1. To report the outcome of complaints considered between July and December 2024.")
b.para("RECOMMENDATIONS", "h", "heading")
b.recs("2. That the Panel:", [("i", "note that three complaints were resolved and that none was upheld; and"), ("ii", "approve the revised procedure, to take effect on 1 April 2025.")], lambda c: f"({c}) ")
b.para("BACKGROUND", "h", "heading")
b.p("3. The Sub-Committee met twice. Two complaints concerned the time taken to reply to letters and one concerned remarks made on the radio.")
b.p("4. Councils that belong to the Panel, including Dunmere City Council, Westmarch County Council and North Westmarch Borough Council, were asked for their views on the procedure. All were content.")
b.p("5. The revised procedure allows the Lead Officer, Stephanie Merrow, to close a complaint that repeats one already decided. It also requires a first reply within ten working days.")
b.p("6. Mr Khatri and Mrs Stoddart took part in all of the hearings. Members recorded their thanks to William Tatewell for his advice.")
b.para("FINANCIAL IMPLICATIONS", "h", "heading")
b.p("7. None.")
b.p("Report author: Councillor Rosie Blythman")
b.write()
