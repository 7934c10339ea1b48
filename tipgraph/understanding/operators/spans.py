"""Spans: the words that a statement rests on, its own clause and its operators."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from tipgraph.understanding.operators.factuality import Operator
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role, Tree, described, whole_phrases
from tipgraph.understanding.tokens.sentences import LIMIT, Span
from tipgraph.understanding.tokens.words import PREPOSITIONS

__all__ = ["clause_span", "operator_span", "predicate_of", "quoted"]

MAX_TOKENS = 80
"""Tokens on each side of a deed that its clause may have."""
_SEPARATE = frozenset((Role.RELATIVE, Role.ADJUNCT, Role.THAT))
"""Roles of clauses that are no part of the clause above them."""
_DESCRIBING = frozenset((Role.RELATIVE, Role.PARTICIPLE))
"""Roles of clauses that describe the noun above them, which is one of their arguments."""
_GOVERNED = PREPOSITIONS | {Role.INFINITIVE, Role.GERUND}
"""Roles of clauses whose subject is that of the clause above them."""


def predicate_of(node: Node) -> Node:
    """Return the verb of the clause that a node is in: itself, or the nearest verb above it."""
    if node.kind == VERB:
        return node
    last = node
    for above in node.ancestors():
        if above.kind == VERB:
            return above
        last = above
    return last


def clause_span(tree: Tree, deed: Node, apart: Collection[Node] = ()) -> Span:
    """Return the clause of a deed: its predicate with the arguments, without the predicates set ``apart``.

    An infinitive or gerund has the clause that governs it, a relative clause the noun that it describes.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> text = "Courts convicted two men, and police began to arrest smugglers."
    >>> tree = parse(text)
    >>> [text[slice(*clause_span(tree, node))] for node in tree.nodes if node.kind == VERB]
    ['Courts convicted two men', 'police began to arrest smugglers', 'police began to arrest smugglers']
    """
    own = predicate_of(deed)
    for predicate in dict.fromkeys((_governing(own), own)):
        first, last = _reach(tree, deed, predicate, apart)
        span = whole_phrases(tree.tokens, first, last)
        if _fits(span):
            return span
    return _within_limit(tree, deed, first, last)


def _governing(verb: Node) -> Node:
    """Return the clause whose subject is that of a verb: "began" of "began to arrest"."""
    while verb.role in _GOVERNED and verb.subject is None:
        above = next((node for node in verb.ancestors() if node.kind == VERB), None)
        if above is None:
            break
        verb = above
    return verb


def _reach(tree: Tree, deed: Node, predicate: Node, apart: Collection[Node]) -> tuple[int, int]:
    """Return the first and last token of a predicate's clause near a deed."""
    path = {deed, predicate, *_up_to(deed, predicate)}
    within: dict[Node | None, bool] = {predicate: True, None: False}
    first, last = deed.first, deed.last
    *_, root = predicate.path()
    start, end = tree.extents[root]
    before: Node | None = None
    for i in range(max(deed.head - MAX_TOKENS, start), min(deed.head + MAX_TOKENS, end + 1)):
        node = tree.at.get(i)
        if node is not None and node is not before and _belongs(node, within, path, apart):
            first, last = min(first, node.first), max(last, node.last)
        before = node
    if predicate.role in _DESCRIBING and predicate.parent is not None and predicate.parent.kind == NOUN:
        first = min(first, described(predicate.parent).first)
    return first, last


def _up_to(node: Node, predicate: Node) -> Iterator[Node]:
    """Yield what stands between a node and the predicate above it."""
    for above in node.ancestors():
        if above is predicate:
            return
        yield above


def _belongs(
    start: Node, within: dict[Node | None, bool], path: Collection[Node], apart: Collection[Node]
) -> bool:
    """Tell whether a node is part of a clause. ``within`` keeps the answers for the nodes on the way up."""
    climbed: list[Node] = []
    node: Node | None = start
    while node is not None and node not in within:
        climbed.append(node)
        separate = node.role in _SEPARATE or node.is_adverbial or node in apart
        node = None if separate and node not in path else node.parent
    belongs = within[node]
    within.update(dict.fromkeys(climbed, belongs))
    return belongs


def _within_limit(tree: Tree, deed: Node, first: int, last: int) -> Span:
    """Return the offsets of a stretch of whole phrases, at most as long as a quote may be, around a deed."""
    tokens = tree.tokens
    half = (LIMIT - (tokens[deed.last].end - tokens[deed.first].start)) // 2
    while tokens[last].end - tokens[first].start > LIMIT or not _fits(whole_phrases(tokens, first, last)):
        if first < deed.first and tokens[deed.first].start - tokens[first].start > half:
            first = _edge(tree, first, deed.first)
        elif last > deed.last:
            last = _edge(tree, last, deed.last)
        elif first < deed.first:
            first = _edge(tree, first, deed.first)
        else:
            break
    return whole_phrases(tokens, first, last)


def _edge(tree: Tree, token: int, limit: int) -> int:
    """Return the next token that begins or ends a phrase, on the way to a limit."""
    before, step = tree.at.get(token), 1 if token < limit else -1
    while token != limit and tree.at.get(token) in (before, None):
        token += step
    return token


def quoted(
    reading: Reading, deed: Node, operators: Iterable[Operator], apart: Collection[Node] = ()
) -> tuple[Span, Span | None]:
    """Return the clause of a deed with its operators and shared objects, and that of operators far before it.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> from tipgraph.understanding.operators.factuality import Kind
    >>> text = "Courts did not hear cases or convict men."
    >>> reading = Reading(parse(text), ())
    >>> deed = reading.tree.nodes[-2]
    >>> span, context = quoted(reading, deed, [Operator(Kind.NEGATION, 2)], {deed})
    >>> text[slice(*span)], context
    ('Courts did not hear cases or convict men', None)
    """
    tree = reading.tree
    clause, context = clause_span(tree, deed, apart), None
    for target in reading.objects(deed) if deed.kind == VERB else ():
        if clause.start <= tree.tokens[target.head].start < clause.end:
            continue
        wider = _joined(clause, clause_span(tree, target, apart))  # "arrested and charged nine men"
        if _fits(wider):
            clause = wider
    for operator in operators:
        words = operator_span(tree, operator)
        if _holds(clause, words):
            continue
        node = tree.at.get(operator.token)
        near = words if node is None else _joined(clause_span(tree, node, apart), words)
        fitting = next(filter(_fits, (_joined(clause, near), _joined(clause, words))), None)
        if fitting is not None:
            clause = fitting
        elif words.end <= clause.start:
            context = Span(near.start, min(near.end, clause.start))
    return clause, context


def _holds(span: Span, part: Span) -> bool:
    return span.start <= part.start and part.end <= span.end


def _joined(span: Span, other: Span) -> Span:
    return Span(min(span.start, other.start), max(span.end, other.end))


def _fits(span: Span) -> bool:
    return span.end - span.start <= LIMIT


def operator_span(tree: Tree, operator: Operator) -> Span:
    """Return the words of an operator: "did not", "failed to", "few".

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> from tipgraph.understanding.operators.factuality import Kind
    >>> text = "Courts did not convict men."
    >>> text[slice(*operator_span(parse(text), Operator(Kind.NEGATION, 2)))]
    'did not'
    """
    tokens, token = tree.tokens, operator.token
    node = tree.at.get(token)
    first = last = token
    if node is not None and node.kind == VERB:
        if token in node.negations and node.first < token:
            first = node.first
        elif token == node.head and (to := node.child(Role.INFINITIVE)) is not None and to.first == token + 1:
            last = token + 1
    return Span(tokens[first].start, tokens[last].end)
