"""Office documents and e-books: their headings, titles and texts, and what is damaged or missing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.documents.samples import BODY, SAMPLES, TITLE, docx, epub, odt, zipped
from tests.reading.support import error_of, read_one, write
from tipgraph.model.documents import Narrative, Report
from tipgraph.reading import read
from tipgraph.reading.assemble import as_row

KINDS = ("docx", "odt", "epub", "rtf")
TEXT = "\n\n".join(BODY)
COUNTRIES = ("Kenya", "Uganda")
REPORT = TITLE.partition(":")[0]


@pytest.mark.parametrize("named", [True, False], ids=["named", "by content"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_read_with_its_title(tmp_path: Path, kind: str, named: bool) -> None:
    path = write(tmp_path / (f"x.{kind}" if named else "x.dat"), SAMPLES[f"kenya.{kind}"])
    found = read_one(path)
    assert found.text.removeprefix(f"{TITLE}\n\n") == TEXT
    assert found.document.report == Report("tip", "2022", "KEN")
    row = as_row(found)
    assert (row["reader"], row["doubts"]) == (kind, [])
    assert row["why"]["year"] == f"title {TITLE!r}"


def test_the_title_in_the_metadata_is_a_sign(tmp_path: Path) -> None:
    for name, content in {
        "x.docx": docx(("Normal", TEXT), title=TITLE),
        "x.odt": odt(("p", TEXT), title=TITLE),
    }.items():
        assert read_one(write(tmp_path / name, content)).document.report == Report("tip", "2022", "KEN")


def parts(heading: str, text: str) -> list[tuple[str, str]]:
    return [pair for name in COUNTRIES for pair in ((heading, name), (text, TEXT))]


@pytest.mark.parametrize(
    "content",
    [
        docx(*parts("Heading1", "Normal"), title=REPORT),
        odt(*parts("h", "p"), title=REPORT),
        epub(*(f"<h1>{name}</h1><p>{TEXT}</p>" for name in COUNTRIES), title=REPORT),
    ],
    ids=KINDS[:3],
)
def test_a_document_on_several_countries_is_split_at_their_headings(tmp_path: Path, content: bytes) -> None:
    found = [each for each in read([write(tmp_path / "x", content)]) if isinstance(each, Narrative)]
    reports = [each.document.report for each in found]
    assert reports == [Report("tip", "2022", "KEN"), Report("tip", "2022", "UGA")]
    assert found[1].document.identifier == "x-uga"


def test_notes_and_deleted_text_of_an_opendocument_are_not_read(tmp_path: Path) -> None:
    girls = '<text:note>A note.</text:note><text:s/>Girls <text:span text:style-name="B">beg</text:span>.'
    content = odt(
        ("tracked-changes", "<text:p>Old.</text:p>"), ("p", BODY[0]), ("p", BODY[1] + girls), title=TITLE
    )
    assert read_one(write(tmp_path / "x.odt", content)).text == f"{TEXT} Girls beg."


def test_bold_paragraphs_of_an_opendocument_are_headings(tmp_path: Path) -> None:
    content = odt(("h", TITLE), ("p", BODY[0]), ("p", "Prevention"), ("p", BODY[1]))
    old = b"<text:p>Prevention"
    bold = zipfile_with(content, "content.xml", old, old.replace(b">", b" text:style-name='B'>"))
    sections = read_one(write(tmp_path / "x.odt", bold)).document.sections
    assert [section.kind for section in sections] == ["profile", "prevention"]


def zipfile_with(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a ZIP archive with a member changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    assert old in files[name]
    return zipped({**files, name: files[name].replace(old, new)})


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.docx", zipped({"word/document.xml": "<x"}), "the document is damaged"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "the document is damaged"),
        ("a.epub", zipped({"mimetype": "application/epub+zip"}), "the document is damaged"),
        ("a.docx", SAMPLES["kenya.docx"][:300], "the ZIP archive is damaged"),
        ("a.docx", zipped({"word/document.xml": " " * (4 << 20)}), "its parts have 4,194,304 bytes"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "the file is an old office document, not a report"),
    ],
)
def test_a_damaged_document_is_an_error(tmp_path: Path, name: str, content: bytes, cause: str) -> None:
    assert cause in str(error_of(write(tmp_path / name, content)))
