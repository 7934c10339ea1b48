"""Questions that several kinds of claim ask about a clause: who acts, who is harmed, how certain it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tipgraph.understanding.clauses import Clause, is_verb
from tipgraph.understanding.grammar import BE, LAW_ENFORCEMENT, LOCATION_PREPOSITIONS, words
from tipgraph.understanding.inflect import BASE, NOUN, PAST, PRESENT
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.sentences import Span

__all__ = [
    "begins_elsewhere",
    "certainty",
    "hedges",
    "in_relative",
    "is_exploitative",
    "is_plural_role",
    "names_role",
    "relative_of",
    "sector_arguments",
    "spouse_arguments",
    "subject_span_end",
]


_EXPLOITATIVE = (
    "exploitation",
    "exploitation-verb",
    "victimization",
    "certainty",
    "victim",
    "trafficking",
    "perpetrator",
)


def is_exploitative(clause: Clause) -> bool:
    """Tell whether a clause mentions exploitation, or people at risk of it."""
    return clause.has(*_EXPLOITATIVE)


def subject_span_end(clause: Clause) -> int:
    """Return the offset at which the subject of exploitation ends: the start of its active verb.

    In "Truck drivers exploit boys", the words before "exploit" name no victim. Without such a verb, this is
    the start of the clause.
    """
    if "exploitation-verb" in clause.kinds or ("perpetrator" in clause.kinds and "aux" in clause.kinds):
        return clause.once(_subject_span_end)
    return clause.span.start


def _subject_span_end(clause: Clause) -> int:
    described = _described_agents(clause)
    if described is not None:
        return described
    crime = _crime_of_the_tried(clause)
    if crime is not None:
        return crime.start
    for mention in clause.of("exploitation-verb"):
        if (
            mention.form in (BASE, PRESENT)
            and not _of_agents(clause, mention)
            and not (_infinitive(clause, mention) or _is_listed(clause, mention))
        ):
            named_before = _of_their_victims(clause, mention) or _is_on_them(clause, mention)
            return clause.span.start if named_before else _end_of_subject(clause, mention)
    return clause.span.start


def _described_agents(clause: Clause) -> int | None:
    """Return where "traffickers are often women from Peru" ends: at the clause's, or at "who"."""
    subject = next((m for m in clause.mentions if m.kind in _NAMED), None)
    if subject is None or subject.kind != "perpetrator":
        return None
    # "The suspects arrested during the year were men who …": a time stands between.
    be = next((m for m in clause.mentions if m.start >= subject.end and m.kind != "prep"), None)
    if be is None or be.code not in BE:
        return None
    told = next((m for m in clause.mentions if m.start >= be.end and m.kind not in _ADVERBS), None)
    if told is None or told.kind not in ("victim-group", "demonym"):
        return None
    deeds = [m.start for m in clause.of("exploitation-verb")]
    rel = next((m.start for m in clause.of("rel") if m.start >= told.end), clause.span.end)
    return rel if any(start > rel for start in deeds) else clause.span.end


def _crime_of_the_tried(clause: Clause) -> Mention | None:
    """Return the verb of "arrested six women who had forced girls …": those before it are no victims."""
    tried = [m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT and m.form != NOUN]
    for rel in clause.of("rel"):
        if tried and tried[0].end <= rel.start and rel.code in ("who", "that"):
            after = [m for m in clause.of("exploitation-verb") if m.start >= rel.end and m.form == PAST]
            active = not any(
                m.code in BE for m in clause.of("aux") if after and rel.end <= m.start < after[0].start
            )
            return after[0] if after and active else None
    return None


_NAMED = words("victim-group person demonym place official perpetrator buyer")
_ADVERBS = words("exemplifier degree certainty quantity partitive comma person pronoun")


def _of_agents(clause: Clause, verb: Mention) -> bool:
    """Of "are lured by firms that promise work": the verb of a relative clause behind the predicate."""
    rel = next((m for m in clause.of("rel") if m.end <= verb.start), None)
    return rel is not None and any(m.code in BE and m.end <= rel.start for m in clause.of("aux"))


def _is_listed(clause: Clause, verb: Mention) -> bool:
    """Of "in construction, transport, and cleaning": a noun that looks like a verb."""
    before = clause.before(verb.start)
    after = next((m for m in clause.mentions if m.start >= verb.end), None)
    return (
        before is not None
        and after is not None
        and before.kind in ("comma", "conj", "prep")
        and after.kind in ("comma", "conj")
        and max(verb.start - before.end, after.start - verb.end) <= 1
    )


def _of_their_victims(clause: Clause, verb: Mention) -> bool:
    """Tell whether those who are exploited stand before their exploiters: "men whom traffickers exploit"."""
    for rel in clause.of("rel"):
        if rel.end <= verb.start and rel.code in ("whom", "that", "which"):
            following = next(m for m in clause.mentions if m.start >= rel.end)
            return following.kind in ("perpetrator", "buyer")
    return False


def _end_of_subject(clause: Clause, verb: Mention) -> int:
    """Return where agents end: at their verb; in "gangs approach girls and exploit them" at their name."""
    subject = next((m for m in clause.mentions if m.kind in _NAMED), verb)
    on_them = any(m.code == "them" for m in clause.starting(verb.end, verb.end + 1))
    return subject.end if on_them and subject.kind == "perpetrator" else verb.start


def _is_on_them(clause: Clause, verb: Mention) -> bool:
    """Of "boys fall into the hands of gangs who force them to beg": the gangs' victims stand before them."""
    rel = next((m for m in clause.of("rel") if m.code in ("who", "that") and m.end <= verb.start), None)
    if rel is None or not any(m.code == "them" for m in clause.starting(verb.end, verb.end + 1)):
        return False
    actor = clause.before(rel.start)
    return (
        actor is not None
        and actor.kind == "perpetrator"
        and any(m.end <= actor.start for m in clause.of("victim-group"))
    )


def _infinitive(clause: Clause, verb: Mention) -> bool:
    before = clause.before(verb.start)
    return before is not None and before.kind == "prep" and verb.start - before.end <= 1


def certainty(clause: Clause, item: Mention | None = None) -> str:
    """Return ``possible`` if a word hedges the clause, or only ``item`` in it; else ``asserted``."""
    if "certainty" not in clause.kinds:
        return "asserted"
    unsure = hedges(clause) or (item is not None and any(hedged is item for _, hedged in _of_items(clause)))
    return "possible" if unsure else "asserted"


def hedges(clause: Clause) -> list[Mention]:
    """Return the words that hedge a clause. "Could not" is not a hedge."""
    refusals = {m.start for m in clause.of("neg")}
    of_items = [hedge for hedge, _ in clause.once(_of_items)]
    return [
        m
        for m in clause.of("certainty")
        if m.end + 1 not in refusals and m not in of_items and not _qualifies(clause, m)
    ]


def _qualifies(clause: Clause, hedge: Mention) -> bool:
    """Of "recruit vulnerable Thai women": what people are like, and not what befalls them."""
    return any(m.kind == "demonym" for m in clause.starting(hedge.end, hedge.end + 1))


def _of_items(clause: Clause) -> list[tuple[Mention, Mention]]:
    """Return the hedges of one item of a list, and that item: "Chinese and possibly Congolese migrants"."""
    found = []
    for hedge in clause.of("certainty"):
        before = clause.before(hedge.start)
        while before is not None and before.kind in ("conj", "comma"):
            before = clause.before(before.start)
        items = [m for m in _next(clause, hedge) if m.kind in _ITEMS]
        if before is not None and items and _are_alike(before, items[0]):
            found += [(hedge, item) for item in items]
    return found


def _next(clause: Clause, hedge: Mention) -> Sequence[Mention]:
    """Return the mentions right after a hedge, or after one word: "possibly for", "possibly,"."""
    following = clause.starting(hedge.end, hedge.end + 1)
    if len(following) == 1 and following[0].kind in ("prep", "comma"):
        return clause.starting(following[0].end, following[0].end + 1)
    return following


def _are_alike(one: Mention, other: Mention) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} <= _PLACED or {one.kind, other.kind} <= _DEEDS


_ITEMS = words("demonym place victim-group exploitation sector")
_DEEDS = words("exploitation sector")
_PLACED = words("demonym place")
_MODALS = words("would could can may might must")


def spouse_arguments(clause: Clause) -> Sequence[Mention]:
    """Return the groups that marry victims: "men" in "forced into marriages with men from Peru"."""
    deeds = [m for m in clause.of("exploitation") if m.code == "forced-marriage"]
    return [m for m in clause.of("victim-group") if _follows_marriage(clause, m)] if deeds else ()


def _follows_marriage(clause: Clause, group: Mention) -> bool:
    before = clause.before(group.start)
    while before is not None and before.kind in _QUALIFYING:
        before = clause.before(before.start)
    if before is None or before.code not in ("with", "to", "by"):
        return False
    deed = clause.before(before.start)
    return deed is not None and deed.code == "forced-marriage" and before.start - deed.end <= 1


_QUALIFYING = words("demonym foreign degree exemplifier pronoun conj comma victim-group")


def sector_arguments(clause: Clause) -> Sequence[Mention]:
    """Return the sectors in a clause, without those of work that is only promised.

    "Women, lured by offers of work as dancers, are forced to beg" is not about dancing.
    """
    return clause.once(_sector_arguments) if "false-promise" in clause.kinds else clause.of("sector")


def _sector_arguments(clause: Clause) -> list[Mention]:
    return [sector for sector in clause.of("sector") if not _is_promised(clause, sector)]


def _is_promised(clause: Clause, sector: Mention) -> bool:
    if any(m.start == sector.start for m in clause.of("exploitation")):
        return False  # "domestic servitude"
    lures = [m for m in clause.of("false-promise") if m.end <= sector.start]
    between = [m for m in clause.mentions if lures and lures[-1].end <= m.start and m.end <= sector.start]
    return bool(lures) and all(m.kind in _PROMISED for m in between)


_PROMISED = words("sector conj comma prep person workplace exemplifier degree place demonym movement")


def begins_elsewhere(clause: Clause, home: str) -> bool:
    """Tell whether a clause starts with a place other than ``home``: "In X, a task force …"."""
    if len(clause.mentions) < 2:
        return False
    preposition, place = clause.mentions[:2]
    return preposition.code in LOCATION_PREPOSITIONS and place.kind == "place" and place.code != home


def names_role(clause: Clause, role: Mention) -> bool:
    """Tell whether a role word describes a country: "a transit country", but not "they transit Chad"."""
    return "country-noun" in clause.kinds or role.end - role.start > len(role.code)


def is_plural_role(role: Mention) -> bool:
    """Tell whether a role word is a plural, so that it describes other countries: "destinations"."""
    return role.end - role.start == len(role.code) + 1


def in_relative(clause: Clause, mention: Mention) -> bool:
    """Tell whether a mention is inside a relative clause that ends before the main verb."""
    if "rel" not in clause.kinds:
        return False
    spans = clause.once(_relatives)
    at = bisect_right(spans, mention.start, key=attrgetter("start"))
    return at > 0 and mention.end <= spans[at - 1].end


def relative_of(clause: Clause, mention: Mention) -> Mention | None:
    """Return the word that opens the relative clause around a mention, if there is one."""
    if "rel" not in clause.kinds:
        return None
    rel = next((m for m in reversed(clause.of("rel")) if m.end <= mention.start), None)
    main = _second_predicate(clause, rel) if rel is not None else None
    return rel if main is None or mention.start < main.start else None


def _relatives(clause: Clause) -> list[Span]:
    """Return where the relative clauses of a clause stand, in order; those within another are left to it."""
    found: list[Span] = []
    for rel in clause.of("rel"):
        main = _second_predicate(clause, rel)
        if main is not None and not (found and main.start <= found[-1].end):
            found.append(Span(rel.end, main.start))
    return found


def _is_noun_too(clause: Clause, verb: Mention) -> bool:
    """Of "funds" and "shelters": within a relative clause they are more likely its object."""
    if verb.form not in (BASE, PRESENT):
        return False
    same = clause.starting(verb.start, verb.start)
    return any(m.form == NOUN and m.kind == "measure" and m.end == verb.end for m in same)


def _second_predicate(clause: Clause, rel: Mention) -> Mention | None:
    """Return the first verb after a relative clause's own verbs and what depends on them."""
    own, apart, modal = False, False, False
    for mention in clause.mentions:
        if mention.start < rel.end or (modal and mention.form == BASE):
            continue  # "which would ban it, open shelters, and train judges"
        modal = modal or mention.code in _MODALS
        if is_verb(mention) and not _is_noun_too(clause, mention):
            if own and apart:
                return mention
            own, apart = True, False
        elif mention.kind not in ("neg", "degree", "status"):
            apart = True
    return None
