"""Support: what NGOs have from the state, and what it pays them to run."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.actors.agents import agent, is_from_state, names_ngos, runners
from tipgraph.understanding.actors.partners import NGO, partner_code
from tipgraph.understanding.syntax.mentions import VICTIMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role

__all__ = ["BY_MEANS", "HAVING", "code_of_receivers", "is_held_by_ngos", "support_of_ngos"]

HAVING = frozenset(("get", "have"))
"""Classes of verbs whose subject has support or not: "NGOs received no support"."""
BY_MEANS = frozenset(("with", "thanks to"))


def support_of_ngos(reading: Reading) -> Iterator[tuple[str, Node]]:
    """Yield cooperation with NGOs for each support that they have from the state or not."""
    nouns = (node for node in reading.tree.nodes if node.kind == NOUN and "partnership" in node.classes)
    yield from (
        (NGO, node) for node in nouns if is_from_state(reading, node) and is_held_by_ngos(reading, node)
    )


def is_held_by_ngos(reading: Reading, support: Node) -> bool:
    """Tell whether it is said of NGOs that they have support or not: "NGOs received no state support"."""
    holder = _holder(reading, support)
    if holder is None:
        return False
    served = reading.head_kinds(holder) & VICTIMS
    runs = () if served else runners(holder)  # "homes run by nuns received aid"
    return any(names_ngos(reading, each) for each in (holder, *runs))


def _holder(reading: Reading, support: Node) -> Node | None:
    """Return who has support or not: "nuns ran it with funding from the state", "nuns received aid"."""
    if support.role == "without" or (support.role in BY_MEANS and is_from_state(reading, support)):
        return agent(reading, support.clause or support)
    verb = support.parent
    has = "partnership" in support.classes and bool(support.parent_classes & HAVING)
    return (verb.subject or verb.antecedent) if verb is not None and has else None


def code_of_receivers(reading: Reading, deed: Node) -> str:
    """Return the code of cooperation with those who get what is paid, or run what is paid for, if any.

    So "financed a hotline run by nuns" has one, and "gave money to UNICEF" another.
    """
    if _is_given_to_ngos(reading, deed):
        return NGO
    receivers = deed.nouns("for", "to")
    if deed.kind != VERB:
        giving = deed.parent if "give" in deed.parent_classes else None
        given = giving is not None and deed in reading.objects(giving)
        paid = [*deed.nouns("to"), *(giving.nouns("to") if giving is not None and given else ())]
        return next((partner_code(reading, each) for each in paid if names_ngos(reading, each)), "")
    described = [deed.parent] if deed.role == Role.PARTICIPLE and deed.parent is not None else []
    objects = [each for thing in reading.objects(deed) for each in (thing, *thing.nouns("of"))]
    # "an NGO funded by the state", "the staff of a home run by nuns"
    paid = [*objects, *receivers, *described]
    owners = [owner for thing in paid for owner in runners(thing)]
    gets = paid if "fund" in deed.classes else receivers  # but "hired an advocate"
    bodies = (each for each in (*gets, *owners) if names_ngos(reading, each))
    return next((partner_code(reading, each) for each in bodies), "")


def _is_given_to_ngos(reading: Reading, deed: Node) -> bool:
    """Tell whether NGOs got what the state gave: "with money given by the ministry, nuns ran homes"."""
    support = deed.parent if deed.role == Role.PARTICIPLE and deed.parent is not None else deed
    verb = support.clause
    subjects = (each.subject for each in verb.path() if each.kind == VERB) if verb is not None else ()
    receiver = next(filter(None, subjects), None)
    if verb is None or receiver is None:
        return False
    if not any(names_ngos(reading, each) for each in (receiver, *runners(receiver))):
        return False
    gets = "get" in verb.classes and (support is verb or support.role == Role.OBJECT)
    if not gets and (support is deed or support.role != "with"):
        return False
    by_state = any("official" in reading.kinds(each) for each in deed.nouns("by"))
    return by_state or is_from_state(reading, deed)
