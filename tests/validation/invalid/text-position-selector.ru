# TextPositionSelectorShape-end datatype
DELETE { <evidence/12-26/position> oa:end ?old }
INSERT { <evidence/12-26/position> oa:end 26.0 }
WHERE { <evidence/12-26/position> oa:end ?old }

# TextPositionSelectorShape-end maxCount + EvidenceLengthShape sparql
INSERT DATA { <evidence/12-26/position> oa:end 27 }

# TextPositionSelectorShape-end minCount
DELETE WHERE { <evidence/12-26/position> oa:end ?any }

# TextPositionSelectorShape-start datatype
DELETE { <evidence/12-26/position> oa:start ?old }
INSERT { <evidence/12-26/position> oa:start 12.0 }
WHERE { <evidence/12-26/position> oa:start ?old }

# TextPositionSelectorShape-start lessThan
DELETE { <evidence/12-26/position> oa:end ?old }
INSERT { <evidence/12-26/position> oa:end 12 }
WHERE { <evidence/12-26/position> oa:end ?old }

# TextPositionSelectorShape-start maxCount + EvidenceLengthShape sparql
INSERT DATA { <evidence/12-26/position> oa:start 13 }

# TextPositionSelectorShape-start minCount
DELETE WHERE { <evidence/12-26/position> oa:start ?any }

# TextPositionSelectorShape-start minInclusive
DELETE { <evidence/12-26/position> oa:start ?start ; oa:end ?end }
INSERT { <evidence/12-26/position> oa:start -14 ; oa:end 0 }
WHERE { <evidence/12-26/position> oa:start ?start ; oa:end ?end }

