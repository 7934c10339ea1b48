"""Codes that depend on whom a measure is directed at, and on who takes it.

Law enforcement against officials is action on complicity. Against victims, it is no law enforcement.
"""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.actors.agents import TRIED, agent, forbidding, is_from_state, is_outsider
from tipgraph.understanding.actors.complicity import (
    COMPLICITY,
    PRONOUNS,
    action_against,
    is_acted_on,
    is_complicit,
)
from tipgraph.understanding.actors.partners import NGO, is_with_ngos, joint_deeds, partnerships
from tipgraph.understanding.actors.support import (
    BY_MEANS,
    code_of_receivers,
    is_held_by_ngos,
    support_of_ngos,
)
from tipgraph.understanding.syntax.labels import Labels, measure_mentions
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, VICTIMS, Reading, is_plural
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES, english

__all__ = ["measure_codes"]

_IDENTIFYING = "victim-identification"
_NON_PENALIZATION = "non-penalization"
_TRIALS = LAW_ENFORCEMENT - {"investigation"}
_BLAMELESS = frozenset(("children", "girls", "boys", "street-children", "orphans"))
"""Codes of victim groups. Nobody is to try them."""
_ADULTS = frozenset(("men", "women", "adults"))
_MISCONDUCT_ROLES = frozenset((Role.OBJECT, "against", "of", "in", "to"))
_PUNISHABLE = frozenset(("perpetrator", "officer"))
_OFFENDERS = _PUNISHABLE | {"buyer"}
_ABROAD = frozenset(("international_organization", "counterpart"))
"""Classes of words for those of other states: "counterparts", "the FBI"."""
_CHARGED = frozenset(("for", "on", "with", "of"))
_TRIABLE = VICTIMS | {"perpetrator", "officer"}
_HELD = frozenset(("shut_in", "exploit"))
"""Classes of verbs for what is done to those who are found."""
_CRIMES = frozenset(("trafficking", "exploitation"))
_REFUSING = frozenset(("fail", "reject"))
"""Classes of verbs for not doing what an infinitive says: "refused to drop the case"."""
_OFFICIALS = frozenset(("official", "officer"))
_STAFF = frozenset(("body", "government", "public_servant", "labor_authority"))
"""Classes of words for officials that are not one person: "the ministry", "inspectors"."""
_WHETHER = f"{Role.ADVERBIAL}:whether"


def measure_codes(reading: Reading, labels: Labels) -> list[tuple[str, Node]]:
    """Return the code of each mention. Law enforcement against officials among others has two."""
    return reading.once(_measure_codes, labels, (reading.before.officials, reading.before.ngos))


def _measure_codes(reading: Reading, labels: Labels, _follows: object) -> list[tuple[str, Node]]:
    return list(_each_code(reading, labels))


def _each_code(reading: Reading, labels: Labels) -> Iterator[tuple[str, Node]]:
    mentions = list(measure_mentions(reading, labels))
    joint = joint_deeds(reading, [node for _, node in mentions])
    others = (*partnerships(reading), *joint, *support_of_ngos(reading), *_screenings(reading))
    for named, node in (*mentions, *others, *_finds(reading)):
        code = "" if _is_domestic(reading, named, node) else _recode(reading, named, node)
        yield code, node
        yield from ((added, node) for added in _added_codes(reading, named, code, node))
        if code == "labor-regulation" and (ban := _ban_of(reading, node)) is not None:
            yield "legislation", ban


def _added_codes(reading: Reading, named: str, code: str, node: Node) -> Iterator[str]:
    """Yield what a measure is besides: money for NGOs is cooperation with them too."""
    if code == "funding" and (partner := code_of_receivers(reading, node)):
        yield partner
    by_state = named == "funding" and node.role in BY_MEANS and is_from_state(reading, node)
    if code == NGO and by_state:
        yield "funding"
    targets = _targets(reading, node)
    if code == COMPLICITY and not all(is_complicit(reading, target) for target in targets):
        yield named
    elif code == named and code in LAW_ENFORCEMENT:
        examples = (example for target in targets for example in target.nouns("including"))
        if any(is_complicit(reading, example) for example in examples):
            yield COMPLICITY


def _ban_of(reading: Reading, wrong: Node) -> Node | None:
    """Return the verb that forbids a wrong, unless a law does: "the state barred them from keeping"."""
    verb = forbidding(wrong)
    subject = verb.subject if verb is not None else None
    is_law = subject is not None and "legislation" in reading.measures(subject)
    return None if is_law else verb


def _recode(reading: Reading, code: str, node: Node) -> str:
    """Return the code of a measure: investigating officials is action on complicity; complicity is none."""
    if node.kind == VERB or code in ("funding", "victim-services"):
        code = _recode_by_arguments(reading, code, node)
    if code == "international-cooperation" and is_with_ngos(reading, node):
        return NGO
    partners = node.nouns("with") if code == "coordination-body" and node.kind == VERB else []
    if partners and all(is_outsider(reading, each) for each in partners):
        return ""  # "met with UN agencies"
    if code in LAW_ENFORCEMENT:
        return _recode_enforcement(reading, code, node)
    if code == "repatriation":
        return _recode_return(reading, node)
    if code == _NON_PENALIZATION:
        return code if _concerns_victims(reading, node) else ""
    if code == COMPLICITY and "action" in node.classes:
        return action_against(reading, node)
    if code != COMPLICITY or node.kind != NOUN:
        return code
    if "misconduct" in node.classes and node.role not in _MISCONDUCT_ROLES:
        return ""
    return code if is_acted_on(node) else ""


def _recode_return(reading: Reading, deed: Node) -> str:
    """Return the code of a return: victims may be sent home by force, and officials go home themselves."""
    if deed.adverb("forced") is not None or deed.modifier("forced") is not None:
        return _NON_PENALIZATION  # "were forcibly repatriated"
    lacks_object = deed.kind == VERB and not deed.passive and deed.child(Role.OBJECT, "with") is None
    subject = deed.subject if lacks_object and reading.sharing(deed) is None else None
    return "" if subject is not None and "official" in reading.head_kinds(subject) else "repatriation"


def _concerns_victims(reading: Reading, deed: Node) -> bool:
    """Tell whether no offenders are punished or spared. Who is spared a thing must be victims."""
    targets = reading.objects(deed)
    if spares := deed.kind == VERB and "spare" in deed.classes:
        below = (child for each in (deed, *targets) for child in each.children)
        targets = [*targets, *(child for child in below if child is not deed.subject)]
    cases = (each for each in deed.nouns("in") if "count-unit" in reading.head_kinds(each))
    charges = [*cases, *(child for child in deed.children if child.role in _CHARGED)]
    grounds = (each for each in deed.nouns("on") if "charge" in each.classes)
    charges += (each for ground in grounds for each in ground.nouns("of"))
    is_of_offender = any(_is_of_offender(reading, charge) for charge in charges) and not any(
        "victim" in reading.head_kinds(target) for target in targets
    )
    if is_of_offender or any(reading.head_kinds(target) & _OFFENDERS for target in targets):
        return False  # "convicted two teachers for forced begging"
    spared = (*targets, *_meant(reading, deed))
    return not spares or any(reading.head_kinds(target) & VICTIMS for target in spared)


def _is_of_offender(reading: Reading, charge: Node) -> bool:
    """Tell whether only offenders face a charge: "for trafficking", "for exploitation of a victim"."""
    kinds = reading.kinds(charge)
    if "trafficking" in kinds and "sector" not in kinds:  # but "for drug trafficking"
        return True
    wronged = any("victim" in reading.head_kinds(each) for each in charge.children)
    wronged |= any(reading.head_kinds(each) & VICTIMS for each in charge.nouns("of"))
    return wronged or charge.modifier("forced") is not None


def _is_domestic(reading: Reading, code: str, deed: Node) -> bool:
    """Tell whether a joint deed is of one state: "a joint operation", and nobody foreign takes part."""
    if code != "international-cooperation" or (deed.modifier("joint") is None and not deed.nouns("between")):
        return False
    return not reading.once(_names_foreign_body)


def _names_foreign_body(reading: Reading) -> bool:
    """Tell whether a sentence names a body or state of another country."""
    bodies = (node for node in reading.tree.nodes if not reading.head_kinds(node) & (VICTIMS | {"demonym"}))
    return any(_is_foreign(reading, body) for body in bodies)


def _is_foreign(reading: Reading, body: Node) -> bool:
    """Tell whether a phrase names something foreign: "the Thai police", "two countries"."""
    places = reading.codes(body, "place") | reading.codes(body, "demonym")
    states = "country-noun" in reading.head_kinds(body)
    return (
        bool(places - {reading.country})
        or (states and is_plural(body))
        or any(token.classes & _ABROAD for token in body.tokens[body.first : body.last + 1])
    )


def _recode_enforcement(reading: Reading, code: str, node: Node) -> str:
    """Return the code of law enforcement by whom it is directed at: officials, children, or victims."""
    if code == "prosecution" and "undo" in node.classes and not _is_dropped(reading, node):
        return ""
    told = (
        child
        for child in node.children
        if child.role == "for" or (child.role == Role.PARTICIPLE and "involve" in child.classes)
    )
    about = [below for child in told for below in (child, *child.children)]
    if any(is_complicit(reading, target) for target in _targets(reading, node)) or any(
        "complicity" in reading.kinds(child) for child in about
    ):
        return COMPLICITY
    if _are_victims_charged(reading, node):
        return _NON_PENALIZATION
    if _is_for_offense_of_victims(reading, node):
        return ""
    if node.kind == VERB and code in _TRIALS and _has_blameless_object(reading, node):
        return _NON_PENALIZATION
    arrest = node.parent if node.role == "into" and node.parent is not None else node
    is_arrest = code == "investigation" and bool(arrest.classes & {"harm", "move"})  # "took into custody"
    return "" if is_arrest and _has_only_victims(reading, arrest) else code


def _is_dropped(reading: Reading, verb: Node) -> bool:
    """Tell whether a verb drops a case against offenders: not "dismissed the case against a victim"."""
    cases = reading.objects(verb)
    kept = verb.negated or any(each.negated for each in cases) or verb.parent_classes & _REFUSING
    parties = (party for each in (verb, *cases) for party in each.nouns("against", "of"))
    of_others = any(reading.head_kinds(party) & (VICTIMS | _OFFICIALS) for party in parties)
    dropped = (below for each in cases for below in (each, *each.nouns("of")))  # "most of the cases"
    return any("count-unit" in reading.head_kinds(each) for each in dropped) and not (kept or of_others)


def _are_victims_charged(reading: Reading, deed: Node) -> bool:
    """Tell whether victims are put on trial: "victims face charges", but not "face delays in trials"."""
    tried = deed.subject if "be_tried" in deed.classes and _is_tried(reading, deed) else None
    things = deed.nouns(Role.OBJECT) if tried and "victim" in reading.head_kinds(tried) else []
    return any(reading.measures(each) & _TRIALS for each in things)


def _is_for_offense_of_victims(reading: Reading, deed: Node) -> bool:
    """Tell whether people are tried for what victims do: "arrested for prostitution", but no perpetrators."""
    charges = (
        word
        for child in deed.children
        if child.role in _CHARGED
        for word in (reading.words(child) if child.kind == NOUN else (*child.words, child.lemma))
        if child.modifier("forced") is None
    )
    targets = reading.objects(deed)
    if any(
        each.mention.code == "cases" for target in targets for each in reading.placed.get(target.head, ())
    ):
        return False  # "investigated nine cases of trafficking, two for prostitution"
    return any("victim_offense" in english().classes(word) for word in charges) and not any(
        reading.head_kinds(target) & {"perpetrator", "officer", "buyer"} for target in targets
    )


def _recode_by_arguments(reading: Reading, code: str, node: Node) -> str:
    """Return the code of a measure that depends on who acts, or on what is given."""
    given = (node, *reading.objects(node)) if code == "victim-services" else ()
    aids = [child for each in given if "partnership" in each.classes for child in each.children]
    if any(aid.kind == VERB and "return" in aid.classes and _goes_home(reading, aid) for aid in aids):
        return "repatriation"  # "assistance in returning home"
    found = node.nouns("as") or reading.objects(node) if code == _IDENTIFYING else []
    offenders = found and all("perpetrator" in reading.head_kinds(each) for each in found)
    if offenders and node.classes.isdisjoint(("rescue", "screen")):
        return _code_of_offenders(reading, node, found)
    if code == "data-collection" and _screens(reading, node):
        return _IDENTIFYING  # "did not determine whether they were victims"
    if code == "funding" and is_held_by_ngos(reading, node):
        return NGO
    if code == "victim-services" and is_from_state(reading, node) and is_held_by_ngos(reading, node):
        return NGO  # "NGOs received assistance from the state"
    if code == "labor-regulation" and "visit" in node.classes and not _inspects(reading, node):
        return ""
    subject = node.subject if node.kind == VERB and not node.passive else None
    about = reading.objects(node) if code == "investigation" else []
    looks_into = bool(about) and all(_is_industry(reading, each) for each in about)
    alone = subject is not None and all(_is_labor_authority(reading, each) for each in subject.group)
    if (code == "sentencing" or looks_into) and alone:
        return "labor-regulation"  # "inspectors fined nine owners", "inspectors investigated the sector"
    return code


def _is_industry(reading: Reading, thing: Node) -> bool:
    """Tell whether a phrase names a kind of work, and no crime: "the formal sector", not "forced labor"."""
    return "industry" in thing.classes and not reading.kinds(thing) & {"exploitation", "trafficking"}


def _inspects(reading: Reading, visit: Node) -> bool:
    """Tell whether a visit is an inspection: not a minister's, and none "to inform owners"."""
    actor, what_for = agent(reading, visit), visit.child(Role.INFINITIVE)
    if actor is not None and reading.head_kinds(actor) & _OFFICIALS and not actor.classes & _STAFF:
        return False
    return what_for is None or what_for.classes.isdisjoint(("tell", "judge"))


def _code_of_offenders(reading: Reading, deed: Node, found: list[Node]) -> str:
    """Return the code of finding offenders: "identified suspects", but not "it is hard to identify them".

    Employers are no suspects unless they are said to exploit people.
    """
    below = [child for each in found for child in each.children]
    wrongs = (reading.kinds(node) & _CRIMES for child in below for node in (child, *child.children))
    known = all("employing" not in each.classes for each in found) or any(wrongs)
    actor = agent(reading, deed)
    by_nobody = deed.role == Role.INFINITIVE and (actor is None or actor.lemma == "it")
    if by_nobody or not known or any(_is_victim(reading, child) for child in below):
        return ""
    return "investigation" if "identify" in deed.classes else ""


def _is_victim(reading: Reading, described: Node) -> bool:
    """Tell whether offenders are victims, or theirs: "who had been trafficked", "as relatives of victims"."""
    above = described.parent
    named = described.nouns(Role.PREDICATE) if above is None or above.role != "as" else [described]
    called = any("victim" in reading.head_kinds(each) for each in named)
    return called or (described.passive and "exploit" in described.classes)


def _goes_home(reading: Reading, verb: Node) -> bool:
    """Tell whether people return to where they come from, and do not return to work or return a thing."""
    things = verb.nouns(Role.OBJECT)
    if verb.child(Role.INFINITIVE) is not None or any("home" not in each.classes for each in things):
        return False
    return all("place" in reading.kinds(each) for each in verb.nouns("to"))


def _screenings(reading: Reading) -> Iterator[tuple[str, Node]]:
    """Yield identification for each question whether people are victims: "checked whether they were"."""
    yield from ((_IDENTIFYING, node) for node in reading.tree.nodes if _screens(reading, node))


def _screens(reading: Reading, verb: Node) -> bool:
    asked = [each for each in verb.children if each.role == _WHETHER] if "screen" in verb.classes else ()
    called = any(
        "victim" in reading.head_kinds(node) for each in asked for node in each.nouns(Role.PREDICATE)
    )
    suffer = (each for each in asked if each.passive)  # "whether they were trafficked"
    return called or any(reading.head_kinds(each) & {"trafficking", "exploitation-verb"} for each in suffer)


def _finds(reading: Reading) -> Iterator[tuple[str, Node]]:
    """Yield identification for each find of people who suffer: "found women who were locked in"."""
    for node in reading.tree.nodes:
        finds = node.kind == VERB and "locate" in node.classes and not (node.passive and not node.child("by"))
        found = reading.objects(node)[:1] if finds and _IDENTIFYING not in reading.measures(node) else []
        if any(_suffers(reading, each) for each in found):
            yield _IDENTIFYING, node


def _suffers(reading: Reading, person: Node) -> bool:
    """Tell whether a phrase says that people are held or exploited: "14 women who were locked in a flat"."""
    clauses = (each for each in person.children if each.role in (Role.PARTICIPLE, Role.RELATIVE))
    suffer = any(each.passive and each.classes & _HELD for each in clauses)
    return suffer and bool(reading.head_kinds(person) & VICTIMS)


def _is_labor_authority(reading: Reading, actor: Node | None) -> bool:
    """Tell whether somebody watches over work: "inspectors", "the labor ministry"."""
    words = reading.words(actor) if actor is not None else NO_CLASSES
    return any("labor_authority" in english().classes(word) for word in words)


def _targets(reading: Reading, deed: Node) -> list[Node]:
    """Return whom law enforcement is directed at, who may also be a subject: "officers received fines"."""
    found = reading.objects(deed)
    verb = deed.parent
    if _is_tried(reading, deed) and deed.subject is not None:
        return deed.subject.group  # "officers await trial"
    if aimed := [each for node in (deed, *found) for each in node.nouns("against", "into")]:
        return aimed  # "began proceedings against officers"
    if found or deed.kind != NOUN or verb is None or verb.kind != VERB or verb.subject is None:
        return found
    if others := [thing for thing in verb.nouns(Role.OBJECT) if thing is not deed]:
        return others  # "brought nine men to trial"
    if deed.role == "under" or (deed.role == "on" and verb.copula):  # "are on trial"
        return verb.subject.group  # "remained under investigation"
    suffers = verb.classes & {"get", "achieve"} == {"get"}
    return verb.subject.group if suffers else found


def _is_tried(reading: Reading, deed: Node) -> bool:
    """Tell whether the subject is tried: "await trial", but not "await the trial of nine men"."""
    if deed.kind != VERB or deed.passive or not deed.classes & TRIED:
        return False
    things = deed.nouns(Role.OBJECT)
    below = (each for thing in things for node in (thing, *thing.children) for each in node.nouns("of"))
    others = any(reading.measures(each) or reading.head_kinds(each) & _TRIABLE for each in below)
    return not others and (bool(things) or deed.child(Role.PREDICATE) is not None)


def _has_blameless_object(reading: Reading, deed: Node) -> bool:
    """Tell whether children are tried: "prosecuted street children", but no child abuse cases."""
    return any(
        reading.codes(target, "victim-group") & _BLAMELESS
        and reading.head_kinds(target).isdisjoint(("perpetrator", "count-unit"))
        for target in reading.objects(deed)
    )


def _has_only_victims(reading: Reading, deed: Node) -> bool:
    """Tell whether only victims, migrants or children are arrested: "had them arrested"."""
    targets = _meant(reading, deed)
    return bool(targets) and all(
        "victim" in reading.head_kinds(target)
        or (reading.codes(target, "victim-group") - _ADULTS and not reading.head_kinds(target) & _PUNISHABLE)
        for target in targets
    )


def _meant(reading: Reading, deed: Node) -> list[Node]:
    """Return to whom a deed is done. A pronoun stands for the people before it."""
    targets = reading.objects(deed)
    return [(reading.people_before(each) if each.lemma in PRONOUNS else None) or each for each in targets]
