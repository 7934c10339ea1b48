# TextQuoteSelectorShape-exact datatype
DELETE { <evidence/12-26/quote> oa:exact ?old }
INSERT { <evidence/12-26/quote> oa:exact "source country"@en }
WHERE { <evidence/12-26/quote> oa:exact ?old }

# TextQuoteSelectorShape-exact maxCount
INSERT DATA { <evidence/12-26/quote> oa:exact "origin country" }

# TextQuoteSelectorShape-exact maxLength
DELETE { <evidence/12-26/quote> oa:exact ?old . <evidence/12-26/position> oa:end ?end }
INSERT { <evidence/12-26/quote> oa:exact "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" . <evidence/12-26/position> oa:end 313 }
WHERE { <evidence/12-26/quote> oa:exact ?old . <evidence/12-26/position> oa:end ?end }

# TextQuoteSelectorShape-exact minCount
DELETE WHERE { <evidence/12-26/quote> oa:exact ?any }

# TextQuoteSelectorShape-exact minLength + EvidenceLengthShape sparql
DELETE { <evidence/12-26/quote> oa:exact ?old }
INSERT { <evidence/12-26/quote> oa:exact "" }
WHERE { <evidence/12-26/quote> oa:exact ?old }

# TextQuoteSelectorShape-prefix datatype
DELETE { <evidence/12-26/quote> oa:prefix ?old }
INSERT { <evidence/12-26/quote> oa:prefix "one"@en }
WHERE { <evidence/12-26/quote> oa:prefix ?old }

# TextQuoteSelectorShape-prefix maxCount
INSERT DATA { <evidence/12-26/quote> oa:prefix "another" }

# TextQuoteSelectorShape-prefix minCount
DELETE WHERE { <evidence/12-26/quote> oa:prefix ?any }

# TextQuoteSelectorShape-suffix datatype
DELETE { <evidence/12-26/quote> oa:suffix ?old }
INSERT { <evidence/12-26/quote> oa:suffix "one"@en }
WHERE { <evidence/12-26/quote> oa:suffix ?old }

# TextQuoteSelectorShape-suffix maxCount
INSERT DATA { <evidence/12-26/quote> oa:suffix "another" }

# TextQuoteSelectorShape-suffix minCount
DELETE WHERE { <evidence/12-26/quote> oa:suffix ?any }

