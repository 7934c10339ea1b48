"""Which details of a frame belong to which of its places: "in begging in Kenya and in mining in Oman"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tipgraph.understanding.frames import Frame, exploitation_of
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.place_arguments import PlaceArgument

__all__ = ["Distribution", "distribution"]

_IN_TURN = 4
"""Runs of words and of places in turn, at least: two of each."""

_ByPlace = dict[str, list[Mention]]


class Distribution(NamedTuple):
    """Details by place. A place without a key has no details.

    ``by_origin`` is true if the places are origins, and false if they are destinations.
    """

    by_origin: bool
    victims: dict[str, tuple[str, ...]]
    exploitation: dict[str, tuple[str, ...]]
    sectors: dict[str, tuple[str, ...]]


_NOTHING = Distribution(by_origin=True, victims={}, exploitation={}, sectors={})


def distribution(frame: Frame) -> Distribution:
    """Return the details that belong to single destinations of a frame, or else to single origins."""
    if len(frame.locations) < 2 and len(frame.origins) < 2:
        return _NOTHING
    by_origin = not _are_several(frame.locations)
    arguments = frame.origins if by_origin else frame.locations
    if by_origin and not _are_several(arguments):
        return _NOTHING
    suffered, sectors = frame.mentions("exploitation"), frame.sector_mentions()
    both = _by_place(arguments, [*suffered, *sectors])
    told = both or _by_place(arguments, suffered)
    kinds = {place: exploitation_of(found) for place, found in told.items()}
    return Distribution(
        by_origin=by_origin,
        victims={place: _codes(found, "victim-group") for place, found in _peoples(frame, arguments).items()},
        exploitation=kinds if _is_for_each(arguments, told) else {p: kinds[p] for p in kinds if kinds[p]},
        sectors={place: _codes(found, "sector") for place, found in both.items()},
    )


def _is_for_each(arguments: Sequence[PlaceArgument], told: _ByPlace) -> bool:
    """Tell whether places come first: "to A for begging and to B for work" shares no begging with B."""
    return bool(told) and arguments[0].mention.start < min(m.start for found in told.values() for m in found)


def _are_several(arguments: Sequence[PlaceArgument]) -> bool:
    return len(arguments) > 1 and any(argument.place != arguments[0].place for argument in arguments)


def _peoples(frame: Frame, arguments: Sequence[PlaceArgument]) -> _ByPlace:
    """Of "boys are exploited in Kenya and women in Oman": who is exploited where."""
    runs = [] if _are_several(frame.origins) else _runs(arguments, frame.groups)
    return _paired(arguments, runs) if runs and runs[0][0].kind == "victim-group" else {}


def _by_place(arguments: Sequence[PlaceArgument], told: Iterable[Mention]) -> _ByPlace:
    """Of "in forced labor in A and in begging in B", "to A for begging and to B for forced labor"."""
    return _paired(arguments, _runs(arguments, told))


def _runs(arguments: Iterable[PlaceArgument], told: Iterable[Mention]) -> list[list[Mention]]:
    """Return words and places in turn; nothing where not each has its own."""
    places = {argument.mention for argument in arguments}
    marks = sorted({*told, *places}, key=lambda m: m.start)
    runs = [list(run) for _, run in groupby(marks, key=lambda m: m in places)]
    if len(runs) % 2 and runs and runs[0][0] in places:
        del runs[0]  # "abroad in Europe, with men … in Spain and women … in Italy"
    return runs if len(runs) >= _IN_TURN and len(runs) % 2 == 0 else []


def _paired(arguments: Iterable[PlaceArgument], runs: Sequence[Sequence[Mention]]) -> _ByPlace:
    places = {argument.mention: argument.place for argument in arguments}
    found: _ByPlace = {}
    for one, other in zip(runs[::2], runs[1::2], strict=True):
        there, said = (one, other) if one[0] in places else (other, one)
        for mention in there:
            found.setdefault(places[mention], []).extend(said)
    return found


def _codes(found: Iterable[Mention], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.code for m in found if m.kind == kind))
