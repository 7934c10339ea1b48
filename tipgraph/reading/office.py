"""Reads Word and OpenDocument texts and e-books as web pages, and RTF as plain text.

Their headings and titles are signs then.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from tipgraph.errors import InputError, UsageError
from tipgraph.model.documents import Outcome
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.detection import Format
from tipgraph.reading.normalize import decode
from tipgraph.reading.plaintext import read_decoded
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Stream
from tipgraph.reading.webpage import read_page
from tipgraph.util.optional import require

__all__ = ["kind_of_zip", "read_docx", "read_epub", "read_odt", "read_rtf", "refuse_bombs"]

_PARTS = {"word/document.xml": Format.DOCX, "xl/workbook.xml": Format.EXCEL, "xl/workbook.bin": Format.EXCEL}
_TYPES = {
    "application/vnd.oasis.opendocument.text": Format.ODT,
    "application/vnd.oasis.opendocument.spreadsheet": Format.EXCEL,
    "application/epub+zip": Format.EPUB,
}
_TYPE = "mimetype"
_LONGEST_TYPE = 100


def kind_of_zip(archive: zipfile.ZipFile) -> Format:
    """Return the format of the document that a ZIP archive is, or ZIP if it is a container."""
    names = set(archive.namelist())
    found = next((kind for name, kind in _PARTS.items() if name in names), None)
    if found or _TYPE not in names:
        return found or Format.ZIP
    with archive.open(_TYPE) as file:
        return _TYPES.get(file.read(_LONGEST_TYPE).decode("ascii", "replace").strip(), Format.ZIP)


def refuse_bombs(archive: zipfile.ZipFile, limits: Limits, source: str) -> None:
    """Raise InputError if the parts of a document are too large or compressed like those of a bomb."""
    infos = archive.infolist()
    size, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if size > limits.file or size > max(1 << 20, limits.ratio * packed):
        cause = f"its parts have {size:,} bytes after unpacking"
        raise InputError(source, cause, remedy="check that it is a report, or raise --max-size")


_REMEDY = "open it and save it again, or export it as text or PDF"
_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"
_STYLES = "p[style-name='Title'] => h1:fresh"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_BOLD = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"
_SKIPPED = {f"{_TEXT}{name}" for name in ("note", "tracked-changes", "table-of-content", "sequence-decls")}
_SPACES = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "<br>"}
_OPF = "{http://www.idpf.org/2007/opf}"
_ROOT = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.IGNORECASE | re.DOTALL)


def read_docx(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read a Word document. Raises InputError if it is damaged or the extra ``office`` is missing."""
    try:
        require("office")
    except UsageError as error:
        raise InputError(source.name, error.cause, remedy=error.remedy) from error
    import mammoth

    data = stream.read(limits.file)
    with _readable(source):
        images = mammoth.images.img_element(lambda _: {})
        body = mammoth.convert_to_html(io.BytesIO(data), style_map=_STYLES, convert_image=images).value
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            title = _title(archive, "docProps/core.xml")
    return _read(body, title, source, defaults, limits)


def read_odt(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read an OpenDocument text. Raises InputError if it is damaged."""
    data = stream.read(limits.file)
    with _readable(source), zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = ElementTree.fromstring(archive.read("content.xml"))
        body = "".join(_of_odt(content, _bold_styles(content)))
        title = _title(archive, "meta.xml")
    return _read(body, title, source, defaults, limits)


def read_epub(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read an e-book. Raises InputError if it is damaged."""
    data = stream.read(limits.file)
    with _readable(source), zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("META-INF/container.xml")).find(_ROOT)
        package = root.attrib["full-path"] if root is not None else ""
        chapters = list(_chapters(archive, package))
        body = "".join(_body(decode(archive.read(name), source.name)) for name in chapters)
        title = _title(archive, package)
    return _read(body, title, source, defaults, limits)


def _read(body: str, title: str, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    page = f"<html><head><meta charset=utf-8><title>{escape(title)}</title></head><body>{body}</body></html>"
    return read_page(page.encode(), source, defaults, limits)


@contextmanager
def _readable(source: Source) -> Iterator[None]:
    """Turn what the libraries raise for a damaged file into an InputError."""
    try:
        yield
    except (InputError, MemoryError, RecursionError):
        raise
    except Exception as error:  # which errors is not documented
        raise InputError(source.name, f"the document is damaged ({error})", remedy=_REMEDY) from error


def _title(archive: zipfile.ZipFile, name: str) -> str:
    """Return the title in the metadata of a document, or ''."""
    try:
        found = ElementTree.fromstring(archive.read(name)).find(_TITLE)
    except (KeyError, ParseError):
        return ""
    return (found.text or "") if found is not None else ""


def _bold_styles(content: Element) -> set[str]:
    """Return the names of the styles of an OpenDocument text that are bold."""
    return {
        style.attrib.get(f"{_STYLE}name", "")
        for style in content.iter(f"{_STYLE}style")
        if any(part.attrib.get(_BOLD) == "bold" for part in style)
    }


def _of_odt(element: Element, bold: set[str]) -> Iterator[str]:
    """Yield the HTML of an element of an OpenDocument text, without notes and deleted text."""
    tag = _tag(element, bold)
    yield f"<{tag}>" if tag else _SPACES.get(element.tag, "")
    if element.tag not in _SKIPPED:
        yield escape(element.text or "")
        for child in element:
            yield from _of_odt(child, bold)
            yield escape(child.tail or "")
    yield f"</{tag}>" if tag else ""


def _tag(element: Element, bold: set[str]) -> str:
    is_bold = element.attrib.get(f"{_TEXT}style-name") in bold
    if element.tag == f"{_TEXT}h" or (element.tag == f"{_TEXT}p" and is_bold):
        return "h2"
    if element.tag == f"{_TEXT}p":
        return "p"
    return "b" if element.tag == f"{_TEXT}span" and is_bold else ""


def _chapters(archive: zipfile.ZipFile, package: str) -> Iterator[str]:
    """Yield the names of the chapters of an e-book in the order of reading, without its table of contents."""
    root = ElementTree.fromstring(archive.read(package))
    items = {item.attrib["id"]: item.attrib for item in root.iter(f"{_OPF}item")}
    for reference in root.iter(f"{_OPF}itemref"):
        item = items[reference.attrib["idref"]]
        if "nav" not in item.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item["href"])))


def _body(page: str) -> str:
    found = _BODY.search(page)
    return found[1] if found else page


def read_rtf(stream: Stream, source: Source, defaults: Defaults, limits: Limits) -> Iterator[Outcome]:
    """Read an RTF document. Raises InputError if it is damaged or the extra ``office`` is missing."""
    try:
        require("office")
    except UsageError as error:
        raise InputError(source.name, error.cause, remedy=error.remedy) from error
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(stream.read(limits.document).decode("cp1252", "replace"), errors="ignore")
    except (LookupError, ValueError) as error:
        cause = f"the document is damaged ({error})"
        raise InputError(source.name, cause, remedy="open it and save it again") from error
    # A line is a paragraph.
    return read_decoded(text.replace("\n", "\n\n"), source, defaults)
