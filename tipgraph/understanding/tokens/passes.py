"""Looks ahead over tokens: what stands behind each of them, found in one backward pass."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.understanding.tokens.tokens import Token

__all__ = ["index_behind", "next_of"]


def index_behind(tokens: Sequence[Token], skipped: frozenset[str]) -> list[int]:
    """Return for each index the first index from there on whose tag is not skipped, in one pass.

    >>> from tipgraph.understanding.tokens.tagging import tokenize
    >>> index_behind(tokenize("is not often seen"), frozenset("!R"))
    [0, 3, 3, 3, 4]
    """
    found = [len(tokens)] * (len(tokens) + 1)
    for i in range(len(tokens) - 1, -1, -1):
        found[i] = found[i + 1] if tokens[i].tag in skipped else i
    return found


def next_of(tokens: Sequence[Token], wanted: frozenset[str], stops: frozenset[str]) -> list[bool]:
    """Tell for each index whether a wanted tag comes from there on, before a stop, in one pass.

    >>> from tipgraph.understanding.tokens.tagging import tokenize
    >>> next_of(tokenize("we, she said."), frozenset("E"), frozenset(","))
    [False, False, True, True, False, False]
    """
    found = [False] * (len(tokens) + 1)
    for i in range(len(tokens) - 1, -1, -1):
        tag = tokens[i].tag
        found[i] = tag in wanted or (tag not in stops and found[i + 1])
    return found
