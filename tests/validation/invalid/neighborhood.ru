# NeighborhoodShape-inScheme hasValue
DELETE WHERE { </tipgraph/place/XAA/neighbors> skos:inScheme ?any }

# NeighborhoodShape-neighborsOf maxCount
INSERT DATA { </tipgraph/place/XAA/neighbors> tg:neighborsOf </tipgraph/place/AGO> }

# NeighborhoodShape-neighborsOf minCount
DELETE WHERE { </tipgraph/place/XAA/neighbors> tg:neighborsOf ?any }

# NeighborhoodShape-neighborsOf nodeKind
DELETE { </tipgraph/place/XAA/neighbors> tg:neighborsOf ?old }
INSERT { </tipgraph/place/XAA/neighbors> tg:neighborsOf "no address" }
WHERE { </tipgraph/place/XAA/neighbors> tg:neighborsOf ?old }

# NeighborhoodShape-prefLabel minCount
DELETE WHERE { </tipgraph/place/XAA/neighbors> skos:prefLabel ?any }

# NeighborhoodShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/place/XAA/neighbors> skos:prefLabel "Another"@en }

