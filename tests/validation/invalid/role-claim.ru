# RoleClaimShape-role maxCount
INSERT DATA { <role/source> tg:role </tipgraph/concept/role/transit> }

# RoleClaimShape-role minCount
DELETE WHERE { <role/source> tg:role ?any }

