# MeasureClaimShape-measure maxCount
INSERT DATA { <measure/conviction/done/152> tg:measure </tipgraph/concept/measure/funding> }

# MeasureClaimShape-measure minCount
DELETE WHERE { <measure/conviction/done/152> tg:measure ?any }

# MeasureClaimShape-period datatype
INSERT DATA { <measure/conviction/done/152> tg:period "2013" }

# MeasureClaimShape-period maxCount
INSERT DATA { <measure/conviction/done/152> tg:period "2013"^^xsd:gYear , "2014"^^xsd:gYear }

# MeasureClaimShape-period pattern
INSERT DATA { <measure/conviction/done/152> tg:period "1850"^^xsd:gYear }

# MeasureClaimShape-status maxCount
INSERT DATA { <measure/conviction/done/152> tg:status </tipgraph/concept/status/planned> }

# MeasureClaimShape-status minCount
DELETE WHERE { <measure/conviction/done/152> tg:status ?any }

