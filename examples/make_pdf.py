"""Sets examples/pdf/tip-2012.txt as a yearly report in two columns (``python -m tools.regenerate``).

In the text a line that begins with ``#`` is a country's heading, one with ``##`` that of a section, and
every other line a paragraph. The same text gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

__all__ = ["PDF", "TEXT", "pdf"]

EXAMPLES = Path(__file__).parent
TEXT = EXAMPLES / "pdf" / "tip-2012.txt"
PDF = EXAMPLES / "reports" / "2012" / "tip-2012.pdf"

_WIDTH, _HEIGHT = LETTER
_MARGIN, _GUTTER, _ROOM = 54.0, 20.0, 36.0
_COLUMN = (_WIDTH - 2 * _MARGIN - _GUTTER) / 2
_BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=9.5, leading=11.5, alignment=TA_JUSTIFY, spaceAfter=6
)
_STYLES = {
    "#": ParagraphStyle("country", fontName="Helvetica-Bold", fontSize=14, leading=18, spaceBefore=12),
    "##": ParagraphStyle("section", parent=_BODY, fontName="Helvetica-Bold", keepWithNext=1, spaceBefore=4),
}


def pdf(text: str) -> bytes:
    """Return the PDF of a text."""
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=LETTER, invariant=1, title="Trafficking in Persons Report 2012 (examples of tipgraph)"
    )
    columns = [
        Frame(left, _MARGIN + _ROOM, _COLUMN, _HEIGHT - 2 * (_MARGIN + _ROOM), 0, 0, 0, 0)
        for left in (_MARGIN, _MARGIN + _COLUMN + _GUTTER)
    ]
    document.addPageTemplates(PageTemplate(frames=columns, onPage=_furniture))
    document.build(list(_flowables(text)))
    return out.getvalue()


def _flowables(text: str) -> Iterator[Flowable]:
    for line in filter(None, text.splitlines()):
        mark, _, rest = line.partition(" ")
        yield Paragraph(rest, _STYLES[mark]) if mark in _STYLES else Paragraph(line, _BODY)


def _furniture(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(_MARGIN, _HEIGHT - _MARGIN, "TRAFFICKING IN PERSONS REPORT 2012")
    canvas.drawRightString(_WIDTH - _MARGIN, _MARGIN, str(240 + document.page))
