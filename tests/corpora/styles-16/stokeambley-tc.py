"""Stoke Ambley Town Council, Amenities Committee: clerk's minutes with proposers and seconders, items that
begin with “To”, councillors by initial and surname in a sentence, the log as cards, jobs without numbers.
"""

from w16kit import Pack

PEOPLE = """
j-marwood: Julia Marwoodley; J Marwoodley; Cllr J Marwoodley; Cllr Marwoodley # Chairman
t-pask: Terence Paskett; T Paskett; Cllr T Paskett; Cllr Paskett # Vice Chairman
e-okoro: Ebele Okorafield; E Okorafield; Cllr E Okorafield; Cllr Okorafield
d-sturt: Dinah Sturtley; D Sturtley; Cllr D Sturtley; Cllr Sturtley
w-mew: William Mewstone; W Mewstone; Cllr W Mewstone; Cllr Mewstone
h-crabb: Hugh Crabtrey; H Crabtrey; Cllr H Crabtrey; Cllr Crabtrey
clerk: Verity Lambsdon; Mrs V Lambsdon; Mrs Lambsdon; V Lambsdon # Town Clerk
grounds: Neil Toovey-Brook; Mr N Toovey-Brook; Mr Toovey-Brook; N Toovey-Brook # Grounds Supervisor
pcso: Kayleigh Oakden; PCSO Kayleigh Oakden; PCSO Oakden
ann-birdsey: Ann Birdsell; Mrs Ann Birdsell
"""
ORGS = """
council: Stoke Ambley Town Council; Town Council # council
committee: Amenities Committee # committee part=council
finance: Finance and General Purposes Committee; F&GP # committee part=council
district: Ambledown District Council; ADC # council
county: Westerfold County Council; Westerfold Highways # council
police: Westerfold Police # police
bloom: Stoke Ambley in Bloom # group
friends: Friends of Potter’s Field # group
scouts: 2nd Ambley Scouts # group
rotary: Rotary Club of Ambley Vale; Rotary Club # charity
firm: Greensleeve Contractors # company
school: St Wulfric’s School # education
"""
PROGS = """
potters: Fields for All # fund
swift: Swifts Over Stoke # project
speed: Twenty’s Plenty in Stoke # campaign
bench: A Seat with a View # scheme
jubilee: Ambley Winter Lights; Winter Lights # event
tidy: Love Your Verge # campaign
cil: Community Infrastructure Levy; CIL # fund
watch: Speed Lookout # scheme
"""
b = Pack(__file__, "stokeambley-tc-2024-04-09", "txt", "2024-04-09", PEOPLE, ORGS, PROGS, [
    "Rows of the log have no number; each is a card of five lines, some without a date.", "The Clerk is an owner by post; the slug is told.",
], item=lambda n, t: f"{n} {t.upper()}", wide=84, per=41, centre=("title", "sub"), head="Stoke Ambley Town Council", foot="Signed ......................... Chairman                Page {n}",
    indent={"clause": (4, 8), "task": (50, 50)}, turn="\f")  # fmt: skip
b.title("agenda-title", "STOKE AMBLEY TOWN COUNCIL", "AMENITIES COMMITTEE", "You are called to a meeting on TUESDAY 9 APRIL 2024 at 7.00pm in the Corn Hall")
b.meet("2024-04-09", "AMENITIES COMMITTEE", "Corn Hall", "19:00", evidence="agenda")
b.para("V Lambsdon, Town Clerk, 3 April 2024")
b.items([("1", "To receive apologies for absence", "procedural", ""), ("2", "To sign the minutes of 13 February 2024", "procedural", ""), ("3", "To review the job sheet", "procedural", ""), ("4", "To consider a report on Potter’s Field drainage", "report", ""),
         ("5", "To consider an application to A Seat with a View", "report", ""), ("6", "To hear from PCSO Oakden", "verbal", "pcso"), ("7", "To fix the date of the next meeting", "procedural", "")], lambda n, t: f"{n}. {t}")  # fmt: skip
b.brk()
b.title("minutes-title", "STOKE AMBLEY TOWN COUNCIL", "Minutes of the Amenities Committee held on Tuesday 13th February 2024 at 7.00pm", "in the Corn Hall, Market Street")
b.meet("2024-02-13", "Amenities Committee", "Corn Hall, Market Street", "19:00", "20:35", "Cllr J Marwoodley")
b.who("present", None, ["j-marwood*|J Marwoodley|Chairman|", "t-pask|T Paskett|Vice Chairman|", "e-okoro|E Okorafield||", "d-sturt|D Sturtley||", "w-mew|W Mewstone||"], lambda r: r["name"] + (f" ({r['role']})" if r["role"] else ""), ", ", "Present: Cllrs ", ".")
b.who("officers", None, ["clerk|Mrs V Lambsdon|Town Clerk|", "grounds|Mr N Toovey-Brook|Grounds Supervisor|"], lambda r: f"{r['name']} ({r['role']})", " and ", "In attendance: ", "; four members of the public.")
b.g["meetings"][-1]["chair_printed"] = "J Marwoodley"
b.item("AM24/031", "To receive apologies")
b.who("apologies", None, ["h-crabb|Cllr H Crabtrey||"], lambda r: r["name"], ", ", "", " (family illness).")
b.item("AM24/032", "To sign the minutes of 12 December")
b.p("<<approve|Proposed Cllr Paskett, seconded Cllr Sturtley, all in favour: the minutes were signed.>>")
b.vote("carried", None, None, None, "t-pask", "d-sturt", "Cllr Paskett", "Cllr Sturtley")
b.item("AM24/033", "Public session", orgs="friends")
b.p("Mrs Ann Birdsell of the Friends of Potter’s Field said that the lower pitch had been under water since November. She brought photographs. A boy from the 2nd Ambley Scouts asked for a hedgehog gap in the new fence.")
b.item("AM24/034", "To consider the fence at Potter’s Field", orgs="firm", progs="potters cil", by="grounds")
b.p("Mr Toovey-Brook had three prices, from [[£4,150|firm potters|lowest price of the fence]] to [[£7,900|potters|highest price of the fence]]. A grant from Fields for All would pay half and the Community Infrastructure Levy (CIL) the rest. Cllr Mewstone was against any fence. It was proposed by Cllr Okorafield and seconded by Cllr Paskett that the lowest be taken. On a vote there were two for and two against with one abstention; the Chairman used her casting vote in favour. <<approve|RESOLVED to accept the price of Greensleeve Contractors, with two gaps for hedgehogs.>>")
b.vote("carried", 2, 2, 1, "e-okoro", "t-pask", "Cllr Okorafield", "Cllr Paskett")
b.act("Order to be placed by the end of the month.", "clerk", "2024-02-29", "", " CLERK", "CLERK")
b.item("AM24/035", "To consider Twenty’s Plenty in Stoke", orgs="county", progs="speed watch")
b.p("Cllr Sturtley moved that the Town Council join Twenty’s Plenty in Stoke. Cllr Mewstone thought that Speed Lookout should first be given a year. The motion was not seconded and fell.")
b.vote("lost", None, None, None, "d-sturt", "", "Cllr Sturtley", "")
b.p("It was AGREED <<request;asked=Westerfold Highways|to ask Westerfold Highways for the last three years’ figures>> and <<defer|to come back to the matter in June>>.")
b.item("AM24/036", "To note the accounts of Winter Lights", orgs="rotary", progs="jubilee")
b.p("Winter Lights took £1,312 and cost £1,290. <<note|Noted, with thanks to the Rotary Club of Ambley Vale.>>")
b.item("AM24/037", "To consider Swifts Over Stoke", orgs="school bloom", progs="swift tidy")
b.p("A letter from St Wulfric’s School about Swifts Over Stoke was read. Resolved:")
b.dec("that twelve boxes be put up on the Corn Hall before 30 April 2024;", "approve", "a", "a) ", "2024-04-30")
b.dec("that up to [[£240|swift|boxes for swifts]] be spent;".replace("[[£240|swift|boxes for swifts]]", "£240"), "approve", "b", "b) ")
b.g["money"].append({"amount": "£240", "about": ["swift"], "line": None, "context": "boxes for swifts"})
b.dec("that Stoke Ambley in Bloom be invited to add Love Your Verge to its spring round.", "request", "c", "c) ")
b.act("Put up the boxes.", "grounds", None, "", " N TOOVEY-BROOK", "N TOOVEY-BROOK")
b.item("AM24/038", "To fix the date of the next meeting")
b.p("9th April 2024. The Chairman ended the meeting at 8.35pm.", label="closing")
b.next("2024-04-09")
b.brk()
b.title("log-title", "AMENITIES COMMITTEE – JOB SHEET", "(updated 2 April)")
b.para("STILL TO DO", "h", "heading")
fields = [("a", "Job: "), ("raised", "From: "), ("who", "For: "), ("due", "When: "), ("st", "How it stands: ")]
b.cards("2024-04-09", fields, [
    ("clerk", "Ask Westerfold Highways for three years of figures on speed in Market Street, Sheep Lane and Top Road", "AM24/035", "Clerk", "next meeting", "Asked twice"),
    ("grounds t-pask", "Boxes for swifts on the Corn Hall; Cllr Paskett to lend the long ladder", "AM24/037", "N Toovey-Brook with Cllr Paskett", "30/4", "Seven up"),
    ("", "Repaint the lines of the lower pitch when it is dry", "AM23/118", "Greensleeve Contractors", "ongoing", "Wet"),
])  # fmt: skip
b.para("DONE – TO COME OFF THE SHEET", "h", "heading")
b.cards("2024-04-09", fields, [
    ("clerk", "Order for the fence", "AM24/034", "Clerk", "end of Feb", "Done 27/2"),
    ("d-sturt clerk", "Thank the Rotary Club for the lights", "AM24/036", "Cllr Sturtley, Clerk", "as soon as possible", "Done"),
])  # fmt: skip
b.brk()
b.report("Potter’s Field drainage", "4", "council", "grounds")
b.title("report", "Item 4", "Report to the Amenities Committee", "Potter’s Field drainage", "by the Grounds Supervisor, Mr N Toovey-Brook")
b.p("The land drain was laid in 1961 and has collapsed below the cricket square. Three ways of mending it were looked at. Digging it all up would cost [[£38,000|council|digging up the drain]], a new ditch along the hedge [[£6,200|council|a new ditch]], and doing nothing is what has been done since 2016.")
b.para("The Committee is asked to decide:", "body")
b.recs(None, [("1", "whether it prefers the ditch;"), ("2", "if so, to ask F&GP for the money in 2024/25; and"), ("3", "to tell Ambledown District Council, whose surgery of trees stops up the outfall, that it must be cleared before any digging starts.")], lambda c: f"{c}) ")
b.brk()
b.report("A Seat with a View: application from Westerfold Police", "5", "council", "clerk")
b.title("report", "Item 5", "A Seat with a View: application from Westerfold Police", "Town Clerk, Mrs V Lambsdon")
b.p("Westerfold Police would like a bench at the top of Sheep Lane, paid for by officers, in place of the one that was burnt. PCSO Kayleigh Oakden will speak.")
b.p("Recommendation: That the application be granted, without a plaque.", label="recommendation")
b.g["recommendations"].append({"meeting": "2024-04-09", "report_title": "A Seat with a View: application from Westerfold Police", "clause": None, "text": "That the application be granted, without a plaque.", "line": None})
b.write()
