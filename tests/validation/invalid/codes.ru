# CertaintyCodeShape-inScheme hasValue
DELETE { <role/source> tg:certainty ?old }
INSERT { <role/source> tg:certainty </tipgraph/concept/certainty/unheard-of> }
WHERE { <role/source> tg:certainty ?old }

# ComplianceCodeShape-inScheme hasValue
DELETE { <tier> tg:compliance ?old }
INSERT { <tier> tg:compliance </tipgraph/concept/compliance/unheard-of> }
WHERE { <tier> tg:compliance ?old }

# CountUnitCodeShape-inScheme hasValue
DELETE { <count/conviction/12/persons/2013/152> tg:unit ?old }
INSERT { <count/conviction/12/persons/2013/152> tg:unit </tipgraph/concept/count-unit/unheard-of> }
WHERE { <count/conviction/12/persons/2013/152> tg:unit ?old }

# EffortsCodeShape-inScheme hasValue
DELETE { <tier> tg:efforts ?old }
INSERT { <tier> tg:efforts </tipgraph/concept/compliance/fully-meets> }
WHERE { <tier> tg:efforts ?old }

# ExploitationCodeShape-inScheme hasValue
DELETE { <exploitation/forced-labor> tg:exploitation ?old }
INSERT { <exploitation/forced-labor> tg:exploitation </tipgraph/concept/exploitation/unheard-of> }
WHERE { <exploitation/forced-labor> tg:exploitation ?old }

# MeasureCodeShape-inScheme hasValue
DELETE { <measure/conviction/done/152> tg:measure ?old }
INSERT { <measure/conviction/done/152> tg:measure </tipgraph/concept/measure/unheard-of> }
WHERE { <measure/conviction/done/152> tg:measure ?old }

# PlaceCodeShape-inScheme hasValue + RouteEndsShape sparql
DELETE { <route/AGO/NAM/28> tg:destination ?old }
INSERT { <route/AGO/NAM/28> tg:destination </tipgraph/place/atlantis> }
WHERE { <route/AGO/NAM/28> tg:destination ?old }

# PlaceCodeShape-inScheme hasValue
INSERT DATA { <measure/conviction/done/152> tg:partner </tipgraph/concept/sector/mining> }

# PublicationCodeShape-inScheme hasValue
DELETE { </tipgraph/report/tip/2014/AGO> tg:publication ?old }
INSERT { </tipgraph/report/tip/2014/AGO> tg:publication </tipgraph/concept/publication/unheard-of> }
WHERE { </tipgraph/report/tip/2014/AGO> tg:publication ?old }

# RoleCodeShape-inScheme hasValue
DELETE { <role/source> tg:role ?old }
INSERT { <role/source> tg:role </tipgraph/concept/role/unheard-of> }
WHERE { <role/source> tg:role ?old }

# RouteKindCodeShape-inScheme hasValue
DELETE { <route/AGO/NAM/28> tg:routeKind ?old }
INSERT { <route/AGO/NAM/28> tg:routeKind </tipgraph/concept/route-kind/unheard-of> }
WHERE { <route/AGO/NAM/28> tg:routeKind ?old }

# SectionCodeShape-inScheme hasValue
DELETE { <evidence/12-26> tg:inSection ?old }
INSERT { <evidence/12-26> tg:inSection </tipgraph/concept/section/unheard-of> }
WHERE { <evidence/12-26> tg:inSection ?old }

# SectorCodeShape-inScheme hasValue
DELETE { <sector/mining> tg:sector ?old }
INSERT { <sector/mining> tg:sector </tipgraph/concept/sector/unheard-of> }
WHERE { <sector/mining> tg:sector ?old }

# StatusCodeShape-inScheme hasValue
DELETE { <measure/conviction/done/152> tg:status ?old }
INSERT { <measure/conviction/done/152> tg:status </tipgraph/concept/status/unheard-of> }
WHERE { <measure/conviction/done/152> tg:status ?old }

# TierChangeCodeShape-inScheme hasValue
DELETE { <tier> tg:tierChange ?old }
INSERT { <tier> tg:tierChange </tipgraph/concept/tier-change/unheard-of> }
WHERE { <tier> tg:tierChange ?old }

# TierCodeShape-inScheme hasValue
DELETE { <tier> tg:tier ?old }
INSERT { <tier> tg:tier </tipgraph/concept/tier/unheard-of> }
WHERE { <tier> tg:tier ?old }

# VictimGroupCodeShape-inScheme hasValue
DELETE { <victim-group/boys> tg:victimGroup ?old }
INSERT { <victim-group/boys> tg:victimGroup </tipgraph/concept/victim-group/unheard-of> }
WHERE { <victim-group/boys> tg:victimGroup ?old }

# VerdictCodeShape-inScheme hasValue
DELETE { <role/source/review/kim> tg:verdict ?old }
INSERT { <role/source/review/kim> tg:verdict </tipgraph/concept/verdict/unheard-of> }
WHERE { <role/source/review/kim> tg:verdict ?old }
