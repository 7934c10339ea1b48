"""Facts: claims as plain values, for JSON Lines, CSV and tables: one for each claim, or merged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from itertools import chain
from typing import Any, TextIO

from tipgraph.model.claims import SCHEMES, Claim, Evidence, Extraction, Statement
from tipgraph.model.iris import claim_iri, document_iri, report_iri
from tipgraph.model.merging import merged as merged_claims
from tipgraph.model.precision import Precisions, shipped
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.reading.identify import country_name
from tipgraph.util.text import SEPARATOR, write_rows

__all__ = [
    "COLUMNS",
    "SUMMARY",
    "Fact",
    "describe",
    "facts",
    "flat",
    "label",
    "labelled",
    "summary",
    "write_csv",
    "write_jsonl",
]

Fact = dict[str, Any]
"""A claim as plain values (strings, numbers, lists, None), with the keys of its kind in a fixed order."""

COLUMNS = (
    "document", "report", "country", "report_year", "kind",
    "role", "code", "origin", "destination", "via", "route_kind", "victims", "exploitation", "sectors",
    "tier", "tier_year", "compliance", "efforts", "change", "waiver", "consecutive_years",
    "type", "status", "count", "unit", "period", "certainty", "polarity", "rules",
    "edition", "section", "starts", "country_name", "quotes",
    "claim", "offset", "operators", "context_starts", "context_quotes", "verdict", "reviewed_by",
    "precision", "cases", "partners",
)  # fmt: skip
"""The columns of the CSV, for all kinds of facts."""


_COMMON = {field.name for field in fields(Statement)}


def _own_fields(kind: type[Claim]) -> tuple[str, ...]:
    """Return the fields of a kind of claim, without those of all kinds and of all statements."""
    return tuple(field.name for field in fields(kind) if field.name not in _COMMON)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return sorted(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def facts(
    extraction: Extraction, *, merged: bool = False, precisions: Precisions | None = None
) -> Iterator[Fact]:
    """Yield the facts of a document, in the order of its claims.

    A fact has ``document`` (its identifier in the source), ``kind``, the fields of its kind, ``certainty``,
    ``polarity``, ``evidence`` (a list of ``quote``, ``start`` and ``end``), ``rules``, ``operators`` (the
    words that decided certainty or status), ``reviews`` (a list of ``verdict``, ``by``, ``at`` and
    ``reason``), ``precision`` and ``cases`` of the best of its rules (as ``precisions`` or this version has
    them, rounded), ``claim`` and ``report`` (IRIs), ``country``, ``country_name``, ``report_year``,
    ``edition`` (a year or date) and ``section`` (if an edition has several reports on a country). Routes,
    measures and counts are statements: they also have ``offset`` (of the predicate's clause) and
    ``context`` (a list like ``evidence``). Values that the text does not state are None.

    If ``merged``, all statements of the document on one route, measure or count are one fact, without
    ``claim`` and ``offset``. Its fields no longer hold together (see `tipgraph.model.merging.merged`).
    """
    document = extraction.document
    report = {
        "report": report_iri(document.report),
        "country": document.report.country,
        "country_name": country_name(document.report.country),
        "report_year": document.report.year,
        "edition": document.report.edition,
        "section": document.report.section,
    }
    iri = document_iri(document)
    known = Precisions(shipped()) if precisions is None else precisions
    for claim in merged_claims(extraction.claims) if merged else extraction.claims:
        own = {name: _plain(getattr(claim, name)) for name in _own_fields(type(claim))}
        place = _place(claim, iri, merged=merged)
        yield {
            "document": document.identifier,
            "kind": claim.kind,
            **own,
            **_common(claim),
            **_reliability(claim, known),
            **place,
            **report,
        }


def _common(claim: Claim) -> Fact:
    return {
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "evidence": _pieces(claim.evidence),
        "rules": sorted(claim.rules),
        "operators": sorted(claim.operators),
        "reviews": [review._asdict() for review in claim.reviews],
    }


def _reliability(claim: Claim, precisions: Precisions) -> Fact:
    score = precisions.best(claim.rules)
    if score is None:
        return {"precision": None, "cases": None}
    return {"precision": score.rounded, "cases": score.fired}


def _place(claim: Claim, document: str, *, merged: bool) -> Fact:
    """Return the IRI of a claim and the place of a statement, both None for merged statements."""
    if not isinstance(claim, Statement):
        return {"claim": claim_iri(document, claim)}
    where = (None, None) if merged else (claim_iri(document, claim), claim.offset)
    return {"claim": where[0], "offset": where[1], "context": _pieces(claim.context)}


def _pieces(evidence: Iterable[Evidence]) -> list[Fact]:
    return [{"quote": piece.quote, "start": piece.start, "end": piece.end} for piece in sorted(evidence)]


def flat(fact: Fact) -> dict[str, str]:
    """Return a fact as the cells of `COLUMNS`: lists are joined by ``|``, None is empty.

    ``starts`` are the offsets of ``quotes``, in the same order: they identify quotes that contain ``|``.
    ``context_starts`` and ``context_quotes`` are those of the context. ``verdict`` and ``reviewed_by`` are
    those of reviews, in the same order.

    >>> flat({"kind": "route", "via": ["MUS", "ZAF"], "waiver": None})
    {'kind': 'route', 'via': 'MUS|ZAF', 'waiver': ''}
    """
    cells = {key: _cell(value) for key, value in fact.items() if key not in (*_PREFIXES, "reviews")}
    for key, prefix in _PREFIXES.items():
        if key in fact:
            cells[f"{prefix}quotes"] = _cell([piece["quote"] for piece in fact[key]])
            cells[f"{prefix}starts"] = _cell([str(piece["start"]) for piece in fact[key]])
    reviews = fact.get("reviews", ())
    if reviews:
        cells["verdict"] = _cell([review["verdict"] for review in reviews])
        cells["reviewed_by"] = _cell([review["by"] for review in reviews])
    return cells


_PREFIXES = {"evidence": "", "context": "context_"}
"""The keys of facts with pieces of the text, and the prefixes of their columns."""


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(value) if isinstance(value, list) else str(value)


def write_jsonl(rows: Iterable[Fact], file: TextIO) -> None:
    """Write facts as JSON Lines."""
    for row in rows:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_csv(
    rows: Iterable[Fact], file: TextIO, columns: Sequence[str] = COLUMNS, *, raw: bool = False
) -> None:
    """Write facts as CSV with a header. Only with ``raw``, a cell can be a formula of a spreadsheet."""
    cells = ([row.get(column, "") for column in columns] for row in map(flat, rows))
    write_rows(file, chain([columns], cells), raw=raw)


SUMMARY = ("document", "kind", "what", "certainty", "words")
"""The columns of the table for people."""


def summary(fact: Fact) -> tuple[str, str, str, str, str]:
    """Return a fact as the cells of `SUMMARY`."""
    pieces = [*fact.get("context", ()), *fact["evidence"]]
    words = " … ".join(piece["quote"] for piece in pieces)
    return fact["document"], fact["kind"], describe(fact), fact["certainty"], words


def describe(fact: Fact) -> str:
    """Return a short description of a fact, without its kind.

    >>> describe({"kind": "route", "origin": "MDG", "destination": "middle-east", "via": ["MUS"],
    ...           "route_kind": "trafficking", "victims": ["women"], "exploitation": [], "sectors": []})
    'MDG → middle-east via MUS: women'
    >>> describe({"kind": "measure", "type": "conviction", "status": "not-done"})
    'conviction: not-done'
    >>> describe({"kind": "measure", "type": "training", "status": "done", "victims": ["boys"],
    ...           "exploitation": ["forced-begging"], "sectors": [], "partners": ["THA"], "period": 2018})
    'training: done (boys, forced-begging, with THA, 2018)'
    """
    return _DESCRIPTIONS.get(fact["kind"], _describe_code)(fact)


def _describe_route(fact: Fact) -> str:
    via = f" via {', '.join(fact['via'])}" if fact["via"] else ""
    kind = "" if fact["route_kind"] == "trafficking" else f" ({fact['route_kind']})"
    links = ", ".join(code for field in ("victims", "exploitation", "sectors") for code in fact[field])
    return f"{fact['origin']} → {fact['destination']}{via}{kind}" + (f": {links}" if links else "")


def _describe_tier(fact: Fact) -> str:
    rest = [f"{fact['consecutive_years']} years in a row"] if fact["consecutive_years"] else []
    rest += ["waiver"] if fact["waiver"] else []
    stated = [fact["tier"], fact["tier_year"], fact["change"], fact["compliance"], fact["efforts"], *rest]
    return ", ".join(str(value) for value in stated if value is not None)


def _describe_measure(fact: Fact) -> str:
    arguments = [code for field in ("victims", "exploitation", "sectors") for code in fact.get(field) or ()]
    arguments += [f"with {place}" for place in fact.get("partners") or ()]
    arguments += [str(fact["period"])] if fact.get("period") else []
    return f"{fact['type']}: {fact['status']}" + (f" ({', '.join(arguments)})" if arguments else "")


def _describe_count(fact: Fact) -> str:
    period = f" ({fact['period']})" if fact["period"] else ""
    return f"{fact['type']}: {fact['count']:,} {fact['unit']}{period}"


def _describe_code(fact: Fact) -> str:
    return str(fact.get("code") or fact.get("role") or "")


_DESCRIPTIONS: dict[str, Callable[[Fact], str]] = {
    "route": _describe_route,
    "tier": _describe_tier,
    "measure": _describe_measure,
    "count": _describe_count,
}


def labelled(fact: Fact, vocabulary: Vocabulary) -> Fact:
    """Return a fact with labels in place of codes, except its kind and certainty."""
    schemes = {**SCHEMES, "code": fact["kind"]}
    named = dict(fact)
    for field in (schemes.keys() & fact.keys()) - {"route_kind", "certainty"}:
        value = fact[field]
        if isinstance(value, list):
            named[field] = [label(vocabulary, schemes[field], code) for code in value]
        elif value is not None:
            named[field] = label(vocabulary, schemes[field], value)
    return named


def label(vocabulary: Vocabulary, scheme: str, code: str) -> str:
    """Return the name of a code, or the code itself."""
    concept = vocabulary[scheme].get(code)
    return (concept.label if concept else "") or code
