"""Fenmoor and Calder Reach Integrated Care Partnership: a PDF with a table of members in which one body
stands for several rows, key messages before decisions, a log grouped below its owners, closed actions as
bullets, coloured states as words, times of the agenda.
"""

from w16kit import Pack, spaced

PEOPLE = """
lord-ebbs: Geraint Ebbsworth; Professor Geraint Ebbsworth; Professor Ebbsworth # Chair
cllr-quince: Marigold Quinceley; Cllr Marigold Quinceley; Cllr Quinceley # Deputy Chair
nadia-fross: Nadia Frostick # Executive Director of Strategy
bryn-halloway: Brynley Hallowick # Chief Executive
cllr-tonks: Desmond Tonkiss; Cllr Desmond Tonkiss; Cllr Tonkiss
sal-mabey: Salome Mabeyne # Chief Officer
dr-chowd: Anisha Chowdale; Dr Anisha Chowdale; Dr Chowdale # GP and Place Lead
rob-fennick: Robert Fennimore; Rob Fennimore # Director of Adult Social Services
june-askew: Juniper Askewith # Director of Children’s Services
lou-varden: Louis Vardeman # Partnership Secretary
mina-sato: Mina Satoley # Head of Housing Strategy
tim-orpwood: Timothy Orpington # Lead for Carers
"""
ORGS = """
icp: Fenmoor and Calder Reach Integrated Care Partnership; Integrated Care Partnership; ICP # partnership
icb: NHS Fenmoor and Calder Reach Integrated Care Board; NHS Fenmoor and Calder Reach; NHS Fenmoor # health
fenmoor: Fenmoor County Council # council
calder: Calder Reach Council # council
alliance: Reach Voluntary Alliance # charity
healthwatch: Healthwatch Fenmoor # charity
mental: Moorside Mental Health NHS Trust; Moorside # health
district: Holm and Levels District Council # council
housing: Levels Homes # company
young: Carers at Eighteen # charity
inequal: Inequalities Delivery Group # group part=icp
nhse: NHS England # health
fire: Fenmoor Fire and Rescue # public-body
uni: Calder Polytechnic University # education
"""
PROGS = """
strat: Better by Half # strategy
core: Core20PLUS5 # programme
damp: Dry by Winter # programme
carers: Seen and Heard # campaign
connect: WorkWell Fenmoor # programme
levels: Levelling the Levels # fund
mind: Talk Before Ten # project
winter: Winter Together # scheme
record: One Reach Record # system
anchor: Anchors Aweigh # programme
"""
b = Pack(__file__, "fenmoor-icp-2024-03-26", "pdf", "2024-03-26", PEOPLE, ORGS, PROGS, [
    "The log’s rows stand below the name of their owner; responsible_printed is that heading.", "Closed actions are bullets with no date and two without an owner.",
], item=spaced, head="Fenmoor and Calder Reach ICP", foot="Better health, together    {n}", size=10)  # fmt: skip
B = "Fenmoor and Calder Reach Integrated Care Partnership"
b.title("agenda-title", B, "Meeting in public", "Tuesday 26 March 2024, 14:00 – 16:00", "The Pump House, Holm")
b.meet("2024-03-26", B, "The Pump House, Holm", "14:00", "16:00", evidence="agenda")
b.tagenda(["Ref", "Time", "Subject", "Purpose", "Presenter"], ["n", "h", "t", "p", "w"], [
    ("ICP/24/09", "14:00", "Welcome, apologies and interests", "Information", "Chair"), ("ICP/24/10", "14:05", "Minutes of 23 January 2024 and actions", "Approval", "Chair"),
    ("ICP/24/11", "14:15", "Dry by Winter: homes that make people ill", "Decision", "Mina Satoley"), ("ICP/24/12", "14:45", "Seen and Heard: a promise to carers", "Decision", "Timothy Orpington"),
    ("ICP/24/13", "15:20", "One Reach Record", "Information", "Nadia Frostick"), ("ICP/24/14", "15:50", "Questions from the public", "Information", "Chair")], (14, 10, 40, 16, 20))  # fmt: skip
for row, (kind, by) in zip(b.g["agenda_items"], [("procedural", "lord-ebbs"), ("procedural", "lord-ebbs"), ("report", "mina-sato"), ("report", "tim-orpwood"), ("verbal", "nadia-fross"), ("procedural", "lord-ebbs")], strict=True):
    row.update(kind=kind, presenters=by.split())
b.brk()
b.title("minutes-title", "Draft minutes", B, "Tuesday 23 January 2024, 14:00 – 15:45, The Pump House, Holm")
b.meet("2024-01-23", B, "The Pump House, Holm", "14:00", "15:45", "Professor Geraint Ebbsworth")
b.para("Members present", "h", "list-head")
rows = [("lord-ebbs*", "Professor Geraint Ebbsworth", "Chair", "NHS Fenmoor and Calder Reach Integrated Care Board", 0), ("nadia-fross", "Nadia Frostick", "Executive Director of Strategy", "NHS Fenmoor and Calder Reach Integrated Care Board", 1),
        ("dr-chowd", "Dr Anisha Chowdale", "GP and Place Lead", "NHS Fenmoor and Calder Reach Integrated Care Board", 1), ("cllr-quince", "Cllr Marigold Quinceley", "Deputy Chair", "Fenmoor County Council", 0),
        ("rob-fennick", "Robert Fennimore", "Director of Adult Social Services", "Fenmoor County Council", 1), ("cllr-tonks", "Cllr Desmond Tonkiss", "", "Calder Reach Council", 0), ("june-askew", "Juniper Askewith", "Director of Children’s Services", "Calder Reach Council", 1),
        ("sal-mabey", "Salome Mabeyne", "Chief Officer", "Reach Voluntary Alliance", 0)]  # fmt: skip
for slug, name, role, org, _ in rows:
    b.person("present", f"{slug}|{name}|{role}|{org}")
b.grid(["Organisation", "Name", "Position"], [[None if again else org, name, role] for _, name, role, org, again in rows], (36, 30, 34), ["present"] * len(rows))
b.who("officers", "In attendance", ["lou-varden|Louis Vardeman|Partnership Secretary|", "mina-sato|Mina Satoley|Head of Housing Strategy|Holm and Levels District Council"], lambda r: ", ".join(x for x in (r["name"], r["role"], r["org"]) if x))
b.who("apologies", "Apologies", ["bryn-halloway|Brynley Hallowick|Chief Executive|Moorside Mental Health NHS Trust"], lambda r: f"{r['name']}, {r['role']}, {r['org']}")
b.item("ICP/24/01", "Welcome, apologies and interests")
b.p("Cllr Tonkiss declared that his daughter works for Levels Homes.")
b.item("ICP/24/02", "Minutes and actions")
b.p("<<approve|The minutes of 28 November 2023 were taken as read and approved.>> The actions were gone through.")
b.item("ICP/24/03", "Better by Half: where we stand", orgs="inequal uni", progs="strat core", by="nadia-fross", points=2)
b.p("Key messages: Better by Half wants to halve the gap in healthy life between the levels and the town by 2034. The gap is now 9.4 years, and was 9.1. Core20PLUS5 gives the Inequalities Delivery Group its list of what to do first. Calder Polytechnic University will keep count. Dr Chowdale said that the surgeries on the levels could not take another target.")
b.p("The Partnership:")
b.dec("Noted the position.", "note", None, "• ")
b.dec("Requested a paper on surgeries on the levels for May.", "request", None, "• ")
b.dec("Did not agree to move the date to 2040, as officers had suggested.", "other", None, "• ")
b.act("Paper on surgeries to May’s meeting", "nadia-fross dr-chowd", None, "Action ICP/24/A1: ", " – Nadia Frostick and Dr Chowdale", "Nadia Frostick and Dr Chowdale")
b.item("ICP/24/04", "Winter Together", orgs="fire alliance", progs="winter levels", by="sal-mabey")
b.p("Salome Mabeyne told the story of Mrs K, who was found by a driver of the library van. Winter Together trains people who go from door to door, with Fenmoor Fire and Rescue. The Levelling the Levels fund had given [[£64,000|winter levels|given to Winter Together]]; [[£90,000|winter|asked for Winter Together]] was asked for. Members were moved, and divided on the money. Robert Fennimore would not have it taken from carers.")
b.p("It was put to the vote whether to find the whole sum: 3 for, 5 against. Lost. It was then agreed without a vote that <<approve|£64,000 be given for one more year>> and that <<agree|the Alliance may ask again in the autumn>>.")
b.vote("lost", 3, 5, None)
b.item("ICP/24/05", "Talk Before Ten", orgs="mental nhse", progs="mind")
b.p("In the absence of Brynley Hallowick the item was held over; NHS England may send somebody to it. <<!lou-varden;2024-03-26|Louis Vardeman to put it on the agenda for 26 March 2024.>>")
b.item("ICP/24/06", "Anchors Aweigh", progs="anchor connect", by="june-askew")
b.p("Juniper Askewith spoke of Anchors Aweigh, in which the big employers buy and hire near by, and of WorkWell Fenmoor. Cllr Quinceley summed up the feeling of the meeting: <<support|all present supported the pledge and would sign it before Easter>>.")
b.p("The Chair closed the meeting at 15:45.", label="closing")
b.brk()
b.title("log-title", "Actions of the Partnership", "Position at 15 March 2024")
groups = [
    ("Nadia Frostick", "nadia-fross", [("May", "Paper on surgeries on the levels, with Dr Chowdale, showing how many people live more than five miles from one and have no car", "ICP/24/A1", "Amber")]),
    ("Directors of both councils", "rob-fennick june-askew", [("31.03.24", "One form for carers’ assessments, whichever council they live under", "ICP/23/A19", "Red"), ("Ongoing", "Share names of young carers with Carers at Eighteen where the family is willing", "ICP/23/A22", "Green")]),
    ("Secretary", "lou-varden", [("26.03.24", "Talk Before Ten on the agenda", "ICP/24/A2", "Blue (done)"), ("w/c 8 Apr", "Collect signatures to the pledge", "ICP/24/A3", "Green")]),
    ("Moorside", "", [("Next meeting", "Tell the Partnership when the crisis café on the levels will open", "ICP/23/A11", "Red")]),
]  # fmt: skip
out, labels = [], []
for owner, slugs, jobs in groups:
    out.append([owner])
    labels.append("heading")
    for due, task, number, state in jobs:
        b.g["actions"].append(b._row("2024-03-26", slugs, {"n": number, "a": task, "who": owner, "due": due, "st": state}))
        out.append([due, task, state, number])
        labels.append("row")
b.grid(["Due", "Action", "RAG", "Ref"], out, (14, 52, 14, 20), labels)
b.para("Closed since the last meeting", "h", "heading")
b.loglines("2024-03-26", lambda r: "• " + r["a"] + (f" [{r['who']}]" if r["who"] else ""), ["a", "who"], [
    ("rob-fennick", "Count of beds that were empty on Christmas Day.", "Rob Fennimore"), ("", "Plain words instead of “system partners” in the strategy.", ""), ("", "Thank the library service.", "")], style="bullet")  # fmt: skip
b.brk()
b.report("Dry by Winter: homes that make people ill", "ICP/24/11", "district", "mina-sato")
b.title("report", "Dry by Winter: homes that make people ill")
b.box([["Agenda reference", "ICP/24/11"], ["Author", "Mina Satoley, Head of Housing Strategy, Holm and Levels District Council"], ["Sponsor", "Cllr Marigold Quinceley"]])
b.para("What we ask", "h", "heading")
b.recs("The Partnership is asked to:", [("1", "agree that a nurse may report mould by one telephone call;"), ("2", "find [[£120,000|damp|two surveyors for two years]] for two surveyors for two years; and"), ("3", "receive the first results in November.")], lambda c: f"{c}. ")
b.para("Why", "h", "heading")
b.p("One child in nine on the levels uses an inhaler. Dry by Winter began with Levels Homes in forty houses. Admissions from those houses fell from 31 to 12. Landlords of the other sort have so far answered one letter in five.")
b.brk()
b.report("Seen and Heard: a promise to carers", "ICP/24/12", "fenmoor", "tim-orpwood")
b.title("report", "Seen and Heard: a promise to carers")
b.box([["Agenda reference", "ICP/24/12"], ["Author", "Timothy Orpington, Lead for Carers, Fenmoor County Council"]])
b.p("Healthwatch Fenmoor asked 612 carers what they wanted. Most wanted to be asked. Seen and Heard is a promise on one side of paper.")
b.para("Recommendations", "h", "heading")
b.recs(None, [("a", "That the promise be adopted."), ("b", "That each body name one person who answers for it.")], lambda c: f"({c}) ")
b.write()
