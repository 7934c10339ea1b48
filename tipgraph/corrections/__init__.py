"""Corrections by people: claims that they accept, reject, replace or add, anchored by the words of a text."""

from tipgraph.corrections.applying import Applied, Outcome, apply
from tipgraph.corrections.collection import Corrections, read_corrections
from tipgraph.corrections.correction import POLICIES, VERDICTS, Correction
from tipgraph.corrections.files import append, read, to_csv, to_json
from tipgraph.corrections.status import Agreement, Status, status

__all__ = [
    "POLICIES",
    "VERDICTS",
    "Agreement",
    "Applied",
    "Correction",
    "Corrections",
    "Outcome",
    "Status",
    "append",
    "apply",
    "read",
    "read_corrections",
    "status",
    "to_csv",
    "to_json",
]
