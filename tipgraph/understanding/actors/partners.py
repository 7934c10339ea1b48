"""Partners: with whom a deed is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tipgraph.understanding.actors.agents import (
    givers,
    is_of_another_country,
    is_owned_by_outsider,
    names_ngos,
    places_of,
)
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, VICTIMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role

__all__ = [
    "CIRCUMSTANCES", "INTERNATIONAL", "NGO", "acts_jointly", "is_with_ngos", "joint_deeds", "partner_code",
    "partner_places", "partnerships",
]  # fmt: skip

NGO, INTERNATIONAL = "ngo-cooperation", "international-cooperation"
_OTHER_PEOPLE = VICTIMS | {"perpetrator", "buyer", "smuggler"}
"""Kinds of people who are nobody's partners."""
_STATES = frozenset(("official", "officer", "place"))
_WRONGS = frozenset(("trafficking", "movement"))
"""Kinds of what is no work of the state: "helped officials in trafficking"."""
_TOGETHER = frozenset(("together with", "along with", "jointly with"))
_BESIDE = frozenset(("with", "from", "of", "by", "between"))
"""Roles of a partner below a noun like "cooperation"."""
_OF_STATES = ("with", "between")
"""Roles of states that are partners."""
_COOPERATING = frozenset(("cooperate", "do", "draft", "develop"))
"""Classes of verbs for what is done with a partner: "a raid conducted with Interpol"."""
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
        for deed, partner in _partners(reading, node):
            for item in partner.group[:MAX_ITEMS]:
                if code := partner_code(reading, item) or _code_of_outsiders(reading, deed, item):
                    yield code, deed


def joint_deeds(reading: Reading, deeds: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    """Yield cooperation for each deed whose subjects do it together, with NGOs only if an adverb says so.

    >>> from tipgraph.understanding.reader import Reader
    >>> segment = next(Reader.load().read("The government and IOM trained judges."))
    >>> verbs = [node for node in segment.reading.tree.nodes if node.kind == VERB]
    >>> [(code, verb.lemma) for code, verb in joint_deeds(segment.reading, verbs)]
    [('international-cooperation', 'train')]
    """
    for deed in deeds:
        verb = deed.parent if deed.kind == NOUN and deed.role == Role.OBJECT else deed
        acting = verb if verb is not None and verb.kind == VERB else None
        shared = _shared_work(acting)
        subject = (shared.child("by") if shared.passive else shared.subject) if shared is not None else None
        if subject is not None and subject.negated:
            continue  # "neither the state nor the ILO gave aid"
        actors = subject.group[:MAX_ITEMS] if subject is not None else []
        bodies = [each for each in actors if "official" in reading.head_kinds(each)]
        own = any(not partner_code(reading, body) for body in bodies)
        partners = {partner_code(reading, each) for each in actors} if own else set()
        several = any({reading.country} < _places_around(reading, body) for body in bodies)
        if verb is not None and (INTERNATIONAL in partners or several):
            yield INTERNATIONAL, verb
        if acting is not None and shared is not None:
            if NGO in partners and _is_joint(shared):
                yield NGO, acting
            yield from ((code, acting) for code in _codes_ahead(reading, acting))


def _is_joint(verb: Node) -> bool:
    """Tell whether an adverb says that subjects act together: not "sheltered siblings together"."""
    joint = [at for at in verb.adverbs if "jointly" in verb.tokens[at].classes]
    return any(at < verb.head or verb.child(Role.OBJECT) is None for at in joint)


def _shared_work(deed: Node | None) -> Node | None:
    """Return the verb whose subjects do a deed: "worked" of "they worked together to identify victims"."""
    above = deed.parent if deed is not None and deed.role == Role.INFINITIVE else None
    return above if above is not None and above.adverb("jointly") is not None else deed


def _codes_ahead(reading: Reading, verb: Node) -> Iterator[str]:
    """Yield the codes of partners that stand ahead of a verb: "with UNICEF, the ministry trained judges"."""
    subject = verb.subject
    own = subject.nouns("with") if subject is not None and "official" in reading.head_kinds(subject) else []
    for partner in (each for each in (*verb.nouns("with"), *own) if each.first < verb.first):
        is_body = "partnership" not in partner.classes
        # "with NGOs unable to help"
        is_judged = any(child.kind != NOUN for child in partner.group[-1].children)
        if is_body and not (is_judged or partner.negated or partner.modifier("few") is not None):
            yield from filter(None, [partner_code(reading, partner)])


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
        beside = node in (deed, verb) or "partnership" in node.classes or node.modifier("joint") is not None
        partners = [node] if node.role in _TOGETHER else node.nouns(*_OF_STATES) if beside else []
        states = [each for each in partners if reading.head_kinds(each) & _STATES and not each.is_excepted]
        within = [place for each in states for place in reading.behind.get(each, ()) if place.role == "in"]
        found.update(*(places_of(reading, each) for each in (*states, *within)))
    found.update(*(_places_around(reading, each) for each in _acting(verb)))
    return found - {reading.country}


def _acting(verb: Node) -> list[Node]:
    """Return who acts, and who helps them: "police in Laos and Oman", "police, aided by Lao officers"."""
    if verb.kind != VERB or verb.passive or verb.subject is None:
        return []
    aided = (each for each in verb.subject.children if "aid" in each.classes)
    return [*verb.subject.group, *(by for each in aided for by in each.nouns("by"))]


def _places_around(reading: Reading, actor: Node) -> frozenset[str]:
    """Return the places of a body, and those where it comes from."""
    return places_of(reading, actor).union(*(reading.codes(each, "place") for each in actor.nouns("from")))


def acts_jointly(reading: Reading, verb: Node, code: str) -> bool:
    """Tell whether others do a deed with officials: "NGOs trained judges with the ministry", "aided it"."""
    beside = (node for node in (verb, *verb.children) if node.role != "without")
    phrases = (partner for node in beside for _, partner in _partners(reading, node))
    phrases = (each for each in phrases if each.role != Role.OBJECT or code in (NGO, INTERNATIONAL))
    own = (phrase for phrase in phrases if not is_of_another_country(reading, phrase))
    return any("official" in reading.head_kinds(phrase) for phrase in own)


def is_with_ngos(reading: Reading, agreement: Node) -> bool:
    """Tell whether an agreement, or the signing of one, is with civil society and not with a state."""
    above = [agreement.parent] if agreement.kind == NOUN and agreement.parent is not None else []
    beside = (agreement, *above, *reading.objects(agreement))
    partners = {partner for node in beside for with_ in node.nouns("with") for partner in with_.group}
    return {partner_code(reading, partner) for partner in partners} == {NGO}


def _partners(reading: Reading, node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the deeds at a node that are done with a partner, each with the partner."""
    parent = node.parent
    if node.classes & _COOPERATING:
        yield from ((node, child) for child in node.nouns("with"))
    backed = node.role == Role.PARTICIPLE and "back" in node.classes  # but not "Laos backed the government"
    if node.kind == VERB and (backed or "aid" in node.classes):
        yield from _aided(reading, node)
    if node.kind != NOUN or parent is None:
        return
    if node.role in _TOGETHER:
        deed = node.clause
        if deed is not None:
            yield deed, node
    elif "partnership" in node.classes:
        stands = node.role == "under" and parent.negated  # "under an accord with Laos, men were not deported"
        beside = node.role in CIRCUMSTANCES and parent.kind == VERB and not stands
        given = givers(reading, node) if _is_for_state(reading, node) else []
        named = node.nouns(*_BESIDE) or given or ([node] if node.role == "with" and beside else [])
        yield from ((parent if beside else node, partner) for partner in named)


def _aided(reading: Reading, aid: Node) -> Iterator[tuple[Node, Node]]:
    """Yield whom a verb helps, or who helps: "UNICEF aided police", "police, aided by UNICEF, raided it"."""
    whole = aid.parent if aid.role == Role.PARTICIPLE else None
    deed = whole.clause if whole is not None and "official" in reading.head_kinds(whole) else None
    ends = (reading.head_kinds(each) for each in aid.children if each.role == "in")
    if any(kinds & _WRONGS and "count-unit" not in kinds for kinds in ends):
        return  # "aided officials in trafficking", but not "in trafficking cases"
    if not aid.passive:
        yield from ((aid, each) for each in aid.nouns(Role.OBJECT) if _code_of_outsiders(reading, aid, each))
    elif deed is not None and not deed.negated:
        yield from ((deed, each) for each in aid.nouns("by"))


def _is_for_state(reading: Reading, aid: Node) -> bool:
    """Tell whether the state, and nobody else, is said to get help: "the ministry received help"."""
    if aid.role != Role.OBJECT:
        return True
    receiver = aid.clause.subject if aid.clause is not None else None
    if receiver is None or is_owned_by_outsider(reading, receiver):
        return False
    return bool(reading.head_kinds(receiver) & _STATES or reading.measures(receiver))


def _code_of_outsiders(reading: Reading, deed: Node, partner: Node) -> str:
    """Return the code of cooperation of others with the state: "NGOs ran it together with the ministry"."""
    head = reading.head_kinds(partner)
    own = "official" in head and "complicity" not in head and not _is_foreign(reading, partner)
    subject = deed.subject if deed.kind == VERB and not deed.passive else None
    return partner_code(reading, subject) if own and subject is not None else ""


def partner_code(reading: Reading, partner: Node) -> str:
    """Return the code of cooperation with a partner, or nothing."""
    head, kinds = reading.head_kinds(partner), reading.kinds(partner)
    if head & _OTHER_PEOPLE:
        return ""
    tokens = partner.tokens[partner.first : partner.last + 1]
    if any("international_organization" in token.classes for token in tokens):
        return INTERNATIONAL
    if "ngo" in head and "place" not in head:  # "foreign NGOs", but "the European Union"
        return NGO
    if "foreign" in kinds:
        return INTERNATIONAL
    if names_ngos(reading, partner) and "place" not in head:
        return NGO
    if "mission" in partner.classes and reading.country in reading.codes(partner, "demonym"):
        return ""  # "with the Kenyan embassy in Oman"
    return INTERNATIONAL if head & _STATES and _is_foreign(reading, partner) else ""


def _is_foreign(reading: Reading, body: Node) -> bool:
    behind = (*body.children, *reading.behind.get(body, ()))
    beside = [place for place in behind if place.role in ("in", "from")]
    return any(is_of_another_country(reading, each) for each in (body, *beside))
