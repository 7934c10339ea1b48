"""Syntax: a sentence's phrases and clauses as a tree of nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tipgraph.understanding.structure.tokens import Token, tokenize
from tipgraph.understanding.structure.words import english

__all__ = ["Node", "Tree", "parse"]

SUBJECT, OBJECT, PREDICATE, INFINITIVE, GERUND, THAT, RELATIVE, ADVERBIAL, PARTICIPLE, APPOSITION = (
    "SUBJECT", "OBJECT", "PREDICATE", "INFINITIVE", "GERUND", "THAT", "RELATIVE", "ADVERBIAL", "PARTICIPLE", "APPOSITION",
)  # fmt: skip


class Node:
    """A phrase or a clause by its head word.

    ``kind`` is N (noun phrase), V (verb, and so its clause) or J (adjective as predicate). ``parent`` and
    ``role`` say what it depends on, and as what: an argument role or a preposition. ``host`` is the noun phrase
    that a prepositional phrase stands right behind. ``first`` and ``last`` are the tokens of its own phrase.
    """

    __slots__ = (
        "kind", "head", "first", "last", "lemma", "classes", "parent", "role", "host", "children", "negated", "negations",
        "adverbs", "modal", "passive", "form", "conjunct_of", "determiner", "modifiers", "opener", "subject", "group", "copula", "auxiliary",
    )  # fmt: skip

    def __init__(self, kind: str, head: int, first: int, last: int, lemma: str) -> None:
        self.kind, self.head, self.first, self.last, self.lemma = kind, head, first, last, lemma
        self.classes: frozenset[str] = frozenset()
        self.parent: Node | None = None
        self.role = ""
        self.host: Node | None = None
        self.children: list[Node] = []
        self.negated = False
        self.negations: list[int] = []
        self.adverbs: list[int] = []
        self.modal = ""
        self.passive = False
        self.form = ""
        self.conjunct_of: Node | None = None
        self.determiner = ""
        self.modifiers: list[int] = []
        self.opener = ""
        self.subject: Node | None = None
        self.group: list[Node] = [self]
        self.copula = False
        self.auxiliary: Node = self

    def attach(self, parent: Node | None, role: str) -> Node:
        above = parent
        while above is not None:
            if above is self:
                return self  # no phrase depends on its own part
            above = above.parent
        self.parent, self.role = parent, role
        if parent is not None:
            parent.children.append(self)
        return self

    def child(self, *roles: str) -> Node | None:
        return next((c for c in self.children if c.role in roles), None)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.lemma} {self.role}>"


class Tree:
    """The nodes of a segment over its tokens; ``roots`` are those that depend on nothing."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.nodes: list[Node] = []
        self.at: dict[int, Node] = {}

    @property
    def roots(self) -> list[Node]:
        return [n for n in self.nodes if n.parent is None]

    def add(self, node: Node) -> Node:
        self.nodes.append(node)
        for i in range(node.first, node.last + 1):
            self.at.setdefault(i, node)
        return node


_FINITE = frozenset("ZE")
_NOUN_START = frozenset("DCJN'P")


class _Item:
    __slots__ = ("kind", "node", "word", "first")

    def __init__(self, kind: str, first: int, node: Node | None = None, word: str = "") -> None:
        self.kind, self.first, self.node, self.word = kind, first, node, word


def _chunks(tree: Tree) -> Iterator[_Item]:
    """Group tokens into phrases and verb groups; the other tokens come as they are."""
    tokens = tree.tokens
    count = len(tokens)
    i = 0
    while i < count:
        tag = tokens[i].tag
        if tag in "BHOMTVZ" or (tag == "E" and not _attributive(tokens, i)) or (tag == "!" and _before_verb(tokens, i)) or (tag == "G" and not _attributive(tokens, i)) or (tag == "R" and _before_verb(tokens, i)):
            group = _verb_group(tokens, i)
            if group is not None:
                node, i = group
                yield _Item("VG", node.first, node)
                continue
        if tag in "DCJN'P!EG" or (tag == "R" and _before_adjective(tokens, i)):
            phrase = _noun_phrase(tokens, i)
            if phrase is not None:
                node, i = phrase
                yield _Item("NP" if node.kind == "N" else "AP", node.first, node)
                continue
        if tag == "R" or tag == "!":
            yield _Item("R", i, word=tokens[i].word)
        elif tag == "I":
            yield _Item("I", i, word=tokens[i].word)
        elif tag == "&":
            yield _Item("&", i, word=tokens[i].word)
        elif tag == ",":
            yield _Item(",", i)
        elif tag == "S":
            yield _Item("S", i, word=tokens[i].word)
        elif tag == "W":
            yield _Item("W", i, word=tokens[i].word)
        elif tag in ("(", ")", ";", ":", "–", "—", "•", "."):
            yield _Item(tag, i)
        i += 1


def _attributive(tokens: Sequence[Token], i: int) -> bool:
    """Of "identified victims" behind a preposition or another adjective: the participle is an adjective."""
    following = tokens[i + 1].tag if i + 1 < len(tokens) else "."
    before = tokens[i - 1].tag if i else "."
    if tokens[i].tag == "E":
        if following in ("&", ",") and i + 3 < len(tokens) and tokens[i + 2].tag in ("J", "E") and tokens[i + 3].tag == "N":
            return before in ("D", "J", "'", "I", "C")
        if following not in ("N", "J", "E", "G"):
            return False
        if following in ("E", "G") and not (i + 2 < len(tokens) and tokens[i + 2].tag == "N"):
            return False
        if before in ("D", "J", "'", "I", "C"):
            return True
        if before in ("V", "Z", "G") or (before == "E" and tokens[i - 1].word != tokens[i].word):
            return True
        if before in ("&", ","):
            k = i - 1
            while k >= 0 and tokens[k].tag in ("&", ",", "R", "!"):
                k -= 1
            return k >= 0 and tokens[k].tag in ("J",)
        return before in (".", ":", ";", "–", "—", "•") and _finite_follows(tokens, i + 1)
    if following not in ("N",):
        return False
    return before in ("J", "D", "'", "C")


def _finite_follows(tokens: Sequence[Token], at: int) -> bool:
    for token in tokens[at : at + 20]:
        if token.tag in ("B", "M", "O", "Z", "H", "E"):
            return True
        if token.tag in (";", ".", "S"):
            return False
    return False


def _before_verb(tokens: Sequence[Token], i: int) -> bool:
    k = i
    while k < len(tokens) and tokens[k].tag in ("R", "!"):
        k += 1
    if k >= len(tokens):
        return False
    tag = tokens[k].tag
    if tag in "BHOMVZ":
        return True
    if tag in "EG":
        return not (k + 1 < len(tokens) and tokens[k + 1].tag in ("N", "J") and i and tokens[i - 1].tag in ("D", "I", "J", "'"))
    return tag == "T" and tokens[i].tag == "!"


def _before_adjective(tokens: Sequence[Token], i: int) -> bool:
    k = i
    while k < len(tokens) and tokens[k].tag == "R":
        k += 1
    return k < len(tokens) and tokens[k].tag in "JCDE"


def _verb_group(tokens: Sequence[Token], i: int) -> tuple[Node, int] | None:
    """Read auxiliaries, negations and adverbs up to a main verb."""
    first = i
    count = len(tokens)
    adverbs: list[int] = []
    negations: list[int] = []
    modal = form = ""
    last_aux = ""
    head = -1
    passive = False
    k = i
    while k < count:
        token = tokens[k]
        tag = token.tag
        if tag == "R":
            if last_aux in ("B", "H") and not _before_verb(tokens, k):
                break
            adverbs.append(k)
        elif tag == "!":
            if last_aux == "B" and not _before_verb(tokens, k) :
                negations.append(k)
                k += 1
                break
            negations.append(k)
        elif tag == "M":
            modal = token.word
            form = form or "finite"
            if token.word == "cannot":
                negations.append(k)
        elif tag == "T":
            form = form or "infinitive"
            if form == "finite" or last_aux:
                if last_aux == "H" or last_aux == "B":
                    modal = "to"  # "has to", "is to"
                else:
                    break
        elif tag in "BHO":
            if "n't" in token.word or "n’t" in token.word:
                negations.append(k)
            if token.word in ("being", "having") and not last_aux and not form:
                form = "gerund"
            form = form or "finite"
            if last_aux and tag != "B" and last_aux not in "HMTO" and token.word != "been":
                break
            last_aux = tag
            head = k
        elif tag in "VZEG":
            if last_aux == "B" and tag == "E":
                passive = True
            elif last_aux == "B" and tag not in "EG":
                break
            elif last_aux == "B" and tag == "G" and _attributive(tokens, k):
                break
            elif last_aux == "H" and tag not in "E":
                break
            elif last_aux == "H" and tag == "E" and _attributive_after_have(tokens, k):
                break
            elif last_aux == "O" and tag != "V":
                break
            head = k
            if not form:
                form = {"V": "base", "Z": "finite", "E": "past", "G": "gerund"}[tag]
            k += 1
            break
        else:
            break
        k += 1
    if head < 0:
        return None
    main = tokens[head]
    while k - 1 > head and tokens[k - 1].tag == "R":  # trailing adverbs belong to what follows
        adverbs = [a for a in adverbs if a != k - 1]
        k -= 1
    node = Node("V", head, first, k - 1, main.lemma if main.tag in "VZEGBHO" else main.word)
    node.form, node.modal, node.passive = form, modal, passive
    node.negations, node.adverbs = negations, adverbs
    node.negated = bool(negations)
    node.copula = main.tag == "B"
    node.classes = english().verb_classes.get(node.lemma, frozenset())
    return node, k


def _attributive_after_have(tokens: Sequence[Token], k: int) -> bool:
    return False


def _noun_phrase(tokens: Sequence[Token], i: int) -> tuple[Node, int] | None:
    """Read a noun phrase without its prepositional phrases; an adjective alone is a predicate."""
    count = len(tokens)
    k = i
    head = -1
    determiner = ""
    modifiers: list[int] = []
    negations: list[int] = []
    while k < count:
        token = tokens[k]
        tag = token.tag
        if tag == "'":
            if head < 0:
                break
            modifiers.append(head)
            head = -1
        elif tag in "DC":
            if head >= 0:
                if tag == "C" and tokens[head].word[:1].isalpha() and (token.word.isdigit()):
                    pass  # "Tier 3", "August 15"
                else:
                    break
            else:
                determiner = determiner or token.word
                modifiers.append(k)
        elif tag == "!":
            if head >= 0 or not (k + 1 < count and tokens[k + 1].tag in "DCJNR"):
                break
            negations.append(k)
        elif tag in "J":
            if head >= 0:
                break
            modifiers.append(k)
        elif tag == "R":
            if head >= 0 or not _before_adjective(tokens, k):
                break
            modifiers.append(k)
        elif tag in "EG":
            if head >= 0 or not _attributive(tokens, k):
                break
            modifiers.append(k)
        elif tag == "N":
            if head >= 0:
                modifiers.append(head)
            head = k
        elif tag == "P":
            if head >= 0 or modifiers:
                break
            head = k
            k += 1
            break
        else:
            break
        # an adjective list: "foreign and domestic victims", "inadequate, ad hoc services"
        if tag in "JE" and k + 2 < count and tokens[k + 1].tag in ("&", ",") and head < 0:
            comma_and = tokens[k + 1].tag == "," and tokens[k + 2].tag == "&"
            n = k + 3 if comma_and else k + 2
            if n < count and tokens[n].tag in "JE" and (not comma_and or (k > i + 1 and tokens[k - 1].tag == ",")) and _reaches_noun(tokens, n):
                k = n
                continue
        k += 1
    if head < 0:
        if not modifiers:
            return None
        head = modifiers[-1]
        word = tokens[head]
        kind = "J" if word.tag in "JEG" else "N"
        node = Node(kind, head, i, k - 1, word.word)
        node.modifiers = [m for m in modifiers if m != head]
    else:
        node = Node("N", head, i, k - 1, tokens[head].word)
        node.modifiers = modifiers
    node.determiner = determiner
    node.negations = negations + [m for m in modifiers if tokens[m].word in ("no", "neither", "zero")]
    if tokens[head].word in ("none", "nobody", "nothing", "no"):
        node.negations.append(head)
    node.negated = bool(node.negations)
    node.classes = english().nouns.get(node.lemma, frozenset()) if node.kind == "N" else english().adjectives.get(node.lemma, frozenset())
    return node, k


def _reaches_noun(tokens: Sequence[Token], at: int) -> bool:
    for token in tokens[at : at + 6]:
        if token.tag == "N":
            return True
        if token.tag not in ("J", "&", ",", "R", "E"):
            return False
    return False


_TAKING_INFINITIVE = frozenset(("effort", "fail", "plan", "lack", "hinder"))


class _Parser:
    """Reads items from left to right and keeps the open clauses on a stack."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.items = list(_chunks(tree))
        self.at = 0
        self.verb: Node | None = None  # of the open clause
        self.subject: Node | None = None  # a phrase that waits for its verb
        self.stack: list[tuple[Node | None, Node | None]] = []
        self.noun: Node | None = None  # the last noun phrase
        self.preposition = ""
        self.joined = ""  # the conjunction or comma just read
        self.comma_before = False
        self.pending: tuple[str, Node | None] = ("", None)  # role and parent of the next clause
        self.prep_parent: Node | None = None
        self.introduced: list[tuple[Node, str]] = []  # prepositional phrases ahead of their clause
        self.last: Node | None = None
        self.inverted = 0

    # -- helpers

    def peek_finite(self, at: int, *, through_list: bool = False) -> bool:
        """Tell whether the noun phrase at an item is the subject of a finite verb that comes next."""
        items = self.items
        k = at
        if k >= len(items) or items[k].kind != "NP":
            return False
        k += 1
        while k < len(items):
            kind = items[k].kind
            if kind == "VG":
                node = items[k].node
                assert node is not None
                if node.form == "finite":
                    return True
                if node.form == "past":
                    existential = self.verb is not None and self.verb.copula and self.verb.subject is not None and self.verb.subject.lemma == "there"
                    return not existential and not self._reduced(k)
                if node.form in ("infinitive", "gerund", "base"):
                    return False
                return False
            if kind == "I":
                if k + 1 < len(items) and items[k + 1].kind == "NP":
                    k += 2
                    continue
                if k + 1 < len(items) and items[k + 1].kind == "VG" and items[k + 1].node.form == "gerund":
                    k += 2
                    continue
                return False
            if kind == "R" or kind == "(":
                if kind == "(":
                    while k < len(items) and items[k].kind != ")":
                        k += 1
                k += 1
                continue
            if kind == "W":
                return self._finite_after_relative(k)
            if kind == "&" and k + 1 < len(items) and items[k + 1].kind == "NP":
                k += 2
                continue
            if kind == "," and through_list and k + 2 < len(items):
                k += 2 if items[k + 1].kind == "NP" else 3 if items[k + 1].kind == "&" and items[k + 2].kind == "NP" else len(items)
                continue
            if kind == "NP":  # "NGOs the government funds"
                return False
            return False
        return False

    def _finite_after_relative(self, k: int) -> bool:
        """A relative clause behind a subject: two finite verbs have to come."""
        seen = 0
        for item in self.items[k : k + 14]:
            if item.kind == "VG" and item.node is not None and item.node.form in ("finite", "past"):
                seen += 1
                if seen == 2:
                    return True
            if item.kind in (";", ".", "&", ","):
                return False
        return False

    def _reduced(self, k: int) -> bool:
        """Tell whether a past form at an item is a participle behind its noun ("victims identified by")."""
        node = self.items[k].node
        assert node is not None
        following = self.items[k + 1] if k + 1 < len(self.items) else None
        if following is not None and following.kind == "NP" and "give" not in node.classes:
            return False
        if following is not None and following.kind == "S" and "report" in node.classes:
            return False
        # another finite verb ahead before the clause ends, with nothing that joins: this one is a participle
        depth = 0
        for item in self.items[k + 1 : k + 16]:
            if item.kind in (";", ".", "S", "–", "—", ":"):
                break
            if item.kind == "W":
                depth += 1
            if item.kind in ("&", ","):
                break
            if item.kind == "VG" and item.node is not None and item.node.form in ("finite", "past"):
                if depth:
                    depth -= 1
                    continue
                return item.node.form == "finite"
        if following is None:
            return False
        if following.kind == "I" and following.word == "by":
            return True
        return False

    # -- reading

    def run(self) -> None:
        while self.at < len(self.items):
            item = self.items[self.at]
            getattr(self, _READERS[item.kind])(item)
            self.at += 1
        if self.subject is not None and self.verb is None and self.subject.parent is None:
            pass

    def read_noun(self, item: _Item) -> None:
        node = item.node
        assert node is not None
        self.tree.add(node)
        joined, self.joined = self.joined, ""
        if self.preposition:
            self._prepositional(node)
            return
        if joined and self.noun is not None and self._of_whom():
            self._open_clause(self.noun, RELATIVE)
            self.subject = node
            self.at += 2
            return
        if joined == "," and self.verb is not None and node.classes & {"decline", "grow"} and node.determiner:
            node.attach(self.verb, "COMPARISON")
            self.noun = node
            return
        if joined:
            if self.verb is not None and not self._waiting() and self.peek_finite(self.at, through_list=joined != ","):
                self._new_clause(node, joined)
                return
            partner = self._partner(node, joined)
            if partner is not None and not (joined == "," and self.verb is None and self.subject is None):
                self._join(node, partner)
                return
        if self.verb is None:
            if self.subject is None or self.subject.role:
                self.subject = node
            elif joined == ",":
                node.attach(self.subject, APPOSITION)
            else:
                self.subject = node
            self.noun = node
            return
        if self.noun is not None and self.peek_finite(self.at) and not joined:
            # "officials said police arrested": a clause without "that"
            if self.verb.classes & {"report", "cause"} or self.verb.lemma in ("ensure", "know", "hope"):
                self._open_clause(self.verb, THAT)
                self.subject = node
                self.noun = node
                return
        if self.verb.child(OBJECT) is None and not self.verb.passive:
            node.attach(self.verb, PREDICATE if self.verb.copula or "be" in self.verb.classes else OBJECT)
        elif joined == "," and self.noun is not None:
            node.attach(self.noun, APPOSITION)
        else:
            node.attach(self.verb, OBJECT)
        self.noun = node

    def _of_whom(self) -> bool:
        ahead = self.items[self.at + 1 : self.at + 3]
        return len(ahead) == 2 and ahead[0].kind == "I" and ahead[0].word == "of" and ahead[1].kind == "W"

    def read_adjective(self, item: _Item) -> None:
        node = item.node
        assert node is not None
        self.tree.add(node)
        joined, self.joined = self.joined, ""
        if self.preposition:
            self._prepositional(node)
            return
        if joined and self.last is not None and self.last.kind == "J" and self.last.parent is not None:
            self._join(node, self.last)
        elif self.verb is not None and (self.verb.copula or self.noun is None or self.noun.last != node.first - 1):
            node.attach(self.verb, PREDICATE)
        elif self.noun is not None:
            node.attach(self.noun, APPOSITION)
        self.last = node

    def _prepositional(self, node: Node) -> None:
        preposition, self.preposition = self.preposition, ""
        parent = self.prep_parent
        node.host = self.noun if self.noun is not None else None
        if self.noun is not None and (preposition in ("of", "including", "such as", "like", "excluding", "except") or self._relational(preposition, node)):
            node.attach(self.noun, preposition)
        elif parent is not None:
            node.attach(parent, preposition)
        elif self.verb is not None:
            node.attach(self.verb, preposition)
        elif self.noun is not None:
            node.attach(self.noun, preposition)
        else:
            node.role = preposition
            self.introduced.append((node, preposition))
        self.noun = node

    def _relational(self, preposition: str, node: Node) -> bool:
        """Tell whether the last noun keeps a prepositional phrase for itself."""
        noun = self.noun
        if noun is None or noun.kind != "N" or noun.last != node.first - 2 or noun.lemma not in english().relational.get(preposition, ()):
            return False
        return not (preposition in ("to", "for") and self.verb is not None and "give" in self.verb.classes)

    def _partner(self, node: Node, joined: str) -> Node | None:
        """Return what a noun phrase is coordinated with: the last one, or one of its hosts that is more alike."""
        candidate = self.noun
        return candidate

    def _join(self, node: Node, partner: Node) -> None:
        """Make a phrase a further item of the list that another one is in."""
        first = partner.group[0]
        node.conjunct_of = first
        node.host = partner.host
        if partner.parent is not None:
            node.attach(partner.parent, partner.role)
        elif partner.role:
            node.role = partner.role
            self.introduced.append((node, partner.role))
        node.group = first.group
        first.group.append(node)
        if node.kind != "V":
            self.noun = node
            if self.subject is partner:
                self.subject = first
        self.last = node

    def _open_clause(self, parent: Node | None, role: str) -> None:
        self.stack.append((self.verb, self.subject))
        self.verb, self.subject = None, None
        self.pending = (role, parent)

    def _close_clause(self) -> None:
        if self.stack:
            self.verb, self.subject = self.stack.pop()
            self.pending = ("", None)

    def _new_clause(self, subject: Node, joined: str) -> None:
        """A conjunction leads to a clause with a subject of its own, beside the one that is open."""
        beside = self.verb
        while self.stack and beside is not None and beside.form not in ("finite", "past", "base"):
            self._close_clause()
            beside = self.verb or beside
        if beside is not None and beside.role in (RELATIVE,):
            self._close_clause()
            beside = self.verb or beside
        parent, role = (beside.parent, beside.role) if beside is not None else (None, "")
        if joined == "," and beside is not None and beside.role == ADVERBIAL and self.stack:
            self._close_clause()
            self.pending = ("", None)
            self.verb = None
        elif joined == "," and self.stack and beside is not None and beside.role in (ADVERBIAL,):
            pass
        else:
            self.verb = None
            self.pending = (role, parent)
        self.subject = subject
        self.noun = subject

    def read_verb(self, item: _Item) -> None:
        node = item.node
        assert node is not None
        self.tree.add(node)
        joined, self.joined = self.joined, ""
        if self._is_inverted(node):
            self.inverted = self.items[self.at - 1].first if self.items[self.at - 1].word == "nor" else node.head
            self.tree.nodes.remove(node)
            self.verb = None
            self.subject = None
            self.stack = []
            return
        if self.inverted and node.form == "base":
            node.negations, self.inverted = [self.inverted], 0
            node.negated, node.form = True, "finite"
            joined = ""
        self.last = node
        if self.preposition:
            preposition, self.preposition = self.preposition, ""
            parent = self.prep_parent or self.verb
            node.host = self.noun
            if node.form == "gerund" or node.form == "past":
                if self.noun is not None and (preposition == "of" or self._relational(preposition, node)):
                    node.attach(self.noun, preposition)
                elif parent is not None:
                    node.attach(parent, preposition)
                elif self.noun is not None and self.verb is None and self.subject is not None:
                    node.attach(self.noun, preposition)
                else:
                    node.role = preposition
                    self.introduced.append((node, preposition))
                self._enter(node)
                return
        if node.form == "base" and not joined and self.subject is not None and self.verb is None:
            node.form = "finite"
        if node.form in ("infinitive", "gerund") or (node.form == "base" and joined):
            self._nonfinite(node, joined)
            return
        if node.form == "past" and self.noun is not None and not joined and self._is_participle(node):
            node.passive = True
            node.form = "participle"
            node.attach(self.noun, PARTICIPLE)
            self._enter(node)
            return
        if joined and self.verb is not None:
            self._coordinate_verb(node, joined)
            return
        if node.form == "past" and joined == "," and self.verb is None and self.subject is None:
            pass
        # a finite verb whose clause is open, or the one below it
        while self.stack and (self.verb is not None or (self.subject is None and not self.pending[0])):
            self._close_clause()
        if self.verb is not None and node.form in ("finite", "past"):
            # no conjunction: a clause of its own
            if self.noun is not None and self.noun.parent is not None and self.noun.role in (OBJECT, PREDICATE):
                moved = self.noun
                moved.parent.children.remove(moved)
                outer = self.verb
                moved.parent, moved.role = None, ""
                self._open_clause(outer, THAT)
                self.subject = moved
            else:
                self.verb = None
        self._predicate(node)

    def _is_inverted(self, node: Node) -> bool:
        """Of "nor did they amend": an auxiliary ahead of its subject."""
        if self.tree.tokens[node.head].tag != "O" or not self.at or self.at + 2 >= len(self.items):
            return False
        subject, verb = self.items[self.at + 1 : self.at + 3]
        return self.items[self.at - 1].word in ("nor", "neither") and subject.kind == "NP" and verb.kind == "VG"

    def _is_participle(self, node: Node) -> bool:
        """Tell whether a past form behind a noun is a participle that depends on it."""
        if self.verb is not None and not self._waiting():
            return True
        return self._reduced(self.at)

    def _waiting(self) -> bool:
        """Tell whether an outer clause has its subject and waits for its verb."""
        return any(verb is None and subject is not None for verb, subject in self.stack)

    def _goes_on_passive(self) -> bool:
        following = self.items[self.at + 1] if self.at + 1 < len(self.items) else None
        return following is None or following.kind not in ("NP",)

    def _predicate(self, node: Node) -> None:
        """Give the open clause its verb."""
        role, parent = self.pending
        self.pending = ("", None)
        node.role = role
        if parent is not None:
            node.attach(parent, role)
        self.verb = node
        if self.subject is not None:
            node.subject = self.subject
            for each in self.subject.group:
                if each.parent is None:
                    each.attach(node, SUBJECT)
        for phrase, preposition in self.introduced:
            if phrase.parent is None:
                phrase.attach(node, preposition)
        self.introduced = []
        self.subject = None

    def _enter(self, node: Node) -> None:
        self.stack.append((self.verb, self.subject))
        self.verb, self.subject = node, None

    def _nonfinite(self, node: Node, joined: str) -> None:
        form = node.form
        if joined and self.last is not None:
            partner = self._verb_like(form)
            if partner is not None:
                self._pop_to(partner)
                self._share(node, partner)
                self.verb = node
                return
        if form == "base":
            if joined and self.verb is not None:
                self._coordinate_verb(node, joined)
            else:
                self._predicate(node)
            return
        if form == "infinitive":
            if self.verb is None and self.subject is None and self.noun is None:
                node.role = ADVERBIAL
                self.introduced.append((node, ADVERBIAL))
                self._enter(node)
                return
            taking = self._takes_infinitive(node)
            host = taking or self.noun
            takes = taking is not None
            adjective = self.tree.at.get(node.first - 1)
            if takes:
                node.attach(host, INFINITIVE)
            elif adjective is not None and adjective.kind == "J":
                node.attach(adjective, INFINITIVE)
            elif self.verb is not None:
                subject = self.verb.subject
                extraposed = self.verb.passive and subject is not None and subject.kind == "N" and "effort" in subject.classes
                made = self.verb.child(OBJECT)
                if made is not None and "effort" in made.classes and self.verb.classes & {"do", "cause", "have"} and not extraposed:
                    node.attach(made, INFINITIVE)
                elif extraposed and subject is not None:
                    node.attach(subject, INFINITIVE)
                else:
                    node.attach(self.verb, INFINITIVE)
            elif host is not None:
                node.attach(host, INFINITIVE)
            node.host = host
            self._enter(node)
            return
        # gerund
        if joined == "," and self.verb is not None:
            node.attach(self.verb, GERUND)
        elif self.noun is not None and self.noun.last == node.first - 1:
            node.attach(self.noun, PARTICIPLE)
        elif self.verb is not None:
            node.attach(self.verb, GERUND)
        elif self.subject is None and self.verb is None:
            # a gerund as subject, or ahead of its clause
            node.role = GERUND
            self.introduced.append((node, GERUND))
        self._enter(node)

    def _takes_infinitive(self, node: Node) -> Node | None:
        """Find the noun that an infinitive depends on: "the ability of inspectors to investigate"."""
        noun = self.noun
        while noun is not None and noun.kind == "N":
            if noun.classes and (noun.last == node.first - 1 or noun is not self.noun):
                return noun if noun.classes & _TAKING_INFINITIVE else None
            if noun.role not in ("of", "by", "for") or noun.parent is None or noun.parent.kind != "N":
                return None
            noun = noun.parent
        return None

    def _verb_like(self, form: str) -> Node | None:
        """Find the open verb that a further one of its form goes on with."""
        wanted = {"infinitive": ("infinitive",), "gerund": ("gerund",), "base": ("base", "infinitive", "finite")}[form]
        open_verbs = [self.verb, *(v for v, _ in reversed(self.stack))]
        for verb in open_verbs:
            if verb is None:
                continue
            if verb.form in wanted:
                lead = verb.auxiliary
                if form == "base" and verb.form == "finite" and not (lead.modal or any(self.tree.tokens[i].tag == "O" for i in range(lead.first, lead.head))):
                    continue
                return verb
        return None

    def _pop_to(self, verb: Node) -> None:
        while self.verb is not verb and self.stack:
            self._close_clause()

    def _share(self, node: Node, partner: Node) -> None:
        """Give a further verb of a list what the first one has: parent, role, auxiliaries, subject."""
        first = partner.auxiliary
        node.auxiliary = first
        bare = node.first == node.head or all(self.tree.tokens[i].tag in ("R", "!") for i in range(node.first, node.head))
        if bare and node.form in ("base", "past", "gerund"):
            node.modal = node.modal or first.modal
            if first.form in ("infinitive", "finite", "participle") or node.form == "base":
                node.form = first.form
            node.passive = first.passive or (first.copula and self.tree.tokens[node.head].tag == "E")
            if not node.negations and first.negations:
                node.negations = list(first.negations)
                node.negated = first.negated
            if not node.adverbs:
                node.adverbs = [a for a in first.adverbs if a < first.head]
        first = partner.conjunct_of or partner
        node.conjunct_of = first
        node.group = first.group
        first.group.append(node)
        node.subject = first.subject
        node.host = first.host
        node.role = first.role
        if first.parent is not None:
            node.attach(first.parent, first.role)

    def _coordinate_verb(self, node: Node, joined: str) -> None:
        """A finite verb behind a conjunction: it shares the subject of the clause whose verb is finite, too."""
        partner = self.verb
        if node.form == "past":
            # a bare participle goes on with a passive or a participle, if one is open in this clause
            candidates = [v for v in [self.verb, *(v for v, _ in reversed(self.stack))] if v is not None]
            partner = next((v for v in candidates if v.form in ("finite", "past", "participle")), candidates[0] if candidates else None)
        else:
            candidates = [v for v in [self.verb, *(v for v, _ in reversed(self.stack))] if v is not None]
            partner = next((v for v in candidates if v.form in ("finite", "past", "base")), None)
        if joined in ("but", ",") and partner is not None and partner.role == RELATIVE and joined == "but":
            outer = next((v for v in candidates if v.role != RELATIVE and v.form in ("finite", "past")), None)
            partner = outer or partner
        if partner is None:
            self._predicate(node)
            return
        self._pop_to(partner)
        first = partner.conjunct_of or partner
        lead = partner.auxiliary
        bare = node.head == node.first or all(self.tree.tokens[i].tag in ("R", "!") for i in range(node.first, node.head))
        if node.form == "past" and bare and (lead.passive or (lead.copula and self._goes_on_passive())):
            self._share(node, partner)
        elif node.form == "past" and bare and any(self.tree.tokens[i].tag == "H" for i in range(lead.first, lead.head)):
            self._share(node, partner)
        else:
            node.conjunct_of = first
            node.group = first.group
            first.group.append(node)
            node.subject = first.subject
            node.role = first.role
            if first.parent is not None:
                node.attach(first.parent, first.role)
        self.verb = node

    def read_preposition(self, item: _Item) -> None:
        self.preposition = item.word
        self.prep_parent = None
        if self.joined and self.noun is not None and self.joined != ",":
            # "to police and to judges", "in X and from Y": hangs on the same verb
            pass
        self.joined = ""

    def read_conjunction(self, item: _Item) -> None:
        self.joined = item.word
        if item.word == "nor" and self.verb is not None:
            self.joined = "nor"

    def read_comma(self, item: _Item) -> None:
        if not self.joined:
            self.joined = ","
        if self.preposition and self.preposition not in ("including", "such as"):
            self.preposition = ""

    def read_subordinator(self, item: _Item) -> None:
        joined, self.joined = self.joined, ""
        self.preposition = ""
        if item.word == "that":
            host = self.verb
            if host is None and self.noun is not None:
                host = self.noun
            elif self.noun is not None and self.noun.last == item.first - 1 and self.noun.kind == "N" and host is not None and not host.classes & {"report"}:
                host = self.noun
            self._open_clause(host, THAT)
            return
        parent = self.verb
        while parent is None and self.stack:
            self._close_clause()
            parent = self.verb
        if self.verb is None:
            # ahead of its clause
            self.stack.append((None, self.subject))
            self.pending = (ADVERBIAL + ":" + item.word, None)
            self.subject = None
        else:
            self._open_clause(self.verb, ADVERBIAL + ":" + item.word)

    def read_relative(self, item: _Item) -> None:
        self.joined = ""
        host = self.noun
        self.preposition = ""
        ahead = self.items[self.at + 1 : self.at + 3]
        if len(ahead) == 2 and ahead[0].kind == "," and ahead[1].kind == "S":  # "that, if implemented, would …"
            close = next((k for k in range(self.at + 2, len(self.items)) if self.items[k].kind == ","), self.at)
            self.at = close
        self._open_clause(host, RELATIVE)
        following = self.items[self.at + 1] if self.at + 1 < len(self.items) else None
        if item.word != "whose" and following is not None and following.kind in ("VG", "R", ","):
            self.subject = None
            self.relative_subject = host

    def read_stop(self, item: _Item) -> None:
        """Semicolon, dash, colon, full stop: everything ends."""
        self.verb = self.subject = self.noun = self.last = None
        self.stack = []
        self.preposition = self.joined = ""
        self.pending = ("", None)
        self.introduced = []

    def read_dash(self, item: _Item) -> None:
        """A dash ends a heading; behind a verb it is a comma."""
        if self.verb is None and not self._waiting():
            self.read_stop(item)
        else:
            self.read_comma(item)

    def read_bracket(self, item: _Item) -> None:
        """Skip what stands in brackets: it is read as a segment of its own."""
        while self.at + 1 < len(self.items) and self.items[self.at + 1].kind != ")":
            self.at += 1

    def read_adverb(self, item: _Item) -> None:
        """An adverb behind its verb's arguments: "did not enforce the law effectively"."""
        if self.verb is not None and item.kind == "R":
            self.verb.adverbs.append(item.first)


_READERS = {
    "NP": "read_noun", "AP": "read_adjective", "VG": "read_verb", "I": "read_preposition", "&": "read_conjunction",
    ",": "read_comma", "S": "read_subordinator", "W": "read_relative", ";": "read_stop", ":": "read_stop",
    "–": "read_dash", "—": "read_dash", "•": "read_stop", ".": "read_stop", "(": "read_bracket", ")": "read_adverb",
    "R": "read_adverb",
}  # fmt: skip


def parse(text: str, start: int, end: int) -> Tree:
    """Return the tree of a sentence."""
    tree = Tree(tokenize(text, start, end))
    _Parser(tree).run()
    return tree


def render(tree: Tree) -> str:
    """Draw a tree as indented text."""
    lines: list[str] = []

    def draw(node: Node, depth: int) -> None:
        words = " ".join(t.word for t in tree.tokens[node.first : node.last + 1])
        marks = "".join(m for m, on in (("!", node.negated), ("p", node.passive)) if on)
        lines.append(f"{'  ' * depth}{node.role or 'ROOT'}: {node.kind}{marks} [{words}] {node.form} {'&' if node.conjunct_of else ''} subj={node.subject.lemma if node.subject else ''}")
        for each in sorted(node.children, key=lambda n: n.first):
            draw(each, depth + 1)

    for root in sorted(tree.roots, key=lambda n: n.first):
        draw(root, 0)
    return "\n".join(lines)
