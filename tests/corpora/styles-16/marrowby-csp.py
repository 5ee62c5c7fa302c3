"""Marrowby Vale Community Safety Partnership, a district: text that keeps the layout, a log by initials
with rows 23/04-2, minutes with a column of initials, decisions in prose and capitals.
"""

from w16kit import Pack, spaced

PEOPLE = """
rowena-hasker: Rowena Hasker; Cllr Rowena Hasker; Cllr Hasker; RH # Chair
jude-pemble: Jude Pemble; JP # Community Safety Manager
insp-orrick: Stephen Orrick; Inspector Stephen Orrick; Insp. Orrick; SO # Neighbourhood Inspector
thandi-vale: Thandiwe Moyle; Thandi Moyle; TM # Probation Manager
colm-easby: Colm Easby; CE # Station Manager
bernice-tull: Bernice Tull; BT # Head of Housing
farida-noor: Farida Noor-Hale; FNH # Chief Officer
des-lowick: Desmond Lowick; Des Lowick; DL # Partnership Analyst
gill-arkwright: Gillian Arkle; Mrs G Arkle
peter-unsworth: Peter Unsworth-Bell; PUB
"""
ORGS = """
board: Marrowby Vale Community Safety Partnership; Community Safety Partnership; MVCSP # partnership
council: Marrowby Vale District Council; Marrowby Vale Council; MVDC # council
county: Ellershire County Council; Ellershire CC # council
police: Ellershire Constabulary # police
prob: Ellershire Probation Delivery Unit # public-body
fire: Ellershire Fire and Rescue Service; Ellershire FRS # public-body
cvs: Marrowby Voluntary Action # charity
homes: Orchard Reach Homes # company
opcc: Office of the Police and Crime Commissioner; OPCC # public-body
turn: Turning the Key # charity
jag: Joint Action Group; JAG # group
parish: Thorpe Ennis Parish Council # council
"""
PROGS = """
lanterns: Lanterns on the Towpath; Lanterns # project
lockit: Lock It or Lose Heart # campaign
streetfund: Stronger Streets Fund # fund
op-heron: Operation Grey Heron; Op Grey Heron # operation
pspo: Town Square PSPO; PSPO # scheme opt
plan: Community Safety Plan 2023-2026 # strategy
bikes: Bike Amnesty Week # event
kerb: Off the Kerb # programme
ecins: CaseBridge # system
"""
ACT = {"tight": (0, 0), "clause": (6, 10), "task": (4, 12)}
b = Pack(__file__, "marrowby-csp-2024-03-13", "txt", "2024-03-13", PEOPLE, ORGS, PROGS, [
    "Owners of the log stand as initials that the list of those present defines.",
    "“Everyone” and “MVDC” are owners that are no person: the list of slugs is empty.",
], item=spaced, wide=104, per=58, head="Marrowby Vale CSP                                        OFFICIAL", foot=" " * 90 + "Page {n} of {N}",
    centre=("title", "sub"), indent=ACT, how="cols")  # fmt: skip
B = "Marrowby Vale Community Safety Partnership"
b.title("agenda-title", B, "Wednesday 13 March 2024, 9.30am to 11.30am", "Wheelwright Room, Marrowby Civic Offices")
b.meet("2024-03-13", B, "Wheelwright Room, Marrowby Civic Offices", "09:30", "11:30", evidence="agenda")
b.para("AGENDA", "sub", "agenda-title")
for n, t, kind, by, who, mins in (
    ("1", "Welcome, introductions and apologies", "procedural", "rowena-hasker", "RH", "5 mins"),
    ("2", "Minutes of 6 December 2023 and action log", "procedural", "rowena-hasker", "RH", "15 mins"),
    ("3", "Lanterns on the Towpath: evaluation", "report", "jude-pemble", "JP", "20 mins"),
    ("4", "Serious acquisitive crime and Op Grey Heron", "report", "insp-orrick", "SO", "20 mins"),
    ("5", "Stronger Streets Fund, round two", "verbal", "jude-pemble", "JP", "10 mins"),
    ("6", "Forward plan and any other business", "procedural", "", "All", "10 mins"),
):
    b.ag(n, t, kind, by)
    b.para(f"{n}    {t}    {who}    {mins}", "item0", "item")
b.p("Dates for the year: 12 June 2024, 11 September 2024.")
b.next("2024-06-12")
b.next("2024-09-11")
b.brk()
b.title("minutes-title", f"Notes of the {B}", "held on Wednesday 6 December 2023 at 9.30am in the Wheelwright Room")
b.meet("2023-12-06", B, "Wheelwright Room", "09:30", "11:10", "Cllr Rowena Hasker")
b.whotable("present", ["Name", "Initials", "Representing"], ["name", "role", "org"], [
    "rowena-hasker*|Cllr Rowena Hasker|RH (Chair)|Marrowby Vale District Council", "jude-pemble|Jude Pemble|JP|Marrowby Vale District Council",
    "insp-orrick|Inspector Stephen Orrick|SO|Ellershire Constabulary", "thandi-vale|Thandi Moyle|TM|Ellershire Probation Delivery Unit",
    "colm-easby|Colm Easby|CE|Ellershire Fire and Rescue Service", "bernice-tull|Bernice Tull|BT|Orchard Reach Homes",
    "farida-noor|Farida Noor-Hale|FNH|Marrowby Voluntary Action", "des-lowick|Des Lowick|DL|Marrowby Vale District Council"], (34, 16, 50), above="Present:")  # fmt: skip
for row in b.g["attendance"]:
    row["role_printed"] = "Chair" if row["chair"] else None
b.who("apologies", None, ["peter-unsworth|Peter Unsworth-Bell|PUB|Ellershire County Council", "gill-arkwright|Mrs G Arkle||Thorpe Ennis Parish Council"],
      lambda r: f"{r['name']}" + (f" ({r['role']})" if r["role"] else "") + f", {r['org']}", "; ", "Apologies: ")  # fmt: skip
for row in b.g["attendance"][-2:]:
    row["role_printed"] = None
b.item("1", "Minutes of the last meeting")
b.p("CE noted that he had attended in September and should be listed. With that correction <<approve|the notes were agreed as a true record>>.")
b.item("2", "Action log", progs="kerb")
b.p("JP went through the log. Three entries were closed. <<agree|It was agreed that anything open for more than a year would be put to the Chair for a decision.>>")
b.act("Draw up a list of entries older than twelve months.", "des-lowick", "2024-01-12", "Action: ", " DL by 12 January 2024", "DL")
b.item("3", "Lanterns on the Towpath", progs="lanterns streetfund", orgs="cvs jag", by="jude-pemble", points=2)
b.p("JP introduced the first findings. Lighting had gone in at six of the seven points and the Joint Action Group (JAG) had walked the route twice. [[£41,300|lanterns|spent on lighting so far]] had been spent of the [[£55,000|lanterns streetfund|award from the Stronger Streets Fund]] from the Stronger Streets Fund. FNH had spoken to anglers, rowers and two schools. Opinions were divided on the colour of the lamps.")
b.p("SO asked who would pay for repairs after 2025. Nobody present could say. BT was ready to take on two lamps that stand on land of Orchard Reach Homes. RESOLVED:")
b.dec("that the evaluation be brought to the March meeting;", "set-date", "i", "(i) ", "2024-03-13")
b.dec("that MVDC write to Ellershire CC about the costs of upkeep.", "request", "ii", "(ii) ")
b.act("Letter to Ellershire CC on upkeep of the lamps", "jude-pemble", "2024-01-31", "Action: ", " JP 31/01/24", "JP")
b.item("4", "Operation Grey Heron", progs="op-heron lockit", orgs="police", by="insp-orrick")
b.p("Insp. Orrick said that thefts from vans had fallen from 61 to 38 in the quarter. Lock It or Lose Heart would be repeated before Easter and Bike Amnesty Week moved to May. TM wondered whether people under supervision could help with marking tools; <<agree|the partnership was content for this to be tried at one site>>. <<!thandi-vale insp-orrick|TM and SO to choose the site.>>")
b.item("5", "Town Square PSPO")
b.p("A draft had been tabled. Cllr Hasker moved that the ban on street drinking be extended to the bandstand. CE seconded. Two were in favour and five against, and the motion fell. The draft was not otherwise discussed.", label="vote")
b.vote("lost", 2, 5, None, "rowena-hasker", "colm-easby", "Cllr Hasker", "CE")
b.item("6", "CaseBridge", progs="ecins", orgs="opcc")
b.p("The contract ends in July. Members noted, with some regret, that the Office of the Police and Crime Commissioner (OPCC) would not renew it for districts. <<request;asked=MVDC|MVDC was asked to cost a system of its own>>.")
b.g["resolutions"].insert(-1, b.g["resolutions"][-1] | {"text": "Members noted, with some regret, that the Office of the Police and Crime Commissioner (OPCC) would not renew it for districts", "action": "note", "asked_of_printed": None})
b.p("The meeting closed at 11.10am. Next meeting: 13 March 2024.", label="closing")
b.next("2024-03-13")
b.brk()
b.title("log-title", "MVCSP ACTION LOG", "as at 4 March 2024")
b.log("2024-03-13", ["Ref", "Action", "Lead", "Target", "Position"], ["n", "a", "who", "due", "c"], [
    (None, "OPEN ACTIONS"),
    ("jude-pemble des-lowick", "23/04-2", "Agree with Ellershire CC which of the two authorities keeps the list of private alley gates and who holds the spare keys", "JP / DL", "Mar 24", "County has not replied since November"),
    ("bernice-tull", "23/06-1", "Share the protocol on moves of tenants at risk", "BT", "Ongoing", "Third draft with lawyers"),
    ("jude-pemble", "23/12-1", "Letter to Ellershire CC on upkeep of the lamps", "JP", "31/01/24", "Sent 29 January. Reply expected after the budget"),
    ("thandi-vale insp-orrick", "23/12-2", "Choose a site for marking of tools", "TM & SO", "Next meeting", "Builders’ yard at Ennis Wharf visited"),
    ("", "23/12-3", "Send names of evening venues for the Off the Kerb leaflets", "Everyone", "w/c 8 April", "Four received"),
    ("", "23/12-4", "Cost a system to follow CaseBridge", "MVDC", "Summer 2024", ""),
    (None, "CLOSED SINCE THE LAST MEETING"),
    ("des-lowick", "23/09-3", "Put figures for wards, not only for the district, in the quarterly sheet", "DL", "Dec 23", "Done"),
    ("colm-easby", "23/09-5", "Invite a crew to the bonfire briefing", "CE", "Oct 23", "Done: two crews came"),
    ("des-lowick", "23/12-5", "Draw up a list of entries older than twelve months", "DL", "12 Jan 2024", "Complete; nine found"),
], (9, 45, 10, 13, 27))  # fmt: skip
for at, row in enumerate(b.g["actions"]):
    row["status"] = "Open" if at < 6 else "Closed"  # the words above these rows
b.brk()
b.report("Lanterns on the Towpath: evaluation", "3", "council", "jude-pemble")
b.title("report", "Report to the Community Safety Partnership", "Lanterns on the Towpath: evaluation", "Author: Jude Pemble, Community Safety Manager, Marrowby Vale Council", "Date: 13 March 2024")
b.para("1   Why this report", "h", "heading")
b.p("1.1   The project ends on 31 March. It forms part of the Community Safety Plan 2023-2026 and was the first in the county to be planned with people who use the path after dark. This report says what changed and what did not.")
b.para("2   Recommendations", "h", "heading")
b.recs("2.1   The Partnership is asked to:", [("a", "accept the evaluation and thank the wardens;"), ("b", "agree to carry the unspent [[£13,700|lanterns|unspent, to lamps at Ennis Lock]] into lamps at Ennis Lock; and"), ("c", "ask Thorpe Ennis Parish Council to adopt the noticeboards.")], lambda c: f"({c}) ")
b.para("3   What was found", "h", "heading")
b.p("3.1   Counts at dusk rose from 112 to 187 walkers a week. Of 64 people asked, 49 felt safer and six less safe. Turning the Key, which works with people who sleep by the water, saw no change in how often they were moved on.")
b.tab(["Point", "Before", "After"], [["Ennis Lock", "14", "31"], ["Malthouse Steps", "52", "90"], ["Gasworks Bend", "46", "66"]], (40, 20, 20))
b.brk()
b.report("Serious acquisitive crime and Op Grey Heron", "4", "police", "insp-orrick")
b.title("report", "Serious acquisitive crime and Op Grey Heron", "Inspector Stephen Orrick, Ellershire Constabulary")
b.p("Summary. Burglary fell by a tenth, theft from vans by more than a third and robbery not at all. Op Grey Heron has led to nine arrests. Two of the nine came from outside the county.")
b.p("Recommended:")
b.recs(None, [("1", "That partners note the fall in theft from vans."), ("2", "That the Partnership pay [[£2,400|board|property marking kits]] from reserves for property marking kits.")], lambda c: f"{c}. ")
b.write()
