from __future__ import annotations

from importlib import import_module

import pytest

from tipgraph.errors import UsageError
from tipgraph.util.optional import extra


def test_an_extra_that_is_not_installed() -> None:
    why = r"no_such is not installed: run: pip install 'tipgraph\[dask\]'"
    with pytest.raises(UsageError, match=why), extra("dask"):
        import_module("no_such")
