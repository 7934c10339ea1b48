"""Verbs: whether a word that may also be a noun or an adjective is a verb where it stands.

`Gerunds` are words in -ing; `Subjects` decides by what stands before: whether that has a verb already.
"""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.understanding.tokens.function_words import (
    FLOATING,
    PARTICLES,
    STANDING_ALONE,
    SUBJECT,
    FunctionWords,
    is_plural,
)
from tipgraph.understanding.tokens.inflect import NO_PARTICIPLES
from tipgraph.understanding.tokens.tokens import NOBODY, STOPS, Token
from tipgraph.understanding.tokens.words import GOVERNING, NEGATIVE_PRONOUNS, NO_CLASSES, english

__all__ = ["COMPARING", "FINITE", "Gerunds", "Subjects"]

_OBJECT_CLASSES = {"training": "trainee", "trafficking": "trafficked"}
_DONE_TO = frozenset(("trainee", "trafficked", "protected", "treated"))
"""Classes of words for those to whom something is done."""
_PEOPLE = frozenset(("trafficked", "protected", "treated"))
_NOT_DONE_TO = GOVERNING | frozenset(
    ("lesson", "meeting", "thing", "graded", "body", "record", "norm", "document", "trial")
)
"""Classes of words to which nothing is done: "training courses", "sentencing hearings"."""
_OF_WHOLE = frozenset("DCPJN'IRTVEWBZ:")
_WHOLES = GOVERNING | _DONE_TO
"""Classes of words for what may consist of deeds, and for people, who do not."""
_STILL_TO_DO = frozenset(("planned", "next", "needed_participle", "hinder", "need"))
"""Classes of words ahead of deeds that are still to be done, or for such deeds: "needed", "challenges"."""
_SAID_TO_BE = GOVERNING | frozenset(
    ("missing", "objective", "aim", "hinder", "next", "recommendation", "topic", "means", "option")
)
"""Classes of words for what may consist in a deed that nobody does yet: "the problem is", "is missing is"."""
_GERUND_GOVERNING = frozenset(
    ("for", "of", "without", "despite", "besides", "by", "before", "after", "from", "beyond", "except for")
) | frozenset(("instead of", "apart from", "aside from", "other than", "in addition to", "rather than"))
"""Prepositions behind which a gerund is likelier than a noun in -ing."""
COMPARING = frozenset(("more", "less", "most"))
FINITE = frozenset("BMOZ")
_CLAUSE_ENDS = frozenset(";.WS")
_SINGULAR = frozenset(("this", "that", "every")) | NEGATIVE_PRONOUNS
_PLURAL = frozenset(("these",))
_NO_SUBJECTS = frozenset(("others", "those", "whose", "ones", "one"))
_PARTICIPLES = frozenset(("reduced_participle", "never_finite"))
_NO_OBJECTS = frozenset(("so that", "such that", "because", "although", "though", "while", "whereas"))
"""Subordinators whose clause is no object: "with partners so that"."""
_IN_PHRASE = frozenset("IDNJC'")
_NEAR = 24
"""Words before a conjunction among which the verb is that it joins to another."""


class Gerunds(FunctionWords):
    """The rules for words in -ing.

    ``listed`` is the tag of the verb with which a list of verbs goes on. ``base_seen`` says whether a base
    form stands before in the sentence: with that one a list may go on behind other clauses.
    """

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.listed = ""
        self.base_seen = False
        self._finite_ahead: list[bool] | None = None

    def finite_ahead(self) -> bool:
        """Tell whether a finite verb follows the current noun before the clause ends."""
        if self._finite_ahead is None:
            self._finite_ahead = _finite_ahead(self.tokens)
        return self.after.tag == "E" or self._finite_ahead[self.at + 1]

    def is_gerund(self) -> bool:
        """Tell whether a noun in -ing is a verb: "screening the migrants", "by training judges"."""
        before, after = self.before.tag, self.after
        is_noun = before + after.tag == "DP" and self.tokens[self.at + 2].tag in ("V", "?V", "Z", "?Z")
        if self.before.word in COMPARING or is_noun:
            return False  # "identifying more trafficking victims", "the funding they require"
        if "work_in_ing" in self.token.classes and after.tag in "IN":
            return "trafficked" in self.before.classes  # "children begging on the streets"
        pairs = after.word in FLOATING and self.tokens[self.at + 2].tag == "I"  # "sex trafficking both in"
        ahead = after.tag != "P" and self.tokens[self.at + 2].tag == "R"  # but "screening them carefully"
        precedes_adverb = pairs or ahead
        counts = after.tag == "R" and self.tokens[self.at + 2].tag == "C"  # "trafficking over 12 girls"
        if counts or (after.tag in "CDP" and not precedes_adverb) or before == "!":
            makes = "cause" in english().verb_classes.get(self.before.lemma, ())
            return before != "J" and not makes  # "a law that makes trafficking a crime"
        if after.word in PARTICLES and self.tokens[self.at + 2].tag in "CDP":
            return True  # "in the process of setting up a hotline"
        if self.before.word.endswith("ly") and after.tag in "NJ":
            return True  # "without adequately screening for indicators"
        if self._has_treated_object() or self._is_progressive() or self._goes_on():
            return True
        if self.token.word in _OBJECT_CLASSES and before in ",&I":
            return _OBJECT_CLASSES[self.token.word] in self._noun_behind().classes
        listed = after.tag in "NJ" or (after.tag == "&" and self.tokens[self.at + 2].tag == "G")
        return listed and self.listed == "G" and before in ",&R"

    def _has_treated_object(self) -> bool:
        """Tell whether those follow to whom a gerund is done: "reported screening migrants", "gave up"."""
        particle = self.before.word if self.before.word in PARTICLES else ""
        opener = self.tokens[self.at - 2] if particle else self.before
        known = english().verb_classes.get(f"{opener.lemma} {particle}".strip(), NO_CLASSES)
        governs = opener.tag in "VZEG" and not known.isdisjoint(("report", "go_on_doing"))
        hindered = "hinder" in opener.classes and opener.tag == "N"  # "had difficulty screening migrants"
        if not (governs or hindered or opener.word in _GERUND_GOVERNING or self._lists_deeds()):
            return False
        return self._precedes_treated()

    def _precedes_treated(self) -> bool:
        """Tell whether those follow to whom it may be done: "training judges", but not "training courses"."""
        wanted = _OBJECT_CLASSES.get(self.token.word)
        head = self.tokens[self._object_ahead()]
        return not head.classes.isdisjoint({wanted} if wanted else _DONE_TO)

    def _is_progressive(self) -> bool:
        """Tell whether it is a verb behind "be": "is screening migrants", "is planning to open a home"."""
        verb = self.behind()
        if self.tokens[verb].tag != "B":
            return False
        subject = self.tokens[self.behind(_OF_WHOLE) + 1 : verb]
        if any(token.classes & _SAID_TO_BE for token in subject):
            return False  # "the topic of the course is housing victims"
        lemma = english().verbs[self.token.word].lemma
        if "plan" in english().verb_classes.get(lemma, NO_CLASSES) and self.after.tag in "TNJ":
            return True
        return self._precedes_treated()

    def _lists_deeds(self) -> bool:
        """Tell whether a list of deeds begins: "steps included training judges", "Steps: training judges"."""
        if self.before.tag in STOPS - {":"}:
            return not self.finite_ahead()
        known = english().verb_classes.get(self.before.lemma, NO_CLASSES)
        if self.before.tag not in "B:" and known.isdisjoint(("comprise", "involve")):
            return False
        subject = self.tokens[self.behind(_OF_WHOLE) + 1 : self.at - 1]
        at = next((i for i, token in enumerate(subject) if token.classes & _WHOLES), len(subject) - 1)
        if any(token.classes & _STILL_TO_DO for token in subject[: at + 1]):
            return False  # "next steps include training"
        whole = subject[at] if subject else self.tokens[self.at - 2]
        stands = whole.tag in "DPW" and whole.word != "those"  # "these included"
        return not whole.classes.isdisjoint(GOVERNING) or (stands and self.before.tag not in "B:")

    def _object_ahead(self) -> int:
        """Return the head of the noun phrase right behind the current word."""
        at = self.at + 1
        while self.tokens[at].tag in "JE" or self.tokens[at + 1].tag == "N":
            at += 1
        return at

    def leans_to_verb(self) -> bool:
        """Tell whether a verb that may be a noun is rather a verb: "screen", and "shelter" before people."""
        classes, at = self.token.classes, self._object_ahead()
        done_to = "verb_before_people" in classes and bool(self.tokens[at].classes & _PEOPLE)
        acts = self.tokens[at + 1].tag in ("?V", "?Z")  # "shelter workers help victims"
        alone = self.takes_partner() or self.takes_particle()
        return "verb_in_list" in classes or alone or (done_to and not acts)

    def takes_particle(self) -> bool:
        """Tell whether a particle and an object follow: "to try them and hand down sentences"."""
        return self.after.word in PARTICLES and self.tokens[self.at + 2].tag in "DCPJN"

    def takes_partner(self) -> bool:
        """Tell whether a word says with whom one acts, or has its preposition: "work with", "look for"."""
        if self.after.tag == "I" and "verb_before_preposition" in english().classes(self.token.lemma):
            return True
        return self.after.word == "with" and "cooperate" in english().verb_classes.get(self.token.lemma, ())

    def _goes_on(self) -> bool:
        """Tell whether a deed begins or ends: "stopped funding NGOs", but not "began training courses"."""
        known = english().verb_classes.get(self.before.lemma, NO_CLASSES)
        is_crime = _OBJECT_CLASSES.get(self.token.word) == "trafficked"  # "kept trafficking victims in"
        is_deed = "go_on_doing" in known and not is_crime
        return is_deed and self.after.tag == "N" and self.after.classes.isdisjoint(_NOT_DONE_TO)

    def _noun_behind(self) -> Token:
        """Return the word behind the current one, or behind adjectives: "of trafficking young Thai women"."""
        at = self.at + 1
        while self.tokens[at].tag == "J" or (at > self.at + 1 and self.tokens[at].tag == "&"):
            at += 1
        return self.tokens[at]

    def _is_predicate(self) -> bool:
        """Tell whether a verb like "be" or "remain" stands before the current word."""
        link = self.tokens[self.behind()]
        return link.tag == "B" or "be" in english().verb_classes.get(link.lemma, NO_CLASSES)

    def gerund(self) -> str:
        """Make an adjective or a noun of a gerund: "the existing law", "the killing of"."""
        before, after = self.before.tag, self.after.tag
        if "preposition_in_ing" in self.token.classes and before in STOPS | {","} and after in "DJN'":
            return "I"
        if "missing" in self.token.classes and self._is_predicate():
            stays = after in ".,;&S" or self.after.word in ("for", "in")
            return "J" if stays else "G"  # "guidelines were missing"
        continuing = "attributive_gerund" in self.token.classes and before in ".;:–—•S"
        if (continuing or before in "D'J") and after in ("N", "?V", "?Z", "J"):
            return "J"
        stands_alone = self.before.word in STANDING_ALONE  # "some going on to Italy"
        if (before in "D'" and not stands_alone) or (before == "J" and after in "I,&.B"):
            return "N"
        return "G"


class Subjects(Gerunds):
    """The rules for the verb of a subject. ``verb_seen`` says whether the clause has a finite verb."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.verb_seen = False

    def must_act(self, form: str) -> bool:
        """Tell whether a word must be a verb, whatever else its clause holds."""
        if form != "Z" or self._disagrees(form):
            return self._disagrees(form)
        return self._joins_verbs() or self._has_subject_far() or self._is_said()

    def _disagrees(self, form: str) -> bool:
        """Tell whether a word is no noun behind a determiner: "this means that", "nobody stands trial"."""
        if self.before.tag != "D":
            return False
        needs = self.before.word == "more" and self.after.tag == "T" and not self.verb_seen
        return needs or self.before.word in (_SINGULAR if form == "Z" else _PLURAL)

    def _joins_verbs(self) -> bool:
        """Tell whether a conjunction joins a verb in -s to another: "grants them help and forces them"."""
        if self.before.tag != "&" or self.finite_ahead():
            return False
        says = self.after.word == "that" and self.tokens[self.at + 2].tag in "DPN"
        turns = self.before.word == "but" and self.after.tag in "IN"
        known = any(token.tag in "ZBH" for token in self.tokens[max(self.at - _NEAR, 0) : self.at])
        return known and (self.after.tag in "DP" or says or turns)

    def _has_subject_far(self) -> bool:
        """Tell whether a phrase parts a verb from its subject: "Chad, with 12 victims, heads the list"."""
        ahead = self.verb_seen or self.finite_ahead()
        return self.before.tag == "," and self.after.tag in "DP" and not ahead

    def _is_said(self) -> bool:
        """Tell whether those who watch over a state say something: "GRETA notes", "the report states."."""
        ends = self.after.tag in ".,;" and "document" in self.before.classes and self._reports()
        says = ends or "monitor" in self.before.classes
        return says and self.before.tag == "N"

    def _reports(self) -> bool:
        return "report" in english().verb_classes.get(self.token.lemma, NO_CLASSES)

    def has_subject(self, form: str) -> bool:
        """Tell whether a word is the verb of a noun, pronoun or relative before it: "they report to"."""
        before, after = self.before.tag.replace(")", "N"), self.after.tag
        following = self.tokens[self.at + 1 + (after == "R")]
        is_aimed = form == "Z" and "never_finite" in following.classes  # "measures solely aimed at girls"
        describes = form == "Z" and (self._describes_opening() or self._precedes_its_verb())
        if before == "N" and (is_aimed or describes or self._is_in_opening_phrase()):
            return False
        if before == "N" and form == "V" and after not in "ISW,." and self._is_asked():
            return True
        named = self.before.tag == ")"  # "Physicians for Human Rights (PHR) welcomes"
        plural = form == "V" if named else is_plural(self.tokens[self.subject_before()])
        if before == "N" and plural != (form == "V"):
            return form == "Z" and after in "TD" and self._agrees_with_whole()
        asks = "monitor" in self.before.classes  # "in a report published today, GRETA calls on"
        governs = after in "DPT" or (after == "S" and self.after.word not in _NO_OBJECTS)
        if (governs or self._takes_complement(form)) and (
            (before == "W" and self.before.word != "whom") or not self.verb_seen or after in "DP" or asks
        ):
            return True
        if before in "PW" and self.before.word not in _NO_SUBJECTS:
            return True
        if "preverbal" in self.before.classes and form == "V":
            return after in "TIDPNJC&"  # "migrants held there often report abuse"
        if self.verb_seen:
            return False
        leans = "verb_before_noun" in self.token.classes  # "women leave in large numbers"
        if plural and form == "V" and after == "I" and (leans or not self.finite_ahead()):
            return True  # "children work on farms"
        opens_object = after in "CREGJN" or after == "?V" or (after == "?Z" and form == "Z")
        ahead = (form != "Z" or after == "E") and self.finite_ahead()
        return before == "R" or (plural == (form == "V") and opens_object and not ahead)

    def _precedes_its_verb(self) -> bool:
        """Tell whether a noun in -s has a verb behind it: "child homes lack staff", "homes for men were"."""
        if self.after.tag == "I" and self._finite_behind_phrase():
            return True
        acts = self.after.tag == "?V" and "verb_before_noun" in english().classes(self.after.lemma)
        return acts and self.tokens[self.at + 2].tag in "DCJNG"

    def _finite_behind_phrase(self) -> bool:
        """Tell whether only a phrase stands between a word and a finite verb: "for victims were full"."""
        near = self.tokens[self.at + 1 : self.at + _NEAR]
        verb = next((token for token in near if token.tag not in _IN_PHRASE), NOBODY)
        return verb.tag in "BHMO" or verb.word in NO_PARTICIPLES

    def _agrees_with_whole(self) -> bool:
        """Tell whether a form in -s goes with the noun before "of": "care of victims needs to improve"."""
        of = self.behind(SUBJECT)
        is_whole = self.tokens[of].word == "of" and self.tokens[of - 1].tag in ("N", "G")
        return is_whole and not (is_plural(self.tokens[of - 1]) or self.verb_seen or self.finite_ahead())

    def _describes_opening(self) -> bool:
        """Tell whether a noun that is an adjective too stands alone before a word: "official attempts"."""
        opens = self.tokens[self.at - 2].tag in STOPS | {","}
        return opens and "noun_with_adjective_ending" in self.before.classes

    def _is_asked(self) -> bool:
        """Tell whether somebody asks for what a verb says: "recommends that the state train judges"."""
        i = self.at - 1
        while i > 0 and self.tokens[i].tag in "NJDE'":
            i -= 1
        asking = english().verb_classes.get(self.tokens[i - 1].lemma, ())
        return self.tokens[i].word == "that" and "request" in asking

    def _is_in_opening_phrase(self) -> bool:
        """Tell whether a word is in a phrase ahead of the verb: "on tea farms"."""
        i = self.behind(SUBJECT)
        opens = i == 0 or self.tokens[i - 1].tag in ",;."
        # "the absence of border patrols and of raids drew criticism"
        governor = self.tokens[i - 1]  # if it is plural, what ends in -s is not its verb
        governs = governor.word.endswith(("s", "ing")) or bool(governor.classes & GOVERNING)
        ahead = governs and self.finite_ahead()
        in_subject = self.token.tag == "?Z" and self.after.tag in "IT&" and ahead
        if self.tokens[i].tag in "VG" and self.token.tag == "?Z" and self.after.tag in "IT":
            known = english().verb_classes.get(self.tokens[i].lemma, NO_CLASSES)
            return known.isdisjoint(("report", "take_clause"))  # "to charge smuggling suspects in court"
        return self.tokens[i].tag == "I" and (opens or in_subject)

    def _takes_complement(self, form: str) -> bool:
        before = self.before.tag
        alone = self.before.word in STANDING_ALONE
        if alone and form == "V" and self.after.word in ("being", "having") and self.before.word != "few":
            return True  # "some report being sold"
        if self.after.tag != "I" or self.after.word == "of":
            return False
        asks = "monitor" in self.before.classes
        return before in "PWR" or alone or (form == "Z" and (asks or not self.verb_seen))


def _finite_ahead(tokens: Sequence[Token]) -> list[bool]:
    """Tell for each index whether a finite verb comes from there on, before the clause ends.

    "Having" is no finite verb. A past form is one right behind a noun.
    """
    found = [False] * (len(tokens) + 1)
    for i in range(len(tokens) - 1, -1, -1):
        tag = tokens[i].tag
        finite = tag in FINITE and not (tag == "B" and tokens[i - 1].tag == "T")  # "to be"
        finite = finite or (tag == "H" and tokens[i].word != "having")
        acts = tag == "E" and tokens[i - 1].tag in ("N", "?Z")
        finite = finite or (acts and not tokens[i].classes & _PARTICIPLES)
        ends = tag in _CLAUSE_ENDS or tokens[i].word == "but"
        found[i] = finite or (not ends and found[i + 1])
    return found
