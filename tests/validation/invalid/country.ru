# CountryShape-inScheme hasValue
DELETE WHERE { </tipgraph/place/XAA> skos:inScheme ?any }

# CountryShape-iso2 maxCount
INSERT DATA { </tipgraph/place/XAA> tg:iso2 "ZZ" }

# CountryShape-iso2 pattern
DELETE { </tipgraph/place/XAA> tg:iso2 ?old }
INSERT { </tipgraph/place/XAA> tg:iso2 "?" }
WHERE { </tipgraph/place/XAA> tg:iso2 ?old }

# CountryShape-neighbor nodeKind
INSERT DATA { </tipgraph/place/XAA> tg:neighbor "Madagascar" }

# CountryShape-notation maxCount
INSERT DATA { </tipgraph/place/XAA> skos:notation "XYZ" }

# CountryShape-notation minCount
DELETE WHERE { </tipgraph/place/XAA> skos:notation ?any }

# CountryShape-notation pattern
DELETE { </tipgraph/place/XAA> skos:notation ?old }
INSERT { </tipgraph/place/XAA> skos:notation "?" }
WHERE { </tipgraph/place/XAA> skos:notation ?old }

# CountryShape-prefLabel minCount
DELETE WHERE { </tipgraph/place/XAA> skos:prefLabel ?any }

# CountryShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/place/XAA> skos:prefLabel "Another"@en }

