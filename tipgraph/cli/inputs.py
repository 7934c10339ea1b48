"""Reports and graphs that a command reads, and the options that say how to read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, cast

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import vocabulary_option
from tipgraph.errors import InputError

if TYPE_CHECKING:
    from tipgraph.analysis.facts import Fact
    from tipgraph.build.extractions import ExtractionWithText
    from tipgraph.corrections import Corrections
    from tipgraph.model.documents import Narrative
    from tipgraph.reading import Defaults, Limits, Skipped

__all__ = ["Inputs", "filed", "input_options"]


class BuildOptions(TypedDict):
    """What a build has to know of how to read its inputs."""

    defaults: Defaults
    limits: Limits
    vocabulary: tuple[Path, ...]
    strict: bool


@dataclass(slots=True)
class Inputs:
    """The options of a command that reads reports.

    ``publication``, ``country`` and ``year`` apply to reports that do not state them. ``vocabulary`` names
    Turtle files with more concepts. ``columns`` says what the columns of tables hold. ``bounds`` are limits
    by the names of their options. With ``offline``, nothing is fetched. ``excluded`` counts the sources that
    could not be read.
    """

    publication: str | None
    country: str | None
    year: int | None
    vocabulary: tuple[Path, ...]
    strict: bool
    columns: tuple[tuple[str, str], ...] = ()
    bounds: Mapping[str, float | None] = field(default_factory=dict)
    offline: bool = False
    excluded: int = 0

    @property
    def defaults(self) -> Defaults:
        """Country, year and publication of reports that do not state them."""
        from tipgraph.reading import Defaults

        return Defaults(self.country, self.year, self.publication, self.columns, self.offline)

    @property
    def limits(self) -> Limits:
        """The limits beyond which a source is an error."""
        from tipgraph.reading import Limits

        given = {name: value for name, value in self.bounds.items() if value is not None}
        limits = Limits(seconds=given.get("max_seconds", Limits().seconds))
        sizes = {name: int(given[option] * _MIB) for name, option in _SIZES.items() if option in given}
        numbers = {name: int(given[option]) for name, option in _NUMBERS.items() if option in given}
        return replace(limits, **cast(dict[str, Any], sizes | numbers))

    @property
    def for_build(self) -> BuildOptions:
        """The options as a build takes them."""
        return BuildOptions(
            defaults=self.defaults, limits=self.limits, vocabulary=self.vocabulary, strict=self.strict
        )

    def read(
        self,
        sources: Sequence[str],
        console: Console,
        *,
        texts: bool = False,
        wanted: Callable[[str], bool] | None = None,
        corrections: Corrections | None = None,
    ) -> list[ExtractionWithText]:
        """Return the extractions of sources, sorted, each document once; report what could not be read.

        ``texts`` keeps the texts. ``wanted`` selects documents by IRI; the result may be empty then.
        ``corrections`` are applied to the claims.
        Raises UnreadableError if no source has a report and, with ``strict``, the first InputError.
        """
        from tipgraph.build.extractions import collect, read
        from tipgraph.errors import UnreadableError

        choice = wanted or (lambda _: True)
        found = read(
            sources, self.defaults, self.vocabulary, choice, self.limits, corrections, console.violation
        )
        gathered = collect(self._readable(found, console), texts=texts)
        if not gathered and wanted is None:
            raise UnreadableError("no report could be read")
        console.ambiguous(Counter(name for item in gathered for name in item.extraction.ambiguous))
        return gathered

    def corrections(self, files: Sequence[Path], on_conflict: str, console: Console) -> Corrections | None:
        """Return the corrections of files, or None if there are no files; report lines that are wrong.

        Raises UnreadableError if a file cannot be read and, with ``strict``, the first InputError.
        """
        from tipgraph.corrections import read_corrections

        if not files:
            return None
        corrections, errors = read_corrections(files, self.vocabulary, on_conflict)
        for error in errors:
            self._report(error, console)
        return corrections

    def facts(self, sources: Sequence[str], console: Console) -> tuple[list[Fact], dict[str, str]]:
        """Return the facts of sources, and the texts by document. A source may be a file of facts."""
        from tipgraph.analysis.facts import facts
        from tipgraph.evaluation import is_facts, read_facts
        from tipgraph.reading.sources import STDIN

        files = [source for source in sources if source != STDIN and is_facts(Path(source))]
        found = [fact for file in files for fact in read_facts(Path(file))]
        others = [source for source in sources if source not in files]
        read = self.read(others, console, texts=True, wanted=(lambda _: True) if found else None)
        found.extend(fact for item in read for fact in facts(item.extraction))
        return found, {item.extraction.document.identifier: item.text or "" for item in read}

    def inspect(self, sources: Sequence[str], console: Console) -> Iterator[Narrative]:
        """Yield the narratives of sources; report what could not be read."""
        from tipgraph.model.documents import Narrative
        from tipgraph.reading import read

        for outcome in read(sources, self.defaults, self.limits):
            if isinstance(outcome, Narrative):
                yield outcome
            else:
                self._report(outcome, console)

    def _readable(
        self, items: Iterable[ExtractionWithText | InputError | Skipped], console: Console
    ) -> Iterator[ExtractionWithText]:
        from tipgraph.build.extractions import ExtractionWithText
        from tipgraph.reading.assemble import doubts_of

        for item in items:
            if isinstance(item, ExtractionWithText):
                for doubt in doubts_of(item.extraction.document):
                    console.warn(doubt)
                yield item
            else:
                self._report(item, console)

    def _report(self, item: InputError | Skipped, console: Console) -> None:
        if not isinstance(item, InputError):
            console.detail(str(item))
        elif self.strict:
            raise item
        else:
            console.error(str(item))
            self.excluded += 1


def filed(counts: Mapping[tuple[str, str, int], int]) -> Iterator[tuple[str, int]]:
    """Yield the number of documents of each publication, with its countries and years.

    >>> list(filed({("tip", "KEN", 2013): 1, ("tip", "KEN", 2014): 1, ("factbook", "UGA", 2015): 2}))
    [('documents of factbook (UGA, 2015)', 2), ('documents of tip (KEN, 2013 to 2014)', 2)]
    """
    for publication in sorted({publication for publication, _, _ in counts}):
        mine = {(country, year): n for (name, country, year), n in counts.items() if name == publication}
        countries, years = ({key[at] for key in mine} for at in (0, 1))
        places = f"{len(countries)} countries" if len(countries) > 1 else next(iter(countries))
        span = f"{min(years)} to {max(years)}" if len(years) > 1 else f"{min(years)}"
        yield f"documents of {publication} ({places}, {span})", sum(mine.values())


Columns: TypeAlias = tuple[tuple[str, str], ...]
"""What columns hold, and their names."""


def _columns(_context: click.Context, _option: click.Parameter, value: str | None) -> Columns:
    pairs = [part.partition("=") for part in (value or "").split(",") if part.strip()]
    if any(not mark or not kind.strip() or not name.strip() for kind, mark, name in pairs):
        raise click.BadParameter("write KIND=NAME, separated by commas, as in 'text=Description,year=Year'")
    return tuple((kind.strip(), name.strip()) for kind, _, name in pairs)


_MIB = 1 << 20
_SIZES = {"document": "max_size", "file": "max_size", "memory": "max_memory"}
_NUMBERS = {"pages": "max_pages", "text": "max_text"}
_BOUNDS = (
    click.option(
        "--max-size", type=click.FloatRange(0, min_open=True), metavar="MIB",
        help="The largest file, unpacked.  [default: 64; 512 for PDFs and tables]",
    ),
    click.option(
        "--max-pages", type=click.IntRange(1), metavar="N", help="The most pages of a PDF.  [default: 5000]"
    ),
    click.option(
        "--max-text", type=click.IntRange(1), metavar="N",
        help="The most characters of a narrative.  [default: 2000000]",
    ),
    click.option(
        "--max-memory", type=click.IntRange(256), metavar="MIB",
        help="The most memory for reading a file.  [default: 2048]",
    ),
    click.option(
        "--max-seconds", type=click.FloatRange(0, min_open=True), metavar="SECONDS",
        help="The most processor time for reading a file up to its next document.  [default: 120]",
    ),
)  # fmt: skip
_BOUND_NAMES = ("max_size", "max_pages", "max_text", "max_memory", "max_seconds")

_OPTIONS = (
    click.option("--publication", metavar="CODE", help="The publication of reports that do not state it."),
    click.option(
        "--country", metavar="CODE", help="The country of reports that do not state it (GTM, Guatemala)."
    ),
    click.option("--year", type=int, metavar="YEAR", help="The year of reports that do not state it."),
    click.option(
        "--columns", metavar="NAMES", callback=_columns,
        help="The columns of tables, as in 'text=Description,country=Base Country'.",
    ),
    vocabulary_option,
    click.option("--offline", is_flag=True, help="Fetch nothing: of addresses, read the copies kept before."),
    click.option("--strict", is_flag=True, help="Stop at the first source that cannot be read."),
    *_BOUNDS,
)  # fmt: skip


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of reading; the command gets them as ``inputs``, an `Inputs`.

    The exit code is 1 if a source could not be read.
    """

    @wraps(command)
    def wrapped(
        *args: Any,
        publication: str | None,
        country: str | None,
        year: int | None,
        columns: Columns,
        vocabulary: tuple[Path, ...],
        strict: bool,
        offline: bool,
        **options: Any,
    ) -> None:
        bounds = {name: options.pop(name) for name in _BOUND_NAMES}
        inputs = Inputs(publication, country, year, vocabulary, strict, columns, bounds, offline)
        command(*args, inputs=inputs, **options)
        if inputs.excluded:
            click.get_current_context().exit(InputError.exit_code)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
