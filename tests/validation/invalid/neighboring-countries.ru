# NeighboringCountriesShape-inScheme hasValue
DELETE WHERE { </tipgraph/place/XAA/neighbors> skos:inScheme ?any }

# NeighboringCountriesShape-neighborsOf maxCount
INSERT DATA { </tipgraph/place/XAA/neighbors> tg:neighborsOf </tipgraph/place/AGO> }

# NeighboringCountriesShape-neighborsOf minCount
DELETE WHERE { </tipgraph/place/XAA/neighbors> tg:neighborsOf ?any }

# NeighboringCountriesShape-neighborsOf nodeKind
DELETE { </tipgraph/place/XAA/neighbors> tg:neighborsOf ?old }
INSERT { </tipgraph/place/XAA/neighbors> tg:neighborsOf "no address" }
WHERE { </tipgraph/place/XAA/neighbors> tg:neighborsOf ?old }

# NeighboringCountriesShape-prefLabel minCount
DELETE WHERE { </tipgraph/place/XAA/neighbors> skos:prefLabel ?any }

# NeighboringCountriesShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/place/XAA/neighbors> skos:prefLabel "Another"@en }

