"""Officials as those who are tried: then law enforcement is action against complicity."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.language.clauses import Clause
from tipgraph.language.grammar import BE, words
from tipgraph.language.inflect import GERUND, NOUN, PAST
from tipgraph.language.mention import Mention

__all__ = ["about_officials", "among_others"]

_AGAINST = words("of against into")
_OBJECT = 25
"""Code points between a verb and its object: "prosecuted two senior police officers"."""


def among_others(clause: Clause, measure: Mention) -> bool:
    """Of "convict traffickers, including complicit officials": officials are some of those who are tried."""
    traffickers = [m for m in clause.of("perpetrator") if m.start >= measure.end]
    joining = (*clause.of("list-opener"), *clause.of("conj"))
    return bool(traffickers) and any(m.start >= traffickers[0].end for m in joining)


def about_officials(clause: Clause, measure: Mention) -> bool:
    """Tell whether the state's own people are tried: as a verb's object, or as a passive's subject."""
    complicit = [
        *clause.of("complicity"),
        *(m for m in clause.of("measure") if m.code == "official-complicity"),
    ]
    if any(not _by_another_deed(clause, measure, m) for m in complicit):
        return True
    if not (clause.has("officer", "pronoun", "partitive") or clause.opener):
        return False
    passive = any(m.end <= measure.start for m in clause.of("aux")) and measure.form == PAST
    for officer in clause.of("officer"):
        if passive and _is_tried(clause, measure, officer):
            return True
        if measure.form != NOUN and not passive and _is_object(clause, measure, officer):
            return True
    of = [p for p in clause.of("prep") if p.code in _AGAINST and p.start - measure.end == 1]
    if of or measure.form == NOUN:
        return any(0 <= m.start - p.end <= _OBJECT for p in of for m in clause.of("officer"))
    return _refers_to_officers(clause, measure, passive=passive)


def _by_another_deed(clause: Clause, measure: Mention, complicit: Mention) -> bool:
    """Of "tried 12 men, including by taking action against corrupt judges": another deed is against those."""
    between = clause.starting(measure.end, complicit.start)
    opened = next((m.start for m in between if m.kind == "list-opener"), None)
    return opened is not None and any(m.form == GERUND and m.start > opened for m in between)


def _is_object(clause: Clause, measure: Mention, officer: Mention) -> bool:
    """Of "arrested two police officers", but not of "tried six cases, training officers"."""
    if measure.start < officer.start < measure.end:
        return True  # the verb's label stretches to its object
    near = 0 <= officer.start - measure.end <= _OBJECT
    between = clause.starting(measure.end, officer.start - 1)
    others = (m for m in between if m.kind == "measure" and m.code not in LAW_ENFORCEMENT)
    # "Of the convicted traffickers, judges sentenced six": those who come next judge.
    apart = any(m.kind == "comma" for m in between) and not any(m.kind == "list-opener" for m in between)
    return near and not apart and not any(others)


def _is_tried(clause: Clause, measure: Mention, officer: Mention) -> bool:
    """Of "two officers were arrested", but not of "officers reported that six men were arrested"."""
    if officer.end > measure.start or _by_officials(clause, measure, officer):
        return False
    return not any(m.code == "that" and officer.end <= m.start < measure.start for m in clause.of("rel"))


def _refers_to_officers(clause: Clause, measure: Mention, *, passive: bool) -> bool:
    """Of "fired two officers, but none was convicted" and "but did not prosecute them"."""
    before = clause.previous
    if before is None or not (before.has("complicity") or any(_is_acted_on(before))):
        return False
    if passive:
        first = next((m for m in clause.mentions if m.kind not in ("contrast", "conj", "comma")), None)
        return first is not None and first.code in ("none", "they")
    following = (*clause.of("pronoun"), *clause.of("partitive"))
    bare = any(m.start - measure.end == 1 for m in clause.of("number"))
    if bare and clause.shared and not clause.has("perpetrator", "person", "victim-group", "count-unit"):
        return True  # "arrested several officers and convicted one"
    return any(m.code in ("them", "partitive") and 0 <= m.start - measure.end <= _OBJECT for m in following)


def _is_acted_on(clause: Clause) -> Iterator[bool]:
    """Tell of each officer whether it is more than who tries others: not in "prosecutors charged six men"."""
    for officer in clause.of("officer"):
        trials = [m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT and m.start >= officer.end]
        yield not any(m.form != NOUN and _by_officials(clause, m, officer) for m in trials)


def _by_officials(clause: Clause, measure: Mention, officer: Mention) -> bool:
    """Of "officials have prosecuted …": an auxiliary of the active voice makes them those who act."""
    between = [m.code for m in clause.of("aux") if officer.end <= m.start and m.end <= measure.start]
    return BE.isdisjoint(between)
