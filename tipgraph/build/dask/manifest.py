"""The manifest of a distributed graph: its partitions, the program's versions, the counts and exclusions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from tipgraph.build.dask.folder import MANIFEST, Folder, is_partition_name
from tipgraph.build.dask.partition import Partition
from tipgraph.build.summary import Summary
from tipgraph.errors import InputError, UnreadableError

__all__ = ["Manifest", "summary_entries"]

FORMAT = 3
"""Version of the manifest and of the partitions."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The output of a distributed build.

    ``made_with`` holds the program's version and the digests of its readers, rules, shapes and
    vocabularies. ``vocabularies`` is the partition of the ontology, vocabularies and places; ``concepts``
    and ``reprints`` are those of the user's concepts and of the statements on reprints, or None.
    ``summary`` holds the options and the summary of the build, as `summary_entries` returns them.
    """

    started: datetime
    ended: datetime
    made_with: Mapping[str, str]
    sources: tuple[str, ...]
    partitions: tuple[Partition, ...]
    vocabularies: Partition
    concepts: Partition | None
    reprints: Partition | None
    summary: Mapping[str, Any]

    @property
    def names(self) -> set[str]:
        """The names of all files of the graph, including the manifest."""
        return {MANIFEST, *(each.name for each in self.files)}

    @property
    def files(self) -> tuple[Partition, ...]:
        """All partitions: of documents, of vocabularies, of concepts and of reprints."""
        others = (self.vocabularies, self.concepts, self.reprints)
        return (*self.partitions, *(each for each in others if each is not None))

    @property
    def excluded(self) -> int:
        """The number of sources that could not be read."""
        return len(self.summary["excluded"])

    def write(self, folder: Folder) -> None:
        """Write the manifest to its folder. Raises UnwritableError if that fails."""
        entry = {
            "format": FORMAT,
            "made_with": dict(self.made_with),
            "started": self.started.isoformat(timespec="seconds"),
            "ended": self.ended.isoformat(timespec="seconds"),
            "sources": list(self.sources),
            **self.summary,
            "vocabularies": asdict(self.vocabularies),
            "concepts": asdict(self.concepts) if self.concepts else None,
            "reprints": asdict(self.reprints) if self.reprints else None,
            "partitions": [asdict(partition) for partition in self.partitions],
        }
        folder.write(MANIFEST, json.dumps(entry, ensure_ascii=False, indent=1).encode() + b"\n")

    @classmethod
    def read(cls, folder: Folder) -> Self:
        """Read the manifest of a folder.

        Raises UnreadableError if it is missing or damaged, or has another format.
        """
        content = folder.read(MANIFEST)
        place = f"{folder.address}/{MANIFEST}"
        try:
            entry = json.loads(content)
            known = entry["format"] == FORMAT
            manifest = cls._from_json(entry) if known else None
        except (ValueError, TypeError, KeyError) as error:
            raise UnreadableError(
                f"{place} is not the manifest of a distributed graph, or is damaged ({error!r})",
                remedy="copy it again, or run tipgraph distribute again",
            ) from error
        if manifest is None:
            raise UnreadableError(
                f"{place} has format {entry['format']}, and this version reads format {FORMAT}",
                remedy="load it with the version that wrote it, or run tipgraph distribute again",
            )
        return manifest

    @classmethod
    def _from_json(cls, entry: Mapping[str, Any]) -> Self:
        made = cls(
            started=datetime.fromisoformat(entry["started"]),
            ended=datetime.fromisoformat(entry["ended"]),
            made_with=dict(entry["made_with"]),
            sources=tuple(entry["sources"]),
            partitions=tuple(map(Partition.from_json, entry["partitions"])),
            vocabularies=Partition.from_json(entry["vocabularies"]),
            concepts=Partition.from_json(entry["concepts"]) if entry["concepts"] else None,
            reprints=Partition.from_json(entry["reprints"]) if entry["reprints"] else None,
            summary={"excluded": list(entry["excluded"])},
        )
        strange = [each.name for each in made.files if not is_partition_name(each.name)]
        if strange:
            raise ValueError(f"{strange[0]} is not the name of a partition")
        return made


def summary_entries(summary: Summary, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return a build's options and summary as the manifest stores them."""
    return {
        "options": dict(options),
        "documents": summary.documents,
        "reports": summary.reports,
        "claims": dict(summary.claims),
        "quads": summary.quads,
        "sentences_without_claims": summary.sentences_without_claims,
        "ambiguous": dict(summary.ambiguous),
        "documents_without_claims": [*summary.documents_without_claims, *summary.sections_without_claims],
        "problems": None
        if summary.problems is None
        else [
            {"severity": severity, "shape": shape, "count": count}
            for (severity, shape), count in summary.problems.items()
        ],
        "excluded": [_error(error) for error in summary.excluded],
        "skipped": [{"source": each.source, "reason": each.reason} for each in summary.skipped],
    }


def _error(error: InputError) -> dict[str, str]:
    cause = error.cause.removeprefix(f"{error.source}: ")
    return {"source": error.source, "cause": cause, "remedy": error.remedy}
