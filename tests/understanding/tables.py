"""Tables of sentences, each with what it should give.

A table is a text file of cases. A heading (``## rule or construction``) names the cases below it. A case is a
line with a country and a text (``\\n`` ends a line of it), and a line with the expected result after ``=``
(nothing: ``= -``)::

    ## role.victims-abroad
    HTI Traffickers exploit victims from Haiti abroad.
    = source

Cases that are not read rightly yet are in ``NAME-open.txt``. A test tells when one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

__all__ = ["CASES", "Case", "cases", "table"]

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A text on a country, the construction or rule it is a case of, and the expected result."""

    about: str
    country: str
    text: str
    wanted: tuple[str, ...]


def cases(name: str) -> list[Case]:
    """Read a table.

    >>> cases("roles")[0].country
    'HTI'
    """
    return list(_cases((CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()))


def table(name: str) -> pytest.MarkDecorator:
    """Run a test once for each ``case`` of a table. Those of the open table have to fail."""
    rows = [pytest.param(case, id=case.text[:70]) for case in cases(name)]
    has_open = (CASES / f"{name}-open.txt").exists()
    mark = pytest.mark.xfail(strict=True, reason="not understood yet")
    rows += [
        pytest.param(case, id=case.text[:70], marks=mark)
        for case in (cases(f"{name}-open") if has_open else ())
    ]
    return pytest.mark.parametrize("case", rows)


def _cases(lines: Iterable[str]) -> Iterator[Case]:
    about = ""
    for line, below in pairwise([*lines, ""]):
        if line.startswith("## "):
            about = line.removeprefix("## ")
        elif below.startswith("="):
            country, _, text = line.partition(" ")
            wanted = below.removeprefix("=").split()
            yield Case(about, country, text.replace("\\n", "\n"), () if wanted == ["-"] else tuple(wanted))
        elif re.match(r"[A-Z]{3} ", line):
            raise ValueError(f"no expected result below: {line}")
