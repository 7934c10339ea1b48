"""Measures: which deeds a sentence speaks of, who does them, and what became of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tipgraph.model.vocabulary import Vocabulary
from tipgraph.understanding import lexicon as lex
from tipgraph.understanding.inflect import noun_forms
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.structure.syntax import Node, Tree
from tipgraph.understanding.structure.words import CLOSED, english

GAP = lex.ELLIPSIS
_PREPOSITIONS = frozenset(w for w, tag in CLOSED.items() if tag == "I")


class Statement(NamedTuple):
    type: str
    status: str
    node: Node
    why: tuple[str, ...]


class Label(NamedTuple):
    """A discontinuous label: a verb or noun, and the argument that it wants, by role if it names one."""

    forms: frozenset[str]
    preposition: str
    code: str


class Frames:
    """Discontinuous labels by their verb's or noun's lemma."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.by_verb: dict[str, list[Label]] = defaultdict(list)
        self.by_noun: dict[str, list[Label]] = defaultdict(list)
        for concept in vocabulary["measure"].values():
            for label in concept.names:
                if GAP in label:
                    self._add(label, concept.code)

    def _add(self, label: str, code: str) -> None:
        head, _, tail = (part.strip() for part in label.partition(GAP))
        words = tail.split()
        noun = words[-1]
        preposition = next((w for w in reversed(head.split()[1:] + words[:-1]) if w in _PREPOSITIONS), "")
        forms = frozenset(form.lower() for form in noun_forms(noun))
        if head.startswith("to "):
            self.by_verb[head.split()[1]].append(Label(forms, preposition, code))
        else:
            content = [w for w in head.split() if w not in _PREPOSITIONS and w not in ("the", "an", "a")]
            if content:
                self.by_noun[content[-1]].append(Label(forms, preposition, code))


def plain_lexicon(vocabulary: Vocabulary) -> lex.Lexicon:
    original = lex._all_senses

    def without_gaps(v: Vocabulary) -> Iterator[tuple[str, lex.Sense]]:
        return ((form, sense) for form, sense in original(v) if not sense.second_part)

    lex._all_senses = without_gaps
    try:
        return lex.Lexicon(vocabulary)
    finally:
        lex._all_senses = original


class Reading:
    """A tree with the mentions of its nodes."""

    def __init__(self, tree: Tree, mentions: list[Mention]) -> None:
        self.tree = tree
        starts = [t.start for t in tree.tokens]
        self.senses: dict[int, list[tuple[Mention, int, int]]] = defaultdict(list)
        for m in mentions:
            a = bisect_right(starts, m.start) - 1
            b = bisect_right(starts, m.end - 1) - 1
            if a >= 0:
                self.senses[b].append((m, a, b))

    def kinds(self, node: Node) -> set[str]:
        return {m.kind for i in range(node.first, node.last + 1) for m, _, _ in self.senses.get(i, ())}

    def head_kinds(self, node: Node) -> set[str]:
        return {m.kind for m, a, b in self.senses.get(node.head, ())}

    def words(self, node: Node) -> set[str]:
        if node.lemma in ("them", "they", "it", "these", "those", "such"):
            before = [n for n in self.tree.nodes if n.kind == "N" and n.last < node.first and self.head_kinds(n) & {"person", "victim-group", "victim", "measure"}]
            if before:
                return {self.tree.tokens[i].word for i in range(before[-1].first, before[-1].last + 1)}
        found = {self.tree.tokens[i].word for i in range(node.first, node.last + 1)}
        for child in node.children:
            if child.role in ("of", "including", "such as", "APPOSITION"):
                found |= self.words(child)
        return found

    def codes(self, node: Node, kind: str) -> set[str]:
        return {m.code for i in range(node.first, node.last + 1) for m, _, _ in self.senses.get(i, ()) if m.kind == kind}


def statements(reading: Reading, frames: Frames, country: str, section: str | None = None) -> list[Statement]:
    """Return the measures that a tree states."""
    found: list[Statement] = []
    seen: set[tuple[str, int]] = set()
    for code, node in _mentions(reading, frames):
        code = _recoded(reading, code, node)
        if not code or (code, id(node)) in seen:
            continue
        seen.add((code, id(node)))
        if _in_passing(reading, node, code):
            continue
        actor = agent(reading, node)
        if actor is not None and is_outsider(reading, actor, country):
            continue
        outcomes = [status_of(reading, node, code)]
        if node.kind == "V":
            for target in _objects(node)[1:]:
                if target.negated or target.determiner in ("few", "fewer", "some"):
                    outcomes.append(status_of(reading, node, code, counted=target))
        for verb in reading.tree.nodes:
            if node.role == "SUBJECT" and verb.kind == "V" and verb is not node.parent and verb.subject is node.group[0] and (verb.passive or verb.copula or verb.classes & {"be", "decline", "lack", "exist"}):
                further = status_of(reading, node, code, verb)
                if further[0] != "done" and further[0] != outcomes[0][0]:
                    outcomes.append(further)
        if len(outcomes) > 1 and outcomes[0][0] == "done" and not _is_judged_good(node):
            del outcomes[0]
        for status, why in outcomes:
            if section == "recommendations":
                status = "recommended"
            if code == "non-penalization":
                status = {"done": "not-done", "insufficient": "not-done", "not-done": "done"}.get(status, status)
            found.append(Statement(code, status, node, tuple(why)))
    penalized = {id(s.node) for s in found if s.type == "non-penalization"}
    return [s for s in found if s.type not in _LAW_ENFORCEMENT or id(s.node) not in penalized]


def _is_judged_good(node: Node) -> bool:
    """Of "penalties were commensurate": the predicate says that it is well."""
    verb = node.parent
    return verb is not None and verb.kind == "V" and not verb.negated and any(
        c.role == "PREDICATE" and "adequate" in (c.classes | english().adjectives.get(c.lemma, frozenset())) for c in verb.children
    )


_LAW_ENFORCEMENT = frozenset(("investigation", "prosecution", "conviction", "sentencing"))


def _recoded(reading: Reading, code: str, node: Node) -> str:
    """Investigating officials is action against complicity; complicity itself is none."""
    if code in _LAW_ENFORCEMENT:
        targets = _objects(node)
        for target in targets:
            kinds = reading.head_kinds(target) if target.kind == "N" else set()
            if target.kind == "N" and ("complicity" in _deep_kinds(reading, target) or "official-complicity" in _deep_codes(reading, target) or "officer" in kinds or ("official" in kinds and target.lemma in ("officials", "official", "officers", "officer", "police", "personnel", "employees", "policemen", "soldiers", "diplomats"))):
                return "official-complicity"
        if any(c.role == "for" and "complicity" in reading.kinds(c) for c in node.children):
            return "official-complicity"
    if code == "official-complicity" and node.kind == "N" and node.lemma in ("complicity", "corruption", "involvement", "collusion"):
        return code if node.role in ("OBJECT", "against", "of", "in", "to") and _acted_on(node) else ""
    if code == "official-complicity" and node.kind == "N" and node.lemma not in ("action", "actions"):
        return code if _acted_on(node) else ""
    return code


_ACTING = frozenset("address combat curb investigate prosecute punish tackle counter fight prevent reduce eliminate root crack convict take arrest charge discipline dismiss fire suspend sentence try indict hold remove identify target begin initiate pursue open conduct make sanction penalize".split())


def _acted_on(node: Node) -> bool:
    current: Node | None = node
    for _ in range(5):
        assert current is not None
        parent = current.parent
        if parent is None:
            return False
        if parent.kind == "V":
            return parent.lemma in _ACTING and (current.role not in ("SUBJECT", "by") or parent.passive)
        if current.role not in ("of", "against", "in", "to", "INFINITIVE", "OBJECT", "for", "PARTICIPLE"):
            return False
        current = parent
    return False


def _deep_kinds(reading: Reading, node: Node) -> set[str]:
    found = set(reading.kinds(node))
    for child in node.children:
        if child.role in ("of", "in", "PARTICIPLE", "APPOSITION", "for"):
            found |= reading.kinds(child)
            for below in child.children:
                found |= reading.kinds(below)
    return found


def _deep_codes(reading: Reading, node: Node) -> set[str]:
    found = reading.codes(node, "measure")
    for child in node.children:
        if child.role in ("of", "in"):
            found |= reading.codes(child, "measure")
    return found


def _objects(node: Node) -> list[Node]:
    """Return what a deed is done to: objects, a passive's subject, those of verbs that share it."""
    if node.kind == "N":
        for item in (node, *(n for n in node.group if n.first > node.first)):
            found = [c for c in item.children if c.role in ("of", "against")]
            if found:
                return found
        return []
    found = [c for c in node.children if c.role == "OBJECT" and c.kind == "N"]
    if node.passive:
        if node.subject is not None:
            found += node.subject.group
        elif node.role == "INFINITIVE" and node.parent is not None and node.parent.kind == "V" and node.parent.subject is not None:
            found += node.parent.subject.group
        elif node.role in ("PARTICIPLE", "RELATIVE") and node.parent is not None:
            found.append(node.parent)
    if not found:
        for other in node.group:
            if other is not node and other.kind == "V" and other.first > node.first and not node.children:
                found += [c for c in other.children if c.role == "OBJECT" and c.kind == "N"]
                if found:
                    break
    return found


def _share_object(reading: Reading, verb: Node, other: Node) -> bool:
    """Of "identify, refer, or assist victims": verbs with nothing between them share the last one's object."""
    tokens = reading.tree.tokens
    between = tokens[verb.last + 1 : other.first]
    return all(t.tag in (",", "&", "R", "!", "V", "E", "G", "Z", "T") for t in between)


def _head_of(reading: Reading, a: int, b: int) -> int:
    """The head of a noun label is its last word, or the one before its first preposition."""
    tokens = reading.tree.tokens
    for i in range(a + 1, b + 1):
        if tokens[i].tag in ("I", "T", "W", "S") and i > a:
            return i - 1
    return b


def _mentions(reading: Reading, frames: Frames) -> Iterator[tuple[str, Node]]:
    tree = reading.tree
    for last in sorted(reading.senses):
        for m, a, b in reading.senses[last]:
            if m.kind != "measure":
                continue
            verbal = m.form in ("base", "present", "past", "gerund")
            if verbal:
                node = tree.at.get(a)
                if node is None:
                    continue
                if node.kind == "V" and node.head == a:
                    yield m.code, node
                elif node.kind == "N" and a <= node.head <= b and tree.tokens[a].tag in "NG":
                    yield m.code, node
            else:
                at = _head_of(reading, a, b)
                node = tree.at.get(at)
                if node is None:
                    continue
                if a <= node.head <= b or english().nouns.get(node.lemma):
                    yield m.code, node
    for node in tree.nodes:
        if node.kind == "V" and node.lemma in frames.by_verb:
            targets = _objects(node)
            if not any(c.role == "OBJECT" for c in node.children) and not node.passive:
                sharing = next((v for v in node.group if v.kind == "V" and v.first > node.first and any(c.role == "OBJECT" for c in v.children)), None)
                if sharing is not None and _share_object(reading, node, sharing):
                    targets = targets + [c for c in sharing.children if c.kind == "N" and c.role not in ("APPOSITION", "SUBJECT", "by")]
            others = [c for c in node.children if c.kind == "N" and c.role not in ("APPOSITION", "SUBJECT", "OBJECT", "by")]
            plain = set().union(*(reading.words(t) for t in targets)) if targets else set()
            by_role: dict[str, set[str]] = defaultdict(set)
            for other in others:
                by_role[other.role] |= reading.words(other)
            every = plain.union(*by_role.values()) if by_role else plain
            for label in frames.by_verb[node.lemma]:
                if label.forms & (by_role[label.preposition] if label.preposition else every):
                    yield label.code, node
        elif node.kind == "N" and node.lemma in frames.by_noun:
            words: set[str] = set()
            for child in node.children:
                words |= reading.words(child)
            if node.parent is not None:
                for child in node.parent.children:
                    if child.host is node:
                        words |= reading.words(child)
            for label in frames.by_noun[node.lemma]:
                if label.forms & words:
                    yield label.code, node


_PASSING = frozenset(
    ("under", "by", "according to", "in accordance with", "during", "after", "following", "before", "since", "about", "regarding", "concerning",
     "on", "as", "per", "from", "into", "at", "upon", "against", "than", "like", "between", "among", "within", "prior to", "in response to",
     "as a result of", "as part of", "until", "outside", "over", "beyond", "in terms of", "in light of", "out of", "behind")
)  # fmt: skip


def _in_passing(reading: Reading, node: Node, code: str) -> bool:
    """Tell whether a noun is only named for something else."""
    if "official" in reading.head_kinds(node) and node.kind == "N" and node.lemma == "enforcement":
        return True
    if _is_unreal(reading, node) or _is_requested(node) or _completes_another(reading, node, code) or _is_unreported(node) :
        return True
    if code == "sentencing" and node.kind == "N":
        return not _is_imposed_or_judged(reading, node)
    if _is_prescribed(reading, node, code):
        return True
    if node.kind == "V":
        if code == "victim-identification" and node.passive and node.lemma == "identify":
            places = [c for c in node.children if c.role in ("in", "from", "among", "as")]
            return any("place" in reading.kinds(c) or c.role == "as" for c in places) and node.child("by") is None
        return False
    parent = node.parent
    if parent is not None and parent.kind == "V" and "decline" in parent.classes and node.role in ("from", "to", "by", "in"):
        return False
    if code == "international-cooperation" and node.lemma in ("protocol", "convention", "treaty"):
        return not (parent is not None and parent.kind == "V" and parent.lemma in _TREATY_VERBS)
    if code == "labor-regulation" and node.lemma in _AGENTS:
        return node.role not in ("OBJECT",) or parent is None or not parent.classes & {"found", "fund", "do"}
    if code == "victim-services" and node.role in ("to", "for") and _is_referral(reading, node):
        return True
    if node.role == "in" and parent is not None and parent.kind == "V" and parent.lemma not in _RESULTING:
        return True
    return node.role in _PASSING


_RESULTING = frozenset("result end lead engage participate succeed invest culminate decline increase decrease drop assist support cooperate improve fail involve".split())


def _is_referral(reading: Reading, node: Node) -> bool:
    parent = node.parent
    if parent is None:
        return False
    if parent.kind == "V":
        return parent.lemma in ("refer", "direct", "transfer", "send", "bring", "take", "identify")
    return "victim-referral" in reading.codes(parent, "measure")


_LAW_NOUNS = frozenset(
    form for noun in "law act code decree constitution provision article section statute legislation ordinance regulation amendment proclamation chapter penalty punishment".split() for form in noun_forms(noun)
)
_PRESCRIBING = frozenset("provide prescribe allow permit include establish require mandate stipulate range carry authorize specify consist set define contain entitle grant".split())
_OF_LAWS = frozenset(("legislation", "labor-regulation", "compensation"))


_UNREAL = frozenset(form for noun in "threat fear risk danger possibility prospect likelihood allegation accusation" .split() for form in noun_forms(noun))
_HYPOTHETICAL = frozenset(("may", "might", "can", "could"))


def _is_unreal(reading: Reading, node: Node) -> bool:
    """Tell whether a deed is only feared, possible, or asked about."""
    current = node
    while True:
        if current.kind == "V" and current.modal in _HYPOTHETICAL and not current.negated:
            return True
        parent = current.parent
        if parent is None:
            return False
        if parent.kind == "N" and parent.lemma in _UNREAL and current.role in ("of", "that", "THAT"):
            return True
        if parent.kind == "V" and parent.copula and current.role in ("with", "for", "than", "to"):
            return True
        if current.role in ("ADVERBIAL:whether", "ADVERBIAL:if", "ADVERBIAL:unless") and (current.role == "ADVERBIAL:whether" or not current.form == "past"):
            return True
        if current.role.startswith("ADVERBIAL") or current.role == "RELATIVE":
            return False
        current = parent


def _is_requested(node: Node) -> bool:
    current = node
    while current.parent is not None:
        if current.parent.kind == "V" and "request" in current.parent.classes and current.role in ("INFINITIVE", "OBJECT", "THAT"):
            return True
        current = current.parent
    return False


_FIGURES = frozenset("number numbers data statistics information figures details".split())


def _is_unreported(node: Node) -> bool:
    """Of "did not report the number of convictions": it says nothing of convictions."""
    current = node
    while current.parent is not None and current.role in ("of", "on", "about", "for", "SUBJECT", "THAT"):
        parent = current.parent
        if parent.kind == "N" and parent.lemma in _FIGURES and parent.role == "OBJECT" and parent.parent is not None:
            verb = parent.parent
            return verb.negated and bool(verb.classes & {"report", "give", "continue"} or verb.lemma in ("publish", "collect", "keep", "compile", "make"))
        current = parent
    return False


def _is_prescribed(reading: Reading, node: Node, code: str) -> bool:
    """Of "the law prescribes penalties": what a law provides for is the law's content, and no deed."""
    if code in _OF_LAWS:
        return False
    current: Node | None = node
    for _ in range(6):
        if current is None:
            return False
        if current.kind == "V" and current.lemma in _PRESCRIBING and current is not node:
            subject = current.subject
            if subject is None and current.role in ("PARTICIPLE", "RELATIVE") and current.parent is not None:
                subject = current.parent
            if subject is not None and (subject.lemma in _LAW_NOUNS or "legislation" in reading.codes(subject, "measure")):
                return True
        current = current.parent
    return False


_IMPOSING = frozenset("impose levy hand receive apply serve issue sentence give enforce collect assess order increase reduce suspend pay face seek announce deliver pronounce".split())


def _is_imposed_or_judged(reading: Reading, node: Node) -> bool:
    """Tell whether a penalty was given, or is called severe enough or not; else it is only laid down."""
    words, tokens = english(), reading.tree.tokens
    for i in node.modifiers:
        if words.adjectives.get(tokens[i].word, frozenset()) & {"shortfall", "adequate"}:
            return True
    hosts = [node, *(c for c in node.children if c.kind == "N")]
    if node.role == "SUBJECT" and node.parent is not None:
        hosts += [c for c in node.parent.children if c.role in ("OBJECT", "PREDICATE") and c.kind == "N"]
    hosts += [below for host in list(hosts) for below in host.children if below.kind == "N"]
    verbs = [
        v
        for v in reading.tree.nodes
        if v.kind == "V" and (v.subject is node.group[0] or v is node.parent or (v.role in ("RELATIVE", "PARTICIPLE") and v.parent in hosts))
    ]
    if any(c.kind == "J" and words.adjectives.get(c.lemma, frozenset()) & {"shortfall", "adequate"} for host in hosts for c in host.children):
        return True
    for verb in verbs:
        if verb.lemma in _IMPOSING and (node.role == "OBJECT" or verb.passive or verb.role in ("RELATIVE", "PARTICIPLE")):
            return True
        for predicate in verb.children:
            if predicate.role == "PREDICATE" and (predicate.classes | words.adjectives.get(predicate.lemma, frozenset())) & {"shortfall", "adequate", "decrease"}:
                return True
    parent = node.parent
    return parent is not None and parent.kind == "V" and parent.lemma in _IMPOSING and node.role in ("OBJECT", "to", "with", "in")


_TREATY_VERBS = frozenset("accede ratify sign join adopt implement approve become".split())
_AGENTS = frozenset("agency agencies inspector inspectors recruiters fees fee company companies broker brokers".split())
_WHOLES = frozenset(("legislation", "training", "awareness-campaign", "action-plan", "data-collection", "specialized-unit", "hotline", "coordination-body"))
"""Measures that take another one as what they are about: "training on victim identification"."""


def _completes_another(reading: Reading, node: Node, code: str) -> bool:
    """Tell whether a deed is only what another measure is about."""
    current = node
    for _ in range(6):
        parent = current.parent
        if parent is None or current.role not in ("of", "for", "to", "on", "about", "INFINITIVE", "PARTICIPLE", "OBJECT", "in", "RELATIVE", "against", "GERUND"):
            return False
        if parent.kind == "N" and current.role != "OBJECT":
            codes = reading.codes(parent, "measure")
            if "sentencing" in codes and code != "sentencing":
                return True
            if codes and code not in codes and codes & _WHOLES:
                return True
        if parent.kind == "V" and current.role == "INFINITIVE":
            made = parent.child("OBJECT")
            if made is not None and reading.codes(made, "measure") & _WHOLES and code not in reading.codes(made, "measure"):
                return True
        if parent.kind == "V" and parent.role not in ("PARTICIPLE", "INFINITIVE", "RELATIVE", "GERUND", "of", "for", "on"):
            return False
        current = parent
    return False


def agent(reading: Reading, node: Node) -> Node | None:
    """Return who does a deed, where the sentence says so."""
    current: Node | None = node
    for _ in range(12):
        if current is None:
            return None
        if current.kind == "V" and "get" in current.classes and current is not node:
            return None
        if current.kind == "V":
            by = current.child("by")
            if by is not None and by.kind == "N":
                return by
            parent = current.parent
            if current.passive:
                if current.role in ("OBJECT", "GERUND") and parent is not None:
                    current = parent
                    continue
                return None
            if current.subject is not None:
                return current.subject
            if current.role in ("RELATIVE", "PARTICIPLE"):
                return parent
            if parent is None:
                return None
            if current.role == "from" and parent.kind == "V" and not parent.passive:
                return parent.child("OBJECT")
            if current.role == "INFINITIVE" and parent.kind == "V":
                relied = parent.child("on", "upon") if parent.lemma in ("rely", "depend", "call") else None
                if relied is not None:
                    return relied
                target = parent.child("OBJECT")
                if target is not None and parent.classes & {"allow", "cause", "request"} and not parent.passive:
                    return target
                if parent.passive:
                    return parent.subject if parent.classes & {"allow", "cause", "request"} else None
            current = parent
        else:
            by = current.child("by")
            if by is not None:
                return by
            parent = current.parent
            if parent is None:
                return None
            if current.role == "SUBJECT" and parent.kind == "V":
                return parent.child("by") if parent.passive else None
            current = parent
    return None


_OUT = frozenset(("perpetrator", "buyer", "smuggler", "ngo", "critic", "armed-group"))


def is_outsider(reading: Reading, actor: Node, country: str) -> bool:
    """Tell whether an actor is not the government of the report country."""
    kinds = reading.head_kinds(actor)
    every = reading.kinds(actor)
    if "official" in kinds:
        return "foreign" in every and actor.lemma in ("government", "governments", "authorities")
    if kinds & _OUT or "ngo" in every:
        return True
    return bool(kinds & {"person", "victim-group", "demonym", "victim"})


class Status:
    """The status of a deed while one climbs from it to the root."""

    def __init__(self) -> None:
        self.value = "done"
        self.degree = False  # a word of degree below: denying it leaves a deed that falls short
        self.why: list[str] = []
        self.counted: Node | None = None

    def shortfall(self, word: str) -> None:
        self.why.append(f"shortfall:{word}")
        if self.value == "done":
            self.value = "insufficient"

    def negate(self, word: str, *, whole: bool = False) -> None:
        self.why.append(f"negation:{word}")
        if self.value == "done":
            self.value = "insufficient" if self.degree and not whole else "not-done"
        elif self.value in ("not-done",):
            self.value = "done"
        elif self.value == "planned":
            self.value = "not-done"

    def plan(self, word: str) -> None:
        self.why.append(f"plan:{word}")
        if self.value in ("done", "insufficient"):
            self.value = "planned"

    def request(self, word: str) -> None:
        self.why.append(f"request:{word}")
        self.value = "recommended"


_OPAQUE = frozenset(("RELATIVE", "despite", "due to", "because of", "after", "following", "during", "by", "through", "as", "under", "since", "until", "before"))
_DEVELOPING = frozenset("develop draft".split())
_NEGATIVE_PREPOSITIONS = frozenset(("without", "instead of", "rather than"))


def status_of(reading: Reading, node: Node, code: str, governor: Node | None = None, counted: Node | None = None) -> tuple[str, list[str]]:
    """Climb from a deed to the root, and apply each operator on the way."""
    status = Status()
    if reading.tree.tokens[node.head].word.startswith("un") and reading.tree.tokens[node.head].word.endswith("ed"):
        status.negate(reading.tree.tokens[node.head].word)
    current, child, role = node, None, ""
    while True:
        if current.kind == "V":
            if current is node:
                status.counted = counted
            _through_verb(reading, status, current, child, role, node, code)
        else:
            _through_noun(reading, status, current, child, role, node, code)
        parent = governor if governor is not None and current is node else current.parent
        if current.role in _NEGATIVE_PREPOSITIONS:
            status.negate(current.role)
        elif current.role == "in the process of":
            status.plan(current.role)
        if parent is None or current.role in _OPAQUE or current.role.startswith("ADVERBIAL"):
            break
        child, role, current = current, current.role, parent
    return status.value, status.why


_THINGS = frozenset(
    form
    for noun in "procedure mechanism law legislation plan strategy policy guideline system unit shelter hotline framework database protocol statute provision definition".split()
    for form in noun_forms(noun)
)
"""Nouns for what is there or is not: a "systematic procedure" that is lacking is no procedure."""


def _modifiers(reading: Reading, status: Status, noun: Node) -> None:
    """Apply a noun phrase's determiner and adjectives; an item of a list has the first one's determiner."""
    words, tokens = english(), reading.tree.tokens
    lead = noun.group[0]
    shared = noun if noun.determiner or noun is lead or noun.modifiers and tokens[noun.modifiers[0]].tag == "D" else lead
    negated = shared.negated or noun.negated
    for source in dict.fromkeys((noun, shared)):
        for i in source.modifiers:
            word = tokens[i].word
            classes = words.adjectives.get(word, frozenset()) | words.adverbs.get(word, frozenset())
            if source is not noun and not classes & {"few", "decrease", "shortfall"}:
                continue
            if "grow" in noun.classes and "decrease" not in classes:
                continue
            if ("adequate" in classes or ("manner" in classes and noun.lemma not in _THINGS)) and not negated:
                status.degree = True
            if classes & {"shortfall", "decrease", "few"}:
                status.shortfall(word)
            if "absent" in classes:
                status.negate(word)
            if "planned" in classes:
                status.plan(word)
    if noun.lemma in ("number", "numbers", "percentage", "amount", "proportion", "share", "handful") and any(tokens[i].word in ("small", "tiny", "low") for i in noun.modifiers):
        status.shortfall("small number")
    if negated:
        status.negate("no")
    if noun.determiner == "all":
        status.degree = True


def _through_noun(reading: Reading, status: Status, noun: Node, child: Node | None, role: str, deed: Node, code: str) -> None:
    _modifiers(reading, status, noun)
    if noun is deed and code == "action-plan" and any(reading.tree.tokens[i].word == "written" for i in noun.modifiers):
        status.plan("written")
    elif noun is deed and code == "action-plan" and any(c.role == "RELATIVE" and c.modal == "would" for c in noun.children):
        status.plan("would")
    classes = noun.classes
    if noun.kind == "J":
        if role == "INFINITIVE" and "shortfall" in noun.classes:
            status.shortfall(noun.lemma)
        if role == "INFINITIVE" and noun.lemma in ("unable", "unwilling", "reluctant"):
            status.negate(noun.lemma)
        return
    if child is None or role not in ("INFINITIVE", "of", "in", "for", "GERUND", "to", "PARTICIPLE"):
        return
    if noun.lemma == "progress" or noun.lemma == "improvement":
        status.degree = True
    if "fail" in classes:
        status.negate(noun.lemma)
    elif "lack" in classes and role in ("of", "in", "for"):
        _lacking(reading, status, child, code, noun.lemma)
    elif "decline" in classes and role in ("of", "in"):
        status.shortfall(noun.lemma)
    elif "plan" in classes or (noun.lemma in ("plan", "plans") and role == "INFINITIVE"):
        status.plan(noun.lemma)


_GRADED_WORDS = frozenset(
    "resources funding funds training capacity coordination enforcement cooperation staff personnel budget money support awareness data information will effort efforts".split()
)


def _lacking(reading: Reading, status: Status, child: Node, code: str, word: str) -> None:
    if _comes_in_degrees(reading, child, code):
        status.shortfall(word)
    else:
        status.negate(word, whole=True)


def _comes_in_degrees(reading: Reading, child: Node, code: str) -> bool:
    return reading.tree.tokens[child.head].word in _GRADED_WORDS


def _through_verb(reading: Reading, status: Status, verb: Node, child: Node | None, role: str, deed: Node, code: str) -> None:
    words, tokens = english(), reading.tree.tokens
    for i in verb.adverbs:
        classes = words.adverbs.get(tokens[i].word, frozenset())
        if "adequate" in classes:
            status.degree = True
        if "shortfall" in classes:
            status.shortfall(tokens[i].word)
        if "frequency" in classes and verb.negated:
            status.degree = True
    if child is None:
        _counted(reading, status, verb)
    else:
        _operator(reading, status, verb, child, role, code)
        subject = verb.subject
        if subject is not None and subject.negated and role != "SUBJECT":
            status.negate("no")
        if "grow" in verb.classes or verb.lemma in ("ensure", "make", "take") and False:
            status.degree = status.degree or "grow" in verb.classes
    comparison = verb.child("COMPARISON")
    if comparison is not None and "decline" in comparison.classes:
        status.shortfall(comparison.lemma)
    if verb.negated:
        _deny(reading, status, verb, role)
    if verb.modal == "should":
        status.request("should")
    elif verb.modal in ("will", "would") and status.value == "done":
        status.plan(verb.modal)


_DETERRING = frozenset("deter prevent reflect".split())


def _deny(reading: Reading, status: Status, verb: Node, role: str) -> None:
    """Apply a verb's negation: of a copula it denies a property, and the deed falls short."""
    word = reading.tree.tokens[verb.negations[0]].word
    predicate = verb.child("PREDICATE")
    if verb.copula and role == "SUBJECT" and predicate is not None and predicate.kind == "J" and "available" not in english().adjectives.get(predicate.lemma, ()):
        if status.value == "insufficient":
            status.value = "done"
        else:
            status.shortfall(f"{word} {predicate.lemma}")
    elif role == "SUBJECT" and not verb.passive and verb.lemma in _DETERRING:
        status.shortfall(f"{word} {verb.lemma}")
    else:
        status.negate(word)


def _counted(reading: Reading, status: Status, verb: Node) -> None:
    """Apply the determiners of what a verb is done to, and of who does it."""
    targets = [t for t in _objects(verb) if t.kind == "N"]
    if targets:
        _modifiers(reading, status, status.counted or targets[0])
    if verb.subject is not None and verb.subject not in targets and verb.subject.negated:
        status.negate("no")


def _operator(reading: Reading, status: Status, verb: Node, child: Node, role: str, code: str) -> None:
    """Apply what a governing verb says of the deed below it."""
    classes = verb.classes
    is_subject = role == "SUBJECT"
    is_object = role == "OBJECT" or (is_subject and verb.passive)
    if verb.lemma == "lack" and (is_object or is_subject):
        if is_subject:
            status.shortfall("lack")
        else:
            _lacking(reading, status, child, code, "lack")
    elif verb.lemma == "need" and role in ("INFINITIVE", "OBJECT"):
        status.shortfall("need")
    elif "fail" in classes and role in ("INFINITIVE", "GERUND"):
        status.negate(verb.lemma)
    elif verb.lemma == "await" and is_subject:
        status.plan("await")
    elif verb.lemma in _DEVELOPING and is_object and (_is_progressive(reading, verb) or (verb.role == "INFINITIVE" and verb.parent is not None and verb.parent.lemma == "continue")):
        status.plan(verb.lemma)
    elif "plan" in classes and (role in ("INFINITIVE", "THAT") or (is_object and verb.lemma in ("plan", "propose", "draft", "prepare", "pledge"))):
        status.plan(verb.lemma)
    elif "hinder" in classes and (is_object or role == "from"):
        status.shortfall(verb.lemma)
    elif "end" in classes and is_object:
        status.negate(verb.lemma)
    elif "decline" in classes:
        if role in ("SUBJECT", "OBJECT", "from", "in", "to"):
            status.shortfall(verb.lemma)
    if is_subject and (verb.copula or "be" in classes):
        _predicated(reading, status, verb)


def _is_progressive(reading: Reading, verb: Node) -> bool:
    tokens = reading.tree.tokens
    return tokens[verb.head].tag == "G" and any(tokens[i].tag == "B" for i in range(verb.first, verb.head))


def _predicated(reading: Reading, status: Status, verb: Node) -> None:
    """Apply a predicate to its subject: "services were inadequate"."""
    words, tokens = english(), reading.tree.tokens
    for predicate in verb.children:
        if predicate.role != "PREDICATE":
            continue
        classes = set(predicate.classes) | words.adjectives.get(predicate.lemma, frozenset())
        if predicate.kind == "N":
            for i in predicate.modifiers:
                classes |= words.adjectives.get(tokens[i].word, frozenset())
        if "adequate" in classes:
            status.degree = True
        nearly = any(tokens[i].word in ("virtually", "nearly", "almost", "largely", "often") for i in predicate.modifiers)
        if classes & {"shortfall", "decrease", "few"} or ("absent" in classes and nearly):
            status.shortfall(predicate.lemma)
        elif "absent" in classes:
            status.negate(predicate.lemma)
        elif "planned" in classes:
            status.plan(predicate.lemma)
