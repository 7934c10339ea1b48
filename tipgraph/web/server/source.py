"""The graph that is served: a store's folder, or a copy of a file or of the graphs of another server."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, Store, Triple

from tipgraph.errors import TipgraphError, UnreadableError
from tipgraph.rdf.formats import is_address
from tipgraph.web.publish.local_store import CopyProgress, local_store
from tipgraph.web.server.workers import Fingerprint, fingerprint, is_unchanged, run_in_process

__all__ = ["Source"]


class Source:
    """A graph, and the store that it is read from. Copies are made in the folder ``copies``."""

    def __init__(self, graph: str | Path, copies: Path) -> None:
        self._graph = graph
        self._copies = copies
        self._number = 0
        self._accepted: Fingerprint | None = None
        self._seen: Fingerprint | None = None
        self._rejected: Fingerprint | None = None
        self._folder: Path | None = None

    def __str__(self) -> str:
        return str(self._graph)

    @property
    def is_remote(self) -> bool:
        """Whether it is on a server, and has to be copied to see whether it has changed."""
        return is_address(self._graph)

    @property
    def folder(self) -> Path:
        """The folder of the store."""
        assert self._folder is not None, "call open first"
        return self._folder

    @property
    def in_place(self) -> bool:
        """Whether the store is the original, which a build may replace, and not a copy."""
        return not self._is_copy(self.folder)

    def open(self, copied: CopyProgress) -> None:
        """Read the graph for the first time. Raises UnreadableError and UsageError as `local_store` does."""
        with suppress(UnreadableError):  # `local_store` has a better message
            self._accepted = self._fingerprint()
        self._folder = local_store(self._graph, self._next_copy(), copied)

    def is_replaced(self) -> bool:
        """Tell whether the store is an original that has been replaced by another."""
        return self.in_place and self._accepted is not None and not is_unchanged(self.folder, self._accepted)

    async def refresh(self) -> Path | None:
        """Read the graph again if it may have changed.

        Returns the folder to `accept`, or None if the graph is the same. Raises TipgraphError if it cannot be
        read. Then a file or folder is not read again before it changes once more, because reading takes long.
        """
        self._seen = self._fingerprint()
        if self._seen is not None and self._seen in (self._accepted, self._rejected):
            return None
        try:
            folder = await self._copy()
        except TipgraphError:
            self.reject()
            raise
        if folder is None:
            self._accepted = self._seen
        return folder

    def accept(self, folder: Path) -> None:
        """Use what was read last."""
        self._folder, self._accepted = folder, self._seen

    def reject(self) -> None:
        """Ignore what was read last, until the graph changes once more."""
        self._rejected = self._seen

    def discard(self, folder: Path) -> None:
        """Remove a copy that is no longer used."""
        if self._is_copy(folder):
            shutil.rmtree(folder, ignore_errors=True)

    async def _copy(self) -> Path | None:
        target = self._next_copy()
        folder: Path | None = None
        try:
            # In a process and not in a thread: copying keeps a core busy, and only a process can be killed.
            folder = await run_in_process(copy, str(self._graph), target, self._last_copy())
        finally:
            if folder != target:
                self.discard(target)
        return folder

    def tables(self) -> Path:
        """Return a new path for the database that searches of a store read."""
        return self._next_copy().with_suffix(".db")

    def _last_copy(self) -> Path | None:
        return self.folder if self._is_copy(self.folder) else None

    def _fingerprint(self) -> Fingerprint | None:
        """Return the fingerprint of a file or folder, and None for a server. Raises UnreadableError."""
        if self.is_remote:
            return None
        try:
            return fingerprint(Path(self._graph))
        except OSError as error:
            raise UnreadableError(f"{self._graph}: {error.strerror}") from error

    def _next_copy(self) -> Path:
        self._number += 1
        return self._copies / str(self._number)

    def _is_copy(self, folder: Path) -> bool:
        return folder.parent == self._copies


def copy(graph: str, target: Path, last: Path | None) -> Path | None:
    """Return the folder of a store with a graph, or None if that is the same as the last copy.

    A copy, where one is needed, is made in the folder ``target``. Raises TipgraphError.
    """
    try:
        folder = local_store(graph, target)
        if last is not None and folder == target and _are_equal(last, folder):
            return None
    except (OSError, RuntimeError, MemoryError) as error:
        raise TipgraphError(f"{graph}: {error or 'there is too little memory'}") from error
    return folder


def _are_equal(one: Path, other: Path) -> bool:
    """Tell whether two stores have the same statements; blank nodes have new names in each copy."""
    first, second = Store.read_only(str(one)), Store.read_only(str(other))
    return (
        len(first) == len(second)
        and all(quad in first for quad in second if not _has_blank_node(quad))
        and _canonical(first) == _canonical(second)
    )


def _canonical(store: Store) -> Dataset:
    """Return the quads with blank nodes under canonical names."""
    quads = Dataset(quad for quad in store if _has_blank_node(quad))
    quads.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return quads


def _has_blank_node(term: object) -> bool:
    if isinstance(term, Quad | Triple):
        return any(_has_blank_node(each) for each in term)
    return isinstance(term, BlankNode)
