"""Comparisons: phrases that set a number beside another, such as "compared with nine in 2017"."""

from __future__ import annotations

from functools import cache

from tipgraph.understanding.counts.count_table import table
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import VERB, Node, Role
from tipgraph.understanding.tokens.tokens import NOBODY

__all__ = ["bracket_of", "comparisons", "is_year_before", "repeated"]


def bracket_of(node: Node) -> Node | None:
    """Return the phrase before the brackets that a node stands in, or None."""
    while node.role != Role.BRACKETS:
        if node.parent is None:
            return None
        node = node.parent
    return node.parent


def comparisons(reading: Reading) -> dict[Node, Node]:
    """Return the phrases that belong to a comparison, each with the phrase that opens it.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Courts convicted 12 men in 2018, up from three in 2017 and two in 2016.")
    >>> [node.lemma for node in comparisons(Reading(tree, ()))]
    ['three', '2017', 'two', '2016']
    """
    found: dict[Node, Node] = {}
    opener: Node | None = None
    for node in reading.tree.nodes:
        if _opens_comparison(reading, node) and node.group[0] not in found:
            opener = found.setdefault(node, node)
        elif opener is not None and is_year_before(node) and reading.tree.at.get(node.first - 1) in found:
            found[node] = opener  # "23 the year before"
        elif opener is not None and (opener.role, node.role) == ("from", "to"):
            opener = None  # "fell from nine in 2016 to six in 2017"
        elif opener is None or bracket_of(node) is not bracket_of(opener):
            continue
        elif any(other in found for other in (node.parent, node.host, node.group[0]) if other is not None):
            found[node] = opener
        elif node.kind == VERB:
            opener = None
    return found


def _opens_comparison(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase is compared: "compared with nine", "an increase from nine"."""
    again = node.role == "against" or (node.role == "after" and _is_dated(node))
    if again or node.role not in _roles():
        return again and _repeats(node)
    return any(row.pattern.fits(reading, node) for row in table().comparisons)


@cache
def _roles() -> frozenset[str]:
    return frozenset().union(*(row.pattern.roles for row in table().comparisons))


def _is_dated(node: Node) -> bool:
    """Tell whether a year stands right behind a phrase: "after 37 in 2011"."""
    behind = node.tokens[node.last + 1 : node.last + 3]
    return any(token.is_year for token in behind)


def _repeats(node: Node) -> bool:
    """Tell whether a phrase is a number alone, or one of what the verb counts: "39, against 62 in 2021"."""
    if node.head_token.tag == "C":
        return not node.head_token.is_year
    verb = node.clause
    if verb is None:
        return False
    themes = (*verb.nouns(Role.OBJECT), *(verb.subject.group if verb.subject else ()))
    return node.is_quantified and any(each.is_quantified and each.lemma == node.lemma for each in themes)


def repeated(node: Node) -> Node | None:
    """Return the verb that an auxiliary stands for: "none were tried, whereas nine were in 2019"."""
    verb = node.parent if node.role == Role.SUBJECT else None
    if verb is None or not (verb.copula and verb.is_adverbial):
        return None
    others = (each for each in verb.children if each is not node)
    dated = all(any(t.is_year for t in each.tokens[each.first : each.last + 1]) for each in others)
    return verb.parent if dated else None


def is_year_before(node: Node) -> bool:
    """Tell whether a phrase is "the previous year" or "the year before"."""
    tokens = node.tokens
    if "period" not in node.classes:  # "a year earlier"
        return "earlier" in node.classes and any("period" in tokens[i].classes for i in node.modifiers)
    behind = tokens[node.last + 1] if node.last + 1 < len(tokens) else NOBODY
    if behind.tag in "SW":
        return False  # "the last year for which we had figures"
    return "earlier" in behind.classes or any("previous" in tokens[i].classes for i in node.modifiers)
