"""A passage with its annotations, and facts as an extraction makes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.drafts import count, draft, exploitation, measure, role, route, says, sector, tier, victims
from tipgraph.analysis.facts import facts

__all__ = ["FACTS", "GOLD", "TEXT", "lines"]

_NARRATIVE, _EXTRACTION = draft(
    "AGO",
    "2014",
    says("[Angola is a source country].", role("source")),
    says("[Boys and girls herd in Namibia].", route(
        "AGO", "NAM", victims=("boys", "girls"), sectors=("herding",), via=("ZMB",)
    ), sector("herding"), victims("boys"), victims("girls")),
    says("It stays on [Tier 2].", tier("2", 2014, change="remained", waiver=True)),
    says("[Courts convicted nobody].", measure("conviction", "not-done")),
    says("[They tried 12 people].", count("prosecution", 12, period=2013), exploitation("forced-labor")),
    identifier="tip-2014-ago",
)  # fmt: skip
TEXT = _NARRATIVE.text
FACTS = list(facts(_EXTRACTION))

GOLD = {
    "id": "tip-2014-ago",
    "roles": [
        {"role": "source", "quote": "Angola is a source country"},
        {"role": "internal", "quote": "herd"},
    ],
    "routes": [
        {
            "origin": "AGO",
            "destination": "NAM",
            "via": [],
            "kind": "trafficking",
            "certainty": "possible",
            "victims": ["boys"],
            "exploitation": ["forced-labor"],
            "sectors": ["herding"],
            "quote": "herd in Namibia",
        }
    ],
    "victims": [{"code": "boys", "quote": "nothing alike"}],
    "exploitation": [],
    "sectors": [{"code": "herding"}],
    "tier": {"tier": "2WL", "year": 2014, "change": "remained", "waiver": None, "consecutive_years": 2},
    "measures": [{"type": "conviction", "status": "not-done", "quote": "Courts convicted nobody"}],
    "counts": [{"type": "prosecution", "count": 12, "unit": "cases", "period": 2013}],
}


def lines(path: Path, rows: list[Any]) -> Path:
    """Write rows as JSON Lines, and return the path."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
