"""Cwm Tawelan Public Services Board: notes in plain text without numbers, heads in capitals, decisions
as "Agreed:" and tasks as arrows, a log set in columns by spaces.
"""

from w14kit import Pack, comma

PEOPLE = {
    "elin-prosser": "Elin Prosser", "gareth-mabon": "Gareth Mabon", "rhian-tudur": "Rhian Tudur", "huw-penri": "Huw Penri",
    "siwan-bevan": "Siwan Bevan", "lowri-haf": "Lowri Haf", "dylan-orwig": "Dylan Orwig",
}  # fmt: skip
b = Pack(__file__, "cwmtawelan-psb-2025-02-12", "txt", "2025-02-12", PEOPLE, item=lambda n, t: t.upper(), wide=92, ff=False)
b.title("minutes-title", "CWM TAWELAN PUBLIC SERVICES BOARD", "BWRDD GWASANAETHAU CYHOEDDUS CWM TAWELAN", "Notes of the meeting held on 12 February 2025, 9.30am, Canolfan y Bont, Tredawel")
b.meet("2025-02-12", "Cwm Tawelan Public Services Board", "Canolfan y Bont", "09:30", "11:40", "Elin Prosser")
b.who("present", "Members present", ["elin-prosser*|Elin Prosser|Leader, Chair|Cwm Tawelan Council", "gareth-mabon|Gareth Mabon|Chief Superintendent|Gwent Vale Police", "rhian-tudur|Rhian Tudur|Director of Planning|Tawe Vale University Health Board", "huw-penri|Huw Penri|Operations Manager|Natural Resources Wales"], comma)
b.who("officers", "Supporting the Board", ["siwan-bevan|Siwan Bevan|Partnership Manager|", "lowri-haf|Lowri Haf|Policy Officer (notes)|"], comma)
b.who("apologies", "Apologies", ["dylan-orwig|Dylan Orwig||South Tawe Fire and Rescue Service"], comma)
b.item(None, "Welcome")
b.p("The Chair welcomed everyone. The meeting was held in Welsh and in English.")
b.item(None, "Notes of the last meeting")
b.p("<<approve|Agreed: the notes of 14 November 2024 are a true record.>>")
b.item(None, "Well-being plan: year two")
b.p("Siwan took the Board through the draft. The action on buses is at risk as the operator has given notice. Rhian was not clear who leads on loneliness; Huw offered to help with green spaces but not to lead.")
b.p("<<agree|Agreed: the draft goes out to consultation for six weeks from 3 March.>>")
b.p("<<agree|Agreed: Gareth to sponsor the work on loneliness until the summer.>>")
b.act("Siwan to send the final text for translation by 21 February 2025", "siwan-bevan", "2025-02-21", "→ ")
b.act("Huw to list the paths that need work", "huw-penri", None, "→ ")
b.item(None, "Climate: joint carbon baseline")
b.p("Lowri showed the first figures. Buildings are 44% and fleet 31% of what the four bodies emit. The health board’s figures are two years old.")
b.p("The Board was content with the method. <<note|The baseline was noted.>>")
b.act("Rhian to supply figures for 2024", "rhian-tudur", None, "→ ")
b.item(None, "Serious violence duty")
b.p("Gareth reported. The Home Office money ends in March 2026. Members discussed whether to ask the Commissioner to carry on with it and <<request|decided to write to him jointly>>.")
b.act("Lowri to draft the letter by the end of February", "lowri-haf", "2025-02-28", "→ ")
b.item(None, "Any other business and next meeting")
b.p("Next meeting: 15 May 2025. Closed at 11.40am.", label="closing")
b.next("2025-05-15")
b.title("log-title", "ACTION LOG", "Cwm Tawelan Public Services Board – February 2025")
b.log("2025-02-12", ["No", "Action", "Who", "By", "Where we are"], ["n", "a", "who", "due", "c"], [
    ("siwan-bevan", "41", "Send the final text of the plan for translation", "Siwan", "21 Feb", "Not begun"),
    ("huw-penri", "42", "List the paths that need work", "Huw", "May", "Not begun"),
    ("rhian-tudur", "38", "Supply figures for 2024 from all hospital sites, with the clinics", "Rhian", "overdue", "The estates team has the form and will answer in March"),
    ("dylan-orwig", "39", "Check whether fire stations can host the warm spaces", "Dylan", "Jan", "Two of five can"),
], (6, 36, 12, 12, 34))  # fmt: skip
b.write()
