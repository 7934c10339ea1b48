"""Splits a sentence into clauses at its conjunctions and commas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tipgraph.understanding.clauses import Clause, by_kind, is_verb
from tipgraph.understanding.grammar import words
from tipgraph.understanding.inflect import BASE, GERUND
from tipgraph.understanding.mention import TRANSPARENT_KINDS, Mention
from tipgraph.understanding.sentences import Span

__all__ = ["split"]

_FINITE = words("base present past")
_TENSED = _FINITE - {BASE}
_PEOPLE = words("victim-group person demonym foreign official perpetrator buyer victim")
_SUBJECT = _PEOPLE | words(
    "pronoun ngo measure neg certainty exemplifier place exploitation degree status quantity partitive "
    "officer how-many"
)
_NOMINAL = _PEOPLE | words("place exploitation sector measure ngo workplace complicity victimization")
_ADVERBS = words("exemplifier degree certainty")
_OF_A_THING = _NOMINAL | words("country-noun prep degree foreign")
"""What a noun phrase on a thing is made of."""
_OPENING = words("conj comma contrast subordinate")
_PARTICIPLES = words("status measure departure-verb")
_NONE: Sequence[Mention] = ()
_NEAR = 8
"""The number of mentions that may start at or before a word and extend past it."""
_WINDOW = 80
"""Mentions looked through for a noun phrase and its verb: no longer phrase is one."""
_FEW = 16
"""Mentions among which people and their participle follow "for"."""
_CHAIN = 48
"""Clauses that hang together: no real sentence has more, and questions go from each to the one before."""
_ASSERTING = words("is are was were has have had did does do")
_GAP = len(", ")
"""Code points between a comma and a word when nothing stands between them."""
_LEAP = 30
"""Code points of unknown words (adverbs, mostly) allowed between a conjunction and its verb."""


def split(
    segment: Span,
    found: Sequence[Mention],
    kinds: Mapping[str, Sequence[Mention]],
    sentence: Span,
    section: str | None,
) -> list[Clause]:
    """Split a segment into clauses. ``kinds`` holds its mentions by kind."""
    plain = kinds.keys().isdisjoint(TRANSPARENT_KINDS)
    mentions, transparent = (found, _NONE) if plain else _without_transparent(found)
    cuts = [] if kinds.keys().isdisjoint(_OPENING) else list(_cuts(mentions))
    if not cuts:
        return [Clause(segment, mentions, transparent, kinds, sentence, section)]
    starts = [segment.start, *(mentions[at].start for at, _ in cuts), segment.end]
    bounds = [0, *(at for at, _ in cuts), len(mentions)]
    clauses: list[Clause] = []
    for index in range(len(cuts) + 1):
        span = Span(starts[index], starts[index + 1])
        part = mentions[bounds[index] : bounds[index + 1]]
        own = [m for m in transparent if span.start <= m.start < span.end]
        shared = cuts[index - 1][1] if index else False
        previous = clauses[-1] if index % _CHAIN else None
        kinds = by_kind((*part, *own))
        clauses.append(Clause(span, part, own, kinds, sentence, section, shared=shared, previous=previous))
    return clauses


def _without_transparent(found: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    mentions: list[Mention] = []
    transparent: list[Mention] = []
    for mention in found:
        (transparent if mention.kind in TRANSPARENT_KINDS else mentions).append(mention)
    return mentions, transparent


def _cuts(mentions: Sequence[Mention]) -> Iterator[tuple[int, bool]]:
    """Yield the index of each mention that opens a clause, and whether its subject is shared."""
    since_verb: list[Mention] | None = None
    since_cut = 0
    relative = False
    for at, mention in enumerate(mentions):
        if (
            mention.kind in _OPENING
            and (shared := _shares(mentions, since_cut, at, since_verb)) is not None
            and not (relative and not shared and _awaits_verb(mentions[since_cut:at]))
        ):
            yield at, shared
            since_verb, since_cut, relative = None, at + 1, False
        elif mention.kind == "rel" and (since_verb is None or mention.code == "that"):
            since_verb = None  # "reports that men or boys were": the verb is still to come
            relative = relative or mention.code == "who"
        elif (mention.kind == "aux" or mention.form in _FINITE) and not (
            since_verb is not None and _infinitive(mentions, at)
        ):
            since_verb = []
        elif since_verb is not None:
            since_verb.append(mention)
        elif mention.form == GERUND and _heads_item(mentions, since_cut, at):
            since_verb = [mention]  # "by opening shelters, …": its list goes on as a verb's would


def _awaits_verb(clause: Sequence[Mention]) -> bool:
    """Of "men who seek work as cooks or …": the verb that the men are the subject of is still to come."""
    predicates, apart, joined = 0, True, False
    for at, mention in enumerate(clause):
        if is_verb(mention) and not _infinitive(clause, at):
            predicates += apart and not joined
            apart = False
        elif mention.kind not in ("neg", "degree", "certainty"):
            apart = True
        joined = mention.kind == "conj"
    return predicates == 1


def _shares(
    mentions: Sequence[Mention], since_cut: int, at: int, since_verb: Iterable[Mention] | None
) -> bool | None:
    """Tell whether a clause opens here: None, or whether it shares its subject."""
    kind = mentions[at].kind
    if (kind == "conj" and _new_determiner(mentions, since_cut, at)) or (
        kind == "comma" and _ends_concession(mentions, since_cut, at)
    ):
        return False
    return None if since_verb is None else _opens(mentions, at, since_verb)


def _ends_concession(mentions: Sequence[Mention], since_cut: int, at: int) -> bool:
    """In "despite a lack of money, courts tried six", a comma ends a phrase without a verb."""
    if at + 1 == len(mentions) or since_cut >= at:
        return False
    opening = [m.code for m in mentions[max(0, since_cut - 1) : since_cut + 1]]
    concedes = "despite" in opening or (since_cut == 0 and _lacks(mentions[:at]))
    return concedes and _subject_and_verb(mentions[at + 1 : at + _WINDOW])


def _lacks(phrase: Sequence[Mention]) -> bool:
    """Of "lacking funds, …", "due to a lack of funds, …": a circumstance of what comes after."""
    wanting = [m for m in phrase if m.kind == "status" and m.code == "not-done" and not is_verb(m)]
    return bool(wanting) and not any(is_verb(m) for m in phrase if m.kind != "measure")


def _infinitive(mentions: Sequence[Mention], at: int) -> bool:
    """Tell whether a verb hangs on "to": it leaves its clause's predicate and object in place."""
    before = mentions[at - 1] if at else None
    return before is not None and before.code == "to" and mentions[at].start - before.end <= 1


def _opens(mentions: Sequence[Mention], at: int, since_verb: Iterable[Mention]) -> bool | None:
    mention = mentions[at]
    rest = mentions[at + 1 : at + _WINDOW]
    if not rest or _joins_gerunds(mentions, at, rest):
        return None
    if mention.kind == "contrast":
        return _verb_next(mention, rest) if mention.code == "despite" or any(map(is_verb, rest)) else None
    if mention.kind == "subordinate":
        return False if _subject_and_verb(rest) else None
    if mention.kind == "comma":
        return _after_comma(mentions, at, rest, since_verb)
    if _for_others(mentions, at, rest):
        return False
    if rest[0].kind == "role" and _plays_for_others(mentions[:at], rest):
        return True
    if _verb_next(mention, rest) or _goes_on_with_gerund(mention, rest, since_verb):
        return True if any(m.kind in _NOMINAL for m in since_verb) else None
    return False if _new_subject(mentions, at, rest) or _new_thing(mentions, at, rest) else None


def _new_thing(mentions: Sequence[Mention], at: int, rest: Sequence[Mention]) -> bool:
    """Of "…, and penalties for smuggling are low": a thing, what it is of, and its verb."""
    if not at or mentions[at - 1].kind != "comma":
        return False
    things = False
    for mention in rest[:_FEW]:
        if mention.kind == "aux":
            return things
        if mention.kind not in _OF_A_THING:
            return False
        things = things or mention.kind == "measure"
    return False


def _for_others(mentions: Sequence[Mention], at: int, rest: Sequence[Mention]) -> bool:
    """Of "for women subjected to prostitution, and for men subjected to forced labor": each to their own."""
    if rest[0].code != "for":
        return False
    subjected = next((k for k, m in enumerate(rest[1:_FEW]) if m.kind == "exploitation-verb"), None)
    own = subjected is not None and any(m.kind in _PEOPLE for m in rest[1 : subjected + 1])
    return own and any(m.kind == "exploitation-verb" for m in mentions[max(0, at - _WINDOW) : at])


def _plays_for_others(before: Sequence[Mention], rest: Sequence[Mention]) -> bool:
    """Of "a destination country for men and a transit point for girls": each role has its own people."""
    role = next((k for k in reversed(range(len(before))) if before[k].kind == "role"), None)
    own = role is not None and any(m.kind in _PEOPLE for m in before[role:])
    return own and any(m.kind == "country-noun" for m in rest[1:_NEAR])


def _joins_gerunds(mentions: Sequence[Mention], at: int, rest: Sequence[Mention]) -> bool:
    """Of "in investigating, prosecuting, and adequately punishing": a list of deeds, and no clause."""
    after = next((m for m in rest if m.kind not in ("comma", "conj", "degree")), None)
    if after is None or after.form != GERUND:
        return False
    before = next((m for m in reversed(mentions[:at]) if m.kind not in ("comma", "conj")), None)
    return before is not None and before.form == GERUND


def _heads_item(mentions: Sequence[Mention], since_cut: int, at: int) -> bool:
    """Tell whether a gerund heads an item of a list: at a clause's begin, or right after a preposition."""
    before = mentions[at - 1] if at > since_cut else None
    governed = before is not None and before.kind == "prep" and mentions[at].start - before.end <= 1
    return mentions[at].kind in _PARTICIPLES and (before is None or governed)


def _goes_on_with_gerund(
    conjunction: Mention, rest: Sequence[Mention], since_verb: Iterable[Mention]
) -> bool:
    """Of "included opening a shelter and training judges": the next item of a list of deeds."""
    listed = any(m.form == GERUND and m.kind in _PARTICIPLES for m in since_verb)
    near = rest[0].start - conjunction.end <= 1 and rest[0].kind in _PARTICIPLES
    return listed and near and any(m.form == GERUND and m.start == rest[0].start for m in rest[:_NEAR])


def _new_determiner(mentions: Sequence[Mention], since_cut: int, at: int) -> bool:
    """Tell whether "and no …" opens a clause: in "fewer trials and no convictions" each has its own."""
    if at + 1 == len(mentions):
        return False
    following = mentions[at + 1]
    return (
        following.code in ("no", "none")
        and following.start - mentions[at].end <= 1
        and any(m.kind == "measure" for m in mentions[since_cut:at])
    )


def _after_comma(
    mentions: Sequence[Mention], at: int, rest: Sequence[Mention], since_verb: Iterable[Mention]
) -> bool | None:
    """A comma opens a clause before "which", a further deed ("maintained a shelter"), or a new subject."""
    comma, first = mentions[at], rest[0]
    if _takes_up(comma, rest):
        return True
    if first.kind == "exemplifier" and any(m.kind == "role" for m in rest[1:3]):
        # ", as well as a destination country for …", but "and, to a lesser extent, source for …"
        return False if any(m.kind == "country-noun" for m in rest[2:5]) else None
    if first.kind == "exemplifier" and rest[1:] and rest[1].kind == "place":
        after = next((m for m in rest[1:] if m.kind not in ("place", "comma", "conj")), None)
        if after is not None and after.kind == "prep":
            return None  # "from 20 countries, among them Chad and Mali, to …"
    if first.kind == "aux" and first.code in _ASSERTING and first.start - comma.end > _GAP:
        return False  # ", four were dismissed": whatever unknown words its subject is
    if first.kind in ("status", "measure") and first.form == "past" and first.start - comma.end <= 1:
        return True if any(m.kind in _NOMINAL for m in since_verb) else None
    if first.form == GERUND and first.kind in _PARTICIPLES and not _opens_list(rest):
        return True
    if first.kind in ("conj", "status", "rel") or first.kind == "place":
        return None
    return False if _new_subject(mentions, at, rest) else None


def _takes_up(comma: Mention, rest: Sequence[Mention]) -> bool:
    """Tell whether "which …" or "many of whom …" comes next, with its own verb."""
    first = rest[0]
    near = first.start - comma.end <= 1
    partitive = any(m.kind == "partitive" for m in rest[:3])
    return ((near and first.kind == "rel") or partitive) and any(map(is_verb, rest))


def _opens_list(rest: Sequence[Mention]) -> bool:
    """Tell whether "including" comes next: a participle in form, a preposition in use."""
    return any(m.kind == "exemplifier" and m.start == rest[0].start for m in rest[:3])


def _new_subject(mentions: Sequence[Mention], at: int, rest: Sequence[Mention]) -> bool:
    """Tell whether a conjunction leads to another noun phrase with its verb."""
    before = next(
        (m for m in reversed(mentions[max(0, at - _WINDOW) : at]) if m.kind not in ("comma", "bracket")), None
    )
    after = next((m for m in rest if m.kind not in ("exemplifier", "certainty")), None)
    verb = _verb_of_subject(rest)
    if before is None or after is None or verb is None:
        return False
    if before.kind == after.kind and after.kind in ("place", "demonym"):
        return False  # "from China and Burma are": the list goes on, whatever verb comes after it
    # "Men and women from Chad trafficked to Libya": a bare participle belongs to the whole list.
    return verb.kind == "aux" or not (before.kind in _PEOPLE and after.kind in _PEOPLE)


def _verb_next(conjunction: Mention, rest: Sequence[Mention]) -> bool:
    for mention in rest:
        if mention.start - conjunction.end > _LEAP:
            return False
        if mention.kind == "neg" and mention.code not in ("no", "none"):
            continue
        if mention.kind == "comma" and mention is rest[0] and mention.start - conjunction.end > 1:
            return False  # "of violence and revenge, were": the comma closes a phrase
        if mention.kind in ("degree", "certainty", "transit-verb", "exemplifier", "comma"):
            continue
        return is_verb(mention) and mention.form != GERUND and not _attributive(mention, rest)
    return False


def _attributive(mention: Mention, rest: Sequence[Mention]) -> bool:
    """A participle right before its noun ("forced laborers") is no predicate."""
    following = rest[rest.index(mention) + 1 :]
    return bool(
        mention.form == "past"
        and following
        and following[0].kind in _PEOPLE
        and following[0].start - mention.end <= 1
    )


def _subject_and_verb(rest: Sequence[Mention]) -> bool:
    """Tell whether a noun phrase of people (or a denied thing) and then its verb come next."""
    return _verb_of_subject(rest) is not None


def _verb_of_subject(rest: Sequence[Mention]) -> Mention | None:
    """Return the verb of the noun phrase that comes next, if one does."""
    thing = rest[0].kind in ("place", "exploitation", "measure")
    if rest[0].kind not in _SUBJECT or (thing and not _is_followed(rest)):
        return None
    in_phrase = False
    for at, mention in enumerate(rest):
        if mention.kind == "aux" or (mention.form in _TENSED and not _attributive(mention, rest)):
            named = any(m.kind not in _ADVERBS for m in rest[:at])  # ", sometimes subjected": no subject
            return mention if named and (rest[at - 1].kind != "comma" or _closes(rest, at - 1)) else None
        if mention.kind == "prep":
            in_phrase = True
        elif mention.kind in ("conj", "comma"):
            if in_phrase and not _joins_like(rest, at):
                return None
        elif mention.kind not in _SUBJECT and mention.kind not in ("sector", "workplace", "rel"):
            if mention.form == BASE and at > 0:
                return mention
            if not _has_other_sense(rest, at):
                return None
    return None


def _has_other_sense(rest: Sequence[Mention], at: int) -> bool:
    """Tell whether the same words come again as something else: "transit" as a role and as a verb."""
    return at + 1 < len(rest) and rest[at + 1].start == rest[at].start


def _is_followed(rest: Sequence[Mention]) -> bool:
    """Tell whether a verb follows a noun: not the noun's own words, as in "forced to work"."""
    following = next((m for m in rest[1:] if m.start >= rest[0].end), None)
    return following is not None and is_verb(following)


def _closes(rest: Sequence[Mention], at: int) -> bool:
    """Tell whether a comma closes an apposition: "foreign children, mostly boys, are"."""
    opener = next((k for k in range(at - 1, max(-1, at - 4), -1) if rest[k].kind == "comma"), None)
    return opener is not None and rest[opener + 1].kind in ("exemplifier", "partitive", "quantity")


def _joins_like(rest: Sequence[Mention], at: int) -> bool:
    """Tell whether a conjunction stands in a list of like things: "women from Chad, Mali, and Niger"."""
    around = [
        m for m in (*rest[max(0, at - 2) : at], *rest[at + 1 : at + 3]) if m.kind not in ("conj", "comma")
    ]
    kinds = {m.kind for m in around} - {"exemplifier"}
    alike = len(around) >= 2 and len(kinds) == 1 and kinds <= {"place", "measure"}
    return alike or [m.kind for m in rest[at - 1 : at + 2]] == ["place", "conj", "place"]
