"""One thing said in several ways: who says it and of whom, and whether it is so, decides over the claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.extract.support import CASES, claims

WANTED = {
    "AFFIRMED": "asserted",
    "ATTRIBUTED": "asserted",
    "HEDGED": "possible",
    "DENIED": None,
    "ACTORS": None,
    "ELSEWHERE": None,
}
"""How sure the claim is; None where there should be none."""


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
        found = (c for c in claims(self.country, self.text) if (c.kind, c.key) == (self.kind, self.key))
        return next((claim.certainty for claim in found), None)


def sayings() -> Iterator[Saying]:
    """Read ``## kind key`` and below it ``WAY COUNTRY text``."""
    kind = ""
    key: tuple[str, ...] = ()
    for line in (CASES / "pairs.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            _, kind, parts = line.split()
            key = tuple(part for part in re.split("[/>]", parts) if part != "-")
        elif line and not line.startswith("#"):
            way, country, text = line.split(" ", 2)
            yield Saying(kind, key, way, country, text)


@pytest.mark.parametrize("saying", list(sayings()), ids=lambda saying: f"{saying.way}: {saying.text[:70]}")
def test_a_saying(saying: Saying) -> None:
    wanted = WANTED[saying.way]
    if wanted == "possible" and saying.kind == "measure":
        wanted = None  # what is only planned is not done
    assert saying.certainty == wanted


@pytest.mark.parametrize(
    "saying",
    [s for s in sayings() if s.kind == "measure" and s.way == "DENIED"],
    ids=lambda saying: saying.text,
)
def test_what_is_denied_is_said_not_to_be_done(saying: Saying) -> None:
    denied = saying._replace(key=(saying.key[0], "not-done"))
    assert denied.certainty == "asserted"
