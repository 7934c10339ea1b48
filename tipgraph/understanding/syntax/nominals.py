"""Nominals: the part of the parser that hangs noun phrases and adjectives on what they depend on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from tipgraph.understanding.syntax.asides import MAX_BEFORE, Asides
from tipgraph.understanding.syntax.lookahead import SUBJECT_PRONOUNS
from tipgraph.understanding.syntax.mentions import ORDER
from tipgraph.understanding.syntax.phrases import NOUN_PHRASE, VERB_GROUP, Item
from tipgraph.understanding.syntax.state import DENYING, is_compared, is_contrasted, main_verb
from tipgraph.understanding.syntax.tree import ADJECTIVE, AFAR, NOUN, QUESTIONS, VERB, Node, Role, Tree
from tipgraph.understanding.tokens.words import GOVERNING, english

__all__ = ["Nominals", "node_of"]

_KEPT_BY_ADJACENT = AFAR | {"of"}
"""Prepositions of what a verb keeps that no noun stands behind: "are sold as far away as Oman"."""
_KEPT_BY_NOUNS = AFAR | {"of", "including", "such as", "like", "excluding", "except"}
"""Prepositions whose phrase depends on the noun before it, whichever noun it is."""
_COMPLEMENTS = ("of", "against", "on", "for", "with", "to")
"""Prepositions of what a deed as a noun is done to: "the fight against"."""
_KEPT_BY_WHOLES = frozenset(("to", "with", "on", "for"))
"""Prepositions whose phrase may depend on the noun whose "of" stands before it: "the payment of it to"."""
_PAIRING = frozenset(("both", "either", "neither"))
"""Determiners that announce another item: "both units for boys and hotlines"."""
_OBJECT_PRONOUNS = frozenset(("it", "him", "her", "them", "us"))
"""Pronouns that no relative clause describes: "would make it a crime are pending"."""
_RELATIVE = frozenset(("whose",))
"""Determiners of the subject of a relative clause."""
_TAKING_CLAUSE = frozenset(("report", "cause", "take_clause"))


class Nominals(Asides):
    """Reads noun phrases and adjectives. ``types`` are those of phrases by their last token."""

    def __init__(self, tree: Tree, items: list[Item], types: Mapping[int, str]) -> None:
        super().__init__(items, types)
        self.tree = tree
        self.repeated = False  # a conjunction stands before the preposition
        self.shared: tuple[str, ...] = ()
        self.inverted: Node | None = None  # "nor did", ahead of its subject and verb

    @cached_property
    def dashes(self) -> Counter[str]:
        """How often each kind of item occurs, such as a dash."""
        return Counter(item.kind for item in self.items)

    def next_kinds(self) -> list[str]:
        """Return the kinds of the next two items."""
        return [item.kind for item in self.items[self.at + 1 : self.at + 3]]

    def read_noun(self, item: Item) -> None:
        """Read a noun phrase: what stands behind a preposition, an item of a list, or an argument."""
        node = node_of(item)
        self.tree.add(node)
        joined, self.joined = "" if self.awaits_existent() else self.joined, ""
        if self.preposition:
            self.complete_preposition(node)
        elif node.determiner in _RELATIVE and self.noun is not None:
            self.open_clause(self.argument_before(), Role.RELATIVE)
            self.subject = self.noun = node
        elif (question := self.answered()) is not None:
            role = question.role
            question.detach()
            self.reset()
            self.introduce(question, role)
            self.subject = self.noun = node
        elif joined == "," and self.verb is not None and self.ahead.is_attribution(self.at):
            self.reset()
            self.subject = self.noun = node
        elif joined and self.noun is not None and self.next_kinds() == ["I", "W"]:  # "men, two of whom fled"
            self.read_part(node)
        elif self.read_aside(node, joined) or (joined and self.goes_on(node, joined)):
            pass
        elif self.begins_told_clause(node) or self.begins_contact_clause(node):
            reports = self.noun is not None and "transparent" in self.noun.classes
            self.open_clause(self.noun, Role.THAT if reports else Role.RELATIVE)
            self.subject = self.noun = node
        elif self.verb is None:
            self.subject = self.noun = node
        elif self.begins_bare_clause():
            self.open_clause(self.verb, Role.THAT)
            self.subject = self.noun = node
        else:
            self.add_argument(self.verb, node)

    def read_part(self, node: Node) -> None:
        """Open a clause on a part of what is named: "two of whom fled", "two of whom police arrested"."""
        self.open_clause(self.noun, Role.RELATIVE)
        self.at += 2
        if self.ahead.item(self.at + 1).kind == NOUN_PHRASE:
            self.introduce(node, Role.OBJECT)
        else:
            self.subject = node

    def answered(self) -> Node | None:
        """Return the question that the current noun phrase answers: "what it cost, police did not say"."""
        verb, answer = self.verb, self.ahead.item(self.at + 1).node
        if verb is None or answer is None or verb.role not in QUESTIONS or "report" not in answer.classes:
            return None
        return verb if answer.form in ("finite", "past") else None

    def goes_on(self, node: Node, joined: str) -> bool:
        """Read a noun phrase behind a conjunction or comma: a comparison, a subject, or an item of a list."""
        if self.verb is not None:
            compares = node.classes & {"decline", "grow"} or "same" in node.words
            if joined == "," and compares and node.determiner:
                node.attach(_counted_verb(self.verb), Role.COMPARISON)
                self.noun = node
                return True
            may_begin = not self.is_waiting() and self.may_begin(node)
            is_adverbial = any(verb.is_adverbial for verb in self.open_verbs())
            lists = joined != "," or is_adverbial or self.is_ahead_of_people(node)
            following, main = self.ahead.item(self.at + 1).node, main_verb(self.verb)
            contrasts = (
                following is not None and may_begin and is_contrasted(node, main, self.noun, self.types)
            )
            if following is not None and contrasts and self.is_elided(main):
                self.elided, following.passive = node, main.passive and not node.is_quantified
            if may_begin and (self.elided is node or self.is_subject(lists=lists)):
                self.begin_clause(self.verb, node, joined)
                return True
            if self.lacks_copula():
                self.repeat(self.verb, node)
                return True
        is_ahead = joined == "," and self.verb is None and self.subject is None
        if self.noun is None or (is_ahead and not self.ahead.lists_places(self.at)):
            return False
        if joined in DENYING:
            denied = next((each for each in self.hosts(self.noun) if each.negated), None)
            node.negations = list(denied.negations) if denied is not None else []
        partner = self.noun.quantified() if node.is_quantified else self.focus(node, joined)
        item = partner or self.pair_of(node) or self.ahead.listed_as(self.at, self.noun, joined)
        item = item or self.alike(node, self.noun)
        of_verb = item.parent if item.role == Role.SUBJECT and self.noun not in item.group else None
        if self.verb is None or of_verb is None:
            self.join(node, item)
        elif self.ahead.item(self.at + 1).kind in ".;":
            self.join(node, self.noun)  # "girls work as maids, nurses, and cooks."
        else:
            self.repeat(of_verb, node)
        return True

    def awaits_existent(self) -> bool:
        """Tell whether a comma stands before what exists: "there was, in that year, no training"."""
        verb = self.verb
        if verb is None or verb.subject is None or verb.subject.lemma != "there":
            return False
        return self.joined == "," and verb.child(Role.OBJECT, Role.PREDICATE) is None

    def pair_of(self, node: Node) -> Node | None:
        """Return the subject of which a word names one part: "women and girls are sold, the latter to"."""
        subject = self.verb.subject if self.verb is not None else None
        if subject is None or node.lemma not in ORDER or self.ahead.item(self.at + 1).kind != "I":
            return None
        return subject if subject.lemma in ORDER or len(subject.group) == len(ORDER) else None

    def is_ahead_of_people(self, node: Node) -> bool:
        """Tell whether people follow a participle that opens a sentence: "lured by lies, men, women, and"."""
        opens = self.verb is not None and self.verb.form == "past" and self.verb.subject is None
        of_other = self.noun is not None and self.types.get(self.noun.head) != "people"
        return opens and of_other and self.types.get(node.head) == "people"

    def is_elided(self, verb: Node) -> bool:
        """Tell whether an auxiliary is omitted: "12 were arrested and nine convicted in 2019"."""
        if verb.subject is None or verb.child(Role.OBJECT) is not None:
            return False
        return (verb.passive or verb.form == "past") and self.ahead.lacks_auxiliary(self.at)

    def lacks_copula(self) -> bool:
        """Tell whether only an adjective follows a subject: "arrests were few, and the fines minimal"."""
        judged = self.verb and self.verb.child(Role.PREDICATE)
        is_judged = judged is not None and judged.head_token.tag in "DJ"
        return is_judged and self.ahead.is_adjective_alone(self.at)

    def repeat(self, verb: Node, subject: Node) -> None:
        """Read a verb that is omitted: "boys are exploited in Mali and girls in Togo"."""
        again = Node(verb.kind, verb.tokens, verb.head, verb.first, verb.last, verb.classes)
        again.form, again.modal, again.passive = verb.form, verb.modal, verb.passive
        again.repeats = verb
        if not verb.copula:  # "services were not free, and training rare"
            again.negations, again.adverbs = list(verb.negations), list(verb.adverbs)
        self.tree.nodes.append(again)
        self.begin_clause(verb, subject, "")
        self.predicate(again)

    def focus(self, node: Node, joined: str) -> Node | None:
        """Return what a cleft puts ahead: "it was the ministry that trained judges, not the police"."""
        excepted = joined == "," and node.negated and self.verb is not None
        focus = self.verb.parent if excepted and self.verb is not None else None
        above = focus.clause if focus is not None and focus.role == Role.PREDICATE else None
        return focus if above and above.subject and above.subject.lemma == "it" else None

    def alike(self, node: Node, last: Node) -> Node:
        """Return the phrase with which a list continues: the last one of the same type, if there is one.

        In "women from Laos and men", the men are no place. Clauses behind that phrase are closed.
        In "the lack of A and the absence of B", the absence is no part of A.
        """
        hosts = [each for each in self.hosts(last) if self.verb is None or each.role != Role.SUBJECT]
        parallels = (
            before
            for alike in (self.is_parallel, self.is_another_deed)
            for before in hosts
            if alike(node, before)
        )
        found = next(parallels, None) or self.of_same_type(node, last)
        if found.parent is not None and any(verb is found.parent for verb in self.open_verbs()):
            self.close_to(found.parent)
        return found

    def of_same_type(self, node: Node, last: Node) -> Node:
        """Return the last phrase of the type of another one, or the last phrase."""
        kind = self.types.get(node.head)
        differs = kind == "deed" or (kind == "place" and last.role == "for")  # "to Oman for work, and Qatar"
        untyped = "" if differs else kind
        if kind is None or self.types.get(last.head, untyped) == kind:
            return last
        found = next(self.of_type(kind, last, untyped), last)
        is_ahead = kind == "deed" and self.verb is not None and found.last < self.verb.first
        return last if is_ahead else found

    def is_parallel(self, node: Node, before: Node) -> bool:
        """Tell whether two phrases are built alike: "no A of X and no B", "the A of X and the B of Y"."""
        if before.determiner in _PAIRING and not before.is_conjunct and len(before.group) == 1:
            return True
        if is_compared(node) and is_compared(before):
            return True
        if node.classes & before.classes & GOVERNING or (node.negated and before.negated):
            return True
        following = self.ahead.item(self.at + 1)
        if node.determiner != before.determiner or not (node.determiner or following.word == "of"):
            return False
        return following.kind == "I" and before.child(following.word) is not None

    def is_another_deed(self, node: Node, before: Node) -> bool:
        """Tell whether two phrases have complements: "the fight against A and the trial of B"."""
        if not node.determiner or node.determiner != before.determiner:
            return False
        return self.ahead.item(self.at + 1).word in _COMPLEMENTS and before.child(*_COMPLEMENTS) is not None

    def of_type(self, kind: str, last: Node, untyped: str | None) -> Iterator[Node]:
        """Yield the phrases of a type before a phrase: its hosts, and the arguments of open verbs."""
        yield from (each for each in self.hosts(last) if self.types.get(each.head, untyped) == kind)
        for verb in self.open_verbs():
            for made in verb.children[-MAX_BEFORE:]:
                if made.role in (Role.OBJECT, Role.PREDICATE) and self.types.get(made.head) == kind:
                    yield made
            above = verb.parent
            if above is not None and above.kind == NOUN and self.types.get(above.head) == kind:
                yield above

    def may_begin(self, node: Node) -> bool:
        """Tell whether a further item may be a subject: not a place behind places, or a year behind years."""
        noun = self.noun
        if noun is None:
            return True
        is_year = node.head_token.is_year and noun.head_token.is_year
        return not (is_year or self.types.get(node.head) == self.types.get(noun.head) == "place")

    def is_subject(self, *, lists: bool) -> bool:
        """Tell whether the current noun phrase is the subject of a verb that comes next."""
        subject = self.verb.subject if self.verb is not None and self.verb.copula else None
        existential = subject is not None and subject.lemma == "there"
        return self.ahead.is_subject(self.at, lists=lists, existential=existential)

    def begins_bare_clause(self) -> bool:
        """Tell whether a clause begins without "that": "officials said police arrested him"."""
        verb = self.verb
        if verb is None or not verb.classes & _TAKING_CLAUSE:
            return False
        lists = "take_clause" in verb.classes
        if not (lists or "report" in verb.classes) and self.next_kinds()[:1] != [VERB_GROUP]:
            return False  # "made them leave", but not "who forced girls into slavery were jailed"
        waits = self.is_waiting() and not self.ahead.has_second_verb(self.at + 1)
        return not waits and self.is_subject(lists=lists)

    def begins_told_clause(self, node: Node) -> bool:
        """Tell whether a clause begins without "that" at a noun: "no evidence the army or police paid"."""
        noun = self.noun
        if noun is None or noun.role not in (Role.OBJECT, Role.PREDICATE) or noun.last != node.first - 1:
            return False
        if not noun.classes >= {"fact", "transparent"} or noun.determiner == "the" or noun.is_quantified:
            return False  # "the cases the police and courts closed"
        return bool(node.determiner) and self.ahead.is_subject(self.at, lists=False, existential=False)

    def begins_contact_clause(self, node: Node) -> bool:
        """Tell whether a relative clause begins without "that": "acts their traffickers made them commit"."""
        verb, noun = self.verb, self.noun
        following = self.ahead.item(self.at + 1).node
        if noun is None or following is None or noun.lemma in _OBJECT_PRONOUNS:
            return False
        is_known = node.lemma in SUBJECT_PRONOUNS and not (verb and verb.classes & _TAKING_CLAUSE)
        gapped = noun.role == "of" and self.ahead.leaves_gap(self.at)
        described = noun is self.subject and noun.determiner and self.ahead.item(self.at + 2).word != "by"
        gapped |= bool(described) and self.ahead.has_own_verb(self.at + 2)
        is_awaited = verb is not None or gapped
        opens = is_awaited and (is_known or (node.determiner and following.form != "base"))
        return bool(opens) and noun.last == node.first - 1 and following.form in ("past", "finite", "base")

    def add_argument(self, verb: Node, node: Node) -> None:
        """Make a noun phrase the predicate or object of a verb."""
        linking = (
            not verb.passive and (verb.copula or "be" in verb.classes) and verb.child(Role.OBJECT) is None
        )
        node.attach(verb, Role.PREDICATE if linking else Role.OBJECT)
        self.noun = node

    def read_adjective(self, item: Item) -> None:
        """Read an adjective that stands alone: a predicate, or what a noun is called behind it."""
        node = node_of(item)
        self.tree.add(node)
        joined, self.joined = self.joined, ""
        if self.preposition:
            self.complete_preposition(node)
            return
        last, verb, noun = self.last, self.verb, self.noun
        if joined and last is not None and last.kind == ADJECTIVE and last.parent is not None:
            self.join(node, last)
        elif verb is not None and (
            (verb.copula and (noun is None or noun.last != node.first - 1 or noun.role != "of"))
            or verb.repeats
            or noun is None
            or ("deem" in verb.classes and verb in (noun.parent, noun.parent and noun.parent.parent))
            or noun.last != node.first - 1
        ):
            node.attach(verb, Role.PREDICATE)
            verb.negations = verb.negations or node.negations  # "neither strict nor frequent"
        elif noun is not None:
            node.attach(noun, Role.APPOSITION)
        self.last = node

    def complete_preposition(self, node: Node) -> None:
        """Hang a phrase behind a preposition on the noun before it, or on the verb."""
        preposition, self.preposition = self.preposition, ""
        if self.denied is not None:
            node.negations, self.denied = [self.denied], None
        node.host, node.shared, self.shared = self.noun, self.shared, ()
        if self.repeated:
            if self.repeats_preposition(node, preposition):
                return
            node.host = None
        if preposition in _KEPT_BY_ADJACENT and self.verb is not None and self.is_behind_verb():
            node.attach(self.verb, preposition)
        elif self.noun is not None and preposition in _KEPT_BY_NOUNS:
            between = preposition == "of" and self.is_between(self.noun, node)
            node.attach(self.noun.host if between else self.noun, preposition)
        elif (keeper := self.keeper(preposition, node)) is not None:
            node.attach(keeper, preposition)
        elif self.verb is None and self.subject is None and self.role.startswith(Role.ADVERBIAL):
            self.introduce(node, preposition)  # "whereas in 2013 nine had been found"
        elif (parent := self.verb or self.noun) is not None:
            node.attach(parent, preposition)
        else:
            self.introduce(node, preposition)
        self.noun = node

    def is_behind_verb(self) -> bool:
        """Tell whether no noun stands behind the last verb: "girls sold abroad were of Lao origin"."""
        verb, noun = self.verb, self.noun
        return verb is not None and verb.form != "gerund" and noun is not None and noun.last < verb.first

    def repeats_preposition(self, node: Node, preposition: str) -> bool:
        """Read an item of a list whose preposition stands again: "for women sold to Spain and for men"."""
        kind = self.types.get(node.head, "deed")
        for host in self.hosts(self.noun) if self.noun is not None else ():
            item = host.group[0]
            if item.role == preposition and self.ahead.type_of(item) == kind:
                if item.parent is not None and item.parent.kind == VERB:
                    self.close_to(item.parent)
                self.join(node, host)
                return True
        for verb in self.open_verbs():
            for item in reversed(verb.children[-MAX_BEFORE:]):
                if item.role == preposition and self.types.get(item.head, "deed") == kind:
                    self.close_to(verb)
                    self.join(node, item)
                    return True
        return False

    def keeper(self, preposition: str, node: Node) -> Node | None:
        """Return the noun that keeps a phrase: "access to aid", "the payment of money to her"."""
        noun = self.noun
        if noun is None or not self.comes_behind(node, noun):
            return None
        whole = noun.parent if noun.role == "of" and preposition in _KEPT_BY_WHOLES else None
        keeping = english().relational.get(preposition, ())
        kept = next((each for each in (noun, whole) if each is not None and each.lemma in keeping), None)
        given = preposition in ("to", "for") and self.verb is not None and "give" in self.verb.classes
        return kept if kept is whole or not given else None

    def is_between(self, noun: Node, node: Node) -> bool:
        """Tell whether a time or place stands before what a noun is of: "the arrest in May of nine men"."""
        if noun.host is None or not node.is_quantified:
            return False
        is_time = noun.head_token.is_year or "month" in noun.classes
        return noun.role == "in" and (is_time or self.types.get(noun.head) == "place")

    def comes_behind(self, node: Node, noun: Node) -> bool:
        """Tell whether only a preposition and adverbs stand between: "gaps, mainly in"."""
        tags = "".join(token.tag for token in self.tree.tokens[noun.last + 1 : node.first])
        return not tags.removeprefix(",R").removeprefix(",")[1:].strip("R")

    def join(self, node: Node, item: Node) -> None:
        """Make a phrase a further item of a list, with the role of the item before it."""
        node.host, node.shared = item.host, item.shared
        if item.parent is not None:
            node.attach(item.parent, item.role)
        elif item.role:
            self.introduce(node, item.role)
        node.join(item)
        self.noun = self.last = node

    def begin_clause(self, beside: Node, subject: Node, joined: str) -> None:
        """Begin a clause with its own subject beside the open one."""
        while self.stack and beside.form not in ("finite", "past", "base"):
            self.close_clause()
            beside = self.verb or beside
        of_noun = beside.role == Role.THAT and beside.parent is not None and beside.parent.kind == NOUN
        if beside.role == Role.RELATIVE or (of_noun and joined == ","):
            self.close_clause()
            beside = self.verb or beside
        ahead = beside.form in ("gerund", "infinitive") or beside.role == Role.RELATIVE
        if ahead and not (self.verb and self.stack):  # "despite efforts to close farms, some went on"
            self.role, self.parent = "", None
        elif beside.role != Role.PARTICIPLE:  # "of the 17 men tried, six were convicted"
            self.role, self.parent = beside.role, beside.parent
        if beside.is_adverbial and (self.set_off or joined == ","):
            self.close_clause()
            self.role, self.parent = "", None
        self.verb, self.beside = None, beside
        self.subject = self.noun = subject


def node_of(item: Item) -> Node:
    """Return the node of a phrase."""
    assert item.node is not None, item
    return item.node


def _counted_verb(verb: Node) -> Node:
    """Return what a comparison is of: "gave $9 to train police, a decrease", or else the last verb."""
    above = verb.parent if verb.role == Role.INFINITIVE else None
    if above is None or any(each.is_quantified for each in verb.nouns(Role.OBJECT)):
        return verb
    return above if any(each.is_quantified for each in above.nouns(Role.OBJECT)) else verb
