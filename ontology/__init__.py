"""The terms of ``board.ttl`` as names for code: ``import ontology as bg``, then ``bg.Meeting``.

Each constant is the IRI as a string; a test holds the two files equal. What a term means stands in
``board.ttl``.
"""

from __future__ import annotations

from importlib.resources import files
from types import MappingProxyType

NS = "https://w3id.org/boardgraph/ns#"

PREFIXES = MappingProxyType(
    {
        "bg": NS,
        "besluit": "http://data.vlaanderen.be/ns/besluit#",
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "qb": "http://purl.org/linked-data/cube#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "skosxl": "http://www.w3.org/2008/05/skos-xl#",
        "time": "http://www.w3.org/2006/time#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The prefixes that queries and written files use."""

# Classes
Meeting = NS + "Meeting"
MeetingRecord = NS + "MeetingRecord"
Announcement = NS + "Announcement"
AgendaItem = NS + "AgendaItem"
Minute = NS + "Minute"
Point = NS + "Point"
Resolution = NS + "Resolution"
Ask = NS + "Ask"
Action = NS + "Action"
ActionEntry = NS + "ActionEntry"
Presenting = NS + "Presenting"
MinuteAction = NS + "MinuteAction"
Vote = NS + "Vote"
Contradiction = NS + "Contradiction"
Report = NS + "Report"
Recommendation = NS + "Recommendation"
Person = NS + "Person"
Organisation = NS + "Organisation"
Board = NS + "Board"
Programme = NS + "Programme"
Attendance = NS + "Attendance"
Membership = NS + "Membership"
Office = NS + "Office"
Statement = NS + "Statement"
Renaming = NS + "Renaming"
Succession = NS + "Succession"
Figure = NS + "Figure"
Indicator = NS + "Indicator"
Sum = NS + "Sum"
Document = NS + "Document"
Part = NS + "Part"
Passage = NS + "Passage"
Sentence = NS + "Sentence"
Aboutness = NS + "Aboutness"
Mention = NS + "Mention"
Reference = NS + "Reference"
Naming = NS + "Naming"
Rule = NS + "Rule"
Judgement = NS + "Judgement"
Tie = NS + "Tie"
Verbs = NS + "Verbs"

# Properties
document = NS + "document"
page = NS + "page"
start = NS + "start"
end = NS + "end"
quote = NS + "quote"
text = NS + "text"
foundBy = NS + "foundBy"
order = NS + "order"
certain = NS + "certain"
confidence = NS + "confidence"
part = NS + "part"
format = NS + "format"
digest = NS + "digest"
pageCount = NS + "pageCount"
printedPages = NS + "printedPages"
meeting = NS + "meeting"
date = NS + "date"
number = NS + "number"
item = NS + "item"
title = NS + "title"
kind = NS + "kind"
printed = NS + "printed"
unresolved = NS + "unresolved"
byline = NS + "byline"
note = NS + "note"
label = NS + "label"
chair = NS + "chair"
chairNames = NS + "chairNames"
startTime = NS + "startTime"
endTime = NS + "endTime"
venue = NS + "venue"
online = NS + "online"
meetingStatus = NS + "meetingStatus"
lastDay = NS + "lastDay"
attachedBy = NS + "attachedBy"
unattached = NS + "unattached"
evidence = NS + "evidence"
boardPrinted = NS + "boardPrinted"
announces = NS + "announces"
person = NS + "person"
section = NS + "section"
organisation = NS + "organisation"
organisationPrinted = NS + "organisationPrinted"
role = NS + "role"
inTheChair = NS + "inTheChair"
office = NS + "office"
firstShown = NS + "firstShown"
lastShown = NS + "lastShown"
shownBy = NS + "shownBy"
presentedBy = NS + "presentedBy"
pages = NS + "pages"
marked = NS + "marked"
records = NS + "records"
reportedIn = NS + "reportedIn"
papers = NS + "papers"
presentedAt = NS + "presentedAt"
inMinute = NS + "inMinute"
clause = NS + "clause"
verb = NS + "verb"
dueBy = NS + "dueBy"
duePrinted = NS + "duePrinted"
askedOf = NS + "askedOf"
askedOfPrinted = NS + "askedOfPrinted"
askedBy = NS + "askedBy"
askedByPrinted = NS + "askedByPrinted"
inReport = NS + "inReport"
answeredBy = NS + "answeredBy"
becameAction = NS + "becameAction"
expectedBy = NS + "expectedBy"
asOf = NS + "asOf"
papersAtHand = NS + "papersAtHand"
standing = NS + "standing"
standingReason = NS + "standingReason"
answeredOn = NS + "answeredOn"
answeredIn = NS + "answeredIn"
brings = NS + "brings"
result = NS + "result"
votesFor = NS + "votesFor"
votesAgainst = NS + "votesAgainst"
abstentions = NS + "abstentions"
proposedBy = NS + "proposedBy"
proposerPrinted = NS + "proposerPrinted"
secondedBy = NS + "secondedBy"
seconderPrinted = NS + "seconderPrinted"
matter = NS + "matter"
between = NS + "between"
differsOn = NS + "differsOn"
leftWords = NS + "leftWords"
leftDocument = NS + "leftDocument"
leftPage = NS + "leftPage"
rightWords = NS + "rightWords"
rightDocument = NS + "rightDocument"
rightPage = NS + "rightPage"
corrects = NS + "corrects"
correctedBy = NS + "correctedBy"
correctsWhat = NS + "correctsWhat"
correctsPerson = NS + "correctsPerson"
correctsSection = NS + "correctsSection"
reads = NS + "reads"
correctsDate = NS + "correctsDate"
correctsNumber = NS + "correctsNumber"
correction = NS + "correction"
entryOf = NS + "entryOf"
raised = NS + "raised"
raisedDates = NS + "raisedDates"
responsible = NS + "responsible"
responsiblePrinted = NS + "responsiblePrinted"
comments = NS + "comments"
status = NS + "status"
step = NS + "step"
fate = NS + "fate"
nextLog = NS + "nextLog"
carriedOutAt = NS + "carriedOutAt"
endedBy = NS + "endedBy"
names = NS + "names"
within = NS + "within"
evidenceFor = NS + "evidenceFor"
passage = NS + "passage"
discusses = NS + "discusses"
about = NS + "about"
heading = NS + "heading"
paragraph = NS + "paragraph"
introducedBy = NS + "introducedBy"
aboutSentence = NS + "aboutSentence"
paper = NS + "paper"
aboutEntity = NS + "aboutEntity"
basis = NS + "basis"
acronym = NS + "acronym"
key = NS + "key"
mentionCount = NS + "mentionCount"
nameBefore = NS + "nameBefore"
nameAfter = NS + "nameAfter"
ledBy = NS + "ledBy"
fundedBy = NS + "fundedBy"
commissionedBy = NS + "commissionedBy"
deliveredBy = NS + "deliveredBy"
partner = NS + "partner"
toldOf = NS + "toldOf"
reportedOn = NS + "reportedOn"
asked = NS + "asked"
responsibleFor = NS + "responsibleFor"
verdict = NS + "verdict"
score = NS + "score"
reason = NS + "reason"
left = NS + "left"
right = NS + "right"
judgedBy = NS + "judgedBy"
tiesFrom = NS + "tiesFrom"
tiesTo = NS + "tiesTo"
indicator = NS + "indicator"
area = NS + "area"
period = NS + "period"
value = NS + "value"
amount = NS + "amount"
unit = NS + "unit"
during = NS + "during"
periodFrom = NS + "periodFrom"
areaStated = NS + "areaStated"
comparison = NS + "comparison"
direction = NS + "direction"
payer = NS + "payer"
payerPrinted = NS + "payerPrinted"
payee = NS + "payee"
payeePrinted = NS + "payeePrinted"
purpose = NS + "purpose"
total = NS + "total"
bound = NS + "bound"

_VERBS = (
    "note",
    "approve",
    "agree",
    "request",
    "elect",
    "support",
    "remove",
    "set-date",
    "exclude",
    "other",
)
VERBS = MappingProxyType({verb: NS + "verb-" + verb for verb in _VERBS})
"""What a resolution does → its concept."""


def source(name: str) -> str:
    """One of the ontology's own files, ``board.ttl`` or ``shapes.ttl``."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
