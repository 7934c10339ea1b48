"""Options and arguments that several commands share.

Options of the commands that take reports or a graph, and what they read with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from tipgraph.cli.console import Console
from tipgraph.util.messages import did_you_mean

if TYPE_CHECKING:
    from tipgraph.analysis.facts import Fact
    from tipgraph.build.extractions import ExtractionWithText
    from tipgraph.errors import InputError
    from tipgraph.reading import Defaults, Skipped

__all__ = ["OneOf", "Request", "common", "reading"]


class OneOf(click.Choice[str]):
    """One of several words; of a word that is none, tells which it is like."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or fail with those that are spelt like it."""
        if value not in self.choices:
            otherwise = f"choose from {', '.join(self.choices)}"
            self.fail(f"{value!r} is none: {did_you_mean(value, self.choices, otherwise)}", param, ctx)
        return super().convert(value, param, ctx)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--quiet`` and ``--verbose``, and its function a `Console` as first argument."""

    @click.option("-q", "--quiet", is_flag=True, help="Print errors and results only.")
    @click.option("-v", "--verbose", is_flag=True, help="Print everything there is to say.")
    @wraps(command)
    def wrapped(*args: Any, quiet: bool, verbose: bool, **options: Any) -> Any:
        return command(Console(quiet=quiet, verbose=verbose), *args, **options)

    return wrapped


@dataclass(slots=True)
class Request:
    """What the user wants read, what stands in for what it does not say, and concepts of the user's own.

    ``excluded`` counts what could not be read.
    """

    publication: str | None
    country: str | None
    year: int | None
    vocabulary: tuple[Path, ...]
    strict: bool
    excluded: int = 0

    EXCLUDED: ClassVar[int] = 1
    """The exit code that says that something was excluded."""

    @property
    def defaults(self) -> Defaults:
        """What stands in where a narrative does not say it itself."""
        from tipgraph.reading import Defaults

        return Defaults(country=self.country, year=self.year, publication=self.publication)

    def read(
        self,
        sources: Sequence[str],
        console: Console,
        *,
        texts: bool = False,
        wanted: Callable[[str], bool] | None = None,
    ) -> list[ExtractionWithText]:
        """Return the readings, each document once, sorted; report what was excluded.

        ``texts`` keeps the texts; ``wanted`` chooses documents by their IRIs, and may find none.
        With ``strict``, raises the InputError of the first source that cannot be read. Raises
        UnreadableError where there is no report in any source.
        """
        from tipgraph.build.extractions import collect, read
        from tipgraph.errors import UnreadableError

        found = read(sources, self.defaults, self.vocabulary, wanted or (lambda _: True))
        gathered = collect(self._kept(found, console), texts=texts)
        if not gathered and wanted is None:
            raise UnreadableError("no report could be read")
        console.ambiguous(Counter(name for item in gathered for name in item.extraction.ambiguous))
        return gathered

    def facts(self, sources: Sequence[str], console: Console) -> tuple[list[Fact], dict[str, str]]:
        """Return the facts of sources, lists of facts among them, and the texts by document."""
        from tipgraph.analysis.facts import facts
        from tipgraph.evaluation import is_facts, read_facts
        from tipgraph.reading.sources import STDIN

        found: list[Fact] = []
        others: list[str] = []
        for source in sources:
            path = Path(source)
            if source != STDIN and is_facts(path):
                found.extend(read_facts(path))
            else:
                others.append(source)
        read = self.read(others, console, texts=True, wanted=_any if found else None)
        found.extend(fact for item in read for fact in facts(item.extraction))
        return found, {item.extraction.document.identifier: item.text or "" for item in read}

    def _kept(
        self, items: Iterable[ExtractionWithText | InputError | Skipped], console: Console
    ) -> Iterator[ExtractionWithText]:
        from tipgraph.build.extractions import ExtractionWithText
        from tipgraph.errors import InputError

        for item in items:
            if isinstance(item, ExtractionWithText):
                yield item
            elif not isinstance(item, InputError):
                console.detail(str(item))
            elif self.strict:
                raise item
            else:
                console.error(str(item))
                self.excluded += 1


def _any(_: str) -> bool:
    return True


_OPTIONS = (
    click.option(
        "--publication", metavar="CODE", help="The publication that reports are of, where they don't say."
    ),
    click.option("--country", metavar="CODE", help="The country that they are on (GTM, Guatemala)."),
    click.option("--year", type=int, metavar="YEAR", help="The year that they are of."),
    click.option(
        "--vocabulary",
        multiple=True,
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="TTL",
        help="Concepts of your own (repeatable).",
    ),
    click.option("--strict", is_flag=True, help="Stop at the first source that cannot be read."),
)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of reading, as a `Request`; exit code 1 where a part was excluded."""

    @wraps(command)
    def wrapped(
        *args: Any,
        publication: str | None,
        country: str | None,
        year: int | None,
        vocabulary: tuple[Path, ...],
        strict: bool,
        **options: Any,
    ) -> None:
        request = Request(publication, country, year, vocabulary, strict)
        command(*args, request=request, **options)
        if request.excluded:
            click.get_current_context().exit(request.EXCLUDED)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
