"""Mutation testing: ``python -m tools.mutants rdf analysis/routes --sample 100``.

A mutant is the program with one small fault: a comparison flipped, a number off by one, a statement dropped.
The tests of a package notice a mutant when one of them fails. This tool draws a random sample of the mutants
of the named packages, runs the tests of each mutant's package in a copy of the project, and lists the
mutants that no test notices. Some of these are equivalent to the program: read each before writing a test.

The tests near a mutant's module run first: its doctests, the tests of its name (for ``rdf/store.py``
``test_store.py`` and ``test_rdf.py``, of a command too), those that import it, and those of its folder.
Then come the others of the package. Slow tests do not run. A mutant that uses up its CPU time counts as
noticed.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

__all__ = ["Mutant", "main", "mutants", "mutated"]

ROOT = Path(__file__).parents[1]

_MEMORY = 6 << 30
"""Bytes of data that a run may use."""

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
}


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One fault: a file, the bytes from ``start`` to ``end``, and what stands there instead."""

    path: Path
    line: int
    start: int
    end: int
    kind: str
    before: str
    after: str

    def __str__(self) -> str:
        before, after = (" ".join(text.split()) for text in (self.before, self.after))
        return f"{self.path}:{self.line} {self.kind}: {before} → {after}"


def mutants(source: str, path: Path = Path("source.py")) -> list[Mutant]:
    """Return every mutant of a module's source.

    >>> for each in mutants("def f(a):\\n    return a < 1\\n"): print(each)
    source.py:2 return: return a < 1 → return None
    source.py:2 comparison: a < 1 → (a <= 1)
    source.py:2 number: 1 → 2
    """
    text = source.encode()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node, kind, after in _changes(ast.parse(source)):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        found.append(Mutant(path, node.lineno, start, end, kind, text[start:end].decode(), after))
    return found


def mutated(source: str, mutant: Mutant) -> str:
    """Return the source with the fault in it."""
    text = source.encode()
    return (text[: mutant.start] + mutant.after.encode() + text[mutant.end :]).decode()


Change = tuple[ast.expr | ast.stmt, str, str]
"""A node, the kind of fault, and the source that replaces the node."""


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.stmt):
        yield from _statement_changes(node)
    elif isinstance(node, ast.expr):
        yield from _expression_changes(node)
    for child in _children(node):
        yield from _changes(child)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes below a node that are worth a change: no annotations, assertions or docstrings."""
    if isinstance(node, ast.Assert | ast.JoinedStr | ast.pattern | ast.Import | ast.ImportFrom):
        return  # the parts of f-strings have no positions before Python 3.12
    if isinstance(node, ast.If) and _is_guard(node.test):
        return
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return  # of zip: a check of the program itself
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "bases", "type_comment"):
            continue
        yield from (
            each for each in (value if isinstance(value, list) else [value]) if isinstance(each, ast.AST)
        )


def _is_guard(test: ast.expr) -> bool:
    return ast.unparse(test) in ("TYPE_CHECKING", "__name__ == '__main__'")


def _statement_changes(node: ast.stmt) -> Iterator[Change]:
    match node:
        case ast.Return(value=ast.expr() as value) if not _is_false(value):
            yield node, "return", "return None"
        case ast.Expr(value=ast.Call() | ast.Await()) | ast.AugAssign() | ast.Delete() | ast.Raise():
            yield node, "dropped", "pass"
        case ast.Continue():
            yield node, "loop", "break"
        case ast.If(test=test) if not _is_guard(test) and not isinstance(test, ast.UnaryOp):
            yield _negated(test)
        case _:
            pass


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and not node.value  # callers seldom tell these from None


def _negated(test: ast.expr) -> Change:
    return test, "condition", f"(not ({ast.unparse(test)}))"


def _expression_changes(node: ast.expr) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[operator, *_]) if type(operator) in _COMPARISONS:
            yield _replaced(node, "comparison", ops=[_COMPARISONS[type(operator)](), *node.ops[1:]])
        case ast.BoolOp(op=operator):
            yield _replaced(node, "logic", op=ast.Or() if isinstance(operator, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield node, "negation", f"({ast.unparse(node.operand)})"
        case ast.IfExp(test=test) if not isinstance(test, ast.UnaryOp):
            yield _negated(test)
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC:
            yield _replaced(node, "arithmetic", op=_ARITHMETIC[type(operator)]())
        case ast.Constant(value=int() as value):
            yield node, "number", str(not value if isinstance(value, bool) else value + 1)
        case ast.Call():
            yield from _call_changes(node)
        case _:
            pass


def _call_changes(node: ast.Call) -> Iterator[Change]:
    match node:
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass" | "cast")):
            pass  # swapped, these fail at once
        case ast.Call(func=ast.Name(id="sorted")):
            yield _replaced(node, "sorting", func=ast.Name("list"), keywords=[])
        case ast.Call(args=[first, second, *rest]) if _may_swap(first, second):
            yield _replaced(node, "arguments", args=[second, first, *rest])
        case _:
            pass


def _may_swap(first: ast.expr, second: ast.expr) -> bool:
    starred = isinstance(first, ast.Starred) or isinstance(second, ast.Starred)
    return not starred and ast.dump(first) != ast.dump(second)


def _replaced(node: ast.expr, kind: str, **fields: object) -> Change:
    copy = deepcopy(node)
    for name, value in fields.items():
        setattr(copy, name, value)
    return node, kind, f"({ast.unparse(copy)})"


def _sample(root: Path, packages: Sequence[str], size: int, seed: int) -> list[Mutant]:
    found = [
        mutant
        for package in packages
        for path in sorted((root / "tipgraph" / package).rglob("*.py"))
        for mutant in mutants(path.read_text(encoding="utf-8"), path.relative_to(root))
    ]
    return sorted(random.Random(seed).sample(found, min(size, len(found))))


def _near(root: Path, path: Path) -> list[str]:
    """Return the tests near a module: its doctests, those of its name, those that import it, its folder's."""
    names = [f"test_{path.stem}.py", f"test_{path.parent.name}.py"]
    module = ".".join(path.with_suffix("").parts)
    mirrored = root / "tests" / path.parent.relative_to("tipgraph")
    package = root.joinpath("tests", *path.parts[1:2])
    every = [*sorted(package.rglob("test_*.py")), *sorted((root / "tests/cli").rglob("test_*.py"))]
    named = [each for name in names for each in every if each.name == name]
    importing = [each for each in every if f"{module} import" in each.read_text(encoding="utf-8")]
    chosen = dict.fromkeys([*named, *importing, *sorted(mirrored.glob("test_*.py"))])
    return [str(path), *(str(each.relative_to(root)) for each in chosen)]


def _rest(root: Path, package: str, near: Sequence[str]) -> list[str]:
    """Return the tests of a package but for those near a module."""
    tests = [f"tests/{package}", f"tipgraph/{package}"]
    left = [each for each in tests if (root / each).exists() and each not in near]
    return [*left, *(f"--ignore={each}" for each in near)] if left else []


def _failure(root: Path, tests: Iterable[str], only: str, seconds: int) -> str:
    """Return what pytest prints where a test fails or needs more CPU time than a run may take, or else ""."""
    options = ["-n", "0", "-p", "no:cacheprovider", "-p", "no:randomly", "-x", "-k", only]
    command = [sys.executable, "-m", "pytest", *options, *tests]
    environment = {
        **os.environ,
        "PYTHONPATH": str(root),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
    }
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=lambda: _limit(seconds),
        )
        try:
            code = process.wait(timeout=3 * seconds)
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        finally:
            _end(process)
        output.seek(0)
        printed = output.read().decode(errors="replace")
    return "" if code in (0, 5) else f"{printed}\nexit code {code}"  # 5: there are no such tests


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what a run has left behind."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _copied(root: Path, target: Path) -> Path:
    ignored = shutil.ignore_patterns(".*", "__pycache__", "out", "node_modules")
    return Path(shutil.copytree(root, target, ignore=ignored, symlinks=True))


@dataclass(frozen=True, slots=True)
class _Bench:
    """Copies of the project in which mutants are run, each for one at a time."""

    copies: SimpleQueue[Path]
    packages: Sequence[str]
    only: str
    seconds: int

    def package_of(self, mutant: Mutant) -> str:
        inside = mutant.path.relative_to("tipgraph").as_posix()
        return next(package for package in self.packages if f"{inside}/".startswith(f"{package}/"))

    def notices(self, mutant: Mutant) -> bool:
        """Tell whether the tests notice a mutant."""
        root = self.copies.get()
        path = root / mutant.path
        source = path.read_text(encoding="utf-8")
        try:
            path.write_text(mutated(source, mutant), encoding="utf-8")
            near = _near(root, mutant.path)
            stages = (near, _rest(root, self.package_of(mutant), near))
            return any(_failure(root, tests, self.only, self.seconds) for tests in stages if tests)
        finally:
            path.write_text(source, encoding="utf-8")
            self.copies.put(root)

    def failure(self, package: str) -> str:
        """Return what pytest prints where the tests of a package fail without a fault, or else ""."""
        root = self.copies.get()
        try:
            return _failure(root, _rest(root, package, []), self.only, self.seconds)
        finally:
            self.copies.put(root)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description="List faults that the tests do not notice.")
    parser.add_argument("packages", nargs="+", help="folders of tipgraph/, such as rdf or analysis/routes")
    parser.add_argument("--sample", type=int, default=100, help="number of mutants (100)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the sample (1)")
    parser.add_argument("--jobs", type=int, default=1, help="mutants at a time (1)")
    parser.add_argument("--seconds", type=int, default=300, help="CPU seconds of a run (300)")
    parser.add_argument(
        "-k", default="", metavar="EXPRESSION", help="run only these tests, as pytest's -k does"
    )
    parser.add_argument(
        "--fail-under", type=float, default=0, metavar="PERCENT", help="exit with 1 below this"
    )
    parser.add_argument("--list", action="store_true", help="list the sample and run nothing")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (this one)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sample and print the result; return the exit code."""
    options = _arguments(arguments)
    packages = [package.strip("/") for package in options.packages]
    sample = _sample(options.root, packages, options.sample, options.seed)
    if options.list:
        print(*sample, sep="\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(options.jobs):
            copies.put(_copied(options.root, Path(folder, str(number))))
        bench = _Bench(copies, packages, options.k, options.seconds)
        with ThreadPoolExecutor(options.jobs) as pool:
            for package, failure in zip(packages, pool.map(bench.failure, packages), strict=True):
                if failure:
                    print(failure, f"The tests of {package} fail without a fault: mend them first.", sep="\n")
                    return 2
            return _reported(bench, sample, pool.map(bench.notices, sample), options.fail_under)


def _reported(bench: _Bench, sample: Sequence[Mutant], results: Iterable[bool], least: float) -> int:
    count: Counter[tuple[str, bool]] = Counter()
    for mutant, noticed in zip(sample, results, strict=True):
        print("noticed  " if noticed else "UNNOTICED", mutant, flush=True)
        count[bench.package_of(mutant), noticed] += 1
    for package in bench.packages:
        print(f"{package}: {count[package, True]} of {count[package, True] + count[package, False]} noticed")
    share = 100 * sum(count[package, True] for package in bench.packages) / max(1, len(sample))
    print(f"{share:.0f}% of {len(sample)} mutants noticed")
    return int(share < least)


if __name__ == "__main__":
    raise SystemExit(main())
