from __future__ import annotations

import pytest

from tipgraph.errors import UsageError
from tipgraph.rdf.remote.address import Address


@pytest.mark.parametrize(
    ("source", "stem"),
    [
        ("http://h:7878", "http://h:7878"),
        ("http://h:7878/", "http://h:7878"),
        ("http://h/query", "http://h"),
        ("http://h/ds/query", "http://h/ds"),
        ("HTTPS://h/sparql", "HTTPS://h"),
        ("http://[::1]:8890/sparql-auth", "http://[::1]:8890"),
        ("http://h/repositories/tip", "http://h/repositories/tip"),
    ],
)
def test_stem(source: str, stem: str) -> None:
    assert Address.of(source).stem == stem


@pytest.mark.parametrize(
    "source", ["http://", "http:///query", "http://h:port/", "http://h:99999", "http://[::1", "http://h/#g"]
)
def test_malformed_addresses(source: str) -> None:
    with pytest.raises(UsageError, match="is not the address of a server"):
        Address.of(source)


@pytest.mark.parametrize("source", ["http://me:hush@h/query", "https://hush@h", "http://me:hush@h:port/"])
def test_a_password_in_an_address_is_not_repeated(source: str) -> None:
    with pytest.raises(UsageError) as caught:
        Address.of(source)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("seconds", ["soon", "0", "-1", "nan", "inf"])
def test_a_timeout_is_a_number(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPGRAPH_TIMEOUT", seconds)
    with pytest.raises(UsageError, match=f"TIPGRAPH_TIMEOUT={seconds} is not a number of seconds"):
        Address.of("http://h")


def test_settings_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPGRAPH_TIMEOUT", "2.5")
    monkeypatch.setenv("TIPGRAPH_UPDATE", "http://h/u")
    monkeypatch.setenv("TIPGRAPH_GRAPHS", "http://h/g")
    assert Address.of("http://h/q") == Address("http://h/q", "http://h/u", "http://h/g", 2.5)
