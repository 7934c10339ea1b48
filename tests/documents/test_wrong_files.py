"""Files that are no reports are refused, each with the reason and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.samples import docx, epub, sqlite, zipped
from tests.reading.paged.fixtures import COLUMNS, Heading, Paragraph, Report
from tests.reading.support import read_all, write
from tipgraph.errors import InputError
from tipgraph.reading import Skipped

NOVEL = (
    "It was raining when the captain came home, and nobody in the old house had lit the lamps. "
    "She had waited for him at the window since the ferry from Kenya had come in, in the spring of 2014. "
)
STATEMENT = "Opening balance 1,204.50. Card payment to a grocer 31.20. Transfer to savings 200.00. "
UNRELATED = "it does not look like a report on trafficking: give --publication to read it anyway"


def statement() -> bytes:
    pdf = Report(columns=COLUMNS[:1], title="Statement of account, Bank of Kenya, 2014")
    return pdf.add(Heading("Statement 2014", 13), Paragraph(STATEMENT * 5)).bytes()


WRONG: dict[str, tuple[bytes, str]] = {
    "statement.csv": (
        b"Date,Description,Amount\n2014-01-02,Card payment,31.20\n",
        "no column of countries with a usual name (it has 'Date', 'Description', 'Amount'): name it",
    ),
    "statement.pdf": (statement(), UNRELATED),
    "kenya-2014.py": (b"import os\n\n\ndef main() -> None:\n    print(os.name)\n", UNRELATED),
    "header.csv": (b"country,year,text\n", "the table has no row with a text: export it again"),
    "prices.csv": (
        b"country,year,price\nKenya,2014,3\n",
        "no column of texts with a usual name (it has 'country', 'year', 'price'): name it",
    ),
    "novel-kenya-2014.txt": (f"Chapter 1\n\n{NOVEL * 20}".encode(), UNRELATED),
    "novel-kenya-2014.epub": (epub(f"<h1>Chapter 1</h1><p>{NOVEL * 5}</p>", title="The ferry"), UNRELATED),
    "letter-kenya-2014.docx": (docx(("Normal", NOVEL * 3)), UNRELATED),
    "recipe-kenya-2014.html": (
        f"<html><body><h1>Soup</h1><p>{NOVEL * 3}</p></body></html>".encode(),
        UNRELATED,
    ),
    "package.json": (
        b'{"name": "x", "version": "1.0"}',
        "neither a document nor a country of the World Factbook",
    ),
    "photo.png": (b"\x89PNG\r\n\x1a\n\0\0", "the file is a picture, not a report: export it as text"),
    "photos.zip": (zipped({"a.png": b"\x89PNG\0"}), "the archive has no document: pack the reports"),
    "empty.sqlite": (sqlite([]), "the table has no row with a text: export it again"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(600), "an old office document, not a report: export it as text"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_with_reason_and_remedy(tmp_path: Path, name: str) -> None:
    content, message = WRONG[name]
    path = write(tmp_path / name, content)
    *members, error = read_all(path)
    assert isinstance(error, InputError)
    assert error.remedy
    assert message in str(error)
    assert all(isinstance(member, Skipped) for member in members)
