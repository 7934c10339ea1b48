# ConceptShape-inScheme minCount
DELETE WHERE { </tipgraph/concept/sector/no-such-sector> skos:inScheme ?any }

# ConceptShape-inScheme nodeKind
DELETE { </tipgraph/concept/sector/no-such-sector> skos:inScheme ?old }
INSERT { </tipgraph/concept/sector/no-such-sector> skos:inScheme "no address" }
WHERE { </tipgraph/concept/sector/no-such-sector> skos:inScheme ?old }

# ConceptShape-notation maxCount
INSERT DATA { </tipgraph/concept/sector/no-such-sector> skos:notation "another" }

# ConceptShape-notation minCount
DELETE WHERE { </tipgraph/concept/sector/no-such-sector> skos:notation ?any }

# ConceptShape-notation minLength
DELETE { </tipgraph/concept/sector/no-such-sector> skos:notation ?old }
INSERT { </tipgraph/concept/sector/no-such-sector> skos:notation "" }
WHERE { </tipgraph/concept/sector/no-such-sector> skos:notation ?old }

# ConceptShape-prefLabel minCount
DELETE WHERE { </tipgraph/concept/sector/no-such-sector> skos:prefLabel ?any }

# ConceptShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/concept/sector/no-such-sector> skos:prefLabel "Another"@en }

