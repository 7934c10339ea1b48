# SelectorShape-end datatype
DELETE { <evidence/12-26/selector> oa:end ?old }
INSERT { <evidence/12-26/selector> oa:end 26.0 }
WHERE { <evidence/12-26/selector> oa:end ?old }

# SelectorShape-end maxCount + EvidenceLengthShape sparql
INSERT DATA { <evidence/12-26/selector> oa:end 27 }

# SelectorShape-end maxInclusive + EvidenceLengthShape sparql
DELETE { <evidence/12-26/selector> oa:end ?old }
INSERT { <evidence/12-26/selector> oa:end 1000000001 }
WHERE { <evidence/12-26/selector> oa:end ?old }

# SelectorShape-end minCount
DELETE WHERE { <evidence/12-26/selector> oa:end ?any }

# SelectorShape-exact datatype
DELETE { <evidence/12-26/selector> oa:exact ?old }
INSERT { <evidence/12-26/selector> oa:exact "source country"@en }
WHERE { <evidence/12-26/selector> oa:exact ?old }

# SelectorShape-exact maxCount
INSERT DATA { <evidence/12-26/selector> oa:exact "origin country" }

# SelectorShape-exact maxLength
DELETE { <evidence/12-26/selector> oa:exact ?old ; oa:end ?end }
INSERT { <evidence/12-26/selector> oa:exact ?long ; oa:end 1013 }
WHERE { <evidence/12-26/selector> oa:exact ?old ; oa:end ?end . BIND (REPLACE("aaaaaaa", "a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") AS ?long) }

# SelectorShape-exact minCount
DELETE WHERE { <evidence/12-26/selector> oa:exact ?any }

# SelectorShape-exact minLength + EvidenceLengthShape sparql
DELETE { <evidence/12-26/selector> oa:exact ?old }
INSERT { <evidence/12-26/selector> oa:exact "" }
WHERE { <evidence/12-26/selector> oa:exact ?old }

# SelectorShape-prefix datatype
INSERT DATA { <evidence/12-26/selector> oa:prefix "one"@en }

# SelectorShape-prefix maxCount
INSERT DATA { <evidence/12-26/selector> oa:prefix "one" , "another" }

# SelectorShape-start datatype
DELETE { <evidence/12-26/selector> oa:start ?old }
INSERT { <evidence/12-26/selector> oa:start 12.0 }
WHERE { <evidence/12-26/selector> oa:start ?old }

# SelectorShape-start lessThan
DELETE { <evidence/12-26/selector> oa:end ?old }
INSERT { <evidence/12-26/selector> oa:end 12 }
WHERE { <evidence/12-26/selector> oa:end ?old }

# SelectorShape-start maxCount + EvidenceLengthShape sparql
INSERT DATA { <evidence/12-26/selector> oa:start 13 }

# SelectorShape-start minCount
DELETE WHERE { <evidence/12-26/selector> oa:start ?any }

# SelectorShape-start minInclusive
DELETE { <evidence/12-26/selector> oa:start ?start ; oa:end ?end }
INSERT { <evidence/12-26/selector> oa:start -14 ; oa:end 0 }
WHERE { <evidence/12-26/selector> oa:start ?start ; oa:end ?end }

# SelectorShape-suffix datatype
INSERT DATA { <evidence/12-26/selector> oa:suffix "one"@en }

# SelectorShape-suffix maxCount
INSERT DATA { <evidence/12-26/selector> oa:suffix "one" , "another" }

# SelectorShape-type hasValue
DELETE { <evidence/12-26/selector> a ?old }
INSERT { <evidence/12-26/selector> a oa:TextQuoteSelector }
WHERE { <evidence/12-26/selector> a ?old }
