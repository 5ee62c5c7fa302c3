"""People under two names, where a paper says so: “Ann Marlow (formerly Wend)”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from kg.extractors.facts import Facts, Mention
from kg.linking.clustering import CandidatePair
from kg.linking.features import feature
from kg.linking.lexicon import NameLexicon, table
from kg.linking.person_names import PersonName, parse_person_name
from kg.linking.profiles import NamePlace, PersonProfile
from kg.ontology.folding import fold_printed, letters_only

_FOLLOWING = 90  # characters after a name within which its former one stands


@cache
def _former() -> re.Pattern[str]:
    """What a paper puts between a person's name and the one borne before, and that name."""
    known = sorted(table("succession")["person"]["words"], key=len, reverse=True)
    words = "|".join(map(re.escape, known))
    return re.compile(rf"\s*[(,]\s*(?:{words})\s+(?P<name>[^(),;:\n]{{2,60}})", re.IGNORECASE)


def former_name_pairs(
    papers: Sequence[Facts],
    profiles: Iterable[PersonProfile],
    by_place: Mapping[NamePlace, PersonProfile],
    lexicon: NameLexicon,
) -> Iterator[CandidatePair[PersonProfile]]:
    """Each person with the profiles, of the papers of its area, of the name that it once had."""
    by_surname: dict[str, list[PersonProfile]] = defaultdict(list)
    for profile in profiles:
        by_surname[profile.name.surname or letters_only(profile.name.lone)].append(profile)
    for facts in papers:
        for mention in facts.mentions:
            former = _stated(facts, mention, lexicon)
            now = by_place.get((facts.document.id, "person", fold_printed(mention.text)))
            if former is None or now is None:
                continue
            for then in by_surname.get(former.surname or letters_only(former.lone), ()):
                if then is not now and then.scope == now.scope and _is_it(then, former, now):
                    left, right = sorted((now, then), key=lambda profile: profile.key)
                    yield CandidatePair(left, right, (feature("person", "stated-renaming"),))


def _stated(facts: Facts, mention: Mention, lexicon: NameLexicon) -> PersonName | None:
    """The former name that stands behind a mention of a person, if one does."""
    if mention.kind != "person":
        return None
    after = facts.document.text[mention.span.end : mention.span.end + _FOLLOWING]
    found = _former().match(after)
    return parse_person_name(found["name"], lexicon) if found else None


def _is_it(then: PersonProfile, former: PersonName, now: PersonProfile) -> bool:
    """Whether a profile has the former name; of a surname alone the first name stays as it is."""
    if not then.name.given:
        return bool(then.documents & now.documents)
    given = former.given or now.name.given
    return bool(given) and then.name.given[0] == given[0]
