# HistoricCountryShape-inScheme hasValue
DELETE WHERE { </tipgraph/place/XBB> skos:inScheme ?any }

# HistoricCountryShape-notation maxCount
INSERT DATA { </tipgraph/place/XBB> skos:notation "another" }

# HistoricCountryShape-notation minCount
DELETE WHERE { </tipgraph/place/XBB> skos:notation ?any }

# HistoricCountryShape-notation minLength
DELETE { </tipgraph/place/XBB> skos:notation ?old }
INSERT { </tipgraph/place/XBB> skos:notation "" }
WHERE { </tipgraph/place/XBB> skos:notation ?old }

# HistoricCountryShape-prefLabel minCount
DELETE WHERE { </tipgraph/place/XBB> skos:prefLabel ?any }

# HistoricCountryShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/place/XBB> skos:prefLabel "Another"@en }

# HistoricCountryShape-successor minCount
DELETE WHERE { </tipgraph/place/XBB> tg:successor ?any }

# HistoricCountryShape-successor nodeKind
DELETE { </tipgraph/place/XBB> tg:successor ?old }
INSERT { </tipgraph/place/XBB> tg:successor "no address" }
WHERE { </tipgraph/place/XBB> tg:successor ?old }

# HistoricCountryShape-validUntil maxCount
INSERT DATA { </tipgraph/place/XBB> tg:validUntil "2014-07-01"^^xsd:date }

# HistoricCountryShape-validUntil minCount
DELETE WHERE { </tipgraph/place/XBB> tg:validUntil ?any }

