"""Function words: what determiners, prepositions, subordinators and conjunctions are where they stand."""

from __future__ import annotations

from tipgraph.understanding.tokens.tokens import NOBODY, Token, classes_as_verb
from tipgraph.understanding.tokens.words import NEGATIVE_PRONOUNS, NO_CLASSES, english

__all__ = [
    "BEHIND_NUMBERS",
    "EACH",
    "FLOATING",
    "PARTICLES",
    "PHRASE",
    "STANDING_ALONE",
    "SUBJECT",
    "FunctionWords",
    "is_plural",
]

_ADVERBS = frozenset("R!")
_BEHIND_VERB = _ADVERBS | {"E"}
_BEHIND_RELATIVE = frozenset(("V", "Z", "B", "H", "O", "M", "E", "?Z", "R", "!"))
_BEFORE_RELATIVE = frozenset(("N", "J", ")", ",", "C", "?V", "?Z", "G", "P"))
_BEFORE_CLAUSE = _BEFORE_RELATIVE | frozenset("VZER&.B")
_CLAUSE_PREPOSITIONS = frozenset(("before", "after", "since", "until", "as", "than"))
_TIMES = frozenset(("before", "after", "until"))
_BEHIND_SCHEDULED = frozenset("DCPRJI.,")
_ABOUT = frozenset(("over", "around", "about", "close to"))
"""Prepositions that are adverbs before a number: "over 40 cases"."""
_HUNDREDS = frozenset(("hundred", "thousand", "million"))
FLOATING = frozenset(("all", "both", "each", "either"))
_PREDICATING = frozenset("BEHMO")
_WANTING_VERB = frozenset(("fail", "plan", "continue", "effort", "struggle", "request", "oblige"))
"""Classes of words behind which an infinitive is due."""
_TELLING = frozenset(("report", "take_clause", "utter"))
_NEAR = 4
"""Words behind "there" among which one is the verb of "there also are"."""
EACH = frozenset(("a", "each", "every"))
_BEHIND_HEAD = frozenset(".:;,BHIMO")
"""What follows "the following" where that is a noun."""
_LONGEST_SUBJECT = 24
"""How many words of a subject are looked at behind a word that may open a clause."""
_EMPHATIC = frozenset(("itself", "themselves", "himself", "herself"))
_RELATIVES = frozenset(("that", "which", "whom"))
BEHIND_NUMBERS = frozenset(("other", "such"))
"""Determiners behind a number: "12 other men"."""
PARTICLES = frozenset(("up", "down", "out", "off", "over"))
"""Prepositions that belong to a verb before them: "set up a unit"."""
_INWARD = frozenset(("on", "in", "along"))
"""Those that do before one of the following."""
_THROUGH = frozenset(("through", "via", "from", "into", "across"))
PHRASE = frozenset("DCPJN'")
"""Tags of words of a noun phrase."""
SUBJECT = frozenset("NJD")
"""Those of a subject."""
_INVERTING = frozenset(("OP", "OD", "ON", "BP", "HP"))
"""The tags of an auxiliary and its subject behind "neither"."""
STANDING_ALONE = frozenset(("those", "all", "some", "many", "both", "each", "most", "few", "several"))
"""Determiners that may be subjects: "some work in"."""


def is_plural(token: Token) -> bool:
    """Tell whether a noun is plural, as far as its letters show."""
    return token.word.endswith("s") or "plural" in token.classes


class FunctionWords:
    """The rules for function words. Each is a method that returns the tag of the current token.

    ``token`` is the current one, at index ``at``; ``before`` and ``after`` are its neighbors.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.token = self.before = self.after = NOBODY

    def behind(self, skipped: frozenset[str] = _ADVERBS) -> int:
        """Return the index of the last token before the current one whose tag is not skipped, or -1."""
        i = self.at - 1
        while i >= 0 and self.tokens[i].tag in skipped:
            i -= 1
        return i

    def begins_clause(self, i: int) -> bool:
        """Tell whether a clause may begin with its subject behind a mark: "it is old, and the law bans"."""
        tag, before = self.tokens[i].tag, self.tokens[i - 1].tag
        parts = tag == "&" and before == ","
        parts |= tag == "," and self.tokens[0].tag == "S"  # "while it is old, the law bans"
        return parts and self.tokens[i + 1].tag in "DP"

    def subject_before(self) -> int:
        """Return the noun before a word, or that before "in" and a name: "agents in South Africa lure"."""
        i = self.behind(SUBJECT)
        is_place = self.before.capital and self.tokens[i].tag == "I" and self.tokens[i - 1].tag == "N"
        return i - 1 if is_place and i else self.at - 1

    def is_given(self) -> bool:
        """Tell whether a word is what people get: "gave them shelter", "offer women work"."""
        giver = self.tokens[self.behind(PHRASE | {"&"})]
        return not classes_as_verb(giver).isdisjoint(("give", "offer"))

    def _takes_to(self, token: Token) -> bool:
        return "to_is_preposition_after" in token.classes

    # -- participles and gerunds

    def determiner(self) -> str:
        """Make a noun or a negation of a determiner: "Law No. 12", "were neither tried nor fined"."""
        word, after = self.token.word, self.after.tag
        if self._is_rate():
            return "R"
        if word == "no" and after in "C." and self.before.tag == "N":
            return "N"
        if word == "no" and after == "," and self.at == 0:
            return "R"  # "No, they have not."
        floats = self.before.tag in ("NPB" if after == "E" else "NP")
        pairs = after == "I" and self.after.word != "of" and self.before.tag in "NEJ"
        floats &= after in _PREDICATING | {"R"} or (self.before.tag == "P" and after.endswith(("V", "Z")))
        if word in FLOATING and self.tokens[self.at - 2].word == "nor" and after in ("V", "?V"):
            return "P"  # "nor did either train judges"
        if word in FLOATING and (pairs or floats):
            return "R"  # "arrests and trials all fell", "girls both domestically and in"
        second = self.tokens[self.at + 2].tag
        if word == "most" and self.before.tag == "N" and after in "EJ" and second not in ("N", "J"):
            return "R"  # "the groups most exposed are"
        if word == "neither":
            return self._neither(second)
        is_degree = self.before.tag == "B" and after == "R" and second in "EJ"  # "are most often sold"
        return "R" if is_degree else "D"

    def _neither(self, second: str) -> str:
        """Make a negation of "neither" before verbs: "neither did it act", "neither fully complies nor"."""
        after = second if self.after.tag == "R" else self.after.tag
        denies_verb = after in "EVZG" or (after == "T" and self.before.tag != ",")
        return "!" if denies_verb or self.after.tag + second in _INVERTING else "D"

    def _is_rate(self) -> bool:
        """Tell whether "a year" behind people says how often: "12 girls a year are sold"."""
        counts = self.token.word in EACH and "time" in self.after.classes
        return (
            counts
            and self.before.tag == "N"
            and is_plural(self.before)
            and self.tokens[self.at + 2].tag not in "RN"
        )

    def pronoun(self) -> str:
        """Make an adverb of "there" and of emphasis: "there they are sold", "the country itself".

        Not in "there are shelters", "there exist laws", "girls sell themselves".
        """
        if self.token.word != "there":
            return "R" if self.before.tag == "N" and self.token.word in _EMPHATIC else "P"
        following = next((t for t in self.tokens[self.at + 1 : self.at + _NEAR] if t.tag != "R"), self.after)
        exists = (
            classes_as_verb(following) & {"exist", "be"} and self.before.tag != "N"
        )  # "girls there remain"
        is_verb = following.tag in "BMHO!" or (exists and following.tag in "VZE")
        tells = not classes_as_verb(self.before).isdisjoint(_TELLING)  # "said there were no shelters"
        is_inverted = self.before.tag == "B" and self.tokens[self.at - 2].word == "nor"
        return "P" if is_inverted or (is_verb and (tells or self.before.tag not in "VZEGI")) else "R"

    def modal(self) -> str:
        """Make a noun of the month and of what is wanted: "in April or May", "the will to act"."""
        is_noun = self.after.tag == "T" or (self.token.capital and self.before.tag in "I&")
        return "N" if is_noun else "M"

    def to(self) -> str:
        """Make a preposition of "to": "subjected to abuse", "to the police"."""
        after, second = self.after.tag, self.tokens[self.at + 2].tag
        if after == "M" and self.after.capital:
            return "I"  # "to May"
        lowers = after == "J" and second == "D" and self.after.word in english().verbs
        if self._takes_to(self.before) and "effort" not in self.tokens[self.at - 2].classes:
            acts = after == "R" and second in ("V", "?V")
            is_infinitive = after in "VOBH" or lowers or acts
            if not is_infinitive:
                return "I"
        if (after == "&" and second == "I") or (after == "?V" and self.tokens[self.at + 2].word == "of"):
            return "I"  # "owing to lack of funds"
        acts = second in "DCPE" or self._wants_verb(second)
        acts |= second in ("N", "?V") and "effort" in self.before.classes  # "no action to lower demand"
        secures = self.after.word in english().verbs and acts
        betters = "adverb_behind_be" in self.after.classes and second in ("V", "?V")
        if after == "J" and (secures or betters):
            return "T"  # "has yet to secure a conviction", "to better identify victims"
        if (
            self._ends_phrase()
            or after in ("?Z", *"DPCNGEJ',")
            or (after == "R" and second not in ("V", "?V", "B", "H", "O", "R"))
        ):
            return "I"
        return "T"

    def _wants_verb(self, second: str) -> bool:
        """Tell whether an infinitive is due, and its object follows: "failed to secure convictions"."""
        governing = english().verb_classes.get(self.before.lemma, NO_CLASSES) | self.before.classes
        noun = self.tokens[self.at + 3].tag if second == "J" else second
        is_little = self.before.word == "little" or self.before.word in NEGATIVE_PRONOUNS  # "did little to"
        return noun == "N" and (is_little or bool(governing & _WANTING_VERB))

    def _ends_phrase(self) -> bool:
        """Tell whether a noun behind "to" has nothing to govern: "refer them to care."."""
        noun, behind = self.after, self.tokens[self.at + 2]
        if "noun_unless_for" in noun.classes:
            return behind.word != "for"
        if behind.tag == "&" and self.tokens[self.at + 3].tag in "VT":
            return False  # "failed to shelter and repatriate them", "neither to work nor to study"
        if "noun_behind_to" not in noun.classes:
            return False
        if behind.word == "with" and "cooperate" in english().verb_classes.get(noun.word, ()):
            return False  # "began to work with the police"
        return behind.tag in ".,;&()" or (behind.tag == "I" and behind.word != "for")

    def subordinator(self) -> str:
        """Settle "that" and "once": "laws that ban", "said that", "once convicted"."""
        if self.token.word == "that":
            return self._that()
        if self.token.word == "so" and self._likens():
            return "I"
        if self.token.word in ("so", "though") and self.after.tag in ",.;":
            return "R"
        return "R" if self.token.word == "once" and self.after.tag not in "NDP" else "S"

    def _likens(self) -> bool:
        """Tell whether only an auxiliary and its subject follow: "and so did police", not "so had funds"."""
        if self.before.tag != "&" or self.after.tag not in "BOH":
            return False
        near = self.tokens[self.at + 2 : self.at + _NEAR]
        ends = next((token for token in near if token.tag not in "NJD'"), NOBODY).tag in ",.;"
        named = near[0].tag == "N" if self.after.tag == "O" else near[0].capital
        return ends and (named or near[0].word in ("the", "a", "an"))

    def _that(self) -> str:
        before = self.before.tag
        ends = self.after.tag in ("N", "?V") and self.tokens[self.at + 2].tag in ".;"
        is_one = self.after.word == "one" and before in "&;."  # "and that one led to a trial"
        if self.after.word == "of" or ends or is_one:
            return "D"  # "exceeded that of 2012", "broke that promise."
        interrupted = self.after.tag == "," and self.tokens[self.at + 2].tag == "S"
        is_subject = self.after.tag == "?Z" and self.tokens[self.at + 2].tag in "HBMO"  # "that judges have"
        acts = self.after.tag in _BEHIND_RELATIVE and not is_subject
        relative = interrupted or acts or self._agrees()
        is_predicate = before == "J" and self.tokens[self.at - 2].tag == "B"  # "it is vital that more"
        if relative and before in _BEFORE_RELATIVE and not is_predicate:
            return "W"
        if self.after.classes & {"homeland", "period"} or before == "I":
            return "S" if self.after.tag in "DP" else "D"  # "in that country", but "in that they work"
        return "S" if before in _BEFORE_CLAUSE else "D"

    def _agrees(self) -> bool:
        """Tell whether a verb behind "that" has the plural before it as its subject: "laws that ban"."""
        may_act = self.after.tag == "?V" and "plural" not in self.after.classes  # "claims that police beat"
        if not may_act or not is_plural(self.before) or self.tokens[self.at + 2].tag in "EBHMOZ":
            return False
        governor = self.tokens[self.behind(PHRASE)]
        return classes_as_verb(governor).isdisjoint(("report", "take_clause", "tell", "threaten"))

    def preposition(self) -> str:
        """Make something else of a preposition: "after police raided", "set up a unit", "is pending"."""
        if self.token.word == "following" and self.before.word in ("the", "these"):
            return "N" if self.after.tag in _BEHIND_HEAD else "J"  # "the following:", "the following steps"
        if self.before.tag == "M" and self.token.word in english().verbs:
            return "V"  # "would like to see"
        if self._has_nothing_behind():
            return "R"
        if self.token.word == "pending":
            behind_be = self.tokens[self.behind()].tag == "B"
            return "J" if behind_be or self.before.tag in "D'" or self.after.tag in ".,;I&" else "I"
        if self.token.word == "due to" and self._is_scheduled():
            return "T"
        if self.token.word in _ABOUT and self.after.tag == "C" and not self.after.is_year:
            return "R" if self.token.word != "about" or self.before.tag != "N" else "I"
        if self.token.word == "since" and (
            self.after.is_year or self.before.tag in "BH" or self.after.tag in ",."
        ):
            return "I" if self.after.is_year else "R"  # "has since been tried", "in the years since, six"
        if self.token.word in _CLAUSE_PREPOSITIONS and not self._says_what_one_is() and self._opens_clause():
            return "S"
        return "R" if self.before.tag in "VZEG" and self._is_particle() else "I"

    def _has_nothing_behind(self) -> bool:
        """Tell whether nothing is behind a preposition: "brought women in from Mali", "until it is over."."""
        ends = self.after.tag in ".,;"
        if self.token.word == "before":
            return ends and self.tokens[self.at + 2].tag != "I"  # "than the year before, and"
        return (ends and self.token.word in PARTICLES) or (self.token.word, self.after.word) == ("in", "from")

    def _is_particle(self) -> bool:
        """Tell whether a preposition behind a verb belongs to it: "moved on through", "set up a unit"."""
        if self.token.word in _INWARD:
            return self.after.word in _THROUGH or (self.token.word == "in" and self._takes_in())
        if self.token.word == "over" and "over_a_cause" in english().classes(self.before.lemma):
            return False  # "arrested over the sale of girls"
        leads_off = self.token.word == "off" and self.tokens[self.at - 2].tag == "B"
        is_free = self.after.tag != "T" and not (leads_off and self.after.tag == "D")  # "taken off the farm"
        return self.token.word in PARTICLES and is_free

    def _takes_in(self) -> bool:
        """Tell whether people are brought in: "recruiters bring in young women"."""
        noun = next((token for token in self.tokens[self.at + 1 :] if token.tag not in "DCJ"), NOBODY)
        return "takes_in" in english().classes(self.before.lemma) and "trafficked" in noun.classes

    def ends_relative(self) -> bool:
        """Tell whether a relative clause ends with a word: "a shelter that nuns run"."""
        before = range(self.at - 2, max(self.at - 6, 0), -1)
        opener = next((i for i in before if self.tokens[i].tag not in "NDJ"), 0)
        opens = self.tokens[opener].word in _RELATIVES and self.tokens[opener - 1].tag == "N"
        return opens and self.before.tag == "N" and self.after.tag in ".,;:R"

    def _is_scheduled(self) -> bool:
        """Tell whether "due to" says when something will be: "is due to open in June"."""
        if self.tokens[self.behind()].tag != "B":
            return False
        is_verb = self.after.tag in ("V", "?V") and self.tokens[self.at + 2].tag in _BEHIND_SCHEDULED
        return is_verb or self.after.tag in ("B", "V")

    def _says_what_one_is(self) -> bool:
        """Tell whether "as" says what somebody is: "girls who work as maids are", "those known as X are"."""
        classes = english().classes(self.before.lemma) if self.token.word == "as" else NO_CLASSES
        if self.before.tag != "E":
            return "takes_as" in classes
        return "named_as" in classes and self.tokens[self.behind(_BEHIND_VERB)].tag not in "BH"

    def _opens_clause(self) -> bool:
        """Tell whether a noun phrase and its finite verb come next."""
        noun_seen = described = False
        for i in range(self.at + 1, min(self.at + _LONGEST_SUBJECT, len(self.tokens))):
            token = self.tokens[i]
            is_predicated = token.tag in ("?V", "?Z") and self.tokens[i - 1].tag == "P"  # "after they reach"
            leads_on = token.tag == "?Z" and self.tokens[i + 1].tag in "IT"  # "as Laos works toward a law"
            is_predicated |= self.at == 0 and noun_seen and leads_on
            if token.tag in ("BHM" if described else "BHOMZV") or is_predicated:
                return noun_seen and (not described or self.token.word in _TIMES)
            if token.tag == "D" and self.tokens[i - 1].is_year:
                return False  # "since May 2006 the state has"
            if token.tag == "E":
                return noun_seen and not described and "reduced_participle" not in token.classes
            if token.tag in ("N", "P", "?V", "?Z"):
                noun_seen = True
            elif token.tag == "I" and noun_seen:
                described = self.token.word != "since"
            elif token.tag == "(" and self.tokens[i + 2].tag == ")":
                continue  # "since the Act (TVPA) was"
            elif token.tag not in "DJC'R)" and not (self.token.word == "since" and token.tag == "I"):
                return False
        return False

    def conjunction(self) -> str:
        """Make an adverb of "yet": "has not yet opened"; and a part of "one hundred and five"."""
        if self.before.word in _HUNDREDS and self.token.word == "and" and self.after.tag == "C":
            return "C"
        near = self.tokens[max(self.at - _NEAR, 0) : self.at]
        denied = self.before.tag == "N" and any(token.word == "nor" for token in near)
        adverb = denied or self.before.tag in "!HBOR" or self.after.tag in "T,;."
        return "R" if self.token.word == "yet" and adverb else "&"
