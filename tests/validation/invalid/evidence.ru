# EvidenceLengthShape sparql
DELETE { <evidence/12-26/selector> oa:end ?old }
INSERT { <evidence/12-26/selector> oa:end 27 }
WHERE { <evidence/12-26/selector> oa:end ?old }

# EvidenceSentenceShape sparql
DELETE { <evidence/12-26/selector> oa:exact ?old ; oa:end ?end }
INSERT { <evidence/12-26/selector> oa:exact "source country. Angolan boys" ; oa:end 40 }
WHERE { <evidence/12-26/selector> oa:exact ?old ; oa:end ?end }

# EvidenceShape-hasSelector maxCount
INSERT DATA { <evidence/12-26> oa:hasSelector <evidence/28-97/selector> }

# EvidenceShape-hasSelector minCount
DELETE WHERE { <evidence/12-26> oa:hasSelector ?any }

# EvidenceShape-hasSource maxCount + ClaimEvidenceShape sparql
INSERT DATA { <evidence/12-26> oa:hasSource </tipgraph/document/tip/2014/AGO/angola-2014-2> }

# EvidenceShape-hasSource minCount
DELETE WHERE { <evidence/12-26> oa:hasSource ?any }

# EvidenceShape-hasSource nodeKind
DELETE { <evidence/12-26> oa:hasSource ?old }
INSERT { <evidence/12-26> oa:hasSource "no address" }
WHERE { <evidence/12-26> oa:hasSource ?old }

# EvidenceShape-inSection maxCount
INSERT DATA { <evidence/12-26> tg:inSection </tipgraph/concept/section/tier> }

# EvidenceShape-page datatype
DELETE { <evidence/12-26> tg:page ?old }
INSERT { <evidence/12-26> tg:page "one"@en }
WHERE { <evidence/12-26> tg:page ?old }

# EvidenceShape-page maxCount
INSERT DATA { <evidence/12-26> tg:page "another" }

# EvidenceShape-page minLength
DELETE { <evidence/12-26> tg:page ?old }
INSERT { <evidence/12-26> tg:page "" }
WHERE { <evidence/12-26> tg:page ?old }

# EvidenceTextShape sparql
DELETE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 ?old }
INSERT { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 "42e8d7077e1ac563b307ba5170a037a7ab4effbb0e9b1d6ff9a6765553f66b9b" ; tg:text "Angola is a source country. Angolan boys are made to mine in Namibia and in neighboring countries. The government stayed on Tier 2 for the second year. Courts convicted 12 traffickers in 2013. It should open a kitchen." }
WHERE { </tipgraph/document/tip/2014/AGO/angola-2014> tg:sha256 ?old }

