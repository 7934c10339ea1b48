"""Tables of narratives: which columns are read, which rows are one document, and what is refused."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.reading.support import error_of, write
from tipgraph.errors import InputError, UsageError
from tipgraph.model.documents import Narrative
from tipgraph.reading import Defaults, read

BEG = "Traffickers force boys in Kenya to beg."
DIG = "Traffickers force men in Chad to dig for gold."


def narratives(path: Path, defaults: Defaults | None = None) -> dict[str, Narrative]:
    found = read([path], defaults or Defaults())
    return {each.document.identifier: each for each in found if isinstance(each, Narrative)}


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("a.csv", f"country,year,narrative\nKenya,2012,{BEG}\n"),
        ("a.csv", f"ISO3;Report Year;Text\nKEN;2012;{BEG}\n"),
        ("a.tsv", f"cow\tyear\tdescription\n501\t2012\t{BEG}\n"),
        ("a.csv", f"sep=|\ncountry|year|text\nKenya|2012|{BEG}\n"),
        ("a.txt", f"country_name,edition,body\nKenya,2012,{BEG}\n"),
        ("a.csv", f'\ufeffcountry,year,text\r\nKenya,2012,"{BEG}"\r\n'),
    ],
)
def test_columns_are_found_by_their_usual_names(tmp_path: Path, name: str, table: str) -> None:
    (one,) = narratives(write(tmp_path / name, table)).values()
    assert one.text == BEG
    assert (one.document.report.country, one.document.report.edition) == ("KEN", "2012")
    assert one.document.source.endswith(f"{name}:2")


def test_columns_of_other_names_are_given(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"Base Country,Relation Country,Description\nKenya,Oman,{BEG}\n")
    columns = (("country", "Base Country"), ("text", "Description"))
    (one,) = narratives(path, Defaults(year=2018, columns=columns)).values()
    assert one.document.report.country == "KEN"


def test_rows_of_one_country_and_year_are_one_document_with_each_sentence_once(tmp_path: Path) -> None:
    rows = [("Kenya", BEG), ("Kenya", BEG), ("Chad", DIG), ("Kenya", "Girls clean houses in Kenya.")]
    table = "country,year,text\n" + "".join(f"{country},2018,{text}\n" for country, text in rows)
    found = narratives(write(tmp_path / "routes.csv", table))
    assert {name: each.text for name, each in found.items()} == {
        "routes-ken-2018": f"{BEG}\n\nGirls clean houses in Kenya.",
        "routes-tcd-2018": DIG,
    }


def test_rows_with_identifiers_are_documents_of_their_own(tmp_path: Path) -> None:
    table = f"id,country,year,text\nk1,Kenya,2018,{BEG}\nk2,Kenya,2019,{BEG}\n"
    assert list(narratives(write(tmp_path / "a.csv", table))) == ["k1", "k2"]


def test_publications_are_told_apart(tmp_path: Path) -> None:
    table = f"country,year,publication,text\nKenya,2018,tip,{BEG}\nKenya,2018,Our Notes,{BEG}\n"
    found = narratives(write(tmp_path / "a.csv", table))
    assert [each.document.report.publication for each in found.values()] == ["tip", "our-notes"]


@pytest.mark.parametrize(
    ("table", "cause", "remedy"),
    [
        (
            "country,year\nKenya,2018\n",
            "no column of texts with a usual name (it has 'country', 'year')",
            "text=",
        ),
        ("place,text\nKenya,Boys beg.\n", "no column of countries with a usual name", "country=Base Country"),
        ("country,year,text\n", "no row with a text", "export it again"),
        ("country,year,text\nKenya,2018,\n", "no row with a text", "export it again"),
    ],
)
def test_a_table_without_what_it_needs_is_refused(
    tmp_path: Path, table: str, cause: str, remedy: str
) -> None:
    error = error_of(write(tmp_path / "a.csv", table))
    assert cause in str(error)
    assert remedy in error.remedy


def test_other_tables_in_a_folder_are_skipped(tmp_path: Path) -> None:
    write(tmp_path / "prices.csv", "year,price\n2018,3\n")
    (skipped,) = read([tmp_path])
    assert str(skipped).endswith("prices.csv: the table has no column of texts")


def test_a_bad_row_is_an_error_and_the_others_are_read(tmp_path: Path) -> None:
    table = f"country,year,text\nRuritania,2018,{BEG}\n,2018,{BEG}\nKenya,x,{BEG}\nChad,2018,{DIG}\n"
    found = list(read([write(tmp_path / "a.csv", table)]))
    errors = [str(each) for each in found if isinstance(each, InputError)]
    assert ["Ruritania" in errors[0], "row has no country" in errors[1], "'x'" in errors[2]] == [True] * 3
    assert [error.split(": ")[0].rpartition(":")[2] for error in errors] == ["2", "3", "4"]
    assert [each.document.report.country for each in found if isinstance(each, Narrative)] == ["TCD"]


def test_a_name_of_a_column_that_the_table_lacks_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"country,year,text\nKenya,2018,{BEG}\n")
    error = error_of(path, Defaults(columns=(("text", "Description"),)))
    assert "no column 'Description' (it has 'country', 'year', 'text')" in str(error)


def test_what_no_column_can_hold_is_refused() -> None:
    with pytest.raises(UsageError, match="columns cannot hold 'countri'"):
        Defaults(columns=(("countri", "A"),))


def test_a_parquet_file_is_read(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    parquet.write_table(pyarrow.table({"iso3": ["KEN"], "year": [2018], "text": [BEG]}), path)
    (one,) = narratives(path).values()
    assert (one.text, one.document.report.edition) == (BEG, "2018")


def test_a_spreadsheet_is_read(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    path = tmp_path / "a.xlsx"
    path.write_bytes(spreadsheet([["country", "year", "text"], ["Kenya", 2018, BEG]]))
    (one,) = narratives(path).values()
    assert (one.text, one.document.report.edition) == (BEG, "2018")


def test_a_damaged_spreadsheet_is_an_error(tmp_path: Path) -> None:
    pytest.importorskip("python_calamine")
    path = tmp_path / "a.xlsx"
    path.write_bytes(spreadsheet([["country", "year", "text"]])[:200])
    assert "the table is damaged" in str(error_of(path))


def spreadsheet(rows: list[list[str | int]]) -> bytes:
    """Return a workbook with one sheet: the least that the format asks for."""
    import zipfile
    from xml.sax.saxutils import escape

    def cell(value: str | int) -> str:
        if isinstance(value, int):
            return f"<c><v>{value}</v></c>"
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    office = "http://schemas.openxmlformats.org"
    main, relations = f"{office}/spreadsheetml/2006/main", f"{office}/officeDocument/2006/relationships"
    package = f"{office}/package/2006"
    body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
        '<sheet name="reports" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


MADE = (
    "PRAGMA journal_mode = WAL",
    "CREATE TABLE narratives (iso3 TEXT, year INTEGER, narrative TEXT)",
    f"INSERT INTO narratives VALUES ('KEN', 2018, '{BEG}'), ('TCD', 2018, '{DIG}')",
    "CREATE TABLE prices (price REAL)",
)


def test_the_tables_of_a_database_are_read_and_nothing_is_written_beside_it(tmp_path: Path) -> None:
    path = database(tmp_path / "a.sqlite", *MADE)
    found = narratives(path)
    assert {name: each.text for name, each in found.items()} == {"a-ken-2018": BEG, "a-tcd-2018": DIG}
    assert [each.document.source for each in found.values()] == [f"{path}/narratives:{n}" for n in (2, 3)]
    assert [file.name for file in tmp_path.iterdir()] == ["a.sqlite"]


def test_several_tables_with_texts_are_told_apart(tmp_path: Path) -> None:
    more = (
        'CREATE TABLE "my ""own" (country TEXT, Body TEXT)',
        f"INSERT INTO \"my \"\"own\" VALUES ('Chad', '{DIG}')",
    )
    path = database(tmp_path / "a.db", *MADE, *more)
    assert set(narratives(path, Defaults(year=2019))) == {
        *("a-narratives-ken-2018", "a-narratives-tcd-2018", 'a-my "own-tcd'),
    }


def test_a_database_without_texts_or_with_damage_is_an_error(tmp_path: Path) -> None:
    path = database(tmp_path / "a.db", "CREATE TABLE prices (price REAL)")
    error = error_of(path)
    assert "no table of the database has a column of texts with a usual name (tables: 'prices')" in str(error)
    (skipped,) = read([tmp_path])
    assert "no table with a column of texts" in str(skipped)
    content = database(tmp_path / "b.db", *MADE).read_bytes()
    assert "the table is damaged" in str(error_of(write(tmp_path / "c.db", content[:100] + bytes(4000))))
