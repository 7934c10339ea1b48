# RegionShape-inScheme hasValue
DELETE WHERE { </tipgraph/place/lost-lands> skos:inScheme ?any }

# RegionShape-notation maxCount
INSERT DATA { </tipgraph/place/lost-lands> skos:notation "another" }

# RegionShape-notation minCount
DELETE WHERE { </tipgraph/place/lost-lands> skos:notation ?any }

# RegionShape-notation pattern
DELETE { </tipgraph/place/lost-lands> skos:notation ?old }
INSERT { </tipgraph/place/lost-lands> skos:notation "?" }
WHERE { </tipgraph/place/lost-lands> skos:notation ?old }

# RegionShape-prefLabel minCount
DELETE WHERE { </tipgraph/place/lost-lands> skos:prefLabel ?any }

# RegionShape-prefLabel uniqueLang
INSERT DATA { </tipgraph/place/lost-lands> skos:prefLabel "Another"@en }

