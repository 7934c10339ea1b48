"""The process that reads a graph again."""

from __future__ import annotations

import subprocess
import sys
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from tests.web.server.serving import archive
from tipgraph.web.server.copier import Order
from tipgraph.web.server.workers import packed, read


def test_it_ends_by_itself_while_its_input_is_open(tmp_path: Path) -> None:
    """A thread waits for the end of input, which an interpreter that shuts down would abort over."""
    order = Order(str(archive(tmp_path / "graph.nq")), tmp_path / "copy", None)
    command = [sys.executable, "-m", "tipgraph.web.server.copier"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin is not None
        assert isinstance(process.stdout, BufferedReader)
        assert process.stderr is not None
        process.stdin.write(packed(order))
        process.stdin.flush()
        assert read(cast("BinaryIO", process.stdout)) == order.folder
        assert process.wait(60) == 0
        assert process.stderr.read() == b""
