"""A child process that answers one job at a time from a store that it can only read.

It is started as a program, is told the store and the limits in its first message, answers each further
one, and ends when its standard input does. Whoever started it kills it at a deadline; should that one be
gone, the system's alarm does, which needs no help of a process that is deep in a query.
"""

from __future__ import annotations

import signal
import sys
import traceback
from contextlib import suppress

from pyoxigraph import Store

from tipgraph.web.server.answering import answer
from tipgraph.web.server.dataset import check, named_in
from tipgraph.web.server.job import Document, Job, Question, Reply, Task
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.problem import Problem
from tipgraph.web.server.state import is_still
from tipgraph.web.server.workers import channel, packed, read, send

__all__ = ["READY", "main"]

READY = "ready"
_GRACE = 2.0


def _confine(limits: Limits) -> None:
    """Leave Ctrl-C to whoever started this process, and bound its memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _prepare() -> None:
    """Load the parser that tells clauses apart: no query is to lose its time to that."""
    named_in("ASK FROM <a:a> {}")
    with suppress(Problem):
        check("ASK { SERVICE <a:a> {} }")


def _reply(store: Store, job: Job, task: Task) -> Reply | Problem:
    try:
        if isinstance(job, Question):
            return answer(store, job, task.limits)
        from tipgraph.web.server.site import site  # heavy, and for one of the pools only

        served = site(store, task.front)
        return served.reply(job.path) if isinstance(job, Document) else served.described(job)
    except Problem as problem:
        return problem
    except OSError as error:
        return Problem(500, f"the store cannot be read ({error})", "ask again")
    except MemoryError:
        return Problem(422, "the answer needs too much memory", "ask for less")
    except Exception:  # a mistake of ours, or a graph that is not as it should be: the next job may be well
        traceback.print_exc()
        return Problem(500, "the server made a mistake", "tell those who run it")


def main() -> None:
    """Answer until standard input ends."""
    answers = channel()
    task: Task = read(sys.stdin.buffer)
    store = Store.read_only(str(task.store))
    if not is_still(task.store, task.state):
        sys.exit(1)  # another store is there by now: its answers are not to be mixed with those of the first
    _prepare()
    _confine(task.limits)
    send(answers, packed(READY))
    while True:
        try:
            job = read(sys.stdin.buffer)
        except EOFError:
            return
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, task.limits.timeout + _GRACE)
        reply = _reply(store, job, task)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        if not is_still(task.store, task.state):
            # Files that were not opened yet went with the store, and what lacks them may be wrong.
            reply = Problem(500, "the store has made place for another", "ask again")
        send(answers, packed(reply))


if __name__ == "__main__":
    main()
