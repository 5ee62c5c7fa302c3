"""Fictional packs in any number, each with its facts beside it, to measure accuracy and cost at scale.

    python tests/benchmarks/generate.py FOLDER NUMBER [--first FIRST] [--seed SEED]

Packs ``FIRST`` to ``FIRST + NUMBER - 1`` are written to FOLDER, their facts to FOLDER/gold in the format of
tests/corpora. A pack depends on its number and the seed alone: more packs are the same ones and others. Four boards
share a county, its people and its programmes; each meets sixteen times, and the next board's packs come between, in
order of time. People come and go, marry and share names with others, also of other counties; programmes rise and fall;
each board has a layout of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "corpora" / "styles-14"))

from w14kit import Pack, bracket, capital, comma, dotted, spaced

BOARDS, MEETINGS = 4, 16  # of a county, of a board
STAFF, PROGRAMMES = 26, 9  # of a county, in all its years
FIRST_DAY, QUARTER = date(2019, 1, 14), timedelta(weeks=13)

FIRST_NAMES = (
    "Alice Amir Anita Barnaby Beth Callum Carys Cedric Dawn Derek Edith Elspeth Farah Gareth Hattie Hugo Imogen Isaac "
    "Jasmin Joan Keith Kwame Lorna Magnus Mina Nadia Neville Olive Owen Petra Quentin Rhona Rufus Sanjay Selina Tariq "
    "Thelma Una Vernon Wendy Yusuf Zara"
).split()
SURNAMES = (
    "Smith Jones Patel Taylor Khan Brown Davies Evans Begum Thomas Roberts Walker Wright Hughes Green Hall Lewis Wood "
    "Ackroyd Bassett Birtwhistle Cavendish Cottle Dacre Dunstable Eyre Fothergill Garside Gathercole Hepple Holroyd "
    "Ibbotson Jessop Kettle Lathbury Mainwaring Nettleship Oakeshott Pargeter Quayle Ravenhill Sowerby Thackray "
    "Upjohn Vickerstaff Wolstenholme Yardley Zeller"
).split()
_ZIPF = list(accumulate(1 / rank for rank in range(1, len(SURNAMES) + 1)))
HEADS = "Amber Bran Crim Dar Elm Fen Gar Hollow Ister Jarrow Kel Lin Mar Nor Ock Pen Quar Rush Sel Tarn Ul Ver Wex Yar".split()
TAILS = "beck dale field ford ham ley mere moor ridge stead thorpe wick".split()
TOWNS = "Upper Nether Great Market".split()
SENSES = "Beacon Bridge Compass Ember Harbour Lantern Orchard Pathway Shelter Signpost Stepping Thread".split()
THINGS = "Futures Homes Lives Streets Steps Voices Families Fields".split()
SORTS = "Programme Project Scheme Initiative".split()
THEMES = (
    "burglary in the villages",
    "young people out of school",
    "doorstep crime",
    "beds for people leaving hospital",
    "speeding past schools",
    "carers under eighteen",
    "empty shops",
    "drugs in night trade",
)
MEASURES = ("Referrals", "Cases closed", "People trained", "Homes visited", "Calls answered")
BODIES = (
    "{county} County Council",
    "{county} Police",
    "{county} Fire and Rescue Service",
    "{county} Integrated Care Board",
    "{county} Probation Delivery Unit",
    "Voluntary Action {county}",
    "{town} Borough Council",
)
POSTS = (
    "Head of Community Safety|0",
    "Superintendent|1",
    "Area Manager|2",
    "Director of Nursing|3",
    "Head of Service|4",
    "Chief Officer|5",
    "Ward Member|6",
    "Public Health Consultant|0",
    "Policy Officer|0",
)
NAMES_OF_BOARDS = (
    "{county} Community Safety Partnership",
    "{county} Health and Wellbeing Board",
    "{county} Youth Justice Management Board",
    "{county} Safeguarding Adults Board",
)
LAYOUTS = (
    ("txt", {"item": dotted, "table": "columns"}, comma),
    ("txt", {"item": spaced, "table": "pipe", "wide": 78}, bracket),
    ("txt", {"item": capital, "table": "tabs", "double": True}, comma),
    ("docx", {"item": dotted, "styled": True}, bracket),
    ("txt", {"item": dotted, "table": "columns", "wide": 110, "ff": False}, bracket),
    ("pdf", {"item": spaced, "foot": "Page {n}"}, comma),
)
CHOICES = (
    ("note", "The Board noted the update on {topic}."),
    ("approve", "The plan for {topic} was approved."),
    ("agree", "It was agreed that {topic} be reported on every quarter."),
    ("request", "The Board requested a paper on the costs of {topic} for the next meeting."),
)
TASKS = (
    "Send the figures on {topic} to all members",
    "Arrange a visit to {topic}",
    "Bring a paper on the costs of {topic}",
    "Find a lead for {topic} in each district",
)


@dataclass(frozen=True)
class Person:
    """Somebody of a county, in its board's lists from one quarter to another; ``married`` is when the surname changed."""

    slug: str
    first: str
    surname: str
    later_surname: str
    married: int
    since: int
    until: int
    role: str
    body: str

    def name(self, quarter: int) -> str:
        """As it is printed in that quarter."""
        return f"{self.first} {self.later_surname if quarter >= self.married else self.surname}"


@dataclass(frozen=True)
class Programme:
    """A programme of a county, alive from one quarter to another."""

    slug: str
    name: str
    since: int
    until: int


class County:
    """The people, bodies and programmes of one county."""

    def __init__(self, number: int, seed: int) -> None:
        draw = random.Random(f"{seed} county {number}")
        ways = len(HEADS) * len(TAILS)
        at = number % ways  # each name once before any comes again, with another ending
        again = ("shire", "land", "")[number // ways % 3]
        self.name = HEADS[at % len(HEADS)] + TAILS[(at // len(HEADS) + at) % len(TAILS)] + again
        town = f"{draw.choice(TOWNS)} {draw.choice(HEADS)}{draw.choice(TAILS)}"
        self.bodies = [each.format(county=self.name, town=town) for each in BODIES]
        self.people = [self._person(number, at, draw) for at in range(STAFF)]
        names = [f"{sense} {thing}" for sense in SENSES for thing in THINGS]
        self.programmes = [
            self._programme(number, name, draw) for name in draw.sample(names, PROGRAMMES)
        ]

    def _person(self, county: int, at: int, draw: random.Random) -> Person:
        def surname() -> str:
            return draw.choices(SURNAMES, cum_weights=_ZIPF)[0]

        since = draw.choice((0, 0, draw.randrange(MEETINGS)))
        until = draw.choice((MEETINGS, since + draw.randrange(2, MEETINGS)))
        married = draw.randrange(since + 1, MEETINGS * 8)  # few do
        role, body = POSTS[at % len(POSTS)].split("|")
        first = draw.choice(FIRST_NAMES)
        here = self.bodies[int(body)]
        return Person(
            f"p{county}-{at}", first, surname(), surname(), married, since, until, role, here
        )

    def _programme(self, county: int, name: str, draw: random.Random) -> Programme:
        since = draw.choice((0, draw.randrange(MEETINGS)))
        full = f"{name} {draw.choice(SORTS)}"
        until = since + draw.randrange(3, MEETINGS)
        return Programme(f"c{county}-{full.lower().replace(' ', '-')}", full, since, until)


class _PackWriter:
    """One pack: an agenda, the minutes of the meeting before, the log of actions and a report."""

    def __init__(self, folder: Path, number: int, seed: int) -> None:
        county, place = divmod(number, BOARDS * MEETINGS)
        self.quarter, self.board_number = divmod(place, BOARDS)
        self.county = County(county, seed)
        self.draw = random.Random(f"{seed} pack {number}")
        fmt, style, self.form = LAYOUTS[(county * BOARDS + self.board_number) % len(LAYOUTS)]
        self.board = NAMES_OF_BOARDS[self.board_number].format(county=self.county.name)
        self.people = {each.slug: each.name(self.quarter) for each in self._members(self.quarter)}
        self.people |= {
            each.slug: each.name(self.quarter - 1) for each in self._members(self.quarter - 1)
        }
        stem = f"{number:06d}-{self.day(self.quarter)}"
        self.pack = Pack(folder / "x", stem, fmt, self.day(self.quarter), self.people, **style)
        self.told: set[str] = set()

    def day(self, quarter: int) -> str:
        return (FIRST_DAY + QUARTER * quarter + timedelta(days=self.board_number)).isoformat()

    def printed_day(self, quarter: int) -> str:
        day = date.fromisoformat(self.day(quarter))
        return f"{day.day} {day:%B %Y}"

    def _members(self, quarter: int) -> list[Person]:
        """Who sits on the board in that quarter: some of the county's people, two on most boards."""
        found = []
        for at, each in enumerate(self.county.people):
            sits = at < 2 or at % BOARDS == self.board_number
            if sits and each.since <= quarter < each.until:
                found.append(each)
        return found

    def _topics(self, quarter: int) -> list[Programme]:
        return [each for each in self.county.programmes if each.since <= quarter < each.until]

    def write(self) -> Path:
        """Write the pack and its facts; the pack's path."""
        pack, before = self.pack, self.quarter - 1
        topics = self._topics(self.quarter) or self.county.programmes[:1]
        pack.title(
            "agenda-title",
            self.board,
            "Agenda",
            f"Meeting on {self.printed_day(self.quarter)} at 10.00 am",
            "Civic Hall",
        )
        pack.meet(pack.date, self.board, "Civic Hall", "10:00", evidence="agenda")
        titles = ["Apologies", f"Minutes of {self.printed_day(before)}", "Action log"]
        titles += [f"Update on the {self._named(each)}" for each in topics[:4]]
        pack.agenda(
            [(str(at), title, "") for at, title in enumerate(titles, 1)], pack.style["item"]
        )
        pack.brk()
        self._minutes(before)
        pack.brk()
        self._log()
        for at, topic in enumerate(topics[:2], 4):
            pack.brk()
            self._report(topic, str(at))
        with contextlib.redirect_stdout(io.StringIO()):
            pack.write()
        self._complete_gold()
        return pack.home / f"{pack.stem}.{pack.fmt}"

    def _named(self, programme: Programme) -> str:
        self.told.add(programme.slug)
        return programme.name

    def _minutes(self, quarter: int) -> None:
        pack, draw = self.pack, self.draw
        members = self._members(quarter) or self.county.people[:2]
        pack.people_ |= {each.slug: each.name(quarter) for each in members}
        absent = set(draw.sample([each.slug for each in members[1:]], len(members) // 4))
        day = self.printed_day(quarter)
        pack.title(
            "minutes-title",
            self.board,
            f"Minutes of the meeting held on {day} at 10.00 am",
            "Civic Hall",
        )
        pack.meet(
            self.day(quarter), self.board, "Civic Hall", "10:00", chair=members[0].name(quarter)
        )
        chair = members[0].slug
        for section, head in (("present", "Present"), ("apologies", "Apologies")):
            rows = [
                f"{each.slug}{'*' * (each.slug == chair)}|{each.name(quarter)}|{each.role}{' (Chair)' * (each.slug == chair)}|{each.body}"
                for each in members
                if (each.slug in absent) == (section == "apologies")
            ]
            if rows:
                pack.who(section, head, rows, self.form)
        pack.item("1", "Minutes of the last meeting")
        pack.dec("The minutes were agreed to be true.", "approve")
        newly = [each for each in members if each.married == quarter]
        for each in newly:
            pack.p(f"{each.name(quarter)} (formerly {each.first} {each.surname}) was wished well.")
        for at, topic in enumerate((self._topics(quarter) or self.county.programmes[:1])[:5], 2):
            self._item(str(at), topic, draw.choice(members), quarter)
        pack.p(f"Next meeting: {self.printed_day(self.quarter)}.", label="closing")
        pack.next(self.day(self.quarter))

    def _item(self, number: str, topic: Programme, speaker: Person, quarter: int) -> None:
        pack, draw, name = self.pack, self.draw, f"the {self._named(topic)}"
        theme, body = draw.choice(THEMES), draw.choice(self.county.bodies)
        pack.item(number, f"{topic.name}: update")
        pack.p(
            f"{speaker.name(quarter)} told members how {name} had dealt with {theme}. {draw.randrange(20, 400)} people had been helped since spring, most of them by {body}."
        )
        pack.p(
            f"Members asked whether {name} would go on after {date.fromisoformat(self.day(quarter)).year + 1}. {body} would pay £{draw.randrange(5, 90)},000 towards it."
        )
        verb, text = draw.choice(CHOICES)
        pack.dec(text.format(topic=name), verb)

    def _log(self) -> None:
        """Actions of the last quarters, one each; those that are old are done."""
        pack = self.pack
        pack.title(
            "log-title", f"{self.board}: action log", f"as at {self.printed_day(self.quarter)}"
        )
        rows = []
        for raised in range(max(0, self.quarter - 4), self.quarter + 1):
            draw = random.Random(f"{self.county.name} {self.board_number} {raised}")
            owner = draw.choice(self._members(raised) or self.county.people[:2])
            topic = draw.choice(self._topics(raised) or self.county.programmes[:1])
            task = draw.choice(TASKS).format(topic=f"the {self._named(topic)}")
            done = raised < self.quarter - 2
            pack.people_.setdefault(owner.slug, owner.name(raised))
            status = ("Done", "Complete") if done else ("In hand; more at the meeting", "Open")
            rows.append((owner.slug, str(raised + 1), task, owner.name(raised), *status))
        pack.log(pack.date, ["No", "Action", "Owner", "Update", "Status"], ["n", "a", "who", "c", "st"], rows, (6, 40, 20, 24, 10))  # fmt: skip

    def _report(self, topic: Programme, item: str) -> None:
        pack, draw = self.pack, self.draw
        author = draw.choice(self._members(self.quarter) or self.county.people[:2])
        pack.people_.setdefault(author.slug, author.name(self.quarter))
        title, name = f"The {self._named(topic)}: progress", f"the {topic.name}"
        pack.report(title, item, author.body, author.slug)
        pack.title(
            "report", title, f"Report of {author.name(self.quarter)}, {author.role}, {author.body}"
        )
        pack.para("Purpose", "h", "heading")
        pack.p(
            f"This report tells what {name} did about {draw.choice(THEMES)} in the last quarter and what it cost."
        )
        pack.para("Recommendations", "h", "heading")
        pack.p("The Board is recommended to:")
        pack.rec("a", f"note the progress of {name};", "(a) ")
        pack.rec("b", f"support {name} for another year.", "(b) ")
        pack.para("Progress", "h", "heading")
        for body in draw.sample(self.county.bodies, 3):
            pack.p(
                f"{body} works with {name} in {draw.randrange(2, 12)} wards. Its staff met {draw.randrange(10, 90)} families, {draw.randrange(2, 9)} of them more than once, and spent £{draw.randrange(2, 60)},000."
            )
        years = [f"Q{at} {date.fromisoformat(pack.date).year}" for at in (1, 2)]
        pack.tab(["Measure", *years], [[measure, str(draw.randrange(5, 400)), str(draw.randrange(5, 400))] for measure in MEASURES], (50, 25, 25))  # fmt: skip

    def _complete_gold(self) -> None:
        """Add what the kit does not keep: every form of a person's name, and the programmes."""
        path = self.pack.home / "gold" / f"{self.pack.stem}.json"
        gold = json.loads(path.read_text(encoding="utf-8"))
        named = {each.slug: each.name for each in self.county.programmes if each.slug in self.told}
        gold["programmes"] = {
            slug: {"name": name, "printed": [name], "kind": "programme", "grade": "core"}
            for slug, name in sorted(named.items())
        }
        path.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def generate(folder: Path, numbers: range, seed: int = 1) -> list[Path]:
    """Write the packs of these numbers into a folder, their facts beside them; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_PackWriter(folder, number, seed).write() for number in numbers]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("number", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    made = generate(given.folder, range(given.first, given.first + given.number), given.seed)
    print(f"{len(made)} packs in {given.folder}")
