"""The tree of a segment: its phrases and clauses as nodes over its tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from tipgraph.understanding.tokens.sentences import Span
from tipgraph.understanding.tokens.tokens import Token
from tipgraph.understanding.tokens.words import NO_CLASSES

__all__ = [
    "ADJECTIVE", "AFAR", "CONCEDING", "DESPITE", "MAX_DEPTH", "NOUN", "QUESTIONS", "VERB", "WHERE",
    "WHOLES", "Node", "Role", "Tree", "whole_phrases",
]  # fmt: skip

NOUN, VERB, ADJECTIVE = "N", "V", "J"
"""Kinds of nodes: a noun phrase, a verb group with its clause, an adjective that stands alone."""


class Role:
    """What a node is to its parent.

    A prepositional phrase has its preposition as its role, and an adverbial clause has ``ADVERBIAL:`` and its
    subordinator.
    """

    SUBJECT = "SUBJECT"
    OBJECT = "OBJECT"
    PREDICATE = "PREDICATE"
    INFINITIVE = "INFINITIVE"
    GERUND = "GERUND"
    PARTICIPLE = "PARTICIPLE"
    THAT = "THAT"
    RELATIVE = "RELATIVE"
    ADVERBIAL = "ADVERBIAL"
    APPOSITION = "APPOSITION"
    COMPARISON = "COMPARISON"
    ADJUNCT = "ADJUNCT"
    """A gerund behind a comma: "made no progress, closing all shelters"."""
    BRACKETS = "BRACKETS"


WHERE = f"{Role.ADVERBIAL}:where"
WHOLES = frozenset(("of", "among", "out of"))
"""Prepositions before what something is a part of."""
AFAR = frozenset(
    ("as far as", "as far afield as", "as far away as", "as distant as", "as different as", "as diverse as")
)
"""Prepositions before distant places that a noun stands for."""
CONCEDING = frozenset(f"{Role.ADVERBIAL}:{word}" for word in ("while", "whereas", "although", "though"))
"""Roles of clauses that set something off against their main clause."""
DESPITE = frozenset(("despite", "in spite of", "notwithstanding"))
"""Prepositions before what a clause is set off against."""
QUESTIONS = frozenset(f"{Role.ADVERBIAL}:{word}" for word in ("how", "what", "why", "whether"))
"""Roles of clauses that say what is asked."""


MAX_DEPTH = 32
"""What is nested deeper starts a new tree, so that a climb to the root takes few steps in any text."""

_MAX_CLIMB = 6
"""Phrases that the search for a quantified one, or for the first of some, asks."""
_DESCRIBING = frozenset(("of", "in", "from"))
"""Roles of phrases that say more of the one before them."""


class Node:
    """A phrase or clause, by its head word.

    ``first`` and ``last`` are the tokens of the phrase itself, without what depends on it. ``parent`` and
    ``role`` say what it depends on, and as what. ``host`` is the noun phrase right before a prepositional
    phrase, and ``shared`` the other prepositions of a list before it. ``group`` holds the items of the list
    that it is in, in order: itself, if there is no list. ``head_token`` is the token of the head, and
    ``copula`` says whether it is a form of "to be".

    Verbs also have a ``form`` (finite, past, base, infinitive, gerund or participle), ``modal`` (the token),
    ``passive``, ``subject``, ``lead``, the verb of a list whose auxiliaries this one shares, and ``repeats``,
    the verb that stands for one that is omitted.
    """

    parent: Node | None = None
    role = ""
    depth = 0
    host: Node | None = None
    shared: tuple[str, ...] = ()
    subject: Node | None = None
    form = ""
    modal: int | None = None
    repeats: Node | None = None
    passive = False

    def __init__(
        self, kind: str, tokens: Sequence[Token], head: int, first: int, last: int, classes: frozenset[str]
    ) -> None:
        self.kind, self.tokens, self.head, self.first, self.last = kind, tokens, head, first, last
        self.head_token = token = tokens[head]
        self.lemma = token.lemma if kind == VERB else token.word
        self.copula = kind == VERB and token.tag == "B"
        self.classes = classes
        self.children: list[Node] = []
        self.group: list[Node] = [self]
        self.lead = self
        self.negations: list[int] = []
        self.adverbs: list[int] = []
        self.modifiers: list[int] = []

    @property
    def is_pluperfect(self) -> bool:
        """Whether an auxiliary says that something came before: "had not been screened"."""
        return any(token.word == "had" for token in self.tokens[self.lead.first : self.lead.head])

    @property
    def tells_past(self) -> bool:
        """Whether a clause says what has happened: "opened", "was opened", "has opened"."""
        auxiliary = self.tokens[self.lead.first]
        return self.form == "past" or auxiliary.tag == "H" or auxiliary.word in ("was", "were", "did")

    def attach(self, parent: Node | None, role: str) -> None:
        """Make the node depend on another one, unless that one is nested too deep or depends on it."""
        if parent is not None and (parent.depth >= MAX_DEPTH or self in parent.path()):
            return
        self.parent, self.role = parent, role
        if parent is not None:
            self.depth = parent.depth + 1
            parent.children.append(self)

    def detach(self) -> None:
        """Make the node a root again."""
        if self.parent is not None:
            self.parent.children.remove(self)
        self.parent, self.role, self.depth = None, "", 0

    def join(self, item: Node) -> None:
        """Make the node a further item of the list that another node is in."""
        self.group = item.group
        item.group.append(self)

    def append_to(self, partner: Node) -> None:
        """Make a verb a further item of a list, with the first one's subject, parent and role."""
        first = partner.group[0]
        self.join(first)
        self.subject, self.role = first.subject, first.role
        if first.parent is not None:
            self.attach(first.parent, first.role)

    def share(self, partner: Node) -> None:
        """Append a verb to a list with the auxiliaries that it shares: "did not arrest or charge anyone"."""
        lead = self.lead = partner.lead
        again = self.form == "infinitive" and lead.form == "finite"  # "is to arrest and to charge"
        if again or self.form == "base" or (self.is_bare and self.form in ("past", "gerund")):
            if self.modal is None:
                self.modal = lead.modal
            self.form = lead.form
            self.passive = self.passive or lead.passive or (lead.copula and self.tokens[self.head].tag == "E")
            self.negations = self.negations or list(lead.negations)
            self.adverbs = self.adverbs or [i for i in lead.adverbs if i < lead.head]
        self.host = partner.group[0].host
        self.append_to(partner)

    def share_omitted(self, beside: Node) -> None:
        """Take the modal and the passive that a verb omits: "victims must be found, and men tried"."""
        if beside.passive and beside.modal is not None and self.is_bare and self.form == "past":
            self.form, self.modal, self.passive = beside.form, beside.modal, True

    def ancestors(self) -> Iterator[Node]:
        """Yield what the node depends on, up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def path(self) -> Iterator[Node]:
        """Yield the node and what it depends on, up to the root."""
        yield self
        yield from self.ancestors()

    @property
    def clause(self) -> Node | None:
        """The verb of the clause that the node is in: itself, or the nearest verb above it."""
        node: Node | None = self
        while node is not None and node.kind != VERB:
            node = node.parent
        return node

    @property
    def antecedent(self) -> Node | None:
        """The phrase that a relative clause describes, or one with "where"; else None."""
        if self.parent is None or self.role == Role.RELATIVE:
            return self.parent
        if self.role != WHERE:
            return None
        before = (each for each in reversed(self.parent.children) if each.last < self.first)
        return next((each for each in before if each.kind == NOUN), None)

    @property
    def parent_classes(self) -> frozenset[str]:
        """The classes of what the node depends on."""
        return NO_CLASSES if self.parent is None else self.parent.classes

    @property
    def subject_determiner(self) -> str:
        """The determiner of a verb's subject, or nothing."""
        return "" if self.subject is None else self.subject.determiner

    def modifier(self, *classes: str) -> int | None:
        """Return the first modifier of a noun phrase with a class: "few" of "few shelters"."""
        return self._first_of(self.modifiers, classes)

    def adverb(self, *classes: str) -> int | None:
        """Return the first adverb of a verb with a class: "rarely" of "rarely met"."""
        return self._first_of(self.adverbs, classes)

    def _first_of(self, tokens: Sequence[int], classes: Sequence[str]) -> int | None:
        for i in tokens:
            if not self.tokens[i].classes.isdisjoint(classes):
                return i
        return None

    def child(self, *roles: str) -> Node | None:
        """Return the first child in one of these roles."""
        for child in self.children:
            if child.role in roles:
                return child
        return None

    def nouns(self, *roles: str) -> list[Node]:
        """Return the noun phrases among the children in these roles."""
        if not self.children:
            return []
        return [child for child in self.children if child.kind == NOUN and child.role in roles]

    def quantified(self) -> Node | None:
        """Return the number that a phrase is or follows: "12 men" in "12 men in Oslo in 2016", or "none"."""
        node: Node | None = self
        for _ in range(_MAX_CLIMB):
            if node is None or node.is_quantified or node.lemma == "none":
                return node
            above = node.parent
            if above is not None and above.kind == VERB and above.role == Role.PARTICIPLE:
                above = above.parent
            node = above if above is not None and above.kind == NOUN else node.host
        return None

    @property
    def words(self) -> list[str]:
        """The words of the phrase itself."""
        return [token.word for token in self.tokens[self.first : self.last + 1]]

    @property
    def negated(self) -> bool:
        """Whether the phrase has a negation."""
        return bool(self.negations)

    @property
    def modal_word(self) -> str:
        """The modal, "to" in "has to", or nothing."""
        return "" if self.modal is None else self.tokens[self.modal].word

    @property
    def determiner(self) -> str:
        """The first determiner or number of a noun phrase, or nothing."""
        tokens = self.tokens
        for i in self.modifiers:
            if tokens[i].tag in "DC":
                return tokens[i].word
        return self.head_token.word if self.head_token.tag in "DC" else ""

    @property
    def is_quantified(self) -> bool:
        """Whether a number that is no year stands before the head of a noun phrase, or is its head."""
        if self.kind == NOUN:
            for token in self.tokens[self.first : self.head + 1]:
                if token.tag == "C" and not token.is_year:
                    return True
        return False

    @property
    def whole(self) -> Node | None:
        """What a bare number counts a part of: "of 68 victims, 20 were found", "68 victims, of whom 20"."""
        verb = self.parent
        if self.kind != NOUN or self.head_token.tag != "C" or verb is None or verb.kind != VERB:
            return None
        ahead = next((phrase for phrase in verb.nouns(*WHOLES) if phrase.first < self.first), None)
        beside = (self.tokens[self.first - 1], *self.tokens[self.last + 2 : self.last + 3])  # "20 of whom"
        is_part = verb.role == Role.RELATIVE and any(token.tag == "W" for token in beside)
        return ahead or (verb.parent if is_part else None)

    @property
    def is_bare(self) -> bool:
        """Whether a verb has no own auxiliary and no own "to"."""
        return self.first == self.head or all(
            token.tag in "R!" for token in self.tokens[self.first : self.head]
        )

    @property
    def is_conjunct(self) -> bool:
        """Whether the node is an item of a list, but not the first one."""
        return self.group[0] is not self

    @property
    def is_excepted(self) -> bool:
        """Whether a list leaves the item out: the men of "for women but not for men"."""
        return self.negated and self.is_conjunct and not self.group[0].negated

    @property
    def is_opinion(self) -> bool:
        """Whether a verb says what others think of its object: "found it weak", "regard as weak"."""
        called = (c for c in self.children if c.kind == ADJECTIVE and c.role in (Role.PREDICATE, "as"))
        of_its_own = self.subject is not None and self.subject.head_token.tag == "P"  # "they found it weak"
        return "deem" in self.classes and not of_its_own and any(called)

    @property
    def is_adverbial(self) -> bool:
        """Whether the node is an adverbial clause."""
        return self.role.startswith(Role.ADVERBIAL)

    def has_auxiliary(self, tag: str) -> bool:
        """Tell whether an auxiliary with a tag stands before the verb."""
        return any(token.tag == tag for token in self.tokens[self.first : self.head])

    def __repr__(self) -> str:
        return f"<{self.kind} {self.lemma} {self.role}>"


class Tree:
    """The nodes of a segment over its tokens. ``at`` has the node of each token that is part of one.

    ``phrases`` are all that were read, also those that are not part of the tree. ``heading`` is what the
    items behind a colon depend on: "steps" of "the following steps:".
    """

    heading: Node | None = None

    def __init__(self, tokens: Sequence[Token], phrases: Sequence[Node] = ()) -> None:
        self.tokens, self.phrases = tokens, phrases
        self.nodes: list[Node] = []
        self.at: dict[int, Node] = {}

    @property
    def roots(self) -> list[Node]:
        """The nodes that depend on nothing, in order."""
        return sorted((node for node in self.nodes if node.parent is None), key=lambda node: node.first)

    @cached_property
    def extents(self) -> dict[Node, tuple[int, int]]:
        """The first and last token of each root with all that depends on it. Asked of complete trees only."""
        found = {}
        for root in self.roots:
            below = [root]
            for node in below:
                below += node.children
            found[root] = (min(node.first for node in below), max(node.last for node in below))
        return found

    def release(self) -> None:
        """Cut the links of all phrases, so that the tree is freed without a search for cycles."""
        for node in {*self.phrases, *self.nodes}:
            vars(node).clear()

    def add(self, node: Node) -> None:
        """Add a node for its tokens."""
        self.nodes.append(node)
        at = self.at
        for i in range(node.first, node.last + 1):
            if i not in at:
                at[i] = node


def described(item: Node) -> Node:
    """Return the phrase that begins what a clause behind an item describes: "men from Mali and Chad who"."""
    node = item.group[0]
    for _ in range(_MAX_CLIMB):
        above = node.host if node.host is not None else node.parent
        if above is None or above.kind != NOUN or node.role not in _DESCRIBING:
            break
        if node.parent is not None and above.last < node.parent.head < node.first:
            break  # "children were housed in 2006, of whom"
        node = above.group[0]
    return node


_GOES_ON = frozenset("DNCPBHOMVZEG")
"""Tags of words that an adverb may go with, if it stands before them."""


def whole_phrases(tokens: Sequence[Token], first: int, last: int) -> Span:
    """Return the offsets of some phrases, with the prepositions before and the adverbs behind them."""
    while first and tokens[first - 1].tag == "I":
        first -= 1  # "in 2019, courts convicted"
    behind = last + 1
    while behind < len(tokens) and tokens[behind].tag == "R":
        behind += 1  # "are exploited abroad"
    if behind == len(tokens) or tokens[behind].tag not in _GOES_ON:
        last = behind - 1
    is_closed = last + 1 < len(tokens) and tokens[last + 1].tag == ")"
    if is_closed and any(token.tag == "(" for token in tokens[first : last + 1]):
        last += 1
    return Span(tokens[first].start, tokens[last].end)
