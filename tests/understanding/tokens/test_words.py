from __future__ import annotations

from pathlib import Path

import pytest

from tipgraph.errors import UnreadableError
from tipgraph.understanding.tokens.words import CLOSED_CLASS_TAGS, NOUN_CLASSES, english, is_number, load
from tipgraph.util.resources import folder

TEXT = (folder("ontology") / "english.toml").read_text(encoding="utf-8")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    assert old in TEXT
    file = tmp_path / "english.toml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[adverbs]", "[manners]", r"unknown section: manners"),
        ("[adverbs]", "[more]\nx = 'y'\n[adverbs]", r"unknown section: more"),
        (
            'verb_before_noun = "lack help transit leave reach face flee recruit fear"',
            'verb_before_nouns = "lack"',
            r"unknown class of \[tags\]",
        ),
        (
            'verb_before_noun = "lack help transit leave reach face flee recruit fear"\n',
            "",
            r"missing class of \[tags\]: verb_before_noun",
        ),
        (
            'verb_before_noun = "lack help transit leave reach face flee recruit fear"',
            'verb_before_noun = " "',
            r"tags.verb_before_noun has no words",
        ),
        (
            "[adverbs]",
            '[adverbs]\nscant = "scant"',
            r"unknown class of \[adverbs\]: scant",
        ),
        ('plural = "people', 'plural = "people people', r'"people" is twice in tags.plural'),
        ('originate = "', 'originate = "abide ', r'"abide" is in verbs.other and in another class'),
        ("[tags]", "adverbs = 'fast'\n[tags]", r"is not valid TOML"),
        (
            'available = """\n',
            'available = """\nabsent ',
            r'"absent" is both adjectives.absent and adjectives.avail',
        ),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        load(changed(tmp_path, old, new))


def test_the_plural_has_the_classes_of_the_singular() -> None:
    assert english().classes("failures") == english().classes("failure")
    assert "law" in english().classes("laws")


def test_all_forms_of_a_verb_are_known() -> None:
    forms = {form: english().verbs[form].lemma for form in ("finds", "found", "identified", "hampering")}
    assert forms == {"finds": "find", "found": "find", "identified": "identify", "hampering": "hamper"}


@pytest.mark.parametrize("word", ["12", "1,200", "twelve", "thirty-one", "dozens", "12th"])
def test_numbers(word: str) -> None:
    assert is_number(word)


@pytest.mark.parametrize("mark", ["①", "²", "few"])
def test_marks_are_no_numbers(mark: str) -> None:
    assert not is_number(mark)


def test_no_open_class_word_is_a_closed_one() -> None:
    nouns = {word for word, classes in english().words.items() if classes & NOUN_CLASSES}
    open_words = set(english().adjectives) | nouns
    assert open_words & set(CLOSED_CLASS_TAGS) <= {
        "few",
        "fewer",
        "fewest",
        "less",
        "more",
        "all",
        "will",
        "pending",
        "may",  # the month
    }
