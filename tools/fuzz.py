"""Fuzzing: ``python -m tools.fuzz --number 10000`` tries damaged documents, texts, graphs and queries.

Each subject takes the files of the examples and tests, and changes them at random: characters, lines and
halves that are lost, repeated, swapped, or replaced by what is known to do harm. The same seed and number
give the same document. What must come of it:

- ``reading``: a narrative, a reason to skip it or an error with a remedy, whatever the format;
- ``understanding``: claims whose quotes are in the text at their offsets, the same after RDF and back;
- ``graphs``: extractions and routes, or an error with a remedy;
- ``corrections``: corrections, or an error with a remedy;
- ``queries``: an answer, or a problem that the server reports.

Anything else is a failure. The document is then written to the folder ``fuzz-failures``.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import RdfFormat, Store

from tipgraph.analysis.queries import catalog
from tipgraph.analysis.queries.query import parse
from tipgraph.analysis.routes import read_routes
from tipgraph.build.extractions import read as read_extractions
from tipgraph.corrections.files import read as read_corrections
from tipgraph.errors import InputError, TipgraphError
from tipgraph.model.documents import Narrative
from tipgraph.model.vocabulary import load
from tipgraph.rdf.emit import quads
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.store import open_graph
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.inputs import outcomes
from tipgraph.reading.sources import Source
from tipgraph.understanding import Extractor
from tipgraph.validation.conformance import explained
from tipgraph.web.server.answering import check as check_query
from tipgraph.web.server.answering import from_clauses
from tipgraph.web.server.jobs import Problem

__all__ = ["SUBJECTS", "Failure", "fuzz", "main", "mutated"]

ROOT = Path(__file__).parents[1]
_KENYA = Defaults(country="KEN", year=2012, publication="tip")
_LIMITS = Limits(document=4 << 20, file=16 << 20, text=200_000, seconds=30)
_WORD = re.compile(rb"\S+")
_LARGEST = 60_000
"""The most bytes of a file that is changed."""
_HARMFUL = (
    *(b"\0", b"\xff\xfe", b"\xe2\x80\xae", b"\xcc\x81" * 40, b"\xed\xa0\x80", b"\x1b[2J", b"\r", b"\t" * 9),
    *(b"<", b">", b"<!--", b"]]>", b"<script>", b"&#0;", b"&lt;" * 9, b'"', b"'", b"\\", b"\\u0000", b"%00"),
    *(b"{", b"}", b"[" * 99, b"null", b"-1", b"1e999", b"9" * 5_000, b"NaN", b"../", b"_" * 200, b"*" * 200),
    *(b"\n\n", b"\nTier 4\n", b"KENYA (Tier 2)\n", b"Prosecution", b" of ", b" and " * 30, "“".encode() * 9),
    *(
        b" no ",
        b" not ",
        b", ",
        b"; ",
        b"(",
        b")",
        b" 12 ",
        b" of 13 ",
        b" trafficked ",
        b" from Kenya to Qatar ",
    ),
    *(
        b"<http://x>",
        b"_:b",
        b'"x"@en',
        b"^^<x>",
        b" . ",
        b"?x",
        b"SERVICE <http://x> {}",
        b"GRAPH ?g ",
        b"#",
    ),
)
"""Pieces of text that are known to do harm somewhere, or that turn the meaning of a sentence."""


class Failure(NamedTuple):
    """A document that was neither processed nor refused with a message, by its subject, name and number."""

    subject: str
    name: str
    number: int
    content: bytes
    cause: str


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a copy with one to six changes.

    >>> mutated(b"Girls beg.", random.Random(1)) == mutated(b"Girls beg.", random.Random(1))
    True
    """
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        chance.choice(_CHANGES)(made, chance)
    return bytes(made)


def _span(made: bytearray, chance: random.Random) -> slice:
    start = chance.randint(0, len(made))
    return slice(start, min(len(made), start + chance.choice((1, 4, 30, 400, 9_000))))


def _lose(made: bytearray, chance: random.Random) -> None:
    del made[_span(made, chance)]


def _repeat(made: bytearray, chance: random.Random) -> None:
    span = _span(made, chance)
    made[span.start : span.start] = made[span] * chance.choice((1, 2, 20))
    del made[4 * _LARGEST :]


def _insert(made: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(made))
    made[at:at] = chance.choice(_HARMFUL)


def _replace(made: bytearray, chance: random.Random) -> None:
    made[_span(made, chance)] = chance.choice(_HARMFUL)


def _flip(made: bytearray, chance: random.Random) -> None:
    if made:
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _swap(made: bytearray, chance: random.Random) -> None:
    one, other = _span(made, chance), _span(made, chance)
    made[one], made[other] = made[other], made[one]


def _lose_line(made: bytearray, chance: random.Random) -> None:
    lines = made.splitlines(keepends=True)
    if lines:
        lines.pop(chance.randrange(len(lines)))
    made[:] = b"".join(lines)


def _copy_word(made: bytearray, chance: random.Random) -> None:
    """Put a word in the place of another, which keeps the syntax of most formats."""
    words = list(_WORD.finditer(made))
    if words:
        word, (start, end) = bytes(chance.choice(words)[0]), chance.choice(words).span()
        del words  # the array cannot change its size while matches hold it
        made[start:end] = word


_CHANGES: Sequence[Callable[[bytearray, random.Random], None]] = (
    *(_lose, _repeat, _insert, _insert, _replace, _flip, _swap, _lose_line, _copy_word, _copy_word),
)

Check = Callable[[Path], bool]
"""Processes a file, and returns whether it was accepted. Raises for anything that must not come."""


def _reading() -> Check:
    def check(path: Path) -> bool:
        found = list(outcomes(Source(str(path), path), _KENYA, _LIMITS))
        for outcome in found:
            if isinstance(outcome, InputError):
                assert outcome.remedy, outcome
                assert "in the program" not in outcome.cause, outcome
        return any(isinstance(outcome, Narrative) for outcome in found)

    return check


def _understanding() -> Check:
    extractor = Extractor.load()

    def check(path: Path) -> bool:
        for narrative in outcomes(Source(str(path), path), _KENYA, _LIMITS):
            if not isinstance(narrative, Narrative):
                return False
            extraction = extractor.read(narrative)
            for piece in (piece for claim in extraction.claims for piece in claim.evidence):
                assert narrative.text[piece.start : piece.end] == piece.quote, piece
            (restored,) = extractions(quads(extraction))
            assert restored.claims == extraction.claims
        return True

    return check


def _graphs() -> Check:
    def check(path: Path) -> bool:
        store = open_graph(path, reference=False)
        with explained(str(path), lambda: store):
            list(read_extractions([str(path)]))
            read_routes(store)
        return True

    return check


def _corrections() -> Check:
    vocabulary = load()

    def check(path: Path) -> bool:
        found = list(read_corrections(path, vocabulary))
        assert all(each.remedy for each in found if isinstance(each, InputError)), found
        return not any(isinstance(each, InputError) for each in found)

    return check


def _queries() -> Check:
    def check(path: Path) -> bool:
        text = path.read_bytes().decode("utf-8", "replace")
        try:
            check_query(text)
            from_clauses(text)
        except Problem:
            return False
        parse(text)
        return True

    return check


class Subject(NamedTuple):
    """What is fuzzed: the files to begin with, the names that changed files get, and the check."""

    seeds: Callable[[], list[tuple[str, bytes]]]
    check: Callable[[], Check]


def _files(*patterns: str) -> list[tuple[str, bytes]]:
    paths = sorted(path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())
    return [(path.name, path.read_bytes()[:_LARGEST]) for path in paths]


def _texts() -> list[tuple[str, bytes]]:
    return _files("examples/reports/*/*.txt", "tests/gold/era2005/*.txt")


def _reports() -> list[tuple[str, bytes]]:
    table = b"country,year,text\nKenya,2012,Girls from Kenya are forced to work.\n" * 9
    pdfs = [(path.name, path.read_bytes()) for path in ROOT.glob("examples/reports/2012/*.pdf")]
    pages = _files("examples/reports/*/*.html", "examples/reports/*/*/*.json", "tests/reading/html/pages/*")
    return [*_texts(), *pages, *pdfs, *_files("examples/reports/*/*.jsonl"), ("table.csv", table)]


def _lines_of_graphs() -> list[tuple[str, bytes]]:
    extractor, made = Extractor.load(), []
    path = next(iter(ROOT.glob("examples/reports/2004/kenya-2004.txt")))
    for narrative in outcomes(Source(path.name, path), _KENYA, _LIMITS):
        assert isinstance(narrative, Narrative)
        store = Store()
        store.extend(quads(extractor.read(narrative)))
        made.append(("graph.nq", store.dump(format=RdfFormat.N_QUADS) or b""))
    return made


SUBJECTS = {
    "reading": Subject(_reports, _reading),
    "understanding": Subject(_texts, _understanding),
    "graphs": Subject(_lines_of_graphs, _graphs),
    "corrections": Subject(lambda: _files("examples/corrections.jsonl"), _corrections),
    "queries": Subject(lambda: [(f"{q.name}.rq", q.text.encode()) for q in catalog().values()], _queries),
}


def fuzz(subject: str, numbers: range, seed: int) -> Iterator[bool | Failure]:
    """Yield for each number whether its document was accepted, or the failure."""
    seeds, check = SUBJECTS[subject].seeds(), SUBJECTS[subject].check()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            chance = random.Random(f"{seed} {subject} {number}")
            name, content = chance.choice(seeds)
            path = Path(folder) / name
            path.write_bytes(mutated(content, chance))
            try:
                yield check(path)
            except TipgraphError as error:
                yield False if error.remedy else _failure(subject, number, path)
            except Exception:  # that is what is looked for
                yield _failure(subject, number, path)


def _failure(subject: str, number: int, path: Path) -> Failure:
    return Failure(subject, path.name, number, path.read_bytes(), traceback.format_exc())


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz subjects and print the figures of each; return 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description="Try damaged input.")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"one of {', '.join(SUBJECTS)}")
    parser.add_argument("--number", type=int, default=1_000, help="documents of each subject")
    parser.add_argument("--first", type=int, default=0, help="the number of the first document")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder", type=Path, default=Path("fuzz-failures"), help="where failures are written"
    )
    given = parser.parse_args(arguments)
    if unknown := set(given.subjects) - SUBJECTS.keys():
        parser.error(f"unknown subjects: {', '.join(sorted(unknown))}")
    failed = 0
    for subject in given.subjects or SUBJECTS:
        counts: Counter[str] = Counter()
        for result in fuzz(subject, range(given.first, given.first + given.number), given.seed):
            counts["failed" if isinstance(result, Failure) else "accepted" if result else "refused"] += 1
            if isinstance(result, Failure):
                _write(result, given.folder)
        failed += counts["failed"]
        print(subject, *(f"{name} {counts[name]:,}" for name in ("accepted", "refused", "failed")), sep="\t")
    return 1 if failed else 0


def _write(failure: Failure, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{failure.subject}-{failure.number}-{failure.name}"
    path.write_bytes(failure.content)
    print(f"{path}\n{failure.cause}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
