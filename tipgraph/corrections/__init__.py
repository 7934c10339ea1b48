"""Corrections by people: claims that they accept, reject, replace or add, anchored by the words of a text."""

from tipgraph.corrections.applying import Applied, Outcome, apply
from tipgraph.corrections.collection import Corrections, Status, read_corrections, status
from tipgraph.corrections.correction import POLICIES, Correction
from tipgraph.corrections.files import append, read, to_csv, to_json

__all__ = [
    "POLICIES",
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
