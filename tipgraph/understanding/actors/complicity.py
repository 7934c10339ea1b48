"""Complicity: whether a deed is directed at officials who help traffickers."""

from __future__ import annotations

from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import VERB, Node, Role

__all__ = [
    "COMPLICITY", "PRONOUNS", "action_against", "is_acted_on", "is_complicit", "last_people_are_officials",
]  # fmt: skip

COMPLICITY = "official-complicity"
PRONOUNS = frozenset(("they", "them", "none", "nobody", "one", "any", "these", "those"))
"""Pronouns for people named before."""
_TELLING = frozenset(("of", "in", "for", Role.PARTICIPLE, Role.APPOSITION))
"""Roles of what may say that people are complicit."""
_MAX_CLIMB = 5


def last_people_are_officials(reading: Reading) -> bool:
    """Tell whether the last people that a segment names are officials. The next one may speak of them."""
    people = reading.last_people
    if people is None:
        return reading.before.officials
    taught = people.parent is not None and "training" in reading.measures(people.parent)
    return not taught and is_complicit(reading, people)


def is_complicit(reading: Reading, target: Node) -> bool:
    """Tell whether a deed's target is an official, or people in complicity."""
    if target.lemma in PRONOUNS:
        meant = reading.people_before(target)
        if meant is None:
            return reading.before.officials and target.role in (Role.SUBJECT, "against")
        if meant.role == Role.SUBJECT and meant.parent is target.parent:
            return False  # "officers raided three bars and closed one"
        target = meant
    if _names_complicity(reading, target):
        return True
    called = (target, *target.nouns(Role.APPOSITION))  # "Ray, a police officer"
    return any(_is_officer(reading, each) for each in called)


def _is_officer(reading: Reading, person: Node) -> bool:
    kinds = reading.head_kinds(person)
    return "officer" in kinds or ("official" in kinds and "public_servant" in person.classes)


def _names_complicity(reading: Reading, target: Node) -> bool:
    """Tell whether a phrase names complicity, or something right below it does."""
    if "complicity" in reading.kinds(target) or COMPLICITY in reading.measures(target):
        return True
    if "perpetrator" in reading.head_kinds(target) and "official" not in reading.kinds(target):
        return False  # "perpetrators complicit in trafficking"
    for child in target.children:
        if child.role in ("of", "in") and COMPLICITY in reading.measures(child):
            return True
        if child.role == Role.THAT and _accuses_officials(reading, child):
            return True
        judges = child.role == Role.RELATIVE and child.copula  # "militias whose members were complicit"
        if (child.role in _TELLING or judges) and any(
            "complicity" in reading.kinds(node) for node in (child, *child.children)
        ):
            return True
    return False


def _accuses_officials(reading: Reading, clause: Node) -> bool:
    """Tell whether a report is of wrongs of officials: "claims that officers had taken bribes".

    "Cases that officers had brought" are none, nor are "claims that officers had freed girls".
    """
    subject, things = clause.subject, clause.nouns(Role.OBJECT)
    is_wrong = "exploit" in clause.classes or any("complicity" in reading.kinds(each) for each in things)
    acts = subject is not None and _is_officer(reading, subject)
    return acts and is_wrong and bool(things) and not clause.negated


def action_against(reading: Reading, action: Node) -> str:
    """Return the code of action against somebody: officials, or those who employ or recruit others."""
    targets = reading.objects(action)
    if any(target.lemma in PRONOUNS and not is_complicit(reading, target) for target in targets):
        return ""
    if any("employing" in target.classes for target in targets):
        return "labor-regulation"
    others = bool(targets) and all(
        reading.head_kinds(target) & {"perpetrator", "buyer", "trafficking", "exploitation", "victim"}
        for target in targets
    )
    return "" if others else COMPLICITY


def is_acted_on(node: Node) -> bool:
    """Tell whether somebody acts on what a noun names: "investigated complicit officials"."""
    current = node
    for _ in range(_MAX_CLIMB):
        parent = current.parent
        if parent is None:
            return False
        if parent.kind == VERB:
            acts = "act_against" in parent.classes
            return acts and (parent.passive or current.role not in (Role.SUBJECT, "by"))
        current = parent
    return False
