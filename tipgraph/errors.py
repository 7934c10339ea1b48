"""The errors that tipgraph raises on purpose, each with the remedy in its message."""

from __future__ import annotations

from typing import Any

__all__ = ["InputError", "TipgraphError", "UnreadableError", "UnwritableError", "UsageError"]


class TipgraphError(Exception):
    """Root of all errors that tipgraph raises on purpose.

    >>> str(TipgraphError("what is wrong", remedy="what to do"))
    'what is wrong: what to do'
    """

    exit_code = 2
    """What the command line ends with: 1 where something was excluded, 2 where nothing could be done."""

    def __init__(self, cause: str, *, remedy: str = "") -> None:
        self.cause = cause
        self.remedy = remedy
        super().__init__(f"{cause}: {remedy}" if remedy else cause)

    def __reduce__(self) -> tuple[Any, ...]:
        # By default an exception is unpickled by calling its class with ``args``, which is the finished
        # message alone; one that comes from another process is to have all its parts.
        return _revived, (type(self), self.args), self.__dict__


def _revived(kind: type[TipgraphError], args: tuple[str, ...]) -> TipgraphError:
    return kind.__new__(kind, *args)


class UsageError(TipgraphError):
    """A request that cannot be carried out as it was put: an unknown query, format or parameter."""


class UnreadableError(TipgraphError):
    """A graph, store, shape, vocabulary or gold standard that is missing or damaged, or no report at all."""


class UnwritableError(TipgraphError):
    """An output that cannot be written: a full disk, no permission, a folder of something else."""


class InputError(TipgraphError):
    """One source that cannot be read as a report; the others go on.

    ``source`` names the file (with a line or page where one is known). Its exit code is that of a
    run that left something out.

    >>> print(InputError("a.txt", "the file is empty", remedy="download it again"))
    a.txt: the file is empty: download it again
    """

    exit_code = 1

    def __init__(self, source: str, cause: str, *, remedy: str = "") -> None:
        self.source = source
        super().__init__(f"{source}: {cause}", remedy=remedy)
