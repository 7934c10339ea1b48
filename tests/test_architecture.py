"""The order of the packages: imports go one way."""

from importlinter.cli import lint_imports

from tests.paths import ROOT


def test_imports_go_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0
