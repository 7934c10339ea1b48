"""Who acts and who suffers in a clause, and how sure it is: what several kinds of claim ask."""

from __future__ import annotations

import re

from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import words
from tipgraph.language.inflect import BASE, NOUN, PRESENT
from tipgraph.language.mention import Mention

__all__ = [
    "agents_end",
    "certainty",
    "in_relative",
    "is_denied",
    "is_exploitative",
    "is_imperative",
    "names_role",
]


_EXPLOITATIVE = (
    "exploitation",
    "exploitation-verb",
    "affliction",
    "certainty",
    "victim",
    "trafficking",
    "perpetrator",
)


def is_exploitative(clause: Clause) -> bool:
    """Tell whether a clause speaks of exploitation, or of people at risk of it."""
    return clause.has(*_EXPLOITATIVE)


def agents_end(clause: Clause) -> int:
    """Return the offset up to which a clause names who exploits: the start of its active verb.

    "Truck drivers exploit boys" is about boys; whatever stands before "exploit" is no victim. A
    clause without such a verb returns its own start.
    """
    for mention in clause.of("exploitation-verb"):
        if mention.form in (BASE, PRESENT) and not (
            _infinitive(clause, mention) or _is_listed(clause, mention)
        ):
            return clause.span.start if _of_their_victims(clause, mention) else mention.start
    return clause.span.start


def _is_listed(clause: Clause, verb: Mention) -> bool:
    """Of "in construction, transport, and cleaning": a noun that looks like a verb."""
    before = clause.before(verb.start)
    after = next((m for m in clause.mentions if m.start >= verb.end), None)
    return (
        before is not None
        and after is not None
        and before.kind in ("comma", "conj", "prep")
        and after.kind in ("comma", "conj")
        and max(verb.start - before.end, after.start - verb.end) <= 1
    )


def _of_their_victims(clause: Clause, verb: Mention) -> bool:
    """Tell whether those who are exploited stand before their exploiters: "men whom traffickers exploit"."""
    for rel in clause.of("rel"):
        if rel.end <= verb.start and rel.code in ("whom", "that", "which"):
            following = next(m for m in clause.mentions if m.start >= rel.end)
            return following.kind in ("perpetrator", "client")
    return False


def _infinitive(clause: Clause, verb: Mention) -> bool:
    before = clause.before(verb.start)
    return before is not None and before.kind == "prep" and verb.start - before.end <= 1


def certainty(clause: Clause) -> str:
    """Return ``possible`` where any word of a clause hedges, else ``asserted``."""
    return "possible" if clause.has("certainty") else "asserted"


def names_role(clause: Clause, role: Mention) -> bool:
    """Tell whether a word for a role is said of a country: "a transit country", not "they transit Chad"."""
    return clause.has("country-noun") or role.end - role.start > len(role.code)


def is_imperative(clause: Clause, text: str) -> bool:
    """Tell whether a clause asks for something: "Vigorously investigate …", "* Do not penalize victims".

    Reports put only recommendations so, with or without a heading above them.
    """
    if clause.previous is not None:
        joined = clause.shared or clause.opener in ("and", "or")
        return joined and _begins_with_base(clause, text) and is_imperative(clause.previous, text)
    return clause.span.start == clause.sentence.start and _begins_with_base(clause, text)


def _begins_with_base(clause: Clause, text: str) -> bool:
    first = next((m for m in clause.mentions if m.kind not in _BEFORE_A_VERB), None)
    if first is None or not _LEAD.fullmatch(text, clause.span.start, first.start):
        return False
    verbal = first.form == BASE and _OBJECT_NEXT.match(text, first.end)
    return (bool(verbal) or first.code in ("do", "cease")) and not _has_subject(clause, first, text)


def _has_subject(clause: Clause, first: Mention, text: str) -> bool:
    """Of "Support was limited", "Draft laws remained pending": a finite verb has a subject before it."""
    rel = next((m.start for m in clause.mentions if m.kind in ("rel", "subordinate")), clause.span.end)
    return bool(_FINITE.search(text, first.end, rel))


_BEFORE_A_VERB = words("conj comma degree list-opener contrast neg")
_LEAD = re.compile(r"[\W_]*(?:and |or |then )?(?:\w+ly |fully |further |also |not )*", re.IGNORECASE)
_OBJECT_NEXT = re.compile(r",|\s(?!(?:for|of|from|by|in|is|are|was|were|has|have|had|remain)\b)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|does|did|remain(?:s|ed)?|will|would|can|could|may|might)\b"
)


def is_denied(clause: Clause) -> bool:
    """Tell whether a clause denies that something happens: "no reports of", "are not exploited".

    A denial of what a government did denies nothing of the kind, nor does one within a relative clause.
    """
    if clause.has("measure") or not clause.has("denial", "neg"):
        return _under_a_denial(clause)
    if any(
        m.kind == "rel" for denial in clause.of("denial") for m in clause.mentions if m.start >= denial.end
    ):
        return True  # "denied that"
    return any(_denies(clause, denial) for denial in clause.of("neg") if not in_relative(clause, denial))


def _under_a_denial(clause: Clause) -> bool:
    """Of "are not taken to Y or made to work there": what "or" joins is under the denial before."""
    joined = clause.opener in ("or", "nor") and clause.shared and clause.previous is not None
    return (
        joined
        and not clause.has("aux", "measure")
        and clause.previous is not None
        and is_denied(clause.previous)
    )


def _denies(clause: Clause, denial: Mention) -> bool:
    opens = clause.mentions[0] is denial or clause.opener == denial.code
    if denial.code == "without" or (denial.code == "nor" and not opens):
        return False
    beside = _BESIDE | _OTHERS if denial.code in _DETERMINERS else _BESIDE
    after = (m for m in clause.mentions if m.start >= denial.end and m.kind not in beside)
    first = next(after, None)
    if first is None or first.code == "done":
        return _is_said_of(clause, denial)
    no_word_of = first.kind == "tidings" and clause.has(*_HAPPENING)
    return no_word_of or first.kind in _HAPPENING


def _is_said_of(clause: Clause, denial: Mention) -> bool:
    """Of "the exploitation of girls does not occur": what happens is the subject of the denial."""
    before = [m for m in clause.mentions if m.end <= denial.start and m.kind != "aux"]
    what = next((m for m in before if m.kind in _HAPPENING), None)
    return what is not None and what.form == NOUN and not any(is_verb(m) for m in before if m is not what)


_BESIDE = words(
    "aux rel degree victim-group person victim demonym conj comma place foreign quantity list-opener pronoun "
    "prep certainty how-many country-noun setting partitive neg"
)
_OTHERS = words("perpetrator official client")
_DETERMINERS = words("no none neither nor")
_HAPPENING = words("exploitation exploitation-verb affliction role movement departure sector")


def in_relative(clause: Clause, mention: Mention) -> bool:
    """Of "victims who did not testify were deported": the relative clause ends before the main verb."""
    for rel in clause.of("rel"):
        if rel.end <= mention.start:
            main = _second_predicate(clause, rel)
            if main is not None and mention.end <= main.start:
                return True
    return False


def _second_predicate(clause: Clause, rel: Mention) -> Mention | None:
    """Return the first verb after a relative clause's own verbs and what depends on them."""
    own, apart = False, False
    for mention in clause.mentions:
        if mention.start < rel.end:
            continue
        if is_verb(mention):
            if own and apart:
                return mention
            own, apart = True, False
        elif mention.kind not in ("neg", "degree", "status"):
            apart = True
    return None
