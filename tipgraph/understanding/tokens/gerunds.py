"""Gerunds: whether a word in -ing is a noun, an adjective or a verb where it stands."""

from __future__ import annotations

from tipgraph.understanding.tokens.function_words import FLOATING, PARTICLES, STANDING_ALONE, FunctionWords
from tipgraph.understanding.tokens.tokens import STOPS, Token
from tipgraph.understanding.tokens.words import GOVERNING, NO_CLASSES, english

__all__ = ["COMPARING", "Gerunds"]

_IN_COMPOUND = frozenset(("J", "N", "'", "?V", "?Z"))
_ASPECTS = frozenset(("continue", "fail", "go_on"))
_ACTIVITIES = GOVERNING | {"lesson", "meeting", "thing", "graded", "body"}
_OBJECT_CLASSES = {"training": "trainee", "trafficking": "trafficked"}
_DONE_TO = frozenset(("trainee", "trafficked", "treated"))
"""Classes of words for those to whom something is done."""
_PEOPLE = frozenset(("trafficked", "treated"))
_GERUND_GOVERNING = frozenset(
    ("instead of", "without", "despite", "besides", "by", "before", "after", "from", "beyond", "except for")
) | frozenset(("apart from", "aside from", "other than", "in addition to", "rather than"))
"""Prepositions behind which a gerund is likelier than a noun in -ing."""
COMPARING = frozenset(("more", "less", "most"))


class Gerunds(FunctionWords):
    """The rules for words in -ing. ``listed`` is the tag of the verb with which a list of verbs goes on."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self.listed = ""

    def is_gerund(self) -> bool:
        """Tell whether a noun in -ing is a verb: "screening the migrants", "by training judges"."""
        before, after = self.before.tag, self.after
        if self.before.word in COMPARING:
            return False  # "identifying more trafficking victims"
        if "work_in_ing" in self.token.classes and after.tag in "IN":
            return "trafficked" in self.before.classes  # "children begging on the streets"
        pairs = after.word in FLOATING and self.tokens[self.at + 2].tag == "I"  # "sex trafficking both in"
        ahead = after.tag != "P" and self.tokens[self.at + 2].tag == "R"  # but "screening them carefully"
        precedes_adverb = pairs or "there" in after.classes or ahead
        if (after.tag in "CDP" and not precedes_adverb) or before == "!":
            makes = "cause" in english().verb_classes.get(self.before.lemma, ())
            return before != "J" and not makes  # "a law that makes trafficking a crime"
        if after.word in PARTICLES and self.tokens[self.at + 2].tag in "CDP":
            return True  # "in the process of setting up a hotline"
        if self.before.word.endswith("ly") and (after.tag in "NJ" or self.tokens[self.at - 2].tag == "I"):
            return True  # "without adequately screening for indicators"
        if after.tag in _IN_COMPOUND and self._is_begun():
            return True  # "began training officers", but not "training courses"
        if self._has_treated_object():
            return True  # "reported screening migrants"
        if self.token.word in _OBJECT_CLASSES and before in ",&I":
            return _OBJECT_CLASSES[self.token.word] in self._noun_behind().classes
        listed = after.tag in "NJ" or (after.tag == "&" and self.tokens[self.at + 2].tag == "G")
        return listed and self.listed == "G" and before in ",&R"

    def _has_treated_object(self) -> bool:
        """Tell whether those follow to whom a gerund is done, behind what may take one."""
        opener = self.tokens[self.at - 2] if self.before.word == "ever" else self.before
        reports = opener.tag in "VZEG" and "report" in english().verb_classes.get(opener.lemma, NO_CLASSES)
        if not reports and opener.word not in _GERUND_GOVERNING:
            return False
        wanted = _OBJECT_CLASSES.get(self.token.word)
        head = self.tokens[self._object_ahead()]
        return not head.classes.isdisjoint({wanted} if wanted else _DONE_TO)

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
        """Tell whether a word says with whom one acts: "work with NGOs"."""
        return self.after.word == "with" and "cooperate" in english().verb_classes.get(self.token.lemma, ())

    def _is_begun(self) -> bool:
        """Tell whether a verb such as "began" is before a word, and what only people do is not its object."""
        particle = self.before.word if self.before.word in PARTICLES else ""
        verb = self.tokens[self.at - 2] if particle else self.before  # "gave up training officers"
        known = english().verb_classes.get(f"{verb.lemma} {particle}".strip(), NO_CLASSES)
        if verb.tag not in "VZEG" or not known & _ASPECTS:
            return False
        at = self.at + 1
        while self.tokens[at + 1].tag in _IN_COMPOUND:
            at += 1
        return self.tokens[at].tag != "J" and not self.tokens[at].classes & _ACTIVITIES

    def _noun_behind(self) -> Token:
        """Return the word behind the current one, or behind adjectives: "of trafficking young Thai women"."""
        at = self.at + 1
        while self.tokens[at].tag == "J" or (at > self.at + 1 and self.tokens[at].tag == "&"):
            at += 1
        return self.tokens[at]

    def gerund(self) -> str:
        """Make an adjective or a noun of a gerund: "the existing law", "the killing of"."""
        before, after = self.before.tag, self.after.tag
        if "preposition_in_ing" in self.token.classes and before in STOPS | {","} and after in "DJN'":
            return "I"
        if "missing" in self.token.classes and self.tokens[self.behind()].tag == "B":
            stays = after in ".,;&S" or self.after.word in ("for", "in")
            return "J" if stays else "G"  # "guidelines were missing"
        continuing = "attributive_gerund" in self.token.classes and before in ".;:–—•S"
        if (continuing or before in "D'J") and after in ("N", "?V", "?Z", "J"):
            return "J"
        stands_alone = self.before.word in STANDING_ALONE  # "some going on to Italy"
        if (before in "D'" and not stands_alone) or (before == "J" and after in "I,&.B"):
            return "N"
        return "G"
