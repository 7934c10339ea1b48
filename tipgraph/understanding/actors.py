"""Decides who acts: only measures of the report country's government count.

It also recognizes officials among those who are tried. Law enforcement against them is action against
official complicity.
"""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.context import begins_elsewhere, relative_of
from tipgraph.understanding.grammar import BE, LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import BASE, GERUND, NOUN, PAST
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.refinement import PARTNERSHIP
from tipgraph.understanding.subjects import (
    PEOPLE,
    has_subject,
    head,
    is_joined_by_office,
    is_ngo,
    is_outsider,
    outsider_before,
    subject_of,
)

__all__ = ["about_officials", "among_others", "is_government", "is_of_ngo"]

_AGAINST = words("of against into")
_OBJECT = 25
"""Code points between a verb and its object: "prosecuted two senior police officers"."""


def among_others(clause: Clause, measure: Mention) -> bool:
    """Tell whether officials are only some of those tried: "convict traffickers, including officials"."""
    traffickers = [m for m in clause.of("perpetrator") if m.start >= measure.end]
    joining = (*clause.of("exemplifier"), *clause.of("conj"))
    return bool(traffickers) and any(m.start >= traffickers[0].end for m in joining)


def about_officials(clause: Clause, measure: Mention) -> bool:
    """Tell whether officials are tried, as the object of a verb or the subject of a passive."""
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
    opened = next((m.start for m in between if m.kind == "exemplifier"), None)
    return opened is not None and any(m.form == GERUND and m.start > opened for m in between)


def _is_object(clause: Clause, measure: Mention, officer: Mention) -> bool:
    """Of "arrested two police officers", but not of "tried six cases, training officers"."""
    if measure.start < officer.start < measure.end:
        return True  # the verb's label stretches to its object
    near = 0 <= officer.start - measure.end <= _OBJECT
    between = clause.starting(measure.end, officer.start - 1)
    others = (m for m in between if m.kind == "measure" and m.code not in LAW_ENFORCEMENT)
    # "Of the convicted traffickers, judges sentenced six": those who come next judge.
    apart = any(m.kind == "comma" for m in between) and not any(m.kind == "exemplifier" for m in between)
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
    """Return for each officer whether it is more than the actor: not in "prosecutors charged six men"."""
    for officer in clause.of("officer"):
        trials = [m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT and m.start >= officer.end]
        yield not any(m.form != NOUN and _by_officials(clause, m, officer) for m in trials)


def _by_officials(clause: Clause, measure: Mention, officer: Mention) -> bool:
    """Of "officials have prosecuted …": an auxiliary of the active voice makes them those who act."""
    between = [m.code for m in clause.of("aux") if officer.end <= m.start and m.end <= measure.start]
    return BE.isdisjoint(between)


_NO_OFFICE = words("person victim victim-group")
_BEING = BE | words("remain remains remained")
_AUXILIARY = 15
"""Code points between an auxiliary and its participle: "were regularly inspected"."""
_ACTORS = words("official perpetrator buyer ngo place demonym victim-group")
_PARTNERSHIPS = frozenset({PARTNERSHIP, "ngo-cooperation"})
_HAVE = words("has have had")
_WHO = words("who which that")
_FROM = words("by from to")
_PARTICIPLES = (PAST, BASE)
"""Forms of a participle, with those that are like the infinitive: "run"."""
_AGENT = 20
"""Code points between "by" and who does it: "by a private charity"."""
_CARE = words("victim-services victim-referral compensation legal-status repatriation")
"""Measures that people receive, so that they may be their clause's subject."""


def is_government(clause: Clause, measure: Mention, status: str, country: str) -> bool:
    """Tell whether a measure can be one of the government of ``country``: no one else is the subject."""
    if "prep" in clause.kinds and _of_another(clause, measure, status, country):
        return False
    if clause.has("rel", "reliance") and _left_to_others(clause, measure, status):
        return False
    told, subject = subject_of(clause)
    if subject is None:
        return True
    if _is_by_officials(clause, measure):
        return True  # "NGOs helped 40 victims, six of whom were referred by the police"
    if _is_foreign(told, subject, measure, country):
        return False
    if subject.kind in PEOPLE:
        tried = measure.form == NOUN and measure.code in LAW_ENFORCEMENT and _are_tried(told)
        return tried or _concerns_people(clause, subject, measure, status)
    if is_outsider(subject) and measure.start > subject.start:
        return _concerns_outsiders(clause, subject, measure)
    return True


def is_of_ngo(clause: Clause) -> bool:
    """Tell whether the subject of a clause is an NGO."""
    _, subject = subject_of(clause)
    return subject is not None and is_ngo(subject)


def _are_tried(clause: Clause) -> bool:
    """Of "40 people were tried, resulting in nine convictions": those who are dealt with do not act."""
    trials = [m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT and m.form == PAST]
    return any(0 <= m.start - aux.end <= _AUXILIARY for m in trials for aux in clause.of("aux"))


def _concerns_people(clause: Clause, subject: Mention, measure: Mention, status: str) -> bool:
    """Of "victims received care", but not of "victims face fines", "victims refused to testify"."""
    if measure.form == NOUN or _is_attribute(clause, measure):
        return status != "done" or _received(clause, measure) or _is_predicate(clause, measure)
    if subject.kind not in _NO_OFFICE:
        return True
    if measure.code == "witness-protection" and measure.form == BASE:
        return _is_passive(clause, measure)  # "victims were encouraged to testify"
    return measure.code not in _PARTNERSHIPS  # "victims cooperated with foreign police"


def _concerns_outsiders(clause: Clause, subject: Mention, measure: Mention) -> bool:
    """Of "no traffickers were convicted", "charities got government funds": done to them, and not by them."""
    if subject.kind == "perpetrator":
        return _is_on_perpetrators(clause, measure)
    given = is_ngo(subject) and measure.code == "funding" and measure.form == NOUN
    return given and any(m.start > subject.start for m in clause.of("official"))


def _is_on_perpetrators(clause: Clause, measure: Mention) -> bool:
    """Of "no traffickers were convicted", "nine traffickers convicted in 2013", "offenders got terms"."""
    passive = measure.form == PAST and "aux" in clause.kinds
    tried = measure.form != NOUN and measure.code in LAW_ENFORCEMENT
    return passive or tried or measure.code == "sentencing" or _is_predicate(clause, measure)


def _is_passive(clause: Clause, measure: Mention) -> bool:
    """Of "were often encouraged to testify": somebody did it to the subject."""
    past = [m for m in clause.mentions if m.form == PAST and m.start <= measure.start]
    return any(m.code in BE and 0 <= p.start - m.end <= _AUXILIARY for p in past for m in clause.of("aux"))


def _is_attribute(clause: Clause, measure: Mention) -> bool:
    """Of "workers face confiscated passports": a participle with no auxiliary is no predicate."""
    passive = any(0 <= measure.start - m.end <= _AUXILIARY for m in clause.of("aux"))
    return measure.code == "labor-regulation" and measure.form == PAST and not passive


def _is_predicate(clause: Clause, measure: Mention) -> bool:
    """Of "six men were in custody"."""
    dealt_with = measure.code in LAW_ENFORCEMENT and measure.form == NOUN
    return dealt_with and any(m.code in _BEING and 0 <= measure.start - m.end <= 1 for m in clause.of("aux"))


def _received(clause: Clause, measure: Mention) -> bool:
    """Of "victims received compensation": unless exploitation is what the clause is about."""
    return measure.code in _CARE and not clause.has("exploitation", "exploitation-verb", "victimization")


def _is_foreign(clause: Clause, subject: Mention, measure: Mention, country: str) -> bool:
    """Tell whether a subject is another country, or an official of one: "Spanish courts"."""
    if subject.kind == "place":
        return subject.code != country
    if subject.kind == "measure" and not is_ngo(subject):
        return begins_elsewhere(clause, country)
    if subject.kind not in ("official", "officer") or not clause.has("demonym", "place", "foreign"):
        return False
    named = (*clause.of("demonym"), *clause.of("place"), *clause.of("foreign"))
    before = [m for m in named if 0 <= subject.start - m.end <= len("'s ")]
    # Courts "in" another country are that country's; consulates there, which give care, are not.
    linking = ("of",) if measure.code in _CARE else ("of", "in")
    link = [p for p in clause.of("prep") if p.code in linking and p.start - subject.end == 1]
    after = [m for m in clause.of("place") if any(0 <= m.start - p.end <= len(" the ") for p in link)]
    return any(m.kind == "foreign" or m.code != country for m in (*before, *after))


def _left_to_others(clause: Clause, measure: Mention, status: str) -> bool:
    """Of "referred girls to nuns who house them", "relied on charities to house them"."""
    rel = relative_of(clause, measure)
    if rel is not None and rel.code in _WHO and not has_subject(clause, rel):
        people = status == "done" and _is_by_those(clause, rel, measure)
        if people or outsider_before(clause, rel) is not None:
            return True
    relied = [m for m in clause.of("reliance") if m.end <= measure.start] if status == "done" else []
    return any(_relied_on(clause, m, measure) for m in relied)


def _is_by_those(clause: Clause, rel: Mention, measure: Mention) -> bool:
    """Of "victims who assisted the police": their own deed; not of "victims who were helped"."""
    people = clause.before(rel.start)
    if people is None or people.kind not in _NO_OFFICE or rel.start - people.end > len(", "):
        return False
    return measure.form not in (NOUN, GERUND) and not clause.starting(rel.end, measure.start - 1)


def _relied_on(clause: Clause, reliance: Mention, measure: Mention) -> bool:
    """Of "relied on charities to house girls": what they are to do."""
    to = next((m for m in clause.of("prep") if m.code == "to" and m.start >= reliance.end), None)
    if to is None or to.end > measure.start:
        return False
    return any(m.kind in ("ngo", "foreign") for m in clause.starting(reliance.end, to.start))


def _of_another(clause: Clause, measure: Mention, status: str, country: str) -> bool:
    """Tell whether somebody else is said to do a deed: "were tried by Spain", "money from donors"."""
    if measure.form == PAST:
        return _is_tried_elsewhere(clause, measure, country) or _is_by_another(clause, measure, country)
    if measure.form != NOUN or status != "done" or not any(m.code in _FROM for m in clause.of("prep")):
        return False
    given = [m for m in clause.of("prep") if m.code == "from" and m.start - measure.end == 1]
    if measure.code == "funding" and given:
        return _is_another(clause, given[0], measure, country)
    if _is_passive_subject(clause, measure) and _is_by_another(clause, measure, country):
        return True
    left = [m for m in clause.of("departure-verb") if m.form == PAST and m.start >= measure.end]
    to = [m for m in clause.of("prep") if left and m.code == "to" and m.start - left[0].end == 1]
    return bool(to) and _is_another(clause, to[0], measure, country)  # "campaigns were left to NGOs"


def _is_tried_elsewhere(clause: Clause, measure: Mention, country: str) -> bool:
    """Of "were convicted in Spain": courts there did it."""
    if measure.code not in LAW_ENFORCEMENT and measure.code != "victim-identification":
        return False
    if any(0 <= measure.start - m.end <= 1 for m in clause.of("official")):
        return False  # "the embassy identified six victims in Oman": it does itself what it does there
    where = [m for m in clause.of("prep") if m.code == "in" and m.start - measure.end == 1]
    return any(
        m.code != country and 0 <= m.start - p.end <= len(" the ") for p in where for m in clause.of("place")
    )


def _is_passive_subject(clause: Clause, measure: Mention) -> bool:
    """Of "training was given by a charity", "a shelter run by nuns helped them": who does it comes after."""
    by = _by(clause, measure)
    if by is None or clause.shared or any(m.start < measure.start for m in clause.of("official")):
        return False
    verb = next((m for m in reversed(clause.mentions) if m.end <= by.start and m.form in _PARTICIPLES), None)
    if verb is None or verb.start < measure.end or by.start - verb.end > _AUXILIARY:
        return False
    others = [m for m in clause.verbs if m.end <= verb.start]
    return all(m.start >= measure.end and (m.code in BE or m.code in _HAVE) for m in others)


def _is_by_another(clause: Clause, measure: Mention, country: str) -> bool:
    """Of "were prosecuted by the Government of X", "is run by a charity": a passive names who does it."""
    by = _by(clause, measure)
    return by is not None and _is_another(clause, by, measure, country)


def _is_by_officials(clause: Clause, measure: Mention) -> bool:
    """Of "were referred by the police"."""
    by = _by(clause, measure) if measure.form == PAST and "prep" in clause.kinds else None
    agent = _named_after(clause, by) if by is not None else None
    return agent is not None and agent.kind == "official"


def _by(clause: Clause, measure: Mention) -> Mention | None:
    by = next((m for m in clause.of("prep") if m.code == "by" and m.start > measure.start), None)
    if by is None or measure.form != PAST:
        return by
    # "Referred six to shelters run by a charity": the charity runs, and does not refer.
    return None if any(measure.end <= m.start and m.end <= by.start for m in clause.verbs) else by


def _is_another(clause: Clause, prep: Mention, measure: Mention, country: str) -> bool:
    """Tell whether a preposition leads to somebody who is not the government of ``country``."""
    agent = _named_after(clause, prep)
    if agent is None:
        return False
    if is_outsider(agent):
        return not is_joined_by_office(clause, agent)
    return agent.kind == "foreign" or _is_foreign(clause, agent, measure, country)


def _named_after(clause: Clause, prep: Mention) -> Mention | None:
    """Return who may act behind a preposition: the noun that others only qualify, or "foreign"."""
    at = next((at for at, m in enumerate(clause.mentions) if m.start >= prep.end), None)
    if at is None or clause.mentions[at].start - prep.end > _AGENT:
        return None
    found = clause.mentions[at]
    if found.kind == "foreign":
        return found
    return head(clause.mentions, at) if found.kind in _ACTORS else None
