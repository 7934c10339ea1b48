"""The PDF reader: words with boxes, furniture, columns, lines, paragraphs, countries, narratives."""

from __future__ import annotations

from tipgraph.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
