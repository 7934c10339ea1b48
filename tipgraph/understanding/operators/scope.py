"""Operators: what the words above a deed say of it, from *done* to *not done*.

`judge` climbs from a deed to the root of its tree. Each phrase and verb on the way may add operators. The
status follows from them, in the order in which they apply (`Status`).
"""

from __future__ import annotations

from tipgraph.understanding.operators.factuality import HEADING, NOT_DONE, SOME, Kind, Status
from tipgraph.understanding.operators.modifiers import Climb, through_noun
from tipgraph.understanding.operators.passing import is_coverage
from tipgraph.understanding.operators.predications import happens_at_last, through_verb
from tipgraph.understanding.operators.unreal import BY_WHICH, is_counterfactual
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, DESPITE, NOUN, VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.tokens import is_undone
from tipgraph.understanding.tokens.words import english

__all__ = ["first_root", "is_aim", "judge"]

_OPAQUE = frozenset(
    (Role.RELATIVE, "due to", "because of", "after", "following", "during", "by", "through", "as", "under")
).union(DESPITE, ("since", "until", "before", "given"))
"""Roles that no operator passes."""
_AIMING = frozenset(("effort", "improve", "procedure", "means", "aim"))
"""Classes of nouns for what somebody does, has or uses in order to do something."""
_MEANS = frozenset(("by", "through", f"{Role.ADVERBIAL}:so that"))
"""Roles of how or to what end something is to be done, if it is recommended."""
_NEGATIVE_PREPOSITIONS = frozenset(("without", "instead of", "rather than"))
_PREPOSITIONS = {
    "in the process of": Kind.PLAN,
    "in the way of": Kind.SHORTFALL,
    "in need of": Kind.SHORTFALL,
    "in want of": Kind.SHORTFALL,
}
"""What other prepositions say of the deed behind them: "costs stood in the way of training"."""
_INDEFINITE = frozenset(("", "a", "an"))
_AIMS = frozenset(("plan", "objective"))
"""Classes of words before a colon behind which infinitives are planned."""


def judge(
    reading: Reading, deed: Node, code: str, *, governor: Node | None = None, counted: Node | None = None
) -> Status:
    """Return the status of a deed, with the operators that it rests on.

    ``governor`` is a verb to climb through first, in place of the deed's parent. ``counted`` is the object
    whose determiner counts, in place of the first one.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Authorities failed to train any inspectors.")
    >>> status = judge(Reading(tree, ()), tree.nodes[2], "training")
    >>> status.value, [(operator.kind.value, operator.token) for operator in status.operators]
    ('not-done', [('negation', 1)])
    """
    climb = Climb(reading, deed, code, Status())
    _apply_itself(climb)
    _apply_pronoun(climb, governor)
    current: Node = deed
    child: Node | None = None
    role = ""
    while True:
        if current.kind == VERB:
            through_verb(climb, current, child, role, counted)
        else:
            through_noun(climb, current, child, role)
        is_governed = governor is not None and current is deed
        parent = governor if is_governed else _above(current)
        _apply_preposition(climb, current)
        if parent is None or parent is deed:  # "awareness that it is a crime is low": "it" is no awareness
            if parent is None:
                _apply_root(climb, current)
            return climb.status
        is_opaque = not is_governed and _is_opaque(climb, current)
        if is_opaque and current.role not in _MEANS:
            return climb.status
        role = Role.SUBJECT if is_governed else current.role
        if role == Role.ADJUNCT or (is_opaque and current.kind == NOUN):
            climb.status.ignored |= {Kind.NEGATION, Kind.SHORTFALL}
        elif role == Role.GERUND and parent.kind == VERB and current.last < parent.first:
            role = Role.SUBJECT  # "training judges was difficult"
        elif _is_given(current) and _is_participle_of_people(child, current):
            climb.status.ignored |= {Kind.NEGATION, Kind.PLAN}  # "men convicted of trafficking awaited trial"
        child, current = current, parent


def _apply_root(climb: Climb, root: Node) -> None:
    """Apply what stands before a sentence, and what it is as a whole."""
    reading, status = climb.reading, climb.status
    if is_aim(root):
        status.apply(Kind.PLAN, root.head)
    if is_counterfactual(root) and status.value == NOT_DONE:
        status.apply(Kind.NEGATION, root.head)  # "had she not been kept safe, she would be dead"
    if reading.before.left and root.group[0] is reading.once(first_root):
        status.apply(Kind(reading.before.left), HEADING)


def is_aim(root: Node) -> bool:
    """Tell whether a colon announces what is planned: "announced two projects: to open shelters and to"."""
    colon = root.group[0].first - 1
    if root.form != "infinitive" or colon < 0 or root.tokens[colon].tag != ":":
        return False
    return any(not _AIMS.isdisjoint(token.classes) for token in root.tokens[:colon])


def first_root(reading: Reading) -> Node | None:
    """Return the first phrase or clause of a tree that depends on nothing."""
    return next(iter(reading.tree.roots), None)


def _is_given(noun: Node) -> bool:
    """Tell whether a verb says more of those of whom a participle speaks: "none of the men arrested was"."""
    return noun.role == Role.SUBJECT or (noun.role in WHOLES and noun.determiner == "the")


def _is_participle_of_people(deed: Node | None, noun: Node) -> bool:
    """Tell whether a participle only says who people are: "men convicted", but not "a decree creating it"."""
    if deed is None or deed.role != Role.PARTICIPLE:
        return False
    said = noun.parent if noun.role == "of" else None  # "no reports of the police arresting anyone"
    acts = "law" in noun.classes or (said is not None and "fact" in said.classes)
    return not (acts and deed.form == "gerund")


def _apply_pronoun(climb: Climb, verb: Node | None) -> None:
    """Apply a pronoun that stands for the deed: "shelters were promised, but none were opened"."""
    subject = verb.subject if verb is not None else None
    if subject is not None and subject is not climb.deed.group[0] and subject.negations:
        climb.status.apply(Kind.NEGATION, subject.negations[0])


def _is_opaque(climb: Climb, node: Node) -> bool:
    """Tell whether no operator above a node reaches what is below it."""
    described = node.parent if node.role == Role.RELATIVE and not node.passive else None
    if described is not None and node in (climb.deed, climb.deed.parent) and _is_founded(described):
        return False
    if described is not None and _is_what_is_described(climb, node, described):
        return False
    if described is not None and node is climb.deed:
        return not described.negated  # "there are no officers who screen migrants"
    if node.role in _OPAQUE:
        bans = "forbid" in node.classes and "wrong" in climb.deed.classes  # "a draft law that bars delays"
        return not (is_coverage(node) or (bans and "law" in node.parent_classes))
    if node.role == Role.GERUND and node.has_auxiliary("H") and node.parent is not None:
        return node.first < node.parent.first  # "having opened shelters, it will train judges"
    return node.is_adverbial and node.role not in BY_WHICH


def _is_what_is_described(climb: Climb, clause: Node, noun: Node) -> bool:
    """Tell whether what is said of a noun is said of the deed in its clause, too.

    So it is in "the penalties that the law prescribes are weak", "the services that the state provides are
    weak", and "the efforts that it made to identify victims were weak".
    """
    if climb.deed is clause.subject:
        return "law" in climb.deed.classes & noun.classes
    verb = noun.parent if noun.role == Role.SUBJECT else None
    is_gapped = clause.subject is not None and clause.child(Role.OBJECT) is None
    if verb is None or not is_gapped:
        return False
    if climb.deed is not clause:
        return verb.copula and bool(noun.classes & _AIMING)
    return (verb.copula or verb.modal is not None) and climb.code in climb.reading.measures(noun)


def _is_founded(noun: Node) -> bool:
    """Tell whether a noun names what somebody founds, which then does things: "a center that trains"."""
    founds = noun.role == Role.OBJECT and "found" in noun.parent_classes
    return founds and noun.determiner in _INDEFINITE


def _above(node: Node) -> Node | None:
    """Return what a phrase depends on. "By which" says something of the noun before it."""
    nouns = node.parent.nouns(Role.SUBJECT, Role.OBJECT, Role.PREDICATE) if node.parent is not None else []
    before = [noun for noun in nouns if noun.first < node.first] if node.role in BY_WHICH else []
    return max(before, key=lambda noun: noun.first, default=node.parent)


def _apply_itself(climb: Climb) -> None:
    """Apply the prefix of "unidentified victims". What is denied "until 2010" was done then."""
    if climb.deed.clause is not None and happens_at_last(climb.deed.clause):
        climb.status.ignored |= {Kind.NEGATION}
    word = climb.word(climb.deed.head)
    if word in english().verbs or "shortfall" in climb.classes(climb.deed.head):
        return  # "uncovered a ring", "was uncoordinated"
    if is_undone(word) and not word.startswith("under"):
        verb = climb.deed.parent  # "many victims went uncompensated"
        climb.status.graded |= climb.deed.kind == ADJECTIVE and _is_of_some(verb)
        climb.status.apply(Kind.NEGATION, climb.deed.head)


def _is_of_some(verb: Node | None) -> bool:
    """Tell whether a verb speaks of some of a kind: "many victims went uncompensated"."""
    return verb is not None and verb.subject_determiner in SOME


def _apply_preposition(climb: Climb, node: Node) -> None:
    """Apply the preposition before a phrase: "without identifying victims"."""
    far = node.role == "from" and node.form == "gerund" and climb.word(max(node.first - 2, 0)) == "far"
    if far or node.role in _NEGATIVE_PREPOSITIONS:
        # "some victims went without care"
        climb.status.graded |= node.kind == NOUN and _is_of_some(node.parent)
        climb.status.apply(Kind.NEGATION, max(node.first - 1, 0))
        if node.parent is not None and node.last < node.parent.first:
            climb.status.ignored |= {Kind.NEGATION}  # "without a law, they cannot try him"
    elif (kind := _PREPOSITIONS.get(node.role)) is not None:
        climb.status.apply(kind, max(node.first - 1, 0))
