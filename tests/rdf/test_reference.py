from __future__ import annotations

from pathlib import Path

from tipgraph.rdf.reference import VOCABULARIES, user_concepts

CONCEPTS = """
@base <https://w3id.org/tipgraph/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<concept/sector/weaving> a skos:Concept ; skos:prefLabel "Weaving"@en .
<concept/cue/workplace> skos:altLabel "loom"@en .
"""


def test_concepts_of_users_are_in_the_vocabularies_and_their_cues_are_not(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(CONCEPTS, encoding="utf-8")
    found = list(user_concepts([path]))
    assert {str(quad.subject) for quad in found} == {"<https://w3id.org/tipgraph/concept/sector/weaving>"}
    assert {quad.graph_name for quad in found} == {VOCABULARIES}
