from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from tipgraph.rdf.reference import reference
from tipgraph.understanding import Extractor


@pytest.fixture(scope="module")
def loaded() -> Iterator[None]:
    """Load the words once for all builds: most of the time of so small ones would go there."""
    with pytest.MonkeyPatch.context() as patch:
        own = Extractor.load
        load = cache(own)
        patch.setattr(Extractor, "load", lambda files: own(files) if files else load())
        quads = list(reference())
        patch.setattr("tipgraph.build.run.reference", lambda files: reference(files) if files else quads)
        yield
