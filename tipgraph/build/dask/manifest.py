"""The manifest of a distributed graph: what was made, with what, and what was left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from tipgraph.build.dask.folder import MANIFEST, Folder, is_name
from tipgraph.build.dask.partition import Partition
from tipgraph.build.summary import Summary
from tipgraph.errors import InputError, UnreadableError

__all__ = ["FORMAT", "Manifest"]

FORMAT = 1
"""Version of the manifest and of what its partitions are."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a distributed build has written.

    ``made_with`` holds the version of the program and digests of its reader, rules, shapes and words;
    ``vocabularies`` is the partition of the ontology, vocabularies and places, ``concepts`` that of the
    user's own, None where there are none. ``told`` is what the build told at its end, as JSON has it:
    options, counts, what was left out and why.
    """

    started: datetime
    ended: datetime
    made_with: Mapping[str, str]
    sources: tuple[str, ...]
    partitions: tuple[Partition, ...]
    vocabularies: Partition
    concepts: Partition | None
    told: Mapping[str, Any]

    @property
    def names(self) -> set[str]:
        """The names of all files that belong to it, its own too."""
        return {MANIFEST, *(each.name for each in self.files)}

    @property
    def files(self) -> tuple[Partition, ...]:
        """All partitions, those of documents and of words."""
        words = (self.vocabularies, self.concepts)
        return (*self.partitions, *(each for each in words if each is not None))

    @property
    def excluded(self) -> int:
        """How many sources could not be read."""
        return len(self.told["excluded"])

    def write(self, folder: Folder) -> None:
        """Put it into its folder. Raises UnwritableError."""
        entry = {
            "format": FORMAT,
            "made_with": dict(self.made_with),
            "started": self.started.isoformat(timespec="seconds"),
            "ended": self.ended.isoformat(timespec="seconds"),
            "sources": list(self.sources),
            **self.told,
            "vocabularies": asdict(self.vocabularies),
            "concepts": asdict(self.concepts) if self.concepts else None,
            "partitions": [asdict(partition) for partition in self.partitions],
        }
        folder.write(MANIFEST, json.dumps(entry, ensure_ascii=False, indent=1).encode() + b"\n")

    @classmethod
    def read(cls, folder: Folder) -> Self:
        """Read the manifest of a folder. Raises UnreadableError where it is missing, damaged or not known."""
        content = folder.read(MANIFEST)
        place = f"{folder.address}/{MANIFEST}"
        try:
            entry = json.loads(content)
            known = entry["format"] == FORMAT
            manifest = cls._of(entry) if known else None
        except (ValueError, TypeError, KeyError) as error:
            raise UnreadableError(
                f"{place} is damaged, or no manifest of a distributed graph ({error!r})",
                remedy="copy it again, or run tipgraph distribute again",
            ) from error
        if manifest is None:
            raise UnreadableError(
                f"{place} has format {entry['format']}, and this program reads {FORMAT}",
                remedy="load it with the tipgraph that made it",
            )
        return manifest

    @classmethod
    def _of(cls, entry: Mapping[str, Any]) -> Self:
        made = cls(
            started=datetime.fromisoformat(entry["started"]),
            ended=datetime.fromisoformat(entry["ended"]),
            made_with=dict(entry["made_with"]),
            sources=tuple(entry["sources"]),
            partitions=tuple(map(Partition.from_json, entry["partitions"])),
            vocabularies=Partition.from_json(entry["vocabularies"]),
            concepts=Partition.from_json(entry["concepts"]) if entry["concepts"] else None,
            told={"excluded": list(entry["excluded"])},
        )
        strange = [each.name for each in made.files if not is_name(each.name)]
        if strange:
            raise ValueError(f"{strange[0]} is no name of a partition")
        return made


def told(summary: Summary, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a build tells at its end, as a manifest keeps it."""
    return {
        "options": dict(options),
        "documents": summary.documents,
        "reports": summary.reports,
        "claims": dict(summary.claims),
        "quads": summary.quads,
        "silent_sentences": summary.sentences_without_claims,
        "ambiguous_places": dict(summary.ambiguous),
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
