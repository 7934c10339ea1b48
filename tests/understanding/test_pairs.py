"""One thing said in several ways: who says it and of whom, and whether it is so, decides over the claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.understanding.extraction import claims
from tests.understanding.tables import CASES
from tipgraph.model.claims import Claim, TierClaim

WANTED = {
    "AFFIRMED": "asserted",
    "ATTRIBUTED": "asserted",
    "HEDGED": "possible",
    "DENIED": None,
    "ACTORS": None,
    "ELSEWHERE": None,
    "PAST": "asserted",
}
"""How sure the claim is; None where there should be none."""


KINDS = ("role", "route", "victim-group", "exploitation", "sector", "tier", "measure", "count")


class Saying(NamedTuple):
    """A sentence on a country, and the claim that it is about."""

    kind: str
    key: tuple[str, ...]
    way: str
    country: str
    text: str

    @property
    def certainty(self) -> str | None:
        """How sure the claim is that comes out; None where there is none."""
        found = (c for c in claims(self.country, self.text) if c.kind == self.kind)
        return next((c.certainty for c in found if not self.key or _key(c) == self.key), None)

    @property
    def wanted(self) -> str | None:
        """How sure it should be: what is only planned is not done, and last year's tier not this one's."""
        wanted = WANTED[self.way]
        no_claim = (self.kind, self.way) == ("tier", "PAST") or (
            self.kind == "measure" and wanted == "possible"
        )
        return None if no_claim else wanted


def _key(claim: Claim) -> tuple[str | None, ...]:
    return (claim.tier,) if isinstance(claim, TierClaim) else claim.key


def sayings(name: str = "pairs") -> Iterator[Saying]:
    """Read ``## kind key`` and below it ``WAY COUNTRY text``."""
    kind = ""
    key: tuple[str, ...] = ()
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            _, kind, parts = line.split()
            key = tuple(part for part in re.split("[/>]", parts) if part != "-")
        elif line and not line.startswith("#"):
            way, country, text = line.split(" ", 2)
            yield Saying(kind, key, way, country, text)


def named(saying: Saying) -> str:
    return f"{saying.way}: {saying.text[:70]}"


@pytest.mark.parametrize("saying", list(sayings()), ids=named)
def test_a_saying(saying: Saying) -> None:
    assert saying.certainty == saying.wanted


@pytest.mark.xfail(strict=True, reason="not understood yet")
@pytest.mark.parametrize("saying", list(sayings("pairs-open")), ids=named)
def test_a_saying_that_is_not_understood_yet(saying: Saying) -> None:
    assert saying.certainty == saying.wanted


def test_each_kind_of_claim_is_said_in_twenty_ways_at_least() -> None:
    affirmed = Counter(saying.kind for saying in sayings() if saying.way == "AFFIRMED")
    assert min(affirmed.values()) >= 20
    assert len(affirmed) == len(KINDS)


@pytest.mark.parametrize(
    "saying",
    [s for s in sayings() if s.kind == "measure" and s.way == "DENIED"],
    ids=lambda saying: saying.text,
)
def test_what_is_denied_is_said_not_to_be_done(saying: Saying) -> None:
    denied = saying._replace(key=(saying.key[0], "not-done"))
    assert denied.certainty == "asserted"
