"""PDFs for tests: two columns painted row by row, as layout programs export them. The text is invented."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import reportlab
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

__all__ = [
    "Heading",
    "Paragraph",
    "Report",
    "Table",
    "furniture",
    "heading",
    "locked",
    "paragraphs",
    "prose",
    "report",
    "scanned",
    "whole_report",
]

WIDTH, HEIGHT = 612.0, 792.0
COLUMNS = (54.0, 316.0)
COLUMN_WIDTH = 242.0
TOP, FOOT = 712.0, 84.0
STEP = 11.5
SIZE = 8.5
INDENT = 12.0
NAMES = ("Albania", "Chad", "Côte d’Ivoire", "Guatemala")
FIRST_NUMBER = 170
_FONT = "Vera"
_SYLLABLES = (
    *("gov-ern-ment", "traf-fick-ing", "in-ves-ti-gat-ed", "iden-ti-fied", "con-vict-ed", "of-fi-cials"),
    *("vic-tims", "pros-e-cut-ed", "shel-ters", "work-shops", "do-mes-tic", "ser-vi-tude", "con-struc-tion"),
)
_BREAKS = {word.replace("-", ""): word.split("-") for word in _SYLLABLES}
_SENTENCES = (
    "Traffickers exploit women and girls from rural areas of {name} in domestic servitude in its cities.",
    "The government of {name} investigated {n} cases and convicted {m} traffickers, compared with 9 in 2010.",
    "Officials identified {n} victims and referred them to shelters that non-governmental groups run.",
    "The anti-trafficking office in {name} trained labor inspectors and the staff of its shelters.",
    "Courts prosecuted {m} owners of workshops for the forced labor of men in construction and in fishing.",
    "Observers said that the government did not give enough money to the well-known shelters for victims.",
)


def prose(name: str, sentences: int, start: int = 0) -> str:
    """Return a number of sentences about a country, always the same."""
    return " ".join(
        _SENTENCES[(start + at) % len(_SENTENCES)].format(name=name, n=7 + 3 * at, m=2 + at)
        for at in range(sentences)
    )


@dataclass(frozen=True)
class Heading:
    """A separate line with space above it; with ``across`` it is set across both columns."""

    text: str
    size: float = SIZE
    across: bool = False
    centred: bool = False
    room: float = STEP


@dataclass(frozen=True)
class Paragraph:
    """Text that is wrapped into lines. ``indent`` and ``room`` set the first one apart."""

    text: str
    indent: float = INDENT
    room: float = 0.0


@dataclass(frozen=True)
class Table:
    """Rows of cells. The first cell is aligned left, the others right."""

    rows: Sequence[Sequence[str]]
    stops: Sequence[float] = (150.0, 195.0, 240.0)


@dataclass(frozen=True)
class _Piece:
    """A text at a place in its column; ``down`` is its distance from the line above."""

    text: str
    x: float = 0.0
    down: float = STEP
    size: float = SIZE


Mark = tuple[float, float, str, float]
"""A text at its place on a page: x, y, text and size."""

Furniture = Callable[[int, str], Iterable[tuple[float, float, str]]]
"""Returns the texts outside the columns of a page, given its index and its running text."""

_Element = Heading | Paragraph | Table


@dataclass
class _Page:
    running: str
    marks: list[Mark] = field(default_factory=list)


@dataclass
class Report:
    """Sets elements in columns, page after page.

    ``running`` is a text for the furniture. ``stagger`` moves the right column down, so that its lines are
    not beside those on the left. ``tab`` is rotated text at the edge of every page. ``turned`` rotates the
    pages. ``crop`` is their crop box.
    """

    furniture: Furniture = lambda _page, _running: ()
    columns: Sequence[float] = COLUMNS
    stagger: float = 0.0
    ligatures: bool = True
    title: str = "untitled"
    tab: str = ""
    turned: bool = False
    crop: tuple[float, float, float, float] | None = None
    encryption: StandardEncryption | None = None
    running: str = ""

    def __post_init__(self) -> None:
        self._pages: list[_Page] = []
        self.page()

    @property
    def width(self) -> float:
        """The width of a column."""
        return COLUMN_WIDTH if len(self.columns) > 1 else WIDTH - 2 * COLUMNS[0]

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(self._pages)

    def page(self) -> Report:
        """Begin a page."""
        self._pages.append(_Page(self.running))
        self._y = self._band_top = self._lowest = TOP
        self._column = 0
        return self

    def add(self, *elements: _Element) -> Report:
        """Set elements below each other, continuing in the next column and page."""
        for element in elements:
            if isinstance(element, Heading) and element.across:
                self._set_across(element)
            else:
                self._set(_pieces(element, self.width))
        return self

    def balance(self, *elements: _Element) -> Report:
        """Set elements in two columns of the same length, and continue below both."""
        pieces = [piece for element in elements for piece in _pieces(element, self.width)]
        half = (len(pieces) + 1) // 2
        self._set(pieces[:half])
        self._next_column()
        self._set(pieces[half:])
        self._y = self._band_top = self._lowest
        self._column = 0
        return self

    def bytes(self) -> bytes:
        """Return the PDF."""
        _register()
        out = io.BytesIO()
        canvas = Canvas(
            out, pagesize=(WIDTH, HEIGHT), invariant=True, encrypt=self.encryption, cropBox=self.crop
        )
        canvas.setTitle(self.title)
        for number, page in enumerate(self._pages):
            self._paint(canvas, number, page)
        canvas.save()
        return out.getvalue()

    def _paint(self, canvas: Canvas, number: int, page: _Page) -> None:
        if self.turned:
            canvas.setPageRotation(90)
            canvas.transform(0, 1, -1, 0, HEIGHT, 0)
        furniture = [(x, y, text, SIZE) for x, y, text in self.furniture(number, page.running)]
        # Row by row across both columns, as a layout program may export them.
        for x, y, text, size in sorted(
            [*page.marks, *furniture], key=lambda mark: (-round(mark[1]), mark[0])
        ):
            canvas.setFont(_FONT, size)
            canvas.drawString(x, y, _with_ligatures(text) if self.ligatures else text)
        if self.tab:
            canvas.setFont(_FONT, SIZE)
            canvas.translate(WIDTH - 20, HEIGHT / 2)
            canvas.rotate(90)
            canvas.drawString(0, 0, self.tab)
        canvas.showPage()

    def _set_across(self, heading: Heading) -> None:
        y = self._lowest - 2.2 * heading.size
        if y < FOOT + 6 * STEP:
            self.page()
            y = self._y
        x = (WIDTH - _width(heading.text, heading.size)) / 2 if heading.centred else self.columns[0]
        self._pages[-1].marks.append((x, y, heading.text, heading.size))
        self._y = self._band_top = self._lowest = y - heading.size
        self._column = 0

    def _set(self, pieces: Iterable[_Piece]) -> None:
        for piece in pieces:
            if piece.down and self._y - piece.down < FOOT:
                self._next_column()
            self._y -= piece.down
            shift = self.stagger if self._column else 0.0
            x, y = self.columns[self._column] + piece.x, self._y - shift
            self._pages[-1].marks.append((x, y, piece.text, piece.size))
            self._lowest = min(self._lowest, self._y - shift)

    def _next_column(self) -> None:
        if self._column + 1 < len(self.columns):
            self._column += 1
            self._y = self._band_top
        else:
            self.page()


def locked(report: Report) -> bytes:
    """Return a report that is protected by a password."""
    report.encryption = StandardEncryption("secret", ownerPassword="owner", canPrint=0)
    return report.bytes()


def scanned(pages: int = 2) -> bytes:
    """Return pages with a picture and no text."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=True)
    for _ in range(pages):
        canvas.rect(COLUMNS[0], FOOT, 500, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _register() -> None:
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        folder = Path(reportlab.__file__).parent / "fonts"
        pdfmetrics.registerFont(TTFont(_FONT, str(folder / "Vera.ttf")))


def _with_ligatures(text: str) -> str:
    return text.replace("fi", "ﬁ").replace("fl", "ﬂ")


def _width(text: str, size: float) -> float:
    _register()
    return pdfmetrics.stringWidth(_with_ligatures(text), _FONT, size)


def _pieces(element: _Element, width: float) -> Iterator[_Piece]:
    if isinstance(element, Heading):
        yield _Piece(element.text, down=element.room + element.size, size=element.size)
    elif isinstance(element, Table):
        yield from _cells(element)
    else:
        for at, line in enumerate(_broken(element.text, width, element.indent)):
            yield _Piece(line, 0.0 if at else element.indent, STEP if at else STEP + element.room)


def _cells(table: Table) -> Iterator[_Piece]:
    for at, row in enumerate(table.rows):
        yield _Piece(row[0], down=STEP if at else 1.6 * STEP)
        for cell, stop in zip(row[1:], table.stops, strict=False):
            yield _Piece(cell, stop - _width(cell, SIZE), down=0.0)


def _broken(text: str, width: float, indent: float) -> Iterator[str]:
    """Wrap a text into lines, breaking words at hyphens and between syllables."""
    line, room = "", width - indent
    for word in text.split():
        if _width(f"{line} {word}", SIZE) <= room:
            line = f"{line} {word}".strip()
            continue
        head, rest = _split(word, line, room)
        yield f"{line} {head}".strip()
        line, room = rest, width
    yield line


def _split(word: str, line: str, room: float) -> tuple[str, str]:
    for head, rest in reversed(list(_splits(word))):
        if _width(f"{line} {head}", SIZE) <= room:
            return head, rest
    return "", word


def _splits(word: str) -> Iterator[tuple[str, str]]:
    parts = word.split("-")
    for at in range(1, len(parts)):
        yield "-".join(parts[:at]) + "-", "-".join(parts[at:])
    stem = word.rstrip(".,")
    syllables = _BREAKS.get(stem, [])
    for at in range(1, len(syllables)):
        yield "".join(syllables[:at]) + "-", "".join(syllables[at:]) + word[len(stem) :]


def furniture(page: int, running: str) -> Iterable[tuple[float, float, str]]:
    """Yield a running head at the outer edge, the report's name at the top and the page number below."""
    yield (COLUMNS[0] if page % 2 else 480, 762, running)
    yield (220, 750, "2012 TRAFFICKING IN PERSONS REPORT")
    yield (300, 40, str(FIRST_NUMBER + page))


def report(**settings: object) -> Report:
    """Return a report without countries yet, with running heads and page numbers."""
    return Report(furniture, running="ALBANIA", **settings)  # type: ignore[arg-type]  # passed on as they are


def heading(name: str) -> str:
    """Return the heading of a country's narrative."""
    return f"{name.upper()} (Tier 2)"


def paragraphs(name: str, count: int) -> list[str]:
    """Return paragraphs of different lengths about a country."""
    return [prose(name, 2 + at % 4, at) for at in range(count)]


def whole_report(**settings: object) -> tuple[Report, list[str]]:
    """Return a report on four countries, the third with three pages, and their texts."""
    pdf, texts = report(**settings), []
    for name, count in zip(NAMES, (9, 3, 45, 5), strict=True):
        pdf.running = name.upper()
        body = paragraphs(name, count)
        pdf.add(Heading(heading(name), 13), *map(Paragraph, body))
        texts.append("\n\n".join([heading(name), *body]))
    return pdf, texts
