"""Agents: who does a deed, and whether that is the government of the report country."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, VICTIMS, Reading, is_plural
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.tokens import is_undone

__all__ = [
    "TRIED", "agent", "forbidding", "givers", "is_elsewhere", "is_from_outsiders", "is_from_state",
    "is_of_another_country", "is_outsider", "is_owned_by_outsider", "meant_by", "names_ngos",
    "places_of", "runners",
]  # fmt: skip

MAX_CLIMB = 12
"""Governors that the search for an agent asks."""
_CONTROLLING = frozenset(("allow", "cause", "request", "invite", "recruit", "exploit"))
"""Classes of verbs whose object does what the infinitive says: "allowed inspectors to enter"."""
_SHORTFALLS = frozenset(("lack", "decline", "grow", "hinder", "fail", "presence"))
"""Classes of nouns for what those who report it do not cause."""
_OUTSIDERS = frozenset(("perpetrator", "buyer", "smuggler", "ngo", "critic", "armed-group", "abroad"))
_PEOPLE = VICTIMS | {"demonym"}
_HOLDING = frozenset(("have", "be_without"))
_BODIES = frozenset(("official", "officer"))
_OWNED = frozenset(("document", "effort", "home", "thing"))
"""Classes of nouns for what somebody has, if "of" stands behind them."""
TRIED = frozenset(("be_tried", "await"))
"""Classes of verbs whose subject does nothing: "stood trial", "await trial"."""
_PRONOUNS = frozenset(("it", "they", "he", "she"))
_PAIR = 2
_RUNNING = frozenset(("run", "found"))
_LEADING = _RUNNING | {"do", "fund", "host"}
"""Classes of what makes a thing theirs who do it: "a raid led by rebels", but not "a law praised by nuns"."""
_POINTING = frozenset(("such", "these", "those"))
_COMPLAINED_OF = frozenset(("to", "of", "about", "over"))
"""Roles of what somebody points to or complains of."""
_POSSESSIVES = frozenset(("its", "their"))
_TITLES = frozenset(("title", "public_servant", "body", "law"))
_STATES = _BODIES | {"place"}


def agent(reading: Reading, deed: Node) -> Node | None:
    """Return who does a deed, if the sentence says so.

    The search climbs from the deed: a phrase with "by", the subject, or the subject of a verb above it.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Authorities allowed NGOs to screen migrants.")
    >>> reading = Reading(tree, ())
    >>> [(node.lemma, agent(reading, node)) for node in tree.nodes if node.kind == "V"]
    [('allow', <N authorities SUBJECT>), ('screen', <N ngos OBJECT>)]
    """
    found = _agent_of(reading, deed, deed, MAX_CLIMB)
    return _reporter(found) or found


def forbidding(wrong: Node) -> Node | None:
    """Return the verb that forbids a wrong: "the law bars employers from keeping passports"."""
    if "wrong" not in wrong.classes:
        return None
    for node in wrong.path():
        above = node.parent
        if above is None or node.role == Role.RELATIVE or node.is_adverbial:
            return None  # "banned recruiters who kept passports"
        if above.kind == VERB and "forbid" in above.classes:
            return above
    return None


def _reporter(actor: Node | None) -> Node | None:
    """Return those who report of themselves: "NGOs said that they housed 40 victims", "that their staff"."""
    own = actor is not None and (actor.lemma in _PRONOUNS or actor.determiner in _POSSESSIVES)
    clause = actor.parent if actor is not None and own else None
    if clause is None or clause.role != Role.THAT or clause.parent is None:
        return None
    return clause.parent.subject


def _agent_of(reading: Reading, node: Node | None, deed: Node, steps: int) -> Node | None:
    """Return who does the deed that is or depends on a node, in at most so many steps up."""
    if node is None or steps == 0:
        return None
    if node is deed and node.role == Role.PREDICATE and is_undone(node.head_token.word):
        verb = node.parent
        if verb is not None and (verb.passive or verb.child(Role.OBJECT) is None):
            return verb.child("by")  # "suspects went unprosecuted", but not "nuns left them unassisted"
    if node.kind != VERB:
        return _agent_of_noun(reading, node, deed, steps)
    if node is not deed and _is_for_subject(reading, node):
        return None
    return _agent_of_verb(reading, node, deed, steps)


def _is_for_subject(reading: Reading, verb: Node) -> bool:
    """Tell whether somebody else acts for the subject: "victims received care", "victims had access"."""
    entitled = any("available" in child.classes for child in verb.children if child.role == Role.PREDICATE)
    holder = verb.subject if entitled or verb.classes & _HOLDING else None
    gets = "get" in verb.classes and not _tries(reading, verb)
    return gets or (holder is not None and bool(reading.head_kinds(holder) & VICTIMS))


def _tries(reading: Reading, verb: Node) -> bool:
    """Tell whether a state gets what its courts decide: "Thai officials obtained convictions"."""
    results = (each for each in verb.nouns(Role.OBJECT) if "sentence" not in each.classes)
    tried = any(reading.measures(each) & LAW_ENFORCEMENT for each in results)
    return tried and verb.subject is not None and bool(reading.head_kinds(verb.subject) & _BODIES)


def _agent_of_noun(reading: Reading, noun: Node, deed: Node, steps: int) -> Node | None:
    by, parent = noun.child("by", "from"), noun.parent
    if by is not None or noun.role == "thanks to":
        return by
    if parent is not None and parent.kind == VERB:
        if noun.role == Role.SUBJECT:
            return _agent_of_subject(parent)
        if noun.role == "for" and "judge" in parent.classes:
            return parent.child(Role.OBJECT)  # "she commends the state for its law"
        if _is_only_seen(reading, noun, parent):
            return None
    return _agent_of(reading, parent, deed, steps - 1)


def _is_only_seen(reading: Reading, thing: Node, verb: Node) -> bool:
    """Tell whether those who report or judge a thing do not do it: "the press reported 12 arrests"."""
    if thing.role == "despite":
        return "report" in verb.classes
    if thing.role == "under":
        return True  # "under the law, employers may not keep passports"
    if "request" in verb.classes and thing.role == "for":
        return True  # "she advocates for more funding"
    if thing.role in _COMPLAINED_OF and thing.classes & _SHORTFALLS:
        return True  # "NGOs pointed to weaknesses in training", "complained of the lack of it"
    if thing.role != Role.OBJECT:
        return False
    if "judge" in verb.classes or verb.is_opinion:
        return True  # "experts welcomed the opening of a shelter"
    by_press = verb.subject is not None and "critic" in reading.head_kinds(verb.subject)
    is_own = any(each.determiner in _POSSESSIVES for each in thing.children)  # "a rise in its training"
    return "report" in verb.classes and (by_press or bool(thing.classes & _SHORTFALLS and not is_own))


def _agent_of_subject(verb: Node) -> Node | None:
    """Return who does what happens to the subject: "care is given by", "care continued to be given by".

    So do those from whom it comes.
    """
    if "stem" in verb.classes and not verb.passive:
        return verb.child("from")
    if verb.is_opinion:
        return None  # "was called inadequate by experts"
    if verb.copula:  # "help was possible only thanks to charities", "was the work of charities"
        works = (each for each in verb.nouns(Role.PREDICATE) if "effort" in each.classes)
        return verb.child("thanks to") or next((of for each in works for of in each.nouns("of")), None)
    raised = verb.child(Role.INFINITIVE)
    passive = next((each for each in (verb, raised) if each is not None and each.passive), None)
    return passive.child("by") if passive is not None else None


def _agent_of_verb(reading: Reading, verb: Node, deed: Node, steps: int) -> Node | None:
    by, parent = _doer(verb), verb.parent
    if parent is not None and (blamed := _blamed(reading, verb, parent)) is not None:
        return blamed
    told = any("testimony" in thing.classes for thing in verb.nouns(Role.OBJECT, "into"))
    if by is not None and by.kind == NOUN and (verb.passive or (by.first > verb.first and not told)):
        return by  # but "by most accounts, an NGO trained them", "examined complaints by maids"
    if verb.passive:
        return _agent_of_passive(reading, verb, deed, steps)
    if verb is deed and (verb.classes & TRIED or _is_given(reading, verb) or _pleads(reading, verb)):
        return verb.child("from")
    if verb.subject is not None or parent is None:
        return verb.subject
    if parent.kind == NOUN and verb.role in (Role.RELATIVE, Role.PARTICIPLE, Role.THAT):
        return None if "hinder" in verb.classes else parent  # "no help with tickets, which hampered it"
    if verb.role == "without" and parent.role == Role.INFINITIVE:
        relying = parent.parent  # "relied on NGOs to house victims without funding them"
        if relying is not None and "rely_on" in relying.classes:
            return _agent_of(reading, relying, deed, steps - 1)
    asked = verb.role == Role.GERUND and "request" in parent.classes  # "experts recommend training them"
    controlled = verb.role == Role.INFINITIVE and (parent.passive or _controller(reading, parent))
    if parent.kind == VERB and (asked or controlled):
        return _controller(reading, parent)
    return _agent_of(reading, parent, deed, steps - 1)


def _agent_of_passive(reading: Reading, verb: Node, deed: Node, steps: int) -> Node | None:
    """Return who has or ensures what is done: "employers had workers arrested"."""
    thing = verb.parent if verb.role == Role.PARTICIPLE else None
    having = thing.parent if thing is not None and thing.role == Role.OBJECT else None
    if having is not None and having.lemma == "have":
        return having.subject
    governed = _is_ensured(reading, verb, deed) or verb.role in (Role.OBJECT, Role.GERUND)
    return _agent_of(reading, verb.parent, deed, steps - 1) if governed else None


def _blamed(reading: Reading, verb: Node, parent: Node) -> Node | None:
    """Return of whom the verb above a gerund says something: "prevented inspectors from entering"."""
    if parent.kind != VERB:
        accused = verb.role == "of" and reading.head_kinds(parent) & _STATES
        return parent if accused else None  # "accused the police of failing to act"
    judged = verb.role == "for" and "judge" in parent.classes  # "blamed police for acting"
    if verb.role != "from" and not judged:
        return None
    return parent.subject if parent.passive else parent.child(Role.OBJECT) or parent.subject


def _is_ensured(reading: Reading, verb: Node, deed: Node) -> bool:
    """Tell whether those act who ensure it: "a charity ensured that girls were helped"; NGOs try nobody."""
    above = verb.parent if verb.role == Role.THAT and "ensure" in verb.parent_classes else None
    tried = bool(reading.measures(deed) & LAW_ENFORCEMENT)
    ensuring = above.subject if above is not None else None
    return above is not None and not (tried and ensuring and "ngo" in reading.head_kinds(ensuring))


def _doer(verb: Node) -> Node | None:
    """Return who stands behind "by": "identified and assisted by nuns" has it for both."""
    own, last = verb.child("by") or (verb.child("thanks to") if verb.passive else None), verb.group[-1]
    if verb.role == Role.GERUND and verb.parent is not None and verb.parent.copula:
        own = own or _agent_of_subject(verb.parent)  # "housing victims was the work of charities"
    joined = last.first - verb.last == _PAIR and last.first == last.head  # with nothing but "and" between
    return last.child("by") if joined and own is None and verb.passive else own


def _is_given(reading: Reading, verb: Node) -> bool:
    """Tell whether an offender or victim gets something: "traffickers received terms", "victims got aid"."""
    receiver = verb.subject if "get" in verb.classes else None
    if receiver is None:
        return False
    if "ngo" in reading.head_kinds(receiver) and verb.child("from") is not None:
        return True  # "NGOs received money from the ministry"
    given = verb.nouns(Role.OBJECT)
    if any(each.head_token.tag == "P" for each in given):
        return False  # "a stranger got her out"
    return bool(reading.head_kinds(receiver) & {"perpetrator", *VICTIMS}) or any(
        "time" in g.classes or "sentencing" in reading.measures(g) for g in given
    )


def _pleads(reading: Reading, verb: Node) -> bool:
    """Tell whether offenders admit what they did: "three men admitted the charges"."""
    things = reading.objects(verb) if "own_up" in verb.classes else ()
    return any(each.classes & {"charge", "crime"} for each in things)


def _controller(reading: Reading, verb: Node) -> Node | None:
    """Return who does what an infinitive below a verb says, if the verb decides it."""
    left = [*verb.nouns(Role.OBJECT), *([verb.subject] if verb.subject is not None else [])]
    if "devolve" in verb.classes and any(each.lemma == "it" for each in left):
        return verb.child("to", "on", "upon")  # "left it to NGOs", "it was left to NGOs to train judges"
    relied_on = verb.child("on", "upon") if "rely_on" in verb.classes else None
    if relied_on is not None or not verb.classes & _CONTROLLING:
        return relied_on
    if verb.passive:
        return verb.subject
    user = verb.subject if verb.classes & _CONTROLLING == {"exploit"} else None
    if user is not None and reading.head_kinds(user) & _OUTSIDERS:
        return None  # "militias use gold to pay for the war"
    return verb.child(Role.OBJECT)


def meant_by(reading: Reading, actor: Node) -> Node:
    """Return whom a number counts, or what a name stands for: "two of the NGOs", "Sunrise, an NGO".

    "Judge Ray, a former trader" stays a judge, but "the Refugee Council, an NGO" is one.
    """
    if actor.head_token.tag == "C":
        return next(iter(actor.nouns("of")), actor)
    titles = (token.classes & _TITLES for token in actor.tokens[actor.first : actor.head + 1])
    is_state = bool(reading.kinds(actor) & _BODIES) or any(titles)
    called = (e for e in actor.nouns(Role.APPOSITION) if not is_state or "ngo" in reading.head_kinds(e))
    return next(called, actor)


def is_outsider(reading: Reading, actor: Node) -> bool:
    """Tell whether an actor is not the government of the report country."""
    actor = meant_by(reading, actor)
    head = reading.head_kinds(actor)
    is_state = bool(reading.kinds(actor) & _BODIES or head & _STATES or actor.classes & {"body", "law"})
    if is_state and is_of_another_country(reading, actor):
        return True
    offices = actor.nouns("of") if "body" in actor.classes else ()
    abroad = ["international_organization" in each.head_token.classes for each in offices]
    if abroad and all(abroad) and "official" not in head:
        return True  # "the local office of the IOM", but "the national office of Interpol"
    own = reading.country in reading.codes(actor, "demonym")
    if "army" in actor.classes or (own and "armed-group" in head):
        return False
    named = actor.tokens[actor.first : actor.head]
    is_own = "government" in actor.classes or any(below.role == "of" for below in actor.children)
    if not is_own and any(t.capital and "international_organization" in t.classes for t in named):
        return True  # "the UN refugee agency", but "the Interpol bureau of the ministry"
    if "monitor" in actor.classes and "official" in reading.kinds(actor):
        return False  # "government experts"
    if "official" in head:
        return "foreign" in reading.kinds(actor) and "government" in actor.classes
    is_private = "private" in actor.classes and "official" not in reading.kinds(actor)
    if is_private or "international_organization" in actor.head_token.classes:
        return True
    if actor.last == actor.first and "collective" in actor.classes and is_plural(actor):
        return not actor.nouns("of")  # "groups that assist victims"
    if "agent" in actor.classes and actor.last == actor.first:
        return False  # "agents arrested", but "recruitment agents charged"
    is_crime = "trafficking" in head and "perpetrator" not in head  # "trafficking in persons is a crime"
    return (bool(head & (_OUTSIDERS | _PEOPLE)) and not is_crime) or names_ngos(reading, actor)


def names_ngos(reading: Reading, body: Node) -> bool:
    """Tell whether a phrase names NGOs: "NGO staff", "a union of charities", "such groups" behind them."""
    if "ngo" in reading.kinds(body):
        return True
    members = body.nouns("of") if "collective" in body.classes else []
    pointed = reading.before.ngos and bool(body.classes & {"organization", "civil_society"})
    return (bool(members) and all("ngo" in reading.head_kinds(each) for each in members)) or (
        pointed and any(body.tokens[i].word in _POINTING for i in range(body.first, body.head))
    )


def is_owned_by_outsider(reading: Reading, noun: Node) -> bool:
    """Tell whether something is others': "a charity's hotline", "NGO shelters", "a home run by nuns"."""
    is_state = "official" in reading.kinds(noun) or bool(reading.head_kinds(noun) & _BODIES)
    makes = _RUNNING if is_state else _LEADING  # but "police funded by donors"
    for deed, doer in _done_to(noun):
        if deed.classes & makes and all(is_outsider(reading, each) for each in doer.group):
            return True
    owners = noun.nouns("of") if noun.classes & _OWNED else []
    if owners and all("ngo" in reading.head_kinds(owner) for owner in owners):
        return True  # "the hotline of a charity"
    is_run = "home" in noun.classes or "awareness-campaign" in reading.measures(noun)
    if noun.role == Role.SUBJECT and is_run and _is_modified_by_ngo(reading, noun):
        return True
    lead = noun.group[0]  # "traffickers and their plans"
    shared = lead is not noun and noun.determiner in _POSSESSIVES and noun.classes & _OWNED
    if shared and is_outsider(reading, lead):
        return True
    tokens = noun.tokens
    marks = [i for i in range(noun.first, noun.head) if tokens[i].tag == "'"]
    if not marks:
        return False
    owned = [placed.mention for i in range(noun.first, marks[-1]) for placed in reading.placed.get(i, ())]
    if tokens[marks[-1] - 1].classes & {"private", "international_organization"}:
        return True
    if any(mention.kind == "ngo" for mention in owned):
        return True
    places = {mention.code for mention in owned if mention.kind in ("place", "demonym")}
    return bool(places) and bool(reading.country) and reading.country not in places


def _is_modified_by_ngo(reading: Reading, noun: Node) -> bool:
    """Tell whether a noun stands ahead of another for whose it is: "NGO shelters", "NGO-run campaigns"."""
    ahead = (placed for i in range(noun.first, noun.head) for placed in reading.placed.get(i, ()))
    is_ngo = any(placed.mention.kind == "ngo" and placed.last < noun.head for placed in ahead)
    funded = any("fund" in child.classes for child in noun.children)
    return is_ngo and not (noun.is_conjunct or funded)


def runners(noun: Node) -> Iterator[Node]:
    """Yield those who run something: "a shelter run by nuns", "a shelter that nuns run"."""
    yield from (doer for deed, doer in _done_to(noun) if deed.classes & _RUNNING)


def _done_to(noun: Node) -> Iterator[tuple[Node, Node]]:
    """Yield what is done to something, and who does it: "raids led by rebels", "a shelter that nuns run"."""
    for deed in noun.children:
        if "law" in noun.classes and "pay" in deed.classes:
            continue  # "a law, paid for by donors"
        if deed.role in (Role.PARTICIPLE, Role.RELATIVE, Role.THAT):
            adds = noun.role == Role.OBJECT and deed.tokens[deed.group[0].first - 1].tag == ","
            runs = not deed.passive and deed.classes & _RUNNING and deed.child(Role.OBJECT) is None
            if runs and deed.subject:
                yield deed, deed.subject
            elif deed.passive and not adds:  # but "the state opened a shelter, run by nuns"
                yield from ((deed, doer) for doer in deed.nouns("by"))


def givers(reading: Reading, support: Node) -> list[Node]:
    """Return those from whom support comes: "with money from donors"."""
    return [each for each in (*support.children, *reading.behind.get(support, ())) if each.role == "from"]


def is_from_outsiders(reading: Reading, support: Node) -> bool:
    """Tell whether support is only others': "with money from donors", "with funds from a foreign state"."""
    sources = givers(reading, support)
    return bool(sources) and all(is_outsider(reading, e) for e in sources)


def is_from_state(reading: Reading, support: Node) -> bool:
    """Tell whether support is the state's: "with state funding", "with money from the ministry"."""
    state = [each for each in (support, *givers(reading, support)) if "official" in reading.kinds(each)]
    return bool(state) and not any("foreign" in reading.kinds(e) or is_outsider(reading, e) for e in state)


def is_elsewhere(reading: Reading, verb: Node) -> bool:
    """Tell whether a clause is about another country: "in Spain, courts tried them", "in Spanish courts"."""
    acting = verb.child("by") if verb.passive else verb.subject
    is_state = acting is not None and reading.head_kinds(acting) & {"official", "place"}
    if acting is not None and is_state and reading.country in places_of(reading, acting):
        return False  # "in Geneva, Mali ratified the protocol"
    for child in verb.children:
        if child.role in ("in", "within") and child.kind == NOUN and is_of_another_country(reading, child):
            where = reading.head_kinds(child) & {"place", "official"}  # "were tried in Kenyan courts"
            is_there = bool(where) and "mission" not in child.classes
            return is_there and (verb.passive or child.last < verb.first)
    return False


def is_of_another_country(reading: Reading, actor: Node) -> bool:
    """Tell whether a phrase names places, but not the report country: "the government of Spain"."""
    places = places_of(reading, actor)
    return bool(places) and bool(reading.country) and reading.country not in places


def places_of(reading: Reading, actor: Node) -> frozenset[str]:
    """Return the places of a state or body: "the government of Spain", "Thai police"."""
    places = reading.codes(actor, "place") | reading.codes(actor, "demonym")
    is_mission = any("mission" in each.classes for each in actor.tokens[actor.first : actor.last + 1])
    for child in actor.children:
        if child.role == "of" or (child.role == "in" and not is_mission):
            places |= reading.codes(child, "place")
            if "official" in reading.head_kinds(child):
                places |= reading.codes(child, "demonym")
    return places
