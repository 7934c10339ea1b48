"""Statements on the tier: placement, compliance, efforts, change, waiver, consecutive years.

Each is a phrase or verb of the tree. It counts if nothing above it denies it, makes it only possible or says
it of another country. Tiers of earlier reports ("from Tier 3") only tell whether the tier has changed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from tipgraph.model.claims import TierClaim
from tipgraph.understanding.counts.count_table import comparing
from tipgraph.understanding.operators.spans import clause_span
from tipgraph.understanding.reader import Analysis
from tipgraph.understanding.syntax.mentions import Placed, Reading
from tipgraph.understanding.syntax.tree import DESPITE, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.numbers import ORDINALS, number_of
from tipgraph.understanding.tokens.sentences import Span, joined
from tipgraph.understanding.tokens.words import english

__all__ = ["extract"]

_STATING = ("tier", "compliance", "efforts", "tier-change", "waiver")
_PLACING = frozenset(("tier", "tier-change"))
_RANK = {"1": 0, "2": 1, "2WL": 2, "3": 3}
_DENIED = {"fully-meets": "does-not-fully-meet", "significant": "not-significant"}
"""What the denial of a code states."""
_UNREAL = frozenset(("certainty", "no-placement"))
"""Kinds of verbs and nouns below which a tier is not given: "risks a downgrade to"."""
_OPAQUE = DESPITE | {Role.RELATIVE, Role.THAT}
"""Roles of clauses that what stands above them says nothing of."""
_BEYOND = frozenset(("below", "above", "toward", "towards"))
_OTHER_TIMES = frozenset(("since", "from"))
"""Prepositions behind which, as behind "compared with", another report is only compared."""
_OF_EARLIER = frozenset(("from", "after"))
_MAIN = frozenset(("", Role.SUBJECT))
_DATED = frozenset(("in", Role.SUBJECT, Role.BRACKETS))
"""Roles of what may name the year of a placement."""
_IN_A_ROW = "in_a_row"
_RANKED = frozenset(("heading_places", "transparent", "numbered", "standing"))
"""Classes of what is ranked, or a rank: "country", "designation", "category", "status"."""
_CLOSING_YEAR = re.compile(r"\((20\d\d)\)\W*$")
_SOURCE_YEAR = re.compile(r"(20\d\d)[-_ ]trafficking[-_ ]in[-_ ]persons[-_ ]report", re.IGNORECASE)


class _Stated(NamedTuple):
    """A code of a kind, the node that states it, and whether it is denied or that of an earlier report."""

    kind: str
    code: str
    node: Node
    denied: bool = False
    earlier: bool = False


def extract(analysis: Analysis) -> Iterator[TierClaim]:
    """Yield the statements of each segment on the tier.

    Efforts alone say nothing of it: others praise them too.
    """
    claims = list(_claims(analysis))
    measured = any("minimum-standards" in segment.kinds for segment in analysis.segments)
    if measured or any(claim.rules != ("tier.efforts",) for claim in claims):
        yield from claims


def _claims(analysis: Analysis) -> Iterator[TierClaim]:
    """Yield a claim for each segment that states something of the tier."""
    sentence: Span | None = None
    tier: str | None = None
    for segment in analysis.segments:
        before = tier if segment.sentence == sentence else None
        if not segment.is_described or (before is None and segment.kinds.isdisjoint(_STATING)):
            continue
        reading = analysis.reading(segment)
        stated = list(_Segment(reading, _own_year(analysis)).stated())
        fields = _fields(stated, before) or _counted(reading, before)
        sentence, tier = segment.sentence, fields.get("tier", tier)
        if fields:
            nodes = [each.node for each in stated] or reading.tree.nodes[:1]
            spans = joined(clause_span(reading.tree, node) for node in nodes)
            yield TierClaim(
                evidence=tuple(analysis.evidence(span.moved(segment.span.start)) for span in spans),
                rules=tuple(f"tier.{name.replace('_', '-')}" for name in fields),
                tier_year=_year(analysis) or _named_year(stated),
                **fields,
            )


class _Segment:
    """Reads what a segment states of the report country, in the report of a year, if it is one."""

    def __init__(self, reading: Reading, year: int | None) -> None:
        self.reading, self.tree, self.year = reading, reading.tree, year

    def stated(self) -> Iterator[_Stated]:
        """Yield the statements of a segment, in order."""
        found = {each for last in self.reading.placed.values() for each in last}
        for placed in sorted(found, key=lambda each: (each.first, -each.last)):
            node = self.node_of(placed) if placed.mention.kind in _STATING else None
            if node is not None and (stated := self.statement(placed, node)) is not None:
                yield stated

    def node_of(self, placed: Placed) -> Node | None:
        """Return the node that a label names: a verb with its preposition, or "Tier" and not its "one"."""
        at = placed.first if placed.mention.kind in _PLACING else placed.last
        return self.tree.at.get(at)

    def statement(self, placed: Placed, node: Node) -> _Stated | None:
        """Return what a label states, if it states something of the report country's tier."""
        kind, code = placed.mention.kind, placed.mention.code
        path = list(_path(node))
        if self.is_unreal(path) or self.is_of_another(path):
            return None
        denied = any(map(self.denies, path))
        if kind == "compliance":
            return _Stated(kind, code, node, denied) if self.is_of_standards(node) else None
        if kind == "efforts":
            return _Stated(kind, code, node, denied) if _is_made(node) else None
        if kind == "tier-change" and not any("tier" in self.reading.kinds(child) for child in node.children):
            return None  # "the offense was upgraded to a felony"
        if denied:
            return None
        if kind == "tier" and (node.role == "for" or not self.is_rank(placed, node)):
            return None  # "the criteria for Tier 1", "the office for special cases"
        return _Stated(kind, code, node, earlier=kind == "tier" and self.is_of_earlier(path))

    def is_rank(self, placed: Placed, node: Node) -> bool:
        """Tell whether a label that is no number is said of the report country: "is on the highest tier"."""
        verb = node.clause
        is_part = placed.last < node.head and node.classes.isdisjoint(_RANKED)
        if placed.mention.code not in _RANK and is_part:
            return False  # "special case officials", but "a special case country"
        if "unnumbered" not in english().classes(self.tree.tokens[placed.last].word):
            return True
        return verb is not None and self.reading.country in self.countries_of(verb)

    def is_of_standards(self, verb: Node) -> bool:
        """Tell whether a verb says that standards are met, and not that efforts are made to meet them."""
        tried = verb.role == Role.INFINITIVE and "effort" in verb.parent_classes
        met = (verb.antecedent, *verb.children)
        return not tried and any(each and "minimum-standards" in self.reading.kinds(each) for each in met)

    def is_unreal(self, path: Sequence[Node]) -> bool:
        """Tell whether something is only possible, to come or averted: "could be downgraded to"."""
        moved = path[0].host if path[0].role == "to" else None
        if moved is not None and not _UNREAL.isdisjoint(self.reading.head_kinds(moved)):
            return True  # "a waiver from a required downgrade to Tier 3"
        return any(
            (node.modal is not None and not self.is_stated(node, node.modal))
            or node.role == f"{Role.ADVERBIAL}:if"
            or node.child(f"{Role.ADVERBIAL}:if") is not None
            or node.role in _BEYOND
            or not _UNREAL.isdisjoint(self.reading.head_kinds(node))
            or (node.kind == VERB and node.role == "from")
            or (node.form == "infinitive" and node.role == Role.ADVERBIAL)  # "to meet the standards, it must"
            for node in path
        )

    def is_stated(self, verb: Node, modal: int) -> bool:
        """Tell whether a modal makes nothing unreal: "has yet to meet", "nor does it meet"."""
        return self.tree.tokens[modal].tag in "OBH" or verb.negated

    def is_of_another(self, path: Sequence[Node]) -> bool:
        """Tell whether a statement is on another country: that of its verb, of its brackets or before it."""
        named = next((found for node in path if (found := self.countries_of(node))), None)
        if named is None:
            before = bisect_left(self.main_countries, path[0].first, key=itemgetter(0))
            named = self.main_countries[before - 1][1] if before else set()
        return bool(named) and self.reading.country not in named

    @cached_property
    def main_countries(self) -> list[tuple[int, set[str]]]:
        """The last token and the countries of each main verb or subject that names some, in order."""
        main = (node for node in self.tree.nodes if node.role in _MAIN)
        named = ((node.last, self.countries(node)) for node in main)
        return sorted((each for each in named if each[1]), key=itemgetter(0))

    def countries_of(self, node: Node) -> set[str]:
        """Return the countries that a verb says something of, or those that a phrase or clause describes."""
        described = node.parent if node.role == Role.BRACKETS else node.antecedent
        if node.kind == NOUN:
            described = node.group[0] if node.is_conjunct else described
            return set() if described is None else self.countries(described)
        if any("homeland" in each.classes for each in node.nouns(Role.OBJECT)):
            return {self.reading.country}  # "the U.S. State Department placed the country on"
        subjects = [each for each in (described, node.subject) if each is not None]
        things = [*subjects, *node.nouns(Role.OBJECT)] if subjects else []
        return set[str]().union(*map(self.countries, things))

    def countries(self, phrase: Node) -> set[str]:
        """Return the countries that a phrase names: "the Government of Sweden", "Thai officials"."""
        named = set[str]()
        for part in (phrase, *phrase.nouns("of")):
            named |= self.reading.codes(part, "place")
            if "official" in self.reading.head_kinds(part):
                named |= self.reading.codes(part, "demonym")
        return named

    def denies(self, node: Node) -> bool:
        """Tell whether a node denies what depends on it: "did not", "neither of them did", "without"."""
        by_subject = node.subject is not None and node.subject.negated
        return node.negated or by_subject or node.role == "without" or bool(node.classes & {"fail", "end"})

    def is_of_earlier(self, path: Sequence[Node]) -> bool:
        """Tell whether a tier is that of an earlier report."""
        node, *above = path
        if node.role == "to" and node.parent is not None and node.parent.role == "from":
            above = above[1:]  # "the move from Tier 2 to Tier 3"
        if any(map(self.is_in_earlier, (node, *above))) or self.is_earlier(node.first - 1):
            return True
        verb = next((node for node in path if node.kind == VERB), path[0])
        return any(map(self.is_earlier, verb.adverbs)) or any(
            map(self.is_of_other_report, (*path[0].children, *verb.children))
        )

    def is_in_earlier(self, node: Node) -> bool:
        """Tell whether a node says of what depends on it that it was: "from", "had been", "its former"."""
        is_verb = node.kind == VERB
        kinds = self.reading.head_kinds(node) if is_verb else self.reading.kinds(node)
        was = is_verb and node.is_pluperfect
        return was or node.role in comparing() | _OF_EARLIER or "earlier-report" in kinds

    def is_earlier(self, token: int) -> bool:
        return any(each.mention.kind == "earlier-report" for each in self.reading.placed.get(token, ()))

    def is_of_other_report(self, phrase: Node) -> bool:
        """Tell whether a phrase names another report: "in the 2017 report", "last year"."""
        compared = phrase.host is not None and phrase.host.role in comparing() | _OTHER_TIMES
        likewise = phrase.tokens[max(phrase.first - 2, 0)].word == "as"  # "as in earlier reports"
        if compared or likewise:
            return False
        words = [self.tree.tokens[i] for i in range(phrase.first, phrase.last + 1)]
        years = {int(token.word) for token in words if token.is_year}
        is_report = "document" in words[-1].classes
        return "earlier-report" in self.reading.kinds(phrase) or (
            is_report and bool(years) and self.year is not None and self.year not in years
        )


def _path(node: Node) -> Iterator[Node]:
    """Yield a node and what stands above it, up to the clause that nothing above says anything of."""
    yield node
    for above in node.ancestors():
        if node.role in _OPAQUE or node.is_adverbial or node.is_conjunct:
            return  # "Chad, a Tier 3 country, convicted nobody"
        node = above
        yield node


def _is_made(efforts: Node) -> bool:
    """Tell whether efforts are what a verb says is made."""
    verb = efforts.parent
    if verb is None or "do" not in verb.classes:
        return False
    return efforts.role == (Role.SUBJECT if verb.passive else Role.OBJECT)


def _fields(stated: Sequence[_Stated], tier: str | None) -> dict[str, Any]:
    """Return the fields of a claim that are stated. The first statement on a field decides it.

    ``tier`` is the one that the sentence has stated before: "is on Tier 2; it was on Tier 3".
    """
    codes: dict[str, str] = {}
    earlier: str | None = None
    for each in stated:
        if each.earlier:
            earlier = each.code
        else:
            codes.setdefault(each.kind, _DENIED.get(each.code, each.code) if each.denied else each.code)
    placed = [each.node for each in stated if each.kind in _PLACING and not each.earlier]
    change = codes.get("tier-change") or _change(codes.get("tier", tier), earlier)
    fields = {
        "tier": codes.get("tier"),
        "compliance": codes.get("compliance"),
        "efforts": codes.get("efforts"),
        "change": change or ("remained" if any(map(_is_still_held, placed)) else None),
        "waiver": True if "waiver" in codes else None,
        "consecutive_years": next(filter(None, map(_consecutive, placed)), None),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _change(tier: str | None, earlier: str | None) -> str | None:
    """Return the change between two tiers."""
    if tier not in _RANK or earlier not in _RANK:
        return None
    if _RANK[tier] == _RANK[earlier]:
        return "remained"
    return "downgraded" if _RANK[tier] > _RANK[earlier] else "upgraded"


def _is_still_held(tier: Node) -> bool:
    """Tell whether the verb that places a country says that it was there before: "is still on Tier 3"."""
    verb = tier.clause
    adverbs = () if verb is None else verb.adverbs
    return any(tier.tokens[at].word == "still" for at in adverbs if at < tier.first)


def _consecutive(node: Node) -> int | None:
    """Return how many years a tier has been held: "for the third consecutive year", "for a third year"."""
    beside = (node, node.parent) if node.kind == NOUN else (node,)
    lasting = (phrase for each in beside if each is not None for phrase in each.nouns("for", Role.PREDICATE))
    return next(filter(None, map(_in_a_row, lasting)), None)


def _counted(reading: Reading, tier: str | None) -> dict[str, Any]:
    """Return the fields of "this is the seventh consecutive year", if a tier is stated before."""
    verbs = (node for node in reading.tree.nodes if node.kind == VERB and node.parent is None)
    phrases = (each for verb in verbs if verb.copula for each in verb.nouns(Role.PREDICATE))
    years = next(filter(None, (_in_a_row(each) for each in phrases if not each.children)), None)
    return {"tier": tier, "consecutive_years": years} if tier and years else {}


def _in_a_row(phrase: Node) -> int | None:
    """Return the number of "the third consecutive year", "the third year in a row" or "for a third year"."""
    around = phrase.tokens[phrase.first : phrase.last + 4]
    ordinal = next(filter(None, map(ORDINALS.get, phrase.words)), 0)
    lasts = ordinal > 1 and "year" in phrase.classes
    said = (child for child in phrase.children if child.kind == VERB)
    if any(_IN_A_ROW not in child.head_token.classes for child in said):
        return None
    if not (lasts or any(_IN_A_ROW in token.classes for token in around)):
        return None
    return ordinal or next(filter(None, map(number_of, phrase.words)), None)


def _own_year(analysis: Analysis) -> int | None:
    """Return the year of a report that places countries on tiers itself."""
    report = analysis.narrative.document.report
    return report.year if report.publication == "tip" else None


def _named_year(stated: Sequence[_Stated]) -> int | None:
    """Return the year of "was placed on Tier 2 in 2017" or "the 2017 report ranks it on Tier 2"."""
    placed = (each.node for each in stated if each.kind in _PLACING)
    phrases = (phrase for node in placed for phrase in _dated(node))
    named = (token for each in phrases for token in each.tokens[each.first : each.last + 1])
    years = {int(token.word) for token in named if token.is_year}
    return years.pop() if len(years) == 1 else None


def _dated(tier: Node) -> Iterator[Node]:
    """Yield the phrases that may name the year of a placement: "the 2017 report", "in 2017", "(2017)"."""
    verb = tier.clause
    above = [] if verb is None else [verb, *verb.nouns("for")]
    for node in (*above, tier, *tier.children):
        yield from node.nouns(*_DATED)


def _year(analysis: Analysis) -> int | None:
    """Return the report's own year, or the one that a summary closes with."""
    if (own := _own_year(analysis)) is not None:
        return own
    closing = _CLOSING_YEAR.search(analysis.text) or _SOURCE_YEAR.search(analysis.text)
    return int(closing.group(1)) if closing else None
