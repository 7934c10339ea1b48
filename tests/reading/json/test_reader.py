from __future__ import annotations

import json
from pathlib import Path

from tests.reading.support import error_of, read_all, read_one, skipped_of, write
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative

TEXT = "Traffickers send children to beg."
LINE = {"id": "k1", "country": "KEN", "year": 2014, "text": TEXT}


def test_a_list_and_a_single_object_are_read(tmp_path: Path) -> None:
    listed = write(tmp_path / "list.json", json.dumps([LINE, {**LINE, "id": "k2"}, 7], indent=1))
    one, two, error = read_all(listed)
    assert isinstance(one, Narrative)
    assert isinstance(two, Narrative)
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{listed}:[3]: ")
    single = write(
        tmp_path / "kenya-1.json", json.dumps({"country": "KEN", "year": 2014, "text": TEXT}, indent=1)
    )
    assert read_one(single).document.identifier == "kenya-1"


def test_other_json_is_an_error_if_named_and_skipped_in_a_folder(tmp_path: Path) -> None:
    path = write(tmp_path / "in" / "settings.json", '{\n "colour": "red"\n}')
    assert "neither a document nor a country" in str(error_of(path))
    assert skipped_of(path.parent).reason == "the JSON has no document"


def test_an_empty_list_has_no_documents(tmp_path: Path) -> None:
    path = write(tmp_path / "arr.json", "[]")
    assert "the list of documents is empty" in str(error_of(path))
    assert "the JSON has no document" in str(skipped_of(tmp_path))


def test_truncated_json_is_an_error(tmp_path: Path) -> None:
    assert "the file is not valid JSON" in str(error_of(write(tmp_path / "cut.json", '{\n "id": "a", "te')))
