"""What the government did, did badly, did not do, or means to do.

A measure is a noun or verb of the ontology; what became of it shows in the clause around it: a
denial, a word for failing, lacking or falling short, a word for plans, or plain doing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from tipgraph.claims import MeasureClaim
from tipgraph.extract.actors import is_government
from tipgraph.extract.context import agents_end
from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.extract.officials import about_officials, among_others
from tipgraph.extract.status import status_of
from tipgraph.language.analysis import Analysis
from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import words
from tipgraph.language.inflect import BASE, GERUND, NOUN, PAST
from tipgraph.language.mention import Mention

__all__ = ["Deed", "deeds", "extract"]

_SUPPOSING = re.compile(r"\s*(?:Had|Were|Should) (?:the|it|they|authorities|officials)\b")
_INVERTING = ("Had", "Were", "Should", " Had", " Were", " Should")
_INVERTED = {"done": "not-done", "insufficient": "not-done", "not-done": "done"}
_COMPLEMENT = words("to on at through")
_ADJUNCT = words("in during by from among between")
_QUALIFYING = words("but although though however yet")
_BESIDE = words("contrast conj comma degree certainty neg")
_PERSONNEL = words("specialized-unit coordination-body labor-regulation border-control")
"""Measures whose nouns may name those who act or are taught."""
_NEAR = 25
"""Code points between a verb and its object."""
_LOOSE = words("degree status certainty pronoun foreign victim-group demonym list-opener quantity")


class Deed(NamedTuple):
    """A measure that a clause names, what became of it, and the rule that tells so."""

    clause: Clause
    mention: Mention
    type: str
    status: str
    rule: str


def extract(analysis: Analysis) -> Iterator[MeasureClaim]:
    """Yield the measures and their status."""
    return (_claim(analysis, deed) for deed in analysis.once(deeds))


def deeds(analysis: Analysis) -> list[Deed]:
    """Return the measures of the report country's government, in order."""
    return list(_each_deed(analysis))


def _each_deed(analysis: Analysis) -> Iterator[Deed]:
    for clause, following in zip_longest(analysis.clauses, analysis.clauses[1:]):
        if clause.has("measure") and not _supposes(clause, analysis.text):
            for mention, type_ in _measures(clause, analysis.text):
                status, rule = status_of(clause, mention, analysis.text)
                if clause.opener == "despite" and (mention.code, status) != ("legislation", "done"):
                    continue  # "despite its law" grants that there is one; "despite its efforts" nothing
                if status == "done" and following is not None and _is_qualified(clause, following, mention):
                    status, rule = "insufficient", "qualified"
                if type_ == "sentencing" and status == "done" and _of_a_law(clause):
                    continue
                if status is not None and is_government(clause, mention, status, analysis.country):
                    yield Deed(clause, mention, type_, status, rule)
        elif _is_none(clause) and clause.previous is not None and clause.section != "recommendations":
            for mention, type_ in _measures(clause.previous, analysis.text):
                yield Deed(clause, mention, type_, "not-done", "none-of-these")


def _is_qualified(clause: Clause, following: Clause, measure: Mention) -> bool:
    """Of "a committee was formed, but it rarely meets": a pronoun, or nothing, stands for what exists."""
    if following.previous is not clause or following.opener not in _QUALIFYING or following.has("measure"):
        return False
    subject = next((m for m in following.mentions if m.kind not in _BESIDE), None)
    if subject is None or not (
        subject.code in ("it", "they", "these") or (following.shared and is_verb(subject))
    ):
        return False
    falls_short = any(m.code == "insufficient" for m in following.of("status")) or following.has("neg")
    return falls_short and measure is _existing(clause)


def _existing(clause: Clause) -> Mention | None:
    """Return the measure that a clause says exists: its subject, else what it is on last."""
    nouns = [m for m in clause.of("measure") if m.form == NOUN]
    verb = next((m.start for m in clause.verbs), clause.span.end)
    subject = next((m for m in nouns if m.end <= verb), None)
    return subject or (nouns[-1] if nouns else None)


def _supposes(clause: Clause, text: str) -> bool:
    """Tell whether a clause only supposes something: "Had the government prosecuted …"."""
    return text.startswith(_INVERTING, clause.span.start) and bool(_SUPPOSING.match(text, clause.span.start))


def _is_none(clause: Clause) -> bool:
    """Tell whether "none" is a clause's subject: it denies the deeds of the clause before."""
    if not clause.has("neg"):
        return False
    first = next((m for m in clause.mentions if m.kind not in ("contrast", "conj", "comma")), None)
    return (
        first is not None
        and first.code == "none"
        and clause.verbs[:1] == clause.of("aux")[:1] != []
        and (not any(0 <= m.start - first.end <= 1 and m.code == "of" for m in clause.of("prep")))
    )


def _claim(analysis: Analysis, deed: Deed) -> MeasureClaim:
    status = deed.status
    if deed.type == "non-penalization":
        # Its labels name the penalty: to punish victims is not to spare them.
        status = _INVERTED.get(status, status)
    return MeasureClaim(
        type=deed.type,
        status=status,
        evidence=analysis.evidence(deed.clause, at=[deed.mention]),
        rules=(f"measure.{deed.rule}",),
    )


def _measures(clause: Clause, text: str) -> Iterator[tuple[Mention, str]]:
    """Yield the measures of a clause that are more than a complement of another, each with its type."""
    found = clause.of("measure")
    tried = [m for m in found if m.code in LAW_ENFORCEMENT and about_officials(clause, m)]
    for at, mention in enumerate(found):
        if _is_complement(clause, mention, found[:at], text) or _overruled(mention, found):
            continue
        if _is_named_in_passing(clause, mention, found[:at], found[at + 1 :]):
            continue
        if mention.code in LAW_ENFORCEMENT and _suffers(clause, mention):
            yield mention, "non-penalization"
            continue
        if mention in tried:
            yield mention, "official-complicity"
            if not among_others(clause, mention):
                continue
        if mention.code == "official-complicity":
            if clause.has("action") and not tried:
                yield mention, mention.code
        elif not _IN_PROFILE.match(text, mention.end):
            yield mention, mention.code


def _suffers(clause: Clause, measure: Mention) -> bool:
    """Of "victims were jailed" and "girls are neither fined nor detained": a penalty, and no justice."""
    passive = measure.form == PAST and any(m.end <= measure.start for m in clause.of("aux"))
    subject = next((m for m in clause.mentions if m.kind in _PERSONS), None)
    if not passive or subject is None or subject.end > measure.start:
        return False
    return subject.kind == "victim" or (subject.kind == "victim-group" and subject.code in _BLAMELESS)


_PERSONS = words("official officer perpetrator client victim victim-group person ngo")
_BLAMELESS = words("children girls boys migrants refugees street-children orphans")

_IN_PROFILE = re.compile(
    r"(?<=identified)\s+(?:as|from|in)\s(?!\d|(?:the|that)\s(?:reporting|year|same|previous|period)|fiscal|recent)"
)
"""Victims "identified in" or "from" some place tell of trafficking, not of the government's work."""


def _is_named_in_passing(
    clause: Clause, measure: Mention, earlier: Sequence[Mention], later: Sequence[Mention]
) -> bool:
    """Tell whether a measure is named for another one, or for who acts or suffers."""
    return (
        any(_tells_of(clause, m, measure) for m in earlier)
        or _helps_to(clause, measure, later)
        or _is_party(clause, measure)
        or _acts(clause, measure, later)
    )


def _tells_of(clause: Clause, measure: Mention, later: Mention) -> bool:
    """Of "no law that prohibits trafficking": the relative clause tells of the law, and no other one."""
    if measure.code != later.code or measure.form != NOUN or later.form == NOUN:
        return False
    return any(0 <= m.start - measure.end <= 1 and m.end <= later.start for m in clause.of("rel"))


def _helps_to(clause: Clause, measure: Mention, later: Sequence[Mention]) -> bool:
    """Of "helped victims to return home": the help is the return."""
    if measure.code != "victim-services" or measure.form == NOUN:
        return False
    after = [m for m in clause.of("prep") if m.code == "to" and m.start - measure.end == 1]
    return bool(after) and any(m.form == BASE and m.start - after[0].end == 1 for m in later)


def _acts(clause: Clause, measure: Mention, later: Sequence[Mention]) -> bool:
    """Of "the anti-trafficking unit investigated 12 cases": whoever does a deed is named for it alone."""
    if measure.code not in _PERSONNEL or measure.form != NOUN:
        return False
    deed = next((m for m in later if m.form != NOUN), None)
    between = [m for m in clause.verbs if deed is not None and measure.end <= m.start < deed.start]
    return (
        deed is not None
        and deed.form == PAST
        and not between
        and not any(m.end <= measure.start for m in clause.verbs)
    )


def _is_party(clause: Clause, measure: Mention) -> bool:
    """Of "agencies force workers to …", "prosecuted two agencies", "workers face …": no government's work."""
    if measure.code != "labor-regulation":
        return False
    exploits = clause.span.start < agents_end(clause) and measure.start < agents_end(clause)
    tried = (m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT and m.form != NOUN)
    return exploits or any(0 <= measure.start - m.end <= _NEAR for m in tried)


def _of_a_law(clause: Clause) -> bool:
    """Penalties that a law lays down are the law's."""
    of_law = {m.start for m in clause.of("prescription")}
    laid_down = bool(of_law) and not any(
        m.form != NOUN and m.start not in of_law for m in clause.of("status")
    )
    return laid_down or any(m.code == "legislation" for m in clause.of("measure"))


def _overruled(mention: Mention, found: Sequence[Mention]) -> bool:
    """ "Arrested victims" is a penalty, no investigation; "penalties" in a law are the law's."""
    return any(
        m.code == "non-penalization"
        and m.start <= mention.start
        and mention.end <= m.end
        and m is not mention
        for m in found
    )


def _firm_before(clause: Clause, measure: Mention) -> list[Mention]:
    """Return the last four mentions before a measure that are no loose attributes, in order."""
    ahead = (m for m in reversed(clause.mentions) if m.end <= measure.start and m.kind not in _LOOSE)
    return list(islice(ahead, 4))[::-1]


def _is_infinitive(clause: Clause, prep: Mention, measure: Mention) -> bool:
    """Of "ordered them to pay compensation": "to" belongs to a verb."""
    return any(m.form == BASE and prep.end <= m.start and m.end <= measure.start for m in clause.mentions)


def _is_audience(measure: Mention, prep: Mention, earlier: Sequence[Mention]) -> bool:
    """Of "training for labor inspectors": those who are taught."""
    taught = any(m.code == "training" and m.end <= prep.start for m in earlier)
    return prep.code in ("for", "of") and taught and measure.code in _PERSONNEL


def _attributive(clause: Clause, measure: Mention) -> bool:
    """Of "sentence convicted traffickers": a participle between a verb or preposition and its noun."""
    if measure.form == PAST and any(
        0 <= measure.start - m.end <= 1 and m.code == "those" for m in clause.of("pronoun")
    ):
        return True  # "those identified as victims", "of those convicted"
    if measure.form != PAST or not any(0 <= m.start - measure.end <= 1 for m in clause.of("perpetrator")):
        return False
    return any(
        0 <= measure.start - m.end <= 1 for kind in ("prep", "measure", "rel") for m in clause.of(kind)
    )


def _is_complement(clause: Clause, mention: Mention, earlier: Sequence[Mention], text: str) -> bool:
    """ "Training on victim identification" is training; "convicted under the law" no law."""
    if any(0 <= mention.start - m.end <= 1 for m in clause.of("how-many")):
        return clause.has("neg")  # "did not report how many calls the hotline received"
    if _attributive(clause, mention):
        return True
    if mention.form not in (GERUND, NOUN):
        return False
    before = _firm_before(clause, mention)
    if not before:
        return False
    if mention.form == GERUND:
        return before[-1].code == "from" and mention.start - before[-1].end <= 1
    if before[-1].kind == "rel" or (
        len(before) > 1 and before[-2].kind == "rel" and before[-1].kind == "status"
    ):
        return any(m.kind == "ngo" or m.code == "ngo-cooperation" for m in before)
    prep = before[-1]
    if prep.kind != "prep" or len(text[prep.end : mention.start].split()) > 3:
        return False
    if prep.code == "under":
        return len(before) > 1
    nouns = (*clause.of("instrument"), *clause.of("status"))
    governors = {m.kind for m in nouns if 0 <= prep.start - m.end <= 1}
    if "instrument" in governors or ("status" in governors and prep.code == "in"):
        return False
    return (
        prep.code in _ADJUNCT
        or _is_audience(mention, prep, earlier)
        or (bool(earlier) and prep.code in _COMPLEMENT and not _is_infinitive(clause, prep, mention))
    )
