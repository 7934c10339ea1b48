# TierClaimShape-compliance maxCount
INSERT DATA { <tier> tg:compliance </tipgraph/concept/compliance/fully-meets> }

# TierClaimShape-consecutiveYears datatype
DELETE { <tier> tg:consecutiveYears ?old }
INSERT { <tier> tg:consecutiveYears 2.0 }
WHERE { <tier> tg:consecutiveYears ?old }

# TierClaimShape-consecutiveYears maxCount
INSERT DATA { <tier> tg:consecutiveYears 3 }

# TierClaimShape-consecutiveYears minInclusive
DELETE { <tier> tg:consecutiveYears ?old }
INSERT { <tier> tg:consecutiveYears -1 }
WHERE { <tier> tg:consecutiveYears ?old }

# TierClaimShape-efforts maxCount
INSERT DATA { <tier> tg:efforts </tipgraph/concept/efforts/not-significant> }

# TierClaimShape-tier maxCount
INSERT DATA { <tier> tg:tier </tipgraph/concept/tier/3> }

# TierClaimShape-tierChange maxCount
INSERT DATA { <tier> tg:tierChange </tipgraph/concept/tier-change/upgraded> }

# TierClaimShape-tierYear datatype
DELETE { <tier> tg:tierYear ?old }
INSERT { <tier> tg:tierYear "2014" }
WHERE { <tier> tg:tierYear ?old }

# TierClaimShape-tierYear maxCount
INSERT DATA { <tier> tg:tierYear "2016"^^xsd:gYear }

# TierClaimShape-tierYear pattern
DELETE { <tier> tg:tierYear ?old }
INSERT { <tier> tg:tierYear "1999"^^xsd:gYear }
WHERE { <tier> tg:tierYear ?old }

# TierClaimShape-waiver datatype
DELETE { <tier> tg:waiver ?old }
INSERT { <tier> tg:waiver "one"@en }
WHERE { <tier> tg:waiver ?old }

# TierClaimShape-waiver maxCount
INSERT DATA { <tier> tg:waiver true }

# TierYearShape sparql
DELETE { <tier> tg:tier ?old ; tg:tierYear ?year }
INSERT { <tier> tg:tier </tipgraph/concept/tier/2WL> ; tg:tierYear "2003"^^xsd:gYear }
WHERE { <tier> tg:tier ?old ; tg:tierYear ?year }

