"""Turns a narrative into claims.

`Extractor` analyzes a narrative once. Each package imports only from those before it:

- `tokens`: sentences, words with their tags, and the labels of the ontology
- `syntax`: noun phrases, verb groups and clauses as a tree, with the labels on it
- `operators`: negation, lack, plans and hedges, and the status that follows; what is only named
- `actors`: who acts, with whom, and on whom
- `measures`, `counts`, `routes`: the statements that are read off the tree
- `reader`: trees and statements of one text, and the analysis of a narrative, which all claims are made from
- `claims`: the statements as claims with their evidence
- `discourse`: what one sentence leaves for the next; `render` shows it, with trees, as text and as JSON
- `extractor`: all claims of a narrative
"""

from __future__ import annotations

from tipgraph.understanding.extractor import Extractor

__all__ = ["Extractor"]
