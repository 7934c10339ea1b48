# ConceptShape-inScheme minCount
DELETE WHERE { </tipgraph/concept/sector/beekeeping> skos:inScheme ?any }

# ConceptShape-inScheme nodeKind
DELETE { </tipgraph/concept/sector/beekeeping> skos:inScheme ?old }
INSERT { </tipgraph/concept/sector/beekeeping> skos:inScheme "no address" }
WHERE { </tipgraph/concept/sector/beekeeping> skos:inScheme ?old }

# ConceptShape-notation maxCount
INSERT DATA { </tipgraph/concept/sector/beekeeping> skos:notation "another" }

# ConceptShape-notation minCount
DELETE WHERE { </tipgraph/concept/sector/beekeeping> skos:notation ?any }

# ConceptShape-notation minLength
DELETE { </tipgraph/concept/sector/beekeeping> skos:notation ?old }
INSERT { </tipgraph/concept/sector/beekeeping> skos:notation "" }
WHERE { </tipgraph/concept/sector/beekeeping> skos:notation ?old }

# ConceptShape-prefLabel minCount
DELETE WHERE { </tipgraph/concept/sector/beekeeping> skos:prefLabel ?any }

# ConceptShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/concept/sector/beekeeping> skos:prefLabel "Another"@en }

