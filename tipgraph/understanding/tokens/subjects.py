"""Subjects: whether a word that may be a noun or a verb is the verb of what stands before it."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.understanding.tokens.function_words import (
    PHRASE,
    STANDING_ALONE,
    SUBJECT,
    is_plural,
)
from tipgraph.understanding.tokens.gerunds import Gerunds
from tipgraph.understanding.tokens.tokens import Token
from tipgraph.understanding.tokens.words import GOVERNING, NO_CLASSES, english

__all__ = ["FINITE", "Subjects"]

FINITE = frozenset("BMOZ")
_CLAUSE_ENDS = frozenset(";.WS")
_OF_ARGUMENT = PHRASE | {"I", "T"}
_SINGULAR = frozenset(("this", "that", "every"))
_PLURAL = frozenset(("these",))
_NO_SUBJECTS = frozenset(("others", "those", "whose", "ones", "one"))
_PARTICIPLES = frozenset(("reduced_participle", "never_finite"))
_NO_OBJECTS = frozenset(("so that", "such that", "because", "although", "though", "while", "whereas"))
"""Subordinators whose clause is no object: "with partners so that"."""
_NEAR = 24
"""Words before a conjunction among which the verb is that it joins to another."""


class Subjects(Gerunds):
    """The rules for the verb of a subject. ``verb_seen`` says whether the clause has a finite verb."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.verb_seen = False
        self._finite_ahead: list[bool] | None = None

    def finite_ahead(self) -> bool:
        """Tell whether a finite verb follows the current noun before the clause ends."""
        if self._finite_ahead is None:
            self._finite_ahead = _finite_ahead(self.tokens)
        return self.after.tag == "E" or self._finite_ahead[self.at + 1]

    def must_act(self, form: str) -> bool:
        """Tell whether a word must be a verb, whatever else its clause holds."""
        if form != "Z" or self._disagrees(form):
            return self._disagrees(form)
        goes_on = self._joins_verbs() or self._goes_on_asking()
        return goes_on or self._has_subject_far() or self._is_said() or self._shows_that()

    def _disagrees(self, form: str) -> bool:
        """Tell whether a word cannot be the noun of a determiner: "this means that", "more needs to be"."""
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

    def _goes_on_asking(self) -> bool:
        """Tell whether a further verb asks for something: "notes it and, given the need, calls on them"."""
        asks = "request" in english().verb_classes.get(self.token.lemma, NO_CLASSES)
        if not asks or self.before.tag not in "&," or self.after.word not in ("on", "upon", "for"):
            return False
        before = self.tokens[max(self.at - 2 * _NEAR, 0) : self.at]
        return any(token.tag == "Z" for token in before) and not self.finite_ahead()

    def _shows_that(self) -> bool:
        """Tell whether a noun says something: "anecdotal evidence shows that"."""
        if is_plural(self.before) or "document" in self.token.classes:
            return False  # "there were media reports that"
        says = self.after.word == "that" and self._reports()
        return says and self.before.tag == "N" and self.tokens[self.behind(SUBJECT)].tag != "I"

    def _has_subject_far(self) -> bool:
        """Tell whether a phrase parts a verb from its subject: "Chad, with 12 victims, heads the list"."""
        ahead = self.verb_seen or self.finite_ahead()
        return self.before.tag == "," and self.after.tag in "DP" and not ahead

    def _is_said(self) -> bool:
        """Tell whether those who watch over a state say something: "GRETA notes", "the report states."."""
        ends = self.after.tag in ".,;" and "document" in self.before.classes and self._reports()
        says = ends or "monitor" in self.before.classes
        return says and self.before.tag == "N" and not self._auxiliary_ahead()

    def _reports(self) -> bool:
        return "report" in english().verb_classes.get(self.token.lemma, NO_CLASSES)

    def has_subject(self, form: str) -> bool:
        """Tell whether a word is the verb of a noun, pronoun or relative before it: "they report to"."""
        before, after = self.before.tag.replace(")", "N"), self.after.tag
        following = self.tokens[self.at + 1 + (after == "R")]
        is_aimed = form == "Z" and "never_finite" in following.classes  # "measures solely aimed at girls"
        if before == "N" and (is_aimed or self._is_in_opening_phrase()):
            return False
        if before == "N" and form == "V" and after not in "ISW,." and self._is_asked():
            return True
        named = self.before.tag == ")"  # "Physicians for Human Rights (PHR) welcomes"
        plural = form == "V" if named else is_plural(self.tokens[self.subject_before()])
        if before == "N" and plural != (form == "V"):
            return False
        asks = "monitor" in self.before.classes  # "in a report published today, GRETA calls on"
        governs = after in "DPT" or (after == "S" and self.after.word not in _NO_OBJECTS)
        if (governs or self._takes_preposition(form)) and (
            (before == "W" and self.before.word != "whom") or not self.verb_seen or after in "DP" or asks
        ):
            return True
        if before in "PW" and self.before.word not in _NO_SUBJECTS:
            return True
        if "preverbal" in self.before.classes and form == "V":
            return after in "TIDPNJC"  # "migrants held there often report abuse"
        if self.verb_seen:
            return False
        if plural and form == "V" and after == "I" and not self.finite_ahead():
            return True  # "children work on farms"
        if plural and form == "V" and after == "&" and self._precedes_verb_and_object():
            return True  # "where agents abuse and exploit them"
        opens_object = after in "CREGJN" or after == "?V" or (after == "?Z" and form == "Z")
        ahead = self._auxiliary_ahead() if form == "Z" and after != "E" else self.finite_ahead()
        return before == "R" or (plural == (form == "V") and opens_object and not ahead)

    def _precedes_verb_and_object(self) -> bool:
        """Tell whether the conjunction behind a word joins a verb with an object to it."""
        tags = [token.tag for token in self.tokens[self.at + 2 : self.at + 4]]
        return tags in (["V", "P"], ["V", "D"], ["?V", "P"], ["?V", "D"])

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
        governs = governor.word.endswith("s") or bool(governor.classes & GOVERNING)
        ahead = self._auxiliary_ahead() or (governs and self.finite_ahead())
        in_subject = self.token.tag == "?Z" and self.after.tag in "IT&" and ahead
        if self.tokens[i].tag in "VG" and self.token.tag == "?Z" and self.after.tag in "IT":
            known = english().verb_classes.get(self.tokens[i].lemma, NO_CLASSES)
            return known.isdisjoint(("report", "take_clause"))  # "to charge smuggling suspects in court"
        return self.tokens[i].tag == "I" and (opens or in_subject)

    def _auxiliary_ahead(self) -> bool:
        """Tell whether a finite verb that is no past form follows before the clause or an item of it ends."""
        ahead = (token.tag for token in self.tokens[self.at + 1 :])
        tag = next((tag for tag in ahead if tag not in _OF_ARGUMENT), "")
        return tag in FINITE or tag == "H"

    def _takes_preposition(self, form: str) -> bool:
        before = self.before.tag
        alone = self.before.word in STANDING_ALONE
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
        finite = tag in FINITE or (tag == "H" and tokens[i].word != "having")
        finite = finite or (tag == "E" and tokens[i - 1].tag == "N" and not tokens[i].classes & _PARTICIPLES)
        ends = tag in _CLAUSE_ENDS or tokens[i].word == "but"
        found[i] = finite or (not ends and found[i + 1])
    return found
