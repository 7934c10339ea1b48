# TermShape sparql
INSERT DATA { <role/source> tg:sectorr </tipgraph/concept/sector/mining> }
