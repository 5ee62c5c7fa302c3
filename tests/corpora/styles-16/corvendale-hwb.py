"""Corvendale and Strand Health and Wellbeing Board: long lines whose columns run together, names together
and their bodies behind them, a tracker without a grid, RESOLVED with letters, a motion that fell.
"""

from w16kit import Pack, spaced

PEOPLE = """
cllr-ingle: Maureen Inglewick; Councillor Maureen Inglewick; Cllr Inglewick; Councillor Inglewick # Chair
cllr-bose: Arnab Bosefield; Councillor Arnab Bosefield; Cllr Bosefield; Councillor Bosefield
cllr-penry: Delyth Penrose-Ash; Councillor Delyth Penrose-Ash; Councillor Penrose-Ash
dr-okello: Samuel Okellor; Dr Samuel Okellor; Dr Okellor # Vice-Chair
kirsty-mull: Kirsty Mullane # Director of Public Health
raymond-tay: Raymond Tayside-Gill; Ray Tayside-Gill # Chief Executive
ines-cardoso: Inês Cardell; Ms Cardell # Chair of Healthwatch
phil-drewe: Philippa Drewett; Philippa Drewett # Director of Commissioning
owen-stacey: Owen Staceforth; Mr Staceforth # Democratic Services Officer
lil-horner: Lilian Hornsey # Consultant in Public Health
ajay-menon: Ajay Menonby # Head of Leisure
"""
ORGS = """
board: Corvendale and Strand Health and Wellbeing Board; Health and Wellbeing Board; HWB # board
council: Corvendale and Strand Council # council
icb: NHS Corve and Coast Integrated Care Board; NHS Corve and Coast # health
healthwatch: Healthwatch Corvendale; Healthwatch # charity
trust: Strand Bay Hospitals NHS Foundation Trust; Strand Bay Hospitals # health
vcs: Strand Communities Together # charity
jsna: JSNA Steering Group # group part=board
scrutiny: Health Scrutiny Committee # committee
police: Corve Valley Police # police
uni: University of Strand Bay # education
mosque: Salt Street mosque # other opt
"""
PROGS = """
warm: Come In, It’s Warm # campaign
bcf: Better Care Fund; BCF # fund
strategy: Live Well Longer 2023-2028; Live Well Longer # strategy
stepout: Step Outside # programme
babies: First Thousand # programme
smile: Brush Together # scheme
hearts: Sleeves Up # campaign
helper: Link-a-Neighbour # scheme
dpf: Damp Homes Fund # fund
smokefree: Smokefree Strand # programme
"""
b = Pack(__file__, "corvendale-hwb-2024-03-21", "txt", "2024-03-21", PEOPLE, ORGS, PROGS, [
    "The tracker has no grid: number, task, owner, day and state stand in one paragraph a row.",
    "The second report’s recommendations stand in one sentence, without letters.",
], item=spaced, how="run", wide=118, per=33, foot="Health and Wellbeing Board 21 March 2024 {n}", dense=True, turn="\n")  # fmt: skip
b.title("agenda-title", "Health and Wellbeing Board", "Date: Thursday 21 March 2024 Time: 2.30 pm", "Place: Council Chamber, Harbour House, Strand")
b.meet("2024-03-21", "Health and Wellbeing Board", "Council Chamber, Harbour House, Strand", "14:30", evidence="agenda")
b.para("Membership: Councillor Inglewick (Chair), Dr Okellor (Vice-Chair), Councillors Bosefield and Penrose-Ash, and the officers named in the constitution")
b.para("Business", "h", "agenda-title")
b.items([("1", "Apologies", "procedural", "", ""), ("2", "Minutes", "procedural", "", "3 - 6"), ("3", "Tracker of actions", "procedural", "owen-stacey", "7"), ("4", "Come In, It’s Warm: review of the winter", "report", "lil-horner", "8 - 9"),
         ("5", "Better Care Fund plan 2024/25", "report", "phil-drewe", "10"), ("6", "Pharmacies", "presentation", "", ""), ("7", "Urgent business", "procedural", "", "")],
        lambda n, t, w: f"{n} {t} {w}".strip())  # fmt: skip
for row, pages in zip(b.g["agenda_items"], [None, [3, 6], [7, 7], [8, 9], [10, 10], None, None], strict=True):
    row["pages"] = pages
b.g["agenda_items"][2]["presenters"] = b.g["agenda_items"][3]["presenters"] = b.g["agenda_items"][4]["presenters"] = []
b.brk()
b.title("minutes-title", "Corvendale and Strand Health and Wellbeing Board", "MINUTES OF THE MEETING HELD ON 18 JANUARY 2024", "Harbour House, Strand, commencing 2.30 pm and concluding 4.25 pm")
b.meet("2024-01-18", "Corvendale and Strand Health and Wellbeing Board", "Harbour House, Strand", "14:30", "16:25", "Councillor Inglewick")
b.para("Councillor Inglewick in the Chair", "sub", "minutes-title")
b.lumps("present", "Present", [
    ["cllr-ingle*|Councillor Maureen Inglewick||Corvendale and Strand Council", "dr-okello|Dr Samuel Okellor||NHS Corve and Coast"],
    ["cllr-bose|Councillor Arnab Bosefield||Corvendale and Strand Council", "cllr-penry|Councillor Delyth Penrose-Ash||Corvendale and Strand Council"],
    ["ines-cardoso|Inês Cardell||Healthwatch Corvendale", "raymond-tay|Raymond Tayside-Gill||Strand Communities Together"],
    ["kirsty-mull|Kirsty Mullane|Director of Public Health|"]])  # fmt: skip
b.lumps("officers", "Officers", [["lil-horner|Lilian Hornsey|Consultant in Public Health|", "ajay-menon|Ajay Menonby|Head of Leisure|"], ["owen-stacey|Owen Staceforth|Democratic Services Officer|"]])
b.who("apologies", None, ["phil-drewe|Philippa Drewett||NHS Corve and Coast"], lambda r: f"{r['name']}, {r['org']}", "; ", "An apology had come from ", ".")
b.item("31", "Minutes of the last meeting")
b.p("<<approve|RESOLVED that the minutes of 16 November 2023 be confirmed.>>")
b.item("32", "Questions from the public")
b.p("A resident of Gull Lane asked why her surgery had shut on Tuesdays. Dr Okellor answered that two partners had retired and that talks were in hand with a neighbouring practice. No further question was put.")
b.item("33", "Live Well Longer: first year", progs="strategy stepout smile hearts", orgs="jsna", by="kirsty-mull", points=3)
b.p("Kirsty Mullane presented the first yearly account of Live Well Longer 2023-2028. Step Outside had 2,140 people on its books, a third of them over 70. Brush Together had reached 52 nurseries and the University of Strand Bay would study what it did for teeth. In the ensuing debate:")
for letter, text in (("a", "Councillor Bosefield doubted that walking groups reached the people who most needed them; Ajay Menonby replied that most leaders now came from the harbour wards;"),
                     ("b", "Ms Cardell had heard from forty people who could not use the online form, and asked for a telephone line;"), ("c", "Sleeves Up would visit four barbers and the fish market.")):  # fmt: skip
    b.para(f"({letter}) {text}", "clause")
b.p("RESOLVED")
b.dec("That the account be received.", "note", "1", "(1) ")
b.dec("That the JSNA Steering Group be requested to add ward figures by 30 April 2024.", "request", "2", "(2) ", "2024-04-30")
b.g["resolutions"][-1]["asked_of_printed"] = "the JSNA Steering Group"
b.dec("That a telephone line be opened for Step Outside.", "agree", "3", "(3) ")
b.item("34", "Smokefree Strand", progs="smokefree", by="lil-horner")
b.p("Lilian Hornsey reported that 11.2% of adults smoke, the lowest figure so far. Councillor Penrose-Ash moved, and Raymond Tayside-Gill seconded, that smoking be banned on the promenade. For the motion 3, against 5, abstaining 1. The motion was LOST. Councillor Inglewick regretted it.", label="vote")
b.vote("lost", 3, 5, 1, "cllr-penry", "raymond-tay", "Councillor Penrose-Ash", "Raymond Tayside-Gill")
b.p("<<note|The Board noted the report with approval>> and <<request;asked=the Director of Public Health|invited the Director of Public Health to try a voluntary scheme>>.")
b.item("35", "Damp Homes Fund", progs="dpf helper", orgs="vcs")
b.p("Of the [[£310,000|dpf|first year of the Damp Homes Fund]] in the Damp Homes Fund, [[£96,000|dpf|spent of the Damp Homes Fund]] had been spent by Christmas. Volunteers of Link-a-Neighbour knock on doors with a meter. Raymond Tayside-Gill offered forty more of them. It was the general view that landlords should be written to, and <<agree|the Board so decided>>. <<!kirsty-mull;2024-02-16|Kirsty Mullane to draft a letter to landlords by 16 February.>>")
b.item("36", "Forward plan")
b.p("Noted. <<set-date|First Thousand was moved from March to July.>>")
b.g["resolutions"].insert(-1, b.g["resolutions"][-1] | {"text": "Noted", "action": "note"})
b.p("(The meeting closed at 4.25 pm; next meeting 21 March 2024.)", label="closing")
b.next("2024-03-21")
b.brk()
b.title("log-title", "Tracker of actions", "Open items first, oldest at the head")
form = lambda r: f"{r['n']} ({r['raised'].partition('@')[0]}) {r['a']} – {r['who']} – {r['due']} – {r['st']}" + (f": {r['c']}" if r["c"] else "")  # noqa: E731
keys = ["n", "raised", "a", "who", "due", "st", "c"]
b.loglines("2024-03-21", form, keys, [
    ("raymond-tay", "HWB/23/17", "Sept 23@", "Find two people who have used the discharge lounge to speak to the Board", "Ray Tayside-Gill", "March 24", "IN HAND", "one found"),
    ("", "HWB/23/22", "Nov 23@", "Explain to Healthwatch why the figures for waiting in ambulances stop at four hours, and put the explanation on the Board’s page so that members of the public may read it", "Strand Bay Hospitals", "Jan 24", "OVERDUE", ""),
    ("ajay-menon", "HWB/24/01", "Jan 24@", "Open a telephone line for Step Outside", "Head of Leisure", "29/03/24", "ON TRACK", "number bought"),
    ("", "HWB/24/02", "Jan 24@", "Add ward figures to the needs assessment", "JSNA Steering Group", "30/04/24", "ON TRACK", ""),
    ("kirsty-mull lil-horner", "HWB/24/03", "Jan 24@", "Try a voluntary scheme on the promenade", "Kirsty Mullane and Lilian Hornsey", "summer", "NOT STARTED", "waiting for signs"),
])  # fmt: skip
b.para("Completed and removed", "h", "heading")
b.loglines("2024-03-21", lambda r: f"• {r['a']} ({r['who']}, {r['due']})", ["a", "who", "due"], [
    ("kirsty-mull", "Letter to landlords", "Kirsty Mullane", "14 February"),
    ("owen-stacey", "Forward plan to show the month in which each strategy ends", "Owen Staceforth", "5 March"),
    ("cllr-bose", "Visit to the harbour walking group", "Cllr Bosefield", "20 January"),
])  # fmt: skip
b.brk()
b.report("Come In, It’s Warm: review of the winter", "4", "council", "lil-horner")
b.title("report", "Health and Wellbeing Board – 21 March 2024 Item 4", "Come In, It’s Warm: review of the winter", "Lead officer: Lilian Hornsey, Consultant in Public Health")
b.para("Recommendations", "h", "heading")
b.recs("The Board is asked to", [("4.1", "note that 37 places opened their doors on 94 days;"), ("4.2", "thank the Salt Street mosque and the two lifeboat stations for tea, soup and company, which cost the Council nothing and which they gave on every day of the cold spell in January; and"), ("4.3", "agree [[£18,000|warm|Come In, It’s Warm next winter]] for next winter.")], lambda c: f"{c} ")
b.para("Evidence", "h", "heading")
b.p("Come In, It’s Warm began in 2022. This winter 5,480 visits were counted. A visit cost £2.90. People said that they came for warmth first, then for talk, and lastly for the broadband. Corve Valley Police sent an officer each Wednesday to speak about bogus callers.")
b.tab(["Place", "Days open", "Visits"], [["Salt Street mosque", "94", "1,206"], ["Strand lifeboat station", "60", "433"], ["Harbour library", "71", "2,015"]], (50, 20, 20))
b.brk()
b.report("Better Care Fund plan 2024/25", "5", "icb", "phil-drewe")
b.title("report", "Item 5 Better Care Fund plan 2024/25", "Philippa Drewett, Director of Commissioning, NHS Corve and Coast Integrated Care Board")
b.p("1 The Better Care Fund (BCF) for the year comes to [[£19.4m|bcf|Better Care Fund 2024/25]]. The plan must be signed by the Board before it goes to NHS regional officers. The Health Scrutiny Committee saw a draft on 5 March.")
b.p("2 The Board is RECOMMENDED to approve the plan and to delegate small changes to the Chair.", label="recommendation")
b.g["recommendations"].append({"meeting": "2024-03-21", "report_title": "Better Care Fund plan 2024/25", "clause": None, "text": "approve the plan and to delegate small changes to the Chair", "line": None})
b.tab(["Scheme", "2023/24", "2024/25"], [["Reablement", "£4.1m", "£4.4m"], ["Carers", "£1.2m", "£1.3m"]], (40, 20, 20))
b.write()
