"""Periods: the year that each quantity of a tree is of.

A year belongs to the quantities of its clause, in order. One in a comparison or in brackets belongs to the
quantities there alone: "convicted 12, compared with nine in 2017". Where a sentence has no year, the last one
of the paragraph holds on.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from tipgraph.understanding.counts.continuations import CHANGING, bracket_of, is_yearly
from tipgraph.understanding.counts.quantities import Quantity
from tipgraph.understanding.counts.years import (
    AWAY,
    POINTERS,
    Year,
    are_joined,
    dated,
    is_of_other_point,
    is_own,
    opens_range,
    stated,
    time_of,
    word_at,
    years,
)
from tipgraph.understanding.syntax.mentions import Reading, is_plural
from tipgraph.understanding.syntax.tree import CONCEDING, NOUN, VERB, WHOLES, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES, english

__all__ = ["Periods"]

_DURING = frozenset(("over", "in", "during", "within", "for", "throughout"))
_WHEN = frozenset(("when", "which", "in which"))
"""Openers of clauses that a year has, with or without a preposition: "2009, during which"."""
"""Roles of clauses on a crime."""
_CONTRASTING = frozenset(("whereas", "while"))
_SAME = frozenset(("same", "that"))
"""Words for a period that was named before."""
_MAX_BEHIND = 3
"""Tokens between a number and its "each"."""


def _with_own(reading: Reading, compared: Container[Node], written: int, carried: int | None) -> list[Year]:
    """Return all years, with those counted from that of the text: "last year", "early this year".

    Of "police had arrested 12 this year", nothing says which it is if the text before has another year.
    """
    named = years(reading)
    found = {year.first: year for year in named}
    for node in reading.tree.nodes:
        for at in range(node.first + 1, node.last + 1):
            if not is_own(node, at) or _is_of_named(node, named, compared):
                continue
            found.pop(node.first, None)
            is_before = node.clause is not None and node.clause.is_pluperfect
            if node.child(Role.PARTICIPLE) is None:  # but "the unit created last year arrested nine"
                is_vague = is_before and carried not in (None, written)
                value = None if is_vague else written + AWAY[word_at(node, at - 1)]
                found[at] = Year(at - 1, at, value, node)
    return [found[first] for first in sorted(found)]


def _is_of_named(node: Node, named: Iterable[Year], compared: Container[Node]) -> bool:
    """Tell whether "last year" is that of a year ahead: "in 2009 he said", "12 in 2009, up from six"."""
    above = {verb for verb in node.ancestors() if "report" in verb.classes}
    ahead = [year.node for year in named if year.last < node.first]
    return any(_is_of_sentence(each) if node in compared else each.clause in above for each in ahead)


def _is_of_years(node: Node) -> bool:
    """Tell whether a phrase is a longer time: "over the last six years", but not "than in recent years"."""
    of_now = "period" in node.classes and any("recent" in node.tokens[i].classes for i in node.modifiers)
    if not (of_now and is_plural(node)) or node.role not in _DURING or _closed_clauses(node):
        return False
    pointer = word_at(node, node.first - 2).rpartition(" ")[2]
    return pointer not in POINTERS and (node.host is None or node.host.role != "for")


def _is_reviewed(node: Node) -> bool:
    """Tell whether a clause is of the time of a report, whose year need not be the last one named."""
    said = [node.tokens[i] for i in node.modifiers]
    is_known = any("previous" in each.classes or each.word in _SAME for each in said)
    is_time = "period" in node.classes and any("reviewed" in each.classes for each in said)
    return is_time and not (is_known or _closed_clauses(node))


class Periods:
    """The years of the quantities of a tree. ``carried`` is the year of the text before it, ``written`` that
    in which it was written, which "this year" means unless the text names an earlier one.

    ``compared`` has the phrases of comparisons, and ``bounds`` the tokens at which a new statement begins: no
    year goes back across one.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> from tipgraph.understanding.counts.continuations import comparisons
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
        compared: Mapping[Node, Node],
        carried: int | None = None,
        bounds: Iterable[int] = (),
        written: int | None = None,
    ) -> None:
        self._compared, self._bounds, tokens = compared, list(bounds), reading.tree.tokens
        self._all = years(reading) if written is None else _with_own(reading, compared, written, carried)
        self._quantities = [each for each in found if self._is_main(each.node)]
        main = [year for year in self._all if self._is_main(year.node)]
        beside = {year.value for year in self._all if year not in main}
        classes = NO_CLASSES.union(*(token.classes for token in tokens))
        is_other = any(_is_reviewed(each) and self._is_main(each) for each in reading.tree.nodes)
        is_other |= carried in beside or any(map(opens_range, main))
        self._carried = None if is_other else carried
        has_since = any((token.word, token.tag) == ("since", "R") for token in tokens)  # "has since tried"
        of_years = any(_is_of_years(each) and self._is_main(each) for each in reading.tree.nodes)
        self._is_until_now = has_since or of_years or "until_now" in classes
        self._ends = _from_and_to(found, self._all)
        self._shared = dict(_respective(self._quantities, main)) if "respective" in classes else {}
        self._main = list(self._resolved(stated(main, tokens)))

    def _is_main(self, node: Node) -> bool:
        before = bracket_of(node)
        return node not in self._compared and (before is None or is_yearly(before))

    def _resolved(self, main: Iterable[Year]) -> Iterator[Year]:
        """Give the year before its value, which is counted from that of the year ahead of it."""
        known = self._carried
        for year in main:
            if year.moved:
                yield year._replace(value=_moved(known, year))
            else:
                known = year.value
                yield year

    @property
    def last(self) -> int | None:
        """The year that holds for the next sentence."""
        values = [year.value for year in self._main if _is_of_sentence(year.node)]
        return values[-1] if values else self._carried

    def each(self, quantity: Quantity) -> list[int]:
        """Return the years that have so many each: "one investigation each in 2017 and 2018"."""
        tokens, behind = quantity.node.tokens, quantity.last + 1
        if all(token.word != "each" for token in tokens[behind : behind + _MAX_BEHIND]):
            return []
        listed = [year for year in self._all if year.first > quantity.last and year.value]
        joined = takewhile(lambda pair: are_joined(*pair, tokens), pairwise(listed))
        return [year.value for year in (*listed[:1], *(pair[1] for pair in joined)) if year.value]

    def of(self, quantity: Quantity, deed: Node | None = None) -> int | None:
        """Return the year of a quantity, or None. ``deed`` is what was done to what it counts."""
        if (headed := self._headed(quantity)) is not None:
            return headed.value
        if quantity in self._ends:
            return self._ends[quantity]
        before, opener = bracket_of(quantity.node), self._compared.get(quantity.node)
        beside = [year for year in self._all if self._compared.get(year.node) is opener]
        if before is not None:
            return self._in_brackets(quantity, before, [y for y in beside if bracket_of(y.node) is before])
        own = self._described(quantity.node) or self._contrasted(quantity)
        if opener is not None and own is None:
            own = next((year for year in beside if year.first > quantity.last), None)
        if opener is not None or own is not None:
            return self._value(own)
        return self._shared[quantity] if quantity in self._shared else self._of_main(quantity, deed)

    def _headed(self, quantity: Quantity) -> Year | None:
        """Return the year before a colon that stands before a quantity: "(2016: 200; 2015: 229)"."""
        is_headed = quantity.node.tokens[max(quantity.first - 1, 0)].word == ":"
        return next((y for y in self._all if y.last == quantity.first - 2), None) if is_headed else None

    def _value(self, year: Year | None) -> int | None:
        """Return the value of a year: that of the year before is counted from the last one ahead."""
        if year is None or not year.moved:
            return year.value if year is not None else None
        ahead = [each.value for each in self._main if each.last < year.first]
        return _moved(ahead[-1] if ahead else self._carried, year)

    def _described(self, node: Node) -> Year | None:
        """Return the year that the clause of a phrase describes: "from 2009, when police arrested 12"."""
        openers = [_opener(each, _WHEN) for each in _closed_clauses(node)] if node.role != "from" else []
        for opener in openers:
            for year in self._all:
                if year.last < opener and all(t.tag in ",RI" for t in node.tokens[year.last + 1 : opener]):
                    return year
        return None

    def _contrasted(self, quantity: Quantity) -> Year | None:
        """Return the one year behind "whereas": "whereas 42 had been arrested and nine convicted in 2016"."""
        opener = _opener(quantity.node, _CONTRASTING)
        behind = [year for year in self._main if year.first > opener > 0]
        return behind[0] if len(behind) == 1 else None

    def _in_brackets(self, quantity: Quantity, before: Node, inside: Sequence[Year]) -> int | None:
        """Return the year that the brackets name, or else that of what stands before them."""
        own = next((year for year in inside if year.first > quantity.last), next(iter(inside), None))
        named = next((year for year in self._all if year.node is before), None)  # "28 in 2017 (20 boys)"
        year = own or named
        if year is not None and not year.moved:
            return year.value
        outer = self.of(Quantity(before, before.first, before.last, quantity.value, quantity.money))
        return outer if own is None else _moved(outer, own)

    # -- outside comparisons and brackets

    def _of_main(self, quantity: Quantity, deed: Node | None) -> int | None:
        """Return the year right behind, if it is not another quantity's, or else the last one ahead."""
        node, seen = quantity.node, self._visible(quantity, deed)
        if any(dated(noun.nouns("between", "from")) for noun in (node, *node.nouns("of"))):
            return None  # "600 trials of traffickers between 2012 and 2020"
        longer = self._longer_times(deed, node) if deed is not None else []
        behind = next((year for year in seen if year.first > quantity.last), None)
        seen += [year for year in self._main if _is_conceded(year)]
        ahead = max((year for year in seen if year.last < quantity.first), default=None)
        first = self._quantities[0].first if self._quantities else 0
        led = any(time.last < first for time in (*longer, ahead) if time)  # "In 2004, courts tried six"
        is_near = behind is not None and not any(node.last < time.first < behind.first for time in longer)
        if behind is not None and is_near and self._is_lent(quantity, behind, led=led):
            return behind.value
        own = ahead is not None and ahead.node.clause is deed
        if longer and (not own or any(time.first < node.first for time in longer)):
            return None  # but "in 2015, courts tried six for crimes from 2009 to 2012"
        if node.role == "from" and node.is_quantified:
            return None  # "fell from 12 to six": the year is that of the six
        return ahead.value if ahead is not None else None if self._is_until_now else self._carried

    def _longer_times(self, deed: Node, counted: Node) -> list[Node]:
        """Return the several years of a deed: "tried since 2009", not "nine, the first since 2009"."""
        named = {each for year in self._all for each in (year.node, year.node.host)}
        verbs, ranges = dict.fromkeys((deed, deed.clause or deed)), dated(deed.nouns("from", "between"))
        since = [time for verb in verbs for time in verb.nouns("since") if time in named]
        began = [
            each for each in since if each.last < deed.first or each.first - 2 in (deed.last, counted.last)
        ]
        ended = [each for each in ranges if each.tokens[each.last].is_year and self._is_main(each)]
        return began + [each for each in ended if is_of_other_point(each)]

    def _visible(self, quantity: Quantity, deed: Node | None) -> list[Year]:
        """Return the years that no clause hides in which the quantity is not."""
        clauses = {None, *_closed_clauses(quantity.node), deed}
        if deed is quantity.node:  # "222 raids carried out in 2023"
            clauses.update(each for each in deed.children if each.first == deed.last + 1)
        return [year for year in self._main if next(iter(_closed_clauses(year.node)), None) in clauses]

    def _is_lent(self, quantity: Quantity, year: Year, *, led: bool) -> bool:
        """Tell whether a year behind a quantity is its own: no other one stands between if a year leads."""
        between = any(quantity.last < each.first < year.first for each in self._quantities)
        bounded = any(quantity.last < bound <= year.first for bound in self._bounds)
        if bounded or (between and (led or quantity.node.role == "from")):
            return False
        ahead = year.node.tokens[: time_of(year.node).first][-2:]
        leads = any(token.tag in ("&", ",") for token in ahead)
        follows = any(each.first > year.last for each in self._quantities)
        return not (leads and follows)  # "nine in 2014 and, in 2015, 14"


def _moved(known: int | None, year: Year) -> int | None:
    return None if known is None else known + year.moved


def _is_of_sentence(node: Node) -> bool:
    """Tell whether a year is that of its whole sentence."""
    return not (_closed_clauses(node) or _is_earlier(node) or _opener(node, _CONTRASTING))


def _is_conceded(year: Year) -> bool:
    """Tell whether a clause says a year of what follows, too: "while police arrested nine in 2019, two".

    A whole may have it: "of 44 men arrested in 2005, six were tried".
    """
    clause = next(iter(_closed_clauses(year.node)), None)
    if clause is None or _is_earlier(year.node):
        return False
    of_whole = clause.parent is not None and clause.parent.role in WHOLES
    return of_whole or (clause.role in CONCEDING and not is_own(year.node, year.last))


def _is_earlier(year: Node) -> bool:
    """Tell whether a year is that of what had been done before: "66 had been identified in 2012".

    What somebody said then need not be: "66 had been identified in 2012, the minister said".
    """
    verb = year.clause
    if verb is None or not verb.is_pluperfect:
        return False
    said = (english().verb_classes.get(t.lemma, NO_CLASSES) for t in year.tokens[verb.last :] if t.tag == "E")
    return not any("report" in classes for classes in said)


def _opener(node: Node, words: frozenset[str]) -> int:
    """Return the last token before a phrase that is one of some words, or 0."""
    return next((i for i in range(node.first, 0, -1) if node.tokens[i].word in words), 0)


def _closed_clauses(node: Node) -> list[Node]:
    """Return the clauses around a phrase that keep their years, the innermost first."""
    return [above for above in node.ancestors() if above.kind == VERB and _is_closed(above)]


def _is_closed(clause: Node) -> bool:
    """Tell whether a clause keeps its year: a relative, participle or adverbial one.

    One that says more of the number before it does not: "12 cases involving nine men in 2019". Nor does one
    that ends a period: "in the fiscal year ending in July 2021".
    """
    is_participle, host = clause.role == Role.PARTICIPLE, clause.parent
    of_noun = clause.role == Role.THAT and host is not None and host.kind == NOUN
    of_noun &= not clause.passive and clause.child(Role.OBJECT) is None  # "the law that it adopted in 2009"
    is_relative = of_noun or clause.role == Role.RELATIVE
    if not (is_participle or is_relative or clause.is_adverbial) or _is_reported(clause):
        return False
    counts_more = host is not None and host.is_quantified and "involve" in clause.classes
    return not (counts_more or (is_participle and "period" in clause.parent_classes))


def _is_reported(clause: Node) -> bool:
    """Tell whether a clause is what somebody reports: "told what had been done in 2019"."""
    return clause.role == f"{Role.ADVERBIAL}:what"


def _from_and_to(found: Iterable[Quantity], named: Sequence[Year]) -> dict[Quantity, int | None]:
    """Return the year of each number of "between 2017 and 2018, trials fell from nine to six"."""
    pairs = (pair for pair in pairwise(named) if pair[0].node.role == "between")
    start, end = next((p for p in pairs if p[1].node in p[0].node.group), (None, None))
    if start is None or end is None or start.node.clause is None or len(named) > 2:
        return {}
    changed = (each for each in found if each.node.parent is start.node.clause)
    years_of = {"from": start.value, "to": end.value} if start.node.clause.classes & CHANGING else {}
    return {each: years_of[each.node.role] for each in changed if each.node.role in years_of}


def _respective(found: Sequence[Quantity], listed: Sequence[Year]) -> Iterator[tuple[Quantity, int]]:
    """Yield each quantity's year of "21 and 34 cases in 2014 and 2015, respectively"."""
    if not 1 < len(listed) <= len(found) or len(found) % len(listed):
        return
    for at, quantity in enumerate(found):
        value = listed[at % len(listed)].value
        if value is not None:
            yield quantity, value
