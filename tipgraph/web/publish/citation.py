"""How to cite the dataset, in the Citation File Format (CFF 1.2.0)."""

from __future__ import annotations

import json

from tipgraph.model.iris import BASE
from tipgraph.util.messages import counted
from tipgraph.web.pages import Archive
from tipgraph.web.publish.plan import Plan

__all__ = ["citation"]

_SPDX = {
    "https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
    "https://creativecommons.org/licenses/by-sa/4.0/": "CC-BY-SA-4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
}


def citation(plan: Plan, archive: Archive, version: str) -> str:
    """Return the content of ``CITATION.cff``; ``version`` names the content of the dataset.

    Values are written as JSON strings, which are valid YAML, so that no value can break the file.
    """
    years = list(archive.by_year)
    span = f" of {years[0]} to {years[-1]}" if years else ""
    publisher = plan.metadata.publisher or archive.thesaurus.label(f"{BASE}contributors")
    fields = {
        "cff-version": "1.2.0",
        "message": "Please cite this dataset as below, and the reports themselves for what they say.",
        "type": "dataset",
        "title": plan.metadata.name,
        "abstract": f"The claims of {counted(len(archive.reports), 'report')} on trafficking in persons"
        f"{span}, each with its quote.",
        "version": version,
        "url": plan.base,
    }
    if plan.metadata.licence in _SPDX:
        fields["license"] = _SPDX[plan.metadata.licence]
    else:
        fields["license-url"] = plan.metadata.licence
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value]
    authors = ["authors:", f"  - name: {json.dumps(publisher, ensure_ascii=False)}"]
    keywords = ["keywords:", "  - human trafficking", "  - linked data", "  - RDF"]
    return "\n".join([*lines, *authors, *keywords, ""])
