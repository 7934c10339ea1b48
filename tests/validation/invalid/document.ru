# DocumentDigestShape sparql
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 "0000000000000000000000000000000000000000000000000000000000000000" ; tg:text "Angola is a source country. Angolan boys are made to mine in Namibia and in neighboring countries. The government stayed on Tier 2 for the second year. Courts convicted 12 traffickers in 2013. It should open a shelter." }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 ?old }

# DocumentShape-identifier datatype
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:identifier ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:identifier "one"@en }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:identifier ?old }

# DocumentShape-identifier maxCount
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:identifier "another" }

# DocumentShape-identifier minCount
DELETE WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:identifier ?any }

# DocumentShape-identifier minLength
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:identifier ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:identifier "" }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:identifier ?old }

# DocumentShape-normalizer datatype
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:normalizer ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> tg:normalizer "one"@en }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:normalizer ?old }

# DocumentShape-normalizer maxCount
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:normalizer "another" }

# DocumentShape-normalizer minCount
DELETE WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:normalizer ?any }

# DocumentShape-normalizer minLength
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:normalizer ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> tg:normalizer "" }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:normalizer ?old }

# DocumentShape-repeatedShare datatype
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:repeatedShare 1 }

# DocumentShape-repeatedShare maxCount
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:repeatedShare 0.9, 0.95 }

# DocumentShape-repeatedShare maxInclusive
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:repeatedShare 1.1 }

# DocumentShape-repeatedShare minInclusive
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:repeatedShare -0.1 }

# DocumentShape-repeats maxCount
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:repeats </tipgraph/report/tip/2013/AGO>, </tipgraph/report/tip/2012/AGO> }

# DocumentShape-repeats nodeKind
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:repeats "no address" }

# DocumentShape-report maxCount
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:report </tipgraph/report/tip/2014/AGO-2> }

# DocumentShape-report minCount
DELETE WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:report ?any }

# DocumentShape-report nodeKind
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:report ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> tg:report "no address" }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:report ?old }

# DocumentShape-sha256 maxCount
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 "0000000000000000000000000000000000000000000000000000000000000000" }

# DocumentShape-sha256 minCount
DELETE WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 ?any }

# DocumentShape-sha256 pattern
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 "?" }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 ?old }

# DocumentShape-source maxCount
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:source <https://example.org/tip/2014/angola-2> }

# DocumentShape-source nodeKind
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:source ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:source "no address" }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:source ?old }

# DocumentShape-title maxCount
INSERT DATA { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:title "another" }

# DocumentShape-title nodeKind
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:title ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:title </tipgraph/place/AGO> }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> dcterms:title ?old }

