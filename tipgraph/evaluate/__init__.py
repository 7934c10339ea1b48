"""Scores: how well extracted facts agree with a gold standard, where they err, and what a change did.

>>> from tipgraph.evaluate import score
>>> mine = {"document": "a", "kind": "sector", "code": "mining"}
>>> source = {"document": "a", "kind": "role", "role": "source"}
>>> score([mine, source], [mine], {"a"}).measures["role"].recall
0.0
"""

from tipgraph.evaluate.compare import Change, changes
from tipgraph.evaluate.errors import Context, Mistake, mistakes
from tipgraph.evaluate.evaluation import Evaluation, Table, evaluate
from tipgraph.evaluate.gold import Gold, chosen, is_facts, read_facts, read_gold
from tipgraph.evaluate.precision import Precisions, read_precisions
from tipgraph.evaluate.rules import RuleScore, by_rule
from tipgraph.evaluate.scores import MEAN_OF, MEASURES, EvidenceShare, Score, Scores, score

__all__ = [
    "MEAN_OF",
    "MEASURES",
    "Change",
    "Context",
    "Evaluation",
    "EvidenceShare",
    "Gold",
    "Mistake",
    "Precisions",
    "RuleScore",
    "Score",
    "Scores",
    "Table",
    "by_rule",
    "changes",
    "chosen",
    "evaluate",
    "is_facts",
    "mistakes",
    "read_facts",
    "read_gold",
    "read_precisions",
    "score",
]
