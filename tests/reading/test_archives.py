"""ZIP and tar archives are read as folders, within bounds, and nothing damaged spoils the rest."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.documents.samples import tarred, zipped
from tests.reading.support import KENYA, error_of, read_all, write
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative
from tipgraph.reading import Limits, Skipped, stream

PAGE = f"<!DOCTYPE html><html><title>2015 TIP Report: Kenya</title><body><p>{KENYA}</p></body></html>"
FILES = {
    "2014/kenya.txt": KENYA,
    "2015/kenya.html": PAGE,
    "2015/kenya_files/menu.html": "<html><body>Menu</body></html>",
    "2016/chad.jsonl": '{"id": "c", "country": "TCD", "year": 2016, "text": "Traffickers."}\n',
    "__MACOSX/2014/._kenya.txt": "x",
    "logo.png": "\x89PNG",
}


ARCHIVES: Mapping[str, Callable[[], bytes]] = {
    "reports.zip": lambda: zipped(FILES),
    "reports.bin": lambda: zipped(FILES, zipfile.ZIP_STORED),
    "reports.zip.gz": lambda: gzip.compress(zipped(FILES)),
    "reports.tar": lambda: tarred(FILES),
    "reports.tar.gz": lambda: tarred(FILES, "gz"),
    "reports.tar.bz2": lambda: tarred(FILES, "bz2"),
    "reports.txz": lambda: tarred(FILES, "xz"),
    "outer.zip": lambda: zipped({"inner.tar.gz": tarred(FILES, "gz")}),
}


def narratives(found: list[object]) -> list[tuple[str, str, str]]:
    documents = [(each.document, each.text) for each in found if isinstance(each, Narrative)]
    return sorted((document.identifier, document.report.edition, text) for document, text in documents)


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_is_read_as_the_folder(tmp_path: Path, name: str) -> None:
    for member, content in FILES.items():
        write(tmp_path / "folder" / member, content)
    folder = narratives(
        read_all(tmp_path / "folder" / "2014", tmp_path / "folder" / "2015", tmp_path / "folder")
    )
    found = read_all(write(tmp_path / name, ARCHIVES[name]()))
    assert narratives(found) == folder
    assert len(folder) == 3
    assert [each for each in found if isinstance(each, InputError)] == []


def test_messages_name_the_member(tmp_path: Path) -> None:
    path = write(tmp_path / "reports.zip", zipped({**FILES, "2017/empty.txt": ""}))
    found = read_all(path)
    places = [each.document.source for each in found if isinstance(each, Narrative)]
    assert places == [f"{path}/2014/kenya.txt", f"{path}/2015/kenya.html", f"{path}/2016/chad.jsonl:1"]
    assert [str(each) for each in found if not isinstance(each, Narrative)] == [
        f"{path}/2015/kenya_files: the folder belongs to a saved web page",
        f"{path}/2017/empty.txt: the file is empty: download or save it again",
        f"{path}/logo.png: files of this type are not read (.png)",
    ]


def test_the_name_of_an_archive_is_a_sign(tmp_path: Path) -> None:
    (found,) = read_all(write(tmp_path / "tip-2014.zip", zipped({"kenya.txt": KENYA})))
    assert isinstance(found, Narrative)
    assert found.document.report.edition == "2014"


def damaged() -> bytes:
    content = zipped({"a.txt": KENYA, "b.txt": KENYA}, zipfile.ZIP_STORED)
    return content.replace(b"girls", b"boys!", 1)


def locked() -> bytes:
    content = bytearray(zipped({"a.txt": KENYA}))
    directory = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[directory + 8] |= 1
    return bytes(content)


SMALL = Limits(members=2, unpacked=5000, levels=1, ratio=20)


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.zip", zipped(FILES), "a.zip: the archive has more than 2 files: unpack it"),
        ("a.tar", tarred(FILES), "a.tar: the archive has more than 2 files: unpack it"),
        ("a.zip", zipped({"a.txt": "x" * 6000}), "more than 5,000 bytes after unpacking"),
        ("a.tar", tarred({"a.txt": "x" * 6000}), "more than 5,000 bytes after unpacking"),
        ("a.zip", zipped({"b.zip": zipped({})}), "a.zip/b.zip: more than 1 archives are in each other"),
        ("a.zip", locked(), "a.zip/a.txt: it is protected by a password"),
        ("a.zip", zipped({"logo.png": b"\x89PNG\0"}), "the archive has no document"),
        ("a.zip", zipped(FILES)[:900], "the ZIP archive is damaged"),
        ("a.tar", tarred(FILES)[:700], "cut off or damaged"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(tmp_path: Path, name: str, content: bytes, cause: str) -> None:
    *_, error = read_all(write(tmp_path / name, content), limits=SMALL)
    assert isinstance(error, InputError) or cause.startswith("a.zip/")
    assert any(cause in str(each) for each in read_all(tmp_path / name, limits=SMALL))


def test_a_member_that_is_compressed_like_a_bomb_is_refused_and_others_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", zipped({"2014/kenya.txt": KENYA, "bomb.txt": " " * (2 << 20)}))
    narrative, error = read_all(path)
    assert isinstance(narrative, Narrative)
    assert f"{path}/bomb.txt: it is compressed more than 200 times" in str(error)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_that_is_compressed_like_a_bomb_is_refused(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_RATIO_FROM", 1 << 20)
    packed = io.BytesIO(pack((b" " * 99 + b"\n") * 20_000))
    with pytest.raises(InputError, match="is compressed more than 200 times"):
        list(stream.Stream(packed, "a.gz").lines(1000))


@pytest.mark.parametrize("pack", [bz2.compress, lzma.compress])
def test_a_compressed_file_that_is_cut_off_is_an_error(
    tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    path = write(tmp_path / "kenya-2014.txt", pack(KENYA.encode() * 50)[:-20])
    assert "file is cut off or damaged" in str(error_of(path))


def test_a_damaged_member_is_an_error_and_others_are_read(tmp_path: Path) -> None:
    error, narrative = read_all(write(tmp_path / "tip-2014.zip", damaged()))
    assert "tip-2014.zip/a.txt: the archived file is cut off or damaged" in str(error)
    assert isinstance(narrative, Narrative)


def test_links_are_skipped(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("passwords.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    first, last = read_all(write(tmp_path / "a.tar", out.getvalue()))
    assert isinstance(first, Skipped)
    assert "has no document" in str(last)
