"""Small files of the kinds that people have, each with one narrative in our own words."""

from __future__ import annotations

import io
import plistlib
import sqlite3
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from urllib.parse import quote

__all__ = [
    "BODY",
    "PAGE",
    "SAMPLES",
    "TITLE",
    "URL",
    "docx",
    "epub",
    "mhtml",
    "odt",
    "rtf",
    "sqlite",
    "tarred",
    "webarchive",
    "write_samples",
    "zipped",
]

URL = "https://www.state.gov/reports/2022-trafficking-in-persons-report/kenya/"
BODY = (
    "Traffickers force girls from Kenya to clean houses in Qatar. Many were “sold” twice, police said.",
    "The government of Kenya convicted seven traffickers in 2021. It did not open a shelter for victims.",
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_DC = "http://purl.org/dc/elements/1.1/"
PAGE = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>Kenya - United States Department of State</title>"
    f"</head><body><h1>Kenya</h1>{''.join(f'<p>{part}</p>' for part in BODY)}</body></html>"
)
"""A page whose address says which report it is."""


def mhtml(page: str = PAGE, *, location: str = "Snapshot-Content-Location") -> bytes:
    """Return a page as Chrome saves it, after a frame; with another ``location``, as others do."""
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by a browser>"
    message[location] = URL
    frame = MIMEText("<html><body>A frame of another page</body></html>", "html", "utf-8")
    text = MIMEText(page, "html", "utf-8")
    text["Content-Location"] = URL
    for part in (frame, text) if location.startswith("Snapshot") else (text,):
        message.attach(part)
    return message.as_bytes()


def webarchive(page: str = PAGE, *, binary: bool = True) -> bytes:
    """Return a page as Safari saves it."""
    main = {
        "WebResourceData": page.encode(),
        "WebResourceURL": URL,
        "WebResourceTextEncodingName": "UTF-8",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY if binary else plistlib.FMT_XML)


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: Mapping[str, str | bytes], compression: str = "") -> bytes:
    """Return a tar archive of files; ``compression`` is ``gz``, ``bz2`` or ``xz``."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{compression}") as archive:  # type: ignore[call-overload]  # a literal in stubs
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def docx(*paragraphs: tuple[str, str], title: str = "") -> bytes:
    """Return a Word document of paragraphs, each with its style and text."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "docProps/core.xml": f'<x xmlns:dc="{_DC}"><dc:title>{title}</dc:title></x>',
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def odt(*paragraphs: tuple[str, str], title: str = "") -> bytes:
    """Return an OpenDocument text of elements (``h`` or ``p``), each with its text in XML."""
    body = "".join(f"<text:{tag}>{text}</text:{tag}>" for tag, text in paragraphs)
    names = " ".join(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "style"))
    bold = f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" fo:font-weight="bold"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document {names}><style:style style:name='B'><style:text-properties "
            f"{bold}/></style:style>{body}</office:document>",
            "meta.xml": f'<x xmlns:dc="{_DC}"><dc:title>{title}</dc:title></x>',
        }
    )


def epub(*chapters: str, title: str = "") -> bytes:
    """Return an e-book of chapters, with a table of contents before them."""
    names = ["nav", *(f"chapter {number}" for number in range(len(chapters)))]
    items = "".join(f'<item id="{n}" properties="{n}" href="{quote(n)}.xhtml"/>' for n in names)
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    pages = {"nav": "<p>Contents of the book, which is long enough to be text if it were read.</p>"}
    pages |= dict(zip(names[1:], chapters, strict=True))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": f'<container xmlns="{_OASIS}:container"><rootfiles><rootfile '
            'full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="{_DC}"><metadata>'
            f"<dc:title>{title}</dc:title></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"OEBPS/{name}.xhtml": f"<html><body>{page}</body></html>" for name, page in pages.items()},
        }
    )


def rtf(*paragraphs: str) -> bytes:
    """Return an RTF document of paragraphs."""
    body = "".join(
        "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in text) + r"\par " for text in paragraphs
    )
    return rf"{{\rtf1\ansi\ansicpg1252 {body}}}".encode("ascii")


TITLE = "2022 Trafficking in Persons Report: Kenya"


def sqlite(rows: Iterable[tuple[str, int, str]]) -> bytes:
    """Return a SQLite database with a table of narratives: country, year and text."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE narratives (country TEXT, year INTEGER, text TEXT)")
        database.executemany("INSERT INTO narratives VALUES (?, ?, ?)", rows)
        database.commit()
        return database.serialize()


SAMPLES: Mapping[str, bytes] = {
    "kenya.mhtml": mhtml(),
    "kenya.webarchive": webarchive(),
    "kenya.docx": docx(("Title", TITLE), *(("Normal", part) for part in BODY)),
    "kenya.odt": odt(("h", TITLE), *(("p", part) for part in BODY)),
    "kenya.epub": epub("".join(f"<p>{part}</p>" for part in BODY), title=TITLE),
    "kenya.rtf": rtf(TITLE, *BODY),
    "narratives.sqlite": sqlite([("Kenya", 2022, "\n\n".join(BODY))]),
    "reports.zip": zipped({"2022/kenya.html": PAGE, "2021/kenya.html": PAGE.replace("2022", "2021")}),
    "reports.tar.gz": tarred({"tip-2022-kenya.txt": "\n\n".join(BODY)}, "gz"),
}
"""The files by name."""


def write_samples(folder: Path) -> None:
    """Write all files into a folder."""
    for name, content in SAMPLES.items():
        (folder / name).write_bytes(content)
