"""``tipgraph serve``: its messages and its end."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.support import run
from tests.web.server.serving import served


@pytest.mark.slow
def test_ctrl_c_ends_it_and_its_processes(graph: Path) -> None:
    with served(graph, "--workers", "1") as server:
        assert server.ask("ASK {}").status == 200
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(20) == 130
        assert server.process.stderr is not None
        assert server.process.stderr.read() == "Error: interrupted\n"


@pytest.mark.slow
def test_temporary_files_are_removed(
    graph: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("short")
    monkeypatch.setenv("TMPDIR", str(folder))
    with served(graph, "--workers", "1") as server:
        assert list(folder.iterdir())
        server.process.terminate()
        assert server.process.wait(20) == 130
    assert not list(folder.iterdir())


@pytest.mark.slow
def test_a_temporary_folder_may_have_a_long_name(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    with served(graph, "--workers", "1") as server:
        assert server.ask("ASK {}").status == 200


@pytest.mark.slow
def test_its_processes_end_when_it_is_killed(graph: Path) -> None:
    with served(graph, "--workers", "1") as server:
        path = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        if not path.is_file():
            pytest.skip("the system does not tell a process's children")
        children = path.read_text().split()
        server.process.kill()
        server.process.wait(20)
    for child in children:
        status = subprocess.run(
            [sys.executable, "-c", f"import time, pathlib\nfor _ in range(100):\n"
             f"    p = pathlib.Path('/proc/{child}/stat')\n"
             "    if not p.exists() or ') Z ' in p.read_text(): break\n"
             "    time.sleep(0.1)\nelse: raise SystemExit(1)"], check=False,
        )  # fmt: skip
        assert status.returncode == 0


def test_a_graph_that_is_not_there() -> None:
    shown = run("serve", "nothing.trig")
    assert shown.exit_code == 2
    assert "there is no such file" in shown.stderr


def test_a_public_server_has_no_review_page(graph: Path) -> None:
    for public in (("--host", "0.0.0.0"), ("--public-url", "https://example.org/")):
        shown = run("serve", graph, "--review-port", 8001, *public)
        assert shown.exit_code == 2
        assert "for this machine only" in shown.stderr


def test_a_port_that_is_taken(graph: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        shown = run("serve", graph, "--port", taken.getsockname()[1])
    assert shown.exit_code == 2
    assert "choose another --host or --port" in shown.stderr


@pytest.mark.parametrize(
    "option", [("--port", 70000), ("--timeout", 0), ("--workers", 0), ("--max-results", 0)]
)
def test_options_that_make_no_sense(graph: Path, option: tuple[str, int]) -> None:
    assert run("serve", graph, *option).exit_code == 2
