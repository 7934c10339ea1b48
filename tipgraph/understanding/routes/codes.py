"""Codes: victim groups, kinds of exploitation and sectors, wherever a text names them as happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from tipgraph.understanding.routes.content import (
    ACTOR,
    ADJACENT,
    NOBODY,
    OTHER,
    PEOPLE,
    PRONOUNS,
    SCENE,
    Content,
    qualifies,
)
from tipgraph.understanding.routes.frames import DEFAULT, frames
from tipgraph.understanding.routes.parts import is_prostitution
from tipgraph.understanding.routes.predicates import (
    SUBORDINATE,
    Argument,
    Contents,
    Predicate,
    acts_in_clause,
)
from tipgraph.understanding.routes.segments import Denials
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import OFFENDERS, Reading
from tipgraph.understanding.syntax.tree import CONCEDING, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["CodeStatement", "codes", "codes_of", "implied"]

_NO_WORK = frozenset(("move", "forbid"))
"""Classes of verbs that only as nouns name work: "were shipping women", "the law bars employers from"."""
_CODED = frozenset(("exploitation", "sector", "victim-group"))
_EXPLOITED = frozenset(("exploitation", "exploitation-verb", "victimization"))
_OF_VICTIMS = _EXPLOITED | {
    "victim", "victim-group", "person", "foreign", "trafficking", "workplace",
}  # fmt: skip
"""Kinds of words in a sentence that says where people are exploited."""
_CRIME = "forced-criminality"
_SEX, _MINORS = "sex-trafficking", frozenset(("children", "boys", "girls"))
_BESIDE_CRIME = frozenset(("subject", "against"))
"""Roles of people who are not made to do a crime."""
_FIRMS = frozenset(("employing", "establishment"))
"""Classes of nouns for those who are no people: "forced companies to pay"."""
_COMPELLED = frozenset(("of", "among"))
"""Roles of prisoners behind forced labor."""
_AT_HOME = frozenset(("domestic-servitude", "domestic-work"))
"""Codes of what is no labor for the state: "diplomats force maids to work"."""
_VERDICTS = frozenset(("conviction", "sentencing"))
_ADDRESSING = frozenset(("awareness-campaign", "training"))
_OTHER_CRIMES = frozenset(("movement", "victimization"))
_IMPLIED = {
    ("sector", "domestic-work"): ("exploitation", "domestic-servitude", "domestic-work"),
    ("exploitation", "child-soldiering"): ("victim-group", "children", "child-soldiers"),
}
"""What a code says besides, and by which rule."""


class CodeStatement(NamedTuple):
    """A code of a kind that a predicate names between two offsets. ``clause`` is that of the predicate."""

    kind: str
    code: str
    rule: str
    start: int
    end: int
    clause: Span
    hedges: tuple[Span, ...] = ()


class _Named(NamedTuple):
    """A code that a phrase or verb names."""

    node: Node
    kind: str
    code: str
    rule: str = "named"


def codes(reading: Reading, labels: Labels) -> Iterator[CodeStatement]:
    """Yield the codes that a segment names. ``labels`` are those of exploitation and sectors in two parts."""
    if _CODED.isdisjoint(reading.mentioned) and not any(
        node.kind == VERB and node.lemma in labels.of_verbs for node in reading.tree.nodes
    ):
        return
    contents = reading.once(Contents)
    seen = set[Node]()
    denials = Denials(contents)
    for predicate in contents.predicates:
        arguments = [argument for argument in predicate.arguments if argument.node not in seen]
        seen.update(argument.node for argument in arguments)
        if _may_name(predicate, contents, labels) and not (_is_denied(predicate) or denials.deny(predicate)):
            hedge = _hedge(predicate, contents)
            found = [
                *_of_predicate(reading, contents, predicate, arguments),
                *_of_words_together(contents, predicate, labels),
            ]
            if is_prostitution(predicate.arguments):
                found = [named for named in found if named.code != "forced-labor"]
            for named in (*found, *_of_state(predicate, found)):
                if named.code != _CRIME or not _is_committed(named.node, predicate, contents):
                    yield from _statements(predicate, contents, hedge, named)


def codes_of(node: Node, contents: Contents, labels: Labels) -> Iterator[tuple[str, str]]:
    """Yield the kinds and codes that a phrase or verb names by itself, without those of who acts.

    Nothing is asked of the predicate: whether it is denied, and what its frame says of the phrase. Measures
    for domestic workers are not yet against domestic servitude.
    """
    if node.kind == VERB:
        named = [*_of_verb(node, contents[node])]
        predicate = contents.by_verb.get(node)
        if predicate is not None and node.lemma in labels.of_verbs:
            named += _of_words_together(contents, predicate, labels)
    else:
        content = contents[node]
        named = [*_of_crime(node, content), *_of_work(node, content)]
        if content.who != ACTOR:
            named += _of_people(node, content)
    for each in named:
        yield from ((said.kind, said.code) for said in _said(each) if said.rule != "domestic-work")


def _may_name(predicate: Predicate, contents: Contents, labels: Labels) -> bool:
    """Tell whether a predicate has a code, or a verb with which a label in two parts begins."""
    named = [argument.content for argument in predicate.arguments]
    named += [contents[verb] for verb in predicate.verbs]
    return any(each.exploitation or each.groups or each.sectors for each in named) or any(
        verb.lemma in labels.of_verbs for verb in predicate.verbs
    )


def implied(sectors: Iterable[str]) -> list[str]:
    """Return the kinds of exploitation that work in some sectors is.

    >>> implied(["domestic-work", "mining"])
    ['domestic-servitude']
    """
    found = (_IMPLIED.get(("sector", sector)) for sector in sectors)
    return [row[1] for row in found if row is not None]


def _is_denied(predicate: Predicate) -> bool:
    """Tell whether a predicate says that nobody is exploited or moved, or that something does not exist."""
    if not any(verb.negated for verb in predicate.verbs):
        return False
    head = predicate.head
    says = any(frame.kind not in ("", "none") for frame in predicate.frames)
    return says or "exist" in head.classes


def _of_predicate(
    reading: Reading, contents: Contents, predicate: Predicate, arguments: list[Argument]
) -> Iterator[_Named]:
    """Yield what the phrases and verbs of a predicate name."""
    verbs = [contents[verb] for verb in predicate.verbs]
    kinds = frozenset[str]().union(*(each.kinds for each in (*verbs, *(a.content for a in arguments))))
    is_exploited = not kinds.isdisjoint(_EXPLOITED)
    is_measure = any(not reading.measures(verb).isdisjoint(_ADDRESSING) for verb in predicate.verbs)
    for argument in arguments:
        content = argument.content
        if not (content.exploitation or content.groups or content.sectors):
            continue
        if _is_unreported(argument.node, contents) or _is_buyer(argument.node, contents):
            continue
        if _is_served(argument.node, contents):
            continue
        yield from _of_crime(argument.node, argument.content)
        actor = _is_actor(argument, predicate, contents)
        acts = actor and (not is_exploited or argument.role == "subject")
        if argument.field("*") != "opaque" and not acts:
            if not (actor or _is_by_party(argument)):
                yield from _of_people(argument.node, argument.content)
            if is_exploited or not (is_measure or reading.mentioned.isdisjoint(_OF_VICTIMS)):
                yield from _of_work(argument.node, argument.content)
    for verb, content in zip(predicate.verbs, verbs, strict=True):
        yield from _of_verb(verb, content)


def _of_verb(verb: Node, content: Content) -> Iterator[_Named]:
    yield from _of_crime(verb, content)
    for code, _ in content.sectors if verb.classes.isdisjoint(_NO_WORK) else ():
        yield _Named(verb, "sector", code)
    for code, _ in content.groups:
        yield _Named(verb, "victim-group", code)


def _of_crime(node: Node, content: Content) -> Iterator[_Named]:
    for code, _ in content.exploitation:
        yield _Named(node, "exploitation", code)


def _is_committed(crime: Node, predicate: Predicate, contents: Contents) -> bool:
    """Tell whether offenders do a crime themselves, and make nobody do it: "gangs engaged in theft"."""
    head, others = predicate.head, (a for a in predicate.arguments if a.role not in _BESIDE_CRIME)
    if head.kind != VERB or head.passive:
        return False
    doers = (head.subject or head.antecedent, *crime.nouns("of"))  # "the criminal activities of a gang"
    does = any(doer is not None and not contents[doer].head.isdisjoint(OFFENDERS) for doer in doers)
    return does and not any(a.content.who == PEOPLE or a.node.lemma in PRONOUNS for a in others)


def _of_people(node: Node, content: Content) -> Iterator[_Named]:
    """Yield groups of people, but not those of other crimes: "migrant smuggling", "child abuse"."""
    of_other_crime = content.kinds & _OTHER_CRIMES and not content.exploitation
    if content.who == PEOPLE or content.names_group or not of_other_crime:
        for code, _ in content.groups:
            yield _Named(node, "victim-group", code)


def _of_work(node: Node, content: Content) -> Iterator[_Named]:
    """Yield sectors, but not those of promised work, buyers, or measures: "anti-trafficking workshops"."""
    if content.kinds.isdisjoint(("false-promise", "measure")) and "buyer" not in content.head:
        for code, _ in content.sectors:
            yield _Named(node, "sector", code)


def _is_actor(argument: Argument, predicate: Predicate, contents: Contents) -> bool:
    """Tell whether a phrase names who exploits, buys, marries or is tried."""
    content, node = argument.content, argument.node
    if content.who == ACTOR:
        return True
    of_noun = argument.role == node.role == "by" and node.parent is not None and node.parent.kind == NOUN
    acts = argument.field("person") in NOBODY
    if content.who == PEOPLE and acts and not of_noun:
        return True
    if argument.role == "subject" and content.who == SCENE and _is_doer(predicate, acts=acts):
        return "workplace" not in content.head or not acts  # "factories exploit men" names a sector
    clauses = (child for child in node.children if child.role in SUBORDINATE)
    if any(_is_of_actor(clause, contents) for clause in clauses):
        return True
    head = predicate.head
    subjects = (a for a in predicate.arguments if a.role in ("subject", "of"))
    return head.kind == VERB and head.copula and any("perpetrator" in a.content.head for a in subjects)


def _is_by_party(argument: Argument) -> bool:
    """Tell whether a phrase without a label for people says who exploits: "by two male parties"."""
    verb = argument.node.parent
    is_other = argument.role == "by" and argument.content.who == OTHER
    suffers = verb is not None and "suffer" in verb.classes  # "exploitation faced by the Roma minority"
    return is_other and not suffers and argument.field("person") in NOBODY


def _is_of_actor(clause: Node, contents: Contents) -> bool:
    """Tell whether a clause says of people that they act or are convicted: "men who buy sex"."""
    buys = "acquire" in clause.classes and not clause.passive
    is_tried = not contents.reading.measures(clause).isdisjoint(_VERDICTS) and clause.role == Role.PARTICIPLE
    return buys or is_tried or acts_in_clause(clause, contents)


def _is_doer(predicate: Predicate, *, acts: bool) -> bool:
    """Tell whether the subject of a predicate does something: "hotels posted leaflets"."""
    head = predicate.head
    of_actor = acts or predicate.frames[0].name == DEFAULT
    return of_actor and not head.passive and bool(head.nouns(Role.OBJECT))


def _is_buyer(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase names to whom one caters."""
    host, first = node.group[0].host, node.group[0].first
    caters = host is not None and node.role == "to" and first - host.last == ADJACENT  # "catering to drivers"
    above = (node.parent, host if caters else None)
    return any(each is not None and "buyer" in contents[each].kinds for each in above)


def _is_served(node: Node, contents: Contents) -> bool:
    """Tell whether somebody is made to have sex with people, who are no children: "with ten men a day"."""
    verb = node.parent
    if node.role != "with" or verb is None or "force" not in verb.parent_classes:
        return False
    acts = {code for each in verb.nouns(Role.OBJECT) for code, _ in contents[each].exploitation}
    groups = {code for code, _ in contents[node].groups}
    return acts == {_SEX} and groups.isdisjoint(_MINORS)


def _is_unreported(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase stands below a negated report: "no evidence of forced labor"."""
    above = takewhile(lambda each: each.role not in CONCEDING, node.ancestors())
    return contents.has_negation and any(
        each.negated and "report-noun" in contents[each].kinds for each in above if each.kind == NOUN
    )


def _of_words_together(contents: Contents, predicate: Predicate, labels: Labels) -> Iterator[_Named]:
    """Yield what the words of a predicate say together: "forced … to work", "rebels recruit children"."""
    wanted = [(verb, label) for verb in predicate.verbs for label in labels.of_verbs.get(verb.lemma, ())]
    if wanted:
        doing = [argument for argument in predicate.arguments if argument.role != "according to"]
        lemmas = {verb.lemma for verb in predicate.verbs}
        for verb, label in wanted:
            own = [argument for argument in doing if not argument.is_aside(verb)]
            by_whom = label.preposition == "by"
            behind = (a.words_of_labels for a in own if not (by_whom and _forces_things(a, own)))
            if label.forms & lemmas.union(*behind):
                yield _Named(verb, label.scheme, label.code)
    if not (predicate.takes_people or any(_recruits(a, contents) for a in predicate.arguments)):
        return
    heads = {kind for argument in predicate.arguments for kind in argument.content.head}
    subject = predicate.head.subject if predicate.head.kind == VERB else None
    heads |= contents[subject].head if subject is not None else frozenset()
    named = {code for argument in predicate.arguments for code, _ in argument.content.groups}
    rows = (row for kind in sorted(heads) for row in frames().by_agent.get(kind, ()))
    for code in (code for group, code in rows if group in named):
        yield _Named(predicate.head, "exploitation", code, "armed-group-recruits")


def _forces_things(agent: Argument, arguments: Iterable[Argument]) -> bool:
    """Tell whether a subject compels no people: "the government forced companies to pay"."""
    beside = (each for each in arguments if each.role == "object" and each.node.parent is agent.node.parent)
    kinds = (
        (each.content.who, each.content.plural_role) for each in beside if not each.node.classes & _FIRMS
    )
    forces_people = any(who == PEOPLE or (who == OTHER and plural) for who, plural in kinds)
    return agent.role == "subject" and not forces_people


def _of_state(predicate: Predicate, found: list[_Named]) -> Iterator[_Named]:
    """Yield labor that the state compels: "police force men to work", "forced labor of prisoners"."""
    labor = next((named for named in found if named.code == "forced-labor"), None)
    is_private = any(named.code in _AT_HOME for named in found)
    if (
        labor is not None
        and not is_private
        and any(_is_of_state(argument, labor, predicate) for argument in predicate.arguments)
    ):
        yield labor._replace(code="state-imposed-forced-labor")


def _is_of_state(argument: Argument, labor: _Named, predicate: Predicate) -> bool:
    is_made = labor.node.kind == VERB or labor.node.role in ("to", "into")  # but not "to end forced labor"
    exploits = is_made and any(frame.verb_class == "exploit" for frame in predicate.frames)
    if "prisoner" in argument.content.kinds:  # but not "former prisoners are recruited for forced labor"
        suffers = exploits and argument.role == ("subject" if predicate.head.passive else "object")
        return suffers or (argument.node.role in _COMPELLED and labor.node in argument.node.ancestors())
    is_agent = argument.role == ("by" if predicate.head.passive else "subject")
    forces_people = any(a.content.who == PEOPLE or a.node.lemma in PRONOUNS for a in predicate.arguments)
    return exploits and is_agent and forces_people and "official" in argument.content.head


def _recruits(argument: Argument, contents: Contents) -> bool:
    """Tell whether a phrase names who recruits behind the noun: "recruitment by militias"."""
    host = argument.node.group[0].host
    is_agent = argument.role == "by" and argument.content.who == ACTOR
    return is_agent and host is not None and "recruitment" in contents[host].kinds


def _statements(
    predicate: Predicate, contents: Contents, hedge: int | None, named: _Named
) -> Iterator[CodeStatement]:
    """Yield the statements that a code makes."""
    node, tokens = named.node, named.node.tokens
    own = contents[node].hedge
    at = own if own is not None else hedge
    statement = CodeStatement(
        named.kind,
        named.code,
        named.rule,
        tokens[node.first].start,
        tokens[node.last].end,
        predicate.span,
        () if at is None else (Span(tokens[at].start, tokens[at].end),),
    )
    for said in _said(named):
        yield statement._replace(kind=said.kind, code=said.code, rule=said.rule)


def _said(named: _Named) -> Iterator[_Named]:
    """Yield a code, and what it says besides."""
    yield named
    if (named.kind, named.code) in _IMPLIED:
        kind, code, rule = _IMPLIED[named.kind, named.code]
        yield named._replace(kind=kind, code=code, rule=rule)


def _hedge(predicate: Predicate, contents: Contents) -> int | None:
    """Return the word that makes what a predicate says only possible."""
    of_verbs = (
        contents.hedge_of(verb, predicate.arguments) for verb in predicate.verbs if verb.role != Role.GERUND
    )
    found = next((hedge for hedge in of_verbs if hedge is not None), None)
    if found is not None:
        return found
    of_phrases = (a for a in predicate.arguments if not (a.node.is_conjunct or qualifies(a.content)))
    return next((a.content.hedge for a in of_phrases if a.content.hedge is not None), None)
