"""Past forms: whether one is a verb, or an adjective that describes a noun: "the forced labor"."""

from __future__ import annotations

from tipgraph.understanding.tokens.function_words import PHRASE, STANDING_ALONE
from tipgraph.understanding.tokens.tokens import NOBODY, STOPS
from tipgraph.understanding.tokens.verbs import Subjects
from tipgraph.understanding.tokens.words import NEGATIVE_PRONOUNS, english

__all__ = ["PastForms"]

_OF_SUBJECT = PHRASE | {"I"}
_OF_NUMBER = frozenset("C&,")
_BEHIND_PEOPLE = frozenset((".", ",", ";", "B", "H", "M", "O"))
_STATE = frozenset(("government", "public_servant", "body", "court"))
"""Classes of words for who acts for the state."""


class PastForms(Subjects):
    """The rules for past forms and participles."""

    def participle(self) -> str:
        """Make a preposition of a participle: "given the number of victims, it urges"."""
        opens = self.before.tag in ",;." and self.after.tag in "DNC"
        return "I" if opens and "preposition_participle" in self.token.classes else self.past()

    def past(self) -> str:
        """Make an adjective of a participle: "was limited", "the forced labor"."""
        linking = self.tokens[self.behind()]
        behind_be = linking.tag == "B"
        if behind_be and "participle_after_be" in self.token.classes:
            return "E"
        linked = behind_be or "be" in english().verb_classes.get(linking.lemma, ())
        if linked and self.token.word in english().adjectives:
            return "E" if self.after.word in ("by", "from") else "J"
        if self._stands_alone():
            return "E"
        if self.before.word == "the" and (
            self.after.tag in _BEHIND_PEOPLE or "predicative" in self.after.classes
        ):
            return "N"  # "found two of the accused guilty"
        if "predicative" in self.after.classes:
            return "E"  # "six pleaded guilty"
        if (
            self.before.word == "and"
            and self.listed in ("V", "Z")
            and self.after.tag == "N"
            and (not self._has_past() or self._follows_request())
        ):
            return "J"  # "the committee urged them to provide shelter and trained staff"
        if self.before.tag == "&" and self.after.tag in ("N", "?Z") and self._describes_subject():
            return "J"  # "inspectors are few, and specialized shelters are lacking"
        if self.before.word == "but" and self.verb_seen and self._has_past():
            return "E"  # "increased one but decreased the other"
        openers = "DJ'CTREZVGIS.,&;:" if self.token.word in english().adjectives else "DJ'CTVG"
        lacks = self.before.tag == "H" and "shortfall" in self.token.classes  # "had limited resources"
        attributive = lacks or self.before.tag in openers or self._opens_with_adverb()
        counts = self.before.word == "an" and self.after.tag == "C"  # "an estimated 40 men"
        described = self.after.tag in ("N", "J", "E", "G", "?V", "?Z")
        return "J" if counts or self._is_paired() or (attributive and described) else "E"

    def _stands_alone(self) -> bool:
        """Tell whether only a pronoun, a number or an adverb is ahead: "both trained judges"."""
        before, counted = self.before, self.before.tag == "C"
        gets = "get" in english().verb_classes.get(self.token.lemma, ())
        if (gets and (counted or before.word in STANDING_ALONE)) or (counted and self._is_numbered_law()):
            return True  # "all received sentences"
        if (counted or before.word in ("this", "these")) and "verb_behind_number" in self.token.classes:
            return True  # "these included training judges"
        if before.word in NEGATIVE_PRONOUNS:
            return True
        if self.verb_seen or self.finite_ahead():
            return False
        is_adverb = before.tag == "R" and self.tokens[self.behind()].tag in "NP"
        return before.word == "both" or is_adverb  # "the shortage severely limited care"

    def _is_numbered_law(self) -> bool:
        """Tell whether a law with its number opens the clause before: "article 12 criminalized slavery"."""
        i = self.behind(_OF_NUMBER)
        return "law" in self.tokens[i].classes and (i == 0 or self.tokens[i - 1].tag in "&,;.S")

    def _is_paired(self) -> bool:
        """Tell whether an object follows a verb with a pair before it: "help freed and new victims"."""
        pair = "".join(token.tag for token in self.tokens[self.at + 1 : self.at + 4])
        return self.before.tag in "VG" and pair in ("&NN", "&JN", "&EN")

    def _describes_subject(self) -> bool:
        """Tell whether an auxiliary follows behind the noun after a participle, whose verb that noun has."""
        ahead = (token for token in self.tokens[self.at + 2 :] if token.tag not in _OF_SUBJECT)
        verb = next(ahead, NOBODY)
        reports = "report" in english().verb_classes.get(self.token.lemma, ())
        return verb.tag in "BHMO" and verb.word not in ("being", "having") and not reports

    def _opens_with_adverb(self) -> bool:
        """Tell whether an adverb that describes a participle opens the sentence: "highly paid men"."""
        opens = self.before.tag == "R" and self.tokens[self.at - 2].tag in STOPS
        return opens and self.before.word.endswith("ly")

    def _has_past(self) -> bool:
        """Tell whether a past form stands before in the sentence, with which another may go on."""
        return any(token.tag in "EHO" for token in self.tokens[: self.at])

    def _follows_request(self) -> bool:
        """Tell whether what no body of the state asked for goes on: "GRETA urged them to train staff and"."""
        last = next((i for i in range(self.at - 1, -1, -1) if self.tokens[i].tag in "EO"), 0)
        acts = any(token.classes & _STATE for token in self.tokens[:last])  # "the minister urged them to"
        return not acts and "request" in english().verb_classes.get(self.tokens[last].lemma, ())
