"""The order of the packages: imports go one way."""

import pytest
from importlinter.cli import lint_imports

from tests.paths import ROOT


def test_imports_go_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    # import-linter configures logging, which would disable the loggers that other tests read.
    monkeypatch.setattr("logging.config.dictConfig", lambda _: None)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
