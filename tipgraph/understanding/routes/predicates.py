"""Predicates: a verb with what depends on it, as one clause says it.

Infinitives and gerunds go with their verb ("are forced to work"). A relative clause is another predicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import cached_property
from itertools import pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple

from tipgraph.understanding.routes.accused import call_offenders, is_no_victim, restates, tries
from tipgraph.understanding.routes.content import (
    ACTOR,
    EXAMPLES,
    OTHER,
    PEOPLE,
    PLACE,
    PROMISED,
    PRONOUNS,
    SCENE,
    Content,
    is_homeward,
    read_content,
)
from tipgraph.understanding.routes.described import STAYS, places_described, whereabouts
from tipgraph.understanding.routes.frames import MOVING, Frame, frames
from tipgraph.understanding.routes.helpers import is_brought_back
from tipgraph.understanding.routes.positions import goes_on, is_promised
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role, described, whole_phrases
from tipgraph.understanding.tokens.sentences import Span
from tipgraph.understanding.tokens.words import NO_CLASSES, PREPOSITIONS

__all__ = [
    "SUBORDINATE", "Argument", "Contents", "Predicate", "acts_in_clause", "is_set_off",
    "says_what_people_are", "types_of_objects",
]  # fmt: skip

SUBORDINATE = frozenset((Role.RELATIVE, Role.PARTICIPLE))
"""Roles of clauses about the people right before them."""
_EXAMPLES = EXAMPLES | {"as well as", "along with"}
"""Roles of what adds to a phrase, and has the phrase's own role."""
_DIRECTIONS = frozenset(("to", "into", "through", "via", "by way of", "en route to", "on the way to"))
"""Roles of a place to or through which people go, whatever the verb is."""
_WAYS, _GOALS = _DIRECTIONS | {"from"}, frozenset(("to", "into", "in"))
_PARTS = frozenset(("of", "in"))
_ARRIVALS = frozenset(f"{Role.ADVERBIAL}:{word}" for word in ("after", "once", "when"))
"""Roles of clauses that say where people are exploited, if they say where they arrive."""
_ASIDE = frozenset(("after", "before"))
"""Roles of gerunds that say nothing of what people are made to do."""
_ROLES = {Role.SUBJECT: "subject", Role.OBJECT: "object", Role.PREDICATE: "predicate"}
_OWN = frozenset(("their", "his", "her"))
"""Determiners of people whose group is that of who acts: "Romani parents who sell their children"."""
_SELVES = frozenset(("themselves", "himself", "herself"))
_TAKING = frozenset(("recruit", "exploit", "move"))
_HAPPENING = frozenset(("exploitation", "trafficking", "victimization", "recruitment", "report-noun"))
"""Kinds of what happens to people: "the trafficking of women", "allegations of abuse of migrants"."""
_MAX_ARGUMENTS = 120
"""Arguments of a predicate that are read, so that one of any length takes linear time."""
_REACH = 5
"""Words before a phrase that are asked for a hedge."""
_MAX_DEPTH = 6
"""Phrases below each other that a predicate reads."""


_first = attrgetter("first")


class Contents(dict[Node, Content]):
    """The contents of the nodes of a reading, and its predicates. Each is read once."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading

    def __missing__(self, node: Node) -> Content:
        content = self[node] = read_content(self.reading, node)
        return content

    @cached_property
    def has_negation(self) -> bool:
        """Whether the segment has a negation. Without any, nothing in it is denied."""
        return any(node.negations for node in self.reading.tree.nodes)

    @cached_property
    def predicates(self) -> list[Predicate]:
        """The predicates of the segment, in the order of their verbs."""
        return _predicates(self.reading, self)

    @cached_property
    def by_verb(self) -> dict[Node, Predicate]:
        """The predicate of each verb."""
        return {verb: predicate for predicate in self.predicates for verb in predicate.verbs}

    def hedge_in(self, node: Node) -> int | None:
        """Return the word of a phrase that hedges it."""
        return next((at for at in range(node.first, node.last + 1) if at in self.hedges), None)

    def hedge_before(self, node: Node) -> int | None:
        """Return the adverb that hedges a further item of a list: "and, possibly, in Georgia"."""
        for at in range(node.first - 1, max(node.first - _REACH, -1), -1):
            if at in self.hedges and node.tokens[at].tag == "R":
                return at
            if node.tokens[at].tag not in "I,R":
                break
        return None

    def hedge_of(self, verb: Node, arguments: list[Argument]) -> int | None:
        """Return the word that hedges a verb. An adverb between two of its phrases hedges the second one."""
        if not self.hedges:
            return None
        tokens = [*(() if verb.modal is None else (verb.modal,)), *range(verb.first, verb.last + 1)]
        tokens += (i for i in verb.adverbs if not any(verb.last < a.node.first < i for a in arguments))
        return next((i for i in tokens if i in self.hedges), None)

    def kinds_behind(self, node: Node) -> frozenset[str]:
        """Return the kinds of an adverb right behind a phrase: "victims abroad"."""
        at = node.last + 1
        kinds = self.reading.kinds_by_token.get(at, NO_CLASSES)
        return kinds if kinds and node.tokens[at].tag == "R" else NO_CLASSES

    @cached_property
    def hedges(self) -> frozenset[int]:
        """The words that say that something is only possible."""
        found = self.reading.kinds_by_token.items()
        return frozenset(token for token, kinds in found if "certainty" in kinds)


class Argument(NamedTuple):
    """A phrase of a predicate: its role, and the field that the frame gives each of its types."""

    node: Node
    role: str
    content: Content
    frame: Frame
    depth: int = 0

    @property
    def words_of_labels(self) -> list[str]:
        """Its words that labels in two parts may want: none if it names exploitation, "bonded labor"."""
        return [] if self.content.exploitation else self.node.words

    def is_aside(self, verb: Node) -> bool:
        """Tell whether it stands in a clause on what is before or after: "sold after migrating for work"."""
        above = takewhile(lambda node: node is not verb, self.node.ancestors())
        chain = pairwise((self.node, *above))
        return any(
            outer.kind == VERB and outer.role in _ASIDE and not (is_set_off(inner) and is_set_off(outer))
            for inner, outer in chain
        )  # but "are forced, after being deceived, into farm work"

    def field(self, kind: str) -> str:
        """Return the field for a type of phrase."""
        return self.frame.known.get((self.role, kind)) or frames().field(self.frame, self.role, kind)


def is_set_off(node: Node) -> bool:
    """Tell whether a comma stands before a phrase or its preposition: ", in mines", ", mainly in mines"."""
    tags = "".join(token.tag for token in node.tokens[max(node.first - 3, 0) : node.first])
    return "," in tags[-2:] or tags[:2] == ",R"


def acts_in_clause(clause: Node, contents: Contents) -> bool:
    """Tell whether whom a clause describes does something to people: "a woman who sold girls"."""
    predicate = contents.by_verb.get(clause)
    if predicate is None or clause.role not in SUBORDINATE or clause.subject is not None:
        return False
    verbs = zip(predicate.verbs, predicate.frames, strict=True)
    acting = (verb for verb, frame in verbs if frames().field(frame, "subject", "person") == "agent")
    return any(
        node.lemma in PRONOUNS or (contents[node].who == PEOPLE and node.determiner not in _OWN)
        for verb in acting
        for node in verb.nouns(Role.OBJECT)
    )


class Predicate:
    """A verb, those that go with it, and their arguments in order. A noun may stand in place of the verb."""

    def __init__(self, head: Node) -> None:
        self.head = head
        self.verbs = [head] if head.kind == VERB else []
        self.frames: list[Frame] = []
        self.arguments: list[Argument] = []
        self.is_stated: bool | None = None  # unknown until it is asked

    @property
    def takes_people(self) -> bool:
        """Whether one of the verbs says that somebody recruits, moves or exploits people."""
        return any(frame.verb_class in _TAKING for frame in self.frames)

    @cached_property
    def span(self) -> Span:
        """The offsets of its clause. That of a relative clause or participle has what it describes."""
        nodes, head = [*self.verbs, *(argument.node for argument in self.arguments)], self.head
        nodes += _phrases_below(self.verbs or head.group[:MAX_ITEMS])
        if head.role in SUBORDINATE and head.parent is not None and head.parent.kind == NOUN:
            nodes.append(described(head.parent))
        if head.repeats is not None and head.repeats.subject is not None:
            nodes.append(head.repeats.subject)  # "girls are sold in Mali, and boys in Togo"
        first, last = min(node.first for node in nodes), max(node.last for node in nodes)
        return whole_phrases(head.tokens, first, last)


def _phrases_below(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield all phrases that depend on some nodes, and on these phrases."""
    for node in nodes:
        phrases = [child for child in node.children if child.kind != VERB]
        yield from phrases
        yield from _phrases_below(phrases)


def _predicates(reading: Reading, contents: Contents) -> list[Predicate]:
    found: dict[Node, Predicate] = {}
    for node in reading.tree.nodes:
        if node.kind == VERB and not _affects(node, contents):
            governor = _governor(node, contents)
            if governor is not None and governor in found:
                found[node] = found[governor]
                found[governor].verbs.append(node)
            else:
                found[node] = Predicate(node)
        elif node.parent is None and node.group[0].parent is None and not node.is_conjunct:
            found[node] = Predicate(node)
    made = list(dict.fromkeys(found.values()))
    for predicate in made:
        _read(predicate, contents)
    return sorted(made, key=lambda each: each.head.first)


def _governor(verb: Node, contents: Contents) -> Node | None:
    """Return the verb that an infinitive or gerund goes with."""
    if verb.role in _ARRIVALS and "arrive" in verb.classes and verb.subject is not None:
        return verb.parent if verb.subject.lemma in PRONOUNS else None  # "are sold after they reach Oman"
    is_gerund = verb.role in PREPOSITIONS - {"before"} and verb.form in ("gerund", "past")
    if verb.role not in (Role.INFINITIVE, Role.GERUND) and not is_gerund:
        return None
    if verb.role == Role.INFINITIVE and goes_on(verb):
        return None  # "to lodge them in Spain and then to take them to France"
    parent = next((node for node in verb.ancestors() if node.kind == VERB), None)
    is_crime = is_gerund and parent is not None and tries(parent, contents.reading)
    return None if is_crime else parent  # "charged with selling girls"


def _read(predicate: Predicate, contents: Contents) -> None:
    """Fill in the frames and arguments."""
    if not predicate.verbs:
        for item in predicate.head.group[:MAX_ITEMS]:
            predicate.arguments += _phrases(item, "object", frames().default, contents, 0)
        return
    for verb in predicate.verbs:
        frame = frames().of(verb, types_of_objects(verb, contents))
        is_whole = verb.copula or frame.requires == "exploitation"  # "one being", "abuse suffered by"
        if is_whole and verb.role == Role.PARTICIPLE and verb.parent is not None:
            predicate.arguments += _phrases(verb.parent, "subject", frames().default, contents, 0)
        for place, role in places_described(verb, contents, contents.reading):
            predicate.arguments += _phrases(place, role, frame, contents, 0)
        predicate.frames.append(frame)
        call_offenders(verb, contents)
        for child in sorted(verb.children, key=_first) if verb.children else ():
            if child.kind != VERB and not restates(child, contents):
                role = _role_of(child, verb, predicate, contents)
                predicate.arguments += _phrases(child, role, frame, contents, 0)
    _share_agent(predicate)
    predicate.arguments.sort(key=lambda each: each.node.first)
    del predicate.arguments[_MAX_ARGUMENTS:]


def _role_of(child: Node, verb: Node, predicate: Predicate, contents: Contents) -> str:
    """Return the role of a phrase that depends on a verb."""
    role = "of" if _testifies(child) else _ROLES.get(child.role, child.role)
    if role not in _DIRECTIONS and is_promised(child, contents):
        return PROMISED
    if role == "object" and "acquire" in verb.classes and verb is not predicate.head:
        return "by" if predicate.head.passive else role  # "are forced to marry Lao men"
    if role == "object" and "comprise" in verb.classes:
        return "predicate"  # "the victims include women from Laos"
    return role


def _testifies(node: Node) -> bool:
    """Tell whether a phrase says who tells what happened: "a complaint by two men from Mali"."""
    host = node.group[0].host
    return node.role == "by" and host is not None and "testimony" in host.classes


def _share_agent(predicate: Predicate) -> None:
    """Make an agent of who moves in order to exploit: "men travel there to exploit boys"."""
    frame = next((f for f in predicate.frames[1:] if frames().field(f, "subject", "person") == "agent"), None)
    if frame is None or predicate.frames[0].kind not in ("", "movement") or predicate.head.passive:
        return
    predicate.arguments = [a._replace(frame=frame) if a.role == "subject" else a for a in predicate.arguments]


def types_of_objects(verb: Node, contents: Contents) -> set[str]:
    """Return the types of what a verb is done to, and a class of `MOVING` if people go somewhere.

    It is done to its objects, or to the subject of a passive or what that describes.
    """
    whole = verb.parent if verb.role in SUBORDINATE else None
    subject = (verb.subject or whole) if verb.passive else None
    objects = verb.nouns(Role.OBJECT) if subject is None else subject.group[:MAX_ITEMS]
    objects = [node for node in objects if "time" not in node.classes]  # "move there each year"
    types = {kind for node in objects for kind in _types_of(node, contents)}
    paid = verb.nouns(Role.OBJECT) if "price" in verb.classes else []  # "charged fees", but not "two counts"
    paid = [node for node in paid if "trial" not in node.head_token.classes]
    is_price = any(verb.passive or "<money>" in contents.reading.words(node) for node in paid)
    types |= {kind for kind, holds in (("price", is_price), ("try", tries(verb, contents.reading))) if holds}
    pays = any("buyer" in contents[child].head for child in verb.nouns("for"))
    types |= {"acquire"} if pays else set()  # "pay for sex with girls"
    types |= {"exploit"} if _offers_people(verb, types, contents) else set()
    fled = (*objects, *verb.nouns("from")) if "leave" in verb.classes else ()
    types |= {"originate"} if any("hardship" in node.classes for node in fled) else set()
    ways = {way} if (way := _way(verb, contents, types)) else set()
    below = (child.subject for child in verb.children if child.role == Role.THAT)
    found = (*objects, *(node for node in below if node is not None)) if "find" in verb.classes else ()
    is_found = any(node.lemma in _SELVES for node in found)
    types |= {"suffer"} if is_found else set()  # "find themselves in servitude"
    if (is_homeward(verb) or is_brought_back(verb, contents, contents.reading)) and (
        ways | verb.classes
    ) & MOVING:
        return types | {"return"}  # "were flown home to Benin"
    return types | ways | {"return" for node in objects if _is_homecoming(node, contents)}


def _offers_people(verb: Node, types: Set[str], contents: Contents) -> bool:
    """Tell whether people themselves are offered: "offered girls to clients", "were offered for sex"."""
    if "offer" not in verb.classes or "person" not in types or (verb.passive and verb.child(Role.OBJECT)):
        return False
    to_buyers = any("buyer" in contents[each].head for each in verb.nouns("to"))
    return to_buyers or any("sexual_services" in each.classes for each in verb.nouns("for"))


def _is_homecoming(node: Node, contents: Contents) -> bool:
    """Tell whether a noun says that people are brought back: "the return of Thai victims"."""
    of_people = any(contents[child].who == PEOPLE for child in node.nouns("of"))
    return "repatriation" in contents.reading.measures(node) or ("homecoming" in node.classes and of_people)


def _way(verb: Node, contents: Contents, types: set[str]) -> str:
    """Return the class of `MOVING` that a verb is like, or nothing: people go to or through a place."""
    places = (contents[child] for child in verb.nouns(*_DIRECTIONS))
    is_way = any(place.who == PLACE and place.places for place in places)
    if verb.copula or not is_way or "to_no_direction" in verb.classes:
        return ""
    subject = verb.subject
    if "person" in types:
        return "move"
    is_people = subject is not None and (contents[subject].who == PEOPLE or subject.lemma in PRONOUNS)
    return "travel" if is_people and not verb.passive and not verb.nouns(Role.OBJECT) else ""


def _types_of(node: Node, contents: Contents) -> Iterator[str]:
    """Yield the types. "The trafficking of women" and "cases of slavery" are exploitation, "a case" not."""
    is_work = "employment" in node.classes
    is_named = contents[node].who in (PEOPLE, OTHER) and (is_work or "effort" not in node.classes)
    if node.lemma != "it" and (is_named or node.head_token.tag == "P"):
        yield "work" if is_work else "person"
    below = [each for thing in _matters(node, contents) for each in (thing, *_matters(thing, contents))]
    happens = (contents[each].who == PEOPLE or contents[each].exploitation for each in below)
    codes = {code for code, _ in contents[node].exploitation} - {"forced-criminality"}  # "wage theft"
    is_scene = contents[node].who == SCENE and bool(codes)
    if is_scene or (contents[node].kinds & _HAPPENING and any(happens)):
        yield "exploitation"


def _matters(node: Node, contents: Contents) -> list[Node]:
    """Return what a phrase is about: the girls of "the sale of girls" and of "cases involving girls"."""
    affecting = (child for child in node.children if child.kind == VERB and _affects(child, contents))
    return [*node.nouns("of"), *(thing for verb in affecting for thing in verb.nouns(Role.OBJECT))]


def _phrases(node: Node, role: str, frame: Frame, contents: Contents, depth: int) -> list[Argument]:
    """Return a phrase and those below it, without what a frame says is opaque."""
    content = contents[node]
    argument = Argument(node, role, content, frame, depth)
    found = [argument]
    if not node.children or depth >= _MAX_DEPTH or "false-promise" in content.kinds:
        return found
    is_agent = content.who == ACTOR and argument.field("actor") in ("agent", "opaque") and role != "to"
    if is_agent or argument.field("*") == "opaque":
        return found
    for child in sorted(node.children, key=_first):
        if child.kind != VERB and not is_no_victim(child, node, contents):
            found += _phrases(child, _role_below(role, child, contents), frame, contents, depth + 1)
        elif _affects(child, contents):  # "cases involving girls" are of girls
            for thing in child.children:
                below = "of" if thing.role == Role.OBJECT else thing.role
                found += _phrases(thing, below, frame, contents, depth + 1) if thing.kind != VERB else []
        elif content.who == SCENE and role in STAYS:
            for place in whereabouts(child, contents):
                found += _phrases(place, "in", frame, contents, depth + 1)
    return found


def _affects(verb: Node, contents: Contents) -> bool:
    """Tell whether a participle says to whom something happens: "forced labor involving Lao men"."""
    thing = verb.parent
    if thing is None or (verb.form, verb.role) != ("gerund", Role.PARTICIPLE) or contents[thing].who == ACTOR:
        return False  # but "trafficking rings preying on women"
    affects = contents[thing].kinds & _HAPPENING and verb.classes & {"involve", "prey"}
    return bool(affects) and contents.hedge_of(verb, []) is None


def _role_below(role: str, child: Node, contents: Contents) -> str:
    """Return the role of a phrase below another one: its own, or that of the whole."""
    who = contents[child.parent].who if child.parent is not None else OTHER
    if child.role in _EXAMPLES:  # "women were taken to Oman, among them girls"
        return "predicate" if role in _GOALS and (who, contents[child].who) == (PLACE, PEOPLE) else role
    above = child.parent or child
    is_pair = (len(above.group), len(child.group), child.role) == (2, 1, "of")
    is_name = is_pair and above.is_conjunct and above.tokens[above.first - 1].word == ","
    is_name &= who == OTHER and role in _GOALS
    if child.role in _PARTS and who in (PLACE, OTHER) and not is_name:
        return role  # but "to Kenya, the hub of East Africa"
    if child.role == "of" and who == SCENE:
        return role if role in _WAYS else "in"  # "the factories of Spain", "through the province of"
    return "of" if _testifies(child) else child.role


def says_what_people_are(predicate: Predicate) -> bool:
    """Tell whether a predicate equates two groups of people: "most victims are women"."""
    head = predicate.head
    return head.kind == VERB and (head.copula or "comprise" in head.classes)
