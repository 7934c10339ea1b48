"""Text that every output format can hold."""

from __future__ import annotations

import re

__all__ = ["replace_control_characters"]

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")


def replace_control_characters(text: str) -> str:
    """Replace each character that XML 1.0 does not allow by U+FFFD, and each line ending by ``\\n``.

    >>> replace_control_characters("a\\x0bb\\r\\n")
    'a�b\\n'
    """
    return _NOT_XML.sub("\ufffd", _LINE_END.sub("\n", text))
