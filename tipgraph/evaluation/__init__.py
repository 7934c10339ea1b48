"""Evaluate extracted facts against a gold standard: scores, mistakes, rules, and changes between runs.

>>> from tipgraph.evaluation import score
>>> mine = {"document": "a", "kind": "sector", "code": "mining"}
>>> source = {"document": "a", "kind": "role", "role": "source"}
>>> score([mine, source], [mine], {"a"}).measures["role"].recall
0.0
"""

from tipgraph.evaluation.evaluation import Context, Evaluation, Mistake, Table, changes, evaluate, mistakes
from tipgraph.evaluation.gold import Gold, is_facts, is_selected, read_facts, read_gold
from tipgraph.evaluation.precision import Judged, Tenth, calibrate, read_precisions, rule_scores
from tipgraph.evaluation.scores import MEASURES, Score, Scores, score

__all__ = [
    "MEASURES",
    "Context",
    "Evaluation",
    "Gold",
    "Judged",
    "Mistake",
    "Score",
    "Scores",
    "Table",
    "Tenth",
    "calibrate",
    "changes",
    "evaluate",
    "is_facts",
    "is_selected",
    "mistakes",
    "read_facts",
    "read_gold",
    "read_precisions",
    "rule_scores",
    "score",
]
