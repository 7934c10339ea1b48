"""Roles of the report country."""

from __future__ import annotations

import pytest

from tests.understanding.extraction import codes, only
from tests.understanding.tables import Case, table
from tipgraph.model.claims import RoleClaim


@table("roles")
def test_roles(case: Case) -> None:
    assert codes("role", case.country, case.text) == set(case.wanted)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Ugandan women are forced into prostitution in Kenya.", "asserted"),
        ("Ugandan women are reportedly forced into prostitution in Kenya.", "asserted"),
        ("Ugandan women may be forced into prostitution in Kenya.", "possible"),
    ],
)
def test_a_role_is_as_sure_as_its_route(text: str, certainty: str) -> None:
    assert [role.certainty for role in only(RoleClaim, "UGA", text)] == [certainty]


def test_migration_gives_no_role() -> None:
    assert codes("role", "ETH", "Ethiopian migrants travel to Yemen.") == set()
