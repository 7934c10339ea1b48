"""Partners: deeds done together with civil society, international organizations or other states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tipgraph.understanding.actors.agents import is_of_another_country, places_of
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role

__all__ = [
    "CIRCUMSTANCES", "INTERNATIONAL", "NGO", "acts_jointly", "is_with_ngos", "joint_deeds", "partner_places",
    "partnerships",
]  # fmt: skip

NGO, INTERNATIONAL = "ngo-cooperation", "international-cooperation"
_TOGETHER = frozenset(("together with", "along with", "jointly with"))
_BESIDE = frozenset(("with", "from", "of", "by", "between"))
"""Roles of a partner below a noun like "cooperation"."""
_OF_STATES = ("with", "between")
"""Roles of states that are partners."""
_STATES = frozenset(("official", "officer", "place"))
CIRCUMSTANCES = frozenset(("in", "with", "through", "under"))
"""Roles of such a noun beside the deed that is done together."""


def partnerships(reading: Reading) -> Iterator[tuple[str, Node]]:
    """Yield the code of each partnership, and the deed that is done in it.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Officials trained judges together with UNICEF.")
    >>> list(partnerships(Reading(tree, ())))
    [('international-cooperation', <V train >)]
    """
    for node in reading.tree.nodes:
        for deed, partner in _partners(node):
            for item in partner.group[:MAX_ITEMS]:
                code = _code(reading, item)
                if code:
                    yield code, deed


def joint_deeds(reading: Reading, deeds: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    """Yield international cooperation for each deed whose subjects do it together.

    >>> from tipgraph.understanding.reader import Reader
    >>> segment = next(Reader.load().read("The government and IOM trained judges."))
    >>> verbs = [node for node in segment.reading.tree.nodes if node.kind == VERB]
    >>> [(code, verb.lemma) for code, verb in joint_deeds(segment.reading, verbs)]
    [('international-cooperation', 'train')]
    """
    for deed in deeds:
        verb = deed.parent if deed.kind == NOUN and deed.role == Role.OBJECT else deed
        subject = verb.subject if verb is not None and verb.kind == VERB and not verb.passive else None
        actors = subject.group[:MAX_ITEMS] if subject is not None else []
        codes = [_code(reading, actor) for actor in actors]
        own = any(
            not code and "official" in reading.head_kinds(actor)
            for code, actor in zip(codes, actors, strict=True)
        )
        if verb is not None and own and INTERNATIONAL in codes:
            yield INTERNATIONAL, verb


def partner_places(reading: Reading, deed: Node) -> set[str]:
    """Return the places with whose states a deed is done: "signed an agreement with Laos".

    >>> from tipgraph.understanding.reader import Reader
    >>> segment = next(Reader.load().read("Police cooperated with Laos and Thai officers.", country="VNM"))
    >>> sorted(partner_places(segment.reading, segment.reading.tree.nodes[1]))
    ['LAO', 'THA']
    """
    verb = deed.parent if deed.kind == NOUN and deed.parent is not None else deed
    found: set[str] = set()
    for node in dict.fromkeys((deed, verb, *deed.children, *verb.children)):
        beside = node in (deed, verb) or "partnership" in node.classes
        partners = [node] if node.role in _TOGETHER else node.nouns(*_OF_STATES) if beside else []
        found.update(*(places_of(reading, each) for each in partners if reading.head_kinds(each) & _STATES))
    return found - {reading.country}


def acts_jointly(reading: Reading, verb: Node) -> bool:
    """Tell whether others do a deed together with officials: "NGOs trained judges with the ministry"."""
    phrases = [partner for node in (verb, *verb.children) for _, partner in _partners(node)]
    return any("official" in reading.head_kinds(phrase) for phrase in phrases)


def is_with_ngos(reading: Reading, agreement: Node) -> bool:
    """Tell whether an agreement, or the signing of one, is with civil society and not with a state."""
    above = [agreement.parent] if agreement.kind == NOUN and agreement.parent is not None else []
    beside = (agreement, *above, *(agreement.nouns(Role.OBJECT) if agreement.kind == VERB else ()))
    return any(_code(reading, partner) == NGO for node in beside for partner in node.nouns("with"))


def _partners(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the deeds at a node that are done with a partner, each with the partner."""
    parent = node.parent
    if "cooperate" in node.classes:
        yield from ((node, child) for child in node.nouns("with"))
    if node.kind != NOUN or parent is None:
        return
    if node.role in _TOGETHER:
        deed = node.clause
        if deed is not None:
            yield deed, node
    elif "partnership" in node.classes:
        beside = node.role in CIRCUMSTANCES and parent.kind == VERB
        named = node.nouns(*_BESIDE) or ([node] if node.role == "with" and beside else [])
        yield from ((parent if beside else node, partner) for partner in named)


def _code(reading: Reading, partner: Node) -> str:
    """Return the code of cooperation with a partner, or nothing."""
    head, kinds = reading.head_kinds(partner), reading.kinds(partner)
    tokens = partner.tokens[partner.first : partner.last + 1]
    if "foreign" in kinds or any("international_organization" in token.classes for token in tokens):
        return INTERNATIONAL
    if "ngo" in head:
        return NGO
    if "mission" in partner.classes and reading.country in reading.codes(partner, "demonym"):
        return ""  # "with the Kenyan embassy in Oman"
    beside = [place for place in reading.behind.get(partner, ()) if place.role in ("in", "from")]
    foreign = any(is_of_another_country(reading, each) for each in (partner, *beside))
    return INTERNATIONAL if foreign and head & {"official", "officer", "place"} else ""
