"""The layout of the program: imports go one way, files are short, and a name stands for one idea."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch

import pytest
from importlinter.cli import lint_imports

from tests.paths import ROOT

MODULES = sorted(path for path in (ROOT / "tipgraph").rglob("*.py") if path.name != "__init__.py")
MOST_LINES = 450
SHARED_NAMES = {
    "app": "a web application: which function answers which address",
    "claims": "claims as values, and the commands that list them",
    "export": "writes values to files, and the commands for that",
    "facts": "claims as plain values, and what a predicate states, field by field",
    "inputs": "the inputs that a user names, and their options",
    "network_measures": "measures of networks of routes, and the commands that print them",
    "paths": "corridors between two places, and the commands that print them",
    "precision": "the precision of rules: its values, and how it is measured",
    "query": "a query, and the command that runs it",
    "reader": "reads a kind of statement from trees",
    "run": "a build, on one machine or on many",
    "show": "a narrative with its evidence marked, and the command that prints it",
    "store": "a graph that answers queries, embedded or on a server",
}
"""Names of several modules, with the idea that they share."""


def test_imports_go_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    # import-linter configures logging, which would disable the loggers that other tests read.
    monkeypatch.setattr("logging.config.dictConfig", lambda _: None)
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_no_module_is_long() -> None:
    lines = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: number for name, number in lines.items() if number > MOST_LINES} == {}


def test_a_name_stands_for_one_idea() -> None:
    names = Counter(path.stem for path in MODULES)
    assert {name for name, number in names.items() if number > 1} == SHARED_NAMES.keys()


def test_no_constant_is_set_twice() -> None:
    for path in MODULES:
        body = ast.parse(path.read_text(encoding="utf-8")).body
        targets = (target for each in body if isinstance(each, ast.Assign) for target in each.targets)
        names = Counter(target.id for target in targets if isinstance(target, ast.Name))
        assert [name for name, number in names.items() if number > 1] == [], path


def test_every_private_constant_is_used() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        targets = (each.targets[0] for each in ast.parse(text).body if isinstance(each, ast.Assign))
        private = [each.id for each in targets if isinstance(each, ast.Name) and re.match("_[A-Z]", each.id)]
        assert [name for name in private if len(re.findall(rf"\b{name}\b", text)) == 1] == [], path


def test_no_method_of_the_reader_hides_that_of_a_base() -> None:
    """One that calls the method of the base hides nothing."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in MODULES if "understanding" in path.parts)
    classes = {each.name: each for tree in trees for each in tree.body if isinstance(each, ast.ClassDef)}

    def methods(of: ast.ClassDef) -> dict[str, ast.FunctionDef]:
        return {each.name: each for each in of.body if isinstance(each, ast.FunctionDef)}

    def bases(of: ast.ClassDef) -> Iterator[ast.ClassDef]:
        for base in of.bases:
            if isinstance(base, ast.Name) and base.id in classes:
                yield classes[base.id]
                yield from bases(classes[base.id])

    hiding = [
        f"{each.name}.{name}"
        for each in classes.values()
        for base in bases(each)
        for name, method in methods(each).items()
        if name in methods(base) and f"super().{name}(" not in ast.unparse(method)
    ]
    assert hiding == []


def test_every_test_is_collected(pytestconfig: pytest.Config) -> None:
    """By default, pytest passes over folders with names such as "build"."""
    left_out = pytestconfig.getini("norecursedirs")
    folders = {part for path in (ROOT / "tests").rglob("test_*.py") for part in path.relative_to(ROOT).parts}
    assert [folder for folder in folders if any(fnmatch(folder, pattern) for pattern in left_out)] == []
