"""Years: the tokens of a tree that name a year of a result, and not of a law or a longer time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tipgraph.understanding.counts.continuations import bracket_of, comparisons, is_yearly, years_away
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.patterns import types_of
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.tokens import NOBODY, Token

__all__ = [
    "AWAY", "POINTERS", "Year", "are_joined", "dated", "is_of_other_point", "is_own", "opens_range", "stated",
    "time_of", "word_at", "years", "years_stated",
]  # fmt: skip

_OTHER_POINTS = frozenset(
    ("since", "until", "before", "after", "from", "between", "than", "as", "over", "under", "unlike")
)
"""Prepositions behind which a year is not that of a result."""
_OUTER_POINTS = frozenset(("since", "until"))
POINTERS = _OUTER_POINTS | {"than", "as", "unlike"}
"""Words right before such a year: "fewer than in 2014", "until late 2019"."""
_RANGES = frozenset(("-", "–", "—", "/"))
_RANGE_ENDS = frozenset(("to", "up to", "through", "until"))
_DATED = frozenset(("period", "measure", "cases", "persons", "victims", "currency"))
"""Types of nouns that a year before them dates: "the 2019 convictions"."""
_LAWS = frozenset(("law", "treaty", "legislation", "action-plan"))
_NAMED_BY_YEAR = _LAWS | {"document"}
_LIST_MARKS = frozenset(("&", ","))
AWAY = {"this": 0, "last": -1}
"""How far years are from that of the text: "this year", but not "the last year" or "last year's trials"."""


class Year(NamedTuple):
    """A year: its first and last token, and its value.

    Of the year before or "two years later", the value is not known yet, but ``moved`` says how many years
    away it is; of the reporting period before, it never is.
    """

    first: int
    last: int
    value: int | None
    node: Node
    moved: int = 0


def years(reading: Reading) -> list[Year]:
    """Return all years, in order, without those of laws, reports and longer times."""
    found = (year for node in reading.tree.nodes if node.kind == NOUN for year in _of_phrase(reading, node))
    return sorted(found, key=attrgetter("first"))


def years_stated(reading: Reading) -> list[Year]:
    """Return the years outside comparisons and brackets, in order, without those from or until which.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("In 2018 courts convicted 12 men, up from nine in 2017, but none since 2019.")
    >>> [year.value for year in years_stated(Reading(tree, ()))]
    [2018]
    """
    if not any(token.is_year for token in reading.tree.tokens):
        return []
    compared = reading.once(comparisons)
    main = (year for year in years(reading) if year.node not in compared and bracket_of(year.node) is None)
    return stated(list(main), reading.tree.tokens)


def stated(found: Sequence[Year], tokens: Sequence[Token]) -> list[Year]:
    """Return years without those from or until which. Of "in 2004 and 2005", nothing says which it is."""
    joined = [pair for pair in pairwise(y for y in found if not y.moved) if are_joined(*pair, tokens)]
    vague = {year.first for pair in joined for year in pair}
    dating = (year for year in found if not is_of_other_point(year.node))
    return [year._replace(value=None) if year.first in vague else year for year in dating]


def are_joined(year: Year, following: Year, tokens: Sequence[Token]) -> bool:
    """Tell whether years are items of a list."""
    between = tokens[year.last + 1 : following.first]
    return bool(between) and all(token.tag in _LIST_MARKS for token in between)


def dated(nodes: Iterable[Node]) -> list[Node]:
    """Return the phrases that have a year."""
    return [each for each in nodes if any(t.is_year for t in each.tokens[each.first : each.last + 1])]


def is_own(node: Node, at: int) -> bool:
    """Tell whether a token ends "this year" or "last year"."""
    is_year = "period" in node.tokens[at].classes and "undated" not in node.tokens[at].classes
    is_away = word_at(node, at - 1) in AWAY and word_at(node, at - 2) != "the"
    return is_year and is_away and _token(node, at + 1).tag != "'"


def opens_range(year: Year) -> bool:
    """Tell whether a longer time begins with a year: "from 2012 until April 2015"."""
    return year.node.role in ("from", "between") and word_at(year.node, year.last + 1) in {
        *_RANGE_ENDS,
        "and",
    }


def _of_phrase(reading: Reading, node: Node) -> Iterator[Year]:
    if moved := years_away(node):
        yield Year(node.first, node.last, None, node, moved=0 if "undated" in node.classes else moved)
    for at in range(node.first, node.last + 1):
        token = node.tokens[at]
        if token.is_year and not (_is_of_range(node, at) or _is_of_name(reading, node, at)):
            yield Year(at, at, int(token.word), node)


def _is_of_range(node: Node, at: int) -> bool:
    """Tell whether a year bounds a longer time: "2011-12", "from July 2011 to June 2012"."""
    ends_later = word_at(node, at + 1) in _RANGE_ENDS and _token(node, at + 2).is_year
    began = node.role in _RANGE_ENDS and node.host is not None and bool(dated([node.host]))
    return ends_later or began or any(_is_range_mark(node, at, step) for step in (-1, 1))


def _is_range_mark(node: Node, at: int, step: int) -> bool:
    """Tell whether a mark beside a year leads to another: "2011-12", but not "in 2014 – seven women"."""
    year, beside = node.tokens[at], _token(node, at + step)
    if beside.word not in _RANGES:
        return False
    touches = (beside.end == year.start or beside.start == year.end) and beside.word != "—"
    return touches or _token(node, at + 2 * step).is_year


def _is_of_name(reading: Reading, node: Node, at: int) -> bool:
    """Tell whether a year is that of a law or another thing: "the 2005 law", "the Act of 2005"."""
    types = types_of(reading, node)
    if at > node.head:
        return types.isdisjoint(("period", "month"))  # "the Act 1995", but not "July 2015"
    if at < node.head and _token(node, at + 1).tag != "C":
        return not is_yearly(node) and (types.isdisjoint(_DATED) or bool(types & _NAMED_BY_YEAR))
    law = node.parent if node.role in ("of", "for") else None
    return law is not None and law.kind == NOUN and bool(types_of(reading, law) & _LAWS)


def is_of_other_point(node: Node) -> bool:
    """Tell whether a year is one from which, until which or before which something is said."""
    is_date = node.head_token.is_year or bool(node.classes & {"month", "period"})
    node = time_of(node)
    if node.role == "by" and not (is_date and _is_until_then(node.parent)):
        return True  # "hindered by a 2014 ruling", "a plan to end it by 2016"
    if node.role == "between" and node.is_conjunct and dated(node.group) == [node]:
        return False  # "between January and March 2013", but not "between 2013 and now"
    outer = node.role == "in" and node.host is not None and node.host.role in _OUTER_POINTS
    if outer or node.role in _OTHER_POINTS:  # "since its creation in 2003"
        return True
    around = node.tokens[max(node.first - 2, 0) : node.first + 1]
    return any(token.word.split()[-1] in POINTERS for token in around)


def _is_until_then(verb: Node | None) -> bool:
    """Tell whether a clause says what has been done by then: "by the end of 2014, police had arrested"."""
    return verb is not None and verb.kind == VERB and verb.has_auxiliary("H") and verb.role != Role.RELATIVE


def time_of(node: Node) -> Node:
    """Return the time that a year is a part of: "December of last year"."""
    while node.role == "of" and node.parent is not None:
        node = node.parent
    return node


def _token(node: Node, at: int) -> Token:
    return node.tokens[at] if 0 <= at < len(node.tokens) else NOBODY


def word_at(node: Node, at: int) -> str:
    """Return the word of a token of the segment that a phrase is in, or nothing beyond its ends."""
    return _token(node, at).word
