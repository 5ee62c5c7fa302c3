"""Crownlea and Wharfe Police and Crime Panel: a PDF of democratic services, members named by their council in
brackets, “Resolved –”, a table of actions by date of meeting without numbers, one row over two pages.
"""

from w18kit import Pack, comma

PEOPLE = """
hobbs: Councillor Irene Hobbsley; Councillor Hobbsley # Chair
tariq: Councillor Nadim Tariqson; Councillor Tariqson # Vice-Chair
lund: Councillor Per Lundgate; Councillor Lundgate # Member
orme: Councillor Tess Ormeroyd; Councillor Ormeroyd # Member
bell: Mr Alfred Bellwether; Mr Bellwether # Independent Member
kaye: Marcia Kayewood; Ms Kayewood # Police and Crime Commissioner
dyer: Rupert Dyerston; Mr Dyerston # Chief Executive, OPCC
snow: Chief Constable Anne Snowdale; Chief Constable Snowdale # Chief Constable
voss: Philippa Vosswell # Scrutiny Officer
"""
ORGS = """
panel: Crownlea and Wharfe Police and Crime Panel; Police and Crime Panel # panel
opcc: Office of the Police and Crime Commissioner; OPCC # public-body
force: Crownlea and Wharfe Police # police
cc: Crownlea City Council # council
wdc: Wharfedale North Council # council
hdc: Hythe Moor Borough Council # council
"""
PROGS = """
plan: Police and Crime Plan 2024-29; Police and Crime Plan # strategy
speed: Slow Lanes # campaign
"""
b = Pack(__file__, "crownlea-pcp-2025-02-03", "pdf", "2025-02-03", PEOPLE, ORGS, PROGS, [
    "Rows of the table of actions have no numbers.", "Decisions of two verbs in one sentence are one row, its action the first verb’s.",
], item=lambda n, t: f"{n}. {t}", font="serif", foot="{n}", size=11)  # fmt: skip
B = "Crownlea and Wharfe Police and Crime Panel"
b.title(
    "agenda-title", B, "Monday, 3 February 2025 at 1.30 pm", "The Council House, Crownlea", "Agenda"
)
b.meet("2025-02-03", B, "The Council House, Crownlea", "13:30", evidence="agenda")
b.agtable(["Item", "Title", "Page"], ["n", "t", "pg"], [
    ("procedural", "", "1", "Apologies", ""), ("procedural", "", "2", "Declarations of interest", ""), ("procedural", "", "3", "Public question time", ""),
    ("procedural", "", "4", "Minutes of 18 November 2024", "3"), ("procedural", "voss", "5", "Actions arising from previous meetings", "5"),
    ("report", "kaye", "6", "Proposed precept for 2025-26", "7"), ("report", "dyer", "7", "Complaints about the Commissioner", "8"), ("procedural", "", "8", "Dates of future meetings", "")], (12, 72, 16), )  # fmt: skip
b.p("Future meetings: 24 March 2025 and 16 June 2025, both at 1.30 pm.")
b.next("2025-03-24")
b.next("2025-06-16")
b.brk()
b.title(
    "minutes-title",
    B,
    "Minutes of the meeting held on Monday 18 November 2024",
    "The Council House, Crownlea",
)
b.p("The meeting started at 1.30 pm and finished at 3.48 pm.")
b.meet(
    "2024-11-18", B, "The Council House, Crownlea", "13:30", "15:48", "Councillor Irene Hobbsley"
)
b.who("present", "Members present", ["hobbs*|Councillor Irene Hobbsley|Chair|Crownlea City Council", "tariq|Councillor Nadim Tariqson|Vice-Chair|Hythe Moor Borough Council", "lund|Councillor Per Lundgate||Wharfedale North Council", "bell|Mr Alfred Bellwether|Independent Member|"],
    lambda x: x["name"] + (f" ({x['org']})" if x["org"] else "") + (f" – {x['role']}" if x["role"] else ""))  # fmt: skip
b.who(
    "officers",
    "Also present",
    [
        "kaye|Marcia Kayewood|Police and Crime Commissioner|",
        "dyer|Rupert Dyerston|Chief Executive|OPCC",
        "snow|Chief Constable Anne Snowdale||Crownlea and Wharfe Police",
        "voss|Philippa Vosswell|Scrutiny Officer|Crownlea City Council",
    ],
    comma,
)
b.who(
    "apologies",
    "Apologies",
    ["orme|Councillor Tess Ormeroyd||Wharfedale North Council"],
    lambda x: f"{x['name']} ({x['org']})",
)
b.item("25", "Apologies and declarations of interest")
b.p("Apologies were received as recorded above. No interests were declared.")
b.item("26", "Minutes of 9 September 2024")
b.p("<<approve|Resolved – that the minutes be approved as a correct record.>>")
b.g["resolutions"][-1]["text"] = "that the minutes be approved as a correct record."
b.item("27", "Public question time")
b.p(
    "A resident of Hythe asked when the front counter would open again. The Commissioner said that a site had been found and that a date would be given in the spring."
)
b.item("28", "Police and Crime Plan: half-year report", progs="plan", orgs="force", by="kaye")
b.p(
    "The Commissioner presented the half-year report on the Police and Crime Plan. Neighbourhood teams were at full strength for the first time since 2019."
)
b.p(
    "Councillor Lundgate asked how many officers had been taken from rural teams on Friday nights. Mr Dyerston undertook to provide a written answer."
)
b.p("Mr Bellwether was concerned that the table on burglary compared nine months with twelve.")
b.p("Resolved –", label="text")
for c, t, v in [
    ("1", "that the report be noted;", "note"),
    ("2", "that future reports compare like periods; and", "request"),
    ("3", "that the Commissioner provide figures on officers moved from rural teams.", "request"),
]:
    b.dec(t, v, c, f"({c}) ")
b.g["resolutions"][-1]["asked_of_printed"] = "the Commissioner"
b.item("29", "Slow Lanes campaign", progs="speed", by="snow")
b.p(
    "Chief Constable Snowdale described the campaign, which pairs volunteers with an officer and a camera on village roads. The first year cost [[£92,000|speed|first year]]."
)
b.p("<<note|Resolved – that the presentation be noted and the Chief Constable thanked.>>")
b.g["resolutions"][-1]["text"] = "that the presentation be noted and the Chief Constable thanked."
b.item("30", "Work programme")
b.p(
    "<<agree|Resolved – that the work programme be agreed, with the addition of an item on custody in June 2025.>>"
)
b.g["resolutions"][-1]["text"] = (
    "that the work programme be agreed, with the addition of an item on custody in June 2025."
)
b.brk()
b.title(
    "log-title",
    "Actions arising from previous meetings",
    "Report of the Scrutiny Officer, 3 February 2025",
)
b.log("2025-02-03", ["Meeting", "Action required", "By whom", "By when", "Outcome"], ["raised", "a", "who", "due", "st"], [
    ("dyer", "18 November 2024@2024-11-18", "Give a written answer on the number of officers moved from rural teams on Friday nights", "Chief Executive, OPCC", "3 February 2025", "Answer circulated 20 December"),
    ("", "18 November 2024@2024-11-18", "Compare like periods in all future reports on the plan", "OPCC", "From March 2025", "To be done"),
    ("kaye", "18 November 2024@2024-11-18", "Announce the date on which the front counter at Hythe will open", "Commissioner", "Spring 2025", "Outstanding"),
    ("snow", "9 September 2024@2024-09-09", "Supply a ward breakdown of speeding offences recorded by Slow Lanes volunteers", "Chief Constable", "18/11/2024", "Completed"),
    ("voss hobbs", "9 September 2024@2024-09-09", "Invite the neighbouring panel to a joint session on serious organised crime", "Scrutiny Officer and Chair", "ASAP", "Outstanding"),
    ("voss", "17 June 2024@2024-06-17", "Arrange a visit of members to the control room", "P Vosswell", "Autumn 2024", "Completed"),
], (17, 37, 17, 14, 15), ruled=False)  # fmt: skip
b.brk()
b.report("Proposed precept for 2025-26", "6", "opcc", "kaye")
b.title(
    "report",
    B,
    "3 February 2025",
    "Proposed precept for 2025-26",
    "Report of the Police and Crime Commissioner",
)
b.para("1 Purpose of report", "h", "heading")
b.p("1.1 To set out the Commissioner’s proposed precept.")
b.para("2 Recommendation", "h", "heading")
b.recs(
    None,
    [
        (
            None,
            "That the Panel considers the proposed increase of [[£14|panel|Band D]] for a Band D property and reports to the Commissioner by 8 February 2025.",
        )
    ],
    lambda c: "2.1 ",
)
b.para("3 Background", "h", "heading")
b.paras(
    "3",
    "The grant for 2025-26 was announced on 17 December. It leaves a gap of [[£3.1m|force|gap]] before any increase in the precept.",
    "A survey drew 2,240 replies, of which 61 per cent would pay more.",
)
b.brk()
b.report("Complaints about the Commissioner", "7", "opcc", "dyer")
b.title(
    "report",
    B,
    "3 February 2025",
    "Complaints about the Commissioner",
    "Report of the Chief Executive, OPCC",
)
b.para("1 Purpose of report", "h", "heading")
b.p("1.1 To inform the Panel of complaints recorded since September.")
b.para("2 Recommendation", "h", "heading")
b.recs(
    None,
    [(None, "That the Panel notes the two complaints and the way in which they were resolved.")],
    lambda c: "2.1 ",
)
b.para("3 Complaints", "h", "heading")
b.p("3.1 Both concerned letters that had not been answered in time.")
b.write()
