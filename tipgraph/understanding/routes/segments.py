"""Segments: whether one says anything of people and places, what it denies, and what place it names last."""

from __future__ import annotations

from itertools import chain, pairwise, takewhile

from tipgraph.understanding.operators.requests import is_imperative, is_recommending
from tipgraph.understanding.operators.unreal import is_counterfactual
from tipgraph.understanding.routes.content import (
    ACTOR,
    BACK,
    NAMING,
    OTHER,
    PEOPLE,
    PLACE,
    PRONOUNS,
    SCENE,
    PlaceName,
)
from tipgraph.understanding.routes.people import Origin
from tipgraph.understanding.routes.predicates import SUBORDINATE, Argument, Contents, Predicate
from tipgraph.understanding.syntax.mentions import Reading, is_plural
from tipgraph.understanding.syntax.tree import CONCEDING, NOUN, VERB, WHERE, Node, Role
from tipgraph.understanding.tokens.function_words import STANDING_ALONE
from tipgraph.understanding.tokens.mention import PLACES

__all__ = [
    "Denials",
    "are_of_victims",
    "begins_story",
    "counts",
    "counts_people",
    "is_cleft",
    "is_of_goods",
    "last_place",
    "moves_goods",
    "named_before",
    "place_described",
    "places_judged",
    "places_of",
    "shares_fate",
]

_STATING = frozenset(
    ("victim-group", "person", "victim", "place", "demonym", "exploitation", "role", "abroad", "domestic",
     "in-country")
)  # fmt: skip
"""Kinds of mentions, one of which each segment has that states something of people not named before."""
_SAYING = frozenset(("report", "exist", "find"))
"""Classes of verbs that say whether something happens: "did not report", "uncovered no"."""
_OCCURRENCES = frozenset(("report-noun", "count-unit"))
"""Kinds of nouns that stand for what happens: "evidence", "cases"."""
_THREATS = frozenset(("sentencing", "legislation"))
"""Measures that a sentence on what a rule is for names."""
_ASKED = f"{Role.ADVERBIAL}:whether"
"""The role of what is asked: "It is unclear whether girls are sold"."""
_IF = f"{Role.ADVERBIAL}:if"
_KNOWN = frozenset(("the", "these", "those"))
"""Determiners of people of whom a question supposes something: "who helps the girls who are sold?"."""
_SOLD = frozenset(("women", "girls", "boys"))
_TAKEN = frozenset(("exploitation-verb", "trafficking", "exploitation"))
_SUFFERING = frozenset(("suffer", "cooperate"))
"""Classes of verbs for what happens to people: "face, share, meet the same fate"."""
_RULES = frozenset(("law", "treaty"))
_RULING = frozenset(("cover", "forbid", "prescribe", "act_against", "treat_of"))
"""Classes of nouns and verbs for what is said of what may happen."""
_COUNTED = frozenset(("count-unit", "foreign"))
"""Kinds of what a number of people may be of: "a third of the cases"."""
_OF_PEOPLE = frozenset(
    ("exploitation", "exploitation-verb", "trafficking", "victim", "role", "movement", "place")
)
"""Kinds of what a country may be a source of: "of forced labor"."""
_MAIN = (Role.SUBJECT, Role.OBJECT, Role.PREDICATE)


def last_place(reading: Reading) -> Origin | None:
    """Return the last country that a segment names, for "there" in the next one."""
    if PLACES.isdisjoint(reading.mentioned):
        return None
    contents = reading.once(Contents)
    named = (contents[node] for node in reversed(reading.tree.nodes) if reading.has_mentions(node))
    places = (place.code for content in named if content.who == PLACE for place in content.places)
    return next((Origin(code) for code in places if code != reading.country), None)


def place_described(clause: Node, contents: Contents) -> list[Origin]:
    """Return the places right before a clause with "where": "visited Oman, where girls are sold"."""
    first = clause.subject.first if clause.subject is not None else clause.first
    at = contents.reading.tree.at
    named = at.get(first - 2) or at.get(first - 3)  # behind a comma or not
    described = [contents[each] for each in named.group] if named is not None else []
    return [Origin(p.code, p.hedge) for each in described if each.who == PLACE for p in each.places]


def named_before(clause: Predicate, contents: Contents) -> set[str]:
    """Return the places right before a clause with "where": "to Mali, where …, or to Togo, where …"."""
    parent, at = clause.head.parent, clause.head.first
    clauses = [each.first for each in parent.children if each.role == WHERE] if parent is not None else []
    start = max((each for each in clauses if each < at), default=-1)
    above = contents.by_verb.get(parent) if parent is not None and len(clauses) > 1 else None
    goals = [a for a in above.arguments if start < a.node.first < at] if above is not None else []
    return {place.code for argument in goals for place in argument.content.places}


def begins_story(reading: Reading) -> bool:
    """Tell whether a segment names people, places or roles. Others only go on with a story."""
    if not _STATING.isdisjoint(reading.mentioned):
        return True
    words = [token.word for token in reading.tree.tokens]
    return not NAMING.isdisjoint(words) and any(
        word in PRONOUNS and behind in NAMING for word, behind in pairwise(words)
    )


def places_of(predicate: Predicate, role: str) -> list[PlaceName]:
    """Return the places that the phrases in a role name as such."""
    arguments = (a for a in predicate.arguments if a.role == role and a.content.who == PLACE)
    return [place for a in arguments for place in a.content.places]


def places_judged(predicate: Predicate) -> list[PlaceName]:
    """Return the places of which a clause says what they are: "Oman is a source", "the source is Oman"."""
    return places_of(predicate, "subject") or places_of(predicate, "predicate")


def is_of_goods(label: Argument, predicate: Predicate) -> bool:
    """Tell whether a label is about things: "an exporter of seafood", "a source of income"."""
    things = label.node.nouns("of")[:1]
    about = [a.content for a in predicate.arguments if a.node in things]
    return any(c.who in (SCENE, OTHER) and c.kinds.isdisjoint(_OF_PEOPLE) for c in about)


def are_of_victims(predicate: Predicate, roles: list[Argument]) -> bool:
    """Tell whether roles, then named, are those for victims: "the countries of origin of the women were".

    Destinations are those of people with a nationality: "the destinations of Lao women were".
    """
    are_sources = all(each.content.roles == {"source"} for each in roles)
    people = (a.content for a in predicate.arguments if a.content.who == PEOPLE)
    is_told = are_sources or any(content.places for content in people)
    return is_told and names_victims(predicate) and all(each.role == "subject" for each in roles)


def names_victims(predicate: Predicate) -> bool:
    """Tell whether a predicate names those who are often sold, or says that people are victims."""
    people = (a.content for a in predicate.arguments if a.content.who == PEOPLE)
    return any("victim" in c.head or c.kinds & _TAKEN or _SOLD & {g for g, _ in c.groups} for c in people)


def is_cleft(clause: Node) -> bool:
    """Tell whether a clause is about what "it is" puts ahead of it: "it is in Spain that girls beg"."""
    above = clause.parent if clause.role == Role.THAT else None
    subject = above.subject if above is not None and above.copula else None
    return subject is not None and subject.lemma == "it"


def moves_goods(predicate: Predicate, contents: Contents) -> bool:
    """Tell whether a predicate is about things, and not about people: "cocaine from Mali reaches Spain".

    So is a role that a country has for them: "Spain is a destination for cocaine from Mali".
    """
    head, arguments = predicate.head, predicate.arguments
    if head.kind != VERB or any(a.content.who == PEOPLE or a.content.exploitation for a in arguments):
        return False
    subject = head.parent if head.subject is None and head.role in SUBORDINATE else head.subject
    objects = () if head.passive else head.nouns(Role.OBJECT)
    acts = bool(objects) and subject is not None and contents[subject].who == ACTOR
    labels = [a.node for a in arguments if a.content.roles and a.role == "predicate"]
    for_whom = [each for node in (head, *labels) for each in node.nouns("for", "of")]
    is_role = len(labels) == 1
    things = for_whom if is_role else objects if acts else subject.group if subject is not None else ()
    return bool(things) and all("goods" in each.head_token.classes for each in things)


def shares_fate(predicate: Predicate) -> bool:
    """Tell whether people suffer what those before do: "the same is true of men from Mali"."""
    head = predicate.head
    suffers = not (head.negated or head.classes.isdisjoint(_SUFFERING))
    objects = (a.node for a in predicate.arguments if a.role == "object" and "fate" in a.node.classes)
    is_same = head.copula and head.tokens[head.first - 1].word in ("as", "so")
    is_same |= head.subject is not None and head.subject.lemma == "same"
    known = ("same" in each.words or each.determiner in (*BACK, "this") for each in objects)
    return is_same or (suffers and any(known))


def counts(node: Node) -> bool:
    """Tell whether a phrase counts those named before: "12", "the rest", but not "groups at risk"."""
    is_rest = node.lemma in STANDING_ALONE or node.lemma in ("others", "a few")
    are_others = "collective" in node.classes and is_plural(node) and not node.determiner
    return node.head_token.tag == "C" or is_rest or ("amount" in node.classes and not are_others)


def counts_people(contents: Contents, number: Node) -> bool:
    """Tell whether a number is of people or cases, if it says of what: "a third of the women"."""
    things = number.nouns("of")
    if "amount" not in number.classes:
        return all(contents[each].who != ACTOR for each in things)
    return all(
        contents[each].who == PEOPLE
        or each.lemma in PRONOUNS
        or each.head_token.tag == "C"
        or contents[each].kinds & _COUNTED
        for each in things
    )


def _is_rule(predicate: Predicate) -> bool:
    """Tell whether a clause is on what a law covers: "the law punishes trafficking across borders"."""
    verb = predicate.head
    lawful = [*verb.nouns("under"), *([verb.subject] if verb.subject is not None else [])]
    rules = any(each.classes & _RULES for each in lawful)
    if not rules or predicate.takes_people or any(_is_about_people(a) for a in predicate.arguments):
        return False  # "the law forbids women to go abroad; many go"
    return verb.copula or bool(verb.classes & _RULING)


def _is_forbidden(predicate: Predicate) -> bool:
    """Tell whether a predicate says what somebody forbids: "the law forbids selling girls to Oman"."""
    return any(verb.form == "gerund" and "forbid" in verb.parent_classes for verb in predicate.verbs)


def _has_acted(person: Node) -> bool:
    """Tell whether one person did something: "a man who takes girls to Oman confessed", not "anyone"."""
    verb = person.parent if person.role == Role.SUBJECT and person.determiner == "a" else None
    return verb is not None and verb.kind == VERB and verb.tells_past


def _is_about_people(argument: Argument) -> bool:
    return not argument.depth and argument.content.who == PEOPLE


class Denials:
    """What the predicates of a segment deny."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents

    def deny(self, predicate: Predicate) -> bool:
        """Tell whether a predicate denies or asks whether something happens, or stands below one that does.

        "Police found no girls who were sold" denies both of its predicates. "Police did not punish girls who
        were sold" denies none of them.
        """
        asked = any(node.role == _ASKED for node in predicate.head.path())
        if asked or self.asks(predicate.head) or self._is_supposed(predicate.head):
            return True
        if self._is_advice(predicate.head) or _is_forbidden(predicate):
            return True
        if not self.contents.has_negation:
            return False
        if any(self._denies(verb) for verb in predicate.verbs):
            return True
        exploits = any(frame.kind not in ("", "none") for frame in predicate.frames)
        negated = (a for a in predicate.arguments if a.node.negated)
        if exploits and any(a.content.who == ACTOR or self._is_happening(a.node) for a in negated):
            return True
        return self.deny_above(predicate.head)

    def asks(self, clause: Node) -> bool:
        """Tell whether a clause is part of what a question asks: "are girls sold?", "who sells girls?".

        "Why are girls sold?" and "who helps the girls who are sold?" suppose that they are.
        """
        tokens = self.contents.reading.tree.tokens
        opens = tokens[0].tag in "BHOMSW" and tokens[0].word not in ("why", "how")
        described = (node.parent for node in clause.path() if node.role in SUBORDINATE)
        known = any(noun is not None and noun.determiner in _KNOWN for noun in described)
        return opens and tokens[-1].word == "?" and not known

    def _is_supposed(self, clause: Node) -> bool:
        """Tell whether a clause is what might be: "the law would apply if girls were sold"."""
        above = clause.parent
        if is_counterfactual(clause) or self._is_of_anybody(clause):
            return True
        if clause.kind != VERB or clause.role != _IF or above is None or above.kind != VERB:
            return False
        covers = "cover" in above.classes and above.subject is not None
        rules = covers and above.subject is not None and bool(above.subject.classes & _RULES)
        return rules or above.modal_word == "would"

    def _is_of_anybody(self, clause: Node) -> bool:
        """Tell whether a clause says whom a rule is for: "a person who brings girls to Oman faces prison"."""
        noun = clause.antecedent if clause.role == Role.RELATIVE else None
        if noun is None or clause.passive or clause.head_token.tag not in "ZV" or _has_acted(noun):
            return False
        measures = self.contents.reading.placed_measures
        threatens = any(placed.mention.code in _THREATS for _, placed in measures)
        threatens |= "be_tried" in noun.parent_classes
        is_any = noun.determiner in ("a", "any") and "person" in self.contents.reading.head_kinds(noun)
        return threatens and (is_any or noun.lemma in ("anyone", "everyone"))

    def _is_advice(self, head: Node) -> bool:
        """Tell whether a clause is what somebody recommends: "police should protect girls who are sold"."""
        reading = self.contents.reading
        for node in head.path():
            recommends = (node is not head and is_recommending(reading, node)) or node.modal_word == "should"
            if node.kind == VERB and (recommends or is_imperative(reading, node)):
                return True
            if node.is_adverbial:
                return False  # "police should act, because girls are sold"
        return False

    def deny_content(self, head: Node) -> bool:
        """Tell whether a clause is what a verb above it denies: "claims that … proved false"."""
        above = next((node for node in head.ancestors() if node.kind == VERB), None)
        nodes = (above, *above.children) if above is not None else ()
        return any("denial" in self.contents[node].kinds for node in nodes)

    def deny_route(self, predicate: Predicate) -> bool:
        """Tell whether a predicate says nothing of where people go: "identified no victims from Niger"."""
        if self.deny(predicate) or _is_rule(predicate):
            return True
        if not self.contents.has_negation:
            return False
        people = (a.node for a in predicate.arguments if self._names_people(a.node))
        path = takewhile(lambda node: not _is_opposed(node), predicate.head.path())
        nouns = (node.parent for node in path if node.parent is not None and node.parent.kind == NOUN)
        return any(node.negated for node in chain(people, nouns))

    def deny_above(self, node: Node) -> bool:
        """Tell whether something denies what depends on it, and the node does, but not as an adverbial."""
        for above in node.ancestors():
            if (node.is_adverbial and not node.role.endswith("which")) or _is_opposed(node):
                return False
            if above.negated and (above.kind != NOUN or self._is_happening(above)):
                return above.kind == NOUN or above.copula or bool(above.classes & _SAYING)
            if above.kind == VERB and self._denies(above):
                return True
            node = above
        return False

    def _denies(self, verb: Node) -> bool:
        """Tell whether a verb says that something does not happen: "found no", "is not known to"."""
        is_existential = verb.copula and verb.subject is not None and verb.subject.lemma == "there"
        if not (is_existential or verb.classes & _SAYING):
            return False
        roles = _MAIN if verb.passive or is_existential else (*_MAIN[1:], "of")
        named = [child for child in verb.nouns(*roles) if self._is_happening(child)]
        subject = verb.subject
        if subject is not None and subject.negated and "report-noun" in self.contents[subject].kinds:
            return True  # "no reports indicate that"
        is_negated = verb.negated or (subject is not None and subject.negated)
        return any(is_negated or child.negated for child in named)

    def _is_happening(self, node: Node) -> bool:
        if self._names_people(node):
            return True
        content = self.contents[node]
        is_named = content.who == SCENE or bool(content.exploitation or content.kinds & _OCCURRENCES)
        return is_named and not self.contents.reading.measures(node)

    def _names_people(self, node: Node) -> bool:
        """Tell whether a phrase names people: "no girls", "none of the girls"."""
        if node.lemma == "none":
            return any(self.contents[child].who == PEOPLE for child in node.nouns("of"))
        return self.contents[node].who == PEOPLE


def _is_opposed(node: Node) -> bool:
    """Tell whether a clause is set off against what is denied: "no girls beg, but some are sold"."""
    subject = node.subject if node.kind == VERB else None
    return node.role in CONCEDING or (subject is not None and node.tokens[subject.first - 1].word == "but")
