"""Names: what the ontology's labels say about tags, before the words around them are asked.

"Forced labor" is a noun phrase wherever it stands, and so is "sex and labor trafficking". "South Korea" is a
noun, and "South Korean" is an adjective or a noun. The tagger reads such labels as a whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tipgraph.understanding.tokens.inflect import NOUN, PLURAL
from tipgraph.understanding.tokens.mention import Mention
from tipgraph.understanding.tokens.tokens import Token, retagged

__all__ = ["tag_names", "types_of"]

_NOMINAL = frozenset(
    (
        "exploitation",
        "sector",
        "victim-group",
        "person",
        "place",
        "workplace",
        "demonym",
        "role",
        "false-promise",
        "measure",
        "ngo",
    )
)
"""Kinds of mentions whose labels are noun phrases, if they have nothing but nouns and adjectives."""
_NAMES = frozenset(("place", "ngo"))
"""Kinds whose labels are one phrase, whatever they hold."""
_INSIDE = frozenset(("J", "N", "E", "G", "C", "V", "Z", "?V", "?Z", "&", "P", "D", "'", "R"))
"""Tags that words of such a label may have at first."""
_COMPOUND = frozenset(("J", "N", "?V", "?Z", "'"))
"""Tags that words of a measure's label may have: labels such as "trials began" are clauses."""
_MODIFYING = frozenset("EGJR")
_LISTED = frozenset(("J", ",", "&", "R"))
_MARKS = 4
"""Marks, conjunctions and adverbs between two items of a list, at most, and one."""
_AHEAD, _VERBS = frozenset("B&R"), frozenset("BEHMVZ")
"""Tags ahead of a label that ends with an adverb, or of a verb behind it, by which it is a clause."""
_HEADS = frozenset(("N", "?V", "?Z", "G", "E"))


_TYPES = {
    "role": "role", "place": "place", "country-noun": "place",
    "victim-group": "people", "person": "people", "victim": "people",
    "exploitation": "matter", "sector": "matter", "workplace": "matter", "trafficking": "matter",
    "measure": "deed",
}  # fmt: skip
"""What the items of a list have in common: the type of a phrase by the kind of its head."""
_COUNTRY_NOUNS = frozenset(("country-noun", "role"))


def types_of(tokens: Sequence[Token], mentions: Sequence[Mention]) -> dict[int, str]:
    """Return the types of phrases by their last token. The longest label decides."""
    starts = [token.start for token in tokens]
    found: dict[int, str] = {}
    length: dict[int, int] = {}
    roles = {mention.end + 1 for mention in mentions if mention.kind == "role"}
    for mention in mentions:
        kind = _TYPES.get(mention.kind)
        if mention.kind == "demonym" and _names_people(tokens, starts, mention):
            kind = "people"
        if mention.kind == "country-noun" and mention.start in roles:
            kind = "role"
        if kind is None or mention.form not in (NOUN, PLURAL):
            continue
        last = _last_word(tokens, starts, mention)
        size = mention.end - mention.start
        if size <= length.get(last, 0):
            continue
        within = range(bisect_left(starts, mention.start) + 1, last)
        head = next((i - 1 for i in within if tokens[i].tag in "IT"), last)
        found[head], length[last] = kind, size
        if head != last:
            found[last] = "place" if kind == "place" else "part"  # "persons with disabilities"
    return found


def _names_people(tokens: Sequence[Token], starts: Sequence[int], demonym: Mention) -> bool:
    """Tell whether a nationality stands for people: "Danes", "Lao exploited in", but not "Lao and Danish"."""
    behind = bisect_left(starts, demonym.end)
    is_described = behind < len(tokens) and tokens[behind].tag in "EGW"
    return demonym.form == PLURAL or (is_described and tokens[behind - 1].tag == "N")


def _last_word(tokens: Sequence[Token], starts: Sequence[int], mention: Mention) -> int:
    """Return the last token of a mention, without a preposition: "country for"."""
    last = bisect_left(starts, mention.end) - 1
    return last - 1 if last > 0 and tokens[last].tag == "I" else last


def tag_names(tokens: list[Token], mentions: Iterable[Mention]) -> None:
    """Tag the words of labels in place."""
    starts = [token.start for token in tokens]
    demonyms: list[int] = []
    places: list[int] = []
    countries = {_last_word(tokens, starts, m) for m in mentions if m.kind in _COUNTRY_NOUNS}
    heads = _heads_behind(tokens) if countries else []
    for mention in mentions:
        if mention.kind not in _NOMINAL or mention.form not in (NOUN, PLURAL):
            continue
        first = bisect_left(starts, mention.start)
        last = bisect_left(starts, mention.end) - 1
        if first > last or tokens[last].end > mention.end:
            continue
        if mention.kind == "demonym":
            _tag(tokens, first, last, "N" if mention.form == PLURAL else "J")
            demonyms.append(last)
        elif mention.kind == "role" and first == last:
            # "a source and transit country"
            if heads and heads[last] in countries:
                _tag(tokens, first, last, "J")
        elif mention.kind == "place" and first == last:
            _tag(tokens, first, last, "N")
            places.append(last)
        elif _is_nominal(tokens, first, last, mention.kind):
            if tokens[last].tag == "E":
                _tag_adverbs(tokens, first, last)
            else:
                _tag(tokens, first, last, "N", whole=mention.kind in _NAMES)
    _tag_listed_places(tokens, demonyms, places)
    _settle_nationalities(tokens, demonyms)


def _tag_listed_places(tokens: list[Token], nationalities: Iterable[int], places: Iterable[int]) -> None:
    """Make adjectives of places between nationalities: "Asian, Caribbean, and African countries"."""
    adjectives = {at for at in nationalities if tokens[at].tag == "J"}
    behind_adjective: list[int] = []
    before = set(adjectives)
    for at in sorted(places):
        if at > 1 and tokens[at - 1].tag in ",&" and at - 2 in before:
            behind_adjective.append(at)
            before.add(at)
    for at in reversed(behind_adjective):
        following = at + 1
        while following < min(at + _MARKS, len(tokens)) and tokens[following].tag in ",&R":
            following += 1
        if following < len(tokens) and tokens[following].tag == "J":
            tokens[at] = retagged(tokens[at], "J", tokens[at].lemma)


def _is_nominal(tokens: Sequence[Token], first: int, last: int, kind: str) -> bool:
    """Tell whether a label is a place, or has nothing but nouns and what may stand before them.

    The name of a body counts where it begins as a request does: "Save the Children".
    """
    if kind in _NAMES:
        return kind == "place" or tokens[first].tag in ("V", "?V")
    inside = _COMPOUND if kind == "measure" else _INSIDE
    if first == last:
        return False
    if tokens[last].tag == "R":  # "girls exploited sexually were", "are exploited sexually in"
        before, behind = tokens[max(first - 1, 0)].tag, tokens[min(last + 1, len(tokens) - 1)].tag
        if before in _AHEAD or behind in _VERBS:
            return False
    return all(tokens[i].tag in inside for i in range(first, last + 1))


def _tag(tokens: list[Token], first: int, last: int, tag: str, *, whole: bool = False) -> None:
    """Give the last word of a label a tag, and make those before it its modifiers.

    With ``whole``, it is one phrase, whatever it holds: "the Democratic Republic of the Congo".
    """
    kept = "&'C" if whole else "&'CID"
    for i in range(first, last):
        if tokens[i].tag in _MODIFYING:
            tokens[i] = retagged(tokens[i], "J", tokens[i].word)
        elif tokens[i].tag not in kept:
            tokens[i] = retagged(tokens[i], "J" if tag == "J" else "N", tokens[i].word)
    tokens[last] = retagged(tokens[last], tag, tokens[last].word)


def _tag_adverbs(tokens: list[Token], first: int, last: int) -> None:
    """Make adverbs of the nouns before a participle: "sex trafficked"."""
    for i in range(first, last):
        tokens[i] = retagged(tokens[i], "R", tokens[i].lemma)


def _heads_behind(tokens: Sequence[Token]) -> list[int]:
    """Return for each token what follows it, at once or behind further adjectives of a list."""
    found = [len(tokens)] * (len(tokens) + 1)
    for i in range(len(tokens) - 2, -1, -1):
        found[i] = found[i + 1] if tokens[i + 1].tag in _LISTED else i + 1
    return found


def _settle_nationalities(tokens: list[Token], nationalities: Iterable[int]) -> None:
    """Make nouns of nationalities that no noun follows: "Thais and Lao are", but not "Thai and Lao women"."""
    known, head = set(nationalities), len(tokens)
    if not known:
        return
    for i in range(len(tokens) - 1, -1, -1):
        if i + 1 < len(tokens) and tokens[i + 1].tag not in _LISTED:
            head = i + 1
        if i in known and tokens[i].tag == "J" and not _is_head(tokens, head, known):
            tokens[i] = retagged(tokens[i], "N", tokens[i].lemma)


def _is_head(tokens: Sequence[Token], i: int, nationalities: set[int]) -> bool:
    """Tell whether a noun, or what may become one, stands at an index, right behind an adjective."""
    if i >= len(tokens) or tokens[i].tag not in _HEADS or tokens[i - 1].tag != "J":
        return False
    is_verb = tokens[i].tag in "EG" and i - 1 in nationalities  # "300 Lao lured to Oman"
    behind = tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
    return not is_verb or (behind.tag in _HEADS | {"J"} and not behind.capital)
