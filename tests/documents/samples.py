"""Small files of the kinds that people have, each with one narrative in our own words."""

from __future__ import annotations

import io
import plistlib
import tarfile
import zipfile
from collections.abc import Mapping
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

__all__ = ["BODY", "PAGE", "SAMPLES", "URL", "mhtml", "tarred", "webarchive", "write_samples", "zipped"]

URL = "https://www.state.gov/reports/2022-trafficking-in-persons-report/kenya/"
BODY = (
    "Traffickers force girls from Kenya to clean houses in Qatar. Many were “sold” twice, police said.",
    "The government of Kenya convicted seven traffickers in 2021. It did not open a shelter for victims.",
)
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


SAMPLES: Mapping[str, bytes] = {
    "kenya.mhtml": mhtml(),
    "kenya.webarchive": webarchive(),
    "reports.zip": zipped({"2022/kenya.html": PAGE, "2021/kenya.html": PAGE.replace("2022", "2021")}),
    "reports.tar.gz": tarred({"tip-2022-kenya.txt": "\n\n".join(BODY)}, "gz"),
}
"""The files by name."""


def write_samples(folder: Path) -> None:
    """Write all files into a folder."""
    for name, content in SAMPLES.items():
        (folder / name).write_bytes(content)
