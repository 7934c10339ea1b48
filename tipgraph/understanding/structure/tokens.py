"""Tokens: words with their tags and lemmas."""

from __future__ import annotations

import re
from typing import NamedTuple

from tipgraph.understanding.structure.words import CLOSED, FIXED, NOUN_VERBS, TO_PREPOSITION, VERB_FIRST, english, number_of

__all__ = ["Token", "tokenize"]

_TOKEN = re.compile(
    r"\d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th|s)?%?|[A-Z]\.(?:[A-Z]\.)+|[^\W_]+(?:[-‑/.][^\W_]+)*(?:['’](?:t|re|ve|ll|d)\b)?|['’]s?|[^\w\s]|_"
)
_SUFFIX_ADJECTIVE = ("ous", "ful", "ible", "able", "ive", "ical", "less", "ary", "ern", "ese", "ish", "ic", "al", "ant", "ent")
_GERUND_NOUNS = frozenset(
    """training funding screening housing counseling counselling begging trafficking fishing farming mining logging
    vending herding sentencing monitoring reporting licensing hearing smuggling policing nursing clothing building
    setting meeting finding understanding proceeding programming banking spending planning schooling clearing
    hiring processing lending living wellbeing well-being beginning policymaking rulemaking peacekeeping
    fact-finding profiling information-sharing case-building harvesting construction-building manufacturing
    catering cleaning broadcasting gambling dancing panning shining washing casting wrongdoing ring king during
    everything anything nothing something string spring morning evening thing sibling pickpocketing shoplifting""".split()
)
_NOT_VERBS = frozenset("indeed need speed hundred sacred kindred seed feed breed exceed naked wicked united red bed".split()) - {"need", "feed", "exceed"}


_ADJECTIVES = frozenset(
    """complicit responsible eligible ineligible unwilling willing capable incapable ready free safe secure poor rich high large small big long
    short deep main chief prime joint separate single sole overall only next last past present same similar different
    common rare real true false wrong right whole half junior senior rural urban remote alternate illicit
    corrupt direct indirect explicit implicit firm strict severe harsh lesser greater better worse best worst underage
    undocumented bilateral ad-hoc key front mere sheer ongoing forthcoming unregistered foreign-born state-run government-run ngo-run
    government-funded state-owned well-known so-called minimum maximum anti-trafficking antitrafficking cross-border multi-agency
    interagency inter-agency interministerial inter-ministerial trafficking-specific trafficking-related victim-centered long-term short-term""".split()
)


class Token(NamedTuple):
    """A word with its offsets, tag and lemma.

    Tags: D determiner, C number, J adjective, N noun, P pronoun, V verb in base form, Z present, E past or
    participle, G gerund, B be, H have, O do, M modal, T infinitive "to", I preposition, & conjunction,
    S subordinator, W relative, R adverb, ! negation, or the punctuation mark itself.
    """

    start: int
    end: int
    word: str
    tag: str
    lemma: str


_BE, _HAVE, _DO = frozenset(("be",)), frozenset(("have",)), frozenset(("do",))
_VERBAL = {"base": "V", "present": "Z", "past": "E", "gerund": "G"}
_CACHE: dict[str, tuple[str, str]] = {}


def _reading(word: str) -> tuple[str, str]:
    """Return a word's first tag and its lemma, whatever stands around it."""
    if word in CLOSED:
        tag = CLOSED[word]
        if tag in ("be", "have", "do"):
            return {"be": "B", "have": "H", "do": "O"}[tag], tag
        if tag == "no":
            return "D", "no"
        return tag, word
    if number_of(word):
        return "C", word
    words = english()
    if word in _ADJECTIVES:
        return "J", word
    verb = words.verbs.get(word)
    if verb is not None:
        if word in _GERUND_NOUNS:
            return "N", word
        if verb.form in ("base", "present") and verb.lemma in NOUN_VERBS:
            return ("?V" if verb.form == "base" else "?Z"), verb.lemma
        return _VERBAL[verb.form], verb.lemma
    if word in words.adjectives or word in _ADJECTIVES or (word.startswith("un") and word.endswith("ed") and len(word) > 6):
        return "J", word
    if word in words.adverbs or (word.endswith("ly") and len(word) > 4 and word not in ("family", "supply", "monopoly", "assembly", "early", "elderly", "only", "anomaly", "likely", "unlikely", "friendly", "daily", "weekly", "monthly", "yearly", "timely", "costly", "deadly", "orderly")):
        return "R", word
    if word.endswith("ed") and len(word) > 4 and word not in _NOT_VERBS:
        return "E", word[:-2]
    if word.endswith("ing") and len(word) > 5 and word not in _GERUND_NOUNS:
        return "G", word[:-3]
    if word in ("likely", "unlikely", "early", "daily", "foreign", "new", "old", "national", "local", "human", "young", "major", "minor", "able", "unable", "aware", "unaware", "domestic", "public", "private", "vulnerable"):
        return "J", word
    if word.endswith(_SUFFIX_ADJECTIVE) and word not in ("official", "individual", "national", "criminal", "general", "client", "agent", "patient", "migrant", "government", "capital", "hospital", "professional", "potential", "material", "principal", "tribunal", "clinic", "public", "traffic", "topic", "music", "parent", "student", "president", "resident", "incident", "content", "percent", "assistant", "participant", "applicant", "defendant", "complainant", "restaurant", "ministry", "initiative", "representative", "executive", "legislative", "incentive", "perspective", "directive", "detective", "native", "motive", "objective", "narrative", "referral", "trial", "proposal", "approval", "arrival", "renewal", "removal", "refusal", "withdrawal", "appeal", "rural", "salary", "secretary", "library", "judiciary", "beneficiary", "intermediary", "table", "timetable", "vegetable", "people", "goal", "animal", "festival", "journal", "manual", "signal", "total", "portal", "rival", "survival", "disposal", "dismissal", "denial", "burial", "logic", "critic", "clinic", "republic", "catholic", "academic", "epidemic", "pandemic", "statistic", "fabric", "mosaic", "police", "agreement", "enforcement", "development", "employment", "treatment", "department", "punishment", "imprisonment", "movement", "recruitment", "assessment", "amendment", "document", "moment", "statement", "parliament", "commitment", "establishment", "improvement", "management", "investment", "requirement", "equipment", "environment", "payment", "indictment", "settlement", "placement", "harassment", "extent", "accident", "continent", "immigrant", "emigrant", "servant", "infant", "grant", "consultant", "warrant", "tenant", "merchant", "accountant", "sergeant"):
        return "J", word
    return "N", word


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch of a text, tagged."""
    raw = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, start, end)]
    words = [w.lower().replace("’", "'").replace("‑", "-") for _, _, w in raw]
    out: list[Token] = []
    at = 0
    count = len(raw)
    while at < count:
        word = words[at]
        fixed = FIXED.get(word)
        if fixed is not None:
            for phrase, tag in fixed:
                n = len(phrase)
                if at + n <= count and tuple(words[at : at + n]) == phrase:
                    joined = " ".join(phrase)
                    out.append(Token(raw[at][0], raw[at + n - 1][1], joined, tag, joined))
                    at += n
                    break
            else:
                fixed = None
        if fixed is None:
            reading = _CACHE.get(word)
            if reading is None:
                reading = _CACHE[word] = _reading(word) if word[0].isalnum() else (word if word not in ("'s", "'") else "'", word)
            tag, lemma = reading
            # A capital inside a sentence makes a name of a word that is no known verb form or closed class.
            if raw[at][2][0].isupper() and at and tag in ("J", "E", "G", "?V", "?Z", "V", "Z") and out[-1].tag not in (".", ":", ";", "–", "—", "•"):
                tag = "N"
            out.append(Token(raw[at][0], raw[at][1], word, tag, lemma))
            at += 1
    return _settle(out)


_NOMINAL = frozenset("DJCI'")
_STARTS_OBJECT = frozenset("DCPITJ!R")


def _settle(tokens: list[Token]) -> list[Token]:
    """Decide the tags of words that may be several things by what stands around them."""
    candidates = [i for i, token in enumerate(tokens) if token.tag in ("?V", "?Z")]
    verb_seen = False
    listed = ""  # tag of the verb that a list of verbs goes on with
    for i, token in enumerate(tokens):
        tag = token.tag
        before = tokens[i - 1] if i else None
        prior = before.tag if before else "."
        j = i + 1
        following = tokens[j].tag if j < len(tokens) else "."
        new = tag
        if tag == "N" and _wants_verb(tokens, i, following):
            new = "V"
        elif tag == "E" and token.word in english().adjectives and _behind_be(tokens, i) and following != "I":
            new = "J"
        elif tag == "E" and token.word in english().adjectives and _behind_be(tokens, i) and tokens[j].word not in ("by", "from"):
            new = "J"
        elif tag in ("?V", "?Z", "V", "Z"):
            new = _verb_or_noun(tokens, i, tag, prior, following, verb_seen, listed)
        elif tag == "T":
            if before is not None and before.word in TO_PREPOSITION and not (following in ("V", "O", "B", "H") or (following == "R" and j + 1 < len(tokens) and tokens[j + 1].tag in "V?V")):
                new = "I"
            elif following in ("D", "P", "C", "N", "G", "E", "J", "'") or following in (",",):
                new = "I"
            elif following == "R" and j + 1 < len(tokens) and tokens[j + 1].tag not in ("V", "?V", "B", "H", "O", "R"):
                new = "I"
        elif tag == "E" and prior in ("D", "J", "'", "C", "T") and following in ("N", "J", "E", "G", "?V", "?Z"):
            new = "J"
        elif tag == "G":
            if prior in ("D", "'", "J") and following in ("N", "?V", "?Z", "J"):
                new = "J"
            elif prior in ("D", "'") or (prior == "J" and following in ("I", ",", "&", ".", "B")):
                new = "N"
        elif token.word == "that":
            new = _that(tokens, i, prior, following)
        elif tag == "I" and token.word in ("before", "after", "since", "until", "as", "than") and _opens_clause(tokens, j):
            new = "S"
        elif tag == "I" and token.word in ("up", "down", "out", "off", "over") and prior in ("V", "Z", "E", "G") and following not in ("T",):
            new = "R"
        elif tag == "S" and token.word == "once" and following not in ("N", "D", "P"):
            new = "R"
        elif tag == "&" and token.word == "yet" and prior in ("!", "H", "B", "O", "R") or (tag == "&" and token.word == "yet" and following in ("T", ",", ";", ".")):
            new = "R"
        elif tag == "I" and token.word == "including" and False:
            pass
        if new != tag:
            tokens[i] = token = token._replace(tag=new, lemma=token.word if new in "NJ" else token.lemma)
            tag = new
        if tag in ("V", "Z", "E", "B", "H", "O", "M"):
            verb_seen = verb_seen or tag in ("Z", "B", "H", "O", "M", "E")
            listed = tag if tag in ("V", "E", "Z") else listed
            if tag in ("O", "M", "T"):
                listed = "V"
        elif tag in (";", ".", "S", "W", ":"):
            verb_seen, listed = False, ""
        elif tag == "&" and token.word in ("but", "and"):
            pass
        elif tag == "T":
            listed = "V"
    if candidates and not any(token.tag in "ZBHOME" for token in tokens):
        for i in candidates:
            if i and tokens[i].tag == "N" and tokens[i - 1].tag in ("N", "P", "R") and i + 1 < len(tokens) and tokens[i + 1].tag in ("I", "D", "C", "J", "N", "T", "R", "P", "G"):
                tokens[i] = tokens[i]._replace(tag="Z", lemma=english().verbs[tokens[i].word].lemma)
                break
    return tokens


def _wants_verb(tokens: list[Token], i: int, following: str) -> bool:
    """Tell whether an unknown word stands where only a verb can: "did not X the", "to X the"."""
    back = i - 1
    while back >= 0 and tokens[back].tag in ("R", "!"):
        back -= 1
    if back < 0:
        return False
    if tokens[back].tag == "M":
        return True
    if tokens[back].tag == "O":
        return tokens[back].word.startswith("d") and any(t.tag == "!" for t in tokens[back + 1 : i])
    return tokens[back].tag == "T" and following in ("D", "P", "C") and tokens[back - 1].word not in TO_PREPOSITION


def _behind_be(tokens: list[Token], i: int) -> bool:
    back = i - 1
    while back >= 0 and tokens[back].tag in ("R", "!"):
        back -= 1
    return back >= 0 and tokens[back].tag == "B"


def _opens_clause(tokens: list[Token], at: int) -> bool:
    """Tell whether a noun phrase and its finite verb come next."""
    seen = False
    for token in tokens[at : at + 9]:
        if token.tag in ("B", "H", "O", "M", "Z"):
            return seen
        if token.tag == "E":
            return seen and token.word not in ("trafficked", "exploited", "forced", "subjected", "identified", "convicted", "involved")
        if token.tag in ("N", "P", "?V", "?Z"):
            seen = True
        elif token.tag not in ("D", "J", "C", "'", "R"):
            return False
    return False


def _that(tokens: list[Token], i: int, prior: str, following: str) -> str:
    if following in ("V", "Z", "B", "H", "O", "M", "E", "?Z", "R", "!") and prior in ("N", "J", ")", ",", "C", "?V", "?Z", "G", "P"):
        return "W"
    if prior in ("V", "Z", "E", "G", "N", "J", "?V", "?Z", "R", ",", "&", ".", "B", "P", "C", ")"):
        return "S"
    return "D"


def _verb_or_noun(tokens: list[Token], i: int, tag: str, prior: str, following: str, verb_seen: bool, listed: str) -> str:
    ambiguous = tag[0] == "?"
    form = tag[-1]
    back = i - 1
    while back >= 0 and tokens[back].tag in ("R", "!"):
        back -= 1
    skipped = tokens[back].tag if back >= 0 else "."
    if skipped in ("M", "O") and form == "V":
        return "V"
    if skipped == "T" and form == "V":
        return "V"
    if not ambiguous:
        if form == "V" and prior in ("D", "'", "I") and tokens[i - 1].word not in ("those", "these", "that", "some", "all", "both", "many"):
            return "N" if following not in ("D", "P") or prior == "D" else "V"
        return form
    if prior in ("D", "'", "C", "I") and tokens[i - 1].word not in ("those", "all", "some", "many", "both", "each"):
        return "N"
    if prior == "J":
        return "N"
    if prior in ("B", "H"):
        return "N"
    if tokens[i].word in VERB_FIRST and prior in ("&", "N", "P", "W", ",") and following in ("D", "C", "J", "N", "G", "E", "P"):
        return form
    if prior in ("&", ","):
        # the verb of a list goes on in the same form
        if listed == form and following in ("D", "C", "N", "J", "P", "I", "&", ",", "?V", "?Z", "G", "E", "R", "T"):
            back = i - 1
            while back >= 0 and tokens[back].tag in (",", "&", "R", "!"):
                back -= 1
            if back >= 0 and tokens[back].tag == form:
                return form
            if following in ("D", "C", "P"):
                return form
        return "N"
    if prior in ("N", "P", "W", ")") or (prior == "R" and skipped in ("N", "P", "W", "&", ",")):
        if following in ("D", "P", "T", "S") or (following == "I" and (prior in ("P", "W") or (form == "Z" and not verb_seen) or prior == "R")):
            if prior == "W" or not verb_seen or following in ("D", "P"):
                return form
        if prior in ("P", "W") and tokens[i - 1].word not in ("others", "those", "whose", "ones", "one"):
            return form
        if prior == "R" and form in "VZ" and not verb_seen:
            return form
        if form == "V" and not verb_seen and following in ("C", "R", "E", "G", "J", "N") and tokens[i - 1].word.endswith("s") and not _finite_ahead(tokens, i + 1):
            return form
        if form == "Z" and not verb_seen and following in ("C", "R", "G", "J", "N", "E") and not tokens[i - 1].word.endswith("s") and not _finite_ahead(tokens, i + 1):
            return form
        return "N"
    if prior in (".", ":", ";", "–", "—", "•") and form == "V" and following in ("D", "C", "N", "J", "P", "E", "G", "'"):
        return "N" if _finite_ahead(tokens, i + 1) else "V"
    return "N"


def _finite_ahead(tokens: list[Token], at: int) -> bool:
    """Tell whether a finite verb follows before the clause ends."""
    for token in tokens[at : at + 25]:
        if token.tag in ("B", "M", "O", "Z") or token.tag == "H" and token.word != "having":
            return True
        if token.tag == "E" and token.word.endswith("ed") is False and False:
            return True
        if token.tag in (";", ".", "W", "S"):
            return False
    return False
