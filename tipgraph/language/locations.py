"""How a clause uses the places that it names: as an origin, a scene, a goal, a passage, or otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tipgraph.language.clauses import Clause
from tipgraph.language.grammar import LOCATION, PASSAGE
from tipgraph.language.inflect import PLURAL
from tipgraph.language.mention import Mention

__all__ = ["ACTOR", "GOAL", "ORIGIN", "OTHER", "PASSED", "PEOPLE", "SCENE", "Use", "uses"]

PEOPLE = "people"
"""A nationality said of victims or of people who can be victims: "Angolan boys"."""
ORIGIN = "origin"
"""Where people come from: "boys from Angola"."""
SCENE = "scene"
"""Where something happens: "in Angola", "Libyan brothels"."""
GOAL = "goal"
"""Where people are taken or go: "to Angola"."""
PASSED = "passed"
"""Where people pass through."""
ACTOR = "actor"
"""Said of traffickers, buyers, officials or things: no part of a route."""
OTHER = "other"
"""Subject of the sentence, or of no known function."""

_PEOPLE_HEADS = frozenset({"victim-group", "person", "victim"})
_ACTOR_HEADS = frozenset({"perpetrator", "client", "official", "complicity", "ngo"})
_SKIPPED = frozenset({"demonym", "conj", "comma", "foreign", "certainty", "list-opener", "degree", "bracket"})
_WORD = re.compile(r"\w+")
_NOMINAL_NEXT = re.compile(
    r"\s*(?:$|[.,;:)]|(?:who|which|that|in|to|are|were|is|was|have|had|has|from|and|or|may|abroad|also|working|living|into)\b)"
)


@dataclass(frozen=True, slots=True)
class Use:
    """One place in one function; ``people`` are the victim groups that the words tie to it."""

    place: str
    function: str
    mention: Mention
    hedged: bool = False
    people: tuple[Mention, ...] = ()


@dataclass(slots=True)
class _Run:
    """Places that a sentence lists side by side, and so uses alike."""

    first: int
    last: int
    members: list[Mention]


def uses(clause: Clause, text: str) -> list[Use]:
    """Return the uses of all places in a clause, in order."""
    found: list[Use] = []
    before: list[Use] = []
    for run in _runs(clause.mentions, text):
        function = _function(clause.mentions, run, text, before)
        if function is None:
            continue
        people = _people(clause.mentions, run, function)
        before = [Use(m.code, function, m, _hedged(clause.mentions, m), people) for m in run.members]
        found += before
    return found


def _runs(mentions: Sequence[Mention], text: str) -> Iterator[_Run]:
    run: _Run | None = None
    for at, mention in enumerate(mentions):
        if mention.kind not in ("place", "demonym"):
            continue
        if run and _continues(mentions, run, at, text):
            run.last = at
            run.members.append(mention)
        else:
            if run:
                yield run
            run = _Run(at, at, [mention])
    if run:
        yield run


def _continues(mentions: Sequence[Mention], run: _Run, at: int, text: str) -> bool:
    previous, mention = mentions[run.last], mentions[at]
    if previous.start == mention.start:  # two readings of one word
        return True
    if (previous.kind == "demonym") != (mention.kind == "demonym") and not _plural_region(
        previous, mention, text
    ):
        return False
    between = mentions[run.last + 1 : at]
    if any(
        m.kind not in ("conj", "comma", "list-opener", "certainty", "bracket", "country-noun")
        for m in between
    ):
        return False
    gap = text[previous.end : mention.start]
    for m in between:
        gap = gap.replace(text[m.start : m.end], " ", 1)
    words = _WORD.findall(gap.replace("the", ""))
    return bool(between or "—" in gap or "–" in gap or "&" in gap) and len(words) <= 2 and ";" not in gap


def _plural_region(previous: Mention, mention: Mention, text: str) -> bool:
    """ "West and Central African countries": an adjective that a noun for countries turns into a place."""
    return _before_countries(previous, text) or _before_countries(mention, text)


_COUNTRIES = re.compile(r"\s*(?:countries|states|nations|republics|region|territories|continent|mainland)\b")


def _before_countries(mention: Mention, text: str) -> bool:
    return bool(_COUNTRIES.match(text, mention.end))


def _function(mentions: Sequence[Mention], run: _Run, text: str, before: Sequence[Use]) -> str | None:
    last = run.members[-1]
    if last.kind == "demonym" and not _before_countries(last, text):
        return _adjective(mentions, run, text)
    if _heads_people(mentions, run, text):
        return PEOPLE
    if text[last.end : last.end + 1] in "’'" and text[last.end : last.end + 1]:
        return _possessive(mentions, run, text)
    if text[last.end : last.end + 1] == "-":
        return ACTOR
    return _governed(mentions, run, text) or _apposed(run, text, before) or OTHER


def _adjective(mentions: Sequence[Mention], run: _Run, text: str) -> str:
    last = run.members[-1]
    if text[last.end : last.end + 1] == "-":
        return ACTOR
    if _NOMINAL_NEXT.match(text, last.end) or last.form == PLURAL:
        return PEOPLE
    for mention in mentions[run.last + 1 :]:
        if mention.start < last.end or (
            mention.kind in _SKIPPED and mention.kind not in ("comma", "conj", "bracket")
        ):
            continue
        if len(_WORD.findall(text[last.end : mention.start])) > 3:
            break
        if mention.kind in _PEOPLE_HEADS:
            return PEOPLE
        if mention.kind in _ACTOR_HEADS:
            return ACTOR
        if mention.kind in ("sector", "setting"):
            return _head_after(mentions, mention, text)
        if mention.kind in ("prep", "aux", "conj", "comma", "rel"):
            break
    return OTHER


def _head_after(mentions: Sequence[Mention], modifier: Mention, text: str) -> str:
    """Of "Thai construction workers" (people), "Thai construction companies" (actors) and "Thai sites"."""
    end = modifier.end
    for mention in mentions:
        if mention.start < modifier.start or (
            mention.kind in ("sector", "conj", "setting") and mention.start == modifier.start
        ):
            continue
        if _WORD.search(text, end, mention.start) or mention.kind not in (
            *_PEOPLE_HEADS,
            *_ACTOR_HEADS,
            "sector",
            "conj",
        ):
            return SCENE
        if mention.kind in _PEOPLE_HEADS:
            return PEOPLE
        if mention.kind in _ACTOR_HEADS:
            return ACTOR
        end = mention.end
    return SCENE


def _heads_people(mentions: Sequence[Mention], run: _Run, text: str) -> bool:
    """A name before a noun for people: "Hong Kong residents"."""
    last = run.members[-1]
    return any(
        m.kind in _PEOPLE_HEADS and text[last.end : m.start] == " "
        for m in mentions[run.last + 1 : run.last + 3]
    )


def _possessive(mentions: Sequence[Mention], run: _Run, text: str) -> str:
    for mention in mentions[run.last + 1 : run.last + 3]:
        if mention.kind in ("sector", "setting") and _governor(mentions, run, text) in LOCATION | {
            "to",
            "from",
        }:
            return SCENE
        if mention.kind in _PEOPLE_HEADS and mention.start - run.members[-1].end <= 3:
            return PEOPLE
    return SCENE if _governor(mentions, run, text) in ("in", "within") else ACTOR


def _governed(mentions: Sequence[Mention], run: _Run, text: str) -> str | None:
    governor = _governor(mentions, run, text)
    if governor in LOCATION:
        return SCENE
    if governor in PASSAGE or governor == "passage":
        return PASSED
    if governor in ("to", "into", "toward", "towards", "goal"):
        return GOAL
    if governor == "of":
        return (
            SCENE
            if _OF_SCENE.search(text, max(0, run.members[0].start - 40), run.members[0].start)
            else _source(mentions, run, governor)
        )
    if governor in ("from", "departure"):
        return _source(mentions, run, governor)
    return None


_OF_SCENE = re.compile(r"\b(?:in|on|at|along|near|across|throughout|within) (?:\w+ ){1,3}of (?:\w+ ){0,3}$")


def _governor(mentions: Sequence[Mention], run: _Run, text: str) -> str | None:
    """Return the preposition or verb that the list of places depends on."""
    follower = mentions[run.first]
    for mention in reversed(mentions[: run.first]):
        if mention.end > follower.start:
            continue
        gap = text[mention.end : follower.start]
        if len(_WORD.findall(gap)) > 4 or ";" in gap:
            return None
        if mention.kind == "prep":
            return mention.code
        if mention.kind in ("goal", "passage", "departure"):
            return mention.kind
        if mention.kind in (
            "list-opener",
            "foreign",
            "certainty",
            "degree",
            "setting",
            "country-noun",
            "pronoun",
            "domestic",
        ):
            follower = mention
            continue
        return None
    return None


def _source(mentions: Sequence[Mention], run: _Run, governor: str) -> str:
    """ "From X" says where the people before it come from, unless those are buyers or traffickers."""
    for mention in reversed(mentions[: run.first]):
        if mention.kind in _ACTOR_HEADS:
            return ACTOR
        if mention.kind in _PEOPLE_HEADS or mention.kind in ("foreign", "movement", "exploitation-verb"):
            return ORIGIN
        if governor == "of" and mention.kind in ("measure", "setting", "country-noun"):
            return OTHER
    return OTHER if governor == "of" else ORIGIN


def _apposed(run: _Run, text: str, before: Sequence[Use]) -> str | None:
    """A list taken up again after words that are in no vocabulary keeps its function."""
    if not before or before[-1].function == PEOPLE:
        return None
    gap = text[before[-1].mention.end : run.members[0].start]
    return before[-1].function if len(_WORD.findall(gap)) <= 3 and ";" not in gap else None


def _people(mentions: Sequence[Mention], run: _Run, function: str) -> tuple[Mention, ...]:
    if function == PEOPLE:
        return tuple(_following_people(mentions, run))
    if function == ORIGIN:
        return tuple(_preceding_people(mentions, run))
    return ()


def _following_people(mentions: Sequence[Mention], run: _Run) -> Iterator[Mention]:
    for mention in mentions[run.last + 1 :]:
        if mention.kind == "victim-group":
            yield mention
        elif mention.kind not in (
            "conj",
            "comma",
            "person",
            "victim",
            "foreign",
            "list-opener",
            "degree",
            "certainty",
            "exploitation",
        ):
            return


def _preceding_people(mentions: Sequence[Mention], run: _Run) -> Iterator[Mention]:
    skipped = False
    for mention in reversed(mentions[: run.first]):
        if mention.kind == "victim-group":
            skipped = True
            yield mention
        elif mention.kind in ("prep", "list-opener", "movement", "rel", "domestic") and not skipped:
            continue
        elif mention.kind not in (
            "conj",
            "comma",
            "person",
            "victim",
            "foreign",
            "list-opener",
            "degree",
            "certainty",
        ):
            return


def _hedged(mentions: Sequence[Mention], place: Mention) -> bool:
    """ "Possibly Congolese": an adverb weakens the one item that it stands before."""
    return any(
        m.kind == "certainty" and 0 <= place.start - m.end <= 1 and m.end - m.start >= 6 for m in mentions
    )
