"""Shares: what a frame tells of one place alone, where it names several with their own words each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tipgraph.extract.frames import Frame, exploitation_of
from tipgraph.language.locations import Use
from tipgraph.language.mention import Mention

__all__ = ["Shares", "shares"]

_IN_TURN = 4
"""Runs of words and of places in turn, at least: two of each."""

_ByPlace = dict[str, list[Mention]]


class Shares(NamedTuple):
    """What is told of each place: without a key where the words do not tell places apart.

    ``by_origin`` tells whether the places are origins, and not destinations.
    """

    by_origin: bool
    victims: dict[str, tuple[str, ...]]
    exploitation: dict[str, tuple[str, ...]]
    sectors: dict[str, tuple[str, ...]]


_NOTHING = Shares(by_origin=True, victims={}, exploitation={}, sectors={})


def shares(frame: Frame) -> Shares:
    """Return what a frame tells of each of its destinations alone, or else of each of its origins."""
    if len(frame.scenes) < 2 and len(frame.origins) < 2:
        return _NOTHING
    by_origin = not _are_several(frame.scenes)
    uses = frame.origins if by_origin else frame.scenes
    if by_origin and not _are_several(uses):
        return _NOTHING
    suffered, sectors = frame.mentions("exploitation"), frame.sector_mentions()
    both = _by_place(uses, [*suffered, *sectors])
    told = both or _by_place(uses, suffered)
    kinds = {place: exploitation_of(found) for place, found in told.items()}
    return Shares(
        by_origin=by_origin,
        victims={place: _codes(found, "victim-group") for place, found in _peoples(frame, uses).items()},
        exploitation=kinds if _is_for_each(uses, told) else {p: kinds[p] for p in kinds if kinds[p]},
        sectors={place: _codes(found, "sector") for place, found in both.items()},
    )


def _is_for_each(uses: Sequence[Use], told: _ByPlace) -> bool:
    """Tell whether places come first: "to A for begging and to B for work" shares no begging with B."""
    return bool(told) and uses[0].mention.start < min(m.start for found in told.values() for m in found)


def _are_several(uses: Sequence[Use]) -> bool:
    return len(uses) > 1 and any(use.place != uses[0].place for use in uses)


def _peoples(frame: Frame, uses: Sequence[Use]) -> _ByPlace:
    """Of "boys are exploited in Kenya and women in Oman": who is exploited where."""
    runs = [] if _are_several(frame.origins) else _runs(uses, frame.groups)
    return _paired(uses, runs) if runs and runs[0][0].kind == "victim-group" else {}


def _by_place(uses: Sequence[Use], told: Iterable[Mention]) -> _ByPlace:
    """Of "in forced labor in A and in begging in B", "to A for begging and to B for forced labor"."""
    return _paired(uses, _runs(uses, told))


def _runs(uses: Iterable[Use], told: Iterable[Mention]) -> list[list[Mention]]:
    """Return words and places in turn; nothing where not each has its own."""
    places = {use.mention for use in uses}
    marks = sorted({*told, *places}, key=lambda m: m.start)
    runs = [list(run) for _, run in groupby(marks, key=lambda m: m in places)]
    if len(runs) % 2 and runs and runs[0][0] in places:
        del runs[0]  # "abroad in Europe, with men … in Spain and women … in Italy"
    return runs if len(runs) >= _IN_TURN and len(runs) % 2 == 0 else []


def _paired(uses: Iterable[Use], runs: Sequence[Sequence[Mention]]) -> _ByPlace:
    places = {use.mention: use.place for use in uses}
    found: _ByPlace = {}
    for one, other in zip(runs[::2], runs[1::2], strict=True):
        there, said = (one, other) if one[0] in places else (other, one)
        for mention in there:
            found.setdefault(places[mention], []).extend(said)
    return found


def _codes(found: Iterable[Mention], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.code for m in found if m.kind == kind))
