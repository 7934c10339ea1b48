# RouteEndsShape sparql
DELETE { <route/AGO/NAM/28> tg:onRoute ?old }
INSERT { <route/AGO/NAM/28> tg:onRoute </tipgraph/route/AGO/AGO-neighbors> }
WHERE { <route/AGO/NAM/28> tg:onRoute ?old }

# RouteShape-document maxCount + ClaimKindShape sparql
INSERT DATA { </tipgraph/route/AGO/NAM> tg:document </tipgraph/document/tip/2014/AGO/angola-2014> }

# RouteShape-prefLabel minCount
DELETE WHERE { </tipgraph/route/AGO/NAM> skos:prefLabel ?any }

# RouteShape-routeDestination maxCount + RouteEndsShape sparql
INSERT DATA { </tipgraph/route/AGO/NAM> tg:routeDestination </tipgraph/place/XAA> }

# RouteShape-routeDestination minCount
DELETE WHERE { </tipgraph/route/AGO/NAM> tg:routeDestination ?any }

# RouteShape-routeOrigin disjoint + RouteEndsShape sparql
DELETE { </tipgraph/route/AGO/NAM> tg:routeDestination ?old }
INSERT { </tipgraph/route/AGO/NAM> tg:routeDestination </tipgraph/place/AGO> }
WHERE { </tipgraph/route/AGO/NAM> tg:routeDestination ?old }

# RouteShape-routeOrigin maxCount + RouteEndsShape sparql
INSERT DATA { </tipgraph/route/AGO/NAM> tg:routeOrigin </tipgraph/place/XAA> }

# RouteShape-routeOrigin minCount
DELETE WHERE { </tipgraph/route/AGO/NAM> tg:routeOrigin ?any }
