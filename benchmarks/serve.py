"""How many requests a served graph answers, and how long the slowest hundredth waits.

    python benchmarks/serve.py archive/          # a store or an RDF file; some minutes
    python benchmarks/serve.py archive/ --seconds 5 --clients 1 8

Four kinds of requests go to one server side by side, each from the same number of clients: a named
question, of countries by chance; the pages of countries by chance, most of which are to be made first; one
page that is there already; and a heavy query, which groups all claims of exploitation and is different each
time. All goes over loopback, and no kind is asked more than ``--most`` times.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from threading import Event, Thread
from urllib.parse import urlencode, urlsplit

from rich.console import Console
from rich.table import Table

from tipgraph.analysis.queries import named
from tipgraph.model.vocabulary import load

SEED = 20260101
CLIENTS = (1, 8, 32)

HEAVY = """\
SELECT ?exploitation ?group (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim tg:exploitation ?exploitation ; tg:victimGroup ?group ; tg:reportYear ?year .
} GROUP BY ?exploitation ?group ORDER BY DESC(?claims)
"""

Path = Callable[[], str]


@dataclass
class Kind:
    """A kind of request: its path, made for each request, and the outcome of the requests."""

    name: str
    path: Path
    client: str
    accept: str = "application/sparql-results+json"
    taken: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def slowest(self, part: float) -> float:
        """Return how many milliseconds all but the slowest ``part`` took at most."""
        ordered = sorted(self.taken)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * (1 - part)))] if ordered else 0.0


def kinds() -> list[Kind]:
    """Return the kinds of requests."""
    chance = random.Random(SEED)
    countries = sorted(code for code in load()["place"] if len(code) == 3 and code.isupper())
    number = count()

    def question() -> str:
        values = {"query": named("routes-out").text, "$origin": chance.choice(countries), "n": next(number)}
        return f"/sparql?{urlencode(values)}"

    def heavy() -> str:
        return f"/sparql?{urlencode({'query': f'{HEAVY}# {next(number)}'})}"

    return [
        Kind("named question", question, "127.0.0.2"),
        Kind(
            "page of a country", lambda: f"/place/{chance.choice(countries)}.html", "127.0.0.3", "text/html"
        ),
        Kind("page from memory", lambda: "/place/NGA.html", "127.0.0.5", "text/html"),
        Kind("heavy query", heavy, "127.0.0.4"),
    ]


@contextmanager
def served(graph: str, workers: int | None) -> Iterator[tuple[str, int]]:
    """Serve a graph on a free port of loopback."""
    options = ["--workers", str(workers)] if workers else []
    command = [sys.executable, "-m", "tipgraph", "serve", graph, "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            address = urlsplit(next(word for word in line.split() if word.startswith("http://")))
            yield str(address.hostname), int(address.port or 0)
        finally:
            process.terminate()


def ask(place: tuple[str, int], kind: Kind, stop: Event, most: int) -> None:
    """Be one client, until it is enough; those of a kind share an address, as the server limits each."""
    connection = HTTPConnection(*place, timeout=120, source_address=(kind.client, 0))
    while not stop.is_set() and len(kind.taken) < most:
        started = time.perf_counter()
        try:
            connection.request("GET", kind.path(), headers={"Accept": kind.accept})
            answer = connection.getresponse()
            answer.read()
            kind.statuses[answer.status] += 1
        except (OSError, HTTPException):
            connection.close()
            kind.statuses[0] += 1
        kind.taken.append(time.perf_counter() - started)
    connection.close()


def measured(place: tuple[str, int], asked: list[Kind], clients: int, seconds: float, most: int) -> float:
    """Send all kinds of requests with separate clients; return the seconds."""
    stop = Event()
    threads = [Thread(target=ask, args=(place, kind, stop, most)) for kind in asked for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("graph")
    parser.add_argument("--clients", type=int, nargs="+", default=CLIENTS)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--most", type=int, default=20_000, help="requests of a kind, at most")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--alone", action="store_true", help="one kind after the other, not side by side")
    given = parser.parse_args()
    table = Table("kind", "clients", "requests/s", "median ms", "slowest hundredth ms", "statuses")
    with served(given.graph, given.workers) as place:
        warm = HTTPConnection(*place, timeout=300)
        warm.request("GET", "/")
        warm.getresponse().read()
        for clients in given.clients:
            asked = kinds()
            for group in [[kind] for kind in asked] if given.alone else [asked]:
                took = measured(place, group, clients, given.seconds, given.most)
                for kind in group:
                    add(table, kind, clients, took)
    Console(width=120).print(table)


def add(table: Table, kind: Kind, clients: int, took: float) -> None:
    """Add what became of a kind of requests."""
    statuses = ", ".join(f"{status}: {number}" for status, number in sorted(kind.statuses.items()))
    rate = f"{kind.statuses[200] / took:,.1f}"
    table.add_row(
        kind.name, str(clients), rate, f"{kind.slowest(0.5):,.0f}", f"{kind.slowest(0.01):,.0f}", statuses
    )


if __name__ == "__main__":
    main()
