"""Text that every format and every page can hold."""

from __future__ import annotations

import re

__all__ = ["replace_control_characters"]

_UNFIT = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")


def replace_control_characters(text: str) -> str:
    """Return a text with ``\\n`` for line ends, and � for each character that XML cannot hold.

    >>> replace_control_characters("a\\x0bb\\r\\n")
    'a�b\\n'
    """
    return _UNFIT.sub("\ufffd", _LINE_END.sub("\n", text))
