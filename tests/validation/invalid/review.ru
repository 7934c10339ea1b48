# ReviewShape-comment datatype
DELETE { <role/source/review/kim> rdfs:comment ?old }
INSERT { <role/source/review/kim> rdfs:comment "Not a transit country"@en }
WHERE { <role/source/review/kim> rdfs:comment ?old }

# ReviewShape-comment maxCount
INSERT DATA { <role/source/review/kim> rdfs:comment "Another reason" }

# ReviewShape-date datatype
DELETE { <role/source/review/kim> dcterms:date ?old }
INSERT { <role/source/review/kim> dcterms:date "2026-11-27" }
WHERE { <role/source/review/kim> dcterms:date ?old }

# ReviewShape-date maxCount
INSERT DATA { <role/source/review/kim> dcterms:date "2026-11-28"^^xsd:date }

# ReviewShape-type hasValue
DELETE DATA { <role/source/review/kim> a tg:Review }

# ReviewShape-verdict maxCount
INSERT DATA { <role/source/review/kim> tg:verdict </tipgraph/concept/verdict/accept> }

# ReviewShape-verdict minCount
DELETE WHERE { <role/source/review/kim> tg:verdict ?any }

# ReviewShape-wasAttributedTo maxCount
INSERT DATA { <role/source/review/kim> prov:wasAttributedTo </tipgraph/reviewer/lee> }

# ReviewShape-wasAttributedTo minCount
DELETE WHERE { <role/source/review/kim> prov:wasAttributedTo ?any }

# ReviewShape-wasAttributedTo nodeKind
DELETE { <role/source/review/kim> prov:wasAttributedTo ?old }
INSERT { <role/source/review/kim> prov:wasAttributedTo "kim" }
WHERE { <role/source/review/kim> prov:wasAttributedTo ?old }
