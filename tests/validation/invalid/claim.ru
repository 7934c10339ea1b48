# ClaimEvidenceShape sparql
DELETE { <evidence/12-26> oa:hasSource ?old }
INSERT { <evidence/12-26> oa:hasSource </tipgraph/document/tip/2014/AGO/another-copy> }
WHERE { <evidence/12-26> oa:hasSource ?old }

# ClaimKindShape sparql
DELETE { <role/source> a tg:RoleClaim }
INSERT { <role/source> a tg:Claim }
WHERE {}

# ClaimKindShape sparql + TermShape sparql
DELETE { <role/source> a tg:RoleClaim }
INSERT { <role/source> a tg:RoleClaim2 }
WHERE {}

# ClaimReportShape sparql
DELETE { <role/source> tg:reportCountry ?old }
INSERT { <role/source> tg:reportCountry </tipgraph/place/NAM> }
WHERE { <role/source> tg:reportCountry ?old }

# ClaimShape-certainty maxCount
INSERT DATA { <role/source> tg:certainty </tipgraph/concept/certainty/possible> }

# ClaimShape-certainty minCount
DELETE WHERE { <role/source> tg:certainty ?any }

# ClaimShape-document maxCount
INSERT DATA { <role/source> tg:document </tipgraph/document/tip/2014/AGO/angola-2014-2> }

# ClaimShape-document minCount
DELETE WHERE { <role/source> tg:document ?any }

# ClaimShape-evidence minCount
DELETE WHERE { <role/source> tg:evidence ?any }

# ClaimShape-operator datatype
INSERT DATA { <measure/victim-services/recommended/196> tg:operator "must"@en }

# ClaimShape-operator minLength
INSERT DATA { <measure/victim-services/recommended/196> tg:operator "" }

# ClaimShape-reportCountry maxCount + ClaimReportShape sparql
INSERT DATA { <role/source> tg:reportCountry </tipgraph/place/NAM> }

# ClaimShape-reportCountry minCount
DELETE WHERE { <role/source> tg:reportCountry ?any }

# ClaimShape-reportYear datatype
DELETE { <role/source> tg:reportYear ?old }
INSERT { <role/source> tg:reportYear "2014" }
WHERE { <role/source> tg:reportYear ?old }

# ClaimShape-reportYear maxCount + ClaimReportShape sparql
INSERT DATA { <role/source> tg:reportYear "2016"^^xsd:gYear }

# ClaimShape-reportYear minCount
DELETE WHERE { <role/source> tg:reportYear ?any }

# ClaimShape-reportYear pattern + ClaimReportShape sparql
DELETE { <role/source> tg:reportYear ?old }
INSERT { <role/source> tg:reportYear "1999"^^xsd:gYear }
WHERE { <role/source> tg:reportYear ?old }

# ClaimShape-rule datatype
DELETE { <role/source> tg:rule ?old }
INSERT { <role/source> tg:rule "one"@en }
WHERE { <role/source> tg:rule ?old }

# ClaimShape-rule minCount
DELETE WHERE { <role/source> tg:rule ?any }

# ClaimShape-wasDerivedFrom nodeKind
INSERT DATA { <role/source> prov:wasDerivedFrom "role/transit" }
