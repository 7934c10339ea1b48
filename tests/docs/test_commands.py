"""Every command on a page runs, except those listed here with a reason.

Commands shown with their output are in `test_pages`; the others only have to succeed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.docs.blocks import PAGES, Block, blocks, spans
from tests.documents.samples import write_samples
from tests.paths import ROOT
from tests.web.server.serving import Served, served
from tipgraph.build import build_graph
from tipgraph.cli import Lazy, main

pytestmark = pytest.mark.slow

_MINUTES = "takes minutes, and its figures are those of one machine"
_MACHINES = "needs several machines; tests/build/dask does the same with processes"
_FILES = "writes committed files; other tests compare them with their sources"
_CHECKS = "runs checks and tests, of which this is one"
_PIP = "installs packages; CI does so"
NOT_RUN = {
    "python3 -m venv .venv && .venv/bin/python -m pip install '.[all]' && .venv/bin/tipgraph build "
    "examples/reports -o examples.trig": _PIP,
    ". .venv/bin/activate": "is for the reader's shell",
    "python -m pip install .": _PIP,
    "python -m pip install '.[pictures,networks]'": _PIP,
    ".ci/run": _CHECKS,
    ".venv/bin/ruff check . && .venv/bin/ruff format .": _CHECKS,
    ".venv/bin/mypy": _CHECKS,
    ".venv/bin/python -m pytest tests/reading": _CHECKS,
    ".venv/bin/python -m sphinx -W --keep-going -c docs . out/docs": "run by test_site",
    "python benchmarks/understanding.py": _MINUTES,
    "python benchmarks/archive.py --sizes 500 5000 --jobs 1 2": _MINUTES,
    "python benchmarks/archive.py --sizes 50000 --words 250 --jobs 2": _MINUTES,
    "python benchmarks/queries.py archive": _MINUTES,
    "python benchmarks/again.py --size 5000 --jobs 2 --files one": _MINUTES,
    "python benchmarks/alternatives.py --size 10": _MINUTES,
    "dask scheduler --host 10.0.0.1": _MACHINES,
    "dask worker tcp://10.0.0.1:8786 --nworkers 8 --nthreads 1": _MACHINES,
    "tipgraph distribute s3://bucket/reports -o s3://bucket/graph --scheduler tcp://10.0.0.1:8786": _MACHINES,
    "tipgraph load s3://bucket/graph -o archive": _MACHINES,
    "python -m tools.regenerate": _FILES,
    "python -m tools.scores --gold GOLD … --blind GOLD … SOURCE …": _FILES,
    "podman build --tag tipgraph --file examples/hosting/Containerfile .": "fetches an image and packages",
    "podman run --read-only --tmpfs /tmp --publish 127.0.0.1:8000:8000 --volume ./graphs:/graphs:ro tipgraph "
    "serve /graphs/archive --host 0.0.0.0 --public-url https://sparql.example.org/": "needs that image",
    "tipgraph inspect https://www.state.gov/reports/2022-trafficking-in-persons-report/kenya/": "asks a host "
    "on the web; tests/reading/test_fetching.py asks a local one",
    "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=sparql.example.org -addext "
    "subjectAltName=DNS:sparql.example.org -out sparql.example.org.pem -keyout "
    "sparql.example.org.key": "needs OpenSSL; run by tests/web/server/test_hosting.py",
    "tipgraph review reports/ --corrections kim.jsonl --by kim": "serves a page; run by tests/web/review",
    "datasette tip.db --metadata tip.metadata.json": "serves; tests/analysis/test_database.py asks it",
    "curl --include --header 'Accept: text/turtle' http://data.example.org/place/KEN": "asks a host of the "
    "reader's; tests/web/publish/test_hosting.py asks the same of nginx and Apache",
}
"""Commands that no test runs as shown."""

ELSEWHERE = {ROOT / "docs/stores.md": "tests/rdf/remote/test_docs.py, with a SPARQL server"}
"""Pages whose commands another test runs."""

README = ROOT / "README.md"
"""The commands of this page, but for a whole site, run in quick runs too."""
SHOWN = [block for page in PAGES if page not in ELSEWHERE for block in blocks(page, "sh", "")]
SERVER = "127.0.0.1:8000"


def _commands(block: Block) -> list[str]:
    """Split a block into commands; a line that ends in a bar continues in the next."""
    return re.sub(r"\|\n\s+", "| ", block.text).strip().split("\n")


def _run(block: Block) -> list[str]:
    commands = [re.sub(r"\s+#.*", "", command).strip() for command in _commands(block)]
    return [command for command in commands if command and command not in NOT_RUN]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make two reports and their archive once; what the commands print does not matter here."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "reports").mkdir()
    for name in ("2004/kenya-2004.txt", "2019/thailand-2019.html"):
        shutil.copy(ROOT / "examples/reports" / name, folder / "reports")
    build_graph([folder / "reports"], folder / "archive", jobs=1)
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """Return a folder with the files that the commands on pages take."""
    for name in ("examples", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "reports").symlink_to(made / "reports")
    (tmp_path / "FILE.ttl").symlink_to(ROOT / "examples/vocabulary/shipbreaking.ttl")
    for name in ("graph.trig", "examples.trig"):
        (tmp_path / name).symlink_to(ROOT / "examples/graph.trig")
    shutil.copytree(made / "archive", tmp_path / "archive")
    write_samples(tmp_path)
    (tmp_path / "routes.csv").write_text("Base Country,Description\nKenya,Traffickers force boys to beg.\n")
    return tmp_path


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(ROOT / "examples/graph.trig", "--workers", "1") as found:
        yield found


def _bash(command: str, folder: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONWARNINGS": "default"}
    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"{command}\n{run.stdout}{run.stderr}"


@pytest.mark.parametrize(
    "block",
    [block for block in SHOWN if _run(block)],
    ids=str,
)
def test_commands_run(block: Block, place: Path, request: pytest.FixtureRequest) -> None:
    for command in _run(block):
        if command.startswith("tipgraph serve "):
            _, _, graph, *options = command.split()
            with served(place / graph, *options, "--port", "0") as found:
                assert found.fetch("/").status == 200
        elif SERVER in command:
            if shutil.which("curl") is None:
                pytest.skip("there is no curl")
            found = request.getfixturevalue("server")
            _bash(command.replace(SERVER, f"{found.place[0]}:{found.place[1]}"), place)
        else:
            _bash(command, place)


def test_every_exception_is_on_a_page() -> None:
    shown = {command for block in SHOWN for command in _commands(block)}
    assert {command.strip() for command in shown} >= set(NOT_RUN)


def test_benchmarks_have_the_options_on_pages() -> None:
    shown = [command.split() for command in NOT_RUN if command.startswith("python benchmarks/")]
    assert shown
    for _, program, *words in shown:
        source = (ROOT / program).read_text(encoding="utf-8")
        assert [word for word in words if word.startswith("--") and f'"{word}"' not in source] == []


def _named() -> Iterator[tuple[str, str]]:
    """Yield the commands inside sentences and in the help, with their pages."""
    for page in PAGES:
        helps = (line.strip() for block in blocks(page, "text") for line in block.text.splitlines())
        for code in (*spans(page), *helps):
            if re.match("tipgraph [a-z]", code):
                yield str(page.relative_to(ROOT)), code


def _unknown(command: str) -> list[str]:
    """Return the parts of a command that the program does not know: its name or its options."""
    found: click.Command = main
    context = click.Context(main, **main.context_settings)
    words = re.findall(r"'[^']*'|\"[^\"]*\"|[^\s|]+|\|", command)[1:]
    while words and isinstance(found, click.Group) and not words[0].startswith("-"):
        inner = found.get_command(context, words.pop(0))
        if inner is None:
            return [command]
        found = inner.load() if isinstance(inner, Lazy) else inner
        context = click.Context(found, context)
    options = {
        name for parameter in found.get_params(context) for name in parameter.opts + parameter.secondary_opts
    }
    return [word for word in words if re.match(r"--?[a-z]", word) and word.partition("=")[0] not in options]


def test_commands_in_sentences_and_in_the_help_exist() -> None:
    named = list(_named())
    assert len(named) > 100
    assert [(page, command, unknown) for page, command in named if (unknown := _unknown(command))] == []
