"""Generates sentences of known meaning, and counts those that are read wholly right.

Run ``python -m tools.constructions FOLDER …``; ``--errors`` shows what is read wrong, ``--sentences`` only
shows sentences. The files of a folder (TOML) have tables of ``words``, which they share, and constructions::

    [words]
    country = [{ code = "NPL", name = "Nepal", people = "Nepali" }]
    victims = [{ code = "women", name = "women" }]

    [[construction]]
    name = "people of A are exploited in B"
    text = ["{o.people} {v.name} are exploited in {d.name}."]
    slots = { o = "country", d = "country*", v = "victims" }
    routes = ["{o.code}>{d.code}[victims={v.code}]"]

Each sentence has one of the texts, and words that differ in each slot. A slot with ``*`` has two to four
of them as a list. ``{here.name}`` is the report's country. What is expected is written as in the tables
of tests: ``measures``, ``routes``, ``roles``, ``counts``, ``tier``, ``victims``, ``exploitation`` and
``sectors``. A list in a slot makes one route of each item, and joins the values of a field. Measures,
routes, counts and tiers that are not expected are errors; ``optional`` names those that may be there or
not. ``section`` is the kind of section that the text stands in. The report is of 2015.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from pathlib import Path
from random import Random
from statistics import fmean
from string import Formatter
from typing import Any, NamedTuple

from tipgraph.model.claims import Claim, CountClaim, RouteClaim, TierClaim
from tipgraph.model.documents import Document, Narrative, Report, Section
from tipgraph.model.merging import merged
from tipgraph.understanding import Extractor

__all__ = [
    "Construction",
    "Result",
    "Sentence",
    "constructions",
    "main",
    "read",
    "score",
    "sentences",
    "show",
    "tabled",
]

MARK = "<!-- tables: python -m tools.constructions -->"
"""The mark on the page before the tables."""
SENTENCES = 200
"""How many sentences of a construction are read."""
Row = Mapping[str, str]
KIND = {
    "measure": "measures",
    "route": "routes",
    "role": "roles",
    "count": "counts",
    "tier": "tier",
    "victim-group": "victims",
    "exploitation": "exploitation",
    "sector": "sectors",
}
"""The kinds of claims, as they are written in files."""
KINDS = tuple(KIND.values())
TIER = ("tier", "compliance", "efforts", "change", "waiver", "consecutive_years")
STRICT = frozenset({"measures", "routes", "counts", "tier"})
"""What is wrong if it is not expected."""


class Sentence(NamedTuple):
    """A text on a country, what it says by kind, and what it may be said to say."""

    country: str
    section: str
    text: str
    wanted: Mapping[str, frozenset[str]]
    optional: frozenset[str]


@dataclass(frozen=True, slots=True)
class Construction:
    """A way to say things: texts with slots, the kinds of words in them, and what is expected by kind."""

    name: str
    text: tuple[str, ...]
    slots: Mapping[str, str]
    expected: Mapping[str, tuple[str, ...]]
    optional: tuple[str, ...]
    section: str


class _Filled:
    """The words in a slot: its fields are those of its rows, as a list, with a comma before "and" or not."""

    def __init__(self, rows: Sequence[Row], comma: str) -> None:
        self.rows, self.comma = rows, comma

    def __getattr__(self, field: str) -> str:
        *first, last = (row[field] for row in self.rows)
        conjunction = f"{self.comma if len(first) > 1 else ''} and " if first else ""
        return f"{', '.join(first)}{conjunction}{last}"


def constructions(content: Mapping[str, Any]) -> Iterator[Construction]:
    """Yield the constructions of a file."""
    for row in content.get("construction", ()):
        yield Construction(
            row["name"],
            tuple(row["text"]),
            {"here": "country", **row.get("slots", {})},
            {kind: tuple(row[kind]) for kind in KINDS if kind in row},
            tuple(row.get("optional", ())),
            row.get("section", ""),
        )


def sentences(
    construction: Construction, words: Mapping[str, Sequence[Row]], number: int = SENTENCES
) -> Iterator[Sentence]:
    """Yield so many sentences of a construction, the same ones each time."""
    for index in range(number):
        text = construction.text[index % len(construction.text)]
        chance = Random(f"{construction.name} {index}")
        chosen = _chosen(construction, text, words, chance)
        comma = chance.choice((",", ""))
        filled = text.format_map({name: _Filled(rows, comma) for name, rows in chosen.items()})
        yield Sentence(
            chosen["here"][0]["code"],
            construction.section,
            filled[0].upper() + filled[1:],
            {kind: frozenset(_expected(of, chosen)) for kind, of in construction.expected.items()},
            frozenset(_expected(construction.optional, chosen)),
        )


def _chosen(
    construction: Construction, text: str, words: Mapping[str, Sequence[Row]], chance: Random
) -> dict[str, Sequence[Row]]:
    """Choose words for each slot: only rows with all the fields that a text needs, each only once."""
    used: set[tuple[str, str]] = set()
    found: dict[str, Sequence[Row]] = {}
    templates = [
        text,
        *construction.optional,
        *(each for of in construction.expected.values() for each in of),
    ]
    names = [name for template in templates for _, name, _, _ in Formatter().parse(template) if name]
    for slot, of in construction.slots.items():
        kind, many = of.removesuffix("*"), of.endswith("*")
        fields = {name.partition(".")[2] for name in names if name.partition(".")[0] == slot}
        rows = [row for row in words[kind] if fields <= row.keys() and not used & _identity(kind, row)]
        found[slot] = chance.sample(rows, chance.randint(2, 4) if many else 1)
        used |= {each for row in found[slot] for each in _identity(kind, row)}
    return found


def _identity(kind: str, row: Row) -> set[tuple[str, str]]:
    """What may not occur twice in a sentence: two words of one code would make one claim."""
    return {(kind, row.get("code") or row.get("type") or row.get("name", ""))}


def _expected(templates: Iterable[str], chosen: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """Fill in what is expected: one for each item of a list before ``[``, with joined values behind it."""
    for template in templates:
        ends, bracket, fields = template.partition("[")
        names = {name.partition(".")[0] for _, name, _, _ in Formatter().parse(ends) if name}
        lists = [[(name, row) for row in chosen[name]] for name in sorted(names)]
        joined = {name: _Joined(rows) for name, rows in chosen.items()}
        for each in product(*lists):
            single = {name: _Joined([row]) for name, row in each}
            yield ends.format_map(single) + bracket + fields.format_map(joined)


class _Joined:
    """The words in a slot as the values of a field: sorted codes with commas."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    def __getattr__(self, field: str) -> str:
        return ",".join(sorted(row[field] for row in self.rows))


def claims(sentence: Sentence, extractor: Extractor) -> tuple[Claim, ...]:
    """Return the claims of a sentence: one for all statements on a thing."""
    report = Report("tip", "2015", sentence.country)
    section = Section(sentence.section, sentence.section.title(), 0, len(sentence.text))
    sections = (section,) if sentence.section else ()
    document = Document("sentence", report, Narrative.digest(sentence.text), sections=sections)
    return merged(extractor.read(Narrative(document, sentence.text)).claims)


def errors(sentence: Sentence, found: Iterable[Claim]) -> list[str]:
    """Return what is missing in the claims (``-``) and what is there too much (``+``)."""
    read = [(KIND[claim.kind], key, claim) for claim in found for key in _keys(claim)]
    wrong = []
    for kind in KINDS:
        wanted = dict(each.removesuffix("]").partition("[")[::2] for each in sentence.wanted.get(kind, ()))
        claims_of = {key: claim for of, key, claim in read if of == kind}
        for key, fields in wanted.items():
            missing = [field for field in fields.split(";") if field and not _has(claims_of.get(key), field)]
            if key not in claims_of or missing:
                wrong.append(f"- {key} {' '.join(missing)}".rstrip())
        if kind in STRICT or kind in sentence.wanted:
            wrong += [f"+ {key}" for key in claims_of if key not in wanted and key not in sentence.optional]
    return wrong


def _keys(claim: Claim) -> list[str]:
    """How a claim is written: a tier has a key for each of its fields."""
    if isinstance(claim, TierClaim):
        stated = {name: getattr(claim, name) for name in TIER if getattr(claim, name) is not None}
        return [f"{name}={value}" for name, value in stated.items()]
    if isinstance(claim, CountClaim):
        return ["/".join(claim.key).removesuffix("/undated")]
    return [(">" if isinstance(claim, RouteClaim) else "/").join(claim.key)]


def _has(claim: Claim | None, field: str) -> bool:
    """Whether a claim has a value in a field: ``victims=boys,girls``."""
    name, _, wanted = field.partition("=")
    value = getattr(claim, "route_kind" if name == "kind" else name, None)
    return wanted == (
        "" if value is None else str(value) if isinstance(value, int | str) else ",".join(sorted(value))
    )


class Result(NamedTuple):
    """How many sentences of a construction are read wholly right, and those that are not, with errors."""

    name: str
    sentences: int
    wrong: list[tuple[Sentence, list[str]]]

    @property
    def share(self) -> float:
        """The share that is read wholly right."""
        return 1 - len(self.wrong) / self.sentences


def read(folder: Path, number: int = SENTENCES) -> Iterator[tuple[Construction, list[Sentence]]]:
    """Yield the constructions of a folder with their sentences."""
    contents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    words = defaultdict[str, list[Row]](list)
    for kind, rows in chain.from_iterable(content.get("words", {}).items() for content in contents):
        words[kind] += rows
    for construction in chain.from_iterable(map(constructions, contents)):
        yield construction, list(sentences(construction, words, number))


def score(folder: Path, extractor: Extractor, number: int = SENTENCES) -> Iterator[Result]:
    """Yield how each construction of a folder is read."""
    for construction, made in read(folder, number):
        found = [(sentence, errors(sentence, claims(sentence, extractor))) for sentence in made]
        yield Result(construction.name, number, [(sentence, wrong) for sentence, wrong in found if wrong])


def main(folders: Sequence[Path], number: int, shown: int, page: Path | None = None) -> None:
    """Print the share of each construction that is read wholly right, and some errors. Fill in a page."""
    extractor = Extractor.load()
    scores = {folder: list(score(folder, extractor, number)) for folder in folders}
    if page:
        page.write_text(tabled(page.read_text(encoding="utf-8"), scores), encoding="utf-8")
    for folder, results in scores.items():
        for result in results:
            print(f"{result.share:.3f} {result.name}")
            for sentence, wrong in result.wrong[:shown]:
                print(f"    {sentence.country} {sentence.text}\n        {'; '.join(wrong)}")
        print(f"{fmean(result.share for result in results):.3f} of {number * len(results):,} in {folder}")


def tabled(page: str, scores: Mapping[Path, Sequence[Result]]) -> str:
    """Return a page with a table of results for each folder between its mark and the next one."""
    before, mark, after = page.partition(MARK)
    lines = ["", mark]
    for folder, results in scores.items():
        lines += ["", f"| {folder.name} | read wholly right |", "| --- | --: |"]
        lines += [f"| {result.name} | {result.share:.3f} |" for result in results]
        lines.append(f"| mean | {fmean(result.share for result in results):.3f} |")
    rest = after.partition("<!--")
    return "\n".join([before.rstrip(), *lines, "", rest[1] + rest[2]])


def show(folders: Sequence[Path], number: int) -> None:
    """Print some sentences of each construction with what is expected, unread."""
    for construction, made in chain.from_iterable(read(folder, number) for folder in folders):
        print("##", construction.name)
        for sentence in made:
            print(sentence.country, sentence.text)
            print("   ", " ".join(sorted(chain.from_iterable(sentence.wanted.values()))) or "-")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--number", type=int, default=SENTENCES, help="sentences of each construction")
    parser.add_argument("--errors", type=int, default=0, help="how many errors of each to show")
    parser.add_argument("--sentences", action="store_true", help="show the sentences, without reading them")
    parser.add_argument("--page", type=Path, help="the page whose tables are written")
    options = parser.parse_args()
    if options.sentences:
        show(options.folders, options.number)
    else:
        main(options.folders, options.number, options.errors, options.page)
