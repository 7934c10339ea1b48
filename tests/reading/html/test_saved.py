"""One page as browsers and archives save it: each copy gives the same narrative as the page itself."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from tests.documents.samples import PAGE, URL, mhtml, webarchive
from tests.reading.support import error_of, read_one, write
from tipgraph.model.documents import Report
from tipgraph.reading.assemble import as_row

BANNER = (
    f'<script>__wm.wombat("{URL}","20230102030405","https://web.archive.org/");</script>'
    "<div id='wm-ipp-base'><form><input id='wmtbURL'></form><p>The Wayback Machine shows 12 captures of this "
    "page between 1 January 2009 and 2 February 2010, as many people have asked for it.</p></div>"
)

OLD_BANNER = (
    f"<script>var __wm = (function(){{var wbPrefix = '/web/'; var wbCurrentUrl = '{URL}';}})();</script>"
    "<div id='wm-ipp'><table><tr><td>11 captures of this page are shown in the bar above it, from 16 Jul 10 "
    "to 22 Mar 15, as the archive counted them at that time.</td></tr></table></div>"
)
"""As until 2017."""

COPIES = {
    "kenya.mhtml": mhtml(),
    "kenya.mht": mhtml(location="Content-Location"),
    "kenya.webarchive": webarchive(),
    "xml.webarchive": webarchive(binary=False),
    "wayback.html": PAGE.replace("<body>", f"<body>{BANNER}").encode(),
    "wayback-old.html": PAGE.replace("<body>", f"<body>{OLD_BANNER}").encode(),
    "rewritten.html": PAGE.replace(
        "<head>", f"<head><link rel=canonical href='https://web.archive.org/web/20230102030405/{URL}'>"
    ).encode(),
    "complete.html": f"<!-- saved from url=(0071){URL} -->\n{PAGE}".encode(),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_read_as_the_page_itself(tmp_path: Path, name: str) -> None:
    found = read_one(write(tmp_path / name, COPIES[name]))
    page = read_one(write(tmp_path / "2022" / "tip" / "page.html", PAGE))
    assert found.text == page.text
    assert found.document.report == Report("tip", "2022", "KEN")
    assert found.document.url == URL
    row = as_row(found)
    assert (row["why"]["year"], row["doubts"]) == (f"address '{URL}'", [])


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.mhtml", mhtml().replace(b"text/html", b"image/png"), "has no page"),
        ("a.mhtml", mhtml(""), "has no page"),
        ("a.webarchive", b"bplist00 and nothing", "the web archive is damaged"),
        ("a.webarchive", COPIES["kenya.webarchive"][:500], "the web archive is damaged"),
        ("a.webarchive", plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), "property list has no page"),
    ],
)
def test_a_file_without_a_page_is_an_error(tmp_path: Path, name: str, content: bytes, cause: str) -> None:
    assert cause in str(error_of(write(tmp_path / name, content)))
