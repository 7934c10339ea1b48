"""Looks ahead over the items of a segment: which verb comes next, and whose it is.

The parser asks at nearly every item, so each answer is found once: by one backward pass over the items, or by
a walk that remembers its end for each item that it passed. So a segment takes linear time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from tipgraph.understanding.syntax.phrases import ADJECTIVE_PHRASE, NOUN_PHRASE, VERB_GROUP, Item
from tipgraph.understanding.syntax.tree import NOUN, Node
from tipgraph.understanding.tokens.inflect import NO_PARTICIPLES
from tipgraph.understanding.tokens.tokens import STOPS
from tipgraph.understanding.tokens.words import GOVERNING

__all__ = ["SUBJECT_PRONOUNS", "Lookahead"]

_NONE = -1
_LONGEST_ASIDE = 16
"""Items among which the end of an aside is sought."""
_ADDING = frozenset(("and", "or", "nor", "and/or"))
_END = Item(".", -1)
_CLAUSE_ENDS = frozenset((";", ".", "S", "–", "—", ":", "&", ",", ")"))
SUBJECT_PRONOUNS = frozenset(("it", "they", "he", "she", "we", "many", "some", "most"))
_PERSONAL = SUBJECT_PRONOUNS - {"many", "some", "most"}
"""Pronouns that no participle describes: "they applied for asylum"."""
_ACTING = frozenset(("go_on", "fail"))
"""Classes of verbs whose past form is no participle before an infinitive."""
_CHANGING = frozenset(("change", "decline", "grow", "continue", "vary", "occur"))
"""Classes of verbs that say how a number changed, or that it did not: "the number of raids fell"."""
_RELATIVE_ENDS = frozenset(";.&,")


class Lookahead:
    """The items of a segment, and what comes behind each of them."""

    def __init__(self, items: Sequence[Item], types: Mapping[int, str]) -> None:
        self.items, self.types = items, types
        self._deciding: dict[bool, dict[int, int]] = {False: {}, True: {}}

    def item(self, k: int) -> Item:
        """Return an item; a full stop behind the last one."""
        return self.items[k] if k < len(self.items) else _END

    def type_of(self, item: Node) -> str:
        """Return what a phrase, or the place behind it, names: "from elsewhere in Asia"."""
        inner = item.child("in", "of")
        named = self.types.get(item.head) or (inner and self.types.get(inner.head))
        return named or "deed"

    def listed_as(self, at: int, last: Node, joined: str) -> Node | None:
        """Return the last item of a list of what people are, if it goes on: "as maids, cooks, or porters"."""
        node, following = self.items[at].node, self.item(at + 1)
        assert node is not None
        if last.group[0].role != "as" or following.word == "as":
            return None
        goes_on = following.kind in ",&" if joined == "," else len(last.group) > 1
        others = "trafficked" in node.classes and "captive" not in node.classes  # "and women in brothels"
        return last if goes_on and not others else None

    def is_set_off(self, at: int) -> bool:
        """Tell whether a comma or stop ends the phrase at an index, and no list goes on: ", an NGO, runs"."""
        described = False
        for k in range(at + 1, at + _LONGEST_ASIDE):
            item = self.item(k)
            if item.kind in ".;":
                return True
            if item.kind == ",":
                return described or self.item(k + 1).kind not in ("&", NOUN_PHRASE)
            described |= item.kind == "W"
            if item.kind == VERB_GROUP and not described and _form(item) in ("finite", "past", "base"):
                return False
        return False

    def is_adjective_alone(self, at: int) -> bool:
        """Tell whether only an adjective follows the noun phrase at an index: "and care for men minimal"."""
        following = at + (3 if self.item(at + 1).kind == "I" else 1)
        return self.item(following).kind == ADJECTIVE_PHRASE and self.item(following + 1).kind in ".,;"

    def is_subject(self, at: int, *, lists: bool, existential: bool) -> bool:
        """Tell whether the noun phrase at an index is the subject of a finite verb that comes next.

        ``lists`` says whether further items may follow after commas. In an ``existential`` clause ("there
        were reports"), a past form behind a noun is a participle.
        """
        k = self._deciding_item(at + 1, lists)
        item = self.item(k) if k != _NONE else _END
        if item.node is None:
            return item.kind in "WS" and self._has_verb_behind_relative(k)
        if item.node.form == "past":
            if self.is_participle(k):  # "victims identified by police received care", "those tried serve"
                is_base = _form(self.item(k + 1)) == "base" and self._is_plural(at)
                return is_base or self._own_verb[k + 1] != _NONE
            return not existential
        return item.node.form == "finite" or (item.node.form == "base" and self._is_plural(at))

    def _is_plural(self, at: int) -> bool:
        """Tell whether a phrase is plural, so that a base form is its verb: "nine percent come"."""
        node = self.items[at].node
        if node is None:
            return False
        is_many = node.lemma.endswith("s") or "plural" in node.head_token.classes
        return is_many or node.is_quantified or node.lemma in SUBJECT_PRONOUNS or node.lemma == "those"

    def _deciding_item(self, k: int, lists: bool) -> int:
        """Return the verb or relative pronoun that decides what a noun phrase before an index is."""
        known, passed = self._deciding[lists], []
        while k not in known:
            passed.append(k)
            following = self._step(k, lists)
            if following in (k, _NONE):
                known[k] = following
            else:
                k = following
        known.update(dict.fromkeys(passed, known[k]))
        return known[k]

    def _step(self, k: int, lists: bool) -> int:
        """Return the next index to look at, the same index if it decides, or -1 if nothing does."""
        kind, second, third = self.item(k).kind, self.item(k + 1), self.item(k + 2)
        if _form(self.item(k)) == "infinitive" and self._takes_infinitive(k - 1):
            return self._behind_infinitives(k)
        if kind in (VERB_GROUP, "W") or self.item(k).word == "that":
            return k
        if kind == "R":
            return k + 1
        if kind == "(":
            return self.bracket_end[k] + 1
        if kind == "," and (self.is_attribution(k + 1) or self._opens_aside(k + 1)):
            return self._behind_aside[k + 1]
        ahead = third.node if second.kind == "&" else second.node
        if kind in "&," and ahead is not None and ahead.lemma in SUBJECT_PRONOUNS:
            return _NONE
        if kind in ("I", "&") or (kind == "," and lists and k + 2 < len(self.items)):
            if second.kind == NOUN_PHRASE:
                return k + 2
            # "A, B, and C were"; of "A, and C were" only C is a subject
            listed = self.item(k - 2).kind == ","
            if kind == "," and listed and second.word in _ADDING and third.kind == NOUN_PHRASE:
                return k + 3
        return _NONE

    def _behind_infinitives(self, k: int) -> int:
        """Return the index behind infinitives and their object: "efforts to find and train judges were"."""
        while self.item(k + 1).kind in ("&", ",") and _form(self.item(k + 2)) in ("infinitive", "base"):
            k += 2
        return k + 1 + (self.item(k + 1).kind == NOUN_PHRASE)

    def _takes_infinitive(self, k: int) -> bool:
        """Tell whether a phrase takes an infinitive: "efforts", "the failure"."""
        node = self.items[k].node
        return node is not None and node.kind == NOUN and bool(node.classes & GOVERNING)

    @cached_property
    def bracket_end(self) -> list[int]:
        """For each index, the next closing bracket from there on, or the end."""
        found = [len(self.items)] * (len(self.items) + 1)
        for k in range(len(self.items) - 1, -1, -1):
            found[k] = k if self.items[k].kind == ")" else found[k + 1]
        return found

    def _opens_aside(self, k: int) -> bool:
        """Tell whether an aside begins behind a comma: "officials, overwhelmed by cases, left"."""
        is_bare = _form(self.item(k)) == "past" and self.item(k + 1).kind != NOUN_PHRASE
        return is_bare or self.item(k).kind == "I"

    @cached_property
    def _behind_aside(self) -> list[int]:
        """For each index, the verb group right behind the next comma from there on, or -1."""
        found = [_NONE] * (len(self.items) + 2)
        for k in range(len(self.items) - 1, -1, -1):
            closes = self.items[k].kind in ",;."
            is_verb = self.items[k].kind == "," and _form(self.item(k + 1)) in ("finite", "past")
            found[k] = (k + 1 if is_verb else _NONE) if closes else found[k + 1]
        return found

    def lists_places(self, at: int) -> bool:
        """Tell whether a list of places goes on ahead of a subject: "from Laos, Mali, and Chad, girls"."""
        is_list = self._behind_places[max(at - 2, 0)] > at
        return is_list and self.item(self._behind_places[at]).kind == NOUN_PHRASE

    @cached_property
    def _behind_places(self) -> list[int]:
        """For each index, the next item from there on that is in no list of places."""
        found = list(range(len(self.items) + 1))
        for k in range(len(self.items) - 1, -1, -1):
            node = self.items[k].node
            if self.items[k].kind in "&," or (node is not None and self.types.get(node.head) == "place"):
                found[k] = found[k + 1]
        return found

    def is_attribution(self, at: int) -> bool:
        """Tell whether a noun phrase is who says what stands before it: "courts are slow, judges said."."""
        verb, stop = self.item(at + 1), self.item(at + 2)
        return verb.node is not None and "report" in verb.node.classes and stop.kind in STOPS

    def lacks_auxiliary(self, at: int) -> bool:
        """Tell whether a participle is all that a noun phrase has for a verb: "and nine convicted in May"."""
        verb = self.item(at + 1).node
        is_reduced = verb is not None and verb.form == "past" and verb.is_bare
        return is_reduced and self.item(at + 2).kind != NOUN_PHRASE and self._own_verb[at + 2] == _NONE

    def is_participle(self, k: int) -> bool:
        """Tell whether the past form at an index belongs to the noun before it: "victims identified by"."""
        node, following = self.items[k].node, self.item(k + 1)
        assert node is not None
        acts = _form(following) == "infinitive" and node.classes & _ACTING  # "victims continued to be jailed"
        has_object = following.kind == NOUN_PHRASE and "give" not in node.classes
        if self._is_behind_pronoun(k) or "be" in node.classes or acts or has_object:
            return False
        if "report" in node.classes and following.kind == "S":
            return False
        classes = node.head_token.classes
        if "never_finite" in classes:
            return True
        behind = self.item(k + 2) if following.kind == "R" else following  # "sold mainly to Oman"
        goes_on = (behind.kind == "I" and behind.word != "by") or _form(behind) == "infinitive"
        needs = "needed_participle" in classes and _form(following) == "infinitive"
        if needs or (goes_on and "reduced_participle" in classes):
            return True
        if _form(following) in ("past", "base"):
            return True  # "girls sold come from"
        if node.head_token.word in NO_PARTICIPLES:
            return False  # "trials rose by 30"
        if following.kind == "&" and _form(self.item(k + 2)) == "past" and self.is_participle(k + 2):
            return True
        ahead = self._own_verb[k + 1]
        if ahead != _NONE:
            return _form(self.items[ahead]) == "finite" or self._stays_finite(ahead)
        if following.kind != "I":
            return following.kind in STOPS and self._is_counted(k)
        return following.word == "by"

    def _is_counted(self, k: int) -> bool:
        """Tell whether a past form ends "the number of victims found", and does not say how it changed."""
        verb, number = self.items[k].node, self.items[max(k - 3, 0)].node
        counts = number is not None and "amount" in number.classes and self.items[k - 2].kind == "I"
        return counts and verb is not None and verb.classes.isdisjoint(_CHANGING)

    def _is_behind_pronoun(self, k: int) -> bool:
        """Tell whether a pronoun that no participle describes stands right before: "they applied for it"."""
        before = self.items[k - 1].node
        return before is not None and before.head_token.word in _PERSONAL

    def may_be_aside(self, k: int) -> bool:
        """Tell whether a past form behind a comma may be an aside: "women, lured by jobs, are sold"."""
        if self.item(k + 1).kind == NOUN_PHRASE:
            return False
        node = self.items[k].node
        is_reduced = node is not None and "reduced_participle" in node.head_token.classes
        return is_reduced or self.lists_verbs[k + 1]

    def _stays_finite(self, k: int) -> bool:
        """Tell whether the past form at an index is no participle: "a council formed in 2003 met"."""
        following = self.item(k + 1)
        return not (following.kind == "I" and following.word in ("by", "of"))

    @cached_property
    def _own_verb(self) -> list[int]:
        """For each index, the next verb of its clause: not one of a relative clause, or in brackets."""
        found = [_NONE] * (len(self.items) + 2)
        for k in range(len(self.items) - 1, -1, -1):
            item = self.items[k]
            if item.kind == "(":
                found[k] = found[self.bracket_end[k] + 1]
            elif item.kind == "W":
                inner = found[k + 1]
                found[k] = found[inner + 1] if inner != _NONE else _NONE
            elif item.kind == "," and self.item(k + 1).kind == "W":
                found[k] = self._behind_aside[k + 1]  # "homes reserved for girls, who are few, closed"
            elif _form(item) in ("finite", "past"):
                found[k] = k
            elif item.kind not in _CLAUSE_ENDS:
                found[k] = found[k + 1]
        return found

    def has_own_verb(self, k: int) -> bool:
        """Tell whether a finite verb comes next from an index on, in no other clause."""
        return self._own_verb[min(k, len(self.items))] != _NONE

    @cached_property
    def lists_verbs(self) -> list[bool]:
        """For each index, whether a finite verb follows a comma or conjunction before the sentence ends."""
        found = [False] * (len(self.items) + 2)
        for k in range(len(self.items) - 1, -1, -1):
            kind = self.items[k].kind
            joined = kind in "&," and _form(self.item(k + 1)) in ("finite", "past")
            found[k] = joined or (kind not in ".;" and found[k + 1])
        return found

    def has_second_verb(self, k: int) -> bool:
        """Tell whether two verbs follow: "officers who said girls lied were tried", not "who saw it"."""
        first = self._next_verb[k]
        return first != _NONE and self._next_verb[first + 1] != _NONE

    def leaves_gap(self, at: int) -> bool:
        """Tell whether the verb behind a phrase lacks its object: "of the girls police found, two were"."""
        k = self._next_verb[at + 1]
        while k != _NONE and self.item(k + 1).kind != NOUN_PHRASE:
            k = self._next_verb[k + 1]
            if k != _NONE and self.item(k - 1).kind != "&":
                return True
        return False

    @cached_property
    def _next_verb(self) -> list[int]:
        """For each index, the next finite verb in the sentence."""
        found = [_NONE] * (len(self.items) + 2)
        for k in range(len(self.items) - 1, -1, -1):
            if self.items[k].kind not in ".;":
                found[k] = k if _form(self.items[k]) in ("finite", "past") else found[k + 1]
        return found

    def _has_verb_behind_relative(self, k: int) -> bool:
        """Tell whether two verbs follow a relative pronoun: that of its clause and that of the subject."""
        inner = self._any_verb[k]
        return inner != _NONE and self._any_verb[inner + 1] != _NONE

    @cached_property
    def _any_verb(self) -> list[int]:
        """For each index, the next verb before a comma, a conjunction or the end."""
        found = [_NONE] * (len(self.items) + 1)
        for k in range(len(self.items) - 1, -1, -1):
            item = self.items[k]
            if _form(item) in ("finite", "past", "base"):
                found[k] = k
            elif item.kind not in _RELATIVE_ENDS:
                found[k] = found[k + 1]
        return found


def _form(item: Item) -> str:
    """Return the form of a verb group, and nothing for other items."""
    node: Node | None = item.node
    return node.form if node is not None else ""
