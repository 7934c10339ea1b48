from __future__ import annotations

import re
import sys
import tomllib

import pytest

from tests.paths import ROOT
from tipgraph.errors import UsageError
from tipgraph.util.optional import EXTRAS, installed, require

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DECLARED = {
    extra: {re.split(r"[^\w-]", requirement)[0] for requirement in requirements}
    for extra, requirements in PROJECT["optional-dependencies"].items()
}
DISTRIBUTIONS = {
    "vl_convert": "vl-convert-python",
    "mimeparse": "python-mimeparse",
    "python_calamine": "python-calamine",
}
"""Distributions that are not named as their modules are."""


@pytest.mark.parametrize("extra", EXTRAS)
def test_a_missing_extra_is_named_with_its_command(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    require(extra)
    assert installed(extra)
    module = EXTRAS[extra][-1]
    monkeypatch.setitem(sys.modules, module, None)
    assert not installed(extra)
    with pytest.raises(
        UsageError, match=rf"{module} is not installed: run: pip install 'tipgraph\[{extra}\]'"
    ):
        require(extra)


@pytest.mark.parametrize("extra", EXTRAS)
def test_extras_are_declared(extra: str) -> None:
    assert {DISTRIBUTIONS.get(module, module) for module in EXTRAS[extra]} == DECLARED[extra]


def test_all_has_every_extra() -> None:
    [requirement] = PROJECT["optional-dependencies"]["all"]
    assert requirement == f"tipgraph[{','.join(sorted(EXTRAS))}]"
