"""People: the groups that a phrase names, and where each of them comes from.

The items of a list share what stands ahead of the first and behind the last: in "Thai men and women" and in
"men and women from Laos", both groups come from one country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tipgraph.understanding.routes.content import (
    ACTOR,
    ADJACENT,
    BACK,
    EXAMPLES,
    FROM,
    OTHER,
    PEOPLE,
    PLACE,
    PRONOUNS,
    SCENE,
    is_homeward,
)
from tipgraph.understanding.routes.predicates import Contents, acts_in_clause
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role

__all__ = ["Origin", "People", "Peoples"]

_OWN = frozenset(("its", "their"))
_REMOVING = frozenset(("rescue", "tidy"))
"""Classes of verbs that say from where people are taken, and not where they come from."""
_MAX_CLIMB = 6
_MAX_BEHIND = 5


class Origin(NamedTuple):
    """A place that people come from or go to, and the token of a word that hedges it, if there is one.

    ``is_implied`` says that the text does not name it.
    """

    code: str
    hedge: int | None = None
    legs: tuple[str, ...] = ()
    is_implied: bool = False


class People(NamedTuple):
    """Victim groups, and their places of origin. ``foreign`` says that they come from abroad."""

    groups: tuple[str, ...]
    origins: tuple[Origin, ...]
    foreign: bool = False
    hedge: int | None = None


class Peoples:
    """The people of a reading, by the list that names them. ``countries`` are what "these countries" are."""

    def __init__(
        self, reading: Reading, contents: Contents, countries: Callable[[], list[Origin]] = list
    ) -> None:
        self.reading, self.contents, self.countries = reading, contents, countries
        self._known: dict[Node, list[People]] = {}
        self._behind: dict[Node, list[Node]] = defaultdict(list)
        self._with: dict[Node, list[Node]] = defaultdict(list)
        for node in reading.tree.nodes:
            if node.kind == NOUN and node.role == "with" and node.host is not None:
                self._with[node.host].append(node)
            is_from = node.role in FROM or not FROM.isdisjoint(node.shared)
            if node.kind == NOUN and is_from and (host := self.people_before(node)) is not None:
                self._behind[host].append(node)

    def of(self, node: Node) -> list[People]:
        """Return the people of the list that a phrase is in, an entry for each item."""
        lead = node.group[0]
        if lead not in self._known:
            self._known[lead] = self._read(lead)
        return self._known[lead]

    def returning(self, lead: Node) -> tuple[list[People], list[Origin]]:
        """Return the people of a list with their nationality, and where they come back from."""
        items = lead.group[:MAX_ITEMS]
        people = [
            each._replace(origins=self._nationality(item))
            for each, item in zip(self.of(lead), items, strict=True)
        ]
        behind = (node for item in items for node in self._behind.get(item, ()))
        return people, [place for node in behind for place in self._origins_of(node)]

    def people_before(self, node: Node) -> Node | None:
        """Return the people whom "from Laos" describes, or "and, in smaller numbers, from Burma"."""
        return self._right_before(node) or self._right_before(_first_start(node))

    def _right_before(self, node: Node) -> Node | None:
        """Return the people right before a phrase."""
        for _ in range(_MAX_CLIMB):
            above = node.parent
            host = above if above is not None and above.kind == NOUN else node.group[0].host
            is_removed = above is not None and bool(above.classes & _REMOVING)
            if host is None or (is_removed and above is not None and host.first < above.first):
                return None  # "women were rescued from Oman"
            who = self.contents[host].who
            if who == PEOPLE:
                is_between = above is not None and host.last < above.first < node.first
                is_moved = is_between and above and (above.passive or "leave" in above.classes)
                return None if is_moved and self._is_of_another_country(host, node) else host
            if host.role == "of" and who in (SCENE, OTHER) and node.role == "from":
                node = host  # "victims of forced labor from Laos"
                continue
            if who != PLACE or host.role not in FROM | EXAMPLES | {"in"}:
                return None
            if host.role == "in" and node.role == "of":
                return None  # "who live in the Republic of Mali"
            if above and host.role == node.role and host.first < above.first < node.first:
                return None  # "girls from Laos were brought from Burma"
            node = host
        return None

    def _read(self, lead: Node) -> list[People]:
        found: list[People] = []
        for items in _sublists(lead.group[:MAX_ITEMS], self.contents):
            found += self._read_sublist([self.counted_by(item) for item in items], found)
        return found

    def _read_sublist(self, items: list[Node], before: list[People]) -> list[People]:
        """Read items that share what stands ahead of the first and behind the last."""
        named = [self._nationality(item) for item in items]
        behind = [self._origins_behind(item) for item in items]
        found: list[People] = []
        ahead: tuple[Origin, ...] = ()
        for at, item in enumerate(items):
            ahead = named[at] or ahead
            later = next((origins for origins in behind[at:] if origins), ())
            whole = found[0].origins if found and _is_among(item) else ()
            origins = named[at] or behind[at] or ahead or later or whole or self.of_owner(item)
            if named[at] and self.is_set_off(item):
                origins += behind[at]
            is_in_title = item.role == "on" and "law" in item.parent_classes  # "the Law on Foreigners"
            foreign = "foreign" in self.contents[item].kinds and not is_in_title
            for each in (each for each in self._behind.get(item, ()) if each.role == "from"):
                kinds = self.contents[each].kinds  # "from non-EU countries"
                foreign |= "foreign" in kinds or ("abroad" in kinds and each.first == each.last)
            groups = self._groups(item)
            if item.lemma in PRONOUNS or (_is_example(item) and not groups):
                groups = tuple(dict.fromkeys(group for each in (*before, *found) for group in each.groups))
            elif found and not groups and self.goes_on_with_examples(items[: at + 1]):
                groups = found[-1].groups
            elif not groups and self.is_bare_nationality(item):  # "Thai and other Asian women"
                shared = (self._groups(each) for each, own in zip(items[at:], named[at:], strict=True) if own)
                groups = next(filter(None, shared), ())
            groups = groups or self.groups_of_whole(item)
            found.append(People(groups, tuple(dict.fromkeys(origins)), foreign, self._hedge(item)))
        return found

    def goes_on_with_examples(self, items: list[Node]) -> bool:
        """Tell whether the last item is a bare nationality behind another: "mainly Thais and Danes"."""
        behind = items[next((at for at, item in enumerate(items) if _is_example(item)), len(items)) :]
        return bool(behind) and all("demonym" in self.contents[item].head for item in behind)

    def is_bare_nationality(self, item: Node) -> bool:
        """Tell whether an item is a nationality alone, and no plural: "Thai", but not "Thais from Laos"."""
        is_alone = item.first == item.last and not (item.children or item.lemma.endswith("s"))
        return is_alone and self.contents[item].head == {"demonym"}

    def counted_by(self, item: Node) -> Node:
        """Return the people whom an item of a list counts, or the item: "men and a number of boys"."""
        counted = item.nouns("of") if len(item.group) > 1 and "amount" in item.classes else []
        is_one = len(counted) == 1 and self.contents[counted[0]].who == PEOPLE
        return counted[0] if is_one else item

    def item_of(self, node: Node) -> Node:
        """Return the item of a list that counts people, or their own phrase."""
        whole = node.parent
        return whole if whole is not None and whole.kind == NOUN and self.counted_by(whole) is node else node

    def of_owner(self, item: Node) -> tuple[Origin, ...]:
        """Return the country whose people a state sends: "North Korea sends its citizens"."""
        whole = (
            item.parent if item.role == "of" and item.parent is not None else item
        )  # "some of its citizens"
        verb = whole.parent
        owner = verb.subject if item.determiner in _OWN and verb is not None and verb.kind == VERB else None
        if owner is None or whole.role != Role.OBJECT or "citizen" not in item.classes:
            return ()
        is_state = self.contents[owner].who == PLACE or "official" in self.contents[owner].head
        return tuple(Origin(place.code) for place in self.contents[owner].places) if is_state else ()

    def is_set_off(self, item: Node) -> bool:
        """Tell whether the places behind an item are examples: "East Asian women, mainly from China"."""
        return any(node.first - item.last > ADJACENT for node in self._behind.get(item, ())[:1])

    def _nationality(self, item: Node) -> tuple[Origin, ...]:
        places = self.contents[item].places
        return tuple(Origin(place.code, place.hedge) for place in places if place.of in (PEOPLE, OTHER))

    def _is_of_another_country(self, item: Node, start: Node) -> bool:
        """Tell whether people are of another country than named: "Thai girls were brought from Laos"."""
        own = {place.code for place in self.contents[item].places if place.of == PEOPLE}
        starts = {place.code for each in start.group[:MAX_ITEMS] for place in self.contents[each].places}
        return any(code.isupper() for code in own) and own.isdisjoint(starts)

    def _groups(self, item: Node) -> tuple[str, ...]:
        """Return the groups that an item names, with those of examples: "migrants, including women"."""
        examples = [c for c in item.children if c.role in EXAMPLES and c.kind == NOUN]
        examples += [c for c in self._with.get(item, ()) if self.contents[c].names_group and not self.acts(c)]
        phrases = (item, *examples)
        return tuple(code for phrase in phrases for code, _ in self.contents[phrase].groups)

    def groups_of_whole(self, item: Node) -> tuple[str, ...]:
        """Return the groups of whom a phrase gives examples: "nine women (six Danes and one from Mali)"."""
        whole = item.group[0].parent if item.group[0].role in EXAMPLES else None
        if whole is None or self.contents[whole].who != PEOPLE:
            return ()
        return tuple(code for each in whole.group[:MAX_ITEMS] for code, _ in self.contents[each].groups)

    def acts(self, node: Node) -> bool:
        """Tell whether a clause behind people says what they do to others: "with a man who sold them"."""
        return any(acts_in_clause(clause, self.contents) for clause in node.children)

    def _hedge(self, item: Node) -> int | None:
        """Return what hedges only this item of a list."""
        before = self.contents.hedge_before(item)
        return self.contents[item].hedge if before is None and item.is_conjunct else before

    def _origins_behind(self, item: Node) -> tuple[Origin, ...]:
        """Return the places of "from Laos" behind an item, but not of "returning from Laos"."""
        if item.role == "of" and item.parent is not None and "homecoming" in item.parent.classes:
            return ()  # "the return of women from Laos"
        behind = (node for node in self._behind.get(item, ()) if not _comes_back(node.parent))
        return tuple(place for node in behind for place in self._origins_of(node))

    def _origins_of(self, node: Node) -> list[Origin]:
        """Return the places that a phrase with "from" names."""
        found: list[Origin] = []
        is_place = node.role != "of" or self.contents[node].who == PLACE
        for below in _with_parts(node) if is_place else (node,):  # not "victims of abuse in Oman"
            if below.determiner in BACK and not self.contents[below].places:
                found += self.countries_before() or self.countries()
            for place in self.contents[below].places:
                if place.of == ACTOR:
                    continue  # "flee from the Russian army", "girls rescued from Thai pimps"
                if place.of == PLACE or node.role != "of" or "descent" in node.classes:
                    found.append(Origin(place.code, place.hedge or self._hedge(below)))
        return found

    def countries_before(self) -> list[Origin]:
        """Return where people come from whom the segment has named before: "these same countries"."""
        origins = (people.origins for known in self._known.values() for people in known)
        return list(next((found for found in origins if found), ()))

    def antecedent(self, node: Node | None) -> Node | None:
        """Return the people whom a relative clause or participle behind a phrase describes."""
        for _ in range(_MAX_CLIMB):
            if node is None:
                return None
            who = self.contents[node].who if node.kind == NOUN else OTHER
            behind = {token.word for token in node.tokens[node.last + 1 : node.last + _MAX_BEHIND]}
            is_thing = who == OTHER and not behind.isdisjoint(("who", "whom"))  # "each month, many of whom"
            if not (is_thing or who in (PLACE, SCENE)):
                return node if who == PEOPLE else None
            above = node.parent if node.parent is not None and node.parent.kind == NOUN else None
            verb = node.clause if "whom" in behind else None
            node = node.group[0].host or above or (verb.subject if verb is not None else None)
        return None


def refers_back(reading: Reading) -> bool:
    """Tell whether a segment may name places or people by a word that points back: "these countries"."""
    words = BACK | {"same", "between"}
    return not words.isdisjoint([token.word for token in reading.tree.tokens])


def _is_among(item: Node) -> bool:
    """Tell whether an item is a part of those before it: "women from Laos, minors among them"."""
    whole, at = item.parent, item.last + 1
    parts = whole.nouns("among") if whole is not None else []
    return any(part.first == at + 1 and part.lemma in PRONOUNS for part in parts)


def _is_example(item: Node) -> bool:
    """Tell whether an item is a part of those right before it: "migrants, mainly Nigerians"."""
    start = item.first + (item.tokens[item.first].tag == "R")
    return item.is_conjunct and [token.tag for token in item.tokens[start - 2 : start]] == [",", "R"]


def _comes_back(verb: Node | None) -> bool:
    if verb is None or verb.kind != VERB:
        return False
    return "return" in verb.classes or (is_homeward(verb) and not verb.copula)  # but not "is home to"


def _first_start(node: Node) -> Node:
    """Return the first place of "come from Laos and, in smaller numbers, from Burma", of the last one."""
    verb = node.parent
    if verb is None or verb.kind != VERB or node.role != "from":
        return node
    starts = (child for child in verb.nouns("from") if verb.last < child.first < node.group[0].first)
    first = next(starts, node)
    between = node.tokens[first.last + 1 : node.group[0].first]
    return first if any(token.tag == "&" for token in between) else node


def _with_parts(node: Node) -> Iterator[Node]:
    """Yield a phrase, its parts and examples, and theirs: "countries in Asia (Laos)"."""
    roles = (*EXAMPLES, "in", "of")
    yield node
    for part in node.nouns(*roles):
        yield part
        yield from part.nouns(*roles)


def _sublists(items: list[Node], contents: Contents) -> Iterator[list[Node]]:
    """Divide a list where a preposition or a group stands again: "men and boys, and women and boys from"."""
    part: list[Node] = []
    seen: set[str] = set()
    for item in items:
        groups = {code for code, _ in contents[item].groups}
        has_preposition = item.first > 0 and item.tokens[item.first - 1].tag == "I"
        if part and (has_preposition or groups & seen):
            yield part
            part, seen = [], set()
        part.append(item)
        seen |= groups
    yield part
