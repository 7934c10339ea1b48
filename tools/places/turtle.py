"""Writes Turtle for people: one block per subject, statements in a given order, lines that fit a page.

The writer is our own because the bytes are compared with a committed file: a library's layout may
change from one version to the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["PREFIXES", "Statement", "block", "english", "header", "iri", "place", "text", "typed"]

WIDTH = 110
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "place": "https://w3id.org/tipgraph/place/",
    "scheme": "https://w3id.org/tipgraph/scheme/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tg": "https://w3id.org/tipgraph/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Statement = tuple[str, Sequence[str]]
"""A predicate and its objects, all in Turtle."""
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def text(value: str) -> str:
    """Return a string literal.

    >>> text('a "b"')
    '"a \\\\"b\\\\""'
    """
    return f'"{value.translate(_ESCAPES)}"'


def english(value: str) -> str:
    """Return a literal in English."""
    return text(value) + "@en"


def typed(value: str, datatype: str) -> str:
    """Return a literal of an XML Schema datatype, by its local name."""
    return f"{text(value)}^^xsd:{datatype}"


def iri(address: str) -> str:
    """Return an address in angle brackets."""
    return f"<{address}>"


def place(code: str) -> str:
    """Return a place's IRI: a prefixed name, unless a slash or accent in the code forbids it."""
    simple = all(c.isascii() and (c.isalnum() or c == "-") for c in code)
    return f"place:{code}" if simple else iri(PREFIXES["place"] + code)


def header(note: str, prefixes: Iterable[str]) -> str:
    """Return comment lines and prefixes for the top of a file."""
    comment = "".join(f"# {line}\n" for line in note.splitlines())
    return comment + "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in prefixes)


def block(subject: str, kinds: Sequence[str], statements: Iterable[Statement]) -> str:
    """Return all statements of a subject, without those that have no object."""
    lines = [f"{subject} a {', '.join(kinds)}"]
    lines += [_wrap(predicate, objects) for predicate, objects in statements if objects]
    return " ;\n".join(lines) + " .\n"


def _wrap(predicate: str, objects: Sequence[str]) -> str:
    lines = [f"    {predicate} {objects[0]}"]
    for term in objects[1:]:
        if len(lines[-1]) + len(term) + 4 > WIDTH:
            lines[-1] += ","
            lines.append(f"        {term}")
        else:
            lines[-1] += f", {term}"
    return "\n".join(lines)
