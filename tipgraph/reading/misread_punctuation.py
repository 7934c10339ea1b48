"""Repairs punctuation of Windows-1252 that a PDF reader took for PDFDocEncoding: "EuropeŠincluding Spain".

Both encodings use the same bytes for a dash and for "Š", for example. Each repair replaces one character by
one, and only where the wrong one cannot be part of a word.
"""

from __future__ import annotations

import re

__all__ = ["repair_punctuation"]

_MISREAD = re.compile("[ŠŒ™Łﬁ]")
_AFTER = r"(?<=[a-zß-öø-ÿ0-9)”’\"ﬂ])"
_REPAIRS = (
    # A capital inside a word, or alone between blanks.
    (re.compile(rf"{_AFTER}Š|(?<= )Š(?= )"), "—"),
    (re.compile(rf"{_AFTER}Œ(?=\w)|(?<= )Œ(?= )"), "–"),
    (re.compile(r"(?<=[a-z])™(?=s\b)|(?<=s)™(?= [a-z])"), "’"),
    (re.compile("^Ł(?= )", re.MULTILINE), "•"),
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
