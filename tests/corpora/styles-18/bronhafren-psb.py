"""Bro Nhafren Public Services Board, Wales: a Word file, heads in two languages, “The Board AGREED:”, people by
body, a log with heads in two languages whose owners are bodies or people.
"""

from w18kit import Pack, dotted

PEOPLE = """
elis: Cynghorydd Meleri Elisgarth; Cllr Elisgarth # Chair
huw: Huw Pantyfedw; Huw # Chief Executive
sian: Siân Llwyncelyn; Siân # Director of Public Health
gwen: Gwenno Trefaldwyn-Rees; Gwenno # Head of Operations
ifan: Ifan Glanrafon; Ifan # Chief Officer
dyl: Ch Supt Dylan Maesgwyn; Dylan # Chief Superintendent
mair: Mair Bodhyfryd # PSB Co-ordinator
emyr: Emyr Tan-y-Coed; Emyr # Area Manager
"""
ORGS = """
board: Bro Nhafren Public Services Board; Bro Nhafren PSB # board
council: Bro Nhafren County Council # council
health: Hafren Valley University Health Board # health
nrw: Natural Resources Wales # public-body
avo: Bro Nhafren Association of Voluntary Organisations; BNAVO # charity
police: Mid Wales Police # police
fire: Mid Wales Fire and Rescue Service # fire
"""
PROGS = """
plan: Well-being Plan 2023-28; Well-being Plan # strategy
river: Cadw’r Afon # programme
"""
b = Pack(__file__, "bronhafren-psb-2025-03-27", "docx", "2025-03-27", PEOPLE, ORGS, PROGS, [
    "Heads are printed in Welsh and English; the title of an item is the whole of what is printed.", "An owner that is a body has no slug.",
], item=dotted, styled=True, head="BGC Bro Nhafren PSB")  # fmt: skip
B = "Bro Nhafren Public Services Board"
b.title(
    "agenda-title",
    "Bwrdd Gwasanaethau Cyhoeddus Bro Nhafren",
    B,
    "Agenda",
    "Thursday 27 March 2025, 2.00pm",
    "Neuadd y Sir, Trehafren",
)
b.meet("2025-03-27", B, "Neuadd y Sir, Trehafren", "14:00", evidence="agenda")
b.items([("1", "Croeso ac ymddiheuriadau / Welcome and apologies", "procedural", "elis"), ("2", "Cofnodion / Minutes – 11 December 2024", "procedural", "elis"), ("3", "Camau gweithredu / Actions", "procedural", "mair"),
    ("4", "Cadw’r Afon / Keeping the River – progress", "report", "gwen"), ("5", "Cynllun Llesiant / Well-being Plan – year 2 report", "report", "mair"), ("6", "Unrhyw fater arall / Any other business", "procedural", "")], lambda n, t: f"{n}. {t}")  # fmt: skip
b.p("Next meeting: Thursday 26 June 2025, 2.00pm")
b.next("2025-06-26")
b.brk()
b.title(
    "minutes-title",
    B,
    "Cofnodion / Minutes",
    "Wednesday 11 December 2024, 2.00pm",
    "Neuadd y Sir, Trehafren",
)
b.meet("2024-12-11", B, "Neuadd y Sir, Trehafren", "14:00", "15:40", "Cynghorydd Meleri Elisgarth")
b.whotable("present", ["Yn bresennol / Present", "Sefydliad / Organisation"], ["name", "org"], [
    "elis*|Cynghorydd Meleri Elisgarth (Cadeirydd / Chair)|Chair|Bro Nhafren County Council", "huw|Huw Pantyfedw|Chief Executive|Bro Nhafren County Council", "sian|Siân Llwyncelyn||Hafren Valley University Health Board",
    "gwen|Gwenno Trefaldwyn-Rees||Natural Resources Wales", "ifan|Ifan Glanrafon||Bro Nhafren Association of Voluntary Organisations", "dyl|Ch Supt Dylan Maesgwyn||Mid Wales Police"], (55, 45))  # fmt: skip
b.g["attendance"][0]["name_printed"] = "Cynghorydd Meleri Elisgarth"
b.g["attendance"][1]["role_printed"] = None
b.whotable(
    "officers",
    ["Hefyd yn bresennol / Also present", "Sefydliad / Organisation"],
    ["name", "org"],
    ["mair|Mair Bodhyfryd||Bro Nhafren County Council"],
    (55, 45),
)
b.whotable(
    "apologies",
    ["Ymddiheuriadau / Apologies", "Sefydliad / Organisation"],
    ["name", "org"],
    ["emyr|Emyr Tan-y-Coed||Mid Wales Fire and Rescue Service"],
    (55, 45),
)
b.item("1", "Croeso ac ymddiheuriadau / Welcome and apologies")
b.p("Cllr Elisgarth welcomed everyone. Simultaneous translation was available.")
b.item("2", "Cofnodion / Minutes – 26 September 2024")
b.p("<<agree|The Board AGREED the minutes as correct.>>")
b.item("3", "Camau gweithredu / Actions", by="mair")
b.p(
    "Mair Bodhyfryd went through the log. The action on shared training had slipped because the health board’s budget was not yet settled."
)
b.item("4", "Cadw’r Afon / Keeping the River", progs="river", orgs="nrw", by="gwen")
b.p(
    "Gwenno gave a presentation on phosphates. Eleven farms had fenced their banks and two sewage works were behind schedule. The grant was worth [[£240,000|river|grant]]."
)
b.p(
    "Ifan noted that volunteers had tested water at thirty sites. Dylan offered the help of the rural crime team."
)
b.p("The Board AGREED:")
b.dec("to write to the water company about the two sewage works; and", "agree", "i", "(i) ")
b.dec("to receive a progress report in March 2025.", "agree", "ii", "(ii) ")
b.act(
    "Draft a letter to the water company",
    "huw",
    None,
    "Cam / Action: ",
    " – Huw Pantyfedw",
    "Huw Pantyfedw",
)
b.item("5", "Cynllun Llesiant / Well-being Plan", progs="plan", orgs="health", by="mair")
b.p(
    "Siân reported on the step that concerns children’s weight. The measuring programme reached 94 per cent of reception classes."
)
b.p("The Board AGREED:")
b.dec("to note the half-year report; and", "note", "i", "(i) ")
b.dec("to ask BNAVO to gather the views of parents.", "request", "ii", "(ii) ")
b.g["resolutions"][-1]["asked_of_printed"] = "BNAVO"
b.act(
    "Gather the views of parents by 14 March 2025",
    "",
    "2025-03-14",
    "Cam / Action: ",
    " – BNAVO",
    "BNAVO",
)
b.item("6", "Unrhyw fater arall / Any other business")
b.p("There was none. The meeting closed at 3.40pm.")
b.brk()
b.title("log-title", "Cofnod Camau Gweithredu / Action Log", "Bro Nhafren PSB, March 2025")
b.log("2025-03-27", ["Rhif / No", "Cam / Action", "Arweinydd / Lead", "Erbyn / By", "Cynnydd / Progress", "Statws / Status"], ["n", "a", "who", "due", "c", "st"], [
    ("huw", "24.17", "Draft a letter to the water company about the two sewage works", "Huw Pantyfedw", "Ionawr / January 2025", "Letter sent 9 January, reply received", "Cwblhawyd / Completed"),
    ("", "24.18", "Gather the views of parents on the measuring programme", "BNAVO", "14.3.25", "Four groups held", "Ar y trywydd / On track"),
    ("sian dyl", "24.12", "Offer places on each other’s leadership courses to middle managers", "Siân Llwyncelyn / Dylan Maesgwyn", "27.3.25", "Awaiting budget", "Hwyr / Late"),
    ("mair", "24.09", "Add an index of measures to the PSB website", "PSB Co-ordinator", "Hydref / October 2024", "", "Cwblhawyd / Completed"),
    ("emyr gwen", "24.04", "Share maps of flood risk with the community risk register", "Emyr Tan-y-Coed and Gwenno Trefaldwyn-Rees", "30 June 2025", "Licence agreed; first maps due in May", "Ar y trywydd / On track"),
], (9, 30, 19, 13, 16, 13))  # fmt: skip
b.brk()
b.report("Cadw’r Afon / Keeping the River – progress", "4", "nrw", "gwen")
b.title("report", B, "27 March 2025", "Cadw’r Afon / Keeping the River – progress")
b.para("Awdur / Author: Gwenno Trefaldwyn-Rees, Natural Resources Wales", "body", "report")
b.para("Argymhellion / Recommendations", "h", "heading")
b.recs(
    "That the Board:",
    [
        ("1", "notes the fall in phosphate at eight of the thirty sites;"),
        ("2", "agrees to extend Cadw’r Afon to the Teigl; and"),
        ("3", "asks each partner to name a lead officer."),
    ],
    lambda c: f"{c}. ",
)
b.para("Cefndir / Background", "h", "heading")
b.p(
    "Cadw’r Afon pays for fences, troughs and trees along the bank. Farmers are visited by someone who farms nearby."
)
b.write()
