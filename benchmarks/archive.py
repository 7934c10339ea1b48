"""How long the build of an archive takes: narratives made by a seeded generator, built into a store.

    python benchmarks/archive.py                       # 500 to 5,000 narratives, some minutes
    python benchmarks/archive.py --sizes 500 --jobs 1 2 4
    python benchmarks/archive.py --sizes 500 5000 50000 --words 250     # thin reports, a tenth as long
    python benchmarks/archive.py --write archive.jsonl --sizes 5000

A narrative has some 2,400 words and about 7 claims in a hundred words, half as dense as the passages
that the rules are scored on. The table's claims and words are counted, not meant.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tipgraph.model.vocabulary import load

SEED = 20260101
WORDS = 2_400
SIZES = (500, 1_000, 2_500, 5_000)
YEARS = range(2001, 2026)

CLAIMING = {
    "routes": (
        "{People} from {place} are subjected to {exploitation} in {place2}.",
        "Traffickers move {people} from {place} through {place3} to {place2} for {exploitation}.",
        "{People} from {place} and {place3} are exploited in {sector} in {place2}.",
        "Some {people} from {place} migrate to {place2} in search of work.",
    ),
    "sectors": (
        "{People} are forced to work in {sector} and {sector2}.",
        "Children are subjected to {exploitation} in {sector}.",
    ),
    "counts": (
        "Courts convicted {n} traffickers in {year}, compared with {n2} in the year before.",
        "Police investigated {n} cases of {exploitation}, and prosecutors charged {n2} suspects.",
        "The government identified {n} victims, of whom {n2} were referred to shelters.",
    ),
    "measures": (
        "The government {did} {measure}.",
        "The authorities {did} {measure} and {measure2}.",
        "The government should {advice} {measure}.",
    ),
}
"""Sentences that make claims, by what they are on."""

SILENT = (
    "Observers in the capital described a slow year in which budgets and staff remained what they had been.",
    "The interior of the country is hard to reach in the rainy season, and offices there are open for some "
    "hours of the week only.",
    "Officials changed twice in the ministry that leads this work, and its plans were rewritten each time.",
    "Little is known of the border regions, where journalists and researchers seldom go.",
    "Several organizations said that they met with officials more often than they used to.",
    "A new building for the ministry was finished in spring, after delays that the press had written of at "
    "length.",
)
"""Sentences of a narrative that make few claims or none."""

DID = (
    "provided",
    "increased",
    "did not provide",
    "did not carry out",
    "failed to conduct",
    "expanded",
    "funded",
)
ADVICE = ("increase", "provide", "expand", "fund", "strengthen")


@dataclass(frozen=True)
class Words:
    """What the sentences are filled with: labels of the vocabularies."""

    places: dict[str, str]
    people: list[str]
    exploitation: list[str]
    sectors: list[str]
    measures: list[str]

    @classmethod
    def of_ontology(cls) -> Words:
        """Take the preferred labels."""
        vocabulary = load()
        countries = {
            code: each.label
            for code, each in vocabulary["place"].items()
            if len(code) == 3 and code.isupper()
        }
        lists = (
            sorted(each.label.lower() for each in vocabulary[scheme].values())
            for scheme in ("victim-group", "exploitation", "sector", "measure")
        )
        return cls(countries, *lists)


def narratives(size: int, words_each: int = WORDS, seed: int = SEED) -> Iterator[dict[str, object]]:
    """Yield that many narratives: countries in turn, year by year."""
    words = Words.of_ontology()
    keys = ((year, country) for _ in count() for year in YEARS for country in words.places)
    for number, (year, country) in zip(range(size), keys, strict=False):
        chance = random.Random(f"{seed}/{number}")
        text = narrative(chance, words, country, year, words_each)
        yield {"id": f"n{number}", "country": country, "year": year, "publication": "tip", "text": text}


def narrative(chance: random.Random, words: Words, country: str, year: int, length_asked: int) -> str:
    """Return a text of at least ``length_asked`` words: paragraphs of one subject each."""
    name = words.places[country]
    paragraphs = [f"{name} is a source, transit, and destination country for {chance.choice(words.people)}."]
    length = 0
    while length < length_asked:
        subject = chance.choice(list(CLAIMING))
        sentences = [sentence(chance, words, subject, year) for _ in range(chance.randint(3, 6))]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def sentence(chance: random.Random, words: Words, subject: str, year: int) -> str:
    """Return a sentence on a subject, or, as often as makes the density right, one that claims nothing."""
    if chance.random() < SILENCE:
        return chance.choice(SILENT)
    place, place2, place3 = chance.sample(list(words.places.values()), 3)
    sector, sector2 = chance.sample(words.sectors, 2)
    measure, measure2 = chance.sample(words.measures, 2)
    people = chance.choice(words.people)
    return chance.choice(CLAIMING[subject]).format(
        place=place, place2=place2, place3=place3,
        sector=sector, sector2=sector2, measure=measure, measure2=measure2,
        people=people, People=people.capitalize(), exploitation=chance.choice(words.exploitation),
        did=chance.choice(DID), advice=chance.choice(ADVICE),
        n=chance.randint(2, 400), n2=chance.randint(2, 400), year=year - 1,
    )  # fmt: skip


SILENCE = 0.35
"""The share of sentences that claim nothing."""


@dataclass(frozen=True)
class Run:
    """One build, measured; ``processor`` seconds are steadier than the clock's where a machine is shared."""

    size: int
    jobs: int
    words: int
    claims: int
    quads: int
    seconds: float
    processor: float
    peak: int
    disk: int


_SCRIPT = """
import json, sys
from tipgraph import build_graph

if __name__ == "__main__":
    source, store, jobs, validate = sys.argv[1:]
    made = build_graph([source], store, jobs=int(jobs), validate=validate == "1")
    print(json.dumps([sum(made.claims.values()), made.quads, made.documents, len(made.excluded)]))
"""


def measured(size: int, words_each: int, jobs: int, folder: Path, validate: bool) -> Run:
    """Build an archive into a store in a separate process, and watch it."""
    source, store = folder / "archive.jsonl", folder / "store"
    words = write(source, size, words_each)
    script = folder / "run.py"
    script.write_text(_SCRIPT)
    options = (str(source), str(store), str(jobs), str(int(validate)))
    before, begun = processor_time(), time.perf_counter()
    process = subprocess.Popen([sys.executable, str(script), *options], stdout=subprocess.PIPE, text=True)
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory(process.pid))
        time.sleep(0.2)
    seconds = time.perf_counter() - begun
    assert process.stdout is not None
    claims, quads, documents, excluded = json.loads(process.stdout.read())
    assert (documents, excluded) == (size, 0)
    disk = sum(file.stat().st_size for file in store.iterdir())
    return Run(size, jobs, words, claims, quads, seconds, processor_time() - before, peak, disk)


def write(path: Path, size: int, words_each: int = WORDS) -> int:
    """Write an archive as JSON Lines; return its words."""
    words = 0
    with path.open("w") as file:
        for each in narratives(size, words_each):
            words += len(str(each["text"]).split())
            file.write(json.dumps(each) + "\n")
    return words


def processor_time() -> float:
    """Return the seconds that finished child processes have spent on a processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory(pid: int) -> int:
    """Return the resident bytes of a process and its children together (Linux; 0 elsewhere)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(memory(int(child)) for child in children)


COLUMNS = (
    "reports", "jobs", "words", "claims", "a 100 words", "quads", "seconds", "claims a s", "CPU s",
    "claims a CPU s", "peak MB", "store MB",
)  # fmt: skip


def row(run: Run) -> Iterator[str]:
    """Return the cells of a run."""
    yield from (f"{run.size:,}", str(run.jobs), f"{run.words:,}", f"{run.claims:,}")
    yield f"{100 * run.claims / run.words:.1f}"
    yield f"{run.quads:,}"
    for seconds in (run.seconds, run.processor):
        yield from (f"{seconds:.1f}", f"{run.claims / seconds:,.0f}")
    yield from (f"{run.peak / 1e6:,.0f}", f"{run.disk / 1e6:,.0f}")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--jobs", type=int, nargs="+", default=[os.cpu_count() or 1])
    parser.add_argument("--words", type=int, default=WORDS, help="words of a narrative, at least")
    parser.add_argument("--no-validate", action="store_true")
    parser.add_argument("--write", type=Path, help="write the archive of the first size, and do nothing else")
    options = parser.parse_args()
    if options.write:
        write(options.write, options.sizes[0], options.words)
        return
    table = Table(*COLUMNS, title="Builds into a store", title_justify="left")
    for size, jobs in product(options.sizes, options.jobs):
        with TemporaryDirectory() as folder:
            run = measured(size, options.words, jobs, Path(folder), not options.no_validate)
        table.add_row(*row(run))
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
