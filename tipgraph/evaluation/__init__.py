"""Scores: how well extracted facts agree with a gold standard, where they err, and what a change did.

>>> from tipgraph.evaluation import score
>>> mine = {"document": "a", "kind": "sector", "code": "mining"}
>>> source = {"document": "a", "kind": "role", "role": "source"}
>>> score([mine, source], [mine], {"a"}).measures["role"].recall
0.0
"""

from tipgraph.evaluation.evaluation import Change, Evaluation, Table, changes, evaluate
from tipgraph.evaluation.gold import Gold, chosen, is_facts, read_facts, read_gold
from tipgraph.evaluation.mistakes import Context, Mistake, mistakes
from tipgraph.evaluation.rules import Precisions, RuleScore, by_rule, read_precisions
from tipgraph.evaluation.scores import MEAN_OF, MEASURES, EvidenceShare, Score, Scores, score

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
