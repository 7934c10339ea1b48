# PlaceKindShape sparql
INSERT DATA { </tipgraph/place/nowhere> a tg:Place }
