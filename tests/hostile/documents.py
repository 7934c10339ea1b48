"""Documents that try to spoil a build: damaged, oversized, misleading. Each says what must come of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from gzip import compress as _packed
from typing import NamedTuple

from tests.hostile.growth import PROSE
from tests.hostile.pdfs import page_of_lines, pdf
from tipgraph.reading.defaults import LIMITS, Limits

__all__ = ["HOSTILE", "READ", "SKIPPED", "Hostile"]

READ = "it is read"
SKIPPED = "it is skipped"
_MIB = 1 << 20
_KENYA = page_of_lines([PROSE[:80]])
_REPORT = f"Kenya (Tier 2)\n\n{PROSE * 3}"
_SMALL = Limits(document=4 * _MIB, file=4 * _MIB, line=2 * _MIB, memory=256 * _MIB, text=500_000)


class Hostile(NamedTuple):
    """A document: its name, its file's name, its content, and what must come: READ, SKIPPED or a message."""

    name: str
    file: str
    make: Callable[[], bytes | str]
    expected: str
    limits: Limits = LIMITS


def _page(body: str, head: str = "") -> str:
    return f"<html><head><title>Kenya</title>{head}</head><body>{body}<p>{PROSE * 10}</p></body></html>"


def _line(**values: object) -> str:
    return json.dumps({"id": "a", "country": "KEN", "year": 2012, "text": _REPORT, **values}) + "\n"


def _factbook(value: object) -> str:
    return json.dumps({"Introduction": {}, "Government": {}, "Transnational Issues": value})


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{entities}]>' + _page("<p>&l9;</p>")


_NESTED = "its elements are nested too deeply"
_NO_TEXT = "the page has no running text"
_BINARY = "the file is binary data"
_MAX_PAGES = "raise --max-pages"
_NOT_JSON = "is not valid JSON"
_TOO_LARGE = "larger than the limit of"

_TEXTS = (
    Hostile("nothing", "a.txt", lambda: "", "the file is empty"),
    Hostile("white space", "a.txt", lambda: " \n" * 100_000, "the file is empty"),
    Hostile("a text behind white space", "a.txt", lambda: " \n" * 40_000 + _REPORT, READ),
    Hostile("zeros", "a.txt", lambda: b"\0" * 4096, _BINARY),
    Hostile("a zero in a text", "a.txt", lambda: f"{_REPORT}{PROSE * 900}\0", _BINARY),
    Hostile("random bytes", "a.txt", lambda: bytes(range(256)) * 99, _BINARY),
    Hostile("half a UTF-16 character", "a.txt", lambda: _REPORT.encode("utf-16")[:-1], "the file is cut off"),
    Hostile("a UTF-16 mark alone", "a.txt", lambda: b"\xff\xfe", "it has no text"),
    Hostile("invalid UTF-8", "a.txt", lambda: _REPORT.encode() + b"\xff\xfe\x80", READ),
    Hostile("a text without end", "a.txt", lambda: PROSE * 60_000, _TOO_LARGE, _SMALL),
    Hostile("a text like a library", "a.txt", lambda: _REPORT + PROSE * 6_000, "raise --max-text", _SMALL),
    Hostile("one word", "a.txt", lambda: f"Kenya\n\n{PROSE}\n\n{'x' * 300_000}", READ),
    Hostile("one sentence", "a.txt", lambda: f"Kenya\n\n{PROSE}\n\n{'girls and ' * 5_000}", READ),
    Hostile("marks upon marks", "a.txt", lambda: f"{_REPORT} e{chr(0x301) * 100_000}", READ),
    Hostile("a stray carriage return", "a.txt", lambda: f"Kenya, 2012\rTier 2\n\n{_REPORT}", READ),
    Hostile("text from right to left", "a.txt", lambda: f"{_REPORT}\u202e{PROSE}\u2066", READ),
    Hostile("escape sequences", "a.txt", lambda: f"{_REPORT}\x1b[2J\x1b]0;x\x07", READ),
    Hostile("markup in a text", "a.txt", lambda: f"{_REPORT}<script>alert(1)</script>", READ),
    Hostile(
        "bullets in a text", "a.txt", lambda: f"{_REPORT}• Train police. {PROSE}2. Fund it. {PROSE}", READ
    ),
    Hostile("a template in a text", "a.txt", lambda: f"{_REPORT}{{{{ 7*7 }}}} {{% raise %}} ${{x}}", READ),
    Hostile("a great number", "a.txt", lambda: f"{_REPORT}Courts convicted {'9' * 5_000} men.", READ),
    Hostile(
        "numbers in words", "a.txt", lambda: f"{_REPORT}Courts convicted {'million ' * 5_000} men.", READ
    ),
)
_PAGES = (
    Hostile("billion laughs", "a.html", _laughs, READ),
    Hostile(
        "an external entity", "a.html",
        lambda: '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _page("<p>&x;</p>"), READ,
    ),
    Hostile("elements in elements", "a.html", lambda: _page("<div>" * 200_000), _NESTED),
    Hostile("attributes", "a.html", lambda: _page("<p" + " a=1" * 200_000 + ">"), _NESTED),
    Hostile("a tag without end", "a.html", lambda: _page("<i></i>" * 10_000 + "<" + "a" * 100_000), READ),
    Hostile("a comment without end", "a.html", lambda: "<html><!--" + _page(""), _NO_TEXT),
    Hostile("a page of scripts", "a.html", lambda: "<html><body>" + "<script>x</script>" * 9_000, _NO_TEXT),
    Hostile("a base elsewhere", "a.html", lambda: _page("", "<base href='javascript:alert(1)//x'>"), READ),
    Hostile(
        "an encoding of no text", "a.html",
        lambda: _page("", "<meta charset='zlib_codec'>").encode() + b"\xff", READ,
    ),
)  # fmt: skip
_JSON = (
    Hostile("nested lists", "a.json", lambda: "[" * 30_000 + "]" * 30_000, _NOT_JSON),
    Hostile("nested objects", "a.json", lambda: '{"a":' * 30_000 + "1" + "}" * 30_000, _NOT_JSON),
    Hostile("a nested line", "a.jsonl", lambda: '{"a":' * 30_000 + "1" + "}" * 30_000 + "\n", _NOT_JSON),
    Hostile("a nested line in a text", "a.txt", lambda: "[" * 9_000 + "\n" + _REPORT, READ),
    Hostile("an endless number", "a.jsonl", lambda: _line(n=1)[:-3] + "9" * 9_000 + "}\n", _NOT_JSON),
    Hostile("a number for a text", "a.jsonl", lambda: _line(text=1e400), '"text" is a number'),
    Hostile("a list for an id", "a.jsonl", lambda: _line(id=["a"]), '"id" is a list'),
    Hostile("half a surrogate", "a.jsonl", lambda: _line(text=f"{_REPORT}\ud800"), "a lone surrogate"),
    Hostile("a path for an id", "a.jsonl", lambda: _line(id="../../etc/passwd"), READ),
    Hostile("dots for an id", "a.jsonl", lambda: _line(id=".."), "has no letters or digits"),
    Hostile("an escape in an id", "a.jsonl", lambda: _line(id="a\x1b[2J"), "has a control character"),
    Hostile("a line break in an id", "a.jsonl", lambda: _line(id="a\nb"), "has a control character"),
    Hostile("a formula for an id", "a.jsonl", lambda: _line(id='=HYPERLINK("http://x")'), READ),
    Hostile("markup for an id", "a.jsonl", lambda: _line(id='"><script>alert(1)</script>'), READ),
    Hostile("an IRI for an id", "a.jsonl", lambda: _line(id="x> . <a:a> <a:b> <a:c"), READ),
    Hostile("an endless id", "a.jsonl", lambda: _line(id="a" * 100_000), READ),
    Hostile("a script for an address", "a.jsonl", lambda: _line(url="javascript:alert(1)"), READ),
    Hostile("a year long ago", "a.jsonl", lambda: _line(year=-5), "neither a year from 2000 to 2100"),
    Hostile("an impossible day", "a.jsonl", lambda: _line(year=None, date="2012-02-31"), "a date such as"),
    Hostile("a line without end", "a.jsonl", lambda: _line(text=PROSE * 40_000), "is longer than", _SMALL),
    Hostile("a file on one line", "a.json", lambda: _factbook({"Trafficking in persons": PROSE * 9}), READ),
    Hostile("a cycle of keys", "a.json", lambda: _factbook({"Trafficking in persons": {"": None}}), SKIPPED),
    Hostile("a key without end", "a.json", lambda: _factbook({"traffi" + "_" * 80_000: {}}), SKIPPED),
)
_PDFS = (
    Hostile("half a PDF", "a.pdf", lambda: pdf([_KENYA])[:400], "the PDF is cut off"),
    Hostile("a PDF of nothing", "a.pdf", lambda: b"%PDF-1.4\n%%EOF\n", "the PDF is damaged"),
    Hostile("a PDF without pages", "a.pdf", lambda: pdf([]), "the PDF"),
    Hostile("pictures of text", "a.pdf", lambda: pdf([b"q Q"]), "pictures without text"),
    Hostile("one page 100,000 times", "a.pdf", lambda: pdf([_KENYA], 100_000), _MAX_PAGES),
    Hostile(
        "a page like a library", "a.pdf", lambda: pdf([page_of_lines([PROSE[:80]] * 100) * 2_000]),
        "raise --max-", _SMALL,
    ),
    Hostile("a page in itself", "a.pdf", lambda: pdf([b"/F1 Do " * 9_000]), "pictures without text"),
)  # fmt: skip
_PACKED = (
    Hostile("zeros in gzip", "a.txt.gz", lambda: _packed(b"Kenya" + b" " * 40 * _MIB), _TOO_LARGE, _SMALL),
    Hostile(
        "a PDF of zeros",
        "a.pdf.gz",
        lambda: _packed(b"%PDF-1.4\n" + bytes(40 * _MIB)),
        _TOO_LARGE,
        _SMALL,
    ),
    Hostile("half a gzip file", "a.txt.gz", lambda: _packed(_REPORT.encode())[:-9], "cut off or damaged"),
    Hostile("gzip in gzip", "a.txt.gz", lambda: _packed(_packed(_REPORT.encode())), "binary data"),
    Hostile("a damaged ZIP file", "a.xlsx", lambda: b"PK\x03\x04" + bytes(99), "the table is damaged"),
    Hostile("a damaged Parquet file", "a.parquet", lambda: b"PAR1" + bytes(99), "the table is damaged"),
)
_TABLES = (
    Hostile("a quote without end", "a.csv", lambda: f'country,text\nKenya,"{PROSE * 3}', READ),
    Hostile("carriage returns alone", "a.csv", lambda: f"country,text\rKenya,{PROSE}\r", READ),
    Hostile("a long header", "a.csv", lambda: f"country,text{',a' * 200_000}\nKenya,{PROSE}\n", READ),
    Hostile("a row without end", "a.csv", lambda: f"country,text\nKenya,Girls beg.{',' * 500_000}\n", READ),
    Hostile(
        "zeros in a table",
        "a.csv",
        lambda: f"country,text\nKenya,{PROSE * 60}\0\n",
        "the file is binary data",
    ),
)

HOSTILE = (*_TEXTS, *_PAGES, *_JSON, *_PDFS, *_PACKED, *_TABLES)
