# MeasureClaimShape-measure maxCount
INSERT DATA { <measure/conviction/done/152> tg:measure </tipgraph/concept/measure/funding> }

# MeasureClaimShape-measure minCount
DELETE WHERE { <measure/conviction/done/152> tg:measure ?any }

# MeasureClaimShape-status maxCount
INSERT DATA { <measure/conviction/done/152> tg:status </tipgraph/concept/status/planned> }

# MeasureClaimShape-status minCount
DELETE WHERE { <measure/conviction/done/152> tg:status ?any }

