"""Reprints: documents that say in the same words what an earlier edition says of the same country.

Texts are compared by their passages, which are the words between two punctuation marks. Case, punctuation and
spaces do not count, and a word that was changed costs only its passage. Passages are kept as digests, so
that a store can compare its documents without their texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from itertools import groupby
from struct import Struct

from tipgraph.model.documents import Repetition, Report
from tipgraph.model.iris import report_iri

__all__ = ["REPRINT", "Passages", "passages", "reprints"]

REPRINT = Decimal("0.9")
"""The share of its words from which on a document is a reprint."""

_WORDS = re.compile(r"\w+(?:['’]\w+)*")
_PUNCTUATION = re.compile(r"[^\w\s'’-]+|\n\s*\n")
_PASSAGE = Struct(">IB")
_LONGEST = 255


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages of a document: its IRI, its report, and their digests as `passages` returns them."""

    document: str
    report: Report
    digests: bytes


def passages(text: str) -> bytes:
    """Return the digest and the number of words of each different passage, in bytes.

    >>> passages("Men are exploited; women too.") == passages("MEN are exploited,\\nwomen too")
    True
    """
    found = {tuple(_WORDS.findall(passage)) for passage in _PUNCTUATION.split(text.casefold())}
    pairs = sorted((_digest(words), min(len(words), _LONGEST)) for words in found if words)
    return b"".join(_PASSAGE.pack(*pair) for pair in pairs)


def _digest(words: tuple[str, ...]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=4).digest())


def reprints(documents: Iterable[Passages]) -> dict[str, Repetition]:
    """Return the documents that repeat an earlier edition, by IRI, with the one that they repeat.

    Editions are compared with those of the same publication and country that repeat none themselves: a text
    that changes a little every year becomes a new original at some point. Of several, the edition with the
    largest share counts, and of these the earliest. The order of the documents makes no difference.
    """
    ordered = sorted(documents, key=_order)
    found: dict[str, Repetition] = {}
    for _, group in groupby(ordered, key=lambda each: _order(each)[:2]):
        found.update(_reprints(group))
    return found


def _order(document: Passages) -> tuple[str, str, str, str, str]:
    report = document.report
    return report.publication, report.country, report.edition, report.section or "", document.document


def _reprints(documents: Iterable[Passages]) -> Iterator[tuple[str, Repetition]]:
    """Yield the reprints among the documents of one publication on one country, given by edition."""
    originals: list[tuple[Report, frozenset[int]]] = []
    for _, edition in groupby(documents, key=lambda each: each.report.edition):
        new = []
        for each in edition:
            own = dict(_PASSAGE.iter_unpack(each.digests))
            found = [Repetition(report_iri(report), _share(own, earlier)) for report, earlier in originals]
            best = max(found, key=lambda repetition: repetition.share, default=None)
            if best is not None and best.share >= REPRINT:
                yield each.document, best
            else:
                new.append((each.report, frozenset(own)))
        originals += new


def _share(own: Mapping[int, int], earlier: frozenset[int]) -> Decimal:
    """Return the share of the words that stand in passages of an earlier text, cut to hundredths."""
    words = sum(own.values())
    repeated = sum(length for digest, length in own.items() if digest in earlier)
    return Decimal(100 * repeated // words) / 100 if words else Decimal(0)
