"""The claims to review, in the order of the texts, and the filters that choose among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tipgraph.build.extractions import ExtractionWithText
from tipgraph.corrections.applying import Subject
from tipgraph.evaluation import read_precisions
from tipgraph.model.claims import Claim
from tipgraph.web.review.display import rank, spans_of

__all__ = ["STATES", "Filters", "Item", "Place", "facets", "items_of", "queue", "step"]

STATES = ("", "unreviewed", "unreviewed-by-me", "disagreements")
"""Which claims a queue has: all, those nobody judged, I did not judge, or people disagree on."""

_RELIABLE = 0.9
"""The measured precision of a rule from which its claims are not doubtful."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a person judges: a claim, or a piece of its evidence.

    A claim is ``doubtful`` if the report calls it possible, or if the measured precision of its rules is low.
    """

    number: int
    document: int
    subject: Subject
    claim: Claim
    start: int
    country: str
    year: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Filters:
    """The claims of a queue; an empty filter chooses all."""

    kind: str = ""
    country: str = ""
    year: str = ""
    rule: str = ""
    doubtful: str = ""
    state: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filters:
        """Return the filters of a request."""
        return cls(**{name: given.get(name, "") for name in cls.__slots__})

    def chooses(self, item: Item) -> bool:
        """Return whether an item is in the queue, whatever its state."""
        return (
            (not self.kind or item.claim.kind == self.kind)
            and (not self.country or item.country == self.country)
            and (not self.year or str(item.year) == self.year)
            and (not self.rule or self.rule in item.claim.rules)
            and (not self.doubtful or item.doubtful)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the queue: the number of an item, None if there is none, and how far the queue is."""

    item: int | None
    position: int
    length: int
    reviewed: int
    of: int


def items_of(sources: Sequence[ExtractionWithText]) -> tuple[Item, ...]:
    """Return all that people can judge, in the order of the documents and their texts."""
    precisions = read_precisions()
    found: list[Item] = []
    for number, source in enumerate(sources):
        claims, report = source.extraction.claims, source.extraction.document.report
        subjects = [
            (min(spans_of(each, source))[0], rank(claims[each.claim].kind), each.claim, each)
            for each in Subject.of(claims)
        ]
        for start, _, _, subject in sorted(subjects, key=lambda found: found[:3]):
            claim = claims[subject.claim]
            reliable = precisions.is_reliable(claim.rules, _RELIABLE)
            doubtful = claim.certainty == "possible" or not reliable
            found.append(
                Item(len(found), number, subject, claim, start, report.country, report.year, doubtful)
            )
    return tuple(found)


def queue(
    items: Sequence[Item], filters: Filters, in_state: Callable[[Item, str], bool]
) -> tuple[list[int], int, int]:
    """Return the numbers of the items in the queue, and how many of all its claims are reviewed."""
    chosen = [item for item in items if filters.chooses(item)]
    numbers = [item.number for item in chosen if not filters.state or in_state(item, filters.state)]
    return numbers, sum(not in_state(item, "unreviewed") for item in chosen), len(chosen)


def step(numbers: Sequence[int], at: int, direction: str) -> int | None:
    """Return the item before or after one that need not be in the queue itself; at the ends, the last one.

    >>> step([2, 5, 9], 5, "next"), step([2, 5, 9], 3, "previous"), step([2, 5, 9], 9, "next")
    (9, 2, 9)
    """
    if not numbers:
        return None
    if direction == "previous":
        return numbers[max(0, bisect_left(numbers, at) - 1)]
    found = bisect_right(numbers, at) if direction == "next" else bisect_left(numbers, at)
    return numbers[min(found, len(numbers) - 1)]


def facets(items: Sequence[Item]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield the values of each filter with the number of items."""
    yield "kind", _counted(item.claim.kind for item in items)
    yield "country", _counted(item.country for item in items)
    yield "year", _counted(str(item.year) for item in items)
    yield "rule", _counted(rule for item in items for rule in item.claim.rules)


def _counted(values: Iterator[str]) -> list[tuple[str, int]]:
    return sorted(Counter(values).items())
