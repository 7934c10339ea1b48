"""What a worker does with a part: read it, understand it, check it, and write its partition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from gzip import BadGzipFile
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt, wait_exponential

from tipgraph import __version__
from tipgraph.build import fingerprint
from tipgraph.build.dask.folder import Folder
from tipgraph.build.dask.listing import Part
from tipgraph.build.dask.partition import Portion, Understood, kept, packed
from tipgraph.build.notes import Result
from tipgraph.build.recipe import Made, Recipe
from tipgraph.errors import InputError, TipgraphError
from tipgraph.model.documents import Document, Narrative
from tipgraph.reading.defaults import Defaults
from tipgraph.reading.outcome import Outcome, Skipped

__all__ = ["Job", "Words", "made_with"]

_ATTEMPTS = 4
_FOR_GOOD = (FileNotFoundError, PermissionError, IsADirectoryError, BadGzipFile)
"""Failures that trying again does not mend."""

_turn = Lock()
"""The tools of a process, PDFium and the validator among them, serve one thread at a time."""


@dataclass(frozen=True, slots=True)
class Words:
    """A user's own vocabularies by their contents, as their files are not where the workers are."""

    names: tuple[str, ...] = ()
    contents: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, files: Sequence[Path]) -> Words:
        """Read vocabularies. Raises OSError where one is missing."""
        return cls(tuple(file.name for file in files), tuple(file.read_bytes() for file in files))

    def written(self, folder: Path) -> tuple[Path, ...]:
        """Write them into a folder; return their paths."""
        paths = tuple(folder / str(number) / name for number, name in enumerate(self.names))
        for path, content in zip(paths, self.contents, strict=True):
            path.parent.mkdir()
            path.write_bytes(content)
        return paths


def made_with(vocabulary: Sequence[Path]) -> dict[str, str]:
    """Return what a result depends on but for the sources: the version, and digests of code and words.

    Raises OSError where a vocabulary is missing.
    """
    return {
        "tipgraph": __version__,
        "reader": fingerprint.reader(),
        "rules": fingerprint.rules(),
        "shapes": fingerprint.shapes(),
        "words": fingerprint.lexicon(vocabulary),
    }


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker is told: how narratives become graphs, and where these are written.

    ``made_with`` is what the one who sends it works with, as pairs; ``recipe`` names no vocabulary.
    """

    recipe: Recipe
    words: Words
    made_with: tuple[tuple[str, str], ...]
    defaults: Defaults
    folder: Folder

    def done(self, number: int, part: Part) -> Portion:
        """Do a part, and write its partition.

        Raises TipgraphError where this worker has another program or libraries than who asks, and
        UnwritableError where it cannot write.
        """
        with _turn:
            understand = _tools(self.recipe, self.words, self.made_with)
        contents = bytearray()
        outcomes: list[Understood | InputError | Skipped] = []
        for outcome in self.read(part):
            if isinstance(outcome, Narrative):
                with _turn:
                    (made,) = understand([outcome])
                member = b"" if isinstance(made, InputError) else packed(made.pieces)
                contents += member
                outcomes.append(_understood(outcome.document, made, len(member)))
            else:
                outcomes.append(outcome)
        results = [each.result for each in outcomes if isinstance(each, Understood)]
        good = [result for result in results if isinstance(result, Result)]
        return Portion(tuple(outcomes), kept(self.folder, number, bytes(contents), good))

    def read(self, part: Part) -> list[Outcome]:
        """Read a part; where that fails as connections do, a few times more."""
        if not part.is_remote:
            return self._read(part)
        attempts = Retrying(
            retry=retry_if_result(_is_unsteady),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_exponential(),
            retry_error_callback=_last,
        )
        return attempts(self._read, part)

    def _read(self, part: Part) -> list[Outcome]:
        with _turn:
            return list(part.outcomes(self.defaults))

    def text(self, part: Part, document: Document) -> str:
        """Return the text of a document of a part, or '' where it has changed since."""
        found = (each for each in self.read(part) if isinstance(each, Narrative))
        return next((each.text for each in found if _is(each.document, document)), "")


def _understood(document: Document, made: Made | InputError, length: int) -> Understood:
    """Return what to send back: of the document no more than tells it from others."""
    result = made if isinstance(made, InputError) else made.result
    return Understood(replace(document, sections=(), pages=()), result, length)


def _is(one: Document, other: Document) -> bool:
    parts = (one.identifier, one.report, one.sha256, one.source)
    return parts == (other.identifier, other.report, other.sha256, other.source)


def _is_unsteady(outcomes: Sequence[Outcome]) -> bool:
    causes = (each.__cause__ for each in outcomes if isinstance(each, InputError))
    return any(isinstance(cause, OSError) and not isinstance(cause, _FOR_GOOD) for cause in causes)


def _last(state: RetryCallState) -> list[Outcome]:
    assert state.outcome is not None
    found: list[Outcome] = state.outcome.result()
    return found


@lru_cache(maxsize=1)
def _tools(
    recipe: Recipe, words: Words, expected: tuple[tuple[str, str], ...]
) -> Callable[[Sequence[Narrative]], list[Made | InputError]]:
    """Load what understands narratives, once a process, after a look whether it is what is expected."""
    with TemporaryDirectory(prefix="tipgraph-") as folder:
        vocabulary = words.written(Path(folder))
        _refuse_others(dict(expected), made_with(vocabulary))
        return replace(recipe, vocabulary=vocabulary).worker()


def _refuse_others(expected: Mapping[str, str], here: Mapping[str, str]) -> None:
    different = [name for name, value in expected.items() if here.get(name) != value]
    if not different:
        return
    raise TipgraphError(
        f"a worker has another tipgraph, or other libraries ({', '.join(different)} differ; "
        f"version {here['tipgraph']} there, {expected['tipgraph']} here)",
        remedy="install the same versions of all packages on the scheduler, the workers and here",
    )
