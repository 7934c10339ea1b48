# SectorClaimShape-sector maxCount
INSERT DATA { <sector/mining> tg:sector </tipgraph/concept/sector/fishing> }

# SectorClaimShape-sector minCount
DELETE WHERE { <sector/mining> tg:sector ?any }

