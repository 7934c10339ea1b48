"""Inflected forms and spelling variants of a label.

A label is a noun phrase (``brick kiln``), a verb phrase that starts with ``to`` (``to investigate``), or a
discontinuous label (``to refer … victim``). Inflection is regular, except for a list of irregular verbs and
nouns. Other irregular forms need labels.
"""

from __future__ import annotations

import re
from itertools import product

__all__ = [
    "BASE",
    "GERUND",
    "NOUN",
    "NO_PARTICIPLES",
    "PAST",
    "PLURAL",
    "PRESENT",
    "noun_forms",
    "spellings",
    "verb_forms",
]

NOUN, PLURAL = "noun", "plural"
"""What a form of a noun is."""
BASE, PRESENT, PAST, GERUND = "base", "present", "past", "gerund"
"""What a form of a verb is; past participles are ``past``, too."""

_SPELLINGS = (
    ("labor", "labour"),
    ("neighbor", "neighbour"),
    ("parlor", "parlour"),
    ("program", "programme"),
    ("counseling", "counselling"),
    ("organiz", "organis"),
    ("penaliz", "penalis"),
    ("criminaliz", "criminalis"),
    ("defense", "defence"),
    ("offense", "offence"),
    ("center", "centre"),
    ("behavior", "behaviour"),
    ("coordinat", "co-ordinat"),
    ("cooperat", "co-operat"),
    ("specializ", "specialis"),
    ("sensitiz", "sensitis"),
    ("regulariz", "regularis"),
    ("recogniz", "recognis"),
    ("standardiz", "standardis"),
    ("authoriz", "authoris"),
    ("counselor", "counsellor"),
    ("traveler", "traveller"),
    ("theater", "theatre"),
    ("pedophil", "paedophil"),
)
_PRINCIPAL_PARTS = """
arise arose arisen / bear bore borne born / beat beat beaten / become became become / begin began begun
bind bound bound / break broke broken / bring brought brought / build built built / buy bought bought
catch caught caught / choose chose chosen / come came come / cut cut cut / deal dealt dealt / do did done
draw drew drawn / drive drove driven / eat ate eaten / fall fell fallen / feed fed fed / feel felt felt
fight fought fought / find found found / flee fled fled / fly flew flown / forbid forbade forbidden
freeze froze frozen / get got gotten / give gave given / go went gone / grow grew grown / hear heard heard
hide hid hidden / hit hit hit / hold held held / hurt hurt hurt / keep kept kept / know knew known
lay laid laid / lead led led / leave left left / lend lent lent / let let let / lose lost lost
make made made / mean meant meant / meet met met / mislead misled misled / overcome overcame overcome
oversee oversaw overseen / pay paid paid / put put put / read read read / rebuild rebuilt rebuilt
resell resold resold / rewrite rewrote rewritten / rise rose risen / run ran run / say said said
see saw seen / seek sought sought / sell sold sold / send sent sent / set set set / show showed shown
shut shut shut / sink sank sunk / speak spoke spoken / spend spent spent / spread spread spread
stand stood stood / strike struck struck / take took taken / teach taught taught
tell told told / think thought thought / undercut undercut undercut / undergo underwent undergone
understand understood understood / undertake undertook undertaken / uphold upheld upheld / win won won
withdraw withdrew withdrawn / withhold withheld withheld / write wrote written / befall befell befallen
cling clung clung / dig dug dug / fling flung flung / forgive forgave forgiven / forsake forsook forsaken
hang hung hung / knit knit knitted / overhear overheard overheard / overtake overtook overtaken
overthrow overthrew overthrown / redraw redrew redrawn / retake retook retaken / sew sewed sewn
plead pleaded pled / shoot shot shot / sing sang sung / sleep slept slept / slay slew slain
prove proved proven / sweep swept swept / lie lied lain / swim swam swum
tear tore torn / throw threw thrown / undo undid undone / wear wore worn / weave wove woven / wed wed wedded
awake awoke awoken / beset beset beset / bite bit bitten / bleed bled bled / blow blew blown
breed bred bred / burn burnt burned / creep crept crept / drink drank drunk / dwell dwelt dwelt
foresee foresaw foreseen / foretell foretold foretold / forget forgot forgotten / kneel knelt knelt
leap leapt leaped / learn learnt learned / mistake mistook mistaken
misunderstand misunderstood misunderstood / outdo outdid outdone / outgrow outgrew outgrown
override overrode overridden / overpay overpaid overpaid / prepay prepaid prepaid / recast recast recast
redo redid redone / remake remade remade / repay repaid repaid / retell retold retold / ride rode ridden
sit sat sat / shake shook shaken / shrink shrank shrunk / sow sowed sown / speed sped sped
spill spilt spilled / spin spun spun / spoil spoilt spoiled / steal stole stolen / stick stuck stuck
sting stung stung / strew strewed strewn / stride strode stridden / swear swore sworn / swing swung swung
underpay underpaid underpaid / hamstring hamstrung hamstrung
wake woke woken / weep wept wept / withstand withstood withstood
"""
"""Irregular verbs with past tense and participle: a closed class too."""
_IRREGULAR = {
    base: tuple(dict.fromkeys(past))
    for base, *past in (
        parts.split() for line in _PRINCIPAL_PARTS.strip().splitlines() for parts in line.split("/")
    )
}
NO_PARTICIPLES = frozenset(
    past[0]
    for base, past in _IRREGULAR.items()
    if len(past) > 1 and past[0] != base and not past[0].endswith("ed") and not past[1].startswith(past[0])
)
"""Past tenses that are no participles: "rose", "fell", "took"."""
_IRREGULAR_NOUNS = {"child": "children", "man": "men", "woman": "women"}
_DOUBLING = re.compile(r"(?:^|[^aeiou]|qu)[aeiou][bdgklmnprt]$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_O = re.compile(r"[^aeiou]o$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


def noun_forms(phrase: str) -> tuple[str, ...]:
    """Return the singular and plural of a noun phrase. The last word is the head.

    >>> noun_forms("brick kiln")
    ('brick kiln', 'brick kilns')
    >>> noun_forms("bakery")
    ('bakery', 'bakeries')
    >>> noun_forms("women")
    ('women',)
    """
    head, space, last = phrase.rpartition(" ")
    if last in _IRREGULAR_NOUNS:
        return (phrase, head + space + _IRREGULAR_NOUNS[last])
    if not phrase[-1:].isalpha() or phrase.endswith(("men", "ss's", "children", "people")):
        return (phrase,)
    if phrase.endswith("s") and not phrase.endswith("ss"):
        return (phrase,)
    return (phrase, _with_s(phrase))


def _with_s(word: str) -> str:
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


def verb_forms(phrase: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of a verb phrase with their names. The first word is the verb.

    >>> verb_forms("refer back")[:3]
    (('refer back', 'base'), ('refers back', 'present'), ('refered back', 'past'))
    >>> dict(verb_forms("deny"))["denied"]
    'past'
    >>> [form for form, _ in verb_forms("go")]
    ['go', 'goes', 'went', 'gone', 'going']
    """
    verb, space, rest = phrase.partition(" ")
    forms = [(verb, BASE), (_third_person(verb), PRESENT)]
    for stem in _stems(verb):
        forms += [(past, PAST) for past in _IRREGULAR.get(verb, (_past(stem),))]
        forms.append((_gerund(stem), GERUND))
    return tuple((form + space + rest, name) for form, name in forms)


def _third_person(verb: str) -> str:
    return verb + "es" if _CONSONANT_O.search(verb) else _with_s(verb)


def _gerund(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    return (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"


def _stems(verb: str) -> tuple[str, ...]:
    # Whether a final consonant doubles depends on stress, which spelling does not show: both are
    # offered, and the one that is no word matches nothing.
    if verb.endswith("c"):
        return (verb + "k",)
    return (verb, verb + verb[-1]) if _DOUBLING.search(verb) else (verb,)


def _past(stem: str) -> str:
    if _CONSONANT_Y.search(stem):
        return stem[:-1] + "ied"
    return stem + ("d" if stem.endswith("e") else "ed")


def spellings(form: str) -> tuple[str, ...]:
    """Return a form in American and in British spelling.

    >>> spellings("labor center")
    ('labor center', 'labor centre', 'labour center', 'labour centre')
    """
    choices = [(american, british) for american, british in _SPELLINGS if american in form]
    if not choices:
        return (form,)
    variants = []
    for pick in product((0, 1), repeat=len(choices)):
        variant = form
        for (american, british), chosen in zip(choices, pick, strict=True):
            variant = variant.replace(american, british) if chosen else variant
        variants.append(variant)
    return tuple(variants)
