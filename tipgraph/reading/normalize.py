"""From bytes to normalised text. Every text is normalised once, and all offsets refer to the result.

Bytes are UTF-8, UTF-16 with a byte order mark, or Windows-1252 as browsers read it. Typographic quotes, en
dashes and em dashes are kept, because quotes are compared with the source. Their rarer variants become the
common characters.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

import ftfy.bad_codecs
from ftfy import fix_encoding
from ftfy.badness import is_bad
from ftfy.fixes import fix_c1_controls, fix_latin_ligatures

from tipgraph.errors import InputError
from tipgraph.reading.identify import country_code

__all__ = [
    "decode",
    "is_binary",
    "kind_of_binary",
    "normalize",
    "repair_punctuation",
    "without_running_heads",
]

ftfy.bad_codecs.ok()  # registers sloppy-windows-1252, which maps every byte to a character

_FALLBACK = "sloppy-windows-1252"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATIN = {"iso8859-1", "cp1252", "ascii"}
_CONTROL_CHARACTERS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = {
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"7z\xbc\xaf": "an archive",
}
_SPACES = "\t\u00a0\u1680\u180e\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_BREAKS = "\r\v\f\x1c\x1d\x1e\u2028\u2029"
_INVISIBLE = "\u00ad\u034f\u061c\ufeff\ufff9\ufffa\ufffb" + "".join(
    map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)])
)
_CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)]))
_VARIANTS = {
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # non-breaking hyphen
    "\u2012": "–",  # figure dash
    "\u2015": "—",  # horizontal bar
    "\u2212": "–",  # minus sign
    "\u201b": "‘",
    "\u201f": "“",
    "\u201e": "“",
    "\u02bc": "’",
    "\u2043": "•",  # hyphen bullet
    "\uf0b7": "•",  # bullet of the Symbol font
    "\u2022": "•",
}
_TABLE = str.maketrans(
    dict.fromkeys(_CONTROLS + _INVISIBLE)
    | dict.fromkeys(_LINE_BREAKS + "\n", "\n")
    | dict.fromkeys(_SPACES, " ")
    | _VARIANTS
)
_SOFT_BREAK = re.compile("\u00ad[ ]*\r?\n[ ]*(?=[^\\W\\d_])")
_FALSE_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[´`](?=[^\W\d_])")
_PERHAPS_MOJIBAKE = re.compile(r"[^\x00-\x7f]{2}|Ã ")
"""UTF-8 decoded with a one-byte encoding has two non-ASCII characters side by side."""
_PLAIN = re.compile(r"[\n -_a-~“”‘’–—…À-ÿ]*")
_UNTIDY = ("  ", " \n", "\n ", "\n\n\n")
_C1 = re.compile("[\x80-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_STREAM_SAFE = 30
"""The most combining marks in a row, as in Unicode's stream-safe text. More take long to put in order."""
_PERHAPS_MANY_MARKS = re.compile(rf"[^\x00-\u02ff]{{{_STREAM_SAFE + 1}}}")
_BLANKS = re.compile(" {2,}")
_LINE_EDGES = re.compile(" *\n *")
_GAPS = re.compile("\n{3,}")
_MISREAD = re.compile("[ŠŒ™Łﬁ]")
_AFTER = r"(?<=[a-zß-öø-ÿ0-9)”’\"ﬂ])"
_REPAIRS = (
    # A capital inside a word, or alone between blanks.
    (re.compile(rf"{_AFTER}Š|(?<= )Š(?= )"), "—"),
    (re.compile(rf"{_AFTER}Œ(?=\w)|(?<= )Œ(?= )"), "–"),
    (re.compile(r"(?<=[a-z])™(?=s\b)|(?<=s)™(?= [a-z])"), "’"),
    (re.compile("^[Ł·▪‣](?= )", re.MULTILINE), "•"),
    # The ligatures fi and fl; no word ends in fl.
    (re.compile(r"(?<![^\W\d_])ﬁ(?=\w)([^ﬁﬂ\n]*)ﬂ(?![^\W\d_])"), r"“\1”"),
)
_HEAD = re.compile(r"(?<= )\d{1,3}([A-Z][A-Z ,.’'-]*[A-Z])(?=[a-z])")
"""A page number with a name in capitals, both joined to the next word."""


def is_binary(head: bytes) -> bool:
    """Return whether a source is not text, given its first bytes.

    >>> is_binary(b"Tier 2\\n"), is_binary("Tier".encode("utf-16")), is_binary(b"\\x00\\x01\\x02")
    (False, False, True)
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    controls = len(_CONTROL_CHARACTERS.findall(head))
    return b"\0" in head or controls * 50 > len(head) or any(map(head.startswith, _MAGIC))


def kind_of_binary(head: bytes) -> str:
    """Return what kind of binary data a source is, for messages."""
    return next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), "binary data")


def decode(data: bytes, source: str, declared: str | None = None) -> str:
    """Decode ``data`` by its byte order mark, as UTF-8, as ``declared``, or else as Windows-1252.

    Raises InputError for binary data.

    >>> decode(b"caf\\xe9 \\x93Tier 2\\x94", "a.txt")
    'café “Tier 2”'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, source)
    if is_binary(data[:4096]) or b"\0" in data:
        raise InputError(
            source, f"the file is {kind_of_binary(data)}, not text", remedy="export it as text or PDF"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(_declared(declared), "replace")
    except (LookupError, ValueError):  # a codec of Python that does not decode text
        return data.decode(_FALLBACK)


def _decode_marked(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            return data.decode(_FALLBACK).removeprefix("ï»¿")
        raise InputError(
            source, "the file is cut off: its last UTF-16 character is incomplete", remedy="download it again"
        ) from error


def _declared(name: str | None) -> str:
    try:
        codec = codecs.lookup(name or _FALLBACK).name
    except LookupError:
        return _FALLBACK
    return _FALLBACK if codec in _LATIN or codec.startswith(("utf", "sloppy")) else codec


def normalize(text: str) -> str:
    """Return the normal form of ``text``.

    Mojibake and misread punctuation are repaired, and Unicode is composed (NFC). Spaces of all kinds become
    one space, line breaks become newlines, and at most one empty line separates paragraphs. Soft hyphens,
    zero-width characters, control characters, spaces around lines and more than 30 combining marks in a row
    are removed. Normalising twice changes nothing.

    >>> normalize("the\\u00a0government&#39;s  effort\\u00ads \\r\\n\\r\\n\\r\\n\\r\\nPrevention ")
    'the government&#39;s efforts\\n\\nPrevention'
    >>> normalize("victimsâ€™ rights")
    'victims’ rights'
    """
    while not _is_normal(text) and (better := _pass(text)) != text:
        text = better
    return text


def _is_normal(text: str) -> bool:
    """Return True only if a text is normal; ten times as fast as a pass that changes nothing."""
    return (
        _PLAIN.fullmatch(text) is not None
        and not any(gap in text for gap in _UNTIDY)
        and text == text.strip()
        and (text.isascii() or not _PERHAPS_MOJIBAKE.search(text))
    )


def _pass(text: str) -> str:
    text = _SOFT_BREAK.sub("", text)
    if not text.isascii():
        text = _repair(text)
    text = text.replace("\r\n", "\n").translate(_TABLE)
    text = _FALSE_APOSTROPHE.sub("’", text)
    text = _BLANKS.sub(" ", text)
    text = _LINE_EDGES.sub("\n", text)
    return _GAPS.sub("\n\n", text).strip()


def _repair(text: str) -> str:
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if _PERHAPS_MOJIBAKE.search(text):
        # Line by line: a text from several sources may have mojibake only in parts.
        text = "\n".join(fix_encoding(line) if is_bad(line) else line for line in text.split("\n"))
    if _C1.search(text):
        text = fix_c1_controls(text)
    if _PERHAPS_MANY_MARKS.search(text):
        text = _many_marks().sub(lambda marks: marks[0][:_STREAM_SAFE], text)
    return unicodedata.normalize("NFC", fix_latin_ligatures(repair_punctuation(text)))


@lru_cache(maxsize=1)
def _many_marks() -> re.Pattern[str]:
    marks = "".join(map(chr, filter(lambda code: unicodedata.combining(chr(code)), range(0x20000))))
    return re.compile(f"[{marks}]{{{_STREAM_SAFE + 1},}}")


def repair_punctuation(text: str) -> str:
    """Return the text with dashes, quotation marks and bullets in place of the letters that they became.

    >>> repair_punctuation("EuropeŠas ﬁdancersﬂŠand in Šabac")
    'Europe—as “dancers”—and in Šabac'
    """
    if _MISREAD.search(text):
        for wrong, right in _REPAIRS:
            text = wrong.sub(right, text)
    return text


def without_running_heads(text: str) -> str:
    """Return a text without page numbers and names of countries that are joined to a word.

    >>> without_running_heads("women and 268LATVIAChinese men; forced to 92BARBADOSbeg; 12ABCs of law")
    'women and Chinese men; forced to beg; 12ABCs of law'
    """
    return _HEAD.sub(_word, text)


def _word(found: re.Match[str]) -> str:
    """Return the capital of the next word, if the name has one too many, or the text itself."""
    capitals = found[1]
    if country_code(capitals):
        return ""
    return capitals[-1] if len(capitals) > 4 and country_code(capitals[:-1]) else found[0]
