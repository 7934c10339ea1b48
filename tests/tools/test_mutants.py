"""The tool that lists unnoticed faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutants import main, mutants, mutated

CHANGES = [
    ("a < b", "(a <= b)"),
    ("a is None", "(a is not None)"),
    ("a in b", "(a not in b)"),
    ("a and b", "(a or b)"),
    ("not a", "(a)"),
    ("a + b", "(a - b)"),
    ("7", "8"),
    ("True", "False"),
    ("f(a, b, c)", "(f(b, a, c))"),
    ("sorted(a, key=b)", "(list(a))"),
    ("a if b else c", "a if (not (b)) else c"),
    ("if a:\n    b = c", "if (not (a)):\n    b = c"),
    ("f(a)", "pass"),
    ("a += b", "pass"),
    ("raise a", "pass"),
    ("def f():\n    return a", "def f():\n    return None"),
    ("def f():\n    return False", "def f():\n    return True"),
    ("for a in b:\n    continue", "for a in b:\n    break"),
]

UNCHANGED = [
    '"""Docstring."""',
    "def f(a: Literal[1] = b) -> Literal[2]: ...",
    "assert a < b",
    "f = f'{a < b}'",
    "if TYPE_CHECKING:\n    a = 1",
    "@dataclass(frozen=True)\nclass A: ...",
    "g = f(*a, b)",
    "g = isinstance(a, b)",
    "g = f(a, a)",
    "g = zip(*a, strict=True)",
    "def f():\n    return None",
    "match a:\n    case 1: ...",
]


@pytest.mark.parametrize(("source", "expected"), CHANGES)
def test_faults(source: str, expected: str) -> None:
    assert expected in [mutated(source, mutant) for mutant in mutants(source)]


@pytest.mark.parametrize("source", UNCHANGED)
def test_what_is_left_as_it_is(source: str) -> None:
    assert mutants(source) == []


def test_text_before_a_fault_may_have_any_letters() -> None:
    source = 'x = "é", 1  # é\n'
    (mutant,) = mutants(source)
    assert mutated(source, mutant) == 'x = "é", 2  # é\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    package, tests = tmp_path / "tipgraph/rdf", tmp_path / "tests/rdf"
    for folder in (package, tests):
        folder.mkdir(parents=True)
    for folder in (package.parent, package):
        (folder / "__init__.py").touch()
    (package / "sign.py").write_text("def positive(x):\n    return x > 0\n\n\ndef other():\n    return 3\n")
    (tests / "test_sign.py").write_text(
        "from tipgraph.rdf.sign import positive\n\n"
        "def test_sign():\n    assert positive(1)\n    assert positive(0) is False\n"
    )
    return tmp_path


@pytest.mark.slow
def test_unnoticed_faults_are_listed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rdf", "--root", str(project), "--fail-under", "90"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert "noticed   tipgraph/rdf/sign.py:2 comparison: x > 0 → (x >= 0)" in shown
    assert "UNNOTICED tipgraph/rdf/sign.py:6 number: 3 → 4" in shown
    assert shown[-2:] == ["rdf: 3 of 5 noticed", "60% of 5 mutants noticed"]
    assert "x > 0" in (project / "tipgraph/rdf/sign.py").read_text()


def test_tests_that_fail_anyway(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "tests/rdf/test_sign.py").write_text("def test_sign():\n    assert False\n")
    assert main(["rdf", "--root", str(project)]) == 2
    assert "The tests of rdf fail without a fault" in capsys.readouterr().out


def test_a_sample_is_of_its_seed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = []
    for seed in "112":
        main(["rdf", "--root", str(project), "--sample", "3", "--seed", seed, "--list"])
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1] != shown[2]
