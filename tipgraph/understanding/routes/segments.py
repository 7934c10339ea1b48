"""Segments: whether a segment says anything of people and places, and what place it names last."""

from __future__ import annotations

from itertools import pairwise

from tipgraph.understanding.routes.content import NAMING, PLACE, PRONOUNS, PlaceName
from tipgraph.understanding.routes.people import Origin
from tipgraph.understanding.routes.predicates import Contents, Predicate
from tipgraph.understanding.syntax.mentions import Reading

__all__ = ["begins_story", "last_place", "places_of"]

_STATING = frozenset(
    ("victim-group", "person", "victim", "place", "demonym", "exploitation", "role", "abroad", "domestic",
     "in-country")
)  # fmt: skip
"""Kinds of mentions, one of which each segment has that states something of people not named before."""
_PLACES = frozenset(("place", "demonym"))


def last_place(reading: Reading) -> Origin | None:
    """Return the last country that a segment names, for "there" in the next one."""
    if _PLACES.isdisjoint(reading.mentioned):
        return None
    contents = reading.once(Contents)
    named = (contents[node] for node in reversed(reading.tree.nodes) if reading.has_mentions(node))
    places = (place.code for content in named if content.who == PLACE for place in content.places)
    return next((Origin(code) for code in places if code != reading.country), None)


def begins_story(reading: Reading) -> bool:
    """Tell whether a segment names people, places or roles. Others only go on with a story."""
    if not _STATING.isdisjoint(reading.mentioned):
        return True
    words = [token.word for token in reading.tree.tokens]
    return not NAMING.isdisjoint(words) and any(
        word in PRONOUNS and behind in NAMING for word, behind in pairwise(words)
    )


def places_of(predicate: Predicate, role: str) -> list[PlaceName]:
    """Return the places that the phrases in a role name as such."""
    arguments = (a for a in predicate.arguments if a.role == role and a.content.who == PLACE)
    return [place for a in arguments for place in a.content.places]
