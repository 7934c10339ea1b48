"""The kinds of documents that are ZIP archives, by the files in them."""

from __future__ import annotations

import zipfile

from tipgraph.errors import InputError
from tipgraph.reading.defaults import Limits
from tipgraph.reading.detection import Format

__all__ = ["kind_of_zip", "refuse_bombs"]

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
