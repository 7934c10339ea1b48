"""Short ways from a sentence to its analysis."""

from __future__ import annotations

from tests.understanding.extraction import narrative, shared_extractor
from tipgraph.understanding.narrative_analysis import Analysis, analyze

__all__ = ["analysis", "clauses", "located"]


def analysis(text: str, country: str = "MEX") -> Analysis:
    """Return the analysis of a text on a country."""
    extractor = shared_extractor()
    return analyze(narrative(country, text), extractor.lexicon, extractor.reader)


def clauses(text: str) -> list[str]:
    """Return the texts of all clauses, blanks and all."""
    return [text[clause.span.start : clause.span.end] for clause in analysis(text).clauses]


def located(text: str, country: str = "MEX") -> list[str]:
    """Return how a text uses its places: ``AGO people``."""
    found = analysis(text, country)
    return [
        f"{argument.place} {argument.function}"
        for clause in found.clauses
        for argument in found.place_arguments(clause)
    ]
