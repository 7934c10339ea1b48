"""Files that people drop on the page: what they were taken for, corrected, and read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tipgraph.build.extractions import ExtractionWithText, collect
from tipgraph.errors import InputError, TipgraphError, UsageError
from tipgraph.model.documents import Narrative
from tipgraph.model.vocabulary import load
from tipgraph.reading import Defaults, Limits, Skipped, read
from tipgraph.reading.assemble import as_row
from tipgraph.reading.defaults import NO_DEFAULTS
from tipgraph.reading.identify import country_code, country_name, country_names
from tipgraph.reading.publications import publication_code
from tipgraph.understanding import Extractor
from tipgraph.util.optional import installed
from tipgraph.web.review.app import Desk, body_of, number_of, rendered
from tipgraph.web.review.downloads import available
from tipgraph.web.review.session import Record, Session
from tipgraph.web.view import cards

__all__ = ["DropDesk"]

_UNSAFE = re.compile(r"[^\w .()-]+")
_LONGEST_NAME = 60
"""In characters: a file name may have 255 bytes."""
_YEAR = re.compile(r"[0-9]{4}")
_CORRECTED = ("country", "year", "publication")
"""What people can correct."""

_SHOWN = 300
"""The most claims in the table of the page; the downloads have all."""


_Text = Narrative | InputError | Skipped
"""What is found in a file: a narrative, or why there is none."""


@dataclass
class _File:
    """A file that was dropped, and what was found in it."""

    path: Path
    found: list[_Text] = field(default_factory=list)


class DropDesk(Desk):
    """A desk for files that people drop; they are kept in a folder while the program runs."""

    def __init__(
        self,
        by: str,
        record: Record,
        vocabulary: tuple[Path, ...],
        defaults: Defaults,
        limits: Limits,
        folder: Path,
    ) -> None:
        super().__init__(by)
        self._record = record
        self._vocabulary = vocabulary
        self._defaults = defaults
        self._limits = limits
        self._folder = folder
        self._files: list[_File] = []

    @classmethod
    @contextmanager
    def opened(
        cls, by: str, record: Record, vocabulary: tuple[Path, ...], defaults: Defaults, limits: Limits
    ) -> Iterator[DropDesk]:
        """Yield a desk whose folder is removed at the end."""
        with TemporaryDirectory(prefix="tipgraph-review-") as folder:
            yield cls(by, record, vocabulary, defaults, limits, Path(folder))

    @property
    def start(self) -> str:
        """The page where files are dropped."""
        return "files"

    def routes(self) -> list[BaseRoute]:
        """Return the routes of files and of the table of claims."""
        return [
            Route("/files", self._page),
            Route("/files/{name}", self._take, methods=["PUT"]),
            Route("/files/{number}", self._drop, methods=["DELETE"]),
            Route("/read", self._read, methods=["POST"]),
            Route("/results", self._results),
        ]

    async def _page(self, _: Request) -> Response:
        text = rendered(
            "files.html",
            rows=list(self._rows()),
            countries=country_names(),
            publications=load(self._vocabulary)["publication"],
            is_read=self._session is not None,
        )
        return HTMLResponse(text, headers={"Cache-Control": "no-store"})

    async def _take(self, request: Request) -> Response:
        """Keep a file, and say what was found in it."""
        name = _UNSAFE.sub("_", request.path_params["name"]).strip(" .")[-_LONGEST_NAME:] or "file"
        folder = self._folder / str(len(self._files))
        folder.mkdir()
        taken = _File(folder / name)
        self._files.append(taken)
        size = 0
        with taken.path.open("wb") as file:
            async for chunk in request.stream():
                size += len(chunk)
                if size <= self._limits.file:
                    file.write(chunk)
        if size > self._limits.file:
            taken.path.unlink()
            taken.found = [InputError(name, f"it has over {self._limits.file:,} bytes")]
        else:
            taken.found = await run_in_threadpool(self._texts, taken.path, self._defaults)
        return JSONResponse({"found": len(taken.found)})

    def _texts(self, path: Path, defaults: Defaults) -> list[_Text]:
        try:
            return list(read([str(path)], defaults, self._limits))
        except TipgraphError as error:
            return [InputError(path.name, str(error))]

    async def _drop(self, request: Request) -> Response:
        """Forget a file."""
        number = number_of(request.path_params["number"])
        if 0 <= number < len(self._files):
            self._files[number].found = []
        return JSONResponse({})

    def _rows(self) -> Iterator[dict[str, Any]]:
        """Yield what each text of each file was taken for, as `tipgraph inspect` does, or what is wrong."""
        for number, taken in enumerate(self._files):
            for at, item in enumerate(taken.found):
                row = {
                    "id": f"{number}.{at}",
                    "file": number,
                    "name": taken.path.name,
                    "problem": "",
                    "section": "",
                }
                if isinstance(item, Narrative):
                    report = item.document.report
                    seen = {**as_row(item), "country": country_name(report.country), "year": report.year}
                    yield {**row, **seen}
                else:
                    problem = str(item).replace(f"{taken.path}: ", "").replace("--", "a ")
                    yield {**row, "problem": problem, **dict.fromkeys(_CORRECTED, "")}

    async def _read(self, request: Request) -> Response:
        """Read the claims of all files, with the countries and years that people corrected."""
        await run_in_threadpool(self._extract, await body_of(request))
        return JSONResponse({"claims": len(self.session.items)})

    async def _results(self, _: Request) -> Response:
        """Return the table of claims with its downloads."""
        session = self.session
        session.refresh()
        rows = list(islice(_claims(session), _SHOWN + 1))
        text = rendered(
            "results.html", rows=rows[:_SHOWN], more=len(rows) > _SHOWN, downloads=available(),
            documents=len(session.sources), map=installed("pictures"),
        )  # fmt: skip
        return HTMLResponse(text, headers={"Cache-Control": "no-store"})

    def _extract(self, given: Mapping[str, Any]) -> None:
        for number, taken in enumerate(self._files):
            said = [_said(given.get(f"{number}.{at}", {})) for at in range(len(taken.found))]
            taken.found = self._corrected(taken, said)
        sources = list(self._extractions(Extractor.load(self._vocabulary)))
        if not sources:
            raise UsageError("no text could be read", remedy="give each a country, a year and a publication")
        self._session = Session(collect(sources, texts=True), self._record, self._vocabulary)

    def _extractions(self, extractor: Extractor) -> Iterator[ExtractionWithText]:
        """Yield the extractions of all texts; one that fails becomes a problem in the table of files."""
        for taken in self._files:
            for at, item in enumerate(taken.found):
                if isinstance(item, Narrative):
                    try:
                        yield ExtractionWithText(extractor.read(item), item.text)
                    except InputError as error:
                        taken.found[at] = error

    def _corrected(self, taken: _File, said: list[Defaults]) -> list[_Text]:
        """Return the texts of a file as a person filed them.

        Those that could not be filed are read again with what the person says. A file that had only a
        problem may then have several texts.
        """
        readings: dict[Defaults, list[_Text]] = {}
        found: list[_Text] = []
        for at, (item, each) in enumerate(zip(taken.found, said, strict=True)):
            if isinstance(item, Narrative):
                found.append(_filed(item, each))
                continue
            if each not in readings:
                readings[each] = self._read_again(taken.path, each)
            again = readings[each]
            if len(said) == 1 and again:
                return again
            found.append(again[at] if len(again) == len(said) else item)
        return found

    def _read_again(self, path: Path, said: Defaults) -> list[_Text]:
        """Return the texts of a file, read with what a person says; none if they say nothing."""
        if said == NO_DEFAULTS or not path.exists():
            return []
        values = {name: value for name in _CORRECTED if (value := getattr(said, name)) is not None}
        return self._texts(path, replace(self._defaults, **values))


def _said(given: Any) -> Defaults:
    """Return what a person says of a text."""
    if not isinstance(given, dict):
        raise UsageError("the request has no country, year and publication", remedy="load the page again")
    country, year, publication = (str(given.get(name, "")).strip() for name in _CORRECTED)
    if year and not _YEAR.fullmatch(year):
        raise UsageError(f"{year} is not a year", remedy="write it as 2014")
    return Defaults(country or None, int(year) if year else None, publication or None)


def _filed(narrative: Narrative, said: Defaults) -> Narrative:
    """Return a narrative with the country, year and publication that a person says, where they differ."""
    report = narrative.document.report
    country = country_code(said.country) if said.country else None
    publication = publication_code(said.publication) if said.publication else report.publication
    year = str(said.year or report.year)
    edition = report.edition if year == report.edition[:4] else year
    changed = replace(report, country=country or report.country, edition=edition, publication=publication)
    return replace(narrative, document=replace(narrative.document, report=changed))


def _claims(session: Session) -> Iterator[tuple[str, int, str, str, str]]:
    """Yield the claims as a table for people: country, year, kind, content and words."""
    for number in range(len(session.sources)):
        extraction = session.applied(number).extraction
        report = extraction.document.report
        for card in cards(extraction, session.vocabulary):
            words = " … ".join(piece.quote for piece in card.evidence)
            what = f"{card.what} ({card.reason})" if card.reason else card.what
            yield country_name(report.country), report.year, card.kind.replace("-", " "), what, words
