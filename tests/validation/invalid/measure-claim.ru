# MeasureClaimShape-measure maxCount
INSERT DATA { <measure/conviction/done> tg:measure </tipgraph/concept/measure/funding> }

# MeasureClaimShape-measure minCount
DELETE WHERE { <measure/conviction/done> tg:measure ?any }

# MeasureClaimShape-status maxCount
INSERT DATA { <measure/conviction/done> tg:status </tipgraph/concept/status/planned> }

# MeasureClaimShape-status minCount
DELETE WHERE { <measure/conviction/done> tg:status ?any }

