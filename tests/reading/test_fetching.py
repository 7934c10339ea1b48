"""Addresses are fetched once, within bounds, and only if the user gives them; the server is a local one."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest

from tests.documents.samples import BODY, PAGE, SAMPLES
from tests.loopback import LoopbackServer
from tests.reading.support import error_of, read_all, read_one
from tipgraph.build import build_graph
from tipgraph.errors import UsageError
from tipgraph.model.documents import Narrative, Report
from tipgraph.reading import Defaults, Limits
from tipgraph.reading.sources import cached_copy
from tipgraph.util import optional

FILES = {
    "/reports/2021-trafficking-in-persons-report/kenya/": PAGE.encode(),
    "/2022/kenya.docx": SAMPLES["kenya.docx"],
    "/reports.zip": SAMPLES["reports.zip"],
}


class Handler(BaseHTTPRequestHandler):
    """Serves `FILES`, and counts the requests."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
        else:
            self.send_response(200 if self.path in FILES else 404)
        self.end_headers()
        self.wfile.write(FILES.get(self.path, b""))

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def server(asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    handler = type("Counting", (Handler,), {"asked": asked})
    with LoopbackServer(("127.0.0.1", 0), handler) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_page_is_fetched_once_and_its_address_is_a_sign(server: str, asked: list[str]) -> None:
    address = f"{server}/reports/2021-trafficking-in-persons-report/kenya/"
    first, again = read_one(address), read_one(address, Defaults(offline=True))
    assert first == again
    assert len(asked) == 1
    assert first.text == "\n\n".join(["Kenya", *BODY])
    document = first.document
    assert (document.report, document.identifier, document.url) == (
        Report("tip", "2021", "KEN"),
        "kenya",
        address,
    )
    assert document.source == address


def test_other_files_are_read_by_their_content(server: str) -> None:
    assert read_one(f"{server}/2022/kenya.docx").document.identifier == "kenya"
    found = [each for each in read_all(f"{server}/reports.zip") if isinstance(each, Narrative)]
    assert [each.document.source for each in found] == [
        f"{server}/reports.zip/{y}/kenya.html" for y in (2021, 2022)
    ]


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("/none.html", "the server answers 404 Not Found: check the address"),
        ("/loop", "it cannot be fetched (Exceeded maximum allowed redirects.)"),
        ("/reports.zip", "it has more than 100 bytes"),
    ],
)
def test_what_cannot_be_fetched_is_an_error_and_not_kept(server: str, path: str, cause: str) -> None:
    address = f"{server}{path}"
    assert cause in str(error_of(address, limits=Limits(file=100)))
    assert not cached_copy(address).exists()


def test_nothing_is_fetched_offline(server: str, asked: list[str]) -> None:
    assert "it was not fetched before: leave out --offline" in str(
        error_of(f"{server}/reports.zip", Defaults(offline=True))
    )
    assert asked == []


def test_a_server_that_does_not_answer_is_an_error() -> None:
    assert "it cannot be fetched" in str(error_of("http://127.0.0.1:9/kenya.html"))


def test_a_missing_extra_is_named(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(optional.EXTRAS, "remote", ("no_such_module",))
    assert "pip install 'tipgraph[remote]'" in str(error_of(f"{server}/reports.zip"))


def test_a_store_does_not_lose_a_page_whose_address_is_missing(server: str, tmp_path: Path) -> None:
    (tmp_path / "uganda.txt").write_text("2022 Trafficking in Persons Report: Uganda\n\nTraffickers sell.")
    address = f"{server}/reports/2021-trafficking-in-persons-report/kenya/"
    inputs: list[Path | str] = [tmp_path / "uganda.txt", address]
    for _ in range(2):
        summary = build_graph(inputs, tmp_path / "store", jobs=1, validate=False)
        assert summary.documents == 2
    assert summary.change is not None
    assert summary.change.processed == 0
    with pytest.raises(UsageError, match="would lose 1 document"):
        build_graph(inputs[:1], tmp_path / "store", jobs=1, validate=False)
