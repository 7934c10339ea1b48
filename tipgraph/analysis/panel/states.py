"""The states of a cell: what reports state, or why nothing is known."""

from __future__ import annotations

from collections.abc import Set

__all__ = [
    "MIXED",
    "NOT_MENTIONED",
    "NOT_READ",
    "NO_REPORT",
    "REPRINT",
    "STATED",
    "STATES",
    "role_state",
    "verdict",
]

STATED = "stated"
MIXED = "mixed"
NOT_MENTIONED = "not-mentioned"
NOT_READ = "not-read"
REPRINT = "reprint"
NO_REPORT = "no-report"

STATES = {
    "yes": "A report states it.",
    "possible": "Reports only call it possible.",
    STATED: "One tier is stated.",
    "done": "The measure exists or was taken.",
    "insufficient": "The measure was taken, but falls short.",
    "not-done": "The measure was not taken.",
    "planned": "The measure is only planned.",
    "recommended": "The measure is only recommended.",
    MIXED: "Reports of the year, or sentences of one, contradict each other.",
    NOT_MENTIONED: "A text that speaks of such things was read. It does not mention this one.",
    NOT_READ: "A report was read, but only a part that does not speak of such things.",
    REPRINT: "Only a reprint was read: it repeats an earlier edition, whose year has its statements.",
    NO_REPORT: "No report of the country and year was read.",
}
"""All states, with their meaning."""


def role_state(certainties: Set[str]) -> str:
    """Return the state of a role by the certainties of its claims; empty without any."""
    if "asserted" in certainties:
        return "yes"
    return "possible" if certainties else ""


def verdict(statuses: Set[str]) -> str:
    """Return the verdict on a measure by its statuses; empty without any.

    >>> verdict({"done", "insufficient"}), verdict({"insufficient", "not-done"}), verdict({"recommended"})
    ('insufficient', 'mixed', 'recommended')
    """
    if "not-done" in statuses and statuses & {"done", "insufficient"}:
        return MIXED
    order = ("not-done", "insufficient", "done", "planned", "recommended")
    return next((status for status in order if status in statuses), "")
