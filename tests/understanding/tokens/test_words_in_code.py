"""Words of the open classes stand in the data: code asks for classes, and for words such as "of"."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tipgraph.understanding
from tipgraph.understanding.tokens.words import CLOSED_CLASS_TAGS, FIXED_EXPRESSIONS, NUMBER_WORDS

MODULES = sorted(Path(tipgraph.understanding.__path__[0]).rglob("*.py"))
WORDS = frozenset(("word", "words", "lemma", "determiner", "modal_word"))
"""Names of what gives a word of a text."""
EXPRESSIONS = {
    each.text for by_second in FIXED_EXPRESSIONS.values() for found in by_second.values() for each in found
}
OTHERS = {"been", "first", "half", "having", "little", "none", "other", "others", "same"}
"""Determiners, numerals and auxiliaries that the tables do not list."""
CLOSED = {*CLOSED_CLASS_TAGS, *NUMBER_WORDS, *EXPRESSIONS, *OTHERS}


def words_asked_for(code: str) -> Iterator[str]:
    """Yield the words that code compares words of a text with."""
    tree = ast.parse(code)
    named = {
        target.id: assigned.value
        for assigned in tree.body
        if isinstance(assigned, ast.Assign)
        for target in assigned.targets
        if isinstance(target, ast.Name)
    }
    for compared in ast.walk(tree):
        sides = [compared.left, *compared.comparators] if isinstance(compared, ast.Compare) else []
        if any(map(_gives_word, sides)):
            for side in sides:
                yield from _strings(named.get(side.id, side) if isinstance(side, ast.Name) else side)


def _gives_word(side: ast.AST) -> bool:
    """Tell whether an expression is a word of a text: ``token.word``, ``climb.word(token)``."""
    name = side.func if isinstance(side, ast.Call) else side
    return getattr(name, "attr", "") in WORDS or getattr(name, "id", "") == "_word"


def _strings(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(word)):
            yield word
        case ast.Tuple(elts=items) | ast.Set(elts=items) | ast.List(elts=items):
            for item in items:
                yield from _strings(item)
        case ast.Call(func=ast.Name(id="frozenset"), args=[items]):
            yield from _strings(items)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_code_asks_for_no_word_of_an_open_class(module: Path) -> None:
    asked = set(words_asked_for(module.read_text(encoding="utf-8")))
    assert {word for word in asked if word.replace(" ", "").isalpha()} <= CLOSED


def test_words_are_found_in_comparisons() -> None:
    code = '_GO = frozenset(("go", "leave"))\nnode.lemma in _GO or token.word == "home" or kind == "farm"'
    assert set(words_asked_for(code)) == {"go", "leave", "home"}
