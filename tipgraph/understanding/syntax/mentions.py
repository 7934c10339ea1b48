"""Readings: a tree with the mentions of its text, and answers about its nodes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property, partial
from typing import Any, NamedTuple, TypeVar

from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role, Tree
from tipgraph.understanding.tokens.mention import Mention
from tipgraph.understanding.tokens.tokens import index_behind
from tipgraph.understanding.tokens.words import CURRENCY_SIGNS, NO_CLASSES, NOUN_CLASSES

__all__ = [
    "ANTECEDENTS", "LAW_ENFORCEMENT", "MAX_ITEMS", "MEASURE", "NOBODY", "OFFENDERS", "ONE_PERSON",
    "ORDER", "PEOPLE", "VICTIMS", "Actors", "Occurrence", "Placed", "Reading", "head_of_label", "is_plural",
]  # fmt: skip

T = TypeVar("T")

MEASURE = "measure"
LAW_ENFORCEMENT = frozenset(("investigation", "prosecution", "conviction", "sentencing"))
"""Codes of measures against those who break the law."""
ORDER = {"former": 0, "latter": 1}
"""The places of two that the text named, for which these words stand."""
MAX_ITEMS = 24
"""Items of a list that are asked one by one, so that lists of any length take linear time."""
_PHRASE_ENDS = frozenset("ITWS")
_BETWEEN_VERBS = frozenset(",&R!VEGZT")
_DEMONSTRATIVES = frozenset(("them", "they", "it", "these", "those", "such", "none"))
_ORGANIZATIONS = frozenset(("civil_society", "international_organization"))
VICTIMS = frozenset(("person", "victim-group", "victim"))
"""Kinds of those who may be victims."""
ANTECEDENTS = VICTIMS | {MEASURE}
"""Kinds of what a pronoun may stand for."""
PEOPLE = VICTIMS | {"officer", "perpetrator"}
OFFENDERS = frozenset(("perpetrator", "smuggler", "armed-group", "buyer"))
"""Kinds of those who do wrong to victims."""
ONE_PERSON = frozenset(("he", "she"))
"""Pronouns that stand for one person."""
_UNDERGOING = VICTIMS | {"perpetrator", "buyer", "smuggler", "demonym"}
"""Kinds of people to whom something is done, if the sentence does not say that they do it to others."""
_PARTS = frozenset(("of", "including", "such as", Role.APPOSITION))
"""Roles of what belongs to a noun phrase's own meaning."""
_PAIR = 2


class Placed(NamedTuple):
    """A mention with its first and last token."""

    mention: Mention
    first: int
    last: int


_placed = partial(tuple.__new__, Placed)
"""Makes it of a tuple of its fields, in half the time of the constructor."""


class Actors(NamedTuple):
    """Of whom the text before a sentence speaks.

    ``officials``: the last people named are. ``it``, ``they``: these words mean others than the government;
    ``pair``: so do "the former" and "the latter". ``ngos``: "such organizations" are NGOs.
    ``elsewhere``: the last country named is another.
    ``official``: "he" or "she" is one. ``speaks``: one says "we". ``left``: the operator that goes on from
    the part before. ``names``: those of NGOs, such as "Sunrise" behind "Sunrise, an NGO".
    """

    officials: bool = False
    official: bool = False
    speaks: bool = False
    it: bool = False
    they: bool = False
    pair: tuple[bool, ...] = ()
    ngos: bool = False
    elsewhere: bool = False
    left: str = ""
    names: frozenset[str] = frozenset()


NOBODY = Actors()


class Reading:
    """A tree with the mentions of its text, and answers about its nodes.

    Each answer is found once for each node, so that a segment takes linear time. All offsets count from the
    start of the segment: one that occurs again has the same reading. ``country`` is the code of the report
    country, or nothing if it is unknown. ``kinds_by_token`` has the kinds of the mentions that end with each
    token, and ``mentioned`` those of all. ``before`` says of whom the text before speaks.
    """

    def __init__(self, tree: Tree, mentions: Iterable[Mention], country: str = "") -> None:
        self.tree, self.country = tree, country
        self.before = NOBODY
        self.placed: dict[int, list[Placed]] = {}
        self.placed_measures: list[tuple[int, Placed]] = []
        starts = [token.start for token in tree.tokens]
        for mention in mentions:
            first = bisect_right(starts, mention.start) - 1
            if first >= 0:
                last = bisect_right(starts, mention.end - 1, first) - 1
                is_name = tree.tokens[last].tag == "N" and tree.tokens[last].capital
                if mention.kind != "certainty" or not is_name:  # "in May"
                    self._place(_placed((mention, first, last)))
        self.kinds_by_token = {
            at: frozenset([each.mention.kind for each in found]) for at, found in self.placed.items()
        }
        self.mentioned = NO_CLASSES.union(*self.kinds_by_token.values())
        self._kinds: dict[Node, frozenset[str]] = {}
        self._codes: dict[tuple[Node, str], frozenset[str]] = {}
        self._words: dict[Node, frozenset[str]] = {}
        self._sharing: dict[Node, Node | None] = {}
        self._memory: dict[object, Any] = {}
        for node in tree.nodes:
            undergo = any("undergo" in each.classes for each in node.group[:MAX_ITEMS])
            if node.form == "past" and undergo and self._undergoes(node):
                node.passive = True

    def _place(self, placed: Placed) -> None:
        """Keep a mention by its last token, and by its head."""
        last, head = placed.last, placed.last
        if placed.first < last:
            head = head_of_label(self.tree, placed.first, last)
        for at in (last,) if head == last else (head, last):
            self.placed.setdefault(at, []).append(placed)
            if placed.mention.kind == MEASURE:
                self.placed_measures.append((at, placed))

    @cached_property
    def first_word(self) -> int:
        """The first token that is a word, or -1."""
        return next((i for i, token in enumerate(self.tree.tokens) if token.word[0].isalnum()), -1)

    def _undergoes(self, verb: Node) -> bool:
        """Tell whether a verb without an object is done to its subject: "nine men jailed"."""
        subject = verb.subject
        if subject is None or verb.role not in ("", Role.THAT):
            return False
        if any(child.kind == VERB and child.role != Role.RELATIVE for child in subject.children):
            return False
        if any(child.role == Role.OBJECT for each in verb.group[:MAX_ITEMS] for child in each.children):
            return False
        return bool(self.head_kinds(subject) & _UNDERGOING) or subject.is_quantified

    def once(self, read: Callable[..., T], *arguments: Hashable) -> T:
        """Return what a function reads off the tree, with further arguments. It is called once."""
        key, memory = (read, *arguments), self._memory
        if key not in memory:
            memory[key] = read(self, *arguments)
        found: T = memory[key]
        return found

    def release(self) -> None:
        """Let go of the tree and of what was read off it: both are freed without a search for cycles."""
        self.tree.release()
        vars(self).clear()

    # -- what a phrase names

    def has_mentions(self, node: Node) -> bool:
        """Tell whether a mention ends in a phrase."""
        placed, first, last = self.placed, node.first, node.last
        if first == last:
            return first in placed
        return not placed.keys().isdisjoint(range(first, last + 1))

    def kinds(self, node: Node) -> frozenset[str]:
        """Return the kinds of all mentions in a phrase."""
        known = self._kinds.get(node)
        if known is None:
            by_token = self.kinds_by_token
            if node.first == node.last:
                known = by_token.get(node.first, NO_CLASSES)
            else:
                tokens = range(node.first, node.last + 1)
                known = NO_CLASSES.union(*[by_token[i] for i in tokens if i in by_token])
            self._kinds[node] = known
        return known

    def head_kinds(self, node: Node) -> frozenset[str]:
        """Return the kinds of the mentions that end with a phrase's head."""
        return self.kinds_by_token.get(node.head, NO_CLASSES)

    def kinds_at(self, token: int) -> frozenset[str]:
        """Return the kinds of the mentions that end with a token."""
        return self.kinds_by_token.get(token, NO_CLASSES)

    def includes_preposition(self, node: Node) -> bool:
        """Tell whether a label of a measure begins with the preposition of its phrase: "in custody"."""
        return any(
            placed.mention.kind == MEASURE
            and placed.first < node.first
            and self.tree.tokens[placed.first].tag == "I"
            for placed in self.placed.get(node.head, ())
        )

    def measures(self, node: Node) -> frozenset[str]:
        """Return the codes of the measures that a phrase names."""
        return self.codes(node, MEASURE)

    def codes(self, node: Node, kind: str) -> frozenset[str]:
        """Return the codes of the mentions of a kind in a phrase."""
        if kind not in self.kinds(node):
            return NO_CLASSES
        known = self._codes.get((node, kind))
        if known is None:
            tokens = (self.placed.get(i, ()) for i in range(node.first, node.last + 1))
            inside = [placed.mention for each in tokens for placed in each]
            known = frozenset([mention.code for mention in inside if mention.kind == kind])
            self._codes[node, kind] = known
        return known

    def words(self, node: Node) -> frozenset[str]:
        """Return the words of a phrase and its parts; for a pronoun, those of what it stands for."""
        known = self._words.get(node)
        if known is None:
            known = self._words[node] = self._find_words(node)
        return known

    def _find_words(self, node: Node) -> frozenset[str]:
        known = [node.whole, *(child for child in node.children if child.role in _PARTS)]
        parts = [self.words(each) for each in known if each is not None]
        stands_alone = node.lemma in _DEMONSTRATIVES and node.first == node.last and not node.children
        if stands_alone and (antecedent := self._antecedent(node)) is not None:
            node, parts = antecedent, []
        head = node.head_token
        classes = {*self.head_kinds(node), *self.measures(node), *(head.classes & NOUN_CLASSES)}
        tokens = node.tokens[node.first : node.last + 1]
        for token in tokens:  # "civil society groups", "the International Labor Office"
            classes |= token.classes & _ORGANIZATIONS
        if head.tag == "C":
            classes.add("number" if CURRENCY_SIGNS.isdisjoint(head.word) else "money")
        if "currency" in self.codes(node, "count-unit"):
            classes.add("money")
        words = {token.word for token in tokens} | {head.word.partition(" ")[0]}  # "trafficking in persons"
        return frozenset(words.union((f"<{name}>" for name in classes), *parts))

    def _antecedent(self, node: Node) -> Node | None:
        """Return the last phrase before a pronoun that names people or a measure. "It" is no person."""
        if node.lemma == "none":  # "few victims were housed, and none were identified"
            people = self.people_before(node)
            return people if people is not None and people.role == node.role == Role.SUBJECT else None
        at = bisect_left(self._antecedents, node.first, key=_last_of)
        found = self._antecedents[at - 1] if at else None
        return None if found and node.lemma == "it" and not self.measures(found) else found

    @property
    def last_people(self) -> Node | None:
        """The last phrase that names people of whom something is said, and not who says it."""
        told = (each for each in reversed(self._people) if not _speaks(each))
        return next(told, None)

    def people_before(self, node: Node) -> Node | None:
        """Return the last phrase before a pronoun that names people, officials among them."""
        at = bisect_left(self._people, node.first, key=_last_of)
        return self._people[at - 1] if at else None

    @cached_property
    def _people(self) -> list[Node]:
        nouns = (node for node in self.tree.nodes if node.kind == NOUN)
        return [node for node in nouns if self.head_kinds(node) & PEOPLE]

    @cached_property
    def _antecedents(self) -> list[Node]:
        nouns = (node for node in self.tree.nodes if node.kind == NOUN)
        return [node for node in nouns if self.head_kinds(node) & ANTECEDENTS]

    # -- what is done to whom

    def objects(self, node: Node) -> list[Node]:
        """Return what a deed is done to: objects, a passive's subject, a noun's "of", or those it shares.

        >>> from tipgraph.understanding.syntax.clauses import parse
        >>> tree = parse("Three traffickers were identified, arrested, or convicted.")
        >>> [Reading(tree, ()).objects(node)[0].lemma for node in tree.nodes if node.kind == "V"]
        ['traffickers', 'traffickers', 'traffickers']
        """
        if node.kind == NOUN:
            owner = self.sharing(node)
            return _complements(owner) if owner is not None else _beside(node)
        found = node.nouns(Role.OBJECT)
        if node.passive:
            found += _passive_objects(node)
        if not found and not node.passive and all(child.first < node.first for child in node.children):
            owner = self.sharing(node)
            found = _complements(owner) if owner is not None else []
        return found or _described(node)

    def sharing(self, node: Node) -> Node | None:
        """Return the first item of a list, from a node on, that has complements. The others share them."""
        if node not in self._sharing:
            owner: Node | None = None
            for item in reversed(node.group):
                if _complements(item) or (owner is not None and not _may_share(item, owner)):
                    owner = item
                self._sharing[item] = owner
        return self._sharing[node]

    def stranded(self, verb: Node) -> str:
        """Return the preposition that stands alone behind a verb: "were cared for", or nothing."""
        tokens = self.tree.tokens[verb.last + 1 : verb.last + 3]
        ends = ",.;I&" if verb.passive else "&"  # "cared for and paid them"
        alone = len(tokens) == _PAIR and tokens[0].tag == "I" and tokens[1].tag in ends
        return tokens[0].word if alone else ""

    def shares_arguments(self, verb: Node, other: Node) -> bool:
        """Tell whether nothing but verbs stand between two verbs: "identify, refer, or assist victims"."""
        return self._behind_verbs[verb.last + 1] >= other.first

    @cached_property
    def _behind_verbs(self) -> list[int]:
        return index_behind(self.tree.tokens, _BETWEEN_VERBS)

    @cached_property
    def behind(self) -> dict[Node, list[Node]]:
        """What stands right behind each noun phrase and depends on something else, in order."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in self.tree.nodes:
            if node.host is not None and node.parent is not node.host and node.parent is not None:
                found[node.host].append(node)
        return found

    @cached_property
    def verbs_of(self) -> dict[Node, list[Node]]:
        """The verbs of each subject, in order."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in self.tree.nodes:
            if node.kind == VERB and node.subject is not None:
                found[node.subject].append(node)
        return found


class Occurrence(NamedTuple):
    """A reading at an offset of a text. ``opens_paragraph`` says whether a line begins with it."""

    start: int
    reading: Reading
    opens_paragraph: bool = False


def is_plural(noun: Node) -> bool:
    """Tell whether a noun is in the plural."""
    word = noun.lemma
    return "plural" in noun.head_token.classes or (word.endswith("s") and not word.endswith("ss"))


def _speaks(people: Node) -> bool:
    """Tell whether people only say something: "two men fled, officials said"."""
    verb = people.parent
    return people.role == Role.SUBJECT and verb is not None and "report" in verb.classes and not verb.passive


def _last_of(node: Node) -> int:
    return node.last


def _complements(node: Node) -> list[Node]:
    """Return a verb's objects, or what stands behind a noun's "of" or "against"."""
    if node.kind == NOUN:
        return [child for child in node.children if child.role in ("of", "against")]
    return node.nouns(Role.OBJECT)


def _may_share(item: Node, owner: Node) -> bool:
    """Tell whether an item shares what another one has: not "47 arrests and the rescue of nine"."""
    if item.kind != NOUN:
        return True
    return not item.is_quantified and (owner.determiner != "the" or item.determiner == "the")


def _beside(noun: Node) -> list[Node]:
    """Return whom a noun is directed at, if its verb has it: "filed charges against officers"."""
    verb = noun.parent
    if verb is None or verb.kind != VERB or not (noun.role == Role.OBJECT or verb.passive):
        return []
    return verb.nouns("against", "into", "on")


def _described(clause: Node) -> list[Node]:
    """Return what a relative clause without an object describes: "men whom police arrested"."""
    is_object = clause.role == Role.RELATIVE and clause.subject is not None and not clause.passive
    if not is_object or clause.parent is None or clause.child(Role.OBJECT, Role.PREDICATE) is not None:
        return []
    between = clause.tokens[clause.parent.last + 1 : clause.first]
    ahead = [token.tag for token in between if token.tag != ","][:2]
    return [] if ahead == ["I", "W"] else [clause.parent]  # "14 cases, of which nine led to convictions"


def _passive_objects(verb: Node) -> list[Node]:
    if verb.subject is not None:
        return verb.subject.group
    if (parent := verb.parent) is None:
        return []
    if verb.role == Role.INFINITIVE and parent.kind == VERB and parent.subject is not None:
        return parent.subject.group
    if verb.role not in (Role.PARTICIPLE, Role.RELATIVE):
        return []
    *before, last = parent.group  # "14 men and six women found by police"
    alike = all(each.is_quantified and each.head_token.tag == "N" for each in parent.group)
    own = any(child.kind == VERB for each in before for child in each.children)
    return parent.group if alike and parent is last and not own else [parent]


def head_of_label(tree: Tree, first: int, last: int) -> int:
    """Return the head of a noun label: its last word, or the one before its first preposition."""
    for i in range(first + 1, last + 1):
        if tree.tokens[i].tag in _PHRASE_ENDS:
            return i - 1
    return last
