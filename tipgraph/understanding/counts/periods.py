"""Periods: the year that each quantity of a tree is of.

A year belongs to the quantities of its clause, in order. One in a comparison belongs to the quantities of
the comparison alone: "convicted 12, compared with nine in 2017". Where a sentence has no year, the last one
of the paragraph holds on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple

from tipgraph.understanding.counts.comparisons import bracket_of, comparisons, is_year_before
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import CONCEDING, NOUN, VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.tokens import NOBODY, Token
from tipgraph.understanding.tokens.words import NO_CLASSES, english

__all__ = ["Periods", "Year", "years_stated"]

_OTHER_POINTS = frozenset(
    ("since", "until", "before", "after", "from", "between", "than", "by", "as", "over", "under", "unlike")
)
"""Prepositions behind which a year is not that of a result."""
_OUTER_POINTS = frozenset(("since", "until"))
_RANGES = frozenset(("-", "–", "—", "/"))
_RANGE_ENDS = frozenset(("to", "through", "until"))
_RESULTS = frozenset(("measure", "count-unit"))
_LAWS = frozenset(("legislation", "action-plan"))
_NAMED_BY_YEAR = frozenset(("law", "treaty"))
_ATTRIBUTIVE = frozenset((Role.PARTICIPLE, Role.RELATIVE, Role.THAT))
_LIST_MARKS = frozenset(("&", ","))
_WHEN = frozenset(("when", "which", "in which"))
"""Openers of clauses that a year has, with or without a preposition: "2009, during which"."""
_CONTRASTING = frozenset(("whereas", "while"))
_MAX_CLIMB = 16
_MAX_BEHIND = 3
"""Tokens between a number and its "each"."""


class Year(NamedTuple):
    """A year: its first and last token, and its value.

    Of the year before, the value is not known yet; of the reporting period before, it never is.
    """

    first: int
    last: int
    value: int | None
    node: Node
    before: bool = False


class Periods:
    """The years of the quantities of a tree. ``carried`` is the year of the text before it.

    ``compared`` has the phrases of comparisons, and ``bounds`` the tokens at which a new statement begins: no
    year goes back across one.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> from tipgraph.understanding.counts.comparisons import comparisons
    >>> from tipgraph.understanding.counts.quantities import quantities
    >>> reading = Reading(parse("In 2018 courts convicted 12 men, compared with nine the year before."), ())
    >>> periods = Periods(reading, found := quantities(reading), comparisons(reading))
    >>> [periods.of(quantity) for quantity in found]
    [2018, 2017]
    """

    def __init__(
        self,
        reading: Reading,
        found: Sequence[Quantity],
        compared: dict[Node, Node],
        carried: int | None = None,
        bounds: Iterable[int] = (),
    ) -> None:
        self._compared, self._carried, self._bounds = compared, carried, list(bounds)
        self._all = sorted(_years(reading), key=attrgetter("first"))
        self._quantities = [each for each in found if self._is_main(each.node)]
        main = [year for year in self._all if self._is_main(year.node)]
        tokens = reading.tree.tokens
        self._until_now = any("until_now" in token.classes for token in tokens)
        respective = any("respective" in token.classes for token in tokens)
        self._respective = dict(_respective(self._quantities, main, tokens)) if respective else {}
        self._main = [year for year in _of_one_year(main, tokens) if not _is_of_other_point(year.node)]
        contrasted = {year.value for year in self._all if not self._is_main(year.node)}
        if self._carried in contrasted or any(_opens_range(year) for year in main):
            self._carried = None
        self._main = list(self._resolved(self._main))

    def _is_main(self, node: Node) -> bool:
        return node not in self._compared and bracket_of(node) is None

    @property
    def last(self) -> int | None:
        """The year that holds for the next sentence."""
        of_sentence = [
            year
            for year in self._main
            if not (_closed_clauses(year.node) or _is_earlier(year.node) or _opener(year.node, _CONTRASTING))
        ]
        return of_sentence[-1].value if of_sentence else self._carried

    def of(self, quantity: Quantity, deed: Node | None = None) -> int | None:
        """Return the year of a quantity, or None. ``deed`` is what was done to what it counts."""
        bracketed = bracket_of(quantity.node)
        if bracketed is not None:
            return self._in_brackets(quantity, bracketed)
        year = self._right_behind(quantity) or self._described(quantity.node) or self._contrasted(quantity)
        if year is not None:
            return self._value(year)
        opener = self._compared.get(quantity.node)
        if opener is None:
            respective = self._respective.get(quantity)
            return respective if respective is not None else self._of_main(quantity, deed)
        behind = (year for year in self._all if year.first > quantity.last)
        own = next((year for year in behind if self._compared.get(year.node) is opener), None)
        return None if own is None else self._value(own)

    def _right_behind(self, quantity: Quantity) -> Year | None:
        """Return the year that a number is said to be of: "under the 2,018 of 2012"."""
        years = [year for year in self._all if year.first == quantity.node.last + 2 and year.value]
        return next((year for year in years if year.node.role == "of" and quantity.is_bare), None)

    def _value(self, year: Year) -> int | None:
        """Return the value of a year: of the year before, that of the last one ahead, less one."""
        if not year.before:
            return year.value
        ahead = [each.value for each in self._main if each.last < year.first]
        main = ahead[-1] if ahead else self._carried
        return None if main is None else main - 1

    def each(self, quantity: Quantity) -> list[int]:
        """Return the years that have so many each: "one investigation each in 2017 and 2018"."""
        tokens, behind = quantity.node.tokens, quantity.last + 1
        if all(token.word != "each" for token in tokens[behind : behind + _MAX_BEHIND]):
            return []
        listed = [year for year in self._all if year.first > quantity.last and year.value]
        joined = takewhile(lambda pair: _are_joined(*pair, tokens), pairwise(listed))
        return [year.value for year in (*listed[:1], *(pair[1] for pair in joined)) if year.value]

    def _described(self, node: Node) -> Year | None:
        """Return the year that the clause of a phrase describes: "from 2009, when police arrested 12"."""
        clauses = _closed_clauses(node) if node.role != "from" else ()
        for clause in clauses:
            opener = _opener(clause, _WHEN)
            for year in self._all:
                between = node.tokens[year.last + 1 : opener]
                if year.last < opener and all(token.tag in ",RI" for token in between):
                    return year
        return None

    def _contrasted(self, quantity: Quantity) -> Year | None:
        """Return the one year behind "whereas": "whereas 42 had been arrested and nine convicted in 2016"."""
        opener = _opener(quantity.node, _CONTRASTING)
        years = [year for year in self._main if year.first > opener > 0]
        return years[0] if len(years) == 1 else None

    def _in_brackets(self, quantity: Quantity, before: Node) -> int | None:
        """Return the year that the brackets name, or else that of what stands before them."""
        opener = self._compared.get(quantity.node)
        beside = (year for year in self._all if self._compared.get(year.node) is opener)
        inside = [year for year in beside if bracket_of(year.node) is before]
        own = next((year for year in inside if year.first > quantity.last), next(iter(inside), None))
        if own is not None and not own.before:
            return own.value
        named = next((year for year in self._all if year.node is before), None)  # "28 in 2017 (20 boys)"
        if own is None and named is not None:
            return named.value
        outer = self.of(Quantity(before, before.first, before.last, quantity.value, quantity.money))
        if own is not None:
            return None if outer is None else outer - 1
        return outer

    def _resolved(self, years: Iterable[Year]) -> Iterator[Year]:
        """Give the year before its value: that of the year ahead of it, less one."""
        known = self._carried
        for year in years:
            if year.before:
                yield year._replace(value=None if known is None else known - 1)
            else:
                known = year.value
                yield year

    def _of_main(self, quantity: Quantity, deed: Node | None) -> int | None:
        """Return the year right behind, if it is not another quantity's, or else the last one ahead."""
        scopes = {None, *_closed_clauses(quantity.node), deed}
        if deed is quantity.node:  # "222 raids carried out in 2023"
            beside = (each for each in deed.children if each.first == deed.last + 1)
            scopes |= {each for each in beside if each.role == Role.PARTICIPLE}
        years = [y for y in self._main if (_closed_clauses(y.node) or (None,))[0] in scopes]
        nouns = (quantity.node, *quantity.node.nouns("of"))
        if any(_dated(noun.nouns("between", "from")) for noun in nouns):
            return None  # "600 trials of traffickers between 2012 and 2020"
        behind = next((year for year in years if year.first > quantity.last), None)
        ahead = [year for year in years if year.last < quantity.first] or self._conceded(quantity)
        first = self._quantities[0].first if self._quantities else 0
        led = bool(ahead) and first > ahead[0].last  # "In 2004, courts tried six"
        if behind is not None and self._is_lent(quantity, behind, led=led):
            return behind.value
        if quantity.node.role == "from" and quantity.node.is_quantified:
            return None  # "fell from 12 to six": the year is that of the six
        if ahead:
            return ahead[-1].value
        return None if self._until_now else self._carried

    def _conceded(self, quantity: Quantity) -> list[Year]:
        """Return the years of a clause ahead: "while police arrested nine in 2019, courts tried two".

        A whole may have it, too: "of 44 men arrested in 2005, six were tried".
        """
        ahead = (year for year in self._main if year.last < quantity.first and not _is_earlier(year.node))
        clauses = [(year, clause) for year in ahead for clause in _closed_clauses(year.node)[:1]]
        return [year for year, clause in clauses if clause.role in CONCEDING or _is_of_whole(clause)]

    def _is_lent(self, quantity: Quantity, year: Year, *, led: bool) -> bool:
        """Tell whether a year behind a quantity is its own: no other one stands between if a year leads."""
        between = any(quantity.last < each.first < year.first for each in self._quantities)
        if (between and (led or quantity.node.role == "from")) or any(
            quantity.last < bound <= year.first for bound in self._bounds
        ):
            return False
        following = any(each.first > year.last for each in self._quantities)
        return not (following and _leads(year.node))


def years_stated(reading: Reading) -> list[Year]:
    """Return the years outside comparisons and brackets, in order, without those from or until which.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("In 2018 courts convicted 12 men, up from nine in 2017, but none since 2019.")
    >>> [year.value for year in years_stated(Reading(tree, ()))]
    [2018]
    """
    if not any(token.is_year for token in reading.tree.tokens if token.tag == "C"):
        return []
    compared = reading.once(comparisons)
    main = (year for year in _years(reading) if year.node not in compared and bracket_of(year.node) is None)
    found = _of_one_year(sorted(main, key=attrgetter("first")), reading.tree.tokens)
    return [year for year in found if not _is_of_other_point(year.node)]


def _is_of_whole(clause: Node) -> bool:
    """Tell whether a clause says which whole something is a part of: "of 44 men arrested in 2005"."""
    return clause.parent is not None and clause.parent.role in WHOLES


def _opener(node: Node, words: frozenset[str]) -> int:
    """Return the last token before a phrase that is one of some words, or 0."""
    return next((i for i in range(node.first, 0, -1) if node.tokens[i].word in words), 0)


def _is_earlier(year: Node) -> bool:
    """Tell whether a year is that of what had been done before: "66 had been identified in 2012".

    What somebody said then need not be: "66 had been identified in 2012, the minister said".
    """
    verb = year.clause
    if verb is None or not verb.is_pluperfect or _is_reported(verb):
        return False
    said = (english().verb_classes.get(t.lemma, NO_CLASSES) for t in year.tokens[verb.last :] if t.tag == "E")
    return not any("report" in classes for classes in said)


def _leads(node: Node) -> bool:
    """Tell whether a year stands ahead of what it is of: "nine in 2014 and, in 2015, 14"."""
    tokens = node.tokens
    at = node.first - 2
    return at >= 0 and tokens[at].tag in ("&", ",")


def _years(reading: Reading) -> Iterator[Year]:
    tokens = reading.tree.tokens
    for node in reading.tree.nodes:
        if node.kind != NOUN:
            continue
        if is_year_before(node):
            yield Year(node.first, node.last, None, node, before="undated" not in node.classes)
        for i in range(node.first, node.last + 1):
            if tokens[i].is_year and not _is_of_range(node, i) and not _is_of_name(reading, node, i):
                yield Year(i, i, int(tokens[i].word), node)


def _is_of_range(node: Node, at: int) -> bool:
    """Tell whether a year bounds a longer time: "2011-12", "from July 2011 to June 2012"."""
    tokens = node.tokens
    if any(_is_range_mark(tokens, at, step) for step in (-1, 1)):
        return True
    if at + 2 < len(tokens) and tokens[at + 1].word in _RANGE_ENDS and tokens[at + 2].is_year:
        return True
    host = node.host
    if node.role not in _RANGE_ENDS or host is None:
        return False
    return bool(_dated([host]))


def _opens_range(year: Year) -> bool:
    """Tell whether a longer time begins with a year: "from 2012 until April 2015"."""
    behind = year.node.tokens[year.last + 1] if year.last + 1 < len(year.node.tokens) else NOBODY
    return year.node.role in ("from", "between") and behind.word in (*_RANGE_ENDS, "and")


def _is_range_mark(tokens: Sequence[Token], at: int, step: int) -> bool:
    """Tell whether a mark beside a year leads to another: "2011-12", but not "in 2014 – seven women"."""
    beside, beyond = (tokens[i] if 0 <= i < len(tokens) else NOBODY for i in (at + step, at + 2 * step))
    if beside.word not in _RANGES:
        return False
    year = tokens[at]
    touches = beside.end == year.start or beside.start == year.end
    return beyond.is_year or (touches and beside.word != "—")


def _is_of_name(reading: Reading, node: Node, at: int) -> bool:
    """Tell whether a year is that of a law or another thing: "the 2005 law", "the Act of 2005"."""
    parent = node.parent
    if at > node.head:  # "the Act 1995", but not "July 2015"
        if not ("period" in node.classes or "month" in node.classes):
            return True
    elif at < node.head and node.tokens[at + 1].tag != "C":
        dated = "period" in node.classes or bool(reading.head_kinds(node) & _RESULTS)
        if "document" in node.classes:
            return True  # "the 2024 report"
        return not dated or _is_law(reading, node)
    if parent is None:
        return False
    if parent.kind == VERB:
        host = parent.parent if parent.role in _ATTRIBUTIVE else None
        return host is not None and _is_law(reading, host)
    return node.role in ("of", "for") and _is_law(reading, parent)


def _is_law(reading: Reading, node: Node) -> bool:
    return bool(node.classes & _NAMED_BY_YEAR or reading.measures(node) & _LAWS)


def _is_of_other_point(node: Node) -> bool:
    """Tell whether a year is one from which, until which or before which something is said."""
    for _ in range(_MAX_CLIMB):
        if node.role != "of" or node.parent is None:
            break
        node = node.parent
    if node.role == "between" and len(_dated(node.group)) == 1:
        return False  # "between January and March 2013"
    if node.role == "in" and node.host is not None and node.host.role in _OUTER_POINTS:
        return True  # "since its creation in 2003"
    if node.first and node.tokens[node.first - 1].word in _OUTER_POINTS:
        return True
    ahead = (node.first - 2, node.first) if node.first > 1 else (node.first,)
    points = {node.tokens[i].word.split()[-1] for i in ahead}  # "fewer than the year before"
    return node.role in _OTHER_POINTS or not points.isdisjoint(("than", "as", "unlike"))


def _dated(nodes: Iterable[Node]) -> list[Node]:
    """Return the phrases that have a year."""
    return [each for each in nodes if any(t.is_year for t in each.tokens[each.first : each.last + 1])]


def _closed_clauses(node: Node) -> tuple[Node, ...]:
    """Return the relative, participle and adverbial clauses around a phrase, the innermost first."""
    return tuple(
        above
        for above in node.ancestors()
        if above.kind == VERB
        and (above.role in (Role.RELATIVE, Role.PARTICIPLE) or above.is_adverbial)
        and not (_is_reported(above) or _shares_year(above))
    )


def _is_reported(clause: Node) -> bool:
    """Tell whether a clause is what somebody reports: "told what had been done in 2019"."""
    return clause.role == f"{Role.ADVERBIAL}:what"


def _shares_year(clause: Node) -> bool:
    """Tell whether a year in a clause is not only its own: "12 cases involving nine men in 2019".

    A participle may say when a period ends: "in the fiscal year ending in July 2021".
    """
    host = clause.parent
    if host is None:
        return False
    counts_more = "involve" in clause.classes and host.is_quantified
    return counts_more or (clause.role == Role.PARTICIPLE and "period" in host.classes)


def _of_one_year(years: Sequence[Year], tokens: Sequence[Token]) -> Iterator[Year]:
    """Leave out the values of years that are listed: of "in 2004 and 2005", nothing says which."""
    named = [year for year in years if not year.before]
    joined = {year.first for pair in pairwise(named) if _are_joined(*pair, tokens) for year in pair}
    return (year._replace(value=None) if year.first in joined else year for year in years)


def _are_joined(year: Year, following: Year, tokens: Sequence[Token]) -> bool:
    between = tokens[year.last + 1 : following.first]
    return bool(between) and all(token.tag in _LIST_MARKS for token in between)


def _respective(
    found: Sequence[Quantity], years: Sequence[Year], tokens: Sequence[Token]
) -> Iterator[tuple[Quantity, int]]:
    """Yield each quantity's year of "21 and 34 cases in 2014 and 2015, respectively"."""
    listed = all(_are_joined(*pair, tokens) for pair in pairwise(years))
    if not listed or not 1 < len(years) <= len(found) or len(found) % len(years):
        return
    for at, quantity in enumerate(found):
        value = years[at % len(years)].value
        if value is not None:
            yield quantity, value
