"""Text normalisation. Every text is normalised once, and all offsets refer to the result.

Typographic quotes, en dashes and em dashes are kept, because quotes are compared with the source. Their
rarer variants become the common characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ftfy import fix_encoding
from ftfy.badness import is_bad
from ftfy.fixes import fix_c1_controls, fix_latin_ligatures

from tipgraph.reading.identify import country_code

__all__ = ["normalize", "repair_punctuation", "without_running_heads"]

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


def repair_punctuation(text: str) -> str:
    """Return the text with dashes, quotation marks and bullets in place of the letters that they became.

    >>> repair_punctuation("EuropeŠas ﬁdancersﬂŠand in Šabac")
    'Europe—as “dancers”—and in Šabac'
    """
    if _MISREAD.search(text):
        for wrong, right in _REPAIRS:
            text = wrong.sub(right, text)
    return text


_HEAD = re.compile(r"(?<= )\d{1,3}([A-Z][A-Z ,.’'-]*[A-Z])(?=[a-z])")
"""A page number with a name in capitals, both joined to the next word."""


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
