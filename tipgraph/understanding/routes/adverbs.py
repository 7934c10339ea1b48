"""Adverbs: what those beside a verb say of where people go."""

from __future__ import annotations

from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["goes_on", "is_mutual", "is_respective", "is_there"]

_LATER = frozenset(("before", f"{Role.ADVERBIAL}:before"))
"""Roles of clauses on what happens later."""


def goes_on(verb: Node) -> bool:
    """Tell whether a verb takes people on from where they are: "are moved on to", "are later sold"."""
    behind = verb.tokens[verb.last + 1 : verb.last + 3]
    words = [*behind[:1], *(verb.tokens[at] for at in verb.adverbs)]
    is_onward = any(token.word == "on" for token in behind[:1]) and behind[-1].tag in "ITR,.&"
    if verb.role in _LATER or is_onward:
        return True
    return any("onward" in token.classes for token in words)


def is_there(verb: Node) -> bool:
    """Tell whether something happens at the place named last: "there they are sold", "are sold there"."""
    start = verb.first if verb.subject is None else verb.subject.first
    ahead = [at for at in (start - 1, start - 2) if at >= 0]
    return any("there" in verb.tokens[at].classes for at in (*ahead, *verb.adverbs))


def is_respective(verb: Node) -> bool:
    """Tell whether each people goes to one of the places in turn: "to Mali and Togo, respectively"."""
    return any("respective" in verb.tokens[at].classes for at in verb.adverbs)


def is_mutual(verb: Node) -> bool:
    """Tell whether people go both ways: "from Mali to Togo and vice versa"."""
    return any("mutual" in verb.tokens[at].classes for at in verb.adverbs)
