"""The words that the parser knows: closed classes here, open classes from ``ontology/english.toml``."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from tipgraph.understanding.inflect import noun_forms, verb_forms
from tipgraph.util.resources import folder

__all__ = ["CLOSED", "FIXED", "NOUN_VERBS", "TO_PREPOSITION", "English", "english", "number_of"]

_CLOSED = """
D: the a an this these those each every either any some all both several many most much another other such its their his her our your my whose certain various
!: not never n't
no: no neither none nobody nothing zero
P: it they them he she him us we itself themselves himself herself those others everyone someone anyone ones there mine theirs
M: can could may might must would shall should will cannot
be: is are was were be been being am isn't aren't wasn't weren't
have: has have had having hasn't haven't hadn't
do: do does did don't doesn't didn't
T: to
I: of in on at by for with from into through via throughout across within inside outside near along aboard around onto toward towards under over against between among amongst about as per during without despite upon after before since until than like including excluding regarding concerning due beyond behind above below off amid besides except following versus unlike plus out up down notwithstanding pending
&: and or nor but yet and/or
S: because although though while whereas if when whenever unless whether once that so where wherever whereby how why what lest
W: which who whom whose that
R: also however therefore moreover nevertheless nonetheless furthermore thus still even just only too again often sometimes usually frequently occasionally rarely seldom mostly mainly primarily particularly especially largely increasingly previously currently recently subsequently ultimately eventually together instead otherwise already ever abroad overseas domestically internally elsewhere here there then now very more less quite rather almost nearly approximately roughly well not-only at-least
"""
CLOSED: dict[str, str] = {}
"""Tag of each closed-class word; of words with several tags the first, which the tagger may change."""
for _line in _CLOSED.strip().splitlines():
    _tag, _, _words = _line.partition(": ")
    for _word in _words.split():
        CLOSED.setdefault(_word, _tag)

_FIXED = """
I: due to | because of | according to | as well as | such as | as of | as a result of | rather than | instead of | in addition to | prior to | in the process of | in accordance with | on behalf of | in spite of | with respect to | with regard to | in terms of | as part of | out of | next to | along with | together with | in light of | in response to | in line with | in lieu of | in front of | in place of | in favor of | in exchange for | by means of | at the expense of | apart from | aside from | up to
T: in order to | so as to
S: so that | even though | even if | as long as | in case | such that | now that | given that | as if | as though | in that | by which | in which | to which | for which | from which | with which | under which | through which
R: no longer | not only | at least | at most | more than | less than | fewer than | no more than | not more than | not less than | no less than | no later than | no fewer than | not fewer than | not later than | only about | for example | for instance | in part | in particular | in general | in practice | in fact | as well | of course | at times | from time to time | at all | on the other  | once again | on an ad hoc basis | each other | one another | et al | so far | to date | not necessarily | other than | as many as | as much as | as few as | as little as
""".strip()
FIXED: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
"""Fixed expressions by their first word, the longest first, each with its tag."""
for _line in _FIXED.splitlines():
    _tag, _, _words = _line.partition(": ")
    for _phrase in _words.split(" | "):
        FIXED[_phrase.split()[0]].append((tuple(_phrase.split()), _tag))
for _found in FIXED.values():
    _found.sort(key=lambda each: -len(each[0]))

NOUN_VERBS = frozenset(
    """report work help need plan force use cause  effect support increase decrease decline train fund
    abuse access act address aid aim arrest attack attempt attend audit award ban benefit bribe budget call
    campaign care challenge change charge check claim combat command comment complaint  conduct
    conflict contact contract control cost count cover crime cut damage deal debate debt decrease delay demand
    deposit design detail dispute document draft drop drive escape estimate exchange exercise experience exploit
    export face fall farm favor fear fight file fine finance fire fish flow focus force form function gain
    grant guarantee guard guide  harm head hire hold home host house impact import influence interest
    interview issue judge kill labor lack launch law lead leave level license limit link list look lure
    mandate map mark market marry match measure mine  move name note notice number object offer
     open order outline place plan plant play police position post practice present press price
    process produce  profit program progress project promise protest  purchase push question
    raid range rank rate reach record reform  regard release remedy rent repeal reply request rescue
    research resort respect rest result return review reward right rise risk rule run rush  sanction
    scale schedule screen search  sentence set  shelter shift ship show sign smuggle sort source speed
    spend sponsor spread staff stage stand standard start state station stay step stock stop store strike structure
    study subject supply suspect target task tax test threat tie time tour  track trade traffic transfer
    transit transport travel treat  trick trust turn update upgrade value view visit visa voice volunteer
    vote wage wait walk want warrant watch waste wish witness work  harbor    model
    market experience protest pilot pay store  lift share pledge advance approach balance base
    break center compromise doubt dress drink exit express  hope land license lobby mandate
    practice protest respect shift witness subpoena vet screen counsel monitor bar base chair coach contest craft
    display draw escort extract feature feed filter flag fuel harvest highlight interview label mail manufacture
    master mentor merit mirror nurse partner permit petition point power press probe quarantine rape
    rebel recall recruit register reprint reserve scrap sense shadow sample signal stem strain stress strip surrender
    survey sweep swap tender tip toll trap venture voice worry yield advocate associate delegate graduate compound
    conscript stipend silence shame""".split()
)
"""Words that are nouns as well as verbs: what stands around them decides."""

VERB_FIRST = frozenset("lack lacks help helps".split())
"""Of those, words that are verbs unless a determiner, an adjective or a preposition comes before."""

TO_PREPOSITION = frozenset(
    """subject subjected subjects subjecting refer referred refers referring referral referrals access contribute contributes contributed contributing
    relate related relating relates lead leads led leading expose exposed vulnerable due according prior response respond responded
    commensurate compared return returned returning transfer transferred deport deported trafficked taken sent
    moved transported migrated migrate travel traveled limited owing similar restricted equal adherence
    adhere adhered accession acceded accede attention regard addition back vulnerability susceptible exposure
    susceptibility belonging pertaining amounting tied linked attributed close committed-suicide opposed confined
    sold brought lured abroad relocation repatriated repatriation extradited closer them thereto
    from up conducive detrimental harmful subjecting resorting resorted resort assistance services care support
    protection aid help funding training access"""
    .split()
)
"""Words behind which "to" is a preposition, where no verb that is never a noun follows."""


class VerbForm(NamedTuple):
    """A form of a verb: its lemma and which form it is (base, present, past, gerund)."""

    lemma: str
    form: str


class English(NamedTuple):
    """Open-class words: verb forms, and the classes of verbs, nouns, adjectives and adverbs by lemma or form."""

    verbs: dict[str, VerbForm]
    verb_classes: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    adverbs: dict[str, frozenset[str]]
    relational: dict[str, frozenset[str]]


def _classes(table: dict[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in table.items():
        for word in words.split():
            found[word.replace("_", " ")].add(name)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=1)
def english() -> English:
    """Load the open classes once."""
    data = tomllib.loads((folder("ontology") / "english.toml").read_text(encoding="utf-8"))
    verb_classes = _classes(data["verbs"])
    verbs: dict[str, VerbForm] = {}
    for lemma in (*verb_classes, *sorted(NOUN_VERBS)):
        for form, name in verb_forms(lemma):
            verbs.setdefault(form, VerbForm(lemma, name))
    nouns: dict[str, frozenset[str]] = {}
    for noun, names in _classes(data["nouns"]).items():
        for form in noun_forms(noun):
            nouns[form] = nouns.get(form, frozenset()) | names
    relational = {
        preposition: frozenset(form for noun in words.split() for form in noun_forms(noun))
        for preposition, words in data["relational"].items()
    }
    return English(verbs, verb_classes, nouns, _classes(data["adjectives"]), _classes(data["adverbs"]), relational)


_NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"dozen": 12, "dozens": 12, "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "million": 10**6, "billion": 10**9, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}


def number_of(word: str) -> bool:
    """Tell whether a word is a number in figures or letters."""
    return word[0].isdigit() or word in _NUMBERS or ("-" in word and word.partition("-")[0] in _NUMBERS)
