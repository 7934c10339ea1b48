"""Frames: each example states what it says, and a wrong file is refused with its cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.understanding.support import stated
from tipgraph.errors import UnreadableError
from tipgraph.understanding.routes.frames import Frame, frames, load
from tipgraph.util.resources import folder

TEXT = (folder("ontology") / "frames.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("frame", list(frames()), ids=lambda frame: frame.name)
def test_an_example_states_what_it_says(frame: Frame) -> None:
    assert stated(frame.example, frame.country, frame.says) == list(frame.says)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[pass.any]", "[passing.any]", "the frame passing.any has an unknown class: passing"),
        ("[pass.any]", "[pass.middle]", "the frame pass.middle has an unknown voice: middle"),
        ('kind = "movement"', 'kind = "motion"', "has an unknown kind: motion"),
        ('object = ["place -> via"', 'theme = ["place -> via"', "pass.any has an unknown role: theme"),
        ("place -> via", "country -> via", "has an unknown type: country"),
        ("place -> via", "place -> stage", "has an unknown field: stage"),
        ("\n[default]\n", "\n[other.any]\n", "the frame default is missing"),
        ("[pass.any]", "[arrive]\nany = 3\n[pass.any]", "arrive.any is 3"),
        ('kind = "movement"', "kind = 3", r"[a-z]+\.[a-z]+\.kind is 3"),
        ('object = ["place -> via"', 'object = ["place"', "pass.any.object is 'place'"),
        ('object = ["place -> via"', "object = 3 # ", "pass.any.object is 3"),
        ('within = "in"', 'within = "inn"', r"default.within has an unknown role: inn"),
        ('within = "in"', "within = [3]", r"default.within is 3"),
        ('says = ["GHA', 'says = "GHA" # ', "default.says is 'GHA'"),
        ('example = "Eritrean', 'sample = "Eritrean', "pass.any has an unknown role: sample"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in TEXT
    path = tmp_path / "frames.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UnreadableError, match=message):
        load(path)


def test_a_frame_without_an_example_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "frames.toml"
    path.write_text('[default]\nkind = ""\n', encoding="utf-8")
    with pytest.raises(UnreadableError, match="the frame default has no example"):
        load(path)
