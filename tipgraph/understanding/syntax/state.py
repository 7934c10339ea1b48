"""The state of a parse: the open clause, and the stack of those below it.

A clause is open until a stop, or until a verb or conjunction continues a clause below it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from tipgraph.understanding.syntax.tree import Node, Role

__all__ = ["MAX_OPEN", "Open", "State"]

MAX_OPEN = 24
"""Clauses on the stack. Deeper ones are closed, so that a search of the stack takes few steps."""


class Open(NamedTuple):
    """An open clause below the current one: its verb, or what waits for one.

    A subject, a role, a parent and phrases that stand ahead wait for a verb.
    """

    verb: Node | None
    subject: Node | None
    role: str
    parent: Node | None
    introduced: list[Node]


class State:
    """The open clause and what was read last.

    ``verb`` is the open clause's verb, and ``subject`` a noun phrase that waits for it. ``noun`` is the last
    noun phrase, ``last`` the last verb, adjective or item of a list. ``preposition`` and ``joined`` (a
    conjunction or comma) have just been read; ``set_off`` says whether a comma stood before the conjunction.
    ``role`` and ``parent`` are those of the clause whose verb is
    still to come. ``introduced`` stands ahead of the clause that it depends on.
    """

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget everything: a stop ends all clauses."""
        self.verb: Node | None = None
        self.subject: Node | None = None
        self.noun: Node | None = None
        self.last: Node | None = None
        self.preposition = self.joined = ""
        self.set_off = False
        self.role = ""
        self.parent: Node | None = None
        self.introduced: list[Node] = []
        self.stack: deque[Open] = deque(maxlen=MAX_OPEN)

    def open_clause(self, parent: Node | None, role: str) -> None:
        """Open a clause whose verb is still to come."""
        self.stack.append(Open(self.verb, self.subject, self.role, self.parent, self.introduced))
        self.verb = self.subject = None
        self.introduced = []
        self.role, self.parent = role, parent

    def enter(self, verb: Node) -> None:
        """Open a clause with a verb that has no subject."""
        self.stack.append(Open(self.verb, self.subject, self.role, self.parent, []))
        self.verb, self.subject, self.role, self.parent = verb, None, "", None

    def close_clause(self) -> None:
        """Go on with the clause below."""
        if self.stack:
            self.verb, self.subject, self.role, self.parent, introduced = self.stack.pop()
            self.introduced = introduced + self.introduced

    def close_to(self, verb: Node) -> None:
        """Go on with the clause of an open verb."""
        while self.verb is not verb and self.stack:
            self.close_clause()

    def is_waiting(self) -> bool:
        """Tell whether a clause below has its subject and waits for its verb."""
        return any(each.verb is None and each.subject is not None for each in self.stack)

    def apposition_waits(self) -> bool:
        """Tell whether what waits is no subject: "in 2015, the year for which we had data, police tried"."""
        waiting = (each for each in reversed(self.stack) if each.verb is None and each.subject is not None)
        below = next(waiting, None)
        if below is None or below.subject is None or not below.introduced:
            return False
        return below.introduced[-1].last == below.subject.first - 2

    def awaits(self, verb: Node, joined: str) -> bool:
        """Tell whether a waiting subject takes a verb behind a comma: "police, who fled, are"."""
        return joined == "," and verb.form == "finite" and self.is_waiting()

    def open_verbs(self) -> Iterator[Node]:
        """Yield the verbs of the open clauses, from the current one down."""
        if self.verb is not None:
            yield self.verb
        yield from (each.verb for each in reversed(self.stack) if each.verb is not None)

    def predicate(self, verb: Node) -> None:
        """Give the open clause its verb."""
        verb.role, parent = self.role, self.parent
        self.role, self.parent = "", None
        if parent is not None:
            verb.attach(parent, verb.role)
        self.verb, verb.subject, self.subject = verb, self.subject, None
        if verb.subject is not None:
            for item in verb.subject.group:
                if item.parent is None:
                    item.attach(verb, Role.SUBJECT)
        for node in self.introduced:
            if node.parent is None:
                node.attach(verb, node.role)
        self.introduced = []

    def introduce(self, node: Node, role: str) -> None:
        """Keep a phrase that stands ahead of the clause that it depends on."""
        node.role = role
        self.introduced.append(node)
