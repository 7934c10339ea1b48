"""Evaluates the program: ``python -m tools.scores --gold GOLD … --blind GOLD … SOURCE …``.

This works like `tipgraph evaluate`, but on several gold standards at once. It writes the tables in
``docs/scores.md``, the precision of rules that comes with the program (``ontology/rules.ttl``), and the
picture of the calibration. Blind gold standards are those of texts that nobody tuned the program to: a rule
that made enough claims there has the precision that it has there. The tool keeps no text.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile

import vl_convert
from pyoxigraph import Literal

from tipgraph.analysis.facts import facts
from tipgraph.analysis.routes.pictures.figure import rounded_svg
from tipgraph.build.extractions import ExtractionWithText, collect, read
from tipgraph.evaluation import Evaluation, Judged, calibrate, evaluate, read_gold
from tipgraph.evaluation.precision import picture, rule_scores
from tipgraph.evaluation.scores import wilson
from tipgraph.model.precision import RuleScore
from tipgraph.model.vocabulary import load
from tipgraph.reading import Defaults

__all__ = ["PAGE", "RULES", "main", "tabled", "vocabulary_file"]

ROOT = Path(__file__).parents[1]
RULES = ROOT / "ontology/rules.ttl"
PAGE = ROOT / "docs/scores.md"
CALIBRATION = ROOT / "docs/pictures/calibration.svg"
MARK = "<!-- tables: python -m tools.scores -->\n"
"""The mark on the page before the tables."""


ENOUGH = 20
"""How many claims on blind texts a figure needs."""


def main(golds: Sequence[Path], blind: Sequence[Path], sources: Sequence[str]) -> None:
    """Evaluate, and write the files."""
    read_ones = [item for item in read(sources, Defaults()) if isinstance(item, ExtractionWithText)]
    claims = [fact for item in collect(read_ones) for fact in facts(item.extraction)]
    with NamedTemporaryFile("wb", suffix=".jsonl") as joined:
        joined.writelines(gold.read_bytes().rstrip() + b"\n" for gold in golds)
        joined.flush()
        found = evaluate(Path(joined.name), claims)
    annotated = list(map(read_gold, blind))
    unseen = [Judged.of(gold, claims) for gold in annotated]
    passages = sum(len(gold.documents) for gold in annotated)
    drawn = vl_convert.vegalite_to_svg(
        picture([each for each in calibrate(unseen) if each.claims >= ENOUGH]), allowed_base_urls=[]
    )
    CALIBRATION.write_text(rounded_svg(drawn) + "\n", encoding="utf-8")
    known = {name: rule.definition for name, rule in load()["rule"].items()}
    found = replace(found, rules=expected(found.rules, unseen))
    RULES.write_text(vocabulary_file(known, found.rules, passages), encoding="utf-8")
    PAGE.write_text(tabled(PAGE.read_text(encoding="utf-8"), found), encoding="utf-8")


def expected(everywhere: Iterable[RuleScore], blind: Iterable[Judged]) -> list[RuleScore]:
    """Return the score of each rule on blind texts where it made enough claims, and else that everywhere."""
    sets = list(blind)
    truth, claims = (
        (list(chain.from_iterable(each)) for each in zip(*sets, strict=True)) if sets else ([], [])
    )
    unseen = {
        (score.rule, score.kind): score for score in rule_scores(truth, claims) if score.fired >= ENOUGH
    }
    return [unseen.get((score.rule, score.kind), score) for score in everywhere]


def tabled(page: str, found: Evaluation) -> str:
    """Return the page with the tables of an evaluation after its mark."""
    tables = "\n".join(table.as_markdown() for table in found.tables(rules=True))
    return f"{page.partition(MARK)[0]}{MARK}\n{tables}"


_SCHEME = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix scheme: <https://w3id.org/tipgraph/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tg: <https://w3id.org/tipgraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

@prefix : <https://w3id.org/tipgraph/concept/rule/> .

scheme:rule a skos:ConceptScheme ;
    dcterms:title "Rules"@en ;
    dcterms:description "What makes claims. {precision}"@en ;
    dcterms:license <https://creativecommons.org/licenses/by/4.0/> .
"""
_PRECISION = (
    "The precision is that on {passages} annotated texts that nobody tuned the program to or, "
    "of a rule with fewer than {enough} cases there, on others."
)
_RULE = """
:{name} a skos:Concept ;
    skos:inScheme scheme:rule ; skos:topConceptOf scheme:rule ; skos:notation "{name}" ;
    skos:prefLabel "{name}"@en ;
    skos:definition {definition}@en{figures} .
"""


def vocabulary_file(definitions: Mapping[str, str], scores: Iterable[RuleScore], passages: int) -> str:
    """Return the Turtle of the rules with a definition, each with its figures if it is measured."""
    measured = {score.rule: score for score in scores}
    order = sorted(measured.values(), key=lambda score: (-score.precision, -score.fired, score.rule))
    ranks = {score.rule: rank for rank, score in enumerate(order, 1)}
    return _SCHEME.format(precision=_PRECISION.format(passages=passages, enough=ENOUGH)) + "".join(
        _RULE.format(
            name=name, definition=Literal(definition), figures=_figures(measured.get(name), ranks.get(name))
        )
        for name, definition in sorted(definitions.items())
    )


def _figures(score: RuleScore | None, rank: int | None) -> str:
    if score is None:
        return ""
    shares = (score.precision, *wilson(score.correct, score.fired))
    precision, low, high = map(_decimal, shares)
    return (
        f" ;\n    tg:cases {score.fired} ; tg:correctCases {score.correct} ; tg:precision {precision} ;"
        f"\n    tg:precisionLow {low} ; tg:precisionHigh {high} ; tg:precisionRank {rank}"
    )


def _decimal(share: float) -> str:
    """Return a share in its canonical form, to which stores normalise it.

    >>> _decimal(0.99), _decimal(1)
    ('0.99', '"1"^^xsd:decimal')
    """
    lexical = f"{share:.3f}".rstrip("0").rstrip(".")
    return lexical if "." in lexical else f'"{lexical}"^^xsd:decimal'


def _arguments() -> tuple[list[Path], list[Path], list[str]]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, action="append", required=True, help="annotations, JSON Lines")
    parser.add_argument(
        "--blind", type=Path, action="append", default=[], help="those of texts that nobody tuned it to"
    )
    parser.add_argument("source", nargs="+", help="the annotated texts")
    given = parser.parse_args()
    return given.gold, given.blind, given.source


if __name__ == "__main__":
    main(*_arguments())
