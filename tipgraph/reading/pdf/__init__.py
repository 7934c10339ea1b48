"""The reader of PDFs, in steps.

`words` reads the words of a page with their boxes, `rows` groups them by height, `furniture` removes running
heads and page numbers, `lines` finds columns and the reading order, `countries` splits a report at its
`headings`, `paragraphs` rebuilds the text, and `reader` builds the narratives.
"""

from __future__ import annotations

from tipgraph.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
