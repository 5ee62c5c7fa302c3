"""Tamarfleet Police, Fire and Crime Panel: double-spaced text in which the columns of a printed line run
together and pages turn inside rows, minutes numbered on from year to year, recorded votes and an
amendment that fell, a log of requests without a status column.
"""

from w16kit import Pack, spaced

PEOPLE = """
cllr-redfern: Anthea Redfernley; Councillor A Redfernley; Councillor Redfernley; Cllr Redfernley # Chair
cllr-jolliffe: Martin Jolliffe-Orr; Councillor M Jolliffe-Orr; Councillor Jolliffe-Orr # Vice-Chair
cllr-sandhu: Balbir Sandholm; Councillor B Sandholm; Councillor Sandholm
cllr-mowbray: Tessa Mowbrick; Councillor T Mowbrick; Councillor Mowbrick
cllr-eke: Chidi Ekelow; Councillor C Ekelow; Councillor Ekelow
mr-latch: Graham Latchford; Mr G Latchford; Mr Latchford # Independent Member
ms-rowan: Sorcha Rowanby; Ms S Rowanby; Ms Rowanby # Independent Member
pfcc: Lionel Hartshead; Mr L Hartshead # Police, Fire and Crime Commissioner
ceo: Angela Dromey; Ms A Dromey; Ms Dromey; A Dromey # Chief Executive
cfo: Patrick Vennor; Mr P Vennor; Mr Vennor; P Vennor # Chief Finance Officer
cc: Jacqueline Stroyan; Chief Constable Stroyan
clerk: Beth Ansley; Mrs B Ansley; B Ansley # Scrutiny Officer
"""
ORGS = """
panel: Tamarfleet Police, Fire and Crime Panel; Police, Fire and Crime Panel # panel
city: Fleetminster City Council # council
county: Tamarfleet County Council # council
borough: Ossley Borough Council # council
south: South Tamar District Council # council
police: Tamarfleet Police # police
fire: Tamarfleet Fire and Rescue Service # public-body
office: Office of the Police, Fire and Crime Commissioner; OPFCC # public-body
hmic: HMICFRS # public-body
ho: Home Office # government
safe: Through Their Eyes # charity
complaints: Complaints Sub-Committee # committee part=panel
lga: Local Government Association # other
"""
PROGS = """
eyes: Second Look # programme
plan: Police and Crime Plan 2022-25; Police and Crime Plan # strategy
uplift: Hundred More # programme
road: Drive Home # campaign
rural: Operation Wheatear # operation
contact: Ring Once # project
fundp: Commissioner’s Spark Fund; Spark Fund # fund
estate: One Roof # programme
speed: Lorry Watch # scheme
"""
b = Pack(__file__, "tamarfleet-pfcp-2024-02-02", "txt", "2024-02-02", PEOPLE, ORGS, PROGS, [
    "The log has no column of status: what became of a request stands in the answer.", "Due days of the log are told by meetings and seasons.",
], item=spaced, how="run", wide=90, per=23, double=True, dense=True, head="Tamarfleet Police, Fire and Crime Panel - 2 February 2024", foot="- {n} -", turn="\n")  # fmt: skip
B = "Tamarfleet Police, Fire and Crime Panel"
b.title("agenda-title", "POLICE, FIRE AND CRIME PANEL", "FRIDAY 2 FEBRUARY 2024 AT 10.30 AM", "COUNCIL HOUSE, FLEETMINSTER")
b.meet("2024-02-02", "POLICE, FIRE AND CRIME PANEL", "COUNCIL HOUSE, FLEETMINSTER", "10:30", evidence="agenda")
b.para("A G E N D A", "sub", "agenda-title")
b.tagenda(None, ["n", "t", "w"], [
    ("1.", "Apologies", ""), ("2.", "Minutes of 8 December 2023, for signature", "(Pages 1-6)"), ("3.", "Requests made by the Panel", "(Page 7)"),
    ("4.", "Proposed precept and budget for 2024/25", "(Pages 9-14) Mr P Vennor"), ("5.", "Answering the telephone: Ring Once and what callers said about it", "(Pages 15-17) Ms A Dromey"), ("6.", "Date of next meeting: 14 June 2024", "")], (6, 56, 28))  # fmt: skip
for row, (kind, by, pages) in zip(b.g["agenda_items"], [("procedural", "", None), ("procedural", "", [1, 6]), ("procedural", "", [7, 7]), ("report", "cfo", [9, 14]), ("report", "ceo", [15, 17]), ("procedural", "", None)], strict=True):
    row.update(number=row["number"].rstrip("."), kind=kind, presenters=by.split(), pages=pages)
b.next("2024-06-14")
b.title("minutes-title", "MINUTES of the meeting of the Tamarfleet Police, Fire and Crime Panel held on Friday 8 December 2023 at 10.30 am in the Council House, Fleetminster")
b.meet("2023-12-08", B, "Council House, Fleetminster", "10:30", "12:50", "Councillor A Redfernley")
b.para("Members:", "h", "list-head")
b.whotable("present", None, ["name", "org"], [
    "cllr-redfern*|Councillor A Redfernley (Chair)||Tamarfleet County Council", "cllr-jolliffe|Councillor M Jolliffe-Orr (Vice-Chair)||Fleetminster City Council",
    "cllr-sandhu|Councillor B Sandholm||Ossley Borough Council", "cllr-eke|Councillor C Ekelow||South Tamar District Council", "mr-latch|Mr G Latchford||Independent Member", "ms-rowan|Ms S Rowanby||Independent Member"], (45, 45))  # fmt: skip
for row in b.g["attendance"]:
    name, _, post = row["name_printed"].partition(" (")
    row.update(name_printed=name, role_printed=post.rstrip(")") or None)
    if row["organisation_printed"] == "Independent Member":
        row.update(organisation_printed=None, role_printed="Independent Member")
b.para("Also present:", "h", "list-head")
b.who("others", None, ["pfcc|Mr L Hartshead|Police, Fire and Crime Commissioner|", "ceo|Ms A Dromey|Chief Executive|OPFCC", "cfo|Mr P Vennor|Chief Finance Officer|OPFCC"], lambda r: f"{r['name']} ({', '.join(x for x in (r['role'], r['org']) if x)})", "; ")
b.who("officers", None, ["clerk|Mrs B Ansley|Scrutiny Officer|"], lambda r: f"{r['name']} ({r['role']})", ", ", "Officer in attendance: ")
b.item("112", "APOLOGIES")
b.who("apologies", None, ["cllr-mowbray|Councillor T Mowbrick||"], lambda r: r["name"], ", ", "Received from ", ".")
b.item("113", "MINUTES")
b.p("<<approve|It was RESOLVED, on the motion of Councillor Ekelow seconded by Ms Rowanby, that the minutes of 22 September 2023 be approved as a correct record.>>")
b.vote("carried", None, None, None, "cllr-eke", "ms-rowan", "Councillor Ekelow", "Ms Rowanby")
b.item("114", "COMMISSIONER’S REPORT", progs="uplift road rural eyes", orgs="police hmic safe", by="pfcc")
b.p("The Commissioner reported upon his work since September. Hundred More had brought ninety-four constables. HMICFRS had found that Tamarfleet Police was slow to answer and good at answering when it did. Second Look, by which Through Their Eyes reads closed files of stalking cases, had reopened fourteen. Operation Wheatear dealt with thefts of lambs, and Drive Home would put breath-test kits into village halls.")
b.p("Councillor Sandholm enquired whether lambs had been recovered. The Commissioner believed that six had. Mr Latchford asked for something more exact, and <<request;asked=the Commissioner|the Panel requested the Commissioner to supply figures in writing>>.")
b.p("Members NOTED the report.", label="decision")
b.g["resolutions"].append(b.g["resolutions"][-1] | {"text": "Members NOTED the report", "action": "note", "asked_of_printed": None})
b.item("115", "POLICE AND CRIME PLAN: A PROPOSED CHANGE", progs="plan speed")
b.p("The Panel considered a variation to the Police and Crime Plan 2022-25, adding village speeding to its aims. Councillor Jolliffe-Orr proposed as an amendment that the words “and noise” be inserted. Councillor Sandholm seconded the amendment.")
b.p("Upon being put to the vote the amendment FELL, there being three votes for and four against.", label="vote")
b.vote("lost", 3, 4, None, "cllr-jolliffe", "cllr-sandhu", "Councillor Jolliffe-Orr", "Councillor Sandholm")
b.p("The variation itself was then put. For: six. Against: nil. Abstentions: one. It was RESOLVED:")
b.vote("carried", 6, 0, 1)
b.dec("That the variation be supported;", "support", "i", "(i) ")
b.dec("That Lorry Watch be offered to every parish in the north of the county before harvest;", "other", "ii", "(ii) ")
b.dec("That the Chair write to the Home Office about the use of average-speed cameras.", "agree", "iii", "(iii) ")
b.item("116", "COMPLAINTS", orgs="complaints lga", by="clerk")
b.p("Mrs Ansley presented. The Complaints Sub-Committee had met once and upheld nothing. Guidance of the Local Government Association was awaited. Agreed unanimously: <<defer|that the protocol be looked at again when the guidance is out>>. <<!clerk|Mrs Ansley would tell members when that was.>>")
b.item("117", "EXEMPT BUSINESS")
b.p("The motion that the public be excluded for the paper on One Roof was not carried, Councillor Ekelow having pointed out that it had been in the newspaper. The paper was taken in public. Ms Dromey said that two police houses would be sold.")
b.vote("lost", None, None, None)
b.p("The meeting ended at 12.50 pm.", label="closing")
b.title("log-title", "AGENDA ITEM 3: REQUESTS MADE BY THE PANEL")
b.log("2024-02-02", ["Minute", "Request", "By when", "To whom", "Answer"], ["n", "a", "due", "who", "c"], [
    ("cfo", "98", "Table of reserves with the purpose of each, the year in which it is to be spent and the policy under which it was set aside", "Before the precept meeting", "P Vennor", "Sent to members by e-mail on 19 January. Closed"),
    ("ceo", "104", "Note on the sale of houses and on what became of the people who lived in them", "Autumn", "A Dromey", "Two paragraphs received; the Chair was not satisfied"),
    ("", "114", "Figures on stolen lambs in writing", "Next meeting", "The Commissioner", "Awaited"),
    ("cllr-redfern", "115(iii)", "Letter on average-speed cameras", "asap", "Chair", "Sent 11 December. The Home Office has acknowledged it"),
    ("clerk cllr-jolliffe", "116", "Tell members of the guidance on complaints", "Ongoing", "B Ansley and Vice-Chair", ""),
], (10, 36, 14, 14, 30))  # fmt: skip
b.g["actions"][2]["responsible"] = ["pfcc"]
b.report("Proposed precept and budget for 2024/25", "4", "office", "cfo")
b.title("report", "AGENDA ITEM 4", "Proposed precept and budget for 2024/25", "Report of the Chief Finance Officer, Mr P Vennor", "Office of the Police, Fire and Crime Commissioner")
b.p("1. Purpose. The law gives the Panel until 8 February to answer the Commissioner’s proposal. He proposes an increase of [[£13.00|police|increase in the police precept at band D]] at band D for policing and of [[£2.40|fire|increase in the fire precept at band D]] for Tamarfleet Fire and Rescue Service.")
b.p("2. Recommendations. The Panel is asked to:")
b.recs(None, [("i", "consider the proposed precepts for 2024/25;"), ("ii", "report to the Commissioner whether it supports, rejects or would change either of them; and"), ("iii", "note that the Spark Fund will stand at [[£250,000|fundp|Spark Fund in 2024/25]].")], lambda c: f"({c}) ")
b.p("3. Reserves. General reserves will come to 3.1% of net spending. The Commissioner’s Spark Fund pays for small works by parishes. Its grants have never exceeded £5,000 and most are for gates, lamps and locks, of which the Commissioner is proud and about which his auditors are less sure.")
b.tab(["Heading", "2023/24", "2024/25"], [["Officers’ pay", "£88.1m", "£93.6m"], ["Fire", "£31.0m", "£32.2m"], ["Commissioning", "£3.9m", "£3.7m"]], (40, 20, 20))
b.report("Answering the telephone: Ring Once and what callers said about it", "5", "office", "ceo")
b.title("report", "AGENDA ITEM 5", "Answering the telephone: Ring Once and what callers said about it", "Report of the Chief Executive, Ms A Dromey")
b.p("Ring Once started in June. Emergency calls answered in ten seconds went from 81% to 92%. Chief Constable Stroyan has kept six people in the control room who were to have left it.")
b.p("RECOMMENDED that the Panel:")
b.recs(None, [("a", "welcomes the improvement;"), ("b", "invites the Chief Constable to its June meeting.")], lambda c: f"{c}) ")
b.write()
