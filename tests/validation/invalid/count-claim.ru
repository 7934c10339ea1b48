# CountClaimShape-count datatype
DELETE { <count/conviction/12/persons/2013/152> tg:count ?old }
INSERT { <count/conviction/12/persons/2013/152> tg:count 12 }
WHERE { <count/conviction/12/persons/2013/152> tg:count ?old }

# CountClaimShape-count maxCount
INSERT DATA { <count/conviction/12/persons/2013/152> tg:count 13.0 }

# CountClaimShape-count maxInclusive
DELETE { <count/conviction/12/persons/2013/152> tg:count ?old }
INSERT { <count/conviction/12/persons/2013/152> tg:count 1000000000001.0 }
WHERE { <count/conviction/12/persons/2013/152> tg:count ?old }

# CountClaimShape-count minCount
DELETE WHERE { <count/conviction/12/persons/2013/152> tg:count ?any }

# CountClaimShape-count minInclusive
DELETE { <count/conviction/12/persons/2013/152> tg:count ?old }
INSERT { <count/conviction/12/persons/2013/152> tg:count -1.0 }
WHERE { <count/conviction/12/persons/2013/152> tg:count ?old }

# CountClaimShape-measure maxCount
INSERT DATA { <count/conviction/12/persons/2013/152> tg:measure </tipgraph/concept/measure/funding> }

# CountClaimShape-measure minCount
DELETE WHERE { <count/conviction/12/persons/2013/152> tg:measure ?any }

# CountClaimShape-period datatype
DELETE { <count/conviction/12/persons/2013/152> tg:period ?old }
INSERT { <count/conviction/12/persons/2013/152> tg:period "2014" }
WHERE { <count/conviction/12/persons/2013/152> tg:period ?old }

# CountClaimShape-period maxCount
INSERT DATA { <count/conviction/12/persons/2013/152> tg:period "2016"^^xsd:gYear }

# CountClaimShape-period pattern
DELETE { <count/conviction/12/persons/2013/152> tg:period ?old }
INSERT { <count/conviction/12/persons/2013/152> tg:period "1850"^^xsd:gYear }
WHERE { <count/conviction/12/persons/2013/152> tg:period ?old }

# CountClaimShape-unit maxCount
INSERT DATA { <count/conviction/12/persons/2013/152> tg:unit </tipgraph/concept/count-unit/cases> }

# CountClaimShape-unit minCount
DELETE WHERE { <count/conviction/12/persons/2013/152> tg:unit ?any }

