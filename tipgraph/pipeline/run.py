"""The build: from inputs to a graph in a file or a store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tipgraph.documents.defaults import NO_DEFAULTS, Defaults
from tipgraph.formats import STORE, by_name
from tipgraph.pipeline.plan import Plan
from tipgraph.pipeline.renewal import renew
from tipgraph.pipeline.summary import Summary
from tipgraph.pipeline.whole import write
from tipgraph.remote.address import is_address

__all__ = ["build"]


def build(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    defaults: Defaults | None = None,
    vocabulary: Sequence[str | Path] = (),
    jobs: int = 1,
    strict: bool = False,
    validate: bool = True,
    with_texts: bool = False,
    with_vocabularies: bool = False,
    rebuild: bool = False,
    checksums: bool = False,
    prune: bool = False,
    progress: Callable[[int, str], object] | None = None,
    tell: Callable[[str], object] | None = None,
) -> Summary:
    """Read reports and write the graph of what they say; return what there was to count.

    ``output`` is a file (``.ttl``, ``.trig``, ``.nq``, ``.jsonld``, each also with ``.gz``) or, under a
    name without an ending, the folder of an embedded store. It holds what ``inputs`` say when the build is
    done, and is left as it was when the build fails or nothing could be read. A file is made anew each time.
    In a store that a build made, what has not changed stays: of sources that are as they were nothing is
    read, and documents that say the same are not understood again; ``rebuild`` starts over nonetheless, and
    ``checksums`` compares the sources' contents even where their sizes and times are those of the last time.
    What is gone from an input that is given again is taken out; documents of inputs that are not given, or in
    which nothing is found, only with ``prune``. A build into a store that was killed is gone on with by the
    next one. ``output`` may also be a SPARQL server's address: there, the documents read take the places of
    their older selves and all else stays.

    ``defaults`` stand in for what a source does not say of itself; ``vocabulary`` names Turtle files with
    concepts of one's own. With more than one of ``jobs``, that many processes share the work: the output
    is the same. ``strict`` raises the first InputError instead of going on. ``validate`` checks each
    document against the shapes. ``with_texts`` adds the texts, in graphs of their own, and
    ``with_vocabularies`` the ontology, vocabularies and places, which a store holds in any case.
    ``progress`` is told how many documents are done, and the name of the last; ``tell`` why all of a store
    is made anew.

    Raises NothingReadError where no report could be read, UsageError for a name of a format that is not
    written and where documents would go without ``prune``, UnwritableError where ``output`` cannot be
    written or another build is at work on it, and UnreadableError for a vocabulary that is no Turtle.
    """
    form = by_name(output)
    plan = Plan(
        inputs=tuple(inputs),
        form=form,
        defaults=defaults or NO_DEFAULTS,
        vocabulary=tuple(Path(path) for path in vocabulary),
        jobs=jobs,
        strict=strict,
        validate=validate,
        with_texts=with_texts,
        progress=progress or _silent,
    )
    if form is STORE and not is_address(output):
        return renew(
            Path(output), plan, rebuild=rebuild, checksums=checksums, prune=prune, tell=tell or _silent
        )
    return write(output, plan, with_vocabularies=with_vocabularies)


def _silent(*_: object) -> None:
    """Take the place of somebody to tell."""
