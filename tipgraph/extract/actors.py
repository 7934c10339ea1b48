"""Whose deeds a clause tells of: only the report country's government takes measures."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.extract.context import begins_elsewhere
from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import BE, words
from tipgraph.language.inflect import NOUN, PAST
from tipgraph.language.mention import Mention
from tipgraph.language.partners import PARTNERSHIP

__all__ = ["is_government", "is_of_ngo"]

_PEOPLE = words("person victim-group demonym victim")
_NO_OFFICE = words("person victim victim-group")
_SUBJECTS = _PEOPLE | words("official perpetrator client ngo place measure pronoun")
_AUXILIARY = 15
"""Code points between an auxiliary and its participle: "were regularly inspected"."""
_QUALIFYING = _PEOPLE | words("place")
_BEING = BE | words("remain remains remained")
_TAKING_UP = words("it they")
_ACTORS = words("official perpetrator client ngo place demonym victim-group")
_HEADS = words("official officer perpetrator client ngo place demonym")
_AGENT = 20
"""Code points between "by" and who does it: "by a private charity"."""
_CARE = words("victim-services victim-referral compensation legal-status repatriation")
"""Measures that people receive, so that they may be their clause's subject."""


def is_government(clause: Clause, measure: Mention, status: str, country: str) -> bool:
    """Tell whether a measure may be the government's of ``country``: nobody else is its clause's subject."""
    if _of_another(clause, measure, country) or _of_relative(clause, measure):
        return False
    agent = _agent(clause, measure)
    if agent is not None and agent.kind == "official":
        return True  # "NGOs helped 40 victims, six of whom were referred by the police"
    told = _with_subject(clause)
    subject = told.once(_subject)
    if subject is None:
        return True
    if _is_foreign(told, subject, measure, country):
        return False
    if subject.kind in _NO_OFFICE and measure.code == PARTNERSHIP and measure.form != NOUN:
        return False  # "victims cooperated with foreign police"
    if subject.kind in _PEOPLE and (measure.form == NOUN or _is_attribute(clause, measure)):
        tried = measure.code in LAW_ENFORCEMENT and _are_tried(told)
        return status != "done" or tried or _received(clause, measure) or _is_predicate(clause, measure)
    if subject.kind == "perpetrator" and _is_on_perpetrators(clause, measure):
        return True
    return (
        not (subject.kind in ("perpetrator", "client") or _is_ngo(subject)) or measure.start <= subject.start
    )


def _is_on_perpetrators(clause: Clause, measure: Mention) -> bool:
    """Of "no traffickers were convicted", "nine traffickers convicted in 2013", "offenders got terms"."""
    passive = measure.form == PAST and "aux" in clause.kinds
    tried = measure.form != NOUN and measure.code in LAW_ENFORCEMENT
    return passive or tried or measure.code == "sentencing" or _is_predicate(clause, measure)


def _is_ngo(subject: Mention) -> bool:
    """Tell whether a subject is an NGO, one that the government funds among them."""
    return subject.kind == "ngo" or (subject.kind, subject.code) == ("measure", "ngo-cooperation")


def is_of_ngo(clause: Clause) -> bool:
    """Tell whether a clause says what an NGO did."""
    subject = _with_subject(clause).once(_subject)
    return subject is not None and _is_ngo(subject)


def _of_relative(clause: Clause, measure: Mention) -> bool:
    """Of "gave $9 to NGOs, which assisted 40 victims": the NGOs assisted them."""
    before = clause.previous
    if before is None or not before.has("ngo") or not before.mentions or "rel" not in clause.kinds:
        return False
    last = max(m.end for m in before.mentions)
    first = next((m for m in clause.mentions if m.kind != "comma"), None)
    relative = first is not None and first.code in ("which", "who")
    return relative and measure.form == PAST and any(m.end == last for m in before.of("ngo"))


def _are_tried(clause: Clause) -> bool:
    """Of "40 people were tried, resulting in nine convictions": those who are dealt with do not act."""
    trials = [m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT and m.form == PAST]
    return any(0 <= m.start - aux.end <= _AUXILIARY for m in trials for aux in clause.of("aux"))


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
    return measure.code in _CARE and not clause.has("exploitation", "exploitation-verb", "affliction")


def _is_foreign(clause: Clause, subject: Mention, measure: Mention, country: str) -> bool:
    """Tell whether a subject is another country, or an official of one: "Spanish courts"."""
    if subject.kind == "place":
        return subject.code != country
    if subject.kind == "measure" and subject.code != "ngo-cooperation":
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


def _with_subject(clause: Clause) -> Clause:
    """Return the clause that names the subject of this one."""
    while clause.shared and clause.previous is not None:
        clause = clause.previous
    return clause


def _subject(clause: Clause) -> Mention | None:
    """Return the first mention of someone who may act, past "NGOs reported that"."""
    subject = _first(clause)
    if subject is not None and subject.kind == "ngo":
        reported = next((m for m in clause.of("rel") if m.start >= subject.end), None)
        if reported is not None and _reports_that(clause, subject, reported):
            named = (*clause.of("official"), *(m for m in clause.of("pronoun") if m.code in _TAKING_UP))
            of_that = min((m for m in named if m.start >= reported.end), default=None)
            # "An NGO said that it helped six": itself.
            return subject if of_that is not None and of_that.kind == "pronoun" else of_that
    return subject


def _reports_that(clause: Clause, subject: Mention, rel: Mention) -> bool:
    """Of "NGOs said that …", but not of "NGOs in X that help", "nuns ran a home that helps"."""
    between = clause.starting(subject.end, rel.start - 1)
    return (
        rel.code == "that"
        and rel.start - subject.end > 1
        and not any(m.kind in ("prep", "measure") for m in between)
    )


def _first(clause: Clause) -> Mention | None:
    previous: Mention | None = None
    for at, mention in enumerate(clause.mentions):
        in_phrase = previous is not None and previous.kind == "prep" and mention.start - previous.end <= 5
        if (mention.kind in _SUBJECTS and not in_phrase) or is_verb(mention):
            return _head(clause.mentions, at) if mention.kind in _SUBJECTS else None
        previous = mention
    return None


def _head(mentions: Sequence[Mention], at: int) -> Mention:
    """Return the noun that others only qualify: "Thai authorities", "a women's NGO", "Niger's government"."""
    head = mentions[at]
    following = mentions[at + 1 : at + 2]
    if any(_is_ngo(m) and m.form == NOUN and m.start - head.end == 1 for m in following):
        return mentions[at + 1]  # "government-funded NGOs"
    for mention in mentions[at + 1 :]:
        if mention.start - head.end > len("'s ") or mention.kind not in _HEADS:
            break
        if head.kind in _QUALIFYING:
            head = mention
    return head


def _of_another(clause: Clause, measure: Mention, country: str) -> bool:
    """Of "were prosecuted by the Government of X", "is run by a charity": a passive names who does it."""
    if measure.form != PAST or "prep" not in clause.kinds:
        return False
    if measure.code in LAW_ENFORCEMENT or measure.code == "victim-identification":
        where = [m for m in clause.of("prep") if m.code == "in" and m.start - measure.end == 1]
        # "The embassy identified six victims in Oman": it does itself what it does there.
        active = any(0 <= measure.start - m.end <= 1 for m in clause.of("official"))
        if not active and any(
            m.code != country and 0 <= m.start - p.end <= len(" the ")
            for p in where
            for m in clause.of("place")
        ):
            return True
    agent = _agent(clause, measure)
    return agent is not None and (
        agent.kind in ("ngo", "perpetrator", "client") or _is_foreign(clause, agent, measure, country)
    )


def _agent(clause: Clause, measure: Mention) -> Mention | None:
    """Return who a passive names: "is run by a charity", "were referred by the police"."""
    if measure.form != PAST or "prep" not in clause.kinds:
        return None
    by = next((m for m in clause.of("prep") if m.code == "by" and m.start > measure.start), None)
    if by is None or any(measure.end <= m.start and m.end <= by.start for m in clause.verbs):
        return None  # "referred six to shelters run by a charity": the charity runs, and does not refer
    ahead = next((at for at, m in enumerate(clause.mentions) if m.start >= by.end), len(clause.mentions))
    named = clause.mentions[ahead : ahead + 1]
    acts = any(m.start - by.end <= _AGENT and m.kind in _ACTORS for m in named)
    return _head(clause.mentions, ahead) if acts else None
