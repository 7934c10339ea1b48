"""Files of corrections: JSON Lines, or CSV as spreadsheets write it."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from filelock import FileLock, Timeout

from tipgraph.corrections.correction import COLUMNS, Correction, Fields
from tipgraph.corrections.rows import parse
from tipgraph.errors import InputError, UnreadableError, UnwritableError
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.util.outputs import sync_entry
from tipgraph.util.text import SEPARATOR, as_text, did_you_mean, write_rows

__all__ = ["append", "read", "to_csv", "to_json"]

_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_DELIMITERS = ",;\t"
_JSON = ("fields", "new")
_WAIT = 5
"""Seconds to wait for other programs that add to a file."""


def read(path: Path, vocabulary: Vocabulary) -> Iterator[Correction | InputError]:
    """Yield the corrections of a file, and an InputError for each line that has none.

    A file is JSON Lines if its name ends in ``.jsonl`` or ``.json`` or its first character is ``{``; all
    others are CSV with a header. A row of a CSV without a verdict is still to be reviewed, and gives
    nothing. Raises UnreadableError if the file is missing, is not text, or has no such header.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}", remedy="check the path") from error
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: not UTF-8 (byte {error.start})", remedy="save it as UTF-8") from error
    is_json = path.suffix.lower() in _JSON_SUFFIXES or content.lstrip().startswith("{")
    rows = _json_rows if is_json else _csv_rows
    for number, row in rows(path, content):
        place = f"{path}, line {number}"
        try:
            if isinstance(row, _BadRowError):
                raise InputError(place, row.cause, remedy=row.remedy)
            yield parse(row, place, vocabulary)
        except InputError as error:
            yield error


class _BadRowError(Exception):
    """A row that is not JSON or not CSV."""

    def __init__(self, cause: str, remedy: str) -> None:
        self.cause = cause
        self.remedy = remedy


_Rows = Iterator[tuple[int, dict[str, Any] | _BadRowError]]


def _json_rows(_: Path, content: str) -> _Rows:
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_float=Decimal)
        except (ValueError, RecursionError):
            yield number, _BadRowError("not JSON", "write one correction, as one JSON object, on the line")
            continue
        is_object = isinstance(row, dict)
        yield number, row if is_object else _BadRowError("not an object", "write one JSON object on the line")


def _csv_rows(path: Path, content: str) -> _Rows:
    header = content.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    columns = [name.strip() for name in next(reader, [])]
    for name in filter(None, columns):
        if name not in COLUMNS:
            known = did_you_mean(name, COLUMNS, f"columns are {', '.join(COLUMNS)}")
            raise UnreadableError(f"{path}, line 1: unknown column {name!r}", remedy=known)
    if columns and "verdict" not in columns:
        raise UnreadableError(f"{path}, line 1: no column 'verdict'", remedy="add it, and fill it in")
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, _BadRowError(f"not CSV ({error})", "close the quotation marks of the row")
            continue
        row = _row(columns, cells)
        if isinstance(row, _BadRowError) or row.get("verdict"):
            yield number, row


def _row(columns: list[str], cells: list[str]) -> dict[str, Any] | _BadRowError:
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        return _BadRowError(
            f"{len(cells)} cells for {len(columns)} columns",
            "put such cells in quotation marks",
        )
    row: dict[str, Any] = {name: _as_typed(cell) for name, cell in zip(columns, cells, strict=False) if name}
    for name in _JSON:
        try:
            row[name] = _cell_fields(row.get(name, ""))
        except ValueError:
            return _BadRowError(f"{name} is {row[name]!r}", "write it as in 'origin=KEN; destination=QAT'")
    return row


def _as_typed(cell: str) -> str:
    """Return a cell without the apostrophe that marks text as no formula."""
    return cell[1:] if cell.startswith("'") and as_text(cell[1:]) == cell else cell


def _cell_fields(cell: str) -> dict[str, Any]:
    """Return the fields of a cell. Raises ValueError if there is something else.

    >>> _cell_fields("origin=KEN; victims=men|women")
    {'origin': 'KEN', 'victims': 'men|women'}
    """
    if cell.lstrip().startswith("{"):
        found = json.loads(cell, parse_float=Decimal)
        return dict(found)
    pairs = [part.partition("=") for part in cell.split(";") if part.strip()]
    if not all(mark for _, mark, _ in pairs):
        raise ValueError(cell)
    return {name.strip(): value.strip() for name, _, value in pairs}


def to_json(correction: Correction) -> str:
    """Return a correction as a line of JSON, without what it leaves out."""
    return json.dumps(_plain(correction), ensure_ascii=False)


def to_csv(corrections: Iterable[Correction], file: TextIO) -> None:
    """Write corrections as CSV, for spreadsheets."""
    rows = ([_cell(row.get(name, "")) for name in COLUMNS] for row in map(_plain, corrections))
    write_rows(file, [COLUMNS, *rows])


def _plain(correction: Correction) -> dict[str, Any]:
    values = asdict(correction)
    values |= {name: _plain_fields(values[name]) for name in _JSON}
    return {name: values[name] for name in COLUMNS if values[name] not in (None, "", {})}


def _plain_fields(fields: Fields) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in fields.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def _cell(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return "; ".join(
        f"{name}={SEPARATOR.join(item) if isinstance(item, list) else _word(item)}"
        for name, item in value.items()
    )


def _word(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def append(path: Path, correction: Correction) -> int:
    """Add a correction to a file of JSON Lines; when this returns, it is on the disk. Return the bytes added.

    A last line that a killed program left without its end gets one, so that only that line is lost. Programs
    that add to the same file take turns. Raises UnwritableError if another one does not stop.
    """
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), mode=0o666, timeout=_WAIT):
            return _append(path, correction)
    except Timeout as error:
        raise UnwritableError(
            f"{path}: another program has locked it", remedy="try again, or stop that program"
        ) from error


def _append(path: Path, correction: Correction) -> int:
    is_new = not path.exists()
    with path.open("ab+") as file:
        line = to_json(correction).encode() + b"\n"
        if file.tell():
            file.seek(-1, os.SEEK_END)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_entry(path.absolute().parent)
    return len(line)
