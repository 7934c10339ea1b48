"""Documents are chosen by their names, whatever the base of their IRIs."""

from __future__ import annotations

import pytest

from tipgraph.model.iris import BASE
from tipgraph.web.show import Choice

KENYA = "document/tip/2004/KEN/kenya-2004"


@pytest.mark.parametrize("base", [BASE, "https://data.example.org/", "https://example.org/document/"])
@pytest.mark.parametrize("name", ["Kenya", "KEN/2004", "kenya-2004", "tip/2004"])
def test_a_document_of_any_base_is_chosen_by_its_name(base: str, name: str) -> None:
    choice = Choice(name)
    assert choice(base + KENYA)
    assert not choice(f"{base}document/tip/2005/TCD/chad-2005")
    assert choice.short([base + KENYA]) == ["KEN/2004"]


def test_years_of_a_country_are_listed_for_a_graph_of_any_base() -> None:
    choice = Choice("Kenya/2010")
    assert not choice(f"https://data.example.org/{KENYA}")
    assert "those on Kenya are of 2004: name one:\n  KEN/2004" in str(choice.nothing())
