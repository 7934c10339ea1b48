# SubdivisionShape-broader minCount
DELETE WHERE { </tipgraph/place/western-isle> skos:broader ?any }

# SubdivisionShape-broader nodeKind
DELETE { </tipgraph/place/western-isle> skos:broader ?old }
INSERT { </tipgraph/place/western-isle> skos:broader "no address" }
WHERE { </tipgraph/place/western-isle> skos:broader ?old }

# SubdivisionShape-inScheme hasValue
DELETE WHERE { </tipgraph/place/western-isle> skos:inScheme ?any }

# SubdivisionShape-notation maxCount
INSERT DATA { </tipgraph/place/western-isle> skos:notation "another" }

# SubdivisionShape-notation minCount
DELETE WHERE { </tipgraph/place/western-isle> skos:notation ?any }

# SubdivisionShape-notation minLength
DELETE { </tipgraph/place/western-isle> skos:notation ?old }
INSERT { </tipgraph/place/western-isle> skos:notation "" }
WHERE { </tipgraph/place/western-isle> skos:notation ?old }

# SubdivisionShape-prefLabel minCount
DELETE WHERE { </tipgraph/place/western-isle> skos:prefLabel ?any }

# SubdivisionShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/place/western-isle> skos:prefLabel "Another"@en }

