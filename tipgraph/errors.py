"""The errors that tipgraph raises on purpose. Each message says what is wrong and what to do."""

from __future__ import annotations

from typing import Any

__all__ = ["InputError", "TipgraphError", "UnreadableError", "UnwritableError", "UsageError"]


class TipgraphError(Exception):
    """The base class of all errors that tipgraph raises on purpose.

    >>> str(TipgraphError("what is wrong", remedy="what to do"))
    'what is wrong: what to do'
    """

    exit_code = 2
    """The exit code of the command line: 1 if something was excluded, 2 if nothing could be done."""

    def __init__(self, cause: str, *, remedy: str = "") -> None:
        self.cause = cause
        self.remedy = remedy
        super().__init__(f"{cause}: {remedy}" if remedy else cause)

    def __reduce__(self) -> tuple[Any, ...]:
        # By default, unpickling calls the class with ``args``, which holds only the finished message.
        # An error from another process needs its parts too.
        return _unpickled, (type(self), self.args), self.__dict__


def _unpickled(kind: type[TipgraphError], args: tuple[str, ...]) -> TipgraphError:
    return kind.__new__(kind, *args)


class UsageError(TipgraphError):
    """A request that is wrong: an unknown query, format or parameter."""


class UnreadableError(TipgraphError):
    """A graph, store, vocabulary or other file that is missing or damaged, or inputs without any report."""


class UnwritableError(TipgraphError):
    """An output that cannot be written, for example for a full disk or a missing permission."""


class InputError(TipgraphError):
    """A source that cannot be read as a report. The other sources of the same run are still read.

    ``source`` names the file, with the line or page if known.

    >>> print(InputError("a.txt", "the file is empty", remedy="download it again"))
    a.txt: the file is empty: download it again
    """

    exit_code = 1

    def __init__(self, source: str, cause: str, *, remedy: str = "") -> None:
        self.source = source
        super().__init__(f"{source}: {cause}", remedy=remedy)
