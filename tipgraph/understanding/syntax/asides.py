"""Asides: the part of the parser that finds what a phrase describes: people, or a name before a comma.

"Men, most of them migrants" are migrants, and "Sunrise, an NGO" is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tipgraph.understanding.syntax.lookahead import Lookahead
from tipgraph.understanding.syntax.phrases import Item
from tipgraph.understanding.syntax.state import TIMES, State
from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["MAX_BEFORE", "Asides"]

MAX_BEFORE = 6
"""Phrases before another one that are asked whether they are of its type."""
_INDEFINITE = frozenset(("a", "an"))
_OF_NAMES = frozenset((Role.OBJECT, Role.PREDICATE, "of", "by"))
"""Roles of names that an aside behind them may describe."""
_KNOWN = frozenset(("place", "people"))
"""Types of phrases that are no names."""
_OF_THEM = frozenset(("them", "whom"))


class Asides(State):
    """Finds what a phrase describes: those before it, or a name. ``types`` are by the last token."""

    def __init__(self, items: Sequence[Item], types: Mapping[int, str]) -> None:
        super().__init__()
        self.items, self.types = items, types
        self.ahead, self.at = Lookahead(items, types), 0

    def hosts(self, last: Node) -> Iterator[Node]:
        """Yield a phrase and those that it describes, in at most so many steps."""
        before: Node | None = last
        for _ in range(MAX_BEFORE):
            if before is None:
                return
            yield before
            before = before.group[0].host

    def argument_before(self) -> Node | None:
        """Return the last noun phrase, or the people whom it describes: "girls from Mali", "of slavery"."""
        noun = self.noun
        kind = self.types.get(noun.head) if noun is not None else None
        describes = kind == "place" or (kind in ("part", "matter") and noun is not None and noun.role == "of")
        return (self.people_of(noun) or noun) if describes and noun is not None else noun

    def people_of(self, noun: Node) -> Node | None:
        """Return the people whom a phrase right behind them describes: "girls from Mali"."""
        host = noun.group[0].host
        return host if host is not None and self.types.get(host.head) == "people" else None

    def read_aside(self, node: Node, joined: str) -> bool:
        """Read what an aside calls people or a name: "men, most of them migrants", "Sunrise, an NGO"."""
        name = self.described_name(node) if joined == "," else self.whole_of_them(node)
        if name is None:
            return False
        among = self.noun is not None and self.noun.role == "among"
        node.attach(name, "including" if among else Role.APPOSITION)
        self.noun = node
        return True

    def whole_of_them(self, node: Node) -> Node | None:
        """Return those of whom an aside names some: "men, most of them migrants", "among them boys"."""
        noun = self.noun
        if noun is None or noun.lemma not in _OF_THEM or noun.last != node.first - 1:
            return None
        if noun.role == "among" and noun.host is not None:
            return noun.host.group[0]
        share = noun.parent if noun.role == "of" else None
        if share is None or not share.is_conjunct:
            return None
        whole = share.group[-2]
        return self.people_of(whole) if self.types.get(whole.head) == "place" else whole

    def described_name(self, node: Node) -> Node | None:
        """Return the name that a phrase describes: "Sunrise, an NGO, runs", "Hope for Girls, an NGO"."""
        noun, waits = self.noun, self.verb is None
        opens = any(verb.is_adverbial for verb in self.open_verbs())  # "after police raided Sunrise, a court"
        is_person = self.types.get(node.head) == "people"  # "Grace, a girl of 14, was sold"
        is_aside = node.determiner in _INDEFINITE and not is_person and node.classes.isdisjoint(TIMES)
        if noun is None or opens or not is_aside or self.types.get(noun.head) == "place":
            return None
        named = (e for e in self.hosts(noun) if (e is self.subject if waits else e.role in _OF_NAMES))
        name = next(named, None)
        if name is None or name.is_conjunct or self.types.get(name.head) in _KNOWN:
            return None
        is_name = name.head_token.capital and name.head_token.tag == "N"
        return name if is_name and self.ahead.is_set_off(self.at) else None
