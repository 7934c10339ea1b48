"""PDFs that no program exports: small files that become large, or take long."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

__all__ = ["page_of_lines", "pdf"]

_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
    b"/Contents %d 0 R >>"
)


def page_of_lines(lines: Sequence[str]) -> bytes:
    """Return the content of a page with lines of text."""
    shown = b"".join(b"(%s) Tj T*\n" % line.encode("ascii") for line in lines)
    return b"BT /F1 9 Tf 54 740 Td 12 TL\n" + shown + b"ET\n"


def pdf(contents: Sequence[bytes], references: int = 1) -> bytes:
    """Return a PDF with a page for each content; the list of pages has all of them as often as given."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times >>",
    ]
    pages = []
    for content in contents:
        packed = zlib.compress(content, 9)
        stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        objects += [stream, _PAGE % (len(objects) + 1)]
        pages.append(b"%d 0 R" % len(objects))
    kids = b" ".join(pages * references)
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages) * references, kids)
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return bytes(data) + table + end
