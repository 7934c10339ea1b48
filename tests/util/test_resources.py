"""Data in TOML: errors name the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tipgraph.errors import UnreadableError
from tipgraph.util.resources import read_toml


def test_tables_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('[verbs]\ntake = "take bring"\n')
    assert read_toml(path) == {"verbs": {"take": "take bring"}}


@pytest.mark.parametrize("content", ["[verbs", 'a = "b" c', "a = ", b"\xff"])
def test_a_damaged_file_is_an_error_with_its_name(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UnreadableError, match=r"a\.toml is not valid TOML"):
        read_toml(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file"):
        read_toml(tmp_path / "a.toml")
