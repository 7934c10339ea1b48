"""Coordination: the open verb with which a further one goes on."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["finite_partner", "nonfinite_partner"]

_FINITE = frozenset(("finite", "past"))
_GOING_ON = {
    "infinitive": frozenset(("infinitive",)),
    "gerund": frozenset(("gerund",)),
    "base": frozenset(("base", "infinitive", "finite")),
}
"""By the form of a verb behind a conjunction: the forms of the verbs that it may go on with."""


def nonfinite_partner(verbs: Sequence[Node], form: str) -> Node | None:
    """Return the verb with which a further one of a form goes on. The innermost clause comes first."""
    for verb in verbs:
        if form == "gerund" and verb.role == Role.PARTICIPLE and _lists_gerunds(verbs):
            continue  # "including arresting men using lures, training police"
        if verb.form in _GOING_ON[form]:
            takes_base = verb.lead.modal is not None or verb.lead.has_auxiliary("O")
            if form != "base" or verb.form != "finite" or takes_base:
                return verb
    return None


def _lists_gerunds(verbs: Sequence[Node]) -> bool:
    return any(verb.form == "gerund" and verb.role != Role.PARTICIPLE for verb in verbs)


def finite_partner(verbs: Sequence[Node], node: Node, joined: str, *, set_off: bool) -> Node | None:
    """Return the verb with which a finite one goes on.

    "But" leaves a relative clause, and so does a conjunction that is ``set_off`` by a comma: "nuns, who
    taught, and hired".
    """
    forms = _FINITE | {"participle" if node.form == "past" else "base"}
    partner = next((verb for verb in verbs if verb.form in forms), None)
    if partner is None and node.form == "past" and verbs:
        partner = verbs[0]
    if partner is None or partner.role != Role.RELATIVE:
        return partner
    if joined == "but" or (set_off and len(partner.group) == 1):
        outer = (verb for verb in verbs if verb.role != Role.RELATIVE and verb.form in _FINITE)
        return next(outer, partner)
    return partner
