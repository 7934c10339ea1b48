"""Understanding by structure: from words to tokens, phrases, clauses, operators and statements.

Each module imports only from those before it:

- `words`: closed classes, and the open ones of ``ontology/english.toml``
- `tokens`, `passes`, `names`, `tagging`: words with their tags, read one by one and then among others
- `tree`: nodes and their roles
- `phrases`: noun phrases and verb groups
- `coordination`, `infinitives`, `lookahead`, `state`, `nominals`, `clauses`: the parser
- `mentions`: the ontology's labels on the tree, and the arguments of deeds
- `agents`, `partners`: who acts, and with whom
- `status`, `rules`: from *done* to *not done*, and the operators that decide it
- `operators`: what the words above a deed say of it
- `unreal`, `penalties`, `noun_roles`, `passing`: what is only named
- `recoding`: codes that depend on who acts on whom
- `measures`, `spans`: the statements of measures and their words
- `quantities`: the numbers, each with its phrase
- `deeds`, `targets`: the measures that are counted, and what a quantity counts
- `periods`: the year of each quantity
- `counts`: results in numbers
- `content`: what a phrase names; `frames`: which argument of a verb gives which field
- `predicates`, `people`, `facts`: what a clause says of whom
- `discourse`, `stories`: what holds from one clause to the next
- `route_statements`, `routes`, `codes`: their statements
- `reader`: all of it for a text
- `render`: trees and statements as text and as JSON
"""

from __future__ import annotations

from tipgraph.understanding.structure.reader import Reader

__all__ = ["Reader"]
