"""What is served: a store's folder as it lies there, or a copy of a file or of what a server has."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from tipgraph.errors import TipgraphError, UnreadableError
from tipgraph.rdf.formats import is_address
from tipgraph.web.publish.arrange import Copied, embedded
from tipgraph.web.server.copier import Order
from tipgraph.web.server.state import State, is_still, state
from tipgraph.web.server.workers import Child

__all__ = ["Source"]


class Source:
    """A graph, and the folder of the store that it is read from; copies lie in a folder for them."""

    def __init__(self, graph: str | Path, copies: Path) -> None:
        self._graph = graph
        self._copies = copies
        self._number = 0
        self._state: State | None = None
        self._found: State | None = None
        self._refused: State | None = None
        self._folder: Path | None = None

    def __str__(self) -> str:
        return str(self._graph)

    @property
    def is_remote(self) -> bool:
        """Whether it is a server's, which has to be copied to see whether it has changed."""
        return is_address(self._graph)

    @property
    def folder(self) -> Path:
        """The folder of the store."""
        assert self._folder is not None, "it is opened first"
        return self._folder

    @property
    def in_place(self) -> bool:
        """Whether the store is read where it lies, where another may take its place; copies stay."""
        return not self._is_copy(self.folder)

    def open(self, copied: Copied) -> None:
        """Read it for the first time; raises UnreadableError and UsageError as `embedded` does."""
        with suppress(UnreadableError):  # `embedded` says better what is wrong
            self._state = self._now()
        self._folder = embedded(self._graph, self._next(), copied)

    def is_gone(self) -> bool:
        """Tell whether a store that is read where it lies has made place for another."""
        return self.in_place and self._state is not None and not is_still(self.folder, self._state)

    async def renewed(self) -> Path | None:
        """Read it again, if it may have changed; return the folder to `take`, or None where it is the same.

        Raises TipgraphError where it cannot be read. A file or folder that cannot be read, for whatever
        reason, is told of once, and read again when it has changed once more: to read takes long.
        """
        self._found = self._now()
        if self._found is not None and self._found in (self._state, self._refused):
            return None
        try:
            made = await self._read()
        except TipgraphError:
            self.refuse()
            raise
        if made is None:
            self._state = self._found
        return made

    def take(self, folder: Path) -> None:
        """Hold to what was read last."""
        self._folder, self._state = folder, self._found

    def refuse(self) -> None:
        """Hold to what there was before, until the graph has changed once more."""
        self._refused = self._found

    def discard(self, folder: Path) -> None:
        """Remove a copy that is not read any more."""
        if self._is_copy(folder):
            shutil.rmtree(folder, ignore_errors=True)

    async def _read(self) -> Path | None:
        """Have a child read the graph; returns None where that made the same copy as before."""
        target = self._next()
        order = Order(str(self._graph), target, self.folder if self._is_copy(self.folder) else None)
        found: Path | TipgraphError | None = None
        child = await Child.start("tipgraph.web.server.copier")
        try:
            found = await child.exchange(order)
        except (EOFError, ConnectionError) as error:
            raise TipgraphError("the process that was to read it has ended") from error
        finally:
            await child.kill()
            if found != target:
                self.discard(target)
        if isinstance(found, TipgraphError):
            raise found
        return found

    def _now(self) -> State | None:
        """Return the state of a file or folder, and None for a server. Raises UnreadableError."""
        if self.is_remote:
            return None
        try:
            return state(Path(self._graph))
        except OSError as error:
            raise UnreadableError(f"{self._graph}: {error.strerror}") from error

    def _next(self) -> Path:
        self._number += 1
        return self._copies / str(self._number)

    def _is_copy(self, folder: Path) -> bool:
        return folder.parent == self._copies
