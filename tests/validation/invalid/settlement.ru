# SettlementShape-broader minCount
DELETE WHERE { </tipgraph/place/poseidonis> skos:broader ?any }

# SettlementShape-broader nodeKind
DELETE { </tipgraph/place/poseidonis> skos:broader ?old }
INSERT { </tipgraph/place/poseidonis> skos:broader "no address" }
WHERE { </tipgraph/place/poseidonis> skos:broader ?old }

# SettlementShape-inScheme hasValue
DELETE WHERE { </tipgraph/place/poseidonis> skos:inScheme ?any }

# SettlementShape-notation maxCount
INSERT DATA { </tipgraph/place/poseidonis> skos:notation "another" }

# SettlementShape-notation minCount
DELETE WHERE { </tipgraph/place/poseidonis> skos:notation ?any }

# SettlementShape-notation minLength
DELETE { </tipgraph/place/poseidonis> skos:notation ?old }
INSERT { </tipgraph/place/poseidonis> skos:notation "" }
WHERE { </tipgraph/place/poseidonis> skos:notation ?old }

# SettlementShape-prefLabel minCount
DELETE WHERE { </tipgraph/place/poseidonis> skos:prefLabel ?any }

# SettlementShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/place/poseidonis> skos:prefLabel "Another"@en }

