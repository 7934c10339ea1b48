# VictimGroupClaimShape-victimGroup maxCount
INSERT DATA { <victim-group/boys> tg:victimGroup </tipgraph/concept/victim-group/girls> }

# VictimGroupClaimShape-victimGroup minCount
DELETE WHERE { <victim-group/boys> tg:victimGroup ?any }

