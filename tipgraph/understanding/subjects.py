"""The subject of a clause, which an earlier clause or the noun before a relative clause may supply."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.understanding.clauses import Clause, is_verb
from tipgraph.understanding.grammar import words
from tipgraph.understanding.inflect import GERUND, NOUN, PAST
from tipgraph.understanding.mention import Mention

__all__ = [
    "PEOPLE",
    "has_subject",
    "head",
    "is_joined_by_office",
    "is_ngo",
    "is_outsider",
    "outsider_before",
    "subject_of",
]

PEOPLE = words("person victim-group demonym victim")
"""People who benefit from measures."""
_HEADS = words("official officer perpetrator buyer ngo place demonym")
"""Kinds of nouns that others may qualify."""
_OUTSIDERS = words("ngo perpetrator buyer")
"""Who is no government: what they do is not its deed."""
_TAKING_UP = words("it they")
_SUBJECTS = PEOPLE | words("official perpetrator buyer ngo place measure pronoun")
_OFFICES = words("official officer")
_TOLD_OF = _SUBJECTS | _OFFICES
_QUALIFYING = PEOPLE | words("place")
_WHO = words("who which that")
_JOINING = words("comma conj")
_BETWEEN = words("comma prep place demonym foreign degree")
"""What may stand between those and "who": "nuns in Kampala, who …"."""
_LOOSE = words("degree neg certainty quantity exemplifier how-many")
_JOINT = 25
"""Code points between two who act together: "a charity and the labor ministry"."""
_NEXT = len(" the ")
"""Code points between words that belong together."""
_TELLING = 15
"""Code points between those who tell something and their verb."""


def subject_of(clause: Clause) -> tuple[Clause, Mention | None]:
    """Return the subject of a clause, with the clause that names it. The subject is None if there is none."""
    while clause.shared and (before := clause.previous) is not None:
        outsider = clause.once(_antecedent)
        if outsider is not None:
            return clause, outsider
        # "Sent girls to nuns, who teach, and trained judges": past the comma, the first subject goes on.
        closed = before.previous is not None and before.mentions[-1:] and before.mentions[-1].kind == "comma"
        clause = before.previous if closed and before.previous and before.once(_antecedent) else before
    return clause, clause.once(_subject)


def outsider_before(clause: Clause, rel: Mention) -> Mention | None:
    """Return the actor of a relative clause if it is not the government: "nuns in Kampala, who teach"."""
    room, end = len(", "), rel.start
    while (before := clause.before(end)) is not None and end - before.end <= room:
        if before.kind in _OUTSIDERS:
            return before
        if before.kind not in _BETWEEN:
            return None
        room, end = _NEXT, before.start
    return None


def has_subject(clause: Clause, rel: Mention) -> bool:
    """Tell whether a relative clause has its own subject: "nuns, whom it does not fund"."""
    following = next((m for m in clause.mentions if m.start >= rel.end and m.kind not in _LOOSE), None)
    if following is None or following.start - rel.end > _NEXT:
        return False
    return following.kind in _TOLD_OF and not is_verb(following)


def head(mentions: Sequence[Mention], at: int) -> Mention:
    """Return the head of a noun phrase: "authorities" in "Thai authorities"."""
    found = mentions[at]
    following = mentions[at + 1 : at + 2]
    if any(is_ngo(m) and m.form == NOUN and m.start - found.end == 1 for m in following):
        return mentions[at + 1]  # "government-funded NGOs"
    for mention in mentions[at + 1 :]:
        if mention.start - found.end > len("'s ") or mention.kind not in _HEADS:
            break
        if found.kind in _QUALIFYING:
            found = mention
    return found


def is_ngo(subject: Mention) -> bool:
    """Tell whether a subject is an NGO, including one with government funding."""
    return subject.kind == "ngo" or (subject.kind, subject.code) == ("measure", "ngo-cooperation")


def is_outsider(subject: Mention) -> bool:
    """Tell whether a subject is not the government."""
    return subject.kind in _OUTSIDERS or is_ngo(subject)


def is_joined_by_office(clause: Clause, outsider: Mention) -> bool:
    """Tell whether the government acts, too: "a charity and the government opened a shelter"."""
    after = [m for m in clause.mentions if m.start >= outsider.end][:2]
    return [m.kind for m in after] == ["conj", "official"] and after[1].start - outsider.end <= _JOINT


def _antecedent(clause: Clause) -> Mention | None:
    """Of "sent girls to nuns, who teach them": those whom "who" takes up, if they are no government."""
    before = clause.previous
    opening = next((m for m in clause.mentions if m.kind not in _JOINING), None)
    if before is None or opening is None or not clause.shared:
        return None
    if opening.kind != "rel":
        return _goes_on(before, opening)
    if opening.code not in _WHO or has_subject(clause, opening):
        return None
    return outsider_before(before, opening)


def _goes_on(before: Clause, verb: Mention) -> Mention | None:
    """Of "worked with nuns that run homes and teach": a verb in the form of the relative clause's."""
    rel = next((m for m in reversed(before.of("rel")) if m.code in _WHO), None)
    if rel is None or before.mentions[-1].kind == "comma":
        return None
    own = {m.form for m in before.verbs if m.start >= rel.end}
    main = {m.form for m in before.verbs if m.end <= rel.start}
    return outsider_before(before, rel) if verb.form in own and verb.form not in main else None


def _subject(clause: Clause) -> Mention | None:
    """Return the first mention of someone who may act, past "NGOs reported that"."""
    subject = _first(clause)
    if subject is not None and subject.kind == "ngo":
        if is_joined_by_office(clause, subject):
            return None
        reported = next((m for m in clause.of("rel") if m.start >= subject.end), None)
        if reported is not None and _reports_that(clause, subject, reported):
            named = (*clause.of("official"), *(m for m in clause.of("pronoun") if m.code in _TAKING_UP))
            of_that = min((m for m in named if m.start >= reported.end), default=None)
            # "An NGO said that it helped six": itself.
            return subject if of_that is not None and of_that.kind == "pronoun" else of_that
        return _told_of(clause, subject)
    return subject


def _reports_that(clause: Clause, subject: Mention, rel: Mention) -> bool:
    """Of "NGOs said that …", but not of "NGOs in X that help", "nuns ran a home that helps"."""
    between = clause.starting(subject.end, rel.start - 1)
    return (
        rel.code == "that"
        and rel.start - subject.end > 1
        and not any(m.kind in ("prep", "measure") for m in between)
    )


def _told_of(clause: Clause, teller: Mention) -> Mention:
    """Of "NGOs said officials jailed girls": the officials; of "NGOs reported helping girls", the NGOs."""
    telling = next((m for m in clause.of("reporting-verb") if 0 <= m.start - teller.end <= _TELLING), None)
    if telling is None:
        return teller
    ahead = [m for m in clause.mentions if m.start >= telling.end and m.kind not in _LOOSE]
    if not ahead or any(m.form == GERUND for m in clause.starting(ahead[0].start, ahead[0].start)):
        return teller
    if ahead[0].kind in _OFFICES and ahead[0].start - telling.end <= _NEXT:
        return ahead[0]
    return ahead[0] if ahead[0].kind in _TOLD_OF and any(is_verb(m) for m in ahead[1:]) else teller


def _first(clause: Clause) -> Mention | None:
    previous: Mention | None = None
    mentions = clause.mentions
    for at in range(_after_adverbial(mentions), len(mentions)):
        mention = mentions[at]
        in_phrase = previous is not None and previous.kind == "prep" and mention.start - previous.end <= 5
        if (mention.kind in _SUBJECTS and not in_phrase) or is_verb(mention):
            return head(mentions, at) if mention.kind in _SUBJECTS else None
        previous = mention
    return None


def _after_adverbial(mentions: Sequence[Mention]) -> int:
    """Return where a subject may come after "in addition to victims found by police, …"."""
    if not mentions or mentions[0].kind != "prep":
        return 0
    comma = next((at for at, m in enumerate(mentions) if m.kind == "comma"), None)
    if comma is None or any(is_verb(m) and m.form != PAST for m in mentions[:comma]):
        return 0
    after = mentions[comma + 1 :]
    return comma + 1 if after and after[0].kind in _OUTSIDERS else 0
