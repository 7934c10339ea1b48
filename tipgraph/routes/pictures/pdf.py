"""PDFs that are the same bytes each time: their writer leaves the order of objects to chance."""

from __future__ import annotations

import re
from hashlib import md5
from io import BytesIO
from typing import Final

__all__ = ["settled"]

_DATE: Final = re.compile(rb"/CreationDate\(D:[^)]*\)")
_ID: Final = re.compile(rb"(?<=/ID\[<)([0-9A-F]{32})><[0-9A-F]{32}(?=>\])")


def settled(pdf: bytes) -> bytes:
    """Return a PDF with its objects in the order in which its page uses them, without date or random ID.

    All replacements are as long as what they replace, so the file's table of positions stays right.
    """
    import pypdfium2  # type: ignore[import-untyped]  # it ships no types

    new = pypdfium2.PdfDocument.new()
    with pypdfium2.PdfDocument(pdf) as old:
        new.import_pages(old)
    written = BytesIO()
    new.save(written)
    new.close()
    undated = _DATE.sub(lambda found: b" " * len(found[0]), written.getvalue())
    name = md5(_ID.sub(b"", undated), usedforsecurity=False).hexdigest().upper().encode()
    return _ID.sub(name + b"><" + name, undated)
