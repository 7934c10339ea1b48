"""Small files of the kinds that people have, each with one narrative in our own words."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

__all__ = ["BODY", "PAGE", "SAMPLES", "URL", "mhtml", "webarchive", "write_samples"]

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


SAMPLES: Mapping[str, bytes] = {
    "kenya.mhtml": mhtml(),
    "kenya.webarchive": webarchive(),
}
"""The files by name."""


def write_samples(folder: Path) -> None:
    """Write all files into a folder."""
    for name, content in SAMPLES.items():
        (folder / name).write_bytes(content)
