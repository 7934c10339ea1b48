"""Tagging: one pass from left to right settles what a word is. Each rule is a method with an example."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

from tipgraph.understanding.tokens.ages import without_ages
from tipgraph.understanding.tokens.function_words import EACH, PARTICLES, PHRASE, STANDING_ALONE
from tipgraph.understanding.tokens.mention import Mention
from tipgraph.understanding.tokens.names import tag_names
from tipgraph.understanding.tokens.past_forms import PastForms
from tipgraph.understanding.tokens.tokens import NOBODY, STOPS, Token, read_words, retagged
from tipgraph.understanding.tokens.verbs import COMPARING, FINITE
from tipgraph.understanding.tokens.words import english

__all__ = ["tokenize"]


def tokenize(text: str, names: Iterable[Mention] = ()) -> list[Token]:
    """Return the tokens of a text, tagged. ``names`` are mentions whose tags are known.

    >>> " ".join(token.word + "/" + token.tag for token in tokenize("Police report the raids."))
    'police/N report/V the/D raids/N ./.'
    """
    tokens = without_ages(read_words(text))
    if tokens and tokens[0].tag == "-":
        tokens[0] = retagged(tokens[0], "•", tokens[0].lemma)  # the mark of an item
    tag_names(tokens, list(names))
    _Settler(tokens).run()
    return tokens


_LESS_OR_MORE = frozenset(("fewer than", "less than", "more than"))
_AMBIGUOUS = frozenset(("?V", "?Z"))
_OPENS_OBJECT = frozenset("DCP")
_ASIDE = 12
"""The longest aside between a subject and its verb, in tokens, so that a text of commas takes linear time."""


class _Settler(PastForms):
    """Goes from left to right over tokens and settles those that may be several things.

    A rule is a method. It returns the tag of the current token, which it changes or keeps.
    """

    def run(self) -> None:
        """Settle all tokens in place."""
        tokens, rules = self.tokens, _RULES
        ambiguous = [i for i, token in enumerate(tokens) if token.tag in _AMBIGUOUS]
        tokens += (NOBODY, NOBODY)  # so that the tokens of -1 and of the next two exist
        for i, token in enumerate(tokens):
            rule = rules.get(token.tag)
            if rule is not None:
                self.at, self.token = i, token
                self.before, self.after = tokens[i - 1], tokens[i + 1]
                tag = rule(self)
                if tag != token.tag:
                    token = tokens[i] = _settled(token, tag)
            if token.tag in _REMEMBERED:
                self._remember(i, token.tag)
        del tokens[-2:]
        for start, end in self._clauses() if ambiguous else ():
            has_base = any(token.tag == "V" for token in tokens[start : end if start else 2])
            if not has_base and not any(token.tag in "ZBHOME" for token in tokens[start:end]):
                self._find_verb(ambiguous[bisect_right(ambiguous, start) : bisect_left(ambiguous, end - 1)])

    def _remember(self, i: int, tag: str) -> None:
        """Keep what later tokens of the clause ask for, but no participle: "tried men accused of it"."""
        if tag == "E" and "reduced_participle" in self.token.classes and self.before.tag == "N":
            return
        opens = tag == "E" and self.before.tag in STOPS  # "lured by jobs, girls travel to"
        if (tag in "ZBHOME" and not opens) or (tag == "V" and self._stands_first()):
            self.verb_seen = True
        if tag in "VEZG":
            self.listed = tag
            self.base_seen |= tag == "V"
        elif tag in "OMT":
            self.listed = "V"
        elif tag in ";.SW:-–—" or self.begins_clause(i):
            self.base_seen &= tag not in ";.:"
            self.verb_seen, self.listed = False, ""

    def _clauses(self) -> Iterator[tuple[int, int]]:
        """Yield start and end of what may be in want of a verb: the segment, and each clause with "that"."""
        yield 0, len(self.tokens)
        for start, token in enumerate(self.tokens):
            if token.tag == "S" and token.word == "that":
                ahead = range(start + 1, len(self.tokens))
                yield start, next((i for i in ahead if self.tokens[i].tag in "S;."), len(self.tokens))

    def _find_verb(self, ambiguous: list[int]) -> None:
        """Make a verb of the first noun that may be one, where none is: "Police target NGOs"."""
        for i in ambiguous:
            self.at = i
            if self.tokens[i].tag != "N" or self.is_given():
                continue
            before, after = self.tokens[i - 1].tag, self.tokens[i + 1].tag
            takes_object = before == "," and after in "DCP"  # "gangs through deceit, force them"
            follows = before in "NPR" or takes_object or self._closes_aside(i)
            if follows and after in "IDCJNTRPG":
                verb = english().verbs[self.tokens[i].word]
                self.tokens[i] = retagged(self.tokens[i], "Z", verb.lemma)
                return

    def _closes_aside(self, at: int) -> bool:
        """Tell whether a word stands behind a subject and an aside: "gangs, through threats, force them"."""
        before = range(at - 2, max(at - _ASIDE, 0), -1) if self.tokens[at - 1].tag == "," else ()
        opens = next((i for i in before if self.tokens[i].tag == ","), 0)
        return opens > 0 and self.tokens[opens - 1].tag == "N" and self.tokens[opens + 1].tag in "IRD"

    def colon(self) -> str:
        """Make "are" of a colon between a heading and the places under it: "Countries of origin: Mali"."""
        before = self.tokens[: self.at]
        opens = next((i for i, token in enumerate(before) if token.tag in "WS"), 0)  # "countries in which"
        has_verb = any(token.tag in "ZBHOM" for token in before[:opens]) if opens else self.verb_seen
        is_title = self.tokens[0].tag in "NJ" and not has_verb and self.after.capital
        nouns = (token for token in before if token.tag == "N" and not (token.capital and token.start))
        about_victims = all(token.classes & {"heading_places", "heading_people"} for token in nouns)
        named = any("heading_places" in token.classes for token in before)
        return "B" if is_title and named and about_victims else ":"

    # -- nouns

    def noun(self) -> str:
        """Make a verb of a word that stands where only a verb can: "did not outsource the work"."""
        if self.before.tag == "R" and self.before.word in EACH and "time" in self.token.classes:
            return "R"
        if "noun_in_ing" in self.token.classes and self.token.word in english().verbs:
            return "G" if self.is_gerund() else "N"
        is_age = self.token.word[0].isdecimal() and "-" in self.token.word
        described = self.after.tag == "J" or self._is_joined_adjective()
        if described and (is_age or "adjective_first" in self.token.classes):
            return "J"  # "12 male Indian nationals", "male and female victims"
        if self.before.tag not in "MOTR!":
            return "N"
        i = self.behind()
        before = self.tokens[i]
        denied = any(token.tag == "!" for token in self.tokens[i + 1 : self.at])
        wanted = before.tag == "M" or (before.tag == "O" and before.word[0] == "d" and denied)
        return "V" if wanted else "N"

    def _is_joined_adjective(self) -> bool:
        """Tell whether a word of its class and a noun follow a conjunction: "male and female victims"."""
        joined, noun = (*self.tokens[self.at + 2 : self.at + 4], NOBODY, NOBODY)[:2]
        return self.after.tag == "&" and "adjective_first" in joined.classes and noun.tag == "N"

    def adjective(self) -> str:
        """Settle "little was done", where it is a noun, and "has yet to secure", where it is a verb."""
        lists = self._is_listed_verb() and self.tokens[self.at - 2].tag != "J"  # "safe and secure homes"
        wanted = "DCPNJEG" if self.before.tag in "MT" or lists else ""
        if self.after.tag in wanted and self.token.word in english().verbs:
            return "V"  # "has yet to secure a conviction", "should secure convictions"
        if self.after.tag in "DCP" and self.token.word.endswith("ing") and self.token.word in english().verbs:
            return "G"  # "began developing a plan"
        if self.token.capital and self.after.tag == "," and self.tokens[self.at + 2].word in ("a", "an"):
            return "N"  # "Mary, a woman of 22, taught children"
        auxiliary = {"B": "adverb_behind_be", "H": "adverb_behind_have"}.get(self.before.tag, "")
        is_adverb = auxiliary in self.token.classes and self.after.tag == "E"
        if is_adverb or self.before.tag + self.after.tag in ("MV", "TV", "M?V", "T?V", "HB"):
            return "R"  # "should better inform the public", "had long been planned", "be better informed"
        is_little = self.token.word == "little" and self.after.tag in FINITE | {"H"}
        return "N" if is_little or self._is_named_by_adjective() else "J"

    def _is_named_by_adjective(self) -> bool:
        """Tell whether an adjective is all that names something: "the poor are", "the right to asylum"."""
        if self.before.word not in _BEFORE_NOUNS:
            return False
        described = self.tokens[self.at + 2].tag in ("N", "J", *_AMBIGUOUS)
        return self.after.tag in "BHMOZTI" or (self.after.tag == "E" and not described)

    def adverb(self) -> str:
        """Make a determiner of "more arrests", not of "nine more"; ", fewer than the 12" compares."""
        compared = self.token.word in _LESS_OR_MORE and self.tokens[self.behind()].tag == ","
        if compared and self.after.tag in "DI":
            return "I"
        if self.before.word == "from" and self.after.tag in _BEHIND_SOURCE and self.token.word[-2:] != "ly":
            return "N"  # "women from abroad are", "workers from elsewhere"
        if self.before.word in _BEFORE_NOUNS and self.after.tag == "N":
            return "J"  # "the only shelter", "the then minister"
        noun = self.tokens[self.at + 2] if self.after.tag == "J" else self.after
        compares = self.token.word in COMPARING and self.before.tag != "C"
        return "D" if compares and noun.tag in ("N", *_AMBIGUOUS) else "R"

    # -- words that are nouns and verbs

    def verb(self) -> str:
        """Make a noun of a known verb behind a determiner: "an overhaul"."""
        if self._is_governed_by_auxiliary():
            return "V"
        if self._is_participle_like_base():
            return "E"
        if self._is_adjective():
            return "J"
        if self.before.tag in "D'I" and self.before.word not in _NO_DETERMINERS_OF_VERBS:
            return "V" if self.after.tag in "DP" and self.before.tag != "D" else "N"
        return "V"

    def third_person(self) -> str:
        """Make a noun of a verb behind a determiner or a number: "into the hands of", "jailed six pimps"."""
        is_number = self.before.tag == "C" and self.before.word != "one" and not self.before.is_year
        is_counted = is_number and self.tokens[self.at - 2].tag != "N"  # and not "article 5 bans"
        is_described = self.before.tag in "JN" and self.after.tag == "W"  # "Danish pimps who"
        return "N" if is_counted or is_described or self.before.word in _BEFORE_NOUNS else "Z"

    def _is_adjective(self) -> bool:
        """Tell whether a verb that is an adjective too is one: "is not clear", "report complete data"."""
        if self.token.word not in english().adjectives:
            return False
        behind_verb = self.before.tag in "VZEGI" and self.after.tag in "NJ"
        behind_verb |= self._stands_first() and self._opens_subject()
        return behind_verb or self.tokens[self.behind()].tag == "B"

    def _opens_subject(self) -> bool:
        """Tell whether a noun and its verb follow: "complete data are", not "complete it and see that"."""
        if self.after.tag not in ("N", "J", *_AMBIGUOUS):
            return False
        for i in range(self.at + 2, len(self.tokens)):
            token = self.tokens[i]
            if token.tag in FINITE | {"H"}:
                return True
            if token.tag in STOPS or (self.tokens[i - 1].tag in "&," and token.word in english().verbs):
                return False
        return False

    def ambiguous(self) -> str:
        """Decide between noun and verb: "the report", "they report". "Brought women home" has neither."""
        return "R" if self._is_way_home() else self._noun_or_verb()

    def _is_way_home(self) -> bool:
        people = self.before.tag == "P" or not self.before.classes.isdisjoint(_PEOPLE)
        if not people or "homeward" not in self.token.classes:
            return False
        return self.tokens[self.behind(_OF_OBJECT)].tag in "VEZG"  # but "the girls home in Nairobi"

    def _noun_or_verb(self) -> str:
        if self._is_participle_like_base() or self._has_new_object():
            return "E"
        form = self.token.tag[-1]
        before = self.before.tag
        if form == "V" and (self._is_governed_by_auxiliary() or self._is_inverted()):
            return "V"
        doing = english().verb_classes.get(self.tokens[max(self.at - 2, 0)].lemma, ())
        alone = self.before.word in STANDING_ALONE and "do" not in doing  # but "made some progress in"
        alone |= self.before.is_year
        if self.must_act(form) or self._follows_number():
            return form
        if before in "JBHE" or (before in "D'CI" and not alone) or self.before.word == "whom":
            return self._noun_or_adjective()
        if self._lacks_noun() or self.ends_relative() or (form == "V" and self._is_listed_verb()):
            return form
        if form == "Z" and alone and self.before.word != "each" and not self.before.is_year:
            return "N"  # "all forms", but "all form"
        if form == "V" and self._goes_on_imperative():
            return "V"
        if before in "&,":
            return form if self._goes_on_list(form) or self._begins_predicate() else "N"
        subject = self.tokens[self.behind()] if before in "R!" else self.before  # "many also transit"
        may_act = subject.tag in ("NPW&," if before in "R!" else "NPW)") or subject.word in STANDING_ALONE
        if may_act or self.before.is_year:
            return form if not self.is_given() and self.has_subject(form) else "N"
        return form if self._opens_item(form) else "N"

    def _noun_or_adjective(self) -> str:
        """Make an adjective of "draft" in "a draft national plan"."""
        return "J" if self.after.tag == "J" and self.token.word in english().adjectives else "N"

    def _has_new_object(self) -> bool:
        """Tell whether an object follows a word such as "set": "Spain set up a task force"."""
        if self.before.tag not in "N," or "base_participle" not in self.token.classes:
            return False
        if self.before.tag == ",":
            parts = self.after.word in PARTICLES and self.tokens[self.at + 2].tag in "DCNJ"
            return parts and not self.finite_ahead()
        at = self.at + 2 if self.after.word in PARTICLES else self.at + 1
        return self.tokens[at].word in ("a", "an") and not self.finite_ahead()

    def _goes_on_imperative(self) -> bool:
        """Tell whether a further part asks for something, too: "fund shelters; and train judges"."""
        return self.before.tag in "&," and self._stands_first() and self._is_imperative()

    def _opens_item(self, form: str) -> bool:
        """Tell whether a verb opens a sentence or an item: "Arrest them.", "- Requests the state to"."""
        if form == "V":
            return self.before.tag in STOPS and self._is_imperative()
        ahead = self.tokens[self.at - 2] if self.before.tag == "-" and self.at > 1 else self.before
        return ahead.tag in STOPS and self.after.tag in "DP" and not self.finite_ahead()

    def _stands_first(self) -> bool:
        """Tell whether only a conjunction or a phrase stands before a word in its sentence or item."""
        return (
            self.before.tag in STOPS or (self.before.tag == "&" and self.at == 1) or self._is_behind_phrase()
        )

    def _is_behind_phrase(self) -> bool:
        """Tell whether only a phrase with a preposition is ahead: "with NGOs, open a shelter"."""
        first = self.behind(_OF_PHRASE) + 1
        opens = self.tokens[first].tag == "I" and self.tokens[first - 1].tag in STOPS
        acts = self.after.tag == "N" and self.tokens[self.at + 2].tag in _MAY_ACT  # "police units trace them"
        acts |= "trainee" in self.token.classes  # "in some shelters, staff lack training"
        return opens and self.before.tag == "," and not acts

    def _is_governed_by_auxiliary(self) -> bool:
        """Tell whether a modal, "do", "to" or "rather than" stands before a base form: "may not report"."""
        if "plural" in self.token.classes and self.after.tag in ("V", "?V"):
            return False  # "rarely did police identify"
        i = self.behind()
        if i > 1 and self.tokens[i].tag == "," and self.tokens[i - 1].tag == "R" and i < self.at:
            i -= 3 if self.tokens[i - 2].tag == "," else 0  # "they did, however, look for them"
        instead = self.before.word == "rather than" and self.after.tag not in STOPS | {","}
        return instead or self.tokens[i].tag in "MOT"

    def _is_inverted(self) -> bool:
        """Tell whether "do" and a subject stand before a base form: "nor did authorities report"."""
        i = self.behind(PHRASE)
        return self.tokens[i].tag == "O" and self.before.tag in "NP"

    def _follows_number(self) -> bool:
        """Tell whether a clause without another verb has it behind a number: "the seven face charges"."""
        lacks_verb = self.before.tag == "C" and not (self.verb_seen or self.finite_ahead())
        return lacks_verb and self._lacks_noun()

    def _is_participle_like_base(self) -> bool:
        """Tell whether a word such as "put" stands behind "be" or "have": "girls are put to work"."""
        is_done = self.before.tag in "N,&" and self.after.word == "by"  # "shelters run by charities"
        is_known = "base_participle" in self.token.classes
        return is_known and (is_done or self.tokens[self.behind()].tag in "BH")

    def _lacks_noun(self) -> bool:
        """Tell whether one of few verbs stands between two nouns: "prisons lack guards", or before "that"."""
        if self.before.tag == "," and self.after.word == "that":
            return True  # "figures, which are public, show that"
        return (
            "verb_before_noun" in english().classes(self.token.lemma)
            and self.before.tag in "&NPW,C"
            and (self.after.tag in "DCJNGEP" or self.after.tag in _AMBIGUOUS)
        )

    def _is_listed_verb(self) -> bool:
        """Tell whether a word that leans to the verb stands in a list of verbs: "to identify and screen"."""
        lists = self.listed == "V" or (self.base_seen and self.before.tag in "&,")
        if not lists or self.before.tag not in "&,R":
            return False
        if self.base_seen and self.before.tag != "R" and self.after.word in _BEFORE_NOUNS:
            return True  # "to train police, review the law and support the women"
        if not self.leans_to_verb():
            return False
        ahead = self.after.tag in ("N", "D", "C", "J", "?V", "?Z") or self._precedes_participle()
        return ahead or self.takes_partner() or self.takes_particle()

    def _precedes_participle(self) -> bool:
        """Tell whether a participle and its noun follow: "screen detained foreigners"."""
        return self.after.tag == "E" and self.tokens[self.at + 2].tag in "NJ"

    def _is_imperative(self) -> bool:
        """Tell whether a word that opens a clause is its verb: "Arrest traffickers.", not "Police fled."."""
        after, leans = self.after.tag, self.leans_to_verb()
        if after == "E" and leans:
            return self._precedes_participle()
        second = self.tokens[self.at + 2]
        if after in "&,":
            second = self.tokens[self.at + 3] if second.tag == "R" else second  # "fund and fully implement"
            goes_on = second.tag == "V" or (leans and second.tag == "?V")
            return goes_on and not self.finite_ahead()  # "Draft, adopt, and implement a plan."
        if self.after.word in PARTICLES and second.tag in PHRASE:
            return not self.finite_ahead()  # "Step up raids."
        if self.after.word == "no" and second.word in ".":
            return False  # "Order No. 12"
        bare = after in ("N", "I") or after in _AMBIGUOUS
        return (leans if bare else after in "DCJPEG'") and not self.finite_ahead()

    def _goes_on_list(self, form: str) -> bool:
        """Tell whether a list of verbs goes on in the same form: "to protect and house the victims"."""
        after = self.after.tag
        if self.listed != form or after not in _BEHIND_LISTED_VERB:
            return False
        alone = after in _OPENS_OBJECT or self.takes_partner()
        return alone or self.tokens[self.behind(_LIST_MARKS)].tag == form

    def _begins_predicate(self) -> bool:
        """Tell whether "and" joins a verb in -s to another: no noun in -s stands before its object."""
        thing = self.tokens[self.at + 2] if self.after.tag == "J" else self.after
        lists = self.token.tag == "?Z" and self.listed == "Z" and self.before.word == "and"
        return lists and thing.tag in ("N", "?Z", "?V")


def _settled(token: Token, tag: str) -> Token:
    """Return a token with another tag, and the lemma that goes with it."""
    if tag in "NJ":
        return retagged(token, tag, token.word)
    verb = english().verbs.get(token.word) if tag in "VZEG" else None
    return retagged(token, tag, verb.lemma if verb is not None else token.lemma)


_BEFORE_NOUNS = frozenset(("the", "a", "an", "its", "their", "his", "her"))
"""Determiners that never stand alone."""
_NO_DETERMINERS_OF_VERBS = (STANDING_ALONE - {"each"}) | {"these", "that"}
"""Determiners behind which a word that is only a verb stays one."""
_PEOPLE = frozenset(("trafficked", "heading_people"))
_MAY_ACT = frozenset(("V", "?V", "B", "H", "M"))
_OF_OBJECT = frozenset("NJCDP&,")
_OF_PHRASE = frozenset("IDNJ,'&")
_LIST_MARKS = frozenset(",&R!")
_BEHIND_SOURCE = frozenset(".,;&BHMOZEVISW")
_BEHIND_LISTED_VERB = frozenset(("D", "C", "N", "J", "P", "I", "&", ",", "?V", "?Z", "G", "E", "R", "T"))
_REMEMBERED = frozenset("ZBHOMETVG;.SW:&,-–—")
"""Tags that later tokens of the clause ask for."""

_RULES: dict[str, Callable[[_Settler], str]] = {
    "D": _Settler.determiner, "P": _Settler.pronoun, "R": _Settler.adverb, "N": _Settler.noun,
    "E": _Settler.participle, "J": _Settler.adjective, "G": _Settler.gerund, "M": _Settler.modal,
    "V": _Settler.verb, "Z": _Settler.third_person, "?V": _Settler.ambiguous, "?Z": _Settler.ambiguous,
    "T": _Settler.to, "S": _Settler.subordinator, "I": _Settler.preposition, "&": _Settler.conjunction,
    ":": _Settler.colon,
}  # fmt: skip
