"""Frames: who is moved or exploited, from where, to where, through where and how, over several clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.context import (
    hedges,
    is_exploitative,
    sector_arguments,
    spouse_arguments,
    subject_span_end,
)
from tipgraph.understanding.grammar import LOCATION_PREPOSITIONS, words
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Analysis, Segment
from tipgraph.understanding.place_arguments import (
    BETWEEN,
    BOTH_WAYS,
    DESTINATION,
    LOCATION,
    NATIONALITY,
    ORIGIN,
    TRANSIT,
    PlaceArgument,
)
from tipgraph.understanding.sentences import Span

__all__ = ["Frame", "exploitation_of", "frames"]


@dataclass(slots=True)
class Frame:
    """What one predicate, or several with a shared subject, say about a group of people.

    ``implied`` is true if a pronoun stands for the people, ``at_risk`` if an earlier clause mentions
    exploitation or a risk of it, ``elsewhere`` if the exploiters are in a named place.
    """

    clauses: list[Clause]
    origins: list[PlaceArgument] = field(default_factory=list)
    locations: list[PlaceArgument] = field(default_factory=list)
    transit: list[PlaceArgument] = field(default_factory=list)
    between: list[PlaceArgument] = field(default_factory=list)
    both_ways: list[PlaceArgument] = field(default_factory=list)
    groups: list[Mention] = field(default_factory=list)
    implied: bool = False
    at_risk: bool = False
    elsewhere: bool = False
    at_home: bool = False
    foreign: bool = False
    hedged: bool = False

    @property
    def exploitative(self) -> bool:
        """Whether a clause mentions exploitation or a risk of it."""
        return self.at_risk or any(is_exploitative(clause) for clause in self.clauses)

    @property
    def moving(self) -> bool:
        """Whether a clause mentions people who move or are moved."""
        return any(
            clause.has("movement", "arrival-verb", "transit-verb", "departure-verb", "role")
            for clause in self.clauses
        )

    def codes(self, kind: str) -> tuple[str, ...]:
        """Return the codes of a kind in all clauses."""
        if len(self.clauses) == 1:
            return self.clauses[0].codes(kind)
        return tuple(dict.fromkeys(code for clause in self.clauses for code in clause.codes(kind)))

    def mentions(self, kind: str) -> list[Mention]:
        """Return the mentions of a kind in all clauses, in order."""
        return [m for clause in self.clauses for m in clause.of(kind)]

    def sector_mentions(self) -> list[Mention]:
        """Return the mentions of sectors in which people are exploited."""
        return [m for clause in self.clauses for m in sector_arguments(clause)]

    def sectors(self) -> tuple[str, ...]:
        """Return the sectors in which people are exploited."""
        return tuple(dict.fromkeys(m.code for m in self.sector_mentions()))

    def exploitation(self) -> tuple[str, ...]:
        """Return the kinds of exploitation."""
        return exploitation_of([*self.mentions("exploitation"), *self.sector_mentions()])


def exploitation_of(told: Sequence[Mention]) -> tuple[str, ...]:
    """Return the kinds of exploitation in some mentions. Domestic work counts as domestic servitude."""
    found = dict.fromkeys(m.code for m in told if m.kind == "exploitation")
    if any(m.code == "domestic-work" for m in told):
        found["domestic-servitude"] = None
    return tuple(found)


def frames(analysis: Analysis) -> list[Frame]:
    """Return the frames of a narrative, including those of government measures."""
    found: list[Frame] = []
    for segment in analysis.segments:
        if segment.section == "recommendations":
            continue
        before = found[-1] if found and _adjoins(found[-1], segment) else None
        if not segment.has("place", "demonym", "domestic"):
            people = _last_people(found) if before is not None else None
            if people is not None and _tells_of_them(segment, people):
                _suffers(analysis, found, people, segment)
            continue
        new = list(_segment_frames(analysis, segment, before))
        if before is not None and _only_passes(new, before):
            new = [_passing_through(before, new[0])]
        found += new
    return found


def _adjoins(frame: Frame, segment: Segment) -> bool:
    """Tell whether a segment follows in the same sentence, or in the next."""
    last = frame.clauses[-1].sentence
    return last == segment.sentence or 0 <= segment.sentence.start - last.end <= 2


def _last_people(found: Sequence[Frame]) -> Frame | None:
    """Return the frame that last named people from somewhere, in the sentence that was read last."""
    last = found[-1].clauses[-1].sentence
    of_last = (frame for frame in reversed(found) if frame.clauses[-1].sentence == last)
    return next((frame for frame in of_last if frame.origins or (frame.locations and frame.groups)), None)


def _tells_of_them(segment: Segment, frame: Frame) -> bool:
    """Of "… from India. Some of them face involuntary servitude": what a pronoun's people suffer."""
    first = segment.clauses[0]
    return (
        segment.has("exploitation", "trafficking")
        and _named(first) in ("pronoun", "quantity", "partitive")
        and not any(clause.has("measure", "neg", "official", "ngo") for clause in segment.clauses)
        and _are_the_same(segment, frame)
    )


def _are_the_same(segment: Segment, frame: Frame) -> bool:
    """Tell whether the groups that a segment names, if any, are those of before: "some of these women"."""
    groups = [m for clause in segment.clauses for m in clause.of("victim-group")]
    return not groups or _are_meant(groups, segment.clauses[0], frame)


def _names_others(new: Frame, before: Frame) -> bool:
    """Return whether a clause names its own people."""
    return bool(new.origins) or (bool(new.groups) and not _are_meant(new.groups, new.clauses[0], before))


def _are_meant(groups: Sequence[Mention], clause: Clause, before: Frame) -> bool:
    """Tell whether groups are those of before: "these women", or some of those: "some of the women"."""
    if any(groups[0].start - m.end == _THE for m in clause.of("quantity")):
        return True
    pronouns = [m for m in clause.of("pronoun") if m.code in _BACK]
    if any(groups[0].start - m.end == 1 for m in pronouns):
        return True
    return bool(pronouns) and {m.code for m in groups} <= {m.code for m in before.groups}


def _suffers(analysis: Analysis, found: list[Frame], frame: Frame, segment: Segment) -> None:
    """Add what people suffer, as a separate statement, unless before they only moved."""
    hedged = any(_frame(analysis, clause).hedged for clause in segment.clauses)
    if frame.exploitative:
        later = [*_within(frame.clauses, frame.clauses[0].sentence), *segment.clauses]
        found.append(replace(frame, clauses=later, hedged=hedged, at_risk=True))
    else:
        frame.clauses, frame.hedged = [*frame.clauses, *segment.clauses], hedged


def _within(clauses: Iterable[Clause], sentence: Span) -> list[Clause]:
    return [clause for clause in clauses if clause.sentence == sentence]


def _only_passes(new: Sequence[Frame], before: Frame) -> bool:
    """Tell whether a pronoun's people only pass through places: "most travel through Niger"."""
    if len(new) != 1 or not new[0].transit or new[0].locations:
        return False
    return new[0].origins in ([], before.origins) and _named(new[0].clauses[0]) == "pronoun"


def _passing_through(frame: Frame, passing: Frame) -> Frame:
    """Return the frame of people who are taken where an earlier frame says, through places."""
    return replace(frame, clauses=[*frame.clauses, *passing.clauses], transit=passing.transit)


def _segment_frames(analysis: Analysis, segment: Segment, before: Frame | None) -> Iterator[Frame]:
    frame: Frame | None = None
    for clause in segment.clauses:
        new = _frame(analysis, clause)
        if "country-noun" in clause.kinds and (earlier := frame or before) is not None:
            _refer_back(new, earlier, analysis.country)
        if frame is None:
            frame = _taking_up(analysis, before, new)
        elif _is_when(frame, new):
            _happens_there(frame, new)
        elif not (clause.shared or (clause.opener in _RESUMING and _pronominal(clause))) or _names_others(
            new, frame
        ):
            yield frame
            frame = new
        elif _adds_places(new):
            yield frame
            frame = _with_people_of(frame, new)
        elif _is_less_certain(frame, new):
            yield frame
            frame = replace(new, **{name: getattr(frame, name) for name in _SHARED}, at_risk=True)
        else:
            _extend(frame, new)
    if frame is not None:
        yield frame


def _is_when(frame: Frame, new: Frame) -> bool:
    """Of "are at risk when they cross into Mali": the scene of what the clause before tells."""
    opener, *rest = new.clauses[0].mentions
    return (
        opener.kind == "subordinate"
        and opener.code in _MEANWHILE
        and rest[:1] != []
        and rest[0].kind == "pronoun"
        and bool(new.locations)
        and not (frame.locations or _same_people(new))
    )


def _happens_there(frame: Frame, new: Frame) -> None:
    _extend(frame, new)
    frame.locations = new.locations
    frame.transit = [*frame.transit, *new.transit]


def _taking_up(analysis: Analysis, before: Frame | None, new: Frame) -> Frame:
    """Link a segment to the one before its semicolon: "…; and the Middle East", "…; many transit X"."""
    clause = new.clauses[0]
    if before is None or _names_others(new, before):
        return new
    same = before.clauses[-1].sentence == clause.sentence
    if same and not clause.verbs and before.locations and analysis.place_arguments(clause):
        listed = [argument._replace(function=LOCATION) for argument in analysis.place_arguments(clause)]
        return replace(before, clauses=[*before.clauses, clause], locations=listed, transit=[])
    told = before.origins and not before.codes("role")  # "a transit country for Chadians": in passing
    return _with_people_of(before, new) if told and _pronominal(clause) else new


def _pronominal(clause: Clause) -> bool:
    """Tell whether a clause's subject is a pronoun: it takes up the people of the clause before."""
    return _named(clause) in ("pronoun", "quantity")


def _named(clause: Clause) -> str | None:
    """Return the kind of the first mention that names or takes up people."""
    return next((m.kind for m in clause.mentions if m.kind in _NAMING), None)


_RESUMING = words("but and though although however while whereas")
_NAMING = words(
    "pronoun quantity partitive perpetrator official buyer victim-group person demonym place victim"
)


_THE = len(" the ")
"""Code points between "some of" and the group that it is of."""
_APART = 6
"""Code points between "these" and "countries": room for "same", and no more."""
_MEANWHILE = words("when once after if")
_BACK = words("these those them such")
_THERE = (LOCATION, DESTINATION)


def _frame(analysis: Analysis, clause: Clause) -> Frame:
    used = analysis.place_arguments(clause)
    until = subject_span_end(clause)
    spouses = spouse_arguments(clause)
    return Frame(
        [clause],
        origins=[u for u in used if u.function in (NATIONALITY, ORIGIN) and _are_victims(u, until, spouses)],
        locations=[u for u in used if u.function in _THERE and not _of_actors(clause, u, until)],
        elsewhere=any(
            u.place != analysis.country and u.function in _THERE and _of_actors(clause, u, until)
            for u in used
        ),
        transit=[u for u in used if u.function == TRANSIT],
        between=[u for u in used if u.function == BETWEEN],
        both_ways=[u for u in used if u.function == BOTH_WAYS],
        groups=[m for m in clause.of("victim-group") if m.start >= until and m not in spouses],
        at_home="domestic" in clause.kinds,
        foreign="foreign" in clause.kinds and any(m.start >= until for m in clause.of("foreign")),
        hedged="certainty" in clause.kinds and any(not adverbial(m, clause) for m in hedges(clause)),
    )


def _are_victims(argument: PlaceArgument, until: int, spouses: Sequence[Mention]) -> bool:
    """Tell whether people from a place are those who suffer, and not who exploits or marries them."""
    if argument.mention.start < until:
        return False
    return not (spouses and argument.people and all(group in spouses for group in argument.people))


def _of_actors(clause: Clause, argument: PlaceArgument, until: int) -> bool:
    """Of "networks in Russia recruit women": a scene between the actors and their verb is the actors' own."""
    at = argument.mention.start
    subject = at < until or not any(verb.start < at for verb in clause.verbs)
    return subject and any(m.end <= at for kind in ("perpetrator", "buyer") for m in clause.of(kind))


def adverbial(hedge: Mention, clause: Clause) -> bool:
    """Tell whether a hedge applies only to the next word: "possibly Congolese"."""
    if hedge.code != "possible" or hedge.form != "noun":
        return False
    follower = next((m for m in clause.mentions if m.start >= hedge.end and m.kind != "comma"), None)
    return (
        follower is not None
        and follower.start - hedge.end <= 2
        and follower.kind in ("demonym", "place", "exploitation", "victim-group", "sector")
    )


def _refer_back(new: Frame, earlier: Frame, home: str) -> None:
    """Add the places that "these countries" stands for: those abroad that the frame before names."""
    clause = new.clauses[0]
    abroad = [argument for argument in (*earlier.origins, *earlier.locations) if argument.place != home]
    for noun in clause.of("country-noun"):
        pronoun = clause.before(noun.start)
        if pronoun is None or pronoun.code not in _BACK or noun.start - pronoun.end > _APART:
            continue
        governor = clause.before(pronoun.start)
        code = governor.code if governor is not None and pronoun.start - governor.end <= 1 else ""
        if code == "from":
            new.origins += [argument._replace(mention=noun, people=(), named=False) for argument in abroad]
        elif code in LOCATION_PREPOSITIONS or code in ("to", "into"):
            new.locations += [PlaceArgument(argument.place, LOCATION, noun) for argument in abroad]


def _adds_places(frame: Frame) -> bool:
    return bool(frame.locations or frame.transit)


def _same_people(frame: Frame) -> bool:
    """A clause that names people is about those."""
    return bool(frame.origins or frame.groups)


def _with_people_of(old: Frame, new: Frame) -> Frame:
    new.origins, new.groups = old.origins, old.groups
    new.implied, new.at_risk = True, old.exploitative
    new.foreign = new.foreign or old.foreign
    return new


def _tells_of_exploitation(clause: Clause) -> bool:
    """Tell whether a clause names what people suffer, and not only that they move, or from what."""
    return "exploitation" in clause.kinds and not clause.has(
        "movement", "departure-verb", "arrival-verb", "transit-verb"
    )


_SHARED = words("origins locations transit groups implied at_home foreign")


def _is_less_certain(frame: Frame, new: Frame) -> bool:
    """Of "are sold in Rome and may be forced to beg": only the second is possible."""
    return new.hedged and not frame.hedged and any(map(_tells_of_exploitation, frame.clauses))


def _extend(frame: Frame, new: Frame) -> None:
    frame.hedged = frame.hedged or new.hedged
    frame.clauses += new.clauses
    frame.groups += new.groups
    frame.at_home = frame.at_home or new.at_home
